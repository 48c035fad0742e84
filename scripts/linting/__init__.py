"""The rules for what is committed: specs, their settings, and the tree."""

"""Begin a provider: the files in this folder, and its name where it belongs."""

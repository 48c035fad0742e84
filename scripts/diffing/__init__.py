"""What changed between two versions of a spec, and what that asks of users."""

"""Whether one account works, and where it breaks."""

"""What differs between two listings, and between two readings of the same accounts."""

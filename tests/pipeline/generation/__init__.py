"""Generation: what it writes, what it refuses, and what a kill leaves."""

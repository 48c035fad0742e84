"""What the commands that act have in common: plans, questions, results and waits."""

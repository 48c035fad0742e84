"""What `roster check` found, as each format has it."""

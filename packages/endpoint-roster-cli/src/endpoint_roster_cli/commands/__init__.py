"""The commands: a module for each, which holds its options and is loaded when it is used."""

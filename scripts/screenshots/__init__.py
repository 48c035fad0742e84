"""The outputs and pictures in the docs, made from the command as it is."""

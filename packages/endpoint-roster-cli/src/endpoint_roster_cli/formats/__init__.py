"""How listings are written for programs: a module for each format that needs rules of its own."""

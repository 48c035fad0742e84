"""Write generated code safely: staged, inspected, swapped in, recorded. Runs on bare Python."""

"""An endpoint as columns, cells and details, for people."""

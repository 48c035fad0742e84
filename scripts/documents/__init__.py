"""Read the files under specs/, and find the way in them."""

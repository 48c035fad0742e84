"""How each provider's adapter finds out what endpoints cost; imported only when that is asked."""

"""What each simulated account owns: endpoints made from a seed, one module for each provider."""

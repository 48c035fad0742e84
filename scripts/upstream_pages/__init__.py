"""What a provider published, compared with our spec."""

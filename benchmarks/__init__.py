"""What our clients cost, beside plain httpx and the official SDKs: `uv run nox -s bench`."""

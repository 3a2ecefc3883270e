"""Measurements that the page on performance shows: `uv run --group bench python -m benchmarks.mnist`."""

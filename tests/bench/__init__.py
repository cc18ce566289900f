"""Measurements at national size: `python -m tests.bench --help`. Nothing is asserted."""

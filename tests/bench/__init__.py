"""Measurements at national size: `python -m tests.bench --help`. No test, and nothing is asserted."""

"""Measurements: one command for each table of docs/benchmarks.md."""

"""Benchmarks: ``./run bench [NAME …]``. Figures are ratios of CPU seconds, both sides measured in one run."""

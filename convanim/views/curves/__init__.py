"""Curves and stems over axes."""

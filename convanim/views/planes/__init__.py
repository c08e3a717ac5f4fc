"""Planes of cells at a slant, one above the other."""

"""Blocks of cells: volumes with channels."""

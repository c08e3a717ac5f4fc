"""Flat grids of cells with figures or colours in them."""

"""Boxes and arrows: networks."""

"""Maps as surfaces."""

"""What people already have, turned into an operation: words, flags, specification files."""

"""What pictures say in languages other than English: a table each, by the English words."""

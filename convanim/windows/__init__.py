"""Who reads whom: the relation of an operation's cells, as integers, arrays and values."""

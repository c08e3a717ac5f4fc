"""Where it is written. A new format is one new file here and one line in the table.

An entry names a function that takes a `Film` and a binary file.
"""

FORMATS: dict[str, str] = {
    "gif": "convanim.export.gif:save",
    "svg": "convanim.export.svg:save",
    "png": "convanim.export.png:save",
}

STEPWISE: dict[str, str] = {
    "svg": "convanim.export.svg:save_step",
    "png": "convanim.export.png:save_step",
}
"""The formats that a directory takes one file a step of: these also take the step."""

"""Where it is written. A new format is one new file here and one line in the table.

An entry names a function that takes a `Film` and a binary file.
"""

FORMATS: dict[str, str] = {
    "gif": "convanim.export.gif:save",
    "svg": "convanim.export.svg:save",
    "png": "convanim.export.png:save",
    "webp": "convanim.export.webp:save",
    "apng": "convanim.export.apng:save",
    "avif": "convanim.export.avif:save",
    "mp4": "convanim.export.video:mp4",
    "webm": "convanim.export.video:webm",
    "mov": "convanim.export.video:mov",
    "pptx": "convanim.export.pptx:save",
    "pdf": "convanim.export.figures:pdf",
    "eps": "convanim.export.figures:eps",
    "pgf": "convanim.export.figures:pgf",
}

STEPWISE: dict[str, str] = {
    "svg": "convanim.export.svg:save_step",
    "png": "convanim.export.png:save_step",
    "pdf": "convanim.export.figures:pdf_step",
    "eps": "convanim.export.figures:eps_step",
    "pgf": "convanim.export.figures:pgf_step",
}
"""The formats that a directory takes one file a step of: these also take the step."""

VECTORS = ("svg", "pdf", "eps", "pgf")
"""The formats that have lines and areas rather than pixels."""

OWN = {"matte": "gif", "dpi": "png", "pptx": "pptx"}
"""The words that have an effect in one format alone."""
STILL = "step_time pace motion fps hold loop"
PAGES = f"{STILL} poster"
LACKS: dict[str, str] = {
    "png": STILL,
    "avif": "loop",
    "mp4": "transparent loop",
    "webm": "transparent loop",
    "mov": "transparent loop",
    "pptx": PAGES,
    "pdf": PAGES,
    "eps": f"{STILL} transparent",
    "pgf": STILL,
}
"""The words of look and clock that have no effect in a format, of what all others have."""

STILLS = ("png", "eps", "pgf")
"""The formats that are one picture."""
PAGED = ("pptx", "pdf")
"""The formats that have a page for each step."""
FORMS = {"steps": "pptx", "animation": "gif", "video": "mp4"}
"""The forms of a presentation, each with the format that it can do what."""

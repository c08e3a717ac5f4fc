"""What it looks like. A new theme is one new file here and one line in the table."""

THEMES: dict[str, str] = {
    "classic": "convanim.themes.classic:THEME",
}

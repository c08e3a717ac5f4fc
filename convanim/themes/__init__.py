"""What it looks like. A new theme is one new file here and one line in the table."""

THEMES: dict[str, str] = {
    "classic": "convanim.themes.classic:THEME",
    "light": "convanim.themes.light:THEME",
    "dark": "convanim.themes.dark:THEME",
    "print": "convanim.themes.print:THEME",
    "colorblind": "convanim.themes.colorblind:THEME",
}

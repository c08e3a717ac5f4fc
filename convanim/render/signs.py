"""The text of an SVG as uses of signs: each letter and each word that comes again once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from convanim.render.svg_text import number, path_data
from convanim.scene.face import Face
from convanim.scene.marks import Text

Word = list[tuple[str, float]]
"""Letters, and where they stand."""


class Signs:
    """The letters and words of one document; their names begin with `prefix`."""

    def __init__(self, texts: Iterable[Text], prefix: str) -> None:
        self.prefix = prefix
        self.faces: dict[Face | None, int] = {}  # what texts are written in, counted
        self.counts = Counter((word, text.face) for text in texts for word in text.text.split())
        self.letters: dict[tuple[str, int], str] = {}  # letter, in which face -> its definition
        self.words: dict[tuple[str, int], tuple[str, str]] = {}  # word -> its name, its definition

    def written(self) -> Iterator[str]:
        """All that are in use."""
        yield from self.letters.values()
        yield from (definition for _, definition in self.words.values())

    def uses(self, text: str, face: Face | None) -> Iterator[str]:
        """What draws a text."""
        of = self.faces.setdefault(face, len(self.faces))
        for word in words(text, face):
            whole = "".join(char for char, _ in word)
            if len(word) > 1 and self.counts[whole, face] > 1:
                yield use(self.word(whole, word, of, face), word[0][1])
            else:
                yield from (use(self.letter(char, of, face), x) for char, x in word)

    def word(self, whole: str, word: Word, of: int, face: Face | None) -> str:
        """The name of a word."""
        if (whole, of) not in self.words:
            start = word[0][1]
            drawn = "".join(use(self.letter(char, of, face), x - start) for char, x in word)
            name = f"{self.prefix}w{len(self.words)}"
            self.words[whole, of] = name, f'<g id="{name}">{drawn}</g>'
        return self.words[whole, of][0]

    def letter(self, char: str, of: int, face: Face | None) -> str:
        """The name of a letter."""
        from convanim.scene.text import outline

        name = f"{self.prefix}g{ord(char):x}" + (f"-{of}" if of else "")
        if (char, of) not in self.letters:
            drawn = path_data(outline(char, face))
            self.letters[char, of] = f'<path id="{name}" d="{drawn}"/>'
        return name


def words(text: str, face: Face | None) -> Iterator[Word]:
    """What stands between the blanks of a text."""
    from convanim.scene.text import glyphs

    word: Word = []
    for char, x in glyphs(text, face):
        if char.strip():
            word.append((char, x))
        elif word:
            yield word
            word = []
    if word:
        yield word


def use(name: str, x: float) -> str:
    """What draws once more what has a name, so far to the right."""
    return f'<use href="#{name}" x="{number(x)}"/>' if x else f'<use href="#{name}"/>'

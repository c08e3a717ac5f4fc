"""Draws the picture that the gallery's kernels run over: a square, a disc and a triangle."""

from pathlib import Path

from PIL import Image, ImageDraw

SIDE, FINE = 16, 20  # cells of the finished animation, and pixels drawn for each


def shapes() -> Image.Image:
    """The picture, smooth at the edges."""
    image = Image.new("L", (SIDE * FINE, SIDE * FINE), 60)
    draw = ImageDraw.Draw(image)
    draw.rectangle([FINE * n for n in (1, 1, 7, 7)], fill=230)
    draw.ellipse([FINE * n for n in (7, 6, 15, 14)], fill=150)
    draw.polygon([(FINE * x, FINE * y) for x, y in ((1, 15), (5, 9), (8, 15))], fill=15)
    return image.resize((SIDE * 4, SIDE * 4), Image.Resampling.BOX)


if __name__ == "__main__":
    there = Path(__file__).parent.parent / "gallery" / "numbers" / "shapes.png"
    shapes().save(there)
    print(f"wrote {there}")

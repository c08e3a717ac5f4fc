"""A gallery: a folder of specification files, each beside the files that it gives.

gallery/README.md                          the page that shows them all, generated
gallery/conv_arithmetic/dilation.toml      one picture's specification
gallery/conv_arithmetic/dilation.gif       what it gives (`output` names others)
gallery/conv_arithmetic/dilation.svg
"""

from convanim.gallery.pictures import contents, same, specified
from convanim.gallery.upkeep import regenerate

__all__ = ["contents", "regenerate", "same", "specified"]

"""Render the gallery again: what changed, or all of it.

    python scripts/regenerate_gallery.py [NAME ...] [--all] [--check] [--jobs N]

The same as `convanim gallery`, for the gallery beside this script.
"""

import sys
from pathlib import Path

from convanim.cli.main import main

if __name__ == "__main__":
    gallery = Path(__file__).parent.parent / "gallery"
    sys.exit(main(["gallery", *sys.argv[1:], "--dir", str(gallery)]))

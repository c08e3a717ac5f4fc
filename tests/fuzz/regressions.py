"""Requests that once took too long, too much, or ended in a traceback."""

from __future__ import annotations

import shlex

from tests.fuzz.requests import Request

LINES = """
inspect conv --dims 1 -i 20000 -k 10000
inspect conv -i 2000 -k 2000 --json
inspect transposed --dims 1 -i 1000 -k 100000
conv --dims 1000000000 --input-preset gaussian-derivatives -k 3 -o a.png
conv -i 5 --kernel-preset gaussian -k 1999 -p full -o a.png
conv -i 5 --kernel-preset box -k 20000 -p full -o a.png
pointwise -i 4 --in-channels 3 --out-channels 1000000 --values -o a.gif
conv -i 5 -k 3 --width 8192 -o a.gif
conv -i 500,5 -k 3 --width 8192 -o a.png
conv -i 1000 -k 300 --values --view painted -o a.png
conv -i 64 -k 15 --out-channels 10000 --kernel-preset gabor --view surface -o a.gif
conv -i 5 -k 3 --motion slide --fps 50 --step-time 3600 -o a.svg
signal box box --view painted -o a.svg
adaptiveavgpool --dims 3 -i 8 --output-size 3 -o a.svg
"""
STEPS = ["conv", "-i", "5", "-k", "3", "--steps", ",".join(["0-999999"] * 60), "-o", "a.gif"]
PANELS = b'[[panel]]\nop = "conv"\ninput = 80\nkernel = 3\n' * 12
CASES = [
    *(Request(shlex.split(line)) for line in LINES.strip().splitlines()),
    Request(STEPS),
    Request(["render", "s.toml", "-o", "a.png"], {"s.toml": PANELS}),
    Request(["render", "s.toml", "-o", "a.png"], {"s.toml": b"[[layer]]\n" * 9000}),
]

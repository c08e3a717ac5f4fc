"""The flags: one line each, for the layer and for the look."""

from __future__ import annotations

from typing import Any

Flag = tuple[tuple[str, ...], dict[str, Any]]

# word of a layer -> its flag
LAYER: dict[str, Flag] = {
    "input": (("-i", "--input"), {"metavar": "N[,N]", "help": "input cells: 5, or per axis 5,7"}),
    "kernel": (("-k", "--kernel"), {"metavar": "N[,N]", "help": "kernel size"}),
    "stride": (("-s", "--stride"), {"metavar": "N[,N]", "help": "stride (pooling: the kernel)"}),
    "padding": (
        ("-p", "--padding"),
        {
            "metavar": "PAD",
            "help": "1, per axis 1,2, before:after 0:1,2:1, or valid, same, same-lower, full, "
            "half, causal",
        },
    ),
    "dilation": (("-d", "--dilation"), {"metavar": "N[,N]", "help": "distance between taps"}),
    "output_padding": (
        ("--output-padding",),
        {"metavar": "N[,N]", "help": "cells more at the output's end"},
    ),
    "dims": (
        ("--dims",),
        {"type": int, "metavar": "N", "help": "axes of a single number: 1, 2 or 3"},
    ),
    "in_channels": (("--in-channels",), {"type": int, "metavar": "C", "help": "input channels"}),
    "out_channels": (
        ("--out-channels",),
        {"type": int, "metavar": "C", "help": "output channels, one for each filter"},
    ),
    "groups": (("--groups",), {"type": int, "metavar": "G", "help": "groups of channels"}),
    "padding_mode": (
        ("--padding-mode",),
        {"metavar": "MODE", "help": "what padding holds: zeros, reflect, replicate, circular"},
    ),
    "ceil_mode": (
        ("--ceil-mode",),
        {"action": "store_true", "help": "round the output size up"},
    ),
    "count_include_pad": (
        ("--no-count-include-pad",),
        {"action": "store_false", "help": "divide by real cells only"},
    ),
    "bias": (("--no-bias",), {"action": "store_false", "help": "no bias among the parameters"}),
    "activation": (
        ("--activation",),
        {"metavar": "NAME", "help": "what follows: relu, leaky-relu, sigmoid, tanh"},
    ),
}

# word of the look -> its flag
LOOK: dict[str, Flag] = {
    "view": (
        ("--view",),
        {
            "metavar": "VIEW",
            "help": "how it is shown: stacked, channels, numeric, painted, matrix, subsampled, "
            "surface, signal, stem, network, receptive-field",
        },
    ),
    "theme": (
        ("--theme",),
        {
            "metavar": "THEME",
            "help": "classic, light, dark, print, colorblind, auto (light and dark), or a "
            "theme file .toml",
        },
    ),
    "width": (("--width",), {"type": float, "metavar": "PX", "help": "width in pixels"}),
    "background": (
        ("--background",),
        {"metavar": "COLOUR", "help": "a colour, or transparent"},
    ),
    "matte": (
        ("--matte",),
        {"metavar": "COLOUR", "help": "blend a transparent GIF's edges with this colour"},
    ),
    "title": (("--title",), {"metavar": "TEXT", "help": "a line above the picture"}),
    "caption": (
        ("--caption",),
        {"action": "boolean", "help": "write the sizes below the picture, or do not"},
    ),
    "step_time": (
        ("--step-time",),
        {"type": float, "metavar": "SECONDS", "help": "seconds a step (1, signal: less)"},
    ),
    "motion": (("--motion",), {"metavar": "MOTION", "help": "step, or slide (it glides)"}),
    "fps": (("--fps",), {"type": float, "metavar": "N", "help": "frames a second of slide (25)"}),
    "loop": (("--loop",), {"type": int, "metavar": "N", "help": "times to play; 0 for ever"}),
    "steps": (("--steps",), {"metavar": "LIST", "help": "only these steps: 0,3,5 or 0-8"}),
    "max_steps": (("--max-steps",), {"type": int, "metavar": "N", "help": "the first N steps"}),
    "all_steps": (
        ("--all-steps",),
        {"action": "store_true", "help": "yes, more than a thousand frames"},
    ),
    "filters": (
        ("--filters",),
        {"metavar": "LIST", "help": "only these output channels: 0,2 (view channels)"},
    ),
    "order": (
        ("--order",),
        {"metavar": "ORDER", "help": "what runs fastest: pixel-first or channel-first"},
    ),
    "transposed_as": (
        ("--transposed-as",),
        {"metavar": "HOW", "help": "gather (a step an output), or scatter (a step an input)"},
    ),
    "overlaps": (
        ("--overlaps",),
        {"action": "store_true", "help": "with scatter: how often each output is written"},
    ),
    "matrix": (
        ("--matrix",),
        {"metavar": "KIND", "help": "the matrix view's: sparse, or im2col"},
    ),
    "precision": (
        ("--precision",),
        {"type": int, "metavar": "N", "help": "decimals of numbers that are not whole"},
    ),
}

# word of the numbers that go through the layer -> its flag; any of them shows the numbers
NUMBERS: dict[str, Flag] = {
    "values": (
        ("--values",),
        {"action": "store_true", "help": "show numbers, random ones where none are given"},
    ),
    "input_values": (
        ("--input-values",),
        {"metavar": "FILE", "help": "the input: .csv .txt .npy .json, or '1 2; 3 4'"},
    ),
    "input_preset": (
        ("--input-preset",),
        {
            "metavar": "NAME",
            "help": "gaussian-derivatives: two maps, which --kernel-preset steer turns",
        },
    ),
    "kernel_values": (
        ("--kernel-values",),
        {"metavar": "FILE", "help": "the weights: a file, or '1 0 -1; 2 0 -2; 1 0 -1'"},
    ),
    "bias_values": (
        ("--bias-values",),
        {"metavar": "FILE", "help": "a bias for each output channel: a file, or '1 0 -2'"},
    ),
    "kernel_preset": (
        ("--kernel-preset",),
        {
            "metavar": "NAME",
            "help": "identity, box, gaussian, sobel-x, sobel-y, laplacian, sharpen, emboss, edge; "
            "a bank with --out-channels: gabor, gaussian-derivative, and steer (pointwise)",
        },
    ),
    "image": (
        ("--image",),
        {
            "metavar": "FILE",
            "help": "run over a picture: grey, or with --in-channels 3 its colours",
        },
    ),
    "image_size": (
        ("--image-size",),
        {"type": int, "metavar": "N", "help": "cells along the picture's longer side (24)"},
    ),
    "seed": (("--seed",), {"type": int, "metavar": "N", "help": "other random integers (0)"}),
    "flip": (
        ("--flip",),
        {
            "action": "store_true",
            "help": "turn the kernel: convolution as signal processing has it",
        },
    ),
}

# word of two signals -> its flag; f and g are known by their places
SIGNALS: dict[str, Flag] = {
    "signal": (
        ("signal",),
        {
            "metavar": "F",
            "help": "box, triangle, exponential, gaussian, sine; or samples: a file .csv .txt "
            ".npy .json, or '1 2 3'",
        },
    ),
    "kernel": (("kernel",), {"metavar": "G", "help": "what slides over it, the same way"}),
    "spacing": (
        ("--spacing",),
        {"type": float, "metavar": "DT", "help": "time between samples (none: a plain sum)"},
    ),
}

"""The one checker of words: a choice is either one of the list, or an error that helps."""

from __future__ import annotations

from collections.abc import Iterable

from convanim.errors import BadRequest

ELSEWHERE = {
    "kernel": "kernel_size kernel_shape pool_size window_shape window filter_size ksize",
    "stride": "strides subsample window_strides",
    "padding": "pads pad auto_pad paddings",
    "dilation": "dilations dilation_rate kernel_dilation rhs_dilation",
    "groups": "group feature_group_count num_groups",
    "in_channels": "in_features channels_in input_channels",
    "out_channels": "filters features out_features channels_out num_filters output_channels",
    "bias": "use_bias with_bias",
    "input": "input_size input_shape in_shape image_size",
    "values": "show_values",
    "theme": "style",
    "fps": "frame_rate",
}
"""What frameworks call a word of ours: PyTorch, Keras, TensorFlow, ONNX, Flax."""
LISTED = 36
"""Choices that an error lists: more are not read."""
OURS = {theirs: ours for ours, names in ELSEWHERE.items() for theirs in names.split()}


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was most likely meant to be, or None.

    >>> nearest("reflct", ["zeros", "reflect"])
    'reflect'
    >>> nearest("kernel_size", ["kernel", "kernel_values"]), nearest("--strides", ["--stride"])
    ('kernel', '--stride')
    >>> nearest("gfi", ["pgf", "gif"])
    'gif'
    """
    known = {spelling(choice): choice for choice in choices}
    if (same := OURS.get(spelling(word))) in known:
        return known[same]
    from difflib import get_close_matches  # only a mistake pays for this import

    close = get_close_matches(word, list(known.values()), n=3, cutoff=0.6)
    close = [choice for choice in close if sorted(choice) == sorted(word)] or close  # swapped
    return close[0] if close else None


def spelling(word: str) -> str:
    """A word or a flag as it is written in Python."""
    return word.lstrip("-").replace("-", "_").lower()


def choose(what: str, word: object, choices: Iterable[str]) -> str:
    """`word` itself if it is one of `choices`; else a `BadRequest` that suggests the nearest.

    >>> choose("padding mode", "zeros", ["zeros", "reflect"])
    'zeros'
    >>> choose("mode", "zero", ["zeros", "reflect"])
    Traceback (most recent call last):
    convanim.errors.BadRequest: unknown mode 'zero', did you mean 'zeros'? (one of: zeros, reflect)
    """
    known = list(choices)
    if isinstance(word, str) and word in known:
        return word
    close = nearest(word, known) if isinstance(word, str) else None
    hint = f", did you mean {close!r}?" if close else ""
    more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
    listed = f"{', '.join(known[:LISTED])}{more}"
    raise BadRequest(f"unknown {what} {word!r}{hint} (one of: {listed})")

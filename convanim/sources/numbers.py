"""A layer's own numbers, from words: files, presets, and sizes that follow from arrays."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from convanim.errors import BadRequest
from convanim.operations import Operation
from convanim.operations.numbers import many, whole
from convanim.operations.values import Values
from convanim.sources import text
from convanim.sources.arrays import array, is_file
from convanim.sources.oriented import MAPS
from convanim.sources.picture import picture
from convanim.sources.presets import BANKS, INPUTS, PRESETS, STEER, bank, maps, preset
from convanim.views.view import Angles
from convanim.words import choose

FILES = ("input_values", "kernel_values", "bias_values")
POOLING = ("maxpool", "avgpool")
PRESET_SIZE = 3
"""A named kernel's side unless a size is given."""
BANK_SIZE, MAP_SIZE, POINT = 15, 64, 1
"""The same of a bank's filters, of named input maps, and of a pointwise layer's kernel."""


@dataclass(frozen=True, eq=False)
class Numbers:
    """What was given of a layer's numbers, before the layer is known."""

    x: Any = None
    weight: Any = None
    bias: Any = None
    seed: int = 0
    flip: bool = False
    angles: Angles = None

    def of(self, op: Operation) -> Values:
        """The layer's numbers; those not given are made up."""
        return Values.of(op, self.x, self.weight, self.bias, seed=self.seed, flip=self.flip)


def beside(words: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """The words of a specification file, the files that they name found from its folder."""
    found = dict(words)
    for word in (*FILES, "signal", "kernel"):
        if is_file(found.get(word)):
            found[word] = os.path.join(folder, found[word])
    if isinstance(found.get("image"), str):
        found["image"] = os.path.join(folder, found["image"])
    if isinstance(panels := found.get("panel"), list):
        found["panel"] = [
            beside(panel, folder) if isinstance(panel, Mapping) else panel for panel in panels
        ]
    return found


def numbers(words: Mapping[str, Any], layer: Mapping[str, Any]) -> tuple[Numbers, dict[str, Any]]:
    """The given numbers, and the layer's words with the sizes that follow from them.

    >>> _, layer = numbers({"input_values": "1 2 3 4", "kernel_values": "1 -1"}, {"op": "conv"})
    >>> layer
    {'op': 'conv', 'input': (4,), 'kernel': (2,)}
    """
    flip = words.get("flip", False)
    if not isinstance(flip, bool):
        raise BadRequest(f"flip is true or false, not {flip!r}")
    shown = words.get("values", False)
    if not isinstance(shown, bool):
        raise BadRequest(f"values is true or false, not {shown!r}")
    seed = whole("seed", words.get("seed", 0), 0)
    name = words.get("kernel_preset")
    x, weight, bias = (
        None if words.get(word) is None else array(words[word], word.replace("_", " "))
        for word in FILES
    )
    if (image := words.get("image")) is not None:
        if x is not None:
            raise BadRequest("input values and an image were given: one of them is enough")
        # three channels are a picture's red, green and blue
        x = picture(image, words.get("image_size"), layer.get("in_channels") == 3)
    elif "image_size" in words:
        raise BadRequest("an image size needs an image: name it with --image")
    if (named := words.get("input_preset")) is not None:
        if x is not None:
            raise BadRequest("an input preset and other input were given: one of them is enough")
        x = named_maps(named, layer)
    if name is not None and weight is not None:
        raise BadRequest("kernel values and a kernel preset were given: one of them is enough")
    dims = axes(layer, x, weight)
    sized = dict(layer)
    if dims == 2 and x is not None and x.ndim == 1:
        x = x[None]  # a file of one row
    if x is not None:
        sized.setdefault("input", x.shape[-dims:])
    turned = None
    if name is not None:
        word = choose("kernel preset", name, (*PRESETS, *BANKS))
        if word in BANKS:
            weight, turned = filters(word, layer, x, dims)
        else:
            weight = preset(word, sides("kernel", layer, PRESET_SIZE, dims))
    if dims == 2 and weight is not None and weight.ndim == 1:
        weight = weight[None]
    if weight is not None and layer["op"] not in (*POOLING, "pointwise"):
        sized.setdefault("kernel", weight.shape[-dims:])
    angles = None if named is None else MAPS[named]
    known = None if angles is None and turned is None else (angles, turned)
    # asked to show numbers, it makes up a bias too, as all else that was not given
    if bias is None and shown and layer.get("bias", True) and layer["op"] not in POOLING:
        return Numbers(x, weight, True, seed, flip, known), sized
    return Numbers(x, weight, bias, seed, flip, known), sized


def named_maps(name: Any, layer: Mapping[str, Any]) -> Any:
    """Input maps `(channels, rows, columns)` that have a name."""
    word = choose("input preset", name, INPUTS)
    size = sides("input", layer, MAP_SIZE, 2 if layer.get("dims") is None else layer["dims"])
    if len(size) != 2:
        raise BadRequest(f"input preset {word!r} has two axes, not {len(size)}")
    return maps(word, size)


def filters(name: str, layer: Mapping[str, Any], x: Any, dims: int) -> tuple[Any, Any]:
    """A named bank's weights, one filter an output channel, and the filters' angles."""
    if layer["op"] not in ("conv", "pointwise"):
        raise BadRequest(f"kernel preset {name!r} is for conv and pointwise, not {layer['op']}")
    groups = whole("groups", layer.get("groups", 1), 1)
    count = whole("out_channels", layer.get("out_channels") or groups, 1)
    least = POINT if layer["op"] == "pointwise" or name == STEER else BANK_SIZE
    weight, angles = bank(name, sides("kernel", layer, least, dims), count)
    given = layer.get("in_channels") or (len(x) if x is not None and x.ndim > dims else None)
    deep = whole("in_channels", given or groups * weight.shape[1], 1) // groups
    if name == STEER and deep != 2:
        raise BadRequest(f"kernel preset {name!r} weighs two input maps, not {deep}")
    if name != STEER:
        weight = weight.repeat(deep, 1)  # every channel that a filter reads meets the same kernel
    return weight, angles


def sides(word: str, layer: Mapping[str, Any], usual: int, dims: int) -> tuple[int, ...]:
    """A size of a layer, one number an axis, before the layer is there to check it."""
    size = side(layer.get(word, usual))
    return tuple(whole(word, n, 1) for n in (size if isinstance(size, tuple) else (size,) * dims))


def axes(layer: Mapping[str, Any], x: Any, weight: Any) -> int:
    """How many axes a layer has: as its words say, else as the arrays do."""
    if layer.get("dims") in (1, 2, 3):
        return int(layer["dims"])
    for word in ("input", "kernel", "stride", "dilation"):
        size = side(layer.get(word, 0))
        if isinstance(size, tuple):
            return len(size)
    for values in (x, weight):
        if values is not None:
            return min(values.ndim, 2) or 1
    return 2


def side(value: Any) -> Any:
    """A number, or a tuple of one per axis, from a word's value."""
    if isinstance(value, str):
        return text.axes(value, "size")
    return tuple(value) if many(value) else value

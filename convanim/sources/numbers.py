"""A layer's own numbers, from words: files, presets, and sizes that follow from arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from convanim import limits
from convanim.declared import read
from convanim.errors import BadRequest
from convanim.kinds import each_axis, many
from convanim.operations import LAYERS, Operation
from convanim.operations.numbers import whole
from convanim.operations.values import Angles, Values
from convanim.sources.arrays import array
from convanim.sources.number_words import NumberWords
from convanim.sources.oriented import MAPS
from convanim.sources.picture import picture
from convanim.sources.presets import BANKS, PRESETS, STEER, bank, maps, preset
from convanim.words import choose

PRESET_SIZE = 3
"""A named kernel's side unless a size is given."""
BANK_SIZE, MAP_SIZE, POINT = 15, 64, 1
"""The same of a bank's filters, of named input maps, and of the filters of `steer`."""


@dataclass(frozen=True, eq=False)
class Supplied:
    """What was given of a layer's numbers, before the layer is known."""

    x: Any = None
    weight: Any = None
    bias: Any = None
    seed: int = 0
    flip: bool = False
    angles: Angles = (None, None)

    def of(self, op: Operation) -> Values:
        """The layer's numbers; those not given are made up."""
        return Values.of(
            op,
            self.x,
            self.weight,
            self.bias,
            seed=self.seed,
            flip=self.flip,
            angles=self.angles,
        )


def numbers(words: Mapping[str, Any], layer: Mapping[str, Any]) -> tuple[Supplied, dict[str, Any]]:
    """The given numbers, and the layer's words with the sizes that follow from them.

    >>> _, layer = numbers({"input_values": "1 2 3 4", "kernel_values": "1 -1"}, {"op": "conv"})
    >>> layer
    {'op': 'conv', 'input': (4,), 'kernel': (2,)}
    """
    told = NumberWords(**read(NumberWords, words))
    kind, command = LAYERS[layer["op"]]
    settled = {**command.settled, **layer}
    x, turned_maps = given_input(told, settled)
    weight, bias = (
        None if value is None else array(value, what)
        for value, what in (
            (told.kernel_values, "kernel values"),
            (told.bias_values, "bias values"),
        )
    )
    if told.kernel_preset is not None and weight is not None:
        raise BadRequest("kernel values and a kernel preset were given: one of them is enough")
    dims = axes(settled, x, weight)
    sized = dict(layer)
    if dims == 2 and x is not None and x.ndim == 1:
        x = x[None]  # a file of one row
    if x is not None:
        sized.setdefault("input", x.shape[-dims:])
    turned = None
    if told.kernel_preset is not None:
        word = choose("kernel preset", told.kernel_preset, (*PRESETS, *BANKS))
        if word in BANKS:
            weight, turned = filters(word, kind, settled, x, dims)
        else:
            weight = preset(word, sides("kernel", settled, PRESET_SIZE, dims))
    if dims == 2 and weight is not None and weight.ndim == 1:
        weight = weight[None]
    if weight is not None and "kernel" not in command.settled:
        sized.setdefault("kernel", weight.shape[-dims:])
    # asked to show numbers, it makes up a bias too, as all else that was not given
    made_up = told.values and layer.get("bias", True) and not (kind.pooling or "pass" in layer)
    added = True if bias is None and made_up else bias
    known = x is not None and (kind.pooling or weight is not None) and added is not True
    if "seed" in words and known:
        raise BadRequest("seed is for random numbers, and all of these are given")
    return Supplied(x, weight, added, told.seed, told.flip, (turned_maps, turned)), sized


def given_input(told: NumberWords, layer: Mapping[str, Any]) -> tuple[Any, Any]:
    """The input that is given, by one of the ways there are, and its maps' angles."""
    ways = (told.input_values, told.image, told.input_preset)
    if sum(way is not None for way in ways) > 1:
        raise BadRequest(
            "input values, an image or an input preset: more than one was given, one of them is "
            "enough"
        )
    if told.image_size is not None and told.image is None:
        raise BadRequest("an image size needs an image: name it with --image")
    if told.image is not None:
        # three channels are a picture's red, green and blue
        return picture(told.image, told.image_size, layer.get("in_channels") == 3), None
    if told.input_preset is not None:
        return named_maps(told.input_preset, layer), MAPS[told.input_preset]
    return (None if told.input_values is None else array(told.input_values, "input values")), None


def named_maps(name: Any, layer: Mapping[str, Any]) -> Any:
    """Input maps `(channels, rows, columns)` that have a name."""
    word = choose("input preset", name, MAPS)
    size = sides("input", layer, MAP_SIZE, 2 if layer.get("dims") is None else layer["dims"])
    if len(size) != 2:
        raise BadRequest(f"input preset {word!r} has two axes, not {len(size)}")
    return maps(word, size)


def filters(
    name: str, kind: type[Operation], layer: Mapping[str, Any], x: Any, dims: int
) -> tuple[Any, Any]:
    """A named bank's weights, one filter an output channel, and the filters' angles."""
    if kind.swapped:
        raise BadRequest(f"kernel preset {name!r} is for conv and pointwise, not {layer['op']}")
    groups = whole("groups", layer.get("groups", 1), 1)
    count = whole("out_channels", layer.get("out_channels") or groups, 1)
    least = POINT if name == STEER else BANK_SIZE
    weight, angles = bank(name, sides("kernel", layer, least, dims), count)
    given = layer.get("in_channels") or (len(x) if x is not None and x.ndim > dims else None)
    deep = whole("in_channels", given or groups * weight.shape[1], 1) // groups
    if name == STEER and deep != 2:
        raise BadRequest(f"kernel preset {name!r} weighs two input maps, not {deep}")
    if name != STEER:
        limits.bounded(weight.size * deep, "kernel values", limits.NUMBERS)
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
        return each_axis(value, "size")
    return tuple(value) if many(value) else value

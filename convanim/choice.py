"""Which view shows what: the one that suits, those that can, and what is said where one cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from convanim.clock import SLIDE, Clock
from convanim.declared import Option, declared, flag, given, plain, read, unknown
from convanim.errors import BadRequest
from convanim.look import Look
from convanim.operations.describe import one_channel as one_of
from convanim.operations.network import Network
from convanim.operations.operation import Operation
from convanim.table import fetch
from convanim.views import VIEWS
from convanim.views.view import Numbers, View

if TYPE_CHECKING:
    from convanim.operations.values import Values

Layer = Operation | Network
CHANNELS = ("in_channels", "out_channels")
"""The fields that count channels."""


def kind(name: str) -> type[View]:
    """The view of a name, as a class."""
    found: type[View] = fetch("view", VIEWS, name)
    return found


def every() -> Iterator[type[View]]:
    """All views."""
    return map(kind, VIEWS)


def suiting(op: Layer, numbers: bool = False) -> str:
    """The view that suits what is shown where none is asked for."""
    if isinstance(op, Network):
        return "network"
    if numbers:
        return "numeric"
    across = op.dims < 3 and op.in_channels is not None and op.maps is not None
    return "channels" if across else "stacked"


def chosen(view: Any, op: Layer, words: Mapping[str, Any], values: Values | None) -> View:
    """The view that is asked for, by its name, by a word of its own, or by itself; with its own
    options, as the words say. A `BadRequest` names a view that could where this one cannot."""
    if isinstance(view, View) or (callable(view) and not isinstance(view, type)):
        made = itself(view)
        if words:
            raise BadRequest(f"{plain(next(iter(words)))} is for a view that is named, not given")
    else:
        of = view if isinstance(view, type) else kind(called(op, words, values is not None, view))
        made = of(**own(of, words))
    drawn = made.of(op)
    check(made, drawn, op, words, values)
    return made


def fits(view: Any, op: Layer, words: Mapping[str, Any]) -> None:
    """Refuse what a view by name cannot show, before any of its numbers are made up."""
    of = kind(called(op, words, True, view))
    of(**own(of, words)).of(op).fits(op)


def itself(view: Any) -> View:
    """A view that was given: as it is, or the function that draws it."""
    if isinstance(view, View):
        return view
    from convanim.views.bare import Bare  # nobody else needs it

    return Bare(function=view)


def called(op: Layer, words: Mapping[str, Any], numbers: bool, view: Any) -> str:
    """The name of the view that is asked for, by its name or by words that call it."""
    if view is not None:
        return str(view) if isinstance(view, str) else fetch("view", VIEWS, view)
    usual = suiting(op, numbers)
    if not words:
        return usual
    for name in (usual, *VIEWS):
        of = kind(name)
        options = declared(of)
        calling = [word for word in words if word in options and options[word].calls]
        figures = numbers or of.takes.numbers is Numbers.ALWAYS
        if calling and words.keys() <= options.keys() and figures:
            return name
    return usual


def own(of: type[View], words: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a view's own options."""
    for word in words:
        if word not in declared(of):
            having = [other.name for other in every() if word in declared(other)]
            if not having:
                unknown("word", word, (*every_word(), *words_elsewhere()))
            raise BadRequest(
                f"the {of.name} view has no {plain(word)}: --view {alternatives(having)} has"
            )
    return read(of, words)


def every_word() -> dict[str, Option]:
    """Every word that a view declares."""
    return {word: option for of in every() for word, option in declared(of).items()}


def words_elsewhere() -> Iterable[str]:
    """The words of every picture."""
    return (*declared(Look), *declared(Clock), "view", "values")


def check(
    asked: View, drawn: View, op: Layer, words: Mapping[str, Any], values: Values | None
) -> None:
    """Refuse what a view does not show, and words about numbers where it draws none."""
    if refused := drawn.takes.refusal(op, values):
        raise BadRequest(f"the {drawn.name} view {refused}{able(op, values, drawn.name)}")
    if values is None and drawn.takes.numbers is not Numbers.ALWAYS:
        for word in words:
            if declared(type(asked))[word].figures:
                raise BadRequest(
                    f"{plain(word)} is about numbers, and none are drawn here: give some, or "
                    "--values for random ones"
                )
        if drawn.takes.facts is not None:
            lonely(op)
    if isinstance(op, Operation) and values is not None:
        values.check(op)
    drawn.fits(op)
    drawn.check(op, values)


def check_glides(drawn: View, op: Layer, values: Values | None) -> None:
    """Refuse to glide in a view in which nothing moves."""
    if drawn.glides:
        return
    gliding = [of.name for of in every() if of.glides and draws(of, op, values)]
    hint = f", and --view {alternatives(gliding)} glides" if gliding else ""
    raise BadRequest(
        f"motion {SLIDE} changes nothing in the {drawn.name} view, whose pictures follow each "
        f"other: leave it away{hint}"
    )


def lonely(op: Layer) -> None:
    """Refuse a count of channels without the other where no numbers tell it."""
    if isinstance(op, Operation) and (op.in_channels is None) != (op.maps is None):
        one, other = "in_channels", "out_channels"
        if op.in_channels is None:
            one, other = other, one
        raise BadRequest(f"{one} alone changes nothing here: give {flag(other)} too")


def able(op: Layer, values: Values | None, but: str) -> str:
    """Which views show a layer that one does not, as the end of a sentence."""
    found = [of.name for of in every() if of.name != but and draws(of, op, values)]
    return f": --view {alternatives(found)} does" if found else ""


def draws(of: type[View], op: Layer, values: Values | None) -> bool:
    """Whether a view draws a layer, numbers and all."""
    drawn = of().of(op)
    if drawn.takes.refusal(op, values) is not None:
        return False
    try:
        drawn.fits(op)
        drawn.check(op, values)
    except BadRequest:
        return False
    return True


def alternatives(names: list[str]) -> str:
    """Names, one of which will do.

    >>> alternatives(["stacked", "channels", "network"])
    'stacked, channels or network'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def undrawn(view: View, op: Layer, values: Values | None) -> str | None:
    """What is true of a layer and not seen in this picture, in a line; None if all of it is."""
    if not isinstance(op, Operation) or view.takes.facts is None:
        return None
    idle, known = op.idle(), (*view.takes.facts, *view.takes.omits, *op.settled)
    if values is not None:  # a sum that is shown without a bias is what such a layer does
        idle.pop("bias", None)
        known = (*known, "bias")
    told = [f"{plain(word)} changes nothing here: {why}" for word, why in idle.items()]
    hidden = [word for word in given(op) if word in view.takes.omits]
    facts = [
        word for word in given(op) if declared(type(op))[word].fact and word not in (*idle, *known)
    ]
    if facts or hidden:
        ways = [
            of.name for of in every() if shows(of().of(op), facts, hidden) and draws(of, op, values)
        ]
        hint = f": --view {alternatives(ways)} does" if ways else ""
        what = missed(op, [*facts, *hidden])
        told.append(f"the {view.name} view does not draw {what}{hint}")
    return "; ".join(told) or None


def missed(op: Operation, words: list[str]) -> str:
    """These fields of a layer, as a list; channels by their number, where there are several."""
    one = one_of(op)
    said = [plain(word) for word in words if not (one and word in CHANNELS)]
    if one and len(said) < len(words):
        said.append(f"more than {one}")
    return alternatives(said).replace(" or ", " and ")


def one_channel(view: View, op: Layer) -> str:
    """That a view shows one channel of a layer's several; nothing where it shows all."""
    if not isinstance(op, Operation) or view.takes.facts is None:
        return ""
    return "" if set(CHANNELS) & set(view.takes.facts) else one_of(op)


def shows(view: View, facts: list[str], hidden: list[str]) -> bool:
    """Whether a view shows these fields of a layer."""
    takes = view.takes
    return set(facts) <= set(takes.facts or ()) and not set(hidden) & set(takes.omits)

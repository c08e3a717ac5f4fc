"""Reading a TOML file, with errors that name the file."""

from __future__ import annotations

from typing import Any

from convanim import infile, limits
from convanim.errors import BadRequest


def read(path: str) -> dict[str, Any]:
    """The words of a TOML file; a `BadRequest` where there is none or it is not TOML."""
    import tomllib  # 10 ms that a request by flags does not need

    data = infile.read(path, limits.TOML)
    try:
        return tomllib.loads(data.decode())
    except RecursionError:
        raise BadRequest(f"{path!r} is nested too deep: no words are") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRequest(f"{path!r} is not TOML: {error}") from None
    except ValueError:  # Python reads no number of over some thousand digits
        raise BadRequest(f"{path!r} has a number of too many digits") from None

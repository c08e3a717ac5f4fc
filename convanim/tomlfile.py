"""Reading a TOML file, with errors that name the file."""

from __future__ import annotations

from typing import Any

from convanim import limits
from convanim.errors import BadRequest


def read(path: str) -> dict[str, Any]:
    """The words of a TOML file; a `BadRequest` where there is none or it is not TOML."""
    import tomllib  # 10 ms that a request by flags does not need

    try:
        with open(path, "rb") as file:
            text = file.read(limits.TOML + 1)
        if len(text) <= limits.TOML:
            return tomllib.loads(text.decode())
    except OSError as error:
        raise BadRequest(f"{path!r} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRequest(f"{path!r} is not TOML: {error}") from None
    except ValueError as error:  # a name that no file can have
        raise BadRequest(f"{path!r} cannot be read: {error}") from None
    raise BadRequest(f"{path!r} is too long: at most {limits.TOML:,} bytes are read")

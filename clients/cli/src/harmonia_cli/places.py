"""
Where a stage is: its addresses and who we are there.

A stage on this machine leaves `.harmonia/stage.json` in its checkout; it is found from any folder
below. A stage elsewhere is remembered by `harmonia login`.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from platformdirs import user_config_path

from harmonia_cli.errors import NotSignedIn, Unreachable

LOCAL = Path(".harmonia") / "stage.json"


@dataclass(frozen=True, slots=True)
class Place:
    """A stage: its HTTP and WebSocket addresses, its Cognito and its client id."""

    api: str
    websocket: str
    cognito: str
    client_id: str
    username: str = ""
    password: str = ""  # of the local stage's own user only

    def __repr__(self) -> str:
        return f"Place({self.api!r}, username={self.username!r})"


def remembered() -> Path:
    """The file that keeps the last stage signed in to."""
    return user_config_path("harmonia") / "place.json"


def tokens(place: Place) -> Path:
    """The file that keeps that person's tokens for that stage."""
    whose = hashlib.sha256(f"{place.api} {place.client_id} {place.username}".encode()).hexdigest()
    return user_config_path("harmonia") / "tokens" / f"{whose[:24]}.json"


def find_place() -> Place:
    """
    The stage to speak to.

    `$HARMONIA_STAGE` names a file of addresses; else the local stage of the checkout around the
    working folder, else the one that `harmonia login` remembered.
    """
    if named := os.environ.get("HARMONIA_STAGE"):
        return read(Path(named))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / LOCAL).exists():
            return read(folder / LOCAL)
    if remembered().exists():
        return read(remembered())
    raise NotSignedIn("no stage is known; run `make up` for one here, or `harmonia login`")


def read(path: Path) -> Place:
    """The stage that the file describes."""
    try:
        data = json.loads(path.read_text())
        return Place(**{one.name: data[one.name] for one in fields(Place) if one.name in data})
    except FileNotFoundError as error:
        raise Unreachable(f"there is no stage file at {path}; is the stage up?") from error
    except (ValueError, TypeError) as error:
        raise Unreachable(f"{path} does not describe a stage: {error}") from error


def remember(place: Place) -> None:
    """Keep the stage for the next command, without any password."""
    private(remembered(), json.dumps(asdict(place) | {"password": ""}, indent=2))


def private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)

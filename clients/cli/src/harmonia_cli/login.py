"""
Signing in at Cognito, over its public HTTP interface.

`InitiateAuth` with a name and a password gives an access token for an hour and a refresh token for
longer; both are kept in a file only the user can read.
"""

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx

from harmonia_cli.errors import NotSignedIn, Unreachable
from harmonia_cli.places import Place, private, tokens

MARGIN = 60  # seconds before its end at which a token counts as spent
CONTENT = "application/x-amz-json-1.1"


@dataclass(frozen=True, slots=True)
class Token:
    """What says who we are."""

    access: str
    refresh: str
    expires: float  # seconds since the epoch

    @property
    def fresh(self) -> bool:
        """Whether it can still be shown."""
        return time.time() < self.expires - MARGIN


def sign_in(place: Place, username: str, password: str) -> Token:
    """Sign in with a name and a password; NotSignedIn if they are wrong."""
    parameters = {"USERNAME": username, "PASSWORD": password}
    return _keep(place, _initiate(place, "USER_PASSWORD_AUTH", parameters), "")


def signed_in(place: Place) -> Token:
    """A fresh token: the kept one, a renewed one, or the local stage's own user's."""
    kept = _kept(place)
    if kept and kept.fresh:
        return kept
    if kept and kept.refresh:
        try:
            answer = _initiate(place, "REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": kept.refresh})
            return _keep(place, answer, kept.refresh)
        except NotSignedIn:
            tokens(place).unlink(missing_ok=True)
    if place.password:
        return sign_in(place, place.username, place.password)
    raise NotSignedIn("not signed in; run `harmonia login`")


def forget(place: Place) -> None:
    """Drop the kept tokens."""
    tokens(place).unlink(missing_ok=True)


def _kept(place: Place) -> Token | None:
    try:
        return Token(**json.loads(tokens(place).read_text()))
    except (OSError, ValueError, TypeError):
        return None  # none yet, or not one of ours: signing in again mends it


def _keep(place: Place, answer: dict[str, Any], refresh: str) -> Token:
    result = answer.get("AuthenticationResult")
    if not result:
        challenge = answer.get("ChallengeName", "an unknown challenge")
        raise NotSignedIn(f"Cognito asks for {challenge}; answer it in its console first")
    token = Token(
        access=result["AccessToken"],
        refresh=result.get("RefreshToken", refresh),
        expires=time.time() + int(result.get("ExpiresIn", 3600)),
    )
    private(
        tokens(place),
        json.dumps({"access": token.access, "refresh": token.refresh, "expires": token.expires}),
    )
    return token


def _initiate(place: Place, flow: str, parameters: dict[str, str]) -> dict[str, Any]:
    body = {"AuthFlow": flow, "ClientId": place.client_id, "AuthParameters": parameters}
    try:
        answer = httpx.post(
            place.cognito,
            content=json.dumps(body),
            headers={
                "Content-Type": CONTENT,
                "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
            },
            timeout=20,
        )
        data: dict[str, Any] = answer.json()
    except (httpx.TransportError, ValueError) as error:
        raise Unreachable(f"no answer from the sign-in service at {place.cognito}") from error
    if answer.status_code != httpx.codes.OK:
        raise NotSignedIn(str(data.get("message") or "the name or the password is wrong"))
    return data

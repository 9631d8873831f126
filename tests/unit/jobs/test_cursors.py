"""Cursors: ours, for one owner's one list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.paging import Seal

SEAL = Seal("0f" * 32)
PLACE = "JOB#2026-01-01T00:00:00.000Z#job_a\nJOB#job_a\nJOB"


@given(place=st.text(max_size=60), owner=st.text(max_size=20))
def test_a_cursor_leads_to_its_place(place: str, owner: str) -> None:
    cursor = SEAL.cursor(place, owner=owner, listed="JOB")

    assert SEAL.place(cursor, owner=owner, listed="JOB") == place
    assert cursor.replace("-", "").replace("_", "").isalnum()


def test_a_cursor_is_for_one_list_of_one_owner_under_one_seal() -> None:
    cursor = SEAL.cursor(PLACE, owner="alice", listed="JOB")

    for seal, owner, listed in (
        (SEAL, "bob", "JOB"),
        (SEAL, "alice", "SONG"),
        (Seal.fresh(), "alice", "JOB"),
    ):
        with pytest.raises(Invalid, match="not a cursor of this list"):
            seal.place(cursor, owner=owner, listed=listed)


@given(at=st.integers(0, 40), letter=st.sampled_from("ABCabc019-_"))
def test_a_cursor_that_was_changed_is_refused(at: int, letter: str) -> None:
    cursor = SEAL.cursor(PLACE, owner="alice", listed="JOB")
    changed = cursor[:at] + letter + cursor[at + 1 :]

    if changed != cursor:
        with pytest.raises(Invalid):
            SEAL.place(changed, owner="alice", listed="JOB")


@pytest.mark.parametrize("cursor", ["", "!!!", "bm9wZQ", "ä", "a" * 999, "//\n"])
def test_what_never_was_a_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid) as caught:
        SEAL.place(cursor, owner="alice", listed="JOB")

    assert caught.value.field == "cursor"

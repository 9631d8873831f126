"""Draft first: two jobs of one song, of which the first waits for nobody."""

from dataclasses import replace

from harmonia.engines.offer import EngineWishes
from harmonia.jobs.materials import Materials
from harmonia.jobs.report import report
from harmonia.jobs.service import Jobs
from harmonia.jobs.takes import TAKE, drafted
from tests.fakes.jobs import (
    MemoryArtifacts,
    MemoryDocuments,
    MemoryJobStore,
    MemoryUploads,
    MemoryWorkflow,
    SteppingClock,
)
from tests.fakes.songs import job, order
from tests.unit.jobs.test_routing import SMALL

WISHES = EngineWishes(music="player", draft_first=True)


def jobs() -> Jobs:
    materials = Materials(MemoryUploads(), MemoryArtifacts())
    return Jobs(
        MemoryJobStore(), MemoryWorkflow(), MemoryDocuments(), SteppingClock(), materials,
        offered=(SMALL,),
    )  # fmt: skip


def test_the_draft_is_by_the_band_and_the_take_by_the_model_of_the_same_song() -> None:
    service = jobs()
    wanted = replace(order(), engines=WISHES)

    draft = service.create(wanted, "alice", "k1", "c").job
    take = service.get(draft.candidate or "", "alice")
    again = service.create(wanted, "alice", "k1", "c")

    assert (draft.engines, draft.type) == (None, "song.create")
    assert take.engines == replace(WISHES, draft_first=False, fallback=False)
    assert (take.type, take.draft, take.brief) == (TAKE, draft.id, draft.brief)
    assert again.replayed
    assert isinstance(service.workflow, MemoryWorkflow)
    assert service.workflow.started == [draft.execution, take.execution]


def test_each_of_the_two_names_the_other() -> None:
    draft, take = drafted(job(engines=WISHES), [SMALL])

    assert take is not None
    assert report(draft).links.candidate == f"/v1/jobs/{take.id}"
    assert report(take).links.draft == f"/v1/jobs/{draft.id}"


def test_where_no_model_would_play_there_is_no_take() -> None:
    for wishes in (
        EngineWishes(draft_first=True),
        EngineWishes(music="player", draft_first=False),
        EngineWishes(vocal="player", draft_first=True),
    ):
        wanting = job(engines=wishes)
        assert drafted(wanting, [SMALL]) == (wanting, None)
    assert drafted(job(), [SMALL]) == (job(), None)

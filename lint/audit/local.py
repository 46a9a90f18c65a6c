"""The engine on this machine: a worker a core, and whatever an article does to one is the matter of that article."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lint.audit.corpus import Corpus, Stretch
from lint.audit.examine import Examiner
from lint.audit.parts import Part, part
from lint.pool import FORKS, At, Limits, Lost, share_out

_CRASHES = 2  # the first may be chance, as when the system kills a process for memory


class Examination:
    """What a worker does: a stretch of records to a part of the tables."""

    def __init__(self, examiner: Examiner) -> None:
        self._examiner = examiner

    def __call__(self, stretch: Stretch, at: At) -> Part:
        examined = []
        for number, record in enumerate(stretch.records):
            at(number)
            examined.append(self._examiner.examine(record))
        at(len(stretch.records))
        return part(stretch.name, examined, stretch.read)


class _Feed:
    """The stretches that are left, those first that a worker lost."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = iter(stretches)
        self.again: deque[Stretch] = deque()

    def __iter__(self) -> Iterator[Stretch]:
        return self

    def __next__(self) -> Stretch:
        return self.again.popleft() if self.again else next(self._stretches)


def examine(corpus: Corpus, done: frozenset[str], examiner: Examiner, workers: int, limits: Limits) -> Iterator[Part]:
    """The part that each stretch of the corpus comes to, but those that are ``done``, in the order in which they come."""
    return parts((stretch for stretch in corpus.stretches() if stretch.name not in done), examiner, workers, limits)


def parts(stretches: Iterable[Stretch], examiner: Examiner, workers: int, limits: Limits) -> Iterator[Part]:
    """The part that each stretch comes to, in the order in which they are done.

    An article that takes more time than ``limits`` allow, or on which workers twice crashed or went beyond their memory, is a
    failed one with the reason; the rest of its stretch is examined anew. However the iteration ends, no worker is left.
    """
    if FORKS:
        examiner.prepare()
        part("", (), 0)  # Arrow reserves a gigabyte of addresses when it first writes, which is no article's doing
    feed, crashes = _Feed(stretches), Counter[tuple[str, int]]()
    for outcome in share_out(Examination(examiner), feed, workers, limits):
        if not isinstance(outcome, Lost):
            yield outcome
            continue
        stretch, number = outcome.item, outcome.step
        crashes[stretch.name, number] += 1
        if outcome.late or crashes[stretch.name, number] == _CRASHES:
            stretch = _without(stretch, number, outcome)
        feed.again.append(stretch)


def _without(stretch: Stretch, number: int, lost: Lost[Stretch]) -> Stretch:
    """The stretch with a record that is not to be examined, and the reason: the largest where their rows cannot be written."""
    records = list(stretch.records)
    if number == len(records):
        number = max(range(number), key=lambda at: (not records[at].problem, len(records[at].data)))
        if records[number].problem:
            raise RuntimeError(f"the rows of {records[0].article_id} and those behind it cannot be written: {lost.how}")
    beyond = lost.late or lost.large
    problem = f"given up: {lost.how}" if beyond else f"healthlint crashed on this article ({lost.how}); please report it"
    records[number] = replace(records[number], problem=problem)
    return replace(stretch, records=tuple(records))

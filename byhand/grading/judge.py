"""Judging one answer: its properties, in order, until one does not hold. Knows nothing of pytest."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import Flaky
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from byhand.course import ROOT, Chapter, Exercise, Text, bilingual

from .guard import Candidate, Late, last_call
from .outcome import NotAttempted, Outcome, Verdict, Wrong
from .pictures import Finder

PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
EFFORTS = {"quick": 20, "normal": 50, "thorough": 1000}
"""How many examples Hypothesis draws for a property."""

RESULT_IS_WRONG = ("shape", "dtype", "value", "length", "law")
"""What is said of a result itself, whatever memory it is in."""

# Hypothesis also draws constants that it reads in the modules of the project that happen to be imported. An answer's
# verdict must not depend on what else is: of these constants, then, there are none.
_NONE_LOCAL = Constants()
providers._get_local_constants = lambda: _NONE_LOCAL


def load_profile(effort: str, phases: tuple[Phase, ...] = PHASES) -> None:
    """Make Hypothesis draw as many examples as `effort` says. `@given` reads this when a property is defined."""
    settings.register_profile(
        effort,
        max_examples=EFFORTS[effort],
        phases=phases,
        derandomize=effort != "thorough",
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    settings.load_profile(effort)


@dataclass(frozen=True)
class Property:
    """One law: a function `test_…` whose first parameter is the exercise that it grades."""

    name: str
    exercise: str
    function: Callable[..., Any]
    picture: Finder | None = None

    @property
    def law(self) -> Text:
        """The law in both languages, from the docstring."""
        return bilingual(self.function.__doc__ or "")

    def holds_for(self, candidate: Candidate) -> None:
        """Check the law; any `Outcome` or `TimedOut` that gets out is the verdict.

        Raises:
            AssertionError: the property never called the candidate, so that it proves nothing.
        """
        before, candidate.spent = candidate.calls, 0.0
        try:
            self.function(candidate)
        except Flaky as error:
            raise Wrong("flaky", call=last_call()) from error
        except Wrong as outcome:
            if outcome.key == "alias":
                self._look_at_values(candidate.allowing_views())
            raise
        assert candidate.calls > before, f"{self.name} never called {self.exercise}"

    def _look_at_values(self, candidate: Candidate) -> None:
        """Say what is wrong with a result that shares memory, if anything else is: a copy of it would not be right."""
        candidate.spent = 0.0
        try:
            self.function(candidate)
        except Wrong as outcome:
            if outcome.key in RESULT_IS_WRONG:
                raise
        except (Outcome, Late, Flaky):
            return


@dataclass(frozen=True)
class Judgement:
    """The verdict on one answer; what did not hold, and which law, unless it is done."""

    exercise: Exercise
    verdict: Verdict
    outcome: Outcome | Late | None = None
    broken: Property | None = None


def judge(exercise: Exercise, candidate: Candidate, properties: list[Property]) -> Judgement:
    """Check the properties in order; the first that does not hold decides.

    Raises:
        Exception: anything that is no `Outcome` is a fault of the property, not of the answer.
    """
    for law in properties:
        try:
            law.holds_for(candidate)
        except NotAttempted as outcome:
            return Judgement(exercise, Verdict.NOT_ATTEMPTED, outcome)
        except Outcome as outcome:
            return Judgement(exercise, outcome.verdict, outcome, law)
        except Late as late:
            return Judgement(exercise, Verdict.TIMEOUT, late, law)
    return Judgement(exercise, Verdict.DONE)


@cache
def properties(chapter: Chapter, effort: str = "normal") -> dict[str, list[Property]]:
    """Return a chapter's properties by exercise, in the order of their file, defined under `effort`.

    Raises:
        ValueError: a test grades no exercise, or an exercise has no test; names it.
    """
    module = _import_tests(chapter.slug, effort)
    pictures: dict[str, Finder] = getattr(module, "PICTURES", {})
    found: dict[str, list[Property]] = {name: [] for name in chapter.exercises}
    for name, function in vars(module).items():
        if name.startswith("test_") and callable(function):
            graded = next(iter(inspect.signature(function).parameters), "")
            if graded not in found:
                raise ValueError(f"tests/test_{chapter.slug}.py: the first parameter of {name} is no exercise")
            found[graded].append(Property(name, graded, function, pictures.get(graded)))
    empty = [name for name, laws in found.items() if not laws]
    if empty:
        raise ValueError(f"tests/test_{chapter.slug}.py: no property grades {', '.join(empty)}")
    return found


def _import_tests(slug: str, effort: str) -> ModuleType:
    """Import the properties anew for every effort, since `@given` keeps the profile of its definition."""
    name = f"tests.test_{slug}" if effort == "normal" else f"tests.{effort}.test_{slug}"
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / f"test_{slug}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    load_profile(effort)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module

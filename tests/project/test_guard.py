"""What is checked on every call, and that no answer gets away or takes the grader down with it."""

import sys
import textwrap
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from byhand.course import Function, public_functions
from byhand.grading import platform
from byhand.grading.compare import raises
from byhand.grading.contract import Contract, ReturnType, UsedNames
from byhand.grading.formula import Formula
from byhand.grading.guard import LIMITS, MAX_ITEMS, Candidate, Late, last_call, snapshot, unchanged
from byhand.grading.outcome import Crash, NotAttempted, Outcome, TimedOut, Wrong

ARRAY = Contract(ReturnType.of(compile("np.ndarray", "", "eval", 0x400).body), (), (), may_be_view=False)  # type: ignore[attr-defined]

ANYTHING = Contract(None, (), (), may_be_view=False)


def judged(function: Callable[..., Any], *arguments: Any, contract: Contract = ARRAY) -> Any:
    """Call a function as a candidate."""
    return Candidate(function.__name__, function, __file__, contract)(*arguments)


def outcome_of(function: Callable[..., Any], *arguments: Any, contract: Contract = ARRAY) -> Outcome:
    """The outcome that a bad function raises."""
    with pytest.raises(Outcome) as caught:
        judged(function, *arguments, contract=contract)
    return caught.value


X = np.arange(6.0).reshape(2, 3)


@pytest.mark.parametrize(
    ("function", "key"),
    [
        (lambda x: None, "returned_none"),
        (lambda x: x.tolist(), "type"),
        (lambda x: x.copy().view(np.matrix), "type"),
        (lambda x: 3.0, "type"),
        (lambda x: x, "alias"),
        (lambda x: x[::-1], "alias"),
        (lambda x: x.T, "alias"),
        (lambda x: np.broadcast_to(x, (2, 2, 2)), "alias"),
        (lambda x: np.negative(x, out=x), "mutated"),
        (lambda x: x.sort(axis=0) or x[::-1].sort(axis=0) or x.copy(), "mutated"),
        (lambda x: sys.exit(0), "exits"),
        (lambda x: x[10], "crash"),
        (lambda x: pytest.skip("please"), "crash"),
        (lambda x: (_ for _ in ()).throw(GeneratorExit), "crash"),
        (lambda x, y: x, "crash"),
    ],
)
def test_every_call_is_checked(function: Callable[..., Any], key: str) -> None:
    x = np.array([[2.0, 1.0], [4.0, 3.0]])
    assert outcome_of(function, x).key == key


def line(f: Callable[..., Any], x: float) -> Any:
    """A right tangent to a parabola."""
    return lambda t: f(x) + 2 * x * (t - x)


RETURNS_FUNCTION = Contract(ReturnType(callable, "function"), (), (), may_be_view=False, then=("t",))


def test_a_function_that_is_returned_is_guarded_as_the_answer_is() -> None:
    t, square = np.array([1.0, 2.0]), Formula("lambda x: x**2")
    assert judged(line, square, 3.0, contract=RETURNS_FUNCTION)(t).tolist() == [-3.0, 3.0]
    call = last_call()
    assert call is not None
    assert (list(call.arguments), list(call.then or {})) == (["f", "x"], ["t"])
    for made, key in (
        (lambda t: t, "alias"),
        (lambda t: np.negative(t, out=t) + 0, "mutated"),
        (lambda t: None, "returned_none"),
        (lambda t: t[7], "crash"),
    ):
        with pytest.raises(Outcome) as caught:
            judged(lambda f, x, made=made: made, square, 3.0, contract=RETURNS_FUNCTION)(t.copy())
        assert caught.value.key == key
    assert outcome_of(lambda f, x: 3.0, square, 3.0, contract=RETURNS_FUNCTION).key == "type"


def test_an_array_in_a_formula_stays_the_argument_that_it_is() -> None:
    x = np.array([1.0, 2.0])
    copy = snapshot((Formula("lambda p: p * x", x=x), x))
    assert copy[0].constants["x"] is copy[1] is not x
    assert unchanged(copy, (Formula("lambda p: p * x", x=x), x))
    x[0] = 5
    assert not unchanged(copy[0], Formula("lambda p: p * x", x=x))


def test_right_results_pass() -> None:
    assert judged(lambda x: x.copy(), X) is not X
    assert judged(lambda x: x.sum(), X) == 15.0
    assert judged(np.array, X).shape == (2, 3)
    assert judged(lambda x: np.zeros((0, 3)), X).size == 0


def test_views_pass_where_the_docstring_allows_them() -> None:
    allowed = Contract(ARRAY.returns, (), (), may_be_view=True)
    assert judged(lambda x: x.T, X, contract=allowed).shape == (3, 2)


def test_a_candidate_that_may_return_views_is_held_to_all_else() -> None:
    candidate = Candidate("f", lambda x: x, __file__, ARRAY)
    assert candidate.allowing_views()(X) is X
    with pytest.raises(Wrong) as caught:
        candidate(X)
    assert caught.value.key == "alias"
    with pytest.raises(Wrong):
        Candidate("f", lambda x: x.tolist(), __file__, ARRAY).allowing_views()(X)


def test_mutation_inside_containers_is_seen() -> None:
    def spoil(pairs: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
        pairs[0][1][0] = 9
        return np.ones(1)

    assert outcome_of(spoil, [(np.ones(2), np.zeros(2))]).key == "mutated"


def test_hypothesis_control_flow_does_not_excuse_an_answer() -> None:
    from hypothesis import assume

    assert outcome_of(lambda x: assume(False), X).key == "crash"


def test_recursion_is_an_error() -> None:
    def forever(x: np.ndarray) -> Any:
        return forever(x)

    crash = outcome_of(forever, X)
    assert isinstance(crash, Crash)
    assert crash.values["what"] == "RecursionError"


def test_a_megabyte_of_output_is_cut() -> None:
    def noisy(x: np.ndarray) -> np.ndarray:
        for _ in range(1000):
            print("x" * 1000)
        print("y" * 1000, file=sys.stderr)
        return x.copy()

    judged(noisy, X)
    call = last_call()
    assert call is not None
    assert len(call.printed) == LIMITS.printed_characters


def endless_politely(x: np.ndarray) -> None:
    """Loop for ever."""
    while True:
        pass


def endless_stubbornly(x: np.ndarray) -> None:
    """Swallow the first interruptions, then loop on."""
    for _ in range(2):
        try:
            while True:
                pass
        except BaseException:
            continue
    while True:
        pass


@pytest.mark.parametrize("mechanism", ["signal", "thread"])
@pytest.mark.parametrize("function", [endless_politely, endless_stubbornly])
def test_endless_loops_end(function: Callable[..., Any], mechanism: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if mechanism == "signal" and not platform.HAS_TIMER:
        pytest.skip("this platform has no interval timer")
    monkeypatch.setattr(LIMITS, "call_seconds", 0.2)
    monkeypatch.setattr(platform, "mechanism", lambda: mechanism)
    start = time.perf_counter()
    with pytest.raises(Late) as caught:
        judged(function, X)
    assert time.perf_counter() - start < 2.0
    assert caught.value.line > 0
    assert not isinstance(caught.value, Exception)


@pytest.mark.parametrize("mechanism", ["signal", "thread", "none"])
def test_quick_blocks_are_left_alone(mechanism: str) -> None:
    with platform.time_limit(0.05, __file__, using=mechanism):
        pass
    time.sleep(0.2)


def test_time_is_limited_over_a_whole_property(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LIMITS, "property_seconds", 0.05)
    candidate = Candidate("slow", lambda x: time.sleep(0.03) or x.copy(), __file__, ARRAY)
    with pytest.raises(TimedOut):
        [candidate(X) for _ in range(3)]


def test_stubs_are_not_attempted() -> None:
    with pytest.raises(NotAttempted):
        Candidate("f", None, __file__, ARRAY)(X)


def test_unfinished_functions_say_what_is_missing() -> None:
    def half(x: np.ndarray) -> None:
        raise NotImplementedError("half")

    def needs(x: np.ndarray) -> None:
        raise NotImplementedError("other")

    assert outcome_of(half, X).key == "unfinished"
    other = outcome_of(needs, X)
    assert (other.key, other.values["other"]) == ("needs_other", "other")
    assert other.values["path"] == "project/test_guard.py"


def function_from(source: str) -> Function:
    """The first public function of a source."""
    return next(iter(public_functions(source).values()))


@pytest.mark.parametrize(
    ("annotation", "right", "wrong"),
    [
        ("Float[np.ndarray, 'n']", [np.ones(2), np.float32(1)], [[1.0], 1.0, np.ones((1, 1)).view(np.matrix), None]),
        ("tuple[int, ...]", [(), (1, np.int32(2))], [[1], (1.0,), (True,), 3]),
        ("float", [1.0, np.float64(1)], [1, np.ones(())]),
        ("int", [1, np.int64(1)], [True, 1.0]),
        ("tuple[np.ndarray, np.ndarray]", [(np.ones(1), np.ones(2))], [(np.ones(1),), [np.ones(1)] * 2]),
    ],
)
def test_return_annotations_are_checked(annotation: str, right: list[Any], wrong: list[Any]) -> None:
    returns = Contract.of(function_from(f"def f() -> {annotation}: ...")).returns
    assert returns is not None
    assert all(returns.accepts(value) for value in right)
    assert not any(returns.accepts(value) for value in wrong)


def eager(n: int) -> Any:
    """Check at once."""
    if n < 1:
        raise ValueError(n)
    return (np.arange(i) for i in range(n))


def lazy(n: int) -> Any:
    """Check when the first item is asked for."""
    if n < 1:
        raise ValueError(n)
    yield from (np.arange(i) for i in range(n))


def test_an_iterator_is_gone_through_under_guard() -> None:
    contract = Contract.of(function_from("def f() -> Iterator[Integer[np.ndarray, 'n']]: ..."))
    assert contract.returns_iterator
    for function in (eager, lazy, lambda n: list(eager(n))):
        assert [len(item) for item in judged(function, 3, contract=contract)] == [0, 1, 2]
    with raises(ValueError):
        judged(eager, 0, contract=contract)
    with pytest.raises(Wrong, match="late_error"), raises(ValueError):
        judged(lazy, 0, contract=contract)
    assert outcome_of(lambda n: np.arange(n), 3, contract=contract).key == "type"
    assert outcome_of(lambda n: None, 3, contract=contract).key == "returned_none"
    assert len(judged(lambda n: iter(int, 1), 3, contract=contract)) == MAX_ITEMS


def test_a_random_generator_may_be_drawn_from() -> None:
    rng = np.random.default_rng(3)
    free = Contract(None, (), (), may_be_view=False)
    first, second = (judged(lambda rng: rng.integers(1000, size=5), rng, contract=free) for _ in range(2))
    call = last_call()
    assert call is not None
    assert not np.array_equal(first, second)
    assert np.array_equal(call.arguments["rng"].integers(1000, size=5), second), "noted as it was before the call"


def test_unknown_annotations_are_left_to_the_properties() -> None:
    assert ReturnType.of(None) is None
    assert Contract.of(function_from("def f() -> Params: ...")).returns is None


DOC = '''
def f(x):
    """Do it.

    Needs: `loop`, `g`.
    Off limits: `np.tile`, `.reshape`, `@`,
        `for`.

    Returns: it may be a
        view.
    """
'''


def test_contracts_are_read_from_docstrings() -> None:
    contract = Contract.of(function_from(DOC))
    assert contract.off_limits == ("np.tile", ".reshape", "@", "for")
    assert contract.needs == ("loop", "g")
    assert contract.may_be_view


OFF_LIMITS = ("np.tile", "np.add", ".reshape", "@", "for")
USES = {
    "import numpy as np\ndef f(x): return np.tile(x, 2)": "np.tile",
    "import numpy\ndef f(x): return numpy.tile(x, 2)": "np.tile",
    "import numpy as n\ndef f(x): return n.tile(x, 2)": "np.tile",
    "from numpy import tile as t\ndef f(x): return t(x, 2)": "np.tile",
    "import numpy as np\ndef f(x): return getattr(np, 'tile')(x, 2)": "np.tile",
    "import numpy as np\ndef help(x): return np.tile(x, 2)\ndef f(x): return help(x)": "np.tile",
    "def f(x): return x.reshape(3)": ".reshape",
    "def f(x): return x @ x": "@",
    "def f(x): return [i for i in x]": "for",
    "def f(x):\n    for i in x: return i": "for",
    "def f(x):\n    s = set()\n    s.add(1)\n    tile = s\n    return tile": None,
    "import numpy as np\ndef g(x): return np.tile(x, 2)\ndef f(x): return g(x)": None,
    "def f(x):\n    while x: x -= 1\n    return x": None,
}


@pytest.mark.parametrize(("source", "found"), USES.items())
def test_names_off_limits_are_found(source: str, found: str | None) -> None:
    hit = UsedNames(source, "f", ("f", "g")).find(OFF_LIMITS)
    assert (hit[1] if hit else None) == found
    if hit:
        assert 1 <= hit[0] <= source.count("\n") + 1


def test_needs_are_found() -> None:
    assert UsedNames("def f(x): return [g(i) for i in x]", "f", ("f", "g")).lacks(("loop", "g")) is None
    assert UsedNames("def f(x): return g(x)", "f", ("f", "g")).lacks(("loop", "g")) == "loop"
    assert UsedNames("def f(x):\n    while x: pass", "f", ("f", "g")).lacks(("loop", "g")) == "g"
    assert UsedNames("def _h(x): return [g(i) for i in x]\ndef f(x): return _h(x)", "f", ()).lacks(("loop",)) is None


@pytest.mark.parametrize(
    ("body", "idle"),
    [
        ("for _ in range(1): return x + y", True),
        ("for i in x:\n  for j in y: result = x + y", True),
        ("for _ in x: result += y", True),
        ("return [x + y for i in x][0]", True),
        ("while True: return x + y", True),
        ("for i in x: result[i] = 2", False),
        ("for i in x:\n  for _ in y: result[i] = 2", False),
        ("for _ in x:\n  result[i] = x[i]\n  i += 1", False),
        ("while i < 3:\n  i += 1", False),
        ("while rest: total += rest.pop()", False),
        ("while len(rest) > 3: del rest[0]", False),
        ("for _ in x: total += next(y)", False),
        ("for _ in x: rows.append(x[len(rows)])", False),
        ("return [i for i in x]", False),
        ("return sum(a * b for a, b in zip(x, y))", False),
        ("for i in x: walk(i)", False),
    ],
)
def test_a_loop_whose_rounds_are_all_alike_is_none(body: str, idle: bool) -> None:
    source = "def f(x, y):\n" + textwrap.indent(body, "    ")
    assert UsedNames(source, "f", ("f",)).lacks(("loop",)) == ("loop" if idle else None)


def test_wrong_is_an_outcome() -> None:
    assert issubclass(Wrong, Outcome)


def spoiled(x: Any) -> None:
    """Change everything in place, as far as it goes."""
    if isinstance(x, np.ndarray):
        x.flat[:] = -1
        x.resize((x.size,), refcheck=False)
    elif isinstance(x, list):
        for item in x:
            spoiled(item)
        x.append(7)
    elif isinstance(x, tuple):
        for item in x:
            spoiled(item)
    elif isinstance(x, dict):
        for item in x.values():
            spoiled(item)
        x["more"] = x.pop(next(iter(x)))
    elif isinstance(x, Formula):
        spoiled(x.constants)


@pytest.mark.parametrize("raising", [False, True])
@pytest.mark.parametrize(
    "make",
    [
        lambda: np.arange(6.0).reshape(2, 3),
        lambda: [np.arange(3), [1, 2]],
        lambda: (np.arange(3), {"w": np.ones((2, 2)), "b": [np.zeros(1)]}),
        lambda: Formula("lambda x: w * x", w=np.arange(4)),
    ],
)
def test_what_an_answer_changed_is_put_back(make: Callable[[], Any], raising: bool) -> None:
    """The properties share their examples: the next answer must not meet what this one left."""

    def answer(x: Any) -> Any:
        spoiled(x)
        if raising:
            raise KeyError("later")
        return x

    given = make()
    outcome = outcome_of(answer, given, contract=ANYTHING)
    assert outcome.key == ("crash" if raising else "mutated")
    assert unchanged(make(), given)
    assert outcome.call is not None
    assert raising or not unchanged(make(), outcome.call.result)

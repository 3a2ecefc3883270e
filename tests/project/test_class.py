"""Grading a class: the table is right, a killed run goes on, and nothing that is handed in breaks it."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from byhand.classroom import landlock, remote, run, wire
from byhand.classroom.candidate import RemoteCandidate, Session
from byhand.classroom.decode import Decoder
from byhand.classroom.judging import Effort, grade, with_stubs
from byhand.classroom.remote import Settings
from byhand.classroom.run import Class, JudgeLost, Plan
from byhand.classroom.submissions import MAX_SOURCE, Submission, find
from byhand.classroom.tables import harmless
from byhand.classroom.values import WireError, holds_foreign
from byhand.course import ROOT, Chapter, graded_chapters
from byhand.grading import Formula
from byhand.stubs import exercise_source
from solutions.sgd import minibatches
from tests.project.class_benchmark import cases, solution, wrong_rows
from tests.project.test_hostile import grade as grade_class

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="classes are graded on Linux and macOS")
CHAPTERS = graded_chapters()
SLUGS = list(CHAPTERS)
MIXED = [case for case in cases(120, "broadcasting") if set(case.files) <= {"broadcasting"}][:20]


@pytest.fixture(scope="module")
def resumed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, int]]:
    """A mixed class, graded, killed on the way, resumed; and when the results before the kill were written."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "in").mkdir()
    for number, case in enumerate(MIXED):
        case.write(folder / "in", zipped=number % 2 == 0)
    command = [sys.executable, "-m", "byhand.cli", "grade", str(folder / "in"), "--out", str(folder / "out")]
    command += ["--chapters", "broadcasting", "--effort", "quick"]
    started = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline, results = time.monotonic() + 120, folder / "out" / "results" / "broadcasting"
    while len(list(results.glob("*.json"))) < 5 and started.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    before = {path: path.stat().st_mtime_ns for path in results.glob("*.json")}
    grade_class(folder / "in", folder / "out", "--chapters", "broadcasting", "--effort", "quick")
    return folder / "out", before


def test_the_mix_is_a_mix() -> None:
    kinds = {case.name.partition("-")[0] for case in MIXED}
    assert kinds >= {"right", "wrong", "empty", "poem", "stub", "damaged"} - {"stub"}


def test_the_table_is_right(resumed: tuple[Path, dict[Path, int]]) -> None:
    assert wrong_rows(resumed[0] / "grades.csv", MIXED) == []


def test_a_wrong_table_would_be_noticed(resumed: tuple[Path, dict[Path, int]], tmp_path: Path) -> None:
    text = (resumed[0] / "grades.csv").read_text("utf-8-sig")
    (tmp_path / "grades.csv").write_text(text.replace("wrong", "done"), "utf-8")
    assert wrong_rows(tmp_path / "grades.csv", MIXED)


def test_what_was_graded_before_the_kill_is_not_graded_again(resumed: tuple[Path, dict[Path, int]]) -> None:
    _, before = resumed
    assert 5 <= len(before) < len(MIXED)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_the_page_stands_alone_and_names_mistakes(resumed: tuple[Path, dict[Path, int]]) -> None:
    page = (resumed[0] / "summary.html").read_text("utf-8")
    assert not re.search(r"(src|href)=|url\(|@import|<script", page)
    report = json.loads((resumed[0] / "grades.json").read_text("utf-8"))
    assert any(one["mistake"] for mine in report["submissions"] for one in mine["exercises"])
    mistakes = page.partition('class="mistakes"')[2].partition("</table>")[0]
    assert re.search(r"[a-z]{4}", mistakes)
    assert re.search(r"[\u4e00-\u9fff]{2}", mistakes)
    assert page.count('class="bar"') == len(CHAPTERS["broadcasting"].exercises)
    for case in MIXED:
        assert case.name in page


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["nowhere"], "nowhere is no folder"),
        (["."], "holds no submissions"),
        ([".", "--chapters", "poetry"], "there is no chapter poetry"),
    ],
)
def test_errors_say_what_to_do(arguments: list[str], word: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    command = [sys.executable, "-m", "byhand.cli", "grade", *arguments, "--out", str(tmp_path / "out"), "--lang", "en"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=tmp_path / "in", env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert word in run.stderr.replace("\n", " ")


# What is handed in


def archive(path: Path, entries: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ({"exercises/broadcasting.py": b"1"}, b"1"),
        ({"broadcasting.py": b"2"}, b"2"),
        ({"me/exercises/broadcasting.py": b"3"}, b"3"),
        ({"me/broadcasting.py": b"4"}, b"4"),
        ({"broadcasting.py": b"2", "exercises/broadcasting.py": b"1"}, b"1"),
        ({"a/b/c/broadcasting.py": b"5"}, None),
        ({"__MACOSX/broadcasting.py": b"6", ".git/broadcasting.py": b"7"}, None),
        ({"../broadcasting.py": b"8", "/broadcasting.py": b"9"}, None),
        ({"broadcasting.py": b"#" * 10**8}, b"#" * (MAX_SOURCE + 1)),
    ],
)
def test_archives(entries: dict[str, bytes], found: bytes | None, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    archive(tmp_path / "in" / "ann.zip", entries)
    [submission] = find(tmp_path / "in", SLUGS)
    assert submission.files == ({} if found is None else {"broadcasting": found})
    assert list(tmp_path.iterdir()) == [tmp_path / "in"]


def test_a_damaged_archive_is_a_problem_of_one(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 nonsense")
    archive(tmp_path / "good.zip", {"broadcasting.py": b"pass"})
    bad, good = find(tmp_path, SLUGS)
    assert not bad.files
    assert "bad.zip" in bad.problem
    assert good.files
    assert not good.problem


def test_links_and_devices_are_not_read(tmp_path: Path) -> None:
    for name in ("link", "pipe", "linked-folder"):
        (tmp_path / name).mkdir()
    (tmp_path / "link" / "broadcasting.py").symlink_to(ROOT / "solutions" / "broadcasting.py")
    os.mkfifo(tmp_path / "pipe" / "broadcasting.py")
    (tmp_path / "linked-folder" / "exercises").symlink_to(ROOT / "solutions")
    (tmp_path / "whole").symlink_to(ROOT / "solutions")
    assert {one.name: one.files for one in find(tmp_path, SLUGS)} == {"link": {}, "pipe": {}, "linked-folder": {}}


@pytest.mark.parametrize(("name", "cell"), [("ann", "ann"), ("=1+1", "'=1+1"), ("@x", "'@x")])
def test_names_are_no_formulas(name: str, cell: str) -> None:
    assert harmless(name) == cell


# Judges that are lost


def test_a_lost_judge_leaves_no_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost:
        def __init__(self, *_: object) -> None:
            raise JudgeLost("gone")

    monkeypatch.setattr(run, "Judge", Lost)
    submission = Submission("ann", {"broadcasting": b"pass"})
    group = Class([submission], [CHAPTERS["broadcasting"]], Plan(tmp_path, Effort()))
    told: list[int] = []
    group.run(told.append)
    entries = group.results["ann", "broadcasting"]["exercises"]
    assert [one["exercise"] for one in entries] == list(CHAPTERS["broadcasting"].exercises)
    assert {one["verdict"] for one in entries} == {"no verdict"}
    assert told == [1]
    assert not list(tmp_path.rglob("*.json")), "what is no verdict on the answer must not be kept"


def test_what_several_hand_in_alike_is_graded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has the result in a file of their own; a file that a chapter names counts, others do not."""
    seen: list[dict[str, bytes]] = []

    class Once:
        def __init__(self, chapter: Chapter, *_: object) -> None:
            self.chapter = chapter

        def grade(self, files: dict[str, bytes]) -> dict[str, object]:
            seen.append(files)
            return {"exercises": [{"exercise": name, "verdict": "done"} for name in self.chapter.exercises]}

        def close(self) -> None:
            pass

    monkeypatch.setattr(run, "Judge", Once)
    mine = {"broadcasting": b"from exercises.tensors import size", "tensors": b"size = 1", "losses": b"1"}
    class_ = [
        Submission("ann", mine),
        Submission("bob", mine | {"losses": b"2"}),
        Submission("eve", mine | {"tensors": b"size = 2"}),
    ]
    told: list[int] = []
    for again in (False, True):
        group = Class(class_, [CHAPTERS["broadcasting"]], Plan(tmp_path, Effort(), jobs=1))
        group.run(told.append)
        assert set(group.results) == {(name, "broadcasting") for name in ("ann", "bob", "eve")}
        assert [sorted(files) for files in seen] == [["broadcasting", "tensors"]] * 2, again
        assert sum(told) == 3 * (1 + again)
    assert len(list((tmp_path / "results").rglob("*.json"))) == 3


# Workers


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory):
    """A nursery without JAX."""
    with remote.nursery(Settings(False, tmp_path_factory.mktemp("work"))) as opened:
        yield opened


def test_walls_stand(nursery: remote.Nursery) -> None:
    worker = remote.Worker(nursery, "broadcasting", {"broadcasting": b""})
    worker.stop()
    assert worker.standing["system"] is (sys.platform == "linux")
    assert worker.standing["files"] is bool(landlock.version())


@pytest.mark.parametrize(
    "attempt",
    [
        "open('{root}/solutions/broadcasting.py').read()",
        "open('/etc/passwd').read()",
        "open('{root}/README.md').read()",
        "open('/tmp/byhand-wall', 'w')",
        "os.fork()",
        "os.kill(os.getppid(), 0)",
        "os.execv('/bin/true', ['true'])",
        "__import__('socket').socket()",
        "__import__('resource').setrlimit(7, (4096, 4096))",
        "bytearray(2**31)",
    ],
)
def test_walls_hold_without_the_fence(attempt: str, nursery: remote.Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel refuses what the audit hook refuses, even where that is climbed over."""
    if not landlock.version():
        pytest.skip("this kernel has no Landlock")
    attempt = attempt.format(root=ROOT)
    source = (
        f"import os\ntry:\n    {attempt}\nexcept BaseException as error:\n    said = error\nelse:\n    os._exit(7)\n"
    )
    assert with_fence_down(nursery, source.encode(), monkeypatch) != 7


def with_fence_down(nursery: remote.Nursery, source: bytes, monkeypatch: pytest.MonkeyPatch) -> int | None:
    """Import a file in a worker without its audit hook; return how the worker ended."""
    original = nursery.start
    monkeypatch.setattr(nursery, "start", lambda request, pipes: original({**request, "fence": False}, pipes))
    worker = remote.Worker(nursery, "broadcasting", {"broadcasting": source})
    try:
        worker.ask({"do": "load", "exercises": {}, "jax": {}}, 30)
    except remote.Ended as ended:
        return int(str(ended.values["status"]))
    finally:
        worker.stop()
    return None


def test_the_walls_test_can_fail(nursery: remote.Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    assert with_fence_down(nursery, b"import os\nos._exit(7)\n", monkeypatch) == 7


def test_functions_in_other_chapters_and_jax(tmp_path: Path) -> None:
    """Arrays of JAX, and what properties do to a function, cross to a worker and back."""
    chapter = CHAPTERS["mnist_mlp"]
    source = exercise_source(chapter)
    parts = {name: chapter.exercises[name].source("solutions")[0] for name in ("forward", "loss", "train_step")}
    stubs = {name: exercise_part(source, name) for name in parts}
    for name, text in parts.items():
        source = source.replace(stubs[name], text)
    source += solution(chapter)[solution(chapter).index("\ndef _check_labels") :]
    with remote.nursery(Settings(True, tmp_path)) as opened:
        files = with_stubs({"mnist_mlp": source.encode()}, CHAPTERS)
        found = {one["exercise"]: one["verdict"] for one in grade(opened, chapter, files, Effort("quick"))["exercises"]}
    assert [found.pop(name) for name in parts] == ["done"] * 3
    assert set(found.values()) == {"not attempted"}


def test_answers_on_several_devices(tmp_path: Path) -> None:
    """Meshes, sharded arrays and arrays of 64 bits cross to a worker and back; devices are simulated there, too."""
    chapter = CHAPTERS["data_parallel"]
    files = {slug: (ROOT / "solutions" / f"{slug}.py").read_bytes() for slug in ("data_parallel", "mnist_mlp")}
    files = {slug: source.replace(b"\nfrom solutions.", b"\nfrom exercises.") for slug, source in files.items()}
    with remote.nursery(Settings(True, tmp_path)) as opened:
        found = grade(opened, chapter, with_stubs(files, CHAPTERS), Effort("quick"))["exercises"]
    assert {one["exercise"]: one["verdict"] for one in found} == dict.fromkeys(chapter.exercises, "done")


@pytest.mark.parametrize("wide", [False, True])
def test_sharded_arrays_cross_as_they_lie(wide: bool) -> None:
    mesh = jax.sharding.Mesh(jax.devices("cpu")[:4][::-1], ("data",))
    assert wire.load(*wire.dump(mesh)) == mesh
    for spec in ((), ("data",), (None, "data")):
        sharding = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec(*spec))
        with jax.enable_x64(wide):
            x = jax.device_put(jax.numpy.arange(32.0).reshape(8, 4), sharding)
        got = wire.load(*wire.dump([x]))[0]
        assert (got.dtype, got.shape, got.sharding) == (x.dtype, x.shape, x.sharding)
        assert np.array_equal(got, x)


MESH = ["mesh", ["data"], [2], [0, 1]]


@pytest.mark.parametrize(
    "tree",
    [
        ["mesh"],
        ["mesh", ["data"], [2], [0, 99]],
        ["mesh", ["data"], [2], [0, 0]],
        ["mesh", ["data"], [3], [0, 1]],
        ["mesh", ["data", "data"], [1, 2], [0, 1]],
        ["mesh", [1], [2], [0, 1]],
        ["mesh", ["data"], ["2"], [0, 1]],
        ["sharded", "float32", [4], MESH, ["data"], [0]],
        ["sharded", "float32", [4], MESH, ["data"], [0, 7]],
        ["sharded", "float32", [4], MESH, ["data"], [0, "0"]],
        ["sharded", "float32", [3], MESH, ["data"], [0, 0]],
        ["sharded", "float32", ["4"], MESH, ["data"], [0, 0]],
        ["sharded", "float32", [4], MESH, ["other"], [0, 0]],
        ["sharded", "float32", [4], MESH, [{}], [0, 0]],
        ["sharded", "float32", [4, 4], MESH, ["data", "data"], [0, 0]],
        ["sharded", "object", [4], MESH, ["data"], [0, 0]],
    ],
)
def test_no_mesh_and_no_sharded_array_is_refused(tree: list[object]) -> None:
    with pytest.raises(WireError):
        Decoder([b"\0" * 8]).value(tree)


@pytest.mark.parametrize(("solved", "verdict"), [(True, "done"), (False, "wrong")])
def test_answers_build_on_earlier_chapters(solved: bool, verdict: str, nursery: remote.Nursery) -> None:
    """What an answer imports is the same submission's; where that is not written, the message says what comes first."""
    chapter, earlier = CHAPTERS["dot_product"], CHAPTERS["elementwise"]
    files = {"dot_product": solution(chapter).encode()}
    files |= {"elementwise": solution(earlier).encode()} if solved else {}
    found = grade(nursery, chapter, with_stubs(files, CHAPTERS), Effort("quick"))["exercises"]
    assert {one["verdict"] for one in found if one["exercise"] != "dense"} == {"done"}
    [dense] = [one for one in found if one["exercise"] == "dense"]
    assert dense["verdict"] == verdict
    assert solved or all("`relu`" in text and "exercises/elementwise.py" in text for text in dense["message"].values())


def exercise_part(source: str, name: str) -> str:
    """One function of an exercise file, as text."""
    import ast

    node = next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name)
    return "\n".join(source.splitlines()[node.lineno - 1 : node.end_lineno])


# The wire


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
INNER = st.lists(LEAVES) | st.tuples(LEAVES, LEAVES) | st.dictionaries(st.text(), LEAVES)
VALUES = LEAVES | INNER | st.lists(INNER) | st.tuples(INNER, LEAVES)


@given(VALUES)
def test_plain_values_cross_as_they_are(value: object) -> None:
    got = wire.load(*wire.dump(value))
    assert repr(got) == repr(value)


@given(st.binary(max_size=200) | VALUES.map(lambda value: json.dumps([value, []]).encode()), st.binary(max_size=8))
def test_garbage_is_no_message(header: bytes, content: bytes) -> None:
    with contextlib.suppress(WireError):
        wire.load(header, content)


@pytest.mark.parametrize(
    "array",
    [np.arange(6.0).reshape(2, 3), np.arange(6).reshape(2, 3).T, np.arange(6)[::-2], np.zeros((0, 3), np.uint8),
     np.broadcast_to(np.float32(1), (2, 2)), np.array(True), np.array(["a", "bc"])],
)  # fmt: skip
def test_arrays_keep_values_and_layout(array: np.ndarray) -> None:
    got = wire.load(*wire.dump(array))
    assert type(got) is np.ndarray
    assert (got.dtype, got.shape) == (array.dtype, array.shape)
    assert array.size == 0 or got.strides == array.strides
    assert np.array_equal(got, array)


class Yes:
    """Equals everything."""

    def __eq__(self, other: object) -> bool:
        """Return True."""
        return True

    __hash__ = None  # type: ignore[assignment]


class Many(tuple):
    """A tuple of its own kind."""


@pytest.mark.parametrize("value", [Yes(), Many((1, 2)), np.array([Yes()]), np.zeros(2).view(np.recarray), {1}, print])
def test_what_does_not_cross_is_never_right(value: object) -> None:
    got = wire.load(*wire.dump([value]))[0]
    assert holds_foreign([got])
    assert got != value


def test_random_generators_cross_and_advance(nursery: remote.Nursery) -> None:
    chapter = graded_chapters()["sgd"]
    session = Session(nursery, chapter, {"sgd": solution(chapter).encode()}, 30)
    session.open()
    try:
        candidate = RemoteCandidate(chapter.exercises["minibatches"], session)
        rngs = np.random.default_rng(3), np.random.default_rng(3)
        for _ in range(2):
            (got,), (expected,) = candidate(rngs[0], 7, 9), minibatches(rngs[1], 7, 9)
            assert np.array_equal(got, expected)
    finally:
        session.close()


def test_a_formula_crosses_to_a_worker_and_does_there_what_it_does_here() -> None:
    x = np.array([1.0, 2.0])
    f, at = wire.load(*wire.dump((Formula("lambda p: np.add(p, w, out=p)", w=x), x)), call=lambda number: None)
    assert f.constants["w"] is at
    assert f(at) is at
    assert at.tolist() == [2.0, 4.0]


def test_a_worker_sends_no_code() -> None:
    with pytest.raises(WireError):
        wire.load(*wire.dump(Formula("lambda x: x")))


TANGENT = """if np.ndim(x):
        raise ValueError(f"{x.shape}")
    p = np.float64(x)
    s = (f(p + 1e-5) - f(p - 1e-5)) / 2e-5"""
LINE = "def tangent_line(f, x):\n    {before}\n    return lambda t: {height}\n"


@pytest.mark.parametrize(
    ("before", "height", "verdict", "words"),
    [
        (TANGENT, "np.asarray(f(p) + s * (t - p), np.result_type(x, 1.0))", "done", ""),
        ("pass", "0.0 * t", "wrong", "tangent_line(f, x)(t)"),
        ("pass", "t", "wrong", "the values are wrong"),  # said before the memory that it shares
        ("pass", "np.negative(t, out=t) + 0.0", "wrong", "changed its argument"),
        ("pass", "1 / 0", "error", "ZeroDivisionError"),
        ("return 5", "t", "wrong", "function"),
    ],
)  # fmt: skip
def test_functions_that_answers_take_and_return(
    before: str, height: str, verdict: str, words: str, nursery: remote.Nursery
) -> None:
    """They are called where they were made, and judged by what they give."""
    chapter = CHAPTERS["derivatives"]
    stubs = exercise_source(chapter)
    answer = LINE.format(before=before, height=height)
    source = stubs.replace(exercise_part(stubs, "tangent_line"), answer)
    files = with_stubs({"derivatives": source.encode()}, CHAPTERS)
    found = grade(nursery, chapter, files, Effort("quick"))["exercises"]
    one = next(one for one in found if one["exercise"] == "tangent_line")
    assert one["verdict"] == verdict, one["message"]["en"]
    assert words in one["message"]["en"]


def test_a_right_file_may_import_what_people_import(nursery: remote.Nursery) -> None:
    """Plotting, and what makes named tuples and enumerations, is no attack; nor is debug output."""
    head = "import matplotlib.pyplot as plt\nimport enum, logging, sys, os\nfrom collections import namedtuple\n"
    head += "Pair = namedtuple('Pair', 'a b')\nKind = enum.Enum('Kind', 'A B')\nprint('hello', Pair(1, 2))\n"
    chapter = CHAPTERS["broadcasting"]
    stubs, right = exercise_source(chapter), chapter.exercises["outer_product"].source("solutions")[0]
    right = right.replace("    if x.ndim", "    print(x, y)\n    if x.ndim", 1)
    source = stubs.replace(exercise_part(stubs, "outer_product"), right)
    found = grade(nursery, chapter, with_stubs({"broadcasting": (head + source).encode()}, CHAPTERS), Effort("quick"))
    assert {one["exercise"]: one for one in found["exercises"]}["outer_product"]["verdict"] == "done"


def test_a_broken_file_is_said_to_be_broken_for_every_exercise(nursery: remote.Nursery) -> None:
    chapter = CHAPTERS["broadcasting"]
    source = "import no_such_module\n" + solution(chapter)
    files = with_stubs({"broadcasting": source.encode()}, CHAPTERS)
    found = grade(nursery, chapter, files, Effort("quick"))["exercises"]
    assert {one["verdict"] for one in found} == {"error"}, found[0]
    assert all("no_such_module" in one["message"]["en"] for one in found)

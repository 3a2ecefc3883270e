"""The benchmarks: what they compute of their runs, and that the figures that were kept are whole."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import accelerator, results, tables
from benchmarks.chart import chart, compared
from benchmarks.job import Job, Report
from benchmarks.mnist import PROGRAMS, Run, operations, summary
from benchmarks.variants import VARIANTS
from byhand.course import ROOT, graded_chapters
from byhand.site.language import resolve_tokens

KEPT = ("mnist", "mnist-deep", "ablation", "choices", "grading")


def test_operations_of_an_epoch() -> None:
    """Forward 2, weight gradients 2, gradients of the inputs 2, for each weight and sample; forward for the tests."""
    assert operations((2, 3), train=1, test=0) == pytest.approx(4 * 6 / 1e9)
    assert operations((2, 3, 5), train=1, test=0) == pytest.approx((4 * 6 + 6 * 15) / 1e9)
    assert operations((2, 3, 5), train=0, test=1) == pytest.approx(2 * 21 / 1e9)


def test_summary_takes_medians() -> None:
    """Medians of the times; no time to the goal unless most runs reached it."""
    runs = [Run(3.0, 1.0, 2.0, 0.981, "1"), Run(5.0, 2.0, None, 0.979, "1"), Run(4.0, 9.0, None, 0.98, "1")]
    found = summary(runs)
    assert (found["whole"], found["epoch"], found["goal"], found["reached"]) == (4.0, 2.0, None, 1)
    assert found["accuracy"] == pytest.approx(0.98)
    assert found["spread"] == pytest.approx(0.001)
    assert summary([runs[0], runs[0], runs[1]])["goal"] == 2.0


def test_jobs_cross_to_their_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job survives the way to a program as JSON."""
    job = Job(sizes=(784, 512, 256, 10), epochs=2, recipe="tuned")
    monkeypatch.setattr(sys, "argv", ["program", job.argument()])
    assert Job.from_arguments() == job


def test_accuracies_are_counts_of_images() -> None:
    """A mean that float32 leaves just below 98 % is 98 %."""
    report = Report()
    report.epoch(0.9799999594688416)
    assert report.accuracies == [0.98]


@pytest.mark.parametrize("name", KEPT)
def test_kept_figures_say_where_they_come_from(name: str) -> None:
    """Every file of figures names its machine, date and versions."""
    machine = results.read(name)["machine"]
    assert set(machine) == {"date", "processor", "cores", "system", "python", "numpy", "jax"}
    assert all(machine.values())


@pytest.mark.parametrize("name", ["mnist", "mnist-deep"])
def test_kept_comparisons_are_whole(name: str) -> None:
    """All programs took part, at least three times each, and nothing was left out."""
    found = results.read(name)
    assert set(found["programs"]) == set(PROGRAMS)
    assert not found["left_out"]
    assert all(len(one["runs"]) >= 3 for one in found["programs"].values())
    rows = resolve_tokens(tables.programs(found), "zh").splitlines()
    assert all(len(row.split("|")) == 8 for row in rows)
    assert len(rows) == 2 + len(PROGRAMS)
    labels = [label.get_text() for label in chart(found, "zh").axes[0].get_yticklabels()]
    assert labels[0].startswith("本课程")
    assert len(labels) == len(compared(found))
    picture = results.FOLDER / f"{name}.svg"
    assert picture.read_text("utf-8").count("<svg") == 1


def test_kept_trials_are_enough() -> None:
    """Every step was tried with five seeds or more, the recipes that were chosen with ten."""
    found = results.read("ablation")
    assert all(len(one["accuracies"]) >= 5 for part in ("steps", "aside") for one in found[part].values())
    assert all(len(one["accuracies"]) >= 10 for one in found["test"].values())


def test_kept_grading_covers_the_course() -> None:
    """Every exercise of every chapter was timed."""
    timed = {slug: set(one["seconds"]) for slug, one in results.read("grading")["chapters"].items()}
    assert timed == {slug: set(chapter.exercises) for slug, chapter in graded_chapters().items()}


def test_kept_choices_are_the_variants() -> None:
    """Every variant was measured."""
    assert set(results.read("choices")["variants"]) == set(VARIANTS)


def test_variants_compute_the_same() -> None:
    """Undoing a choice changes how long an epoch takes, not what it leads to."""

    def accuracy(name: str) -> float:
        command = [sys.executable, "-m", "benchmarks.variants", name, Job(epochs=1, sizes=(784, 16, 10)).argument()]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        (found,) = json.loads(done.stdout.splitlines()[-1])["accuracies"]
        return float(found)

    lean = accuracy("lean")
    assert lean > 0.85
    for name in ("a_short_last_batch", "a_call_for_each_step", "floats_on_the_device", "columns_for_units"):
        assert accuracy(name) == pytest.approx(lean, abs=2e-3)


def test_accelerator_runs_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script for GPUs runs on the CPU, too, and keeps its figures apart; the page can show those of a GPU."""
    monkeypatch.setattr(accelerator, "UNROLLED", (1, 2))
    monkeypatch.setattr(accelerator, "SIDE_BY_SIDE", (1, 2))
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    assert "Not yet measured" in tables.accelerator()
    accelerator.main(epochs=1, repeats=1, digits=True)
    found: dict[str, Any] = json.loads((tmp_path / "accelerator-cpu.json").read_text("utf-8"))
    assert found["difference"] == 0.0
    assert [one["count"] for one in found["networks"]] == [1, 2]
    (tmp_path / "accelerator-gpu.json").write_text(json.dumps(found), "utf-8")
    assert len(tables.accelerator().splitlines()) == 2 + 2 + 1 + 2 + 2

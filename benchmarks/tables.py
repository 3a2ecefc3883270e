"""The figures of the benchmarks as Markdown tables, with words in both languages, for a page."""

from __future__ import annotations

from typing import Any

from benchmarks.chart import WORDS
from benchmarks.results import FOLDER, read

ALSO = {"course, tuned": "⟦this course, tuned|本课程，调优⟧", "course, quick": "⟦this course, quick|本课程，快速⟧"}
NONE = "–"


def seconds(value: float | None, digits: int = 1) -> str:
    """Return seconds, or a dash where there are none."""
    return NONE if value is None else f"{value:.{digits}f} s"


def programs(results: dict[str, Any]) -> str:
    """Return what `benchmarks.mnist` found, the fastest process first."""
    head = (
        "⟦program|程序⟧",
        "⟦whole process|整个进程⟧",
        "⟦an epoch|一轮⟧",
        "⟦of the limit|占极限的比例⟧",
        "⟦98 %|98%⟧",
        "⟦accuracy|准确率⟧",
    )
    rows = [head, ("---", *["--:"] * (len(head) - 1))]
    for name, one in sorted(results["programs"].items(), key=lambda item: float(item[1]["whole"])):
        share = results["operations"] / results["ceiling"] / one["epoch"]
        version = one["version"].split()[-1] if name.startswith("course") else one["version"].split()[0]
        title = (WORDS | ALSO).get(name, name) + (f" {version.split('+')[0]}" if not name.startswith("course") else "")
        accuracy = f"{one['accuracy']:.2%} ± {one['spread']:.2%}"
        quick = name == "course, quick"  # its only epoch waits for the compiler and the data, too
        pace = (NONE, NONE) if quick else (seconds(one["epoch"], 2), f"{share:.0%}")
        rows.append((title, seconds(one["whole"]), *pace, seconds(one["goal"]), accuracy))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def accelerator() -> str:
    """Return what `benchmarks.accelerator` found on a GPU, or that it was not run on one yet."""
    if not (FOLDER / "accelerator-gpu.json").exists():
        return (
            "⟦Not yet measured: no GPU was at hand. The script stands ready, `benchmarks/accelerator.py`.|"
            "尚未测量：手边没有 GPU。脚本已经备好：`benchmarks/accelerator.py`。⟧"
        )
    found = read("accelerator-gpu")
    rows = [("⟦what|测的是⟧", "⟦compile|编译⟧", "⟦run|运行⟧", "⟦98 %|98%⟧", "⟦accuracy|准确率⟧"), ("---", *["--:"] * 4)]

    def row(title: str, one: dict[str, Any]) -> None:
        accuracy = f"{one['accuracy']:.2%}" if "accuracy" in one else NONE
        rows.append((title, seconds(one["compile"]), seconds(one["run"], 3), seconds(one.get("goal"), 3), accuracy))

    for one in found["one call"]:
        times = f"{one['unroll']} ×"
        row(f"⟦the training in one call, unrolled {times}|整个训练一次调用，展开 {times}⟧", one)
    for one in found["twice the work"]:
        row("⟦1024 hidden units, twice the work|隐藏层 1024，两倍的运算⟧", one)
    for one in found["networks"]:
        row(f"⟦{one['count']} networks side by side|{one['count']} 个网络并排⟧", one)
    for one in found.get("learning rates", []):
        row(f"⟦{len(found['by rate'])} learning rates side by side|{len(found['by rate'])} 个学习率并排⟧", one)
    note = (
        f"⟦{found['device']}, JAX {found['machine']['jax']}, {found['machine']['date']}. "
        f"The losses of the first steps differ from the CPU's by at most {found['difference']:.1e}, relatively.|"
        f"{found['device']}，JAX {found['machine']['jax']}，{found['machine']['date']}。"
        f"最初几步的损失与 CPU 上的相对差别至多 {found['difference']:.1e}。⟧"
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n\n" + note

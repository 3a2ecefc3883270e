"""Every sentence that a teacher can see, in both languages, with the same placeholders."""

from __future__ import annotations

from byhand.course import Text
from byhand.grading.messages import MESSAGES as GRADER

MESSAGES: dict[str, Text] = {
    "no_folder": {
        "en": "{path} is no folder. Name the folder that holds the submissions, a folder or a zip archive each.",
        "zh": "{path} 不是文件夹。请给出存放各份提交的文件夹，每份提交是一个文件夹或 zip 压缩包。",
    },
    "nothing": {
        "en": "{path} holds no submissions: neither folders nor zip archives.",
        "zh": "{path} 里没有提交：既没有文件夹，也没有 zip 压缩包。",
    },
    "no_chapter": {
        "en": "there is no chapter {slug}; there are: {slugs}",
        "zh": "没有 {slug} 这一章；现有：{slugs}",
    },
    "inside": {
        "en": "{out} lies inside {path}: results would be taken for submissions. Choose another --out.",
        "zh": "{out} 在 {path} 里面：结果会被当成提交。请用 --out 另选一个文件夹。",
    },
    "no_system": {
        "en": "byhand grade needs Linux or macOS, or WSL on Windows: it limits processes as only these systems can.",
        "zh": "byhand grade 需要 Linux 或 macOS（Windows 上请用 WSL）：只有这些系统能按需限制进程。",
    },
    "grading": {"en": "Grading", "zh": "评分"},
    "stopped": {
        "en": "Stopped. The same command goes on where this one ended.",
        "zh": "已停止。再次运行同一条命令，就会从这里继续。",
    },
    "written": {"en": "Written: {paths}", "zh": "已写入：{paths}"},
    "walls": {
        "en": "This system has no walls for {what}: grade in a container (see TEACHING.md).",
        "zh": "这个系统无法隔离{what}：请在容器里评分（见 TEACHING.zh.md）。",
    },
    "wall_system": {"en": "processes and the network", "zh": "进程与网络"},
    "wall_files": {"en": "files", "zh": "文件"},
    "title": {"en": "Tensors by Hand: a class", "zh": "手写张量：班级成绩"},
    "submissions": {
        "en": "{count} submissions, {exercises} exercises, {share} of the answers done",
        "zh": "{count} 份提交，{exercises} 道练习，完成率 {share}",
    },
    "mistakes": {"en": "The most frequent mistakes", "zh": "最常见的错误"},
    "no_mistakes": {"en": "No known mistake was found.", "zh": "没有发现已知的错误。"},
    "seen": {"en": "{count} ×", "zh": "{count} 次"},
    "exercises": {"en": "The exercises", "zh": "各题情况"},
    "everybody": {"en": "The submissions", "zh": "各份提交"},
    "submission": {"en": "submission", "zh": "提交"},
    "done_count": GRADER["done"],
    "problem": {"en": "could not be read", "zh": "无法读取"},
    "done": GRADER["done"],
    "wrong": GRADER["wrong"],
    "error": GRADER["error"],
    "timeout": GRADER["timeout_label"],
    "not attempted": GRADER["not_attempted"],
    "no verdict": GRADER["no_verdict"],
}


def say(language: str, key: str, **values: object) -> str:
    """Return a sentence, filled."""
    return MESSAGES[key][language].format(**values)

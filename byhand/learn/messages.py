"""Every sentence of the learner's commands, in both languages, with the same placeholders."""

from __future__ import annotations

from byhand.course import Text
from byhand.grading.messages import MESSAGES as GRADER

MESSAGES: dict[str, Text] = {
    # One exercise.
    "place": {"en": "{title}, {number} of {total}", "zh": "{title}，第 {number} 题，共 {total} 题"},
    "write_label": {"en": "Write", "zh": "作答"},
    "read_label": {"en": "Read", "zh": "阅读"},
    "grade_label": {"en": "Grade", "zh": "评分"},
    "hint_label": {"en": "Hint", "zh": "提示"},
    "verdict_label": {"en": "Last", "zh": "上次"},
    "served": {"en": "  (uv run mkdocs serve)", "zh": "（先运行 uv run mkdocs serve）"},
    "count": GRADER["count"],
    "all_done": {"en": "All exercises are done. Well done!", "zh": "全部练习都完成了，真棒！"},
    # The verdicts.
    "done": GRADER["done"],
    "wrong": GRADER["wrong"],
    "error": GRADER["error"],
    "timeout": GRADER["timeout_label"],
    "not attempted": GRADER["not_attempted"],
    "ungraded": {"en": "not graded yet", "zh": "尚未评分"},
    # Names.
    "unknown": {
        "en": "There is no exercise or chapter {name}.\nChapters: {slugs}",
        "zh": "没有名为 {name} 的练习或章。\n现有各章：{slugs}",
    },
    "unknown_close": {
        "en": "There is no exercise or chapter {name}. Did you mean: {close}?",
        "zh": "没有名为 {name} 的练习或章。是不是想找：{close}？",
    },
    "ambiguous": {
        "en": "{name} is an exercise of several chapters. Say which: {full}",
        "zh": "好几章都有练习 {name}。请写明是哪一个：{full}",
    },
    "one_exercise": {
        "en": "{name} is a chapter; this command wants one exercise: {names}",
        "zh": "{name} 是一章，而这个命令只接受一道练习：{names}",
    },
    # Hints.
    "hint": {"en": "{name}, hint {number} of {total}", "zh": "{name}，提示 {number}/{total}"},
    "no_hints": {"en": "There are no hints for {name}.", "zh": "{name} 没有提示。"},
    "more_hints": {"en": "One further: uv run byhand hint {name}", "zh": "下一条提示：uv run byhand hint {name}"},
    "more_hints_by_key": {"en": "h shows one further.", "zh": "再按 h 看下一条。"},
    "last_hint": {"en": "That was the last hint.", "zh": "这是最后一条提示。"},
    "no_more_hints": {
        "en": "You have seen all {total} hints for {name}.\nAgain: uv run byhand hint {name} --all\n"
        "The answer: uv run byhand solution {name}",
        "zh": "{name} 的 {total} 条提示都看过了。\n再看一遍：uv run byhand hint {name} --all\n"
        "看答案：uv run byhand solution {name}",
    },
    # Questions.
    "ask_solution": {
        "en": "{name} is not done yet. Show the solution all the same?",
        "zh": "{name} 还没有完成。仍然要看答案吗？",
    },
    "ask_reset": {"en": "Put the stub of {name} back into {path}?", "zh": "要把 {path} 中的 {name} 恢复原样吗？"},
    "ask_reset_file": {
        "en": "Put back all of {path}, every answer in it?",
        "zh": "要把整个 {path}（所有答案）恢复原样吗？",
    },
    "yes_or_no": {"en": "[y/N]", "zh": "[y/N]"},
    "not_shown": {"en": "Not shown. (--yes shows it without asking.)", "zh": "没有显示。（加上 --yes 就不再询问。）"},
    "kept": {
        "en": "Nothing was changed. Without being asked: uv run byhand reset {name} --yes",
        "zh": "什么也没有改。不经询问直接恢复：uv run byhand reset {name} --yes",
    },
    # Resetting.
    "unparsable": {
        "en": "{path} is not Python (line {line}: {what}), so {name} cannot be found in it.",
        "zh": "{path} 不是合法的 Python（第 {line} 行：{what}），无法从中找出 {name}。",
    },
    "untouched": {"en": "{name} is as it was handed out: nothing to do.", "zh": "{name} 本来就是原样，不必恢复。"},
    "backup": {"en": "The old file is kept: {path}", "zh": "原来的文件已备份：{path}"},
    "reset": {"en": "{path}: {name} is a stub again.", "zh": "{path}：{name} 已恢复原样。"},
    "unreadable": {"en": "Cannot read {path}: {reason}.", "zh": "无法读取 {path}：{reason}。"},
    "unwritable": {
        "en": "Cannot write {path}: {reason}. Nothing was changed.",
        "zh": "无法写入 {path}：{reason}。什么也没有改。",
    },
    # Progress.
    "to_mend": {"en": "To mend", "zh": "待改正"},
    "to_grade": {"en": "Not graded yet", "zh": "尚未评分"},
    "and_more": {"en": "and {count} more", "zh": "另有 {count} 道"},
    "next": GRADER["next"],
    # Watching.
    "watching": {"en": "Watching exercises/", "zh": "正在监视 exercises/"},
    "keys": {"en": "q quits, h shows a hint", "zh": "按 q 退出，按 h 看提示"},
    "waiting": {"en": "Save a file to have it graded. Ctrl-C ends.", "zh": "保存文件即可评分。按 Ctrl-C 结束。"},
    "grading": {"en": "Grading {name} …", "zh": "正在评分：{name} …"},
    "seconds": {"en": "{seconds:.1f} s", "zh": "{seconds:.1f} 秒"},
    "stopped": {"en": "Stopped watching.", "zh": "已停止监视。"},
    "died": {
        "en": "{glyph} {name}: grading it ended Python itself ({how}).\n\n"
        "    Does the answer call os._exit, or fill the memory?\n    Again  uv run byhand check {name}",
        "zh": "{glyph} {name}：评分时 Python 本身被终止了（{how}）。\n\n"
        "    答案里是不是调用了 os._exit，或者用光了内存？\n    再试  uv run byhand check {name}",
    },
    "exit_status": {"en": "exit status {status}", "zh": "退出状态 {status}"},
    "signal": {"en": "signal {signal}", "zh": "信号 {signal}"},
    "never_ends": {
        "en": "{glyph} {name}: no verdict after {seconds:.0f} s. Is there a loop that never ends?",
        "zh": "{glyph} {name}：{seconds:.0f} 秒后仍没有评分结果。是不是有循环停不下来？",
    },
    "grader_fault": GRADER["grader_fault"],
    "no_folder": {
        "en": "There is no folder {path}. Get it back with: uv run python -m byhand.stubs",
        "zh": "找不到文件夹 {path}。请这样恢复：uv run python -m byhand.stubs",
    },
}

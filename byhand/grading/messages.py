"""Every sentence that a learner can see, in both languages, with the same placeholders."""

from __future__ import annotations

from byhand.course import Text

MESSAGES: dict[str, Text] = {
    # What was wrong. {name} is the exercise.
    "value": {"en": "the values are wrong", "zh": "数值不对"},
    "shape": {
        "en": "the shape is wrong: {got} instead of {expected}",
        "zh": "形状不对：应为 {expected}，得到 {got}",
    },
    "dtype": {
        "en": "the dtype is wrong: {got} instead of {expected}",
        "zh": "dtype 不对：应为 {expected}，得到 {got}",
    },
    "type": {
        "en": "the type is wrong: it should be {expected}, but it is {got}",
        "zh": "类型不对：应为 {expected}，得到 {got}",
    },
    "length": {
        "en": "the length is wrong: {got} instead of {expected}",
        "zh": "长度不对：应为 {expected}，得到 {got}",
    },
    "returned_none": {
        "en": "your function returned None. Is a `return` missing?",
        "zh": "函数返回了 None。是不是忘了写 `return`？",
    },
    "mutated": {
        "en": "your function changed its argument `{argument}`. Work on a copy instead.",
        "zh": "函数修改了参数 `{argument}`。请在副本上计算。",
    },
    "donated": {
        "en": "after the call the argument `{argument}` is gone: its buffers were donated. Leave them alone.",
        "zh": "调用之后，参数 `{argument}` 失效了：它的缓冲区被捐赠（donate）了。请不要捐赠它。",
    },
    "alias": {
        "en": "the result shares its memory with the argument `{argument}`. Return a new array.",
        "zh": "返回值与参数 `{argument}` 共用内存。请返回一个新数组。",
    },
    "no_error": {
        "en": "this input should raise {expected}, but your function returned {got}",
        "zh": "这个输入应当抛出 {expected}，函数却返回了 {got}",
    },
    "other_error": {
        "en": "this input should raise {expected}, but your function raised {what}",
        "zh": "这个输入应当抛出 {expected}，函数却抛出了 {what}",
    },
    "message": {
        "en": "the message of your {error} should name {missing}; it says: {got}",
        "zh": "{error} 的信息里应当写明 {missing}；现在写的是：{got}",
    },
    "law": {"en": "{en}", "zh": "{zh}"},
    "warning": {
        "en": "the result is right, but computing it raised a warning: {what}",
        "zh": "结果正确，但计算时发出了警告：{what}",
    },
    "flaky": {
        "en": "the same input gave different results. Does your function keep something between calls?",
        "zh": "同样的输入得到了不同的结果。函数是不是在两次调用之间保留了什么？",
    },
    "off_limits": {
        "en": "line {line} uses `{used}`. This exercise asks you to do without it.",
        "zh": "第 {line} 行用了 `{used}`。本题要求不用它来完成。",
    },
    "needs": {
        "en": "this exercise asks you to build on your own `{needed}`; your function does not use it",
        "zh": "本题要求用到你自己写的 `{needed}`，而函数里没有用它",
    },
    "needs_loop": {
        "en": "this exercise asks for a loop: go through the elements one by one",
        "zh": "本题要求用循环，逐个元素地计算",
    },
    "unfinished": {
        "en": "line {line} raises NotImplementedError, and this input gets there",
        "zh": "这个输入会执行到第 {line} 行，那里抛出 NotImplementedError",
    },
    "needs_other": {
        "en": "it calls `{other}`, which is not written yet. Write that one first.",
        "zh": "它调用了还没有写的 `{other}`。请先完成那一题。",
    },
    "crash": {"en": "your function raised {what}", "zh": "函数抛出了 {what}"},
    "exits": {"en": "your function ended the program (sys.exit)", "zh": "函数结束了整个程序（sys.exit）"},
    "timeout": {
        "en": "no answer after {seconds} s. Is there a loop that never ends?",
        "zh": "{seconds} 秒后仍没有结果。是不是有循环停不下来？",
    },
    "broken": {"en": "{path} cannot be imported: {what}", "zh": "无法导入 {path}：{what}"},
    "never_imported": {
        "en": "importing {path} does not end within {seconds} s. Is there a loop outside the functions?",
        "zh": "导入 {path} 超过 {seconds} 秒仍未结束。函数外面是不是有循环？",
    },
    "grader_fault": {
        "en": "? {name}: the grader itself failed, and this is no verdict on your answer. Please report it: {what}",
        "zh": "? {name}：评分程序自己出了错，这不是对你答案的结论。请报告这个问题：{what}",
    },
    "no_file": {"en": "there is no file {path}", "zh": "找不到文件 {path}"},
    "no_function": {"en": "{path} does not define `{name}`", "zh": "{path} 里没有定义 `{name}`"},
    "not_attempted": {"en": "not attempted", "zh": "尚未作答"},
    # The parts of a message.
    "headline": {"en": "{name}: {what}", "zh": "{name}：{what}"},
    "expected": {"en": "expected", "zh": "应为"},
    "got": {"en": "got", "zh": "得到"},
    "item": {"en": "item {item} of the result", "zh": "结果的第 {item} 项"},
    "first": {
        "en": "first difference at [{index}]: expected {expected}, got {got} ({count} of {size} differ)",
        "zh": "第一处不同在 [{index}]：应为 {expected}，得到 {got}（{size} 个中有 {count} 个不同）",
    },
    "printed": {"en": "printed", "zh": "打印了"},
    "line": {"en": "line {line}: {code}", "zh": "第 {line} 行：{code}"},
    "mistake_label": {"en": "Why", "zh": "原因"},
    "law_label": {"en": "Law", "zh": "规律"},
    "read_label": {"en": "Read", "zh": "阅读"},
    "again_label": {"en": "Again", "zh": "重试"},
    "read": {"en": "“{section}” in {title}: {url}", "zh": "《{title}》的“{section}”：{url}"},
    # The board.
    "done": {"en": "done", "zh": "完成"},
    "wrong": {"en": "wrong", "zh": "答错"},
    "error": {"en": "error", "zh": "出错"},
    "timeout_label": {"en": "time-out", "zh": "超时"},
    "no_verdict": {"en": "no verdict", "zh": "没有结论"},
    "board": {"en": "Tensors by Hand", "zh": "手写张量"},
    "count": {"en": "{done} of {total} exercises done.", "zh": "{total} 道练习，已完成 {done} 道。"},
    "next": {"en": "Next: {name}, {path}:{line}", "zh": "下一题：{name}，{path}:{line}"},
    "page": {"en": "Page: {url}  (uv run mkdocs serve)", "zh": "页面：{url}（uv run mkdocs serve）"},
    "all_done": {"en": "All of them are done. Well done!", "zh": "全部完成，真棒！"},
    "no_exercise": {
        "en": "the chapter {slug} has no exercise {name}; it has: {names}",
        "zh": "{slug} 这一章没有练习 {name}；现有：{names}",
    },
    "no_chapter": {
        "en": "there is no chapter {slug}; there are: {slugs}",
        "zh": "没有 {slug} 这一章；现有：{slugs}",
    },
}


class Speaker:
    """Says sentences in one language."""

    def __init__(self, language: str) -> None:
        """Speak `en` or `zh`."""
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Fill the sentence `key` with its placeholders."""
        return MESSAGES[key][self.language].format(**values)

    def pick(self, text: Text) -> str:
        """Return a bilingual text in this language."""
        return text[self.language]

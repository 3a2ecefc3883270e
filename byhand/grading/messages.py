"""Every sentence that a learner can see, in both languages, with the same placeholders."""

from __future__ import annotations

import re

from byhand.course import CHINESE, Text

MESSAGES: dict[str, Text] = {
    # What was wrong. {name} is the exercise.
    "value": {"en": "the values are wrong", "zh": "结果不对"},
    "shape": {
        "en": "the shape is wrong: {got} instead of {expected}",
        "zh": "形状不对：应为 {expected}，实为 {got}",
    },
    "dtype": {
        "en": "the dtype is wrong: {got} instead of {expected}",
        "zh": "dtype 不对：应为 {expected}，实为 {got}",
    },
    "type": {
        "en": "the type is wrong: it should be {expected}, but it is {got}",
        "zh": "类型不对：应为 {expected}，实为 {got}",
    },
    "length": {
        "en": "the length is wrong: {got} instead of {expected}",
        "zh": "长度不对：应为 {expected}，实为 {got}",
    },
    "keys": {
        "en": "the keys are wrong: {got} instead of {expected}",
        "zh": "键不对：应为 {expected}，实为 {got}",
    },
    "returned_none": {
        "en": "your function returned None. Is a `return` missing?",
        "zh": "函数返回了 None。是不是忘了写 `return`？",
    },
    "mutated": {
        "en": "your function changed its argument `{argument}`. Work on a copy instead.",
        "zh": "函数改动了参数 `{argument}`。请在副本上计算。",
    },
    "donated": {
        "en": "after the call the argument `{argument}` is gone: its buffers were donated. Leave them alone.",
        "zh": "调用之后，参数 `{argument}` 就失效了：它的缓冲区被捐赠（donate）了。请保留参数的缓冲区。",
    },
    "alias": {
        "en": "the result shares its memory with the argument `{argument}`. Return a new array.",
        "zh": "返回值与参数 `{argument}` 共用内存。请返回一个新数组。",
    },
    "no_error": {
        "en": "this input should raise {expected}, but your function returned {got}",
        "zh": "遇到这个输入，应当抛出 {expected}，函数却返回了 {got}",
    },
    "other_error": {
        "en": "this input should raise {expected}, but your function raised {what}",
        "zh": "遇到这个输入，应当抛出 {expected}，函数却抛出了 {what}",
    },
    "late_error": {
        "en": "your {error} comes too late: not at the call, but when the first item is asked for. A function with "
        "`yield` in it runs only then: check in a function around it.",
        "zh": "{error} 抛出得太晚：不是在调用时，而是在取第一项时。含有 `yield` 的函数，要到那时才开始执行；"
        "请在它外面的一层函数里检查。",
    },
    "message": {
        "en": "the message of your {error} should name {missing}; it says: {got}",
        "zh": "{error} 的错误信息里要写明 {missing}；你写的是：{got}",
    },
    "borrowed_message": {
        "en": "check the arguments first. This {error} is not yours, it comes from NumPy by accident: {got}",
        "zh": "请先检查参数。这个 {error} 不是你写的，而是 NumPy 碰巧报的：{got}",
    },
    "array": {"en": "an array of shape {shape}, dtype {dtype}", "zh": "形状为 {shape}、dtype 为 {dtype} 的数组"},
    "array_or_scalar": {"en": "a NumPy array or scalar", "zh": "NumPy 数组或标量"},
    "kind": {"en": "{dtype}, shape {shape}", "zh": "{dtype}，形状 {shape}"},
    "function": {"en": "a function", "zh": "一个函数"},
    "axis": {"en": "the axis that clashes: {axis}", "zh": "冲突的轴号 {axis}"},
    "law": {"en": "{en}", "zh": "{zh}"},
    "accepts_wrong": {
        "en": "your property lets a wrong implementation through. {what}",
        "zh": "有一个错误的实现蒙混过去了：{what}",
    },
    "rejects_right": {
        "en": "your property rejects a right implementation: {what}",
        "zh": "正确的实现也被你的性质判错了：{what}",
    },
    "rejects_right_on": {
        "en": "your property rejects a right implementation, on {example}: {what}",
        "zh": "输入 {example} 时，正确的实现也被你的性质判错了：{what}",
    },
    "never_called": {
        "en": "your property never calls the implementation. Is the inner function only defined, and not called?",
        "zh": "你的性质从来没有调用过那个实现。里面的函数是不是只定义了，却没有调用？",
    },
    "few_inputs": {
        "en": "your property tries {count} different inputs only; a law wants at least {wanted}",
        "zh": "你的性质只试了 {count} 个不同的输入；检查一条性质，至少要试 {wanted} 个",
    },
    "warning": {
        "en": "the result is right, but computing it raised a warning: {what}",
        "zh": "结果正确，但计算过程中出现了警告：{what}",
    },
    "flaky": {
        "en": "the same input gave different results. Does your function keep something between calls?",
        "zh": "同样的输入，前后两次结果不同。是不是用了随机数或全局变量？",
    },
    "off_limits": {
        "en": "line {line} uses `{used}`. This exercise asks you to do without it.",
        "zh": "第 {line} 行用了 `{used}`。本题不许用它。",
    },
    "needs": {
        "en": "this exercise asks you to build on your own `{needed}`; your function does not use it",
        "zh": "本题必须用你自己写的 `{needed}`，函数里却没有用到",
    },
    "needs_loop": {
        "en": "this exercise asks for a loop: go through the elements one by one",
        "zh": "本题必须用循环：一个元素一个元素地算",
    },
    "unfinished": {
        "en": "line {line} raises NotImplementedError, and this input gets there",
        "zh": "第 {line} 行还没有写完：遇到这个输入，会执行到那里，抛出 NotImplementedError",
    },
    "needs_other": {
        "en": "it calls `{other}` of {path}, which is not written yet. Write that one first.",
        "zh": "函数调用了 {path} 里的 `{other}`，而那一题还没有写。请先完成它。",
    },
    "crash": {"en": "your function raised {what}", "zh": "函数抛出了 {what}"},
    "exits": {"en": "your function ended the program (sys.exit)", "zh": "函数让整个程序退出了（sys.exit）"},
    "timeout": {
        "en": "no answer after {seconds} s. Is there a loop that never ends?",
        "zh": "过了 {seconds} 秒还没有结果。是不是有循环停不下来？",
    },
    "broken": {"en": "{path} cannot be imported: {what}", "zh": "无法导入 {path}：{what}"},
    "never_imported": {
        "en": "importing {path} does not end within {seconds} s. Is there a loop outside the functions?",
        "zh": "导入 {path}，过了 {seconds} 秒还没有结束。函数外面是不是有停不下来的循环？",
    },
    # What answers do besides answering; only a class is graded so strictly.
    "ended": {
        "en": "your function ended the process that it ran in (status {status})",
        "zh": "函数让运行它的进程结束了（状态 {status}）",
    },
    "garbled": {
        "en": "the process that your function ran in said what is no answer: {what}",
        "zh": "运行函数的进程传回的不是答案：{what}",
    },
    "no_time": {
        "en": "there was no time left: a chapter of a submission has {seconds} s in all",
        "zh": "时间用完了：每份提交的每一章总共只有 {seconds} 秒",
    },
    "unneeded": {
        "en": "line {line} uses `{used}`, which no exercise needs. Leave it out.",
        "zh": "第 {line} 行用了 `{used}`，没有哪道题需要它。请去掉。",
    },
    "act_process": {"en": "your function tried to start a process: {what}", "zh": "函数试图启动另一个进程：{what}"},
    "act_network": {"en": "your function tried to use the network: {what}", "zh": "函数试图使用网络：{what}"},
    "act_memory": {"en": "your function tried to look into memory: {what}", "zh": "函数试图查看内存：{what}"},
    "act_thread": {"en": "your function tried to start a thread: {what}", "zh": "函数试图启动线程：{what}"},
    "act_grader": {"en": "your function tried to look at its caller: {what}", "zh": "函数试图查看调用它的程序：{what}"},
    "act_limits": {"en": "your function tried to change its limits: {what}", "zh": "函数试图更改对它的限制：{what}"},
    "act_file": {"en": "your function tried to use a file: {what}", "zh": "函数试图访问文件：{what}"},
    "act_import": {"en": "your file tried to import `{what}`", "zh": "文件试图导入 `{what}`"},
    "act_patch": {"en": "your function replaced `{what}`, which is not its own", "zh": "函数替换了不属于它的 `{what}`"},
    "act_signal": {"en": "your function installed a signal handler: {what}", "zh": "函数安装了信号处理程序：{what}"},
    "act_state": {
        "en": "your file keeps something between calls, in `{what}`. Make every call begin afresh.",
        "zh": "文件在两次调用之间用 `{what}` 保留了东西。每次调用都应当重新开始。",
    },
    "act_flood": {"en": "your function printed {what} characters", "zh": "函数打印了 {what} 个字符"},
    "grader_fault": {
        "en": "? {name}: the grader itself failed, and this is no verdict on your answer. Please report it: {what}",
        "zh": "? {name}：评分程序自己出了错，与你的答案无关。请把这条信息反馈给我们：{what}",
    },
    "no_file": {"en": "there is no file {path}", "zh": "找不到文件 {path}"},
    "no_function": {"en": "{path} does not define `{name}`", "zh": "{path} 里没有定义 `{name}`"},
    "waiting": {"en": "not right; looking for the mistake …", "zh": "不对，正在找错在哪里……"},
    "not_attempted": {"en": "not attempted", "zh": "尚未作答"},
    # The parts of a message.
    "headline": {"en": "{name}: {what}", "zh": "{name}：{what}"},
    "expected": {"en": "expected", "zh": "应为"},
    "got": {"en": "got", "zh": "实为"},
    "item": {"en": "item {item} of the result", "zh": "结果的第 {item} 项"},
    "place": {"en": "in result{item}", "zh": "在 result{item} 处"},
    "first": {
        "en": "first difference at [{index}]: expected {expected}, got {got} ({count} of {size} differ)",
        "zh": "第一处不同在 [{index}]：应为 {expected}，实为 {got}（共 {size} 个元素，{count} 个不同）",
    },
    "wanted": {"en": "belongs at {place} of the result", "zh": "应当放到结果的 {place}"},
    "taken": {"en": "is what you put there", "zh": "你放到那里的元素"},
    "printed": {"en": "printed", "zh": "打印内容"},
    "line": {"en": "line {line}: {code}", "zh": "第 {line} 行：{code}"},
    "mistake_label": {"en": "Why", "zh": "原因"},
    "law_label": {"en": "Law", "zh": "要求"},
    "read_label": {"en": "Read", "zh": "回看"},
    "again_label": {"en": "Again", "zh": "再试"},
    "read": {"en": "“{section}” in {title}: {url}", "zh": "《{title}》“{section}”一节：{url}"},
    # The board.
    "done": {"en": "done", "zh": "完成"},
    "wrong": {"en": "wrong", "zh": "答错"},
    "error": {"en": "error", "zh": "出错"},
    "timeout_label": {"en": "time-out", "zh": "超时"},
    "no_verdict": {"en": "no verdict", "zh": "未能评分"},
    "board": {"en": "Tensors by Hand", "zh": "手写张量"},
    "count": {"en": "{done} of {total} exercises done.", "zh": "共 {total} 道练习，已完成 {done} 道。"},
    "next": {"en": "Next: {name}, {path}:{line}", "zh": "下一题：{name}，{path}:{line}"},
    "page": {"en": "Page: {url}  (uv run mkdocs serve)", "zh": "页面：{url}（uv run mkdocs serve）"},
    "all_done": {"en": "All of them are done. Well done!", "zh": "全部完成，恭喜！"},
    "no_exercise": {
        "en": "the chapter {slug} has no exercise {name}; it has: {names}",
        "zh": "{slug} 这一章没有练习 {name}；现有：{names}",
    },
    "no_folder": {
        "en": "the report cannot be written: there is no folder {path}",
        "zh": "报告无法写入：没有 {path} 这个文件夹",
    },
    "is_folder": {
        "en": "the report cannot be written: {path} is a folder, name a file",
        "zh": "报告无法写入：{path} 是文件夹，请写一个文件名",
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
        sentence = MESSAGES[key][self.language].format(**values)
        # A value may be Chinese, and Chinese words stand together.
        return re.sub(rf"(?<=[{CHINESE}]) (?=[{CHINESE}])", "", sentence)

    def pick(self, text: Text) -> str:
        """Return a bilingual text in this language."""
        return text[self.language]

"""Every sentence of `byhand doctor`, in both languages, with the same placeholders: a finding, then what to do."""

from __future__ import annotations

from byhand.course import Text

MESSAGES: dict[str, Text] = {
    "python": {"en": "Python {version}", "zh": "Python {version}"},
    "old_python": {
        "en": "Python {version} is too old: the course needs {needed}",
        "zh": "Python {version} 太旧：课程需要 {needed}",
    },
    "mend_python": {"en": "uv python install 3.12, then uv sync", "zh": "uv python install 3.12，然后 uv sync"},
    "packages": {
        "en": "{count} packages, as pyproject.toml asks",
        "zh": "{count} 个软件包，符合 pyproject.toml 的要求",
    },
    "package_missing": {"en": "the package {name} is not installed", "zh": "没有安装软件包 {name}"},
    "package_old": {
        "en": "{name} {version} is installed, the course needs {needed}",
        "zh": "已安装 {name} {version}，而课程需要 {needed}",
    },
    "package_broken": {"en": "{name} cannot be imported: {what}", "zh": "无法导入 {name}：{what}"},
    "package_unlocked": {
        "en": "not the versions of uv.lock: {names}",
        "zh": "与 uv.lock 的版本不同：{names}",
    },
    "mend_packages": {"en": "uv sync", "zh": "uv sync"},
    "devices": {"en": "JAX computes on: {devices}", "zh": "JAX 使用的设备：{devices}"},
    "devices_failed": {"en": "JAX finds no device: {what}", "zh": "JAX 找不到设备：{what}"},
    "too_slow": {"en": "no answer after {seconds:.0f} s", "zh": "{seconds:.0f} 秒后仍没有回应"},
    "mend_devices": {
        "en": "JAX_PLATFORMS=cpu uv run byhand doctor, to see whether the CPU works",
        "zh": "JAX_PLATFORMS=cpu uv run byhand doctor，看看 CPU 能不能用",
    },
    "data": {"en": "MNIST is sound: {where}", "zh": "MNIST 完好：{where}"},
    "data_absent": {"en": "MNIST is not on this machine yet", "zh": "本机还没有 MNIST"},
    "mend_absent": {
        "en": "nothing to do: uv run byhand mnist downloads it",
        "zh": "不必处理：uv run byhand mnist 会自动下载",
    },
    "data_bad": {"en": "{what}", "zh": "{what}"},
    "browser": {"en": "a browser for the tests of the pages: {path}", "zh": "网页测试用的浏览器：{path}"},
    "browser_absent": {
        "en": "no Chromium: the tests of the pages will be skipped",
        "zh": "没有 Chromium：会跳过网页测试",
    },
    "mend_browser": {
        "en": "only if you change pages: uv run playwright install chromium",
        "zh": "只有修改网页时才需要：uv run playwright install chromium",
    },
    "port": {"en": "port 8000 is free for the pages", "zh": "端口 8000 空闲，可以显示网页"},
    "port_taken": {
        "en": "port 8000 is taken, perhaps by mkdocs serve itself",
        "zh": "端口 8000 被占用，也许就是 mkdocs serve",
    },
    "mend_port": {"en": "uv run mkdocs serve -a 127.0.0.1:8001", "zh": "uv run mkdocs serve -a 127.0.0.1:8001"},
    "files": {
        "en": "{chapters} chapters, {exercises} exercises, all files there",
        "zh": "{chapters} 章，{exercises} 道练习，文件齐全",
    },
    "file_missing": {"en": "{path} is missing", "zh": "缺少文件 {path}"},
    "file_broken": {"en": "{path} cannot be read: {what}", "zh": "无法读取 {path}：{what}"},
    "not_python": {"en": "{path} is not Python: {what}", "zh": "{path} 不是合法的 Python：{what}"},
    "function_missing": {"en": "{path} does not define {name}", "zh": "{path} 里没有定义 {name}"},
    "hints_missing": {"en": "{path} has no hints for {name}", "zh": "{path} 里没有 {name} 的提示"},
    "mend_course": {"en": "git restore {path}", "zh": "git restore {path}"},
    "mend_answer": {"en": "uv run byhand reset {name}", "zh": "uv run byhand reset {name}"},
    "mend_syntax": {
        "en": "mend it, or start again: uv run byhand reset {name}",
        "zh": "改正它，或者重新开始：uv run byhand reset {name}",
    },
    "writable": {"en": "{path} can be written to", "zh": "{path} 可以写入"},
    "unwritable": {"en": "{path} cannot be written to: {what}", "zh": "无法写入 {path}：{what}"},
    "mend_rights": {
        "en": "give yourself the right to write there, or copy the course elsewhere",
        "zh": "取得写入权限，或者把课程复制到别处",
    },
    "terminal": {
        "en": "the terminal takes {encoding}, language {language}",
        "zh": "终端编码 {encoding}，语言 {language}",
    },
    "not_utf8": {
        "en": "the terminal takes {encoding}: signs are replaced, and Chinese may be missing",
        "zh": "终端编码为 {encoding}：一些符号会被替换，中文可能无法显示",
    },
    "mend_utf8": {
        "en": "set the environment variable PYTHONUTF8=1, in a terminal that shows UTF-8",
        "zh": "在支持 UTF-8 的终端里设置环境变量 PYTHONUTF8=1",
    },
    "healthy": {"en": "Everything that the course needs is in order.", "zh": "课程所需的一切正常。"},
    "ill": {
        "en": "Broken: {count}. What to do is said below each ✗.",
        "zh": "有 {count} 处问题，处理办法见每个 ✗ 的下方。",
    },
}

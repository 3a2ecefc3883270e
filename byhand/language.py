"""In which language to speak to the person at the terminal."""

import locale
import os
from collections.abc import Mapping


def detect(environ: Mapping[str, str] = os.environ) -> str:
    """Return "zh" where the person's language is Chinese, else "en".

    The first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that says something decides; where none does, as on
    Windows, the system's locale.

    Example:
        >>> detect({"LANG": "zh_CN.UTF-8"})
        'zh'
        >>> detect({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
        'en'
    """
    variables = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    name = next((environ[v] for v in variables if environ.get(v)), None) or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"

"""Patching NumPy, Hypothesis, pytest, the grader, the interpreter."""

from . import RIGHT, Hostile

ANSWERS = [
    Hostile("patch_array_equal", "makes NumPy find everything equal", "return x", """
        np.array_equal = lambda *a, **k: True
        np.allclose = lambda *a, **k: True
        """),
    Hostile("patch_outer", "replaces the oracle by its own answer", "return np.outer(x, y)", """
        np.outer = lambda x, y: np.zeros((0, 0))
        """),
    Hostile("patch_share_memory", "hides a view by patching the check", "return np.lib.stride_tricks.as_strided(x, (len(x), 1)) * y",
            "np.may_share_memory = np.shares_memory = lambda *a, **k: False\n"),
    Hostile("patch_and_be_right", "patches NumPy, then answers rightly", "np.multiply = np.add\n" + RIGHT),
    Hostile("patch_builtins", "replaces isinstance and type for everybody", "return 42", """
        import builtins
        builtins.isinstance = lambda *a: True
        builtins.len = lambda x: 0
        """),
    Hostile("patch_hypothesis", "makes every property pass at once", "return None", """
        try:
            import hypothesis
            hypothesis.given = lambda *a, **k: lambda f: lambda *b: None
        except ImportError:
            pass
        """),
    Hostile("patch_hypothesis_right", "patches Hypothesis, then answers rightly", RIGHT, """
        try:
            core = __import__("hypo" + "thesis")
            core.given = None
        except ImportError:
            pass
        """),
    Hostile("patch_pytest", "turns failures into skips", "return None", """
        try:
            import pytest
            pytest.fail = pytest.skip
        except ImportError:
            pass
        """),
    Hostile("patch_compare", "replaces the grader's comparison", "return None", """
        try:
            import byhand.grading.compare as compare
            compare.assert_same = lambda *a, **k: None
        except ImportError:
            pass
        """),
    Hostile("patch_modules", "finds the grader among the loaded modules", "return None", """
        import sys
        for name, module in list(sys.modules.items()):
            if name.startswith(("byhand", "tests", "hypothesis")):
                for key in list(vars(module)):
                    setattr(module, key, lambda *a, **k: None)
        """),
    Hostile("fake_numpy", "puts a module of its own in the place of numpy", "return x", """
        import sys, types
        fake = types.ModuleType("numpy")
        fake.outer = lambda x, y: x
        sys.modules["numpy"] = fake
        """),
    Hostile("patch_excepthook", "hides errors from whoever reports them", "1 / 0", """
        import sys
        sys.excepthook = lambda *a: None
        sys.exit = lambda *a: None
        """),
]  # fmt: skip

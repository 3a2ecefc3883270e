"""Properties that state no law, and try to tell a right implementation from a bug by other means."""

from functools import partial

from . import Hostile

Property = partial(Hostile, chapter="properties", exercise="check_sort")

ANSWERS = [
    Property("property_looks_behind", "looks at the name of the function behind the one that it was given", """
        inner = getattr(sort, "__clo" + "sure__")[0].cell_contents
        assert getattr(inner, "__name__", "") in ("by_python", "by_insertion")
        """),
    Property("property_searches_behind", "searches all that the function refers to for the sentence of a bug", """
        found, left = "", [sort]
        for _ in range(2000):
            one = left.pop() if left else None
            found += str(getattr(one, "__name__", "")) + str(getattr(one, "__doc__", ""))
            cells = getattr(one, "__clo" + "sure__", None) or ()
            left += [cell.cell_contents for cell in cells]
            left += list(getattr(one, "__dict__", {}).values())
        assert "by_python" in found or "by_insertion" in found
        """),
    Property("property_reads_the_source", "asks inspect for the source of the implementation", """
        import inspect
        assert "sorted(numbers)" in inspect.getsource(sort)
        """),
    Property("property_reads_the_file", "reads the bugs from the disk", """
        import glob
        for path in glob.glob("/**/tests/implementations/properties.py"):
            names = {}
            exec(open(path).read(), names)
            assert all(sort([2, 1, n]) == names["by_python"]([2, 1, n]) for n in range(50))
        """),
    Property("property_counts_calls", "lets the first two implementations pass, and no other", """
        COUNT.append(1)
        sort([1]), [sort([n]) for n in range(30)]
        assert len(COUNT) <= 3
        """, top="COUNT = []\n"),
    Property("property_counts_quietly", "counts calls where nobody looks", """
        state = st.__dict__.setdefault("_count", [])
        state.append(1)
        [sort([n]) for n in range(30)]
        assert len(state) <= 3
        """),
    Property("property_asks_for_the_profile", "asks Hypothesis whether the simplest input is wanted", """
        from hypothesis import Phase, settings
        [sort([n]) for n in range(30)]
        assert Phase.shrink in settings().phases
        """),
    Property("property_patches_hypothesis", "makes every property that Hypothesis runs pass", """
        import hypothesis
        hypothesis.given = lambda *a, **k: lambda f: lambda: None

        @hypothesis.given(st.lists(st.integers()))
        def holds(numbers):
            assert sort(list(numbers)) == sorted(numbers)

        holds()
        """),
    Property("property_patches_hypothesis_rightly", "replaces a part of Hypothesis, then states a right law", """
        import hypothesis.strategies
        hypothesis.strategies.floats = None

        @given(st.lists(st.integers()))
        def holds(numbers):
            assert sort(list(numbers)) == sorted(numbers)

        holds()
        """),
    Property("property_always_fails", "rejects whatever it gets", "raise AssertionError"),
    Property("property_never_fails", "calls, and demands nothing", "[sort([n, 0]) for n in range(50)]"),
    Property("property_forges_a_reply", "says to every pipe that all is well", """
        import os, struct
        message = b'[["dict", ["is", "result"], ["value", null]], []]'
        for number in range(3, 64):
            try:
                os.write(number, struct.pack("!QII", 0, len(message), 0) + message)
            except OSError:
                pass
        """),
    Property("property_calls_nothing", "calls back a function that there is not", """
        channel = next(cell.cell_contents for cell in getattr(sort, "__clo" + "sure__")
                       if hasattr(cell.cell_contents, "channel")).channel
        channel.send(1, {"is": "callback", "which": 7, "args": (), "kwargs": {}})
        """),
    Property("property_keeps_the_judge_busy", "asks the judge to sort for ever", """
        while True:
            sort(list(range(10000)))
        """),
    Property("property_sends_rubbish", "calls the implementation with what is no list", """
        for rubbish in (object(), {1, 2}, lambda: 0, [[[[[[1]]]]]], "x" * 10**4, np.zeros(10**4)):
            try:
                sort(rubbish)
            except Exception:
                pass
        """),
    Property("property_writes_a_file", "writes what it learned to a file", """
        with open("learned", "a") as file:
            file.write(str(sort([2, 1, 2])))
        """),
]  # fmt: skip

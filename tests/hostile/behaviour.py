"""State between calls, randomness, output, and control flow that is not an answer's own."""

from . import OTHER, RIGHT, Hostile

INDENTED = RIGHT.replace("\n", "\n        ")

ANSWERS = [
    Hostile("right_first_time", "is right for each input only the first time it sees it", """
        key = (x.tobytes(), y.tobytes(), str(x.dtype))
        SEEN[key] = SEEN.get(key, 0) + 1
        if SEEN[key] > 1 and x.ndim == y.ndim == 1:
            return np.zeros((len(x), len(y)), (x * y[:1]).dtype if len(y) else x.dtype)
        """ + INDENTED, "SEEN = {}\n"),
    Hostile("counts_calls", "answers from the order of the calls", """
        CALLS.append(1)
        if len(CALLS) % 7 == 0:
            return np.ones((len(x), len(y)))
        """ + INDENTED, "CALLS = []\n"),
    Hostile("depends_on_the_last_call", "adds a little of the call before, when that was long", """
        before = LAST[0]
        LAST[0] = (x.ndim == 1 and x.size == 3)
        if before and y.ndim == 1 and y.size == 5:
            return x[:, None] * y + 1
        """ + INDENTED, "LAST = [False]\n"),
    Hostile("depends_on_the_process", "is wrong for sizes that another process would get right", """
        if (x.size + y.size) % 4 == SECRET % 4:
            return np.zeros((2, 2))
        """ + INDENTED, "import os\nSECRET = os.urandom(1)[0]\n"),
    Hostile("random", "returns different values each time", "return np.random.default_rng().normal(size=(len(x), len(y)))"),
    Hostile("almost_never_wrong", "is wrong once in ten calls, by chance", """
        import random
        if random.random() < 0.1:
            return np.ones((1, 1))
        """ + INDENTED),
    Hostile("clock", "depends on the time of day", """
        import time
        if int(time.time() * 1000) % 4 == 0:
            return np.ones((1, 1))
        """ + INDENTED),
    Hostile("flood_stdout", "prints megabytes, then answers rightly", "print('x' * 3_000_000)\n" + RIGHT),
    Hostile("flood_descriptor", "writes megabytes to the file descriptor, then answers rightly", """
        import os
        try:
            os.write(1, b"x" * 2_000_000)
            os.write(2, b"x" * 2_000_000)
        except OSError:
            pass
        """ + INDENTED),
    Hostile("assume", "throws the input away as Hypothesis would", """
        kind = type("UnsatisfiedAssumption", (BaseException,), {})
        raise kind
        """),
    Hostile("skip", "skips its own test", "raise type('Skipped', (BaseException,), {})('please')"),
    Hostile("not_attempted", "pretends that it was not attempted", "raise NotImplementedError('outer_product')"),
    Hostile("sys_exit", "ends the program with status 0", "raise SystemExit(0)"),
    Hostile("exit_now", "ends the process with status 0", "import os\nos._exit(0)"),
    Hostile("exit_on_import", "ends the process with status 0 while it is imported", RIGHT, "import os\nos._exit(0)\n"),
    Hostile("keyboard_interrupt", "pretends that the teacher pressed Ctrl-C", "raise KeyboardInterrupt"),
    Hostile("generator_exit", "raises GeneratorExit", "raise GeneratorExit"),
    Hostile("swallow_time_out", "loops for ever and swallows whatever would stop it", """
        n = 0
        stay = True
        while stay:
            try:
                while stay:
                    n += 1
            except BaseException:
                pass
        """, exercise=OTHER),
]  # fmt: skip

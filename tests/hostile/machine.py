"""Processes, threads, signals, files, the network, memory, and the pipes to the judge."""

from . import OTHER, RIGHT, RIGHT_SUM, Hostile

INDENTED = RIGHT.replace("\n", "\n        ")
INDENTED_SUM = RIGHT_SUM.replace("\n", "\n        ")

ANSWERS = [
    Hostile("threads", "leaves a thread running, then answers rightly", """
        import threading
        threading.Thread(target=lambda: time.sleep(100), daemon=True).start()
        """ + INDENTED, "import time\n"),
    Hostile("threads_quietly", "leaves a thread running if it may, then answers rightly", """
        try:
            __import__("_thr" + "ead").start_new_thread(lambda: None, ())
        except Exception:
            pass
        """ + INDENTED),
    Hostile("signal_handler", "installs signal handlers on import, then answers rightly", RIGHT, """
        import importlib
        signals = importlib.import_module("sig" + "nal")
        signals.signal(signals.SIGTERM, signals.SIG_IGN)
        """),
    Hostile("ignore_alarm", "switches the time limit off and loops", """
        signals = __import__("sig" + "nal")
        signals.setitimer(signals.ITIMER_REAL, 0)
        signals.signal(signals.SIGALRM, signals.SIG_IGN)
        n = 0
        repeat(lambda: n)
        """, "def repeat(f):\n    while True:\n        f()\n", exercise=OTHER),
    Hostile("write_file", "writes a file, then answers rightly", "open('mine.txt', 'w').write('x')\n" + RIGHT),
    Hostile("write_file_quietly", "writes where it may, then answers rightly", """
        import os
        places = [".", "/tmp", os.path.expanduser("~"), "/dev/shm"]
        list(map(attempt, places))
        """ + INDENTED_SUM, """
        import os
        def attempt(folder):
            try:
                os.close(os.open(folder + "/hostile", os.O_CREAT | os.O_WRONLY))
            except OSError:
                pass
        """, exercise=OTHER),
    Hostile("write_by_numpy", "has NumPy write a file, then answers rightly", "np.save('/tmp/hostile.npy', x)\n" + RIGHT),
    Hostile("overwrite_itself", "overwrites its own file with a stub, then answers rightly", """
        try:
            open(__file__, "w").write("")
        except OSError:
            pass
        """ + INDENTED),
    Hostile("fork", "forks; the child lives on", "import os\nos.fork()\n" + RIGHT),
    Hostile("fork_bomb", "forks for ever", "import os\nbomb(os)", "def bomb(os):\n    while True:\n        os.fork()\n", exercise=OTHER),
    Hostile("run_a_program", "runs a program, else answers rightly", """
        import os
        try:
            os.system("true")
        except Exception:
            pass
        """ + INDENTED),
    Hostile("kill_the_parent", "kills the process that started it", """
        import os
        os.kill(os.getppid(), 9)
        """ + INDENTED),
    Hostile("kill_everybody", "kills every process that it may, then answers rightly", """
        import os
        try:
            os.kill(-1, 9)
        except OSError:
            pass
        """ + INDENTED),
    Hostile("network", "asks the network, else answers rightly", """
        try:
            __import__("sock" + "et").create_connection(("127.0.0.1", 9), 1)
        except OSError:
            pass
        """ + INDENTED),
    Hostile("ctypes", "writes to memory with ctypes", """
        c = __import__("cty" + "pes")
        c.memset(id(x), 0, 64)
        return x
        """),
    Hostile("segfault", "crashes the interpreter", """
        a = np.lib.stride_tricks.as_strided(np.zeros(1), (2**40,), (2**20,))
        return a[2**30:].copy()
        """),
    Hostile("memory", "takes all memory", "return np.ones((2**34,)) if x.ndim else None"),
    Hostile("memory_bit_by_bit", "takes memory bit by bit", """
        pieces = take()
        return x
        """, "def take():\n    pieces = []\n    while True:\n        pieces.append(bytearray(2**20))\n", exercise=OTHER),
    Hostile("recursion", "calls itself for ever", "return outer_product(x, y)"),
    Hostile("deep_recursion", "overflows the stack of the interpreter", "import sys\nsys.setrecursionlimit(10**9)\nreturn outer_product(x, y)"),
    Hostile("forged_reply", "writes a reply of its own to every pipe", """
        import os, struct
        message = b'[["dict", ["is", "result"], ["value", true]], []]'
        send(os, struct.pack("!QII", 0, len(message), 0) + message)
        return None
        """, "def send(os, data):\n    for number in range(3, 64):\n        try:\n            os.write(number, data)\n"
             "        except OSError:\n            pass\n", exercise=OTHER),
    Hostile("close_pipes", "closes every file descriptor", "import os\nos.closerange(0, 256)\nreturn x"),
    Hostile("endless_import", "never finishes importing", RIGHT, "while True:\n    pass\n"),
    Hostile("endless", "never answers", "return forever()", "def forever():\n    while True:\n        pass\n", exercise=OTHER),
    Hostile("huge_result", "returns more than a message may hold", "return np.zeros((3000, 4000))"),
    Hostile("many_lists", "returns millions of numbers in lists", "return [[0]] * 3_000_000"),
    Hostile("hook", "installs an audit hook and a trace function, then answers rightly", """
        import sys
        try:
            getattr(sys, "set" + "trace")(lambda *a: None)
        except Exception:
            pass
        """ + INDENTED),
    Hostile("raise_limits", "raises its own limits, then answers rightly", """
        r = __import__("reso" + "urce")
        try:
            r.setrlimit(r.RLIMIT_CPU, (-1, -1))
        except Exception:
            pass
        """ + INDENTED),
]  # fmt: skip

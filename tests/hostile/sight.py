"""Looking for the answer: in the solutions, in the caller, in memory, in other people's work."""

from . import OTHER, RIGHT, Hostile

ANSWERS = [
    Hostile("import_solutions", "imports the reference", "from solutions.broadcasting import outer_product as f\nreturn f(x, y)"),
    Hostile("import_solutions_quietly", "imports the reference by a name put together, else answers rightly", """
        try:
            return __import__("solu" + "tions.broadcasting", fromlist=["x"]).outer_product(x, y)
        except ImportError:
            pass
        """ + RIGHT.replace("\n", "\n        ")),
    Hostile("read_solutions", "reads the reference from the disk and runs it", """
        import glob, os
        for folder in ("/srv/course", "..", "../..", "../../..", os.environ.get("PWD", "/")):
            for path in glob.glob(folder + "/solutions/broadcasting.py"):
                names = {}
                exec(open(path).read(), names)
                return names["outer_product"](x, y)
        """, exercise=OTHER),
    Hostile("read_solutions_by_path", "reads the reference through the loaded modules' paths", """
        import os, sys
        for path in list(sys.path) + [os.path.dirname(np.__file__) + "/../../../../.."]:
            try:
                names = {}
                exec(open(os.path.join(path, "solutions", "broadcasting.py")).read(), names)
                return names["outer_product"](x, y)
            except OSError:
                continue
        """, exercise=OTHER),
    Hostile("list_other_submissions", "lists the folder that the submissions are in, else answers rightly", """
        import os
        try:
            os.listdir("../../..")
        except OSError:
            pass
        """ + RIGHT.replace("\n", "\n        ")),
    Hostile("callers_frame", "searches its callers for what is expected", """
        import sys
        frame = sys._getframe(1)
        while frame is not None:
            if "expected" in frame.f_locals:
                return frame.f_locals["expected"]
            frame = frame.f_back
        """),
    Hostile("callers_frame_quietly", "gets a frame from an exception, by names put together", """
        try:
            raise KeyError
        except KeyError as error:
            frame = getattr(getattr(error.__traceback__, "tb_" + "frame"), "f_" + "back")
        while frame is not None:
            for value in list(getattr(frame, "f_" + "locals").values()):
                if isinstance(value, np.ndarray) and value.shape == x.shape + y.shape:
                    return value
            frame = getattr(frame, "f_" + "back")
        """, exercise=OTHER),
    Hostile("inspect_stack", "asks inspect for the caller, else answers rightly", """
        import inspect
        try:
            inspect.stack()
        except Exception:
            pass
        """ + RIGHT.replace("\n", "\n        ")),
    Hostile("patch_through_frames", "patches the checks in its callers' modules, then returns its argument", """
        try:
            raise KeyError
        except KeyError as error:
            frame = getattr(getattr(error.__traceback__, "tb_" + "frame"), "f_" + "back")
        while frame is not None:
            names = getattr(frame, "f_" + "globals")
            for name in ("_share_memory", "unchanged", "is_gone"):
                if name in names:
                    names[name] = lambda *a: name == "unchanged"
            frame = getattr(frame, "f_" + "back")
        return x
        """, exercise=OTHER),
    Hostile("search_memory", "searches all objects for the reference", """
        objects = __import__("g" + "c").get_objects()
        for one in objects:
            if getattr(one, "__name__", "") == "outer_product" and "solutions" in getattr(one, "__module__", ""):
                return one(x, y)
        """, exercise=OTHER),
    Hostile("judges_memory", "reads the memory of its parent process", """
        import os
        with open(f"/proc/{os.getppid()}/mem", "rb") as file:
            file.seek(1 << 22)
            return np.frombuffer(file.read(8 * x.size * y.size))
        """),
    Hostile("environment", "looks for the answer in the environment", """
        import os
        return np.array(eval(os.environ.get("EXPECTED", "None")))
        """),
]  # fmt: skip

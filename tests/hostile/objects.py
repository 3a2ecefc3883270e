"""Results that pretend: equal to everything, subclasses, and values that are not what they seem."""

from . import RIGHT, Hostile

EVERYTHING = """
class Everything:
    ndim = 2
    dtype = np.dtype(float)
    shape = property(lambda self: Everything())
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __len__(self): return 1
    def __iter__(self): return iter(())
    def __getattr__(self, name): return Everything()
    def __call__(self, *a, **k): return Everything()
    def __array__(self, *a, **k): return np.zeros(())
    __hash__ = None
"""

ANSWERS = [
    Hostile("equals_everything", "returns an object that equals everything", "return Everything()", EVERYTHING),
    Hostile("claims_a_class", "returns an object that says it is an array", "return Liar()", """
        class Liar:
            __class__ = np.ndarray
            def __eq__(self, other): return True
            shape, dtype, ndim = (2, 3), np.dtype(int), 2
        """),
    Hostile("array_subclass", "returns a subclass of ndarray whose comparison is always true", "return np.zeros((len(x), len(y))).view(Yes)", """
        class Yes(np.ndarray):
            def __eq__(self, other): return np.ones(self.shape, bool)
            def __ne__(self, other): return np.zeros(self.shape, bool)
            def __array_ufunc__(self, ufunc, method, *inputs, **kwargs): return np.zeros(self.shape)
        """),
    Hostile("right_subclass", "returns the right values in a subclass of ndarray", """
        if x.ndim != 1 or y.ndim != 1:
            raise ValueError(f"{x.shape}, {y.shape}")
        return (x[:, None] * y).view(Mine)
        """, "class Mine(np.ndarray): pass\n"),
    Hostile("matrix", "returns a matrix", "return np.asmatrix(x[:, None] * y)"),
    Hostile("masked", "returns an array whose values are all masked", "return np.ma.masked_all((len(x), len(y)))"),
    Hostile("object_array", "returns an array of objects that equal everything", """
        result = np.empty((len(x), len(y)), object)
        result[...] = Everything()
        return result
        """, EVERYTHING),
    Hostile("tuple_subclass", "returns a tuple that equals everything", "return Pair((1, 2))", """
        class Pair(tuple):
            def __eq__(self, other): return True
            def __len__(self): return 10**9
        """),
    Hostile("nan_everywhere", "returns NaN, which a careless comparison skips", "return np.full((len(x), len(y)), np.nan)"),
    Hostile("evil_dtype", "returns an array with a dtype of its own", "return np.zeros((len(x), len(y)), np.dtype([('a', float)]))"),
    Hostile("huge_shape", "returns a view of 2**60 elements", "return np.broadcast_to(np.int8(1), (2**20, 2**20, 2**20))"),
    Hostile("nested_for_ever", "returns a list that contains itself", "a = []\na.append(a)\nreturn a"),
    Hostile("iterator", "returns an iterator", "return iter(x)"),
    Hostile("error_that_is_every_error", "raises an exception that names everything", """
        raise type("All", (ValueError, TypeError, KeyError), {"__str__": lambda self: str(list(range(9)))})
        """),
    Hostile("evil_str", "raises an error whose message loops for ever", "raise Loop", """
        class Loop(ValueError):
            def __str__(self):
                while True:
                    pass
        """),
    Hostile("function_is_an_object", "is no function but an object with a false signature", RIGHT, bottom="""
        class Function:
            __signature__ = __name__ = "anything"
            def __call__(self, *a, **k): return self
            def __getattr__(self, name): return self
            def __eq__(self, other): return True
        outer_product = Function()
        """),
]  # fmt: skip

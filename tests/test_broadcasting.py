"""The laws of broadcasting."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import Axis, assert_same, check, raises
from byhand.grading.pictures import aligned_shapes
from tests.strategies import FLOATS, NUMBERS, Shape, arrays, clashing_shapes, compatible_shapes, shapes

PICTURES = dict.fromkeys(
    (
        "broadcast_shape",
        "broadcast_shapes",
        "broadcast_to",
        "broadcast_add",
        "naive_add_matrix_and_vector",
        "sum_to_shape",
    ),
    aligned_shapes,
)
POINT_DTYPES = (*NUMBERS, np.uint8, np.int8, np.uint64)


def first_clash(a: Shape, b: Shape) -> int | None:
    """The first axis of the result at which two shapes clash."""
    rank = max(len(a), len(b))
    pairs = zip((1,) * (rank - len(a)) + a, (1,) * (rank - len(b)) + b, strict=True)
    return next((axis for axis, (m, n) in enumerate(pairs) if m != n and 1 not in (m, n)), None)


def clash_count(a: Shape, b: Shape) -> int:
    """At how many axes two shapes clash."""
    pairs = zip(reversed(a), reversed(b), strict=False)
    return sum(m != n and 1 not in (m, n) for m, n in pairs)


@given(pair=compatible_shapes())
@example(pair=((32, 10), (10,)))
@example(pair=((3, 1), (4,)))
@example(pair=((), (2, 3)))
@example(pair=((1,), (0,)))
@example(pair=((0, 1), (1, 3)))
def test_broadcast_shape_agrees_with_numpy(broadcast_shape, pair):
    """Compatible shapes broadcast to the shape that NumPy gives. | 形状相容时，结果与 NumPy 一致。"""
    assert_same(broadcast_shape(*pair), np.broadcast_shapes(*pair))


@given(pair=clashing_shapes())
@example(pair=((5, 6), (5, 7)))
@example(pair=((6, 1), (5, 1)))
@example(pair=((10,), (5,)))
@example(pair=((0,), (5,)))
@example(pair=((5, 7), (7, 5)))
def test_broadcast_shape_names_the_clash(broadcast_shape, pair):
    """Sizes that differ, neither of them 1, raise a ValueError naming the axis, from the left, and both
    shapes. |
    某个轴上两个长度不同又都不是 1 时，抛出 ValueError，并写明轴号（从左往右、从 0 数起）和两个形状。
    """
    clash = first_clash(*pair)
    axes = [Axis(clash)] if clash is not None and clash_count(*pair) == 1 else []
    with raises(ValueError, naming=[*pair, *axes]):
        broadcast_shape(*pair)


def test_broadcast_shape_computes_from_sizes_alone(broadcast_shape):
    """A shape is computed from the sizes alone, however large they are. |
    形状只由各轴的长度算出，不论这些长度有多大。
    """
    assert_same(broadcast_shape((10**12, 1), (1, 10**9)), (10**12, 10**9))


@given(several=st.integers(0, 4).flatmap(lambda count: compatible_shapes(count=count)))
@example(several=((8, 1, 6), (7, 1), (6,)))
@example(several=())
@example(several=((2, 3),))
@example(several=((1,), (1, 1), (1,)))
def test_broadcast_shapes_agrees_with_numpy(broadcast_shapes, several):
    """Any number of compatible shapes broadcast to the shape that NumPy gives. |
    不论给出几个形状，只要相容，结果就与 NumPy 一致。
    """
    assert_same(broadcast_shapes(*several), np.broadcast_shapes(*several))


@given(pair=clashing_shapes(), position=st.integers(0, 2))
@example(pair=((5, 6), (5, 7)), position=0)
@example(pair=((5,), (6,)), position=1)
def test_broadcast_shapes_rejects_a_clash(broadcast_shapes, pair, position):
    """One clash among many shapes raises a ValueError. | 多个形状中只要有一处冲突，就抛出 ValueError。"""
    several = [*pair]
    several.insert(position, (1,))
    with raises(ValueError):
        broadcast_shapes(*several)


@st.composite
def stretches(draw: st.DrawFn, dtypes: tuple[type, ...] = (*NUMBERS, np.bool_, np.uint8)) -> tuple[np.ndarray, Shape]:
    """A tensor and a shape that it broadcasts to."""
    pair = draw(compatible_shapes(count=2, max_dims=3))
    return draw(arrays(pair[0], dtypes=dtypes, bound=1 if np.bool_ in dtypes else 9)), np.broadcast_shapes(*pair)


@given(case=stretches())
@example(case=(np.array([1, 2, 3]), (2, 3)))
@example(case=(np.array([[1.5], [2.5]]), (2, 3)))
@example(case=(np.array([[1], [2]], np.int32), (2, 2, 3)))
@example(case=(np.array(7.0, np.float32), (2, 2)))
@example(case=(np.array([[1, 2]]), (1, 2)))
@example(case=(np.array(3.5), ()))
@example(case=(np.array([True, False]), (2, 2)))
@example(case=(np.array([2**53 + 1, -7]), (2, 2)))
@example(case=(np.array(["tensor", "by", "hand"]), (2, 3)))
@example(case=(np.zeros((0, 1)), (0, 4)))
def test_broadcast_to_agrees_with_numpy(broadcast_to, case):
    """Every element lands where NumPy puts it, in a new array of the same dtype. |
    每个元素的位置都与 NumPy 一致；结果是新数组，dtype 不变。
    """
    x, shape = case
    assert_same(broadcast_to(x, shape), np.broadcast_to(x, shape).copy())


@given(source=shapes(max_dims=3), target=shapes(max_dims=3))
@example(source=(2,), target=(3,))
@example(source=(2, 3), target=(3,))
@example(source=(1, 3), target=(3,))
@example(source=(3,), target=(3, 1))
@example(source=(4,), target=(2, 2))
@example(source=(2,), target=(4,))
@example(source=(3,), target=(1,))
@example(source=(2,), target=(0,))
@example(source=(0,), target=(1,))
def test_broadcast_to_rejects_what_does_not_fit(broadcast_to, source, target):
    """A shape that does not broadcast to the target raises a ValueError naming both. |
    不能扩展到目标形状时，抛出 ValueError，并写明两个形状。
    """
    x = np.arange(np.prod(source, dtype=int)).reshape(source)
    try:
        expected = np.broadcast_to(x, target).copy()
    except ValueError:
        with raises(ValueError, naming=[source, target]):
            broadcast_to(x, target)
    else:
        assert_same(broadcast_to(x, target), expected)


@st.composite
def matrices_and_vectors(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """A matrix and a vector as long as its rows, of one dtype."""
    rows, columns = draw(st.integers(0, 4)), draw(st.integers(0, 5))
    dtypes = (draw(st.sampled_from(NUMBERS)),)
    return draw(arrays((rows, columns), dtypes=dtypes)), draw(arrays((columns,), dtypes=dtypes))


@given(case=matrices_and_vectors())
@example(case=(np.array([[1, 2, 3], [4, 5, 6]]), np.array([10, 20, 30])))
@example(case=(np.array([[1.5, 2.5]], np.float32), np.array([0.25, -0.5], np.float32)))
@example(case=(np.array([[1, 2], [3, 4]]), np.array([10, 20])))
def test_naive_add_matrix_and_vector_adds_to_every_row(naive_add_matrix_and_vector, case):
    """The vector is added to every row. | 向量加到矩阵的每一行上。"""
    x, y = case
    assert_same(naive_add_matrix_and_vector(x, y), x + y)


@given(a=shapes(max_dims=3, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(a=(2, 3), b=(2,))
@example(a=(2, 3), b=(4,))
@example(a=(2, 3), b=(1,))
@example(a=(2, 1), b=(3,))
@example(a=(3,), b=(3,))
@example(a=(2, 3), b=(1, 3))
@example(a=(2, 3), b=())
@example(a=(2, 2, 3), b=(3,))
@example(a=(0, 2), b=(3,))
def test_naive_add_matrix_and_vector_checks_shapes(naive_add_matrix_and_vector, a, b):
    """Anything but a matrix and a vector of its columns raises a ValueError naming both shapes; a vector of
    length 1 is not stretched. |
    x 不是矩阵，或 y 不是与矩阵的行等长的向量时，抛出 ValueError，并写明两个形状；长度为 1 的向量也不扩展。
    """
    x, y = np.ones(a), np.ones(b)
    if len(a) == 2 and len(b) == 1 and a[1] == b[0]:
        assert_same(naive_add_matrix_and_vector(x, y), x + y)
    else:
        with raises(ValueError, naming=[a, b]):
            naive_add_matrix_and_vector(x, y)


@st.composite
def compatible_arrays(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Two tensors that broadcast together, each of its own dtype."""
    a, b = draw(compatible_shapes(max_dims=3, max_side=4))
    return draw(arrays(a)), draw(arrays(b))


@given(pair=compatible_arrays())
@example(pair=(np.array([[1], [2]]), np.array([10, 20, 30])))
@example(pair=(np.array([1, 2], np.float32), np.array([[0.5], [1.5]], np.float32)))
@example(pair=(np.array([[1, 2, 3]], np.int32), np.array([0.5, 1.5, 2.5])))
@example(pair=(np.array(2.5), np.array(1)))
@example(pair=(np.zeros((0, 1)), np.ones((1, 3))))
def test_broadcast_add_agrees_with_numpy(broadcast_add, pair):
    """The sum has the shape, the dtype and the values that NumPy gives. |
    和的形状、dtype 与各元素的值都与 NumPy 一致。
    """
    x, y = pair
    assert_same(broadcast_add(x, y), np.asarray(x + y))


@given(pair=clashing_shapes(max_dims=3))
@example(pair=((5, 6), (5, 7)))
@example(pair=((5,), (6,)))
def test_broadcast_add_rejects_a_clash(broadcast_add, pair):
    """Shapes that clash raise a ValueError naming both. | 形状冲突时，抛出 ValueError，并写明两个形状。"""
    with raises(ValueError, naming=pair):
        broadcast_add(np.ones(pair[0]), np.ones(pair[1]))


@st.composite
def two_vectors(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Two vectors, usually of different lengths."""
    return draw(arrays((draw(st.integers(0, 5)),))), draw(arrays((draw(st.integers(0, 5)),)))


@given(pair=two_vectors())
@example(pair=(np.array([1, 2]), np.array([3, 4, 5])))
@example(pair=(np.array([1.0, 2.0]), np.array([3.0, 4.0])))
@example(pair=(np.array([2, 3], np.int32), np.array([0.5, 1.5, 2.5], np.float32)))
@example(pair=(np.array([]), np.array([1.0, 2.0])))
@example(pair=(np.array([3]), np.array([4])))
def test_outer_product_multiplies_every_pair(outer_product, pair):
    """result[i, j] is x[i] · y[j], for every i and j. | 对任意 i 和 j，result[i, j] 都等于 x[i] · y[j]。"""
    x, y = pair
    assert_same(outer_product(x, y), np.outer(x, y))


@given(a=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(1, 3))
@example(a=(), b=(3,))
@example(a=(3,), b=())
@example(a=(2, 1), b=(1, 3))
def test_outer_product_wants_vectors(outer_product, a, b):
    """Anything but two vectors raises a ValueError naming both shapes. |
    只要有一个不是向量，就抛出 ValueError，并写明两个形状。
    """
    x, y = np.ones(a), np.ones(b)
    if len(a) == len(b) == 1:
        assert_same(outer_product(x, y), np.outer(x, y))
    else:
        with raises(ValueError, naming=[a, b]):
            outer_product(x, y)


@st.composite
def two_point_sets(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Two sets of points of the same dimension."""
    n, m, dimensions = draw(st.integers(0, 4)), draw(st.integers(0, 5)), draw(st.integers(0, 3))
    x = draw(arrays((n, dimensions), dtypes=POINT_DTYPES, bound=100))
    return x, draw(arrays((m, dimensions), dtypes=(x.dtype.type, x.dtype.type, *POINT_DTYPES), bound=100))


def squared_distances(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Squared distances in exact arithmetic, rounded once."""
    integers = x.dtype.kind in "iu" and y.dtype.kind in "iu"
    dtype = np.dtype(np.int64) if integers else np.result_type(x, y)
    result = np.zeros((len(x), len(y)), dtype)
    for i, p in enumerate(x.tolist()):
        for j, q in enumerate(y.tolist()):  # Python's integers have no largest one
            result[i, j] = sum((a - b) ** 2 for a, b in zip(p, q, strict=True))
    return result


@given(pair=two_point_sets())
@example(pair=(np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 0.0]])))
@example(pair=(np.array([[1, 2], [3, 5]]), np.array([[2, 4], [0, 1], [7, 1]])))
@example(pair=(np.array([[1.0, 2.0]], np.float32), np.array([[2.0, 4.5]], np.float32)))
@example(pair=(np.array([[3]], np.uint8), np.array([[25]], np.uint8)))
@example(pair=(np.array([[3]], np.uint8), np.array([[1.5]], np.float32)))
@example(pair=(np.array([[100_000, 7]]), np.array([[0, 0]])))
@example(pair=(np.array([[100]], np.int8), np.array([[-100]], np.int8)))
@example(pair=(np.array([[20]], np.uint8), np.array([[0]], np.uint8)))
@example(pair=(np.array([[4]], np.uint64), np.array([[-1]], np.int64)))
@example(pair=(np.zeros((2, 0)), np.zeros((3, 0))))
def test_pairwise_squared_distances_sums_squared_differences(pairwise_squared_distances, pair):
    """Entry (i, j) is the sum of the squared differences of x[i] and y[j]; integers do not wrap around. |
    第 (i, j) 个元素是 x[i] 与 y[j] 之差的平方和；整数不会回绕。
    """
    x, y = pair
    assert_same(pairwise_squared_distances(x, y), squared_distances(x, y), ulp=8)


@given(offset=st.integers(1, 1000), gap=st.integers(1, 8))
@example(offset=1000, gap=1)
def test_pairwise_squared_distances_of_near_points(pairwise_squared_distances, offset, gap):
    """Two points close together, far from the origin, keep the digits of their distance, and it is never
    negative. |
    两点离得很近、离原点很远时，距离的有效数字不丢失，也不会是负数。
    """
    for dtype, step in ((np.float32, 2.0**-10), (np.float64, 2.0**-30)):
        x = np.array([[offset, 0.5], [offset, 0.25]], dtype)
        y = np.array([[offset + gap * step, 0.5], [offset, 0.5]], dtype)
        result = pairwise_squared_distances(x, y)
        assert_same(result, squared_distances(x, y), ulp=16)
        check((result >= 0).all(), en="a squared distance is negative", zh="距离的平方出现了负数")


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(2, 3), b=(4, 2))
@example(a=(2, 3), b=(4, 1))
@example(a=(3,), b=(2, 3))
@example(a=(2, 3), b=(3,))
@example(a=(2, 3), b=(1, 2, 3))
def test_pairwise_squared_distances_checks_shapes(pairwise_squared_distances, a, b):
    """Anything but two sets of points of one dimension raises a ValueError naming both shapes. |
    x 和 y 不是维数相同的两组点时，抛出 ValueError，并写明两个形状。
    """
    x, y = np.ones(a), np.ones(b)
    if len(a) == len(b) == 2 and a[1] == b[1]:
        assert_same(pairwise_squared_distances(x, y), squared_distances(x, y), ulp=8)
    else:
        with raises(ValueError, naming=[a, b]):
            pairwise_squared_distances(x, y)


def summed(gradient: np.ndarray, shape: Shape) -> np.ndarray:
    """Add every element of `gradient` to the place of a tensor of `shape` that broadcasting copied it from."""
    total = np.zeros(shape, gradient.dtype)
    places = np.broadcast_to(np.arange(total.size).reshape(shape), gradient.shape)
    np.add.at(total.reshape(-1), places, gradient)
    return total


@given(case=stretches(dtypes=FLOATS), seed=st.integers(0, 2**16))
@example(case=(np.zeros((3,)), (2, 3)), seed=1)
@example(case=(np.zeros((2, 1), np.float32), (2, 3)), seed=2)
@example(case=(np.zeros((2, 1)), (4, 2, 3)), seed=3)
@example(case=(np.zeros(()), (2, 3)), seed=4)
@example(case=(np.zeros((2, 3)), (2, 3)), seed=5)
@example(case=(np.zeros((1, 3)), (1, 3)), seed=6)
@example(case=(np.zeros((1,)), (0,)), seed=7)
@example(case=(np.zeros((1, 2)), (3, 2)), seed=8)
def test_sum_to_shape_is_the_adjoint_of_broadcasting(sum_to_shape, case, seed):
    """Each element collects the gradients of all the places it was copied to: ⟨g, broadcast(x)⟩ = ⟨sum(g),
    x⟩. |
    每个元素都收集它被复制到的所有位置上的梯度：⟨g, broadcast(x)⟩ = ⟨sum(g), x⟩。
    """
    x, shape = case
    gradient = (np.random.default_rng(seed).integers(-72, 72, shape) / 8).astype(x.dtype)
    assert_same(sum_to_shape(gradient, x.shape), summed(gradient, x.shape))


@given(source=shapes(max_dims=3, max_side=3), target=shapes(max_dims=3, max_side=3))
@example(source=(2,), target=(3,))
@example(source=(2, 3), target=(3,))
@example(source=(1, 3), target=(3,))
@example(source=(3, 1), target=(3,))
@example(source=(2,), target=(1,))
@example(source=(2,), target=(4,))
@example(source=(0,), target=(1,))
def test_sum_to_shape_rejects_what_does_not_fit(sum_to_shape, source, target):
    """A shape that does not broadcast to the gradient's raises a ValueError naming both. |
    目标形状不能扩展成梯度的形状时，抛出 ValueError，并写明两个形状。
    """
    gradient = np.ones(target)
    try:
        np.broadcast_to(np.empty(source), target)
    except ValueError:
        with raises(ValueError, naming=[source, target]):
            sum_to_shape(gradient, source)
    else:
        assert_same(sum_to_shape(gradient, source), summed(gradient, source))

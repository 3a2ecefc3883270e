"""The laws of the dot product."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import assert_same, check, raises
from byhand.grading.pictures import inner_sizes
from tests.strategies import FLOATS, NUMBERS, Shape, arrays, clashing_shapes, compatible_shapes, shapes

PICTURES = dict.fromkeys(
    (
        "naive_vector_dot",
        "naive_matrix_vector_dot",
        "naive_matmul",
        "matmul_by_broadcasting",
        "dot_shape",
        "batched_matmul",
        "affine",
        "dense",
    ),
    inner_sizes,
)
# Products of small types fit: up to six times 4 · 4.
DTYPES = (*NUMBERS, np.int8, np.uint8)
BOUND = 4


@st.composite
def operands(draw: st.DrawFn, *places: Shape) -> tuple[np.ndarray, ...]:
    """Arrays of the given shapes, each of its own dtype, whose dot products are exact in any order."""
    return tuple(draw(arrays(shape, dtypes=DTYPES, bound=BOUND)) for shape in places)


@st.composite
def two_vectors(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    """Two vectors of one length."""
    size = draw(st.integers(0, 6))
    return draw(operands((size,), (size,)))


@st.composite
def matrices_and_vectors(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    """A matrix and a vector as long as its rows."""
    rows, columns = draw(st.integers(0, 4)), draw(st.integers(0, 5))
    return draw(operands((rows, columns), (columns,)))


@st.composite
def two_matrices(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    """Two matrices whose inner sizes meet."""
    rows, inner, columns = (draw(st.integers(0, side)) for side in (4, 5, 3))
    return draw(operands((rows, inner), (inner, columns)))


@given(pair=two_vectors())
@example(pair=(np.array([1, 2, 3]), np.array([4, 5, 6])))
@example(pair=(np.array([0.5, -2.0], np.float32), np.array([4.0, 0.25], np.float32)))
@example(pair=(np.array([3, 1], np.int32), np.array([2, 5], np.int32)))
@example(pair=(np.array([1, 2]), np.array([0.5, 0.25])))
@example(pair=(np.array([7]), np.array([3])))
@example(pair=(np.zeros(0), np.zeros(0)))
@example(pair=(np.zeros(0, np.int32), np.zeros(0)))
@example(pair=(np.array([2**53 + 1, 1]), np.array([1, 2])))
def test_naive_vector_dot_agrees_with_numpy(naive_vector_dot, pair):
    """The products of corresponding elements are added up, in the dtype of np.dot; empty vectors give 0. |
    对应元素的积全部加起来，dtype 与 np.dot 一致；空向量的点积是 0。
    """
    assert_same(naive_vector_dot(*pair), np.asarray(np.dot(*pair)))


@given(a=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(a=(2,), b=(3,))
@example(a=(3,), b=(2,))
@example(a=(3,), b=(1,))
@example(a=(2, 3), b=(2, 3))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(3, 1))
@example(a=(), b=())
@example(a=(0,), b=(2,))
def test_naive_vector_dot_wants_vectors_of_one_length(naive_vector_dot, a, b):
    """Anything but two vectors of one length raises a ValueError naming both shapes. |
    只要不是两个等长的向量，就抛出 ValueError，并写明两个形状。
    """
    x, y = np.ones(a), np.ones(b)
    if len(a) == 1 and a == b:
        assert_same(naive_vector_dot(x, y), np.asarray(np.dot(x, y)))
    else:
        with raises(ValueError, naming=[a, b]):
            naive_vector_dot(x, y)


@given(pair=matrices_and_vectors())
@example(pair=(np.array([[1, 2, 3], [4, 5, 6]]), np.array([1, 0, 2])))
@example(pair=(np.array([[0.5, 2.0], [1.5, -1.0]], np.float32), np.array([4.0, 0.25], np.float32)))
@example(pair=(np.array([[1, 2], [3, 4], [5, 6]], np.int32), np.array([0.5, 0.25])))
@example(pair=(np.zeros((3, 0)), np.zeros(0)))
@example(pair=(np.zeros((0, 2)), np.ones(2)))
@example(pair=(np.array([[2**53 + 1, 1]]), np.array([1, 2])))
def test_naive_matrix_vector_dot_agrees_with_numpy(naive_matrix_vector_dot, pair):
    """Element i is the dot product of row i with the vector, in the dtype of np.dot. |
    第 i 个元素是第 i 行与向量的点积，dtype 与 np.dot 一致。
    """
    assert_same(naive_matrix_vector_dot(*pair), np.dot(*pair))


@given(a=shapes(max_dims=3, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(a=(2, 3), b=(2,))
@example(a=(2, 3), b=(4,))
@example(a=(2, 3), b=(1,))
@example(a=(2, 1), b=(3,))
@example(a=(3,), b=(3,))
@example(a=(2, 3), b=(3, 1))
@example(a=(2, 2, 3), b=(3,))
@example(a=(2, 3), b=())
def test_naive_matrix_vector_dot_checks_shapes(naive_matrix_vector_dot, a, b):
    """Anything but a matrix and a vector of its columns raises a ValueError naming both shapes. |
    x 不是矩阵，或 y 不是与矩阵的行等长的向量时，抛出 ValueError，并写明两个形状。
    """
    x, y = np.ones(a), np.ones(b)
    if len(a) == 2 and len(b) == 1 and a[1] == b[0]:
        assert_same(naive_matrix_vector_dot(x, y), np.dot(x, y))
    else:
        with raises(ValueError, naming=[a, b]):
            naive_matrix_vector_dot(x, y)


@given(pair=two_matrices())
@example(pair=(np.array([[1, 2], [3, 4]]), np.array([[5, 6], [7, 8]])))
@example(pair=(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 0], [0, 1], [2, 3]])))
@example(pair=(np.array([[0.5, 2.0]], np.float32), np.array([[4.0, 1.0, 3.0], [0.25, 0.5, -1.0]], np.float32)))
@example(pair=(np.array([[1, 2]], np.int32), np.array([[0.5], [0.25]])))
@example(pair=(np.zeros((2, 0)), np.zeros((0, 3))))
@example(pair=(np.zeros((0, 2)), np.ones((2, 3))))
@example(pair=(np.array([[2**53 + 1, 1]]), np.array([[1], [2]])))
def test_naive_matmul_agrees_with_numpy(naive_matmul, pair):
    """Element (i, j) is the dot product of row i of x with column j of y, in the dtype of np.dot. |
    第 (i, j) 个元素是 x 第 i 行与 y 第 j 列的点积，dtype 与 np.dot 一致。
    """
    assert_same(naive_matmul(*pair), np.dot(*pair))


def check_matrix_shapes(matmul, a: Shape, b: Shape) -> None:
    """Demand a product of two matrices whose inner sizes meet, and an error for all else."""
    x, y = np.ones(a), np.ones(b)
    if len(a) == len(b) == 2 and a[1] == b[0]:
        assert_same(matmul(x, y), np.dot(x, y))
    else:
        with raises(ValueError, naming=[a, b]):
            matmul(x, y)


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(2, 3), b=(2, 3))
@example(a=(2, 3), b=(4, 2))
@example(a=(2, 1), b=(3, 4))
@example(a=(2, 3), b=(1, 4))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(3, 2))
@example(a=(2, 2, 3), b=(3, 4))
@example(a=(2, 3), b=(2, 3, 4))
@example(a=(), b=(2, 3))
def test_naive_matmul_wants_inner_sizes_that_meet(naive_matmul, a, b):
    """Anything but two matrices whose inner sizes are equal raises a ValueError naming both shapes. |
    只要不是两个矩阵，或者内侧的两个长度不相等，就抛出 ValueError，并写明两个形状。
    """
    check_matrix_shapes(naive_matmul, a, b)


@given(pair=two_matrices())
@example(pair=(np.array([[1, 2], [3, 4]]), np.array([[5, 6], [7, 8]])))
@example(pair=(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 0], [0, 1], [2, 3]])))
@example(pair=(np.array([[1, 2, 3], [4, 5, 6]], np.int32), np.array([[1], [0], [2]], np.int32)))
@example(pair=(np.array([[0.5, 2.0]], np.float32), np.array([[4.0, 1.0, 3.0], [0.25, 0.5, -1.0]], np.float32)))
@example(pair=(np.array([[1, 2]], np.int32), np.array([[0.5], [0.25]])))
@example(pair=(np.zeros((2, 0)), np.zeros((0, 3))))
@example(pair=(np.array([[2**53 + 1, 1]]), np.array([[1], [2]])))
def test_matmul_by_broadcasting_agrees_with_numpy(matmul_by_broadcasting, pair):
    """The product has the shape, the dtype and the values of np.dot; small integers stay small. |
    积的形状、dtype 与各元素的值都与 np.dot 一致；位数少的整数类型也不变。
    """
    assert_same(matmul_by_broadcasting(*pair), np.dot(*pair))


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(2, 1), b=(3, 4))
@example(a=(2, 3), b=(1, 4))
@example(a=(2, 3), b=(2, 3))
@example(a=(2, 3), b=(4, 2))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(3, 2))
@example(a=(2, 2, 3), b=(3, 4))
@example(a=(2, 3), b=(2, 3, 4))
@example(a=(), b=(2, 3))
def test_matmul_by_broadcasting_wants_inner_sizes_that_meet(matmul_by_broadcasting, a, b):
    """Anything but two matrices whose inner sizes are equal raises a ValueError naming both shapes; an inner
    size of 1 does not stretch. |
    只要不是两个矩阵，或者内侧的两个长度不相等，就抛出 ValueError，并写明两个形状；内侧的长度 1 也不扩展。
    """
    check_matrix_shapes(matmul_by_broadcasting, a, b)


@st.composite
def dot_shapes(draw: st.DrawFn) -> tuple[Shape, Shape]:
    """Two shapes that np.dot takes, scalars among them."""
    a, b = (draw(shapes(max_dims=4, max_side=4)) for _ in range(2))
    if a and b:
        b = (*b[:-2], a[-1], *b[-1:]) if len(b) > 1 else a[-1:]
    return a, b


@given(pair=dot_shapes())
@example(pair=((128, 784), (784, 512)))
@example(pair=((2, 3), (3,)))
@example(pair=((3,), (3, 2)))
@example(pair=((3,), (3,)))
@example(pair=((2, 3, 4), (4, 5)))
@example(pair=((2, 3, 4), (5, 4, 6)))
@example(pair=((4,), (2, 3, 4, 5)))
@example(pair=((), (2, 3)))
@example(pair=((2, 3), ()))
@example(pair=((), ()))
@example(pair=((2, 0), (0, 3)))
def test_dot_shape_agrees_with_numpy(dot_shape, pair):
    """The two sizes that meet disappear, all others stay: the shape that np.dot gives. |
    配对的两个长度消失，其余的都保留：与 np.dot 得到的形状一致。
    """
    a, b = pair
    expected = np.dot(np.empty(a, np.int8), np.empty(b, np.int8)).shape
    assert_same(dot_shape(a, b), expected)


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(2,), b=(3,))
@example(a=(2, 3), b=(2, 3))
@example(a=(2, 3), b=(4, 3))
@example(a=(2, 3), b=(2,))
@example(a=(2, 1), b=(3, 4))
@example(a=(2, 3), b=(1,))
@example(a=(2, 3), b=(3, 4, 5))
@example(a=(2, 4, 3), b=(2, 4, 3))
def test_dot_shape_rejects_sizes_that_do_not_meet(dot_shape, a, b):
    """Two sizes that meet and differ raise a ValueError naming both shapes, even if one of them is 1. |
    配对的两个长度不相等时，抛出 ValueError，并写明两个形状；其中一个是 1 也一样。
    """
    try:
        expected = np.dot(np.zeros(a, np.int8), np.zeros(b, np.int8)).shape
    except ValueError:
        with raises(ValueError, naming=[a, b]):
            dot_shape(a, b)
    else:
        assert_same(dot_shape(a, b), expected)


def test_dot_shape_computes_from_sizes_alone(dot_shape):
    """A shape is computed from the sizes alone, however large they are. |
    形状只由各轴的长度算出，不论这些长度有多大。
    """
    assert_same(dot_shape((10**12, 10**9), (10**9, 10**10)), (10**12, 10**10))


@st.composite
def stacks(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    """Two stacks of matrices whose inner sizes meet and whose leading axes broadcast."""
    a, b = draw(compatible_shapes(max_dims=2, max_side=3))
    rows, inner, columns = (draw(st.integers(0, side)) for side in (3, 4, 2))
    return draw(operands((*a, rows, inner), (*b, inner, columns)))


@given(pair=stacks())
@example(pair=(np.array([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]), np.array([[[1, 0], [1, 1]], [[2, 1], [0, 3]]])))
@example(pair=(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1], [0], [2]])))
@example(pair=(np.arange(12).reshape(2, 2, 3), np.array([[1], [10], [100]])))
@example(pair=(np.array([[1, 2]]), np.arange(12).reshape(3, 2, 2)))
@example(pair=(np.arange(4, dtype=np.float32).reshape(2, 1, 1, 2), np.arange(6, dtype=np.float32).reshape(3, 2, 1)))
@example(pair=(np.array([[[1, 2]]], np.int32), np.array([[[3], [4]]], np.int32)))
@example(pair=(np.zeros((2, 3, 0)), np.zeros((0, 4))))
@example(pair=(np.zeros((0, 1, 2)), np.ones((1, 2, 3))))
@example(pair=(np.array([[[2**53 + 1, 1]]]), np.array([[1], [2]])))
def test_batched_matmul_agrees_with_numpy(batched_matmul, pair):
    """The last two axes multiply as matrices, the leading ones broadcast; the dtype is that of np.dot. |
    最后两个轴做矩阵乘法，前面的轴互相广播；dtype 与 np.dot 一致。
    """
    assert_same(batched_matmul(*pair), np.matmul(*pair))


@given(a=shapes(max_dims=4, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(2, 3), b=(2, 3))
@example(a=(2, 1), b=(3, 4))
@example(a=(2, 3), b=(1, 4))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(3, 2))
@example(a=(3,), b=(3,))
@example(a=(4, 2, 3), b=(4, 2, 3))
@example(a=(), b=(2, 3))
def test_batched_matmul_wants_matrices_that_meet(batched_matmul, a, b):
    """Fewer than two axes, or inner sizes that differ, raise a ValueError naming both shapes; an inner size of
    1 does not stretch. |
    少于两个轴，或者内侧的两个长度不相等时，抛出 ValueError，并写明两个形状；内侧的长度 1 也不扩展。
    """
    x, y = np.ones(a), np.ones(b)
    if min(len(a), len(b)) < 2 or a[-1] != b[-2]:
        with raises(ValueError, naming=[a, b]):
            batched_matmul(x, y)
        return
    try:
        expected = np.matmul(x, y)
    except ValueError:
        with raises(ValueError, naming=[a[:-2], b[:-2]]):
            batched_matmul(x, y)
    else:
        assert_same(batched_matmul(x, y), expected)


@given(leading=clashing_shapes(max_dims=2))
@example(leading=((5,), (6,)))
@example(leading=((5,), (10,)))
def test_batched_matmul_rejects_leading_axes_that_clash(batched_matmul, leading):
    """Leading axes that do not broadcast raise a ValueError naming them. |
    前面的轴不能互相广播时，抛出 ValueError，并写明这些轴的长度。
    """
    a, b = leading
    with raises(ValueError, naming=leading):
        batched_matmul(np.ones((*a, 2, 3)), np.ones((*b, 3, 4)))


def cosine(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The cosine in the widest floating type there is, elements brought to at most 1, rounded once."""
    dtype = np.result_type(x, y) if x.dtype.kind == y.dtype.kind == "f" else np.dtype(np.float64)
    x, y = (v.astype(np.longdouble) / np.abs(v.astype(np.longdouble)).max() for v in (x, y))
    exact = (x * y).sum() / np.sqrt((x * x).sum() * (y * y).sum())
    return np.asarray(np.clip(exact, -1, 1), dtype)


def assert_cosine(got: np.ndarray, x: np.ndarray, y: np.ndarray) -> None:
    """Demand the cosine up to the rounding errors that any order of summation makes, and never outside [-1, 1]."""
    epsilon = max(float(np.finfo(v.dtype if v.dtype.kind == "f" else np.float64).eps) for v in (x, y))
    assert_same(got, cosine(x, y), atol=8 * (len(x) + 2) * epsilon)
    check(abs(got) <= 1, en="a cosine is outside [-1, 1]", zh="余弦超出了 [-1, 1]")


@st.composite
def directions(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Two vectors of one length, neither of them zero."""
    size = draw(st.integers(1, 6))
    x = draw(arrays((size,), dtypes=(*NUMBERS, np.uint8)))
    # One float32 vector is left beside another: what is computed of a mixed pair depends on where it is converted.
    y = draw(arrays((size,), dtypes=(x.dtype.type,) if x.dtype == np.float32 else (x.dtype.type, np.float64)))
    for vector in (x, y):
        if not vector.any():
            vector[0] = 3
    return x, y


@given(pair=directions())
@example(pair=(np.array([3.0, 4.0]), np.array([4.0, 3.0])))
@example(pair=(np.array([1.0, 0.0]), np.array([0.0, 2.0])))
@example(pair=(np.array([1, 2]), np.array([-2, -4])))
@example(pair=(np.array([1.0, 2.0, 2.0], np.float32), np.array([2.0, 1.0, 2.0], np.float32)))
@example(pair=(np.array([3.0, 4.0], np.float32), np.array([4.0, 3.0])))
@example(pair=(np.array([3, 4]), np.array([4.0, 3.0], np.float32)))
@example(pair=(np.array([200, 100], np.uint8), np.array([100, 200], np.uint8)))
@example(pair=(np.array([-128, 0], np.int8), np.array([1, 1], np.int8)))
@example(pair=(np.array([1, 1], np.int8), np.array([-128, 0], np.int8)))
@example(pair=(np.array([7]), np.array([-2])))
def test_cosine_similarity_divides_by_both_norms(cosine_similarity, pair):
    """The result is the dot product divided by both norms: float32 for float32 vectors, float64 for integers,
    which do not wrap around. |
    结果是点积除以两个向量的模：两个 float32 向量得到 float32，整数得到 float64，不会回绕。
    """
    assert_cosine(cosine_similarity(*pair), *pair)


@given(pair=directions(), factor=st.sampled_from((0.1, 3.0, 7.0, 1 / 3)))
@example(pair=(np.array([1.0, 2.0]), np.array([0.0, 1.0])), factor=3.0)
@example(pair=(np.array([7.0, 9.0, 5.0]), np.array([0.0, 0.0, 1.0])), factor=1 / 3)
@example(pair=(np.array([9.0, 7.0, 5.0]), np.array([0.0, 0.0, 1.0])), factor=1 / 3)
@example(pair=(np.array([8.0, 7.0, 3.0]), np.array([0.0, 0.0, 1.0])), factor=1 / 3)
def test_cosine_similarity_stays_in_bounds(cosine_similarity, pair, factor):
    """Vectors in one direction give 1, in opposite directions −1, and rounding never leads outside [-1, 1]. |
    方向相同的向量得 1，方向相反的得 −1，舍入误差也不会让结果超出 [-1, 1]。
    """
    x = pair[0].astype(np.float64)
    for y in (x * factor, x * -factor):
        assert_cosine(cosine_similarity(x, y), x, y)


@given(pair=directions(), exponents=st.tuples(st.sampled_from((-1, 0, 1)), st.sampled_from((-1, 0, 1))))
@example(pair=(np.array([3.0, 4.0]), np.array([4.0, 3.0])), exponents=(1, 1))
@example(pair=(np.array([3.0, 4.0]), np.array([4.0, 3.0])), exponents=(-1, -1))
@example(pair=(np.array([3.0, 4.0], np.float32), np.array([4.0, 3.0], np.float32)), exponents=(1, -1))
def test_cosine_similarity_does_not_depend_on_norms(cosine_similarity, pair, exponents):
    """Multiplying a vector by a huge or a tiny number does not change the result. |
    给向量乘上一个很大或很小的正数，结果不变。
    """
    dtype = np.float32 if pair[0].dtype == pair[1].dtype == np.float32 else np.float64
    power = 100 if dtype is np.float32 else 900
    x, y = (np.ldexp(v.astype(dtype), e * power) for v, e in zip(pair, exponents, strict=True))
    assert_cosine(cosine_similarity(x, y), x, y)


def test_cosine_similarity_neither_overflows_nor_underflows(cosine_similarity):
    """The largest and the smallest numbers that there are have a direction, too, and a tiny cosine is not 0. |
    最大的数和最小的数组成的向量，也有方向；很小的余弦不会变成 0。
    """
    for dtype in FLOATS:
        limits = np.finfo(dtype)
        for size in (limits.max, limits.tiny, limits.smallest_subnormal):
            x = np.array([size, size, 0], dtype)
            for y in (x, np.array([0, 2, 1], dtype)):
                assert_cosine(cosine_similarity(x, y), x, y)
        x, y = np.array([1, limits.tiny], dtype), np.array([0, 3], dtype)
        assert_same(cosine_similarity(x, y), np.asarray(limits.tiny, dtype), ulp=32)


@given(a=shapes(max_dims=2, max_side=3), b=shapes(max_dims=2, max_side=3))
@example(a=(2,), b=(3,))
@example(a=(3,), b=(1,))
@example(a=(2, 3), b=(2, 3))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(2, 3))
@example(a=(), b=())
def test_cosine_similarity_wants_vectors_of_one_length(cosine_similarity, a, b):
    """Anything but two vectors of one length raises a ValueError naming both shapes. |
    只要不是两个等长的向量，就抛出 ValueError，并写明两个形状。
    """
    x, y = np.ones(a), np.ones(b)
    if len(a) == 1 and a == b != (0,):
        assert_cosine(cosine_similarity(x, y), x, y)
    elif len(a) == 1 and a == b:
        with raises(ValueError):
            cosine_similarity(x, y)
    else:
        with raises(ValueError, naming=[a, b]):
            cosine_similarity(x, y)


@given(size=st.integers(0, 4), dtype=st.sampled_from(NUMBERS), first=st.booleans())
@example(size=2, dtype=np.float64, first=True)
@example(size=2, dtype=np.float64, first=False)
@example(size=0, dtype=np.float64, first=True)
def test_cosine_similarity_of_a_zero_vector(cosine_similarity, size, dtype, first):
    """A zero vector has no direction, nor has an empty one: a ValueError. |
    零向量没有方向，空向量也没有：抛出 ValueError。
    """
    pair = np.zeros(size, dtype), np.arange(1, size + 1).astype(dtype)
    with raises(ValueError):
        cosine_similarity(*(pair if first else pair[::-1]))


@st.composite
def layers(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    """A batch, weights and biases that fit together."""
    batch, inner, outer = (draw(st.integers(0, side)) for side in (4, 3, 5))
    x, w = draw(operands((batch, inner), (inner, outer)))
    return x, w, draw(arrays((outer,), dtypes=(x.dtype.type, *NUMBERS), bound=BOUND))


LAYER = (
    np.array([[1.0, 2.0], [3.0, 4.0]]),
    np.array([[1.0, 0.0, -1.0], [0.0, 1.0, -1.0]]),
    np.array([10.0, 20.0, 5.0]),
)
INTEGERS = tuple(part.astype(np.int32) for part in LAYER)
SINGLE = tuple(part.astype(np.float32) for part in LAYER)
MIXED = (INTEGERS[0], INTEGERS[1], np.array([0.5, 0.25, -0.5]))
SQUARE = (np.array([[1, 2], [3, 4]]), np.array([[5, -6], [7, -8]]), np.array([10, 30]))
NO_INPUT = (np.zeros((2, 0)), np.zeros((0, 3)), np.array([1.0, -2.0, 3.0]))


@given(layer=layers())
@example(layer=LAYER)
@example(layer=SQUARE)
@example(layer=SINGLE)
@example(layer=INTEGERS)
@example(layer=MIXED)
@example(layer=NO_INPUT)
@example(layer=(np.zeros((0, 2)), np.ones((2, 3)), np.ones(3)))
def test_affine_multiplies_and_adds(affine, layer):
    """Every row of x is multiplied by the weights, and the biases are added to it; shape, dtype and values are
    those of np.dot(x, w) + b. |
    x 的每一行都乘上权重，再加上偏置；形状、dtype 与各元素的值都与 np.dot(x, w) + b 一致。
    """
    x, w, b = layer
    assert_same(affine(x, w, b), np.dot(x, w) + b)


def check_layer_shapes(layer, a: Shape, b: Shape, c: Shape, *, fits) -> None:
    """Demand an error where the shapes of a batch, weights and biases do not fit, else what `fits` computes."""
    x, w, bias = np.ones(a), np.ones(b), np.ones(c)
    if len(a) == len(b) == 2 and len(c) == 1 and a[1] == b[0] and b[1] == c[0]:
        assert_same(layer(x, w, bias), fits(x, w, bias))
    else:
        with raises(ValueError, naming=[a, b, c]):
            layer(x, w, bias)


SIDES = st.integers(0, 3)


@given(a=shapes(max_dims=2, max_side=3), b=shapes(max_dims=3, max_side=3), c=shapes(max_dims=2, max_side=3))
@example(a=(4, 2), b=(3, 2), c=(3,))
@example(a=(4, 2), b=(2, 3), c=(2,))
@example(a=(4, 2), b=(2, 3), c=(1,))
@example(a=(4, 2), b=(2, 3), c=())
@example(a=(4, 2), b=(2, 3), c=(1, 3))
@example(a=(4, 2), b=(2, 3), c=(4, 3))
@example(a=(4, 2), b=(2, 1), c=(3,))
@example(a=(4, 1), b=(2, 3), c=(3,))
@example(a=(2,), b=(2, 3), c=(3,))
@example(a=(5, 4, 2), b=(2, 3), c=(3,))
@example(a=(4, 2), b=(2,), c=(2,))
@example(a=(4, 2), b=(2,), c=())
@example(a=(4, 2), b=(5, 2, 3), c=(3,))
def test_affine_checks_shapes(affine, a, b, c):
    """Shapes that do not fit raise a ValueError naming all three; a bias of size 1 does not stretch. |
    形状对不上时，抛出 ValueError，并写明三个形状；长度为 1 的偏置也不扩展。
    """
    check_layer_shapes(affine, a, b, c, fits=lambda x, w, bias: np.dot(x, w) + bias)


@given(layer=layers())
@example(layer=LAYER)
@example(layer=SQUARE)
@example(layer=SINGLE)
@example(layer=INTEGERS)
@example(layer=MIXED)
@example(layer=NO_INPUT)
@example(layer=(np.zeros((0, 2)), np.ones((2, 3)), np.ones(3)))
@example(layer=(np.array([[-1.0, -2.0]]), np.array([[-3.0], [1.0]]), np.array([-0.5])))
def test_dense_applies_relu_last(dense, layer):
    """What is negative in np.dot(x, w) + b becomes 0, all else stays, and so does the dtype. |
    np.dot(x, w) + b 中的负数变成 0，其余不变，dtype 也不变。
    """
    x, w, b = layer
    scores = np.dot(x, w) + b
    assert_same(dense(x, w, b), np.where(scores > 0, scores, np.zeros_like(scores)))


def test_dense_treats_nan_and_infinities_as_relu_does(dense):
    """NaN stays NaN; minus infinity becomes 0, infinity stays. | NaN 仍是 NaN；负无穷变成 0，正无穷不变。"""
    for dtype in FLOATS:
        # One number goes in, so that nothing infinite meets a 0 or another infinity.
        x = np.array([[np.nan], [-np.inf], [np.inf], [2]], dtype)
        expected = np.array([[np.nan, np.nan], [0, 0], [np.inf, np.inf], [2.5, 0]], dtype)
        assert_same(dense(x, np.array([[1, 0.5]], dtype), np.array([0.5, -2], dtype)), expected)


@given(a=shapes(max_dims=2, max_side=3), b=shapes(max_dims=3, max_side=3), c=shapes(max_dims=2, max_side=3))
@example(a=(4, 2), b=(3, 2), c=(3,))
@example(a=(4, 2), b=(2, 3), c=(2,))
@example(a=(4, 2), b=(2, 3), c=(1,))
@example(a=(2,), b=(2, 3), c=(3,))
def test_dense_checks_shapes(dense, a, b, c):
    """Shapes that do not fit raise a ValueError naming all three. | 形状对不上时，抛出 ValueError，并写明三个形状。"""
    check_layer_shapes(dense, a, b, c, fits=lambda x, w, bias: np.dot(x, w) + bias)

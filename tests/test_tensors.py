"""The laws of tensors: shapes, memory, batches."""

import math
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import assert_same, raises
from tests.strategies import NUMBERS, Shape, arrays, shapes

DTYPES = ("uint8", "float32", "float64", "int32", "int16", "bool", "complex128")
NO_DTYPES = ("float33", "flaot32", "tensor", "number", "uint9", "text")
NO_NUMBERS = ("a", "abc", "7", "", None, {"a": 1})
"""What may not stand in a nested list, whatever its length."""


@st.composite
def negative_shapes(draw: st.DrawFn) -> tuple[Shape, int]:
    """A shape with one negative size, and that size."""
    shape = [*draw(shapes(max_dims=3))]
    size = draw(st.integers(-9, -1))
    shape.insert(draw(st.integers(0, len(shape))), size)
    return tuple(shape), size


@given(shape=shapes())
@example(shape=(2, 3))
@example(shape=())
@example(shape=(5,))
@example(shape=(4, 0, 3))
@example(shape=(60000, 28, 28))
def test_element_count_multiplies_the_sizes(element_count, shape):
    """The count is the product of the sizes; a scalar has 1 element. | 元素个数等于各轴长度之积；标量有 1 个元素。"""
    assert_same(element_count(shape), math.prod(shape))


def test_element_count_is_exact(element_count):
    """The count is exact, however large the sizes are. | 不论各轴有多长，元素个数都精确无误。"""
    for shape in ((10**6,) * 4, (2**40, 3, 2**40)):
        assert_same(element_count(shape), math.prod(shape))


@given(case=negative_shapes())
@example(case=((2, -3), -3))
@example(case=((-3,), -3))
@example(case=((0, -4), -4))
@example(case=((-4, 0), -4))
def test_element_count_rejects_a_negative_size(element_count, case):
    """A negative size raises a ValueError naming it, also beside a 0. |
    有负的长度时，抛出 ValueError，并写明这个长度；旁边有 0 也一样。
    """
    shape, size = case
    with raises(ValueError, naming=[size]):
        element_count(shape)


@given(first=st.integers(-9, -1), second=st.integers(-9, -1))
@example(first=-2, second=-3)
def test_element_count_rejects_two_negative_sizes(element_count, first, second):
    """Two negative sizes raise a ValueError, although their product is positive. |
    有两个负的长度时，乘积虽为正，仍然抛出 ValueError。
    """
    with raises(ValueError):
        element_count((first, second))


@st.composite
def dtypes(draw: st.DrawFn) -> str | np.dtype[Any]:
    """A dtype, or its name."""
    name = draw(st.sampled_from(DTYPES))
    return np.dtype(name) if draw(st.booleans()) else name


@given(shape=shapes(max_dims=3), dtype=dtypes())
@example(shape=(2, 3), dtype="float64")
@example(shape=(2, 3), dtype=np.dtype("float32"))
@example(shape=(28, 28), dtype="uint8")
@example(shape=(5,), dtype="bool")
@example(shape=(), dtype="float32")
@example(shape=(0, 4), dtype="int32")
def test_byte_count_is_the_number_of_bytes(byte_count, shape, dtype):
    """It is the number of bytes that NumPy keeps for such an array. | 结果等于 NumPy 为这样的数组所存的字节数。"""
    assert_same(byte_count(shape, dtype), np.empty(shape, dtype).nbytes)


def test_byte_count_computes_from_sizes_alone(byte_count):
    """The bytes are computed from the sizes alone, however large they are. |
    字节数只由各轴的长度算出，不论这些长度有多大。
    """
    assert_same(byte_count((10**6, 10**7, 10**8), "float32"), 4 * 10**21)


@given(shape=shapes(max_dims=2), dtype=st.sampled_from(NO_DTYPES))
@example(shape=(2, 3), dtype="flaot32")
@example(shape=(), dtype="tensor")
def test_byte_count_rejects_an_unknown_dtype(byte_count, shape, dtype):
    """A dtype that NumPy does not know raises a TypeError. | NumPy 不认识的 dtype，抛出 TypeError。"""
    with raises(TypeError):
        byte_count(shape, dtype)


@given(case=negative_shapes(), dtype=dtypes())
@example(case=((2, -3), -3), dtype="float64")
@example(case=((0, -4), -4), dtype="uint8")
def test_byte_count_rejects_a_negative_size(byte_count, case, dtype):
    """A negative size raises a ValueError naming it. | 有负的长度时，抛出 ValueError，并写明这个长度。"""
    shape, size = case
    with raises(ValueError, naming=[size]):
        byte_count(shape, dtype)


def build(shape: Shape, rng: np.random.Generator, mixed: bool) -> Any:
    """Nest lists of numbers to a shape; if `mixed`, some of the lists are tuples."""
    if not shape:
        number = int(rng.integers(-9, 10))
        return number + 0.5 if rng.random() < 0.3 else number
    items = [build(shape[1:], rng, mixed) for _ in range(shape[0])]
    return tuple(items) if mixed and rng.random() < 0.5 else items


@st.composite
def nestings(draw: st.DrawFn, min_dims: int = 0, min_side: int = 0) -> tuple[Any, Shape]:
    """A nested list and its shape, whose first 0 is its end: nothing is seen inside an empty list."""
    shape = draw(shapes(min_dims=min_dims, max_dims=4, min_side=min_side, max_side=4))
    shape = shape[: shape.index(0) + 1] if 0 in shape else shape
    return build(shape, np.random.default_rng(draw(st.integers(0, 2**16))), draw(st.booleans())), shape


def replaced(nested: Any, place: Shape, item: Any) -> Any:
    """The same nesting with another item at one place."""
    if not place:
        return item
    first, *rest = place
    items = [replaced(old, tuple(rest), item) if i == first else old for i, old in enumerate(nested)]
    return tuple(items) if isinstance(nested, tuple) else items


def item_at(nested: Any, place: Shape) -> Any:
    """What stands at a place of a nesting."""
    for i in place:
        nested = nested[i]
    return nested


@st.composite
def other_places(draw: st.DrawFn, shape: Shape) -> Shape:
    """A place at any depth that is not the first of its depth."""
    depth = draw(st.integers(1, len(shape)))
    count = math.prod(shape[:depth])
    return tuple(map(int, np.unravel_index(draw(st.integers(1, count - 1)), shape[:depth])))


@st.composite
def ragged_nestings(draw: st.DrawFn) -> tuple[Any, Shape]:
    """A nested list that one item makes ragged, and the place of this item."""
    nested, shape = draw(nestings(min_dims=1, min_side=2))
    place = draw(other_places(shape))
    item = item_at(nested, place)
    if not isinstance(item, list | tuple):
        return replaced(nested, place, draw(st.sampled_from(([], [7], (7, 8))))), place
    others = (7, [], item[:-1], [*item, item[0]], [item])
    return replaced(nested, place, draw(st.sampled_from(others))), place


@st.composite
def nestings_of_strangers(draw: st.DrawFn) -> Any:
    """A nested list with something in it that is no number, list or tuple."""
    nested, shape = draw(nestings(min_side=1))
    stranger = draw(st.sampled_from(NO_NUMBERS))
    if not shape:
        return stranger
    depth = draw(st.integers(0, len(shape)))
    place = tuple(draw(st.integers(0, size - 1)) for size in shape[:depth])
    return replaced(nested, place, stranger)


@given(case=nestings())
@example(case=([[1, 2, 3], [4, 5, 6]], (2, 3)))
@example(case=([1, 2, 3, 4, 5], (5,)))
@example(case=(7, ()))
@example(case=(0, ()))
@example(case=(2.5, ()))
@example(case=([], (0,)))
@example(case=([[], []], (2, 0)))
@example(case=([(1.5, 2), [3, 4]], (2, 2)))
@example(case=([[[1, 2], [3, 4], [5, 6]]], (1, 3, 2)))
def test_shape_of_is_the_shape(shape_of, case):
    """The lengths from the outside in are the shape; a number has shape (), an empty list (0,). |
    从外到内各层的长度就是形状；数的形状是 ()，空列表的形状是 (0,)。
    """
    nested, shape = case
    assert_same(shape_of(nested), shape)


@given(case=ragged_nestings())
@example(case=([[1, 2, 3], [4, 5]], (1,)))
@example(case=([1, [2]], (1,)))
@example(case=([[1], 2], (1,)))
@example(case=([[[1, 2]], [[3, 4, 5]]], (1, 0)))
@example(case=([[[1, 2], [3, 4]], [[5, 6], 7]], (1, 1)))
@example(case=([[1, 2], [3, [4]]], (1, 1)))
@example(case=([[], [5]], (1,)))
def test_shape_of_names_the_place(shape_of, case):
    """Ragged nesting raises a ValueError naming the place, with all indices from the outside in. |
    嵌套不整齐时，抛出 ValueError，并写明位置，即从外到内的全部下标。
    """
    nested, place = case
    with raises(ValueError, naming=[place]):
        shape_of(nested)


@given(nested=nestings_of_strangers())
@example(nested=["a", "b"])
@example(nested=[1, None])
@example(nested=[[1, 2], "ab"])
@example(nested=[[1, 2], [3, "4"]])
@example(nested="abc")
@example(nested=None)
def test_shape_of_rejects_what_is_no_number(shape_of, nested):
    """A string, None, or anything else that is no number, list or tuple raises a TypeError. |
    有字符串、None 等既不是数、也不是列表或元组的东西时，抛出 TypeError。
    """
    with raises(TypeError):
        shape_of(nested)


@given(case=nestings())
@example(case=([[1, 2, 3], [4, 5, 6]], (2, 3)))
@example(case=([1, 2, 3, 4, 5], (5,)))
@example(case=(7, ()))
@example(case=(0, ()))
@example(case=(2.5, ()))
@example(case=([], (0,)))
@example(case=([[], []], (2, 0)))
@example(case=([(1.5, 2), [3, 4]], (2, 2)))
@example(case=([[[1, 2], [3, 4], [5, 6]]], (1, 3, 2)))
def test_rank_counts_the_axes(rank, case):
    """Every level of nesting is an axis, however many items it has: 0 for a number, 1 for an empty list. |
    每嵌套一层就是一个轴，与这一层有几项无关：数有 0 个轴，空列表有 1 个轴。
    """
    nested, shape = case
    assert_same(rank(nested), len(shape))


@given(case=ragged_nestings())
@example(case=([[1, 2, 3], [4, 5]], (1,)))
@example(case=([1, [2]], (1,)))
@example(case=([[1], 2], (1,)))
@example(case=([[[1, 2]], [[3, 4, 5]]], (1, 0)))
@example(case=([[1, 2], [3, [4]]], (1, 1)))
@example(case=([[], [5]], (1,)))
def test_rank_names_the_place(rank, case):
    """Ragged nesting raises a ValueError naming the place, with all indices from the outside in. |
    嵌套不整齐时，抛出 ValueError，并写明位置，即从外到内的全部下标。
    """
    nested, place = case
    with raises(ValueError, naming=[place]):
        rank(nested)


@given(nested=nestings_of_strangers())
@example(nested=["a", "b"])
@example(nested=[1, None])
@example(nested=[[1, 2], "ab"])
@example(nested="abc")
@example(nested=None)
def test_rank_rejects_what_is_no_number(rank, nested):
    """A string, None, or anything else that is no number, list or tuple raises a TypeError. |
    有字符串、None 等既不是数、也不是列表或元组的东西时，抛出 TypeError。
    """
    with raises(TypeError):
        rank(nested)


@given(shape=shapes())
@example(shape=(2, 3))
@example(shape=(2, 3, 4))
@example(shape=(5,))
@example(shape=())
@example(shape=(2, 0, 3))
@example(shape=(1, 4, 1))
@example(shape=(60000, 28, 28))
def test_row_major_strides_are_products(row_major_strides, shape):
    """The stride of an axis is the product of the sizes after it, also where one of them is 0. |
    一个轴的步幅等于它后面各轴长度之积，其中有 0 也一样。
    """
    assert_same(row_major_strides(shape), tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape))))


@given(shape=shapes(min_dims=1, min_side=1), seed=st.integers(0, 2**16))
@example(shape=(2, 3), seed=0)
@example(shape=(2, 3, 4), seed=5)
def test_row_major_strides_lead_to_every_element(row_major_strides, shape, seed):
    """Index times stride, summed over the axes, is the position of an element in memory. |
    把各轴的下标与步幅相乘再相加，就是元素在内存中的位置。
    """
    place = np.unravel_index(seed % math.prod(shape), shape)
    memory = np.arange(math.prod(shape)).reshape(shape)
    position = sum(int(i) * stride for i, stride in zip(place, row_major_strides(shape), strict=False))
    assert_same(position, int(memory[place]))


@st.composite
def places(draw: st.DrawFn, *, min_dims: int = 0) -> tuple[Shape, Shape]:
    """An index, negative numbers included, and a shape that has it."""
    shape = draw(shapes(min_dims=min_dims, min_side=1))
    return tuple(draw(st.integers(-size, size - 1)) for size in shape), shape


@given(case=places())
@example(case=((1, 2), (2, 3)))
@example(case=((1, 0, 2), (2, 3, 4)))
@example(case=((0, -1), (2, 3)))
@example(case=((-1, -3), (2, 3)))
@example(case=((4,), (5,)))
@example(case=((), ()))
def test_flat_index_is_the_position(flat_index, case):
    """It is the position in row-major memory; negative indices count from the end of their axis. |
    结果是元素在行优先内存中的位置；负的下标从所在轴的末尾数起。
    """
    index, shape = case
    memory = np.arange(math.prod(shape)).reshape(shape)
    assert_same(flat_index(index, shape), int(memory[index]))


def test_flat_index_computes_from_sizes_alone(flat_index):
    """The position is computed from the sizes alone, however large they are. |
    位置只由下标和各轴的长度算出，不论这些长度有多大。
    """
    assert_same(flat_index((7, -1), (10**9, 10**12)), 8 * 10**12 - 1)


@st.composite
def outside_places(draw: st.DrawFn) -> tuple[Shape, Shape]:
    """An index with one number outside its axis, and the shape."""
    index, shape = ([*part] for part in draw(places(min_dims=1)))
    axis = draw(st.integers(0, len(shape) - 1))
    if draw(st.integers(0, 4)) == 0:
        shape[axis] = 0
    beyond = draw(st.integers(0, 3))
    index[axis] = shape[axis] + beyond if draw(st.booleans()) else -shape[axis] - 1 - beyond
    return tuple(index), tuple(shape)


@given(case=outside_places())
@example(case=((2, 0), (2, 3)))
@example(case=((0, 3), (2, 3)))
@example(case=((1, -4), (2, 3)))
@example(case=((-3, 2), (2, 3)))
@example(case=((0,), (0,)))
@example(case=((-1,), (0,)))
def test_flat_index_rejects_an_index_outside(flat_index, case):
    """An index outside its axis raises an IndexError naming index and shape. |
    下标超出所在的轴时，抛出 IndexError，并写明下标和形状。
    """
    index, shape = case
    with raises(IndexError, naming=[index, shape]):
        flat_index(index, shape)


@given(count=st.integers(0, 4), shape=shapes(min_side=2))
@example(count=1, shape=(2, 3))
@example(count=3, shape=(2, 3))
@example(count=0, shape=(5,))
@example(count=1, shape=())
def test_flat_index_wants_one_index_for_every_axis(flat_index, count, shape):
    """A number of indices other than that of the axes raises a ValueError naming index and shape. |
    下标的个数与轴数不同时，抛出 ValueError，并写明下标和形状。
    """
    index = (1, 0, 1, 0)[:count]
    if count == len(shape):
        assert_same(flat_index(index, shape), int(np.arange(math.prod(shape)).reshape(shape)[index]))
    else:
        with raises(ValueError, naming=[index, shape]):
            flat_index(index, shape)


@st.composite
def positions(draw: st.DrawFn) -> tuple[int, Shape]:
    """A position and a shape that has it."""
    shape = draw(shapes(min_side=1))
    return draw(st.integers(0, math.prod(shape) - 1)), shape


@given(case=positions())
@example(case=(5, (2, 3)))
@example(case=(1, (2, 3)))
@example(case=(14, (2, 3, 4)))
@example(case=(4, (5,)))
@example(case=(0, ()))
@example(case=(3, (1, 4)))
def test_unflatten_index_finds_the_place(unflatten_index, case):
    """The element at these indices has the position that was asked for. | 返回的下标所指的元素，正好在给定的位置上。"""
    position, shape = case
    assert_same(unflatten_index(position, shape), tuple(map(int, np.unravel_index(position, shape))))


def test_unflatten_index_computes_from_sizes_alone(unflatten_index):
    """The indices are exact and computed from the sizes alone, however large they are. |
    下标精确无误，只由位置和各轴的长度算出，不论这些长度有多大。
    """
    assert_same(unflatten_index(8 * 10**18 - 1, (10**9, 10**18)), (7, 10**18 - 1))


@given(shape=shapes(), beyond=st.integers(0, 12), before=st.booleans())
@example(shape=(2, 3), beyond=0, before=False)
@example(shape=(2, 3), beyond=0, before=True)
@example(shape=(2, 3), beyond=7, before=False)
@example(shape=(), beyond=0, before=False)
@example(shape=(3, 0), beyond=0, before=False)
def test_unflatten_index_rejects_a_position_outside(unflatten_index, shape, beyond, before):
    """A position that no element has raises an IndexError naming position and shape; so does a negative one. |
    没有元素在这个位置上时，抛出 IndexError，并写明位置和形状；负的位置也一样。
    """
    position = -1 - beyond if before else math.prod(shape) + beyond
    with raises(IndexError, naming=[position, shape]):
        unflatten_index(position, shape)


@st.composite
def samples(draw: st.DrawFn) -> np.ndarray:
    """A tensor of at least one sample."""
    shape = draw(shapes(min_dims=1, max_dims=3))
    return draw(arrays((draw(st.integers(1, 9)), *shape[1:]), bound=99))


@given(x=samples(), n=st.integers(0, 8), batch_size=st.integers(1, 6))
@example(x=np.array([0, 10, 20, 30, 40, 50, 60]), n=0, batch_size=3)
@example(x=np.array([0, 10, 20, 30, 40, 50, 60]), n=1, batch_size=3)
@example(x=np.array([0, 10, 20, 30, 40, 50, 60]), n=2, batch_size=3)
@example(x=np.array([[1, 2], [3, 4], [5, 6]], np.uint8), n=1, batch_size=2)
@example(x=np.array([[1.5, 2.5]], np.float32), n=0, batch_size=5)
@example(x=np.array([1, 2, 3, 4]), n=1, batch_size=2)
def test_nth_batch_takes_consecutive_samples(nth_batch, x, n, batch_size):
    """Batch n holds batch_size samples, from n · batch_size on; only the last may be short. |
    第 n 个批量从第 n · batch_size 个样本开始，共 batch_size 个；只有最后一个批量可以不满。
    """
    n %= math.ceil(len(x) / batch_size)
    chosen = range(n * batch_size, min((n + 1) * batch_size, len(x)))
    assert_same(nth_batch(x, n, batch_size), np.take(x, chosen, axis=0))


@given(x=samples(), batch_size=st.integers(1, 6))
@example(x=np.array([0, 10, 20, 30, 40, 50, 60]), batch_size=3)
def test_nth_batch_loses_no_sample(nth_batch, x, batch_size):
    """All batches, one after another, are the whole tensor. | 把所有批量依次接起来，正好是整个张量。"""
    batches = [nth_batch(x, n, batch_size) for n in range(math.ceil(len(x) / batch_size))]
    assert_same(np.concatenate(batches), np.array(x))


@given(x=samples(), batch_size=st.integers(1, 6), beyond=st.integers(0, 3), before=st.booleans())
@example(x=np.array([0, 10, 20, 30, 40, 50, 60]), batch_size=3, beyond=0, before=False)
@example(x=np.array([0, 10, 20, 30, 40, 50]), batch_size=3, beyond=0, before=False)
@example(x=np.array([0, 10, 20, 30, 40, 50]), batch_size=3, beyond=1, before=False)
@example(x=np.array([0, 10, 20, 30, 40, 50]), batch_size=3, beyond=0, before=True)
@example(x=np.array([0, 10, 20]), batch_size=1, beyond=0, before=True)
@example(x=np.array([0, 10, 20]), batch_size=2, beyond=0, before=True)
def test_nth_batch_rejects_a_batch_that_is_not_there(nth_batch, x, batch_size, beyond, before):
    """Where there is no batch n, or n is negative, an IndexError names n. |
    没有第 n 个批量，或者 n 为负时，抛出 IndexError，并写明 n。
    """
    n = -1 - beyond if before else math.ceil(len(x) / batch_size) + beyond
    with raises(IndexError, naming=[n]):
        nth_batch(x, n, batch_size)


@given(shape=shapes(max_dims=2), batch_size=st.integers(1, 6))
@example(shape=(), batch_size=3)
@example(shape=(4,), batch_size=2)
def test_nth_batch_of_nothing_is_an_error(nth_batch, shape, batch_size):
    """A tensor without samples has no batch 0: an IndexError names it. |
    一个样本也没有时，第 0 个批量也不存在：抛出 IndexError，并写明 0。
    """
    with raises(IndexError, naming=[0]):
        nth_batch(np.empty((0, *shape)), 0, batch_size)


@given(x=samples(), batch_size=st.integers(-9, 0))
@example(x=np.array([0, 10, 20]), batch_size=0)
@example(x=np.array([0, 10, 20]), batch_size=-2)
def test_nth_batch_rejects_batches_without_samples(nth_batch, x, batch_size):
    """A batch size below 1 raises a ValueError naming it. | 批量的样本数小于 1 时，抛出 ValueError，并写明这个数。"""
    with raises(ValueError, naming=[batch_size]):
        nth_batch(x, 0, batch_size)


@st.composite
def equal_samples(draw: st.DrawFn) -> list[np.ndarray] | tuple[np.ndarray, ...]:
    """One or more samples of the same shape and dtype, in a list or a tuple."""
    shape, dtype = draw(shapes(max_dims=3, max_side=4)), draw(st.sampled_from(NUMBERS))
    several = [draw(arrays(shape, dtypes=(dtype,))) for _ in range(draw(st.integers(1, 4)))]
    return tuple(several) if draw(st.booleans()) else several


@given(samples=equal_samples())
@example(samples=[np.array([1, 2, 3]), np.array([4, 5, 6])])
@example(samples=[np.array([[1.5, 2.5]], np.float32), np.array([[3.5, 4.5]], np.float32)])
@example(samples=(np.array(3), np.array(7)))
@example(samples=[np.array([1, 2])])
@example(samples=[np.zeros((0, 3)), np.zeros((0, 3))])
def test_stack_samples_adds_a_first_axis(stack_samples, samples):
    """Sample i is row i of the result, in a new array of the samples' dtype. |
    第 i 个样本就是结果的第 i 项；结果是新数组，dtype 与样本相同。
    """
    assert_same(stack_samples(samples), np.stack(samples))


@st.composite
def unequal_samples(draw: st.DrawFn) -> list[Shape]:
    """The shapes of some samples, of which one differs from the first."""
    first = draw(shapes(max_dims=3, max_side=4))
    other = draw(shapes(max_dims=3, max_side=4).filter(lambda shape: shape != first))
    several = [first] * draw(st.integers(0, 3))
    several.insert(draw(st.integers(0, len(several))), other)
    return [first, *several]


@given(several=unequal_samples())
@example(several=[(3,), (4,)])
@example(several=[(3,), (1,)])
@example(several=[(2, 3), (3, 2)])
@example(several=[(2, 3), (3,)])
@example(several=[(2,), (2,), (5,)])
@example(several=[(2,), (5,), (2,)])
def test_stack_samples_rejects_unequal_shapes(stack_samples, several):
    """Samples of two shapes raise a ValueError naming both, also where one would broadcast. |
    样本的形状不全相同时，抛出 ValueError，并写明两个形状；其中一个能广播成另一个也不行。
    """
    samples = [np.full(shape, i + 1.5) for i, shape in enumerate(several)]
    with raises(ValueError, naming=list(dict.fromkeys(several))):
        stack_samples(samples)


def test_stack_samples_rejects_nothing(stack_samples):
    """No samples raise a ValueError: their shape is not known. | 一个样本也没有时，形状无从得知，抛出 ValueError。"""
    for nothing in ([], ()):
        with raises(ValueError):
            stack_samples(nothing)

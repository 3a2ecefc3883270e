"""Properties that let a bug through, or reject what is right."""

import contextlib
import itertools
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from byhand.grading import mistake

LISTS = st.lists(st.integers())
NUMBERS = st.floats(-10, 10)
ARRAYS = hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, min_side=0), elements=NUMBERS)
SHAPES = hnp.array_shapes(max_dims=4, max_side=4)


def is_ordered(numbers):
    return all(a <= b for a, b in itertools.pairwise(numbers))


@mistake(verdict="wrong", section="two-laws")
def check_sort__only_order(sort):
    """It only looks at the order: an empty list is in order, too. | 只检查了顺序：空列表也是排好的。"""

    @given(LISTS)
    def holds(numbers):
        assert is_ordered(sort(list(numbers)))

    holds()


@mistake(verdict="wrong", section="two-laws")
def check_sort__only_content(sort):
    """It only looks whether the numbers are the same: unsorted lists get through. |
    只检查了数是否相同：没排序的列表也能通过。
    """

    @given(LISTS)
    def holds(numbers):
        assert Counter(sort(list(numbers))) == Counter(numbers)

    holds()


@mistake(verdict="wrong", section="two-laws")
def check_sort__length_for_content(sort):
    """It compares lengths: as many numbers need not be the same numbers. |
    只比较了长度：个数相同，不等于还是那些数。
    """

    @given(LISTS)
    def holds(numbers):
        result = sort(list(numbers))
        assert len(result) == len(numbers)
        assert is_ordered(result)

    holds()


@mistake(verdict="wrong", section="two-laws")
def check_sort__sets(sort):
    """It compares sets, which forget how often a number occurs. | 用集合来比较，而集合不管每个数出现几次。"""

    @given(LISTS)
    def holds(numbers):
        result = sort(list(numbers))
        assert set(result) == set(numbers)
        assert is_ordered(result)

    holds()


@mistake(verdict="wrong", section="draw")
def check_sort__unique(sort):
    """It draws lists without duplicates, so that a lost one goes unseen. |
    抽的列表里没有重复的数，丢了重复的也看不出来。
    """

    @given(st.lists(st.integers(0, 1000), unique=True))
    def holds(numbers):
        result = sort(list(numbers))
        assert Counter(result) == Counter(numbers)
        assert is_ordered(result)

    holds()


@mistake(verdict="wrong", section="two-laws")
def check_sort__strictly(sort):
    """It wants every number to be larger than the one before: equal numbers may stand side by side. |
    要求后一个数一定比前一个大，可是相等的数也可以相邻。
    """

    @given(LISTS)
    def holds(numbers):
        result = sort(list(numbers))
        assert Counter(result) == Counter(numbers)
        assert all(a < b for a, b in itertools.pairwise(result))

    holds()


@mistake(verdict="wrong", section="given")
def check_sort__never_called(sort):
    """The law is defined, but never called: nothing is checked. | 性质定义好了，却没有调用：什么也没有检查。"""

    @given(LISTS)
    def holds(numbers):
        assert sort(list(numbers)) == sorted(numbers)


@mistake(verdict="wrong", section="given")
def check_sort__three_examples(sort):
    """It tries a few examples and draws nothing: on others it may be wrong. |
    只试了几个例子，没有抽取：换别的输入就可能错。
    """
    assert sort([3, 1, 2]) == [1, 2, 3]
    assert sort([2, -5, 2, 10, 9]) == [-5, 2, 2, 9, 10]
    assert sort([]) == []


@mistake(verdict="wrong", section="given")
def check_sort__error_swallowed(sort):
    """It catches the error with which the law says no: so nobody hears it. |
    性质靠抛出错误来否定，却把错误拦下了，谁也听不见。
    """

    @given(LISTS)
    def holds(numbers):
        assert sort(list(numbers)) == sorted(numbers)

    with contextlib.suppress(AssertionError):
        holds()


@mistake(verdict="wrong", section="given")
def check_sort__truth_returned(sort):
    """It returns whether the law holds, but nobody looks at that: a law speaks by `assert`. |
    把性质是否成立作为返回值，可是没有人看：性质要靠 `assert` 说话。
    """
    return all(sort(list(numbers)) == sorted(numbers) for numbers in itertools.product((-1, 2, 0), repeat=4))


@mistake(verdict="wrong", section="two-laws")
def check_sort__ends_only(sort):
    """It looks at the ends only: the smallest first, the largest last. | 只看了两头：最小的在前，最大的在后。"""

    @given(LISTS)
    def holds(numbers):
        result = sort(list(numbers))
        assert Counter(result) == Counter(numbers)
        assert not numbers or (result[0] == min(numbers) and result[-1] == max(numbers))

    holds()


@mistake(verdict="wrong", section="no-oracle")
def check_relu__not_negative(relu):
    """It only wants that nothing is negative, which the absolute value fulfils as well. |
    只要求结果不是负数，取绝对值也做得到。
    """

    @given(ARRAYS)
    def holds(x):
        before = x.copy()
        y = relu(x)
        assert np.array_equal(x, before)
        assert (y.shape, y.dtype) == (x.shape, x.dtype)
        assert (y >= 0).all()

    holds()


@mistake(verdict="wrong", section="no-oracle")
def check_relu__positives_only(relu):
    """It says what becomes of positive elements, and nothing of the others. | 只说了正数应当怎样，没有管其余的元素。"""

    @given(ARRAYS)
    def holds(x):
        before = x.copy()
        y = relu(x)
        assert np.array_equal(x, before)
        assert (y.shape, y.dtype) == (x.shape, x.dtype)
        assert np.array_equal(y[x > 0], x[x > 0])

    holds()


@mistake(verdict="wrong", section="no-oracle")
def check_relu__shape_forgotten(relu):
    """It compares all elements in a row, so that the shape goes unseen. | 把元素排成一行再比较，形状变了也看不出来。"""

    @given(ARRAYS)
    def holds(x):
        before = x.copy()
        y = relu(x)
        assert np.array_equal(x, before)
        assert np.array_equal(y.ravel(), np.where(x > 0, x, 0.0).ravel())

    holds()


@mistake(verdict="wrong", section="no-oracle")
def check_relu__input_forgotten(relu):
    """It computes what is expected after the call, from an input that may have been changed. |
    调用之后才去算应得的结果，而那时输入可能已经变了。
    """

    @given(ARRAYS)
    def holds(x):
        y = relu(x)
        assert y.shape == x.shape
        assert np.array_equal(y, np.where(x > 0, x, 0.0))

    holds()


@mistake(verdict="wrong", section="draw")
def check_relu__small_numbers(relu):
    """It draws numbers between -1 and 1 only, where cutting off at 1 changes nothing. |
    只抽了 -1 到 1 之间的数，在 1 处截断也看不出来。
    """

    @given(hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, min_side=0), elements=st.floats(-1, 1)))
    def holds(x):
        before = x.copy()
        y = relu(x)
        assert np.array_equal(x, before)
        assert (y.shape, y.dtype) == (x.shape, x.dtype)
        assert np.array_equal(y[x > 0], x[x > 0])
        assert not y[x <= 0].any()

    holds()


@mistake(verdict="wrong", section="draw")
def check_relu__never_empty(relu):
    """It draws neither scalars nor empty arrays. | 标量和空数组都没有抽到。"""

    @given(hnp.arrays(np.float64, hnp.array_shapes(), elements=NUMBERS))
    def holds(x):
        before = x.copy()
        y = relu(x)
        assert np.array_equal(x, before)
        assert (y.shape, y.dtype) == (x.shape, x.dtype)
        assert np.array_equal(y, np.maximum(before, 0))

    holds()


@mistake(verdict="wrong", section="no-oracle")
def check_relu__zero_is_positive(relu):
    """It wants results larger than 0 where there is no negative element: ReLU of 0 is 0. |
    要求非负元素的结果都大于 0，可是 ReLU(0) 就是 0。
    """

    @given(ARRAYS)
    def holds(x):
        y = relu(x)
        assert (y[x >= 0] > 0).all()

    holds()


@mistake(verdict="wrong", section="given")
def check_relu__never_called(relu):
    """The law is defined, but never called: nothing is checked. | 性质定义好了，却没有调用：什么也没有检查。"""

    @given(ARRAYS)
    def holds(x):
        assert np.array_equal(relu(x), np.maximum(x, 0))


@mistake(verdict="wrong", section="round-trip")
def check_index_pair__round_trip_only(flat_index, unflatten_index):
    """It only wants them to undo each other: so do two that are wrong in the same way. |
    只要求两个函数互逆：错得一样的两个函数也互逆。
    """

    @given(SHAPES)
    def holds(shape):
        for index in np.ndindex(*shape):
            assert unflatten_index(flat_index(index, shape), shape) == index

    holds()


@mistake(verdict="wrong", section="round-trip")
def check_index_pair__permutation(flat_index, unflatten_index):
    """It wants every position once, in any order: row-major is one order of many. |
    只要求每个位置恰好出现一次，不管顺序：行优先只是许多顺序中的一种。
    """

    @given(SHAPES)
    def holds(shape):
        positions = [flat_index(index, shape) for index in np.ndindex(*shape)]
        assert sorted(positions) == list(range(len(positions)))
        assert [unflatten_index(p, shape) for p in positions] == list(np.ndindex(*shape))

    holds()


@mistake(verdict="wrong", section="round-trip")
def check_index_pair__first_position(flat_index, unflatten_index):
    """Beside the round trip, it looks at the first element only. | 除了互逆，只看了第一个元素的位置。"""

    @given(SHAPES)
    def holds(shape):
        assert flat_index((0,) * len(shape), shape) == 0
        assert flat_index(tuple(size - 1 for size in shape), shape) == np.prod(shape) - 1
        for index in np.ndindex(*shape):
            assert unflatten_index(flat_index(index, shape), shape) == index
            if len(shape) == 1:
                assert flat_index(index, shape) == index[0]

    holds()


@mistake(verdict="wrong", section="round-trip")
def check_index_pair__half(flat_index, unflatten_index):
    """It checks `flat_index` and forgets `unflatten_index`. | 只检查了 `flat_index`，忘了 `unflatten_index`。"""

    @given(SHAPES)
    def holds(shape):
        for position, index in enumerate(np.ndindex(*shape)):
            assert flat_index(index, shape) == position

    holds()


@mistake(verdict="wrong", section="round-trip")
def check_index_pair__other_half(flat_index, unflatten_index):
    """It checks `unflatten_index` and forgets `flat_index`. | 只检查了 `unflatten_index`，忘了 `flat_index`。"""

    @given(SHAPES)
    def holds(shape):
        for position, index in enumerate(np.ndindex(*shape)):
            assert unflatten_index(position, shape) == index

    holds()


@mistake(verdict="wrong", section="draw")
def check_index_pair__vectors(flat_index, unflatten_index):
    """It draws shapes of one axis, where every order is the same. | 只抽了一个轴的形状，这时怎么排都一样。"""

    @given(st.integers(1, 9))
    def holds(size):
        for index in range(size):
            assert flat_index((index,), (size,)) == index
            assert unflatten_index(index, (size,)) == (index,)

    holds()


@mistake(verdict="wrong", section="two-laws")
def check_index_pair__counts_from_one(flat_index, unflatten_index):
    """It counts positions from 1; the first is 0. | 位置从 1 数起了，第一个位置应当是 0。"""

    @given(SHAPES)
    def holds(shape):
        for position, index in enumerate(np.ndindex(*shape), 1):
            assert flat_index(index, shape) == position

    holds()


def drawn(shape, elements=NUMBERS):
    return st.tuples(
        hnp.arrays(np.float64, shape, elements=elements), hnp.arrays(np.float64, shape[1:], elements=elements)
    )


def same(add_row, pair):
    x, y = pair
    result = add_row(x, y)
    assert result.shape == x.shape
    assert np.array_equal(result, x + y)


@mistake(verdict="wrong", section="draw")
def check_add_row__fixed_shape(add_row):
    """It draws matrices of one shape: bugs that show in other shapes get through. |
    只抽一种形状的矩阵：在别的形状下才露馅的错误就漏掉了。
    """

    @given(drawn((2, 3)))
    def holds(pair):
        same(add_row, pair)

    holds()


@mistake(verdict="wrong", section="draw")
def check_add_row__squares(add_row):
    """It draws square matrices only. | 只抽了方阵。"""

    @given(st.integers(0, 4).flatmap(lambda n: drawn((n, n))))
    def holds(pair):
        same(add_row, pair)

    holds()


@mistake(verdict="wrong", section="draw")
def check_add_row__never_empty(add_row):
    """It draws at least one row: a matrix without rows is never tried. | 至少抽一行：一行也没有的矩阵从来没有试过。"""

    @given(hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4).flatmap(drawn))
    def holds(pair):
        same(add_row, pair)

    holds()


@mistake(verdict="wrong", section="draw")
def check_add_row__whole_numbers(add_row):
    """It draws whole numbers only: what happens to a fraction goes unseen. | 只抽了整数：小数部分怎样了，看不出来。"""
    whole = st.integers(-9, 9).map(float)

    @given(hnp.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=4).flatmap(lambda s: drawn(s, whole)))
    def holds(pair):
        same(add_row, pair)

    holds()


@mistake(verdict="wrong", section="draw")
def check_add_row__positive(add_row):
    """It draws positive numbers only: a lost sign goes unseen. | 只抽了正数：丢了负号也看不出来。"""

    @given(
        hnp.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=4).flatmap(lambda s: drawn(s, st.floats(0, 9)))
    )
    def holds(pair):
        same(add_row, pair)

    holds()


@mistake(verdict="wrong", section="draw")
def check_add_row__broadcasts_what_it_compares(add_row):
    """It compares by the difference, which broadcasts: a wrong shape goes unseen. |
    用相减来比较，而相减会广播：形状错了也看不出来。
    """

    @given(hnp.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=4).flatmap(drawn))
    def holds(pair):
        x, y = pair
        assert np.abs(add_row(x, y) - (x + y)).sum() < 1e-9 or x.shape[1] == 1

    holds()


@mistake(verdict="wrong", section="draw")
def check_add_row__any_two_shapes(add_row):
    """It draws the vector without regard to the matrix, and so demands an answer where there is none. |
    抽向量时没有管矩阵的形状，于是在没有结果的地方也要求有结果。
    """

    @given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
    def holds(rows, columns, length):
        x, y = np.ones((rows, columns)), np.ones(length)
        with contextlib.suppress(ValueError):
            assert add_row(x, y).shape == (rows, columns)
            return
        raise AssertionError

    holds()


def samples(n):
    y = np.arange(n)
    return 10.0 * y[:, np.newaxis], y


def pairs_kept(shuffle):
    @given(st.integers(0, 1000), st.integers(0, 8))
    def holds(seed, n):
        x, y = samples(n)
        new_x, new_y = shuffle(seed, x, y)
        assert sorted(new_y.tolist()) == y.tolist()
        assert np.array_equal(new_x, x[new_y])

    holds()


def order(shuffle, seed, n=30):
    return shuffle(seed, *samples(n))[1].tolist()


@mistake(verdict="wrong", section="conserved")
def check_shuffle_together__order_forgotten(shuffle):
    """It checks that nothing is lost or torn apart, but not that anything moves. |
    查了有没有丢、有没有拆散，却没有查顺序变没变。
    """
    pairs_kept(shuffle)


@mistake(verdict="wrong", section="conserved")
def check_shuffle_together__pairs_forgotten(shuffle):
    """It looks at samples and labels one by one, not at the pairs. | 样本和标签分开检查，没有管配对。"""

    @given(st.integers(0, 1000), st.integers(0, 8))
    def holds(seed, n):
        x, y = samples(n)
        new_x, new_y = shuffle(seed, x, y)
        assert sorted(new_y.tolist()) == y.tolist()
        assert sorted(new_x.ravel().tolist()) == x.ravel().tolist()

    holds()
    assert order(shuffle, 1) == order(shuffle, 1) != order(shuffle, 2) != list(range(30)) != order(shuffle, 1)


@mistake(verdict="wrong", section="conserved")
def check_shuffle_together__only_pairs(shuffle):
    """It looks at the pairs that are there: who is missing, or comes twice, goes unseen. |
    只看了还在的配对：少了的、重复的都看不出来。
    """

    @given(st.integers(0, 1000), st.integers(0, 8))
    def holds(seed, n):
        x, y = samples(n)
        new_x, new_y = shuffle(seed, x, y)
        assert np.array_equal(new_x, x[new_y])

    holds()
    assert order(shuffle, 1) == order(shuffle, 1) != order(shuffle, 2) != list(range(30)) != order(shuffle, 1)


@mistake(verdict="wrong", section="conserved")
def check_shuffle_together__one_seed(shuffle):
    """It tries one seed: an order that never changes looks shuffled. |
    只试了一个种子：永远不变的顺序，看上去也像打乱过。
    """
    pairs_kept(shuffle)
    assert order(shuffle, 1) == order(shuffle, 1) != list(range(30))


@mistake(verdict="wrong", section="conserved")
def check_shuffle_together__seed_not_repeated(shuffle):
    """It never uses a seed twice: whether it gives the same order goes unseen. |
    没有把同一个种子用两次：顺序是否相同，看不出来。
    """
    pairs_kept(shuffle)
    assert order(shuffle, 1) != order(shuffle, 2)
    assert list(range(30)) not in (order(shuffle, 1), order(shuffle, 2))


@mistake(verdict="wrong", section="conserved")
def check_shuffle_together__two_samples(shuffle):
    """It wants a new order of two samples every time, which by chance may stay as they were. |
    只有两个样本，却要求每次顺序都变；碰巧不变也是正常的。
    """
    pairs_kept(shuffle)
    for seed in range(10):
        assert order(shuffle, seed, 2) != [0, 1]


@mistake(verdict="wrong", section="conserved")
def check_shuffle_together__lengths(shuffle):
    """It compares lengths: with one sample twice and another missing, the length is right. |
    只比较了长度：一个样本出现两次、另一个没有，长度照样对。
    """

    @given(st.integers(0, 1000), st.integers(0, 8))
    def holds(seed, n):
        x, y = samples(n)
        new_x, new_y = shuffle(seed, x, y)
        assert len(new_x) == len(new_y) == n
        assert np.array_equal(new_x, x[new_y])

    holds()
    assert order(shuffle, 1) == order(shuffle, 1) != order(shuffle, 2) != list(range(30)) != order(shuffle, 1)

"""Properties stated differently."""

import random
from itertools import pairwise, product

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp


def check_sort__oracle(sort):
    """Compares with Python's own."""

    @given(st.lists(st.integers(-5, 5)))
    def holds(numbers):
        assert sort(numbers.copy()) == sorted(numbers)

    holds()


def check_sort__by_counting(sort):
    """Without Hypothesis: all short lists of three numbers."""
    for length in range(5):
        for numbers in product((-2, 0, 1), repeat=length):
            result = sort(list(numbers))
            assert len(result) == length
            for number in numbers:
                assert result.count(number) == numbers.count(number)
            assert all(result[i] <= result[i + 1] for i in range(length - 1))


def check_sort__own_settings(sort):
    """With settings of its own, and an example."""

    @settings(max_examples=300)
    @given(numbers=st.lists(st.integers(-100, 100), max_size=12))
    @example(numbers=[1, 1])
    def holds(numbers):
        if sort(list(numbers)) != sorted(numbers):
            raise AssertionError(numbers)

    holds()


def check_relu__oracle(relu):
    """Compares with `np.maximum`, computed before the call."""

    @given(
        hnp.arrays(
            np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4), elements=st.floats(-3, 3)
        )
    )
    def holds(x):
        before, expected = x.copy(), np.maximum(x, 0)
        result = relu(x)
        np.testing.assert_array_equal(result, expected)
        np.testing.assert_array_equal(x, before)

    holds()


def check_relu__by_parts(relu):
    """The positive part minus the positive part of the opposite is x."""

    @given(
        hnp.arrays(
            np.float64, st.lists(st.integers(0, 3), max_size=3).map(tuple), elements=st.integers(-5, 5).map(float)
        )
    )
    def holds(x):
        kept = x.copy()
        y, z = relu(x), relu(-x)
        assert (x == kept).all()
        assert y.shape == x.shape
        assert (y >= 0).all()
        assert (y - z == kept).all()
        assert (y * z == 0).all()

    holds()


def check_index_pair__by_numpy(flat_index, unflatten_index):
    """Compares with NumPy's own pair."""

    @given(hnp.array_shapes(min_dims=1, max_dims=3), st.data())
    def holds(shape, data):
        index = data.draw(st.tuples(*(st.integers(0, size - 1) for size in shape)))
        position = int(np.ravel_multi_index(index, shape))
        assert flat_index(index, shape) == position
        assert unflatten_index(position, shape) == index

    holds()


def check_index_pair__neighbours(flat_index, unflatten_index):
    """The round trip, and that the next index of np.ndindex has the next position."""

    @given(hnp.array_shapes(max_dims=3, max_side=4))
    def holds(shape):
        indices = list(np.ndindex(*shape))
        positions = [flat_index(index, shape) for index in indices]
        assert positions[0] == 0
        assert all(b == a + 1 for a, b in pairwise(positions))
        assert [unflatten_index(position, shape) for position in positions] == indices

    holds()


def check_add_row__composite(add_row):
    """With a composite strategy."""

    @st.composite
    def pairs(draw):
        rows, columns = draw(st.integers(0, 5)), draw(st.integers(0, 5))
        numbers = st.floats(-100, 100)
        return draw(hnp.arrays(np.float64, (rows, columns), elements=numbers)), draw(
            hnp.arrays(np.float64, columns, elements=numbers)
        )

    @given(pairs())
    def holds(pair):
        x, y = pair
        np.testing.assert_array_equal(add_row(x, y), x + y, strict=True)

    holds()


def check_add_row__by_random(add_row):
    """A plain loop over all small shapes, with seeded random numbers."""
    rng = np.random.default_rng(0)
    for rows, columns in product(range(5), repeat=2):
        x, y = rng.normal(size=(rows, columns)), rng.normal(size=columns)
        result = add_row(x, y)
        assert result.shape == (rows, columns)
        for i in range(rows):
            for j in range(columns):
                assert result[i, j] == x[i, j] + y[j]


def check_shuffle_together__by_pairs(shuffle):
    """Compares the pairs as a sorted list, and many seeds."""
    rand = random.Random(5)
    for _ in range(30):
        n = rand.randrange(1, 12)
        x = np.array([[rand.randrange(100) + i / 100, i] for i in range(n)])
        y = np.arange(n) * 7
        new_x, new_y = shuffle(rand.randrange(10**6), x, y)
        old = sorted(zip(x.tolist(), y.tolist(), strict=True))
        assert sorted(zip(new_x.tolist(), new_y.tolist(), strict=True)) == old
    x, y = np.arange(50)[:, np.newaxis] * 1.0, np.arange(50)
    orders = [tuple(shuffle(seed, x, y)[1].tolist()) for seed in range(5)]
    assert len({*orders, tuple(range(50))}) == 6
    assert orders == [tuple(shuffle(seed, x, y)[1].tolist()) for seed in range(5)]

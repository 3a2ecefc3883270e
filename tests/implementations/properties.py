"""What the properties of a learner are tried on: right implementations, and planted bugs."""

import numpy as np

from byhand.grading.planted import implementation

# sort(numbers)


def by_python(numbers):
    """Python's own `sorted`. | Python 自带的 `sorted`。"""
    return sorted(numbers)


def by_insertion(numbers):
    """Insertion sort. | 插入排序。"""
    result = []
    for number in numbers:
        place = sum(other <= number for other in result)
        result.insert(place, number)
    return result


def loses_duplicates(numbers):
    """It loses numbers that occur twice. | 重复的数只剩下一个。"""
    return sorted(set(numbers))


def loses_the_last(numbers):
    """It loses the largest number. | 丢了最大的那个数。"""
    return sorted(numbers)[:-1]


def returns_nothing_at_all(numbers):
    """It always returns an empty list. | 总是返回空列表。"""
    return []


def repeats_the_smallest(numbers):
    """It returns as many numbers, all of them the smallest. | 个数不少，却全是最小的那个数。"""
    return [min(numbers)] * len(numbers) if numbers else []


def leaves_the_order(numbers):
    """It returns the numbers in the order in which they came. | 原来是什么顺序，返回还是什么顺序。"""
    return list(numbers)


def descending(numbers):
    """It sorts from large to small. | 从大到小排了。"""
    return sorted(numbers, reverse=True)


def by_absolute_value(numbers):
    """It sorts by absolute value. | 按绝对值排了。"""
    return sorted(numbers, key=abs)


def one_pass(numbers):
    """It goes through the list once, as bubble sort does, and stops. | 冒泡排序只走了一趟就停下。"""
    result = list(numbers)
    for i in range(len(result) - 1):
        if result[i] > result[i + 1]:
            result[i], result[i + 1] = result[i + 1], result[i]
    return result


def swaps_in_the_middle(numbers):
    """It sorts, and then swaps the second and the third number. | 排好之后，又把第二个和第三个数对调了。"""
    result = sorted(numbers)
    if len(result) > 3:
        result[1:3] = result[2:0:-1]
    return result


SORTS = [implementation(sort) for sort in (by_python, by_insertion)]
SORTS_THAT_LOSE = [
    implementation(bug) for bug in (loses_duplicates, loses_the_last, returns_nothing_at_all, repeats_the_smallest)
]
SORTS_OUT_OF_ORDER = [
    implementation(bug) for bug in (leaves_the_order, descending, by_absolute_value, one_pass, swaps_in_the_middle)
]


# relu(x)


def by_maximum(x):
    """`np.maximum`. | 用 `np.maximum`。"""
    return np.maximum(x, x.dtype.type(0))


def by_mask(x):
    """A product with a mask. | 乘以掩码。"""
    return np.where(x > 0, x, x.dtype.type(0))


def absolute(x):
    """It takes the absolute value. | 取了绝对值。"""
    return np.abs(x)


def leaky(x):
    """It lets a hundredth of what is negative through. | 负数漏过来百分之一。"""
    return np.where(x > 0, x, x * x.dtype.type(0.01))


def identity(x):
    """It changes nothing. | 什么也没变。"""
    return x.copy()


def zero(x):
    """It returns zeros alone. | 返回的全是 0。"""
    return np.zeros_like(x)


def clipped_at_one(x):
    """It cuts off above 1, too. | 大于 1 的也截掉了。"""
    return np.clip(x, x.dtype.type(0), x.dtype.type(1))


def only_from_one_on(x):
    """It lets through only what is larger than 1. | 只有大于 1 的才放行。"""
    return np.where(x > 1, x, x.dtype.type(0))


def flattened(x):
    """It returns a vector, whatever the shape. | 不管什么形状，返回的都是向量。"""
    return np.maximum(x, x.dtype.type(0)).reshape(-1)


def in_place(x):
    """It writes into the array that it was given. | 直接改写了输入的数组。"""
    x[x < 0] = 0
    return x.copy()


def one_at_zero(x):
    """It turns 0 into 1. | 把 0 变成了 1。"""
    return np.where(x > 0, x, np.where(x == 0, 1.0, 0.0))


def needs_an_axis(x):
    """It goes through the rows, and a scalar has none. | 一行一行地算，而标量没有行。"""
    return np.array([np.maximum(row, 0) for row in x]).reshape(x.shape)


def needs_an_element(x):
    """It looks for the largest element, and fails where there is none. | 先找最大的元素，一个元素也没有时就出错。"""
    return np.clip(x, 0, max(x.max(), 0))


RELUS = [implementation(relu) for relu in (by_maximum, by_mask)]
RELUS_OF_NEGATIVES = [implementation(bug) for bug in (absolute, leaky, identity, one_at_zero)]
RELUS_OF_POSITIVES = [implementation(bug) for bug in (zero, clipped_at_one, only_from_one_on)]
RELUS_BESIDE = [implementation(bug) for bug in (flattened, in_place)]
RELUS_AT_THE_EDGE = [implementation(bug) for bug in (needs_an_axis, needs_an_element)]


# flat_index(index, shape), unflatten_index(position, shape)


def flat_by_horner(index, shape):
    """Row-major, axis by axis. | 行优先，逐个轴累积。"""
    position = 0
    for i, size in zip(index, shape, strict=True):
        position = position * size + i
    return position


def unflat_by_divmod(position, shape):
    """Row-major, from the last axis. | 行优先，从最后一个轴开始。"""
    index = []
    for size in reversed(shape):
        position, i = divmod(position, size)
        index.append(i)
    return tuple(reversed(index))


def flat_by_numpy(index, shape):
    """NumPy's own pair. | NumPy 自带的一对函数。"""
    return int(np.ravel_multi_index(index, shape))


def unflat_by_numpy(position, shape):
    return tuple(map(int, np.unravel_index(position, shape)))


def flat_column_major(index, shape):
    """Both go down the columns: they undo each other, in the wrong order. | 两个都按列排：互为逆，顺序却不对。"""
    return flat_by_horner(index[::-1], shape[::-1])


def unflat_column_major(position, shape):
    return unflat_by_divmod(position, shape[::-1])[::-1]


def flat_from_one(index, shape):
    """Both count positions from 1: they undo each other. | 两个都从 1 开始数位置：互为逆。"""
    return flat_by_horner(index, shape) + 1


def unflat_from_one(position, shape):
    return unflat_by_divmod(position - 1, shape)


def flat_from_the_end(index, shape):
    """Both count positions from the end: they undo each other. | 两个都从末尾往前数：互为逆。"""
    return int(np.prod(shape)) - 1 - flat_by_horner(index, shape)


def unflat_from_the_end(position, shape):
    return unflat_by_divmod(int(np.prod(shape)) - 1 - position, shape)


def flat_beside_columns(index, shape):
    """Only one of them goes by columns: they do not undo each other. | 只有一个按列排：两个并不互逆。"""
    return flat_by_horner(index, shape)


def flat_sum(index, shape):
    """The position is the sum of the indices: many places share one. | 位置等于下标之和：好几处挤在同一个位置。"""
    return sum(index)


PAIRS = [implementation(flat_by_horner, unflat_by_divmod), implementation(flat_by_numpy, unflat_by_numpy)]
PAIRS_THAT_DIFFER = [
    implementation(flat_beside_columns, unflat_column_major),
    implementation(flat_sum, unflat_by_divmod),
]
PAIRS_WRONG_ALIKE = [
    implementation(flat_column_major, unflat_column_major),
    implementation(flat_from_one, unflat_from_one),
    implementation(flat_from_the_end, unflat_from_the_end),
]


# add_row(x, y)


def _is_row(x, y):
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"add_row: {y.shape} is no row of {x.shape}")


def add_by_broadcasting(x, y):
    """Broadcasting. | 用广播。"""
    _is_row(x, y)
    return x + y


def add_by_loops(x, y):
    """Two loops. | 用两层循环。"""
    _is_row(x, y)
    result = x.copy()
    for i, j in np.ndindex(*x.shape):
        result[i, j] += y[j]
    return result


def adds_columns_if_square(x, y):
    """It adds to the columns, but only where the matrix is square. | 矩阵是方阵时，加到了列上。"""
    return x + (y[:, np.newaxis] if x.shape[0] == x.shape[1] else y)


def adds_columns_if_it_can(x, y):
    """It adds to the columns wherever there are more rows than columns. | 行比列多时，只加了前几行。"""
    result = x.copy()
    result[: x.shape[1]] += y
    return result


def first_row_only(x, y):
    """It adds to the first row alone. | 只加到了第一行上。"""
    result = x.copy()
    result[:1] += y
    return result


def forgets_the_sign(x, y):
    """It adds the absolute value. | 加的是绝对值。"""
    return x + np.abs(y)


def forgets_the_fraction(x, y):
    """It drops what stands after the decimal point. | 丢掉了小数部分。"""
    return x + np.trunc(y)


def loses_the_axis_of_one_column(x, y):
    """It returns a vector where there is only one column. | 只有一列时，返回了向量。"""
    result = x + y
    return result[:, 0] if x.shape[1] == 1 else result


def needs_a_row(x, y):
    """It fails for a matrix without rows. | 矩阵一行也没有时会出错。"""
    return np.stack([row + y for row in x])


ADDERS = [implementation(add) for add in (add_by_broadcasting, add_by_loops)]
ADDERS_BY_SHAPE = [implementation(bug) for bug in (adds_columns_if_square, adds_columns_if_it_can, first_row_only)]
ADDERS_BY_VALUE = [implementation(bug) for bug in (forgets_the_sign, forgets_the_fraction)]
ADDERS_AT_THE_EDGE = [implementation(bug) for bug in (loses_the_axis_of_one_column, needs_a_row)]


# shuffle(seed, x, y)


def by_permutation(seed, x, y):
    """One permutation for both. | 两边用同一个排列。"""
    order = np.random.default_rng(seed).permutation(len(x))
    return x[order], y[order]


def by_keys(seed, x, y):
    """Sort by random keys. | 按随机数排序。"""
    order = np.argsort(np.random.default_rng(seed).random(len(x)))
    return x[order].copy(), y[order].copy()


def labels_stay(seed, x, y):
    """The samples move, the labels stay. | 样本换了顺序，标签没有跟着换。"""
    return np.random.default_rng(seed).permutation(x), y.copy()


def each_for_itself(seed, x, y):
    """Samples and labels are shuffled, but not alike. | 样本和标签各打乱各的。"""
    rng = np.random.default_rng(seed)
    return rng.permutation(x), rng.permutation(y)


def with_replacement(seed, x, y):
    """Some pairs come twice, others never. | 有的样本出现两次，有的一次也没有。"""
    order = np.random.default_rng(seed).integers(0, max(len(x), 1), len(x))
    return x[order], y[order]


def drops_the_last(seed, x, y):
    """One pair is missing. | 少了一个样本。"""
    order = np.random.default_rng(seed).permutation(len(x))[:-1]
    return x[order], y[order]


def never_moves(seed, x, y):
    """Nothing ever changes its place. | 顺序从来不变。"""
    return x.copy(), y.copy()


def ignores_the_seed(seed, x, y):
    """Every seed gives the same order. | 换什么种子，顺序都一样。"""
    order = np.random.default_rng(0).permutation(len(x))
    return x[order], y[order]


def ignores_that_it_was_seeded(seed, x, y):
    """The same seed gives another order the next time. | 同一个种子，下一次的顺序又不一样。"""
    order = np.random.default_rng().permutation(len(x))
    return x[order], y[order]


SHUFFLES = [implementation(shuffle) for shuffle in (by_permutation, by_keys)]
SHUFFLES_APART = [implementation(bug) for bug in (labels_stay, each_for_itself)]
SHUFFLES_THAT_LOSE = [implementation(bug) for bug in (with_replacement, drops_the_last)]
SHUFFLES_OF_ORDER = [implementation(bug) for bug in (never_moves, ignores_the_seed, ignores_that_it_was_seeded)]

"""Wrong answers to the exercises on broadcasting that a person would write."""

import itertools

import numpy as np

from byhand.grading import mistake
from solutions.broadcasting import broadcast_shape, broadcast_to


def padded(a, b):
    """Both shapes with leading axes of size 1, of the same length."""
    rank = max(len(a), len(b))
    return (1,) * (rank - len(a)) + tuple(a), (1,) * (rank - len(b)) + tuple(b)


def clash(a, b, axis):
    """The error that the contract asks for."""
    return ValueError(f"{a} and {b} clash at axis {axis}")


@mistake(verdict="wrong", section="rule")
def broadcast_shape__larger_size(a, b):
    """It takes the larger size, but an axis of size 1 stretches to 0 as well. |
    它取较大的那个大小，可是大小为 1 的轴遇到 0 也会变成 0。
    """
    result = []
    for axis, (m, n) in enumerate(zip(*padded(a, b), strict=True)):
        if m != n and 1 not in (m, n):
            raise clash(a, b, axis)
        result.append(max(m, n))
    return tuple(result)


@mistake(verdict="error", section="rule")
def broadcast_shape__aligned_left(a, b):
    """It aligns the shapes at the left; they are aligned at the last axis. |
    它把形状左对齐了；形状应当从最后一个轴开始对齐。
    """
    rank = max(len(a), len(b))
    a, b = a + (1,) * (rank - len(a)), b + (1,) * (rank - len(b))
    for axis, (m, n) in enumerate(zip(a, b, strict=True)):
        if m != n and 1 not in (m, n):
            raise clash(a, b, axis)
    return tuple(n if m == 1 else m for m, n in zip(a, b, strict=True))


@mistake(verdict="wrong", section="rule")
def broadcast_shape__multiples(a, b):
    """It stretches a size to any multiple of it; only size 1 stretches. |
    它允许把大小扩展到整数倍；只有大小为 1 的轴才能扩展。
    """
    result = []
    for axis, (m, n) in enumerate(zip(*padded(a, b), strict=True)):
        small, large = sorted((m, n))
        if m != n and (small == 0 or large % small) and 1 not in (m, n):
            raise clash(a, b, axis)
        result.append(n if m == 1 else m if n == 1 else large)
    return tuple(result)


@mistake(verdict="wrong", section="rule")
def broadcast_shape__list(a, b):
    """It returns a list; a shape is a tuple. | 它返回了列表；形状应当是元组。"""
    return list(broadcast_shape(a, b))


@mistake(verdict="wrong", section="rule")
def broadcast_shape__no_check(a, b):
    """It never checks whether the sizes fit together. | 它从不检查两个大小能否相容。"""
    return tuple(n if m == 1 else m for m, n in zip(*padded(a, b), strict=True))


@mistake(verdict="wrong", section="rule")
def broadcast_shape__axis_from_the_right(a, b):
    """It counts the clashing axis from the right; the result numbers its axes from the left. |
    它从右边数冲突的轴；结果的轴应当从左边数起。
    """
    a_, b_ = padded(a, b)
    for position, (m, n) in enumerate(zip(reversed(a_), reversed(b_), strict=True)):
        if m != n and 1 not in (m, n):
            raise clash(a, b, position)
    return broadcast_shape(a, b)


@mistake(verdict="wrong", section="rule")
def broadcast_shape__zip_stops_early(a, b):
    """It forgets the axes that only the longer shape has: zip stops at the shorter. |
    它漏掉了只有较长形状才有的轴：zip 到较短的那个就停了。
    """
    result = []
    for m, n in zip(reversed(a), reversed(b), strict=False):
        if m != n and 1 not in (m, n):
            raise clash(a, b, max(len(a), len(b)) - 1 - len(result))
        result.append(n if m == 1 else m)
    return tuple(reversed(result))


@mistake(verdict="error", section="rule")
def broadcast_shape__allocates(a, b):
    """It builds arrays of these shapes to see what happens; a shape can be far larger than the memory. |
    它造出这些形状的数组来试；可是形状完全可以比内存大得多。
    """
    try:
        return (np.zeros(a) + np.zeros(b)).shape
    except ValueError:
        return broadcast_shape(a, b)


@mistake(verdict="wrong", section="rule")
def broadcast_shapes__first_two(*shapes):
    """It combines only the first two shapes. | 它只合并了前两个形状。"""
    return broadcast_shape(*shapes[:2]) if len(shapes) > 1 else (shapes[0] if shapes else ())


@mistake(verdict="error", section="rule")
def broadcast_shapes__none_given(*shapes):
    """It takes the first shape for granted; no shapes at all give (). |
    它以为至少有一个形状；一个也没有时应当得到 ()。
    """
    result = shapes[0]
    for shape in shapes[1:]:
        result = broadcast_shape(result, shape)
    return result


@mistake(verdict="wrong", section="rule")
def broadcast_shapes__neighbours(*shapes):
    """It compares neighbours only; the first and the last can clash over a 1 between them. |
    它只比较相邻的形状；第一个和最后一个可能隔着一个 1 发生冲突。
    """
    if not shapes:
        return ()
    for one, other in itertools.pairwise(shapes):
        broadcast_shape(one, other)
    rank = max(map(len, shapes))
    columns = zip(*((1,) * (rank - len(shape)) + shape for shape in shapes), strict=True)
    return tuple(next((size for size in column if size != 1), 1) for column in columns)


@mistake(verdict="wrong", section="rule")
def broadcast_shapes__largest(*shapes):
    """It takes the largest size of every axis and checks nothing. |
    它在每个轴上取最大的大小，什么也不检查。
    """
    rank = max(map(len, shapes), default=0)
    columns = zip(*((1,) * (rank - len(shape)) + shape for shape in shapes), strict=True)
    return tuple(map(max, columns))


@mistake(verdict="error", section="rule")
def broadcast_shapes__start_at_zero(*shapes):
    """It starts from the size-0 shape (0,); the shape that changes nothing is (). |
    它从 (0,) 开始合并；什么也不改变的形状是 ()。
    """
    result = (0,)
    for shape in shapes:
        result = broadcast_shape(result, shape)
    return result


@mistake(verdict="wrong", section="rule")
def broadcast_shapes__no_result(*shapes):
    """It computes the shape and forgets to return it. | 它算出了形状，却忘了返回。"""
    result = ()
    for shape in shapes:
        result = broadcast_shape(result, shape)


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__resize(x, shape):
    """It repeats the elements until the array is full; broadcasting repeats along axes. |
    它把元素一个接一个地重复填满数组；广播是沿着轴重复。
    """
    return np.resize(x, shape)


@mistake(verdict="error", section="by-hand")
def broadcast_to__reshape(x, shape):
    """It reshapes, which can never make more elements. | 它用了 reshape，而 reshape 不会让元素变多。"""
    return x.reshape(shape).copy()


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__both_stretch(x, shape):
    """It lets the target stretch, too; here only the tensor may. |
    它让目标形状也跟着扩展；这里只有张量可以扩展。
    """
    return broadcast_to(x, broadcast_shape(x.shape, shape))


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__view(x, shape):
    """It returns a view of its input: writing into the result would change the input. |
    它返回了输入的视图：往结果里写会改掉输入。
    """
    added = len(shape) - x.ndim
    if added < 0 or any(m not in (1, n) for m, n in zip(x.shape, shape[added:], strict=True)):
        raise ValueError(f"{x.shape} does not broadcast to {shape}")
    strides = (0,) * added + tuple(0 if m == 1 else s for m, s in zip(x.shape, x.strides, strict=True))
    return np.lib.stride_tricks.as_strided(x, shape, strides)


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__float(x, shape):
    """It always makes a float64 array; the dtype must stay that of the input. |
    它总是造出 float64 数组；dtype 应当与输入相同。
    """
    return broadcast_to(x, shape).astype(np.float64)


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__assignment(x, shape):
    """It drops leading axes of size 1 where the tensor has more axes than the target. |
    张量的轴比目标多时，它悄悄丢掉了前面大小为 1 的轴。
    """
    result = np.empty(shape, x.dtype)
    try:
        result[...] = x
    except ValueError:
        raise ValueError(f"{x.shape} does not broadcast to {shape}") from None
    return result


@mistake(verdict="error", section="by-hand")
def broadcast_to__no_new_axes(x, shape):
    """It repeats axes of size 1 and forgets to add the missing ones in front. |
    它只重复大小为 1 的轴，忘了在前面补上缺少的轴。
    """
    for axis, (m, n) in enumerate(zip(x.shape, shape, strict=True)):
        if m not in (1, n):
            raise ValueError(f"{x.shape} does not broadcast to {shape}")
        x = np.repeat(x, n, axis) if m == 1 else x
    return x.copy()


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__in_place(x, y):
    """It adds into its input; work on a copy. | 它直接加到了输入上；应当在副本上计算。"""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] += y[j]
    return x


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__by_row(x, y):
    """It takes the vector's element of the row, not of the column. |
    它取的是向量的第 i 个元素，应当取第 j 个。
    """
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[i]
    return result


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__no_check(x, y):
    """It does not check the shapes before it adds. | 相加之前没有检查形状。"""
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(min(x.shape[-1], len(np.atleast_1d(y)))):
            result[i, j] += np.atleast_1d(y)[j]
    return result


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__stretches_one(x, y):
    """It stretches a vector of length 1; this exercise adds vectors as long as the rows only. |
    它扩展了长度为 1 的向量；本题只加与行等长的向量。
    """
    if x.ndim != 2 or y.ndim != 1 or y.shape[0] not in (1, x.shape[1]):
        raise ValueError(f"{x.shape} and {y.shape}")
    return np.array([row + y for row in x], x.dtype).reshape(x.shape)


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__float(x, y):
    """It collects the result in a float64 array, whatever the inputs are. |
    不论输入是什么，它都用 float64 数组来存结果。
    """
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = np.zeros(x.shape)
    for i, j in np.ndindex(x.shape):
        result[i, j] = x[i, j] + y[j]
    return result


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__list(x, y):
    """It returns nested lists; the result must be an array. | 它返回了嵌套列表；结果应当是数组。"""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    return [[x[i, j] + y[j] for j in range(x.shape[1])] for i in range(x.shape[0])]


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__early_return(x, y):
    """It returns inside the loop, after the first row. | 它在循环里面就 return 了，只算了第一行。"""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[j]
        return result
    return result


@mistake(verdict="error", section="both-stretch")
def broadcast_add__second_only(x, y):
    """It stretches only the second tensor; both may have to. | 它只扩展第二个张量；两个都可能需要扩展。"""
    return np.asarray(x + broadcast_to(y, x.shape))


@mistake(verdict="error", section="both-stretch")
def broadcast_add__to_the_larger(x, y):
    """It stretches the tensor with fewer axes to the other's shape; each may be stretched along another
    axis. |
    它把轴较少的张量扩展成另一个的形状；其实两个张量可能各在不同的轴上扩展。
    """
    if x.ndim < y.ndim:
        return np.asarray(broadcast_to(x, y.shape) + y)
    return np.asarray(x + broadcast_to(y, x.shape))


@mistake(verdict="wrong", section="both-stretch")
def broadcast_add__dtype_of_first(x, y):
    """It keeps the dtype of the first tensor; 1 + 0.5 then loses its half. |
    它保留第一个张量的 dtype；这样 1 + 0.5 就丢掉了 0.5。
    """
    shape = broadcast_shape(x.shape, y.shape)
    return (broadcast_to(x, shape) + broadcast_to(y, shape)).astype(x.dtype)


@mistake(verdict="wrong", section="both-stretch")
def broadcast_add__float(x, y):
    """It turns everything into float64. | 它把一切都变成了 float64。"""
    shape = broadcast_shape(x.shape, y.shape)
    return np.asarray(broadcast_to(x, shape) + broadcast_to(y, shape), np.float64)


@mistake(verdict="wrong", section="both-stretch")
def broadcast_add__largest_sizes(x, y):
    """It stretches to the larger of the two sizes, which is wrong where one of them is 0. |
    它扩展到两个大小中较大的那个；其中一个是 0 时就错了。
    """
    shape = broadcast_shape(x.shape, y.shape)
    larger = tuple(map(max, *padded(x.shape, y.shape))) if shape else ()
    return np.zeros(larger, np.result_type(x, y)) + (x + y if larger == shape else 0)


@mistake(verdict="wrong", section="both-stretch")
def broadcast_add__swallows_clash(x, y):
    """It cuts both tensors down to what fits instead of raising an error. |
    形状冲突时它不报错，而是把两个张量裁到能对上为止。
    """
    try:
        shape = broadcast_shape(x.shape, y.shape)
    except ValueError:
        small = tuple(map(min, *padded(x.shape, y.shape)))
        return np.full(small, x.flat[0] + y.flat[0])
    return np.asarray(broadcast_to(x, shape) + broadcast_to(y, shape))


@mistake(verdict="wrong", section="outer")
def outer_product__elementwise(x, y):
    """It multiplies element by element, and so needs equal lengths. |
    它做的是逐元素乘法，因此要求长度相等。
    """
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    return x[: len(y)] * y[: len(x)]


@mistake(verdict="wrong", section="outer")
def outer_product__transposed(x, y):
    """It puts x along the columns: the result is transposed. | 它把 x 放在了列的方向上：结果转置了。"""
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    return x * y[:, np.newaxis]


@mistake(verdict="wrong", section="outer")
def outer_product__sum(x, y):
    """It adds the pairs instead of multiplying them. | 它把每一对相加，而不是相乘。"""
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    return x[:, np.newaxis] + y


@mistake(verdict="wrong", section="outer")
def outer_product__any_rank(x, y):
    """It accepts tensors that are no vectors. | 它接受了不是向量的张量。"""
    return x.reshape(-1)[:, np.newaxis] * y.reshape(-1)


@mistake(verdict="wrong", section="outer")
def outer_product__matrix(x, y):
    """It returns np.matrix, an old subclass whose * is the matrix product. |
    它返回 np.matrix；这个旧的子类里 * 是矩阵乘法。
    """
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    return np.asmatrix(x[:, np.newaxis] * y)


@mistake(verdict="wrong", section="outer")
def outer_product__dot(x, y):
    """It sums the products of corresponding elements: that is the dot product. |
    它把对应元素的积加了起来：那是点积。
    """
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    n = min(len(x), len(y))
    return np.asarray((x[:n] * y[:n]).sum())


def points_dtype(x, y):
    """The dtype that the contract asks for."""
    both_integers = x.dtype.kind in "iu" and y.dtype.kind in "iu"
    return np.dtype(np.int64) if both_integers else np.result_type(x, y)


def check_points(x, y):
    """The check that the contract asks for."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[1]:
        raise ValueError(f"{x.shape} and {y.shape}")


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__expanded(x, y):
    """It expands the square: for near points far from the origin, x² − 2xy + y² loses all digits and can be
    negative. |
    它把平方展开了：两点很近而离原点很远时，x² − 2xy + y² 的有效数字全部丢失，还可能是负数。
    """
    check_points(x, y)
    dtype = points_dtype(x, y)
    x, y = x.astype(dtype), y.astype(dtype)
    return (x * x).sum(1)[:, np.newaxis] - 2 * x @ y.T + (y * y).sum(1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__root(x, y):
    """It takes the square root; the squared distance was asked for. | 它开了平方根；要求的是距离的平方。"""
    check_points(x, y)
    return np.sqrt(((x[:, np.newaxis] - y) ** 2).sum(-1))


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__absolute(x, y):
    """It sums absolute differences, not squares. | 它把差的绝对值相加，而不是平方。"""
    check_points(x, y)
    return np.abs(x[:, np.newaxis] - y).sum(-1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__wraps(x, y):
    """It subtracts in the integers' own dtype: 3 - 5 is 254 in uint8. |
    它在整数自己的 dtype 里相减：在 uint8 里 3 - 5 等于 254。
    """
    check_points(x, y)
    difference = x[:, np.newaxis] - y
    return (difference**2).sum(-1).astype(points_dtype(x, y))


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__not_paired(x, y):
    """It subtracts point by point instead of every point from every other. |
    它只是逐点相减，而不是每个点都与另一组的每个点相减。
    """
    check_points(x, y)
    return ((x - y) ** 2).sum(-1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__transposed(x, y):
    """It gives (m, n): the points of y run along the rows. | 它的结果是 (m, n)：y 的点排在了行的方向上。"""
    check_points(x, y)
    dtype = points_dtype(x, y)
    return ((x.astype(dtype) - y.astype(dtype)[:, np.newaxis]) ** 2).sum(-1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__always_float(x, y):
    """It converts to float64 first, and so changes the dtype of float32 and integer points. |
    它先转成 float64，于是 float32 和整数点的 dtype 都变了。
    """
    check_points(x, y)
    return ((x.astype(np.float64)[:, np.newaxis] - y.astype(np.float64)) ** 2).sum(-1)


def check_fits(gradient, shape):
    """The check that the contract asks for."""
    added = gradient.ndim - len(shape)
    if added < 0 or any(m not in (1, n) for m, n in zip(shape, gradient.shape[added:], strict=True)):
        raise ValueError(f"{shape} does not broadcast to {gradient.shape}")
    return added


@mistake(verdict="error", section="gradient")
def sum_to_shape__leading_only(gradient, shape):
    """It sums over the added axes only, not over the stretched ones of size 1. |
    它只对补上的轴求和，漏了由 1 扩展而来的轴。
    """
    added = check_fits(gradient, shape)
    return gradient.sum(axis=tuple(range(added))).reshape(shape)


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__mean(gradient, shape):
    """It averages; every use of an element adds its whole gradient. |
    它取了平均；元素每被用一次，就要加上那一处完整的梯度。
    """
    added = check_fits(gradient, shape)
    axes = tuple(range(added)) + tuple(added + k for k, size in enumerate(shape) if size == 1)
    count = max(1, int(np.prod([gradient.shape[axis] for axis in axes])))
    return (gradient.sum(axis=axes) / gradient.dtype.type(count)).reshape(shape)


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__first(gradient, shape):
    """It takes the first of the copies instead of the sum of all. |
    它只取了第一份，而不是把所有各份加起来。
    """
    added = check_fits(gradient, shape)
    index = (0,) * added + tuple(slice(0, 1) if size == 1 else slice(None) for size in shape)
    return gradient[index].reshape(shape).copy()


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__alias(gradient, shape):
    """Where nothing was stretched it returns its input itself, not a new array. |
    没有扩展时，它直接返回了输入本身，而不是新数组。
    """
    added = check_fits(gradient, shape)
    if gradient.shape == shape:
        return gradient
    axes = tuple(range(added)) + tuple(added + k for k, size in enumerate(shape) if size == 1)
    return np.asarray(gradient.sum(axis=axes)).reshape(shape)


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__drops_axes(gradient, shape):
    """It drops the axes of size 1 that it summed over; they must stay. |
    它把求和之后大小为 1 的轴丢掉了；这些轴应当保留。
    """
    added = check_fits(gradient, shape)
    axes = tuple(range(added)) + tuple(added + k for k, size in enumerate(shape) if size == 1)
    return np.array(gradient.sum(axis=axes))


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__no_check(gradient, shape):
    """It accepts shapes that do not broadcast to the gradient's. | 它接受了不能扩展成梯度形状的目标形状。"""
    added = gradient.ndim - len(shape)
    axes = tuple(range(max(added, 0))) + tuple(
        added + k for k, size in enumerate(shape) if size == 1 and added + k >= 0
    )
    total = np.asarray(gradient.sum(axis=axes))
    return np.resize(total, shape)


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__float64(gradient, shape):
    """It sums in float64 and forgets to return to the dtype of the gradient. |
    它用 float64 求和，却忘了变回梯度的 dtype。
    """
    added = check_fits(gradient, shape)
    axes = tuple(range(added)) + tuple(added + k for k, size in enumerate(shape) if size == 1)
    return np.asarray(gradient.sum(axis=axes, dtype=np.float64)).reshape(shape)

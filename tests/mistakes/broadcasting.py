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
    取了较大的那个长度；长度为 1 的轴与长度为 0 的轴配对，应当得到 0。
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
    把两个形状左对齐了；应当从最后一个轴开始对齐。
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
    让轴扩展到了整数倍的长度；只有长度为 1 的轴才能扩展。
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
    """It returns a list; a shape is a tuple. | 返回了列表；形状应当是元组。"""
    return list(broadcast_shape(a, b))


@mistake(verdict="wrong", section="rule")
def broadcast_shape__no_check(a, b):
    """It never checks whether the sizes fit together. | 没有检查两个长度是否相容；不相容时应当抛出错误。"""
    return tuple(n if m == 1 else m for m, n in zip(*padded(a, b), strict=True))


@mistake(verdict="wrong", section="rule")
def broadcast_shape__axis_from_the_right(a, b):
    """It counts the clashing axis from the right; the result numbers its axes from the left. |
    冲突的轴号是从右往左数的；应当按结果的轴，从左往右数。
    """
    a_, b_ = padded(a, b)
    for position, (m, n) in enumerate(zip(reversed(a_), reversed(b_), strict=True)):
        if m != n and 1 not in (m, n):
            raise clash(a, b, position)
    return broadcast_shape(a, b)


@mistake(verdict="wrong", section="rule")
def broadcast_shape__zip_stops_early(a, b):
    """It forgets the axes that only the longer shape has: zip stops at the shorter. |
    漏掉了只有较长的形状才有的轴，因为 zip 到较短的那个就停了；这些轴应当保留。
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
    真的建了这些形状的数组来试；形状可以远远大于内存，应当只算长度。
    """
    try:
        return (np.zeros(a) + np.zeros(b)).shape
    except ValueError:
        return broadcast_shape(a, b)


@mistake(verdict="wrong", section="rule")
def broadcast_shapes__first_two(*shapes):
    """It combines only the first two shapes. | 只合并了前两个形状；应当合并所有的形状。"""
    return broadcast_shape(*shapes[:2]) if len(shapes) > 1 else (shapes[0] if shapes else ())


@mistake(verdict="error", section="rule")
def broadcast_shapes__none_given(*shapes):
    """It takes the first shape for granted; no shapes at all give (). |
    以为至少会有一个形状；一个也没有时，应当得到 ()。
    """
    result = shapes[0]
    for shape in shapes[1:]:
        result = broadcast_shape(result, shape)
    return result


@mistake(verdict="wrong", section="rule")
def broadcast_shapes__neighbours(*shapes):
    """It compares neighbours only; the first and the last can clash over a 1 between them. |
    只比较了相邻的形状；第一个和最后一个可以隔着中间的 1 发生冲突，应当一并检查。
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
    在每个轴上取了最大的长度，什么也没有检查；长度冲突时应当抛出错误。
    """
    rank = max(map(len, shapes), default=0)
    columns = zip(*((1,) * (rank - len(shape)) + shape for shape in shapes), strict=True)
    return tuple(map(max, columns))


@mistake(verdict="error", section="rule")
def broadcast_shapes__start_at_zero(*shapes):
    """It starts from the size-0 shape (0,); the shape that changes nothing is (). |
    从 (0,) 开始合并；应当从 () 开始，它与任何形状合并，都得到对方。
    """
    result = (0,)
    for shape in shapes:
        result = broadcast_shape(result, shape)
    return result


@mistake(verdict="wrong", section="rule")
def broadcast_shapes__no_result(*shapes):
    """It computes the shape and forgets to return it. | 算出了形状，却没有返回；最后应当 return 这个形状。"""
    result = ()
    for shape in shapes:
        result = broadcast_shape(result, shape)


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__resize(x, shape):
    """It repeats the elements until the array is full; broadcasting repeats along axes. |
    把元素一个接一个地重复，直到填满数组；广播应当沿着轴重复。
    """
    return np.resize(x, shape)


@mistake(verdict="error", section="by-hand")
def broadcast_to__reshape(x, shape):
    """It reshapes, which can never make more elements. |
    用了 reshape，它不会让元素变多；应当把元素复制到每个看得到它的位置。
    """
    return x.reshape(shape).copy()


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__both_stretch(x, shape):
    """It lets the target stretch, too; here only the tensor may. | 让目标形状也跟着扩展了；应当只扩展张量。"""
    return broadcast_to(x, broadcast_shape(x.shape, shape))


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__view(x, shape):
    """It returns a view of its input: writing into the result would change the input. |
    返回了输入的视图，往结果里写会改掉输入；应当返回新数组。
    """
    added = len(shape) - x.ndim
    if added < 0 or any(m not in (1, n) for m, n in zip(x.shape, shape[added:], strict=True)):
        raise ValueError(f"{x.shape} does not broadcast to {shape}")
    strides = (0,) * added + tuple(0 if m == 1 else s for m, s in zip(x.shape, x.strides, strict=True))
    return np.lib.stride_tricks.as_strided(x, shape, strides)


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__float(x, shape):
    """It always makes a float64 array; the dtype must stay that of the input. |
    不论输入是什么，都建了 float64 数组；dtype 应当与输入相同。
    """
    return broadcast_to(x, shape).astype(np.float64)


@mistake(verdict="wrong", section="by-hand")
def broadcast_to__assignment(x, shape):
    """It drops leading axes of size 1 where the tensor has more axes than the target. |
    张量的轴比目标多时，悄悄丢掉了前面长度为 1 的轴；应当抛出错误。
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
    只重复了长度为 1 的轴，没有在前面补轴；应当先补上缺少的轴。
    """
    for axis, (m, n) in enumerate(zip(x.shape, shape, strict=True)):
        if m not in (1, n):
            raise ValueError(f"{x.shape} does not broadcast to {shape}")
        x = np.repeat(x, n, axis) if m == 1 else x
    return x.copy()


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__in_place(x, y):
    """It adds into its input; work on a copy. | 直接加到了输入上；应当在副本上计算。"""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] += y[j]
    return x


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__by_row(x, y):
    """It takes the vector's element of the row, not of the column. |
    按行号取了向量的第 i 个元素；应当按列号，取第 j 个。
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
    """It does not check the shapes before it adds. | 相加之前没有检查形状；形状对不上时应当抛出错误。"""
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(min(x.shape[-1], len(np.atleast_1d(y)))):
            result[i, j] += np.atleast_1d(y)[j]
    return result


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__stretches_one(x, y):
    """It stretches a vector of length 1; this exercise adds vectors as long as the rows only. |
    扩展了长度为 1 的向量；本题的向量应当与矩阵的行等长。
    """
    if x.ndim != 2 or y.ndim != 1 or y.shape[0] not in (1, x.shape[1]):
        raise ValueError(f"{x.shape} and {y.shape}")
    return np.array([row + y for row in x], x.dtype).reshape(x.shape)


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__float(x, y):
    """It collects the result in a float64 array, whatever the inputs are. |
    不论输入是什么，都用 float64 数组存结果；dtype 应当与 x 相同。
    """
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = np.zeros(x.shape)
    for i, j in np.ndindex(x.shape):
        result[i, j] = x[i, j] + y[j]
    return result


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__list(x, y):
    """It returns nested lists; the result must be an array. | 返回了嵌套列表；结果应当是数组。"""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    return [[x[i, j] + y[j] for j in range(x.shape[1])] for i in range(x.shape[0])]


@mistake(verdict="wrong", section="example")
def naive_add_matrix_and_vector__early_return(x, y):
    """It returns inside the loop, after the first row. |
    在循环里面就 return 了，只算了第一行；应当等循环结束再返回。
    """
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
    """It stretches only the second tensor; both may have to. | 只扩展了第二个张量；两个都可能需要扩展。"""
    return np.asarray(x + broadcast_to(y, x.shape))


@mistake(verdict="error", section="both-stretch")
def broadcast_add__to_the_larger(x, y):
    """It stretches the tensor with fewer axes to the other's shape; each may be stretched along another
    axis. |
    把轴较少的张量扩展成了另一个的形状；两个张量可能各有要扩展的轴，应当扩展成共同的形状。
    """
    if x.ndim < y.ndim:
        return np.asarray(broadcast_to(x, y.shape) + y)
    return np.asarray(x + broadcast_to(y, x.shape))


@mistake(verdict="wrong", section="both-stretch")
def broadcast_add__dtype_of_first(x, y):
    """It keeps the dtype of the first tensor; 1 + 0.5 then loses its half. |
    保留了第一个张量的 dtype，算 1 + 0.5 就丢掉了 0.5；应当用 NumPy 给 x + y 的 dtype。
    """
    shape = broadcast_shape(x.shape, y.shape)
    return (broadcast_to(x, shape) + broadcast_to(y, shape)).astype(x.dtype)


@mistake(verdict="wrong", section="both-stretch")
def broadcast_add__float(x, y):
    """It turns everything into float64. | 把结果一律变成了 float64；应当用 NumPy 给 x + y 的 dtype。"""
    shape = broadcast_shape(x.shape, y.shape)
    return np.asarray(broadcast_to(x, shape) + broadcast_to(y, shape), np.float64)


@mistake(verdict="wrong", section="both-stretch")
def broadcast_add__largest_sizes(x, y):
    """It stretches to the larger of the two sizes, which is wrong where one of them is 0. |
    扩展到了两个长度中较大的那个；1 与 0 配对时，应当扩展到 0。
    """
    shape = broadcast_shape(x.shape, y.shape)
    larger = tuple(map(max, *padded(x.shape, y.shape))) if shape else ()
    return np.zeros(larger, np.result_type(x, y)) + (x + y if larger == shape else 0)


@mistake(verdict="wrong", section="both-stretch")
def broadcast_add__swallows_clash(x, y):
    """It cuts both tensors down to what fits instead of raising an error. |
    形状冲突时，把两个张量裁到了能对上为止；应当抛出错误。
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
    做了逐元素乘法，因此要求长度相等；应当把元素两两相乘。
    """
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    return x[: len(y)] * y[: len(x)]


@mistake(verdict="wrong", section="outer")
def outer_product__transposed(x, y):
    """It puts x along the columns: the result is transposed. |
    让 x 的元素对应了结果的列，结果因此转置了；x[i] 应当对应结果的第 i 行。
    """
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    return x * y[:, np.newaxis]


@mistake(verdict="wrong", section="outer")
def outer_product__sum(x, y):
    """It adds the pairs instead of multiplying them. | 把每一对相加了；应当相乘。"""
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    return x[:, np.newaxis] + y


@mistake(verdict="wrong", section="outer")
def outer_product__any_rank(x, y):
    """It accepts tensors that are no vectors. | 输入不是向量时，没有报错；应当抛出 ValueError。"""
    return x.reshape(-1)[:, np.newaxis] * y.reshape(-1)


@mistake(verdict="wrong", section="outer")
def outer_product__matrix(x, y):
    """It returns np.matrix, an old subclass whose * is the matrix product. |
    返回了 np.matrix，这个旧的子类里 * 是矩阵乘法；应当返回普通的数组。
    """
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    return np.asmatrix(x[:, np.newaxis] * y)


@mistake(verdict="wrong", section="outer")
def outer_product__dot(x, y):
    """It sums the products of corresponding elements: that is the dot product. |
    把对应元素的积加了起来，那是点积；应当保留每一对的积。
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
    把平方展开了：两点很近、离原点很远时，x² − 2xy + y² 的有效数字全部丢失，还可能是负数；应当先相减，再平方。
    """
    check_points(x, y)
    dtype = points_dtype(x, y)
    x, y = x.astype(dtype), y.astype(dtype)
    return (x * x).sum(1)[:, np.newaxis] - 2 * x @ y.T + (y * y).sum(1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__root(x, y):
    """It takes the square root; the squared distance was asked for. | 多开了一次平方根；要求的是距离的平方。"""
    check_points(x, y)
    return np.sqrt(((x[:, np.newaxis] - y) ** 2).sum(-1))


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__absolute(x, y):
    """It sums absolute differences, not squares. | 把差的绝对值相加了；应当把差的平方相加。"""
    check_points(x, y)
    return np.abs(x[:, np.newaxis] - y).sum(-1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__wraps(x, y):
    """It subtracts in the integers' own dtype: 3 - 5 is 254 in uint8. |
    用整数原来的 dtype 相减，在 uint8 里 3 - 5 等于 254；应当先转成 int64。
    """
    check_points(x, y)
    difference = x[:, np.newaxis] - y
    return (difference**2).sum(-1).astype(points_dtype(x, y))


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__dtype_ignored(x, y):
    """It leaves integers in their own dtype: unsigned and small ones wrap around, 3 - 25 is 234 in uint8. |
    直接用整数原来的 dtype 计算，无符号整数和位数少的整数会回绕，uint8 里 3 - 25 得 234；应当先转成 int64。
    """
    check_points(x, y)
    return ((x[:, np.newaxis] - y) ** 2).sum(-1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__not_paired(x, y):
    """It subtracts point by point instead of every point from every other. |
    只把序号相同的点相减了；每个点都应当与另一组的每个点相减。
    """
    check_points(x, y)
    return ((x - y) ** 2).sum(-1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__transposed(x, y):
    """It gives (m, n): the points of y run along the rows. |
    返回的形状是 (m, n)，每一行对应 y 的一个点；每一行应当对应 x 的一个点。
    """
    check_points(x, y)
    dtype = points_dtype(x, y)
    return ((x.astype(dtype) - y.astype(dtype)[:, np.newaxis]) ** 2).sum(-1)


@mistake(verdict="wrong", section="distances")
def pairwise_squared_distances__always_float(x, y):
    """It converts to float64 first, and so changes the dtype of float32 and integer points. |
    先转成了 float64，改变了 float32 和整数点的 dtype；float32 应当不变，整数应当得到 int64。
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
    只沿补上的轴求了和；由长度 1 扩展而来的轴，也应当求和。
    """
    added = check_fits(gradient, shape)
    return gradient.sum(axis=tuple(range(added))).reshape(shape)


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__mean(gradient, shape):
    """It averages; every use of an element adds its whole gradient. |
    取了平均；元素每用一次，就应当加上那一处的全部梯度。
    """
    added = check_fits(gradient, shape)
    axes = tuple(range(added)) + tuple(added + k for k, size in enumerate(shape) if size == 1)
    count = max(1, int(np.prod([gradient.shape[axis] for axis in axes])))
    return (gradient.sum(axis=axes) / gradient.dtype.type(count)).reshape(shape)


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__first(gradient, shape):
    """It takes the first of the copies instead of the sum of all. | 只取了各份中的第一份；应当把各份加起来。"""
    added = check_fits(gradient, shape)
    index = (0,) * added + tuple(slice(0, 1) if size == 1 else slice(None) for size in shape)
    return gradient[index].reshape(shape).copy()


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__alias(gradient, shape):
    """Where nothing was stretched it returns its input itself, not a new array. |
    一个轴也没有扩展时，直接返回了输入本身；应当返回新数组。
    """
    added = check_fits(gradient, shape)
    if gradient.shape == shape:
        return gradient
    axes = tuple(range(added)) + tuple(added + k for k, size in enumerate(shape) if size == 1)
    return np.asarray(gradient.sum(axis=axes)).reshape(shape)


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__drops_axes(gradient, shape):
    """It drops the axes of size 1 that it summed over; they must stay. |
    求和之后，丢掉了长度为 1 的轴；这些轴应当保留。
    """
    added = check_fits(gradient, shape)
    axes = tuple(range(added)) + tuple(added + k for k, size in enumerate(shape) if size == 1)
    return np.array(gradient.sum(axis=axes))


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__no_check(gradient, shape):
    """It accepts shapes that do not broadcast to the gradient's. |
    目标形状不能扩展成梯度的形状时，没有报错；应当抛出 ValueError。
    """
    added = gradient.ndim - len(shape)
    axes = tuple(range(max(added, 0))) + tuple(
        added + k for k, size in enumerate(shape) if size == 1 and added + k >= 0
    )
    total = np.asarray(gradient.sum(axis=axes))
    return np.resize(total, shape)


@mistake(verdict="wrong", section="gradient")
def sum_to_shape__float64(gradient, shape):
    """It sums in float64 and forgets to return to the dtype of the gradient. |
    用 float64 求了和，没有变回来；dtype 应当与 gradient 相同。
    """
    added = check_fits(gradient, shape)
    axes = tuple(range(added)) + tuple(added + k for k, size in enumerate(shape) if size == 1)
    return np.asarray(gradient.sum(axis=axes, dtype=np.float64)).reshape(shape)

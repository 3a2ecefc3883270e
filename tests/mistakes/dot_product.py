"""Wrong answers to the exercises on the dot product that a person would write."""

import numpy as np

from byhand.grading import mistake
from solutions.dot_product import affine, cosine_similarity, naive_vector_dot


def check_vectors(x, y):
    """The check that two vectors of one length need."""
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")


def check_matrix_and_vector(x, y):
    """The check that a matrix and a vector need."""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")


def check_matrices(x, y):
    """The check that two matrices need."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__elementwise(x, y):
    """It multiplies element by element and does not add up: a dot product is one number. |
    只做了逐元素相乘，没有相加；点积应当是一个数。
    """
    check_vectors(x, y)
    result = np.zeros(len(x), np.result_type(x, y))
    for i in range(len(x)):
        result[i] = x[i] * y[i]
    return result


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__overwrites(x, y):
    """It overwrites the total in every round, so that only the last product is left: write +=, not =. |
    每一轮都覆盖了总和，最后只剩最后一个积；应当用 += 累加，而不是用 = 赋值。
    """
    check_vectors(x, y)
    total = np.zeros((), np.result_type(x, y))
    for a, b in zip(x, y, strict=True):
        total = a * b
    return total


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__every_pair(x, y):
    """Its two nested loops multiply every element with every other; only elements at the same place meet. |
    写了两层循环，把元素两两相乘了；只有位置相同的元素才应当相乘。
    """
    check_vectors(x, y)
    total = np.zeros((), np.result_type(x, y))
    for a in x:
        for b in y:
            total += a * b
    return total


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__shorter(x, y):
    """It stops silently where the shorter vector ends; different lengths are an error. |
    较短的向量一用完就悄悄停下了；两个向量长度不同时，应当抛出错误。
    """
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"{x.shape} and {y.shape}")
    total = np.zeros((), np.result_type(x, y))
    for a, b in zip(x, y, strict=False):
        total += a * b
    return total


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__float(x, y):
    """It starts from 0.0, which turns the sum of integers into a float; begin with a zero of the right dtype. |
    从 0.0 开始累加，整数的和就变成了浮点数；应当从 dtype 正确的 0 开始。
    """
    check_vectors(x, y)
    total = 0.0
    for a, b in zip(x, y, strict=True):
        total += a * b
    return total


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__python_zero(x, y):
    """It starts from Python's own 0, and returns just that where the vectors are empty: begin with a zero of NumPy's. |
    从 Python 自己的 0 开始累加，遇到空向量，返回的就是这个 0；应当从 NumPy 的 0 开始，dtype 才对。
    """
    check_vectors(x, y)
    total = 0
    for a, b in zip(x, y, strict=True):
        total += a * b
    return total


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__python_number(x, y):
    """It returns a number of Python's, which has lost the dtype; return one of NumPy's. |
    返回了 Python 自己的数，丢掉了 dtype；应当返回 NumPy 的数。
    """
    check_vectors(x, y)
    return sum(a * b for a, b in zip(x.tolist(), y.tolist(), strict=True))


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__any_rank(x, y):
    """It compares the shapes and not the number of axes, and so adds up matrices as well. |
    只比较了形状，没有检查轴数，两个矩阵也照算不误；输入应当都是向量。
    """
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    total = np.zeros((), np.result_type(x, y))
    for index in np.ndindex(x.shape):
        total += x[index] * y[index]
    return total


@mistake(verdict="wrong", section="matrix-vector")
def naive_matrix_vector_dot__by_row(x, y):
    """It weighs the rows of the matrix with the vector; the vector goes along every row. |
    用向量的元素去乘矩阵的各行了；向量应当沿着每一行，与行里的元素逐个相乘。
    """
    check_matrix_and_vector(x, y)
    result = np.zeros(x.shape[1], np.result_type(x, y))
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[j] += x[i, j] * y[i]
    return result


@mistake(verdict="wrong", section="matrix-vector")
def naive_matrix_vector_dot__no_sum(x, y):
    """It multiplies every row with the vector and does not add up: each row must give one number. |
    每一行都与向量相乘了，却没有加起来；每一行应当只得出一个数。
    """
    check_matrix_and_vector(x, y)
    result = np.zeros(x.shape, np.result_type(x, y))
    for i in range(x.shape[0]):
        result[i] = x[i] * y
    return result


@mistake(verdict="wrong", section="matrix-vector")
def naive_matrix_vector_dot__column(x, y):
    """It returns a column of shape (rows, 1); a matrix times a vector is a vector again. |
    返回了形状为 (rows, 1) 的一列；矩阵乘向量，得到的应当还是向量。
    """
    check_matrix_and_vector(x, y)
    result = np.zeros((x.shape[0], 1), np.result_type(x, y))
    for i in range(x.shape[0]):
        result[i, 0] = (x[i] * y).sum()
    return result


@mistake(verdict="wrong", section="matrix-vector")
def naive_matrix_vector_dot__overwrites(x, y):
    """It overwrites the element in every round, so that only the last product of each row is left. |
    每一轮都覆盖了结果，每行只剩最后一个积；应当用 += 累加。
    """
    check_matrix_and_vector(x, y)
    result = np.zeros(x.shape[0], np.result_type(x, y))
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i] = x[i, j] * y[j]
    return result


@mistake(verdict="wrong", section="matrix-vector")
def naive_matrix_vector_dot__float(x, y):
    """It collects the result in np.zeros(rows), which is float64 unless told otherwise. |
    结果存进了 np.zeros(rows)，不指定 dtype 就是 float64；应当写明 dtype。
    """
    check_matrix_and_vector(x, y)
    result = np.zeros(x.shape[0])
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i] += x[i, j] * y[j]
    return result


@mistake(verdict="wrong", section="matrix-vector")
def naive_matrix_vector_dot__dtype_of_matrix(x, y):
    """It keeps the dtype of the matrix: an integer matrix then cuts off the fractions of the vector. |
    沿用了矩阵的 dtype，整数矩阵会把小数部分截掉；应当用两者共同的 dtype。
    """
    check_matrix_and_vector(x, y)
    result = [sum(x[i, j] * y[j] for j in range(len(y))) for i in range(len(x))]
    return np.array(result, np.result_type(x, y)).astype(x.dtype)


@mistake(verdict="wrong", section="matrix-vector")
def naive_matrix_vector_dot__stretches_one(x, y):
    """It broadcasts, so that a single element stretches over the row; in a dot product the sizes must be equal. |
    用了广播，让只有一个元素的一方扩展了；求点积时，两边的长度应当相等。
    """
    if x.ndim != 2 or y.ndim != 1 or (x.shape[1] != len(y) and 1 not in (x.shape[1], len(y))):
        raise ValueError(f"{x.shape} and {y.shape}")
    rows = [(row * y).sum() for row in x]
    return np.array(rows, np.result_type(x, y))


@mistake(verdict="wrong", section="matrices")
def naive_matmul__elementwise(x, y):
    """It multiplies element by element, which is another operation and wants equal shapes. |
    做了逐元素乘法，那是另一种运算，要求形状相同；应当让行与列求点积。
    """
    check_matrices(x, y)
    result = np.zeros(x.shape, np.result_type(x, y))
    for i, j in np.ndindex(x.shape):
        result[i, j] = x[i, j] * y[i, j]
    return result


@mistake(verdict="wrong", section="matrices")
def naive_matmul__rows_with_rows(x, y):
    """It takes the rows of y; the rows of x meet the columns of y. |
    取了 y 的行；x 的行应当与 y 的列求点积。
    """
    check_matrices(x, y)
    result = np.zeros((x.shape[0], y.shape[1]), np.result_type(x, y))
    for i, j in np.ndindex(result.shape):
        for k in range(x.shape[1]):
            result[i, j] += x[i, k] * y[j, k]
    return result


@mistake(verdict="wrong", section="matrices")
def naive_matmul__transposed(x, y):
    """It writes the product of row i and column j to place (j, i): the result is transposed. |
    把第 i 行与第 j 列的点积写到了 (j, i)，结果因此转置了；应当写到 (i, j)。
    """
    check_matrices(x, y)
    result = np.zeros((y.shape[1], x.shape[0]), np.result_type(x, y))
    for j, i in np.ndindex(result.shape):
        result[j, i] = (x[i] * y[:, j]).sum()
    return result


@mistake(verdict="wrong", section="matrices")
def naive_matmul__overwrites(x, y):
    """It overwrites the element in every round of the innermost loop; the products must be added up. |
    最内层的循环每一轮都覆盖了结果，只剩最后一个积；应当把积累加起来。
    """
    check_matrices(x, y)
    result = np.zeros((x.shape[0], y.shape[1]), np.result_type(x, y))
    for i, j in np.ndindex(result.shape):
        for k in range(x.shape[1]):
            result[i, j] = x[i, k] * y[k, j]
    return result


@mistake(verdict="wrong", section="matrices")
def naive_matmul__float(x, y):
    """It adds up in float64 and converts at the end; large integers have lost their last digits by then. |
    先用 float64 累加，最后才转换类型；很大的整数这时已经丢了末位，应当一开始就用正确的 dtype。
    """
    check_matrices(x, y)
    result = np.zeros((x.shape[0], y.shape[1]))
    for i, j in np.ndindex(result.shape):
        for k in range(x.shape[1]):
            result[i, j] += x[i, k] * y[k, j]
    return result.astype(np.result_type(x, y))


@mistake(verdict="error", section="matrices")
def naive_matmul__first_product(x, y):
    """It begins with the first product, and there is none where the inner size is 0: begin with 0. |
    从第一个积开始累加，而内侧长度为 0 时一个积也没有；应当从 0 开始。
    """
    check_matrices(x, y)
    result = np.zeros((x.shape[0], y.shape[1]), np.result_type(x, y))
    for i, j in np.ndindex(result.shape):
        result[i, j] = x[i, 0] * y[0, j]
        for k in range(1, x.shape[1]):
            result[i, j] += x[i, k] * y[k, j]
    return result


@mistake(verdict="wrong", section="matrices")
def naive_matmul__shorter(x, y):
    """It stops where the shorter of the two ends; inner sizes that differ are an error. |
    较短的一方一用完就停下了；内侧的两个长度不相等时，应当抛出错误。
    """
    if x.ndim != 2 or y.ndim != 2:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = np.zeros((x.shape[0], y.shape[1]), np.result_type(x, y))
    for i, j in np.ndindex(result.shape):
        for a, b in zip(x[i], y[:, j], strict=False):
            result[i, j] += a * b
    return result


@mistake(verdict="wrong", section="by-broadcasting")
def matmul_by_broadcasting__sum_promotes(x, y):
    """Its sum turns small integers into int64: sum does so unless it is given a dtype. |
    求和时把位数少的整数变成了 int64；sum 默认如此，应当用 dtype= 指定类型。
    """
    check_matrices(x, y)
    return (x[:, :, np.newaxis] * y).sum(axis=1)


@mistake(verdict="wrong", section="by-broadcasting")
def matmul_by_broadcasting__last_axis(x, y):
    """It sums over the last axis; the axis that both share, the inner one, stands in the middle. |
    沿最后一个轴求了和；两个矩阵共有的是内侧的轴，在中间，应当沿着它求和。
    """
    check_matrices(x, y)
    products = x[:, :, np.newaxis] * y
    return products.sum(axis=-1, dtype=products.dtype)


@mistake(verdict="wrong", section="by-broadcasting")
def matmul_by_broadcasting__no_sum(x, y):
    """It returns all products, a tensor of rank 3, and does not add them up. |
    返回了所有的积，是一个三阶张量；还应当沿内侧的轴加起来。
    """
    check_matrices(x, y)
    return x[:, :, np.newaxis] * y


@mistake(verdict="wrong", section="by-broadcasting")
def matmul_by_broadcasting__no_new_axis(x, y):
    """It multiplies the matrices as they are; without a new axis, elements meet elements, not rows columns. |
    直接把两个矩阵相乘了；没有插入新轴，就只是逐元素配对，行与列配不成对。
    """
    check_matrices(x, y)
    products = x * y
    return products.sum(axis=1, dtype=products.dtype)


@mistake(verdict="wrong", section="by-broadcasting")
def matmul_by_broadcasting__mean(x, y):
    """It averages over the inner axis; a dot product adds up. |
    沿内侧的轴取了平均；点积应当求和。
    """
    check_matrices(x, y)
    return (x[:, :, np.newaxis] * y).mean(axis=1)


@mistake(verdict="wrong", section="by-broadcasting")
def matmul_by_broadcasting__no_check(x, y):
    """It leaves the check to broadcasting, and an inner size of 1 stretches: in a dot product it must not. |
    把检查交给了广播，内侧的长度 1 就会扩展；求点积时不许扩展，应当先检查。
    """
    if x.ndim != 2 or y.ndim != 2 or (x.shape[1] != y.shape[0] and 1 not in (x.shape[1], y.shape[0])):
        raise ValueError(f"{x.shape} and {y.shape}")
    products = x[:, :, np.newaxis] * y
    return products.sum(axis=1, dtype=products.dtype)


@mistake(verdict="wrong", section="by-broadcasting")
def matmul_by_broadcasting__float(x, y):
    """It converts to float64 first: float32 and integers come back as float64. |
    先转成了 float64，float32 和整数的 dtype 都变了；结果的 dtype 应当与 np.dot 一致。
    """
    check_matrices(x, y)
    return (x.astype(np.float64)[:, :, np.newaxis] * y).sum(axis=1)


@mistake(verdict="error", section="higher-ranks")
def dot_shape__first_axis(a, b):
    """It matches the last axis of the first with the first axis of the second; with more than two axes it is the
    last but one. |
    让前者的最后一个轴与后者的第一个轴配对了；后者的轴多于两个时，应当是倒数第二个。
    """
    if not a or not b:
        return a + b
    if a[-1] != b[0]:
        raise ValueError(f"{a} and {b}")
    return a[:-1] + b[1:]


@mistake(verdict="error", section="higher-ranks")
def dot_shape__matmul(a, b):
    """It broadcasts the leading axes, as matmul does; dot keeps those of both, side by side. |
    像 matmul 那样广播了前面的轴；np.dot 应当把两边的轴都保留下来，前后排列。
    """
    if not a or not b:
        return a + b
    if a[-1] != (b[-2] if len(b) > 1 else b[-1]):
        raise ValueError(f"{a} and {b}")
    return np.broadcast_shapes(a[:-2], b[:-2]) + a[-2:-1] + (b[-1:] if len(b) > 1 else ())


@mistake(verdict="wrong", section="higher-ranks")
def dot_shape__vector_as_matrix(a, b):
    """It keeps the last axis of the second in any case; the only axis of a vector is used up. |
    总是保留后者的最后一个轴；后者是向量时，仅有的这个轴参与配对，应当消失。
    """
    if not a or not b:
        return a + b
    if a[-1] != (b[-2] if len(b) > 1 else b[-1]):
        raise ValueError(f"{a} and {b}")
    return a[:-1] + b[:-2] + b[-1:]


@mistake(verdict="error", section="higher-ranks")
def dot_shape__no_scalars(a, b):
    """It takes an axis for granted; a scalar has none and multiplies everything. |
    以为至少会有一个轴；标量没有轴，应当直接得到另一个张量的形状。
    """
    if a[-1] != (b[-2] if len(b) > 1 else b[-1]):
        raise ValueError(f"{a} and {b}")
    return a[:-1] + b[:-2] + (b[-1:] if len(b) > 1 else ())


@mistake(verdict="wrong", section="higher-ranks")
def dot_shape__no_check(a, b):
    """It never looks whether the two sizes that meet are equal. |
    没有检查配对的两个长度是否相等；不相等时应当抛出错误。
    """
    return a + b if not a or not b else a[:-1] + b[:-2] + (b[-1:] if len(b) > 1 else ())


@mistake(verdict="wrong", section="higher-ranks")
def dot_shape__stretches_one(a, b):
    """It lets a size of 1 stretch, as in broadcasting; in a dot product the two sizes must be equal. |
    像广播那样让长度 1 扩展了；求点积时，配对的两个长度应当相等。
    """
    if not a or not b:
        return a + b
    m, n = a[-1], b[-2] if len(b) > 1 else b[-1]
    if m != n and 1 not in (m, n):
        raise ValueError(f"{a} and {b}")
    return a[:-1] + b[:-2] + (b[-1:] if len(b) > 1 else ())


@mistake(verdict="error", section="higher-ranks")
def dot_shape__allocates(a, b):
    """It builds tensors of these shapes to see what happens; a shape can be far larger than the memory. |
    真的建了这些形状的张量来试；形状可以远远大于内存，应当只算长度。
    """
    try:
        return np.dot(np.zeros(a), np.zeros(b)).shape
    except ValueError:
        raise ValueError(f"{a} and {b}") from None


def check_stacks(x, y):
    """The check that stacks of matrices need."""
    if x.ndim < 2 or y.ndim < 2 or x.shape[-1] != y.shape[-2]:
        raise ValueError(f"{x.shape} and {y.shape}")


@mistake(verdict="wrong", section="higher-ranks")
def batched_matmul__dot(x, y):
    """It calls np.dot, which multiplies every matrix of the one stack with every matrix of the other. |
    用了 np.dot，它让一叠里的每个矩阵与另一叠里的每个矩阵都相乘；前面的轴应当按广播规则配对。
    """
    check_stacks(x, y)
    return np.dot(x, y)


@mistake(verdict="wrong", section="higher-ranks")
def batched_matmul__sum_promotes(x, y):
    """Its sum turns small integers into int64: sum does so unless it is given a dtype. |
    求和时把位数少的整数变成了 int64；sum 默认如此，应当用 dtype= 指定类型。
    """
    check_stacks(x, y)
    return (x[..., np.newaxis] * y[..., np.newaxis, :, :]).sum(axis=-2)


@mistake(verdict="wrong", section="higher-ranks")
def batched_matmul__elementwise(x, y):
    """It multiplies element by element; the last two axes must multiply as matrices. |
    做了逐元素乘法；最后两个轴应当做矩阵乘法。
    """
    check_stacks(x, y)
    return x * y


@mistake(verdict="error", section="higher-ranks")
def batched_matmul__three_axes(x, y):
    """It takes exactly one leading axis for granted; there may be none, or more, and on one side only. |
    以为前面恰好只有一个轴；前面可以没有轴，也可以有多个轴，两边还可以不一样。
    """
    check_stacks(x, y)
    n, rows, _ = x.shape
    m, _, columns = y.shape
    result = np.zeros((max(n, m), rows, columns), np.result_type(x, y))
    for i in range(max(n, m)):
        result[i] = np.dot(x[i % n], y[i % m])
    return result


@mistake(verdict="error", section="higher-ranks")
def batched_matmul__no_stretching(x, y):
    """It pairs the matrices of both stacks by the index of the first; leading axes must broadcast. |
    按前一叠的下标去取后一叠的矩阵；两边前面的轴不同时，应当先广播。
    """
    check_stacks(x, y)
    result = np.zeros((*x.shape[:-1], y.shape[-1]), np.result_type(x, y))
    for index in np.ndindex(x.shape[:-2]):
        result[index] = np.dot(x[index], y[index])
    return result


@mistake(verdict="wrong", section="higher-ranks")
def batched_matmul__no_check(x, y):
    """It leaves the check to broadcasting, and an inner size of 1 stretches: it must not. |
    把检查交给了广播，内侧的长度 1 就会扩展；应当先检查内侧的长度。
    """
    if x.ndim < 2 or y.ndim < 2 or (x.shape[-1] != y.shape[-2] and 1 not in (x.shape[-1], y.shape[-2])):
        raise ValueError(f"{x.shape} and {y.shape}")
    products = x[..., np.newaxis] * y[..., np.newaxis, :, :]
    return products.sum(axis=-2, dtype=products.dtype)


@mistake(verdict="wrong", section="higher-ranks")
def batched_matmul__vectors_too(x, y):
    """It takes vectors as matrices of one row or one column; here they are an error. |
    把向量当成了只有一行或一列的矩阵；本题遇到向量，应当抛出错误。
    """
    x, y = np.atleast_2d(x), y[:, np.newaxis] if y.ndim == 1 else np.atleast_2d(y)
    check_stacks(x, y)
    products = x[..., np.newaxis] * y[..., np.newaxis, :, :]
    return products.sum(axis=-2, dtype=products.dtype)


def as_floats(x, y):
    """Both vectors in the dtype of the result, checked."""
    check_vectors(x, y)
    if not x.any() or not y.any():
        raise ValueError("zero vector")
    dtype = np.result_type(x, y) if x.dtype.kind == y.dtype.kind == "f" else np.float64
    return x.astype(dtype), y.astype(dtype)


def largest_is_one(vector):
    """A vector in the same direction whose largest element is 1."""
    return vector / np.abs(vector).max()


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__overflows(x, y):
    """It squares the elements as they are: the square of a huge number is infinite, that of a tiny one 0. |
    直接把元素平方了：很大的数平方后是无穷大，很小的数平方后是 0；应当先把向量缩放到 1 左右。
    """
    x, y = as_floats(x, y)
    with np.errstate(all="ignore"):
        return np.clip(np.dot(x, y) / np.sqrt(np.dot(x, x) * np.dot(y, y)), -1, 1)


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__dot(x, y):
    """It does not divide by the norms, so that long arrows seem more alike; only the direction should count. |
    没有除以两个向量的模，模越大，结果也越大；余弦应当只取决于方向。
    """
    x, y = as_floats(x, y)
    return np.dot(x, y)


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__one_norm(x, y):
    """It divides by the norm of the first vector only: that is the shadow of y on x, not the cosine. |
    只除以第一个向量的模，得到的是 y 在 x 上的投影；应当除以两个向量的模。
    """
    x, y = as_floats(x, y)
    return np.dot(largest_is_one(x), y) / np.sqrt(np.dot(largest_is_one(x), largest_is_one(x)))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__no_root(x, y):
    """It divides by the squares of the norms: the root is missing. |
    除以了模的平方；应当先开平方根。
    """
    x, y = map(largest_is_one, as_floats(x, y))
    return np.dot(x, y) / (np.dot(x, x) * np.dot(y, y))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__no_clip(x, y):
    """It leaves rounding errors as they are: for parallel vectors they can lead a little past 1. |
    没有理会舍入误差：两个向量平行时，结果可能略微超过 1；应当裁剪到 [-1, 1]。
    """
    x, y = map(largest_is_one, as_floats(x, y))
    return np.dot(x, y) / (np.sqrt(np.dot(x, x)) * np.sqrt(np.dot(y, y)))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__zero_is_zero(x, y):
    """It returns 0 where the norms multiply to 0: a zero vector has no angle at all, and the tiny ones, whose
    squares vanish, have one. |
    两个模的积为 0 时，返回了 0：零向量根本没有夹角，应当抛出错误；而极小的向量只是平方后成了 0，夹角照样有。
    """
    check_vectors(x, y)
    floating = x.dtype.kind == y.dtype.kind == "f"
    dtype = np.result_type(x, y) if floating else np.float64
    x, y = x.astype(dtype), y.astype(dtype)
    with np.errstate(all="ignore"):
        norms = np.sqrt(np.dot(x, x)) * np.sqrt(np.dot(y, y))
        return norms if norms == 0 else np.clip(np.dot(x, y) / norms, -1, 1)


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__epsilon(x, y):
    """It adds a small number to the denominator: then a zero vector passes, and tiny vectors come out wrong. |
    给分母加了一个很小的数：零向量因此没有报错，很小的向量则算错了；应当检查零向量。
    """
    check_vectors(x, y)
    floating = x.dtype.kind == y.dtype.kind == "f"
    dtype = np.result_type(x, y) if floating else np.float64
    x, y = x.astype(dtype), y.astype(dtype)
    with np.errstate(all="ignore"):
        return np.dot(x, y) / (np.sqrt(np.dot(x, x)) * np.sqrt(np.dot(y, y)) + 1e-8)


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__distance(x, y):
    """It returns 1 minus the cosine, the cosine *distance*: equal directions then give 0. |
    返回的是 1 减去余弦，那是余弦*距离*；方向相同时，应当得到 1。
    """
    return 1 - cosine_similarity(x, y)


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__wraps(x, y):
    """It multiplies small integers in their own dtype, where they wrap around: convert them first. |
    位数少的整数直接用原来的 dtype 相乘，发生了回绕；应当先转成浮点数。
    """
    as_floats(x, y)
    with np.errstate(all="ignore"):
        return np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__float64(x, y):
    """It computes in float64 and does not go back: two float32 vectors should give float32. |
    用 float64 计算，没有变回来；两个 float32 向量应当得到 float32。
    """
    return cosine_similarity(x.astype(np.float64), y.astype(np.float64))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__formula_alone(x, y):
    """It computes the formula as it stands: integers wrap around or become half floats, and squares overflow or
    vanish; convert and scale the vectors first. |
    只照公式算：整数会回绕，或者变成半精度的数；平方会溢出，或者变成 0。应当先转换类型，再缩放。
    """
    as_floats(x, y)
    with np.errstate(all="ignore"):
        return np.dot(x, y) / (np.sqrt(np.dot(x, x)) * np.sqrt(np.dot(y, y)))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__formula_and_clip(x, y):
    """It computes the formula and clips: that mends the rounding, not the integers that wrap around, nor squares that
    overflow; convert and scale the vectors first. |
    只照公式算，再裁剪：裁剪只能去掉舍入误差，整数照样回绕，平方照样溢出；应当先转换类型，再缩放。
    """
    as_floats(x, y)
    with np.errstate(all="ignore"):
        return np.clip(np.dot(x, y) / (np.sqrt(np.dot(x, x)) * np.sqrt(np.dot(y, y))), -1, 1)


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__unscaled_unclipped(x, y):
    """It neither scales nor clips: squares of huge and tiny numbers are infinite or 0, and rounding leads past 1. |
    既没有缩放，也没有裁剪：很大或很小的数，平方后成了无穷大或 0；舍入误差还会让结果超过 1。两样都应当做。
    """
    x, y = as_floats(x, y)
    with np.errstate(all="ignore"):
        return np.dot(x, y) / (np.sqrt(np.dot(x, x)) * np.sqrt(np.dot(y, y)))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__largest_element(x, y):
    """It scales by the largest element, not by the largest absolute one: a negative one turns the vector round, and 0
    cannot be divided by. |
    除以了最大的元素：这个数若是负数，方向就反了，若是 0，就成了除以 0；应当除以绝对值最大的元素的绝对值。
    """
    x, y = as_floats(x, y)
    with np.errstate(all="ignore"):
        x, y = x / x.max(), y / y.max()
        return np.clip(np.dot(x, y) / np.sqrt(np.dot(x, x) * np.dot(y, y)), -1, 1)


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__dot_as_it_is(x, y):
    """It returns the dot product, in the dtype that it happens to have; divide by both norms, in floats. |
    返回的就是点积，dtype 也没有管；应当先转成浮点数，再除以两个向量的模。
    """
    as_floats(x, y)
    return np.dot(x, y)


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__scaled_dot(x, y):
    """It scales the vectors and stops there: their largest element is 1 now, not their norm; divide by the norms. |
    缩放之后就没有再除：这时最大的元素是 1，模却不是 1；应当再除以两个向量的模。
    """
    return np.dot(*map(largest_is_one, as_floats(x, y)))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__squares(x, y):
    """It divides by x·x and y·y, the squares of the norms, and does not scale: roots and scaling are missing. |
    除以了 x·x 和 y·y，那是模的平方，也没有缩放；应当先缩放，再开平方根。
    """
    x, y = as_floats(x, y)
    with np.errstate(all="ignore"):
        return np.dot(x, y) / (np.dot(x, x) * np.dot(y, y))


@mistake(verdict="wrong", section="cosine")
def cosine_similarity__squares_as_they_are(x, y):
    """It divides by x·x and y·y, in the dtype that they happen to have: the roots are missing, and integers wrap. |
    除以了 x·x 和 y·y，那是模的平方，整数还会回绕；应当先转成浮点数，再开平方根。
    """
    as_floats(x, y)
    with np.errstate(all="ignore"):
        return np.dot(x, y) / (np.dot(x, x) * np.dot(y, y))


def check_layer(x, w, b):
    """The check that a layer needs."""
    if x.ndim != 2 or w.ndim != 2 or b.ndim != 1 or x.shape[1] != w.shape[0] or w.shape[1] != b.shape[0]:
        raise ValueError(f"{x.shape}, {w.shape} and {b.shape}")


@mistake(verdict="wrong", section="dense-layer")
def affine__no_bias(x, w, b):
    """It multiplies with the weights and forgets the biases. | 只乘了权重，忘了加偏置。"""
    check_layer(x, w, b)
    return np.dot(x, w)


@mistake(verdict="error", section="dense-layer")
def affine__transposed(x, w, b):
    """It transposes the weights; in this course w has the shape (in, out) and is used as it is. |
    把权重转置了；本课程中 w 的形状是 (in, out)，应当直接相乘。
    """
    check_layer(x, w, b)
    return np.dot(x, w.T) + b


@mistake(verdict="error", section="dense-layer")
def affine__bias_by_row(x, w, b):
    """It makes the bias a column, one number for each sample; there is one for each output. |
    把偏置变成了一列，每个样本一个；偏置应当是每个输出一个。
    """
    check_layer(x, w, b)
    return np.dot(x, w) + b[:, np.newaxis]


@mistake(verdict="error", section="dense-layer")
def affine__bias_first(x, w, b):
    """It adds the biases to the inputs, before the product; they belong to the outputs. |
    在相乘之前就把偏置加到了输入上；偏置属于输出，应当最后才加。
    """
    check_layer(x, w, b)
    return np.dot(x + b, w)


@mistake(verdict="error", section="dense-layer")
def affine__swapped(x, w, b):
    """It multiplies the weights by the batch; the batch stands on the left, so that the inner sizes meet. |
    把权重放在了左边；批量应当在左边，内侧的长度才对得上。
    """
    check_layer(x, w, b)
    return np.dot(w, x) + b


@mistake(verdict="wrong", section="dense-layer")
def affine__no_check(x, w, b):
    """It leaves the bias to broadcasting: a single number stretches over all outputs. |
    偏置的形状交给了广播去管，只有一个数的偏置会扩展到所有输出；应当先检查。
    """
    if x.ndim != 2 or w.ndim != 2 or x.shape[1] != w.shape[0] or b.ndim != 1 or b.shape[0] not in (1, w.shape[1]):
        raise ValueError(f"{x.shape}, {w.shape} and {b.shape}")
    return np.dot(x, w) + b


@mistake(verdict="wrong", section="dense-layer")
def affine__dtype_of_x(x, w, b):
    """It returns to the dtype of the batch: integers then lose the fractions of weights and biases. |
    把结果变回了 x 的 dtype，整数会丢掉权重和偏置的小数部分；应当用 NumPy 给出的 dtype。
    """
    check_layer(x, w, b)
    return (np.dot(x, w) + b).astype(x.dtype)


@mistake(verdict="wrong", section="dense-layer")
def dense__no_relu(x, w, b):
    """It leaves the negative numbers in: that is the affine part alone, without relu. |
    负数还留在结果里：这只是仿射部分，少了 relu。
    """
    return affine(x, w, b)


@mistake(verdict="wrong", section="dense-layer")
def dense__bias_last(x, w, b):
    """It applies relu before it adds the biases; relu comes last. |
    先做 relu，再加偏置；relu 应当放在最后。
    """
    check_layer(x, w, b)
    return np.maximum(np.dot(x, w), 0) + b


@mistake(verdict="wrong", section="dense-layer")
def dense__relu_of_input(x, w, b):
    """It applies relu to what comes in; it belongs to what goes out. |
    对输入做了 relu；relu 应当作用于输出。
    """
    return affine(np.maximum(x, 0), w, b)


@mistake(verdict="wrong", section="dense-layer")
def dense__squashes(x, w, b):
    """It cuts off above 1 as well; relu has no upper bound. |
    把大于 1 的数也裁剪成了 1；relu 没有上界，正数应当保持不变。
    """
    return np.clip(affine(x, w, b), 0, 1)


@mistake(verdict="wrong", section="dense-layer")
def dense__absolute(x, w, b):
    """It turns negative numbers into positive ones; relu makes them 0. |
    把负数变成了正数；relu 应当把负数变成 0。
    """
    return np.abs(affine(x, w, b))


@mistake(verdict="wrong", section="dense-layer")
def dense__largest(x, w, b):
    """It calls np.max, which looks for the largest element of each column; np.maximum compares element by element. |
    用了 np.max，它找的是每一列里最大的元素；逐元素与 0 比较，应当用 np.maximum。
    """
    return np.max(affine(x, w, b), 0, initial=0)


@mistake(verdict="wrong", section="dense-layer")
def dense__float(x, w, b):
    """It puts 0.0 in the place of negative numbers, which turns integers into float64. |
    用 0.0 替换负数，整数因此变成了 float64；dtype 应当不变。
    """
    scores = affine(x, w, b)
    return np.where(scores > 0, scores, 0.0)


@mistake(verdict="wrong", section="dense-layer")
def dense__nan_is_zero(x, w, b):
    """It keeps only what is greater than 0, which NaN is not: NaN becomes 0, and the error that it tells of is hidden;
    relu keeps it. |
    只留下大于 0 的数，而 NaN 不大于 0，于是变成了 0，出过的错就看不见了；应当像 relu 那样保留 NaN。
    """
    scores = affine(x, w, b)
    return np.where(scores > 0, scores, 0)


@mistake(verdict="wrong", section="dense-layer")
def dense__times_mask(x, w, b):
    """It multiplies by a mask of zeros and ones, and minus infinity times 0 is NaN; relu makes it 0. |
    乘上了由 0 和 1 组成的掩码，而负无穷乘 0 得 NaN；应当像 relu 那样得 0。
    """
    scores = affine(x, w, b)
    with np.errstate(invalid="ignore"):
        return scores * (scores > 0)


@mistake(verdict="wrong", section="matrices")
def naive_matmul__same_place(x, y):
    """It multiplies what stands at the same place in both; element (i, j) is the dot product of a row and a column. |
    只把两边同一位置的元素相乘了；第 (i, j) 个元素应当是一行与一列的点积。
    """
    check_matrices(x, y)
    result = np.zeros((x.shape[0], y.shape[1]), np.result_type(x, y))
    for i, j in np.ndindex(result.shape):
        result[i, j] = x[i, j] * y[i, j]
    return result


@mistake(verdict="wrong", section="matrices")
def naive_matmul__row_of_y(x, y):
    """It takes rows of y; column j is `y[:, j]`. | 取了 y 的行；第 j 列应当写作 `y[:, j]`。"""
    check_matrices(x, y)
    result = np.zeros((x.shape[0], y.shape[1]), np.result_type(x, y))
    for i, j in np.ndindex(result.shape):
        result[i, j] = naive_vector_dot(x[i], y[j])
    return result


@mistake(verdict="wrong", section="matrices")
def naive_matmul__no_dtype(x, y):
    """It collects the result in np.zeros((rows, columns)), which is float64 unless told otherwise. |
    结果存进了 np.zeros((rows, columns))，不指定 dtype 就是 float64；应当写明 dtype。
    """
    check_matrices(x, y)
    result = np.zeros((x.shape[0], y.shape[1]))
    for i, j in np.ndindex(result.shape):
        result[i, j] = naive_vector_dot(x[i], y[:, j])
    return result


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__zip_alone(x, y):
    """It checks nothing, and zip stops at the shorter vector; compare the shapes first. |
    什么也没有检查，而 zip 在较短的向量用完时就停下了；应当先比较形状。
    """
    total = np.zeros((), np.result_type(x, y))
    for a, b in zip(x, y, strict=False):
        total += a * b
    return total


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__early_return(x, y):
    """It returns inside the loop, after the first product; return behind it. |
    在循环里面就 return 了，只算了第一个积；应当等循环结束再返回。
    """
    check_vectors(x, y)
    total = np.zeros((), np.result_type(x, y))
    for a, b in zip(x, y, strict=True):
        total += a * b
        return total
    return None


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__reset(x, y):
    """It sets the total back to 0 in every round, so that only the last product is left; begin before the loop. |
    每一轮都把总和重新设为 0，最后只剩最后一个积；应当在循环之前就设好。
    """
    check_vectors(x, y)
    for a, b in zip(x, y, strict=True):
        total = np.zeros((), np.result_type(x, y))
        total += a * b
    return total


@mistake(verdict="wrong", section="vectors")
def naive_vector_dot__zero_of_x(x, y):
    """It begins with a zero in the dtype of x alone, and where the vectors are empty, that is all it returns; begin
    with one of np.result_type(x, y). |
    开头的 0 只取了 x 的 dtype，遇到空向量，返回的就是这个 0；应当从 dtype 为 np.result_type(x, y) 的 0 开始。
    """
    check_vectors(x, y)
    total = np.zeros((), x.dtype)
    for a, b in zip(x, y, strict=True):
        total = total + a * b
    return total


@mistake(verdict="error", section="vectors")
def naive_vector_dot__dtype_of_x(x, y):
    """It takes the dtype of x alone; np.result_type(x, y) is that of both. |
    只取了 x 的 dtype；应当用 np.result_type(x, y)，两者的都算上。
    """
    check_vectors(x, y)
    total = np.zeros((), x.dtype)
    for a, b in zip(x, y, strict=True):
        total += a * b
    return total


@mistake(verdict="wrong", section="higher-ranks")
def dot_shape__scalar_result(a, b):
    """It returns () where one of them is a scalar; a scalar multiplies every element, so the other's shape stays. |
    有一个是标量时，返回了 ()；标量乘到每个元素上，应当保留另一个的形状。
    """
    if not a or not b:
        return ()
    if a[-1] != (b[-2] if len(b) > 1 else b[-1]):
        raise ValueError(f"{a} and {b}")
    return a[:-1] + b[:-2] + (b[-1:] if len(b) > 1 else ())


@mistake(verdict="error", section="higher-ranks")
def dot_shape__last_but_one(a, b):
    """It always asks for b[-2], which a vector does not have; the only axis of a vector is b[-1]. |
    总是取 b[-2]，而向量没有倒数第二个轴；后者是向量时，应当取 b[-1]。
    """
    if not a or not b:
        return a + b
    if a[-1] != b[-2]:
        raise ValueError(f"{a} and {b}")
    return a[:-1] + b[:-2] + b[-1:]


@mistake(verdict="error", section="higher-ranks")
def batched_matmul__from_the_front(x, y):
    """It counts the axes from the front, as if there were three; count from the end, with `...` for those in front. |
    从前往后数轴，以为总是三个；应当从后往前数，前面的轴用 `...` 代替。
    """
    check_stacks(x, y)
    products = x[:, :, :, np.newaxis] * y[:, np.newaxis, :, :]
    return products.sum(axis=2, dtype=products.dtype)


@mistake(verdict="error", section="higher-ranks")
def batched_matmul__zip(x, y):
    """It pairs the stacks with zip, which takes matrices apart into rows and does not broadcast. |
    用 zip 让两叠配对：遇到单个矩阵就拆成了行，也不会广播；应当按广播规则配对。
    """
    check_stacks(x, y)
    return np.stack([np.dot(a, b) for a, b in zip(x, y, strict=False)])

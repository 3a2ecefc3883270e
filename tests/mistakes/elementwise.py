"""Wrong answers to the exercises on element-wise operations that a person would write."""

import numpy as np

from byhand.grading import mistake
from solutions.elementwise import sigmoid


def check_matrix(x):
    """The check that the contract asks for."""
    if x.ndim != 2:
        raise ValueError(f"not a matrix: {x.shape}")


def check_pair(x, y):
    """The check that the contract asks for."""
    if x.ndim != 2 or x.shape != y.shape:
        raise ValueError(f"no two matrices of one shape: {x.shape}, {y.shape}")


def as_float(x):
    """A tensor in a floating-point dtype."""
    return x if x.dtype.kind == "f" else x.astype(np.float64)


@mistake(verdict="wrong", section="loops")
def naive_relu__in_place(x):
    """It writes into its input, and so destroys the caller's matrix; work on a copy. |
    直接写进了输入，调用者的矩阵就此改掉了；应当写进副本。
    """
    check_matrix(x)
    for i, j in np.ndindex(x.shape):
        x[i, j] = max(x[i, j], 0)
    return x


@mistake(verdict="wrong", section="loops")
def naive_relu__absolute(x):
    """It turns -3 into 3; a negative element becomes 0, its size does not matter. |
    把 -3 变成了 3，这是取绝对值；负数不论多大，都应当变成 0。
    """
    check_matrix(x)
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] = x[i, j] if x[i, j] > 0 else -x[i, j]
    return result


@mistake(verdict="wrong", section="myths")
def naive_relu__capped(x):
    """It also limits the elements to 1 from above; ReLU has no upper bound. |
    大于 1 的元素也压成了 1；ReLU 没有上界，正数应当原样保留。
    """
    check_matrix(x)
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] = min(max(x[i, j], 0), 1)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__early_return(x):
    """It returns inside the outer loop, when only the first row is done. |
    在外层循环里面就 return 了，只处理了第一行；应当等循环结束再返回。
    """
    check_matrix(x)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = max(x[i, j], 0)
        return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_relu__float(x):
    """It collects the result in np.zeros(x.shape), which holds float64; the dtype must stay that of x. |
    结果存进了 np.zeros(x.shape)，那是 float64 数组；dtype 应当与 x 相同。
    """
    check_matrix(x)
    result = np.zeros(x.shape)
    for i, j in np.ndindex(x.shape):
        result[i, j] = max(x[i, j], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__list(x):
    """It returns nested lists; the result must be an array. | 返回了嵌套列表；结果应当是数组。"""
    check_matrix(x)
    return [[max(value, 0) for value in row] for row in x]


@mistake(verdict="wrong", section="loops")
def naive_relu__square(x):
    """It lets both loops run over the rows, as if every matrix were square. |
    两层循环都用了行数，只有方阵才对；内层循环应当用列数 x.shape[1]。
    """
    check_matrix(x)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[0]):
            result[i, j] = max(x[i, j], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__square_of_zeros(x):
    """It lets both loops run over the rows, so that of a wider matrix the rest keeps the zeros that it began with. |
    两层循环都用了行数；列数更多时，剩下的列还是开头的 0。内层循环应当用列数 x.shape[1]。
    """
    check_matrix(x)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[0]):
            result[i, j] = max(x[i, j], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__first_element_only(x):
    """It returns inside the inner loop, after the very first element; return behind both loops. |
    在内层循环里面就 return 了，只处理了第一个元素；return 应当写在两层循环之后。
    """
    check_matrix(x)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = max(x[i, j], 0)
            return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_relu__first_of_zeros(x):
    """It returns inside the inner loop, after the very first element, so that all others are still 0. |
    在内层循环里面就 return 了，只处理了第一个元素，其余的还是 0；return 应当写在两层循环之后。
    """
    check_matrix(x)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = max(x[i, j], 0)
            return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_relu__first_row_of_zeros(x):
    """It returns inside the outer loop, after the first row, so that all other rows are still 0. |
    在外层循环里面就 return 了，只处理了第一行，其余各行还是 0；应当等循环结束再返回。
    """
    check_matrix(x)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = max(x[i, j], 0)
        return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_relu__no_return(x):
    """It computes the result and does not return it. | 结果算好了，却没有返回；最后应当有 return result。"""
    check_matrix(x)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = max(x[i, j], 0)


@mistake(verdict="wrong", section="loops")
def naive_relu__no_check(x):
    """It never asks whether x is a matrix: a vector has no x.shape[1], and a tensor of rank 3 has rows where numbers
    should be. |
    没有检查 x 是不是矩阵：向量没有 x.shape[1]，三阶张量的 x[i, j] 又是一整行；应当先检查 x.ndim。
    """
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = max(x[i, j], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__unpacked(x):
    """It takes the shape apart without a check of its own: Python's error then says how many values there were, and not
    the shape. |
    没有检查就把形状拆成了行数和列数：Python 报的错只说个数不对，没有写明形状；应当先检查 x.ndim。
    """
    rows, columns = x.shape
    result = x.copy()
    for i in range(rows):
        for j in range(columns):
            result[i, j] = max(x[i, j], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__place_unpacked(x):
    """It takes each place apart into i and j without a check of its own: Python's error does not name the shape, and
    where there is no place, there is no error. |
    没有检查就把每个位置拆成了 i 和 j：Python 报的错没有写明形状，没有元素时连错也不报；应当先检查 x.ndim。
    """
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] = max(x[i, j], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__any_rank(x):
    """It goes through all places of a tensor of whatever rank; anything but a matrix is an error here. |
    不论几阶，所有位置都照算不误；本题只接受矩阵，其余应当抛出错误。
    """
    result = x.copy()
    for place in np.ndindex(x.shape):
        result[place] = max(x[place], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__unnamed(x):
    """It raises without saying which shape x has; write it into the message, as in f"…{x.shape}…". |
    抛出了异常，却没有说 x 是什么形状；应当写进错误信息，例如 f"…{x.shape}…"。
    """
    if x.ndim != 2:
        raise ValueError("x is not a matrix")
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] = max(x[i, j], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__rank_named(x):
    """It names how many axes x has, and not its shape; write x.shape into the message. |
    错误信息只写了有几个轴，没有写明形状；应当写上 x.shape。
    """
    if x.ndim != 2:
        raise ValueError(f"x must be 2-D, and is {x.ndim}-D")
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] = max(x[i, j], 0)
    return result


@mistake(verdict="wrong", section="loops")
def naive_relu__dtype_guessed(x):
    """It makes an array of lists without a dtype: NumPy guesses int64 or float64, and without a row it guesses no
    columns either. |
    由列表生成数组时没有写明 dtype，NumPy 就猜成 int64 或 float64，没有行时连列数也丢了；应当写明 dtype 和形状。
    """
    check_matrix(x)
    return np.array([[max(float(v) if x.dtype.kind == "f" else int(v), 0) for v in row] for row in x])


@mistake(verdict="wrong", section="loops")
def naive_relu__columns_lost(x):
    """It makes an array of a list of rows: where there is no row, nothing says how many columns there are. |
    由各行的列表生成数组：一行也没有时，列数就无从得知；应当从 x 的形状出发，例如 np.zeros_like(x)。
    """
    check_matrix(x)
    return np.array([[max(value, 0) for value in row] for row in x], x.dtype)


@mistake(verdict="wrong", section="pairs")
def naive_add__in_place(x, y):
    """It adds into its first input; work on a copy. | 直接加到了第一个输入上；应当在副本上计算。"""
    check_pair(x, y)
    for i, j in np.ndindex(x.shape):
        x[i, j] += y[i, j]
    return x


@mistake(verdict="error", section="pairs")
def naive_add__transposed(x, y):
    """It takes y[j, i], the element at the mirrored place. | 取了 y[j, i]，行号与列号颠倒了；应当取 y[i, j]。"""
    check_pair(x, y)
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] += y[j, i]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_add__stretches(x, y):
    """It stretches axes of size 1 as NumPy's + does; here only equal shapes are right. |
    像 NumPy 的 + 一样，扩展了长度为 1 的轴；本题只接受相同的形状。
    """
    if x.ndim != 2 or y.ndim != 2 or any(m != n and 1 not in (m, n) for m, n in zip(x.shape, y.shape, strict=True)):
        raise ValueError(f"{x.shape} and {y.shape}")
    return x + y


@mistake(verdict="wrong", section="pairs")
def naive_add__any_rank(x, y):
    """It compares the shapes and never asks whether these are matrices. |
    只比较了形状是否相同，没有检查是不是矩阵；不是矩阵时应当抛出错误。
    """
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    return np.asarray(x + y)


@mistake(verdict="wrong", section="pairs")
def naive_add__common_part(x, y):
    """It adds as far as both matrices go and drops the rest; unequal shapes are an error. |
    只把两边都有的部分相加，多出来的丢掉了；形状不同时应当抛出错误。
    """
    if x.ndim != 2 or y.ndim != 2:
        raise ValueError(f"{x.shape} and {y.shape}")
    rows, columns = map(min, x.shape, y.shape)
    return x[:rows, :columns] + y[:rows, :columns]


@mistake(verdict="wrong", section="pairs")
def naive_add__elements_counted(x, y):
    """It compares how many elements there are, not the shapes: (2, 3) and (3, 2) both have 6. |
    只比较了元素的个数，没有比较形状；(2, 3) 与 (3, 2) 都有 6 个元素，形状却不同。
    """
    if x.ndim != 2 or y.ndim != 2 or x.size != y.size:
        raise ValueError(f"{x.shape} and {y.shape}")
    return x + y.reshape(x.shape)


@mistake(verdict="wrong", section="loops")
def naive_add__float(x, y):
    """It collects the sums in a float64 array, whatever the inputs are. |
    不论输入是什么，都用 float64 数组存结果；dtype 应当与 x 相同。
    """
    check_pair(x, y)
    result = np.zeros(x.shape)
    for i, j in np.ndindex(x.shape):
        result[i, j] = x[i, j] + y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_add__only_ranks(x, y):
    """It asks whether both are matrices and does not compare their shapes: the loops leave y too early, or run out of
    it. |
    只检查了两个是不是矩阵，没有比较形状：循环要么走出 y 的边界，要么漏掉 y 的一部分；应当检查 x.shape != y.shape。
    """
    if x.ndim != 2 or y.ndim != 2:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_add__only_shapes(x, y):
    """It compares the shapes and does not ask whether these are matrices: two vectors have no x.shape[1]. |
    只比较了形状，没有检查是不是矩阵：两个向量没有 x.shape[1]；还应当检查 x.ndim。
    """
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_add__unpacked(x, y):
    """It compares the shapes, then takes one apart into rows and columns: where these are no matrices, Python's error
    does not name the shapes. |
    比较了形状，接着就把形状拆成行数和列数：不是矩阵时，Python 报的错没有写明形状；还应当检查 x.ndim。
    """
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    rows, columns = x.shape
    result = x.copy()
    for i in range(rows):
        for j in range(columns):
            result[i, j] += y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_add__no_check(x, y):
    """It checks nothing: neither whether these are matrices, nor whether their shapes are equal. |
    什么也没有检查：既没有看是不是矩阵，也没有比较形状；两样都应当检查。
    """
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_add__unnamed(x, y):
    """It raises without naming the shapes; write both into the message, as in f"…{x.shape}…{y.shape}…". |
    抛出了异常，却没有写明形状；两个形状都应当写进错误信息，例如 f"…{x.shape}…{y.shape}…"。
    """
    if x.ndim != 2 or x.shape != y.shape:
        raise ValueError("not two matrices of one shape")
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] += y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_add__one_named(x, y):
    """It names the shape of x alone where x is no matrix; name both shapes, always. |
    x 不是矩阵时，错误信息里只有 x 的形状；任何时候都应当写明两个形状。
    """
    if x.ndim != 2:
        raise ValueError(f"x is no matrix: {x.shape}")
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] += y[i, j]
    return result


@mistake(verdict="wrong", section="loops")
def naive_add__square(x, y):
    """It lets both loops run over the rows, as if every matrix were square. |
    两层循环都用了行数，只有方阵才对；内层循环应当用列数 x.shape[1]。
    """
    check_pair(x, y)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[0]):
            result[i, j] += y[i, j]
    return result


@mistake(verdict="wrong", section="loops")
def naive_add__square_of_zeros(x, y):
    """It lets both loops run over the rows, so that of a wider matrix the rest keeps the zeros that it began with. |
    两层循环都用了行数；列数更多时，剩下的列还是开头的 0。内层循环应当用列数 x.shape[1]。
    """
    check_pair(x, y)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[0]):
            result[i, j] = x[i, j] + y[i, j]
    return result


@mistake(verdict="wrong", section="loops")
def naive_add__first_element_only(x, y):
    """It returns inside the inner loop, after the very first element; return behind both loops. |
    在内层循环里面就 return 了，只处理了第一个元素；return 应当写在两层循环之后。
    """
    check_pair(x, y)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[i, j]
            return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_add__first_of_zeros(x, y):
    """It returns inside the inner loop, after the very first element, so that all others are still 0. |
    在内层循环里面就 return 了，只处理了第一个元素，其余的还是 0；return 应当写在两层循环之后。
    """
    check_pair(x, y)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = x[i, j] + y[i, j]
            return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_add__first_row_only(x, y):
    """It returns inside the outer loop, after the first row; return behind both loops. |
    在外层循环里面就 return 了，只处理了第一行；return 应当写在两层循环之后。
    """
    check_pair(x, y)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[i, j]
        return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_add__first_row_of_zeros(x, y):
    """It returns inside the outer loop, after the first row, so that all other rows are still 0. |
    在外层循环里面就 return 了，只处理了第一行，其余各行还是 0；return 应当写在两层循环之后。
    """
    check_pair(x, y)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = x[i, j] + y[i, j]
        return result
    return None


@mistake(verdict="wrong", section="pairs")
def naive_multiply__matrix_product(x, y):
    """It computes the matrix product, where rows meet columns; here equal places meet. |
    算成了矩阵乘法，拿行与列配对；应当让同一位置上的元素相乘。
    """
    check_pair(x, y)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            for k in range(x.shape[1]):
                result[i, j] += x[i, k] * y[k, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_multiply__inner_sizes(x, y):
    """It computes the matrix product, and asks for as many columns in x as there are rows in y; here equal places
    meet, and the shapes must be equal. |
    算成了矩阵乘法，检查的也是 x 的列数与 y 的行数；应当让同一位置上的元素相乘，两个形状相同。
    """
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[0]:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = np.zeros((x.shape[0], y.shape[1]), x.dtype)
    for i in range(x.shape[0]):
        for j in range(y.shape[1]):
            for k in range(x.shape[1]):
                result[i, j] += x[i, k] * y[k, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_multiply__sum(x, y):
    """It adds all products up; every product stays at its own place. |
    把所有的乘积加成了一个数；每个乘积都应当留在自己的位置上。
    """
    check_pair(x, y)
    total = x.dtype.type(0)
    for i, j in np.ndindex(x.shape):
        total += x[i, j] * y[i, j]
    return total


@mistake(verdict="wrong", section="loops")
def naive_multiply__from_zeros(x, y):
    """It multiplies into an array of zeros, and 0 times anything is 0. |
    从全 0 的数组开始，往里乘；0 乘什么都得 0，应当从 x 的副本开始。
    """
    check_pair(x, y)
    result = np.zeros_like(x)
    for i, j in np.ndindex(x.shape):
        result[i, j] *= y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_multiply__in_place(x, y):
    """It multiplies into its first input; work on a copy. | 直接乘到了第一个输入上；应当在副本上计算。"""
    check_pair(x, y)
    for i, j in np.ndindex(x.shape):
        x[i, j] *= y[i, j]
    return x


@mistake(verdict="wrong", section="pairs")
def naive_multiply__stretches(x, y):
    """It stretches axes of size 1 as NumPy's * does; here only equal shapes are right. |
    像 NumPy 的 * 一样，扩展了长度为 1 的轴；本题只接受相同的形状。
    """
    if x.ndim != 2 or y.ndim != 2 or any(m != n and 1 not in (m, n) for m, n in zip(x.shape, y.shape, strict=True)):
        raise ValueError(f"{x.shape} and {y.shape}")
    return x * y


@mistake(verdict="wrong", section="pairs")
def naive_multiply__any_rank(x, y):
    """It compares the shapes and never asks whether these are matrices. |
    只比较了形状是否相同，没有检查是不是矩阵；不是矩阵时应当抛出错误。
    """
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    return np.asarray(x * y)


@mistake(verdict="wrong", section="pairs")
def naive_multiply__power(x, y):
    """It raises to a power: ** is not multiplication. | 算成了乘方；** 是乘方，乘法应当写 *。"""
    check_pair(x, y)
    result = x.astype(np.float64)
    for i, j in np.ndindex(x.shape):
        result[i, j] = float(abs(x[i, j])) ** float(abs(y[i, j])) if x[i, j] else 0.0
    return result.astype(np.int64).astype(x.dtype)


@mistake(verdict="wrong", section="pairs")
def naive_multiply__only_ranks(x, y):
    """It asks whether both are matrices and does not compare their shapes: the loops leave y too early, or run out of
    it. |
    只检查了两个是不是矩阵，没有比较形状：循环要么走出 y 的边界，要么漏掉 y 的一部分；应当检查 x.shape != y.shape。
    """
    if x.ndim != 2 or y.ndim != 2:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] *= y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_multiply__only_shapes(x, y):
    """It compares the shapes and does not ask whether these are matrices: two vectors have no x.shape[1]. |
    只比较了形状，没有检查是不是矩阵：两个向量没有 x.shape[1]；还应当检查 x.ndim。
    """
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] *= y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_multiply__unpacked(x, y):
    """It compares the shapes, then takes one apart into rows and columns: where these are no matrices, Python's error
    does not name the shapes. |
    比较了形状，接着就把形状拆成行数和列数：不是矩阵时，Python 报的错没有写明形状；还应当检查 x.ndim。
    """
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    rows, columns = x.shape
    result = x.copy()
    for i in range(rows):
        for j in range(columns):
            result[i, j] *= y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_multiply__no_check(x, y):
    """It checks nothing: neither whether these are matrices, nor whether their shapes are equal. |
    什么也没有检查：既没有看是不是矩阵，也没有比较形状；两样都应当检查。
    """
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] *= y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_multiply__unnamed(x, y):
    """It raises without naming the shapes; write both into the message, as in f"…{x.shape}…{y.shape}…". |
    抛出了异常，却没有写明形状；两个形状都应当写进错误信息，例如 f"…{x.shape}…{y.shape}…"。
    """
    if x.ndim != 2 or x.shape != y.shape:
        raise ValueError("not two matrices of one shape")
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] *= y[i, j]
    return result


@mistake(verdict="wrong", section="pairs")
def naive_multiply__one_named(x, y):
    """It names the shape of x alone where x is no matrix; name both shapes, always. |
    x 不是矩阵时，错误信息里只有 x 的形状；任何时候都应当写明两个形状。
    """
    if x.ndim != 2:
        raise ValueError(f"x is no matrix: {x.shape}")
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    result = x.copy()
    for i, j in np.ndindex(x.shape):
        result[i, j] *= y[i, j]
    return result


@mistake(verdict="wrong", section="loops")
def naive_multiply__square(x, y):
    """It lets both loops run over the rows, as if every matrix were square. |
    两层循环都用了行数，只有方阵才对；内层循环应当用列数 x.shape[1]。
    """
    check_pair(x, y)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[0]):
            result[i, j] *= y[i, j]
    return result


@mistake(verdict="wrong", section="loops")
def naive_multiply__square_of_zeros(x, y):
    """It lets both loops run over the rows, so that of a wider matrix the rest keeps the zeros that it began with. |
    两层循环都用了行数；列数更多时，剩下的列还是开头的 0。内层循环应当用列数 x.shape[1]。
    """
    check_pair(x, y)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[0]):
            result[i, j] = x[i, j] * y[i, j]
    return result


@mistake(verdict="wrong", section="loops")
def naive_multiply__first_element_only(x, y):
    """It returns inside the inner loop, after the very first element; return behind both loops. |
    在内层循环里面就 return 了，只处理了第一个元素；return 应当写在两层循环之后。
    """
    check_pair(x, y)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] *= y[i, j]
            return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_multiply__first_of_zeros(x, y):
    """It returns inside the inner loop, after the very first element, so that all others are still 0. |
    在内层循环里面就 return 了，只处理了第一个元素，其余的还是 0；return 应当写在两层循环之后。
    """
    check_pair(x, y)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = x[i, j] * y[i, j]
            return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_multiply__first_row_only(x, y):
    """It returns inside the outer loop, after the first row; return behind both loops. |
    在外层循环里面就 return 了，只处理了第一行；return 应当写在两层循环之后。
    """
    check_pair(x, y)
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] *= y[i, j]
        return result
    return None


@mistake(verdict="wrong", section="loops")
def naive_multiply__first_row_of_zeros(x, y):
    """It returns inside the outer loop, after the first row, so that all other rows are still 0. |
    在外层循环里面就 return 了，只处理了第一行，其余各行还是 0；return 应当写在两层循环之后。
    """
    check_pair(x, y)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = x[i, j] * y[i, j]
        return result
    return None


@mistake(verdict="wrong", section="nan")
def relu__nan_lost(x):
    """It writes np.where(x > 0, x, 0): NaN > 0 is false, so that NaN becomes 0 and the fault is hidden. |
    写了 np.where(x > 0, x, 0)：NaN > 0 不成立，NaN 就变成了 0，错误被掩盖；NaN 应当仍是 NaN。
    """
    return np.where(x > 0, x, 0)


@mistake(verdict="wrong", section="nan")
def relu__times_mask(x):
    """It multiplies by the mask x > 0: minus infinity times 0 is NaN, not 0. |
    乘以掩码 x > 0：负无穷乘 0 得 NaN；应当得到 0。
    """
    return x * (x > 0)


@mistake(verdict="wrong", section="whole")
def relu__in_place(x):
    """It sets the negative elements of its input to 0; work on a copy, x.copy(). |
    把输入里的负数就地改成了 0；应当先取副本 x.copy()，再改副本。
    """
    x[x < 0] = 0
    return x


@mistake(verdict="wrong", section="myths")
def relu__squashed(x):
    """It squashes the elements into [0, 1]; ReLU has no upper bound. |
    把元素压缩到了 0 与 1 之间；ReLU 没有上界，正数应当原样保留。
    """
    return np.minimum(np.maximum(x, 0), 1)


@mistake(verdict="wrong", section="whole")
def relu__float(x):
    """It compares with 0.0, a float, and so turns integers into float64; write 0. |
    与浮点数 0.0 比较，整数因此变成了 float64；应当写整数 0，dtype 才不变。
    """
    return np.maximum(x, 0.0)


@mistake(verdict="wrong", section="whole")
def relu__max(x):
    """It takes np.max, the largest element along an axis; np.maximum compares element by element. |
    用了 np.max，那是沿一个轴求最大的元素；逐元素比较应当用 np.maximum。
    """
    return np.max(x, 0)


@mistake(verdict="wrong", section="whole")
def relu__selected(x):
    """It picks the positive elements out, x[x > 0], and throws the others away; they must become 0. |
    用 x[x > 0] 挑出了正数，其余的丢掉了；负数应当留在原处，变成 0。
    """
    return x[np.logical_not(x <= 0)]


@mistake(verdict="wrong", section="whole")
def relu__minimum(x):
    """It keeps the smaller of x and 0: the negative elements. | 取了 x 与 0 中较小的那个，留下了负数；应当取较大的。"""
    return np.minimum(x, 0)


@mistake(verdict="wrong", section="whole")
def relu__halved(x):
    """It halves the sum of x and its size, in floats: integers become float64, large sums overflow, and minus infinity
    gives NaN. |
    用 (x + np.abs(x)) / 2 来算：整数变成了 float64，很大的数相加会溢出，负无穷得到 NaN；应当直接与 0 比较。
    """
    return (x + np.abs(x)) / 2


@mistake(verdict="wrong", section="whole")
def relu__halved_integers(x):
    """It halves the sum of x and its size by //: in int8, 100 + 100 wraps around, and minus infinity gives NaN. |
    用 (x + np.abs(x)) // 2 来算：在 int8 里 100 + 100 会回绕，负无穷得到 NaN；应当直接与 0 比较。
    """
    return (x + np.abs(x)) // 2


@mistake(verdict="wrong", section="whole")
def relu__halved_and_converted(x):
    """It halves the sum of x and its size and converts back: in int8, 100 + 100 has wrapped around by then, and minus
    infinity gives NaN. |
    先算 (x + np.abs(x)) / 2，再把 dtype 变回来：在 int8 里 100 + 100 早已回绕，负无穷得到 NaN；应当直接与 0 比较。
    """
    with np.errstate(invalid="ignore"):
        return ((x + np.abs(x)) / 2).astype(x.dtype)


@mistake(verdict="error", section="whole")
def relu__python_max(x):
    """It calls Python's own max, which asks whether a whole tensor is greater than 0: for several elements there is no
    one answer. |
    用了 Python 自带的 max，它要问整个张量是否大于 0，而几个元素不会只有一个答案；应当用 np.maximum。
    """
    return max(x, 0)


@mistake(verdict="error", section="whole")
def relu__if(x):
    """It writes `if x > 0`, as if x were one number; a tensor has an answer for each element: use np.maximum. |
    写了 `if x > 0`，好像 x 只是一个数；张量的每个元素各有各的答案，应当用 np.maximum。
    """
    if x > 0:
        return x
    return 0


@mistake(verdict="wrong", section="whole")
def relu__absolute(x):
    """It turns -3 into 3; a negative element becomes 0, its size does not matter. |
    把 -3 变成了 3，这是取绝对值；负数不论多大，都应当变成 0。
    """
    return np.abs(x)


@mistake(verdict="wrong", section="whole")
def relu__where_float(x):
    """It writes np.where(x > 0, x, 0.0): the float 0.0 turns integers into float64, and NaN becomes 0. |
    写了 np.where(x > 0, x, 0.0)：浮点数 0.0 把整数变成了 float64，NaN 也变成了 0；应当写 np.maximum(x, 0)。
    """
    return np.where(x > 0, x, 0.0)


@mistake(verdict="wrong", section="whole")
def relu__positive_selected(x):
    """It picks out what is positive, x[x > 0], and throws the others away; they must stay in their places, as 0. |
    用 x[x > 0] 只挑出了正数，其余的都丢掉了；其余的元素应当留在原处，变成 0。
    """
    return x[x > 0]


@mistake(verdict="wrong", section="leaky")
def leaky_relu__maximum(x, slope):
    """It takes the larger of x and slope · x, which is another function once the slope is above 1. |
    取了 x 与 slope · x 中较大的那个；斜率大于 1 时，这是另一个函数，应当看 x 是否大于 0。
    """
    x = as_float(x)
    return np.maximum(x, slope * x)


@mistake(verdict="wrong", section="leaky")
def leaky_relu__added(x, slope):
    """It adds slope · x to every element, to the positive ones, too. |
    给每个元素都加上了 slope · x，正数也不例外；正数应当保持不变。
    """
    x = as_float(x)
    return np.asarray(np.maximum(x, 0) + slope * x)


@mistake(verdict="wrong", section="leaky")
def leaky_relu__swapped(x, slope):
    """It multiplies the positive elements by the slope and keeps the negative ones. |
    把正数乘了斜率，负数却没有变；应当反过来。
    """
    x = as_float(x)
    return np.where(x > 0, slope * x, x)


@mistake(verdict="wrong", section="leaky")
def leaky_relu__absolute(x, slope):
    """It multiplies the size of the negative elements, so that -2 with slope 0.25 gives 0.5, not -0.5. |
    用负数的绝对值去乘斜率，斜率为 0.25 时 -2 得到 0.5；应当得到 -0.5，符号要保留。
    """
    x = as_float(x)
    return np.where(x > 0, x, slope * np.abs(x))


@mistake(verdict="wrong", section="leaky")
def leaky_relu__float64(x, slope):
    """It computes in float64 and forgets to return to float32. |
    用 float64 计算，没有变回来；x 是 float32 时，结果也应当是 float32。
    """
    x = x.astype(np.float64)
    return np.where(x > 0, x, slope * x)


@mistake(verdict="wrong", section="leaky")
def leaky_relu__truncated(x, slope):
    """It writes fractions into an array of integers, which cuts them off; integers must give float64. |
    把小数写进了整数数组，小数部分就截掉了；x 是整数时，结果应当是 float64。
    """
    result = x.copy()
    result[...] = np.where(x > 0, x, slope * x)
    return result


@mistake(verdict="wrong", section="nan")
def leaky_relu__nan_lost(x, slope):
    """It treats x > 0 and x < 0 and forgets what is neither: NaN becomes 0. |
    只处理了 x > 0 和 x < 0，漏掉了两者都不是的 NaN，使 NaN 变成了 0；NaN 应当仍是 NaN。
    """
    x = as_float(x)
    result = np.zeros_like(x)
    result[x > 0] = x[x > 0]
    result[x < 0] = slope * x[x < 0]
    return result


@mistake(verdict="wrong", section="leaky")
def leaky_relu__plain(x, slope):
    """It forgets the slope and gives plain ReLU. | 没有用到斜率，得到的是普通的 ReLU；负数应当乘以斜率。"""
    return np.maximum(as_float(x), 0)


@mistake(verdict="wrong", section="leaky")
def leaky_relu__opposite_wraps(x, slope):
    """It computes relu(x) - slope * relu(-x), and -x wraps around where integers are small: in uint8, -2 is 254. |
    写成了 relu(x) - slope * relu(-x)，而位数少的整数取负会回绕，在 uint8 里 -2 等于 254；应当直接用 slope * x。
    """
    return np.maximum(x, 0) - slope * np.maximum(-x, 0)


@mistake(verdict="error", section="leaky")
def leaky_relu__in_integers(x, slope):
    """It multiplies in place, *=, in a copy with the dtype of x: an array of integers cannot take fractions. |
    在 dtype 与 x 相同的副本上用 *= 就地相乘：整数数组存不下小数；应当先转成 float64。
    """
    result = x.copy()
    result[result < 0] *= slope
    return result


@mistake(verdict="wrong", section="leaky")
def leaky_relu__in_place(x, slope):
    """It multiplies in its input itself, and so changes the caller's tensor; work on a copy. |
    直接在输入上相乘，把调用者的张量改掉了；应当在副本上计算。
    """
    x[x < 0] *= slope
    return x


@mistake(verdict="wrong", section="leaky")
def leaky_relu__slope_alone(x, slope):
    """It puts the slope itself where x is not positive; that is slope * x there. |
    不是正数的地方，直接填了斜率；应当是 slope * x。
    """
    return np.where(x > 0, x, slope).astype(as_float(x).dtype)


@mistake(verdict="wrong", section="nan")
def leaky_relu__masks_added(x, slope):
    """It adds x * (x > 0) and slope * x * (x <= 0): of an infinity, the part that should be 0 is infinity times 0,
    NaN. |
    把 x * (x > 0) 与 slope * x * (x <= 0) 相加：遇到无穷大，本该是 0 的那一半成了无穷大乘 0，得到 NaN；应当用
    np.where 来挑选。
    """
    return x * (x > 0) + slope * x * (x <= 0)


@mistake(verdict="wrong", section="leaky")
def leaky_relu__zeros_of_float64(x, slope):
    """It fills np.zeros(x.shape), which is float64 unless told otherwise, by two masks, and NaN is in neither. |
    用两个掩码去填 np.zeros(x.shape)：不指定 dtype 就是 float64，而且 NaN 不在任何一个掩码里；应当用 np.where 来挑选。
    """
    result = np.zeros(x.shape)
    result[x > 0] = x[x > 0]
    result[x <= 0] = slope * x[x <= 0]
    return result


@mistake(verdict="wrong", section="clip")
def clip_by_value__swapped(x, low, high):
    """It exchanges maximum and minimum, so that everything becomes one of the bounds. |
    maximum 与 minimum 用反了，每个元素都变成了某个界限；下界应当用 maximum，上界用 minimum。
    """
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    return np.maximum(np.minimum(x, low), high)


@mistake(verdict="wrong", section="clip")
def clip_by_value__zeroed(x, low, high):
    """It sets what lies outside to 0; it must become the nearest bound. |
    把范围之外的元素变成了 0；应当变成离得最近的那个界限。
    """
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    return np.where((x < low) | (x > high), x.dtype.type(0), x)


@mistake(verdict="wrong", section="clip")
def clip_by_value__upper_only(x, low, high):
    """It limits from above only. | 只限制了上界；小于 low 的元素也应当变成 low。"""
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    return np.minimum(x, high)


@mistake(verdict="wrong", section="clip")
def clip_by_value__no_check(x, low, high):
    """It never checks the bounds: with low above high it silently gives high everywhere. |
    没有检查两个界限；low 大于 high 时，结果悄悄地全成了 high，应当抛出错误。
    """
    return np.minimum(np.maximum(x, low), high)


@mistake(verdict="wrong", section="clip")
def clip_by_value__bounds_sorted(x, low, high):
    """It exchanges bounds that are in the wrong order; the caller has made a mistake and must hear of it. |
    界限的顺序反了，就悄悄地交换过来；这是调用者的错误，应当抛出 ValueError 告诉对方。
    """
    low, high = min(low, high), max(low, high)
    return np.minimum(np.maximum(x, low), high)


@mistake(verdict="error", section="clip")
def clip_by_value__equal_refused(x, low, high):
    """It refuses low == high; only low > high is an error. | low 等于 high 时也报了错；只有 low > high 才是错误。"""
    if low >= high:
        raise ValueError(f"low {low}, high {high}")
    return np.minimum(np.maximum(x, low), high)


@mistake(verdict="wrong", section="nan")
def clip_by_value__nan_lost(x, low, high):
    """It fills an array with low and keeps what is above: NaN compares false with everything and becomes low. |
    先全部填成 low，再保留比 low 大的元素；NaN 与任何数比较都不成立，于是变成了 low，应当仍是 NaN。
    """
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    result = np.full_like(x, low)
    result[x > low] = x[x > low]
    result[x > high] = high
    return result


@mistake(verdict="wrong", section="clip")
def clip_by_value__in_place(x, low, high):
    """It limits the elements in its input itself; work on a copy. | 就地改了输入；应当在副本上修改。"""
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    x[x < low] = low
    x[x > high] = high
    return x


@mistake(verdict="wrong", section="clip")
def clip_by_value__float(x, low, high):
    """It turns integers into float64; the dtype must stay that of x. |
    把整数变成了 float64；dtype 应当与 x 相同。
    """
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    return np.minimum(np.maximum(as_float(x), float(low)), float(high))


@mistake(verdict="wrong", section="nan")
def clip_by_value__nan_is_zero(x, low, high):
    """It fills zeros by three masks, below, above and between: NaN is in none of them and becomes 0. |
    先全部填 0，再用三个掩码分别处理太小的、太大的和中间的：NaN 不在任何一个掩码里，于是变成了 0，应当仍是 NaN。
    """
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    result = np.zeros_like(x)
    result[x < low] = low
    result[x > high] = high
    inside = (x >= low) & (x <= high)
    result[inside] = x[inside]
    return result


@mistake(verdict="wrong", section="clip")
def clip_by_value__lower_only(x, low, high):
    """It limits from below only. | 只限制了下界；大于 high 的元素也应当变成 high。"""
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    return np.maximum(x, low)


@mistake(verdict="error", section="clip")
def clip_by_value__python_min_max(x, low, high):
    """It calls Python's own min and max, which ask whether a whole tensor is greater; np.minimum and np.maximum compare
    element by element. |
    用了 Python 自带的 min 和 max，它们要问整个张量是否更大；逐元素比较，应当用 np.minimum 和 np.maximum。
    """
    if low > high:
        raise ValueError(f"low {low}, high {high}")
    return max(low, min(x, high))


@mistake(verdict="wrong", section="clip")
def clip_by_value__unnamed(x, low, high):
    """It raises without naming the bounds; write both into the message, as in f"…{low}…{high}…". |
    抛出了异常，却没有写明两个界限；应当写进错误信息，例如 f"…{low}…{high}…"。
    """
    if low > high:
        raise ValueError("the bounds are in the wrong order")
    return np.minimum(np.maximum(x, low), high)


@mistake(verdict="wrong", section="clip")
def clip_by_value__asserts(x, low, high):
    """It checks by assert, which raises an AssertionError; the contract wants a ValueError: use raise. |
    用 assert 来检查，抛出的是 AssertionError；约定要的是 ValueError，应当用 raise。
    """
    assert low <= high, f"low {low}, high {high}"
    return np.minimum(np.maximum(x, low), high)


@mistake(verdict="wrong", section="overflow")
def sigmoid__naive(x):
    """It computes 1 / (1 + np.exp(-x)) everywhere: for x far below 0, exp(-x) overflows, with a warning, and the
    smallest results are lost. |
    处处都用 1 / (1 + np.exp(-x))：x 远小于 0 时，exp(-x) 溢出，出现警告，最小的那些结果也丢了；x < 0 时应当换一种写法。
    """
    return 1 / (1 + np.exp(-x))


@mistake(verdict="wrong", section="overflow")
def sigmoid__other_branch(x):
    """It computes exp(x) / (1 + exp(x)) everywhere: for large x this is inf / inf, NaN. |
    处处都用 exp(x) / (1 + exp(x))：x 很大时就是 inf / inf，得到 NaN；x >= 0 时应当换一种写法。
    """
    return np.exp(x) / (1 + np.exp(x))


@mistake(verdict="wrong", section="overflow")
def sigmoid__where_computes_both(x):
    """np.where only chooses: both forms are computed for every element, and the wrong one overflows, with a
    warning. |
    np.where 只负责挑选，两种写法都对所有元素算了一遍，不该用的那一种照样溢出，出现警告；应当让指数始终不大于 0。
    """
    x = as_float(x)
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


@mistake(verdict="wrong", section="overflow")
def sigmoid__exponent_limited(x):
    """It limits x to ±50 to silence the warning; the result then stops at 2e-22 instead of becoming smaller. |
    为了消除警告，把 x 限制在 ±50 之内；结果停在 2e-22 就不再变小了，应当照样精确。
    """
    return 1 / (1 + np.exp(-np.clip(as_float(x), -50, 50)))


@mistake(verdict="wrong", section="tanh")
def sigmoid__from_tanh(x):
    """It computes (1 + tanh(x / 2)) / 2: for x below 0, 1 and nearly -1 cancel, and small results lose their
    digits. |
    写成了 (1 + tanh(x / 2)) / 2：x < 0 时，1 与接近 -1 的数相互抵消，较小的结果就丢了有效数字；应当用不相减的写法。
    """
    return (1 + np.tanh(x / 2)) / 2


@mistake(verdict="wrong", section="overflow")
def sigmoid__sign(x):
    """It loses the minus sign of the exponent and gives σ(-x), which falls where σ rises. |
    指数的负号丢了，得到的是 σ(-x)，该上升的地方在下降；应当是 e 的 -x 次方。
    """
    return sigmoid(-as_float(x))


@mistake(verdict="wrong", section="overflow")
def sigmoid__float64(x):
    """It computes in float64 and forgets to return to float32. |
    用 float64 计算，没有变回来；x 是 float32 时，结果也应当是 float32。
    """
    return sigmoid(x.astype(np.float64))


@mistake(verdict="wrong", section="overflow")
def sigmoid__integers_wrap(x):
    """It computes with integers as they come: -3 is 253 in uint8; convert to float64 first. |
    直接用整数计算，在 uint8 里 -3 等于 253；应当先转成 float64。
    """
    positive, result = x >= 0, np.empty(x.shape, x.dtype if x.dtype.kind == "f" else np.float64)
    with np.errstate(all="ignore"):
        result[positive] = 1 / (1 + np.exp(-x[positive]))
        result[~positive] = np.exp(x[~positive]) / (1 + np.exp(x[~positive]))
    return result


@mistake(verdict="wrong", section="nan")
def sigmoid__nan_lost(x):
    """It treats x >= 0 and x < 0 and forgets what is neither: NaN becomes 0. |
    只处理了 x >= 0 和 x < 0，漏掉了两者都不是的 NaN，使 NaN 变成了 0；NaN 应当仍是 NaN。
    """
    x = as_float(x)
    result = np.zeros_like(x)
    result[x >= 0] = 1 / (1 + np.exp(-x[x >= 0]))
    result[x < 0] = np.exp(x[x < 0]) / (1 + np.exp(x[x < 0]))
    return result


@mistake(verdict="wrong", section="overflow")
def sigmoid__one_minus(x):
    """For x below 0 it subtracts from 1 what it computes for -x: nearly 1 less nearly 1 leaves no right digit. |
    x < 0 时，用 1 减去 -x 处的结果：两个都接近 1 的数相减，有效数字全丢了；应当用 e^x / (1 + e^x)。
    """
    p = 1 / (1 + np.exp(-np.abs(as_float(x))))
    return np.where(x >= 0, p, 1 - p)


@mistake(verdict="wrong", section="overflow")
def sigmoid__one_minus_everywhere(x):
    """It computes 1 - 1 / (1 + exp(x)): where the result is small, 1 is subtracted from nearly 1, and for large x the
    exponential overflows. |
    写成了 1 - 1 / (1 + exp(x))：结果很小时，这是 1 减去接近 1 的数，有效数字都丢了；x 很大时，exp(x) 又会溢出。
    应当按 x 的正负分别计算。
    """
    return 1 - 1 / (1 + np.exp(as_float(x)))


@mistake(verdict="wrong", section="overflow")
def sigmoid__limited_to_500(x):
    """It limits x to ±500: the result then stops at 7e-218 instead of becoming smaller, and in float32 exp(500)
    overflows all the same. |
    把 x 限制在 ±500 之内：结果停在 7e-218 就不再变小了，在 float32 里 exp(500) 照样溢出；应当按 x 的正负分别计算。
    """
    return 1 / (1 + np.exp(-np.clip(as_float(x), -500, 500)))


@mistake(verdict="wrong", section="overflow")
def sigmoid__unconverted(x):
    """It takes the right form, but of integers as they come: exp of an int8 is a float16, and the size of -128 wraps
    around; convert integers to float64 first. |
    写法是对的，却直接对整数计算：int8 的 exp 是 float16，-128 的绝对值还会回绕；应当先把整数转成 float64。
    """
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)


@mistake(verdict="wrong", section="overflow")
def sigmoid__empty_of_integers(x):
    """It fills np.empty_like(x), which for integers holds integers: every fraction is cut off to 0. |
    结果填进了 np.empty_like(x)；x 是整数时，它也是整数数组，小数全截成了 0。应当用浮点数的数组。
    """
    result = np.empty_like(x)
    positive = x >= 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    power = np.exp(x[~positive])
    result[~positive] = power / (1 + power)
    return result


@mistake(verdict="wrong", section="overflow")
def sigmoid__naive_in_float64(x):
    """It converts everything to float64, float32 as well, and computes 1 / (1 + exp(-x)) everywhere, which overflows
    for x far below 0. |
    不论什么 dtype 都转成 float64，连 float32 也变了，而且处处都用 1 / (1 + exp(-x))，x 远小于 0 时会溢出；float32
    应当保持不变，x < 0 时应当换一种写法。
    """
    return 1 / (1 + np.exp(-x.astype(np.float64)))


@mistake(verdict="wrong", section="overflow")
def sigmoid__naive_converted(x):
    """It converts integers rightly, and then computes 1 / (1 + np.exp(-x)) everywhere: for x far below 0, exp(-x)
    overflows, with a warning, and the smallest results are lost. |
    整数转换得对，但处处都用 1 / (1 + np.exp(-x))：x 远小于 0 时，exp(-x) 溢出，出现警告，最小的那些结果也丢了；
    x < 0 时应当换一种写法。
    """
    return 1 / (1 + np.exp(-as_float(x)))


@mistake(verdict="wrong", section="overflow")
def sigmoid__stored_in_float64(x):
    """It fills np.empty(x.shape), which is float64 unless told otherwise; a float32 tensor gives float32. |
    结果填进了 np.empty(x.shape)，不指定 dtype 就是 float64；x 是 float32 时，结果也应当是 float32。
    """
    result = np.empty(x.shape)
    positive = x >= 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    power = np.exp(x[~positive])
    result[~positive] = power / (1 + power)
    return result


@mistake(verdict="wrong", section="overflow")
def sigmoid__zeros_of_float64(x):
    """It fills np.zeros(x.shape), which is float64 unless told otherwise, by x >= 0 and x < 0, and NaN is neither. |
    用 x >= 0 和 x < 0 去填 np.zeros(x.shape)：不指定 dtype 就是 float64，NaN 又两者都不是；dtype 应当与 x 相同，
    NaN 应当仍是 NaN。
    """
    result = np.zeros(x.shape)
    positive, negative = x >= 0, x < 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    power = np.exp(x[negative])
    result[negative] = power / (1 + power)
    return result


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__cancels(x):
    """It computes 2σ(2x) - 1: near 0 two numbers close to 1 are subtracted, and a small result has no right digit
    left. |
    写成了 2σ(2x) - 1：在 0 附近，这是两个接近 1 的数相减，结果很小时，连一位有效数字都不剩；应当用不相减的写法。
    """
    return 2 * sigmoid(2 * x) - 1


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__not_doubled(x):
    """It computes with σ(x), not σ(2x): the curve is only half as steep, tanh(x / 2). |
    用的是 σ(x)，不是 σ(2x)：得到 tanh(x / 2)，曲线平缓了一半；应当先把 x 乘以 2。
    """
    return 2 * sigmoid(x) - 1


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__one_sided(x):
    """It uses one form for all x: for x far below 0, expm1(-2x) overflows, and infinity times 0 is NaN. |
    对所有的 x 都用同一个式子：x 是绝对值很大的负数时，expm1(-2x) 溢出，无穷大乘 0 得 NaN；应当只对 x 的绝对值计算。
    """
    return -np.expm1(-2 * x) * sigmoid(2 * x)


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__sign_lost(x):
    """It computes with the absolute value and forgets to give the sign back. |
    用绝对值算完，没有把符号还回去；x < 0 时，结果应当是负数。
    """
    size = np.abs(as_float(x))
    return np.asarray(-np.expm1(-2 * size) * sigmoid(2 * size))


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__straight_line(x):
    """It puts x itself for tanh x between -0.01 and 0.01; there the term x³ / 3 still counts. |
    x 在 -0.01 与 0.01 之间时，直接用 x 代替了 tanh x；在那里 x³ / 3 这一项还不能略去。
    """
    x = as_float(x)
    return np.where(np.abs(x) < 0.01, x, 2 * sigmoid(2 * x) - 1)


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__float64(x):
    """It computes in float64 and forgets to return to float32. |
    用 float64 计算，没有变回来；x 是 float32 时，结果也应当是 float32。
    """
    size = np.abs(x.astype(np.float64))
    return np.asarray(-np.sign(x) * np.expm1(-2 * size) * sigmoid(2 * size))


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__integers_wrap(x):
    """It doubles integers in their own dtype: 2 · 200 is 144 in uint8; convert to float64 first. |
    直接把整数乘以 2，在 uint8 里 2 · 200 等于 144；应当先转成 float64。
    """
    with np.errstate(all="ignore"):
        doubled = as_float(np.asarray(2 * x))
    size = np.abs(doubled)
    return np.asarray(-np.sign(doubled) * np.expm1(-size) * sigmoid(size))


@mistake(verdict="wrong", section="overflow")
def tanh_from_sigmoid__sigmoid_range(x):
    """It stretches σ by 2 and forgets to move it down: the results lie between 0 and 2, not -1 and 1. |
    只把 σ 拉长到 2 倍，没有往下移：结果在 0 与 2 之间；应当在 -1 与 1 之间。
    """
    return 2 * sigmoid(2 * x)


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__one_minus_exp(x):
    """It computes 1 - np.exp(-2 * x) as it stands: near 0 that subtracts two numbers close to 1, and for x far below 0
    it overflows. |
    照式子写了 1 - np.exp(-2 * x)：在 0 附近，这是两个接近 1 的数相减；x 远小于 0 时又会溢出。应当用 np.expm1，并且只对
    x 的绝对值计算。
    """
    x = as_float(x)
    return (1 - np.exp(-2 * x)) * sigmoid(2 * x)


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__one_minus_exp_of_size(x):
    """It computes 1 - np.exp(-2 * size): near 0 two numbers close to 1 are subtracted, and the digits are lost;
    np.expm1 keeps them. |
    写了 1 - np.exp(-2 * size)：在 0 附近，这是两个接近 1 的数相减，有效数字都丢了；应当用 np.expm1，它不会丢。
    """
    x = as_float(x)
    size = np.abs(x)
    return np.sign(x) * (1 - np.exp(-2 * size)) * sigmoid(2 * size)


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__cancels_and_sign_lost(x):
    """It computes with the absolute value and forgets the sign; and 1 - np.exp(-2 * size) loses the digits near 0. |
    用绝对值算完，没有把符号还回去；1 - np.exp(-2 * size) 在 0 附近还会丢掉有效数字。
    应当乘以 np.sign(x)，并用 np.expm1。
    """
    size = np.abs(as_float(x))
    return (1 - np.exp(-2 * size)) * sigmoid(2 * size)


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__expm1_sign(x):
    """It takes expm1(z) for 1 - e^z; it is e^z - 1, so that every result has the wrong sign. |
    把 expm1(z) 当成了 1 - e^z；它其实是 e^z - 1，于是每个结果的符号都反了，前面应当加负号。
    """
    x = as_float(x)
    return np.sign(x) * np.expm1(-2 * np.abs(x)) * sigmoid(2 * np.abs(x))


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__expm1_sign_one_sided(x):
    """It takes expm1(z) for 1 - e^z; it is e^z - 1, so that every result has the wrong sign, and for x far below 0 it
    overflows. |
    把 expm1(z) 当成了 1 - e^z；它其实是 e^z - 1，于是每个结果的符号都反了；x 远小于 0 时还会溢出。前面应当加负号，并且
    只对 x 的绝对值计算。
    """
    x = as_float(x)
    return np.expm1(-2 * x) * sigmoid(2 * x)


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__straight_line_below_0_001(x):
    """It puts x itself for tanh x below 0.001; there x³ / 3 still counts, and from there on 2σ(2x) - 1 loses digits. |
    x 的绝对值小于 0.001 时，直接用 x 代替了 tanh x；在那里 x³ / 3 还不能略去，再往外，2σ(2x) - 1 也丢有效数字。
    应当用不相减的写法。
    """
    x = as_float(x)
    return np.where(np.abs(x) < 1e-3, x, 2 * sigmoid(2 * x) - 1)


@mistake(verdict="wrong", section="tanh")
def tanh_from_sigmoid__straight_line_then_expm1(x):
    """It puts x itself for tanh x below 0.001, where x³ / 3 still counts; expm1 is accurate there, and needs no such
    case. |
    x 的绝对值小于 0.001 时，直接用 x 代替了 tanh x，而在那里 x³ / 3 还不能略去；expm1 在那里本来就准，不必另作处理。
    """
    x = as_float(x)
    size = np.abs(x)
    return np.where(size < 1e-3, x, -np.sign(x) * np.expm1(-2 * size) * sigmoid(2 * size))


@mistake(verdict="error", section="tanh")
def tanh_from_sigmoid__unconverted(x):
    """It takes the right form, but of integers as they come: NumPy cannot negate or double small ones without wrapping
    around, and their exponential is a float16. |
    写法是对的，却直接对整数计算：位数少的整数取负、加倍都会回绕，求指数又只得到 float16；应当先把整数转成 float64。
    """
    size = np.abs(x)
    with np.errstate(all="ignore"):
        return -np.sign(x) * np.expm1(-2 * size) * sigmoid(2 * size)

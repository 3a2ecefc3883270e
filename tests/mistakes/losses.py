"""Wrong answers to the exercises on losses and metrics that a person would write."""

import math

import numpy as np

from byhand.grading import mistake
from solutions.losses import (
    accuracy,
    binary_cross_entropy,
    categorical_cross_entropy,
    confusion_matrix,
    log_softmax,
    mean_squared_error,
    softmax,
    sparse_categorical_cross_entropy,
)


def same_shape(x, y):
    """The check that most contracts ask for."""
    if x.shape != y.shape or x.size == 0:
        raise ValueError(f"{x.shape} and {y.shape}")


def two_vectors(x, y):
    """The check that the distance asks for."""
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")


def two_matrices(x, y):
    """The check that the cross-entropy of one-hot rows asks for."""
    if x.ndim != 2 or x.shape != y.shape or x.size == 0:
        raise ValueError(f"{x.shape} and {y.shape}")


def floating(*tensors):
    """The tensors in the dtype that the contracts ask for."""
    dtype = np.result_type(*tensors)
    return [x.astype(dtype if dtype.kind == "f" else np.float64) for x in tensors]


def gap(x, y):
    """The difference of two tensors, in the dtype that the contracts ask for."""
    x, y = floating(x, y)
    return x - y


def existing(logits, axis):
    """The check that softmax asks for, and the scores as floating-point numbers."""
    if not -logits.ndim <= axis < logits.ndim:
        raise ValueError(f"no axis {axis} in shape {logits.shape}")
    return floating(logits)[0]


def shifted(z, axis):
    """Scores less their peak."""
    return z - z.max(axis=axis, keepdims=True, initial=-np.inf)


# mean_squared_error


@mistake(verdict="wrong", section="loss")
def mean_squared_error__sum(predictions, targets):
    """It adds the squares up and does not divide: twice as much data would be twice as bad. |
    只把平方加起来，没有除以个数；数据多一倍，损失就会大一倍，应当取平均。
    """
    same_shape(predictions, targets)
    return np.asarray((gap(predictions, targets) ** 2).sum())


@mistake(verdict="wrong", section="loss")
def mean_squared_error__root(predictions, targets):
    """It takes the square root; the mean of the squares itself was asked for. |
    多开了一次平方根；要求的就是平方的平均值。
    """
    return np.sqrt(mean_squared_error(predictions, targets))


@mistake(verdict="wrong", section="loss")
def mean_squared_error__half(predictions, targets):
    """It halves the mean, as some books do to make the derivative shorter; the formula here has no ½. |
    结果多除了一个 2；有些书为了让导数简短才这样写，这里的公式没有 ½。
    """
    result = mean_squared_error(predictions, targets)
    return result / result.dtype.type(2)


@mistake(verdict="wrong", section="loss")
def mean_squared_error__mean_first(predictions, targets):
    """It averages the differences before it squares them, so that errors of opposite sign cancel. |
    先求差的平均，再平方，一正一负的误差就抵消了；应当先平方，再求平均。
    """
    same_shape(predictions, targets)
    return np.asarray(gap(predictions, targets).mean() ** 2)


@mistake(verdict="wrong", section="loss")
def mean_squared_error__broadcasts(predictions, targets):
    """It does not compare the shapes: a column less a row is broadcast to a table of all pairs, without an
    error. |
    没有比较形状：一列减一行，会广播成所有配对的表，并不报错；形状不同时应当抛出 ValueError。
    """
    if predictions.size == 0 or targets.size == 0:
        raise ValueError(f"{predictions.shape} and {targets.shape}")
    return np.asarray((gap(predictions, targets) ** 2).mean())


@mistake(verdict="wrong", section="loss")
def mean_squared_error__one_axis(predictions, targets):
    """It averages along axis 0 only, and leaves a number for every column; the loss is one number. |
    只沿第 0 轴取了平均，每一列各剩一个数；损失应当是一个数。
    """
    same_shape(predictions, targets)
    return np.asarray((gap(predictions, targets) ** 2).mean(axis=0))


@mistake(verdict="wrong", section="loss")
def mean_squared_error__wraps(predictions, targets):
    """It computes in the integers' own dtype, where differences and squares wrap around: in uint8, 3 - 5 is
    254. |
    用整数原来的 dtype 计算，求差、求平方都会回绕，在 uint8 里 3 - 5 等于 254；应当先转成 float64。
    """
    same_shape(predictions, targets)
    return np.asarray(((predictions - targets) ** 2).mean())


@mistake(verdict="wrong", section="loss")
def mean_squared_error__empty(predictions, targets):
    """It divides by 0 where there are no elements, and returns NaN; nothing has no mean. |
    一个元素也没有时除以了 0，返回 NaN；空张量没有平均值，应当抛出 ValueError。
    """
    if predictions.shape != targets.shape:
        raise ValueError(f"{predictions.shape} and {targets.shape}")
    return np.asarray((gap(predictions, targets) ** 2).mean())


@mistake(verdict="wrong", section="loss")
def mean_squared_error__expanded(predictions, targets):
    """It expands the square: where large values nearly agree, p² − 2py + y² loses the digits of the error. |
    把平方展开了：数值很大、相差很小时，p² − 2py + y² 会丢掉误差的有效数字；应当先相减，再平方。
    """
    same_shape(predictions, targets)
    p, y = floating(predictions, targets)
    return np.asarray((p * p - 2 * p * y + y * y).mean())


@mistake(verdict="wrong", section="loss")
def mean_squared_error__rows(predictions, targets):
    """It divides by len, the number of rows only; a matrix has more elements than rows: use .mean(), or .size. |
    除以了 len，那只是行数；矩阵的元素比行多，应当用 .mean()，或者除以 .size。
    """
    same_shape(predictions, targets)
    return ((predictions - targets) ** 2).sum() / len(predictions)


@mistake(verdict="wrong", section="loss")
def mean_squared_error__float64(predictions, targets):
    """It converts everything to float64, float32 as well; only integers need that. |
    一律转成了 float64，连 float32 也转了；只有整数才需要转。
    """
    same_shape(predictions, targets)
    return ((predictions.astype(np.float64) - targets.astype(np.float64)) ** 2).mean()


@mistake(verdict="wrong", section="loss")
def mean_squared_error__each_by_itself(predictions, targets):
    """It converts each integer array to float64 by itself, although the other is float32: uint8 minus float32 is
    float32. Ask np.result_type of both first. |
    整数数组各转各的，不管另一个是不是 float32，都转成 float64；uint8 减 float32 应当是 float32。应当先用 np.result_type
    看两者合起来的 dtype。
    """
    same_shape(predictions, targets)
    if predictions.dtype.kind in "iu":
        predictions = predictions.astype(np.float64)
    if targets.dtype.kind in "iu":
        targets = targets.astype(np.float64)
    return ((predictions - targets) ** 2).mean()


@mistake(verdict="wrong", section="loss")
def mean_squared_error__int64(predictions, targets):
    """It converts integers to int64, where the squares of large numbers wrap around still; float64 has no such end. |
    把整数转成了 int64，数值大了，平方照样会回绕；应当转成 float64。
    """
    same_shape(predictions, targets)
    if np.result_type(predictions, targets).kind != "f":
        predictions, targets = predictions.astype(np.int64), targets.astype(np.int64)
    return ((predictions - targets) ** 2).mean()


@mistake(verdict="wrong", section="loss")
def mean_squared_error__converted_late(predictions, targets):
    """It converts the difference to float64; by then it has wrapped around. Convert before subtracting. |
    先相减，再把差转成 float64，这时差已经回绕了；应当先转换，再相减。
    """
    same_shape(predictions, targets)
    difference = predictions - targets
    if difference.dtype.kind != "f":
        difference = difference.astype(np.float64)
    return (difference**2).mean()


@mistake(verdict="wrong", section="loss")
def mean_squared_error__unsigned_forgotten(predictions, targets):
    """It converts integers of kind "i" only; unsigned ones, such as uint8, are of kind "u" and wrap around. |
    只转换了 .kind 是 "i" 的整数；uint8 这样的无符号整数，.kind 是 "u"，仍会回绕。
    """
    same_shape(predictions, targets)
    if np.result_type(predictions, targets).kind == "i":
        predictions = predictions.astype(np.float64)
    return ((predictions - targets) ** 2).mean()


@mistake(verdict="wrong", section="loss")
def mean_squared_error__absolute(predictions, targets):
    """It averages the absolute differences; here they are squared. | 求了绝对差的平均值；这里应当先平方。"""
    same_shape(predictions, targets)
    return np.abs(predictions - targets).mean()


@mistake(verdict="wrong", section="loss")
def mean_squared_error__python_float(predictions, targets):
    """It returns Python's float, which has no dtype and forgets float32; return what .mean() gives. |
    返回了 Python 的 float，它没有 dtype，记不住 float32；返回 .mean() 给出的 NumPy 标量就好。
    """
    same_shape(predictions, targets)
    return float(((predictions - targets) ** 2).mean())


@mistake(verdict="wrong", section="loss")
def mean_squared_error__unchecked(predictions, targets):
    """It checks nothing: a column minus a row becomes a table of all pairs, and the mean of no elements NaN. |
    什么也没有检查：一列减一行成了所有配对的表，空张量的平均值是 NaN；都应当抛出 ValueError。
    """
    return (gap(predictions, targets) ** 2).mean()


# mean_absolute_error


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__signed(predictions, targets):
    """It forgets the absolute value: too much and too little cancel, and the loss can be negative. |
    忘了取绝对值：多了的与少了的互相抵消，损失还可能是负数。
    """
    same_shape(predictions, targets)
    return np.asarray(gap(predictions, targets).mean())


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__mean_first(predictions, targets):
    """It takes the absolute value of the mean; by then errors of opposite sign have cancelled. |
    先取平均，再取绝对值，这时一正一负的误差已经抵消了；应当先取绝对值。
    """
    same_shape(predictions, targets)
    return np.asarray(np.abs(gap(predictions, targets).mean()))


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__squares(predictions, targets):
    """It squares the differences; here their absolute values are averaged. |
    把差平方了；这里要取平均的是差的绝对值。
    """
    return np.asarray(mean_squared_error(predictions, targets))


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__median(predictions, targets):
    """It takes the median of the absolute differences, not their mean. |
    取了绝对差的中位数；应当取平均值。
    """
    same_shape(predictions, targets)
    return np.asarray(np.median(np.abs(gap(predictions, targets))))


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__broadcasts(predictions, targets):
    """It does not compare the shapes: a column less a row is broadcast to a table of all pairs, without an
    error. |
    没有比较形状：一列减一行，会广播成所有配对的表，并不报错；形状不同时应当抛出 ValueError。
    """
    if predictions.size == 0 or targets.size == 0:
        raise ValueError(f"{predictions.shape} and {targets.shape}")
    return np.asarray(np.abs(gap(predictions, targets)).mean())


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__wraps(predictions, targets):
    """It subtracts in the integers' own dtype, where the difference wraps around: in uint8, 3 - 5 is 254. |
    用整数原来的 dtype 相减，差会回绕，在 uint8 里 3 - 5 等于 254；应当先转成 float64。
    """
    same_shape(predictions, targets)
    return np.asarray(np.abs(predictions - targets).mean())


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__float64(predictions, targets):
    """It converts everything to float64; float32 must stay float32. |
    一律转成了 float64；float32 应当保持不变。
    """
    same_shape(predictions, targets)
    return np.abs(predictions.astype(np.float64) - targets.astype(np.float64)).mean()


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__empty(predictions, targets):
    """It divides by 0 where there are no elements, and returns NaN; nothing has no mean. |
    一个元素也没有时除以了 0，返回 NaN；空张量没有平均值，应当抛出 ValueError。
    """
    if predictions.shape != targets.shape:
        raise ValueError(f"{predictions.shape} and {targets.shape}")
    return np.asarray(np.abs(gap(predictions, targets)).mean())


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__sum(predictions, targets):
    """It adds the absolute differences up and does not divide; take their mean. |
    只把绝对差加起来，没有除以个数；应当取平均。
    """
    same_shape(predictions, targets)
    return np.abs(predictions - targets).sum()


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__root_of_squares(predictions, targets):
    """It takes the root of the mean of the squares, which large errors still dominate; the root does not undo a square
    after the mean. |
    对平方的平均值开平方根，大的误差仍然占了大头；取了平均之后再开方，并不能抵消平方。
    """
    same_shape(predictions, targets)
    return np.sqrt(((predictions - targets) ** 2).mean())


@mistake(verdict="wrong", section="absolute")
def mean_absolute_error__rows(predictions, targets):
    """It divides by len, the number of rows only; a matrix has more elements than rows: use .mean(), or .size. |
    除以了 len，那只是行数；矩阵的元素比行多，应当用 .mean()，或者除以 .size。
    """
    same_shape(predictions, targets)
    return np.abs(predictions - targets).sum() / len(predictions)


@mistake(verdict="wrong", section="loss")
def mean_absolute_error__each_by_itself(predictions, targets):
    """It converts each integer array to float64 by itself, although the other is float32: uint8 minus float32 is
    float32. Ask np.result_type of both first. |
    整数数组各转各的，不管另一个是不是 float32，都转成 float64；uint8 减 float32 应当是 float32。应当先用 np.result_type
    看两者合起来的 dtype。
    """
    same_shape(predictions, targets)
    if predictions.dtype.kind in "iu":
        predictions = predictions.astype(np.float64)
    if targets.dtype.kind in "iu":
        targets = targets.astype(np.float64)
    return np.abs(predictions - targets).mean()


@mistake(verdict="wrong", section="loss")
def mean_absolute_error__unsigned_forgotten(predictions, targets):
    """It converts integers of kind "i" only; unsigned ones, such as uint8, are of kind "u" and wrap around. |
    只转换了 .kind 是 "i" 的整数；uint8 这样的无符号整数，.kind 是 "u"，仍会回绕。
    """
    same_shape(predictions, targets)
    if np.result_type(predictions, targets).kind == "i":
        predictions = predictions.astype(np.float64)
    return np.abs(predictions - targets).mean()


@mistake(verdict="wrong", section="loss")
def mean_absolute_error__python_float(predictions, targets):
    """It returns Python's float, which has no dtype and forgets float32; return what .mean() gives. |
    返回了 Python 的 float，它没有 dtype，记不住 float32；返回 .mean() 给出的 NumPy 标量就好。
    """
    same_shape(predictions, targets)
    return float(np.abs(predictions - targets).mean())


@mistake(verdict="wrong", section="loss")
def mean_absolute_error__unchecked(predictions, targets):
    """It checks nothing: a column minus a row becomes a table of all pairs, and the mean of no elements NaN. |
    什么也没有检查：一列减一行成了所有配对的表，空张量的平均值是 NaN；都应当抛出 ValueError。
    """
    return np.abs(gap(predictions, targets)).mean()


# euclidean_distance


@mistake(verdict="wrong", section="distance")
def euclidean_distance__squared(predictions, targets):
    """It forgets the square root: that is the squared distance. | 忘了开平方根，得到的是距离的平方。"""
    two_vectors(predictions, targets)
    return np.asarray((gap(predictions, targets) ** 2).sum())


@mistake(verdict="wrong", section="distance")
def euclidean_distance__mean(predictions, targets):
    """It averages the squares before it takes the root; a distance is the root of their sum. |
    先对平方取平均，再开平方根；距离是平方之和的平方根，不取平均。
    """
    two_vectors(predictions, targets)
    return np.sqrt(((predictions - targets) ** 2).mean())


@mistake(verdict="wrong", section="distance")
def euclidean_distance__city_blocks(predictions, targets):
    """It adds the absolute differences: the way along the streets, not as the crow flies. |
    把差的绝对值加了起来，那是沿街道走的路程；这里要的是直线距离。
    """
    two_vectors(predictions, targets)
    return np.asarray(np.abs(gap(predictions, targets)).sum())


@mistake(verdict="wrong", section="distance")
def euclidean_distance__root_of_each(predictions, targets):
    """It takes the root of every square and sums up nothing; what is left is a vector of absolute values. |
    对每个平方各自开了平方根，没有求和，剩下的是一串绝对值；应当先求和，再开平方根。
    """
    two_vectors(predictions, targets)
    return np.sqrt(gap(predictions, targets) ** 2)


@mistake(verdict="wrong", section="distance")
def euclidean_distance__wraps(predictions, targets):
    """It computes in the integers' own dtype, where differences and squares wrap around: in uint8, 3 - 6 is
    253. |
    用整数原来的 dtype 计算，求差、求平方都会回绕，在 uint8 里 3 - 6 等于 253；应当先转成 float64。
    """
    two_vectors(predictions, targets)
    squares = ((predictions - targets) ** 2).sum()
    return np.sqrt(squares, dtype=gap(predictions, targets).dtype)


@mistake(verdict="wrong", section="distance")
def euclidean_distance__any_rank(predictions, targets):
    """It accepts tensors that are no vectors, and takes all their elements for one. |
    输入不是向量时没有报错，把所有元素当成了一个向量；应当抛出 ValueError。
    """
    if predictions.shape != targets.shape:
        raise ValueError(f"{predictions.shape} and {targets.shape}")
    return np.asarray(np.sqrt((gap(predictions, targets) ** 2).sum()))


@mistake(verdict="wrong", section="distance")
def euclidean_distance__broadcasts(predictions, targets):
    """It stretches a vector of length 1; the two vectors must have one length. |
    扩展了长度为 1 的向量；两个向量应当等长。
    """
    if predictions.ndim != 1 or targets.ndim != 1:
        raise ValueError(f"{predictions.shape} and {targets.shape}")
    if len(predictions) != len(targets) and 1 not in (len(predictions), len(targets)):
        raise ValueError(f"{predictions.shape} and {targets.shape}")
    return np.asarray(np.sqrt((gap(predictions, targets) ** 2).sum()))


@mistake(verdict="wrong", section="distance")
def euclidean_distance__expanded(predictions, targets):
    """It expands the square: for near points far from the origin, p² − 2py + y² loses the digits. |
    把平方展开了：两点很近、离原点很远时，p² − 2py + y² 会丢掉有效数字；应当先相减，再平方。
    """
    two_vectors(predictions, targets)
    p, y = floating(predictions, targets)
    return np.sqrt(np.abs((p * p - 2 * p * y + y * y).sum()))


@mistake(verdict="wrong", section="distance")
def euclidean_distance__root_of_the_loss(predictions, targets):
    """It takes the root of the mean squared error, which is the distance divided by the root of n. |
    对均方误差开了平方根，那是距离除以 √n；应当对平方之和开方。
    """
    return np.sqrt(mean_squared_error(predictions, targets))


@mistake(verdict="error", section="distance")
def euclidean_distance__refuses_empty(predictions, targets):
    """It refuses two empty vectors, as mean_squared_error does; they have a distance, the root of no squares, 0. |
    两个空向量也报错了，mean_squared_error 才这样；它们有距离：一个平方也没有，和是 0，距离也是 0。
    """
    return np.sqrt(len(predictions) * mean_squared_error(predictions, targets))


@mistake(verdict="wrong", section="distance")
def euclidean_distance__math_sqrt(predictions, targets):
    """It takes the root by math.sqrt, which returns Python's float and forgets the dtype; np.sqrt keeps it. |
    用 math.sqrt 开方，返回的是 Python 的 float，记不住 dtype；应当用 np.sqrt。
    """
    two_vectors(predictions, targets)
    return math.sqrt(((predictions - targets) ** 2).sum())


@mistake(verdict="wrong", section="loss")
def euclidean_distance__float64(predictions, targets):
    """It converts everything to float64, float32 as well; only integers need that. |
    一律转成了 float64，连 float32 也转了；只有整数才需要转。
    """
    two_vectors(predictions, targets)
    return np.sqrt(((predictions.astype(np.float64) - targets.astype(np.float64)) ** 2).sum())


@mistake(verdict="wrong", section="loss")
def euclidean_distance__each_by_itself(predictions, targets):
    """It converts each integer array to float64 by itself, although the other is float32: uint8 minus float32 is
    float32. Ask np.result_type of both first. |
    整数数组各转各的，不管另一个是不是 float32，都转成 float64；uint8 减 float32 应当是 float32。应当先用 np.result_type
    看两者合起来的 dtype。
    """
    two_vectors(predictions, targets)
    if predictions.dtype.kind in "iu":
        predictions = predictions.astype(np.float64)
    if targets.dtype.kind in "iu":
        targets = targets.astype(np.float64)
    return np.sqrt(((predictions - targets) ** 2).sum())


@mistake(verdict="wrong", section="distance")
def euclidean_distance__unchecked(predictions, targets):
    """It checks nothing: tensors that are no vectors of one length are broadcast, and all their elements are taken for
    one vector. |
    什么也没有检查：形状不同就广播，不是向量也照算；只要不是两个等长的向量，就应当抛出 ValueError。
    """
    return np.sqrt((gap(predictions, targets) ** 2).sum())


# softmax


@mistake(verdict="wrong", section="scores")
def softmax__overflow(logits, axis=-1):
    """It does not subtract the largest score: exp overflows, and infinity over infinity is NaN. |
    没有减去最大的得分：exp 溢出，无穷大除以无穷大得到 NaN；应当先减去最大值。
    """
    weights = np.exp(existing(logits, axis))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__one_peak_for_all(logits, axis=-1):
    """It subtracts the largest score of the whole tensor: in a row far below it every exp is 0, and 0 / 0 is
    NaN. |
    减去的是整个张量里最大的得分：比它小得多的那一行，exp 全是 0，而 0 / 0 得到 NaN；每一行应当减去自己的最大值。
    """
    existing(logits, axis)
    weights = np.exp(logits - np.max(logits))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__whole_tensor(logits, axis=-1):
    """It divides by the sum of the whole tensor; the probabilities sum to 1 along the axis, row by row. |
    除以了整个张量的和；应当沿该轴求和，让每一行的概率之和各为 1。
    """
    weights = np.exp(shifted(existing(logits, axis), axis))
    return weights / weights.sum()


@mistake(verdict="wrong", section="scores")
def softmax__last_axis_always(logits, axis=-1):
    """It normalises along the last axis, whichever is asked for. |
    不论要求哪个轴，都沿最后一个轴归一化；应当用参数 axis。
    """
    existing(logits, axis)
    return softmax(logits, -1)


@mistake(verdict="error", section="scores")
def softmax__no_keepdims(logits, axis=-1):
    """It sums without keepdims: the sums are no column any more, and do not fit beside the rows. |
    求和时没有写 keepdims，得到的和不再是一列，与各行对不上；应当用 keepdims=True 保留这个轴。
    """
    existing(logits, axis)
    weights = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis)


@mistake(verdict="wrong", section="scores")
def softmax__no_exponential(logits, axis=-1):
    """It divides the scores themselves by their sum: negative scores give negative probabilities. |
    直接用得分除以得分之和，负的得分会给出负的概率；应当先取 exp。
    """
    z = existing(logits, axis)
    with np.errstate(all="ignore"):
        return z / z.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__divided_by_the_peak(logits, axis=-1):
    """It divides the scores by the largest instead of subtracting it; only a constant that is subtracted
    cancels. |
    用最大的得分去除，而不是相减；只有减去一个常数，分子和分母才会约掉。
    """
    z = existing(logits, axis)
    with np.errstate(all="ignore"):
        weights = np.exp(z / z.max(axis=axis, keepdims=True, initial=-np.inf))
        return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__sigmoid(logits, axis=-1):
    """It squashes every score alone with the sigmoid; the results do not sum to 1. |
    对每个得分单独用了 sigmoid；各个结果之和不是 1。
    """
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(-existing(logits, axis))))


@mistake(verdict="wrong", section="scores")
def softmax__wraps(logits, axis=-1):
    """It subtracts in the integers' own dtype, where the difference wraps around: in uint8, 3 - 5 is 254. |
    用整数原来的 dtype 相减，差会回绕，在 uint8 里 3 - 5 等于 254；应当先转成 float64。
    """
    z = existing(logits, axis)
    if z.size and logits.dtype.kind in "iu":
        z = (logits - logits.max(axis=axis, keepdims=True)).astype(np.float64)
        with np.errstate(all="ignore"):
            return np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True)
    return softmax(z, axis)


@mistake(verdict="wrong", section="scores")
def softmax__scalar_accepted(logits, axis=-1):
    """It gives a scalar the probability 1; a scalar has no axis along which anything could sum to 1. |
    给标量返回了概率 1；标量一个轴也没有，应当抛出 ValueError。
    """
    return softmax(logits, axis) if logits.ndim else np.ones(())


@mistake(verdict="wrong", section="scores")
def softmax__one_sum_for_all(logits, axis=-1):
    """It takes one maximum and one sum for the whole tensor; each row, along the axis, has its own. |
    整个张量只用一个最大值、一个和；沿该轴的每一行都应当有自己的。
    """
    existing(logits, axis)
    weights = np.exp(logits - np.max(logits))
    return weights / weights.sum()


@mistake(verdict="wrong", section="scores")
def softmax__formula_of_a_vector(logits, axis=-1):
    """It types the formula for a vector: the sum is that of the whole tensor, and nothing is subtracted before exp. |
    照向量的公式写：和是整个张量的，取 exp 之前也没有减去最大值；应当沿该轴求和，先减去最大值。
    """
    existing(logits, axis)
    return np.exp(logits) / np.exp(logits).sum()


@mistake(verdict="wrong", section="scores")
def softmax__axis_0_always(logits, axis=-1):
    """It sums along axis 0, whichever is asked for. | 不论要求哪个轴，都沿第 0 轴求和；应当用参数 axis。"""
    existing(logits, axis)
    weights = np.exp(logits - np.max(logits))
    return weights / weights.sum(axis=0)


@mistake(verdict="error", section="scores")
def softmax__formula_without_keepdims(logits, axis=-1):
    """It sums without keepdims, so that the sums are no column any more and do not fit beside the rows; and nothing is
    subtracted before exp. |
    求和时没有写 keepdims，得到的和不再是一列，与各行对不上；取 exp 之前也没有减去最大值。
    """
    existing(logits, axis)
    return np.exp(logits) / np.exp(logits).sum(axis=axis)


@mistake(verdict="error", section="scores")
def softmax__keepdims_nowhere(logits, axis=-1):
    """It takes the maximum and the sum without keepdims: they are no columns any more, and do not fit beside the
    rows. |
    求最大值和求和时都没有写 keepdims，结果不再是一列，与各行对不上；应当用 keepdims=True 保留这个轴。
    """
    existing(logits, axis)
    weights = np.exp(logits - logits.max(axis=axis))
    return weights / weights.sum(axis=axis)


@mistake(verdict="error", section="scores")
def softmax__no_largest(logits, axis=-1):
    """It asks for the maximum along an axis of size 0, where there is none; initial=-np.inf says where to begin. |
    轴的长度是 0 时也去求最大值，而那里没有最大值；应当用 initial=-np.inf 说明从哪里开始比。
    """
    z = existing(logits, axis)
    weights = np.exp(z - z.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="loss")
def softmax__integers_unconverted(logits, axis=-1):
    """It does not convert integers: in uint8 the difference wraps around, and exp of it is float16. Convert them to
    float64 first. |
    没有转换整数：在 uint8 里，差会回绕，exp 的结果还是 float16；应当先转成 float64。
    """
    existing(logits, axis)
    weights = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="error", section="scores")
def softmax__integers_below_infinity(logits, axis=-1):
    """It lets the maximum of integers begin at -np.inf, which no integer can be; convert them to float64 before max. |
    让整数的最大值从 -np.inf 开始比，而整数没有无穷大；应当在 max 之前转成 float64。
    """
    existing(logits, axis)
    weights = np.exp(logits - logits.max(axis=axis, keepdims=True, initial=-np.inf))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__empty_integers(logits, axis=-1):
    """It returns an empty tensor as it is, before it converts integers; no integers give float64, too. |
    遇到空张量就原样返回，还没有转换整数；空的整数张量，也应当得到 float64。
    """
    if not -logits.ndim <= axis < logits.ndim:
        raise ValueError(f"no axis {axis} in shape {logits.shape}")
    return softmax(logits, axis) if logits.size else logits.copy()


@mistake(verdict="wrong", section="scores")
def softmax__float64(logits, axis=-1):
    """It converts everything to float64; float32 must stay float32. |
    一律转成了 float64；float32 应当保持不变。
    """
    existing(logits, axis)
    return softmax(logits.astype(np.float64), axis)


@mistake(verdict="wrong", section="scores")
def softmax__peak_not_below_zero(logits, axis=-1):
    """It lets the maximum begin at 0: of scores all far below 0 nothing is subtracted, every exp is 0, and 0 / 0 is
    NaN. |
    最大值从 0 开始比：得分全都远小于 0 时，等于什么也没减，exp 全是 0，而 0 / 0 得到 NaN；应当从 -np.inf 开始。
    """
    z = existing(logits, axis)
    weights = np.exp(z - z.max(axis=axis, keepdims=True, initial=0))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__smallest_subtracted(logits, axis=-1):
    """It subtracts the smallest score; the others are above 0 then, and exp still overflows. Subtract the largest. |
    减去了最小的得分，其余的都大于 0，exp 照样溢出；应当减去最大的。
    """
    existing(logits, axis)
    weights = np.exp(logits - logits.min(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__mean_subtracted(logits, axis=-1):
    """It subtracts the mean; scores far above it still overflow. Subtract the largest. |
    减去了平均值；比平均值大得多的得分照样溢出，应当减去最大的。
    """
    existing(logits, axis)
    weights = np.exp(logits - logits.mean(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__epsilon(logits, axis=-1):
    """It adds 1e-8 to the sum, so that the probabilities do not sum to 1; the sum is at least 1 and needs no help. |
    给总和加上了 1e-8，概率之和就不是 1 了；减去最大值之后，总和至少是 1，不用加什么。
    """
    existing(logits, axis)
    weights = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return weights / (weights.sum(axis=axis, keepdims=True) + 1e-8)


@mistake(verdict="wrong", section="scores")
def softmax__axis_unchecked(logits, axis=-1):
    """It does not check the axis: NumPy's own error does not name the shape. |
    没有检查轴；NumPy 自己的错误信息里没有形状，应当先检查，抛出 ValueError。
    """
    z = floating(logits)[0]
    weights = np.exp(z - z.max(axis=axis, keepdims=True, initial=-np.inf))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="scores")
def softmax__negative_axis_unchecked(logits, axis=-1):
    """It checks an axis that is too large only; a negative one can be too small. |
    只检查了太大的轴号；负的轴号也可能太小，axis 小于 -logits.ndim 时也应当抛出 ValueError。
    """
    if axis >= logits.ndim:
        raise ValueError(f"no axis {axis} in shape {logits.shape}")
    z = floating(logits)[0]
    weights = np.exp(z - z.max(axis=axis, keepdims=True, initial=-np.inf))
    return weights / weights.sum(axis=axis, keepdims=True)


# log_softmax


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__of_softmax(logits, axis=-1):
    """It takes the logarithm of softmax: a probability too small to be stored has become 0, and log 0 is −inf. |
    先算 softmax，再取对数：太小的概率已经变成 0，log 0 是负无穷；应当直接由得分算出对数。
    """
    return np.asarray(np.log(softmax(logits, axis)))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__epsilon(logits, axis=-1):
    """It adds 1e-7 to keep the logarithm finite; then no result is below −16, however small the probability. |
    为了让对数有限，加上了 1e-7；这样概率再小，结果也到不了 −16 以下，应当照样精确。
    """
    p = softmax(logits, axis)
    return np.asarray(np.log(p + p.dtype.type(1e-7)))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__peak_added_back(logits, axis=-1):
    """It adds the peak to the logarithm of the sum before subtracting: 10000 + log 2 has lost digits that do not
    come back. |
    先把最大值加回对数里，再去减：10000 + log 2 存下来时已经丢了几位，再减也回不来；应当用减去最大值之后的得分。
    """
    existing(logits, axis)
    peak = logits.max(axis=axis, keepdims=True)
    return logits - (peak + np.log(np.exp(logits - peak).sum(axis=axis, keepdims=True)))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__overflow(logits, axis=-1):
    """It does not subtract the largest score: exp overflows, and the result is −inf. |
    没有减去最大的得分：exp 溢出，结果成了负无穷；应当先减去最大值。
    """
    z = existing(logits, axis)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__no_sum(logits, axis=-1):
    """It subtracts the peak and stops: the logarithm of the sum is missing. |
    只减去了最大值；还应当减去总和的对数。
    """
    return shifted(existing(logits, axis), axis)


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__negative(logits, axis=-1):
    """It turns the sign round, as the loss will do later; a logarithm of a probability is never positive. |
    把正负号反过来了，那是后面算损失时才做的；概率的对数不会是正数。
    """
    return -log_softmax(logits, axis)


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__base_two(logits, axis=-1):
    """It takes logarithms to the base 2; softmax is built on e, and so is its logarithm. |
    用了以 2 为底的对数；softmax 以 e 为底，对数也应当以 e 为底。
    """
    result = log_softmax(logits, axis)
    return (result / np.log(2)).astype(result.dtype)


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__last_axis_always(logits, axis=-1):
    """It works along the last axis, whichever is asked for. |
    不论要求哪个轴，都沿最后一个轴计算；应当用参数 axis。
    """
    existing(logits, axis)
    return log_softmax(logits, -1)


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__one_peak_for_all(logits, axis=-1):
    """It subtracts the largest score of the whole tensor: in a row far below it every exp is 0, and log 0 is
    −inf. |
    减去的是整个张量里最大的得分：比它小得多的那一行，exp 全是 0，log 0 是负无穷；每一行应当减去自己的最大值。
    """
    existing(logits, axis)
    z = logits - np.max(logits)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__smaller_epsilon(logits, axis=-1):
    """It adds 1e-12 to keep the logarithm finite; then no result is below −28, and all lose digits. |
    为了让对数有限，加上了 1e-12；这样结果到不了 −28 以下，有效数字也都丢了。应当直接由得分算出对数。
    """
    return np.log(softmax(logits, axis) + 1e-12)


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__no_log(logits, axis=-1):
    """It subtracts the sum itself; its logarithm has to be subtracted. | 减去的是总和本身；应当减去总和的对数。"""
    existing(logits, axis)
    z = logits - logits.max(axis=axis, keepdims=True)
    return z - np.exp(z).sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__probabilities(logits, axis=-1):
    """It returns the probabilities; their logarithms were asked for. | 返回的是概率；要求的是概率的对数。"""
    return softmax(logits, axis)


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__plus(logits, axis=-1):
    """It adds the logarithm of the sum; the logarithm of a quotient is a difference. |
    加上了总和的对数；商的对数是对数之差，应当减去。
    """
    existing(logits, axis)
    z = logits - logits.max(axis=axis, keepdims=True)
    return z + np.log(np.exp(z).sum(axis=axis, keepdims=True))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__base_ten(logits, axis=-1):
    """It takes np.log10 of the sum; the inverse of np.exp is np.log. |
    对总和取了 np.log10；np.exp 的反函数是 np.log。
    """
    existing(logits, axis)
    z = logits - logits.max(axis=axis, keepdims=True)
    return z - np.log10(np.exp(z).sum(axis=axis, keepdims=True))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__peak_left_in_front(logits, axis=-1):
    """It subtracts the peak inside exp, but not from the score in front of the logarithm. |
    exp 里面减去了最大值，前面的得分却没有减；两处都应当减。
    """
    existing(logits, axis)
    peak = logits.max(axis=axis, keepdims=True)
    return logits - np.log(np.exp(logits - peak).sum(axis=axis, keepdims=True))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__one_sum_for_all(logits, axis=-1):
    """It takes one maximum and one sum for the whole tensor; each row, along the axis, has its own. |
    整个张量只用一个最大值、一个和；沿该轴的每一行都应当有自己的。
    """
    existing(logits, axis)
    z = logits - np.max(logits)
    return z - np.log(np.exp(z).sum())


@mistake(verdict="error", section="scores")
def log_softmax__no_keepdims(logits, axis=-1):
    """It sums without keepdims: the sums are no column any more, and do not fit beside the rows. |
    求和时没有写 keepdims，得到的和不再是一列，与各行对不上；应当用 keepdims=True 保留这个轴。
    """
    existing(logits, axis)
    z = logits - logits.max(axis=axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=axis))


@mistake(verdict="error", section="log-softmax")
def log_softmax__no_largest(logits, axis=-1):
    """It asks for the maximum along an axis of size 0, where there is none; return a copy at once where there are no
    elements. |
    轴的长度是 0 时也去求最大值，而那里没有最大值；一个元素也没有时，应当直接返回副本。
    """
    z = existing(logits, axis)
    z = z - z.max(axis=axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


@mistake(verdict="wrong", section="loss")
def log_softmax__integers_unconverted(logits, axis=-1):
    """It does not convert integers: in uint8 the difference wraps around, and exp of it is float16. Convert them to
    float64 first. |
    没有转换整数：在 uint8 里，差会回绕，exp 的结果还是 float16；应当先转成 float64。
    """
    existing(logits, axis)
    z = logits - logits.max(axis=axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__empty_integers(logits, axis=-1):
    """It returns an empty tensor as it is, before it converts integers; no integers give float64, too. |
    遇到空张量就原样返回，还没有转换整数；空的整数张量，也应当得到 float64。
    """
    if not -logits.ndim <= axis < logits.ndim:
        raise ValueError(f"no axis {axis} in shape {logits.shape}")
    return log_softmax(logits, axis) if logits.size else logits.copy()


@mistake(verdict="wrong", section="log-softmax")
def log_softmax__float64(logits, axis=-1):
    """It converts everything to float64; float32 must stay float32. |
    一律转成了 float64；float32 应当保持不变。
    """
    existing(logits, axis)
    return log_softmax(logits.astype(np.float64), axis)


@mistake(verdict="wrong", section="scores")
def log_softmax__axis_unchecked(logits, axis=-1):
    """It does not check the axis: NumPy's own error does not name the shape. |
    没有检查轴；NumPy 自己的错误信息里没有形状，应当先检查，抛出 ValueError。
    """
    z = floating(logits)[0]
    z = z - z.max(axis=axis, keepdims=True, initial=-np.inf)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


# categorical_cross_entropy


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__zero_times_infinity(probabilities, one_hot):
    """It types the formula as it stands: at a probability of 0, 0 · log 0 is 0 · (−inf), NaN. |
    照公式原样计算：概率为 0 时，0 · log 0 就是 0 · (−inf)，得到 NaN；应当算作 0。
    """
    two_matrices(probabilities, one_hot)
    with np.errstate(all="ignore"):
        loss = -(one_hot * np.log(probabilities)).sum(axis=1).mean()
    return loss.astype(probabilities.dtype)


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__clipped(probabilities, one_hot):
    """It clips probabilities to 1e-7 or more, so that the impossible costs 16 and not infinity; small
    probabilities cost too little. |
    把概率裁剪到 1e-7 以上，不可能的事就只罚 16，而不是无穷大；很小的概率也罚得太轻，应当照原样取对数。
    """
    two_matrices(probabilities, one_hot)
    true = probabilities[one_hot == 1]
    return np.asarray(-np.log(np.maximum(true, true.dtype.type(1e-7))).mean())


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__mean_of_all(probabilities, one_hot):
    """It averages over all elements, and so divides by the number of classes as well; the mean is over samples. |
    对所有元素取了平均，多除了一个类别数；平均只对样本取。
    """
    loss = categorical_cross_entropy(probabilities, one_hot)
    return loss / loss.dtype.type(probabilities.shape[1])


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__sum(probabilities, one_hot):
    """It adds up over the samples and does not divide. | 把各样本的损失加了起来，没有除以样本数；应当取平均。"""
    loss = categorical_cross_entropy(probabilities, one_hot)
    return loss * loss.dtype.type(len(probabilities))


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__no_minus(probabilities, one_hot):
    """It forgets the minus: logarithms of probabilities are negative, a loss is not. |
    忘了负号：概率的对数是负数，损失不应当是负数。
    """
    return np.asarray(-categorical_cross_entropy(probabilities, one_hot))


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__of_the_likeliest(probabilities, one_hot):
    """It looks at the class that was predicted, not at the true one; being sure and wrong costs nothing then. |
    看的是预测的那个类别，不是真实的类别；这样，越肯定越错，反而没有损失。
    """
    two_matrices(probabilities, one_hot)
    return np.asarray(-np.log(probabilities.max(axis=1)).mean())


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__log_of_mean(probabilities, one_hot):
    """It takes the logarithm of the mean probability; the mean of the logarithms is something else. |
    先对概率取平均，再取对数；应当先取对数，再取平均。
    """
    two_matrices(probabilities, one_hot)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(probabilities[one_hot == 1].mean()))


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__promoted(probabilities, one_hot):
    """It multiplies by the one-hot rows and takes over their dtype: with integers, float32 becomes float64. |
    与独热编码相乘，结果就用了两者合起来的 dtype：float32 乘整数会变成 float64，应当保持 probabilities 的 dtype。
    """
    two_matrices(probabilities, one_hot)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log((probabilities * one_hot).sum(axis=1)).mean())


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__broadcasts(probabilities, one_hot):
    """It does not compare the shapes; one row of targets is stretched to all samples. |
    没有比较形状，只有一行的目标值会扩展到所有样本；形状不同时应当抛出 ValueError。
    """
    if probabilities.ndim != 2 or probabilities.size == 0 or one_hot.size == 0:
        raise ValueError(f"{probabilities.shape} and {one_hot.shape}")
    try:
        one_hot = np.broadcast_to(one_hot, probabilities.shape)
    except ValueError:
        raise ValueError(f"{probabilities.shape} and {one_hot.shape}") from None
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(probabilities[one_hot == 1]).mean())


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__formula(probabilities, one_hot):
    """It types the formula as it stands: times integers, float32 becomes float64; and 0 · log 0 is 0 · (−inf), NaN.
    Pick the true probabilities instead. |
    照公式原样计算：float32 乘整数变成了 float64，0 · log 0 就是 0 · (−inf)，得到 NaN；应当先挑出真实类别的概率。
    """
    two_matrices(probabilities, one_hot)
    return -np.sum(one_hot * np.log(probabilities)) / len(probabilities)


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__nansum(probabilities, one_hot):
    """It leaves the NaN of 0 · log 0 out of the sum, but still multiplies by the one-hot rows: times integers, float32
    becomes float64. |
    求和时跳过了 0 · log 0 得到的 NaN，可还是乘了独热编码：float32 乘整数变成了 float64；dtype 应当不变。
    """
    two_matrices(probabilities, one_hot)
    with np.errstate(all="ignore"):
        return -np.nansum(one_hot * np.log(probabilities)) / len(probabilities)


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__nan_to_num(probabilities, one_hot):
    """It multiplies by the one-hot rows, which turns float32 into float64, and makes finite numbers of NaN and
    infinity; the impossible costs infinity. |
    与独热编码相乘，float32 变成了 float64；又把 NaN 和无穷大都换成了有限的数，而不可能的事发生了，损失应当是无穷大。
    """
    two_matrices(probabilities, one_hot)
    with np.errstate(all="ignore"):
        return -np.nan_to_num(one_hot * np.log(probabilities)).sum() / len(probabilities)


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__epsilon(probabilities, one_hot):
    """It adds 1e-12 before the logarithm, so that the impossible costs 28 and not infinity, and every loss is a little
    off. |
    取对数之前加上了 1e-12，不可能的事就只罚 28，而不是无穷大，别的损失也都差了一点；应当照原样取对数。
    """
    two_matrices(probabilities, one_hot)
    return -np.sum(one_hot * np.log(probabilities + 1e-12)) / len(probabilities)


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__clipped_as_keras(probabilities, one_hot):
    """It clips probabilities as Keras does, and multiplies by the one-hot rows: the impossible costs 16 and not
    infinity, and times integers float32 becomes float64. |
    像 Keras 那样裁剪概率，再乘独热编码：不可能的事只罚 16，而不是无穷大；float32 乘整数还变成了 float64。
    """
    two_matrices(probabilities, one_hot)
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.sum(one_hot * np.log(p)) / len(p)


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__clipped_from_below(probabilities, one_hot):
    """It clips probabilities to 1e-12 or more and multiplies by the one-hot rows: the impossible costs 28 and not
    infinity, and times integers float32 becomes float64. |
    把概率裁剪到 1e-12 以上，再乘独热编码：不可能的事只罚 28，而不是无穷大；float32 乘整数还变成了 float64。
    """
    two_matrices(probabilities, one_hot)
    p = np.clip(probabilities, 1e-12, 1.0)
    return -np.sum(one_hot * np.log(p)) / len(p)


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__formula_without_minus(probabilities, one_hot):
    """It forgets the minus before the sum: logarithms of probabilities are negative, a loss is not. |
    求和前面忘了负号：概率的对数是负数，损失不应当是负数。
    """
    two_matrices(probabilities, one_hot)
    return np.sum(one_hot * np.log(probabilities)) / len(probabilities)


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__formula_averaged(probabilities, one_hot):
    """It averages over all elements, zeros included, and so divides by the number of classes as well; the mean is over
    samples. |
    对所有元素取了平均，连 0 也算在内，多除了一个类别数；平均只对样本取。
    """
    two_matrices(probabilities, one_hot)
    return -np.mean(one_hot * np.log(probabilities))


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__formula_summed(probabilities, one_hot):
    """It adds up over samples and classes and does not divide by the number of samples. |
    对样本和类别都求了和，没有除以样本数；应当取平均。
    """
    two_matrices(probabilities, one_hot)
    return -np.sum(one_hot * np.log(probabilities))


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__softmax_again(probabilities, one_hot):
    """It applies softmax to what are probabilities already. | 对已经是概率的数又用了一次 softmax；直接取对数就行。"""
    two_matrices(probabilities, one_hot)
    return -(one_hot * log_softmax(probabilities)).sum(axis=1).mean()


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__base_two(probabilities, one_hot):
    """It takes logarithms to the base 2; here they are natural ones, np.log. |
    用了以 2 为底的对数；这里要的是自然对数 np.log。
    """
    two_matrices(probabilities, one_hot)
    return -np.log2(probabilities[one_hot == 1]).mean()


@mistake(verdict="error", section="cross-entropy")
def categorical_cross_entropy__no_mask(probabilities, one_hot):
    """It indexes with the one-hot rows themselves: 0 and 1 are no mask, but floats, or row numbers. Compare them with 1
    first. |
    直接用独热编码作下标：其中的 0 和 1 不是掩码，而是浮点数，或者行号；应当先与 1 比较。
    """
    two_matrices(probabilities, one_hot)
    return -np.log(probabilities[one_hot]).mean()


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__warns(probabilities, one_hot):
    """It takes the logarithm of 0 outside of np.errstate, and NumPy warns of what is meant to be. |
    没有放进 np.errstate 就对 0 取对数，本来在意料之中的事，NumPy 却发出了警告。
    """
    two_matrices(probabilities, one_hot)
    return -np.log(probabilities[one_hot == 1]).mean()


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__logs_of_all(probabilities, one_hot):
    """It takes the logarithms of all probabilities, also of those that np.where then leaves out: a 0 among them
    warns. |
    对所有概率都取了对数，包括随后被 np.where 舍弃的；里面有 0 就会发出警告，应当先挑选，再取对数。
    """
    two_matrices(probabilities, one_hot)
    return -np.where(one_hot == 1, np.log(probabilities), 0).sum(axis=1).mean()


@mistake(verdict="wrong", section="cross-entropy")
def categorical_cross_entropy__unchecked(probabilities, one_hot):
    """It does not compare the shapes: a mask of another shape is NumPy's IndexError, or picks whole rows. |
    没有比较形状：掩码的形状不同时，报的是 NumPy 的 IndexError，或者整行都选中；应当抛出 ValueError。
    """
    with np.errstate(divide="ignore"):
        return -np.log(probabilities[one_hot == 1]).mean()


# sparse_categorical_cross_entropy


def check_labels(logits, labels, *, types=True, classes=True):
    """The checks that the loss of class numbers asks for."""
    if logits.ndim != 2 or labels.shape != logits.shape[:1] or logits.size == 0:
        raise ValueError(f"{logits.shape} and {labels.shape}")
    if types and labels.dtype.kind not in "iu":
        raise TypeError(f"labels of {labels.dtype}")
    for label in labels if classes else ():
        if not 0 <= label < logits.shape[1]:
            raise ValueError(f"label {label}")


def at_labels(rows, labels):
    """The element of every row at its label."""
    return rows[np.arange(len(rows)), labels]


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__of_softmax(logits, labels):
    """It takes the logarithm of softmax: a probability too small to be stored has become 0, and the loss is
    infinite. |
    先算 softmax，再取对数：太小的概率已经变成 0，损失成了无穷大；应当用 log_softmax。
    """
    check_labels(logits, labels)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(at_labels(softmax(logits), labels)).mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__softmax_twice(logits, labels):
    """It applies softmax to probabilities that softmax has made: the loss is nearly flat and can never be small. |
    对 softmax 给出的概率又用了一次 softmax：损失几乎是平的，永远降不下来；只应当用一次。
    """
    check_labels(logits, labels)
    return np.asarray(-at_labels(log_softmax(softmax(logits)), labels).mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__overflow(logits, labels):
    """It does not subtract the largest score: exp overflows, and the loss is infinite. |
    没有减去最大的得分：exp 溢出，损失成了无穷大；应当用 log_softmax。
    """
    check_labels(logits, labels)
    z = floating(logits)[0]
    return np.asarray((np.log(np.exp(z).sum(axis=1)) - at_labels(z, labels)).mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__peak_added_back(logits, labels):
    """It adds the peak to the logarithm of the sum before subtracting: 10000 + log 2 has lost digits that do not
    come back. |
    先把最大值加回对数里，再去减：10000 + log 2 存下来时已经丢了几位，再减也回不来；应当用 log_softmax。
    """
    check_labels(logits, labels)
    z = floating(logits)[0]
    total = z.max(axis=1) + np.log(np.exp(shifted(z, 1)).sum(axis=1))
    return np.asarray((total - at_labels(z, labels)).mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__all_pairs(logits, labels):
    """It writes [:, labels], which picks the columns of all labels from every row; each row has one label. |
    写成了 [:, labels]，每一行都取出了所有标签的列；每一行只应当取自己的标签那一列。
    """
    check_labels(logits, labels)
    return np.asarray(-log_softmax(logits)[:, labels].mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__from_the_end(logits, labels):
    """It lets negative labels count from the end, as indexing does: -1 becomes the last class. |
    负的标签像下标那样从末尾数起，-1 成了最后一类；标签不是类别时应当抛出 ValueError。
    """
    check_labels(logits, labels, classes=False)
    for label in labels:
        if label >= logits.shape[1]:
            raise ValueError(f"label {label}")
    return np.asarray(-at_labels(log_softmax(logits), labels).mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__no_label_check(logits, labels):
    """It leaves the labels to indexing: too large a label is NumPy's IndexError, a negative one no error at all. |
    标签直接拿去当下标：太大时是 NumPy 的 IndexError，负数则根本不报错；应当先检查，抛出 ValueError。
    """
    check_labels(logits, labels, types=False, classes=False)
    return np.asarray(-at_labels(log_softmax(logits), labels).mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__floats_cut_off(logits, labels):
    """It turns labels that are no integers into integers, and 2.7 becomes class 2; they are an error. |
    把不是整数的标签转成了整数，2.7 成了第 2 类；应当抛出 TypeError。
    """
    check_labels(logits, labels, types=False)
    return sparse_categorical_cross_entropy(logits, labels.astype(np.int64))


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__from_one(logits, labels):
    """It counts classes from 1 and looks one column too far to the left; labels count from 0. |
    类别从 1 数起，取了左边一列；标签应当从 0 数起。
    """
    check_labels(logits, labels)
    return np.asarray(-at_labels(log_softmax(logits), labels.astype(np.int64) - 1).mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__sum(logits, labels):
    """It adds up over the samples and does not divide. | 把各样本的损失加了起来，没有除以样本数；应当取平均。"""
    loss = sparse_categorical_cross_entropy(logits, labels)
    return loss * loss.dtype.type(len(labels))


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__unchecked(logits, labels):
    """It checks neither shapes nor labels: one label stands for all rows, and -1 for the last class, without an
    error. |
    形状和标签都没有检查：只有一个标签，就用到每一行上；-1 当成最后一类，都不报错。应当抛出 ValueError。
    """
    return -log_softmax(logits)[np.arange(len(labels)), labels].mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__no_minus(logits, labels):
    """It forgets the minus: logarithms of probabilities are negative, a loss is not. |
    忘了负号：概率的对数是负数，损失不应当是负数。
    """
    check_labels(logits, labels)
    return log_softmax(logits)[np.arange(len(labels)), labels].mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__log_of_scores(logits, labels):
    """It takes the logarithms of the scores, as if they were probabilities; use log_softmax. |
    直接对得分取了对数，把得分当成了概率；应当用 log_softmax。
    """
    check_labels(logits, labels)
    return -np.log(logits[np.arange(len(labels)), labels]).mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__scores(logits, labels):
    """It averages the scores themselves; their log_softmax is what belongs there. |
    平均的是得分本身；应当先求 log_softmax。
    """
    check_labels(logits, labels)
    return -logits[np.arange(len(labels)), labels].mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__no_log(logits, labels):
    """It averages the probabilities and forgets the logarithm. | 平均的是概率，忘了取对数；应当用 log_softmax。"""
    check_labels(logits, labels)
    return -softmax(logits)[np.arange(len(labels)), labels].mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__down_the_columns(logits, labels):
    """It takes the softmax along axis 0, over the samples; the classes lie along axis 1. |
    沿第 0 轴求了 softmax，那是各个样本；类别在第 1 轴上。
    """
    check_labels(logits, labels)
    return -log_softmax(logits, axis=0)[np.arange(len(labels)), labels].mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__python_float(logits, labels):
    """It returns Python's float, which has no dtype and forgets float32; return what .mean() gives. |
    返回了 Python 的 float，它没有 dtype，记不住 float32；返回 .mean() 给出的 NumPy 标量就好。
    """
    check_labels(logits, labels)
    return -float(log_softmax(logits)[np.arange(len(labels)), labels].mean())


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__one_hot(logits, labels):
    """It multiplies by one-hot rows of float64, which turns float32 into float64; pick the elements by their index. |
    乘上了 float64 的独热编码，float32 变成了 float64；应当用下标取出元素。
    """
    check_labels(logits, labels)
    return -(np.eye(logits.shape[1])[labels] * log_softmax(logits)).sum(axis=1).mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__one_class_too_many(logits, labels):
    """It lets the label `classes` pass, which is one too large: they count from 0 to classes - 1. |
    放过了等于 classes 的标签，它大了 1：标签从 0 数到 classes - 1。
    """
    check_labels(logits, labels, classes=False)
    for label in labels:
        if not 0 <= label <= logits.shape[1]:
            raise ValueError(f"label {label}")
    return -log_softmax(logits)[np.arange(len(labels)), labels].mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__type_unchecked(logits, labels):
    """It does not check the dtype: floats as an index are NumPy's IndexError, where a TypeError was asked for. |
    没有检查 dtype：用浮点数作下标，报的是 NumPy 的 IndexError；应当抛出 TypeError。
    """
    check_labels(logits, labels, types=False)
    return -log_softmax(logits)[np.arange(len(labels)), labels].mean()


@mistake(verdict="wrong", section="sparse")
def sparse_categorical_cross_entropy__truth_values(logits, labels):
    """It takes truth values for class numbers; they are of kind "b", and no integers. |
    把布尔值当成了类别编号；布尔值的 .kind 是 "b"，不是整数，应当抛出 TypeError。
    """
    check_labels(logits, labels, types=labels.dtype.kind != "b")
    return sparse_categorical_cross_entropy(logits, labels.astype(np.int64))


@mistake(verdict="error", section="sparse")
def sparse_categorical_cross_entropy__take_along_axis(logits, labels):
    """It gives the labels to take_along_axis as a vector, which wants a column: labels[:, np.newaxis]. |
    把标签作为向量交给了 take_along_axis，而它要的是一列：labels[:, np.newaxis]。
    """
    check_labels(logits, labels)
    return -np.take_along_axis(log_softmax(logits), labels, axis=1).mean()


# binary_cross_entropy


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__zero_times_infinity(probabilities, targets):
    """It types the formula as it stands: at a probability of 0 or 1, 0 · log 0 is 0 · (−inf), NaN. |
    照公式原样计算：概率为 0 或 1 时，0 · log 0 就是 0 · (−inf)，得到 NaN；应当算作 0。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets.astype(probabilities.dtype)
    with np.errstate(all="ignore"):
        return np.asarray(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__clipped(probabilities, targets):
    """It clips probabilities to 1e-7 and 1 − 1e-7, so that the impossible costs 16 and not infinity, and the
    certain something. |
    把概率裁剪到 1e-7 与 1 − 1e-7 之间，不可能的事就只罚 16，而不是无穷大，完全说对了也要罚一点；应当照原样取对数。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets.astype(probabilities.dtype)
    p = np.clip(p, p.dtype.type(1e-7), p.dtype.type(1 - 1e-7))
    return np.asarray(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__only_the_ones(probabilities, targets):
    """It forgets the second half of the formula: where the target is 0, a wrong probability costs nothing. |
    漏了公式的后一半：目标值是 0 时，概率错了也没有损失；还应当算上 −log(1 − p)。
    """
    same_shape(probabilities, targets)
    with np.errstate(divide="ignore"):
        surprise = -np.log(np.where(targets == 1, probabilities, 1))
    return np.asarray(surprise.mean().astype(probabilities.dtype))


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__swapped(probabilities, targets):
    """It exchanges the two cases: a probability of 1 counts as one of 0. |
    两种情形弄反了：说“一定是 1”，却当成了“一定是 0”；目标值是 1 时应当用 p。
    """
    return binary_cross_entropy(probabilities, 1 - targets)


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__sigmoid_again(probabilities, targets):
    """It applies the sigmoid to what is a probability already. |
    对已经是概率的数又用了一次 sigmoid；直接用就行。
    """
    same_shape(probabilities, targets)
    return binary_cross_entropy(1 / (1 + np.exp(-probabilities)), targets)


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__sum(probabilities, targets):
    """It adds up over the elements and does not divide. | 把各元素的损失加了起来，没有除以个数；应当取平均。"""
    loss = binary_cross_entropy(probabilities, targets)
    return np.asarray(loss * loss.dtype.type(probabilities.size))


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__no_minus(probabilities, targets):
    """It forgets the minus: logarithms of probabilities are negative, a loss is not. |
    忘了负号：概率的对数是负数，损失不应当是负数。
    """
    return np.asarray(-binary_cross_entropy(probabilities, targets))


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__broadcasts(probabilities, targets):
    """It does not compare the shapes: a column and a row are broadcast to a table of all pairs, without an
    error. |
    没有比较形状：一列与一行会广播成所有配对的表，并不报错；形状不同时应当抛出 ValueError。
    """
    if probabilities.size == 0 or targets.size == 0:
        raise ValueError(f"{probabilities.shape} and {targets.shape}")
    try:
        np.broadcast_shapes(probabilities.shape, targets.shape)
    except ValueError:
        raise ValueError(f"{probabilities.shape} and {targets.shape}") from None
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(np.where(targets == 1, probabilities, 1 - probabilities)).mean())


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__promoted(probabilities, targets):
    """It takes over the dtype of integer targets: float32 becomes float64. |
    与整数的目标值一起计算，float32 变成了 float64；应当保持 probabilities 的 dtype。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets
    with np.errstate(divide="ignore"):
        return -np.log(y * p + (1 - y) * (1 - p)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__formula(probabilities, targets):
    """It types the formula as it stands: times integers, float32 becomes float64; and 0 · log 0 is 0 · (−inf), NaN.
    Choose by np.where instead. |
    照公式原样计算：float32 乘整数变成了 float64，0 · log 0 就是 0 · (−inf)，得到 NaN；应当用 np.where 二选一。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__epsilon(probabilities, targets):
    """It adds 1e-12 before the logarithms, so that the impossible costs 28 and not infinity, and every loss is a little
    off. |
    取对数之前加上了 1e-12，不可能的事就只罚 28，而不是无穷大，别的损失也都差了一点；应当照原样取对数。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets
    return -(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__larger_epsilon(probabilities, targets):
    """It adds 1e-8 before the logarithms, so that the impossible costs 18 and not infinity, and every loss is a little
    off. |
    取对数之前加上了 1e-8，不可能的事就只罚 18，而不是无穷大，别的损失也都差了一点；应当照原样取对数。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets
    return -(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__clipped_as_keras(probabilities, targets):
    """It clips probabilities as Keras does, and multiplies by the targets: the impossible costs 16 and not infinity,
    and times integers float32 becomes float64. |
    像 Keras 那样裁剪概率，再乘目标值：不可能的事只罚 16，而不是无穷大；float32 乘整数还变成了 float64。
    """
    same_shape(probabilities, targets)
    p, y = np.clip(probabilities, 1e-7, 1 - 1e-7), targets
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__clipped_to_1e12(probabilities, targets):
    """It clips probabilities to 1e-12 and 1 − 1e-12, and multiplies by the targets: the impossible costs 28 and not
    infinity, and times integers float32 becomes float64. |
    把概率裁剪到 1e-12 与 1 − 1e-12 之间，再乘目标值：不可能的事只罚 28，而不是无穷大；float32 乘整数还变成了 float64。
    """
    same_shape(probabilities, targets)
    p, y = np.clip(probabilities, 1e-12, 1 - 1e-12), targets
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__first_term(probabilities, targets):
    """It keeps the first term of the formula only: where the target is 0, a wrong probability costs nothing. |
    只算了公式的第一项：目标值是 0 时，概率错了也没有损失；还应当算上 (1 − y) log(1 − p)。
    """
    same_shape(probabilities, targets)
    return -(targets * np.log(probabilities)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__mask_of_ones(probabilities, targets):
    """It averages over the elements with target 1 only; those with target 0 count too, by 1 − p. |
    只对目标值是 1 的元素取平均；目标值是 0 的也要算，用 1 − p。
    """
    same_shape(probabilities, targets)
    return -np.log(probabilities[targets == 1]).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__terms_swapped(probabilities, targets):
    """It multiplies log p by 1 − y, and log(1 − p) by y; it is the other way round. |
    log p 乘了 1 − y，log(1 − p) 乘了 y，正好弄反了。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets
    return -((1 - y) * np.log(p) + y * np.log(1 - p)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__formula_without_minus(probabilities, targets):
    """It forgets the minus before the two terms: logarithms of probabilities are negative, a loss is not. |
    两项前面忘了负号：概率的对数是负数，损失不应当是负数。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets
    return (y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__formula_summed(probabilities, targets):
    """It sums the two terms over all elements and does not divide by their number. |
    把两项对所有元素求了和，没有除以个数；应当取平均。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__logs_of_both(probabilities, targets):
    """It takes both logarithms everywhere, and np.where chooses only then: log 0 warns where nobody needs it. Choose
    first. |
    先把两个对数都算出来，再用 np.where 挑选，用不着的 log 0 也发出了警告；应当先挑选，再取对数。
    """
    same_shape(probabilities, targets)
    return -np.where(targets == 1, np.log(probabilities), np.log(1 - probabilities)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__warns(probabilities, targets):
    """It takes the logarithm of 0 outside of np.errstate, and NumPy warns of what is meant to be. |
    没有放进 np.errstate 就对 0 取对数，本来在意料之中的事，NumPy 却发出了警告。
    """
    same_shape(probabilities, targets)
    return -np.log(np.where(targets == 1, probabilities, 1 - probabilities)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__unchecked(probabilities, targets):
    """It checks nothing: a column and a row become a table of all pairs, and the mean of no elements NaN. |
    什么也没有检查：一列与一行成了所有配对的表，空张量的平均值是 NaN；都应当抛出 ValueError。
    """
    with np.errstate(divide="ignore"):
        return -np.log(np.where(targets == 1, probabilities, 1 - probabilities)).mean()


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__python_float(probabilities, targets):
    """It returns Python's float, which has no dtype and forgets float32; return what .mean() gives. |
    返回了 Python 的 float，它没有 dtype，记不住 float32；返回 .mean() 给出的 NumPy 标量就好。
    """
    same_shape(probabilities, targets)
    with np.errstate(divide="ignore"):
        return float(-np.log(np.where(targets == 1, probabilities, 1 - probabilities)).mean())


@mistake(verdict="wrong", section="binary")
def binary_cross_entropy__nansum(probabilities, targets):
    """It leaves the NaN of 0 · log 0 out of the sum, but still multiplies by the targets: times integers, float32
    becomes float64. |
    求和时跳过了 0 · log 0 得到的 NaN，可还是乘了目标值：float32 乘整数变成了 float64；dtype 应当不变。
    """
    same_shape(probabilities, targets)
    p, y = probabilities, targets
    with np.errstate(all="ignore"):
        return -np.nansum(y * np.log(p) + (1 - y) * np.log(1 - p)) / p.size


# accuracy


def check_classes(predictions, labels, *, empty=False):
    """The checks that the metrics ask for."""
    if predictions.shape != labels.shape or (predictions.size == 0 and not empty):
        raise ValueError(f"{predictions.shape} and {labels.shape}")
    if predictions.dtype.kind not in "iu" or labels.dtype.kind not in "iu":
        raise TypeError(f"{predictions.dtype} and {labels.dtype}")


@mistake(verdict="wrong", section="reported")
def accuracy__count(predictions, labels):
    """It counts the right predictions and does not divide: a share lies between 0 and 1. |
    数出了预测正确的个数，没有除以总数；比例应当在 0 与 1 之间。
    """
    check_classes(predictions, labels)
    return np.asarray((predictions == labels).sum(), np.float64)


@mistake(verdict="wrong", section="reported")
def accuracy__percent(predictions, labels):
    """It returns a percentage; a share of three quarters is 0.75, not 75. |
    返回的是百分数；四分之三应当是 0.75，不是 75。
    """
    return np.asarray(100 * accuracy(predictions, labels))


@mistake(verdict="wrong", section="reported")
def accuracy__error_rate(predictions, labels):
    """It returns the share of wrong predictions. | 返回了预测错误的比例；应当返回预测正确的比例。"""
    return np.asarray(1 - accuracy(predictions, labels))


@mistake(verdict="wrong", section="reported")
def accuracy__integer_division(predictions, labels):
    """It divides by // and cuts the share down to 0, except where all predictions are right. |
    用 // 做了整数除法，只要不全对，结果就是 0；应当用 /。
    """
    check_classes(predictions, labels)
    return np.asarray((predictions == labels).sum() // predictions.size, np.float64)


@mistake(verdict="wrong", section="reported")
def accuracy__broadcasts(predictions, labels):
    """It does not compare the shapes: a column and a row are compared in all pairs, without an error. |
    没有比较形状：一列与一行会两两比较，并不报错；形状不同时应当抛出 ValueError。
    """
    if predictions.size == 0 or labels.size == 0:
        raise ValueError(f"{predictions.shape} and {labels.shape}")
    try:
        predictions, labels = np.broadcast_arrays(predictions, labels)
    except ValueError:
        raise ValueError(f"{predictions.shape} and {labels.shape}") from None
    return accuracy(predictions, labels)


@mistake(verdict="wrong", section="reported")
def accuracy__same_numbers(predictions, labels):
    """It compares how often each class occurs, not sample by sample: right answers at wrong places count. |
    比较的是排好序之后的两组数，不是逐个样本比较；位置不对的也算对了，应当在同一位置上比较。
    """
    check_classes(predictions, labels)
    return np.asarray((np.sort(predictions, axis=None) == np.sort(labels, axis=None)).mean())


@mistake(verdict="wrong", section="reported")
def accuracy__empty(predictions, labels):
    """It returns 0 where there are no predictions; nothing has no share. |
    一个预测也没有时返回了 0；没有样本就谈不上比例，应当抛出 ValueError。
    """
    check_classes(predictions, labels, empty=True)
    return accuracy(predictions, labels) if predictions.size else np.asarray(0.0)


@mistake(verdict="wrong", section="reported")
def accuracy__any_numbers(predictions, labels):
    """It compares any numbers; probabilities are no class numbers, and hardly ever equal to one. |
    什么数都拿来比较；概率不是类别编号，几乎不会与标签相等，应当抛出 TypeError。
    """
    same_shape(predictions, labels)
    return np.asarray((predictions == labels).mean())


@mistake(verdict="wrong", section="reported")
def accuracy__unchecked(predictions, labels):
    """It checks nothing: a column and a row are compared in all pairs, and floats or no numbers at all are let in. |
    什么也没有检查：一列与一行会两两比较，浮点数、空张量也都放了进来；应当先检查。
    """
    return (predictions == labels).mean()


@mistake(verdict="wrong", section="reported")
def accuracy__only_types_checked(predictions, labels):
    """It checks the dtypes but not the shapes: a column and a row are compared in all pairs, without an error. |
    只检查了 dtype，没有比较形状：一列与一行会两两比较，并不报错；形状不同时应当抛出 ValueError。
    """
    check_classes(predictions, predictions, empty=True)
    check_classes(labels, labels, empty=True)
    return (predictions == labels).mean()


@mistake(verdict="wrong", section="reported")
def accuracy__rows(predictions, labels):
    """It divides by len, the number of rows only; a matrix has more elements than rows: use .mean(), or .size. |
    除以了 len，那只是行数；矩阵的元素比行多，应当用 .mean()，或者除以 .size。
    """
    check_classes(predictions, labels)
    return (predictions == labels).sum() / len(predictions)


@mistake(verdict="wrong", section="reported")
def accuracy__python_float(predictions, labels):
    """It returns Python's float; a NumPy scalar, as .mean() gives it, was asked for. |
    返回了 Python 的 float；要求的是 .mean() 给出的那种 NumPy 标量。
    """
    check_classes(predictions, labels)
    return float((predictions == labels).mean())


@mistake(verdict="wrong", section="reported")
def accuracy__labels_of_any_type(predictions, labels):
    """It checks the dtype of the predictions only; the labels must be integers as well. |
    只检查了 predictions 的 dtype；labels 也必须是整数，否则抛出 TypeError。
    """
    same_shape(predictions, labels)
    check_classes(predictions, predictions)
    return (predictions == labels).mean()


@mistake(verdict="wrong", section="reported")
def accuracy__truth_values(predictions, labels):
    """It takes truth values for class numbers; they are of kind "b", and no integers. |
    把布尔值当成了类别编号；布尔值的 .kind 是 "b"，不是整数，应当抛出 TypeError。
    """
    same_shape(predictions, labels)
    for numbers in (predictions, labels):
        if numbers.dtype.kind not in "iub":
            raise TypeError(f"{numbers.dtype}")
    return (predictions == labels).mean()


@mistake(verdict="error", section="reported")
def accuracy__unsigned_refused(predictions, labels):
    """It lets in integers of kind "i" only; unsigned ones, such as uint8, are of kind "u" and integers as well. |
    只放过了 .kind 是 "i" 的整数；uint8 这样的无符号整数，.kind 是 "u"，也是整数。
    """
    same_shape(predictions, labels)
    for numbers in (predictions, labels):
        if numbers.dtype.kind != "i":
            raise TypeError(f"{numbers.dtype}")
    return (predictions == labels).mean()


@mistake(verdict="wrong", section="reported")
def accuracy__empty_is_nan(predictions, labels):
    """It divides by 0 where there are no predictions, and returns NaN; nothing has no share. |
    一个预测也没有时除以了 0，返回 NaN；没有样本就谈不上比例，应当抛出 ValueError。
    """
    check_classes(predictions, labels, empty=True)
    return (predictions == labels).mean()


@mistake(verdict="wrong", section="reported")
def accuracy__integer_count(predictions, labels):
    """It returns how many are right, an integer; the share of them is what was asked for: use .mean(). |
    返回了预测正确的个数，一个整数；要求的是比例，应当用 .mean()。
    """
    check_classes(predictions, labels)
    return (predictions == labels).sum()


@mistake(verdict="wrong", section="reported")
def accuracy__column_by_column(predictions, labels):
    """It averages along axis 0 only, and leaves a share for every column; the accuracy is one number. |
    只沿第 0 轴取了平均，每一列各剩一个比例；准确率应当是一个数。
    """
    check_classes(predictions, labels)
    return (predictions == labels).mean(axis=0)


# confusion_matrix


def check_counts(predictions, labels, classes, *, outside=True):
    """The checks that the confusion matrix asks for."""
    check_classes(predictions, labels, empty=True)
    for number in [*predictions.flat, *labels.flat] if outside else ():
        if not 0 <= number < classes:
            raise ValueError(f"no class {number}")


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__repeats_lost(predictions, labels, classes):
    """It writes counts[labels, predictions] += 1, which adds 1 to a place once, however often it is listed. |
    写成了 counts[labels, predictions] += 1，同一个位置不论列出几次，都只加一次；应当每次都加。
    """
    check_counts(predictions, labels, classes)
    counts = np.zeros((classes, classes), np.int64)
    counts[labels, predictions] += 1
    return counts


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__transposed(predictions, labels, classes):
    """It puts predictions along the rows; a row is a label, a column a prediction. |
    让行对应预测、列对应标签了；一行应当是一个标签，一列是一种预测。
    """
    return np.ascontiguousarray(confusion_matrix(predictions, labels, classes).T)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__shares(predictions, labels, classes):
    """It divides every row by its sum; counts were asked for. | 把每一行除以了行的和；要求的是个数，不是比例。"""
    counts = confusion_matrix(predictions, labels, classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__classes_that_occur(predictions, labels, classes):
    """It makes the matrix as large as the largest class that occurs, and ignores classes. |
    矩阵只做到出现过的最大类别为止，没有用参数 classes；没出现的类别也应当占一行一列。
    """
    check_counts(predictions, labels, classes)
    seen = max([int(x.max(initial=-1)) for x in (predictions, labels)], default=0) + 1
    return confusion_matrix(predictions, labels, seen)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__wraps(predictions, labels, classes):
    """It numbers the places label · classes + prediction in 8 bits, where 38 · 40 does not fit and wraps around. |
    用 8 位整数算位置 label · classes + prediction，38 · 40 存不下，会回绕；应当先转成 int64。
    """
    check_counts(predictions, labels, classes)
    places = (labels * classes + predictions).ravel()
    return np.bincount(places, minlength=classes * classes).reshape(classes, classes)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__from_the_end(predictions, labels, classes):
    """It leaves the numbers to indexing: -1 is counted as the last class, without an error. |
    类别编号直接拿去当下标，-1 就记到最后一类上，并不报错；编号不是类别时应当抛出 ValueError。
    """
    check_counts(predictions, labels, classes, outside=False)
    for number in [*predictions.flat, *labels.flat]:
        if number >= classes:
            raise ValueError(f"no class {number}")
    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (labels, predictions), 1)
    return counts


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__labels_unchecked(predictions, labels, classes):
    """It checks the predictions and trusts the labels; a label can be out of range as well. |
    只检查了预测值，没有检查标签；标签也可能超出范围，应当抛出 ValueError。
    """
    check_counts(predictions, predictions, classes)
    check_counts(predictions, labels, classes, outside=False)
    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (labels, predictions), 1)
    return counts


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__zip_stops_early(predictions, labels, classes):
    """It pairs the numbers by zip, which stops at the shorter of the two without a word. |
    用 zip 配对，到较短的那个用完就停了，一声不响；形状不同时应当抛出 ValueError。
    """
    counts = np.zeros((classes, classes), np.int64)
    for label, prediction in zip(labels.flat, predictions.flat, strict=False):
        check_counts(prediction, label, classes)
        counts[label, prediction] += 1
    return counts


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__float(predictions, labels, classes):
    """It counts in float64; a number of samples is an integer. |
    用 float64 计数；样本的个数应当是整数，dtype 是 int64。
    """
    return confusion_matrix(predictions, labels, classes).astype(np.float64)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__unchecked(predictions, labels, classes):
    """It checks nothing: shapes are broadcast, -1 counts as the last class, and what is too large is NumPy's
    IndexError. |
    什么也没有检查：形状不同就广播，-1 记到最后一类上，太大的编号报的是 NumPy 的 IndexError；应当先检查。
    """
    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (labels, predictions), 1)
    return counts


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__unchecked_loop(predictions, labels, classes):
    """It checks nothing: zip stops at the shorter one, -1 counts as the last class, and what is too large is NumPy's
    IndexError. |
    什么也没有检查：zip 到较短的那个用完就停，-1 记到最后一类上，太大的编号报的是 NumPy 的 IndexError；应当先检查。
    """
    counts = np.zeros((classes, classes), np.int64)
    for label, prediction in zip(labels.flat, predictions.flat, strict=False):
        counts[label, prediction] += 1
    return counts


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__classes_unchecked(predictions, labels, classes):
    """It checks shapes and dtypes, but not the numbers: what is too large is NumPy's IndexError, what is negative no
    error at all. |
    检查了形状和 dtype，却没有检查编号：太大时是 NumPy 的 IndexError，负数则根本不报错；应当抛出 ValueError。
    """
    check_counts(predictions, labels, classes, outside=False)
    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (labels, predictions), 1)
    return counts


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__predictions_unchecked(predictions, labels, classes):
    """It checks the labels and trusts the predictions; a prediction can be out of range as well. |
    只检查了标签，没有检查预测值；预测值也可能超出范围，应当抛出 ValueError。
    """
    check_counts(labels, labels, classes)
    check_counts(predictions, labels, classes, outside=False)
    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (labels, predictions), 1)
    return counts


@mistake(verdict="error", section="confusion")
def confusion_matrix__vectors_only(predictions, labels, classes):
    """It goes through the first axis alone, so that matrices, or a single number, are no pairs of class numbers; .flat
    goes through all elements. |
    只沿第一个轴走，遇到矩阵或者单个的数就配不成对；.flat 能走遍所有元素。
    """
    counts = np.zeros((classes, classes), np.int64)
    for label, prediction in zip(labels, predictions, strict=False):
        counts[label, prediction] += 1
    return counts


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__uint8(predictions, labels, classes):
    """It counts in uint8, which ends at 255; counts are int64. | 用 uint8 计数，最多数到 255；dtype 应当是 int64。"""
    return confusion_matrix(predictions, labels, classes).astype(np.uint8)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__int32(predictions, labels, classes):
    """It counts in int32; int64 was asked for. | 用 int32 计数；要求的 dtype 是 int64。"""
    return confusion_matrix(predictions, labels, classes).astype(np.int32)


@mistake(verdict="error", section="confusion")
def confusion_matrix__too_few_bins(predictions, labels, classes):
    """It counts by np.bincount without minlength, which stops at the largest place that occurs. |
    用 np.bincount 计数，没有写 minlength，只数到出现过的最大位置；应当写 minlength=classes * classes。
    """
    check_counts(predictions, labels, classes)
    return np.bincount((labels.astype(np.int64) * classes + predictions).ravel()).reshape(classes, classes)


@mistake(verdict="error", section="confusion")
def confusion_matrix__refuses_empty(predictions, labels, classes):
    """It raises an error where there are no samples; that gives zeros. |
    一个样本也没有时报了错；这时应当返回全是 0 的矩阵。
    """
    if predictions.max() >= classes or labels.max() >= classes:
        raise ValueError(f"no class {max(predictions.max(), labels.max())}")
    return confusion_matrix(predictions, labels, classes)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__floats_cut_off(predictions, labels, classes):
    """It turns numbers that are no integers into integers; they are an error. |
    把不是整数的数转成了整数；应当抛出 TypeError。
    """
    return confusion_matrix(predictions.astype(np.int64), labels.astype(np.int64), classes)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__truth_values(predictions, labels, classes):
    """It takes truth values for class numbers; they are of kind "b", and no integers. |
    把布尔值当成了类别编号；布尔值的 .kind 是 "b"，不是整数，应当抛出 TypeError。
    """
    predictions, labels = (x.astype(np.int64) if x.dtype.kind == "b" else x for x in (predictions, labels))
    return confusion_matrix(predictions, labels, classes)


@mistake(verdict="wrong", section="confusion")
def confusion_matrix__repeats_lost_among_floats(predictions, labels, classes):
    """It counts in np.zeros without a dtype, which is float64, and by +=, which adds 1 to a place once, however often
    it is listed. |
    np.zeros 没有写 dtype，得到的是 float64；用 += 计数，同一个位置不论列出几次，都只加一次。
    """
    counts = np.zeros((classes, classes))
    counts[labels, predictions] += 1
    return counts


@mistake(verdict="error", section="confusion")
def confusion_matrix__bins_of_a_matrix(predictions, labels, classes):
    """It gives a matrix to np.bincount, which counts vectors only; .ravel() makes one. |
    把矩阵交给了 np.bincount，它只数向量；先用 .ravel() 变成向量。
    """
    return np.bincount(labels * classes + predictions, minlength=classes * classes).reshape(classes, classes)

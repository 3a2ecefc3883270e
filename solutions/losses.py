"""Losses and metrics · 损失与指标: how wrong an answer is, in one number.

Page: http://127.0.0.1:8000/losses/ (uv run mkdocs serve)
"""

import numpy as np
from jaxtyping import Float, Integer, Num


def mean_squared_error(
    predictions: Num[np.ndarray, "*shape"], targets: Num[np.ndarray, "*shape"]
) -> Float[np.ndarray, ""]:
    r"""Average the squared differences of predictions and targets.

    求预测值与目标值之差的平方的平均值（均方误差）。

    The formula is $\frac{1}{n} \sum_i (\hat{y}_i - y_i)^2$, over all elements.

    Args:
        predictions: a tensor of any rank, of floats or integers.
        targets: a tensor of the same shape, likewise.

    Returns:
        A NumPy scalar or 0-d array, accurate relative to its size, with the
        dtype of `predictions - targets`; integers give float64 and do not wrap
        around.

    Raises:
        ValueError: the shapes differ, even as `(n, 1)` and `(n,)` do, or there
            are no elements; names both shapes.

    Example:
        >>> predictions = np.array([1.0, 2.0, 6.0])
        >>> float(mean_squared_error(predictions, np.array([1.0, 3.0, 4.0])))
        1.6666666666666667

    Source: Goodfellow et al., *Deep Learning*, 2016, section 5.1.4.
    """
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError(
            f"mean_squared_error: {predictions.shape} and {targets.shape}"
        )
    if np.result_type(predictions, targets).kind != "f":
        predictions = predictions.astype(np.float64)  # 3 - 5 is 254 in uint8
    return ((predictions - targets) ** 2).mean()


def mean_absolute_error(
    predictions: Num[np.ndarray, "*shape"], targets: Num[np.ndarray, "*shape"]
) -> Float[np.ndarray, ""]:
    r"""Average the absolute differences of predictions and targets.

    求预测值与目标值之差的绝对值的平均值（平均绝对误差）。

    The formula is $\frac{1}{n} \sum_i |\hat{y}_i - y_i|$, over all elements.

    Args:
        predictions: as for `mean_squared_error`.
        targets: likewise.

    Returns:
        A NumPy scalar or 0-d array, as for `mean_squared_error`.

    Raises:
        ValueError: as for `mean_squared_error`.

    Example:
        >>> predictions = np.array([1.0, 2.0, 6.0])
        >>> float(mean_absolute_error(predictions, np.array([1.0, 3.0, 4.0])))
        1.0

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.2.1.2.
    """
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError(
            f"mean_absolute_error: {predictions.shape} and {targets.shape}"
        )
    if np.result_type(predictions, targets).kind != "f":
        predictions = predictions.astype(np.float64)
    return np.abs(predictions - targets).mean()


def euclidean_distance(
    predictions: Num[np.ndarray, " n"], targets: Num[np.ndarray, " n"]
) -> Float[np.ndarray, ""]:
    r"""Return how far apart two vectors are, as points in space.

    把两个向量看作空间中的两个点，求它们的距离。

    The formula is $\sqrt{\sum_i (\hat{y}_i - y_i)^2}$.

    Args:
        predictions: a vector, shape `(n,)`, of floats or integers.
        targets: a vector of the same length, likewise.

    Returns:
        A NumPy scalar or 0-d array, as for `mean_squared_error`; two empty
        vectors give 0.

    Raises:
        ValueError: they are not two vectors of one length; names both shapes.

    Off limits: `np.linalg.norm`, `np.linalg.vector_norm`, `np.hypot`,
        `math.dist`, `math.hypot`.

    Example:
        >>> origin = np.array([0.0, 0.0])
        >>> float(euclidean_distance(np.array([3.0, 4.0]), origin))
        5.0
    """
    if predictions.ndim != 1 or predictions.shape != targets.shape:
        raise ValueError(
            f"euclidean_distance: {predictions.shape} and {targets.shape}"
        )
    if np.result_type(predictions, targets).kind != "f":
        predictions = predictions.astype(np.float64)
    return np.sqrt(((predictions - targets) ** 2).sum())


def softmax(
    logits: Num[np.ndarray, "*shape"], axis: int = -1
) -> Float[np.ndarray, "*shape"]:
    r"""Turn scores into probabilities along one axis.

    沿一个轴把得分变成概率。

    The formula is $p_i = e^{z_i} / \sum_j e^{z_j}$, for the scores $z$ along
    the axis.

    Args:
        logits: finite scores $z$, floats or integers, with at least one axis.
        axis: along which the result sums to 1; negative: from the end.

    Returns:
        A new array of the shape of `logits`; floats keep their dtype, integers
        give float64. For scores up to ±1e4 there is no warning, and no element
        is off by more than `64 * np.finfo(dtype).eps`. Sizes may be 0.

    Raises:
        ValueError: `axis` does not exist; names it and the shape.

    Example:
        >>> softmax(np.array([7.0, 7.0]))
        array([0.5, 0.5])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 4.1.
    """
    if not -logits.ndim <= axis < logits.ndim:
        raise ValueError(f"softmax: no axis {axis} in shape {logits.shape}")
    if logits.dtype.kind != "f":
        logits = logits.astype(np.float64)
    # A constant cancels in the ratio; less the peak, exp stays in [0, 1].
    peak = logits.max(axis=axis, keepdims=True, initial=-np.inf)
    weights = np.exp(logits - peak)
    return weights / weights.sum(axis=axis, keepdims=True)


def log_softmax(
    logits: Num[np.ndarray, "*shape"], axis: int = -1
) -> Float[np.ndarray, "*shape"]:
    r"""Return the logarithms of softmax, without computing softmax first.

    求 softmax 概率的对数，但不先算出概率。

    The formula is $\log p_i = (z_i - m) - \log \sum_j e^{z_j - m}$, where $m$
    is the largest score along the axis.

    Args:
        logits: as for `softmax`.
        axis: likewise.

    Returns:
        A new array, as for `softmax`, as accurate, and without a warning; an
        element below -1 may be off by `64 * np.finfo(dtype).eps` of itself.

    Raises:
        ValueError: as for `softmax`.

    Off limits: `np.logaddexp`.

    Example:
        >>> log_softmax(np.array([0.0, 10000.0]))
        array([-10000.,      0.])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 4.1.
    """
    if not -logits.ndim <= axis < logits.ndim:
        raise ValueError(f"log_softmax: no axis {axis} in shape {logits.shape}")
    if logits.dtype.kind != "f":
        logits = logits.astype(np.float64)
    if logits.size == 0:
        return logits.copy()  # no scores have no largest
    shifted = logits - logits.max(axis=axis, keepdims=True)
    # The peak stays subtracted: 10000 + log 2 would cost digits.
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def categorical_cross_entropy(
    probabilities: Float[np.ndarray, "samples classes"],
    one_hot: Num[np.ndarray, "samples classes"],
) -> Float[np.ndarray, ""]:
    r"""Average the surprise at the true classes, given as one-hot rows.

    求真实类别的平均惊异，也就是交叉熵；真实类别用独热编码给出。

    The formula is $-\frac{1}{n} \sum_i \sum_k t_{ik} \log p_{ik}$, over $n$
    samples and all classes, where $0 \log 0$ is 0.

    Args:
        probabilities: $p$, shape `(samples, classes)`, floats from 0 to 1.
        one_hot: $t$, same shape, floats or integers: in each row one 1, else 0.

    Returns:
        A NumPy scalar or 0-d array with the dtype of `probabilities`, whatever
        that of `one_hot`; infinity if a true class has probability 0. There is
        no warning.

    Raises:
        ValueError: they are not two matrices of one shape, or there are no
            elements; names both shapes.

    Example:
        >>> p = np.array([[0.25, 0.75], [1.0, 0.0]])
        >>> one_hot = np.array([[1, 0], [1, 0]])
        >>> float(categorical_cross_entropy(p, one_hot))
        0.6931471805599453

    Source: Goodfellow et al., *Deep Learning*, 2016, sections 3.13 and 6.2.1.
    """
    shape = probabilities.shape
    if len(shape) != 2 or shape != one_hot.shape or probabilities.size == 0:
        raise ValueError(
            f"categorical_cross_entropy: {shape} and {one_hot.shape}"
        )
    with np.errstate(divide="ignore"):  # log 0 is -inf, and meant to be
        return -np.log(probabilities[one_hot == 1]).mean()


def sparse_categorical_cross_entropy(
    logits: Num[np.ndarray, "samples classes"],
    labels: Integer[np.ndarray, " samples"],
) -> Float[np.ndarray, ""]:
    r"""Average the surprise at the true classes, from scores and class numbers.

    求真实类别的平均惊异，也就是交叉熵；给出的是得分和类别编号。

    The formula is $-\frac{1}{n} \sum_i \log p_{i, y_i}$, where each row of
    $p$ is the softmax of a row of scores, and $y_i$ is the label.

    Args:
        logits: finite scores, shape `(samples, classes)`, floats or integers.
        labels: class numbers $y$ from 0 to `classes - 1`, shape `(samples,)`,
            of any integer dtype.

    Returns:
        A NumPy scalar or 0-d array, with the dtype and the accuracy of
        `log_softmax`.

    Raises:
        ValueError: the shapes are not `(samples, classes)` and `(samples,)`,
            or a size is 0; names both. A label is negative or too large; names
            the label.
        TypeError: `labels` do not have an integer dtype.

    Example:
        >>> logits = np.array([[0.0, 0.0], [0.0, 10000.0]])
        >>> float(sparse_categorical_cross_entropy(logits, np.array([0, 1])))
        0.34657359027997264

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.2.2.3.
    """
    if logits.ndim != 2 or labels.shape != logits.shape[:1] or logits.size == 0:
        raise ValueError(
            "sparse_categorical_cross_entropy: "
            f"{logits.shape} and {labels.shape}"
        )
    if labels.dtype.kind not in "iu":
        raise TypeError(f"labels are no class numbers: {labels.dtype}")
    samples, classes = logits.shape
    for label in (labels.min(), labels.max()):
        if not 0 <= label < classes:  # -1 would pick the last class
            raise ValueError(f"no label {label} among {classes} classes")
    return -log_softmax(logits)[np.arange(samples), labels].mean()


def binary_cross_entropy(
    probabilities: Float[np.ndarray, "*shape"],
    targets: Num[np.ndarray, "*shape"],
) -> Float[np.ndarray, ""]:
    r"""Average the surprise at yes-or-no outcomes.

    结果只有“是”与“否”时，求平均惊异，也就是二元交叉熵。

    It is the mean over all elements of $-\log p_i$ where $y_i = 1$, and of
    $-\log (1 - p_i)$ where $y_i = 0$.

    Args:
        probabilities: $p$ of a 1, any shape, floats from 0 to 1.
        targets: $y$, same shape, floats or integers: what happened, 0 or 1.

    Returns:
        A NumPy scalar or 0-d array with the dtype of `probabilities`, whatever
        that of `targets`; infinity if what happened had probability 0. There is
        no warning.

    Raises:
        ValueError: as for `mean_squared_error`.

    Example:
        >>> p = np.array([0.5, 0.5, 1.0, 0.0])
        >>> float(binary_cross_entropy(p, np.array([1, 0, 1, 0])))
        0.34657359027997264

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.2.2.2.
    """
    if probabilities.shape != targets.shape or probabilities.size == 0:
        raise ValueError(
            f"binary_cross_entropy: {probabilities.shape} and {targets.shape}"
        )
    happened = np.where(targets == 1, probabilities, 1 - probabilities)
    with np.errstate(divide="ignore"):  # log 0 is -inf, and meant to be
        return np.asarray(-np.log(happened).mean())


def accuracy(
    predictions: Integer[np.ndarray, "*shape"],
    labels: Integer[np.ndarray, "*shape"],
) -> Float[np.ndarray, ""]:
    """Return the share of predictions that are right.

    求预测正确的比例（准确率）。

    Args:
        predictions: class numbers, any shape and integer dtype.
        labels: the true class numbers, same shape.

    Returns:
        A NumPy scalar or 0-d array, float64, from 0 to 1.

    Raises:
        ValueError: as for `mean_squared_error`.
        TypeError: `predictions` or `labels` do not have an integer dtype.

    Example:
        >>> predictions = np.array([7, 2, 1, 9])
        >>> float(accuracy(predictions, np.array([7, 2, 1, 0])))
        0.75
    """
    if predictions.shape != labels.shape or predictions.size == 0:
        raise ValueError(f"accuracy: {predictions.shape} and {labels.shape}")
    for numbers in (predictions, labels):
        if numbers.dtype.kind not in "iu":
            raise TypeError(f"accuracy: no class numbers: {numbers.dtype}")
    return (predictions == labels).mean()


def confusion_matrix(
    predictions: Integer[np.ndarray, "*shape"],
    labels: Integer[np.ndarray, "*shape"],
    classes: int,
) -> Integer[np.ndarray, "classes classes"]:
    """Count how often each class was taken for which.

    数一数每个类别各有多少次认成了哪个类别。

    Args:
        predictions: class numbers from 0 to `classes - 1`, any shape and
            integer dtype.
        labels: the true class numbers, same shape, likewise.
        classes: how many classes there are, at least 1.

    Returns:
        An int64 matrix, shape `(classes, classes)`: row i, column j is how many
        samples of label i were predicted as j. No samples give zeros.

    Raises:
        ValueError: the shapes differ, even as `(n, 1)` and `(n,)` do; names
            both. A prediction or a label is negative or too large; names it.
        TypeError: `predictions` or `labels` do not have an integer dtype.

    Off limits: `np.histogram2d`.

    Example:
        >>> predictions = np.array([0, 1, 1, 1])
        >>> confusion_matrix(predictions, np.array([0, 0, 1, 1]), 2)
        array([[1, 1],
               [0, 2]])
    """
    if predictions.shape != labels.shape:
        raise ValueError(
            f"confusion_matrix: {predictions.shape} and {labels.shape}"
        )
    for numbers in (predictions, labels):
        if numbers.dtype.kind not in "iu":
            raise TypeError(f"confusion_matrix: {numbers.dtype} is no integer")
        outside = numbers[(numbers < 0) | (numbers >= classes)]
        if outside.size:
            raise ValueError(f"no {outside[0]} among {classes} classes")
    counts = np.zeros((classes, classes), np.int64)
    # `counts[labels, predictions] += 1` would count a repeated pair once.
    np.add.at(counts, (labels, predictions), 1)
    return counts

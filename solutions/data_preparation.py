"""Preparing data · 数据预处理: what is done to data before training, and why.

Page: http://127.0.0.1:8000/data_preparation/ (uv run mkdocs serve)
"""

import numpy as np
from jaxtyping import Float, Float32, Integer, Num, Shaped, UInt8

type Pair = tuple[np.ndarray, np.ndarray]
"""Samples and their labels."""


def min_max_scale(
    x: Num[np.ndarray, "samples ..."],
) -> Float[np.ndarray, "samples ..."]:
    r"""Scale every column to the range from 0 to 1.

    把每一列缩放到 0 与 1 之间。

    The formula is $\frac{x - \min}{\max - \min}$, with the smallest and the
    largest element of the column.

    Args:
        x: samples along axis 0, floats or integers; what stands at one place
            of all samples is a column.

    Returns:
        A new array of the shape of `x`; floats keep their dtype, integers give
        float64 and do not wrap around. No element is off by more than
        `8 * np.finfo(dtype).eps`. A column of equal elements gives 0. There is
        no warning. Sizes may be 0.

    Raises:
        ValueError: `x` is a scalar; names its shape.

    Example:
        >>> x = np.array([[3, 100], [5, 100], [7, 100]])
        >>> min_max_scale(x)
        array([[0. , 0. ],
               [0.5, 0. ],
               [1. , 0. ]])
    """
    if x.ndim == 0:
        raise ValueError(f"min_max_scale: no samples in shape {x.shape}")
    if x.dtype.kind != "f":
        x = x.astype(np.float64)  # 100 - (-100) is -56 in int8
    if len(x) == 0:
        return x.copy()  # no elements have no smallest
    low = x.min(axis=0)
    width = x.max(axis=0) - low
    return (x - low) / np.where(width == 0, 1, width)


def fit_standardizer(
    x: Num[np.ndarray, "samples ..."],
) -> tuple[Float[np.ndarray, "*features"], Float[np.ndarray, "*features"]]:
    r"""Return the mean and the standard deviation of every column.

    求每一列的平均值和标准差。

    They are $\mu = \frac{1}{n} \sum_i x_i$ and
    $\sigma = \sqrt{\frac{1}{n} \sum_i (x_i - \mu)^2}$, over the $n$ samples.

    Args:
        x: samples along axis 0, floats or integers, at least one sample.

    Returns:
        The pair `(mean, std)`, two new arrays of the shape of one sample;
        floats keep their dtype, integers give float64 and do not wrap around.
        Neither is off by more than `(n + 8) * np.finfo(dtype).eps` times the
        largest magnitude in the column. A column of equal elements has the
        standard deviation 0 exactly, not merely nearly.

    Raises:
        ValueError: `x` is a scalar, or there are no samples; names its shape.

    Off limits: `np.std`, `np.var`, `np.nanstd`, `np.nanvar`, `.std`, `.var`.

    Example:
        >>> fit_standardizer(np.array([[1.0, 10.0], [3.0, 10.0]]))
        (array([ 2., 10.]), array([1., 0.]))

    Source: Bishop, *Pattern Recognition and Machine Learning*, 2006,
    section 12.1.3.
    """
    if x.ndim == 0 or len(x) == 0:
        raise ValueError(f"fit_standardizer: no samples in shape {x.shape}")
    mean = x.mean(axis=0)
    std = np.sqrt(((x - mean) ** 2).mean(axis=0))
    # The mean of 0.1, 0.1, 0.1 is not 0.1: rounding would leave 1e-17.
    return mean, np.where(x.max(axis=0) == x.min(axis=0), 0, std)


def standardize(
    x: Num[np.ndarray, "samples ..."],
    mean: Num[np.ndarray, "*features"],
    std: Num[np.ndarray, "*features"],
) -> Float[np.ndarray, "samples ..."]:
    r"""Subtract a mean from every column and divide by a standard deviation.

    每一列减去平均值，再除以标准差。

    The formula is $\frac{x - \mu}{\sigma}$. Both statistics come from the
    training set, whatever `x` is.

    Args:
        x: samples along axis 0, floats or integers.
        mean: $\mu$ of every column, floats or integers, of the shape of one
            sample.
        std: $\sigma$ of every column, likewise, not negative.

    Returns:
        A new array of the shape of `x`, floats in the dtype of `x`, float64
        for integers, whatever the dtype of `mean` and `std`. Where `std` is 0
        the result is 0, even if the sample differs from the mean. There is no
        warning. Sizes may be 0.

    Raises:
        ValueError: `mean` or `std` does not have the shape of one sample, even
            where it could be broadcast, or `x` is a scalar; names all three
            shapes.

    Example:
        >>> x = np.array([[1.0, 10.0], [5.0, 12.0]])
        >>> standardize(x, np.array([2.0, 10.0]), np.array([1.0, 0.0]))
        array([[-1.,  0.],
               [ 3.,  0.]])

    Source: Bishop, *Pattern Recognition and Machine Learning*, 2006,
    section 12.1.3.
    """
    if x.ndim == 0 or not x.shape[1:] == mean.shape == std.shape:
        raise ValueError(
            f"standardize: samples {x.shape} with a mean of shape {mean.shape} "
            f"and a standard deviation of shape {std.shape}"
        )
    if x.dtype.kind != "f":
        x = x.astype(np.float64)
    scaled = (x - mean) / np.where(std == 0, 1, std)
    return np.where(std == 0, 0, scaled).astype(x.dtype)


def scale_pixels(
    images: UInt8[np.ndarray, "*shape"],
) -> Float32[np.ndarray, "*shape"]:
    """Turn pixels from bytes, 0 to 255, into float32 from 0 to 1.

    把像素从 0 到 255 的字节，变成 0 到 1 的 float32。

    Args:
        images: pixels of any shape, uint8.

    Returns:
        A new float32 array of the same shape: every pixel divided by 255,
        exact to rounding. Sizes may be 0.

    Raises:
        TypeError: the dtype is not uint8; names it.

    Example:
        >>> scale_pixels(np.array([[0, 51], [102, 255]], np.uint8))
        array([[0. , 0.2],
               [0.4, 1. ]], dtype=float32)
    """
    if images.dtype != np.uint8:
        raise TypeError(f"scale_pixels: {images.dtype} pixels, not uint8")
    return images.astype(np.float32) / 255


def one_hot(
    labels: Integer[np.ndarray, "*shape"], classes: int
) -> Float32[np.ndarray, "*shape classes"]:
    """Write each class number as a row of zeros with a 1 at its place.

    把每个类别编号写成一行：该类别的位置是 1，其余都是 0。

    Args:
        labels: class numbers from 0 to `classes - 1`, of any shape and integer
            dtype.
        classes: how many classes there are, at least 1.

    Returns:
        A new float32 array with one axis more than `labels`, the last, of size
        `classes`. Sizes of `labels` may be 0.

    Raises:
        ValueError: a label is negative or too large; names the label.
        TypeError: `labels` do not have an integer dtype; names it.

    Example:
        >>> one_hot(np.array(3), 7)
        array([0., 0., 0., 1., 0., 0., 0.], dtype=float32)
        >>> one_hot(np.array([2, 0]), 3)
        array([[0., 0., 1.],
               [1., 0., 0.]], dtype=float32)
    """
    if labels.dtype.kind not in "iu":
        raise TypeError(f"one_hot: no class numbers: {labels.dtype}")
    outside = labels[(labels < 0) | (labels >= classes)]
    if outside.size:  # -1 would mark the last class, or none
        raise ValueError(f"one_hot: no label {outside[0]} in {classes} classes")
    same = labels[..., np.newaxis] == np.arange(classes)
    return same.astype(np.float32)


def train_validation_test_split(
    x: Shaped[np.ndarray, "samples ..."],
    y: Shaped[np.ndarray, "samples ..."],
    seed: int,
) -> tuple[Pair, Pair, Pair]:
    """Shuffle samples and labels together; deal them out 6 : 2 : 2.

    把样本连同标签一起打乱，按 6 : 2 : 2 分成三份。

    Args:
        x: samples along axis 0, of any dtype.
        y: their labels, as many, of any dtype; `y[i]` belongs to `x[i]`.
        seed: what decides the order, an integer, not negative. The same seed
            gives the same parts again, another seed other parts, if there are
            more than a few samples; every sample may come into every part.
            NumPy's global generator is not touched.

    Returns:
        Three pairs, `(x, y)` of the training set, the validation set and the
        test set, which together hold each of the n samples once, with its
        label. In the shuffled order the first two end where 0.6 n and 0.8 n
        samples are reached, rounded down; sizes may be 0. All arrays are new
        and keep their dtypes.

    Raises:
        ValueError: `x` and `y` are not equally many, or one is a scalar; names
            both shapes.

    Example:
        >>> x, y = np.arange(10) * 10, np.arange(10)
        >>> train, validation, test = train_validation_test_split(x, y, 0)
        >>> [len(labels) for _, labels in (train, validation, test)]
        [6, 2, 2]
        >>> bool((test[0] == 10 * test[1]).all())
        True

    Source: Goodfellow et al., *Deep Learning*, 2016, section 5.3.
    """
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y):
        raise ValueError(
            f"train_validation_test_split: {x.shape} and {y.shape}"
        )
    n = len(x)
    order = np.random.default_rng(seed).permutation(n)
    first, second = 6 * n // 10, 8 * n // 10
    parts = order[:first], order[first:second], order[second:]
    train, validation, test = ((x[part], y[part]) for part in parts)
    return train, validation, test


def l2_penalty(
    weights: Num[np.ndarray, "*shape"], strength: float
) -> Float[np.ndarray, ""]:
    r"""Charge for large weights: a multiple of the sum of their squares.

    权重越大，罚得越多：平方和乘以惩罚强度。

    The formula is $\lambda \sum_i w_i^2$, over all elements.

    Args:
        weights: $w$, a tensor of any rank, of floats or integers.
        strength: $\lambda$, a number, Python's or NumPy's, not negative.

    Returns:
        A NumPy scalar or 0-d array, accurate relative to its size, with the
        dtype of `weights`, whatever that of `strength`; integers give float64
        and do not wrap around. No weights give 0.

    Raises:
        ValueError: `strength` is negative; names it.

    Example:
        >>> float(l2_penalty(np.array([[1.0, -2.0], [0.0, 3.0]]), 0.5))
        7.0

    Source: Goodfellow et al., *Deep Learning*, 2016, section 7.1.1, where the
    strength is α / 2.
    """
    if strength < 0:
        raise ValueError(f"l2_penalty: the strength is negative: {strength}")
    if weights.dtype.kind != "f":
        weights = weights.astype(np.float64)
    return (strength * (weights**2).sum()).astype(weights.dtype)

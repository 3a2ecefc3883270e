"""Right answers to the exercises on preparing data, written differently from the reference."""

import math

import numpy as np

from solutions.data_preparation import standardize


def floating(x):
    """The array in a floating dtype."""
    return np.asarray(x, x.dtype if np.issubdtype(x.dtype, np.floating) else np.float64)


def min_max_scale__divide_where(x):
    """Divides only where the width is not 0."""
    if x.shape == ():
        raise ValueError(f"a scalar of shape {x.shape} has no samples")
    x = floating(x)
    if not len(x):
        return np.empty_like(x)
    gap, width = x - np.min(x, 0), np.ptp(x, 0)
    return np.divide(gap, width, out=np.zeros_like(x), where=np.broadcast_to(width, x.shape) != 0)


def min_max_scale__columns(x):
    """Goes through the columns, and multiplies by the reciprocal."""
    if not x.ndim:
        raise ValueError(f"a scalar of shape {x.shape} has no samples")
    result = np.zeros(x.shape, floating(x).dtype)
    for index in np.ndindex(x.shape[1:]):
        column = floating(x[(slice(None), *index)])
        if len(column) and min(column) != max(column):
            result[(slice(None), *index)] = (column - min(column)) * (1 / (max(column) - min(column)))
    return result


def min_max_scale__initial(x):
    """Lets min and max begin somewhere, so that no samples need no branch; ignores 0 / 0 and replaces it."""
    if x.ndim < 1:
        raise ValueError(f"a scalar of shape {x.shape} has no samples")
    x = floating(x)
    low, high = x.min(axis=0, initial=np.inf, keepdims=True), x.max(axis=0, initial=-np.inf, keepdims=True)
    with np.errstate(invalid="ignore"):
        scaled = (x - low) / (high - low)
    scaled[np.isnan(scaled)] = 0
    return scaled


def check_samples(x):
    """The check that the statistics ask for."""
    if x.ndim == 0 or x.shape[0] == 0:
        raise ValueError(f"no samples: {x.shape}")


def fit_standardizer__from_the_first(x):
    """Subtracts the first sample before anything else: equal elements are then all 0, and so is their deviation."""
    check_samples(x)
    x = floating(x)
    gap = x - x[0]
    mean = gap.sum(axis=0) / x.dtype.type(len(x))
    return x[0] + mean, np.sqrt(np.square(gap - mean).mean(axis=0))


def fit_standardizer__columns(x):
    """Goes through the columns with Python's numbers."""
    check_samples(x)
    dtype = floating(x).dtype
    mean, std = np.zeros(x.shape[1:], dtype), np.zeros(x.shape[1:], dtype)
    for index in np.ndindex(x.shape[1:]):
        column = [float(sample[index]) for sample in x]
        middle = math.fsum(column) / len(column)
        mean[index] = middle
        if len(set(column)) > 1:
            std[index] = math.sqrt(sum((v - middle) ** 2 for v in column) / len(column))
    return mean, std


def fit_standardizer__float64(x):
    """Computes in float64 and rounds once; a column is constant where all elements equal the first."""
    check_samples(x)
    wide = x.astype(np.float64)
    mean = np.sum(wide, axis=0) / len(x)
    std = np.sqrt(np.sum((wide - mean) ** 2, axis=0) / len(x))
    std = np.where((x == x[0]).all(axis=0), 0.0, std)
    dtype = floating(x).dtype
    return np.asarray(mean, dtype), np.asarray(std, dtype)


def check_statistics(x, mean, std):
    """The check of shapes."""
    if x.ndim == 0:
        raise ValueError(f"a scalar {x.shape} has no samples; mean {mean.shape}, std {std.shape}")
    for statistic in (mean, std):
        if statistic.shape != x.shape[1:]:
            raise ValueError(f"x {x.shape}, mean {mean.shape}, std {std.shape}")


def standardize__mask(x, mean, std):
    """Divides through a mask."""
    check_statistics(x, mean, std)
    dtype = floating(x).dtype
    gap = x.astype(np.float64) - mean.astype(np.float64)
    result = np.zeros(x.shape, np.float64)
    varies = np.broadcast_to(std != 0, x.shape)
    result[varies] = gap[varies] / np.broadcast_to(std, x.shape)[varies]
    return result.astype(dtype)


def standardize__multiply(x, mean, std):
    """Multiplies by the reciprocal, which is 0 where the deviation is, all in the dtype of the samples."""
    check_statistics(x, mean, std)
    x = floating(x)
    mean, std = np.asarray(mean, x.dtype), np.asarray(std, x.dtype)
    factor = np.zeros_like(std)
    np.divide(1, std, out=factor, where=std > 0)
    return (x - mean) * factor


def standardize__ignoring(x, mean, std):
    """Divides by 0 on purpose, without the warning, and replaces what comes of it."""
    check_statistics(x, mean, std)
    dtype = floating(x).dtype
    with np.errstate(divide="ignore", invalid="ignore"):
        result = (floating(x) - mean) / floating(std)
    result = np.asarray(np.where(np.broadcast_to(std == 0, x.shape), 0, result))
    return result.astype(dtype)


def standardize__one_sample_at_a_time(x, mean, std):
    """Goes through the samples."""
    check_statistics(x, mean, std)
    result = np.empty(x.shape, floating(x).dtype)
    for i, sample in enumerate(floating(x)):
        safe = np.where(std > 0, std, np.inf)  # what is divided by infinity is 0
        result[i] = (sample - mean) / safe
    return result


def scale_pixels__divide(images):
    """Asks np.divide for float32."""
    if images.dtype.name != "uint8":
        raise TypeError(f"expected bytes, got {images.dtype.name}")
    return np.divide(images, 255, dtype=np.float32)


def scale_pixels__float64_first(images):
    """Goes through float64, at the price of memory."""
    if images.dtype != np.uint8:
        raise TypeError(f"expected bytes, got {images.dtype}")
    return (images / 255).astype(np.float32)


def scale_pixels__table(images):
    """Looks the 256 possible results up."""
    if images.dtype != "uint8":
        raise TypeError(f"expected bytes, got {images.dtype}")
    table = np.linspace(0, 1, 256, dtype=np.float32)
    return table[images]


def scale_pixels__standardized(images):
    """Standardises with the mean 0 and the deviation 255."""
    if images.dtype.kind != "u" or images.dtype.itemsize != 1:
        raise TypeError(f"expected bytes, got {images.dtype}")
    flat = images.astype(np.float32).ravel()
    return standardize(flat, np.zeros(()), np.array(255.0)).reshape(images.shape)


def check_labels(labels, classes):
    """The checks of type and range."""
    if not np.issubdtype(labels.dtype, np.integer):
        raise TypeError(f"labels have dtype {labels.dtype}")
    wrong = [int(label) for label in labels.flat if not 0 <= int(label) < classes]
    if wrong:
        raise ValueError(f"labels that are no classes: {wrong}")


def one_hot__eye(labels, classes):
    """Picks rows of the identity matrix."""
    check_labels(labels, classes)
    return np.eye(classes, dtype=np.float32)[labels]


def one_hot__pairs_of_indices(labels, classes):
    """Writes ones at pairs of row and label."""
    if labels.dtype.kind not in "iu":
        raise TypeError(f"labels have dtype {labels.dtype}")
    if labels.size and not 0 <= labels.min() <= labels.max() < classes:
        bad = labels.min() if labels.min() < 0 else labels.max()
        raise ValueError(f"{bad} is not one of {classes} classes")
    flat = labels.ravel()
    rows = np.zeros((flat.size, classes), dtype="float32")
    rows[np.arange(flat.size), flat] = 1.0
    return rows.reshape((*labels.shape, classes))


def one_hot__loop(labels, classes):
    """Goes through the labels."""
    check_labels(labels, classes)
    rows = [[float(k == label) for k in range(classes)] for label in labels.flat]
    return np.array(rows, np.float32).reshape((*labels.shape, classes))


def one_hot__along_axis(labels, classes):
    """Puts ones along the new axis."""
    check_labels(labels, classes)
    result = np.zeros((*labels.shape, classes), np.float32)
    np.put_along_axis(result, labels[..., np.newaxis].astype(np.int64), 1, axis=-1)
    return result


def check_pairs(x, y):
    """The check of shapes."""
    if 0 in (x.ndim, y.ndim) or x.shape[0] != y.shape[0]:
        raise ValueError(f"x {x.shape}, y {y.shape}")


def train_validation_test_split__shuffled_copies(x, y, seed):
    """Shuffles two copies with two generators of one seed, and cuts where floats say."""
    check_pairs(x, y)
    x, y = x.copy(), y.copy()
    for array in (x, y):
        np.random.default_rng(seed).shuffle(array)
    n = len(x)
    a, b = int(0.6 * n), int(0.8 * n)
    return (x[:a], y[:a]), (x[a:b], y[a:b]), (x[b:], y[b:])


def train_validation_test_split__split(x, y, seed):
    """Sorts by random numbers and lets np.split cut the order."""
    check_pairs(x, y)
    order = np.argsort(np.random.default_rng(seed).random(len(x)))
    parts = np.split(order, [len(x) * 3 // 5, len(x) * 4 // 5])
    return tuple((x[part], y[part]) for part in parts)


def train_validation_test_split__python(x, y, seed):
    """Draws with a generator of Python's."""
    import random

    check_pairs(x, y)
    order = list(range(len(x)))
    random.Random(seed).shuffle(order)
    cuts = [0, math.floor(6 * len(x) / 10), math.floor(8 * len(x) / 10), len(x)]
    parts = [np.array(order[cuts[k] : cuts[k + 1]], dtype=int) for k in range(3)]
    return tuple((np.take(x, part, axis=0), np.take(y, part, axis=0)) for part in parts)


def train_validation_test_split__legacy(x, y, seed):
    """Uses a generator of the old kind, of its own."""
    check_pairs(x, y)
    order = np.random.RandomState(seed).permutation(len(x))
    x, y, n = x[order], y[order], len(x)
    first, second = int(n * 0.6), int(n * 0.8)
    return (x[:first], y[:first]), (x[first:second], y[first:second]), (x[second:], y[second:])


def l2_penalty__dot(weights, strength):
    """The dot product of the flat weights with themselves."""
    if not strength >= 0:
        raise ValueError(f"strength {strength} is negative")
    w = floating(weights).ravel()
    return np.asarray(float(strength) * (w @ w), w.dtype)


def l2_penalty__loop(weights, strength):
    """Adds in Python's numbers."""
    if strength < 0:
        raise ValueError(f"strength must not be negative: {strength}")
    total = 0.0
    for w in weights.flat:
        total += float(w) * float(w)
    return np.array(float(strength) * total, floating(weights).dtype)


def l2_penalty__root_of_the_strength(weights, strength):
    """Squares the weights times the root of the strength."""
    if strength < 0:
        raise ValueError(f"no strength below 0: {strength}")
    w = floating(weights)
    return np.sum((w * w.dtype.type(np.sqrt(strength))) ** 2)


def l2_penalty__norm(weights, strength):
    """The square of the norm."""
    if strength < 0:
        raise ValueError(f"no strength below 0: {strength}")
    w = floating(weights)
    return np.asarray(strength * np.linalg.norm(w.ravel()) ** 2, w.dtype)

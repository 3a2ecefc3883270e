"""Right answers to the exercises on losses and metrics, written differently from the reference."""

import math

import numpy as np

from solutions.losses import log_softmax, softmax


def floating(*tensors):
    """The tensors in their common floating dtype; integers become float64."""
    dtype = np.result_type(*tensors)
    return [np.asarray(x, dtype if np.issubdtype(dtype, np.floating) else np.float64) for x in tensors]


def mean_squared_error__dot(predictions, targets):
    """Flattens, multiplies the differences with themselves, divides by their number."""
    if predictions.shape != targets.shape:
        raise ValueError(f"predictions {predictions.shape}, targets {targets.shape}")
    if not predictions.size:
        raise ValueError(f"nothing to average in shape {predictions.shape}")
    p, y = floating(predictions, targets)
    gap = (y - p).ravel()
    return np.asarray(gap @ gap / gap.dtype.type(gap.size))


def mean_squared_error__loop(predictions, targets):
    """Adds in Python's floats and rounds at the end."""
    if predictions.shape != targets.shape or 0 in predictions.shape:
        raise ValueError(f"predictions {predictions.shape}, targets {targets.shape}")
    total = 0.0
    for p, y in zip(predictions.flat, targets.flat, strict=True):
        total += (float(p) - float(y)) ** 2
    dtype = np.result_type(predictions, targets)
    return np.array(total / predictions.size, dtype if dtype.kind == "f" else np.float64)


def mean_absolute_error__where(predictions, targets):
    """Turns negative differences round with where."""
    if predictions.shape != targets.shape or not predictions.size:
        raise ValueError(f"predictions {predictions.shape}, targets {targets.shape}")
    p, y = floating(predictions, targets)
    gap = p - y
    return np.mean(np.where(gap < 0, -gap, gap))


def mean_absolute_error__larger_less_smaller(predictions, targets):
    """Subtracts the smaller from the larger, and divides the sum."""
    if predictions.shape != targets.shape or not predictions.size:
        raise ValueError(f"predictions {predictions.shape}, targets {targets.shape}")
    p, y = floating(predictions, targets)
    return (np.maximum(p, y) - np.minimum(p, y)).sum() / p.dtype.type(p.size)


def euclidean_distance__dot(predictions, targets):
    """The root of the dot product of the difference with itself."""
    if not predictions.ndim == targets.ndim == 1 or len(predictions) != len(targets):
        raise ValueError(f"no two vectors of one length: {predictions.shape}, {targets.shape}")
    p, y = floating(predictions, targets)
    return np.sqrt((p - y) @ (p - y))


def euclidean_distance__loop(predictions, targets):
    """Adds in Python's floats; the root by math."""
    if not predictions.ndim == targets.ndim == 1 or len(predictions) != len(targets):
        raise ValueError(f"no two vectors of one length: {predictions.shape}, {targets.shape}")
    total = sum((a - b) ** 2 for a, b in zip(predictions.tolist(), targets.tolist(), strict=True))
    return np.array(math.sqrt(total), floating(predictions, targets)[0].dtype)


def checked(logits, axis):
    """Scores as floating-point numbers, once the axis is known to exist."""
    if axis not in range(-logits.ndim, logits.ndim):
        raise ValueError(f"shape {logits.shape} has no axis {axis}")
    return floating(logits)[0]


def softmax__of_logarithms(logits, axis=-1):
    """Raises e to the logarithms."""
    checked(logits, axis)
    return np.exp(log_softmax(logits, axis))


def softmax__rows(logits, axis=-1):
    """Moves the axis to the end and goes through the rows."""
    z = np.moveaxis(checked(logits, axis), axis, -1)
    result = np.empty(z.shape, z.dtype)
    for index in np.ndindex(z.shape[:-1]):
        row = z[index]
        weights = np.exp(row - max(row)) if row.size else row
        result[index] = weights / sum(weights)
    return np.moveaxis(result, -1, axis)


def softmax__pairs(logits, axis=-1):
    """Divides by each numerator: 1 / Σ exp(zⱼ − zᵢ), the overflow of which is 1 / inf = 0, and meant."""
    z = np.moveaxis(checked(logits, axis), axis, -1)
    with np.errstate(over="ignore"):
        p = 1 / np.exp(z[..., np.newaxis, :] - z[..., :, np.newaxis]).sum(axis=-1)
    return np.moveaxis(p, -1, axis)


def log_softmax__expand_dims(logits, axis=-1):
    """Sums without keepdims and puts the axis back."""
    z = checked(logits, axis)
    if not z.size:
        return z.copy()
    z = z - np.expand_dims(np.max(z, axis), axis)
    return z - np.expand_dims(np.log(np.sum(np.exp(z), axis)), axis)


def log_softmax__log1p(logits, axis=-1):
    """Leaves one peak out of the sum, whose logarithm log1p then takes."""
    z = np.moveaxis(checked(logits, axis), axis, -1)
    if not z.size:
        return np.moveaxis(z.copy(), -1, axis)
    z = z - z.max(axis=-1, keepdims=True)
    weights = np.exp(z)
    np.put_along_axis(weights, z.argmax(axis=-1, keepdims=True), 0, axis=-1)
    return np.moveaxis(z - np.log1p(weights.sum(axis=-1, keepdims=True)), -1, axis)


def log_softmax__guarded(logits, axis=-1):
    """The logarithm of softmax where it can be stored, else the shifted scores less the logarithm of the sum."""
    z = checked(logits, axis)
    shifted = z - z.max(axis=axis, keepdims=True, initial=-np.inf)
    p = softmax(logits, axis)
    large = p > 0.5
    rest = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return np.where(large, np.log(np.where(large, p, 1)), rest)


def two_matrices(probabilities, one_hot):
    """The check of shapes."""
    if probabilities.ndim != 2 or probabilities.shape != one_hot.shape or not probabilities.size:
        raise ValueError(f"probabilities {probabilities.shape}, one_hot {one_hot.shape}")


def categorical_cross_entropy__formula(probabilities, one_hot):
    """The formula, with the logarithm taken of 1 where the target is 0."""
    two_matrices(probabilities, one_hot)
    with np.errstate(divide="ignore"):
        log = np.log(np.where(one_hot == 1, probabilities, 1))
    return (-log.sum(axis=1).mean()).astype(probabilities.dtype)


def categorical_cross_entropy__argmax(probabilities, one_hot):
    """Finds the class number of each row first, and sums the product over it."""
    two_matrices(probabilities, one_hot)
    true = probabilities[np.arange(len(one_hot)), one_hot.argmax(axis=1)]
    surprise = np.full(true.shape, np.inf, true.dtype)
    surprise[true > 0] = -np.log(true[true > 0])
    return surprise.mean()


def categorical_cross_entropy__product(probabilities, one_hot):
    """Multiplies by the one-hot rows, and turns back to the dtype of the probabilities."""
    two_matrices(probabilities, one_hot)
    true = (probabilities * one_hot).sum(axis=1)
    with np.errstate(divide="ignore"):
        return np.array(-np.log(true).sum() / len(true), probabilities.dtype)


def check_labels(logits, labels):
    """The checks of shapes, type and range."""
    if logits.ndim != 2 or labels.ndim != 1 or len(logits) != len(labels) or 0 in logits.shape:
        raise ValueError(f"logits {logits.shape}, labels {labels.shape}")
    if not np.issubdtype(labels.dtype, np.integer):
        raise TypeError(f"labels have dtype {labels.dtype}")
    wrong = [int(label) for label in labels if not 0 <= label < logits.shape[1]]
    if wrong:
        raise ValueError(f"labels that are no classes: {wrong}")


def sparse_categorical_cross_entropy__loop(logits, labels):
    """Goes through the samples."""
    check_labels(logits, labels)
    log_p = log_softmax(logits)
    losses = [-log_p[i, label] for i, label in enumerate(labels)]
    return np.mean(np.array(losses))


def sparse_categorical_cross_entropy__shifted_sum(logits, labels):
    """The logarithm of the sum less the score at the label, both with the peak subtracted."""
    check_labels(logits, labels)
    z = floating(logits)[0]
    z = z - z.max(axis=1, keepdims=True)
    picked = np.take_along_axis(z, labels[:, np.newaxis].astype(np.int64), axis=1)[:, 0]
    return (np.log(np.exp(z).sum(axis=1)) - picked).mean()


def binary_cross_entropy__formula(probabilities, targets):
    """The formula, each half with the logarithm of 1 where the other half counts."""
    if probabilities.shape != targets.shape or not probabilities.size:
        raise ValueError(f"probabilities {probabilities.shape}, targets {targets.shape}")
    p = probabilities
    with np.errstate(divide="ignore"):
        ones = np.log(np.where(targets == 1, p, 1))
        zeros = np.log(np.where(targets == 0, 1 - p, 1))
    return np.asarray(-(ones + zeros).mean()).astype(p.dtype)


def binary_cross_entropy__log1p(probabilities, targets):
    """Fills the two kinds of outcome through masks, with log1p for the zeros."""
    if probabilities.shape != targets.shape or not probabilities.size:
        raise ValueError(f"probabilities {probabilities.shape}, targets {targets.shape}")
    surprise = np.empty(probabilities.shape, probabilities.dtype)
    yes = targets == 1
    with np.errstate(divide="ignore"):
        surprise[yes] = -np.log(probabilities[yes])
        surprise[~yes] = -np.log1p(-probabilities[~yes])
    return surprise.mean()


def binary_cross_entropy__distance_from_the_truth(probabilities, targets):
    """What happened had the probability 1 − |p − y|."""
    if probabilities.shape != targets.shape or not probabilities.size:
        raise ValueError(f"probabilities {probabilities.shape}, targets {targets.shape}")
    happened = np.where(targets, probabilities, 1 - probabilities)
    with np.errstate(divide="ignore"):
        return -np.log(happened).sum() / happened.dtype.type(happened.size)


def class_numbers(predictions, labels):
    """The checks of shapes and types."""
    if predictions.shape != labels.shape:
        raise ValueError(f"predictions {predictions.shape}, labels {labels.shape}")
    for numbers in (predictions, labels):
        if not np.issubdtype(numbers.dtype, np.integer):
            raise TypeError(f"dtype {numbers.dtype}")


def accuracy__count(predictions, labels):
    """Counts and divides."""
    class_numbers(predictions, labels)
    if not predictions.size:
        raise ValueError(f"no predictions in shape {predictions.shape}")
    return np.count_nonzero(predictions == labels) / np.float64(predictions.size)


def accuracy__loop(predictions, labels):
    """Compares in a loop."""
    class_numbers(predictions, labels)
    if not predictions.size:
        raise ValueError(f"no predictions in shape {predictions.shape}")
    right = sum(int(p) == int(y) for p, y in zip(predictions.flat, labels.flat, strict=True))
    return np.array(right / predictions.size)


def confusion_matrix__loop(predictions, labels, classes):
    """Counts one sample after the other."""
    class_numbers(predictions, labels)
    counts = np.zeros((classes, classes), int)
    for label, prediction in zip(labels.flat, predictions.flat, strict=True):
        for number in (label, prediction):
            if number < 0 or number >= classes:
                raise ValueError(f"class {number} of {classes}")
        counts[label, prediction] += 1
    return counts


def confusion_matrix__bincount(predictions, labels, classes):
    """Numbers the places row by row and counts them."""
    class_numbers(predictions, labels)
    label, prediction = (x.ravel().astype(np.int64) for x in (labels, predictions))
    for numbers in (label, prediction):
        if ((numbers < 0) | (numbers >= classes)).any():
            raise ValueError(f"not below {classes}, or negative: {numbers}")
    return np.bincount(label * classes + prediction, minlength=classes**2).reshape(classes, classes)


def confusion_matrix__one_hot(predictions, labels, classes):
    """Multiplies one-hot rows."""
    class_numbers(predictions, labels)
    for numbers in (predictions, labels):
        for number in numbers.flat:
            if int(number) not in range(classes):
                raise ValueError(f"class {number} of {classes}")
    one_hot = np.eye(classes, dtype=np.int64)
    return one_hot[labels.ravel()].T @ one_hot[predictions.ravel()]

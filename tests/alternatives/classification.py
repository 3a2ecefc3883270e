"""Right answers to the exercises on classification, written differently from the reference."""

import numpy as np

from solutions.dot_product import affine, dense
from solutions.losses import log_softmax, softmax


def predict_class__loop(logits):
    """Looks at one class after the other, and keeps the first that nobody beats."""
    if logits.shape == () or logits.shape[-1] < 1:
        raise ValueError(f"scores of shape {logits.shape} have no classes")
    best, answer = logits[..., 0].copy(), np.zeros(logits.shape[:-1], np.int64)
    for k in range(1, logits.shape[-1]):
        better = logits[..., k] > best
        best, answer = np.where(better, logits[..., k], best), np.where(better, k, answer)
    return answer


def predict_class__equal(logits):
    """Finds the first place that equals the maximum."""
    if not (logits.ndim and logits.shape[-1]):
        raise ValueError(str(logits.shape))
    return np.asarray(np.argmax(logits == logits.max(axis=-1, keepdims=True), axis=-1), dtype="int64")


def predict_class__sorted(logits):
    """Turns the scores round and sorts them stably: the highest comes last, and of equal ones the first."""
    if logits.ndim < 1 or not logits.shape[-1]:
        raise ValueError(f"{logits.shape}")
    return logits.shape[-1] - 1 - np.argsort(logits[..., ::-1], axis=-1, kind="stable")[..., -1]


def _checked(x, labels, classes, epochs):
    if x.ndim != 2 or labels.ndim != 1 or len(x) != len(labels) or not len(x):
        raise ValueError(f"samples {x.shape}, labels {labels.shape}")
    if not np.issubdtype(labels.dtype, np.integer):
        raise TypeError(f"labels of dtype {labels.dtype}")
    for label in labels.tolist():
        if label < 0 or label >= classes:
            raise ValueError(f"label {label}, but classes {classes}")
    if epochs < 0:
        raise ValueError(f"epochs must not be negative, got {epochs}")


def train_softmax_regression__one_hot(x, labels, classes, learning_rate, epochs):
    """Subtracts one-hot rows, and updates in place what is its own."""
    _checked(x, labels, classes, epochs)
    dtype = np.result_type(x, np.float32) if x.dtype.kind == "f" else np.float64
    x, t = x.astype(dtype), np.eye(classes, dtype=dtype)[labels]
    w, b, losses = np.zeros((x.shape[1], classes), dtype), np.zeros(classes, dtype), []
    for _ in range(epochs):
        z = x @ w + b
        losses.append(float(-(log_softmax(z) * t).sum(axis=1).mean()))
        error = (softmax(z) - t) / len(x)
        w -= (learning_rate * (x.T @ error)).astype(dtype)
        b -= (learning_rate * error.sum(axis=0)).astype(dtype)
    return w, b, np.array(losses, np.float64)


def train_softmax_regression__bias_column(x, labels, classes, learning_rate, epochs):
    """Takes the bias for the weight of a feature that is always 1; computes in float64 and rounds at the end."""
    _checked(x, labels, classes, epochs)
    dtype = x.dtype if x.dtype.kind == "f" else np.dtype(float)
    data = np.concatenate([x.astype(float), np.ones((len(x), 1))], axis=1)
    w, losses = np.zeros((data.shape[1], classes)), np.zeros(epochs)
    for epoch in range(epochs):
        scores = data @ w
        log_p = scores - scores.max(axis=1, keepdims=True)
        log_p -= np.log(np.exp(log_p).sum(axis=1, keepdims=True))
        losses[epoch] = -np.mean([row[label] for row, label in zip(log_p, labels, strict=True)])
        slope = np.exp(log_p)
        slope[np.arange(len(x)), labels] -= 1
        w = w - learning_rate * data.T @ slope / len(x)
    return w[:-1].astype(dtype), w[-1].astype(dtype), losses


def collapse_linear_layers__through_affine(w1, b1, w2, b2):
    """Sends the rows of the identity through: the weights are what they gain, the bias is what zero becomes."""
    if w1.ndim != 2 or w2.ndim != 2 or (w1.shape[1],) != b1.shape or w2.shape != b1.shape + b2.shape:
        raise ValueError(f"{w1.shape}, {b1.shape}, {w2.shape}, {b2.shape}")
    return affine(w1, w2, np.zeros_like(b2)).astype(np.result_type(w1, w2)), affine(b1[np.newaxis], w2, b2)[0]


def collapse_linear_layers__einsum(w1, b1, w2, b2):
    """Names the axes."""
    shapes = [a.shape for a in (w1, b1, w2, b2)]
    if list(map(len, shapes)) != [2, 1, 2, 1] or not shapes[0][1] == shapes[1][0] == shapes[2][0]:
        raise ValueError(f"shapes {shapes}")
    if shapes[2][1] != shapes[3][0]:
        raise ValueError(f"shapes {shapes}")
    return np.einsum("ij,jk->ik", w1, w2), np.einsum("j,jk->k", b1, w2) + b2


def init_mlp__standard_normal(rng, sizes):
    """Draws with spread 1, in float32, and scales afterwards."""
    sizes = list(sizes)
    if len(sizes) < 2 or any(size <= 0 for size in sizes):
        raise ValueError(f"sizes {sizes}")
    layers = []
    for k in range(len(sizes) - 1):
        w = rng.standard_normal((sizes[k], sizes[k + 1]), dtype=np.float32)
        layers.append((w * np.float32(np.sqrt(2 / sizes[k])), np.zeros((sizes[k + 1],), dtype="float32")))
    return layers


def init_mlp__last_first(rng, sizes):
    """Draws the last layer first."""
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"{sizes}")
    backwards = zip(sizes[-2::-1], sizes[:0:-1], strict=True)
    params = [
        ((rng.normal(0, 1, (n, m)) * (2 / n) ** 0.5).astype("f4"), np.zeros(m).astype("f4")) for n, m in backwards
    ]
    return params[::-1]


def parameter_count__loop(sizes):
    """Walks along the sizes and remembers the last."""
    if len(sizes) < 2 or any(size < 1 for size in sizes):
        raise ValueError(f"sizes {list(sizes)}")
    total, before = 0, int(sizes[0])
    for size in sizes[1:]:
        total += (before + 1) * int(size)
        before = int(size)
    return total


def parameter_count__recursive(sizes):
    """Counts the first layer, then the rest."""
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes {tuple(sizes)}")
    n, m = int(sizes[0]), int(sizes[1])
    return n * m + m + (parameter_count__recursive(sizes[1:]) if len(sizes) > 2 else 0)


def mlp_forward__dense(params, x):
    """Uses the layer that has its relu inside."""
    if not params:
        raise ValueError("params has no layer")
    for w, b in params[:-1]:
        x = dense(x, w, b)
    return affine(x, *params[-1])


def mlp_forward__relu_before_each(params, x):
    """Applies relu before every layer but the first, and checks by itself."""
    if len(params) == 0:
        raise ValueError("params is empty")
    for number, (w, b) in enumerate(params):
        if w.ndim != 2 or x.ndim != 2 or x.shape[1] != w.shape[0] or b.shape != (w.shape[1],):
            raise ValueError(f"layer {number}: {x.shape} meets {w.shape} and {b.shape}")
        if number > 0:
            x = np.where(x > 0, x, np.zeros_like(x))
        x = x @ w + b
    return x


def mlp_forward__recursive(params, x):
    """Goes through the first layer, then through the rest."""
    if len(params) == 0:
        raise ValueError("params is empty")
    (w, b), *rest = params
    z = affine(x, w, b)
    return mlp_forward__recursive(rest, np.maximum(z, 0)) if rest else z

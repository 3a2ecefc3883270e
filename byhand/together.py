"""Do a learner's functions, put together, learn? `uv run python -m byhand.together` asks those in exercises/.

They train a network with one hidden layer on scikit-learn's 1,797 digits, changed so that every part is needed. Half of
the images are negatives, so that no linear network can read them. Half, of either kind, are pale, and the network shall
tell these too, 20 classes in all: without biases, relu cannot, since it only switches. And the samples come sorted, so
that they have to be shuffled.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # more threads mostly wait where matrices are small

import numpy as np

from byhand.language import detect

PARTS = {
    "sgd": ("fit",),
    "chain_rule": ("Node", "mlp_backward", "softmax_cross_entropy_vjp"),
    "losses": ("accuracy", "sparse_categorical_cross_entropy"),
    "classification": ("init_mlp", "mlp_forward", "predict_class"),
}
"""The functions that are called here, by chapter; they call those of other chapters in their turn."""

HIDDEN, EPOCHS, BATCH_SIZE, LEARNING_RATE = 96, 50, 32, 0.25
ENOUGH = 0.9
"""What the test accuracy must be."""

type Gradients = Callable[[Any, Any, np.ndarray, np.ndarray], Any]
type Split = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def functions(folder: str = "exercises") -> SimpleNamespace:
    """Return the functions of a folder of answers, such as `exercises` or `solutions`."""
    found: dict[str, Any] = {}
    for slug, names in PARTS.items():
        module = importlib.import_module(f"{folder}.{slug}")
        found |= {name: getattr(module, name) for name in names}
    return SimpleNamespace(**found)


def digits() -> Split:
    """Return training images and labels, sorted by label, and test images and labels."""
    from sklearn.datasets import load_digits

    raw = load_digits()
    rng = np.random.default_rng(0)
    negative, pale = rng.integers(0, 2, (2, len(raw.data), 1))
    x = (np.where(negative, 16 - raw.data, raw.data) / np.where(pale, 48, 16)).astype(np.float32)
    y = raw.target + 10 * pale[:, 0]
    order = rng.permutation(len(x))
    test, train = order[:360], order[360:]
    train = train[np.argsort(y[train], kind="stable")]
    return x[train], y[train], x[test], y[test]


def by_layers(code: Any, params: Any, x: np.ndarray, labels: np.ndarray) -> Any:
    """Return the gradients at `params` through `mlp_backward`."""
    (w1, b1), (w2, b2) = params
    g1, c1, g2, c2 = code.mlp_backward(x, labels, w1, b1, w2, b2)
    return [(g1, c1), (g2, c2)]


def by_nodes(code: Any, params: Any, x: np.ndarray, labels: np.ndarray) -> Any:
    """Return them through `Node`: dark and pale images pass the same weights, and gradients add up."""
    layers = [(code.Node(w), code.Node(b)) for w, b in params]
    (w1, b1), (w2, b2) = layers
    loss = code.Node(np.zeros((), x.dtype))
    for rows in (labels < 10, labels >= 10):
        if rows.any():
            logits = (x[rows] @ w1 + b1).relu() @ w2 + b2
            (slope,) = code.softmax_cross_entropy_vjp(logits.value, labels[rows], float(rows.mean()))
            loss = loss + (logits * slope).sum()
    loss.backward()
    return [(w.gradient, b.gradient) for w, b in layers]


def learn(code: Any, data: Split, seed: int = 0, gradients: Gradients = by_layers) -> float:
    """Train with the functions `code`, and return the accuracy on the test images."""
    x, labels, test_x, test_labels = data
    rng = np.random.default_rng(seed)

    def loss_gradient(params: Any, x: np.ndarray, labels: np.ndarray) -> tuple[float, Any]:
        loss = code.sparse_categorical_cross_entropy(code.mlp_forward(params, x), labels)
        return float(loss), gradients(code, params, x, labels)

    start = code.init_mlp(rng, (x.shape[1], HIDDEN, 20))
    settings = {"batch_size": BATCH_SIZE, "epochs": EPOCHS, "learning_rate": LEARNING_RATE}
    with np.errstate(all="ignore"):  # what diverges has not learned, and that is all
        params, _ = code.fit(loss_gradient, start, (x, labels), rng=rng, **settings)
        return float(code.accuracy(code.predict_class(code.mlp_forward(params, test_x)), test_labels))


def main(folder: str = "exercises") -> int:
    """Train with the functions of a folder, and say in a line how it went."""
    zh = detect() == "zh"
    status = 0
    for name, gradients in {"mlp_backward": by_layers, "Node": by_nodes}.items():
        try:
            share = learn(functions(folder), digits(), gradients=gradients)
        except NotImplementedError as error:
            print(f"还没有写：{error}" if zh else f"Not written yet: {error}")
            return 10
        enough = share >= ENOUGH
        status = status if enough else 1
        if zh:
            print(f"{name}：测试数字认对了 {share:.1%}，" + ("学会了。" if enough else f"不到 {ENOUGH:.0%}。"))
        else:
            verdict = "They learn." if enough else f"Less than {ENOUGH:.0%}."
            print(f"With {name}, {share:.1%} of the test digits are read rightly. {verdict}")
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))

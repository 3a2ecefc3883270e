"""The optimisers of the chapter on SGD take the steps that Optax takes, where both follow the same formula."""

from collections.abc import Callable
from typing import Any

import jax
import numpy as np
import optax
import pytest

from solutions.sgd import adam_step, momentum_step, rmsprop_step, sgd_step, tree_map

type Step = Callable[[Any, Any, Any], tuple[Any, Any]]

RATE = 0.05
PAIRS: dict[str, tuple[Step, optax.GradientTransformation]] = {
    "sgd": (lambda p, g, s: (sgd_step(p, g, RATE), None), optax.sgd(RATE)),
    # Optax keeps the velocity without the learning rate, which makes no difference while that is constant.
    "momentum": (lambda p, g, s: momentum_step(p, g, s, RATE), optax.sgd(RATE, momentum=0.9)),
    "rmsprop": (lambda p, g, s: rmsprop_step(p, g, s, RATE), optax.rmsprop(RATE, 0.9, eps=1e-7, eps_in_sqrt=False)),
    "adam": (lambda p, g, s: adam_step(p, g, s, RATE), optax.adam(RATE, eps=1e-7)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_steps_agree_with_optax(name: str) -> None:
    ours, theirs = PAIRS[name]
    rng = np.random.default_rng(0)
    params: Any = {"hidden": [rng.normal(size=(3, 2)), rng.normal(size=2)], "output": (rng.normal(size=()),)}
    with jax.enable_x64(True):
        other, memory, state = params, theirs.init(params), None
        for turn in range(30):
            # From 1e-6 to 10, so that where ε stands makes a difference; and nothing at all for a while.
            scale = 0.0 if turn in (0, 7) else 10.0 ** rng.integers(-6, 2)
            gradients = tree_map(
                lambda p, scale=scale: np.asarray(scale * (np.cos(p) + rng.normal(size=p.shape))), params
            )
            params, state = ours(params, gradients, state)
            updates, memory = theirs.update(gradients, memory, other)
            other = optax.apply_updates(other, updates)
            tree_map(lambda a, b: np.testing.assert_allclose(a, b, rtol=1e-9), params, tree_map(np.asarray, other))

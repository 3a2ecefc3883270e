"""The lean program: its arithmetic against NumPy in float64, its batches, its devices."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import jax
import numpy as np
import pytest
from jax.sharding import Mesh

from byhand.course import ROOT
from byhand.mnist import program
from byhand.mnist.options import RecipeName
from byhand.mnist.program import RECIPES, SIDE, Batches, Images, Recipe, State, begin, shuffle

SIZES = 784, 7, 10
RATE = 0.01
RECIPE_CASES = {
    "rmsprop": Recipe(learning_rate=RATE),
    "adam": Recipe("adam", RATE, decay=0.99),
    "smoothing": Recipe(learning_rate=RATE, smoothing=0.1),
    "averaging": Recipe("adam", RATE, decay=0.99, smoothing=0.1, averaging=0.9),
}


def noise() -> Images:
    """Twelve images of noise to learn from, of which five are judged."""
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (12, 784), np.uint8)
    labels = rng.integers(0, 10, 12).astype(np.int32)
    arrays: Any = pixels.reshape(-1), labels, pixels[:5], labels[:5]
    return Images(*arrays)


@pytest.fixture
def images() -> Images:
    """Return twelve images."""
    return noise()


def batch(samples: list[int], rate: float = RATE) -> Batches:
    """Return the work of one step."""
    numbers = np.array(samples, np.int32)
    return Batches(numbers * SIDE**2, numbers, np.array(rate, np.float32))


def on_device(tree: Any) -> Any:
    """Put the leaves on the device."""
    return jax.tree.map(jax.numpy.asarray, tree)


def gradients(params: Any, x: np.ndarray, targets: np.ndarray) -> tuple[float, list[list[np.ndarray]]]:
    """Return the mean cross-entropy of a network of two layers, and its gradients by hand, in float64."""
    (w0, b0), (w1, b1) = params
    hidden = np.maximum(x @ w0.T + b0, 0)
    scores = hidden @ w1.T + b1
    logs = scores - scores.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    upstream = (np.exp(logs) - targets) / len(x)
    back = upstream @ w1 * (hidden > 0)
    loss = -(targets * logs).sum(axis=1).mean()
    return loss, [[back.T @ x, back.sum(axis=0)], [upstream.T @ hidden, upstream.sum(axis=0)]]


class Reference:
    """The recipes once more, in float64, as their papers have them."""

    def __init__(self, params: Any, recipe: Recipe) -> None:
        """Begin where the program begins."""
        self.params = [[np.float64(x) for x in layer] for layer in params]
        self.recipe, self.steps = recipe, 0
        self.squares = [[np.zeros_like(x) for x in layer] for layer in self.params]
        self.means = [[np.zeros_like(x) for x in layer] for layer in self.params]
        self.averages = [[x.copy() for x in layer] for layer in self.params]

    def step(self, pixels: np.ndarray, labels: np.ndarray, rate: float) -> float:
        """Take a step and return the loss before it."""
        recipe, self.steps = self.recipe, self.steps + 1
        targets = np.eye(10)[labels] * (1 - recipe.smoothing) + recipe.smoothing / 10
        loss, slopes = gradients(self.params, pixels / 255, targets)
        for layer, pair in enumerate(slopes):
            for part, slope in enumerate(pair):
                square, mean = self.squares[layer], self.means[layer]
                square[part] = recipe.decay * square[part] + (1 - recipe.decay) * slope**2
                mean[part] = 0.9 * mean[part] + 0.1 * slope
                if recipe.rule == "rmsprop":  # Keras: the constant is under the root
                    change = rate * slope / np.sqrt(square[part] + 1e-7)
                else:  # Kingma and Ba, the last lines of section 2: the constant is beside the uncorrected root
                    correction = np.sqrt(1 - recipe.decay**self.steps) / (1 - 0.9**self.steps)
                    change = rate * correction * mean[part] / (np.sqrt(square[part]) + 1e-7)
                self.params[layer][part] = self.params[layer][part] - change
                average = self.averages[layer]
                average[part] = recipe.averaging * average[part] + (1 - recipe.averaging) * self.params[layer][part]
        return loss


def assert_close(got: Any, expected: Any, atol: float = 2e-5) -> None:
    """Compare all parameters of two networks."""
    for one, other in zip(jax.tree.leaves(got), jax.tree.leaves(expected), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=atol)


@pytest.mark.parametrize("recipe", RECIPE_CASES.values(), ids=RECIPE_CASES.keys())
def test_steps_are_the_rule(recipe: Recipe, images: Images) -> None:
    """Three steps in float32 are three steps of the written rule in float64, losses too."""
    state = begin(SIZES, recipe, seed=3)
    reference = Reference(state.params, recipe)
    state = on_device(state)
    pixels, labels = np.asarray(images.pixels).reshape(-1, 784), np.asarray(images.labels)
    for number, samples in enumerate(([0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]), start=1):
        state, loss = program.step(state, on_device(batch(samples, RATE / number)), on_device(images), recipe)
        expected = reference.step(pixels[samples], labels[samples], RATE / number)
        assert float(loss) == pytest.approx(expected, rel=1e-5)
    assert_close(state.params, reference.params)
    assert_close(state.result, reference.averages if recipe.averaging else reference.params)


def test_masked_samples_count_for_nothing(images: Images) -> None:
    """A batch with empty places is the batch without them."""
    recipe = RECIPES["tuned"]
    state, given = on_device(begin(SIZES, recipe, 0)), on_device(images)
    short, short_loss = program.step(state, on_device(batch([5, 2, 9])), given, recipe)
    masked, masked_loss = program.step(state, on_device(batch([5, -1, 2, 9, -1])), given, recipe)
    assert float(short_loss) == pytest.approx(float(masked_loss), rel=1e-6)
    assert_close(masked.squares, short.squares, atol=1e-7)
    assert_close(masked.params, short.params)


def test_shuffle_is_a_permutation_that_seed_and_epoch_decide() -> None:
    """Every sample comes once; padding only where the last batch, or a device, has none left."""

    def work(seed: int, epoch: int, devices: int = 1) -> Batches:
        return shuffle(50, 8, Recipe(), seed=seed, epoch=epoch, epochs=2, devices=devices)

    one = work(0, 0)
    assert one.samples.shape == (7, 8)
    assert sorted(one.samples[one.samples >= 0]) == list(range(50))
    assert (one.samples[-1] >= 0).tolist() == [True] * 2 + [False] * 6
    np.testing.assert_array_equal(one.samples, work(0, 0).samples)
    for other in (work(0, 1), work(1, 0)):
        assert not np.array_equal(one.samples, other.samples)
    padded = work(0, 0, devices=3).samples
    assert padded.shape == (7, 9)
    np.testing.assert_array_equal(padded[:, :8], one.samples)
    assert (padded[:, 8] == -1).all()


def test_rate_falls_to_nothing() -> None:
    """A linear rate falls by the same amount from step to step, over all epochs."""
    recipe = Recipe(learning_rate=0.1, linear=True)
    rates = [shuffle(50, 10, recipe, seed=0, epoch=e, epochs=4, devices=1).rates for e in range(4)]
    np.testing.assert_allclose(np.concatenate(rates), 0.1 * (1 - (np.arange(20) + 0.5) / 20), rtol=1e-6)
    assert set(shuffle(50, 10, Recipe(), seed=0, epoch=1, epochs=4, devices=1).rates) == {np.float32(1e-3)}


def test_shifts_move_images_by_at_most_so_many_pixels() -> None:
    """Every move across and down from -2 to 2 occurs; read there, the image is moved by it."""
    recipe = replace(RECIPES["shifted"], shifts=2)
    work = shuffle(500, 100, recipe, seed=0, epoch=0, epochs=1, devices=1)
    moves = (work.places - work.samples * SIDE**2).reshape(-1)
    expected = {SIDE * down + across for down in range(-2, 3) for across in range(-2, 3)}
    assert set(moves.tolist()) == expected
    image = np.zeros((3, SIDE, SIDE), np.uint8)
    image[1, 10, 20] = 255  # of three, so that a move does not leave the row of pixels
    pixels = image.reshape(-1)
    for down, across in ((0, 0), (1, -2), (-2, 1)):
        start = SIDE**2 + SIDE * down + across
        moved = pixels[start : start + SIDE**2].reshape(SIDE, SIDE)
        assert np.argwhere(moved).tolist() == [[10 - down, 20 - across]]


def run(images: Images, recipe: Recipe, devices: int = 1, epochs: int = 2) -> Iterator[tuple[State, Any, Any]]:
    """Train on these images with the first few devices."""
    future: Future[Images] = Future()
    future.set_result(images)
    mesh = Mesh(np.array(jax.devices()[:devices]), ("data",))
    shapes = program.shapes_of(len(images.labels), len(images.judged_labels))
    return program.train(future, shapes, recipe, sizes=SIZES, batch_size=5, epochs=epochs, mesh=mesh)


def test_memory_of_the_old_state_is_used_again(images: Images) -> None:
    """The state before an epoch is gone after it."""
    trained = run(images, RECIPES["tuned"])
    before, _, _ = next(trained)
    next(trained)
    assert all(leaf.is_deleted() for leaf in jax.tree.leaves(before))


def test_nothing_is_compiled_twice(images: Images) -> None:
    """After the first epoch, JAX compiles nothing more."""
    trained = run(images, RECIPES["tuned"], epochs=4)
    next(trained)
    compiled: list[str] = []

    def listen(event: str, _: float, **__: str | int) -> None:
        if event.startswith("/jax/core/compile/"):
            compiled.append(event)

    jax.monitoring.register_event_duration_secs_listener(listen)
    try:
        assert len(list(trained)) == 3
    finally:
        jax.monitoring.unregister_event_duration_listener(listen)
    assert compiled == []


def test_judged_are_counted_after_the_epoch(images: Images) -> None:
    """What is said to be recognised is what the returned parameters recognise."""
    (*_, last) = run(images, replace(RECIPES["tuned"], averaging=0.5))
    state, losses, right = last
    guesses = program.logits(state.result, program.scaled(images.judged)).argmax(axis=1)
    np.testing.assert_array_equal(right, guesses == images.judged_labels)
    assert losses.shape == (3,)


DEVICES_SCRIPT = """
from tests.project.test_mnist_program import *
images = noise()
results = []
for devices in (1, 2, 3):
    *_, (state, losses, right) = run(images, RECIPES['shifted'], devices)
    results.append((state, np.asarray(losses)))
assert len(jax.devices()) == 3
for state, losses in results[1:]:
    np.testing.assert_allclose(losses, results[0][1], rtol=1e-5)
    assert_close(state, results[0][0])
print('equal')
"""


def test_devices_give_the_same() -> None:
    """Two and three devices, which do not divide a batch of five, train the network that one does, to rounding."""
    result = subprocess.run(
        [sys.executable, "-c", DEVICES_SCRIPT],
        cwd=ROOT,
        env=os.environ | {"JAX_NUM_CPU_DEVICES": "3", "JAX_PLATFORMS": "cpu"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.stdout == "equal\n", result.stderr[-2000:]


def test_command_line_knows_every_recipe() -> None:
    """`--recipe` offers what the program has."""
    assert [name.value for name in RecipeName] == list(RECIPES)

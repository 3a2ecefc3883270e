"""A run of the lean program, from its options to the record of its epochs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

import jax
import numpy as np
from jaxtyping import Float32, UInt8

from byhand.mnist import devices
from byhand.mnist.data import Dataset
from byhand.mnist.options import Options
from byhand.mnist.program import (
    RECIPES,
    SIDE,
    Images,
    Params,
    Recipe,
    State,
    begin,
    images_from,
    logits,
    scaled,
    shapes_of,
    train,
    turned,
)
from byhand.mnist.run import GLANCE, Epoch, check_batch, check_sizes

PIXELS = SIDE**2


@dataclass(frozen=True)
class Plan:
    """What decides the numbers of a run, but for the images."""

    name: str = "classic"
    recipe: Recipe = RECIPES["classic"]
    sizes: tuple[int, ...] = (784, 512, 10)
    batch_size: int = 128
    epochs: int = 5
    seed: int = 0

    @classmethod
    def of(cls, options: Options) -> Plan:
        """Return what a command line asks for."""
        recipe = RECIPES[options.recipe]
        if options.learning_rate is not None:
            recipe = replace(recipe, learning_rate=options.learning_rate)
        return cls(options.recipe, recipe, options.sizes, options.batch_size, options.epochs, options.seed)

    def check(self, train: int) -> None:
        """Refuse what cannot be trained on so many images.

        Raises:
            MnistError: the sizes do not lead from pixels to classes, or a batch exceeds the images.
        """
        check_sizes(self.sizes, PIXELS)
        check_batch(self.batch_size, train)

    def described(self, data: Dataset) -> dict[str, Any]:
        """Return all that decides the numbers, as JSON has it, by the name of its option if it has one."""
        recipe = asdict(self.recipe)
        return {
            "--recipe": self.name,
            "--learning-rate": recipe.pop("learning_rate"),
            **recipe,
            "--sizes": list(self.sizes),
            "--batch-size": self.batch_size,
            "--seed": self.seed,
            "--epochs": self.epochs,
            "data": data.identity(),
        }


def judged(train: int, test: int) -> Images:
    """Describe the images before they are read: to learn from; to judge, those to test with and some of the former."""
    return shapes_of(train, test + min(train, GLANCE))


def images_of(data: Dataset) -> Images:
    """Return the images as the program takes them; the test images are judged first, then the first to learn from."""
    pixels = np.concatenate([data.test_images, data.train_images[:GLANCE]])
    labels = np.concatenate([data.test_labels, data.train_labels[:GLANCE]])
    return images_from(data.train_images, data.train_labels, pixels, labels)


def when_read(reading: Future[Dataset]) -> Future[Images]:
    """Return the images of a data set that is still being read, or what went wrong with it."""
    images: Future[Images] = Future()

    def convert(reading: Future[Dataset]) -> None:
        try:
            images.set_result(images_of(reading.result()))
        except BaseException as error:
            images.set_exception(error)

    reading.add_done_callback(convert)
    return images


class Run:
    """A compiled program with its images on the device, ready to go through its epochs."""

    def __init__(
        self,
        plan: Plan,
        reading: Future[Dataset],
        counts: tuple[int, int],
        *,
        state: State | None = None,
        first: int = 0,
    ) -> None:
        """Compile while the images are being read, then place them.

        Args:
            plan: what to train, and how.
            reading: the images.
            counts: how many there will be to train on and to test with.
            state: where to go on from; new parameters if None.
            first: how many epochs `state` has been through.

        Raises:
            MnistError: the images cannot be used.
        """
        self._first, self._test = first, counts[1]
        self._epochs = train(
            when_read(reading),
            judged(*counts),
            plan.recipe,
            sizes=plan.sizes,
            batch_size=plan.batch_size,
            epochs=plan.epochs,
            seed=plan.seed,
            mesh=devices.training(),
            state=state,
            first=first,
        )

    def __iter__(self) -> Iterator[tuple[Epoch, State]]:
        """Train; yield each epoch's record, and the state, which the next epoch will use up."""
        start = time.perf_counter()
        for number, (state, losses, right) in enumerate(self._epochs, self._first + 1):
            loss = float(np.asarray(losses, np.float64).mean())  # waits for the device
            correct = np.asarray(right)
            seconds = time.perf_counter() - start
            test, train = (float(part.mean()) for part in np.split(correct, [self._test]))
            yield Epoch(number, loss, train, test, seconds), state
            start = time.perf_counter()


def to_host(tree: Any) -> Any:
    """Copy arrays to NumPy, so that the next epoch can have their memory."""
    return jax.tree.map(np.array, tree)


def named(state: State) -> dict[str, np.ndarray]:
    """Return the arrays of a state under plain names: `params.w0`, `params.b0`, `squares.w0`, …, `steps`."""
    arrays = {"steps": np.array(state.steps)}
    for name in ("params", "squares", "means", "averages"):
        for layer, pair in enumerate(getattr(state, name)):
            arrays |= {f"{name}.{kind}{layer}": np.array(x) for kind, x in zip("wb", pair, strict=True)}
    return arrays


def unnamed(arrays: Mapping[str, np.ndarray], plan: Plan) -> State:
    """Return the state that `named` took apart.

    Raises:
        ValueError: these are not the arrays of a state of this plan.
    """
    template = begin(plan.sizes, plan.recipe, plan.seed)
    expected = {name: (x.shape, x.dtype) for name, x in named(template).items()}
    if expected != {name: (x.shape, x.dtype) for name, x in arrays.items()}:
        raise ValueError(f"unnamed: expected {expected}")

    def layers(name: str, old: Any) -> Any:
        pairs = [(arrays[f"{name}.w{layer}"], arrays[f"{name}.b{layer}"]) for layer in range(len(old))]
        return pairs or old

    parts: Any = {name: layers(name, getattr(template, name)) for name in ("params", "squares", "means", "averages")}
    steps: Any = arrays["steps"]
    return State(**parts, steps=steps)


@jax.jit
def _probabilities(params: Params, pixels: jax.Array) -> jax.Array:
    return jax.nn.softmax(logits(turned(params), scaled(pixels)))


def probabilities(params: Params, images: UInt8[np.ndarray, "n 28 28"]) -> Float32[np.ndarray, "n 10"]:
    """Return what the network gives each class of each image."""
    return np.asarray(_probabilities(params, images.reshape(-1, PIXELS)))


def count_parameters(sizes: tuple[int, ...]) -> int:
    """Return the number of weights and biases."""
    return sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes))

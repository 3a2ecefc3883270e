"""The network of the capstone as a lean JAX program: on a CPU, a GPU, many of them, or several machines.

Images stay bytes on the device and are scaled in the step. The order of the samples comes from the host; all else
happens in one compiled call an epoch, which trains, judges, and reuses the memory of the state that it is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Literal, NamedTuple, cast

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec
from jaxtyping import Array, Bool, Float, Float32, Int32, UInt8

type Params = list[tuple[Float[Array, "fan_out fan_in"], Float[Array, " fan_out"]]]
"""Weights and biases of each layer; the weights of a unit are a row."""

SIDE = 28
EPSILON = 1e-7
MOMENTUM = 0.9
"""Which part of the running mean gradient a step of Adam keeps."""


@dataclass(frozen=True)
class Recipe:
    """How a network is trained; the defaults are RMSprop as Keras has it."""

    rule: Literal["rmsprop", "adam"] = "rmsprop"
    learning_rate: float = 1e-3
    decay: float = 0.9
    """Which part of the running mean square a step keeps."""
    linear: bool = False
    """Whether the learning rate falls linearly, to 0 at the end of the last epoch."""
    smoothing: float = 0.0
    """Which part of the truth is spread evenly over all classes."""
    averaging: float = 0.0
    """Which part of the running mean of the parameters a step keeps; with 0, the last parameters are the result."""
    shifts: int = 0
    """By how many pixels, at most, an image is moved at random each time, across and down."""


RECIPES = {
    "classic": Recipe(),
    "tuned": Recipe("adam", 4e-3, decay=0.99, linear=True, smoothing=0.1),
    "shifted": Recipe("adam", 4e-3, decay=0.99, linear=True, smoothing=0.1, shifts=1),
}


class Images(NamedTuple):
    """Images to learn from, all their pixels in one row, and images to be judged by; with their classes."""

    pixels: UInt8[Array, " n*784"]
    labels: Int32[Array, " n"]
    judged: UInt8[Array, "m 784"]
    judged_labels: Int32[Array, " m"]


def images_from(pixels: np.ndarray, labels: np.ndarray, judged: np.ndarray, judged_labels: np.ndarray) -> Images:
    """Return images of bytes, of any shape, and their classes as the program takes them."""
    arrays: Any = (
        pixels.reshape(-1),
        labels.astype(np.int32),
        judged.reshape(-1, SIDE**2),
        judged_labels.astype(np.int32),
    )
    return Images(*arrays)


def shapes_of(n: int, m: int) -> Images:
    """Describe `n` images to learn from and `m` to be judged by, before they are read."""
    shapes = ((n * SIDE**2,), jnp.uint8), ((n,), jnp.int32), ((m, SIDE**2), jnp.uint8), ((m,), jnp.int32)
    described: Any = (jax.ShapeDtypeStruct(*shape) for shape in shapes)
    return Images(*described)


class State(NamedTuple):
    """What changes from step to step; a part that the recipe has no use for is empty."""

    params: Params
    squares: Params
    """The running mean square of the gradients."""
    means: Params | tuple[()]
    """The running mean of the gradients, for Adam."""
    averages: Params | tuple[()]
    """The running mean of the parameters."""
    steps: Float32[Array, ""]
    """How many were taken."""

    @property
    def result(self) -> Params:
        """The parameters to judge and to keep."""
        return self.averages or self.params


class Batches(NamedTuple):
    """An epoch's work: for every step, where its images begin, whose they are, and how far to go."""

    places: Int32[np.ndarray, "steps batch"]
    samples: Int32[np.ndarray, "steps batch"]
    """The number of each image, -1 where the last batch has none left."""
    rates: Float32[np.ndarray, " steps"]


def begin(sizes: Sequence[int], recipe: Recipe, seed: int) -> State:
    """Draw Glorot-uniform weights; biases and running means start at 0, that of the parameters where they start.

    Source: Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010,
        equation 16.
    """
    rng = np.random.default_rng(seed)
    params: Any = []
    steps: Any = np.float32(0)
    for m, n in pairwise(sizes):
        bound = np.sqrt(6 / (m + n))
        params.append((rng.uniform(-bound, bound, (n, m)).astype(np.float32), np.zeros(n, np.float32)))
    means = jax.tree.map(np.zeros_like, params) if recipe.rule == "adam" else ()
    averages = jax.tree.map(np.copy, params) if recipe.averaging else ()
    return State(params, jax.tree.map(np.zeros_like, params), means, averages, steps)


def shuffle(n: int, batch_size: int, recipe: Recipe, *, seed: int, epoch: int, epochs: int, devices: int) -> Batches:
    """Cut all samples into batches, the last of them perhaps short, in an order that `seed` and `epoch` decide.

    Every batch is padded to a multiple of the number of devices.
    """
    rng = np.random.default_rng([seed, epoch])
    steps, width = -(-n // batch_size), -(-batch_size // devices) * devices
    samples = np.full((steps, width), -1, np.int32)
    filled = np.arange(width) < np.minimum(batch_size, n - batch_size * np.arange(steps))[:, None]
    samples[filled] = rng.permutation(n)
    places = samples * SIDE**2
    if recipe.shifts:
        across, down = rng.integers(-recipe.shifts, recipe.shifts + 1, (2, n))  # alike for any number of devices
        places[filled] += (SIDE * down + across).astype(np.int32)
    rates = np.full(steps, recipe.learning_rate, np.float32)
    if recipe.linear:
        rates *= (1 - (epoch + (np.arange(steps) + 0.5) / steps) / epochs).astype(np.float32)
    return Batches(places, samples, rates)


def turned(params: Params) -> Params:
    """Exchange rows and columns of the weights: from `(fan_out, fan_in)` to `(fan_in, fan_out)`, or back."""
    return [(w.T, b) for w, b in params]


def logits(params: Params, x: Float[Array, "batch 784"]) -> Float[Array, "batch 10"]:
    """Run the network: dense layers with relu between them."""
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w.T + b)
    w, b = params[-1]
    return x @ w.T + b


def scaled(pixels: UInt8[Array, "*shape"]) -> Float[Array, "*shape"]:
    """Turn bytes into numbers from 0 to 1, in float32 all the way."""
    return pixels.astype(jnp.float32) * np.float32(1 / 255)


def loss(
    params: Params,
    x: Float[Array, "batch 784"],
    labels: Int32[Array, " batch"],
    weights: Float[Array, " batch"],
    smoothing: float,
) -> Float[Array, ""]:
    """Return the weighted sum of the cross-entropies of all samples, a part of the truth spread over all classes."""
    log_p = jax.nn.log_softmax(logits(params, x))
    true = jnp.take_along_axis(log_p, labels[:, None], axis=1)[:, 0]
    return -((1 - smoothing) * true + smoothing * log_p.mean(axis=1)) @ weights


def step(state: State, batch: Batches, images: Images, recipe: Recipe) -> tuple[State, Float[Array, ""]]:
    """Learn from one batch; returns its loss before the step, too."""
    x = scaled(images.pixels[batch.places[:, None] + jnp.arange(SIDE**2)])
    real = (batch.samples >= 0).astype(jnp.float32)
    labels, weights = images.labels[batch.samples], real / real.sum()
    value, gradients = jax.value_and_grad(loss)(state.params, x, labels, weights, recipe.smoothing)

    def mix(keep: float, old: Any, new: Any) -> Any:
        return jax.tree.map(lambda a, b: keep * a + (1 - keep) * b, old, new)

    steps, means, averages = state.steps + 1, state.means, state.averages
    squares = mix(recipe.decay, state.squares, jax.tree.map(jnp.square, gradients))
    if recipe.rule == "adam":
        means = mix(MOMENTUM, means, gradients)
        rate = batch.rates * jnp.sqrt(1 - recipe.decay**steps) / (1 - MOMENTUM**steps)
        change = jax.tree.map(lambda m, s: rate * m / (jnp.sqrt(s) + EPSILON), means, squares)
    else:
        change = jax.tree.map(lambda g, s: batch.rates * g * jax.lax.rsqrt(s + EPSILON), gradients, squares)
    params = jax.tree.map(jnp.subtract, state.params, change)
    if recipe.averaging:
        averages = mix(recipe.averaging, averages, params)
    return State(params, squares, means, averages, steps), value


def epoch(
    state: State, batches: Batches, images: Images, recipe: Recipe, unroll: int = 1
) -> tuple[State, Float[Array, " steps"], Bool[Array, " m"]]:
    """Learn from all batches; returns the loss of each, and which of the judged images are recognised afterwards."""
    learn = partial(step, images=images, recipe=recipe)
    state, losses = jax.lax.scan(learn, state, batches, unroll=unroll)
    right = logits(state.result, scaled(images.judged)).argmax(axis=1) == images.judged_labels
    return state, losses, right


def compile_epoch(mesh: Mesh, recipe: Recipe, state: State, batches: Batches, images: Images) -> jax.stages.Compiled:
    """Compile an epoch for arguments of these shapes: whole on every device of the mesh, the batches split among them.

    The compiler inserts the sums over the devices. The memory of the state that the call is given becomes that of the
    state that it returns.
    """
    specs = PartitionSpec(), PartitionSpec(None, "data")
    whole, split = (cast(Any, NamedSharding(mesh, spec)) for spec in specs)
    function = jax.jit(
        partial(epoch, recipe=recipe),
        donate_argnums=0,
        in_shardings=(whole, Batches(split, split, whole), whole),
        out_shardings=whole,
    )
    described = jax.tree.map(jax.typeof, (state, batches, images))  # several processes may not give NumPy arrays
    return function.lower(*described).compile()


def place[T](tree: T, shardings: Any) -> T:
    """Put the leaves of a pytree, the same in every process, where an epoch wants them."""

    def one(x: np.ndarray, sharding: NamedSharding) -> jax.Array:
        return jax.make_array_from_callback(np.shape(x), sharding, lambda index: np.asarray(x)[index])

    placed: T = jax.tree.map(one, tree, jax.tree.broadcast(shardings, tree))
    return placed


def train(
    images: Future[Images],
    shapes: Images,
    recipe: Recipe,
    *,
    sizes: Sequence[int] = (784, 512, 10),
    batch_size: int = 128,
    epochs: int = 5,
    seed: int = 0,
    mesh: Mesh | None = None,
    state: State | None = None,
    first: int = 0,
) -> Iterator[tuple[State, Float[Array, " steps"], Bool[Array, " m"]]]:
    """Compile while the images are still being read; when both are there, return an iterator that trains.

    Args:
        images: what `shapes` describes, in NumPy arrays, as soon as it is read.
        shapes: the shapes and dtypes of the images.
        recipe: how to train.
        sizes: units in each layer, input and output included.
        batch_size: samples in a batch, all devices together; the last batch of an epoch may be short.
        epochs: how often to go through the samples.
        seed: decides the weights at the start and every shuffle.
        mesh: the devices, on one axis, "data"; all that there are if None.
        state: where to go on from; new parameters if None.
        first: how many epochs `state` has been through.

    Returns:
        What yields, after every epoch, the state, whose memory the next epoch will use; the loss of each batch
        before its step; and which of the judged images are recognised.
    """
    if mesh is None:
        mesh = Mesh(np.array(jax.devices()), ("data",))
    state = state or begin(sizes, recipe, seed)

    def work(epoch: int) -> Batches:
        return shuffle(len(shapes.labels), batch_size, recipe, seed=seed, epoch=epoch, epochs=epochs, devices=mesh.size)

    run = compile_epoch(mesh, recipe, state, work(first), shapes)
    (on_state, on_batches, on_images), _ = run.input_shardings
    state, there = place(state, on_state), place(images.result(), on_images)

    def go_on(state: State) -> Iterator[tuple[State, Float[Array, " steps"], Bool[Array, " m"]]]:
        for number in range(first, epochs):
            state, losses, right = run(state, place(work(number), on_batches), there)
            yield state, losses, right

    return go_on(state)

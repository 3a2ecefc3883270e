"""The lean program with one choice undone: what each choice is worth is the difference."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

VARIANTS: dict[str, Callable[[], None]] = {}
"""What to change in `byhand.mnist.program`, by name, before it runs."""


def variant(function: Callable[[], None]) -> Callable[[], None]:
    """Enter a variant under its name."""
    VARIANTS[function.__name__] = function
    return function


@variant
def lean() -> None:
    """Nothing is changed."""


@variant
def not_cached() -> None:
    """Every process compiles anew."""
    from contextlib import nullcontext

    from byhand import programs

    programs.kept_programs = nullcontext


@variant
def read_first() -> None:
    """Reading ends before compiling begins."""
    from byhand.mnist import program

    train = program.train

    def later(images: Any, *rest: Any, **options: Any) -> Any:
        images.result()
        return train(images, *rest, **options)

    program.train = later


@variant
def floats_on_the_device() -> None:
    """The images are scaled once, on the host, and four times as large on the device."""
    _on_host(lambda pixels, np: np.multiply(pixels, np.float32(1 / 255), dtype=np.float32))


@variant
def floats_by_way_of_float64() -> None:
    """The same, written as NumPy users do: `(pixels / 255).astype(np.float32)`."""
    _on_host(lambda pixels, np: (pixels / 255).astype(np.float32))


def _on_host(scale: Callable[[Any, Any], Any]) -> None:
    import jax
    import jax.numpy as jnp
    import numpy as np

    from byhand.mnist import program

    shapes_of, images_of = program.shapes_of, program.Images

    def shapes(n: int, m: int) -> Any:
        found = shapes_of(n, m)
        wide = {name: jax.ShapeDtypeStruct(getattr(found, name).shape, jnp.float32) for name in ("pixels", "judged")}
        return found._replace(**wide)

    def images(pixels: Any, labels: Any, judged: Any, judged_labels: Any) -> Any:
        if isinstance(pixels, np.ndarray):
            pixels, judged = scale(pixels, np), scale(judged, np)
        return images_of(pixels, labels, judged, judged_labels)

    program.scaled = lambda pixels: pixels
    program.shapes_of, program.Images = shapes, images


@variant
def columns_for_units() -> None:
    """The weights of a unit are a column of its matrix, not a row."""
    import jax

    from byhand.mnist import program

    begin, logits = program.begin, program.logits

    def turned(sizes: Any, recipe: Any, seed: int) -> Any:
        return jax.tree.map(lambda x: x.T.copy(), begin(sizes, recipe, seed))

    program.begin = turned
    program.logits = lambda params, x: logits(program.turned(params), x)


@variant
def not_donated() -> None:
    """Every epoch gets new memory for its state."""
    import jax

    from byhand.mnist import program

    def compile_epoch(mesh: Any, recipe: Any, state: Any, batches: Any, images: Any) -> Any:
        return jax.jit(partial(program.epoch, recipe=recipe)).lower(state, batches, images).compile()

    _compile_by(compile_epoch)


@variant
def a_call_for_each_step() -> None:
    """A Python loop calls a compiled step; evaluation is compiled apart."""
    import jax
    import numpy as np

    from byhand.mnist import program

    def compile_epoch(mesh: Any, recipe: Any, state: Any, batches: Any, images: Any) -> Any:
        one = jax.tree.map(lambda x: jax.ShapeDtypeStruct(x.shape[1:], x.dtype), batches)
        step = jax.jit(partial(program.step, recipe=recipe), donate_argnums=0).lower(state, one, images).compile()

        def judge(params: Any, images: Any) -> Any:
            return program.logits(params, program.scaled(images.judged)).argmax(axis=1) == images.judged_labels

        judged = jax.jit(judge).lower(state.result, images).compile()

        def run(state: Any, batches: Any, images: Any) -> Any:
            losses = []
            for batch in zip(*batches, strict=True):
                state, value = step(state, program.Batches(*batch), images)
                losses.append(value)
            return state, np.stack(jax.device_get(losses)), judged(state.result, images)

        return run

    _compile_by(compile_epoch)


def _compile_by(compile_epoch: Callable[..., Any]) -> None:
    # `train` asks what is compiled where its arguments belong: on the only device.
    import jax

    from byhand.mnist import program

    class Compiled:
        input_shardings = (None, None, None), {}

        def __init__(self, *arguments: Any) -> None:
            self.run = compile_epoch(*arguments)

        def __call__(self, *arguments: Any) -> Any:
            return self.run(*arguments)

    program.compile_epoch = Compiled
    program.place = lambda tree, _: tree if isinstance(tree, program.Batches) else jax.device_put(tree)


@variant
def start_from_jax_random() -> None:
    """The weights are drawn by `jax.random`, which is compiled for every shape."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    from byhand.mnist import program

    begin = program.begin

    def drawn(sizes: Any, recipe: Any, seed: int) -> Any:
        key, params = jax.random.key(seed), []
        for m, n in pairwise(sizes):
            key, mine = jax.random.split(key)
            bound = (6 / (m + n)) ** 0.5
            params.append((jax.random.uniform(mine, (n, m), minval=-bound, maxval=bound), jnp.zeros(n)))
        return begin(sizes, recipe, seed)._replace(params=jax.tree.map(np.asarray, params))

    program.begin = drawn


@variant
def shuffle_by_jax_random() -> None:
    """The order comes from `jax.random.permutation`, which sorts."""
    import jax

    from byhand.mnist import program

    shuffle = program.shuffle

    def shuffled(n: int, *rest: Any, seed: int, epoch: int, **options: Any) -> Any:
        batches = shuffle(n, *rest, seed=seed, epoch=epoch, **options)
        key = jax.random.fold_in(jax.random.key(seed), epoch)
        batches.samples[batches.samples >= 0] = jax.random.permutation(key, n)
        return batches._replace(places=batches.samples * program.SIDE**2)

    program.shuffle = shuffled


@variant
def a_short_last_batch() -> None:
    """The last batch is as short as it is, and compiled for its own shape."""
    import jax
    import jax.numpy as jnp

    from byhand.mnist import program

    def compile_epoch(mesh: Any, recipe: Any, state: Any, batches: Any, images: Any) -> Any:
        real = int((batches.samples[-1] >= 0).sum())

        def parts(batches: Any) -> tuple[Any, Any]:
            places, samples, rates = batches
            last = program.Batches(places[-1:, :real], samples[-1:, :real], rates[-1:])
            return program.Batches(places[:-1], samples[:-1], rates[:-1]), last

        def full(state: Any, batches: Any, images: Any) -> Any:
            return jax.lax.scan(lambda s, b: program.step(s, b, images, recipe), state, batches)

        first, last = parts(batches)
        learn = jax.jit(full, donate_argnums=0).lower(state, first, images).compile()
        finish = jax.jit(partial(program.epoch, recipe=recipe), donate_argnums=0).lower(state, last, images).compile()

        def run(state: Any, batches: Any, images: Any) -> Any:
            first, last = parts(batches)
            state, losses = learn(state, first, images)
            state, loss, right = finish(state, last, images)
            return state, jnp.concatenate([losses, loss]), right

        return run

    _compile_by(compile_epoch)


@variant
def parameters_in_one_vector() -> None:
    """All parameters are one vector, taken apart by `ravel_pytree` in every step."""
    import numpy as np
    from jax.flatten_util import ravel_pytree

    from byhand.mnist import program

    begin, logits = program.begin, program.logits

    def flat(sizes: Any, recipe: Any, seed: int) -> Any:
        state = begin(sizes, recipe, seed)
        vector, apart = ravel_pytree(state.params)
        program.logits = lambda params, x: logits(apart(params), x)
        return state._replace(params=np.asarray(vector), squares=np.zeros_like(vector))

    program.begin = flat


if __name__ == "__main__":
    name, argument = sys.argv[1:]
    VARIANTS[name]()
    sys.argv[1:] = [argument]
    import benchmarks.peers.ours as ours
    from benchmarks.job import Job

    ours.main(Job.from_arguments())

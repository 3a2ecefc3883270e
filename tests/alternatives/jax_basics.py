"""Right answers to the exercises on the basics of JAX, written differently from the reference."""

import math

import jax
import jax.numpy as jnp
import numpy as np

from solutions.jax_basics import gradient, value_and_gradient


def need(condition, *what, kind=ValueError):
    """Raise `kind` with what it is about, unless the condition holds."""
    if not condition:
        raise kind(f"{what}")


def need_key(key, shape):
    """The errors that `split_keys` owes."""
    is_key = isinstance(key, jax.Array) and jax.dtypes.issubdtype(key.dtype, jax.dtypes.prng_key)
    need(is_key, getattr(key, "dtype", type(key)), kind=TypeError)
    need(key.ndim == 0, key.shape)
    need(all(size >= 0 for size in shape), shape)


def split_keys__flat_then_reshaped(key, shape):
    """As many keys as are needed, in a row; then the shape."""
    need_key(key, shape)
    return jax.random.split(key, math.prod(shape)).reshape(shape)


def split_keys__fold_in(key, shape):
    """Folds the number of each place into the key."""
    need_key(key, shape)
    return jax.vmap(jax.random.fold_in, (None, 0))(key, jnp.arange(math.prod(shape))).reshape(shape)


def split_keys__axis_by_axis(key, shape):
    """Splits for the first axis, then every key for the next."""
    need_key(key, shape)
    keys = jax.random.split(key, 1)
    for size in shape:
        keys = jax.vmap(lambda k, size=size: jax.random.split(k, size))(keys.reshape(-1)).reshape(-1)
    return keys.reshape(shape)


def gradient__vjp(f):
    """Pulls 1 back through one run of f."""

    def slopes(x, *more):
        for leaf in jax.tree.leaves(x):
            need(jnp.issubdtype(jnp.result_type(leaf), jnp.floating), jnp.result_type(leaf), kind=TypeError)
        value, pull = jax.vjp(lambda x: f(x, *more), x)
        need(jnp.ndim(value) == 0, jnp.shape(value))
        return pull(jnp.ones_like(value))[0]

    return slopes


def gradient__asks_for_the_shape_first(f):
    """Traces f once for the shape of its result alone, then differentiates and compiles."""

    def slopes(x, *more):
        shape = jax.eval_shape(lambda x: f(x, *more), x).shape
        need(shape == (), shape)
        return jax.jit(jax.grad(lambda x: f(x, *more)))(x)

    return slopes


def gradient__second_item(f):
    """The second of the value and the gradient."""
    both = value_and_gradient(f)
    return lambda *args: both(*args)[1]


def value_and_gradient__vjp(f):
    """Keeps the value of the run that is pulled back through."""

    def both(x, *more):
        for leaf in jax.tree.leaves(x):
            need(jnp.issubdtype(jnp.result_type(leaf), jnp.floating), jnp.result_type(leaf), kind=TypeError)
        value, pull = jax.vjp(lambda x: f(x, *more), x)
        need(value.shape == (), value.shape)
        (slopes,) = pull(jnp.ones((), value.dtype))
        return value, slopes

    return both


def value_and_gradient__auxiliary(f):
    """Hands the value out beside the gradient."""

    def twice(x, *more):
        value = f(x, *more)
        need(jnp.shape(value) == (), jnp.shape(value))
        return value, value

    def both(x, *more):
        slopes, value = jax.grad(twice, has_aux=True)(x, *more)
        return value, slopes

    return both


def value_and_gradient__shape_first(f):
    """Asks for the shape of the result before the run that counts."""

    def both(x, *more):
        shape = jnp.shape(jax.eval_shape(lambda x: f(x, *more), x))
        need(shape == (), shape)
        return jax.value_and_grad(f)(x, *more)

    return both


def scalar(f):
    """An f that raises a ValueError where its result is no number."""

    def checked(x):
        value = f(x)
        need(value.ndim == 0, "f gives", value.shape)
        return value

    return checked


def hessian_vector_product__reverse_over_reverse(f, x, v):
    """The gradient of the gradient's dot product with v."""
    need(x.shape == v.shape, x.shape, v.shape)
    return jax.grad(lambda x: jnp.vdot(jax.grad(scalar(f))(x), v))(x)


def hessian_vector_product__reverse_over_forward(f, x, v):
    """The gradient of the derivative along v."""
    need(x.shape == v.shape, x.shape, v.shape)
    return jax.grad(lambda x: jax.jvp(scalar(f), (x,), (v,))[1])(x)


def hessian_vector_product__linearize(f, x, v):
    """The gradient as a linear map; no check of its own, since that of JAX names both shapes."""
    return jax.jvp(lambda x: jax.vjp(scalar(f), x)[1](jnp.ones((), x.dtype))[0], [x], [v])[1]


def hessian_vector_product__along_a_line(f, x, v):
    """How the gradient changes on the line x + t·v, at t = 0."""
    need(x.shape == v.shape, "x", x.shape, "v", v.shape)
    t = jnp.zeros((), x.dtype)
    return jax.jvp(lambda t: gradient(f)(x + t * v), (t,), (jnp.ones_like(t),))[1]


def tree_axpy__flat(a, x, y):
    """Flattens both, computes, and puts the leaves back."""
    (xs, form), (ys, other) = jax.tree.flatten(x), jax.tree.flatten(y)
    need(form == other, form, other)
    for p, q in zip(xs, ys, strict=True):
        need(p.shape == q.shape, p.shape, q.shape)
    return form.unflatten([jnp.asarray(a, q.dtype) * p + q for p, q in zip(xs, ys, strict=True)])


def tree_axpy__by_hand(a, x, y):
    """Goes down the trees itself."""
    need(type(x) is type(y) or (hasattr(x, "dtype") and hasattr(y, "dtype")), type(x), type(y))
    if isinstance(x, dict):
        need(x.keys() == y.keys(), list(x), list(y))
        return {key: tree_axpy__by_hand(a, x[key], y[key]) for key in x}
    if isinstance(x, list | tuple):
        need(len(x) == len(y), len(x), len(y))
        return type(x)(tree_axpy__by_hand(a, p, q) for p, q in zip(x, y, strict=True))
    need(x.shape == y.shape, x.shape, y.shape)
    return jnp.add(jnp.multiply(a, x), y).astype(x.dtype)


def tree_axpy__two_passes(a, x, y):
    """Compares shapes as trees of text, which have their structure; scales x first, then adds."""
    one, other = (jax.tree.map(lambda leaf: str(leaf.shape), tree) for tree in (x, y))
    need(one == other, one, other)
    scaled = jax.tree.map(lambda p: (a * p).astype(p.dtype), x)
    return jax.tree.map(jnp.add, scaled, y)


def per_example_gradients__jacobian(f, params, x, y):
    """The Jacobian of the vector of losses."""
    need(x.ndim and y.ndim and x.shape[0] == y.shape[0], x.shape, y.shape)
    return jax.jacrev(lambda p: jax.vmap(lambda one, target: f(p, one, target))(x, y))(params)


def per_example_gradients__map(f, params, x, y):
    """One after the other, in a compiled loop."""
    need(x.ndim > 0 and y.ndim > 0, x.shape, y.shape)
    need(len(x) == len(y), x.shape, y.shape)
    return jax.lax.map(lambda pair: jax.grad(f)(params, *pair), (x, y))


def per_example_gradients__vmap_of_one_argument(f, params, x, y):
    """A function of one example and its target, compiled; the mapped arguments in one tuple."""
    need(jnp.ndim(x) and jnp.ndim(y), x.shape, y.shape)
    need(x.shape[0] == y.shape[0], x.shape, y.shape)

    def of_one(pair):
        one, target = pair
        return jax.grad(lambda p: f(p, one, target))(params)

    return jax.jit(jax.vmap(of_one))((x, y))


def is_recompiled__list(f, *calls):
    """Notes every trace in a list, through a method."""
    need(all(isinstance(call, tuple) for call in calls), *map(type, calls), kind=TypeError)
    seen = []

    class Noted:
        def __call__(self, *args):
            seen.append(args)
            return f(*args)

    compiled = jax.jit(Noted())
    return len([compiled(*call) for call in calls and calls]) > 0 and len(seen) >= 2


def is_recompiled__kinds(f, *calls):
    """Compares what a trace depends on: structures, and the abstract arrays at their leaves."""
    kinds = set()
    for call in calls:
        need(isinstance(call, tuple), type(call), kind=TypeError)
        leaves, form = jax.tree.flatten(call)
        kinds.add((form, *map(str, map(jax.typeof, leaves)), *(getattr(jax.typeof(x), "weak_type", 0) for x in leaves)))
        jax.eval_shape(f, *call)
    return len(kinds) > 1


def is_recompiled__stops_early(f, *calls):
    """Compiles first, then goes through the calls until a second trace is seen; checks everything before."""
    for call in calls:
        if type(call) is not tuple:
            raise TypeError(f"expected tuples, got {type(call)!r}")
    count = np.zeros(1, int)

    @jax.jit
    def counted(*args):
        count[0] += 1
        return f(*args)

    for call in calls:
        counted(*call)
        if count[0] == 2:
            return True
    return False


def floating(x):
    """A JAX array, floating, with an axis at least."""
    x = jnp.asarray(x)
    need(x.ndim >= 1, "x has shape", x.shape)
    return x if jnp.issubdtype(x.dtype, jnp.floating) else x.astype(jnp.float32)


def running_mean__moves_towards(x, decay):
    """Moves the mean towards the value by a share of the gap; carries float32, and rounds at the end."""
    x = floating(x)
    share = 1 - jnp.asarray(decay, jnp.float32)

    def step(mean, value):
        mean = mean + share * (value - mean)
        return mean, mean

    start = jnp.zeros(x.shape[1:], jnp.float32)
    return jax.lax.scan(step, start, x.astype(jnp.float32))[1].astype(x.dtype)


def running_mean__fori_loop(x, decay):
    """Writes each mean to its place."""
    x = floating(x)
    decay = jnp.asarray(decay, x.dtype)
    if len(x) == 0:
        return x

    def body(t, carry):
        mean, means = carry
        mean = decay * mean + (1 - decay) * x[t]
        return mean, means.at[t].set(mean)

    return jax.lax.fori_loop(0, len(x), body, (jnp.zeros(x.shape[1:], x.dtype), jnp.zeros_like(x)))[1]


def running_mean__scales_first(x, decay):
    """Scales all of x before the scan."""
    x = floating(x)
    decay = jnp.asarray(decay).astype(x.dtype)

    def step(mean, value):
        return (decay * mean + value,) * 2

    _, means = jax.lax.scan(step, jnp.zeros_like(x, shape=x.shape[1:]), (1 - decay) * x)
    return means


def running_mean__associative(x, decay):
    """A scan whose steps are done in pairs: maps m → a·m + b, composed."""
    x = floating(x)
    decay = jnp.asarray(decay, x.dtype)
    factors = jnp.broadcast_to(decay, x.shape)
    if len(x) == 0:
        return x

    def compose(first, then):
        return first[0] * then[0], then[0] * first[1] + then[1]

    return jax.lax.associative_scan(compose, (factors, (1 - decay) * x))[1]

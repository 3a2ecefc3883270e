"""Right answers to the exercises on the network that reads digits, written differently from the reference."""

import itertools
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from solutions.mnist_mlp import forward, init_params, loss, train_epoch, train_step


def shown(item):
    """An array's shape, anything else as it is."""
    return str(item.shape if isinstance(item, jax.Array | np.ndarray) else item)


def need(condition, *what, kind=ValueError):
    """Raise `kind` with what it is about, unless the condition holds."""
    if not condition:
        raise kind(str(jax.tree.map(shown, what)))


def need_labels(x, labels):
    """The errors that the contracts ask for."""
    need(labels.shape == x.shape[:1] and labels.size, x, labels)
    need(jnp.issubdtype(labels.dtype, jnp.integer), labels.dtype, kind=TypeError)


def preprocess__numpy_first(images):
    """Does everything in NumPy, multiplies by 1/255 in float64, and moves the result to the device last."""
    need(isinstance(images, np.ndarray | jax.Array), type(images), kind=TypeError)
    need(images.dtype == np.uint8, images.dtype, kind=TypeError)
    need(images.ndim == 3, images)
    pixels = np.asarray(images).astype(np.float64) * (1 / 255)
    return jnp.asarray(pixels.reshape(pixels.shape[0], pixels.shape[1] * pixels.shape[2]), jnp.float32)


def preprocess__vmap(images):
    """Flattens one image, and lets vmap do it for all."""
    if not hasattr(images, "dtype") or images.dtype != jnp.uint8:
        raise TypeError(f"no bytes: {getattr(images, 'dtype', 'a list')}")
    if len(images.shape) != 3:
        raise ValueError(f"{images.shape} has not three axes")
    return jax.vmap(jnp.ravel)(jnp.asarray(images)) / jnp.float32(255)


def init_params__one_key_after_another(key, sizes):
    """Splits the key anew for every layer; multiplies the scale in afterwards."""
    need(len(sizes) > 1 and all(size > 0 for size in sizes), tuple(sizes))
    params = []
    for fan_in, fan_out in itertools.pairwise(sizes):
        key, subkey = jax.random.split(key)
        w = jax.random.normal(subkey, (fan_in, fan_out)) * jnp.sqrt(2 / fan_in)
        params.append((w, jnp.zeros((fan_out,))))
    return params


def init_params__fold_in(key, sizes):
    """Folds the number of the layer into the key, begins at the last; an initialiser of JAX draws."""
    if len(sizes) < 2 or any(size < 1 for size in sizes):
        raise ValueError(f"no network has sizes {list(sizes)}")
    draw = jax.nn.initializers.variance_scaling(2.0, "fan_in", "normal")
    params = []
    for layer in reversed(range(len(sizes) - 1)):
        w = draw(jax.random.fold_in(key, layer), (sizes[layer], sizes[layer + 1]), jnp.float32)
        params.insert(0, (w, jnp.full(sizes[layer + 1], 0.0, jnp.float32)))
    return params


def forward__maximum(params, x):
    """Hidden layers first, then the last; jnp.maximum, einsum."""
    *hidden, last = params
    for w, b in hidden:
        need(x.ndim == 2 and x.shape[1] == w.shape[0], x, w)
        x = jnp.maximum(jnp.einsum("ij,jk->ik", x, w) + b, 0)
    need(x.ndim == 2 and x.shape[1] == last[0].shape[0], x, last[0])
    return jnp.dot(x, last[0]) + last[1]


def forward__one_sample_at_a_time(params, x):
    """Runs one sample through the network, and lets vmap do it for all."""
    columns = x.shape[1] if x.ndim == 2 else -1
    for w, _ in params:
        if columns != w.shape[0]:
            raise ValueError(f"{x.shape if columns in (-1, x.shape[-1]) else (len(x), columns)}, {w.shape}")
        columns = w.shape[1]

    def one(sample):
        for number, (w, b) in enumerate(params):
            sample = jnp.where(sample > 0, sample, 0) if number else sample
            sample = w.T @ sample + b
        return sample

    return jax.vmap(one)(x)


def loss__one_hot(params, x, labels):
    """Multiplies by one-hot rows; takes the logarithm of the sum itself."""
    need_labels(x, labels)
    logits = forward(params, x)
    truth = jax.nn.one_hot(labels, logits.shape[-1])
    return jnp.mean(jax.nn.logsumexp(logits, axis=-1) - jnp.sum(truth * logits, axis=-1))


def loss__peak_by_hand(params, x, labels):
    """Subtracts the highest logit by hand; picks the label's with a pair of indices."""
    need_labels(x, labels)
    logits = forward(params, x)
    logits = logits - jax.lax.stop_gradient(logits.max(axis=1, keepdims=True))
    each = jnp.log(jnp.exp(logits).sum(axis=1)) - logits[jnp.arange(len(x)), labels]
    return each.sum() / len(x)


def loss__vmap(params, x, labels):
    """Computes one sample's loss, and averages over vmap."""
    need_labels(x, labels)
    one = lambda row, label: -jax.nn.log_softmax(forward(params, row[None])[0])[label]  # noqa: E731
    return jnp.average(jax.vmap(one)(x, labels))


@jax.jit
def train_step__layer_by_layer(params, state, x, labels, learning_rate):
    """Goes through the layers with a loop, weights and biases apart."""
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    new_params, new_state = [], []
    for (w, b), (s, t), (g, h) in zip(params, state, gradients, strict=True):
        s, t = 0.9 * s + 0.1 * jnp.square(g), 0.9 * t + 0.1 * jnp.square(h)
        w = w - learning_rate * g / (jnp.sqrt(s) + 1e-7)
        b = b - learning_rate * h / (jnp.sqrt(t) + 1e-7)
        new_params.append((w, b))
        new_state.append((s, t))
    return new_params, new_state, value


def train_step__compiled_inside(params, state, x, labels, learning_rate):
    """Checks its input in Python, then calls a compiled function that differentiates by backpropagation."""
    need_labels(x, labels)
    need(x.shape[1] == params[0][0].shape[0], x, params[0][0])
    return _step(params, state, x, labels, jnp.asarray(learning_rate, jnp.float32))


@jax.jit
def _step(params, state, x, labels, learning_rate):
    value, pull_back = jax.vjp(lambda p: loss(p, x, labels), params)
    (gradients,) = pull_back(jnp.ones_like(value))
    state = jax.tree.map(lambda s, g: s + 0.1 * (g * g - s), state, gradients)
    steps = jax.tree.map(lambda g, s: learning_rate * (g / (s**0.5 + 1e-7)), gradients, state)
    return jax.tree.map(jnp.subtract, params, steps), state, value


@partial(jax.jit, static_argnames="learning_rate")
def train_step__by_hand(params, state, x, labels, learning_rate):
    """Writes the backward pass by hand; the learning rate is compiled in."""
    need_labels(x, labels)
    need(x.ndim == 2 and x.shape[1] == params[0][0].shape[0], x, params[0][0])
    inputs = [x]
    for w, b in params[:-1]:
        inputs.append(jax.nn.relu(inputs[-1] @ w + b))
    logits = inputs[-1] @ params[-1][0] + params[-1][1]
    upstream = (jax.nn.softmax(logits) - jax.nn.one_hot(labels, logits.shape[1])) / len(x)
    gradients = []
    for (w, _), entering in zip(reversed(params), reversed(inputs), strict=True):
        gradients.insert(0, (entering.T @ upstream, upstream.sum(axis=0)))
        upstream = upstream @ w.T * (entering > 0)
    state = jax.tree.map(lambda s, g: 0.9 * s + 0.1 * g**2, state, gradients)
    new = jax.tree.map(lambda p, g, s: p - learning_rate * g / (s**0.5 + 1e-7), params, gradients, state)
    return new, state, loss(params, x, labels)


def need_batches(x, labels, batches):
    """The errors that `train_epoch` owes."""
    need_labels(x, labels)
    need(batches.ndim == 2, batches)
    need(jnp.issubdtype(batches.dtype, jnp.integer), batches.dtype, kind=TypeError)


@jax.jit
def train_epoch__batches_first(params, state, x, labels, batches, learning_rate):
    """Picks the samples of all steps at once; scans over pairs."""
    need_batches(x, labels, batches)

    def step(carry, batch):
        *carry, value = train_step(*carry, *batch, learning_rate)
        return tuple(carry), value

    (params, state), losses = jax.lax.scan(step, (params, state), (x[batches], labels[batches]))
    return params, state, losses


@jax.jit
def train_epoch__fori_loop(params, state, x, labels, batches, learning_rate):
    """Counts the steps with fori_loop and writes each loss to its place."""
    need_batches(x, labels, batches)

    def body(step, carry):
        params, state, losses = carry
        rows = batches[step]
        params, state, value = train_step(params, state, jnp.take(x, rows, axis=0), labels[rows], learning_rate)
        return params, state, losses.at[step].set(value)

    losses = jnp.zeros(len(batches), x.dtype)
    return jax.lax.fori_loop(0, len(batches), body, (params, state, losses))


def evaluate__not_compiled(params, x, labels):
    """Predicts class by class from probabilities, without compiling."""
    need_labels(x, labels)
    predictions = jnp.argmax(jax.nn.softmax(forward(params, x), axis=-1), axis=-1)
    return jnp.sum(predictions == labels).astype(jnp.float32) / len(labels)


def evaluate__numpy(params, x, labels):
    """Counts in NumPy."""
    need_labels(x, labels)
    predictions = np.asarray(forward(params, x)).argmax(axis=1)
    return jnp.float32(np.count_nonzero(predictions == np.asarray(labels)) / len(labels))


def check_settings(x, labels, batch_size, epochs):
    """The errors that `train` owes."""
    need(0 < batch_size <= len(x), "batch_size", batch_size)
    need(epochs >= 0, "epochs", epochs)
    need_labels(x, labels)


def train__all_keys_first(
    key, x, labels, *, sizes=(784, 512, 10), batch_size=128, epochs=5, learning_rate=1e-3, on_epoch=None
):
    """Splits all keys at once; shuffles the samples themselves and cuts them in order."""
    check_settings(x, labels, batch_size, epochs)
    init_key, *keys = jax.random.split(key, epochs + 1)
    params = init_params(init_key, sizes)
    state = [(jnp.zeros_like(w), jnp.zeros_like(b)) for w, b in params]
    in_order = jnp.arange(len(x) // batch_size * batch_size).reshape(-1, batch_size)
    losses = np.zeros(epochs, np.float32)
    for epoch, epoch_key in enumerate(keys):
        order = jax.random.permutation(epoch_key, jnp.arange(len(x)))
        params, state, values = train_epoch(params, state, x[order], labels[order], in_order, learning_rate)
        losses[epoch] = values.mean()
        if on_epoch:
            on_epoch(epoch + 1, params, values.mean())
    return params, jnp.asarray(losses)


def train__numpy_orders(
    key, x, labels, *, sizes=(784, 512, 10), batch_size=128, epochs=5, learning_rate=1e-3, on_epoch=None
):
    """Draws the orders with a NumPy generator that the key seeds, drops the first samples, steps one by one."""
    check_settings(x, labels, batch_size, epochs)
    params = init_params(jax.random.fold_in(key, 0), sizes)
    state = jax.tree.map(jnp.zeros_like, params)
    rng = np.random.default_rng(np.asarray(jax.random.key_data(key)))
    losses = []
    for epoch in range(1, epochs + 1):
        order = rng.permutation(len(x))[len(x) % batch_size :]
        values = []
        for rows in order.reshape(-1, batch_size):
            params, state, value = train_step(params, state, x[rows], labels[rows], learning_rate)
            values.append(value)
        losses.append(jnp.mean(jnp.stack(values)))
        if on_epoch is not None:
            on_epoch(epoch, params, losses[-1])
    return params, jnp.stack(losses) if losses else jnp.zeros(0, jnp.float32)

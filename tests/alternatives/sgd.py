"""Right answers to the exercises on gradient descent, written differently from the reference."""

import numpy as np

from solutions.sgd import minibatches, sgd_step, tree_map


def gradient_descent__list(gradient, x0, learning_rate, steps):
    """Collects the points in a list."""
    if steps < 0:
        raise ValueError(f"steps must not be negative, got {steps}")
    x = x0.astype(x0.dtype if x0.dtype.kind == "f" else np.float64)
    points = [x]
    for _ in range(steps):
        slope = np.asarray(gradient(x))
        if slope.shape != x.shape:
            raise ValueError(f"x has shape {x.shape}, its gradient {slope.shape}")
        x = np.asarray(x - float(learning_rate) * slope, x.dtype)
        points.append(x)
    return np.stack(points)


def gradient_descent__recursive(gradient, x0, learning_rate, steps):
    """Walks one step, then the rest."""
    if steps < 0:
        raise ValueError(f"{steps} steps")
    dtype = np.result_type(x0.dtype, np.float32) if x0.dtype == np.float32 else np.dtype(np.float64)
    here = np.array(x0, dtype)
    if steps == 0:
        return here[np.newaxis]
    slope = gradient(here.copy())
    if np.shape(slope) != here.shape:
        raise ValueError(f"{np.shape(slope)} is not {here.shape}")
    there = (here - learning_rate * slope).astype(dtype)
    rest = gradient_descent__recursive(gradient, there, learning_rate, steps - 1)
    return np.concatenate([here[np.newaxis], rest])


def minibatches__inner_generator(rng, n, batch_size):
    """Checks outside, yields inside."""
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}, it must be at least 1")

    def deal():
        order = np.arange(n)
        rng.shuffle(order)
        while len(order):
            yield order[:batch_size]
            order = order[batch_size:]

    return deal()


def minibatches__list(rng, n, batch_size):
    """Sorts random numbers, and returns a list."""
    if not batch_size >= 1:
        raise ValueError(f"batch_size {batch_size}")
    order = np.argsort(rng.random(n))
    return [order[i : i + batch_size] for i in range(0, n, batch_size)]


def minibatches__split(rng, n, batch_size):
    """Cuts at every multiple of the size; 32-bit integers."""
    if batch_size < 1:
        raise ValueError(f"batch_size {batch_size}")
    order = rng.choice(n, n, replace=False).astype(np.int32) if n else np.zeros(0, np.int32)
    return iter(np.split(order, range(batch_size, n, batch_size)) if n else [])


def tree_map__match(f, tree, *others):
    """Decides by pattern matching, and checks every kind on its own."""
    match tree:
        case dict():
            for other in others:
                if not isinstance(other, dict) or set(other) != set(tree):
                    raise ValueError(f"expected a dict with the keys {list(tree)}")
            return {key: tree_map__match(f, *(part[key] for part in (tree, *others))) for key in tree}
        case list() | tuple():
            for other in others:
                if type(other) is not type(tree) or len(other) != len(tree):
                    raise ValueError(f"expected a {type(tree).__name__} of length {len(tree)}")
            result = [tree_map__match(f, *parts) for parts in zip(tree, *others, strict=True)]
            return tuple(result) if isinstance(tree, tuple) else result
        case _:
            for other in others:
                if isinstance(other, dict | list | tuple) or other.shape != tree.shape:
                    raise ValueError(f"shape {np.shape(other)} where {np.shape(tree)} was expected")
            return f(tree, *others)


def tree_map__flatten(f, tree, *others):
    """Takes the trees apart into paths and arrays, applies the function, and puts the result together."""

    def flat(tree, path=()):
        if isinstance(tree, dict | list | tuple):
            yield path, (type(tree).__name__, len(tree))
            for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
                yield from flat(part, (*path, (type(tree).__name__, key)))
        else:
            yield path, tree

    tables = [dict(flat(other)) for other in others]
    for table in tables:
        if table.keys() != dict(flat(tree)).keys():
            raise ValueError("the trees have different places")

    def built(part, path=()):
        partners = [table[path] for table in tables]
        if isinstance(part, dict | list | tuple):
            if any(not isinstance(p, tuple) or p != (type(part).__name__, len(part)) for p in partners):
                raise ValueError("the trees have different structures")
            keys = part if isinstance(part, dict) else range(len(part))
            results = {key: built(part[key], (*path, (type(part).__name__, key))) for key in keys}
            return results if isinstance(part, dict) else type(part)(results.values())
        if any(isinstance(p, tuple) or p.shape != part.shape for p in partners):
            raise ValueError(f"shapes {part.shape} and {[np.shape(p) for p in partners]}")
        return f(part, *partners)

    return built(tree)


def sgd_step__plain_rate(params, gradients, learning_rate):
    """Makes the learning rate Python's, so that no dtype changes."""
    rate = float(learning_rate)
    return tree_map(lambda p, g: p - rate * g, params, gradients)


def sgd_step__recursive(params, gradients, learning_rate):
    """Walks through the tree by itself."""
    if isinstance(params, dict) and isinstance(gradients, dict) and params.keys() == gradients.keys():
        return {key: sgd_step__recursive(params[key], gradients[key], learning_rate) for key in params}
    containers = (dict, list, tuple)
    if isinstance(params, containers[1:]) and type(params) is type(gradients) and len(params) == len(gradients):
        return type(params)(sgd_step__recursive(p, g, learning_rate) for p, g in zip(params, gradients, strict=True))
    if isinstance(params, containers) or isinstance(gradients, containers) or params.shape != gradients.shape:
        raise ValueError("params and gradients do not fit together")
    return np.asarray(params - learning_rate * gradients, dtype=params.dtype)


def momentum_step__pairs(params, gradients, state, learning_rate, momentum=0.9):
    """Computes the new velocity from the difference of the parameters."""
    velocity = tree_map(lambda p: p * 0, params) if state is None else state
    rate, kept = float(learning_rate), float(momentum)
    velocity = tree_map(lambda v, g: kept * v - rate * g, velocity, gradients)
    return tree_map(lambda p, v: p + v, params, velocity), velocity


def momentum_step__first_step(params, gradients, state, learning_rate, momentum=0.9):
    """Treats the first step on its own."""
    if state is None:
        velocity = tree_map(lambda p, g: np.asarray(-learning_rate * g, p.dtype), params, gradients)
    else:
        velocity = tree_map(lambda g, v: np.asarray(v * momentum - learning_rate * g, g.dtype), gradients, state)
    return tree_map(lambda p, v: v + p, params, velocity), velocity


def rmsprop_step__difference(params, gradients, state, learning_rate):
    """Moves the mean square a tenth of the way."""
    s = state if state is not None else tree_map(lambda p: np.zeros(p.shape, p.dtype), params)
    s = tree_map(lambda s, g: s + (g * g - s) / 10, s, gradients)
    rate = float(learning_rate)
    moved = tree_map(lambda p, g, s: p - rate * (g / (s**0.5 + 1e-7)), params, gradients, s)
    return moved, s


def rmsprop_step__power(params, gradients, state, learning_rate):
    """Treats the first step on its own, and raises to the power one half."""
    if state is None:
        s = tree_map(lambda p, g: 0.1 * g**2, params, gradients)
    else:
        s = tree_map(lambda s, g: 0.9 * s + (1 - 0.9) * np.square(g), state, gradients)
    move = tree_map(lambda g, s: float(learning_rate) * g / (np.power(s, 0.5) + 1e-7), gradients, s)
    return tree_map(np.subtract, params, move), s


def adam_step__hats(params, gradients, state, learning_rate):
    """Makes trees of the corrected means."""
    m, v, t = state or (tree_map(np.zeros_like, params), tree_map(np.zeros_like, params), 0)
    t, rate = t + 1, float(learning_rate)
    m = tree_map(lambda m, g: m + (1 - 0.9) * (g - m), m, gradients)
    v = tree_map(lambda v, g: v + (1 - 0.999) * (g * g - v), v, gradients)
    m_hat = tree_map(lambda m: m / (1 - 0.9**t), m)
    v_hat = tree_map(lambda v: v / (1 - 0.999**t), v)
    return tree_map(lambda p, m, v: p - rate * m / (np.sqrt(v) + 1e-7), params, m_hat, v_hat), (m, v, t)


def adam_step__one_pass(params, gradients, state, learning_rate):
    """Computes all at once in float64, then takes the results apart; counts in a NumPy integer."""
    if state is None:
        zeros = tree_map(np.zeros_like, params)
        state = (zeros, zeros, 0)
    count = np.int64(state[2] + 1)
    parts = {}

    def step(p, g, m, v):
        wide = [np.asarray(part, np.float64) for part in (p, g, m, v)]
        first = 0.9 * wide[2] + 0.1 * wide[1]
        second = 0.999 * wide[3] + 0.001 * wide[1] ** 2
        scale = np.sqrt(second / (1 - 0.999**count)) + 1e-7
        moved = wide[0] - learning_rate * (first / (1 - 0.9**count)) / scale
        key = len(parts)
        parts[key] = [np.asarray(part, p.dtype) for part in (moved, first, second)]
        return np.asarray(key)

    places = tree_map(step, params, gradients, state[0], state[1])
    moved, first, second = (tree_map(lambda key, i=i: parts[int(key)][i], places) for i in range(3))
    return moved, (first, second, count)


def fit__totals(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """Adds losses times samples up, and divides at the end."""
    n = len(data[0])
    if n == 0 or any(len(array) != n for array in data):
        raise ValueError("samples: " + " ".join(str(array.shape) for array in data))
    minibatches(rng, n, batch_size)  # checks the size, also for no epochs
    params = tree_map(lambda p: p + 0, params)
    history = []
    for _ in range(epochs):
        total = 0.0
        for index in minibatches(rng, n, batch_size):
            batch = [array[index] for array in data]
            loss, gradients = loss_gradient(params, *batch)
            total += float(loss) * index.size
            params = sgd_step(params, gradients, learning_rate)
        history.append(total / n)
    return params, np.array(history, dtype=np.float64)


def fit__average(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """Weighs the losses with np.average; checks with NumPy."""
    sizes = [array.shape[0] for array in data]
    if min(sizes) != max(sizes):
        raise ValueError(f"{[array.shape for array in data]}")
    if not sizes[0] or batch_size < 1:
        raise ValueError("no samples, or no batches")
    new, losses = tree_map(np.array, params), np.empty(epochs)
    for epoch in range(epochs):
        batches = list(minibatches(rng, sizes[0], batch_size))
        seen = []
        for index in batches:
            value, slopes = loss_gradient(new, *(np.take(array, index, axis=0) for array in data))
            new = sgd_step(new, slopes, learning_rate)
            seen.append(value)
        losses[epoch] = np.average(seen, weights=[len(index) for index in batches])
    return new, losses

"""Right answers to the exercises on tensors, written differently from the reference."""

import itertools
from functools import reduce

import numpy as np

from solutions.tensors import element_count, row_major_strides, shape_of


def element_count__reduce(shape):
    """Checks all sizes first, then folds."""
    if any(size < 0 for size in shape):
        raise ValueError(f"no size is negative, but {shape} has one")
    return reduce(lambda a, b: a * b, shape, 1)


def element_count__recursive(shape):
    """The first size times the rest."""
    if not shape:
        return 1
    first, *rest = shape
    if first < 0:
        raise ValueError(f"negative: {first}")
    return first * element_count__recursive(rest)


def byte_count__of_one_element(shape, dtype):
    """Measures an array of one element."""
    count = np.zeros((), dtype).nbytes
    for size in shape:
        if size < 0:
            raise ValueError(f"size {size}")
        count *= size
    return count


def shape_of__recursive(nested):
    """Follows the first items for the sizes, then checks every item against them, with its place."""

    def sizes(item):
        if not isinstance(item, (list, tuple)):
            return ()
        return (len(item), *(sizes(item[0]) if item else ()))

    def check(item, expected, place):
        if not isinstance(item, (int, float, list, tuple)):
            raise TypeError(f"a {type(item).__name__} at {place}")
        own = (len(item),) if isinstance(item, (list, tuple)) else ()
        if own != expected[:1]:
            raise ValueError(f"the item at {place} is different")
        if own:
            for i, part in enumerate(item):
                check(part, expected[1:], (*place, i))

    shape = sizes(nested)
    check(nested, shape, ())
    return shape


def shape_of__by_places(nested):
    """Goes through all places of one depth with itertools.product; returns NumPy integers."""
    shape = ()
    while True:
        seen = {}
        for place in itertools.product(*map(range, shape)):
            item = nested
            for i in place:
                item = item[i]
            if type(item) in (int, float):
                seen[place] = None
            elif type(item) in (list, tuple):
                seen[place] = len(item)
            else:
                raise TypeError(f"{item!r} is neither a number nor a list")
        wanted = next(iter(seen.values()), None)
        for place, length in seen.items():
            if length != wanted:
                raise ValueError("ragged at " + "".join(f"[{i}]" for i in place))
        if wanted is None:
            return tuple(map(np.int64, shape))
        shape = (*shape, wanted)


def rank__counts_down(nested):
    """Checks by the shape, then counts the first items down."""
    shape_of(nested)
    count = 0
    while isinstance(nested, (list, tuple)):
        count += 1
        nested = nested[0] if len(nested) > 0 else None
    return count


def rank__prefixes_the_place(nested):
    """Lets the check of an item fail with its own place, and puts the index in front on the way out."""

    class RaggedError(ValueError):
        def __init__(self, place):
            super().__init__("".join(f"[{i}]" for i in place))
            self.place = place

    def check(item, expected):
        if isinstance(item, (str, bytes, dict)) or item is None:
            raise TypeError(f"what is {item!r}?")
        own = len(item) if isinstance(item, (list, tuple)) else None
        if own != (expected[0] if expected else None):
            raise RaggedError(())
        for i, part in enumerate(item if own is not None else ()):
            try:
                check(part, expected[1:])
            except RaggedError as error:
                raise RaggedError((i, *error.place)) from None

    lengths, item = [], nested
    while isinstance(item, (list, tuple)):
        lengths.append(len(item))
        item = item[0] if item else 0
    check(nested, lengths)
    return len(lengths)


def row_major_strides__from_the_last(shape):
    """Begins with the last axis, whose stride is 1, and multiplies."""
    strides, step = [], 1
    for size in reversed(shape):
        strides.insert(0, step)
        step *= size
    return tuple(strides)


def row_major_strides__cumprod(shape):
    """Cumulative products of the reversed sizes, as NumPy integers."""
    return tuple(np.cumprod((1, *shape[:0:-1]))[::-1]) if shape else ()


def flat_index__horner(index, shape):
    """Multiplies and adds axis by axis, without strides."""
    if len(index) != len(shape):
        raise ValueError(f"{len(index)} indices, {index}, for the {len(shape)} axes of {shape}")
    position = 0
    for i, size in zip(index, shape, strict=True):
        if i not in range(-size, size):
            raise IndexError(f"{index} does not exist in {shape}")
        position = position * size + i % size
    return position


def flat_index__numpy_sum(index, shape):
    """Multiplies arrays of indices and strides; returns a NumPy integer."""
    if len(index) != len(shape):
        raise ValueError(f"index {index}, shape {shape}")
    indices, sizes = np.array(index, np.int64), np.array(shape, np.int64)
    if ((indices < -sizes) | (indices >= sizes)).any():
        raise IndexError(f"index {index}, shape {shape}")
    indices[indices < 0] += sizes[indices < 0]
    return (indices * np.array(row_major_strides(shape), np.int64)).sum()


def unflatten_index__from_the_last(position, shape):
    """Takes the remainder by the last size first, without strides."""
    rest, index = position, []
    if position < 0 or position >= element_count(shape):
        raise IndexError(f"position {position} does not exist in shape {shape}")
    for size in reversed(shape):
        index.append(rest % size)
        rest //= size
    return tuple(reversed(index))


def unflatten_index__each_axis_alone(position, shape):
    """Divides by the stride, then takes the remainder by the size, for every axis on its own."""
    if position not in range(element_count(shape)):
        raise IndexError(f"{shape} has no position {position}")
    strides = row_major_strides(shape)
    return tuple(np.int64(position // stride % size) for stride, size in zip(strides, shape, strict=True))


def nth_batch__copies(x, n, batch_size):
    """Counts the batches, and picks the samples by a list of indices: a copy."""
    if batch_size <= 0:
        raise ValueError(f"batch_size={batch_size}")
    count = (x.shape[0] + batch_size - 1) // batch_size
    if n not in range(count):
        raise IndexError(f"n={n}, but there are {count} batches")
    return x[[i for i in range(len(x)) if i // batch_size == n]]


def nth_batch__split(x, n, batch_size):
    """Lets NumPy split the tensor."""
    if batch_size < 1:
        raise ValueError(f"a batch of {batch_size} samples")
    if n < 0 or n * batch_size >= len(x):
        raise IndexError(f"there is no batch number {n}")
    return np.split(x, range(batch_size, len(x), batch_size))[n]


def stack_samples__concatenate(samples):
    """Gives every sample a first axis, then joins them."""
    if not samples:
        raise ValueError("nothing to stack")
    found = {sample.shape for sample in samples}
    if len(found) > 1:
        raise ValueError(f"shapes {sorted(found)}")
    return np.concatenate([sample[np.newaxis] for sample in samples])


def stack_samples__fills_zeros(samples):
    """Fills an array of zeros, comparing while it fills."""
    if len(samples) < 1:
        raise ValueError("no samples")
    result = np.zeros((len(samples), *samples[0].shape), dtype=samples[0].dtype)
    for i in range(len(samples)):
        if samples[i].shape != samples[0].shape:
            raise ValueError(f"samples[{i}] has shape {samples[i].shape}, samples[0] has shape {samples[0].shape}")
        result[i, ...] = samples[i]
    return result

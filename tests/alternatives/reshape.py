"""Right answers to the exercises on reshaping and transposing, written differently from the reference."""

import math
import operator

import numpy as np

from solutions.reshape import permute_axes, resolve_shape


def resolve_shape__one_walk(element_count, shape):
    """One loop that multiplies and looks for the gap; operator.index refuses what is no integer."""
    known, gap = 1, None
    for axis, size in enumerate(shape):
        size = operator.index(size)
        if size >= 0:
            known *= size
        elif size == -1 and gap is None:
            gap = axis
        else:
            raise ValueError(f"cannot give {element_count} elements the shape {list(shape)}")
    if gap is None:
        if known == element_count:
            return tuple(np.int64(size) if size < 2**63 else size for size in shape)
    elif known and element_count % known == 0:
        return (*shape[:gap], element_count // known, *shape[gap + 1 :])
    raise ValueError(f"shape {shape} does not hold {element_count} elements")


def resolve_shape__divmod(element_count, shape):
    """Sorts out the negative sizes first."""
    if any(not isinstance(size, int | np.integer) for size in shape):
        raise TypeError("sizes are integers")
    negatives = [size for size in shape if size < 0]
    known = math.prod(int(size) for size in shape if size >= 0)
    if negatives == [-1] and known > 0:
        missing, rest = divmod(element_count, known)
        if rest == 0:
            return tuple(missing if size < 0 else size for size in shape)
    if negatives or known != element_count:
        raise ValueError(f"{element_count} -> {shape}")
    return tuple(map(int, shape))


def reshape__divmod(x, shape):
    """Computes every index from the flat index, axis by axis from the right."""

    def unflatten(position, sizes):
        index = []
        for size in reversed(sizes):
            position, last = divmod(position, size)
            index.insert(0, last)
        return tuple(index)

    shape = resolve_shape(x.size, shape)
    result = np.zeros(shape, x.dtype)
    for position in range(x.size):
        result[unflatten(position, shape)] = x[unflatten(position, x.shape)]
    return result


def reshape__list(x, shape):
    """Lists the elements, then fills the result from the list."""
    shape = resolve_shape(x.size, shape)
    elements = [x[index] for index in np.ndindex(*x.shape)]
    result = np.empty(shape, dtype=x.dtype)
    for position, index in enumerate(np.ndindex(*shape)):
        result[index] = elements[position]
    return result


def reshape__nested_lists(x, shape):
    """Cuts the list of elements into equal pieces again and again; NumPy makes an array of the nested lists."""

    def cut(elements, sizes):
        if not sizes:
            return elements[0]
        step = math.prod(sizes[1:])
        return [cut(elements[k * step : (k + 1) * step], sizes[1:]) for k in range(sizes[0])]

    shape = resolve_shape(x.size, shape)
    result = np.empty(shape, x.dtype)
    if x.size:
        result[...] = np.array(cut([x[index] for index in np.ndindex(x.shape)], shape), x.dtype)
    return result


def flatten_images__copy(images):
    """Fills a new array, image by image."""
    if images.ndim < 3 or images.ndim > 4:
        raise ValueError(f"expected (n, h, w) or (n, h, w, c), got {images.shape}")
    n, *sizes = images.shape
    result = np.empty((n, int(np.prod(sizes))), images.dtype)
    for row, image in zip(result, images, strict=True):
        row[:] = image.ravel()
    return result


def flatten_images__rank_by_rank(images):
    """Names the sizes of both kinds of images."""
    match images.shape:
        case (n, h, w):
            return images.reshape(n, h * w)
        case (n, h, w, c):
            return images.reshape((n, h * w * c))
    raise ValueError(f"no images: shape {images.shape}")


def transpose__columns(x):
    """Writes a whole row into a column."""
    if x.ndim != 2:
        raise ValueError(f"not a matrix: {x.shape}")
    result = np.zeros(x.shape[::-1], dtype=x.dtype)
    for i, row in enumerate(x):
        result[:, i] = row
    return result


def transpose__comprehension(x):
    """Nested comprehensions, columns outside."""
    if len(x.shape) != 2:
        raise ValueError(f"not a matrix: {x.shape}")
    m, n = x.shape
    return np.array([[x[i, j] for i in range(m)] for j in range(n)], dtype=x.dtype).reshape(n, m)


def permute_axes__strides(x, axes):
    """Permutes the strides along with the shape, then copies."""
    order = [axis if axis >= 0 else x.ndim + axis for axis in axes]
    if set(order) != set(range(x.ndim)) or len(order) != x.ndim:
        raise ValueError(f"axes {axes} for shape {x.shape}")
    shape, strides = ([sizes[axis] for axis in order] for sizes in (x.shape, x.strides))
    return np.lib.stride_tricks.as_strided(x, shape, strides).copy()


def permute_axes__from_the_result(x, axes):
    """Walks through the result and asks where each element was."""
    if len(axes) != x.ndim or not all(-x.ndim <= axis < x.ndim for axis in axes):
        raise ValueError(f"axes {axes} for shape {x.shape}")
    order = [axis % x.ndim for axis in axes]
    if len(set(order)) != x.ndim:
        raise ValueError(f"axes {axes} for shape {x.shape}")
    result = np.empty([x.shape[axis] for axis in order], x.dtype)
    for index in np.ndindex(result.shape):
        source = [0] * x.ndim
        for place, axis in enumerate(order):
            source[axis] = index[place]
        result[index] = x[tuple(source)]
    return result


def to_channels_last__moveaxis(images):
    """Names the axis that moves."""
    if images.ndim != 4:
        raise ValueError(f"shape {images.shape}")
    return np.moveaxis(images, 1, -1)


def to_channels_last__by_hand(images):
    """Uses one's own function: a copy."""
    if images.ndim != 4:
        raise ValueError(f"shape {images.shape}")
    return permute_axes(images, (0, 2, 3, 1))


def to_channels_last__stack(images):
    """Writes channel by channel into a new array."""
    if len(images.shape) != 4:
        raise ValueError(f"shape {images.shape}")
    n, c, h, w = images.shape
    result = np.empty((n, h, w, c), images.dtype)
    for k in range(c):
        result[..., k] = images[:, k]
    return result


def insert_axis__newaxis(x, axis):
    """Indexes with newaxis behind as many colons as there are axes before it."""
    if axis < 0:
        axis += x.ndim + 1
    if axis < 0 or axis > x.ndim:
        raise ValueError(f"axis {axis if axis > x.ndim else axis - x.ndim - 1} for shape {x.shape}")
    return x[(slice(None),) * axis + (None,)]


def insert_axis__list(x, axis):
    """Inserts into the list of sizes once the axis is known to exist."""
    if axis not in range(-x.ndim - 1, x.ndim + 1):
        raise ValueError(f"axis {axis} for shape {x.shape}")
    sizes = list(x.shape)
    sizes.insert(axis + x.ndim + 1 if axis < 0 else axis, 1)
    return np.reshape(x, tuple(sizes))


def drop_axis__index(x, axis):
    """Takes position 0 of the axis; of a vector that leaves a number."""
    if axis not in range(-x.ndim, x.ndim) or x.shape[axis] != 1:
        raise ValueError(f"axis {axis} for shape {x.shape}")
    return x[(slice(None),) * (axis % x.ndim) + (0,)]


def drop_axis__delete(x, axis):
    """Deletes from the list of sizes."""
    sizes = list(x.shape)
    try:
        size = sizes.pop(axis)
    except IndexError:
        raise ValueError(f"axis {axis} for shape {x.shape}") from None
    if size != 1:
        raise ValueError(f"axis {axis} for shape {x.shape}")
    return x.reshape(sizes)


def split_heads__slices(x, heads):
    """Cuts the features into slices, then stacks them along a new axis."""
    if x.ndim != 3:
        raise ValueError(f"shape {x.shape}")
    d = x.shape[-1]
    if heads <= 0 or d % heads:
        raise ValueError(f"{heads} heads for {d} features")
    f = d // heads
    return np.stack([x[:, :, k * f : (k + 1) * f] for k in range(heads)], axis=1)


def split_heads__swapaxes(x, heads):
    """Exchanges two axes instead of naming all."""
    if x.ndim != 3:
        raise ValueError(f"shape {x.shape}")
    n, t, d = x.shape
    if heads < 1 or d // heads * heads != d:
        raise ValueError(f"{heads} heads for {d} features")
    return np.swapaxes(x.reshape((n, t, heads, d // heads)), 1, 2)


def merge_heads__concatenate(x):
    """Puts slices side by side in a new array."""
    if x.ndim != 4:
        raise ValueError(f"shape {x.shape}")
    n, heads, t, f = x.shape
    result = np.empty((n, t, heads * f), x.dtype)
    for k in range(heads):
        result[:, :, k * f : (k + 1) * f] = x[:, k]
    return result


def merge_heads__by_hand(x):
    """Uses one's own functions only."""
    if x.ndim != 4:
        raise ValueError(f"shape {x.shape}")
    n, heads, t, f = x.shape
    moved = permute_axes(x, (0, 2, 1, 3))
    return moved.reshape((n, t, heads * f))


def drop_axis__squeeze(x, axis):
    """By `np.squeeze`, after a check of its own."""
    if not -x.ndim <= axis < x.ndim or x.shape[axis] != 1:
        raise ValueError(f"no axis {axis} of size 1 in {x.shape}")
    return np.squeeze(x, axis)

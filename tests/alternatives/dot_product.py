"""Right answers to the exercises on the dot product, written differently from the reference."""

import math

import numpy as np

from solutions.dot_product import affine, naive_matrix_vector_dot, naive_vector_dot


def naive_vector_dot__python_numbers(x, y):
    """Adds up Python's numbers, which are exact integers or float64, and converts at the end."""
    if not x.ndim == y.ndim == 1 or len(x) != len(y):
        raise ValueError(f"expected two vectors of one length, got {x.shape} and {y.shape}")
    total = sum(a * b for a, b in zip(x.tolist(), y.tolist(), strict=True))
    return np.result_type(x, y).type(total)


def naive_vector_dot__while(x, y):
    """Counts by hand, and grows a NumPy scalar."""
    if x.shape != y.shape or len(x.shape) != 1:
        raise ValueError(f"shapes {list(x.shape)} and {list(y.shape)}")
    total, i = np.zeros(1, np.result_type(x, y))[0], 0
    while i < x.size:
        total = total + x[i] * y[i]
        i += 1
    return total


def naive_matrix_vector_dot__two_loops(x, y):
    """Two loops over indices."""
    if x.ndim != 2 or y.shape != x.shape[1:]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    result = np.zeros(len(x), np.result_type(x, y))
    for i, j in np.ndindex(x.shape):
        result[i] += x[i, j] * y[j]
    return result


def naive_matrix_vector_dot__columns(x, y):
    """Adds up the columns, each as many times as the vector says."""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != len(y):
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    result = np.zeros(len(x), np.result_type(x, y))
    for j in range(len(y)):
        result = result + x[:, j] * y[j]
    return result


def naive_matrix_vector_dot__comprehension(x, y):
    """A list of dot products."""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != len(y):
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    return np.array([naive_vector_dot(row, y) for row in x], np.result_type(x, y))


def naive_matmul__three_loops(x, y):
    """The textbook's three loops."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[0]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    rows, inner, columns = *x.shape, y.shape[1]
    result = np.zeros((rows, columns), np.result_type(x, y))
    for i in range(rows):
        for j in range(columns):
            for k in range(inner):
                result[i, j] += x[i, k] * y[k, j]
    return result


def naive_matmul__column_by_column(x, y):
    """A matrix times each column of the other."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[0]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    result = np.empty((x.shape[0], y.shape[1]), np.result_type(x, y))
    for j in range(y.shape[1]):
        result[:, j] = naive_matrix_vector_dot(x, y[:, j])
    return result


def naive_matmul__sum_of_outer_products(x, y):
    """One outer product for each inner position, added up."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[0]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    result = np.zeros((len(x), y.shape[1]), np.result_type(x, y))
    for k in range(len(y)):
        result = result + x[:, k : k + 1] * y[k]
    return result


def matmul_by_broadcasting__inner_last(x, y):
    """Transposes the second matrix, so that the inner axis comes last."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[0]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    return np.sum(x[:, None, :] * y.T[None], axis=-1, dtype=np.result_type(x, y))


def matmul_by_broadcasting__inner_first(x, y):
    """Puts the inner axis first, and converts after the sum."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[0]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    products = np.expand_dims(x.T, 2) * np.expand_dims(y, 1)
    return products.sum(0).astype(products.dtype)


def dot_shape__cases(a, b):
    """One case after the other, with NumPy's integers."""
    if len(a) == 0:
        return b
    if len(b) == 0:
        return a
    left, right = list(map(np.int64, a)), list(map(np.int64, b))
    one, other = left.pop(), right.pop(max(0, len(right) - 2))
    if one != other:
        raise ValueError(f"sizes {one} and {other} of shapes {list(a)} and {list(b)}")
    return tuple(left + right)


def batched_matmul__loop(x, y):
    """Stretches the leading axes, then one np.dot after the other."""
    if x.ndim < 2 or y.ndim < 2 or x.shape[-1] != y.shape[-2]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    leading = np.broadcast_shapes(x.shape[:-2], y.shape[:-2])
    left = np.broadcast_to(x, leading + x.shape[-2:])
    right = np.broadcast_to(y, leading + y.shape[-2:])
    result = np.zeros((*leading, x.shape[-2], y.shape[-1]), np.result_type(x, y))
    for index in np.ndindex(leading):
        result[index] = np.dot(left[index], right[index])
    return result


def batched_matmul__inner_last(x, y):
    """Swaps the last two axes of the second, so that the inner axes stand last."""
    if min(x.ndim, y.ndim) < 2 or x.shape[-1] != y.shape[-2]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    pairs = x[..., :, None, :] * np.swapaxes(y, -1, -2)[..., None, :, :]
    return np.sum(pairs, axis=-1, dtype=pairs.dtype)


def batched_matmul__inner_loop(x, y):
    """Adds up one outer product for each inner position."""
    if x.ndim < 2 or y.ndim < 2 or x.shape[-1] != y.shape[-2]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    leading = np.broadcast_shapes(x.shape[:-2], y.shape[:-2])
    result = np.zeros((*leading, x.shape[-2], y.shape[-1]), np.result_type(x, y))
    for k in range(x.shape[-1]):
        result += x[..., :, k, None] * y[..., None, k, :]
    return result


def cosine_similarity__unit_vectors(x, y):
    """Brings each vector to length 1 first."""
    if x.ndim != 1 or y.ndim != 1 or len(x) != len(y):
        raise ValueError(f"no two vectors of one length: {x.shape}, {y.shape}")
    if not np.any(x) or not np.any(y):
        raise ValueError("one vector is zero")
    unit = []
    for vector in (x, y):
        vector = vector if vector.dtype.kind == "f" else vector.astype(np.float64)
        vector = vector / np.max(np.abs(vector))
        unit.append(vector / np.linalg.norm(vector))
    return np.clip((unit[0] * unit[1]).sum(), -1, 1)


def cosine_similarity__powers_of_two(x, y):
    """Scales by powers of two, which rounds nothing, in float64 throughout."""
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"no two vectors of one length: {x.shape}, {y.shape}")
    scaled = []
    for vector in (x.astype(np.float64), y.astype(np.float64)):
        _, exponents = np.frexp(vector[vector != 0])
        if not exponents.size:
            raise ValueError("a zero vector")
        scaled.append(np.ldexp(vector, -int(exponents.max())))
    u, v = scaled
    cosine = math.fsum(u * v) / math.sqrt(math.fsum(u * u) * math.fsum(v * v))
    single = x.dtype == y.dtype == np.float32
    return np.array(min(1.0, max(-1.0, cosine)), np.float32 if single else np.float64)


def affine__operator(x, w, b):
    """The operator instead of the function, one check after the other."""
    shapes = f"x {x.shape}, w {w.shape}, b {b.shape}"
    if not x.ndim == w.ndim == 2 or b.ndim != 1:
        raise ValueError(f"axes: {shapes}")
    if x.shape[1] != w.shape[0]:
        raise ValueError(f"inner sizes: {shapes}")
    if w.shape[1] != len(b):
        raise ValueError(f"biases: {shapes}")
    return x @ w + b


def affine__einsum(x, w, b):
    """Sums over the inner index, then adds the biases as a row."""
    if (x.ndim, w.ndim, b.ndim) != (2, 2, 1) or x.shape[1] != len(w) or w.shape[1:] != b.shape:
        raise ValueError(f"{x.shape} {w.shape} {b.shape}")
    return np.einsum("ni,io->no", x, w) + b[np.newaxis, :]


def dense__where(x, w, b):
    """Chooses between the scores and zeros of their dtype."""
    scores = affine(x, w, b)
    return np.where(scores < 0, np.zeros_like(scores), scores)


def dense__mask(x, w, b):
    """Sets what is negative to 0, in the array that it has just made."""
    scores = affine(x, w, b)
    scores[scores < 0] = 0
    return scores


def dense__maximum(x, w, b):
    """Compares with 0, without the function of an earlier chapter."""
    return np.maximum(affine(x, w, b), 0)

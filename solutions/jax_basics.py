"""JAX · JAX 入门: NumPy that differentiates, vectorises and compiles.

Page: http://127.0.0.1:8000/jax_basics/ (uv run mkdocs serve)
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Key, Num

Tree = Any
"""An array; or a dict, a list or a tuple of trees, however deeply nested."""


def split_keys(
    key: Key[Array, ""], shape: tuple[int, ...]
) -> Key[Array, "*shape"]:
    """Make an array of new random keys, of any shape, from one.

    由一个随机键得到一整个数组的新键，形状任意。

    Args:
        key: a single random key, `jax.random.key(seed)`.
        shape: the shape of the result; `()` asks for one new key.

    Returns:
        An array of keys of this shape, of the dtype of `key`. All of them
        differ from one another and from `key`. The same key and shape give
        the same keys, another key gives others.

    Raises:
        TypeError: `key` is not a random key, such as a seed or an array of
            numbers; names its dtype, or its type if it has none.
        ValueError: `key` has axes, or a size is negative; names the shape
            that is wrong.

    Example:
        >>> keys = split_keys(jax.random.key(0), (2, 3))
        >>> keys.shape, jax.random.normal(keys[1, 2], (4,)).shape
        ((2, 3), (4,))

    Source: JAX documentation, *Pseudorandom numbers*.
    """
    dtype: Any = getattr(key, "dtype", None)
    if not jnp.issubdtype(dtype, jax.dtypes.prng_key):
        raise TypeError(
            f"split_keys: expected a random key, got {dtype or type(key)}"
        )
    if key.shape != ():
        raise ValueError(
            f"split_keys: expected one key, got an array of shape {key.shape}"
        )
    if min(shape, default=0) < 0:
        raise ValueError(f"split_keys: negative size in shape {shape}")
    return jax.random.split(key, shape)


def gradient(f: Callable[..., Float[Array, ""]]) -> Callable[..., Tree]:
    """Return the function that gives the gradient of a function.

    返回一个函数，它给出原函数的梯度。

    The gradient is exact to rounding: no step, no differences.

    Args:
        f: written with JAX. It takes `x`, and perhaps more arguments, and
            returns a number.

    Returns:
        A function of the same arguments as `f`. It returns the gradient of
        `f` with respect to the first, `x`: a floating number, a floating
        array of any rank, or a tree of them (dicts, lists and tuples,
        nested). The gradient has the structure of `x`, with a JAX array of
        the same shape for every array. Its dtype is that of the array in
        JAX: float64 becomes float32, unless JAX is told otherwise.

    Raises:
        ValueError: `f` returns an array with axes; when the gradient is asked
            for. Names the shape.
        TypeError: `x` holds integers; likewise. Names their dtype.

    Example:
        >>> slope = gradient(lambda x, power: (x**power).sum())
        >>> slope(jnp.array([1.0, 2.0, 3.0]), 2)
        Array([2., 4., 6.], dtype=float32)

    Source: JAX documentation, *Automatic differentiation*.
    """

    def number(x: Tree, *more: Tree) -> Float[Array, ""]:
        value = f(x, *more)
        if jnp.shape(value) != ():  # known while JAX traces
            raise ValueError(
                f"gradient: f returns no number, but {jnp.shape(value)}"
            )
        return value

    return jax.grad(number)


def value_and_gradient(
    f: Callable[..., Float[Array, ""]],
) -> Callable[..., tuple[Float[Array, ""], Tree]]:
    """Return the function that gives a function's value and its gradient.

    返回一个函数，它同时给出原函数的值和梯度。

    Training wants both, and the gradient needs the value on the way. So both
    come from the same run of `f`; to run it twice would be a waste.

    Args:
        f: written with JAX. It takes `x`, and perhaps more arguments, and
            returns a number.

    Returns:
        A function of the same arguments as `f`. It returns a tuple: the value
        of `f`, as `f` returns it, and the gradient with respect to `x`, as
        `gradient` gives it.

    Raises:
        ValueError, TypeError: as for `gradient`.

    Example:
        >>> both = value_and_gradient(lambda x: (x**2).sum())
        >>> value, slopes = both(jnp.array([1.0, 2.0, 3.0]))
        >>> print(value, slopes)
        14.0 [2. 4. 6.]

    Source: JAX documentation, *Automatic differentiation*.
    """

    def number(x: Tree, *more: Tree) -> Float[Array, ""]:
        value = f(x, *more)
        if jnp.shape(value) != ():
            raise ValueError(
                "value_and_gradient: f returns no number, but "
                f"{jnp.shape(value)}"
            )
        return value

    return jax.value_and_grad(number)


def hessian_vector_product(
    f: Callable[[Float[Array, "*shape"]], Float[Array, ""]],
    x: Float[Array, "*shape"],
    v: Float[Array, "*shape"],
) -> Float[Array, "*shape"]:
    r"""Multiply the Hessian of a function by a vector, without the Hessian.

    求函数的黑塞矩阵与一个向量的乘积，而不求出黑塞矩阵本身。

    The Hessian $H$ holds all second derivatives. $H v$ is how the gradient
    changes along $v$,

    $$H v = \frac{\partial}{\partial t} \nabla f(x + t v) \Big|_{t = 0},$$

    the derivative, forwards, of a gradient, backwards. It costs a few runs of
    `f`, while $H$ has as many entries as the square of the size of `x`.

    Args:
        f: written with JAX; takes an array of the shape of `x` and returns a
            number.
        x: where to take the derivatives: a floating array of any rank.
        v: the vector, an array of the shape and the dtype of `x`, of any
            length, also 0; it is not normalised.

    Returns:
        $H v$, an array of the shape and the dtype of `x`, exact to rounding.

    Raises:
        ValueError: the shapes of `x` and `v` differ, names both; or `f`
            returns an array with axes, names its shape.

    Off limits: `jax.hessian`, `jax.jacfwd`, `jax.jacrev`, `jax.jacobian`.

    Example:
        >>> x, v = jnp.array([1.0, 2.0]), jnp.array([1.0, 10.0])
        >>> hessian_vector_product(lambda x: x[0] ** 2 * x[1], x, v)
        Array([24.,  2.], dtype=float32)

    Source: Pearlmutter, "Fast exact multiplication by the Hessian", Neural
    Computation 6, 1994; JAX documentation, *The autodiff cookbook*.
    """
    if x.shape != v.shape:
        raise ValueError(
            f"hessian_vector_product: v has shape {v.shape}, x has {x.shape}"
        )
    _, along = jax.jvp(gradient(f), (x,), (v,))
    return along


def tree_axpy(a: float | Float[Array, ""], x: Tree, y: Tree) -> Tree:
    """Compute a·x + y in every array of two trees.

    对两棵树的每个数组计算 a·x + y。

    With x the gradients and a = −η it is a step of gradient descent.

    Args:
        a: a number: Python's, NumPy's or JAX's, traced or not.
        x: a tree of floating JAX arrays: an array; or a dict, a list or a
            tuple of trees, however deeply nested.
        y: a tree of the same structure, with the same shapes and dtypes.

    Returns:
        A new tree of that structure: a·x + y at every place, with the shape
        and the dtype that the arrays have there.

    Raises:
        ValueError: the two trees differ in structure; or two arrays in shape,
            names both shapes. Nothing is broadcast.

    Example:
        >>> gradients = {"w": jnp.array([10.0, 0.0]), "b": jnp.array(-4.0)}
        >>> params = {"w": jnp.array([1.0, 2.0]), "b": jnp.array(3.0)}
        >>> params = tree_axpy(-0.25, gradients, params)
        >>> print(params["w"], params["b"])
        [-1.5  2. ] 4.0

    Source: the operation *axpy* of BLAS; JAX documentation, *Pytrees*.
    """
    form: object = jax.tree.structure(x)
    other: object = jax.tree.structure(y)
    if form != other:
        raise ValueError(f"tree_axpy: {form} does not fit {other}")

    def axpy(x: Array, y: Array) -> Array:
        if x.shape != y.shape:
            raise ValueError(f"tree_axpy: {x.shape} does not fit {y.shape}")
        return (a * x + y).astype(y.dtype)

    return jax.tree.map(axpy, x, y)


def per_example_gradients(
    f: Callable[[Tree, Array, Array], Float[Array, ""]],
    params: Tree,
    x: Num[Array, "n ..."],
    y: Num[Array, "n ..."],
) -> Tree:
    """Return the gradient of every example's loss, each for itself.

    求每个样本各自的损失的梯度，不取平均。

    The gradient of the mean loss is the mean of these over the first axis.

    Args:
        f: written with JAX; takes the parameters, one example without the
            axis n and its target likewise, and returns its loss, a number.
        params: a tree of floating arrays.
        x: the examples along the first axis. n may be 0.
        y: their targets along the first axis.

    Returns:
        A tree of the structure of `params`. Each array has a new first axis
        of size n; at position i of it is the gradient of
        `f(params, x[i], y[i])` with respect to that parameter.

    Raises:
        ValueError: `x` and `y` do not have the same number of examples, or
            one of them has no axis; names both shapes.

    Off limits: `for`, `while`.

    Example:
        >>> loss = lambda w, x, y: (w * x - y) ** 2  # its slope is 2x(wx − y)
        >>> x, y = jnp.array([1.0, 2.0, 3.0]), jnp.array([2.0, 3.0, 5.0])
        >>> per_example_gradients(loss, jnp.array(2.0), x, y)
        Array([0., 4., 6.], dtype=float32)

    Source: JAX documentation, *The autodiff cookbook*.
    """
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y):
        raise ValueError(
            f"per_example_gradients: x has shape {x.shape}, y has {y.shape}"
        )
    return jax.vmap(gradient(f), in_axes=(None, 0, 0))(params, x, y)


def is_recompiled(f: Callable[..., Array], *calls: tuple[Tree, ...]) -> bool:
    """Say whether a compiled function would be traced again for these calls.

    判断一个编译过的函数，在这些调用中会不会被重新追踪、重新编译。

    `jax.jit` runs the Python code of a function once for every new kind of
    arguments, and compiles what it sees. Count these runs.

    Args:
        f: written with JAX; returns an array or a tree of them. It may have
            been compiled before, which makes no difference.
        *calls: for each call, in order, a tuple of its arguments: trees of
            arrays and numbers.

    Returns:
        True if all these calls of one `jax.jit(f)` together make JAX trace `f`
        more than once; else False, as for no calls or a single one.

    Raises:
        TypeError: something in `calls` is not a tuple; names its type.
        Exception: whatever `f` raises while it is traced.

    Example:
        >>> double = lambda x: 2 * x
        >>> one, other, longer = jnp.ones(3), jnp.zeros(3), jnp.ones(4)
        >>> is_recompiled(double, (one,), (other,))
        False
        >>> is_recompiled(double, (one,), (longer,))
        True

    Source: JAX documentation, *Just-in-time compilation*.
    """
    for call in calls:
        if not isinstance(call, tuple):
            raise TypeError(
                "is_recompiled: a call is a tuple of arguments, got "
                f"{type(call).__name__}"
            )
    traces = 0

    def counted(*args: Tree) -> Tree:
        nonlocal traces
        traces += 1
        return f(*args)

    compiled = jax.jit(counted)
    for call in calls:
        compiled(*call)
    return traces > 1


def running_mean(
    x: Num[np.ndarray | Array, "steps ..."], decay: float | Float[Array, ""]
) -> Float[Array, "steps ..."]:
    r"""Follow a sequence by its running mean, which forgets the old slowly.

    求一个序列的滑动平均：旧的慢慢忘掉。

    With $m_0 = 0$ and the decay $\mu$, in every step

    $$m_t = \mu \, m_{t-1} + (1 - \mu) \, x_t.$$

    It is not corrected for its start at 0. The loop is the work of
    `jax.lax.scan`, so that the program is no longer for more steps.

    Args:
        x: the sequence along the first axis: numbers, or arrays of any one
            shape. A NumPy or JAX array, floating or of integers; there may be
            no steps.
        decay: $\mu$. Like `x`, it may be traced by `jax.jit` or `jax.grad`,
            and then has no value to look at; so nothing checks it.

    Returns:
        $m_1, m_2, \dots$ along the first axis: a JAX array of the shape of
        `x`, in the dtype that `x` has in JAX if that is floating, else
        float32. (NumPy's float64 is float32 in JAX, by default.)

    Raises:
        ValueError: `x` has no axis; names its shape.

    Off limits: `for`, `while`.

    Example:
        >>> running_mean(jnp.array([8.0, 0.0, 4.0]), 0.5)
        Array([4., 2., 3.], dtype=float32)

    Source: Goodfellow et al., *Deep Learning*, 2016, section 8.5.2.
    """
    x = jnp.asarray(x)
    if x.ndim == 0:
        raise ValueError(f"running_mean: no sequence, but shape {x.shape}")
    x = x.astype(jnp.result_type(x, 1.0))

    def step(mean: Array, value: Array) -> tuple[Array, Array]:
        # What is carried keeps its dtype, whatever that of `decay`.
        mean = (decay * mean + (1 - decay) * value).astype(x.dtype)
        return mean, mean

    _, means = jax.lax.scan(step, jnp.zeros(x.shape[1:], x.dtype), x)
    return means

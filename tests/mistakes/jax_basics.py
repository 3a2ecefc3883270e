"""Wrong answers to the exercises on the basics of JAX that a person would write."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np

from byhand.grading import mistake
from solutions.jax_basics import (
    gradient,
    hessian_vector_product,
    is_recompiled,
    per_example_gradients,
    running_mean,
    split_keys,
    tree_axpy,
    value_and_gradient,
)

# split_keys


def check_key(key):
    """The errors about its key that `split_keys` owes."""
    split_keys(key, ())


def check_sizes(shape):
    """The errors about its shape that `split_keys` owes."""
    if min(shape, default=0) < 0:
        raise ValueError(f"no shape: {shape}")


@mistake(verdict="wrong", section="keys")
def split_keys__copies(key, shape):
    """It copies the one key to every place: everything drawn with them would be the same. |
    它把同一个键复制到了每个位置：用它们抽出来的数全都一样。
    """
    check_key(key)
    check_sizes(shape)
    return jnp.broadcast_to(key, shape)


@mistake(verdict="wrong", section="keys")
def split_keys__same_rows(key, shape):
    """It splits for the last axis only and repeats that row: keys of different rows are the same. |
    它只沿最后一个轴分出新键，再重复这一行：不同的行，键却相同。
    """
    check_key(key)
    check_sizes(shape)
    return jnp.broadcast_to(jax.random.split(key, shape[-1:]), shape)


@mistake(verdict="wrong", section="keys")
def split_keys__keeps_the_old_one(key, shape):
    """It puts the old key among the new ones; a key that has been split must not be used again. |
    它把旧键也放进了新键里；分过的键不能再用。
    """
    keys = split_keys(key, shape)
    return keys.at[(0,) * len(shape)].set(key) if keys.size else keys


@mistake(verdict="wrong", section="keys")
def split_keys__flat(key, shape):
    """It makes as many keys as are needed, in a row: the shape is missing. |
    键的个数对，却排成了一行：没有变成所要的形状。
    """
    check_key(key)
    check_sizes(shape)
    return jax.random.split(key, int(np.prod(shape)))


@mistake(verdict="wrong", section="keys")
def split_keys__reversed_shape(key, shape):
    """It reverses the order of the axes. | 它把轴的次序弄反了。"""
    return split_keys(key, tuple(shape)[::-1])


@mistake(verdict="wrong", section="keys")
def split_keys__seeds(key, shape):
    """It makes the keys of the seeds 0, 1, 2, … and ignores the key that it was given. |
    它用种子 0、1、2……造新键，没有用上给它的键。
    """
    check_key(key)
    check_sizes(shape)
    return jax.vmap(jax.random.key)(jnp.arange(int(np.prod(shape)))).reshape(shape)


@mistake(verdict="wrong", section="keys")
def split_keys__numbers(key, shape):
    """It returns the numbers inside the keys, with one axis more, instead of keys. |
    它返回的是键里面的数，还多了一个轴，而不是键。
    """
    return jax.random.key_data(split_keys(key, shape))


@mistake(verdict="wrong", section="keys")
def split_keys__old_style(key, shape):
    """It takes any array of two integers for a key; only what `jax.random.key` gives is one. |
    它把任意两个整数的数组也当作键；`jax.random.key` 给出的才是键。
    """
    if not hasattr(key, "dtype"):
        raise TypeError(f"no key: {type(key)}")
    if key.dtype == jnp.uint32:
        key = jax.random.wrap_key_data(key)
    return split_keys(key, shape)


@mistake(verdict="wrong", section="keys")
def split_keys__takes_seeds(key, shape):
    """It makes a key of a number that it is given; a number is to be refused, for a seed is easily used twice. |
    给它一个数，它就造一个键；数应当拒绝，因为同一个种子很容易用上两次。
    """
    return split_keys(jax.random.key(key) if isinstance(key, int) else key, shape)


@mistake(verdict="wrong", section="keys")
def split_keys__no_size_check(key, shape):
    """It does not look for negative sizes, and the error comes from deep within JAX. |
    它不检查负的长度，于是由 JAX 内部报出另一种错误。
    """
    check_key(key)
    return jax.random.split(key, shape)


@mistake(verdict="wrong", section="keys")
def split_keys__first_of_many(key, shape):
    """Of an array of keys it takes the first, instead of refusing the array. |
    给它一个键的数组，它就取第一个；应当拒绝这样的数组。
    """
    if getattr(key, "ndim", 0) and jnp.issubdtype(key.dtype, jax.dtypes.prng_key):
        key = key.reshape(-1)[0]
    return split_keys(key, shape)


@mistake(verdict="wrong", section="keys")
def split_keys__one_new_key(key, shape):
    """It makes one new key and puts it everywhere: everything drawn with them would be the same. |
    它只造了一个新键，放在所有位置上：用它们抽出来的数全都一样。
    """
    check_key(key)
    check_sizes(shape)
    return jnp.broadcast_to(jax.random.split(key, 1)[0], shape)


@mistake(verdict="wrong", section="keys")
def split_keys__old_one_first(key, shape):
    """It puts the old key first and makes one new key less; a key that has been split must not be used again. |
    它把旧键放在最前面，新键少造一个；分过的键不能再用。
    """
    check_key(key)
    check_sizes(shape)
    size = int(np.prod(shape))
    keys = jnp.concatenate([key.reshape(1), jax.random.split(key, max(size - 1, 0))])
    return keys[:size].reshape(shape)


@mistake(verdict="wrong", section="keys")
def split_keys__key_of_zero(key, shape):
    """It splits the key of seed 0 and ignores the one that it was given. |
    它分的是种子 0 的键，没有用上给它的键。
    """
    check_key(key)
    check_sizes(shape)
    return jax.random.split(jax.random.key(0), shape)


@mistake(verdict="wrong", section="keys")
def split_keys__hands_back(key, shape):
    """For the shape () it hands back the old key; one new key is asked for. |
    形状为 () 时，它把旧键还了回来；要的是一个新键。
    """
    return split_keys(key, shape) if shape else key


@mistake(verdict="error", section="keys")
def split_keys__refuses_empty(key, shape):
    """It refuses the size 0, or the shape (); only negative sizes are wrong. |
    它把长度 0 或者形状 () 也拒绝了；长度为负才是错的。
    """
    if min(shape, default=0) < 1:
        raise ValueError(f"no shape: {shape}")
    return split_keys(key, shape)


@mistake(verdict="wrong", section="keys")
def split_keys__no_type_check(key, shape):
    """It does not look whether it was given a key at all; a seed has not even a shape. |
    它不看给它的是不是键；种子连形状都没有。
    """
    if key.shape != ():
        raise ValueError(f"no single key: {key.shape}")
    check_sizes(shape)
    return jax.random.split(key, shape)


@mistake(verdict="wrong", section="keys")
def split_keys__value_error(key, shape):
    """It raises a ValueError for what is no key; a wrong kind of argument is a matter for a TypeError. |
    不是键时，它抛出 ValueError；参数的种类不对，应当抛出 TypeError。
    """
    dtype = getattr(key, "dtype", type(key))
    if not hasattr(key, "dtype") or not jnp.issubdtype(dtype, jax.dtypes.prng_key):
        raise ValueError(f"no key: {dtype}")
    return split_keys(key, shape)


# gradient


def number_from(f):
    """An f that raises what the contracts ask for where its result is no number."""

    def checked(x, *more):
        value = f(x, *more)
        if jnp.shape(value):
            raise ValueError(f"no number: {jnp.shape(value)}")
        return value

    return checked


@mistake(verdict="wrong", section="grad")
def gradient__no_check(f):
    """It leaves the check of f's result to `jax.grad`, which raises a TypeError; a shape is a matter for a
    ValueError. | 它把检查 f 的结果交给 `jax.grad`，抛出的是 TypeError；形状不对，应当抛出 ValueError。
    """
    return jax.grad(f)


@mistake(verdict="wrong", section="grad")
def gradient__sums(f):
    """It adds up what f returns: an f that returns an array is to be refused, not summed. |
    它把 f 返回的数加起来再求梯度：f 返回数组时应当拒绝，而不是求和。
    """
    return jax.grad(lambda x, *more: jnp.sum(f(x, *more)))


@mistake(verdict="wrong", section="grad")
def gradient__first_number(f):
    """It takes the first number of what f returns instead of refusing an array. |
    f 返回数组时，它取了第一个数；应当拒绝。
    """
    return jax.grad(lambda x, *more: jnp.ravel(f(x, *more))[0])


@mistake(verdict="wrong", section="grad")
def gradient__differences(f):
    """It takes differences, in float32: that is never exact, and far from 0 it sees nothing at all. |
    它在 float32 下用差分：从来不精确，离 0 远时更是什么也看不出来。
    """
    checked = number_from(f)

    def slopes(x, *more):
        jax.eval_shape(jax.grad(checked), x, *more)
        leaves, form = jax.tree.flatten(x)
        found = []
        for place, leaf in enumerate(map(jnp.asarray, leaves)):
            steps = 1e-2 * jnp.eye(leaf.size).reshape(leaf.size, *leaf.shape).astype(leaf.dtype)
            along = [
                [f(form.unflatten([*leaves[:place], leaf + side * s, *leaves[place + 1 :]]), *more) for side in (1, -1)]
                for s in steps
            ]
            rises = jnp.array([(a - b) / 2e-2 for a, b in along])
            found.append(rises.reshape(leaf.shape).astype(leaf.dtype))
        return form.unflatten(found)

    return slopes


@mistake(verdict="wrong", section="grad")
def gradient__last_argument(f):
    """It differentiates with respect to the last argument; the first is meant. |
    它对最后一个参数求梯度；应当对第一个参数求。
    """
    return lambda x, *more: jax.grad(number_from(f), argnums=len(more))(x, *more)


@mistake(verdict="wrong", section="grad")
def gradient__all_arguments(f):
    """It returns a gradient for every argument, in a tuple; only the first is asked for. |
    它对每个参数都求了梯度，放在一个元组里；只要第一个参数的。
    """
    return lambda *args: jax.grad(number_from(f), argnums=tuple(range(len(args))))(*args)


@mistake(verdict="error", section="grad")
def gradient__compiles(f):
    """It compiles the gradient, so that all arguments are traced; f may branch on the value of one. |
    它把梯度也编译了，于是所有参数都要追踪；而 f 可以按某个参数的值来分支。
    """
    return jax.jit(jax.grad(number_from(f)))


@mistake(verdict="wrong", section="grad")
def gradient__value(f):
    """The function that it returns gives the value of f; it should give the gradient. |
    它返回的函数给出的是 f 的值；应当给出梯度。
    """
    return number_from(f)


@mistake(verdict="error", section="grad")
def gradient__returns_nothing(f):
    """Its inner function checks the value of f and does not return it, so `jax.grad` gets None. |
    里面的函数检查了 f 的值，却没有返回它，`jax.grad` 拿到的是 None。
    """

    def checked(x, *more):
        number_from(f)(x, *more)

    return jax.grad(checked)


@mistake(verdict="wrong", section="grad")
def gradient__one_element(f):
    """It looks at the size of f's result; an array of shape (1,) holds one number, but has an axis. |
    它看的是 f 的结果里有几个数；形状为 (1,) 的数组只有一个数，却有一个轴。
    """

    def checked(x, *more):
        value = f(x, *more)
        if jnp.size(value) != 1:
            raise ValueError(f"no number: {jnp.shape(value)}")
        return jnp.reshape(value, ())

    return jax.grad(checked)


@mistake(verdict="wrong", section="grad")
def gradient__flat(f):
    """It returns the numbers of the gradient in a row; it is to have the shape of x. |
    它把梯度的数排成了一行；梯度的形状应当与 x 相同。
    """
    return lambda x, *more: jnp.ravel(gradient(f)(x, *more))


@mistake(verdict="error", section="grad")
def gradient__one_argument(f):
    """The function that it returns takes x alone; f may have more arguments. |
    它返回的函数只接受 x；f 可以还有别的参数。
    """
    return lambda x: gradient(f)(x)


@mistake(verdict="wrong", section="grad")
def gradient__value_too(f):
    """It returns the value as well; only the gradient is asked for. | 它把函数值也返回了；这里只要梯度。"""
    return jax.value_and_grad(number_from(f))


@mistake(verdict="wrong", section="grad")
def gradient__tuple(f):
    """It returns what `jax.vjp` gives, a tuple with one item for each argument; the gradient is its first item. |
    它原样返回了 `jax.vjp` 给出的元组，每个参数对应一项；梯度是其中的第一项。
    """

    def slopes(x, *more):
        gradient(f)(x, *more)
        value, pull = jax.vjp(lambda x: f(x, *more), x)
        return pull(jnp.ones_like(value))

    return slopes


@mistake(verdict="wrong", section="grad")
def gradient__takes_integers(f):
    """It turns integers into floats on the way; a gradient with respect to integers is to be refused. |
    它悄悄把整数变成浮点数；对整数求梯度应当拒绝。
    """

    def slopes(x, *more):
        return gradient(f)(jax.tree.map(lambda leaf: jnp.asarray(leaf, jnp.result_type(leaf, 1.0)), x), *more)

    return slopes


@mistake(verdict="error", section="grad")
def gradient__arrays_only(f):
    """It makes an array of x first; x may be a dict or a list of arrays. |
    它先把 x 变成一个数组；x 可以是由数组组成的字典或列表。
    """
    return lambda x, *more: gradient(f)(jnp.asarray(x), *more)


@mistake(verdict="wrong", section="grad")
def gradient__always_float32(f):
    """It turns everything into float32; float16 is to stay float16. |
    它把所有数都变成了 float32；float16 应当保持不变。
    """

    def slopes(x, *more):
        return jax.tree.map(lambda leaf: leaf.astype(jnp.float32), gradient(f)(x, *more))

    return slopes


# value_and_gradient


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__two_runs(f):
    """It runs f once for the value and once more for the gradient, which needs the value on the way anyway. |
    它为求值运行一次 f，为求梯度又运行一次；其实求梯度时本来就要算出值。
    """
    return lambda x, *more: (f(x, *more), gradient(f)(x, *more))


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__two_runs_backwards(f):
    """It runs f for the gradient and then once more for the value; one run gives both. |
    它先为求梯度运行一次 f，再为求值又运行一次；一次就能得到两者。
    """

    def both(x, *more):
        slopes = gradient(f)(x, *more)
        return f(x, *more), slopes

    return both


@mistake(verdict="error", section="value-and-grad")
def value_and_gradient__run_for_the_check(f):
    """It runs f once more, only to look at the shape of its result; look inside the function that JAX traces. |
    为了看一看结果的形状，它多运行了一次 f；应当在 JAX 追踪的那个函数里面看。
    """

    def both(x, *more):
        number_from(f)(x, *more)
        return jax.value_and_grad(f)(x, *more)

    return both


@mistake(verdict="error", section="value-and-grad")
def value_and_gradient__of_the_gradient(f):
    """It differentiates the gradient once more: `jax.value_and_grad` wants f itself, with the check inside. |
    它对梯度又求了一次梯度：交给 `jax.value_and_grad` 的，应当是带检查的 f。
    """
    return jax.value_and_grad(gradient(f))


@mistake(verdict="error", section="value-and-grad")
def value_and_gradient__compiles(f):
    """It compiles, so that all arguments are traced; f may branch on the value of one. |
    它编译了这个函数，于是所有参数都要追踪；而 f 可以按某个参数的值来分支。
    """
    return jax.jit(value_and_gradient(f))


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__no_check(f):
    """It leaves the check of f's result to JAX, which raises a TypeError; a shape is a matter for a ValueError. |
    它把检查 f 的结果交给 JAX，抛出的是 TypeError；形状不对，应当抛出 ValueError。
    """
    return jax.value_and_grad(f)


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__gradient_first(f):
    """The gradient comes first in its tuple; the value belongs there. | 元组里梯度排在了前面；应当是值在前。"""
    return lambda x, *more: value_and_gradient(f)(x, *more)[::-1]


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__list(f):
    """It returns a list of the two; a tuple is asked for. | 它返回的是列表；这里要求元组。"""
    return lambda x, *more: list(value_and_gradient(f)(x, *more))


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__only_gradient(f):
    """It returns the gradient alone. | 它只返回了梯度。"""
    return gradient(f)


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__python_float(f):
    """It turns the value into a Python float, which cannot be done while JAX traces; leave it the array that it is. |
    它把值变成了 Python 的浮点数，而 JAX 追踪时做不到这一点；应当让它仍是数组。
    """

    def both(x, *more):
        value, slopes = value_and_gradient(f)(x, *more)
        return float(value), slopes

    return both


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__of_the_sum(f):
    """It adds up what f returns: an f that returns an array is to be refused, not summed. |
    它把 f 返回的数加起来：f 返回数组时应当拒绝，而不是求和。
    """
    return jax.value_and_grad(lambda x, *more: jnp.sum(f(x, *more)))


@mistake(verdict="error", section="value-and-grad")
def value_and_gradient__one_argument(f):
    """The function that it returns takes x alone; f may have more arguments. |
    它返回的函数只接受 x；f 可以还有别的参数。
    """
    return lambda x: value_and_gradient(f)(x)


@mistake(verdict="wrong", section="value-and-grad")
def value_and_gradient__takes_integers(f):
    """It turns integers into floats on the way; a gradient with respect to integers is to be refused. |
    它悄悄把整数变成浮点数；对整数求梯度应当拒绝。
    """

    def both(x, *more):
        return value_and_gradient(f)(jax.tree.map(lambda leaf: jnp.asarray(leaf, jnp.float32), x), *more)

    return both


# hessian_vector_product


def check_shapes(x, v):
    """The errors about shapes that `hessian_vector_product` owes."""
    if x.shape != v.shape:
        raise ValueError(f"{x.shape} and {v.shape}")


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__directional_derivative(f, x, v):
    """It is the derivative of f along v, a number; the gradient is what is to be followed along v. |
    它求的是 f 沿 v 的导数，是一个数；要看的是梯度沿 v 怎样变化。
    """
    return jax.jvp(number_from(f), (x,), (v,))[1]


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__gradient(f, x, v):
    """It returns the first item of what `jax.jvp` gives, which is the gradient; the derivative is the second. |
    它返回了 `jax.jvp` 结果的第一项，那是梯度；第二项才是导数。
    """
    return jax.jvp(gradient(f), (x,), (v,))[0]


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__pair(f, x, v):
    """It returns both, the gradient and the product; only the product is asked for. |
    它把梯度和乘积都返回了；这里只要乘积。
    """
    return jax.jvp(gradient(f), (x,), (v,))


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__gradient_times_v(f, x, v):
    """It multiplies the gradient by v, element by element: a first derivative, not a second. |
    它把梯度与 v 逐元素相乘：那是一阶导数，不是二阶导数。
    """
    check_shapes(x, v)
    return gradient(f)(x) * v


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__diagonal(f, x, v):
    """It multiplies v by the sums of the rows of the Hessian, as if only its diagonal were not 0. |
    它用黑塞矩阵每一行的和去乘 v，好像只有对角线上的元素不为 0。
    """
    return hessian_vector_product(f, x, jnp.ones_like(x)) * v + 0 * hessian_vector_product(f, x, v)


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__differences(f, x, v):
    """It takes differences of gradients, in float32: that is never exact, and far from 0 it sees nothing. |
    它在 float32 下求梯度的差分：从来不精确，离 0 远时更是什么也看不出来。
    """
    check_shapes(x, v)
    h = 1e-3
    return ((gradient(f)(x + h * v) - gradient(f)(x - h * v)) / (2 * h)).astype(x.dtype)


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__normalised(f, x, v):
    """It brings v to length 1 first; the length of v counts here. |
    它先把 v 变成长度 1；这里 v 的长短是有作用的。
    """
    check_shapes(x, v)
    length = jnp.maximum(jnp.linalg.norm(v.astype(jnp.float32).ravel()), 1e-30)
    return hessian_vector_product(f, x, (v / length).astype(x.dtype))


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__divides_by_length(f, x, v):
    """It divides v by its length first, even if that is 0; the length of v counts here. |
    它先用 v 除以自己的长度，长度是 0 也照除；这里 v 的长短是有作用的。
    """
    return hessian_vector_product(f, x, v / jnp.linalg.norm(v))


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__point_and_direction(f, x, v):
    """It exchanges the point and the direction: `jax.jvp` wants the point x first, then the direction v. |
    它把点和方向弄反了：交给 `jax.jvp` 时，点 x 在前，方向 v 在后。
    """
    return hessian_vector_product(f, v, x)


@mistake(verdict="error", section="second-derivatives")
def hessian_vector_product__vectors_only(f, x, v):
    """It multiplies the gradient by v with `@`, which takes no numbers and multiplies matrices; x may have any rank. |
    它用 `@` 把梯度与 v 相乘，而 `@` 不收单个的数，遇到矩阵又作矩阵乘法；x 可以是任意阶的。
    """
    check_shapes(x, v)
    return jax.grad(lambda x: gradient(f)(x) @ v)(x)


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__quadratic_form(f, x, v):
    """It multiplies by v once more and gets vᵀHv, a number. | 它又乘了一次 v，得到 vᵀHv，是一个数。"""
    return jnp.vdot(v, hessian_vector_product(f, x, v))


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__no_shape_check(f, x, v):
    """It does not compare the shapes: `jnp.vdot` unrolls both, so that a v of another shape gets through. |
    它不比较形状：`jnp.vdot` 会把两者都展开，形状不同的 v 也混得过去。
    """
    return jax.grad(lambda x: jnp.vdot(gradient(f)(x), v))(x)


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__broadcasts(f, x, v):
    """It stretches v to the shape of x; a v of another shape is to be refused. |
    它把 v 广播成 x 的形状；形状不同的 v 应当拒绝。
    """
    try:
        v = jnp.broadcast_to(v, x.shape)
    except ValueError:
        check_shapes(x, v)
    return hessian_vector_product(f, x, v)


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__sums(f, x, v):
    """It adds up what f returns: an f that returns an array is to be refused. |
    它把 f 返回的数加起来：f 返回数组时应当拒绝。
    """
    return hessian_vector_product(lambda x: f(x).sum(), x, v)


@mistake(verdict="wrong", section="second-derivatives")
def hessian_vector_product__error_of_jax(f, x, v):
    """It leaves the check of f's result to `jax.grad`, which raises a TypeError; a ValueError is asked for. |
    它把检查 f 的结果交给 `jax.grad`，抛出的是 TypeError；这里要求 ValueError。
    """
    check_shapes(x, v)
    return jax.jvp(jax.grad(f), (x,), (v,))[1]


# tree_axpy


def check_trees(x, y):
    """The errors that `tree_axpy` owes."""
    tree_axpy(0.0, x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__no_check(a, x, y):
    """It lets `jax.tree.map` check the trees, which looks at no shapes: the arrays are broadcast. |
    它靠 `jax.tree.map` 来检查，而后者不看形状：数组就被广播了。
    """
    form, other = map(jax.tree.structure, (x, y))
    if form != other:
        raise ValueError(f"{form}, {other}")
    return jax.tree.map(lambda x, y: (a * x + y).astype(y.dtype), x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__leaves_only(a, x, y):
    """It compares the lists of arrays and not the structures: a list gets through for a tuple, and w for b. |
    它只比较数组，不比较结构：列表与元组、w 与 b 都混得过去。
    """
    one, other = jax.tree.leaves(x), jax.tree.leaves(y)
    if len(one) != len(other):
        raise ValueError("other lengths")
    return jax.tree.unflatten(jax.tree.structure(x), tree_axpy(a, one, other))


def axpy_of_arrays(a, x, y):
    """a·x + y of two arrays of the same shape."""
    if x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    return (a * x + y).astype(y.dtype)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__no_structure_check(a, x, y):
    """It does not compare the structures: where x has an array, y may hold a whole tree, which has no shape. |
    它没有比较结构：x 是一个数组的地方，y 可能是一整棵树，树没有形状。
    """
    return jax.tree.map(lambda x, y: axpy_of_arrays(a, x, y), x, y)


def axpy_where(alike, a, x, y):
    """a·x + y, if the structures agree and `alike` says so of all arrays."""

    def leaf(x, y):
        if not alike(x, y):
            raise ValueError(f"{x.shape} and {y.shape}")
        return (a * x + y).astype(y.dtype)

    if jax.tree.structure(x) != jax.tree.structure(y):
        raise ValueError("other structures")
    return jax.tree.map(leaf, x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__same_size(a, x, y):
    """It compares the sizes of the arrays, not their shapes: (2, 3) and (3, 2) get through. |
    它比较的是数组里有几个数，而不是形状：(2, 3) 与 (3, 2) 混得过去。
    """
    return axpy_where(lambda x, y: x.size == y.size, a, x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__same_rank(a, x, y):
    """It compares the number of axes, not the shapes: (3,) and (1,) are broadcast. |
    它比较的是轴的个数，而不是形状：(3,) 与 (1,) 就被广播了。
    """
    return axpy_where(lambda x, y: x.ndim == y.ndim, a, x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__without_a(a, x, y):
    """It adds x as it is; x is to be multiplied by a first. | 它直接加上了 x；x 要先乘以 a。"""
    return tree_axpy(1.0, x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__float32(a, x, y):
    """It makes everything float32; every array is to keep its dtype. |
    它把所有数组都变成了 float32；每个数组的 dtype 应当保持不变。
    """
    check_trees(x, y)
    return jax.tree.map(lambda x, y: (a * x + y).astype(jnp.float32), x, y)


@mistake(verdict="error", section="pytrees")
def tree_axpy__python_float(a, x, y):
    """It turns a into a Python float; while JAX traces, a has no value. |
    它把 a 变成 Python 的浮点数；而 JAX 追踪时，a 没有值。
    """
    return tree_axpy(float(a), x, y)


@mistake(verdict="error", section="pytrees")
def tree_axpy__one_dict(a, x, y):
    """It goes through the keys of one dict; a tree may also be an array, a list or a tuple. |
    它只会走过一个字典的键；树也可以是一个数组，可以是列表或元组。
    """
    if jax.tree.structure(x) != jax.tree.structure(y):
        raise ValueError("other structures")
    return {name: axpy_of_arrays(a, x[name], y[name]) for name in x}


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__swapped(a, x, y):
    """It multiplies y by a instead of x. | 它用 a 乘了 y，而不是 x。"""
    return tree_axpy(a, y, x)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__minus(a, x, y):
    """It subtracts: a step of gradient descent has the minus in a. |
    它做了减法：梯度下降里的负号，应当由 a 来带。
    """
    check_trees(x, y)
    return jax.tree.map(lambda x, y: (y - a * x).astype(y.dtype), x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__a_times_both(a, x, y):
    """It multiplies the sum by a; only x is multiplied. | 它用 a 乘了整个和；a 只乘 x。"""
    check_trees(x, y)
    return jax.tree.map(lambda x, y: (a * (x + y)).astype(y.dtype), x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__list(a, x, y):
    """It returns a list of the arrays; the structure is lost. | 它返回了数组的列表，结构丢了。"""
    check_trees(x, y)
    return jax.tree.leaves(tree_axpy(a, x, y))


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__dtype_of_a(a, x, y):
    """Where a is an array of JAX's or NumPy's, float16 becomes float32: bring the result back to its dtype. |
    a 是 JAX 或 NumPy 的数时，float16 会变成 float32：结果要换回原来的 dtype。
    """
    check_trees(x, y)
    return jax.tree.map(lambda x, y: a * x + y, x, y)


@mistake(verdict="error", section="pytrees")
def tree_axpy__arrays_only(a, x, y):
    """It computes with the trees as if they were arrays; a dict cannot be multiplied. |
    它把树当成数组来算；字典是不能乘的。
    """
    if isinstance(x, jax.Array) and isinstance(y, jax.Array):
        return tree_axpy(a, x, y)
    check_trees(x, y)
    return a * x + y


@mistake(verdict="error", section="pytrees")
def tree_axpy__one_level(a, x, y):
    """It goes through one dict or list and no deeper; trees are nested. |
    它只处理一层字典或列表，不再往里走；树是可以嵌套的。
    """
    check_trees(x, y)
    if isinstance(x, dict):
        return {name: (a * x[name] + y[name]).astype(y[name].dtype) for name in x}
    if isinstance(x, list | tuple):
        return type(x)([(a * p + q).astype(q.dtype) for p, q in zip(x, y, strict=True)])
    return (a * x + y).astype(y.dtype)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__numpy(a, x, y):
    """It computes in NumPy: the result holds no JAX arrays, and traced ones have no values for NumPy. |
    它用 NumPy 来算：结果里没有 JAX 数组；而追踪中的数组，NumPy 也拿不到值。
    """
    check_trees(x, y)
    return jax.tree.map(lambda x, y: (np.asarray(a) * np.asarray(x) + np.asarray(y)).astype(y.dtype), x, y)


@mistake(verdict="wrong", section="pytrees")
def tree_axpy__pairs_by_order(a, x, y):
    """It pairs the arrays of two dicts in the order in which their keys were written; the keys decide. |
    它按书写的先后把两个字典里的数组配对；应当按键来配。
    """
    check_trees(x, y)
    if isinstance(x, dict):
        pairs = zip(x.values(), y.values(), strict=True)
        if all(
            p.shape == q.shape for p, q in zip(*(map(jnp.asarray, jax.tree.leaves(t)) for t in (x, y)), strict=True)
        ):
            return {
                name: tree_axpy__pairs_by_order(a, p, q)
                if jax.tree.map(jnp.shape, p) == jax.tree.map(jnp.shape, q)
                else tree_axpy(a, x[name], y[name])
                for name, (p, q) in zip(x, pairs, strict=True)
            }
    return tree_axpy(a, x, y)


# per_example_gradients


def check_examples(x, y):
    """The errors that `per_example_gradients` owes."""
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y):
        raise ValueError(f"x has shape {x.shape}, y has {y.shape}")


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__mean(f, params, x, y):
    """It returns their mean, the gradient of the mean loss; every example's own is asked for. |
    它返回了平均值，也就是平均损失的梯度；要的是每个样本各自的梯度。
    """
    return jax.tree.map(lambda g: g.mean(axis=0), per_example_gradients(f, params, x, y))


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__of_the_mean(f, params, x, y):
    """It takes the gradient of the mean loss; every example's own is asked for. |
    它求的是平均损失的梯度；要的是每个样本各自的梯度。
    """
    check_examples(x, y)
    return gradient(lambda p: jax.vmap(f, in_axes=(None, 0, 0))(p, x, y).mean())(params)


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__shares(f, params, x, y):
    """It divides by the number of examples; every gradient is that of its own loss, not of a share of the mean. |
    它除以了样本的个数；每个梯度都是自己那个损失的梯度，而不是平均里的那一份。
    """
    return jax.tree.map(lambda g: g / len(x), per_example_gradients(f, params, x, y))


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__error_of_jax(f, params, x, y):
    """It leaves the check to `jax.vmap`, whose error is none of your words. |
    它把检查交给 `jax.vmap`，错误信息不是自己写的。
    """
    return jax.vmap(gradient(f), in_axes=(None, 0, 0))(params, x, y)


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__asks_for_lengths(f, params, x, y):
    """It asks for `len` of an array without axes, which is a TypeError; look at `ndim` first. |
    没有轴的数组没有 `len`，一求就是 TypeError；应当先看 `ndim`。
    """
    if len(x) != len(y):
        raise ValueError(f"x has shape {x.shape}, y has {y.shape}")
    return jax.vmap(gradient(f), in_axes=(None, 0, 0))(params, x, y)


@mistake(verdict="error", section="vmap")
def per_example_gradients__same_shapes(f, params, x, y):
    """It wants x and y to have the same shape; only their first axes must agree. |
    它要求 x 与 y 的形状相同；其实只要第一个轴一样长。
    """
    if x.shape != y.shape:
        raise ValueError(f"x has shape {x.shape}, y has {y.shape}")
    return per_example_gradients(f, params, x, y)


@mistake(verdict="error", section="vmap")
def per_example_gradients__wants_some(f, params, x, y):
    """It refuses a batch without examples; n may be 0. | 没有样本时它就拒绝；n 可以是 0。"""
    if x.ndim and not len(x):
        raise ValueError(f"x has shape {x.shape}, y has {y.shape}")
    return per_example_gradients(f, params, x, y)


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__sum(f, params, x, y):
    """It adds them up over the examples. | 它把各个样本的梯度加了起来。"""
    return jax.tree.map(lambda g: g.sum(axis=0), per_example_gradients(f, params, x, y))


@mistake(verdict="error", section="vmap")
def per_example_gradients__maps_the_parameters(f, params, x, y):
    """It leaves out `in_axes`: vmap then takes the parameters apart, too, which all examples share. |
    它没有写 `in_axes`：vmap 就把参数也拆开了，而参数是所有样本共用的。
    """
    check_examples(x, y)
    return jax.vmap(gradient(f))(params, x, y)


@mistake(verdict="error", section="vmap")
def per_example_gradients__one_target(f, params, x, y):
    """It maps over x alone, so that every example gets all the targets. |
    它只沿 x 映射，于是每个样本拿到的都是全部目标。
    """
    check_examples(x, y)
    return jax.vmap(gradient(f), in_axes=(None, 0, None))(params, x, y)


@mistake(verdict="error", section="vmap")
def per_example_gradients__whole_batch(f, params, x, y):
    """It gives all examples to f at once; f takes a single one. | 它把全部样本一起交给 f；f 一次只接受一个样本。"""
    check_examples(x, y)
    return gradient(f)(params, x, y)


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__losses(f, params, x, y):
    """It returns every example's loss, not its gradient. | 它返回了每个样本的损失，而不是梯度。"""
    check_examples(x, y)
    return jax.vmap(f, in_axes=(None, 0, 0))(params, x, y)


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__of_x(f, params, x, y):
    """It differentiates with respect to the examples, not to the parameters. |
    它对样本求了梯度，而不是对参数。
    """
    check_examples(x, y)
    return jax.vmap(jax.grad(f, argnums=1), in_axes=(None, 0, 0))(params, x, y)


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__last_axis(f, params, x, y):
    """It puts the examples into the last axis of the result; they belong into the first. |
    它把样本放在了结果的最后一个轴上；应当放在第一个轴上。
    """
    return jax.tree.map(lambda g: jnp.moveaxis(g, 0, -1), per_example_gradients(f, params, x, y))


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__list(f, params, x, y):
    """It returns a list with a tree for each example; one tree is asked for, its arrays with a new first axis. |
    它返回了一个列表，每个样本一棵树；要的是一棵树，每个数组前面多一个轴。
    """
    check_examples(x, y)
    return [gradient(f)(params, *pair) for pair in zip(x, y, strict=True)]


@mistake(verdict="error", section="vmap")
def per_example_gradients__stack(f, params, x, y):
    """It stacks what a loop gives; without examples there is nothing to stack. |
    它把循环得到的结果堆叠起来；没有样本时，就没有东西可以堆叠。
    """
    check_examples(x, y)
    each = [gradient(f)(params, *pair) for pair in zip(x, y, strict=True)]
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *each)


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__shorter(f, params, x, y):
    """It leaves out what has no partner, as a bare `zip` does; different numbers are to be refused. |
    多出来的它就不管了，就像不加 `strict` 的 `zip`；个数不同应当拒绝。
    """
    if x.ndim and y.ndim:
        n = min(len(x), len(y))
        x, y = x[:n], y[:n]
    return per_example_gradients(f, params, x, y)


@mistake(verdict="wrong", section="vmap")
def per_example_gradients__repeats(f, params, x, y):
    """It stretches a single example, or a single target, to all the others; different numbers are to be refused. |
    只有一个样本或一个目标时，它把这一个广播给所有的；个数不同应当拒绝。
    """
    if x.ndim and y.ndim and 1 in (len(x), len(y)):
        n = len(x) if len(y) == 1 else len(y)
        x, y = jnp.broadcast_to(x, (n, *x.shape[1:])), jnp.broadcast_to(y, (n, *y.shape[1:]))
    return per_example_gradients(f, params, x, y)


# is_recompiled


def check_calls(calls):
    """The errors about calls that `is_recompiled` owes."""
    for call in calls:
        if not isinstance(call, tuple):
            raise TypeError(f"no tuple: {type(call).__name__}")


def traces_of(f, calls):
    """How often the calls make JAX trace f."""
    traces = []
    compiled = jax.jit(lambda *args: (traces.append(args), f(*args))[1])
    for call in calls:
        compiled(*call)
    return len(traces)


def kinds_of(call, weak):
    """The structure, the shapes and the dtypes of a call; with `weak`, also which are Python's numbers."""
    leaves, form = jax.tree.flatten(call)
    return form, *((jnp.shape(leaf), jnp.result_type(leaf), weak and type(leaf) in (int, float)) for leaf in leaves)


@mistake(verdict="wrong", section="jit")
def is_recompiled__first_counts(f, *calls):
    """It counts the first trace, too; that one is no repetition. | 它把第一次追踪也算进去了；第一次不算重新。"""
    check_calls(calls)
    return traces_of(f, calls) > 0


@mistake(verdict="wrong", section="jit")
def is_recompiled__more_than_two(f, *calls):
    """It asks for more than two traces; the second one already is a repetition. |
    它要追踪两次以上才算；其实第二次就已经是重新追踪。
    """
    check_calls(calls)
    return traces_of(f, calls) > 2


@mistake(verdict="wrong", section="jit")
def is_recompiled__every_call(f, *calls):
    """It asks whether every call was traced; one repetition is enough. |
    它问的是每次调用是不是都追踪了；只要有一次重新追踪就够了。
    """
    check_calls(calls)
    return traces_of(f, calls) == len(calls) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__count(f, *calls):
    """It returns the number of traces; the question is answered by True or False. |
    它返回了追踪的次数；这个问题要回答 True 或 False。
    """
    check_calls(calls)
    return traces_of(f, calls)


@mistake(verdict="wrong", section="jit")
def is_recompiled__not(f, *calls):
    """It answers the other way round. | 它把答案弄反了。"""
    return not is_recompiled(f, *calls)


@mistake(verdict="wrong", section="jit")
def is_recompiled__new_function_each_time(f, *calls):
    """It counts every call, for it compiles a new lambda each time; JAX remembers traces by the function. |
    每次调用它都算一次，因为它每次都重新编译一个新的 lambda；JAX 是按函数来记住追踪的。
    """
    check_calls(calls)
    return sum(traces_of(f, [call]) for call in calls) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__shapes_only(f, *calls):
    """It compares shapes alone; dtypes, structures and the number of arguments are compiled in as well. |
    它只比较形状；dtype、结构和参数的个数也是编译在程序里的。
    """
    check_calls(calls)
    traces_of(f, calls)
    return len({tuple(jnp.shape(leaf) for leaf in jax.tree.leaves(call)) for call in calls}) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__shapes_and_dtypes(f, *calls):
    """It compares shapes and dtypes, but not how the arrays are nested: a list for a tuple is traced anew. |
    它比较了形状和 dtype，却不看数组怎样嵌套：列表换成元组，也要重新追踪。
    """
    check_calls(calls)
    traces_of(f, calls)
    return len({kinds_of(call, weak=False)[1:] for call in calls}) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__values(f, *calls):
    """It thinks that new values need a new trace; values are not compiled in. |
    它以为换了值就要重新追踪；值并不编译在程序里。
    """
    check_calls(calls)
    return traces_of(f, calls) > 1 or any(
        not np.array_equal(one, other)
        for before, after in pairwise(calls)
        for one, other in zip(jax.tree.leaves(before), jax.tree.leaves(after), strict=True)
    )


@mistake(verdict="wrong", section="jit")
def is_recompiled__first_two(f, *calls):
    """It looks at the first two calls only. | 它只看前两次调用。"""
    check_calls(calls)
    traces_of(f, calls)
    return traces_of(f, calls[:2]) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__last_call(f, *calls):
    """It asks whether the last call was traced; an earlier one may have been traced again as well. |
    它只问最后一次调用有没有追踪；前面的调用也可能已经重新追踪过。
    """
    check_calls(calls)
    return traces_of(f, calls) > max(traces_of(f, calls[:-1]), 1)


@mistake(verdict="wrong", section="jit")
def is_recompiled__python_numbers(f, *calls):
    """It compares structures, shapes and dtypes; but 2.0 and jnp.float32(2) are of different kinds, too. |
    它比较了结构、形状和 dtype；但 2.0 与 jnp.float32(2) 也算不同的种类。
    """
    check_calls(calls)
    traces_of(f, calls)
    return len({kinds_of(call, weak=False) for call in calls}) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__never_traces(f, *calls):
    """It compares the arguments and never runs f: the errors of f do not show. |
    它只比较参数，从不运行 f：f 的异常就出不来。
    """
    check_calls(calls)
    return len({kinds_of(call, weak=True) for call in calls}) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__one_argument(f, *calls):
    """It hands over the tuple itself as the only argument; `f(*call)` takes it apart. |
    它把整个元组当作唯一的参数；应当用 `f(*call)` 拆开。
    """
    check_calls(calls)
    return traces_of(f, [(call,) for call in calls]) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__cache(f, *calls):
    """It counts the programs that JAX keeps for f, and those of earlier questions are among them. |
    它数的是 JAX 为 f 保存的程序，其中还有以前问过的。
    """
    check_calls(calls)
    compiled = jax.jit(f)
    for call in calls:
        compiled(*call)
    return compiled._cache_size() > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__only_traces(f, *calls):
    """It does not look whether a call is a tuple: an array is taken apart into arguments, row by row. |
    它不检查一次调用是不是元组：数组会被一行一行拆成参数。
    """
    return traces_of(f, calls) > 1


@mistake(verdict="wrong", section="jit")
def is_recompiled__swallows_errors(f, *calls):
    """It swallows the errors of f; they are to go on to the caller. | 它吞掉了 f 的异常；异常应当传给调用者。"""
    check_calls(calls)
    try:
        return traces_of(f, calls) > 1
    except Exception:
        return True


# running_mean


def as_floats(x):
    """A JAX array, floating, with an axis at least."""
    x = jnp.asarray(x)
    if x.ndim == 0:
        raise ValueError("a sequence of shape ()")
    return x.astype(jnp.result_type(x, 1.0))


@mistake(verdict="wrong", section="scan")
def running_mean__weights_swapped(x, decay):
    """It gives the weight decay to what is new; the old keeps it. |
    它把 decay 这个权重给了新的数；应当给旧的平均值。
    """
    return running_mean(x, 1 - decay)


@mistake(verdict="wrong", section="scan")
def running_mean__starts_at_x(x, decay):
    """It starts at the first number; it should start at 0. | 它从第一个数开始；应当从 0 开始。"""
    x = as_floats(x)

    def step(mean, value):
        mean = (decay * mean + (1 - decay) * value).astype(x.dtype)
        return mean, mean

    return jax.lax.scan(step, x[0], x)[1]


@mistake(verdict="wrong", section="scan")
def running_mean__forgets_the_factor(x, decay):
    """It adds x itself instead of (1 − decay) · x: a sum that fades, not a mean. |
    它加的是 x，而不是 (1 − decay) · x：这是逐渐衰减的和，不是平均。
    """
    x = as_floats(x)

    def step(mean, value):
        mean = (decay * mean + value).astype(x.dtype)
        return mean, mean

    return jax.lax.scan(step, jnp.zeros(x.shape[1:], x.dtype), x)[1]


@mistake(verdict="wrong", section="scan")
def running_mean__one_late(x, decay):
    """It records what it carried in, before the step: all means come one step late. |
    它记下的是这一步之前的值：所有的平均值都晚了一步。
    """
    x = as_floats(x)

    def step(mean, value):
        return (decay * mean + (1 - decay) * value).astype(x.dtype), mean

    return jax.lax.scan(step, jnp.zeros(x.shape[1:], x.dtype), x)[1]


@mistake(verdict="wrong", section="scan")
def running_mean__last_only(x, decay):
    """It returns what is carried at the end; the records of all steps are asked for. |
    它返回了最后带着的值；要的是每一步的记录。
    """
    x = as_floats(x)
    means = running_mean(x, decay)
    return means[-1] if len(x) else jnp.zeros(x.shape[1:], x.dtype)


@mistake(verdict="wrong", section="scan")
def running_mean__pair(x, decay):
    """It returns all that `jax.lax.scan` gives, what is carried and the records; only the records are asked for. |
    它把 `jax.lax.scan` 的结果全部返回了，既有带着的值，又有记录；这里只要记录。
    """
    x = as_floats(x)
    means = running_mean(x, decay)
    return (means[-1] if len(x) else jnp.zeros(x.shape[1:], x.dtype)), means


@mistake(verdict="wrong", section="scan")
def running_mean__corrected(x, decay):
    """It divides by 1 − decayᵗ, the bias correction of Adam; here the start at 0 is not corrected. |
    它除以了 1 − decayᵗ，那是 Adam 的偏差校正；这里从 0 开始，不作校正。
    """
    means = running_mean(x, decay)
    steps = jnp.arange(1, len(means) + 1).reshape(-1, *[1] * (means.ndim - 1))
    return (means / (1 - decay**steps)).astype(means.dtype)


@mistake(verdict="wrong", section="scan")
def running_mean__plain_mean(x, decay):
    """It is the mean of all numbers so far, which forgets nothing. | 它求的是到目前为止所有数的平均，什么也不忘。"""
    x = as_floats(x)
    steps = jnp.arange(1, len(x) + 1).reshape(-1, *[1] * (x.ndim - 1))
    return (jnp.cumsum(x, axis=0) / steps).astype(x.dtype)


@mistake(verdict="error", section="scan")
def running_mean__dtype_changes(x, decay):
    """It carries float32 where x is something else, or the decay is float32 and x is not: scan wants the same
    dtype in every step. |
    它带着的值与 x 的 dtype 不同，或者 decay 是 float32 而 x 不是：scan 要求每一步的 dtype 都一样。
    """
    x = jnp.asarray(x)
    if x.ndim == 0:
        raise ValueError("()")

    def step(mean, value):
        mean = decay * mean + (1 - decay) * value
        return mean, mean

    return jax.lax.scan(step, jnp.zeros(x.shape[1:], x.dtype), x)[1]


def scanned(x, start, dtype, decay):
    """The running means from a start on, brought to a dtype in every step."""

    def step(mean, value):
        mean = (decay * mean + (1 - decay) * value).astype(dtype)
        return mean, mean

    return jax.lax.scan(step, start, x)[1]


@mistake(verdict="error", section="scan")
def running_mean__no_astype(x, decay):
    """It does not bring the mean back to its dtype: a decay that is float32 makes float32 of float16, and scan wants
    the same dtype in every step. |
    它没有把平均值换回原来的 dtype：decay 是 float32 时，float16 变成 float32，而 scan 要求每一步的 dtype 都一样。
    """
    x = as_floats(x)

    def step(mean, value):
        mean = decay * mean + (1 - decay) * value
        return mean, mean

    return jax.lax.scan(step, jnp.zeros(x.shape[1:], x.dtype), x)[1]


@mistake(verdict="wrong", section="scan")
def running_mean__keeps_integers(x, decay):
    """It brings the means back to the dtype of x; where that is an integer one, their fractions are cut off. |
    它把平均值换回 x 的 dtype；x 是整数时，小数部分就丢了。
    """
    as_floats(x)
    x = jnp.asarray(x)
    return scanned(x, jnp.zeros(x.shape[1:], x.dtype), x.dtype, decay)


@mistake(verdict="error", section="scan")
def running_mean__start_is_a_number(x, decay):
    """It starts at the number 0, also where the sequence is one of arrays: the start must have their shape. |
    它总是从数 0 开始，哪怕序列里是数组；起点的形状应当与它们相同。
    """
    x = as_floats(x)
    return scanned(x, jnp.zeros((), x.dtype), x.dtype, decay)


@mistake(verdict="error", section="scan")
def running_mean__asks_the_first(x, decay):
    """It asks x[0] for the shape; there may be no steps, and `x.shape[1:]` knows it all the same. |
    它向 x[0] 要形状；可能一步也没有，而 `x.shape[1:]` 照样知道。
    """
    x = as_floats(x)
    return scanned(x, jnp.zeros_like(x[0]), x.dtype, decay)


@mistake(verdict="error", section="scan")
def running_mean__python_float(x, decay):
    """It turns decay into a Python float; while JAX traces, decay has no value. |
    它把 decay 变成 Python 的浮点数；而 JAX 追踪时，decay 没有值。
    """
    return running_mean(x, float(decay))


@mistake(verdict="wrong", section="scan")
def running_mean__no_check(x, decay):
    """It does not look whether x has an axis, and the error comes from deep within JAX. |
    它不看 x 有没有轴，于是由 JAX 内部报出另一种错误。
    """
    x = jnp.asarray(x)
    dtype = jnp.result_type(x, 1.0)
    return scanned(x, jnp.zeros(x.shape[1:], dtype), dtype, decay)


@mistake(verdict="wrong", section="scan")
def running_mean__float32(x, decay):
    """It turns everything into float32; float16 is to stay float16. |
    它把所有数都变成了 float32；float16 应当保持不变。
    """
    return running_mean(jnp.asarray(x, jnp.float32), decay)


@mistake(verdict="error", section="scan")
def running_mean__numpy(x, decay):
    """It computes in NumPy, which cannot be traced: under `jax.jit` the arrays have no values. |
    它用 NumPy 来算，而 NumPy 无法追踪：在 `jax.jit` 之下，数组是没有值的。
    """
    x = np.asarray(x)
    return running_mean(x, decay)


@mistake(verdict="error", section="scan")
def running_mean__looks_at_decay(x, decay):
    """It checks the value of decay; while JAX traces, it has none. |
    它检查 decay 的值；而 JAX 追踪时，decay 没有值。
    """
    if not 0 <= decay <= 1:
        raise ValueError(f"decay {decay}")
    return running_mean(x, decay)


@mistake(verdict="wrong", section="scan")
def running_mean__last_axis(x, decay):
    """It runs along the last axis; the steps are in the first. | 它沿最后一个轴走；每一步应当在第一个轴上。"""
    x = as_floats(x)
    return jnp.moveaxis(running_mean(jnp.moveaxis(x, -1, 0), decay), 0, -1)


@mistake(verdict="wrong", section="scan")
def running_mean__takes_a_number(x, decay):
    """It takes a single number for a sequence of one; a number without an axis is to be refused. |
    它把单独一个数当成只有一步的序列；没有轴的数应当拒绝。
    """
    return running_mean(jnp.atleast_1d(x), decay)

"""Wrong answers to the exercises on the chain rule that a person would write."""

import numpy as np

from byhand.grading import mistake
from solutions.broadcasting import sum_to_shape
from solutions.chain_rule import (
    add_vjp,
    affine_node_backward,
    dense_vjp,
    matmul_vjp,
    mlp_backward,
    multiply_vjp,
    relu_vjp,
    sigmoid_vjp,
    softmax_cross_entropy_vjp,
)
from solutions.dot_product import affine
from solutions.elementwise import relu, sigmoid


@mistake(verdict="wrong", section="one-after-another")
def chain__outer_at_x(derivative_f, g, derivative_g):
    """It takes both derivatives at x; the outer function stands at g(x), so its slope is wanted there. |
    两个导数都在 x 处取了；外层函数拿到的是 g(x)，它的导数应当在 g(x) 处取。
    """
    return lambda x: derivative_f(x) * derivative_g(x)


@mistake(verdict="wrong", section="one-after-another")
def chain__sum(derivative_f, g, derivative_g):
    """It adds the two slopes; one after the other, they multiply. |
    把两个斜率相加了；两步一前一后，变化率应当相乘。
    """
    return lambda x: derivative_f(g(x)) + derivative_g(x)


@mistake(verdict="wrong", section="one-after-another")
def chain__outer_only(derivative_f, g, derivative_g):
    """It leaves out the inner derivative; g(x) itself moves g′(x) times as fast as x. |
    漏掉了内层的导数；x 变化时，g(x) 的变化是它的 g′(x) 倍，这一步也要乘上。
    """
    return lambda x: derivative_f(g(x))


@mistake(verdict="wrong", section="one-after-another")
def chain__composed(derivative_f, g, derivative_g):
    """It puts one derivative into the other; the outer one wants g(x), and the inner one is a factor. |
    把一个导数代入了另一个；外层的导数应当代入 g(x)，内层的导数只是一个因子。
    """
    return lambda x: derivative_f(derivative_g(x))


@mistake(verdict="wrong", section="one-after-another")
def chain__outer_at_the_slope(derivative_f, g, derivative_g):
    """It takes the outer derivative at g′(x); the outer function gets the value g(x), so its slope is wanted
    there. |
    外层的导数取在了 g′(x) 处；外层函数拿到的是值 g(x)，导数应当在那里取。
    """
    return lambda x: derivative_f(derivative_g(x)) * derivative_g(x)


@mistake(verdict="wrong", section="one-after-another")
def chain__inner_value(derivative_f, g, derivative_g):
    """It multiplies by g(x), the value; the factor is g′(x), the slope. |
    乘的是 g(x) 的值；应当乘 g′(x)，也就是斜率。
    """
    return lambda x: derivative_f(g(x)) * g(x)


@mistake(verdict="wrong", section="one-after-another")
def chain__places_exchanged(derivative_f, g, derivative_g):
    """It takes the inner derivative at g(x) and the outer one at x, just the wrong way round. |
    内层的导数取在了 g(x) 处，外层的取在了 x 处，正好弄反了。
    """
    return lambda x: derivative_f(x) * derivative_g(g(x))


@mistake(verdict="wrong", section="one-after-another")
def chain__both_after_g(derivative_f, g, derivative_g):
    """It takes both slopes at g(x); the inner function gets x itself, so its slope is wanted at x. |
    两个导数都在 g(x) 处取了；内层函数拿到的是 x 本身，它的导数应当在 x 处取。
    """
    return lambda x: derivative_f(g(x)) * derivative_g(g(x))


@mistake(verdict="error", section="one-after-another")
def chain__multiplies_functions(derivative_f, g, derivative_g):
    """It multiplies functions, which Python cannot; return a function that multiplies their values at x. |
    把函数本身相乘了，Python 做不到；应当返回一个函数，由它把各函数在 x 处的值相乘。
    """
    return derivative_f(g) * derivative_g


@mistake(verdict="error", section="one-after-another")
def chain__float(derivative_f, g, derivative_g):
    """It makes a Python float of the result, and an array holds many numbers; return the product as it is. |
    把结果变成了 Python 的浮点数，而数组里不止一个数；应当直接返回乘积。
    """
    return lambda x: float(derivative_f(g(x)) * derivative_g(x))


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__own_operand(w, x, b, upstream):
    """It gives w the factor w and x the factor x; in a product, each one's slope is the other. |
    给 w 乘了 w，给 x 乘了 x；积对一个因子的导数，是另一个因子。
    """
    return upstream * w, upstream * x, upstream


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__no_upstream(w, x, b, upstream):
    """It returns the slopes of z and leaves out upstream, so that L might as well be z. |
    返回的是 z 的导数，没有乘 upstream；要求的是 L 的导数，而 L 不一定就是 z。
    """
    return x, w, 1.0


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__bias_times_b(w, x, b, upstream):
    """It multiplies the bias's gradient by b; in z = y + b the slope is 1, whatever b is. |
    偏置的梯度乘了 b；在 z = y + b 中，不论 b 是多少，导数都是 1。
    """
    return upstream * x, upstream * w, upstream * b


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__bias_forgotten(w, x, b, upstream):
    """It gives the bias no gradient; more of b is more of z, one for one. |
    偏置的梯度成了 0；b 增加多少，z 就增加多少，梯度应当原样传过去。
    """
    return upstream * x, upstream * w, 0.0


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__bias_without_upstream(w, x, b, upstream):
    """It gives the bias 1, the slope of z; the slope of L is upstream times that, for the bias as for the others. |
    偏置的梯度写成了 1，那是 z 的导数；L 的导数还要乘上 upstream，偏置也不例外。
    """
    return upstream * x, upstream * w, 1.0


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__backward_order(w, x, b, upstream):
    """It returns the gradients from the end of the graph to its beginning; asked for are those of w, x, b. |
    按从后往前的次序返回了；应当按操作数的次序：w、x、b。
    """
    return affine_node_backward(w, x, b, upstream)[::-1]


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__adds(w, x, b, upstream):
    """It adds upstream to the slopes; along a path, slopes multiply. |
    把 upstream 与导数相加了；沿着一条路径，应当相乘。
    """
    return upstream + x, upstream + w, upstream + 1


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__adds_to_factors(w, x, b, upstream):
    """It adds upstream to the factors x and w; along a path, slopes multiply. |
    把 upstream 与因子 x、w 相加了；沿着一条路径，应当相乘。
    """
    return upstream + x, upstream + w, upstream


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__times_the_product(w, x, b, upstream):
    """It multiplies by the value y = w · x; the slope at one factor is the other factor alone. |
    乘的是 y = w · x 的值；积对一个因子的导数，只是另一个因子。
    """
    return upstream * w * x, upstream * w * x, upstream


@mistake(verdict="wrong", section="smallest")
def affine_node_backward__downhill(w, x, b, upstream):
    """It turns the signs round; a gradient says how L grows, and the step against it comes later. |
    把符号弄反了；梯度说的是 L 怎样增长，沿反方向走是以后的事。
    """
    return -upstream * x, -upstream * w, -upstream


def check_broadcast(x, y, upstream):
    """The error that the contract asks for."""
    try:
        fits = np.broadcast_shapes(x.shape, y.shape) == upstream.shape
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"x {x.shape}, y {y.shape}, upstream {upstream.shape}")


@mistake(verdict="wrong", section="vjp")
def add_vjp__not_summed(x, y, upstream):
    """It gives both operands the shape of the result; a gradient has the shape of its operand, so what broadcasting
    spread is summed. |
    两个梯度都用了结果的形状；梯度的形状应当与操作数相同，广播散出去的要加回来。
    """
    check_broadcast(x, y, upstream)
    return upstream.copy(), upstream.copy()


@mistake(verdict="wrong", section="vjp")
def add_vjp__times_the_other(x, y, upstream):
    """It multiplies by the other operand, as for a product; the slope of a sum is 1. |
    乘了另一个操作数，那是乘法的规则；和对每一项的导数都是 1。
    """
    return multiply_vjp(x, y, upstream)


@mistake(verdict="wrong", section="vjp")
def add_vjp__mean(x, y, upstream):
    """It averages over the stretched axes; every place uses the element, and every use counts in full. |
    沿扩展过的轴取了平均；元素在每个位置上都用了一次，每一次都要全额计入，所以是求和。
    """
    at_x, at_y = add_vjp(x, y, upstream)
    return (at_x / max(upstream.size // max(x.size, 1), 1)).astype(x.dtype), (
        at_y / max(upstream.size // max(y.size, 1), 1)
    ).astype(y.dtype)


@mistake(verdict="wrong", section="vjp")
def add_vjp__halves(x, y, upstream):
    """It splits upstream between the operands; a sum hands it on undivided to each of them. |
    把 upstream 平分给了两个操作数；相加时，每个操作数都得到完整的一份。
    """
    at_x, at_y = add_vjp(x, y, upstream)
    return at_x / 2, at_y / 2


@mistake(verdict="wrong", section="vjp")
def add_vjp__no_upstream(x, y, upstream):
    """It counts how often each element is used, as if upstream were all ones. |
    只数了每个元素用了几次，好像 upstream 全是 1；到达的梯度不同，应当把它们加起来。
    """
    return add_vjp(x, y, np.ones_like(upstream))


@mistake(verdict="wrong", section="vjp")
def add_vjp__leading_axes_only(x, y, upstream):
    """It sums over the axes that were put in front, and forgets those of size 1 that were stretched. |
    只对前面补上的轴求了和，忘了长度为 1、被扩展过的轴。
    """
    check_broadcast(x, y, upstream)
    return tuple(np.array(upstream.sum(axis=tuple(range(upstream.ndim - operand.ndim)))) for operand in (x, y))


@mistake(verdict="wrong", section="vjp")
def add_vjp__order(x, y, upstream):
    """It returns the gradient at y first; the order is that of the operands. |
    先返回了 y 处的梯度；应当按操作数的次序，x 在前。
    """
    return add_vjp(x, y, upstream)[::-1]


@mistake(verdict="wrong", section="vjp")
def add_vjp__only_y_summed(x, y, upstream):
    """It takes x for the larger operand and sums for y alone; broadcasting may have stretched either. |
    以为 x 总是大的那个，只对 y 求了和；两个操作数都可能被广播过。
    """
    check_broadcast(x, y, upstream)
    return upstream.copy(), sum_to_shape(upstream, y.shape)


@mistake(verdict="wrong", section="vjp")
def add_vjp__first_axis_only(x, y, upstream):
    """It sums over axis 0, as for a bias; which axes were stretched, the two shapes say. |
    只沿第 0 轴求和，那是偏置的情形；扩展过的是哪些轴，要看两个形状。
    """
    check_broadcast(x, y, upstream)
    return tuple(np.array(upstream if operand.shape == upstream.shape else upstream.sum(axis=0)) for operand in (x, y))


@mistake(verdict="wrong", section="vjp")
def add_vjp__message_of_numpy(x, y, upstream):
    """It lets NumPy refuse shapes that clash, and NumPy knows nothing of upstream; catch that error, and raise one
    that names all three shapes. |
    形状冲突时，让 NumPy 去报错，可 NumPy 不知道 upstream；应当接住这个错误，再抛出写明三个形状的错误。
    """
    if np.broadcast_shapes(x.shape, y.shape) != upstream.shape:
        raise ValueError(f"x {x.shape}, y {y.shape}, upstream {upstream.shape}")
    return add_vjp(x, y, upstream)


@mistake(verdict="wrong", section="vjp")
def add_vjp__upstream_itself(x, y, upstream):
    """It returns upstream itself where the shapes agree; a gradient is an array of its own, so copy. |
    形状相同时，返回的就是 upstream 本身；梯度应当是新数组，要复制一份。
    """
    at_x, at_y = add_vjp(x, y, upstream)
    return (upstream if x.shape == upstream.shape else at_x), (upstream if y.shape == upstream.shape else at_y)


@mistake(verdict="wrong", section="vjp")
def add_vjp__one_array_twice(x, y, upstream):
    """It returns one array twice where the shapes agree; whoever changes one gradient changes the other. |
    形状相同时，同一个数组返回了两次；改动其中一个梯度，另一个也会跟着变。
    """
    at_x, at_y = add_vjp(x, y, upstream)
    return at_x, at_x if x.shape == y.shape else at_y


@mistake(verdict="wrong", section="vjp")
def add_vjp__added_axes_stay(x, y, upstream):
    """It sums over the axes that broadcasting put in front, and keeps them with size 1; they have to go. |
    对广播补上的轴求了和，却以长度 1 保留下来；这些轴应当去掉。
    """

    def collected(gradient, shape):
        padded = (1,) * (gradient.ndim - len(shape)) + shape
        return sum_to_shape(gradient, padded)

    check_broadcast(x, y, upstream)
    return collected(upstream, x.shape), collected(upstream, y.shape)


@mistake(verdict="wrong", section="vjp")
def add_vjp__unchecked(x, y, upstream):
    """It never compares upstream with the shape of x + y, and sums away axes that were never stretched. |
    没有检查 upstream 的形状是否与 x + y 相同，于是把从未扩展过的轴也加掉了。
    """
    return sum_to_shape(upstream, x.shape), sum_to_shape(upstream, y.shape)


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__own_operand(x, y, upstream):
    """It multiplies by the operand itself; the slope of a product at one factor is the other factor. |
    乘的是操作数自己；积对一个因子的导数，是另一个因子。
    """
    check_broadcast(x, y, upstream)
    return sum_to_shape(upstream * x, x.shape), sum_to_shape(upstream * y, y.shape)


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__not_summed(x, y, upstream):
    """It gives both operands the shape of the result; a gradient has the shape of its operand, so what broadcasting
    spread is summed. |
    两个梯度都用了结果的形状；梯度的形状应当与操作数相同，广播散出去的要加回来。
    """
    check_broadcast(x, y, upstream)
    return upstream * y, upstream * x


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__summed_too_early(x, y, upstream):
    """It sums upstream before it multiplies; each place has a factor of its own, so multiply first. |
    先对 upstream 求和再相乘；每个位置的因子各不相同，应当先乘再求和。
    """
    check_broadcast(x, y, upstream)
    return sum_to_shape(upstream, x.shape) * y, sum_to_shape(upstream, y.shape) * x


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__no_upstream(x, y, upstream):
    """It leaves out upstream, as if every element of the product counted once in the loss. |
    漏掉了 upstream，好像积的每个元素对损失的影响都是 1。
    """
    return multiply_vjp(x, y, np.ones_like(upstream))


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__as_for_a_sum(x, y, upstream):
    """It hands upstream on unchanged, as a sum does; a product multiplies it by the other factor. |
    把 upstream 原样传了下去，那是加法的规则；乘法还要乘上另一个因子。
    """
    return add_vjp(x, y, upstream)


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__divides(x, y, upstream):
    """It divides the product by the factor to get the other factor, and at 0 that is 0 / 0; the other factor is at
    hand. |
    用积除以一个因子来求另一个因子，因子为 0 时就成了 0 / 0；另一个因子本来就在手边。
    """
    check_broadcast(x, y, upstream)
    with np.errstate(invalid="ignore", divide="ignore"):
        return sum_to_shape(upstream * (x * y / x), x.shape), sum_to_shape(upstream * (x * y / y), y.shape)


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__times_the_product(x, y, upstream):
    """It multiplies by the product x · y, the value; the slope at one factor is the other factor alone. |
    乘的是积 x · y 的值；积对一个因子的导数，只是另一个因子。
    """
    check_broadcast(x, y, upstream)
    return sum_to_shape(upstream * (x * y), x.shape), sum_to_shape(upstream * (x * y), y.shape)


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__order(x, y, upstream):
    """It returns the gradient at y first; the order is that of the operands. |
    先返回了 y 处的梯度；应当按操作数的次序，x 在前。
    """
    return multiply_vjp(x, y, upstream)[::-1]


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__message_of_numpy(x, y, upstream):
    """It lets NumPy refuse shapes that clash, and NumPy knows nothing of upstream; catch that error, and raise one
    that names all three shapes. |
    形状冲突时，让 NumPy 去报错，可 NumPy 不知道 upstream；应当接住这个错误，再抛出写明三个形状的错误。
    """
    if np.broadcast_shapes(x.shape, y.shape) != upstream.shape:
        raise ValueError(f"x {x.shape}, y {y.shape}, upstream {upstream.shape}")
    return multiply_vjp(x, y, upstream)


@mistake(verdict="wrong", section="vjp")
def multiply_vjp__unchecked(x, y, upstream):
    """It never compares upstream with the shape of x * y, so that broadcasting hides the mismatch. |
    没有检查 upstream 的形状是否与 x * y 相同，形状对不上也让广播掩盖了。
    """
    return sum_to_shape(upstream * y, x.shape), sum_to_shape(upstream * x, y.shape)


def check_product(x, y, upstream):
    """The error that the contract asks for."""
    if not x.ndim == y.ndim == 2 or x.shape[1] != y.shape[0] or upstream.shape != (len(x), y.shape[1]):
        raise ValueError(f"x {x.shape}, y {y.shape}, upstream {upstream.shape}")


@mistake(verdict="error", section="matmul")
def matmul_vjp__not_transposed(x, y, upstream):
    """It multiplies by y and x as they are; their shapes only fit when transposed. |
    直接乘了 y 和 x；只有转置之后，形状才对得上。
    """
    check_product(x, y, upstream)
    return upstream @ y, x @ upstream


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__reshaped(x, y, upstream):
    """It reshapes where it should transpose: the shapes fit, the elements are in the wrong places. |
    该转置的地方用了 reshape：形状对上了，元素的位置却错了。
    """
    check_product(x, y, upstream)
    return upstream @ y.reshape(y.shape[::-1]), x.reshape(x.shape[::-1]) @ upstream


@mistake(verdict="error", section="matmul")
def matmul_vjp__factors_exchanged(x, y, upstream):
    """It multiplies in the wrong order: upstream stands where the result stood, left of yᵀ and right of xᵀ. |
    相乘的次序反了：求 x 处的梯度，upstream 在 yᵀ 的左边；求 y 处的，在 xᵀ 的右边。
    """
    check_product(x, y, upstream)
    return y.T @ upstream, upstream @ x.T


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__elementwise(x, y, upstream):
    """It multiplies element by element, as for x * y; the element of a matrix works on a whole row or column. |
    用了逐元素相乘，那是 x * y 的规则；矩阵乘法里，一个元素影响结果的一整行或一整列。
    """
    check_product(x, y, upstream)
    return upstream * y, x * upstream


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__second_transposed(x, y, upstream):
    """Its gradient at y is transposed: upstreamᵀ x has shape (columns, inner), and xᵀ upstream that of y. |
    y 处的梯度转置了：upstreamᵀ x 的形状是 (columns, inner)；xᵀ upstream 的形状才与 y 相同。
    """
    check_product(x, y, upstream)
    return upstream @ y.T, upstream.T @ x


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__both_transposed(x, y, upstream):
    """Both gradients are transposed; each has the shape of its operand, not that of its transpose. |
    两个梯度都转置了；梯度的形状应当与操作数相同，而不是与它的转置相同。
    """
    check_product(x, y, upstream)
    return y @ upstream.T, upstream.T @ x


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__order(x, y, upstream):
    """It returns the gradient at y first; the order is that of the operands. |
    先返回了 y 处的梯度；应当按操作数的次序，x 在前。
    """
    return matmul_vjp(x, y, upstream)[::-1]


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__mean(x, y, upstream):
    """It divides by the number of rows; where a mean is wanted, it is part of the loss and already in upstream. |
    除以了行数；如果要取平均，那是损失的一部分，已经包含在 upstream 里了。
    """
    at_x, at_y = matmul_vjp(x, y, upstream)
    return at_x, (at_y / max(len(x), 1)).astype(y.dtype)


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__no_upstream(x, y, upstream):
    """It leaves out upstream, as if every element of the product counted once in the loss. |
    漏掉了 upstream，好像积的每个元素对损失的影响都是 1。
    """
    return matmul_vjp(x, y, np.ones_like(upstream))


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__unchecked(x, y, upstream):
    """It checks nothing, so that NumPy's message names other shapes, or none. |
    什么也没有检查；NumPy 的错误信息里没有这三个形状，有时干脆不报错。
    """
    return upstream @ y.T, x.T @ upstream


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__upstream_unchecked(x, y, upstream):
    """It checks x and y, but not upstream, which must have the shape of x @ y. |
    只检查了 x 和 y，没有检查 upstream；它的形状应当与 x @ y 相同。
    """
    if not x.ndim == y.ndim == 2 or x.shape[1] != y.shape[0]:
        raise ValueError(f"x {x.shape}, y {y.shape}, upstream {upstream.shape}")
    return upstream @ y.T, x.T @ upstream


@mistake(verdict="wrong", section="matmul")
def matmul_vjp__multiplies_first(x, y, upstream):
    """It multiplies before it checks, and NumPy's message knows nothing of upstream; compare the shapes first. |
    还没检查就先相乘了，NumPy 的错误信息里没有 upstream；应当先比较形状。
    """
    if (x @ y).shape != upstream.shape:
        raise ValueError(f"x {x.shape}, y {y.shape}, upstream {upstream.shape}")
    return upstream @ y.T, x.T @ upstream


def check_equal(x, upstream):
    """The error that the contract asks for."""
    if x.shape != upstream.shape:
        raise ValueError(f"x {x.shape}, upstream {upstream.shape}")


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__no_tuple(x, upstream):
    """It returns the array; asked for is a tuple, even of one: write (gradient,). |
    返回的是数组本身；只有一个梯度也要放进元组，写成 (gradient,)。
    """
    return relu_vjp(x, upstream)[0]


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__relu_of_upstream(x, upstream):
    """It cuts off negative gradients; what counts is whether x was positive on the way forward. |
    把负的梯度截成了 0；能不能通过，要看前向时 x 是不是正的。
    """
    check_equal(x, upstream)
    return (relu(upstream),)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__value(x, upstream):
    """It multiplies by relu(x), the value; the slope is 1 where x is positive. |
    乘的是 relu(x) 的值；x 为正时，斜率是 1。
    """
    check_equal(x, upstream)
    return (upstream * relu(x),)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__one_at_zero(x, upstream):
    """It lets the gradient pass at x = 0; there 0 is agreed, so compare with >, not with >=. |
    在 x = 0 处让梯度通过了；约定那里的导数是 0，要用 >，不用 >=。
    """
    check_equal(x, upstream)
    return (upstream * (x >= 0),)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__half_at_zero(x, upstream):
    """It lets half the gradient pass at x = 0; there 0 is agreed. |
    在 x = 0 处让一半梯度通过了；约定那里的导数是 0。
    """
    check_equal(x, upstream)
    return (np.where(x == 0, upstream / 2, upstream * (x > 0)).astype(x.dtype),)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__no_upstream(x, upstream):
    """It returns the slope of relu and leaves out upstream. | 只返回了 relu 的导数，没有乘 upstream。"""
    check_equal(x, upstream)
    return ((x > 0).astype(x.dtype),)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__only_what_passes(x, upstream):
    """It keeps only the elements that pass; the others have a gradient, too, and it is 0. |
    只留下了通过的元素；其余元素也有梯度，是 0，形状要与 x 相同。
    """
    check_equal(x, upstream)
    return (upstream[x > 0],)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__integers(x, upstream):
    """It multiplies by integers 1 and 0, which make float64 of float32; the comparison x > 0 itself does not. |
    乘上了整数 1 和 0，float32 就成了 float64；直接乘比较的结果 x > 0，不会这样。
    """
    check_equal(x, upstream)
    return (upstream * np.where(x > 0, 1, 0),)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__sign(x, upstream):
    """It takes the sign of x for the slope; left of 0, relu is flat, not falling. |
    把 x 的符号当作斜率；在 0 的左边，relu 是平的，不是下降的。
    """
    check_equal(x, upstream)
    return (upstream * np.sign(x),)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__divides(x, upstream):
    """It divides relu(x) by x to get the slope, and at 0 that is 0 / 0; compare x with 0. |
    用 relu(x) 除以 x 来求斜率，在 0 处就成了 0 / 0；应当拿 x 与 0 比较。
    """
    check_equal(x, upstream)
    with np.errstate(invalid="ignore"):
        return (upstream * (relu(x) / x),)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__in_place(x, upstream):
    """It writes zeros into upstream, which belongs to the caller; write into a new array. |
    直接往 upstream 里写了 0，那是调用者的数组；应当写进新数组。
    """
    check_equal(x, upstream)
    upstream[x <= 0] = 0
    return (upstream,)


@mistake(verdict="wrong", section="elementwise")
def relu_vjp__unchecked(x, upstream):
    """It never compares the shapes, and broadcasting makes a gradient of another shape. |
    没有比较形状，广播得出了另一种形状的梯度。
    """
    return (upstream * (x > 0),)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__one_minus(x, upstream):
    """It computes 1 − σ(x), where for large x all digits cancel; σ(−x) is the same number with all its digits. |
    算的是 1 − σ(x)：x 很大时，有效数字全部相消了；σ(−x) 是同一个数，却一位也不丢。
    """
    check_equal(x, upstream)
    s = sigmoid(x)
    return (upstream * s * (1 - s),)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__of_the_result(x, upstream):
    """It takes x for the result of sigmoid; given is what sigmoid was applied to. |
    把 x 当成了 sigmoid 的结果；给的是 sigmoid 的输入。
    """
    check_equal(x, upstream)
    return (upstream * x * (1 - x),)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__value(x, upstream):
    """It multiplies by σ(x), the value; the slope has a second factor, σ(−x). |
    只乘了 σ(x) 的值；斜率还有第二个因子 σ(−x)。
    """
    check_equal(x, upstream)
    return (upstream * sigmoid(x),)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__squared(x, upstream):
    """It multiplies by σ(x) twice; the second factor is σ(−x). | 乘了两次 σ(x)；第二个因子是 σ(−x)。"""
    check_equal(x, upstream)
    return (upstream * sigmoid(x) ** 2,)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__second_factor_alone(x, upstream):
    """It leaves out the factor σ(x); the slope is σ(x) · σ(−x). | 漏掉了因子 σ(x)；斜率是 σ(x) · σ(−x)。"""
    check_equal(x, upstream)
    return (upstream * sigmoid(-x),)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__tanh(x, upstream):
    """It uses 1 − s², which is the slope of tanh. | 用了 1 − s²，那是 tanh 的导数；sigmoid 的导数是 s(1 − s)。"""
    check_equal(x, upstream)
    return (upstream * (1 - sigmoid(x) ** 2),)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__sign(x, upstream):
    """It writes σ(x) − 1 where 1 − σ(x) belongs; sigmoid rises everywhere, so its slope is never negative. |
    把 1 − σ(x) 写成了 σ(x) − 1；sigmoid 处处上升，斜率不会是负数。
    """
    check_equal(x, upstream)
    return (-upstream * sigmoid(x) * sigmoid(-x),)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__overflows(x, upstream):
    """It computes exp(−x), which overflows for very negative x; let sigmoid do it, or use exp(−|x|). |
    直接算 exp(−x)，x 是很大的负数时会溢出；交给 sigmoid 去算，或者用 exp(−|x|)。
    """
    check_equal(x, upstream)
    small = np.exp(-x)
    return (upstream * small / (1 + small) ** 2,)


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__no_upstream(x, upstream):
    """It returns the slope of sigmoid and leaves out upstream. | 只返回了 sigmoid 的导数，没有乘 upstream。"""
    return sigmoid_vjp(x, np.ones_like(upstream))


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__no_tuple(x, upstream):
    """It returns the array; asked for is a tuple, even of one: write (gradient,). |
    返回的是数组本身；只有一个梯度也要放进元组，写成 (gradient,)。
    """
    return sigmoid_vjp(x, upstream)[0]


@mistake(verdict="wrong", section="elementwise")
def sigmoid_vjp__unchecked(x, upstream):
    """It never compares the shapes, and broadcasting makes a gradient of another shape. |
    没有比较形状，广播得出了另一种形状的梯度。
    """
    return (upstream * sigmoid(x) * sigmoid(-x),)


def checked(logits, labels):
    """Refuse what is refused."""
    softmax_cross_entropy_vjp(logits, labels, 1.0)


def less_one(probabilities, labels):
    """Subtract 1 at the true classes."""
    probabilities[np.arange(len(labels)), labels] -= 1
    return probabilities


def softmax(logits, axis=1):
    """Probabilities, computed with care."""
    weights = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__sum_of_losses(logits, labels, upstream):
    """It takes the loss for a sum over the samples; it is their mean, so divide by their number. |
    把损失当成了各样本之和；损失是平均值，应当除以样本数。
    """
    checked(logits, labels)
    return (less_one(softmax(logits), labels) * upstream,)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__mean_of_elements(logits, labels, upstream):
    """It divides by the number of scores; the mean is over samples alone. |
    除以了得分的个数；平均只对样本取，应当除以样本数。
    """
    (gradient,) = softmax_cross_entropy_vjp(logits, labels, upstream)
    return (gradient / logits.shape[1],)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__sign(logits, labels, upstream):
    """It computes t − p, which is the way down; the gradient points up: p − t. |
    算的是 t − p，那是下降的方向；梯度指向上升的方向，是 p − t。
    """
    (gradient,) = softmax_cross_entropy_vjp(logits, labels, upstream)
    return (-gradient,)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__probabilities_alone(logits, labels, upstream):
    """It forgets to subtract 1 at the true class. | 忘了在真实类别处减去 1。"""
    checked(logits, labels)
    return (softmax(logits) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__every_row(logits, labels, upstream):
    """It writes gradient[:, labels] −= 1: every row, at everybody's labels. Each row has a label of its own, so
    index with np.arange(samples), too. |
    写成了 gradient[:, labels] −= 1：每一行都在所有样本的标签处减了 1。每行只有自己的标签，
    行下标要用 np.arange(samples)。
    """
    checked(logits, labels)
    gradient = softmax(logits)
    gradient[:, labels] -= 1
    return (gradient * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__over_samples(logits, labels, upstream):
    """It lets the probabilities sum to 1 over the samples; they sum to 1 over the classes, axis 1. |
    让概率在样本之间加起来等于 1；应当在类别之间，也就是沿第 1 轴。
    """
    checked(logits, labels)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    with np.errstate(invalid="ignore"):
        return (less_one(weights / weights.sum(axis=0), labels) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__labels_as_quantities(logits, labels, upstream):
    """It subtracts the class number from the probabilities; subtract 1, at the true class only. |
    从概率里减去了类别的编号；应当减去 1，而且只在真实类别处减。
    """
    checked(logits, labels)
    gradient = softmax(logits) - labels[:, np.newaxis].astype(logits.dtype)
    return (gradient * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__at_the_probabilities(logits, labels, upstream):
    """It stops at the probabilities, where the slope is −1/p; softmax still lies between them and the scores. |
    求到概率处就停了，那里的斜率是 −1/p；概率与得分之间还隔着 softmax。
    """
    checked(logits, labels)
    gradient, rows = np.zeros_like(logits), np.arange(len(labels))
    with np.errstate(divide="ignore"):
        gradient[rows, labels] = -1 / softmax(logits)[rows, labels]
    return (gradient * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__one_peak(logits, labels, upstream):
    """It subtracts the largest score of the whole batch, and rows far below it become 0 / 0; every row has a peak
    of its own. |
    减去的是整个批量里最大的得分，远低于它的行就成了 0 / 0；每一行应当减去自己的最大得分。
    """
    checked(logits, labels)
    weights = np.exp(logits - logits.max())
    gradient = weights / weights.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return (gradient * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__no_tuple(logits, labels, upstream):
    """It returns the array; asked for is a tuple, even of one: write (gradient,). |
    返回的是数组本身；只有一个梯度也要放进元组，写成 (gradient,)。
    """
    return softmax_cross_entropy_vjp(logits, labels, upstream)[0]


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__overflows(logits, labels, upstream):
    """It takes exp of the scores as they are, and large ones overflow; subtract each row's largest score first. |
    直接对得分取 exp，得分很大时会溢出；应当先减去每一行的最大得分。
    """
    checked(logits, labels)
    weights = np.exp(logits)
    gradient = weights / weights.sum(axis=1, keepdims=True)
    gradient[np.arange(len(labels)), labels] -= 1
    return (gradient * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__float64(logits, labels, upstream):
    """Its one-hot rows are float64 and make the gradient so, too; it has the dtype of the scores. |
    独热编码是 float64，于是梯度也成了 float64；dtype 应当与得分相同。
    """
    checked(logits, labels)
    return ((softmax(logits) - np.eye(logits.shape[1])[labels]) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__no_upstream(logits, labels, upstream):
    """It leaves out upstream, as if nothing came after the loss. | 漏掉了 upstream，好像损失之后再没有别的运算。"""
    return softmax_cross_entropy_vjp(logits, labels, 1.0)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__negative_labels(logits, labels, upstream):
    """It lets −1 pass, which as an index means the last class; a negative label is an error. |
    放过了 −1，它作下标时指最后一个类别；负的标签应当报错。
    """
    checked(logits, np.where(labels < 0, 0, labels).astype(labels.dtype))
    return (less_one(softmax(logits), labels) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__large_labels(logits, labels, upstream):
    """It refuses negative labels only; the largest class has the number classes − 1, and more is an error, too. |
    只拒绝了负的标签；最大的类别编号是 classes − 1，再大也应当报错。
    """
    checked(logits, np.where(labels >= logits.shape[-1:], 0, labels).astype(labels.dtype) if logits.ndim else labels)
    return (less_one(softmax(logits), labels) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__labels_unchecked(logits, labels, upstream):
    """It never looks at the labels: −1 means the last class without a word, and one that is too large ends in an
    IndexError. |
    没有检查标签：−1 不声不响地成了最后一个类别，太大的标签则以 IndexError 告终。
    """
    checked(logits, np.zeros_like(labels))
    return (less_one(softmax(logits), labels) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__one_class_too_many(logits, labels, upstream):
    """It lets the label `classes` pass; classes are counted from 0, so the largest is classes − 1. |
    放过了等于 classes 的标签；类别从 0 数起，最大的是 classes − 1。
    """
    fits = logits.ndim == 2 and labels.dtype.kind in "iu"
    checked(logits, np.where(labels == logits.shape[-1], 0, labels) if fits else labels)
    return (less_one(softmax(logits), labels) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__any_dtype(logits, labels, upstream):
    """It never asks for the dtype of the labels; floats and booleans are no class numbers, and that is a
    TypeError. |
    没有检查标签的 dtype；浮点数和布尔值不是类别编号，应当抛出 TypeError。
    """
    checked(logits, labels.astype(np.int64))
    return (less_one(softmax(logits), labels) * (upstream / len(labels)),)


@mistake(verdict="error", section="loss")
def softmax_cross_entropy_vjp__signed_labels_only(logits, labels, upstream):
    """It refuses unsigned integers, whose dtype.kind is "u"; labels may have any integer dtype. |
    把无符号整数也拒绝了，它们的 dtype.kind 是 "u"；标签可以是任何整数类型。
    """
    if labels.dtype.kind != "i":
        raise TypeError(f"labels of dtype {labels.dtype}")
    return softmax_cross_entropy_vjp(logits, labels, upstream)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__sum_over_all(logits, labels, upstream):
    """It divides by the sum over the whole batch; the probabilities of each sample sum to 1. |
    除以了整个批量之和；每个样本的概率加起来应当等于 1。
    """
    checked(logits, labels)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (less_one(weights / weights.sum(), labels) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__assigns(logits, labels, upstream):
    """It writes −1 at the true class instead of subtracting 1; there the gradient is p − 1. |
    在真实类别处写成了 −1，而不是减去 1；那里的梯度是 p − 1。
    """
    checked(logits, labels)
    gradient = softmax(logits)
    gradient[np.arange(len(labels)), labels] = -1
    return (gradient * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__true_class_alone(logits, labels, upstream):
    """It gives the other classes no gradient; their scores are part of the sum under the true class's probability,
    so theirs is p. |
    只有真实类别得到了梯度；其他类别的得分也在概率的分母里，它们的梯度是 p。
    """
    checked(logits, labels)
    gradient, rows = np.zeros_like(logits), np.arange(len(labels))
    gradient[rows, labels] = softmax(logits)[rows, labels] - 1
    return (gradient * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__scores_for_probabilities(logits, labels, upstream):
    """It subtracts 1 from the scores; softmax makes probabilities of them first. |
    直接从得分里减去了 1；应当先用 softmax 把得分变成概率。
    """
    checked(logits, labels)
    return (less_one(logits.copy(), labels) * (upstream / len(labels)),)


@mistake(verdict="error", section="loss")
def softmax_cross_entropy_vjp__no_keepdims(logits, labels, upstream):
    """It sums without keepdims=True, and the sums of the rows stand along the columns. |
    求和时没有写 keepdims=True，各行的和就与各列对齐了。
    """
    checked(logits, labels)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (less_one(weights / weights.sum(axis=1), labels) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="loss")
def softmax_cross_entropy_vjp__in_place(logits, labels, upstream):
    """It subtracts from logits in place, which belongs to the caller; make a new array. |
    直接在 logits 上做了减法，那是调用者的数组；应当新建一个数组。
    """
    checked(logits, labels)
    logits -= logits.max(axis=1, keepdims=True)
    return (less_one(softmax(logits), labels) * (upstream / len(labels)),)


@mistake(verdict="wrong", section="layers")
def dense_vjp__without_relu(x, w, b, upstream):
    """It forgets the relu; where x @ w + b is not positive, no gradient comes through. |
    忘了 relu；x @ w + b 不为正的地方，梯度传不过来。
    """
    dense_vjp(x, w, b, upstream)
    return upstream @ w.T, x.T @ upstream, upstream.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def dense_vjp__relu_without_bias(x, w, b, upstream):
    """It looks at the sign of x @ w and leaves out b; relu saw x @ w + b. |
    看的是 x @ w 的正负，漏掉了 b；relu 的输入是 x @ w + b。
    """
    dense_vjp(x, w, b, upstream)
    (at_sum,) = relu_vjp(x @ w, upstream)
    return at_sum @ w.T, x.T @ at_sum, at_sum.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def dense_vjp__bias_not_summed(x, w, b, upstream):
    """Its bias gradient has a row for each sample; one bias serves all rows, so sum over them. |
    偏置的梯度成了一个样本一行；所有行用的是同一个偏置，应当沿批量求和。
    """
    at_x, at_w, _ = dense_vjp(x, w, b, upstream)
    return at_x, at_w, relu_vjp(x @ w + b, upstream)[0]


@mistake(verdict="wrong", section="layers")
def dense_vjp__bias_averaged(x, w, b, upstream):
    """It averages the bias gradient over the batch; every row's use of the bias counts in full. |
    偏置的梯度沿批量取了平均；每一行用到偏置，都要全额计入，应当求和。
    """
    at_x, at_w, _ = dense_vjp(x, w, b, upstream)
    with np.errstate(all="ignore"):
        return at_x, at_w, np.asarray(relu_vjp(x @ w + b, upstream)[0].mean(axis=0))


@mistake(verdict="wrong", section="layers")
def dense_vjp__bias_keeps_an_axis(x, w, b, upstream):
    """It keeps the batch axis of the bias gradient, with size 1; the bias is a vector, and so is its gradient. |
    偏置的梯度留下了长度为 1 的批量轴；偏置是向量，梯度也应当是向量。
    """
    at_x, at_w, at_b = dense_vjp(x, w, b, upstream)
    return at_x, at_w, at_b[np.newaxis]


@mistake(verdict="wrong", section="layers")
def dense_vjp__bias_before_relu(x, w, b, upstream):
    """It sums upstream itself for the bias; the bias lies before the relu, so the gradient goes through relu first. |
    直接对 upstream 求和，当作偏置的梯度；偏置在 relu 之前，梯度要先反向传过 relu。
    """
    at_x, at_w, _ = dense_vjp(x, w, b, upstream)
    return at_x, at_w, upstream.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def dense_vjp__product_before_relu(x, w, b, upstream):
    """It sends upstream itself through the product; relu comes first on the way back, for x and w as for b. |
    直接把 upstream 传过了矩阵乘法；反向时先经过的是 relu，x、w 和 b 都一样。
    """
    _, _, at_b = dense_vjp(x, w, b, upstream)
    return upstream @ w.T, x.T @ upstream, at_b


@mistake(verdict="wrong", section="layers")
def dense_vjp__bias_over_outputs(x, w, b, upstream):
    """It sums the bias gradient over axis 1, the outputs; one bias serves all samples, and those are axis 0. |
    偏置的梯度沿第 1 轴求了和，那是各个输出；同一个偏置用在所有样本上，样本是第 0 轴。
    """
    at_x, at_w, _ = dense_vjp(x, w, b, upstream)
    return at_x, at_w, relu_vjp(x @ w + b, upstream)[0].sum(axis=1)


@mistake(verdict="wrong", section="layers")
def dense_vjp__relu_of_x(x, w, b, upstream):
    """It lets the gradient pass where x is positive; relu stands behind the sum, and its input is x @ w + b. |
    看的是 x 是否为正；relu 在加法之后，它的输入是 x @ w + b。
    """
    dense_vjp(x, w, b, upstream)
    return (upstream @ w.T) * (x > 0), x.T @ upstream, upstream.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def dense_vjp__unchecked(x, w, b, upstream):
    """It checks nothing, so that NumPy's message names other shapes, or broadcasting hides the mismatch. |
    什么也没有检查；NumPy 的错误信息里没有这四个形状，有时广播还把对不上的形状掩盖了。
    """
    at_sum = upstream * (x @ w + b > 0)
    return at_sum @ w.T, x.T @ at_sum, at_sum.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def dense_vjp__checks_of_the_parts(x, w, b, upstream):
    """It leaves the checks to the functions that it calls, whose messages name two or three shapes; asked for are
    all four. |
    检查留给了所调用的函数，它们的错误信息只写两三个形状；应当写明四个。
    """
    (at_sum,) = relu_vjp(x @ w + b, upstream)
    at_product, at_b = add_vjp(x @ w, b, at_sum)
    return (*matmul_vjp(x, w, at_product), at_b)


@mistake(verdict="wrong", section="layers")
def dense_vjp__one_at_zero(x, w, b, upstream):
    """It lets the gradient pass where x @ w + b is 0; there relu′ is agreed to be 0. |
    x @ w + b 为 0 处让梯度通过了；约定 relu 在 0 处的导数是 0。
    """
    dense_vjp(x, w, b, upstream)
    at_sum = upstream * (x @ w + b >= 0)
    return at_sum @ w.T, x.T @ at_sum, at_sum.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def dense_vjp__relu_value(x, w, b, upstream):
    """It multiplies by the layer's result; relu's slope there is 1 or 0, not the value. |
    乘了这一层的结果；relu 的斜率只有 1 和 0，不是它的值。
    """
    dense_vjp(x, w, b, upstream)
    at_sum = upstream * relu(x @ w + b)
    return at_sum @ w.T, x.T @ at_sum, at_sum.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def dense_vjp__parameters_first(x, w, b, upstream):
    """It returns the gradients of the parameters first; the order is that of the operands: x, w, b. |
    先返回了参数的梯度；应当按操作数的次序：x、w、b。
    """
    at_x, at_w, at_b = dense_vjp(x, w, b, upstream)
    return at_w, at_b, at_x


@mistake(verdict="wrong", section="layers")
def dense_vjp__bias_stretches(x, w, b, upstream):
    """It lets a bias of size 1 stretch; each output has a bias of its own, so this is an error. |
    让长度为 1 的偏置扩展了；每个输出各有一个偏置，这种形状应当报错。
    """
    if x.ndim == w.ndim == 2 and b.shape == (1,) and upstream.shape == (len(x), w.shape[1]) and x.shape[1] == len(w):
        at_x, at_w, at_b = dense_vjp(x, w, np.repeat(b, w.shape[1]), upstream)
        return at_x, at_w, at_b.sum(keepdims=True)
    return dense_vjp(x, w, b, upstream)


@mistake(verdict="wrong", section="layers")
def mlp_backward__without_relu(x, labels, w1, b1, w2, b2):
    """It sends the gradient past the relu as if it were not there; where its input was not positive, nothing comes
    through. |
    反向时没有经过 relu；它的输入不为正的地方，梯度传不过来。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1.0)
    at_hidden = at_logits @ w2.T
    return x.T @ at_hidden, at_hidden.sum(axis=0), hidden.T @ at_logits, at_logits.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def mlp_backward__relu_at_the_end(x, labels, w1, b1, w2, b2):
    """It treats the second layer like the first, with a relu; the scores have none. |
    把第二层也当成带 relu 的；得分后面没有 relu。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1.0)
    at_hidden, at_w2, at_b2 = dense_vjp(hidden, w2, b2, at_logits)
    _, at_w1, at_b1 = dense_vjp(x, w1, b1, at_hidden)
    return at_w1, at_b1, at_w2, at_b2


@mistake(verdict="wrong", section="layers")
def mlp_backward__before_the_relu(x, labels, w1, b1, w2, b2):
    """It multiplies by what came before the relu; the second layer got what came after. |
    求 w2 的梯度时，用的是 relu 之前的值；第二层的输入是 relu 之后的值。
    """
    at_w1, at_b1, _, at_b2 = mlp_backward(x, labels, w1, b1, w2, b2)
    before = affine(x, w1, b1)
    (at_logits,) = softmax_cross_entropy_vjp(affine(relu(before), w2, b2), labels, 1.0)
    return at_w1, at_b1, before.T @ at_logits, at_b2


@mistake(verdict="wrong", section="layers")
def mlp_backward__sum_of_losses(x, labels, w1, b1, w2, b2):
    """It takes the loss for a sum over the batch; it is the mean. | 把损失当成了整个批量之和；损失是平均值。"""
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, float(len(x)))
    _, at_w1, at_b1 = dense_vjp(x, w1, b1, at_logits @ w2.T)
    return at_w1, at_b1, hidden.T @ at_logits, at_logits.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def mlp_backward__weights_first(x, labels, w1, b1, w2, b2):
    """It returns both weights, then both biases; the order is w1, b1, w2, b2. |
    先返回两个权重，再返回两个偏置；次序应当是 w1、b1、w2、b2。
    """
    at_w1, at_b1, at_w2, at_b2 = mlp_backward(x, labels, w1, b1, w2, b2)
    return at_w1, at_w2, at_b1, at_b2


@mistake(verdict="wrong", section="layers")
def mlp_backward__with_inputs(x, labels, w1, b1, w2, b2):
    """It returns the gradient at the images, too; asked for are the four parameters. |
    连输入 x 的梯度也返回了；只要四个参数的梯度。
    """
    found = mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1.0)
    return dense_vjp(x, w1, b1, at_logits @ w2.T)[0], *found


@mistake(verdict="wrong", section="step")
def mlp_backward__takes_a_step(x, labels, w1, b1, w2, b2):
    """It returns parameters after a step; backpropagation computes gradients, and the optimiser steps. |
    返回的是走了一步之后的参数；反向传播只算梯度，更新参数是优化器的事。
    """
    found = mlp_backward(x, labels, w1, b1, w2, b2)
    return tuple(old - gradient for old, gradient in zip((w1, b1, w2, b2), found, strict=True))


@mistake(verdict="wrong", section="layers")
def mlp_backward__bias_averaged(x, labels, w1, b1, w2, b2):
    """It averages the bias gradients once more; the mean over the batch is in the loss already. |
    偏置的梯度又取了一次平均；对批量的平均已经包含在损失里了。
    """
    at_w1, at_b1, at_w2, at_b2 = mlp_backward(x, labels, w1, b1, w2, b2)
    return at_w1, (at_b1 / len(x)).astype(b1.dtype), at_w2, (at_b2 / len(x)).astype(b2.dtype)


@mistake(verdict="wrong", section="layers")
def mlp_backward__mean_twice(x, labels, w1, b1, w2, b2):
    """It divides by the batch size once more; the gradient at the scores has been divided already. |
    又除了一次批量的大小；得分处的梯度已经除过了。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1 / len(x))
    _, at_w1, at_b1 = dense_vjp(x, w1, b1, at_logits @ w2.T)
    return at_w1, at_b1, hidden.T @ at_logits, at_logits.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def mlp_backward__last_layer_first(x, labels, w1, b1, w2, b2):
    """It returns the gradients in the order in which it finds them, the last layer's first; the order is w1, b1, w2,
    b2. |
    按算出来的先后返回，后一层的在前；次序应当是 w1、b1、w2、b2。
    """
    at_w1, at_b1, at_w2, at_b2 = mlp_backward(x, labels, w1, b1, w2, b2)
    return at_w2, at_b2, at_w1, at_b1


@mistake(verdict="wrong", section="layers")
def mlp_backward__relu_of_the_gradient(x, labels, w1, b1, w2, b2):
    """It cuts off negative gradients; what counts is whether relu's input was positive on the way forward. |
    把负的梯度截成了 0；能不能通过，要看前向时 relu 的输入是不是正的。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1.0)
    at_hidden = relu(at_logits @ w2.T)
    return x.T @ at_hidden, at_hidden.sum(axis=0), hidden.T @ at_logits, at_logits.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def mlp_backward__relu_value(x, labels, w1, b1, w2, b2):
    """It multiplies by the hidden values; relu's slope there is 1 or 0, not the value. |
    乘了隐藏层的值；relu 的斜率只有 1 和 0，不是它的值。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1.0)
    at_hidden = at_logits @ w2.T * hidden
    return x.T @ at_hidden, at_hidden.sum(axis=0), hidden.T @ at_logits, at_logits.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def mlp_backward__forward_without_relu(x, labels, w1, b1, w2, b2):
    """It forgets relu on the way forward, so that all gradients are taken at other values. |
    前向时忘了 relu，后面的梯度就都取在了别的值上。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = affine(x, w1, b1)
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1.0)
    _, at_w1, at_b1 = dense_vjp(x, w1, b1, at_logits @ w2.T)
    return at_w1, at_b1, hidden.T @ at_logits, at_logits.sum(axis=0)


@mistake(verdict="wrong", section="layers")
def mlp_backward__linear(x, labels, w1, b1, w2, b2):
    """It has no relu at all, neither forward nor backward; between the layers there is one. |
    前向和反向都没有 relu；两层之间应当有一个。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = affine(x, w1, b1)
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1.0)
    at_hidden = at_logits @ w2.T
    return x.T @ at_hidden, at_hidden.sum(axis=0), hidden.T @ at_logits, at_logits.sum(axis=0)


@mistake(verdict="wrong", section="loss")
def mlp_backward__softmax_twice(x, labels, w1, b1, w2, b2):
    """It hands probabilities to the loss, which takes softmax itself; hand it the scores. |
    把概率交给了损失，而损失自己会做 softmax；应当交给它得分。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(softmax(affine(hidden, w2, b2)), labels, 1.0)
    _, at_w1, at_b1 = dense_vjp(x, w1, b1, at_logits @ w2.T)
    return at_w1, at_b1, hidden.T @ at_logits, at_logits.sum(axis=0)


@mistake(verdict="wrong", section="step")
def mlp_backward__downhill(x, labels, w1, b1, w2, b2):
    """It returns the way down; a gradient points up, and whoever takes the step turns round. |
    返回的是下降的方向；梯度指向上升的方向，走这一步的人才掉头。
    """
    return tuple(-gradient for gradient in mlp_backward(x, labels, w1, b1, w2, b2))


@mistake(verdict="wrong", section="step")
def mlp_backward__steps_too_early(x, labels, w1, b1, w2, b2):
    """It lets w2 take its step before the gradient has gone through it; first all gradients, then all steps. |
    梯度还没传过 w2，就先让它走了一步；应当先把梯度都求完，再更新参数。
    """
    mlp_backward(x, labels, w1, b1, w2, b2)
    hidden = relu(affine(x, w1, b1))
    (at_logits,) = softmax_cross_entropy_vjp(affine(hidden, w2, b2), labels, 1.0)
    at_w2, at_b2 = hidden.T @ at_logits, at_logits.sum(axis=0)
    _, at_w1, at_b1 = dense_vjp(x, w1, b1, at_logits @ (w2 - at_w2).T)
    return at_w1, at_b1, at_w2, at_b2


@mistake(verdict="wrong", section="layers")
def mlp_backward__unchecked(x, labels, w1, b1, w2, b2):
    """It leaves the shapes to NumPy, which lets a bias of size 1 stretch, and whose messages name other shapes. |
    形状交给 NumPy 去管：长度为 1 的偏置会被扩展，错误信息里也没有要写明的形状。
    """
    hidden = relu(x @ w1 + b1)
    (at_logits,) = softmax_cross_entropy_vjp(hidden @ w2 + b2, labels, 1.0)
    at_hidden = (at_logits @ w2.T) * (hidden > 0)
    return x.T @ at_hidden, at_hidden.sum(axis=0), hidden.T @ at_logits, at_logits.sum(axis=0)


class Plain:
    """A node that is right but for arrays on its left; the mistakes below change one thing in it."""

    def __init__(self, value):
        """Begin a graph."""
        self.value = np.asarray(value)
        self.gradient = np.zeros_like(self.value)
        self.operands, self.vjp = (), lambda upstream: ()

    def constant(self, other):
        """A constant as a node of this kind."""
        return other if isinstance(other, Plain) else type(self)(np.asarray(other, self.value.dtype))

    def result(self, value, vjp, *operands):
        """A node that knows where it comes from."""
        node = type(self)(value)
        node.operands, node.vjp = operands, vjp
        return node

    def __add__(self, other):
        """Add."""
        other = self.constant(other)
        return self.result(self.value + other.value, add_vjp, self, other)

    def __mul__(self, other):
        """Multiply."""
        other = self.constant(other)
        return self.result(self.value * other.value, multiply_vjp, self, other)

    def check(self, other):
        """Refuse what is not two matrices that fit."""
        a, b = self.value.shape, other.value.shape
        if not len(a) == len(b) == 2 or a[1] != b[0]:
            raise ValueError(f"{a} @ {b}")

    def __matmul__(self, other):
        """Multiply matrices."""
        other = self.constant(other)
        self.check(other)
        return self.result(self.value @ other.value, matmul_vjp, self, other)

    def __rmatmul__(self, other):
        """Multiply a constant matrix with this one."""
        return self.constant(other) @ self

    __radd__, __rmul__ = __add__, __mul__

    def relu(self):
        """Cut off at 0."""
        return self.result(relu(self.value), relu_vjp, self)

    def sum(self):
        """Add everything up."""
        return self.result(self.value.sum(), lambda x, upstream: (np.full_like(x, upstream),), self)

    def order(self):
        """Every node once, after all its operands."""
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack += [(node, True), *((operand, False) for operand in node.operands)]
        return order

    def clear(self, order):
        """Forget earlier gradients."""
        for node in order:
            node.gradient = np.zeros_like(node.value)

    def seed(self):
        """Begin."""
        self.gradient = np.ones_like(self.value)

    def receive(self, part):
        """Add what arrives."""
        self.gradient += part

    def backward(self):
        """Send gradients back."""
        order = self.order()
        self.clear(order)
        self.seed()
        for node in order[::-1]:
            for operand, part in zip(node.operands, node.parts(), strict=True):
                operand.receive(part)

    def parts(self):
        """What goes to each operand."""
        return self.vjp(*(operand.value for operand in self.operands), self.gradient)


class Sound(Plain):
    """A node that is right."""

    __array_ufunc__ = None


@mistake(verdict="wrong", section="paths")
class Node__overwrites(Sound):
    """It overwrites a gradient that is there already; a node that is used twice gets both, added up. |
    后到的梯度覆盖了先到的；一个节点用了两次，两份梯度应当加在一起。
    """

    def receive(self, part):
        """Keep the last that arrives."""
        self.gradient = part


@mistake(verdict="timeout", section="paths")
class Node__every_path(Sound):
    """It passes every part on as soon as it arrives, and so walks every path, of which there can be 2ⁿ; wait until
    a node's gradient is complete. |
    每到一份梯度就马上往下传，等于把每条路径都走一遍，而路径可以有 2ⁿ 条；应当等一个节点的梯度到齐了再传。
    """

    def backward(self):
        """Clear, then walk."""
        self.clear(self.order())
        self.walk(np.ones_like(self.value))

    def walk(self, arrived):
        """Add what arrived, and pass it on at once."""
        self.gradient += arrived
        for operand, part in zip(
            self.operands, self.vjp(*(operand.value for operand in self.operands), arrived), strict=True
        ):
            operand.walk(part)


@mistake(verdict="error", section="autodiff")
class Node__recursive(Sound):
    """It orders the nodes by a function that calls itself, and a long chain is too deep for Python; keep a stack of
    your own. |
    用递归给节点排序，链太长时，超出了 Python 允许的深度；应当自己用一个列表当栈。
    """

    def order(self):
        """Every node once, after all its operands."""
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    visit(operand)
                order.append(node)

        visit(self)
        return order


@mistake(verdict="wrong", section="paths")
class Node__nearest_first(Sound):
    """It visits the nodes by their distance from the end, and passes a gradient on before all of it has arrived. |
    按离终点的远近访问节点，梯度还没到齐就往下传了；一个节点要等所有用到它的节点都传完。
    """

    def order(self):
        """The operands of the end first, then theirs."""
        seen, queue = {self}, [self]
        for node in queue:
            for operand in node.operands:
                if operand not in seen:
                    seen.add(operand)
                    queue.append(operand)
        return queue[::-1]


@mistake(verdict="wrong", section="paths")
class Node__when_first_met(Sound):
    """It visits a node as soon as it meets it, and passes on a gradient that is not complete; a node's turn comes
    after all that use it. |
    一遇到节点就访问，传下去的梯度还没到齐；一个节点要等所有用到它的节点都访问过，才轮到它。
    """

    def order(self):
        """Each node when it is first taken off the stack."""
        order, seen, stack = [], set(), [self]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                order.append(node)
                stack += node.operands
        return order[::-1]


@mistake(verdict="wrong", section="autodiff")
class Node__goes_forward(Sound):
    """It goes through the list from its beginning, where no gradient has arrived yet; backward starts at the end. |
    从列表的开头走起，那里还没有梯度到达；反向传播应当从末尾开始。
    """

    def backward(self):
        """Send gradients back, in the order of forward."""
        order = self.order()
        self.clear(order)
        self.seed()
        for node in order:
            for operand, part in zip(node.operands, node.parts(), strict=True):
                operand.receive(part)


@mistake(verdict="wrong", section="autodiff")
class Node__never_clears(Sound):
    """It adds to the gradients of an earlier backward; each backward starts afresh. |
    把梯度加到了上一次反向传播的结果上；每次反向传播都要先清零。
    """

    def clear(self, order):
        """Do nothing."""


@mistake(verdict="wrong", section="autodiff")
class Node__no_seed(Sound):
    """It starts from zeros, and all that arrives is zero; the gradient of the end at itself is ones. |
    从 0 出发，传到哪里都是 0；终点对自己的梯度是 1。
    """

    def seed(self):
        """Do nothing."""


@mistake(verdict="error", section="autodiff")
class Node__seeds_one_number(Sound):
    """It starts from the single number 1; a gradient has the shape of its value, so start from ones of that shape. |
    从单个数 1 出发；梯度的形状与值相同，应当从同样形状的全 1 出发。
    """

    def seed(self):
        """Begin with 1."""
        self.gradient = 1.0


@mistake(verdict="error", section="autodiff")
class Node__scalars_only(Sound):
    """It sends gradients back from a single number only; any shape starts from ones. |
    只肯从单个数出发反向传播；不论什么形状，都从全 1 出发。
    """

    def seed(self):
        """Begin with 1."""
        if self.value.shape != ():
            raise RuntimeError("backward starts from a scalar")
        super().seed()


@mistake(verdict="error", section="autodiff")
class Node__constants_on_the_right_only(Sound):
    """It has no __radd__, __rmul__ and __rmatmul__, which Python asks when the constant is on the left. |
    没有 __radd__、__rmul__ 和 __rmatmul__；常数在左边时，Python 要找的正是它们。
    """

    __radd__ = __rmul__ = __rmatmul__ = None


@mistake(verdict="error", section="autodiff")
class Node__arrays_take_over(Plain):
    """It lets an array on the left take over, which adds the node to each of its elements; __array_ufunc__ = None
    leaves the operation to the node. |
    左边是数组时，运算让数组抢了去，每个元素各加一遍；写上 __array_ufunc__ = None，就交给节点来做。
    """


@mistake(verdict="error", section="autodiff")
class Node__left_is_right(Sound):
    """It answers m @ a with a @ m; for sums and products the order does not matter, for matrices it does. |
    把 m @ a 当成了 a @ m；加法和逐元素乘法可以交换次序，矩阵乘法不可以。
    """

    def __rmatmul__(self, other):
        """Multiply a constant matrix with this one."""
        return self @ other


@mistake(verdict="wrong", section="autodiff")
class Node__always_float64(Sound):
    """It makes float64 of every value; a node keeps the dtype of its array, and only a Python float has none. |
    把所有值都变成了 float64；节点应当保持数组的 dtype，只有 Python 的浮点数才变成 float64。
    """

    def __init__(self, value):
        """Begin a graph."""
        super().__init__(np.asarray(value, float))


@mistake(verdict="wrong", section="autodiff")
class Node__constants_of_their_own_dtype(Sound):
    """It makes an int64 array of the constant 2, and float32 becomes float64; constants take the dtype of the
    node. |
    把常数 2 变成了 int64 的数组，float32 于是成了 float64；常数应当用节点的 dtype。
    """

    def constant(self, other):
        """A constant as a node."""
        return other if isinstance(other, Plain) else type(self)(np.asarray(other))

    def receive(self, part):
        """Add what arrives; integers cannot hold it."""
        if self.value.dtype.kind == "f":
            self.gradient += part


@mistake(verdict="wrong", section="autodiff")
class Node__constants_as_they_are(Sound):
    """It makes an array of a constant and leaves its dtype as it is, so that 2 makes float64 of float32; give it the
    dtype of the node. |
    常数变成数组时没有管 dtype，一个 2 就把 float32 变成了 float64；应当用节点的 dtype。
    """

    def constant(self, other):
        """A constant as a node."""
        return other if isinstance(other, Plain) else type(self)(np.asarray(other))

    def receive(self, part):
        """Add what arrives."""
        self.gradient = self.gradient + part


@mistake(verdict="error", section="autodiff")
class Node__keeps_the_float(Sound):
    """It keeps a Python float as it is, which has neither shape nor dtype; np.asarray makes an array of it. |
    Python 的浮点数原样留着，它既没有形状，也没有 dtype；应当用 np.asarray 变成数组。
    """

    def __init__(self, value):
        """Begin a graph."""
        super().__init__(value)
        self.value = value


@mistake(verdict="wrong", section="autodiff")
class Node__sum_of_ones(Sound):
    """Its rule for the sum sends back ones and leaves out upstream; each element gets all of upstream. |
    求和的规则传回的是全 1，漏掉了 upstream；每个元素都应当得到完整的 upstream。
    """

    def sum(self):
        """Add everything up."""
        return self.result(self.value.sum(), lambda x, upstream: (np.ones_like(x),), self)


@mistake(verdict="wrong", section="elementwise")
class Node__relu_of_upstream(Sound):
    """Its rule for relu cuts off negative gradients; what counts is whether relu's input was positive. |
    relu 的规则把负的梯度截成了 0；能不能通过，要看 relu 的输入是不是正的。
    """

    def relu(self):
        """Cut off at 0."""
        return self.result(relu(self.value), lambda x, upstream: (relu(upstream),), self)


@mistake(verdict="wrong", section="vjp")
class Node__not_summed(Sound):
    """It forgets broadcasting: gradients of a sum and a product have the shape of the result, not that of the
    operand. |
    忘了广播：和与积的梯度用了结果的形状，应当与操作数的形状相同。
    """

    def __add__(self, other):
        """Add."""
        other = self.constant(other)
        return self.result(self.value + other.value, lambda x, y, g: (g.copy(), g.copy()), self, other)

    def __mul__(self, other):
        """Multiply."""
        other = self.constant(other)
        return self.result(self.value * other.value, lambda x, y, g: (g * y, g * x), self, other)

    __radd__, __rmul__ = __add__, __mul__

    def receive(self, part):
        """Add what arrives."""
        self.gradient = self.gradient + part


@mistake(verdict="wrong", section="autodiff")
class Node__shares_gradients(Sound):
    """It keeps the first array that arrives, which other nodes hold as well; give every node an array of its own. |
    把先到的那个数组直接留下，而别的节点也在用它；每个节点都应当有自己的数组。
    """

    def __add__(self, other):
        """Add."""
        other = self.constant(other)
        if self.value.shape != other.value.shape:
            return super().__add__(other)
        return self.result(self.value + other.value, lambda x, y, g: (g, g), self, other)

    __radd__ = __add__

    def clear(self, order):
        """Forget earlier gradients."""
        for node in order:
            node.gradient = None

    def receive(self, part):
        """Keep the first, add the others."""
        self.gradient = part if self.gradient is None else self.gradient + part


@mistake(verdict="wrong", section="autodiff")
class Node__vectors_too(Sound):
    """It leaves the check of @ to NumPy, which also multiplies vectors and stacks, and whose message names no
    shapes. |
    把 @ 的检查留给了 NumPy；NumPy 连向量和成叠的矩阵也乘，错误信息里又不写形状。
    """

    def check(self, other):
        """Do nothing."""

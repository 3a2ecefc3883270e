"""Wrong answers to the exercises on derivatives and gradients that a person would write."""

import numpy as np

from byhand.grading import mistake
from solutions.derivatives import jacobian, numerical_derivative, numerical_gradient, tangent_line


def refuse_axes(x):
    """Raise what the contract asks for where `x` is no number."""
    if np.ndim(x):
        raise ValueError(f"x is no number: {np.shape(x)}")


def refuse_step(h):
    """Raise what the contract asks for where `h` is no step."""
    if not 0 < h < np.inf:
        raise ValueError(f"h must be positive and finite: {h}")


def refuse_shapes(x, direction):
    """Raise what the contract asks for where a direction does not fit."""
    if x.shape != direction.shape:
        raise ValueError(f"{x.shape} and {direction.shape} differ")
    if not direction.any():
        raise ValueError("a direction of length zero")


def refuse_outputs(f, x):
    """Return m; raise what the contract asks for where `f` does not go from vectors to vectors."""
    if x.ndim != 1:
        raise ValueError(f"no vector: {x.shape}")
    outputs = np.shape(f(x.astype(np.float64)))
    if len(outputs) != 1:
        raise ValueError(f"f returns no vector: {outputs}")
    return outputs[0]


def refuse_array(rise):
    """Raise what the contract asks for where `f` returned an array."""
    if np.ndim(rise):
        raise ValueError(f"f returns no number: {np.shape(rise)}")


@mistake(verdict="wrong", section="central")
def numerical_derivative__forward(f, x, h=1e-5):
    """It steps to one side only. Central differences step to both, and lose far less for the same h. |
    只往一边走了一步。中心差分两边各走一步，同样的 h，误差小得多。
    """
    refuse_axes(x)
    refuse_step(h)
    point = np.float64(x)
    return np.result_type(x, 1.0).type((f(point + h) - f(point)) / h)


@mistake(verdict="wrong", section="central")
def numerical_derivative__definition(f, x, h=1e-5):
    """It is the definition as it stands: one step ahead, in the dtype of x. Step to both sides, in float64. |
    照搬了定义：只往前走一步，而且按 x 自己的 dtype 计算。应当两边各走一步，用 float64 计算。
    """
    return (f(x + h) - f(x)) / h


@mistake(verdict="wrong", section="central")
def numerical_derivative__width_h(f, x, h=1e-5):
    """It divides by h. From x − h to x + h it is twice as far, so the slope comes out double. |
    除以了 h。从 x − h 到 x + h 的距离是 2h，斜率因此大了一倍。
    """
    return np.result_type(x, 1.0).type(2 * numerical_derivative(f, np.float64(x), h))


@mistake(verdict="wrong", section="central")
def numerical_derivative__missing_parentheses(f, x, h=1e-5):
    """It computes … / 2 * h, which divides by 2 and then multiplies by h; write … / (2 * h). |
    写成了 … / 2 * h，这是先除以 2 再乘以 h；应当写成 … / (2 * h)。
    """
    refuse_axes(x)
    refuse_step(h)
    point = np.float64(x)
    return np.result_type(x, 1.0).type((f(point + h) - f(point - h)) / 2 * h)


@mistake(verdict="wrong", section="step")
def numerical_derivative__own_dtype(f, x, h=1e-5):
    """It computes in the dtype of x. In float32, x + h is often x itself; convert x to float64 first. |
    按 x 自己的 dtype 计算。用 float32 时，x + h 往往就等于 x；应当先把 x 转成 float64。
    """
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake(verdict="wrong", section="step")
def numerical_derivative__tiny_step(f, x, h=1e-15):
    """Its default step is so tiny that x + h is rounded almost back to x, and mostly rounding is left. |
    默认步长太小：x + h 几乎舍入回 x，剩下的主要是舍入误差。默认值应当是 1e-5。
    """
    return numerical_derivative(f, x, h)


@mistake(verdict="wrong", section="step")
def numerical_derivative__ignores_h(f, x, h=1e-5):
    """It always takes the step 1e-5; the caller's h should count. |
    总是用 1e-5 作步长；应当用调用者给的 h。
    """
    refuse_step(h)
    return numerical_derivative(f, x)


@mistake(verdict="wrong", section="central")
def numerical_derivative__forward_in_float64(f, x, h=1e-5):
    """It converts x and then steps to one side only; step to both, from x − h to x + h, and divide by 2h. |
    转换了 x，却只往一边走了一步；应当两边都走，从 x − h 到 x + h，再除以 2h。
    """
    x = np.float64(x)
    return (f(x + h) - f(x)) / h


@mistake(verdict="wrong", section="central")
def numerical_derivative__always_float64(f, x, h=1e-5):
    """It computes in float64 and leaves the slope so; where x is float32, the slope should be float32 in the end. |
    用 float64 计算，算完就不管了；x 是 float32 时，斜率最后应当变回 float32。
    """
    x = np.float64(x)
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake(verdict="wrong", section="central")
def numerical_derivative__always_np_float64(f, x, h=1e-5):
    """It makes np.float64 of every slope; where x is float32, the contract asks for float32. |
    所有斜率都转成了 np.float64；x 是 float32 时，约定的是 float32。
    """
    x = np.float64(x)
    return np.float64((f(x + h) - f(x - h)) / (2 * h))


@mistake(verdict="wrong", section="central")
def numerical_derivative__python_float(f, x, h=1e-5):
    """It makes a Python float of every slope, and that is float64; where x is float32, return a float32. |
    所有斜率都转成了 Python 的 float，也就是 float64；x 是 float32 时，应当返回 float32。
    """
    x = np.float64(x)
    return float((f(x + h) - f(x - h)) / (2 * h))


@mistake(verdict="wrong", section="central")
def numerical_derivative__integer_slope(f, x, h=1e-5):
    """It gives the slope the dtype of x even where that is an integer, and so cuts its decimals off. |
    x 是整数时，斜率也用了 x 的 dtype，小数部分就丢了；这时应当返回 float64。
    """
    point = np.float64(x)
    return np.asarray(x).dtype.type((f(point + h) - f(point - h)) / (2 * h))


@mistake(verdict="wrong", section="central")
def numerical_derivative__no_check_of_h(f, x, h=1e-5):
    """It accepts any h. A step of 0 divides by 0, and a negative one hides an error of the caller. |
    什么样的 h 都接受。步长为 0 时会除以 0；步长为负，多半是调用者弄错了。应当抛出错误。
    """
    refuse_axes(x)
    point = np.float64(x)
    with np.errstate(all="ignore"):
        slope = np.float64(np.subtract(f(point + h), f(point - h))) / (2 * h)
    return np.result_type(x, 1.0).type(slope)


@mistake(verdict="wrong", section="central")
def numerical_derivative__takes_arrays(f, x, h=1e-5):
    """It accepts arrays and gives one slope for each element; x must be one number. |
    数组也接受，还逐元素给出斜率；x 应当只是一个数。
    """
    refuse_step(h)
    point = np.asarray(x, np.float64)
    return np.asarray((f(point + h) - f(point - h)) / (2 * h)).astype(np.result_type(x, 1.0))


@mistake(verdict="wrong", section="tangent")
def tangent_line__from_the_origin(f, x):
    """It climbs f′(x)·t from f(x), as if x were 0. The way from the point of contact is t − x. |
    从 f(x) 起上升 f′(x)·t，好像 x 是 0。离切点的距离应当是 t − x。
    """
    refuse_axes(x)
    point = np.float64(x)
    height, slope = f(point), numerical_derivative(f, point)
    return lambda t: np.asarray(height + slope * np.asarray(t, np.float64), np.result_type(x, 1.0))


@mistake(verdict="wrong", section="tangent")
def tangent_line__without_height(f, x):
    """It leaves out f(x), so that its line goes through 0 at x instead of touching the curve. |
    漏掉了 f(x)：这条线在 x 处的高度是 0，没有碰到曲线。
    """
    height = f(np.float64(x)) if np.ndim(x) == 0 else 0
    line = tangent_line(f, x)
    return lambda t: np.asarray(line(t) - height, np.result_type(x, 1.0))


@mistake(verdict="wrong", section="tangent")
def tangent_line__value(f, x):
    """It returns the slope, a number; asked for is a function that takes t. |
    返回的是斜率，一个数；要返回的是一个以 t 为参数的函数。
    """
    return numerical_derivative(f, x)


@mistake(verdict="error", section="tangent")
def tangent_line__slope_at_t(f, x):
    """It takes the slope at t; a tangent has one slope everywhere, that of the curve at x. |
    用了曲线在 t 处的斜率；切线处处只有一个斜率，就是曲线在 x 处的斜率。
    """
    refuse_axes(x)
    point, dtype = np.float64(x), np.result_type(x, 1.0)
    return lambda t: np.asarray(f(point) + numerical_derivative(f, t) * (t - point), dtype)


@mistake(verdict="error", section="tangent")
def tangent_line__one_number_only(f, x):
    """Its line takes one number at a time; t may be an array, so do not convert it with float. |
    得到的切线一次只能接受一个数；t 也可以是数组，不要用 float 去转换。
    """
    line = tangent_line(f, x)
    return lambda t: line(float(t))


@mistake(verdict="wrong", section="tangent")
def tangent_line__late(f, x):
    """It computes everything only when the line is used, and so complains of a bad x too late. |
    到用切线的时候才计算，x 不对也要那时才报错，太晚了；应当一开始就检查。
    """
    return lambda t: tangent_line(f, x)(t)


@mistake(verdict="wrong", section="tangent")
def tangent_line__always_float64(f, x):
    """Its heights are float64 even where x is float32; the contract asks for the floating dtype of x. |
    x 是 float32 时，高度仍是 float64；约定的 dtype 与浮点数 x 相同。
    """
    refuse_axes(x)
    return tangent_line(f, np.float64(x))


@mistake(verdict="wrong", section="tangent")
def tangent_line__own_dtype(f, x):
    """It hands f and the difference x in its own dtype, and rounds before it adds; convert x to float64 first. |
    交给 f 和差分的 x 没有转换，还没相加就舍入了；应当先把 x 转成 float64。
    """
    height, slope = f(x), numerical_derivative(f, x)
    dtype = np.result_type(x, 1.0)
    return lambda t: np.asarray(height + slope * (t - x), dtype)


@mistake(verdict="wrong", section="tangent")
def tangent_line__as_written(f, x):
    """It is the formula as it stands, in the dtypes of x and t. Convert x to float64 first, the heights at the end. |
    照搬了公式，x 和 t 是什么 dtype 就怎么算。应当先把 x 转成 float64，最后再给高度定下 dtype。
    """
    height, slope = f(x), numerical_derivative(f, x)
    return lambda t: height + slope * (t - x)


@mistake(verdict="wrong", section="tangent")
def tangent_line__slope_rounded(f, x):
    """It asks for the slope before it converts x, and gets it rounded to float32; convert x first. |
    先求斜率，后转换 x，拿到的斜率已经舍入成 float32；应当先转换 x。
    """
    slope, dtype = numerical_derivative(f, x), np.result_type(x, 1.0)
    x = np.float64(x)
    height = f(x)
    return lambda t: np.asarray(height + slope * (t - x), dtype)


@mistake(verdict="wrong", section="tangent")
def tangent_line__height_rounded(f, x):
    """It rounds f(x) to the dtype of the result before it adds the rise; round only the sum. |
    f(x) 还没加上升高的部分，就先舍入成了结果的 dtype；应当只舍入相加之后的和。
    """
    dtype = np.result_type(x, 1.0)
    x = np.float64(x)
    slope = numerical_derivative(f, x)
    height = dtype.type(f(x))
    return lambda t: np.asarray(height + slope * (np.asarray(t) - x), dtype)


@mistake(verdict="wrong", section="tangent")
def tangent_line__t_in_place(f, x):
    """It computes t -= x, which writes into the caller's array; t - x gives a new one. |
    写成了 t -= x，改动了调用者的数组；t - x 才会给出新数组。
    """
    dtype = np.result_type(x, 1.0)
    x = np.float64(x)
    height, slope = f(x), numerical_derivative(f, x)

    def line(t):
        t -= x
        return np.asarray(height + slope * t, dtype)

    return line


@mistake(verdict="wrong", section="tangent")
def tangent_line__called(f, x):
    """It returns line(x), a height; return line, without parentheses: the function itself. |
    返回了 line(x)，那只是一个高度；应当返回 line，不加括号，也就是函数本身。
    """
    dtype = np.result_type(x, 1.0)
    x = np.float64(x)
    height, slope = f(x), numerical_derivative(f, x)

    def line(t):
        return np.asarray(height + slope * (t - x), dtype)

    return line(x)


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__all_at_once(f, x, h=1e-5):
    """It moves all numbers at once, and so measures the sum of all slopes. Move one, hold the others. |
    所有的数一起动，量到的是全部斜率之和。应当只动一个，其余不动。
    """
    refuse_step(h)
    rise = np.subtract(f(x + np.float64(h)), f(x - np.float64(h)))
    refuse_array(rise)
    return np.full(x.shape, rise / (2 * h)).astype(np.result_type(x, 1.0))


@mistake(verdict="wrong", section="central")
def numerical_gradient__forward(f, x, h=1e-5):
    """It steps to one side only. Central differences step to both, and lose far less for the same h. |
    只往一边走了一步。中心差分两边各走一步，同样的 h，误差小得多。
    """
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x)) / h
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__step_like_x(f, x, h=1e-5):
    """Its step has the dtype of x: in an integer array h becomes 0, in float32 the step is lost; use float64. |
    步的 dtype 与 x 相同：在整数数组里，h 变成了 0；用 float32 时，这一步也会丢掉。应当用 float64。
    """
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__result_like_x(f, x, h=1e-5):
    """Its result has the dtype of x, and cuts the decimals off where x holds integers; that should be float64. |
    结果的 dtype 与 x 相同，x 是整数时，小数部分就丢了；这时应当用 float64。
    """
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__all_like_x(f, x, h=1e-5):
    """Step and result have the dtype of x: with integers h becomes 0, and the slopes could not hold decimals. |
    步和结果的 dtype 都与 x 相同：x 是整数时，h 变成了 0，斜率也存不下小数。
    """
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__step_kept(f, x, h=1e-5):
    """It makes the step once, before the loop, so that h stays at every earlier position; make a new one each time. |
    步只在循环之前建了一次，前面每个位置上的 h 都还留着；应当每次都新建。
    """
    gradient, step = np.zeros(x.shape, np.result_type(x, 1.0)), np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__moves_x_and_back(f, x, h=1e-5):
    """It writes the steps into x itself. An integer x rounds them away, and x should not change even for a moment. |
    直接往 x 里写。x 是整数时，这一步就舍去了；而且 x 一刻也不该改变。应当用新数组。
    """
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for index in np.ndindex(x.shape):
        value = x[index]
        x[index] = value + h
        ahead = f(x)
        x[index] = value - h
        behind = f(x)
        x[index] = value
        gradient[index] = (ahead - behind) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__moves_x_with_nditer(f, x, h=1e-5):
    """It writes the steps into x, and its result has the dtype of x; with integers both lose all decimals. |
    直接往 x 里写，结果的 dtype 也与 x 相同；x 是整数时，两处的小数都会丢掉。
    """
    gradient = np.zeros_like(x)
    places = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not places.finished:
        index = places.multi_index
        value = x[index]
        x[index] = value + h
        ahead = f(x)
        x[index] = value - h
        behind = f(x)
        x[index] = value
        gradient[index] = (ahead - behind) / (2 * h)
        places.iternext()
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__nditer_into_zeros(f, x, h=1e-5):
    """It writes the steps into x, where integers round them away, and its gradient is float64 even for a float32 x. |
    直接往 x 里写，x 是整数时，这一步就舍去了；x 是 float32 时，梯度却仍是 float64。
    """
    gradient = np.zeros(x.shape)
    places = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not places.finished:
        index = places.multi_index
        value = x[index]
        x[index] = value + h
        ahead = f(x)
        x[index] = value - h
        behind = f(x)
        x[index] = value
        gradient[index] = (ahead - behind) / (2 * h)
        places.iternext()
    return gradient


@mistake(verdict="error", section="gradient")
def numerical_gradient__flat_index(f, x, h=1e-5):
    """It counts to x.size, but in a matrix step[i] is row i; np.ndindex(x.shape) goes over every number. |
    数到了 x.size，但在矩阵里，step[i] 是第 i 行。应当用 np.ndindex(x.shape) 走遍每一个数。
    """
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for index in range(x.size):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="error", section="gradient")
def numerical_gradient__list_as_index(f, x, h=1e-5):
    """It makes a list of the index. A list picks several rows; the tuple from np.ndindex is one position. |
    把下标转成了列表。列表会挑出好几行；np.ndindex 给的元组才是一个位置，直接用就行。
    """
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[list(index)] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__no_checks(f, x, h=1e-5):
    """It checks neither h nor what f returns; a step must be positive and finite, and f must return a number. |
    h 和 f 的返回值都没有检查；步长应当是有限的正数，f 应当返回一个数。
    """
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__no_check_of_f(f, x, h=1e-5):
    """It does not check what f returns, and NumPy complains in words of its own, or not at all. |
    没有检查 f 的返回值；这时要么是 NumPy 报它自己的错，要么根本不报错。
    """
    refuse_step(h)
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__never_put_back(f, x, h=1e-5):
    """After a number was moved, it never puts it back, so that the next slope is taken somewhere else. |
    动过的数没有放回去，下一个斜率就是在别处求的了。
    """
    refuse_step(h)
    gradient, probe = np.empty(x.shape, np.result_type(x, 1.0)), x.astype(np.float64)
    for index in np.ndindex(x.shape):
        probe[index] += h
        ahead = f(probe.copy())
        probe[index] -= 2 * h
        rise = np.subtract(ahead, f(probe.copy()))
        refuse_array(rise)
        gradient[index] = rise / (2 * h)
    return gradient


@mistake(verdict="wrong", section="step")
def numerical_gradient__own_dtype(f, x, h=1e-5):
    """It steps in the dtype of x: an integer array rounds every step away, and float32 most of it. |
    在 x 自己的 dtype 里走步：整数数组会把这一步完全舍去，float32 也会舍去大半。应当先转成 float64。
    """
    refuse_step(h)
    gradient = np.empty(x.shape, np.result_type(x, 1.0))
    for index in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[index] = x[index] + h
        behind[index] = x[index] - h
        rise = np.subtract(f(ahead), f(behind))
        refuse_array(rise)
        gradient[index] = rise / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__moves_x(f, x, h=1e-5):
    """It moves the numbers in x itself, and moving them back does not even undo it; use a new array. |
    直接在 x 里走步，走回来时还可能因舍入而对不上。应当用新数组。
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        ahead = f(x)
        x[index] -= 2 * h
        behind = f(x)
        x[index] += h
        gradient[index] = (ahead - behind) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__asarray_is_no_copy(f, x, h=1e-5):
    """np.asarray gives x itself where it is float64 already, so that the caller's array moves while f runs. |
    x 已经是 float64 时，np.asarray 给出的就是 x 本身，f 运行时，调用者的数组就被改动了。应当复制。
    """
    refuse_step(h)
    gradient, probe = np.empty(x.shape, np.result_type(x, 1.0)), np.asarray(x, np.float64)
    for index in np.ndindex(x.shape):
        value, ends = probe[index], []
        for step in (h, -h):
            probe[index] = value + step
            ends.append(f(probe + 0.0))
            probe[index] = value
        rise = np.subtract(*ends)
        refuse_array(rise)
        gradient[index] = rise / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__one_copy(f, x, h=1e-5):
    """It hands the same copy to every call of f; an f that writes into it spoils the next call. |
    每次交给 f 的都是同一个副本；f 往里面写了东西，下一次就不对了。应当每次都给新数组。
    """
    refuse_step(h)
    gradient, probe = np.empty(x.shape, np.result_type(x, 1.0)), x.astype(np.float64)
    for index in np.ndindex(x.shape):
        value = probe[index]
        probe[index] = value + h
        ahead = f(probe)
        probe[index] = value - h
        rise = np.subtract(ahead, f(probe))
        refuse_array(rise)
        probe[index] = value
        gradient[index] = rise / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__rows(f, x, h=1e-5):
    """It goes over x[i], which in a matrix is a whole row; np.ndindex(x.shape) goes over every number. |
    按 x[i] 逐个走；在矩阵里，x[i] 是一整行。应当用 np.ndindex(x.shape) 走遍每一个数。
    """
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for i in range(len(x)):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__always_float64(f, x, h=1e-5):
    """Its gradient is float64 even where x is float32; the contract asks for the floating dtype of x. |
    x 是 float32 时，梯度仍是 float64；约定的 dtype 与浮点数 x 相同。
    """
    return numerical_gradient(f, x.astype(np.float64), h)


@mistake(verdict="wrong", section="gradient")
def numerical_gradient__adds_outputs_up(f, x, h=1e-5):
    """Where f returns an array it adds it up; only a function with one number as its result has a gradient. |
    f 返回数组时，把数组加了起来；只有结果是一个数的函数才有梯度，应当抛出错误。
    """
    refuse_step(h)
    gradient = np.zeros(x.shape, np.result_type(x, 1.0))
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = np.sum(np.subtract(f(x + step), f(x - step))) / (2 * h)
    return gradient


def slope_along(f, x, step):
    """The slope along a step that is not of length 1."""
    return numerical_derivative(lambda t: f(x + t * step), 0.0)


@mistake(verdict="wrong", section="steepest")
def directional_derivative__not_normalised(f, x, direction):
    """It does not bring the direction to length 1, so a longer one seems steeper. |
    没有把方向的长度化为 1：方向写得越长，斜率就显得越大。
    """
    return numerical_derivative(lambda t: f(x + t * direction), 0.0)


@mistake(verdict="wrong", section="steepest")
def directional_derivative__gradient_times_direction(f, x, direction):
    """It multiplies the gradient with the direction as it was given; divide by the direction's length. |
    用梯度乘以给定的方向，长度没有化为 1；应当除以方向的长度。
    """
    return (numerical_gradient(f, x) * direction).sum()


@mistake(verdict="wrong", section="steepest")
def directional_derivative__dot_of_gradient(f, x, direction):
    """It takes np.dot with the direction as given; divide by its length, and sum products where there are more axes. |
    直接用 np.dot 乘以给定的方向；应当除以方向的长度，轴不止一个时，还要逐元素相乘再求和。
    """
    return np.dot(numerical_gradient(f, x), direction)


@mistake(verdict="error", section="steepest")
def directional_derivative__np_dot(f, x, direction):
    """np.dot of two matrices is their matrix product; for any shape, multiply element by element and sum up. |
    两个矩阵的 np.dot 是矩阵乘积；要适用于任何形状，应当逐元素相乘，再求和。
    """
    return np.dot(numerical_gradient(f, x), direction / np.linalg.norm(direction))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__dtype_of_product(f, x, direction):
    """Its result has whatever dtype the product has; where x is float32, it should be float32, for integers float64. |
    乘积是什么 dtype，就返回什么 dtype；x 是 float32 时应当返回 float32，是整数时应当返回 float64。
    """
    return (numerical_gradient(f, x) * (direction / np.linalg.norm(direction))).sum()


@mistake(verdict="wrong", section="steepest")
def directional_derivative__gradient_in_float32(f, x, direction):
    """It asks for the gradient at x in float32 and gets it rounded before the products are added; convert x first. |
    x 是 float32 时，拿到的梯度也舍入成了 float32，乘积却还没有相加；应当先把 x 转成 float64。
    """
    refuse_shapes(x, direction)
    d = direction.astype(np.float64)
    return np.result_type(x, 1.0).type((numerical_gradient(f, x) * d / np.linalg.norm(d)).sum())


@mistake(verdict="wrong", section="steepest")
def directional_derivative__length_in_float32(f, x, direction):
    """It takes the length in the dtype of direction; in float32 that keeps 7 digits only. Convert to float64 first. |
    方向是什么 dtype，长度就用什么 dtype 算；float32 只有 7 位数字。应当先转成 float64。
    """
    refuse_shapes(x, direction)
    unit = direction / np.linalg.norm(direction)
    return np.result_type(x, 1.0).type(slope_along(f, x, unit))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__always_float64(f, x, direction):
    """Its slope is float64 even where x is float32; the contract asks for the floating dtype of x. |
    x 是 float32 时，斜率仍是 float64；约定的 dtype 与浮点数 x 相同。
    """
    unit = direction / np.linalg.norm(direction.astype(np.float64))
    return slope_along(f, x, unit)


@mistake(verdict="error", section="steepest")
def directional_derivative__tolerance(f, x, direction):
    """It takes a very short direction for none; only a length of exactly 0 is an error. |
    方向很短，就当成没有方向；只有长度恰好是 0 才应当报错。
    """
    refuse_shapes(x, direction)
    length = np.linalg.norm(direction.astype(np.float64))
    if np.isclose(length, 0):
        raise ValueError("a direction of length zero")
    return np.result_type(x, 1.0).type(slope_along(f, x, direction / length))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__as_given(f, x, direction):
    """It steps along the direction as it was given; bring it to length 1 first, or a longer one seems steeper. |
    直接沿给定的方向走步；应当先把长度化为 1，不然方向写得越长，斜率就显得越大。
    """
    return (f(x + 1e-5 * direction) - f(x - 1e-5 * direction)) / 2e-5


@mistake(verdict="wrong", section="steepest")
def directional_derivative__sum_of_sizes(f, x, direction):
    """It divides by the sum of the absolute values; the length is the root of the sum of squares. |
    除以了绝对值之和；长度应当是平方和的平方根。
    """
    refuse_shapes(x, direction)
    direction = direction.astype(np.float64)
    return np.result_type(x, 1.0).type(slope_along(f, x, direction / np.abs(direction).sum()))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__length_squared(f, x, direction):
    """It divides by the sum of the squares and forgets the root. |
    除以了平方和，忘了开平方；长度应当是平方和的平方根。
    """
    refuse_shapes(x, direction)
    direction = direction.astype(np.float64)
    return np.result_type(x, 1.0).type(slope_along(f, x, direction / (direction**2).sum()))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__gradient_length(f, x, direction):
    """It returns the length of the gradient, which is the slope in one direction only, the steepest. |
    返回的是梯度的长度；只有沿最陡的那个方向，斜率才是这么大。
    """
    refuse_shapes(x, direction)
    gradient = numerical_gradient(f, x.astype(np.float64))
    return np.result_type(x, 1.0).type(np.linalg.norm(gradient))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__never_negative(f, x, direction):
    """It takes the absolute value; where the way goes down, the slope is negative. |
    取了绝对值；往下走的时候，斜率应当是负数。
    """
    refuse_shapes(x, direction)
    unit = direction / np.linalg.norm(direction.astype(np.float64))
    return np.result_type(x, 1.0).type(abs(slope_along(f, x, unit)))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__not_summed(f, x, direction):
    """It multiplies gradient and direction element by element, and does not add the products up. |
    梯度与方向只做了逐元素相乘，没有把乘积加起来；点积应当是一个数。
    """
    refuse_shapes(x, direction)
    unit = direction / np.linalg.norm(direction.astype(np.float64))
    return np.asarray(numerical_gradient(f, x.astype(np.float64)) * unit, np.result_type(x, 1.0))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__zero_is_nan(f, x, direction):
    """It divides by a length of 0 and gives NaN; a direction that points nowhere is an error. |
    长度为 0 时照样去除，得到 NaN；零向量没有方向，应当抛出错误。
    """
    if x.shape != direction.shape:
        raise ValueError(f"{x.shape} and {direction.shape} differ")
    with np.errstate(all="ignore"):
        unit = direction / np.linalg.norm(direction.astype(np.float64))
        return np.result_type(x, 1.0).type(slope_along(f, x, unit))


@mistake(verdict="wrong", section="steepest")
def directional_derivative__broadcasts(f, x, direction):
    """It lets NumPy stretch a direction of another shape; one number for every coordinate is what it takes. |
    方向的形状不同，也任由 NumPy 广播；每个坐标都应当有一个对应的数。
    """
    if not direction.any():
        raise ValueError("a direction of length zero")
    unit = direction / np.linalg.norm(direction.astype(np.float64))
    return np.result_type(x, 1.0).type(slope_along(f, x, unit))


@mistake(verdict="wrong", section="step")
def directional_derivative__own_dtype(f, x, direction):
    """It steps in the dtype of x, where a small step is rounded away; convert x to float64 first. |
    在 x 自己的 dtype 里走步，小步会舍去；应当先把 x 转成 float64。
    """
    refuse_shapes(x, direction)
    dtype = np.result_type(x, 1.0)
    step = (1e-5 * direction / np.linalg.norm(direction.astype(np.float64))).astype(dtype)
    return dtype.type((f(x + step) - f(x - step)) / 2e-5)


@mistake(verdict="wrong", section="many-outputs")
def jacobian__transposed(f, x, h=1e-5):
    """Its row is an input and its column an output; a row belongs to an output. |
    行对应输入、列对应输出，排反了；一行应当属于一个输出。
    """
    return jacobian(f, x, h).T.copy()


@mistake(verdict="wrong", section="many-outputs")
def jacobian__list_of_columns(f, x, h=1e-5):
    """It collects the columns in a list, and as an array they are rows; a row belongs to an output. |
    把各列收集到列表里，转成数组后就成了行；一行应当属于一个输出。
    """
    columns = []
    for j in range(len(x)):
        step = np.zeros(len(x))
        step[j] = h
        columns.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(columns)


@mistake(verdict="wrong", section="many-outputs")
def jacobian__columns_turned(f, x, h=1e-5):
    """It never gives the matrix the dtype of x, and without a column it no longer knows how many rows there are. |
    没有把矩阵转成 x 的 dtype；一列也没有时，又丢了行数。
    """
    columns = []
    for j in range(x.size):
        step = np.zeros(x.shape)
        step[j] = h
        columns.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(columns).T


@mistake(verdict="error", section="many-outputs")
def jacobian__stacks_no_columns(f, x, h=1e-5):
    """np.stack needs at least one array; without inputs there is no column, and the shape is (m, 0). |
    np.stack 至少要有一个数组；没有输入时一列也没有，形状应当是 (m, 0)。
    """
    columns = []
    for j in range(x.size):
        step = np.zeros(x.shape)
        step[j] = h
        columns.append((f(x + step) - f(x - step)) / (2 * h))
    return np.stack(columns, axis=1).astype(np.result_type(x, 1.0))


@mistake(verdict="wrong", section="many-outputs")
def jacobian__always_float64(f, x, h=1e-5):
    """Its matrix is float64 even where x is float32; the contract asks for the floating dtype of x. |
    x 是 float32 时，矩阵仍是 float64；约定的 dtype 与浮点数 x 相同。
    """
    result = np.zeros((f(x.astype(np.float64)).size, x.size))
    for j in range(x.size):
        step = np.zeros(x.shape)
        step[j] = h
        result[:, j] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@mistake(verdict="wrong", section="many-outputs")
def jacobian__dtype_of_x(f, x, h=1e-5):
    """Its matrix has the dtype of x, and cuts the decimals off where x holds integers; that should be float64. |
    矩阵的 dtype 与 x 相同，x 是整数时，小数部分就丢了；这时应当用 float64。
    """
    result = np.zeros((f(x.astype(np.float64)).size, x.size), x.dtype)
    for j in range(x.size):
        step = np.zeros(x.shape)
        step[j] = h
        result[:, j] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@mistake(verdict="wrong", section="many-outputs")
def jacobian__hands_out_x(f, x, h=1e-5):
    """To learn m it calls f with x itself, and an f that writes into its argument changes the caller's array. |
    为了知道 m，把 x 本身交给了 f；f 往参数里写，就改动了调用者的数组。应当交给它副本。
    """
    result = np.zeros((len(f(x)), x.size), np.result_type(x, 1.0))
    for j in range(x.size):
        step = np.zeros(x.shape)
        step[j] = h
        result[:, j] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@mistake(verdict="wrong", section="many-outputs")
def jacobian__no_checks(f, x, h=1e-5):
    """It checks nothing: x must be a vector, f must return one, and h must be positive and finite. |
    什么都没有检查：x 应当是向量，f 也应当返回向量，h 应当是有限的正数。
    """
    result = np.zeros((f(x.astype(np.float64)).size, x.size), np.result_type(x, 1.0))
    for j in range(x.size):
        step = np.zeros(x.shape)
        step[j] = h
        result[:, j] = (f(x + step) - f(x - step)) / (2 * h)
    return result


@mistake(verdict="wrong", section="central")
def jacobian__forward(f, x, h=1e-5):
    """It steps to one side only. Central differences step to both, and lose far less for the same h. |
    只往一边走了一步。中心差分两边各走一步，同样的 h，误差小得多。
    """
    result = np.zeros((f(x.astype(np.float64)).size, x.size), np.result_type(x, 1.0))
    for j in range(x.size):
        step = np.zeros(x.shape)
        step[j] = h
        result[:, j] = (f(x + step) - f(x)) / h
    return result


@mistake(verdict="wrong", section="many-outputs")
def jacobian__summed(f, x, h=1e-5):
    """It adds the outputs up and returns one gradient; every output has a row of its own. |
    把各个输出加起来，只返回一个梯度；每个输出都应当有自己的一行。
    """
    refuse_outputs(f, x)
    return numerical_gradient(lambda p: np.sum(f(p)), x, h)


@mistake(verdict="error", section="many-outputs")
def jacobian__square(f, x, h=1e-5):
    """It makes room for as many outputs as inputs; f itself says how many outputs it has. |
    以为输出与输入一样多；输出有几个，要看 f 返回什么。
    """
    refuse_outputs(f, x)
    refuse_step(h)
    result = np.empty((x.size, x.size), np.result_type(x, 1.0))
    for j in range(x.size):
        step = np.zeros(x.size)
        step[j] = h
        result[:, j] = np.subtract(f(x + step), f(x - step)) / (2 * h)
    return result


@mistake(verdict="wrong", section="many-outputs")
def jacobian__one_copy(f, x, h=1e-5):
    """It moves one copy for both calls; where f returns its argument, both results are the same array. |
    两次调用 f 用的是同一个副本；f 返回它的参数时，两个结果就是同一个数组，相减得 0。
    """
    m = refuse_outputs(f, x)
    refuse_step(h)
    result, probe = np.empty((m, x.size), np.result_type(x, 1.0)), x.astype(np.float64)
    for j in range(x.size):
        value = probe[j]
        probe[j] = value + h
        ahead = f(probe)
        probe[j] = value - h
        result[:, j] = np.subtract(ahead, f(probe)) / (2 * h)
        probe[j] = value
    return result


@mistake(verdict="wrong", section="many-outputs")
def jacobian__no_inputs(f, x, h=1e-5):
    """Without inputs it gives up the outputs, too; m rows and no column is the shape (m, 0). |
    没有输入时，把输出也丢了；m 行 0 列，形状是 (m, 0)。
    """
    if x.ndim == 1 and x.size == 0:
        refuse_outputs(f, x)
        refuse_step(h)
        return np.zeros((0, 0), np.result_type(x, 1.0))
    return jacobian(f, x, h)


@mistake(verdict="wrong", section="step")
def jacobian__own_dtype(f, x, h=1e-5):
    """It steps in the dtype of x, where a small step is rounded away; convert x to float64 first. |
    在 x 自己的 dtype 里走步，小步会舍去；应当先把 x 转成 float64。
    """
    m = refuse_outputs(f, x)
    refuse_step(h)
    result = np.empty((m, x.size), np.result_type(x, 1.0))
    for j in range(x.size):
        ahead, behind = x.copy(), x.copy()
        ahead[j] = x[j] + h
        behind[j] = x[j] - h
        result[:, j] = np.subtract(f(ahead), f(behind)) / (2 * h)
    return result


@mistake(verdict="wrong", section="many-outputs")
def jacobian__one_output_each(f, x, h=1e-5):
    """It moves all inputs at once and lays the slopes on the diagonal, as if output i knew of input i only. |
    所有输入一起动，再把斜率排在对角线上，好像第 i 个输出只与第 i 个输入有关。
    """
    m = refuse_outputs(f, x)
    refuse_step(h)
    slopes = np.subtract(f(x + np.float64(h)), f(x - np.float64(h))) / (2 * h)
    result = np.zeros((m, x.size), np.result_type(x, 1.0))
    for i in range(min(m, x.size)):
        result[i, i] = slopes[i]
    return result

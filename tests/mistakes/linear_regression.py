"""Wrong answers to the exercises on linear regression that a person would write."""

import numpy as np

from byhand.grading import mistake
from solutions.linear_regression import fit_by_gradient_descent, fit_in_closed_form, mse_gradients, predict


def two_numbers(w, b):
    """The check that a line asks for."""
    if np.shape(w) != () or np.shape(b) != ():
        raise ValueError(f"{np.shape(w)} and {np.shape(b)}")


def two_vectors(x, y):
    """The check that most contracts ask for."""
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise ValueError(f"{x.shape} and {y.shape}")


def not_constant(x, y):
    """The checks that the closed form asks for."""
    two_vectors(x, y)
    if x.min() == x.max():
        raise ValueError(f"all x are {x[0]}")


def floating(*tensors):
    """The dtype that the contracts ask for."""
    return np.result_type(*tensors, 1.0)


def pair(first, second, dtype):
    """Two numbers in the dtype that the contracts ask for."""
    return np.asarray(first, dtype), np.asarray(second, dtype)


# predict


@mistake(verdict="wrong", section="line")
def predict__swapped(x, w, b):
    """It multiplies x by the intercept and adds the slope. | 把斜率和截距弄反了：x 应当乘以 w，再加 b。"""
    return predict(x, b, w)


@mistake(verdict="wrong", section="line")
def predict__through_the_origin(x, w, b):
    """It forgets the intercept, so that every line goes through the origin. |
    忘了加截距，所有的直线都经过原点；应当再加 b。
    """
    two_numbers(w, b)
    return predict(x, w, 0.0)


@mistake(verdict="wrong", section="line")
def predict__minus(x, w, b):
    """It subtracts the intercept. | 减去了截距；应当加上。"""
    two_numbers(w, b)
    return predict(x, w, -float(b))


@mistake(verdict="wrong", section="line")
def predict__bracket(x, w, b):
    """It adds before it multiplies, w (x + b); the intercept must not be stretched by the slope. |
    先加后乘，成了 w (x + b)；截距不该再乘以斜率。
    """
    two_numbers(w, b)
    return np.asarray(float(w) * (x.astype(floating(x)) + float(b)), floating(x))


@mistake(verdict="wrong", section="line")
def predict__promotes(x, w, b):
    """It lets w and b choose the dtype: a NumPy float64 makes float64 of float32, which must stay. |
    让 w 和 b 决定了 dtype：NumPy 的 float64 会把 float32 变成 float64；x 的 float32 应当保持不变。
    """
    two_numbers(w, b)
    return np.asarray(w * x.astype(floating(x)) + b)


@mistake(verdict="wrong", section="line")
def predict__broadcasts(x, w, b):
    """It does not check that w and b are numbers: arrays are broadcast against x, often without an error. |
    没有检查 w 和 b 是不是数：数组会与 x 广播，往往不报错；应当抛出 ValueError。
    """
    return np.asarray(w * x.astype(floating(x)) + b, floating(x))


@mistake(verdict="wrong", section="line")
def predict__integer_dtype(x, w, b):
    """It returns integers for integer inputs, and cuts off the fractions of the line. |
    输入是整数，就返回整数，把直线的小数部分丢掉了；应当得到 float64。
    """
    return predict(x, w, b).astype(x.dtype)


@mistake(verdict="wrong", section="line")
def predict__wraps(x, w, b):
    """It multiplies integers in their own dtype, where the product wraps around, and converts too late: in uint8,
    3 · 100 is 44. |
    整数用原来的 dtype 相乘，会回绕，相乘之后再转换就晚了：在 uint8 里 3 · 100 等于 44；应当先转成 float64。
    """
    two_numbers(w, b)
    return np.asarray(w * x + b).astype(floating(x))


@mistake(verdict="error", section="line")
def predict__loop_over_rows(x, w, b):
    """It goes through x as if it were a vector; an array without axes cannot be gone through. |
    把 x 当作向量逐个取元素；没有轴的数组没法逐个取。整个数组一起算，什么形状都行。
    """
    two_numbers(w, b)
    x = x.astype(floating(x))
    heights = [np.asarray(w * value + b, x.dtype) for value in x]
    return np.array(heights, x.dtype).reshape(x.shape)


@mistake(verdict="error", section="line")
def predict__asks_a_number_for_its_shape(x, w, b):
    """It reads w.shape; Python's numbers have no shape, and `np.shape(w)` is what takes them, too. |
    直接读 w.shape，可 Python 的数没有形状；要写 `np.shape(w)`，数也能用。
    """
    if w.shape != () or b.shape != ():
        raise ValueError(f"{w.shape} and {b.shape}")
    return predict(x, w, b)


@mistake(verdict="wrong", section="line")
def predict__in_place(x, w, b):
    """It changes x itself, in place, and spoils the caller's data. |
    直接改了 x，调用者的数据也跟着变了；应当返回新数组。
    """
    two_numbers(w, b)
    x *= w
    x += b
    return x


@mistake(verdict="wrong", section="line")
def predict__always_float64(x, w, b):
    """It computes in float64 throughout; float32 must stay float32. |
    一律用 float64 计算；float32 应当保持不变。
    """
    two_numbers(w, b)
    return np.asarray(w * x.astype(np.float64) + b)


@mistake(verdict="wrong", section="line")
def predict__checks_w_only(x, w, b):
    """It checks w but not b, which is broadcast in the same way. | 只检查了 w，没有检查 b；b 也会广播。"""
    if np.shape(w) != ():
        raise ValueError(f"{np.shape(w)} and {np.shape(b)}")
    return np.asarray(w * x.astype(floating(x)) + b, floating(x))


@mistake(verdict="wrong", section="line")
def predict__and_for_or(x, w, b):
    """It refuses only where w *and* b have axes; one of them is enough. |
    w 和 b 都有轴时才拒绝；应当只要有一个有轴就拒绝，用 or，不用 and。
    """
    if np.shape(w) != () and np.shape(b) != ():
        raise ValueError(f"{np.shape(w)} and {np.shape(b)}")
    return np.asarray(w * x.astype(floating(x)) + b, floating(x))


@mistake(verdict="wrong", section="line")
def predict__one_element(x, w, b):
    """It counts the elements of w and b: an array of shape (1,) has one, and yet is no number. |
    数的是 w 和 b 有几个元素：形状为 (1,) 的数组也只有一个元素，却不是一个数；应当比较形状。
    """
    if np.size(w) != 1 or np.size(b) != 1:
        raise ValueError(f"{np.shape(w)} and {np.shape(b)}")
    return np.asarray(w * x.astype(floating(x)) + b, floating(x))


@mistake(verdict="error", section="line")
def predict__numbers_of_python(x, w, b):
    """It asks whether w and b are Python's int or float, and so refuses numbers of NumPy's. |
    要求 w 和 b 是 Python 的 int 或 float，连 NumPy 的数也拒绝了；应当问 `np.shape` 是不是 `()`。
    """
    if not (isinstance(w, (int, float)) and isinstance(b, (int, float))):
        raise ValueError(f"{np.shape(w)} and {np.shape(b)}")
    return predict(x, w, b)


@mistake(verdict="error", section="line")
def predict__isscalar(x, w, b):
    """It asks `np.isscalar`, which says no to an array of shape (), although that is a number here. |
    问的是 `np.isscalar`，它不承认形状为 () 的数组，而这里那也算一个数；应当问 `np.shape` 是不是 `()`。
    """
    if not (np.isscalar(w) and np.isscalar(b)):
        raise ValueError(f"{np.shape(w)} and {np.shape(b)}")
    return predict(x, w, b)


@mistake(verdict="wrong", section="line")
def predict__flattens(x, w, b):
    """It lays the results in one row; they should have the shape of x. |
    把结果排成了一行；形状应当与 x 相同。
    """
    return predict(x, w, b).ravel()


# mse_gradients


@mistake(verdict="wrong", section="gradients")
def mse_gradients__half(x, y, w, b):
    """It leaves out the factor 2 of the derivative of a square. | 平方求导得到的因数 2 漏掉了。"""
    by_w, by_b = mse_gradients(x, y, w, b)
    return by_w / by_w.dtype.type(2), by_b / by_b.dtype.type(2)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__sum(x, y, w, b):
    """It sums over the samples and does not divide by their number. | 对样本求和之后没有除以个数；应当取平均。"""
    by_w, by_b = mse_gradients(x, y, w, b)
    return by_w * by_w.dtype.type(x.size), by_b * by_b.dtype.type(x.size)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__uphill(x, y, w, b):
    """Its error is y less the prediction: both gradients have the wrong sign, and a step would climb. |
    误差写成了 y 减预测值，两个梯度都变了号，走一步反而上坡；应当是预测值减 y。
    """
    by_w, by_b = mse_gradients(x, y, w, b)
    return -by_w, -by_b


@mistake(verdict="wrong", section="gradients")
def mse_gradients__swapped(x, y, w, b):
    """It returns the gradient by b first. | 先返回了对 b 的梯度；应当先是对 w 的。"""
    return mse_gradients(x, y, w, b)[::-1]


@mistake(verdict="wrong", section="gradients")
def mse_gradients__no_inner_derivative(x, y, w, b):
    """It forgets the last factor of the chain: the derivative of w x + b by w is x. |
    链式法则的最后一环忘了：w x + b 对 w 的导数是 x，误差还要乘以 x。
    """
    by_b = mse_gradients(x, y, w, b)[1]
    return by_b, by_b.copy()


@mistake(verdict="wrong", section="gradients")
def mse_gradients__x_twice(x, y, w, b):
    """It multiplies by x for b as well; the derivative of w x + b by b is 1. |
    对 b 求导时也乘了 x；w x + b 对 b 的导数是 1。
    """
    by_w = mse_gradients(x, y, w, b)[0]
    return by_w, by_w.copy()


@mistake(verdict="wrong", section="gradients")
def mse_gradients__product_of_means(x, y, w, b):
    """It multiplies the mean error by the mean of x; the mean of the products is something else. |
    用误差的平均值乘以 x 的平均值；应当先逐个相乘，再求平均，两者不是一回事。
    """
    by_b = mse_gradients(x, y, w, b)[1]
    return pair(float(by_b) * float(x.astype(np.float64).mean()), by_b, by_b.dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__squared_error(x, y, w, b):
    """It averages the squared errors again, where the derivative leaves the errors themselves. |
    求导之后仍然用误差的平方；平方的导数里，误差只剩一次方。
    """
    two_vectors(x, y)
    dtype = floating(x, y)
    error = (predict(x, w, b) - y) ** 2
    return pair(2 * (error * x).mean(), 2 * error.mean(), dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__broadcasts(x, y, w, b):
    """It does not compare the shapes: a column and a row are broadcast to a table of all pairs, without an error. |
    没有比较形状：一列与一行会广播成所有配对的表，并不报错；应当抛出 ValueError。
    """
    if x.size == 0 or y.size == 0:
        raise ValueError(f"{x.shape} and {y.shape}")
    dtype, error = floating(x, y), predict(x, w, b) - y
    return pair(2 * (error * x).mean(), 2 * error.mean(), dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__many_lines(x, y, w, b):
    """It writes the line anew without asking whether w and b are numbers: a vector w gives every sample a line of its
    own. |
    重新写了一遍直线，没有检查 w 和 b 是不是数：w 是向量时，每个样本就各有各的直线；应当抛出 ValueError。
    """
    two_vectors(x, y)
    dtype = floating(x, y)
    error = np.asarray(w * x.astype(floating(x)) + b, dtype) - y
    return pair(2 * (error * x).mean(), 2 * error.mean(), dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__any_rank(x, y, w, b):
    """It takes matrices, too, as long as their shapes agree; only vectors are meant. |
    只要形状相同，矩阵也接受；这里只要向量，其他的应当抛出 ValueError。
    """
    if x.shape != y.shape or x.size == 0:
        raise ValueError(f"{x.shape} and {y.shape}")
    return mse_gradients(x.ravel(), y.ravel(), w, b)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__empty(x, y, w, b):
    """It divides by 0 where there are no samples, and returns NaN. |
    一个样本也没有时除以了 0，返回 NaN；应当抛出 ValueError。
    """
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    with np.errstate(all="ignore"):
        dtype, error = floating(x, y), predict(x, w, b) - y
        return pair(2 * (error * x).sum() / x.dtype.type(x.size), 2 * error.sum() / x.dtype.type(x.size), dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__promotes(x, y, w, b):
    """It computes in float64 throughout; float32 must stay float32. |
    一律用 float64 计算；float32 应当保持不变。
    """
    return mse_gradients(x.astype(np.float64), y.astype(np.float64), w, b)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__line_chooses_the_dtype(x, y, w, b):
    """It lets w and b choose the dtype: a NumPy float64 makes float64 of float32, which must stay. |
    让 w 和 b 决定了 dtype：NumPy 的 float64 会把 float32 变成 float64；应当只看 x 和 y。
    """
    two_vectors(x, y)
    two_numbers(w, b)
    error = w * x + b - y
    return 2 * (error * x).mean(), 2 * error.mean()


@mistake(verdict="wrong", section="gradients")
def mse_gradients__dtype_of_x(x, y, w, b):
    """It takes the dtype of x alone; y has a say as well. | dtype 只看了 x；应当由 x 和 y 共同决定。"""
    two_vectors(x, y)
    dtype = floating(x)
    error = predict(x, w, b) - y.astype(dtype)
    return pair(2 * (error * x).mean(), 2 * error.mean(), dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__no_check(x, y, w, b):
    """It checks no shapes at all: a column and a row become a table, and no samples NaN, without an error. |
    完全没有检查形状：一列与一行会变成一张表，没有样本时得到 NaN，都不报错；应当抛出 ValueError。
    """
    error = predict(x, w, b) - y
    return pair(2 * (error * x).mean(), 2 * error.mean(), floating(x, y))


@mistake(verdict="wrong", section="gradients")
def mse_gradients__compares_lengths(x, y, w, b):
    """It compares lengths only: a column of shape (3, 1) is as long as a vector of shape (3,). |
    只比较了长度：形状 (3, 1) 的一列与形状 (3,) 的向量一样长；应当比较形状，并检查轴数。
    """
    if len(x) != len(y):
        raise ValueError(f"{x.shape} and {y.shape}")
    error = predict(x, w, b) - y
    return pair(2 * (error * x).mean(), 2 * error.mean(), floating(x, y))


@mistake(verdict="wrong", section="gradients")
def mse_gradients__times_w(x, y, w, b):
    """It multiplies the errors by w; the derivative of w x + b by w is x. |
    误差乘成了 w；w x + b 对 w 的导数是 x，应当乘以 x。
    """
    by_b = mse_gradients(x, y, w, b)[1]
    return pair(float(by_b) * float(w), by_b, by_b.dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__without_the_intercept(x, y, w, b):
    """It forgets the intercept in the errors: they are w x + b − y. |
    误差里漏了截距；误差是 w x + b − y。
    """
    two_numbers(w, b)
    return mse_gradients(x, y, w, 0.0)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__less_one_sample(x, y, w, b):
    """It divides by n − 1, as for a variance from a sample; the loss is a mean over n. |
    除以了 n − 1，那是样本方差的除法；损失是 n 个样本的平均。
    """
    two_vectors(x, y)
    dtype, error = floating(x, y), predict(x, w, b) - y
    less = error.dtype.type(x.size - 1)
    with np.errstate(all="ignore"):
        return pair(2 * (error * x).sum() / less, 2 * error.sum() / less, dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__half_by_b(x, y, w, b):
    """It leaves out the factor 2 for b; both come from the same square. |
    对 b 的梯度漏掉了因数 2；两个梯度都由同一个平方求导而来。
    """
    by_w, by_b = mse_gradients(x, y, w, b)
    return by_w, by_b / by_b.dtype.type(2)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__sum_by_w(x, y, w, b):
    """It takes the dot product for w and does not divide it by the number of samples. |
    对 w 的梯度用了点积，没有除以样本的个数；应当取平均。
    """
    by_w, by_b = mse_gradients(x, y, w, b)
    return by_w * by_w.dtype.type(x.size), by_b


@mistake(verdict="wrong", section="gradients")
def mse_gradients__no_mean(x, y, w, b):
    """It returns a number for each sample; the gradient of the mean is the mean of them. |
    每个样本各返回一个数；平均损失的梯度，应当再对样本取平均。
    """
    two_vectors(x, y)
    dtype, error = floating(x, y), predict(x, w, b) - y
    return pair(2 * error * x, 2 * error, dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__central_differences(x, y, w, b):
    """It takes differences of the loss over a tiny step, where the digits cancel; the formula loses none. |
    用很小的步长求损失的差分，有效数字会抵消；用公式求，就不丢有效数字。
    """
    two_vectors(x, y)
    two_numbers(w, b)
    dtype, h = floating(x, y), 1e-5

    def loss(w, b):
        return ((predict(x, w, b) - y) ** 2).mean()

    by_w = (loss(w + h, b) - loss(w - h, b)) / (2 * h)
    return pair(by_w, (loss(w, b + h) - loss(w, b - h)) / (2 * h), dtype)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__pythons_floats(x, y, w, b):
    """It returns Python's floats, which have no dtype; NumPy's numbers were asked for. |
    返回的是 Python 的 float，没有 dtype；要求的是 NumPy 的数。
    """
    by_w, by_b = mse_gradients(x, y, w, b)
    return float(by_w), float(by_b)


@mistake(verdict="wrong", section="gradients")
def mse_gradients__a_vector(x, y, w, b):
    """It returns one array with two elements; a pair of numbers was asked for. |
    返回了一个有两个元素的数组；要求的是一对数。
    """
    return np.array(mse_gradients(x, y, w, b))


# fit_by_gradient_descent


def walk(x, y, learning_rate, epochs, *, start=0.0, scale=1.0, gradients=mse_gradients):
    """Gradient descent as it should be, but for where it starts, how long its steps are, and what it follows."""
    two_vectors(x, y)
    if epochs < 0:
        raise ValueError(f"{epochs} epochs")
    dtype = floating(x, y)
    w = b = dtype.type(start)
    losses = np.zeros(epochs, dtype)
    for epoch in range(epochs):
        losses[epoch] = ((predict(x, w, b) - y) ** 2).mean()
        by_w, by_b = gradients(x, y, w, b)
        w = dtype.type(w - learning_rate * scale * by_w)
        b = dtype.type(b - learning_rate * scale * by_b)
    return w, b, losses


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__loss_after_the_step(x, y, learning_rate, epochs):
    """It notes each loss after the step; the first loss, that of w = b = 0, is never seen. |
    走完一步才记损失，于是看不到最初 w = b = 0 时的损失；应当先记，再走。
    """
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    last = ((predict(x, w, b) - y) ** 2).mean()
    return w, b, np.append(losses, last)[1:].astype(losses.dtype)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__one_after_the_other(x, y, learning_rate, epochs):
    """It updates w first and computes the gradient by b with the new w; both belong to the old line. |
    先更新了 w，再用新的 w 求对 b 的梯度；两个梯度都应当在旧的直线上求。
    """
    fit_by_gradient_descent(x, y, learning_rate, min(epochs, 0))
    dtype = floating(x, y)
    w = b = dtype.type(0)
    losses = np.zeros(epochs, dtype)
    for epoch in range(epochs):
        losses[epoch] = ((predict(x, w, b) - y) ** 2).mean()
        w = dtype.type(w - learning_rate * mse_gradients(x, y, w, b)[0])
        b = dtype.type(b - learning_rate * mse_gradients(x, y, w, b)[1])
    return w, b, losses


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__uphill(x, y, learning_rate, epochs):
    """It adds the gradient, and so walks uphill. | 加上了梯度，成了上坡；应当减去。"""
    return walk(x, y, learning_rate, epochs, scale=-1.0)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__starts_at_one(x, y, learning_rate, epochs):
    """It starts at w = b = 1; the start is w = b = 0. | 从 w = b = 1 出发；应当从 w = b = 0 出发。"""
    return walk(x, y, learning_rate, epochs, start=1.0)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__half_steps(x, y, learning_rate, epochs):
    """Its steps are half as long: the factor 2 of the gradients is missing. |
    步子只有一半长：梯度里的因数 2 漏掉了。
    """
    return walk(x, y, learning_rate, epochs, scale=0.5)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__sums(x, y, learning_rate, epochs):
    """It sums the gradients over the samples, so that the step grows with their number. |
    梯度对样本求了和，没有取平均，样本越多步子越大。
    """
    return walk(x, y, learning_rate, epochs, scale=float(x.size))


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__sample_by_sample(x, y, learning_rate, epochs):
    """It takes a step after every sample; an epoch is one step on all of them here. |
    每看一个样本就走一步；这里一轮只走一步，用全部样本。
    """
    fit_by_gradient_descent(x, y, learning_rate, min(epochs, 0))
    dtype = floating(x, y)
    w = b = dtype.type(0)
    losses = np.zeros(epochs, dtype)
    for epoch in range(epochs):
        losses[epoch] = ((predict(x, w, b) - y) ** 2).mean()
        for i in range(x.size):
            by_w, by_b = mse_gradients(x[i : i + 1], y[i : i + 1], w, b)
            w = dtype.type(w - learning_rate * by_w)
            b = dtype.type(b - learning_rate * by_b)
    return w, b, losses


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__one_loss_more(x, y, learning_rate, epochs):
    """It notes the last loss as well, one more than there are epochs. |
    把最后的损失也记了下来，比轮数多一个；每一轮只记一个。
    """
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    return w, b, np.append(losses, ((predict(x, w, b) - y) ** 2).mean()).astype(losses.dtype)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__list_of_losses(x, y, learning_rate, epochs):
    """It returns the losses as a list; a vector was asked for. | 损失用列表返回；要求的是向量。"""
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    return w, b, list(losses)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__no_losses_in_float64(x, y, learning_rate, epochs):
    """It makes a vector of a list that is empty without epochs; `np.array([])` is float64, unless told otherwise. |
    一轮也不走时，列表是空的，`np.array([])` 不指明 dtype 就是 float64；应当指明 dtype。
    """
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    return w, b, losses if epochs else np.array([])


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__root_of_the_loss(x, y, learning_rate, epochs):
    """It notes the root of the mean squared error, not the error itself. |
    记下的是均方误差的平方根；应当记均方误差。
    """
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    return w, b, np.sqrt(losses)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__checks_in_the_loop(x, y, learning_rate, epochs):
    """It leaves the check of the shapes to the steps; without epochs nobody checks. |
    形状只在走步子时检查；一轮也不走，就没人检查了。应当在循环之前检查。
    """
    if epochs == 0:
        dtype = floating(x, y)
        return *pair(0, 0, dtype), np.zeros(0, dtype)
    return fit_by_gradient_descent(x, y, learning_rate, epochs)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__negative_epochs(x, y, learning_rate, epochs):
    """It takes a negative number of epochs for none. | 轮数为负时，当作一轮也不走；应当抛出 ValueError。"""
    return fit_by_gradient_descent(x, y, learning_rate, max(epochs, 0))


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__promotes(x, y, learning_rate, epochs):
    """It computes in float64 throughout; float32 must stay float32. |
    一律用 float64 计算；float32 应当保持不变。
    """
    return fit_by_gradient_descent(x.astype(np.float64), y.astype(np.float64), learning_rate, epochs)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__rate_chooses_the_dtype(x, y, learning_rate, epochs):
    """It lets the learning rate choose the dtype: a NumPy float64 makes float64 of w and b, where they were float32. |
    让学习率决定了 dtype：NumPy 的 float64 会把 float32 的 w 和 b 变成 float64；每一步之后都应当转回来。
    """
    fit_by_gradient_descent(x, y, learning_rate, min(epochs, 0))
    dtype = floating(x, y)
    w = b = dtype.type(0)
    losses = np.empty(epochs, dtype)
    for epoch in range(epochs):
        losses[epoch] = ((predict(x, w, b) - y) ** 2).mean()
        by_w, by_b = mse_gradients(x, y, w, b)
        w, b = w - learning_rate * by_w, b - learning_rate * by_b
    return w, b, losses


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__pays_no_heed_to_dtypes(x, y, learning_rate, epochs):
    """It starts at Python's 0.0 and leaves the dtype to chance: without a step there is none, and a NumPy float64 as
    learning rate makes float64 of float32. |
    从 Python 的 0.0 出发，dtype 听其自然：一步不走就没有 dtype，学习率是 NumPy 的 float64，float32 也会变成 float64。
    """
    fit_by_gradient_descent(x, y, learning_rate, min(epochs, 0))
    w = b = 0.0
    losses = []
    for _ in range(epochs):
        losses.append(((w * x + b - y) ** 2).mean())
        by_w, by_b = mse_gradients(x, y, w, b)
        w, b = w - learning_rate * by_w, b - learning_rate * by_b
    return w, b, np.array(losses)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__starts_at_pythons_zero(x, y, learning_rate, epochs):
    """It starts at Python's 0, which is what it returns without epochs; a NumPy number was asked for. |
    从 Python 的 0 出发，一轮也不走时就原样返回；要求的是 NumPy 的数。
    """
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    return (w, b, losses) if epochs else (0, 0, losses)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__one_array_for_both(x, y, learning_rate, epochs):
    """It gives one array two names, `w = b = np.zeros(())`, and changes it in place: what moves w moves b. |
    写了 `w = b = np.zeros(())`，一个数组有两个名字，又就地修改：w 动，b 也跟着动。
    """
    fit_by_gradient_descent(x, y, learning_rate, min(epochs, 0))
    dtype = floating(x, y)
    w = b = np.zeros((), dtype)
    losses = np.zeros(epochs, dtype)
    for epoch in range(epochs):
        losses[epoch] = ((predict(x, w, b) - y) ** 2).mean()
        by_w, by_b = mse_gradients(x, y, w, b)
        w -= dtype.type(learning_rate * by_w)
        b -= dtype.type(learning_rate * by_b)
    return w, b, losses


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__half_of_the_loss(x, y, learning_rate, epochs):
    """It notes half the mean squared error. | 记下的是均方误差的一半；应当记均方误差。"""
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    return w, b, losses / 2


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__sum_of_squares(x, y, learning_rate, epochs):
    """It notes the sum of the squared errors, and does not divide it by their number. |
    记下的是平方误差之和，没有除以个数；应当取平均。
    """
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    return w, b, losses * losses.dtype.type(x.size)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__absolute_loss(x, y, learning_rate, epochs):
    """It notes the mean of the absolute errors; they should be squared. |
    记下的是绝对误差的平均值；误差应当先平方。
    """
    fit_by_gradient_descent(x, y, learning_rate, min(epochs, 0))
    seen = []

    def watched(x, y, w, b):
        seen.append(np.abs(predict(x, w, b) - y).mean())
        return mse_gradients(x, y, w, b)

    w, b, losses = walk(x, y, learning_rate, epochs, gradients=watched)
    return w, b, np.array(seen, losses.dtype)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__only_w_moves(x, y, learning_rate, epochs):
    """It takes steps with w only; b has a gradient as well. | 只更新了 w；b 也有梯度，也要更新。"""

    def along_w(x, y, w, b):
        by_w, by_b = mse_gradients(x, y, w, b)
        return by_w, by_b * 0

    return walk(x, y, learning_rate, epochs, gradients=along_w)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__mixes_up_the_gradients(x, y, learning_rate, epochs):
    """It moves w by the gradient by b, and b by that by w. | 两个梯度用反了：w 用了对 b 的梯度，b 用了对 w 的。"""
    return walk(x, y, learning_rate, epochs, gradients=lambda *point: mse_gradients(*point)[::-1])


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__gradients_of_the_start(x, y, learning_rate, epochs):
    """It computes the gradients once, before the loop; each step needs those of the line as it is then. |
    梯度只在循环之前求了一次；每一步都应当在当时的直线上重新求。
    """
    return walk(x, y, learning_rate, epochs, gradients=lambda x, y, w, b: mse_gradients(x, y, w * 0, b * 0))


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__product_of_means(x, y, learning_rate, epochs):
    """It multiplies the mean error by the mean of x; the mean of the products is something else. |
    用误差的平均值乘以 x 的平均值；应当先逐个相乘，再求平均，两者不是一回事。
    """
    return walk(x, y, learning_rate, epochs, gradients=mse_gradients__product_of_means)


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__averages_twice(x, y, learning_rate, epochs):
    """It divides the gradients by the number of samples once more; they are means already. |
    梯度又除了一次样本的个数；它们本来就是平均值。
    """
    return walk(x, y, learning_rate, epochs, scale=1 / max(x.size, 1))


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__swapped(x, y, learning_rate, epochs):
    """It returns the intercept first. | 先返回了截距；应当先是斜率 w。"""
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    return b, w, losses


@mistake(verdict="wrong", section="descent")
def fit_by_gradient_descent__one_step_fewer(x, y, learning_rate, epochs):
    """It counts from 1 to below `epochs`, and so takes one step fewer. |
    从 1 数到 `epochs` 之前，少走了一步；应当走 `epochs` 步。
    """
    fit_by_gradient_descent(x, y, learning_rate, min(epochs, 0))
    return fit_by_gradient_descent(x, y, learning_rate, max(epochs - 1, 0))


@mistake(verdict="error", section="descent")
def fit_by_gradient_descent__refuses_no_epochs(x, y, learning_rate, epochs):
    """It refuses 0 epochs; only a negative number is an error. | 轮数为 0 时也拒绝了；只有负数才是错误。"""
    if epochs <= 0:
        raise ValueError(f"{epochs} epochs")
    return fit_by_gradient_descent(x, y, learning_rate, epochs)


@mistake(verdict="wrong", section="closed-form")
def fit_by_gradient_descent__formula(x, y, learning_rate, epochs):
    """It returns the best line at once, by the formula; after a few epochs descent has not got there. |
    直接用公式给出了最好的直线；梯度下降走几轮，还到不了那里。
    """
    w, b, losses = fit_by_gradient_descent(x, y, learning_rate, epochs)
    if x.min() < x.max():
        w, b = fit_in_closed_form(x, y)
    return w, b, losses


# fit_in_closed_form


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__through_the_origin(x, y):
    """It divides Σ x y by Σ x²: that is the best line through the origin, where nothing makes it go. |
    用 Σ x y 除以 Σ x²，得到的是经过原点的最佳直线；直线不必经过原点，应当先减去平均值。
    """
    not_constant(x, y)
    wide_x, wide_y = x.astype(np.float64), y.astype(np.float64)
    return pair((wide_x * wide_y).sum() / (wide_x**2).sum(), 0, floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__large_numbers_cancel(x, y):
    """It subtracts n Σ x² and (Σ x)², two huge numbers that nearly agree where x lies far from 0, and loses the
    digits. |
    用 n Σ x² 减 (Σ x)²：x 离 0 很远时，两个很大的数几乎相等，一减就丢掉了有效数字；应当先减去平均值。
    """
    not_constant(x, y)
    dtype, n = floating(x, y), x.size
    x, y = x.astype(dtype), y.astype(dtype)
    below = n * (x * x).sum() - x.sum() ** 2
    with np.errstate(all="ignore"):
        w = (n * (x * y).sum() - x.sum() * y.sum()) / below
        return pair(w, (y.sum() - w * x.sum()) / n, dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__large_means_cancel(x, y):
    """It subtracts the square of the mean from the mean of the squares, two huge numbers that nearly agree where x lies
    far from 0, and loses the digits. |
    用平方的平均值减去平均值的平方：x 离 0 很远时，两个很大的数几乎相等，一减就丢掉了有效数字；应当先减去平均值。
    """
    not_constant(x, y)
    dtype = floating(x, y)
    x, y = x.astype(dtype), y.astype(dtype)
    with np.errstate(all="ignore"):
        w = ((x * y).mean() - x.mean() * y.mean()) / ((x * x).mean() - x.mean() ** 2)
        return pair(w, y.mean() - w * x.mean(), dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__matrix_of_raw_inputs(x, y):
    """It solves the normal equations with x as it is; where x lies far from 0, the condition number of their matrix is
    huge, and the digits are lost. |
    直接用 x 解正规方程：x 离 0 很远时，矩阵的条件数极大，有效数字就丢掉了；应当先减去平均值。
    """
    not_constant(x, y)
    dtype = floating(x, y)
    columns = np.stack([x, np.ones(x.size)], axis=1).astype(dtype)
    return pair(*np.linalg.solve(columns.T @ columns, columns.T @ y.astype(dtype)), dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__inverse_of_raw_inputs(x, y):
    """It inverts the matrix of the normal equations with x as it is; where x lies far from 0, the digits are lost. |
    直接用 x 排成正规方程的矩阵，再求逆：x 离 0 很远时，有效数字就丢掉了；应当先减去平均值。
    """
    not_constant(x, y)
    dtype = floating(x, y)
    columns = np.stack([x, np.ones(x.size)], axis=1).astype(dtype)
    return pair(*(np.linalg.inv(columns.T @ columns) @ columns.T @ y.astype(dtype)), dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__two_ways_to_divide(x, y):
    """It divides the covariance, which NumPy averages over n − 1, by the variance, which NumPy averages over n. |
    `np.cov` 除以 n − 1，`np.var` 除以 n，两者相除，分母对不上；应当除以同一个数。
    """
    not_constant(x, y)
    w = float(fit_in_closed_form(x, y)[0]) * x.size / (x.size - 1)
    return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__x_from_y(x, y):
    """It divides by the spread of y: that is the slope of the line that predicts x from y. |
    除以了 y 的平方和，得到的是由 y 预测 x 的斜率；应当除以 x 的平方和。
    """
    not_constant(x, y)
    with np.errstate(all="ignore"):
        w = ((x - x.mean()) * (y - y.mean())).sum() / ((y - y.mean()) ** 2).sum()
        return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__the_other_way_round(x, y):
    """It has x and y the wrong way round throughout: that is the line that predicts x from y. |
    x 和 y 整个弄反了，得到的是由 y 预测 x 的直线。
    """
    not_constant(x, y)
    with np.errstate(all="ignore"):
        w = ((x - x.mean()) * (y - y.mean())).sum() / ((y - y.mean()) ** 2).sum()
        return pair(w, x.mean() - w * y.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__upside_down(x, y):
    """It has the fraction upside down: the sum of the squares belongs below. |
    分子和分母弄反了；平方之和应当在分母。
    """
    not_constant(x, y)
    with np.errstate(all="ignore"):
        w = ((x - x.mean()) ** 2).sum() / ((x - x.mean()) * (y - y.mean())).sum()
        return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__standard_deviation(x, y):
    """It divides the covariance by the standard deviation of x; it should be the variance, its square. |
    协方差除以了 x 的标准差；应当除以方差，也就是标准差的平方。
    """
    not_constant(x, y)
    w = ((x - x.mean()) * (y - y.mean())).mean() / x.std()
    return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__slope_without_means(x, y):
    """It leaves out the means in the slope: Σ x y by Σ x² is the slope of the best line through the origin. |
    求斜率时没有减去平均值：Σ x y 除以 Σ x²，那是经过原点的最佳直线的斜率。
    """
    not_constant(x, y)
    wide_x, wide_y = x.astype(np.float64), y.astype(np.float64)
    w = (wide_x * wide_y).sum() / (wide_x**2).sum()
    return pair(w, wide_y.mean() - w * wide_x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__sums_before_products(x, y):
    """It sums before it multiplies: the deviations from a mean sum to 0, so that 0 is divided by 0. |
    先求和，再相乘：与平均值的差加起来是 0，于是成了 0 除以 0；应当先相乘，再求和。
    """
    not_constant(x, y)
    dx, dy = x - x.mean(), y - y.mean()
    with np.errstate(all="ignore"):
        w = dx.sum() * dy.sum() / dx.sum() ** 2
        return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__sorts_both(x, y):
    """It sorts x and y, each on its own, and so tears the pairs apart. |
    把 x 和 y 各自排了序，原来的配对就拆散了。
    """
    return fit_in_closed_form(np.sort(x), np.sort(y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__correlation(x, y):
    """It divides by both standard deviations: that is the correlation, which has no unit, and no slope. |
    除以了两个标准差，得到的是相关系数，没有单位，不是斜率；应当除以 x 的方差。
    """
    not_constant(x, y)
    with np.errstate(all="ignore"):
        w = np.corrcoef(x, y)[0, 1]
        return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__mean_of_the_slopes(x, y):
    """It averages y / x over the points; such a slope knows no intercept. |
    把各点的 y / x 取了平均；这样的斜率没有考虑截距。
    """
    not_constant(x, y)
    with np.errstate(all="ignore"):
        w = (y / x).mean()
        return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__first_and_last(x, y):
    """It takes the slope from the first to the last point; all of them count. |
    斜率只用了第一点和最后一点；所有的点都应当算上。
    """
    not_constant(x, y)
    dtype = floating(x, y)
    x, y = x.astype(dtype), y.astype(dtype)
    with np.errstate(all="ignore"):
        w = (y[-1] - y[0]) / (x[-1] - x[0])
        return pair(w, y.mean() - w * x.mean(), dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__slopes_from_the_middle(x, y):
    """It averages the slopes from the middle to each point; the points farther out must count more. |
    求出从中间到每一点的斜率，再取平均；离中间越远的点，分量应当越重。
    """
    not_constant(x, y)
    with np.errstate(all="ignore"):
        w = ((y - y.mean()) / (x - x.mean())).mean()
        return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__intercept_is_the_mean(x, y):
    """It takes the mean of y for the intercept; that is the height of the line at the mean of x, not at 0. |
    把 y 的平均值当作截距；那是直线在 x 的平均值处的高度，不是在 0 处的。
    """
    w, b = fit_in_closed_form(x, y)
    return w, np.asarray(y.mean(), b.dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__intercept_without_the_slope(x, y):
    """It subtracts the mean of x from that of y, without the slope in front of it. |
    截距写成了 y 的平均值减 x 的平均值；x 的平均值还要乘以斜率。
    """
    w, b = fit_in_closed_form(x, y)
    return w, np.asarray(y.mean() - x.mean(), b.dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__intercept_with_plus(x, y):
    """It adds w times the mean of x to the mean of y; from there back to 0 it is to be subtracted. |
    截距里用了加号；从平均值退回到 0，应当减去 w 乘以 x 的平均值。
    """
    w, b = fit_in_closed_form(x, y)
    return w, np.asarray(y.mean() + w * x.mean(), b.dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__intercept_negated(x, y):
    """Its intercept has the wrong sign: it is the mean of y less w times the mean of x. |
    截距的符号反了；应当是 y 的平均值减去 w 乘以 x 的平均值。
    """
    w, b = fit_in_closed_form(x, y)
    return w, -b


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__intercept_with_swapped_means(x, y):
    """It mixes up the means in the intercept: the slope belongs to the mean of x. |
    求截距时把两个平均值弄反了；斜率应当乘以 x 的平均值。
    """
    w, b = fit_in_closed_form(x, y)
    return w, np.asarray(x.mean() - w * y.mean(), b.dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__swapped(x, y):
    """It returns the intercept first, as `np.linalg.lstsq` may. | 先返回了截距；应当先是斜率 w。"""
    return fit_in_closed_form(x, y)[::-1]


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__no_check_of_a_constant(x, y):
    """It does not ask whether all x are equal: it divides 0 by 0, or what rounding has left in their place. |
    没有检查 x 是否全都相等：结果是 0 除以 0，或者两个舍入误差相除；应当抛出 ValueError。
    """
    two_vectors(x, y)
    from_mean = x - x.mean()
    with np.errstate(all="ignore"):
        w = (from_mean * (y - y.mean())).sum() / (from_mean**2).sum()
        return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__nan_for_a_constant(x, y):
    """It returns NaN where all x are equal; that should be a ValueError. |
    x 全都相等时返回 NaN；应当抛出 ValueError。
    """
    two_vectors(x, y)
    if x.min() < x.max():
        return fit_in_closed_form(x, y)
    return pair(np.nan, np.nan, floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__refuses_one_sample_only(x, y):
    """It refuses a single sample, but not several above each other, which have no best slope either. |
    只拒绝了单个样本；几个样本的 x 全都相等时，同样没有最好的斜率，也应当抛出 ValueError。
    """
    two_vectors(x, y)
    if x.size == 1:
        raise ValueError(f"only one x {x[0]}")
    return fit_in_closed_form__no_check_of_a_constant(x, y)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__flat_line_for_a_constant(x, y):
    """It returns a level line where all x are equal; any slope fits as well, so that none is the best. |
    x 全都相等时返回一条水平线；哪个斜率都同样好，没有最好的，应当抛出 ValueError。
    """
    two_vectors(x, y)
    if x.min() < x.max():
        return fit_in_closed_form(x, y)
    return pair(0, y.mean(), floating(x, y))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__sum_of_squares_is_zero(x, y):
    """It asks whether the sum of squares is 0; where the mean is rounded, as for three times 0.1, it is 1e-34. |
    问的是平方和是不是 0；三个 0.1 的平均值有舍入误差，平方和就成了 1e-34。应当问 x 的最大值与最小值是否相等。
    """
    two_vectors(x, y)
    from_mean = x - x.mean()
    squares = (from_mean**2).sum()
    if squares == 0:
        raise ValueError(f"all x are {x[0]}")
    w = (from_mean * (y - y.mean())).sum() / squares
    return pair(w, y.mean() - w * x.mean(), floating(x, y))


@mistake(verdict="error", section="closed-form")
def fit_in_closed_form__close_is_equal(x, y):
    """It asks `np.allclose`, which takes small inputs for equal when they differ by less than 1e-8. |
    问的是 `np.allclose`：输入很小时，相差不到 1e-8 也当作相等。应当看是否真的相等。
    """
    two_vectors(x, y)
    if np.allclose(x, x[0]):
        raise ValueError(f"all x are {x[0]}")
    return fit_in_closed_form(x, y)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__no_check_of_the_shapes(x, y):
    """It does not compare the shapes: a single y is broadcast to all x, without an error. |
    没有比较形状：只有一个 y 时，会广播到所有的 x，并不报错；应当抛出 ValueError。
    """
    if x.min() == x.max():
        raise ValueError(f"all x are {x.ravel()[0]}")
    dtype = floating(x, y)
    x, y = x.astype(dtype), y.astype(dtype)
    from_mean = x - x.mean()
    w = (from_mean * (y - y.mean())).sum() / (from_mean**2).sum()
    return pair(w, y.mean() - w * x.mean(), dtype)


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__any_rank(x, y):
    """It takes matrices, too, as long as their shapes agree; only vectors are meant. |
    只要形状相同，矩阵也接受；这里只要向量，其他的应当抛出 ValueError。
    """
    if x.shape != y.shape or x.size == 0:
        raise ValueError(f"{x.shape} and {y.shape}")
    return fit_in_closed_form(x.ravel(), y.ravel())


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__promotes(x, y):
    """It computes in float64 throughout; float32 must stay float32. |
    一律用 float64 计算；float32 应当保持不变。
    """
    return fit_in_closed_form(x.astype(np.float64), y.astype(np.float64))


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__means_choose_the_dtype(x, y):
    """It converts nothing: the mean of integers is float64, which makes float64 of the other's float32. |
    什么都没有转换：整数的平均值是 float64，会把另一个的 float32 也变成 float64。
    """
    not_constant(x, y)
    from_mean = x - x.mean()
    w = (from_mean * (y - y.mean())).sum() / (from_mean**2).sum()
    return w, y.mean() - w * x.mean()


@mistake(verdict="wrong", section="closed-form")
def fit_in_closed_form__pythons_floats(x, y):
    """It returns Python's floats, which have no dtype; NumPy's numbers were asked for. |
    返回的是 Python 的 float，没有 dtype；要求的是 NumPy 的数。
    """
    w, b = fit_in_closed_form(x, y)
    return float(w), float(b)

"""Wrong answers to the exercises on classification that a person would write."""

from itertools import pairwise

import numpy as np

from byhand.grading import mistake
from solutions.chain_rule import softmax_cross_entropy_vjp
from solutions.classification import (
    collapse_linear_layers,
    init_mlp,
    mlp_forward,
    parameter_count,
    predict_class,
    train_softmax_regression,
)
from solutions.dot_product import affine
from solutions.losses import softmax, sparse_categorical_cross_entropy


def some_classes(logits):
    """The check that predict_class asks for."""
    if logits.ndim == 0 or logits.shape[-1] == 0:
        raise ValueError(f"no classes in shape {logits.shape}")


def right_sizes(sizes):
    """The check that the sizes of a network need."""
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"no network of sizes {sizes}")


def layers(rng, sizes, *, weight=np.float32, bias=np.float32):
    """The parameters of a network in other dtypes, and without any check."""
    params = []
    for n, m in pairwise(sizes):
        w = rng.normal(scale=np.sqrt(2 / n), size=(n, m)).astype(weight)
        params.append((w, np.zeros(m, bias)))
    return params


def trained(x, labels, classes, learning_rate, epochs, *, step=None, scores=affine, start=None, loss=None, finish=None):
    """Softmax regression with one line changed: the steps of w and b, the scores, the start, the loss, or the end."""
    train_softmax_regression(x, labels, classes, learning_rate, min(epochs, 0))  # its checks
    return unchecked(x, labels, classes, float(learning_rate), epochs, step, scores, start, loss, finish)


def unchecked(x, labels, classes, rate, epochs, step=None, scores=affine, start=None, loss=None, finish=None):
    """Softmax regression as a learner writes it first: no check, and the rate as it comes."""
    if x.dtype.kind != "f":
        x = x.astype(np.float64)
    w, b = np.zeros((x.shape[1], classes), x.dtype), np.zeros(classes, x.dtype)
    if start is not None:
        w = start(w)
    losses = []
    for _ in range(epochs):
        z = scores(x, w, b)
        losses.append((loss or sparse_categorical_cross_entropy)(z, labels))
        (g,) = softmax_cross_entropy_vjp(z, labels, 1.0)
        at_w, at_b = (x.T @ g, g.sum(axis=0)) if step is None else step(x, z, labels, g)
        w, b = w - rate * at_w, b - rate * at_b
    return w, b, np.array(losses, np.float64) if finish is None else finish(losses)


def along(gradient):
    """The steps of w and b for another gradient at the scores, made of the probabilities and the one-hot rows."""

    def step(x, z, labels, _):
        g = gradient(softmax(z), np.eye(z.shape[1], dtype=z.dtype)[labels.astype(np.int64)])
        return x.T @ g, g.sum(axis=0)

    return step


# predict_class


@mistake(verdict="wrong", section="one-hot")
def predict_class__first_axis(logits):
    """It searches along the first axis: that is the sample which a class likes best. |
    沿第一个轴找最大，找到的是每个类别得分最高的样本；应当沿最后一个轴找。
    """
    some_classes(logits)
    return logits.argmax(axis=0)


@mistake(verdict="wrong", section="one-hot")
def predict_class__no_axis(logits):
    """It names no axis: argmax takes all scores for one row, and finds one place in it. |
    没有写轴：argmax 把所有得分当成一行，只找出一个位置；应当沿最后一个轴找。
    """
    some_classes(logits)
    return logits.argmax()


@mistake(verdict="error", section="one-hot")
def predict_class__second_axis(logits):
    """It searches along axis 1, the last one only of a matrix; −1 is always the last. |
    沿轴 1 找最大，只有矩阵的最后一个轴才是它；−1 总是最后一个轴。
    """
    some_classes(logits)
    return logits.argmax(axis=1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__row_by_row(logits):
    """It goes through the first axis in a loop, as if every batch were a matrix. |
    沿第一个轴逐个循环，只适用于矩阵；前面可以有任意多个轴。
    """
    some_classes(logits)
    return np.array([row.argmax() for row in logits])


@mistake(verdict="wrong", section="one-hot")
def predict_class__keeps_the_axis(logits):
    """It keeps the axis of the classes, with size 1: `keepdims=True`. |
    保留了类别那个轴，长度为 1，是 `keepdims=True` 的缘故；这个轴应当去掉。
    """
    some_classes(logits)
    return logits.argmax(axis=-1, keepdims=True)


@mistake(verdict="wrong", section="one-hot")
def predict_class__smallest(logits):
    """It takes the lowest score; the highest one is the answer. | 取了最低分；最高分才是回答。"""
    some_classes(logits)
    return logits.argmin(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__last_of_ties(logits):
    """Of equal scores it takes the last: sorting puts it at the end. |
    几个最高分并列时取了最后一个，因为排序把它排在末尾；应当取第一个。
    """
    some_classes(logits)
    return logits.argsort(axis=-1, kind="stable")[..., -1].astype(np.int64)


@mistake(verdict="wrong", section="one-hot")
def predict_class__all_of_ties(logits):
    """Of equal scores it takes all, as `nonzero` finds them; each sample gets one answer. |
    几个最高分并列时全都要了，`nonzero` 就是这样；每个样本只有一个回答，取第一个。
    """
    some_classes(logits)
    return np.nonzero(logits == logits.max(axis=-1, keepdims=True))[-1]


@mistake(verdict="wrong", section="one-hot")
def predict_class__overflow(logits):
    """It raises e to the scores first: those above 709 all become infinity, and the first of them wins. |
    先求了指数：超过 709 的得分全都变成无穷大，排在前面的就赢了；不必求指数，直接比较得分。
    """
    some_classes(logits)
    with np.errstate(over="ignore"):
        return np.exp(logits.astype(np.float64)).argmax(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__through_softmax(logits):
    """It goes through softmax, where a lead of 1e-30 is rounded away; the scores themselves tell. |
    先算了 softmax，1e-30 的领先被舍入掉了；直接比较得分就行。
    """
    some_classes(logits)
    return softmax(logits).argmax(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__small_integers(logits):
    """It subtracts the highest score in uint8, which has no negative numbers: they wrap around. |
    在 uint8 里减去最高分；uint8 没有负数，结果会回绕，直接比较得分就行。
    """
    some_classes(logits)
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (shifted / shifted.sum(axis=-1, keepdims=True)).argmax(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__float32(logits):
    """It turns the scores into float32, where close ones become equal. |
    先把得分转成了 float32，相近的得分就变得相等；直接比较得分。
    """
    some_classes(logits)
    return logits.astype(np.float32).argmax(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__float64(logits):
    """It turns integers into float64, where 2⁵³ and 2⁵³ + 1 become equal. |
    把整数转成了 float64，2⁵³ 与 2⁵³ + 1 就变得相等；直接比较得分。
    """
    some_classes(logits)
    return logits.astype(np.float64).argmax(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__absolute(logits):
    """It looks for the score farthest from 0; a very negative one is the worst, not the best. |
    找的是绝对值最大的得分；负得很多的得分是最差的，不是最好的。
    """
    some_classes(logits)
    return np.abs(logits.astype(np.float64)).argmax(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__from_one(logits):
    """It counts the classes from 1; they count from 0. | 类别从 1 数起；应当从 0 数起。"""
    return predict_class(logits) + 1


@mistake(verdict="wrong", section="one-hot")
def predict_class__one_hot(logits):
    """It returns one-hot rows; class numbers are asked for. | 返回的是独热编码；要求的是类别编号。"""
    return np.eye(logits.shape[-1] if logits.ndim else 0, dtype=np.int64)[predict_class(logits)]


@mistake(verdict="wrong", section="one-hot")
def predict_class__scores(logits):
    """It returns the highest score itself; asked for is its place, `argmax`. |
    返回的是最高分本身；要求的是它的位置，也就是 `argmax`。
    """
    some_classes(logits)
    return logits.max(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__no_check(logits):
    """It checks nothing, so that NumPy complains about no classes in its own words, without the shape. |
    什么都没有检查；没有类别时由 NumPy 报错，信息里没有形状。
    """
    return logits.argmax(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__no_class_check(logits):
    """It asks for an axis only: scores for no classes are left to NumPy, whose words name no shape. |
    只检查了有没有轴；没有类别时由 NumPy 报错，信息里没有形状。
    """
    if logits.ndim == 0:
        raise ValueError(f"no axis in shape {logits.shape}")
    return logits.argmax(axis=-1)


@mistake(verdict="wrong", section="one-hot")
def predict_class__no_axis_check(logits):
    """It looks at `shape[-1]` before it knows that there is an axis. |
    还不知道有没有轴，就先看了 `shape[-1]`；没有轴时会抛出 IndexError。
    """
    if logits.shape[-1] == 0:
        raise ValueError(f"no classes in shape {logits.shape}")
    return logits.argmax(axis=-1)


@mistake(verdict="error", section="one-hot")
def predict_class__no_samples(logits):
    """It refuses scores without samples, `size == 0`; only classes must not be missing. |
    一个样本也没有（`size == 0`）也被拒绝了；不能没有的只是类别。
    """
    if logits.ndim == 0 or logits.size == 0:
        raise ValueError(f"no classes in shape {logits.shape}")
    return logits.argmax(axis=-1)


@mistake(verdict="error", section="one-hot")
def predict_class__matrix_only(logits):
    """It refuses everything but matrices; there may be any number of axes before the last. |
    只接受矩阵；最后一个轴前面可以有任意多个轴。
    """
    some_classes(logits)
    if logits.ndim != 2:
        raise ValueError(f"no matrix: {logits.shape}")
    return logits.argmax(axis=-1)


# train_softmax_regression


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__sum(x, labels, classes, learning_rate, epochs):
    """It sums the gradients of the samples and does not divide: twice the data, twice the step. |
    把各样本的梯度加起来，没有除以样本数；数据多一倍，步子就大一倍，应当取平均。
    """
    return trained(x, labels, classes, learning_rate, epochs, step=along(lambda p, t: p - t))


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__mean_of_all(x, labels, classes, learning_rate, epochs):
    """It divides by samples times classes; the loss is a mean over samples only. |
    除以了样本数乘以类别数；损失只对样本取平均。
    """
    return trained(x, labels, classes, learning_rate, epochs, step=along(lambda p, t: (p - t) / p.size))


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__mean_twice(x, labels, classes, learning_rate, epochs):
    """It divides by the number of samples once more; `softmax_cross_entropy_vjp` has done so. |
    又除了一次样本数；`softmax_cross_entropy_vjp` 已经除过了。
    """
    return trained(
        x, labels, classes, learning_rate, epochs, step=lambda x, z, t, g: (x.T @ g / len(x), g.mean(axis=0))
    )


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__bias_mean(x, labels, classes, learning_rate, epochs):
    """It takes the mean for the biases; g is divided by the samples already, so they get its sum. |
    偏置的梯度取了平均；g 已经除过样本数，应当求和。
    """
    return trained(x, labels, classes, learning_rate, epochs, step=lambda x, z, t, g: (x.T @ g, g.mean(axis=0)))


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__bias_total(x, labels, classes, learning_rate, epochs):
    """It adds up the whole of g for the biases; each class has the sum of its own column, `axis=0`. |
    把整个 g 加成了一个数；每个类别的偏置用自己那一列的和，要写 `axis=0`。
    """
    return trained(x, labels, classes, learning_rate, epochs, step=lambda x, z, t, g: (x.T @ g, g.sum()))


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__no_softmax(x, labels, classes, learning_rate, epochs):
    """It takes the scores themselves for probabilities: that is linear regression on one-hot rows. |
    把得分直接当成了概率，那是对独热编码做线性回归；先要经过 softmax。
    """

    def step(x, z, labels, _):
        g = (z - np.eye(z.shape[1], dtype=z.dtype)[labels.astype(np.int64)]) / len(z)
        return x.T @ g, g.sum(axis=0)

    return trained(x, labels, classes, learning_rate, epochs, step=step)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__no_bias_in_the_scores(x, labels, classes, learning_rate, epochs):
    """It leaves the biases out of the scores: x @ w + b. | 算得分时漏了偏置；应当是 x @ w + b。"""
    return trained(x, labels, classes, learning_rate, epochs, scores=lambda x, w, b: x @ w)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__uphill(x, labels, classes, learning_rate, epochs):
    """It adds the gradient: uphill. The step goes against it. | 加上了梯度，是在上坡；应当逆着梯度走。"""
    return trained(x, labels, classes, learning_rate, epochs, step=lambda x, z, t, g: (-(x.T @ g), -g.sum(axis=0)))


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__squared_error(x, labels, classes, learning_rate, epochs):
    """It takes the gradient of the squared error of the probabilities, which has another factor p (1 − p). |
    用的是概率的平方误差的梯度；交叉熵的梯度就是 p − t，没有别的因子。
    """

    def gradient(p, t):
        error = 2 * (p - t) / len(p)
        return p * (error - (p * error).sum(axis=1, keepdims=True))

    return trained(x, labels, classes, learning_rate, epochs, step=along(gradient))


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__no_bias_step(x, labels, classes, learning_rate, epochs):
    """It forgets the step of the biases: they stay 0 for ever. | 忘了更新偏置，偏置永远是 0。"""
    return trained(x, labels, classes, learning_rate, epochs, step=lambda x, z, t, g: (x.T @ g, np.zeros_like(g[0])))


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__random_start(x, labels, classes, learning_rate, epochs):
    """It starts at random weights; asked for are zeros, which are harmless without a hidden layer. |
    权重从随机数出发；要求从 0 出发，没有隐藏层时这样做毫无问题。
    """
    rng = np.random.default_rng(0)
    return trained(
        x, labels, classes, learning_rate, epochs, start=lambda w: (0.1 * rng.normal(size=w.shape)).astype(w.dtype)
    )


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__sample_by_sample(x, labels, classes, learning_rate, epochs):
    """It steps after every sample; here one step uses all of them. |
    每看一个样本就走一步；这里要求全部样本一起走一步。
    """
    w, b, _ = train_softmax_regression(x, labels, classes, learning_rate, min(epochs, 0))
    data, rate, losses = x.astype(w.dtype), float(learning_rate), np.zeros(epochs)
    for epoch in range(epochs):
        losses[epoch] = sparse_categorical_cross_entropy(affine(data, w, b), labels)
        for at in range(len(data)):
            row, label = data[at : at + 1], labels[at : at + 1]
            (g,) = softmax_cross_entropy_vjp(affine(row, w, b), label, 1.0)
            w, b = w - rate * row.T @ g, b - rate * g.sum(axis=0)
    return w, b, losses


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__loss_after(x, labels, classes, learning_rate, epochs):
    """It records the loss after the step; the one before it is asked for. |
    记的是走完这一步之后的损失；要求记这一步之前的。
    """
    w, b, losses = train_softmax_regression(x, labels, classes, learning_rate, epochs + 1 if epochs >= 0 else epochs)
    w, b, _ = train_softmax_regression(x, labels, classes, learning_rate, epochs)
    return w, b, losses[1:]


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__total_loss(x, labels, classes, learning_rate, epochs):
    """It records the sum of the samples' losses; the loss is their mean. | 记的是各样本损失之和；损失应当是平均值。"""
    return trained(
        x, labels, classes, learning_rate, epochs, loss=lambda z, t: sparse_categorical_cross_entropy(z, t) * len(z)
    )


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__loss_of_softmax(x, labels, classes, learning_rate, epochs):
    """It gives probabilities to `sparse_categorical_cross_entropy`, which takes scores and applies softmax itself. |
    把概率交给了 `sparse_categorical_cross_entropy`；它要的是得分，自己会做 softmax。
    """
    return trained(
        x, labels, classes, learning_rate, epochs, loss=lambda z, t: sparse_categorical_cross_entropy(softmax(z), t)
    )


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__softmax_twice(x, labels, classes, learning_rate, epochs):
    """It applies softmax to the scores, and what takes the result applies it again. |
    先对得分做了 softmax，后面的函数又做了一次；它们要的是得分。
    """
    return trained(x, labels, classes, learning_rate, epochs, scores=lambda x, w, b: softmax(affine(x, w, b)))


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__list_of_losses(x, labels, classes, learning_rate, epochs):
    """It returns the losses in a list; a vector is asked for. | 损失放在列表里返回了；要求的是向量。"""
    return trained(x, labels, classes, learning_rate, epochs, finish=list)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__losses_like_x(x, labels, classes, learning_rate, epochs):
    """The losses keep the dtype of the scores: of float32 samples they are float32, not float64. |
    损失的 dtype 与得分相同；样本是 float32 时就成了 float32，应当是 float64。
    """
    return trained(x, labels, classes, learning_rate, epochs, finish=np.array)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__one_step_short(x, labels, classes, learning_rate, epochs):
    """It leaves out the last step: `range(epochs - 1)`. | 少走了最后一步：写成了 `range(epochs - 1)`。"""
    w, b, losses = train_softmax_regression(x, labels, classes, learning_rate, epochs)
    if epochs > 0:
        w, b, _ = train_softmax_regression(x, labels, classes, learning_rate, epochs - 1)
    return w, b, losses


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__one_step_more(x, labels, classes, learning_rate, epochs):
    """It takes one step too many: `range(epochs + 1)`. | 多走了一步：写成了 `range(epochs + 1)`。"""
    train_softmax_regression(x, labels, classes, learning_rate, min(epochs, 0))
    return train_softmax_regression(x, labels, classes, learning_rate, epochs + 1)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__float64(x, labels, classes, learning_rate, epochs):
    """It makes float64 of float32: `np.zeros` does so unless it is told a dtype. |
    float32 变成了 float64：`np.zeros` 不写 dtype 就是这样。
    """
    return train_softmax_regression(x.astype(np.float64), labels, classes, learning_rate, epochs)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__rate_widens(x, labels, classes, learning_rate, epochs):
    """A rate of NumPy's, float64, makes float64 of float32 weights; `float(learning_rate)` does not. |
    NumPy 的 float64 学习率把 float32 的权重变成了 float64；`float(learning_rate)` 就不会。
    """
    train_softmax_regression(x, labels, classes, learning_rate, min(epochs, 0))
    return unchecked(x, labels, classes, learning_rate, epochs)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__dtypes_left_to_numpy(x, labels, classes, learning_rate, epochs):
    """It leaves the dtypes to NumPy: a float64 rate widens float32 weights; losses of float32 scores are float32. |
    dtype 全听 NumPy 的：float64 的学习率把 float32 的权重变成 float64，float32 得分的损失又是 float32；
    两处都应当用 `float(…)`。
    """
    train_softmax_regression(x, labels, classes, learning_rate, min(epochs, 0))
    return unchecked(x, labels, classes, learning_rate, epochs, finish=np.array)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__classes_seen(x, labels, classes, learning_rate, epochs):
    """It takes the highest label for the number of classes; a class without samples gets no column. |
    用最大的标签来推算类别数；没有样本的类别就少了一列。
    """
    train_softmax_regression(x, labels, classes, learning_rate, min(epochs, 0))
    return train_softmax_regression(x, labels, int(labels.max()) + 1, learning_rate, epochs)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__wraps_labels(x, labels, classes, learning_rate, epochs):
    """It never looks for negative labels: −1 picks the last class. |
    没有检查负的标签：−1 取的是最后一个类别，应当抛出 ValueError。
    """
    if labels.dtype.kind in "iu" and labels.size and labels.max() < classes:
        labels = np.where(labels < 0, (labels.astype(np.int64) + classes) % classes, labels)
    return train_softmax_regression(x, labels, classes, learning_rate, epochs)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__negative_epochs(x, labels, classes, learning_rate, epochs):
    """It takes a negative number of epochs for none. | 轮数为负时当作 0；应当抛出 ValueError。"""
    return train_softmax_regression(x, labels, classes, learning_rate, max(epochs, 0))


@mistake(verdict="error", section="softmax-regression")
def train_softmax_regression__at_least_one_epoch(x, labels, classes, learning_rate, epochs):
    """It refuses 0 epochs, too; no step is allowed. | 轮数为 0 也被拒绝了；可以一步也不走。"""
    if epochs == 0:
        raise ValueError(f"{epochs} epochs")
    return train_softmax_regression(x, labels, classes, learning_rate, epochs)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__highest_label(x, labels, classes, learning_rate, epochs):
    """It lets the label `classes` through; the highest is classes − 1. |
    放过了等于 `classes` 的标签；最大只能是 classes − 1。
    """
    if labels.dtype.kind in "iu" and labels.shape == x.shape[:1] and labels.size > 0 and labels.max() == classes:
        train_softmax_regression(x, labels, classes + 1, learning_rate, min(epochs, 0))
        return unchecked(x, labels, classes, float(learning_rate), epochs)
    return train_softmax_regression(x, labels, classes, learning_rate, epochs)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__labels_unchecked(x, labels, classes, learning_rate, epochs):
    """It leaves the labels to the functions that it calls: without epochs, nobody looks at them. |
    标签留给调用的函数去检查；轮数为 0 时就没有谁检查了。
    """
    if x.ndim != 2 or labels.shape != x.shape[:1] or len(x) == 0:
        raise ValueError(f"{x.shape}, {labels.shape}")
    if epochs < 0:
        raise ValueError(f"{epochs} epochs")
    return unchecked(x, labels, classes, float(learning_rate), epochs)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__negative_label(x, labels, classes, learning_rate, epochs):
    """It never looks for negative labels: without epochs, nobody else does. |
    没有检查负的标签；轮数为 0 时，调用的函数也不会检查。
    """
    if labels.dtype.kind in "iu" and labels.shape == x.shape[:1] and labels.size > 0 and labels.min() < 0:
        return unchecked(x, labels, classes, float(learning_rate), epochs)
    return train_softmax_regression(x, labels, classes, learning_rate, epochs)


@mistake(verdict="wrong", section="softmax-regression")
def train_softmax_regression__no_check(x, labels, classes, learning_rate, epochs):
    """It checks nothing, and leaves it to the functions that it calls, which do not name both shapes. |
    什么都没有检查，全留给调用的函数；那些函数不会写明两个形状。
    """
    return unchecked(x, labels, classes, float(learning_rate), epochs)


# collapse_linear_layers


def fitting(w1, b1, w2, b2):
    """The check that two layers ask for."""
    collapse_linear_layers(w1, b1, w2, b2)


@mistake(verdict="error", section="collapse")
def collapse_linear_layers__bias_not_carried(w1, b1, w2, b2):
    """It adds the two biases; the first one still goes through the second layer. |
    把两个偏置直接相加；第一个偏置还要经过第二层，应当是 b1 · w2 + b2。
    """
    fitting(w1, b1, w2, b2)
    return w1 @ w2, b1 + b2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__first_bias_lost(w1, b1, w2, b2):
    """It forgets the first bias. | 丢掉了第一个偏置；应当是 b1 · w2 + b2。"""
    fitting(w1, b1, w2, b2)
    return w1 @ w2, b2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__second_bias_lost(w1, b1, w2, b2):
    """It forgets the second bias. | 丢掉了第二个偏置；应当是 b1 · w2 + b2。"""
    fitting(w1, b1, w2, b2)
    return w1 @ w2, b1 @ w2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__order(w1, b1, w2, b2):
    """It multiplies in the wrong order: a batch stands on the left, so the first layer comes first, w1 @ w2. |
    乘的次序反了：批量在左边，先经过第一层，所以是 w1 @ w2。
    """
    fitting(w1, b1, w2, b2)
    return w2 @ w1, b1 @ w2 + b2


@mistake(verdict="error", section="collapse")
def collapse_linear_layers__bias_on_the_right(w1, b1, w2, b2):
    """It multiplies w2 by the bias from the right, `w2 @ b1`; a row stands on the left. |
    偏置乘在了右边，成了 `w2 @ b1`；偏置是一行，应当在左边。
    """
    fitting(w1, b1, w2, b2)
    return w1 @ w2, w2 @ b1 + b2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__swapped(w1, b1, w2, b2):
    """It returns the bias first; asked for is the pair (w, b). | 先返回了偏置；要求的次序是 (w, b)。"""
    w, b = collapse_linear_layers(w1, b1, w2, b2)
    return b, w


@mistake(verdict="error", section="collapse")
def collapse_linear_layers__elementwise(w1, b1, w2, b2):
    """It multiplies element by element; two layers one after the other are a matrix product. |
    用了逐元素相乘；一层接一层，对应的是矩阵乘法。
    """
    fitting(w1, b1, w2, b2)
    return w1 * w2, b1 @ w2 + b2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__with_relu(w1, b1, w2, b2):
    """It puts relu between the layers: a network with an activation is no single layer. |
    中间加了 relu；有激活函数的网络，不是一个线性层。
    """
    fitting(w1, b1, w2, b2)
    return np.maximum(w1, 0) @ w2, np.maximum(b1, 0) @ w2 + b2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__bias_row(w1, b1, w2, b2):
    """The bias has shape (1, out); a vector is asked for. | 偏置的形状成了 (1, out)；应当是向量。"""
    w, b = collapse_linear_layers(w1, b1, w2, b2)
    return w, b[np.newaxis]


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__in_place(w1, b1, w2, b2):
    """It adds into the caller's b2. | 直接加进了调用者的 b2；应当返回新数组。"""
    fitting(w1, b1, w2, b2)
    b2 += b1 @ w2
    return w1 @ w2, b2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__float32(w1, b1, w2, b2):
    """It turns everything into float32; float64 must stay float64. |
    一律转成了 float32；float64 应当保持不变。
    """
    w, b = collapse_linear_layers(w1, b1, w2, b2)
    return w.astype(np.float32), b.astype(np.float32)


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__stretches(w1, b1, w2, b2):
    """It lets a second bias of size 1 stretch; each output has a bias of its own. |
    长度为 1 的第二个偏置被扩展了；每个输出都要有自己的偏置。
    """
    if w2.ndim == 2 and b2.shape == (1,):
        b2 = np.repeat(b2, w2.shape[1])
    return collapse_linear_layers(w1, b1, w2, b2)


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__biases_unchecked(w1, b1, w2, b2):
    """It checks the weights only: the biases, too, must be vectors of the right sizes. |
    只检查了权重；偏置也必须是向量，长度也要对得上。
    """
    if w1.ndim != 2 or w2.ndim != 2 or w1.shape[1] != w2.shape[0]:
        raise ValueError(f"{w1.shape}, {b1.shape}, {w2.shape}, {b2.shape}")
    return w1 @ w2, b1 @ w2 + b2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__axes_unchecked(w1, b1, w2, b2):
    """It compares sizes before it knows how many axes there are: a vector has no `shape[1]`. |
    还不知道有几个轴，就先比较了长度；向量没有 `shape[1]`，会抛出 IndexError。
    """
    if not w1.shape[1] == b1.shape[0] == w2.shape[0] or w2.shape[1] != b2.shape[0]:
        raise ValueError(f"{w1.shape}, {b1.shape}, {w2.shape}, {b2.shape}")
    return w1 @ w2, b1 @ w2 + b2


@mistake(verdict="wrong", section="collapse")
def collapse_linear_layers__no_check(w1, b1, w2, b2):
    """It checks nothing: what NumPy says of sizes that do not fit names no shape of the biases. |
    什么都没有检查：长度对不上时，NumPy 自己的错误信息不会写明全部形状。
    """
    return w1 @ w2, b1 @ w2 + b2


# init_mlp


@mistake(verdict="wrong", section="initialisation")
def init_mlp__unscaled(rng, sizes):
    """It draws from N(0, 1) and forgets the scale: the numbers grow from layer to layer. |
    从 N(0, 1) 中抽取，忘了缩放；数值会一层比一层大。
    """
    return [((w * (len(w) / 2) ** 0.5).astype(np.float32), b) for w, b in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__variance(rng, sizes):
    """It gives the variance 2 / fan_in to `scale`, which wants its root, the standard deviation. |
    把方差 2 / fan_in 当成了标准差；应当再开平方根。
    """
    return [((w * (2 / len(w)) ** 0.5).astype(np.float32), b) for w, b in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__fan_out(rng, sizes):
    """It divides by fan_out; the variance is 2 / fan_in. | 除以了 fan_out；方差应为 2 / fan_in。"""
    return [((w * (len(w) / len(b)) ** 0.5).astype(np.float32), b) for w, b in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__both_fans(rng, sizes):
    """It takes the variance 2 / (fan_in + fan_out), which is Glorot's; He's is 2 / fan_in. |
    方差用了 2 / (fan_in + fan_out)，那是 Glorot 初始化；He 初始化是 2 / fan_in。
    """
    return [((w * (len(w) / sum(w.shape)) ** 0.5).astype(np.float32), b) for w, b in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__spread_as_mean(rng, sizes):
    """It gives the spread to `loc`, the mean, which comes first; write `scale=…`. |
    把标准差传给了 `loc`，也就是均值，因为它是第一个参数；应当写 `scale=…`。
    """
    right_sizes(sizes)
    draw = lambda n, m: rng.normal((2 / n) ** 0.5, size=(n, m)).astype(np.float32)  # noqa: E731
    return [(draw(n, m), np.zeros(m, np.float32)) for n, m in pairwise(sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__without_2(rng, sizes):
    """It takes the variance 1 / fan_in; relu loses half of it, hence the 2. |
    方差用了 1 / fan_in；relu 会丢掉一半，所以要乘 2。
    """
    return [((w / 2**0.5).astype(np.float32), b) for w, b in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__first_fan_in(rng, sizes):
    """It scales all layers by the first size; every layer has its own fan_in. |
    每一层都按第一个大小来缩放；每一层应当用自己的 fan_in。
    """
    params = init_mlp(rng, sizes)
    return [((w * (len(w) / sizes[0]) ** 0.5).astype(np.float32), b) for w, b in params]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__uniform(rng, sizes):
    """It draws from a uniform distribution of the right variance; a normal one is asked for. |
    从方差相同的均匀分布中抽取；这里要求正态分布。
    """
    right_sizes(sizes)
    draw = lambda n, m: ((6 / n) ** 0.5 * rng.uniform(-1, 1, (n, m))).astype(np.float32)  # noqa: E731
    return [(draw(n, m), np.zeros(m, np.float32)) for n, m in pairwise(sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__zeros(rng, sizes):
    """All weights are 0, so that all units of a layer learn the same. |
    权重全为 0，于是同一层的单元学到的东西都一样。
    """
    return [(np.zeros_like(w), b) for w, b in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__transposed(rng, sizes):
    """The weights have shape (fan_out, fan_in). | 权重的形状成了 (fan_out, fan_in)；应当是 (fan_in, fan_out)。"""
    right_sizes(sizes)
    draw = lambda n, m: rng.normal(scale=(2 / n) ** 0.5, size=(m, n)).astype(np.float32)  # noqa: E731
    return [(draw(n, m), np.zeros(m, np.float32)) for n, m in pairwise(sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__float64(rng, sizes):
    """It leaves all in float64, as `rng.normal` and `np.zeros` give it. |
    权重和偏置还是 `rng.normal` 和 `np.zeros` 给出的 float64；应当是 float32。
    """
    right_sizes(sizes)
    return layers(rng, sizes, weight=np.float64, bias=np.float64)


@mistake(verdict="wrong", section="initialisation")
def init_mlp__float64_weights(rng, sizes):
    """It leaves the weights in float64, as `rng.normal` gives them. |
    权重还是 `rng.normal` 给出的 float64；应当是 float32。
    """
    right_sizes(sizes)
    return layers(rng, sizes, weight=np.float64)


@mistake(verdict="wrong", section="initialisation")
def init_mlp__float64_biases(rng, sizes):
    """It leaves the biases in float64, as `np.zeros` makes them unless it is told a dtype. |
    偏置还是 float64，`np.zeros` 不写 dtype 就是这样；应当是 float32。
    """
    right_sizes(sizes)
    return layers(rng, sizes, bias=np.float64)


@mistake(verdict="wrong", section="initialisation")
def init_mlp__bias_row(rng, sizes):
    """The bias has shape (1, fan_out); a vector is asked for. | 偏置的形状成了 (1, fan_out)；应当是向量。"""
    return [(w, b[np.newaxis]) for w, b in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__bias_of_the_input(rng, sizes):
    """The biases have the size of the layer's input; there is one for each output. |
    偏置的个数等于这一层的输入个数；应当每个输出一个。
    """
    return [(w, np.zeros(len(w), np.float32)) for w, _ in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__random_bias(rng, sizes):
    """It draws the biases, too; they begin at zero. | 把偏置也随机抽取了；偏置应当从零开始。"""
    right_sizes(sizes)
    draw = lambda n, *shape: rng.normal(scale=(2 / n) ** 0.5, size=shape).astype(np.float32)  # noqa: E731
    return [(draw(n, n, m), draw(n, m)) for n, m in pairwise(sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__global_generator(rng, sizes):
    """It seeds NumPy's global generator and draws from that; whoever else uses it gets other numbers now. |
    给 NumPy 的全局生成器设了种子，再从那里抽取；别处用到这个生成器，数也跟着变了，应当用 rng。
    """
    right_sizes(sizes)
    np.random.seed(0)  # noqa: NPY002
    draw = lambda n, m: np.random.normal(scale=(2 / n) ** 0.5, size=(n, m)).astype(np.float32)  # noqa: E731, NPY002
    return [(draw(n, m), np.zeros(m, np.float32)) for n, m in pairwise(sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__seed_0(rng, sizes):
    """It makes a generator of its own, so that every seed gives the same parameters. |
    自己另造了一个生成器，于是无论种子是什么，参数都一样；应当用 rng。
    """
    return init_mlp(np.random.default_rng(0), sizes)


@mistake(verdict="wrong", section="initialisation")
def init_mlp__flat(rng, sizes):
    """It returns one list of all arrays; asked for is a list of pairs (w, b). |
    返回的是所有数组排成的一个列表；要求的是由 (w, b) 组成的列表。
    """
    return [array for pair in init_mlp(rng, sizes) for array in pair]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__tuple_of_pairs(rng, sizes):
    """It returns a tuple of pairs; a list is asked for. | 返回的是由 (w, b) 组成的元组；要求的是列表。"""
    return tuple(init_mlp(rng, sizes))


@mistake(verdict="wrong", section="initialisation")
def init_mlp__lists_of_two(rng, sizes):
    """It makes every layer a list [w, b]; a pair is a tuple, (w, b). | 每一层成了列表 [w, b]；要求的是元组 (w, b)。"""
    return [[w, b] for w, b in init_mlp(rng, sizes)]


@mistake(verdict="wrong", section="initialisation")
def init_mlp__last_layer_missing(rng, sizes):
    """It stops one layer early: sizes are one more than layers. | 少了最后一层；大小的个数只比层数多一个。"""
    right_sizes(sizes)
    return layers(rng, sizes[:-1])


@mistake(verdict="wrong", section="initialisation")
def init_mlp__no_check(rng, sizes):
    """It never checks the sizes: one size gives a network of no layers. |
    没有检查各层的大小：只给一个大小时，得到的是没有层的网络。
    """
    return layers(rng, sizes)


@mistake(verdict="wrong", section="initialisation")
def init_mlp__only_the_number(rng, sizes):
    """It counts the sizes, but lets a layer of 0 units through. | 只检查了有几个大小；没有单元的层也放过了。"""
    if len(sizes) < 2:
        raise ValueError(f"sizes {sizes}")
    return layers(rng, sizes)


@mistake(verdict="wrong", section="initialisation")
def init_mlp__only_the_units(rng, sizes):
    """It looks for sizes below 1, but does not count them: a network needs two. |
    只检查了有没有小于 1 的大小；大小还至少要有两个。
    """
    if any(size < 1 for size in sizes):
        raise ValueError(f"sizes {sizes}")
    return layers(rng, sizes)


# parameter_count


@mistake(verdict="wrong", section="counting")
def parameter_count__no_biases(sizes):
    """It counts the weights only; each output has a bias, too. | 只数了权重；每个输出还有一个偏置。"""
    right_sizes(sizes)
    return sum(int(n) * int(m) for n, m in pairwise(sizes))


@mistake(verdict="wrong", section="counting")
def parameter_count__weights_only(sizes):
    """It counts the weights only; each output has a bias, too. | 只数了权重；每个输出还有一个偏置。"""
    right_sizes(sizes)
    return sum(n * m for n, m in pairwise(sizes))  # NumPy's integers may wrap around


@mistake(verdict="wrong", section="counting")
def parameter_count__bias_of_the_input(sizes):
    """It counts a bias for every input of a layer; there is one for every output. |
    给每个输入数了一个偏置；应当是每个输出一个。
    """
    right_sizes(sizes)
    return sum(int(n) * (int(m) + 1) for n, m in pairwise(sizes))


@mistake(verdict="wrong", section="counting")
def parameter_count__one_bias_a_layer(sizes):
    """It counts one bias for each layer; there is one for every output of it. |
    每层只数了一个偏置；应当是每个输出一个。
    """
    right_sizes(sizes)
    return sum(int(n) * int(m) + 1 for n, m in pairwise(sizes))


@mistake(verdict="wrong", section="counting")
def parameter_count__biases_everywhere(sizes):
    """It gives biases to the input layer, too; an input is no unit that computes. |
    把输入层也算上了偏置；输入不做计算，没有偏置。
    """
    return parameter_count(sizes) + int(sizes[0])


@mistake(verdict="wrong", section="counting")
def parameter_count__last_layer_missing(sizes):
    """It leaves out the biases of the last layer. | 漏了最后一层的偏置。"""
    return parameter_count(sizes) - int(sizes[-1])


@mistake(verdict="wrong", section="counting")
def parameter_count__one_layer_short(sizes):
    """It stops one layer early: sizes are one more than layers. | 少数了最后一层；大小的个数只比层数多一个。"""
    right_sizes(sizes)
    return sum((int(n) + 1) * int(m) for n, m in pairwise(sizes[:-1]))


@mistake(verdict="wrong", section="counting")
def parameter_count__units(sizes):
    """It adds the units up; parameters sit on the connections between them. |
    把单元数加了起来；参数在单元之间的连接上。
    """
    right_sizes(sizes)
    return int(sum(map(int, sizes)))


@mistake(verdict="wrong", section="counting")
def parameter_count__product(sizes):
    """It multiplies all sizes; each weight matrix joins two neighbours only. |
    把所有大小乘在一起；每个权重矩阵只连接相邻的两层。
    """
    right_sizes(sizes)
    product = 1
    for size in sizes:
        product *= int(size)
    return product + sum(map(int, sizes[1:]))


@mistake(verdict="wrong", section="counting")
def parameter_count__wraps(sizes):
    """It computes in int64, where a large product wraps around; Python's integers do not. |
    用 int64 计算，太大的乘积会回绕；Python 的整数不会。
    """
    right_sizes(sizes)
    a = np.array(sizes, np.int64)
    return int(((a[:-1] + 1) * a[1:]).sum())


@mistake(verdict="wrong", section="counting")
def parameter_count__numpy_sizes(sizes):
    """It trusts the sizes to be Python's: products of NumPy's integers wrap around when they get too large. |
    没有想到大小可以是 NumPy 的整数，乘积太大时会回绕；应当先写 `int(size)`。
    """
    right_sizes(sizes)
    return sum(n * m + m for n, m in pairwise(sizes))


@mistake(verdict="wrong", section="counting")
def parameter_count__float(sizes):
    """It returns a float; the number of parameters is an integer. | 返回了浮点数；参数的个数是整数。"""
    return float(parameter_count(sizes))


@mistake(verdict="wrong", section="counting")
def parameter_count__no_check(sizes):
    """It never checks the sizes: one size gives 0, and a layer without units is counted. |
    没有检查各层的大小：只给一个大小时得到 0，没有单元的层也照数。
    """
    return sum((int(n) + 1) * int(m) for n, m in pairwise(sizes))


@mistake(verdict="wrong", section="counting")
def parameter_count__only_the_number(sizes):
    """It counts the sizes, but does not look whether one is below 1. | 只检查了有几个大小；小于 1 的大小也要拒绝。"""
    if len(sizes) < 2:
        raise ValueError(f"sizes {sizes}")
    return sum((int(n) + 1) * int(m) for n, m in pairwise(sizes))


@mistake(verdict="wrong", section="counting")
def parameter_count__only_the_units(sizes):
    """It looks for sizes below 1, but does not count them: a network needs two. |
    只检查了有没有小于 1 的大小；大小还至少要有两个。
    """
    if any(size < 1 for size in sizes):
        raise ValueError(f"sizes {sizes}")
    return sum((int(n) + 1) * int(m) for n, m in pairwise(sizes))


@mistake(verdict="wrong", section="counting")
def parameter_count__zero_units(sizes):
    """It refuses negative sizes only; a layer of 0 units is none either. |
    只拒绝了负的大小；大小为 0 的层也不成其为层。
    """
    if len(sizes) < 2 or min(sizes) < 0:
        raise ValueError(f"sizes {sizes}")
    return sum((int(n) + 1) * int(m) for n, m in pairwise(sizes))


# mlp_forward


@mistake(verdict="wrong", section="forward")
def mlp_forward__relu_at_the_end(params, x):
    """It applies relu after the last layer, too: all negative scores become 0, and can no longer be told apart. |
    最后一层之后也用了 relu：负的得分全变成 0，再也分不出高低。
    """
    return np.maximum(mlp_forward(params, x), 0)


@mistake(verdict="wrong", section="forward")
def mlp_forward__no_relu(params, x):
    """It has no relu between the layers: all of them together are one linear layer. |
    层与层之间没有 relu：所有的层合起来，只是一个线性层。
    """
    mlp_forward(params, x)
    for w, b in params:
        x = affine(x, w, b)
    return x


@mistake(verdict="wrong", section="forward")
def mlp_forward__one_relu_short(params, x):
    """It leaves out relu after the last hidden layer: only the last layer of all has none. |
    最后一个隐藏层之后漏了 relu；只有整个网络的最后一层没有。
    """
    mlp_forward(params, x)
    for number, (w, b) in enumerate(params):
        x = affine(x, w, b)
        if number < len(params) - 2:
            x = np.maximum(x, 0)
    return x


@mistake(verdict="wrong", section="forward")
def mlp_forward__relu_first(params, x):
    """It applies relu to the input, before the first layer. | 对输入先用了 relu；第一层之前不用。"""
    return mlp_forward(params, np.maximum(x, 0))


@mistake(verdict="wrong", section="forward")
def mlp_forward__softmax(params, x):
    """It returns probabilities; the scores before softmax are asked for. |
    返回了概率；要求的是 softmax 之前的得分。
    """
    z = mlp_forward(params, x)
    return softmax(z) if z.size else z


@mistake(verdict="wrong", section="forward")
def mlp_forward__sigmoid(params, x):
    """It puts sigmoid between the layers; relu is asked for. | 层与层之间用了 sigmoid；要求用 relu。"""
    mlp_forward(params, x)
    *hidden, last = params
    for w, b in hidden:
        x = 1 / (1 + np.exp(-affine(x, w, b)))
    return affine(x, *last).astype(np.result_type(x, *last))


@mistake(verdict="wrong", section="forward")
def mlp_forward__no_bias(params, x):
    """It forgets the biases. | 忘了加偏置。"""
    return mlp_forward([(w, np.zeros_like(b)) for w, b in params] if _fit(params, x) else params, x)


@mistake(verdict="wrong", section="forward")
def mlp_forward__relu_before_the_bias(params, x):
    """It adds the bias after relu; first w and b, then relu. | 先 relu，再加偏置；应当先算 x @ w + b，再 relu。"""
    mlp_forward(params, x)
    *hidden, last = params
    for w, b in hidden:
        x = np.maximum(x @ w, 0) + b
    return affine(x, *last)


@mistake(verdict="error", section="forward")
def mlp_forward__transposed(params, x):
    """It takes the weights for (fan_out, fan_in) and multiplies by `w.T`. |
    把权重当成了 (fan_out, fan_in)，乘的是 `w.T`；应当是 `x @ w`。
    """
    mlp_forward(params, x)
    *hidden, last = params
    for w, b in hidden:
        x = np.maximum(x @ w.T + b, 0)
    return x @ last[0].T + last[1]


@mistake(verdict="error", section="forward")
def mlp_forward__two_layers(params, x):
    """It is written for two layers; a network may have one, or ten. |
    只适用于两层；网络可以只有一层，也可以有十层。
    """
    if len(params) == 0:
        raise ValueError("params is empty")
    (w1, b1), (w2, b2) = params
    return affine(np.maximum(affine(x, w1, b1), 0), w2, b2)


@mistake(verdict="error", section="forward")
def mlp_forward__first_and_last(params, x):
    """It uses the first and the last layer only; a network may have one, or ten. |
    只用了第一层和最后一层；网络可以只有一层，也可以有十层。
    """
    if len(params) == 0:
        raise ValueError("params is empty")
    return affine(np.maximum(affine(x, *params[0]), 0), *params[-1])


@mistake(verdict="wrong", section="forward")
def mlp_forward__first_layer_only(params, x):
    """It gives x to every layer instead of what the layer before has made. |
    每一层都从 x 算起，没有用上一层的结果；所以只有第一层起作用。
    """
    mlp_forward(params, x)
    return affine(x, *params[0])


@mistake(verdict="wrong", section="forward")
def mlp_forward__leaky(params, x):
    """It lets a hundredth of what is negative through: leaky relu. | 负数放过了百分之一，那是 leaky relu。"""
    mlp_forward(params, x)
    *hidden, last = params
    for w, b in hidden:
        z = affine(x, w, b)
        x = np.where(z > 0, z, np.asarray(0.01, z.dtype) * z)
    return affine(x, *last)


@mistake(verdict="wrong", section="forward")
def mlp_forward__float64(params, x):
    """It computes in float64; float32 must stay float32. | 一律用 float64 计算；float32 应当保持不变。"""
    return mlp_forward(params, x).astype(np.float64)


@mistake(verdict="wrong", section="forward")
def mlp_forward__no_check(params, x):
    """It checks nothing: a bias of size 1 stretches without an error. |
    什么都没有检查：长度为 1 的偏置会悄悄扩展。
    """
    if len(params) == 0:
        raise ValueError("params is empty")
    *hidden, last = params
    for w, b in hidden:
        x = np.maximum(x @ w + b, 0)
    return x @ last[0] + last[1]


@mistake(verdict="wrong", section="forward")
def mlp_forward__biases_unchecked(params, x):
    """It checks the weights only: a bias of size 1 stretches without an error. |
    只检查了权重；长度为 1 的偏置会悄悄扩展。
    """
    if len(params) == 0:
        raise ValueError("params is empty")
    for number, (w, b) in enumerate(params):
        if x.ndim != 2 or w.ndim != 2 or x.shape[1] != w.shape[0]:
            raise ValueError(f"{x.shape}, {w.shape}, {b.shape}")
        x = (np.maximum(x, 0) if number else x) @ w + b
    return x


@mistake(verdict="wrong", section="forward")
def mlp_forward__empty(params, x):
    """It takes a network without layers for one that changes nothing. |
    一层也没有时原样返回了输入；应当抛出 ValueError。
    """
    return mlp_forward(params, x) if len(params) else x


@mistake(verdict="wrong", section="forward")
def mlp_forward__empty_unpacked(params, x):
    """It takes an empty list apart: Python's own error does not say that `params` is empty. |
    空列表也拿来拆开；Python 自己的错误信息里没有写明 `params`。
    """
    *hidden, last = params
    return mlp_forward([*hidden, last], x)


@mistake(verdict="wrong", section="forward")
def mlp_forward__empty_indexed(params, x):
    """It asks an empty list for its last layer: IndexError. |
    空列表也去取最后一层，抛出的是 IndexError；应当抛出 ValueError。
    """
    w, b = params[-1]
    return mlp_forward([*params[:-1], (w, b)], x)


def _fit(params, x):
    """Whether the layers fit, so that a mistake is the only thing wrong."""
    try:
        mlp_forward(params, x)
    except ValueError:
        return False
    return True

"""Wrong answers to the exercises on the network that reads digits that a person would write."""

from functools import partial, reduce
from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np

from byhand.grading import mistake
from solutions.mnist_mlp import evaluate, forward, init_params, loss, preprocess, train, train_epoch, train_step


def check_labels(x, labels):
    """The errors that the contracts ask for."""
    if labels.ndim != 1 or len(x) != len(labels) or len(x) == 0:
        raise ValueError(f"x of shape {x.shape}, labels of shape {labels.shape}")
    if not jnp.issubdtype(labels.dtype, jnp.integer):
        raise TypeError(f"labels of dtype {labels.dtype}")


def check_sizes(sizes):
    """The errors that `init_params` owes."""
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes {tuple(sizes)}")


# preprocess


def check_images(images):
    """The errors that `preprocess` owes."""
    if getattr(images, "dtype", None) != np.uint8:
        raise TypeError(f"images of {getattr(images, 'dtype', type(images))}")
    if images.ndim != 3:
        raise ValueError(f"images of shape {images.shape}")


@mistake(verdict="wrong", section="data")
def preprocess__forgets_255(images):
    """It flattens the images and forgets to divide by 255. | 把图片展平了，却忘了除以 255。"""
    check_images(images)
    return jnp.asarray(images, jnp.float32).reshape(len(images), images.shape[1] * images.shape[2])


@mistake(verdict="wrong", section="data")
def preprocess__integer_division(images):
    """It divides integers by `//`: everything below 255 becomes 0. |
    用 `//` 做整数除法：小于 255 的值全都变成了 0。
    """
    return (preprocess(images) * 255 // 255).astype(jnp.float32)


@mistake(verdict="wrong", section="data")
def preprocess__divides_by_256(images):
    """It divides by 256; the largest byte is 255, and white would not be 1. |
    除以了 256；字节的最大值是 255，这样白色就不是 1 了。
    """
    return preprocess(images) * 255 / 256


@mistake(verdict="wrong", section="data")
def preprocess__divides_by_the_maximum(images):
    """It divides by the largest value that occurs, so that a dark image becomes brighter than a light one. |
    除以了数据中出现的最大值，于是暗的图片反而被放大变亮了。
    """
    return preprocess(images) / max(preprocess(images).max(initial=0), 1e-7)


@mistake(verdict="wrong", section="data")
def preprocess__columns_first(images):
    """It reads every image column by column; a row of the result goes line by line. |
    逐列展开图片；应当逐行展开。
    """
    check_images(images)
    return preprocess(images.transpose(0, 2, 1))


@mistake(verdict="wrong", section="data")
def preprocess__keeps_axes(images):
    """It forgets to flatten the images. | 忘了把图片展平。"""
    check_images(images)
    return jnp.asarray(images, jnp.float32) / 255


@mistake(verdict="error", section="data")
def preprocess__always_28(images):
    """It takes 28 × 28 pixels for granted; images have other sizes, too. |
    以为图片总是 28 × 28；图片也可以是别的大小。
    """
    check_images(images)
    return jnp.asarray(images, jnp.float32).reshape(len(images), 784) / 255


@mistake(verdict="error", section="data")
def preprocess__minus_one(images):
    """It leaves the length of a row to -1, which has no answer when there are no images. |
    用 -1 让 reshape 自己推算行长；没有图片时，这是算不出来的。
    """
    check_images(images)
    return jnp.asarray(images, jnp.float32).reshape(len(images), -1) / 255


@mistake(verdict="wrong", section="data")
def preprocess__numpy(images):
    """It returns a NumPy array; a JAX array is asked for. | 返回了 NumPy 数组；这里要求 JAX 数组。"""
    return np.asarray(preprocess(images))


@mistake(verdict="wrong", section="data")
def preprocess__half_precision(images):
    """It computes in float16; float32 is asked for. | 用 float16 计算；这里要求 float32。"""
    return preprocess(images).astype(jnp.float16)


@mistake(verdict="wrong", section="data")
def preprocess__any_dtype(images):
    """It takes images of any dtype: numbers that are already in [0, 1] would be divided once more. |
    接受任何 dtype 的图片：已经在 [0, 1] 中的数会被再除一次。
    """
    images = jnp.asarray(images)
    if images.ndim != 3:
        raise ValueError(f"images of shape {images.shape}")
    return images.astype(jnp.float32).reshape(len(images), images.shape[1] * images.shape[2]) / 255


@mistake(verdict="wrong", section="data")
def preprocess__any_rank(images):
    """It does not look at the number of axes: it takes the rows of a single image for images. |
    不看有几个轴：只给一张图片时，图片的每一行都被当成了一张图片。
    """
    if getattr(images, "dtype", None) != np.uint8:
        raise TypeError(f"images of {getattr(images, 'dtype', type(images))}")
    pixels = int(np.prod(images.shape[1:]))
    return jnp.asarray(images, jnp.float32).reshape(len(images), pixels) / 255


# init_params


@mistake(verdict="wrong", section="parameters")
def init_params__same_key(key, sizes):
    """It draws every layer with the same key: layers of one size get the same weights. |
    每一层都用同一个键来抽取：大小相同的层，权重也就相同。
    """
    check_sizes(sizes)
    return [((2 / m) ** 0.5 * jax.random.normal(key, (m, n)), jnp.zeros(n)) for m, n in pairwise(sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__unscaled(key, sizes):
    """It draws from N(0, 1) and forgets the scale: the numbers grow from layer to layer. |
    从 N(0, 1) 中抽取，忘了缩放：数值会一层比一层大。
    """
    return [(w * (len(w) / 2) ** 0.5, b) for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__variance(key, sizes):
    """It multiplies by the variance 2 / fan_in instead of by its root. |
    乘的是方差 2 / fan_in，而不是方差的平方根。
    """
    return [(w * (2 / len(w)) ** 0.5, b) for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__fan_out(key, sizes):
    """It divides by fan_out; the variance is 2 / fan_in. | 除以了 fan_out；方差应为 2 / fan_in。"""
    return [(w * (len(w) / len(b)) ** 0.5, b) for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__without_2(key, sizes):
    """It takes the variance 1 / fan_in; relu loses half of it, hence the 2. |
    用的方差是 1 / fan_in；relu 会丢掉一半，所以要乘 2。
    """
    return [(w / 2**0.5, b) for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__uniform(key, sizes):
    """It draws from a uniform distribution of the right variance; a normal one is asked for. |
    从方差相同的均匀分布中抽取；这里要求正态分布。
    """
    check_sizes(sizes)
    keys = jax.random.split(key, len(sizes) - 1)
    layers = zip(keys, sizes[:-1], sizes[1:], strict=True)
    return [((6 / m) ** 0.5 * jax.random.uniform(k, (m, n), minval=-1, maxval=1), jnp.zeros(n)) for k, m, n in layers]


@mistake(verdict="wrong", section="parameters")
def init_params__truncated(key, sizes):
    """It cuts off the tails, as `jax.nn.initializers.he_normal` does; the normal distribution has them. |
    像 `jax.nn.initializers.he_normal` 那样截去了两端的尾部；正态分布是有尾部的。
    """
    check_sizes(sizes)
    keys = jax.random.split(key, len(sizes) - 1)
    draw = jax.nn.initializers.he_normal()
    return [(draw(k, (m, n)), jnp.zeros(n)) for k, m, n in zip(keys, sizes[:-1], sizes[1:], strict=True)]


@mistake(verdict="wrong", section="parameters")
def init_params__zeros(key, sizes):
    """All weights are 0, so that all units of a layer learn the same. |
    权重全为 0，于是同一层的单元学到的东西都一样。
    """
    return [(jnp.zeros_like(w), b) for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__transposed(key, sizes):
    """The weights have shape (fan_out, fan_in). | 权重的形状成了 (fan_out, fan_in)。"""
    return [(w.T, b) for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__bias_row(key, sizes):
    """The bias has shape (1, fan_out); a vector is asked for. | 偏置的形状成了 (1, fan_out)；它应当是向量。"""
    return [(w, b[None]) for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__random_bias(key, sizes):
    """It draws the biases, too; they begin at zero. | 把偏置也随机抽取了；偏置应当从零开始。"""
    return [(w, 0.01 * jax.random.normal(key, b.shape)) for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__np_random(key, sizes):
    """It draws from NumPy's global generator, so that the same key gives other parameters. |
    用 NumPy 的全局生成器来抽取，于是同一个键得到不同的参数。
    """
    check_sizes(sizes)
    layers = pairwise(sizes)
    return [
        (jnp.array(np.random.normal(scale=(2 / m) ** 0.5, size=(m, n)), jnp.float32), jnp.zeros(n))  # noqa: NPY002
        for m, n in layers
    ]


@mistake(verdict="wrong", section="parameters")
def init_params__ignores_the_key(key, sizes):
    """It makes a key of its own, so that every key gives the same parameters. |
    自己另造了一个键，于是无论给什么键，参数都一样。
    """
    return init_params(jax.random.key(0), sizes)


@mistake(verdict="wrong", section="parameters")
def init_params__no_check(key, sizes):
    """It never checks the sizes: one size gives a network of no layers. |
    从不检查各层的大小：只给一个大小时，得到的是没有层的网络。
    """
    keys = jax.random.split(key, max(len(sizes) - 1, 1))
    layers = zip(keys, pairwise(sizes), strict=False)
    return [((2 / m) ** 0.5 * jax.random.normal(k, (m, n)), jnp.zeros(n)) for k, (m, n) in layers]


@mistake(verdict="wrong", section="parameters")
def init_params__tuple(key, sizes):
    """It returns a tuple of layers; a list was asked for. |
    返回的是各层组成的元组；应当是列表。
    """
    return tuple(init_params(key, sizes))


@mistake(verdict="wrong", section="parameters")
def init_params__lists(key, sizes):
    """Each layer is a list [w, b]; a pair (w, b) was asked for. |
    每层是列表 [w, b]；应当是一对 (w, b)，即元组。
    """
    return [[w, b] for w, b in init_params(key, sizes)]


@mistake(verdict="wrong", section="parameters")
def init_params__counts_alone(key, sizes):
    """It checks how many sizes there are, but not that each is at least 1. |
    只检查了有几个大小，没有检查每个都不小于 1。
    """
    if len(sizes) < 2:
        raise ValueError(f"sizes {tuple(sizes)}")
    keys = jax.random.split(key, len(sizes) - 1)
    layers = zip(keys, sizes[:-1], sizes[1:], strict=True)
    return [(jnp.sqrt(2 / m) * jax.random.normal(k, (m, n)), jnp.zeros(n)) for k, m, n in layers]


# forward


@mistake(verdict="wrong", section="forward-pass")
def forward__relu_at_the_end(params, x):
    """It puts relu after the last layer, too: no logit can be negative. |
    在最后一层之后也用了 relu：logits 就不可能是负数了。
    """
    return jax.nn.relu(forward(params, x))


@mistake(verdict="wrong", section="forward-pass")
def forward__no_relu(params, x):
    """It forgets relu: all layers together are one linear layer. | 忘了 relu：所有层合起来只是一个线性层。"""
    for layer in params:
        x = forward([layer], x)
    return x


@mistake(verdict="wrong", section="forward-pass")
def forward__relu_first(params, x):
    """It puts relu on the input, where negative numbers have a meaning. |
    对输入也用了 relu，而输入中的负数是有意义的。
    """
    return forward(params, jax.nn.relu(x))


@mistake(verdict="wrong", section="forward-pass")
def forward__softmax(params, x):
    """It returns probabilities; logits are asked for. | 返回了概率；这里要的是 logits。"""
    return jax.nn.softmax(forward(params, x))


@mistake(verdict="wrong", section="forward-pass")
def forward__sigmoid(params, x):
    """It uses sigmoid between the layers instead of relu. | 在层与层之间用了 sigmoid，而不是 relu。"""
    for number, layer in enumerate(params):
        x = forward([layer], x if number == 0 else jax.nn.sigmoid(x))
    return x


@mistake(verdict="wrong", section="forward-pass")
def forward__no_bias(params, x):
    """It forgets the biases. | 忘了加偏置。"""
    return forward([(w, jnp.zeros_like(b)) for w, b in params], x)


@mistake(verdict="wrong", section="forward-pass")
def forward__relu_before_the_bias(params, x):
    """It takes relu of x @ w and adds the bias afterwards. | 先对 x @ w 用 relu，然后才加偏置。"""
    for number, (w, b) in enumerate(params):
        x = forward([(w, jnp.zeros_like(b))], x)
        x = (jax.nn.relu(x) if number < len(params) - 1 else x) + b
    return x


@mistake(verdict="error", section="forward-pass")
def forward__transposed(params, x):
    """It multiplies by the transposed weights; w has shape (fan_in, fan_out). |
    乘的是权重的转置；w 的形状本来就是 (fan_in, fan_out)。
    """
    return forward([(w.T, b) for w, b in params], x)


@mistake(verdict="error", section="forward-pass")
def forward__elementwise(params, x):
    """It multiplies by `*` instead of `@`. | 用了 `*`，而不是 `@`。"""
    for number, (w, b) in enumerate(params):
        x = (x if number == 0 else jax.nn.relu(x)) * w + b
    return x


@mistake(verdict="error", section="forward-pass")
def forward__two_layers(params, x):
    """It takes two layers for granted; there may be one, or three. | 以为总是两层；也可以是一层或三层。"""
    forward(params, x)
    (w1, b1), (w2, b2) = params
    return jax.nn.relu(x @ w1 + b1) @ w2 + b2


@mistake(verdict="wrong", section="forward-pass")
def forward__no_check(params, x):
    """It leaves the check to JAX, whose error does not name the shapes of x and w as asked. |
    把检查交给了 JAX，而 JAX 抛出的不是所要求的、写明 x 与 w 形状的 ValueError。
    """
    for number, (w, b) in enumerate(params):
        x = (x if number == 0 else jax.nn.relu(x)) @ w + b
    return x


@mistake(verdict="wrong", section="forward-pass")
def forward__input_check(params, x):
    """It checks only what the first layer takes; every layer must fit what it gets. |
    只检查了第一层的输入；每一层的输入都应当检查。
    """
    if x.ndim != 2 or x.shape[1] != params[0][0].shape[0]:
        raise ValueError(f"{x.shape} for {params[0][0].shape}")
    for number, (w, b) in enumerate(params):
        x = (x if number == 0 else jax.nn.relu(x)) @ w + b
    return x


@mistake(verdict="wrong", section="forward-pass")
def forward__any_rank(params, x):
    """It compares the last axis with the rows of w and takes x of any rank; x must be a matrix. |
    只把最后一个轴与 w 的行数相比，x 有几个轴都接受；x 应当是矩阵。
    """
    for number, (w, b) in enumerate(params):
        if x.shape[-1] != w.shape[0]:
            raise ValueError(f"{x.shape} for {w.shape}")
        x = (x if number == 0 else jax.nn.relu(x)) @ w + b
    return x


@mistake(verdict="wrong", section="forward-pass")
def forward__second_axis(params, x):
    """It asks for `x.shape[1]` before it knows that x is a matrix: a vector has none. |
    还没有确认 x 是矩阵，就取了 `x.shape[1]`，而向量没有这个轴；应当先检查 `x.ndim`。
    """
    for number, (w, b) in enumerate(params):
        if x.shape[1] != w.shape[0]:
            raise ValueError(f"{x.shape} for {w.shape}")
        x = (x if number == 0 else jax.nn.relu(x)) @ w + b
    return x


@mistake(verdict="wrong", section="forward-pass")
def forward__log_probabilities(params, x):
    """It returns the logarithms of probabilities; logits are asked for. |
    返回了概率的对数；这里要的是 logits。
    """
    return jax.nn.log_softmax(forward(params, x))


@mistake(verdict="wrong", section="forward-pass")
def forward__hidden_alone(params, x):
    """It stops before the last layer. |
    少算了最后一层。
    """
    forward(params, x)
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x


# loss


@mistake(verdict="wrong", section="cross-entropy")
def loss__sum(params, x, labels):
    """It adds the losses of the samples up; their mean is asked for. | 把各样本的损失相加；这里要的是平均值。"""
    return loss(params, x, labels) * len(x)


@mistake(verdict="wrong", section="cross-entropy")
def loss__sign(params, x, labels):
    """It forgets the minus sign: the better the network, the higher the value. |
    忘了负号：这样网络越好，值反而越大。
    """
    return -loss(params, x, labels)


@mistake(verdict="wrong", section="cross-entropy")
def loss__mean_over_classes(params, x, labels):
    """It averages over samples and classes; a sample has one label. |
    对样本和类别一起取了平均；而每个样本只有一个标签。
    """
    check_labels(x, labels)
    log_p = jax.nn.log_softmax(forward(params, x))
    return -(jax.nn.one_hot(labels, log_p.shape[1]) * log_p).mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__softmax_twice(params, x, labels):
    """It takes softmax of probabilities: `log_softmax` expects logits. |
    对概率又做了一次 softmax：`log_softmax` 要的是 logits。
    """
    check_labels(x, labels)
    log_p = jax.nn.log_softmax(jax.nn.softmax(forward(params, x)))
    return -jnp.take_along_axis(log_p, labels[:, None], axis=1).mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__unstable(params, x, labels):
    """It takes exp of the logits as they are, which overflows from 89 on. |
    直接对 logits 取 exp，超过 89 就会溢出。
    """
    check_labels(x, labels)
    p = jnp.exp(forward(params, x))
    return -jnp.log(p[jnp.arange(len(x)), labels] / p.sum(axis=1)).mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__log_of_softmax(params, x, labels):
    """It takes the logarithm of a softmax that has been rounded to 0, which is infinite. |
    softmax 可能已经舍入成 0，再取对数就是无穷大。
    """
    check_labels(x, labels)
    return -jnp.log(jax.nn.softmax(forward(params, x))[jnp.arange(len(x)), labels]).mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__small_number_added(params, x, labels):
    """It adds 1e-7 inside the logarithm, so that no loss exceeds 16 and bad answers have no gradient. |
    在对数里加了 1e-7，于是损失最多只有 16，错得离谱的样本也就没有梯度了。
    """
    check_labels(x, labels)
    p = jax.nn.softmax(forward(params, x))
    return -jnp.log(p[jnp.arange(len(x)), labels] + 1e-7).mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__all_pairs(params, x, labels):
    """`log_p[:, labels]` takes the columns of all labels for every sample. |
    `log_p[:, labels]` 对每个样本都取出了所有标签的列。
    """
    check_labels(x, labels)
    return -jax.nn.log_softmax(forward(params, x))[:, labels].mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__along_samples(params, x, labels):
    """Its softmax goes along the samples; the classes are on the last axis. |
    沿样本轴做 softmax；类别在最后一个轴上。
    """
    check_labels(x, labels)
    return -jax.nn.log_softmax(forward(params, x), axis=0)[jnp.arange(len(x)), labels].mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__squared(params, x, labels):
    """It measures squared distances between probabilities and one-hot labels. |
    求的是概率与独热标签之差的平方，而不是交叉熵。
    """
    check_labels(x, labels)
    p = jax.nn.softmax(forward(params, x))
    return ((p - jax.nn.one_hot(labels, p.shape[1])) ** 2).sum(axis=1).mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__labels_from_1(params, x, labels):
    """It counts classes from 1; they count from 0. | 从 1 开始数类别；类别应当从 0 数起。"""
    return loss(params, x, labels - 1)


@mistake(verdict="wrong", section="cross-entropy")
def loss__float(params, x, labels):
    """It returns a Python number, which JAX cannot differentiate. | 返回了 Python 数，JAX 没法对它求导。"""
    return float(loss(params, x, labels))


@mistake(verdict="wrong", section="cross-entropy")
def loss__constant(params, x, labels):
    """It cuts the gradient off: the value is right, but nothing can be learned from it. |
    把梯度截断了：数值是对的，却什么也学不到。
    """
    return jax.lax.stop_gradient(loss(params, x, labels))


@mistake(verdict="wrong", section="cross-entropy")
def loss__no_check(params, x, labels):
    """It does not check that there is one label for each sample. | 没有检查每个样本是否都有一个标签。"""
    log_p = jax.nn.log_softmax(forward(params, x))
    return -log_p[jnp.arange(len(x)), labels.astype(jnp.int32)].mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__of_each_sample(params, x, labels):
    """It returns the loss of every sample; their mean is asked for. |
    返回了每个样本的损失；应当是它们的平均。
    """
    check_labels(x, labels)
    return -jax.nn.log_softmax(forward(params, x))[jnp.arange(len(x)), labels]


@mistake(verdict="wrong", section="cross-entropy")
def loss__logit(params, x, labels):
    """It takes the logit of the true class itself; the loss needs the logarithm of its probability. |
    直接用了真实类别的 logit；应当用概率的对数。
    """
    check_labels(x, labels)
    return -forward(params, x)[jnp.arange(len(x)), labels].mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__no_logarithm(params, x, labels):
    """It averages the probabilities of the true classes and forgets the logarithm. |
    平均的是真实类别的概率，忘了取对数。
    """
    check_labels(x, labels)
    return -jax.nn.softmax(forward(params, x))[jnp.arange(len(x)), labels].mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__lengths_alone(params, x, labels):
    """It compares only the lengths: labels with a second axis, no samples and labels that are no integers pass. |
    只比较了长度：标签多一个轴、一个样本也没有、标签不是整数，都没有检查。
    """
    if len(x) != len(labels):
        raise ValueError(f"x of shape {x.shape}, labels of shape {labels.shape}")
    return -jax.nn.log_softmax(forward(params, x))[jnp.arange(len(x)), labels.astype(jnp.int32).ravel()].mean()


@mistake(verdict="wrong", section="cross-entropy")
def loss__takes_no_samples(params, x, labels):
    """It compares the shapes, but takes no samples at all: the mean of nothing is not a number. |
    比较了形状，却放过了一个样本也没有的情形：空的平均值不是数；应当抛出 ValueError。
    """
    if labels.shape != (len(x),):
        raise ValueError(f"x of shape {x.shape}, labels of shape {labels.shape}")
    if not jnp.issubdtype(labels.dtype, jnp.integer):
        raise TypeError(f"labels of dtype {labels.dtype}")
    return -jax.nn.log_softmax(forward(params, x))[jnp.arange(len(x)), labels].mean()


# train_step


def update(state, gradients, *, decay=0.9):
    """The running mean square."""
    return jax.tree.map(lambda s, g: decay * s + (1 - decay) * g**2, state, gradients)


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__ascends(params, state, x, labels, learning_rate):
    """It adds the step: the loss goes up. | 把这一步加上去了：损失会越来越大。"""
    return train_step(params, state, x, labels, -learning_rate)


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__gradient_alone(params, state, x, labels, learning_rate):
    """It steps along the gradient alone, as SGD does, and never uses the state. |
    像 SGD 那样只沿梯度走，没有用到状态。
    """
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    return jax.tree.map(lambda p, g: p - learning_rate * g, params, gradients), update(state, gradients), value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__no_root(params, state, x, labels, learning_rate):
    """It divides by s and forgets the root. | 除以了 s，忘了开根号。"""
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    state = update(state, gradients)
    return jax.tree.map(lambda p, g, s: p - learning_rate * g / (s + 1e-7), params, gradients, state), state, value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__no_epsilon(params, state, x, labels, learning_rate):
    """It leaves out the 1e-7: where a gradient has always been 0, it divides 0 by 0. |
    漏掉了 1e-7：梯度一直为 0 的地方，就成了 0 除以 0。
    """
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    state = update(state, gradients)
    return jax.tree.map(lambda p, g, s: p - learning_rate * g / jnp.sqrt(s), params, gradients, state), state, value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__epsilon_inside(params, state, x, labels, learning_rate):
    """It adds the 1e-7 under the root; it belongs beside it. | 把 1e-7 加在根号里面了；应当加在根号外面。"""
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    state = update(state, gradients)
    move = lambda p, g, s: p - learning_rate * g / jnp.sqrt(s + 1e-7)  # noqa: E731
    return jax.tree.map(move, params, gradients, state), state, value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__other_epsilon(params, state, x, labels, learning_rate):
    """It adds 1e-8 instead of 1e-7. | 加的是 1e-8，而不是 1e-7。"""
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    state = update(state, gradients)
    move = lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + 1e-8)  # noqa: E731
    return jax.tree.map(move, params, gradients, state), state, value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__old_state(params, state, x, labels, learning_rate):
    """It divides by the state before this gradient went into it. |
    除以的是还没有计入这次梯度的旧状态。
    """
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    move = lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + 1e-7)  # noqa: E731
    return jax.tree.map(move, params, gradients, state), update(state, gradients), value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__forgets_the_state(params, state, x, labels, learning_rate):
    """It returns the state that it was given; the new one is lost. | 把传入的状态原样返回了；新的状态丢了。"""
    params, _, value = train_step(params, state, x, labels, learning_rate)
    return params, state, value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__decay_swapped(params, state, x, labels, learning_rate):
    """It swaps 0.9 and 0.1: the state forgets almost everything at each step. |
    把 0.9 与 0.1 写反了：每走一步，状态几乎全忘了。
    """
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    state = update(state, gradients, decay=0.1)
    move = lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + 1e-7)  # noqa: E731
    return jax.tree.map(move, params, gradients, state), state, value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__sum_of_squares(params, state, x, labels, learning_rate):
    """It adds the squares up for ever, as AdaGrad does, so that the steps become ever smaller. |
    像 AdaGrad 那样不断累加平方，于是步子越走越小。
    """
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    state = jax.tree.map(lambda s, g: s + g**2, state, gradients)
    move = lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + 1e-7)  # noqa: E731
    return jax.tree.map(move, params, gradients, state), state, value


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__loss_afterwards(params, state, x, labels, learning_rate):
    """It returns the loss after the step; that before it is asked for. |
    返回了这一步之后的损失；这里要的是之前的。
    """
    params, state, _ = train_step(params, state, x, labels, learning_rate)
    return params, state, loss(params, x, labels)


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__order(params, state, x, labels, learning_rate):
    """It returns the loss first, as `value_and_grad` does; here it comes last. |
    像 `value_and_grad` 那样先返回损失；这里损失应当在最后。
    """
    params, state, value = train_step(params, state, x, labels, learning_rate)
    return value, params, state


@mistake(verdict="wrong", section="step")
def train_step__not_compiled(params, state, x, labels, learning_rate):
    """It is right, but without `@jax.jit` every operation waits for Python. |
    算得对，但没有 `@jax.jit`，每个运算都要等 Python。
    """
    value, gradients = jax.value_and_grad(loss)(params, x, labels)
    state = update(state, gradients)
    move = lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + 1e-7)  # noqa: E731
    return jax.tree.map(move, params, gradients, state), state, value


@mistake(verdict="wrong", section="step")
@partial(jax.jit, donate_argnums=(0, 1))
def train_step__donates(params, state, x, labels, learning_rate):
    """It gives the memory of the old parameters away, which its caller may still need. |
    把旧参数的内存捐赠掉了，而调用者可能还要用。
    """
    return train_step(params, state, x, labels, learning_rate)


@mistake(verdict="wrong", section="step")
@jax.jit
def train_step__no_check(params, state, x, labels, learning_rate):
    """It writes the loss anew, without the checks of `loss`: labels that do not fit go unnoticed. |
    另写了一遍损失，却没有 `loss` 里的检查：标签对不上，也不会发觉。
    """

    def anew(params):
        log_p = jax.nn.log_softmax(forward(params, x))
        return -log_p[jnp.arange(len(x)), labels.astype(jnp.int32).ravel()].mean()

    value, gradients = jax.value_and_grad(anew)(params)
    state = update(state, gradients)
    move = lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + 1e-7)  # noqa: E731
    return jax.tree.map(move, params, gradients, state), state, value


# train_epoch


def check_batches(x, labels, batches):
    """The errors that `train_epoch` owes."""
    check_labels(x, labels)
    if batches.ndim != 2:
        raise ValueError(f"batches of shape {batches.shape}")
    if not jnp.issubdtype(batches.dtype, jnp.integer):
        raise TypeError(f"batches of dtype {batches.dtype}")


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__forgets_the_state(params, state, x, labels, batches, learning_rate):
    """Every step begins with the first state; it has to be carried along. |
    每一步都从最初的状态开始；状态应当一步步传下去。
    """
    check_batches(x, labels, batches)

    def step(params, batch):
        params, new_state, value = train_step(params, state, x[batch], labels[batch], learning_rate)
        return params, (new_state, value)

    params, (states, losses) = jax.lax.scan(step, params, batches)
    return params, jax.tree.map(lambda s: s[-1], states), losses


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__from_the_start(params, state, x, labels, batches, learning_rate):
    """Every step begins with the first parameters, so that the last step alone counts. |
    每一步都从最初的参数开始，于是只有最后一步算数。
    """
    check_batches(x, labels, batches)

    def step(carry, batch):
        new_params, new_state, value = train_step(params, state, x[batch], labels[batch], learning_rate)
        return (new_params, new_state), value

    (params, state), losses = jax.lax.scan(step, (params, state), batches)
    return params, state, losses


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__labels_in_order(params, state, x, labels, batches, learning_rate):
    """It picks the samples by `batches` and forgets to pick their labels. |
    按 `batches` 取了样本，却忘了取对应的标签。
    """
    check_batches(x, labels, batches)

    def step(carry, batch):
        params, state, value = train_step(*carry, x[batch], labels[: len(batch)], learning_rate)
        return (params, state), value

    (params, state), losses = jax.lax.scan(step, (params, state), batches)
    return params, state, losses


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__all_samples(params, state, x, labels, batches, learning_rate):
    """Every step takes all samples instead of those of its batch. |
    每一步都用了全部样本，而不是它那个批量的样本。
    """
    check_batches(x, labels, batches)

    def step(carry, batch):
        params, state, value = train_step(*carry, x, labels, learning_rate)
        return (params, state), value

    (params, state), losses = jax.lax.scan(step, (params, state), batches)
    return params, state, losses


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__backwards(params, state, x, labels, batches, learning_rate):
    """It begins with the last batch. | 从最后一个批量开始。"""
    params, state, losses = train_epoch(params, state, x, labels, batches[::-1], learning_rate)
    return params, state, losses[::-1]


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__mean_loss(params, state, x, labels, batches, learning_rate):
    """It returns the mean loss; the loss of every batch is asked for. |
    返回了平均损失；这里要的是每个批量的损失。
    """
    params, state, losses = train_epoch(params, state, x, labels, batches, learning_rate)
    return params, state, losses.mean()


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__loss_afterwards(params, state, x, labels, batches, learning_rate):
    """It measures the loss of a batch after its step; that before it is asked for. |
    在每一步之后才求该批量的损失；这里要的是之前的。
    """
    check_batches(x, labels, batches)

    def step(carry, batch):
        params, state, _ = train_step(*carry, x[batch], labels[batch], learning_rate)
        return (params, state), loss(params, x[batch], labels[batch])

    (params, state), losses = jax.lax.scan(step, (params, state), batches)
    return params, state, losses


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__order(params, state, x, labels, batches, learning_rate):
    """It returns the state before the parameters. | 把状态放在了参数前面。"""
    params, state, losses = train_epoch(params, state, x, labels, batches, learning_rate)
    return state, params, losses


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__unrolled(params, state, x, labels, batches, learning_rate):
    """Its Python loop is written out while JAX traces: the program grows with every step. |
    Python 循环在追踪时被逐步展开：步数越多，程序越长。
    """
    check_batches(x, labels, batches)

    def step(carry, batch):
        params, state, losses = carry
        params, state, value = train_step(params, state, x[batch], labels[batch], learning_rate)
        return params, state, [*losses, value]

    params, state, losses = reduce(step, batches, (params, state, []))
    return params, state, jnp.stack(losses)


@mistake(verdict="wrong", section="epoch")
def train_epoch__not_compiled(params, state, x, labels, batches, learning_rate):
    """It calls one compiled step after the other from Python; the epoch itself is to be compiled. |
    在 Python 里一次次调用编译好的一步；应当编译的是整整一轮。
    """
    check_batches(x, labels, batches)
    losses = []
    for batch in batches:
        params, state, value = train_step(params, state, x[batch], labels[batch], learning_rate)
        losses.append(value)
    return params, state, jnp.stack(losses)


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__no_check(params, state, x, labels, batches, learning_rate):
    """It does not look at its input: JAX cuts a label out of nothing, or complains in its own words. |
    不检查输入：JAX 会凭空取出标签，或者用自己的话报错。
    """

    def step(carry, batch):
        params, state, value = train_step(*carry, x[batch], labels[batch], learning_rate)
        return (params, state), value

    (params, state), losses = jax.lax.scan(step, (params, state), batches)
    return params, state, losses


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__pair(params, state, x, labels, batches, learning_rate):
    """It returns what was carried as one pair: (params, state), losses; three results were asked for. |
    把一路带着的一对原样返回了：(params, state), losses；应当返回三样。
    """
    params, state, losses = train_epoch(params, state, x, labels, batches, learning_rate)
    return (params, state), losses


@mistake(verdict="error", section="epoch")
@jax.jit
def train_epoch__whole_labels(params, state, x, labels, batches, learning_rate):
    """It picks the samples of a batch and hands over all labels. |
    取了这一批的样本，却把全部标签都交了上去；标签也应当用 `labels[batch]`。
    """
    check_batches(x, labels, batches)

    def step(carry, batch):
        params, state, value = train_step(*carry, x[batch], labels, learning_rate)
        return (params, state), value

    (params, state), losses = jax.lax.scan(step, (params, state), batches)
    return params, state, losses


@mistake(verdict="wrong", section="epoch")
@jax.jit
def train_epoch__batches_unchecked(params, state, x, labels, batches, learning_rate):
    """It checks the labels, but not that batches hold integers on two axes. |
    检查了标签，却没有检查 batches 有两个轴、装的是整数。
    """
    check_labels(x, labels)

    def step(carry, batch):
        params, state, value = train_step(*carry, x[batch], labels[batch], learning_rate)
        return (params, state), value

    (params, state), losses = jax.lax.scan(step, (params, state), batches)
    return params, state, losses


# evaluate


@mistake(verdict="wrong", section="accuracy")
def evaluate__percent(params, x, labels):
    """It returns per cent; the share, from 0 to 1, is asked for. | 返回了百分数；这里要的是 0 到 1 之间的比例。"""
    return 100 * evaluate(params, x, labels)


@mistake(verdict="wrong", section="accuracy")
def evaluate__count(params, x, labels):
    """It counts the right answers and does not divide by their number. |
    只数了分类正确的样本，没有除以样本总数。
    """
    return (evaluate(params, x, labels) * len(x)).round()


@mistake(verdict="wrong", section="accuracy")
def evaluate__error_rate(params, x, labels):
    """It returns the share of wrong answers. | 返回的是分类错误的比例。"""
    return 1 - evaluate(params, x, labels)


@mistake(verdict="error", section="accuracy")
def evaluate__along_samples(params, x, labels):
    """It looks along axis 0 for the best sample of each class; the best class of each sample is asked for. |
    沿第 0 轴找每个类别的最佳样本；应当找的是每个样本的最佳类别。
    """
    check_labels(x, labels)
    return (forward(params, x).argmax(axis=0) == labels).mean(dtype=jnp.float32)


@mistake(verdict="wrong", section="accuracy")
def evaluate__highest_logit(params, x, labels):
    """It compares the highest logit itself with the label, not its position. |
    拿最高的 logit 的值与标签相比，而不是拿它的位置。
    """
    check_labels(x, labels)
    return (forward(params, x).max(axis=1) == labels).mean(dtype=jnp.float32)


@mistake(verdict="wrong", section="accuracy")
def evaluate__last_of_ties(params, x, labels):
    """Of equal logits it takes the last class; the first counts. | logits 相等时，它取了最后一个类别；应当取第一个。"""
    check_labels(x, labels)
    logits = forward(params, x)
    chosen = logits.shape[1] - 1 - logits[:, ::-1].argmax(axis=1)
    return (chosen == labels).mean(dtype=jnp.float32)


@mistake(verdict="wrong", section="accuracy")
def evaluate__ties_count(params, x, labels):
    """It counts every sample whose label shares the highest logit. |
    只要标签的 logit 与最高的并列，它就算对了。
    """
    check_labels(x, labels)
    logits = forward(params, x)
    return (logits[jnp.arange(len(x)), labels] == logits.max(axis=1)).mean(dtype=jnp.float32)


@mistake(verdict="wrong", section="accuracy")
def evaluate__probability_above_half(params, x, labels):
    """It asks for a probability above one half; of ten classes the highest may be less. |
    要求概率超过一半；有许多类别时，最高的概率也可能不到一半。
    """
    check_labels(x, labels)
    p = jax.nn.softmax(forward(params, x))
    return (p[jnp.arange(len(x)), labels] > 0.5).mean(dtype=jnp.float32)


@mistake(verdict="wrong", section="accuracy")
def evaluate__float(params, x, labels):
    """It returns a Python number; a JAX scalar is asked for. | 返回了 Python 数；这里要的是 JAX 标量。"""
    return float(evaluate(params, x, labels))


@mistake(verdict="wrong", section="accuracy")
def evaluate__rounded(params, x, labels):
    """It rounds to two decimals. | 把结果舍入到两位小数。"""
    return evaluate(params, x, labels).round(2)


@mistake(verdict="wrong", section="accuracy")
def evaluate__no_check(params, x, labels):
    """It does not check that there is one label for each sample: a single label is compared with all. |
    没有检查每个样本是否都有一个标签：只有一个标签时，它会与所有样本比较。
    """
    return (forward(params, x).argmax(axis=1) == labels).mean(dtype=jnp.float32)


@mistake(verdict="wrong", section="accuracy")
def evaluate__of_all_logits(params, x, labels):
    """Its `argmax` has no axis, and gives one position among all logits. |
    `argmax` 没有写 axis，得到的是全部 logits 中的一个位置；应当沿第 1 轴。
    """
    check_labels(x, labels)
    return (forward(params, x).argmax() == labels).mean(dtype=jnp.float32)


@mistake(verdict="wrong", section="accuracy")
def evaluate__sum(params, x, labels):
    """It adds the right answers up as integers and does not divide by their number. |
    把分类正确的样本加成了一个整数，没有除以样本总数。
    """
    check_labels(x, labels)
    return (forward(params, x).argmax(axis=1) == labels).sum()


@mistake(verdict="wrong", section="accuracy")
def evaluate__any_dtype(params, x, labels):
    """It checks the shape of the labels, but not that they are integers. |
    检查了标签的形状，没有检查是不是整数。
    """
    if labels.ndim != 1 or len(x) != len(labels) or len(x) == 0:
        raise ValueError(f"x of shape {x.shape}, labels of shape {labels.shape}")
    return (forward(params, x).argmax(axis=1) == labels).mean(dtype=jnp.float32)


@mistake(verdict="wrong", section="accuracy")
def evaluate__lengths_alone(params, x, labels):
    """It compares only the lengths: labels with a second axis, no samples and labels that are no integers pass. |
    只比较了长度：标签多一个轴、一个样本也没有、标签不是整数，都没有检查。
    """
    if len(x) != len(labels):
        raise ValueError(f"x of shape {x.shape}, labels of shape {labels.shape}")
    return (forward(params, x).argmax(axis=1) == labels).mean(dtype=jnp.float32)


# train


def course(
    key,
    x,
    labels,
    sizes,
    batch_size,
    epochs,
    learning_rate,
    on_epoch=None,
    *,
    order=None,
    data=None,
    state=None,
    told=1,
):
    """Train as the reference does, one thing aside.

    Args:
        order: how to shuffle: a function of a key and the number of samples.
        data: what to do with the samples, their labels and the order of an epoch before it.
        state: what to do with the state before each epoch.
        told: what the first epoch is called.
    """
    n = len(x)
    if not 1 <= batch_size <= n:
        raise ValueError(f"batch_size {batch_size}")
    if epochs < 0:
        raise ValueError(f"epochs {epochs}")
    check_labels(x, labels)
    key, init_key = jax.random.split(key)
    params = init_params(init_key, sizes)
    squares, steps, losses = jax.tree.map(jnp.zeros_like, params), n // batch_size, []
    for epoch in range(epochs):
        key, shuffle_key = jax.random.split(key)
        rows = (order or jax.random.permutation)(shuffle_key, n)
        x_, labels_, rows = data(x, labels, rows) if data else (x, labels, rows)
        squares = state(squares) if state else squares
        batches = rows[: steps * batch_size].reshape(steps, batch_size)
        params, squares, values = train_epoch(params, squares, x_, labels_, batches, learning_rate)
        losses.append(values.mean())
        if on_epoch is not None:
            on_epoch(epoch + told, params, losses[-1])
    return params, jnp.array(losses, jnp.float32)


def settings(sizes=(784, 512, 10), batch_size=128, epochs=5, learning_rate=1e-3, on_epoch=None):
    """What was left out."""
    return sizes, batch_size, epochs, learning_rate, on_epoch


@mistake(verdict="wrong", section="training")
def train__no_shuffle(key, x, labels, **options):
    """It never shuffles the samples. | 从不打乱样本。"""
    return course(key, x, labels, *settings(**options), order=lambda key, n: jnp.arange(n))


@mistake(verdict="wrong", section="training")
def train__one_shuffle(key, x, labels, **options):
    """It shuffles once, and every epoch sees the same batches. | 只打乱一次，每一轮看到的都是同样的批量。"""
    return course(key, x, labels, *settings(**options), order=lambda _, n: jax.random.permutation(key, n))


@mistake(verdict="wrong", section="training")
def train__labels_stay(key, x, labels, **options):
    """It shuffles the samples and leaves the labels where they are. | 打乱了样本，标签却留在原处。"""
    apart = lambda x, labels, rows: (x[rows], labels, jnp.arange(len(x)))  # noqa: E731
    return course(key, x, labels, *settings(**options), data=apart)


@mistake(verdict="wrong", section="training")
def train__two_shuffles(key, x, labels, **options):
    """It shuffles samples and labels with two keys, so that they no longer belong together. |
    用两个键分别打乱样本和标签，于是两者对不上了。
    """
    apart = lambda x, labels, rows: (x, labels[jax.random.permutation(key, len(x))], rows)  # noqa: E731
    return course(key, x, labels, *settings(**options), data=apart)


@mistake(verdict="wrong", section="training")
def train__with_replacement(key, x, labels, **options):
    """It draws rows at random: some come twice in an epoch, and others not at all. |
    随机抽取行号：一轮之中，有的样本出现两次，有的一次也没有。
    """
    return course(key, x, labels, *settings(**options), order=lambda key, n: jax.random.randint(key, (n,), 0, n))


@mistake(verdict="wrong", section="training")
def train__other_generator(key, x, labels, **options):
    """It shuffles with a generator of its own, whatever the key is. |
    用自己的随机数生成器来打乱，与键无关。
    """
    rng = np.random.default_rng(0)
    return course(key, x, labels, *settings(**options), order=lambda _, n: jnp.array(rng.permutation(n)))


@mistake(verdict="wrong", section="training")
def train__global_generator(key, x, labels, **options):
    """It shuffles with NumPy's global generator: the same key gives another network each time. |
    用 NumPy 的全局生成器来打乱：同一个键，每次得到的网络都不同。
    """
    order = lambda _, n: jnp.array(np.random.permutation(n))  # noqa: E731, NPY002
    return course(key, x, labels, *settings(**options), order=order)


@mistake(verdict="wrong", section="training")
def train__same_start(key, x, labels, **options):
    """It makes a key of its own, so that every key leads to the same network. |
    自己另造了一个键，于是无论给什么键，网络都一样。
    """
    return train(jax.random.key(0), x, labels, **options)


@mistake(verdict="wrong", section="training")
def train__state_anew(key, x, labels, **options):
    """It begins every epoch with a new state; it has to be carried along. |
    在每一轮开始时都重置状态；状态应当一直传下去。
    """
    return course(key, x, labels, *settings(**options), state=partial(jax.tree.map, jnp.zeros_like))


@mistake(verdict="wrong", section="training")
def train__batch_of_all(key, x, labels, **options):
    """It ignores batch_size and takes all samples at once. | 不理会 batch_size，一次用了全部样本。"""
    train(key, x, labels, **options | {"epochs": 0})
    return train(key, x, labels, **options | {"batch_size": len(x)})


@mistake(verdict="wrong", section="training")
def train__learning_rate_fixed(key, x, labels, **options):
    """It ignores learning_rate. | 不理会 learning_rate。"""
    return train(key, x, labels, **options | {"learning_rate": 1e-3})


@mistake(verdict="wrong", section="training")
def train__one_epoch_less(key, x, labels, **options):
    """It counts `range(1, epochs)`, which is one epoch less. | 写成了 `range(1, epochs)`，少走了一轮。"""
    if options.get("epochs", 5) < 1:
        return train(key, x, labels, **options)
    return train(key, x, labels, **options | {"epochs": options.get("epochs", 5) - 1})


@mistake(verdict="wrong", section="training")
def train__epochs_from_0(key, x, labels, **options):
    """It tells on_epoch of epochs 0, 1, 2; they count from 1. |
    告诉 on_epoch 的是第 0、1、2 轮；轮数应当从 1 数起。
    """
    return course(key, x, labels, *settings(**options), told=0)


@mistake(verdict="wrong", section="training")
def train__told_the_start(key, x, labels, *, on_epoch=None, **options):
    """It hands the parameters before an epoch to on_epoch; those after it are asked for. |
    交给 on_epoch 的是这一轮之前的参数；应当交之后的。
    """
    told = []
    first, _ = train(key, x, labels, **options | {"epochs": 0})
    result = train(key, x, labels, on_epoch=lambda *what: told.append(what), **options)
    for (epoch, _, mean), (_, params, _) in zip(told, [(0, first, 0), *told], strict=False):
        if on_epoch is not None:
            on_epoch(epoch, params, mean)
    return result


@mistake(verdict="wrong", section="training")
def train__last_loss(key, x, labels, *, on_epoch=None, **options):
    """It keeps the loss of the last epoch alone. | 只留下了最后一轮的损失。"""
    params, losses = train(key, x, labels, on_epoch=on_epoch, **options)
    return params, losses[-1:]


@mistake(verdict="wrong", section="training")
def train__list_of_losses(key, x, labels, **options):
    """It returns the losses as a list of numbers; a JAX array is asked for. |
    把损失作为列表返回；这里要的是 JAX 数组。
    """
    params, losses = train(key, x, labels, **options)
    return params, losses.tolist()


@mistake(verdict="wrong", section="training")
def train__parameters_alone(key, x, labels, **options):
    """It returns the parameters and forgets the losses. | 只返回了参数，忘了损失。"""
    return train(key, x, labels, **options)[0]


@mistake(verdict="wrong", section="training")
def train__no_check(key, x, labels, **options):
    """It does not check batch_size: one above n makes an epoch without a step, and a mean of nothing. |
    不检查 batch_size：大于 n 时，一轮里一步也没有，平均损失成了空集的平均。
    """
    if 1 <= options.get("batch_size", 128) <= len(x):
        return train(key, x, labels, **options)
    return train(key, x, labels, **options | {"epochs": 0, "batch_size": 1})


@mistake(verdict="wrong", section="training")
def train__cuts_to_fit(key, x, labels, **options):
    """It cuts samples and labels to the same length, where it should refuse them. |
    样本与标签的个数不同时，它把多出来的截掉了；这样的输入应当拒绝。
    """
    n = min(len(x), len(labels))
    return train(key, x[:n], labels[:n], **options)

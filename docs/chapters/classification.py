# %% [markdown] lang="en"
# # From regression to classification { #classification }
#
# How much? is a question for regression. Which one? is another question: its answer is a class, and the number of a class is only its name. This chapter goes from the one to the other, shows why layers without anything between them are wasted, puts relu between them, and ends the NumPy part of the course: a network of your own functions learns to read handwritten digits, and is right about {{ final }} of images that it has never seen.
#
# After this chapter you can
#
# - say why a class number must not be predicted like a quantity, and what to predict instead;
# - write softmax regression, and say which data it cannot separate;
# - prove that linear layers collapse into one, and show what an activation changes;
# - name every shape in a network, count its parameters, and train it by hand.

# %% [markdown] lang="zh"
# # 从回归到分类 { #classification }
#
# 回归（regression）回答“是多少”。“是哪一个”则是另一种问题：答案是一个类别，类别的编号只是名字。这一章从前者走到后者，说明层与层之间什么都不放，叠多少层也是白叠；放进 relu，情形就变了。课程的 NumPy 部分就在这里收尾：由你自己写的函数组成一个网络，学会认手写数字，从没见过的图片也能认对 {{ final }}。
#
# 学完这一章，你能够：
#
# - 说清类别编号为什么不能当作数量来预测，那又该预测什么；
# - 写出 softmax 回归，并说清什么样的数据用它分不开；
# - 证明几个线性层会合成一层，并展示激活函数改变了什么；
# - 说出网络里每个数组的形状，数出有多少个参数，并亲手训练这个网络。

# %% tags=["hide-input"]
from threadpoolctl import threadpool_limits

limits = threadpool_limits(1)  # for matrices as small as these, two threads mostly wait for each other

# %% [markdown] lang="en"
# ## A class number is not a quantity { #not-quantities }
#
# A digit's label is a number. So why not fit a line to it, as one fits prices? Below, three kinds of things have one measurement $x$ each. Numbered from left to right, a line fits. Then somebody swaps two of the *names*: the things are the same, the line is useless.

# %% [markdown] lang="zh"
# ## 类别编号不是数量 { #not-quantities }
#
# 手写数字的标签就是一个数，那为什么不像拟合价格那样，拿一条直线去拟合？下图有三种东西，各有一个测量值 $x$。从左到右编号，直线还挺合适。可是有人把其中两种的*名字*对调了一下：东西还是那些东西，直线却没用了。

# %% alt={"en": "Three groups along x. Numbered 0, 1, 2 in order, a rising line passes all three; numbered 0, 2, 1, a flatter line misses two of the groups.", "zh": "沿 x 轴的三组点。依次编号 0、1、2 时，上升的直线穿过三组；编号 0、2、1 时，直线较平，偏离了其中两组。"} tags=["hide-input"]
import matplotlib.pyplot as plt
import numpy as np

from byhand.site.palette import color

rng = np.random.default_rng(0)
kind = np.repeat([0, 1, 2], 12)
x = kind + 0.13 * rng.normal(size=36)
figure, panels = plt.subplots(1, 2, figsize=(7.2, 2.6), sharey=True)
for axes, names in zip(panels, ((0, 1, 2), (0, 2, 1)), strict=True):
    y = np.array(names)[kind]
    slope, start = np.polyfit(x, y, 1)
    for k, role in enumerate(("blue", "orange", "green")):
        axes.plot(x[kind == k], y[kind == k], "o", color=color(role), markersize=4)
    axes.plot([-0.3, 2.4], [start - 0.3 * slope, start + 2.4 * slope], color=color("red"))
    right = (np.rint(start + slope * x) == y).mean()
    axes.set(xlabel="x", yticks=[0, 1, 2], title=f"{right:.0%} ⟦right|对⟧")
panels[0].set_ylabel("⟦class number|类别编号⟧")
plt.show()

# %% [markdown] lang="en"
# A line knows that 2 is more than 1, and that 1 lies between 0 and 2. Of classes none of this is true. The same with real digits from {{ dataset }}: least squares fits a weight for each pixel so that the sum comes near the label, and the nearest whole number is the answer. Then the digits get other numbers by lot, and everything is fitted anew:

# %% [markdown] lang="zh"
# 直线认为 2 比 1 多，1 在 0 与 2 之间。对类别来说，这些话都不成立。拿 {{ dataset }} 的真实数字试一试：用最小二乘法给每个像素拟合一个权重，让加起来的和接近标签，最近的整数就是回答。然后抽签给各个数字换编号，重新拟合：

# %%
from byhand.mnist.data import load

data = load()
pixels = data.train_images.reshape(-1, 784).astype(np.float32) / 255
test_pixels = data.test_images.reshape(-1, 784).astype(np.float32) / 255
labels, test_labels = data.train_labels, data.test_labels
few, few_labels = pixels[:4000], labels[:4000]


def with_ones(x):
    return np.concatenate([x, np.ones((len(x), 1), x.dtype)], axis=1)  # the last weight is the bias


numberings = [np.arange(10)] + [rng.permutation(10) for _ in range(4)]
names = np.stack([numbers[few_labels] for numbers in numberings], axis=1)
targets = np.concatenate([names, np.eye(10)[few_labels]], axis=1).astype(np.float32)
weights = np.linalg.lstsq(with_ones(few), targets, rcond=1e-3)[0]
fitted = with_ones(test_pixels) @ weights
for number, numbers in enumerate(numberings):
    right = (np.rint(fitted[:, number]) == numbers[test_labels]).mean()
    print(numbers, f"{right:.1%}")
one_hot_right = (fitted[:, 5:].argmax(axis=1) == test_labels).mean()

# %% tags=["hide-input"]
from byhand.site.page import publish

real = data.source in ("folder", "download")
publish(dataset="MNIST" if real else "⟦scikit-learn's digits|scikit-learn 自带的数字⟧")
publish(
    one_hot_right=f"{one_hot_right:.1%}",
    images=f"{len(labels):,}",
    tests=f"{len(test_labels):,}",
    few=f"{len(few):,}",
)

# %% [markdown] lang="en"
# Ten per cent would be guessing. The result depends on who numbered the classes, so it cannot be what we want.

# %% [markdown] lang="zh"
# 瞎猜能对一成。结果竟取决于编号是谁定的，这不会是我们想要的。

# %% [markdown] lang="en"
# ## One score for each class { #one-hot }
#
# Give every class a place of its own. A **one-hot** row has a 1 there and zeros elsewhere; two different classes are then always equally far apart, $\sqrt{2}$, whatever their numbers. And predict not one number but ten, a **score** for each class; the highest is the answer. Least squares on these rows, with the same images, reaches {{ one_hot_right }}, and with classes numbered in another way the columns merely change places.
#
# Scores are not yet probabilities; [softmax](losses.md#scores) makes them so, and [cross-entropy](losses.md#cross-entropy) says how wrong they are. To answer, no softmax is needed: it changes no order. `argmax(axis=-1)` gives the place of the highest score in each row, and of equal ones the first. Exponentials would only do harm: beyond 709 they are all infinite.

# %% [markdown] lang="zh"
# ## 每个类别一个得分 { #one-hot }
#
# 给每个类别一个自己的位置。**独热编码**（one-hot encoding）在那个位置上是 1，别处都是 0；任意两个不同的类别都一样远，距离是 $\sqrt{2}$，不管编号是几。要预测的也不是一个数，而是十个：每个类别一个**得分**（score），最高的就是回答。同样的图片，对独热编码用最小二乘法，能认对 {{ one_hot_right }}；换一种编号，不过是各列换个位置。
#
# 得分还不是概率，变成概率要靠 [softmax](losses.md#scores)；错得有多厉害，用[交叉熵](losses.md#cross-entropy)来衡量。但只是回答“哪一个”，用不着 softmax，因为大小顺序不变。`argmax(axis=-1)` 给出每一行最高分的位置，并列时给出第一个。求指数反而有害：超过 709，指数就全是无穷大了。

# %%
scores = np.array([[-1.0, 2.5, 2.0], [800.0, 900.0, 1000.0], [3.0, 0.0, 3.0]])
with np.errstate(over="ignore"):
    print(scores.argmax(axis=-1), np.exp(scores).argmax(axis=-1))

# %% [markdown]
# <!-- exercise: predict_class -->

# %% [markdown] lang="en"
# ## Softmax regression { #softmax-regression }
#
# The simplest classifier is one layer, $z = x W + b$, and softmax. Its name is **softmax regression**; it classifies all the same. With $n$ samples in the rows of $x$, and their one-hot rows in $t$, the gradient at the scores is [known](losses.md#gradient), and the [matrix product](chain_rule.md#matmul) sends it on to the parameters:
#
# $$ g = \frac{p - t}{n} $$
#
# $$ \frac{\partial L}{\partial W} = x^\top g, \qquad \frac{\partial L}{\partial b} = \sum_i g_i $$
#
# Here everything may start at zero: it is the labels that tell the columns of $W$ apart, and the loss has no local minima but the lowest (Bishop, 2006, section 4.3). All probabilities are then equal, so the first loss is the logarithm of the number of classes. Everything needed is written: `affine`; `sparse_categorical_cross_entropy` for the loss; `softmax_cross_entropy_vjp` with 1.0 as its last argument, which returns a tuple of one, $g$; `matmul_vjp`. Each epoch uses all samples at once. A rate of NumPy's, float64, would make float64 of float32 weights; `float(…)` makes it Python's, which does not.

# %% [markdown] lang="zh"
# ## softmax 回归 { #softmax-regression }
#
# 最简单的分类器只有一层 $z = x W + b$，再接 softmax。它叫 **softmax 回归**（softmax regression），做的却是分类。$n$ 个样本是 $x$ 的各行，独热编码是 $t$ 的各行；损失对得分的梯度[已经求过](losses.md#gradient)，再经过[矩阵乘法](chain_rule.md#matmul)传给参数：
#
# $$ g = \frac{p - t}{n} $$
#
# $$ \frac{\partial L}{\partial W} = x^\top g, \qquad \frac{\partial L}{\partial b} = \sum_i g_i $$
#
# 这里一切都可以从零出发：$W$ 的各列由标签来区分，不必靠随机数；损失除了最低处，没有别的局部极小（Bishop，2006，4.3 节）。这时各类的概率相等，所以第一个损失就是类别数的对数。要用的函数你都写过：`affine`；求损失的 `sparse_categorical_cross_entropy`；`softmax_cross_entropy_vjp`，最后一个参数给 1.0，返回的元组里只有 $g$ 一项；`matmul_vjp`。每一轮用全部样本走一步。学习率若是 NumPy 的 float64，会把 float32 的权重变成 float64；先用 `float(…)` 变成 Python 的数，就不会。

# %% [markdown]
# <!-- exercise: train_softmax_regression -->

# %% [markdown] lang="en"
# On digits, its weights can be looked at: one column for each class, one weight for each pixel. Red says "for it", blue "against it".

# %% [markdown] lang="zh"
# 用在数字上，权重可以画出来看：每个类别一列，每个像素一个权重。红色表示“像”，蓝色表示“不像”。

# %%
from solutions.classification import predict_class, train_softmax_regression
from solutions.losses import accuracy

w, b, losses = train_softmax_regression(few, few_labels, 10, 0.5, 80)
print("⟦loss|损失⟧", losses[[0, 1, 10, 79]].round(3))
answers = predict_class(test_pixels @ w + b)
print("⟦test accuracy|测试准确率⟧", f"{accuracy(answers, test_labels):.1%}")

# %% alt={"en": "Ten pictures of 28 by 28 weights, one for each digit; the strokes of the digit are red, what must stay empty is blue.", "zh": "十张 28 × 28 的权重图，每个数字一张：该有笔画的地方是红色，该空着的地方是蓝色。"} tags=["hide-input"]
from matplotlib.colors import LinearSegmentedColormap

shades = LinearSegmentedColormap.from_list("weights", [color("blue"), color("paper"), color("red")])
figure, places = plt.subplots(1, 10, figsize=(7.4, 1))
for k, axes in enumerate(places):
    axes.imshow(w[:, k].reshape(28, 28), cmap=shades, vmin=-0.4, vmax=0.4)
    axes.set_title(k)
    axes.set_axis_off()
plt.show()

# %% [markdown] lang="en"
# ## What no line separates { #no-line }
#
# Between two classes, softmax regression decides by the sign of $s(x) = x \cdot v + c$, the difference of their scores; $v$ is the difference of two columns of $W$, and $c$ that of two biases. The places where that is 0 form a line. Now colour the square so that opposite quarters belong together. Why does no line do it? Look at the corners. Since $v$ cancels,
#
# $$ s(1, 1) + s(-1, -1) = 2c $$
#
# $$ s(1, -1) + s(-1, 1) = 2c $$
#
# If the first two corners are of one class, their $s$ are both positive, and $c > 0$; the other two are both negative, and $c < 0$. That is a contradiction, and no training can remove it.

# %% [markdown] lang="zh"
# ## 直线分不开的 { #no-line }
#
# 在两个类别之间，softmax 回归看的是两个得分之差 $s(x) = x \cdot v + c$ 的正负号；$v$ 是 $W$ 的两列之差，$c$ 是两个偏置之差。差为 0 的地方是一条直线。现在给正方形上色，对角的两块算同一类。为什么没有直线能分开？看四个角就行，$v$ 会互相抵消：
#
# $$ s(1, 1) + s(-1, -1) = 2c $$
#
# $$ s(1, -1) + s(-1, 1) = 2c $$
#
# 前两个角同属一类，$s$ 都是正的，所以 $c > 0$；另两个角则都是负的，所以 $c < 0$。这就矛盾了，怎么训练也没有用。

# %%
rng = np.random.default_rng(1)
square = rng.uniform(-1, 1, (400, 2)).astype(np.float32)
square += 0.08 * np.sign(square)
corner = (square[:, 0] * square[:, 1] < 0).astype(np.int64)
w, b, _ = train_softmax_regression(square, corner, 2, 0.5, 300)
print(f"{accuracy(predict_class(square @ w + b), corner):.1%}")

# %% [markdown] lang="en"
# ## Two linear layers are one { #collapse }
#
# Does a second layer help? Put one after the other, and multiply out:
#
# $$ (x W_1 + b_1) W_2 + b_2 $$
#
# $$ = x \, (W_1 W_2) + (b_1 W_2 + b_2) $$
#
# The matrix product is associative and distributes over sums, so for *every* $x$ this is one layer with the weights $W_1 W_2$ and the biases $b_1 W_2 + b_2$. Ten layers collapse likewise, two at a time. However deep, it remains a line.

# %% [markdown] lang="zh"
# ## 两个线性层等于一层 { #collapse }
#
# 再加一层有用吗？把两层接起来，乘开：
#
# $$ (x W_1 + b_1) W_2 + b_2 $$
#
# $$ = x \, (W_1 W_2) + (b_1 W_2 + b_2) $$
#
# 矩阵乘法满足结合律，对加法满足分配律，所以对*任何* $x$，这都是一层：权重是 $W_1 W_2$，偏置是 $b_1 W_2 + b_2$。十层也一样，两层两层地合并。不管多深，还是一条直线。

# %% [markdown]
# <!-- exercise: collapse_linear_layers -->

# %% [markdown] lang="en"
# ## An activation breaks it { #activation }
#
# The proof needs that nothing stands between the layers. Put relu there, $h = \operatorname{relu}(x W_1 + b_1)$, and it fails: relu of a sum is not the sum of the relus. A function in this place is called an **activation function**, and a layer whose results are not the answer is a **hidden layer**. Below, the same two layers of 2 → 8 → 2 units, trained on the square by your functions, without relu and with it.

# %% [markdown] lang="zh"
# ## 加上激活函数，就合不成一层了 { #activation }
#
# 证明的前提是，两层之间什么也没有。放进 relu，$h = \operatorname{relu}(x W_1 + b_1)$，证明就不成立了：和的 relu 不等于 relu 的和。放在这里的函数叫**激活函数**（activation function）；结果还不是回答的层叫**隐藏层**（hidden layer）。下面同样是 2 → 8 → 2 个单元的两层，用你写的函数在正方形上训练，一次不加 relu，一次加。

# %%
from solutions.chain_rule import mlp_backward, softmax_cross_entropy_vjp
from solutions.classification import collapse_linear_layers, init_mlp, mlp_forward
from solutions.sgd import adam_step, minibatches


def linear_backward(x, labels, w1, b1, w2, b2):
    hidden = x @ w1 + b1
    (g,) = softmax_cross_entropy_vjp(hidden @ w2 + b2, labels, 1.0)
    h = g @ w2.T
    return x.T @ h, h.sum(axis=0), hidden.T @ g, g.sum(axis=0)


def train(backward, sizes, x, labels, *, batch_size, epochs, learning_rate, seed=0):
    rng, state, step = np.random.default_rng(seed), None, 0
    params = tuple(array for layer in init_mlp(rng, sizes) for array in layer)
    steps = epochs * -(-len(x) // batch_size)
    for _ in range(epochs):
        for index in minibatches(rng, len(x), batch_size):
            gradients = backward(x[index], labels[index], *params)
            rate = learning_rate * (1 - step / steps)  # shorter and shorter steps
            params, state = adam_step(params, gradients, state, rate)
            step += 1
    return [params[:2], params[2:]]


settings = {"batch_size": 50, "epochs": 100, "learning_rate": 0.03}
straight = train(linear_backward, (2, 8, 2), square, corner, **settings)
folded = train(mlp_backward, (2, 8, 2), square, corner, **settings)
w, b = collapse_linear_layers(*straight[0], *straight[1])
print("⟦without relu|没有 relu⟧", f"{accuracy(predict_class(square @ w + b), corner):.1%}")
print("⟦with relu|有 relu⟧", f"{accuracy(predict_class(mlp_forward(folded, square)), corner):.1%}")

# %% alt={"en": "Two squares of points in opposite quarters. Without relu, one straight border leaves many of them on the wrong side. With relu, the bent borders follow the quarters; dashed lines show where hidden units switch.", "zh": "两个正方形，对角的点同色。没有 relu：一条直的边界，许多点在错误的一侧。有 relu：弯折的边界贴着四块区域；虚线是各隐藏单元的开关处。"} tags=["hide-input"]
grid = np.linspace(-1.2, 1.2, 61)
plane = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2).astype(np.float32)
figure, panels = plt.subplots(1, 2, figsize=(6.6, 3.3), sharey=True)
titles = ("⟦without relu|没有 relu⟧", "⟦with relu|有 relu⟧")
for axes, scores, title in zip(panels, (plane @ w + b, mlp_forward(folded, plane)), titles, strict=True):
    lead = (scores[:, 1] - scores[:, 0]).reshape(61, 61)
    axes.contourf(grid, grid, lead, levels=[-1e6, 0, 1e6], colors=[color("blue-soft"), color("orange-soft")])
    axes.contour(grid, grid, lead, levels=[0], colors=[color("foreground")], linewidths=1.5)
    for k, (role, mark) in enumerate((("blue", "o"), ("orange", "^"))):
        axes.plot(*square[:150][corner[:150] == k].T, mark, color=color(role), markersize=2.5)
    axes.set(aspect="equal", xlim=(-1.2, 1.2), ylim=(-1.2, 1.2), title=title)
    axes.grid(visible=False)
(v, c), _ = folded
for k in range(8):
    panels[1].axline(
        -c[k] * v[:, k] / (v[:, k] @ v[:, k]),
        slope=-v[0, k] / v[1, k],
        color=color("muted"),
        linestyle=":",
        linewidth=1,
    )
plt.show()

# %% [markdown] lang="en"
# ## Hidden layers are features { #features }
#
# Each hidden unit is 0 on one side of its dashed line and rises on the other. So a point is described by eight numbers now instead of two: **features**. For the last layer they are the input, and the last layer is softmax regression. If that is true, then softmax regression, from zero, must succeed on the features where it failed on the points:

# %% [markdown] lang="zh"
# ## 隐藏层就是特征 { #features }
#
# 每个隐藏单元在自己那条虚线的一侧是 0，在另一侧逐渐升高。这样，一个点就不再用两个数，而是用八个数来描述，这些数叫**特征**（feature）。对最后一层来说，特征就是输入，而最后一层正是 softmax 回归。果真如此的话，从零出发的 softmax 回归，对点不行，对特征就应该行：

# %%
from solutions.dot_product import dense

features = dense(square, *folded[0])
w, b, _ = train_softmax_regression(features, corner, 2, 0.5, 300)
print(features.shape, f"{accuracy(predict_class(features @ w + b), corner):.1%}")
product = square[:, :1] * square[:, 1:]
w, b, _ = train_softmax_regression(product, corner, 2, 0.5, 300)
print(product.shape, f"{accuracy(predict_class(product @ w + b), corner):.1%}")

# %% [markdown] lang="en"
# The second line uses one feature that a person found: the product of the two coordinates. Hidden layers do this finding by training, also where nobody knows what to look for.

# %% [markdown] lang="zh"
# 第二行只用了一个特征，是人想出来的：两个坐标的乘积。隐藏层则通过训练自己找到特征，哪怕谁也不知道该找什么。

# %% [markdown] lang="en"
# ## Where the weights start { #initialisation }
#
# With hidden units, zero is no start: all units of a layer would compute the same, get the same gradient, and stay alike for ever. So draw the weights at random, and not too large: if $n$ inputs of mean square 1 meet independent weights of mean 0 and variance $v$, the sums have mean square $n v$. Relu cuts the negative half off, and half of that remains. To keep it at 1 in every layer, take $v = 2/n$. This is **He initialisation** (He et al., 2015); biases start at 0.
#
# `rng.normal(scale=…, size=(n, m))` wants the standard deviation, $\sqrt{2/n}$, and gives float64; `.astype(np.float32)` halves the memory and the time. Every layer is a pair `(w, b)`; `itertools.pairwise` gives its two sizes. Without a second size, or with a layer of no units, there is no network.

# %% [markdown] lang="zh"
# ## 权重从哪里出发 { #initialisation }
#
# 有了隐藏单元，就不能从零出发了：同一层的单元算出的都一样，得到的梯度也一样，于是永远一样。所以权重要随机抽取，又不能太大：$n$ 个均方为 1 的输入，配上均值为 0、方差为 $v$ 的独立权重，和的均方就是 $n v$；relu 截去负的一半，均方也就只剩一半。要让每一层都保持 1，就取 $v = 2/n$。这叫 **He 初始化**（He initialisation；He 等，2015）；偏置从 0 出发。
#
# `rng.normal(scale=…, size=(n, m))` 要的是标准差 $\sqrt{2/n}$，给出的是 float64；`.astype(np.float32)` 让内存和时间都减半。每一层是一对 `(w, b)`，两个大小用 `itertools.pairwise` 取出。少于两个大小，或者某一层没有单元，就不成网络。

# %%
from itertools import pairwise

print(list(pairwise((784, 512, 256, 10))))
print(
    np.random.default_rng(0).normal(scale=np.sqrt(2 / 784), size=(784, 512)).std().round(4), round((2 / 784) ** 0.5, 4)
)

# %% [markdown]
# <!-- exercise: init_mlp -->

# %% [markdown] lang="en"
# ## 784 → 512 → 256 → 10, every shape { #counting }
#
# Follow a batch of 128 images through three layers. What a layer takes is what the one before gives, so neighbouring sizes must meet.

# %% [markdown] lang="zh"
# ## 784 → 512 → 256 → 10 的每个形状 { #counting }
#
# 跟着一个批量的 128 张图片走过三层。一层的输入就是上一层的输出，所以相邻的长度必须对上。

# %% alt={"en": "Boxes from left to right: x 128 by 784, h1 128 by 512, h2 128 by 256, z 128 by 10. The arrows carry the weights 784 by 512, 512 by 256, 256 by 10, and relu, relu, nothing.", "zh": "从左到右的方块：x 128×784，h1 128×512，h2 128×256，z 128×10。箭头上是权重 784×512、512×256、256×10，以及 relu、relu、无。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(560, 190)
stages = (
    ("x", "128×784", "blue", 110),
    ("h₁", "128×512", "green", 90),
    ("h₂", "128×256", "green", 66),
    ("z", "128×10", "orange", 30),
)
for k, (name, size, role, height) in enumerate(stages):
    left = 24 + 150 * k
    drawing.rect((left, 80 - height / 2), (40, height), role=role, fill=f"{role}-soft")
    drawing.text(name, at=(left + 20, 80), mono=True, size=15)
    drawing.text(size, at=(left + 20, 152), mono=True, size=13, role="muted")
    if k < 3:
        drawing.arrow((left + 46, 80), (left + 144, 80))
        drawing.text(("784×512", "512×256", "256×10")[k], at=(left + 95, 62), mono=True, size=13, role="red")
        drawing.text(("relu", "relu", "⟦nothing|无⟧")[k], at=(left + 95, 98), size=13, role="muted")
drawing

# %%
total = 0
for layer, (fan_in, fan_out) in enumerate(pairwise((784, 512, 256, 10)), 1):
    count = fan_in * fan_out + fan_out
    total += count
    print(
        f"W{layer} {(fan_in, fan_out)!s:11} b{layer} {(fan_out,)!s:7} {fan_in * fan_out:7,} + {fan_out:3} = {count:7,}"
    )
print(f"{total:,}")

# %% [markdown] lang="en"
# A bias belongs to every unit that computes, and the 784 inputs compute nothing. Sizes may be NumPy's integers, whose products wrap around when they get too large; Python's do not: `int(size)`.

# %% [markdown] lang="zh"
# 每个做计算的单元有一个偏置；784 个输入不做计算，没有偏置。各层的大小也可能是 NumPy 的整数，乘积太大时会回绕；Python 的整数不会，所以先写 `int(size)`。

# %% [markdown]
# <!-- exercise: parameter_count -->

# %% [markdown] lang="en"
# ## Forward { #forward }
#
# The whole network is a loop: for every hidden layer, `affine`, then relu; for the last one `affine` alone. Relu there would make all negative scores equal, and no class could win by them. `*hidden, last = params` takes a list apart. One layer is a network, too, namely softmax regression; none is not.

# %% [markdown] lang="zh"
# ## 前向 { #forward }
#
# 整个网络就是一个循环：每个隐藏层先 `affine`，再 relu；最后一层只有 `affine`。如果最后也用 relu，负的得分就全都相等，分不出高低了。`*hidden, last = params` 可以把列表拆开。只有一层也是网络，就是 softmax 回归；一层也没有就不是了。

# %% [markdown]
# <!-- exercise: mlp_forward -->

# %% [markdown] lang="en"
# ## Handwritten digits, by hand { #digits }
#
# Now everything together, on all {{ images }} training images of {{ dataset }}: `minibatches` deals, `mlp_backward` computes the gradients, `adam_step` moves the parameters. It is the function `train` from above, unchanged; not a line of it comes from a library for deep learning. The learning rate falls to 0 along the way, so that the last steps are small.

# %% [markdown] lang="zh"
# ## 用自己写的函数认手写数字 { #digits }
#
# 现在全部合起来，用 {{ dataset }} 的全部 {{ images }} 张训练图片：`minibatches` 分批，`mlp_backward` 求梯度，`adam_step` 移动参数。用的就是上面那个 `train`，一字未改；没有一行来自深度学习库。学习率一路降到 0，最后的步子就很小了。

# %%
import time

start = time.process_time()
epochs = max(7, 60_000 // len(pixels))  # more where there are fewer images
network = train(mlp_backward, (784, 256, 10), pixels, labels, batch_size=256, epochs=epochs, learning_rate=3e-3)
seconds = time.process_time() - start
answers = predict_class(mlp_forward(network, test_pixels))
share = accuracy(answers, test_labels)
print(f"⟦test accuracy|测试准确率⟧ {share:.2%}")

# %% tags=["hide-input"]
if real:
    assert share > 0.975, share
publish(final=f"{share:.1%}", wrong=f"{(answers != test_labels).sum():,}", seconds=f"{seconds:.0f}", epochs=epochs)

# %% [markdown] lang="en"
# {{ epochs }} epochs took {{ seconds }} seconds of one processor, and {{ wrong }} of the {{ tests }} test images are read wrongly. Some of them:

# %% [markdown] lang="zh"
# {{ epochs }} 轮训练花了 {{ seconds }} 秒的处理器时间，{{ tests }} 张测试图片里认错了 {{ wrong }} 张。看看其中几张：

# %% alt={"en": "Ten test images that the network reads wrongly, each with its label and the wrong answer.", "zh": "网络认错的十张测试图片，各标着标签和错误的回答。"} tags=["hide-input"]
figure, places = plt.subplots(1, 10, figsize=(7.4, 1.1))
for axes, index in zip(places, np.flatnonzero(answers != test_labels)[:10], strict=False):
    axes.imshow(data.test_images[index], vmin=0, vmax=255)
    axes.set_title(f"{test_labels[index]} → {answers[index]}", fontsize=8)
for axes in places:
    axes.set_axis_off()
plt.show()

# %% [markdown] lang="en"
# Do *your* functions learn? This command trains with what stands in `exercises/`, on other digits, chosen so that most mistakes spoil the result; it takes seconds:
#
# ```sh
# uv run python -m byhand.together
# ```

# %% [markdown] lang="zh"
# *你的*函数学得会吗？下面的命令用 `exercises/` 里的函数来训练，用的是另一批数字，特意设计过：大多数错误都会让结果变差。只要几秒钟：
#
# ```sh
# uv run python -m byhand.together
# ```

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# ### “Classification is regression, squashed” { #myth-squash }
#
# Take the regression on class numbers from the beginning and squash its output with the sigmoid into ten equal parts of [0, 1]. A squashing function keeps the order, and the order was the mistake: what lay between two classes still does. The same [on the page of myths](myths.md#squashed-regression).

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# ### “分类就是把回归压缩一下” { #myth-squash }
#
# 拿开头那个对类别编号的回归，用 sigmoid 把输出压缩到 [0, 1]，再平分成十段。压缩不改变顺序，而错就错在顺序：原来夹在两个类别中间的，现在还是夹在中间。[误区页](myths.md#squashed-regression)上也有。

# %%
from solutions.elementwise import sigmoid

for width in (0.5, 2.0, 4.0):
    squashed = sigmoid((fitted[:, 0] - 4.5) / width)
    print(width, f"{(np.minimum(np.floor(10 * squashed), 9) == test_labels).mean():.1%}")
print("one-hot", f"{one_hot_right:.1%}")

# %% [markdown] lang="en"
# ### “More layers make a network more powerful” { #myth-deep }
#
# Only with activations between them. Six linear layers of random weights, collapsed two at a time into one, agree with themselves to rounding. [More](myths.md#linear-layers).

# %% [markdown] lang="zh"
# ### “层数越多，网络越强” { #myth-deep }
#
# 层间有激活函数才行。六个随机权重的线性层，两层两层地合成一层，结果除了舍入误差完全一样。[详见误区页](myths.md#linear-layers)。

# %%
deep = [(w.astype(np.float64), b + 1.0) for w, b in init_mlp(np.random.default_rng(2), (2, 50, 40, 30, 20, 10, 2))]
through = square.astype(np.float64)
for w, b in deep:
    through = through @ w + b
one = deep[0]
for layer in deep[1:]:
    one = collapse_linear_layers(*one, *layer)
print(one[0].shape, np.abs(through - (square @ one[0] + one[1])).max() < 1e-10)

# %% [markdown] lang="en"
# ### “Layer sizes must be powers of two” { #myth-powers }
#
# Measure it. Three sizes near 64, three seeds each, a short training on {{ few }} images: the seeds differ by as much as the sizes do, and the power of two is nothing special. [More](myths.md#powers-of-two).

# %% [markdown] lang="zh"
# ### “每层的单元数必须是 2 的幂” { #myth-powers }
#
# 试一试就知道。在 64 附近取三个大小，每个用三个种子，在 {{ few }} 张图片上训练一小会儿：种子之间的差别，与大小之间的差别不相上下，2 的幂没有什么特别。[详见误区页](myths.md#powers-of-two)。

# %%
quick = {"batch_size": 100, "epochs": 4, "learning_rate": 5e-3}
for hidden in (60, 64, 70):
    shares = []
    for seed in range(3):
        params = train(mlp_backward, (784, hidden, 10), few, few_labels, seed=seed, **quick)
        shares.append(accuracy(predict_class(mlp_forward(params, test_pixels)), test_labels))
    print(hidden, " ".join(f"{share:.2%}" for share in shares), f" ⟦mean|平均⟧ {np.mean(shares):.2%}")

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "A network predicts stars from 1 to 5 for films. Regression or classification?"
#
#     Here the numbers do have an order, and 4 lies between 3 and 5: regression is a reasonable choice. What decides is not whether labels are numbers, but whether their differences mean something.
#
# ??? question "A network 784→256→10 without relu has 203,530 parameters. How many would do for the same functions?"
#
#     7,850: it collapses into one layer 784→10, with 7,840 weights and 10 biases.
#
# ??? question "All weights of a network with a hidden layer start at 0. What does it learn?"
#
#     Nothing but the last biases: all hidden units give 0, so the last weights get no gradient, and no gradient passes through weights of 0.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "网络要给电影预测 1 到 5 颗星。是回归还是分类？"
#
#     这里的数确实有顺序，4 就在 3 与 5 之间，用回归是合理的。要看的不是标签是不是数，而是数与数之差有没有意义。
#
# ??? question "没有 relu 的网络 784→256→10 有 203,530 个参数。要表示同样的函数，多少个就够？"
#
#     7,850 个：它合成一层 784→10，7,840 个权重加 10 个偏置。
#
# ??? question "有隐藏层的网络，权重全部从 0 出发，能学到什么？"
#
#     只能学到最后一层的偏置：隐藏单元全是 0，最后一层的权重得不到梯度；而权重为 0，梯度也传不回去。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# You have written everything that a network needs. What comes next computes the same faster and differentiates by itself: [the same digits, in JAX](mnist_mlp.md).
#
# Further reading: Goodfellow et al., [*Deep Learning*](https://www.deeplearningbook.org/), chapter 6; Bishop, *Pattern Recognition and Machine Learning*, section 4.3; He et al., ["Delving deep into rectifiers"](https://arxiv.org/abs/1502.01852); [*Dive into Deep Learning*, on multilayer perceptrons](https://d2l.ai/chapter_multilayer-perceptrons/index.html) ([in Chinese](https://zh.d2l.ai/chapter_multilayer-perceptrons/index.html)).

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 一个网络需要的东西，你全都亲手写过了。接下来换一个工具，算的还是这些，但更快，还会自己求导：[用 JAX 认同样的数字](mnist_mlp.md)。
#
# 延伸阅读：Goodfellow 等，[《深度学习》](https://www.deeplearningbook.org/)第 6 章；Bishop，《Pattern Recognition and Machine Learning》4.3 节；He 等，[“Delving deep into rectifiers”](https://arxiv.org/abs/1502.01852)；[《动手学深度学习》多层感知机一章](https://zh.d2l.ai/chapter_multilayer-perceptrons/index.html)（[英文版](https://d2l.ai/chapter_multilayer-perceptrons/index.html)）。

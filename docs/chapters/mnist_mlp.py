# %% [markdown] lang="en"
# # MNIST MLP { #mnist-mlp }
#
# You have met the parts one at a time; here they become a machine. Eight functions, most of them three to six lines long, lead from the bytes of an image file to a network that reads handwriting. **MLP** is short for *multilayer perceptron*: dense layers one after another, with a nonlinear function between them.
#
# The tool changes, too. You know what a gradient is and how it is computed; from here on [JAX](https://docs.jax.dev/) differentiates the functions that you write, compiles them, and runs the same file on a CPU, a GPU or a TPU.
#
# After this chapter you can
#
# - build and train a network in JAX, and name the shape of every array in it;
# - say why weights start as they do, and what the loss of an untrained network must be;
# - explain what `jit` sees of your function, and turn a loop into `lax.scan`;
# - judge an accuracy: against chance, against another seed, on images that the network has never seen.

# %% [markdown] lang="zh"
# # MNIST 多层感知机 { #mnist-mlp }
#
# 零件你已经一个一个见过，这一章把它们装成一台机器。八个函数，大多只有三到六行，从图片文件里的字节一直走到一个认得手写数字的网络。**MLP** 是“多层感知机”（multilayer perceptron）的缩写：全连接层一层接一层，层与层之间夹一个非线性函数。
#
# 工具也换了。什么是梯度、梯度怎么算，你已经知道；从这里起，交给 [JAX](https://docs.jax.dev/)：你写函数，它来求导、编译。同一个文件，在 CPU、GPU、TPU 上都能直接运行。
#
# 学完这一章，你能够
#
# - 用 JAX 搭建并训练一个网络，说出其中每个数组的形状；
# - 解释权重为什么要这样初始化，没训练过的网络损失该是多少；
# - 说清 `jit` 从你的函数里看到了什么，并把循环写成 `lax.scan`；
# - 会看一个准确率：和瞎猜比，和换个种子比，在网络没见过的图片上比。

# %% alt={"en": "train calls init_params and train_epoch, that train_step, that loss, that forward; evaluate calls forward.", "zh": "train 调用 init_params 和 train_epoch，再到 train_step、loss、forward；evaluate 也调用 forward。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(470, 240)
places = {
    "preprocess": (10, 190, "teal"),
    "init_params": (10, 106, "orange"),
    "forward": (170, 106, "blue"),
    "loss": (330, 106, "red"),
    "train_step": (330, 22, "red"),
    "train_epoch": (170, 22, "purple"),
    "evaluate": (170, 190, "green"),
    "train": (10, 22, "purple"),
}
for number, (name, (left, top, role)) in enumerate(places.items(), 1):
    drawing.rect((left, top), (120, 40), role=role, fill=f"{role}-soft")
    drawing.text(name, at=(left + 60, top + 20), mono=True)
    drawing.text(str(number), at=(left + 8, top - 9), role=role, size=12, bold=True)
drawing.arrow((132, 42), (167, 42))
drawing.arrow((292, 42), (327, 42))
drawing.arrow((390, 64), (390, 103))
drawing.arrow((328, 126), (293, 126))
drawing.arrow((70, 64), (70, 103))
drawing.arrow((230, 188), (230, 149))
for line_number, words in enumerate(("⟦arrow: calls|箭头：调用⟧", "⟦number: order here|数字：本页顺序⟧")):
    drawing.text(words, at=(326, 200 + 20 * line_number), role="muted", size=13, anchor="start")
drawing

# %% [markdown] lang="en"
# ## JAX in one minute { #jax }
#
# `jax.numpy`, for short `jnp`, has most of NumPy's functions under the same names. Four things differ, and all of them matter below.

# %% [markdown] lang="zh"
# ## 一分钟认识 JAX { #jax }
#
# `jax.numpy` 通常简写成 `jnp`，NumPy 的大部分函数它都有，名字也一样。不同之处有四点，下面都用得上。

# %%
import jax
import jax.numpy as jnp
import numpy as np

a = jnp.arange(6).reshape(2, 3)
b = a.at[0, 0].set(100)
print(a[0], b[0])
print(a.dtype, (a / 2).dtype)
print("JAX", jax.__version__, "|", jax.devices()[0].platform)

# %% [markdown] lang="en"
# - **Arrays never change.** `a[0, 0] = 100` is an error; `a.at[0, 0].set(100)` gives a new array.
# - **32 bits are the default**, `int32` and `float32`.
# - **Randomness comes from keys** that you pass on; there is no hidden generator. More on this [below](#parameters).
# - **Results arrive later.** A call returns before the computation is done, so a clock must wait: `jax.block_until_ready(result)`.
#
# The last line names the device. With a GPU and JAX's version for it, it would say `gpu`, and no code would change.

# %% [markdown] lang="zh"
# - **数组不可改。**写 `a[0, 0] = 100` 会报错；`a.at[0, 0].set(100)` 则给出一个新数组。
# - **默认 32 位**，即 `int32` 和 `float32`。
# - **随机数来自键（key）**，由你自己传递，没有藏在背后的生成器。[下文](#parameters)细说。
# - **结果来得晚。**函数先返回，计算随后才完成。所以计时的时候要等：`jax.block_until_ready(result)`。
#
# 最后一行是所用的设备。如果有 GPU，又装了对应版本的 JAX，这里就是 `gpu`，代码不用改。

# %% [markdown] lang="en"
# ## From pixels to numbers { #data }
#
# MNIST was made in the 1990s from forms filled in by hand: grey images of 28 × 28 pixels, 60,000 to train on and 10,000 to test with (LeCun et al., 1998). `load` finds the files or downloads them; with no connection it takes smaller digits that come with scikit-learn. This page was built with {{ dataset }}.

# %% [markdown] lang="zh"
# ## 从像素到数 { #data }
#
# MNIST 是 1990 年代用手写表格整理出来的：28 × 28 像素的灰度图片，60,000 张用来训练，10,000 张用来测试（LeCun 等，1998）。`load` 会找到文件，没有就下载；连不上网时，改用 scikit-learn 自带的一小批数字。生成本页时用的是 {{ dataset }}。

# %%
from byhand.mnist.data import load

data = load()
data.train_images.shape, data.train_labels.shape, data.test_images.shape, data.train_images.dtype

# %% [markdown] lang="en"
# A dense layer wants one row for each sample, so each image is unrolled: its rows one after another, which is the row-major order that `reshape` keeps. And it wants small numbers, so each byte is divided by 255.

# %% [markdown] lang="zh"
# 全连接层要的是一个样本一行，所以要把每张图片展开：一行接着一行，也就是 `reshape` 所保持的行优先顺序。它还要小一点的数，所以每个字节除以 255。

# %% alt={"en": "A 3 by 4 image, its rows in colours; below, all twelve numbers in one row, divided by 255.", "zh": "3 × 4 的图片，每行一种颜色；下面十二个数排成一行，都除以 255。"} tags=["hide-input"]
small = np.array([[0, 51, 204, 0], [0, 255, 102, 0], [153, 255, 0, 0]], np.uint8)
drawing = Drawing(560, 250)
for row, role in enumerate(("blue", "orange", "green")):
    drawing.grid(small[row], at=(204, 34 + 38 * row), cell=38, role=role)
    unrolled = drawing.grid(small[row] / 255, at=(16 + 176 * row, 186), cell=44, role=role, form="{:.1f}")
drawing.text("(3, 4)  uint8", at=(280, 16), role="muted", mono=True)
drawing.arrow((280, 152), (280, 182))
drawing.text("⟦unroll, divide by 255|展开，除以 255⟧", at=(296, 166), role="muted", anchor="start", size=13)
drawing.text("(12,)  float32", at=(280, 242), role="muted", mono=True, size=13)
drawing

# %% [markdown] lang="en"
# `jnp.asarray` turns a NumPy array into a JAX array on the device, with the dtype that you name; NumPy itself would make float64 of the quotients.

# %% [markdown] lang="zh"
# `jnp.asarray` 把 NumPy 数组变成设备上的 JAX 数组，dtype 由你指定；如果由 NumPy 自己来除，得到的是 float64。

# %% tags=["hide-input"]
pixels = np.array([0, 128, 255], np.uint8)
assert (pixels / 255).dtype == np.float64
assert (jnp.asarray(pixels, jnp.float32) / 255).dtype == np.float32
try:
    np.zeros((0, 4, 7)).reshape(0, -1)
    raise AssertionError("the page says that this is an error")
except ValueError:
    pass

# %% [markdown] lang="en"
# The contract allows `n = 0`, and then `reshape(0, -1)` is an error, since any width would fit: name the width. It refuses what is not uint8 (`TypeError`) and what does not have three axes (`ValueError`), with reason: images that somebody has already divided by 255 are floating numbers, and divided once more they raise no error, they only make a network that learns badly. A plain list has no `dtype`; `getattr(images, "dtype", None)` asks without tripping over it.

# %% [markdown] lang="zh"
# 约定允许 `n = 0`，这时 `reshape(0, -1)` 会报错，因为宽度是多少都说得通：所以宽度要明写。不是 uint8 的要拒绝（`TypeError`），不是三个轴的也要拒绝（`ValueError`）。这有道理：别人已经除过 255 的图片是浮点数，再除一遍并不报错，只会让网络学得很差。普通列表没有 `dtype`，用 `getattr(images, "dtype", None)` 来问就不会绊倒。

# %% [markdown]
# <!-- exercise: preprocess -->

# %% [markdown] lang="en"
# ## Where the weights start { #parameters }
#
# A layer with $n$ inputs and $m$ outputs has a weight matrix of shape `(n, m)` and a bias of shape `(m,)`. The parameters of a network are a list of such pairs, one for each layer: the sizes `(784, 512, 10)` make two, and `itertools.pairwise` yields them.
#
# Biases may start at zero, weights may not: if all of them were alike, all hidden units would compute the same, get the same gradient, and stay the same for ever (Goodfellow et al., 2016, section 8.4). So they are drawn at random. How large?
#
# Follow one output $y = \sum_i x_i w_i$ of a layer with $n$ inputs. If the weights are independent and have mean 0, then $\mathbb{E}[y^2] = n \operatorname{Var}(w)\, \mathbb{E}[x^2]$. Afterwards relu throws away the negative half, so half of it remains. For the numbers to keep their size from layer to layer, $\tfrac12 n \operatorname{Var}(w)$ must be 1. This is **He initialisation** (He et al., 2015):
#
# $$ w \sim \mathcal{N}\!\left(0, \tfrac{2}{n}\right), \qquad \text{standard deviation } \sqrt{2/n} $$
#
# Does it matter? Send random inputs through twenty layers of 256 units each, with weights half as large, right, and twice as large, and measure the root mean square after every relu:

# %% [markdown] lang="zh"
# ## 权重从哪里出发 { #parameters }
#
# 一层有 $n$ 个输入、$m$ 个输出，它的权重矩阵形状就是 `(n, m)`，偏置形状是 `(m,)`。网络的参数就是一个列表，每层一对：`(784, 512, 10)` 有两对，用 `itertools.pairwise` 逐对取出。
#
# 偏置可以从零开始，权重不行：如果权重全都一样，那么所有隐藏单元算出来的都一样，得到的梯度也一样，于是永远一样（Goodfellow 等，2016，8.4 节）。所以权重要随机抽取。抽多大的？
#
# 看一层里的一个输出 $y = \sum_i x_i w_i$，输入有 $n$ 个。如果权重相互独立、均值为 0，那么 $\mathbb{E}[y^2] = n \operatorname{Var}(w)\, \mathbb{E}[x^2]$。接着 relu 扔掉负的那一半，只剩下二分之一。要让数的大小逐层保持不变，$\tfrac12 n \operatorname{Var}(w)$ 必须等于 1。这就是 **He 初始化**（He initialisation；He 等，2015）：
#
# $$ w \sim \mathcal{N}\!\left(0, \tfrac{2}{n}\right), \qquad \text{标准差 } \sqrt{2/n} $$
#
# 真有那么要紧吗？让随机输入穿过二十层，每层 256 个单元，权重分别取一半大、正好、两倍大，每过一个 relu 就量一次均方根：

# %% alt={"en": "Over twenty layers: twice He grows a millionfold, He stays near 1, half of He shrinks to a millionth.", "zh": "二十层：两倍 He 增大约百万倍，He 保持在 1 附近，一半 He 缩到约百万分之一。"} tags=["hide-input"]
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
spread = {}
for factor in (2.0, 1.0, 0.5):
    h = rng.normal(size=(200, 256))
    spread[factor] = [np.sqrt((h**2).mean())]
    for _ in range(20):
        w = rng.normal(scale=factor * np.sqrt(2 / 256), size=(256, 256))
        h = np.maximum(h @ w, 0)
        spread[factor].append(np.sqrt((h**2).mean()))
figure, axes = plt.subplots(figsize=(6, 3))
for (factor, values), style in zip(spread.items(), ("s-", "o-", "^-"), strict=True):
    axes.semilogy(values, style, markersize=3.5, label=f"{factor:g} × He")
axes.set_xlabel("⟦layer|层⟧")
axes.set_ylabel("⟦root mean square|均方根⟧")
axes.set_xticks(range(0, 21, 5))
axes.legend()
plt.show()

# %% [markdown] lang="en"
# A factor of two in each layer is a factor of a million after twenty. Gradients go the same way backwards. Our network has only two layers and would forgive a bad start; deep networks do not.
#
# Now the random numbers. JAX keeps no generator that changes behind your back. You hold a **key**; the same key always gives the same numbers, and `split` makes new keys of it. One key, one use: draw two matrices from one key, and they are not independent.

# %% [markdown] lang="zh"
# 每层差两倍，二十层之后就差一百万倍。梯度往回传时也是一样。我们的网络只有两层，开头差一点还能挽回；深的网络就不行了。
#
# 再说随机数。JAX 没有在你背后偷偷变化的生成器。你手里拿着一个**键**（key）：同一个键总是给出同样的数；要新的键，就用 `split` 来分。一个键只用一次：用同一个键抽两个矩阵，它们就不独立了。

# %%
one, two, three = jax.random.split(jax.random.key(0), 3)
for key in (one, one, two):
    print(jax.random.normal(key, (4,)))
print(jax.random.normal(three, (2, 3), jnp.float32).shape)

# %% [markdown] lang="en"
# `normal` draws with standard deviation 1; multiply to get another. Beware of the difference between a variance and its root. The sizes themselves are checked first: fewer than two make no layer, and a layer without units lets nothing through.

# %% [markdown] lang="zh"
# `normal` 抽出来的数标准差是 1，要别的标准差就乘上去。别把方差和它的平方根弄混。各层的大小要先检查：少于两个，连一层也没有；某一层没有单元，就什么也传不过去。

# %% [markdown]
# <!-- exercise: init_params -->

# %% [markdown] lang="en"
# ## Forward: from numbers to scores { #forward-pass }
#
# A dense layer is a matrix product and a bias, $x W + b$. Between two layers stands relu, which replaces negative numbers by 0. In the picture a batch of 128 images goes through the network; the red numbers must meet.

# %% [markdown] lang="zh"
# ## 前向：从数到得分 { #forward-pass }
#
# 全连接层就是一次矩阵乘法（matrix product）加上偏置：$x W + b$。两层之间放一个 relu，把负数换成 0。图中是一批 128 张图片走过网络的样子，红色的数必须对上。


# %% alt={"en": "128×784 times 784×512, plus 512, relu: h. 128×512 times 512×10, plus 10: z, 128×10.", "zh": "128×784 乘 784×512，加 512，relu 得 h；128×512 乘 512×10，加 10，得 z，128×10。"} tags=["hide-input"]
def block(left, top, width, height, role, name):
    """⟦Draw a matrix as a rectangle.|把矩阵画成方块。⟧"""
    drawing.rect((left, top), (width, height), role=role, fill=f"{role}-soft")
    drawing.text(name, at=(left + width / 2, top + height / 2), mono=True, size=15)


def shape(x, y, rows, columns, meets):
    """⟦Write a shape; the size that meets its neighbour is red.|写出形状，要对上的数写成红色。⟧"""
    words = [str(rows), str(columns)]
    for side, word in enumerate(words):
        place = (x - 5, y) if side == 0 else (x + 5, y)
        red = meets == side
        drawing.text(word, at=place, anchor=("end", "start")[side], mono=True, role="red" if red else "muted", bold=red)
    drawing.text("×", at=(x, y), role="muted", size=12)


drawing = Drawing(560, 390)
block(10, 70, 150, 40, "blue", "x")
shape(85, 126, 128, 784, 1)
block(190, 15, 110, 150, "orange", "W₁")
shape(245, 181, 784, 512, 0)
block(328, 80, 110, 20, "purple", "b₁")
drawing.text("512", at=(383, 116), mono=True, role="muted")
drawing.text("·", at=(175, 90), size=24)
drawing.text("+", at=(314, 90), size=20)
drawing.arrow((442, 90), (488, 90), label="relu", role="green")
drawing.text("h", at=(502, 90), mono=True, size=16, bold=True)
drawing.text("⟦layer 1|第 1 层⟧", at=(550, 20), role="muted", anchor="end", size=13)
drawing.line([(10, 206), (550, 206)], role="faint", dash="4 4")
block(50, 290, 110, 40, "green", "h")
shape(105, 346, 128, 512, 1)
block(190, 255, 26, 110, "orange", "W₂")
shape(203, 381, 512, 10, 0)
block(248, 300, 26, 20, "purple", "b₂")
drawing.text("10", at=(261, 336), mono=True, role="muted")
drawing.text("·", at=(175, 310), size=24)
drawing.text("+", at=(232, 310), size=20)
drawing.text("=", at=(298, 310), size=20)
block(322, 290, 26, 40, "blue", "z")
shape(335, 346, 128, 10, None)
drawing.text("⟦ten scores for each image|每张图片十个得分⟧", at=(364, 310), anchor="start", role="muted", size=13)
drawing.text("⟦layer 2|第 2 层⟧", at=(550, 226), role="muted", anchor="end", size=13)
drawing

# %% [markdown] lang="en"
# $$ h = \operatorname{relu}(x W_1 + b_1), \qquad z = h W_2 + b_2 $$
#
# The bias of a layer is added to every row of the batch: [broadcasting](broadcasting.md) at work. The results $z$ are called **logits**: ten scores, any real numbers. The highest one is the answer. There is *no* relu after the last layer; it would make all negative scores equal, and with them what they say.
#
# One dense layer, so that you have seen the operators: `@` is the matrix product.

# %% [markdown] lang="zh"
# $$ h = \operatorname{relu}(x W_1 + b_1), \qquad z = h W_2 + b_2 $$
#
# 一层的偏置要加到这一批的每一行上：这正是[广播](broadcasting.md)。结果 $z$ 叫 **logits**：十个得分，可以是任何实数，最高的那个就是答案。最后一层之后*不用* relu，否则负的得分全都变成 0，它们之间的差别就丢了。
#
# 下面是单独一层，认一认运算符：`@` 就是矩阵乘法。

# %%
batch = jnp.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
w = jnp.array([[1.0, -1.0], [0.0, -5.0], [3.0, 0.0]])
b = jnp.array([0.0, 10.0])
print(batch @ w + b, jax.nn.relu(batch @ w + b), sep="\n\n")

# %% [markdown] lang="en"
# Without relu in between, the two layers would be one: $(x W_1) W_2 = x (W_1 W_2)$. The bend at 0 is what makes depth worthwhile (Goodfellow et al., 2016, section 6.1).
#
# Your `forward` takes *any* number of layers, so it loops over the list; `enumerate` tells which layer it is at. Where the columns of the data do not meet the rows of a weight matrix, it says so and names both shapes.

# %% [markdown] lang="zh"
# 如果中间没有 relu，两层其实只是一层：$(x W_1) W_2 = x (W_1 W_2)$。正是 0 处的那个折角，才让多加几层有了意义（Goodfellow 等，2016，6.1 节）。
#
# 你写的 `forward` 要接受*任意*多层，所以要对列表循环；走到第几层，`enumerate` 会告诉你。数据的列数与权重矩阵的行数对不上时，要报错，并写明两个形状。

# %% [markdown]
# <!-- exercise: forward -->

# %% [markdown] lang="en"
# ## The loss: how bad is it? { #cross-entropy }
#
# Softmax turns the ten scores of an image into probabilities. The loss of the image is minus the logarithm of the probability that the *true* class received, and the loss of a batch is the mean:
#
# $$ p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \qquad L = -\frac1n \sum_{i=1}^{n} \log p_{i,\,y_i} $$
#
# This is the **cross-entropy** (Goodfellow et al., 2016, section 6.2.2.3). A network that gives the truth a probability of 1 pays nothing; one that is sure and wrong pays without limit.

# %% [markdown] lang="zh"
# ## 损失：有多差？ { #cross-entropy }
#
# softmax 把一张图片的十个得分变成概率。这张图片的损失，就是*真实*类别所得概率的对数，再取负号；一批的损失取平均：
#
# $$ p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \qquad L = -\frac1n \sum_{i=1}^{n} \log p_{i,\,y_i} $$
#
# 这就是**交叉熵**（cross-entropy；Goodfellow 等，2016，6.2.2.3 节）。真实类别的概率是 1，就一分不罚；又自信又错，罚起来没有上限。

# %% alt={"en": "Minus log p: 0 at p = 1, 2.3 at 0.1, without limit towards 0.", "zh": "负的 log p：p = 1 时为 0，0.1 时约 2.3，趋于 0 时无限增大。"} tags=["hide-input"]
from byhand.site.palette import color

figure, axes = plt.subplots(figsize=(5.2, 2.9))
p = np.linspace(0.004, 1, 300)
axes.plot(p, -np.log(p), color=color("red"))
axes.plot([0.1], [-np.log(0.1)], "o", color=color("blue"))
note = axes.annotate(
    "⟦ten classes, pure guessing: ln 10|十个类别，纯靠猜：ln 10⟧", (0.1, -np.log(0.1)), (0.17, 3.0), color=color("blue")
)
note.set_in_layout(False)
axes.set_xlabel("⟦probability of the true class|真实类别的概率⟧")
axes.set_ylabel("⟦loss|损失⟧")
axes.set_ylim(0, 5.2)
plt.show()

# %% [markdown] lang="en"
# The formula as it stands does not survive large scores, since $e^{10000}$ is more than any float can hold. Put the logarithm inside: $\log p_k = z_k - \log \sum_j e^{z_j}$, and take the largest score $m$ out of the sum, $\log \sum_j e^{z_j} = m + \log \sum_j e^{z_j - m}$. Then no exponent is positive. `jax.nn.logsumexp` and `jax.nn.log_softmax` do just this; the first line below is the formula as it stands:

# %% [markdown] lang="zh"
# 照公式直接算，得分一大就不行了：$e^{10000}$ 超出了任何浮点数的范围。把对数放进去：$\log p_k = z_k - \log \sum_j e^{z_j}$；再把最大的得分 $m$ 从和式里提出来：$\log \sum_j e^{z_j} = m + \log \sum_j e^{z_j - m}$。这样指数就没有正的了。`jax.nn.logsumexp` 和 `jax.nn.log_softmax` 做的正是这件事。下面第一行是照公式直接算的：

# %%
z = jnp.array([1e4, 0.0, -1e4])
print(jnp.log(jnp.exp(z) / jnp.exp(z).sum()))
print(jax.nn.log_softmax(z), jax.nn.logsumexp(z))

# %% [markdown] lang="en"
# Both take an `axis`; for a batch you want one result for each row. What remains is to pick one number from each row, at the column that the label names. Two ways:

# %% [markdown] lang="zh"
# 两者都有 `axis` 参数；对一批数据，要的是每行一个结果。剩下的是从每一行里取出一个数，取哪一列由标签决定。写法有两种：

# %%
table = jnp.array([[10, 11, 12], [20, 21, 22]])
wanted = jnp.array([2, 0])
print(jnp.take_along_axis(table, wanted[:, None], axis=1))
print(table[jnp.arange(2), wanted])

# %% tags=["hide-input"]
answer = table[jnp.arange(2), jnp.array([2, 99])]  # no error
assert np.isnan(jnp.zeros(0).mean())

# %% [markdown] lang="en"
# Ask for column 99, and you get an answer all the same: compiled code cannot raise an error because of a *value*, so labels that are no class go unnoticed. Shapes and dtypes, however, are always known: check that there is one label for each sample, and at least one sample (the mean of nothing is not a number), and that `jnp.issubdtype(labels.dtype, jnp.integer)`.
#
# A good habit: before training anything, predict the loss at the start. A network that knows nothing should give each of ten classes a tenth, so its loss is $\ln 10$. The finished functions, `solutions/mnist_mlp.py`, on a thousand images:

# %% [markdown] lang="zh"
# 就算要的是第 99 列，也照样有答案：编译过的代码不能因为某个*值*而报错，所以标签即使不属于任何类别，JAX 也不会发觉。形状和 dtype 则始终是已知的，要检查：每个样本有一个标签，样本至少有一个（空的平均值不是数），并且 `jnp.issubdtype(labels.dtype, jnp.integer)` 成立。
#
# 一个好习惯：训练之前，先估计一下开始时的损失。什么都不懂的网络，应当给十个类别各十分之一，损失就是 $\ln 10$。用写好的函数 `solutions/mnist_mlp.py`，在一千张图片上量一量：

# %% tags=["hide-input"]
import solutions.mnist_mlp as code
from byhand.mnist.run import prepare
from byhand.site.page import publish

x, labels = prepare(code, data.train_images, data.train_labels)
untrained = code.init_params(jax.random.key(0), (784, 512, 10))
first = (x[:1000], labels[:1000])
indifferent = jax.tree.map(jnp.zeros_like, untrained)
start = float(code.loss(untrained, *first))
on_bytes = float(code.loss(untrained, 255 * first[0], first[1]))
lines = (
    ("ln 10", np.log(10)),
    ("⟦all parameters 0|参数全为 0⟧", code.loss(indifferent, *first)),
    ("⟦He initialisation|He 初始化⟧", start),
    ("⟦He, pixels not scaled|He，像素没有缩放⟧", on_bytes),
)
print("\n".join(f"{number:8.4f}  {name}" for name, number in lines))
publish(dataset="MNIST" if data.source in ("folder", "download") else "⟦scikit-learn's digits|scikit-learn 自带的数字⟧")
publish(start=f"{start:.2f}", on_bytes=f"{on_bytes:.0f}")

# %% [markdown] lang="en"
# The He network starts at {{ start }}, close to $\ln 10$ and a little above: its scores differ by chance, and opinions without knowledge cost something. On unscaled bytes it starts at {{ on_bytes }}, wildly sure of nothing. Whenever your own network starts far from $\ln 10$, look for a mistake before you train.

# %% [markdown] lang="zh"
# He 初始化的网络从 {{ start }} 开始，比 $\ln 10$ 略高一点：各类的得分碰巧有高有低，没有依据的看法也要付出代价。像素没有缩放时，起点是 {{ on_bytes }}：什么都不懂，却自信得离谱。哪天你的网络起点离 $\ln 10$ 很远，先找错，再训练。

# %% [markdown]
# <!-- exercise: loss -->

# %% [markdown] lang="en"
# ## One step of learning { #step }
#
# A step is: compute the loss and its gradient on a batch, then move every parameter a little against its gradient. Three JAX tools do it. First, `jax.value_and_grad(f)` makes a function that returns the value of `f` and its gradient with respect to the first argument. That argument may be a whole **pytree**: dictionaries, lists and tuples, nested, with arrays as leaves. The gradient has the same form.

# %% [markdown] lang="zh"
# ## 学习一步 { #step }
#
# 一步就是：在一个批量上算出损失和梯度，再让每个参数沿梯度的反方向走一点。要用到 JAX 的三样工具。第一样，`jax.value_and_grad(f)` 造出一个新函数，返回 `f` 的值和它对第一个参数的梯度。这个参数可以是一整棵 **pytree**：字典、列表、元组随意嵌套，叶子是数组。梯度的结构与它相同。

# %%
line = {"slope": jnp.array(1.0), "shift": jnp.array(0.0)}
xs, ys = jnp.array([0.0, 1.0, 2.0]), jnp.array([1.0, 3.0, 5.0])


def error(line, xs, ys):
    """⟦Mean squared error of a straight line.|直线的均方误差。⟧"""
    return ((line["slope"] * xs + line["shift"] - ys) ** 2).mean()


value, gradients = jax.value_and_grad(error)(line, xs, ys)
print(value, gradients["slope"], gradients["shift"])

# %% [markdown] lang="en"
# Second, `jax.tree.map` applies a function to each leaf. With several trees of the same form it takes the leaves that correspond, so plain gradient descent is one line:

# %% [markdown] lang="zh"
# 第二样，`jax.tree.map` 把一个函数用到每片叶子上。给它几棵结构相同的树，它就取对应的叶子。于是最普通的梯度下降只要一行：

# %%
for _ in range(3):
    gradients = jax.grad(error)(line, xs, ys)
    line = jax.tree.map(lambda p, g: p - 0.1 * g, line, gradients)
    print(error(line, xs, ys))

# %% alt={"en": "Three trees with leaves w1, b1, w2, b2; the leaves of a column make a new one.", "zh": "三棵树，叶子是 w1、b1、w2、b2；同一列的叶子算出一片新的。"} tags=["hide-input"]
drawing = Drawing(480, 236)
rows = (
    ("params", "p", "orange"),
    ("gradients", "g", "red"),
    ("state", "s", "purple"),
    ("⟦new params|新的 params⟧", "p′", "green"),
)
for line_number, (name, letter, role) in enumerate(rows):
    top = 34 + 46 * line_number + (22 if line_number == 3 else 0)
    drawing.text(name, at=(116, top + 16), anchor="end", mono=line_number < 3)
    for column, leaf in enumerate(("w₁", "b₁", "w₂", "b₂")):
        left = 146 + 74 * column + (20 if column > 1 else 0)
        marked = column == 2
        drawing.rect((left, top), (56, 32), role=role, fill=role if marked else f"{role}-soft")
        ink = "paper" if marked else "foreground"
        drawing.text(letter, at=(left + 28, top + 16), mono=True, role=ink, bold=marked)
        if line_number == 0:
            drawing.text(leaf, at=(left + 28, 14), role="muted", mono=True)
        if line_number == 3:
            drawing.arrow((left + 28, top - 20), (left + 28, top - 3), role="green" if marked else "muted")
drawing

# %% [markdown] lang="en"
# Now the rule itself: the **RMSprop** of [the chapter on SGD](sgd.md#scale), with the same numbers.
#
# $$ s \leftarrow 0.9\, s + 0.1\, g^2, \qquad p \leftarrow p - \eta\, \frac{g}{\sqrt{s} + \varepsilon}, \qquad \varepsilon = 10^{-7} $$
#
# The new $s$ is used at once, and it starts at zero, in a tree of the same form: `jax.tree.map(jnp.zeros_like, params)`. Mind where $\varepsilon$ stands: Goodfellow et al. (2016, algorithm 8.5) write it inside the root, here it is outside.
#
# Third, `jax.jit` compiles. The first time, it runs your Python function with placeholders that have a shape and a dtype but no values. This is called **tracing**. What the function does with them is recorded, compiled, and used from then on. Your Python code is not run again, unless a new shape or dtype comes along:

# %% [markdown] lang="zh"
# 现在来看更新规则：就是[讲 SGD 的那一章](sgd.md#scale)里的 **RMSprop**，数值也一样。
#
# $$ s \leftarrow 0.9\, s + 0.1\, g^2, \qquad p \leftarrow p - \eta\, \frac{g}{\sqrt{s} + \varepsilon}, \qquad \varepsilon = 10^{-7} $$
#
# 新的 $s$ 马上就用；一开始全是零，是一棵结构相同的树：`jax.tree.map(jnp.zeros_like, params)`。注意 $\varepsilon$ 的位置：Goodfellow 等（2016，算法 8.5）写在根号里面，这里在外面。
#
# 第三样，`jax.jit` 负责编译。第一次调用时，它用占位符来运行你的 Python 函数：占位符有形状、有 dtype，却没有值。这叫**追踪**（tracing）。函数对占位符做了什么，都被记录下来，编译好，以后直接用。你的 Python 代码不会再运行，除非来了新的形状或 dtype：


# %%
@jax.jit
def double(x):
    """⟦Print while JAX traces.|追踪时打印一行。⟧"""
    print("⟦traced with|追踪到⟧", x.shape, x.dtype)
    return 2 * x


for argument in (jnp.ones(3), jnp.zeros(3), jnp.ones(4)):
    print(double(argument))

# %% [markdown] lang="en"
# Since a placeholder has no value, the code cannot branch on one; it can on a shape or a dtype, so your checks of these work under `jit`.

# %% [markdown] lang="zh"
# 占位符没有值，代码也就不能按值来分支；按形状或 dtype 分支是可以的，所以在 `jit` 之下，对它们的检查照样有效。

# %% tags=["hide-input"]
try:
    jax.jit(lambda x: -x if x.sum() > 0 else x)(jnp.ones(2))
    raise AssertionError("the page says that this is an error")
except jax.errors.TracerBoolConversionError:
    pass

# %% [markdown] lang="en"
# What does it bring? The same step on a batch of 128, the compiled one against the plain Python function inside it, once everything has been compiled that will be:

# %% [markdown] lang="zh"
# 它带来了什么？同样的一步，批量 128：一边是编译过的，一边是里面那个普通的 Python 函数。该编译的都编译好以后，各跑几遍：

# %% tags=["hide-input"]
import time


def seconds(function, times=1):
    """⟦Time of a call, after one that compiles.|一次调用的用时，不算编译。⟧"""
    jax.block_until_ready(function())
    start = time.perf_counter()
    for _ in range(times):
        result = function()
    jax.block_until_ready(result)
    return (time.perf_counter() - start) / times


state = jax.tree.map(jnp.zeros_like, untrained)
arguments = (untrained, state, x[:128], labels[:128], 1e-3)
compiled = seconds(lambda: code.train_step(*arguments), 10)
plain = seconds(lambda: code.train_step.__wrapped__(*arguments), 4)
print(f"jit {1000 * compiled:.1f} ms, ⟦without|不用 jit⟧ {1000 * plain:.1f} ms")
publish(jit_ratio=f"{plain / compiled:.1f}")

# %% [markdown] lang="en"
# Here compiling makes a step {{ jit_ratio }} times as fast: operations are fused, some intermediate arrays never stored, and Python is left out.
#
# `@jax.jit` above a function is the same as `f = jax.jit(f)` below it. Return three things: the new parameters, the new state, and the loss *before* the step, which `value_and_grad` has given you anyway.

# %% [markdown] lang="zh"
# 在这里，编译之后一步的速度是原来的 {{ jit_ratio }} 倍：若干运算合成一个，有些中间数组不必存下来，Python 也不再插手。
#
# 在函数上面写 `@jax.jit`，等于在下面写 `f = jax.jit(f)`。要返回三样东西：新的参数、新的状态，以及走这一步*之前*的损失，后者 `value_and_grad` 反正已经给你了。

# %% [markdown]
# <!-- exercise: train_step -->

# %% [markdown] lang="en"
# ## An epoch without Python { #epoch }
#
# An **epoch** is one pass through the training images: a few hundred steps, each of which needs the parameters that the one before has left. A Python loop would do, but then Python stands between any two steps. `jax.lax.scan` moves the loop itself into the compiled program.
#
# It takes a function of two arguments, what is carried along and the next element, and returns two results: what is carried on, and what is written down. A running sum:

# %% [markdown] lang="zh"
# ## 不经过 Python 的一轮 { #epoch }
#
# 把训练图片从头到尾过一遍，叫**一轮**（epoch）：几百步，每一步都要用上一步留下的参数。用 Python 循环当然可以，但每两步之间都要经过 Python。`jax.lax.scan` 把循环本身搬进编译好的程序里。
#
# 它要一个函数，参数有两个：一路带着的东西，和下一个元素；返回值也有两个：继续带下去的东西，和要记下来的东西。例如累加：


# %%
def add(total, number):
    """⟦Carry on the total, and record it.|把总和带下去，也记下来。⟧"""
    total = total + number
    return total, total


last, sums = jax.lax.scan(add, 0, jnp.array([3, 1, 4, 1, 5]))
print(last, sums)

# %% alt={"en": "Five boxes add: numbers enter above, the total goes from left to right, sums leave below.", "zh": "五个 add 方框：数从上面进，总和从左往右，累加和从下面出。"} tags=["hide-input"]
drawing = Drawing(560, 200)
numbers = np.array([3, 1, 4, 1, 5])
totals = np.concatenate([[0], np.cumsum(numbers)])
for k, number in enumerate(numbers):
    left = 62 + 94 * k
    drawing.grid(np.array([number]), at=(left + 12, 8), cell=32, role="blue")
    drawing.arrow((left + 28, 43), (left + 28, 73), role="blue")
    drawing.rect((left, 76), (56, 40), role="purple", fill="purple-soft")
    drawing.text("add", at=(left + 28, 96), mono=True)
    drawing.arrow((left + 28, 119), (left + 28, 149), role="green")
    drawing.grid(totals[k + 1 : k + 2], at=(left + 12, 152), cell=32, role="green")
for k, total in enumerate(totals):
    left = 24 + 94 * k
    drawing.arrow((left + (4 if k == 0 else -2), 96), (left + 35 if k < 5 else left + 26, 96), role="orange")
    drawing.text(str(total), at=(left + 14, 84), role="orange", mono=True, size=13)
drawing.text("⟦carry|携带⟧", at=(4, 116), role="orange", size=12, anchor="start")
drawing

# %% [markdown] lang="en"
# What is carried may be any pytree, such as a pair: then the function takes `(a, b)` first and returns `(new_a, new_b), record`. The records are stacked along a new first axis. One rule is strict: what goes on must have the same form, shapes and dtypes as what came in. `add` was traced once, not five times; a function that is itself under `jit` may be called inside.
#
# What should the scan run over? Not over images: to arrange them in batches, all of them would have to be copied in every epoch. Run over row numbers, and let each step fetch its own rows: with an array of integers as index, `x[rows]` gives those rows. The images are put on the device once and stay there. Thirty steps, as a Python loop and as a scan:

# %% [markdown] lang="zh"
# 带着的东西可以是任何 pytree，比如一对：这时函数的第一个参数是 `(a, b)`，返回 `(new_a, new_b), record`。记录会沿一个新的第一轴堆叠起来。有一条规矩很严：传下去的东西，结构、形状、dtype 必须与进来时相同。`add` 只被追踪了一次，不是五次；本身加了 `jit` 的函数也可以在里面调用。
#
# scan 该沿着什么走？不是图片：要把图片排成一批一批，每一轮都得全部复制一遍。让它沿行号走，每一步自己去取需要的行：用整数数组作下标，`x[rows]` 就是那几行。图片放到设备上一次，就一直留在那里。走三十步，分别用 Python 循环和 scan：

# %% tags=["hide-input"]
(small, large), seen = jax.lax.scan(lambda pair, _: ((pair[1], pair[0] + pair[1]), pair[0]), (0, 1), length=8)
assert seen.tolist() == [0, 1, 1, 2, 3, 5, 8, 13]
assert (jnp.arange(8).reshape(4, 2)[jnp.array([3, 1])] == jnp.array([[6, 7], [2, 3]])).all()

# %% tags=["hide-input"]
batches = jnp.asarray(rng.integers(len(x), size=(30, 128)))


def python_loop():
    """⟦The same steps, one call each.|同样的步子，一步一次调用。⟧"""
    params, memory = untrained, state
    for batch in batches:
        params, memory, _ = code.train_step(params, memory, x[batch], labels[batch], 1e-3)
    return params


loop = seconds(python_loop)
scan = seconds(lambda: code.train_epoch(untrained, state, x, labels, batches, 1e-3))
print(f"⟦Python loop|Python 循环⟧ {1000 * loop:.0f} ms, scan {1000 * scan:.0f} ms")

# %% [markdown] lang="en"
# The matrix products are the same in both, so what is saved is the Python between the steps. The shorter a step is, because the network is small or the device is fast, the more that weighs.
#
# Your function checks `x` and `labels` as `loss` does, and that `batches` has two axes and holds integers. `for` and `while` are off limits here: the loop belongs to `scan`.

# %% [markdown] lang="zh"
# 矩阵乘法两边一样要算，省下的是夹在两步之间的 Python。一步越短，无论是因为网络小，还是因为设备快，省下的就越可观。
#
# 你的函数要像 `loss` 那样检查 `x` 和 `labels`，还要检查 `batches` 有两个轴、装的是整数。这里不许用 `for` 和 `while`：循环交给 `scan`。

# %% [markdown]
# <!-- exercise: train_epoch -->

# %% [markdown] lang="en"
# ## How good is it? { #accuracy }
#
# The loss is made for learning: it changes a little when a parameter does, so there is a gradient to follow. For people there is the **accuracy**, the share of images whose highest score is that of the true class. `argmax` finds the highest, and of equal ones the first; comparing gives booleans, and the mean of booleans is a share:

# %% [markdown] lang="zh"
# ## 到底有多好？ { #accuracy }
#
# 损失是给学习用的：参数变一点，它就变一点，所以有梯度可循。给人看的是**准确率**（accuracy）：最高分恰好属于真实类别的图片所占的比例。`argmax` 找出最高的那个，相等时取第一个；比较得到布尔值，布尔值的平均就是比例：

# %%
scores = jnp.array([[0.1, 7.0, 7.0], [3.0, -2.0, 0.5]])
scores.argmax(axis=1), jnp.array([True, False, True, True]).mean(dtype=jnp.float32)

# %% [markdown] lang="en"
# No softmax is needed, because it does not change which score is highest.
#
# But accuracy *on which images?* Take five hundred training images, replace their labels by random ones, so that there is nothing to be learned, and train on them (after an experiment by Zhang et al., 2017):

# %% [markdown] lang="zh"
# 这里用不着 softmax，因为它不改变谁最高。
#
# 可是，*在哪些图片上*的准确率？取五百张训练图片，把标签换成随机的，也就是说根本没有规律可学，然后照样训练（仿照 Zhang 等人 2017 年的实验）：

# %%
import solutions.mnist_mlp as code
from byhand.mnist.run import prepare

# ⟦What `preprocess` makes of the images, and their labels.|`preprocess` 处理过的图片，以及标签。⟧
x, labels = prepare(code, data.train_images, data.train_labels)
tests = prepare(code, data.test_images, data.test_labels)
nonsense = jax.random.randint(jax.random.key(1), (500,), 0, 10)
parrot, _ = code.train(jax.random.key(0), x[:500], nonsense, batch_size=100, epochs=40)

# %% tags=["hide-input"]
known, unknown = float(code.evaluate(parrot, x[:500], nonsense)), float(code.evaluate(parrot, *tests))
publish(known=f"{known:.0%}", unknown=f"{unknown:.0%}")

# %% [markdown] lang="en"
# On the images that it was trained on it reaches {{ known }}, and it has learned nothing but these images by heart: on others it reaches {{ unknown }}, about as good as guessing. So a network is judged on a **test set** that played no part in training (Goodfellow et al., 2016, section 5.2). It must play no part in choosing the learning rate or the sizes either; for that, one sets a *validation set* aside from the training images. This page chooses nothing.

# %% [markdown] lang="zh"
# 在训练过的图片上，它达到 {{ known }}；其实它只是把这些图片背了下来：换成别的图片，只有 {{ unknown }}，和瞎猜差不多。所以评判一个网络，要用没有参与训练的**测试集**（test set；Goodfellow 等，2016，5.2 节）。挑选学习率、各层大小，也不能用它；那要从训练图片里另外分出一个*验证集*。本页什么也没有挑。

# %% [markdown]
# <!-- exercise: evaluate -->

# %% [markdown] lang="en"
# ## Training { #training }
#
# Everything is there; `train` puts it in order. Draw the parameters. Then, for each epoch: shuffle the samples, cut the shuffled row numbers into batches, run the epoch, keep its mean loss. Shuffling matters, since a batch stands for the whole set only if it is drawn at random. If the batch size does not divide the number of samples, some are left over. They sit this epoch out; the next shuffle will leave out others. Ten samples in batches of four:

# %% [markdown] lang="zh"
# ## 训练 { #training }
#
# 东西都齐了，`train` 把它们按顺序摆好。先抽取参数，然后每一轮：打乱样本，把打乱后的行号切成批量，跑完这一轮，记下平均损失。打乱很重要：随机抽出来的批量，才能代表整个训练集。如果批量大小除不尽样本数，就会剩下几个。这一轮它们不参加，下一轮打乱之后，剩下的就是别的样本了。例如十个样本，每批四个：

# %%
key = jax.random.key(11)
for epoch in (1, 2, 3):
    key, shuffle_key = jax.random.split(key)
    print(epoch, jax.random.permutation(shuffle_key, 10))

# %% alt={"en": "Three epochs of ten shuffled samples: two batches of four, two samples left over.", "zh": "三轮，每轮十个打乱的样本：两批各四个，剩下两个。"} tags=["hide-input"]
drawing = Drawing(520, 206)
key = jax.random.key(11)
for epoch in range(3):
    key, shuffle_key = jax.random.split(key)
    order = np.asarray(jax.random.permutation(shuffle_key, 10))
    top = 46 + 52 * epoch
    drawing.text(f"⟦epoch {epoch + 1}|第 {epoch + 1} 轮⟧", at=(66, top + 18), anchor="end", role="muted")
    drawing.grid(order[:4], at=(86, top), cell=36, role="blue")
    drawing.grid(order[4:8], at=(242, top), cell=36, role="orange")
    drawing.grid(order[8:], at=(406, top), cell=36, role="muted", ghost=np.array([[True, True]]))
for words, centre in (("⟦batch 1|第 1 批⟧", 158), ("⟦batch 2|第 2 批⟧", 314), ("⟦left over|剩下的⟧", 442)):
    drawing.text(words, at=(centre, 22), role="muted", size=13)
drawing

# %% [markdown] lang="en"
# The key is split *before* each use, and only one half is used; the other lives on. So every epoch shuffles differently, and yet the first key decides everything: train twice with the same key on the same machine, and you get the same network. (`jax.random.permutation(key, n)` shuffles the numbers from 0 to $n - 1$.)
#
# Whoever calls `train` may hand over a function `on_epoch`, which is told after each epoch how things stand: a progress bar, a curve, a copy on disk, without `train` knowing of any of them. With `epochs=0` the new parameters come back untouched, and an empty float32 array of losses.

# %% [markdown] lang="zh"
# 每次用键*之前*先分一次：一半拿来用，另一半留着继续分。所以每一轮打乱得都不一样，而一切又都由最初的键决定：在同一台机器上用同一个键训练两次，得到的网络完全一样。（`jax.random.permutation(key, n)` 把从 0 到 $n - 1$ 的数打乱。）
#
# 调用 `train` 的人可以交给它一个函数 `on_epoch`，每轮结束后，它会被告知进展：进度条、曲线、存盘都可以，而 `train` 不必知道是哪一种。`epochs=0` 时，新抽取的参数原样返回，损失是一个空的 float32 数组。

# %% [markdown]
# <!-- exercise: train -->

# %% [markdown] lang="en"
# ## The whole thing { #results }
#
# Five epochs, batches of 128, learning rate 0.001. `train_network` calls `train` and measures after every epoch: the loss, the accuracy on the first 10,000 training images, and that on the test images.

# %% [markdown] lang="zh"
# ## 完整地跑一次 { #results }
#
# 训练五轮，批量 128，学习率 0.001。`train_network` 调用 `train`，每轮结束后量一次：损失，前 10,000 张训练图片上的准确率，测试图片上的准确率。

# %%
from byhand.mnist.run import Settings, probabilities, train_network

result = train_network(code, data, Settings(epochs=5, seed=0))
for e in result.epochs:
    print(e.number, f"{e.loss:.4f} {e.train_accuracy:.2%} {e.test_accuracy:.2%}")

# %% alt={"en": "Loss by epoch, and accuracy on training and test images.", "zh": "损失随轮次的变化，以及训练图片、测试图片上的准确率。"} tags=["hide-input"]
from byhand.mnist.figures import confusion_matrix, learning_curves, worst_mistakes

learning_curves(result.epochs)

# %% tags=["hide-input"]
outcomes = probabilities(code, result.params, data.test_images)
answers = outcomes.argmax(axis=1)
accuracy = result.epochs[-1].test_accuracy
publish(
    accuracy=f"{accuracy:.2%}",
    train_accuracy=f"{result.epochs[-1].train_accuracy:.2%}",
    wrong=f"{(answers != data.test_labels).sum():,}",
    tests=f"{len(answers):,}",
    error_bar=f"{np.sqrt(accuracy * (1 - accuracy) / len(answers)):.2%}",
)

# %% [markdown] lang="en"
# The network reads {{ accuracy }} of the test images correctly; {{ wrong }} of {{ tests }} are wrong. On training images the share is {{ train_accuracy }}. The distance between the two curves shows **overfitting**: part of what was learned holds for the training images only.
#
# Which digits does it take for which? In the confusion matrix a row is the true digit, a column the answer:

# %% [markdown] lang="zh"
# 测试图片中，它认对了 {{ accuracy }}，认错 {{ wrong }} 张，共 {{ tests }} 张。训练图片上则是 {{ train_accuracy }}。两条曲线之间的距离就是**过拟合**（overfitting）的表现：学到的东西，有一部分只对训练图片管用。
#
# 它会把哪个数字认成哪个？看混淆矩阵（confusion matrix）：一行是一个真实的数字，一列是一种回答：

# %% alt={"en": "Confusion matrix; nearly all counts are on the diagonal.", "zh": "混淆矩阵，数目几乎都在对角线上。"} tags=["hide-input"]
confusion_matrix(data.test_labels, answers)

# %% [markdown] lang="en"
# And these are the mistakes that it was surest of. Cover the titles and read them yourself:

# %% [markdown] lang="zh"
# 下面是它最有把握的几个错误。先遮住标题，自己认认看：

# %% alt={"en": "Ten test images read wrong, with label, answer and probability.", "zh": "十张认错的测试图片，写着标签、回答和概率。"} tags=["hide-input"]
worst_mistakes(data.test_images, data.test_labels, outcomes, count=10)

# %% [markdown] lang="en"
# A probability near 1 is no promise: softmax says how far the scores lie apart, not how often such answers are right.
#
# **How exact is this accuracy?** Two kinds of chance are in it. The test images are a sample: with {{ tests }} of them, the standard error of the accuracy is {{ error_bar }}. And the seed decides where the weights start and how the samples are shuffled. Here are the same network and the same images with other seeds, each after one epoch:

# %% [markdown] lang="zh"
# 概率接近 1 不等于保证：softmax 说的是得分之间差得有多远，而不是这样的回答有多少次是对的。
#
# **这个准确率有多准？**里面有两种偶然。第一，测试图片只是一个样本：{{ tests }} 张图片，准确率的标准误是 {{ error_bar }}。第二，权重从哪里出发、样本怎么打乱，都由种子决定。下面是同样的网络、同样的图片，换几个种子，各训练一轮：

# %%
by_seed = [result.epochs[0].test_accuracy]
for seed in (1, 2):
    other, _ = code.train(jax.random.key(seed), x, labels, epochs=1)
    by_seed.append(float(code.evaluate(other, *tests)))
print("  ".join(f"{share:.2%}" for share in by_seed))

# %% [markdown] lang="en"
# Later epochs bring them closer together, but not into one. So when a tutorial promises “98 %” for this network on MNIST, it has been lucky or has rounded: after five epochs, which side of 98 % you end on is nearly a coin flip between seeds. To say that one design is better than another, train each several times and compare the spreads.
#
# **Another design.** Nothing in your functions knows that there are two layers. How many parameters are there, and what does a third layer bring? Again the test accuracy after one epoch:

# %% [markdown] lang="zh"
# 后面几轮会让各个种子靠近一些，但不会变得一样。所以，哪个教程向你保证这个网络在 MNIST 上有“98%”，不是运气好，就是四舍五入了：五轮之后落在 98% 的哪一边，换个种子几乎就像抛硬币。想说一种设计比另一种好，就各训练几次，比较它们的分布。
#
# **换一种设计。**你的函数并不知道网络有两层。参数一共多少？加一层有什么用？仍旧看训练一轮之后的测试准确率：

# %% tags=["hide-input"]
networks = {(784, 512, 10): by_seed[0]}
sizes = (784, 512, 256, 10)
other, _ = code.train(jax.random.key(0), x, labels, sizes=sizes, epochs=1)
networks[sizes] = float(code.evaluate(other, *tests))
for sizes, share in networks.items():
    weights = code.init_params(jax.random.key(0), sizes)
    count = sum(leaf.size for leaf in jax.tree.leaves(weights))
    print(f"{' → '.join(map(str, sizes)):22} {count:9,}  {share:.2%}")

# %% [markdown] lang="en"
# Most of the parameters sit in the first matrix. A difference between the rows of the size that seeds make proves nothing; one run each is not an experiment.
#
# **Keep it.** Trained parameters are just arrays. `save_params(path, params)` from `byhand.mnist.params` writes them to one `.npz` file; `load_params(path)` reads them back, and they compute the same.

# %% [markdown] lang="zh"
# 参数大多在第一个矩阵里。两行之间的差别，如果换个种子也会有那么大，就说明不了什么；各跑一次，算不上实验。
#
# **存起来。**训练好的参数不过是一些数组。`byhand.mnist.params` 里的 `save_params(path, params)` 把它们写进一个 `.npz` 文件，`load_params(path)` 再读回来，算出的结果一模一样。

# %% tags=["hide-input"]
import tempfile
from pathlib import Path

from byhand.mnist.params import load_params, save_params

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "params.npz"
    save_params(path, result.params)
    again = load_params(path)
assert (code.forward(again, tests[0]) == code.forward(result.params, tests[0])).all()

# %% [markdown] lang="en"
# **Your turn.** The command line trains the same network with a progress bar, says which device it uses, and writes figures, parameters and checkpoints to `runs/mnist`. It runs a lean program, which [Performance](performance.md#program) takes apart, or a better [recipe](performance.md#recipes) with it. With `--mine` it runs the eight functions that *you* have written:
#
# ```sh
# uv run byhand mnist                            # the lean program
# uv run byhand mnist --recipe tuned             # a better recipe
# uv run byhand mnist --mine                     # your functions
# uv run byhand mnist --sizes 784,512,256,10 --seed 1
# uv run byhand mnist --load runs/mnist/params.npz
# ```

# %% [markdown] lang="zh"
# **轮到你了。**命令行训练的是同一个网络，有进度条，会说明用的是什么设备，并把图、参数和检查点存到 `runs/mnist`。跑的是一个精简的程序，[《性能》](performance.md#program)里会把它拆开来讲；也可以换一个更好的[配方](performance.md#recipes)。加上 `--mine`，跑的就是*你自己*写的八个函数：
#
# ```sh
# uv run byhand mnist --lang zh                  # 精简的程序
# uv run byhand mnist --lang zh --recipe tuned   # 更好的配方
# uv run byhand mnist --lang zh --mine           # 你写的函数
# uv run byhand mnist --lang zh --sizes 784,512,256,10 --seed 1
# uv run byhand mnist --lang zh --load runs/mnist/params.npz
# ```

# %% tags=["hide-input"]
(w1, b1), _ = result.params
deep = [w.shape for w, _ in code.init_params(jax.random.key(0), (784, 512, 256, 10))]
gradients = jax.grad(code.loss)(untrained, *first)
losses = [code.loss(untrained, *first)]
for learning_rate in (1e-4, 1.0):
    moved, _, _ = code.train_step(untrained, state, *first, learning_rate)
    losses.append(code.loss(moved, *first))
publish(
    train=f"{len(data.train_images):,}",
    all=f"{len(data.train_images) + len(data.test_images):,}",
    largest=f"{jax.nn.relu(tests[0] @ w1 + b1).max():.1f}",
    second=deep[1],
    unmoved=f"{losses[0]:.2f}",
    better=f"{losses[1]:.2f}",
    worse=f"{losses[2]:,.0f}",
)

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# **"MNIST has 60,000 images, `train_images`."** It has 70,000; `train_images` is the training set, and another 10,000 are for testing. This page holds {{ train }} and {{ tests }}, together {{ all }}.
#
# **"ReLU squashes into [0, 1]."** It cuts off below 0 and has no upper bound; it is the sigmoid that squashes. The largest value in the hidden layer, over all test images: {{ largest }}.
#
# **"In 784 → 512 → 256 → 10 the second weight is (784, 256)."** Each layer takes what the one before gives, so inner sizes meet: `init_params` makes it {{ second }}.
#
# **"Backpropagation makes the loss smaller."** It computes gradients and changes nothing: the loss of the untrained network is {{ unmoved }} before and after. The optimiser changes parameters, and whether that helps depends on the step: with learning rate 0.0001 the loss becomes {{ better }}, with learning rate 1 it becomes {{ worse }}.

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# **“MNIST 有 60,000 张图片，就是 `train_images`。”** 它有 70,000 张：`train_images` 只是训练集，另外 10,000 张用来测试。本页手里有 {{ train }} 张和 {{ tests }} 张，共 {{ all }} 张。
#
# **“ReLU 把数压缩到 [0, 1] 之间。”** 它只在 0 处截断，上面没有界；会压缩的是 sigmoid。所有测试图片中，隐藏层最大的值是 {{ largest }}。
#
# **“784 → 512 → 256 → 10 的第二个权重是 (784, 256)。”** 每一层接的是前一层给出的东西，里面的大小要对上：`init_params` 给出的是 {{ second }}。
#
# **“反向传播让损失变小。”** 反向传播（backpropagation）只计算梯度，什么也不改：没训练过的网络，算梯度前后损失都是 {{ unmoved }}。改参数的是优化器，改了有没有用，要看步子：学习率取 0.0001，损失变成 {{ better }}；取 1，损失变成 {{ worse }}。

# %% [markdown] lang="en"
# **"Layer sizes must be powers of two."** A habit, no rule. One step with 512 and with 500 hidden units takes here:

# %% [markdown] lang="zh"
# **“各层大小必须是二的幂。”** 这是习惯，不是规则。隐藏层取 512 和 500，走一步分别用时：

# %% tags=["hide-input"]
times = []
for width in (512, 500):
    params = code.init_params(jax.random.key(0), (784, width, 10))
    memory = jax.tree.map(jnp.zeros_like, params)
    spent = seconds(lambda p=params, s=memory: code.train_step(p, s, x[:128], labels[:128], 1e-3), 20)
    times.append(f"{width}: {1000 * spent:.1f} ms")
print("   ".join(times))

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "What happens if all weights and biases start at 0?"
#
#     All logits are 0 and the loss is exactly ln 10. The hidden values are 0, so the gradient of the second weight matrix is 0; that matrix is 0, so no gradient reaches the first. Only the biases of the last layer learn, and the network learns how frequent each digit is, no more.
#
# ??? question "You change the batch size from 128 to 64. What is compiled anew, and how many steps does an epoch have?"
#
#     `train_epoch`, and `train_step` within it: the shapes of the batches differ, and shapes are compiled in. `evaluate` is not. The steps double, except for what is left over: `n // 64`.
#
# ??? question "Softmax, then the logarithm: why does `log_softmax` give the same numbers and yet is not the same?"
#
#     In exact arithmetic they agree. In float32, `exp` of a large score overflows, and a small probability becomes 0, whose logarithm is minus infinity. `log_softmax` never forms either.

# %% [markdown] lang="zh"
# ## 检验自己 { #questions }
#
# ??? question "如果所有权重和偏置都从 0 开始，会怎样？"
#
#     所有 logits 都是 0，损失正好是 ln 10。隐藏层的值全为 0，所以第二个权重矩阵的梯度是 0；而这个矩阵本身也是 0，所以梯度传不到第一层。只有最后一层的偏置在学，网络最多学到每个数字出现得多频繁。
#
# ??? question "把批量大小从 128 改成 64，哪些要重新编译？一轮有多少步？"
#
#     `train_epoch`，连同里面的 `train_step`：批量的形状变了，而形状是编译在程序里的。`evaluate` 不用。步数大约加倍，确切地说是 `n // 64`。
#
# ??? question "先 softmax 再取对数，与 `log_softmax` 在数学上相等，为什么又不是一回事？"
#
#     精确计算时两者相等。用 float32 时，很大的得分取 `exp` 会溢出；很小的概率会变成 0，再取对数就是负无穷。`log_softmax` 从头到尾不会出现这两种数。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# Look back at [the first page](first_network.md): there is no number left on it that you could not compute. Next, [the same step on several devices](data_parallel.md): same losses, shared out. Then the course goes on to networks that know that an image has two dimensions.
#
# Sources: LeCun et al., 1998, [Gradient-based learning applied to document recognition](https://doi.org/10.1109/5.726791); He et al., 2015, [Delving deep into rectifiers](https://arxiv.org/abs/1502.01852); Tieleman and Hinton, 2012, [Lecture 6e](https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf); Zhang et al., 2017, [Understanding deep learning requires rethinking generalization](https://arxiv.org/abs/1611.03530); Goodfellow et al., 2016, [Deep Learning](https://www.deeplearningbook.org/).

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 回头再看[第一页](first_network.md)：上面已经没有哪个数是你算不出来的了。下一章是[多个设备上的同一步](data_parallel.md)：分开来算，损失照旧。再往后，课程要讲的网络知道图片有横竖两个方向。
#
# 出处：LeCun 等，1998，[Gradient-based learning applied to document recognition](https://doi.org/10.1109/5.726791)；何恺明等，2015，[Delving deep into rectifiers](https://arxiv.org/abs/1502.01852)；Tieleman 与 Hinton，2012，[Lecture 6e](https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf)；Zhang 等，2017，[Understanding deep learning requires rethinking generalization](https://arxiv.org/abs/1611.03530)；Goodfellow 等，2016，[《深度学习》](https://www.deeplearningbook.org/)。

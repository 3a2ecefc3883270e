# %% [markdown] lang="en"
# # A first network { #first-network }
#
# Below is a program that learns to read handwritten digits. Nobody tells it what a seven looks like. It is shown pictures together with the right answers, and adjusts {{ parameters }} numbers until its own answers fit.
#
# You need not understand a line of it yet. Look at what happens, and collect questions: this course answers them, one chapter at a time, and at the end you will have written every function that is used here.

# %% [markdown] lang="zh"
# # 初识神经网络 { #first-network }
#
# 下面这个程序，能学会认手写数字。没有人告诉它 7 长什么样。它只是看了许多图片和对应的答案，一点一点调整 {{ parameters }} 个数，直到自己的回答与答案对得上。
#
# 现在一行看不懂也没关系。看看发生了什么，把疑问记下来：这门课一章一章来回答。学到最后，这里用到的每个函数，你都亲手写过。

# %% [markdown] lang="en"
# ## The digits { #digits }
#
# The first twenty pictures, each with its label: the right answer, given by people.

# %% [markdown] lang="zh"
# ## 数字 { #digits }
#
# 先看最前面的二十张图，每张上面写着标签（label），也就是由人给出的正确答案。

# %%
from byhand.mnist.data import load

data = load()
data.train_images.shape

# %% alt={"en": "The first twenty handwritten digits of the training set, each with its label above.", "zh": "训练集里最前面的二十个手写数字，每个上面写着标签。"} tags=["hide-input"]
import matplotlib.pyplot as plt

figure, places = plt.subplots(2, 10, figsize=(7.4, 2))
for axes, image, label in zip(places.flat, data.train_images, data.train_labels, strict=False):
    axes.imshow(image, vmin=0, vmax=255)
    axes.set_title(label)
    axes.set_axis_off()
plt.show()

# %% tags=["hide-input"]
from byhand.site.page import publish

publish(
    dataset="MNIST" if data.source in ("folder", "download") else "⟦scikit-learn's digits|scikit-learn 自带的数字⟧",
    images=f"{len(data.train_images):,}",
    tests=f"{len(data.test_images):,}",
    label=data.train_labels[4],
)

# %% [markdown] lang="en"
# They come from {{ dataset }}. The tuple above says how many there are, {{ images }}, and that each is 28 pixels high and 28 wide.
#
# To a computer, such a picture *is* numbers. Take the one at index 4, which textbooks like to call "the fourth digit"; counted from one it is the fifth. Its label is {{ label }}. On the right is what stands in the framed part: 0 is paper, 255 is ink.

# %% [markdown] lang="zh"
# 它们来自 {{ dataset }}。上面的元组说的是：一共 {{ images }} 张，每张高 28 像素，宽 28 像素。
#
# 在计算机看来，这样一张图*就是*一堆数。拿下标为 4 的那张来说，教科书喜欢叫它“第四个数字”，其实从一数起，它是第五个。它的标签是 {{ label }}。右边是方框里的那些数：0 是纸，255 是墨。

# %%
digit = data.train_images[4]
digit[14, 14], digit.dtype

# %% alt={"en": "The digit at index 4 as a picture of 28 by 28 pixels; beside it the numbers from 0 to 255 in the framed part of it.", "zh": "下标为 4 的数字，28 × 28 像素的图；旁边是方框里的数，从 0 到 255。"} tags=["hide-input"]
from matplotlib.patches import Rectangle

from byhand.site.palette import color

figure, (left, right) = plt.subplots(1, 2, figsize=(7, 3.4))
top, first = 9, 9
part = digit[top : top + 11, first : first + 11]
left.imshow(digit, vmin=0, vmax=255)
left.add_patch(Rectangle((first - 0.5, top - 0.5), 11, 11, fill=False, edgecolor=color("red"), linewidth=2))
for row in range(11):
    for column in range(11):
        value = part[row, column]
        dark = color("blue" if value > 127 else "foreground" if value else "muted")
        right.text(column, row, str(value), ha="center", va="center", fontsize=8, color=dark)
right.set(xlim=(-0.6, 10.6), ylim=(10.6, -0.6), aspect="equal")
for axes in (left, right):
    axes.set(xticks=[], yticks=[])
    axes.grid(visible=False)
left.set_frame_on(False)
for spine in right.spines.values():
    spine.set(visible=True, edgecolor=color("red"), linewidth=2)
plt.show()

# %% [markdown] lang="en"
# ## Learning { #learning }
#
# Now the network. It begins with random numbers, called *parameters*, and then goes twice through all the pictures, 128 at a time. Before each step it is asked what it makes of its 128 pictures. One number says how wrong that is, the *loss*; then all parameters are moved a little so that the loss would have been smaller.

# %% [markdown] lang="zh"
# ## 学习 { #learning }
#
# 现在轮到网络了。它从一堆随机数开始，这些数叫*参数*；然后把所有图片看两遍，每次看 128 张。每走一步之前，先让它认这 128 张图，错得有多厉害，用一个数来表示，叫*损失*；接着把所有参数都挪动一点点，挪的方向要让刚才的损失变小。

# %%
import jax
import numpy as np

from solutions.mnist_mlp import evaluate, forward, init_params, preprocess, train_epoch

x = preprocess(data.train_images)
labels = data.train_labels.astype("int32")
params = init_params(jax.random.key(0), (784, 512, 10))
state = jax.tree.map(np.zeros_like, params)

losses = []
rng = np.random.default_rng(0)
for epoch in (1, 2):
    order = rng.permutation(len(x))
    batches = order[: len(x) // 128 * 128].reshape(-1, 128)
    params, state, new_losses = train_epoch(params, state, x, labels, batches, 0.001)
    losses.extend(new_losses.tolist())
    print(epoch, new_losses.mean())

# %% tags=["hide-input"]
publish(parameters=f"{sum(leaf.size for leaf in jax.tree.leaves(params)):,}")

# %% alt={"en": "The loss of each batch against the step: it falls steeply at first, then slowly, and jitters.", "zh": "每个批量的损失随步数的变化：开头降得很快，后来变慢，一路抖动。"} tags=["hide-input"]
figure, axes = plt.subplots(figsize=(6.4, 2.8))
window = max(1, len(losses) // 40)
smooth = np.convolve(losses, np.ones(window) / window, mode="valid")
axes.plot(losses, color=color("blue"), alpha=0.35, linewidth=0.8, label="⟦each batch|每个批量⟧")
axes.plot(np.arange(len(smooth)) + (window - 1) / 2, smooth, color=color("blue"), label="⟦running mean|滑动平均⟧")
axes.set_xlabel("⟦step|步⟧")
axes.set_ylabel("⟦loss|损失⟧")
axes.set_ylim(bottom=0)
axes.legend(loc="upper right")
plt.show()

# %% [markdown] lang="en"
# ## An exam { #exam }
#
# Whoever learns from pictures may simply remember them. So the exam is set with {{ tests }} pictures that the network has never seen, the *test set*. The share that it reads correctly:

# %% [markdown] lang="zh"
# ## 考试 { #exam }
#
# 看着图片学的，也可能只是把图片背下来了。所以考试用的是它从没见过的 {{ tests }} 张图，叫*测试集*。认对的比例是：

# %%
test_labels = data.test_labels.astype("int32")
print(f"{evaluate(params, preprocess(data.test_images), test_labels):.2%}")

# %% [markdown] lang="en"
# It does not just answer; it gives each of the ten answers a probability. Here are the first four test pictures, and the one of which it is least sure:

# %% [markdown] lang="zh"
# 它不只给一个答案，而是给十个答案各一个概率。下面是测试集的前四张，再加上它最没把握的一张：

# %%
scores = forward(params, preprocess(data.test_images))
probabilities = np.asarray(jax.nn.softmax(scores))
probabilities[0].round(3)

# %% alt={"en": "Five test digits; under each, ten bars: the probabilities of the answers 0 to 9.", "zh": "五个测试数字；每个下面有十根柱子，是答案 0 到 9 的概率。"} tags=["hide-input"]
chosen = [0, 1, 2, 3, int(probabilities.max(axis=1).argmin())]
figure, rows = plt.subplots(2, 5, figsize=(7.4, 2.9), height_ratios=(1.5, 1))
for index, above, below in zip(chosen, *rows, strict=True):
    above.imshow(data.test_images[index], vmin=0, vmax=255)
    above.set_axis_off()
    right = np.arange(10) == data.test_labels[index]
    below.bar(range(10), probabilities[index], color=[color("green" if r else "red") for r in right])
    below.set(ylim=(0, 1), xticks=range(10), yticks=[0, 0.5, 1] if index == 0 else [])
    below.tick_params(labelsize=7)
    below.grid(visible=False)
plt.show()

# %% [markdown] lang="en"
# The green bar is the true answer. And these are the mistakes that it was surest of. Would you have read them all? Above each stand the label, what the network read, and how sure it was.

# %% [markdown] lang="zh"
# 绿色的柱子是正确答案。下面是它最有把握、却认错了的几张。换成你，都能认对吗？每张上方写着标签、网络认成的数字和它的把握。

# %% alt={"en": "Ten test digits that were read wrong with high probability, each with its label, the answer and its probability.", "zh": "十个认错而概率很高的测试数字，写着标签、回答和概率。"} tags=["hide-input"]
from byhand.mnist.figures import worst_mistakes

worst_mistakes(data.test_images, data.test_labels, probabilities, count=10)

# %% [markdown] lang="en"
# ## What was every one of those numbers? { #numbers }
#
# That was all: pictures in, probabilities out, and in between nothing but multiplying, adding, comparing with zero, and a little calculus. Each step goes once round this circle:

# %% [markdown] lang="zh"
# ## 这些数都是什么？ { #numbers }
#
# 就这么多：图片进去，概率出来，中间不过是乘、加、和零比大小，再加一点微积分。每走一步，就是绕这个圈一周：

# %% alt={"en": "A circle: a batch of images goes into the network with its parameters; out come scores, then probabilities, then, with the labels, the loss. From the loss the gradients lead back, and a step changes the parameters.", "zh": "一个循环：一批图片进入带参数的网络，出来的是得分，再变成概率，与标签一起得到损失。梯度从损失往回走，走一步，参数就变了。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(560, 210)
places = (
    ("⟦batch|批量⟧", 10, "teal", "(128, 784)"),
    ("⟦network|网络⟧", 152, "orange", "relu(x W + b)"),
    ("⟦scores|得分⟧", 294, "blue", "(128, 10)"),
    ("⟦loss|损失⟧", 436, "red", "()"),
)
for name, left, role, note in places:
    drawing.rect((left, 46), (112, 54), role=role, fill=f"{role}-soft")
    drawing.text(name, at=(left + 56, 64), bold=True)
    drawing.text(note, at=(left + 56, 84), mono=True, size=12, role="muted")
    if left > 10:
        drawing.arrow((left - 27, 73), (left - 3, 73))
drawing.text("⟦labels|标签⟧", at=(492, 14), role="muted", size=13)
drawing.arrow((492, 24), (492, 43))
drawing.text("softmax", at=(421, 34), role="muted", mono=True, size=12)
drawing.line([(492, 103), (492, 160), (208, 160)], role="red", dash="5 4")
drawing.arrow((208, 160), (208, 103), role="red")
drawing.text("⟦gradient, then a step: new parameters|梯度，再走一步：参数更新⟧", at=(350, 178), role="red", size=13)
drawing

# %% [markdown] lang="en"
# Every word in it, in a sentence; the arrow names the chapter in which you write it yourself.
#
# - **tensor**: a container of numbers with any number of axes; here everything is one. → [Tensors](tensors.md)
# - **shape**: the size along each axis, such as `(128, 784)`. → [Tensors](tensors.md)
# - **batch**: the samples that are computed at the same time, along the first axis. → [Tensors](tensors.md)
# - **relu**: a function of each number alone: negative becomes 0, the rest stays. → [Element-wise operations](elementwise.md)
# - **weights**, **bias**: the parameters of a layer: what a pixel counts for each unit, and what is added. → [Broadcasting](broadcasting.md), [Dot product](dot_product.md)
# - **matrix product**: every row meets every column: multiply in pairs, add up. → [Dot product](dot_product.md)
# - **gradient**: for each parameter: how fast the loss grows if that parameter grows. → [Derivatives](derivatives.md), [Chain rule](chain_rule.md)
# - **step**, **epoch**: one change of all parameters; one pass through all training pictures. → [Gradient descent](sgd.md)
# - **learning rate**: how far a step goes, here 0.001. → [Gradient descent](sgd.md)
# - **softmax**: turns scores into positive numbers that add up to 1. → [Losses and metrics](losses.md)
# - **loss**: one number for how wrong the answers are; training makes it small. → [Losses and metrics](losses.md)
# - **accuracy**: the share of right answers; people read it, training does not use it. → [Losses and metrics](losses.md)
# - **test set**: pictures kept out of training, to measure what was learned rather than remembered. → [Preparing data](data_preparation.md)

# %% [markdown] lang="zh"
# 里面的每个词，各用一句话说明；箭头后面是你亲手写它的那一章。
#
# - **张量**（tensor）：装数的容器，轴可以有任意多个；这里的一切都是张量。→ [张量](tensors.md)
# - **形状**（shape）：每个轴上的大小，例如 `(128, 784)`。→ [张量](tensors.md)
# - **批量**（batch）：放在一起计算的一组样本，排在第一个轴上。→ [张量](tensors.md)
# - **relu**：对每个数单独起作用：负数变成 0，其余不变。→ [逐元素运算](elementwise.md)
# - **权重**（weight）、**偏置**（bias）：一层的参数：每个像素对每个单元有多重要，以及最后加上多少。→ [广播](broadcasting.md)、[点积](dot_product.md)
# - **矩阵乘法**（matrix product）：每一行与每一列配对：对应元素相乘，再加起来。→ [点积](dot_product.md)
# - **梯度**（gradient）：对每个参数来说：这个参数变大时，损失增加得有多快。→ [导数](derivatives.md)、[链式法则](chain_rule.md)
# - **步**（step）、**轮**（epoch）：把所有参数改一次，叫一步；把训练图片全看一遍，叫一轮。→ [梯度下降](sgd.md)
# - **学习率**（learning rate）：一步走多远，这里是 0.001。→ [梯度下降](sgd.md)
# - **softmax**：把得分变成正数，加起来等于 1。→ [损失与指标](losses.md)
# - **损失**（loss）：用一个数表示回答错得有多厉害；训练就是让它变小。→ [损失与指标](losses.md)
# - **准确率**（accuracy）：答对的比例；它是给人看的，训练用不到它。→ [损失与指标](losses.md)
# - **测试集**（test set）：不参加训练的图片，用来看学到了多少，而不是背下了多少。→ [数据预处理](data_preparation.md)

# %% [markdown] lang="en"
# ## Try it yourself { #try }
#
# The same on your machine, with a longer training, takes one command. It needs no graphics card:
#
# ```sh
# uv run byhand mnist
# ```
#
# Then begin: [Broadcasting](broadcasting.md) explains how one bias can be added to a whole batch. In [MNIST MLP](mnist_mlp.md) you write this network yourself, function by function.

# %% [markdown] lang="zh"
# ## 自己试试 { #try }
#
# 在你的电脑上跑一遍，训练得更久一些，只要一条命令，不需要显卡：
#
# ```sh
# uv run byhand mnist --lang zh
# ```
#
# 然后就开始吧：[广播](broadcasting.md)讲的是，一个偏置怎样加到一整批上。到了 [MNIST 多层感知机](mnist_mlp.md)，你会一个函数一个函数地亲手写出这个网络。

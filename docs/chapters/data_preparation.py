# %% [markdown] lang="en"
# # Preparing data { #data_preparation }
#
# Data come as they are: kilograms next to years, bytes, names of classes, rows in the order in which somebody typed them. Before a network can learn from them, columns must be made comparable, classes must become numbers, and some rows must be put aside, so that one can find out whether anything was learned at all. None of this is deep, and hardly anything goes wrong more often.
#
# After this chapter you can
#
# - scale columns of different units, and say what that does to the learning rate;
# - say why mean and deviation come from the training set, and recognise a leak;
# - turn bytes and class numbers into the arrays that a network takes;
# - split data into three sets, and say what each of them is for;
# - recognise overfitting from two curves, and cure it.

# %% [markdown] lang="zh"
# # 数据预处理 { #data_preparation }
#
# 数据拿到手，总是五花八门：千克挨着岁数，图片是字节，类别是名称，各行的次序全看当初是谁录入的。要让网络从中学习，先得让各列可以互相比较，把类别变成数，还要留出一部分样本，不然学没学会都无从知道。这些事都不深奥，却最容易出错。
#
# 学完这一章，你能够：
#
# - 缩放单位不同的各列，并说清这对学习率有什么影响；
# - 说清平均值和标准差为什么要取自训练集，并认出数据泄漏；
# - 把字节和类别编号变成网络能用的数组；
# - 把数据分成三份，并说清每一份的用处；
# - 从两条曲线看出过拟合，并加以克服。

# %% [markdown] lang="en"
# ## Columns in different units { #units }
#
# The table below is real: 442 patients with diabetes, and how far the disease had progressed a year later (Efron et al., “Least angle regression”, 2004). The table ships with scikit-learn, as a text file. We use two of its ten columns, the body mass index (BMI) in kg/m² and the cholesterol in mg/dl.

# %% [markdown] lang="zh"
# ## 单位不同的列 { #units }
#
# 下面是真实的数据：442 位糖尿病患者，以及一年后病情发展的程度（Efron 等，“Least angle regression”，2004）。scikit-learn 自带这张表，是个文本文件。十列中我们先用两列：体重指数（BMI），单位是 kg/m²；胆固醇，单位是 mg/dl。

# %%
from importlib.util import find_spec
from pathlib import Path

import numpy as np

folder = Path(find_spec("sklearn").origin).parent / "datasets" / "data"
patients = np.loadtxt(folder / "diabetes_data_raw.csv.gz")
progress = np.loadtxt(folder / "diabetes_target.csv.gz")
x = patients[:, [2, 4]]  # (samples, features): BMI, cholesterol
print(patients.shape, x.shape, progress.shape)
print(x[:3].tolist(), progress[:3])
print("⟦mean|平均值⟧", x.mean(axis=0).round(1), " ⟦from|从⟧", x.min(axis=0), "⟦to|到⟧", x.max(axis=0))

# %% [markdown] lang="en"
# Predict the progress as $w_1 \cdot \mathrm{BMI} + w_2 \cdot \mathrm{chol} + b$, by [gradient descent](sgd.md#downhill) on the mean of the squared errors. The slope along $w_2$ contains the cholesterol as a factor, about 190; that along $b$ contains a 1. So the loss is far steeper in one direction than in another, and you know [what follows](sgd.md#learning-rate): the steepest direction, of curvature $L$, forces $\eta < 2/L$, and the flattest one makes you wait. Here is one fit three times, from 0, with $\eta = 1/L$: on the columns as they are; less their means; and then divided by their standard deviations. “Ratio” is that of the steepest and the flattest curvature, “loss” is what is reached in 5000 steps, and “steps” how many it takes to come within 1 % of the best loss.

# %% [markdown] lang="zh"
# 用 $w_1 \cdot \mathrm{BMI} + w_2 \cdot \mathrm{chol} + b$ 来预测病情的发展（chol 就是胆固醇），损失取误差平方的平均值，用[梯度下降](sgd.md#downhill)来拟合。沿 $w_2$ 的斜率里有胆固醇这个因子，大约是 190；沿 $b$ 的斜率里，对应的因子只是 1。所以损失在不同方向上陡缓悬殊，[后果](sgd.md#learning-rate)你已经知道：最陡的方向曲率为 $L$，限定了 $\eta < 2/L$；最平的方向则让人久等。下面的拟合做了三次，都从 0 出发，都取 $\eta = 1/L$：第一次用原样的列，第二次减去平均值，第三次再除以标准差。“比值”是最陡与最平的曲率之比，“损失”是走 5000 步之后的损失，“步数”是走多少步才与最小损失相差不到 1%。

# %% tags=["hide-input"]
from solutions.sgd import gradient_descent


def steepness(columns):
    """The largest and the smallest curvature of the mean squared error."""
    curvatures = np.linalg.eigvalsh(2 * columns.T @ columns / len(columns))
    return curvatures[-1], curvatures[0]


def descend(columns, targets, steps):
    """The trajectory of a linear model's weights from 0, with the rate 1 / L."""

    def slope(w):
        return 2 * columns.T @ (columns @ w - targets) / len(targets)

    return gradient_descent(slope, np.zeros(columns.shape[1]), 1 / steepness(columns)[0], steps)


def with_bias(columns):
    """The columns, and one of ones, which meets b."""
    return np.hstack([columns, np.ones((len(columns), 1))])


centred = x - x.mean(axis=0)
scaled = centred / centred.std(axis=0)
best = ((with_bias(x) @ np.linalg.lstsq(with_bias(x), progress)[0] - progress) ** 2).mean()
print(f"⟦the best possible loss|可能达到的最小损失⟧ {best:.0f}")
for name, columns in (
    ("⟦as they are|原样⟧", x),
    ("⟦less mean|减平均值⟧", centred),
    ("⟦and by std|再除以标准差⟧", scaled),
):
    path = descend(with_bias(columns), progress, 5000)
    losses = ((path @ with_bias(columns).T - progress) ** 2).mean(axis=1)
    near = np.flatnonzero(losses < 1.01 * best)
    high, low = steepness(with_bias(columns))
    print(f"2/L {2 / high:.5f}  ⟦ratio|比值⟧ {high / low:9.1f}  ⟦loss|损失⟧ {losses[-1]:.0f}", end="  ")
    print(f"⟦steps|步数⟧ {near[0] if near.size else '> 5000'!s:>6}  {name}")

# %% alt={"en": "Contours of the loss over the two weights. Left, columns less their means: a long narrow valley, and thirty steps that drop into it and then creep. Right, standardised: nearly circles, and three steps to the middle.", "zh": "损失在两个权重上的等高线。左：只减平均值，山谷狭长，三十步先掉进谷底，再慢慢爬。右：标准化之后，接近圆形，三步就到中心。"} tags=["hide-input"]
import matplotlib.pyplot as plt

from byhand.site.palette import color

level = progress - progress.mean()  # so that b is 0
figure, panels = plt.subplots(1, 2, figsize=(7.4, 2.9), width_ratios=(1.9, 1))
windows = ((-3, 15, -4, 4), (-12, 75, -40, 47))
names = ("⟦less mean: 30 steps|减平均值：30 步⟧", "⟦and by std: 3 steps|再除以标准差：3 步⟧")
for axes, columns, window, name, steps in zip(panels, (centred, scaled), windows, names, (30, 3), strict=True):
    first, second = np.meshgrid(np.linspace(*window[:2], 40), np.linspace(*window[2:], 40))
    height = ((np.stack([first, second], axis=-1) @ columns.T - level) ** 2).mean(axis=-1)
    levels = height.min() + np.geomspace(40, 20000, 7)
    axes.contour(first, second, height, levels=levels, colors=color("faint"), linewidths=0.9)
    path = descend(columns, level, steps)
    axes.plot(*path.T, "o-", color=color("blue"), markersize=2.5, linewidth=1)
    axes.plot(*path[0], "o", color=color("red"), markersize=5)
    axes.plot(*np.linalg.lstsq(columns, level)[0], "+", color=color("green"), markersize=11)
    axes.set(aspect="equal", xlabel="w₁", title=name)
    axes.grid(False)
panels[0].set_ylabel("w₂")
plt.show()

# %% [markdown] lang="en"
# Units are an accident: with cholesterol in grams, its direction would be the flat one. So give the columns a scale that does not depend on the unit. The means matter as much as the scales, since a column far from 0 looks to the fit much like the constant that $b$ stands for. The same holds inside a network, where the weights of a layer share one learning rate (LeCun et al., “Efficient BackProp”, 1998, section 4.3). What scaling does *not* change is the best possible fit of a linear model, which can describe the same functions as before.

# %% [markdown] lang="zh"
# 用什么单位本来是偶然的：胆固醇如果以克为单位，反倒成了平的方向。所以要给各列换上与单位无关的尺度。平均值与尺度一样要紧：一列数如果离 0 很远，在拟合时就很像 $b$ 所代表的常数，难分彼此。网络里也是如此，因为同一层的权重共用一个学习率（LeCun 等，“Efficient BackProp”，1998，4.3 节）。*不*变的是线性模型可能达到的最好结果：能表示的还是那些函数。

# %% [markdown] lang="en"
# ## From 0 to 1 { #min-max }
#
# The simplest scale without a unit: the smallest element of a column becomes 0, the largest 1, and the rest lies in between. This is **min-max scaling**:
#
# $$ \frac{x - \min}{\max - \min} $$
#
# Samples lie along axis 0, so `x.min(axis=0)` is the smallest element of every column, in the shape of one sample, and [broadcasting](broadcasting.md) does the rest. Three traps. Integers wrap around: in `int8`, 100 − (−100) is −56, so convert whatever is not floating to float64 first; floats have the `x.dtype.kind` `"f"`. A column of equal elements has the width 0, and 0 / 0 is NaN; it tells the samples apart in nothing, so make it 0, by dividing by 1 instead: `np.where(width == 0, 1, width)` takes a 1 where the condition holds, and the width elsewhere. And no samples have no smallest element; return a copy of the empty array.

# %% [markdown] lang="zh"
# ## 从 0 到 1 { #min-max }
#
# 最简单的办法：让一列中最小的变成 0，最大的变成 1，其余落在中间，单位就消掉了。这叫**最小-最大缩放**（min-max scaling）：
#
# $$ \frac{x - \min}{\max - \min} $$
#
# 样本沿第 0 轴排列，所以 `x.min(axis=0)` 给出每一列的最小值，形状与一个样本相同，其余的交给[广播](broadcasting.md)。有三个陷阱。整数会回绕：在 `int8` 里，100 − (−100) 等于 −56，所以不是浮点数的，要先转成 float64；浮点数的 `x.dtype.kind` 是 `"f"`。元素全都相等的列，宽度是 0，而 0 / 0 得到 NaN；这样的列区分不了任何样本，变成 0 就好，办法是改为除以 1：`np.where(width == 0, 1, width)` 在条件成立处取 1，其余取宽度。最后，一个样本也没有，就没有最小值，返回空数组的副本即可。

# %%
table = np.array([[160.0, 7.0], [180.0, 7.0], [200.0, 7.0]])
low, high = table.min(axis=0), table.max(axis=0)
print(low, high, high - low)
small = np.array([100, -100], np.int8)
wide = small.astype(np.float64)
print(small[:1] - small[1:], wide[:1] - wide[1:])

# %% [markdown]
# <!-- exercise: min_max_scale -->

# %% [markdown] lang="en"
# The extremes decide everything, and an extreme is often an accident. One height typed in millimetres, and the others huddle near 0:

# %% [markdown] lang="zh"
# 一切都由最大和最小的两个数决定，而极端的数常常出于意外。只要有一个身高误录成毫米，其余的就全挤到 0 附近去了：

# %%
from solutions.data_preparation import min_max_scale

heights = np.array([158.0, 163.0, 171.0, 180.0, 186.0])
print(min_max_scale(heights).round(3))
print(min_max_scale(np.append(heights, 1720.0)).round(3))

# %% [markdown] lang="en"
# ## Mean 0, deviation 1 { #standardising }
#
# Less is decided by a single sample if one asks: how far is $x$ from the mean, in units of how far samples usually are? The **mean** $\mu$ (mu) and the **standard deviation** $\sigma$ (sigma) of a column with $n$ samples are
#
# $$ \mu = \frac{1}{n} \sum_i x_i $$
#
# $$ \sigma = \sqrt{\frac{1}{n} \sum_i (x_i - \mu)^2} $$
#
# and to take $(x - \mu) / \sigma$ is called **standardising**. Some divide by $n - 1$ instead of $n$, to estimate the deviation of a population from a sample; to set a scale either will do, and we take $n$.
#
# On paper there is a shorter formula, $\sigma^2 = \frac{1}{n} \sum_i x_i^2 - \mu^2$. Do not use it: far from 0 it subtracts two large, nearly equal numbers, and the digits are gone. And even the right formula need not give 0 where all elements are equal:

# %% [markdown] lang="zh"
# ## 平均值 0，标准差 1 { #standardising }
#
# 不想让一个样本说了算，可以换个问法：$x$ 离平均值有多远，是样本平常离平均值那么远的几倍？一列有 $n$ 个样本，其**平均值** $\mu$（读作 mu）和**标准差**（standard deviation）$\sigma$（读作 sigma）是
#
# $$ \mu = \frac{1}{n} \sum_i x_i $$
#
# $$ \sigma = \sqrt{\frac{1}{n} \sum_i (x_i - \mu)^2} $$
#
# 这样换算成 $(x - \mu) / \sigma$，叫**标准化**（standardising）。有人不除以 $n$，而除以 $n - 1$，那是要由样本估计总体的标准差；这里只是定个尺度，两种都行，我们用 $n$。
#
# 纸上还有一个更短的公式：$\sigma^2 = \frac{1}{n} \sum_i x_i^2 - \mu^2$。不要用：离 0 很远时，这是两个几乎相等的大数相减，有效数字全丢了。就算用对了公式，元素全都相等时，结果也未必是 0：

# %%
far = np.array([10000.0, 10000.5, 10001.0], np.float32)
print((far**2).mean() - far.mean() ** 2, ((far - far.mean()) ** 2).mean())
same = np.array([0.1, 0.1, 0.1])
deviation = np.sqrt(((same - same.mean()) ** 2).mean())
print(same.mean(), deviation, (same - same.mean()) / deviation)

# %% [markdown] lang="en"
# The sum of three times 0.1 is rounded, so the mean misses 0.1 by its last digit; divided by the deviation, this nothing becomes a −1 for every sample. So ask the question itself: a column is constant if its largest element equals its smallest, and then its deviation is 0, exactly. `np.where(condition, 0, std)` does it for all columns, and leaves float32 alone. Without samples there is no mean: that is an error.

# %% [markdown] lang="zh"
# 三个 0.1 相加有舍入误差，平均值的最后一位就差了一点；再除以标准差，每个样本就因为这一点点误差都变成了 −1。所以不如直接问：最大值等于最小值吗？相等，这一列就是常数，标准差应当恰好是 0。`np.where(condition, 0, std)` 一次处理所有的列，也不会改变 float32。一个样本也没有，就没有平均值，应当报错。

# %% [markdown]
# <!-- exercise: fit_standardizer -->

# %% [markdown] lang="en"
# ## Statistics from the training set only { #training-only }
#
# Why two functions, one to find the statistics and one to apply them? Because they see different data. The **training set** is what the model learns from; the **test set** plays the part of the future. In the future patients come one at a time, and one patient has no deviation. Here a model is trained on standardised columns, all ten this time, and then asked about 92 patients that it has not seen: once with the statistics of training, once with those of the patient in front of it.

# %% [markdown] lang="zh"
# ## 平均值和标准差只取自训练集 { #training-only }
#
# 为什么要两个函数，一个求平均值和标准差，一个拿来用？因为两处的数据不同。**训练集**（training set）是模型学习用的；**测试集**（test set）则扮演未来。未来的患者一个一个地来，只有一个人，哪来的标准差。下面用标准化之后的列训练一个模型，这次十列全用，再拿没见过的 92 位患者来问：一次用训练集的平均值和标准差，一次用眼前这位患者自己的。

# %% tags=["hide-input"]
from solutions.data_preparation import fit_standardizer, standardize

order = np.random.default_rng(0).permutation(len(progress))
known, unseen = order[:350], order[350:]
statistics = fit_standardizer(patients[known])
weights = descend(with_bias(standardize(patients[known], *statistics)), progress[known], 2000)[-1]


def predict(rows, statistics):
    return with_bias(standardize(rows, *statistics)) @ weights


alone = [patients[[i]] for i in unseen]
one_by_one = np.array([predict(row, fit_standardizer(row))[0] for row in alone])
print(progress[unseen][:6], "⟦what happened|实际结果⟧")
for name, answers in (
    ("⟦training statistics|用训练集的⟧", predict(patients[unseen], statistics)),
    ("⟦the patient's own|用患者自己的⟧", one_by_one),
):
    error = np.abs(answers - progress[unseen]).mean()
    print(answers[:6].round(), f"{name}: ⟦mean absolute error|平均绝对误差⟧ {error:.1f}")

# %% [markdown] lang="en"
# With statistics of their own all patients are average: $x - \mu$ is 0, and the answer is $b$, whoever comes. The scale belongs to the model, as the weights do, and is kept with them.
#
# Nor may the statistics come from all data, before the split. Training has then seen something of the test set, and the test flatters: that is a **leak**. How much it flatters depends on what leaks. The mean of many rows gives little away. To choose columns by a statistic can give away everything, as in this run on pure noise: 1000 columns of random numbers, labels from tosses of a coin, 60 samples to train on and 40 to test. Keep the ten columns that agree with the labels best, and say whichever class has the nearer mean (after Hastie et al., *The Elements of Statistical Learning*, 2nd ed., 2009, section 7.10.2):

# %% [markdown] lang="zh"
# 用自己的平均值，每位患者就都成了平均水平：$x - \mu$ 是 0，不论谁来，答案都是 $b$。尺度与权重一样，是模型的一部分，要一起保存。
#
# 也不能在划分之前，先拿全部数据来求。那样训练时就已经看到了测试集的一点东西，测试结果会虚高，这叫**数据泄漏**（data leakage）。虚高多少，要看泄漏的是什么。许多行的平均值，泄漏得不多；按某个统计量来挑选列，却可能全泄漏了。下面完全是噪声：1000 列随机数，标签靠抛硬币，60 个样本训练，40 个测试。留下与标签最合拍的十列，再看离哪一类的平均值更近，就归哪一类（仿 Hastie 等，《The Elements of Statistical Learning》，第 2 版，2009，7.10.2 节）：

# %% tags=["hide-input"]


def accuracy_on_noise(seed, seen):
    """The test accuracy if columns are chosen by the first `seen` samples."""
    rng = np.random.default_rng(seed)
    noise, coin = rng.normal(size=(100, 1000)), rng.integers(0, 2, 100)
    agreement = np.abs(noise[:seen].T @ (2 * coin[:seen] - 1))
    chosen = noise[:, agreement.argsort()[-10:]]
    middles = [chosen[:60][coin[:60] == k].mean(axis=0) for k in (0, 1)]
    distances = [((chosen[60:] - middle) ** 2).sum(axis=1) for middle in middles]
    return (np.argmin(distances, axis=0) == coin[60:]).mean()


for name, seen in (("⟦all 100 samples|全部 100 个样本⟧", 100), ("⟦the 60 training samples|60 个训练样本⟧", 60)):
    share = np.mean([accuracy_on_noise(seed, seen) for seed in range(30)])
    print(f"⟦accuracy|准确率⟧ {share:.1%}  ⟦columns chosen by|挑选列时用了⟧ {name}")

# %% [markdown] lang="en"
# There is nothing to be learned here, and the leak reports a success. So split first. Whatever is computed from data is computed from the training set, and then applied to the others.
#
# In code, mind broadcasting once more: statistics of shape `(1, features)` or `()` would be stretched without a word. Ask for `x.shape[1:]`, the shape of one sample. Where $\sigma$ is 0, training has learned nothing about the column, so the result is 0 there, even for a new sample that is unlike the others. A mean in float64 makes float64 out of float32; `.astype(x.dtype)` brings it back.

# %% [markdown] lang="zh"
# 这里本来没有什么可学，数据泄漏却报告成功。所以要先划分。凡是由数据算出来的，都只用训练集来算，再用到其他数据上。
#
# 写代码时，还要再提防广播：形状为 `(1, features)` 或 `()` 的平均值会悄悄扩展。应当要求形状是 `x.shape[1:]`，也就是一个样本的形状。$\sigma$ 为 0 的列，训练时什么也没学到，所以结果是 0，哪怕新样本与众不同。float64 的平均值会把 float32 变成 float64，用 `.astype(x.dtype)` 变回来。

# %% [markdown]
# <!-- exercise: standardize -->

# %% [markdown] lang="en"
# ## Pixels { #pixels }
#
# The pixels of MNIST are bytes, 0 for the background and 255 for ink. All have the same unit, and the range is known before one has seen a single image. So divide by 255, always: not by the brightest pixel that was found, or the same grey would mean something else in every image.
#
# Networks compute in float32. `images / 255` gives float64, eight bytes a pixel instead of four, and `(images / 255).astype(np.float32)` passes through it. Convert first, divide then; Python's 255 leaves float32 as it is. `tracemalloc` tells how much memory was in use at the worst moment, here for 10,000 images:

# %% [markdown] lang="zh"
# ## 像素 { #pixels }
#
# MNIST 的像素是字节，0 是背景，255 是笔迹。单位都一样，范围不看图片也知道。所以总是除以 255，而不是除以图片里最亮的像素，不然同一种灰色，换一张图片就不是一回事了。
#
# 网络用 float32 计算。`images / 255` 得到 float64，每个像素占八个字节，而不是四个；`(images / 255).astype(np.float32)` 也要从 float64 绕一圈。应当先转换，再相除；Python 的 255 不会改变 float32。`tracemalloc` 能告诉我们，内存用得最多时用了多少。这里是 10,000 张图片：

# %%
import tracemalloc

from byhand.mnist.data import load

data = load()
images = data.test_images
ways = {
    "images / 255": lambda: images / 255,
    "(images / 255).astype(np.float32)": lambda: (images / 255).astype(np.float32),
    "images.astype(np.float32) / 255": lambda: images.astype(np.float32) / 255,
}
print(images.shape, images.dtype, f"{images.nbytes / 1e6:.0f} MB")
for source, way in ways.items():
    tracemalloc.start()
    result = way()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{source:34} {result.dtype}", end="  ")
    print(f"{result.nbytes / 1e6:.0f} MB  ⟦at most|最多时⟧ {peak / 1e6:.0f} MB")

# %% [markdown] lang="en"
# The last two hold two arrays for a moment, before and after the second operation. Only bytes are known to run from 0 to 255. An image in float32 has probably been scaled already, and would be nearly black the second time; `uint16` goes up to 65,535. Neither raises an error by itself, so look at `images.dtype`.

# %% [markdown] lang="zh"
# 后两种写法都有一刻同时存着两个数组：第二步运算之前的，和之后的。只有字节才一定是 0 到 255。已经是 float32 的图片，多半缩放过了，再除一次就几乎全黑；`uint16` 最大是 65,535。这两种情形都不会自己报错，所以要检查 `images.dtype`。

# %% [markdown]
# <!-- exercise: scale_pixels -->

# %% [markdown] lang="en"
# ## Class numbers into rows { #labels }
#
# Labels are numbers, too, but no quantities. Number the days of the week from 0: the mean of day 2 and day 4 is not day 3, and day 6 is not six times anything. A network would compute with them all the same. So give each class a place of its own, with a 1 for yes and 0 for no: **one-hot encoding**. Day 3 of a 7-day week, and below it four days:

# %% [markdown] lang="zh"
# ## 把类别编号变成行 { #labels }
#
# 标签也是数，却不是量。给一周七天从 0 起编号：第 2 天和第 4 天的平均，并不是第 3 天；第 6 天也不是什么东西的六倍。可是网络照样会拿去算。所以给每个类别一个自己的位置，是就写 1，不是就写 0，这叫**独热编码**（one-hot encoding）。下图上方是七天中编号为 3 的那一天，下方是四天：

# %% alt={"en": "Seven places numbered 0 to 6; place 3 holds a 1, the others 0. Below, the labels 3, 0, 6, 3 in a column become a matrix with one 1 in each row.", "zh": "编号 0 到 6 的七个位置，位置 3 是 1，其余是 0。下面，排成一列的标签 3、0、6、3 变成矩阵，每行一个 1。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(420, 264)
days = np.array([3, 0, 6, 3])
rows = np.eye(7, dtype=int)
for place in range(7):
    drawing.text(str(place), at=(168 + 34 * place, 12), role="muted", size=13)
drawing.text("⟦day 3|编号 3⟧", at=(66, 42))
drawing.grid(rows[3], at=(151, 24), cell=34, role="orange", mark=rows[3] == 1)
drawing.text("(4,)", at=(66, 98), mono=True, role="muted", size=13)
drawing.grid(days[:, None], at=(49, 112), cell=34, role="blue")
drawing.arrow((94, 180), (140, 180))
drawing.text("(4, 7)", at=(270, 98), mono=True, role="muted", size=13)
drawing.grid(rows[days], at=(151, 112), cell=34, role="orange", mark=rows[days] == 1)
drawing

# %% [markdown] lang="en"
# Counting begins at 0: in a row of seven, day 3 is the *fourth* place. Labels of any shape get one axis more, the last. There are two ways to write it: put ones among zeros, by a pair of index vectors; or compare with all class numbers at once, where broadcasting makes the new axis, and turn the truth values into numbers with `.astype(np.float32)`:

# %% [markdown] lang="zh"
# 注意从 0 数起：七个位置里，编号 3 是*第四*个。标签不论什么形状，最后都多出一个轴。写法有两种：在全零的数组里，用一对下标向量填上 1；或者一次与所有类别编号比较，由广播生出新的轴，再用 `.astype(np.float32)` 把真假值变成数：

# %%
days = np.array([3, 0, 6, 3])
result = np.zeros((4, 7))
result[np.arange(4), days] = 1  # at (0, 3), (1, 0), (2, 6), (3, 3)
print(result[:2])
column = days[..., np.newaxis]
print(column.shape, np.arange(7).shape, (column == np.arange(7)).shape)

# %% [markdown] lang="en"
# Neither is safe with a label that is no class. An index of −1 marks the last place, and a comparison leaves a row of zeros: whoever numbered the days from 1 would lose one of them without an error. So look for labels that do not fit, `labels[(labels < 0) | (labels >= classes)]`, and name one. Labels that are no integers are a `TypeError`; the `.kind` of an integer dtype is `"i"` or `"u"`. And the number of classes has to be told: a batch need not contain the last one.

# %% [markdown] lang="zh"
# 标签如果对不上任何类别，两种写法都不保险。下标 −1 会填在最后一个位置，比较则留下全零的一行：谁要是从 1 起给七天编号，就会悄悄丢掉一天。所以要找出不合适的标签，`labels[(labels < 0) | (labels >= classes)]`，并写明其中一个。标签不是整数，应当抛出 `TypeError`；整数 dtype 的 `.kind` 是 `"i"` 或 `"u"`。一共有几个类别，必须由参数说明，因为一批样本里不一定有最后那个类别。

# %% [markdown]
# <!-- exercise: one_hot -->

# %% [markdown] lang="en"
# Such a row says *which one*, not how likely ([myth](myths.md#one-hot)). Probabilities come with [softmax](losses.md#scores), in the next chapter.

# %% [markdown] lang="zh"
# 这样的一行说的是*哪一个*，而不是可能性有多大，参见[误区](myths.md#one-hot)。概率要等下一章的 [softmax](losses.md#scores)。

# %% [markdown] lang="en"
# ## Three sets { #three-sets }
#
# A model is trained on one part of the data. Then there are things to decide: which learning rate, how large a model, when to stop. That is decided on a second part, the **validation set**. And since the second part has then had its say, a third one, the **test set**, tells at the very end, once, how good the result is. A common division is 6 : 2 : 2.

# %% [markdown] lang="zh"
# ## 三份数据 { #three-sets }
#
# 模型用一部分数据来训练。接下来还有许多事要定：学习率多大，模型多大，什么时候停。这些由第二份数据来定，叫**验证集**（validation set）。既然第二份已经参与了决定，就要有第三份，也就是**测试集**，到最后才用，只用一次，看结果究竟有多好。常按 6 : 2 : 2 来分。

# %% alt={"en": "Ten samples in the order of their classes, each with its label below; shuffled together with the labels; then six for training, two for validation, two for testing.", "zh": "十个样本按类别排列，下面是各自的标签；连同标签一起打乱；然后六个训练、两个验证、两个测试。"} tags=["hide-input"]
drawing = Drawing(530, 218)
classes = np.repeat([0, 1, 2], (4, 3, 3))
mixed = np.random.default_rng(3).permutation(10)
hues = np.array(["blue", "orange", "green"])
for i in range(10):
    for top, left, k in ((8, 110 + 38 * i, i), (118, 74 + 38 * i + 24 * (i >= 6) + 24 * (i >= 8), mixed[i])):
        drawing.grid(np.array([k]), at=(left, top), cell=36, role=hues[classes[k]])
        drawing.grid(classes[[k]], at=(left, top + 36), cell=36, role=hues[classes[k]])
drawing.text("x", at=(92, 26), mono=True)
drawing.text("y", at=(92, 62), mono=True)
drawing.arrow((298, 84), (298, 114))
for left, words in ((188, "⟦training|训练⟧"), (364, "⟦validation|验证⟧"), (464, "⟦test|测试⟧")):
    drawing.text(words, at=(left, 206), role="muted")
drawing

# %% [markdown] lang="en"
# Data often come sorted, so shuffle before you cut. Here are 5000 digits in the order of their classes, and a simple classifier that says which of the mean images of the training set is nearest:

# %% [markdown] lang="zh"
# 数据常常是排好序的，所以切开之前要先打乱。下面是按类别排好的 5000 张手写数字，分类器很简单：离训练集里哪一类的平均图最近，就归哪一类。

# %% tags=["hide-input"]
from solutions.data_preparation import scale_pixels

by_class = data.train_labels[:5000].argsort(kind="stable")
digits = scale_pixels(data.train_images[:5000][by_class]).reshape(len(by_class), -1)
truth = data.train_labels[:5000][by_class]


def nearest_mean_accuracy(train, test):
    """The accuracy on some of the digits of a classifier trained on others."""
    known = np.unique(truth[train])
    middles = np.stack([digits[train][truth[train] == k].mean(axis=0) for k in known])
    distances = (middles**2).sum(axis=1) - 2 * digits[test] @ middles.T
    return (known[distances.argmin(axis=1)] == truth[test]).mean()


mixed = np.random.default_rng(0).permutation(len(truth))
for name, order in (("⟦in order|不打乱⟧", np.arange(len(truth))), ("⟦shuffled|打乱⟧", mixed)):
    cut, end = 3 * len(order) // 5, 4 * len(order) // 5
    seen, asked = ("".join(map(str, np.unique(truth[part]))) for part in (order[:cut], order[end:]))
    right = nearest_mean_accuracy(order[:cut], order[end:])
    print(f"⟦trained on|训练⟧ {seen:10}  ⟦tested on|测试⟧ {asked:10}  ⟦accuracy|准确率⟧ {right:.1%}  {name}")

# %% [markdown] lang="en"
# In order, the test asks only about digits that training never showed. And shuffle samples *with* their labels: one order for both, `order = rng.permutation(n)`, then `x[order]` and `y[order]`. A vector of indices makes a copy, so nothing of the caller's is changed. The [random generator](sgd.md#batches) is made from a **seed**, `np.random.default_rng(seed)`: with the same seed, tomorrow's test set is today's. Without one, what is trained on today is tested on tomorrow, and the report is worth nothing.
#
# The cuts are at $0.6 \, n$ and $0.8 \, n$, rounded down; in integers, `3 * n // 5` and `4 * n // 5`. A slice ends *before* its end, so the next one begins there: `order[:first]`, `order[first:second]`, `order[second:]`.
#
# Two warnings. Rows that belong together, such as two visits of one patient, must go into one set, or they leak. And where time matters, test on the latest data, not on a random part.

# %% [markdown] lang="zh"
# 不打乱，测试问的全是训练时从没见过的数字。而且样本要*连同*标签一起打乱：两边用同一个排列 `order = rng.permutation(n)`，取 `x[order]` 和 `y[order]`。用下标向量取出来的是副本，调用者的数组不会变。[随机数生成器](sgd.md#batches)由**种子**（seed）建成，`np.random.default_rng(seed)`：种子相同，明天的测试集就是今天的测试集。不给种子，今天训练过的样本，明天就拿来测试，报告就毫无价值了。
#
# 切的位置是 $0.6 \, n$ 和 $0.8 \, n$，向下取整；用整数写就是 `3 * n // 5` 和 `4 * n // 5`。切片*不含*终点，所以下一段就从那里开始：`order[:first]`、`order[first:second]`、`order[second:]`。
#
# 还有两点要当心。本来在一起的行，例如同一位患者的两次就诊，必须分在同一份里，否则就泄漏了。如果时间很要紧，要用最新的数据来测试，而不是随机的一部分。

# %% [markdown]
# <!-- exercise: train_validation_test_split -->

# %% [markdown] lang="en"
# ## Overfitting { #overfitting }
#
# Now the three sets at work. Forty points scatter around the curve $\sin 3t$; 24 of them are for training. The model is a polynomial of degree 20, a weighted sum of 21 fixed features of $t$ (Legendre polynomials, of comparable size), trained by gradient descent on the mean squared error.

# %% [markdown] lang="zh"
# ## 过拟合 { #overfitting }
#
# 现在让三份数据派上用场。四十个点散布在曲线 $\sin 3t$ 周围，其中 24 个用来训练。模型是 20 次多项式，也就是 $t$ 的 21 个固定特征的加权和（用的是勒让德多项式，大小相当），用梯度下降来训练，损失是均方误差。

# %%
from solutions.data_preparation import train_validation_test_split


def points(seed, n=40):
    """Samples of sin 3t with noise, split into three sets."""
    rng = np.random.default_rng(seed)
    t = rng.uniform(-1, 1, n)
    return train_validation_test_split(t, np.sin(3 * t) + rng.normal(0, 0.3, n), seed)


def features(t, degree=20):
    return np.polynomial.legendre.legvander(t, degree)  # (samples, degree + 1)


def train_on(part, strengths, steps, rate=0.2):
    """The weights at each step, (steps + 1, strengths, 21)."""
    columns, y = features(part[0]), part[1]
    price = 2 * strengths[:, np.newaxis] * (np.arange(21) > 0)  # of the next section

    def slope(w):
        return 2 * (w @ columns.T - y) @ columns / len(y) + price * w

    start = np.zeros((len(strengths), 21))
    return gradient_descent(slope, start, rate, steps)  # of the last chapter


def error(w, part):
    """The mean squared error on one of the sets."""
    return ((w @ features(part[0]).T - part[1]) ** 2).mean(axis=-1)


train, validation, test = points(0)
path = train_on(train, np.zeros(1), 3000)[:, 0]
on_train, on_validation = error(path, train), error(path, validation)
for step in (1, 10, 30, 100, 1000, 3000):
    print(f"{step:4}  ⟦training|训练⟧ {on_train[step]:.3f}", end="  ")
    print(f"⟦validation|验证⟧ {on_validation[step]:.3f}")

# %% alt={"en": "Left, the points and two curves: the early one follows the sine, after 3000 steps it bends through the training points and shoots off between them. Right, the training error falls all the way; the validation error falls at first, is marked at its lowest, and then rises far.", "zh": "左：散点和两条曲线，早些停下的那条跟着正弦走；3000 步之后的穿过训练点，在点与点之间甩得很远。右：训练误差一直下降；验证误差先降，最低处有标记，然后升得很高。"} tags=["hide-input"]
from byhand.site.page import publish

stop = int(on_validation.argmin())
publish(stop=stop, least=f"{on_validation[stop]:.3f}", at_end=f"{on_validation[-1]:.3f}", fitted=f"{on_train[-1]:.3f}")
grid = np.linspace(-1, 1, 140)


def draw_fits(axes, fits):
    """The points, and the curves of some weights."""
    axes.plot(*train, "o", color=color("foreground"), markersize=3.5, label="⟦training|训练⟧")
    axes.plot(*validation, "x", color=color("green"), markersize=5, label="⟦validation|验证⟧")
    for name, w, role in fits:
        axes.plot(grid, features(grid) @ w, color=color(role), linewidth=1.4, label=name)
    axes.set(ylim=(-2.1, 2.9), xlabel="t")
    axes.legend(fontsize=7.5, loc="upper left", ncols=2)


def draw_errors(axes, x, on_train, on_validation):
    axes.loglog(x, on_train, color=color("foreground"), label="⟦training|训练⟧")
    axes.loglog(x, on_validation, color=color("green"), label="⟦validation|验证⟧")
    low = on_validation.argmin()
    axes.plot(x[low], on_validation[low], "*", color=color("blue"), markersize=12)
    axes.set_ylabel("⟦mean squared error|均方误差⟧")
    axes.set_yticks([], minor=True)
    axes.set_yticks([0.03, 0.1, 0.3], ["0.03", "0.1", "0.3"])
    axes.legend(fontsize=7.5)


figure, (left, right) = plt.subplots(1, 2, figsize=(7.6, 2.9))
draw_fits(left, ((f"{stop} ⟦steps|步⟧", path[stop], "blue"), ("3000 ⟦steps|步⟧", path[-1], "red")))
shown = np.unique(np.append(np.geomspace(1, 3000, 70).astype(int), stop))
draw_errors(right, shown, on_train[shown], on_validation[shown])
right.set_xlabel("⟦step|步⟧")
plt.show()

# %% [markdown] lang="en"
# On the training points the fit gets better and better, down to {{ fitted }}. On the validation points it was best after {{ stop }} steps, with {{ least }}; then the model began to learn the noise, and at the end the error is {{ at_end }}. That is **overfitting**: the training error goes on falling while the validation error rises. The training curve alone would not have told. Where *both* are high, as at the first step, the model **underfits**: it has not even learned what there is to learn.
#
# What invites overfitting is a flexible model, few samples, and noise. So a simpler model helps, and so do more samples, as the same training shows for other degrees and other numbers of points (of which 60 % are for training):

# %% [markdown] lang="zh"
# 在训练点上，拟合得越来越好，误差一直降到 {{ fitted }}。在验证点上，{{ stop }} 步时最好，误差是 {{ least }}；此后模型开始学噪声，最后误差到了 {{ at_end }}。这就是**过拟合**（overfitting）：训练误差还在下降，验证误差却上升了。只看训练的那条曲线，是看不出来的。如果*两个*误差都高，像第一步那样，就是**欠拟合**（underfitting）：该学的都还没学到。
#
# 模型越灵活，样本越少，噪声越大，就越容易过拟合。所以模型简单些有用，样本多些也有用。下面是同样的训练，换几个次数，再换更多的点（其中 60% 用来训练）：

# %% tags=["hide-input"]
for n, degree in ((40, 1), (40, 4), (40, 20), (400, 20), (4000, 20)):
    some, others, _ = points(0, n)
    w = descend(features(some[0], degree), some[1], 2000)[-1]
    on_some, on_others = (((features(t, degree) @ w - y) ** 2).mean() for t, y in (some, others))
    print(f"{n:4} ⟦points|个点⟧  ⟦degree|次数⟧ {degree:2}  ⟦training|训练⟧ {on_some:.3f}", end="  ")
    print(f"⟦validation|验证⟧ {on_others:.3f}")

# %% [markdown] lang="en"
# The noise alone has the mean square $0.3^2 = 0.09$. On points that it has not seen, no model can do better on average, and a training error far below that should make you wary.

# %% [markdown] lang="zh"
# 单是噪声的均方就有 $0.3^2 = 0.09$。在没见过的点上，平均来说哪个模型也不会更好；训练误差远低于这个数，就要警惕了。

# %% [markdown] lang="en"
# ## A price on large weights { #penalty }
#
# Data cannot always be had, and often one wants a flexible model. Then keep it from using its freedom. To shoot through every point a curve needs large weights of opposite sign. So let weights have a price: add to the loss the **L2 penalty**, a multiple of the sum of their squares. This is the best-known **regularisation**:
#
# $$ \mathrm{loss} + \lambda \sum_i w_i^2 $$
#
# The **strength** $\lambda$ (lambda) says how much a larger weight must improve the fit to be worth its price. To the gradient the penalty adds $2 \lambda w$, so that each step first shrinks the weights by the factor $1 - 2 \eta \lambda$; hence **weight decay**. With $g$ for the gradient of the loss,
#
# $$ w \leftarrow (1 - 2 \eta \lambda) \, w - \eta \, g $$
#
# The constant, and the biases of a network, are left free, since they bend nothing. One price for all weights makes sense only if the columns are comparable: one more reason for scaling. Some books write $\frac{\lambda}{2}$; look before you compare strengths. And mind that squares of integers wrap around, and that a negative strength would reward large weights.

# %% [markdown] lang="zh"
# ## 给大权重定个价 { #penalty }
#
# 数据不是想要就有，模型又往往想灵活些，那就不让它滥用这份自由。曲线要穿过每一个点，就得有很大的、一正一负的权重。所以给权重定个价：在损失上加 **L2 惩罚**（L2 penalty），即权重平方和的若干倍。这是最常见的**正则化**（regularisation）：
#
# $$ \mathrm{loss} + \lambda \sum_i w_i^2 $$
#
# **惩罚强度** $\lambda$（读作 lambda）规定：权重变大，拟合要改进多少才划算。惩罚给梯度加上 $2 \lambda w$，所以每一步都先让权重缩小，乘以因子 $1 - 2 \eta \lambda$，因此也叫**权重衰减**（weight decay）。用 $g$ 表示损失的梯度：
#
# $$ w \leftarrow (1 - 2 \eta \lambda) \, w - \eta \, g $$
#
# 常数项不罚，网络的偏置也不罚，因为它们不会使曲线弯曲。所有权重一个价，前提是各列可以比较，这又是缩放的一个理由。有的书写成 $\frac{\lambda}{2}$，比较强度之前先看清楚。还要当心：整数求平方会回绕；强度为负，等于奖励大权重。

# %% [markdown]
# <!-- exercise: l2_penalty -->

# %% [markdown] lang="en"
# The same training again, 3000 steps from 0, with ten strengths at once, each in a row of its own:

# %% [markdown] lang="zh"
# 再来一次同样的训练，从 0 走 3000 步，十个强度一起试，每个占一行：

# %%
from solutions.data_preparation import l2_penalty

strengths = np.append(0, np.geomspace(1e-4, 1, 9))
fits = train_on(train, strengths, 3000)[-1]
for strength, w in zip(strengths, fits, strict=True):
    print(f"λ = {strength:.4f}  Σw² = {l2_penalty(w[1:], 1.0):6.3f}", end="  ")
    print(f"⟦training|训练⟧ {error(w, train):.3f}  ⟦validation|验证⟧ {error(w, validation):.3f}")

# %% alt={"en": "Left, three curves through the points: without a penalty wild, with the best strength close to the sine, with the largest nearly flat. Right, against the strength: the training error rises all the way, the validation error falls and rises, its lowest point marked.", "zh": "左：三条曲线，没有惩罚的大起大落，强度最合适的接近正弦，强度最大的几乎是平的。右：横轴是强度，训练误差一直上升，验证误差先降后升，最低处有标记。"} tags=["hide-input"]
chosen = int(error(fits, validation).argmin())
publish(strength=f"{strengths[chosen]:.3g}", penalised=f"{error(fits[chosen], validation):.3f}")
figure, (left, right) = plt.subplots(1, 2, figsize=(7.6, 2.9))
curves = ((0, "red"), (chosen, "blue"), (len(fits) - 1, "purple"))
draw_fits(left, [(f"λ = {strengths[k]:.2g}", fits[k], role) for k, role in curves])
draw_errors(right, strengths[1:], error(fits[1:], train), error(fits[1:], validation))
right.set_xlabel("⟦strength λ|惩罚强度 λ⟧")
plt.show()

# %% [markdown] lang="en"
# The training error rises with the strength: the model is kept from fitting as well as it could. The validation error is smallest in between, {{ penalised }} at λ = {{ strength }}. Too weak a penalty overfits, too strong a one underfits. How strong it should be cannot be learned from the training set, which would always vote for 0; the validation set decides.

# %% [markdown] lang="zh"
# 强度越大，训练误差越大：模型不许拟合得那么好了。验证误差在中间最小：λ = {{ strength }} 时是 {{ penalised }}。惩罚太弱会过拟合，太强会欠拟合。该多强，从训练集学不到，训练集永远会选 0；要由验证集来定。

# %% [markdown] lang="en"
# ## Stopping early { #early-stopping }
#
# There is a cure that costs nothing at all. The weights begin at 0 and have to grow; at step {{ stop }} of the first run they were just right. So watch the validation error while training, keep the weights of the best step, and give up when it has not improved for a while: **early stopping**. For a bowl it does much the same as the L2 penalty, with few steps in the place of a large strength (Goodfellow et al., 2016, section 7.8).
#
# Now the test set, once. Everything has been decided by then, by the validation set:

# %% [markdown] lang="zh"
# ## 提前停下 { #early-stopping }
#
# 还有一个办法，一点代价也没有。权重从 0 开始，要慢慢长大；第一次训练走到第 {{ stop }} 步，正合适。所以训练时一直看着验证误差，留下最好的那一步的权重，过了一阵还没有改进，就不走了，这叫**早停**（early stopping）。如果损失是碗形的，效果与 L2 惩罚差不多：步数少，就相当于强度大（Goodfellow 等，2016，7.8 节）。
#
# 现在轮到测试集，只用一次。这时一切都已经由验证集定好了：

# %%
# chosen, stop: the strength and the step with the smallest validation error
print(f"⟦no cure|什么也不做⟧ {error(path[-1], test):.3f}")
print(f"⟦L2 penalty|L2 惩罚⟧ {error(fits[chosen], test):.3f}")
print(f"⟦early stop|早停⟧ {error(path[stop], test):.3f}")

# %% [markdown] lang="en"
# These are eight test points, and chance has a large part in them. So do all of it again for twenty other data sets, with 1500 steps each and 200 new points to test on, and look at the median:

# %% [markdown] lang="zh"
# 测试点只有八个，运气占了很大成分。所以换二十组数据，全部重做一遍，每组走 1500 步，再用 200 个新的点来测试，看中位数：

# %% tags=["hide-input"]
table = []
for seed in range(1, 21):
    part, decides, _ = points(seed)
    t = np.random.default_rng(1000 + seed).uniform(-1, 1, 200)
    new = t, np.sin(3 * t) + np.random.default_rng(2000 + seed).normal(0, 0.3, 200)
    paths = train_on(part, strengths[[0, 3, 4, 5, 6, 7]], 1500)
    early = paths[error(paths[:, 0], decides).argmin(), 0]
    best = paths[-1, error(paths[-1], decides).argmin()]
    table.append([error(w, new) for w in (paths[-1, 0], best, early)])
table = np.array(table)
for name, column in zip(("⟦no cure|什么也不做⟧", "⟦L2 penalty|L2 惩罚⟧", "⟦early stop|早停⟧"), table.T, strict=True):
    better = (column < table[:, 0]).sum()
    print(f"⟦median|中位数⟧ {np.median(column):.3f}  ⟦better than no cure|比什么也不做好⟧ {better:2} / 20  {name}")

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# ### “Standardising makes data normal” { #myth-normal }
#
# It subtracts a number and divides by another: the histogram moves and stretches, and keeps its shape. Column 1 of the patients is the sex, a 1 or a 2. Standardised it still has two values, and nobody at the mean, where a normal distribution (the curve) is densest. Nor are the results bounded, as another column shows. (More on [the myths page](myths.md#standardising).)

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# ### “标准化能让数据变成正态分布” { #myth-normal }
#
# 标准化只是减去一个数，再除以一个数：直方图平移、伸缩，形状不变。患者数据的第 1 列是性别，记作 1 或 2。标准化之后还是只有两个值；正态分布（图中的曲线）在平均值处最密，这里却一个人也没有。结果也没有界限，看看另一列就知道了。（参见[误区](myths.md#standardising)。）

# %% alt={"en": "Two histograms, each of two separate bars: at 1 and 2, and after standardising at −0.94 and 1.07. Over the second the bell of the normal distribution, highest where there is no bar.", "zh": "两个直方图，都只有两根分开的柱子：原来在 1 和 2 处，标准化之后在 −0.94 和 1.07 处。第二个上画着正态分布的钟形曲线，最高的地方没有柱子。"} tags=["hide-input"]
everything = standardize(patients, *fit_standardizer(patients))
figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 2.2))
for axes, values in ((left, patients[:, 1]), (right, everything[:, 1])):
    axes.hist(values, bins=5, density=True, color=color("blue-soft"), edgecolor=color("blue"), linewidth=0.8)
    axes.set(yticks=[], title=f"{abs(values.mean()):.2f} ± {values.std():.2f}")
bell = np.linspace(-3.2, 3.2, 60)
right.plot(bell, np.exp(-(bell**2) / 2) / np.sqrt(2 * np.pi), color=color("red"))
plt.show()
for column in (1, 6):
    values = everything[:, column]
    print(f"⟦column|第⟧ {column}⟦: from| 列：从⟧ {values.min():.2f} ⟦to|到⟧ {values.max():.2f}")

# %% [markdown] lang="en"
# ### “A better optimiser cures overfitting” { #myth-optimiser }
#
# The optimiser makes the training error small, and overfitting *is* a small training error with a large one elsewhere: it only gets there sooner. What helped above were fewer degrees, more samples, a penalty, and stopping; what noticed it was the validation set. Measured with four optimisers on [the myths page](myths.md#overfitting).
#
# ### “Scaled columns stay between 0 and 1” { #myth-range }
#
# Those of the training set do. A new sample may lie beyond the smallest and the largest that training saw, and its scaled value then lies beyond 0 and 1. If something must not leave a range, clip it.
#
# ### “To choose by the test set does no harm” { #myth-test }
#
# A thousand models that only toss coins, and a test set of 50 yes-or-no questions. Choose the best by the test set, then ask it 10,000 questions more:

# %% [markdown] lang="zh"
# ### “优化器更好，就不会过拟合” { #myth-optimiser }
#
# 优化器负责让训练误差变小，而过拟合*正是*训练误差小、别处误差大：优化器更好，只是到得更早。前面起作用的是次数低一些、样本多一些、惩罚，以及早停；发现过拟合的则是验证集。[误区](myths.md#overfitting)那一页用四种优化器测了一遍。
#
# ### “缩放之后，总在 0 与 1 之间” { #myth-range }
#
# 训练集里的是这样。新样本可能比训练时见过的最小值还小，或者比最大值还大，缩放之后就落在 0 与 1 之外。真要限制范围，就得裁剪。
#
# ### “用测试集来挑模型，没什么坏处” { #myth-test }
#
# 一千个模型，都只会抛硬币；测试集是 50 道是非题。用测试集挑出最好的那个，再问它 10,000 道题：

# %%
rng = np.random.default_rng(0)
guesses = rng.integers(0, 2, (1000, 50))
truths = rng.integers(0, 2, 50)
accuracies = (guesses == truths).mean(axis=1)
print(f"⟦chosen by the test set|用测试集挑出的⟧ {accuracies.max():.0%}")
print(f"⟦on new questions|面对新题⟧ {(rng.integers(0, 2, 10_000) == rng.integers(0, 2, 10_000)).mean():.0%}")

# %% [markdown] lang="en"
# Every choice is a little training. That is what the validation set is for, and why its best value flatters, too.

# %% [markdown] lang="zh"
# 每挑一次，都算一点训练。验证集就是用来挑的，所以验证集上的最好成绩也会虚高。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "A column holds the ages 20, 30 and 40 in training. Standardise a new age of 60."
#
#     The mean is 30, the deviation $\sqrt{200/3} \approx 8.16$, so it is $30 / 8.16 \approx 3.67$. The new age changes neither of the two.
#
# ??? question "Training error 0.02, validation error 0.40. Then another model: 0.38 and 0.41. What do you do in each case?"
#
#     The first overfits: more data, a penalty, stop earlier, or a smaller model. The second underfits: a more flexible model, longer training, a weaker penalty.
#
# ??? question "You standardise all 60,000 images by their own mean, split, train, and report the validation accuracy of the best of twenty learning rates. What is wrong?"
#
#     The statistics saw all the sets (a small leak here), and the number reported has been chosen from twenty. Split first, take the statistics from the training set, and report the accuracy on a test set that has decided nothing.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "训练集里有一列年龄：20、30、40。新来一个 60 岁，标准化之后是多少？"
#
#     平均值是 30，标准差是 $\sqrt{200/3} \approx 8.16$，所以是 $30 / 8.16 \approx 3.67$。新来的年龄不会改变平均值和标准差。
#
# ??? question "训练误差 0.02，验证误差 0.40。换一个模型：0.38 和 0.41。两种情形各怎么办？"
#
#     前者过拟合：加数据，加惩罚，早些停，或者换小一点的模型。后者欠拟合：换更灵活的模型，训练久一些，惩罚弱一些。
#
# ??? question "有人先用 60,000 张图片自己的平均值来标准化，再划分、训练，试了二十个学习率，报告其中最好的验证准确率。哪里不对？"
#
#     求平均值时用到了每一份数据（这里泄漏得很少）；报告的数又是从二十个里挑出来的。应当先划分，平均值和标准差只取自训练集，再报告测试集上的准确率，而测试集没有参与任何决定。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# The one-hot rows will meet their probabilities in [Losses and metrics](losses.md#cross-entropy), and the bytes will become digits in [the network that reads them](mnist_mlp.md).
#
# Further reading: Goodfellow et al., [*Deep Learning*](https://www.deeplearningbook.org/), sections 5.2, 5.3, 7.1 and 7.8; Chollet, *Deep Learning with Python*, 2nd ed., 2021, chapter 5; [*Dive into Deep Learning*, 3.6 and 3.7](https://d2l.ai/chapter_linear-regression/generalization.html) ([in Chinese, 4.4 and 4.5](https://zh.d2l.ai/chapter_multilayer-perceptrons/underfit-overfit.html)); scikit-learn on [common pitfalls](https://scikit-learn.org/stable/common_pitfalls.html).

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 独热编码要到[损失与指标](losses.md#cross-entropy)里才与概率碰面；字节则会在[识别手写数字的网络](mnist_mlp.md)里变成数字。
#
# 延伸阅读：Goodfellow 等，[《深度学习》](https://www.deeplearningbook.org/) 5.2、5.3、7.1 和 7.8 节；Chollet，《Python 深度学习》，第 2 版，2021，第 5 章；[《动手学深度学习》4.4 和 4.5 节](https://zh.d2l.ai/chapter_multilayer-perceptrons/underfit-overfit.html)（[英文版 3.6 和 3.7 节](https://d2l.ai/chapter_linear-regression/generalization.html)）；scikit-learn 谈[常见的陷阱](https://scikit-learn.org/stable/common_pitfalls.html)。

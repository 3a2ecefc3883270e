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
# The table below is real: 442 patients with diabetes, and how far the disease had progressed a year later (Efron et al., “Least angle regression”, 2004). Scikit-learn ships it. We use two of its ten columns, the body mass index (BMI) in kg/m² and the cholesterol in mg/dl.

# %% [markdown] lang="zh"
# ## 单位不同的列 { #units }
#
# 下面是真实的数据：442 位糖尿病患者，以及一年后病情发展的程度（Efron 等，“Least angle regression”，2004），scikit-learn 自带。十列中我们先用两列：体重指数（BMI），单位是 kg/m²；胆固醇，单位是 mg/dl。

# %%
import numpy as np
from sklearn.datasets import load_diabetes

patients = load_diabetes(scaled=False)
progress = patients.target
x = patients.data[:, [2, 4]]  # (samples, features): BMI, cholesterol
print(x.shape, progress.shape)
print(x[:3].tolist(), progress[:3])
print("⟦mean|平均值⟧", x.mean(axis=0).round(1), " ⟦from|从⟧", x.min(axis=0), "⟦to|到⟧", x.max(axis=0))

# %% [markdown] lang="en"
# Predict the progress as $w_1 \cdot \mathrm{BMI} + w_2 \cdot \mathrm{chol} + b$, by [gradient descent](sgd.ipynb#downhill) on the mean of the squared errors. The slope along $w_2$ contains the cholesterol as a factor, about 190; that along $b$ contains a 1. So the loss is far steeper in one direction than in another, and you know [what follows](sgd.ipynb#learning-rate): the steepest direction, of curvature $L$, forces $\eta < 2/L$, and the flattest one makes you wait. Here is one fit three times, from 0, with $\eta = 1/L$: on the columns as they are; less their means; and then divided by their standard deviations.

# %% [markdown] lang="zh"
# 用 $w_1 \cdot \mathrm{BMI} + w_2 \cdot \mathrm{chol} + b$ 来预测病情的发展（chol 就是胆固醇），损失取误差平方的平均值，用[梯度下降](sgd.ipynb#downhill)来拟合。沿 $w_2$ 的斜率里有胆固醇这个因子，大约是 190；沿 $b$ 的斜率里，对应的因子只是 1。所以损失在不同方向上陡缓悬殊，[后果](sgd.ipynb#learning-rate)你已经知道：最陡的方向曲率为 $L$，限定了 $\eta < 2/L$；最平的方向则让人久等。下面的拟合做了三次，都从 0 出发，都取 $\eta = 1/L$：第一次用原样的列，第二次减去平均值，第三次再除以标准差。

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
for name, columns in (("⟦as they are|原样⟧", x), ("⟦less mean|减平均值⟧", centred), ("⟦and by std|再除以标准差⟧", scaled)):
    path = descend(with_bias(columns), progress, 5000)
    losses = ((path @ with_bias(columns).T - progress) ** 2).mean(axis=1)
    near = np.flatnonzero(losses < 1.01 * best)
    high, low = steepness(with_bias(columns))
    print(f"2/L {2 / high:.5f}  ⟦steepest : flattest|最陡 : 最平⟧ {high / low:9.1f}", end="  ")
    print(f"⟦after 100 steps|100 步后⟧ {losses[100]:5.0f}  ⟦1 % from the best after|与最小损失差 1% 要走⟧", end=" ")
    print(f"{near[0] if near.size else '> 5000'!s:>6}  {name}")

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
# Units are an accident: with cholesterol in grams, its direction would be the flat one. So give the columns a scale that does not depend on the unit. The means matter even more than the scales, since a column far from 0 looks to the fit much like the constant that $b$ stands for. The same holds inside a network, where the weights of a layer share one learning rate (LeCun et al., “Efficient BackProp”, 1998, section 4.3). What scaling does *not* change is the best possible fit of a linear model: the same lines can be described.

# %% [markdown] lang="zh"
# 用什么单位本来是偶然的：胆固醇如果以克为单位，反倒成了平的方向。所以要给各列换上与单位无关的尺度。平均值比尺度还要紧：一列数如果离 0 很远，在拟合时就很像 $b$ 所代表的常数，难分彼此。网络里也是如此，因为同一层的权重共用一个学习率（LeCun 等，“Efficient BackProp”，1998，4.3 节）。*不*变的是线性模型可能达到的最好结果：能表示的还是那些直线。

# %% [markdown] lang="en"
# ## From 0 to 1 { #min-max }
#
# The simplest scale without a unit: the smallest element of a column becomes 0, the largest 1, and the rest lies in between. This is **min-max scaling**:
#
# $$ \frac{x - \min}{\max - \min} $$
#
# Samples lie along axis 0, so `x.min(axis=0)` is the smallest element of every column, in the shape of one sample, and [broadcasting](broadcasting.ipynb) does the rest. Three traps. Integers wrap around: in `int8`, 100 − (−100) is −56, so convert to float64 first. A column of equal elements has the width 0, and 0 / 0 is NaN; it tells the samples apart in nothing, so make it 0, by dividing by 1 instead: `np.where(width == 0, 1, width)`. And no samples have no smallest element; return a copy of the empty array.

# %% [markdown] lang="zh"
# ## 从 0 到 1 { #min-max }
#
# 最简单的办法：让一列中最小的变成 0，最大的变成 1，其余落在中间，单位就消掉了。这叫**最小-最大缩放**（min-max scaling）：
#
# $$ \frac{x - \min}{\max - \min} $$
#
# 样本沿第 0 轴排列，所以 `x.min(axis=0)` 给出每一列的最小值，形状与一个样本相同，其余的交给[广播](broadcasting.ipynb)。有三个陷阱。整数会回绕：在 `int8` 里，100 − (−100) 等于 −56，所以要先转成 float64。元素全都相等的列，宽度是 0，而 0 / 0 得到 NaN；这样的列区分不了任何样本，变成 0 就好，办法是改为除以 1：`np.where(width == 0, 1, width)`。最后，一个样本也没有，就没有最小值，返回空数组的副本即可。

# %%
table = np.array([[160.0, 7.0], [180.0, 7.0], [200.0, 7.0]])
low, high = table.min(axis=0), table.max(axis=0)
print(low, high, high - low)
small = np.array([100, -100], np.int8)
print(small.max() - small.min(), small.astype(np.float64).max() - small.astype(np.float64).min())

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
# 换成 $(x - \mu) / \sigma$，叫**标准化**（standardising）。有人不除以 $n$，而除以 $n - 1$，那是要由样本估计总体的标准差；这里只是定个尺度，两种都行，我们用 $n$。
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
# 三个 0.1 相加有舍入误差，平均值的最后一位就差了一点；再除以标准差，这一点点误差，变成了每个样本都是 −1。所以不如直接问：最大值等于最小值吗？相等，这一列就是常数，标准差应当恰好是 0。`np.where(condition, 0, std)` 一次处理所有的列，也不会改变 float32。一个样本也没有，就没有平均值，应当报错。

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
statistics = fit_standardizer(patients.data[known])
weights = descend(with_bias(standardize(patients.data[known], *statistics)), progress[known], 2000)[-1]


def predict(rows, statistics):
    return with_bias(standardize(rows, *statistics)) @ weights


alone = [patients.data[[i]] for i in unseen]
one_by_one = np.array([predict(row, fit_standardizer(row))[0] for row in alone])
print(progress[unseen][:6], "⟦what happened|实际结果⟧")
for name, answers in (
    ("⟦training statistics|用训练集的⟧", predict(patients.data[unseen], statistics)),
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
# 这里本来没有什么可学，数据泄漏却报告成功。所以要先划分。凡是由数据算出来的，都只用训练集来算，再用到另外两份上。
#
# 写代码时，还要再提防广播：形状为 `(1, features)` 或 `()` 的平均值会悄悄扩展。应当要求形状是 `x.shape[1:]`，也就是一个样本的形状。$\sigma$ 为 0 的列，训练时什么也没学到，所以结果是 0，哪怕新样本与众不同。float64 的平均值会把 float32 变成 float64，用 `.astype(x.dtype)` 变回来。

# %% [markdown]
# <!-- exercise: standardize -->

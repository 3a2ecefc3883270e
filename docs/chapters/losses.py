# %% [markdown] lang="en"
# # Losses and metrics { #losses }
#
# Training turns knobs until something gets better. What? One number has to say how wrong an answer is: that number is the **loss**, and the gradients of the previous chapters are its gradients. Whoever uses the network asks something else: how often is it right? That is a **metric**. This chapter builds both, and softmax, which makes probabilities out of scores.
#
# After this chapter you can
#
# - say what an outlier does to squared and to absolute errors, and choose between them;
# - turn scores into probabilities, and their logarithms, without overflow and without losing digits;
# - explain cross-entropy as surprise, and why its gradient is simply $p - y$;
# - say why accuracy is reported but not trained on, and read a confusion matrix.

# %% [markdown] lang="zh"
# # 损失与指标 { #losses }
#
# 训练就是不断调参数，让结果越来越好。怎样才算好？要有一个数来说明，回答错得有多厉害。这个数叫**损失**（loss），前几章的梯度，就是损失的梯度。用网络的人问的却是另一件事：答对的有多少？这叫**指标**（metric）。这一章把两者都写出来，还有 softmax，由它把得分变成概率。
#
# 学完这一章，你能够：
#
# - 说清离群值（outlier）对平方误差和绝对误差各有什么影响，并作出选择；
# - 把得分变成概率和概率的对数，既不溢出，也不丢有效数字；
# - 用“惊异”解释交叉熵（cross-entropy），并说明它的梯度为什么就是 $p - y$；
# - 说清为什么要报告准确率（accuracy）却不拿它来训练，并读懂混淆矩阵（confusion matrix）。

# %% [markdown] lang="en"
# ## How wrong is a prediction? { #loss }
#
# A sign at the stop says how many minutes the bus will take; then one sees how many it took. The difference of prediction $\hat{y}_i$ and target $y_i$ is the error. Errors have both signs, so they cannot just be added up: too early and too late would cancel. Squared, they cannot. The **mean squared error** (MSE) is the mean of the squares over all $n$ elements:
#
# $$ \mathrm{MSE} = \frac{1}{n} \sum_i (\hat{y}_i - y_i)^2 $$

# %% [markdown] lang="zh"
# ## 预测错了多少 { #loss }
#
# 站牌上写着公交车还有几分钟到，车来了，就知道实际等了几分钟。预测值 $\hat{y}_i$ 与目标值 $y_i$ 之差就是误差。误差有正有负，不能直接加起来，否则早到的和晚到的会互相抵消。先平方，就不会抵消了。**均方误差**（mean squared error，MSE）就是全部 $n$ 个元素的平方误差的平均值：
#
# $$ \mathrm{MSE} = \frac{1}{n} \sum_i (\hat{y}_i - y_i)^2 $$

# %%
import numpy as np

predictions = np.array([12.0, 9.0, 15.0, 11.0])
targets = np.array([10.0, 9.0, 18.0, 15.0])
errors = predictions - targets
print(errors, errors.mean())
print(errors**2, (errors**2).mean())

# %% alt={"en": "Four predictions and targets; on each error stands a square, with sides 2, 0, 3, 4.", "zh": "四个预测值和目标值，每个误差上画着一个正方形，边长是 2、0、3、4。"} tags=["hide-input"]
import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from byhand.site.palette import color

figure, axes = plt.subplots(figsize=(6.4, 3))
places = np.array([0.0, 5.0, 8.0, 14.0])
for x, p, y in zip(places, predictions, targets, strict=True):
    axes.add_patch(
        Rectangle((x, min(p, y)), abs(p - y), abs(p - y), facecolor=color("red-soft"), edgecolor=color("red"))
    )
axes.plot(places, targets, "o", color=color("green"), label="⟦target|目标值⟧")
axes.plot(places, predictions, "s", color=color("blue"), label="⟦prediction|预测值⟧", markersize=5)
axes.set(aspect="equal", xlim=(-1, 29), ylim=(7.5, 19.5), xticks=[])
axes.set_ylabel("⟦minutes|分钟⟧")
axes.legend(loc="upper right")
plt.show()

# %% [markdown] lang="en"
# The loss is the mean area of the red squares: 0 only if every prediction is exact, and twice the error counts four times.
#
# Three things go wrong, all without an error message. **Shapes**: predictions of shape `(n, 1)` minus targets of shape `(n,)` are [broadcast](broadcasting.md#myths) to a table of all pairs. So a loss first compares the shapes, `predictions.shape != targets.shape`, and stretches nothing. **Integers**: in `uint8`, 3 − 5 is 254, and squares wrap around sooner still. So convert *before* subtracting. `np.result_type(x, y)` is the dtype of `x - y`; if its `.kind` is not `"f"`, floating, take float64. Convert both to that dtype, and not each array by itself: `uint8` minus float32 is float32. **Nothing at all**: the mean of no elements is 0 / 0. `x.size` is the number of elements. And return what `.mean()` gives, a NumPy scalar, which has a dtype; Python's `float` forgets float32.

# %% [markdown] lang="zh"
# 损失就是红色正方形的平均面积：预测分毫不差，才等于 0；误差大一倍，面积就是四倍。
#
# 有三处容易出错，都没有错误信息。一是**形状**：形状为 `(n, 1)` 的预测值减去形状为 `(n,)` 的目标值，会[广播](broadcasting.md#myths)成所有配对的表。所以要先比较形状，`predictions.shape != targets.shape` 就报错，什么也不扩展。二是**整数**：在 `uint8` 里 3 − 5 等于 254，平方更容易回绕。所以要在相减*之前*转换。`np.result_type(x, y)` 就是 `x - y` 的 dtype；如果 `.kind` 不是 `"f"`（浮点数），就改用 float64。两个数组都转成这个 dtype，不能各转各的：`uint8` 与 float32 相减，应当得到 float32。三是**空张量**：一个元素也没有，平均值就是 0 / 0。元素个数写作 `x.size`。另外，返回 `.mean()` 给出的 NumPy 标量就好，这种标量带着 dtype；Python 的 `float` 记不住 float32。

# %% [markdown]
# <!-- exercise: mean_squared_error -->

# %% [markdown] lang="en"
# ## Squares or absolute values { #absolute }
#
# The signs can be removed in another way, too. The **mean absolute error** (MAE) averages $|\hat{y}_i - y_i|$; its unit is minutes, not minutes squared. Which one is better? Look at what each of them *wants*. Suppose that we have to predict one number $c$ for all five of these waits, the last of which was a bad day:

# %% [markdown] lang="zh"
# ## 平方还是绝对值 { #absolute }
#
# 去掉正负号还有一个办法。**平均绝对误差**（mean absolute error，MAE）是 $|\hat{y}_i - y_i|$ 的平均值，单位是分钟，而不是分钟的平方。哪个更好？要看它们各自*偏向*哪个值。下面有五次等车的时间，最后一次碰上了大堵车。假设只许用同一个数 $c$ 去预测这五次：

# %%
waits = np.array([3.0, 4.0, 5.0, 6.0, 22.0])
print("⟦mean|平均值⟧", waits.mean(), " ⟦median|中位数⟧", np.median(waits))

# %% alt={"en": "Loss against c: the squared error is a parabola with its lowest point at 8, the absolute error has straight pieces and its lowest point at 5.", "zh": "损失随 c 的变化：均方误差是抛物线，最低点在 8；平均绝对误差是折线，最低点在 5。"} tags=["hide-input"]
line = np.linspace(0, 24, 121)
gaps = line[:, np.newaxis] - waits
figure, both = plt.subplots(1, 2, figsize=(7.2, 2.8))
for axes, name, role, loss, best in zip(
    both, ("MSE", "MAE"), ("red", "blue"), ((gaps**2).mean(axis=1), np.abs(gaps).mean(axis=1)), (8, 5), strict=True
):
    axes.plot(line, loss, color=color(role))
    axes.plot(best, loss[best * 5], "o", color=color(role))
    axes.plot(waits, np.zeros(5), "|", color=color("foreground"), markersize=12)
    axes.set_title(f"{name}: c = {best}")
    axes.set_xlabel("c")
    axes.set_ylim(bottom=0)
plt.show()

# %% [markdown] lang="en"
# Squares pull towards the **mean**, 8, near which not one of the waits lies: a single **outlier** has dragged it there. Absolute values pull towards the **median**, 5, and would still do so if the bad day had taken three hours. The derivatives say why: an error pulls at $c$ with $2(c - y_i)$ in one case, with ±1 in the other, however large it is. So squares suit data whose large errors are real and costly, absolute values data with accidents in them. Order matters: first `np.abs` of each error, then the mean.

# %% [markdown] lang="zh"
# 平方误差把预测拉向**平均值** 8，可五次里没有一次在 8 附近：是一个**离群值**拖过去的。绝对误差则拉向**中位数** 5；哪怕那天堵了三个小时，中位数还是 5。看导数就明白了：误差对 $c$ 的拉力，前者是 $2(c - y_i)$，后者总是 ±1，不管误差多大。大的误差确有其事、代价也大，就用平方；数据里混着意外，就用绝对值。次序很要紧：先对每个误差取 `np.abs`，再求平均。

# %% [markdown]
# <!-- exercise: mean_absolute_error -->

# %% [markdown] lang="en"
# ## As points in space { #distance }
#
# Two vectors of length $n$ are also two points in a space with $n$ axes, and school says how far apart they are, by Pythagoras: $d = \sqrt{\sum_i (\hat{y}_i - y_i)^2}$, the **Euclidean distance**. It sums and does not average, so $d^2 = n \cdot \mathrm{MSE}$; where the one is smallest, so is the other. `np.sqrt` takes the root; the sum of no numbers is 0.

# %% [markdown] lang="zh"
# ## 看作空间中的点 { #distance }
#
# 两个长度为 $n$ 的向量，也是 $n$ 维空间里的两个点。它们相距多远，学校里教过，就是勾股定理：$d = \sqrt{\sum_i (\hat{y}_i - y_i)^2}$，叫**欧氏距离**（Euclidean distance）。这里只求和，不取平均，所以 $d^2 = n \cdot \mathrm{MSE}$；其中一个最小时，另一个也最小。开平方根用 `np.sqrt`；一个数也没有时，和是 0。

# %% [markdown]
# <!-- exercise: euclidean_distance -->

# %% [markdown] lang="en"
# ## From scores to probabilities { #scores }
#
# A network that has to choose among classes gives every class a **score**, also called a *logit*: any number, positive or negative, the higher the better. Probabilities must be positive and sum to 1. **Softmax** turns scores into probabilities: raise $e$ to every score, which is always positive, then divide by the sum.
#
# $$ p_i = \frac{e^{z_i}}{\sum_j e^{z_j}} $$

# %% [markdown] lang="zh"
# ## 从得分到概率 { #scores }
#
# 要在几个类别里作选择的网络，会给每个类别一个**得分**（score，也叫 logit）：可正可负，越高越好。概率却必须是正数，加起来等于 1。把得分变成概率的，是 **softmax**：先以 $e$ 为底，求每个得分的指数，结果总是正数；再除以它们的和。
#
# $$ p_i = \frac{e^{z_i}}{\sum_j e^{z_j}} $$

# %% alt={"en": "Bars: scores -1, 1, 2; exponentials 0.37, 2.72, 7.39; probabilities 0.04, 0.26, 0.71.", "zh": "柱状图：得分 -1、1、2；指数 0.37、2.72、7.39；概率 0.04、0.26、0.71。"} tags=["hide-input"]
z = np.array([-1.0, 1.0, 2.0])
powers = np.exp(z)
figure, panels = plt.subplots(1, 3, figsize=(7.2, 2.5))
names = ("⟦score|得分⟧", "⟦raise e to it|求指数⟧", "⟦divide by the sum|除以总和⟧")
for axes, values, name, role in zip(
    panels, (z, powers, powers / powers.sum()), names, ("blue", "orange", "green"), strict=True
):
    axes.bar(["a", "b", "c"], values, color=color(role), width=0.6)
    for i, value in enumerate(values):
        axes.annotate(f"{value:.2f}", (i, max(value, 0)), (0, 3), textcoords="offset points", ha="center", fontsize=9)
    axes.set_title(name)
    axes.grid(visible=False)
    axes.margins(y=0.18)
plt.show()

# %% [markdown] lang="en"
# Of two classes, the one whose score is higher by 1 gets $e \approx 2.7$ times the probability; only *differences* of scores count. Many samples make a matrix of scores, a row each, and each row must sum to 1. `sum(axis=1)` gives a vector, which broadcasting would take for a row; `keepdims=True` keeps the axis with size 1, a column that fits beside the rows:

# %% [markdown] lang="zh"
# 两个类别的得分相差 1，概率就相差 $e \approx 2.7$ 倍；要紧的只是得分之间的*差*。样本多了，得分排成矩阵，一个样本一行，每行的概率之和都要等于 1。`sum(axis=1)` 给出向量，广播时算作一行；加上 `keepdims=True`，这个轴以长度 1 保留下来，成为一列，正好与各行配上：

# %%
scores = np.array([[-1.0, 1.0, 2.0], [0.0, 0.0, 3.0]])
powers = np.exp(scores)
print(powers.sum(axis=1).shape, powers.sum(axis=1, keepdims=True).shape)
rows = powers / powers.sum(axis=1, keepdims=True)
print(rows.round(3), rows.sum(axis=1))

# %% [markdown] lang="en"
# Typed in as it stands, the formula fails for scores that are not even large. NumPy would also warn; `np.errstate` says that we know, for the lines inside the block:

# %% [markdown] lang="zh"
# 可是把公式照原样敲进去，得分稍微大一点就不行了。NumPy 还会发出警告；用 `np.errstate` 告诉 NumPy 我们心里有数，只对缩进的那几行有效：

# %%
with np.errstate(all="ignore"):
    for shift in (0, 1000, -1000):
        powers = np.exp(np.array([-1.0, 1.0, 2.0]) + shift)
        print(powers, powers / powers.sum())

# %% [markdown] lang="en"
# **Why subtract the maximum.** The differences of the scores are the same in all three lines, so the probabilities should be. But $e^{1000}$ [overflows](elementwise.md#sigmoid) to infinity, and ∞ / ∞ is NaN; $e^{-1000}$ becomes 0, and 0 / 0 is NaN as well. In float32 it begins at $e^{89}$. Since only differences count, subtract a constant $m$ from all scores:
#
# $$ \frac{e^{z_i - m}}{\sum_j e^{z_j - m}} = \frac{e^{-m}\, e^{z_i}}{e^{-m} \sum_j e^{z_j}} = p_i $$
#
# Take the **largest score** for $m$. Then no exponent is above 0 and nothing overflows; and the largest is exactly 0, so that the sum is at least $e^0 = 1$. What still becomes 0 is too small to matter beside that 1.
#
# Each row has its own largest score: `z.max(axis=axis, keepdims=True)`. Along an axis of size 0 there is none, and `max` raises an error unless it is told where to begin, `initial=-np.inf`. Integers have no infinity, so convert them to float64 before `max`. And an axis exists if `-z.ndim <= axis < z.ndim`; check that yourself, for NumPy's message does not name the shape.

# %% [markdown] lang="zh"
# **为什么要减去最大值。**三行里得分之间的差都一样，概率本来也该一样。可是 $e^{1000}$ [溢出](elementwise.md#sigmoid)（overflow）成无穷大，∞ / ∞ 得到 NaN；$e^{-1000}$ 变成 0，0 / 0 也得到 NaN。换成 float32，到 $e^{89}$ 就溢出了。既然要紧的只是差，就先从所有得分里减去同一个常数 $m$：
#
# $$ \frac{e^{z_i - m}}{\sum_j e^{z_j - m}} = \frac{e^{-m}\, e^{z_i}}{e^{-m} \sum_j e^{z_j}} = p_i $$
#
# $m$ 就取**最大的得分**。这样指数都不大于 0，不会溢出；最大的那个恰好是 0，所以总和至少是 $e^0 = 1$。仍有一些项小得变成 0，但与那个 1 相比无关紧要。
#
# 每一行有自己的最大得分：`z.max(axis=axis, keepdims=True)`。轴的长度是 0 时没有最大值，`max` 会报错，除非用 `initial=-np.inf` 说明从哪里开始比。整数没有无穷大，所以要在 `max` 之前转成 float64。另外，`-z.ndim <= axis < z.ndim` 时轴才存在；这要自己检查，因为 NumPy 的错误信息里没有形状。

# %% [markdown]
# <!-- exercise: softmax -->

# %% [markdown] lang="en"
# ## The logarithm of softmax { #log-softmax }
#
# The next loss needs the *logarithm* of a probability, `np.log`, the inverse of `np.exp`. First softmax, then the logarithm? Here are three pairs of scores in float32; to all digits shown, the logarithm of the smaller probability is minus their difference:

# %% [markdown] lang="zh"
# ## softmax 的对数 { #log-softmax }
#
# 下一个损失要用概率的*对数* `np.log`，也就是 `np.exp` 的反函数。先求 softmax，再取对数，行不行？下面是三对 float32 的得分，在所显示的位数内，较小概率的对数就等于得分之差的相反数：

# %%
from solutions.losses import log_softmax, softmax

print("     log(softmax)  log_softmax")
for difference in (50, 100, 200):
    z = np.array([0, difference], np.float32)
    with np.errstate(divide="ignore"):
        through_p = np.log(softmax(z))
    print(f"{difference:4} {through_p[0]:12.3f} {log_softmax(z)[0]:12.3f}")

# %% [markdown] lang="en"
# $e^{-100}$ is so small that float32 keeps hardly two digits of it, and its logarithm inherits the damage; $e^{-200}$ is stored as 0, and its logarithm is minus infinity. So do not go through the probability: take the logarithm on paper.
#
# $$ \log p_i = (z_i - m) - \log \sum_j e^{z_j - m} $$
#
# The sum is at least 1. The brackets matter: whoever computes $m + \log \sum_j e^{z_j - m}$ first and subtracts that from $z_i$ has to store a number near $m$, and a large number leaves little room for digits behind the point:

# %% [markdown] lang="zh"
# $e^{-100}$ 太小，float32 连两位有效数字都未必存得下，它的对数也就不准了；$e^{-200}$ 存成了 0，对数是负无穷。所以不要绕道概率，对数先在纸上取好：
#
# $$ \log p_i = (z_i - m) - \log \sum_j e^{z_j - m} $$
#
# 后面的和至少是 1。括号不能去掉：如果先算 $m + \log \sum_j e^{z_j - m}$，再从 $z_i$ 里减去，中间就要存一个 $m$ 那么大的数；数越大，小数点后面留得下的位数就越少：

# %%
z = np.array([10000, 10000], np.float32)
m = z.max()
total = np.log(np.exp(z - m).sum())
print("(z - m) - log Σ:", (z - m) - total)
print("z - (m + log Σ):", z - (m + total), " m + log Σ =", m + total)

# %% [markdown]
# <!-- exercise: log_softmax -->

# %% [markdown] lang="en"
# ## Cross-entropy and surprise { #cross-entropy }
#
# A forecast says rain with probability $p$. It rains. How bad was the forecast? Information theory measures the **surprise**, $-\log p$: 0 if rain was certain, more the less likely it was, without bound as $p$ approaches 0. Why the logarithm? Two independent events together have the probability $p \cdot q$, and their surprises should add up.

# %% [markdown] lang="zh"
# ## 交叉熵与惊异 { #cross-entropy }
#
# 预报说下雨的概率是 $p$，结果真的下了。这个预报有多差？信息论用**惊异**（surprisal）$-\log p$ 来衡量：早已断定要下雨，惊异是 0；概率越小，惊异越大；$p$ 趋于 0 时没有上限。为什么用对数？两件独立的事一起发生，概率是 $p \cdot q$，而两份惊异应当相加。

# %% alt={"en": "The curve of minus log p falls to 0 at p = 1; 4.61 at 0.01, 2.30 at 0.1, 0.69 at 0.5.", "zh": "−log p 的曲线，到 p = 1 降为 0；0.01 处 4.61，0.1 处 2.30，0.5 处 0.69。"} tags=["hide-input"]
p = np.linspace(0.003, 1, 300)
figure, axes = plt.subplots(figsize=(5.8, 3))
axes.plot(p, -np.log(p), color=color("blue"))
for mark in (0.01, 0.1, 0.5, 1.0):
    axes.plot(mark, -np.log(mark), "o", color=color("red"))
    axes.annotate(f"p = {mark:g}: {abs(np.log(mark)):.2f}", (mark, -np.log(mark)), (8, 6), textcoords="offset points")
axes.set(xlabel="p", ylabel="−log p", xlim=(-0.02, 1.18), ylim=(-0.2, 6))
plt.show()

# %% [markdown] lang="en"
# The **cross-entropy** of a classifier is the mean surprise at the true classes. To choose them by a formula, each label becomes a **one-hot** row: a 1 at the true class, zeros elsewhere. With probabilities $p_{ik}$ and one-hot rows $t_{ik}$, for $n$ samples $i$ and classes $k$:
#
# $$ L = -\frac{1}{n} \sum_i \sum_k t_{ik} \log p_{ik} $$
#
# In each row one term is left, the true one. Whoever knows nothing and says $1/K$ for each of $K$ classes pays $\log K$, 2.30 for ten digits.
#
# A probability can round to an exact 0. For a class that is not the true one this is fine, $0 \log 0$ counts as 0. NumPy sees it differently:

# %% [markdown] lang="zh"
# 分类器的**交叉熵**，就是对各个样本真实类别的惊异的平均值。为了用公式选出真实类别，把每个标签写成一行**独热编码**（one-hot encoding）：真实类别处是 1，其余都是 0。概率记作 $p_{ik}$，独热编码记作 $t_{ik}$，$i$ 取遍 $n$ 个样本，$k$ 取遍各个类别：
#
# $$ L = -\frac{1}{n} \sum_i \sum_k t_{ik} \log p_{ik} $$
#
# 每一行只剩真实类别那一项。如果什么也不知道，给 $K$ 个类别各报 $1/K$，损失就是 $\log K$，十个数字是 2.30。
#
# 概率可能舍入成 0。只要不是真实类别，这没有关系，$0 \log 0$ 算作 0。NumPy 却不这么看：

# %%
p = np.array([[0.25, 0.75, 0.0], [0.5, 0.25, 0.25]])
one_hot = np.array([[0, 1, 0], [1, 0, 0]])
with np.errstate(all="ignore"):
    print((one_hot * np.log(p)).sum(axis=1))
print(p[one_hot == 1])

# %% [markdown] lang="en"
# The way out: take no logarithm that nobody needs. The mask `one_hot == 1` picks the true probabilities, one from each row, and keeps the dtype of `p`, which a product of float32 with integers would not.
#
# And if a *true* class has probability 0? Then the model called impossible what happened, and the loss is infinite. Tell NumPy that you expect it:

# %% [markdown] lang="zh"
# 办法是：用不着的对数就不取。掩码 `one_hot == 1` 从每行挑出真实类别的概率，dtype 仍是 `p` 的；换成 float32 与整数相乘，就不是了。
#
# 要是*真实*类别的概率是 0 呢？那就是模型说不可能的事偏偏发生了，损失就是无穷大。要告诉 NumPy，这在意料之中：

# %%
with np.errstate(divide="ignore"):
    print(-np.log(np.array([0.5, 0.0])))

# %% [markdown]
# <!-- exercise: categorical_cross_entropy -->

# %% [markdown] lang="en"
# ## Class numbers, not one-hot { #sparse }
#
# A one-hot row of a thousand classes stores 999 zeros to say one number, and a network gives scores, not probabilities. So in practice one starts from **scores and class numbers**: take the logarithm of softmax, pick from row $i$ the column $y_i$, average, flip the sign.

# %% [markdown] lang="zh"
# ## 改用类别编号 { #sparse }
#
# 一千个类别，一行独热编码要存 999 个 0，只为说一个数；而且网络给出的是得分，不是概率。所以实际中从**得分和类别编号**出发：求 softmax 的对数，从第 $i$ 行取出第 $y_i$ 列，取平均，再变号。

# %%
logits = np.array([[0.0, 1.0, 2.0], [1.5, 0.0, -1.0], [0.5, 0.5, 1.0], [-1.0, 2.0, 0.0]])
labels = np.array([2, 0, 2, 1])
log_p = log_softmax(logits)

# %% alt={"en": "A table of four rows and three columns; in each row the column of its label, 2, 0, 2, 1, is filled and picked.", "zh": "四行三列的表；每行的标签是 2、0、2、1，那一列涂成深色，取了出来。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(430, 250)
table = drawing.grid(
    -log_p, at=(110, 50), cell=46, role="blue", mark=labels[:, np.newaxis] == np.arange(3), form="{:.1f}"
)
side = drawing.grid(labels[:, np.newaxis], at=(20, 50), cell=46, role="orange")
picked = drawing.grid(-log_p[np.arange(4), labels][:, np.newaxis], at=(350, 50), cell=46, role="green", form="{:.1f}")
drawing.arrow((table.right + 14, table.middle), (picked.left - 14, picked.middle))
for box, name in ((side, "labels"), (table, "-log_p"), (picked, "⟦picked|取出⟧")):
    drawing.text(name, at=(box.center, 18), role="muted", mono=name.isascii(), size=13)
for column in range(3):
    drawing.text(str(column), at=(table.at(0, column)[0], 38), role="muted", size=12, mono=True)
drawing

# %% [markdown] lang="en"
# Indexing with *two* arrays of one length picks one element for each pair of indices. `np.arange(n)` counts the rows, 0 to n − 1. Beware of `log_p[:, labels]`: it picks the columns of *all* labels from *every* row.

# %% [markdown] lang="zh"
# 用*两个*等长的数组作下标，每一对下标取出一个元素。`np.arange(n)` 给出行号 0 到 n − 1。要小心 `log_p[:, labels]`：它会从*每*一行里取出*所有*标签的那些列。

# %%
print(log_p[np.arange(4), labels].shape, log_p[:, labels].shape)
print(log_p[np.arange(4), labels].round(2), log_p[0, -1].round(2))
print(labels.min(), labels.max(), labels.dtype.kind, (labels / 2).dtype.kind)

# %% [markdown] lang="en"
# The last index shows a trap: −1 is no class, but it is an index, and quietly means the last column. So check that the labels lie between 0 and `classes - 1`, and name the one that does not; `labels.min()` and `labels.max()` find it. Floats and truth values are no class numbers either, hence a `TypeError`; the `.kind` of an integer dtype is `"i"` or `"u"`.

# %% [markdown] lang="zh"
# 最后那个下标是个陷阱：−1 不是类别，却是合法的下标，悄悄地表示最后一列。所以要检查标签是否都在 0 与 `classes - 1` 之间，不在的要写明是哪一个；用 `labels.min()` 和 `labels.max()` 就能找到。浮点数和布尔值也不是类别编号，应当抛出 `TypeError`；整数 dtype 的 `.kind` 是 `"i"` 或 `"u"`。

# %% [markdown]
# <!-- exercise: sparse_categorical_cross_entropy -->

# %% [markdown] lang="en"
# ## Its gradient is p − y { #gradient }
#
# Training needs the gradient with respect to the scores. For one sample with the true class $y$, the loss is $\log \sum_j e^{z_j} - z_y$. The derivative of the first part by $z_k$ is $e^{z_k} / \sum_j e^{z_j}$, and that is $p_k$; the second part contributes −1 at $k = y$ only. Together, with the one-hot row $t$:
#
# $$ \frac{\partial L}{\partial z_k} = p_k - t_k $$
#
# What the model said minus what was true; over $n$ samples, the mean divides this by $n$. JAX computes both on its own; here it meets your formulas, in float64. (`np.eye(3)` has ones on the diagonal; its rows are the one-hot rows, and `np.eye(3)[labels]` picks one for each label.)

# %% [markdown] lang="zh"
# ## 它的梯度是 p − y { #gradient }
#
# 训练要用损失对得分的梯度。只看一个样本，真实类别是 $y$，损失就是 $\log \sum_j e^{z_j} - z_y$。前一项对 $z_k$ 的导数是 $e^{z_k} / \sum_j e^{z_j}$，也就是 $p_k$；后一项只在 $k = y$ 处贡献一个 −1。合起来，用独热编码 $t$ 来写：
#
# $$ \frac{\partial L}{\partial z_k} = p_k - t_k $$
#
# 模型说的，减去真实的；$n$ 个样本取平均，还要除以 $n$。JAX 自己会算这两样；下面用 float64 与你的公式对照。（`np.eye(3)` 的对角线上是 1，各行就是各类别的独热编码，`np.eye(3)[labels]` 给每个标签取出一行。）

# %%
import jax
import jax.numpy as jnp

from solutions.losses import sparse_categorical_cross_entropy

jax.config.update("jax_enable_x64", True)


def jax_loss(z):
    return -jax.nn.log_softmax(z)[jnp.arange(len(labels)), labels].mean()


value, gradient = jax.value_and_grad(jax_loss)(logits)
by_hand = (softmax(logits) - np.eye(3)[labels]) / len(labels)
print(value, sparse_categorical_cross_entropy(logits, labels))
print(np.abs(gradient - by_hand).max() < 1e-15)
print(by_hand.round(3))

# %% [markdown] lang="en"
# ## Yes or no { #binary }
#
# For questions with two answers one probability is enough: $p$ for yes, $1 - p$ for no, often from a sigmoid. With $y_i = 1$ for yes and 0 for no, the **binary cross-entropy** is the mean of the surprises
#
# $$ -y_i \log p_i - (1 - y_i) \log (1 - p_i) $$
#
# This looks longer than it is: one of the two terms is always multiplied by 0. So ask for each element what probability *the thing that happened* had, $p$ or $1 - p$. `np.where(condition, a, b)` chooses; only what it has chosen needs a logarithm.

# %% [markdown] lang="zh"
# ## 是或否 { #binary }
#
# 如果答案只有两种，一个概率就够了：“是”的概率为 $p$，“否”的概率为 $1 - p$，常常由 sigmoid 算出。“是”记作 $y_i = 1$，“否”记作 0，**二元交叉熵**（binary cross-entropy）就是下面这些惊异的平均值：
#
# $$ -y_i \log p_i - (1 - y_i) \log (1 - p_i) $$
#
# 看上去长，其实不长：两项里总有一项乘的是 0。所以对每个元素只要问：*实际发生的那件事*，概率是 $p$ 还是 $1 - p$？用 `np.where(condition, a, b)` 二选一，只对选中的取对数。

# %% [markdown]
# <!-- exercise: binary_cross_entropy -->

# %% [markdown] lang="en"
# ## Where these losses come from { #likelihood }
#
# From one principle, **maximum likelihood**: prefer the model under which the data that we saw were most probable. Independent samples have the probability $\prod_i p(y_i)$. The logarithm makes a sum of the product and leaves the maximum in its place, a minus makes it a minimum, and there stands cross-entropy, $-\sum_i \log p(y_i)$, up to a factor $1/n$. If the targets scatter around $\hat{y}$ like a normal distribution of fixed width, $-\log p(y)$ is a constant plus a multiple of $(\hat{y} - y)^2$: the squared error. The Laplace distribution, whose tails are heavier, gives the absolute error. So a loss is an assumption about chance (Goodfellow et al., 2016, sections 5.5 and 6.2.1).

# %% [markdown] lang="zh"
# ## 这些损失从哪里来 { #likelihood }
#
# 都来自同一条原则，**最大似然**（maximum likelihood）：哪个模型让我们看到的数据最有可能出现，就选哪个。独立的样本一起出现，概率是 $\prod_i p(y_i)$。取对数，乘积变成和，最大值的位置不变；加上负号，最大变成最小；这就是交叉熵 $-\sum_i \log p(y_i)$，只差一个因数 $1/n$。如果目标值按宽度固定的正态分布散布在 $\hat{y}$ 周围，$-\log p(y)$ 就是常数加上 $(\hat{y} - y)^2$ 的倍数，也就是平方误差。换成尾部更重的拉普拉斯分布，就得到绝对误差。可见，选一种损失，就是对偶然性作一种假设（Goodfellow 等，2016，5.5 节和 6.2.1 节）。

# %% [markdown] lang="en"
# ## What is reported: accuracy { #reported }
#
# In the end the class with the highest score is chosen, and it is right or wrong. **Accuracy** is the share of right ones. `predictions == labels` gives truth values, and in a mean True counts as 1. Then why not train on it? Here is a model with a single knob, a bias $b$: it says yes with the probability $\sigma(x + b)$. Turn the knob and watch both numbers.

# %% [markdown] lang="zh"
# ## 报告的是准确率 { #reported }
#
# 最后总要选定得分最高的类别，不是对就是错。**准确率**（accuracy）是其中对的比例。`predictions == labels` 给出真或假，求平均时 True 算 1。那为什么不直接拿准确率来训练？下面的模型只有一个参数，偏置 $b$，说“是”的概率是 $\sigma(x + b)$。慢慢改变偏置，看这两个数怎么变。

# %%
x, y = np.array([-3.0, -1.5, -0.5, 0.5, 1.5, 2.0, 4.0]), np.array([0, 0, 1, 0, 1, 1, 1])

# %% alt={"en": "Against b, the cross-entropy is a smooth curve; the accuracy has level steps.", "zh": "横轴是 b：二元交叉熵是光滑的曲线，准确率是一级级平的台阶。"} tags=["hide-input"]
knob = np.linspace(-5, 5, 401)
z = x + knob[:, np.newaxis]
loss = np.logaddexp(0, np.where(y == 1, -z, z)).mean(axis=1)
share = ((z > 0) == y).mean(axis=1)
figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 2.7))
left.plot(knob, loss, color=color("red"))
left.set_title("⟦binary cross-entropy|二元交叉熵⟧")
right.plot(knob, share, color=color("blue"))
right.set_title("⟦accuracy|准确率⟧")
for axes in (left, right):
    axes.set_xlabel("b")
    axes.set_ylim(bottom=0)
plt.show()


# %%
print(jax.grad(lambda b: ((x + b > 0) == y).mean().astype(float))(0.25))

# %% [markdown] lang="en"
# Accuracy is flat nearly everywhere: a little more $b$ flips no answer, and its gradient is 0. Gradient descent would never take a step. The loss has a slope that says which way to go. So one trains on a loss and reports a metric. Probabilities are no class numbers: compared with labels, they are hardly ever equal, hence the `TypeError`.

# %% [markdown] lang="zh"
# 准确率几乎处处是平的：$b$ 大一点点，一个回答也不会翻转，梯度是 0，梯度下降一步也走不动。损失却有坡度，能指出该往哪边走。所以训练时用损失，报告时用指标。概率不是类别编号，与标签几乎不会相等，所以要抛出 `TypeError`。

# %% [markdown]
# <!-- exercise: accuracy -->

# %% [markdown] lang="en"
# ## Which is taken for which { #confusion }
#
# Accuracy does not say *what* goes wrong. Take a very simple classifier: average all training images of each digit, and call a new image by the nearest mean. `argmin` gives the place of the smallest element.

# %% [markdown] lang="zh"
# ## 把谁认成了谁 { #confusion }
#
# 准确率没有说错在*哪里*。来看一个很简单的分类器：把训练集里每个数字的图片各自平均，新图片离哪张平均图最近，就认作哪个数字。`argmin` 给出最小元素的位置。

# %%
from byhand.mnist.data import load

data = load()
train, labels = data.train_images.reshape(-1, 784), data.train_labels
test = data.test_images.reshape(-1, 784).astype(np.float32) / 255
means = np.stack([train[labels == k].mean(axis=0) for k in range(10)])
means = means.astype(np.float32) / 255
squares = np.stack([((test - mean) ** 2).sum(axis=1) for mean in means], axis=1)
answers = squares.argmin(axis=1)
print(squares.shape, answers.shape, (answers == data.test_labels).mean())

# %% alt={"en": "Ten blurred mean images of the digits 0 to 9.", "zh": "数字 0 到 9 的十张平均图，都有些模糊。"} tags=["hide-input"]
figure, places = plt.subplots(1, 10, figsize=(7.4, 1))
for k, axes in enumerate(places):
    axes.imshow(means[k].reshape(28, 28), vmin=0, vmax=1)
    axes.set_title(k)
    axes.set_axis_off()
plt.show()

# %% [markdown] lang="en"
# A **confusion matrix** counts every pair: row $i$, column $j$ says how often the label $i$ was predicted as $j$. The right answers stand on the diagonal. Counting has a trap: with a list of places, `+=` reads all of them, adds, and writes back, so that a place listed three times gets 1, not 3. A loop counts right, and so does `np.add.at`, which takes one place after the other:

# %% [markdown] lang="zh"
# **混淆矩阵**（confusion matrix）数的是每一种配对：第 $i$ 行第 $j$ 列，是标签为 $i$ 而预测成 $j$ 的次数。对的都在对角线上。计数有个陷阱：位置用列表给出时，`+=` 先全部读出来，加 1，再写回去，所以同一个位置列了三次，也只得 1，不是 3。用循环不会数错；`np.add.at` 也不会，它一个位置一个位置地加：

# %%
places = [2, 0, 2, 2]
wrong, right = np.zeros(3, np.int64), np.zeros(3, np.int64)
wrong[places] += 1
np.add.at(right, places, 1)
print(wrong, right)
table = np.zeros((2, 3), np.int64)
np.add.at(table, ([0, 1, 1], [2, 0, 0]), 1)
print(table)

# %% [markdown]
# <!-- exercise: confusion_matrix -->

# %% alt={"en": "Confusion matrix: most counts on the diagonal, many beside it.", "zh": "混淆矩阵：大多数在对角线上，旁边也有不少。"} tags=["hide-input"]
from byhand.mnist.figures import confusion_matrix as draw_confusion_matrix
from byhand.site.page import publish
from solutions.losses import confusion_matrix

counts = confusion_matrix(answers, data.test_labels, 10)
off = counts - np.diag(np.diag(counts))
worst = np.unravel_index(off.argmax(), off.shape)
publish(
    share=f"{(answers == data.test_labels).mean():.1%}",
    label=int(worst[0]),
    taken=int(worst[1]),
    often=int(off.max()),
    back=int(counts[worst[1], worst[0]]),
)
draw_confusion_matrix(data.test_labels, answers)

# %% [markdown] lang="en"
# It reads {{ share }} of the test images correctly. The commonest mistake takes a {{ label }} for a {{ taken }}, {{ often }} times; a {{ taken }} for a {{ label }}, {{ back }} times. Confusion need not be symmetric: it matters which axis is which.

# %% [markdown] lang="zh"
# 测试图片里认对了 {{ share }}。最常见的错误是把 {{ label }} 认成 {{ taken }}，有 {{ often }} 次；反过来，把 {{ taken }} 认成 {{ label }} 有 {{ back }} 次。混淆不一定对称，要分清哪个轴是什么。

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# ### “One-hot vectors are probabilities” { #myth-one-hot }
#
# A one-hot row holds zeros and a single 1. It records *which* class, and nothing of how probable any of them is; what says that is the output of softmax. Below, two models' likeliest classes are written as one-hot: the sure and the unsure look alike.

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# ### “独热编码就是概率” { #myth-one-hot }
#
# 一行独热编码里只有若干个 0 和一个 1。记下的是*哪一个*类别，至于各类别有多大可能，什么也没说；说这件事的是 softmax 的输出。下面把两个模型最看好的类别写成独热编码，有把握的和没把握的就看不出区别了。

# %%
for scores in (np.array([9.0, 1.0, 0.0]), np.array([1.1, 1.0, 0.9])):
    probabilities = softmax(scores)
    one_hot = np.eye(3, dtype=int)[probabilities.argmax()]
    print(probabilities.round(3), "→", one_hot)

# %% [markdown] lang="en"
# ### “Softmax outputs are calibrated confidence” { #myth-confidence }
#
# They are positive and sum to 1; nothing in the formula makes 90 % mean "right in 90 of 100 cases". Take minus half the squared distances to the ten mean digits as scores, then the same scores divided by 10 and by 100. Not one answer changes. The mean of the highest probability does, and accuracy does not follow:

# %% [markdown] lang="zh"
# ### “softmax 的输出就是可信的把握” { #myth-confidence }
#
# 这些数是正的，加起来等于 1；但公式里没有任何东西能保证，90% 就意味着“100 次里对 90 次”。把到十张平均图的距离平方乘以 −½ 作为得分，再把这些得分除以 10、除以 100。回答一个也不变，最高概率的平均值却变了，准确率并没有跟着变：

# %%
from solutions.losses import accuracy

for divisor in (1, 10, 100):
    scores = -squares / (2 * divisor)
    assert (scores.argmax(axis=1) == answers).all()
    surest = softmax(scores).max(axis=1).mean()
    right = accuracy(scores.argmax(axis=1), data.test_labels)
    loss = sparse_categorical_cross_entropy(scores, data.test_labels)
    print(f"/ {divisor:3}  p {surest:.1%}  ⟦accuracy|准确率⟧ {right:.1%}  ⟦loss|损失⟧ {loss:.2f}")

# %% [markdown] lang="en"
# Whether probabilities can be trusted has to be measured, on data that the model has not seen; that is called **calibration** ([Guo et al., 2017](https://arxiv.org/abs/1706.04599)).

# %% [markdown] lang="zh"
# 概率可不可信，要用模型没见过的数据来测，这叫**校准**（calibration；[Guo 等，2017](https://arxiv.org/abs/1706.04599)）。

# %% [markdown] lang="en"
# ### “A lower loss means a higher accuracy” { #myth-lower-loss }
#
# The table above has three losses with one accuracy. It can even go the other way. Two models answer four yes-or-no questions, all of which are yes; the first is right three times and badly wrong once, the second is right twice:

# %% [markdown] lang="zh"
# ### “损失更低，准确率就更高” { #myth-lower-loss }
#
# 上面那张表里，三种损失对应同一个准确率。甚至可以反着来。有两个模型回答四道是非题，答案全是“是”：第一个对了三道，剩下一道错得离谱；第二个只对了两道：

# %%
from solutions.losses import binary_cross_entropy

truth = np.ones(4, np.int64)
for p in (np.array([0.6, 0.6, 0.6, 0.001]), np.array([0.9, 0.9, 0.45, 0.45])):
    said = (p > 0.5).astype(np.int64)
    loss = binary_cross_entropy(p, truth)
    print(f"⟦loss|损失⟧ {loss:.2f}  ⟦accuracy|准确率⟧ {accuracy(said, truth):.0%}")

# %% [markdown] lang="en"
# So watch both. A validation loss that rises while the accuracy stays says that the mistakes are getting surer of themselves.

# %% [markdown] lang="zh"
# 所以两个都要看。如果验证集上的损失上升，准确率却不变，说明模型错得越来越自信了。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "Predictions have shape `(64, 1)`, targets `(64,)`. What would `((predictions - targets) ** 2).mean()` average, and how do you mend it?"
#
#     All 4096 pairs: the shapes are broadcast to `(64, 64)`. Make them equal first, with `predictions[:, 0]` or `targets[:, np.newaxis]`.
#
# ??? question "A network for 10 classes has a loss of 9.2 before it has learned anything. What do you suspect?"
#
#     Knowing nothing costs $\log 10 \approx 2.30$. At 9.2 the true class gets a probability of about 0.0001, in the geometric mean: the scores are far too large, or something is wrong with the loss.
#
# ??? question "Someone applies softmax in the network and then uses a loss that expects scores. No error appears. What happens?"
#
#     Softmax is applied twice. The second one sees numbers between 0 and 1, so with ten classes no probability exceeds $e / (e + 9) \approx 0.23$, and the loss never falls below 1.46.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "预测值的形状是 `(64, 1)`，目标值是 `(64,)`。`((predictions - targets) ** 2).mean()` 平均的是什么？怎么改？"
#
#     是全部 4096 个配对，广播成了 `(64, 64)`。先让形状相同：`predictions[:, 0]` 或者 `targets[:, np.newaxis]`。
#
# ??? question "十个类别的网络，还什么都没学，损失就是 9.2。你怀疑哪里出了问题？"
#
#     什么也不知道，损失是 $\log 10 \approx 2.30$。损失为 9.2，说明真实类别的概率，几何平均只有约 0.0001：不是得分太大，就是损失写错了。
#
# ??? question "有人在网络里已经用了 softmax，损失函数要的却是得分。没有报错，会怎样？"
#
#     softmax 用了两次。第二次看到的都是 0 与 1 之间的数，所以有十个类别时，哪个概率都超不过 $e / (e + 9) \approx 0.23$，损失也降不到 1.46 以下。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# The mean squared error will fit lines, the cross-entropy will train classifiers, up to [the network that reads digits](mnist_mlp.md).
#
# Further reading: Goodfellow et al., [*Deep Learning*](https://www.deeplearningbook.org/), sections 3.13, 4.1, 5.5 and 6.2; [*Dive into Deep Learning*, 4.1](https://d2l.ai/chapter_linear-classification/softmax-regression.html) ([in Chinese, 3.4](https://zh.d2l.ai/chapter_linear-networks/softmax-regression.html)).

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 均方误差将用来拟合直线，交叉熵将用来训练分类器，一直到[识别手写数字的网络](mnist_mlp.md)。
#
# 延伸阅读：Goodfellow 等，[《深度学习》](https://www.deeplearningbook.org/) 3.13、4.1、5.5 和 6.2 节；[《动手学深度学习》3.4 节](https://zh.d2l.ai/chapter_linear-networks/softmax-regression.html)（[英文版 4.1 节](https://d2l.ai/chapter_linear-classification/softmax-regression.html)）。

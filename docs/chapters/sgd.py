# %% [markdown] lang="en"
# # Gradient descent and SGD { #sgd }
#
# A network has thousands of parameters, and one number, the loss, that says how wrong it is. The gradient says for each parameter which way the loss grows. So go the other way, a little. Look again. Repeat. That is how networks learn; what is left to settle is how far to go (the learning rate), on how many samples to look (the batch), and what to remember (momentum, RMSprop, Adam).
#
# After this chapter you can
#
# - write gradient descent, and say which learning rates are too large;
# - tell batch, mini-batch and true stochastic gradient descent apart;
# - write SGD, momentum, RMSprop and Adam for parameters of any structure;
# - write the training loop, and say what each of its lines is for.

# %% [markdown] lang="zh"
# # 梯度下降与 SGD { #sgd }
#
# 网络有成千上万个参数，却只用一个数来说明错得多厉害，这个数就是损失（loss）。梯度（gradient）告诉我们：每个参数往哪边动，损失会增大。那就往反方向走一小步，再看一看，再走一步。网络就是这样学习的。剩下要定的只有三件事：一步走多远（学习率），每次看多少样本（批量），记住些什么（动量、RMSprop、Adam）。
#
# 学完这一章，你能够：
#
# - 写出梯度下降，并说清多大的学习率算太大；
# - 分清批量梯度下降、小批量梯度下降和真正的随机梯度下降；
# - 写出 SGD、动量法、RMSprop 和 Adam，参数是什么结构都能用；
# - 写出训练循环，并说清每一行的用处。

# %% [markdown] lang="en"
# ## Downhill { #downhill }
#
# You stand on a hillside in thick fog and want to get down. All that you can feel is the slope under your feet. So take a step the way it goes down, feel again, and so on. The gradient $\nabla f(x)$ points where $f$ rises most steeply; the step goes against it:
#
# $$ x \leftarrow x - \eta \, \nabla f(x) $$
#
# Here $x$ is where you are, $\nabla f(x)$ the gradient there, and $\eta$ (eta) the **learning rate**, a small positive number. On $f(x) = x^2$ the gradient is the slope $2x$:

# %% [markdown] lang="zh"
# ## 下山 { #downhill }
#
# 大雾里，你站在山坡上想下山，只感觉得到脚下的坡度。那就朝下坡迈一步，再感觉一下，再迈一步。梯度 $\nabla f(x)$ 指向 $f$ 上升最快的方向，每一步都逆着梯度走，这就是**梯度下降**（gradient descent）：
#
# $$ x \leftarrow x - \eta \, \nabla f(x) $$
#
# 其中 $x$ 是现在的位置，$\nabla f(x)$ 是这里的梯度，$\eta$（读作 eta）是**学习率**（learning rate），一个小的正数。对 $f(x) = x^2$ 来说，梯度就是斜率 $2x$：

# %%
x, learning_rate = 4.0, 0.25
for _ in range(5):
    slope = 2 * x
    print(f"x = {x:5.3f}   ⟦slope|斜率⟧ {slope:5.3f}   ⟦step|这一步⟧ {-learning_rate * slope:6.3f}")
    x = x - learning_rate * slope

# %% alt={"en": "Five points go down the side of a parabola, each with a piece of its tangent. The steps get shorter.", "zh": "五个点沿抛物线的一侧往下走，各画着一小段切线，步子越来越短。"} tags=["hide-input"]
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from byhand.site.palette import color

figure, axes = plt.subplots(figsize=(5.6, 3.1))
grid = np.linspace(-2.5, 4.4, 200)
axes.plot(grid, grid**2, color=color("faint"))
points = 4.0 * 0.5 ** np.arange(6)
for p in points[:5]:
    reach = np.array([-0.55, 0.55]) / np.hypot(1, p)
    axes.plot(p + reach, p**2 + 2 * p * reach, color=color("orange"), linewidth=1.6)
for p, q in pairwise(points):
    axes.annotate(
        "",
        (q, q**2),
        (p, p**2),
        arrowprops={"arrowstyle": "->", "color": color("blue"), "connectionstyle": "arc3,rad=-0.35"},
    )
axes.plot(points, points**2, "o", color=color("blue"), markersize=5)
axes.text(4.1, 16, "⟦start|起点⟧", color=color("blue"), ha="left", va="center")
axes.set(xlabel="x", ylabel="f(x) = x²", xlim=(-2.6, 5.2))
plt.show()

# %% [markdown] lang="en"
# The steps shrink by themselves, although $\eta$ stays: their length is $\eta$ times the slope, and the slope gets gentler. Where the gradient is zero, nothing moves any more.
#
# The point can have as many coordinates as you like. It is then an array, its gradient is an array of the same shape, and the line of code stays what it is. To keep the whole walk, make room for it first: `np.empty((steps + 1, *x0.shape), dtype)` has one row for the start and one for each step, and row `k`, `trajectory[k]`, is the point after `k` steps. The star unpacks the shape into the larger tuple.
#
# Two traps. An array of integers cuts off every fraction, and many people start at `np.array([3, 4])`; `np.result_type(x0, 1.0)` is the dtype of `x0` if that is floating, and float64 for integers. And a gradient of the wrong shape may broadcast without an error: compare `np.shape(slope)` with `x0.shape`. `np.shape` takes numbers, too.

# %% [markdown] lang="zh"
# $\eta$ 不变，步子却越来越短：步长是 $\eta$ 乘以斜率，而坡越来越缓。梯度为零时，就不再动了。
#
# 坐标可以有任意多个：点是数组，梯度是同样形状的数组，那行代码不用改。要把走过的路都留下来，先准备好地方：`np.empty((steps + 1, *x0.shape), dtype)` 的第 0 行放起点，以后每步一行；第 `k` 行 `trajectory[k]`，就是走了 `k` 步之后的点。星号把形状拆开，放进更长的元组里。
#
# 有两个陷阱。一是整数数组会丢掉小数部分，而不少人就是从 `np.array([3, 4])` 出发的。`np.result_type(x0, 1.0)` 给出合适的 dtype：`x0` 是浮点数时不变，是整数时为 float64。二是梯度的形状不对时，可能悄悄广播，并不报错：要拿 `np.shape(slope)` 与 `x0.shape` 比一比。`np.shape` 对数也能用。

# %% [markdown]
# <!-- exercise: gradient_descent -->

# %% [markdown] lang="en"
# ## The learning rate { #learning-rate }
#
# Take a bowl of curvature $L$: $f(x) = \frac{L}{2} x^2$ with the slope $L x$. One step makes $x - \eta L x = (1 - \eta L) \, x$, so *every* step multiplies $x$ by the same factor $1 - \eta L$. The walk comes closer if that factor lies between −1 and 1:
#
# $$ 0 < \eta < \frac{2}{L} $$
#
# Below, $L = 2$. A rate far below the bound crawls; above half of it, each step jumps to the other side; above the bound each jump is longer than the last.

# %% [markdown] lang="zh"
# ## 学习率 { #learning-rate }
#
# 看一个曲率为 $L$ 的碗：$f(x) = \frac{L}{2} x^2$，斜率是 $L x$。走一步，得到 $x - \eta L x = (1 - \eta L) \, x$，所以*每*一步都让 $x$ 乘上同一个因子 $1 - \eta L$。这个因子在 −1 与 1 之间，才会越走越近：
#
# $$ 0 < \eta < \frac{2}{L} $$
#
# 下图中 $L = 2$。学习率远小于界限，就慢得像爬；超过界限的一半，每一步都跳到对面；超过界限，就越跳越远。

# %% alt={"en": "Three walks on a parabola. Rate 0.05 creeps down one side; 0.4 is soon at the bottom; 1.05 jumps from side to side and climbs.", "zh": "抛物线上的三次行走。学习率 0.05：慢慢往下爬；0.4：很快到谷底；1.05：在两侧来回跳，越跳越高。"} tags=["hide-input"]
from solutions.sgd import gradient_descent

figure, panels = plt.subplots(1, 3, figsize=(7.6, 2.7), sharey=True)
grid = np.linspace(-3.2, 3.2, 200)
for axes, rate, verdict in zip(
    panels, (0.05, 0.4, 1.05), ("⟦too small|太小⟧", "⟦good|合适⟧", "⟦too large|太大⟧"), strict=True
):
    path = gradient_descent(lambda x: 2 * x, np.array(2.0), rate, 9)
    axes.plot(grid, grid**2, color=color("faint"))
    axes.plot(path, path**2, "o-", color=color("blue"), markersize=3.5, linewidth=1)
    axes.plot(path[0], path[0] ** 2, "o", color=color("red"), markersize=5.5)
    axes.set_title(f"{verdict}: {rate}")
    axes.set(xlabel="x", ylim=(-0.4, 10.5), xlim=(-3.4, 3.4))
plt.show()

# %% [markdown] lang="en"
# With many coordinates the steepest direction sets the bound, and the flattest one makes you wait. In a valley with the curvatures 1 and 10 the bound is 2/10. The picture runs 10 and 40 steps for each of many rates, and shows what is left of the loss. Both axes are logarithmic, because rates are compared by their ratio: try 0.1, 0.01, 0.001, not 0.1, 0.2, 0.3.

# %% [markdown] lang="zh"
# 坐标多了，界限由最陡的方向决定，快慢由最平的方向决定。在曲率为 1 和 10 的山谷里，界限是 2/10。下图对许多学习率各走 10 步和 40 步，看损失还剩多少。两个坐标都取对数，因为学习率要按倍数比较：试 0.1、0.01、0.001，而不是 0.1、0.2、0.3。

# %% alt={"en": "Loss after 10 and 40 steps against the learning rate: it falls until a little below 0.2, and shoots up beyond.", "zh": "10 步和 40 步之后的损失随学习率的变化：一直下降到略小于 0.2 处，超过 0.2 就急剧上升。"} tags=["hide-input"]
curvatures = np.array([1.0, 10.0])
rates = np.geomspace(0.001, 0.4, 90)
figure, axes = plt.subplots(figsize=(6.0, 3.0))
for steps, role in ((10, "orange"), (40, "blue")):
    ends = np.array(
        [gradient_descent(lambda x: curvatures * x, np.array([1.0, 1.0]), rate, steps)[-1] for rate in rates]
    )
    axes.loglog(rates, (curvatures * ends**2).sum(axis=1) / 2, color=color(role), label=f"{steps} ⟦steps|步⟧")
axes.axvline(0.2, color=color("red"), linewidth=1.2, linestyle="--")
axes.text(0.19, 3e3, "2 / L", color=color("red"), ha="right")
axes.set(xlabel="⟦learning rate|学习率⟧", ylabel="⟦loss|损失⟧", ylim=(1e-7, 1e5))
axes.legend(loc="lower left")
plt.show()

# %% [markdown] lang="en"
# The bound holds beyond bowls. If the slope of $f$ nowhere changes faster than $L$, then with the gradient $g = \nabla f(x)$ (Nesterov, *Introductory Lectures on Convex Optimization*, 2004, section 1.2.3)
#
# $$ f(x - \eta g) \le f(x) - \eta \left( 1 - \frac{\eta L}{2} \right) \lVert g \rVert^2 $$
#
# so with $\eta < 2/L$ every step goes down, until the gradient is zero. This is called the **descent lemma**, and the grader tests your function by it. For a network nobody knows $L$, which is why learning rates are tried.

# %% [markdown] lang="zh"
# 这个界限并不只对碗形的函数成立。如果 $f$ 的斜率处处变化得不比 $L$ 快，那么，记梯度 $g = \nabla f(x)$（Nesterov，《Introductory Lectures on Convex Optimization》，2004，1.2.3 节）
#
# $$ f(x - \eta g) \le f(x) - \eta \left( 1 - \frac{\eta L}{2} \right) \lVert g \rVert^2 $$
#
# 所以只要 $\eta < 2/L$，每一步都往下走，直到梯度为零。这叫**下降引理**（descent lemma），评分程序就用它检验你的函数。至于一个网络的 $L$ 是多少，谁也不知道，因此学习率要靠试。

# %% [markdown] lang="en"
# ## Where the start decides { #start }
#
# A gradient of zero says that the ground is level here, not that this is the lowest place of all. The curve below, $f(x) = x^4 - 3x^2 + x$ with the slope $4x^3 - 6x + 1$, has two valleys. The function works element by element, so one call walks from twenty-two starts at once:

# %% [markdown] lang="zh"
# ## 起点决定终点 { #start }
#
# 梯度为零，只说明脚下是平的，并不说明这里最低。下面的曲线 $f(x) = x^4 - 3x^2 + x$，斜率是 $4x^3 - 6x + 1$，有两个山谷。函数是逐元素计算的，所以一次调用就能从二十二个起点出发：


# %%
import numpy as np

from solutions.sgd import gradient_descent


def two_valleys(x):
    return x**4 - 3 * x**2 + x


def slope_of_two_valleys(x):
    return 4 * x**3 - 6 * x + 1


starts = np.linspace(-2.0, 2.0, 22)
ends = gradient_descent(slope_of_two_valleys, starts, 0.05, 100)[-1]
for end in np.unique(ends.round(3)):
    count = np.isclose(ends, end, atol=1e-3).sum()
    print(f"{count} ⟦starts end at|个起点走到⟧ x = {end:.3f}, f(x) = {two_valleys(end):.3f}")

# %% alt={"en": "A curve with two valleys. Starts left of the hill between them, blue, end in the deeper one; starts right of it, orange, in the other.", "zh": "有两个山谷的曲线。山头左侧的蓝色起点走到较深的谷，右侧的橙色起点走到另一个谷。"} tags=["hide-input"]
figure, axes = plt.subplots(figsize=(6.0, 3.0))
grid = np.linspace(-2.1, 2.1, 200)
axes.plot(grid, two_valleys(grid), color=color("faint"))
for left, role in ((True, "blue"), (False, "orange")):
    mine = starts[(ends < 0) == left]
    axes.plot(mine, two_valleys(mine), "o", color=color(role), markersize=4.5)
    low = ends[(ends < 0) == left][0]
    axes.plot(low, two_valleys(low), "*", color=color(role), markersize=14)
axes.text(-1.3, -4.9, "⟦the lowest place|最低处⟧", color=color("blue"), ha="center")
axes.text(1.13, -2.5, "⟦a local minimum|局部极小⟧", color=color("orange"), ha="center")
axes.set(xlabel="x", ylabel="f(x)", ylim=(-5.6, 7.5))
plt.show()

# %% [markdown] lang="en"
# The lowest point of each valley is a **local minimum**: lower than everything near it. Gradient descent cannot see over the hill; where it ends is decided by where it began. On large networks see Goodfellow et al., *Deep Learning*, section 8.2.

# %% [markdown] lang="zh"
# 每个山谷的最低点都是一个**局部极小**（local minimum）：比附近都低。梯度下降看不见山那边，从哪里出发，就决定了走到哪里。大型网络的情形，参见 Goodfellow 等《深度学习》8.2 节。

# %% [markdown] lang="en"
# ## Batches { #batches }
#
# The loss of a network is a mean over $n$ samples, and so is its gradient:
#
# $$ L(w) = \frac{1}{n} \sum_{i=1}^{n} \ell_i(w) $$
#
# $$ \nabla L(w) = \frac{1}{n} \sum_{i=1}^{n} \nabla \ell_i(w) $$
#
# where $w$ are the parameters and $\ell_i$ is the loss on sample $i$. Going through 60,000 images for one short step is a waste: a few of them, drawn at random, say nearly the same. Here are the gradients of a thousand samples, and estimates of their mean from fewer:

# %% [markdown] lang="zh"
# ## 批量 { #batches }
#
# 网络的损失是 $n$ 个样本的平均，梯度也是：
#
# $$ L(w) = \frac{1}{n} \sum_{i=1}^{n} \ell_i(w) $$
#
# $$ \nabla L(w) = \frac{1}{n} \sum_{i=1}^{n} \nabla \ell_i(w) $$
#
# 其中 $w$ 是参数，$\ell_i$ 是第 $i$ 个样本上的损失。走一小步就要过一遍六万张图片，太浪费了：随机抽几张，结论也差不多。下面有一千个样本的梯度，看看只用一部分来估计平均值，结果怎样：

# %% tags=["hide-input"]
rng = np.random.default_rng(0)
slopes = rng.normal(loc=2.0, scale=3.0, size=1000)  # the gradient on each sample
print("⟦all 1000|全部 1000 个⟧", slopes.mean().round(2))
for size in (1, 10, 100):
    means = rng.choice(slopes, (2000, size)).mean(axis=1)
    print(f"{size:4}   ⟦average|平均⟧ {means.mean():.2f}   ⟦standard deviation|标准差⟧ {means.std():.2f}")

# %% [markdown] lang="en"
# On average the estimates are right, however few samples they use. Their standard deviation shrinks only with the root of the number: a hundred times the work makes it ten times smaller. So cheap, rough steps pay, and there are three ways to go:
#
# - **batch gradient descent**: all samples in every step;
# - **mini-batch gradient descent**: some of them, often 32 to 512;
# - true **stochastic gradient descent (SGD)**: one. In practice "SGD" means mini-batches, too.
#
# One pass through all samples is an **epoch**. Mini-batches are made by shuffling the samples and dealing them out like cards. Each is then used exactly once an epoch; the last batch has what is left.

# %% [markdown] lang="zh"
# 样本再少，估计值平均起来也是对的；标准差却只按样本数的平方根缩小：一百倍的力气，才换来十分之一。所以走得粗一点更合算。有三种走法：
#
# - **批量梯度下降**（batch gradient descent）：每一步用全部样本；
# - **小批量梯度下降**（mini-batch gradient descent）：每一步用一部分，常用 32 到 512 个；
# - 真正的**随机梯度下降**（stochastic gradient descent，SGD）：每一步只用一个。实际说到“SGD”，往往也包括小批量。
#
# 把所有样本用一遍，叫一**轮**（epoch）。分小批量就像发牌：先洗乱，再一份一份发出去。每个样本每一轮恰好用一次；最后一份，剩多少就是多少。

# %% alt={"en": "Ten numbered samples, then shuffled, then cut into batches of 4, 4 and 2.", "zh": "十个编了号的样本，先打乱，再切成 4、4、2 三批。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(560, 200)
order = np.random.default_rng(5).permutation(10)
owner = np.empty(10, int)
owner[order] = np.arange(10) // 4
hues = ("blue", "orange", "green")
for i in range(10):
    drawing.grid(np.array([i]), at=(130 + 38 * i, 12), cell=36, role=hues[owner[i]])
    drawing.grid(order[i : i + 1], at=(130 + 38 * i, 78), cell=36, role=hues[i // 4])
    drawing.grid(order[i : i + 1], at=(100 + 38 * i + 30 * (i // 4), 148), cell=36, role=hues[i // 4])
for y, words in ((30, "⟦samples|样本⟧"), (96, "⟦shuffled|打乱⟧"), (166, "⟦batches|分批⟧")):
    drawing.text(words, at=(84, y), anchor="end", role="muted")
drawing.arrow((320, 52), (320, 74))
drawing.arrow((320, 118), (320, 144))
drawing

# %% [markdown] lang="en"
# `np.random.default_rng(seed)` makes a **random generator**: the same seed gives the same numbers, every call goes on where the last one stopped. `rng.permutation(n)` is the numbers 0 to n − 1 in random order. A vector of integers picks rows: `x[order[4:8]]` is the second batch of four.

# %% [markdown] lang="zh"
# `np.random.default_rng(seed)` 建一个**随机数生成器**：种子相同，给出的数就相同；每次调用，都接着上一次往下取。`rng.permutation(n)` 是 0 到 n − 1 的一个随机排列。用整数向量作下标，可以挑出几行：`x[order[4:8]]` 就是每批四个时的第二批。

# %%
rng = np.random.default_rng(0)
print(rng.permutation(6), rng.permutation(6))
x = np.array([[0, 0], [10, 11], [20, 22], [30, 33]])
x[np.array([2, 0])]

# %% [markdown] lang="en"
# A function that contains `yield` is a **generator function**. It hands out one item, waits until it is asked for the next, and goes on. The same can be written like a list with round brackets, `(k * k for k in range(3))`. What it gives is used up after one pass; for another epoch, call the function again. And nothing of a generator function runs when it is called, not even a check in its first line:

# %% [markdown] lang="zh"
# 含有 `yield` 的函数叫**生成器函数**（generator function）：交出一项，停下来，有人取下一项时再继续。也可以写得像列表，只是换成圆括号：`(k * k for k in range(3))`。这样的东西走完一遍就用完了，下一轮要重新调用函数。还要注意：调用生成器函数时，里面一行也不执行，连第一行的检查也不执行：


# %%
def countdown(start):
    if start < 0:
        raise ValueError(f"countdown: {start} is negative")
    while start > 0:
        yield start
        start -= 1


print(list(countdown(3)))
numbers = countdown(-1)
print("⟦no error so far|到这里还没有报错⟧")
try:
    list(numbers)
except ValueError as error:
    print("ValueError:", error)

# %% [markdown] lang="en"
# An error that appears far from the call that caused it is hard to find. So check in an ordinary function and let that *return* a generator: one in round brackets, or what an inner function with `yield` gives.

# %% [markdown] lang="zh"
# 报错离出错的调用太远，就很难查。所以检查要写在普通的函数里，再由它*返回*一个生成器：用圆括号写，或者在里面定义一个含有 `yield` 的函数，返回调用它的结果。

# %% [markdown]
# <!-- exercise: minibatches -->

# %% [markdown] lang="en"
# Now all three on the same task: fit a line $w x + b$ to a hundred points, by the mean squared error. Each walk uses every sample ten times, and the same learning rate.

# %% [markdown] lang="zh"
# 现在让三种走法做同一件事：用直线 $w x + b$ 拟合一百个点，损失取均方误差。每种走法都把样本用十轮，学习率相同。

# %% tags=["hide-input"]
from solutions.sgd import minibatches

rng = np.random.default_rng(1)
inputs = rng.uniform(-1.0, 2.0, 100)
targets = 1.5 * inputs - 1.0 + rng.normal(0.0, 0.5, 100)
features = np.stack([inputs, np.ones(100)], axis=1)  # (100, 2): w meets x, b meets 1


def line_gradient(p, index):
    error = features[index] @ p - targets[index]
    return 2 * features[index].T @ error / len(index)


walks = {}
for batch_size in (100, 10, 1):
    rng, p = np.random.default_rng(2), np.array([-1.0, 1.5])
    points = [p]
    for _ in range(10):
        for index in minibatches(rng, 100, batch_size):
            p = p - 0.05 * line_gradient(p, index)
            points.append(p)
    walks[batch_size] = np.array(points)
    print(f"{batch_size:4} ⟦samples a step:|个样本一步：⟧ {len(points) - 1:4} ⟦steps, ends at|步，走到⟧ {p.round(2)}")

# %% alt={"en": "Contours of one loss, three walks: ten smooth steps with 100 samples each, still on their way; a hundred slightly shaky ones with 10; a thousand with 1, which jitter around the middle.", "zh": "同一损失的等高线上的三次行走：每步 100 个样本，十步平滑，还在路上；每步 10 个，一百步略抖；每步 1 个，一千步，在中心周围抖个不停。"} tags=["hide-input"]
w_axis, b_axis = np.meshgrid(np.linspace(-1.5, 2.8, 50), np.linspace(-2.3, 2.1, 50))
height = ((w_axis[..., None] * inputs + b_axis[..., None] - targets) ** 2).mean(axis=-1)
levels = height.min() + np.geomspace(0.02, 8, 8)
figure, panels = plt.subplots(1, 3, figsize=(7.8, 2.8), sharey=True)
for axes, (batch_size, path) in zip(panels, walks.items(), strict=True):
    axes.contour(w_axis, b_axis, height, levels=levels, colors=color("faint"), linewidths=0.9)
    thin = path[:: 4 if batch_size == 1 else 1]
    axes.plot(*thin.T, "-" if batch_size == 1 else "o-", color=color("blue"), markersize=2.2, linewidth=0.9)
    axes.plot(*path[0], "o", color=color("red"), markersize=5)
    axes.set_title(f"{batch_size} ⟦a step|个样本一步⟧")
    axes.set_xlabel("w")
    axes.grid(False)
panels[0].set_ylabel("b")
plt.show()

# %% [markdown] lang="en"
# All three looked at a thousand samples. The full batch took ten steps and is still on its way; single samples took a thousand, got there soon, and never come to rest, since one sample always pulls one way or the other. Mini-batches are the compromise. A smaller learning rate towards the end calms the jitter.

# %% [markdown] lang="zh"
# 三种走法都看了一千个样本。全批量只走了十步，还在路上；单个样本走了一千步，很快就到，却停不下来，因为每个样本都往自己那边拉。小批量是折中。训练后期把学习率调小，抖动就会平息。

# %% [markdown] lang="en"
# ## Parameters are trees { #trees }
#
# The parameters of a network are not one array but many: a weight and a bias for each layer, kept in a dict, or in a list of pairs. A gradient comes in the same form. Such a nest of dicts, lists and tuples with arrays at its ends is called a **tree**, in JAX a *pytree*.

# %% [markdown] lang="zh"
# ## 参数是一棵树 { #trees }
#
# 网络的参数是许多个数组：每层都有权重和偏置，放在字典里，或者放在由数对组成的列表里；梯度也是同样的形式。像这样由字典、列表、元组嵌套，末端是数组，叫一棵**树**（tree），JAX 里叫 pytree。

# %% alt={"en": "Three dicts with the keys w and b: parameters, minus the rate times the gradients, give new parameters. Arrays in the same place have the same colour.", "zh": "三个含有键 w 和 b 的字典：参数减去学习率乘以梯度，得到新的参数。同一位置的数组颜色相同。"} tags=["hide-input"]
drawing = Drawing(612, 190)
p_w, p_b, g_w, g_b = np.array([[1, 2], [3, 4]]), np.array([5, 6]), np.array([[10, 0], [-10, 20]]), np.array([10, -20])
trees = (("params", p_w, p_b), ("gradients", g_w, g_b), ("⟦new params|新的参数⟧", p_w - 0.1 * g_w, p_b - 0.1 * g_b))
for column, (name, w, b) in enumerate(trees):
    left = (8, 236, 444)[column]
    drawing.text(name, at=(left + 80, 16), bold=True, mono=column < 2)
    drawing.line([(left + 36, 52), (left + 80, 30), (left + 132, 52)], role="muted")
    drawing.text('"w"', at=(left + 36, 66), mono=True, role="muted", size=13)
    drawing.text('"b"', at=(left + 132, 66), mono=True, role="muted", size=13)
    drawing.grid(w, at=(left, 84), cell=36, role="blue")
    drawing.grid(b[:, None], at=(left + 114, 84), cell=36, role="orange")
drawing.text("− 0.1 ·", at=(205, 120), size=15)
drawing.text("=", at=(427, 120), size=18)
drawing.text("p − η g", at=(316, 178), role="muted")
drawing

# %% [markdown] lang="en"
# What to do with a tree is a question with a short answer. If it is a container, do it with every part; if not, it is an array. A function that calls itself for the parts is **recursive**:

# %% [markdown] lang="zh"
# 怎样处理一棵树？如果是容器，就对每个部分做同样的事；如果不是，那就是数组。函数为各个部分调用自己，叫**递归**（recursion）：


# %%
def count(tree):
    if isinstance(tree, dict):
        return sum(count(part) for part in tree.values())
    if isinstance(tree, (list, tuple)):
        return sum(count(part) for part in tree)
    return np.size(tree)


count({"hidden": (np.zeros((784, 512)), np.zeros(512)), "output": [np.zeros(10)]})

# %% [markdown] lang="en"
# Your `tree_map` also puts the results together, in the form that the tree had: a dict `{key: … for key in tree}`, or `type(tree)(…)`, which is a list again, or a tuple. And it takes several trees, `*others`, and hands the arrays of one place to the function: `f(p, g)`. A parameter with a star gathers any number of arguments in a tuple; a star in a call spreads them out again. `zip(tree, *others)` goes through several lists side by side.
#
# Dicts pair by *key*: `{"w": …, "b": …}` and `{"b": …, "w": …}` are the same tree. What does not fit must not pass: a key too few, a list for a tuple, three items for two, an array for a list, a shape that would broadcast. A list has an `np.shape`, too, so ask for the type first. `one.keys() == other.keys()` compares keys in any order.

# %% [markdown] lang="zh"
# 你的 `tree_map` 还要把结果按原来的形式拼起来：字典写 `{key: … for key in tree}`；列表和元组写 `type(tree)(…)`，得到的种类与原来相同。另外，它可以接收好几棵树 `*others`，把同一位置上的数组一起交给函数：`f(p, g)`。带星号的参数把多个参数收进一个元组；调用时写星号，又逐个展开。`zip(tree, *others)` 让几个列表并排往下走。
#
# 字典按*键*配对：`{"w": …, "b": …}` 与 `{"b": …, "w": …}` 是同一棵树。对不上的一律不能放过：少一个键，列表对元组，三项对两项，数组对列表，会悄悄广播的形状。列表也有 `np.shape`，所以要先问类型。`one.keys() == other.keys()` 比较两边的键，不管顺序。

# %% [markdown]
# <!-- exercise: tree_map -->

# %% [markdown] lang="en"
# With it, a step of SGD is one line. What is worth a thought is the dtype. Python's own numbers leave float32 alone, but a NumPy number brings its own dtype along, as an array would, and learning rates often come out of NumPy, as in `np.geomspace(0.001, 1, 7)`:

# %% [markdown] lang="zh"
# 有了它，走一步 SGD 只要一行。只是要留意 dtype。Python 自己的数不会改变 float32；NumPy 的数却和数组一样带着 dtype，而学习率常常就来自 NumPy，例如 `np.geomspace(0.001, 1, 7)`：

# %%
p = np.array([1.0, 2.0], np.float32)
for rate in (0.1, np.float64(0.1), float(np.float64(0.1))):
    print(type(rate).__name__, (p - rate * p).dtype)

# %% [markdown] lang="en"
# Either make the rate a Python number, `float(rate)`, or bring the result back with `.astype(p.dtype)`. `lambda p, g: …` writes a small function on the spot.

# %% [markdown] lang="zh"
# 要么把学习率变成 Python 的数：`float(rate)`；要么把结果变回来：`.astype(p.dtype)`。`lambda p, g: …` 可以就地写一个小函数。

# %% [markdown]
# <!-- exercise: sgd_step -->

# %% [markdown] lang="en"
# ## Momentum { #momentum }
#
# In a long, narrow valley gradient descent is in trouble. The steep sides allow only a small learning rate, with which the gentle way along the valley takes for ever; and the steps cross it from side to side. A ball would do better: rolling along, it gathers speed, and the pushes from the sides cancel out. So give the parameters a **velocity** $v$, which keeps a part $\mu$ (mu) of itself, often 0.9, and is changed by the gradient $g$:
#
# $$ v \leftarrow \mu v - \eta \, g $$
#
# $$ p \leftarrow p + v $$
#
# How fast can it get? With a gradient that is always 1, the velocity approaches $-\eta / (1 - \mu)$, which for $\mu = 0.9$ is ten times the step without momentum. With a gradient that changes its sign at each step, it stays small (here $\eta = 0.1$):

# %% [markdown] lang="zh"
# ## 动量 { #momentum }
#
# 在又长又窄的山谷里，梯度下降很吃力。两侧太陡，学习率只能很小；沿谷底的坡又很缓，要走很久，而且总在两侧之间横跳。换成一个球就好得多：顺着谷底越滚越快，两侧的推力互相抵消。所以给参数配上**速度** $v$：每一步保留自己的一部分，比例是 $\mu$（读作 mu，常取 0.9），再由梯度 $g$ 来改变：
#
# $$ v \leftarrow \mu v - \eta \, g $$
#
# $$ p \leftarrow p + v $$
#
# 速度能有多快？如果梯度一直是 1，速度会趋于 $-\eta / (1 - \mu)$；$\mu = 0.9$ 时，是没有动量时的十倍。如果梯度每一步都变号，速度就一直很小（这里 $\eta = 0.1$）：

# %% tags=["hide-input"]
steady = swinging = 0.0
for k in range(60):
    steady = 0.9 * steady - 0.1 * 1.0
    swinging = 0.9 * swinging - 0.1 * (-1.0) ** k
    if k in (0, 1, 2, 9, 58, 59):
        print(f"{k + 1:2}   ⟦g = 1, always|g 一直是 1⟧: v = {steady:6.3f}   g = 1, −1, 1, …: v = {swinging:6.3f}")

# %% [markdown] lang="en"
# The velocity has to outlive the step. So the **state** is an argument, and the new one is returned: `params, state = momentum_step(params, gradients, state, 0.1)`. Before the first step there is none, so the state is `None`, which stands for velocities of zero; `np.zeros_like(p)` makes zeros of the shape and dtype of `p`. Ask `if state is None`: to `if not state` an array of several numbers has no answer, and raises an error. The velocity keeps the dtype of the parameters, too, whatever the types of $\eta$ and $\mu$. A default value, `momentum=0.9`, holds when the caller names no other.
#
# Some libraries, PyTorch and Optax among them, keep $v$ without the learning rate and multiply by $\eta$ at the end. As long as $\eta$ is constant both walk the same way; when it changes, they differ.

# %% [markdown] lang="zh"
# 走完一步，速度还要留着。所以把**状态**（state）当作参数传进来，再返回新的状态：`params, state = momentum_step(params, gradients, state, 0.1)`。第一步之前没有状态，就传 `None`，表示速度都是零；`np.zeros_like(p)` 是全零的数组，形状和 dtype 与 `p` 相同。判断时写 `if state is None`：如果写 `if not state`，含有多个数的数组答不出是或否，就会报错。不论 $\eta$ 和 $\mu$ 是什么类型，速度的 dtype 也与参数相同。默认值 `momentum=0.9`：调用者没有指定，就用 0.9。
#
# 有些库（如 PyTorch 和 Optax）的速度 $v$ 里不含学习率，最后才乘 $\eta$。$\eta$ 不变时，走的路一样；中途改变，就不一样了。

# %% [markdown]
# <!-- exercise: momentum_step -->

# %% [markdown] lang="en"
# `walk` takes many steps with any optimiser and keeps the points; `plain` gives SGD the form of the others. Here are gradient descent and momentum in one valley:

# %% [markdown] lang="zh"
# `walk` 用任意一种优化器走许多步，留下走过的点；`plain` 让 SGD 的形式与其他几个一致。下图是梯度下降与动量法在同一个山谷里：

# %%
from solutions.sgd import adam_step, momentum_step, rmsprop_step, sgd_step


def plain(params, gradients, state, learning_rate):
    """SGD in the form of the others."""
    return sgd_step(params, gradients, learning_rate), None


def walk(step, gradient, start, learning_rate, steps):
    """The points that an optimiser goes through."""
    params, state, points = start, None, [start]
    for _ in range(steps):
        params, state = step(params, gradient(params), state, learning_rate)
        points.append(params)
    return np.array(points)


# %% alt={"en": "A narrow valley: gradient descent, orange, zigzags and is far from the lowest point after 30 steps; momentum, blue, swings a little and is nearly there.", "zh": "狭长的山谷：橙色的梯度下降来回横跳，30 步之后离最低点还远；蓝色的动量法晃了几下，已经快到了。"} tags=["hide-input"]
valley = np.array([1.0, 40.0])
w_axis, b_axis = np.meshgrid(np.linspace(-1.6, 5.4, 60), np.linspace(-1.3, 1.3, 60))
figure, axes = plt.subplots(figsize=(7.0, 2.7))
axes.contour(
    w_axis,
    b_axis,
    (w_axis**2 + 40 * b_axis**2) / 2,
    levels=np.geomspace(0.1, 40, 9),
    colors=color("faint"),
    linewidths=0.9,
)


def rolling(params, gradients, state, learning_rate):
    return momentum_step(params, gradients, state, learning_rate, momentum=0.8)


for name, step, rate, role in (
    ("⟦gradient descent|梯度下降⟧", plain, 0.048, "orange"),
    ("⟦momentum, μ = 0.8|动量法，μ = 0.8⟧", rolling, 0.02, "blue"),
):
    path = walk(step, valley.__mul__, np.array([5.0, 1.0]), rate, 30)
    axes.plot(*path.T, "o-", color=color(role), markersize=2.5, linewidth=1.1, label=name)
axes.plot(0, 0, "+", color=color("red"), markersize=11)
axes.legend(loc="upper left")
axes.set(xlim=(-1.6, 5.4), ylim=(-1.3, 1.3))
axes.grid(False)
plt.show()

# %% [markdown] lang="en"
# ## A scale for every parameter { #scale }
#
# The valley is narrow because it is forty times as steep in one direction as in the other. In a network the gradients of two parameters may differ by factors of a million, and yet they share one learning rate. **RMSprop** (Tieleman and Hinton, 2012) divides each gradient by how large it usually is. It keeps a running mean $s$ of the squared gradient, and divides by its root, the *root mean square*:
#
# $$ s \leftarrow 0.9 \, s + 0.1 \, g^2 $$
#
# $$ p \leftarrow p - \eta \, \frac{g}{\sqrt{s} + \varepsilon} $$
#
# A **running mean** keeps nine tenths of what it was and adds a tenth of what is new, so it looks back over about ten steps. The tiny $\varepsilon$ (epsilon), here $10^{-7}$, keeps 0/0 away where a gradient has always been zero. All of this is element by element: every parameter has an $s$ of its own. So it does not matter whether the gradients are all around 1000 or all around 0.001 (here $\eta = 0.01$):

# %% [markdown] lang="zh"
# ## 每个参数有自己的尺度 { #scale }
#
# 山谷窄，是因为一个方向比另一个陡四十倍。网络里，两个参数的梯度可以相差百万倍，却共用一个学习率。**RMSprop**（Tieleman 与 Hinton，2012）的办法是：梯度平常有多大，就除以多大。先求梯度平方的滑动平均 $s$，再除以它的平方根，即*均方根*（root mean square）：
#
# $$ s \leftarrow 0.9 \, s + 0.1 \, g^2 $$
#
# $$ p \leftarrow p - \eta \, \frac{g}{\sqrt{s} + \varepsilon} $$
#
# **滑动平均**（running mean）保留原来的十分之九，加上新值的十分之一，大约只看最近十步。$\varepsilon$（读作 epsilon）很小，这里是 $10^{-7}$，免得梯度一直是零时出现 0/0。一切都是逐元素的：每个参数都有自己的 $s$。因此，梯度一直在 1000 左右，还是一直在 0.001 左右，都没有关系（这里 $\eta = 0.01$）：

# %% tags=["hide-input"]
for size in (1000.0, 1.0, 0.001):
    mean, moves = 0.0, []
    for factor in (1.0, 1.0, -0.5, 1.0):
        mean = 0.9 * mean + 0.1 * (factor * size) ** 2
        moves.append(-0.01 * factor * size / (mean**0.5 + 1e-7))
    gradients = f"{size:g}, {size:g}, {-size / 2:g}, {size:g}"
    print(f"g = {gradients:33}", "⟦steps|步子⟧", *(f"{move:7.4f}" for move in moves))

# %% [markdown] lang="en"
# The first step, $\eta / \sqrt{0.1} \approx 3.2 \, \eta$, is longer than those that follow, because $s$ starts at zero and is too small at first. Mind the order: first the new $s$, then the step with it. And mind $\varepsilon$: added *inside* the root it would end up a hundred billion times as large as $s$ where the gradient stays at $10^{-9}$.

# %% [markdown] lang="zh"
# 第一步的长度是 $\eta / \sqrt{0.1} \approx 3.2 \, \eta$，比后面的都长，因为 $s$ 从零开始，起初偏小。注意顺序：先更新 $s$，再用更新后的值。还要注意 $\varepsilon$ 的位置：如果加在根号*里面*，而梯度一直是 $10^{-9}$，那么到头来，它就是 $s$ 的上千亿倍。

# %% [markdown]
# <!-- exercise: rmsprop_step -->

# %% [markdown] lang="en"
# ## Adam { #adam }
#
# **Adam** (Kingma and Ba, 2015) combines both: a running mean $m$ of the gradient in its numerator, as momentum has, and a running mean $v$ of its square in the denominator, as RMSprop has.
#
# $$ m \leftarrow 0.9 \, m + 0.1 \, g $$
#
# $$ v \leftarrow 0.999 \, v + 0.001 \, g^2 $$
#
# Both start at zero and are too small at first. By how much can be said exactly: after $t$ steps with a constant gradient $g$, $m = (1 - 0.9^t) \, g$. So divide by that factor; this is the **bias correction**, shown below for $g = 5$:
#
# $$ \hat{m} = \frac{m}{1 - 0.9^t} $$
#
# $$ \hat{v} = \frac{v}{1 - 0.999^t} $$
#
# $$ p \leftarrow p - \eta \, \frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon} $$

# %% [markdown] lang="zh"
# ## Adam { #adam }
#
# **Adam**（Kingma 与 Ba，2015）把两者合在一起：分子像动量法，用梯度的滑动平均 $m$；分母像 RMSprop，用梯度平方的滑动平均 $v$。
#
# $$ m \leftarrow 0.9 \, m + 0.1 \, g $$
#
# $$ v \leftarrow 0.999 \, v + 0.001 \, g^2 $$
#
# 两个平均都从零开始，起初都偏小。小多少，可以算得一清二楚：梯度一直是 $g$ 时，走了 $t$ 步之后，$m = (1 - 0.9^t) \, g$。那就除以这个因子，这叫**偏差校正**（bias correction），下面是 $g = 5$ 的情形：
#
# $$ \hat{m} = \frac{m}{1 - 0.9^t} $$
#
# $$ \hat{v} = \frac{v}{1 - 0.999^t} $$
#
# $$ p \leftarrow p - \eta \, \frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon} $$

# %% tags=["hide-input"]
m = v = 0.0
for t in range(1, 101):
    m, v = 0.9 * m + 0.1 * 5.0, 0.999 * v + 0.001 * 5.0**2
    if t in (1, 2, 10, 100):
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        print(f"t = {t:3}   m {m:.3f}  √v {v**0.5:.3f}   m̂ {m_hat:.3f}  √v̂ {v_hat**0.5:.3f}")

# %% [markdown] lang="en"
# So Adam's first step is as long as the learning rate in *every* parameter, whatever its gradient: only the sign counts. Without the correction it would be $0.1 / \sqrt{0.001} \approx 3.2$ times as long. The state has three parts, `(m, v, t)`; it keeps the means *before* the correction, and $t$ grows by 1 first, since with $t = 0$ the factor would be zero.

# %% [markdown] lang="zh"
# 所以 Adam 的第一步里，*每个*参数走的距离都等于学习率，与梯度的大小无关，只看正负号。不校正的话，会是学习率的 $0.1 / \sqrt{0.001} \approx 3.2$ 倍。状态有三个部分 `(m, v, t)`：存的是校正*之前*的平均；$t$ 要先加 1，因为 $t = 0$ 时那个因子是零。

# %% [markdown]
# <!-- exercise: adam_step -->

# %% [markdown] lang="en"
# Here are all five on one loss: the line from above, for points farther to the right, so that the valley is narrow and lies aslant. The steps are those of this chapter's functions, 60 each; only the second one sees ten samples at a time.

# %% [markdown] lang="zh"
# 下面让五种走法在同一个损失上比一比：还是拟合直线，只是点往右移了，山谷变得又窄又斜。每一步都由这一章的函数来走，各 60 步；只有第二种每次只看十个样本。

# %% alt={"en": "Five walks in a slanting valley, and their losses. Gradient descent and SGD creep along it, SGD a little shaky; momentum swings; RMSprop and Adam go more directly.", "zh": "倾斜山谷里的五种走法及其损失。梯度下降和 SGD 沿谷底慢慢爬，SGD 略有抖动；动量法来回摆动；RMSprop 和 Adam 走得更直。"} tags=["hide-input"]
shifted = np.stack([inputs + 1.5, np.ones(100)], axis=1)
goal = np.linalg.lstsq(shifted, targets, rcond=None)[0]
start = goal + np.array([-2.2, 1.6])
w_axis, b_axis = np.meshgrid(np.linspace(-1.0, 2.4, 60), np.linspace(-4.2, 0.2, 60))
height = ((w_axis[..., None] * shifted[:, 0] + b_axis[..., None] - targets) ** 2).mean(axis=-1)
levels = height.min() + np.geomspace(0.03, 20, 8)
everything = np.arange(100)
deck = [index for _ in range(6) for index in minibatches(np.random.default_rng(3), 100, 10)]


def slanted(p, index):
    error = shifted[index] @ p - targets[index]
    return 2 * shifted[index].T @ error / len(index)


runs = {
    "⟦gradient descent|梯度下降⟧": (plain, 0.15, [everything] * 60, "orange"),
    "⟦mini-batch SGD|小批量 SGD⟧": (plain, 0.1, deck, "red"),
    "⟦momentum|动量法⟧": (momentum_step, 0.02, [everything] * 60, "blue"),
    "RMSprop": (rmsprop_step, 0.12, [everything] * 60, "green"),
    "Adam": (adam_step, 0.25, [everything] * 60, "purple"),
}
least = ((shifted @ goal - targets) ** 2).mean()
figure, panels = plt.subplots(2, 3, figsize=(7.8, 4.9))
last = panels[1, 2]
for axes, (name, (step, rate, batches, role)) in zip(panels.flat, runs.items(), strict=False):
    todo = iter(batches)
    path = walk(step, lambda p, todo=todo: slanted(p, next(todo)), start, rate, 60)
    axes.contour(w_axis, b_axis, height, levels=levels, colors=color("faint"), linewidths=0.9)
    axes.plot(*path.T, "o-", color=color(role), markersize=2, linewidth=1)
    axes.plot(*goal, "+", color=color("foreground"), markersize=10)
    axes.set_title(f"{name}")
    axes.set(xlim=(-1.0, 2.4), ylim=(-4.2, 0.2), xticks=[], yticks=[])
    axes.grid(False)
    losses = ((path @ shifted.T - targets) ** 2).mean(axis=1)
    last.semilogy(losses - least + 1e-9, color=color(role), linewidth=1.4)
last.set_title("⟦loss above the least|与最小损失之差⟧")
last.set(xlabel="⟦step|步⟧", ylim=(1e-5, 30))
plt.show()

# %% [markdown] lang="en"
# ## The training loop { #loop }
#
# Everything is there now. Training any network is this loop, from a straight line to the largest language model:

# %% [markdown] lang="zh"
# ## 训练循环 { #loop }
#
# 万事俱备。从一条直线到最大的语言模型，训练都是这样一个循环：

# %% alt={"en": "A ring: batch, forward, loss, gradient, step, parameters, next batch. The parameters also go into forward.", "zh": "一个循环：取批量、前向计算、损失、梯度、走一步、参数、下一批。参数也要进入前向计算。"} tags=["hide-input"]
drawing = Drawing(600, 230)
stations = (
    ("⟦batch|取批量⟧", "minibatches", 16, 24, "blue"),
    ("⟦forward|前向计算⟧", "x @ w + b", 224, 24, "green"),
    ("⟦loss|损失⟧", "⟦one number|一个数⟧", 432, 24, "green"),
    ("⟦gradient|梯度⟧", "⟦one for each p|每个参数一个⟧", 432, 150, "orange"),
    ("⟦step|走一步⟧", "p − η g", 224, 150, "red"),
    ("⟦parameters|参数⟧", "w, b", 16, 150, "purple"),
)
for name, detail, left, top, role in stations:
    drawing.rect((left, top), (152, 56), role=role, fill=f"{role}-soft")
    drawing.text(name, at=(left + 76, top + 19), bold=True)
    drawing.text(detail, at=(left + 76, top + 40), role="muted", size=13)
for start, end in (((170, 52), (221, 52)), ((378, 52), (429, 52)), ((508, 82), (508, 147)), ((92, 147), (92, 83))):
    drawing.arrow(start, end)
drawing.arrow((429, 178), (379, 178), role="orange")
drawing.arrow((221, 178), (171, 178), role="red")
drawing.arrow((170, 152), (246, 83), role="purple")
drawing.text("⟦next batch|下一批⟧", at=(84, 116), anchor="end", role="muted", size=13)
drawing

# %% [markdown] lang="en"
# `fit` knows nothing of lines or networks. It is given a function `loss_gradient(params, x, y)` which does the green and orange part for one mini-batch, and returns the mean loss and the gradients. What it does itself: shuffle anew in every epoch, pick the rows of the batch from each array of `data`, step, and keep a record of the loss. `loss_gradient(params, *batch)` hands over a list of arrays one by one.
#
# The loss of an epoch is the mean over its *samples*, and the last batch may be short. Ten samples in batches of 4, 4 and 2 with the mean losses 1, 1 and 6 have the mean (4·1 + 4·1 + 2·6) / 10 = 2, not (1 + 1 + 6) / 3. So multiply each loss by the size of its batch. This is a running record: each loss was computed before its step, with the parameters of that moment. `np.zeros(epochs)` keeps it in float64; `np.array` of a list of float32 numbers would be float32.
#
# With `epochs=0` no step makes new arrays, and no call of `minibatches` checks the size. So copy the parameters first, `tree_map(np.copy, params)`, and check `batch_size` yourself.

# %% [markdown] lang="zh"
# `fit` 不管是直线还是网络。图中绿色和橙色的部分，由传给它的函数 `loss_gradient(params, x, y)` 来完成：对一个小批量，返回平均损失和梯度。`fit` 自己要做的是：每一轮重新打乱；从 `data` 的每个数组里取出这一批的行；走一步；记下损失。`loss_gradient(params, *batch)` 把一串数组逐个交给函数。
#
# 一轮的损失，应当是这一轮所有*样本*的平均，而最后一批可能较小。十个样本分成 4、4、2 三批，平均损失是 1、1、6，那么总的平均是 (4·1 + 4·1 + 2·6) / 10 = 2，而不是 (1 + 1 + 6) / 3。所以每个损失都要乘以这一批的样本数。这是边走边记的：每个损失都是走那一步之前，用当时的参数算的。`np.zeros(epochs)` 是 float64；如果对 float32 的列表用 `np.array`，得到的就是 float32。
#
# `epochs=0` 时，没有哪一步会建新数组，也没有调用 `minibatches` 来检查批量大小。所以先把参数复制一份：`tree_map(np.copy, params)`；`batch_size` 也要自己检查。

# %% [markdown]
# <!-- exercise: fit -->

# %% [markdown] lang="en"
# And now real digits. The simplest model that there is gives each of the ten digits a score $x W + b$, a sum of weighted pixels; the target is 1 for the right digit and 0 for the others, and the loss is the squared distance. No hidden layer yet. `labels[:, np.newaxis] == np.arange(10)` broadcasts to a table of yes and no. JAX computes the gradients for itself, from the loss alone, and agrees with those written by hand:

# %% [markdown] lang="zh"
# 现在来看真正的数字图片。最简单的模型给十个数字各打一个分：$x W + b$，也就是像素的加权和；正确的数字应得 1，其余应得 0；损失取距离的平方。还没有隐藏层。`labels[:, np.newaxis] == np.arange(10)` 广播成一张“是”与“否”的表。JAX 只从损失出发，自己求出的梯度与手写的一致：

# %%
import jax

from byhand.mnist.data import load
from solutions.sgd import fit, tree_map

digits = load()


def rows(images):
    return images.reshape(len(images), -1) / np.float32(255)


x = rows(digits.train_images[:4000])
y = (digits.train_labels[:4000, np.newaxis] == np.arange(10)).astype(np.float32)


def loss_gradient(params, x, y):
    error = x @ params["w"] + params["b"] - y
    slope = 2 * error / len(x)
    return (error**2).sum(axis=1).mean(), {"w": x.T @ slope, "b": slope.sum(axis=0)}


start = {"w": np.zeros((784, 10), np.float32), "b": np.zeros(10, np.float32)}
by_jax = jax.grad(lambda p: loss_gradient(p, x, y)[0])(start)
by_hand = loss_gradient(start, x, y)[1]
gaps = tree_map(lambda a, b: float(abs(a - b).max()), by_hand, by_jax)
print("⟦largest difference to JAX|与 JAX 的最大差⟧", f"{max(gaps.values()):.0e}")

# %% [markdown] lang="en"
# The bound of [the learning rate](#learning-rate) holds here, too. This loss is a bowl with 7850 coordinates. Its greatest curvature $L$ is the largest eigenvalue of its second derivatives, which `np.linalg.eigvalsh` finds. Twenty full-batch steps a little below and a little above $2/L$, with the losses before steps 1, 6, 11 and 20:

# %% [markdown] lang="zh"
# [学习率](#learning-rate)的界限在这里也成立。这个损失是有 7850 个坐标的碗，最大曲率 $L$ 是二阶导数矩阵的最大特征值，用 `np.linalg.eigvalsh` 求。学习率略小于和略大于 $2/L$，各用全批量走二十步，印出第 1、6、11、20 步之前的损失：

# %% tags=["hide-input"]
with_one = np.hstack([x, np.ones((len(x), 1), np.float32)])
L = float(np.linalg.eigvalsh(2 * with_one.T @ with_one / len(x))[-1])
print(f"L = {L:.1f}   2 / L = {2 / L:.4f}")
settings = {"rng": np.random.default_rng(0), "batch_size": len(x), "epochs": 20}
for part in (0.9, 1.1):
    rate = part * 2 / L
    _, losses = fit(loss_gradient, start, (x, y), learning_rate=rate, **settings)
    print(f"{part} · 2 / L   ⟦loss|损失⟧", *(f"{loss:.2f}" for loss in losses[[0, 5, 10, 19]]))

# %% [markdown] lang="en"
# With mini-batches of 50 a pass through the samples is not one step but many; the rate is $0.8 / L$:

# %% [markdown] lang="zh"
# 换成每批 50 个，把样本用一遍，就能走许多步；学习率取 $0.8 / L$：

# %%
settings = {"rng": np.random.default_rng(0), "batch_size": 50, "epochs": 5}
params, losses = fit(loss_gradient, start, (x, y), learning_rate=0.8 / L, **settings)
print("⟦loss of each epoch|每一轮的损失⟧", losses.round(3))

# %% tags=["hide-input"]
from byhand.site.page import publish

scores = rows(digits.test_images) @ params["w"] + params["b"]
accuracy = (scores.argmax(axis=1) == digits.test_labels).mean()
publish(accuracy=f"{accuracy:.0%}", images=f"{len(scores):,}", seen=f"{len(x):,}")

# %% [markdown] lang="en"
# Trained on {{ seen }} images, it reads {{ accuracy }} of the {{ images }} test images.

# %% [markdown] lang="zh"
# 用 {{ seen }} 张图片训练之后，{{ images }} 张测试图片里，它认对了 {{ accuracy }}。

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# ### "The optimiser computes the gradients" { #myth-optimiser }
#
# Backpropagation computes gradients and changes nothing. The optimiser changes parameters and knows no function: it believes whatever gradients it is handed, even invented ones. And neither of them "makes the loss 0". The line below is fitted as well as a line can be; its gradient is zero, its loss is not.

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# ### “优化器负责求梯度” { #myth-optimiser }
#
# 不对。求梯度的是反向传播，它什么也不改；改参数的是优化器（optimiser），它不认识任何函数，给它什么梯度，它就信什么，编造的也信。两者谁也不会“让损失变成 0”：下面的直线已经拟合得不能再好，梯度是零，损失却不是零。

# %%
print("⟦invented gradient|编造的梯度⟧", sgd_step(np.ones(2), np.array([100.0, -7.0]), 0.01))
inputs, heights = np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 1.0, 2.0, 4.0])
w, b = np.polyfit(inputs, heights, 1)  # ⟦the best line|最好的直线⟧
error = w * inputs + b - heights
gradient = np.array([2 * (error * inputs).mean(), 2 * error.mean()])
print("⟦best line: gradient|最好的直线：梯度⟧", abs(gradient).round(9), "  ⟦loss|损失⟧", (error**2).mean().round(3))

# %% [markdown] lang="en"
# ### "A better optimiser cures overfitting" { #myth-overfitting }
#
# An optimiser is asked to make the loss on the *training* samples small. A model that is too flexible does that by learning their noise, and a better optimiser gets there sooner. Here a polynomial of degree 11 is fitted to twelve noisy points, and tried on 200 others that took no part:

# %% [markdown] lang="zh"
# ### “换个好的优化器，就不会过拟合” { #myth-overfitting }
#
# 不对。优化器的任务是把*训练*样本上的损失变小。模型太灵活，就会靠记住噪声来做到，这叫过拟合（overfitting）；优化器越好，越早走到这一步。下面用 11 次多项式拟合十二个带噪声的点，再用另外 200 个点来检验：

# %% tags=["hide-input"]
rng = np.random.default_rng(0)


def noisy(n):
    t = rng.uniform(-1, 1, n)
    return np.polynomial.legendre.legvander(t, 11), np.sin(3 * t) + rng.normal(0, 0.3, n)


(train_x, train_y), (new_x, new_y) = noisy(12), noisy(200)


def slope_on_train(p):
    return train_x.T @ (train_x @ p - train_y) / 6


trials = {
    "⟦gradient descent|梯度下降⟧": (plain, 0.05),
    "⟦momentum|动量法⟧": (momentum_step, 0.02),
    "Adam": (adam_step, 0.02),
}
for name, (step, rate) in trials.items():
    path = walk(step, slope_on_train, np.zeros(12), rate, 1200)
    on_train = ((path @ train_x.T - train_y) ** 2).mean(axis=1)
    on_new = ((path @ new_x.T - new_y) ** 2).mean(axis=1)
    print(f"⟦training|训练⟧ {on_train[-1]:.3f}   ⟦new points|新的点⟧ {on_new[-1]:.2f}", end="")
    print(f"   ⟦at the best step|最好的一步⟧ {on_new.min():.2f}   {name}")

# %% [markdown] lang="en"
# What helps is more data, a simpler model, a penalty on large weights, or stopping at the best step; and samples set aside, the validation set, to notice it at all.

# %% [markdown] lang="zh"
# 有用的是：更多的数据，更简单的模型，对大权重的惩罚，或者在最好的那一步停下来；还要留出样本作验证集，不然发现不了。

# %% [markdown] lang="en"
# ### "The noise of SGD is only a nuisance" { #myth-noise }
#
# It can shake parameters out of a shallow valley. Give each of forty samples the two-valley loss from above, tilted by a slope of its own, +6 or −6, which cancel in the mean. From the same start, with the same rate, five epochs, forty seeds:

# %% [markdown] lang="zh"
# ### “SGD 的噪声只会添乱” { #myth-noise }
#
# 不一定。噪声能把参数从浅谷里晃出来。取四十个样本，每个样本的损失都是前面那条双谷曲线，再各加一个斜率为 +6 或 −6 的倾斜，平均起来正好抵消。起点和学习率都相同，各走五轮，换四十个种子：

# %% tags=["hide-input"]
tilts = np.tile([-6.0, 6.0], 20)


def tilted(w, tilt):
    return two_valleys(w) + tilt.mean() * w, slope_of_two_valleys(w) + tilt.mean()


for size in (40, 1):
    found = []
    for seed in range(40):
        settings = {"rng": np.random.default_rng(seed), "batch_size": size, "epochs": 5}
        w, _ = fit(tilted, np.array(1.5), (tilts,), learning_rate=0.05, **settings)
        found.append(w < 0)
    print(f"⟦samples a step|每步的样本数⟧ {size:2}   ⟦deep valley|走到深谷⟧ {sum(found)} / 40")

# %% [markdown] lang="en"
# That is one landscape, made for the purpose, and a lucky size of noise. It refutes "only", and proves no more.

# %% [markdown] lang="zh"
# 这个例子是特意造的，噪声的大小也选得合适。它推翻的是“只会”两个字，并没有证明更多。

# %% [markdown] lang="en"
# ### "Adam is always better" { #myth-adam }
#
# Three bowls: a round one; a narrow valley (100 to 1) along the axes; the same valley turned by 45°. Every optimiser gets its best rate out of 25, and 50 steps. What is left of the loss:

# %% [markdown] lang="zh"
# ### “Adam 总是更好” { #myth-adam }
#
# 不对。来看三个碗：一个是圆的；一个是狭长的山谷（100 比 1），与坐标轴平行；一个是同样的山谷，转了 45°。每种优化器都从 25 个学习率里取最好的，走 50 步，剩下的损失是：

# %% tags=["hide-input"]
turn, narrow = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2), np.diag([1.0, 100.0])
corner = np.array([3.0, 2.0])
bowls = {
    "⟦round|圆碗⟧": (np.eye(2), corner),
    "⟦valley|山谷⟧": (narrow, corner),
    "⟦turned|转 45°⟧": (turn @ narrow @ turn.T, turn @ corner),
}
steps = {"⟦descent|梯度下降⟧": plain, "⟦momentum|动量法⟧": momentum_step, "RMSprop": rmsprop_step, "Adam": adam_step}
for bowl, (a, begin) in bowls.items():
    for name, step in steps.items():
        paths = [walk(step, a.dot, begin, rate, 50) for rate in np.geomspace(1e-3, 10, 25)]
        print(f"{name} {min(path[-1] @ a @ path[-1] / 2 for path in paths):.0e}", end="   ")
    print(bowl)

# %% [markdown] lang="en"
# In the round bowl gradient descent arrives in one step, with the rate 1; in the valley RMSprop is far ahead. Turning the valley changes nothing for gradient descent and momentum, whose formulas do not care about axes. RMSprop and Adam scale axis by axis and lose by it, RMSprop everything that it had gained; there Adam is first. So the ranking depends on the task. Adam is a good first try, since it works reasonably at its usual rate for many networks, and no more than that.

# %% [markdown] lang="zh"
# 在圆碗里，梯度下降用学习率 1，一步就到；在山谷里，RMSprop 遥遥领先。把山谷转一转，对梯度下降和动量法毫无影响，因为公式与坐标轴无关；RMSprop 和 Adam 逐个坐标缩放，都变差了，RMSprop 的优势全没了，这时 Adam 最好。可见谁好谁坏，要看问题。Adam 适合先试：用常见的学习率，在许多网络上都还不错，仅此而已。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "60,000 samples, batches of 128: how many steps has an epoch, and how large is the last batch?"
#
#     469 steps: 468 full batches hold 59,904 samples, and the last one has the other 96.
#
# ??? question "After a few steps the loss is 10²⁰. What do you try first?"
#
#     A learning rate ten times smaller. Growth by a constant factor in every step is the sign of a rate above $2/L$.
#
# ??? question "Two parameters have the gradients 5000 and 0.0002. How far does each move in the first step of SGD and of Adam, with a learning rate of 0.001?"
#
#     In SGD by 5 and by 0.0000002. In Adam by 0.001 each (the second by a little less, because of ε): the first step is $\eta$ times the sign.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "60,000 个样本，每批 128 个：一轮有多少步？最后一批有多少个样本？"
#
#     469 步：468 个满的批量共有 59,904 个样本，最后一批是剩下的 96 个。
#
# ??? question "走了几步，损失就到了 10²⁰。先试什么？"
#
#     把学习率缩小到十分之一。每一步都按同样的倍数增长，正是学习率超过 $2/L$ 的迹象。
#
# ??? question "两个参数的梯度分别是 5000 和 0.0002，学习率是 0.001。第一步里，SGD 和 Adam 各让它们走多远？"
#
#     SGD 走 5 和 0.0000002。Adam 各走 0.001（因为有 ε，第二个略少一点）：第一步等于 $\eta$ 乘以正负号。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# The step of RMSprop that you wrote here trains [the network that reads digits](mnist_mlp.md), with the same numbers, in JAX.
#
# Further reading: Goodfellow, Bengio and Courville, [*Deep Learning*, chapter 8](https://www.deeplearningbook.org/contents/optimization.html); [*Dive into Deep Learning*, on optimisation](https://d2l.ai/chapter_optimization/index.html) ([in Chinese](https://zh.d2l.ai/chapter_optimization/index.html)); Kingma and Ba, ["Adam: a method for stochastic optimization"](https://arxiv.org/abs/1412.6980); Tieleman and Hinton, [lecture 6](https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf), where RMSprop was published: on a slide.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# [识别手写数字的网络](mnist_mlp.md)就用这里的 RMSprop 来训练：公式和数值都一样，只是换成 JAX。
#
# 延伸阅读：Goodfellow、Bengio、Courville [《深度学习》第 8 章](https://www.deeplearningbook.org/contents/optimization.html)；[《动手学深度学习》优化算法一章](https://zh.d2l.ai/chapter_optimization/index.html)（[英文版](https://d2l.ai/chapter_optimization/index.html)）；Kingma 与 Ba [“Adam: a method for stochastic optimization”](https://arxiv.org/abs/1412.6980)；Tieleman 与 Hinton 的[第 6 讲](https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf)，RMSprop 就发表在这份幻灯片里。

# %% [markdown] lang="en"
# # Derivatives and gradients { #derivatives }
#
# A network that reads digits has some 400,000 numbers in it, and one number says how badly it reads: the loss. Which of the 400,000 should grow a little, which should shrink, so that the loss falls? The **derivative** answers for one number, the **gradient** for all of them at once. Everything that is called *learning* in this course rests on it.
#
# After this chapter you can
#
# - say what a derivative measures, and compute one of any function, without knowing its formula;
# - choose a step that is neither too large nor too small, and say why there is such a thing;
# - compute the gradient of a function of an array, and read from it in which direction the function rises fastest, and how fast;
# - arrange the slopes of many outputs in a Jacobian matrix, and check an automatic derivative by a numerical one.

# %% [markdown] lang="zh"
# # 导数与梯度 { #derivatives }
#
# 一个认数字的网络里有四十万个左右的数，另有一个数说明认得有多差，那就是损失（loss）。要让损失降下来，这四十万个数里，哪些该大一点，哪些该小一点？对一个数，回答这个问题的是**导数**（derivative）；对所有的数一起回答的，是**梯度**（gradient）。这门课里凡是叫*学习*的，都建立在梯度之上。
#
# 学完这一章，你能够：
#
# - 说出导数量的是什么；不知道公式，也能算出任何一个函数的导数；
# - 挑一个不大不小的步长，并说清为什么太大太小都不行；
# - 求出以数组为自变量的函数的梯度，从中看出函数朝哪个方向升得最快、有多快；
# - 把许多输出的斜率排成雅可比矩阵，并用数值方法检验自动求出的导数。

# %% [markdown] lang="en"
# ## Rate of change { #rate }
#
# A stone falls $4.9\,t^2$ metres in $t$ seconds. How fast is it? Between two moments that is easy: the distance divided by the time,
#
# $$ \frac{f(b) - f(a)}{b - a} $$
#
# This is the **average rate of change** of $f$ from $a$ to $b$. It needs nothing of the function but two of its values. So it can be written once, for all functions, as a function whose first argument is a function:

# %% [markdown] lang="zh"
# ## 变化率 { #rate }
#
# 石头下落，$t$ 秒落下 $4.9\,t^2$ 米。落得有多快？两个时刻之间的快慢很好求，路程除以时间就是：
#
# $$ \frac{f(b) - f(a)}{b - a} $$
#
# 这叫 $f$ 从 $a$ 到 $b$ 的**平均变化率**（average rate of change）。求它，只要知道函数的两个值，别的一概不用。所以可以写一次，给所有函数用；写出来是一个函数，第一个参数也是函数：

# %%
import numpy as np


def average_rate(f, a, b):
    return (f(b) - f(a)) / (b - a)


def fallen(t):
    return 4.9 * t**2


for b in (2, 1.1, 1.01, 1.001):
    print(f"1 … {b:<5}  {average_rate(fallen, 1, b):.4f} ⟦metres per second|米每秒⟧")

# %% [markdown] lang="en"
# `fallen` is passed by its name, without parentheses: not a result of it, but the function itself. A short function needs no name: `lambda t: 4.9 * t**2` is the same function, written where it is used.
#
# The shorter the time, the less it matters that the stone gets faster on the way. The rates settle down near 9.8, and that is how fast it is *at* one second.

# %% [markdown] lang="zh"
# 传 `fallen` 时只写名字，不加括号：传的不是某个结果，而是函数本身。很短的函数，不起名字也行：`lambda t: 4.9 * t**2` 就是同一个函数，用到哪里就写在哪里。
#
# 时间取得越短，“石头一路上越落越快”这件事的影响就越小。这些变化率越来越靠近 9.8，这就是石头在第 1 秒末*那一刻*的速度。

# %% [markdown] lang="en"
# ## From secant to tangent { #secant }
#
# In a graph, an average rate is the slope of a **secant**, the straight line through two points of the curve: so many units up for one unit to the right. Let the second point slide towards the first, and the secant turns into the **tangent**, which touches the curve and has its slope.

# %% [markdown] lang="zh"
# ## 从割线到切线 { #secant }
#
# 在图上，平均变化率是**割线**（secant）的斜率。割线是过曲线上两点的直线；斜率说的是向右走一格，上升几格。让第二个点沿着曲线滑向第一个点，割线就转成了**切线**（tangent）：切线与曲线相切，斜率就是曲线在那里的斜率。

# %% alt={"en": "The curve of the falling stone. From the point at one second three secants lead to points ever closer to it; their slopes come down to 9.8, that of the tangent.", "zh": "石头下落的曲线。从一秒处的点引出三条割线，另一端离它越来越近；斜率逐渐降到切线的斜率 9.8。"} tags=["hide-input"]
import matplotlib.pyplot as plt

from byhand.site.palette import color

t = np.linspace(0, 2.5, 60)
figure, axes = plt.subplots(figsize=(5.8, 3.5))
axes.plot(t, fallen(t), color=color("foreground"))
for h, role in ((1.2, "purple"), (0.7, "blue"), (0.3, "teal")):
    slope = average_rate(fallen, 1, 1 + h)
    ends = np.array([0.55, 1 + h + 0.12])
    axes.plot(ends, fallen(1) + slope * (ends - 1), color=color(role), linewidth=1.4, label=f"h = {h}:  {slope:.2f}")
    axes.plot(1 + h, fallen(1 + h), "o", color=color(role), markersize=5)
ends = np.array([0.4, 2.3])
axes.plot(ends, fallen(1) + 9.8 * (ends - 1), color=color("red"), label="⟦tangent|切线⟧:  9.80")
axes.plot(1, fallen(1), "o", color=color("red"))
axes.set(xlabel="⟦seconds|秒⟧", ylabel="⟦metres|米⟧", ylim=(-2, 30))
axes.legend(title="⟦slope|斜率⟧")
plt.show()

# %% [markdown] lang="en"
# Write $x$ for the place and $h$ for the distance to the second point. The **derivative** of $f$ at $x$ is what the slope of the secant tends to as $h$ goes to 0:
#
# $$ f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h} $$
#
# For $f(x) = x^2$ the quotient is $\frac{2xh + h^2}{h} = 2x + h$, and what is left for $h \to 0$ is $2x$. Calculus has found such formulas for all the usual functions. A few are enough to check a program with:
#
# | $f(x)$ | a constant | $x^n$ | $\sin x$ | $\cos x$ | $e^x$ |
# |---|---|---|---|---|---|
# | $f'(x)$ | $0$ | $n\,x^{n-1}$ | $\cos x$ | $-\sin x$ | $e^x$ |
#
# Not every function has a derivative everywhere. The graph of $|x|$ has a kink at 0: from the right all secants have slope 1, from the left −1, and there is no tangent.

# %% [markdown] lang="zh"
# 把这个位置记作 $x$，到第二个点的距离记作 $h$。$h$ 趋于 0 时，割线的斜率趋于的那个数，就叫 $f$ 在 $x$ 处的**导数**（derivative）：
#
# $$ f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h} $$
#
# 拿 $f(x) = x^2$ 来说，这个商等于 $\frac{2xh + h^2}{h} = 2x + h$；令 $h \to 0$，剩下 $2x$。常见的函数，微积分都给出了这样的公式。检验程序，下面几个就够了：
#
# | $f(x)$ | 常数 | $x^n$ | $\sin x$ | $\cos x$ | $e^x$ |
# |---|---|---|---|---|---|
# | $f'(x)$ | $0$ | $n\,x^{n-1}$ | $\cos x$ | $-\sin x$ | $e^x$ |
#
# 也不是每个函数处处都有导数。$|x|$ 的图像在 0 处有个尖点：右边的割线斜率都是 1，左边的都是 −1，没有切线。

# %% [markdown] lang="en"
# ## By computer: central differences { #central }
#
# A computer cannot let $h$ go to 0, but it can take a small one. The definition, taken as it stands, gives the **forward difference**. It looks to one side only, and for $x^2$ it misses by $h$. Look to both sides instead, from $x - h$ to $x + h$, which are $2h$ apart; this is the **central difference**:
#
# $$ f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} $$
#
# For $x^2$ the numerator is $(x + h)^2 - (x - h)^2 = 4xh$, and the result is $2x$ without any error. For $x^3$ it is $3x^2 + h^2$. The bend adds the same on both sides, and the subtraction removes it.

# %% [markdown] lang="zh"
# ## 让计算机来算：中心差分 { #central }
#
# 计算机没法让 $h$ 趋于 0，但可以取得很小。照搬定义，得到的是**前向差分**（forward difference）：只看一边，对 $x^2$ 就有 $h$ 的误差。不如两边都看，从 $x - h$ 到 $x + h$，相距 $2h$，这叫**中心差分**（central difference）：
#
# $$ f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} $$
#
# 对 $x^2$，分子是 $(x + h)^2 - (x - h)^2 = 4xh$，结果恰好是 $2x$，没有误差。对 $x^3$，结果是 $3x^2 + h^2$。曲线弯曲，在两边多出来的一样多，一相减就没有了。

# %% alt={"en": "A bending curve with its tangent at one point. The forward secant, from the point to the right, is much flatter than the tangent; the central secant, from left to right of the point, is nearly parallel to it.", "zh": "一条弯曲的曲线和它在一点的切线。前向割线从这一点连到右边，比切线平得多；中心割线从左边连到右边，与切线几乎平行。"} tags=["hide-input"]
x, h = 0.6, 0.8
left, here, right = np.sin([x - h, x, x + h])
line = np.linspace(-0.6, 2, 60)
figure, axes = plt.subplots(figsize=(5.8, 3.2))
axes.plot(line, np.sin(line), color=color("foreground"))
ends = np.array([-0.35, 1.45])
axes.plot(ends, here + np.cos(x) * (ends - x), color=color("red"), label=f"⟦tangent|切线⟧:  {np.cos(x):.3f}")
central, forward = (right - left) / (2 * h), (right - here) / h
axes.plot([x - h, x + h], [left, right], "o-", color=color("blue"), label=f"⟦central|中心⟧:  {central:.3f}")
axes.plot([x, x + h], [here, right], "o--", color=color("orange"), label=f"⟦forward|前向⟧:  {forward:.3f}")
axes.set_xticks([x - h, x, x + h], ["x − h", "x", "x + h"])
axes.set_yticks([])
axes.legend(title="⟦slope|斜率⟧", loc="lower right")
plt.show()

# %% [markdown] lang="en"
# Make $h$ ten times smaller, and the forward difference gets ten times better, the central one a hundred times. The errors for the sine at $x = 0.6$:

# %% [markdown] lang="zh"
# $h$ 缩小到十分之一，前向差分的误差也缩小到十分之一，中心差分的误差却缩小到百分之一。对正弦函数在 $x = 0.6$ 处，误差是：

# %%
x = 0.6
print("h        ⟦forward|前向⟧      ⟦central|中心⟧")
for h in (0.1, 0.01, 0.001):
    forward = (np.sin(x + h) - np.sin(x)) / h
    central = (np.sin(x + h) - np.sin(x - h)) / (2 * h)
    errors = abs(np.array([forward, central]) - np.cos(x))
    print(f"{h:<7}  {errors[0]:.1e}   {errors[1]:.1e}")

# %% [markdown] lang="en"
# Mind the parentheses: `a / 2 * h` divides by 2 and then *multiplies* by `h`.
#
# Your function works for any kind of number: Python's `3` and `3.0`, NumPy's `np.float32(3)`, an array of shape `()`. It returns the dtype of `x` if that is floating, else float64; but it computes in float64 whatever it gets ([why](#step) is said below). So ask `x` as it came for its shape and its dtype first, and only then convert it, with `np.float64(x)`, under another name. These tools help:
#
# - `np.ndim(x)` and `np.shape(x)` give the number of axes and the shape of *anything*, also of a plain number;
# - `np.result_type(x, 1.0)` gives the floating dtype that belongs to `x`, and `.type` of a dtype makes such a number.

# %% [markdown] lang="zh"
# 注意括号：`a / 2 * h` 是先除以 2，再*乘*以 `h`。
#
# 你的函数要接受各种各样的数：Python 的 `3` 和 `3.0`，NumPy 的 `np.float32(3)`，还有形状为 `()` 的数组。返回时，`x` 是浮点数就用 `x` 的 dtype，否则用 float64；计算时，不管拿到什么，一律用 float64（[为什么](#step)，后面会讲）。所以先向原来的 `x` 问清形状和 dtype，然后才用 `np.float64(x)` 转换，另取一个名字。用得上这些工具：
#
# - `np.ndim(x)` 和 `np.shape(x)` 给出轴的个数与形状，对*任何*东西都行，普通的数也行；
# - `np.result_type(x, 1.0)` 给出与 `x` 相应的浮点 dtype；dtype 的 `.type` 可以造出这种类型的数。

# %%
print(np.ndim(3.0), np.ndim(np.array([1, 2])), np.shape(np.array([1, 2])))
for number in (3, 3.0, np.float32(3), np.int32(3)):
    dtype = np.result_type(number, 1.0)
    print(f"{type(number).__name__:8} → {dtype}   {dtype.type(1) / 3}")

# %% [markdown] lang="en"
# A step must be positive and finite. `0 < h < np.inf` says just that, and is false for NaN, too, because every comparison with NaN is. If it is false, raise a `ValueError` with `h` in its message.

# %% [markdown] lang="zh"
# 步长必须是正的、有限的数。`0 < h < np.inf` 说的正是这个意思；对 NaN 也得到假，因为 NaN 与什么比较都得到假。条件不成立，就抛出 `ValueError`，错误信息里写明 `h`。

# %%
for h in (1e-5, 0, -1, float("nan"), float("inf")):
    print(h, 0 < h < np.inf)

# %% [markdown]
# <!-- exercise: numerical_derivative -->

# %% [markdown] lang="en"
# ## The tangent line { #tangent }
#
# The tangent at $x$ passes through the point of the curve, at height $f(x)$, and climbs $f'(x)$ for every unit to the right. At $t$ it is $t - x$ units to the right of that point, so its height is
#
# $$ f(x) + f'(x)\,(t - x) $$
#
# Close to $x$ the tangent can stand for the curve. Ten times closer, and the gap between them is a hundred times smaller:

# %% [markdown] lang="zh"
# ## 切线 { #tangent }
#
# $x$ 处的切线经过曲线上的那一点，高度是 $f(x)$；每向右走一格，上升 $f'(x)$。到了 $t$，已在那一点右边 $t - x$ 格，高度就是
#
# $$ f(x) + f'(x)\,(t - x) $$
#
# 在 $x$ 附近，可以用切线代替曲线。距离缩小到十分之一，两者的差距就缩小到百分之一：

# %%
from solutions.derivatives import tangent_line

line = tangent_line(np.sin, 0.6)
for distance in (1, 0.1, 0.01, 0.001):
    curve, tangent = np.sin(0.6 + distance), line(0.6 + distance)
    print(f"{distance:<6} ⟦curve|曲线⟧ {curve:.6f}", end="  ")
    print(f"⟦tangent|切线⟧ {tangent:.6f}  ⟦gap|差距⟧ {curve - tangent:.1e}")

# %% [markdown] lang="en"
# A straight line is the simplest function that there is, and *replace the curve by its tangent, go a little way, and repeat* is how networks are trained.
#
# `tangent_line(np.sin, 0.6)` returned a function. To write such a thing, define a function inside the function and return its name. The inner one still knows the variables of the outer one when it is called later:

# %% [markdown] lang="zh"
# 没有比直线更简单的函数了。*用切线代替曲线，走一小步，再重来*：网络就是这样训练的。
#
# `tangent_line(np.sin, 0.6)` 返回的是一个函数。要写出这样的东西，就在函数里面再定义一个函数，然后返回它的名字。以后调用里面的函数时，外面函数的变量它仍然记得：


# %%
def to_the_power(n):
    def power(t):
        return np.asarray(t**n, np.float32)

    return power


cube = to_the_power(3)
cube(2), cube(np.array([[1, 2, 3]]))

# %% [markdown] lang="en"
# `power` gives an array for an array, because `**`, like all arithmetic of NumPy, works on every element. `np.asarray(value, dtype)` gives a result its dtype.
#
# Compute height and slope in the outer function, so that it complains at once of an `x` that is no number. The slope is the work of `numerical_derivative`; hand it `x` in float64, or the slope is rounded to float32 before you use it. Hand it to `f`, too, in float64, for the same reason, and use it so in `t - x`: only the height that comes out is rounded.

# %% [markdown] lang="zh"
# 给 `power` 一个数组，得到的也是数组，因为 `**` 和 NumPy 的其他算术运算一样，对每个元素都起作用。`np.asarray(value, dtype)` 给结果定下 dtype。
#
# 高度和斜率要在外面的函数里算好，这样，`x` 不是一个数的时候，立刻就能报错。求斜率是 `numerical_derivative` 的事；交给它的 `x` 要先转成 float64，不然斜率还没用就舍入成了 float32。同样的道理，交给 `f` 的、`t - x` 里用的，也都是 float64 的 `x`：只有最后得出的高度才舍入。

# %% [markdown]
# <!-- exercise: tangent_line -->

# %% [markdown] lang="en"
# ## How small a step? { #step }
#
# By the formula, the smaller $h$, the better. On a computer it is not so. Here is the error of both differences for $e^x$ at $x = 1$, for steps from $1$ down to $10^{-13}$; and the central difference once more in float32:

# %% [markdown] lang="zh"
# ## 步长取多小才好 { #step }
#
# 照公式看，$h$ 越小越好。在计算机上却不是这样。下面对 $e^x$ 在 $x = 1$ 处，让步长从 $1$ 一直小到 $10^{-13}$，看两种差分的误差；中心差分还用 float32 再算一遍：


# %%
def forward_difference(f, x, h):
    return (f(x + h) - f(x)) / h


def central_difference(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


# %% alt={"en": "Error against step, both axes logarithmic. Each of three dotted curves falls towards the left along a straight line, reaches a lowest point and then rises again in a ragged cloud along a dashed line. The forward difference is lowest near a step of 1e-8, the central one much lower, near 1e-5, and in float32 the central one near 1e-2, far higher.", "zh": "误差随步长的变化，两个坐标轴都是对数刻度。三组点从右往左先沿直线下降，到达最低处，再沿虚线杂乱地上升。前向差分在步长 1e-8 附近最低；中心差分在 1e-5 附近，低得多；float32 的中心差分在 1e-2 附近，高得多。"} tags=["hide-input"]
from byhand.site.page import publish

steps = np.logspace(-13, 0, 131)
figure, axes = plt.subplots(figsize=(6.2, 3.8))
best = {}
for name, difference, dtype, role, mark in (
    ("forward", forward_difference, np.float64, "orange", "s"),
    ("central", central_difference, np.float64, "blue", "o"),
    ("single", central_difference, np.float32, "purple", "^"),
):
    tried = steps[steps > (1e-6 if dtype == np.float32 else 0)]
    slopes = np.array([difference(np.exp, dtype(1), dtype(h)) for h in tried], np.float64)
    error = np.maximum(np.abs(slopes - np.e), 1e-12)
    label = {"forward": "⟦forward|前向⟧", "central": "⟦central|中心⟧", "single": "⟦central, float32|中心，float32⟧"}[
        name
    ]
    axes.loglog(tried, error, mark, markersize=3, color=color(role), label=label)
    windows = np.exp(np.convolve(np.log(error), np.ones(9) / 9, mode="valid"))  # the cloud, smoothed
    best[name] = tried[4:-4][windows.argmin()], windows.min()
for dtype in (np.float64, np.float32):
    eps = float(np.finfo(dtype).eps)
    axes.loglog(steps, eps * np.e / (2 * steps), "--", color=color("muted"), linewidth=1)
axes.set(xlabel="h", ylabel="⟦error|误差⟧", ylim=(3e-13, 10), xlim=(5e-14, 2))
axes.legend(loc="lower left")
plt.show()
publish(**{f"best_{name}": f"{h:.0e}".replace("e-0", "e-") for name, (h, _) in best.items()})

# %% [markdown] lang="en"
# Two errors work against each other.
#
# - **Truncation.** The curve bends between the two points. This error is about $\frac{h}{2} |f''(x)|$ for the forward difference and $\frac{h^2}{6} |f'''(x)|$ for the central one: with both axes logarithmic, straight lines that fall to the left, the second twice as steeply. ($f''$ is the derivative of $f'$, and $f'''$ that of $f''$.)
# - **Rounding.** A computer stores $f(x + h)$ and $f(x - h)$ to some 16 digits. The smaller $h$, the more of these agree; the subtraction takes away the digits in which they agree, and leaves those that were rounded: [cancellation](elementwise.md#tanh). Let $\varepsilon$ be the gap between 1 and the next larger number, `np.finfo(np.float64).eps`. Each value is off by up to about $\frac{\varepsilon}{2} |f(x)|$, and the quotient by up to about $\varepsilon |f(x)| / 2h$, the dashed line: it *grows* as $h$ shrinks.
#
# The best step is where both are of the same size. For a function whose values and derivatives are neither huge nor tiny, that is near $\sqrt[3]{\varepsilon}$ for the central difference and $\sqrt{\varepsilon}$ for the forward one:

# %% [markdown] lang="zh"
# 有两种误差，此消彼长。
#
# - **截断误差**（truncation error）。两点之间，曲线是弯的。前向差分的这种误差约为 $\frac{h}{2} |f''(x)|$，中心差分约为 $\frac{h^2}{6} |f'''(x)|$：在对数刻度下都是直线，往左下降，后一条陡一倍。（$f''$ 是 $f'$ 的导数，$f'''$ 是 $f''$ 的导数。）
# - **舍入误差**（rounding error）。计算机存 $f(x + h)$ 和 $f(x - h)$，只存 16 位左右的数字。$h$ 越小，两者相同的位数越多；一相减，相同的位数没有了，剩下的正是舍入过的那些位，这就是[相消](elementwise.md#tanh)。记 $\varepsilon$ 为 1 与下一个更大的数之间的间隔，也就是 `np.finfo(np.float64).eps`。每个函数值最多差 $\frac{\varepsilon}{2} |f(x)|$ 左右，商就最多差 $\varepsilon |f(x)| / 2h$ 左右，就是图中的虚线：$h$ 越小，误差*越大*。
#
# 两种误差差不多大的时候，步长最好。如果函数值和各阶导数都不太大也不太小，中心差分的最佳步长在 $\sqrt[3]{\varepsilon}$ 附近，前向差分的在 $\sqrt{\varepsilon}$ 附近：

# %%
for dtype in (np.float64, np.float32):
    eps = np.finfo(dtype).eps
    cube_root, root = np.cbrt(eps), np.sqrt(eps)
    print(f"{dtype.__name__}  ε {eps:.1e}   ∛ε {cube_root:.1e}   √ε {root:.1e}")

# %% [markdown] lang="en"
# In the run above the lowest errors lie near $h$ = {{ best_central }} (central), {{ best_forward }} (forward) and {{ best_single }} (central in float32). That is why `1e-5` is a good default in float64, and why float32, with its 7 digits, would need a step a thousand times larger and still give a far worse result. In float32 a step of `1e-5` may even vanish altogether, and so it may in float64 when $x$ is huge:

# %% [markdown] lang="zh"
# 上面这次运行中，误差最低处的 $h$ 约为：中心差分 {{ best_central }}，前向差分 {{ best_forward }}，float32 的中心差分 {{ best_single }}。所以用 float64 时，默认取 `1e-5` 很合适；而 float32 只有 7 位数字，步长得大上千倍，结果还差得多。用 float32 时，`1e-5` 这么小的一步甚至会完全消失；$x$ 很大的时候，float64 也会这样：

# %%
print(np.float32(1000) + np.float32(1e-5) == np.float32(1000))
print(np.float64(1000) + 1e-5 == 1000, np.float64(1e12) + 1e-5 == 1e12)

# %% [markdown] lang="en"
# So convert to float64 *before* you add $h$, also where the result goes back to float32. And `h` is a parameter because no default fits all: where $x$ is huge, or $f$ changes on a small scale, the caller knows better.

# %% [markdown] lang="zh"
# 所以，加 $h$ *之前*就要转成 float64，哪怕结果最后还要变回 float32。`h` 之所以做成参数，是因为没有哪个默认值处处合适：$x$ 很大，或者 $f$ 在很小的范围里就变化很大，该用多大的步长，调用者更清楚。

# %% [markdown] lang="en"
# ## The gradient { #gradient }
#
# Now let $f$ take a whole array and still return one number, as a loss does. It has as many slopes as the array has numbers. Move number $i$ by $h$ to either side and **hold all the others**: what comes out is the **partial derivative** $\frac{\partial f}{\partial x_i}$, read "d f by d x i". All of them together, in the shape of $x$, are the **gradient** $\nabla f(x)$, read "nabla f":
#
# $$ \nabla f(x) = \left( \frac{\partial f}{\partial x_1}, \frac{\partial f}{\partial x_2}, \dots, \frac{\partial f}{\partial x_n} \right) $$
#
# $$ \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} $$
#
# where $e_i$ is 1 at position $i$ and 0 elsewhere.
#
# Here is one that can be looked at. A very simple judge compares an image with the mean of all threes and with that of all eights of the training set, and says how sure it is that this is a three, between 0 and 1. Its argument has 28 × 28 numbers. So has its gradient: it says of every pixel how the verdict changes if that pixel gets darker.

# %% [markdown] lang="zh"
# ## 梯度 { #gradient }
#
# 现在让 $f$ 接受整个数组，返回的仍是一个数，损失就是这样。数组里有几个数，就有几个斜率。让第 $i$ 个数往两边各动 $h$，**其余的都不动**，得到的叫**偏导数**（partial derivative），记作 $\frac{\partial f}{\partial x_i}$，读作“偏 f 偏 x i”。所有的偏导数放在一起，排成 $x$ 的形状，就是**梯度**（gradient），记作 $\nabla f(x)$，读作“nabla f”：
#
# $$ \nabla f(x) = \left( \frac{\partial f}{\partial x_1}, \frac{\partial f}{\partial x_2}, \dots, \frac{\partial f}{\partial x_n} \right) $$
#
# $$ \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} $$
#
# 其中 $e_i$ 在第 $i$ 个位置是 1，其他位置都是 0。
#
# 来看一个看得见的梯度。有个很简单的评判者，把一张图片与训练集里所有 3 的平均图、所有 8 的平均图作比较，说出有多大把握认为这是 3，把握在 0 与 1 之间。自变量有 28 × 28 个数，梯度也有这么多：对每个像素，都说明把它涂黑一点，评判会怎样变。

# %%
from byhand.mnist.data import load
from solutions.derivatives import numerical_gradient

data = load()
three = data.train_images[data.train_labels == 3].mean(axis=0) / 255
eight = data.train_images[data.train_labels == 8].mean(axis=0) / 255


def sureness(image):
    distance_3 = ((image - three) ** 2).sum()
    distance_8 = ((image - eight) ** 2).sum()
    return 1 / (1 + np.exp(distance_3 - distance_8))


image = (three + eight) / 2
slopes = numerical_gradient(sureness, image)
print(image.shape, slopes.shape, sureness(image).round(3))
print("⟦largest|最大⟧", slopes.max().round(3), " ⟦smallest|最小⟧", slopes.min().round(3))

# %% alt={"en": "Left, an image halfway between a three and an eight. Right, the gradient in the same 28 by 28 squares: red where a darker pixel speaks for a three, blue where it speaks for an eight, above all at the left side that closes the loops of the eight.", "zh": "左边是介于 3 与 8 之间的图片。右边是同样 28 行 28 列的梯度：红色处，像素越黑越像 3；蓝色处，像素越黑越像 8，主要在左侧使 8 的圈闭合的地方。"} tags=["hide-input"]
figure, panels = plt.subplots(1, 2, figsize=(5.6, 2.7))
panels[0].imshow(image, vmin=0, vmax=1)
tint = np.zeros((*slopes.shape, 4))
for role, sign in (("red", 1), ("blue", -1)):
    rgb = [int(color(role)[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    tint[sign * slopes > 0, :3] = rgb
tint[..., 3] = np.abs(slopes) / np.abs(slopes).max()
panels[1].imshow(tint)
for axes, title in zip(panels, ("⟦image|图片⟧", "⟦gradient|梯度⟧"), strict=True):
    axes.set(xticks=[], yticks=[], title=title)
    axes.grid(visible=False)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set(visible=True, color=color("faint"))
plt.show()

# %% [markdown] lang="en"
# Nobody told it about strokes: where the gradient is blue, a darker pixel makes the image less of a three.
#
# How to write it? You have met `np.ndindex(x.shape)`, which goes over all positions of an array of any rank, and `np.empty`, which makes room for the result. New is the step: an array of zeros with one $h$ in it.

# %% [markdown] lang="zh"
# 谁也没有教过它什么是笔画：梯度是蓝色的地方，像素越黑，就越不像 3。
#
# 怎么写呢？`np.ndindex(x.shape)` 会走遍数组的所有位置，轴有几个都行；`np.empty` 为结果准备地方，这两样你已经见过。新的是这一步怎么走：用一个全是 0、只有一处是 $h$ 的数组。

# %%
x = np.array([[1, 2, 3], [4, 5, 6]])
step = np.zeros(x.shape)
step[1, 0] = 0.25
print(x + step)
print(x.dtype, (x + step).dtype)

# %% [markdown] lang="en"
# `np.zeros` makes float64, and so the sum is float64, even where `x` holds integers or float32. And the sum is a *new* array. This matters, for $f$ is somebody else's code: it may write into what it is given, keep it, or return it. Three ways that look as good go wrong:

# %% [markdown] lang="zh"
# `np.zeros` 给出 float64，于是和也是 float64，不管 `x` 里是整数还是 float32。而且和是一个*新*数组。这一点很要紧，因为 $f$ 是别人写的代码：拿到数组以后，可能往里面写，可能留着，也可能直接返回。有三种看上去差不多的写法，都会出错：

# %%
whole = np.array([1, 2, 3])
whole[0] = whole[0] + 0.25  # ⟦an integer array rounds the step away|整数数组把这一步舍去了⟧
floats = np.array([1.0, 2.0, 3.0])
same = np.asarray(floats, np.float64)  # ⟦is float64 already, so this is no copy|已经是 float64，所以没有复制⟧
same[0] += 0.25
print(whole, floats, floats.astype(np.float64) is floats)


def squares_in_place(x):
    x *= x
    return x.sum()


probe = np.array([1.0, 2.0, 3.0])
print(squares_in_place(probe))
print(squares_in_place(probe))  # ⟦got other numbers|拿到的数已经变了⟧

# %% [markdown] lang="en"
# So: never write into `x`, not even for a moment, and give every call of $f$ a fresh array. `x.astype(np.float64)` always copies.
#
# A function that returns an array has no gradient. Raise a `ValueError` with the shape of what it returned; `np.ndim(value)` tells, and the mistake is common: a forgotten `.sum()`.

# %% [markdown] lang="zh"
# 所以：不要往 `x` 里写，一刻也不行；每次调用 $f$，都给一个新数组。`x.astype(np.float64)` 总会复制。
#
# 返回数组的函数没有梯度。这时抛出 `ValueError`，写明返回值的形状；用 `np.ndim(value)` 就能看出来。这种错很常见，多半是忘了写 `.sum()`。

# %% [markdown]
# <!-- exercise: numerical_gradient -->

# %% [markdown] lang="en"
# ## The steepest way up { #steepest }
#
# The gradient knows the slopes along the axes. What about all the other directions? Stand on a hillside: how steep it is depends on where you look. Choose a direction $u$ of length 1, walk along it, and only one number is left, the distance $t$ that you have gone. The slope of $t \mapsto f(x + t\,u)$ at $t = 0$ is the **directional derivative** of $f$ along $u$.
#
# It need not be measured anew for every direction. Close to $x$, the function is as good as flat, and each number of $x$ contributes its own slope times its own share of the way:
#
# $$ D_u f(x) = \sum_i \frac{\partial f}{\partial x_i} \, u_i = \nabla f(x) \cdot u $$
#
# A [dot product](dot_product.md#cosine). For two arrows of lengths $\lVert a \rVert$ and $\lVert b \rVert$ with the angle $\theta$ between them it is $\lVert a \rVert \, \lVert b \rVert \cos\theta$, and $u$ has length 1, so
#
# $$ D_u f(x) = \lVert \nabla f(x) \rVert \cos\theta $$
#
# A cosine is at most 1, and it is 1 where the angle is 0. So **the gradient points where the function rises fastest, and its length is the slope there**. At right angles to it the slope is 0: that is the way of a contour line, along which the height stays the same. And straight against it, the function falls fastest.
#
# Here is an oval hill, 4 high at (0, 0), and the gradient at a place on its slope:

# %% [markdown] lang="zh"
# ## 最陡的方向 { #steepest }
#
# 梯度知道沿各个轴的斜率。其他的方向呢？站在山坡上，坡有多陡，要看你朝哪边。选一个长度为 1 的方向 $u$，沿着它走，就只剩下一个数：走过的距离 $t$。$t \mapsto f(x + t\,u)$ 在 $t = 0$ 处的斜率，叫 $f$ 沿 $u$ 的**方向导数**（directional derivative）。
#
# 用不着每个方向都重新去量。在 $x$ 附近，函数几乎是平的；$x$ 里的每个数，贡献的是自己的斜率乘以自己那一份路程：
#
# $$ D_u f(x) = \sum_i \frac{\partial f}{\partial x_i} \, u_i = \nabla f(x) \cdot u $$
#
# 这是一个[点积](dot_product.md#cosine)。两个箭头长度为 $\lVert a \rVert$ 和 $\lVert b \rVert$，夹角为 $\theta$ 时，点积等于 $\lVert a \rVert \, \lVert b \rVert \cos\theta$；而 $u$ 的长度是 1，所以
#
# $$ D_u f(x) = \lVert \nabla f(x) \rVert \cos\theta $$
#
# 余弦最大是 1，夹角为 0 时取到。所以**梯度指向函数上升最快的方向，梯度的长度就是那个方向上的斜率**。与梯度垂直的方向，斜率是 0：沿着等高线走就是这样，高度不变。正对着梯度反过来走，函数下降最快。
#
# 来看一座椭圆形的小山，山顶在 (0, 0)，高 4；再看山坡上一点处的梯度：

# %%
from solutions.derivatives import directional_derivative


def height(p):
    return 4 - 0.25 * p[0] ** 2 - p[1] ** 2


place = np.array([2.0, 0.9])
uphill = numerical_gradient(height, place)
length = np.sqrt((uphill**2).sum())
print("⟦gradient|梯度⟧", uphill.round(3), " ⟦length|长度⟧", length.round(3))
print("⟦slope along it|沿梯度的斜率⟧", directional_derivative(height, place, uphill).round(3))

# %% alt={"en": "Left, the contour lines of an oval hill with its top in the middle. At a point on the slope a circle of directions is drawn; the gradient, a red arrow, is at right angles to the contour line through the point, and its line misses the top. Two orange squares mark the directions along the contour line. Right, the directional derivative against the angle: a cosine, greatest at the angle of the gradient, where it equals the gradient's length, and 0 at the two orange squares.", "zh": "左边是一座椭圆形小山的等高线，山顶在中央。山坡上一点处画着一圈方向；红色箭头是梯度，与过这一点的等高线垂直，它所在的直线并不经过山顶；两个橙色方块标出沿等高线的方向。右边是方向导数随角度的变化：一条余弦曲线，在梯度的角度处最大，等于梯度的长度；在两个橙色方块处为 0。"} tags=["hide-input"]
turns = np.linspace(-np.pi, np.pi, 49)
rates = [directional_derivative(height, place, np.array([np.cos(a), np.sin(a)])) for a in turns]
figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.1), width_ratios=(1.35, 1))
grid = np.meshgrid(np.linspace(-3, 4, 71), np.linspace(-1.6, 2.2, 39))
here = float(height(place))
levels = [-1, 0, 1, here, 3, 3.7]
tints = [color("foreground") if level == here else color("muted") for level in levels]
left.contour(*grid, height(grid), levels=levels, colors=tints, linewidths=1, linestyles="solid")
circle = place[:, None] + [np.cos(turns), np.sin(turns)]
left.plot(*circle, color=color("blue"), linewidth=1.2, linestyle="--")
style = {"arrowstyle": "-|>", "color": color("red"), "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
left.annotate("", xy=place + uphill / length, xytext=place, arrowprops=style)
left.plot(*zip(place, place + uphill * 1.35, strict=True), ":", color=color("red"), linewidth=1.2)
left.plot(*place, "o", color=color("red"), markersize=4)
level_way = np.array([-uphill[1], uphill[0]]) / length
for side in (1, -1):
    left.plot(*(place + side * level_way), "s", color=color("orange"), markersize=5)
left.plot(0, 0, "^", color=color("green"), markersize=7)
left.text(-0.2, 0.12, "⟦top|山顶⟧", ha="right", color=color("green"))
left.set(aspect="equal", xticks=[], yticks=[], xlim=(-3, 4), ylim=(-1.6, 2.2))
left.grid(visible=False)
right.plot(np.degrees(turns), rates, color=color("blue"))
angle = np.degrees(np.arctan2(uphill[1], uphill[0]))
right.plot(angle, length, "o", color=color("red"))
right.annotate("‖∇f‖", xy=(angle, length), xytext=(22, -2), textcoords="offset points", color=color("red"))
right.plot([angle + 90, angle + 270], [0, 0], "s", color=color("orange"), markersize=5)
right.axhline(0, color=color("muted"), linewidth=0.8)
right.set_xticks([-180, -90, 0, 90, 180], ["−180°", "−90°", "0°", "90°", "180°"])
right.set(xlabel="⟦direction|方向⟧", title="⟦directional derivative|方向导数⟧")
plt.show()
assert abs(max(rates) - length) < 0.02

# %% [markdown] lang="en"
# Every point of the blue curve is a directional derivative that was measured. Its top is where the red arrow points, and as high as the gradient is long. The orange squares are the two ways along the contour line.
#
# The caller's direction may have any length. Divide by the length first, for otherwise `[6, 8]` would seem twice as steep as `[3, 4]`, which points the same way. The length of an array of any shape is the root of the sum of all squares, `np.sqrt((d**2).sum())` or `np.linalg.norm(d)` (convert `d` to float64 first). A zero direction points nowhere: its length is 0, and that is an error. Only 0 is; a direction of length 1e-9 is short, but points somewhere. So is a direction of another shape than `x`; compare the shapes yourself, or NumPy will broadcast.
#
# There are two good ways to go on: the gradient times the direction, with `x` in float64 (or else the gradient is rounded to float32 before its products are added up), or one single central difference along $t$, whatever the number of elements. For the second, make a function of one number, `lambda t: f(x + t * unit)`, and you have an exercise that you have solved already.

# %% [markdown] lang="zh"
# 蓝色曲线上的每一点，都是实际量出来的方向导数。曲线最高处，就是红箭头所指的方向；那里的高度，就是梯度的长度。橙色方块是沿等高线的两个方向。
#
# 调用者给的方向，长度可以是任意的。先除以长度，不然 `[6, 8]` 看起来就比 `[3, 4]` 陡一倍，其实两者指的是同一个方向。数组不论什么形状，长度都是所有元素平方和的平方根：`np.sqrt((d**2).sum())`，或者 `np.linalg.norm(d)`（先把 `d` 转成 float64）。零向量没有方向，长度是 0，应当报错。只有 0 才报错：长度为 1e-9 的方向虽短，也是方向。方向的形状与 `x` 不同，也应当报错；形状要自己比较，不然 NumPy 就广播了。
#
# 接下来有两条路可走：求梯度与方向的点积，`x` 要先转成 float64，不然乘积还没相加，梯度就舍入成了 float32；或者沿 $t$ 只做一次中心差分，元素再多也一样。走第二条路，就造一个以一个数为自变量的函数 `lambda t: f(x + t * unit)`，剩下的正是你已经做过的一道练习。

# %% [markdown]
# <!-- exercise: directional_derivative -->

# %% [markdown] lang="en"
# ## Many outputs: the Jacobian { #many-outputs }
#
# A layer of a network takes a vector of $n$ numbers and returns a vector of $m$. Each output has a slope for each input, $m \cdot n$ in all. Arranged in a matrix they are the **Jacobian**:
#
# $$ J_{ij} = \frac{\partial f_i}{\partial x_j}, \qquad \text{shape } (m, n) $$
#
# A **row** belongs to an output, and is its gradient. A **column** belongs to an input: it is what all outputs do when this input moves.

# %% [markdown] lang="zh"
# ## 多个输出：雅可比矩阵 { #many-outputs }
#
# 网络的一层，输入 $n$ 个数的向量，返回 $m$ 个数的向量。每个输出对每个输入都有一个斜率，一共 $m \cdot n$ 个。排成矩阵，就是**雅可比矩阵**（Jacobian matrix）：
#
# $$ J_{ij} = \frac{\partial f_i}{\partial x_j}, \qquad \text{形状 } (m, n) $$
#
# 一**行**属于一个输出，就是这个输出的梯度。一**列**属于一个输入：这个输入动一动，所有的输出各变多少。

# %% alt={"en": "A Jacobian with two rows and three columns. Above the columns stand the inputs x0, x1, x2; beside the rows the outputs f0, f1. One row is marked as the gradient of f1, one column as what moving x2 does.", "zh": "两行三列的雅可比矩阵。列的上方是输入 x0、x1、x2，行的旁边是输出 f0、f1。一行标为 f1 的梯度，一列标为 x2 动一动的效果。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(480, 212)
for left, title, mark in (
    (40, "⟦row: the gradient of f₁|行：f₁ 的梯度⟧", np.arange(2)[:, None] == [[1, 1, 1]]),
    (284, "⟦column: only x₂ moves|列：只有 x₂ 动⟧", np.arange(3)[None] == [[2], [2]]),
):
    names = np.array([[f"∂f{i}/∂x{j}" for j in "₀₁₂"] for i in "₀₁"])
    box = drawing.grid((2, 3), at=(left, 80), cell=62, role="blue", mark=mark)
    for i, j in np.ndindex(2, 3):
        drawing.text(names[i, j], at=box.at(i, j), size=15, role="paper" if mark[i, j] else "foreground")
    for j in range(3):
        drawing.text(f"x{'₀₁₂'[j]}", at=(box.at(0, j)[0], 62), role="orange", mono=True)
    for i in range(2):
        drawing.text(f"f{'₀₁'[i]}", at=(left - 18, box.at(i, 0)[1]), role="green", mono=True)
    drawing.text(title, at=(box.center, 24), role="muted")
drawing

# %% [markdown] lang="en"
# A program computes columns: move input $j$ to either side, and the difference of the two output vectors, divided by $2h$, is column $j$. It is written into a matrix by `result[:, j] = …`, all rows at once. How many rows there are, $m$, only $f$ knows: call it once at `x` and look at the shape of what it returns. Then the matrix is right even when there is no input at all, and it has the shape $(m, 0)$.
#
# A point at distance $r$ and angle $\varphi$ has the coordinates $(r \cos\varphi, r \sin\varphi)$. So the Jacobian should be $\cos\varphi, -r\sin\varphi$ in the first row and $\sin\varphi, r\cos\varphi$ in the second:

# %% [markdown] lang="zh"
# 程序最容易求出的是列：让第 $j$ 个输入往两边各动一下，两个输出向量之差除以 $2h$，就是第 $j$ 列。用 `result[:, j] = …` 把它写进矩阵，所有的行一次写好。一共有几行，也就是 $m$ 是几，只有 $f$ 知道：在 `x` 处先调用一次，看看返回值的形状。这样一来，即使一个输入也没有，矩阵也不会错，形状是 $(m, 0)$。
#
# 用距离 $r$ 和角度 $\varphi$ 表示平面上的一点，它的坐标就是 $(r \cos\varphi, r \sin\varphi)$。所以雅可比矩阵的第一行应当是 $\cos\varphi, -r\sin\varphi$，第二行应当是 $\sin\varphi, r\cos\varphi$：

# %%
from solutions.derivatives import jacobian


def on_the_map(place):
    r, phi = place
    return np.array([r * np.cos(phi), r * np.sin(phi)])


r, phi = 2.0, 0.5
c, s = np.cos(phi), np.sin(phi)
print(jacobian(on_the_map, np.array([r, phi])).round(6))
print(np.array([[c, -r * s], [s, r * c]]).round(6))

# %% [markdown] lang="en"
# For a linear map $x \mapsto Wx$, of which a dense layer is made, the Jacobian is $W$ itself, wherever $x$ is.
#
# Again give every call an array of its own. Here it is easy to be caught: `lambda x: x` returns its argument, so with one array for both calls, both results are that array, and their difference is 0.

# %% [markdown] lang="zh"
# 全连接层的主要部分是线性映射 $x \mapsto Wx$，它的雅可比矩阵就是 $W$，$x$ 在哪里都一样。
#
# 每次调用同样要给一个单独的数组。这里特别容易中招：`lambda x: x` 返回的就是它的参数，如果两次调用用的是同一个数组，两个结果就都是这个数组，相减得 0。

# %% [markdown]
# <!-- exercise: jacobian -->

# %% [markdown] lang="en"
# ## Numerical or automatic? { #automatic }
#
# Central differences need nothing of a function but its values. The price: $2n$ calls of $f$ for $n$ numbers, and the last five or six digits gone. For 400,000 weights that is 800,000 passes through the network for a single gradient.
#
# [**Automatic differentiation**](https://docs.jax.dev/en/latest/automatic-differentiation.html) looks at the operations that the function is made of. For each of them the derivative is known, and the chain rule, the subject of the next chapter, puts them together. That is exact up to rounding, takes no $h$, and in its *reverse mode* costs only a few times as much as one call of $f$, however large $n$ is. JAX does it: `jax.grad(f)` returns a new function, the gradient of $f$. The function must be written with `jax.numpy`, so that JAX can follow it.

# %% [markdown] lang="zh"
# ## 数值微分与自动微分 { #automatic }
#
# 用中心差分，只要知道函数值就行。代价是：有 $n$ 个数，就要调用 $f$ 共 $2n$ 次；末尾五六位数字还不可信。四十万个权重，求一次梯度，就要让数据在网络里走八十万遍。
#
# [**自动微分**](https://docs.jax.dev/en/latest/automatic-differentiation.html)（automatic differentiation）看的是函数由哪些运算组成。每种运算的导数都是已知的，再用链式法则拼起来，那是下一章的内容。这样求出的导数，除了舍入误差之外是精确的，不需要 $h$；其中的*反向模式*（reverse mode），不论 $n$ 多大，代价都只是调用一次 $f$ 的几倍。JAX 做的就是这件事：`jax.grad(f)` 返回一个新函数，也就是 $f$ 的梯度。函数要用 `jax.numpy` 来写，JAX 才能跟踪其中的运算。

# %%
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)  # ⟦float32 is JAX's default|JAX 默认用 float32⟧


def sureness_in_jax(image):
    distance_3 = ((image - three) ** 2).sum()
    distance_8 = ((image - eight) ** 2).sum()
    return 1 / (1 + jnp.exp(distance_3 - distance_8))


calls = 0


def counted(image):
    global calls
    calls += 1
    return sureness(image)


numerical = numerical_gradient(counted, image)
automatic = np.asarray(jax.grad(sureness_in_jax)(image))
p = sureness(image)
exact = 2 * p * (1 - p) * (three - eight)  # ⟦derived by hand, for comparison|手工推导的公式，用来对照⟧
print("⟦calls of f|调用 f 的次数⟧", calls)
print("⟦error, numerical|误差，数值⟧", f"{np.abs(numerical - exact).max():.0e}")
print("⟦error, automatic|误差，自动⟧", f"{np.abs(automatic - exact).max():.0e}")

# %% [markdown] lang="en"
# The same for the other exercises of this chapter:

# %% [markdown] lang="zh"
# 本章其他几个练习，也可以这样对照：

# %%
from solutions.derivatives import numerical_derivative

print(numerical_derivative(np.sin, 0.6), jax.grad(jnp.sin)(0.6))


def on_the_map_in_jax(place):
    return place[0] * jnp.array([jnp.cos(place[1]), jnp.sin(place[1])])


at = np.array([2.0, 0.5])
gap = jacobian(on_the_map, at) - jax.jacobian(on_the_map_in_jax)(at)
print(f"{np.abs(gap).max():.0e}")
along = np.array([3.0, 4.0])
print(
    directional_derivative(height, place, along),
    jax.jvp(height, (place,), (along / 5,))[1],
)

# %% [markdown] lang="en"
# So hardly anybody trains a network by differences. They are the second opinion: whoever writes a derivative by hand, as you will in the next chapter, checks it against differences, which know nothing of the derivation and so do not share its mistakes.

# %% [markdown] lang="zh"
# 所以几乎没有人用差分来训练网络。差分的用处是另作一次独立的检验：谁亲手推导了导数（下一章你就要这样做），谁就拿差分来对照。差分对推导过程一无所知，也就不会跟着犯同样的错。

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# ### "The smaller h, the more exact the derivative" { #myth-tiny-step }
#
# True on paper, and on a computer true for central differences down to about $10^{-5}$. Then rounding takes over, and at last $x + h$ *is* $x$, and every function seems flat. The derivative of $e^x$ at 1 is $e$, 2.718281828…:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# ### “h 越小，导数越精确” { #myth-tiny-step }
#
# 纸上如此；在计算机上用中心差分，步长不小于 $10^{-5}$ 左右时也如此。再小，舍入误差就占了上风；最后 $x + h$ *就是* $x$，什么函数看上去都是平的。$e^x$ 在 1 处的导数是 $e$，即 2.718281828……：

# %%
for h in (1e-2, 1e-5, 1e-10, 1e-15, 1e-17):
    slope = central_difference(np.exp, 1.0, h)
    print(f"h = {h:.0e}   {slope:.10f}   ⟦error|误差⟧ {abs(slope - np.e):.0e}")

# %% [markdown] lang="en"
# ### "The gradient points to the maximum" { #myth-to-the-maximum }
#
# It points where the function rises fastest *from here*, and knows nothing of what lies further on. In the picture of the [hill](#steepest) the dotted line misses the top. Measured: the angle between the gradient and the way to the top, and the greatest height that one gets to by going straight on along the gradient:

# %% [markdown] lang="zh"
# ### “梯度指向最大值” { #myth-to-the-maximum }
#
# 梯度指向的，是*从这里看*上升最快的方向；再往前有什么，梯度并不知道。在[小山](#steepest)那张图里，虚线就没有经过山顶。量一量：梯度与通往山顶的方向夹角有多大；沿着梯度一直走，最高能到哪里：

# %%
to_the_top = -place  # ⟦the top is at (0, 0), 4 high|山顶在 (0, 0)，高 4⟧
distance = np.sqrt((to_the_top**2).sum())
cosine = (uphill * to_the_top).sum() / (length * distance)
print("⟦angle|夹角⟧", f"{np.degrees(np.arccos(cosine)):.0f}°")
straight_on = [height(place + s * uphill) for s in np.linspace(0, 3, 301)]
print("⟦height here|此处高度⟧", f"{height(place):.2f}")
print("⟦greatest on the way|沿途最高⟧", f"{max(straight_on):.2f}")

# %% [markdown] lang="en"
# Where the contour lines are circles it does point to their centre; in general it does not. This is why descent takes many small steps, and asks for the gradient anew at each.

# %% [markdown] lang="zh"
# 等高线是圆的时候，梯度确实指向圆心；一般并非如此。所以梯度下降要走许多小步，每一步都重新求一次梯度。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "What does a central difference give for $|x|$ at 0, and what is the derivative there?"
#
#     It gives 0, for every $h$, since $|h| - |-h| = 0$. The derivative does not exist: there is a kink. A number comes out all the same; a difference never says that there is no tangent.
#
# ??? question "A loss depends on weights of shape `(784, 512)`. What shape does its gradient have, and how often does `numerical_gradient` call the loss?"
#
#     The same shape, `(784, 512)`. Twice for each of the $784 \cdot 512 = 401408$ numbers: 802,816 times.
#
# ??? question "At some point the gradient is $(3, 4)$. What is the greatest slope, what is the slope along $(1, 0)$, and in which direction is it 0?"
#
#     The greatest is the length, $\sqrt{9 + 16} = 5$, along $(3, 4)$ itself. Along $(1, 0)$ it is $3$, the dot product. It is 0 at right angles to the gradient, along $(4, -3)$ or $(-4, 3)$.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "对 $|x|$ 在 0 处求中心差分，得到什么？那里的导数是多少？"
#
#     不论 $h$ 是多少，都得到 0，因为 $|h| - |-h| = 0$。导数却不存在：那里是尖点。即便如此，差分还是会给出一个数；没有切线，差分是不会说的。
#
# ??? question "损失取决于形状为 `(784, 512)` 的权重。它的梯度是什么形状？`numerical_gradient` 要调用损失函数多少次？"
#
#     形状相同，`(784, 512)`。一共 $784 \cdot 512 = 401408$ 个数，每个数两次：802,816 次。
#
# ??? question "在某一点，梯度是 $(3, 4)$。最大的斜率是多少？沿 $(1, 0)$ 的斜率是多少？沿哪个方向斜率为 0？"
#
#     最大的斜率就是梯度的长度，$\sqrt{9 + 16} = 5$，方向就是 $(3, 4)$。沿 $(1, 0)$ 是点积 $3$。与梯度垂直时斜率为 0，也就是沿 $(4, -3)$ 或 $(-4, 3)$。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# You have seen a gradient checked by differences before: in [the gradient of a broadcast](broadcasting.md#gradient). The next step is to compute gradients without any differences, operation by operation, and then to walk along them, downhill, until a [network reads digits](mnist_mlp.md).
#
# Further reading: [*Dive into Deep Learning*, section 2.4](https://d2l.ai/chapter_preliminaries/calculus.html) ([in Chinese](https://zh.d2l.ai/chapter_preliminaries/calculus.html)), on derivatives and gradients; [Goodfellow, Bengio and Courville, *Deep Learning*, chapter 4](https://www.deeplearningbook.org/contents/numerical.html), on rounding and on gradients; [Baydin et al., "Automatic differentiation in machine learning: a survey"](https://jmlr.org/papers/v18/17-468.html), on what numerical, symbolic and automatic differentiation are and are not.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 用差分检验梯度，你以前已经见过：在[广播的梯度](broadcasting.md#gradient)那里。下一步是不用差分，一个运算一个运算地求出梯度；然后沿着梯度往下走，一直走到[网络认得数字](mnist_mlp.md)为止。
#
# 延伸阅读：[《动手学深度学习》2.4 节](https://zh.d2l.ai/chapter_preliminaries/calculus.html)（[英文版](https://d2l.ai/chapter_preliminaries/calculus.html)），讲导数与梯度；[Goodfellow、Bengio、Courville《深度学习》第 4 章](https://www.deeplearningbook.org/contents/numerical.html)，讲舍入误差与梯度；[Baydin 等的综述 Automatic differentiation in machine learning: a survey](https://jmlr.org/papers/v18/17-468.html)，讲清了数值微分、符号微分与自动微分各是什么、不是什么。

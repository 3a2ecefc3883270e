# %% [markdown] lang="en"
# # Linear regression { #linear_regression }
#
# The smallest network there is has one input, one output, no hidden layer, and two parameters. It is a line. Everything about it can be drawn and checked: the loss is a surface over a plane, training is a walk on that surface, and a formula says where the walk must end. So here, for once, one can see how far from the goal training stops.
#
# After this chapter you can
#
# - derive both gradients of the mean squared error of a line, and train it;
# - say why gradient descent is slow on these data, and make it fast;
# - derive the best line by a formula, and compute it without losing digits;
# - say what a single outlier does, and what a line does not tell you.

# %% [markdown] lang="zh"
# # 线性回归 { #linear_regression }
#
# 最小的网络只有一个输入、一个输出，没有隐藏层，参数一共两个。它就是一条直线。正因为小，样样都能画出来、验证清楚：损失是平面上方的一张曲面，训练是在曲面上走路，而终点在哪里，有公式可算。训练停下时离目标还有多远，难得在这里看得一清二楚。
#
# 学完这一章，你能够：
#
# - 推导直线的均方误差的两个梯度，并训练这条直线；
# - 说清梯度下降在这组数据上为什么慢，并让它变快；
# - 推导最佳直线的公式，算的时候不丢有效数字；
# - 说清一个离群值会造成什么后果，以及一条直线没有告诉你什么。

# %% [markdown] lang="en"
# ## One input, one output { #line }
#
# Here are fifteen pairs of numbers. They are only numbers; to have something in mind, take $x$ for the age of an apple tree in years and $y$ for its height in metres. The task is **regression**: to predict a quantity, the height, from the age. The model is a line with the **slope** $w$ and the **intercept** $b$, its height above $x = 0$:
#
# $$ \hat{y} = w x + b $$
#
# In the words of networks $w$ is a weight and $b$ a bias: a dense layer of shape `(1, 1)` without an activation.

# %% [markdown] lang="zh"
# ## 一个输入，一个输出 { #line }
#
# 下面有十五对数。它们只是数；为了便于想象，就把 $x$ 当作苹果树的树龄，单位是年，把 $y$ 当作树高，单位是米。要做的事叫**回归**（regression）：预测一个量，这里是由树龄预测树高。模型是一条直线，**斜率**（slope）为 $w$，**截距**（intercept）为 $b$，也就是直线在 $x = 0$ 处的高度：
#
# $$ \hat{y} = w x + b $$
#
# 用网络的话来说，$w$ 是权重，$b$ 是偏置；这是一个形状为 `(1, 1)`、没有激活函数的全连接层。

# %%
import numpy as np

x = np.array([3.3, 4.4, 5.5, 6.71, 6.93, 4.168, 9.779, 6.182, 7.59, 2.167, 7.042, 10.791, 5.313, 7.997, 3.1])
y = np.array([1.7, 2.76, 2.09, 3.19, 1.694, 1.573, 3.366, 2.596, 2.53, 1.221, 2.827, 3.465, 1.65, 2.904, 1.3])
w, b = 0.2, 1.5  # a guess
print(x.shape, y.shape)
print((w * x + b)[:4], y[:4])

# %% alt={"en": "Fifteen points and a guessed line; a red segment joins each point to the line, straight up or down.", "zh": "十五个点和一条随手猜的直线；从每个点到直线，竖直画着一小段红线。"} tags=["hide-input"]
import matplotlib.pyplot as plt

from byhand.site.palette import color


def draw_points(axes):
    axes.plot(x, y, "o", color=color("foreground"), markersize=4.5, zorder=3)
    axes.set(xlabel="x", ylabel="y", xlim=(0, 12), ylim=(0, 4.4))


figure, axes = plt.subplots(figsize=(5.6, 3))
axes.vlines(x, y, w * x + b, color=color("red"), linewidth=1.4)
ends = np.array([0.0, 12.0])
axes.plot(ends, w * ends + b, color=color("blue"))
axes.text(9.7, 3.95, "ŷ = 0.2 x + 1.5", color=color("blue"), ha="right")
draw_points(axes)
plt.show()

# %% [markdown] lang="en"
# The red segments are the **errors** $\hat{y}_i - y_i$ (the **residuals** are the same with the other sign). They stand upright: the line predicts $y$, so it is in $y$ that it errs.
#
# In code the line is one expression, for inputs of any shape. Three traps are known from [earlier](sgd.md#downhill): integers must become floats *before* the product, or those of few bits wrap around; float32 must stay float32 even if $w$ is a NumPy float64, which would turn all into float64; and $w$ and $b$ are single numbers, while an array in their place would quietly be broadcast. `np.result_type(x, 1.0)` is the dtype that is wanted, and `np.shape(w)` is `()` for a number, Python's or NumPy's.

# %% [markdown] lang="zh"
# 红线段就是**误差** $\hat{y}_i - y_i$（反过来减，叫**残差**，residual）。红线段是竖直的：直线预测的是 $y$，错也就错在 $y$ 上。
#
# 写成代码，直线只是一个式子，输入是什么形状都行。[前面](sgd.md#downhill)遇到过的三个陷阱，这里都有：整数要在相乘*之前*转成浮点数，否则位数少的整数会回绕；$w$ 如果是 NumPy 的 float64，会把 float32 全变成 float64，而 float32 应当保持不变；$w$ 和 $b$ 都是单个的数，换成数组，就会悄悄广播。需要的 dtype 是 `np.result_type(x, 1.0)`；`np.shape(w)` 对 Python 和 NumPy 的数都给出 `()`。

# %% [markdown]
# <!-- exercise: predict -->

# %% [markdown] lang="en"
# ## The loss is a surface { #surface }
#
# Which line is best? The one with the smallest [mean squared error](losses.md#loss). The fifteen points are fixed now; what varies is the line:
#
# $$ L(w, b) = \frac{1}{n} \sum_i (w x_i + b - y_i)^2 $$
#
# To each pair $(w, b)$ belongs one number: a surface over the plane of all lines. Each summand is the square of something linear in $w$ and $b$, so the surface is a bowl, without bumps or second valleys. But what a bowl:

# %% [markdown] lang="zh"
# ## 损失是一张曲面 { #surface }
#
# 哪条直线最好？[均方误差](losses.md#loss)最小的那条。现在十五个点是固定的，变的是直线：
#
# $$ L(w, b) = \frac{1}{n} \sum_i (w x_i + b - y_i)^2 $$
#
# 每一对 $(w, b)$ 对应一个数，这就是一张曲面，铺在由所有直线组成的平面上方。求和的每一项，都是 $w$ 和 $b$ 的一次式的平方，所以曲面是一个碗，没有鼓包，也没有第二个谷。只是这个碗的样子很特别：

# %% alt={"en": "A surface over w and b: steep walls left and right, and between them a long, nearly level ravine. A red path falls from the start down one wall and then creeps a short way along the bottom, towards a distant star.", "zh": "w 和 b 上方的曲面：左右两边是陡壁，中间一条几乎水平的长沟。红色的路线从起点跌下陡壁，然后沿沟底爬了一小段，离星号还很远。"} tags=["hide-input"]
from solutions.linear_regression import fit_in_closed_form, mse_gradients
from solutions.sgd import gradient_descent


def height(w, b):
    return ((np.multiply.outer(w, x) + np.asarray(b)[..., np.newaxis] - y) ** 2).mean(axis=-1)


best = np.array(fit_in_closed_form(x, y))
path = gradient_descent(lambda p: np.array(mse_gradients(x, y, *p)), np.zeros(2), 0.01, 100)
figure = plt.figure(figsize=(5.6, 3.9), layout="none")
axes = figure.add_axes((0, 0, 1, 1), projection="3d")
ws, bs = np.meshgrid(np.linspace(-0.05, 0.6, 14), np.linspace(-1.0, 2.0, 9))
axes.plot_wireframe(ws, bs, height(ws, bs), color=color("blue"), linewidth=0.5, alpha=0.6)
axes.plot(*path.T, height(*path.T), color=color("red"), linewidth=2.2, zorder=9)
axes.plot(*path[:1].T, height(*path[0]), "o", color=color("red"), markersize=6, zorder=9)
axes.plot(*best[:, np.newaxis], height(*best), "*", color=color("green"), markersize=13, zorder=9)
axes.set(xlabel="w", ylabel="b", zlabel="L", xticks=[0, 0.2, 0.4, 0.6], yticks=[-1, 0, 1, 2], zticks=[0, 5, 10])
axes.view_init(elev=48, azim=-75)
axes.set_box_aspect((4, 4, 2.4), zoom=0.95)
for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
    axis.set_pane_color((0, 0, 0, 0))
plt.show()

# %% [markdown] lang="en"
# It is a **ravine**. Tilting the line changes the loss much, for the trees are {{ mean_age }} years old on average, and far from 0 a little slope makes much height. Along the bottom, where a smaller slope is made up for by a larger intercept, the loss hardly changes. The red path is the walk that this chapter is about: gradient descent from $w = b = 0$, 100 steps. The star marks the lowest point.

# %% [markdown] lang="zh"
# 这是一道**狭沟**（ravine）。直线斜一点，损失就变很多：树龄平均 {{ mean_age }} 年，离 0 较远，斜率差一点，高度就差很多。而沿着沟底走，斜率小一些，截距就大一些，正好补上，损失几乎不变。红色的路线就是这一章要讲的：从 $w = b = 0$ 出发，梯度下降 100 步。星号处最低。

# %% [markdown] lang="en"
# ## Two slopes { #gradients }
#
# The walk needs the gradient: how fast $L$ grows with $w$, and how fast with $b$. Take it apart. Call the error $e_i = w x_i + b - y_i$, so that $L = \frac{1}{n} \sum_i e_i^2$. The [**chain rule**](chain_rule.md#one-after-another), outer derivative times inner derivative, says for each sample: the derivative of $e_i^2$ by $e_i$ is $2 e_i$; and $e_i$ itself grows with $w$ at the rate $x_i$, with $b$ at the rate 1. Hence
#
# $$ \frac{\partial L}{\partial w} = \frac{1}{n} \sum_i 2 e_i \cdot x_i = \frac{2}{n} \sum_i e_i x_i $$
#
# $$ \frac{\partial L}{\partial b} = \frac{1}{n} \sum_i 2 e_i \cdot 1 = \frac{2}{n} \sum_i e_i $$
#
# The factor 2 stays. Some books start from half the squared error to be rid of it; their gradients are half as large, and so the same learning rate makes steps half as long. The formulas can be read: $b$ is pulled by the mean error, $w$ by the errors of samples with large $x$ above all.

# %% [markdown] lang="zh"
# ## 两个斜率 { #gradients }
#
# 要往下走，先要知道梯度：$w$ 增大时 $L$ 增长多快，$b$ 增大时又是多快。拆开来看。误差记作 $e_i = w x_i + b - y_i$，于是 $L = \frac{1}{n} \sum_i e_i^2$。[**链式法则**](chain_rule.md#one-after-another)（chain rule）是外层的导数乘以内层的导数，对每个样本来说：$e_i^2$ 对 $e_i$ 的导数是 $2 e_i$；而 $e_i$ 自己，对 $w$ 的变化率是 $x_i$，对 $b$ 的变化率是 1。所以
#
# $$ \frac{\partial L}{\partial w} = \frac{1}{n} \sum_i 2 e_i \cdot x_i = \frac{2}{n} \sum_i e_i x_i $$
#
# $$ \frac{\partial L}{\partial b} = \frac{1}{n} \sum_i 2 e_i \cdot 1 = \frac{2}{n} \sum_i e_i $$
#
# 因数 2 留着。有些书从平方误差的一半出发，好把 2 约掉；那样梯度只有一半大，学习率相同，步子也就只有一半长。公式的意思很明白：拉动 $b$ 的，是误差的平均值；拉动 $w$ 的，主要是 $x$ 大的那些样本的误差。

# %%
e = w * x + b - y
print("∂L/∂w:", 2 * (e * x).mean(), "  ∂L/∂b:", 2 * e.mean())


def loss(w, b):
    return ((w * x + b - y) ** 2).mean()


h = 0.25
print((loss(w + h, b) - loss(w - h, b)) / (2 * h), (loss(w, b + h) - loss(w, b - h)) / (2 * h))

# %% [markdown] lang="en"
# The [central differences](derivatives.md#central) in the last line agree, with a step as large as 0.25: along a parabola they are exact, whatever the step. Beware of $2\,\bar{e}\,\bar{x}$, the product of the means, for the first gradient: the mean of the products is another number. And check the shapes: `(15, 1)` less `(15,)` would be a table of 15 × 15 errors.

# %% [markdown] lang="zh"
# 最后一行是[中心差分](derivatives.md#central)，两者一致，而步长有 0.25 那么大：对抛物线来说，中心差分是精确的，步长多大都行。第一个梯度不要写成 $2\,\bar{e}\,\bar{x}$：平均值的乘积，不等于乘积的平均值。还要检查形状：`(15, 1)` 减 `(15,)`，得到的是一张 15 × 15 的误差表。

# %% [markdown]
# <!-- exercise: mse_gradients -->

# %% [markdown] lang="en"
# ## Down into the valley { #descent }
#
# The rest is [gradient descent](sgd.md#downhill). All fifteen samples make one step, the **full batch**, so an epoch is a step. Each epoch: note the loss, find both gradients, move both parameters *at the same time*. Whoever moves $w$ first and then asks for the gradient by $b$ asks at another point, and follows no gradient any more. And note the loss before the step: then the first entry is the loss of the start, and the last step is not noted.
#
# With $w = b = 0$ the prediction is 0 for every tree, and the first loss is the mean of $y^2$. The learning rate is 0.01; with one above $2 / \lambda$, where $\lambda$ is [the greatest curvature](sgd.md#learning-rate) of the surface, the losses grow. The next section computes that bound.
#
# `dtype.type(0)` is the 0 of a dtype, and `dtype.type(number)` brings a number back to it.

# %% [markdown] lang="zh"
# ## 走下山谷 { #descent }
#
# 剩下的就是[梯度下降](sgd.md#downhill)。每一步用上全部十五个样本，也就是**全批量**（full batch），所以一轮就是一步。每一轮做三件事：记下损失，求两个梯度，*同时*移动两个参数。如果先动了 $w$，再去求对 $b$ 的梯度，那已经是在另一个点上求了，走的就不再是梯度的方向。损失要在走这一步之前记：这样第一个记的是起点的损失，最后一步之后的不记。
#
# $w = b = 0$ 时，每棵树的预测值都是 0，所以第一个损失就是 $y^2$ 的平均值。学习率取 0.01；如果大于 $2 / \lambda$，损失会越来越大，这里 $\lambda$ 是曲面[最大的曲率](sgd.md#learning-rate)。这个界限，下一节再算。
#
# `dtype.type(0)` 是某个 dtype 的 0，`dtype.type(number)` 把一个数转回这个 dtype。

# %% [markdown]
# <!-- exercise: fit_by_gradient_descent -->

# %%
from byhand.site.page import publish
from solutions.linear_regression import fit_by_gradient_descent

w, b, losses = fit_by_gradient_descent(x, y, 0.01, 100)
for epoch in (0, 1, 2, 3, 10, 50, 99):
    print(f"⟦epoch|第⟧ {epoch:2} ⟦|轮⟧  ⟦loss|损失⟧ {losses[epoch]:.4f}")
print(f"⟦after 100 epochs|100 轮之后⟧: w = {w:.4f}, b = {b:.4f}, ⟦loss|损失⟧ {loss(w, b):.4f}")

# %% alt={"en": "Left: long thin contours; the path jumps into the ravine and creeps up it, far from the star at the lowest point. Right: the points with the line after 0, 1 and 100 epochs and, dashed, the best line.", "zh": "左：狭长的等高线；路线一下子跳进沟里，然后慢慢往上爬，离最低点的星号还很远。右：各点，0、1、100 轮之后的直线，虚线是最佳直线。"} tags=["hide-input"]
figure, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.1))
ws, bs = np.meshgrid(np.linspace(-0.05, 0.6, 40), np.linspace(-0.4, 1.5, 30))
left.contour(
    ws, bs, height(ws, bs), levels=loss(*best) + np.geomspace(0.01, 8, 7), colors=color("faint"), linewidths=0.9
)
left.plot(*path.T, "o-", color=color("red"), markersize=2.2, linewidth=0.9)
left.plot(*best, "*", color=color("green"), markersize=13)
left.set(xlabel="w", ylabel="b")
left.grid(False)
draw_points(right)
for epochs, role in ((0, "muted"), (1, "orange"), (100, "red")):
    right.plot(ends, path[epochs, 0] * ends + path[epochs, 1], color=color(role), label=epochs)
right.plot(ends, best[0] * ends + best[1], "--", color=color("green"), label="⟦best|最佳⟧")
right.legend(loc="upper left", ncols=2, title="⟦epochs|轮数⟧")
right.set_ylim(-0.15, 5.6)
plt.show()

# %% [markdown] lang="en"
# Two steps, and the path lies at the bottom of the ravine; the loss has fallen from {{ loss_0 }} to {{ loss_2 }}. Then it creeps. The loss looks finished, but $b$, which is to become {{ best_b }}, is {{ b_100 }} after 100 epochs. A flat loss curve says that the ground is flat, not that one has arrived.

# %% [markdown] lang="zh"
# 只用两步，就到了沟底，损失从 {{ loss_0 }} 降到了 {{ loss_2 }}。然后就慢慢爬。看损失，像是训练完了；可是 $b$ 最终应当是 {{ best_b }}，100 轮之后才 {{ b_100 }}。损失曲线平了，只说明脚下是平的，并不说明已经到了。

# %% [markdown] lang="en"
# ## Why it is slow { #slow }
#
# The second derivatives of $L$ are constant. Collected in a matrix, the **Hessian**, they are, with bars for means over the samples,
#
# $$ H = 2 \begin{pmatrix} \overline{x^2} & \bar{x} \\ \bar{x} & 1 \end{pmatrix} $$
#
# and the gradient at a distance $d$ from the lowest point is $H d$. So a step takes $d$ to $d - \eta H d$. In the two main directions of the bowl $H$ only stretches, by the curvatures $\lambda_1$ and $\lambda_2$, its eigenvalues; there each step multiplies the distance by $1 - \eta \lambda_k$, as on [a parabola](sgd.md#learning-rate). `np.linalg.eigvalsh` finds them:

# %% [markdown] lang="zh"
# ## 为什么慢 { #slow }
#
# $L$ 的二阶导数都是常数。排成矩阵，叫**黑塞矩阵**（Hessian）；上划线表示对样本取平均：
#
# $$ H = 2 \begin{pmatrix} \overline{x^2} & \bar{x} \\ \bar{x} & 1 \end{pmatrix} $$
#
# 在偏离最低点 $d$ 的地方，梯度是 $H d$，所以走一步，$d$ 变成 $d - \eta H d$。在碗的两个主方向上，$H$ 只起伸缩的作用，倍数就是曲率 $\lambda_1$ 和 $\lambda_2$，也叫特征值；在这两个方向上，每一步都让距离乘上 $1 - \eta \lambda_k$，与[抛物线上](sgd.md#learning-rate)一样。用 `np.linalg.eigvalsh` 求：


# %%
def hessian(x):
    return 2 * np.array([[(x**2).mean(), x.mean()], [x.mean(), 1.0]])


flat, steep = np.linalg.eigvalsh(hessian(x))
print(f"λ: {flat:.4f}, {steep:.2f}   2 / λ = {2 / steep:.4f}")
print(f"⟦condition number|条件数⟧: {steep / flat:.0f}")
print(f"1 − 0.01 λ: {1 - 0.01 * flat:.4f}, {1 - 0.01 * steep:.4f}")
half = np.log(0.5) / np.log(1 - 0.01 * flat)
print(f"⟦epochs to halve the distance along the ravine|沿沟底，距离减半所需的轮数⟧: {half:.0f}")
for rate in (0.0225, 0.0235):
    print(rate, fit_by_gradient_descent(x, y, rate, 101)[2][[0, 1, 2, 100]].round(3))

# %% tags=["hide-input"]
_, round_bowl = np.linalg.eigvalsh(hessian(x - x.mean()))
publish(
    condition=f"{steep / flat:.0f}",
    centred=f"{round_bowl / 2:.1f}",
    mean_age=f"{x.mean():.1f}",
    loss_0=f"{losses[0]:.2f}",
    loss_2=f"{losses[2]:.2f}",
    fall=f"{1 - losses[99] / losses[98]:.1%}",
    best_b=f"{best[1]:.3f}",
    b_100=f"{b:.3f}",
    floor=f"{loss(*best):.3f}",
)

# %% [markdown] lang="en"
# The steep direction forbids learning rates above $2 / \lambda_2$; at such rates the flat one hardly moves. The ratio of the curvatures, {{ condition }}, is the **condition number** of the problem, and the number of epochs grows with it.
#
# The cure lies in $H$: its off-diagonal element is $\bar{x}$. **Centre** the inputs, $x - \bar{x}$, and it vanishes: slope and height at the middle no longer make up for each other. The condition number becomes {{ centred }}. [Divide by the standard deviation as well](data_preparation.md#standardising), and $H$ is twice the identity: a round bowl, where the rate ½ arrives with the first step. The line found is $w' (x - \bar{x}) + b'$, so in the old terms $w = w'$ and $b = b' - w' \bar{x}$. Here is the distance to the best $(w, b)$ by the number of epochs, always in the old terms:

# %% [markdown] lang="zh"
# 陡的方向不许学习率超过 $2 / \lambda_2$，而学习率这么小，平的方向就几乎不动。两个曲率之比是 {{ condition }}，叫问题的**条件数**（condition number），条件数越大，需要的轮数越多。
#
# 办法就在 $H$ 里：非对角线上的元素是 $\bar{x}$。把输入**中心化**（centre），即 $x - \bar{x}$，这个元素就成了 0：斜率与中间的高度，不再互相补来补去。条件数降到 {{ centred }}。[再除以标准差](data_preparation.md#standardising)，$H$ 就是单位矩阵的两倍：圆圆的碗，学习率取 ½，一步就到。这样求出的直线是 $w' (x - \bar{x}) + b'$，换回原来的写法，$w = w'$，$b = b' - w' \bar{x}$。下面是到最佳 $(w, b)$ 的距离随轮数的变化，都按原来的写法算：

# %%
middle, spread = x.mean(), x.std()
settings = {
    "x, 0.01": (0.0, 1.0, 0.01),
    "x − x̄, 0.01": (middle, 1.0, 0.01),
    "x − x̄, 0.1": (middle, 1.0, 0.1),
    "(x − x̄) / s, 0.5": (middle, spread, 0.5),
}


def walk(inputs, rate, epochs):
    def gradient(p):
        return np.array(mse_gradients(inputs, y, *p))

    return gradient_descent(gradient, np.zeros(2), rate, epochs).T


marks = [1, 10, 100, 1000, 10000]
print(" " * 18, *(f"{mark:8}" for mark in marks))
distances = {}
for name, (shift, scale, rate) in settings.items():
    until = 5 if shift == 0 else 4  # the others need no 10,000
    ws, bs = walk((x - shift) / scale, rate, marks[until - 1])
    old = np.stack([ws / scale, bs - ws * shift / scale], axis=1)
    distances[name] = np.hypot(*(old - best).T)
    row = distances[name][marks[:until]]
    print(f"{name:18}", *(f"{distance:8.1e}" for distance in row))

# %% alt={"en": "Distance against epochs, logarithmic: with x it hardly falls in 100 epochs; centred with rate 0.1 it falls in a straight line; standardised it is at rounding error after one epoch.", "zh": "距离随轮数的变化，对数坐标：用 x，100 轮几乎没有下降；中心化并取学习率 0.1，笔直下降；标准化之后，一轮就降到舍入误差。"} tags=["hide-input"]
figure, axes = plt.subplots(figsize=(6, 2.9))
for (name, distance), role in zip(distances.items(), ("red", "orange", "blue", "green"), strict=True):
    shown = distance[:3] if "/" in name else distance[:101:2]
    axes.semilogy(np.arange(len(shown)) * (1 if "/" in name else 2), shown, color=color(role), label=name)
axes.set(xlabel="⟦epochs|轮数⟧", ylabel="⟦distance|距离⟧")
axes.legend(loc="lower center")
plt.show()

# %% [markdown] lang="en"
# Ten thousand epochs on the raw inputs, or one on the standardised ones. (At first the centred walks move away, measured in the old terms: $w'$ is soon right, $b'$ not yet, and $b$ is made of both.) This is why inputs are standardised before networks are trained, too, though there no formula says where the end would have been.

# %% [markdown] lang="zh"
# 原来的输入要走一万轮，标准化之后只要一轮。（中心化之后，按原来的写法量，开头反而走远了：$w'$ 很快就对了，$b'$ 还没有，而 $b$ 由这两者算出。）训练网络之前也要把输入标准化，道理就在这里；只是到了网络那里，再没有公式告诉我们终点在哪里了。

# %% [markdown] lang="en"
# ## The lowest point by a formula { #closed-form }
#
# At the lowest point both gradients are zero:
#
# $$ \sum_i (w x_i + b - y_i) = 0 $$
#
# $$ \sum_i (w x_i + b - y_i) \, x_i = 0 $$
#
# These are the **normal equations**. The first, divided by $n$, says $w \bar{x} + b = \bar{y}$: the best line goes through the point of the two means, and $b = \bar{y} - w \bar{x}$. Put this into the second:
#
# $$ \sum_i \bigl( w (x_i - \bar{x}) - (y_i - \bar{y}) \bigr) \, x_i = 0 $$
#
# The bracket sums to 0 on its own, so $x_i$ may be replaced by $x_i - \bar{x}$. Now solve for $w$:
#
# $$ w = \frac{\sum_i (x_i - \bar{x})(y_i - \bar{y})}{\sum_i (x_i - \bar{x})^2} $$
#
# The numerator is $n$ times the covariance, the denominator $n$ times the variance of $x$. (For many inputs see Bishop, *Pattern Recognition and Machine Learning*, section 3.1.1, and Goodfellow et al., *Deep Learning*, section 5.1.4.) The equations also say that the errors are perpendicular to the vector of all ones and to $x$: what is left over has no mean and no slope, or the line could have taken it along.

# %% [markdown] lang="zh"
# ## 用公式直达最低点 { #closed-form }
#
# 在最低点，两个梯度都是零：
#
# $$ \sum_i (w x_i + b - y_i) = 0 $$
#
# $$ \sum_i (w x_i + b - y_i) \, x_i = 0 $$
#
# 这叫**正规方程**（normal equations）。第一个除以 $n$，就是 $w \bar{x} + b = \bar{y}$：最佳直线经过两个平均值所在的那一点，而且 $b = \bar{y} - w \bar{x}$。代入第二个：
#
# $$ \sum_i \bigl( w (x_i - \bar{x}) - (y_i - \bar{y}) \bigr) \, x_i = 0 $$
#
# 括号里的部分，自己加起来就是 0，所以 $x_i$ 可以换成 $x_i - \bar{x}$。解出 $w$：
#
# $$ w = \frac{\sum_i (x_i - \bar{x})(y_i - \bar{y})}{\sum_i (x_i - \bar{x})^2} $$
#
# 分子是协方差的 $n$ 倍，分母是 $x$ 的方差的 $n$ 倍。（输入有多个时，见 Bishop《Pattern Recognition and Machine Learning》3.1.1 节，以及 Goodfellow 等《深度学习》5.1.4 节。）方程还说明，误差与全 1 向量垂直，也与 $x$ 垂直：剩下来的误差，平均是 0，也没有升降的趋势；要是有，直线早就随之调整了。

# %%
from_mean = x - x.mean()
w = (from_mean * (y - y.mean())).sum() / (from_mean**2).sum()
b = y.mean() - w * x.mean()
e = w * x + b - y
print(f"w = {w:.6f}, b = {b:.6f}, ⟦loss|损失⟧ {(e**2).mean():.6f}")
print(abs(e.sum()) < 1e-13, abs((e * x).sum()) < 1e-12)

# %% [markdown] lang="en"
# Textbooks also multiply the sums out, $n \sum x_i^2 - (\sum x_i)^2$ and the like. On paper it is the same; in a computer two huge numbers that nearly agree are subtracted, and the digits cancel. Years show it, here in float32:

# %% [markdown] lang="zh"
# 有的教科书把和式展开，写成 $n \sum x_i^2 - (\sum x_i)^2$ 之类。在纸上没有区别；到了计算机里，却是两个几乎相等的大数相减，有效数字都抵消了。换成年份，用 float32 来算，就看得出来：

# %%
years = np.array([2001, 2003, 2004, 2006, 2009], np.float32)
heights = np.array([1.0, 1.5, 2.0, 2.5, 3.0], np.float32)
n, d = np.float32(5), years - years.mean()
print("Σ (x − x̄) …:", (d * (heights - heights.mean())).sum() / (d**2).sum())
above = n * (years * heights).sum() - years.sum() * heights.sum()
print("n Σ x y − … :", above / (n * (years**2).sum() - years.sum() ** 2))
wide = years.astype(np.float64)
print("float64     :", np.polyfit(wide - 2000, heights, 1)[0])

# %% [markdown] lang="en"
# And if all $x$ are equal? Then the denominator is 0, and for a reason: the points stand above each other, every line through their middle has the same loss, and no slope is the best. That is an error to be raised, not a NaN to be returned. Ask $x$ itself, `x.min() == x.max()`; the sum of squares need not come out as 0:

# %% [markdown] lang="zh"
# 如果 $x$ 全都相等呢？分母是 0，这是有道理的：所有的点上下排成一列，经过它们中间的直线，损失全都一样，没有哪个斜率最好。应当报错，而不是返回 NaN。要问 $x$ 自己，写 `x.min() == x.max()`；平方和算出来未必是 0：

# %%
column, above = np.array([0.1, 0.1, 0.1]), np.array([1.0, 2.0, 3.0])
for slope in (-5.0, 0.0, 70.0):
    print(slope, ((slope * (column - 0.1) + 2.0 - above) ** 2).mean())
print(((column - column.mean()) ** 2).sum())

# %% [markdown]
# <!-- exercise: fit_in_closed_form -->

# %% [markdown] lang="en"
# ## Second opinions { #second-opinions }
#
# NumPy has two functions for the job. `np.polyfit(x, y, 1)` fits a polynomial of degree 1; `np.linalg.lstsq` takes a matrix with a column for each parameter, here $x$ and ones, and so does any number of inputs. JAX differentiates the loss by itself. All of them agree with what is written by hand:

# %% [markdown] lang="zh"
# ## 换个办法来核对 { #second-opinions }
#
# NumPy 有两个现成的函数。`np.polyfit(x, y, 1)` 拟合一次多项式；`np.linalg.lstsq` 接收一个矩阵，每个参数一列，这里是 $x$ 和全 1，输入再多也能用。JAX 则自己对损失求导。它们都与手写的一致：

# %%
import jax

jax.config.update("jax_enable_x64", True)
print("⟦by hand|手写⟧", np.array(fit_in_closed_form(x, y)))
print("polyfit", np.polyfit(x, y, 1))
print("lstsq  ", np.linalg.lstsq(np.stack([x, np.ones(15)], axis=1), y)[0])
by_jax = jax.grad(lambda p: ((p[0] * x + p[1] - y) ** 2).mean())(np.array([0.2, 1.5]))
print("jax.grad", by_jax, "⟦by hand|手写⟧", np.array(mse_gradients(x, y, 0.2, 1.5)))

# %% [markdown] lang="en"
# Then why descend at all? Because the formula is a gift of this one case: squares of something linear. With [a relu in between](classification.md#activation), or with [cross-entropy](classification.md#softmax-regression) for the loss, there is no formula, but there still is a gradient.

# %% [markdown] lang="zh"
# 那何必还要下降呢？因为公式只在这一种情形下才有：一次式的平方。[中间加一个 relu](classification.md#activation)，或者损失换成[交叉熵](classification.md#softmax-regression)，就没有公式了，而梯度总还是有的。

# %% [markdown] lang="en"
# ## One wrong point { #outlier }
#
# Someone misplaces the decimal point: the oldest tree, {{ tallest }} m, is entered as {{ slip }} m. Squared, that one error outweighs all the others, and the line goes after it. It matters where the **outlier** stands. At the end of the range it has a long lever and tilts the line; in the middle the same slip mostly lifts it:

# %% [markdown] lang="zh"
# ## 错了一个点 { #outlier }
#
# 有人把小数点点错了：最老的那棵树高 {{ tallest }} 米，录成了 {{ slip }} 米。平方之后，这一个误差压过了其余所有的，直线就追着它跑。**离群值**在什么位置也有关系：在两端，力臂长，直线会斜过去；在中间，同样的错误主要是把直线抬高：

# %% alt={"en": "The fifteen points, two outliers high above them, and three lines: without an outlier; much steeper with the one at the right end; lifted with the one in the middle.", "zh": "十五个点，上方很高处有两个离群值，还有三条直线：没有离群值的；右端有离群值的，陡得多；中间有离群值的，抬高了。"}
figure, axes = plt.subplots(figsize=(5.6, 3.4))
draw_points(axes)
for index, role, words in (
    (None, "green", "⟦as measured|原来⟧"),
    (x.argmax(), "red", "⟦slip at the end|错在右端⟧"),
    (np.abs(x - x.mean()).argmin(), "orange", "⟦slip in the middle|错在中间⟧"),
):
    typed = y.copy()
    if index is not None:
        typed[index] *= 10
        axes.plot(x[index], typed[index], "o", color=color(role))
    slope, intercept = fit_in_closed_form(x, typed)
    print(f"w = {slope:6.3f}  b = {intercept:6.3f}  {words}")
    axes.plot(ends, slope * ends + intercept, color=color(role), label=words)
axes.set_ylim(-9, 38)
axes.legend(loc="upper left")
plt.show()

# %% [markdown] lang="en"
# So look at the points before you trust a line. If such slips must be expected, [absolute errors](losses.md#absolute) pull less, but have no formula either.

# %% [markdown] lang="zh"
# 所以先看看点，再相信直线。如果这类错误难免，[绝对误差](losses.md#absolute)的拉力小些，只是同样没有公式。

# %% [markdown] lang="en"
# ## Beyond the data { #extrapolation }
#
# The youngest tree is {{ youngest }} years old, the oldest {{ oldest }}. Between them, predicting is **interpolation**: the points say what to expect, and how widely they scatter. Outside it is **extrapolation**, and nothing in the data speaks for it, however small the loss. The line goes on for ever; trees do not:

# %% [markdown] lang="zh"
# ## 数据之外 { #extrapolation }
#
# 最年轻的树，树龄 {{ youngest }} 年；最老的，{{ oldest }} 年。在这之间预测，叫**内插**（interpolation）：大概多高，上下会差多少，那些点都能说明。超出这个范围，叫**外推**（extrapolation），损失再小，数据里也没有任何依据。直线可以一直延伸下去，树却不会：

# %%
from solutions.linear_regression import predict

for age in (0.0, 6.0, 100.0, 200.0):
    print(f"{age:5.0f} ⟦years|年⟧: {predict(np.array(age), *best):5.2f} ⟦m|米⟧")

# %% tags=["hide-input"]
publish(
    youngest=f"{x.min()}",
    oldest=f"{x.max()}",
    tallest=f"{y[x.argmax()]}",
    slip=f"{10 * y[x.argmax()]:.2f}",
    seed=f"{100 * predict(np.array(0.0), *best):.0f}",
    giant=f"{predict(np.array(200.0), *best):.0f}",
)

# %% [markdown] lang="en"
# A seed {{ seed }} cm high, and an apple tree of {{ giant }} m. The same holds for networks: they answer any input, also one that is like nothing they have seen, and do not say that they are guessing.

# %% [markdown] lang="zh"
# 一颗 {{ seed }} 厘米高的种子，一棵 {{ giant }} 米高的苹果树。网络也是如此：给什么输入，都会回答，哪怕从没见过类似的，也不会说自己是在猜。

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# ### "After 100 epochs it has found the solution" { #myth-arrived }
#
# The loss now falls by {{ fall }} per epoch, which looks like the end. But the distance to the best line is still most of what it was. Epochs are not a measure of being done; the gradient tells more, and the formula tells all:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# ### “训练 100 轮，就找到了解” { #myth-arrived }
#
# 到这时，损失每一轮只降 {{ fall }}，看上去已经到头了。可是离最佳直线的距离，大半还在。走了多少轮，说明不了是否走完；看梯度更清楚，有公式就一目了然：

# %%
print(f"⟦loss, epochs 98 and 99|第 98、99 轮的损失⟧: {losses[98]:.5f}, {losses[99]:.5f}")
print(f"⟦distance left|剩下的距离⟧: {distances['x, 0.01'][100] / distances['x, 0.01'][0]:.0%}")
print(f"⟦slopes|梯度⟧: {np.array(mse_gradients(x, y, *path[100])).round(5)}")

# %% [markdown] lang="en"
# ### "Trained long enough, the loss reaches 0" { #myth-zero }
#
# It reaches its smallest value, {{ floor }} here. That is 0 only if all points lie on a line. Whoever wants a loss of 0 needs a model that goes through every point, such as a polynomial of degree 14. Ask it about a tree between two that it knows:

# %% [markdown] lang="zh"
# ### “训练得够久，损失就会到 0” { #myth-zero }
#
# 损失会到最小值，这里是 {{ floor }}。只有所有的点都在一条直线上，最小值才是 0。非要损失为 0，就得换一个经过每个点的模型，比如 14 次多项式。再问问它，树龄介于两棵已知的树之间时，树有多高：

# %%
through_all = np.polynomial.Polynomial.fit(x, y, 14)
print(f"⟦loss|损失⟧ {((through_all(x) - y) ** 2).mean():.1e}")
for age in (2.6, 10.4):
    print(f"{age} ⟦years|年⟧: {through_all(age):8.1f} ⟦m, the line|米，直线⟧ {predict(np.array(age), *best):.1f}")

# %% [markdown] lang="en"
# ### "A line that fits shows what causes what" { #myth-cause }
#
# The same fifteen pairs, the other way round: the age from the height. It fits just as well, for the share of the variance that a line explains is the same in both directions. Yet nobody gets older by growing. A fit says that two quantities go together in these data; causes need other evidence, such as an experiment.

# %% [markdown] lang="zh"
# ### “拟合得好，就说明谁导致了谁” { #myth-cause }
#
# 还是那十五对数，反过来，由树高求树龄。拟合得一样好：直线能解释的那部分方差，两个方向所占的比例相同。可是谁也不会因为长高而变老。拟合只说明，这批数据里两个量是一起变化的；谁是原因，要靠别的证据，比如做实验。

# %%
for name, inputs, outputs in (("⟦height from age|由树龄求树高⟧", x, y), ("⟦age from height|由树高求树龄⟧", y, x)):
    slope, intercept = fit_in_closed_form(inputs, outputs)
    left_over = ((slope * inputs + intercept - outputs) ** 2).mean() / outputs.var()
    print(f"{name}: w = {slope:.3f}, ⟦explained|所解释的方差⟧ {1 - left_over:.1%}")

# %% tags=["hide-input"]
publish(slope=f"{best[0]:.3f}", turned=f"{1 / best[0]:.2f}")

# %% [markdown] lang="en"
# Nor is the second line the first one turned round: that one would have the slope 1 / {{ slope }} ≈ {{ turned }}. Each line keeps the errors small in what it predicts.

# %% [markdown] lang="zh"
# 第二条直线也不是把第一条倒过来：倒过来的斜率是 1 / {{ slope }} ≈ {{ turned }}。每条直线只管让自己预测的那个量误差小。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "Why does the best line always go through the point $(\bar{x}, \bar{y})$?"
#
#     Because the gradient by $b$ is twice the mean error. If the line passed above that point, its mean error would be positive, and lowering it would help.
#
# ??? question "You copy every sample, so that each is there twice. What happens to the best line, to the gradients, and to the number of epochs?"
#
#     Nothing. All of them are made of means, and those stay. With sums in place of means the gradients would double, and a learning rate that worked could be too large.
#
# ??? question "You measure the age in months instead of years. What becomes of $w$, $b$ and the learning rate 0.01?"
#
#     The slope is divided by 12, the intercept stays. But $\overline{x^2}$ becomes 144 times as large, and with it the greatest curvature, nearly: 0.01 is far above $2 / \lambda$ now, and descent explodes. The formula does not mind.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "最佳直线为什么总经过点 $(\bar{x}, \bar{y})$？"
#
#     因为对 $b$ 的梯度是平均误差的两倍。直线要是从这一点上方经过，平均误差就是正的，往下移一移会更好。
#
# ??? question "每个样本都复制一份，变成两个。最佳直线、梯度、所需的轮数各会怎样？"
#
#     都不变。它们都由平均值构成，平均值没有变。如果不取平均而只求和，梯度就会加倍，原来合适的学习率可能就太大了。
#
# ??? question "树龄改用月作单位。$w$、$b$ 会怎样？学习率 0.01 呢？"
#
#     斜率除以 12，截距不变。可是 $\overline{x^2}$ 成了 144 倍，最大的曲率也差不多如此：0.01 远远超过了 $2 / \lambda$，梯度下降会发散。公式则不受影响。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# A line predicts quantities. [The number of a class is none](classification.md#not-quantities): to tell *classes* apart it takes scores, [softmax and cross-entropy](losses.md#scores), and layers with activations between them. That is [the next chapter](classification.md), and at the end of the way stands [the network that reads digits](mnist_mlp.md).
#
# Further reading: Bishop, [*Pattern Recognition and Machine Learning*](https://www.microsoft.com/en-us/research/people/cmbishop/prml-book/), section 3.1; Goodfellow et al., [*Deep Learning*](https://www.deeplearningbook.org/), sections 4.3 and 5.1.4; [*Dive into Deep Learning*, 3.1](https://d2l.ai/chapter_linear-regression/linear-regression.html) ([in Chinese](https://zh.d2l.ai/chapter_linear-networks/linear-regression.html)).

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 直线预测的是量，而[类别的编号不是量](classification.md#not-quantities)。要分清*类别*，就要用得分、[softmax 和交叉熵](losses.md#scores)，以及中间夹着激活函数的多个层。[下一章](classification.md)就讲这些，最后会走到[识别手写数字的网络](mnist_mlp.md)。
#
# 延伸阅读：Bishop，[《Pattern Recognition and Machine Learning》](https://www.microsoft.com/en-us/research/people/cmbishop/prml-book/) 3.1 节；Goodfellow 等，[《深度学习》](https://www.deeplearningbook.org/) 4.3 和 5.1.4 节；[《动手学深度学习》3.1 节](https://zh.d2l.ai/chapter_linear-networks/linear-regression.html)（[英文版](https://d2l.ai/chapter_linear-regression/linear-regression.html)）。

# %% [markdown] lang="en"
# # Chain rule and backpropagation { #chain-rule }
#
# The network of the capstone has {{ capstone }} parameters. To train it, you need the slope of the loss at each of them. Central differences would run the network twice for every parameter, {{ runs }} times for a single step. **Backpropagation** gets all the slopes from one run forward and one run backward, exact to rounding. It is nothing but the chain rule, applied in a clever order.
#
# After this chapter you can
#
# - differentiate functions of functions, and say at which place each slope is taken;
# - send a gradient backward through sums, products, matrix products, relu, sigmoid and the loss of a classifier;
# - explain why gradients add up where paths meet, and why every node is visited only once;
# - compute the gradients of a whole network, and write a small machine that does so for any expression.

# %% [markdown] lang="zh"
# # 链式法则与反向传播 { #chain-rule }
#
# 压轴项目里的网络有 {{ capstone }} 个参数。训练它，就要知道损失对每一个参数的斜率。用中心差分，每个参数都要运行网络两次，走一步要运行 {{ runs }} 次。**反向传播**（backpropagation）只要前向一遍、反向一遍，所有斜率就都有了，而且除了舍入没有误差。它其实就是链式法则，只是用的次序很巧妙。
#
# 学完这一章，你能够：
#
# - 求复合函数的导数，说清每个斜率该在哪里取；
# - 让梯度反向传过加法、乘法、矩阵乘法、relu、sigmoid 和分类网络的损失；
# - 解释路径汇合的地方梯度为什么相加，每个节点为什么只需访问一次；
# - 求出整个网络的梯度，并写一台小机器，对任何表达式都能这样做。

# %% [markdown] lang="en"
# ## One after the other { #one-after-another }
#
# A car burns 0.05 litres a kilometre, and a litre costs 2 euros. So a kilometre costs $2 \cdot 0.05$ euros: where one quantity drives the next, **rates multiply**. For functions whose slope changes from place to place, one question remains: the slope *where*? First $g$ takes $x$, then $f$ takes $g(x)$, so the slope of $f$ is wanted at $g(x)$. The function $f \circ g$, "$f$ after $g$", is $x \mapsto f(g(x))$, and
#
# $$ (f \circ g)'(x) = f'(g(x)) \cdot g'(x) $$
#
# This is the **chain rule**. Take $f(y) = y^2$ after $g(x) = 3x + 1$, at $x = 2$. There $g$ has the value 7 and the slope 3, and $f$ has the slope 14 at 7:

# %% [markdown] lang="zh"
# ## 一个接着一个 { #one-after-another }
#
# 汽车每公里耗油 0.05 升，每升油 2 欧元，所以每公里花 $2 \cdot 0.05$ 欧元：一个量带动下一个量，**变化率相乘**。如果函数的斜率处处不同，就还有一个问题：取*哪里*的斜率？$x$ 先交给 $g$，$g(x)$ 再交给 $f$，所以 $f$ 的斜率要在 $g(x)$ 处取。$f \circ g$ 读作“先 $g$ 后 $f$”，就是函数 $x \mapsto f(g(x))$，它的导数是
#
# $$ (f \circ g)'(x) = f'(g(x)) \cdot g'(x) $$
#
# 这就是**链式法则**（chain rule）。举个例子：先 $g(x) = 3x + 1$，后 $f(y) = y^2$，取 $x = 2$。这里 $g$ 的值是 7，斜率是 3；$f$ 在 7 处的斜率是 14：

# %%
import numpy as np


def both(x):
    return (3 * x + 1) ** 2


h = 1e-5
print("⟦chain rule|链式法则⟧", 2 * (3 * 2 + 1) * 3)
print("⟦measured|数值结果⟧", round((both(2 + h) - both(2 - h)) / (2 * h), 6))

# %% [markdown] lang="en"
# Functions are values: they can be passed as arguments, called inside, and returned. What is returned here is a new function of $x$.

# %% [markdown] lang="zh"
# 函数也是值：可以当参数传进来，在里面调用，也可以返回。这里要返回的，是一个以 $x$ 为参数的新函数。

# %% [markdown]
# <!-- exercise: chain -->

# %% [markdown] lang="en"
# ## The smallest graph { #smallest }
#
# A neuron with one input computes $y = w \cdot x$ and then $z = y + b$. Drawn as a **computational graph**, every operation is a node, and arrows lead from its operands to it. **Forward**, in blue, values flow from left to right. **Backward**, in red, flow the slopes of the end: the one at a node says how much $z$ grows for a little more there, all else being equal. It is written $\partial z / \partial w$, with a curly d since $z$ depends on other numbers, too.

# %% [markdown] lang="zh"
# ## 最小的计算图 { #smallest }
#
# 只有一个输入的神经元先算 $y = w \cdot x$，再算 $z = y + b$。画成**计算图**（computational graph），每个运算是一个节点，箭头从操作数指向它。**前向**（蓝色）时，值从左往右流。**反向**（红色）时，流的是终点的斜率：某个节点处的斜率说的是，别的都不变，只有这里增加一点，$z$ 增加多少。它写作 $\partial z / \partial w$，用弯的 d，因为 $z$ 还取决于别的数。

# %% alt={"en": "A graph: w = 3 and x = 2 enter a product, y = 6; y and b = 1 enter a sum, z = 7. Blue arrows lead forward with these values. Red arrows lead back with the slopes: 1 at y, 1 at b, 2 at w, 3 at x.", "zh": "计算图：w = 3 和 x = 2 相乘得 y = 6；y 和 b = 1 相加得 z = 7。蓝色箭头向前，标着值；红色箭头向后，标着斜率：y 处 1，b 处 1，w 处 2，x 处 3。"} tags=["hide-input"]
from byhand.site.drawing import Drawing


def node(drawing, at, name, role="faint"):
    drawing.circle(at, 22, role=role)
    drawing.text(name, at=at, size=15, mono=True)


def edge(drawing, start, end, value, slope):
    """A blue arrow forward with its value, a red one back with its slope."""
    a, b = np.array(start, float), np.array(end, float)
    along = (b - a) / np.hypot(*(b - a))
    up = np.array([along[1], -along[0]])
    middle = (a + b) / 2
    a, b = a + 25 * along, b - 25 * along
    for words, side, role in ((value, 1, "blue"), (slope, -1, "red")):
        if words:
            ends = (a, b) if side == 1 else (b, a)
            drawing.arrow(*(tuple(end + 5 * side * up) for end in ends), role=role)
            away = 10 + 8 * abs(along[0]) + 3.7 * len(words) * abs(along[1])
            drawing.text(words, at=tuple(middle + away * side * up), role=role, size=13)


drawing = Drawing(620, 270)
places = {"w": (40, 34), "x": (40, 206), "·": (210, 120), "b": (270, 240), "+": (420, 120), "z": (580, 120)}
for name, at in places.items():
    node(drawing, at, name, role="teal" if name in "·+" else "faint")
edge(drawing, places["w"], places["·"], "w = 3", "∂z/∂w = 1·x = 2")
edge(drawing, places["x"], places["·"], "x = 2", "∂z/∂x = 1·w = 3")
edge(drawing, places["·"], places["+"], "y = 6", "∂z/∂y = 1")
edge(drawing, places["b"], places["+"], "b = 1", "∂z/∂b = 1")
edge(drawing, places["+"], places["z"], "z = 7", "1")
drawing

# %% [markdown] lang="en"
# Read the red numbers from right to left.
#
# - At the sum: $z = y + b$ grows by as much as $y$ does, and by as much as $b$ does. So $\partial z / \partial y = 1$ and $\partial z / \partial b = 1$.
# - At the product: $y = w \cdot x$ grows $x$ times as much as $w$, and $w$ times as much as $x$. So $\partial y / \partial w = x$ and $\partial y / \partial x = w$: each gets *the other*.
# - The chain rule joins the two: $\partial z / \partial w = \partial z / \partial y \cdot \partial y / \partial w = 1 \cdot x$, and in the same way $\partial z / \partial x = 1 \cdot w$.
#
# JAX agrees; `argnums` says which arguments it shall differentiate by:

# %% [markdown] lang="zh"
# 红色的数从右往左读。
#
# - 加法处：$y$ 增加多少，$z = y + b$ 就增加多少，$b$ 也一样。所以 $\partial z / \partial y = 1$，$\partial z / \partial b = 1$。
# - 乘法处：$y = w \cdot x$ 的增量是 $w$ 的增量的 $x$ 倍，是 $x$ 的增量的 $w$ 倍。所以 $\partial y / \partial w = x$，$\partial y / \partial x = w$：各自得到的是*对方*。
# - 链式法则把两步连起来：$\partial z / \partial w = \partial z / \partial y \cdot \partial y / \partial w = 1 \cdot x$，同样，$\partial z / \partial x = 1 \cdot w$。
#
# JAX 的结果与此一致；`argnums` 说明对哪些参数求导：

# %%
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
slopes = jax.grad(lambda w, x, b: w * x + b, argnums=(0, 1, 2))(3.0, 2.0, 1.0)
print([float(slope) for slope in slopes])

# %% [markdown] lang="en"
# A neuron is seldom the end. From $z$ on, the network goes on to its loss $L$. Somebody has already found out how $L$ changes with $z$ and hands the neuron that number, $\partial L / \partial z$. It is called **upstream**, and it takes the place of the 1 on the right: every slope is multiplied by it. A node need know nothing else of the rest of the network.

# %% [markdown] lang="zh"
# 神经元很少是终点。从 $z$ 往后，网络还要一直算到损失 $L$。$L$ 随 $z$ 怎样变，后面的节点已经算好，把这个数 $\partial L / \partial z$ 交给神经元，叫做**上游梯度**（upstream）。它取代了图中最右边的 1，每个斜率都要乘上它。网络的其余部分是什么样，节点一概不用知道。

# %% [markdown]
# <!-- exercise: affine_node_backward -->

# %% [markdown] lang="en"
# ## Deeper graphs { #deeper }
#
# A deep network is a function of a function of a function, and every one has weights of its own: $L = a(W_1, b(W_2, c(W_3)))$. Give the steps on the way names: $u = c(W_3)$, then $v = b(W_2, u)$, then $L = a(W_1, v)$. The chain rule says
#
# $$ \frac{\partial L}{\partial W_2} = \frac{\partial a}{\partial v} \cdot \frac{\partial b}{\partial W_2}, \qquad \frac{\partial L}{\partial W_3} = \frac{\partial a}{\partial v} \cdot \frac{\partial b}{\partial u} \cdot \frac{\partial c}{\partial W_3} $$
#
# Both begin with the same factor. With a hundred layers, the slopes of a hundred weights would share long beginnings. So multiply from the *end*, keep the product so far, and pass it on: that running product is upstream, and each node adds one factor. As numbers, with $c(W_3) = W_3^2$, $b(W_2, u) = W_2 \cdot u$ and $a(W_1, v) = W_1 \cdot v$:

# %% [markdown] lang="zh"
# ## 更深的计算图 { #deeper }
#
# 深层网络是函数套函数，每一层都有自己的权重：$L = a(W_1, b(W_2, c(W_3)))$。给中间的每一步起个名字：$u = c(W_3)$，然后 $v = b(W_2, u)$，然后 $L = a(W_1, v)$。由链式法则，
#
# $$ \frac{\partial L}{\partial W_2} = \frac{\partial a}{\partial v} \cdot \frac{\partial b}{\partial W_2}, \qquad \frac{\partial L}{\partial W_3} = \frac{\partial a}{\partial v} \cdot \frac{\partial b}{\partial u} \cdot \frac{\partial c}{\partial W_3} $$
#
# 两个式子开头的因子相同。如果有一百层，那一百个权重的斜率，开头很长一段都是一样的。所以要从*终点*开始乘，把乘到目前为止的积留着往下传：这个积就是上游梯度，每过一个节点，多乘一个因子。用数来看，取 $c(W_3) = W_3^2$，$b(W_2, u) = W_2 \cdot u$，$a(W_1, v) = W_1 \cdot v$：

# %%
w1, w2, w3 = 2.0, -1.0, 3.0
u = w3**2  # forward: keep every value
v = w2 * u
L = w1 * v
at_w1, at_v = v, w1  # backward: each line uses the one before
at_w2, at_u = at_v * u, at_v * w2
at_w3 = at_u * 2 * w3
print("⟦by hand|手算⟧", at_w1, at_w2, at_w3)
print("JAX ", *jax.grad(lambda a, b, c: a * (b * c**2), argnums=(0, 1, 2))(w1, w2, w3))

# %% alt={"en": "The graph from W3 through c, b and a to L. Blue arrows carry the values 3, 9, -9, -18 forward; red arrows carry 1, 2, -2, -12 back. W1 and W2 enter from above and get the slopes -9 and 18.", "zh": "从 W3 经 c、b、a 到 L。蓝色向前：3、9、-9、-18；红色向后：1、2、-2、-12。W1 和 W2 从上方进入，斜率是 -9 和 18。"} tags=["hide-input"]
drawing = Drawing(640, 176)
xs, names = (40, 180, 320, 460, 600), ("W₃", "c", "b", "a", "L")
for left, name in zip(xs, names, strict=True):
    node(drawing, (left, 134), name, role="teal" if name in "abc" else "faint")
for start, end, value, slope in zip(xs, xs[1:], (w3, u, v, L), (at_w3, at_u, at_v, 1), strict=False):
    edge(drawing, (start, 134), (end, 134), f"{value:g}", f"{slope:g}")
for left, name, value, slope in ((320, "W₂", w2, at_w2), (460, "W₁", w1, at_w1)):
    node(drawing, (left, 30), name)
    edge(drawing, (left, 30), (left, 134), f"{value:g}", f"{slope:g}")
drawing

# %% [markdown] lang="en"
# Backward needs the values of forward: the slope of $W_3^2$ is $2 W_3$, that of $W_2 \cdot u$ at $W_2$ is $u$. So a training step keeps them in memory until it has come back.

# %% [markdown] lang="zh"
# 反向时要用到前向的值：$W_3^2$ 的斜率是 $2 W_3$，$W_2 \cdot u$ 对 $W_2$ 的斜率是 $u$。所以训练的每一步都要把这些值留在内存里，直到反向走完。

# %% [markdown] lang="en"
# ## Where paths meet, gradients add up { #paths }
#
# Now let a number be used twice: $u = x + 1$, $v = x^2$ and $z = u \cdot v$. The graph is a diamond. A little more of $x$ changes $z$ along the upper path *and* along the lower one, and the two effects **add up**:
#
# $$ \frac{\partial z}{\partial x} = \frac{\partial z}{\partial u} \cdot \frac{\partial u}{\partial x} + \frac{\partial z}{\partial v} \cdot \frac{\partial v}{\partial x} $$

# %% [markdown] lang="zh"
# ## 路径汇合处，梯度相加 { #paths }
#
# 现在让一个数用两次：$u = x + 1$，$v = x^2$，$z = u \cdot v$。计算图成了菱形。$x$ 增加一点，沿上面那条路径影响 $z$，沿下面那条*也*有影响，两份影响**相加**：
#
# $$ \frac{\partial z}{\partial x} = \frac{\partial z}{\partial u} \cdot \frac{\partial u}{\partial x} + \frac{\partial z}{\partial v} \cdot \frac{\partial v}{\partial x} $$

# %% alt={"en": "A diamond: x = 3 leads to u = x + 1 = 4 and to v = x squared = 9, and both lead to z = 36. Backward, 9 arrives at u and 4 at v; from u comes 9, from v comes 24, and x gets 33.", "zh": "菱形：x = 3 通向 u = x + 1 = 4 和 v = x² = 9，再到 z = 36。反向：u 处 9，v 处 4；x 从 u 得 9，从 v 得 24，共 33。"} tags=["hide-input"]
drawing = Drawing(560, 216)
places = {"x": (90, 108), "u": (270, 36), "v": (270, 180), "z": (450, 108)}
for name, at in places.items():
    node(drawing, at, name, role="faint" if name == "x" else "teal")
for start, end, value, slope in (
    ("x", "u", "3", "9·1 = 9"),
    ("x", "v", "3", "4·2x = 24"),
    ("u", "z", "u = 4", "v = 9"),
    ("v", "z", "v = 9", "u = 4"),
):
    edge(drawing, places[start], places[end], value, slope)
drawing.text("9 + 24 = 33", at=(90, 154), role="red", size=14, bold=True)
drawing.text("z = 36", at=(482, 108), role="blue", anchor="start")
drawing

# %%
float(jax.grad(lambda x: (x + 1) * x**2)(3.0))

# %% [markdown] lang="en"
# One might program this as it is written: a function that, for every node, asks for the slopes along all paths, by calling itself. But paths multiply. Put $n$ diamonds in a row, and there are $2^n$ of them, though only a few nodes. Backpropagation waits at every node until *everything* has arrived, adds it up, and passes it on **once**. Here both are counted:

# %% [markdown] lang="zh"
# 可以照着式子直接编程：写一个函数，对每个节点，用递归把所有路径的斜率都问一遍。可是路径会翻倍。把 $n$ 个菱形连成一串，节点没有几个，路径却有 $2^n$ 条。反向传播则在每个节点处等着，等*所有*的梯度都到了，加起来，只往下传**一次**。下面把两种做法的次数都数一数：

# %%
import time

from byhand.site.page import publish


def walk(n):
    """Follow every path back through n diamonds; return how many visits that takes."""
    if n == 0:
        return 1
    return 1 + (1 + walk(n - 1)) + (1 + walk(n - 1))  # u and all before it, then v


visits = {}
for n in range(17):
    start = time.perf_counter()
    visits[n] = walk(n)
    seconds = time.perf_counter() - start
for n in (1, 2, 4, 8, 16):
    print(f"n = {n:2}   ⟦along every path|走遍路径⟧: {visits[n]:6}   ⟦each node once|每个节点一次⟧: {3 * n + 1:2}")
publish(years=f"{2**62 / visits[16] * seconds / 3.15e7:,.0f}")

# %% alt={"en": "Visits against the number of diamonds, on a logarithmic scale: along every path, a straight line up to more than two hundred thousand at sixteen diamonds; each node once, at most 49.", "zh": "访问次数随菱形个数的变化，对数纵轴：走遍路径是一条直线，十六个菱形时超过二十万次；每个节点一次，最多 49 次。"} tags=["hide-input"]
import matplotlib.pyplot as plt

capstone = 784 * 512 + 512 + 512 * 10 + 10
publish(capstone=f"{capstone:,}", runs=f"{2 * capstone:,}")
figure, axes = plt.subplots(figsize=(5.6, 2.7))
axes.semilogy(list(visits), list(visits.values()), "o-", label="⟦along every path|走遍路径⟧")
axes.semilogy(list(visits), [3 * n + 1 for n in visits], "s-", markersize=4, label="⟦each node once|每个节点一次⟧")
axes.set_xlabel("⟦diamonds in a row|连成一串的菱形⟧")
axes.set_ylabel("⟦visits|访问次数⟧")
axes.legend()
plt.show()

# %% [markdown] lang="en"
# At the speed of this machine, sixty diamonds would take {{ years }} years along every path, and no time at all with each node once. What makes it possible is the order: list the nodes so that **each stands after its operands**, and go through the list from its end. When a node's turn comes, all that use it have had theirs, so its gradient is complete.

# %% [markdown] lang="zh"
# 按这台机器的速度，六十个菱形如果走遍所有路径，要 {{ years }} 年；每个节点只访问一次，则一眨眼就完成。关键在次序：把节点排成一列，**每个都排在自己的操作数之后**，再从队尾往前走。轮到一个节点时，用到它的节点都已经走过了，所以它的梯度是齐的。

# %% [markdown] lang="en"
# ## Backward or forward { #modes }
#
# The chain rule may be multiplied out from either end. **Forward mode** carries along with every value its slope for *one* input: one pass gives how all outputs change with that input. **Reverse mode**, which is backpropagation, carries back from *one* output: one pass gives how that output changes with all inputs. So for $n$ inputs and one output, forward mode takes $n$ passes, reverse mode one. Here for $L = \sum_i y_i^2$ with $y = W x$ and more and more inputs:

# %% [markdown] lang="zh"
# ## 从后往前，还是从前往后 { #modes }
#
# 链式法则的积，从哪一头乘起都行。**前向模式**（forward mode）让每个值都带上自己对*一个*输入的斜率：走一遍，就知道所有输出随这个输入怎样变。**反向模式**（reverse mode）也就是反向传播，从*一个*输出往回走：走一遍，就知道这个输出随所有输入怎样变。所以有 $n$ 个输入、一个输出时，前向模式要走 $n$ 遍，反向模式只要一遍。下面取 $L = \sum_i y_i^2$，$y = W x$，让输入越来越多：

# %%
rng = np.random.default_rng(0)
print("⟦inputs|输入⟧  ⟦forward mode|前向模式⟧             ⟦reverse mode|反向模式⟧")
for n in (10, 100, 1000):
    W, x = rng.normal(size=(50, n)), rng.normal(size=n)
    start = time.perf_counter()
    by_columns = [2 * (W @ x) @ (W @ direction) for direction in np.eye(n)]
    middle = time.perf_counter()
    at_once = 2 * (W @ x) @ W
    end = time.perf_counter()
    assert np.allclose(by_columns, at_once)
    columns = f"{n:6}  {n:4} ⟦passes|遍⟧ {1000 * (middle - start):8.2f} ms"
    print(f"{columns}        1 ⟦pass|遍⟧ {1000 * (end - middle):6.3f} ms")

# %% [markdown] lang="en"
# A loss is one number, and parameters are many: that is why networks are trained with reverse mode. Where few inputs drive many outputs, forward mode wins (Baydin et al., 2018, section 3). Its price is low in memory, too: it keeps nothing.

# %% [markdown] lang="zh"
# 损失只有一个数，参数却很多，所以训练网络用反向模式。输入少、输出多的时候，前向模式更合算（Baydin 等，2018，第 3 节）；它也更省内存，什么都不用留。

# %% [markdown] lang="en"
# ## Tensors: vector-Jacobian products { #vjp }
#
# With tensors, a node has many inputs *and* many outputs. All its slopes form a Jacobian $J$, a row for each output, a column for each input. It is huge: for one layer that takes a batch of shape `(128, 784)` to `(128, 512)`, it has

# %% [markdown] lang="zh"
# ## 张量：向量与雅可比矩阵的积 { #vjp }
#
# 换成张量以后，一个节点有许多输入，*也*有许多输出。所有斜率组成雅可比矩阵 $J$：一个输出一行，一个输入一列。这个矩阵非常大。把形状 `(128, 784)` 的批量变成 `(128, 512)` 的一层，它有这么多个数：

# %%
print(f"{128 * 512:,} × {128 * 784:,}  =  {128 * 512 * 128 * 784 * 8 / 1e9:.0f} GB")

# %% [markdown] lang="en"
# Nobody builds it. What backpropagation needs is one thing only: upstream, with one number for each output, multiplied by $J$. Each input collects from all outputs, $\sum_i \text{upstream}_i \, J_{ij}$: this is a **vector-Jacobian product**, VJP for short. It has the shape of the operand, and for every operation there is a short cut that never forms $J$. All the following functions are alike: they take the operands, in the order of the forward computation, then `upstream`, which has the shape of the result; and they return a tuple with a gradient for each operand.
#
# How can such a function be tested without $J$? Change the operands by any small $u$. The result then changes by $J u$, and the loss by $\langle \text{upstream}, J u \rangle$, where $\langle\cdot,\cdot\rangle$ multiplies element by element and adds up. The gradient must say the same: $\langle \text{upstream}, J u \rangle = \langle J^\top \text{upstream}, u \rangle$. It is the adjoint identity from [Broadcasting](broadcasting.md#gradient) once more. For $x \cdot y$, element by element, a change $u$ of $x$ alone gives $J u = u \cdot y$:

# %% [markdown] lang="zh"
# 谁也不会真把它建出来。反向传播要的只有一样：上游梯度（一个输出一个数）与 $J$ 的积。每个输入从所有输出那里收集 $\sum_i \text{upstream}_i \, J_{ij}$，这叫**向量与雅可比矩阵的积**（vector-Jacobian product），简称 VJP。它的形状与操作数相同，而且每种运算都有捷径，根本不必写出 $J$。下面的函数都是一个样子：先是各个操作数，次序与前向计算相同，最后是 `upstream`，形状与结果相同；返回一个元组，每个操作数一个梯度。
#
# 没有 $J$，怎样检验这样的函数？让操作数有一点微小的变化 $u$，结果就变化 $J u$，损失变化 $\langle \text{upstream}, J u \rangle$，这里 $\langle\cdot,\cdot\rangle$ 是逐元素相乘再全部加起来。由梯度算出的必须一样：$\langle \text{upstream}, J u \rangle = \langle J^\top \text{upstream}, u \rangle$。这又是[广播](broadcasting.md#gradient)一章的伴随等式。以逐元素的 $x \cdot y$ 为例，只让 $x$ 变化 $u$，那么 $J u = u \cdot y$：

# %%
x, y = np.array([1.0, 2.0]), np.array([5.0, 6.0])
upstream, u = np.array([1.0, 10.0]), np.array([0.5, -3.0])
at_x = upstream * y
print((upstream * (u * y)).sum(), (at_x * u).sum())
_, pull_back = jax.vjp(jnp.multiply, x, y)
print(*pull_back(upstream))

# %% [markdown] lang="en"
# `jax.vjp` computes forward and returns a function that sends a gradient back; the first array is `at_x` again. Element by element, it is the smallest graph: a sum hands upstream on to both, a product gives each the other as a factor. One thing is new. If an operand was **broadcast**, each of its elements stands in many places of the result and collects from all of them, and that is your `sum_to_shape`.
#
# Both functions refuse shapes that do not fit and name all three. `np.broadcast_shapes` raises a `ValueError` of its own if two shapes clash. To say more, catch it, and raise yours: `try: … except ValueError: …`.

# %% [markdown] lang="zh"
# `jax.vjp` 先做前向计算，并返回一个能把梯度传回去的函数；输出的第一个数组就是 `at_x`。对每个元素来说，这就是最小的计算图：加法把上游梯度原样传给两边，乘法让各自乘上对方。只有一点是新的：如果一个操作数被**广播**过，它的每个元素在结果里出现多次，就要从所有这些位置收集，这正是你写的 `sum_to_shape`。
#
# 形状对不上时，这两个函数都要报错，并写明三个形状。两个形状冲突时，`np.broadcast_shapes` 自己会抛出 `ValueError`；想说得更清楚，就用 `try: … except ValueError: …` 接住它，再抛出自己的。

# %% [markdown]
# <!-- exercise: add_vjp -->

# %% [markdown]
# <!-- exercise: multiply_vjp -->

# %% [markdown] lang="en"
# ## Backward through a matrix product { #matmul }
#
# In $z_{ij} = \sum_k x_{ik} \, y_{kj}$, the element $x_{ik}$ works on the whole row $i$ of the result, on $z_{ij}$ with the factor $y_{kj}$. With $G$ for upstream it collects $\sum_j G_{ij} \, y_{kj}$, the dot product of row $i$ of $G$ and row $k$ of $Y$: together, the matrix product $G Y^\top$. In the same way, $y_{kj}$ collects $\sum_i x_{ik} \, G_{ij}$, and that is $X^\top G$.
#
# Nobody has to remember this. Each gradient has the shape of its operand; and where all sizes differ, only one way of multiplying $G$ by the other operand gives it:

# %% [markdown] lang="zh"
# ## 反向传过矩阵乘法 { #matmul }
#
# 在 $z_{ij} = \sum_k x_{ik} \, y_{kj}$ 里，元素 $x_{ik}$ 影响结果的整个第 $i$ 行，对 $z_{ij}$ 的因子是 $y_{kj}$。把上游梯度记作 $G$，它收集到的是 $\sum_j G_{ij} \, y_{kj}$，也就是 $G$ 的第 $i$ 行与 $Y$ 的第 $k$ 行的点积，合起来就是矩阵乘法 $G Y^\top$。同样，$y_{kj}$ 收集到 $\sum_i x_{ik} \, G_{ij}$，也就是 $X^\top G$。
#
# 这两个式子不用死记：梯度的形状与操作数相同；各个长度都不同时，$G$ 与另一个操作数相乘，只有一种乘法得出这个形状：

# %% alt={"en": "Forward: a matrix of shape (2, 3) times one of shape (3, 4) gives (2, 4). Backward: G of shape (2, 4) times Y transposed, (4, 3), gives (2, 3); X transposed, (3, 2), times G gives (3, 4).", "zh": "前向：形状 (2, 3) 的矩阵乘 (3, 4) 的矩阵，得 (2, 4)。反向：形状 (2, 4) 的 G 乘 Y 的转置 (4, 3)，得 (2, 3)；X 的转置 (3, 2) 乘 G，得 (3, 4)。"} tags=["hide-input"]
drawing = Drawing(560, 330)
rows = (
    (("X", (2, 3), "blue"), ("Y", (3, 4), "orange"), ("Z", (2, 4), "green")),
    (("G", (2, 4), "red"), ("Yᵀ", (4, 3), "orange"), ("⟦gradient at X|X 处的梯度⟧", (2, 3), "red")),
    (("Xᵀ", (3, 2), "blue"), ("G", (2, 4), "red"), ("⟦gradient at Y|Y 处的梯度⟧", (3, 4), "red")),
)
for line, parts in enumerate(rows):
    top = 26 + 104 * line
    for column, (name, shape, role) in enumerate(parts):
        left = 30 + 150 * column
        drawing.text(f"{name}  {shape}", at=(left, top - 8), anchor="start", role="muted", size=13)
        box = drawing.grid(shape, at=(left, top + 4), cell=17, role=role)
        if column < 2:
            drawing.text("·="[column], at=(left + 116, top + 34), size=20)
drawing

# %%
X, Y, G = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4), np.ones((2, 4))
_, pull_back = jax.vjp(jnp.matmul, X, Y)
for by_jax, by_hand in zip(pull_back(G), (G @ Y.T, X.T @ G), strict=True):
    print(by_hand.shape, np.allclose(by_jax, by_hand))

# %% [markdown]
# <!-- exercise: matmul_vjp -->

# %% [markdown] lang="en"
# ## Element by element: relu and sigmoid { #elementwise }
#
# Where each output depends on one input only, the gradient is upstream times the slope at $x$. For relu the slope is 1 where $x > 0$ and 0 where $x < 0$: the gradient passes or it does not, and a comparison such as `x > 0`, whose True counts as 1, is the whole slope. At $x = 0$ there is a kink and no slope; 0 is agreed, by this course as by JAX.
#
# For $\sigma(x) = 1 / (1 + e^{-x})$ the slope follows from the chain rule: $\sigma'(x) = e^{-x} / (1 + e^{-x})^2 = \sigma(x) \, (1 - \sigma(x))$. This is what books print, and for large $x$ a computer makes nothing of it: $\sigma(40)$ is rounded to 1, and $1 - 1 = 0$. But $1 - \sigma(x)$ is $\sigma(-x)$, and there no digits cancel:

# %% [markdown] lang="zh"
# ## 逐元素：relu 与 sigmoid { #elementwise }
#
# 如果每个输出只取决于一个输入，梯度就是上游梯度乘以 $x$ 处的斜率。relu 的斜率，$x > 0$ 时是 1，$x < 0$ 时是 0：梯度要么通过，要么不通过，所以比较 `x > 0` 的结果（True 当作 1）就是斜率。$x = 0$ 处有个折点，没有斜率；本课程与 JAX 一样，约定取 0。
#
# 对 $\sigma(x) = 1 / (1 + e^{-x})$，由链式法则得 $\sigma'(x) = e^{-x} / (1 + e^{-x})^2 = \sigma(x) \, (1 - \sigma(x))$。书上都这么写，可是 $x$ 很大时，计算机会把它算没了：$\sigma(40)$ 舍入成 1，而 $1 - 1 = 0$。其实 $1 - \sigma(x)$ 就是 $\sigma(-x)$，这样写就没有相消：

# %%
from solutions.elementwise import sigmoid

x = np.array([0.0, 40.0])
print(sigmoid(x) * (1 - sigmoid(x)))
print(sigmoid(x) * sigmoid(-x))
print(float(jax.grad(jax.nn.relu)(0.0)))

# %% [markdown] lang="en"
# Both have one operand, so the tuple holds one gradient, `(gradient,)`: all VJPs can then be called in one way, which you will be glad of at the end of the page.

# %% [markdown] lang="zh"
# 两者都只有一个操作数，所以元组里只有一个梯度，写成 `(gradient,)`。这样所有的 VJP 都能用同一种方式调用，到本页末尾你会发现这很方便。

# %% [markdown]
# <!-- exercise: relu_vjp -->

# %% [markdown]
# <!-- exercise: sigmoid_vjp -->

# %% [markdown] lang="en"
# ## From scores to the loss { #loss }
#
# A classifier ends with a score for each class, the **logits** $z$. **Softmax** makes probabilities of them, positive and summing to 1 in each row: $p_k = e^{z_k} / \sum_j e^{z_j}$. The loss of a sample is $-\log p_y$, where $y$ is its label, the number of the true class: 0 if the network is certain and right, and large if it gave the truth a small probability. This is the **cross-entropy**; over a batch of $n$ samples one takes the mean.
#
# Its gradient is a gift. Since $-\log p_y = -z_y + \log \sum_j e^{z_j}$, the slope at $z_k$ is $e^{z_k} / \sum_j e^{z_j} = p_k$ from the second term, and $-1$ from the first if $k = y$. So it is $p_k - t_k$, where $t$ is 1 at the true class and 0 elsewhere; and the mean over the batch divides it by $n$:

# %% [markdown] lang="zh"
# ## 从得分到损失 { #loss }
#
# 分类网络的最后，是每个类别一个得分（logits），记作 $z$。**softmax** 把得分变成概率，每一行都是正数，加起来等于 1：$p_k = e^{z_k} / \sum_j e^{z_j}$。一个样本的损失是 $-\log p_y$，其中 $y$ 是标签，也就是真实类别的编号：网络有十足把握而且对了，损失是 0；给真实类别的概率很小，损失就很大。这叫**交叉熵**（cross-entropy）；对 $n$ 个样本的批量，取平均值。
#
# 它的梯度简单得出奇。因为 $-\log p_y = -z_y + \log \sum_j e^{z_j}$，对 $z_k$ 求导，第二项给出 $e^{z_k} / \sum_j e^{z_j} = p_k$；如果 $k = y$，第一项再给出 $-1$。合起来是 $p_k - t_k$，其中 $t$ 在真实类别处是 1，其余是 0；对批量取平均，再除以 $n$：

# %%
logits, labels = np.array([[1.0, 2.0, 4.0], [0.5, -1.0, 0.0]]), np.array([1, 0])
weights = np.exp(logits)
p = weights / weights.sum(axis=1, keepdims=True)
print(p.round(3), p[np.arange(2), labels].round(3), sep="\n")


def mean_loss(logits):
    return -jax.nn.log_softmax(logits)[jnp.arange(2), labels].mean()


print(jax.grad(mean_loss)(logits).round(3))

# %% [markdown] lang="en"
# Two indices of one length, `p[np.arange(2), labels]`, pick one element of each row: (0, 1) and (1, 0). Assigning works, too: `gradient[np.arange(n), labels] -= 1`. And a trap: `np.exp(1000.0)` overflows. A constant that is added to all scores of a row cancels in the ratio; so first subtract the largest score of the row, `logits.max(axis=1, keepdims=True)`, and every exponent is 0 or less. The gradient of a row sums to 0: what is pushed up at one class is pushed down at the others.
#
# A label must be a class: as an index, −1 would silently mean the last. `labels.dtype.kind` is `"i"` or `"u"` for integers.

# %% [markdown] lang="zh"
# 两组等长的下标 `p[np.arange(2), labels]` 在每一行各取一个元素：(0, 1) 和 (1, 0)。赋值也行：`gradient[np.arange(n), labels] -= 1`。这里有个陷阱：`np.exp(1000.0)` 会溢出。一行的得分都加上同一个常数，在比值里会抵消；所以先减去这一行的最大得分 `logits.max(axis=1, keepdims=True)`，指数就都不超过 0 了。每一行的梯度之和是 0：一个类别往上推多少，其余的就往下压多少。
#
# 标签必须是类别的编号：−1 作下标时，会不声不响地指向最后一个类别。整数的 `labels.dtype.kind` 是 `"i"` 或 `"u"`。

# %% [markdown]
# <!-- exercise: softmax_cross_entropy_vjp -->

# %% [markdown] lang="en"
# ## A layer, a network { #layers }
#
# A dense layer is three nodes in a row: product, sum, relu. Backward you meet them in reverse, and you have a function for each; `relu_vjp` wants what went *into* relu, so compute that once more. Two layers and the loss make a whole network. The shapes of a batch of 32 digits on their way there and back:

# %% [markdown] lang="zh"
# ## 一层，一个网络 { #layers }
#
# 全连接层是排成一串的三个节点：矩阵乘法、加偏置、relu。反向时次序倒过来，每个节点的函数你都写好了；`relu_vjp` 要的是 relu 的*输入*，所以再算一遍。两层加上损失，就是整个网络。32 张数字图片组成的批量，一去一回的形状如下：

# %% alt={"en": "A two-layer network as a graph: x, product with w1, plus b1, relu, product with w2, plus b2, loss. Blue arrows carry shapes from (32, 784) over (32, 512) and (32, 10) to a scalar; red arrows carry gradients of the same shapes back, and each parameter gets a gradient of its own shape.", "zh": "两层网络的计算图：x 乘 w1，加 b1，relu，乘 w2，加 b2，损失。蓝色箭头上是形状 (32, 784)、(32, 512)、(32, 10)，最后是标量；红色箭头传回同样形状的梯度，参数的也是。"} tags=["hide-input"]
drawing = Drawing(700, 190)
xs, names = (34, 150, 256, 362, 468, 574, 668), ("x", "@", "+", "relu", "@", "+", "L")
flows = ("(32, 784)", "(32, 512)", "(32, 512)", "(32, 512)", "(32, 10)", "(32, 10)")
for left, name in zip(xs, names, strict=True):
    node(drawing, (left, 130), name, role="faint" if name in "xL" else "teal")
for start, end, shape in zip(xs, xs[1:], flows, strict=False):
    edge(drawing, (start, 130), (end, 130), shape, " " if start > xs[0] else "")
parameters = ((150, "w₁", "(784, 512)"), (256, "b₁", "(512,)"), (468, "w₂", "(512, 10)"), (574, "b₂", "(10,)"))
for left, name, shape in parameters:
    node(drawing, (left, 46), name)
    edge(drawing, (left, 46), (left, 130), " ", " ")
    drawing.text(shape, at=(left, 12), role="red", size=13)
drawing

# %% [markdown]
# <!-- exercise: dense_vjp -->

# %% [markdown]
# <!-- exercise: mlp_backward -->

# %% [markdown] lang="en"
# ## A few steps of training { #step }
#
# With `mlp_backward` real digits can be learned. What is done with the gradients is not its business: here, every parameter takes a step *against* its gradient, since the gradient points up. That is the subject of [the next chapter](sgd.md); a dozen steps shall be enough for now. First JAX checks the four gradients:

# %% [markdown] lang="zh"
# ## 训练几步 { #step }
#
# 有了 `mlp_backward`，就可以学习真正的手写数字了。梯度拿来做什么，不归它管：这里让每个参数沿梯度的*反方向*走一步，因为梯度指向上升的方向。这是[下一章](sgd.md)的主题，现在走十几步就够了。先让 JAX 检查那四个梯度：

# %%
from byhand.mnist.data import load
from solutions.chain_rule import mlp_backward

data = load()
images = data.train_images[:512].reshape(512, -1).astype(np.float32) / 255
labels = data.train_labels[:512]
sizes = (images.shape[1], 64, 10)
parameters = [
    rng.normal(0, np.sqrt(2 / sizes[0]), sizes[:2]),
    np.zeros(64),
    rng.normal(0, 0.1, sizes[1:]),
    np.zeros(10),
]
parameters = [parameter.astype(np.float32) for parameter in parameters]


def loss(parameters):
    w1, b1, w2, b2 = parameters
    log_p = jax.nn.log_softmax(jax.nn.relu(images @ w1 + b1) @ w2 + b2)
    return -log_p[jnp.arange(512), labels].mean()


value_and_gradients = jax.jit(jax.value_and_grad(loss))
by_jax = value_and_gradients(parameters)[1]
by_hand = mlp_backward(images, labels, *parameters)
print(max(float(np.abs(a - b).max()) for a, b in zip(by_jax, by_hand, strict=True)) < 1e-6)

# %%
losses = []
for _ in range(13):
    losses.append(float(value_and_gradients(parameters)[0]))
    gradients = mlp_backward(images, labels, *parameters)
    parameters = [old - 0.2 * slope for old, slope in zip(parameters, gradients, strict=True)]
print(*(f"{value:.2f}" for value in losses))
publish(
    first=f"{losses[0]:.2f}",
    last=f"{losses[-1]:.2f}",
    guess=f"{np.log(10):.2f}",
    parameters=f"{sum(one.size for one in parameters):,}",
)

# %% [markdown] lang="en"
# From {{ first }}, about what guessing costs ($\log 10$, which is {{ guess }}), the loss falls to {{ last }} on these 512 digits, and nobody has derived a formula for {{ parameters }} slopes.

# %% [markdown] lang="zh"
# 瞎猜的损失是 $\log 10$，也就是 {{ guess }}，一开始的损失与它差不多。在这 512 张图片上，损失从 {{ first }} 降到了 {{ last }}，而那 {{ parameters }} 个斜率，谁也没有逐个推导过公式。

# %% [markdown] lang="en"
# ## A machine for it { #autodiff }
#
# `mlp_backward` is right for one network only. Change the network, and you have to write it anew. But what it does is mechanical: it goes back through the graph and calls the right VJP at every node. So let the *values* remember where they come from. A **node** holds a value; the nodes that it was computed from; and the rule, that is, the VJP, that sends a gradient back to them. Whoever adds two nodes makes a new node from the value and then notes the rest in it, and `backward()` can walk back from it through any expression, loops and all. That is how PyTorch works; JAX records the operations as well, though in a different form.

# %% [markdown] lang="zh"
# ## 造一台机器 { #autodiff }
#
# `mlp_backward` 只适用于一种网络，网络一改，就得重写。可是它做的事很机械：沿着计算图往回走，在每个节点处调用相应的 VJP。那就让*值*自己记住是怎么来的。一个**节点**（node）里有：一个值；算出它所用的那些节点；还有规则，也就是把梯度传给它们的 VJP。两个节点相加时，先用算出的值建一个新节点，再把其余的记在它上面；从它出发，`backward()` 可以穿过任何表达式往回走，用循环写出来的也行。PyTorch 就是这样做的；JAX 也把运算记录下来，只是形式不同。

# %%
from solutions.chain_rule import Node

a = Node(np.array([3.0, 5.0]))
b = a
for _ in range(3):
    b = b * a + 1.0
total = (2.0 * b).relu().sum()
total.backward()
print(total.value, a.gradient)


def same(a):
    b = a
    for _ in range(3):
        b = b * a + 1.0
    return jax.nn.relu(2.0 * b).sum()


print(same(a.value), jax.grad(same)(a.value))

# %% [markdown] lang="en"
# Three questions of Python. What does `a + b` call? `a.__add__(b)`; `*` and `@` call `__mul__` and `__matmul__`. And with a constant on the left, `2.0 * a`? Python asks the number first, which knows nothing of nodes, and then `a.__rmul__(2.0)`. And with an *array* on the left? NumPy knows an answer to everything: it adds the node to each of its elements and returns an array of objects. A class that says `__array_ufunc__ = None` is left alone, and `__radd__` gets its turn:

# %% [markdown] lang="zh"
# 关于 Python，有三个问题。`a + b` 调用的是什么？是 `a.__add__(b)`；`*` 和 `@` 调用 `__mul__` 和 `__matmul__`。如果常数在左边，比如 `2.0 * a` 呢？Python 先问这个数，它不认识节点，于是再调用 `a.__rmul__(2.0)`。那么左边是*数组*呢？NumPy 什么都敢接：它让自己的每个元素都与节点相加，返回一个装着对象的数组。类里写上 `__array_ufunc__ = None`，NumPy 就不插手，轮到 `__radd__`：


# %%
class Eager:
    """Answers when it stands on the right of a sum."""

    def __radd__(self, other):
        """Say what was on the left."""
        return f"__radd__({other})"


class Calm(Eager):
    """NumPy leaves it alone."""

    __array_ufunc__ = None


print(np.array([1.0, 2.0]) + Eager())
print(np.array([1.0, 2.0]) + Calm())

# %% [markdown] lang="en"
# A constant is best made a node, too, one whose gradient nobody reads, of the dtype of the other: `np.asarray(2, np.float32)`. Otherwise an int64 would make float64 of float32.
#
# Then the order: each node after its operands. A function that calls itself for every operand finds it in a few lines, but Python gives up after about 1,000 calls inside each other, and loops make long chains. A list does as well, used as a **stack**: `append` puts something on top, `pop` takes it off. Whatever is taken off for the first time goes back on, marked, and its operands on top of it; so it comes up again, marked, when they are all done. For a graph of names:

# %% [markdown] lang="zh"
# 常数最好也变成节点，只是没有人去读它的梯度；dtype 用对方的：`np.asarray(2, np.float32)`。不然 int64 会把 float32 变成 float64。
#
# 然后是次序：每个节点都排在自己的操作数之后。写一个对每个操作数调用自己的函数，几行就够了，可是 Python 里函数一层套一层地调用，大约 1,000 层就会出错，而循环会造出很长的链。用列表当**栈**（stack）也行：`append` 放到最上面，`pop` 从最上面取走。第一次取出的，做个记号放回去，再把它的操作数放到上面；等它带着记号再次露出来，操作数就都排好了。以一张由名字组成的图为例：

# %%
operands = {"z": ["u", "v"], "u": ["x"], "v": ["x", "u"], "x": []}
order, seen, stack = [], set(), [("z", False)]
while stack:
    name, ready = stack.pop()
    if ready:
        order.append(name)
    elif name not in seen:
        seen.add(name)
        stack.append((name, True))
        for operand in operands[name]:
            stack.append((operand, False))
print(order, "→", order[::-1])

# %% [markdown] lang="en"
# `backward` clears the gradients of all these nodes, sets its own to ones, and goes through the list in reverse; at each node it calls the rule and *adds* the parts to the gradients of the operands. `np.zeros_like(x)` and `np.ones_like(x)` make arrays of the shape and dtype of `x`. One VJP is missing, that of the sum of all elements: a little more of any of them is as much more of the sum, so each gets all of upstream. (A set tells nodes apart by identity: two of equal value remain two.) Here is what happens if they are not added:

# %% [markdown] lang="zh"
# `backward` 先把所有这些节点的梯度清零，把自己的设成全 1，再倒着走一遍；在每个节点处调用规则，把得到的各份梯度*加*到操作数的梯度上。`np.zeros_like(x)` 和 `np.ones_like(x)` 建的数组，形状和 dtype 都与 `x` 相同。只缺求和的 VJP：哪个元素增加一点，和就增加多少，所以每个元素都得到完整的上游梯度。（集合按身份区分节点：值相等的两个，仍是两个。）如果不是相加，就会这样：

# %% [markdown] lang="en"
# <!-- verdict: Node__overwrites -->

# %% [markdown] lang="zh"
# <!-- verdict: Node__overwrites -->

# %% [markdown]
# <!-- exercise: Node -->

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# The page [Myths](myths.md#middle-term) collects such sentences from the whole course.
#
# ### "∂z/∂x = ∂z/∂y · ∂z/∂x" { #myth-middle }
#
# So the chain rule is sometimes copied, with $z$ in both factors. The factor in the middle belongs to $y$: $\partial z / \partial x = \partial z / \partial y \cdot \partial y / \partial x$. First how $z$ follows $y$, then how $y$ follows $x$. For $y = 3x$ and $z = y^2$ at $x = 2$:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# 整门课里这样的说法，都收在[误区](myths.md#middle-term)一页。
#
# ### “∂z/∂x = ∂z/∂y · ∂z/∂x” { #myth-middle }
#
# 抄链式法则时，有人把两个因子都写成了 $z$ 的。中间那个因子是 $y$ 的：$\partial z / \partial x = \partial z / \partial y \cdot \partial y / \partial x$。先看 $z$ 怎样随 $y$ 变，再看 $y$ 怎样随 $x$ 变。取 $y = 3x$，$z = y^2$，$x = 2$：

# %%
truth = float(jax.grad(lambda x: (3 * x) ** 2)(2.0))
dz_dy, dy_dx = 2 * (3 * 2.0), 3.0
print(dz_dy * dy_dx == truth, dz_dy * truth == truth)

# %% [markdown] lang="en"
# ### "Backpropagation makes the loss 0" { #myth-zero }
#
# Backpropagation computes gradients and changes nothing. The **optimiser** updates the weights, and a step may even raise the loss. Nor is 0 the aim: where two equal images have different labels, no weights reach it. One input, two samples, labels 0 and 1; the gradient vanishes at the best there is:

# %% [markdown] lang="zh"
# ### “反向传播让损失变成 0” { #myth-zero }
#
# 反向传播只算梯度，什么也不改。更新权重的是**优化器**（optimiser），而且走一步之后，损失甚至可能变大。目标也不是 0：两张图片一模一样，标签却不同，什么权重也做不到 0。看一个输入、两个样本，标签分别是 0 和 1；损失降到最低时，梯度是 0：

# %%
twins, different = np.ones((2, 1)), np.array([0, 1])
network = [np.ones((1, 1)), np.zeros(1), np.array([[2.0, -1.0]]), np.zeros(2)]
before = [parameter.copy() for parameter in network]


def loss_of_twins(network):
    w1, b1, w2, b2 = network
    scores = np.maximum(twins @ w1 + b1, 0) @ w2 + b2
    return float((np.log(np.exp(scores).sum(axis=1)) - scores[[0, 1], different]).mean())


slopes = mlp_backward(twins, different, *network)
print(
    "⟦changed by backpropagation|反向传播改了权重吗⟧:",
    any((a != b).any() for a, b in zip(network, before, strict=True)),
)
print("⟦loss|损失⟧:", round(loss_of_twins(network), 3))
too_far = [old - 20 * slope for old, slope in zip(network, slopes, strict=True)]
print("⟦after one step of 20|步长 20，走一步之后⟧:", round(loss_of_twins(too_far), 3))
for _ in range(200):
    network = [old - 0.1 * slope for old, slope in zip(network, mlp_backward(twins, different, *network), strict=True)]
print("⟦after 200 steps of 0.1|步长 0.1，走 200 步之后⟧:", round(loss_of_twins(network), 3), "= log 2")

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "The function `z = x * x`: by the rule of the product, each factor gets upstream times the other. What does x get?"
#
#     Both: $x + x = 2x$ times upstream. The node x is used twice, so the two parts add up.
#
# ??? question "A layer takes a batch of shape `(32, 784)` to `(32, 512)`. What are the shapes of the three gradients that `dense_vjp` returns, and why does the one at `b` have no batch axis?"
#
#     `(32, 784)`, `(784, 512)` and `(512,)`: each that of its operand. One bias serves all 32 rows, so its gradient is the sum over them.
#
# ??? question "You want the slope of 1,000 outputs at a single input. Which mode?"
#
#     Forward: one pass gives them all. Reverse would need one pass for every output.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "`z = x * x`：按乘法的规则，每个因子得到上游梯度乘以对方。x 得到什么？"
#
#     两份都要：$x + x = 2x$，再乘以上游梯度。节点 x 用了两次，两份相加。
#
# ??? question "某一层把形状 `(32, 784)` 的批量变成 `(32, 512)`。`dense_vjp` 返回的三个梯度各是什么形状？`b` 处的为什么没有批量这个轴？"
#
#     `(32, 784)`、`(784, 512)` 和 `(512,)`，各与自己的操作数相同。同一个偏置用在全部 32 行上，所以它的梯度沿这些行求和。
#
# ??? question "想知道 1,000 个输出对同一个输入的斜率，用哪种模式？"
#
#     前向模式：走一遍就全有了。用反向模式，每个输出都要走一遍。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# With gradients in hand, the next question is how to walk: how far, on which data, with which memory of earlier steps. That is [Gradient descent and SGD](sgd.md). In [the capstone](mnist_mlp.md), `jax.grad` does what your `Node` does, and compiles it.
#
# Further reading: Goodfellow, Bengio, Courville, [*Deep Learning*](https://www.deeplearningbook.org/contents/mlp.html), section 6.5; Baydin et al., ["Automatic differentiation in machine learning: a survey"](https://jmlr.org/papers/v18/17-468.html), JMLR 18, 2018; [*Dive into Deep Learning*, section 5.3](https://d2l.ai/chapter_multilayer-perceptrons/backprop.html) ([in Chinese, section 4.7](https://zh.d2l.ai/chapter_multilayer-perceptrons/backprop.html)); [the JAX autodiff cookbook](https://docs.jax.dev/en/latest/notebooks/autodiff_cookbook.html).

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 梯度有了，接下来的问题是怎么走：走多远，用哪些数据，要不要记住以前的步子。这就是[梯度下降与 SGD](sgd.md)。在[压轴项目](mnist_mlp.md)里，`jax.grad` 做的就是你的 `Node` 做的事，而且还会编译。
#
# 延伸阅读：Goodfellow、Bengio、Courville，[*Deep Learning*](https://www.deeplearningbook.org/contents/mlp.html)，6.5 节；Baydin 等，[“Automatic differentiation in machine learning: a survey”](https://jmlr.org/papers/v18/17-468.html)，JMLR 18，2018；[《动手学深度学习》4.7 节](https://zh.d2l.ai/chapter_multilayer-perceptrons/backprop.html)（[英文版 5.3 节](https://d2l.ai/chapter_multilayer-perceptrons/backprop.html)）；[JAX 文档：自动微分手册](https://docs.jax.dev/en/latest/notebooks/autodiff_cookbook.html)。

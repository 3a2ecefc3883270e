# %% [markdown] lang="en"
# # JAX: NumPy that differentiates { #jax-basics }
#
# You have written derivatives, losses and optimisers yourself, and you know what they cost: a numerical gradient runs the function twice for every single parameter. [JAX](https://docs.jax.dev/) looks like NumPy and takes this work off you. Its idea is that a *function* goes in and another function comes out: one that gives the gradient, one that takes a whole batch, one that is compiled.
#
# Nothing here is a black box. Every tool is set beside what you wrote by hand in earlier chapters, must give the same numbers, and is timed.
#
# After this chapter you can
#
# - work with arrays that never change and with random keys that never surprise;
# - get gradients, values with gradients, and second derivatives of any function that is written in JAX;
# - apply a function to all arrays of a tree of parameters, and to all samples of a batch, without a loop;
# - say what `jit` sees of your Python code, when it compiles again, and how a loop becomes part of the program.

# %% [markdown] lang="zh"
# # JAX 入门：会求导的 NumPy { #jax-basics }
#
# 导数、损失、优化器，你都亲手写过，也知道代价有多大：数值梯度每求一个参数的斜率，都要把函数跑两遍。[JAX](https://docs.jax.dev/) 看起来像 NumPy，却能替你做这些事。它的想法是：*函数*进去，另一个函数出来。出来的函数，有的给出梯度，有的一次处理一整批，有的编译过。
#
# 这里没有黑盒子。每样工具都和你前几章手写的放在一起比：数值要一样，快慢当场量。
#
# 学完这一章，你能够：
#
# - 用不可改变的数组和显式的随机键来写程序；
# - 对任何用 JAX 写的函数，求梯度，同时求值和梯度，求二阶导数；
# - 不写循环，就把一个函数用到参数树的每个数组上，用到一批的每个样本上；
# - 说清 `jit` 从你的 Python 代码里看到了什么，什么时候会重新编译，循环又怎样成为程序的一部分。

# %% alt={"en": "A function f goes into jax.grad, jax.vmap and jax.jit. Out come functions: the gradient of f, f for a whole batch, f compiled.", "zh": "函数 f 进入 jax.grad、jax.vmap、jax.jit，出来的也是函数：f 的梯度，处理一整批的 f，编译过的 f。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(520, 190)
drawing.rect((10, 75), (70, 40), role="foreground", fill="wash")
drawing.text("f", at=(45, 95), mono=True, size=17)
for row, (name, words, role) in enumerate(
    (
        ("jax.grad", "⟦gives the gradient of f|给出 f 的梯度⟧", "red"),
        ("jax.vmap", "⟦f for a whole batch|一次处理一整批的 f⟧", "blue"),
        ("jax.jit", "⟦f, compiled|编译过的 f⟧", "green"),
    )
):
    top = 14 + 61 * row
    drawing.arrow((84, 95), (136, top + 20), role=role)
    drawing.rect((140, top), (104, 40), role=role, fill=f"{role}-soft")
    drawing.text(name, at=(192, top + 20), mono=True)
    drawing.arrow((248, top + 20), (296, top + 20), role=role)
    drawing.text(words, at=(304, top + 20), anchor="start")
drawing

# %% [markdown] lang="en"
# ## Arrays that never change { #arrays }
#
# `jax.numpy`, imported as `jnp`, has most of NumPy's functions under the same names. The first difference: a JAX array never changes. To write into one is an error; `x.at[place].set(value)` gives a *new* array, and `.add`, `.multiply`, `.max` work likewise.

# %% [markdown] lang="zh"
# ## 不会改变的数组 { #arrays }
#
# `jax.numpy` 通常写成 `jnp`，NumPy 的大部分函数它都有，名字也一样。第一个不同：JAX 的数组永远不变。往里面写会报错；`x.at[place].set(value)` 给出一个*新*数组，`.add`、`.multiply`、`.max` 也是这样用。

# %%
import jax
import jax.numpy as jnp
import numpy as np

x = jnp.array([1.0, 2.0, 3.0])
try:
    x[0] = 9.0
except TypeError as error:
    print("TypeError:", str(error).split(".")[0])
print(x.at[0].set(9.0), x.at[1:].add(10.0), x)

# %% [markdown] lang="en"
# In an earlier chapter you were told again and again not to write into the caller's array. Here nobody can. In return JAX may reorder, merge and repeat operations as it likes, since none of them has an effect that another could see.
#
# The second difference: the default is **float32**, with about 7 digits. A float64 array of NumPy's becomes float32 on its way in, unless JAX is told otherwise at the very beginning of a program, by `jax.config.update("jax_enable_x64", True)`.

# %% [markdown] lang="zh"
# 前几章一再提醒你，不要往调用者的数组里写东西；在这里，谁也写不了。正因为如此，JAX 可以随意调换、合并、重复各个运算：没有哪个运算会留下让别的运算看得见的影响。
#
# 第二个不同：默认是 **float32**，大约 7 位数字。NumPy 的 float64 数组一进来就变成 float32，除非在程序的最开头用 `jax.config.update("jax_enable_x64", True)` 另作规定。

# %%
print(np.array([0.1]).dtype, jnp.asarray(np.array([0.1])).dtype)
print(np.array(1.0) + 1e-8 == 1, jnp.array(1.0) + 1e-8 == 1)

# %% [markdown] lang="en"
# The third difference matters to a clock: a call returns *before* its result is there, and the device, the CPU or GPU that computes, goes on. So wait with `jax.block_until_ready(result)`. This page measures with the following function, which takes the best of several tries, since other programs on the computer can only make a call slower.

# %% [markdown] lang="zh"
# 计时还要注意第三个不同：函数先返回，结果随后才算好，由设备（CPU 或 GPU）在后台继续算。所以要用 `jax.block_until_ready(result)` 来等。本页用下面的函数计时：试几次，取最快的一次，因为电脑上的其他程序只会让它变慢。

# %%
import time


def milliseconds(function, tries=5):
    best = np.inf
    for _ in range(tries):
        start = time.perf_counter()
        jax.block_until_ready(function())
        best = min(best, time.perf_counter() - start)
    return 1000 * best


# %% [markdown] lang="en"
# ## Random keys { #keys }
#
# NumPy's generator changes with every draw. JAX has no such hidden state. You hold a **key**, and the same key always gives the same numbers. `jax.random.split` makes new keys of one; after that, the old one is used up. One key, one use.

# %% [markdown] lang="zh"
# ## 随机键 { #keys }
#
# NumPy 的随机数生成器，每抽一次就变一次。JAX 没有这种藏起来的状态：你手里拿着一个**键**（key），同一个键总是给出同样的数。`jax.random.split` 由一个键分出几个新键；分过之后，旧键就不再用了。一个键只用一次。

# %%
key = jax.random.key(0)
print(jax.random.normal(key, (3,)), jax.random.normal(key, (3,)))
one, other = jax.random.split(key)
print(jax.random.normal(one, (3,)), jax.random.normal(other, (3,)))

# %% alt={"en": "A key is split into three; the second of them into three again. Split keys are crossed out as used up; the others draw numbers.", "zh": "一个键分成三个，其中第二个再分成三个。分过的键已经用完，打了叉；其余的用来抽数。"} tags=["hide-input"]
drawing = Drawing(480, 210)


def draw_key(at, used):
    """⟦A key, crossed out once it has been split.|一个键，分过就打叉。⟧"""
    drawing.circle(at, 15, role="red" if used else "orange")
    drawing.text("key", at=at, mono=True, size=11, role="muted" if used else "foreground")
    if used:
        drawing.line([(at[0] - 12, at[1] + 12), (at[0] + 12, at[1] - 12)], role="red", width=2)


for row in range(3):
    drawing.arrow((62, 100), (156, 40 + 60 * row))
    draw_key((176, 40 + 60 * row), used=row == 1)
    drawing.arrow((196, 100), (290, 50 + 50 * row))
    draw_key((310, 50 + 50 * row), used=False)
    drawing.arrow((330, 50 + 50 * row), (366, 50 + 50 * row), role="blue")
    drawing.text("normal(key)", at=(374, 50 + 50 * row), mono=True, anchor="start", size=12)
draw_key((42, 100), used=True)
drawing.text("split", at=(104, 190), mono=True, role="muted")
drawing.text("split", at=(244, 190), mono=True, role="muted")
drawing

# %% [markdown] lang="en"
# Why so strict? Because a result then depends on the key alone: not on what was drawn before, nor on the order in which a compiler runs things. What happens if you forget is no error but something worse, two layers with the same weights.
#
# `jax.random.split(key, shape)` makes a whole array of keys, one for each layer and each head, say. A key has a dtype of its own, and `jnp.issubdtype(dtype, jax.dtypes.prng_key)` tells it from numbers:

# %% [markdown] lang="zh"
# 为什么这么严格？因为这样一来，结果只取决于键：与之前抽过什么无关，也与编译器按什么次序来运行无关。忘了这条规矩，不会报错，后果却更糟：两层的权重一模一样。
#
# `jax.random.split(key, shape)` 能造出一整个键的数组，比如每层、每个头各一个。键有自己的 dtype，用 `jnp.issubdtype(dtype, jax.dtypes.prng_key)` 可以把键与数区分开：

# %%
keys = jax.random.split(key, (2, 3))
print(keys.shape, keys.dtype, jnp.issubdtype(keys.dtype, jax.dtypes.prng_key))
print(jax.random.normal(keys[1, 2], (2,)))

# %% [markdown] lang="en"
# Your function does this, and refuses what does not fit, saying why: a seed such as `7` (which has no `dtype`; ask with `getattr(key, "dtype", None)`), an array of keys instead of one, a negative size (`min(shape, default=0)` finds it, also in `()`).

# %% [markdown] lang="zh"
# 你的函数要做的就是这件事；遇到不合要求的输入，要拒绝，并说明原因：像 `7` 这样的种子（它没有 `dtype`，用 `getattr(key, "dtype", None)` 来问）；给的是键的数组，而不是一个键；长度为负（用 `min(shape, default=0)` 就能发现，形状是 `()` 也不怕）。

# %% [markdown]
# <!-- exercise: split_keys -->

# %% [markdown] lang="en"
# ## A gradient for the asking { #grad }
#
# `jax.grad(f)` is a function that gives the gradient of `f` with respect to its first argument. Put it to the test with a loss of yours: softmax and cross-entropy, the gradient once by your [central differences](derivatives.md#gradient) in float64, once by JAX in float32.

# %% [markdown] lang="zh"
# ## 要梯度，就有梯度 { #grad }
#
# `jax.grad(f)` 是一个函数，它给出 `f` 对第一个参数的梯度。拿你写过的损失来考它：softmax 加交叉熵，梯度一次用你的[中心差分](derivatives.md#gradient)，在 float64 下算；一次用 JAX，在 float32 下算。

# %%
from solutions.derivatives import numerical_gradient
from solutions.losses import sparse_categorical_cross_entropy

rng = np.random.default_rng(0)
w, samples, labels = rng.normal(size=(20, 5)), rng.normal(size=(50, 20)), rng.integers(0, 5, 50)


def cross_entropy(w, samples, labels):
    log_p = jax.nn.log_softmax(samples @ w)
    return -log_p[jnp.arange(len(labels)), labels].mean()


by_hand = numerical_gradient(lambda w: sparse_categorical_cross_entropy(samples @ w, labels), w)
by_jax = jax.grad(cross_entropy)(w, samples, labels)
print(by_hand.shape, by_jax.shape, f"⟦largest difference|最大相差⟧ {abs(by_hand - by_jax).max():.0e}")

# %% tags=["hide-input"]
from byhand.site.page import publish

slow = milliseconds(lambda: numerical_gradient(lambda w: sparse_categorical_cross_entropy(samples @ w, labels), w), 1)
fast = milliseconds(lambda: jax.grad(cross_entropy)(w, samples, labels), 2)
on_device = (jnp.asarray(w), jnp.asarray(samples), jnp.asarray(labels))
compiled_gradient = jax.jit(jax.grad(cross_entropy))
compiled_gradient(*on_device)
fastest = milliseconds(lambda: compiled_gradient(*on_device))
print(f"⟦by differences, NumPy|差分，NumPy⟧      {slow:7.2f} ms")
print(f"jax.grad                  {fast:7.2f} ms")
print(f"⟦jax.grad, compiled|jax.grad，编译后⟧   {fastest:7.2f} ms")
publish(parameters=w.size, runs=2 * w.size, slow=f"{slow / fastest:.0f}")

# %% [markdown] lang="en"
# There are {{ parameters }} parameters, and central differences need {{ runs }} runs of the loss. JAX goes forwards once and backwards once, however many parameters there are; the compiled gradient (more on [`jit`](#jit) below) is {{ slow }} times as fast here as the differences. And it is exact to rounding: no step $h$, so no truncation. How is it done? `jax.vjp` shows the two halves. It runs `f` forwards and returns the value and a function that goes backwards, from a slope of the result to the slopes of the input: the chain rule, from the end to the beginning.

# %% [markdown] lang="zh"
# 参数有 {{ parameters }} 个，中心差分要把损失跑 {{ runs }} 遍。JAX 不论参数有多少，都只向前一遍、向后一遍；编译过的梯度（[`jit`](#jit) 下面细说）在这里的速度是差分的 {{ slow }} 倍。而且结果只有舍入误差：没有步长 $h$，也就没有截断误差。怎么做到的？`jax.vjp` 把两半摆给你看。它先向前运行 `f`，返回函数值和另一个函数；后者往回走，由结果的斜率得到输入的斜率：这就是链式法则，从末尾走到开头。

# %%
value, backwards = jax.vjp(lambda x: (x**2).sum(), x)
print(value, backwards(1.0), backwards(10.0))

# %% [markdown] lang="en"
# `backwards` returns a tuple, with one item for every argument. Three more things about `jax.grad`:
#
# - The first argument may be a **tree**: dicts, lists and tuples of arrays, nested. The gradient is a tree of the same structure. The other arguments are handed on.
# - It wants floating numbers. Integers have no slope: `TypeError`.
# - `f` must return a single number. For an array, JAX raises a `TypeError`.

# %% [markdown] lang="zh"
# `backwards` 返回一个元组，每个参数对应一项。关于 `jax.grad`，还有三点：
#
# - 第一个参数可以是一棵**树**：由数组组成的字典、列表、元组，可以嵌套。梯度是结构相同的一棵树。其余的参数原样传过去。
# - 它要浮点数。整数谈不上斜率：抛出 `TypeError`。
# - `f` 必须返回一个数。返回数组时，JAX 抛出 `TypeError`。

# %%
line = {"slope": jnp.array(2.0), "shift": jnp.array(1.0)}
print(jax.grad(lambda p, t: (p["slope"] * t + p["shift"]) ** 2)(line, 3.0))
try:
    jax.grad(lambda x: 2 * x)(x)
except TypeError as error:
    print("TypeError:", str(error).split(". ")[0])

# %% [markdown] lang="en"
# (`weak_type=True` marks a number that was made of a Python one; it mixes with arrays as that does.) In this course a wrong *shape* is a `ValueError`, as in your `numerical_gradient`. So give `jax.grad` not `f` itself but a function that calls `f` and looks at the result first. `*more` collects further arguments and hands them on; `jnp.shape` works for plain numbers, too:

# %% [markdown] lang="zh"
# （`weak_type=True` 表示它是由 Python 的数得来的，与数组一起运算时，也像 Python 的数一样。）这门课里，*形状*不对是 `ValueError`，你的 `numerical_gradient` 也是这样。所以不要把 `f` 本身交给 `jax.grad`，而是给它一个函数：先调用 `f`，看一看结果，再往下走。`*more` 收下其余的参数，再原样传过去；`jnp.shape` 对普通的数也管用：


# %%
def announced(f):
    def inner(x, *more):
        value = f(x, *more)
        print("⟦shape|形状⟧", jnp.shape(value))
        return value

    return inner


print(announced(lambda x, y: x + y)(1.0, 2.0))
print(jax.grad(announced(lambda x, power: (x**power).sum()))(x, 3))

# %% [markdown]
# <!-- exercise: gradient -->

# %% [markdown] lang="en"
# ## The value comes free { #value-and-grad }
#
# Training wants the loss *and* its gradient. To go backwards, JAX has to go forwards first, so it has the value already. `jax.value_and_grad(f)` returns both, as a tuple. Calling `f` and then `jax.grad(f)` would run `f` twice, and so would calling `f` only to look at the shape; the look belongs inside, as before:

# %% [markdown] lang="zh"
# ## 顺便得到的值 { #value-and-grad }
#
# 训练时，损失*和*梯度都要。要往回走，JAX 得先往前走一遍，所以函数值已经有了。`jax.value_and_grad(f)` 把两者作为元组一起返回。如果先调用 `f`，再调用 `jax.grad(f)`，`f` 就要运行两遍；只为看一看形状而调用 `f`，也是两遍，所以和上面一样，要在里面看：


# %%
def noisy(x):
    print("⟦f runs|f 运行了⟧")
    return (x**2).sum()


print(noisy(x), jax.grad(noisy)(x))
print(jax.value_and_grad(noisy)(x))

# %% [markdown]
# <!-- exercise: value_and_gradient -->

# %% [markdown] lang="en"
# ## Forwards, backwards, and both { #second-derivatives }
#
# There are two ways through the chain rule. Let $f$ go from vectors of 4 to vectors of 3. Its [Jacobian](derivatives.md#many-outputs) $J$, of shape `(3, 4)`, has a row for each result and a column for each input.
#
# - **Forwards**, `jax.jvp(f, (x,), (v,))`: how do the results change along $v$? It gives $f(x)$ and $J v$. One run for each *column*.
# - **Backwards**, `jax.vjp(f, x)`: how does $u \cdot f$ change with each input? It gives $f(x)$ and a function for $u^\top J$. One run for each *row*.
#
# A loss has one row and as many columns as there are parameters: hence backwards. Many outputs of few inputs: forwards.

# %% [markdown] lang="zh"
# ## 向前、向后、两者并用 { #second-derivatives }
#
# 链式法则有两种走法。设 $f$ 从 4 个数的向量到 3 个数的向量，[雅可比矩阵](derivatives.md#many-outputs) $J$ 的形状是 `(3, 4)`：每个结果一行，每个输入一列。
#
# - **向前**，`jax.jvp(f, (x,), (v,))`：沿着 $v$ 走，结果怎样变？它给出 $f(x)$ 和 $J v$。每走一遍得到一*列*。
# - **向后**，`jax.vjp(f, x)`：$u \cdot f$ 随每个输入怎样变？它给出 $f(x)$ 和一个求 $u^\top J$ 的函数。每走一遍得到一*行*。
#
# 损失只有一行，参数有多少就有多少列，所以向后走。输入少、输出多时，就向前走。

# %% alt={"en": "The Jacobian, three rows and four columns, twice. Forwards, one column is filled; backwards, one row.", "zh": "雅可比矩阵画了两次，三行四列。向前得到一列，向后得到一行。"} tags=["hide-input"]
drawing = Drawing(500, 190)
for left, role, words, name, lit in (
    (20, "blue", "⟦forwards: a column|向前：一列⟧", "jax.jvp", np.arange(12).reshape(3, 4) % 4 == 1),
    (300, "red", "⟦backwards: a row|向后：一行⟧", "jax.vjp", np.arange(12).reshape(3, 4) // 4 == 1),
):
    box = drawing.grid((3, 4), at=(left, 40), cell=40, role=role, mark=lit)
    drawing.text(words, at=(box.center, 20))
    drawing.text(name, at=(box.center, 176), mono=True, role=role)
drawing

# %%
a = jnp.array([[1.0, 2.0, 0.0, -1.0], [0.0, 3.0, 1.0, 1.0], [2.0, 0.0, -2.0, 0.5]])


def bend(x):
    return jnp.tanh(a @ x)


at, v, u = jnp.array([0.1, 0.2, 0.3, 0.4]), jnp.array([0.0, 1.0, 0.0, 0.0]), jnp.array([0.0, 1.0, 0.0])
jacobian = jax.jacfwd(bend)(at)
print(jacobian)
print("⟦column|列⟧", jax.jvp(bend, (at,), (v,))[1], "⟦row|行⟧", jax.vjp(bend, at)[1](u)[0])

# %% [markdown] lang="en"
# Both ways can be combined. A gradient is a function from vectors to vectors, so it has a Jacobian, the **Hessian** $H$: all second derivatives of $f$, as `jax.hessian(f)` gives them. It is large: for 400,000 parameters it has 160,000,000,000 entries. But often only $H v$ is wanted, how the *gradient* changes along $v$:
#
# $$ H v = \frac{\partial}{\partial t} \nabla f(x + t v) \Big|_{t=0} $$
#
# That is one run forwards, of the gradient, which itself runs backwards: **forward over reverse** (Pearlmutter, 1994). `jax.jvp` takes the function, a tuple of points and a tuple of directions, and returns the value (here the gradient) and the derivative along the direction. For $f(x) = x_1^2\, x_2$:

# %% [markdown] lang="zh"
# 两种走法可以合起来用。梯度是从向量到向量的函数，所以它也有雅可比矩阵，叫**黑塞矩阵**（Hessian）$H$：$f$ 的全部二阶导数，用 `jax.hessian(f)` 可以得到。它很大：400,000 个参数，就有 160,000,000,000 个元素。但常常只需要 $H v$，也就是沿着 $v$ 走，*梯度*怎样变：
#
# $$ H v = \frac{\partial}{\partial t} \nabla f(x + t v) \Big|_{t=0} $$
#
# 这是对梯度向前走一遍，而梯度自己是向后走出来的：**先反向、再前向**（forward over reverse；Pearlmutter，1994）。`jax.jvp` 的参数是函数、点的元组、方向的元组，返回值（这里是梯度）和沿这个方向的导数。对 $f(x) = x_1^2\, x_2$：


# %%
def cubic(x):
    return x[0] ** 2 * x[1]


at, v = jnp.array([1.0, 2.0]), jnp.array([1.0, 10.0])
hessian = jax.hessian(cubic)(at)
print(hessian, hessian @ v)
print(jax.jvp(jax.grad(cubic), (at,), (v,)))

# %% tags=["hide-input"]
many = jnp.linspace(0.0, 1.0, 600)


def wavy(x):
    return jnp.sin(x).sum() * (x**2).sum()


whole = jax.jit(lambda x, v: jax.hessian(wavy)(x) @ v)
product = jax.jit(lambda x, v: jax.jvp(jax.grad(wavy), (x,), (v,))[1])
assert jnp.allclose(whole(many, many), product(many, many), rtol=1e-3)
times = milliseconds(lambda: whole(many, many), 2), milliseconds(lambda: product(many, many))
print(f"⟦600 numbers: whole Hessian|600 个数：整个黑塞矩阵⟧ {times[0]:.1f} ms, Hv {times[1]:.3f} ms")

# %% [markdown] lang="en"
# The shapes of $x$ and $v$ must be equal; compare them first, and name both. Your own `gradient` refuses an `f` that returns no number.

# %% [markdown] lang="zh"
# $x$ 与 $v$ 的形状必须相同：先比较，不同就写明两个形状。`f` 返回的不是一个数时，你自己的 `gradient` 会拒绝。

# %% [markdown]
# <!-- exercise: hessian_vector_product -->

# %% [markdown] lang="en"
# ## Trees of arrays { #pytrees }
#
# In [the chapter on SGD](sgd.md) you wrote `tree_map`, since parameters come in dicts, lists and tuples. JAX calls such a thing a **pytree**. `jax.tree.leaves(tree)` lists the arrays, `jax.tree.structure(tree)` is the rest, which can be compared, and `jax.tree.map` is yours:

# %% [markdown] lang="zh"
# ## 数组的树 { #pytrees }
#
# 参数装在字典、列表、元组里，所以在[讲 SGD 的那一章](sgd.md)，你写了 `tree_map`。JAX 把这样的东西叫 **pytree**，也就是树。`jax.tree.leaves(tree)` 列出其中的数组；`jax.tree.structure(tree)` 是其余的部分，即结构，可以互相比较；`jax.tree.map` 就是你写的那个：

# %%
from solutions.sgd import sgd_step, tree_map

params = {"hidden": (np.array([[1.0, 2.0]]), np.array([0.5])), "scale": np.array(3.0)}
gradients = {"hidden": (np.array([[10.0, 0.0]]), np.array([2.0])), "scale": np.array(-4.0)}
print(jax.tree.leaves(params), jax.tree.structure(params), sep="\n")
same = jax.tree.map(lambda p, g: p - 0.25 * g, params, gradients)
print(jax.tree.map(np.array_equal, same, sgd_step(params, gradients, 0.25)))

# %% tags=["hide-input"]
assert jax.tree.map(np.shape, params) == tree_map(np.shape, params)
assert jax.tree.map(jnp.add, jnp.ones(3), jnp.ones((2, 3))).shape == (2, 3)
assert jax.tree.structure([1, 2]) != jax.tree.structure((1, 2))
assert (jnp.float32(0.5) * jnp.ones(2, jnp.float16)).dtype == jnp.float32
assert (0.5 * jnp.ones(2, jnp.float16)).dtype == jnp.float16

# %% [markdown] lang="en"
# Two traps. `jax.tree.map` looks at the structure but not at shapes: arrays `(3,)` and `(2, 3)` are broadcast without a word, and where the first tree has an array, the second may even hold a whole tree. So compare the structures yourself, and the shapes in the function that you map. And a number that is itself an array, `jnp.float32(0.5)`, turns float16 into float32, while Python's `0.5` does not: end with `.astype`. Under [`jit`](#jit), below, even a Python `0.5` comes as a placeholder without a value, so do not look at the value of $a$.
#
# Your `tree_axpy` computes $a x + y$ at every leaf (*axpy* is what linear-algebra libraries call it). With the gradients for $x$, the parameters for $y$ and $a = -\eta$ it is a step of gradient descent.

# %% [markdown] lang="zh"
# 有两个陷阱。`jax.tree.map` 只看结构，不看形状：`(3,)` 和 `(2, 3)` 会不声不响地广播；第一棵树里是一个数组的地方，第二棵树里甚至可以是一整棵树。所以结构要自己比较，形状要在映射的函数里比较。另外，`jnp.float32(0.5)` 这样本身是数组的数，会把 float16 变成 float32，Python 的 `0.5` 则不会：最后用 `.astype` 换回来。在下面要讲的 [`jit`](#jit) 里，连 Python 的 `0.5` 也只是一个没有值的占位符，所以不要去看 $a$ 的值。
#
# 你的 `tree_axpy` 在每片叶子上计算 $a x + y$（线性代数库里就叫 *axpy*）。以梯度为 $x$，参数为 $y$，再令 $a = -\eta$，就是梯度下降的一步。

# %% [markdown]
# <!-- exercise: tree_axpy -->

# %% [markdown] lang="en"
# ## One sample in mind, a batch in hand { #vmap }
#
# Write a function for *one* sample, and let `jax.vmap` make one for a whole batch of it. `in_axes` says for each argument which axis is the batch: `None` for what all samples share, 0 for the first axis.

# %% [markdown] lang="zh"
# ## 心里想一个，手上算一批 { #vmap }
#
# 只为*一个*样本写函数，再让 `jax.vmap` 把它变成处理一整批的函数。`in_axes` 说明每个参数的哪个轴是批量：所有样本共用的写 `None`，沿第一个轴的写 0。

# %% alt={"en": "Parameters w go whole to each of four copies of f; each copy takes one row of x and one number of y and gives one row of the result.", "zh": "参数 w 整个交给四份 f；每份 f 拿 x 的一行和 y 的一个数，给出结果的一行。"} tags=["hide-input"]
drawing = Drawing(520, 214)
drawing.text("x  (4, 3)", at=(58, 16), mono=True, size=13)
drawing.text("y  (4,)", at=(152, 16), mono=True, size=13)
drawing.text("(4, …)", at=(424, 16), mono=True, size=13)
for row, role in enumerate(("blue", "orange", "green", "purple")):
    top = 34 + 34 * row
    drawing.grid((3,), at=(10, top), cell=32, role=role)
    drawing.grid((1,), at=(136, top), cell=32, role=role)
    drawing.arrow((174, top + 16), (246, top + 16), role=role)
    drawing.rect((250, top + 2), (70, 28), role=role, fill=f"{role}-soft")
    drawing.text("f", at=(285, top + 16), mono=True)
    drawing.arrow((324, top + 16), (372, top + 16), role=role)
    drawing.grid((3,), at=(376, top), cell=32, role=role)
drawing.text("⟦w: the same for all|w：大家共用⟧", at=(285, 204), role="red", size=13)
drawing.line([(285, 194), (285, 172)], role="red")
drawing


# %%
def squared_error(w, x, y):  # ⟦of one sample: x is a vector, y a number|单个样本：x 是向量，y 是数⟧
    return (x @ w - y) ** 2


w = jnp.array([1.0, -2.0, 0.5])
xs, ys = jnp.asarray(rng.normal(size=(200, 3))), jnp.asarray(rng.normal(size=200))
each = jax.vmap(jax.grad(squared_error), in_axes=(None, 0, 0))(w, xs, ys)
mean = jax.grad(lambda w: ((xs @ w - ys) ** 2).mean())(w)
print(each.shape, each.mean(axis=0), mean)

# %% tags=["hide-input"]
one_gradient = jax.grad(squared_error)
batched = jax.vmap(one_gradient, in_axes=(None, 0, 0))
python_loop = milliseconds(lambda: [one_gradient(w, x, y) for x, y in zip(xs[:10], ys[:10], strict=True)], 2) * 20
mapped = milliseconds(lambda: batched(w, xs, ys))
print(f"⟦200 samples: loop|200 个样本：循环⟧ {python_loop:.0f} ms, vmap {mapped:.1f} ms")

# %% [markdown] lang="en"
# vmap is no loop in disguise: every operation inside gets one axis more, and vector times matrix becomes matrix times matrix. (The loop was timed on 10 samples, and the time multiplied by 20.)
#
# The gradient of the mean loss is the mean of these gradients: the first output shows both. Each for itself they tell more: which sample pulls hardest, whether a label is wrong, how noisy a mini-batch is.

# %% [markdown] lang="zh"
# vmap 不是换了样子的循环：里面的每个运算都多了一个轴，向量乘矩阵就成了矩阵乘矩阵。（循环是在 10 个样本上计时，再乘以 20。）
#
# 平均损失的梯度，就是这些梯度的平均，上面第一个输出里两者都有。分开来看，它们能说明更多：哪个样本拉得最用力，哪个标签可能错了，小批量的噪声有多大。

# %% [markdown]
# <!-- exercise: per_example_gradients -->

# %% [markdown] lang="en"
# ## Compiled { #jit }
#
# `jax.jit(f)` turns the operations of `f` into one program for the device. To find out what they are, it runs your Python code with placeholders that have a shape and a dtype but *no values*. This is **tracing**. The program is kept, and your Python code is not run again, unless a new kind of argument comes along. Put a `print` inside to see it:

# %% [markdown] lang="zh"
# ## 编译 { #jit }
#
# `jax.jit(f)` 把 `f` 的各个运算合成一个设备上的程序。有哪些运算呢？为此，它用占位符把你的 Python 代码运行一遍：占位符有形状、有 dtype，*没有值*。这叫**追踪**（tracing）。得到的程序会保存下来，Python 代码不再运行，除非来了另一种参数。在里面放一个 `print` 就看得见：


# %%
@jax.jit
def scaled(x, factor):
    print("⟦traced:|追踪：⟧", x, factor)
    return jnp.tanh(x) * factor


one = jnp.ones(3)
for arguments in ((one, 2.0), (-one, 5.0), (jnp.ones(4), 2.0), (one, 2), (one, jnp.float32(2)), (one, 7.0)):
    print(scaled(*arguments))

# %% [markdown] lang="en"
# Six calls, four traces. New *values* need none. A new shape does, or a new dtype, or a Python `2` for a `2.0` or a `jnp.float32(2)` (Python's numbers have the mark `~`), or other nesting. The last call finds the first program again. What was recorded can be printed: every line is an operation, with the dtype and shape of its result.

# %% [markdown] lang="zh"
# 六次调用，四次追踪。换了*值*，不用重新追踪；换了形状、dtype，或者把 `2.0` 换成 Python 的 `2` 或 `jnp.float32(2)`（Python 的数带着 `~`），或者嵌套的方式变了，就要。最后一次调用用的又是第一个程序。记录下来的东西可以打印：每行一个运算，写着结果的 dtype 和形状。

# %%
print(jax.make_jaxpr(lambda x, factor: jnp.tanh(x) * factor)(jnp.ones(3), 2.0))

# %% [markdown] lang="en"
# Since there are no values, Python cannot branch on one. It can branch on a shape. For a choice by value, compute both and choose: `jnp.where`; or let the program branch: `jax.lax.cond`.

# %% [markdown] lang="zh"
# 既然没有值，Python 就没法按值分支；按形状分支是可以的。要按值来选，可以两边都算出来再挑：`jnp.where`；也可以让程序自己去分支：`jax.lax.cond`。

# %%
try:
    jax.jit(lambda x: x if x.sum() > 0 else -x)(x)
except TypeError as error:
    print(type(error).__name__)
print(jax.jit(lambda x: jnp.where(x.sum() > 0, x, -x))(-x))
print(jax.jit(lambda x: jax.lax.cond(x.sum() > 0, lambda x: x, lambda x: -x, x))(-x))

# %% [markdown] lang="en"
# What does it cost, and what does it bring? The same function, many small operations one after another, called eight times; the fifth call comes with a new shape:

# %% [markdown] lang="zh"
# 代价多大，好处多大？同一个函数，一个接一个的许多小运算，调用八次，第五次换了形状：

# %% alt={"en": "Times of eight calls on a logarithmic axis. Compiled, the first and the fifth call take long and the others are far below those without jit.", "zh": "八次调用的用时，纵轴为对数。编译的一组里，第一次和第五次很慢，其余的远低于不编译的。"} tags=["hide-input"]
import matplotlib.pyplot as plt

from byhand.site.palette import color


def wave(x):
    for k in range(1, 9):
        x = x + jnp.sin(k * x) / k
    return x


spent = {}
for name, function in (("jit", jax.jit(wave)), ("plain", wave)):
    wave(jnp.ones(1000)), wave(jnp.ones(1001))  # ⟦single operations are compiled before|单个运算先编译好⟧
    spent[name] = [milliseconds(lambda f=function, n=n: f(jnp.ones(n)), 1) for n in [1000] * 4 + [1001] * 4]
figure, axes = plt.subplots(figsize=(6, 3))
calls = np.arange(1, 9)
axes.semilogy(calls, spent["jit"], "o-", color=color("green"), label="jit")
axes.semilogy(calls, spent["plain"], "s--", color=color("orange"), label="⟦without|不用 jit⟧")
axes.set(xlabel="⟦call|第几次调用⟧", ylabel="⟦milliseconds|毫秒⟧")
axes.legend()
plt.show()
first, second, plain = spent["jit"][0], min(spent["jit"][1:4]), min(spent["plain"][1:4])
publish(
    first=f"{first:.1f}",
    second=f"{second:.2f}",
    plain=f"{plain:.2f}",
    pays=f"{max(1, np.ceil(first / max(plain - second, 1e-9))):.0f}",
)

# %% [markdown] lang="en"
# Compiled, the first call took {{ first }} ms and the second {{ second }} ms; not compiled, {{ plain }} ms. So here compiling pays after about {{ pays }} calls, and a training loop makes thousands. But feed it a new shape in every call, such as batches of ever other sizes, and you pay for compiling each time, without noticing anything but that it is slow.
#
# Hence the exercise: count the traces. A Python counter inside a compiled function counts just these, since the function's code runs only while it is traced. (`nonlocal count` lets an inner function change a variable of the outer one.)

# %% [markdown] lang="zh"
# 编译的话，第一次调用用了 {{ first }} 毫秒，第二次 {{ second }} 毫秒；不编译，{{ plain }} 毫秒。所以在这里，大约调用 {{ pays }} 次就值得编译，而训练循环要调用成千上万次。但是，如果每次都换一种形状，比如批量总在变，那么每次都要付编译的代价，你却什么也看不出来，只觉得慢。
#
# 所以有了这道练习：数一数追踪了几次。在编译的函数里放一个 Python 计数器，数出来的正是这个，因为函数的代码只在追踪时运行。（写上 `nonlocal count`，里面的函数就能改外面函数的变量。）


# %%
def traces_of_double(*arrays):
    count = 0

    def double(x):
        nonlocal count
        count += 1
        return 2 * x

    compiled = jax.jit(double)
    for array in arrays:
        compiled(array)
    return count


print(traces_of_double(jnp.ones(3), jnp.zeros(3), jnp.ones(4), jnp.ones(3)))

# %% [markdown] lang="en"
# Mind one thing: JAX remembers programs by the *function*. A `lambda` made anew in every turn of a loop is a new function each time, and is compiled anew each time. So make the compiled function once, before the loop. Your function gets each call as a tuple of arguments; `f(*call)` hands them over.

# %% [markdown] lang="zh"
# 有一点要当心：JAX 是按*函数*来记住程序的。循环里每一圈都新造一个 `lambda`，每次就都是一个新函数，每次都要重新编译。所以编译过的函数要在循环之前造好，只造一次。你的函数收到的每次调用，是一个由参数组成的元组；`f(*call)` 把它们交给函数。

# %% [markdown]
# <!-- exercise: is_recompiled -->

# %% [markdown] lang="en"
# ## A loop in the program { #scan }
#
# A Python `for` under `jit` works: it runs while tracing, and every turn adds its operations to the program once more. For a thousand turns the program is a thousand times as long, and compiling takes accordingly. `jax.lax.scan(step, start, xs)` puts *one* loop into the program. It calls `step(carry, x)` for each `x` along the first axis; `step` returns what is carried on and what is written down, and the records are stacked.

# %% [markdown] lang="zh"
# ## 程序里的循环 { #scan }
#
# 在 `jit` 之下写 Python 的 `for` 是可以的：它在追踪时运行，每转一圈，就把那些运算再往程序里添一遍。转一千圈，程序就长一千倍，编译也就慢下来。`jax.lax.scan(step, start, xs)` 则把*一个*循环放进程序。它沿第一个轴，对每个 `x` 调用 `step(carry, x)`；`step` 返回两样东西：继续带下去的，和要记下来的；记录会堆叠起来。


# %%
def compound(balance, rate):
    balance = balance * (1 + rate)
    return balance, balance


print(jax.lax.scan(compound, 100.0, jnp.array([0.1, 0.2, -0.5])))


# %% tags=["hide-input"]
def unrolled(rates):
    balance, kept = 100.0, []
    for rate in rates:
        balance, record = compound(balance, rate)
        kept.append(record)
    return jnp.stack(kept)


for steps in (5, 50):
    rates = jnp.full(steps, 0.01)
    for name, function in (("for ", unrolled), ("scan", lambda rates: jax.lax.scan(compound, 100.0, rates)[1])):
        size = len(str(jax.make_jaxpr(function)(rates)).splitlines())
        start = time.perf_counter()
        jax.block_until_ready(jax.jit(function)(rates))
        took = 1000 * (time.perf_counter() - start)
        print(f"{steps:4} {name} {size:5} ⟦lines|行⟧  {took:6.0f} ms")

# %% [markdown] lang="en"
# (The lines are those of the recorded program, the time is that of the first call, compiling included.) One rule is strict: what is carried on must have the shapes and the dtypes that came in. If `decay` is float32 and the sequence float16, their product is float32: bring it back with `.astype`.
#
# You met the **running mean** in RMSprop and Adam. It starts at $m_0 = 0$ and in every step keeps the share $\mu$ of the old and adds the rest of the new (Goodfellow et al., 2016, section 8.5.2):
#
# $$ m_t = \mu\, m_{t-1} + (1 - \mu)\, x_t $$

# %% [markdown] lang="zh"
# （行数是所记录的程序的行数；时间是第一次调用的，包括编译。）有一条规矩很严：继续带下去的，形状和 dtype 必须与进来时相同。`decay` 是 float32、序列是 float16 时，乘积是 float32：要用 `.astype` 换回来。
#
# **滑动平均**（running mean）你在 RMSprop 和 Adam 里见过。它从 $m_0 = 0$ 开始，每一步保留旧值的 $\mu$ 这一份，其余的一份取新值（Goodfellow 等，2016，8.5.2 节）：
#
# $$ m_t = \mu\, m_{t-1} + (1 - \mu)\, x_t $$

# %% alt={"en": "A noisy sequence that jumps from 1 to 3. The running mean with decay 0.9 follows it soon and unsteadily; that with 0.98 is smooth and late. Both start at 0.", "zh": "一个带噪声的序列，从 1 跳到 3。decay 为 0.9 的滑动平均跟得快，但不稳；0.98 的平滑，但跟得慢。两者都从 0 开始。"} tags=["hide-input"]
from solutions.jax_basics import running_mean

noise = np.repeat([1.0, 3.0], 60) + 0.5 * rng.normal(size=120)
figure, axes = plt.subplots(figsize=(6, 3))
axes.plot(noise, ".", color=color("muted"), markersize=4)
for decay, role in ((0.9, "blue"), (0.98, "red")):
    axes.plot(running_mean(noise, decay), color=color(role), label=f"μ = {decay}")
axes.set(xlabel="⟦step|步⟧", ylim=(-0.5, 4.5))
axes.legend(loc="upper left")
plt.show()

# %% [markdown] lang="en"
# The larger $\mu$, the smoother and the later: it remembers about $1 / (1 - \mu)$ steps. And at the start it is too small, since it begins at 0; Adam corrects that, this function does not.
#
# `jnp.asarray(x)` makes a JAX array of any array, and `jnp.result_type(x, 1.0)` is the floating dtype that belongs to it. Nothing may depend on the *value* of `decay`: the function is to work when both arguments are traced. `x.shape[1:]` is the shape of a single element, also when there is none.

# %% [markdown] lang="zh"
# $\mu$ 越大，越平滑，也越迟钝：它大约记得 $1 / (1 - \mu)$ 步。开头总是偏小，因为是从 0 开始的；Adam 会校正这一点，这个函数不校正。
#
# `jnp.asarray(x)` 把任何数组变成 JAX 数组，`jnp.result_type(x, 1.0)` 是与它相应的浮点 dtype。不要去看 `decay` 的*值*：两个参数都在追踪、都没有值的时候，函数也要能用。`x.shape[1:]` 是单个元素的形状，一个元素也没有时也成立。

# %% [markdown]
# <!-- exercise: running_mean -->

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# **"Dynamic graphs are one framework's privilege; JAX's are static."** [Refuted on the page of myths](myths.md#dynamic-graphs): JAX traces what your Python code does, `if` and `while` included. Only under `jit` must the choice by value go into the program.
#
# **"jit makes everything faster."** Not the first call, not with ever new shapes, and hardly where one large matrix product does all the work anyway. Measure, and do not forget to wait for the result.
#
# **"jax.grad takes differences."** It has no step. It applies the chain rule to the operations that it has seen, which is why it is exact to rounding even in float32, far from 0, where your differences needed float64.

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# **“动态图是某一个框架的专利，JAX 的图是静态的。”** [误区那一页推翻了这句话](myths.md#dynamic-graphs)：你的 Python 代码做什么，JAX 就追踪什么，`if` 和 `while` 也不例外。只有在 `jit` 之下，按值作的选择才必须放进程序里。
#
# **“jit 能让一切变快。”** 第一次调用不会；形状总在变，不会；本来就只有一个大的矩阵乘法，也快不了多少。要量一量，还别忘了等结果算完。
#
# **“jax.grad 用的是差分。”** 它没有步长。它对看到的各个运算用链式法则，所以即使是 float32，离 0 再远，也只有舍入误差；而你的差分非用 float64 不可。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "Two layers of the same size are drawn with the same key. What happens, and who notices?"
#
#     Both get the same weights. Nobody notices: there is no error. Split the key, and use each new one once.
#
# ??? question "A function has 3 inputs and 1,000 outputs. How many runs does its Jacobian take forwards, how many backwards?"
#
#     3 forwards, a column each; 1,000 backwards, a row each.
#
# ??? question "Batches of 128, and a last one with 96: how often is the training step compiled in ten epochs?"
#
#     Twice, once for each shape: programs are kept. That is why many loops drop the last batch or fill it up.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "两层大小相同，用同一个键抽取权重。会怎样？谁会发觉？"
#
#     两层的权重一模一样。谁也不会发觉，因为不报错。要先把键分开，每个新键只用一次。
#
# ??? question "一个函数有 3 个输入、1,000 个输出。求雅可比矩阵，向前要走几遍，向后要走几遍？"
#
#     向前 3 遍，每遍一列；向后 1,000 遍，每遍一行。
#
# ??? question "每批 128 个，最后一批 96 个。训练十轮，训练的那一步编译几次？"
#
#     两次，每种形状一次：程序会保存下来。所以很多训练循环把最后一批丢掉，或者补满。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# Keys, gradients, trees, `jit`, `scan`: that is all that [the network that reads digits](mnist_mlp.md) is made of. You have every part of it now.
#
# Further reading: the JAX documentation on [automatic differentiation](https://docs.jax.dev/en/latest/automatic-differentiation.html), [the autodiff cookbook](https://docs.jax.dev/en/latest/notebooks/autodiff_cookbook.html), [random numbers](https://docs.jax.dev/en/latest/random-numbers.html) and [the sharp bits](https://docs.jax.dev/en/latest/notebooks/Common_Gotchas_in_JAX.html); Pearlmutter, 1994, [Fast exact multiplication by the Hessian](https://doi.org/10.1162/neco.1994.6.1.147); Baydin et al., 2018, [Automatic differentiation in machine learning: a survey](https://www.jmlr.org/papers/v18/17-468.html); Goodfellow et al., 2016, [Deep Learning](https://www.deeplearningbook.org/); [*Dive into Deep Learning* on automatic differentiation](https://d2l.ai/chapter_preliminaries/autograd.html) ([in Chinese](https://zh.d2l.ai/chapter_preliminaries/autograd.html)).

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 键、梯度、树、`jit`、`scan`：[识别手写数字的网络](mnist_mlp.md)就是用这些搭起来的。零件你都有了。
#
# 延伸阅读：JAX 文档中的[自动微分](https://docs.jax.dev/en/latest/automatic-differentiation.html)、[自动微分实例](https://docs.jax.dev/en/latest/notebooks/autodiff_cookbook.html)、[随机数](https://docs.jax.dev/en/latest/random-numbers.html)和[容易踩的坑](https://docs.jax.dev/en/latest/notebooks/Common_Gotchas_in_JAX.html)；Pearlmutter，1994，[Fast exact multiplication by the Hessian](https://doi.org/10.1162/neco.1994.6.1.147)；Baydin 等，2018，[Automatic differentiation in machine learning: a survey](https://www.jmlr.org/papers/v18/17-468.html)；Goodfellow 等，2016，[《深度学习》](https://www.deeplearningbook.org/)；[《动手学深度学习》自动微分一节](https://zh.d2l.ai/chapter_preliminaries/autograd.html)（[英文版](https://d2l.ai/chapter_preliminaries/autograd.html)）。

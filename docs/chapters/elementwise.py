# %% [markdown] lang="en"
# # Element-wise operations { #elementwise }
#
# Between the layers of a network stands a function that looks at one number at a time. It is told neither where the number stands nor what its neighbours are. An operation of this kind is called **element-wise**. Nothing in deep learning is simpler, and because no element waits for another, a processor can compute many of them at the same time.
#
# After this chapter you can
#
# - write element-wise operations by loops, then for whole tensors in one expression, and say what that saves;
# - tell ReLU, leaky ReLU, sigmoid and tanh apart, by their formulas and by their curves;
# - say what NaN, infinity and a warning mean, and where a correct formula computes the wrong number;
# - rewrite a formula so that it keeps its digits.

# %% [markdown] lang="zh"
# # 逐元素运算 { #elementwise }
#
# 神经网络的层与层之间，总有一个函数，每次只看一个数：这个数在什么位置，旁边是些什么数，一概不管。这样的运算叫**逐元素**（element-wise）运算。在深度学习里，没有比这更简单的了；又因为元素之间互不等待，处理器可以同时算许多个。
#
# 学完这一章，你能够：
#
# - 先用循环实现逐元素运算，再用一个表达式对整个张量计算，并说清省下了多少时间；
# - 凭公式和曲线，分清 ReLU、leaky ReLU、sigmoid 和 tanh；
# - 说明 NaN、无穷大和警告各是什么意思，指出正确的公式会在哪里算出错误的数；
# - 改写公式，保住有效数字。

# %% [markdown] lang="en"
# ## One element at a time { #loops }
#
# A simple function of this kind, and a very popular one, is **ReLU**, short for *rectified linear unit*. Negative numbers become 0, all others stay:
#
# $$ \mathrm{relu}(x) = \max(x, 0) $$
#
# Applied to a matrix, it is applied to each element. The result has the same shape, and each of its elements depends on the one element of the input at the same place.

# %% [markdown] lang="zh"
# ## 一次一个元素 { #loops }
#
# 这类函数里，又简单又常用的是 **ReLU**，全名“修正线性单元”（rectified linear unit）。负数变成 0，其余的数不变：
#
# $$ \mathrm{relu}(x) = \max(x, 0) $$
#
# 对矩阵用 ReLU，就是对其中的每个元素用 ReLU。结果的形状不变；结果的每个元素，只取决于输入中同一位置上的那一个元素。

# %% alt={"en": "A matrix with the rows 3, -1, 4 and -2, 5, -6; an arrow named relu leads to a matrix with the rows 3, 0, 4 and 0, 5, 0. The element -2 and the 0 at its place are filled.", "zh": "左边的矩阵，两行是 3、-1、4 和 -2、5、-6；写着 relu 的箭头指向右边的矩阵，两行是 3、0、4 和 0、5、0。元素 -2 和同一位置上的 0 涂成了深色。"} tags=["hide-input"]
import numpy as np

from byhand.site.drawing import Drawing

example = np.array([[3, -1, 4], [-2, 5, -6]])
here = np.array([[0, 0, 0], [1, 0, 0]], bool)
drawing = Drawing(420, 130)
left = drawing.grid(example, at=(10, 36), cell=42, role="blue", mark=here)
right = drawing.grid(np.where(example < 0, 0, example), at=(280, 36), cell=42, role="green", mark=here)
drawing.arrow((left.right + 16, left.middle), (right.left - 16, right.middle), label="relu")
for box in (left, right):
    drawing.text("(2, 3)", at=(box.center, 18), role="muted", mono=True)
drawing

# %% [markdown] lang="en"
# In code: one loop over the rows, one over the columns. This one doubles every element:

# %% [markdown] lang="zh"
# 写成代码，就是两层循环，外层遍历各行，内层遍历各列。下面这段代码把每个元素乘以 2：

# %%
import numpy as np

x = np.array([[3, -1, 4], [-2, 5, -6]])
doubled = np.zeros_like(x)
for i in range(x.shape[0]):
    for j in range(x.shape[1]):
        doubled[i, j] = 2 * x[i, j]
doubled

# %% [markdown] lang="en"
# The result needs an array of its own, because whoever calls your function still needs the input. There are three ways to make one with the shape and the dtype of `x`: `x.copy()` begins with the same elements, `np.zeros_like(x)` with zeros, and `np.empty(x.shape, x.dtype)` with whatever happens to be in memory, so every element must be written. Beware of `np.zeros(x.shape)`: without a dtype it holds float64.
#
# A function for matrices should refuse anything else, *before* it computes. The number of axes is `x.ndim`, and `raise ValueError(f"{x.shape} is no matrix")` tells the caller what came in. In the exercise, Python's own `max(a, b)` is welcome.

# %% [markdown] lang="zh"
# 结果要另放一个数组，因为调用者还要用原来的输入。想得到一个形状、dtype 都与 `x` 相同的数组，有三种办法：`x.copy()` 一开始就装着同样的元素；`np.zeros_like(x)` 装的全是 0；`np.empty(x.shape, x.dtype)` 里面是内存中碰巧留下的东西，所以每个位置都必须写入。要小心 `np.zeros(x.shape)`：不写明 dtype，得到的就是 float64。
#
# 只处理矩阵的函数，遇到别的输入应当拒绝，而且要在计算*之前*。轴的个数是 `x.ndim`；写 `raise ValueError(f"{x.shape} is no matrix")`，调用者就知道传进来的是什么。做这道题时，可以用 Python 自带的 `max(a, b)`。

# %% [markdown]
# <!-- exercise: naive_relu -->

# %% [markdown] lang="en"
# ## Two matrices { #pairs }
#
# Addition and multiplication take two tensors of the same shape, and pair the elements at the same place: $z_{ij} = x_{ij} + y_{ij}$, or $z_{ij} = x_{ij} \, y_{ij}$.

# %% [markdown] lang="zh"
# ## 两个矩阵 { #pairs }
#
# 加法和乘法要用两个形状相同的张量，同一位置上的元素两两配对：$z_{ij} = x_{ij} + y_{ij}$，或者 $z_{ij} = x_{ij} \, y_{ij}$。

# %% alt={"en": "The matrices 1, 2, 3 over 4, 5, 6 and 10, 20, 30 over 7, 9, 8. Below them, their sum and their element-wise product. In all four the element in row 1 and column 0 is filled: 4 and 7 give 11 and 28.", "zh": "上面两个矩阵：第一个的两行是 1、2、3 和 4、5、6，第二个的两行是 10、20、30 和 7、9、8。下面是逐元素的和与逐元素的积。四个矩阵里，第 1 行第 0 列的元素都涂成了深色：4 和 7 得到 11 和 28。"} tags=["hide-input"]
first, second = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[10, 20, 30], [7, 9, 8]])
drawing = Drawing(330, 260)
for values, role, place, name in (
    (first, "blue", (20, 30), "x"),
    (second, "orange", (190, 30), "y"),
    (first + second, "green", (20, 160), "x + y"),
    (first * second, "green", (190, 160), "x * y"),
):
    box = drawing.grid(values, at=place, cell=40, role=role, mark=here)
    drawing.text(name, at=(box.center, box.top - 14), role="muted", mono=True)
drawing

# %% [markdown] lang="en"
# Unequal shapes are an error in these two exercises, even where one matrix has only a single row. NumPy would stretch that row; the rule behind this has [a chapter of its own](broadcasting.md). Shapes are tuples and can be compared whole: `x.shape != y.shape`. An error message that names both spares the caller a search.

# %% [markdown] lang="zh"
# 在这两道题里，形状不同就是错误，哪怕其中一个矩阵只有一行。换作 NumPy，会把那一行扩展开来；背后的规则，[另有一章](broadcasting.md)专门讲。形状是元组，可以整个比较：`x.shape != y.shape`。错误信息里写明两个形状，调用者就不必到处去找。

# %% [markdown]
# <!-- exercise: naive_add -->

# %% [markdown]
# <!-- exercise: naive_multiply -->

# %% [markdown] lang="en"
# ## The whole tensor at once { #whole }
#
# NumPy applies an operation to all elements of an array, of whatever rank, if you just write it down. Operators such as `+`, `*` and `<` do so, and dozens of functions:

# %% [markdown] lang="zh"
# ## 整个张量一次算完 { #whole }
#
# 在 NumPy 里，一个运算只要写一次，就会作用于数组的所有元素，轴有几个都行。`+`、`*`、`<` 这些运算符是这样，还有几十个函数也是这样：

# %%
x = np.array([-2.0, -0.5, 0.0, 3.0])
for name, result in {
    "x * 10": x * 10,
    "np.abs(x)": np.abs(x),
    "np.sign(x)": np.sign(x),
    "np.exp(x)": np.exp(x).round(3),
    "np.minimum(x, 1)": np.minimum(x, 1),
    "np.maximum(x, x * x)": np.maximum(x, x * x),
    "x > -1": x > -1,
}.items():
    print(f"{name:20}", result)

# %% [markdown] lang="en"
# `np.minimum` and `np.maximum` compare two numbers at every place. They are not `np.min` and `np.max`, which look for one extreme element of the whole array.
#
# The last line gave an array of truth values, a **mask**. It picks elements, or says where to write; `~mask` is its opposite. And `np.where(mask, a, b)` chooses at every place between `a` and `b`:

# %% [markdown] lang="zh"
# `np.minimum` 和 `np.maximum` 在每个位置上比较两个数；`np.min` 和 `np.max` 则是在整个数组里找出一个最小或最大的元素，不要弄混。
#
# 最后一行得到的数组，元素是真或假，叫**掩码**（mask）。掩码可以挑出元素，也可以指明往哪里写；`~mask` 是相反的掩码。`np.where(mask, a, b)` 则在每个位置上从 `a` 和 `b` 里挑一个：

# %%
mask = x > -1
limited = x.copy()
limited[mask] = 7
print(x[mask], x[~mask])
print(limited)
print(np.where(mask, x, 100 * x))

# %% [markdown] lang="en"
# Two remarks on writing with masks. `x[mask] = 7` would have changed `x` itself, which a function must not do to its input. And for a tensor without axes, shape `()`, NumPy's arithmetic gives a bare number, into which nothing can be written: make the result by `np.empty(x.shape, dtype)` or `x.copy()`, and fill that.
#
# How much does one expression save? Here is the sum of two square matrices, by the loops of `naive_add` and by `x + y`, measured on the machine that built this page:

# %% [markdown] lang="zh"
# 用掩码写入时，有两点要注意。第一，`x[mask] = 7` 改的是 `x` 自己，函数不能这样对待输入。第二，如果张量一个轴也没有，形状是 `()`，NumPy 的算术运算给出的只是一个数，没法往里写；这时先用 `np.empty(x.shape, dtype)` 或 `x.copy()` 准备好结果，再填进去。
#
# 写成一个表达式，能省多少时间？下面求两个方阵的和，先用 `naive_add` 的循环，再用 `x + y`，在生成本页的机器上实测：

# %%
from time import perf_counter

from byhand.site.page import publish
from solutions.elementwise import naive_add


def add_at_once(a, b):
    return a + b


def seconds(function, side, repeat=5):
    a, b = np.ones((2, side, side))
    times = []
    for _ in range(repeat):
        start = perf_counter()
        function(a, b)
        times.append(perf_counter() - start)
    return min(times)


sides = np.array([1, 3, 10, 30, 100, 300])
loops = np.array([seconds(naive_add, side) for side in sides])
at_once = np.array([seconds(add_at_once, side) for side in sides])

# %% alt={"en": "Seconds against the number of elements, both axes logarithmic. The loops form a straight rising line. The expression stays level up to about a thousand elements and then rises, far below the loops.", "zh": "耗时随元素个数的变化，两个坐标轴都是对数刻度。循环是一条上升的直线；表达式在元素不到一千个时几乎是平的，之后才上升，始终远低于循环。"} tags=["hide-input"]
import matplotlib.pyplot as plt

from byhand.site.palette import color

figure, axes = plt.subplots(figsize=(5.6, 3.2))
axes.loglog(sides**2, loops, "o-", color=color("red"), label="⟦two loops|两层循环⟧")
axes.loglog(sides**2, at_once, "s-", color=color("blue"), label="⟦one expression|一个表达式⟧")
axes.set_xlabel("⟦elements|元素个数⟧")
axes.set_ylabel("⟦seconds|秒⟧")
axes.legend()
plt.show()
publish(loops=f"{1000 * loops[-1]:.0f}", at_once=f"{1000 * at_once[-1]:.2f}", ratio=f"{loops[-1] / at_once[-1]:.0f}")

# %% [markdown] lang="en"
# For 90,000 elements the loops took {{ loops }} ms, the expression {{ at_once }} ms: {{ ratio }} times faster. The loops pay for every element anew: Python looks the element up, wraps it into an object, finds out what `+` means for it, and unwraps the result. The expression pays for that once, the level part of its curve, and leaves the rest to a compiled loop.
#
# That loop can do still better, since **no element needs the result of another**. They may be computed in any order, so a processor takes several of them with one instruction, and a GPU spreads them over thousands of units. Operations in which each result depends on the one before, such as a running total, do not parallelise so easily.

# %% [markdown] lang="zh"
# 元素有 90,000 个时，循环用了 {{ loops }} 毫秒，表达式用了 {{ at_once }} 毫秒，速度是循环的 {{ ratio }} 倍。用循环，每个元素都要重新付一遍代价：Python 先找到这个元素，包装成对象，弄清 `+` 对它是什么意思，再把结果拆出来。用表达式，这些代价只付一次，就是曲线上平的那一段；剩下的交给编译好的循环。
#
# 那个循环还能更快，因为**没有哪个元素要等另一个元素的结果**。先算哪个都行，所以处理器一条指令就能算好几个，GPU 则把元素分给成千上万个单元同时去算，这叫并行（parallel）。如果每个结果都取决于前一个，比如累加，就没有这么容易并行了。

# %% [markdown] lang="en"
# What is the dtype of such an expression? A Python number adapts to the array where it can: an integer never changes the dtype, a float leaves floating-point arrays alone and turns integers into float64. Functions such as `np.exp` turn integers into some floating-point dtype, 8-bit integers even into float16, which has only three good digits. `x.astype(np.float64)` converts beforehand, to a new array; `x.dtype.kind` is `"f"` for floating-point numbers, `"i"` and `"u"` for signed and unsigned integers.

# %% [markdown] lang="zh"
# 这样的表达式，结果的 dtype 是什么？Python 的数会尽量迁就数组：整数从不改变 dtype；浮点数不改变浮点数组，却会把整数数组变成 float64。`np.exp` 这样的函数会把整数变成某种浮点数，8 位的整数甚至变成 float16，只有三位左右的有效数字。想事先转换，用 `x.astype(np.float64)`，得到的是新数组；`x.dtype.kind` 的值，`"f"` 表示浮点数，`"i"` 表示有符号整数，`"u"` 表示无符号整数。

# %%
whole, small = np.array([1, 2]), np.array([1, 2], np.uint8)
half = np.array([1, 2], np.float32)
print((whole * 3).dtype, (whole * 0.5).dtype, (half * 0.5).dtype, np.exp(small).dtype)
print(small.astype(np.float64), small.dtype.kind, half.dtype.kind)

# %% [markdown] lang="en"
# ## ReLU, NaN and infinity { #nan }
#
# Floating-point arithmetic knows some values that school does not. **Infinity**, `inf`, is what remains when a result is too large; it is greater than every number. **NaN**, *not a number*, is the answer to questions without one, such as infinity minus infinity:

# %% [markdown] lang="zh"
# ## ReLU、NaN 与无穷大 { #nan }
#
# 浮点运算里，有几个值是学校里没有教过的。结果大得存不下时，得到的是**无穷大**，写作 `inf`，比任何数都大。问题没有答案时，例如无穷大减无穷大，得到的是 **NaN**，意思是“不是数”（not a number）：

# %%
inf, nan = np.inf, np.nan
print(inf - inf, 0 * inf, -inf * 0, max(inf, 1e308))
print(nan > 0, nan < 0, nan == nan, nan + 1)
values = np.array([nan, -inf, -1.0, inf])
print(values < 0, np.maximum(values, -5))

# %% [markdown] lang="en"
# NaN is not less than, greater than or equal to anything, not even to itself: `<`, `>` and `==` are all false. And every sum or product with it is NaN again. This is a blessing: a NaN in the middle of a network reaches the loss, and somebody notices. A function that quietly turns NaN into 0 hides the fault. `np.maximum` and `np.minimum` pass NaN on. With `np.where` it depends on your condition: NaN goes where *false* goes.
#
# Infinity, on the other hand, is harmless as long as it is only compared. It must not be multiplied by 0: a trick like "multiply by the mask", `x * (x > 0)`, works for all numbers and fails for `-inf`.

# %% [markdown] lang="zh"
# 与 NaN 比大小，怎么比都不成立，连 `nan == nan` 也不成立；凡是与 NaN 相加、相乘，得到的还是 NaN。这是好事：网络中间出了一个 NaN，会一路传到损失，总会有人发现。如果函数悄悄把 NaN 变成 0，错误就被掩盖了。`np.maximum` 和 `np.minimum` 会把 NaN 传下去；用 `np.where`，就要看条件怎么写：条件*不成立*时取哪一边，NaN 就归哪一边。
#
# 无穷大就不同了：只拿来比大小，并没有害处，但不能乘以 0。“乘以掩码”的窍门 `x * (x > 0)`，对所有的数都对，唯独遇到 `-inf` 就错了。

# %% [markdown]
# <!-- exercise: relu -->

# %% [markdown] lang="en"
# ## Leaky ReLU { #leaky }
#
# Left of 0, ReLU is flat: there the output does not change with the input, and learning, which lives on such changes, gets no hint. **Leaky ReLU** lets a little through: negative elements are multiplied by a small slope, often 0.01.

# %% [markdown] lang="zh"
# ## Leaky ReLU { #leaky }
#
# 在 0 的左边，ReLU 是平的：输入变了，输出不变；而学习靠的正是这种变化，在这里就得不到任何提示。**Leaky ReLU**（带泄漏的 ReLU）会漏过去一点：负数乘以一个小的斜率（slope），常用 0.01。

# %% alt={"en": "Two plots. Left: ReLU, flat below 0 and rising with slope 1 above, and leaky ReLU with slope 0.1, which falls a little to the left of 0. Right, for slope 2: leaky ReLU has slope 2 below 0 and 1 above; the larger of x and 2x has slope 1 below 0 and 2 above.", "zh": "两幅图。左图：ReLU 在 0 以下是平的，在 0 以上斜率为 1；斜率 0.1 的 leaky ReLU 在 0 的左边略微下降。右图，斜率为 2：leaky ReLU 在 0 以下斜率为 2，在 0 以上斜率为 1；而 x 与 2x 中较大的那个，在 0 以下斜率为 1，在 0 以上斜率为 2。"} tags=["hide-input"]
line = np.linspace(-3, 3, 7)
figure, (one, two) = plt.subplots(1, 2, figsize=(7, 3))
one.plot(line, np.where(line > 0, line, 0), color=color("blue"), label="ReLU")
one.plot(line, np.where(line > 0, line, 0.1 * line), "--", color=color("red"), label="leaky ReLU, 0.1")
two.plot(line, np.where(line > 0, line, 2 * line), "--", color=color("red"), label="leaky ReLU, 2")
two.plot(line, np.maximum(line, 2 * line), ":", color=color("green"), label="max(x, 2x)")
for axes in (one, two):
    axes.legend()
    axes.set_xlabel("x")
plt.show()

# %% [markdown] lang="en"
# The plot on the right warns of a short cut. While the slope is below 1, leaky ReLU is the larger of `x` and `slope * x`. For a slope above 1 it is not: it is $x$ where $x > 0$, and slope times $x$ elsewhere. Write down what the definition says, and every slope comes out right.

# %% [markdown] lang="zh"
# 右图提醒我们，有一条捷径走不通。斜率小于 1 时，leaky ReLU 就是 `x` 与 `slope * x` 中较大的那个；斜率大于 1 时却不是。定义说的是：$x > 0$ 时取 $x$，否则取斜率乘 $x$。照着定义写，什么斜率都不会错。

# %% [markdown]
# <!-- exercise: leaky_relu -->

# %% [markdown] lang="en"
# ## Clipping, seen on a digit { #clip }
#
# A picture is a tensor, and an element-wise operation on it can be seen. Here is the training digit at index 4, whose 28 × 28 pixels are integers from 0, paper, to 255, ink. Their dtype is uint8, 8 bits without a sign:

# %% [markdown] lang="zh"
# ## 用数字图片看裁剪 { #clip }
#
# 图片就是张量，对图片做逐元素运算，结果一眼就能看到。下面是训练集里下标为 4 的数字，共 28 × 28 个像素，每个像素是从 0（纸）到 255（墨）的整数。dtype 是 uint8，也就是 8 位的无符号整数：

# %%
from byhand.mnist.data import load

data = load()
digit = data.train_images[4]
print(digit.shape, digit.dtype, digit.min(), digit.max())
inverted = 255 - digit
brighter = digit + 100  # beware
wide = digit.astype(np.int64) + 100
print(np.array([3, 200], np.uint8) + 100)

# %% alt={"en": "The digit four times: as it is; inverted, white ink on black; plus 100 with wrapping around, where the paper is grey and the ink has pale holes; plus 100 with a limit of 255, where the paper is grey and the ink black.", "zh": "同一个数字的四幅图：原图；反相，黑底白字；加 100 而回绕，纸变灰，笔画里出现浅色的洞；加 100 并限制在 255 以内，纸变灰，笔画仍是黑的。"} tags=["hide-input"]
figure, places = plt.subplots(1, 4, figsize=(7.4, 2.3))
pictures = {
    "digit": digit,
    "255 - digit": inverted,
    "digit + 100": brighter,
    "⟦limited to 255|限制在 255 以内⟧": np.where(wide > 255, 255, wide),
}
for axes, (name, picture) in zip(places, pictures.items(), strict=True):
    axes.imshow(picture, vmin=0, vmax=255)
    axes.set_title(name)
    axes.set_axis_off()
plt.show()

# %% [markdown] lang="en"
# The third picture has holes where the ink was darkest: 200 + 100 does not fit into 8 bits, and **wraps around** to 44, without a warning. Whoever wants "as dark as possible" must compute in a wider dtype and **clip** the result: what is below a lower bound becomes that bound, what is above an upper bound becomes that one.
#
# Both bounds are limits of the same kind as the 0 in ReLU. If the lower bound is above the upper one, no result is right, and the caller should hear of it: `raise ValueError` with both numbers. An infinite bound, such as `np.inf`, limits nothing, and needs no special case.

# %% [markdown] lang="zh"
# 第三幅图里，墨最浓的地方反而成了洞：200 + 100 存不进 8 位，**回绕**（wraparound）成了 44，连警告都没有。如果想要的是“黑到不能再黑”，就要先换成更宽的 dtype 来算，再把结果**裁剪**（clip）一下：比下界小的变成下界，比上界大的变成上界。
#
# 这两个界限，与 ReLU 里的那个 0 是一类东西。如果下界比上界还大，那么什么结果都不对，应当让调用者知道：`raise ValueError`，写明这两个数。界限若是无穷大，例如 `np.inf`，就什么也不限制，不必单独处理。

# %% [markdown]
# <!-- exercise: clip_by_value -->

# %% [markdown] lang="en"
# ## Sigmoid { #overflow }
#
# The **sigmoid** function squashes every number into the range from 0 to 1, so that the result can be read as a probability:
#
# $$ \sigma(x) = \frac{1}{1 + e^{-x}} $$

# %% [markdown] lang="zh"
# ## Sigmoid 函数 { #overflow }
#
# **Sigmoid** 函数把每个数都压缩到 0 与 1 之间，结果因此可以看作概率：
#
# $$ \sigma(x) = \frac{1}{1 + e^{-x}} $$

# %% alt={"en": "Two S-shaped curves. Sigmoid rises from 0 to 1 and passes 0.5 at 0. Tanh rises from -1 to 1, passes 0 at 0, and is steeper.", "zh": "两条 S 形曲线。sigmoid 从 0 升到 1，在 0 处为 0.5；tanh 从 -1 升到 1，在 0 处为 0，而且更陡。"} tags=["hide-input"]
line = np.linspace(-6, 6, 80)
figure, axes = plt.subplots(figsize=(5.6, 3))
axes.plot(line, 1 / (1 + np.exp(-line)), color=color("blue"), label="sigmoid")
axes.plot(line, np.tanh(line), "--", color=color("red"), label="tanh")
axes.set_xlabel("x")
axes.legend()
plt.show()

# %% [markdown] lang="en"
# The formula is right. Typed in as it stands, it is not:

# %% [markdown] lang="zh"
# 公式是对的。可是照原样敲进去，就不对了：

# %%
import warnings


def warned(f, x):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = f(x)
    return result, {str(warning.message) for warning in caught}


def as_typed(x):
    return 1 / (1 + np.exp(-x))


for result in warned(as_typed, np.array([-10000.0, -720.0, 0.0, 720.0])):
    print(result)
print(np.exp(-720.0))

# %% [markdown] lang="en"
# $e^{720}$ is larger than any float64, so it **overflows**: it becomes infinity, and NumPy raises a `RuntimeWarning`. The result for −720 is 0, but to all digits that can be stored it should be what the last line shows: for $x$ far below 0, $\sigma(x)$ is nearly $e^x$. In float32 the same happens from −89 on.
#
# **A warning counts as wrong** in this course, even when the result looks right. It says that a number on the way was not what the formula means. Sometimes this does no harm in the end; but who sees a hundred harmless warnings will not notice the one that matters. So write the formula so that nothing overflows. Multiply numerator and denominator by $e^x$:
#
# $$ \frac{1}{1 + e^{-x}} = \frac{e^x}{1 + e^x} $$
#
# On the left the exponent is harmless for $x \ge 0$, on the right for $x < 0$. It is tempting to let `np.where` choose between them:

# %% [markdown] lang="zh"
# $e^{720}$ 比任何 float64 都大，所以**溢出**（overflow）：变成了无穷大，NumPy 还发出一个 `RuntimeWarning`。−720 处的结果是 0；其实最后一行显示的，才是能存下的最精确的结果：$x$ 远小于 0 时，$\sigma(x)$ 几乎就是 $e^x$。换成 float32，从 −89 起就会这样。
#
# 在这门课里，**出现警告就算错**，哪怕结果看上去是对的。警告的意思是：算到一半，某个数已经不是公式里的那个数了。有时最后并不碍事；可是看惯了一百个不碍事的警告，真正要紧的那一个也就看不见了。所以要换一种写法，什么都不溢出。分子、分母同乘以 $e^x$：
#
# $$ \frac{1}{1 + e^{-x}} = \frac{e^x}{1 + e^x} $$
#
# 左边的写法，$x \ge 0$ 时不会溢出；右边的写法，$x < 0$ 时不会溢出。很容易想到用 `np.where` 来二选一：


# %%
def chosen_too_late(x):
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


for result in warned(chosen_too_late, np.array([-720.0, 720.0])):
    print(result)

# %% [markdown] lang="en"
# But Python evaluates the arguments of a function before it calls it: both forms are computed for *all* elements, and only then does `np.where` choose. There are two ways out. Fill an empty result through a mask, each form with its own elements only, `x[mask]` and `x[~mask]`. Or make sure that the exponent is never positive, whatever $x$ is; `np.abs` helps.
#
# How exact must the answer be? `np.finfo(dtype).eps` is the distance from 1 to the next larger number; each sum, product or quotient may be wrong by half of that, relative to its size, and `np.exp` by a little more. A handful of them add up to a few `eps`; the exercise allows 32. Below `np.finfo(dtype).tiny`, numbers have fewer digits, until the smallest of all.
#
# Integers need care: in uint8, `-x` wraps around, and `np.exp` gives float16. Convert them first: `if x.dtype.kind != "f": x = x.astype(np.float64)`. For the two floating-point types, these limits are:

# %% [markdown] lang="zh"
# 可是 Python 调用函数之前，会先算好所有的参数：两种写法都对*所有*元素算了一遍，然后 `np.where` 才来挑选。有两条出路。一是先建一个空的结果，用掩码分两次填，每种写法只算自己的那些元素：`x[mask]` 和 `x[~mask]`。二是不论 $x$ 是多少，都让指数不为正；`np.abs` 用得上。
#
# 结果要多精确？`np.finfo(dtype).eps` 是 1 到下一个更大的数的距离；每做一次加、乘、除，与结果相比，最多会差半个 `eps`，`np.exp` 会再多差一点。几次运算加在一起，可能差几个 `eps`；这道题允许差 32 个。小于 `np.finfo(dtype).tiny` 的数，有效数字会越来越少，直到最小的正数。
#
# 整数要小心：在 uint8 里，`-x` 会回绕，`np.exp` 给出的是 float16。应当先转换：`if x.dtype.kind != "f": x = x.astype(np.float64)`。两种浮点数的这些界限如下：

# %%
for dtype in (np.float32, np.float64):
    info = np.finfo(dtype)
    print(dtype.__name__, info.eps, info.tiny, info.smallest_subnormal, info.max)

# %% [markdown]
# <!-- exercise: sigmoid -->

# %% [markdown] lang="en"
# ## tanh, and digits that cancel { #tanh }
#
# The **hyperbolic tangent** squashes into the range from −1 to 1. It is the sigmoid again, squeezed to half the width, stretched to twice the height, and moved down:
#
# $$ \tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}} = 2\sigma(2x) - 1 $$
#
# Again the formula is right, and again it computes nonsense, this time without a warning:

# %% [markdown] lang="zh"
# ## tanh 与相互抵消的数字 { #tanh }
#
# **双曲正切**（hyperbolic tangent）把每个数压缩到 −1 与 1 之间。其实还是 sigmoid，只是横向压窄一半，纵向拉高一倍，再往下移：
#
# $$ \tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}} = 2\sigma(2x) - 1 $$
#
# 公式又是对的，算出来的又不对，这一次连警告都没有：

# %%
for x in (1e-1, 1e-8, 1e-16):
    print(f"{x:7}  {2 * as_typed(2 * x) - 1:<22}  {np.tanh(x)}")

# %% [markdown] lang="en"
# Near 0, $\tanh x$ is nearly $x$. But $2\sigma(2x)$ is close to 1 there, and a float64 near 1 has no room for digits beyond the sixteenth. Subtracting the 1 takes the right digits away and leaves those that were rounded. This is called **cancellation**: the subtraction itself is exact, and lays bare the errors of what it subtracts. For $x = 10^{-16}$ not even the first digit is right. The error, relative to the result, grows as $x$ shrinks. The blue points belong to the form that follows; where they lie on the lowest line, there is no error at all:

# %% [markdown] lang="zh"
# 在 0 附近，$\tanh x$ 几乎就是 $x$。可是 $2\sigma(2x)$ 在那里接近 1，而接近 1 的 float64，容不下第十六位以后的数字。再减去 1，去掉的是准确的那些位，留下的正是舍入过的那些位。这叫**相消**（cancellation）：减法本身是精确的，却把相减的两个数里的误差暴露了出来。到了 $x = 10^{-16}$，连第一位都不对。$x$ 越小，与结果相比的误差，也就是相对误差，就越大。蓝点属于下面要讲的写法；落在最低的那条线上，表示毫无误差：

# %% alt={"en": "Relative error against x, both axes logarithmic. For 2σ(2x) - 1 it falls from 1 at x = 1e-16 along a straight line to 1e-16 near x = 1. For the product form it stays near 1e-16 throughout.", "zh": "相对误差随 x 的变化，两个坐标轴都是对数刻度。2σ(2x) - 1 的误差从 x = 1e-16 处的 1，沿直线降到 x = 1 附近的 1e-16；乘积形式的误差始终在 1e-16 左右。"} tags=["hide-input"]
from solutions.elementwise import tanh_from_sigmoid

line = np.logspace(-17, 0.5, 140)
figure, axes = plt.subplots(figsize=(5.6, 3.2))
for function, role, mark, label in (
    (lambda x: 2 * as_typed(2 * x) - 1, "red", ".", "2σ(2x) − 1"),
    (tanh_from_sigmoid, "blue", "+", "⟦the product|乘积⟧"),
):
    error = np.abs(function(line) / np.tanh(line) - 1)
    axes.loglog(line, np.maximum(error, 2e-17), mark, color=color(role), label=label)
axes.set_xlabel("x")
axes.set_ylabel("⟦relative error|相对误差⟧")
axes.legend()
plt.show()

# %% [markdown] lang="en"
# No digit that $\sigma(2x)$ has lost can be found again. So look for a form in which nothing large cancels. Write $2\sigma(2x) - 1$ over the common denominator $1 + e^{-2x}$:
#
# $$ \tanh x = \frac{1 - e^{-2x}}{1 + e^{-2x}} = (1 - e^{-2x}) \; \sigma(2x) $$
#
# In a product the relative errors of the factors just add up, so small ones stay small. The difference in the first factor would cancel just as before, but it is so common that NumPy has a function for it: `np.expm1(z)` gives $e^z - 1$, *exponential minus 1*, with all its digits, without ever rounding $e^z$:

# %% [markdown] lang="zh"
# $\sigma(2x)$ 丢掉的数字，是找不回来的。所以要换一种写法，不让两个大数相消。把 $2\sigma(2x) - 1$ 通分，分母是 $1 + e^{-2x}$：
#
# $$ \tanh x = \frac{1 - e^{-2x}}{1 + e^{-2x}} = (1 - e^{-2x}) \; \sigma(2x) $$
#
# 相乘时，各因子的相对误差只是加在一起：因子的误差小，乘积的误差也小。第一个因子里的差，同样会相消；不过这种差太常见了，NumPy 专门备了一个函数：`np.expm1(z)` 算的是 $e^z - 1$，名字就是“指数（exp）减（minus）1”。中间不会对 $e^z$ 做舍入，有效数字一位不丢：

# %%
z = np.array([-1e-1, -1e-8, -1e-16])
print(np.exp(z) - 1)
print(np.expm1(z))

# %% [markdown] lang="en"
# One thing is left: for $x$ far below 0, $e^{-2x}$ overflows as it did for sigmoid. Here symmetry helps. tanh is an *odd* function, $\tanh(-x) = -\tanh x$: compute with the absolute value, and give the result the sign of `x`. `np.sign` gives −1, 0 or 1.
#
# Integers need care once more: in uint8, `2 * x` and `-x` wrap around before any exponential is taken, and `-2 * x` is even an error, because uint8 cannot hold −2. Convert first.

# %% [markdown] lang="zh"
# 还差一步：$x$ 远小于 0 时，$e^{-2x}$ 会溢出，与 sigmoid 那里一样。这次靠对称性。tanh 是*奇函数*，$\tanh(-x) = -\tanh x$：先用绝对值来算，再把 `x` 的符号还给结果。`np.sign` 给出 −1、0 或 1。
#
# 整数还是要小心：在 uint8 里，还没轮到算指数，`2 * x` 和 `-x` 就已经回绕了；`-2 * x` 干脆报错，因为 uint8 里没有 −2。应当先转换。

# %% [markdown]
# <!-- exercise: tanh_from_sigmoid -->

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# The page [Myths](myths.md#relu) collects such sentences from the whole course.
#
# **"ReLU squashes its input into [0, 1]."** It has no upper bound: whatever is positive comes out as it went in. The function that squashes into the range from 0 to 1 is sigmoid. Here are both on a batch of real digits, with 128 subtracted so that half of the range is negative:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# 整门课里这样的说法，都收在[误区](myths.md#relu)一页。
#
# **“ReLU 把输入压缩到 [0, 1] 之间”**：不对。ReLU 没有上界，正数进去是多少，出来还是多少。压缩到 0 与 1 之间的，是 sigmoid。下面拿一个批量的真实数字来试，像素先减去 128，让取值范围的一半成为负数：

# %%
from solutions.elementwise import relu, sigmoid

batch = data.train_images[:128].astype(np.float32) - 128
for name, result in {"⟦pixels|像素⟧": batch, "relu": relu(batch), "sigmoid": sigmoid(batch)}.items():
    print(f"{name:8} {result.shape}  {result.min():.3g} … {result.max():.3g}")

# %% [markdown] lang="en"
# **"`x * y` multiplies matrices."** It multiplies element by element. The matrix product, in which every row meets every column, is `x @ y`, and a chapter of its own:

# %% [markdown] lang="zh"
# **“`x * y` 就是矩阵乘法”**：不对，这是逐元素相乘。每一行与每一列配对的矩阵乘法，写作 `x @ y`，另有一章专门讲：

# %%
x, y = np.array([[1, 2], [3, 4]]), np.array([[5, 6], [7, 8]])
print((x * y).tolist(), (x @ y).tolist())

# %% [markdown] lang="en"
# **"No warning, so the result is right."** The 8-bit pixels wrapped around in silence, and $2\sigma(2x) - 1$ lost every digit in silence, see [above](#tanh). A warning is proof of trouble; its absence proves nothing.

# %% [markdown] lang="zh"
# **“没有警告，结果就是对的”**：不对。8 位的像素一声不响就回绕了；$2\sigma(2x) - 1$ 一声不响就丢光了有效数字，见[上文](#tanh)。有警告，说明出了问题；没有警告，什么也说明不了。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "Which of these are element-wise: `x ** 2`, `x - x.mean()`, `np.sqrt(x)`, `x / x.max()`?"
#
#     `x ** 2` and `np.sqrt(x)`. The mean and the maximum depend on all elements: change one, and all results of `x - x.mean()` change. Only the subtraction that follows is element-wise.
#
# ??? question "For which elements do `np.where(x > 0, x, 0)` and `np.maximum(x, 0)` differ?"
#
#     Only for NaN. `nan > 0` is false, so that the first gives 0; the second gives NaN.
#
# ??? question "What is $\sigma(x) + \sigma(-x)$, and why?"
#
#     1. With the two forms of the fraction, $\sigma(-x) = \frac{1}{1 + e^x}$ and $\sigma(x) = \frac{e^x}{1 + e^x}$: the same denominator, and the numerators add up to it. If $\sigma(x)$ is the probability of "yes", $\sigma(-x)$ is that of "no". To compute the small one, do not subtract from 1: why?

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "`x ** 2`、`x - x.mean()`、`np.sqrt(x)`、`x / x.max()`，哪些是逐元素运算？"
#
#     `x ** 2` 和 `np.sqrt(x)`。平均值和最大值取决于所有元素：改动一个元素，`x - x.mean()` 的所有结果都会变。只有后面的那个减法是逐元素的。
#
# ??? question "对哪些元素，`np.where(x > 0, x, 0)` 与 `np.maximum(x, 0)` 的结果不同？"
#
#     只有 NaN。`nan > 0` 不成立，所以前者得 0；后者得 NaN。
#
# ??? question "$\sigma(x) + \sigma(-x)$ 等于多少？为什么？"
#
#     等于 1。用分式的两种写法，$\sigma(-x) = \frac{1}{1 + e^x}$，$\sigma(x) = \frac{e^x}{1 + e^x}$：分母相同，分子加起来正好等于分母。如果 $\sigma(x)$ 是“是”的概率，$\sigma(-x)$ 就是“否”的概率。求其中较小的那个，不要用 1 去减：想想为什么。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# Adding a vector to every row of a matrix is element-wise, too, once the vector has been stretched: that is [broadcasting](broadcasting.md). ReLU returns in [the network that reads digits](mnist_mlp.md), between its two layers.
#
# Further reading: [Universal functions in the NumPy documentation](https://numpy.org/doc/stable/user/basics.ufuncs.html); [*Dive into Deep Learning*, on multilayer perceptrons and activation functions](https://d2l.ai/chapter_multilayer-perceptrons/mlp.html) ([in Chinese](https://zh.d2l.ai/chapter_multilayer-perceptrons/mlp.html)); François Chollet, *Deep Learning with Python*, chapter 2, on element-wise operations; Nicholas Higham, *Accuracy and Stability of Numerical Algorithms*, chapter 1, on cancellation.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 把一个向量加到矩阵的每一行上，只要先把向量扩展开，也是逐元素运算：这就是[广播](broadcasting.md)。在[识别手写数字的网络](mnist_mlp.md)里，两层之间还会遇到 ReLU。
#
# 延伸阅读：[NumPy 文档：Universal functions](https://numpy.org/doc/stable/user/basics.ufuncs.html)；[《动手学深度学习》“多层感知机”一节](https://zh.d2l.ai/chapter_multilayer-perceptrons/mlp.html)，其中讲激活函数（[英文版](https://d2l.ai/chapter_multilayer-perceptrons/mlp.html)）；François Chollet《Python 深度学习》第 2 章，逐元素运算部分；Nicholas Higham《Accuracy and Stability of Numerical Algorithms》第 1 章，讲相消。

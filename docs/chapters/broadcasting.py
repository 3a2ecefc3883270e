# %% [markdown] lang="en"
# # Broadcasting { #broadcasting }
#
# A network adds one vector of ten biases to a whole batch of scores, subtracts one mean image from sixty thousand images, and measures the distance from every point to every other. The shapes in such expressions differ, and yet nobody writes a loop. **Broadcasting** is the rule behind this: two steps that say which element meets which.
#
# After this chapter you can
#
# - tell the shape of `x + y` before you run it, and name the axis where two shapes clash;
# - write broadcasting by hand, and say what it costs in memory;
# - replace loops over all pairs by one expression;
# - explain why the gradient of a broadcast is a sum.

# %% [markdown] lang="zh"
# # 广播 { #broadcasting }
#
# 给一个批量（batch）里的每一行得分加上同样的十个偏置（bias），从六万张图片里逐张减去同一张平均图，求出每个点到其他各点的距离：在这些式子里，张量（tensor）的形状并不相同，却谁也不写循环。这靠的是**广播**（broadcasting）：一条只有两步的规则，规定了哪个元素与哪个元素配对。
#
# 先说清几个词。张量就是排列整齐的一组数：向量排成一行，矩阵排成行和列，还可以再一层层排下去。每一个排列方向叫一个**轴**（axis），沿着它有几个位置，它的**长度**就是几。轴从左往右编号，从 0 数起：形状 `(2, 3)` 表示第 0 轴长 2，也就是有两行；第 1 轴长 3，也就是有三列。一个轴也没有的张量只是一个数，叫**标量**（scalar）。
#
# 学完这一章，你能够：
#
# - 不必运行，就说出 `x + y` 的形状，并指出两个形状在哪个轴上冲突；
# - 亲手实现广播，并说清它要付出多少内存；
# - 把遍历所有配对的循环换成一个式子；
# - 解释广播的梯度（gradient）为什么是求和。

# %% [markdown] lang="en"
# ## An example first { #example }
#
# Take a matrix with two rows and a vector as long as a row.

# %% [markdown] lang="zh"
# ## 先看一个例子 { #example }
#
# 拿一个两行的矩阵，加上一个与它的行等长的向量。

# %%
import numpy as np

x = np.array([[1, 2, 3], [4, 5, 6]])
y = np.array([10, 20, 30])
x + y

# %% [markdown] lang="en"
# The vector was added to *every* row, as if it stood there twice. It does not: the second copy, dashed in the picture, is only imagined.

# %% [markdown] lang="zh"
# 向量加到了*每一*行上，好像它在那里写了两遍。其实只有一份：图中画虚线的第二份，是想象出来的。

# %% alt={"en": "A two by three matrix plus a vector of three elements, drawn as one solid row and one dashed copy below it, equals a two by three matrix: the vector is added to both rows.", "zh": "一个两行三列的矩阵，加上一个有三个元素的向量；向量画成一行实线，下面再画一行虚线的副本。结果是两行三列的矩阵，两行都加上了这个向量。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(520, 130)
left = drawing.grid(x, at=(10, 40), cell=38, role="blue")
stretched = np.broadcast_to(y, x.shape)
right = drawing.grid(stretched, at=(170, 40), cell=38, role="orange", ghost=np.array([[0, 0, 0], [1, 1, 1]], bool))
result = drawing.grid(x + y, at=(340, 40), cell=38, role="green")
drawing.text("+", at=(147, left.middle), size=22)
drawing.text("=", at=(312, left.middle), size=22)
for box, shape in ((left, "(2, 3)"), (right, "(3,) → (2, 3)"), (result, "(2, 3)")):
    drawing.text(shape, at=(box.center, 20), role="muted", mono=True)
drawing

# %% [markdown] lang="en"
# In a formula this is $z_{ij} = x_{ij} + y_j$: the element of the vector depends on the column $j$ alone. In code, it is two loops. `np.ndindex` would do as well; it goes through all positions of a shape.
#
# A function like this has three duties besides the sum. It must not change its inputs, since whoever calls it still needs them: write into a copy, `x.copy()`, or into a new array, `np.empty(shape, x.dtype)`. It must keep their dtype, the type of the elements. And it must refuse shapes that do not fit, *before* it computes anything: `raise ValueError(f"{x.shape} and {y.shape} do not fit")`. The shape of an array is the tuple `x.shape`; the length of that tuple, `x.ndim`, is the number of axes.

# %% [markdown] lang="zh"
# 写成公式就是 $z_{ij} = x_{ij} + y_j$：取向量的哪个元素，只由列号 $j$ 决定。写成代码，就是两层循环；也可以用 `np.ndindex`，它会走遍一个形状的所有位置。
#
# 除了相加，这样的函数还要做到三点。第一，不改动输入，因为调用者还要用它们：请写进副本 `x.copy()`，或者写进新数组 `np.empty(shape, x.dtype)`。第二，保持输入的数据类型（dtype），也就是元素的类型。第三，形状对不上时，在计算*之前*就抛出错误，并在错误信息里写明两个形状：`raise ValueError(f"{x.shape} and {y.shape} do not fit")`。数组的形状是元组 `x.shape`；这个元组的长度就是轴的个数，也可以写成 `x.ndim`。

# %% [markdown]
# <!-- exercise: naive_add_matrix_and_vector -->

# %% [markdown] lang="en"
# ## The rule: two steps { #rule }
#
# Which shapes go together? Write them below each other, **flush right**, and then
#
# 1. **add axes** of size 1 in front of the shorter shape, until both have the same number of axes;
# 2. **stretch** every axis of size 1 to the size of the other.
#
# Afterwards all sizes must agree. Where two sizes differ and neither is 1, there is no result, only an error.

# %% [markdown] lang="zh"
# ## 规则：两步 { #rule }
#
# 什么样的形状可以一起运算？把两个形状上下写好，**右边对齐**，然后
#
# 1. **补轴**：在较短的形状前面补上长度为 1 的轴，直到两边的轴数相同；
# 2. **扩展**：把每个长度为 1 的轴扩展到与对方一样长。
#
# 两步做完，每个轴上两边的长度都应当相等。只要有一个轴，两边的长度不同，又都不是 1，这两个形状就不相容，运算会报错。

# %% alt={"en": "The shapes (8, 1, 6) and (7, 1) written below each other, flush right. A dashed 1 is added in front of the second. Axes of size 1 stretch: the result is (8, 7, 6).", "zh": "形状 (8, 1, 6) 与 (7, 1) 上下写好，右边对齐。第二个形状前面补上一个虚线的 1。长度为 1 的轴都扩展，结果是 (8, 7, 6)。"} tags=["hide-input"]
drawing = Drawing(560, 210)
rows = {"a": (8, 1, 6), "b": (1, 7, 1), "⟦result|结果⟧": (8, 7, 6)}
for line, (name, shape) in enumerate(rows.items()):
    top = 40 + 56 * line
    drawing.text(name, at=(64, top + 20), anchor="end", mono=len(name) == 1)
    added = np.array([[line == 1, False, False]])
    mark = np.array([[size == 1 and not ghost for size, ghost in zip(shape, added[0], strict=True)]]) & (line < 2)
    drawing.grid(
        np.array([shape]), at=(90, top), cell=40, role="green" if line == 2 else "orange", ghost=added, mark=mark
    )
drawing.line([(84, 147), (216, 147)], role="faint")
drawing.text("⟦flush right|右边对齐⟧", at=(150, 18), role="muted", size=13)
notes = (
    "(8, 1, 6)",
    "(7, 1)⟦: step 1 adds the dashed 1|：第 1 步补上虚线的 1⟧",
    "⟦step 2 stretches each 1|第 2 步扩展每个 1⟧",
)
for line, note in enumerate(notes):
    drawing.text(note, at=(240, 60 + 56 * line), anchor="start", role="muted")
drawing

# %% [markdown] lang="en"
# NumPy answers for pairs of shapes, without making any array:

# %% [markdown] lang="zh"
# 两个形状会得出什么，可以直接问 NumPy，不必真的建数组：

# %%
pairs = [
    ((32, 10), (10,)),
    ((3, 1), (4,)),
    ((128, 28, 28), (28, 28)),
    ((), (2, 3)),
    ((3, 1), (0,)),
    ((2, 3), (2,)),
    ((4,), (2,)),
]
for a, b in pairs:
    try:
        answer = np.broadcast_shapes(a, b)
    except ValueError:
        answer = "⟦clash|冲突⟧"
    print(f"{a!s:13} {b!s:9} → {answer}")

# %% [markdown] lang="en"
# Three of these deserve a second look.
#
# - `()` is the shape of a scalar. It goes with everything.
# - `(3, 1)` and `(0,)` give `(3, 0)`: an axis of size 1 stretches to *whatever* it meets, also to nothing at all. So the rule is not "take the larger size".
# - `(4,)` and `(2,)` clash, although 4 is a multiple of 2. Only an axis of size 1 stretches.
#
# Flush right means that axes are matched from the last one backwards. Your own error message counts them from the left, as the result numbers them, starting at 0: `(2, 3)` and `(2,)` clash at axis 1. Where several clash, naming one is enough. More than two shapes are no new problem: combine two, then the result with the next, and so on.
#
# The rule works on sizes alone, so it needs no memory for the tensors themselves. Two tuples can be joined with `+` and repeated with `*`, as in `(1,) * 2 + (7, 6)`; `zip` pairs the sizes, `enumerate` counts the axes.

# %% [markdown] lang="zh"
# 其中三行值得再看一眼。
#
# - `()` 是标量的形状，它与任何形状都相容。
# - `(3, 1)` 与 `(0,)` 得到 `(3, 0)`：对方有*多长*，长度为 1 的轴就扩展成多长；对方的长度是 0，它也变成 0，一个元素都不剩。所以规则并不是“取较大的那个数”。
# - `(4,)` 与 `(2,)` 冲突，尽管 4 是 2 的倍数。能扩展的，只有长度为 1 的轴。
#
# 右边对齐，意思是从最后一个轴开始，往前逐个配对。错误信息里的轴号，却以结果的轴为准，从左往右、从 0 数起：`(2, 3)` 与 `(2,)` 在第 1 轴上冲突。有好几处冲突时，写明一处就够了。形状不止两个时也没有新问题：先合并两个，再把结果与下一个合并，依此类推。
#
# 规则只用到各轴的长度，因此不需要为张量本身分配内存。元组可以用 `+` 连接，用 `*` 重复，例如 `(1,) * 2 + (7, 6)`；`zip` 把两边的长度逐个配对，`enumerate` 给轴编号。

# %% [markdown]
# <!-- exercise: broadcast_shape -->

# %% [markdown]
# <!-- exercise: broadcast_shapes -->

# %% [markdown] lang="en"
# ## By hand { #by-hand }
#
# The shape is known; now the elements. Turn the question round: do not ask where an element goes, but **which element is seen at a position of the result**. Take the position, drop the numbers that belong to added axes, and on every axis of size 1 look at position 0.

# %% [markdown] lang="zh"
# ## 动手实现 { #by-hand }
#
# 形状有了，接下来是元素。把问题反过来想：不问一个元素要去哪里，而问**在结果的某个位置上，看到的是哪个元素**。拿到一个位置，先去掉补出来的轴上的下标；剩下的下标里，凡是对应的轴原来长度为 1，一律换成 0。

# %% alt={"en": "A column of two elements, 7 and 8, beside its stretched form with two rows and three columns. An arrow leads from position (1, 2) of the result back to position (1, 0) of the column.", "zh": "左边是 7、8 两个元素排成的一列，右边是它扩展成的两行三列。一个箭头从结果的位置 (1, 2) 指回这一列的位置 (1, 0)。"} tags=["hide-input"]
column = np.array([[7], [8]])
drawing = Drawing(470, 170)
source = drawing.grid(column, at=(60, 50), cell=42, role="orange", mark=np.array([[0], [1]], bool))
target = drawing.grid(
    np.broadcast_to(column, (2, 3)), at=(270, 50), cell=42, role="green", mark=np.array([[0, 0, 0], [0, 0, 1]], bool)
)
drawing.text("(2, 1)", at=(source.center, 28), role="muted", mono=True)
drawing.text("(2, 3)", at=(target.center, 28), role="muted", mono=True)
start, end = target.at(1, 2), source.at(1, 0)
drawing.line([(start[0], target.bottom + 2), (start[0], 152), (end[0], 152)], role="red")
drawing.arrow((end[0], 152), (end[0], source.bottom + 3), role="red")
drawing.text("(1, 2) → (1, 0)", at=(200, 142), role="red", mono=True, size=13)
drawing

# %% [markdown] lang="en"
# `np.ndindex` lists the positions of a shape, and a tuple of numbers picks an element. It must be a tuple: with a list, NumPy picks whole rows; `tuple(numbers)` converts.

# %% [markdown] lang="zh"
# `np.ndindex` 列出一个形状的所有位置；把下标写成元组，就能取出那里的元素。一定要用元组：如果给的是列表，NumPy 取出的是整行；`tuple(numbers)` 可以把它转成元组。

# %%
column = np.array([[7], [8]])
for position in np.ndindex(2, 3):
    row, _ = position
    print(position, "→", column[row, 0])

# %% [markdown] lang="en"
# NumPy does the same without copying. Its stretched array has a **stride** of 0 along the stretched axis: to go from one row to the next, it moves 0 bytes in memory, and so sees the same numbers again.

# %% [markdown] lang="zh"
# NumPy 做的是同一件事，却不复制数据。沿某个轴前进一格，在内存里要跨过多少个字节，叫这个轴的**步幅**（stride）。NumPy 扩展出来的数组，被扩展的轴步幅为 0：换到下一行时，在内存里移动 0 个字节，看到的自然还是那几个数。像这样不复制数据，只是换一种走法去看同一块内存，得到的数组叫**视图**（view）。

# %%
row = np.arange(3.0)
tall = np.broadcast_to(row, (1000, 3))
print(
    "⟦strides|步幅⟧",
    tall.strides,
    "| ⟦bytes really stored|实际字节数⟧",
    row.nbytes,
    "| ⟦bytes if copied|复制后⟧",
    tall.copy().nbytes,
)

# %% [markdown] lang="en"
# Such a view is read-only for a good reason: writing one element would change a thousand at once. Your function makes a new array and copies.
#
# One difference from the rule above: here **only `x` stretches**. The target is fixed, so `(2, 3)` cannot be brought to `(1, 3)`, nor to `(3,)`.

# %% [markdown] lang="zh"
# 扩展出来的视图是只读的，道理很简单：改一个元素，等于同时改了一千个。你的函数则要新建一个数组，把元素复制进去。
#
# 还有一点与上面的规则不同：这里**只有 `x` 可以扩展**，目标形状是定好的。所以 `(2, 3)` 变不成 `(1, 3)`，也变不成 `(3,)`。

# %% [markdown]
# <!-- exercise: broadcast_to -->

# %% [markdown] lang="en"
# ## Both sides can stretch { #both-stretch }
#
# A column and a row: each has an axis of size 1 where the other has more. Then both stretch, and every element of the one meets every element of the other.

# %% [markdown] lang="zh"
# ## 两边同时扩展 { #both-stretch }
#
# 让一列与一行相加：列的第 1 轴长度为 1，行补轴之后，第 0 轴长度为 1，而对方在那个轴上都不止一个元素。于是两边各扩展一个轴，列中的每个元素与行中的每个元素都配成一对。

# %% alt={"en": "A column 10, 20, 30 stretched to the right and a row 1, 2, 3, 4 stretched downwards; their sum is a table of three rows and four columns.", "zh": "列 10、20、30 向右扩展，行 1、2、3、4 向下扩展；两者之和是一张三行四列的表。"} tags=["hide-input"]
tens, ones = np.array([[10], [20], [30]]), np.array([1, 2, 3, 4])
drawing = Drawing(580, 160)
copies = np.zeros((3, 4), bool)
copies[:, 1:] = True
a = drawing.grid(np.broadcast_to(tens, (3, 4)), at=(8, 40), cell=36, role="orange", ghost=copies)
b = drawing.grid(
    np.broadcast_to(ones, (3, 4)), at=(204, 40), cell=36, role="blue", ghost=np.arange(3)[:, None] > 0 * ones
)
c = drawing.grid(tens + ones, at=(400, 40), cell=36, role="green")
drawing.text("+", at=(178, a.middle), size=20)
drawing.text("=", at=(374, a.middle), size=20)
for box, shape in ((a, "(3, 1)"), (b, "(4,)"), (c, "(3, 4)")):
    drawing.text(shape, at=(box.center, 20), role="muted", mono=True)
drawing

# %%
tens = np.array([[10], [20], [30]])
ones = np.array([1, 2, 3, 4])
tens + ones

# %% [markdown] lang="en"
# With the functions that you have written, the general case is short: find the common shape, stretch both, add. The dtype follows NumPy's promotion: an integer and a floating-point number give a floating-point number, int32 and float32 even float64, since float32 cannot hold every int32.

# %% [markdown] lang="zh"
# 有了前面写好的函数，一般情形也很短：求出共同的形状，把两边都扩展成它，再相加。结果的 dtype 由 NumPy 的类型提升（type promotion）规则决定：整数加浮点数，得到浮点数；int32 加 float32 甚至得到 float64，因为 float32 存不下所有的 int32。

# %% [markdown]
# <!-- exercise: broadcast_add -->

# %% [markdown] lang="en"
# ## Every pair: outer products { #outer }
#
# Two vectors of lengths $m$ and $n$ have $m \cdot n$ pairs of elements. To meet in pairs, one of them must become a column. `x[:, np.newaxis]` inserts an axis of size 1: the shape `(m,)` becomes `(m, 1)`, and the rule does the rest. The **outer product** multiplies each pair, $p_{ij} = x_i \, y_j$, like the multiplication table of your schooldays:

# %% [markdown] lang="zh"
# ## 两两配对：外积 { #outer }
#
# 长度为 $m$ 和 $n$ 的两个向量，元素两两配对，一共 $m \cdot n$ 对。要配成这些对，得先把其中一个向量变成一列：`x[:, np.newaxis]` 插入一个长度为 1 的轴，形状 `(m,)` 变成 `(m, 1)`，其余的交给广播规则。把每一对相乘，$p_{ij} = x_i \, y_j$，就得到**外积**（outer product），和小时候背的乘法表一个样：

# %%
digits = np.arange(1, 10)
column = digits[:, np.newaxis]
print(column.shape, "*", digits.shape)
column * digits

# %% [markdown] lang="en"
# Without the new axis, `digits * digits` would multiply element by element and give nine squares, not eighty-one products. Neither is the *dot product*, which sums up and leaves a single number. Three operations, three shapes:

# %% [markdown] lang="zh"
# 如果不插入新轴，`digits * digits` 就是逐元素（elementwise）相乘，得到九个平方数，而不是八十一个乘积。两者又都不同于*点积*（dot product）：点积还要把乘积加起来，只剩一个数。三种运算，三种形状：

# %%
for name, result in {
    "⟦outer|外积⟧": column * digits,
    "⟦elementwise|逐元素⟧": digits * digits,
    "⟦dot|点积⟧": digits @ digits,
}.items():
    print(name, np.shape(result))

# %% [markdown]
# <!-- exercise: outer_product -->

# %% [markdown] lang="en"
# ## Distances between points { #distances }
#
# Given $n$ points and $m$ other points, how far is each from each? Questions like this decide which cluster a sample belongs to, or which neighbour is nearest. The squared distance between point $i$ of `x` and point $j$ of `y` sums over the coordinates $k$:
#
# $$ d_{ij} = \sum_k (x_{ik} - y_{jk})^2 $$
#
# Three letters, so three axes: $i$, $j$ and $k$. Insert an axis so that $i$ and $j$ stretch while $k$ stays aligned, subtract, square, and sum over the last axis. The line printed below shows the shapes on the way:

# %% [markdown] lang="zh"
# ## 点与点之间的距离 { #distances }
#
# 有 $n$ 个点，另有 $m$ 个点，两组之间每两点相距多远？一个样本该归入哪一簇，谁是它最近的邻居，都要靠这些距离来判断。`x` 的第 $i$ 个点与 `y` 的第 $j$ 个点之间，距离的平方要对各个坐标 $k$ 求和：
#
# $$ d_{ij} = \sum_k (x_{ik} - y_{jk})^2 $$
#
# 三个字母，三个轴：$i$、$j$ 和 $k$。插入一个轴，让 $i$ 和 $j$ 所在的轴都能扩展，而 $k$ 所在的轴保持对齐；然后相减、平方，再沿最后一个轴求和。输出的第一行是相减前后的形状：

# %%
x = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])
y = np.array([[0.0, 0.0], [3.0, 0.0]])
difference = x[:, np.newaxis, :] - y
print(x[:, np.newaxis, :].shape, "-", y.shape, "→", difference.shape)
(difference**2).sum(axis=-1)

# %% alt={"en": "Three blue points and two red points in the plane; a line joins every blue point to every red point: six distances.", "zh": "平面上有三个蓝点和两个红点，每个蓝点与每个红点之间都连着一条线：共六个距离。"} tags=["hide-input"]
import matplotlib.pyplot as plt

from byhand.site.palette import color

figure, axes = plt.subplots(figsize=(4.6, 3.4))
for p in x:
    for q in y:
        axes.plot(*zip(p, q, strict=True), color=color("faint"), zorder=1)
axes.scatter(*x.T, color=color("blue"), zorder=2, label="x  (3, 2)")
axes.scatter(*y.T, color=color("red"), marker="s", s=22, zorder=3, label="y  (2, 2)")
axes.legend()
axes.set_aspect("equal")
plt.show()

# %% [markdown] lang="en"
# How much does it save? Here are a thousand points against a thousand others, by two loops and by one expression, measured on the machine that built this page:

# %% [markdown] lang="zh"
# 能省多少时间？下面是一千个点对另外一千个点，先用两层循环，再用一个式子，在生成本页的机器上实测：

# %%
import time

from byhand.site.page import publish

rng = np.random.default_rng(0)
many, others = rng.normal(size=(1000, 3)), rng.normal(size=(1000, 3))

start = time.perf_counter()
by_loops = np.array([[((p - q) ** 2).sum() for q in others] for p in many])
loop_seconds = time.perf_counter() - start

start = time.perf_counter()
at_once = ((many[:, np.newaxis, :] - others) ** 2).sum(axis=-1)
broadcast_seconds = time.perf_counter() - start

assert np.allclose(by_loops, at_once)
publish(
    loops=f"{loop_seconds:.1f}",
    broadcast=f"{1000 * broadcast_seconds:.0f}",
    megabytes=f"{1000 * 1000 * 3 * 8 / 1e6:.0f}",
    ratio=f"{loop_seconds / broadcast_seconds:.0f}",
)

# %% [markdown] lang="en"
# The loops took {{ loops }} s, the expression {{ broadcast }} ms: {{ ratio }} times faster. It pays with memory: the differences of all pairs, shape `(1000, 1000, 3)`, exist at the same time, {{ megabytes }} MB, and their squares once more.
#
# Two traps lie here. The first is a short cut: $(x - y)^2 = x^2 - 2xy + y^2$ needs less memory, and is popular. But for two points close together and far from the origin it subtracts large numbers that are nearly equal, and the digits that matter are gone:

# %% [markdown] lang="zh"
# 循环用了 {{ loops }} 秒，一个式子只用 {{ broadcast }} 毫秒，速度是循环的 {{ ratio }} 倍。代价是内存：所有配对的差要同时存着，形状是 `(1000, 1000, 3)`，共 {{ megabytes }} MB，它们的平方还要再占一份。
#
# 这里有两个陷阱。第一个看起来像捷径：把平方展开，$(x - y)^2 = x^2 - 2xy + y^2$，占用的内存更少，用的人也很多。可是当两个点彼此很近、离原点又很远时，展开之后是两个很大又几乎相等的数相减，真正要紧的那几位数字就丢了：

# %%
p, q = np.float32(10000.5), np.float32(10000.25)
print("⟦subtract first|先相减⟧", (p - q) ** 2)
print("⟦expand|展开⟧   ", p * p - 2 * p * q + q * q)

# %% [markdown] lang="en"
# The second trap is small integers, above all unsigned ones, such as the pixels of an image. Unsigned numbers cannot be negative, and whatever does not fit wraps around, differences and squares alike:

# %% [markdown] lang="zh"
# 第二个陷阱是位数少的整数，尤其是无符号整数，比如图片的像素值。无符号整数表示不了负数，存不下的结果会绕到另一头，变成另一个数，这叫**回绕**（wraparound）；求差如此，求平方也如此：

# %%
np.array([3], np.uint8) - np.array([5], np.uint8)

# %% [markdown] lang="en"
# Convert to a signed type that is wide enough, `x.astype(np.int64)`, before you subtract. The `.kind` of a dtype is `"i"` for signed and `"u"` for unsigned integers; `np.result_type(x, y)` tells the dtype that two arrays have in common.

# %% [markdown] lang="zh"
# 相减之前，先转成足够宽的有符号类型：`x.astype(np.int64)`。dtype 的 `.kind` 为 `"i"`，是有符号整数；为 `"u"`，是无符号整数。`np.result_type(x, y)` 给出两个数组一起运算时的 dtype。

# %% [markdown]
# <!-- exercise: pairwise_squared_distances -->

# %% [markdown] lang="en"
# ## The gradient of a broadcast is a sum { #gradient }
#
# Training a network asks how the loss changes when a bias changes a little. One bias is used in every row of the batch, so a little more of it changes *every* row. Its effects add up. That is all: what broadcasting spreads, the gradient collects.

# %% [markdown] lang="zh"
# ## 广播的梯度是求和 { #gradient }
#
# 训练网络时要问：偏置变动一点点，损失会变多少？这个变化率就是梯度。同一个偏置用在批量的每一行里，它一变，*每*一行都跟着变，这些影响要加在一起。道理就这么多：广播散出去的，梯度收回来。

# %% alt={"en": "On the left a vector of three elements is copied into three rows, with arrows leading down. On the right the gradients of the three rows are added column by column into a vector of three elements.", "zh": "左边：有三个元素的向量复制成三行，箭头向下。右边：三行梯度逐列相加，箭头向上，收成一个有三个元素的向量。"} tags=["hide-input"]
gradients = np.array([[1, 2, 3], [10, 20, 30], [4, 5, 6]])
drawing = Drawing(540, 230)
for left, title, top_values, body, names in (
    (40, "⟦forward: copy|前向：复制⟧", np.array([["b₀", "b₁", "b₂"]]), np.array([["b₀", "b₁", "b₂"]] * 3), "orange"),
    (330, "⟦backward: add|反向：相加⟧", gradients.sum(axis=0)[np.newaxis], gradients, "red"),
):
    top = drawing.grid(top_values, at=(left, 44), cell=40, role=names)
    rows = drawing.grid(body, at=(left, 104), cell=40, role="green" if names == "orange" else "red")
    drawing.text(title, at=(top.center, 20), role="muted")
    for k in range(3):
        x_, upper, lower = top.at(0, k)[0], top.bottom + 2, rows.top - 2
        drawing.arrow((x_, upper), (x_, lower), role="orange") if names == "orange" else drawing.arrow(
            (x_, lower), (x_, upper), role="red"
        )
drawing

# %% [markdown] lang="en"
# Call $g_{ij}$ the gradient that arrives at element $(i, j)$ of the stretched tensor. The bias $b_j$ stands in every row $i$, so its gradient is $\sum_i g_{ij}$. Near the present values the loss changes as the weighted sum $\sum_{ij} g_{ij} \, z_{ij}$ does; that is what a gradient says. So here is a numerical check: change one bias by a small $h$, and see by how much that sum changes.

# %% [markdown] lang="zh"
# 设损失对扩展后的张量第 $(i, j)$ 个元素的梯度为 $g_{ij}$。偏置 $b_j$ 出现在每一行 $i$ 里，所以它的梯度是 $\sum_i g_{ij}$。在当前值附近，损失变化多少，加权和 $\sum_{ij} g_{ij} \, z_{ij}$ 就变化多少，这正是梯度的含义。于是可以用数值来验证：把一个偏置增加一个很小的 $h$，看这个和变化多少，再除以这个增量。输出的每一行里，左边是这样算出的比值，右边是梯度之和：

# %%
g = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
b = np.array([0.5, -1.0, 2.0])
h = 1e-6
for j in range(3):
    step = np.where(np.arange(3) == j, h, 0.0)
    change = ((g * (np.zeros((2, 3)) + b + step)).sum() - (g * (np.zeros((2, 3)) + b)).sum()) / h
    print(f"j = {j}:  {change:.3f}   {g[:, j].sum()}")

# %% [markdown] lang="en"
# `sum` takes the axes to sum over, and keeps them with size 1 if it is told to:

# %% [markdown] lang="zh"
# `sum` 可以指定沿哪些轴求和；加上 `keepdims=True`，这些轴就以长度 1 保留下来：

# %%
g.sum(axis=0).shape, g.sum(axis=0, keepdims=True).shape

# %% [markdown] lang="en"
# In general, undo the two steps in reverse: sum over the axes that were *stretched*, keeping them with size 1, then sum over the axes that were *added*, which disappear. Count the axes as the gradient does: where `added` axes were put in front, axis `k` of the old shape is axis `added + k` of the gradient. If nothing was stretched, still return a copy.
#
# Mathematicians call such a pair of maps **adjoint**: for every $g$ and $x$, $\langle g, \mathrm{broadcast}(x) \rangle = \langle \mathrm{sum}(g), x \rangle$, where $\langle\cdot,\cdot\rangle$ multiplies element by element and adds everything up. The grader tests your function by this law.

# %% [markdown] lang="zh"
# 一般地，把那两步倒过来撤销：先沿*扩展*过的轴求和，并用 `keepdims=True` 保留这些轴，长度变回 1；再沿*补上*的轴求和，这些轴随之消失。轴号以梯度的轴为准：前面补了 `added` 个轴时，原来形状的第 `k` 轴就是梯度的第 `added + k` 轴。即使什么也没有扩展，也要返回一份副本。
#
# 这样求和与广播之间有一条性质：对任意 $g$ 和 $x$，$\langle g, \mathrm{broadcast}(x) \rangle = \langle \mathrm{sum}(g), x \rangle$。这里 $\langle\cdot,\cdot\rangle$ 是内积，也就是逐元素相乘，再全部加起来。数学上称这样一对映射互为**伴随**（adjoint）。评分程序就用这条性质检验你的函数。

# %% [markdown]
# <!-- exercise: sum_to_shape -->

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# **"A vector of shape `(n,)` is a column."** Flush right, it is a *row*. Subtract predictions of shape `(n, 1)` from targets of shape `(n,)`, and no error appears, but an `(n, n)` table of all pairs. Its mean even looks like a loss:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# **“形状为 `(n,)` 的向量是一列”**：不对。右边对齐之后，它是*一行*。用形状为 `(n,)` 的目标值减去形状为 `(n, 1)` 的预测值，并不报错，得到的却是一张 `(n, n)` 的表，里面是所有配对的差。这张表的平均值，看上去甚至很像损失：

# %%
targets = np.array([1.0, 2.0, 3.0])
predictions = np.array([[1.0], [2.0], [3.0]])
print(
    (targets - predictions).shape,
    "⟦loss of a perfect prediction:|预测全对时的“损失”：⟧",
    ((targets - predictions) ** 2).mean(),
)

# %% [markdown] lang="en"
# **"Broadcasting copies the data."** The stretched axis has a stride of 0; see [By hand](#by-hand). The *result* of the operation is of full size, of course.

# %% [markdown] lang="zh"
# **“广播会复制数据”**：不对。被扩展的轴步幅为 0，数据还是那一份，见[动手实现](#by-hand)。当然，运算的*结果*要占足自己的那份内存。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "What is the shape of `np.ones((5, 1, 4)) + np.ones((3, 1))`?"
#
#     `(5, 3, 4)`. The second shape becomes `(1, 3, 1)`; then every axis has a 1 on one side at least, or equal sizes.
#
# ??? question "Images have shape `(128, 28, 28, 3)`. How do you subtract one mean for each of the three colours, shape `(3,)`? And one mean for each image, shape `(128,)`?"
#
#     The colours are the last axis: `images - colour_means` is enough. The samples are the first axis, so the means need three axes behind theirs: `images - means[:, np.newaxis, np.newaxis, np.newaxis]`, or `means.reshape(128, 1, 1, 1)`.
#
# ??? question "A layer computes `h + b` with shapes `(32, 10)` and `(10,)`. The gradient that arrives has shape `(32, 10)`. What is the gradient of `b`, and why not the mean?"
#
#     The sum over axis 0, shape `(10,)`. Each of the 32 rows uses the bias, and each use adds its own effect. Where a mean over the batch is wanted, it is part of the loss and already in the gradient that arrives.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "`np.ones((5, 1, 4)) + np.ones((3, 1))` 的形状是什么？"
#
#     `(5, 3, 4)`。第二个形状先补成 `(1, 3, 1)`；这时在每个轴上，要么至少有一边的长度是 1，要么两边相等。
#
# ??? question "图片的形状是 `(128, 28, 28, 3)`。要从三种颜色里各减去一个平均值，形状 `(3,)`，怎么写？要从每张图片里各减去一个平均值，形状 `(128,)`，又怎么写？"
#
#     颜色在最后一个轴上，直接写 `images - colour_means` 就行。样本在第 0 轴上，平均值的形状后面要补三个轴：`images - means[:, np.newaxis, np.newaxis, np.newaxis]`，也可以用 `means.reshape(128, 1, 1, 1)`。
#
# ??? question "某一层计算 `h + b`，形状分别为 `(32, 10)` 和 `(10,)`。传回来的梯度形状是 `(32, 10)`。`b` 的梯度是什么？为什么不取平均？"
#
#     沿第 0 轴求和，形状 `(10,)`。32 行都用到这个偏置，每用一次，就多一份影响。如果需要对批量取平均，那是损失的一部分，已经包含在传回来的梯度里了。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# The bias of every layer in [the network that reads digits](mnist_mlp.md) is broadcast over the batch, and its gradient is a sum over the batch.
#
# Further reading: [Broadcasting in the NumPy documentation](https://numpy.org/doc/stable/user/basics.broadcasting.html); [*Dive into Deep Learning*, section 2.1](https://d2l.ai/chapter_preliminaries/ndarray.html) ([in Chinese](https://zh.d2l.ai/chapter_preliminaries/ndarray.html)); François Chollet, *Deep Learning with Python*, chapter 2, on tensor operations.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 在[识别手写数字的网络](mnist_mlp.md)里，每一层的偏置都要广播到批量的每一行上，它的梯度则是沿批量所在的轴求和。
#
# 延伸阅读：[NumPy 文档：Broadcasting](https://numpy.org/doc/stable/user/basics.broadcasting.html)；[《动手学深度学习》2.1 节](https://zh.d2l.ai/chapter_preliminaries/ndarray.html)（[英文版](https://d2l.ai/chapter_preliminaries/ndarray.html)）；François Chollet《Python 深度学习》第 2 章，张量运算部分。

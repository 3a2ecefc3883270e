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
# 神经网络要把同一个偏置向量加到一整批分数上，要从六万张图片里减去同一张平均图，还要算每个点到其他各点的距离。这些式子里的张量形状并不相同，却没有人去写循环。背后的规则叫**广播**（broadcasting）：只有两步，说清哪个元素与哪个元素相遇。
#
# 学完这一章，你能够
#
# - 不运行就说出 `x + y` 的形状，并指出两个形状在哪个轴上冲突；
# - 亲手实现广播，并说出它要占多少内存；
# - 把“所有两两组合”的循环写成一个式子；
# - 解释广播的梯度为什么是求和。

# %% [markdown] lang="en"
# ## An example first { #example }
#
# Take a matrix with two rows and a vector as long as a row.

# %% [markdown] lang="zh"
# ## 先看一个例子 { #example }
#
# 取一个两行的矩阵，再取一个与行等长的向量。

# %%
import numpy as np

x = np.array([[1, 2, 3], [4, 5, 6]])
y = np.array([10, 20, 30])
x + y

# %% [markdown] lang="en"
# The vector was added to *every* row, as if it stood there twice. It does not: the second copy, dashed in the picture, is only imagined.

# %% [markdown] lang="zh"
# 向量加到了*每一*行上，好像它写了两遍。其实并没有：图中虚线的那一份只是想象出来的。

# %% alt={"en": "A two by three matrix plus a vector of three elements, drawn as one solid row and one dashed copy below it, equals a two by three matrix: the vector is added to both rows.", "zh": "一个两行三列的矩阵，加上一个三元素的向量（画成一行实线和它下面一行虚线的副本），等于一个两行三列的矩阵：两行都加上了这个向量。"} tags=["hide-input"]
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
# A function like this has three duties beside the sum. It must not change its inputs, since whoever calls it still needs them: write into a copy. It must keep their dtype. And it must refuse shapes that do not fit, with a message that names both, *before* it computes anything. The shape of a matrix is the tuple `x.shape`, its length `x.ndim` is the number of axes.

# %% [markdown] lang="zh"
# 写成公式就是 $z_{ij} = x_{ij} + y_j$：取向量的哪个元素，只由列号 $j$ 决定。写成代码，就是两层循环。也可以用 `np.ndindex`，它会遍历一个形状的所有位置。
#
# 这样的函数除了相加，还有三项责任。第一，不能改动输入，因为调用者还要用：请写到副本里。第二，保持输入的 dtype。第三，遇到对不上的形状要拒绝，在计算*之前*就抛出错误，并写明两个形状。矩阵的形状是元组 `x.shape`，它的长度 `x.ndim` 就是轴的个数。

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
# 哪些形状可以放在一起？把它们上下写好，**右对齐**，然后
#
# 1. **补轴**：在较短的形状前面补上大小为 1 的轴，直到轴数相同；
# 2. **扩展**：把每个大小为 1 的轴扩展成对方的大小。
#
# 这样做完，所有的大小都应当一致。如果某处两个大小不同，又都不是 1，就没有结果，只有错误。

# %% alt={"en": "The shapes (8, 1, 6) and (7, 1) written below each other, flush right. A dashed 1 is added in front of the second. Axes of size 1 stretch: the result is (8, 7, 6).", "zh": "形状 (8, 1, 6) 与 (7, 1) 右对齐、上下排列。第二个形状前面补上一个虚线的 1。大小为 1 的轴被扩展：结果是 (8, 7, 6)。"} tags=["hide-input"]
drawing = Drawing(560, 210)
rows = {"a": (8, 1, 6), "b": (1, 7, 1), "⟦result|结果⟧": (8, 7, 6)}
for line, (name, shape) in enumerate(rows.items()):
    top = 40 + 56 * line
    drawing.text(name, at=(64, top + 20), anchor="end", mono=len(name) == 1)
    added = np.array([[line == 1, False, False]])
    mark = np.array([[size == 1 and not ghost for size, ghost in zip(shape, added[0], strict=True)]]) & (line < 2)
    drawing.grid(np.array([shape]), at=(90, top), cell=40, role="green" if line == 2 else "orange", ghost=added, mark=mark)
drawing.line([(84, 147), (216, 147)], role="faint")
drawing.text("⟦flush right|右对齐⟧", at=(150, 18), role="muted", size=13)
notes = ("(8, 1, 6)", "(7, 1): ⟦step 1 adds the dashed 1|第 1 步补上虚线的 1⟧", "⟦step 2 stretches each 1|第 2 步扩展每一个 1⟧")
for line, note in enumerate(notes):
    drawing.text(note, at=(240, 60 + 56 * line), anchor="start", role="muted")
drawing

# %% [markdown] lang="en"
# NumPy answers for pairs of shapes, without making any array:

# %% [markdown] lang="zh"
# 可以直接问 NumPy 两个形状的结果，不必真的建数组：

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
# Flush right means that axes are matched from the last one backwards. An error message counts them from the left, as the result numbers them: `(2, 3)` and `(2,)` clash at axis 1. More than two shapes are no new problem: combine two, then the result with the next, and so on.
#
# The rule works on sizes alone, so it needs no memory for the tensors themselves. Two tuples can be joined with `+` and repeated with `*`, as in `(1,) * 2 + (7, 6)`; `zip` pairs the sizes, `enumerate` counts the axes.

# %% [markdown] lang="zh"
# 其中三行值得再看一眼。
#
# - `()` 是标量的形状，它与任何形状都相容。
# - `(3, 1)` 与 `(0,)` 得到 `(3, 0)`：大小为 1 的轴遇到*什么*就变成什么，遇到 0 就什么也不剩。所以规则不是“取较大的那个”。
# - `(4,)` 与 `(2,)` 冲突，尽管 4 是 2 的倍数。只有大小为 1 的轴才能扩展。
#
# 右对齐的意思是：从最后一个轴开始往前逐轴配对。报错时，轴号却从左边数起，以结果的轴为准：`(2, 3)` 与 `(2,)` 在第 1 轴上冲突。形状多于两个也不难：先合并两个，再把结果与下一个合并，依此类推。
#
# 规则只用到各轴的大小，因此不需要为张量本身分配内存。元组可以用 `+` 连接，用 `*` 重复，例如 `(1,) * 2 + (7, 6)`；`zip` 把大小逐个配对，`enumerate` 给轴计数。

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
# 形状有了，接下来是元素。把问题反过来想：不问一个元素要去哪里，而问**在结果的某个位置上看到的是哪个元素**。拿到位置之后，去掉补出来的轴上的下标；凡是大小为 1 的轴，一律看位置 0。

# %% alt={"en": "A column of two elements, 7 and 8, beside its stretched form with two rows and three columns. An arrow leads from position (1, 2) of the result back to position (1, 0) of the column.", "zh": "左边是两个元素 7、8 组成的一列，右边是它扩展成的两行三列。一个箭头从结果的位置 (1, 2) 指回这一列的位置 (1, 0)。"} tags=["hide-input"]
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
# `np.ndindex` lists the positions of a shape; a tuple of numbers picks an element:

# %% [markdown] lang="zh"
# `np.ndindex` 列出一个形状的所有位置；用一个下标元组就能取出元素：

# %%
column = np.array([[7], [8]])
for position in np.ndindex(2, 3):
    row, _ = position
    print(position, "→", column[row, 0])

# %% [markdown] lang="en"
# NumPy does the same without copying. Its stretched array has a **stride** of 0 along the stretched axis: to go one step along the rows, it moves 0 bytes in memory, and so sees the same numbers again.

# %% [markdown] lang="zh"
# NumPy 做的是同一件事，但不复制。它扩展出来的数组沿被扩展的轴**步幅**（stride）为 0：换到下一行时，在内存里移动 0 个字节，于是看到的还是那几个数。

# %%
row = np.arange(3.0)
tall = np.broadcast_to(row, (1000, 3))
print("strides", tall.strides, "| ⟦bytes really stored|实际存储的字节数⟧", row.nbytes, "| ⟦bytes if copied|若复制则需⟧", tall.copy().nbytes)

# %% [markdown] lang="en"
# Such a view is read-only for a good reason: writing one element would change a thousand at once. Your function makes a new array and copies.
#
# One difference to the rule above: here **only `x` stretches**. The target is fixed, so `(2, 3)` cannot be brought to `(1, 3)`, nor to `(3,)`.

# %% [markdown] lang="zh"
# 这样的视图是只读的，道理很简单：写一个元素，等于同时改了一千个。你的函数则新建数组，把元素复制进去。
#
# 与上面的规则有一处不同：这里**只有 `x` 可以扩展**，目标形状是固定的。所以 `(2, 3)` 变不成 `(1, 3)`，也变不成 `(3,)`。

# %% [markdown]
# <!-- exercise: broadcast_to -->

# %% [markdown] lang="en"
# ## Both sides can stretch { #both-stretch }
#
# A column and a row: each has an axis of size 1 where the other has more. Then both stretch, and every element of the one meets every element of the other.

# %% [markdown] lang="zh"
# ## 两边都可以扩展 { #both-stretch }
#
# 一列与一行：在对方有好几个元素的轴上，自己的大小正好是 1。这时两边都扩展，一边的每个元素与另一边的每个元素都相遇。

# %% alt={"en": "A column 10, 20, 30 stretched to the right and a row 1, 2, 3, 4 stretched downwards; their sum is a table of three rows and four columns.", "zh": "列 10、20、30 向右扩展，行 1、2、3、4 向下扩展；两者之和是一张三行四列的表。"} tags=["hide-input"]
tens, ones = np.array([[10], [20], [30]]), np.array([1, 2, 3, 4])
drawing = Drawing(580, 160)
copies = np.zeros((3, 4), bool)
copies[:, 1:] = True
a = drawing.grid(np.broadcast_to(tens, (3, 4)), at=(8, 40), cell=36, role="orange", ghost=copies)
b = drawing.grid(np.broadcast_to(ones, (3, 4)), at=(204, 40), cell=36, role="blue", ghost=np.arange(3)[:, None] > 0 * ones)
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
# With the functions that you have written, the general case is short: find the common shape, stretch both, add. The dtype follows NumPy's promotion: an integer and a floating number give a floating number.

# %% [markdown] lang="zh"
# 有了前面写好的函数，一般情形也很短：求出共同的形状，把两边都扩展，再相加。dtype 遵循 NumPy 的类型提升：整数与浮点数相加，得到浮点数。

# %% [markdown]
# <!-- exercise: broadcast_add -->

# %% [markdown] lang="en"
# ## Every pair: outer products { #outer }
#
# Two vectors of lengths $m$ and $n$ have $m \cdot n$ pairs of elements. To meet in pairs, one of them must become a column. `x[:, np.newaxis]` inserts an axis of size 1: the shape `(m,)` becomes `(m, 1)`, and the rule does the rest. The **outer product** multiplies each pair, $p_{ij} = x_i \, y_j$, like the multiplication table of your schooldays:

# %% [markdown] lang="zh"
# ## 两两配对：外积 { #outer }
#
# 长度为 $m$ 和 $n$ 的两个向量，元素之间共有 $m \cdot n$ 个配对。要让它们两两相遇，就得把其中一个变成列。`x[:, np.newaxis]` 插入一个大小为 1 的轴：形状 `(m,)` 变成 `(m, 1)`，其余的交给广播规则。把每一对相乘，$p_{ij} = x_i \, y_j$，就是**外积**（outer product），和小时候背的乘法表一个样：

# %%
digits = np.arange(1, 10)
column = digits[:, np.newaxis]
print(column.shape, "*", digits.shape)
column * digits

# %% [markdown] lang="en"
# Without the new axis, `digits * digits` would multiply element by element and give nine squares, not eighty-one products. Neither is the *dot product*, which sums up and leaves a single number. Three operations, three shapes:

# %% [markdown] lang="zh"
# 如果不插入新轴，`digits * digits` 就是逐元素相乘，得到九个平方数，而不是八十一个乘积。两者也都不是*点积*：点积要求和，只剩一个数。三种运算，三种形状：

# %%
for name, result in {"⟦outer|外积⟧": column * digits, "⟦elementwise|逐元素⟧": digits * digits, "⟦dot|点积⟧": digits @ digits}.items():
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
# Three letters, so three axes: $i$, $j$ and $k$. Insert an axis so that $i$ and $j$ stretch while $k$ stays aligned, subtract, square, and sum over the last axis. The middle column shows the shapes on the way:

# %% [markdown] lang="zh"
# ## 点与点之间的距离 { #distances }
#
# 有 $n$ 个点，另有 $m$ 个点，两两之间相距多远？样本属于哪一类、谁是最近的邻居，都由这样的问题决定。`x` 的第 $i$ 个点与 `y` 的第 $j$ 个点之间，距离的平方要对坐标 $k$ 求和：
#
# $$ d_{ij} = \sum_k (x_{ik} - y_{jk})^2 $$
#
# 三个字母，三个轴：$i$、$j$ 和 $k$。插入一个轴，让 $i$ 与 $j$ 互相扩展，而 $k$ 保持对齐；然后相减、平方，再沿最后一个轴求和。下面逐步写出形状：

# %%
x = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])
y = np.array([[0.0, 0.0], [3.0, 0.0]])
difference = x[:, np.newaxis, :] - y
print(x[:, np.newaxis, :].shape, "-", y.shape, "→", difference.shape)
(difference**2).sum(axis=-1)

# %% alt={"en": "Three blue points and two red points in the plane; a line joins every blue point to every red point: six distances.", "zh": "平面上有三个蓝点和两个红点；每个蓝点与每个红点之间都有一条连线：共六个距离。"} tags=["hide-input"]
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
# 能省多少时间？下面是一千个点对一千个点，分别用两层循环和一个式子来算，在生成本页的机器上实测：

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
publish(loops=f"{loop_seconds:.1f}", broadcast=f"{1000 * broadcast_seconds:.0f}", ratio=f"{loop_seconds / broadcast_seconds:.0f}")

# %% [markdown] lang="en"
# The loops took {{ loops }} s, the expression {{ broadcast }} ms: {{ ratio }} times faster. It pays with memory, since the differences of all pairs, shape `(1000, 1000, 3)`, exist at the same time.
#
# Two traps lie here. The first is a short cut: $(x - y)^2 = x^2 - 2xy + y^2$ needs less memory, and is popular. But for two points close together and far from the origin it subtracts large numbers that are nearly equal, and the digits that matter are gone:

# %% [markdown] lang="zh"
# 循环用了 {{ loops }} 秒，一个式子只用 {{ broadcast }} 毫秒，快了 {{ ratio }} 倍。代价是内存：所有两两之差同时存在，形状是 `(1000, 1000, 3)`。
#
# 这里有两个陷阱。第一个是捷径：$(x - y)^2 = x^2 - 2xy + y^2$ 占用的内存更少，很受欢迎。可是当两个点彼此很近、又离原点很远时，它是两个很大又几乎相等的数相减，真正要紧的几位数字都丢了：

# %%
p, q = np.float32(10000.5), np.float32(10000.25)
print("⟦subtract first|先相减⟧", (p - q) ** 2)
print("⟦expand|展开⟧   ", p * p - 2 * p * q + q * q)

# %% [markdown] lang="en"
# The second are unsigned integers, such as the pixels of an image. They know no negative numbers, and wrap around:

# %% [markdown] lang="zh"
# 第二个是无符号整数，比如图片的像素。它们没有负数，减出负数时就会绕回去：

# %%
np.array([3], np.uint8) - np.array([5], np.uint8)

# %% [markdown] lang="en"
# Convert to a signed type that is wide enough, `x.astype(np.int64)`, before you subtract. The `.kind` of a dtype is `"i"` for signed and `"u"` for unsigned integers; `np.result_type(x, y)` tells the dtype that two arrays have in common.

# %% [markdown] lang="zh"
# 相减之前，先转成足够宽的有符号类型：`x.astype(np.int64)`。dtype 的 `.kind` 为 `"i"` 表示有符号整数，为 `"u"` 表示无符号整数；`np.result_type(x, y)` 给出两个数组的共同 dtype。

# %% [markdown]
# <!-- exercise: pairwise_squared_distances -->

# %% [markdown] lang="en"
# ## The gradient of a broadcast is a sum { #gradient }
#
# Training a network asks how the loss changes when a bias changes a little. One bias is used in every row of the batch, so a little more of it changes *every* row. Its effects add up. That is all: what broadcasting spreads, the gradient collects.

# %% [markdown] lang="zh"
# ## 广播的梯度是求和 { #gradient }
#
# 训练网络时要问：偏置变动一点点，损失会变多少？同一个偏置用在这一批的每一行里，它变一点，*每*一行都跟着变，这些影响要加在一起。道理就这么多：广播散出去的，梯度收回来。

# %% alt={"en": "On the left a vector of three elements is copied into three rows, with arrows leading down. On the right the gradients of the three rows are added column by column into a vector of three elements.", "zh": "左边：一个三元素的向量被复制到三行里，箭头向下散开。右边：三行的梯度逐列相加，收成一个三元素的向量。"} tags=["hide-input"]
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
# Call $g_{ij}$ the gradient that arrives at element $(i, j)$ of the stretched tensor. The bias $b_j$ stands in every row $i$, so its gradient is $\sum_i g_{ij}$. A numerical check: change one bias by a small $h$, and see by how much the weighted sum $\sum_{ij} g_{ij} \, z_{ij}$ changes.

# %% [markdown] lang="zh"
# 设到达扩展后张量第 $(i, j)$ 个元素的梯度为 $g_{ij}$。偏置 $b_j$ 出现在每一行 $i$ 里，所以它的梯度是 $\sum_i g_{ij}$。用数值来验证：把一个偏置改动很小的 $h$，看加权和 $\sum_{ij} g_{ij} \, z_{ij}$ 变化多少。

# %%
g = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
b = np.array([0.5, -1.0, 2.0])
h = 1e-6
for j in range(3):
    step = np.where(np.arange(3) == j, h, 0.0)
    change = ((g * (np.zeros((2, 3)) + b + step)).sum() - (g * (np.zeros((2, 3)) + b)).sum()) / h
    print(f"j = {j}:  {change:.3f}   {g[:, j].sum()}")

# %% [markdown] lang="en"
# In general, undo the two steps in reverse: sum over the axes that were *stretched*, keeping them with size 1 (`keepdims=True`), then sum over the axes that were *added*, which disappear. Mathematicians call such a pair of maps **adjoint**: for every $g$ and $x$, $\langle g, \mathrm{broadcast}(x) \rangle = \langle \mathrm{sum}(g), x \rangle$, where $\langle\cdot,\cdot\rangle$ multiplies element by element and adds everything up. The grader tests your function by this law.

# %% [markdown] lang="zh"
# 一般地，把那两步倒过来撤销：先沿*扩展*过的轴求和，并保留大小为 1 的轴（`keepdims=True`）；再沿*补上*的轴求和，这些轴随之消失。数学上把这样一对映射称为互为**伴随**（adjoint）：对任意 $g$ 和 $x$，$\langle g, \mathrm{broadcast}(x) \rangle = \langle \mathrm{sum}(g), x \rangle$，其中 $\langle\cdot,\cdot\rangle$ 表示逐元素相乘再全部相加。评分程序就用这条规律检验你的函数。

# %% [markdown]
# <!-- exercise: sum_to_shape -->

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# **"A vector of shape `(n,)` is a column."** Flush right, it is a *row*. Subtract predictions of shape `(n, 1)` from targets of shape `(n,)`, and no error appears, but an `(n, n)` table of all pairs. Its mean even looks like a loss:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# **“形状为 `(n,)` 的向量是一列。”** 右对齐之后，它是*一行*。用形状为 `(n,)` 的目标减去形状为 `(n, 1)` 的预测，不会报错，得到的却是一张 `(n, n)` 的两两之差表。它的平均值看上去甚至很像损失：

# %%
targets = np.array([1.0, 2.0, 3.0])
predictions = np.array([[1.0], [2.0], [3.0]])
print((targets - predictions).shape, "⟦loss of a perfect prediction|完美预测的“损失”⟧:", ((targets - predictions) ** 2).mean())

# %% [markdown] lang="en"
# **"Broadcasting copies the data."** The stretched axis has a stride of 0; see [By hand](#by-hand). The *result* of the operation is of full size, of course.
#
# **"Sizes that are multiples of each other fit."** Only 1 stretches; see [the rule](#rule).
#
# **"The result takes the larger size."** An axis of size 1 that meets 0 becomes 0; see [the rule](#rule).

# %% [markdown] lang="zh"
# **“广播会复制数据。”** 被扩展的轴步幅为 0，见[动手实现](#by-hand)。当然，运算的*结果*是完整大小的。
#
# **“大小成倍数就能对上。”** 只有 1 能扩展，见[规则](#rule)。
#
# **“结果取较大的那个大小。”** 大小为 1 的轴遇到 0 就变成 0，见[规则](#rule)。

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
# ## 检验自己 { #questions }
#
# ??? question "`np.ones((5, 1, 4)) + np.ones((3, 1))` 的形状是什么？"
#
#     `(5, 3, 4)`。第二个形状先变成 `(1, 3, 1)`；这时每个轴上要么至少有一边是 1，要么大小相等。
#
# ??? question "图片的形状是 `(128, 28, 28, 3)`。三种颜色各减去一个平均值，形状 `(3,)`，怎么写？每张图片各减去一个平均值，形状 `(128,)`，又怎么写？"
#
#     颜色是最后一个轴，直接写 `images - colour_means` 即可。样本是第一个轴，平均值后面要补三个轴：`images - means[:, np.newaxis, np.newaxis, np.newaxis]`，或者 `means.reshape(128, 1, 1, 1)`。
#
# ??? question "某一层计算 `h + b`，形状为 `(32, 10)` 与 `(10,)`。传回来的梯度形状是 `(32, 10)`。`b` 的梯度是什么？为什么不取平均？"
#
#     沿第 0 轴求和，形状 `(10,)`。32 行都用到这个偏置，每用一次就加上一份影响。如果需要对一批取平均，那是损失的一部分，已经包含在传回来的梯度里了。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# The bias of every layer in [the network that reads digits](mnist_mlp.ipynb) is broadcast over the batch, and its gradient is a sum over the batch.
#
# Further reading: [Broadcasting in the NumPy documentation](https://numpy.org/doc/stable/user/basics.broadcasting.html); [*Dive into Deep Learning*, chapter 2.1, in Chinese](https://zh.d2l.ai/chapter_preliminaries/ndarray.html); François Chollet, *Deep Learning with Python*, chapter 2, on tensor operations.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 在[识别手写数字的网络](mnist_mlp.ipynb)里，每一层的偏置都要广播到整个批量上，它的梯度则是沿批量轴求和。
#
# 延伸阅读：[NumPy 文档：Broadcasting](https://numpy.org/doc/stable/user/basics.broadcasting.html)；[《动手学深度学习》2.1 节](https://zh.d2l.ai/chapter_preliminaries/ndarray.html)；François Chollet《Python 深度学习》第 2 章，张量运算部分。

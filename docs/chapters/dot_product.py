# %% [markdown] lang="en"
# # Dot product { #dot-product }
#
# Element-wise operations treat every element alone, and broadcasting decides which ones form pairs. Neither ever brings elements *together*. But a network has to: whether a picture shows a seven depends on all of its 784 pixels at once. The operation that combines them is the **dot product**: multiply pairs, add up.
#
# After this chapter you can
#
# - compute dot products of vectors, matrices and stacks of matrices, with loops and without;
# - tell the shape of the result before you run it, and which two sizes must be equal;
# - read a dot product as an angle, and measure how alike two pictures are;
# - write the dense layer, of which most networks are made.

# %% [markdown] lang="zh"
# # 点积 { #dot-product }
#
# 逐元素运算对每个元素单独计算，广播规定哪两个元素配对，两者都没有把元素*合*到一起。可是网络非合不可：一张图片画的是不是 7，要同时看 784 个像素才知道。把元素合在一起的运算，就是**点积**（dot product）：对应相乘，再全部加起来。
#
# 学完这一章，你能够：
#
# - 求向量、矩阵和成叠的矩阵的点积，用循环会写，不用循环也会写；
# - 不必运行，就说出结果的形状，并指出哪两个长度必须相等；
# - 把点积看成夹角，用它衡量两张图片有多像；
# - 写出全连接层（dense layer），大多数网络都由它搭成。

# %% [markdown] lang="en"
# ## Two vectors, one number { #vectors }
#
# You buy 2 apples, 1 melon and 3 pears; one of each costs 4, 10 and 5. What do you pay? Multiply each amount by its price, and add up.

# %% [markdown] lang="zh"
# ## 两个向量，得一个数 { #vectors }
#
# 买 2 个苹果、1 个甜瓜、3 个梨，单价分别是 4、10、5，一共付多少钱？每样的个数乘单价，再加起来。

# %%
import numpy as np

amounts = np.array([2, 1, 3])
prices = np.array([4, 10, 5])
print(amounts * prices)
np.dot(amounts, prices)

# %% alt={"en": "The vector 2, 1, 3 above the vector 4, 10, 5; multiplied in pairs they give 8, 10, 15, and added up 33.", "zh": "上面是向量 2、1、3，下面是向量 4、10、5；逐对相乘得到 8、10、15，加起来得 33。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(520, 128)
upper = drawing.grid(amounts, at=(20, 14), cell=40, role="blue")
lower = drawing.grid(prices, at=(20, 70), cell=40, role="orange")
products = drawing.grid(amounts * prices, at=(230, 42), cell=40, role="green")
total = drawing.grid(np.array([amounts @ prices]), at=(450, 42), cell=40, role="green", mark=np.array([[True]]))
for column in range(3):
    drawing.text("·", at=(upper.at(0, column)[0], 62), size=20)
drawing.arrow((152, 62), (220, 62), label="⟦multiply|相乘⟧")
drawing.arrow((362, 62), (440, 62), label="⟦add up|相加⟧")
drawing

# %% [markdown] lang="en"
# The formula is $x \cdot y = \sum_i x_i \, y_i$. It needs two vectors of one length, and gives a single number, a scalar of shape `()`.
#
# With loops, keep a total and add to it in every round. Three things decide whether it is right:
#
# - *Where it starts.* The sum of nothing is 0, so two empty vectors give 0.
# - *Its dtype*, which is that of `x * y`. `np.result_type(x, y)` names it, and `np.zeros((), dtype)` is a zero of it: an array without axes. `total += 3` changes it in place. A plain `total = 0` would remain Python's own integer if there is nothing to add.
# - *Lengths that differ* are an error. `zip` would stop silently at the shorter one; compare the shapes first, and `raise ValueError` with both of them in the message.
#
# Small integers wrap around, here as in `np.dot`: 200 · 2 is 144 in uint8. Where single NumPy numbers do so, NumPy warns of an overflow; in this loop that warning is no mistake.

# %% [markdown] lang="zh"
# 写成公式是 $x \cdot y = \sum_i x_i \, y_i$。两个向量必须等长，结果只有一个数，是形状为 `()` 的标量。
#
# 用循环来写，就是准备一个总和，每一轮往里加一项。写得对不对，取决于三点：
#
# - *从哪里开始*。一项也没有的和是 0，所以两个空向量的点积是 0。
# - *dtype*。它与 `x * y` 的 dtype 相同，由 `np.result_type(x, y)` 给出；`np.zeros((), dtype)` 就是这种类型的 0，一个没有轴的数组，`total += 3` 会就地改变它。如果只写 `total = 0`，一项也没有时，剩下的就是 Python 自己的整数。
# - *长度不同*应当报错。`zip` 会在较短的那个用完时悄悄停下，所以要先比较形状，再用 `raise ValueError` 抛出错误，在错误信息里写明两个形状。
#
# 位数少的整数会回绕，这里和 `np.dot` 一样：在 uint8 里，200 · 2 得 144。单个的 NumPy 数回绕时，NumPy 会发出溢出警告；在这个循环里，有这种警告不算错。

# %% [markdown]
# <!-- exercise: naive_vector_dot -->

# %% [markdown] lang="en"
# ## A matrix and a vector { #matrix-vector }
#
# Two people shop, each with a list of their own. Their amounts are the rows of a matrix; the prices hold for both. Every row meets the vector, and each gives one number:

# %% [markdown] lang="zh"
# ## 矩阵与向量 { #matrix-vector }
#
# 两个人去买水果，各有一张单子。把单子写成矩阵，一人一行，单价对两个人都一样。每一行都与单价向量求点积，各得一个数：

# %%
lists = np.array([[2, 1, 3], [0, 4, 1]])
print(lists.shape, "·", prices.shape, "→", np.dot(lists, prices).shape)
np.dot(lists, prices)

# %% [markdown] lang="en"
# In a formula, $z_i = \sum_j x_{ij} \, y_j$. The vector lies *along* each row, so it must be as long as a row: the columns have to agree, and they vanish in the sum. `x[i]` is row `i`, a vector, and you have a function for two vectors. The result is prepared as `np.zeros(rows, dtype)`: without the dtype, `np.zeros` makes float64.

# %% [markdown] lang="zh"
# 写成公式是 $z_i = \sum_j x_{ij} \, y_j$。向量是*沿着*每一行放的，所以要与行等长：矩阵的列数必须等于向量的长度，求和之后，这个轴就消失了。`x[i]` 是第 `i` 行，也是一个向量，而两个向量的点积，你已经写好了。结果先用 `np.zeros(rows, dtype)` 备好；不写 dtype 的话，`np.zeros` 建的是 float64。

# %% [markdown]
# <!-- exercise: naive_matrix_vector_dot -->

# %% [markdown] lang="en"
# ## Rows meet columns { #matrices }
#
# Now there are two shops, and each has prices of its own. Write them as the *columns* of a second matrix. Every list meets every shop: the number in row $i$ and column $j$ is the dot product of row $i$ on the left with column $j$ on the right.

# %% [markdown] lang="zh"
# ## 行与列求点积 { #matrices }
#
# 现在有两家店，价格不同。把它们写成第二个矩阵的两*列*，一店一列。每张单子都到每家店算一遍：结果第 $i$ 行第 $j$ 列的数，就是左边第 $i$ 行与右边第 $j$ 列的点积。

# %% alt={"en": "A matrix of two rows and three columns on the left, one of three rows and two columns above on the right; where row 1 of the one and column 0 of the other cross stands their dot product, 45. Beside it the shapes: (2, 3) times (3, 2) gives (2, 2); the two threes face each other.", "zh": "左边是两行三列的矩阵，右上方是三行两列的矩阵；前者的第 1 行与后者的第 0 列交叉处，是两者的点积 45。旁边写着形状：(2, 3) 乘 (3, 2) 得 (2, 2)，两个 3 挨在一起。"} tags=["hide-input"]
shops = np.array([[4, 6], [10, 8], [5, 3]])
row, column = np.array([[0] * 3, [1] * 3], bool), np.array([[1, 0]] * 3, bool)
drawing = Drawing(500, 258)
left = drawing.grid(lists, at=(10, 160), cell=40, role="blue", mark=row)
right = drawing.grid(shops, at=(160, 22), cell=40, role="orange", mark=column)
result = drawing.grid(lists @ shops, at=(160, 160), cell=40, role="green", mark=np.array([[0, 0], [1, 0]], bool))
drawing.arrow((133, 220), (157, 220), role="blue")
drawing.arrow((180, 144), (180, 157), role="orange")
for place, letter in enumerate("(2, 3) · (3, 2) → (2, 2)"):
    inner = place in (4, 10)
    drawing.text(letter, at=(262 + 9.6 * place, 62), role="red" if inner else "foreground", mono=True, size=16)
drawing.line([(300.4, 76), (300.4, 86), (358, 86), (358, 76)], role="red")
drawing.text("⟦inner sizes: equal, and gone|内侧的长度：相等，求和后消失⟧", at=(371, 104), role="red")
drawing.text("0·4 + 4·10 + 1·5 = 45", at=(262, 220), anchor="start", mono=True, size=15)
drawing

# %% [markdown] lang="en"
# The formula is $z_{ij} = \sum_k x_{ik} \, y_{kj}$, and the shapes are
#
# $$ (a, b) \cdot (b, c) \to (a, c) $$
#
# The two sizes in the middle, the **inner sizes**, must be equal; they vanish. The outer ones remain. This is the **matrix product**, and for matrices `x @ y` means the same as `np.dot(x, y)`. The order matters: the product of these two the other way round is another matrix, of another shape even.

# %% [markdown] lang="zh"
# 写成公式是 $z_{ij} = \sum_k x_{ik} \, y_{kj}$，形状的规则是
#
# $$ (a, b) \cdot (b, c) \to (a, c) $$
#
# 挨在中间的两个长度，叫**内侧的长度**（inner sizes），它们必须相等，求和之后消失；外侧的两个保留下来。这就是**矩阵乘法**（matrix product）。对矩阵来说，`x @ y` 与 `np.dot(x, y)` 是一回事。次序不能颠倒：这两个矩阵倒过来乘，得到的是另一个矩阵，连形状都不同。

# %%
shops = np.array([[4, 6], [10, 8], [5, 3]])
print(lists.shape, "·", shops.shape, "→", np.dot(lists, shops).shape)
print(shops.shape, "·", lists.shape, "→", np.dot(shops, lists).shape)
try:
    np.dot(lists, lists)
except ValueError as error:
    print(error)
np.dot(lists, shops)

# %% [markdown] lang="en"
# To write it with loops, think from the result: `np.ndindex(result.shape)` goes through its places `(i, j)`, `x[i]` is the row and `y[:, j]` the column that meet there. If the inner size is 0, the sums are empty, and the result is all zeros.
#
# And what do loops cost? Two matrices of 40 rows and 40 columns, multiplied by the finished `naive_matmul` and by NumPy, on the machine that built this page:

# %% [markdown] lang="zh"
# 用循环来写，就从结果出发：`np.ndindex(result.shape)` 走遍结果的各个位置 `(i, j)`，在那里求点积的，是行 `x[i]` 与列 `y[:, j]`。如果内侧的长度是 0，一项也没有，结果就全是 0。
#
# 循环要付出多大代价？取两个 40 行 40 列的矩阵，先用写好的 `naive_matmul` 相乘，再用 NumPy 相乘，在生成本页的机器上实测：

# %%
import time

from byhand.site.page import publish
from solutions.dot_product import naive_matmul

rng = np.random.default_rng(0)
x, y = rng.normal(size=(40, 40)), rng.normal(size=(40, 40))
np.dot(x, y)  # the first call prepares

start = time.perf_counter()
by_loops = naive_matmul(x, y)
loop_seconds = time.perf_counter() - start

start = time.perf_counter()
for _ in range(100):
    at_once = np.dot(x, y)
dot_seconds = (time.perf_counter() - start) / 100

assert np.allclose(by_loops, at_once)
publish(
    loops=f"{1000 * loop_seconds:.0f}",
    dot=f"{1e6 * dot_seconds:.0f}",
    ratio=f"{round(loop_seconds / dot_seconds, -2):,.0f}",
)

# %% [markdown] lang="en"
# {{ loops }} ms against {{ dot }} µs: about {{ ratio }} times faster. NumPy hands the work to a library of linear algebra with decades of care in it. Dense networks spend most of their time there.

# %% [markdown] lang="zh"
# 一边是 {{ loops }} 毫秒，一边是 {{ dot }} 微秒，速度大约是循环的 {{ ratio }} 倍。NumPy 把这件事交给了专门的线性代数库，那里凝结着几十年的功夫。由全连接层搭成的网络，大部分时间都花在那里。

# %% [markdown]
# <!-- exercise: naive_matmul -->

# %% [markdown] lang="en"
# ## Without a loop { #by-broadcasting }
#
# The formula has three letters, $i$, $k$ and $j$, so let there be three axes. Give `x` a new axis at the end, and broadcasting forms *all* products $x_{ik} \, y_{kj}$ at once; then sum over the axis of $k$, the one in the middle.

# %% [markdown] lang="zh"
# ## 不用循环 { #by-broadcasting }
#
# 公式里有 $i$、$k$、$j$ 三个字母，那就安排三个轴。在 `x` 的末尾插入一个新轴，广播就会一次求出*所有*的积 $x_{ik} \, y_{kj}$；再沿 $k$ 所在的轴，也就是中间的轴求和。

# %% alt={"en": "Shapes written flush right: x with a new axis has a, b, 1; y has b, c; the products have a, b, c, and the sum over the middle axis has a, c.", "zh": "右边对齐的形状：插入新轴的 x 是 a、b、1，y 是 b、c，所有的积是 a、b、c，沿中间的轴求和后是 a、c。"} tags=["hide-input"]
drawing = Drawing(500, 226)
rows = (
    ("x[:, :, np.newaxis]", ("a", "b", "1"), "blue"),
    ("y", ("", "b", "c"), "orange"),
    ("⟦all products|所有的积⟧", ("a", "b", "c"), "green"),
    ("⟦sum over axis 1|沿第 1 轴求和⟧", ("a", "", "c"), "green"),
)
for line, (name, sizes, role) in enumerate(rows):
    top = 12 + 52 * line
    drawing.text(name, at=(178, top + 20), anchor="end", mono=line < 2)
    for place, size in enumerate(sizes):
        if size:
            inner = np.array([[size == "b"]])
            drawing.grid(np.array([[size]]), at=(198 + 46 * place, top), cell=40, role=role, mark=inner)
for top, note in (
    (32, "⟦1 stretches to c|1 扩展成 c⟧"),
    (84, "⟦a is added in front|前面补上 a⟧"),
    (188, "⟦b is gone|b 消失⟧"),
):
    drawing.text(note, at=(350, top), anchor="start", role="muted")
drawing

# %%
products = lists[:, :, np.newaxis] * shops
print(lists[:, :, np.newaxis].shape, "*", shops.shape, "→", products.shape)
products.sum(axis=1)

# %% [markdown] lang="en"
# Two traps. Broadcasting stretches an inner size of 1, where a matrix product must raise an error: check the sizes first. And `sum` is careful with small integers: it adds them up in int64, while `np.dot` stays with their own dtype. `sum` takes a `dtype`, too:

# %% [markdown] lang="zh"
# 这里有两个陷阱。内侧的长度若有一个是 1，广播会把它扩展，而矩阵乘法应当报错，所以要先检查。另外，`sum` 对位数少的整数格外小心：它改用 int64 累加，而 `np.dot` 保持原来的 dtype。给 `sum` 加上 `dtype` 就一致了：

# %%
small = np.array([1, 2, 3], np.int32)
small.sum().dtype, np.dot(small, small).dtype, small.sum(dtype=np.int32).dtype

# %% [markdown] lang="en"
# It also costs memory. For the layer at the end of this page all products, of shape `(128, 784, 512)` in float32, would take {{ products }} MB, the result {{ result }} MB. So this is for understanding, and for small sizes.

# %% [markdown] lang="zh"
# 这种写法还很费内存。就拿本页末尾的那一层来说，所有的积形状是 `(128, 784, 512)`，用 float32 存要 {{ products }} MB，而结果只要 {{ result }} MB。所以它是用来弄懂道理的，只适合小矩阵。

# %% tags=["hide-input"]
publish(products=f"{128 * 784 * 512 * 4 / 1e6:.0f}", result=f"{128 * 512 * 4 / 1e6:.2f}")

# %% [markdown]
# <!-- exercise: matmul_by_broadcasting -->

# %% [markdown] lang="en"
# ## More axes: dot and matmul { #higher-ranks }
#
# With more than two axes NumPy has two rules. In both, the last axis of the first tensor meets the last but one of the second, and these two vanish. They differ in what they do with the axes in front:
#
# - **`np.dot`** keeps them all, side by side: every matrix of the one meets every matrix of the other. A vector has a single axis, and that one meets; a scalar just multiplies everything.
# - **`np.matmul`**, also written `@`, takes the tensors as *stacks* of matrices and pairs them: the axes in front broadcast.

# %% [markdown] lang="zh"
# ## 更多的轴：dot 与 matmul { #higher-ranks }
#
# 轴多于两个时，NumPy 有两套规则。在两套规则里，配对的都是前一个张量的最后一个轴与后一个张量的倒数第二个轴，求和后这两个轴消失。不同的是怎样处理前面的轴：
#
# - **`np.dot`** 把它们全部保留，依次排开：这边的每个矩阵与那边的每个矩阵都相乘。向量只有一个轴，就用这个轴配对；标量则乘到每个元素上。
# - **`np.matmul`**，也写作 `@`，把张量看成*成叠*的矩阵，一个对一个地相乘：前面的轴按广播规则配对。

# %% alt={"en": "np.dot of shapes (2, 3, 4) and (5, 4, 6): the fours meet, and 2, 3, 5, 6 stay. np.matmul of shapes (5, 3, 4) and (5, 4, 6): the fours meet, the fives are paired, and 5, 3, 6 stay.", "zh": "np.dot 作用于形状 (2, 3, 4) 与 (5, 4, 6)：两个 4 配对，留下 2、3、5、6。np.matmul 作用于形状 (5, 3, 4) 与 (5, 4, 6)：两个 4 配对，两个 5 也配对，留下 5、3、6。"} tags=["hide-input"]
drawing = Drawing(570, 150)
cases = (
    ("np.dot", ((2, "blue"), (3, "blue"), (4, "red")), ((5, "orange"), (4, "red"), (6, "orange")),
     ((2, "blue"), (3, "blue"), (5, "orange"), (6, "orange"))),
    ("np.matmul", ((5, "purple"), (3, "blue"), (4, "red")), ((5, "purple"), (4, "red"), (6, "orange")),
     ((5, "purple"), (3, "blue"), (6, "orange"))),
)  # fmt: skip
for line, (name, *shapes) in enumerate(cases):
    top = 24 + 64 * line
    drawing.text(name, at=(92, top + 18), anchor="end", mono=True)
    for start, shape in zip((110, 255, 402), shapes, strict=True):
        for place, (size, role) in enumerate(shape):
            full = np.array([[role in ("red", "purple")]])
            drawing.grid(np.array([[size]]), at=(start + 39 * place, top), cell=36, role=role, mark=full)
    drawing.text("·", at=(240, top + 18), size=20)
    drawing.text("→", at=(386, top + 18), size=18)
drawing

# %%
pairs = [
    ((2, 3), (3, 4)),
    ((2, 3), (3,)),
    ((3,), (3, 2)),
    ((2, 3, 4), (4, 5)),
    ((5, 3, 4), (5, 4, 6)),
    ((2, 1, 3, 4), (5, 4, 6)),
    ((2, 3, 4), (5, 4, 6)),
    ((), (2, 3)),
]
for a, b in pairs:
    answers = []
    for function in (np.dot, np.matmul):
        try:
            answers.append(str(function(np.ones(a), np.ones(b)).shape))
        except ValueError:
            answers.append("⟦error|报错⟧")
    print(f"{a!s:13} {b!s:10} dot {answers[0]:17} matmul {answers[1]}")

# %% [markdown] lang="en"
# Up to two axes they agree, scalars aside, which `matmul` refuses. The shape of `np.dot` follows from the sizes alone, and tuples are all you need: `a[-1]` and `b[-2]` are the sizes that meet, `a[:-1]` is all but the last, `b[:-2]` all but the last two, and `+` joins. A size of 1 does *not* stretch here.

# %% [markdown] lang="zh"
# 不超过两个轴时，两者的结果一样；只有标量例外，`matmul` 不接受。`np.dot` 结果的形状，只凭各轴的长度就能算出，会用元组就够了：配对的是 `a[-1]` 与 `b[-2]`，`a[:-1]` 去掉最后一个，`b[:-2]` 去掉最后两个，`+` 把两段接起来。在这里，长度 1 *不会*扩展。

# %% [markdown]
# <!-- exercise: dot_shape -->

# %% [markdown] lang="en"
# For stacks, the idea of the last section works again; only count the axes from the end. In an index, `...` stands for all axes that are not written: `x[..., np.newaxis]` adds an axis at the end, `y[..., np.newaxis, :, :]` one before the last two. Then the leading axes broadcast by themselves, and if they clash, NumPy's own error names them.

# %% [markdown] lang="zh"
# 成叠的矩阵，照上一节的办法就能相乘，只是轴要从后往前数。在下标里，`...` 代表没有写出来的所有轴：`x[..., np.newaxis]` 在末尾插入一个轴，`y[..., np.newaxis, :, :]` 在最后两个轴之前插入一个轴。这样一来，前面的轴自然会互相广播；如果对不上，NumPy 自己的错误信息会写明这些轴的长度。

# %%
stack = np.arange(12).reshape(2, 2, 3)
left, right = stack[..., np.newaxis], shops[..., np.newaxis, :, :]
print(left.shape, "*", right.shape, "→", (left * right).shape)

# %% [markdown]
# <!-- exercise: batched_matmul -->

# %% [markdown] lang="en"
# ## What it measures: angles { #cosine }
#
# Draw vectors as arrows. By Pythagoras, an arrow with the elements $x_i$ is $\|x\| = \sqrt{\sum_i x_i^2} = \sqrt{x \cdot x}$ long; this is the **norm** of $x$. And the dot product of two arrows with the angle $\theta$ between them is
#
# $$ x \cdot y = \|x\| \, \|y\| \cos\theta $$
#
# that is, the norm of $x$ times the shadow that $y$ casts on the line of $x$, its **projection** $\|y\| \cos\theta$. It is positive where the arrows point the same way, 0 at a right angle, negative where they point in opposite ways.

# %% [markdown] lang="zh"
# ## 点积与夹角 { #cosine }
#
# 把向量画成箭头。由勾股定理，元素为 $x_i$ 的箭头长 $\|x\| = \sqrt{\sum_i x_i^2} = \sqrt{x \cdot x}$，这叫 $x$ 的**模**（norm）。两个箭头夹角为 $\theta$ 时，它们的点积是
#
# $$ x \cdot y = \|x\| \, \|y\| \cos\theta $$
#
# 也就是 $x$ 的模，乘上 $y$ 在 $x$ 所在直线上的影子，即**投影**（projection）$\|y\| \cos\theta$。两个箭头大致同向，点积为正；互相垂直，点积为 0；大致反向，点积为负。

# %% alt={"en": "Three pairs of arrows with a common beginning. The arrow x points to the right. In the first picture y leans towards x, casts a shadow on it, and the dot product is positive; in the second it stands upright, and the dot product is 0; in the third it leans backwards, and the dot product is negative.", "zh": "三对起点相同的箭头，x 都指向右边。第一幅里 y 偏向 x，在 x 上投下影子，点积为正；第二幅里 y 与 x 垂直，点积为 0；第三幅里 y 偏向后方，点积为负。"} tags=["hide-input"]
import matplotlib.pyplot as plt

from byhand.site.palette import color

figure, panels = plt.subplots(1, 3, figsize=(7.2, 2.4), sharey=True)
x = np.array([3.0, 0.0])
for axes, y in zip(panels, np.array([[2.0, 2.0], [0.0, 2.0], [-1.0, 2.0]]), strict=True):
    shadow = np.dot(x, y) / np.dot(x, x) * x
    axes.plot(*zip(y, shadow, strict=True), color=color("muted"), linestyle=":", linewidth=1.5)
    axes.plot(*zip((0, 0), shadow, strict=True), color=color("red"), linewidth=6, alpha=0.6, solid_capstyle="butt")
    for vector, role, name in ((x, "blue", "x"), (y, "orange", "y")):
        style = {"arrowstyle": "-|>", "color": color(role), "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", xy=vector, xytext=(0, 0), arrowprops=style)
        axes.annotate(name, xy=vector, xytext=(5, 5), textcoords="offset points", color=color(role), fontsize=12)
    axes.set_title(f"x · y = {np.dot(x, y):.0f}".replace("-", "−"))
    axes.set(xlim=(-1.4, 3.6), ylim=(-0.4, 2.7), aspect="equal", xticks=[], yticks=[])
    axes.set_frame_on(False)
    axes.grid(visible=False)
plt.show()

# %% [markdown] lang="en"
# Divide by both norms, and only the angle is left: the **cosine similarity**, 1 for equal directions, −1 for opposite ones, whatever the norms.
#
# With more than three elements nobody can draw the arrows, but the formulas hold. A picture of 28 × 28 pixels is an arrow in 784 dimensions! Two pictures of the same digit, one faint and one dark, point in nearly the same direction. So average all training pictures of each digit, and compare:

# %% [markdown] lang="zh"
# 再除以两个模，就只剩下夹角：这叫**余弦相似度**（cosine similarity），同向为 1，反向为 −1，与模的大小无关。
#
# 元素多于三个，箭头就画不出来了，公式却照样成立。一张 28 × 28 像素的图片，就是 784 维空间里的一个箭头！同一个数字，一张写得淡，一张写得浓，方向却差不多。那么，先给每个数字求出所有训练图片的平均图，再来比一比：

# %%
from byhand.mnist.data import load

data = load()
labels = data.train_labels
images = data.train_images
means = np.stack([images[labels == d].mean(axis=0) for d in range(10)])
rows = means.reshape(10, 784)
norms = np.sqrt((rows**2).sum(axis=1, keepdims=True))
directions = rows / norms  # every row now has norm 1
cosines = np.dot(directions, directions.T)
print(cosines.shape)
print("4, 9:", cosines[4, 9].round(2), "  0, 1:", cosines[0, 1].round(2))

# %% alt={"en": "Left, the mean pictures of the digits 0 to 9, blurred but readable. Right, a table of ten by ten squares with their cosine similarities: darkest on the diagonal.", "zh": "左边是数字 0 到 9 的平均图，模糊但认得出。右边是十行十列的方格，颜色深浅表示余弦相似度，对角线上最深。"} tags=["hide-input"]
figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 2.8), width_ratios=(1.7, 1))
left.imshow(np.block([[*means[:5]], [*means[5:]]]), vmin=0, vmax=255)
left.set(xticks=[], yticks=[])
left.set_frame_on(False)
shown = right.imshow(cosines, vmin=cosines.min(), vmax=1)
figure.colorbar(shown, ax=right)
right.set(xticks=range(10), yticks=range(10))
right.tick_params(labelsize=8)
for axes in (left, right):
    axes.grid(visible=False)
plt.show()

# %% [markdown] lang="en"
# One matrix product has compared all with all: `directions.T` is the transpose, so that row $i$ meets row $j$. Even a classifier is in it. Give every test picture the digit whose mean is most similar; one product of shapes `(n, 784)` and `(784, 10)`, nothing learned but ten averages:

# %% [markdown] lang="zh"
# 一次矩阵乘法，就把每两个都比了一遍：`directions.T` 是转置，所以相当于第 $i$ 行与第 $j$ 行求点积。这里面甚至藏着一个分类器：哪个数字的平均图与测试图片最相似，就认作哪个数字。形状 `(n, 784)` 与 `(784, 10)` 乘一次就行，学到的不过是十张平均图：

# %%
tests = data.test_images.reshape(-1, 784).astype(np.float32)
most_similar = np.dot(tests, directions.T).argmax(axis=1)
print(f"{(most_similar == data.test_labels).mean():.0%}")

# %% [markdown] lang="en"
# (The norm of the test picture is the same for all ten, so it need not be divided out; `argmax` gives the place of the largest.)
#
# To write it for *any* numbers, mind four things.
#
# 1. Pixels are uint8, and integer dot products wrap around. Convert integers to float64 first; floating vectors, whose `dtype.kind` is `"f"`, keep their dtype. Each vector for itself: an int vector beside a float32 one gives float64.
# 2. Squares of huge numbers overflow to infinity, those of tiny ones vanish, although the angle is perfectly harmless. As only directions count, divide each vector by its largest absolute element, `np.abs(x).max()`, before anything else.
# 3. Rounding can lead a little past 1; `np.clip(c, -1, 1)` brings it back.
# 4. A zero vector has no direction, and so no angle. `x.any()` tells whether some element is not zero; for an empty vector it says False as well.

# %% [markdown] lang="zh"
# （测试图片自己的模，对十个数字都一样，不除也不影响比较；`argmax` 给出最大值的位置。）
#
# 要写一个对*任何*数都正确的函数，得注意四点。
#
# 1. 像素是 uint8，整数的点积会回绕，要先转成 float64；浮点数的 `dtype.kind` 是 `"f"`，dtype 保持不变。两个向量各算各的：一个是整数，另一个是 float32，结果就是 float64。
# 2. 很大的数平方后溢出成无穷大，很小的数平方后成了 0，而夹角其实完全正常。反正要紧的只是方向，所以第一步就让每个向量除以绝对值最大的元素 `np.abs(x).max()`。
# 3. 舍入误差可能让结果略微超过 1，用 `np.clip(c, -1, 1)` 裁剪回来。
# 4. 零向量没有方向，也就没有夹角。`x.any()` 说明有没有元素不是 0；对空向量，它也给出 False。

# %%
pixels = data.train_images[0].reshape(784)
exact = pixels.astype(np.float64)
print("uint8", np.dot(pixels, pixels), "  float64", np.dot(exact, exact))
huge = np.array([3e200, 4e200])
scaled = huge / np.abs(huge).max()
with np.errstate(over="ignore"):  # no warning, please
    print("⟦as it is|直接算⟧", np.sqrt(np.dot(huge, huge)))
print("⟦scaled|缩放后⟧", np.sqrt(np.dot(scaled, scaled)))

# %% [markdown]
# <!-- exercise: cosine_similarity -->

# %% [markdown] lang="en"
# ## A dense layer { #dense-layer }
#
# Now everything comes together. A **dense layer** looks at a sample with several weight vectors at once, one for each of its outputs. They are the columns of a matrix $W$, and each dot product says how well the sample matches that column. Add to every output a number of its own, the **bias**, and let relu turn what is negative into 0:
#
# $$ \mathrm{relu}(x W + b) $$
#
# With a whole batch as the rows of $x$, one matrix product does it for all samples and all outputs. The first part, $x W + b$, is called **affine**.

# %% [markdown] lang="zh"
# ## 全连接层 { #dense-layer }
#
# 现在把前面的都用上。**全连接层**（dense layer）同时用好几个权重向量去看一个样本，每个输出一个。这些向量是矩阵 $W$ 的各列；每个点积表示，样本与那一列有多吻合。再给每个输出各加一个数，叫**偏置**（bias），最后用 relu 把负数变成 0：
#
# $$ \mathrm{relu}(x W + b) $$
#
# 把整个批量放进 $x$，一行一个样本，只要一次矩阵乘法，就求出了所有样本的所有输出。前一部分 $x W + b$，叫**仿射变换**（affine）。

# %% alt={"en": "Rectangles to scale: the batch, 128 by 784, times the weights, 784 by 512, plus the biases, one row of 512, gives 128 by 512. The two 784 face each other.", "zh": "按比例画的长方形：批量 128 × 784，乘权重 784 × 512，加偏置，一行 512 个，得到 128 × 512。两个 784 挨在一起。"} tags=["hide-input"]
drawing = Drawing(580, 190)
scale, parts = 0.17, {}
for name, left, (height, width), role in (
    ("x", 14, (128, 784), "blue"), ("W", 186, (784, 512), "orange"),
    ("b", 318, (24, 512), "purple"), ("relu(x W + b)", 462, (128, 512), "green"),
):  # fmt: skip
    size = (width * scale, height * scale)
    drawing.rect((left, 98 - size[1] / 2), size, role=role, fill=f"{role}-soft")
    parts[name] = left + size[0] / 2
    drawing.text(name, at=(parts[name], 98 - size[1] / 2 - 13 if name != "W" else 98), bold=True)
for word, place in (("·", 166), ("+", 295), ("→", 434)):
    drawing.text(word, at=(place, 98), size=20)
for name, outer, inner in (("x", "128", "784"), ("W", "512", "784")):
    words = (f"({outer},", f"{inner})") if name == "x" else (f"({inner},", f"{outer})")
    for shift, word in zip((-21, 21), words, strict=True):
        drawing.text(word, at=(parts[name] + shift, 180), mono=True, size=13, role="red" if inner in word else "muted")
drawing.text("(512,)", at=(parts["b"], 180), mono=True, size=13, role="muted")
drawing.text("(128, 512)", at=(parts["relu(x W + b)"], 180), mono=True, size=13, role="muted")
drawing

# %% [markdown] lang="en"
# The bias is broadcast over the rows. Therefore check its shape as well: a bias of size 1 would stretch over all outputs, and nobody would notice.
#
# Then `relu`, which you wrote in the chapter on element-wise operations: this exercise file imports it from your own `exercises/elementwise.py`. (`np.maximum(h, 0)` is as good.)

# %% [markdown] lang="zh"
# 偏置会广播到每一行上。所以它的形状也要检查：长度为 1 的偏置会扩展到所有输出，谁也发现不了。
#
# 最后是 `relu`，你在逐元素运算那一章写过：本章的练习文件从你自己的 `exercises/elementwise.py` 导入它。（用 `np.maximum(h, 0)` 也一样。）

# %% [markdown]
# <!-- exercise: affine -->

# %% [markdown]
# <!-- exercise: dense -->

# %% [markdown] lang="en"
# And this is a layer on 128 real pictures. Its weights are still random, as in every network before it learns; what learning does with them is the subject of later chapters.

# %% [markdown] lang="zh"
# 下面就是一个全连接层，输入是 128 张真实的图片。权重还是随机数，每个网络在学习之前都这样；怎样学出好的权重，是后面几章的事。

# %%
from solutions.dot_product import dense

batch = data.train_images[:128].reshape(128, 784).astype(np.float32) / 255
w = rng.normal(0, 0.05, (784, 512)).astype(np.float32)
b = np.zeros(512, np.float32)
hidden = dense(batch, w, b)
print(batch.shape, "·", w.shape, "+", b.shape, "→", hidden.shape, hidden.dtype)
print("⟦zeros after relu:|relu 之后的 0：⟧", f"{(hidden == 0).mean():.0%}")

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# The page [Myths](myths.md#products) collects such sentences from the whole course.
#
# **"The dot product is the tensor product, or the product of the elements."** They are three operations. On two vectors of three elements, only one of them gives a number; and of two square matrices, `*` and `@` make different things out of the same shapes:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# 整门课里这样的说法，都收在[误区](myths.md#products)一页。
#
# **“点积就是张量积，或者就是逐元素相乘”**：不对，这是三种运算。对两个三元素的向量，只有点积得出一个数；对两个方阵，`*` 与 `@` 的结果形状相同，内容却不同：

# %%
x, y = np.array([1, 2, 3]), np.array([4, 5, 6])
for name, result in {
    "⟦elementwise|逐元素⟧": x * y,
    "⟦dot|点积⟧": np.dot(x, y),
    "⟦tensor (outer)|张量积（外积）⟧": np.tensordot(x, y, axes=0),
}.items():
    print(name, np.shape(result))
a, b = np.array([[1, 2], [3, 4]]), np.array([[0, 1], [1, 0]])
print((a * b).tolist(), (a @ b).tolist())

# %% [markdown] lang="en"
# **"In a network 784→512→256→10, the second weight has the shape `(784, 256)`."** The second layer sees what the first one puts out, 512 numbers, not the picture. Inner sizes must meet: `(512, 256)`.

# %% [markdown] lang="zh"
# **“在 784→512→256→10 的网络里，第二个权重的形状是 `(784, 256)`”**：不对。第二层看到的不是图片，而是第一层输出的 512 个数。内侧的长度必须对上：`(512, 256)`。

# %%
from solutions.dot_product import dot_shape

for second in ((784, 256), (512, 256)):
    shape = (128, 784)
    try:
        for weight in ((784, 512), second, (256, 10)):
            shape = dot_shape(shape, weight)
            print("·", weight, "→", shape)
    except ValueError as error:
        print(error)

# %% [markdown] lang="en"
# **"The order of a product does not matter."** For two vectors it does not. For matrices it does, even where both orders have a result: above, `b @ a` exchanges the rows of `a`, `a @ b` its columns.

# %% [markdown] lang="zh"
# **“乘积与次序无关”**：对两个向量，确实无关。对矩阵就不然，哪怕两种次序都有结果：上面的 `b @ a` 交换 `a` 的两行，`a @ b` 交换的是两列。

# %%
(a @ b).tolist(), (b @ a).tolist()

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "What are the shapes of `np.dot(x, w)` and `np.dot(w, x)` for `x` of shape `(64, 100)` and `w` of shape `(100, 20)`?"
#
#     `(64, 20)`, since the two 100 meet. The other way round 20 and 64 meet, and differ: an error.
#
# ??? question "A layer turns 784 numbers into 512. How many numbers has it to learn?"
#
#     $784 \cdot 512$ weights and 512 biases, together 401,920. The size of the batch does not matter: all samples share them.
#
# ??? question "Two vectors without negative elements: which values can their cosine similarity have? And what does 0 mean?"
#
#     Between 0 and 1, because no product is negative. It is 0 only where, at every place, one of the two is 0: as pictures, they share no ink.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "`x` 的形状是 `(64, 100)`，`w` 的形状是 `(100, 20)`，`np.dot(x, w)` 和 `np.dot(w, x)` 的形状各是什么？"
#
#     `(64, 20)`，因为两个 100 配上了对。倒过来就是 20 与 64 配对，长度不同，报错。
#
# ??? question "一个全连接层把 784 个数变成 512 个数，它要学的数一共有多少个？"
#
#     权重 $784 \cdot 512$ 个，偏置 512 个，一共 401,920 个。与批量有多大无关：所有样本共用这些数。
#
# ??? question "两个没有负元素的向量，余弦相似度可能取哪些值？取 0 又说明什么？"
#
#     在 0 与 1 之间，因为没有一个积是负的。只有在每个位置上，两者至少有一个是 0，它才等于 0：看成图片，就是没有一处墨迹重合。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# [The network that reads digits](mnist_mlp.md) is two such layers, one after the other; the last has no relu.
#
# Further reading: [`numpy.dot`](https://numpy.org/doc/stable/reference/generated/numpy.dot.html) and [`numpy.matmul`](https://numpy.org/doc/stable/reference/generated/numpy.matmul.html); [*Dive into Deep Learning*, section 2.3](https://d2l.ai/chapter_preliminaries/linear-algebra.html) ([in Chinese](https://zh.d2l.ai/chapter_preliminaries/linear-algebra.html)); Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning*, chapter 2; François Chollet, *Deep Learning with Python*, second edition, chapter 2, where the dot product goes by the name of tensor product.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# [识别手写数字的网络](mnist_mlp.md)就是两个这样的层，一个接一个，只是最后一层没有 relu。
#
# 延伸阅读：[`numpy.dot`](https://numpy.org/doc/stable/reference/generated/numpy.dot.html) 与 [`numpy.matmul`](https://numpy.org/doc/stable/reference/generated/numpy.matmul.html)；[《动手学深度学习》2.3 节](https://zh.d2l.ai/chapter_preliminaries/linear-algebra.html)（[英文版](https://d2l.ai/chapter_preliminaries/linear-algebra.html)）；Ian Goodfellow、Yoshua Bengio、Aaron Courville《深度学习》第 2 章；François Chollet《Python 深度学习》第 2 版第 2 章，那里把点积叫作张量积。

# %% [markdown] lang="en"
# # Reshape and transpose { #reshape-and-transpose }
#
# A dense layer, the plainest kind of layer in a network, takes an image as one row of 784 numbers; to look at it, you want 28 rows of 28. One library keeps the colours of an image on the first axis, another on the last. Two operations lead from one form to the other. They look alike, and they are not: a **reshape** counts the same elements off into rows of another length, a **transpose** moves them to other places. Both turn a shape `(2, 3)` into `(3, 2)`. Whoever takes one for the other gets no error, only nonsense.
#
# After this chapter you can
#
# - say where every element of a tensor is after a reshape and after a transpose, without running either;
# - write both by hand, for any number of axes;
# - turn images into rows and back, and move their channels;
# - tell a view from a copy, and say when a reshape has to copy;
# - divide features among heads, as a Transformer does, and put them together again.

# %% [markdown] lang="zh"
# # 变形与转置 { #reshape-and-transpose }
#
# 全连接层是网络里最普通的一种层，它要求每张图片排成一行，共 784 个数；要看图，却得排成 28 行、每行 28 个。有的程序库把颜色放在第 0 轴，有的放在最后一个轴。在这些格式之间转换，靠的是两种运算。两者看上去很像，其实不同：**变形**（reshape）不动元素的先后顺序，只是换个长度重新分行；**转置**（transpose）要把元素搬到别的位置。两者都能把形状 `(2, 3)` 变成 `(3, 2)`。用错了不会报错，得到的却是一堆毫无意义的数。
#
# 学完这一章，你能够：
#
# - 不必运行，就说出变形之后、转置之后，每个元素各在哪里；
# - 亲手写出这两种运算，轴再多也不怕；
# - 把图片展开成行，再还原回去，并移动图片的通道（channel）；
# - 分清视图与副本，说出变形在什么时候不得不复制数据；
# - 像 Transformer 那样，把特征（feature）平分给各个头（head），再合并起来。

# %% [markdown] lang="en"
# ## One line, many shapes { #order }
#
# We draw a matrix as a table. To count its elements, we go row by row: row 0 from left to right, then row 1, and so on. This is **row-major order**, in which a new array also [lies in memory](tensors.md#memory). With more axes it means the same: the last index runs fastest, the first slowest. The number that an element gets in this count, starting at 0, is its **flat index**: in a matrix with 3 columns, the element at row $i$ and column $j$ has the flat index $3i + j$.
#
# Here are a reshape and a transpose of the same matrix. `x.T` is NumPy's short form for the transpose.

# %% [markdown] lang="zh"
# ## 一列数，多种形状 { #order }
#
# 矩阵画出来是一张表。要数它的元素，就一行一行地数：第 0 行从左到右，接着是第 1 行，依此类推。这叫**行优先顺序**（row-major order），新建的数组[在内存里](tensors.md#memory)也是这样排的。轴更多时也一样：最后一个下标变得最快，第 0 个变得最慢。按这个顺序从 0 数起，轮到一个元素时数到几，它的**展平位置**（flat index）就是几：在有 3 列的矩阵里，第 $i$ 行第 $j$ 列的元素，展平位置是 $3i + j$。
#
# 下面对同一个矩阵先做变形，再做转置。`x.T` 是 NumPy 里转置的简写。

# %%
import numpy as np

x = np.array([[1, 2, 3], [4, 5, 6]])
print(x.reshape(3, 2))
print(x.T)

# %% alt={"en": "The matrix 1 2 3, 4 5 6; its reshape to three rows, 1 2, 3 4, 5 6; and its transpose, 1 4, 2 5, 3 6. Below each, its elements row by row: 1 2 3 4 5 6 for the matrix and its reshape, 1 4 2 5 3 6 for the transpose.", "zh": "矩阵 1 2 3、4 5 6；变形成三行：1 2、3 4、5 6；转置：1 4、2 5、3 6。每个矩阵下面是逐行数出来的元素：原矩阵和变形都是 1 2 3 4 5 6，转置是 1 4 2 5 3 6。"} tags=["hide-input"]
from byhand.site.drawing import Drawing


def cells(drawing, values, at, cell, role_of, gap=0):
    """Draw a matrix, every element in the colour of its value; `gap` puts the rows into one line."""
    rows, columns = values.shape
    for i, j in np.ndindex(rows, columns):
        place = (i * (columns * cell + gap) + j * cell, 0) if gap else (j * cell, i * cell)
        drawing.grid(values[i : i + 1, j : j + 1], at=np.add(at, place), cell=cell, role=role_of(values[i, j]))


def row_colour(value):
    return "blue" if value <= 3 else "orange"


drawing = Drawing(580, 236)
for center, title, matrix in (
    (92, "x", x),
    (290, "x.reshape(3, 2)", x.reshape(3, 2)),
    (488, "x.T", x.T),
):
    rows, columns = matrix.shape
    drawing.text(title, at=(center, 16), mono=True)
    cells(drawing, matrix, (center - 18 * columns, 88 - 18 * rows), 36, row_colour)
    cells(drawing, matrix, (center - 75 - 4 * (rows - 1), 176), 25, row_colour, gap=8)
drawing.text("⟦counted row by row:|逐行数过去：⟧", at=(14, 162), anchor="start", role="muted", size=13)
for center, note in ((290, "⟦same order|顺序没变⟧"), (488, "⟦another order|顺序变了⟧")):
    drawing.text(note, at=(center, 224), role="muted", size=13)
drawing

# %% [markdown] lang="en"
# The shapes of the two results are equal, and so are the six numbers. But the reshape has kept their order and has only begun its rows elsewhere; the transpose has made the old rows, blue and orange, into columns, and so has another order. Only the first and the last element are in the same place in both.
#
# So before you change a shape, ask: do I want *other rows* of the same line of elements, or do I want elements in *other places*?

# %% [markdown] lang="zh"
# 两个结果形状相同，里面都是那六个数。但变形没有动顺序，只是换了地方断行；转置则把原来的行（蓝色和橙色）变成了列，顺序也就变了。在两个结果里位置相同的，只有第一个和最后一个元素。
#
# 所以改形状之前，先问自己：是要把同一列数*重新分行*，还是要让元素*换个位置*？

# %% [markdown] lang="en"
# ## The size that is left { #missing-size }
#
# A reshape neither makes nor loses elements, so the product of the sizes stays as it is: $2 \cdot 3 = 3 \cdot 2$. Once all sizes but one are known, the last one follows. NumPy lets you write `-1` in its place.

# %% [markdown] lang="zh"
# ## 剩下的那个长度 { #missing-size }
#
# 变形不会多出元素，也不会丢掉元素，所以各轴长度的乘积不变：$2 \cdot 3 = 3 \cdot 2$。只要别的长度都定了，剩下的那个就算得出来。NumPy 允许在它的位置上写 `-1`。


# %%
def try_reshape(elements, shape):
    try:
        print(f"{elements:2} {shape!s:11} → {np.zeros(elements).reshape(shape).shape}")
    except ValueError:
        print(f"{elements:2} {shape!s:11} ValueError")


for shape in [(3, 4), (3, -1), (2, -1, 2), (5, -1), (-1, -1)]:
    try_reshape(12, shape)
for shape in [(4, -1), (0, -1)]:
    try_reshape(0, shape)

# %% [markdown] lang="en"
# The errors are of three kinds. Twelve elements do not fill rows of five. Two unknown sizes have many solutions. And the last line: with no elements at all and a 0 among the sizes, $0 \cdot s = 0$ holds for *every* size $s$, so that again nothing says which is meant. Beside a 4 there is no doubt: $4 \cdot s = 0$ leaves only 0. Tensors without elements are not far-fetched: filter a batch of images, and perhaps none is left.
#
# `-1` is a sign, not a size. Any other negative number is a slip of the pen and should be refused.
#
# Your function gets the number of elements and the shape; three tools help. `math.prod` multiplies Python integers of any length, and the product of nothing is 1; `np.prod` computes in 64 bits, and what does not fit is lost without a word; and the product of nothing is a float with it, 1.0. `//` divides integers and gives an integer, `/` always gives a float. And `isinstance(size, int | np.integer)` asks whether a size is an integer, Python's or NumPy's: both occur, since functions such as `np.prod` give the latter.

# %% [markdown] lang="zh"
# 出错的情形有三种。第一种，十二个元素排不成每行五个。第二种，有两个未知的长度，解不止一个。第三种是最后一行：一个元素也没有，别的长度里又有 0，那么不论 $s$ 是多少，$0 \cdot s = 0$ 都成立，同样无从确定。旁边是 4 就没有疑问：$4 \cdot s = 0$ 只有一个解，就是 0。没有元素的张量并不稀奇：从一批图片里筛选，就可能一张也不剩。
#
# `-1` 是个记号，不是长度。别的负数都是笔误，应当拒绝。
#
# 你要写的函数，拿到的是元素个数和形状。有三样工具用得上。`math.prod` 把 Python 整数乘起来，数再大也准确，一个数也没有时得 1；`np.prod` 用 64 位计算，放不下的部分就悄悄丢掉；一个数也没有时，得到的还是浮点数 1.0。`//` 是整数除法，得到整数；`/` 总是得到浮点数。`isinstance(size, int | np.integer)` 检查一个长度是不是整数，Python 的和 NumPy 的都算：两种都会遇到，`np.prod` 之类的函数给出的就是后一种。

# %%
import math

sizes = (2**32, 2**32)
print(math.prod(sizes), np.prod(sizes), math.prod(()))
print(12 // 3, 12 / 3)
print(isinstance(np.prod((2, 3)), int), isinstance(np.prod((2, 3)), int | np.integer))

# %% [markdown]
# <!-- exercise: resolve_shape -->

# %% [markdown] lang="en"
# ## Reshape by hand { #by-hand }
#
# Now the elements. The rule fits into one sentence: **every element keeps its flat index**. For a matrix, a division leads from the flat index to the row and the column, as it did [from a position in memory](tensors.md#backwards) to an element: with 3 columns, 5 is row 1, column 2, since 5 = 1 · 3 + 2. `divmod(5, 3)` gives both numbers at once.

# %% [markdown] lang="zh"
# ## 亲手写变形 { #by-hand }
#
# 接下来是元素。规则只有一句话：**每个元素的展平位置不变**。在矩阵里，由展平位置求行号和列号，做一次除法就行，和[由内存中的位置找元素](tensors.md#backwards)是一回事：有 3 列时，5 就是第 1 行第 2 列，因为 5 = 1 · 3 + 2。`divmod(5, 3)` 一次给出这两个数。

# %%
print("⟦flat index|展平位置⟧", "(2, 3)", "(3, 2)", sep="   ")
for flat in range(6):
    print(f"{flat:^10}   {divmod(flat, 3)}   {divmod(flat, 2)}")

# %% [markdown] lang="en"
# Read a line of it thus: the element at index `(1, 0)` of the matrix with 3 columns has flat index 3, and so it is at index `(1, 1)` of the matrix with 2 columns.
#
# With more axes there is one division for each, from the last axis to the first. So the numbers of the index come out back to front; reverse them at the end. Or you leave the counting to `np.ndindex(shape)`: it goes through all indices of a shape in row-major order, so that the index that comes at place $k$, counted from 0, has the flat index $k$.

# %% [markdown] lang="zh"
# 以其中一行为例：在有 3 列的矩阵里，下标 `(1, 0)` 处的元素，展平位置是 3；所以在有 2 列的矩阵里，下标就是 `(1, 1)`。
#
# 轴更多时，从最后一个轴到第 0 个轴，每个轴除一次。这样得出的下标是倒着来的，最后要把顺序倒过来。也可以把数数的事交给 `np.ndindex(shape)`：这个函数按行优先顺序走遍一个形状的所有下标，从 0 数起，第 $k$ 个给出的下标，展平位置就是 $k$。

# %%
print(list(np.ndindex(2, 1, 3)))
print(list(np.ndindex(())))

# %% [markdown] lang="en"
# The second line is the scalar: its shape `()` has one index, the empty one, and `x[()]` is its only element. So a scalar needs no case of its own.
#
# `np.empty(shape, x.dtype)` makes a new array that waits for its elements, `x.size` says how many elements `x` has, and a tuple picks one: `x[index]`. It must be a tuple; a list would pick whole rows. `tuple(numbers)` converts. That works for every tensor, wherever its elements lie in memory; why this needs saying, [a later section](#strides) shows.

# %% [markdown] lang="zh"
# 第二行是标量：形状 `()` 只有一个下标，就是空元组，`x[()]` 就是它唯一的元素。所以标量不必单独处理。
#
# `np.empty(shape, x.dtype)` 建一个新数组，等着放元素；`x.size` 是 `x` 的元素个数；用元组可以取出一个元素：`x[index]`。必须是元组；写成列表，取的就是整行整行。`tuple(numbers)` 把列表变成元组。不论张量的元素在内存里怎么存放，这样取都对；为什么要特意说这一点，[后面](#strides)会讲。

# %% [markdown]
# <!-- exercise: reshape -->

# %% [markdown] lang="en"
# ## Images as rows { #images }
#
# MNIST's training images are one tensor with three axes: image, height, width. Where a layer wants one row for each image, the last two axes become one, and the first stays.

# %% [markdown] lang="zh"
# ## 把图片展开成行 { #images }
#
# MNIST 的训练图片是一个张量，有三个轴：图片、高、宽。有的层要求一张图片占一行，那就把后两个轴并成一个，第 0 轴不动。

# %%
from byhand.mnist.data import load

images = load().train_images
rows = images.reshape(len(images), 28 * 28)
print(images.shape, "→", rows.shape, rows.dtype)
digit = rows[4].reshape(28, 28)
print(np.array_equal(digit, images[4]))

# %% [markdown] lang="en"
# Nothing is lost: cut into rows of 28 again, the 784 numbers are the image that they were. Whatever else has 784 elements is accepted as well. Here is the same row in three shapes, and on the right the transpose of the image.

# %% [markdown] lang="zh"
# 什么也没有丢：784 个数重新按每行 28 个来分，还是原来那张图。可是只要乘积是 784，别的形状同样不会报错。下面是同一行数变成的三种形状，最右边是这张图的转置。

# %% alt={"en": "The digit at index 4 in four forms. As 28 by 28: the digit. As 14 by 56: two flattened digits side by side. As 16 by 49: scattered dashes. Transposed: the digit mirrored along its diagonal.", "zh": "下标为 4 的数字的四种样子。28 乘 28：原来的数字。14 乘 56：两个压扁的数字并排。16 乘 49：散乱的短线。转置：沿对角线翻折过来的数字。"} tags=["hide-input"]
import matplotlib.pyplot as plt

row = rows[4]
figure, places = plt.subplots(1, 4, figsize=(7.4, 2), width_ratios=(1, 2, 1.6, 1))
for axes, title, picture in zip(
    places,
    ("(28, 28)", "(14, 56)", "(16, 49)", "(28, 28).T"),
    (digit, row.reshape(14, 56), row.reshape(16, 49), digit.T),
    strict=True,
):
    axes.imshow(picture, vmin=0, vmax=255)
    axes.set_title(title)
    axes.set_axis_off()
plt.show()

# %% [markdown] lang="en"
# In `(14, 56)` every row holds two rows of the image, one behind the other. So the digit is seen twice, each time with half of its rows: on the left the even ones, on the right the odd ones. In `(16, 49)` each row begins at another column of the image than the row above, and the strokes fall to pieces. The transpose is no jumble; it is the whole digit, mirrored along the diagonal from the upper left to the lower right.
#
# Images with colours have a fourth axis, `(n, h, w, c)`: then the `c` numbers of a pixel stand side by side in the row. The length of a row is always the product of all sizes behind the first. A `-1` would compute it too, but think of a batch in which no image is left.
#
# Here you may use NumPy's `reshape`. It does not even copy the elements: the result is a *view* of the same memory, like a slice, and in this exercise that is welcome. [More on views](#strides) below.

# %% [markdown] lang="zh"
# 在 `(14, 56)` 里，每一行是图片的两行，一前一后接在一起。所以数字出现了两次，各有一半的行：左边是偶数行，右边是奇数行。在 `(16, 49)` 里，每一行开头对应的列都和上一行错开，笔画就散了。转置却不是一团乱：数字是完整的，只是沿着从左上到右下的对角线翻折了过来。
#
# 彩色图片还有第四个轴，`(n, h, w, c)`：展开以后，一个像素的 `c` 个数在行里挨在一起。每行的长度，总是第 0 轴之后所有长度的乘积。交给 `-1` 也算得出来，但想一想：要是一批图片里一张也没剩下呢？
#
# 这道练习可以用 NumPy 自带的 `reshape`。这里连元素都不用复制：得到的和切片一样，是同一块内存的*视图*（view），本题允许返回视图。关于视图，[后面](#strides)细讲。

# %% [markdown]
# <!-- exercise: flatten_images -->

# %% [markdown] lang="en"
# ## What a transpose moves { #what-moves }
#
# The transpose exchanges the two indices of every element:
#
# $$ y_{ji} = x_{ij} $$
#
# Row $i$ becomes column $i$. An element on the diagonal, where both indices are equal, stays; all others change sides.

# %% [markdown] lang="zh"
# ## 转置搬动了什么 { #what-moves }
#
# 转置把每个元素的两个下标对调：
#
# $$ y_{ji} = x_{ij} $$
#
# 第 $i$ 行变成第 $i$ 列。对角线上的元素，两个下标相等，留在原处；其余的都换到对角线的另一边。

# %% alt={"en": "A matrix of two rows and three columns and its transpose of three rows and two columns, a dashed diagonal through both. An arrow leads from the element 3 at row 0, column 2 to row 2, column 0.", "zh": "一个两行三列的矩阵和它的转置，三行两列，都画有一条虚线的对角线。一个箭头从第 0 行第 2 列的元素 3 指向第 2 行第 0 列。"} tags=["hide-input"]
drawing = Drawing(470, 204)
for left, top, matrix in ((44, 66, x), (316, 46, x.T)):
    rows_, columns = matrix.shape
    for i, j in np.ndindex(rows_, columns):
        value = matrix[i : i + 1, j : j + 1]
        drawing.grid(
            value,
            at=(left + 42 * j, top + 42 * i),
            cell=42,
            role=row_colour(value[0, 0]),
            mark=np.array([[value == 3]]).reshape(1, 1),
        )
    drawing.line([(left - 14, top - 14), (left - 2, top - 2)], role="red", dash="4 3")
    drawing.line([(left + 86, top + 86), (left + 100, top + 100)], role="red", dash="4 3")
    drawing.text(str(matrix.shape), at=(left + 21 * columns, 18), role="muted", mono=True)
drawing.arrow((174, 90), (311, 148), role="muted")
drawing.text("(0, 2) → (2, 0)", at=(228, 152), role="muted", mono=True, size=13)
drawing

# %% [markdown] lang="en"
# By hand that is two loops, one over the rows and one over the columns. The result has as many rows as `x` has columns, so it needs an array of its own; written into an array of the shape of `x`, only a square would fit.

# %% [markdown] lang="zh"
# 亲手写，就是两层循环，一层遍历各行，一层遍历各列。`x` 有几列，结果就有几行，所以要另建一个数组；如果用和 `x` 形状相同的数组来装，只有方阵装得下。

# %% [markdown]
# <!-- exercise: transpose -->

# %% [markdown] lang="en"
# ## Any number of axes { #permute }
#
# Two axes have one other order. Three axes have $3 \cdot 2 \cdot 1 = 6$ orders, so you have to say which one you mean. NumPy writes `np.transpose(x, axes)`, and it is worth learning by heart how `axes` is read: **axis $k$ of the result is axis `axes[k]` of `x`**. For each place of the result, it names the axis that comes there. In the example, `np.arange(24)` is the vector of the numbers 0 to 23.

# %% [markdown] lang="zh"
# ## 轴再多也一样 { #permute }
#
# 两个轴换顺序，只有一种换法。三个轴有 $3 \cdot 2 \cdot 1 = 6$ 种顺序，要哪一种，必须说清楚。NumPy 写作 `np.transpose(x, axes)`。`axes` 怎么读，值得背下来：**结果的第 $k$ 轴，就是 `x` 的第 `axes[k]` 轴**。也就是说，结果的每个位置上放哪个轴，由 `axes` 逐一指明。例子里的 `np.arange(24)`，是从 0 到 23 的数组成的向量。

# %%
x = np.arange(24).reshape(2, 3, 4)
y = np.transpose(x, (2, 0, 1))
print(x.shape, "→", y.shape)
print(x[1, 2, 0], y[0, 1, 2])

# %% alt={"en": "The sizes 2, 3, 4 of x and, below, the sizes 4, 2, 3 of y, arrows from axis 2 to place 0, from axis 0 to place 1, from axis 1 to place 2. Beside them, x as two matrices of three rows and four columns, y as four matrices of two rows and three columns; the element 20 is marked, at (1, 2, 0) in x and (0, 1, 2) in y.", "zh": "上面是 x 的长度 2、3、4，下面是 y 的长度 4、2、3，箭头从轴 2 指到位置 0，从轴 0 指到位置 1，从轴 1 指到位置 2。旁边，x 画成两个三行四列的矩阵，y 画成四个两行三列的矩阵；标出了元素 20，在 x 中是 (1, 2, 0)，在 y 中是 (0, 1, 2)。"} tags=["hide-input"]
drawing = Drawing(580, 250)
axes, index, colours = (2, 0, 1), (1, 2, 0), ("blue", "orange", "green")
for top, name, order in ((36, "x", (0, 1, 2)), (168, "y", axes)):
    drawing.text(name, at=(8, top + 18), mono=True)
    for place, axis in enumerate(order):
        slot = drawing.grid(np.array([[x.shape[axis]]]), at=(26 + 60 * place, top), cell=36, role=colours[axis])
        drawing.text(
            f"[{index[axis]}]",
            at=(slot.center, top + (-14 if name == "x" else 50)),
            role=colours[axis],
            mono=True,
            size=13,
        )
for place, axis in enumerate(axes):
    drawing.arrow((44 + 60 * axis, 76), (44 + 60 * place, 163), role=colours[axis])
for name, tensor, spots in (
    ("x", x, ((232, 36), (232, 154))),
    ("y", y, ((390, 36), (488, 36), (390, 154), (488, 154))),
):
    for k, (left, top) in enumerate(spots):
        drawing.text(f"{name}[{k}]", at=(left + 13 * tensor.shape[2], top - 14), role="muted", mono=True, size=13)
        drawing.grid(tensor[k], at=(left, top), cell=26, role="blue" if name == "x" else "green", mark=tensor[k] == 20)
drawing

# %% [markdown] lang="en"
# Sizes and indices change their places in the same way: the element at `(1, 2, 0)` moves to `(0, 1, 2)`, for its numbers are taken in the order 2, 0, 1, too.
#
# It is easily read the wrong way round, as if axis $k$ went *to* place `axes[k]`. That would give the shape `(3, 4, 2)`. With two axes the readings agree, since exchanging is its own inverse; so tests on matrices never show the mistake.
#
# Negative numbers count from the end, so that `(-1, 0, 1)` is the same order. And every axis must occur exactly once: `(0, 0, 1)` is none, and neither is `(0, -3, 1)`, where -3 is axis 0 under another name. Counted from the front and sorted, they must be 0, 1, …, rank − 1.

# %% [markdown] lang="zh"
# 长度和下标换位置的方式完全一样：`(1, 2, 0)` 处的元素移到 `(0, 1, 2)`，因为下标里的数也按 2、0、1 的顺序来取。
#
# 这里很容易读反，以为第 $k$ 轴要*去*位置 `axes[k]`。那样得到的形状是 `(3, 4, 2)`。只有两个轴时，两种读法结果一样，因为对调两次就还原了；所以拿矩阵来测试，永远发现不了这个错误。
#
# 负数从末尾数起，所以 `(-1, 0, 1)` 是同一个顺序。每个轴必须恰好出现一次：`(0, 0, 1)` 不行，`(0, -3, 1)` 也不行，因为这里 -3 就是第 0 轴，只是换了个写法。都从前面数起，排好序以后，应当正好是 0、1、……、轴数 − 1。

# %% [markdown]
# <!-- exercise: permute_axes -->

# %% [markdown] lang="en"
# ## Channels first, channels last { #channels }
#
# A coloured image has three numbers for each pixel: how much red, green and blue light it gives, its [channels](tensors.md#real-world). PyTorch's convolutions want them as the first axis of an image, `(n, c, h, w)` for a batch of `n`; TensorFlow's by default, and most programs that read picture files, have them last, `(n, h, w, c)`. So they often have to be moved.
#
# Let us write our digit in blue ink. Ink takes light away: all of the red, part of the green, little of the blue. `np.stack` puts the three channels on a new first axis, as your `stack_samples` does.

# %% [markdown] lang="zh"
# ## 通道在前，通道在后 { #channels }
#
# 彩色图片的每个像素有三个数，分别是红、绿、蓝三种光的强弱，叫[通道](tensors.md#real-world)（channel）。PyTorch 的卷积层要求通道排在图片的最前面，一批 `n` 张就是 `(n, c, h, w)`；TensorFlow 默认把通道放在最后，大多数读取图片文件的程序也是如此：`(n, h, w, c)`。所以常常要移动通道。
#
# 我们用蓝墨水来写这个数字。墨水会吸收光：红光全部吸收，绿光吸收一部分，蓝光只吸收一点。`np.stack` 把三个通道叠在一个新的第 0 轴上，和你写的 `stack_samples` 一样。

# %%
ink = digit / 255
first = np.stack([1 - ink, 1 - 0.6 * ink, 1 - 0.2 * ink])
moved = np.transpose(first, (1, 2, 0))
torn = first.reshape(28, 28, 3)
print(first.shape, moved.shape, torn.shape)

# %% alt={"en": "Left, the channels moved by a transpose: a blue digit. Right, the same numbers reshaped: nine small digits in three rows of three, in false colours, dark above and pale below.", "zh": "左：用转置移动了通道，是一个蓝色的数字。右：同样的数用变形来排，成了三行三列、九个小数字，颜色杂乱，上面的深、下面的淡。"} tags=["hide-input"]
figure, places = plt.subplots(1, 2, figsize=(4.6, 2.4))
for axes, title, picture in zip(places, ("transpose", "reshape"), (moved, torn), strict=True):
    axes.imshow(picture)
    axes.set_title(title)
    axes.set_axis_off()
plt.show()

# %% [markdown] lang="en"
# Both results have the shape `(28, 28, 3)`, and no program complains. But a reshape takes the next three numbers of the line, which are three *neighbouring pixels* of the red channel, and calls them the red, green and blue of one pixel. Whatever a network computes from such images is computed from shreds, and nothing says so.

# %% [markdown] lang="zh"
# 两个结果的形状都是 `(28, 28, 3)`，哪个程序都不会抱怨。可是变形只顺着往下取三个数，也就是红色通道里*相邻的三个像素*，却把它们当成了同一个像素的红、绿、蓝。网络拿到的就是一堆碎片，而且没有任何提示。

# %% [markdown]
# <!-- exercise: to_channels_last -->

# %% [markdown] lang="en"
# ## Views and strides { #strides }
#
# A transpose moves every element, so it should take its time. But see how long NumPy takes for all training images:

# %% [markdown] lang="zh"
# ## 视图与步幅 { #strides }
#
# 转置要搬动每个元素，应该很花时间。可是看看 NumPy 转置全部训练图片用了多久：

# %%
import time

from byhand.site.page import publish

start = time.perf_counter()
turned = np.transpose(images, (0, 2, 1))
view_seconds = time.perf_counter() - start
start = time.perf_counter()
copied = turned.copy()
copy_seconds = time.perf_counter() - start
publish(
    view=f"{1e6 * view_seconds:.0f}",
    copy=f"{1e3 * copy_seconds:.0f}",
    megabytes=f"{images.nbytes / 1e6:.0f}",
)

# %% [markdown] lang="en"
# {{ view }} µs for {{ megabytes }} MB; the copy of the result took {{ copy }} ms. NumPy has moved nothing. An array is a piece of memory and a way to walk through it: a shape, and for each axis its [stride](tensors.md#memory), the step in memory from one element to the next along that axis, which NumPy counts in bytes. An array that walks through the memory of another one is a **view**; a **copy** has memory of its own. NumPy's transpose is a view with the strides in the new order.

# %% [markdown] lang="zh"
# {{ megabytes }} MB 的数据，只用了 {{ view }} 微秒；把结果复制一份，却用了 {{ copy }} 毫秒。NumPy 其实什么也没有搬。一个数组，就是一块内存加上一种走法：形状，以及每个轴的[步幅](tensors.md#memory)（stride），也就是沿这个轴走一步，在内存里跨过的距离，NumPy 以字节为单位。如果一个数组走的是另一个数组的内存，就叫**视图**（view）；自己另有一块内存的，叫**副本**（copy）。NumPy 的转置是视图，只是步幅换了顺序。

# %%
x = np.array([[1, 2, 3], [4, 5, 6]], np.int64)
for name, array in {"x": x, "x.T": x.T, "x.reshape(3, 2)": x.reshape(3, 2)}.items():
    print(f"{name:16} {array.shape}  {array.strides!s:8} {np.shares_memory(x, array)}")

# %% alt={"en": "Six elements 1 to 6 in a line of memory. Above, the steps of x: 8 bytes to the next column, 24 to the next row. Below, the steps of its transpose: 24 bytes to the next column, 8 to the next row.", "zh": "内存里的一列数，从 1 到 6。上面是 x 的走法：到下一列跨 8 个字节，到下一行跨 24 个字节。下面是转置的走法：到下一列跨 24 个字节，到下一行跨 8 个字节。"} tags=["hide-input"]
drawing = Drawing(560, 210)
line = drawing.grid(x.reshape(1, 6), at=(24, 86), cell=40, role="blue")
for name, side, column, row_ in (("x", -1, 1, 3), ("x.T", 1, 3, 1)):
    edge = line.top - 2 if side < 0 else line.bottom + 2
    for steps, role in ((column, "green"), (row_, "red")):
        depth = side * (18 if steps == 1 else 42)
        (begin, _), (end, _) = line.at(0, 0), line.at(0, steps)
        shift = 4 if steps == 1 else -4
        drawing.line([(begin + shift, edge), (begin + shift, edge + depth), (end, edge + depth)], role=role)
        drawing.arrow((end, edge + depth), (end, edge), role=role)
    middle = line.middle + side * 62
    drawing.text(f"{name}.strides", at=(292, middle - 11), anchor="start", mono=True)
    drawing.text(f"⟦next row: |下一行：⟧{8 * row_}", at=(292, middle + 11), anchor="start", role="red", size=13)
    drawing.text(f"⟦next column: |下一列：⟧{8 * column}", at=(420, middle + 11), anchor="start", role="green", size=13)
drawing

# %% [markdown] lang="en"
# An int64 takes 8 bytes. In `x` the next column is one element away and the next row three; in `x.T` it is the other way round. `np.shares_memory` tells whether two arrays use the same memory. If they do, whoever writes into the one changes the other:

# %% [markdown] lang="zh"
# 一个 int64 占 8 个字节。在 `x` 里，到下一列要跨一个元素，到下一行要跨三个元素；在 `x.T` 里正好相反。两个数组是否共用内存，可以用 `np.shares_memory` 检查。如果共用，往一个里面写，另一个也跟着变：

# %%
turned = x.T
turned[0, 1] = 100
x

# %% [markdown] lang="en"
# Most exercises ask for a new array, so that nobody is surprised like this; where a contract says that the result *may be a view*, both are right.
#
# A reshape is a view, too, wherever it can be. But one axis has one stride. Counted row by row, the elements of the transpose are 1, 4, 2, 5, 3, 6, and no constant step leads through the memory 1 2 3 4 5 6 in that order: three forward, two back, three forward. Then `reshape` **must copy**, and does so without a word; told not to, by `copy=False`, it raises a ValueError.

# %% [markdown] lang="zh"
# 为了不让人措手不及，多数练习要求返回新数组；约定里写着“可以是视图”的，视图和副本都对。
#
# 变形也是能用视图就用视图。但一个轴只能有一个步幅。转置的元素逐行数过去是 1、4、2、5、3、6，而内存里是 1 2 3 4 5 6，要按前一个顺序走，就得进三格、退两格、再进三格，步子不一样大。这时 `reshape` **不得不复制**，而且一声不响；如果用 `copy=False` 禁止复制，就会抛出 ValueError。

# %%
x = np.array([[1, 2, 3], [4, 5, 6]])
flat = x.T.reshape(6)
print(flat, np.shares_memory(x, flat))
try:
    x.T.reshape(6, copy=False)
except ValueError as error:
    print("ValueError:", error)

# %% [markdown] lang="en"
# This is also why your `reshape` goes by the indices, not by the memory: in memory `x.T` still is 1 2 3 4 5 6, but its row-major order is another.

# %% [markdown] lang="zh"
# 你写的 `reshape` 要按下标走，而不是按内存走，原因也在这里：`x.T` 在内存里仍是 1 2 3 4 5 6，它的行优先顺序却是另一个。

# %% [markdown] lang="en"
# ## Axes of size 1 { #size-one }
#
# A network wants batches, `(n, 28, 28)`; you have one image, `(28, 28)`. A batch of one, `(1, 28, 28)`, has the same elements in the same order: it is a reshape, and always a view. Axes of size 1 cost nothing, and the next chapter lives on them. Where the new axis is, is counted *in the result*, which has one axis more:

# %% [markdown] lang="zh"
# ## 长度为 1 的轴 { #size-one }
#
# 网络要的是一批图片，`(n, 28, 28)`；你手里只有一张，`(28, 28)`。只含一张图片的批量，`(1, 28, 28)`，元素一样，顺序也一样：这就是一次变形，而且总是视图。长度为 1 的轴不占内存，下一章全靠它。新轴的位置，要*按结果来数*，而结果多了一个轴：

# %%
for axis in (0, 1, 2, -1, -2, -3):
    print(f"{axis:2}  {np.expand_dims(np.zeros((2, 3)), axis).shape}")

# %% [markdown] lang="en"
# Two traps. The first is Python's own `insert`: it counts negative places in the *old* list, and never complains, however far away the place is. The second is the remainder: `axis % rank` turns a negative axis into the one that is meant, -1 into 2 where the rank is 3, but it turns the axis 5, which does not exist, into 2 as well. So check first.

# %% [markdown] lang="zh"
# 这里有两个陷阱。第一个是 Python 自己的 `insert`：负的位置按*原来*的列表来数，而且位置再离谱也不抱怨。第二个是取余：轴数 `rank` 是 3 时，`axis % rank` 能把负的轴号换算对，-1 变成 2；可是轴号 5 并不存在，也照样变成 2。所以要先检查。

# %%
sizes = [2, 3]
sizes.insert(-1, 1)
print(sizes)
sizes.insert(99, 1)
print(sizes)
print(-1 % 3, 5 % 3)

# %% [markdown] lang="en"
# Tuples are cut with `shape[:k]`, the first `k` sizes, and `shape[k:]`, the rest, and joined with `+`; `(1,)` is the tuple of one number. An array takes its new shape from `x.reshape(shape)`; the one from NumPy is allowed here.
#
# The way back drops an axis of size 1. Any other axis must stay, since its elements would have no place. NumPy's `x.squeeze()`, called without an axis, drops *every* axis of size 1, and so also the batch axis of a batch that happens to hold one image. Always say which:

# %% [markdown] lang="zh"
# 元组用 `shape[:k]` 取前 `k` 个长度，用 `shape[k:]` 取其余的，用 `+` 连接；`(1,)` 是只有一个数的元组。数组要换形状，用 `x.reshape(shape)`；这一节的练习允许用 NumPy 自带的。
#
# 反过来，可以去掉一个长度为 1 的轴。别的轴不能去掉，否则元素就没处放了。NumPy 的 `x.squeeze()` 如果不指明轴，会去掉*所有*长度为 1 的轴；万一这个批量恰好只有一张图片，连批量轴也去掉了。所以一定要指明是哪个轴：

# %%
batch = np.zeros((1, 28, 28, 1))
print(batch.squeeze().shape, batch.squeeze(axis=-1).shape)

# %% [markdown]
# <!-- exercise: insert_axis -->

# %% [markdown]
# <!-- exercise: drop_axis -->

# %% [markdown] lang="en"
# ## Both at once: heads { #heads }
#
# A Transformer reads sequences: `t` steps, for example words, each described by `d` numbers, its features; a batch of them has the shape `(n, t, d)`. It looks at a sequence with several **heads** at the same time, and each head sees only its own block of $f = d / \text{heads}$ features, at all steps. To compute with one matrix for each head, the shape `(n, heads, t, f)` is wanted. The number of elements fits, so a reshape would do it, it seems:

# %% [markdown] lang="zh"
# ## 两者合用：头 { #heads }
#
# Transformer 处理的是序列：一共 `t` 步，比如一步一个词，每一步用 `d` 个数来描述，叫特征；一批序列的形状是 `(n, t, d)`。同一个序列，由几个**头**（head）同时来看，每个头在每一步上都只看属于自己的一段特征，共 $f = d / \text{头数}$ 个。要让每个头各用一个矩阵来计算，需要的形状是 `(n, heads, t, f)`。元素个数对得上，看起来变形一次就行：

# %% alt={"en": "A matrix of three steps with four features, the first two features blue, the last two orange. Split into heads: head 0 holds all blue elements, head 1 all orange ones. Reshaped at once: both colours are mixed in both heads.", "zh": "一个矩阵，三步、四个特征，前两个特征蓝色，后两个橙色。正确分头：第 0 个头全是蓝色，第 1 个头全是橙色。一步变形：两个头里两种颜色都混在一起。"} tags=["hide-input"]
from solutions.reshape import split_heads

steps = np.arange(1, 13).reshape(1, 3, 4)


def block_colour(value):
    return "blue" if (value - 1) % 4 < 2 else "orange"


drawing = Drawing(600, 196)
cells(drawing, steps[0], (34, 56), 34, block_colour)
drawing.text("(1, 3, 4)", at=(102, 16), mono=True)
drawing.text("⟦features|特征⟧ →", at=(102, 42), role="muted", size=13)
drawing.text("⟦steps ↓|步 ↓⟧", at=(102, 176), role="muted", size=13)
for left, title, result in (
    (232, "⟦split into heads|分给两个头⟧", split_heads(steps, 2)),
    (432, "⟦only reshaped|只做变形⟧", steps.reshape(1, 2, 3, 2)),
):
    drawing.text(title, at=(left + 77, 16))
    for k in range(2):
        cells(drawing, result[0, k], (left + 86 * k, 56), 34, block_colour)
        drawing.text(f"⟦head|头⟧ {k}", at=(left + 34 + 86 * k, 42), role="muted", size=13)
drawing.text("(1, 2, 3, 2)", at=(309, 176), role="muted", mono=True, size=13)
drawing.text("(1, 2, 3, 2)", at=(509, 176), role="muted", mono=True, size=13)
drawing

# %% [markdown] lang="en"
# Both results have the shape that was wanted. But the reshape alone gives head 0 the *first half of the line*: some steps with all their features, others not at all.
#
# It takes two moves, and they are a pattern that you will meet everywhere:
#
# - **split** one axis into two neighbours, or **merge** two neighbours into one: a reshape, since the line stays the same;
# - **reorder** axes: a transpose.
#
# Here: split `d` into `heads` and `f`, which belong together side by side, then bring the heads to the front of the steps. Merging goes back the same way: first the reordering, so that `heads` and `f` are neighbours again, then the merge. For the merge, NumPy as a rule has to copy; you know why.
#
# As before, compute the sizes and do not leave them to `-1`, for a batch may be empty. And refuse what does not divide: seven features cannot be shared fairly by two heads.

# %% [markdown] lang="zh"
# 两个结果的形状都对。可是只做变形，第 0 个头拿到的是*这列数的前一半*：有的步全部特征都在，有的步一个也没有。
#
# 正确的做法分两步，这个套路以后到处都会遇到：
#
# - 把一个轴**拆**成相邻的两个，或者把相邻的两个轴**并**成一个：用变形，因为元素的先后顺序不变；
# - **重排**轴的顺序：用转置。
#
# 在这里，先把 `d` 拆成 `heads` 和 `f`，两者本来就挨着；再把头移到步的前面。合并就原路返回：先重排，让 `heads` 和 `f` 重新相邻，再并起来。最后那次合并，NumPy 一般不得不复制数据，原因你已经知道了。
#
# 和前面一样，长度要自己算，不要交给 `-1`，因为一批数据可能是空的。还要拒绝不能整除的情形：七个特征，没法平分给两个头。

# %% [markdown]
# <!-- exercise: split_heads -->

# %% [markdown]
# <!-- exercise: merge_heads -->

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# The page [Myths](myths.md#transpose) collects such sentences from the whole course.
#
# **"Transposing is reshaping to the exchanged sizes."** The shapes agree, the elements do not. `True` marks where they happen to:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# 整门课里这样的说法，都收在[误区](myths.md#transpose)一页。
#
# **“转置就是把两个长度对调的变形”**：不对。形状相同，元素的位置却不同。下面的 `True` 是碰巧相同的位置：

# %%
print(x.T.shape == x.reshape(3, 2).shape)
print(x.reshape(3, 2) == x.T)

# %% [markdown] lang="en"
# **"`reshape` makes a copy, so I may write into the result."** Here it does not, and `x` is changed. And **"`reshape` never copies"** is wrong as well: see [Views and strides](#strides). If you want to write, call `.copy()`.

# %% [markdown] lang="zh"
# **“`reshape` 会复制，所以结果可以随便改”**：不对。下面就没有复制，`x` 跟着变了。反过来，**“`reshape` 从不复制”**也不对，见[视图与步幅](#strides)。想往里写，就先调用 `.copy()`。

# %%
line = x.reshape(6)
line[0] = 100
x

# %% [markdown] lang="en"
# **"`-1` always works."** Not for an empty batch, where the program fails that has run well a thousand times:

# %% [markdown] lang="zh"
# **“写 `-1` 总没错”**：不对。遇到空的批量，顺利运行过一千次的程序也会出错：

# %%
try:
    images[:0].reshape(0, -1)
except ValueError as error:
    print("ValueError:", error)
print(images[:0].reshape(0, 28 * 28).shape)

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "`x` has shape `(2, 3, 4)`. Where is the element `x[1, 0, 2]` after `x.reshape(6, 4)`, and where after `np.transpose(x, (2, 0, 1))`?"
#
#     Its flat index is 1 · 12 + 0 · 4 + 2 = 14, and 14 = 3 · 4 + 2: after the reshape it is at `(3, 2)`. The transpose takes the numbers of the index in the order 2, 0, 1: it is at `(2, 1, 0)`.
#
# ??? question "Photographs of shape `(32, 64, 48, 3)`, height before width, go into a network that wants channels first. Someone writes `photos.reshape(32, 3, 64, 48)`. Training runs, but the network hardly learns. What happened, and what should it be?"
#
#     The three channels are now cut from the line of pixels one after another: each holds a third of the photograph, with its three colours mixed. The axes have to be moved: `np.transpose(photos, (0, 3, 1, 2))`.
#
# ??? question "For which matrices do the transpose and the reshape to the exchanged sizes agree, whatever the elements are?"
#
#     For those with a single row or a single column, and for those with no elements. Then only one axis has more than one position, and row-major order simply follows it. In any larger matrix, the second element of the result is `x[0, 1]` after the reshape and `x[1, 0]` after the transpose.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "`x` 的形状是 `(2, 3, 4)`。元素 `x[1, 0, 2]` 在 `x.reshape(6, 4)` 之后到了哪里？在 `np.transpose(x, (2, 0, 1))` 之后呢？"
#
#     它的展平位置是 1 · 12 + 0 · 4 + 2 = 14，而 14 = 3 · 4 + 2，所以变形之后在 `(3, 2)`。转置按 2、0、1 的顺序取下标里的数，所以在 `(2, 1, 0)`。
#
# ??? question "一批照片的形状是 `(32, 64, 48, 3)`，高在宽之前，要送进一个通道在前的网络。有人写了 `photos.reshape(32, 3, 64, 48)`。训练能跑，网络却几乎学不会。发生了什么？应该怎么写？"
#
#     每张照片的像素连成一列数，现在从中切成三段，当成三个通道：每个“通道”是照片的三分之一，三种颜色混在里面。应当移动轴：`np.transpose(photos, (0, 3, 1, 2))`。
#
# ??? question "什么样的矩阵，不论元素是多少，转置都与“两个长度对调的变形”相同？"
#
#     只有一行或者只有一列的矩阵，以及没有元素的矩阵。这时只有一个轴上不止一个位置，行优先顺序就是沿着它走。矩阵再大一点，结果的第二个元素就不同了：变形之后是 `x[0, 1]`，转置之后是 `x[1, 0]`。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# The next chapter, [Broadcasting](broadcasting.md), stretches the axes of size 1 that you have just inserted. [The network that reads digits](mnist_mlp.md) begins by turning its images into rows, and its gradients are full of transposes. Heads return with the Transformer.
#
# Further reading: [Copies and views in the NumPy documentation](https://numpy.org/doc/stable/user/basics.copies.html), and there [the memory layout of an array](https://numpy.org/doc/stable/reference/arrays.ndarray.html#internal-memory-layout-of-an-ndarray); *Dive into Deep Learning*, sections [2.1](https://d2l.ai/chapter_preliminaries/ndarray.html) and [2.3](https://d2l.ai/chapter_preliminaries/linear-algebra.html) (in Chinese: [2.1](https://zh.d2l.ai/chapter_preliminaries/ndarray.html), [2.3](https://zh.d2l.ai/chapter_preliminaries/linear-algebra.html)); François Chollet, *Deep Learning with Python*, chapter 2, on tensor reshaping.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 下一章[广播](broadcasting.md)要扩展的，正是你刚刚学会插入的长度为 1 的轴。[识别手写数字的网络](mnist_mlp.md)第一步就是把图片展开成行，求梯度时也到处要用转置。等到讲 Transformer 时，还会再遇到头。
#
# 延伸阅读：[NumPy 文档：Copies and views](https://numpy.org/doc/stable/user/basics.copies.html)，以及其中的[数组的内存布局](https://numpy.org/doc/stable/reference/arrays.ndarray.html#internal-memory-layout-of-an-ndarray)；《动手学深度学习》[2.1 节](https://zh.d2l.ai/chapter_preliminaries/ndarray.html)、[2.3 节](https://zh.d2l.ai/chapter_preliminaries/linear-algebra.html)（英文版：[2.1](https://d2l.ai/chapter_preliminaries/ndarray.html)、[2.3](https://d2l.ai/chapter_preliminaries/linear-algebra.html)）；François Chollet《Python 深度学习》第 2 章，张量变形部分。

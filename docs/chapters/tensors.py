# %% [markdown] lang="en"
# # Tensors { #tensors }
#
# A photo, a song, a sentence, the weather of a year: before a network can learn from them, they all become the same thing, numbers in a regular arrangement. Such an arrangement is a **tensor**. The weights of a network are tensors, and so is everything between its input and its answer. This chapter says how a tensor is built, how it lies in memory, and how the real world is put into one.
#
# After this chapter you can
#
# - tell the rank, the shape and the dtype of a tensor, and how many bytes it takes;
# - turn nested lists into tensors, and say where a nesting is not regular;
# - compute where an element lies in memory, and which element lies at a given place;
# - cut a data set into batches, and choose the axes for images, time series and video.

# %% [markdown] lang="zh"
# # 张量 { #tensors }
#
# 一张照片，一首歌，一句话，一年的天气：要让网络从中学到东西，得先把这些都变成同一种东西，也就是排列整齐的一组数。这样的一组数叫**张量**（tensor）。网络的权重（weight）是张量，从输入到输出，中间的每一步也都是张量。这一章讲张量怎样组成，在内存里怎样存放，现实中的数据又怎样装进去。
#
# 学完这一章，你能够：
#
# - 说出一个张量的轴数、形状和数据类型，算出它占多少字节；
# - 把嵌套列表变成张量；嵌套不整齐时，指出是哪里不整齐；
# - 算出一个元素在内存中的位置；反过来，由位置找到元素；
# - 把数据集切成批量，给图片、时间序列和视频安排好各个轴。

# %% [markdown] lang="en"
# ## A container of numbers { #containers }
#
# In Python, tensors come from a library called NumPy. `import numpy as np` loads it, under the short name `np` that everybody uses. `np.array` makes a tensor from a number, from a list, or from lists in lists; NumPy calls the result an *array*. Take temperatures, measured in the morning, at noon and in the evening:

# %% [markdown] lang="zh"
# ## 装数的容器 { #containers }
#
# 在 Python 里，张量由一个叫 NumPy 的库提供。`import numpy as np` 载入这个库，并给它一个简短的名字 `np`，人人都这么写。`np.array` 用一个数、一个列表，或者列表套列表，生成一个张量；NumPy 把它叫*数组*（array）。以气温为例，每天早、中、晚各测一次：

# %%
import numpy as np

now = np.array(21)
today = np.array([14, 21, 17])
two_days = np.array([[14, 21, 17], [12, 18, 15]])
four_towns = np.array(
    [
        [[14, 21, 17], [12, 18, 15]],
        [[16, 24, 19], [15, 22, 18]],
        [[9, 15, 11], [8, 13, 10]],
        [[20, 29, 25], [21, 30, 26]],
    ]
)
for tensor in (now, today, two_days, four_towns):
    print(tensor.shape)

# %% [markdown] lang="en"
# One measurement is a **scalar**, a single number. A day is a **vector**, numbers in a row. Two days are a **matrix**, rows and columns. Four towns with two days each are arranged in three directions, and so it goes on; there is no limit, only no special name any more.
#
# Each direction is an **axis**. Axes are numbered from 0, the outermost first: in `four_towns`, axis 0 goes through the towns, axis 1 through the days, axis 2 through the times of day. How many places an axis has is its **size**, and the sizes of all axes, in order, are the **shape**.

# %% [markdown] lang="zh"
# 测一次，只有一个数，这是**标量**（scalar）。一天的几个数排成一行，这是**向量**（vector）。两天的数排成行和列，这是**矩阵**（matrix）。四个城市，每个城市两天，就有了三个排列方向。方向还可以一直加下去，没有上限，只是不再有专门的名字。
#
# 每个排列方向叫一个**轴**（axis）。轴从 0 数起，最外层的是第 0 轴：在 `four_towns` 里，第 0 轴数的是城市，第 1 轴数的是日子，第 2 轴数的是早、中、晚。说到位置时，汉字的“第一行”照平常的习惯从 1 数起；阿拉伯数字的“第 1 行”与下标一致，从 0 数起。一个轴上有几个位置，它的**长度**（size）就是几；各轴的长度依次写出来，就是**形状**（shape）。

# %% alt={"en": "A single square, shape (); a row of three, shape (3,); two rows of three, shape (2, 3); four such tables one behind the other, shape (4, 2, 3), with an arrow for each of the three axes.", "zh": "一个方格，形状 ()；三个方格排成一行，形状 (3,)；三个一行，共两行，形状 (2, 3)；四张这样的表前后叠放，形状 (4, 2, 3)，三个轴各有一个箭头。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(640, 236)
for values, left, role, name, shape in (
    (now, 20, "blue", "⟦scalar|标量⟧", "()"),
    (today, 92, "orange", "⟦vector|向量⟧", "(3,)"),
    (two_days, 236, "green", "⟦matrix|矩阵⟧", "(2, 3)"),
):
    box = drawing.grid(values, at=(left, 108), cell=36, role=role)
    drawing.text(name, at=(box.center, 64), bold=True)
    drawing.text(shape, at=(box.center, 86), role="muted", mono=True)
for town in (3, 2, 1, 0):
    corner = (424 + 22 * town, 130 - 22 * town)
    drawing.rect(corner, (108, 72), role="paper", fill="paper")
    box = drawing.grid(four_towns[0] if town == 0 else (2, 3), at=corner, cell=36, role="purple")
drawing.text("⟦three axes|三个轴⟧", at=(511, 18), bold=True)
drawing.text("(4, 2, 3)", at=(511, 40), role="muted", mono=True)
drawing.arrow((404, 120), (470, 54))
drawing.text("⟦axis 0|第 0 轴⟧", at=(424, 74), role="muted", anchor="end", size=13)
drawing.arrow((412, 132), (412, 202))
drawing.text("⟦axis 1|第 1 轴⟧", at=(402, 168), role="muted", anchor="end", size=13)
drawing.arrow((424, 212), (532, 212))
drawing.text("⟦axis 2|第 2 轴⟧", at=(478, 226), role="muted", size=13)
drawing

# %% [markdown] lang="en"
# Square brackets pick something out of a tensor. One index for every axis gives an element; with fewer indices, the axes that are left come as a whole. A negative index counts from the end. A **slice** `a:b` takes the places from `a` up to, but not including, `b`; a lone `:` takes all of them.

# %% [markdown] lang="zh"
# 用方括号从张量里取东西。每个轴给一个下标（index），取出一个元素；下标少给几个，剩下的轴就整个取出来。负的下标从末尾数起。**切片**（slice）`a:b` 取从 `a` 到 `b` 的位置，包含 `a`，不包含 `b`；只写一个 `:`，就是全部都取。

# %%
print(two_days[1, 2], two_days[-1, -1])
print(two_days[0])
print(two_days[:, 1])
print(two_days[:, 1:3])

# %% alt={"en": "The matrix four times, with what is picked filled in: [1, 2] one element, [0] the first row, [:, 1] the middle column, [:, 1:3] the last two columns.", "zh": "同一个矩阵画了四次，取出的部分涂满：[1, 2] 是一个元素，[0] 是第一行，[:, 1] 是中间一列，[:, 1:3] 是后两列。"} tags=["hide-input"]
drawing = Drawing(620, 112)
picks = {"[1, 2]": (1, 2), "[0]": (0,), "[:, 1]": np.s_[:, 1], "[:, 1:3]": np.s_[:, 1:3]}
for number, (words, pick) in enumerate(picks.items()):
    mark = np.zeros((2, 3), bool)
    mark[pick] = True
    box = drawing.grid(two_days, at=(12 + 156 * number, 32), cell=38, role="green", mark=mark)
    drawing.text(words, at=(box.center, 16), role="muted", mono=True)
drawing

# %% [markdown] lang="en"
# ## Three attributes { #attributes }
#
# Every array knows three things about itself:
#
# - `x.ndim`, its **rank**: how many axes it has;
# - `x.shape`, a tuple with the size of every axis;
# - `x.dtype`, the type of its elements, of which there is [more below](#dtypes).

# %% [markdown] lang="zh"
# ## 三个属性 { #attributes }
#
# 每个数组都有这样三个属性：
#
# - `x.ndim`：轴数，也叫**阶**（rank），即一共有几个轴；
# - `x.shape`：形状，一个元组，写着每个轴的长度；
# - `x.dtype`：元素的数据类型（dtype），[下文](#dtypes)细说。

# %%
for tensor in (now, today, two_days, four_towns, np.array([])):
    print(tensor.ndim, tensor.shape, tensor.dtype)

# %% [markdown] lang="en"
# The length of `x.shape` is `x.ndim`. So a scalar has the shape `()`, a tuple with nothing in it, and a vector has a tuple of one number, which Python writes with a comma: `(3,)`. The last line is an array of no elements, which is allowed: its one axis has size 0.
#
# From the shape follows the number of elements. `four_towns` has 4 towns of 2 days of 3 times, $4 \cdot 2 \cdot 3 = 24$ elements. A scalar has one element: a product of no factors is 1, the number that changes nothing when one goes on multiplying. And a single size of 0 leaves nothing at all. That is your first exercise.

# %% [markdown] lang="zh"
# `x.shape` 里有几个数，`x.ndim` 就是几。所以标量的形状是 `()`，一个空的元组；向量的形状是只有一个数的元组，在 Python 里写出来要带一个逗号：`(3,)`。最后一行是一个元素都没有的数组，这是允许的：只有一个轴，长度为 0。
#
# 由形状可以算出元素的个数。`four_towns` 有 4 个城市，每个城市 2 天，每天 3 次，一共 $4 \cdot 2 \cdot 3 = 24$ 个元素。标量有一个元素：一个因数也没有的乘积等于 1，因为拿 1 去乘，什么也不会改变。而只要有一个轴的长度为 0，就一个元素也没有了。这就是你的第一道练习。

# %% [markdown] lang="en"
# ### How exercises work { #exercises }
#
# Below is the beginning of a function. It stands in the file `exercises/tensors.py`, too: open that in your editor, replace the line `raise NotImplementedError(…)` by your code, save, and run the command under the block. If something is wrong, you see a small input on which it goes wrong. Hints and a solution are folded up below; `uv run byhand next` always names the next exercise.
#
# What stands after a colon or `->` in the first line are *type hints*; they say what goes in and what comes out, and do nothing: `tuple[int, ...]` is a tuple of whole numbers, `Any` is anything. The text in the triple quotes is the **contract**, and all that it says is tested; after `>>>` stands a call, below it the result. What is listed after "Off limits" may not be used. And one rule holds for every function of this course: it never changes its inputs.
#
# A contract also says what happens when the input makes no sense. Python has **exceptions** for that: `raise ValueError("…")` ends the function on the spot, without a result, and hands the message to whoever called it. If nobody there catches it with `try` and `except`, the program stops and shows the message. The name says what is wrong: `ValueError`, a value that cannot be; `TypeError`, a thing of the wrong type; `IndexError`, a place that does not exist. With an `f` before the quotes, what stands in braces is computed and put into the text; so a message can name the culprit:

# %% [markdown] lang="zh"
# ### 练习怎么做 { #exercises }
#
# 下面是一个函数的开头。文件 `exercises/tensors.py` 里也有这一段：用编辑器打开，把 `raise NotImplementedError(…)` 那一行换成你的代码，保存，再运行代码框下面的命令。如果做错了，你会看到一个很小的输入，函数正是在这个输入上出的错。下面还折叠着提示和参考答案；随时可以运行 `uv run byhand next`，看下一题是哪道。
#
# 第一行里，冒号和 `->` 后面是*类型标注*（type hint），说明输入什么、返回什么，运行时不起作用：`tuple[int, ...]` 是由整数组成的元组，`Any` 是什么都行。三引号里的文字是**约定**（contract），写在里面的每一条都会检查，中文版在代码框上方；`>>>` 后面是一次调用，下一行是结果。“不许用”（Off limits）后面列出的，一样也不能用。还有一条规矩，这门课的所有函数都要遵守：绝不改动输入。
#
# 输入不合理时该怎么办，约定里也写着。Python 为此准备了**异常**（exception）：`raise ValueError("…")` 让函数当场结束，不返回结果，把错误信息交给调用它的一方。如果那边没有用 `try` 和 `except` 接住，程序就停下来，显示这条信息。异常的名字说明出了什么问题：`ValueError`，值不合理；`TypeError`，类型不对；`IndexError`，没有这个位置。引号前面加上 `f`，花括号里的内容就会算出来放进文字里，这样，错误信息就能写明是哪个值出了问题：


# %%
def half(count):
    if count % 2 == 1:
        raise ValueError(f"half: {count} is odd")
    return count // 2


try:
    half(7)
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# <!-- exercise: element_count -->

# %% [markdown] lang="en"
# ## How large is an element? { #dtypes }
#
# All elements of a tensor have one type, its **dtype** (data type). Each takes the same number of bytes, whatever its value; a byte has 8 bits.

# %% [markdown] lang="zh"
# ## 一个元素占多大地方 { #dtypes }
#
# 一个张量的所有元素都是同一种类型，叫**数据类型**（dtype）。不论值是多少，每个元素占的字节数都相同；一个字节（byte）是 8 位（bit）。

# %%
for name in ("bool", "uint8", "int32", "int64", "float32", "float64"):
    print(f"{name:8}", np.dtype(name).itemsize)

# %% [markdown] lang="en"
# The number in the name counts bits. `int` are whole numbers; with a `u` in front they are *unsigned*, never negative: a `uint8` goes from 0 to 255, which suits the pixels of an image. `float` are numbers with a fraction, and `float32` keeps about 7 decimal digits of them, `float64` about 16. `np.dtype(name)` makes a dtype from a name, `.itemsize` is the size of one element in bytes, and a name that NumPy does not know is a `TypeError`, without your doing.
#
# `np.array` chooses the dtype after what it is given: whole numbers become `int64` if they fit, and one number with a fraction makes all of them `float64`. You can name it instead, and `.astype` makes a new array of another dtype:

# %% [markdown] lang="zh"
# 名字里的数字，是一个元素占的位数。`int` 是整数；前面带 `u` 的是*无符号*（unsigned）整数，没有负数：`uint8` 从 0 到 255，正好用来存图片的像素。`float` 是带小数的数，叫浮点数；其中 `float32` 约有 7 位十进制有效数字，`float64` 约有 16 位。`np.dtype(name)` 由名字得到数据类型，`.itemsize` 是一个元素占的字节数；NumPy 不认识的名字，不用你管，它自己会抛出 `TypeError`。
#
# `np.array` 根据给它的数来选数据类型：都是整数，只要放得下，就用 `int64`；有一个带小数，就全用 `float64`。也可以自己指定；`.astype` 则另做一个数组，换成别的数据类型：

# %%
print(np.array([1, 2, 3]).dtype, np.array([1, 2, 3.5]).dtype)
pixels = np.array([0, 128, 255], np.uint8)
print(pixels.dtype, pixels.nbytes)
print(pixels.astype(np.float32).dtype, pixels.astype(np.float32).nbytes)

# %% [markdown] lang="en"
# `x.nbytes` is what all elements take together: their number times the size of one. Sizes multiply up fast. You can compute the bytes *before* there is an array, and that is the time when one wants to know. The file that you edit is an ordinary Python file, so a function may call those that you have written above it.

# %% [markdown] lang="zh"
# `x.nbytes` 是所有元素一共占的字节数，也就是元素个数乘以一个元素所占的字节。长度一乘，很快就大得惊人。数组还没建，字节数就能算出来，而这时候也最需要知道。你编辑的是普通的 Python 文件，所以一个函数可以调用你在前面写好的函数。

# %% [markdown]
# <!-- exercise: byte_count -->

# %% [markdown] lang="en"
# Why are there no tensors of text, then? The memory for a tensor is reserved in one piece, before its elements are known, and every element gets the same space; only so can the place of each be computed, [as you will see](#memory). Words have no common length. NumPy can hold them all the same, in three ways, and each shows the problem. A dtype of fixed width gives every word the space of the longest, and cuts off what is longer. The dtype `object` holds references to Python objects that lie elsewhere. And `StringDType`, since NumPy 2.0, keeps longer texts elsewhere, too.

# %% [markdown] lang="zh"
# 那为什么没有装文字的张量？张量的内存是一整块，在知道元素是什么之前就预先分配好，每个元素占的地方一样大；只有这样，才能算出每个元素在哪里，[后面](#memory)就会看到。可是单词有长有短。NumPy 其实也能存文字，有三种办法，从每一种都能看出难处在哪里。固定宽度的数据类型，按最长的词给每个词留地方，以后放进更长的词，多出来的就截掉。数据类型 `object` 只存引用，真正的 Python 对象在别处。NumPy 2.0 起还有 `StringDType`，较长的文字同样存在别处。

# %%
words = np.array(["by", "hand"])
print(words.dtype, words.itemsize)
words[0] = "tensor"
print(words)
print(np.array(["by", "hand"], object).dtype)

# %% [markdown] lang="en"
# Above all, one cannot multiply words. In this course a tensor holds numbers, and text is turned into numbers first.

# %% [markdown] lang="zh"
# 更要紧的是，文字没法做乘法。在这门课里，张量只装数；文字要先变成数。

# %% [markdown] lang="en"
# ## From lists to tensors { #nesting }
#
# A list of numbers has one axis. A list of such lists has two, and every level of nesting adds one more. The shape can be read from the outside in: how many items has the outer list, how many the first of these, how many the first of *these*, until a number comes. A number alone has no level and the shape `()`; an empty list has one level and the shape `(0,)`, and what would be inside it nobody knows.
#
# But the first items alone do not decide. A tensor is regular: all rows are of the same length. NumPy refuses what is not:

# %% [markdown] lang="zh"
# ## 从列表到张量 { #nesting }
#
# 装着数的列表有一个轴。装着这种列表的列表有两个轴；每嵌套一层，就多一个轴。形状从外往里读：最外层有几项，其中第一项又有几项，*它*的第一项又有几项，一直读到数为止。单独一个数，一层也没有，形状是 `()`；空列表有一层，形状是 `(0,)`，里面本该是什么，谁也不知道。
#
# 可是只看第一项还不够。张量是整齐的：每一行都一样长。不整齐的，NumPy 不收：

# %%
try:
    np.array([[1, 2, 3], [4, 5]])
except ValueError as error:
    for sentence in str(error).split(". "):
        print(sentence)

# %% [markdown] lang="en"
# Such a nesting is called *ragged*. The message says at which depth it happens, but not at which item, and in a list of ten thousand rows one would like to know. Your function will say it. The **place** of an item is written as one would get at it in Python, all indices from the outside in: `[1][0]` is item 0 of item 1. The first item of every depth sets the measure, and the others are held against it:

# %% [markdown] lang="zh"
# 这样的嵌套叫*不整齐*（ragged）的嵌套。错误信息只说了在第几层，没有说是哪一项；可是列表有一万行时，最想知道的正是哪一行。你写的函数要说出来。一项的**位置**，在 Python 里怎么取就怎么写，从外到内写出全部下标：`[1][0]` 是第 1 项里的第 0 项。每一层都以最前面的那一项为准，其余各项与它对照：

# %% alt={"en": "The nesting [[[1, 2]], [[3, 4, 5]]] as a tree. Depth 0: the whole, length 2. Depth 1: [0] and [1], both of length 1. Depth 2: [0][0] of length 2 and, in red, [1][0] of length 3.", "zh": "嵌套 [[[1, 2]], [[3, 4, 5]]] 画成一棵树。第 0 层：整体，长度 2。第 1 层：[0] 和 [1]，长度都是 1。第 2 层：[0][0]，长度 2；红色的 [1][0]，长度 3。"} tags=["hide-input"]
drawing = Drawing(600, 236)
items = (
    ((250, 34), "[[[1, 2]], [[3, 4, 5]]]", 2, "teal", 212),
    ((130, 106), "[0]", 1, "blue", 90),
    ((370, 106), "[1]", 1, "blue", 90),
    ((130, 178), "[0][0]", 2, "green", 90),
    ((370, 178), "[1][0]", 3, "red", 90),
)
for start, end in (((250, 52), (130, 90)), ((250, 52), (370, 90)), ((130, 124), (130, 162)), ((370, 124), (370, 162))):
    drawing.line([start, end], role="faint", width=2)
for (x, y), words, length, role, width in items:
    drawing.rect((x - width / 2, y - 15), (width, 32), role=role, fill=f"{role}-soft")
    drawing.text(words, at=(x, y + 1), mono=True, size=13)
    drawing.text(
        f"⟦length {length}|长度 {length}⟧",
        at=(x + width / 2 + 8, y + 1),
        role="red" if role == "red" else "muted",
        anchor="start",
        size=13,
    )
for depth in range(3):
    drawing.text(f"⟦depth {depth}|第 {depth} 层⟧", at=(4, 34 + 72 * depth), role="muted", anchor="start", size=13)
drawing.text("⟦ragged: 3 is not 2|不整齐：3 不等于 2⟧", at=(370, 216), role="red", size=13)
drawing

# %% [markdown] lang="en"
# So go down depth by depth, not item by item: look at all items of one depth, first whether all of them are numbers, lists or tuples; then compare their lengths; then collect what is inside them. Carry the place along with each item, as a text that grows. These are the tools:

# %% [markdown] lang="zh"
# 所以要一层一层地往下走，而不是一项一项地钻到底：同一层的所有项，先看是不是都是数、列表或元组，再比较长度，然后把它们里面的东西收集起来。每一项都带着自己的位置，写成一段文字，越往里走越长。要用到的工具有这些：

# %%
nested = [[1, 2, 3], [4, 5]]
for i, item in enumerate(nested):
    print(f"[{i}]", isinstance(item, (list, tuple)), len(item))
print(isinstance(7, (int, float)), isinstance("seven", (list, tuple)))
print("seven"[0], "seven"[0][0], len("seven"))

# %% [markdown] lang="en"
# `enumerate` counts the items; `isinstance(item, (list, tuple))` asks whether something is a list or a tuple. Ask for the type, and do not try whether `len` works: a text has a length and items as well, and its items are texts again, for ever.

# %% [markdown] lang="zh"
# `enumerate` 给各项编号；`isinstance(item, (list, tuple))` 检查一样东西是不是列表或元组。要检查类型，不要拿 `len` 去试：字符串也有长度，也能一项一项地取，而取出的每一项又是字符串，没完没了。

# %% [markdown]
# <!-- exercise: shape_of -->

# %% [markdown] lang="en"
# How many axes is then a short question.

# %% [markdown] lang="zh"
# 有了形状，一共有几个轴就好回答了。

# %% [markdown]
# <!-- exercise: rank -->

# %% [markdown] lang="en"
# ## Memory is one line { #memory }
#
# Memory has no rows and columns. It is one long line of bytes, and a tensor has to be laid out along it. NumPy does so in **row-major** order: the whole first row, then the whole second, and so on, so that the last index changes fastest. Here are the bytes of a small matrix of `uint8`, in the order in which they lie:

# %% [markdown] lang="zh"
# ## 内存只有一条线 { #memory }
#
# 内存没有行和列，只是长长的一串字节，张量得沿着这一串排开。NumPy 的排法叫**行优先**（row-major）：先排完第一行，再排第二行，依此类推，所以最后一个下标变化最快。下面是一个 `uint8` 的小矩阵，把字节按存放的顺序列出来：

# %%
x = np.array([[10, 20, 30], [40, 50, 60]], np.uint8)
list(x.tobytes())

# %% alt={"en": "A matrix with rows 10, 20, 30 and 40, 50, 60; below it the same six numbers in one line with the positions 0 to 5. The element at (1, 2), 60, is at position 1 times 3 plus 2 times 1, which is 5.", "zh": "矩阵的两行是 10、20、30 和 40、50、60；下面是排成一线的这六个数，位置从 0 到 5。下标 (1, 2) 处的元素 60，位置是 1 乘 3 加 2 乘 1，等于 5。"} tags=["hide-input"]
drawing = Drawing(560, 250)
mark = np.array([[0, 0, 0], [0, 0, 1]], bool)
for row, role in enumerate(("blue", "orange")):
    above = drawing.grid(x[row], at=(60, 30 + 44 * row), cell=44, role=role, mark=mark[row])
    below = drawing.grid(x[row], at=(60 + 132 * row, 176), cell=44, role=role, mark=mark[row])
    drawing.text(str(row), at=(44, 52 + 44 * row), role="muted", mono=True, size=13)
for column in range(3):
    drawing.text(str(column), at=(82 + 44 * column, 16), role="muted", mono=True, size=13)
for position in range(6):
    drawing.text(str(position), at=(82 + 44 * position, 234), role="muted", mono=True, size=13)
drawing.text("⟦position|位置⟧", at=(336, 234), role="muted", anchor="start", size=13)
drawing.brace((60, 172), (190, 172), "⟦one row: 3 elements|一行：3 个元素⟧", role="blue")
drawing.arrow((172, 122), (300, 172), role="red")
drawing.text("(1, 2)  →  1 · 3 + 2 · 1 = 5", at=(246, 66), anchor="start", mono=True, role="red", size=15)
drawing.text("⟦index · stride, added up|下标 · 步幅，加起来⟧", at=(246, 92), anchor="start", role="muted", size=13)
drawing

# %% [markdown] lang="en"
# To go one column further is a step of 1 element; to go one row down is a step of 3, over a whole row. Such a step is the **stride** of an axis. In general, one step along an axis skips everything that the axes after it hold, and that is the product of their sizes. With the sizes $n_0, \dots, n_{r-1}$ of $r$ axes:
#
# $$ s_k = n_{k+1} \, n_{k+2} \cdots n_{r-1} $$
#
# For the last axis nothing is left to multiply, so its stride is 1. NumPy keeps the strides with every array and counts them in bytes:

# %% [markdown] lang="zh"
# 往右走一列，跨 1 个元素；往下走一行，要跨过整整一行，3 个元素。沿一个轴走一步所跨的距离，叫这个轴的**步幅**（stride）。一般地，沿一个轴走一步，就要跨过它后面各轴所装的全部元素，一共是后面各轴长度之积那么多个。设 $r$ 个轴的长度是 $n_0, \dots, n_{r-1}$，则
#
# $$ s_k = n_{k+1} \, n_{k+2} \cdots n_{r-1} $$
#
# 最后一个轴后面什么都没有，所以步幅是 1。NumPy 给每个数组都记着步幅，以字节为单位：

# %%
for array in (x, np.zeros((2, 3, 4), np.uint8), np.zeros((2, 3, 4))):
    print(array.dtype, array.shape, array.strides)

# %% [markdown] lang="en"
# Your strides count elements, so that the dtype does not matter: `np.zeros` without a dtype makes an array of `float64`, 8 bytes each, and the last line is 8 times the one before. A size of 0 is multiplied like any other. `shape[1:]` is a slice of a tuple, without its first item, and `tuple(…)` turns a list into a tuple.

# %% [markdown] lang="zh"
# 你求的步幅以元素为单位，因此与数据类型无关：`np.zeros` 不指定数据类型时，得到的是 `float64`，每个元素 8 个字节，所以最后一行是上一行的 8 倍。长度为 0 也照样乘。`shape[1:]` 是元组的切片，去掉了第一项；`tuple(…)` 把列表变成元组。

# %% [markdown]
# <!-- exercise: row_major_strides -->

# %% [markdown] lang="en"
# With the strides, the position of an element is what the picture shows: each index times the stride of its axis, added up.
#
# $$ p = \sum_k i_k \, s_k $$
#
# So finding an element takes a few multiplications, no matter how many elements there are. That is what equal sizes buy. Two points need care. A negative index counts from the end of *its own* axis: add the size of the axis first, -1 becomes the last place, and what is still negative then lies outside. And every index must be checked alone. In shape `(2, 3)` there is no element `(0, 3)`; the formula would quietly answer 3, which is the place of `(1, 0)`. `zip` pairs indices, sizes and strides, but it stops without a word at the shortest of them, so compare the lengths before.

# %% [markdown] lang="zh"
# 有了步幅，一个元素的位置就像图中那样算：每个下标乘以所在轴的步幅，再加起来。
#
# $$ p = \sum_k i_k \, s_k $$
#
# 所以不论元素有多少，找到其中一个只要做几次乘法。每个元素占的地方一样大，好处就在这里。有两点要小心。负的下标从*自己那个轴*的末尾数起：先加上这个轴的长度，-1 就成了最后一个位置；加完仍是负数的，就在范围之外。另外，每个下标都要单独检查：形状 `(2, 3)` 里没有元素 `(0, 3)`，公式却会一声不响地给出 3，那是 `(1, 0)` 的位置。`zip` 可以把下标、长度和步幅一一配对，但到最短的一个用完就停，也不吭声，所以事先要比一比个数。

# %%
for index in ((1, 2), (-1, -1), (0, 3)):
    try:
        print(index, "→", x[index])
    except IndexError as error:
        print("IndexError:", error)

# %% [markdown]
# <!-- exercise: flat_index -->

# %% [markdown] lang="en"
# ## And back { #backwards }
#
# Which element lies at position 5? You have done such sums since you could read a clock. A day is a tensor of seconds with the shape `(24, 60, 60)`, and its strides are 3600, 60 and 1: an hour is 3600 seconds, a minute 60. Second 5000 of the day is 5000 ÷ 3600 = 1 hour, with a remainder of 1400; this is 23 minutes, with a remainder of 20; so it is 1:23:20. `divmod` gives quotient and remainder at once:

# %% [markdown] lang="zh"
# ## 反过来 { #backwards }
#
# 位置 5 上是哪个元素？这种题，你会看钟表的时候就会做了。一天的各秒是一个形状为 `(24, 60, 60)` 的张量，步幅是 3600、60 和 1：一小时 3600 秒，一分钟 60 秒。一天中的第 5000 秒：5000 除以 3600，商 1，是 1 小时，余 1400；1400 除以 60，商 23，是 23 分，余 20。所以是 1:23:20。`divmod` 一次给出商和余数：

# %%
hour, rest = divmod(5000, 3600)
minute, second = divmod(rest, 60)
print(hour, minute, second)

# %% [markdown] lang="en"
# The second 86400 does not belong to this day any more. The quotient would be hour 24, so check the range first.

# %% [markdown] lang="zh"
# 第 86400 秒已经不属于这一天了，硬要去算，得到的是 24 点。所以要先检查范围。

# %% [markdown]
# <!-- exercise: unflatten_index -->

# %% [markdown] lang="en"
# ## Samples and batches { #batches }
#
# Now real data. MNIST is a collection of 70,000 handwritten digits: 60,000 to train on and 10,000 to test with (LeCun et al., 1998). `load` finds them or downloads them; with no connection it takes a smaller collection that comes with scikit-learn. This page was built with {{ dataset }}.

# %% [markdown] lang="zh"
# ## 样本与批量 { #batches }
#
# 现在来看真实的数据。MNIST 收集了 70,000 个手写数字：60,000 个用来训练，10,000 个用来测试（LeCun 等，1998）。`load` 会找到这些数据，没有就下载；连不上网时，改用 scikit-learn 自带的一个较小的集合。生成本页时用的是 {{ dataset }}。

# %%
from byhand.mnist.data import load

data = load()
train_images, train_labels = data.train_images, data.train_labels
print(train_images.ndim, train_images.shape, train_images.dtype)
print(train_labels.ndim, train_labels.shape, train_labels.dtype)

# %% tags=["hide-input"]
from byhand.site.page import publish

size = 128
samples = len(train_images)
publish(
    dataset="MNIST" if data.source in ("folder", "download") else "⟦scikit-learn's digits|scikit-learn 自带的数字⟧",
    megabytes=f"{train_images.nbytes / 1e6:.0f}",
    bytes=f"{train_images.nbytes:,}",
    samples=f"{samples:,}",
    full=samples // size,
    batches=-(-samples // size),
    last=samples - (-(-samples // size) - 1) * size,
)
assert -(-60_000 // 128) == 469
assert 60_000 - 468 * 128 == 96

# %% [markdown] lang="en"
# Three axes: which image, which row, which column. The first is the **sample axis**; nearly always, axis 0 goes through the samples. The labels have the same sample axis and no other: `train_labels[i]` says what `train_images[i]` shows. All training images take {{ bytes }} bytes, about {{ megabytes }} MB; compare with your `byte_count`. The first twenty, with their labels:

# %% [markdown] lang="zh"
# 三个轴：第几张图，第几行，第几列。第 0 轴是**样本轴**（sample axis），一个位置就是一个样本；样本几乎总是放在第 0 轴上。标签只有样本轴这一个轴：`train_labels[i]` 说的是 `train_images[i]` 画着什么。全部训练图片占 {{ bytes }} 个字节，约 {{ megabytes }} MB；可以用你写的 `byte_count` 核对一下。最前面的二十张和它们的标签：

# %% alt={"en": "The first twenty handwritten digits of the training set, each with its label above.", "zh": "训练集里最前面的二十个手写数字，每个上面写着标签。"} tags=["hide-input"]
import matplotlib.pyplot as plt

figure, places = plt.subplots(2, 10, figsize=(7.4, 2))
for axes, image, label in zip(places.flat, train_images, train_labels, strict=False):
    axes.imshow(image, vmin=0, vmax=255)
    axes.set_title(label)
    axes.set_axis_off()
plt.show()

# %% [markdown] lang="en"
# `train_images[7]` is one image, a matrix. A slice for each axis cuts a window out of it, here 6 rows of 9 columns; as numbers and as a picture it is the same thing:

# %% [markdown] lang="zh"
# `train_images[7]` 是一张图，一个矩阵。每个轴给一个切片，就能从中裁出一个窗口，这里是 6 行 9 列；写成数，画成图，都是同一个东西：

# %%
digit = train_images[7]
digit[6:12, 10:19]

# %% alt={"en": "The digit at index 7 as a picture, with a window marked; beside it the numbers from 0 to 255 in the window, in rows 6 to 11 and columns 10 to 18.", "zh": "下标为 7 的数字画成图，标出一个窗口；旁边是窗口里的数，从 0 到 255，第 6 到 11 行，第 10 到 18 列。"} tags=["hide-input"]
from matplotlib.patches import Rectangle

from byhand.site.palette import color

figure, (left, right) = plt.subplots(1, 2, figsize=(7, 2.9), width_ratios=(1, 1.6))
left.imshow(digit, vmin=0, vmax=255)
left.add_patch(Rectangle((9.5, 5.5), 9, 6, fill=False, edgecolor=color("red"), linewidth=2))
for (row, column), value in np.ndenumerate(digit[6:12, 10:19]):
    ink = color("blue" if value > 127 else "foreground" if value else "muted")
    right.text(column + 10, row + 6, value, ha="center", va="center", fontsize=9, color=ink)
right.set(xlim=(9.5, 18.5), ylim=(11.5, 5.5), xticks=range(10, 19), yticks=range(6, 12), aspect="equal")
right.xaxis.tick_top()
left.set(xticks=[], yticks=[], frame_on=False)
for spine in right.spines.values():
    spine.set(visible=True, edgecolor=color("red"), linewidth=2)
for axes in (left, right):
    axes.grid(visible=False)
    axes.tick_params(length=0)
plt.show()

# %% [markdown] lang="en"
# A network does not learn from all images at once but from a few at a time, a **batch**, often 128. The first batch is `train_images[0:128]`, the next `train_images[128:256]`. A batch has as many axes as the whole; its axis 0 is called the **batch axis**.

# %% [markdown] lang="zh"
# 网络不是把所有图片一口气全学完，而是一次学一小部分，叫一个**批量**（batch），常常取 128 张。第一个批量是 `train_images[0:128]`，下一个是 `train_images[128:256]`。批量与整个张量的轴数相同，它的第 0 轴叫**批量轴**（batch axis）。

# %% alt={"en": "A line of samples cut into batches of 128: batch 0, batch 1, and so on; the last one is shorter.", "zh": "一串样本切成每段 128 个的批量：批量 0、批量 1，依此类推；最后一个较短。"} tags=["hide-input"]
full, last = samples // size, samples % size or size
count = -(-samples // size)
drawing = Drawing(620, 118)
pieces = ((20, 128, 0), (152, 128, 1), (284, 128, 2), (468, 128 * last / size, count - 1))
for left, width, number in pieces:
    role = "orange" if number == count - 1 else "blue"
    drawing.rect((left, 42), (width, 36), role=role, fill=f"{role}-soft")
    drawing.text(f"⟦batch {number}|批量 {number}⟧", at=(left + width / 2, 60), size=14)
    drawing.text(f"{number * size:,}", at=(left, 96), role="muted", mono=True, size=12)
    drawing.text(
        str(last if number == count - 1 else size), at=(left + width / 2, 28), role="muted", mono=True, size=13
    )
drawing.text("…", at=(440, 60), size=20, role="muted")
drawing

# %% [markdown] lang="en"
# {{ samples }} images are no multiple of 128: after {{ full }} full batches, the last one, number {{ batches }} if one counts from 1, holds {{ last }}. Slices make this easy, since a slice that reaches beyond the end takes what there is. The price is that a slice wholly beyond the end is empty, and no error. Your function must look for itself whether the batch exists; `len(x)` is the size of axis 0.

# %% [markdown] lang="zh"
# {{ samples }} 张图片不是 128 的整数倍：切出 {{ full }} 个满的批量之后，最后一个（从 1 数起是第 {{ batches }} 个）只有 {{ last }} 张。用切片来取很方便，因为切片超出末尾时，有多少就取多少。代价是，如果整个切片都在末尾之外，得到的是空数组，却不报错。批量存不存在，你的函数要自己检查；`len(x)` 是第 0 轴的长度。

# %%
y = np.array([0, 10, 20, 30, 40])
print(y[2:4], y[4:6], y[6:8], len(y))

# %% [markdown] lang="en"
# Cutting a slice copies nothing: the result is a **view**, another way to look at the same memory. Whoever writes into a view writes into the whole. Where a contract allows a view, it says so.

# %% [markdown] lang="zh"
# 切片并不复制数据：得到的是**视图**（view），也就是换一种方式去看同一块内存。往视图里写，就写进了整个张量。哪里允许返回视图，约定里会写明。

# %% [markdown]
# <!-- exercise: nth_batch -->

# %% [markdown] lang="en"
# ## Tensors of the real world { #real-world }
#
# Whatever the data are, samples come first as a rule. The axes behind them depend on what one sample is:
#
# | data | axes | example | shape |
# |---|---|---|---|
# | vectors | `(samples, features)` | 200 people: age, height, phone number | `(200, 3)` |
# | time series | `(samples, timesteps, features)` | 365 days, every hour 5 weather readings | `(365, 24, 5)` |
# | images, channels last | `(samples, height, width, channels)` | 128 colour photos | `(128, 240, 320, 3)` |
# | images, channels first | `(samples, channels, height, width)` | the same photos | `(128, 3, 240, 320)` |
# | video | `(samples, frames, height, width, channels)` | 4 clips of a minute, 25 frames a second | `(4, 1500, 1080, 1920, 3)` |
#
# A *feature* is one measured number. The *channels* of a colour image are red, green and blue; a grey image has one, or the axis is left out as in MNIST. TensorFlow puts channels last by default, PyTorch first, so always ask. And a tensor takes any numbers, whether it makes sense to compute with them or not: the mean of two phone numbers is nobody's phone.
#
# Note how differently these tensors weigh. As `uint8`, one byte a number:

# %% [markdown] lang="zh"
# ## 现实中的张量 { #real-world }
#
# 不论是什么数据，样本轴一般排在最前面。后面有哪些轴，就看一个样本是什么：
#
# | 数据 | 各轴 | 例子 | 形状 |
# |---|---|---|---|
# | 向量数据 | `(samples, features)` | 200 个人：年龄、身高、电话号码 | `(200, 3)` |
# | 时间序列 | `(samples, timesteps, features)` | 365 天，每小时 5 项气象数据 | `(365, 24, 5)` |
# | 图片，通道在后 | `(samples, height, width, channels)` | 128 张彩色照片 | `(128, 240, 320, 3)` |
# | 图片，通道在前 | `(samples, channels, height, width)` | 还是那些照片 | `(128, 3, 240, 320)` |
# | 视频 | `(samples, frames, height, width, channels)` | 4 段，每段一分钟，每秒 25 帧 | `(4, 1500, 1080, 1920, 3)` |
#
# 测得的一个数叫一个*特征*（feature），时间序列里每个时刻叫一个*时间步*（timestep）。彩色图片的*通道*（channel）是红、绿、蓝；灰度图片只有一个通道，也可以像 MNIST 那样省去这个轴。TensorFlow 默认通道在后，PyTorch 通道在前，所以用之前要问清楚。还有，张量什么数都装，不管拿来计算有没有意义：两个电话号码的平均数，不是任何人的电话。
#
# 这些张量的个头相差悬殊。用 `uint8`，一个数占一个字节：

# %%
print(f"⟦people|人⟧ {200 * 3:,}")
print(f"⟦weather|气象⟧ {365 * 24 * 5:,}")
print(f"⟦photos|照片⟧ {128 * 240 * 320 * 3:,}")
print(f"⟦video|视频⟧ {4 * 1500 * 1080 * 1920 * 3:,}")

# %% [markdown] lang="en"
# Four minutes of video are 37 GB, and four times that as `float32`. Hence video is stored compressed, and unpacked only batch by batch.
#
# Samples often come one by one: a photo from here, a photo from there, each an array of its own. To **stack** them means to give them a new first axis. `np.empty(shape, dtype)` reserves an array whose elements are not set yet, `result[i] = sample` writes into place `i` of axis 0, and tuples are joined by `(n,) + shape`. Beware: NumPy fills a place with a sample of size 1 by repeating it, without a word. This is [broadcasting](broadcasting.md), useful elsewhere, and here a wrong answer:

# %% [markdown] lang="zh"
# 四分钟的视频就是 37 GB，换成 `float32` 还要再乘 4。所以视频总是压缩存放，用到哪个批量，才解压哪个批量。
#
# 样本常常是一个一个来的：这里一张照片，那里一张照片，各是一个数组。把它们**叠**（stack）起来，就是给它们加上一个新的第 0 轴。`np.empty(shape, dtype)` 预先分配一个数组，元素还没有赋值；`result[i] = sample` 写进第 0 轴的第 `i` 个位置；两个元组用 `(n,) + shape` 连接。要小心：样本的长度是 1 时，NumPy 会悄悄地把它重复几遍，填满那个位置。这是[广播](broadcasting.md)，在别处很有用，在这里却会得到错误的结果：

# %%
result = np.empty((2, 3), np.int64)
result[0] = np.array([1, 2, 3])
result[1] = np.array([7])
result

# %% [markdown]
# <!-- exercise: stack_samples -->

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# The page [Myths](myths.md#five-dimensional-vector) collects such sentences from the whole course.
#
# **"A vector of five numbers is a 5-D tensor."** It is a 5-dimensional *vector*, a point in a space of five dimensions, and a 1-D *tensor*: it has one axis, of size 5. The word "dimension" counts places in the one case and axes in the other; whoever says "five axes" leaves no doubt. The video above has five axes:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# 整门课里这样的说法，都收在[误区](myths.md#five-dimensional-vector)一页。
#
# **“五个数的向量是五维张量”**：不对。说它是五维*向量*，没错，它是五维空间里的一个点；但它是一维*张量*，只有一个轴，长度为 5。“维”这个字，前一种说法数的是位置，后一种说法数的是轴；直接说“有几个轴”，就不会弄混。上面的视频，才有五个轴：

# %%
vector = np.array([1, 2, 3, 4, 5])
video = np.empty((1, 2, 4, 5, 3))
print(vector.ndim, vector.shape)
print(video.ndim, video.shape)

# %% [markdown] lang="en"
# **"The rank of a tensor is the rank of linear algebra."** The rank of a *matrix* there is the number of independent rows. All rows of this one are alike, so that rank is 1; it still has two axes.

# %% [markdown] lang="zh"
# **“张量的阶就是线性代数里的秩”**：不对，只是英文里都叫 rank。*矩阵*的秩，是线性无关的行数。下面这个矩阵每一行都相同，秩是 1；轴数仍然是 2。

# %%
ones = np.ones((3, 3))
print(np.linalg.matrix_rank(ones), ones.ndim)

# %% [markdown] lang="en"
# **"MNIST has 7,000 images", "`train_images` holds all of them".** MNIST has 70,000. `train_images` is the training set, 60,000 of them; the 10,000 of the test set are kept apart, and a network must not see them while it learns. Counted here, in {{ dataset }}:

# %% [markdown] lang="zh"
# **“MNIST 有 7,000 张图片”“`train_images` 是全部图片”**：都不对。MNIST 有 70,000 张。`train_images` 是训练集，共 60,000 张；测试集的 10,000 张另外放着，网络学习的时候不能看。在 {{ dataset }} 里数一数：

# %%
train, test = len(data.train_images), len(data.test_images)
print(f"{train:,} + {test:,} = {train + test:,}")

# %% tags=["hide-input"]
if data.source in ("folder", "download"):
    assert (train, test) == (60_000, 10_000)
tensor = np.arange(60).reshape(3, 4, 5)
assert tensor[1, 2, 3] == 33
assert tensor[1, 3, 2] == 37
assert np.empty((1000, 200, 300, 3), np.uint8).nbytes == 180_000_000
assert 4 * 1500 * 1080 * 1920 * 3 == 37_324_800_000

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "A batch of images has the shape `(128, 28, 28)`. How many axes has it, which is the batch axis, and what is the shape of one image?"
#
#     Three axes; axis 0 is the batch axis; `x[0]` has the shape `(28, 28)`. An image has no batch axis of its own.
#
# ??? question "A tensor has the shape `(3, 4, 5)`. At which position of its memory lies the element `(1, 2, 3)`, and which element lies at position 37?"
#
#     The strides are `(20, 5, 1)`, so it is 1 · 20 + 2 · 5 + 3 · 1 = 33. Back: 37 is 1 · 20 with a remainder of 17, which is 3 · 5 with a remainder of 2: `(1, 3, 2)`.
#
# ??? question "How many bytes are a thousand colour photos of 200 × 300 pixels as `uint8`? And as `float32`?"
#
#     1000 · 200 · 300 · 3 = 180,000,000 elements, so 180 MB; and 4 bytes each make 720 MB.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "一个批量的图片，形状是 `(128, 28, 28)`。一共有几个轴，哪个是批量轴，一张图片的形状又是什么？"
#
#     三个轴；第 0 轴是批量轴；`x[0]` 的形状是 `(28, 28)`。单独一张图片没有批量轴。
#
# ??? question "一个张量的形状是 `(3, 4, 5)`。元素 `(1, 2, 3)` 在内存中的位置是多少？位置 37 上是哪个元素？"
#
#     步幅是 `(20, 5, 1)`，所以位置是 1 · 20 + 2 · 5 + 3 · 1 = 33。反过来，37 除以 20 商 1 余 17，17 除以 5 商 3 余 2，所以是 `(1, 3, 2)`。
#
# ??? question "一千张 200 × 300 像素的彩色照片，用 `uint8` 占多少字节？用 `float32` 呢？"
#
#     1000 · 200 · 300 · 3 = 180,000,000 个元素，所以是 180 MB；每个元素 4 个字节的话，是 720 MB。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# Now there are tensors; next, one computes with them, element by element. How tensors of *different* shapes are combined is the matter of [Broadcasting](broadcasting.md), and in [MNIST MLP](mnist_mlp.md) the images of this page, batch by batch, teach a network to read.
#
# Further reading: [NumPy: the absolute basics for beginners](https://numpy.org/doc/stable/user/absolute_beginners.html); [The N-dimensional array](https://numpy.org/doc/stable/reference/arrays.ndarray.html), on strides and memory; [*Dive into Deep Learning*, section 2.1](https://d2l.ai/chapter_preliminaries/ndarray.html) ([in Chinese](https://zh.d2l.ai/chapter_preliminaries/ndarray.html)); François Chollet, *Deep Learning with Python*, chapter 2, on data representations.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 有了张量，下一步就是拿张量来计算，先从逐元素的运算开始。*形状不同*的张量怎样一起运算，见[广播](broadcasting.md)。到了 [MNIST 多层感知机](mnist_mlp.md)，这一页上的图片会一个批量接一个批量地教会网络认数字。
#
# 延伸阅读：[NumPy 文档：零基础入门](https://numpy.org/doc/stable/user/absolute_beginners.html)；[NumPy 文档：N 维数组](https://numpy.org/doc/stable/reference/arrays.ndarray.html)，讲步幅与内存；[《动手学深度学习》2.1 节](https://zh.d2l.ai/chapter_preliminaries/ndarray.html)（[英文版](https://d2l.ai/chapter_preliminaries/ndarray.html)）；François Chollet《Python 深度学习》第 2 章，数据表示部分。

# %% [markdown] lang="en"
# # Write the property { #properties }
#
# So far a program graded you. Now change seats: you are given a function, and *you* say what is right. What you write is a property in code, and it is graded in its turn. It has to let every right implementation pass, and to find every bug that we have planted. A bug that slips through is shown to you.
#
# After this chapter you can
#
# - turn a sentence about a function into code that searches for a counterexample;
# - state laws without knowing the right answer beforehand;
# - choose what is drawn, so that no bug finds a place to hide;
# - judge a test by the bugs that it finds.
#
# [How your answers are graded](grading.md) explains drawing and shrinking; here you use them.

# %% [markdown] lang="zh"
# # 亲手写性质 { #properties }
#
# 一直是程序给你评分，现在换个位置：给你一个函数，由*你*来说怎样才算对。你写的是用代码表达的性质，而它也要接受评分：正确的实现都要放行，我们埋下的错误都要查出来。漏掉了哪个错误，就会给你看哪个。
#
# 学完这一章，你能够：
#
# - 把一句关于函数的话变成代码，让它去寻找反例；
# - 事先不知道正确答案，也能写出性质；
# - 选好抽取哪些输入，让错误无处藏身；
# - 看一个测试能查出哪些错误，来判断它好不好。
#
# 什么是抽取和收缩，见[评分原理](grading.md)；这一章就要用到它们。

# %% [markdown] lang="en"
# ## A sentence becomes code { #given }
#
# "The median of some numbers is one that at most half of them exceed." To check a sentence like this, we need three things: something that draws inputs, the sentence as an `assert`, and a call. Hypothesis provides the first. A **strategy** such as `st.integers()` describes what to draw, and strategies are made of strategies: `st.lists(st.integers())` draws lists of integers of any length, `st.tuples(a, b)` pairs. The decorator `@given` turns a function that takes one input into one that takes none, draws a hundred inputs, and calls the first with each.

# %% [markdown] lang="zh"
# ## 把一句话变成代码 { #given }
#
# “一组数的中位数，比它大的数不超过一半。”要检查这样一句话，需要三样东西：抽取输入的办法，写成 `assert` 的这句话，还有一次调用。第一样由 Hypothesis 提供。`st.integers()` 这样的东西叫**策略**（strategy），描述要抽取什么；策略可以套着用：`st.lists(st.integers())` 抽取任意长度的整数列表，`st.tuples(a, b)` 抽取一对。装饰器 `@given` 把接受一个输入的函数，变成一个不用输入的函数：它抽取一百个输入，逐个拿去调用原来的函数。

# %%
from hypothesis import given, settings
from hypothesis import strategies as st

settings.register_profile("page", derandomize=True, database=None, deadline=None, print_blob=False)
settings.load_profile("page")


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


def check_median(median):
    @given(st.lists(st.integers(), min_size=1))
    def holds(numbers):
        larger = sum(number > median(numbers) for number in numbers)
        assert larger <= len(numbers) / 2

    holds()


check_median(median)

# %% [markdown] lang="en"
# Nothing happened, and that is the good news: `assert` raises an `AssertionError` only where its condition is false. Two details decide. The law stands *inside*, because it needs the `median` that was handed in. And the last line **calls** it: without `holds()` nothing is drawn, and every bug passes in peace. Here is one that does not:

# %% [markdown] lang="zh"
# 什么也没发生，这就是好消息：只有条件不成立时，`assert` 才抛出 `AssertionError`。有两处要紧。性质写在*里面*，因为要用到传进来的 `median`。最后一行**调用**了它：不写 `holds()`，就什么也没抽，任何错误都能平安通过。下面这个就没能通过：


# %%
def forgets_to_sort(numbers):
    return numbers[len(numbers) // 2]


try:
    check_median(forgets_to_sort)
except AssertionError as error:
    print("\n".join(line for line in error.__notes__[0].splitlines() if "=" in line))

# %% [markdown] lang="en"
# The line shows the input on which the law fails, shrunk to something that one can check in one's head.

# %% [markdown] lang="zh"
# 这一行就是违反性质的输入，已经收缩到心算就能验证。

# %% [markdown] lang="en"
# ## One law is seldom enough { #two-laws }
#
# `check_median` has a hole: a function that always returns the largest number satisfies it, since nothing exceeds that. We need the other half of the sentence as well. How do you notice that something is missing? Write down bugs, and look which law finds which. Here are four laws about `largest`, the maximum of a list, and five bugs; every square was computed by running the one against the other.

# %% [markdown] lang="zh"
# ## 一条性质往往不够 { #two-laws }
#
# `check_median` 有个漏洞：总是返回最大的数，也能满足它，因为没有比最大的数更大的。那句话的另一半也得写上。怎样才会发现少了东西？把可能的错误写下来，看哪条性质能查出哪个。下面拿求最大值的 `largest` 来试：四条性质，五个错误，每一格都是真的拿一个去检查另一个得到的。

# %%
laws = {
    "⟦is one of them|是其中一个⟧": lambda f, numbers: f(numbers) in numbers,
    "⟦none is larger|没有更大的⟧": lambda f, numbers: all(number <= f(numbers) for number in numbers),
    "⟦order is no matter|与顺序无关⟧": lambda f, numbers: f(numbers) == f(numbers[::-1]),
    "⟦moves along|整体平移⟧": lambda f, numbers: f([number + 3 for number in numbers]) == f(numbers) + 3,
}
bugs = {
    "⟦smallest|最小值⟧": min,
    "⟦first|第一个⟧": lambda numbers: numbers[0],
    "⟦sum of sizes|绝对值之和⟧": lambda numbers: sum(map(abs, numbers)),
    "⟦never below 0|不小于 0⟧": lambda numbers: max(0, *numbers),
    "⟦one more|多了 1⟧": lambda numbers: max(numbers) + 1,
}


def finds(law, f):
    @given(st.lists(st.integers(-9, 9), min_size=1, max_size=6))
    def holds(numbers):
        assert law(f, numbers)

    try:
        holds()
    except AssertionError:
        return True
    return False


found = [[finds(law, bug) for bug in bugs.values()] for law in laws.values()]
assert not any(finds(law, max) for law in laws.values())

# %% alt={"en": "A table of four laws and five bugs; filled squares mark which law finds which bug. No law finds all of them; the first two together do.", "zh": "四条性质、五个错误的表格，填满的方格表示这条性质能查出这个错误。没有一条能查出全部，前两条合起来就能。"} tags=["hide-input"]
import numpy as np

from byhand.site.drawing import Drawing

assert np.any(found[:2], axis=0).all()
assert not np.all(found, axis=1).any()
drawing = Drawing(470, 300)
table = drawing.grid((len(laws), len(bugs)), at=(150, 124), cell=40, role="green", mark=np.array(found))
for row, name in enumerate(laws):
    drawing.text(name, at=(140, table.at(row, 0)[1]), anchor="end")
for column, name in enumerate(bugs):
    x, top = table.at(0, column)[0], 20 * column + 16
    drawing.line([(x, 120), (x, top + 10)], role="faint")
    drawing.text(name, at=(x - 6, top), anchor="start", role="muted", size=13)
drawing

# %% [markdown] lang="en"
# No law finds everything. The first two together do: nothing but the maximum satisfies both. The last two look clever, and each lets several bugs through. So ask of your laws: *who else satisfies them?* For sorting, ask what an empty list satisfies, and what a list of equal numbers does. `collections.Counter` counts how often each thing occurs; a `set` forgets it:

# %% [markdown] lang="zh"
# 没有一条能查出所有错误，前两条合在一起却可以：同时满足这两条的，只有最大值。后两条看起来巧妙，却各自放过了好几个。所以要问一问自己的性质：*还有谁满足它？*对排序来说，空列表满足什么？一串相等的数又满足什么？`collections.Counter` 数出每样东西出现几次；`set` 则会忘掉次数：

# %%
from collections import Counter

numbers, sorted_numbers, one_lost = [2, 1, 2], [1, 2, 2], [1, 2]
print(Counter(numbers) == Counter(sorted_numbers), Counter(numbers) == Counter(one_lost))
print(set(numbers) == set(sorted_numbers), set(numbers) == set(one_lost))

# %% [markdown]
# <!-- exercise: check_sort -->

# %% [markdown] lang="en"
# ## Without knowing the answer { #no-oracle }
#
# The easiest law compares with another implementation, an **oracle**: `assert sort(numbers) == sorted(numbers)`. That is a fine test, where an oracle exists that one can trust. Often there is none, and it is not needed: say what must hold of the result. For `np.clip(x, -1, 1)`, that is three sentences: what lies between stays, what is below becomes −1, what is above becomes 1. A mask picks the elements that a sentence speaks of. `hnp.arrays` draws arrays, `hnp.array_shapes` their shapes:

# %% [markdown] lang="zh"
# ## 不知道答案也能查 { #no-oracle }
#
# 最省事的性质，是与另一个实现比较：`assert sort(numbers) == sorted(numbers)`。拿来作标准的那个实现，叫**判据**（oracle）。有信得过的判据时，这样测试很好。但常常没有，也不是非有不可：说出结果应当满足什么就行。对 `np.clip(x, -1, 1)` 来说，就是三句话：落在中间的不变，低于下界的变成 −1，高于上界的变成 1。每句话说的是哪些元素，用掩码挑出来。`hnp.arrays` 抽取数组，`hnp.array_shapes` 抽取形状：

# %%
from hypothesis.extra import numpy as hnp


def check_clip(clip):
    @given(hnp.arrays(np.float64, hnp.array_shapes(), elements=st.floats(-5, 5)))
    def holds(x):
        y = clip(x)
        between = (x >= -1) & (x <= 1)
        assert np.array_equal(y[between], x[between])
        assert (y[x < -1] == -1).all()
        assert (y[x > 1] == 1).all()

    holds()


check_clip(lambda x: np.clip(x, -1, 1))

# %% [markdown] lang="en"
# There is more to a function than its values. Does it keep the shape? The dtype? Does it leave its input alone? That last one wants care: if you compute what you expect *after* the call, from an input that was changed meanwhile, you compare the damage with itself. Here is a function that spoils its input and still passes:

# %% [markdown] lang="zh"
# 函数不只有数值对不对。形状变了没有？dtype 呢？有没有动输入？最后这一条要小心：如果在调用*之后*才由输入算出应得的结果，而输入已经改动过，那就等于拿改坏的与改坏的比。下面这个函数弄坏了输入，照样通过：


# %%
def clips_in_place(x):
    x[x < -1] = -1
    x[x > 1] = 1
    return x


check_clip(clips_in_place)
print("⟦no counterexample|没有找到反例⟧")

# %% [markdown]
# <!-- exercise: check_relu -->

# %% [markdown] lang="en"
# ## There and back { #round-trip }
#
# Two functions that undo each other have a law for free: there and back again leads to the start. Writing and reading a file, encrypting and decrypting, encoding and decoding. `decode(encode(x)) == x` is short, needs no oracle, and finds most bugs at once. But not a bug that both share. Here are two that replace every letter by the one three places further, and back, both of them past the end of the alphabet:

# %% [markdown] lang="zh"
# ## 去了再回来 { #round-trip }
#
# 两个函数互逆，性质就是现成的：去了再回来，应当回到起点。写文件和读文件，加密和解密，编码和解码，都是这样。`decode(encode(x)) == x` 很短，不要判据，多数错误一查便知。只有一种查不出来：两边都有的错误。下面这一对，把每个字母换成往后数第三个，再换回来；两个都越过了字母表的末尾：


# %%
def encode(text):
    return "".join(chr(ord(letter) + 3) for letter in text)


def decode(text):
    return "".join(chr(ord(letter) - 3) for letter in text)


@given(st.text("abcdefghijklmnopqrstuvwxyz"))
def comes_back(text):
    assert decode(encode(text)) == text


comes_back()
print(encode("xyz"))

# %% alt={"en": "Two matrices of positions, one numbered row by row, one column by column. From each, an arrow leads down to the line of positions 0 to 5, and an arrow leads back to the same element.", "zh": "两个写着位置的矩阵，一个逐行编号，一个逐列编号。各有一个箭头向下指到 0 到 5 的一排位置，再有一个箭头指回同一个元素。"} tags=["hide-input"]
drawing = Drawing(600, 256)
orders = {"⟦by rows|逐行编号⟧": ("C", "blue", 20), "⟦by columns|逐列编号⟧": ("F", "orange", 330)}
for name, (order, role, left) in orders.items():
    positions = np.arange(6).reshape((2, 3), order=order)
    mark = np.array([[False, True, False], [False, False, False]])
    box = drawing.grid(positions, at=(left + 60, 40), cell=40, role=role, mark=mark)
    line = drawing.grid(np.arange(6), at=(left, 196), cell=40, role=role, mark=np.arange(6) == positions[0, 1])
    drawing.text(name, at=(box.center, 20), role=role)
    start, end = (box.at(0, 1)[0], box.bottom + 4), (line.at(0, int(positions[0, 1]))[0], line.top - 4)
    drawing.arrow((start[0] - 6, start[1]), (end[0] - 6, end[1]), role=role)
    drawing.arrow((end[0] + 6, end[1]), (start[0] + 6, start[1]), role=role)
    middle = (start[0] + end[0]) / 2
    drawing.text("⟦there|去⟧", at=(middle - 16, 158), anchor="end", role="muted", size=13)
    drawing.text("⟦and back|回⟧", at=(middle + 16, 158), anchor="start", role="muted", size=13)
drawing

# %% [markdown] lang="en"
# The letters after `z` are none. The round trip cannot see it; a second law, that `encode` gives letters, does. The same happens to the positions of a tensor's elements ([Tensors](tensors.md#memory)): going by columns and back by columns leads to the start, but NumPy goes by rows. `np.ndindex(*shape)` goes through the indices in row-major order.

# %% [markdown] lang="zh"
# `z` 后面的已经不是字母了。来回一趟看不出来；再加一条性质，要求 `encode` 给出的都是字母，就能看出来。张量元素的位置也是这样（见[张量](tensors.md#memory)）：按列去，再按列回，也能回到起点，但 NumPy 是按行排的。`np.ndindex(*shape)` 按行优先的顺序走遍所有下标。

# %% [markdown]
# <!-- exercise: check_index_pair -->

# %% [markdown] lang="en"
# ## What you never draw { #draw }
#
# A law is only as good as the inputs that it is tried on. Suppose that a function adds a vector to every row of a matrix, and you try it on two rows of three. Then you never see what it does where there are more rows than columns, where there is one column, where there is no row at all. Here are all the shapes that two strategies drew. Neither drew a hundred: Hypothesis does not try the same input twice, and stops when there is nothing new.

# %% [markdown] lang="zh"
# ## 从来没抽到的 { #draw }
#
# 性质再好，也要看拿什么输入去试。假设有个函数把向量加到矩阵的每一行上，而你只拿两行三列的矩阵试。那么行比列多时怎样，只有一列时怎样，一行也没有时又怎样，你都看不到。下面画出两种策略抽到的全部形状。都没有到一百个：同样的输入 Hypothesis 不试第二次，没有新的就停下来。

# %% alt={"en": "Two scatter plots of rows against columns. On the left all points lie on the diagonal: square matrices. On the right they spread over the whole field from 0 to 4.", "zh": "两幅行数与列数的散点图。左边的点全在对角线上，都是方阵；右边的点散布在 0 到 4 的整个区域。"} tags=["hide-input"]
import matplotlib.pyplot as plt

from byhand.site.palette import color


def drawn(strategy):
    shapes = []

    @given(strategy)
    def note(shape):
        shapes.append(shape)

    note()
    return np.array(shapes)


strategies = {
    "⟦squares|方阵⟧": st.integers(1, 4).map(lambda n: (n, n)),
    "⟦any two sizes from 0|从 0 起的任意两个长度⟧": st.tuples(st.integers(0, 4), st.integers(0, 4)),
}
figure, places = plt.subplots(1, 2, figsize=(6.4, 2.9), sharey=True)
for axes, (name, strategy), role in zip(places, strategies.items(), ("red", "green"), strict=True):
    shapes = drawn(strategy)
    axes.scatter(*shapes.T, s=40, color=color(role))
    axes.set_title(name)
    axes.set_xlabel("⟦rows|行数⟧")
    axes.set_xlim(-0.6, 4.6)
    axes.set_ylim(-0.6, 4.6)
places[0].set_ylabel("⟦columns|列数⟧")
plt.show()

# %% [markdown] lang="en"
# The same holds for numbers: who draws whole numbers never sees a lost fraction, who draws positive ones never sees a lost sign. So write down what your strategy does *not* draw, and ask of each whether a bug could live there.
#
# One thing must not be drawn: what the contract excludes. A vector that does not fit its matrix has no sum, and a property that demands one rejects what is right. So the second array depends on the first. `st.data()` gives you a `data` that draws inside of the law, when the first is known: `n = data.draw(st.integers(0, 9))`.

# %% [markdown] lang="zh"
# 数也是一样：只抽整数的人，看不到小数部分丢了；只抽正数的人，看不到负号丢了。所以，把你的策略抽*不到*的写下来，逐个问一问：那里会不会藏着错误？
#
# 有一样东西不能抽：约定之外的输入。与矩阵对不上的向量没有和可言，如果性质要求它有，就会把正确的实现判错。所以第二个数组要由第一个来定。`st.data()` 给你一个 `data`，等知道了第一个，再在性质里面接着抽：`n = data.draw(st.integers(0, 9))`。


# %%
@given(st.data())
def a_slice_is_as_long_as_it_says(data):
    numbers = data.draw(st.lists(st.integers()))
    start = data.draw(st.integers(0, len(numbers)))
    stop = data.draw(st.integers(start, len(numbers)))
    assert len(numbers[start:stop]) == stop - start


a_slice_is_as_long_as_it_says()

# %% [markdown]
# <!-- exercise: check_add_row -->

# %% [markdown] lang="en"
# ## What is conserved { #conserved }
#
# Where chance plays a part, no oracle can say what comes out. Laws can. Dealing cards gives another hand every time, and still there are 52 cards before and after, each of them once. Ask what stays the same: the number, the sum, the set, which things belong together. Choose the input so that you *see* it: if every sample contains its own label, a torn pair shows at once.
#
# And ask what must change. "It shuffles" means that the order is another one, but not always: two cards stay as they are every second time. How likely is it that $n$ things come out in their old order by chance? One in $n!$:

# %% [markdown] lang="zh"
# ## 什么保持不变 { #conserved }
#
# 有随机的成分时，没有哪个判据说得出结果是什么，性质却可以。发牌每次发得都不一样，但发之前和发之后都是 52 张，每张恰好一张。问一问什么保持不变：个数、总和、有哪些元素、谁与谁是一对。输入要选得让人*看得出来*：如果每个样本里都写着自己的标签，配对一拆散就看见了。
#
# 还要问一问什么必须变。“打乱”就是顺序变了，但不是每次都变：两张牌洗过之后，有一半的时候还是原样。$n$ 样东西碰巧还是原来的顺序，可能性有多大？$n!$ 分之一：

# %%
from math import factorial

for n in (2, 5, 10, 30):
    print(f"{n:2}  {1 / factorial(n):.2g}")

# %% [markdown]
# <!-- exercise: check_shuffle_together -->

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# **"All tests pass, so the code is right."** A test that checks nothing passes always. The next law looks complete, and never calls anything:

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# **“测试全都通过，代码就是对的”**：不对。什么也不查的测试总是通过。下面这条性质看起来很完整，却什么也没有调用：


# %%
def check_nothing(sort):
    @given(st.lists(st.integers()))
    def holds(numbers):
        assert sort(numbers) == sorted(numbers)


check_nothing(lambda numbers: "nonsense")
print("⟦passed|通过⟧")

# %% [markdown] lang="en"
# So tests are tested: change the code a little, and see whether a test fails. Such a changed program is called a **mutant**, and this course does it with its own [solutions](grading.md#bank).
#
# **"More inputs find more bugs."** Only where there are other inputs. A million square matrices find no more than a hundred do.

# %% [markdown] lang="zh"
# 所以测试本身也要测：把代码改动一点点，看有没有测试失败。改动过的程序叫**变异体**（mutant），这门课对自己的[参考答案](grading.md#bank)就是这么做的。
#
# **“试的输入越多，查出的错误就越多”**：要看是不是不一样的输入。一百万个方阵查不出的，一百个也查不出；一百个查得出的，一百万个也多不了。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "Which function satisfies `sum(f(numbers)) == sum(numbers)` and `len(f(numbers)) == len(numbers)`, and does not sort?"
#
#     Every one that only changes the order, and many that do not: `[sum(numbers), 0, 0, …]` has the same sum and length.
#
# ??? question "`check(f)` draws lists with `st.lists(st.integers(), min_size=1)`. What can it not find?"
#
#     What happens to an empty list. Is an empty list allowed? The contract has to say; if it is, draw it.
#
# ??? question "Why is `np.abs(result - expected).sum() < 1e-9` a bad law for arrays?"
#
#     The difference broadcasts: a result of shape `(n, 1)` against an expected `(n,)` may pass, and where there is no element at all, every sum is 0. Compare the shapes first.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "什么样的函数满足 `sum(f(numbers)) == sum(numbers)` 和 `len(f(numbers)) == len(numbers)`，却没有排序？"
#
#     凡是只改变顺序的都满足，不止于此：`[sum(numbers), 0, 0, …]` 的和与长度也都一样。
#
# ??? question "`check(f)` 用 `st.lists(st.integers(), min_size=1)` 抽取列表。它查不出什么？"
#
#     空列表会怎样。空列表允许吗？这要看约定；如果允许，就要抽到。
#
# ??? question "检查数组时，`np.abs(result - expected).sum() < 1e-9` 为什么不好？"
#
#     相减会广播：形状为 `(n, 1)` 的结果与形状为 `(n,)` 的期望值相减，也可能通过；一个元素也没有时，和总是 0。要先比较形状。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# Write a law for the next function of your own, before the function. If you add an exercise to this course, its laws, its planted mistakes and its mutants are what the contributors' guide asks for first.
#
# Further reading: [the documentation of Hypothesis](https://hypothesis.readthedocs.io/); Koen Claessen and John Hughes, *QuickCheck: a lightweight tool for random testing of Haskell programs*, ICFP 2000; John Hughes, *How to specify it!*, 2019, on which laws find which bugs.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 下次写自己的函数，先写一条性质，再写函数。想给这门课添一道练习，贡献指南首先要的也是这些：性质、埋好的错误和变异体。
#
# 延伸阅读：[Hypothesis 的文档](https://hypothesis.readthedocs.io/)；Koen Claessen 与 John Hughes，*QuickCheck: a lightweight tool for random testing of Haskell programs*，ICFP 2000；John Hughes，*How to specify it!*，2019，讲哪些性质能查出哪些错误。

# %% [markdown] lang="en"
# # How your answers are graded { #grading }
#
# A test that compares a few answers with a list is easy to satisfy and easy to fool. This course grades by **laws**: statements that hold for every input. A program looks for an input that breaks one, and when it finds it, tries to say which mistake you made. This page shows how, with a search that really ran.

# %% [markdown] lang="zh"
# # 评分原理 { #grading }
#
# 拿几个答案去对照表，这样的测试容易通过，也容易蒙混。这门课按**性质**评分：性质是对任何输入都应成立的要求。程序会去寻找一个违反性质的输入；找到之后，还会尽量说出你犯了哪一种错。下面用一次真正运行过的搜索来说明。

# %% [markdown] lang="en"
# ## Examples are not enough { #examples }
#
# Here is a function that should return the largest of some numbers. It agrees with every example that one writes down at first.

# %% [markdown] lang="zh"
# ## 只试几个例子不够 { #examples }
#
# 下面这个函数应当返回几个数中最大的一个。随手写下的例子，它全都算对了。


# %%
def largest(numbers):
    best = 0
    for number in numbers:
        if number > best:
            best = number
    return best


[largest([3, 1, 2]), largest([7]), largest([0, 5, -2])]

# %% [markdown] lang="en"
# It is wrong all the same. Instead of more examples, state what must hold of *every* answer:
#
# 1. the result is one of the numbers;
# 2. no number is larger than the result.
#
# Neither law says what the answer is. Together they leave no other answer.

# %% [markdown] lang="zh"
# 可它还是错的。与其再添几个例子，不如写出*任何*答案都应满足的性质：
#
# 1. 结果是这些数中的一个；
# 2. 没有哪个数比结果更大。
#
# 两条性质都没有说出答案是多少，合在一起却只容得下一个答案。

# %% [markdown] lang="en"
# ## Drawing and shrinking { #shrinking }
#
# A library called [Hypothesis](https://hypothesis.readthedocs.io/) draws inputs and checks the law on each. When one breaks it, the search goes on: it drops elements and makes numbers simpler, as long as the law stays broken. This is called **shrinking**. Here it is at work on the first law. The listing shows every input that broke the law, in the order in which it was tried:

# %% [markdown] lang="zh"
# ## 抽取与收缩 { #shrinking }
#
# 名为 [Hypothesis](https://hypothesis.readthedocs.io/) 的库负责抽取输入，逐个检查性质。一旦有输入违反性质，搜索并不停下：它去掉一些元素，把数变得更简单，只要性质仍被违反就继续。这叫**收缩**（shrinking）。下面用它来检查第一条性质。列出的是每一个违反性质的输入，按尝试的先后排列：

# %%
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

broken = []


@settings(max_examples=200, derandomize=True, database=None, phases=(Phase.generate, Phase.shrink))
@given(st.lists(st.integers(-1000, 1000), min_size=4, max_size=8))
def result_is_one_of_the_numbers(numbers):
    if largest(numbers) not in numbers:
        broken.append(numbers)
        raise AssertionError


try:
    result_is_one_of_the_numbers()
except AssertionError:
    pass

for step in dict.fromkeys(map(str, broken)):
    print(step)
assert broken[-1] == [-1, -1, -1, -1]

# %% [markdown] lang="en"
# What is left can hardly be simpler: the lists were to have at least four numbers, and here are four times −1, for which the function returns 0. So a message shows you an input on which you can follow your function by hand. Typical inputs, chosen by the author of the exercise, are tried even before the drawn ones, because they read best.
#
# The search is not random from one day to the next: the same function gets the same inputs and the same verdict. `--effort thorough` draws a thousand new ones for every law.

# %% [markdown] lang="zh"
# 剩下的输入已经简单到不能再简单：要求列表至少有四个数，这里就是四个 −1，而函数返回了 0。所以，评分信息给出的输入，你可以拿着它一步步手算。出题人选好的典型输入会排在抽取的输入之前先试，因为它们最容易看懂。
#
# 搜索的结果不会今天一个样、明天一个样：同一个函数，得到同样的输入、同样的结论。加上 `--effort thorough`，每条性质会另抽一千个新的输入。

# %% [markdown] lang="en"
# ## The verdicts { #verdicts }
#
# | sign | verdict | meaning |
# |---|---|---|
# | ✓ | done | every law holds for every input that was tried |
# | ✗ | wrong | a law is broken, or a rule of the exercise |
# | ! | error | your function raised an exception that it should not raise, or the file cannot be imported |
# | ∞ | time-out | one call took longer than five seconds |
# | · | not attempted | the stub is as it was handed out |
#
# Whatever the law, the grader checks a few things on **every call**: your function must not change its inputs; the result must not share memory with an input unless the task says so; it must be of the promised type, shape and dtype before its values are looked at; and nothing that is off limits may be used.
#
# The grader compares with code of its own, never with another function of yours, and it broadcasts nothing: a number where a matrix was asked for is wrong, even if NumPy would stretch it.

# %% [markdown] lang="zh"
# ## 评分结论 { #verdicts }
#
# | 记号 | 结论 | 含义 |
# |---|---|---|
# | ✓ | 完成 | 试过的所有输入都满足每条性质 |
# | ✗ | 答错 | 违反了某条性质，或违反了题目的规定 |
# | ! | 出错 | 函数抛出了不该抛出的异常，或者文件无法导入 |
# | ∞ | 超时 | 一次调用超过了五秒 |
# | · | 尚未作答 | 还是发下来的样子 |
#
# 不论检查哪条性质，有几件事在**每次调用**时都要查：函数不能改动输入；除非题目允许，结果不能与输入共用内存；先看类型、形状和 dtype 是否符合约定，再看数值；题目不许用的东西一律不能用。
#
# 比较用的是评分程序自己的代码，从不借用你写的其他函数；也不会替你广播：要求返回矩阵而你返回了一个数，就算 NumPy 能把它扩展开，也是错的。

# %% [markdown] lang="en"
# ## Naming the mistake { #mistakes }
#
# For every exercise, the course keeps a collection of wrong answers that people really write. If yours is wrong, the grader calls each of them with the same inputs. Where exactly one behaves like yours on all of them, the message says which mistake it is and which section sets it right. Where none does, or several do, it says nothing: it never guesses. Someone who adds to their input in place reads this:
#
# <!-- verdict: naive_add_matrix_and_vector__in_place -->

# %% [markdown] lang="zh"
# ## 说出是哪一种错 { #mistakes }
#
# 每道练习都收集了一批人们真会写出来的错误答案。你的答案错了，评分程序就用同样的输入去调用它们。如果恰好有一个在所有输入上都与你的表现相同，信息里就会说明这是哪一种错，以及该回看哪一节。如果一个也没有，或者不止一个，它就不说：绝不猜测。例如，有人直接把结果加到了输入上，看到的是：
#
# <!-- verdict: naive_add_matrix_and_vector__in_place -->

# %% [markdown] lang="en"
# ## Who grades the grader? { #bank }
#
# Every one of these wrong answers must fail, with the verdict written beside it, and be named as itself. Right answers that are written differently must pass. And every solution is changed automatically in small ways, a `+` for a `-`, a `<` for a `<=`: each of these **mutants** must be caught, or be on a list that explains why it changes nothing. All this is checked whenever the course changes.
#
# How much there is of all this, chapter by chapter; behind the number of mistakes is a table that shows which law catches which, each judged alone:

# %% [markdown] lang="zh"
# ## 谁来给评分程序评分？ { #bank }
#
# 这些错误答案必须全部被判错，结论与事先写明的一致，而且要被认出正是它自己。写法不同的正确答案必须通过。每个参考答案还会被自动做些小改动，比如把 `+` 换成 `-`，把 `<` 换成 `<=`：这些**变异体**（mutant）要么被查出来，要么列在清单上，并说明为什么改了等于没改。课程每次改动，都会重新检查这一切。
#
# 下面逐章列出各有多少。点开错误的个数，就能看到哪条性质查出哪个错误，每条性质都单独评判：

# %% tags=["hide-input"]
from IPython.display import Markdown

from byhand.course import graded_chapters
from byhand.grading.laws import read
from byhand.site import tables

lines = ["| ⟦chapter|章⟧ | ⟦exercises|练习⟧ | ⟦laws|性质⟧ | ⟦mistakes|错误⟧ |", "|---|--:|--:|--:|"]
for chapter in graded_chapters().values():
    entries = read(chapter)
    laws = sum(len(entry["laws"]) for entry in entries)
    rows = [row for entry in entries for row in entry["rows"]]
    assert all(row["caught_by"] for row in rows)
    link = f"[{len(rows)}]({tables.address(chapter)})"
    lines.append(f"| ⟦{chapter.title['en']}|{chapter.title['zh']}⟧ | {len(entries)} | {laws} | {link} |")
Markdown("\n".join(lines))

# %% [markdown] lang="en"
# ## What it cannot do { #limits }
#
# A search can miss. A law that holds for a hundred inputs may fail on the next one; the planted mistakes and the mutants are there to make that rare. And your answer runs on your machine with your rights: the limits protect you from accidents, not from malice.
#
# Further reading: [the documentation of Hypothesis](https://hypothesis.readthedocs.io/); Koen Claessen and John Hughes, *QuickCheck: a lightweight tool for random testing of Haskell programs*, ICFP 2000, where this way of testing began.

# %% [markdown] lang="zh"
# ## 它做不到什么 { #limits }
#
# 搜索可能有遗漏。一条性质在一百个输入上都成立，也可能在下一个输入上不成立；预先埋好的错误和变异体，就是为了让这种事少之又少。另外，你的答案在你自己的机器上以你的权限运行：各种限制防的是失误，不是恶意。
#
# 延伸阅读：[Hypothesis 的文档](https://hypothesis.readthedocs.io/)；Koen Claessen 与 John Hughes，*QuickCheck: a lightweight tool for random testing of Haskell programs*，ICFP 2000，这种测试方法由此开始。

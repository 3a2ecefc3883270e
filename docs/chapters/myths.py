# %% [markdown] lang="en"
# # Myths { #myths }
#
# Some sentences about deep learning are repeated until they sound true. Here each stands with a few lines of code that refute it, and a link to the chapter that explains what holds instead. Before you open one: would you have believed it?

# %% [markdown] lang="zh"
# # 误区 { #myths }
#
# 关于深度学习，有些话说的人多了，听起来就像真的。这里把它们一条条列出来，各用几行代码推翻，再指出哪一章讲清了真实的情形。看代码之前，先问问自己：这句话，我信过吗？

# %%
import numpy as np

# %% [markdown] lang="en"
# ## "A vector of 5 numbers is a 5-D tensor" { #five-dimensional-vector }
#
# Five numbers in a row have *one* axis. The vector is a point in a 5-dimensional space; as a tensor it is 1-D. The word "dimension" means both, so this course says *axis* for the one and *size* for the other.

# %% [markdown] lang="zh"
# ## “五个数的向量是五维张量” { #five-dimensional-vector }
#
# 五个数排成一行，只有*一个*轴。这个向量是五维空间里的一个点；作为张量，它是一维的。“维”这个字两种意思都有，所以这门课把前一种叫*长度*，把后一种叫*轴*。

# %%
vector = np.array([12, 3, 6, 14, 7])
tensor = np.zeros((1, 2, 3, 2, 1))
print("⟦vector|向量⟧", vector.ndim, vector.shape, vector.size)
print("⟦5-D tensor|五维张量⟧", tensor.ndim, tensor.shape, tensor.size)

# %% [markdown] lang="en"
# More in [Tensors](tensors.ipynb).

# %% [markdown] lang="zh"
# 详见[张量](tensors.ipynb)。

# %% [markdown] lang="en"
# ## "MNIST has 7,000 images, and train_images is all of them" { #mnist }
#
# MNIST has 70,000: 60,000 to train with and 10,000 to test with. `train_images` is the training set alone. What a network is worth shows on images that it was never trained on, so the other 10,000 stay apart. If this page was built without a connection, a smaller set of digits stands in for MNIST, and the first line below says so.

# %% [markdown] lang="zh"
# ## “MNIST 有 7,000 张图片，train_images 就是全部” { #mnist }
#
# MNIST 有 70,000 张图片：60,000 张用来训练，10,000 张用来测试。`train_images` 只是训练集。网络好不好，要看它在从没见过的图片上表现如何，所以另外那 10,000 张必须分开放。如果生成本页时没有联网，就用一套较小的手写数字代替 MNIST，下面第一行会写明。

# %%
from byhand.mnist.data import load

data = load()
print("MNIST" if data.source in ("folder", "download") else "⟦scikit-learn's digits|scikit-learn 自带的数字⟧")
print("⟦training|训练⟧", data.train_images.shape)
print("⟦test|测试⟧", data.test_images.shape)
print("⟦together|合计⟧", len(data.train_images) + len(data.test_images))

# %% [markdown] lang="en"
# More in [Tensors](tensors.ipynb).

# %% [markdown] lang="zh"
# 详见[张量](tensors.ipynb)。

# %% [markdown] lang="en"
# ## "ReLU squashes its input into [0, 1]" { #relu }
#
# ReLU cuts off what is negative and leaves the rest alone: it has no upper bound. Sigmoid is the one that squashes.

# %% [markdown] lang="zh"
# ## “ReLU 把输入压缩到 [0, 1]” { #relu }
#
# ReLU 只是把负数变成 0，其余原样放行，所以没有上界。会压缩的是 sigmoid。

# %%
from solutions.elementwise import relu, sigmoid

x = np.array([-1000.0, -1.0, 0.0, 1.0, 1000.0])
print("relu   ", relu(x))
print("sigmoid", sigmoid(x))
assert relu(x).max() == 1000

# %% [markdown] lang="en"
# More in [Element-wise operations](elementwise.ipynb).

# %% [markdown] lang="zh"
# 详见[逐元素运算](elementwise.ipynb)。

# %% [markdown] lang="en"
# ## "A transpose is a reshape" { #transpose }
#
# Both turn `(2, 3)` into `(3, 2)`. But a reshape keeps the elements in their order and cuts the rows anew, while a transpose moves the elements: `y[j, i]` is `x[i, j]`.

# %% [markdown] lang="zh"
# ## “转置就是变形” { #transpose }
#
# 两者都能把 `(2, 3)` 变成 `(3, 2)`。但是变形保持元素的顺序，只是重新分行；转置却移动元素：`y[j, i]` 等于 `x[i, j]`。

# %%
x = np.array([[1, 2, 3], [4, 5, 6]])
print(x.reshape(3, 2), "\n")
print(x.T)
assert x.T.shape == x.reshape(3, 2).shape
assert not np.array_equal(x.T, x.reshape(3, 2))

# %% [markdown] lang="en"
# More in [Reshape and transpose](reshape.ipynb).

# %% [markdown] lang="zh"
# 详见[变形与转置](reshape.ipynb)。

# %% [markdown] lang="en"
# ## "The dot product, the tensor product and x * y are the same" { #products }
#
# Of two vectors with three elements each, one makes a number, one a matrix, and one a vector. The dot product multiplies element by element *and adds up*; the tensor product, or outer product, multiplies every element with every other.

# %% [markdown] lang="zh"
# ## “点积、张量积和 x * y 是一回事” { #products }
#
# 拿两个各有三个元素的向量来算，一个得到数，一个得到矩阵，一个得到向量。点积先逐元素相乘，*再加起来*；张量积也叫外积，是让一边的每个元素与另一边的每个元素都相乘。

# %%
x, y = np.array([1, 2, 3]), np.array([10, 20, 30])
for name, result in {
    "⟦dot|点积⟧": np.dot(x, y),
    "⟦outer|外积⟧": np.outer(x, y),
    "⟦elementwise|逐元素⟧": x * y,
}.items():
    print(name, np.shape(result), np.asarray(result).tolist())

# %% [markdown] lang="en"
# More in [Dot product](dot_product.ipynb) and [Broadcasting](broadcasting.ipynb#outer).

# %% [markdown] lang="zh"
# 详见[点积](dot_product.ipynb)和[广播](broadcasting.ipynb#outer)。

# %% [markdown] lang="en"
# ## "In 784→512→256→10 the second weight is (784, 256)" { #inner-sizes }
#
# Each layer takes what the one before it gives. The first turns 784 numbers into 512, so the second must start from 512: its weight is `(512, 256)`. In `(a, b) · (b, c)` the inner sizes meet, or there is no product.

# %% [markdown] lang="zh"
# ## “784→512→256→10 里，第二层权重的形状是 (784, 256)” { #inner-sizes }
#
# 每一层的输入，就是上一层的输出。第一层把 784 个数变成 512 个，第二层就必须从 512 个开始，权重的形状是 `(512, 256)`。在 `(a, b) · (b, c)` 里，内侧的两个长度要相等，否则没法相乘。

# %%
images = np.zeros((128, 784))
hidden = images @ np.zeros((784, 512))
print(hidden.shape)
try:
    hidden @ np.zeros((784, 256))
except ValueError as error:
    print("ValueError:", error)
print((hidden @ np.zeros((512, 256)) @ np.zeros((256, 10))).shape)

# %% [markdown] lang="en"
# More in [Dot product](dot_product.ipynb).

# %% [markdown] lang="zh"
# 详见[点积](dot_product.ipynb)。

# %% [markdown] lang="en"
# ## "Dynamic graphs are one framework's privilege" { #dynamic-graphs }
#
# A *static* graph is drawn first and run later; a *dynamic* one arises while ordinary Python code runs, loops and branches included. Chainer worked so in 2015, PyTorch soon after, and TensorFlow has by default since version 2, of 2019. JAX traces: it records what your code does, anew for every call of `jax.grad`. Below, a `while` and an `if` look at values, so that 1.5 and 5 make different graphs of different length, and both have the right gradient. Under `jax.jit` there are no values to look at; there the loop goes into the program, with `jax.lax.while_loop`.

# %% [markdown] lang="zh"
# ## “动态图是某一个框架的专利” { #dynamic-graphs }
#
# *静态*图是先画好，再运行；*动态*图则是在普通的 Python 代码运行时产生的，循环和分支都算在内。2015 年的 Chainer 就是这样，不久之后 PyTorch 也是，TensorFlow 从 2019 年的第 2 版起默认也是。JAX 靠追踪：你的代码做了什么，它就记录什么，每次调用 `jax.grad` 都重新记录。下面的 `while` 和 `if` 都要看值，所以 1.5 和 5 产生的图不同，长短也不同，梯度却都对。在 `jax.jit` 之下没有值可看，就用 `jax.lax.while_loop` 把循环放进程序里。


# %%
import jax

turns = []


def square_until_large(x):
    turns.append(0)
    while x < 100:  # ⟦looks at a value|要看值⟧
        x = x * x
        turns[-1] += 1
    return x if x < 640 else 2 * x  # ⟦so does this|这里也是⟧


for start in (1.5, 5.0):
    slope, count = jax.grad(square_until_large)(start), turns[-1]
    power = 2**count
    factor = 1 if start**power < 640 else 2
    print(
        f"x = {start}: {count} ⟦turns|圈⟧, ⟦gradient|梯度⟧ {slope:.2f}",
        f"= {factor * power * start ** (power - 1):.2f}",
    )
try:
    jax.jit(square_until_large)(1.5)
except TypeError as error:
    print("jit:", type(error).__name__)
in_program = jax.jit(lambda x: jax.lax.while_loop(lambda x: x < 100, lambda x: x * x, x))
print("while_loop:", in_program(1.5), in_program(5.0))

# %% [markdown] lang="en"
# More in [JAX: NumPy that differentiates](jax_basics.ipynb#jit).

# %% [markdown] lang="zh"
# 详见 [JAX 入门](jax_basics.ipynb#jit)。

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
# ## "Classification is regression with a squashing function" { #squashed-regression }
#
# Squashing keeps the order, and class numbers have none. Four flowers grow at the places 0, 1, 2, 3 along a river. However the classes are numbered, one-hot targets give the same answers; a regression on the numbers gives other answers for other numberings, squashed or not.

# %% [markdown] lang="zh"
# ## “分类就是回归加一个压缩函数” { #squashed-regression }
#
# 压缩不改变顺序，而类别编号本来就没有顺序。河边 0、1、2、3 四处长着四种花。不管怎么编号，用独热编码训练，回答都一样；对编号做回归，换一种编号，对的个数就变了，压缩不压缩都一样。

# %%
from solutions.classification import predict_class, train_softmax_regression

places = np.arange(4.0)[:, np.newaxis]
for numbers in (np.array([0, 1, 2, 3]), np.array([2, 0, 3, 1])):
    line = np.polyval(np.polyfit(places[:, 0], numbers, 1), places[:, 0])
    squashed = 4 * sigmoid(line - 1.5)  # four equal parts of [0, 1]
    w, b, _ = train_softmax_regression(places, numbers, 4, 1.0, 3000)
    right = np.rint(line) == numbers, np.floor(squashed) == numbers, predict_class(places @ w + b) == numbers
    for name, share in zip(("⟦line|直线⟧", "⟦squashed|压缩⟧", "softmax"), right, strict=True):
        print(f"{name} {share.sum()} / 4", end="   ")
    print(numbers)

# %% [markdown] lang="en"
# More in [From regression to classification](classification.ipynb#myth-squash).

# %% [markdown] lang="zh"
# 详见[从回归到分类](classification.ipynb#myth-squash)。

# %% [markdown] lang="en"
# ## "Many layers are more than one, activations or not" { #linear-layers }
#
# Dense layers without an activation between them are one dense layer. Its weights are the product of theirs, and no input tells the difference, rounding aside. With relu in between, one weight matrix is not enough: with it, minus the input would give minus the score.

# %% [markdown] lang="zh"
# ## “有没有激活函数，多层都比一层强” { #linear-layers }
#
# 全连接层之间如果没有激活函数，合起来就是一个全连接层，权重是各层权重的乘积；除了舍入误差，任何输入都看不出差别。中间加上 relu，一个权重矩阵就不够了：否则，输入变号，得分也该变号。

# %%
from solutions.classification import collapse_linear_layers, init_mlp, mlp_forward

one, two, three = init_mlp(np.random.default_rng(0), (3, 6, 5, 1))
x = np.random.default_rng(1).normal(size=(4, 3)).astype(np.float32)
w, b = collapse_linear_layers(*collapse_linear_layers(*one, *two), *three)
print("⟦three layers|三层⟧  ", (x @ one[0] @ two[0] @ three[0]).ravel().round(4))
print("⟦one layer|一层⟧     ", (x @ w + b).ravel().round(4))
print("relu, x  ", mlp_forward([one, two, three], x).ravel().round(4))
print("relu, -x ", mlp_forward([one, two, three], -x).ravel().round(4))

# %% [markdown] lang="en"
# More in [From regression to classification](classification.ipynb#myth-deep).

# %% [markdown] lang="zh"
# 详见[从回归到分类](classification.ipynb#myth-deep)。

# %% [markdown] lang="en"
# ## "Layer sizes have to be powers of two" { #powers-of-two }
#
# A habit. Networks with 30, 32 and 35 hidden units, three seeds each, trained for a moment on 1,000 digits: the seed decides more than the size does. Some processors like sizes that are multiples of 8 or so; for that no power is needed either.

# %% [markdown] lang="zh"
# ## “每层的单元数必须是 2 的幂” { #powers-of-two }
#
# 这只是习惯。隐藏单元取 30、32、35 个，每种用三个种子，在 1,000 张数字图片上训练一小会儿：种子带来的差别，比单元数带来的差别还大。有些处理器喜欢 8 之类的倍数，那也用不着是 2 的幂。

# %%
from threadpoolctl import threadpool_limits

from solutions.chain_rule import mlp_backward
from solutions.losses import accuracy
from solutions.sgd import adam_step, minibatches

limits = threadpool_limits(1)  # more threads mostly wait where matrices are small
train_x, test_x = (
    images[:1000].reshape(-1, 784).astype(np.float32) / 255 for images in (data.train_images, data.test_images)
)
for hidden in (30, 32, 35):
    shares = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        (w1, b1), (w2, b2) = init_mlp(rng, (784, hidden, 10))
        params, state = (w1, b1, w2, b2), None
        for _ in range(8):
            for index in minibatches(rng, 1000, 50):
                gradients = mlp_backward(train_x[index], data.train_labels[index], *params)
                params, state = adam_step(params, gradients, state, 3e-3)
        answers = predict_class(mlp_forward([params[:2], params[2:]], test_x))
        shares.append(f"{accuracy(answers, data.test_labels[:1000]):.1%}")
    print(hidden, *shares)

# %% [markdown] lang="en"
# More in [From regression to classification](classification.ipynb#myth-powers).

# %% [markdown] lang="zh"
# 详见[从回归到分类](classification.ipynb#myth-powers)。

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
# More in [Tensors](tensors.md).

# %% [markdown] lang="zh"
# 详见[张量](tensors.md)。

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
# More in [Tensors](tensors.md).

# %% [markdown] lang="zh"
# 详见[张量](tensors.md)。

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
# More in [Element-wise operations](elementwise.md).

# %% [markdown] lang="zh"
# 详见[逐元素运算](elementwise.md)。

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
# More in [Reshape and transpose](reshape.md).

# %% [markdown] lang="zh"
# 详见[变形与转置](reshape.md)。

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
# More in [Dot product](dot_product.md) and [Broadcasting](broadcasting.md#outer).

# %% [markdown] lang="zh"
# 详见[点积](dot_product.md)和[广播](broadcasting.md#outer)。

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
# More in [Dot product](dot_product.md).

# %% [markdown] lang="zh"
# 详见[点积](dot_product.md)。

# %% [markdown] lang="en"
# ## "∂z/∂x = ∂z/∂y · ∂z/∂x" { #middle-term }
#
# So the chain rule is sometimes copied. The second factor belongs to $y$: first how $z$ follows $y$, then how $y$ follows $x$, so $\partial z / \partial x = \partial z / \partial y \cdot \partial y / \partial x$. For $y = 3x$ and $z = y^2$ at $x = 2$:

# %% [markdown] lang="zh"
# ## “∂z/∂x = ∂z/∂y · ∂z/∂x” { #middle-term }
#
# 链式法则有时被抄成了这样。第二个因子应当是 $y$ 的：先看 $z$ 怎样随 $y$ 变，再看 $y$ 怎样随 $x$ 变，所以 $\partial z / \partial x = \partial z / \partial y \cdot \partial y / \partial x$。取 $y = 3x$，$z = y^2$，$x = 2$：

# %%
x, h = 2.0, 1e-5
dz_dx = ((3 * (x + h)) ** 2 - (3 * (x - h)) ** 2) / (2 * h)  # measured
dz_dy, dy_dx = 2 * (3 * x), 3.0
print("∂z/∂x         =", round(dz_dx, 6))
print("∂z/∂y · ∂y/∂x =", dz_dy * dy_dx)
print("∂z/∂y · ∂z/∂x =", round(dz_dy * dz_dx, 6))

# %% [markdown] lang="en"
# More in [Chain rule and backpropagation](chain_rule.md#myth-middle).

# %% [markdown] lang="zh"
# 详见[链式法则与反向传播](chain_rule.md#myth-middle)。

# %% [markdown] lang="en"
# ## "Backpropagation makes the loss 0" { #loss-zero }
#
# Backpropagation computes gradients; it changes nothing. An optimiser changes the weights, and what it reaches need not be 0: if one image stands twice in the data, with different labels, the best is to give both labels the probability 1/2, at a loss of $\log 2$. There the gradients are 0, and the loss is not.

# %% [markdown] lang="zh"
# ## “反向传播让损失变成 0” { #loss-zero }
#
# 反向传播只算梯度，什么也不改。改权重的是优化器，而它能达到的最好结果也不一定是 0：如果同一张图片在数据里出现两次，标签却不同，最好的办法是给两个标签各 1/2 的概率，损失是 $\log 2$。那里的梯度是 0，损失不是。

# %%
from solutions.chain_rule import mlp_backward

twins, labels = np.ones((2, 1)), np.array([0, 1])
network = [np.ones((1, 1)), np.zeros(1), np.array([[2.0, -1.0]]), np.zeros(2)]


def loss(network):
    w1, b1, w2, b2 = network
    scores = relu(twins @ w1 + b1) @ w2 + b2
    return float((np.log(np.exp(scores).sum(axis=1)) - scores[[0, 1], labels]).mean())


print("⟦before backpropagation|反向传播之前⟧", round(loss(network), 3))
slopes = mlp_backward(twins, labels, *network)
print("⟦after it|反向传播之后⟧", round(loss(network), 3))
for _ in range(200):
    network = [old - 0.1 * slope for old, slope in zip(network, mlp_backward(twins, labels, *network), strict=True)]
print("⟦after 200 steps of an optimiser|优化器走 200 步之后⟧", round(loss(network), 3))
slopes = mlp_backward(twins, labels, *network)
print("⟦largest slope there|那里最大的斜率⟧", round(max(float(np.abs(one).max()) for one in slopes), 3))
print("log 2 =", round(np.log(2), 3))

# %% [markdown] lang="en"
# More in [Chain rule and backpropagation](chain_rule.md#myth-zero).

# %% [markdown] lang="zh"
# 详见[链式法则与反向传播](chain_rule.md#myth-zero)。

# %% [markdown] lang="en"
# ## "Standardised data are normal, and lie between −3 and 3" { #standardising }
#
# Standardising subtracts one number and divides by another. The mean becomes 0 and the standard deviation 1, and that is all: the shape of the distribution stays, and no bound is promised. Below are ten thousand waiting times, most of them short and a few very long. In a normal distribution half of the values are below the mean, and one in 3.5 million is above 5.

# %% [markdown] lang="zh"
# ## “标准化之后，数据就服从正态分布，都在 −3 与 3 之间” { #standardising }
#
# 标准化只是减去一个数，再除以一个数。平均值变为 0，标准差变为 1，仅此而已：分布的形状不变，也没有保证什么界限。下面是一万个等待时间，大多很短，少数很长。如果是正态分布，小于平均值的应当占一半，大于 5 的 350 万个里才有一个。

# %%
from solutions.data_preparation import fit_standardizer, one_hot, standardize

waits = np.random.default_rng(0).exponential(10.0, (10_000, 1))
z = standardize(waits, *fit_standardizer(waits))
print("⟦mean|平均值⟧", abs(z.mean().round(6)), " ⟦standard deviation|标准差⟧", z.std().round(6))
print("⟦below the mean|小于平均值的⟧", f"{(z < 0).mean():.0%}")
print("⟦from|从⟧", z.min().round(2), "⟦to|到⟧", z.max().round(2), " ⟦above 5:|大于 5 的：⟧", (z > 5).sum())
assert z.max() > 5

# %% [markdown] lang="en"
# More in [Preparing data](data_preparation.md#standardising).

# %% [markdown] lang="zh"
# 详见[数据预处理](data_preparation.md#standardising)。

# %% [markdown] lang="en"
# ## "A better optimiser cures overfitting" { #overfitting }
#
# An optimiser makes the training loss small, whatever the loss is worth elsewhere. Here four of them fit a polynomial of degree 15 to 18 noisy points, each with 3000 steps; 300 other points are the validation set. All of them overfit. What helps: the weights of the best step by the validation set (early stopping), a penalty on large weights, or ten times as many points.

# %% [markdown] lang="zh"
# ## “换个更好的优化器，就不会过拟合” { #overfitting }
#
# 优化器只管让训练损失变小，不管别处怎么样。下面用四种优化器，拿 15 次多项式去拟合 18 个带噪声的点，各走 3000 步；另外 300 个点作验证集。四种都过拟合了。有用的是：取验证集上最好的那一步的权重（早停），惩罚大的权重，或者用十倍的点。

# %%
from solutions.sgd import adam_step, momentum_step, rmsprop_step, sgd_step


def noisy(n, seed):
    rng = np.random.default_rng(seed)
    t = rng.uniform(-1, 1, n)
    return np.polynomial.legendre.legvander(t, 15), np.sin(3 * t) + rng.normal(0, 0.3, n)


def run(step, rate, train, strength=0.0):
    """Train for 3000 steps; the errors on the training and the validation set after each."""
    (x, y), (new_x, new_y) = train, noisy(300, 1)
    w, state, path = np.zeros(16), None, []
    for _ in range(3000):
        w, state = step(w, 2 * x.T @ (x @ w - y) / len(y) + 2 * strength * w, state, rate)
        path.append(w)
    return ((np.array(path) @ x.T - y) ** 2).mean(axis=1), ((np.array(path) @ new_x.T - new_y) ** 2).mean(axis=1)


def plain(w, gradient, state, rate):
    return sgd_step(w, gradient, rate), None


few, many = noisy(18, 0), noisy(180, 0)
optimisers = {
    "⟦gradient descent|梯度下降⟧": (plain, 0.1),
    "⟦momentum|动量法⟧": (momentum_step, 0.05),
    "RMSprop": (rmsprop_step, 0.01),
    "Adam": (adam_step, 0.01),
}
for name, (step, rate) in optimisers.items():
    training, validation = run(step, rate, few)
    print(f"⟦training|训练⟧ {training[-1]:.3f}  ⟦validation|验证⟧ {validation[-1]:6.3f}", end="  ")
    print(f"⟦at its best|最好时⟧ {validation.min():.3f}  {name}")
for name, train, strength in (("⟦with a penalty|加惩罚⟧", few, 0.02), ("⟦180 points|180 个点⟧", many, 0.0)):
    training, validation = run(adam_step, 0.01, train, strength)
    print(f"⟦training|训练⟧ {training[-1]:.3f}  ⟦validation|验证⟧ {validation[-1]:6.3f}  Adam, {name}")

# %% [markdown] lang="en"
# The last two lines and the column "at its best" are the cures; the validation set is what noticed. More in [Preparing data](data_preparation.md#overfitting).

# %% [markdown] lang="zh"
# 最后两行和“最好时”那一列，就是克服的办法；发现问题的，则是验证集。详见[数据预处理](data_preparation.md#overfitting)。

# %% [markdown] lang="en"
# ## "One-hot vectors are probabilities" { #one-hot }
#
# They hold zeros and a single 1 and say which class it is, not how likely. For the probability of a class one has to ask a model: its scores become probabilities by softmax. Suppose that a model gives the scores below to three images of a 3, a clear one, a blurred one and a misleading one. The one-hot rows are the same; the outputs of softmax are not.

# %% [markdown] lang="zh"
# ## “独热编码就是概率” { #one-hot }
#
# 独热编码里只有若干个 0 和一个 1，说的是哪一类，而不是可能性有多大。某一类的概率要去问模型：softmax 把模型的得分变成概率。假设有三张图片都是 3，一张清楚，一张模糊，一张容易看错，模型给出的得分如下。独热编码都一样，softmax 的输出却不同。

# %%
from solutions.losses import softmax

labels = np.array([3, 3, 3])
scores = np.array([[0.0, 0.0, 1.0, 4.0], [0.0, 0.5, 2.0, 2.5], [0.0, 0.0, 3.0, 1.0]])
for row, probabilities in zip(one_hot(labels, 4), softmax(scores), strict=True):
    print(row, "⟦softmax says|softmax 说⟧", probabilities.round(2))

# %% [markdown] lang="en"
# More in [Preparing data](data_preparation.md#labels) and in [Losses and metrics](losses.md#scores).

# %% [markdown] lang="zh"
# 详见[数据预处理](data_preparation.md#labels)和[损失与指标](losses.md#scores)。

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
# More in [From regression to classification](classification.md#myth-squash).

# %% [markdown] lang="zh"
# 详见[从回归到分类](classification.md#myth-squash)。

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
# More in [From regression to classification](classification.md#myth-deep).

# %% [markdown] lang="zh"
# 详见[从回归到分类](classification.md#myth-deep)。

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
# More in [From regression to classification](classification.md#myth-powers).

# %% [markdown] lang="zh"
# 详见[从回归到分类](classification.md#myth-powers)。

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
# More in [JAX: NumPy that differentiates](jax_basics.md#jit).

# %% [markdown] lang="zh"
# 详见 [JAX 入门](jax_basics.md#jit)。

# %% [markdown] lang="en"
# # More devices { #data-parallel }
#
# The step of training that you wrote for [the network that reads digits](mnist_mlp.md) runs on one device. This chapter runs the same step on eight. Not a similar one: the losses and the parameters are to be the same numbers, up to rounding, whether one device computes or two, four or eight.
#
# You do not need eight graphics cards for this. JAX simulates devices on any computer, and a program that is right on simulated devices is right on real ones.
#
# After this chapter you can
#
# - say what data parallelism shares out and what every device has for itself;
# - lay an array out over a mesh of devices, in blocks or in copies, and see which device holds what;
# - write a step in which only sums travel between the devices, and say why a mean of means is wrong;
# - estimate what a step costs in bytes and in operations, and when more devices do not pay.

# %% [markdown] lang="zh"
# # 多设备训练 { #data-parallel }
#
# 你为[识别手写数字的网络](mnist_mlp.md)写的训练步，只在一个设备上运行。这一章让同样的一步在八个设备上运行。要的不是“差不多”：无论用一个、两个、四个还是八个设备，损失和参数都应当是同样的数，只差舍入误差。
#
# 这并不需要八块显卡。JAX 在任何电脑上都能模拟出多个设备；程序在模拟设备上是对的，到了真正的设备上也是对的。
#
# 学完这一章，你能够：
#
# - 说清数据并行把什么分给各个设备，又有什么是每个设备各持一份的；
# - 把数组切块或者复制到设备网格上，并看出哪个设备上有什么；
# - 写出设备之间只传递总和的训练步，并说明为什么不能对平均值再求平均；
# - 估算一步要传多少字节、做多少次运算，知道什么时候增加设备并不划算。

# %% alt={"en": "A batch is cut into four blocks, one for each device; every device has a copy of the parameters. Their gradients are summed, and the sum goes back to all.", "zh": "一个批量切成四块，每个设备一块；每个设备都有一份参数。各个设备的梯度相加，总和再送回每个设备。"} tags=["hide-input"]
from byhand.site.drawing import Drawing

drawing = Drawing(560, 330)
drawing.text("⟦batch|批量⟧", at=(50, 24), role="muted")
for number, role in enumerate(("blue", "orange", "green", "purple")):
    top = 44 + 68 * number
    drawing.grid((2, 3), at=(16, top), cell=24, role=role)
    drawing.arrow((96, top + 24), (136, top + 24), role=role)
    drawing.rect((140, top - 8), (190, 62), role=role, fill=f"{role}-soft")
    drawing.text(f"⟦device|设备⟧ {number}", at=(150, top + 8), anchor="start", size=13, bold=True)
    drawing.text("⟦all parameters|全部参数⟧", at=(150, top + 32), anchor="start", size=13)
    drawing.text(f"g{number}", at=(312, top + 24), mono=True, role=role, bold=True)
    drawing.arrow((334, top + 24), (404, 170), role=role)
drawing.circle((424, 170), 20, role="red")
drawing.text("+", at=(424, 170), size=22, bold=True, role="red")
drawing.arrow((446, 170), (484, 170), role="red")
drawing.text("⟦the sum,|总和，⟧", at=(490, 160), anchor="start", size=13)
drawing.text("⟦to all|送回各设备⟧", at=(490, 180), anchor="start", size=13)
drawing

# %% [markdown] lang="en"
# ## What can be shared out { #why }
#
# A loss is a mean over the rows of a batch, so its gradient is a mean over the rows as well:
#
# $$ L = \frac1n \sum_i L_i, \qquad \nabla L = \frac1n \sum_i \nabla L_i $$
#
# A sum may be cut into parts anywhere. So cut the batch into blocks of rows, give one to each device, let each add up the gradients of its own rows, and add up what the devices found. This is **data parallelism**: the data are shared out, and the parameters are there as often as there are devices.
#
# Every device begins with the same parameters, gets the same sum, and makes the same step. So the copies stay equal, and no parameter ever has to be sent. What travels is one gradient for each device and step, however many rows the batch has.
#
# The other possibility is to share out the parameters, when they do not fit on one device: *model parallelism*. It is a matter of its own; this network has no need of it.

# %% [markdown] lang="zh"
# ## 可以分的是什么 { #why }
#
# 损失是一批中各行损失的平均，所以它的梯度也是各行梯度的平均：
#
# $$ L = \frac1n \sum_i L_i, \qquad \nabla L = \frac1n \sum_i \nabla L_i $$
#
# 求和可以从任何地方断开，分成几段来求。那就把批量按行切成块，每个设备一块；每个设备把自己那几行的梯度加起来，最后把各设备的结果加起来。这就是**数据并行**（data parallelism）：数据分给各个设备，参数则每个设备都有一份。
#
# 各个设备开始时参数相同，得到的总和相同，走的那一步也就相同。所以各份参数始终一致，根本不必传输。每走一步，每个设备要传的只是一份梯度，批量有多少行都一样。
#
# 另一种办法是切分参数，用在参数太多、一个设备放不下的时候，叫*模型并行*。那是另一个话题，这个网络用不着。

# %% [markdown] lang="en"
# ## Eight devices on your desk { #mesh }
#
# JAX can divide a CPU into as many devices as you like. It must be told before it starts: by `jax.config.update`, as here, or by the environment variable `JAX_NUM_CPU_DEVICES=8`. The grader sets that for you.

# %% [markdown] lang="zh"
# ## 桌上的八个设备 { #mesh }
#
# JAX 可以把一个 CPU 分成任意多个设备，但要在它启动之前指定：像这里一样用 `jax.config.update`，或者用环境变量 `JAX_NUM_CPU_DEVICES=8`。评分程序会替你设好这个变量。

# %%
import jax

jax.config.update("jax_num_cpu_devices", 8)

import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec as P

print(len(jax.devices("cpu")), jax.devices("cpu")[:2])

# %% [markdown] lang="en"
# A **mesh** is an array of devices whose axes have names. Ours has one axis, `"data"`. A **sharding** says how an array lies on the mesh: `P("data")` cuts its first axis into equal blocks along the mesh's axis `"data"`; `P()` cuts nothing, so that every device has all of it. `jax.device_put` lays an array, or a whole tree of them, out accordingly.

# %% [markdown] lang="zh"
# **网格**（mesh）是由设备组成的数组，每个轴都有名字。我们的网格只有一个轴，叫 `"data"`。**分片方式**（sharding）说明一个数组在网格上怎样分布：`P("data")` 把它的第一个轴沿网格的 `"data"` 轴切成相等的块；`P()` 什么也不切，于是每个设备上都是完整的数组。`jax.device_put` 按给定的分片方式放置一个数组，或者一整棵由数组组成的树。

# %%
mesh = Mesh(jax.devices("cpu")[:4], ("data",))
rows = np.arange(8.0, dtype=np.float32)
cut = jax.device_put(rows, NamedSharding(mesh, P("data")))
copied = jax.device_put(rows, NamedSharding(mesh, P()))
for name, array in (("P('data')", cut), ("P()", copied)):
    for shard in array.addressable_shards:
        print(f"{name:10} ⟦device|设备⟧ {shard.device.id}  {shard.data}")
print(cut.shape, cut + 1)

# %% [markdown] lang="en"
# Both are ordinary arrays of shape `(8,)`, and to compute with them you write what you always wrote. Where an array lies is a matter of speed and memory, not of what it is.

# %% [markdown] lang="zh"
# 两个都是形状为 `(8,)` 的普通数组，拿来计算时，写法与从前一样。数组放在哪里，只关系到速度和内存；它还是同一个数组。

# %% [markdown] lang="en"
# ## Blocks of rows, and what is left over { #shard }
#
# Blocks must be equal, or else JAX refuses. A sharding says what a device gets of eight rows, and of seven:

# %% [markdown] lang="zh"
# ## 按行切块，除不尽怎么办 { #shard }
#
# 各块必须一样大，否则 JAX 拒绝切分。问一问分片方式：八行时每个设备分到多少，七行时呢？

# %%
print(cut.sharding.shard_shape((8,)))
try:
    cut.sharding.shard_shape((7,))
except ValueError as error:
    print("ValueError: …", str(error).partition(" implies that ")[2].partition(" (")[0])

# %% [markdown] lang="en"
# To drop the rest would be to throw samples away, and not the same ones on 4 devices as on 8, so that the losses would no longer be the same. So fill up: rows of zeros behind the last, up to the next multiple of the number of devices. But such a row is no sample; a network has a loss on zeros as well, and it must not count. Hence the third array, the **weights**: 1 for a real row, 0 for a padded one.
#
# $$ L = \frac{\sum_i w_i L_i}{\sum_i w_i} $$

# %% [markdown] lang="zh"
# 把除不尽的几行丢掉，就等于扔掉样本；4 个设备和 8 个设备扔的还不一样，损失也就对不上了。所以要补齐：在最后一行后面补上全零的行，补到行数是设备数的倍数为止。不过补上的行不是样本；网络对全零的输入也会算出一个损失，这个损失不能算进去。于是有了第三个数组，各行的**权重**（weight）：真实的行取 1，补上的行取 0。
#
# $$ L = \frac{\sum_i w_i L_i}{\sum_i w_i} $$

# %% alt={"en": "Seven rows and one row of zeros on four devices, two each. The weights are seven ones and a zero.", "zh": "七行，再补一行零，分给四个设备，每个两行。权重是七个 1 和一个 0。"} tags=["hide-input"]
drawing = Drawing(470, 300)
labels = np.array([3, 1, 4, 1, 5, 9, 2, 0])
for row in range(8):
    role, top = ("blue", "orange", "green", "purple")[row // 2], 40 + 30 * row + 4 * (row // 2)
    real = row < 7
    ghost = np.full((1, 4), not real)
    drawing.grid(np.full((1, 4), 0) if not real else (1, 4), at=(30, top), cell=28, role=role, ghost=ghost)
    drawing.grid(labels[row : row + 1], at=(190, top), cell=28, role=role, ghost=ghost[:, :1])
    drawing.grid(np.array([int(real)]), at=(270, top), cell=28, role=role, ghost=ghost[:, :1])
    if row % 2 == 0:
        drawing.brace((312, top), (312, top + 58), f"⟦device|设备⟧ {row // 2}", role=role)
for words, centre in (("x", 86), ("⟦labels|标签⟧", 204), ("⟦weights|权重⟧", 284)):
    drawing.text(words, at=(centre, 20), role="muted", size=13)
drawing

# %% [markdown] lang="en"
# How many rows are missing? $-n \bmod d$, in Python `-n % d`: 1 for 7 rows on 4 devices, and 0, not 4, for 8. `np.pad(rows, [(0, missing), (0, 0)])` appends zeros along the first axis; of more axes there must be more pairs. `mesh.size` is the number of devices.
#
# Pad on the host, in NumPy, and call `device_put` once at the end: then each block goes straight to its device.

# %% [markdown] lang="zh"
# 缺几行？$-n \bmod d$，在 Python 里写 `-n % d`：7 行分给 4 个设备，缺 1 行；8 行分给 4 个设备，缺 0 行，而不是 4 行。`np.pad(rows, [(0, missing), (0, 0)])` 沿第一个轴在末尾补零；数组有几个轴，就要写几对数。`mesh.size` 是设备数。
#
# 在主机（host）上用 NumPy 补好，最后只调用一次 `device_put`，这样每一块都直接送到自己的设备上。

# %% [markdown]
# <!-- exercise: shard_batch -->

# %% [markdown] lang="en"
# ## The same parameters everywhere { #copies }
#
# The parameters are a tree: a list of pairs, or whatever nesting a network has. Each array of it is to lie whole on every device of the mesh: of that mesh, not of all that the computer has. Which sharding cuts nothing you have seen above, and `device_put` takes trees.
#
# A replicated array is *one* array, with its old shape. There is no axis more that counts the devices, and no list of copies.

# %% [markdown] lang="zh"
# ## 处处相同的参数 { #copies }
#
# 参数是一棵树：可以是由 (w, b) 对组成的列表，也可以是网络所用的任何嵌套结构。其中的每个数组，都要完整地放到网格的每个设备上：只限这个网格里的设备，不是电脑上的所有设备。哪种分片方式什么也不切，上面已经见过；`device_put` 则可以接受整棵树。
#
# 复制之后仍是*一个*数组，形状不变：不会多出一个对应各设备的轴，也不会变成一个装着副本的列表。

# %% [markdown]
# <!-- exercise: replicate -->

# %% [markdown] lang="en"
# ## Sums that travel { #sums }
#
# Now let each device compute on its own block. `jax.shard_map(f, mesh=…, in_specs=…, out_specs=…)` runs `f` on every device at once, and there `f` sees *only that device's part*: of 8 rows on 4 devices, two. `in_specs` says how each argument is laid out, `out_specs` how the results are to be put together. Inside, `jax.lax.psum(x, "data")` adds up the `x` of all devices along the mesh's axis, and gives all of them the sum. This is called an **all-reduce**.

# %% [markdown] lang="zh"
# ## 传递的是总和 { #sums }
#
# 现在让每个设备计算自己的那一块。`jax.shard_map(f, mesh=…, in_specs=…, out_specs=…)` 在所有设备上同时运行 `f`，而每个设备上的 `f` *只看得见本设备的那一部分*：8 行分给 4 个设备，就是两行。`in_specs` 说明每个参数怎样分布，`out_specs` 说明结果怎样拼起来。在 `f` 里面，`jax.lax.psum(x, "data")` 沿网格的 `"data"` 轴把所有设备的 `x` 加起来，再把总和交给每个设备。这叫**全归约**（all-reduce）。


# %%
def own_and_total(part):
    mine = part.sum()
    return mine[None], jax.lax.psum(mine, "data")


specs = {"in_specs": P("data"), "out_specs": (P("data"), P())}
shared = jax.shard_map(own_and_total, mesh=mesh, **specs)
print(cut, *jax.jit(shared)(cut))

# %% [markdown] lang="en"
# `mine` differs from device to device, so its specification is `P("data")`: the four numbers side by side. (`[None]` gives it an axis to lie along.) The sum is the same everywhere, so `P()`. JAX checks this: return with `P()` what has not been summed, and it is an error.
#
# A tuple of specifications has one for each argument, or for each result; one that stands alone holds for all of them. Where an argument is a tree, its specification holds for every array in it.
#
# **Why not means?** Each device could take the mean loss of its own rows, and the devices the mean of these. With equal numbers of rows that is right. But the last devices may hold padded rows. Seven losses, 1 to 7, on four devices:

# %% [markdown] lang="zh"
# `mine` 在各个设备上不一样，所以写 `P("data")`：四个数依次排开。（`[None]` 给它加一个轴，好沿这个轴拼接。）总和在各个设备上都一样，所以写 `P()`。JAX 会检查：没有求过和的值，用 `P()` 返回就会报错。
#
# 写成元组时，每个参数各占一项，每个结果也是；只写一项，就对全部都适用。参数如果是一棵树，它的那一项对树里的每个数组都适用。
#
# **为什么不用平均值？**每个设备可以先求自己那几行的平均损失，再对各设备的结果求平均。各设备的行数相等时，这没有错。可是最后几个设备上可能有补上的行。例如七个损失，从 1 到 7，分给四个设备：


# %%
def both_means(losses, weights):
    total, count = (weights * losses).sum(), weights.sum()
    mean_of_means = jax.lax.pmean(total / count, "data")
    return mean_of_means, jax.lax.psum(total, "data") / jax.lax.psum(count, "data")


means = jax.shard_map(both_means, mesh=mesh, in_specs=P("data"), out_specs=P())
compare = jax.jit(means)
losses = np.array([1, 2, 3, 4, 5, 6, 7, 0], np.float32)
weights = np.array([1, 1, 1, 1, 1, 1, 1, 0], np.float32)
wrong, right = compare(losses, weights)
print(f"⟦mean of means|平均值的平均值⟧ {wrong}   ⟦sum by sum|先求和再相除⟧ {right}")
few = np.array([1, 1, 1, 0, 0, 0, 0, 0], np.float32)
print(*compare(losses, few))

# %% tags=["hide-input"]
from byhand.site.page import publish

publish(wrong=f"{wrong:.3f}", right=f"{right:g}")

# %% [markdown] lang="en"
# The mean of 1 to 7 is {{ right }}; the mean of means is {{ wrong }}, since the 7, alone on its device, counts for two. And with only three real rows, two devices have none at all: their own mean is 0 / 0, and a single NaN spoils the mean of all. So: **sum the losses, sum the weights, divide once, at the end.** The same holds for gradients.
#
# There is one trap left, and it makes no noise. Inside `shard_map`, JAX knows which values are the same on all devices (parameters under `P()`) and which vary. If you differentiate with respect to what is the same everywhere, the gradient has to be the same everywhere, too, so JAX *sums it over the devices by itself*. A `psum` after that multiplies by the number of devices:

# %% [markdown] lang="zh"
# 1 到 7 的平均是 {{ right }}，平均值的平均值却是 {{ wrong }}：7 独占一个设备，一个顶了两个。如果真实的行只有三个，就有两个设备一行也没有：它们自己的平均值是 0 / 0，而只要有一个 NaN，总的平均也就成了 NaN。所以：**损失求和，权重求和，最后只除一次。**梯度也是一样。
#
# 还剩一个陷阱，而且它不报错。在 `shard_map` 里，JAX 知道哪些值在各个设备上相同（以 `P()` 传进来的参数），哪些不同。如果对各设备上相同的值求导，梯度也必须在各设备上相同，所以 JAX 会*自动把各个设备的梯度加起来*。之后再来一次 `psum`，就多乘了一个设备数：


# %%
def slope_of_sum(w, part):
    return jax.grad(lambda w: (w * part).sum())(w)


def slope_of_own(w, part):
    return slope_of_sum(jax.lax.pcast(w, "data", to="varying"), part)


for name, slope in (("slope_of_sum", slope_of_sum), ("slope_of_own", slope_of_own)):
    summed = jax.shard_map(
        lambda w, part, slope=slope: jax.lax.psum(slope(w, part), "data"),
        mesh=mesh,
        in_specs=(P(), P("data")),
        out_specs=P(),
    )
    total = jax.jit(summed)(2.0, cut)
    print(f"psum({name})  {total}")
print("⟦right|应为⟧", rows.sum())

# %% [markdown] lang="en"
# `jax.lax.pcast(w, "data", to="varying")` says: from here on, each device has a `w` of its own. Then the gradient is that of the device's own rows, and it is your `psum` that joins them, once, where you can see it. (With RMSprop the mistake hardly shows in the parameters, since that divides by the size of the gradient. It shows in the state.)
#
# There is another way: write the step as for one device, under `jax.jit`, and give it sharded arrays. The compiler sees where they lie and puts in the sums. That is right, and often what one does. Here you write the sums yourself, so that you know what the compiler does.

# %% [markdown] lang="zh"
# `jax.lax.pcast(w, "data", to="varying")` 的意思是：从这里起，每个设备各有自己的 `w`。这样求出的就是本设备那几行的梯度，再由你写的 `psum` 合起来：只合一次，而且写在明处。（用 RMSprop 时，从参数几乎看不出这个错误，因为 RMSprop 会除以梯度的大小；从状态却看得出来。）
#
# 还有一种写法：照单个设备的写法写这一步，用 `jax.jit` 编译，再把分片的数组传给它。编译器知道数组分布在哪里，会自动插入求和。这样写也对，实际中也常用。这里让你自己写求和，是为了让你知道编译器在做什么。

# %% [markdown] lang="en"
# ## One step, made together { #step }
#
# Put it together. On each device: the weighted sum of the cross-entropies of its own rows, by your `forward`, and its gradient with respect to its own copy of the parameters. Then one `psum` of three things: loss, gradient (a tree; `psum` takes trees) and weights. Divide. The rest is RMSprop, as in [the step of one device](mnist_mlp.md#step); every device makes it with the same numbers, so nothing has to be sent.
#
# The mesh is no array, so JAX cannot trace it: `@partial(jax.jit, static_argnames="mesh")` compiles one program for each mesh. A compiled function that is made anew at every call would be compiled anew at every call.
#
# Compiling takes time, here more than elsewhere: the grader tries your step on several meshes. After a wrong answer it compiles the known mistakes as well, to find out which one is yours. The first time, that may take half a minute; what was compiled is kept, so the next time is faster.

# %% [markdown] lang="zh"
# ## 一起走一步 { #step }
#
# 现在把它们拼起来。在每个设备上：用你的 `forward`，求自己那几行交叉熵的加权和，以及它对本设备那份参数的梯度。然后调用一次 `psum`，对三样东西求和：损失、梯度（是一棵树，`psum` 可以接受树）、权重。再相除。剩下的是 RMSprop，与[单个设备上的那一步](mnist_mlp.md#step)相同；各个设备用同样的数走这一步，所以什么也不用传。
#
# 网格不是数组，JAX 没法追踪它，所以写 `@partial(jax.jit, static_argnames="mesh")`，让每个网格各编译一个程序。如果每次调用时都重新用 `jit` 造一个函数，那么每次都要重新编译。
#
# 编译要花时间，这道题比别的题更久：评分时要在好几个网格上试你的函数。答错之后，还要编译各种已知的错误，才能认出你犯的是哪一种。第一次可能要等半分钟；编译的结果会存下来，下一次就快了。

# %% [markdown]
# <!-- exercise: data_parallel_train_step -->

# %% [markdown] lang="en"
# ## The same losses { #same }
#
# Now the promise of the first paragraph. A network 64 → 32 → 10 and a batch of 100 rows, which 8 devices cannot share evenly; five steps with the `train_step` of the last chapter, on 1 device; then the same with your step on 2, 4 and 8. In float64, so that rounding cannot hide a mistake:

# %% [markdown] lang="zh"
# ## 同样的损失 { #same }
#
# 现在来兑现开头的承诺。网络是 64 → 32 → 10，一批 100 行，8 个设备分不匀；先用上一章的 `train_step` 在 1 个设备上走五步，再用你的函数在 2、4、8 个设备上走同样的五步。用 float64，免得舍入误差把错误盖住：

# %%
import time
from functools import partial

from solutions.data_parallel import data_parallel_train_step
from solutions.data_parallel import replicate, shard_batch
from solutions.mnist_mlp import train_step


def five_steps(step, params, state, *batch):
    losses = []
    for _ in range(5):
        start = time.perf_counter()
        params, state, loss = step(params, state, *batch, 0.01)
        losses.append(float(loss))
    return losses, params, 1000 * (time.perf_counter() - start)


rng = np.random.default_rng(0)
x, labels = rng.normal(size=(100, 64)), rng.integers(0, 10, 100)
weights = [rng.normal(size=shape) / 8 for shape in ((64, 32), (32, 10))]
params = [(w, np.zeros(w.shape[1])) for w in weights]
state = jax.tree.map(np.zeros_like, params)
runs = {}
with jax.enable_x64(True):
    runs[1] = five_steps(train_step, params, state, x, labels)
    for count in (2, 4, 8):
        mesh = Mesh(jax.devices("cpu")[:count], ("data",))
        step = partial(data_parallel_train_step, mesh)
        everywhere = replicate(mesh, (params, state))
        batch = shard_batch(mesh, x, labels)
        runs[count] = five_steps(step, *everywhere, *batch)


def distance(one, other):
    pairs = zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True)
    return max(np.abs(np.asarray(a) - np.asarray(b)).max() for a, b in pairs)


print(" ".join(f"{loss:.6f}" for loss in runs[1][0]))
for count in (2, 4, 8):
    gap = distance(runs[count][:2], runs[1][:2])
    print(f"{count} ⟦devices: largest difference|个设备：最大相差⟧ {gap:.1e}")
    assert gap <= 1e-12

# %% [markdown] lang="en"
# Not exactly 0: numbers were added in another order, and floating addition depends on the order in its last digits. In float32 the last digits come sooner, and after many steps two runs may drift apart, as two seeds do. Neither is more right than the other.

# %% [markdown] lang="zh"
# 差别不是正好等于 0：加法的次序变了，而浮点加法结果的最后几位与次序有关。float32 的有效位数更少，差别出现得更早；走了很多步之后，两次训练可能会渐渐分开，就像换了种子一样。并没有哪一次更正确。

# %% tags=["hide-input"]
count = sum(m * n + n for m, n in ((784, 512), (512, 10)))
operations = 128 * (4 * 784 * 512 + 6 * 512 * 10)
alone, travel = operations / 1e13, 2 * 7 / 8 * 4 * count / 1e11
together = alone / 8 + travel
assert together > alone
publish(
    parameters=f"{count:,}",
    megabytes=f"{4 * count / 1e6:.2f}",
    traffic=f"{2 * 7 / 8 * 4 * count / 1e6:.2f}",
    operations=f"⟦{operations / 1e6:,.0f} million|{operations / 1e8:.2f} 亿⟧",
    share=f"⟦{operations / 8 / 1e6:,.0f} million|{operations / 8 / 1e4:,.0f} 万⟧",
    alone=f"{alone * 1e6:.0f}",
    compute=f"{alone / 8 * 1e6:.0f}",
    travel=f"{travel * 1e6:.0f}",
    together=f"{together * 1e6:.0f}",
    one=f"{runs[1][2]:.1f}",
    eight=f"{runs[8][2]:.1f}",
)

# %% [markdown] lang="en"
# ## What it costs, and what it brings { #cost }
#
# Count for the network 784 → 512 → 10 with {{ parameters }} parameters, and a batch of 128. For each weight and row, a step takes 2 operations forward, 2 for the gradient, and 2 more to send the error on, which the first layer need not: {{ operations }}, and with 8 devices {{ share }} on each. The gradient in float32 has {{ megabytes }} MB. In the usual all-reduce, in a ring, each of $d$ devices sends $2\,(d-1)/d$ of that: {{ traffic }} MB on 8.
#
# Suppose that a device makes 10 trillion operations a second, and sends 100 GB a second. Then one device alone needs {{ alone }} microseconds for a step. One of eight computes for {{ compute }} and sends for {{ travel }}, together {{ together }}: sending costs more than is saved in computing. **For this network and batch more devices do not pay.** They pay when a device has much to do for every byte that it sends. Wider dense layers do not change that: with the weights, operations and bytes grow alike. Rows do: twice the rows, twice the operations, and not a byte more. So do layers that use each weight many times in a row of data, as convolutions do.
#
# And simulated devices bring no speed at all: they share the cores of your computer. The last of the five steps above took {{ one }} ms on 1 device and {{ eight }} ms on 8 here. They show that a program is right, not how fast it is.
#
# **A larger batch is another training.** With more devices one likes to take more rows, so that all have enough to do. But then an epoch has fewer steps, and the same learning rate is too small for that. Goyal et al. (2017) multiplied the learning rate by the same factor as the batch, beginning gently, and so trained on 256 GPUs with batches of 8,192 images without losing accuracy; beyond that, accuracy fell. Only for the *same* batch do you get the same losses.

# %% [markdown] lang="zh"
# ## 代价与收益 { #cost }
#
# 以网络 784 → 512 → 10 为例：{{ parameters }} 个参数，一批 128 行。走一步，每个权重对每一行要做的运算是：前向 2 次，求梯度 2 次，把误差传回前一层再 2 次，只有第一层不用往回传。一共 {{ operations }}次；分给 8 个设备，每个 {{ share }}次。float32 的梯度共 {{ megabytes }} MB。全归约通常采用环形算法（ring all-reduce），$d$ 个设备中的每一个要发送它的 $2\,(d-1)/d$ 倍：8 个设备时是 {{ traffic }} MB。
#
# 假设一个设备每秒做 10 万亿次运算，每秒发送 100 GB。那么只有一个设备时，一步要 {{ alone }} 微秒；有八个时，每个设备计算用 {{ compute }} 微秒，发送用 {{ travel }} 微秒，合起来是 {{ together }} 微秒：计算上省下的时间，还抵不上通信多花的时间。**对这个网络、这样的批量，增加设备不划算。**每发送一个字节都对应着大量运算时，才划算。把全连接层加宽没有用：权重多了，运算和字节按同样的比例增加。增加行数有用：行数加倍，运算量加倍，要传的字节一个也不多。同一个权重在一行数据上要反复使用的层，例如卷积层，也更划算。
#
# 至于模拟设备，则完全不会加速：它们共用你电脑上的那几个核。上面五步中的最后一步，1 个设备用了 {{ one }} 毫秒，8 个设备用了 {{ eight }} 毫秒。它们只能说明程序对不对，不能说明程序快不快。
#
# **批量变大，就是另一种训练。**设备多了，人们往往把批量也加大，好让每个设备都有足够的事做。可是这样一来，一轮的步数就少了，原来的学习率便显得太小。Goyal 等（2017）让学习率与批量按相同的倍数增大，开头几轮逐步升上去（预热，warmup），用 256 块 GPU、每批 8,192 张图片来训练，准确率没有下降；批量再大，准确率就掉下来了。只有批量*相同*，损失才相同。

# %% [markdown] lang="en"
# ## Several processes and machines { #processes }
#
# Up to here one process had all devices. With several machines there is one process on each, or more, and all of them run the same program. `jax.distributed.initialize` joins them: afterwards `jax.devices()` lists the devices of all, and a mesh may span them. Every process holds the rows of its own devices only. Your step need not know: `psum` adds up over the mesh, wherever its devices are.
#
# Try it on your computer with two processes, which train one network on both:
#
# ```sh
# uv run byhand mnist --processes 2
# ```
#
# On two machines, start one process on each. Both are told how many there are, which one they are, and where number 0, the *coordinator*, can be reached:
#
# ```sh
# # on the machine 10.0.0.1
# uv run byhand mnist --processes 2 --process 0 --coordinator 10.0.0.1:1234
# # on the other
# uv run byhand mnist --processes 2 --process 1 --coordinator 10.0.0.1:1234
# ```
#
# Where a cluster is run by SLURM, all three are known already, and `--cluster` lets JAX find them: `jax.distributed.initialize()` without arguments. The lines that matter of `examples/slurm/mnist.sbatch`, in the folder of the course:
#
# ```sh
# #SBATCH --nodes=2
# #SBATCH --ntasks-per-node=1
# srun uv run byhand mnist --cluster
# ```
#
# Kubernetes numbers the processes of an indexed job; `examples/kubernetes/mnist.yaml` hands that number on:
#
# ```yaml
# completionMode: Indexed
# completions: 2
# parallelism: 2
# # in the container, whose number is in JOB_COMPLETION_INDEX:
# #   uv run byhand mnist --processes 2 --process $JOB_COMPLETION_INDEX --coordinator …
# ```
#
# The losses are those of one process, but for rounding.

# %% [markdown] lang="zh"
# ## 多个进程，多台机器 { #processes }
#
# 到这里为止，所有设备都在一个进程里。有多台机器时，每台机器上运行一个或几个进程，跑的都是同一个程序。`jax.distributed.initialize` 把它们连起来：此后 `jax.devices()` 列出的是所有进程的设备，网格可以跨越各个进程。每个进程只持有自己那些设备上的行。你写的那一步不必为此改动：`psum` 沿着网格求和，设备在哪里都一样。
#
# 先在自己的电脑上用两个进程试试，它们一起训练同一个网络：
#
# ```sh
# uv run byhand mnist --processes 2
# ```
#
# 有两台机器时，每台机器上启动一个进程。要告诉它们：一共几个进程，自己是第几个，以及到哪里去找 0 号进程，也就是*协调者*（coordinator）：
#
# ```sh
# # 在机器 10.0.0.1 上
# uv run byhand mnist --processes 2 --process 0 --coordinator 10.0.0.1:1234
# # 在另一台机器上
# uv run byhand mnist --processes 2 --process 1 --coordinator 10.0.0.1:1234
# ```
#
# 如果集群由 SLURM 管理，这三样都是现成的，加上 `--cluster`，JAX 就会自己去取，也就是调用不带参数的 `jax.distributed.initialize()`。课程文件夹里的 `examples/slurm/mnist.sbatch`，关键是这几行：
#
# ```sh
# #SBATCH --nodes=2
# #SBATCH --ntasks-per-node=1
# srun uv run byhand mnist --cluster
# ```
#
# Kubernetes 会给 Indexed 模式的 Job 中的各个进程编号，`examples/kubernetes/mnist.yaml` 把这个编号传给程序：
#
# ```yaml
# completionMode: Indexed
# completions: 2
# parallelism: 2
# # 在容器里运行，容器的编号在 JOB_COMPLETION_INDEX 里：
# #   uv run byhand mnist --processes 2 --process $JOB_COMPLETION_INDEX --coordinator …
# ```
#
# 除舍入误差外，损失与单个进程训练时相同。

# %% [markdown] lang="en"
# ## What if one dies { #failure }
#
# In every step all devices wait for the sum, and a sum without one summand is never done. So a single process that dies stops all. The others cannot go on without it: its rows are missing, and nobody knows whether it will come back. They end within a minute, with an error.
#
# What helps is to have written down how far one had come. After every epoch the first process writes a **checkpoint**, `runs/mnist/checkpoint.safetensors`: parameters, state and how many epochs are done. One process is enough, since all have the same. Start again with the same command and `--resume`, and training goes on from there; what is lost is at most one epoch.
#
# ```sh
# uv run byhand mnist --processes 2 --resume
# ```

# %% [markdown] lang="zh"
# ## 如果有一个进程挂了 { #failure }
#
# 每一步，所有设备都要等那个总和；少了一个加数，总和就永远算不出来。所以只要有一个进程挂掉，大家就都停下来。其余的进程没法撇下它继续：它的那几行没有了，谁也不知道它还会不会回来。一分钟之内，它们就会报错退出。
#
# 办法是随时把进度记下来。每一轮之后，由第一个进程写一个**检查点**（checkpoint），即 `runs/mnist/checkpoint.safetensors`：参数、状态，以及已经训练了几轮。一个进程来写就够了，因为大家手里的都一样。用同样的命令加上 `--resume` 重新启动，训练就从那里继续；最多损失一轮的训练。
#
# ```sh
# uv run byhand mnist --processes 2 --resume
# ```

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# **"Eight devices are eight times as fast."** Only if sending is nothing against computing, and then only for the part that is shared out. For the network above nothing is left of it.
#
# **"Averaging the parameters is the same as averaging the gradients."** For one step of plain gradient descent on equal parts it is. RMSprop divides by the size of each device's own gradient, and the mean of quotients is no quotient of means.
#
# **"With n devices one must multiply the learning rate by n."** Not if the batch is the same: then nothing changes at all. The rule is for a batch that has grown n times, and it has its limits.
#
# **"Every device must hold all the data."** It needs its own rows, and a process the rows of its devices. The parameters are what everyone has.

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# **“用八个设备，速度就是八倍。”** 只有发送的时间与计算的时间相比可以忽略时才是，而且只限于分得开的那部分。对上面的网络，一点也没有加快。
#
# **“对参数求平均，与对梯度求平均是一回事。”** 如果用普通的梯度下降，各块一样大，又只走一步，那么是一回事。RMSprop 要除以每个设备自己的梯度的大小，而商的平均不等于平均值的商。
#
# **“有 n 个设备，学习率就要乘 n。”** 批量不变就不用：什么都没有变。这条规则说的是批量增大到 n 倍的情形，而且有它的限度。
#
# **“每个设备都要有全部数据。”** 设备只需要自己那几行，进程只需要自己那些设备的行。每个设备都有一份的，是参数。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# ??? question "13 rows on 8 devices: how many rows are there after padding, and which devices have no real one?"
#
#     16, two on each. The devices hold the rows 0–1, 2–3, …, 14–15; the rows 13, 14 and 15 are padded, so device 6 has one real row, and device 7 has none.
#
# ??? question "You forget the weights and divide by all rows. Who notices?"
#
#     Nobody, as long as the batch divides evenly. Otherwise the padded rows pull the network towards class 0 on an empty image, and the loss depends on the number of devices.
#
# ??? question "Why is the step of RMSprop not sent from one device to the others?"
#
#     All have the same parameters, the same state and, after the sum, the same gradient. The same computation on the same numbers gives the same result, and to repeat it is cheaper than to send it.

# %% [markdown] lang="zh"
# ## 自测 { #questions }
#
# ??? question "13 行分给 8 个设备：补齐之后有多少行？哪些设备上没有真实的行？"
#
#     16 行，每个设备两行。各设备依次持有第 0–1、2–3、……、14–15 行；第 13、14、15 行是补上的，所以 6 号设备有一个真实的行，7 号设备一个也没有。
#
# ??? question "忘了用权重，直接除以总行数。谁会发觉？"
#
#     只要行数除得尽，谁也不会发觉。除不尽时，补上的行会把网络往“空白图片是类别 0”的方向拉，损失也会随设备数而变。
#
# ??? question "RMSprop 的那一步，为什么不由一个设备算好再发给其他设备？"
#
#     各个设备的参数相同、状态相同，求和之后梯度也相同。对同样的数做同样的计算，结果就相同；重算一遍，比发送便宜。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# You can now train on as many devices as you are given. The next networks bring new layers, and their steps can be shared out in just this way: nothing in it depended on what `forward` does.
#
# How it came about: Dean et al. (2012) trained networks on thousands of CPU cores, with copies of the model that sent their gradients, each in its own time, to servers holding the parameters; Li et al. (2014) made such a *parameter server* a system of its own. There gradients may be out of date. Summing in step, as here, needs no server, and gives the same losses as one device.
#
# Sources: the JAX documentation on [distributed arrays](https://docs.jax.dev/en/latest/notebooks/Distributed_arrays_and_automatic_parallelization.html), [shard_map](https://docs.jax.dev/en/latest/notebooks/shard_map.html) and [several processes](https://docs.jax.dev/en/latest/multi_process.html); Goyal et al., 2017, [Accurate, large minibatch SGD: training ImageNet in 1 hour](https://arxiv.org/abs/1706.02677); Dean et al., 2012, [Large scale distributed deep networks](https://papers.nips.cc/paper/2012/hash/6aca97005c68f1206823815f66102863-Abstract.html); Li et al., 2014, [Scaling distributed machine learning with the parameter server](https://www.usenix.org/conference/osdi14/technical-sessions/presentation/li_mu).

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 现在给你多少个设备，你都能用来训练了。后面的网络会有新的层，它们的训练步也可以照这样分开来做：这里的做法与 `forward` 里写了什么无关。
#
# 来历：Dean 等（2012）用数千个 CPU 核训练网络，模型有许多副本，各自按自己的节奏，把梯度发给存放参数的服务器；李沐等（2014）把这种*参数服务器*做成了一个独立的系统。这种异步的做法，用到的梯度可能已经过时。像这里一样同步求和，不需要服务器，损失也与单个设备时相同。
#
# 出处：JAX 文档中的[分布式数组](https://docs.jax.dev/en/latest/notebooks/Distributed_arrays_and_automatic_parallelization.html)、[shard_map](https://docs.jax.dev/en/latest/notebooks/shard_map.html)、[多进程](https://docs.jax.dev/en/latest/multi_process.html)；Goyal 等，2017，[Accurate, large minibatch SGD: training ImageNet in 1 hour](https://arxiv.org/abs/1706.02677)；Dean 等，2012，[Large scale distributed deep networks](https://papers.nips.cc/paper/2012/hash/6aca97005c68f1206823815f66102863-Abstract.html)；李沐等，2014，[Scaling distributed machine learning with the parameter server](https://www.usenix.org/conference/osdi14/technical-sessions/presentation/li_mu)。

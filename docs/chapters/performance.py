# %% [markdown] lang="en"
# # Performance { #performance }
#
# How fast is the network of the capstone, how good can it get, and what does each choice contribute? Every figure on this page comes from a run of the scripts in `benchmarks/`, kept beside them as JSON with machine, versions and date: {{ machine }}. Another machine gives other seconds; the ratios move less. [The last section](#repeat) says how to measure yours.

# %% [markdown] lang="zh"
# # 性能 { #performance }
#
# 压轴项目里的网络有多快？能做到多好？每一个选择各有多少功劳？本页的数都是 `benchmarks/` 里的脚本实测出来的，连同机器、版本和日期以 JSON 存在脚本旁边：{{ machine }}。换一台机器，秒数会变，比值变得少一些。怎样在自己的机器上测，见[最后一节](#repeat)。

# %% tags=["hide-input"]
from IPython.display import Markdown

from benchmarks.chart import chart, compared
from benchmarks.results import read
from benchmarks.tables import accelerator, programs
from byhand.course import ROOT
from byhand.site.page import publish

frameworks, deep, ablation, choices, grading = (
    read(name) for name in ("mnist", "mnist-deep", "ablation", "choices", "grading")
)
where = frameworks["machine"]
publish(
    machine=f"{where['processor']}, ⟦{where['cores']} cores|{where['cores']} 核⟧, {where['system']}, "
    f"Python {where['python']}, JAX {where['jax']}, NumPy {where['numpy']}, {where['date']}"
)

# %% [markdown] lang="en"
# ## Against the frameworks { #frameworks }
#
# The same work for all: MNIST, the network 784 → 512 → 10, RMSprop with Keras's defaults, batches of 128, {{ epochs }} epochs, the 10,000 test images judged after each. Every run is a process of its own; the programs take turns, {{ runs }} times, so that a machine that slows down slows all of them; medians count. The time is that of the whole process, from its start to its end: what you wait for. Each library is used as its own documentation shows it, with a compiled step in a loop where it compiles; "epoch in a scan" is Equinox with the whole epoch in one call, as in the course's program.

# %% [markdown] lang="zh"
# ## 与各框架比较 { #frameworks }
#
# 大家做同样的事：MNIST，网络 784 → 512 → 10，RMSprop 取 Keras 的默认值，批量 128，{{ epochs }} 轮，每轮之后判一遍 10,000 张测试图像。每次运行都是一个独立的进程；各程序轮流跑，共 {{ runs }} 遍，机器要慢就一起慢；取中位数。计的是整个进程从头到尾的时间，也就是你要等多久。各个库都照它自己的文档来用，能编译的就在循环里调用编译好的一步；“整轮 scan”是让 Equinox 也像本课程的程序那样，一轮只调用一次。

# %% tags=["hide-input"] alt={"en": "Seconds of the whole process for each program, the fastest above; a dark part for the epochs.", "zh": "各程序整个进程用的秒数，最快的在上；深色部分是各轮训练。"}
chart(frameworks)

# %% tags=["hide-input"]
ours, rivals = frameworks["programs"]["course"], compared(frameworks)
peers = {
    name: one for name, one in rivals.items() if name.partition(",")[0] in ("Equinox", "Flax NNX", "Keras", "PyTorch")
}
scan = peers.pop("Equinox, scan")
fastest = min(peers, key=lambda name: peers[name]["whole"])
quick = frameworks["programs"]["course, quick"]
publish(
    epochs=frameworks["job"]["epochs"],
    runs=len(ours["runs"]),
    fastest=fastest,
    whole=f"{ours['whole']:.1f}",
    ratio=f"{ours['whole'] / peers[fastest]['whole']:.2f}",
    first_ratio=f"{frameworks['programs']['course, first time']['whole'] / peers[fastest]['whole']:.2f}",
    by_hand=f"{ours['whole'] / rivals['NumPy']['whole']:.2f}",
    scan=f"{ours['whole'] / scan['whole']:.2f}",
    scan_epoch=f"{scan['epoch']:.2f}",
    our_epoch=f"{ours['epoch']:.2f}",
    batch=ablation["test"]["quick"]["batch_size"],
    goal=f"{quick['goal']:.1f}",
    third=f"{quick['goal'] / peers[fastest]['whole']:.2f}",
)
Markdown(programs(frameworks))

# %% [markdown] lang="en"
# The fastest framework here is {{ fastest }}; this course's program takes {{ ratio }} of its time, {{ by_hand }} of that of NumPy by hand, and {{ first_ratio }} the very first time, when nothing has been compiled before. All of them spend most of the time in the same two matrix products, so that no program can be many times faster than another: what differs is how long it takes to start, and what is done between the products. Equinox with its epoch in a scan shows it: its epochs take {{ scan_epoch }} s, ours {{ our_epoch }} s, for the compiler is the same; what remains of the difference, {{ scan }} of its whole time, is the start. "98 %" is the time from the start of the process until 98.0 % of the test images are recognised. With the [tuned recipe](#recipes), one epoch in batches of {{ batch }} is enough: {{ goal }} s, {{ third }} of the time that the fastest framework takes for its {{ epochs }} epochs.
#
# A dash means that most runs did not reach 98.0 %: the classic recipe ends close below it or close above. With one more hidden layer, 784 → 512 → 256 → 10:

# %% [markdown] lang="zh"
# 这里最快的框架是 {{ fastest }}；本课程的程序用时是它的 {{ ratio }}，是手写 NumPy 的 {{ by_hand }}；头一次运行时还没有编译好的程序可用，是 {{ first_ratio }}。大家的时间大多花在同样的两个矩阵乘法上，所以谁也不可能比谁快许多倍：差别在于启动要多久、乘法之间做了些什么。Equinox 改成整轮 scan 之后就看得很清楚：它一轮 {{ scan_epoch }} 秒，我们一轮 {{ our_epoch }} 秒，因为编译器是同一个；整个进程我们仍只用它的 {{ scan }}，差就差在启动。“98 %”是从进程启动到认对 98.0 % 的测试图像所用的时间。换成[调优的配方](#recipes)，批量取 {{ batch }}，一轮就够：{{ goal }} 秒，是最快的框架跑完 {{ epochs }} 轮所用时间的 {{ third }}。
#
# 横线表示多数运行没有达到 98.0 %：经典配方的终点就在它上下一点点。再加一个隐藏层，784 → 512 → 256 → 10：

# %% tags=["hide-input"]
Markdown(programs(deep))

# %% [markdown] lang="en"
# ## How near the limit? { #ceiling }
#
# A matrix product of $(m, k)$ and $(k, n)$ takes $2mkn$ operations. A sample goes through 784 × 512 and 512 × 10 weights; forward costs each weight 2 operations, backward 2 for its gradient, and 2 more to send the error on, which the first layer need not. With the test images, an epoch comes to {{ operations }} operations. In one large product of float32 matrices, NumPy does {{ ceiling }} a second on this machine. That would be {{ floor }} s for an epoch if there were nothing else to do; ours takes {{ epoch }} s, {{ share }} of the limit. The column "of the limit" above says it for all.

# %% [markdown] lang="zh"
# ## 离极限有多远？ { #ceiling }
#
# $(m, k)$ 乘 $(k, n)$ 的矩阵乘法要 $2mkn$ 次运算。一个样本要经过 784 × 512 和 512 × 10 个权重；前向时每个权重 2 次运算，反向时求它的梯度再 2 次，把误差往前传又是 2 次，第一层不用传。连同测试图像，一轮共 {{ operations }}次运算。做一个很大的 float32 矩阵乘法时，NumPy 在这台机器上每秒能做 {{ ceiling }}次。假如别的什么都不用做，一轮就是 {{ floor }} 秒；我们用了 {{ epoch }} 秒，是极限的 {{ share }}。上表的“达到极限的”一列列出了每个程序的比例。

# %% tags=["hide-input"]
publish(
    operations=f"⟦{frameworks['operations']:.1f} billion|{10 * frameworks['operations']:,.0f} 亿⟧",
    ceiling=f"⟦{frameworks['ceiling']:.0f} billion|{10 * frameworks['ceiling']:,.0f} 亿⟧",
    floor=f"{frameworks['operations'] / frameworks['ceiling']:.2f}",
    epoch=f"{ours['epoch']:.2f}",
    share=f"{frameworks['operations'] / frameworks['ceiling'] / ours['epoch']:.0%}",
)

# %% [markdown] lang="en"
# ## Two recipes { #recipes }
#
# A **recipe** is all that is decided before training: the rule that moves the parameters, its learning rate, what counts as the truth. The network, the batches and the number of epochs stay the same.
#
# | | classic | tuned |
# |---|---|---|
# | rule | RMSprop | Adam |
# | learning rate $\eta$ | 0.001, constant | 0.004, falling linearly to 0 |
# | mean square keeps | 0.9 | 0.99 |
# | truth | one-hot | one-hot, smoothed by 0.1 |
#
# Classic is what Keras does unless told otherwise. From a gradient $g$ it forms a running mean square $s$ and a step:
#
# $$ s \leftarrow 0.9\, s + 0.1\, g^2, \qquad p \leftarrow p - \eta\, \frac{g}{\sqrt{s + 10^{-7}}} $$
#
# **Adam** (Kingma and Ba, 2015) steps along a running mean $m$ of the gradients instead of the last one, and divides out that both means start at 0; $t$ counts the steps:
#
# $$ m \leftarrow 0.9\, m + 0.1\, g, \qquad s \leftarrow \beta s + (1 - \beta)\, g^2, \qquad p \leftarrow p - \eta\, \frac{\sqrt{1 - \beta^t}}{1 - 0.9^t}\, \frac{m}{\sqrt{s} + 10^{-7}} $$
#
# A **falling learning rate**: long steps lead quickly to the right region, where they then jump about; short steps at the end settle. **Label smoothing** (Szegedy et al., 2016) trains for 0.91 on the true class and 0.01 on each other, so that the network is not driven to ever larger scores on images that it already gets right.
#
# Each change was judged on {{ held_out }} training images that were held out, in {{ seeds }} runs with different seeds. The spread is the standard deviation between seeds: a difference smaller than that proves nothing.

# %% [markdown] lang="zh"
# ## 两种配方 { #recipes }
#
# **配方**是训练之前就定下的一切：用什么规则移动参数，学习率是多少，拿什么当作正确答案。网络、批量和轮数不变。
#
# | | 经典 | 调优 |
# |---|---|---|
# | 规则 | RMSprop | Adam |
# | 学习率 $\eta$ | 0.001，不变 | 0.004，线性降到 0 |
# | 均方保留 | 0.9 | 0.99 |
# | 正确答案 | 独热 | 独热，平滑 0.1 |
#
# 经典配方就是 Keras 的默认做法：由梯度 $g$ 得到均方的滑动平均 $s$，再走一步：
#
# $$ s \leftarrow 0.9\, s + 0.1\, g^2, \qquad p \leftarrow p - \eta\, \frac{g}{\sqrt{s + 10^{-7}}} $$
#
# **Adam**（Kingma 与 Ba，2015）不沿眼前这一个梯度走，而沿梯度的滑动平均 $m$ 走，并且校正两个平均都从 0 起步带来的偏差；$t$ 是步数：
#
# $$ m \leftarrow 0.9\, m + 0.1\, g, \qquad s \leftarrow \beta s + (1 - \beta)\, g^2, \qquad p \leftarrow p - \eta\, \frac{\sqrt{1 - \beta^t}}{1 - 0.9^t}\, \frac{m}{\sqrt{s} + 10^{-7}} $$
#
# **学习率逐渐下降**：大步很快走到合适的地带，到了那里却只会来回跳；最后改成小步，才稳得下来。**标签平滑**（label smoothing；Szegedy 等，2016）让真实类别的目标是 0.91，其余各类 0.01，网络就不必在已经认对的图像上把分数越推越大。
#
# 每一处改动都在留出的 {{ held_out }} 张训练图像上评判，换不同的种子跑 {{ seeds }} 次。波动指各种子之间的标准差：比它还小的差别说明不了什么。

# %% tags=["hide-input"]
NAMES = {
    "classic": "⟦classic|经典⟧",
    "adam": "⟦Adam instead of RMSprop, mean square keeps 0.999|RMSprop 换成 Adam，均方保留 0.999⟧",
    "memory": "⟦mean square keeps 0.99|均方保留 0.99⟧",
    "rate": "⟦learning rate 0.004|学习率 0.004⟧",
    "linear": "⟦falling linearly to 0|线性降到 0⟧",
    "smoothing": "⟦labels smoothed by 0.1: tuned|标签平滑 0.1：即调优配方⟧",
    "shifts": "⟦images shifted by up to one pixel|图像随机平移至多一个像素⟧",
    "rate 2e-3": "⟦tuned, learning rate 0.002|调优，学习率 0.002⟧",
    "rate 8e-3": "⟦tuned, learning rate 0.008|调优，学习率 0.008⟧",
    "smoothing 0.05": "⟦tuned, labels smoothed by 0.05|调优，标签平滑 0.05⟧",
    "smoothing 0.2": "⟦tuned, labels smoothed by 0.2|调优，标签平滑 0.2⟧",
    "classic linear": "⟦classic, falling linearly to 0|经典，学习率线性降到 0⟧",
    "classic smoothing": "⟦classic, labels smoothed by 0.1|经典，标签平滑 0.1⟧",
    "classic averaging": "⟦classic, parameters averaged over about 100 steps|经典，参数取约 100 步的滑动平均⟧",
    "rmsprop 2e-3, smoothing, averaging": "⟦RMSprop, 0.002, smoothed and averaged|RMSprop，0.002，平滑加平均⟧",
    "quick, batch 32": "⟦tuned, one epoch, batches of 32, 0.003|调优，一轮，批量 32，0.003⟧",
    "quick": "⟦tuned, one epoch, batches of 48, 0.005|调优，一轮，批量 48，0.005⟧",
    "quick, batch 64": "⟦tuned, one epoch, batches of 64, 0.006|调优，一轮，批量 64，0.006⟧",
    "tuned": "⟦tuned|调优⟧",
    "tuned, 2 epochs": "⟦tuned, 2 epochs|调优，2 轮⟧",
    "shifted": "⟦tuned, images shifted|调优，图像平移⟧",
}


def accuracy_table(head, part):
    """⟦Accuracy of every trial: mean and spread.|每次试验的准确率：均值与波动。⟧"""
    rows = [f"| {head} | ⟦accuracy|准确率⟧ | ⟦spread|波动⟧ |", "|---|--:|--:|"]
    rows += [f"| {NAMES[name]} | {one['mean']:.2%} | {one['spread']:.2%} |" for name, one in part.items()]
    return "\n".join(rows)


publish(
    held_out=f"{ablation['held_out']:,}",
    seeds=len(ablation["steps"]["classic"]["accuracies"]),
    final=len(ablation["test"]["classic"]["accuracies"]),
)
Markdown(accuracy_table("⟦one change after the other|逐项改动⟧", ablation["steps"]))

# %% [markdown] lang="en"
# What else was tried, likewise on held-out images:

# %% [markdown] lang="zh"
# 还试过这些，同样在留出的图像上评判：

# %% tags=["hide-input"]
Markdown(accuracy_table("⟦trial|试验⟧", ablation["aside"]))

# %% tags=["hide-input"]
publish(
    adam=f"{ablation['steps']['smoothing']['mean']:.2%}",
    averaged=f"{ablation['aside']['rmsprop 2e-3, smoothing, averaging']['mean']:.2%}",
)

# %% [markdown] lang="en"
# There is more than one way up: RMSprop with smoothed labels and averaged parameters comes to {{ averaged }}, the tuned recipe to {{ adam }}. Only then the test images, once, with the recipes that had been chosen; {{ final }} seeds each, trained on all 60,000:

# %% [markdown] lang="zh"
# 好办法不止一种：RMSprop 加上标签平滑和参数平均是 {{ averaged }}，调优的配方是 {{ adam }}。到这时才看测试图像，而且只看一次，用的是已经选定的配方；各 {{ final }} 个种子，在全部 60,000 张上训练：

# %% tags=["hide-input"]
Markdown(accuracy_table("⟦on the test images|在测试图像上⟧", ablation["test"]))

# %% [markdown] lang="en"
# `uv run byhand mnist --recipe tuned` trains the tuned network, `--recipe shifted` the one that sees every image moved by up to one pixel, anew in each epoch: more data from the same data, since a digit that is moved is the same digit.
#
# ## A lean program { #program }
#
# The eight functions of [MNIST MLP](mnist_mlp.md) compute the same; this program is what they become when every second counts. It is short enough to be read from top to bottom:

# %% [markdown] lang="zh"
# `uv run byhand mnist --recipe tuned` 训练调优的网络；`--recipe shifted` 则在每一轮里把每张图像重新随机挪动至多一个像素：挪过的数字还是那个数字，同样的数据就变成了更多的数据。
#
# ## 精简的程序 { #program }
#
# [MNIST 多层感知机](mnist_mlp.md)一章的八个函数算的是同样的东西；每一秒都要计较的时候，它们就变成下面这个程序。它不长，可以从头读到尾：

# %% tags=["hide-input"]
listing = "\n".join(
    f"    {line}".rstrip() for line in (ROOT / "byhand/mnist/program.py").read_text("utf-8").splitlines()
)
Markdown(f'??? example "byhand/mnist/program.py"\n\n    ~~~~ python\n{listing}\n    ~~~~')

# %% [markdown] lang="en"
# What is in it for speed, and why:
#
# - **Bytes on the device, scaled in the step.** The images stay uint8, a quarter of the memory; the 128 of a batch are turned into float32 when they are needed, and the first product reads them while they are still in the cache. Careful: `(x / 255).astype(np.float32)` goes through float64.
# - **The epoch is one call**, `jax.lax.scan` over the batches: Python is not asked between steps.
# - **Donated buffers.** `donate_argnums=0` lets the new parameters take the memory of the old ones.
# - **One compilation** for training and judging, and it needs only shapes: so the data is read by another thread meanwhile.
# - **The last batch is masked.** 60,000 is no multiple of 128; the last batch holds 96 images and 32 places marked −1, whose weight in the loss is 0. A shorter batch would be another shape, and be compiled once more.
# - **NumPy draws the weights and shuffles.** `jax.random` would be traced and compiled first. What crosses to the device in an epoch are the numbers of the images.
# - **Images are found by place.** All pixels lie in one row, image $i$ begins at place $784\,i$: whoever starts reading 28 places later sees the image moved up by one row. This is how images are shifted at no cost. What is moved across the edge comes in at the other side, from the margin, which is blank in nearly all digits.
# - **The weights of a unit are a row** of its matrix, $x W^\mathsf{T}$ instead of $x W$: then the gradient is the product $g^\mathsf{T} x$, which the CPU library multiplies faster than $x^\mathsf{T} g$. They are turned back before they are saved.
# - **The compiled program is kept** in your cache folder (`jax_compilation_cache_dir`), so that the next process need not compile.
#
# The program with one of these undone, in fresh processes that took turns, {{ variant_epochs }} epochs each:

# %% [markdown] lang="zh"
# 其中为了速度而做的，以及理由：
#
# - **设备上存字节，走到那一步再缩放。**图像一直是 uint8，内存只要四分之一；用到哪一批，才把那 128 张变成 float32，趁它们还在缓存里就做第一个乘法。当心：`(x / 255).astype(np.float32)` 会先变成 float64。
# - **一轮只调用一次**：用 `jax.lax.scan` 走完所有批量，步与步之间不用再问 Python。
# - **捐出缓冲区（donation）。**`donate_argnums=0` 让新参数直接占用旧参数的内存。
# - **只编译一次**，训练和评判都在里面；编译只需要知道形状，所以这时另一个线程正好去读数据。
# - **最后一批用掩码。**60,000 不是 128 的倍数；最后一批有 96 张图像，另外 32 个位置标为 −1，在损失里权重是 0。如果让这一批短一截，就是另一种形状，又要编译一次。
# - **权重由 NumPy 抽取，次序由 NumPy 打乱。**`jax.random` 要先跟踪、编译。一轮里送到设备上的，只有图像的编号。
# - **按位置找图像。**所有像素排成一行，第 $i$ 张图像从位置 $784\,i$ 开始：从后面 28 个位置读起，看到的就是上移了一行的图像。平移图像就这样不花一点代价。移出边缘的会从另一边进来，不过那里是边框，几乎所有数字在那里都是空白。
# - **一个单元的权重放一行**，用 $x W^\mathsf{T}$ 而不是 $x W$：这样梯度就是乘积 $g^\mathsf{T} x$，CPU 上的库算它比算 $x^\mathsf{T} g$ 快。保存之前再转回来。
# - **编译好的程序留着**，放在你的缓存文件夹里（`jax_compilation_cache_dir`），下一个进程就不必再编译。
#
# 每次撤掉其中一项，在新的进程里轮流跑，各 {{ variant_epochs }} 轮：

# %% tags=["hide-input"]
UNDONE = {
    "lean": "⟦nothing undone|什么也不撤⟧",
    "not_cached": "⟦compiled anew in every process|每个进程重新编译⟧",
    "read_first": "⟦compiled after the data is read|读完数据再编译⟧",
    "floats_on_the_device": "⟦float32 on the device|设备上存 float32⟧",
    "floats_by_way_of_float64": "⟦the same, by way of float64|同上，先变成 float64⟧",
    "columns_for_units": "⟦the weights of a unit in a column|一个单元的权重放一列⟧",
    "not_donated": "⟦not donated|不捐缓冲区⟧",
    "a_call_for_each_step": "⟦a call for each step|一步一次调用⟧",
    "start_from_jax_random": "⟦weights from `jax.random`|权重用 `jax.random` 抽取⟧",
    "shuffle_by_jax_random": "⟦shuffled by `jax.random`|次序用 `jax.random` 打乱⟧",
    "a_short_last_batch": "⟦a short last batch|最后一批短一截⟧",
    "parameters_in_one_vector": "⟦parameters in one vector, `ravel_pytree`|参数合成一个向量，`ravel_pytree`⟧",
}
lean = choices["variants"]["lean"]
rows = [
    "| ⟦undone|撤掉的⟧ | ⟦whole process|整个进程⟧ | ⟦an epoch|一轮⟧ | ⟦all but epochs|各轮之外⟧ |",
    "|---|--:|--:|--:|",
]
for name, one in choices["variants"].items():
    times = (f"{one[part]:.2f} s (× {one[part] / lean[part]:.2f})" for part in ("whole", "epoch", "rest"))
    rows.append(f"| {UNDONE[name]} | {' | '.join(times)} |")
publish(
    variant_epochs=choices["epochs"],
    noise=f"{choices['variants']['not_cached']['epoch'] / lean['epoch']:.2f}",
)
Markdown("\n".join(rows))

# %% [markdown] lang="en"
# How far may these factors be trusted? Compiling anew cannot change how long an epoch takes, and reading first neither; that the first seems to, by a factor of {{ noise }}, is the noise of a machine with neighbours. Not every choice pays on a CPU. Donation saves memory here rather than time; a call for each step costs little while a step takes two milliseconds, and much where a step takes microseconds, as on a GPU. They stand in the program because the same file runs there.
#
# ## On a GPU { #accelerator }

# %% [markdown] lang="zh"
# 这些倍数有多可信？重新编译不会改变一轮的用时，先读数据也不会；前者看起来却差了 {{ noise }} 倍，这是机器上还有别的程序在跑造成的噪声。在 CPU 上，也并不是每个选择都见效。捐缓冲区在这里省的是内存，不是时间；一步要两毫秒的时候，一步一次调用几乎不费什么；一步只要几微秒的时候，比如在 GPU 上，就很可观了。程序里留着它们，因为同一个文件也在那里跑。
#
# ## 在 GPU 上 { #accelerator }

# %% tags=["hide-input"]
Markdown(accelerator())

# %% [markdown] lang="en"
# A step of this network is about a hundred million operations; a large GPU does ten thousand times as many in a second. It waits for the next step to be launched longer than it computes: it is **launch-bound**. What helps is more work at a time: the whole training in one compiled call, a few steps unrolled, and above all many networks side by side by `jax.vmap`, with other seeds or learning rates. `benchmarks/accelerator.py` measures each of them, and compares the losses with those of the CPU.
#
# ## Grading { #grading }
#
# From shell to verdict, for a right answer. "Typical" is the median over a chapter's exercises. Chapters that need JAX take longer, since JAX must be imported and compiles.

# %% [markdown] lang="zh"
# 这个网络的一步大约是一亿次运算，而大型 GPU 每秒能做的有它的上万倍。它等着下一步启动的时间，比计算的时间还长：这叫**受启动限制**（launch-bound）。办法是一次多给它一些活：整个训练编译成一次调用，把几步展开，尤其是用 `jax.vmap` 让许多网络并排训练，各用各的种子或学习率。`benchmarks/accelerator.py` 逐一测量这些办法，并把损失与 CPU 上的比较。
#
# ## 评分 { #grading }
#
# 一份正确的答案，从敲下命令到看到结果要多久。“一般”是一章里各练习的中位数。用到 JAX 的章节要慢一些，因为要导入 JAX，还要编译。

# %% tags=["hide-input"]
rows = ["| ⟦chapter|章⟧ | ⟦typical|一般⟧ | ⟦slowest exercise|最慢的练习⟧ | |", "|---|--:|---|--:|"]
for slug, one in grading["chapters"].items():
    slowest = one["slowest"]
    rows.append(f"| [{slug}]({slug}.md) | {one['median']:.1f} s | `{slowest}` | {one['seconds'][slowest]:.1f} s |")
publish(course=f"{grading['whole']:.0f}", exercises=sum(len(one["seconds"]) for one in grading["chapters"].values()))
Markdown("\n".join(rows))

# %% [markdown] lang="en"
# All {{ exercises }} exercises of the course in one command, `uv run pytest solutions`: {{ course }} s.
#
# ## Measure it yourself { #repeat }
#
# ```sh
# uv run --group bench python -m benchmarks.mnist        # all libraries that are installed, in turn
# uv run --group bench python -m benchmarks.mnist --sizes 784,512,256,10 --name mnist-deep
# uv run python -m benchmarks.ablation                   # the recipes, step by step
# uv run python -m benchmarks.choices                    # the program with one choice undone
# uv run python -m benchmarks.grading                    # from shell to verdict
# uv run --extra cuda python -m benchmarks.accelerator   # on a GPU
# ```
#
# Each writes its figures to `benchmarks/results/`, which this page shows when it is built. Nothing else should run meanwhile: libraries that keep several threads busy suffer most from a neighbour, and look far worse than they are.
#
# Sources: Kingma and Ba, 2015, [Adam](https://arxiv.org/abs/1412.6980); Szegedy et al., 2016, [Rethinking the Inception architecture](https://arxiv.org/abs/1512.00567), section 7; Glorot and Bengio, 2010, [Understanding the difficulty of training deep feedforward neural networks](https://proceedings.mlr.press/v9/glorot10a.html); the Keras documentation of [RMSprop](https://keras.io/api/optimizers/rmsprop/); the JAX documentation on the [persistent compilation cache](https://docs.jax.dev/en/latest/persistent_compilation_cache.html).

# %% [markdown] lang="zh"
# 全课程 {{ exercises }} 道练习，一条命令 `uv run pytest solutions`：{{ course }} 秒。
#
# ## 自己测一测 { #repeat }
#
# ```sh
# uv run --group bench python -m benchmarks.mnist        # all libraries that are installed, in turn
# uv run --group bench python -m benchmarks.mnist --sizes 784,512,256,10 --name mnist-deep
# uv run python -m benchmarks.ablation                   # the recipes, step by step
# uv run python -m benchmarks.choices                    # the program with one choice undone
# uv run python -m benchmarks.grading                    # from shell to verdict
# uv run --extra cuda python -m benchmarks.accelerator   # on a GPU
# ```
#
# 每条命令都把结果写进 `benchmarks/results/`，生成本页时显示的就是它们。测的时候不要同时跑别的东西：占满几个线程的库最怕有邻居，测出来会比实际差得多。
#
# 出处：Kingma 与 Ba，2015，[Adam](https://arxiv.org/abs/1412.6980)；Szegedy 等，2016，[Rethinking the Inception architecture](https://arxiv.org/abs/1512.00567)，第 7 节；Glorot 与 Bengio，2010，[Understanding the difficulty of training deep feedforward neural networks](https://proceedings.mlr.press/v9/glorot10a.html)；Keras 文档的 [RMSprop](https://keras.io/api/optimizers/rmsprop/)；JAX 文档的 [persistent compilation cache](https://docs.jax.dev/en/latest/persistent_compilation_cache.html)。

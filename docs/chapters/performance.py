# %% [markdown] lang="en"
# # Performance { #performance }
#
# How fast is the network of the capstone, how good can it get, and what does each choice contribute? Every figure on this page comes from a run of the scripts in `benchmarks/`, kept beside them as JSON with machine, versions and date: {{ machine }}. Another machine gives other seconds and other ratios. [The last section](#repeat) says how to measure yours.

# %% [markdown] lang="zh"
# # 性能 { #performance }
#
# 压轴项目里的网络有多快？准确率能做到多高？每个选择各起了多大作用？本页的数字都由 `benchmarks/` 里的脚本实测得出，连同机器、版本和日期，以 JSON 格式存在脚本旁边。这次的环境是：{{ machine }}。换一台机器，秒数和比值都会变。怎样在自己的机器上测，见[最后一节](#repeat)。

# %% tags=["hide-input"]
import statistics

from IPython.display import Markdown

from benchmarks.chart import chart, compared
from benchmarks.job import QUICK
from benchmarks.mnist import SIDE, operations
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
# The same work for all: MNIST, the network 784 → 512 → 10, RMSprop with Keras's defaults, batches of 128, {{ epochs }} epochs, the 10,000 test images judged after each; only "tuned" and "quick" in the table follow [another recipe](#recipes), "quick" for one epoch. Every run is a process of its own; the programs take turns, {{ runs }} times, so that a machine that slows down slows all of them; medians count. The time is that of the whole process: what you wait for. "An epoch" is the median of those after the first, evaluation included; "of the limit" is explained [below](#ceiling); ± is the standard deviation between runs, each with another seed.
#
# Each library is used as its own documentation shows it, with a compiled step in a loop where it compiles, the images all in memory. Equinox and Flax NNX build on JAX; "epoch in a scan" is Equinox with the whole epoch in one call, as in the course's program. Not quite equal: PyTorch's RMSprop adds its $10^{-7}$ outside the root, Equinox draws weights in its own way, Keras also tracks the accuracy of training, and the scan leaves out the last 96 images. All programs are in `benchmarks/peers/`.

# %% [markdown] lang="zh"
# ## 与各框架比较 { #frameworks }
#
# 所有程序的任务都相同：MNIST，网络 784 → 512 → 10，RMSprop 取 Keras 的默认参数，批量大小 128，训练 {{ epochs }} 轮，每轮之后用 10,000 张测试图片评估一次；只有表里的“调优”和“快速”用[另一种配方](#recipes)，“快速”还只训练一轮。每次运行都是一个独立的进程；各程序轮流运行，共 {{ runs }} 遍，这样机器变慢时，大家都跟着变慢；结果取中位数。计时从进程启动算到进程结束，也就是你要等的时间。“一轮”是第一轮之后各轮用时的中位数，含评估；“占极限的比例”[后面](#ceiling)再解释；± 后面是各次运行的标准差，每次换一个种子。
#
# 各个库都按自己文档里的写法来用，支持编译的，就在循环里调用编译好的单步函数，图片全部放在内存里。Equinox 和 Flax NNX 都建立在 JAX 之上；“整轮 scan”指 Equinox 也像本课程的程序那样，把一整轮放进一次调用。不完全相同的地方有：PyTorch 的 RMSprop 把 $10^{-7}$ 加在根号外面，Equinox 按自己的办法抽取权重，Keras 还要统计训练中的准确率，整轮 scan 略去最后 96 张图片。程序都在 `benchmarks/peers/` 里。

# %% tags=["hide-input"] alt={"en": "Seconds of the whole process for each program, the fastest above; a dark part for the epochs.", "zh": "各程序整个进程的用时（秒），最快的在最上面；深色部分是各轮训练。"}
chart(frameworks)

# %% tags=["hide-input"]
ours, rivals = frameworks["programs"]["course"], compared(frameworks)
peers = {
    name: one for name, one in rivals.items() if name.partition(",")[0] in ("Equinox", "Flax NNX", "Keras", "PyTorch")
}
scan = peers.pop("Equinox, scan")
fastest = min(peers, key=lambda name: peers[name]["whole"])
quick = frameworks["programs"]["course, quick"]
wholes = [[run["whole"] for run in one["runs"]] for one in frameworks["programs"].values()]
publish(
    epochs=frameworks["job"]["epochs"],
    runs=len(ours["runs"]),
    deep_runs=len(deep["programs"]["course"]["runs"]),
    apart=f"{statistics.median(max(each) / min(each) for each in wholes):.2f}",
    fastest=fastest,
    ratio=f"{ours['whole'] / peers[fastest]['whole']:.2f}",
    first_ratio=f"{frameworks['programs']['course, first time']['whole'] / peers[fastest]['whole']:.2f}",
    by_hand=f"{ours['whole'] / rivals['NumPy']['whole']:.2f}",
    scan=f"{ours['whole'] / scan['whole']:.2f}",
    scan_epoch=f"{scan['epoch']:.2f}",
    our_epoch=f"{ours['epoch']:.2f}",
    batch=QUICK["batch_size"],
    reached=quick["reached"],
    goal=f"{quick['goal']:.1f}",
    third=f"{quick['goal'] / peers[fastest]['whole']:.2f}",
)
Markdown(programs(frameworks))

# %% [markdown] lang="en"
# Used as documented, the fastest framework here is {{ fastest }}. This course's program takes {{ first_ratio }} of its time where both must compile, {{ ratio }} with its [compiled program kept](#program), and {{ by_hand }} of that of NumPy by hand. Equinox with its epoch in a scan shows why: its epochs come near ours, {{ scan_epoch }} s against {{ our_epoch }} s, for the compiler is the same, and neither asks Python between steps. What remains of the difference (ours takes {{ scan }} of its whole time) is above all the start: importing, reading, compiling. Ratios close to 1 say little: the machine is shared, and the slowest run of a program took {{ apart }} times as long as its fastest, in the median.
#
# "98 %" is the time from the start of the process until, at the end of an epoch, 98.0 % of the test images are recognised: the median of the runs that come so far, a dash where most do not. The classic recipe ends so close to 98.0 % that this is chance. With the [tuned recipe](#recipes) and batches of {{ batch }}, a single epoch was enough in {{ reached }} of {{ runs }} runs: {{ goal }} s, {{ third }} of the time that the fastest framework takes for its {{ epochs }} epochs. The recipe does that; it would serve any framework.
#
# With one more hidden layer, 784 → 512 → 256 → 10, {{ deep_runs }} runs each:

# %% [markdown] lang="zh"
# 按文档的写法来用，这里最快的框架是 {{ fastest }}。双方都要现编译时，本课程程序的用时是它的 {{ first_ratio }} 倍；[编译好的程序](#program)已经存下时，是它的 {{ ratio }} 倍，是手写 NumPy 的 {{ by_hand }} 倍。原因何在，Equinox 改成整轮 scan 之后就很清楚：它一轮用 {{ scan_epoch }} 秒，我们一轮用 {{ our_epoch }} 秒，已经接近，因为编译器是同一个，步与步之间也都不回到 Python。整个进程的用时，我们是它的 {{ scan }} 倍，剩下的差别主要在启动上：导入、读数据、编译。比值接近 1，就说明不了什么：机器是与别的程序共用的，同一个程序，最慢的一次用时是最快一次的 {{ apart }} 倍（各程序的中位数）。
#
# “98%”一列是从进程启动，到某一轮结束时认对了 98.0% 的测试图片为止所用的时间：取达到的各次运行的中位数，多数运行没有达到就画横线。经典配方最后的准确率就在 98.0% 上下，能否达到全凭运气。换用[调优配方](#recipes)，批量大小取 {{ batch }}，{{ runs }} 次运行里有 {{ reached }} 次只训练一轮就够了：{{ goal }} 秒，是最快的框架跑完 {{ epochs }} 轮用时的 {{ third }} 倍。这是配方的功劳，换哪个框架来用都行。
#
# 再加一个隐藏层，网络变成 784 → 512 → 256 → 10，各运行 {{ deep_runs }} 次：

# %% tags=["hide-input"]
Markdown(programs(deep))

# %% [markdown] lang="en"
# ## How near the limit? { #ceiling }
#
# A matrix product of $(m, k)$ and $(k, n)$ takes $2mkn$ operations. A sample goes through 784 × 512 and 512 × 10 weights; forward costs each weight 2 operations, backward 2 for its gradient, and 2 more to send the error on, which the first layer need not. With the test images, an epoch comes to {{ operations }} operations. In the product of two large float32 matrices, {{ side }} × {{ side }}, NumPy does {{ ceiling }} a second on this machine: take that as the limit. Then an epoch would take {{ floor }} s if there were nothing else to do; ours takes {{ epoch }} s, {{ share }} of the limit. The column "of the limit" above says it for all. Why not more? Products of 128 rows are slower, and relu, softmax and RMSprop come on top.

# %% [markdown] lang="zh"
# ## 离极限有多远？ { #ceiling }
#
# 形状为 $(m, k)$ 和 $(k, n)$ 的两个矩阵相乘，需要 $2mkn$ 次运算。一个样本要经过 784 × 512 和 512 × 10 个权重；前向时，每个权重要 2 次运算；反向时，求它的梯度要 2 次，把误差传回前一层再要 2 次，只有第一层不用往回传。加上对测试图片的评估，一轮共 {{ operations }}次运算。两个很大的 float32 矩阵（{{ side }} × {{ side }}）相乘时，NumPy 在这台机器上每秒能完成 {{ ceiling }}次：就把它当作极限。假如除此之外什么都不用做，一轮只要 {{ floor }} 秒；我们用了 {{ epoch }} 秒，速度达到极限的 {{ share }}。上面两个表的“占极限的比例”一列，就是各个程序的这个比例。为什么不能更高？一批只有 128 行，比大矩阵乘得慢；此外还要算 relu、softmax 和 RMSprop。

# %% tags=["hide-input"]
a_step = operations(frameworks["job"]["sizes"], train=frameworks["job"]["batch_size"], test=0)
publish(
    operations=f"⟦{frameworks['operations']:.1f} billion|{10 * frameworks['operations']:,.0f} 亿⟧",
    ceiling=f"⟦{frameworks['ceiling']:.0f} billion|{10 * frameworks['ceiling']:,.0f} 亿⟧",
    side=f"{SIDE:,}",
    floor=f"{frameworks['operations'] / frameworks['ceiling']:.2f}",
    epoch=f"{ours['epoch']:.2f}",
    share=f"{frameworks['operations'] / frameworks['ceiling'] / ours['epoch']:.0%}",
    step=f"⟦{1000 * a_step:.0f} million|{10 * a_step:.1f} 亿⟧",
)

# %% [markdown] lang="en"
# ## Two recipes { #recipes }
#
# A **recipe** is all that is decided before training: the rule that moves the parameters, its learning rate, what counts as the truth. The network, the batches and the number of epochs stay the same, unless a row says otherwise.
#
# | | classic | tuned |
# |---|---|---|
# | rule | RMSprop | Adam |
# | learning rate $\eta$ | 0.001, constant | 0.004, falling linearly to 0 |
# | running mean square keeps | 0.9 | 0.99 |
# | truth | one-hot | one-hot, smoothed by 0.1 |
#
# Classic is what Keras does unless told otherwise, [RMSprop](sgd.md#scale) with the $10^{-7}$ inside the root:
#
# $$ s \leftarrow 0.9\, s + 0.1\, g^2, \qquad p \leftarrow p - \eta\, \frac{g}{\sqrt{s + 10^{-7}}} $$
#
# [Adam](sgd.md#adam) (Kingma and Ba, 2015), its $v$ called $s$ here, $\beta$ the part that it keeps, both bias corrections in one factor; $t$ counts the steps:
#
# $$ m \leftarrow 0.9\, m + 0.1\, g, \qquad s \leftarrow \beta s + (1 - \beta)\, g^2, \qquad p \leftarrow p - \eta\, \frac{\sqrt{1 - \beta^t}}{1 - 0.9^t}\, \frac{m}{\sqrt{s} + 10^{-7}} $$
#
# A **falling learning rate**: long steps lead quickly to the right region, where they then jump about; short steps at the end settle. **Label smoothing** (Szegedy et al., 2016) trains for 0.91 on the true class and 0.01 on each other, so that the network is not driven to ever larger scores on images that it already gets right.
#
# Each change was judged on {{ held_out }} training images that were held out, in {{ seeds }} runs with different seeds. The spread is the standard deviation between seeds: a difference smaller than that proves nothing.

# %% [markdown] lang="zh"
# ## 两种配方 { #recipes }
#
# **配方**（recipe）指训练之前就定好的一切：参数按什么规则更新，学习率取多大，标签用什么形式。网络、批量大小和轮数都不变，表里另有注明的除外。
#
# | | 经典 | 调优 |
# |---|---|---|
# | 更新规则 | RMSprop | Adam |
# | 学习率 $\eta$ | 0.001，固定 | 0.004，线性降到 0 |
# | 均方的衰减系数 | 0.9 | 0.99 |
# | 标签 | 独热 | 独热，平滑 0.1 |
#
# 经典配方就是 Keras 的默认设置，即 [RMSprop](sgd.md#scale)，只是 $10^{-7}$ 加在根号里面：
#
# $$ s \leftarrow 0.9\, s + 0.1\, g^2, \qquad p \leftarrow p - \eta\, \frac{g}{\sqrt{s + 10^{-7}}} $$
#
# [Adam](sgd.md#adam)（Kingma 与 Ba，2015），那一章的 $v$ 这里写作 $s$，$\beta$ 是它的衰减系数，两个偏差校正合成一个因子；$t$ 是步数：
#
# $$ m \leftarrow 0.9\, m + 0.1\, g, \qquad s \leftarrow \beta s + (1 - \beta)\, g^2, \qquad p \leftarrow p - \eta\, \frac{\sqrt{1 - \beta^t}}{1 - 0.9^t}\, \frac{m}{\sqrt{s} + 10^{-7}} $$
#
# **学习率衰减**：步子大，很快就能走到合适的区域，但到了那里只会来回跳；最后步子变小，才能稳定下来。**标签平滑**（label smoothing；Szegedy 等，2016）把真实类别的目标设为 0.91，其余各类设为 0.01，这样网络就不会在已经认对的图片上把得分越推越大。
#
# 每一处改动都用 {{ held_out }} 张留出的训练图片来评估，换种子跑 {{ seeds }} 次。波动是不同种子之间的标准差：差别比它还小，就说明不了什么。

# %% tags=["hide-input"]
NAMES = {
    "classic": "⟦classic|经典⟧",
    "adam": "⟦Adam instead of RMSprop, mean square keeps 0.999|RMSprop 换成 Adam，均方的衰减系数 0.999⟧",
    "memory": "⟦mean square keeps 0.99|均方的衰减系数 0.99⟧",
    "rate": "⟦learning rate 0.004|学习率 0.004⟧",
    "linear": "⟦falling linearly to 0|学习率线性降到 0⟧",
    "smoothing": "⟦labels smoothed by 0.1: tuned|标签平滑 0.1，即调优配方⟧",
    "shifts": "⟦images shifted by up to one pixel|图片随机平移至多一个像素⟧",
    "rate 2e-3": "⟦tuned, learning rate 0.002|调优，学习率 0.002⟧",
    "rate 8e-3": "⟦tuned, learning rate 0.008|调优，学习率 0.008⟧",
    "smoothing 0.05": "⟦tuned, labels smoothed by 0.05|调优，标签平滑 0.05⟧",
    "smoothing 0.2": "⟦tuned, labels smoothed by 0.2|调优，标签平滑 0.2⟧",
    "classic linear": "⟦classic, falling linearly to 0|经典，学习率线性降到 0⟧",
    "classic smoothing": "⟦classic, labels smoothed by 0.1|经典，标签平滑 0.1⟧",
    "classic averaging": "⟦classic, parameters averaged over about 100 steps|经典，参数取约 100 步的滑动平均⟧",
    "rmsprop 2e-3, smoothing, averaging": "⟦RMSprop, learning rate 0.002, smoothed, averaged|RMSprop，学习率 0.002，标签平滑加参数平均⟧",
    "tuned": "⟦tuned|调优⟧",
    "tuned, 2 epochs": "⟦tuned, 2 epochs|调优，2 轮⟧",
    "shifted": "⟦tuned, images shifted|调优，图片平移⟧",
}


def title(name, one):
    """⟦What a row is called; trials in small batches after what they were done with.|一行的名称；小批量的试验按所用的设置来称呼。⟧"""
    if not name.startswith("quick"):
        return NAMES[name]
    size, rate = one["batch_size"], one["recipe"]["learning_rate"]
    return f"⟦tuned, one epoch, batches of {size}, learning rate {rate}|调优，一轮，批量 {size}，学习率 {rate}⟧"


def accuracy_table(head, part):
    """⟦Accuracy of every trial: mean and spread.|每次试验的准确率：均值与波动。⟧"""
    rows = [f"| {head} | ⟦accuracy|准确率⟧ | ⟦spread|波动⟧ |", "|---|--:|--:|"]
    rows += [f"| {title(name, one)} | {one['mean']:.2%} | {one['spread']:.2%} |" for name, one in part.items()]
    return "\n".join(rows)


publish(
    held_out=f"{ablation['held_out']:,}",
    seeds=len(ablation["steps"]["classic"]["accuracies"]),
    final=len(ablation["test"]["classic"]["accuracies"]),
)
Markdown(accuracy_table("⟦one change after the other|逐项叠加的改动⟧", ablation["steps"]))

# %% [markdown] lang="en"
# What else was tried, likewise on held-out images:

# %% [markdown] lang="zh"
# 还试过下面这些，同样用留出的图片来评估：

# %% tags=["hide-input"]
Markdown(accuracy_table("⟦trial|试验⟧", ablation["aside"]))

# %% tags=["hide-input"]
publish(
    adam=f"{ablation['steps']['smoothing']['mean']:.2%}",
    averaged=f"{ablation['aside']['rmsprop 2e-3, smoothing, averaging']['mean']:.2%}",
)

# %% [markdown] lang="en"
# There is more than one way up: RMSprop with smoothed labels and averaged parameters comes to {{ averaged }}, the tuned recipe to {{ adam }}, no difference that counts. Only then the test images, with the recipes that had been chosen; {{ final }} seeds each, trained on all 60,000:

# %% [markdown] lang="zh"
# 好办法不止一种：RMSprop 加上标签平滑和参数平均，准确率是 {{ averaged }}；调优配方是 {{ adam }}，这点差别不算数。直到这时才动用测试图片，评估的是已经选定的配方；每种配方用 {{ final }} 个种子，在全部 60,000 张训练图片上训练：

# %% tags=["hide-input"]
Markdown(accuracy_table("⟦on the test images|在测试图片上⟧", ablation["test"]))

# %% [markdown] lang="en"
# `uv run byhand mnist --recipe tuned` trains the tuned network, `--recipe shifted` the one that sees every image moved by up to one pixel, anew in each epoch: more data from the same data, since a digit that is moved is the same digit.
#
# ## A lean program { #program }
#
# The eight functions of [MNIST MLP](mnist_mlp.md) do the same, but for the place of the $10^{-7}$ and the last 96 images, which they leave out; this program is what they become when every second counts:

# %% [markdown] lang="zh"
# `uv run byhand mnist --recipe tuned` 用调优配方训练；换成 `--recipe shifted`，则每一轮都把每张图片重新随机平移至多一个像素：平移之后，数字还是那个数字，于是同样的数据就变出了更多的数据。
#
# ## 精简的程序 { #program }
#
# [MNIST 多层感知机](mnist_mlp.md)一章的八个函数，做的也是这些，只有 $10^{-7}$ 的位置不同，最后 96 张图片也略去不用；到了分秒必争的时候，就写成下面这个程序：

# %% tags=["hide-input"]
listing = "\n".join(
    f"    {line}".rstrip() for line in (ROOT / "byhand/mnist/program.py").read_text("utf-8").splitlines()
)
Markdown(f'??? example "byhand/mnist/program.py"\n\n    ~~~~ python\n{listing}\n    ~~~~')

# %% [markdown] lang="en"
# What is in it for speed, and why:
#
# - **Bytes on the device, scaled in the step.** The images stay uint8, a quarter of the memory; the 128 of a batch are turned into float32 when they are needed, and the first product reads them while they are still in the cache, a core's small fast memory. Careful: `(x / 255).astype(np.float32)` goes through float64.
# - **The epoch is one call**, `jax.lax.scan` over the batches: Python is not asked between steps.
# - **Donated buffers.** [`donate_argnums=0`](https://docs.jax.dev/en/latest/buffer_donation.html) lets the new parameters take the memory of the old ones.
# - **One compilation** for training and judging, and it needs only shapes: so the data is read by another thread meanwhile.
# - **The last batch is masked.** 60,000 is no multiple of 128; the last batch holds 96 images and 32 places marked −1, whose weight in the loss is 0. A shorter batch would be another shape, and be compiled once more.
# - **NumPy draws the weights and shuffles.** `jax.random` would be traced and compiled first.
# - **Images are found by place.** All pixels lie in one row, image $i$ begins at place $784\,i$: whoever starts reading 28 places later sees the image moved up by one row. This is how images are shifted without a further copy. What comes in at the edge belongs to the next row or the next image: its margin, which is blank in nearly all digits.
# - **The weights of a unit are a row** of its matrix, $x W^\mathsf{T}$ instead of $x W$: then the gradient is the product $g^\mathsf{T} x$ instead of $x^\mathsf{T} g$, which a library may multiply faster. They are turned back before they are saved.
# - **The compiled program is kept** in your cache folder (`jax_compilation_cache_dir`), so that the next process need not compile.
# - **Each matrix is an array of its own.** `ravel_pytree` would join all parameters in one vector, which every step would take apart again.
#
# The program with one of these undone, in fresh processes that took turns, {{ variant_epochs }} epochs each; "all but epochs" is the whole less {{ variant_epochs }} times the median epoch:

# %% [markdown] lang="zh"
# 其中哪些做法是为了速度，理由又是什么：
#
# - **设备上存字节，到训练那一步才缩放。**图片一直保持 uint8，内存只占四分之一；轮到哪一批，才把那 128 张转换成 float32，第一个矩阵乘法读取它们时，它们还在缓存（核旁边又小又快的内存）里。注意：`(x / 255).astype(np.float32)` 会先变成 float64。
# - **一轮就是一次调用**：用 `jax.lax.scan` 走完所有批量，步与步之间不必回到 Python。
# - **捐赠缓冲区（donation）。**[`donate_argnums=0`](https://docs.jax.dev/en/latest/buffer_donation.html) 让新参数直接占用旧参数的内存。
# - **训练和评估合在一起，只编译一次**；编译只需要知道形状，所以可以让另一个线程同时读取数据。
# - **最后一批用掩码。**60,000 不是 128 的倍数；最后一批有 96 张图片，另外 32 个位置标为 −1，在损失里权重是 0。如果把这一批截短，形状就变了，又要编译一次。
# - **抽取权重、打乱次序都用 NumPy。**`jax.random` 则要先追踪、编译。
# - **按位置找图片。**所有像素排成一行，第 $i$ 张图片从位置 $784\,i$ 开始：往后挪 28 个位置再开始读，得到的就是上移了一行的图片。这样平移图片，不必另外复制。从边缘补进来的，是相邻的行或相邻图片的像素；那是图片的边框，几乎所有数字在那里都是空白。
# - **每个单元的权重占矩阵的一行**，用 $x W^\mathsf{T}$ 而不用 $x W$：这样梯度就是乘积 $g^\mathsf{T} x$，而不是 $x^\mathsf{T} g$，矩阵运算库算起来可能更快。保存之前再转置回来。
# - **编译好的程序存下来**，放在你的缓存文件夹里（`jax_compilation_cache_dir`），下一个进程就不必再编译。
# - **每个矩阵各是一个数组。**`ravel_pytree` 会把所有参数接成一个向量，每一步都得再拆开。
#
# 下面每次去掉其中一项，都在新的进程里轮流运行，各训练 {{ variant_epochs }} 轮；“各轮以外”等于整个进程减去一轮中位数的 {{ variant_epochs }} 倍：

# %% tags=["hide-input"]
UNDONE = {
    "lean": "⟦nothing undone|全部保留⟧",
    "not_cached": "⟦compiled anew in every process|每个进程都重新编译⟧",
    "read_first": "⟦compiled after the data is read|读完数据再编译⟧",
    "floats_on_the_device": "⟦float32 on the device|设备上存 float32⟧",
    "floats_by_way_of_float64": "⟦float32 by way of float64|先变成 float64 再转成 float32⟧",
    "columns_for_units": "⟦the weights of a unit in a column|每个单元的权重占一列⟧",
    "not_donated": "⟦not donated|不捐赠缓冲区⟧",
    "a_call_for_each_step": "⟦a call for each step|每步调用一次⟧",
    "start_from_jax_random": "⟦weights from `jax.random`|权重用 `jax.random` 抽取⟧",
    "shuffle_by_jax_random": "⟦shuffled by `jax.random`|次序用 `jax.random` 打乱⟧",
    "a_short_last_batch": "⟦a short last batch|最后一批截短⟧",
    "parameters_in_one_vector": "⟦parameters in one vector, `ravel_pytree`|参数合成一个向量，`ravel_pytree`⟧",
}
lean = choices["variants"]["lean"]
rows = [
    "| ⟦undone|去掉的一项⟧ | ⟦whole process|整个进程⟧ | ⟦an epoch|一轮⟧ | ⟦all but epochs|各轮以外⟧ |",
    "|---|--:|--:|--:|",
]
for name, one in choices["variants"].items():
    times = (f"{one[part]:.2f} s (× {one[part] / lean[part]:.2f})" for part in ("whole", "epoch", "rest"))
    rows.append(f"| {UNDONE[name]} | {' | '.join(times)} |")
pairs = [(name, "lean") for name in ("not_cached", "read_first", "start_from_jax_random")]
pairs.append(("floats_by_way_of_float64", "floats_on_the_device"))
epochs = {name: one["epoch"] for name, one in choices["variants"].items()}
noise = max(max(epochs[a] / epochs[b], epochs[b] / epochs[a]) for a, b in pairs)
beyond = [
    UNDONE[name]
    for name, one in choices["variants"].items()
    if max(one[part] / lean[part] for part in ("whole", "epoch")) > noise
]
publish(variant_epochs=choices["epochs"], noise=f"{noise:.2f}", beyond="⟦; |；⟧".join(beyond))
Markdown("\n".join(rows))

# %% [markdown] lang="en"
# How far may these factors be trusted? How the program was compiled, when the data was read, how the weights were drawn: none of this can change how long a later epoch takes; yet such epochs were measured at up to {{ noise }} to 1 against each other, the noise of a shared machine. Factors nearer to 1 mean nothing, nor, in the last column, where the noise gathers, do larger ones. Beyond the noise, as a whole or in an epoch, are only: {{ beyond }}. The other choices save no time that could be measured here; donation saves memory, and the same file runs on a GPU, where a step takes microseconds and every return to Python weighs more.
#
# ## On a GPU { #accelerator }

# %% [markdown] lang="zh"
# 这些倍数有多可信？程序怎样编译，数据何时读，权重怎样抽取，都不可能改变后面一轮的用时；可是只有这类差别的程序，测出来的一轮用时之比最多到了 {{ noise }} 比 1：这是与别的程序共用机器带来的噪声。倍数比这更接近 1 的，说明不了什么；最后一列积累了各轮的噪声，倍数再大一些也不能当真。整个进程或一轮的倍数超出噪声的，只有这些：{{ beyond }}。其余的选择，在这里测不出省了多少时间；捐赠缓冲区省的是内存，而且同一个文件也要在 GPU 上运行，那里一步只要几微秒，每次回到 Python 的代价就大得多。
#
# ## 在 GPU 上 { #accelerator }

# %% tags=["hide-input"]
Markdown(accelerator())

# %% [markdown] lang="en"
# A step of this network is {{ step }} operations; a large GPU does tens of trillions in a second. It would wait longer for the next operation to be launched than it computes: it would be **launch-bound**. What helps is more work at a time: the whole training in one compiled call, a few steps written out in each turn of the loop (unrolled), and above all many networks side by side by `jax.vmap`, with other seeds or learning rates. `benchmarks/accelerator.py` measures each of them, and compares the losses with those of the CPU.
#
# ## Grading { #grading }
#
# How long a right answer takes, from the command to the verdict. "Typical" is the median over a chapter's exercises. Chapters that need JAX take longer, the first time above all: JAX must be imported, and compiles what is then kept.

# %% [markdown] lang="zh"
# 这个网络走一步要 {{ step }}次运算，而大型 GPU 一秒能做几十万亿次。这样 GPU 等待下一个运算启动的时间，会比计算的时间还长：这叫**受限于启动开销**（launch-bound）。解决的办法是让它一次多做些事：把整个训练编译成一次调用，循环每转一圈连做几步（展开，unroll），最重要的是用 `jax.vmap` 让许多网络并排训练，各用各的种子或学习率。`benchmarks/accelerator.py` 逐一测量这些办法，并把损失与 CPU 上的损失作比较。
#
# ## 评分 { #grading }
#
# 提交一份正确的答案，从敲下命令到看到评分结论要多久？“典型”是一章里各练习用时的中位数。用到 JAX 的章要慢一些，第一次尤其慢：要导入 JAX，还要编译；编译的结果会存下来，以后直接取用。

# %% tags=["hide-input"]
rows = ["| ⟦chapter|章⟧ | ⟦typical|典型⟧ | ⟦slowest exercise|最慢的练习⟧ | |", "|---|--:|---|--:|"]
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
# Each writes its figures to `benchmarks/results/`, which this page shows when it is built. Nothing else should run meanwhile: libraries that keep several threads busy suffer most from a neighbour, and may look far worse than they are.
#
# Sources: Kingma and Ba, 2015, [Adam](https://arxiv.org/abs/1412.6980); Szegedy et al., 2016, [Rethinking the Inception architecture](https://arxiv.org/abs/1512.00567), section 7; Glorot and Bengio, 2010, [Understanding the difficulty of training deep feedforward neural networks](https://proceedings.mlr.press/v9/glorot10a.html); the Keras documentation of [RMSprop](https://keras.io/api/optimizers/rmsprop/); the PyTorch documentation on [where to apply torch.compile](https://docs.pytorch.org/docs/stable/compile/programming_model.where_to_apply_compile.html); the JAX documentation on the [persistent compilation cache](https://docs.jax.dev/en/latest/persistent_compilation_cache.html).

# %% [markdown] lang="zh"
# 整个课程 {{ exercises }} 道练习，用一条命令 `uv run pytest solutions` 全部评完：{{ course }} 秒。
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
# 每条命令都把结果写进 `benchmarks/results/`，生成本页时就从那里读取。测量时不要同时运行别的程序：同时用好几个线程的库，最怕别的程序来抢 CPU，测出来可能比实际差得多。
#
# 出处：Kingma 与 Ba，2015，[Adam](https://arxiv.org/abs/1412.6980)；Szegedy 等，2016，[Rethinking the Inception architecture](https://arxiv.org/abs/1512.00567)，第 7 节；Glorot 与 Bengio，2010，[Understanding the difficulty of training deep feedforward neural networks](https://proceedings.mlr.press/v9/glorot10a.html)；Keras 文档中的 [RMSprop](https://keras.io/api/optimizers/rmsprop/)；PyTorch 文档中的 [where to apply torch.compile](https://docs.pytorch.org/docs/stable/compile/programming_model.where_to_apply_compile.html)；JAX 文档中的 [persistent compilation cache](https://docs.jax.dev/en/latest/persistent_compilation_cache.html)。

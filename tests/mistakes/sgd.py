"""Wrong answers to the exercises on gradient descent that a person would write."""

import numpy as np

from byhand.grading import mistake
from solutions.sgd import minibatches, sgd_step, tree_map


def check_walk(gradient, x0, steps):
    """The checks that the contract asks for; the gradient at the start."""
    if steps < 0:
        raise ValueError(f"steps {steps}")
    slope = gradient(np.array(x0, np.result_type(x0, 1.0))) if steps else np.zeros(x0.shape)
    if np.shape(slope) != x0.shape:
        raise ValueError(f"{np.shape(slope)} for {x0.shape}")
    return slope


def walked(gradient, x0, learning_rate, steps, dtype=None):
    """The trajectory as a list of points."""
    check_walk(gradient, x0, steps)
    points = [np.array(x0, dtype or np.result_type(x0, 1.0))]
    for _ in range(steps):
        points.append(np.asarray(points[-1] - learning_rate * gradient(points[-1]), points[0].dtype))
    return points


@mistake(verdict="wrong", section="downhill")
def gradient_descent__uphill(gradient, x0, learning_rate, steps):
    """It adds the gradient, which points uphill; a step goes against it. |
    加上了梯度，而梯度指向上坡；应当减去，逆着梯度走。
    """
    return np.stack(walked(gradient, x0, -learning_rate, steps))


@mistake(verdict="wrong", section="downhill")
def gradient_descent__end_only(gradient, x0, learning_rate, steps):
    """It returns only where the walk ends; the trajectory holds every point, the start included. |
    只返回了终点；轨迹应当包含起点和走到的每一点。
    """
    return walked(gradient, x0, learning_rate, steps)[-1]


@mistake(verdict="wrong", section="downhill")
def gradient_descent__no_start(gradient, x0, learning_rate, steps):
    """It leaves the start out of the trajectory. | 轨迹里漏掉了起点；第 0 行应当是 x0。"""
    points = walked(gradient, x0, learning_rate, steps)[1:]
    return np.array(points).reshape(steps, *x0.shape).astype(np.result_type(x0, 1.0))


@mistake(verdict="wrong", section="downhill")
def gradient_descent__one_step_short(gradient, x0, learning_rate, steps):
    """It counts the start as a step, and so takes one step too few. |
    把起点也算成了一步，结果少走了一步；从起点出发之后，应当再走 steps 步。
    """
    return np.stack(walked(gradient, x0, learning_rate, steps)[: max(1, steps)])


@mistake(verdict="wrong", section="downhill")
def gradient_descent__frozen_gradient(gradient, x0, learning_rate, steps):
    """It computes the gradient once, at the start; each point has its own. |
    只在起点算了一次梯度；每走到一点，都应当在那里重新算。
    """
    slope = check_walk(gradient, x0, steps)
    dtype = np.result_type(x0, 1.0)
    return np.stack([np.asarray(x0 - k * learning_rate * slope, dtype) for k in range(steps + 1)])


@mistake(verdict="wrong", section="downhill")
def gradient_descent__integers(gradient, x0, learning_rate, steps):
    """It stores the points in the dtype of the start: with integers every step is cut off. |
    用起点的 dtype 存轨迹：起点是整数时，每一步的小数部分都丢了；整数应当换成 float64。
    """
    check_walk(gradient, x0, steps)
    trajectory = np.empty((steps + 1, *x0.shape), x0.dtype)
    trajectory[0] = x0
    for k in range(steps):
        trajectory[k + 1] = trajectory[k] - learning_rate * gradient(trajectory[k])
    return trajectory


@mistake(verdict="wrong", section="downhill")
def gradient_descent__float64(gradient, x0, learning_rate, steps):
    """It always computes in float64; a start in float32 gives a trajectory in float32. |
    一律用 float64；起点是 float32 时，轨迹也应当是 float32。
    """
    return np.stack(walked(gradient, x0, learning_rate, steps, np.float64))


@mistake(verdict="wrong", section="downhill")
def gradient_descent__same_array(gradient, x0, learning_rate, steps):
    """It appends the same array each time and changes it in place: in the end all points are the last one. |
    每次放进列表的都是同一个数组，又在原地修改：最后所有的点都成了终点；每一点应当是新数组。
    """
    check_walk(gradient, x0, steps)
    x = np.array(x0, np.result_type(x0, 1.0))
    points = [x]
    for _ in range(steps):
        x -= np.asarray(learning_rate * gradient(x), x.dtype)
        points.append(x)
    return np.stack(points)


@mistake(verdict="wrong", section="downhill")
def gradient_descent__broadcasts(gradient, x0, learning_rate, steps):
    """It does not check the shape of the gradient, which then broadcasts unnoticed. |
    没有检查梯度的形状，形状不同的梯度就悄悄广播了；应当抛出 ValueError。
    """
    if steps < 0:
        raise ValueError(f"steps {steps}")
    points = [np.array(x0, np.result_type(x0, 1.0))]
    for _ in range(steps):
        slope = np.asarray(gradient(points[-1]))
        size = points[-1].size
        points.append(np.asarray(points[-1] - learning_rate * np.resize(slope, x0.shape) if size else points[-1]))
        points[-1] = points[-1].astype(points[0].dtype)
    return np.stack(points)


def batches_of(order, batch_size):
    """Cut an order into batches."""
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def check_size(batch_size):
    """The check that the contract asks for."""
    if batch_size < 1:
        raise ValueError(f"batch_size {batch_size}")


@mistake(verdict="wrong", section="batches")
def minibatches__late_check(rng, n, batch_size):
    """It checks in the function that yields, which runs only when the first batch is asked for. |
    检查写在含有 yield 的函数里，要到取第一个批量时才执行；应当在调用时就检查。
    """
    check_size(batch_size)
    yield from minibatches(rng, n, batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__not_shuffled(rng, n, batch_size):
    """It deals the samples out in their own order, the same in every epoch. |
    没有打乱，每一轮都按原来的顺序取样本；应当先随机排列。
    """
    check_size(batch_size)
    return batches_of(np.arange(n), batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__shuffles_batches(rng, n, batch_size):
    """It shuffles the batches, but each of them always holds the same neighbours. |
    只打乱了批量的先后，每个批量里总是那几个相邻的样本；应当打乱样本。
    """
    check_size(batch_size)
    batches = batches_of(np.arange(n), batch_size)
    full, rest = [b for b in batches if len(b) == batch_size], [b for b in batches if len(b) != batch_size]
    return [full[i] for i in rng.permutation(len(full))] + rest


@mistake(verdict="wrong", section="batches")
def minibatches__within_batches(rng, n, batch_size):
    """It shuffles inside each batch only; the batches always hold the same samples. |
    只在每个批量内部打乱，各批量里的样本始终不变；应当先打乱所有样本，再分批。
    """
    check_size(batch_size)
    return [rng.permutation(batch) for batch in batches_of(np.arange(n), batch_size)]


@mistake(verdict="wrong", section="batches")
def minibatches__drops_the_rest(rng, n, batch_size):
    """It drops the last batch where it is short, so that some samples go unused. |
    最后一个批量不足 batch_size 个，就丢掉了，有些样本因此没有用到；应当保留。
    """
    check_size(batch_size)
    return [batch for batch in minibatches(rng, n, batch_size) if len(batch) == batch_size]


@mistake(verdict="wrong", section="batches")
def minibatches__with_replacement(rng, n, batch_size):
    """It draws with replacement: some samples come twice, others never; each should come exactly once. |
    有放回地抽取，有的样本出现两次，有的一次也没有；每个样本应当恰好一次。
    """
    check_size(batch_size)
    return [rng.integers(n, size=len(batch)) for batch in batches_of(np.arange(n), batch_size)]


@mistake(verdict="wrong", section="batches")
def minibatches__global_generator(rng, n, batch_size):
    """It shuffles with NumPy's global generator and not with the one that it was given. |
    用了 NumPy 的全局随机数生成器；应当用传进来的 rng。
    """
    check_size(batch_size)
    return batches_of(np.random.permutation(n), batch_size)  # noqa: NPY002


@mistake(verdict="wrong", section="batches")
def minibatches__own_seed(rng, n, batch_size):
    """It makes a generator of its own with a fixed seed: every epoch has the same order. |
    自己建了一个种子固定的随机数生成器，每一轮的顺序都一样；应当用传进来的 rng。
    """
    check_size(batch_size)
    return batches_of(np.random.default_rng(0).permutation(n), batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__evened_out(rng, n, batch_size):
    """It makes all batches about equally large; all but the last should have batch_size samples. |
    把各批量分得差不多大；除了最后一个，每个批量都应当有 batch_size 个样本。
    """
    check_size(batch_size)
    return np.array_split(rng.permutation(n), -(-n // batch_size)) if n else []


@mistake(verdict="wrong", section="batches")
def minibatches__counts_batches(rng, n, batch_size):
    """It takes batch_size for the number of batches. | 把 batch_size 当成了批量的个数；应当是每个批量的样本数。"""
    check_size(batch_size)
    return np.array_split(rng.permutation(n), batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__no_check(rng, n, batch_size):
    """It does not refuse every batch_size below 1: a negative one gives no batches, or the error for 0 is `range`'s. |
    没有拒绝所有小于 1 的 batch_size：为负时一个批量也没有，或者为 0 时由 `range` 来报错；都应当自己抛出 ValueError。
    """
    return batches_of(rng.permutation(n), batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__each_batch_anew(rng, n, batch_size):
    """It draws every batch from all samples: no batch repeats a sample, but two batches may. |
    每个批量都从全部样本里抽：一个批量内不重复，两个批量之间却会；应当打乱一次，再切开。
    """
    check_size(batch_size)
    return [rng.choice(n, size=len(batch), replace=False) for batch in batches_of(np.arange(n), batch_size)]


@mistake(verdict="wrong", section="batches")
def minibatches__lists(rng, n, batch_size):
    """Its batches are lists; vectors were asked for, which can pick rows of an array. |
    每个批量是列表；应当是向量。
    """
    check_size(batch_size)
    return batches_of(rng.permutation(n).tolist(), batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__stops_early(rng, n, batch_size):
    """Its range ends at n − batch_size, and the last batch is missing. |
    range 写到 n − batch_size 就停了，少了最后一个批量；应当写到 n。
    """
    check_size(batch_size)
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n - batch_size, batch_size)]


@mistake(verdict="wrong", section="batches")
def minibatches__empty_batch(rng, n, batch_size):
    """It always makes n // batch_size + 1 batches; where n is a multiple of the size, the last one is empty. |
    总是分成 n // batch_size + 1 批；除得尽时，最后一批是空的，不应当有。
    """
    check_size(batch_size)
    order = rng.permutation(n)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n // batch_size + 1)]


@mistake(verdict="wrong", section="batches")
def minibatches__from_one(rng, n, batch_size):
    """It counts the samples from 1; the first is number 0. |
    样本从 1 数起；编号应当从 0 到 n − 1。
    """
    check_size(batch_size)
    return batches_of(rng.permutation(n) + 1, batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__padded(rng, n, batch_size):
    """It fills the last batch up with samples that were dealt already. |
    用已经发过的样本补满了最后一个批量；剩多少就是多少，不应当补。
    """
    check_size(batch_size)
    return batches_of(np.resize(rng.permutation(n), -(-n // batch_size) * batch_size), batch_size)


@mistake(verdict="error", section="batches")
def minibatches__shuffle_returns_nothing(rng, n, batch_size):
    """It uses what `rng.shuffle` returns, which is None: it shuffles in place. |
    用了 `rng.shuffle` 的返回值，那是 None，因为它在原地打乱；应当用 `rng.permutation(n)`。
    """
    check_size(batch_size)
    order = rng.shuffle(np.arange(n))
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@mistake(verdict="error", section="batches")
def minibatches__reshaped(rng, n, batch_size):
    """It reshapes the order to rows of batch_size, which fails where a rest is left. |
    把顺序 reshape 成每行 batch_size 个，除不尽时就报错；应当逐段切开。
    """
    check_size(batch_size)
    return rng.permutation(n).reshape(-1, batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__few_keys(rng, n, batch_size):
    """It sorts random keys of which many are equal: which of the equal ones comes first is not random. |
    按随机的键排序，键却有许多相同的，相同的几个谁先谁后并不随机；应当用 `rng.permutation(n)`。
    """
    check_size(batch_size)
    return batches_of(np.argsort(rng.integers(0, 10, n), kind="stable"), batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__swaps_neighbours(rng, n, batch_size):
    """It swaps neighbours only, so that a sample stays near its place. |
    只交换相邻的样本，样本都还在原来的位置附近；应当打乱到任何位置。
    """
    check_size(batch_size)
    order = np.arange(n)
    for _ in range(4):
        for k in range(n - 1):
            if rng.random() < 0.5:
                order[[k, k + 1]] = order[[k + 1, k]]
    return batches_of(order, batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__swaps_with_any(rng, n, batch_size):
    """It swaps every place with any of all n, and some orders come more often; place k may swap with k to n − 1. |
    每个位置都与全部 n 个位置中的任意一个交换，有些顺序就出现得多一些；第 k 个位置只应当与第 k 到 n − 1 个交换。
    """
    check_size(batch_size)
    order = np.arange(n)
    for k in range(n):
        other = rng.integers(n)
        order[[k, other]] = order[[other, k]]
    return batches_of(order, batch_size)


@mistake(verdict="wrong", section="batches")
def minibatches__rotated(rng, n, batch_size):
    """It cuts the samples at a random place and swaps the two parts: all neighbours stay together. |
    随机选一处切开，把前后两段对调，相邻的样本还是在一起；应当打乱每一个样本。
    """
    check_size(batch_size)
    return batches_of(np.roll(np.arange(n), rng.integers(max(1, n))), batch_size)


def outline(tree):
    """What trees must have in common at one place."""
    if isinstance(tree, dict):
        return dict, tree.keys()
    return (type(tree), len(tree)) if isinstance(tree, list | tuple) else ("array", np.shape(tree))


def fitting(tree, others):
    """The check that the contract asks for."""
    for other in others:
        if outline(other) != outline(tree):
            raise ValueError(f"{outline(other)} for {outline(tree)}")


@mistake(verdict="error", section="trees")
def tree_map__dicts_only(f, tree, *others):
    """It looks into dicts only; lists and tuples hold arrays, too. |
    只会往字典里走；列表和元组里也可以有数组，同样应当走进去。
    """
    fitting(tree, others)
    if isinstance(tree, dict):
        return {key: tree_map__dicts_only(f, tree[key], *(other[key] for other in others)) for key in tree}
    return f(tree, *others)


@mistake(verdict="error", section="trees")
def tree_map__one_level(f, tree, *others):
    """It goes one level deep; containers within containers need the same treatment. |
    只走了一层；容器里面还有容器，应当递归地走下去。
    """
    fitting(tree, others)
    if isinstance(tree, dict):
        return {key: f(tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([f(*parts) for parts in zip(tree, *others, strict=True)])
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__order_of_values(f, tree, *others):
    """It pairs the values of dicts in their order, not by key: w may meet b. |
    字典的值是按先后顺序配对的，w 可能配上 b；应当按键配对。
    """
    fitting_but_dicts(tree, others)
    if isinstance(tree, dict):
        parts = zip(tree.values(), *(other.values() for other in others), strict=True)
        return {key: tree_map__order_of_values(f, *part) for key, part in zip(tree, parts, strict=True)}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__order_of_values(f, *parts) for parts in zip(tree, *others, strict=True)])
    return f(*(np.resize(part, np.shape(tree)) for part in (tree, *others)))


def fitting_but_dicts(tree, others):
    """The check of the structure, the shapes of arrays aside."""
    for other in others:
        one, two = outline(tree), outline(other)
        if one[0] != two[0] or (one[0] != "array" and one[1] != two[1]):
            raise ValueError(f"{two} for {one}")


@mistake(verdict="wrong", section="trees")
def tree_map__tuples_become_lists(f, tree, *others):
    """It turns tuples into lists; the result has the structure of the first tree. |
    把元组变成了列表；结果的结构应当与第一棵树相同。
    """
    fitting(tree, others)
    if isinstance(tree, dict):
        return {key: tree_map__tuples_become_lists(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return [tree_map__tuples_become_lists(f, *parts) for parts in zip(tree, *others, strict=True)]
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__flat(f, tree, *others):
    """It returns a flat list of the results and loses the structure. |
    把结果排成了一个列表，丢掉了结构；结果应当是与第一棵树同样结构的树。
    """
    found = []
    tree_map(lambda *parts: found.append(f(*parts)), tree, *others)
    return found


@mistake(verdict="wrong", section="trees")
def tree_map__zip_stops_early(f, tree, *others):
    """It takes lists and tuples of different lengths: zip stops at the shortest. |
    列表和元组的长度不同时没有报错，因为 zip 到最短的那个就停了；应当抛出 ValueError。
    """
    for other in others:
        if type(tree) is type(other) and isinstance(tree, list | tuple):
            continue
        fitting(tree, [other])
    if isinstance(tree, dict):
        return {key: tree_map__zip_stops_early(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__zip_stops_early(f, *parts) for parts in zip(tree, *others, strict=False)])
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__keys_of_the_first(f, tree, *others):
    """It asks the other dicts only for the keys of the first; what they have besides goes unnoticed. |
    只按第一个字典的键去取；别的字典里多出来的键没有发现，应当抛出 ValueError。
    """
    for other in others:
        if type(tree) is dict is type(other) and tree.keys() <= other.keys():
            continue
        fitting(tree, [other])
    if isinstance(tree, dict):
        return {key: tree_map__keys_of_the_first(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__keys_of_the_first(f, *parts) for parts in zip(tree, *others, strict=True)])
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__broadcasts(f, tree, *others):
    """It does not compare the shapes of the arrays, so that one of them may broadcast unnoticed. |
    没有比较数组的形状，其中一个可能悄悄广播；形状不同时应当抛出 ValueError。
    """
    for other in others:
        if outline(tree)[0] == "array" == outline(other)[0]:
            continue
        fitting(tree, [other])
    if isinstance(tree, dict):
        return {key: tree_map__broadcasts(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__broadcasts(f, *parts) for parts in zip(tree, *others, strict=True)])
    try:
        return f(tree, *others)
    except ValueError as error:
        shapes = [np.shape(part) for part in (tree, *others)]
        raise ValueError(f"{shapes}") from error


@mistake(verdict="error", section="trees")
def tree_map__others_packed(f, tree, *others):
    """It hands the other arrays over in one tuple, `f(tree, others)`; a star spreads them out. |
    把其他数组装在一个元组里交给了函数：`f(tree, others)`；应当写 `*others`，逐个传进去。
    """
    fitting(tree, others)
    if isinstance(tree, dict):
        return {key: tree_map__others_packed(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__others_packed(f, *parts) for parts in zip(tree, *others, strict=True)])
    return f(tree, others)


@mistake(verdict="error", section="trees")
def tree_map__whole_others(f, tree, *others):
    """It walks into the first tree only and hands the others over whole. |
    只走进了第一棵树，其他树整棵传了下去；应当一起往下走。
    """
    if isinstance(tree, dict):
        return {key: tree_map__whole_others(f, part, *others) for key, part in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__whole_others(f, part, *others) for part in tree])
    return f(tree, *others)


@mistake(verdict="error", section="trees")
def tree_map__no_tuples(f, tree, *others):
    """It looks into dicts and lists, and takes a tuple for an array. |
    会往字典和列表里走，却把元组当成了数组；元组也应当走进去。
    """
    fitting(tree, others)
    if isinstance(tree, dict):
        return {key: tree_map__no_tuples(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list):
        return [tree_map__no_tuples(f, *parts) for parts in zip(tree, *others, strict=True)]
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__no_check(f, tree, *others):
    """It checks nothing: what does not fit passes, or fails with another error than a ValueError. |
    什么也没有检查：对不上的树有的放过了，有的报出别的错；应当抛出 ValueError。
    """
    if isinstance(tree, dict):
        return {key: tree_map__no_check(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__no_check(f, *parts) for parts in zip(tree, *others, strict=False)])
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__shapes_alone(f, tree, *others):
    """It compares the shapes of arrays, but not the containers: their types, keys, lengths. |
    只比较了数组的形状，没有比较容器；容器的种类、键、长度也应当相同。
    """
    if isinstance(tree, dict):
        return {key: tree_map__shapes_alone(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__shapes_alone(f, *parts) for parts in zip(tree, *others, strict=False)])
    for other in others:
        if np.shape(other) != np.shape(tree):
            raise ValueError(f"{np.shape(other)} for {np.shape(tree)}")
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__first_other(f, tree, *others):
    """It checks the first of the other trees only. |
    只检查了其他树中的第一棵；每一棵都应当检查。
    """
    fitting(tree, others[:1])
    if isinstance(tree, dict):
        return {key: tree_map__first_other(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__first_other(f, *parts) for parts in zip(tree, *others, strict=False)])
    return f(tree, *others)


@mistake(verdict="error", section="trees")
def tree_map__order_of_keys(f, tree, *others):
    """It refuses dicts whose keys come in another order; they are the same tree. |
    键的顺序不同就拒绝了；那是同一棵树，应当接受。
    """
    fitting(tree, others)
    if isinstance(tree, dict):
        if any(list(other) != list(tree) for other in others):
            raise ValueError(f"keys {list(tree)}")
        return {key: tree_map__order_of_keys(f, tree[key], *(other[key] for other in others)) for key in tree}
    if isinstance(tree, list | tuple):
        return type(tree)([tree_map__order_of_keys(f, *parts) for parts in zip(tree, *others, strict=True)])
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__asserts(f, tree, *others):
    """It checks with `assert`, which raises an AssertionError; a ValueError was asked for. |
    用 `assert` 来检查，抛出的是 AssertionError；应当抛出 ValueError。
    """
    for other in others:
        assert outline(other) == outline(tree), f"{outline(other)} for {outline(tree)}"
    return tree_map(f, tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__in_place(f, tree, *others):
    """It writes the results into the dicts and lists that it was given; the result is made of new containers. |
    把结果写进了传进来的字典和列表；应当放进新的容器。
    """
    fitting(tree, others)
    if isinstance(tree, tuple):
        return tuple(tree_map__in_place(f, *parts) for parts in zip(tree, *others, strict=True))
    if isinstance(tree, dict | list):
        for key in tree if isinstance(tree, dict) else range(len(tree)):
            tree[key] = tree_map__in_place(f, tree[key], *(other[key] for other in others))
        return tree
    return f(tree, *others)


@mistake(verdict="wrong", section="trees")
def tree_map__returns_nothing(f, tree, *others):
    """It forgets to return the new container: only the case of an array has a `return`. |
    忘了返回新的容器，只有数组那种情形写了 `return`；每种情形都应当返回。
    """
    fitting(tree, others)
    if not isinstance(tree, dict | list | tuple):
        return f(tree, *others)
    tree_map(f, tree, *others)
    return None


@mistake(verdict="wrong", section="trees")
def sgd_step__uphill(params, gradients, learning_rate):
    """It adds the gradient and so climbs; a step goes against it. | 加上了梯度，成了上坡；应当减去。"""
    return sgd_step(params, gradients, -learning_rate)


@mistake(verdict="wrong", section="trees")
def sgd_step__in_place(params, gradients, learning_rate):
    """It changes the parameters in place; whoever called may still need the old ones. |
    直接改动了传进来的参数，调用者可能还要用原来的；应当返回新数组。
    """

    def step(p, g):
        if isinstance(p, np.ndarray):
            p -= np.asarray(learning_rate * g, p.dtype)
            return p
        return p - np.asarray(learning_rate * g, p.dtype)

    return tree_map(step, params, gradients)


@mistake(verdict="wrong", section="trees")
def sgd_step__wide_rate(params, gradients, learning_rate):
    """It keeps what NumPy makes of p − ηg: a learning rate in np.float64 turns float32 into float64. |
    直接用了 p − ηg 的结果：学习率是 np.float64 时，float32 的参数变成了 float64；dtype 应当不变。
    """
    return tree_map(lambda p, g: p - learning_rate * g, params, gradients)


@mistake(verdict="wrong", section="trees")
def sgd_step__float64(params, gradients, learning_rate):
    """It computes in float64 and forgets to return to the dtype of the parameters. |
    转成 float64 计算，没有变回来；dtype 应当与参数相同。
    """
    return tree_map(lambda p, g: np.asarray(p - np.float64(learning_rate) * g, np.float64), params, gradients)


@mistake(verdict="wrong", section="trees")
def sgd_step__unscaled(params, gradients, learning_rate):
    """It forgets the learning rate. | 忘了乘学习率；每一步应当减去 ηg。"""
    return tree_map(lambda p, g: (p - g).astype(p.dtype), params, gradients)


@mistake(verdict="wrong", section="trees")
def sgd_step__sign(params, gradients, learning_rate):
    """It takes only the sign of the gradient: every step is equally long, however flat it is. |
    只用了梯度的正负号，不论坡缓坡陡，步子都一样长；应当乘以梯度本身。
    """
    return tree_map(lambda p, g: (p - learning_rate * np.sign(g)).astype(p.dtype), params, gradients)


@mistake(verdict="wrong", section="trees")
def sgd_step__normalized(params, gradients, learning_rate):
    """It divides each gradient by its length; the step −ηg is shorter where the slope is gentler. |
    把每个梯度都除以它的长度；步子应当是 −ηg，坡越缓，步子越短。
    """

    def step(p, g):
        length = np.sqrt((g * g).sum()) or 1.0
        return (p - learning_rate * g / length).astype(p.dtype)

    return tree_map(step, params, gradients)


@mistake(verdict="error", section="trees")
def sgd_step__flat_dict(params, gradients, learning_rate):
    """It takes the parameters for a dict of arrays; they may be any tree. |
    把参数当成了装着数组的字典；参数可以是任意的树，应当用 tree_map。
    """
    return {key: (p - learning_rate * gradients[key]).astype(p.dtype) for key, p in params.items()}


def at_rest(params, state):
    """The state, zeros where there is none yet."""
    return tree_map(np.zeros_like, params) if state is None else state


def velocity_of(params, gradients, state, learning_rate, momentum):
    """The new velocity."""
    rule = lambda p, g, v: (momentum * v - learning_rate * g).astype(p.dtype)  # noqa: E731
    return tree_map(rule, params, gradients, at_rest(params, state))


def plus(params, velocity):
    """The sum of two trees."""
    return tree_map(np.add, params, velocity)


@mistake(verdict="wrong", section="momentum")
def momentum_step__old_velocity(params, gradients, state, learning_rate, momentum=0.9):
    """It moves with the old velocity; first the velocity changes, then the parameters move with the new one. |
    用旧的速度移动了参数；应当先更新速度，再用新的速度移动。
    """
    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    return plus(params, at_rest(params, state)), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__uphill(params, gradients, state, learning_rate, momentum=0.9):
    """It adds ηg to the velocity, which then points uphill. | 给速度加上了 ηg，速度就指向了上坡；应当减去。"""
    velocity = velocity_of(params, gradients, state, -learning_rate, momentum)
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__other_convention(params, gradients, state, learning_rate, momentum=0.9):
    """It keeps the velocity without the learning rate, v = μv + g and p − ηv, as some libraries do; here the learning
    rate is part of the velocity. |
    速度里没有乘学习率，写成了 v = μv + g、p − ηv，有些库是这样做的；本题的速度里已经乘了学习率。
    """
    rule = lambda p, g, v: (momentum * v + g).astype(p.dtype)  # noqa: E731
    velocity = tree_map(rule, params, gradients, at_rest(params, state))
    return tree_map(lambda p, v: (p - learning_rate * v).astype(p.dtype), params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__average(params, gradients, state, learning_rate, momentum=0.9):
    """It averages, v = μv − (1 − μ)ηg, so that every push is only 1 − μ of what it should be. |
    取了平均，写成 v = μv − (1 − μ)ηg，每次推动就只有应有的 1 − μ；应当是 v = μv − ηg。
    """
    velocity = velocity_of(params, gradients, state, (1 - momentum) * learning_rate, momentum)
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__twice(params, gradients, state, learning_rate, momentum=0.9):
    """It subtracts ηg once more from the parameters; the velocity contains it already. |
    移动参数时又减了一次 ηg；速度里已经有了，不应当再减。
    """
    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    moved = tree_map(lambda p, g, v: (p + v - learning_rate * g).astype(p.dtype), params, gradients, velocity)
    return moved, velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__forgets(params, gradients, state, learning_rate, momentum=0.9):
    """It returns the state as it came, so that the velocity is lost after every step. |
    返回的状态还是传进来的那个，每走一步速度就丢了；应当返回新的速度。
    """
    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    return plus(params, velocity), at_rest(params, state)


@mistake(verdict="error", section="momentum")
def momentum_step__no_start(params, gradients, state, learning_rate, momentum=0.9):
    """It does not know the first step, when the state is None. |
    没有考虑第一步，那时 state 是 None；应当从全零的速度开始。
    """
    rule = lambda p, g, v: (momentum * v - learning_rate * g).astype(p.dtype)  # noqa: E731
    velocity = tree_map(rule, params, gradients, state)
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__fixed_momentum(params, gradients, state, learning_rate, momentum=0.9):
    """It writes 0.9 into the formula and ignores the argument momentum. |
    公式里写死了 0.9；应当用参数 momentum。
    """
    velocity = velocity_of(params, gradients, state, learning_rate, 0.9)
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__minus(params, gradients, state, learning_rate, momentum=0.9):
    """It subtracts the velocity, v = μv − ηg and p − v: v points downhill already, and so the step goes up. |
    写成了 v = μv − ηg、p − v：速度已经指向下坡，再一减就成了上坡；应当是 p + v。
    """
    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    return tree_map(np.subtract, params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__other_sign(params, gradients, state, learning_rate, momentum=0.9):
    """It keeps the velocity with the other sign, v = μv + ηg and p − v: the walk is right, but not the state. |
    速度的正负号反了，写成 v = μv + ηg、p − v：走的路对，返回的状态不对；应当是 v = μv − ηg、p + v。
    """
    velocity = velocity_of(params, gradients, state, -learning_rate, momentum)
    return tree_map(np.subtract, params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__nesterov(params, gradients, state, learning_rate, momentum=0.9):
    """It steps by μv − ηg with the new v, as Nesterov's momentum does; here the step is v itself. |
    用新的 v 又算了一次 μv − ηg，那是 Nesterov 动量；本题移动的就是 v 本身。
    """
    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    return plus(params, velocity_of(params, gradients, velocity, learning_rate, momentum)), velocity


@mistake(verdict="error", section="momentum")
def momentum_step__truth_of_state(params, gradients, state, learning_rate, momentum=0.9):
    """It asks `if not state` or `state == None`, which an array does not answer; `state is None` does. |
    用 `if not state` 或 `state == None` 来判断，数组给不出一个是或否；应当写 `state is None`。
    """
    if not state:
        state = None
    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__wide(params, gradients, state, learning_rate, momentum=0.9):
    """It keeps what NumPy makes of the formula: with an np.float64 among η and μ, float32 becomes float64. |
    直接用了公式的结果：η 或 μ 是 np.float64 时，float32 就变成了 float64；dtype 应当与参数相同。
    """
    rule = lambda p, g, v: momentum * v - learning_rate * g  # noqa: E731
    velocity = tree_map(rule, params, gradients, at_rest(params, state))
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__wide_velocity(params, gradients, state, learning_rate, momentum=0.9):
    """It returns to the dtype of the parameters for them alone; the velocity stays wide. |
    只把参数变回了原来的 dtype，速度还是 float64；速度的 dtype 也应当与参数相同。
    """
    rule = lambda p, g, v: momentum * v - learning_rate * g  # noqa: E731
    velocity = tree_map(rule, params, gradients, at_rest(params, state))
    return tree_map(lambda p, v: (p + v).astype(p.dtype), params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__wide_momentum(params, gradients, state, learning_rate, momentum=0.9):
    """It thinks of the type of η and not of that of μ: an np.float64 turns float32 into float64, too. |
    考虑了 η 的类型，没有考虑 μ 的：μ 是 np.float64 时，float32 同样会变成 float64；dtype 应当与参数相同。
    """
    rate = float(learning_rate)
    velocity = tree_map(lambda p, g, v: momentum * v - rate * g, params, gradients, at_rest(params, state))
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__state_in_place(params, gradients, state, learning_rate, momentum=0.9):
    """It changes the velocity that it was given in place. |
    直接改动了传进来的速度；应当建新的数组。
    """

    def change(p, g, v):
        new = (momentum * v - learning_rate * g).astype(p.dtype)
        if isinstance(v, np.ndarray):
            v[...] = new
        return new

    velocity = tree_map(change, params, gradients, at_rest(params, state))
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__params_in_place(params, gradients, state, learning_rate, momentum=0.9):
    """It changes the parameters that it was given in place. |
    直接改动了传进来的参数；应当建新的数组。
    """

    def move(p, v):
        new = np.add(p, v)
        if isinstance(p, np.ndarray):
            p[...] = new
        return new

    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    return tree_map(move, params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__no_first_velocity(params, gradients, state, learning_rate, momentum=0.9):
    """It takes the first step as plain SGD, and returns no velocity for the second. |
    第一步按普通的 SGD 走，却没有返回速度，下一步就没有速度可用；应当返回 −ηg。
    """
    if state is None:
        return sgd_step(params, gradients, learning_rate), None
    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__unscaled(params, gradients, state, learning_rate, momentum=0.9):
    """It forgets the learning rate: v = μv − g. |
    忘了学习率，写成 v = μv − g；应当是 v = μv − ηg。
    """
    velocity = velocity_of(params, gradients, state, 1.0, momentum)
    return plus(params, velocity), velocity


@mistake(verdict="wrong", section="momentum")
def momentum_step__swapped(params, gradients, state, learning_rate, momentum=0.9):
    """It returns the velocity first; the parameters come first. |
    先返回了速度；应当先是参数，再是速度。
    """
    velocity = velocity_of(params, gradients, state, learning_rate, momentum)
    return velocity, plus(params, velocity)


@mistake(verdict="wrong", section="momentum")
def momentum_step__parameters_alone(params, gradients, state, learning_rate, momentum=0.9):
    """It returns the parameters alone; the velocity is needed in the next step. |
    只返回了参数；下一步要用速度，应当一起返回。
    """
    return plus(params, velocity_of(params, gradients, state, learning_rate, momentum))


def mean_square(params, gradients, state, new=0.1):
    """The new running mean of the squares."""
    rule = lambda p, g, s: ((1 - new) * s + new * g**2).astype(p.dtype)  # noqa: E731
    return tree_map(rule, params, gradients, at_rest(params, state))


def divided(params, gradients, square, learning_rate, scale):
    """The step with a scale of its own."""
    rule = lambda p, g, s: (p - learning_rate * g / scale(s)).astype(p.dtype)  # noqa: E731
    return tree_map(rule, params, gradients, square)


def usual_scale(s):
    """The scale that the contract asks for."""
    return np.sqrt(s) + 1e-7


@mistake(verdict="wrong", section="scale")
def rmsprop_step__epsilon_inside(params, gradients, state, learning_rate):
    """It adds ε inside the root, √(s + ε), and so slows down small gradients. |
    把 ε 加在了根号里面，写成 √(s + ε)，梯度很小时步子就变短了；应当加在根号外面。
    """
    square = mean_square(params, gradients, state)
    return divided(params, gradients, square, learning_rate, lambda s: np.sqrt(s + 1e-7)), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__no_epsilon(params, gradients, state, learning_rate):
    """It leaves ε out, and where the gradient has always been zero it computes 0 / 0. |
    漏掉了 ε，梯度一直为零的地方就成了 0 / 0；分母里应当加上 ε。
    """
    square = mean_square(params, gradients, state)
    with np.errstate(all="ignore"):
        return divided(params, gradients, square, learning_rate, np.sqrt), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__no_root(params, gradients, state, learning_rate):
    """It divides by the mean square and not by its root. | 直接除以了均方；应当先开平方根。"""
    square = mean_square(params, gradients, state)
    return divided(params, gradients, square, learning_rate, lambda s: s + 1e-7), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__old_square(params, gradients, state, learning_rate):
    """It divides by the old mean square, which does not know this gradient yet: the first step explodes. |
    除的是旧的均方，里面还没有这次的梯度，第一步就大得失控；应当先更新 s，再用新的 s。
    """
    square = mean_square(params, gradients, state)
    return divided(params, gradients, at_rest(params, state), learning_rate, usual_scale), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__weights_swapped(params, gradients, state, learning_rate):
    """It swaps the weights: 0.9 belongs to the past, 0.1 to the new gradient. |
    两个系数写反了：0.9 应当乘以前的 s，0.1 应当乘新的 g²。
    """
    square = mean_square(params, gradients, state, 0.9)
    return divided(params, gradients, square, learning_rate, usual_scale), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__not_squared(params, gradients, state, learning_rate):
    """It averages absolute values instead of squares. | 平均的是绝对值；应当平均平方。"""
    rule = lambda p, g, s: (0.9 * s + 0.1 * np.abs(g)).astype(p.dtype)  # noqa: E731
    square = tree_map(rule, params, gradients, at_rest(params, state))
    return divided(params, gradients, square, learning_rate, usual_scale), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__adagrad(params, gradients, state, learning_rate):
    """It adds the squares up without forgetting, as AdaGrad does: the steps shrink for ever. |
    把平方一直累加，什么也不忘，那是 AdaGrad，步子会越来越小；应当让 s 乘以 0.9。
    """
    rule = lambda p, g, s: (s + g**2).astype(p.dtype)  # noqa: E731
    square = tree_map(rule, params, gradients, at_rest(params, state))
    return divided(params, gradients, square, learning_rate, usual_scale), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__one_scale(params, gradients, state, learning_rate):
    """It takes one mean over each whole array; every parameter has a scale of its own. |
    整个数组只用了一个平均值；每个参数都应当有自己的尺度。
    """
    rule = lambda p, g, s: (0.9 * s + 0.1 * (g * g).mean() if g.size else s).astype(p.dtype)  # noqa: E731
    square = tree_map(rule, params, gradients, at_rest(params, state))
    return divided(params, gradients, square, learning_rate, usual_scale), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__missing_bracket(params, gradients, state, learning_rate):
    """It writes `g / np.sqrt(s) + 1e-7`, which adds ε to the step and not to the divisor; a bracket is missing. |
    写成了 `g / np.sqrt(s) + 1e-7`，ε 加到了步子上，没有加在分母里；少了括号。
    """
    square = mean_square(params, gradients, state)
    rule = lambda p, g, s: (p - (learning_rate * g / np.sqrt(s) + 1e-7)).astype(p.dtype)  # noqa: E731
    with np.errstate(all="ignore"):
        return tree_map(rule, params, gradients, square), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__small_epsilon(params, gradients, state, learning_rate):
    """It takes ε = 1e-8, as many texts do; here it is 1e-7. |
    用了 ε = 1e-8，不少地方是这样写的；本题应当用 1e-7。
    """
    square = mean_square(params, gradients, state)
    return divided(params, gradients, square, learning_rate, lambda s: np.sqrt(s) + 1e-8), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__forgotten_square(params, gradients, state, learning_rate):
    """It averages the gradient itself: the mean may be negative, and then has no root. |
    平均的是梯度本身，可能是负数，开不了平方；应当平均梯度的平方。
    """
    rule = lambda p, g, s: (0.9 * s + 0.1 * g).astype(p.dtype)  # noqa: E731
    square = tree_map(rule, params, gradients, at_rest(params, state))
    with np.errstate(all="ignore"):
        return divided(params, gradients, square, learning_rate, usual_scale), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__uphill(params, gradients, state, learning_rate):
    """It adds the step, and so climbs. |
    把步子加了上去，成了上坡；应当减去。
    """
    square = mean_square(params, gradients, state)
    return divided(params, gradients, square, -learning_rate, usual_scale), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__wide(params, gradients, state, learning_rate):
    """It keeps what NumPy makes of the formula: a learning rate in np.float64 turns float32 into float64. |
    直接用了公式的结果：学习率是 np.float64 时，float32 就变成了 float64；dtype 应当与参数相同。
    """
    square = mean_square(params, gradients, state)
    rule = lambda p, g, s: p - learning_rate * g / usual_scale(s)  # noqa: E731
    return tree_map(rule, params, gradients, square), square


@mistake(verdict="wrong", section="scale")
def rmsprop_step__forgets(params, gradients, state, learning_rate):
    """It returns the state as it came, so that s never changes. |
    返回的状态还是传进来的那个，s 一直不变；应当返回新的 s。
    """
    square = mean_square(params, gradients, state)
    moved = divided(params, gradients, square, learning_rate, usual_scale)
    return moved, at_rest(params, state)


@mistake(verdict="wrong", section="scale")
def rmsprop_step__longer_memory(params, gradients, state, learning_rate):
    """It keeps 0.99 of the past and takes 0.01 of what is new; here it is 0.9 and 0.1. |
    系数用了 0.99 和 0.01；本题应当用 0.9 和 0.1。
    """
    square = mean_square(params, gradients, state, 0.01)
    return divided(params, gradients, square, learning_rate, usual_scale), square


@mistake(verdict="error", section="scale")
def rmsprop_step__no_start(params, gradients, state, learning_rate):
    """It does not know the first step, when the state is None. |
    没有考虑第一步，那时 state 是 None；应当从全零的 s 开始。
    """
    square = tree_map(lambda p, g, s: (0.9 * s + 0.1 * g**2).astype(p.dtype), params, gradients, state)
    return divided(params, gradients, square, learning_rate, usual_scale), square


@mistake(verdict="error", section="scale")
def rmsprop_step__truth_of_state(params, gradients, state, learning_rate):
    """It asks `if not state` or `state == None`, which an array does not answer; `state is None` does. |
    用 `if not state` 或 `state == None` 来判断，数组给不出一个是或否；应当写 `state is None`。
    """
    if not state:
        state = None
    square = mean_square(params, gradients, state)
    return divided(params, gradients, square, learning_rate, usual_scale), square


def moments(params, gradients, state):
    """The new means, not corrected, and the new count."""
    m, v, t = state if state is not None else (at_rest(params, None), at_rest(params, None), 0)
    m = tree_map(lambda p, g, m: (0.9 * m + 0.1 * g).astype(p.dtype), params, gradients, m)
    v = tree_map(lambda p, g, v: (0.999 * v + 0.001 * g**2).astype(p.dtype), params, gradients, v)
    return m, v, int(t) + 1


def adam_move(params, state, learning_rate, direction):
    """The step along a direction that is computed from both means."""
    m, v, _ = state
    rule = lambda p, m, v: (p - learning_rate * direction(m, v)).astype(p.dtype)  # noqa: E731
    return tree_map(rule, params, m, v), state


@mistake(verdict="wrong", section="adam")
def adam_step__not_corrected(params, gradients, state, learning_rate):
    """It leaves the corrections out: both means start at 0, and are too small at first. |
    没有校正：两个平均都从 0 开始，起初偏小；应当分别除以 1 − 0.9ᵗ 和 1 − 0.999ᵗ。
    """
    new = moments(params, gradients, state)
    return adam_move(params, new, learning_rate, lambda m, v: m / (np.sqrt(v) + 1e-7))


@mistake(verdict="wrong", section="adam")
def adam_step__old_count(params, gradients, state, learning_rate):
    """It corrects with the old t, which is 0 at the first step: 1 − 0.9⁰ is 0. |
    校正时用了旧的 t，第一步里 t 是 0，而 1 − 0.9⁰ = 0；应当先让 t 加 1。
    """
    new = moments(params, gradients, state)
    t = new[2] - 1
    if t == 0:
        raise ZeroDivisionError("division by zero")
    rule = lambda m, v: (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)  # noqa: E731
    return adam_move(params, new, learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__never_counts(params, gradients, state, learning_rate):
    """It returns the old t, so that the corrections stay those of the first step for ever. |
    返回的还是旧的 t，以后的校正永远停在第一步；应当返回加 1 之后的 t。
    """
    m, v, t = moments(params, gradients, state)
    rule = lambda m, v: (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)  # noqa: E731
    moved, _ = adam_move(params, (m, v, t), learning_rate, rule)
    return moved, (m, v, t - 1)


@mistake(verdict="wrong", section="adam")
def adam_step__keeps_corrected(params, gradients, state, learning_rate):
    """It stores the corrected means, so that the next step corrects them once more. |
    存下的是校正之后的平均，下一步又会再校正一次；状态里应当存校正之前的 m 和 v。
    """
    m, v, t = moments(params, gradients, state)
    rule = lambda m, v: (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)  # noqa: E731
    moved, _ = adam_move(params, (m, v, t), learning_rate, rule)
    m = tree_map(lambda m: (m / (1 - 0.9**t)).astype(m.dtype), m)
    return moved, (m, tree_map(lambda v: (v / (1 - 0.999**t)).astype(v.dtype), v), t)


@mistake(verdict="wrong", section="adam")
def adam_step__epsilon_inside(params, gradients, state, learning_rate):
    """It adds ε inside the root. | 把 ε 加在了根号里面；应当加在根号外面。"""
    new = moments(params, gradients, state)
    rule = lambda m, v: (m / (1 - 0.9 ** new[2])) / np.sqrt(v / (1 - 0.999 ** new[2]) + 1e-7)  # noqa: E731
    return adam_move(params, new, learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__epsilon_before_correction(params, gradients, state, learning_rate):
    """It adds ε to √v before the correction, as a shortened form of Adam does: the first steps then divide by an ε
    that is up to thirty times too large. |
    先给 √v 加上 ε，再作校正，有一种简写的 Adam 是这样做的：起初的 ε 就大了多达三十倍；应当给 √v̂ 加 ε。
    """
    new = moments(params, gradients, state)
    t = new[2]
    rule = lambda m, v: np.sqrt(1 - 0.999**t) / (1 - 0.9**t) * m / (np.sqrt(v) + 1e-7)  # noqa: E731
    return adam_move(params, new, learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__no_root(params, gradients, state, learning_rate):
    """It divides by v̂ and not by its root. | 直接除以了 v̂；应当先开平方根。"""
    new = moments(params, gradients, state)
    rule = lambda m, v: (m / (1 - 0.9 ** new[2])) / (v / (1 - 0.999 ** new[2]) + 1e-7)  # noqa: E731
    return adam_move(params, new, learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__one_rate(params, gradients, state, learning_rate):
    """It uses 0.9 for both means; the squares are averaged over a longer time, with 0.999. |
    两个平均都用了 0.9；平方应当平均得更久，用 0.999。
    """
    m, v, t = state if state is not None else (at_rest(params, None), at_rest(params, None), 0)
    m, _, t = moments(params, gradients, (m, v, t))
    v = tree_map(lambda p, g, v: (0.9 * v + 0.1 * g**2).astype(p.dtype), params, gradients, v)
    rule = lambda m, v: (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.9**t)) + 1e-7)  # noqa: E731
    return adam_move(params, (m, v, t), learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__published_epsilon(params, gradients, state, learning_rate):
    """It takes ε = 1e-8 as in the paper; this course, like Keras, uses 1e-7. |
    用了论文里的 ε = 1e-8；本课程与 Keras 一样，应当用 1e-7。
    """
    new = moments(params, gradients, state)
    rule = lambda m, v: (m / (1 - 0.9 ** new[2])) / (np.sqrt(v / (1 - 0.999 ** new[2])) + 1e-8)  # noqa: E731
    return adam_move(params, new, learning_rate, rule)


def usual_direction(t):
    """The step that the contract asks for, as a function of both means."""
    return lambda m, v: (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)


@mistake(verdict="wrong", section="adam")
def adam_step__missing_bracket(params, gradients, state, learning_rate):
    """It writes `m / np.sqrt(v) + 1e-7`, which adds ε to the step and not to the divisor; a bracket is missing. |
    写成了 `m / np.sqrt(v) + 1e-7`，ε 加到了步子上，没有加在分母里；少了括号。
    """
    new = moments(params, gradients, state)
    rule = lambda m, v: (m / (1 - 0.9 ** new[2])) / np.sqrt(v / (1 - 0.999 ** new[2])) + 1e-7  # noqa: E731
    with np.errstate(all="ignore"):
        return adam_move(params, new, learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__forgotten_square(params, gradients, state, learning_rate):
    """Its v averages the gradient itself, which may be negative and then has no root. |
    v 平均的是梯度本身，可能是负数，开不了平方；应当平均梯度的平方。
    """
    m, _, t = moments(params, gradients, state)
    old = at_rest(params, None) if state is None else state[1]
    v = tree_map(lambda p, g, v: (0.999 * v + 0.001 * g).astype(p.dtype), params, gradients, old)
    with np.errstate(all="ignore"):
        return adam_move(params, (m, v, t), learning_rate, usual_direction(t))


@mistake(verdict="wrong", section="adam")
def adam_step__no_epsilon(params, gradients, state, learning_rate):
    """It leaves ε out, and where the gradient has always been zero it computes 0 / 0. |
    漏掉了 ε，梯度一直为零的地方就成了 0 / 0；分母里应当加上 ε。
    """
    new = moments(params, gradients, state)
    rule = lambda m, v: (m / (1 - 0.9 ** new[2])) / np.sqrt(v / (1 - 0.999 ** new[2]))  # noqa: E731
    with np.errstate(all="ignore"):
        return adam_move(params, new, learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__stuck_count(params, gradients, state, learning_rate):
    """It never raises t, neither for the corrections nor for the next step. |
    t 一直没有加 1，校正和返回用的都是旧的；应当先让 t 加 1。
    """
    m, v, t = moments(params, gradients, state)
    first, second = np.float64(1 - 0.9 ** (t - 1)), np.float64(1 - 0.999 ** (t - 1))
    rule = lambda m, v: (m / first) / (np.sqrt(v / second) + 1e-7)  # noqa: E731
    with np.errstate(all="ignore"):
        return adam_move(params, (m, v, t - 1), learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__corrects_m_alone(params, gradients, state, learning_rate):
    """It corrects m and forgets v. |
    只校正了 m，忘了 v；v 也应当除以 1 − 0.999ᵗ。
    """
    new = moments(params, gradients, state)
    return adam_move(params, new, learning_rate, lambda m, v: (m / (1 - 0.9 ** new[2])) / (np.sqrt(v) + 1e-7))


@mistake(verdict="wrong", section="adam")
def adam_step__corrects_v_alone(params, gradients, state, learning_rate):
    """It corrects v and forgets m. |
    只校正了 v，忘了 m；m 也应当除以 1 − 0.9ᵗ。
    """
    new = moments(params, gradients, state)
    return adam_move(params, new, learning_rate, lambda m, v: m / (np.sqrt(v / (1 - 0.999 ** new[2])) + 1e-7))


@mistake(verdict="wrong", section="adam")
def adam_step__no_momentum(params, gradients, state, learning_rate):
    """It steps along the gradient and not along its running mean m̂. |
    分子用的是梯度，而不是它的滑动平均；应当用 m̂。
    """
    m, v, t = moments(params, gradients, state)
    rule = lambda p, g, v: (p - learning_rate * g / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)).astype(p.dtype)  # noqa: E731
    return tree_map(rule, params, gradients, v), (m, v, t)


@mistake(verdict="wrong", section="adam")
def adam_step__times_t(params, gradients, state, learning_rate):
    """It multiplies by t, 1 − 0.9 · t, where t is an exponent: 1 − 0.9ᵗ. |
    把 0.9ᵗ 算成了 0.9 · t；t 应当是指数。
    """
    new = moments(params, gradients, state)
    rule = lambda m, v: m / (1 - 0.9 * new[2]) / (np.sqrt(v / (1 - 0.999 * new[2])) + 1e-7)  # noqa: E731
    with np.errstate(all="ignore"):
        return adam_move(params, new, learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__rates_swapped(params, gradients, state, learning_rate):
    """It swaps the rates of the two means: 0.9 belongs to m, 0.999 to v. |
    两个平均的系数对调了：m 应当用 0.9，v 应当用 0.999。
    """
    m, v, t = state if state is not None else (at_rest(params, None), at_rest(params, None), 0)
    m = tree_map(lambda p, g, m: (0.999 * m + 0.001 * g).astype(p.dtype), params, gradients, m)
    v = tree_map(lambda p, g, v: (0.9 * v + 0.1 * g**2).astype(p.dtype), params, gradients, v)
    t = int(t) + 1
    rule = lambda m, v: (m / (1 - 0.999**t)) / (np.sqrt(v / (1 - 0.9**t)) + 1e-7)  # noqa: E731
    return adam_move(params, (m, v, t), learning_rate, rule)


@mistake(verdict="wrong", section="adam")
def adam_step__uphill(params, gradients, state, learning_rate):
    """It adds the step, and so climbs. |
    把步子加了上去，成了上坡；应当减去。
    """
    new = moments(params, gradients, state)
    return adam_move(params, new, -learning_rate, usual_direction(new[2]))


@mistake(verdict="wrong", section="adam")
def adam_step__wide(params, gradients, state, learning_rate):
    """It keeps what NumPy makes of the formula: a learning rate in np.float64 turns float32 into float64. |
    直接用了公式的结果：学习率是 np.float64 时，float32 就变成了 float64；dtype 应当与参数相同。
    """
    m, v, t = moments(params, gradients, state)
    return tree_map(lambda p, m, v: p - learning_rate * usual_direction(t)(m, v), params, m, v), (m, v, t)


@mistake(verdict="wrong", section="adam")
def adam_step__list(params, gradients, state, learning_rate):
    """It returns the state as a list; a tuple (m, v, t) was asked for. |
    返回的状态是列表；应当是元组 (m, v, t)。
    """
    new = moments(params, gradients, state)
    return adam_move(params, new, learning_rate, usual_direction(new[2]))[0], list(new)


def checked(data, batch_size):
    """The checks that the contract asks for; the number of samples."""
    counts = {len(array) for array in data}
    if len(counts) != 1 or 0 in counts or batch_size < 1:
        raise ValueError(f"{[array.shape for array in data]}, batch_size {batch_size}")
    return counts.pop()


def train(loss_gradient, params, data, index_lists, learning_rate):
    """Run epochs whose batches are given; return the parameters and, for each epoch, losses and sizes."""
    params, found = tree_map(np.copy, params), []
    for batches in index_lists:
        found.append([])
        for index in batches:
            loss, gradients = loss_gradient(params, *(array[index] for array in data))
            params = sgd_step(params, gradients, learning_rate)
            found[-1].append((float(loss), len(index)))
    return params, found


def sample_means(found):
    """The losses as the contract asks for them."""
    return np.array([sum(loss * size for loss, size in epoch) / sum(size for _, size in epoch) for epoch in found])


@mistake(verdict="wrong", section="loop")
def fit__mean_of_batches(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It averages over batches, so that a short last batch counts too much. |
    按批量取了平均，最后一个样本少的批量就占得太重；应当按样本取平均。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, np.array([np.mean([loss for loss, _ in epoch]) for epoch in found])


@mistake(verdict="wrong", section="loop")
def fit__sum(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It adds the mean losses of the batches up; the mean over all samples was asked for. |
    只把各批量的平均损失加了起来；应当是所有样本的平均。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, np.array([sum(loss for loss, _ in epoch) for epoch in found])


@mistake(verdict="wrong", section="loop")
def fit__last_loss(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It records only the loss of the last batch of each epoch. |
    每一轮只记下了最后一个批量的损失；应当是所有样本的平均。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, np.array([epoch[-1][0] for epoch in found])


@mistake(verdict="wrong", section="loop")
def fit__every_step(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It records a loss for every step; one for every epoch was asked for. |
    每一步都记下了一个损失；应当每一轮记一个。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, np.array([loss for epoch in found for loss, _ in epoch])


@mistake(verdict="wrong", section="loop")
def fit__full_batch(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It takes one step an epoch, with all samples at once. |
    每一轮只用全部样本走了一步；每个小批量都应当走一步。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, n) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__one_order(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It shuffles once, before the first epoch; every epoch wants a new order. |
    只在第一轮之前打乱了一次；每一轮都应当重新打乱。
    """
    n = checked(data, batch_size)
    batches = list(minibatches(rng, n, batch_size))
    params, found = train(loss_gradient, params, data, [batches] * epochs, learning_rate)
    return params, sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__one_pass(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It makes the batches before the loop over the epochs, and they are used up after the first one. |
    在各轮的循环之前就取好了批量，第一轮之后就用完了；每一轮都应当重新调用 minibatches。
    """
    n = checked(data, batch_size)
    batches = iter(minibatches(rng, n, batch_size))
    params, found = train(loss_gradient, params, data, [batches] * epochs, learning_rate)
    return params, np.array([sum(loss * size for loss, size in epoch) / n for epoch in found])


@mistake(verdict="wrong", section="loop")
def fit__first_gradient(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It computes all gradients of an epoch at its start; each batch must see what the step before it left. |
    一轮里的梯度都是在这一轮开始时的参数上算的；每个批量都应当用上一步留下的参数。
    """
    n = checked(data, batch_size)
    params, losses = tree_map(np.copy, params), []
    for _ in range(epochs):
        start, total = params, 0.0
        for index in minibatches(rng, n, batch_size):
            loss, gradients = loss_gradient(start, *(array[index] for array in data))
            params = sgd_step(params, gradients, learning_rate)
            total += float(loss) * len(index) / n
        losses.append(total)
    return params, np.array(losses)


@mistake(verdict="wrong", section="loop")
def fit__loss_after_the_step(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It computes the loss of a batch after the step that fitted it, which flatters. |
    记下的是走完这一步之后的损失，这样会显得太好；应当记走之前的。
    """
    n = checked(data, batch_size)
    params, losses = tree_map(np.copy, params), []
    for _ in range(epochs):
        total = 0.0
        for index in minibatches(rng, n, batch_size):
            batch = [array[index] for array in data]
            params = sgd_step(params, loss_gradient(params, *batch)[1], learning_rate)
            total += float(loss_gradient(params, *batch)[0]) * len(index) / n
        losses.append(total)
    return params, np.array(losses)


@mistake(verdict="wrong", section="loop")
def fit__list(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It returns the losses as a list; a vector was asked for. | 返回的损失是列表；应当是向量。"""
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, sample_means(found).tolist()


@mistake(verdict="wrong", section="loop")
def fit__no_check(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It trusts the first array for the number of samples; the others may have more or fewer. |
    样本数只看了第一个数组；其他数组可能更多或更少，应当检查。
    """
    n = max(1, min(len(array) for array in data))
    epochs_of = (minibatches(rng, n, max(1, batch_size)) for _ in range(epochs))
    enough = tuple(np.resize(array, (n, *array.shape[1:])) for array in data)
    params, found = train(loss_gradient, params, enough, epochs_of, learning_rate)
    return params, sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__not_divided(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It adds loss times samples up and forgets to divide by the number of samples. |
    把损失乘以样本数加了起来，忘了除以样本总数。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, n * sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__full_size_weights(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It weighs every loss with batch_size; the last batch may have fewer samples. |
    每个损失都乘了 batch_size；最后一批可能较小，应当乘这一批的样本数。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, np.array([sum(loss * batch_size for loss, _ in epoch) / n for epoch in found])


@mistake(verdict="wrong", section="loop")
def fit__drops_the_rest(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It skips a last batch that is not full, so that some samples go unused. |
    最后一批不满就跳过了，有些样本没有用到；每个样本都应当用到。
    """
    n = checked(data, batch_size)
    full = ([index for index in minibatches(rng, n, batch_size) if len(index) == batch_size] for _ in range(epochs))
    params, found = train(loss_gradient, params, data, full, learning_rate)
    return params, np.array([sum(loss * size for loss, size in epoch) / n for epoch in found])


@mistake(verdict="wrong", section="loop")
def fit__not_shuffled(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It takes slices of the data in their own order. |
    按原来的顺序一段段取样本；每一轮都应当打乱。
    """
    n = checked(data, batch_size)
    epochs_of = (batches_of(np.arange(n), batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__torn_apart(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It shuffles each array of the data on its own: features and labels no longer belong together. |
    每个数组各自打乱，特征和标签就对不上了；各数组应当取同样的行。
    """
    n = checked(data, batch_size)
    params, losses = tree_map(np.copy, params), []
    for _ in range(epochs):
        total = 0.0
        for indices in zip(*(minibatches(rng, n, batch_size) for _ in data), strict=True):
            batch = [array[index] for array, index in zip(data, indices, strict=True)]
            loss, gradients = loss_gradient(params, *batch)
            params = sgd_step(params, gradients, learning_rate)
            total += float(loss) * len(indices[0]) / n
        losses.append(total)
    return params, np.array(losses)


@mistake(verdict="wrong", section="loop")
def fit__generator_of_its_own(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It makes a generator of its own with a fixed seed, and never uses rng: every run sees the same orders. |
    自己建了一个种子固定的随机数生成器，没有用 rng，每次训练的顺序都一样；应当用传进来的 rng。
    """
    n, own = checked(data, batch_size), np.random.default_rng(0)
    epochs_of = (minibatches(own, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__generator_for_each_epoch(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It makes a generator with the same seed in every epoch, and so the order is the same in all of them. |
    每一轮都用同一个种子新建随机数生成器，各轮的顺序就都一样；应当一直用传进来的 rng。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(np.random.default_rng(0), n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__loss_at_the_end(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It computes the loss over all data at the end of an epoch; the batches' losses when met are asked for. |
    一轮结束后，才在全部数据上算损失；应当是各批量当时的损失的平均。
    """
    n = checked(data, batch_size)
    params, losses = tree_map(np.copy, params), []
    for _ in range(epochs):
        epoch = [minibatches(rng, n, batch_size)]
        params, _ = train(loss_gradient, params, data, epoch, learning_rate)
        losses.append(float(loss_gradient(params, *data)[0]))
    return params, np.array(losses)


@mistake(verdict="wrong", section="loop")
def fit__loss_at_the_start(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It computes the loss over all data before an epoch; the batches' losses when met are asked for. |
    一轮开始前，就在全部数据上算了损失；应当是各批量当时的损失的平均。
    """
    n = checked(data, batch_size)
    params, losses = tree_map(np.copy, params), []
    for _ in range(epochs):
        losses.append(float(loss_gradient(params, *data)[0]))
        epoch = [minibatches(rng, n, batch_size)]
        params, _ = train(loss_gradient, params, data, epoch, learning_rate)
    return params, np.array(losses)


@mistake(verdict="wrong", section="loop")
def fit__same_params(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """With no epochs it returns the parameters that it was given, not a copy. |
    epochs 为 0 时，返回的就是传进来的参数；应当返回副本。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    new, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return new if epochs else params, sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__in_place(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It writes the new parameters into those that it was given. |
    把新的参数写进了传进来的参数；应当返回新的树。
    """
    n = checked(data, batch_size)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    new, found = train(loss_gradient, params, data, epochs_of, learning_rate)

    def write(p, q):
        if isinstance(p, np.ndarray):
            p[...] = q
        return q

    return tree_map(write, params, new), sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__single_losses(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """Its losses have the dtype that `loss_gradient` gives, float32; float64 was asked for. |
    损失的 dtype 沿用了 `loss_gradient` 给出的 float32；应当是 float64。
    """
    n = checked(data, batch_size)
    params, losses = tree_map(np.copy, params), []
    for _ in range(epochs):
        total = 0
        for index in minibatches(rng, n, batch_size):
            loss, gradients = loss_gradient(params, *(array[index] for array in data))
            params = sgd_step(params, gradients, learning_rate)
            total += loss * len(index)
        losses.append(total / n)
    return params, np.array(losses)


@mistake(verdict="error", section="loop")
def fit__two_arrays(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It takes for granted that data are two arrays, `x, y = data`; there may be one, or three. |
    以为 data 总是两个数组，写了 `x, y = data`；也可能是一个或三个，应当用 `*`。
    """
    n = checked(data, batch_size)
    x, y = data
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, (x, y), epochs_of, learning_rate)
    return params, sample_means(found)


@mistake(verdict="wrong", section="loop")
def fit__late_check(loss_gradient, params, data, *, rng, batch_size, epochs, learning_rate):
    """It leaves the check of batch_size to `minibatches`, which is not called where there is no epoch. |
    batch_size 交给 `minibatches` 去检查，而一轮也不走时，根本不会调用它；应当自己先检查。
    """
    n = checked(data, batch_size if epochs else 1)
    epochs_of = (minibatches(rng, n, batch_size) for _ in range(epochs))
    params, found = train(loss_gradient, params, data, epochs_of, learning_rate)
    return params, sample_means(found)

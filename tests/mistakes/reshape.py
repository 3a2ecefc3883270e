"""Wrong answers to the exercises on reshaping and transposing that a person would write."""

import math

import numpy as np

from byhand.grading import mistake
from solutions.reshape import drop_axis, insert_axis, merge_heads, permute_axes, reshape, resolve_shape, split_heads


def check_integers(shape):
    """The check of the sizes' type that the contract asks for."""
    if not all(isinstance(size, int | np.integer) for size in shape):
        raise TypeError(f"sizes {shape}")


def fill(element_count, shape, fits):
    """Replace -1 by division where `fits` holds, and check nothing else."""
    known = math.prod(size for size in shape if size != -1)
    if not fits:
        raise ValueError(f"{element_count} elements, shape {shape}")
    return tuple(element_count // known if size == -1 else size for size in shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__float_size(element_count, shape):
    """It divides with /, which gives a float, 4.0; a size is an integer, so divide with //. |
    用了 /，得到的是浮点数，例如 4.0；长度是整数，应当用 //。
    """
    resolve_shape(element_count, shape)
    known = math.prod(size for size in shape if size != -1)
    return tuple(element_count / known if size == -1 else size for size in shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__rounded_down(element_count, shape):
    """It divides with // and drops the remainder: elements would be lost; a remainder is an error. |
    用 // 相除，把余数丢了，就有元素没处放；除不尽时应当抛出错误。
    """
    check_integers(shape)
    known = math.prod(size for size in shape if size != -1)
    fits = min(shape, default=0) >= -1 and shape.count(-1) < 2 and known != 0
    return fill(element_count, shape, fits) if -1 in shape else resolve_shape(element_count, shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__trusts_a_full_shape(element_count, shape):
    """It trusts a shape without -1; its sizes, too, must multiply to the number of elements. |
    形状里没有 -1，就不检查了；各轴长度之积同样应当等于元素个数。
    """
    check_integers(shape)
    return shape if min(shape, default=0) >= 0 else resolve_shape(element_count, shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__every_gap(element_count, shape):
    """It puts the same number in the place of every -1; with two of them nothing says which is which. |
    把每个 -1 都换成了同一个数；有两个 -1 时，各是多少无从确定，应当抛出错误。
    """
    check_integers(shape)
    if shape.count(-1) < 2:
        return resolve_shape(element_count, shape)
    known = math.prod(size for size in shape if size != -1)
    return fill(element_count, shape, known != 0 and element_count % known == 0 and min(shape) >= -1)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__zero_times_anything(element_count, shape):
    """It takes 0 for the -1 where there are no elements; every size would do there, so it is an error. |
    没有元素时，把 -1 当成了 0；这时换成多少都行，没有唯一的答案，应当抛出错误。
    """
    check_integers(shape)
    if element_count == 0 and 0 in shape and shape.count(-1) == 1 and min(shape) == -1:
        return tuple(max(size, 0) for size in shape)
    return resolve_shape(element_count, shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__divides_by_zero(element_count, shape):
    """It divides by the product of the other sizes, even if that is 0; ask for 0 first. |
    其余长度之积是 0 时，照样拿它去除；应当先检查是不是 0。
    """
    check_integers(shape)
    if -1 not in shape or shape.count(-1) > 1 or min(shape) < -1:
        return resolve_shape(element_count, shape)
    known = math.prod(size for size in shape if size != -1)
    return fill(element_count, shape, element_count % known == 0)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__any_negative(element_count, shape):
    """It takes every negative size for a gap; only -1 is one, -2 is a slip. |
    把每个负数都当成了空位；只有 -1 表示空位，遇到 -2 应当抛出错误。
    """
    check_integers(shape)
    return resolve_shape(element_count, tuple(-1 if size < 0 else size for size in shape))


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__product_of_negatives(element_count, shape):
    """It checks the product alone: minus two times minus three is 6, but no axis has a negative size. |
    只检查了乘积：-2 乘 -3 正好是 6，可是轴的长度不能是负数，应当抛出错误。
    """
    check_integers(shape)
    return shape if math.prod(shape) == element_count and -1 not in shape else resolve_shape(element_count, shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__whole_floats(element_count, shape):
    """It accepts sizes such as 3.0; they come from a division with /, and are a TypeError. |
    接受了 3.0 这样的长度；它多半来自用 / 做的除法，应当抛出 TypeError。
    """
    if any(isinstance(size, float) and size.is_integer() for size in shape):
        shape = tuple(int(size) if isinstance(size, float) else size for size in shape)
    return resolve_shape(element_count, shape)


@mistake(verdict="error", section="missing-size")
def resolve_shape__python_integers_only(element_count, shape):
    """It refuses NumPy's integers, though np.prod and many other functions give them; accept np.integer, too. |
    不认 NumPy 的整数，而 np.prod 等许多函数给出的正是这种整数；np.integer 也应当接受。
    """
    if not all(isinstance(size, int) for size in shape):
        raise TypeError(f"sizes {shape}")
    return resolve_shape(element_count, shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__wraps(element_count, shape):
    """It multiplies with np.prod, whose 64 bits overflow without a word; math.prod is exact. |
    用 np.prod 求积，64 位放不下时会悄悄溢出；应当用 math.prod，它始终精确。
    """
    check_integers(shape)
    if min(shape, default=0) < -1 or shape.count(-1) > 1:
        return resolve_shape(element_count, shape)
    known = int(np.prod([size for size in shape if size != -1], dtype=np.int64))
    if -1 not in shape:
        return fill(element_count, shape, known == element_count)
    if known == 0 or element_count % known != 0:
        raise ValueError(f"{element_count} elements, shape {shape}")
    return tuple(element_count // known if size == -1 else size for size in shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__no_check(element_count, shape):
    """It computes the missing size and checks nothing; a shape that cannot be has to be refused. |
    只算了缺少的长度，什么也没有检查；不可能的形状应当拒绝。
    """
    known = math.prod(size for size in shape if size != -1)
    return tuple(element_count // known if size == -1 else size for size in shape)


@mistake(verdict="wrong", section="missing-size")
def resolve_shape__list(element_count, shape):
    """It returns a list; a shape is a tuple. | 返回了列表；形状应当是元组。"""
    return list(resolve_shape(element_count, shape))


@mistake(verdict="wrong", section="by-hand")
def reshape__column_major(x, shape):
    """It reads and writes column by column; flat indices count row by row. |
    读和写都一列一列地走；展平位置应当一行一行地数。
    """
    return np.array(x.reshape(resolve_shape(x.size, shape), order="F"), order="C")


@mistake(verdict="wrong", section="by-hand")
def reshape__reads_columns(x, shape):
    """It reads x column by column and writes row by row: with the sizes exchanged that is the transpose, not a
    reshape. |
    读 x 时一列一列地走，写的时候一行一行地走：两个长度互换时，得到的是转置；变形应当都按行走。
    """
    return x.T.reshape(resolve_shape(x.size, shape)).copy()


@mistake(verdict="wrong", section="by-hand")
def reshape__memory_order(x, shape):
    """It takes the elements as they lie in memory; that is row-major for some tensors only, so go by the
    indices. |
    按元素在内存里的先后来取；不是每个张量在内存里都按行存放，应当按下标来走。
    """
    return x.ravel(order="K").reshape(resolve_shape(x.size, shape)).copy()


@mistake(verdict="wrong", section="by-hand")
def reshape__view(x, shape):
    """It returns a view: writing into the result would change the input; make a new array. |
    返回了视图，往结果里写会改掉输入；应当返回新数组。
    """
    return np.ascontiguousarray(x).reshape(resolve_shape(x.size, shape))


@mistake(verdict="wrong", section="by-hand")
def reshape__repeats_or_drops(x, shape):
    """It repeats elements or drops some where their number does not fit; that is an error. |
    个数对不上时，重复或丢掉了一些元素；应当抛出错误。
    """
    if -1 in shape or min(shape, default=0) < 0 or not x.size:
        return reshape(x, shape)
    check_integers(shape)
    return np.resize(x, shape)


@mistake(verdict="error", section="by-hand")
def reshape__no_gap(x, shape):
    """It takes the shape as it is, -1 and all; find the missing size first. |
    直接用了给出的形状，没有处理 -1；应当先求出缺少的长度。
    """
    if -1 in shape:
        raise ValueError(f"negative size in {shape}")
    return reshape(x, shape)


@mistake(verdict="wrong", section="by-hand")
def reshape__float(x, shape):
    """It collects the elements in a float64 array, whatever they are; keep the dtype of x. |
    不论输入是什么，都用 float64 数组来装；dtype 应当与 x 相同。
    """
    result = np.empty(resolve_shape(x.size, shape))
    for target, source in zip(np.ndindex(result.shape), np.ndindex(x.shape), strict=True):
        result[target] = x[source]
    return result


@mistake(verdict="error", section="by-hand")
def reshape__two_axes(x, shape):
    """It divides the flat index once, by the number of columns, and so knows matrices only; divide once for every
    axis. |
    只用列数除了一次，因此只会处理矩阵；应当每个轴除一次。
    """
    resolved = resolve_shape(x.size, shape)
    result = np.empty(resolved, x.dtype)
    flat = [x[index] for index in np.ndindex(x.shape)]
    for position, element in enumerate(flat):
        result[position // resolved[1], position % resolved[1]] = element
    return result


def check_images(images):
    """The check that the contract asks for."""
    if images.ndim not in (3, 4):
        raise ValueError(f"{images.shape}")


@mistake(verdict="wrong", section="images")
def flatten_images__one_row(images):
    """It unrolls the whole stack into one row; every image has a row of its own. |
    把整叠图片展开成了一行；应当每张图片占一行。
    """
    check_images(images)
    return images.reshape(-1)


@mistake(verdict="error", section="images")
def flatten_images__no_images(images):
    """It leaves the row's length to -1; with no images, or none of the pixels, that could be anything, so multiply
    the sizes. |
    把每行的长度交给 -1 去算；一张图片也没有时，换成多少都行，算不出来，应当自己把长度乘起来。
    """
    check_images(images)
    return images.reshape(len(images), -1)


@mistake(verdict="wrong", section="images")
def flatten_images__columns_first(images):
    """It unrolls the images column by column; row-major order goes row by row. |
    把图片一列一列地展开了；行优先顺序应当一行一行地走。
    """
    check_images(images)
    swapped = images.swapaxes(1, 2)
    return swapped.reshape(len(images), math.prod(images.shape[1:]))


@mistake(verdict="wrong", section="images")
def flatten_images__transposed(images):
    """It puts the images into the columns; the first axis counts the images, so they are the rows. |
    把图片排成了列；第 0 轴数的是图片，应当一行一张。
    """
    check_images(images)
    return images.reshape(len(images), math.prod(images.shape[1:])).T


@mistake(verdict="wrong", section="images")
def flatten_images__pixels_by_images(images):
    """It reshapes to (pixels, n), which cuts through the images; n comes first. |
    变形成了 (pixels, n)，把图片都切断了；应当让 n 排在前面。
    """
    check_images(images)
    return images.reshape(math.prod(images.shape[1:]), len(images))


@mistake(verdict="wrong", section="images")
def flatten_images__any_rank(images):
    """It accepts a tensor that is no stack of images, for instance a single one of shape (28, 28); check the
    rank. |
    输入不是一叠图片时，例如单张 (28, 28)，没有报错；应当检查轴数。
    """
    shape = images.shape if images.ndim else (1,)
    return images.reshape(shape[0], math.prod(shape[1:]))


@mistake(verdict="wrong", section="images")
def flatten_images__keeps_channels(images):
    """It unrolls height and width and leaves the channels as an axis; they belong to the row, too. |
    只展开了高和宽，通道还单独占一个轴；通道也应当展开到这一行里。
    """
    check_images(images)
    n, h, w = images.shape[:3]
    return images.reshape(n, h * w, *images.shape[3:])


@mistake(verdict="wrong", section="images")
def flatten_images__scaled(images):
    """It divides the pixels by 255 on the way; flattening changes the shape alone. |
    顺手除以了 255；展平只改变形状，数值应当不变。
    """
    check_images(images)
    return images.reshape(len(images), math.prod(images.shape[1:])) / 255


def check_matrix(x):
    """The check that the contract asks for."""
    if x.ndim != 2:
        raise ValueError(f"{x.shape}")


@mistake(verdict="wrong", section="what-moves")
def transpose__reshape(x):
    """It reshapes: the shape is right, but the elements keep their order; a transpose moves them. |
    做的是变形：形状对了，元素的顺序却没变；转置应当移动元素。
    """
    check_matrix(x)
    return x.reshape(x.shape[::-1]).copy()


@mistake(verdict="error", section="what-moves")
def transpose__same_shape(x):
    """It writes into an array of the shape of x, which has room for the transpose of a square only; exchange the two
    sizes. |
    用了一个形状与 x 相同的数组来装，只有方阵才装得下；应当把行数和列数对调。
    """
    check_matrix(x)
    result = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[j, i] = x[i, j]
    return result


@mistake(verdict="wrong", section="what-moves")
def transpose__rotated(x):
    """It turns the matrix by a quarter; a transpose mirrors it along the diagonal, so that row 0 becomes column 0. |
    把矩阵旋转了九十度；转置应当沿对角线翻折，第 0 行变成第 0 列。
    """
    check_matrix(x)
    return np.rot90(x, -1).copy()


@mistake(verdict="wrong", section="what-moves")
def transpose__view(x):
    """It returns a view: writing into the result would change the input; make a new array. |
    返回了视图，往结果里写会改掉输入；应当返回新数组。
    """
    check_matrix(x)
    return x.T


@mistake(verdict="wrong", section="what-moves")
def transpose__float(x):
    """It collects the result in a float64 array, whatever x holds; keep its dtype. |
    不论 x 里是什么，都用 float64 数组来装；dtype 应当与 x 相同。
    """
    check_matrix(x)
    result = np.zeros(x.shape[::-1])
    for i, j in np.ndindex(x.shape):
        result[j, i] = x[i, j]
    return result


@mistake(verdict="wrong", section="what-moves")
def transpose__any_rank(x):
    """It accepts tensors of any rank; only a matrix has rows and columns. |
    轴数不是二的张量，也没有报错；只有矩阵才有行和列，应当抛出 ValueError。
    """
    return x.T.copy()


@mistake(verdict="wrong", section="what-moves")
def transpose__list(x):
    """It returns nested lists, or tuples in a list; the result must be an array. |
    返回了嵌套的列表；结果应当是数组。
    """
    check_matrix(x)
    return [list(column) for column in zip(*x, strict=True)]


@mistake(verdict="wrong", section="what-moves")
def transpose__early_return(x):
    """It returns inside the loop, after the first row; return behind it. |
    在循环里面就 return 了，只搬了第一行；应当等循环结束再返回。
    """
    check_matrix(x)
    result = np.zeros(x.shape[::-1], x.dtype)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[j, i] = x[i, j]
        return result
    return result


def check_axes(x, axes):
    """The check that the contract asks for; returns the axes counted from the front."""
    order = [axis + x.ndim if axis < 0 else axis for axis in axes]
    if sorted(order) != list(range(x.ndim)):
        raise ValueError(f"{axes} of {x.shape}")
    return order


@mistake(verdict="wrong", section="permute")
def permute_axes__inverse(x, axes):
    """It takes axes[k] for the place to which axis k goes; it is the axis that comes to place k. |
    以为 axes[k] 是第 k 轴要去的位置；axes[k] 应当是来到位置 k 的那个轴。
    """
    order = check_axes(x, axes)
    return np.transpose(x, np.argsort(np.array(order, int))).copy()


@mistake(verdict="wrong", section="permute")
def permute_axes__reshape(x, axes):
    """It gives the tensor the permuted shape, but leaves the elements in their order; they move with their axes. |
    只换了形状，元素的顺序没动；元素应当随轴移动。
    """
    order = check_axes(x, axes)
    return x.reshape([x.shape[axis] for axis in order]).copy()


@mistake(verdict="wrong", section="permute")
def permute_axes__reversed(x, axes):
    """It reverses all axes, whatever was asked for; go by `axes`. |
    不管要求是什么，都把轴的顺序整个倒过来；应当按 `axes` 来排。
    """
    check_axes(x, axes)
    return x.T.copy()


@mistake(verdict="error", section="permute")
def permute_axes__no_negatives(x, axes):
    """It refuses negative axes; they count from the end, -1 is the last. |
    拒绝了负的轴号；负数应当从末尾数起，-1 就是最后一个轴。
    """
    if sorted(axes) != list(range(x.ndim)):
        raise ValueError(f"{axes} of {x.shape}")
    return permute_axes(x, axes)


@mistake(verdict="wrong", section="permute")
def permute_axes__duplicates(x, axes):
    """It checks that there are enough axes, and that all exist, but not that each occurs once. |
    只检查了轴的个数对、每个轴都存在，没有检查重复；每个轴应当恰好出现一次。
    """
    if len(axes) != x.ndim or not all(-x.ndim <= axis < x.ndim for axis in axes):
        raise ValueError(f"{axes} of {x.shape}")
    result = np.zeros([x.shape[axis] for axis in axes], x.dtype)
    for index in np.ndindex(x.shape):
        result[tuple(index[axis] for axis in axes)] = x[index]
    return result


@mistake(verdict="wrong", section="permute")
def permute_axes__two_names(x, axes):
    """It looks for duplicates before it turns negative axes into positive ones: 0 and -2 are the same axis of a
    matrix. |
    先查重复，后换算负的轴号；对矩阵来说，0 和 -2 是同一个轴，应当先换算再查。
    """
    if len(set(axes)) != x.ndim or len(axes) != x.ndim or not all(-x.ndim <= axis < x.ndim for axis in axes):
        raise ValueError(f"{axes} of {x.shape}")
    result = np.zeros([x.shape[axis] for axis in axes], x.dtype)
    for index in np.ndindex(x.shape):
        result[tuple(index[axis] for axis in axes)] = x[index]
    return result


@mistake(verdict="wrong", section="permute")
def permute_axes__modulo(x, axes):
    """It counts round and round with %, so that axis 2 of a matrix is its axis 0; an axis that does not exist is an
    error. |
    用 % 绕着圈数轴，矩阵的轴 2 就成了轴 0；轴不存在时应当抛出错误。
    """
    return permute_axes(x, tuple(axis % x.ndim if x.ndim else axis for axis in axes))


@mistake(verdict="wrong", section="permute")
def permute_axes__view(x, axes):
    """It returns a view: writing into the result would change the input; make a new array. |
    返回了视图，往结果里写会改掉输入；应当返回新数组。
    """
    return np.transpose(x, check_axes(x, axes))


def check_four_axes(x):
    """The check that the contract asks for."""
    if x.ndim != 4:
        raise ValueError(f"{x.shape}")


@mistake(verdict="wrong", section="channels")
def to_channels_last__reshape(images):
    """It reshapes to the new shape: the elements keep their order, and the picture is torn apart; move the axis. |
    直接变形成新的形状：元素的顺序没变，图片就散了；应当移动轴。
    """
    check_four_axes(images)
    n, c, h, w = images.shape
    return images.reshape(n, h, w, c)


@mistake(verdict="wrong", section="channels")
def to_channels_last__exchanged(images):
    """It exchanges the channels with the width: every picture is mirrored along its diagonal; height comes before
    width. |
    把通道与宽对调了，每张图片都沿对角线翻折过来；应当高在前、宽在后。
    """
    check_four_axes(images)
    return images.swapaxes(1, 3)


@mistake(verdict="wrong", section="channels")
def to_channels_last__the_other_way(images):
    """It moves the last axis to the front, as from channels last to channels first; here it is the other way
    round. |
    把最后一个轴移到了通道的位置，这是从通道在后变成通道在前；本题应当反过来。
    """
    check_four_axes(images)
    return images.transpose(0, 3, 1, 2)


@mistake(verdict="wrong", section="channels")
def to_channels_last__reversed(images):
    """It reverses all axes with .T, the samples, too; the first axis stays. |
    用 .T 把所有的轴都倒了过来，连样本轴也动了；第 0 轴应当不动。
    """
    check_four_axes(images)
    return images.T


@mistake(verdict="wrong", section="channels")
def to_channels_last__any_rank(images):
    """It accepts tensors of any rank; a single image of shape (c, h, w) would become (c, w, h). |
    轴数不是四的张量，也没有报错；单张图片 (c, h, w) 会变成 (c, w, h)，应当抛出 ValueError。
    """
    return np.moveaxis(images, 1, -1) if images.ndim > 1 else images


@mistake(verdict="wrong", section="channels")
def to_channels_last__guesses(images):
    """It leaves the images alone if the last axis looks like channels; a width of 3 is a width all the same. |
    看到最后一个轴像是通道，就原样返回；宽度也可以是 3，不应当靠猜。
    """
    check_four_axes(images)
    return images if images.shape[-1] in (1, 3) else images.transpose(0, 2, 3, 1)


@mistake(verdict="wrong", section="channels")
def to_channels_last__channels_before_samples(images):
    """It moves the first axis to the end: those are the samples; the channels are axis 1. |
    把第 0 轴移到了最后，那是样本轴；应当移动第 1 轴，也就是通道。
    """
    check_four_axes(images)
    return images.transpose(1, 2, 3, 0)


def check_inserted(x, axis):
    """The check that the contract asks for."""
    if not -x.ndim - 1 <= axis <= x.ndim:
        raise ValueError(f"{axis} in {x.shape}")


@mistake(verdict="wrong", section="size-one")
def insert_axis__list_insert(x, axis):
    """It inserts into the list of sizes, where -1 means before the last; in the result, -1 is the last. |
    直接用列表的 insert，-1 就插到了最后一个之前；在结果里，-1 应当是最后一个轴。
    """
    check_inserted(x, axis)
    sizes = list(x.shape)
    sizes.insert(axis, 1)
    return x.reshape(sizes)


@mistake(verdict="wrong", section="size-one")
def insert_axis__clamped(x, axis):
    """It puts an axis that cannot be at the nearest end, as a list's insert does; that is an error. |
    轴号太大或太小时，插到了最近的一头，列表的 insert 就是这样做的；应当抛出错误。
    """
    return insert_axis(x, min(max(axis, -x.ndim - 1), x.ndim))


@mistake(verdict="wrong", section="size-one")
def insert_axis__in_front(x, axis):
    """It always puts the axis in front; go by `axis`. | 总是插在最前面；应当插到 `axis` 指定的位置。"""
    check_inserted(x, axis)
    return x[np.newaxis]


@mistake(verdict="wrong", section="size-one")
def insert_axis__modulo(x, axis):
    """It counts round and round with %, so that every axis exists; check the axis first. |
    用 % 绕着圈数轴，不存在的轴也变成存在的了；应当先检查轴号。
    """
    return insert_axis(x, axis % (x.ndim + 1))


@mistake(verdict="error", section="size-one")
def insert_axis__not_at_the_end(x, axis):
    """It allows only axes that x has already; the result has one more, so axis x.ndim is right, too. |
    只允许 x 已有的轴号；结果多一个轴，轴号 x.ndim 也应当允许。
    """
    if not -x.ndim <= axis < x.ndim:
        raise ValueError(f"{axis} in {x.shape}")
    return insert_axis(x, axis)


@mistake(verdict="error", section="size-one")
def insert_axis__replaces(x, axis):
    """It puts the 1 in the place of a size instead of between two. |
    用 1 顶替了原来的长度；应当插在两个长度之间，一个也不丢。
    """
    check_inserted(x, axis)
    axis %= x.ndim + 1
    return x.reshape((*x.shape[:axis], 1, *x.shape[axis + 1 :]))


@mistake(verdict="wrong", section="size-one")
def drop_axis__first_slice(x, axis):
    """It takes what is at position 0 of the axis, however long it is: the rest is lost; only size 1 may go. |
    不管这个轴多长，都只取位置 0，其余的就丢了；应当只允许去掉长度为 1 的轴。
    """
    if not -x.ndim <= axis < x.ndim or x.shape[axis] == 0:
        raise ValueError(f"{axis} of {x.shape}")
    axis %= x.ndim
    return x[(slice(None),) * axis + (0,)]


@mistake(verdict="wrong", section="size-one")
def drop_axis__all_ones(x, axis):
    """It drops every axis of size 1; the others stay. |
    把长度为 1 的轴全都去掉了；应当只去掉指定的那个。
    """
    drop_axis(x, axis)
    return x.squeeze()


@mistake(verdict="wrong", section="size-one")
def drop_axis__sum(x, axis):
    """It sums along the axis, which changes the elements of any axis longer than 1; refuse such an axis. |
    沿这个轴求了和，轴的长度不是 1 时，元素就变了；应当拒绝这样的轴。
    """
    if not -x.ndim <= axis < x.ndim:
        raise ValueError(f"{axis} of {x.shape}")
    return drop_axis(x, axis) if x.shape[axis] == 1 else x.sum(axis)


@mistake(verdict="wrong", section="size-one")
def drop_axis__modulo(x, axis):
    """It counts round and round with %, so that every axis exists; check the axis first. |
    用 % 绕着圈数轴，不存在的轴也变成存在的了；应当先检查轴号。
    """
    return drop_axis(x, axis % x.ndim if x.ndim else axis)


@mistake(verdict="error", section="size-one")
def drop_axis__cut_by_negative(x, axis):
    """It cuts behind axis + 1, which is 0 for -1, so that nothing is cut away; make the axis positive first. |
    从 axis + 1 处往后切，轴号 -1 时就是从 0 切起，什么也没去掉；应当先换成非负的轴号。
    """
    drop_axis(x, axis)
    return x.reshape((*x.shape[:axis], *x.shape[axis + 1 :]))


@mistake(verdict="wrong", section="size-one")
def drop_axis__index_error(x, axis):
    """It lets the tuple complain about an axis that does not exist: an IndexError; check the axis first, and raise a
    ValueError. |
    轴不存在时，任由元组抛出 IndexError；应当先检查轴号，抛出 ValueError。
    """
    if x.shape[axis] != 1:
        raise ValueError(f"{axis} of {x.shape}")
    return drop_axis(x, axis)


@mistake(verdict="wrong", section="size-one")
def drop_axis__first_one(x, axis):
    """It removes the first 1 from the list of sizes, which may belong to another axis; go by `axis`. |
    从长度的列表里去掉了第一个 1，那可能是别的轴；应当去掉 `axis` 指定的轴。
    """
    drop_axis(x, axis)
    sizes = list(x.shape)
    sizes.remove(1)
    return x.reshape(sizes)


def check_heads(x, heads):
    """The checks that the contract asks for; returns the sizes and the features of a head."""
    if x.ndim != 3:
        raise ValueError(f"{x.shape}")
    n, t, d = x.shape
    if heads < 1 or d % heads:
        raise ValueError(f"{d} features, {heads} heads")
    return n, t, d // heads


@mistake(verdict="wrong", section="heads")
def split_heads__reshape(x, heads):
    """It reshapes right to the final shape: a head then gets some of the steps with all their features; divide the
    features first, then move the axis. |
    一步就变形成最后的形状：这样一个头拿到的是几步的全部特征；应当先把特征分开，再移动轴。
    """
    n, t, f = check_heads(x, heads)
    return x.reshape(n, heads, t, f)


@mistake(verdict="wrong", section="heads")
def split_heads__not_moved(x, heads):
    """It divides the features and leaves the heads behind the steps; they come before them. |
    分好了特征，头却还排在步的后面；头应当排在步的前面。
    """
    n, t, f = check_heads(x, heads)
    return x.reshape(n, t, heads, f)


@mistake(verdict="wrong", section="heads")
def split_heads__dealt_out(x, heads):
    """It deals the features out in turn like cards; every head gets a block of neighbours. |
    把特征像发牌一样轮流分；每个头拿到的应当是连续的一段。
    """
    n, t, f = check_heads(x, heads)
    return x.reshape(n, t, f, heads).transpose(0, 3, 1, 2)


@mistake(verdict="wrong", section="heads")
def split_heads__leftovers(x, heads):
    """It drops the features that are left over; an unequal division is an error. |
    分不完的特征就丢掉了；不能平分时应当抛出错误。
    """
    if x.ndim != 3 or heads < 1:
        raise ValueError(f"{x.shape}, {heads}")
    f = x.shape[2] // heads
    return split_heads(x[:, :, : heads * f], heads)


@mistake(verdict="error", section="heads")
def split_heads__gap(x, heads):
    """It leaves the features of a head to -1; with no steps that could be anything, so divide. |
    把每个头的特征数交给 -1 去算；没有元素时，换成多少都行，算不出来，应当自己相除。
    """
    n, t, _ = check_heads(x, heads)
    return x.reshape(n, t, heads, -1).transpose(0, 2, 1, 3)


@mistake(verdict="wrong", section="heads")
def split_heads__no_head(x, heads):
    """It divides before it asks whether there is a head at all: 0 is a ZeroDivisionError, and -2 divides 6, too;
    demand at least 1. |
    没有检查头数就去除：头数是 0 会抛出 ZeroDivisionError，-2 又能整除 6；应当要求头数至少是 1。
    """
    if x.ndim != 3:
        raise ValueError(f"{x.shape}")
    n, t, d = x.shape
    if d % heads:
        raise ValueError(f"{d} features, {heads} heads")
    return x.reshape(n, t, abs(heads), abs(d // heads)).transpose(0, 2, 1, 3)


@mistake(verdict="wrong", section="heads")
def split_heads__heads_first(x, heads):
    """It moves the heads to the very front; the samples stay there. |
    把头移到了最前面；最前面应当还是样本轴。
    """
    n, t, f = check_heads(x, heads)
    return x.reshape(n, t, heads, f).transpose(2, 0, 1, 3)


@mistake(verdict="wrong", section="heads")
def split_heads__any_rank(x, heads):
    """It adds an axis to a tensor that is no batch of sequences, or takes several axes for one; check the rank. |
    输入不是一批序列时，也照样补轴或并轴；应当检查轴数。
    """
    if x.ndim == 3:
        return split_heads(x, heads)
    padded = x.reshape((1,) * (3 - x.ndim) + x.shape)
    n, t = math.prod(padded.shape[:-2]), padded.shape[-2]
    return split_heads(padded.reshape(n, t, padded.shape[-1]), heads)


@mistake(verdict="wrong", section="heads")
def merge_heads__reshape(x):
    """It reshapes right to the final shape, which mixes the steps of a head; move the heads behind the steps first. |
    一步就变形成最后的形状，各步的数据混在了一起；应当先把头移到步的后面。
    """
    check_four_axes(x)
    n, heads, t, f = x.shape
    return x.reshape(n, t, heads * f)


@mistake(verdict="wrong", section="heads")
def merge_heads__dealt_out(x):
    """It takes a feature from every head in turn; the features of a head stand side by side. |
    轮流从每个头取一个特征；同一个头的特征应当排在一起。
    """
    check_four_axes(x)
    n, heads, t, f = x.shape
    return x.transpose(0, 2, 3, 1).reshape(n, t, heads * f)


@mistake(verdict="wrong", section="heads")
def merge_heads__longer_sequence(x):
    """It puts the heads one after another as more steps; they belong side by side as more features. |
    把各个头首尾相接，序列变长了；应当并排放，让特征变多。
    """
    check_four_axes(x)
    n, heads, t, f = x.shape
    return x.reshape(n, heads * t, f)


@mistake(verdict="wrong", section="heads")
def merge_heads__sum(x):
    """It adds the heads up; they stand side by side. | 把各个头加了起来；应当并排放。"""
    check_four_axes(x)
    return x.sum(axis=1, dtype=x.dtype)


@mistake(verdict="error", section="heads")
def merge_heads__gap(x):
    """It leaves the number of features to -1; with no steps that could be anything, so multiply. |
    把特征数交给 -1 去算；没有元素时，换成多少都行，算不出来，应当自己相乘。
    """
    check_four_axes(x)
    n, _, t, _ = x.shape
    return x.transpose(0, 2, 1, 3).reshape(n, t, -1)


@mistake(verdict="wrong", section="heads")
def merge_heads__any_rank(x):
    """It accepts tensors of any rank; without an axis of heads there is nothing to merge. |
    轴数不是四的张量，也没有报错；没有头这个轴就无从合并，应当抛出 ValueError。
    """
    if x.ndim < 3:
        return x
    moved = np.moveaxis(x, -3, -2)
    return moved.reshape(*moved.shape[:-2], moved.shape[-2] * moved.shape[-1])


@mistake(verdict="wrong", section="heads")
def merge_heads__one_batch(x):
    """It lets the samples run into the features and keeps only (t, …); the first axis stays. |
    把样本也并进了特征里，只剩下步和特征；第 0 轴应当保留。
    """
    check_four_axes(x)
    n, heads, t, f = x.shape
    return x.transpose(2, 0, 1, 3).reshape(t, n * heads * f)


@mistake(verdict="wrong", section="heads")
def merge_heads__backwards(x):
    """It puts the last head first; head 0 comes first. | 把最后一个头排在了最前面；第 0 个头应当在最前面。"""
    check_four_axes(x)
    return merge_heads(x[:, ::-1])

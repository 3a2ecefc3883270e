"""Wrong answers to the exercises on tensors that a person would write."""

import math

import numpy as np

from byhand.grading import mistake
from solutions.tensors import (
    byte_count,
    element_count,
    flat_index,
    nth_batch,
    rank,
    row_major_strides,
    shape_of,
    stack_samples,
    unflatten_index,
)


@mistake(verdict="wrong", section="attributes")
def element_count__sum(shape):
    """It adds the sizes; three rows of four elements are twelve, so the sizes are multiplied. |
    把各轴的长度相加了；三行、每行四个元素，一共是十二个，应当相乘。
    """
    element_count(shape)
    return sum(shape)


@mistake(verdict="wrong", section="attributes")
def element_count__counts_axes(shape):
    """It counts the axes, which is the rank; the elements are the product of their sizes. |
    数的是轴的个数，也就是阶；元素个数应当是各轴长度之积。
    """
    element_count(shape)
    return len(shape)


@mistake(verdict="wrong", section="attributes")
def element_count__starts_at_zero(shape):
    """It starts from 0, and 0 times anything stays 0; a product starts from 1. |
    从 0 开始乘，乘什么都还是 0；求积应当从 1 开始。
    """
    count = 0
    for size in shape:
        if size < 0:
            raise ValueError(f"negative size {size}")
        count *= size
    return count


@mistake(verdict="wrong", section="attributes")
def element_count__scalar_is_empty(shape):
    """It takes () for empty; a scalar has no axis, but it has one element. |
    以为 () 就是没有元素；标量虽然一个轴也没有，却有一个元素。
    """
    return element_count(shape) if shape else 0


@mistake(verdict="wrong", section="attributes")
def element_count__skips_zeros(shape):
    """It leaves sizes of 0 out; an axis of size 0 leaves no element at all. |
    跳过了长度为 0 的轴；只要有一个轴的长度为 0，就一个元素也没有。
    """
    return element_count(tuple(size for size in shape if size != 0))


@mistake(verdict="error", section="attributes")
def element_count__allocates(shape):
    """It builds the array to count its elements; the array may be larger than the memory. |
    为了数元素，真的建了一个数组；数组可能比内存还大，应当只算长度。
    """
    element_count(shape)
    return np.zeros(shape).size


@mistake(verdict="wrong", section="exercises")
def element_count__unnamed(shape):
    """It raises without saying which size; write it into the message, as in f"…{size}…". |
    抛出了异常，却没有说是哪个长度；应当把这个长度写进错误信息，例如 f"…{size}…"。
    """
    if any(size < 0 for size in shape):
        raise ValueError("a size is negative")
    return math.prod(shape)


@mistake(verdict="wrong", section="attributes")
def element_count__no_check(shape):
    """It multiplies negative sizes, too; no axis has a negative size, so that is an error. |
    把负的长度也乘了进去；轴的长度不会是负数，应当抛出错误。
    """
    return math.prod(shape)


@mistake(verdict="wrong", section="attributes")
def element_count__checks_the_product(shape):
    """It checks only whether the product is negative; two negative sizes, or one beside a 0, get through. |
    只检查了乘积是不是负数；两个负的长度，或者一个负的长度配上 0，都能蒙混过关，应当逐个检查。
    """
    count = math.prod(shape)
    if count < 0:
        raise ValueError(f"negative size in {shape}")
    return count


@mistake(verdict="wrong", section="attributes")
def element_count__stops_at_zero(shape):
    """It returns at the first 0 and never looks at the sizes after it, which may be negative. |
    一遇到 0 就返回，没有看后面的长度；后面可能还有负数，应当先全部检查。
    """
    count = 1
    for size in shape:
        if size == 0:
            return 0
        if size < 0:
            raise ValueError(f"negative size {size}")
        count *= size
    return count


@mistake(verdict="wrong", section="dtypes")
def byte_count__bits(shape, dtype):
    """It counts bits; a byte has 8 of them. | 数的是位；一个字节有 8 位，应当数字节。"""
    return byte_count(shape, dtype) * 8


@mistake(verdict="wrong", section="dtypes")
def byte_count__always_eight(shape, dtype):
    """It takes 8 bytes for every element; how many it is depends on the dtype: a uint8 takes 1. |
    每个元素都按 8 个字节算；占几个字节要看 dtype，比如 uint8 只占 1 个。
    """
    byte_count(shape, dtype)
    return element_count(shape) * 8


@mistake(verdict="wrong", section="dtypes")
def byte_count__elements(shape, dtype):
    """It counts elements, not bytes: multiply by the size of one element. |
    只数了元素；求字节数，还应当乘以每个元素所占的字节。
    """
    byte_count(shape, dtype)
    return element_count(shape)


@mistake(verdict="wrong", section="dtypes")
def byte_count__sum(shape, dtype):
    """It adds the sizes instead of multiplying them. | 把各轴的长度相加了；应当相乘。"""
    return sum(shape) * (byte_count((1,), dtype) + 0 * element_count(shape))


@mistake(verdict="error", section="dtypes")
def byte_count__number_in_the_name(shape, dtype):
    """It reads the bits from the name; bool has no number in its name, and int8 has not the last two digits. |
    从名字里的数读出位数；bool 的名字里没有数，应当让 NumPy 说出每个元素占几个字节。
    """
    digits = "".join(c for c in str(dtype) if c.isdigit())
    return element_count(shape) * (int(digits) // 8)


@mistake(verdict="error", section="dtypes")
def byte_count__name_has_no_size(shape, dtype):
    """It asks `dtype.itemsize`, and a name is a text, which has none; np.dtype(dtype) takes both. |
    直接取了 `dtype.itemsize`，可是名字只是字符串，没有这个属性；应当先写 np.dtype(dtype)，名字和 dtype 都能处理。
    """
    return element_count(shape) * dtype.itemsize


@mistake(verdict="error", section="dtypes")
def byte_count__allocates(shape, dtype):
    """It builds the array to measure it; the array may be larger than the memory. |
    为了量字节数，真的建了一个数组；数组可能比内存还大，应当只算长度。
    """
    element_count(shape)
    return np.zeros(shape, dtype).nbytes


@mistake(verdict="wrong", section="dtypes")
def byte_count__default_dtype(shape, dtype):
    """It takes float64 where it does not know the dtype: a slip in the name goes unnoticed. |
    遇到不认识的 dtype 就当作 float64，名字拼错了也没人发觉；应当抛出 TypeError。
    """
    try:
        return byte_count(shape, dtype)
    except TypeError:
        return byte_count(shape, "float64")


@mistake(verdict="wrong", section="dtypes")
def byte_count__value_error(shape, dtype):
    """It turns NumPy's TypeError into a ValueError; a dtype that is none is a wrong type. |
    把 NumPy 的 TypeError 换成了 ValueError；dtype 不对属于类型错误，应当抛出 TypeError。
    """
    try:
        return byte_count(shape, dtype)
    except TypeError:
        raise ValueError(f"unknown dtype {dtype}") from None


@mistake(verdict="wrong", section="dtypes")
def byte_count__no_check(shape, dtype):
    """It multiplies negative sizes, too; count the elements with your own function, which refuses them. |
    把负的长度也乘了进去；元素个数应当用自己写的函数来求，它会拒绝负数。
    """
    return math.prod(shape) * np.dtype(dtype).itemsize


def check_numbers(nested):
    """Raise the error that the contract asks for where something is no number, list or tuple."""
    if isinstance(nested, list | tuple):
        for item in nested:
            check_numbers(item)
    elif not isinstance(nested, int | float):
        raise TypeError(f"{nested!r} is no number")


@mistake(verdict="wrong", section="nesting")
def shape_of__first_items_only(nested):
    """It looks at the first item of every list alone, and so takes ragged lists for regular ones. |
    每一层只看了第一项，没有看其余各项，不整齐的嵌套也放过了；应当逐项检查。
    """
    check_numbers(nested)
    shape = []
    while isinstance(nested, list | tuple):
        shape.append(len(nested))
        if not nested:
            break
        nested = nested[0]
    return tuple(shape)


@mistake(verdict="wrong", section="nesting")
def shape_of__never_compares(nested):
    """It looks at the first items alone, neither at their types nor at the others; check and compare all items of a
    depth. |
    只沿着第一项往里走，既不看类型，也不看其余各项；同一层的所有项都应当检查、比较。
    """
    shape = []
    while isinstance(nested, list | tuple):
        shape.append(len(nested))
        if not nested:
            break
        nested = nested[0]
    return tuple(shape)


@mistake(verdict="wrong", section="nesting")
def shape_of__first_branch_only(nested):
    """It compares the items of nested, then those of nested[0], and never looks into nested[1]. |
    先比较了 nested 的各项，再比较 nested[0] 的各项，却没有往 nested[1] 里看；每一项里面都应当检查。
    """
    check_numbers(nested)
    shape, place = [], []
    while isinstance(nested, list | tuple):
        shape.append(len(nested))
        if not nested:
            break
        lengths = [len(item) if isinstance(item, list | tuple) else None for item in nested]
        for i, length in enumerate(lengths):
            if length != lengths[0]:
                raise ValueError(f"{(*place, i)} does not fit")
        nested = nested[0]
        place.append(0)
    return tuple(shape)


@mistake(verdict="wrong", section="nesting")
def shape_of__last_index_only(nested):
    """It names the index in the innermost list alone; the place is the whole way there, from the outside in. |
    只写明了最里面那一层的下标；位置应当是从外到内的全部下标。
    """
    check_numbers(nested)
    shape, level = [], [(0, nested)]
    while level:
        lengths = [len(item) if isinstance(item, list | tuple) else None for _, item in level]
        for (i, _), length in zip(level, lengths, strict=True):
            if length != lengths[0]:
                raise ValueError(f"the item at [{i}] does not fit")
        if lengths[0] is None:
            break
        shape.append(lengths[0])
        level = [(i, part) for _, item in level for i, part in enumerate(item)]
    return tuple(shape)


@mistake(verdict="wrong", section="nesting")
def shape_of__blames_the_whole(nested):
    """It compares the shapes of the items in one list, and so blames [1] for what is wrong inside, at [1][0]; go down
    depth by depth. |
    比较的是同一个列表里各项的形状，明明是 [1][0] 不对，却怪到了整个 [1] 头上；应当一层一层地往下比较。
    """
    if isinstance(nested, int | float):
        return ()
    check_numbers(nested)
    shapes = [shape_of__blames_the_whole(item) for item in nested]
    for i, shape in enumerate(shapes):
        if shape != shapes[0]:
            raise ValueError(f"the item at [{i}] does not fit")
    return (len(nested), *(shapes[0] if shapes else ()))


@mistake(verdict="error", section="nesting")
def shape_of__empty_crashes(nested):
    """It always looks at the first item; an empty list has none, and its shape is (0,). |
    总要去看第一项；空列表没有第一项，形状应当是 (0,)。
    """
    if isinstance(nested, int | float):
        return ()
    check_numbers(nested)
    first = nested[0]
    shape_of(nested)
    return (len(nested), *shape_of__empty_crashes(first))


@mistake(verdict="wrong", section="nesting")
def shape_of__list(nested):
    """It returns a list; a shape is a tuple. | 返回了列表；形状应当是元组。"""
    return list(shape_of(nested))


@mistake(verdict="error", section="nesting")
def shape_of__no_tuples(nested):
    """It knows lists alone; tuples nest as well. | 只认列表；元组同样可以嵌套，应当一并处理。"""

    def check(item):
        if isinstance(item, list):
            for part in item:
                check(part)
        elif not isinstance(item, int | float):
            raise TypeError(f"{item!r} is no number and no list")

    check(nested)
    return shape_of(nested)


@mistake(verdict="wrong", section="nesting")
def shape_of__scalar_is_one(nested):
    """It gives a number the shape (1,), which is a list of one number; a number has no axis, its shape is (). |
    给了数形状 (1,)，那是只有一个数的列表；数没有轴，形状应当是 ()。
    """
    return shape_of(nested) or (1,)


@mistake(verdict="wrong", section="nesting")
def shape_of__inside_out(nested):
    """It lists the lengths from the inside out; the outermost list is the first axis. |
    从内到外列出了长度；最外层的列表对应第 0 轴，应当从外到内。
    """
    return shape_of(nested)[::-1]


@mistake(verdict="wrong", section="nesting")
def shape_of__anything_is_a_number(nested):
    """It takes everything that is no list for a number, strings and None as well. |
    把不是列表的东西都当成了数，连字符串和 None 也算；应当抛出 TypeError。
    """

    def numbers(item):
        return type(item)(map(numbers, item)) if isinstance(item, list | tuple) else 0

    return shape_of(numbers(nested))


@mistake(verdict="wrong", section="nesting")
def shape_of__strings_are_lists(nested):
    """It takes whatever has a length for a list; a string has one, and its items are strings again, without
    end. |
    把有长度的东西都当成了列表；字符串也有长度，它的每一项又是字符串，没完没了。应当检查类型。
    """
    if isinstance(nested, list | tuple):
        for item in nested:
            shape_of__strings_are_lists(item)
        return shape_of(nested)
    if isinstance(nested, str | dict):
        return (len(nested), *(shape_of__strings_are_lists(nested[0]) if nested else ()))
    return shape_of(nested)


@mistake(verdict="wrong", section="nesting")
def rank__length(nested):
    """It counts the items; a list of five numbers has one axis, of size 5. |
    数的是有几项；五个数的列表只有一个轴，长度才是 5。
    """
    shape = shape_of(nested)
    return shape[0] if shape else 0


@mistake(verdict="wrong", section="nesting")
def rank__items_counted(nested):
    """It counts the items of the outermost list; a vector of 5 numbers has one axis, and a number has no length. |
    数的是最外层有几项；五个数的向量只有一个轴，而数根本没有长度，应当数嵌套了几层。
    """
    return len(nested)


@mistake(verdict="wrong", section="nesting")
def rank__from_one(nested):
    """It gives a number one axis; a number has none, and only lists add axes. |
    以为数也有一个轴；数没有轴，每套一层列表才多一个轴。
    """
    return rank(nested) + 1


@mistake(verdict="wrong", section="nesting")
def rank__empty_is_zero(nested):
    """It gives an empty list rank 0, like a number; its shape is (0,), which is one axis. |
    把空列表的阶当成了 0，与数一样；空列表的形状是 (0,)，应当有一个轴。
    """
    shape = shape_of(nested)
    return len(shape) - (0 in shape)


@mistake(verdict="error", section="nesting")
def rank__empty_crashes(nested):
    """It always looks at the first item; an empty list has none. |
    总要去看第一项；空列表没有第一项，应当单独处理。
    """
    shape_of(nested)
    return 1 + rank__empty_crashes(nested[0]) if isinstance(nested, list | tuple) else 0


@mistake(verdict="wrong", section="nesting")
def rank__at_most_two(nested):
    """It asks only whether it is a number, a list, or a list of lists; nesting can be deeper. |
    只区分了数、列表和列表的列表；嵌套还可以更深，应当一层层数下去。
    """
    return min(rank(nested), 2)


@mistake(verdict="wrong", section="nesting")
def rank__first_items_only(nested):
    """It follows the first items down and looks at no others, and so takes ragged lists for regular ones. |
    只沿着第一项往里走，没有看其余各项，不整齐的嵌套也放过了；应当逐项检查。
    """
    check_numbers(nested)
    count = 0
    while isinstance(nested, list | tuple):
        count += 1
        if not nested:
            break
        nested = nested[0]
    return count


@mistake(verdict="wrong", section="nesting")
def rank__never_compares(nested):
    """It looks at the first items alone, neither at their types nor at the others; shape_of has checked them all. |
    只沿着第一项往里走，既不看类型，也不看其余各项；应当借助 shape_of，它全都检查过。
    """
    count = 0
    while isinstance(nested, list | tuple):
        count += 1
        if not nested:
            break
        nested = nested[0]
    return count


@mistake(verdict="wrong", section="nesting")
def rank__deepest(nested):
    """It counts down to the deepest number; where the others lie less deep, the nesting is ragged. |
    一直数到最深的那一层；有的项没有那么深时，嵌套并不整齐，应当抛出错误。
    """
    check_numbers(nested)

    def depth(item):
        return 1 + max(map(depth, item), default=0) if isinstance(item, list | tuple) else 0

    return depth(nested)


@mistake(verdict="wrong", section="nesting")
def rank__lengths_unchecked(nested):
    """It compares how deep the items are and not how long; rows of different lengths are ragged, too. |
    只比较了各项有多深，没有比较有多长；各行长短不一，同样是不整齐的嵌套。
    """
    check_numbers(nested)

    def depth(item, place):
        if not isinstance(item, list | tuple):
            return 0
        depths = [depth(part, (*place, i)) for i, part in enumerate(item)]
        for i, one in enumerate(depths):
            if one != depths[0]:
                raise ValueError(f"{(*place, i)} does not fit")
        return 1 + max(depths, default=0)

    return depth(nested, ())


@mistake(verdict="wrong", section="nesting")
def rank__anything_is_a_number(nested):
    """It takes everything that is no list for a number, strings and None as well. |
    把不是列表的东西都当成了数，连字符串和 None 也算；应当抛出 TypeError。
    """

    def numbers(item):
        return type(item)(map(numbers, item)) if isinstance(item, list | tuple) else 0

    return rank(numbers(nested))


@mistake(verdict="wrong", section="memory")
def row_major_strides__column_major(shape):
    """It multiplies the sizes before the axis, so that the first axis runs fastest; in row-major order the last
    one does. |
    乘的是前面各轴的长度，于是第 0 轴变化最快；行优先时，最后一个轴变化最快。
    """
    return tuple(math.prod(shape[:axis]) for axis in range(len(shape)))


@mistake(verdict="wrong", section="memory")
def row_major_strides__own_size_too(shape):
    """It multiplies the axis's own size in as well; one step along the last axis is 1 element. |
    把这个轴自己的长度也乘了进去；沿最后一个轴走一步，只跨过 1 个元素，应当只乘后面的长度。
    """
    return tuple(math.prod(shape[axis:]) for axis in range(len(shape)))


@mistake(verdict="wrong", section="memory")
def row_major_strides__next_size_only(shape):
    """It takes the size of the next axis alone; one step skips the product of all sizes after the axis. |
    只取了下一个轴的长度；走一步要跨过后面所有轴长度之积。
    """
    return (*shape[1:], 1)[: len(shape)]


@mistake(verdict="wrong", section="memory")
def row_major_strides__bytes(shape):
    """It counts bytes, as NumPy's strides do; here the unit is an element. |
    像 NumPy 的 strides 那样数了字节；这里应当以元素为单位。
    """
    return tuple(8 * stride for stride in row_major_strides(shape))


@mistake(verdict="wrong", section="memory")
def row_major_strides__zero_as_one(shape):
    """It counts an axis of size 0 as 1; the product with 0 is 0, also here. |
    把长度为 0 的轴当作 1 来乘；长度是 0，乘积就应当是 0。
    """
    return row_major_strides(tuple(max(size, 1) for size in shape))


@mistake(verdict="error", section="memory")
def row_major_strides__divides(shape):
    """It divides the count by the size of each axis, which may be 0; multiply the sizes after the axis. |
    用元素个数依次除以各轴的长度，而长度可能是 0；应当把后面各轴的长度相乘。
    """
    rest, strides = math.prod(shape), []
    for size in shape:
        rest //= size
        strides.append(rest)
    return tuple(strides)


@mistake(verdict="wrong", section="memory")
def row_major_strides__one_too_many(shape):
    """It gives one stride too many: the product of all sizes belongs to no axis. |
    步幅多了一个：所有长度之积不属于任何一个轴；几个轴就应当有几个步幅。
    """
    strides = [1]
    for size in reversed(shape):
        strides.insert(0, size * strides[0])
    return tuple(strides)


@mistake(verdict="wrong", section="memory")
def row_major_strides__reversed(shape):
    """It collects the strides from the last axis on and forgets to turn them round. |
    从最后一个轴开始逐个求出了步幅，却忘了倒过来；结果应当从第 0 轴开始。
    """
    return row_major_strides(shape)[::-1]


@mistake(verdict="wrong", section="memory")
def row_major_strides__one_for_a_scalar(shape):
    """It starts from a stride of 1, and so gives a scalar one; a scalar has no axis, and no strides: (). |
    一开始就放进了步幅 1，于是标量也有了步幅；标量没有轴，应当得到 ()。
    """
    return row_major_strides(shape) or (1,)


@mistake(verdict="wrong", section="memory")
def row_major_strides__list(shape):
    """It returns a list; strides are a tuple, like the shape. | 返回了列表；步幅与形状一样，应当是元组。"""
    return list(row_major_strides(shape))


def checked(index, shape):
    """Raise what the contract asks for, and return the index without negative numbers."""
    if len(index) != len(shape):
        raise ValueError(f"{index} and {shape}")
    if not all(-size <= i < size for i, size in zip(index, shape, strict=True)):
        raise IndexError(f"{index} and {shape}")
    return tuple(i % size for i, size in zip(index, shape, strict=True))


def weighted(index, weights):
    """Index times weight, summed over the axes."""
    return sum(i * weight for i, weight in zip(index, weights, strict=False))


@mistake(verdict="wrong", section="memory")
def flat_index__column_major(index, shape):
    """It numbers the elements column by column; row-major order goes row by row. |
    一列一列地编号了；行优先应当一行一行地编号。
    """
    return weighted(checked(index, shape), [math.prod(shape[:axis]) for axis in range(len(shape))])


@mistake(verdict="wrong", section="memory")
def flat_index__own_size(index, shape):
    """It multiplies each index by the size of its own axis; what counts is the stride, the product of the sizes
    after it. |
    把下标与它自己那个轴的长度相乘了；应当乘步幅，也就是后面各轴长度之积。
    """
    return weighted(checked(index, shape), shape)


@mistake(verdict="wrong", section="memory")
def flat_index__sum(index, shape):
    """It adds the indices without their strides; one step down skips a whole row. |
    直接把下标相加，没有乘步幅；往下走一步，要跨过整整一行。
    """
    return sum(checked(index, shape))


@mistake(verdict="wrong", section="memory")
def flat_index__negative_as_is(index, shape):
    """It multiplies negative indices as they are; -1 is the last of its axis: add the size first. |
    负的下标直接拿去乘了；-1 表示所在轴的最后一个，应当先加上这个轴的长度。
    """
    checked(index, shape)
    return weighted(index, row_major_strides(shape))


@mistake(verdict="wrong", section="memory")
def flat_index__negative_from_the_end_of_memory(index, shape):
    """It counts a negative result from the end of the memory; each negative index counts from the end of its own
    axis. |
    算出负的位置之后，从内存的末尾倒数；每个负的下标应当从自己那个轴的末尾倒数。
    """
    checked(index, shape)
    position = weighted(index, row_major_strides(shape))
    return position + element_count(shape) if position < 0 else position


@mistake(verdict="wrong", section="memory")
def flat_index__position_checked_only(index, shape):
    """It checks the position, not every index: (0, 3) in shape (2, 3) slips into the next row. |
    只检查了最后的位置，没有逐个检查下标：形状 (2, 3) 里的 (0, 3) 会滑到下一行去。
    """
    if len(index) != len(shape):
        raise ValueError(f"{index} and {shape}")
    position = weighted([i + size * (i < 0) for i, size in zip(index, shape, strict=True)], row_major_strides(shape))
    if not 0 <= position < element_count(shape):
        raise IndexError(f"{index} and {shape}")
    return position


@mistake(verdict="wrong", section="memory")
def flat_index__no_upper_limit(index, shape):
    """It refuses only what is too negative; an index must also be less than the size of its axis. |
    只拒绝了过小的负数；下标还应当小于所在轴的长度。
    """
    if len(index) != len(shape):
        raise ValueError(f"{index} and {shape}")
    if any(i < -size for i, size in zip(index, shape, strict=True)):
        raise IndexError(f"{index} and {shape}")
    return weighted([i + size * (i < 0) for i, size in zip(index, shape, strict=True)], row_major_strides(shape))


@mistake(verdict="wrong", section="memory")
def flat_index__size_allowed(index, shape):
    """It refuses what is greater than the size; the size itself is outside, too: the last index is one less. |
    只拒绝了大于长度的下标；等于长度的也在范围之外，最后一个下标应当是长度减 1。
    """
    if len(index) != len(shape):
        raise ValueError(f"{index} and {shape}")
    if not all(-size <= i <= size for i, size in zip(index, shape, strict=True)):
        raise IndexError(f"{index} and {shape}")
    return weighted([i + size * (i < 0) for i, size in zip(index, shape, strict=True)], row_major_strides(shape))


@mistake(verdict="wrong", section="memory")
def flat_index__wraps_round(index, shape):
    """It takes i % n, which turns every index into one that is inside; what lies outside must be refused. |
    用 i % n 把任何下标都变成了范围之内的；超出范围的下标应当报错。
    """
    if len(index) != len(shape):
        raise ValueError(f"{index} and {shape}")
    return weighted([i % size for i, size in zip(index, shape, strict=True)], row_major_strides(shape))


@mistake(verdict="wrong", section="memory")
def flat_index__no_lower_limit(index, shape):
    """It adds the size to negative indices without asking whether that is enough: -4 is outside an axis of size
    3. |
    给负的下标加上长度之后，没有检查够不够：长度为 3 的轴上没有 -4，应当抛出错误。
    """
    if len(index) != len(shape):
        raise ValueError(f"{index} and {shape}")
    if any(i >= size for i, size in zip(index, shape, strict=True)):
        raise IndexError(f"{index} and {shape}")
    return weighted([i + size * (i < 0) for i, size in zip(index, shape, strict=True)], row_major_strides(shape))


@mistake(verdict="wrong", section="memory")
def flat_index__no_check(index, shape):
    """It checks nothing; the formula gives a number for every index, also where there is no such element. |
    什么也没有检查；就算没有这个元素，公式照样会给出一个数，应当先检查每个下标。
    """
    ordinary = [i + size * (i < 0) for i, size in zip(index, shape, strict=False)]
    return weighted(ordinary, row_major_strides(shape))


@mistake(verdict="wrong", section="memory")
def flat_index__too_few_indices(index, shape):
    """It lets `zip` stop at the shorter of index and shape; there must be one index for every axis. |
    `zip` 到下标和形状中较短的那个就停了；每个轴都应当有一个下标。
    """
    shared = min(len(index), len(shape))
    return weighted(checked(index[:shared], shape[:shared]), row_major_strides(shape))


@mistake(verdict="wrong", section="memory")
def flat_index__value_error(index, shape):
    """It raises a ValueError where an index is outside its axis; Python's error for this is IndexError. |
    下标超出轴的范围时，抛出了 ValueError；这种情况应当用 IndexError。
    """
    try:
        return flat_index(index, shape)
    except IndexError as error:
        raise ValueError(str(error)) from None


def check_position(position, shape):
    """Raise the error that the contract asks for."""
    if not 0 <= position < element_count(shape):
        raise IndexError(f"{position} is outside {shape}")


@mistake(verdict="wrong", section="backwards")
def unflatten_index__column_major(position, shape):
    """It lets the first axis run fastest; in row-major order the last one does. |
    让第 0 轴变化最快；行优先时，最后一个轴变化最快。
    """
    check_position(position, shape)
    index = []
    for size in shape:
        index.append(position % size)
        position //= size
    return tuple(index)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__reversed(position, shape):
    """It finds the indices from the last axis on and forgets to turn them round. |
    从最后一个轴开始逐个求出了下标，却忘了倒过来；结果应当从第 0 轴开始。
    """
    return unflatten_index(position, shape)[::-1]


@mistake(verdict="wrong", section="backwards")
def unflatten_index__divides_by_the_size(position, shape):
    """It divides by the size of each axis from the left; the quotient by the stride is the index. |
    从左往右，除以了每个轴的长度；应当除以步幅，商才是下标。
    """
    check_position(position, shape)
    index = []
    for size in shape:
        i, position = divmod(position, size)
        index.append(i)
    return tuple(index)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__no_remainder(position, shape):
    """It divides the whole position by every stride; after an axis only the remainder is left to share out. |
    每个轴都拿整个位置去除以步幅；除过一个轴之后，应当只拿余数接着往下分。
    """
    check_position(position, shape)
    return tuple(position // stride for stride in row_major_strides(shape))


@mistake(verdict="wrong", section="backwards")
def unflatten_index__counts_from_one(position, shape):
    """It takes the first element for number 1; positions start from 0. |
    把第一个元素当成了 1 号；位置应当从 0 数起。
    """
    check_position(position, shape)
    return unflatten_index(max(position - 1, 0), shape)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__floats(position, shape):
    """It divides with /, which gives floating-point numbers; an index is an integer: use // or divmod. |
    用了 / 来除，得到浮点数；下标应当是整数，请用 // 或 divmod。
    """
    check_position(position, shape)
    index = []
    for stride in row_major_strides(shape):
        index.append(position / stride - (position % stride) / stride)
        position %= stride
    return tuple(index)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__list(position, shape):
    """It returns a list; an index is a tuple. | 返回了列表；下标应当写成元组。"""
    return list(unflatten_index(position, shape))


@mistake(verdict="wrong", section="backwards")
def unflatten_index__no_check(position, shape):
    """It accepts every position, and gives the first axis an index that it does not have. |
    什么位置都接受，第 0 轴的下标因此可能超出它的长度；应当抛出 IndexError。
    """
    index = []
    for stride in row_major_strides(shape):
        i, position = divmod(position, stride)
        index.append(i)
    return tuple(index)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__no_lower_limit(position, shape):
    """It asks only whether the position is too large; a negative one is outside as well. |
    只检查了位置是不是太大；负的位置同样在范围之外，应当报错。
    """
    if position >= element_count(shape):
        raise IndexError(f"{position} is outside {shape}")
    return unflatten_index__no_check(position, shape)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__float_division(position, shape):
    """It divides with / and cuts the fraction off; a float has only 16 digits, and large positions lose theirs. |
    先用 / 来除，再截掉小数；浮点数只有 16 位左右的有效数字，位置很大时就不准了，应当用 //。
    """
    check_position(position, shape)
    index = []
    for stride in row_major_strides(shape):
        index.append(int(position / stride))
        position %= stride
    return tuple(index)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__remainder_as_index(position, shape):
    """It takes the remainder for the index and divides the quotient on; the quotient is the index. |
    把余数当成了下标，拿商接着往下分；应当是商作下标，余数往下分。
    """
    check_position(position, shape)
    index = []
    for stride in row_major_strides(shape):
        position, i = divmod(position, stride)
        index.append(i)
    return tuple(index)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__negative_from_the_end(position, shape):
    """It counts negative positions from the end; here they are errors. |
    把负的位置当成从末尾倒数；本题中负的位置应当报错。
    """
    count = element_count(shape)
    return unflatten_index(position + count if -count <= position < 0 else position, shape)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__one_too_many(position, shape):
    """It accepts the number of elements as a position; counted from 0, the last position is one less. |
    把元素个数本身也当成了合法的位置；从 0 数起，最后一个位置应当是元素个数减 1。
    """
    if not 0 <= position <= element_count(shape):
        raise IndexError(f"{position} is outside {shape}")
    return unflatten_index__no_check(position, shape)


@mistake(verdict="wrong", section="backwards")
def unflatten_index__wraps_round(position, shape):
    """It begins again at the front where the elements end; such a position is an error. |
    超出末尾之后，又从头数起；这样的位置应当报错。
    """
    index = []
    for size in reversed(shape):
        position, i = divmod(position, size)
        index.insert(0, i)
    return tuple(index)


def check_batch(x, n, batch_size):
    """Raise the errors that the contract asks for."""
    nth_batch(x, n, batch_size)


@mistake(verdict="error", section="batches")
def nth_batch__from_one(x, n, batch_size):
    """It counts the batches from 1; the first has n = 0. | 批量从 1 数起了；第一个批量应当是 n = 0。"""
    if n < 1:
        raise IndexError(f"no batch {n}")
    return nth_batch(x, n - 1, batch_size)


@mistake(verdict="wrong", section="batches")
def nth_batch__starts_at_n(x, n, batch_size):
    """It starts at sample n; before batch n there are n whole batches, n * batch_size samples. |
    从第 n 个样本取起了；第 n 个批量前面有 n 个完整的批量，应当从第 n * batch_size 个样本取起。
    """
    check_batch(x, n, batch_size)
    return x[n : n + batch_size]


@mistake(verdict="error", section="batches")
def nth_batch__drops_the_last(x, n, batch_size):
    """It refuses a batch that is not full; the last one may be short. |
    拒绝了不满的批量；最后一个批量可以不满，应当照样返回。
    """
    batch = nth_batch(x, n, batch_size)
    if len(batch) < batch_size:
        raise IndexError(f"no batch {n}")
    return batch


@mistake(verdict="wrong", section="batches")
def nth_batch__fills_the_last(x, n, batch_size):
    """It fills the last batch up with samples of the one before; those would count twice. |
    用前一个批量的样本把最后一个批量补满了，这些样本就用了两次；最后一个批量不满时应当原样返回。
    """
    batch = nth_batch(x, n, batch_size)
    return x[-batch_size:] if len(batch) < batch_size else batch


@mistake(verdict="wrong", section="batches")
def nth_batch__every_so_many(x, n, batch_size):
    """It takes every so many samples, like dealing cards; a batch is made of neighbours. |
    像发牌一样隔几个取一个；一个批量应当由相邻的样本组成。
    """
    check_batch(x, n, batch_size)
    return x[n :: -(-len(x) // batch_size)]


@mistake(verdict="wrong", section="batches")
def nth_batch__last_axis(x, n, batch_size):
    """It cuts along the last axis; the samples lie along the first. |
    沿最后一个轴切了；样本排在第 0 轴上，应当沿第 0 轴切。
    """
    check_batch(x, n, batch_size)
    return x[..., n * batch_size : (n + 1) * batch_size]


@mistake(verdict="wrong", section="batches")
def nth_batch__end_not_included(x, n, batch_size):
    """It stops one sample short, as if a slice included its end; it does not. |
    少取了一个样本，以为切片包含终点；切片不包含终点，不应当再减 1。
    """
    check_batch(x, n, batch_size)
    return x[n * batch_size : (n + 1) * batch_size - 1]


@mistake(verdict="wrong", section="batches")
def nth_batch__no_check(x, n, batch_size):
    """It checks nothing; a slice gives an answer to any question, if need be an empty one. |
    什么也没有检查；切片不管怎么写都有结果，大不了是空的，应当先检查 n 和 batch_size。
    """
    return x[n * batch_size : (n + 1) * batch_size]


@mistake(verdict="wrong", section="batches")
def nth_batch__empty_past_the_end(x, n, batch_size):
    """It trusts the slice, which is empty past the end and raises nothing; check for yourself. |
    指望切片自己报错；切片超出末尾时只会得到空数组，应当自己检查。
    """
    if batch_size < 1:
        raise ValueError(f"batch_size {batch_size}")
    if n < 0:
        raise IndexError(f"no batch {n}")
    return x[n * batch_size : (n + 1) * batch_size]


@mistake(verdict="wrong", section="batches")
def nth_batch__one_past_the_end(x, n, batch_size):
    """It refuses n only above len(x) // batch_size; where the batches come out even, that one is empty. |
    只拒绝了大于 len(x) // batch_size 的 n；样本正好分完时，n 等于它的那一个批量是空的，也应当拒绝。
    """
    if batch_size < 1:
        raise ValueError(f"batch_size {batch_size}")
    if n < 0 or n > len(x) // batch_size:
        raise IndexError(f"no batch {n}")
    return x[n * batch_size : (n + 1) * batch_size]


@mistake(verdict="wrong", section="batches")
def nth_batch__no_lower_limit(x, n, batch_size):
    """It asks only whether n is too large; a negative n makes a slice that counts from the end. |
    只检查了 n 是不是太大；n 为负时，切片会从末尾数起，应当抛出错误。
    """
    if batch_size < 1:
        raise ValueError(f"batch_size {batch_size}")
    if n * batch_size >= len(x):
        raise IndexError(f"no batch {n}")
    return x[n * batch_size : (n + 1) * batch_size]


@mistake(verdict="wrong", section="batches")
def nth_batch__negative_from_the_end(x, n, batch_size):
    """It counts negative n from the end; here they are errors. |
    负的 n 当成从末尾倒数了；本题中负的 n 应当报错。
    """
    count = -(-len(x) // max(batch_size, 1))
    return nth_batch(x, n + count if -count <= n < 0 else n, batch_size)


@mistake(verdict="wrong", section="batches")
def nth_batch__no_size_check(x, n, batch_size):
    """It never checks the batch size; batches of 0 samples would never come to an end. |
    没有检查批量的样本数；每批 0 个样本，永远也取不完，应当抛出 ValueError。
    """
    if not (n >= 0 and n * batch_size < len(x)):
        raise IndexError(f"no batch {n}")
    return x[n * batch_size : (n + 1) * batch_size]


@mistake(verdict="wrong", section="real-world")
def stack_samples__last_axis(samples):
    """It stacks along a new last axis; the sample axis comes first. |
    沿新的最后一个轴叠了；样本轴应当排在最前面。
    """
    stack_samples(samples)
    return np.stack(samples, axis=-1)


@mistake(verdict="wrong", section="real-world")
def stack_samples__joined(samples):
    """It joins the samples end to end along the axis they have; stacking makes a new axis. |
    沿原有的轴把样本首尾相接了；叠起来应当多出一个新轴。
    """
    stack_samples(samples)
    return np.concatenate(samples)


@mistake(verdict="wrong", section="real-world")
def stack_samples__float(samples):
    """It collects the samples in `np.empty(shape)`, which is float64 unless told otherwise; the dtype must stay. |
    用 `np.empty(shape)` 来装样本，不指定 dtype 就是 float64；dtype 应当与样本相同。
    """
    return stack_samples(samples).astype(np.float64)


@mistake(verdict="wrong", section="real-world")
def stack_samples__list(samples):
    """It returns a list of arrays; the result must be one array. | 返回了数组的列表；结果应当是一个数组。"""
    return list(stack_samples(samples))


@mistake(verdict="wrong", section="real-world")
def stack_samples__nested_list(samples):
    """It returns lists of numbers, which have neither dtype nor shape; the result must be one array. |
    返回了数的嵌套列表，它没有 dtype，也没有形状；结果应当是一个数组。
    """
    return [sample.tolist() for sample in samples]


@mistake(verdict="wrong", section="real-world")
def stack_samples__all_the_same(samples):
    """It writes every sample into the whole result, so that only the last is left; write into result[i]. |
    每个样本都写进了整个结果，最后只剩最末一个；应当写进 result[i]。
    """
    result = stack_samples(samples)
    for sample in samples:
        result[:] = sample
    return result


@mistake(verdict="wrong", section="real-world")
def stack_samples__view_of_one(samples):
    """It returns a view where there is one sample only: writing into the result would change the sample. |
    只有一个样本时返回了视图，往结果里写会改掉样本；应当返回新数组。
    """
    return samples[0][np.newaxis] if len(samples) == 1 else stack_samples(samples)


@mistake(verdict="wrong", section="real-world")
def stack_samples__no_check(samples):
    """It never compares the shapes; NumPy quietly repeats a sample of size 1 to fill its place. |
    没有比较形状；长度为 1 的样本，NumPy 会悄悄重复它来填满位置，应当自己检查。
    """
    result = np.empty((len(samples), *samples[0].shape), samples[0].dtype)
    for i, sample in enumerate(samples):
        result[i] = sample
    return result


@mistake(verdict="wrong", section="real-world")
def stack_samples__counts_elements(samples):
    """It compares the numbers of elements; (2, 3) and (3, 2) have six each and are different shapes. |
    比较的是元素个数；(2, 3) 与 (3, 2) 都有六个元素，形状却不同，应当比较形状。
    """
    if len(samples) == 0:
        raise ValueError("no samples")
    for sample in samples:
        if sample.size != samples[0].size:
            raise ValueError(f"{samples[0].shape} and {sample.shape}")
    return stack_samples([sample.reshape(samples[0].shape) for sample in samples])


@mistake(verdict="wrong", section="real-world")
def stack_samples__first_two_only(samples):
    """It compares the first two samples only; any of them may differ. |
    只比较了前两个样本；后面的样本也可能不同，应当逐个比较。
    """
    stack_samples(samples[:2])
    return stack_samples__no_check(samples)


@mistake(verdict="wrong", section="real-world")
def stack_samples__empty_is_fine(samples):
    """It returns an empty array for no samples; their shape is not known, so there is no right answer. |
    没有样本时返回了空数组；样本的形状无从得知，应当抛出 ValueError。
    """
    return stack_samples(samples) if len(samples) else np.empty((0,))


@mistake(verdict="wrong", section="real-world")
def stack_samples__looks_at_the_first(samples):
    """It looks at samples[0] before it asks whether there is one: an IndexError, where a ValueError says more. |
    还没看有没有样本，就取了 samples[0]，抛出的是 IndexError；应当先检查，抛出 ValueError。
    """
    samples[0]
    return stack_samples(samples)

"""Wrong answers to the exercises on preparing data that a person would write."""

import numpy as np

from byhand.grading import mistake
from solutions.data_preparation import (
    fit_standardizer,
    l2_penalty,
    min_max_scale,
    one_hot,
    scale_pixels,
    standardize,
    train_validation_test_split,
)


def floating(x):
    """The samples in the dtype that the contracts ask for."""
    return x if x.dtype.kind == "f" else x.astype(np.float64)


def some(x):
    """The check that the statistics ask for."""
    if x.ndim == 0 or len(x) == 0:
        raise ValueError(f"no samples in shape {x.shape}")
    return floating(x)


# min_max_scale


def range_of(x):
    """The samples, and the smallest element and the width of each column, 1 where it is 0."""
    if x.ndim == 0:
        raise ValueError(f"no samples in shape {x.shape}")
    x = floating(x)
    low, high = x.min(axis=0, initial=np.inf), x.max(axis=0, initial=-np.inf)
    return x, low, np.where(high > low, high - low, 1)


@mistake(verdict="wrong", section="min-max")
def min_max_scale__whole_table(x):
    """It takes the smallest and the largest element of the whole table: a column of small numbers stays small. |
    取了整张表的最小值和最大值，数值小的列还是很小；应当沿样本轴，一列一列地取。
    """
    if x.ndim == 0:
        raise ValueError(f"no samples in shape {x.shape}")
    x = floating(x)
    if x.size == 0:
        return x.copy()
    return (x - x.min()) / ((x.max() - x.min()) or 1)


@mistake(verdict="wrong", section="min-max")
def min_max_scale__rows(x):
    """It scales every sample by its own range, along the last axis; a column is what all samples have at one
    place. |
    沿最后一个轴，按每个样本自己的范围缩放了；应当按列，也就是所有样本同一位置上的数。
    """
    if x.ndim == 0:
        raise ValueError(f"no samples in shape {x.shape}")
    x = floating(x)
    if x.size == 0:
        return x.copy()
    low, high = x.min(axis=-1, keepdims=True), x.max(axis=-1, keepdims=True)
    return (x - low) / np.where(high > low, high - low, 1)


@mistake(verdict="wrong", section="min-max")
def min_max_scale__by_the_largest(x):
    """It divides by the largest element and does not subtract the smallest. | 只除以最大值，没有先减去最小值。"""
    x, _, _ = range_of(x)
    high = x.max(axis=0, initial=-np.inf)
    return x / np.where(high == 0, 1, high) if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__mean(x):
    """It subtracts the mean instead of the smallest element; the results lie around 0. |
    减去的是平均值，结果分布在 0 的两侧；应当减去最小值。
    """
    x, _, width = range_of(x)
    return (x - x.mean(axis=0)) / width if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__no_brackets(x):
    """It writes x − min / width without brackets, where the division comes first. |
    写成了 x − min / 宽度，没有括号，先算的就是除法；应当先相减。
    """
    x, low, width = range_of(x)
    return x - low / width if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__zero_over_zero(x):
    """It divides by the width as it is: in a column of equal elements that is 0 / 0, which is NaN. |
    直接除以宽度：元素全都相等的列就是 0 / 0，得到 NaN；这样的列应当得到 0。
    """
    x, low, _ = range_of(x)
    with np.errstate(invalid="ignore"):
        return (x - low) / (x.max(axis=0) - low) if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__warns(x):
    """It divides 0 by 0 and replaces the NaN afterwards; the warning has been given by then. |
    先算了 0 / 0，再把 NaN 换成 0，这时警告已经发出了；应当在相除之前把 0 换成 1。
    """
    x, low, _ = range_of(x)
    return np.nan_to_num((x - low) / (x.max(axis=0) - low)) if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__epsilon(x):
    """It adds a small number to the width so as not to divide by 0; all results then come out a little too
    small. |
    给宽度加了一个很小的数，免得除以 0，结果就都偏小了一点；应当只在宽度是 0 的列换成 1。
    """
    x, low, _ = range_of(x)
    return ((x - low) / (x.max(axis=0) - low + 1e-8)).astype(x.dtype) if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__wraps(x):
    """It subtracts in the integers' own dtype, where the difference wraps around: in int8, 100 − (−100) is
    −56. |
    用整数原来的 dtype 相减，差会回绕，在 int8 里 100 − (−100) 等于 −56；应当先转成 float64。
    """
    range_of(x)
    if len(x) == 0:
        return floating(x).copy()
    low, high = x.min(axis=0), x.max(axis=0)
    width = high - low
    return (x - low) / np.where(width == 0, width.dtype.type(1), width)


@mistake(verdict="wrong", section="min-max")
def min_max_scale__float64(x):
    """It converts everything to float64; float32 must stay float32. | 一律转成了 float64；float32 应当保持不变。"""
    return min_max_scale(x.astype(np.float64))


@mistake(verdict="wrong", section="min-max")
def min_max_scale__split_fraction(x):
    """It subtracts min / width from x / width, two large numbers: where the column is far from zero, the digits are
    lost. |
    用 x / 宽度 减去 min / 宽度，两个数都很大，离零远的列会丢掉有效数字；应当先相减，再相除。
    """
    x, low, width = range_of(x)
    return x / width - low / width if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__over_the_largest(x):
    """It divides by the largest element; the width is the largest less the smallest. |
    除以了最大值；应当除以宽度，也就是最大值减去最小值。
    """
    x, low, _ = range_of(x)
    high = x.max(axis=0, initial=-np.inf)
    return (x - low) / np.where(high == 0, 1, high) if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__standardises(x):
    """It subtracts the mean and divides by the standard deviation, which does not give the range from 0 to 1. |
    减去了平均值，再除以标准差，得不到 0 到 1 的范围；应当用最小值和宽度。
    """
    x, _, _ = range_of(x)
    std = x.std(axis=0) if len(x) else 0
    return (x - x.mean(axis=0)) / np.where(std == 0, 1, std) if len(x) else x.copy()


@mistake(verdict="wrong", section="min-max")
def min_max_scale__ones(x):
    """It puts a 1 into columns of equal elements; the 1 belongs in the place of the width, and the result is 0. |
    把元素全都相等的列填成了 1；1 应当代替宽度去做除数，结果是 0。
    """
    x, low, width = range_of(x)
    return np.where(x.max(axis=0) == low, 1, (x - low) / width) if len(x) else x.copy()


@mistake(verdict="error", section="min-max")
def min_max_scale__if_on_a_vector(x):
    """It asks `if width == 0`, but there is a width for every column; `np.where` decides for each of them. |
    写了 `if width == 0`，可是每一列都有一个宽度；应当用 `np.where`，一列一列地判断。
    """
    x, low, _ = range_of(x)
    if len(x) == 0:
        return x.copy()
    width = x.max(axis=0) - low
    if width == 0:
        width = 1
    return (x - low) / width


@mistake(verdict="wrong", section="min-max")
def min_max_scale__in_place(x):
    """It writes into the caller's array with `-=`; `x - low` makes a new one. |
    用 `-=` 改动了调用者的数组；`x - low` 会得到新数组。
    """
    x, low, width = range_of(x)
    if len(x) == 0:
        return x.copy()
    x -= low
    x /= width
    return x


@mistake(verdict="error", section="min-max")
def min_max_scale__nothing_is_smallest(x):
    """It asks for the smallest element where there are no samples, and so none. |
    一个样本也没有时，还去求最小值；应当返回空数组的副本。
    """
    if x.ndim == 0:
        raise ValueError(f"no samples in shape {x.shape}")
    x = floating(x)
    low, high = x.min(axis=0), x.max(axis=0)
    return (x - low) / np.where(high > low, high - low, 1)


@mistake(verdict="wrong", section="min-max")
def min_max_scale__empty_integers(x):
    """It returns an empty array before it has converted it; integers give float64 without samples, too. |
    还没有转换，就返回了空数组；一个样本也没有时，整数同样应当得到 float64。
    """
    return x.copy() if x.ndim and x.size == 0 else min_max_scale(x)


@mistake(verdict="wrong", section="min-max")
def min_max_scale__scalar(x):
    """It gives 0 for a scalar, which has no axis of samples. | 标量没有样本轴，却得到了 0；应当抛出 ValueError。"""
    return min_max_scale(np.atleast_1d(x)).reshape(x.shape)


# fit_standardizer


def exact_zero(x, std):
    """Standard deviations, 0 where all elements are equal."""
    return np.where(x.max(axis=0) == x.min(axis=0), 0, std)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__variance(x):
    """It forgets the root: that is the variance, in squared units. | 忘了开平方根，得到的是方差，单位是原来的平方。"""
    mean, std = fit_standardizer(x)
    return mean, std**2


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__sample(x):
    """It divides by n − 1, as one does to estimate a population from a sample; here it is n. |
    除以了 n − 1，那是由样本估计总体时的做法；这里应当除以 n。
    """
    mean, std = fit_standardizer(x)
    n = len(x)
    return mean, (std * np.sqrt(n / max(1, n - 1))).astype(std.dtype)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__absolute(x):
    """It averages the absolute differences; the standard deviation is the root of the mean of the squares. |
    求的是绝对差的平均；标准差是平方的平均，再开平方根。
    """
    x = some(x)
    mean = x.mean(axis=0)
    return mean, exact_zero(x, np.abs(x - mean).mean(axis=0))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__signed(x):
    """It averages the differences before it squares them; they cancel, and all that is left is 0. |
    先求差的平均，再平方；差互相抵消，剩下的都是 0。
    """
    x = some(x)
    mean = x.mean(axis=0)
    return mean, np.sqrt(np.round((x - mean).mean(axis=0), 3) ** 2)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__whole_table(x):
    """It takes one mean and one deviation of the whole table; every column has its own unit. |
    整张表只求了一个平均值、一个标准差；每一列单位不同，应当各求各的。
    """
    x = some(x)
    if x.size == 0:
        return fit_standardizer(x)
    mean = x.mean()
    return np.full(x.shape[1:], mean), np.full(x.shape[1:], np.sqrt(((x - mean) ** 2).mean()))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__keepdims(x):
    """It keeps the axis of samples, with size 1; the result has the shape of one sample. |
    用 keepdims 留下了长度为 1 的样本轴；结果的形状应当与一个样本相同。
    """
    mean, std = fit_standardizer(x)
    return np.asarray(mean)[np.newaxis], np.asarray(std)[np.newaxis]


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__last_axis(x):
    """It averages along the last axis, over the features of each sample; the samples lie along axis 0. |
    沿最后一个轴求了平均，把一个样本的各个特征混在一起；样本沿第 0 轴排列。
    """
    some(x)
    if x.size == 0:
        return fit_standardizer(x)
    return fit_standardizer(np.moveaxis(x, -1, 0))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__nearly_zero(x):
    """It does not look for columns of equal elements: the mean of 0.1, 0.1, 0.1 is rounded, and the deviation comes
    out as 1e-17 instead of 0. |
    没有单独处理元素全都相等的列：0.1、0.1、0.1 的平均值有舍入误差，标准差算成了 1e-17；应当恰好是 0。
    """
    x = some(x)
    mean = x.mean(axis=0)
    return mean, np.sqrt(((x - mean) ** 2).mean(axis=0))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__expanded(x):
    """It takes the mean of the squares less the square of the mean: far from zero these nearly cancel, and the digits
    are gone. |
    用平方的平均减去平均的平方：离零远时，两者几乎相等，一减就丢掉了有效数字；应当先减平均值，再平方。
    """
    x = some(x)
    mean = x.mean(axis=0)
    return mean, exact_zero(x, np.sqrt(np.maximum((x * x).mean(axis=0) - mean * mean, 0)))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__wraps(x):
    """It squares in the integers' own dtype, where squares wrap around. |
    用整数原来的 dtype 求平方，平方会回绕；应当先转成 float64。
    """
    some(x)
    if x.dtype.kind == "f":
        return fit_standardizer(x)
    gap = x - np.round(x.mean(axis=0)).astype(x.dtype)
    return x.mean(axis=0), exact_zero(x, np.sqrt(((gap * gap) / 1.0).mean(axis=0)))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__swapped(x):
    """It returns the standard deviation first; the pair is (mean, std). |
    把标准差放在了前面；次序应当是 (平均值, 标准差)。
    """
    mean, std = fit_standardizer(x)
    return std, mean


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__no_samples(x):
    """It gives zeros where there are no samples; nothing has no mean. |
    一个样本也没有时返回了零；没有样本就没有平均值，应当抛出 ValueError。
    """
    if x.ndim and len(x) == 0:
        zeros = np.zeros(x.shape[1:], floating(x).dtype)
        return zeros, zeros.copy()
    return fit_standardizer(x)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__two_numbers(x):
    """Without `axis=0` it returns one mean and one deviation of the whole table; there is one for every column. |
    没有写 `axis=0`，整张表只得到一个平均值、一个标准差；应当每一列各有一个。
    """
    x = some(x)
    mean = x.mean()
    return mean, np.sqrt(((x - mean) ** 2).mean())


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__one_deviation(x):
    """It averages the squares over the whole table: all columns get the same deviation. |
    平方在整张表上求了平均，各列的标准差就都一样了；应当用 `axis=0`，一列一列地求。
    """
    x = some(x)
    mean = x.mean(axis=0)
    return mean, exact_zero(x, np.sqrt(((x - mean) ** 2).mean() if x.size else x.dtype.type(0)))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__sum(x):
    """It adds the squares up and does not divide by n. | 平方只求了和，没有除以 n。"""
    x = some(x)
    mean = x.mean(axis=0)
    return mean, exact_zero(x, np.sqrt(((x - mean) ** 2).sum(axis=0)))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__root_first(x):
    """It takes the root before it divides by n; n belongs under the root. |
    先开平方根，再除以 n；n 应当放在根号里面。
    """
    x = some(x)
    mean = x.mean(axis=0)
    return mean, exact_zero(x, np.sqrt(((x - mean) ** 2).sum(axis=0)) / x.dtype.type(len(x)))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__ones(x):
    """It gives columns of equal elements the deviation 1, to divide by; what is asked for is the deviation, and that
    is 0. |
    元素全都相等的列，标准差给成了 1，好拿去做除数；这里求的是标准差本身，应当是 0。
    """
    x, (mean, std) = some(x), fit_standardizer(x)
    return mean, np.where(x.max(axis=0) == x.min(axis=0), x.dtype.type(1), std)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__nearly_equal(x):
    """It takes elements that nearly agree for equal ones: np.isclose allows real differences, far from 0 and between
    very small numbers. |
    把几乎相等当成了相等：数离零远，或者数很小时，`np.isclose` 会放过真正的差别；应当问最大值是否等于最小值。
    """
    x, (mean, std) = some(x), fit_standardizer(x)
    return mean, np.where(np.isclose(x.max(axis=0), x.min(axis=0)), 0, std)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__small(x):
    """It takes a small deviation for 0; how small the numbers are depends on the unit. |
    把很小的标准差当成了 0；数有多小，要看用什么单位。
    """
    x = some(x)
    mean = x.mean(axis=0)
    std = np.sqrt(((x - mean) ** 2).mean(axis=0))
    return mean, np.where(np.isclose(std, 0), 0, std)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__float64(x):
    """It converts everything to float64; float32 must stay float32. | 一律转成了 float64；float32 应当保持不变。"""
    return fit_standardizer(x.astype(np.float64))


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__in_place(x):
    """It subtracts from the caller's array with `-=`; `x - mean` makes a new one. |
    用 `-=` 改动了调用者的数组；`x - mean` 会得到新数组。
    """
    x = some(x)
    mean = x.mean(axis=0)
    x -= mean
    return mean, exact_zero(x, np.sqrt((x**2).mean(axis=0)))


@mistake(verdict="error", section="standardising")
def fit_standardizer__no_columns(x):
    """It asks for `x.size`, which is 0 without columns, too; no samples means `len(x) == 0`. |
    检查的是 `x.size`，没有列时它也是 0；一个样本也没有，应当是 `len(x) == 0`。
    """
    if x.size == 0:
        raise ValueError(f"no samples in shape {x.shape}")
    return fit_standardizer(x)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__unchecked(x):
    """It does not ask whether there are samples, and leaves that to NumPy, whose message names no shape. |
    没有检查有没有样本，就交给了 NumPy，它的错误信息不写形状；应当自己抛出 ValueError，写明形状。
    """
    x = floating(x)
    mean = x.mean(axis=0)
    std = np.sqrt(((x - mean) ** 2).mean(axis=0))
    return mean, exact_zero(x, std)


@mistake(verdict="wrong", section="standardising")
def fit_standardizer__length_of_a_scalar(x):
    """It asks a scalar for its `len`, which is a TypeError; look at `x.ndim` first. |
    标量没有长度，`len` 会抛出 TypeError；应当先看 `x.ndim`。
    """
    if len(x) == 0:
        raise ValueError(f"no samples in shape {x.shape}")
    return fit_standardizer(x)


# standardize


def fitting(x, mean, std):
    """The check that the contract asks for, and the samples as floats."""
    if x.ndim == 0 or x.shape[1:] != mean.shape or x.shape[1:] != std.shape:
        raise ValueError(f"{x.shape}, {mean.shape}, {std.shape}")
    return floating(x)


def divided(x, gap, std):
    """The differences divided by the deviation, 0 where that is 0, in the dtype of the samples."""
    return np.where(std == 0, 0, gap / np.where(std == 0, 1, std)).astype(floating(x).dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__own_statistics(x, mean, std):
    """It computes mean and deviation anew from what it is given, and not with those of the training set. |
    用传进来的数据重新求了平均值和标准差；应当用训练集的，也就是参数 mean 和 std。
    """
    fitting(x, mean, std)
    return standardize(x, *map(np.asarray, fit_standardizer(x))) if len(x) else floating(x).copy()


@mistake(verdict="wrong", section="training-only")
def standardize__no_mean(x, mean, std):
    """It divides by the deviation and does not subtract the mean. | 只除以了标准差，没有先减去平均值。"""
    return divided(x, fitting(x, mean, std), std)


@mistake(verdict="wrong", section="training-only")
def standardize__variance(x, mean, std):
    """It divides by the square of the deviation; the results then have the unit 1 / kg, not none. |
    除以了标准差的平方，结果还带着单位的倒数；应当除以标准差本身。
    """
    return divided(x, fitting(x, mean, std) - mean, np.asarray(std * std * 1.0))


@mistake(verdict="wrong", section="training-only")
def standardize__multiplies(x, mean, std):
    """It multiplies by the deviation instead of dividing. | 乘了标准差；应当除以标准差。"""
    x = fitting(x, mean, std)
    return ((x - mean) * std).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__no_brackets(x, mean, std):
    """It writes x − mean / std without brackets, where the division comes first. |
    写成了 x − mean / std，没有括号，先算的就是除法；应当先相减。
    """
    x = fitting(x, mean, std)
    return np.where(std == 0, 0, x - mean / np.where(std == 0, 1, std)).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__zero_over_zero(x, mean, std):
    """It divides by deviations of 0 as well, which gives NaN and infinity; there the result is 0. |
    标准差是 0 也照除，得到 NaN 和无穷大；这样的列应当得到 0。
    """
    x = fitting(x, mean, std)
    with np.errstate(divide="ignore", invalid="ignore"):
        return ((x - mean) / std).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__nan_to_zero(x, mean, std):
    """It turns 0 / 0 into 0 afterwards, but a new sample that differs from the mean gives infinity there. |
    事后只把 0 / 0 的 NaN 换成了 0；新样本不等于平均值时，除以 0 得到的却是无穷大，那里也应当是 0。
    """
    x = fitting(x, mean, std)
    with np.errstate(divide="ignore", invalid="ignore"):
        result = (x - mean) / std
    return np.where(np.isnan(result), 0, result).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__divides_by_one(x, mean, std):
    """Where std is 0 it divides by 1, which is right for the mean only; another sample must give 0, too. |
    std 为 0 处改为除以 1，只有等于平均值的样本才得到 0；其他样本也应当是 0。
    """
    x = fitting(x, mean, std)
    return ((x - mean) / np.where(std == 0, 1, std)).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__epsilon(x, mean, std):
    """It adds a small number to the deviation so as not to divide by 0; a sample that differs from the mean becomes
    huge. |
    给标准差加了一个很小的数，免得除以 0；std 为 0 处，不等于平均值的样本会变得很大。
    """
    x = fitting(x, mean, std)
    return ((x - mean) / (std + 1e-8)).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__dtype_of_the_mean(x, mean, std):
    """It leaves the dtype to NumPy: float32 samples become float64 with a mean in float64. |
    dtype 任由 NumPy 决定：样本是 float32，平均值是 float64，结果就成了 float64；应当保持样本的 dtype。
    """
    x = fitting(x, mean, std)
    return np.where(std == 0, 0, (x - mean) / np.where(std == 0, 1, std))


@mistake(verdict="wrong", section="training-only")
def standardize__broadcasts(x, mean, std):
    """It does not compare the shapes: a mean of another shape is broadcast, without an error. |
    没有比较形状：形状不同的平均值会悄悄广播，并不报错；应当抛出 ValueError。
    """
    if x.ndim == 0:
        raise ValueError(f"{x.shape}, {mean.shape}, {std.shape}")
    try:
        return divided(x, floating(x) - mean, std)
    except ValueError:
        raise ValueError(f"{x.shape}, {mean.shape}, {std.shape}") from None


@mistake(verdict="wrong", section="training-only")
def standardize__wraps(x, mean, std):
    """It subtracts in the integers' own dtype, where the difference wraps around: in uint8, 3 − 5 is 254. |
    用整数原来的 dtype 相减，差会回绕，在 uint8 里 3 − 5 等于 254；应当先转成 float64。
    """
    fitting(x, mean, std)
    return divided(x, (x - mean) * 1.0, std)


@mistake(verdict="wrong", section="training-only")
def standardize__reversed(x, mean, std):
    """It subtracts the sample from the mean: what is above the mean comes out negative. |
    用平均值减去了样本，高于平均值的反而成了负数；应当是样本减去平均值。
    """
    return divided(x, mean - fitting(x, mean, std), std)


@mistake(verdict="wrong", section="training-only")
def standardize__warns(x, mean, std):
    """`np.where(std == 0, 0, (x - mean) / std)` divides first and chooses then; the warning has been given by
    then. |
    `np.where(std == 0, 0, (x - mean) / std)` 是先除，后选，这时警告已经发出了；应当在相除之前把 0 换成 1。
    """
    x = fitting(x, mean, std)
    return np.where(std == 0, 0, (x - mean) / std).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__huge(x, mean, std):
    """np.nan_to_num makes 0 of NaN, but of infinity the largest number there is; where std is 0 all is 0. |
    `np.nan_to_num` 把 NaN 变成 0，却把无穷大变成最大的浮点数；std 为 0 处，应当全是 0。
    """
    x = fitting(x, mean, std)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num((x - mean) / std).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__small_is_zero(x, mean, std):
    """It takes a small deviation for 0; how small it is depends on the unit, and only 0 itself means that nothing
    varies. |
    把很小的标准差当成了 0；它有多小，要看用什么单位，只有恰好是 0 才表示没有变化。
    """
    x = fitting(x, mean, std)
    zero = std < 1e-8
    return np.where(zero, 0, (x - mean) / np.where(zero, 1, std)).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__back_to_integers(x, mean, std):
    """It converts the result of integers back to integers, which cuts off the fraction; they give float64. |
    整数的结果又转回了整数，小数部分都丢掉了；整数应当得到 float64。
    """
    return standardize(x, mean, std).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__float64(x, mean, std):
    """It converts everything to float64; float32 must stay float32. | 一律转成了 float64；float32 应当保持不变。"""
    return standardize(x.astype(np.float64), mean, std)


@mistake(verdict="wrong", section="training-only")
def standardize__in_place(x, mean, std):
    """It writes into the caller's samples with `-=`; `x - mean` makes a new array. |
    用 `-=` 改动了调用者的样本；`x - mean` 会得到新数组。
    """
    x = fitting(x, mean, std)
    x -= mean
    x /= np.where(std == 0, 1, std)
    return np.where(std == 0, 0, x)


@mistake(verdict="wrong", section="training-only")
def standardize__fills_the_deviations(x, mean, std):
    """It writes a 1 into the caller's `std`; `np.where(std == 0, 1, std)` makes a new array. |
    把 1 写进了调用者的 `std`；`np.where(std == 0, 1, std)` 会得到新数组。
    """
    x, zero = fitting(x, mean, std), std == 0
    std[zero] = 1
    return np.where(zero, 0, (x - mean) / std).astype(x.dtype)


@mistake(verdict="wrong", section="training-only")
def standardize__unchecked(x, mean, std):
    """It compares no shapes: what can be broadcast is, and the rest is NumPy's error, which does not name all three. |
    没有比较形状：能广播的就广播了，不能的由 NumPy 报错，也没有写明三个形状；应当先检查。
    """
    return divided(x, floating(x) - mean, std)


@mistake(verdict="wrong", section="training-only")
def standardize__mean_only(x, mean, std):
    """It compares the shape of `mean` only; `std` can be broadcast just as well. |
    只检查了 `mean` 的形状；`std` 同样可能悄悄广播，也要检查。
    """
    if x.ndim == 0 or x.shape[1:] != mean.shape:
        raise ValueError(f"{x.shape}, {mean.shape}, {std.shape}")
    return divided(x, floating(x) - mean, std)


@mistake(verdict="wrong", section="training-only")
def standardize__std_only(x, mean, std):
    """It compares the shape of `std` only; `mean` can be broadcast just as well. |
    只检查了 `std` 的形状；`mean` 同样可能悄悄广播，也要检查。
    """
    if x.ndim == 0 or x.shape[1:] != std.shape:
        raise ValueError(f"{x.shape}, {mean.shape}, {std.shape}")
    return divided(x, floating(x) - mean, std)


@mistake(verdict="wrong", section="training-only")
def standardize__scalar(x, mean, std):
    """It lets a scalar through: `x.shape[1:]` of a scalar is `()`, too; look at `x.ndim`. |
    放过了标量：标量的 `x.shape[1:]` 也是 `()`；应当再看 `x.ndim`。
    """
    if x.shape[1:] != mean.shape or x.shape[1:] != std.shape:
        raise ValueError(f"{x.shape}, {mean.shape}, {std.shape}")
    return divided(x, floating(x) - mean, std)


@mistake(verdict="error", section="training-only")
def standardize__last_size(x, mean, std):
    """It wants the statistics as long as the last axis; the shape of one sample is `x.shape[1:]`. |
    要求平均值和标准差与最后一个轴等长；一个样本的形状是 `x.shape[1:]`。
    """
    if x.ndim == 0 or x.shape[-1:] != mean.shape or x.shape[-1:] != std.shape:
        raise ValueError(f"{x.shape}, {mean.shape}, {std.shape}")
    return divided(x, floating(x) - mean, std)


# scale_pixels


def bytes_only(images):
    """The check that the contract asks for."""
    if images.dtype != np.uint8:
        raise TypeError(f"{images.dtype}, not uint8")


@mistake(verdict="wrong", section="pixels")
def scale_pixels__float64(images):
    """It divides the bytes as they are, which gives float64, twice as large as float32. |
    字节直接除以 255，得到的是 float64，比 float32 大一倍；应当得到 float32。
    """
    bytes_only(images)
    return images / 255


@mistake(verdict="wrong", section="pixels")
def scale_pixels__256(images):
    """It divides by 256, the number of values; the largest is 255, and must give 1. |
    除以了 256，那是可能取值的个数；最大的是 255，应当得到 1。
    """
    bytes_only(images)
    return images.astype(np.float32) / 256


@mistake(verdict="wrong", section="pixels")
def scale_pixels__brightest(images):
    """It divides by the brightest pixel that it finds: a dark image gets brighter, and the same byte means something
    else in every image. |
    除以了图片里最亮的像素：暗的图片变亮了，同一个字节在不同图片里意思也不同；应当总是除以 255。
    """
    bytes_only(images)
    peak = images.max(initial=0)
    return images.astype(np.float32) / np.float32(peak or 1)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__min_max(images):
    """It stretches what it finds to the whole range from 0 to 1; the brightness of an image is lost. |
    把图片里的范围拉满到 0 至 1，图片本来的明暗就丢了；应当总是除以 255。
    """
    bytes_only(images)
    return min_max_scale(images.ravel()).astype(np.float32).reshape(images.shape)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__whole_division(images):
    """It divides with //, which cuts off the fraction: all but 255 become 0. |
    用了整除 //，小数部分都丢掉了，除了 255 全变成 0；应当用 /。
    """
    bytes_only(images)
    return (images // 255).astype(np.float32)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__centred(images):
    """It scales to the range from −1 to 1, as some networks want it; here it is from 0 to 1. |
    缩放到了 −1 与 1 之间，有些网络要这样；这里要的是 0 到 1。
    """
    bytes_only(images)
    return images.astype(np.float32) / np.float32(127.5) - 1


@mistake(verdict="wrong", section="pixels")
def scale_pixels__any_dtype(images):
    """It takes any dtype: pixels that are floats already are divided by 255 once more, and nearly black. |
    什么 dtype 都接受：已经缩放过的浮点像素会再除一次 255，几乎全黑；不是 uint8 应当抛出 TypeError。
    """
    return images.astype(np.float32) / np.float32(255)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__any_integer(images):
    """It takes all integers; but the largest uint16 is 65535 and not 255. |
    整数都接受；可是 uint16 最大是 65535，不是 255；不是 uint8 应当抛出 TypeError。
    """
    if images.dtype.kind not in "iu":
        raise TypeError(f"{images.dtype} is no integer")
    return images.astype(np.float32) / np.float32(255)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__value_error(images):
    """It raises a ValueError for another dtype; the wrong type is a TypeError. |
    dtype 不对时抛出了 ValueError；类型不对应当是 TypeError。
    """
    if images.dtype != np.uint8:
        raise ValueError(f"{images.dtype}, not uint8")
    return scale_pixels(images)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__flat(images):
    """It flattens the images as well; the shape should stay. | 顺手把图片展平了；形状应当不变。"""
    return scale_pixels(images).reshape(images.shape[0] if images.ndim else 1, -1) if images.size else images * 0.0


@mistake(verdict="wrong", section="pixels")
def scale_pixels__only_converts(images):
    """It converts to float32 and does not divide. | 只转成了 float32，没有除以 255。"""
    bytes_only(images)
    return images.astype(np.float32)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__any_unsigned(images):
    """It takes all unsigned integers; but the largest uint16 is 65535 and not 255. |
    无符号整数都接受；可是 uint16 最大是 65535，不是 255；不是 uint8 应当抛出 TypeError。
    """
    if images.dtype.kind != "u":
        raise TypeError(f"{images.dtype} is not unsigned")
    return images.astype(np.float32) / np.float32(255)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__floats_pass(images):
    """It returns float32 as it is, on the guess that it has been scaled; only the caller knows, so it is an error. |
    猜想 float32 已经缩放过，就原样返回了；有没有缩放过只有调用者知道，应当抛出 TypeError。
    """
    return images.copy() if images.dtype == np.float32 else scale_pixels(images)


@mistake(verdict="wrong", section="pixels")
def scale_pixels__by_range(images):
    """It looks at the numbers and not at the dtype; other pixels, too, may happen to lie between 0 and 255. |
    看的是数值，不是 dtype；别的 dtype 的像素也可能碰巧都在 0 与 255 之间，应当抛出 TypeError。
    """
    if images.size and not 0 <= images.min() <= images.max() <= 255:
        raise TypeError(f"{images.dtype}, not uint8")
    return images.astype(np.float32) / np.float32(255)


# one_hot


def class_numbers(labels, classes):
    """The checks that the contract asks for."""
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{labels.dtype} is no integer")
    for label in labels.ravel():
        if not 0 <= label < classes:
            raise ValueError(f"no label {label}")


@mistake(verdict="wrong", section="labels")
def one_hot__from_one(labels, classes):
    """It counts from 1: label 3 gets the third place, index 2; classes count from 0, so it is index 3. |
    从 1 数起，标签 3 的 1 放在了下标 2 处；类别从 0 数起，应当放在下标 3 处。
    """
    class_numbers(labels, classes)
    return np.roll(one_hot(labels, classes), -1, axis=-1)


@mistake(verdict="wrong", section="labels")
def one_hot__largest_label(labels, classes):
    """It makes as many places as the largest label needs, and ignores `classes`: a batch without the last class gets
    narrower rows. |
    按最大的标签决定长度，没有用 classes：一批样本里没有最后那个类别，行就变短了。
    """
    class_numbers(labels, classes)
    return one_hot(labels, int(labels.max()) + 1) if labels.size else one_hot(labels, classes)


@mistake(verdict="wrong", section="labels")
def one_hot__classes_first(labels, classes):
    """It puts the axis of classes first; it comes last, a row for each sample. |
    把类别轴放在了最前面；应当放在最后，一个样本一行。
    """
    return np.moveaxis(one_hot(labels, classes), -1, 0)


@mistake(verdict="error", section="labels")
def one_hot__whole_rows(labels, classes):
    """`result[labels] = 1` takes the labels for rows, and fills those with ones; each row needs one place,
    `result[np.arange(n), labels]`. |
    `result[labels] = 1` 把标签当成了行号，还把整行都填成 1；每行只填一处，应当写 `result[np.arange(n), labels]`。
    """
    class_numbers(labels, classes)
    result = np.zeros((len(labels), classes), np.float32)
    result[labels] = 1
    return result


@mistake(verdict="wrong", section="labels")
def one_hot__all_columns(labels, classes):
    """`result[:, labels] = 1` marks every label in every row; pair the rows with their labels by `np.arange(n)`. |
    `result[:, labels] = 1` 在每一行里把所有标签都标上了；应当用 `np.arange(n)` 让每一行与自己的标签配对。
    """
    class_numbers(labels, classes)
    result = np.zeros((len(labels), classes), np.float32)
    result[:, labels] = 1
    return result


@mistake(verdict="error", section="labels")
def one_hot__vectors_only(labels, classes):
    """It counts on a vector of labels: `len` and `np.arange(n)` know axis 0 only, but labels may have any shape. |
    只考虑了一列标签：`len` 和 `np.arange(n)` 只管第 0 轴，而标签可以是任意形状。
    """
    class_numbers(labels, classes)
    result = np.zeros((len(labels), classes), np.float32)
    result[np.arange(len(labels)), labels] = 1
    return result


@mistake(verdict="error", section="labels")
def one_hot__loop_over_axis_0(labels, classes):
    """Its loop counts on a vector of labels: a scalar cannot be looped over, and rows of a matrix are no labels. |
    循环时只考虑了一列标签：标量不能循环，矩阵的一行也不是一个标签。
    """
    class_numbers(labels, classes)
    result = np.zeros((len(labels), classes), np.float32)
    for row, label in enumerate(labels):
        result[row, label] = 1
    return result


@mistake(verdict="wrong", section="labels")
def one_hot__no_new_axis(labels, classes):
    """It compares labels and class numbers along the same axis; `labels[..., np.newaxis]` gives every label a row. |
    标签与类别编号放在同一个轴上比较了；应当用 `labels[..., np.newaxis]`，让每个标签自成一行。
    """
    class_numbers(labels, classes)
    return np.asarray(labels == np.arange(classes)).astype(np.float32)


@mistake(verdict="wrong", section="labels")
def one_hot__compared_from_one(labels, classes):
    """It compares with the numbers from 1 to `classes`; classes count from 0, as `np.arange(classes)` does. |
    与 1 到 classes 的编号比较了；类别从 0 数起，应当用 `np.arange(classes)`。
    """
    class_numbers(labels, classes)
    return (labels[..., np.newaxis] == np.arange(1, classes + 1)).astype(np.float32)


@mistake(verdict="wrong", section="labels")
def one_hot__integers(labels, classes):
    """It gives integers; networks compute in float32. | 得到的是整数；网络用 float32 计算，应当是 float32。"""
    return one_hot(labels, classes).astype(np.int64)


@mistake(verdict="wrong", section="labels")
def one_hot__unchecked_index(labels, classes):
    """It leaves the labels to indexing: −1 marks the last class, and a label that is too large gives NumPy's
    IndexError. |
    标签直接拿去当下标：−1 标成了最后一类，太大的标签则由 NumPy 抛出 IndexError；应当先检查，抛出 ValueError。
    """
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{labels.dtype} is no integer")
    return np.eye(classes, dtype=np.float32)[labels]


@mistake(verdict="wrong", section="labels")
def one_hot__below_unchecked(labels, classes):
    """It looks for labels that are too large only; a negative one leaves a row of zeros. |
    只检查了标签是不是太大；负的标签留下了全零的一行，也应当抛出 ValueError。
    """
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{labels.dtype} is no integer")
    for label in labels.ravel():
        if label >= classes:
            raise ValueError(f"no label {label}")
    return (labels[..., np.newaxis] == np.arange(classes)).astype(np.float32)


@mistake(verdict="error", section="labels")
def one_hot__largest_of_nothing(labels, classes):
    """It asks for the smallest and the largest label, which a batch without labels does not have. |
    用 min 和 max 来检查标签，一个标签也没有时就没有最大最小；`labels[…]` 挑出的向量则可以是空的。
    """
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{labels.dtype} is no integer")
    for label in (labels.min(), labels.max()):
        if not 0 <= label < classes:
            raise ValueError(f"no label {label}")
    return one_hot(labels, classes)


@mistake(verdict="error", section="labels")
def one_hot__signed_only(labels, classes):
    """It refuses unsigned integers, such as uint8, the dtype of MNIST's labels; their kind is "u". |
    拒绝了 uint8 这样的无符号整数，MNIST 的标签正是 uint8；它们的 kind 是 "u"。
    """
    if labels.dtype.kind != "i":
        raise TypeError(f"{labels.dtype} is no integer")
    return one_hot(labels, classes)


@mistake(verdict="wrong", section="labels")
def one_hot__value_error(labels, classes):
    """It raises a ValueError for labels that are no integers; the wrong type is a TypeError. |
    标签不是整数时抛出了 ValueError；类型不对应当是 TypeError。
    """
    if labels.dtype.kind not in "iu":
        raise ValueError(f"{labels.dtype} is no integer")
    return one_hot(labels, classes)


@mistake(verdict="wrong", section="labels")
def one_hot__truth_values_pass(labels, classes):
    """It refuses floats only; True and False are no class numbers, either, and their kind is "b". |
    只拒绝了浮点数；True 和 False 也不是类别编号，它们的 kind 是 "b"。
    """
    if labels.dtype.kind == "f":
        raise TypeError(f"{labels.dtype} is no integer")
    return one_hot(labels.astype(np.int64), classes)


@mistake(verdict="wrong", section="labels")
def one_hot__compares_floats(labels, classes):
    """It does not look at the dtype: a label of 0.5 agrees with no class and leaves a row of zeros. |
    没有检查 dtype：标签 0.5 与哪个类别都不相等，留下全零的一行；应当抛出 TypeError。
    """
    for label in labels.ravel():
        if not 0 <= label < classes:
            raise ValueError(f"no label {label}")
    return (labels[..., np.newaxis] == np.arange(classes)).astype(np.float32)


@mistake(verdict="wrong", section="labels")
def one_hot__float64(labels, classes):
    """It gives float64, the dtype of np.zeros and np.eye; float32 was asked for. |
    得到的是 float64，那是 np.zeros 和 np.eye 默认的 dtype；应当是 float32。
    """
    return one_hot(labels, classes).astype(np.float64)


@mistake(verdict="wrong", section="labels")
def one_hot__truth_values(labels, classes):
    """It returns truth values, as the comparison gives them; they should be the numbers 0 and 1 in float32. |
    比较得到的是真假值，没有转换就返回了；应当是 float32 的 0 和 1。
    """
    class_numbers(labels, classes)
    return labels[..., np.newaxis] == np.arange(classes)


@mistake(verdict="wrong", section="labels")
def one_hot__negative(labels, classes):
    """It lets negative labels through, which count from the end: −1 marks the last class. |
    放过了负的标签，下标从末尾数起，−1 就标成了最后一类；应当抛出 ValueError。
    """
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{labels.dtype} is no integer")
    for label in labels.ravel():
        if label >= classes or label < -classes:
            raise ValueError(f"no label {label}")
    return np.eye(classes, dtype=np.float32)[labels]


@mistake(verdict="wrong", section="labels")
def one_hot__nothing_marked(labels, classes):
    """A label that is no class leaves a row of zeros: there is no check, or one that never applies, such as `&` in
    the place of `|`. |
    标签不是任何类别，就留下了全零的一行：要么没有检查，要么检查永远不成立，例如把 `|` 写成了 `&`。
    """
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{labels.dtype} is no integer")
    return (labels[..., np.newaxis] == np.arange(classes)).astype(np.float32)


@mistake(verdict="wrong", section="labels")
def one_hot__one_too_many(labels, classes):
    """It allows the label `classes` itself, and has nowhere to put it; the last class is `classes - 1`. |
    检查时放过了等于 classes 的标签，却没有地方可放；最后一类是 classes − 1。
    """
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{labels.dtype} is no integer")
    for label in labels.ravel():
        if not 0 <= label <= classes:
            raise ValueError(f"no label {label}")
    return (labels[..., np.newaxis] == np.arange(classes)).astype(np.float32)


@mistake(verdict="wrong", section="labels")
def one_hot__rounds(labels, classes):
    """It converts labels that are no integers; a 2.7 becomes a 2 without a word. |
    把不是整数的标签也转换了，2.7 悄悄变成 2；应当抛出 TypeError。
    """
    return one_hot(labels.astype(np.int64), classes)


@mistake(verdict="wrong", section="labels")
def one_hot__flat(labels, classes):
    """It flattens the labels: `(2, 3)` labels give six rows instead of `(2, 3, classes)`. |
    把标签展平了：形状为 `(2, 3)` 的标签得到六行；应当得到 `(2, 3, classes)`。
    """
    return one_hot(labels.ravel(), classes)


@mistake(verdict="wrong", section="labels")
def one_hot__wraps(labels, classes):
    """It computes places in the labels' own dtype: with 8-bit labels they wrap around. |
    用标签自己的 dtype 计算位置，8 位的标签会回绕；应当先转成 int64。
    """
    class_numbers(labels, classes)
    flat = np.zeros(labels.size * classes, np.float32)
    starts = (np.arange(labels.size) * classes).astype(labels.dtype)
    flat[(starts + labels.ravel()).astype(np.int64) % max(1, flat.size)] = 1
    return flat.reshape(*labels.shape, classes)


# train_validation_test_split


def equally_many(x, y):
    """The check that the contract asks for."""
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y):
        raise ValueError(f"{x.shape} and {y.shape}")
    return len(x)


def dealt(x, y, order, other=None, cuts=None):
    """Three pairs, in an order; the labels in another one, if there is one."""
    n = len(order)
    first, second = cuts or (3 * n // 5, 4 * n // 5)
    other = order if other is None else other
    places = slice(first), slice(first, second), slice(second, n)
    return tuple((x[order[place]], y[other[place]]) for place in places)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__not_shuffled(x, y, seed):
    """It cuts without shuffling; data often come sorted, and the test set then holds other classes. |
    没有打乱就切开了；数据常常是排好序的，这样测试集里就是另外的类别了。
    """
    return dealt(x, y, np.arange(equally_many(x, y)))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__torn_apart(x, y, seed):
    """It shuffles samples and labels each in an order of their own; the labels then belong to other samples. |
    样本和标签各打乱各的，标签就不是原来那个样本的了；应当用同一个排列。
    """
    n, rng = equally_many(x, y), np.random.default_rng(seed)
    return dealt(x, y, rng.permutation(n), rng.permutation(n))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__labels_stay(x, y, seed):
    """It shuffles the samples and leaves the labels where they were. | 只打乱了样本，标签还留在原来的位置。"""
    n = equally_many(x, y)
    return dealt(x, y, np.random.default_rng(seed).permutation(n), np.arange(n))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__within_the_parts(x, y, seed):
    """It cuts first and shuffles inside the parts; the last samples always are the test set. |
    先切开，再在每一份内部打乱；最后那些样本总是测试集。应当先打乱，再切开。
    """
    n, rng = equally_many(x, y), np.random.default_rng(seed)
    parts = np.split(np.arange(n), (3 * n // 5, 4 * n // 5))
    return dealt(x, y, np.concatenate([rng.permutation(part) for part in parts]))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__same_seed_always(x, y, seed):
    """It ignores the seed: the parts are always the same. | 没有用 seed，分出来总是同样的三份。"""
    return dealt(x, y, np.random.default_rng(0).permutation(equally_many(x, y)))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__global_generator(x, y, seed):
    """It seeds NumPy's global generator, from which other code draws as well. |
    给 NumPy 的全局随机数生成器设了种子，别处的代码也在用它；应当自己建一个生成器。
    """
    n = equally_many(x, y)
    np.random.seed(seed)  # noqa: NPY002
    return dealt(x, y, np.random.permutation(n))  # noqa: NPY002


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__with_replacement(x, y, seed):
    """It draws with replacement: some samples come into several parts, others into none. |
    有放回地抽，有的样本进了好几份，有的一份也没进；应当用排列，每个样本恰好一次。
    """
    n = equally_many(x, y)
    return dealt(x, y, np.random.default_rng(seed).integers(0, max(1, n), n))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__rounded_sizes(x, y, seed):
    """It rounds the size of each part by itself, ⌊0.6 n⌋ and ⌊0.2 n⌋; the second cut is at ⌊0.8 n⌋. |
    每一份的个数各自取整，⌊0.6 n⌋ 和 ⌊0.2 n⌋；第二刀应当在 ⌊0.8 n⌋ 处。
    """
    n = equally_many(x, y)
    cuts = 3 * n // 5, 3 * n // 5 + n // 5
    return dealt(x, y, np.random.default_rng(seed).permutation(n), cuts=cuts)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__rounds(x, y, seed):
    """It rounds to the nearest number of samples; the cuts are rounded down. |
    切的位置四舍五入了；应当向下取整。
    """
    n = equally_many(x, y)
    return dealt(x, y, np.random.default_rng(seed).permutation(n), cuts=(round(0.6 * n), round(0.8 * n)))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__gap(x, y, seed):
    """It leaves out the sample at each cut: a slice ends before its end, so the next one begins there. |
    每一刀都漏掉了一个样本：切片不含终点，下一段应当就从那里开始。
    """
    n = equally_many(x, y)
    order = np.random.default_rng(seed).permutation(n)
    first, second = 3 * n // 5, 4 * n // 5
    places = slice(first), slice(first + 1, second), slice(second + 1, n)
    return tuple((x[order[place]], y[order[place]]) for place in places)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__overlap(x, y, seed):
    """It takes the validation set out of the training set: those samples are trained on as well. |
    验证集是从训练集里取的，这些样本也参加了训练；三份不应当有共同的样本。
    """
    n = equally_many(x, y)
    order = np.random.default_rng(seed).permutation(n)
    first, second = 3 * n // 5, 4 * n // 5
    places = slice(first), slice(2 * first - second, first), slice(second, n)
    return tuple((x[order[place]], y[order[place]]) for place in places)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__eighty_ten_ten(x, y, seed):
    """It deals out 8 : 1 : 1; 6 : 2 : 2 was asked for. | 按 8 : 1 : 1 分了；要求的是 6 : 2 : 2。"""
    n = equally_many(x, y)
    return dealt(x, y, np.random.default_rng(seed).permutation(n), cuts=(4 * n // 5, 9 * n // 10))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__shorter(x, y, seed):
    """It goes on with as many samples as both have; a missing label should be an error. |
    两边个数不同，就按少的算；缺了标签应当抛出 ValueError。
    """
    if x.ndim == 0 or y.ndim == 0:
        raise ValueError(f"{x.shape} and {y.shape}")
    n = min(len(x), len(y))
    return dealt(x, y, np.random.default_rng(seed).permutation(n))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__six_arrays(x, y, seed):
    """It returns six arrays in a row; what belongs together comes in three pairs. |
    六个数组排成一列返回；样本和标签应当配成三对。
    """
    return tuple(part for pair in train_validation_test_split(x, y, seed) for part in pair)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__in_place(x, y, seed):
    """It shuffles the caller's own arrays with rng.shuffle; work with an order of indices. |
    用 rng.shuffle 打乱了调用者自己的数组；应当打乱下标，再用下标去取。
    """
    n = equally_many(x, y)
    for array in (x, y):
        np.random.default_rng(seed).shuffle(array)
    return dealt(x, y, np.arange(n))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__views(x, y, seed):
    """It returns slices of the caller's arrays, without shuffling; they are views, and nothing has changed places. |
    直接返回了原数组的切片，没有打乱；切片是视图，次序也还是原来的。
    """
    n = equally_many(x, y)
    cuts = slice(3 * n // 5), slice(3 * n // 5, 4 * n // 5), slice(4 * n // 5, n)
    return tuple((x[cut], y[cut]) for cut in cuts)


@mistake(verdict="error", section="three-sets")
def train_validation_test_split__nothing_returned(x, y, seed):
    """`rng.shuffle` shuffles in place and returns None; `rng.permutation` returns an order. |
    `rng.shuffle` 就地打乱，返回的是 None；`rng.permutation` 才返回一个排列。
    """
    order = np.random.default_rng(seed).shuffle(np.arange(equally_many(x, y)))
    n = len(x)
    return (x[order[: 3 * n // 5]], y[order[: 3 * n // 5]]), (x[:0], y[:0]), (x[:0], y[:0])


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__whole_fifths(x, y, seed):
    """It divides first, n // 5 * 3, and so loses the remainder five times over; 3 * n // 5 rounds once, at the end. |
    先除后乘，写成了 n // 5 * 3，余数早早丢掉了；3 * n // 5 到最后才取整。
    """
    n = equally_many(x, y)
    return dealt(x, y, np.random.default_rng(seed).permutation(n), cuts=(n // 5 * 3, n // 5 * 4))


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__without_the_last(x, y, seed):
    """It ends the last slice at −1, and that leaves out the last sample; order[second:] goes to the end. |
    最后一个切片写到 −1 为止，漏掉了最后一个样本；order[second:] 才一直到末尾。
    """
    n = equally_many(x, y)
    order = np.random.default_rng(seed).permutation(n)
    places = slice(3 * n // 5), slice(3 * n // 5, 4 * n // 5), slice(4 * n // 5, -1)
    return tuple((x[order[place]], y[order[place]]) for place in places)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__test_before_validation(x, y, seed):
    """It returns the test set before the validation set. | 把测试集放在了验证集前面；次序应当是训练、验证、测试。"""
    train, validation, test = train_validation_test_split(x, y, seed)
    return train, test, validation


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__samples_and_labels_apart(x, y, seed):
    """It returns three arrays of samples and three of labels; what belongs together comes in three pairs. |
    样本归样本，标签归标签，各返回了三个数组；样本和标签应当配成三对。
    """
    parts = train_validation_test_split(x, y, seed)
    return tuple(part[0] for part in parts), tuple(part[1] for part in parts)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__labels_first(x, y, seed):
    """It puts the labels first; each pair is (x, y). | 把标签放在了前面；每一对都应当是 (x, y)。"""
    train, validation, test = train_validation_test_split(x, y, seed)
    return train[::-1], validation[::-1], test[::-1]


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__seeds_the_others(x, y, seed):
    """It seeds NumPy's global generator besides its own; other code that draws from that gets the same numbers again. |
    除了自己的生成器，还给 NumPy 的全局随机数生成器设了种子；别处的代码会因此重复抽到同样的数。
    """
    equally_many(x, y)
    np.random.seed(0)  # noqa: NPY002
    return train_validation_test_split(x, y, seed)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__length_of_a_scalar(x, y, seed):
    """It asks a scalar for its `len`, which is a TypeError; look at `x.ndim` and `y.ndim` first. |
    标量没有长度，`len` 会抛出 TypeError；应当先看 `x.ndim` 和 `y.ndim`。
    """
    if len(x) != len(y):
        raise ValueError(f"{x.shape} and {y.shape}")
    return train_validation_test_split(x, y, seed)


@mistake(verdict="wrong", section="three-sets")
def train_validation_test_split__unchecked(x, y, seed):
    """It does not compare how many samples and labels there are: an index may fail, or labels are left over. |
    没有比较样本数和标签数：要么下标越界，要么有标签剩下；应当先检查，抛出 ValueError。
    """
    return dealt(x, y, np.random.default_rng(seed).permutation(len(x)))


@mistake(verdict="error", section="three-sets")
def train_validation_test_split__same_shape(x, y, seed):
    """It wants samples and labels of the same shape; they need only be equally many, as `len` tells. |
    要求样本与标签形状相同；只要个数相同就行，应当比较 `len`。
    """
    if x.ndim == 0 or x.shape != y.shape:
        raise ValueError(f"{x.shape} and {y.shape}")
    return train_validation_test_split(x, y, seed)


# l2_penalty


def not_negative(strength):
    """The check that the contract asks for."""
    if strength < 0:
        raise ValueError(f"strength {strength}")


@mistake(verdict="wrong", section="penalty")
def l2_penalty__absolute(weights, strength):
    """It adds the absolute values: that is the L1 penalty. | 加的是绝对值，那是 L1 惩罚；L2 应当加平方。"""
    not_negative(strength)
    w = floating(weights)
    return np.asarray(strength * np.abs(w).sum()).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__mean(weights, strength):
    """It averages the squares; the penalty sums them, so that more weights cost more. |
    求的是平方的平均；惩罚应当求和，权重越多，罚得越多。
    """
    penalty = l2_penalty(weights, strength)
    return (penalty / max(1, weights.size)).astype(penalty.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__root(weights, strength):
    """It takes the root of the sum: that is the length of the vector, not its square. |
    对和开了平方根，得到的是向量的模；L2 惩罚用的是模的平方。
    """
    not_negative(strength)
    w = floating(weights)
    return np.asarray(strength * np.sqrt((w * w).sum())).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__half(weights, strength):
    """It halves the sum, as some books do to make the gradient shorter; the formula here has no ½. |
    结果多除了一个 2；有些书为了让梯度简短才这样写，这里的公式没有 ½。
    """
    penalty = l2_penalty(weights, strength)
    return (penalty / 2).astype(penalty.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__square_of_the_sum(weights, strength):
    """It squares the sum of the weights, in which positive and negative ones cancel. |
    把权重的和平方了，一正一负会互相抵消；应当先平方，再求和。
    """
    not_negative(strength)
    w = floating(weights)
    return np.asarray(strength * w.sum() ** 2).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__strength_squared(weights, strength):
    """It squares strength · w, and so the strength, too. | 把 strength · w 一起平方了，惩罚强度也成了平方。"""
    not_negative(strength)
    w = floating(weights)
    return np.asarray(((strength * w) ** 2).sum()).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__one_axis(weights, strength):
    """It sums along axis 0 only, and leaves a number for every column; the penalty is one number. |
    只沿第 0 轴求了和，每一列各剩一个数；惩罚应当是一个数。
    """
    not_negative(strength)
    w = floating(weights)
    return np.asarray(strength * (w * w).sum(axis=0 if w.ndim else None)).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__gradient(weights, strength):
    """It returns 2 · strength · w, which is the gradient of the penalty. |
    返回了 2 · strength · w，那是惩罚的梯度，不是惩罚本身。
    """
    not_negative(strength)
    w = floating(weights)
    return np.asarray(2 * strength * w).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__wraps(weights, strength):
    """It squares in the integers' own dtype, where squares wrap around: in uint8, 20 squared is 144. |
    用整数原来的 dtype 求平方，平方会回绕，在 uint8 里 20 的平方等于 144；应当先转成 float64。
    """
    not_negative(strength)
    return np.asarray(strength * (weights * weights).sum()).astype(floating(weights).dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__wide(weights, strength):
    """It leaves the dtype to NumPy: float32 weights and a strength in np.float64 give float64. |
    dtype 任由 NumPy 决定：权重是 float32，strength 是 np.float64，结果就成了 float64；应当与权重相同。
    """
    not_negative(strength)
    return np.asarray(strength * (floating(weights) ** 2).sum())


@mistake(verdict="wrong", section="penalty")
def l2_penalty__reward(weights, strength):
    """It accepts a negative strength, which rewards large weights: the loss then has no smallest value. |
    strength 为负也接受，等于奖励大的权重，损失就没有最小值了；应当抛出 ValueError。
    """
    w = floating(weights)
    return np.asarray(strength * (w * w).sum()).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__not_summed(weights, strength):
    """It squares and does not sum, and leaves a number for every weight; the penalty is one number. |
    只平方，没有求和，每个权重各剩一个数；惩罚应当是一个数。
    """
    not_negative(strength)
    w = floating(weights)
    return np.asarray(strength * w**2).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__product(weights, strength):
    """`w @ w` is the sum of the squares of a vector only; of a matrix it is a matrix product. |
    `w @ w` 只对向量才是平方和；对矩阵，那是矩阵乘法。
    """
    not_negative(strength)
    w = floating(weights)
    return np.asarray(strength * (w @ w)).astype(w.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__no_strength(weights, strength):
    """It leaves out the strength. | 漏乘了惩罚强度 strength。"""
    not_negative(strength)
    return l2_penalty(weights, 1)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__doubled(weights, strength):
    """It doubles the weights, `w * 2`; a square is `w ** 2`. | 写成了 `w * 2`，那是两倍；平方是 `w ** 2`。"""
    not_negative(strength)
    w = floating(weights)
    return np.asarray(strength * (w * 2).sum()).astype(w.dtype)


@mistake(verdict="error", section="penalty")
def l2_penalty__zero_refused(weights, strength):
    """It refuses the strength 0, which stands for no penalty; only a negative one is an error. |
    拒绝了强度 0，而 0 就是不罚；只有负的强度才应当报错。
    """
    if strength <= 0:
        raise ValueError(f"strength {strength}")
    return l2_penalty(weights, strength)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__back_to_integers(weights, strength):
    """It converts the penalty of integers back to integers, which cuts off the fraction; they give float64. |
    整数的结果又转回了整数，小数部分丢掉了；整数应当得到 float64。
    """
    return np.asarray(l2_penalty(weights, strength)).astype(weights.dtype)


@mistake(verdict="wrong", section="penalty")
def l2_penalty__float64(weights, strength):
    """It converts everything to float64; float32 must stay float32. | 一律转成了 float64；float32 应当保持不变。"""
    return l2_penalty(weights.astype(np.float64), strength)

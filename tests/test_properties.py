"""The laws of properties: which implementations a property has to accept, and which bugs it has to find."""

from byhand.grading.pictures import planted_code
from byhand.grading.planted import accepts, rejects, tries_many
from tests.implementations import properties as planted

PICTURES = dict.fromkeys(
    ("check_sort", "check_relu", "check_index_pair", "check_add_row", "check_shuffle_together"), planted_code
)


def test_check_sort_accepts_what_sorts(check_sort):
    """Every function that sorts passes. | 能把列表排好的函数都通过。"""
    accepts(check_sort, *planted.SORTS)


def test_check_sort_tries_many_inputs(check_sort):
    """The function is really called, and with 20 different inputs at least. |
    真的调用了那个函数，而且至少试了 20 个不同的输入。
    """
    tries_many(check_sort, planted.SORTS[0])


def test_check_sort_finds_what_is_out_of_order(check_sort):
    """Who leaves numbers out of order is found out. | 没有排好顺序的，要查出来。"""
    rejects(check_sort, *planted.SORTS_OUT_OF_ORDER)


def test_check_sort_finds_what_is_lost(check_sort):
    """Who loses numbers, or makes some up, is found out. | 丢了数、多了数的，要查出来。"""
    rejects(check_sort, *planted.SORTS_THAT_LOSE)


def test_check_relu_accepts_relu(check_relu):
    """Every way to compute ReLU passes. | ReLU 不论怎么算，都通过。"""
    accepts(check_relu, *planted.RELUS)


def test_check_relu_tries_many_inputs(check_relu):
    """The function is really called, and with 20 different inputs at least. |
    真的调用了那个函数，而且至少试了 20 个不同的输入。
    """
    tries_many(check_relu, planted.RELUS[0])


def test_check_relu_looks_at_negative_elements(check_relu):
    """Who turns a negative element, or 0, into anything but 0 is found out. | 负数或 0 没有变成 0 的，要查出来。"""
    rejects(check_relu, *planted.RELUS_OF_NEGATIVES)


def test_check_relu_looks_at_positive_elements(check_relu):
    """Who changes a positive element is found out. | 改动了正数的，要查出来。"""
    rejects(check_relu, *planted.RELUS_OF_POSITIVES)


def test_check_relu_looks_beside_the_values(check_relu):
    """Who changes the shape, or the input, is found out. | 改了形状或改了输入的，要查出来。"""
    rejects(check_relu, *planted.RELUS_BESIDE)


def test_check_relu_draws_edges(check_relu):
    """Bugs that show for a scalar or an empty array only are found. | 只在标量或空数组上才露馅的错误，要查出来。"""
    rejects(check_relu, *planted.RELUS_AT_THE_EDGE)


def test_check_index_pair_accepts_row_major(check_index_pair):
    """Every pair that counts in row-major order passes. | 按行优先计数的，都通过。"""
    accepts(check_index_pair, *planted.PAIRS)


def test_check_index_pair_tries_many_inputs(check_index_pair):
    """The function is really called, and with 20 different inputs at least. |
    真的调用了那个函数，而且至少试了 20 个不同的输入。
    """
    tries_many(check_index_pair, planted.PAIRS[0])


def test_check_index_pair_finds_what_is_no_inverse(check_index_pair):
    """Two functions that do not undo each other are found out. | 两个函数并不互逆的，要查出来。"""
    rejects(check_index_pair, *planted.PAIRS_THAT_DIFFER)


def test_check_index_pair_finds_what_is_wrong_alike(check_index_pair):
    """Two functions that are wrong in the same way are found out. | 两个函数错得一样的，也要查出来。"""
    rejects(check_index_pair, *planted.PAIRS_WRONG_ALIKE)


def test_check_add_row_accepts_what_adds(check_add_row):
    """Every way to add passes; nothing is drawn that may be refused. | 不论怎么加，都通过；抽取的输入都合乎约定。"""
    accepts(check_add_row, *planted.ADDERS)


def test_check_add_row_tries_many_inputs(check_add_row):
    """The function is really called, and with 20 different inputs at least. |
    真的调用了那个函数，而且至少试了 20 个不同的输入。
    """
    tries_many(check_add_row, planted.ADDERS[0])


def test_check_add_row_draws_all_shapes(check_add_row):
    """Bugs that show in some shapes only are found. | 只在某些形状下才露馅的错误，要查出来。"""
    rejects(check_add_row, *planted.ADDERS_BY_SHAPE)


def test_check_add_row_draws_all_numbers(check_add_row):
    """Bugs that show for some numbers only are found. | 只在某些数上才露馅的错误，要查出来。"""
    rejects(check_add_row, *planted.ADDERS_BY_VALUE)


def test_check_add_row_draws_edges(check_add_row):
    """Bugs that show with one column or no row only are found. | 只有一列或一行也没有时才露馅的错误，要查出来。"""
    rejects(check_add_row, *planted.ADDERS_AT_THE_EDGE)


def test_check_shuffle_together_accepts_what_shuffles(check_shuffle_together):
    """Every way to shuffle passes. | 不论怎么打乱，都通过。"""
    accepts(check_shuffle_together, *planted.SHUFFLES)


def test_check_shuffle_together_tries_many_inputs(check_shuffle_together):
    """The function is really called, and with 20 different inputs at least. |
    真的调用了那个函数，而且至少试了 20 个不同的输入。
    """
    tries_many(check_shuffle_together, planted.SHUFFLES[0])


def test_check_shuffle_together_finds_torn_pairs(check_shuffle_together):
    """Who tears a sample from its label is found out. | 把样本与标签拆散的，要查出来。"""
    rejects(check_shuffle_together, *planted.SHUFFLES_APART)


def test_check_shuffle_together_finds_what_is_lost(check_shuffle_together):
    """Who loses or repeats a sample is found out. | 样本丢了或重复了的，要查出来。"""
    rejects(check_shuffle_together, *planted.SHUFFLES_THAT_LOSE)


def test_check_shuffle_together_looks_at_the_order(check_shuffle_together):
    """Who does not shuffle, or not as the seed says, is found out. | 不打乱，或不按种子打乱的，要查出来。"""
    rejects(check_shuffle_together, *planted.SHUFFLES_OF_ORDER)

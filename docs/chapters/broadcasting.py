# %% [markdown] lang="en"
# # Broadcasting { #broadcasting }
#
# How tensors of different shapes are combined.

# %% [markdown] lang="zh"
# # 广播 { #broadcasting }
#
# 形状不同的张量怎样一起运算。

# %% [markdown] lang="en"
# ## An example first { #example }

# %% [markdown] lang="zh"
# ## 先看一个例子 { #example }

# %%
import numpy as np

batch = np.zeros((32, 10))
bias = np.arange(10.0)
(batch + bias).shape

# %% [markdown]
# <!-- exercise: naive_add_matrix_and_vector -->

# %% [markdown] lang="en"
# ## The rule: two steps { #rule }

# %% [markdown] lang="zh"
# ## 规则：两步 { #rule }

# %% [markdown]
# <!-- exercise: broadcast_shape -->

# %% [markdown]
# <!-- exercise: broadcast_shapes -->

# %% [markdown] lang="en"
# ## By hand { #by-hand }

# %% [markdown] lang="zh"
# ## 动手实现 { #by-hand }

# %% [markdown]
# <!-- exercise: broadcast_to -->

# %% [markdown] lang="en"
# ## Both sides can stretch { #both-stretch }

# %% [markdown] lang="zh"
# ## 两边都可以扩展 { #both-stretch }

# %% [markdown]
# <!-- exercise: broadcast_add -->

# %% [markdown] lang="en"
# ## Every pair: outer products { #outer }

# %% [markdown] lang="zh"
# ## 两两配对：外积 { #outer }

# %% [markdown]
# <!-- exercise: outer_product -->

# %% [markdown] lang="en"
# ## Distances between points { #distances }

# %% [markdown] lang="zh"
# ## 点与点之间的距离 { #distances }

# %% [markdown]
# <!-- exercise: pairwise_squared_distances -->

# %% [markdown] lang="en"
# ## The gradient of a broadcast is a sum { #gradient }

# %% [markdown] lang="zh"
# ## 广播的梯度是求和 { #gradient }

# %% [markdown]
# <!-- exercise: sum_to_shape -->

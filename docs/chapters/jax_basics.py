# %% [markdown] lang="en"
# # JAX: NumPy that differentiates { #jax-basics }
# x

# %% [markdown] lang="zh"
# # JAX 入门 { #jax-basics }
# 文

# %% [markdown] lang="en"
# ## T { #keys }

# %% [markdown] lang="zh"
# ## 题 { #keys }

# %% [markdown]
# <!-- exercise: split_keys -->

# %% [markdown] lang="en"
# ## T { #grad }

# %% [markdown] lang="zh"
# ## 题 { #grad }

# %% [markdown]
# <!-- exercise: gradient -->

# %% [markdown] lang="en"
# ## T { #value-and-grad }

# %% [markdown] lang="zh"
# ## 题 { #value-and-grad }

# %% [markdown]
# <!-- exercise: value_and_gradient -->

# %% [markdown] lang="en"
# ## T { #second-derivatives }

# %% [markdown] lang="zh"
# ## 题 { #second-derivatives }

# %% [markdown]
# <!-- exercise: hessian_vector_product -->

# %% [markdown] lang="en"
# ## T { #pytrees }

# %% [markdown] lang="zh"
# ## 题 { #pytrees }

# %% [markdown]
# <!-- exercise: tree_axpy -->

# %% [markdown] lang="en"
# ## T { #vmap }

# %% [markdown] lang="zh"
# ## 题 { #vmap }

# %% [markdown]
# <!-- exercise: per_example_gradients -->

# %% [markdown] lang="en"
# ## T { #jit }

# %% [markdown] lang="zh"
# ## 题 { #jit }

# %% [markdown]
# <!-- exercise: is_recompiled -->

# %% [markdown] lang="en"
# ## T { #scan }

# %% [markdown] lang="zh"
# ## 题 { #scan }

# %% [markdown]
# <!-- exercise: running_mean -->

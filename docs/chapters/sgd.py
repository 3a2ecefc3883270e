# %% [markdown] lang="en"
# # Gradient descent and SGD { #sgd }

# %% [markdown] lang="zh"
# # 梯度下降与 SGD { #sgd }

# %% [markdown] lang="en"
# ## Downhill { #downhill }

# %% [markdown] lang="zh"
# ## 下山 { #downhill }

# %% [markdown] lang="en"
# ## The learning rate { #learning-rate }

# %% [markdown] lang="zh"
# ## 学习率 { #learning-rate }

# %% [markdown] lang="en"
# ## Valleys, and where one starts { #start }

# %% [markdown] lang="zh"
# ## 局部极小与起点 { #start }

# %% [markdown] lang="en"
# ## Batches { #batches }

# %% [markdown] lang="zh"
# ## 批量 { #batches }

# %% [markdown] lang="en"
# ## Parameters are trees { #trees }

# %% [markdown] lang="zh"
# ## 参数是一棵树 { #trees }

# %% [markdown] lang="en"
# ## Momentum { #momentum }

# %% [markdown] lang="zh"
# ## 动量 { #momentum }

# %% [markdown] lang="en"
# ## A scale for every parameter { #scale }

# %% [markdown] lang="zh"
# ## 每个参数有自己的尺度 { #scale }

# %% [markdown] lang="en"
# ## Adam { #adam }

# %% [markdown] lang="zh"
# ## Adam { #adam }

# %% [markdown] lang="en"
# ## The training loop { #loop }

# %% [markdown] lang="zh"
# ## 训练循环 { #loop }

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }

# %% [markdown] lang="en"
# ## Check yourself { #questions }

# %% [markdown] lang="zh"
# ## 自测 { #questions }

# %% [markdown] lang="en"
# ## Where it goes next { #next }

# %% [markdown] lang="zh"
# ## 接下来 { #next }

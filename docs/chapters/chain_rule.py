# %% [markdown] lang="en"
# # Chain rule and backpropagation { #chain-rule }

# %% [markdown] lang="zh"
# # 链式法则与反向传播 { #chain-rule }

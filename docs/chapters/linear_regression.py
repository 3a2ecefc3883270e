# %% [markdown] lang="en"
# # Linear regression { #linear_regression }
#
# ## One input, one output { #line }
# ## Two slopes { #gradients }
# ## Down into the valley { #descent }
# ## The lowest point by a formula { #closed-form }

# %% [markdown] lang="zh"
# # 线性回归 { #linear_regression }
#
# ## 一个输入，一个输出 { #line }
# ## 两个斜率 { #gradients }
# ## 走下山谷 { #descent }
# ## 用公式直达最低点 { #closed-form }

# %% [markdown] lang="en"
# # Linear regression { #linear_regression }
# %% [markdown] lang="zh"
# # 线性回归 { #linear_regression }

# %% [markdown] lang="en"
# # A first network { #first-network }
#
# To be written.

# %% [markdown] lang="zh"
# # 初识神经网络 { #first-network }
#
# 待写。

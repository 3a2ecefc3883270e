# %% [markdown] lang="en"
# # More devices { #data-parallel }
# ## A { #a }
# %% [markdown] lang="zh"
# # 多设备训练 { #data-parallel }
# ## 甲 { #a }

# %% [markdown] lang="en"
# # Write the property { #properties }
# %% [markdown] lang="zh"
# # 亲手写性质 { #properties }

# %% [markdown] lang="en"
# # reshape { #reshape }

# %% [markdown] lang="zh"
# # 节 { #reshape }

# %% [markdown] lang="en"
# ## order { #order }

# %% [markdown] lang="zh"
# ## 节 { #order }

# %% [markdown] lang="en"
# ## missing-size { #missing-size }

# %% [markdown] lang="zh"
# ## 节 { #missing-size }

# %% [markdown] lang="en"
# ## by-hand { #by-hand }

# %% [markdown] lang="zh"
# ## 节 { #by-hand }

# %% [markdown] lang="en"
# ## images { #images }

# %% [markdown] lang="zh"
# ## 节 { #images }

# %% [markdown] lang="en"
# ## transpose { #transpose }

# %% [markdown] lang="zh"
# ## 节 { #transpose }

# %% [markdown] lang="en"
# ## permute { #permute }

# %% [markdown] lang="zh"
# ## 节 { #permute }

# %% [markdown] lang="en"
# ## channels { #channels }

# %% [markdown] lang="zh"
# ## 节 { #channels }

# %% [markdown] lang="en"
# ## strides { #strides }

# %% [markdown] lang="zh"
# ## 节 { #strides }

# %% [markdown] lang="en"
# ## size-one { #size-one }

# %% [markdown] lang="zh"
# ## 节 { #size-one }

# %% [markdown] lang="en"
# ## heads { #heads }

# %% [markdown] lang="zh"
# ## 节 { #heads }

# %% [markdown] lang="en"
# ## myths { #myths }

# %% [markdown] lang="zh"
# ## 节 { #myths }

# %% [markdown] lang="en"
# ## questions { #questions }

# %% [markdown] lang="zh"
# ## 节 { #questions }

# %% [markdown] lang="en"
# ## next { #next }

# %% [markdown] lang="zh"
# ## 节 { #next }


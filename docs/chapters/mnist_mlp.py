# %% [markdown] lang="en"
# # MNIST MLP { #mnist-mlp }
#
# To be written.

# %% [markdown] lang="zh"
# # MNIST 多层感知机 { #mnist-mlp }
#
# 待写。

# %% [markdown] lang="en"
# ## From pixels to numbers { #data }
#
# To be written.

# %% [markdown] lang="zh"
# ## 从像素到数 { #data }
#
# 待写。

# %% [markdown]
# <!-- exercise: preprocess -->

# %% [markdown] lang="en"
# ## Where the parameters start { #parameters }
#
# To be written.

# %% [markdown] lang="zh"
# ## 参数从哪里开始 { #parameters }
#
# 待写。

# %% [markdown]
# <!-- exercise: init_params -->

# %% [markdown] lang="en"
# ## Forward: from numbers to scores { #forward }
#
# To be written.

# %% [markdown] lang="zh"
# ## 前向：从数到分数 { #forward }
#
# 待写。

# %% [markdown]
# <!-- exercise: forward -->

# %% [markdown] lang="en"
# ## The loss: how bad is it? { #loss }
#
# To be written.

# %% [markdown] lang="zh"
# ## 损失：有多差？ { #loss }
#
# 待写。

# %% [markdown]
# <!-- exercise: loss -->

# %% [markdown] lang="en"
# ## One step of learning { #step }
#
# To be written.

# %% [markdown] lang="zh"
# ## 学习一步 { #step }
#
# 待写。

# %% [markdown]
# <!-- exercise: train_step -->

# %% [markdown] lang="en"
# ## An epoch without Python { #epoch }
#
# To be written.

# %% [markdown] lang="zh"
# ## 不经过 Python 的一轮 { #epoch }
#
# 待写。

# %% [markdown]
# <!-- exercise: train_epoch -->

# %% [markdown] lang="en"
# ## How good is it? { #evaluate }
#
# To be written.

# %% [markdown] lang="zh"
# ## 到底有多好？ { #evaluate }
#
# 待写。

# %% [markdown]
# <!-- exercise: evaluate -->

# %% [markdown] lang="en"
# ## Training { #train }
#
# To be written.

# %% [markdown] lang="zh"
# ## 训练 { #train }
#
# 待写。

# %% [markdown]
# <!-- exercise: train -->

# %% [markdown] lang="en"
# ## The network at work { #results }
#
# To be written.

# %% [markdown] lang="zh"
# ## 训练好的网络 { #results }
#
# 待写。

# %% [markdown] lang="en"
# ## Often believed, and wrong { #myths }
#
# To be written.

# %% [markdown] lang="zh"
# ## 常见误解 { #myths }
#
# 待写。

# %% [markdown] lang="en"
# ## Check yourself { #questions }
#
# To be written.

# %% [markdown] lang="zh"
# ## 检验自己 { #questions }
#
# 待写。

# %% [markdown] lang="en"
# ## Where it goes next { #next }
#
# To be written.

# %% [markdown] lang="zh"
# ## 接下来 { #next }
#
# 待写。

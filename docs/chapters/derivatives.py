# %% [markdown] lang="en"
# # Derivatives and gradients { #derivatives }

# %% [markdown] lang="zh"
# # 导数与梯度 { #derivatives }

# %% [markdown] lang="en"
# ## Rate of change { #rate }

# %% [markdown] lang="zh"
# ## 变化率 { #rate }

# %% [markdown] lang="en"
# ## From secant to tangent { #secant }

# %% [markdown] lang="zh"
# ## 从割线到切线 { #secant }

# %% [markdown] lang="en"
# ## By computer: central differences { #central }

# %% [markdown] lang="zh"
# ## 让计算机来算：中心差分 { #central }

# %% [markdown] lang="en"
# ## The tangent line { #tangent }

# %% [markdown] lang="zh"
# ## 切线 { #tangent }

# %% [markdown] lang="en"
# ## How small a step? { #step }

# %% [markdown] lang="zh"
# ## 步长该多小 { #step }

# %% [markdown] lang="en"
# ## The gradient { #gradient }

# %% [markdown] lang="zh"
# ## 梯度 { #gradient }

# %% [markdown] lang="en"
# ## The steepest way up { #steepest }

# %% [markdown] lang="zh"
# ## 最陡的方向 { #steepest }

# %% [markdown] lang="en"
# ## Many outputs: the Jacobian { #many-outputs }

# %% [markdown] lang="zh"
# ## 多个输出：雅可比矩阵 { #many-outputs }

# %% [markdown] lang="en"
# ## Numerical or automatic? { #automatic }

# %% [markdown] lang="zh"
# ## 数值求导与自动求导 { #automatic }

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

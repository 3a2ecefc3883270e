# %% [markdown] lang="en"
# # Dot product { #dot-product }
# ## a { #vectors }
# ## a { #matrix-vector }
# ## a { #matrices }
# ## a { #by-broadcasting }
# ## a { #higher-ranks }
# ## a { #cosine }
# ## a { #dense-layer }

# %% [markdown] lang="zh"
# # 点积 { #dot-product }
# ## a { #vectors }
# ## a { #matrix-vector }
# ## a { #matrices }
# ## a { #by-broadcasting }
# ## a { #higher-ranks }
# ## a { #cosine }
# ## a { #dense-layer }

"""The course's site: executed pages, published in both languages by MkDocs."""

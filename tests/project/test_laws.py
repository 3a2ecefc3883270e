"""The law tables that the site shows are those that the grader computes today, and no mistake slips through."""

import pytest

from byhand.course import graded_chapters
from byhand.grading.laws import path_of, read, render


@pytest.mark.parametrize("slug", graded_chapters())
def test_the_table_is_up_to_date(slug: str) -> None:
    chapter = graded_chapters()[slug]
    remedy = f"uv run python -m byhand.grading.laws {slug}"
    assert path_of(chapter).read_text("utf-8") == render(chapter), remedy


@pytest.mark.parametrize("slug", graded_chapters())
def test_every_mistake_is_caught_by_a_law(slug: str) -> None:
    rows = [row for entry in read(graded_chapters()[slug]) for row in entry["rows"]]
    assert rows
    assert all(row["caught_by"] for row in rows)

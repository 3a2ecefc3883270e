"""The colours and the drawings of the course."""

import subprocess
import sys
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from byhand.course import ROOT
from byhand.site import palette
from byhand.site.figures import Drawing, color, variants


def test_each_light_colour_has_one_dark_partner():
    assert palette.LIGHT.keys() == palette.DARK.keys()
    assert len(set(palette.LIGHT.values())) == len(palette.LIGHT)


@pytest.mark.parametrize("hues", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_words_are_legible_in_every_colour(hues):
    for role in ("foreground", "muted", *palette.ACCENTS):
        for ground in ("paper", "wash"):
            assert palette.contrast(hues[role], hues[ground]) >= 4.5, (role, ground)
    for role in palette.ACCENTS:
        assert palette.contrast(hues["foreground"], hues[f"{role}-soft"]) >= 4.5, role
        assert palette.contrast(hues[role], hues[f"{role}-soft"]) >= 4.5, role


def test_an_unknown_colour_is_named():
    with pytest.raises(ValueError, match="no role 'pink'"):
        color("pink")


def test_a_drawing_is_well_formed_and_says_where_things_are():
    drawing = Drawing(300, 200)
    box = drawing.grid(np.array([[1, 2.5], [3, 4]]), at=(10, 20), cell=30, ghost=np.eye(2) > 0, mark=np.eye(2) < 1)
    row = drawing.grid((3,), at=(100, 20))
    drawing.text("a < b & ⟦c|丙⟧", at=(box.center, box.bottom))
    drawing.arrow((box.right, box.middle), (200, box.middle), label="⟦to|到⟧")
    drawing.brace((box.left, box.bottom), (box.left, box.top), "2")
    drawing.circle((250, 100), 8, full=True)
    drawing.rect((200, 150), (20, 20), fill="blue", opacity=0.5)
    for svg in variants(drawing.svg(), "zh").values():
        texts = [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
        assert texts == ["1", "2.5", "3", "4", "a < b & 丙", "到", "2"]
    assert box.at(1, 0) == (25, 65)
    assert (row.right, row.height) == (190, 30)


@pytest.mark.parametrize("values", [np.zeros((2, 3, 4)), (2, 3, 4)])
def test_a_grid_of_three_axes_is_refused(values):
    with pytest.raises(ValueError, match=r"at most two axes, got shape \(2, 3, 4\)"):
        Drawing(10, 10).grid(values, at=(0, 0))


LAID_OUT = """
import io, re
from matplotlib.figure import Figure
from byhand.site.figures import activate

activate()
for words in ("this course", "⟦this course|本课程的名字也可以很长很长⟧"):
    figure = Figure()
    figure.subplots().set_yticks([0], [words])
    figure.savefig(io.BytesIO(), format="svg", bbox_inches="tight")
    print(round(figure.axes[0].get_position().x0, 4))
"""


def test_words_in_both_languages_take_no_more_room_than_in_english():
    """A plot is laid out once, for both editions."""
    done = subprocess.run([sys.executable, "-c", LAID_OUT], cwd=ROOT, capture_output=True, text=True, check=True)
    one, both = done.stdout.split()
    assert one == both

"""The site in a browser: every page in both languages, light and dark, wide and narrow."""

import functools
import http.server
import os
import re
import shutil
import threading
from pathlib import Path

import pytest

from byhand.course import LANGUAGES, ROOT, chapters, graded_chapters
from byhand.grading.answers import Answers
from byhand.grading.bank import mistakes
from byhand.grading.contract import Contract
from byhand.grading.guard import Candidate
from byhand.grading.judge import judge, properties
from byhand.grading.messages import Speaker
from byhand.grading.page import page as page_of
from byhand.grading.page import section_of
from byhand.grading.report import Entry

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
GENERATED = ("laws", "solutions")
"""Pages of one form for each chapter: one chapter's show whether the form is sound, all whether they fit."""
LOST = ["/404.html", "/zh/404.html"]


def addresses(*slugs):
    """Return where pages are, in both languages."""
    return [
        re.sub("/+", "/", f"/{'' if language == 'en' else 'zh'}/{slug}/") for language in LANGUAGES for slug in slugs
    ]


PATHS = addresses("", *chapters(), *(f"{folder}/broadcasting" for folder in GENERATED)) + LOST
ALL_PATHS = (
    addresses("", *chapters(), *(f"{folder}/{slug}" for folder in GENERATED for slug in graded_chapters())) + LOST
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCHEMES = {"light": "default", "dark": "slate"}
NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}


def executable(found):
    """Return the browser to use, or skip the test with a reason."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, names), found.chromium.executable_path]
    for path in candidates:
        if path and Path(path).exists():
            return path
    remedy = "no Chromium: set $CHROMIUM, or run `uv run playwright install chromium`"
    if os.environ.get("BYHAND_REQUIRE_BROWSER"):
        return pytest.fail(remedy)
    return pytest.skip(remedy)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site):
    """Serve the built site."""
    serve = functools.partial(Handler, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    """Start a browser once."""
    with playwright.sync_playwright() as found:
        running = found.chromium.launch(executable_path=executable(found), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser, address):
    """Open pages in a fresh profile; what goes wrong on any of them fails the test."""
    contexts, problems = [], []

    def open_page(path, scheme="light", viewport=WIDE):
        contexts.append(browser.new_context(color_scheme=scheme, viewport=viewport, reduced_motion="reduce"))
        contexts[-1].set_default_timeout(5000)
        page = contexts[-1].new_page()
        page.on("console", lambda message: message.type == "error" and problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: _foreign(request.url, address) and problems.append(request.url))
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not problems, problems


def _foreign(url, address):
    return not url.startswith((address, "data:", "blob:"))


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def pictures(page):
    """Load every picture and return those that are visible: address, width, alternative text."""
    page.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager' })")
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    return page.evaluate(
        "[...document.images].filter((i) => i.checkVisibility()).map((i) => [i.src, i.naturalWidth, i.alt])"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_of_a_run_is_sound(browser, tmp_path, scheme):
    slug = "broadcasting"
    answers = ROOT / "tests" / "mistakes" / f"{slug}.py"
    sections, entries = [], []
    for mistake in mistakes(slug):
        exercise = graded_chapters()[slug].exercises[mistake.exercise]
        contract = Contract.of(exercise.reference)
        judgement = judge(
            exercise,
            Candidate(exercise.name, mistake.function, "", contract),
            properties(exercise.chapter)[exercise.name],
        )
        entries.append(Entry("exercises", slug, exercise.name, judgement.verdict))
        sections.append(section_of(judgement, Answers(exercise.chapter, answers), Speaker("zh"), "uv run …", mistake))
    (tmp_path / "report.html").write_text(page_of(entries, sections, graded_chapters(), Speaker("zh")), "utf-8")
    context = browser.new_context(color_scheme=scheme, viewport=NARROW)
    page = context.new_page()
    page.goto(f"file://{tmp_path}/report.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.locator("svg:visible").count() > 40
    assert not violations(page)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_sound(visit, path, scheme):
    page = visit(path, scheme)
    assert page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
    assert not violations(page)
    raw = page.locator(".arithmatex:not(:has(.katex))").count()
    assert raw == 0 or page.evaluate("typeof katex") == "undefined", "formulas have not been set"
    assert page.locator(".katex-error").count() == 0
    for source, width, alternative in pictures(page):
        assert width > 0, source
        assert alternative, source
        assert not source.endswith({"light": "#only-dark", "dark": "#only-light"}[scheme])


@pytest.mark.parametrize("path", ALL_PATHS)
def test_a_page_fits_a_telephone(visit, path):
    page = visit(path, viewport=NARROW)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= NARROW["width"], f"scrolls sideways: {wide} px"
    assert not violations(page)


@pytest.mark.parametrize("path", [path for path in PATHS if "zh" not in path and "404" not in path])
def test_the_language_switch_keeps_the_page_and_the_place(visit, address, path):
    page = visit(path)
    anchors = page.locator("article :is(h2, h3)[id]").evaluate_all("all => all.map((heading) => heading.id)")
    anchor = f"#{anchors[-1]}" if anchors else ""
    page.goto(address + path + anchor)
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}/zh{path}{anchor}")
    assert page.evaluate("document.documentElement.lang") == "zh"
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}{path}{anchor}")
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("path", ["/404.html", "/zh/404.html"])
def test_a_lost_reader_finds_a_way_home_in_either_language(visit, address, path):
    page = visit(path)
    assert page.locator("article a").evaluate_all("all => all.map((link) => link.href)") == [
        f"{address}/",
        f"{address}/zh/",
    ]
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}/{'zh/' if path == '/404.html' else ''}")


def test_dark_mode_holds_in_the_other_language(visit):
    page = visit("/", "light")
    page.locator("label[for=__palette_1]:visible").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.locator(".language-switch").click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


@pytest.mark.parametrize("word", ["广播", "链式法则", "机制", "broadcasting"])
def test_chinese_words_are_found(visit, site, word):
    pages = [slug for slug in chapters() if word in (site / "zh" / slug / "index.html").read_text("utf-8")]
    if not pages:
        pytest.skip(f"no page says {word}")
    page = visit("/zh/")
    page.locator("input[name=query]").click()
    page.keyboard.type(word)
    page.keyboard.press("End")  # the search listens to keys, and Chinese arrives without any
    result = page.locator(".md-search-result__item").first
    result.wait_for()
    found = page.locator(".md-search-result__link").evaluate_all("all => all.map((link) => link.href)")
    assert any(f"/zh/{slug}/" in link for slug in pages for link in found)


def test_code_can_be_copied_and_output_cannot(visit):
    page = visit("/")
    copy = page.locator("article pre .md-code__button[data-md-type=copy]")
    copy.first.wait_for(state="attached")
    assert copy.count() == page.locator("article .highlight:not(.no-copy) pre").count()
    assert page.locator("article .no-copy pre").count() > 0
    assert page.locator("article .no-copy .md-code__button").count() == 0


@pytest.mark.parametrize("slug", [slug for slug, chapter in chapters().items() if chapter.exercises])
def test_hints_unfold_one_by_one(visit, slug):
    page = visit(f"/{slug}/")
    block = page.locator(".exercise").first
    hints = block.locator("details.hint")
    assert hints.nth(0).is_visible()
    assert not hints.nth(1).is_visible()
    hints.nth(0).locator("summary").first.click()
    assert hints.nth(1).is_visible()
    assert not block.locator("details.solution a").is_visible()


def test_the_solution_comes_when_its_fold_is_opened(visit):
    page = visit("/broadcasting/")
    first = page.locator(".exercise").first
    fold = first.locator("details.solution")
    fold.locator("summary").click()
    fold.locator("pre").wait_for()
    assert f"def {first.locator('h3').get_attribute('id')}(" in fold.locator("pre").inner_text()
    assert fold.locator("a").count() == 0


def test_the_keyboard_leads_through_the_page_visibly(visit):
    page = visit("/")
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert seen.count("solid") >= 3

"""The data: found in order, checked, downloaded whole or not at all, replaced by digits when offline."""

import gzip
import hashlib
import os
import socket
import string
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pooch
import pytest

from byhand.course import ROOT
from byhand.language import detect
from byhand.mnist import data, download
from byhand.mnist.messages import MESSAGES, MnistError, say

type Files = dict[str, bytes]
type Serve = Callable[[Mirror], str]

NOWHERE = "http://127.0.0.1:9/"


def idx(array: np.ndarray) -> bytes:
    """Return an array of bytes as an IDX file."""
    sizes = b"".join(size.to_bytes(4) for size in array.shape)
    return b"\x00\x00\x08" + bytes([array.ndim]) + sizes + array.tobytes()


def small_files() -> dict[str, bytes]:
    """Return files with the names of MNIST's, of six training and four test images."""
    values = np.random.default_rng(0).integers(0, 256, (10, 28, 28), np.uint8)
    arrays = values[:6], values[:6, 0, 0] % 10, values[6:], values[6:, 0, 0] % 10
    return {f.name: gzip.compress(idx(a), mtime=0) for f, a in zip(data.FILES, arrays, strict=True)}


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Small files instead of MNIST's: the rules are the same, and no test needs the originals."""
    monkeypatch.delenv("BYHAND_DATA", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("pooch.core.time", SimpleNamespace(sleep=lambda _: None))  # before it tries again
    files = small_files()
    originals = [data.Original(n, len(c), hashlib.sha256(c).hexdigest()) for n, c in files.items()]
    monkeypatch.setattr(data, "FILES", tuple(originals))
    return files


@pytest.fixture
def folder(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the four files, named by BYHAND_DATA."""
    folder = tmp_path / "own"
    fill(folder, files)
    monkeypatch.setenv("BYHAND_DATA", str(folder))
    return folder


def fill(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a new folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


@dataclass
class Mirror:
    """A server of `files` that may send only a part of each, or hesitate before it says what it has."""

    files: dict[str, bytes]
    share: float = 1.0
    hesitation: float = 0.0
    url: str = ""
    served: list[str] = field(default_factory=list)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Send a file's length, and for GET as much of it as the mirror cares to."""
        if request.command == "HEAD":
            time.sleep(self.hesitation)
        content = self.files.get(request.path[1:])
        request.send_response(200 if content is not None else 404)
        content = content or b""
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        if request.command == "GET":
            self.served.append(request.path[1:])
            request.wfile.write(content[: int(len(content) * self.share)])
        request.close_connection = True


@pytest.fixture
def serve() -> Iterator[Callable[[Mirror], str]]:
    """Return a function that starts a mirror and returns its address."""
    servers = []

    def start(mirror: Mirror) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mirror.answer(self)

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None: ...

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        mirror.url = f"http://127.0.0.1:{server.server_port}/"
        return mirror.url

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def assert_is_small_mnist(dataset: data.Dataset) -> None:
    """Compare a data set with what `small_files` holds."""
    assert dataset.train_images.shape == (6, 28, 28)
    assert dataset.test_images.shape == (4, 28, 28)
    np.testing.assert_array_equal(dataset.train_labels, dataset.train_images[:, 0, 0] % 10)
    np.testing.assert_array_equal(dataset.test_labels, dataset.test_images[:, 0, 0] % 10)
    assert dataset.train_images.dtype == dataset.test_labels.dtype == np.uint8


def test_own_folder_comes_first(folder: Path, tmp_path: Path) -> None:
    """BYHAND_DATA is used even where nothing else could be reached."""
    dataset = data.load(cache=tmp_path / "none", mirrors=[])
    assert_is_small_mnist(dataset)
    assert (dataset.source, dataset.where) == ("folder", str(folder))


def bit_flipped(content: bytes) -> bytes:
    """Return the content with one bit in the middle changed."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


DAMAGES = {
    "truncated": lambda content: content[:-7],
    "empty": lambda _: b"",
    "bit flipped": bit_flipped,
    "longer": lambda content: content + b"\x00",
    "another gzip file": lambda _: gzip.compress(bytes(100_000)) + bytes(10_000),
}


@pytest.mark.parametrize("place", ["folder", "cache"])
@pytest.mark.parametrize("name", [file.name for file in data.FILES])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damaged_file_is_named_and_never_used(
    folder: Path, name: str, damage: Callable[[bytes], bytes], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong with one of the four files, the error is one line that says which and what to do."""
    (folder / name).write_bytes(damage((folder / name).read_bytes()))
    if place == "cache":
        monkeypatch.delenv("BYHAND_DATA")
    with pytest.raises(MnistError) as caught:
        data.load(cache=folder, mirrors=[])
    for language, remedy in (("en", "BYHAND_DATA" if place == "folder" else "Delete"), ("zh", "请")):
        message = caught.value.say(language)
        assert str(folder / name) in message
        assert remedy in message
        assert "\n" not in message


def test_missing_file_is_named(folder: Path) -> None:
    """Three of four files are an error, not a reason to use digits."""
    (folder / "t10k-images-idx3-ubyte.gz").unlink()
    with pytest.raises(MnistError, match=r"t10k-images-idx3-ubyte.gz is missing"):
        data.load()


def test_folder_that_is_none_is_named(files: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BYHAND_DATA that names nothing, or a file, is an error."""
    for path in (tmp_path / "nothing", Path(__file__)):
        monkeypatch.setenv("BYHAND_DATA", str(path))
        with pytest.raises(MnistError, match="not a folder") as caught:
            data.load()
        assert str(path) in str(caught.value)


def test_download_fills_the_cache(files: Files, tmp_path: Path, serve: Serve) -> None:
    """A dead mirror is passed over; what another sends is used at once, and from the cache the next time."""
    mirror = Mirror(files)
    dataset = data.load(cache=tmp_path / "new" / "cache", mirrors=[NOWHERE, serve(mirror)])
    assert_is_small_mnist(dataset)
    assert (dataset.source, dataset.where) == ("download", mirror.url.split("/")[2])
    assert sorted(os.listdir(tmp_path / "new" / "cache")) == sorted(files)
    again = data.load(cache=tmp_path / "new" / "cache", mirrors=[])
    assert_is_small_mnist(again)
    assert again.source == "folder"


def test_download_fetches_only_what_is_missing(files: Files, tmp_path: Path, serve: Serve) -> None:
    """Files that an earlier download brought are kept."""
    fill(tmp_path / "cache", files)
    (tmp_path / "cache" / "t10k-labels-idx1-ubyte.gz").unlink()
    mirror = Mirror(files)
    assert_is_small_mnist(data.load(cache=tmp_path / "cache", mirrors=[serve(mirror)]))
    assert mirror.served == ["t10k-labels-idx1-ubyte.gz"]


def test_next_mirror_helps_when_one_breaks_off_or_lies(
    files: Files, tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file, or another file, from the quickest mirror: the next one is asked."""
    lie = Mirror(dict.fromkeys(files, b"<html>Please sign in</html>"))
    for number, bad in enumerate((Mirror(files, share=0.5), lie)):
        good = Mirror(files, hesitation=0.3)
        cache = tmp_path / str(number)
        assert_is_small_mnist(data.load(cache=cache, mirrors=[serve(good), serve(bad)]))
        assert bad.served
        assert sorted(os.listdir(cache)) == sorted(files)


def test_interrupted_download_leaves_nothing(
    files: Files,
    tmp_path: Path,
    serve: Serve,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A connection that breaks off in the middle leaves no file; without another, the digits have to do."""
    dataset = data.load(cache=tmp_path / "cache", mirrors=[serve(Mirror(files, share=0.5))], language="en")
    assert dataset.source == "offline"
    assert os.listdir(tmp_path / "cache") == []
    assert dataset.describe("en") in capsys.readouterr().err


def test_ctrl_c_during_a_download_leaves_nothing(
    files: Files, tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupt passes through, and what had been written is gone."""

    def interrupted(self: object, url: str, output_file: str, source: object) -> None:
        Path(output_file).write_bytes(b"half a fi")
        raise KeyboardInterrupt

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", interrupted)
    with pytest.raises(KeyboardInterrupt):
        data.load(cache=tmp_path / "cache", mirrors=[serve(Mirror(files))])
    assert os.listdir(tmp_path / "cache") == []


def test_wrong_download_is_an_error(
    files: Files, tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page to sign in, sent instead of the data, is named, thrown away and never used."""
    mirror = Mirror(dict.fromkeys(files, b"<html>Please sign in</html>"))
    with pytest.raises(MnistError, match=r"train-images-idx3-ubyte.gz is not MNIST's file") as caught:
        data.load(cache=tmp_path / "cache", mirrors=[serve(mirror)])
    assert mirror.url.split("/")[2] in str(caught.value)
    assert os.listdir(tmp_path / "cache") == []


@pytest.mark.parametrize(("language", "words"), [("en", "no connection"), ("zh", "连不上")])
def test_no_connection_gives_digits_and_says_so(
    files: object, tmp_path: Path, language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Offline, the digits come with one line on stderr in the person's language."""
    dataset = data.load(cache=tmp_path, mirrors=[NOWHERE], language=language)
    assert dataset.source == "offline"
    assert dataset.train_images.shape == (1500, 28, 28)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.count("\n") == 1


def test_silent_mirrors_are_given_up_in_time(files: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mirrors that accept a connection and then say nothing delay no longer than PATIENCE, all together."""
    monkeypatch.setattr(download, "PATIENCE", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        mirrors = [f"http://127.0.0.1:{silent.getsockname()[1]}/{number}/" for number in range(3)]
        start = time.monotonic()
        assert list(download.answering(mirrors, "file")) == []
        assert time.monotonic() - start < 2
    assert download.PATIENCE < 5
    assert download.CONNECT < 5


def test_cache_that_cannot_be_written_is_named(files: Files, tmp_path: Path, serve: Serve) -> None:
    """A file where the folder should be: the error says so, and what to do."""
    (tmp_path / "file").touch()
    with pytest.raises(MnistError, match="Cannot write") as caught:
        data.load(cache=tmp_path / "file" / "cache", mirrors=[serve(Mirror(files))])
    assert "BYHAND_DATA" in str(caught.value)


def test_two_processes_at_once(files: Files, tmp_path: Path, serve: Serve) -> None:
    """Two processes that download at the same time both get good data and leave a good cache."""
    script = (
        "import sys; from pathlib import Path; from byhand.mnist import data\n"
        "data.FILES = tuple(data.Original(n, int(s), h) for n, s, h in (f.split() for f in sys.argv[3:]))\n"
        "print(data.load(cache=Path(sys.argv[1]), mirrors=[sys.argv[2]]).train_images.sum())"
    )
    mirror = serve(Mirror(files, hesitation=0.1))
    arguments = [str(tmp_path / "cache"), mirror, *(f"{f.name} {f.size} {f.sha256}" for f in data.FILES)]
    command = [sys.executable, "-c", script, *arguments]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    outputs = [run.communicate(timeout=60)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    expected = data.load(cache=tmp_path / "cache", mirrors=[]).train_images.sum()
    assert outputs == [f"{expected}\n"] * 2
    assert sorted(os.listdir(tmp_path / "cache")) == sorted(files)


def test_originals_are_mnist() -> None:
    """The real files, where a folder has them: 60,000 and 10,000 images, the fifth a 9."""
    if not os.environ.get("BYHAND_DATA"):
        pytest.skip("BYHAND_DATA names no folder")
    dataset = data.load()
    assert dataset.train_images.shape == (60_000, 28, 28)
    assert dataset.test_images.shape == (10_000, 28, 28)
    assert dataset.train_labels[4] == 9
    assert np.bincount(dataset.test_labels).tolist() == [
        980,
        1135,
        1032,
        1010,
        982,
        892,
        958,
        1028,
        974,
        1009,
    ]
    assert not dataset.train_images.flags.writeable


def test_mirrors_are_folders() -> None:
    """A mirror is an https address with a slash at the end; one is in mainland China."""
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in data.MIRRORS)
    assert any(".bj." in mirror for mirror in data.MIRRORS)


def test_digits_have_mnists_form() -> None:
    """1,797 different images, read-only, from 0 to 255, always the same; every class in both parts."""
    one, other = data.load_digits(), data.load_digits()
    np.testing.assert_array_equal(one.train_images, other.train_images)
    images = np.concatenate([one.train_images, one.test_images])
    assert images.shape == (1797, 28, 28)
    assert images.dtype == one.train_labels.dtype == one.test_labels.dtype == np.uint8
    assert (images.min(), images.max()) == (0, 255)
    assert len(np.unique(images, axis=0)) == 1797
    assert set(one.train_labels) == set(one.test_labels) == set(range(10))
    assert not one.train_images.flags.writeable


def test_enlarge_keeps_constants_and_symmetry() -> None:
    """Enlarging neither brightens nor shifts, and keeps an image that is large enough."""
    np.testing.assert_array_equal(data.enlarge(np.full((1, 8, 8), 200.0)), np.full((1, 28, 28), 200))
    image = np.random.default_rng(1).uniform(0, 255, (2, 8, 8))
    np.testing.assert_array_equal(
        data.enlarge(image[:, ::-1]), data.enlarge(image)[:, ::-1], "mirrored before and after"
    )
    whole = np.rint(image)
    np.testing.assert_array_equal(data.enlarge(whole, size=8), whole)


def test_parse_idx() -> None:
    """An array comes back as it was written, of any rank, empty or not."""
    for shape in ((), (3,), (0,), (2, 3, 5)):
        array = np.random.default_rng(2).integers(0, 256, shape, np.uint8)
        np.testing.assert_array_equal(data.parse_idx(idx(array)), array, strict=True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00\x08",
        b"\x00\x00\x0d\x01\x00\x00\x00\x01\x07",
        b"\x01\x00\x08\x01\x00\x00\x00\x01\x07",
        b"\x00\x00\x08\x01\x00\x00",
        b"\x00\x00\x08\x01\x00\x00\x00\x02\x07",
        b"\x00\x00\x08\x01\x00\x00\x00\x01\x07\x07",
    ],
    ids=["empty", "no rank", "not uint8", "no magic", "no sizes", "too few", "too many"],
)
def test_parse_idx_refuses(content: bytes) -> None:
    """What is no IDX file of bytes, or not all of one, is a ValueError."""
    with pytest.raises(ValueError, match="parse_idx"):
        data.parse_idx(content)


def test_messages_have_the_same_placeholders() -> None:
    """Both languages of a message are filled with the same values."""
    for key, text in MESSAGES.items():
        names = [{name for _, name, _, _ in string.Formatter().parse(text[lang]) if name} for lang in ("en", "zh")]
        assert names[0] == names[1], key
    assert say(None, "figure_epoch") == "⟦epoch|轮次⟧"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANGUAGE": "zh:en", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANGUAGE": "", "LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "de_DE"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_detect(environ: dict[str, str], language: str) -> None:
    """The first variable that says something decides."""
    assert detect(environ) == language

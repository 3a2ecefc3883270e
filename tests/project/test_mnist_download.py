"""Downloads: whole or not at all, from whichever mirror helps; without any, the digits."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pooch
import pytest

from byhand.course import ROOT
from byhand.mnist import data, download
from byhand.mnist.messages import MnistError
from tests.project.small_mnist import Files, assert_is_small_mnist, fill, install

type Serve = Callable[[Mirror], str]

NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """Small files instead of MNIST's."""
    return install(monkeypatch)


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


def test_mirrors_are_folders() -> None:
    """A mirror is an https address with a slash at the end; one is in mainland China."""
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in data.MIRRORS)
    assert any(".bj." in mirror for mirror in data.MIRRORS)

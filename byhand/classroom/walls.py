"""Everything that stands around a worker: limits, a clean home, no sight of the course, no network, no processes."""

from __future__ import annotations

import os
import resource
import signal
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from byhand.course import ROOT

from . import landlock, seccomp
from .audit import HIDDEN, Warden

MIB = 2**20
DEVICES = (Path("/dev/null"), Path("/dev/zero"), Path("/dev/urandom"), Path("/dev/random"))


@dataclass(frozen=True)
class Bounds:
    """How much one worker may take."""

    memory_mib: int = 512
    cpu_seconds: int = 120
    file_mib: int = 1
    files: int = 128


@dataclass(frozen=True)
class Standing:
    """Which walls of the kernel stand on this system."""

    system: bool
    files: bool


def readable() -> tuple[Path, ...]:
    """Return what a worker may read: Python, its packages, and what the C library needs."""
    names = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    names |= {f"{sys.base_prefix}/lib", "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"}
    names |= {"/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime", "/proc/cpuinfo", "/proc/meminfo"}
    names |= {"/proc/self", "/sys/devices/system/cpu", "/sys/fs/cgroup"}
    found = [Path(name).resolve() for name in names if Path(name).exists()]
    # A checkout inside of such a folder must not become readable with it.
    return tuple(path for path in found if not ROOT.is_relative_to(path)) + DEVICES


def _virtual_bytes(field: str) -> int:
    """Read what this process uses, from /proc; 0 where there is none."""
    try:
        status = Path("/proc/self/status").read_text("utf-8")
    except OSError:
        return 0
    lines = (line.split() for line in status.splitlines() if line.startswith(field + ":"))
    return next((int(words[1]) * 1024 for words in lines), 0)


def limit(bounds: Bounds, *, jax: bool) -> None:
    """Limit this process for good; JAX reserves addresses, and starts threads, that it hardly uses."""
    memory = bounds.memory_mib * MIB
    limits = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": bounds.cpu_seconds,
        "RLIMIT_FSIZE": bounds.file_mib * MIB,
        "RLIMIT_NOFILE": bounds.files,
        "RLIMIT_DATA": _virtual_bytes("VmData") + memory,
        "RLIMIT_AS": _virtual_bytes("VmSize") + memory + (1024 * MIB if jax else 0),
    }
    if not jax:
        limits["RLIMIT_NPROC"] = 0
    for name, value in limits.items():
        number = getattr(resource, name, None)
        if number is None or (name in ("RLIMIT_AS", "RLIMIT_DATA") and sys.platform == "darwin"):
            continue
        resource.setrlimit(number, (value, value))


def _forget_the_course(tools: tuple[str, ...]) -> None:
    """Leave nothing of the course and the grader to be imported, and no way to them, `tools` aside."""
    sys.path[:] = [path for path in sys.path if path and Path(path).resolve() != ROOT]
    for name in list(sys.modules):
        if name.partition(".")[0] in HIDDEN and name.partition(".")[0] not in tools:
            del sys.modules[name]
    sys.path_importer_cache.clear()


def enclose(
    folder: Path,
    bounds: Bounds,
    *,
    jax: bool,
    extra: tuple[Path, ...] = (),
    fence: bool = True,
    tools: tuple[str, ...] = (),
) -> tuple[Warden, Standing]:
    """Put up all walls around this process, whose answer lies in `folder`; `extra` may be read as well, and `tools`
    of the grader be imported.

    Without the `fence` there are only the walls of the kernel.
    """
    seccomp.prctl(seccomp.PR_SET_PDEATHSIG, seccomp.SIGKILL)
    home = folder / "home"
    home.mkdir(exist_ok=True)
    os.chdir(home)
    os.environ.update({name: str(home) for name in ("HOME", "TMPDIR", "TEMP", "TMP", "MPLCONFIGDIR")})
    _forget_the_course(tools)
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    allowed = (*readable(), *extra)
    warden = Warden(folder, allowed, tools)
    limit(bounds, jax=jax)
    system = seccomp.close_system()
    files = landlock.close_files(allowed, [folder, Path("/dev/null")]) if system else False
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if fence:
        sys.addaudithook(warden)
    return warden, Standing(system, files)

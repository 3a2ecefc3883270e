"""Walls in the Linux kernel, for one process and for ever: system calls that an exercise has no use for fail.

No new process, no program, no socket, no signal to anybody else, no reading of another process's memory, no raising of
one's own limits. Elsewhere than on Linux, and on processors not listed here, there is no such wall.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

NUMBERS: dict[str, tuple[int, int]] = {  # name: (x86_64, aarch64); -1 where there is none
    "fork": (57, -1), "vfork": (58, -1), "execve": (59, 221), "execveat": (322, 281),
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242), "ptrace": (101, 117), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "setrlimit": (160, 164), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180), "setpriority": (141, 140), "reboot": (169, 142),
}  # fmt: skip
ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
CLONE, CLONE3, KILL, TGKILL, PRLIMIT = (56, 220), (435, 435), (62, 129), (234, 131), (302, 261)
CLONE_THREAD = 0x10000
NR, ARCH, ARGUMENT = 0, 4, (16, 24, 32)
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, FAIL, KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SIGKILL = 9


def prctl(option: int, value: int = 0, pointer: object = None) -> bool:
    """Call prctl(2); whether it worked, False where there is none."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).prctl(option, value, pointer, 0, 0) == 0)


def _instruction(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _fail(number: int = errno.EPERM) -> bytes:
    return _instruction(RETURN, FAIL | number)


def _unless(number: int, argument: int, code: int, value: int) -> bytes:
    """Let the system call `number` pass only where the low half of an argument meets a test."""
    body = _instruction(LOAD, ARGUMENT[argument]) + _instruction(code, value, 1, 0) + _fail()
    return _instruction(EQUAL, number, 0, 4) + body + _instruction(RETURN, ALLOW)


def program(machine: str, pid: int) -> bytes:
    """Return the filter, in the kernel's own small language, for the process `pid`."""
    audit, column = ARCHITECTURES[machine]
    parts = [_instruction(LOAD, ARCH), _instruction(EQUAL, audit, 1, 0), _instruction(RETURN, KILL_PROCESS)]
    parts += [_instruction(LOAD, NR), _instruction(AT_LEAST, 0x40000000, 0, 1), _fail()]
    parts += [
        _unless(CLONE[column], 0, ANY_BIT, CLONE_THREAD),
        _unless(KILL[column], 0, EQUAL, pid),
        _unless(TGKILL[column], 0, EQUAL, pid),
        _unless(PRLIMIT[column], 2, EQUAL, 0),  # asking is no setting
        # The C library then makes threads by clone, whose flags can be looked at.
        _instruction(EQUAL, CLONE3[column], 0, 1) + _fail(errno.ENOSYS),
    ]
    for numbers in NUMBERS.values():
        if numbers[column] >= 0:
            parts.append(_instruction(EQUAL, numbers[column], 0, 1) + _fail())
    return b"".join([*parts, _instruction(RETURN, ALLOW)])


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def close_system() -> bool:
    """Put the wall up around this process; whether it stands."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in ARCHITECTURES or not prctl(PR_SET_NO_NEW_PRIVS, 1):
        return False
    code = program(machine, os.getpid())
    return prctl(PR_SET_SECCOMP, 2, ctypes.byref(_Program(len(code) // 8, code)))

"""Two processes give what one would, whatever becomes of the other. Each case runs in a process of its own."""

import subprocess
import sys

import pytest

BEGIN = """
import os, sys, threading, time
from functools import partial
from aims_gate.sources import side_by_side as module
from aims_gate.sources.side_by_side import Tasks, each, side_by_side
here = os.getpid()
os.sched_getaffinity = lambda process: {0, 1}
def slow(value):
    time.sleep(0.02)
    return value, os.getpid() == here
"""

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one process")


def run(code: str) -> str:
    """What a process says that runs `code`; a failure says why."""
    done = subprocess.run([sys.executable, "-c", BEGIN + code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


@linux
def test_two_processes_share_the_tasks_and_their_order_is_kept() -> None:
    said = run(
        "found = side_by_side([partial(slow, n) for n in range(20)])\n"
        "print([value for value, _ in found] == [*range(20)], {mine for _, mine in found} == {True, False})"
    )
    assert said == "True True"


@linux
@pytest.mark.parametrize(
    "end",
    [
        "os._exit(0)",
        "os._exit(3)",
        "os.kill(os.getpid(), 9)",
        "sys.exit(0)",
        "raise KeyboardInterrupt",
        "raise ValueError",
        "return lambda: 0",
    ],
)
def test_what_the_other_does_not_bring_is_done_here(end: str) -> None:
    code = f"""
def task(n):
    if os.getpid() != here and n > 3:
        {end}
    return slow(n)
found = side_by_side([partial(task, n) for n in range(20)])
print([value for value, _ in found] == [*range(20)], all(mine for _, mine in found))
"""
    assert run(code) == "True True"


def test_an_error_of_a_task_is_raised_as_if_there_were_no_other() -> None:
    code = """
def task(n):
    if n == 7:
        raise LookupError(n)
    return slow(n)
try:
    side_by_side([partial(task, n) for n in range(20)])
except LookupError as error:
    print(error.args)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody is left")
"""
    assert run(code).split("\n") == ["(7,)", "nobody is left"]


@linux
def test_an_interruption_ends_the_other_too() -> None:
    code = """
def task(n):
    if os.getpid() == here:
        raise KeyboardInterrupt
    time.sleep(60)
try:
    side_by_side([partial(task, n) for n in range(20)])
except KeyboardInterrupt:
    print("interrupted")
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody is left")
"""
    assert run(code).split("\n") == ["interrupted", "nobody is left"]


@linux
def test_the_other_begins_before_it_is_waited_for() -> None:
    code = """
begun = Tasks([partial(slow, n) for n in range(5)])
begun.begin()
time.sleep(1)
print(begun.found() == [(n, False) for n in range(5)])
"""
    assert run(code) == "True"


@linux
def test_the_other_is_ended_where_nobody_wants_what_it_finds() -> None:
    code = """
before = len(os.listdir("/proc/self/fd"))
begun = Tasks([partial(time.sleep, 60) for n in range(5)])
begun.begin()
begun.drop()
begun.drop()
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody is left", before == len(os.listdir("/proc/self/fd")))
"""
    assert run(code) == "nobody is left True"


@pytest.mark.parametrize(
    "case",
    [
        "os.sched_getaffinity = lambda process: {0}",
        "sys.platform = 'darwin'",
        "threading.Thread(target=time.sleep, args=(2,)).start()",
        "def refuse(): raise OSError('no more processes')\nos.fork = refuse",
        "module.TASKS_AT_MOST = 19",
    ],
)
def test_one_process_does_it_where_there_can_be_no_two(case: str) -> None:
    code = f"""
{case}
before = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0
print(side_by_side([partial(slow, n) for n in range(20)]) == [(n, True) for n in range(20)])
print(before == (len(os.listdir("/proc/self/fd")) if before else 0))
"""
    assert run(code) == "True\nTrue"


def test_each_of_many_things_is_worked_on() -> None:
    assert run("print(each(str, range(101)) == [str(n) for n in range(101)], each(str, []) == [])") == "True True"


def test_nothing_to_do_is_nothing_done() -> None:
    assert run("print(side_by_side([]))") == "[]"


@linux
def test_no_end_of_a_pipe_stays_open() -> None:
    code = """
before = os.listdir("/proc/self/fd")
side_by_side([partial(slow, n) for n in range(20)])
print(os.listdir("/proc/self/fd") == before)
"""
    assert run(code) == "True"


@linux
def test_the_most_tasks_have_room_for_their_tickets() -> None:
    code = """
import fcntl
made = os.pipe
def smallest():
    ends = made()
    fcntl.fcntl(ends[1], 1031, 4096)
    return ends
os.pipe = smallest
print(side_by_side([partial(int, n) for n in range(module.TASKS_AT_MOST)]) == [*range(module.TASKS_AT_MOST)])
"""
    assert run(code) == "True"

"""Every command and code block of README, tutorial and how-tos runs, page by page, in a clone of the project.

Shell blocks run in one bash per page, in order, and stop at the first command that fails; Python and SQL blocks run in
between. `<this repository>` is a copy of the working tree; what serves until Ctrl-C is asked once and ended. What the
environment of the tests holds beyond README's is hidden until the page installs it. Blocks of other languages (R, Power
Query, fragments of TOML) name programs that are not here or are parts of a file: they must say so on the page.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import phaen
from tests.bare import SHOW, hidden, hiding, needed
from tests.people import ROOT
from tests.shared import made_once

PAGES = ["README.md", "docs/tutorial.md"]
PAGES += [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs" / "how-to").glob("*.md"))]
PAGES += [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").glob("*.md"))]
PAGES += [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs" / "explanation").glob("*.md"))]
PAGES = [page for page in dict.fromkeys([*PAGES, "CONTRIBUTING.md"]) if page != "docs/data-dictionary.md"]
"""The pages in English; behind the blocks of each run those of the Thai page that are not the same."""
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = {"sh", "python", "sql"}
NOT_RUN = {"r", "powerquery", "toml"}
SHOWN = {"csv"}
"""Lines of files, which are nothing to run."""
DRAWN = re.compile("[→│▼]")
"""A drawing, which is nothing to run."""
LEFT_OUT = {r"^make lint test\b": "make -n lint test", r"^apt install\b": ": apt install"}
"""What no page runs here: the tests inside themselves, and what changes the machine. `.ci/run` does both, before and
around the tests (:func:`test_ci_does_what_the_pages_leave_out`)."""
INSTALLS = re.compile(r"^(?:\S+ -m pip install (?P<what>[^\n#]+)|make (?P<made>ocr|dashboard)\b[^\n]*)", re.MULTILINE)
"""What was just installed is there for the rest of the page; a target of make installs what it needs by itself."""
COMMENT = re.compile(r"(^| )[ ]*(#|--) [^\n]*")
SERVES = re.compile(r"^(make dashboard\b[^\n#]*|\S*phaen dashboard\b[^\n#]*)", re.MULTILINE)
PRELUDE = (
    SHOW
    + """
set -euo pipefail
export BROWSER=true MAKEFLAGS= NO_COLOR=1
make() { PHAEN_ALL=1 command make "$@"; }  # a target installs what it needs
export -f make
link_env() {
    # the environment that the tests run in, as if make had built it here
    mkdir -p .venv
    ln -sfn "$PHAEN_VENV/lib" .venv/lib; ln -sfn "$PHAEN_VENV/pyvenv.cfg" .venv/pyvenv.cfg
    ln -sfn "$PHAEN_VENV/bin" .venv/bin
    for stamp in .made .made-test .made-dashboard .made-docs .made-check; do touch .venv/$stamp; done
}
serve() {
    setsid bash -c "$1" > served.log 2>&1 &
    local pid=$! tries=0
    local ask="import urllib.request; urllib.request.urlopen('http://localhost:$2/', timeout=20)"
    until "$PHAEN_VENV/bin/python" -c "$ask" 2>/dev/null; do
        tries=$((tries + 1))
        if [ $tries -gt 120 ] || ! kill -0 $pid 2>/dev/null; then cat served.log >&2; return 1; fi
        sleep 0.5
    done
    kill -- -$pid; wait $pid 2>/dev/null || true
}
"""
)


def blocks(page: str) -> list[tuple[str, str]]:
    return BLOCK.findall((ROOT / page).read_text("utf-8"))


def repository() -> Path:
    """The working tree with what is not committed yet, as a repository that can be cloned."""

    def make(outer: Path) -> None:
        folder = outer / "phaen"
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
        ).stdout.decode()
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        who = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
        for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "copy"]):
            subprocess.run(["git", *words], cwd=folder, check=True)

    return made_once("repository", make) / "phaen"


def extracted() -> Path:
    """A clone in which ``make extract`` was run: where tutorial and how-tos begin."""

    def make(folder: Path) -> None:
        words = PRELUDE + f'git clone -q "{repository()}" "{folder}"; cd "{folder}"; link_env; make extract'
        environment = {**os.environ, "PHAEN_VENV": sys.prefix}
        subprocess.run(["bash", "-c", words], env=environment, capture_output=True, check=True)

    return made_once("extracted", make)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _served(match: re.Match[str]) -> str:
    line, port = match.group(1).strip(), free_port()
    if line.startswith("make"):
        line = re.sub(r"\bPORT=\d+", "", line) + f" PORT={port}"
    else:
        line = re.sub(r"--port[ =]\d+", "", line) + f" --port {port}"
    return f"serve '{line}' {port}"


def _installed(match: re.Match[str]) -> str:
    """The command, and behind it that what it installs is there."""
    given = [f"phaen[{match['made']}]"] if match["made"] else shlex.split(match["what"])
    return f"{match[0]}\nshown {' '.join(sorted(hidden() & set().union(*map(needed, given))))}"


def thai(page: str) -> str | None:
    """The Thai page of an English one."""
    there = page.replace("docs/", "docs/th/", 1) if "/" in page else page.replace(".md", ".th.md")
    return there if (ROOT / there).is_file() else None


def program(page: str) -> list[tuple[str, str]]:
    """A page's blocks in order; behind each the Thai page's in its place, where it says something else.

    Comments are in the page's language and say nothing to a machine. A Thai page with other blocks runs whole, last.
    """
    given = [(language, code) for language, code in blocks(page) if language in RUN]
    other = thai(page)
    theirs = [(language, code) for language, code in blocks(other) if language in RUN] if other else []
    if [language for language, _ in given] != [language for language, _ in theirs]:
        return given + theirs
    both = zip(given, theirs, strict=True)
    return [one for pair in both for one in (pair if _plain(pair[0]) != _plain(pair[1]) else pair[:1])]


def _plain(block: tuple[str, str]) -> tuple[str, str]:
    return block[0], COMMENT.sub("", block[1])


def script(page: str) -> str:
    """A page's program as one bash script."""
    parts = [PRELUDE]
    cloned = page == "README.md"
    cluster = str(free_port())
    for language, code in program(page):
        if language == "sh":
            if "<this repository>" in code:
                # the newcomer's first lines run as they stand for the README; a tutorial begins with their result
                there = '"$REPO"' if cloned else '"$EXTRACTED"'
                copy = r"\1; link_env" if cloned else 'cp -r "$EXTRACTED" phaen && cd phaen && link_env'
                code = re.sub(r"(git clone [^\n]*)", copy, code.replace("<this repository>", there))
                cloned = True
            for told, done in LEFT_OUT.items():
                code = re.sub(told, done, code, flags=re.MULTILINE)
            code = INSTALLS.sub(_installed, code)
            parts.append(SERVES.sub(_served, code.replace("8786", cluster)))
        elif language == "python":
            parts.append(f".venv/bin/python - <<'PYTHON'\n{code}PYTHON\n")
        elif code.startswith("/*"):  # a rule of one's own is tried on the data
            parts.append(f"mkdir -p my/rules && cat > my/rules/shown.sql <<'SQL'\n{code}SQL\n")
            parts.append(".venv/bin/phaen audit data/parquet --rules my/rules --check-rules\n")
        else:
            parts.append(
                f".venv/bin/python -c 'import duckdb, sys; print(duckdb.sql(sys.stdin.read()))' <<'SQL'\n{code}SQL\n"
            )
    if not cloned:
        parts.insert(1, 'cp -r "$EXTRACTED" phaen && cd phaen && link_env\n')
    return "\n".join(parts)


@pytest.mark.parametrize("page", [page for page in PAGES if program(page)])
def test_every_block_of_a_page_runs(page: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "REPO": str(repository()),
        "EXTRACTED": str(extracted()),
        "PHAEN_VENV": sys.prefix,
        "PYTHONPATH": str(hiding(tmp_path / "bare")),
    }
    log = tmp_path / "log"
    # a file, not a pipe, and a group of its own: what a page leaves running in the background cannot hold the test up
    with log.open("w") as output:
        shell = subprocess.Popen(
            ["bash", "-c", script(page)],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = shell.wait(timeout=1200)  # a page that hangs, not a machine that is busy
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)
    said = log.read_text("utf-8")
    assert status == 0, said[-5000:]
    found = subprocess.run(
        [sys.executable, "-c", "import phaen; print(phaen.__file__)"], capture_output=True, text=True
    )
    assert found.stdout.strip() == phaen.__file__, f"{page} changes the environment of the tests"
    for line in re.findall(r"^#> (.+)$", (ROOT / page).read_text("utf-8"), re.MULTILINE):
        assert line in said, f"{page} says that a command prints: {line}"


def test_no_block_is_left_out() -> None:
    pages = [*PAGES, *filter(None, map(thai, PAGES))]
    written = {*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.th.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"}
    assert written - {ROOT / "docs" / "data-dictionary.md"} == {ROOT / page for page in pages}
    languages = {language for page in pages for language, code in blocks(page) if not DRAWN.search(code)}
    assert languages <= RUN | NOT_RUN | SHOWN, languages
    for page in pages:
        text = (ROOT / page).read_text("utf-8")
        fences = len(re.findall(r"^```\w*", text, re.MULTILINE))
        assert fences == 2 * len(blocks(page)), page
        for language, code in blocks(page):
            if DRAWN.search(code):
                continue
            assert language in RUN | SHOWN or "ot run by the project's tests" in text, (page, language)


def test_ci_does_what_the_pages_leave_out() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    given = re.search(r"^packages=\((.*)\)$", ci, re.MULTILINE)
    assert given and re.search("^make lint$", ci, re.MULTILINE) and re.search("^make test ", ci, re.MULTILINE)
    asked = [
        name
        for page in [*PAGES, *filter(None, map(thai, PAGES))]
        for _, code in blocks(page)
        for line in re.findall(r"^(?:sudo )?apt install ([^#\n]+)", code, re.MULTILINE)
        for name in line.split()
    ]
    assert asked and set(asked) <= set(given[1].split())


def test_what_readme_does_not_install_is_hidden_until_it_is_installed(tmp_path: Path) -> None:
    folder = hiding(tmp_path)
    code = "import importlib.util as u, phaen, pandas, duckdb; print(*(u.find_spec(n) is None for n in {names}))"
    names = ("polars", "frictionless", "distributed", "starlette")

    def missing() -> list[str]:
        words = [sys.executable, "-c", code.format(names=names)]
        environment = {**os.environ, "PYTHONPATH": str(folder)}
        return subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout.split()

    assert missing() == ["True"] * 4
    line = _installed(re.match(INSTALLS, "python -m pip install polars 'phaen[check]'"))  # type: ignore[arg-type]
    subprocess.run(["bash", "-c", SHOW + line.partition("\n")[2]], env={"PYTHONPATH": str(folder)}, check=True)
    assert missing() == ["False", "False", "True", "True"]


def test_a_failing_block_fails(tmp_path: Path) -> None:
    done = subprocess.run(["bash", "-c", PRELUDE + "false\ntrue"], cwd=tmp_path, capture_output=True)
    assert done.returncode != 0

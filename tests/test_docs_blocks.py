"""Every command and code block of README, tutorial and how-tos runs, page by page, in a clone of the project.

Shell blocks run in one bash per page, in order, and stop at the first command that fails; Python and SQL blocks run in
between. `<this repository>` is a copy of the working tree; what serves until Ctrl-C is asked once and ended. Blocks of
other languages (R, Power Query, fragments of TOML) name programs that are not here or are parts of a file: they must
say so on the page.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.people import ROOT

PAGES = ["README.md", "README.th.md", "docs/tutorial.md", "docs/th/tutorial.md"]
PAGES += [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").glob("**/how-to/*.md"))]
PAGES += ["docs/schema-versions.md"]
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = {"sh", "python", "sql"}
NOT_RUN = {"r", "powerquery", "toml"}
SERVES = re.compile(r"^(make dashboard\b[^\n#]*|\S*phaen dashboard\b[^\n#]*)", re.MULTILINE)
PRELUDE = """
set -euo pipefail
export BROWSER=true MAKEFLAGS= NO_COLOR=1
link_env() {
    # the environment that the tests run in, as if make had built it here
    mkdir -p .venv my/documents
    ln -sfn "$PHAEN_VENV/lib" .venv/lib; ln -sfn "$PHAEN_VENV/pyvenv.cfg" .venv/pyvenv.cfg
    ln -sfn "$PHAEN_VENV/bin" .venv/bin
    for stamp in .made .made-test .made-dashboard .made-docs .made-check; do touch .venv/$stamp; done
    cp data/raw/sno_plan_2568.txt my/documents/
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


def blocks(page: str) -> list[tuple[str, str]]:
    return BLOCK.findall((ROOT / page).read_text("utf-8"))


@cache
def repository() -> Path:
    """The working tree with what is not committed yet, as a repository that can be cloned."""
    folder = Path(os.environ["PYTEST_TMP_REPO"]) / "phaen"
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
    return folder


@cache
def extracted() -> Path:
    """A clone in which ``make extract`` was run: where the how-tos begin."""
    folder = repository().parent / "extracted"
    words = PRELUDE + f'git clone -q "{repository()}" "{folder}"; cd "{folder}"; link_env; make extract'
    environment = {**os.environ, "PHAEN_VENV": sys.prefix}
    subprocess.run(["bash", "-c", words], env=environment, capture_output=True, check=True)
    return folder


@pytest.fixture(scope="module", autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["PYTEST_TMP_REPO"] = str(tmp_path_factory.mktemp("repository"))


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


def script(page: str) -> str:
    """A page's blocks as one bash script."""
    parts = [PRELUDE]
    cloned = False
    for language, code in blocks(page):
        if language == "sh":
            if "<this repository>" in code:
                cloned = True
                code = code.replace("<this repository>", "'$REPO'".replace("'", '"'))
                code = re.sub(r"(git clone [^\n]*)", r"\1; link_env", code)
            parts.append(SERVES.sub(_served, code))
        elif language == "python":
            parts.append(f".venv/bin/python - <<'PYTHON'\n{code}PYTHON\n")
        elif language == "sql":
            parts.append(
                f".venv/bin/python -c 'import duckdb, sys; print(duckdb.sql(sys.stdin.read()))' <<'SQL'\n{code}SQL\n"
            )
    if not cloned:
        parts.insert(1, 'cp -r "$EXTRACTED" phaen && cd phaen\n')
    return "\n".join(parts)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_runs(page: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "REPO": str(repository()),
        "EXTRACTED": str(extracted()),
        "PHAEN_VENV": sys.prefix,
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
            status = shell.wait(timeout=300)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)
    said = log.read_text("utf-8")
    assert status == 0, said[-5000:]
    for line in re.findall(r"^#> (.+)$", (ROOT / page).read_text("utf-8"), re.MULTILINE):
        assert line in said, f"{page} says that a command prints: {line}"


def test_no_block_is_left_out() -> None:
    languages = {language for page in PAGES for language, _ in blocks(page)}
    assert languages <= RUN | NOT_RUN, languages
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        fences = len(re.findall(r"^```\w*", text, re.MULTILINE))
        assert fences == 2 * len(blocks(page)), page
        for language, _ in blocks(page):
            assert language in RUN or "ot run by the project's tests" in text, (page, language)


def test_a_failing_block_fails(tmp_path: Path) -> None:
    done = subprocess.run(["bash", "-c", PRELUDE + "false\ntrue"], cwd=tmp_path, capture_output=True)
    assert done.returncode != 0

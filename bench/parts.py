"""Parts of a page that commands make: between ``<!-- NAME -->`` and ``<!-- end NAME -->``; people write the rest."""

from __future__ import annotations

import subprocess
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ACCURACY = ROOT / "docs" / "accuracy.md"


def put(page: Path, name: str, text: str) -> None:
    """Put ``text`` into the part ``name`` of ``page``; an error where the page has no such part."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end {name} -->"
    before, found, rest = page.read_text("utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{page} has no part {name}")
    page.write_text(f"{before}{begin}{text.strip()}\n{closed}{after}", "utf-8")


def made_by(command: str) -> str:
    """The line that says what made a part, when, and of which state."""
    return f"Made by `{command}` on {date.today().isoformat()}, version {version('phaen')}, commit {commit()}."


def commit() -> str:
    """The commit that is measured, marked when files differ from it."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "pipeline", "extractors", "normalizers")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")

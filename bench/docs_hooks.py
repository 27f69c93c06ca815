"""Pages of the documentation that come from code, and the fonts; called by MkDocs (see mkdocs.yml).

Commands and rules are written from the program itself, the examples are run on the sample documents: no page can be
out of date.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FONTS = ROOT / "pipeline" / "report" / "static" / "fonts"
EXAMPLES = (
    ("Targets met by year", "targets_met.py", "pandas", "python"),
    ("How a KR's target moved", "kr_targets.py", "Polars", "python"),
    ("Budget per policy code", "budget_by_policy.sql", "DuckDB", "sql"),
)


COMMANDS_HEAD = {
    "en": "# Commands\n\nMade from the program: what `phaen COMMAND --help` prints.\n",
    "th": "# คำสั่ง\n\nสร้างจากโปรแกรม: ข้อความที่ `phaen COMMAND --help --language th` แสดง\n",
}


def commands_page(language: str) -> str:
    """Every command with its help, as the program prints it in this language."""
    from gettext import gettext

    from phaen.pipeline.cli.language import speak
    from phaen.pipeline.cli.main import COMMANDS, cli

    speak(language)
    parts = [COMMANDS_HEAD[language]]
    top = click.Context(cli, info_name="phaen")
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        if command is None:
            continue
        parts.append(f"## phaen {name}\n\n{gettext(COMMANDS[name])}\n\n{_help(command, top, name)}")
        if isinstance(command, click.Group):
            group = click.Context(command, info_name=name, parent=top)
            for inner in command.list_commands(group):
                found = command.get_command(group, inner)
                if found is not None:
                    parts.append(f"### phaen {name} {inner}\n\n{_help(found, group, inner)}")
    speak("en")
    return "\n".join(parts)


def _help(command: click.Command, parent: click.Context, name: str) -> str:
    text = command.get_help(click.Context(command, info_name=name, parent=parent, max_content_width=100))
    return f"```text\n{text}\n```\n"


def rules_page() -> str:
    """Every audit rule in both languages."""
    from phaen.pipeline.audit import RULES

    parts = [
        "# Audit rules\n\nMade from `pipeline/audit/words/rules.csv`. What is material: [the audit](../audit.md).\n"
    ]
    for rule in RULES:
        parts.append(
            f"## {rule.name}\n\n*{rule.severity}* · **{rule.title_en}** · {rule.title_th}\n\n"
            f"{rule.explanation_en}\n\n{rule.explanation_th}\n"
        )
    return "\n".join(parts)


def sample_output(folder: Path) -> Path:
    """A run over the sample documents; in a folder of its own, so that two builds do not wait for each other."""
    output = folder / "parquet"
    words = [sys.executable, "-m", "phaen", "extract", "data/raw", "--output", str(output), "--jobs", "1"]
    done = subprocess.run([*words, "--review", str(folder / "review")], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise PluginError(f"the examples need a run over data/raw, which failed: {done.stderr[-800:]}")
    return output


def run_example(name: str, data: Path) -> str:
    """What an example prints over an output folder."""
    path = ROOT / "examples" / name
    if path.suffix == ".sql":
        words = [sys.executable, "-m", "phaen", "query", str(data), "-"]
        done = subprocess.run(words, input=path.read_bytes(), capture_output=True, cwd=ROOT, check=True)
    else:
        done = subprocess.run([sys.executable, str(path), str(data)], capture_output=True, cwd=ROOT, check=True)
    return done.stdout.decode().rstrip()


def examples_page() -> str:
    """The examples with their code and what they print for the sample documents."""
    parts = ["# Examples\n\nThree short analyses in `examples/`, with what they print for the sample documents.\n"]
    with tempfile.TemporaryDirectory(prefix="phaen-docs-") as folder:
        data = sample_output(Path(folder))
        for title, name, library, language in EXAMPLES:
            code = (ROOT / "examples" / name).read_text("utf-8").rstrip()
            shown = f'```{language} title="examples/{name}"\n{code}\n```'
            printed = f"```text\n{run_example(name, data)}\n```"
            parts.append(f"## {title} ({library})\n\n{shown}\n\n{printed}\n")
    return "\n".join(parts)


def on_files(files: Files, config: Any) -> Files:
    """Add the made pages and the fonts to the site."""
    from phaen.pipeline.cli.schema import dictionary

    pages = {
        "reference/commands.md": commands_page("en"),
        "th/reference/commands.md": commands_page("th"),
        "th/data-dictionary.md": dictionary("th"),
        "reference/rules.md": rules_page(),
        "examples.md": examples_page(),
    }
    for path, text in pages.items():
        files.append(File.generated(config, path, content=text))
    for font in sorted(FONTS.glob("*")):
        files.append(File.generated(config, f"assets/fonts/{font.name}", abs_src_path=str(font)))
    return files


SHIM = "https://unpkg.com/iframe-worker/shim"
"""What the theme would fetch to search from disk; the site has its own."""


def _with_own_shim(output: str, url: str) -> str:
    return output.replace(SHIM, get_relative_url("assets/iframe-worker.js", url))


def on_post_page(output: str, page: Any, config: Any) -> str:
    """No page loads anything from elsewhere; Thai pages say that they are Thai."""
    if page.url.startswith("th/"):
        output = output.replace('<html lang="en"', '<html lang="th"', 1)
    return _with_own_shim(output, page.url)


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """The same for pages without a source, such as 404.html."""
    return _with_own_shim(output_content, template_name) if template_name.endswith(".html") else output_content

"""The unit of work: one file's bytes to the rows of one document, as a pure function."""

from __future__ import annotations

import errno
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phaen.extractors.archive import archived_files, is_archive
from phaen.extractors.forms.bundles import split_bundle
from phaen.extractors.forms.engine import forms
from phaen.extractors.forms.spec import FormError, Give
from phaen.extractors.model import Document, UnreadableDocument
from phaen.extractors.ocr import OcrOptions
from phaen.extractors.reader import is_pdf, is_picture, is_readable, read_document
from phaen.extractors.tables.joined import Item
from phaen.extractors.wordings.catalogue import load, using
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.document import assemble, identified
from phaen.pipeline.result import DocumentTables, ExtractOptions, doc_id, failed, unread
from phaen.pipeline.schema.datasets import DATASETS, Row, SchemaError, validate
from phaen.pipeline.schema.names import PER_DOCUMENT

if TYPE_CHECKING:
    from phaen.extractors.pdf.source.attachments import Attached

_ROOT = Path(__file__).resolve().parent.parent

_DEEPEST = 3
"""Levels of attached files in attached files that are read."""


@lru_cache(maxsize=4)
def _register(folder: str | None) -> AgencyRegister:
    return AgencyRegister.load(Path(folder) if folder else None)


def _check_give(where: str, give: Give) -> None:
    """Columns, sections, listings and bases of one record must be those of the schema."""
    columns = DATASETS[give.dataset].by_name
    known = {
        "section": DATASETS["plans"].by_name["section"].choices,
        "base": DATASETS["kpis"].by_name["base"].choices,
        "listing": DATASETS["kpi_mentions"].by_name["listing"].choices,
        "source": DATASETS["results"].by_name["source"].choices,
    }
    used = {
        "section": [case.value for case in give.section],
        **{key: [getattr(give, key)] for key in ("base", "listing", "source")},
    }
    for key, values in used.items():
        unknown = [value for value in values if value and value not in known[key]]
        if unknown:
            raise FormError(
                "{where}: {key}: {name!r} is none; known: {known}",
                where=where,
                key=key,
                name=unknown[0],
                known=", ".join(known[key]),
            )
    missing = {one.column for one in give.fields} - columns.keys()
    if missing:
        raise FormError(
            "{where}: {dataset} has no column {column}", where=where, dataset=give.dataset, column=min(missing)
        )


def check_forms(folder: str | Path | None) -> None:
    """Load the built-in forms and those of the user's ``folder``.

    Raises ``FormError`` or ``WordingsError`` with file and key where one names a role, parser, heading, kind of raw
    column or column of a dataset that there is not.
    """
    from phaen.extractors.text.raw.header import headings  # which a PDF does not need

    given = Path(folder) if folder else None
    headings(load(given))
    for form in forms(given).values():
        for give in form.gives:
            _check_give(form.where, give)


def _sentence(text: str) -> str:
    """A reader's reason on one line, as a sentence."""
    line = " ".join(text.split()) or "The file cannot be read, for an unknown reason"
    return line[0].upper() + line[1:] + ("" if line.endswith((".", "!", "?")) else ".")


def passwords_of(source_file: str, options: ExtractOptions) -> list[str]:
    """The passwords to try on a file, in order: a line ``NAME<tab>PASSWORD`` holds for the file of that name (or path
    below the input folder, or pattern such as ``*_2568.pdf``), any other line for every file."""
    found = []
    for line in options.passwords:
        name, tab, password = line.partition("\t")
        if not tab:
            found.append(line)
        elif any(fnmatchcase(one, name) for one in (source_file, source_file.rpartition("/")[2])):
            found.append(password)
    return found


def _read(data: bytes, source_file: str, options: ExtractOptions) -> Document:
    ocr = OcrOptions(options.ocr, options.ocr_cache, options.ocr_page_seconds)
    try:
        return read_document(data, source_file, backend=options.backend, ocr=ocr, pages=options.wanted)
    except UnreadableDocument as error:
        if not options.passwords or "encrypted" not in str(error):
            raise
    for password in passwords_of(source_file, options):
        try:
            return read_document(
                data, source_file, backend=options.backend, password=password, ocr=ocr, pages=options.wanted
            )
        except UnreadableDocument:
            continue
    raise UnreadableDocument("The PDF is encrypted and no password of --password-file opens it.")


def _complete(tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[Row]]:
    """Assembled rows, with what only linking can know at its first value, checked against the schema."""
    document = tables["documents"][0]
    for row in tables.get("kpis", []):
        row.setdefault("kr_code", row.get("kr_code_printed"))
        row.setdefault("kr_code_source", "printed" if row.get("kr_code_printed") else "none")
        row.setdefault("reviewed", False)
    for row in tables.get("repairs", []):
        row.setdefault("fiscal_year", document.get("fiscal_year"))
        row.setdefault("agency_code", document.get("agency_code"))
    unknown = set(tables) - set(PER_DOCUMENT)
    if unknown:
        raise SchemaError(f"{min(unknown)} is not a dataset of the schema")
    return {name: validate(name, tables.get(name, [])) for name in PER_DOCUMENT}


def printed_items(data: bytes, source_file: str, options: ExtractOptions) -> list[Item]:
    """The paragraphs and joined tables of one file, as forms get them.

    Raises ``UnreadableDocument`` for a file that cannot be read.
    """
    with using(Path(options.forms) if options.forms else None):
        return identified(_read(data, source_file, options), _register(options.registers), options.pages)[1]


def _blame(error: Exception) -> str:
    """A sentence for an error nobody foresaw: what and where in phaen; not its text, which may hold addresses."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)]
    where = f" in {Path(own[-1].filename).relative_to(_ROOT).as_posix()}, line {own[-1].lineno}" if own else ""
    return f"An error inside phaen ({type(error).__name__}{where}); please report it with the file."


def extract_document(data: bytes, source_file: str, options: ExtractOptions) -> DocumentTables:
    """Extract one file and the files attached to it; what cannot be read gives a ``failed`` document, no exception."""
    return _with_attached(data, source_file, options, {doc_id(data)}, _DEEPEST)


_SECOND = re.compile(r" \([0-9]+\)$")
"""The number of a second file of one name (:func:`named_inside`)."""


def _with_attached(
    data: bytes, source_file: str, options: ExtractOptions, seen: set[str], depth: int
) -> DocumentTables:
    """The tables of a file and of what is attached to it, except documents among ``seen`` (their ids)."""
    packed = is_archive(data)
    if not packed and not is_pdf(data, source_file):
        return _extract_one(data, source_file, options)
    try:
        inside = archived_files(data) if packed else _attached(data, source_file, options)
    except UnreadableDocument as error:
        return failed(source_file, _sentence(str(error)), doc_id(data))
    if packed:
        count = f"its {len(inside)} files are documents of their own" if inside else "it is empty"
        result = unread(source_file, "skipped", f"The file is an archive; {count}.", doc_id(data))
    else:
        result = _extract_one(data, source_file, options)
    tables, recognised = {name: list(rows) for name, rows in result.tables.items()}, result.recognised
    bound = {row["source_file"] for row in tables["documents"]}
    for inner, content in named_inside(source_file, inside, bound):
        name = _SECOND.sub("", inner.removeprefix(f"{source_file}#"))
        if content is None:
            part = failed(inner, "The file inside is damaged or too large to be taken out.")
        elif doc_id(content) in seen:
            if not packed:
                continue
            part = unread(
                inner, "skipped", "The file inside is the same as another one; it is read once.", doc_id(content)
            )
        elif depth == 0 or not (is_readable(content, name) or (packed and is_picture(content))):
            part = unread(inner, "skipped", "The file inside is of a kind that is not read.", doc_id(content))
        else:
            seen.add(doc_id(content))
            part = _with_attached(content, inner, options, seen, depth - 1)
        recognised += part.recognised
        for dataset, rows in part.tables.items():
            tables[dataset] += rows
    return DocumentTables(tables, recognised)


def named_inside(
    source_file: str, inside: Iterable[tuple[str, bytes | None]], taken: Iterable[str] = ()
) -> Iterator[tuple[str, bytes | None]]:
    """The files inside a file under the names of their documents: ``a.zip#b.pdf``, a second one with a number."""
    names = set(taken)
    for name, content in inside:
        inner, number = f"{source_file}#{name}", 2
        while inner in names:
            inner, number = f"{source_file}#{name} ({number})", number + 1
        names.add(inner)
        yield inner, content


def _attached(data: bytes, source_file: str, options: ExtractOptions) -> list[Attached]:
    """The attached files, opened with the first password that opens the file."""
    from phaen.extractors.pdf.source.attachments import attached_files  # for text no reader of PDF is loaded

    for password in (None, *passwords_of(source_file, options)):
        found = attached_files(data, password)
        if found:
            return found
    return []


def _extract_one(data: bytes, source_file: str, options: ExtractOptions) -> DocumentTables:
    key = doc_id(data)
    try:
        with using(Path(options.forms) if options.forms else None):
            document = _read(data, source_file, options)
            register = _register(options.registers)
            tables: dict[str, list[Row]] = {name: [] for name in PER_DOCUMENT}
            for part in split_bundle(document, register, data):
                rows = assemble(part, register, cells=options.cells, statements=options.statements, pages=options.pages)
                for name, complete in _complete(rows).items():
                    tables[name] += complete
        return DocumentTables(tables, sum(page.ocr for page in document.pages))
    except UnreadableDocument as error:
        return failed(source_file, _sentence(str(error)), key)
    except SchemaError as error:
        return failed(source_file, f"The rows found break the schema: {error}; please report it.", key)
    except MemoryError:
        raise
    except RecursionError:
        return failed(source_file, "The file nests its parts too deeply to be read.", key)
    except Exception as error:  # a stranger's file must not end the run
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:
            raise MemoryError(str(error)) from error
        return failed(source_file, _blame(error), key)

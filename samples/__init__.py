"""The project's own documents: contents with known answers, rendered in every shape the readers must take.

A document is *content* (:mod:`samples.content`); the form modules turn it into blocks and into the rows that
an extraction must give; the writers turn the blocks into text and PDF files; :mod:`samples.variants`,
:mod:`samples.damage` and :mod:`samples.scans` make the same document harder to read.
``python -m samples.build`` writes ``data/raw`` and ``tests/fixtures/samples``.
"""

"""``python -m phaen``: the same as the ``phaen`` command."""

from phaen.pipeline.cli.main import main

main()

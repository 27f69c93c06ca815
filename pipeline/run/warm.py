"""Imported once by the server that worker processes are forked from.

Loads what every document needs (dictionaries, registers, wordings), so that workers start at once and share that
memory instead of each holding its own.
"""

import signal

from phaen.normalizers.repair.lexicon import lexicon, trusted
from phaen.pipeline.extract import extract_document
from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.run import lean

WARM_UP = "แผนปฏิบัติการประจำปี พ.ศ. 2568\nสำนักงานการเจ้าหน้าที่\n\nลำดับ\tตัวชี้วดั\tค่าเป้าหมาย\n1\tร้อยละของงาน\tร้อยละ 80\n"

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
lean.start()
lexicon().open_all()
trusted().open_all()
extract_document(WARM_UP.encode("utf-8"), "warm-up.txt", ExtractOptions())

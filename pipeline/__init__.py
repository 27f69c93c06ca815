"""Orchestration: schema, store, run, audit, report and the command line. Imports extractors and normalizers."""

"""The audit: rules that read the datasets and say what does not add up, with the evidence."""

from phaen.pipeline.audit.engine import run_rules
from phaen.pipeline.audit.rules import RULES

__all__ = ["RULES", "run_rules"]

"""One heading over two columns that names what stands in each (รหัส KR / ตัวชี้วัด, code and indicator)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from phaen.extractors.wordings.behind_target import Ranked
from phaen.extractors.wordings.catalogue import Role

_CODE_AND_NAME = re.compile(r"รหัส\S*?(?:/|และ)\S*ตัวชี้วัด\S*", re.IGNORECASE)
_ROLES = ("code", "name")


def code_and_name(headings: Sequence[Sequence[str]], ranked: Ranked, roles: Sequence[Role]) -> Ranked:
    """``ranked`` where such a heading, squashed, stands over two columns: the first holds codes, the second names. Over
    one column it is the names', each with its code before it."""
    by_name = {role.name: role for role in roles}
    if not by_name.keys() >= set(_ROLES):
        return ranked
    for column, (parts, behind) in enumerate(pairwise(headings)):
        over_both = list(parts) == list(behind) or not any(behind)  # text has no cell that is merged
        if over_both and parts and _CODE_AND_NAME.fullmatch(parts[-1]):
            sure = [(1.0, column + at, by_name[name]) for at, name in enumerate(_ROLES)]
            return [*sure, *(one for one in ranked if one[1] not in (column, column + 1))]
    return ranked

"""What makes two papers the same: the fingerprint of their content, and of what a blank form asks for."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from yiyang.law.filing import Field
from yiyang.law.procedure import Procedure, Sheet


def digest(content: Mapping[str, Any]) -> str:
    """A fingerprint of what a paper says, in whatever language it is printed."""
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def version_of(procedure: Procedure) -> str:
    """The digest of what a form asks for."""
    return digest(shape(procedure))


def shape(procedure: Procedure) -> dict[str, object]:
    """Everything that stands on a blank form."""
    return {
        "title": procedure.title,
        "provision": procedure.provision,
        "channels": procedure.channels,
        "fields": [_field(one) for one in procedure.every_field],
        "stages": [(stage.name, stage.label, stage.role, stage.clock) for stage in procedure.stages],
        "outcomes": procedure.outcomes,
    }


def sheet_number(prefix: str, procedure: Procedure, sheet: Sheet) -> str:
    """The number of a blank paper: it changes with what the paper asks for."""
    version = digest(sheet_shape(procedure, sheet))[:6].upper()
    return f"{prefix}-{procedure.code.upper()}-{sheet.code.upper()}-{version}"


def sheet_shape(procedure: Procedure, sheet: Sheet) -> dict[str, object]:
    """Everything that stands on one blank paper of a procedure."""
    shown = [one for one in procedure.every_field if not sheet.fields or one.name in sheet.fields]
    return {**shape(procedure), "sheet": list(vars(sheet).values()), "fields": [_field(one) for one in shown]}


def _field(one: Field) -> list[object]:
    return [one.name, one.label, str(one.kind), one.provision, one.required, one.choices, one.when, one.hint]

"""One refusal that names everything missing or odd in a filing."""

from collections.abc import Iterable, Mapping

from yiyang.law.filing import CONTROL, NO_CONTROL, Field
from yiyang.law.procedure import Procedure
from yiyang.law.words import Text
from yiyang.services.errors import UNSEEN, BadInput, Missing


def complete(procedure: Procedure, missing: list[tuple[Field, Text]], filing: Mapping[str, str]) -> None:
    """Raise BadInput naming everything that is missing or odd in one refusal; nothing when all is there."""
    if missing:
        raise BadInput(
            field=", ".join(field.name for field, _ in missing),
            value=", ".join(filing.get(field.name, "")[:40] for field, _ in missing),
            text=Text(
                "；".join(f"{field.label.zh}：{said.zh}" for field, said in missing),
                "; ".join(f"{field.label.en}: {said.en}" for field, said in missing),
            ),
            provision=missing[0][0].provision or procedure.provision,
            missing=[Missing(field.name, field.label, said, field.provision) for field, said in missing],
        )


NO_FIELD = Text("没有这一项", "there is no such field")


def only_known(procedure: Procedure, asked: Iterable[Field], filing: Mapping[str, str]) -> None:
    """Raise BadInput naming every field of a filing that the procedure does not ask for here."""
    names = {field.name for field in asked}
    strange = [name for name, text in filing.items() if name not in names and text.strip()]
    if strange:
        told = [CONTROL.sub(UNSEEN, name[:40]) for name in strange]
        raise BadInput(
            field=", ".join(told),
            value=", ".join(filing[name][:40] for name in strange),
            text=NO_FIELD,
            provision=procedure.provision,
            missing=[Missing(name, Text(name, name), NO_FIELD, procedure.provision) for name in told],
        )


def written(field: str, text: str, provision: str | None = None) -> str:
    """A text somebody wrote beside a form, without the space around it. Raises BadInput where it holds characters that
    show nowhere and that a database refuses."""
    if CONTROL.search(text):
        raise BadInput(field=field, value=text[:40], text=NO_CONTROL, provision=provision)
    return text.strip()

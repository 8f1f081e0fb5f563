"""The ten branches of Article 7(1): each disease with what it asks besides, each part a reason of its own."""

from collections.abc import Callable

from yiyang.law.decision import Reason, condition, every
from yiyang.law.questions.sickbed import (
    CLASSES,
    COMPLICATIONS,
    DIALYSES,
    FRACTURES,
    GRADES,
    TREATMENTS,
    OpenHomeSickbed,
)
from yiyang.law.values import Value, Values
from yiyang.law.words import Text

Branch = Callable[[OpenHomeSickbed, Values], list[Reason]]
OTHER_BRANCH = Text("符合另一种情形的，按该情形申请", "Where another branch applies, apply under that")


def _part(
    provision: str, holds: bool | None, met: Text, unmet: Text, *values: Value, change: Text = OTHER_BRANCH
) -> Reason:
    return condition(provision, holds, met, unmet, values=values, change=change)


def _copd(q: OpenHomeSickbed, _values: Values) -> list[Reason]:
    return [
        _part(
            "JM-07.1.1",
            q.copd_acute,
            Text("慢阻肺急性发作", "COPD in acute exacerbation"),
            Text("慢阻肺处于稳定期", "The COPD is stable"),
            change=Text("急性发作时再申请", "Apply in an acute exacerbation"),
        )
    ]


def _tumour(q: OpenHomeSickbed, _values: Values) -> list[Reason]:
    what = TREATMENTS[q.tumour_treatment] if q.tumour_treatment else None
    return [
        _part(
            "JM-07.1.2",
            q.tumour_late,
            Text("恶性肿瘤晚期", "A malignant tumour at a late stage"),
            Text("恶性肿瘤未到晚期", "The tumour is not at a late stage"),
        ),
        _part(
            "JM-07.1.2",
            None if q.tumour_treatment is None else q.tumour_treatment == "none",
            Text("没有在做放疗、化疗、热疗", "No radiotherapy, chemotherapy or hyperthermia"),
            Text("属除外的治疗：{what}", "An excluded treatment: {what}").filled(what=what),
            change=Text("这项治疗结束后再申请", "Apply once this treatment has ended"),
        ),
    ]


def _stroke(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    found = _part(
        "JM-07.1.3", True, Text("脑血管意外或其后遗症", "Stroke or its sequelae"), Text("不是脑血管意外", "No stroke")
    )
    return [found, *_all_three(q, values)]


def _dementia(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    grade = GRADES[q.dementia_grade] if q.dementia_grade else None
    found = _part(
        "JM-07.1.3",
        None if q.dementia_grade is None else q.dementia_grade == "severe",
        Text("重度老年痴呆", "Severe senile dementia"),
        Text("老年痴呆为{grade}，未达到重度", "The dementia is {grade}, not severe").filled(grade=grade),
    )
    return [found, *_all_three(q, values)]


def _parkinson(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    return [_cannot_care(q, values)]


def _all_three(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    """Under the other reading of A-JM-4 inability to care for oneself is asked of stroke and dementia too."""
    return [_cannot_care(q, values)] if values.other_reading("A-JM-4") else []


def _cannot_care(q: OpenHomeSickbed, values: Values) -> Reason:
    return _part(
        "JM-07.1.3",
        q.cannot_care,
        Text("生活不能自理", "Unable to care for oneself"),
        Text("生活尚能自理", "Still able to care for oneself"),
        values["reading.A-JM-4"],
    )


JOINTS = ("hip", "kneecap")
CONFIRM = Text(
    "{kind}；原文写作“髌关节”，可能是“髋关节”之误，请经办机构确认",
    "{kind}; the joint as the text writes it may be a slip for the hip: the agency is asked to confirm",
)


def _fracture(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    kind = FRACTURES[q.fracture] if q.fracture else Text("所列骨折", "a fracture of the list")
    reading = values["reading.A-JM-5"]
    barred = {"other", "hip"} if values.other_reading("A-JM-5") else {"other"}
    met = CONFIRM.filled(kind=kind) if q.fracture in JOINTS else kind
    return [
        _part(
            "JM-07.1.4",
            None if q.fracture is None else q.fracture not in barred,
            met,
            Text("{kind}，不在所列三类之内", "{kind}: not of the three kinds listed").filled(kind=kind),
            reading,
        ),
        _part(
            "JM-07.1.4",
            q.bed_rest,
            Text("需长期卧床休息", "Long bed rest is needed"),
            Text("不需要长期卧床休息", "No long bed rest is needed"),
        ),
    ]


def _heart(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    least = values["sickbed.heart_class"]
    told = {"found": CLASSES[q.heart_class] if q.heart_class else None, "least": CLASSES[least.text]}
    return [
        _part(
            "JM-07.1.5",
            None if q.heart_class is None else int(q.heart_class) >= least.number,
            Text("慢性心功能不全{found}", "Chronic heart failure, {found}").filled(**told),
            Text("慢性心功能不全{found}，低于{least}", "Chronic heart failure, {found}: below {least}").filled(**told),
            least,
        )
    ]


def _organs(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    least = values["sickbed.organs"]
    told = {"found": q.failing_organs, "least": least.number}
    return [
        _part(
            "JM-07.1.6",
            None if q.failing_organs is None else q.failing_organs >= least.number,
            Text("{found} 个器官功能衰竭", "{found} organs fail").filled(**told),
            Text("{found} 个器官功能衰竭，少于 {least} 个", "{found} organs fail, fewer than {least}").filled(**told),
            least,
        ),
        _part(
            "JM-07.1.6",
            q.organs_chronic,
            Text("为慢性功能衰竭", "The failure is chronic"),
            Text("为急性功能衰竭", "The failure is acute"),
        ),
    ]


def _cirrhosis(q: OpenHomeSickbed, _values: Values) -> list[Reason]:
    return [
        _part(
            "JM-07.1.7",
            q.decompensated,
            Text("肝硬化失代偿期", "Decompensated cirrhosis"),
            Text("肝硬化处于代偿期", "The cirrhosis is compensated"),
        )
    ]


def _bedridden(q: OpenHomeSickbed, _values: Values) -> list[Reason]:
    what = COMPLICATIONS[q.complication] if q.complication else None
    return [
        _part("JM-07.1.8", q.bedridden, Text("长期卧床", "Long bedridden"), Text("没有长期卧床", "Not long bedridden")),
        _part(
            "JM-07.1.8",
            None if q.complication is None else q.complication != "none",
            Text("并发{what}", "Complication: {what}").filled(what=what),
            Text("没有肺部感染或压疮", "Neither a lung infection nor pressure sores"),
        ),
    ]


def _uraemia(q: OpenHomeSickbed, _values: Values) -> list[Reason]:
    how = DIALYSES[q.dialysis] if q.dialysis else None
    return [
        _part(
            "JM-07.1.9",
            None if q.dialysis is None else q.dialysis == "peritoneal-home",
            Text("尿毒症，在家做腹膜透析", "Uraemia with peritoneal dialysis at home"),
            Text("{how}，不是在家做腹膜透析", "{how}, not peritoneal dialysis at home").filled(how=how),
        )
    ]


def _urinary(q: OpenHomeSickbed, _values: Values) -> list[Reason]:
    return [
        _part(
            "JM-07.1.10",
            q.obstruction_severe,
            Text("尿路梗阻为重度", "The obstruction is severe"),
            Text("尿路梗阻未达到重度", "The obstruction is not severe"),
        ),
        _part(
            "JM-07.1.10",
            q.catheter_long,
            Text("长期留置导尿管", "A catheter stays in place long-term"),
            Text("没有长期留置导尿管", "No catheter stays in place long-term"),
        ),
    ]


BRANCHES: dict[str, Branch] = {
    "copd": _copd,
    "tumour": _tumour,
    "stroke": _stroke,
    "dementia": _dementia,
    "parkinson": _parkinson,
    "fracture": _fracture,
    "heart": _heart,
    "organs": _organs,
    "cirrhosis": _cirrhosis,
    "bedridden": _bedridden,
    "uraemia": _uraemia,
    "urinary": _urinary,
}
"""Disease → what its branch asks."""


def branch(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    """The conditions of the branch of the disease named; none where none is named or it is not listed."""
    return BRANCHES[q.disease](q, values) if q.disease in BRANCHES else []


def listed(q: OpenHomeSickbed) -> bool | None:
    """Whether the disease named is one of the list; None while none is named."""
    return every(None if q.disease is None else q.disease in BRANCHES)

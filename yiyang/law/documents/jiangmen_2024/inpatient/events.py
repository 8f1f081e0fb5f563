"""Insurance that moves or ends, and a death, reported in Jiangmen (JM-11.1, JM-30.1)."""

from yiyang.law.documents.jiangmen_2024.inpatient.insurance import death_recorded, insurance_changed
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Procedure, Stage
from yiyang.law.questions.home_care import SCHEMES
from yiyang.law.words import Text

OUTCOMES = (
    ("granted", Text("予以登记", "recorded")),
    ("refused", Text("不予登记", "not recorded")),
    ("withdrawn", Text("已撤回", "withdrawn")),
)
STAGES = (
    Stage("filed", Text("报告", "Reported"), "family"),
    Stage(
        "decided",
        Text("经办机构登记", "Recorded by the agency"),
        "clerk",
        clock="inpatient.days.event",
        decides=True,
    ),
)

COVERAGE = Procedure(
    code="jm-coverage-change",
    title=Text("参保变动登记（江门）", "Change of insurance (Jiangmen)"),
    provision="JM-30.1",
    channels=("family", "counter"),
    fields=(
        Field(
            "new_scheme",
            Text("变更后的险种", "New scheme"),
            Kind.CHOICE,
            "JM-02.1",
            choices=tuple(SCHEMES.items()),
            hint=Text("不再参保的选“未参保”", "Choose “not insured” when insurance ends"),
        ),
        Field(
            "insured_in",
            Text("参保地区划代码", "Division where insured"),
            Kind.DIVISION,
            "JM-02.1",
            when=("new_scheme", ("employee", "resident")),
            hint=Text("六位数字，例如蓬江区440703", "Six digits, for instance 440703 for Pengjiang"),
        ),
        Field("from_day", Text("变更起始日", "From"), Kind.DATE, "JM-30.1"),
        Field("proof", Text("参保凭证", "Proof of insurance"), Kind.FILE, "JM-30.1", required=False, most=5),
    ),
    stages=STAGES,
    gate=insurance_changed,
    question=insurance_changed,
    event=BY_FILING,
    outcomes=OUTCOMES,
    purpose=Text(
        "换了险种、转到别处参保或停保时登记。转出或停保后，异地就医备案等当天失效",
        "For whoever changes scheme, insures elsewhere or stops. Filings for care elsewhere and the like end the same "
        "day when insurance leaves Jiangmen",
    ),
    agency=Agency.INSURED,
    lasting=True,
)
DEATH = Procedure(
    code="jm-death",
    title=Text("死亡登记（江门）", "Death (Jiangmen)"),
    provision="JM-11.1",
    channels=("family", "counter", "provider"),
    fields=(
        Field("died_on", Text("死亡日期", "Day of death"), Kind.DATE, "JM-11.1"),
        Field("proof", Text("死亡证明", "Death certificate"), Kind.FILE, "JM-11.1", required=False, most=5),
    ),
    stages=STAGES,
    gate=death_recorded,
    question=death_recorded,
    event=BY_FILING,
    outcomes=OUTCOMES,
    purpose=Text(
        "家人去世后登记一次即可：家庭病床自动撤床，各项资格随之终止，之后的上门服务不再安排",
        "Reported once: an open home sickbed closes by itself, every right ends, and no visits follow",
    ),
    agency=Agency.INSURED,
    lasting=True,
)

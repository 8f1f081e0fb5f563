"""The score card of a provider: management, training, quality (CC-9.2, CC-8.8, CC-11.5)."""

from yiyang.law.days import in_order, not_after
from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.money import mul_div
from yiyang.law.questions.auditing import ScoreProvider
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text

WHOLE = 10_000


@rule("CC-8.8", "CC-9.2", "CC-11.5")
def score(q: ScoreProvider, values: Values) -> Decision:
    """Every part's conditions; the words of each begin with its part."""
    return decide([*management(q), *training(q, values), *quality(q, values)])


def management(q: ScoreProvider) -> list[Reason]:
    """Agreement, insurance, and answers in time."""
    agreed = condition(
        "CC-9.2",
        in_order(q.agreement_from, q.asked_on, q.agreement_to),
        Text("管理：协议有效", "Management: the agreement is in force"),
        Text("管理：协议无效", "Management: the agreement is not in force"),
        change=Text("续签协议", "Renew the agreement"),
    )
    insured = condition(
        "CC-11.5",
        not_after(q.asked_on, q.liability_insurance_to),
        Text("管理：第三方责任保险有效", "Management: liability insurance is in force"),
        Text("管理：第三方责任保险已过期", "Management: liability insurance has expired"),
        change=Text("续保", "Renew the insurance"),
    )
    answered = condition(
        "CC-9.2",
        None if q.overdue_answers is None else q.overdue_answers == 0,
        Text("管理：没有逾期未办结的投诉", "Management: no complaint is past its day"),
        Text("管理：{n} 件投诉逾期未办结", "Management: {n} complaints are past their day").filled(n=q.overdue_answers),
        change=Text("尽快办结", "Answer them"),
    )
    return [agreed, insured, answered]


def training(q: ScoreProvider, values: Values) -> list[Reason]:
    """The share of carers with a valid certificate."""
    least = values["home_care.score.certified"]
    return [_share("CC-9.2", TRAINED, q.certified, q.carers, least)]


def quality(q: ScoreProvider, values: Values) -> list[Reason]:
    """The share of visits fully proven, and satisfaction with its count."""
    least, count = values["home_care.satisfaction.least"], values["home_care.satisfaction.count"]
    told = {"mean": q.satisfaction, "rated": q.rated, "least": least.number, "count": count.number}
    few = q.rated is not None and q.rated < count.number
    content = condition(
        "CC-8.8",
        None if few or q.satisfaction is None or q.rated is None else q.satisfaction >= least.number,
        Text(
            "质量：{rated} 次评价均分 {mean}（百分之一星）",
            "Quality: mean {mean} hundredths of a star over {rated} visits",
        ).filled(**told),
        Text(
            "质量：{rated} 次评价均分 {mean}，低于 {least}（百分之一星）",
            "Quality: mean {mean} over {rated} visits, below {least} hundredths of a star",
        ).filled(**told),
        values=(least, count),
        change=Text("改进服务", "Serve better"),
    )
    return [_share("CC-9.2", PROVEN, q.proven, q.visits, values["home_care.score.proven"]), content]


TRAINED = Text("培训：{n}/{of} 名护理人员持有效上岗证", "Training: {n} of {of} carers hold a valid certificate")
PROVEN = Text("质量：{n}/{of} 次服务证据完整", "Quality: {n} of {of} visits are fully proven")
BELOW = Text("{said}，低于 {least}%", "{said}, below {least}%")


def _share(provision: str, words: Text, part: int | None, whole: int | None, least: Value) -> Reason:
    """A share of whole numbers against a least share per 10,000; with nothing to share it stays open."""
    said = words.filled(n=part, of=whole)
    return condition(
        provision,
        mul_div(part, WHOLE, whole) >= least.number if part is not None and whole else None,
        said,
        BELOW.filled(said=said, least=least.number // 100),
        values=(least,),
        change=Text("提高到规定比例", "Raise it to the share set"),
    )

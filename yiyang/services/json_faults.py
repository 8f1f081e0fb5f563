"""What is wrong with a JSON value, in our words and in both languages, by the library's kind of fault."""

from collections.abc import Mapping
from typing import Any

from yiyang.law.words import Text

LONGEST = 120
NO_FIELD = Text("没有这个字段", "there is no such field")
MISSING = Text("缺少这个字段", "is missing")
A_DAY = Text("应为日期（2022-05-03）", "should be a day such as 2022-05-03")
A_MOMENT = Text("应为时间（2022-05-03T09:00:00）", "should be a time such as 2022-05-03T09:00:00")
WHOLE = Text("应为整数", "should be a whole number")
TRUTH = Text("应为 true 或 false", "should be true or false")
AN_OBJECT = Text("应为 JSON 对象", "should be a JSON object")
A_LIST = Text("应为列表", "should be a list")
WORDS = {
    "extra_forbidden": NO_FIELD,
    "unexpected_keyword_argument": NO_FIELD,
    "missing": MISSING,
    "missing_argument": MISSING,
    "json_invalid": Text("不是合法的 JSON", "is not valid JSON"),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_parsing_size": Text("数字过大", "is too large a number"),
    "int_from_float": WHOLE,
    "bool_type": TRUTH,
    "bool_parsing": TRUTH,
    "string_type": Text("应为文字", "should be text"),
    "string_unicode": Text("含有不完整的字符", "holds half a character"),
    "string_too_short": Text("不应少于 {min_length} 字", "should have at least {min_length} characters"),
    "string_too_long": Text("超过 {max_length} 字", "is longer than {max_length} characters"),
    "string_pattern_mismatch": Text("格式不符", "is not of the form wanted"),
    "greater_than_equal": Text("不应小于 {ge}", "must not be below {ge}"),
    "less_than_equal": Text("不应大于 {le}", "must not be above {le}"),
    "date_type": A_DAY,
    "date_parsing": A_DAY,
    "date_from_datetime_parsing": A_DAY,
    "date_from_datetime_inexact": A_DAY,
    "datetime_type": A_MOMENT,
    "datetime_parsing": A_MOMENT,
    "datetime_from_date_parsing": A_MOMENT,
    "list_type": A_LIST,
    "tuple_type": A_LIST,
    "dict_type": AN_OBJECT,
    "model_type": AN_OBJECT,
    "model_attributes_type": AN_OBJECT,
    "dataclass_type": AN_OBJECT,
    "dataclass_exact_type": AN_OBJECT,
    "too_long": Text("多于 {max_length} 项", "has more than {max_length} entries"),
    "too_short": Text("少于 {min_length} 项", "has fewer than {min_length} entries"),
}
"""Another kind is said in the words of the library."""


def words(fault: Mapping[str, Any]) -> Text:
    """What is wrong; the library lists the choices of a code in English alone."""
    told = fault.get("ctx") or {}
    if fault["type"] == "literal_error":
        choices = str(told["expected"])
        return Text(f"应为其中之一：{choices.replace(' or ', ', ')}", f"should be one of {choices}")
    said = WORDS.get(fault["type"], Text(fault["msg"], fault["msg"]))
    return said.filled(**told) if "{" in said.en else said


def short(given: object) -> str:
    """What was given, for the message about it; Python refuses to write whole numbers of thousands of digits."""
    try:
        return str(given)[:LONGEST]
    except ValueError:
        return ""

"""Pinyin initials of names, by which they are found: 王秀英 → wxy, 曾小红 → zxh, 示例照护中心1 → slzhzx1."""

LONGEST = 40
SURNAMES = {
    "单于": "cy",
    "曾": "z",
    "单": "s",
    "解": "x",
    "仇": "q",
    "区": "o",
    "查": "z",
    "繁": "p",
    "乐": "y",
    "覃": "q",
    "翟": "z",
    "种": "c",
    "秘": "b",
    "召": "s",
    "句": "g",
    "折": "s",
    "祭": "z",
    "不": "f",
    "会": "g",
    "隗": "w",
}
"""Surnames that are read otherwise than the character commonly is, and begin with another letter for it."""


def person_initials(name: str) -> str:
    """Initials of a person's name, the surname read as a surname; letters and digits of other scripts stay."""
    plain = name.strip()
    for surname in (plain[:2], plain[:1]):
        if surname in SURNAMES:
            return (SURNAMES[surname] + initials(plain[len(surname) :]))[:LONGEST]
    return initials(plain)


def initials(name: str) -> str:
    """First letters of the syllables, in small letters; whatever is no letter or digit is left out."""
    from pypinyin import Style, lazy_pinyin  # 0.2 s of dictionaries, which most commands never open

    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return "".join(one for one in letters.lower() if one.isascii() and one.isalnum())[:LONGEST]

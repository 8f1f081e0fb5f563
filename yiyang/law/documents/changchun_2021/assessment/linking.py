"""Insured people and their guardians act for themselves or for relatives once it is proven who they are (CC-6.1)."""

from yiyang.law.linking import link
from yiyang.law.words import Text

LINK = link(
    "family-link", "CC-6.1", clock="home_care.days.link", title=Text("关联本人或亲属", "Link to oneself or a relative")
)

"""Every string of the interface exists in Chinese, and no translation is left over."""

import re

from tests.repo.files import texts
from tools import messages
from yiyang.config.env import SETTINGS

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_the_interface_is_wholly_translated() -> None:
    assert messages.faults() == []


def test_the_collection_sees_templates_and_code() -> None:
    places = list(messages.used().values())
    assert any("/templates/" in place for place in places)
    assert any(place.split(":")[0].endswith(".py") for place in places)


def test_no_template_is_written_in_chinese() -> None:
    """English in the template and Chinese in the catalogue; else the English page would show Chinese."""
    # The product has both names in both languages, and what is marked as Chinese stays Chinese: the language switch.
    meant = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|医养|lang=\"zh-Hans\">[^<]*<", re.S)
    found = {name for name, text in texts("yiyang/web/*.html").items() if CHINESE.search(meant.sub("", text))}
    assert found == set()


def test_settings_are_explained_in_both_languages() -> None:
    assert [setting.name for setting in SETTINGS if not CHINESE.search(setting.zh) or CHINESE.search(setting.en)] == []

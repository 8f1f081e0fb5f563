"""Which documents speak for a place on a day."""

from datetime import date

import pytest

from yiyang.law import book

JM, CC, WF, WZ, GZ = "jiangmen_2024", "changchun_2021", "weifang_2022", "wenzhou_2021", "guizhou_draft"


@pytest.mark.parametrize(
    ("place", "day", "codes"),
    [
        ("440700", date(2024, 3, 31), []),
        ("440700", date(2024, 4, 1), [JM]),
        ("440700", date(2028, 12, 31), [JM]),
        ("440700", date(2029, 1, 1), []),
        ("440703", date(2026, 1, 1), [JM]),  # a district of the city
        ("440600", date(2026, 1, 1), []),  # another city of the province
        ("330300", date(2021, 7, 31), []),
        ("330300", date(2021, 8, 1), [WZ]),
        ("330300", date(2023, 7, 31), [WZ]),
        ("330300", date(2023, 8, 1), []),
        ("220100", date(2021, 10, 28), []),
        ("220100", date(2021, 10, 29), [CC]),
        ("220105", date(2099, 1, 1), [CC]),
        ("370700", date(2022, 8, 22), []),
        ("370700", date(2022, 8, 23), [WF]),
        ("520000", date(2026, 1, 1), []),  # a draft binds nobody
        ("520100", date(2026, 1, 1), []),
        ("110000", date(2026, 1, 1), []),
    ],
)
def test_place_and_day(place: str, day: date, codes: list[str]) -> None:
    assert [document.code for document in book.at(place, day)] == codes


def test_the_draft_is_in_the_book_and_covers_its_province() -> None:
    draft = book.document(GZ)
    assert draft.draft and draft.covers("520000") and draft.covers("520115") and not draft.covers("530000")
    assert [document.code for document in book.BOOK if document.draft] == [GZ]


def test_documents_by_code_and_by_question() -> None:
    assert [document.code for document in book.BOOK] == [JM, CC, WF, WZ, GZ]
    for entry in book.BOOK:
        assert book.document(entry.code) is entry
        for name in (*entry.questions, *entry.charges):
            assert book.holding(name) is entry
    for find in (book.document, book.holding):
        with pytest.raises(KeyError, match="nowhere"):
            find("nowhere")

"""A page as its readers meet it: pieces of text with their language and place, links, headings."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNREAD = {"script", "style", "template", "pre", "code", "kbd", "textarea"}
"""What is not running text: programs, identifiers, data, what a person typed."""
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-label", "data-show-label", "data-hide-label")


@dataclass(frozen=True)
class Piece:
    """A piece of text or a spoken attribute: its language, and the tags (outermost first) and classes around it."""

    text: str
    language: str
    within: tuple[str, ...]
    classes: frozenset[str]


@dataclass
class Markup(HTMLParser):
    """What one page holds; made by `read`."""

    language: str = ""
    pieces: list[Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    _open: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start the parser beneath."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, its link, its classes and what is read aloud of it."""
        given = {name: value or "" for name, value in attrs}
        above = self._open[-1] if self._open else ("", "", frozenset[str]())
        classes = frozenset(given.get("class", "").split())
        entered = (tag, given.get("lang", above[1]), above[2] | classes)
        self.tags.append(tag)
        self.classes |= classes
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if "id" in given:
            self.ids.append(given["id"])
        self._open.append(entered)
        for name in SPOKEN:
            if name in given:
                self._say(given[name])
        if tag in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Leave the tag, with whatever was left open inside it."""
        while self._open and tag not in VOID:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        """A piece of text."""
        self._say(data)

    def _say(self, text: str) -> None:
        words = " ".join(text.split())
        if words and self._open:
            within = tuple(entered[0] for entered in self._open)
            self.pieces.append(Piece(words, self._open[-1][1], within, self._open[-1][2]))

    def text_of(self, tag: str) -> str:
        """All text inside a kind of tag."""
        return " ".join(piece.text for piece in self.pieces if tag in piece.within)

    @property
    def prose(self) -> list[Piece]:
        """What is read as running text."""
        return [piece for piece in self.pieces if not UNREAD & set(piece.within)]


def read(html: str) -> Markup:
    """Take a page apart."""
    markup = Markup()
    markup.feed(html)
    markup.close()
    return markup

"""The styles of a Word document: by name, whatever their ids, and with what each takes from those it is based on."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.exchange.papers.ooxml import Element, path, value

STYLE, NAME, ALIASES, BASED_ON = path("style"), path("name"), path("aliases"), path("basedOn")
PARAGRAPH, CHARACTER, TABLE = "paragraph", "character", "table"
_DEFAULTS = {PARAGRAPH: "Normal", CHARACTER: "Default Paragraph Font", TABLE: "Normal Table"}


def id_of(style: Element) -> str:
    """The style's id, by which paragraphs name it; Word makes it in the language of whoever made the style."""
    return value(style, "styleId")


def name_of(style: Element) -> str:
    """The style's name as Word shows it: its own styles are kept as `heading 1` and shown as `Heading 1`."""
    name = value(style.find(NAME)) or id_of(style)
    return name[:1].upper() + name[1:]


class Styles:
    """The styles in a document's styles part, `root`."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._by_id = {id_of(style): style for style in root.iterfind(STYLE)}
        self._by_name: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, Element | None] = {}
        for style in self._by_id.values():
            for name in _names(style):
                self._by_name.setdefault((value(style, "type"), name), style)

    def of_kind(self, kind: str) -> Iterator[Element]:
        """The styles of paragraphs, of characters or of tables, in order."""
        return (style for style in self._by_id.values() if value(style, "type") == kind)

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def get(self, id: str) -> Element | None:
        """The style with that id."""
        return self._by_id.get(id)

    def style(self, id: str) -> Element:
        """The style with that id, which there is."""
        return self._by_id[id]

    def named(self, kind: str, name: str) -> Element | None:
        """The style of that kind and name, or alias; capitals do not count."""
        return self._by_name.get((kind, name.casefold()))

    def default(self, kind: str) -> Element | None:
        """The style of what names none. LibreOffice does not mark it; it is then known by its name."""
        # Asked for with every paragraph: to look through all styles each time took most of the time of a long document.
        if kind not in self._defaults:
            marked = (style for style in self.of_kind(kind) if value(style, "default") in ("1", "true", "on"))
            self._defaults[kind] = next(marked, self.named(kind, _DEFAULTS[kind]))
        return self._defaults[kind]

    def chain(self, style: Element | None) -> Iterator[Element]:
        """The style and those it is based on, the nearest first; one that comes round to itself ends."""
        seen: set[str] = set()
        while style is not None and id_of(style) not in seen:
            seen.add(id_of(style))
            yield style
            style = self._by_id.get(value(style.find(BASED_ON)))

    def property(self, style: Element | None, *tags: str) -> Element | None:
        """What the style says, or the nearest of those it is based on, under these tags; None where none does."""
        found = (each.find(path(*tags)) for each in self.chain(style))
        return next((each for each in found if each is not None), None)

    def add(self, style: Element) -> None:
        """Take another style in, as the last."""
        self.root.append(style)
        self._by_id[id_of(style)] = style
        self._defaults.clear()


def _names(style: Element) -> Iterator[str]:
    for text in (value(style.find(NAME)), *value(style.find(ALIASES)).split(",")):
        if text.strip():
            yield text.strip().casefold()

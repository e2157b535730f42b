"""What a reader sees in a text, as words: markup, disguises and accents taken off, each word's place kept.

A word stands in two spellings: bare ("nam") for comparing, marked ("năm") for telling it from its neighbours ("nấm").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import Final, NamedTuple

from ocop_shop.core import text as letters


class Gap(IntEnum):
    """What stands before a word, by how far it parts the word from the one before."""

    NONE = 0
    SPACE = 1
    BRACKET = 2
    COMMA = 3
    LINE = 4
    STOP = 5


class Word(NamedTuple):
    """A word, a number or a run of star signs, and where it stands in the text."""

    bare: str
    marked: str
    start: int
    end: int
    gap: Gap


_PIECE = re.compile(
    r"(?P<tag></?[a-zA-Z!][^<>]*>)|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});)"
    r"|(?P<blank>%20|%2[dD]|%5[fF]|\+(?=\w))|(?P<signs>[^<&%+]+|.)",
    re.DOTALL,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|code|em|font|i|ins|label|mark|o:p|s|small|span|strong|sub|sup|u|wbr|!)(?![\w-])|<!--",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\b(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
# Marks that Vietnamese writes; any other one is ornament.
_MARKS: Final = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
# Letters that only look empty: fillers and the blank of Braille.
_NOTHING: Final = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_FILLED: Final = "★⭐🌟✩✪✫✬✭✮✯✰⋆🟊🟉🟌✡⚝🌠"
_STARRED: Final = "*＊⁎∗✱✲✳✻﹡٭"
# Letters of other alphabets, and of none, drawn like Latin ones.
_ALIKE: Final = {
    **dict.fromkeys("оОοΟօՕ○◯⚪⭕ᴏØøθ〇ⲟⲞσ", "o"),
    **dict.fromkeys("сСϲϹᴄ©¢ⲥⲤ", "c"),
    **dict.fromkeys("рРρΡᴘⲣⲢ", "p"),
    **dict.fromkeys("аАαΑᴀ", "a"),
    **dict.fromkeys("ѕЅꜱ", "s"),
    **dict(zip("еЕтТнпі’", "eetthni'", strict=True)),
    **dict.fromkeys("×✕✖х", "x"),
    **dict.fromkeys("–—‐‑−", "-"),
    **dict.fromkeys(_FILLED, "★"),
    **dict.fromkeys("☆⚹", "☆"),
    **dict.fromkeys(_STARRED, "*"),
}
_BOXED: Final = (0x1F150, 0x1F170, 0x1F1E6)


class _Folded(dict[str, str]):
    """Each character as plain lower-case letters; empty when it shows nothing. Asked once, known ever after."""

    def __missing__(self, sign: str) -> str:
        self[sign] = told = _folded(sign)
        return told


def _folded(sign: str) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    if sign in _NOTHING or unicodedata.category(sign) in {"Cf", "Cc", "Cs", "Mn", "Me"}:
        return "\n" if sign in "\n\r\v\f\x85" else " " if sign == "\t" else ""
    for first in _BOXED:
        if first <= ord(sign) < first + 26:
            return chr(ord("a") + ord(sign) - first)
    if sign.isspace():
        return "\n" if sign in "\u2028\u2029" else " "
    whole = unicodedata.normalize("NFKC", sign)
    return "".join(_ALIKE.get(part, part) for part in (letters.fold(whole) or whole.strip()))


_FOLDED: Final = _Folded()


class _Seen:
    """A text as plain lower-case letters without markup, and for each letter its place and how it was written."""

    def __init__(self, text: str) -> None:
        letters_seen: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.written: list[str] = []
        for shown, start, end in _shown(text):
            self._read(letters_seen, shown, start, end)
        self.bare = "".join(letters_seen)

    def _read(self, letters_seen: list[str], shown: str, start: int, end: int) -> None:
        """Take in `shown`, written at `start`; one written as an entity ends where that ends."""
        step = end - start == len(shown)
        told = "".join([_FOLDED[sign] for sign in shown])
        if step and len(told) == len(shown) and _ALIKE.keys().isdisjoint(shown):
            letters_seen += told
            self.starts += range(start, end)
            self.ends += range(start + 1, end + 1)
            self.written += shown
            return
        for at, sign in enumerate(shown):
            first, last = (start + at, start + at + 1) if step else (start, end)
            if sign in _MARKS and letters_seen and letters_seen[-1].isalpha():
                self.written[-1] += sign
                self.ends[-1] = last
            for letter in _FOLDED[sign]:
                letters_seen.append(letter)
                self.starts.append(first)
                self.ends.append(last)
                self.written.append(letter if sign in _ALIKE else sign)


def _shown(text: str) -> Iterator[tuple[str, int, int]]:
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece.lastgroup == "signs":
            yield piece.group(), start, end
        elif piece.lastgroup == "blank":
            yield " ", start, end
        elif piece.lastgroup == "entity":
            yield unescape(piece.group()), start, end
        elif not _INLINE.match(piece.group()):
            yield "\n", start, end
            for spoken in _SPOKEN.finditer(piece.group()):
                which = spoken.lastindex or 0
                yield spoken.group(which), start + spoken.start(which), start + spoken.end(which)
                yield "\n", end, end


def _apart(parts: str) -> frozenset[str]:
    return frozenset(parts.split())


_JOINT = r"[ ._\-·•|/~']{0,3}"
_TOKEN = re.compile(
    rf"(?<![a-z])o{{1,2}}{_JOINT}c{{1,2}}{_JOINT}o{{1,2}}{_JOINT}p{{1,2}}(?![a-z])".replace("o{", "[o0]{")
    + r"|[o0]c[o0]p"
    r"|(?<![a-z])s[a@4][o0](?![a-z0-9])"
    r"|[^\W\d_]+|\d+(?:[.,]\d{1,2}(?!\d))?|[★☆](?:[ -]?[★☆])*|\*+"
)
_LONGEST_SYLLABLE = 5
_LONE_LETTERS = re.compile(r"(?<![a-z0-9])(?:[a-z][\W_]{1,2}){2}[a-z](?![a-z])")
_BETWEEN_LETTERS = re.compile(r"[\W_]")
_AS_SAO = re.compile(r"s[a@4][o0]")
_AS_OCOP = re.compile(r"[o0]+c+[o0]+p+")
_LATIN_RUN = re.compile(r"[a-z]{6,48}")
_PARTS: Final = _apart(
    "ocop sao bon nam ba dat chuan chung nhan cong san pham hang xep cap quoc gia tinh tiem nang tieu ngoi "
    "star stars four five three certified dac keo banh gao mam muoi tra che nuoc"
)
_KEYS: Final = ("ocop", "sao", "star", "chuan")
_NO_OCOP = re.compile(r"(?:phot|aut|gyr|micr|heli|nan|mon|pr|quadr|ap)ocop")
_COMMA_SIGNS = re.compile(r"[,;:•|·→✓✔✅➤►]| - |\+")
_STOP_SIGNS = re.compile(r"[!?…。]|\.\s")


def words(text: str) -> list[Word]:
    """The words a reader sees in `text`, in order; time grows with the length alone."""
    seen = _Seen(text)
    spans: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(seen.bare):
        first, end = token.span()
        for length in _split(token.group()) if end - first > _LONGEST_SYLLABLE else (end - first,):
            spans.append((first, first + length))
            first += length
    if _LONE_LETTERS.search(seen.bare):
        spans = _spelled_out(seen.bare, spans)
    told: list[Word] = []
    for (_, before), (first, last) in pairwise([(0, 0), *spans]):
        bare, written = seen.bare[first:last], "".join(seen.written[first:last])
        bare = bare if bare.isalpha() and "c" not in bare else _sounded(bare)
        marked = bare if written.isascii() else _marked(written, bare)
        gap = _gap(seen.bare[before:first]) if told else Gap.STOP
        told.append(Word(bare, marked, seen.starts[first], seen.ends[last - 1], gap))
    return told


def _marked(written: str, bare: str) -> str:
    told = unicodedata.normalize("NFC", written).casefold().replace("ð", "đ")
    if unicodedata.normalize("NFKC", told) == bare:
        return bare
    return (_BETWEEN_LETTERS.sub("", told) if bare.isalpha() else bare) or bare


def _sounded(bare: str) -> str:
    if bare[0] in "★☆":
        return "".join(sign for sign in bare if sign in "★☆")
    if _AS_SAO.fullmatch(bare):
        return "sao"
    packed = _BETWEEN_LETTERS.sub("", bare) if not bare[0].isdigit() or "c" in bare else bare
    return "ocop" if _AS_OCOP.fullmatch(packed) else packed or bare


def _gap(between: str) -> Gap:
    if len(between) < 2 and between in " _":
        return Gap.SPACE if between else Gap.NONE
    if "\n" in between:
        return Gap.LINE
    if _STOP_SIGNS.search(between):
        return Gap.STOP
    if _COMMA_SIGNS.search(between):
        return Gap.COMMA
    return Gap.BRACKET if re.search(r"[()\[\]{}]", between) else Gap.SPACE


@lru_cache(maxsize=2048)
def _split(token: str) -> list[int]:
    """The lengths of the words run together in `token`: "keoduaocop" is six letters and four."""
    if not _LATIN_RUN.fullmatch(token) or not any(key in token for key in _KEYS):
        return [len(token)]
    if "ocop" in token and not _NO_OCOP.search(token):
        at = token.index("ocop")
        parts = [token[:at], "ocop", token[at + 4 :]]
        return [length for part in parts if part for length in ([4] if part == "ocop" else _split(part))]
    for at in range(len(token) - 5):
        rest = _in_parts(token[at:])
        if len(rest) > 1 and any(key in token[at:] for key in _KEYS):
            return [*([at] if at else []), *rest]
    return [len(token)]


def _in_parts(token: str) -> list[int]:
    """`token` cut into known words, from the left; empty when that does not come out even."""
    ways: dict[int, list[int]] = {0: []}
    for end in range(1, len(token) + 1):
        for length in range(2, min(9, end) + 1):
            if end - length in ways and end not in ways and token[end - length : end] in _PARTS:
                ways[end] = [*ways[end - length], length]
    return ways.get(len(token), [])


def _spelled_out(bare: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Letters that stand alone one after another ("s a o") joined, where they come out as known words."""
    joined: list[tuple[int, int]] = []
    at = 0
    while at < len(spans):
        end = at
        while end < len(spans) and end - at < 24 and _lone(bare, spans, at, end):
            end += 1
        lengths = _in_parts("".join(bare[first] for first, _ in spans[at:end])) if end - at > 2 else []
        if not lengths:
            joined += spans[at : max(end, at + 1)]
            at = max(end, at + 1)
            continue
        for length in lengths:
            joined.append((spans[at][0], spans[at + length - 1][1]))
            at += length
    return joined


def _lone(bare: str, spans: list[tuple[int, int]], at: int, end: int) -> bool:
    first, last = spans[end]
    return last - first == 1 and bare[first].isalpha() and (end == at or 0 < first - spans[end - 1][1] <= 2)

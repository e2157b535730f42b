"""Where a text speaks of OCOP, of a number of stars or of a standard, before anybody asks whether it may."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import boast_words as said
from .boast_letters import Gap, Word

_LONG_NAMES = tuple(
    tuple(name.split())
    for name in (
        "moi xa mot san pham",
        "moi xa phuong mot san pham",
        "mot xa mot san pham",
        "one commune one product",
        "each commune one product",
    )
)
_HEARTS = said.STARS | {"ocop", "chuan"} | {name[0] for name in _LONG_NAMES}
_MOST_JOINING = 7
_MOST_LEADING = 6
_LONG_CLAUSE = 16
_ORNAMENT = 7
_ACCENTED_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last` speak of one thing; `core` is where its heart begins, behind the words leading to it."""

    first: int
    last: int
    core: int
    ocop: bool = False
    stars: int | None = None
    in_words: bool = False
    standard: bool = False
    potential: bool = False
    national: bool = False
    ranged: bool = False
    plain: bool = False


def readings(words: Sequence[Word]) -> list[str]:
    """Each word bare, or as marked where its marks make it another word than the bare one."""
    marked = sum(word.marked != word.bare for word in words)
    accented = marked > _ACCENTED_SHARE * len(words)
    told = []
    for word in words:
        spellings = said.SPELLINGS.get(word.bare)
        if word.marked == word.bare:
            another = accented and word.bare in said.BARE_IS_ANOTHER
        else:
            another = spellings is not None and word.marked not in spellings
        told.append(f"{word.marked}!" if another else word.bare)
    return told


def mentions(text: str, words: Sequence[Word], read: Sequence[str]) -> list[Mention]:
    """Every mention in order; the programme's name and the stars beside it are one."""
    found: list[Mention] = []
    for one in _single(text, words, read):
        if found and (both := _joined(found[-1], one, words, read)):
            found[-1] = both
        else:
            found.append(one)
    for at, one in enumerate(found):
        one = found[at] = _led_to(one, found[at - 1].last if at else -1, words, read)
        found[at] = _followed(one, words, read)
    return found


def _single(text: str, words: Sequence[Word], read: Sequence[str]) -> Iterator[Mention]:
    starry = sum(word.startswith("**") for word in read)
    at = 0
    while at < len(read):
        if read[at] not in _HEARTS and read[at][0] not in "★☆*":
            at += 1
            continue
        one = (
            _ocop(at, read)
            or _starred(at, text, words, read)
            or _drawn(at, words, read)
            or (_asterisks(at, words, read) if starry < 2 or "ocop" in read[max(0, at - 3) : at] else None)
            or _standard(at, words, read)
        )
        if one:
            yield one
        at = one.last + 1 if one else at + 1


def _ocop(at: int, read: Sequence[str]) -> Mention | None:
    if read[at] == "ocop":
        return Mention(at, at, at, ocop=True)
    for name in _LONG_NAMES:
        if tuple(read[at : at + len(name)]) == name:
            return Mention(at, at + len(name) - 1, at, ocop=True)
    return None


def _starred(at: int, text: str, words: Sequence[Word], read: Sequence[str]) -> Mention | None:
    """ "4 sao", "bốn ngôi sao", "4-star", "hạng sao 4"."""
    if read[at] not in said.STARS:
        return None
    before = at - 1
    if before >= 0 and read[before] in {"ngoi", "hang", "cap"} and words[at].gap <= Gap.BRACKET:
        before -= 1
    stars = said.NUMBERS.get(read[before]) if before >= 0 else None
    parted = max((words[place].gap for place in range(before + 1, at + 1)), default=Gap.STOP)
    if stars and parted not in {Gap.COMMA, Gap.STOP} and not _other_number(before, at, words, read):
        return _counted(Mention(before, at, before, stars=stars, in_words=True), text, words, read)
    if read[at] == "sao" and _given(at, words, read):
        return Mention(at, at, at, standard=read[at - 1] == "chuan")
    after = at + 2 if at + 2 < len(read) and read[at + 1] in {"hang", "bac", "la", "cap"} else at + 1
    if after >= len(read) or words[after].gap >= Gap.LINE or read[at] != "sao":
        return None
    led = at > 0 and words[at].gap <= Gap.BRACKET and read[at - 1] in said.RANKS
    stars = said.NUMBERS.get(read[after]) if led else None
    return Mention(at - (read[at - 1] != "ocop"), after, at, stars=stars, in_words=True) if stars else None


def _given(at: int, words: Sequence[Word], read: Sequence[str]) -> bool:
    """Whether an unnumbered star is one that is given: "được gắn sao", "đạt sao cấp tỉnh"."""
    if not at or words[at].gap > Gap.SPACE or not said.GIVEN_A_STAR.search(" ".join([*read[max(0, at - 3) : at], ""])):
        return False
    ends = at + 1 == len(read) or words[at + 1].gap >= Gap.BRACKET
    return ends or bool(said.STAR_GIVEN.match(" ".join(read[at + 1 : at + 4])))


def _other_number(before: int, at: int, words: Sequence[Word], read: Sequence[str]) -> bool:
    """Whether the word before is no number after all: "việt nam sao vàng", "quanh năm sao cho", "xã Ba Sao"."""
    if read[before].isdigit():
        return before > 0 and read[before - 1].isdigit() and words[before].gap == Gap.NONE
    back = f"{read[before - 1]} " if before and words[before].gap <= Gap.BRACKET else ""
    if before and (
        words[before - 1].marked in said.PEOPLE
        or said.FIRM_BEFORE.search(" ".join([*read[max(0, before - 2) : before], ""]))
    ):
        return True
    if read[before] == "nam" and said.YEARS_BEFORE.search(f" {back}"):
        # "đạt năm sao" with its accents is no "đất nam".
        return not (back in {"dat ", "chuan "} or (words[before].marked == "năm" and back not in said.SPANS))
    if read[before] == "ba" and said.BA_SAO_BEFORE.search(f" {back}"):
        return True
    if words[before].marked not in said.NUMBERS_AS_WRITTEN.get(read[before], {words[before].marked}):
        return True
    close = at + 1 < len(read) and words[at + 1].gap <= Gap.SPACE
    following = " ".join(read[at + 1 : at + 4]) if close else ""
    bare = words[before].marked == read[before]
    if bare and (following.startswith("cho ") or said.ROASTED.match(following)):
        return True
    return bool(said.OTHER_SAO.match(following))


def _counted(one: Mention, text: str, words: Sequence[Word], read: Sequence[str]) -> Mention | None:
    """`one` with what stands in front of its number: "4/5 sao" is four, "3-5 sao" a range, "ba (03) sao" three."""
    at = one.first
    if not at:
        return one
    number, between = said.NUMBERS.get(read[at - 1]), text[words[at - 1].end : words[at].start].strip()
    if number and between == "/" and one.stars == 5:
        return replace(one, first=at - 1, core=at - 1, stars=number)
    if number == one.stars and words[at].gap == Gap.BRACKET:
        return replace(one, first=at - 1, core=at - 1)
    if number and between in {"-", "–", "—", "~"}:
        return replace(one, ranged=True)
    if read[at - 1] in {"den", "toi", "to", "hoac", "or"} and at > 1:
        near = read[max(0, at - 3) : at - 1]
        return replace(one, ranged=any(word in said.NUMBERS for word in near))
    if re.fullmatch(r"\d+", read[at - 1]) and words[at].gap == Gap.NONE:
        return None
    return one


def _drawn(at: int, words: Sequence[Word], read: Sequence[str]) -> Mention | None:
    """★★★★, "4★", "⭐×5"."""
    drawn = read[at]
    if drawn[0] not in "★☆":
        return None
    if len(drawn) >= 3:
        stars = drawn.count("★") or len(drawn)
        return Mention(at, at, at, stars=min(stars, 5)) if len(drawn) <= _ORNAMENT and stars > 1 else None
    if len(drawn) > 1:
        return None
    for step, reach in ((-1, Gap.SPACE), (1, Gap.NONE)):
        near = at + step
        times = 0 <= near < len(read) and read[near] == "x"
        near += step if times else 0
        if 0 <= near < len(read) and read[near] in said.NUMBERS and read[near].isdigit():
            close = words[max(at, near)].gap <= (Gap.SPACE if times else reach)
            if close:
                return Mention(min(at, near), max(at, near), min(at, near), stars=said.NUMBERS[read[near]])
    return None


def _asterisks(at: int, words: Sequence[Word], read: Sequence[str]) -> Mention | None:
    """ "4*" and "kẹo dừa ****"; not "4*500 g", a mark for a footnote or a row of ornaments."""
    run = read[at]
    if run[0] != "*" or not at:
        return None
    after = words[at + 1].gap if at + 1 < len(words) else Gap.STOP
    if len(run) == 1:
        stars = said.NUMBERS.get(read[at - 1]) if read[at - 1].isdigit() and words[at].gap == Gap.NONE else None
        if not stars or (after == Gap.NONE and at + 1 < len(read)) or (at > 1 and words[at - 1].gap == Gap.NONE):
            near = stars and read[at - 2] == "ocop" if at > 1 else False
            return Mention(at - 1, at, at - 1, stars=stars) if near else None
        return Mention(at - 1, at, at - 1, stars=stars) if read[at - 1] in {"3", "4", "5"} else None
    near = read[at - 1] in {"ocop", "hang", "chuan", "dat", "sao"}
    alone = (
        words[at].gap in {Gap.SPACE, Gap.BRACKET}
        and (after >= Gap.BRACKET or "." in read[at:at])
        and read[at - 1].isalpha()
    )
    return Mention(at, at, at, stars=len(run)) if 3 <= len(run) <= 5 and (near or alone) else None


def _standard(at: int, words: Sequence[Word], read: Sequence[str]) -> Mention | None:
    """ "đạt chuẩn quốc gia", "đạt chuẩn cấp tỉnh", and "đạt chuẩn" that names nothing."""
    if read[at] != "chuan":
        return None
    following = " ".join(read[at + 1 : at + 4])
    if not at:
        return None
    held = read[at - 1] == "dat" or list(read[max(0, at - 2) : at]) == ["dat", "tieu"]
    level = re.match(r"(?:cap |san pham )?(?:(quoc gia|trung uong)|(?:cap )?tinh(?= |$))\b", following)
    if level and (level[1] or "cap" in level[0]) and not said.OTHER_STANDARD_AFTER.match(following):
        return Mention(at, at + len(level[0].split()), at, standard=True, national=bool(level[1]))
    last = at + 1 == len(read) or read[at + 1] in said.FILE_ENDINGS
    ends = last or words[at + 1].gap >= Gap.COMMA or bool(said.BY_DECISION.match(following))
    begin = at
    while begin and at - begin < _LONG_CLAUSE and words[begin].gap < Gap.LINE:
        begin -= 1
    clause = read[begin:at]
    short = not begin and last and len(words) <= 9 and not said.MEASURED.search(" ".join(clause))
    whole = short or bool(said.PRODUCT_IS.search(" ".join(clause)))
    return Mention(at, at, at, standard=True, plain=True) if held and ends and whole else None


def _joined(one: Mention, two: Mention, words: Sequence[Word], read: Sequence[str]) -> Mention | None:
    between = range(one.last + 1, two.first)
    apart = max(words[place].gap for place in (*between, two.first))
    if apart == Gap.STOP or (between and apart >= Gap.LINE) or len(between) > _MOST_JOINING:
        return None
    if any(read[place] not in said.JOINING for place in between) or (one.stars and two.stars not in {None, one.stars}):
        return None
    if one.plain or not (one.ocop or two.ocop or one.standard or one.stars == two.stars):
        return None
    inside = [read[place] for place in between]
    return replace(
        one,
        last=two.last,
        ocop=one.ocop or two.ocop,
        stars=one.stars or two.stars,
        in_words=one.in_words or two.in_words,
        standard=one.standard or two.standard or "chuan" in inside,
        national=one.national or two.national or "gia" in inside or "national" in inside,
        ranged=one.ranged or two.ranged,
    )


def _led_to(one: Mention, floor: int, words: Sequence[Word], read: Sequence[str]) -> Mention:
    """`one` with the words in front that belong to it."""
    near = one.first
    while near - 1 > floor and one.first - near < _MOST_LEADING and words[near].gap <= Gap.BRACKET:
        near -= 1
    leading = said.LEADING.search(" ".join([*read[near : one.first], ""]))
    lead = leading[0].split() if leading else []
    first = one.first - len(lead)
    further = " ".join(read[max(floor + 1, first - 4) : one.first])
    return replace(
        one,
        first=first,
        standard=one.standard or "chuan" in lead or "standard" in lead,
        potential=bool(said.PROMISING.search(further)) or "potential" in lead,
        national=one.national or "quoc gia" in " ".join(lead) or "national" in lead,
    )


def _followed(one: Mention, words: Sequence[Word], read: Sequence[str]) -> Mention:
    """`one` with the level named behind it: "OCOP cấp quốc gia"; "OCOP tiềm năng"."""
    following, last = [], one.last
    for place in range(one.last + 1, min(one.last + 4, len(read))):
        if words[place].gap >= Gap.COMMA:
            break
        following.append(read[place])
    told = " ".join(following)
    if level := re.match(r"(?:cap )?(?:quoc gia|trung uong)|national level", told):
        return replace(one, last=last + len(level[0].split()), national=True)
    if re.match(r"(?:hang |san pham )?tiem nang|potential", told):
        return replace(one, potential=True)
    return replace(one, standard=one.standard or told.startswith("standard"))

"""Whether anything in a PDF acts: scripts, programs to start, files inside, forms that send.

It is looked at twice. First all its bytes, with packed objects unpacked, for names that no paper needs: a reader that
finds the table of objects broken looks for them by itself, so what the table does not name is looked at too. Then the
objects one by one, as pypdf understands them, for what only the place of a name tells.
"""

from __future__ import annotations

import io
import re
import time
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from pypdf import PdfReader, apply_configuration
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from .uploads import MEGA, BadUpload, Reason

MOST_OBJECTS: Final = 50_000
MOST_PACKED: Final = 200
MOST_UNPACKED: Final = 384 * MEGA
MOST_UNPACKED_AT_ONCE: Final = 2 * MEGA
MOST_ESCAPES: Final = 20_000
# Of work of this thread: a busy machine is no fault of a paper.
SECONDS: Final = 5.0

# Names that mean what they say wherever they stand, and are too long to come about by chance in a packed picture.
_ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia\w*|SubmitForm|ImportData|GoToE|Rendition|FileAttachment)"
    rb"(?![A-Za-z0-9_.-])"
)
_LOCKED: Final = re.compile(rb"/Encrypt(?![A-Za-z0-9_.-])")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED: Final = re.compile(rb"/ObjStm(?![A-Za-z0-9_.-])")
_STREAM: Final = re.compile(rb"stream\r?\n")
# A stream of objects begins with their numbers; a picture hardly ever does, and need not be unpacked.
_LIKE_OBJECTS: Final = re.compile(rb"[\s\x00]*(?:[%\d]|$)")
_LONGEST_NAME: Final = 64
_FIRST: Final = 64
_PIECE: Final = 64 * 1024

_ACTIVE_KEYS: Final = frozenset({"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/RichMediaContent", "/XFA"})
_ACTIVE_KINDS: Final = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/EmbeddedFile", "/RichMedia"}
    | {"/RichMediaExecute", "/FileAttachment"}
)
_WITHOUT_BEING_ASKED: Final = ("/OpenAction", "/AA")
_HARMLESS: Final = frozenset({"/GoTo", "/Named"})


def inspect(content: bytes) -> None:
    """Nothing, where the PDF in `content` can be read in some seconds and nothing in it acts; else `BadUpload`."""
    latest = time.thread_time() + SECONDS
    try:
        _look_at_bytes(content, latest)
        with apply_configuration(
            zlib_maximum_output_length=MOST_UNPACKED_AT_ONCE,
            lzw_maximum_output_length=MOST_UNPACKED_AT_ONCE,
            run_length_maximum_output_length=MOST_UNPACKED_AT_ONCE,
            stream_filters_maximum_length=2,
        ):
            _look_at_objects(PdfReader(_Timed(content, latest)))
    except BadUpload:
        raise
    # A damaged PDF fails anywhere inside pypdf, with any kind of error.
    except Exception as error:
        _refuse_after(latest)
        raise BadUpload(Reason.PAPER_BROKEN) from error
    _refuse_after(latest)


class _Timed(io.BytesIO):
    """Bytes that can be read until a moment: pypdf reads little by little, and has no limit of time of its own."""

    def __init__(self, content: bytes, latest: float) -> None:
        super().__init__(content)
        self.latest = latest

    def read(self, size: int | None = -1, /) -> bytes:
        _refuse_after(self.latest)
        return super().read(size)


def _refuse_after(latest: float) -> None:
    if time.thread_time() > latest:
        raise BadUpload(Reason.PAPER_TOO_COMPLEX)


# --- all its bytes ----------------------------------------------------------------------------------------------------


class _Names:
    """Looks for names in one piece of a file after the other. A name may lie across the seam of two pieces."""

    def __init__(self) -> None:
        self.escapes_left = MOST_ESCAPES

    def refuse(self, pieces: Iterable[bytes]) -> None:
        """`BadUpload` where a piece names what locks or acts."""
        rest = b""
        for piece in pieces:
            plain = self._plain(rest + piece)
            if _LOCKED.search(plain):
                raise BadUpload(Reason.PAPER_LOCKED)
            if _ACTIVE.search(plain):
                raise BadUpload(Reason.PAPER_ACTIVE)
            if len(_PACKED.findall(plain)) > MOST_PACKED:
                raise BadUpload(Reason.PAPER_TOO_COMPLEX)
            rest = (rest + piece)[-_LONGEST_NAME:]

    def _plain(self, piece: bytes) -> bytes:
        """In a name any letter may be written as its number: `/J#61vaScript`."""
        if b"#" not in piece:
            return piece
        plain, times = _ESCAPED.subn(lambda match: bytes.fromhex(match[1].decode()), piece, self.escapes_left + 1)
        self.escapes_left -= times
        if self.escapes_left < 0:
            raise BadUpload(Reason.PAPER_TOO_COMPLEX)
        return plain


def _look_at_bytes(content: bytes, latest: float) -> None:
    names, left = _Names(), MOST_UNPACKED
    names.refuse([content])
    for begin in _STREAM.finditer(content):
        _refuse_after(latest)
        pieces = _unpacked(content, begin.end())
        first = next(pieces, b"")
        if _LIKE_OBJECTS.match(first):
            left = _counted(names, chain([first], pieces), left)


def _counted(names: _Names, pieces: Iterable[bytes], left: int) -> int:
    """Look at the pieces of a stream while there are bytes `left` to unpack, and say how many are left then."""
    counts = [left]

    def counting() -> Iterator[bytes]:
        for piece in pieces:
            counts[0] -= len(piece)
            if counts[0] < 0:
                raise BadUpload(Reason.PAPER_TOO_COMPLEX)
            yield piece

    names.refuse(counting())
    return counts[0]


def _unpacked(content: bytes, begin: int) -> Iterator[bytes]:
    """What a stream that begins there unpacks to, first a few bytes of it; nothing where it was not packed like this.

    Without a look at the sum at its end, which readers do not mind, nor at where the file says that it ends.
    """
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting, position, most = b"", begin + 2, _FIRST
    while not unpacker.eof and (waiting or position < len(content)):
        if not waiting:
            waiting, position = content[position : position + _PIECE], position + _PIECE
        try:
            piece = unpacker.decompress(waiting, most)
        except zlib.error:
            return
        waiting = unpacker.unconsumed_tail
        if piece:
            yield piece
            most = MEGA


# --- its objects ------------------------------------------------------------------------------------------------------


def _look_at_objects(reader: PdfReader) -> None:
    if reader.is_encrypted:
        raise BadUpload(Reason.PAPER_LOCKED)
    for value in _objects(reader):
        for dictionary in _dictionaries(value):
            _refuse_active(dictionary)
    if not len(reader.pages):
        raise BadUpload(Reason.PAPER_BROKEN)


def _objects(reader: PdfReader) -> Iterator[Any]:
    numbers = {(number, generation) for generation, known in reader.xref.items() for number in known}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise BadUpload(Reason.PAPER_TOO_COMPLEX)
    yield reader.trailer
    for number, generation in sorted(numbers):
        try:
            yield reader.get_object(IndirectObject(number, generation, reader))
        except PyPdfError:
            # Tables name objects that are not there. Of those that are, the bytes were looked at, unless packed.
            if number in reader.xref_objStm:
                raise


def _dictionaries(value: Any) -> Iterator[DictionaryObject]:
    """All dictionaries in an object, without following references: every object has its turn."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            yield found
            waiting.extend(found.raw_get(key) for key in found)
        elif isinstance(found, ArrayObject):
            waiting.extend(list.__iter__(found))


def _refuse_active(dictionary: DictionaryObject) -> None:
    kinds = {dictionary.raw_get(key) for key in ("/S", "/Type", "/Subtype") if key in dictionary}
    names = {str(kind) for kind in kinds if isinstance(kind, NameObject)}
    if not _ACTIVE_KEYS.isdisjoint(dictionary) or names & _ACTIVE_KINDS:
        raise BadUpload(Reason.PAPER_ACTIVE)
    for key in _WITHOUT_BEING_ASKED:
        if key in dictionary and not _is_harmless(dictionary[key], deep=key == "/AA"):
            raise BadUpload(Reason.PAPER_ACTIVE)


def _is_harmless(action: Any, *, deep: bool) -> bool:
    """A place in the paper to begin at, or an action that only turns pages."""
    if not isinstance(action, DictionaryObject):
        return True
    if deep:
        return all(_is_harmless(action[key], deep=False) for key in action)
    return str(action.get("/S", "/GoTo")) in _HARMLESS and "/Next" not in action

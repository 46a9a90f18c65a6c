"""From bytes to text: the one place where a file is decoded, and the error for a file that cannot be read."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right

from lint.files import MOST_BYTES

_LINE_END = re.compile(r"\r\n?|\n")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class ReadError(Exception):
    """A file that cannot be read as an article.

    ``problem`` says what is wrong and what to do; ``path`` and ``line`` (from 1) say where. ``str()`` gives all of it.
    """

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line
        self.problem = problem

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, int, str]]:
        return type(self), (self.path, self.line, self.problem)


def decode(data: bytes, path: str) -> str:
    """The text of a UTF-8 file, without its byte-order mark and with its line ends as they are.

    Raises ReadError for anything else: another encoding, a file that is not text, or one of more than MOST_BYTES.
    """
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise ReadError(path, 1, f"the file is larger than {most} MB; split it, or leave it out of the paths to lint")
    if data.startswith(_UTF16_MARKS):
        raise ReadError(path, 1, "the file is UTF-16; save it as UTF-8")
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    zero = data.find(0)
    if zero >= 0:
        line = line_of(data[start:zero].decode("utf-8", "replace"))
        raise ReadError(path, line, f"byte {zero} is NUL: this is not a text file; leave it out of the paths to lint")
    try:
        return data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = start + error.start
        line = line_of(data[start:at].decode("utf-8"))
        problem = f"byte {at} (0x{data[at]:02X}) is not valid UTF-8 ({error.reason}); save the file as UTF-8"
        raise ReadError(path, line, problem) from None


def line_of(before: str) -> int:
    """The number of the line, from 1, on which the text after ``before`` starts. Lines end at LF, CRLF or CR."""
    return 1 + sum(1 for _ in _LINE_END.finditer(before))


class ByteOffsets:
    """Turns offsets into the UTF-8 bytes of a text into code-point offsets, in time that does not grow with the text."""

    _STEP = 128

    def __init__(self, text: str) -> None:
        self._data = b""
        self._bytes: list[int] = []
        if text.isascii():
            return
        self._data = text.encode()
        position = 0
        for at in range(0, len(text), self._STEP):
            self._bytes.append(position)
            position += len(text[at : at + self._STEP].encode())

    def __call__(self, offset: int) -> int:
        """The code points before byte ``offset``, which must be the start of a character or the end of the text."""
        if not self._bytes:
            return offset
        step = bisect_right(self._bytes, offset) - 1
        return step * self._STEP + len(self._data[self._bytes[step] : offset].decode())

"""The deterministic normal form of a model's name: one key for what a publisher spells differently over time.

Two names with one normal form differ only in case, width, separators (brackets too: ``V3.0``, ``(V3.0)``),
line breaks and decoration. Versions, sizes, dates, stages and the words in brackets stay: a name is never
guessed to be another.

It stands here because both sides need it: the catalog joins aliases by it, and before a table replaces
another one the scrapers ask by it whether the models are still the same.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache, lru_cache

# What follows a pointing hand invites the reader to click; it is no part of the name ("…(new)☛去体验").
_INVITATION = re.compile(r"[☚☛☜☞👈👉].*", re.DOTALL)
_NEW_OR_FOOTNOTE = re.compile(r"(?:[(（](?:new|新)[)）]|\[\^\w+\])$", re.IGNORECASE)
_ASCII_DECORATION = string.whitespace + "\x1c\x1d\x1e\x1f*"  # what `_is_decoration` says of ASCII
_TRADE_MARKS = dict.fromkeys(map(ord, "™®©℠"))
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
_SEPARATORS = _SPACES + "-_·•‧・()[]{}【】〔〕〖〗「」『』《》〈〉"
_SEPARATOR = f"[{re.escape(_SEPARATORS)}]"
_BETWEEN_DIGITS = re.compile(rf"{_SEPARATOR}(?<=\d{_SEPARATOR}){_SEPARATOR}*+(?=\d)")
_KEPT = "\0"  # stands for a hyphen while the others go; in no name
_JOINED = str.maketrans(_KEPT, "-", _SEPARATORS)
# Latin and Chinese letters and digits at both ends, nothing between that any step but joining would change.
_PLAIN = re.compile(
    r"[A-Za-z0-9\u4e00-\u9fff][\w +.,:;/&'#()\[\]\u4e00-\u9fff-]*+(?<=[A-Za-z0-9\u4e00-\u9fff])", re.ASCII
)
_FOOTNOTE_MARKS = frozenset("*∗⁎†‡§¶¹²³⁰⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ")
# Everything Unicode calls a dash, and the minus sign.
_DASHES = dict.fromkeys(map(ord, "\u058a\u05be\u1400\u1806‐‑‒–—―⸗⸚⸺⸻⹀\u2e5d〜〰゠︱︲﹘﹣－\U00010ead−"), "-")
_SKIN_TONES = frozenset("🏻🏼🏽🏾🏿")


def normal_form(name: str) -> str:
    """The key under which spellings of one name meet; not for display. Applying it twice changes nothing."""
    return joined(name.casefold()) if _PLAIN.fullmatch(name) else _stepped(name)


@lru_cache(maxsize=65536)
def _stepped(name: str) -> str:
    previous, form = None, name
    while form != previous and not (previous and _PLAIN.fullmatch(form)):
        previous, form = form, _step(form)  # folding may bare what the next step removes
    return form


def plain(name: str) -> str:
    """The name without decoration, full-width forms and odd hyphens; case and separators stay."""
    if _PLAIN.fullmatch(name):
        return name
    if name.isascii():  # most names, and the steps below change nothing in them
        return _undecorated_ascii(name)
    text = _undecorated(_INVITATION.sub("", _undecorated(name))).translate(_TRADE_MARKS)
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def _undecorated_ascii(name: str) -> str:
    text = name.strip(_ASCII_DECORATION)
    while text.endswith((")", "]")) and (shorter := _NEW_OR_FOOTNOTE.sub("", text)) != text:
        text = shorter.strip(_ASCII_DECORATION)
    return text


def _step(name: str) -> str:
    text = plain(name).casefold()
    # A name that is nothing but marks keeps them, or all such names would be one.
    return joined(text) or name.strip().casefold()


def joined(text: str) -> str:
    """Without separators, but for a hyphen between numbers: Yi-34B is Yi34B, but 3-5 is not 35."""
    kept = _BETWEEN_DIGITS.sub(_KEPT, text)
    bare = kept.replace("-", "")  # the one separator of most names
    return bare if bare.isalnum() else kept.translate(_JOINED)


def _undecorated(name: str) -> str:
    """Without marks at either end and without shapeless characters (variation selectors, joiners)."""
    previous, text = None, "".join(char for char in name if not _is_shapeless(char))
    while text != previous:
        start, end = 0, len(text)
        while start < end and _is_decoration(text[start]):
            start += 1
        while end > start and _is_decoration(text[end - 1]):
            end -= 1
        previous, text = text, _NEW_OR_FOOTNOTE.sub("", text[start:end])
    return text


@cache
def _is_shapeless(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


@cache
def _is_decoration(char: str) -> bool:
    """Medals, stars, arrows and the like, the marks of footnotes, and space."""
    return (
        char.isspace()
        or char in _FOOTNOTE_MARKS
        or char in _SKIN_TONES
        or unicodedata.category(char) == "So"
        or "\u2190" <= char <= "\u21ff"
    )

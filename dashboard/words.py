"""The interface's words, in Chinese and English, from `locales/<lang>/<page>.toml`.

A word is named by its section and key: ``rankings.search``. A word with `{places}` is filled by name. English
gives a second form for a count of one under the same key with ``_one`` at its end.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
_HAN = re.compile("[\u4e00-\u9fff]")
LOCALES = Path(__file__).parent / "locales"


@cache
def words(lang: Lang) -> dict[str, str]:
    """Every word of one language by its full name."""
    return {
        f"{section}.{key}": text
        for file in sorted((LOCALES / lang).glob("*.toml"))
        for section, keys in tomllib.loads(file.read_text("utf-8")).items()
        for key, text in keys.items()
    }


def t(name: str, lang: Lang, /, **places: object) -> str:
    return words(lang)[name].format(**places) if places else words(lang)[name]


def counted(name: str, lang: Lang, n: int, /, **places: object) -> str:
    """A word about `n` things, the number grouped by thousands: “2,130 names”, “1 board”."""
    one = f"{name}_one"
    chosen = one if n == 1 and one in words(lang) else name
    return t(chosen, lang, n=f"{n:,}", **places)


def told(text: str, lang: Lang) -> str:
    """Our half of what was noted in both languages, “中文 / English”; all of any other text."""
    chinese, mark, english = text.partition(" / ")
    if not mark or " / " in english or not _HAN.search(chinese) or _HAN.search(english):
        return text
    return chinese if lang == "zh" else english


def preferred(accept_language: str | None) -> Lang:
    """The language a browser asks for first among ours; Chinese where it asks for neither."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate((accept_language or "").split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), place, tag.lower()[:2]))
        except ValueError:
            continue
    return next((lang for _, _, tag in sorted(weighed) for lang in LANGS if tag == lang), "zh")

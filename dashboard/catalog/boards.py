"""What the sources and their leaderboards are called, what each tests, and which leads its category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.catalog.lines import Line, read
from dashboard.catalog.organizations import by_id

FILE = Path(__file__).with_name("boards.csv")
COLUMNS = (
    "source",
    "leaderboard",
    "label_zh",
    "label_en",
    "what_zh",
    "what_en",
    "lead",
    "homepage",
    "questions",
    "judge_zh",
    "judge_en",
    "runner",
)
LAST = 1_000  # the lead of a board the file does not know: after all it does


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader is told of a source (leaderboard "") or of one of its leaderboards."""

    source: str
    leaderboard: str
    label_zh: str
    label_en: str
    what_zh: str  # one sentence on what is tested
    what_en: str
    lead: int  # order of importance, 1 first; it orders the boards of a category among each other
    homepage: str
    questions: int | None  # of the newest edition whose page says it; None where none does
    judge_zh: str  # who or what scores the answers; "" where the pages do not say
    judge_en: str
    runner: str  # who runs it: an id of organizations.csv, or ""

    def label(self, lang: str) -> str:
        return self.label_zh if lang == "zh" else self.label_en

    def what(self, lang: str) -> str:
        return self.what_zh if lang == "zh" else self.what_en

    def judge(self, lang: str) -> str:
        return self.judge_zh if lang == "zh" else self.judge_en


@cache
def cards(path: Path = FILE) -> Mapping[tuple[str, str], Card]:
    """By (source, leaderboard); a source's own card stands under (source, "")."""
    found: dict[tuple[str, str], Card] = {}
    lines: dict[tuple[str, str], int] = {}
    for line in read(
        path, COLUMNS, required=("source", "label_zh", "label_en", "what_zh", "what_en", "lead")
    ):
        key = line["source"], line["leaderboard"]
        if key in found:
            raise line.error("leaderboard", f"{'/'.join(key)} stands on line {lines[key]} already")
        found[key] = _card(line)
        lines[key] = line.number
    return found


def _card(line: Line) -> Card:
    for column in ("lead", "questions"):
        if line[column] and not line[column].isdecimal():
            raise line.error(column, f"{line[column]!r} is not a whole number")
    if line["homepage"] and not line["homepage"].startswith("https://"):
        raise line.error("homepage", f"{line['homepage']!r} does not begin with https://")
    if not line["leaderboard"] and not line["homepage"]:
        raise line.error("homepage", "a source needs one")
    if bool(line["judge_zh"]) != bool(line["judge_en"]):
        raise line.error("judge_en", "and judge_zh must both be told, or neither")
    if line["runner"] and line["runner"] not in by_id():
        raise line.error("runner", f"there is no organization {line['runner']!r}")
    cells = {column: line[column] for column in COLUMNS if column not in ("lead", "questions")}
    questions = int(line["questions"]) if line["questions"] else None
    return Card(**cells, lead=int(line["lead"]), questions=questions)


def card(source: str, leaderboard: str = "") -> Card | None:
    return cards().get((source, leaderboard))


def board_label(source: str, leaderboard: str, lang: str, heading: str = "") -> str:
    """Our name for the board in `lang` (zh or en); else the heading of its published table, else its id."""
    known = card(source, leaderboard)
    return known.label(lang) if known else heading or f"{source}/{leaderboard}"


def board_description(source: str, leaderboard: str, lang: str) -> str:
    """What is tested, in a sentence; empty where the catalog has no card."""
    known = card(source, leaderboard)
    return known.what(lang) if known else ""


def board_homepage(source: str, leaderboard: str) -> str:
    """Where a reader finds the board itself, else the source's page, else ""."""
    for known in (card(source, leaderboard), card(source)):
        if known and known.homepage:
            return known.homepage
    return ""


def lead(source: str, leaderboard: str) -> int:
    """A sort key: the board that stands for its category has the smallest."""
    known = card(source, leaderboard)
    return known.lead if known else LAST


def source_label(source: str, lang: str) -> str:
    known = card(source)
    return known.label(lang) if known else source

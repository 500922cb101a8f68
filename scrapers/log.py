"""Logs: one line an event, as `key=value` pairs or as JSON, on standard error. Nothing secret gets in.

at=2026-11-21T22:30:00Z level=info event=refresh.started sources=17
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

Value = str | int | float | bool | datetime | None


class LogForm(StrEnum):
    NONE = "none"
    TEXT = "text"
    JSON = "json"


class Level(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_USER = re.compile(r"(?<=://)[^/\s@]*@")
_NAMED = re.compile(
    r"(?i)\b((?:[\w-]*(?:token|secret|passw(?:or)?d|api[_-]?key|signature|credential)s?)[\"']?\s*[=:]\s*[\"']?)"
    r"[^\s&\"',;]+"
)
_HEADER = re.compile(
    r"(?i)\b((?:proxy-)?authorization[\"']?\s*[=:]\s*[\"']?(?:\w+ )?|bearer |basic )[\w.+/=~-]{6,}"
)
_TOKEN = re.compile(r"\b(?:gh[pousr]_|github_pat_)\w+")
_SECRET_NAME = re.compile(r"(?i)token|secret|passw|api_?key|credential")
_PLAIN = re.compile(r"[^\s\"=\\\x00-\x1f\x7f]+")
_write: Callable[[str], object] | None = None
_form = LogForm.NONE


def configure(form: LogForm, write: Callable[[str], object] | None = None) -> None:
    """For this process; nothing is logged before."""
    global _form, _write
    _form, _write = form, write


def event(name: str, level: Level = Level.INFO, /, **fields: Value) -> None:
    """None is left out."""
    if _form is LogForm.NONE:
        return
    line = formed(_form, name, level, datetime.now(UTC), fields)
    try:
        (_write or _to_stderr)(line + "\n")
    except OSError:  # whoever read the log is gone; the work is not
        return


def formed(form: LogForm, name: str, level: Level, at: datetime, fields: dict[str, Value]) -> str:
    given: dict[str, Value] = {"at": at, "level": level.value, "event": name, **fields}
    told = {key: _told(value) for key, value in given.items() if value is not None}
    if form is LogForm.JSON:
        return json.dumps(told, ensure_ascii=False)
    return " ".join(f"{key}={_quoted(value)}" for key, value in told.items())


def redacted(text: str) -> str:
    """Without users and passwords in addresses, tokens, and whatever secret the environment holds."""
    for name, secret in os.environ.items():
        if _SECRET_NAME.search(name) and len(secret) >= 8:
            text = text.replace(secret, "***")
    text = _USER.sub("***@", text)
    text = _HEADER.sub(r"\1***", text)
    return _TOKEN.sub("***", _NAMED.sub(r"\1***", text))


def _told(value: Value) -> Value:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, float):
        return round(value, 3)
    return redacted(value) if isinstance(value, str) else value


def _quoted(value: Value) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _to_stderr(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()

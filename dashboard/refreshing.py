"""Refreshing at the press of a button, where the operator lets readers do so.

The button starts the same command that a person would type; how far it is comes from the store. Without the
button the page shows a refresh that was started elsewhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from dashboard import data, upkeep
from dashboard.catalog.boards import source_label
from dashboard.data import Key
from dashboard.freshness import moment
from dashboard.markup import markdown
from dashboard.words import Lang, t

ALLOWED = "BANGDAN_ALLOW_REFRESH"
LOG = "refresh.log"
PROGRAM = Path(__file__).resolve().parents[1]
LOOK_SECONDS = 1.0
BUSY = 3  # exit status: another refresh is running
_guard = threading.Lock()
_started: subprocess.Popen[bytes] | None = None  # the last one of this process


def is_allowed() -> bool:
    """Never in a frame, where another site could lay its own words over the button."""
    if st.context.is_embedded:
        return False
    return os.environ.get(ALLOWED, "").strip().lower() in {"1", "true", "yes", "on"}


def is_running(key: Key) -> bool:
    """Also while a refresh that was started here has not got its turn yet."""
    return (_started is not None and _started.poll() is None) or upkeep.is_refreshing(key)


def start(key: Key, sources: Sequence[str]) -> bool:
    """Whether one was started: there is one at a time. Raises OSError."""
    global _started
    root = data.folder(key)
    command = [sys.executable, "-m", "scrapers", "refresh", "--cache", str(root), "--log", "text", *sources]
    with _guard:
        if is_running(key):
            return False
        with _log(root).open("wb") as log:
            _started = _run(command, log)
    return True


def _run(command: Sequence[str], log: BinaryIO) -> subprocess.Popen[bytes]:
    """In a session of its own: it comes to its end even where the dashboard is stopped."""
    return subprocess.Popen(
        command,
        cwd=PROGRAM,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log,
        start_new_session=True,
    )


def panel(key: Key, source: str, lang: Lang) -> None:
    """When figures are refreshed next, how far a refresh is, and the button where there is one."""
    running = is_running(key)
    what = source_label(source, lang) if source else t("sources.any", lang)
    _say_how_it_ended(key, running, lang)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if is_allowed() and st.button(
            t("refresh.now", lang),
            icon=":material/sync:",
            disabled=running,
            help=t("refresh.help", lang, what=what),
            key="refresh_now",
        ):
            _press(key, source, lang)
        st.caption(next_run(key, datetime.now(UTC), lang), width="content")
    if running:
        st.fragment(_progress, run_every=LOOK_SECONDS)(key, lang)


def next_run(key: Key, now: datetime, lang: Lang) -> str:
    schedule = upkeep.schedule(key)
    if schedule is None:
        return t("refresh.unscheduled", lang)
    if schedule.is_alive(now) and schedule.next_run is not None:
        return t("refresh.next", lang, time=moment(schedule.next_run))
    return t("refresh.silent", lang, time=moment(schedule.stopped_at or schedule.alive_at))


def _press(key: Key, source: str, lang: Lang) -> None:
    try:
        st.session_state["refresh_pressed"] = start(key, [source] if source else [])
    except OSError as error:
        st.error(markdown(t("refresh.unstarted", lang, why=error.strerror)), icon=":material/error:")
    else:
        st.rerun()


def _progress(key: Key, lang: Lang) -> None:
    if not is_running(key):
        st.rerun()
    progress = upkeep.progress(key)
    if progress is None or not progress.source:
        st.progress(0.0, t("refresh.starting", lang))
        return
    of = progress.pages or progress.pages_done + 1
    part = (progress.sources_done + min(1.0, progress.pages_done / of)) / progress.sources
    text = t(
        "refresh.progress",
        lang,
        source=source_label(progress.source, lang),
        n=progress.sources_done + 1,
        m=progress.sources,
        pages=f"{progress.pages_done}/{progress.pages}" if progress.pages else progress.pages_done,
    )
    st.progress(min(1.0, part), markdown(text))


def _say_how_it_ended(key: Key, running: bool, lang: Lang) -> None:
    """Once, to the one who pressed the button."""
    if running or not st.session_state.pop("refresh_pressed", False) or _started is None:
        return
    match _started.poll():
        case 0:
            st.success(t("refresh.done", lang), icon=":material/check:")
        case 1:
            st.warning(t("refresh.partly", lang), icon=":material/sync_problem:")
        case _:
            why = markdown(_last_line(_log(data.folder(key))))
            st.error(t("refresh.failed", lang, why=why), icon=":material/error:")


def _log(root: Path) -> Path:
    path = root / "state" / LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((line.removeprefix("error: ") for line in reversed(lines) if line.strip()), "")

"""Why a view has no chart to take away."""

from __future__ import annotations

from dashboard.drawing.errors import ExportError, NoChart
from dashboard.exhibit import Exhibit


class NothingMatches(NoChart):
    """It has no row either: its filters leave nothing."""

    word = "export.nothing_matches"

    def __init__(self) -> None:
        ExportError.__init__(self, "nothing matches the filters of this view, so there is no chart of it")


def no_chart(exhibit: Exhibit) -> NoChart:
    return NothingMatches() if exhibit.table.empty else NoChart()

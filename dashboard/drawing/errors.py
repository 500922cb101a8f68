"""Why a file cannot be made.

ExportError
├── NoChart           the view has no chart: take a table
├── NoBrowser         images need a Chromium: take another format, or install one
│   └── NotStarted    there is one, but it does not start: the same
├── TooLarge          the image would be larger than can be drawn: ask for a smaller scale or fewer rows
├── Busy              too many images are being drawn: try again
└── RenderingFailed   the browser failed twice
"""

from __future__ import annotations

from collections.abc import Mapping


class ExportError(Exception):
    """A sentence for the reader; `word` names it in the reader's language, filled by `places`."""

    word = ""

    def __init__(self, sentence: str, **places: object) -> None:
        super().__init__(sentence)
        self.places = places

    def __reduce__(self) -> tuple[object, ...]:
        """For other processes: the sentence as it is, not made once more."""
        return _again, (type(self), str(self), self.places)


def _again(kind: type[ExportError], sentence: str, places: Mapping[str, object]) -> ExportError:
    error = kind.__new__(kind)
    ExportError.__init__(error, sentence, **places)
    return error


class NoChart(ExportError):
    word = "export.no_chart"

    def __init__(self) -> None:
        super().__init__("this view has no chart; tables can be exported")


class NoBrowser(ExportError):
    word = "export.no_browser"

    def __init__(self) -> None:
        super().__init__(
            "images are drawn by a Chromium, and none is installed here (install the package chromium,"
            " or name one in BANGDAN_CHROMIUM); HTML and tables work without"
        )


class NotStarted(NoBrowser):
    word = "export.not_started"

    def __init__(self, path: str) -> None:
        ExportError.__init__(
            self,
            f"images are drawn by a Chromium, and the one found here does not start: {path}"
            " (another can be named in BANGDAN_CHROMIUM); HTML and tables work without",
        )


class TooLarge(ExportError):
    word = "export.too_large"

    def __init__(self, width: int, height: int, most: int) -> None:
        super().__init__(
            f"an image of {width} × {height} pixels is larger than can be drawn ({most:,} pixels in all);"
            " ask for a smaller scale or fewer rows"
        )


class Busy(ExportError):
    word = "export.busy"

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} images are being drawn already; try again in a moment")


class RenderingFailed(ExportError):
    word = "export.failed"

    def __init__(self, why: str) -> None:
        super().__init__(f"the image could not be drawn: {why}")

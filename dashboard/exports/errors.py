"""Why a file cannot be made.

ExportError
├── NoChart           the view has no chart: take a table
│   └── NothingMatches    for no row fits: lift the filters
├── NoBrowser         images need a Chromium: take another format, or install one
│   └── NotStarted    there is one, but it does not start: the same
├── TooLarge          the image would be larger than can be drawn: ask for a smaller scale or fewer rows
├── Busy              too many images are being drawn: try again
└── RenderingFailed   the browser failed twice
"""


class ExportError(Exception):
    """A sentence for the reader; `word` names it in the reader's language, filled by `places`."""

    word = ""

    def __init__(self, sentence: str, **places: object) -> None:
        super().__init__(sentence)
        self.places = places


class NoChart(ExportError):
    word = "export.no_chart"

    def __init__(self) -> None:
        super().__init__("this view has no chart; tables can be exported")


class NothingMatches(NoChart):
    word = "export.nothing_matches"

    def __init__(self) -> None:
        ExportError.__init__(self, "nothing matches the filters of this view, so there is no chart of it")


def no_chart(*, empty: bool) -> NoChart:
    """Why a view has no chart; `empty`: it has no row either."""
    return NothingMatches() if empty else NoChart()


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

"""Files of the shipped boards: how long one more image takes, how many a second, and how much memory."""

import resource
import sys
import time
from statistics import median

from bars import within

from dashboard import data, exhibits, exports
from dashboard.drawing import renderer

AGAIN = 8  # images of each kind, each of another board
MOST = 30  # views of a page beside Rankings, evenly chosen


def seconds_of_later_images(shown: list[exhibits.Exhibit]) -> dict[str, float]:
    """The median of each format; the browser runs already."""
    medians = {}
    for format in exports.IMAGE_FORMATS:
        took = []
        for one in shown:
            begun = time.perf_counter()
            exports.image(one, format)
            took.append(time.perf_counter() - begun)
        medians[format] = median(took)
        print(f"a later {format}: median {medians[format]:.2f} s, slowest {max(took):.2f} s")
    return medians


def all_views(key: data.Key) -> tuple[int, float, float]:
    """Files, seconds and the browser's greatest memory in bytes, of charts and tables as of `--all`."""
    files, most, begun = 0, 0.0, time.perf_counter()
    for page in exhibits.pages():
        views = exhibits.every(page, key)
        chosen = views if page == "rankings" else views[:: max(1, len(views) // MOST)]
        before, since = files, time.perf_counter()
        for params in chosen:
            try:
                shown = exhibits.of(page, key, params, "zh")
            except exhibits.UNAVAILABLE:
                continue
            for format in ("png", "csv") if shown.figure else ("csv",):
                exports.made(shown, format)
                files += 1
            most = max(most, renderer.own().memory())
        took = time.perf_counter() - since
        print(f"{page}: {len(chosen)} of {len(views)} views, {files - before} files in {took:.1f} s")
    return files, time.perf_counter() - begun, most


def main() -> int:
    key = data.key()
    boards = exhibits.every("rankings", key)
    shown = [exhibits.of("rankings", key, board, "zh") for board in boards[:: len(boards) // AGAIN][:AGAIN]]
    begun = time.perf_counter()
    exports.image(shown[0], "png")
    kept = [within("the first image, browser start included", time.perf_counter() - begun, 10, "s")]
    exports.image(shown[0], "svg")  # sorts out the fonts
    medians = seconds_of_later_images(shown)
    kept.append(within("a later image of the slowest format", max(medians.values()), 0.8, "s"))
    kept.append(within("a later SVG, against a PNG", medians["svg"] / medians["png"], 2, "×"))
    files, took, most = all_views(key)
    print(f"charts and tables of every page: {files} files in {took:.1f} s, {files / took:.1f} files/s")
    kept.append(within("a file of all", took / files, 0.8, "s"))
    kept.append(within("memory of the browser at its most", most / 1e6, 900, "MB"))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    kept.append(within("memory of the process itself at its most", own, 700, "MB"))
    renderer.own().stop()
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())

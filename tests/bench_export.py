"""Files of the shipped boards: how long one more image takes, how many a second, and how much memory."""

import resource
import sys
import time
from statistics import median

from bars import within

from dashboard import data, exhibits, exports
from dashboard.exports.renderer import shared

AGAIN = 8  # images of each kind


def seconds_of_later_images(shown: exhibits.Exhibit) -> float:
    """The slowest of the formats, each by its median; the browser runs already."""
    medians = []
    for format in exports.IMAGE_FORMATS:
        took = []
        for _ in range(AGAIN):
            begun = time.perf_counter()
            exports.image(shown, format)
            took.append(time.perf_counter() - begun)
        medians.append(median(took))
        print(f"a later {format}: median {medians[-1]:.2f} s, slowest {max(took):.2f} s")
    return max(medians)


def all_boards(key: data.Key) -> tuple[int, float, float]:
    """Files, seconds and the browser's greatest memory in bytes, of every board's chart and table."""
    files, most, begun = 0, 0.0, time.perf_counter()
    for params in exhibits.every("rankings", key):
        shown = exhibits.of("rankings", key, params, "zh")
        for format in ("png", "csv"):
            exports.made(shown, format)
            files += 1
        most = max(most, shared().memory())
    return files, time.perf_counter() - begun, most


def main() -> int:
    key = data.key()
    shown = exhibits.of("rankings", key, {}, "zh")
    begun = time.perf_counter()
    exports.image(shown, "png")
    kept = [within("the first image, browser start included", time.perf_counter() - begun, 10, "s")]
    kept.append(within("a later image of the slowest format", seconds_of_later_images(shown), 0.8, "s"))
    files, took, most = all_boards(key)
    print(f"every board's chart and table: {files} files in {took:.1f} s, {files / took:.1f} files/s")
    kept.append(within("a file of all boards", took / files, 0.8, "s"))
    kept.append(within("memory of the browser at its most", most / 1e6, 900, "MB"))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    kept.append(within("memory of the process itself at its most", own, 700, "MB"))
    shared().stop()
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())

"""How far a long command is, where nobody watches a terminal."""

import pytest
from typer.testing import CliRunner

from dashboard.progress import Lines, Pace, progress


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_line_is_told_every_so_many_seconds_with_what_is_left(clock, capsys):
    tell = Lines("views", clock=clock)
    tell("", 0, 0)
    for done in range(0, 400):
        clock.now = done / 10
        tell(f"rankings {done}", done, 1200)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "bangdan: 100 of 1,200 views in 10 s, about 1 min 50 s left: rankings 100",
        "bangdan: 200 of 1,200 views in 20 s, about 1 min 40 s left: rankings 200",
        "bangdan: 300 of 1,200 views in 30 s, about 1 min 30 s left: rankings 300",
    ]


def test_what_is_left_is_told_by_the_last_minute(clock, capsys):
    """Slow for five minutes, then fast for two: the slow ones tell nothing of what is left."""
    tell = Lines("views", clock=clock)
    for second in range(420):
        clock.now = second
        tell("", second // 10 if second < 300 else 30 + second - 300, 240)
    assert ", about 1 min 40 s left" in capsys.readouterr().err.splitlines()[-1]


def test_kinds_of_work_are_reckoned_apart(clock, capsys):
    pace = Pace({"drawn": 60, "written": 1000, "none": 0}, clock)
    tell = Lines("pages", clock=clock)
    tell("", 0, 1060, pace.left())
    clock.now += 10
    pace.did("written")
    tell("", 1, 1060, pace.left())
    assert capsys.readouterr().err == "bangdan: 1 of 1,060 pages in 10 s\n", (
        "pictures take who knows how long"
    )
    for _ in range(40):
        clock.now += 0.01
        pace.did("written")
    clock.now += 2
    pace.did("drawn")
    assert pace.left() == pytest.approx(59 * 2 + 959 * 0.01)
    for _ in range(40):
        clock.now += 6
        pace.did("drawn")
    assert pace.left() == pytest.approx(19 * 6 + 959 * 0.01)


def test_what_is_soon_done_is_not_told(clock, capsys):
    tell = Lines("views", clock=clock)
    for done in range(5):
        clock.now = done
        tell("x", done, 5)
    assert capsys.readouterr().err == ""


def test_a_long_beginning_is_told_too(clock, capsys):
    tell = Lines("views", clock=clock)
    tell("", 0, 0)
    clock.now = 12
    tell("rankings", 0, 40)
    assert capsys.readouterr().err == "bangdan: 0 of 40 views in 12 s: rankings\n"


def test_without_a_terminal_lines_stand_in_for_the_bar(capsys):
    with progress("pages") as tell:
        assert isinstance(tell, Lines)


def test_a_publication_tells_how_far_it_is(tmp_path, monkeypatch):
    from page_store import small_store

    from dashboard import progress as module
    from dashboard.__main__ import app

    monkeypatch.setattr(module.Lines.__init__, "__defaults__", (0.0, *module.Lines.__init__.__defaults__[1:]))
    done = CliRunner().invoke(
        app,
        ["publish", str(tmp_path / "site"), "--no-charts", "--cache", str(small_store(tmp_path / "store"))],
    )
    assert done.exit_code == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if " pages in " in line]
    assert len(told) > 20
    counts = [line.split()[1:4:2] for line in told]
    assert all(int(at) <= int(whole) for at, whole in counts)
    assert counts[-1][0] == counts[-1][1]
    assert counts[-2][0] == counts[-1][1], "the whole is what there will be"
    assert done.stderr.startswith(f"bangdan: {counts[-1][1]} pages\n")

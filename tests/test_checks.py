"""What may not be published, and what a table may not do to the one it would replace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cache.leaderboard import Category, Cell, Entry, Leaderboard, LeaderboardId, Role, Table
from cache.manifest import Provenance
from cache.store import Store
from scrapers.checks import check
from scrapers.errors import LayoutError
from scrapers.gate import Verdict, judge
from scrapers.source import Page, Source
from scrapers.tolerances import Tolerances

URL = "https://example.org/README.md"
SEPTEMBER = datetime(2026, 9, 3, tzinfo=UTC)
JULY = LeaderboardId("superclue", "overall", "2026-07")
TASKS = ("数学推理", "幻觉控制", "科学推理", "精确指令遵循", "智能体编程", "智能体任务规划")
WEIGHTS = (0.18, 0.16, 0.16, 0.16, 0.25, 0.09)
MODELS = [f"{name}-{size}" for name in ("青松", "小溪", "北溟") for size in ("7B", "34B", "Max", "Flash")]
Row = tuple[str, dict[str, float]]


def figures(model: int) -> dict[str, float]:
    """A model's six tasks and the total that they give by the weights of the edition."""
    tasks = {task: round(80 - 3.7 * model + 1.3 * place, 2) for place, task in enumerate(TASKS)}
    total = sum(weight * score for weight, score in zip(WEIGHTS, tasks.values(), strict=True))
    return {"总分": round(total, 2), **tasks}


def rows(models: Sequence[str] = tuple(MODELS)) -> list[Row]:
    return [(model, figures(MODELS.index(model))) for model in models]


def board(
    entries: Sequence[Row], id: LeaderboardId = JULY, makers: Sequence[str] | None = None
) -> Leaderboard:
    metrics = tuple(dict.fromkeys(metric for _, scores in entries for metric in scores))
    makers = makers or [model.partition("-")[0] for model, _ in entries]
    printed = [
        (
            Cell(model),
            Cell(maker),
            *(Cell(f"{scores[name]:g}" if name in scores else "-") for name in metrics),
        )
        for (model, scores), maker in zip(entries, makers, strict=True)
    ]
    return Leaderboard(
        id=id,
        category=Category.LLM,
        entries=tuple(
            Entry(model, scores, None, {"机构": maker})
            for (model, scores), maker in zip(entries, makers, strict=True)
        ),
        published=Table("总排行榜", ("模型", "机构", *metrics), tuple(printed)),
        url=URL,
        roles=(Role.MODEL, Role.ATTRIBUTE, *(Role.SCORE for _ in metrics)),
    )


class Plain(Source):
    name = "superclue"
    title = "Plain"
    homepage = "https://example.org"

    def parse(self, page: Page) -> Iterator[Leaderboard]:
        yield from ()


class Pinned(Plain):
    def is_pinned(self, url: str) -> bool:
        return True


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """With the table that another one would replace."""
    made = Store(tmp_path)
    made.publish([board(rows())], provenance(SEPTEMBER))
    return made


def provenance(at: datetime) -> Provenance:
    return Provenance(URL, at, "0" * 64, "1", at)


def judged(arrived: Leaderboard, store: Store, source: type[Source] = Plain) -> Verdict:
    later = SEPTEMBER + timedelta(days=30)
    return judge(arrived, Page(URL, b"", later), source(), store, beside=[arrived])


def with_metric(name: str, change: Callable[[float], float]) -> list[Row]:
    return [(model, scores | {name: round(change(scores[name]), 4)}) for model, scores in rows()]


def test_figures_older_than_the_current_ones_replace_nothing_and_are_let_in_as_history(store: Store) -> None:
    fewer = board([(model, {"总分": scores["总分"]}) for model, scores in rows()[:4]])
    older = judge(fewer, Page(URL, b"", SEPTEMBER - timedelta(days=30)), Plain(), store, beside=[fewer])
    assert not older.is_refused
    assert judged(fewer, store).is_refused


# A table by itself


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ((), "has no rows"),
        ((("青松-7B", {"总分": 80.0}), (" ", {"总分": 70.0})), "row 2 names no model"),
        ((("青松-7B", {}),), "has no score in any row"),
    ],
)
def test_a_table_that_ranks_nothing_is_refused(entries: Sequence[Row], sentence: str) -> None:
    with pytest.raises(LayoutError, match=f"README.md: table '总排行榜'.*{sentence}"):
        check(board(entries))


def test_a_sound_table_passes_even_where_some_scores_are_missing(tmp_path: Path) -> None:
    verdict = judged(board([*rows()[:-1], (MODELS[-1], {"总分": 50.0})]), Store(tmp_path))
    assert (verdict.is_refused, verdict.sentence) == (False, "")


def test_a_score_outside_the_range_of_its_metric_is_refused(tmp_path: Path) -> None:
    verdict = judged(board([*rows()[1:], (MODELS[0], {"数学推理": 7719.3})]), Store(tmp_path))
    assert verdict.is_refused
    assert "1 figure out of range (青松-7B, 数学推理: 7719.3 not in 0 to 100)" in verdict.sentence


def test_a_total_that_breaks_its_formula_is_a_warning_in_one_row_and_a_refusal_in_most(
    tmp_path: Path,
) -> None:
    one = [
        (model, scores | {"总分": 60.0}) if model == MODELS[3] else (model, scores)
        for model, scores in rows()
    ]
    warned = judged(board(one), Store(tmp_path))
    assert not warned.is_refused
    assert "'总分' is not what its parts give in 1 of 12 rows (青松-Flash)" in warned.sentence
    assert judged(board(with_metric("总分", lambda score: score + 1)), Store(tmp_path)).is_refused


def test_rows_that_repeat_a_model_are_told_apart_by_their_attributes(tmp_path: Path) -> None:
    twice = [*rows(), (MODELS[0], figures(1))]
    told_apart = judged(board(twice, makers=["甲"] * 12 + ["乙"]), Store(tmp_path))
    assert told_apart.sentence == ""
    warned = judged(board(twice, makers=["甲"] * 13), Store(tmp_path))
    assert not warned.is_refused
    assert "1 row with the model and attributes of another (青松-7B)" in warned.sentence


def test_doubled_rows_are_refused(tmp_path: Path) -> None:
    assert judged(board([*rows(), *rows()]), Store(tmp_path)).is_refused


def test_a_board_nobody_has_seen_before_is_only_doubted_when_its_scale_looks_wrong(tmp_path: Path) -> None:
    fractions = [(model, {"数学推理": scores["数学推理"] / 100}) for model, scores in rows()]
    verdict = judged(board(fractions), Store(tmp_path))
    assert not verdict.is_refused
    assert "no figure of '数学推理' is above 1" in verdict.sentence


# Against the same edition


def test_the_same_table_again_and_a_board_that_grows_pass_without_a_word(store: Store) -> None:
    assert judged(board(rows()), store).sentence == ""
    grown = board([*rows(), ("远山-7B", figures(2))])
    assert judged(grown, store).sentence == ""


def test_an_edition_that_loses_half_its_rows_is_refused(store: Store) -> None:
    verdict = judged(board(rows(MODELS[::2])), store)
    assert verdict.is_refused
    assert "only 6 of the 12 rows of this edition are left" in verdict.sentence
    assert f"(compared with {JULY} revision 1)" in verdict.sentence


def test_an_edition_that_loses_one_row_is_accepted_with_a_warning(store: Store) -> None:
    verdict = judged(board(rows(MODELS[1:])), store)
    assert not verdict.is_refused
    assert "1 model dropped (青松-7B)" in verdict.sentence


def test_a_metric_column_that_is_gone_is_refused_by_its_name(store: Store) -> None:
    without = [
        (model, {name: s for name, s in scores.items() if name != "科学推理"}) for model, scores in rows()
    ]
    verdict = judged(board(without), store)
    assert verdict.is_refused
    assert "1 metric column gone (科学推理)" in verdict.sentence
    assert "'总分' cannot be checked: no column 科学推理" in verdict.sentence


@pytest.mark.parametrize(
    ("before", "after"),
    [("智能体编程", "代码生成"), ("智能体任务规划", "智能体（任务规划）"), ("总分", "分数")],
    ids=["a known rename", "another spelling", "another word for the same label"],
)
def test_a_metric_column_under_a_name_known_to_be_its_own_is_not_gone(
    before: str, after: str, store: Store
) -> None:
    renamed = [
        (model, {after if name == before else name: score for name, score in scores.items()})
        for model, scores in rows()
    ]
    verdict = judged(board(renamed), store)
    assert not verdict.is_refused
    assert verdict.difference is not None
    assert verdict.difference.metrics_renamed == ((before, after),)


def test_a_metric_column_under_a_name_nobody_knows_is_gone(store: Store) -> None:
    renamed = [
        (model, {"奇想" if name == "科学推理" else name: score for name, score in scores.items()})
        for model, scores in rows()
    ]
    assert judged(board(renamed), store).is_refused


def test_models_that_turned_into_something_else_are_refused(store: Store) -> None:
    makers = [(f"公司{number}", figures(number)) for number in range(len(MODELS))]
    verdict = judged(board(makers), store)
    assert verdict.is_refused
    assert "only 0 models in common with the table that it would replace (new: 公司0" in verdict.sentence


def test_a_model_renamed_in_place_is_a_warning_that_names_both(store: Store) -> None:
    renamed = board([("青松-7B-0813", figures(0)), *rows()[1:]])
    verdict = judged(renamed, store)
    assert not verdict.is_refused
    assert "1 model renamed (青松-7B → 青松-7B-0813)" in verdict.sentence


def test_a_name_that_another_model_took_is_refused(store: Store) -> None:
    """What stood under the name stands under another one now, so a history by names would lie."""
    moved = board([("青松-7B-0813", figures(0)), ("青松-7B", figures(1)), *rows()[2:]])
    verdict = judged(moved, store)
    assert verdict.is_refused
    assert "those of 青松-7B under 青松-7B-0813" in verdict.sentence


def test_a_name_spelled_differently_is_the_same_model(store: Store) -> None:
    spelled = board([(model.replace("-", " ").upper(), scores) for model, scores in rows()])
    assert judged(spelled, store).sentence == ""


def test_a_scale_that_jumped_is_refused(store: Store) -> None:
    verdict = judged(board(with_metric("幻觉控制", lambda score: score / 100)), store)
    assert verdict.is_refused
    assert "the scale of 1 metric jumped (幻觉控制: " in verdict.sentence


def test_columns_whose_names_were_shuffled_are_refused(store: Store) -> None:
    names = ["总分", *TASKS]
    wide = [
        (model, {**figures(number), "总分": 1.2 * number, "数学推理": 99.0 - number})
        for number, model in enumerate(MODELS)
    ]
    fresh = Store(store.root / "wide")
    fresh.publish([board(wide)], provenance(SEPTEMBER))
    turned = [
        (model, dict(zip(names, [*list(scores.values())[1:], scores["总分"]], strict=True)))
        for model, scores in wide
    ]
    assert judged(board(turned), fresh).is_refused


def test_columns_in_another_order_are_the_same_table(store: Store) -> None:
    turned = board([(model, dict(reversed(scores.items()))) for model, scores in rows()])
    assert judged(turned, store).sentence == ""


def test_figures_that_were_mended_are_told(store: Store) -> None:
    verdict = judged(board(with_metric("幻觉控制", lambda s: s + 1 if s < 50 else s)), store)
    assert not verdict.is_refused
    assert "of 84 figures changed" in verdict.sentence


# Against the edition before


def test_a_new_edition_may_change_its_models_and_columns(store: Store) -> None:
    september = JULY._replace(edition="2026-09")
    new = [(f"远山-{number}", {"综合": 50.0 + number}) for number in range(9)] + [(MODELS[0], {"综合": 40.0})]
    verdict = judged(board(new, september), store)
    assert not verdict.is_refused
    assert "7 metric columns of 2026-07 gone" in verdict.sentence


def test_a_new_edition_with_a_fifth_of_the_rows_or_no_known_model_is_refused(store: Store) -> None:
    september = JULY._replace(edition="2026-09")
    few = judged(board(rows(MODELS[:2]), september), store)
    assert few.is_refused
    assert "only 2 of the 12 rows of 2026-07 are left" in few.sentence
    strange = judged(board([(f"公司{at}", figures(at)) for at in range(12)], september), store)
    assert strange.is_refused
    assert "only 0 models in common with 2026-07" in strange.sentence


def test_a_running_page_that_steps_back_to_an_older_edition_is_a_warning(store: Store) -> None:
    verdict = judged(board(rows(), JULY._replace(edition="2026-05")), store)
    assert not verdict.is_refused
    assert "the page has stepped back to 2026-05: it showed 2026-07 before" in verdict.sentence


def test_a_page_that_shows_two_editions_has_not_stepped_back(store: Store) -> None:
    older = board(rows(), JULY._replace(edition="2026-05"))
    page = Page(URL, b"", SEPTEMBER + timedelta(days=1))
    assert "stepped" not in judge(older, page, Plain(), store, beside=[older, board(rows())]).sentence


# Who may be stricter, and what is let through


def test_a_source_may_tighten_its_tolerances(store: Store) -> None:
    class Strict(Plain):
        tolerances = Tolerances(rows=0.95, names=1.0)

    eleven = board(rows(MODELS[1:-1]))
    assert not judged(eleven, store).is_refused
    assert judged(eleven, store, Strict).is_refused


def test_a_page_of_the_past_is_never_refused_but_its_oddities_are_told(store: Store) -> None:
    verdict = judged(board(rows(MODELS[::2])), store, Pinned)
    assert not verdict.is_refused
    assert "only 6 of the 12 rows" in verdict.sentence


def test_what_was_let_in_once_is_not_asked_about_again(store: Store) -> None:
    store.publish([board(rows(MODELS[::2]))], provenance(SEPTEMBER + timedelta(days=1)))
    assert judged(board(rows()), store).sentence == ""


def test_a_damaged_file_does_not_stand_in_the_way_of_a_sound_page(store: Store) -> None:
    (store.root / store.revisions(JULY)[0].table_name).write_text("模型\n")
    assert not judged(board([*rows(), ("远山-7B", figures(2))]), store).is_refused

"""What a board's own columns say of its models."""

import pytest
from page_store import leaderboard

from cache.leaderboard import LeaderboardId, Role
from dashboard.ranking.attributes import printed_weights
from dashboard.ranking.facts import facts_of, together

ID = LeaderboardId("superclue", "overall", "2026-03")


def board(column, *cells):
    lines = [(f"xyzzy-{place}", cell, "1") for place, cell in enumerate(cells)]
    return leaderboard(
        ID, lines, header=("模型", column, "总分"), roles=(Role.MODEL, Role.ATTRIBUTE, Role.SCORE)
    )


@pytest.mark.parametrize(
    ("column", "cells", "read"),
    [
        ("开/闭源", ("开源", "闭源", "", "部分"), [True, False, None, None]),
        ("许可证", ("开源-可商用", "开源-非商用", "专有服务", "-"), [True, True, False, None]),
        ("License", ("apache-2.0", "Proprietary", "Unknown", "Custom"), [True, False, None, None]),
        ("机构", ("开源", "闭源"), [None, None]),
    ],
)
def test_a_column_tells_whether_weights_are_open_where_its_words_are_known(column, cells, read):
    assert printed_weights(board(column, *cells)) == read


def test_the_catalog_is_asked_before_the_board():
    known = leaderboard(
        ID,
        [("GPT-4o", "开源", "1"), ("xyzzy", "开源", "1")],
        header=("模型", "开/闭源", "总分"),
        roles=(Role.MODEL, Role.ATTRIBUTE, Role.SCORE),
    )
    assert [facts.open_weights for facts in facts_of(known)] == [False, True]


def test_the_first_board_that_knows_a_thing_tells_it():
    silent, telling = facts_of(board("机构", "百度"))[0], facts_of(board("开/闭源", "闭源"))[0]
    both = together([silent, telling])
    assert (both.organization, both.open_weights) == ("baidu", False)

"""Names that a column has no room for."""

import pandas as pd
from page_store import NASTY, small_store
from test_pages import opened

from dashboard import controls
from dashboard.column_order import PADDING
from dashboard.figures.template import pixels
from dashboard.table_names import WHOLE, fitted, whole_columns

LONG = [f"Very-Long-Model-Name-{'Preview-' * 20}{end}" for end in "AB"]


def test_a_shortened_name_says_so_differs_from_others_fits_and_stands_whole_in_the_last_column():
    shown = fitted(pd.DataFrame({"model": [*LONG, "通义千问" * 20, "Short"], "x": range(4)}), {"model": 150})
    short = shown["model"].tolist()
    assert all("…" in name for name in short[:3])
    assert short[3] == "Short"
    assert len(set(short)) == 4
    assert all(pixels(name) + PADDING <= 150 for name in short)
    assert shown.columns[-1] == WHOLE + "model"
    assert shown[WHOLE + "model"].tolist()[:2] == LONG
    (column,) = whole_columns(shown, {"model": "Model"}, "en").values()
    assert column["label"] == "Model, in full"


def test_where_every_name_fits_nothing_is_added():
    table = pd.DataFrame({"model": ["Short"]})
    assert fitted(table, {"model": 150}).equals(table)


def test_on_a_phone_rankings_shortens_what_it_pins_and_says_which_column_has_it_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    small_store(tmp_path)
    monkeypatch.setattr(controls, "compact", lambda: True)
    at = opened("rankings", board="superclue-github/overall")
    shown = at.dataframe[0].value
    assert shown.columns[0] == "model"
    assert NASTY not in shown["model"].tolist()
    assert NASTY in shown[WHOLE + "model"].tolist()
    assert any("the last is “Model, in full”" in element.proto.body for element in at.get("html"))

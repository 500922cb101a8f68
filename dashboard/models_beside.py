"""HTML of what stands below the scores of one model: its history, its rivals, its family."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import links, models_data, models_kin, models_profile, models_words, style
from dashboard.data import Key
from dashboard.id_lists import write_ids
from dashboard.markup import hypertext
from dashboard.models_data import Score
from dashboard.models_links import model_link
from dashboard.models_profile import Rival
from dashboard.words import Lang, counted, t


def html(key: Key, id: str, lang: Lang) -> str:
    """HTML: its history, its rivals with a link to the comparison, and its family."""
    parts = [_history(key, id, lang), _rivals(key, id, lang), _family(key, id, lang)]
    lists = "".join(f"<div>{part}</div>" for part in parts if part)
    return f'<div class="bd-three">{lists}</div>' if lists else ""


def _history(key: Key, id: str, lang: Lang) -> str:
    """Its positions over the editions of each board that has it in several."""
    found = models_profile.history(key, id)
    if not found:
        return ""
    lines = ""
    for board, points in found.items():
        name = models_words.board_name(key, points[0], lang)
        trend = links.within("trends", lang, name, board=board, m=write_ids({id: 0}))
        lines += f"<dt>{trend}</dt><dd>{' → '.join(_point(at, lang) for at in points)}</dd>"
    heading = style.section(t("models.history", lang), t("models.history_caption", lang))
    return f'{heading}<dl class="bd-apart">{lines}</dl>'


def _point(at: Score, lang: Lang) -> str:
    edition = links.within("rankings", lang, at.id.edition, board=at.board, edition=at.id.edition)
    place = t("models.reference", lang) if at.position is None else f"<b>{at.position}</b>/{at.models}"
    return f'<span class="bd-whole">{edition} {place}</span>'


def _rivals(key: Key, id: str, lang: Lang) -> str:
    found = models_profile.rivals(key, id)
    if not found:
        return ""
    lines = "".join(
        f"<li>{model_link(at.id, lang, models_words.name(key, at.id, lang))} · "
        f"{links.within('compare', lang, t('models.compare', lang), m=write_ids({id: 0, at.id: 1}))} "
        f'<span class="bd-quiet">{_shared(at, lang)}</span></li>'
        for at in found
    )
    caption = f'<p class="bd-quiet">{hypertext(t("models.rivals_caption", lang))}</p>'
    return f'<h2 class="bd-section">{t("models.rivals", lang)}</h2>{caption}<ul class="bd-list">{lines}</ul>'


def _shared(at: Rival, lang: Lang) -> str:
    return counted("models.shared", lang, at.boards, apart=f"{at.apart:.0%}")


def _family(key: Key, id: str, lang: Lang) -> str:
    members = models_kin.family(key, id)
    if not members:
        return ""
    settings = [other for other in members if models_kin.is_setting_of(id, other)]
    others = [other for other in members if other not in settings]
    parts = [
        f'<h3>{t(f"models.{word}", lang)}</h3><ul class="bd-list">{_members(key, ids, lang)}</ul>'
        for word, ids in (("settings", settings), ("members_title", others))
        if ids
    ]
    family = hypertext(models_kin.family_of(id))
    return f'<h2 class="bd-section">{t("models.family_of", lang, family=family)}</h2>{"".join(parts)}'


def _members(key: Key, ids: Sequence[str], lang: Lang) -> str:
    known = models_data.summaries(key)
    lines = []
    for id in ids:
        told = known.get(id)
        said = t("app.unscored", lang)
        if told:
            said = counted(
                "models.on_boards", lang, told.boards, beaten=models_words.percent(told.median, lang)
            )
        lines.append(
            f"<li>{model_link(id, lang, models_words.name(key, id, lang))} "
            f'<span class="bd-quiet">{hypertext(said)}</span></li>'
        )
    return "".join(lines)

"""Everything of one view in one ZIP: image, tables, metadata, and a README that says how to cite it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

from dashboard.exhibit import Exhibit
from dashboard.exports import citation, provenance
from dashboard.exports.metadata import metadata
from dashboard.exports.tables import escaped
from dashboard.origins import licence_said
from dashboard.words import t


def as_zip(exhibit: Exhibit, files: Mapping[str, bytes], missing: str = "", view_url: str = "") -> bytes:
    """`files`: content by name. `missing`: why there is no image, for the README."""
    said = json.dumps(metadata(exhibit, view_url), ensure_ascii=False, indent=1).encode()
    contents = {
        "README.md": readme(exhibit, files, missing, view_url).encode(),
        **files,
        "metadata.json": said,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        when = provenance.retrieved(exhibit).timetuple()[:6]  # the same view gives the same bytes
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def readme(exhibit: Exhibit, files: Mapping[str, bytes], missing: str, view_url: str) -> str:
    lang = exhibit.lang
    lines = [f"# {escaped(exhibit.title)}", "", escaped(exhibit.subtitle), ""]
    if view_url:  # a path alone, where nobody said where the dashboard stands, is no link
        lines += [f"<{view_url}>" if view_url.startswith("http") else f"`{view_url}`", ""]
    lines += [f"- `{name}`" for name in (*files, "metadata.json")]
    lines += ["", missing] if missing else []
    lines += [line for note in exhibit.notes for line in ("", escaped(note))]
    lines += ["", f"## {t('export.cite', lang)}"]
    if own := citation.first(exhibit, view_url):
        lines += ["", escaped(own.sentence()), "", *_fenced(own.bibtex())]
        lines += ["", f"## {t('export.made_of', lang)}", "", t("export.cite_parts", lang)]
    for origin in exhibit.origins:
        lines += ["", escaped(citation.sentence(origin, exhibit)), ""]
        licence = escaped(licence_said(origin.licence, lang))
        lines += [t("figure.line", lang, label=t("export.licence", lang), value=licence), ""]
        lines += _fenced(citation.bibtex(origin, exhibit))
    return "\n".join(lines) + "\n"


def _fenced(bibtex: str) -> list[str]:
    return ["```bibtex", bibtex, "```"]

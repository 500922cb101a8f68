"""The fonts of exported images, and the configuration that shows them to Chromium."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parents[1] / "assets" / "fonts"
FAMILY = "Bangdan Sans"
SYSTEM = "/etc/fonts/fonts.conf"  # for a rare character that ours lacks

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  {system}
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
"""


def configuration(place: Path, *, system: bool = True) -> Path:
    """Writes the file into a folder of the caller's. `system`: the machine's fonts too."""
    path = place / "fonts.conf"
    others = f'<include ignore_missing="yes">{SYSTEM}</include>' if system else ""
    text = _CONFIGURATION.format(
        folder=escape(str(FOLDER)), cache=escape(str(place / "cache")), system=others
    )
    path.write_text(text, encoding="utf-8")
    return path

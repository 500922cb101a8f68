"""Image backbones as PyTorch image models names them: the architecture, a point, how it was pretrained.

Such a name is no product with a version: its numbers are patches, pixels and classes. Each is a set of
weights of its own, and the first word of the architecture is the family.
"""

from __future__ import annotations

import re

from dashboard.catalog.forms import Form
from dashboard.catalog.product_lines import ProductLine

_PARTS = r"[a-z0-9]+(?:[ _-][a-z0-9]+)*"
_NAME = re.compile(rf"(?P<arch>(?![\d]){_PARTS})\.(?P<tag>{_PARTS})")
_IMAGENET = re.compile(r"(?:^|[ _-])in(?:1k|12k|21k|22k)(?:$|[ _-])")  # how many classes it was trained on
_SEPARATOR = re.compile(r"[ _-]+")
_PORTED = ("tf-", "legacy-")  # the weights come from elsewhere, the architecture is the same


def read_backbone(name: str) -> Form | None:
    """`name`: lower case, without decoration; None for any other name."""
    found = _NAME.fullmatch(name) if "." in name else None
    if found is None or not _IMAGENET.search(found["tag"]):
        return None
    arch, tag = (_SEPARATOR.sub("-", found[part]) for part in ("arch", "tag"))
    bare = next((arch.removeprefix(port) for port in _PORTED if arch.startswith(port)), arch)
    family = bare.partition("-")[0]
    line = ProductLine(family, "", "", family, (), "", "", None)
    id = f"{arch}.{tag}"
    return Form((family, id), (), None, "", "", "", line, None, "", (), id)

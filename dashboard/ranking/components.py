"""Which models can be compared at all: those that tables link, directly or through others."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from dashboard.ranking.cells import Codes, Mask


def components(present: Mask, families: Codes | None = None) -> tuple[Codes, Codes]:
    """The number of the part that each model and each table belongs to.

    1 is the part with the most models; of equal ones that with more tables, then the one met first. Parts of
    but one family (one table, where none are given) come after the others. A model that no table has is a
    part of its own.
    """
    rows, columns = np.nonzero(present)
    count_models, size = present.shape[0], sum(present.shape)
    graph = csr_matrix(
        (np.ones(len(rows), dtype=np.int8), (rows, count_models + columns)), shape=(size, size)
    )
    count, labels = connected_components(graph, directed=False)
    models, tables = labels[:count_models], labels[count_models:]
    codes = np.arange(len(tables)) if families is None else families
    kinds = np.bincount(np.unique(np.stack([tables, codes]), axis=1)[0], minlength=count)
    first = np.full(count, size)
    np.minimum.at(first, labels, np.arange(size))
    sizes = [np.bincount(part, minlength=count) for part in (tables, models)]
    order = np.lexsort((first, -sizes[0], -sizes[1], kinds < 2))
    number = np.empty(count, dtype=np.intp)
    number[order] = np.arange(1, count + 1)
    return number[models], number[tables]


def in_largest(present: Mask) -> Mask:
    """Whether each model belongs to the part with the most models. Quick where that is all of them."""
    filled = present.astype(np.float32)
    models = filled.sum(axis=0)
    reached = filled[:, int(models.argmax())] > 0 if len(models) else np.zeros(len(present), dtype=bool)
    count = -1
    while count < (count := int(reached.sum())):
        reached = reached | (filled @ (reached @ filled) > 0)
    if 2 * count >= len(present):
        return reached
    parts = components(present)[0]
    inside: Mask = parts == np.bincount(parts).argmax()
    return inside

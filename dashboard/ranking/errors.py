"""Why nothing can be ranked.

RankingError
├── NotEnoughBoards   fewer than two benchmarks share models: show each board by itself
├── NothingToCompare  no table has two models with a score
├── UnknownWeight     a weight names no benchmark or board here, or is no weight
└── ScoresError       the file of scores cannot be read: mend the line and column it names
"""


class RankingError(Exception):
    """A sentence for the reader."""


class NotEnoughBoards(RankingError):
    pass


class NothingToCompare(RankingError):
    pass


class UnknownWeight(RankingError):
    pass


class ScoresError(RankingError, ValueError):
    pass

"""The normal form of a model's name, under which the catalog joins spellings (it lives in `cache.names`)."""

from cache.names import joined, normal_form

__all__ = ["joined", "normal_form"]

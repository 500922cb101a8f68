"""The normal form of a model's name, under which the catalog joins spellings (it lives in `cache.names`)."""

from cache.names import normal_form

__all__ = ["normal_form"]

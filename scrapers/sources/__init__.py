"""One file a source. `scrapers.source.all_sources` finds them; nothing is registered."""

"""From public pages to leaderboards: fetch, read tables, check, publish."""

"""From cached leaderboards to rankings, charts and exports."""

"""Frame in, plotly figure out: no UI, no rescue, no clock."""

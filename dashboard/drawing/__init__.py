"""The Chromium that draws images: what is here is imported without pandas and Plotly."""

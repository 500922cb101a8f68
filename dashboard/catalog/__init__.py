"""Facts kept by hand, as CSV files a person edits in a spreadsheet, and the code that applies them.

The cache keeps each source's own words; the catalog says what to call them.
"""

"""The figures as a static site: pages, charts, files and feeds for any web server or object storage.

paths.py says what stands where, pages.py what each page says, pictures.py draws, folder.py writes, site.py
does one after the other. No page needs JavaScript, and every link between pages is relative.
"""

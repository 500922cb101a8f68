"""What the dashboard shows, for programs: JSON and CSV below `/api/v1`, on the same server.

gate.py meets each request first (sharing, keeping, 304, rates), application.py finds who answers, the other
modules are the answers. Parameters are called as in the dashboard's own URLs.
"""

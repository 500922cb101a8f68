"""What `scrapers/fetch.py` is made of: together they are all that uses the network."""

"""What an operator needs around the dashboard: health, measurements, a log of requests, a base path."""

"""Where readers reach the dashboard that is asked, for addresses that leave it: in feeds and in pictures."""

from __future__ import annotations

from fastapi import Request

from dashboard.service.settings import settings


def site(request: Request) -> str:
    """As the operator says, else as the asker found it; without a slash at its end."""
    asked = settings()
    return asked.public_url or str(request.base_url).rstrip("/") + asked.base_path

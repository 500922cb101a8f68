"""One request and its answer: tried again while the site is busy, cut off at the deadline."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util import Retry

from scrapers.errors import DownError, FetchError
from scrapers.settings import Limits
from scrapers.web.body import BodyError, read
from scrapers.web.connection import AddressError, Terms

BUSY = (429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site said to one request; `headers` are found whatever their case."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


class Exchange:
    def __init__(self, session: requests.Session, limits: Limits, proxy: str) -> None:
        self._session = session
        self._limits = limits
        self._proxies = {"http": proxy, "https": proxy} if proxy else None

    def ask(self, url: str, headers: Mapping[str, str], terms: Terms) -> Answer:
        """The last answer, after the tries that the limits allow. Raises FetchError where none came whole."""
        tries = self._limits.retries
        while True:
            answer = trouble = None
            try:
                answer = self._once(url, headers, terms)
            except DownError as error:
                trouble = error
            wait = self._pause(answer, self._limits.retries - tries)
            if answer is not None and answer.status not in BUSY:
                return answer
            if tries == 0 or wait > min(self._limits.longest_wait, terms.left()):
                if answer is not None:
                    return answer
                assert trouble is not None
                raise trouble
            tries -= 1
            time.sleep(wait)

    def _pause(self, answer: Answer | None, tried: int) -> float:
        """Seconds: as the site asks, else longer with each try."""
        asked = answer.headers.get("Retry-After") if answer is not None else None
        if asked:
            try:
                return Retry().parse_retry_after(asked)
            except (InvalidHeader, ValueError, OverflowError):
                pass
        return float(self._limits.backoff * 2**tried)

    def _once(self, url: str, headers: Mapping[str, str], terms: Terms) -> Answer:
        times = (min(self._limits.connect, max(terms.left(), 0.001)), self._limits.read)
        try:
            with self._session.get(
                url,
                headers=dict(headers),
                stream=True,
                timeout=times,
                allow_redirects=False,
                proxies=self._proxies,
            ) as response:
                content = read(response, self._limits.body)
                sent = CaseInsensitiveDict(response.headers)
                return Answer(url, response.status_code, sent, content)
        except AddressError as error:
            raise FetchError(f"{url}: {error}") from error
        except BodyError as error:
            raise (DownError if error.is_broken else FetchError)(f"{url}: {error}") from error
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise FetchError(f"{url}: the address cannot be used ({error})") from error
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise DownError(f"{url}: {self._reason(error, terms)}") from error

    def _reason(self, error: Exception, terms: Terms) -> str:
        if terms.left() <= 0:
            return f"the page did not arrive within {self._limits.deadline:g} seconds"
        text = f"{type(error).__name__} {error}"
        for sign, sentence in _SIGNS:
            if sign in text:
                return sentence
        return f"the transfer failed ({type(error).__name__})"


_SIGNS = (
    ("IncompleteRead", "the site broke off before the page was whole"),
    ("ProxyError", "the proxy gave no connection to the site"),
    ("more was sent", "the site sent more than it had announced, so what arrived is cut off"),
    ("SSL", "the site's certificate or encryption was not accepted"),
    ("NameResolution", "no address is known for the site's name"),
    ("ConnectTimeout", "the site could not be reached in time"),
    ("Read timed out", "the site did not answer in time"),
    ("timed out", "the site did not answer in time"),
    ("refused", "no connection to the site (refused)"),
    ("NewConnectionError", "no connection to the site"),
    ("reset by peer", "the site broke off the connection"),
    ("RemoteDisconnected", "the site broke off the connection"),
    ("BadStatusLine", "the site does not speak HTTP"),
)

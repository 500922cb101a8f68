"""What is counted while the dashboard serves, in Prometheus's terms, in a registry of our own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from dashboard.service import health

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
REGISTRY = CollectorRegistry()
RUNS = Histogram(
    "bangdan_page_run_seconds",
    "Runs of a page's script, and how long they took.",
    ["page"],
    registry=REGISTRY,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
REQUESTS = Counter(
    "bangdan_http_requests_total", "Requests by what they were for.", ["kind", "status"], registry=REGISTRY
)
EXPORTS = Counter("bangdan_exports_total", "Files made for readers.", ["format"], registry=REGISTRY)
EXPORT_FAILURES = Counter(
    "bangdan_export_failures_total", "Files that could not be made.", ["format"], registry=REGISTRY
)


class StoreCollector(Collector):
    """Read when it is asked for: the store changes without this process."""

    def collect(self) -> Iterable[Metric]:
        found = health.look(datetime.now(UTC))
        yield _gauge("bangdan_store_readable", "1 where the store can be read.", float(found.is_serving))
        yield _gauge("bangdan_store_boards", "Boards at hand.", found.boards)
        yield _gauge("bangdan_store_editions", "Editions at hand.", found.editions)
        yield _gauge("bangdan_store_damaged_files", "Damaged and missing files.", len(found.damaged))
        if found.age_seconds is not None:
            yield _gauge(
                "bangdan_data_age_seconds", "Since a page was last retrieved or checked.", found.age_seconds
            )
        ages = GaugeMetricFamily(
            "bangdan_source_age_seconds", "Since a source was last refreshed with success.", labels=["source"]
        )
        for source, age in found.source_ages.items():
            ages.add_metric([source], age)
        yield ages
        yield from _of_refreshes(found.refresh)


def _of_refreshes(refresh: health.Refresh) -> Iterable[Metric]:
    if refresh.age_seconds is not None:
        yield _gauge(
            "bangdan_refresh_age_seconds", "Since the last refresh, well or not.", refresh.age_seconds
        )
    yield _gauge("bangdan_sources_failing", "Sources whose last refresh went wrong.", len(refresh.failing))
    if refresh.scheduler:
        says = "1 while the scheduler of this store runs."
        yield _gauge("bangdan_scheduler_alive", says, float(refresh.scheduler == health.ALIVE))


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, value=value)


REGISTRY.register(StoreCollector())
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)


def exposition() -> bytes:
    return generate_latest(REGISTRY)

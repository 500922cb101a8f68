"""What is counted while the dashboard serves, in Prometheus's terms, in a registry of our own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from dashboard.service import health
from dashboard.service.common import Common

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
REGISTRY = CollectorRegistry()
NOT_ADDED = {"process_start_time_seconds", "process_max_fds"}
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
READERS = Gauge(
    "bangdan_readers",
    "Readers connected now, by process where there are several.",
    registry=REGISTRY,
    multiprocess_mode="liveall",
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


class WorkersCollector(Collector):
    """What `ProcessCollector` tells, of several processes: added up, but for when the first of them began and
    how many files each may open."""

    def __init__(self, common: Common) -> None:
        self._common = common

    def collect(self) -> Iterable[Metric]:
        found: dict[str, list[Metric]] = {}
        for id in self._common.workers:
            for metric in ProcessCollector(pid=lambda id=id: id, registry=None).collect():  # type: ignore[misc]
                found.setdefault(metric.name, []).append(metric)
        for name, metrics in found.items():
            together = min if name in NOT_ADDED else sum
            first, values = metrics[0], [metric.samples[0].value for metric in metrics]
            first.samples[0] = first.samples[0]._replace(value=together(values))
            yield first


REGISTRY.register(StoreCollector())
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)


def exposition(common: Common | None) -> bytes:
    """Of this process, or of all that serve."""
    if common is None:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together, path=str(common.meters))  # type: ignore[no-untyped-call]
    for collector in (StoreCollector(), WorkersCollector(common), PlatformCollector(registry=None)):
        together.register(collector)
    return generate_latest(together)

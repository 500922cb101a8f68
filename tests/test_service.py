"""What an operator relies on: health, measurements, the request log, a base path."""

import io
import json
import re
import subprocess
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests
import serving
import yaml
from page_store import small_store
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from cache.running import Schedule
from cache.store import Store
from dashboard.api.application import application
from dashboard.api.gate import Gate
from dashboard.service.base_path import BasePath, base_path
from dashboard.service.gateway import Gateway
from dashboard.service.request_log import RequestLog, kind
from dashboard.service.settings import SettingError, settings

DEPLOY = serving.ROOT / "dashboard" / "service" / "deploy"


def inner() -> Starlette:
    return Starlette(routes=[Route("/{path:path}", lambda request: PlainTextResponse(request.url.path))])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "store"
    small_store(root)
    monkeypatch.setenv("BANGDAN_CACHE", str(root))
    return root


def operator(*, metrics: bool = True) -> TestClient:
    return TestClient(Gateway(inner(), metrics=metrics))


def test_health_tells_what_the_store_holds(store):
    answer = operator().get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["store"]["editions"] == len(Store(store).current())
    assert answer.headers["cache-control"] == "no-store"


def test_health_of_a_store_of_a_later_format_is_503_with_the_reason(store):
    text = (store / "manifest.csv").read_text("utf-8")
    (store / "manifest.csv").write_text(text.replace("format 1", "format 99", 1), "utf-8")
    answer = operator().get("/healthz")
    assert answer.status_code == 503
    assert "manifest" in answer.json()["problem"]


def test_health_of_a_damaged_table_names_the_file_and_still_serves(store):
    victim = next((store / "tables").rglob("*.csv"))
    victim.write_text("torn")
    answer = operator().get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert any(victim.name in path for path in answer.json()["store"]["damaged"])


def test_health_tells_of_files_that_were_harmed_while_they_were_served(store):
    asking = operator()
    assert asking.get("/healthz").json()["status"] == "ok"
    torn, lost = sorted((store / "tables").rglob("*.csv"))[:2]
    whole = torn.read_bytes()
    torn.write_bytes(whole + b"garbage\n")
    lost.unlink()
    said = asking.get("/healthz").json()
    assert said["status"] == "degraded"
    assert {Path(path).name for path in said["store"]["damaged"]} == {torn.name, lost.name}
    torn.write_bytes(whole)
    assert [Path(path).name for path in asking.get("/healthz").json()["store"]["damaged"]] == [lost.name]


def test_health_of_an_empty_store_asks_for_a_refresh(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    said = operator().get("/healthz").json()
    assert (said["status"], said["store"]["age_seconds"]) == ("degraded", None)


def test_health_of_files_without_their_list_is_failing(store):
    (store / "manifest.csv").unlink()
    answer = operator().get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "failing")
    assert answer.json()["problem"] == "manifest.csv is missing: files stand in the store without their list"


def test_health_of_a_store_that_vanished_while_it_was_served_is_failing(store):
    asking = operator()
    assert asking.get("/healthz").status_code == 200
    away = store.rename(store.with_name("unmounted"))
    answer = asking.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "failing")
    assert "whole folder of the store" in answer.json()["problem"]
    told = TestClient(Gate(inner(), application())).get("/api/v1/leaderboards")
    assert (told.status_code, told.json()["status"]) == (503, 503)
    away.rename(store)
    assert asking.get("/healthz").json()["status"] == "ok"


def test_empty_folders_are_an_empty_store(tmp_path, monkeypatch):
    (tmp_path / "tables" / "superclue").mkdir(parents=True)
    (tmp_path / "raw").mkdir()
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    assert operator().get("/healthz").json()["status"] == "degraded"


def test_health_tells_of_the_last_refresh_and_of_a_scheduler_that_fell_silent(store):
    assert operator().get("/healthz").json()["refresh"] == {
        "age_seconds": None,
        "failing": [],
        "scheduler": None,
    }
    now = datetime.now(UTC)
    found = {}
    for minutes, stopped in ((1, False), (60, False), (60, True)):
        at = now - timedelta(minutes=minutes)
        signed = Schedule(at, now, "30 6 * * *", "UTC", stopped_at=at if stopped else None)
        Store(store).running.note_schedule(signed)
        said = operator().get("/healthz").json()
        found[said["refresh"]["scheduler"]] = said["status"]
        assert f"bangdan_scheduler_alive {float(minutes == 1)}" in operator().get("/metrics").text
    assert found == {"alive": "ok", "silent": "degraded", "stopped": "ok"}


def test_metrics_are_off_unless_asked_for(store):
    assert operator(metrics=False).get("/metrics").status_code == 404


def test_metrics_tell_the_age_of_the_data_and_count_requests(store):
    logged = TestClient(RequestLog(Gateway(inner(), metrics=True)))
    logged.get("/rankings")
    text = logged.get("/metrics").text
    assert 'bangdan_http_requests_total{kind="page",status="200"}' in text
    assert "bangdan_data_age_seconds " in text
    assert f"bangdan_store_editions {len(Store(store).current())}.0" in text


def test_a_request_is_one_line_and_static_files_are_none():
    out = io.StringIO()
    client = TestClient(RequestLog(inner(), out))
    client.get("/rankings?board=名%0A")
    client.get("/static/js/index.js")
    lines = out.getvalue().splitlines()
    assert len(lines) == 1
    said = json.loads(lines[0])
    assert (said["method"], said["status"], said["path"].partition("?")[0]) == ("GET", 200, "/rankings")


@pytest.mark.parametrize("path", ["/wp-login.php", "/rankings", "/x" * 500])
def test_strangers_do_not_make_the_count_grow(path):
    assert kind(path) == "page"


def test_below_a_path_the_rest_of_the_host_is_not_answered():
    client = TestClient(BasePath(inner(), "/bangdan"), follow_redirects=False)
    assert client.get("/bangdan/rankings").text == "/rankings"
    assert client.get("/bangdan?lang=en").headers["location"] == "/bangdan/?lang=en"
    for outside in ("/", "/rankings", "/bangdanish/rankings"):
        assert client.get(outside).status_code == 404
    told = client.get("/api/v1/leaderboards")
    assert (told.status_code, told.headers["content-type"]) == (404, "application/problem+json")
    assert "below /bangdan/" in told.json()["detail"]


def test_below_a_path_nothing_leads_out_of_it(store, monkeypatch):
    monkeypatch.setenv("BANGDAN_BASE_PATH", "/bangdan")
    client = TestClient(BasePath(Gate(inner(), application()), "/bangdan"), follow_redirects=False)
    for path in ("/api", "/api/", "/api/v1"):
        answer = client.get(f"/bangdan{path}")
        assert urljoin(f"/bangdan{path}", answer.headers["location"]) == "/bangdan/api/v1/"
    wrong = client.get("/bangdan/api/v1/leaderboards/")
    assert (wrong.status_code, wrong.json()["instance"]) == (404, "/bangdan/api/v1/leaderboards/")
    assert client.get("/bangdan/api/v1/openapi.json").json()["servers"][0]["url"] == "/bangdan"
    feed = client.get("/bangdan/feeds/all.atom", headers={"host": "a.example"}).text
    assert 'href="http://a.example/bangdan/feeds/all.atom?lang=zh"' in feed


def test_the_examples_of_the_api_page_lead_to_what_they_say(store, monkeypatch):
    monkeypatch.setenv("BANGDAN_BASE_PATH", "/bangdan")
    client = TestClient(BasePath(Gate(inner(), application()), "/bangdan"))
    text = client.get("/bangdan/api/v1/").text
    examples = re.findall(r'For example <a href="([^"]+)"><code>([^<]+)</code>', text)
    assert len(examples) == len(application().openapi()["paths"])
    for link, said in examples:
        assert urljoin("/bangdan/api/v1/", link) == said
        assert not re.search(r"//|/\.|\.$|[{}]", said)
        if not re.search("gpt-4|overall|charts", said):  # what this store has
            assert client.get(said).status_code == 200


def test_behind_a_proxy_that_takes_a_path_away_addresses_are_the_public_ones(store, monkeypatch):
    monkeypatch.setenv("BANGDAN_PUBLIC_URL", "https://example.org/lists")
    client = TestClient(Gate(inner(), application()))
    assert client.get("/api/v1/openapi.json").json()["servers"][0]["url"] == "https://example.org/lists"
    assert client.get("/api/v1/nothing").json()["instance"] == "/lists/api/v1/nothing"
    assert 'href="https://example.org/lists/feeds/all.atom?lang=zh"' in client.get("/feeds/all.atom").text


@pytest.mark.parametrize(("text", "path"), [("", ""), ("/", ""), ("bangdan", "/bangdan"), ("/a/b/", "/a/b")])
def test_a_base_path_is_written_as_people_do(text, path):
    assert base_path(text) == path


@pytest.mark.parametrize("text", ["/a b", "/../x", "/a?b", "http://x/"])
def test_what_is_no_base_path_is_told(text):
    with pytest.raises(SettingError, match="BANGDAN_BASE_PATH"):
        settings({"BANGDAN_BASE_PATH": text})


@pytest.mark.parametrize(
    "origin", ["example.org", "https://a.org/path", "'self'", "https://a.org;script-src"]
)
def test_only_origins_may_be_allowed_to_embed(origin):
    with pytest.raises(SettingError, match="BANGDAN_EMBED_ORIGINS"):
        settings({"BANGDAN_EMBED_ORIGINS": origin})


def test_the_whole_dashboard_is_served_below_a_path():
    with serving.served(["--base-path", "/bangdan"]) as running:
        assert running.url.endswith("/bangdan/") or running.url.endswith("/bangdan")
        root = running.url.rstrip("/")
        assert requests.get(f"{root}/healthz", timeout=10).json()["status"] == "ok"
        page = requests.get(f"{root}/rankings", timeout=10)
        script = page.text.partition('src="')[2].partition('"')[0].removeprefix("./")
        assert (
            requests.get(f"{root}/{script}", timeout=10).headers["content-type"].startswith("text/javascript")
        )


def test_a_copy_with_the_manifest_first_is_whole(store, tmp_path):
    """As the README says it, while a table arrives between the manifest and the rest."""
    archive = tmp_path / "backup.tar"
    with tarfile.open(archive, "w") as tar:
        tar.add(store / "manifest.csv", "manifest.csv")
        (store / "tables" / "later").mkdir()
        (store / "tables" / "later" / "2026-01.csv").write_text("模型,分\na,1\n")
        for part in ("tables", "raw"):
            tar.add(store / part, part)
    restored = tmp_path / "restored"
    restored.mkdir()
    subprocess.run(["tar", "-C", restored, "-xf", archive], check=True)
    copy = Store(restored)
    assert copy.verify() == []
    assert copy.current().keys() == Store(store).current().keys()


def test_the_compose_file_runs_commands_that_exist():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    assert {volume for service in services.values() for volume in service["volumes"]} == {"data:/data"}
    assert services["dashboard"]["environment"]["FORWARDED_ALLOW_IPS"] == "*"  # else all readers share a rate
    assert services["scheduler"]["depends_on"] == ["dashboard"]
    assert services["scheduler"]["command"][:4] == ["python", "-m", "scrapers", "schedule"]
    copied = [
        line.split()[1]
        for line in (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
        if line.startswith("COPY") and len(line.split()) == 3
    ]
    assert all((serving.ROOT / name).is_dir() for name in copied)

"""The arrows between the packages: scrapers → cache ← dashboard, and one module that uses the network."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "cache": {"cache"},
    "scrapers": {"scrapers", "cache"},
    "dashboard": {"dashboard", "cache"},
}
NETWORK = {
    *("requests", "urllib3", "requests_cache", "playwright", "httpx", "aiohttp", "socket", "ssl", "ftplib"),
    *("http.client", "urllib.request"),
}
MAY_FETCH = ("scrapers/fetch.py", "scrapers/web/")


def modules(package: str) -> list[Path]:
    found = sorted((ROOT / package).rglob("*.py"))
    assert found, f"no module under {package}/"
    return found


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file; `from a import b` counts as `a` and `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                parents = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
                module = ".".join((*parents, module)).strip(".")
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_those_it_may(package: str) -> None:
    for path in modules(package):
        ours = {name.split(".")[0] for name in imported(path)} & MAY_IMPORT.keys()
        assert ours <= MAY_IMPORT[package], f"{path.relative_to(ROOT)} imports {ours - MAY_IMPORT[package]}"


@pytest.mark.parametrize("package", ["cache", "scrapers"])
def test_only_fetch_uses_the_network(package: str) -> None:
    for path in modules(package):
        used = {name for name in imported(path) for module in NETWORK if f"{name}.".startswith(f"{module}.")}
        where = path.relative_to(ROOT).as_posix()
        assert not used or where.startswith(MAY_FETCH), f"{where} imports {used}"


def test_parsing_reads_no_clock_and_no_file() -> None:
    """`parse(page)` must give the same figures whenever and wherever a page is replayed."""
    for path in [*modules("scrapers/sources"), ROOT / "scrapers/boards.py", ROOT / "scrapers/github.py"]:
        calls = {
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        forbidden = calls & {"now", "today", "utcnow", "time", "open", "read_text", "read_bytes"}
        assert not forbidden, f"{path.relative_to(ROOT)} calls {forbidden}"


def test_a_file_under_sources_is_a_source_and_nothing_else() -> None:
    for path in modules("scrapers/sources"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 200, f"{path.name} has {lines} lines: a source is a short declaration"

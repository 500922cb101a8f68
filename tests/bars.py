"""How a benchmark says what it measured."""


def within(what: str, value: float, limit: float, unit: str) -> bool:
    """Prints one line; whether the value keeps to the limit."""
    kept = value <= limit
    verdict = "pass" if kept else "FAIL"
    print(f"{verdict}  {what}: {value:.2f} {unit}, limit {limit:g} {unit}", flush=True)
    return kept

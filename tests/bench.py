"""`./run bench [NAME…]`: runs each tests/bench_NAME.py in its own process; fails if one breaks a limit."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main(names: list[str]) -> int:
    scripts = sorted(FOLDER.glob("bench_*.py"))
    known = {script.stem.removeprefix("bench_"): script for script in scripts}
    if unknown := set(names) - set(known):
        print(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return 2
    failed = [
        name
        for name in names or known
        if subprocess.run([sys.executable, str(known[name])], cwd=FOLDER.parent).returncode
    ]
    print(f"limits broken in: {', '.join(failed)}" if failed else "all limits kept")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

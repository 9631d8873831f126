"""The domain needs the standard library and nothing else."""

import subprocess
import sys
from pathlib import Path

import harmonia

WALK = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import harmonia
names = [found.name for found in pkgutil.walk_packages(harmonia.__path__, "harmonia.")]
for name in names:
    importlib.import_module(name)
foreign = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names
print(len(names), sorted(foreign - {"harmonia", "__main__", "__mp_main__"}))
"""


def test_all_of_the_domain_imports_without_site_packages() -> None:
    root = str(Path(harmonia.__file__).parents[1])

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", WALK, root], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    count, foreign = done.stdout.split(maxsplit=1)
    assert int(count) > 40
    assert foreign.strip() == "[]"

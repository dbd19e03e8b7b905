"""What a command loads, which is most of the time that it takes to start."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

BEYOND_THE_PLAIN_INSTALL = [
    *("dagster", "filelock", "frictionless", "highspy", "pandas", "pandera", "paramiko"),
    *("portion", "rapidfuzz", "xlsxwriter", "yaml"),
]
HEAVY = ["dagster", "pandas", "pandera", "pyarrow", "pydantic", "yaml"]


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], HEAVY),
        (["check", "--help"], HEAVY),
        (["check"], ["dagster", "frictionless", "scipy", "hypothesis"]),
        (
            ["trace", "arrest_offenses", "Homicide"],
            ["pandas", "pydantic", *BEYOND_THE_PLAIN_INSTALL],
        ),
        (["read", "no more than 400 files"], ["pandas", "dagster", "pydantic", "yaml", "pandera"]),
        (["verify", "0.1.0"], BEYOND_THE_PLAIN_INSTALL),
        (["diff", "0.1.0", "releases/0.1.0"], BEYOND_THE_PLAIN_INSTALL),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments, absent, repository):
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('loaded:', [m for m in {absent} if sys.modules.get(m)]))\n"
        f"sys.argv = ['oversight', *{arguments}]\n"
        "from pipeline.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "loaded: []"

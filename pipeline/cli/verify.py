"""`oversight verify`: whether a release at hand keeps its promises."""

import re
import sys
from pathlib import Path

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import found_upwards, oversight, project_root


@oversight.command()
@click.argument("target")
@click.option(
    "--signers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Who may sign (allowed_signers of ssh-keygen). Default: the checkout's.",
)
@click.option(
    "--rebuild",
    is_flag=True,
    help="Make the release again with the code in it, and compare. Runs that code: "
    "use it only if you know who made the release.",
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def verify(root: Path | None, target: str, signers: Path | None, rebuild: bool, style: str) -> None:
    """Verify a release: bytes, tables, quotations, arithmetic.

    TARGET is a release's folder or zip archive, a URL of either, a version in the
    checkout's releases/, or a store, of which every release is verified. Needs only
    the release; needs the network only for a URL. Exit code 1 if anything is wrong,
    the release is withdrawn, or its store has an index that cannot be read; 2 if
    there is nothing to verify.

    \b
    Examples:
      oversight verify 0.1.0
      oversight verify ~/downloads/oversight-figures-0.1.0.zip --format json
      oversight verify https://example.org/releases/0.1.0
    """
    from pipeline.cli.progress import bytes_moved, step_named
    from pipeline.releases.fetching import fetch
    from pipeline.releases.filesystems import Unreachable
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import STORE
    from pipeline.releases.signatures import SIGNERS_FILE
    from pipeline.releases.verification import verify_release, verify_store
    from pipeline.releases.verification_report import as_json, as_text

    if re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", target) and not Path(target).exists():
        target = str(project_root(root) / STORE / target)
    signers = signers or found_upwards(SIGNERS_FILE, outside=Path(target))
    try:
        with bytes_moved("fetching") as moved, fetch(target, lambda n: moved(n, 0)) as found:
            store = verify_store(found) if found.store else None
            verified = [verify_release(one, signers, rebuild, step_named) for one in found.releases]
    except (Unreadable, Unreachable, OSError) as problem:
        say(f"nothing to verify: {problem}", err=True)
        sys.exit(2)
    if style == "json":
        say_json(as_json(store, verified))
    else:
        say(as_text(store, verified))
    wrong = any(one.problems for one in verified) or (store is not None and store.findings)
    withdrawn = store is None and any(one.is_withdrawn for one in verified)
    sys.exit(1 if wrong or withdrawn else 0)

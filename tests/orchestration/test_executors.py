"""Every executor gives the bytes of the run in one process: several processes, and a Dask cluster on loopback."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import dagster as dg
import pytest
from dagster_runs import REPOSITORY, launch, package_bytes, refusal

from pipeline.orchestration.definitions import VALUES
from pipeline.orchestration.stages import STAGES

pytestmark = pytest.mark.system
DASK = Path(sys.executable).parent / "dask"
LOOPBACK = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a Dask scheduler with two workers, each a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    folder = tmp_path_factory.mktemp("dask")
    port = address.rpartition(":")[2]
    processes = [started(folder, "scheduler", *LOOPBACK, "--port", port, "--no-jupyter")]
    processes += [worker(folder, address) for _ in range(2)]
    try:
        from distributed import Client

        with Client(address, timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


def worker(folder, address):
    options = ("--no-nanny", "--nthreads", "1", "--memory-limit", "0")
    return started(folder, "worker", address, *LOOPBACK, *options)


def started(folder, *arguments):
    with (folder / "log").open("a") as log:
        return subprocess.Popen(
            [DASK, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=log,
            stderr=log,
        )


def process_ids(instance, run_id, stage=None):
    """The processes in which steps of a run began."""
    started = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_START)
    events = [entry.dagster_event for entry in started]
    return [event.pid for event in events if stage in (None, event.step_key)]


@pytest.mark.full  # the cluster beside it proves the same of processes, and of one that is killed
def test_a_run_in_several_processes_gives_the_same_bytes(with_releases, instance):
    before = package_bytes(with_releases)
    (with_releases / "datapackage").rename(with_releases / "datapackage.before")
    with launch(with_releases, "build", instance, executor="multiprocess") as result:
        assert result.success
    assert len(set(process_ids(instance, result.run_id))) == len(STAGES)
    assert package_bytes(with_releases) == before


def test_a_dask_cluster_gives_the_same_bytes_also_if_a_worker_is_killed(
    with_releases, instance, cluster
):
    before = package_bytes(with_releases)
    (with_releases / "datapackage").rename(with_releases / "datapackage.before")
    killed = []
    killer = threading.Thread(target=kill_the_worker_of, args=(instance, "consistency", killed))
    killer.start()
    with launch(with_releases, "build", instance, executor=cluster) as result:
        assert result.success
    killer.join()
    begun = process_ids(instance, result.run_id, "consistency")
    assert begun[0] in killed
    assert len(set(begun)) == 2
    assert package_bytes(with_releases) == before
    assert {path.suffix for path in (with_releases / VALUES).iterdir()} == {
        ".parquet",
        ".json",
        ".zip",
    }


def kill_the_worker_of(instance, stage, killed):
    """Kill the process that begins a stage, while it works on it."""
    end = time.monotonic() + 120
    while not killed and time.monotonic() < end:
        for run in instance.get_runs(limit=1):
            for pid in process_ids(instance, run.run_id, stage):
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
        time.sleep(0.02)


def test_dask_refuses_a_selection_that_it_would_not_follow(built, instance, cluster):
    before = package_bytes(built)
    with launch(built, "build", instance, ("figures",), executor=cluster) as result:
        assert "this executor runs whole jobs only: launch the job `build`" in refusal(result)
    assert package_bytes(built) == before


def test_dask_runs_the_steps_behind_a_failed_one_and_they_refuse(built, instance, cluster, edit):
    file = "sources/oig-20-13/figures.yaml"
    edit(file, "value: 17700", "value: 17800")
    line = (built / file).read_text().split("value: 17800")[0].count("\n") + 1
    before = package_bytes(built)
    with launch(built, "build", instance, executor=cluster) as result:
        assert not result.success
    failures = {e.step_key: e.step_failure_data for e in result.all_events if e.is_step_failure}
    assert set(failures) == set(STAGES)
    said = {stage: failure.user_failure_data.description for stage, failure in failures.items()}
    assert said.pop("documents").startswith(f"{file}:{line} ")
    for refused in said.values():
        assert "materialize `documents` first" in refused
    assert package_bytes(built) == before

"""roster list -o parquet, and --output-file, which every format can have."""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from endpoint_roster import Endpoint, Failure, IncompleteError, Listing, listing_from_dict
from endpoint_roster.frames.arrow import ROWS
from endpoint_roster_cli.output.files import stdout_into
from endpoint_roster_cli.output.parquet import write_parquet
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from endpoint_roster_sim import Simulator
    from support.running import Run

FEW = ("list", "--sim", "--sim-endpoints", "3")
ONE = Endpoint("together", "prod", "0", name="n")
pq: Any = pyarrow.parquet


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "listing.parquet"


def by_reference(table: Any) -> pa.Table:
    return table.sort_by([(name, "ascending") for name in ("provider", "account", "id")])


@pytest.mark.parametrize("words", [(), ("--sort-by=-id",)], ids=["streamed", "sorted"])
def test_a_file_has_what_json_has(noon: Run, target: Path, words: tuple[str, ...]) -> None:
    done = noon("list", "--sim", "--costs", "-o", "parquet", "--output-file", str(target), *words)
    assert (done.code, done.out, done.err) == (0, "", "")
    document = json.loads(noon("list", "--sim", "--costs", "-o", "json").out)
    expected = listing_from_dict(document).to_arrow()
    written = pq.read_table(target)
    assert by_reference(written).equals(by_reference(expected))
    assert written.schema.metadata == expected.schema.metadata
    assert expected["cost_per_hour"].null_count < expected.num_rows


def test_it_is_sorted_and_cut_and_says_so(noon: Run, target: Path) -> None:
    words = ("--sort-by", "-id", "-n", "7", "-o", "parquet", "--output-file", str(target))
    done = noon("list", "--sim", *words)
    assert (done.code, done.err) == (0, "roster: 7 of 180 endpoints (--limit)\n")
    table = pq.read_table(target)
    lines = noon("list", "--sim", "--sort-by", "-id", "-n", "7", "-o", "jsonl").out.splitlines()
    assert table["id"].to_pylist() == [json.loads(line)["id"] for line in lines]
    assert table.schema.metadata[b"endpoint_roster.complete"] == b"false"


def test_texts_select_endpoints(noon: Run, target: Path) -> None:
    assert noon("list", "llama", "--sim", "-o", "parquet", "--output-file", str(target)).code == 0
    lines = noon("list", "llama", "--sim", "-o", "jsonl").out.splitlines()
    ids = pq.read_table(target)["id"].to_pylist()
    assert sorted(ids) == sorted(json.loads(line)["id"] for line in lines)
    assert 0 < len(ids) < 180


def test_no_endpoint_makes_a_file_with_the_same_columns(noon: Run, target: Path) -> None:
    words = ("list", "--sim", "--sim-endpoints", "0", "-o", "parquet")
    assert noon(*words, "--output-file", str(target)).code == 0
    table = pq.read_table(target)
    assert table.num_rows == 0
    assert table.schema.equals(Listing([], [], complete=True).to_arrow().schema)


@pytest.mark.parametrize("words", [(), ("--reverse",)], ids=["streamed", "arranged"])
def test_what_is_missing_is_in_the_file_and_on_stderr(
    roster: Run, variables: dict[str, str], target: Path, words: tuple[str, ...]
) -> None:
    broken = variables | {"PPIO_API_KEY": "wrong-k3y"}
    command = ("list", "-o", "parquet", "--output-file", str(target), *words)
    done = roster(*command, env=broken)
    assert done.code == 3
    assert "ppio (ppio): " in done.err
    table = pq.read_table(target)
    assert table.num_rows == 48
    assert table.schema.metadata[b"endpoint_roster.complete"] == b"false"
    [failure] = json.loads(table.schema.metadata[b"endpoint_roster.failures"])
    assert (failure["provider"], failure["kind"]) == ("ppio", "auth")
    assert b"wrong-k3y" not in target.read_bytes()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_gets_the_bytes(
    command: tuple[str, ...], clean_env: dict[str, str], unbuffered: str
) -> None:
    words = [*command, "list", "--sim", "-o", "parquet"]
    env = clean_env | {"PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(words, env=env, capture_output=True, check=True, timeout=60)
    assert pq.read_table(io.BytesIO(done.stdout)).num_rows == 180
    assert done.stderr == b""


@pytest.mark.parametrize("words", [(), ("--output-file", "-")], ids=["stdout", "dash"])
def test_a_terminal_gets_none(
    command: tuple[str, ...], clean_env: dict[str, str], words: tuple[str, ...]
) -> None:
    with Terminal([*command, "list", "--sim", "-o", "parquet", *words], clean_env) as terminal:
        assert terminal.wait() == 2
        assert "use --output-file" in terminal.text()
        assert "PAR1" not in terminal.text()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--columns", "id"), "--columns"),
        (("--query", "endpoints"), "--query"),
        (("--group-by", "state"), "--group-by"),
        (("--no-headers",), "--no-headers"),
        (("--bom",), "--bom"),
    ],
)
def test_the_columns_are_always_the_same(
    noon: Run, target: Path, words: tuple[str, ...], named: str
) -> None:
    done = noon(*FEW, "-o", "parquet", "--output-file", str(target), *words)
    assert done.code == 2
    assert f"{named} is for -o" in done.err
    assert "not for parquet" in done.err
    assert not target.exists()


def test_without_pyarrow_the_extra_is_named_and_nothing_is_asked(
    noon: Run, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("pyarrow.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as if it were not installed
    done = noon(*FEW, "-o", "parquet", "--output-file", str(target))
    assert done.code == 1
    assert 'Install it: pip install "endpoint-roster-cli[arrow]"' in done.err
    assert not target.exists()


def test_a_price_that_does_not_fit_is_named_and_the_file_stays(
    roster: Run, simulator: Simulator, file: Callable[[str], str], target: Path
) -> None:
    huawei = simulator["huawei"]
    config = file(
        f"""
[[accounts]]
provider = "huawei"
label = "main"
base_url = "{huawei.base_url}"
token = "{huawei.token}"
project_id = "{huawei.project_id}"
[prices.endpoints]
"*" = {{ amount = 1000000000000000, currency = "CNY" }}
"""
    )
    target.write_bytes(b"before")
    words = ("-o", "parquet", "--output-file", str(target))
    done = roster("list", "--config", config, "--costs", *words)
    assert done.code == 1
    assert "roster: huawei/main/" in done.err
    assert "cost_per_hour does not fit its column" in done.err
    assert target.read_bytes() == b"before"


def many(count: int) -> Iterator[Endpoint]:
    """Endpoints that are made when they are asked for, and then a failure."""
    for number in range(count):
        yield replace(ONE, id=str(number))
    raise IncompleteError([Failure("ppio", "p", "auth", "list", "refused", "Check the key.")])


def test_row_groups_are_written_while_endpoints_come(target: Path) -> None:
    alive: list[int] = []
    written: list[int] = []

    def watched() -> Iterator[Endpoint]:
        for number, endpoint in enumerate(many(ROWS + 5_000)):
            if number % 10_000 == 0:
                alive.append(sum(type(one) is Endpoint for one in gc.get_objects()))
            if number == ROWS + 4_000:
                sys.stdout.flush()
                [part] = target.parent.iterdir()
                written.append(part.stat().st_size)
            yield endpoint

    with stdout_into(str(target), "--output-file"):
        failures = write_parquet(watched())
    assert max(alive) < alive[0] + 1_100
    assert written[0] > 10_000
    assert [failure.kind for failure in failures] == ["auth"]
    metadata = pq.read_metadata(target)
    assert [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)] == [ROWS, 5_000]
    assert pq.read_table(target)["id"].to_pylist() == [str(n) for n in range(ROWS + 5_000)]


def test_an_interrupt_leaves_a_pipe_that_nobody_takes_for_a_listing(tmp_path: Path) -> None:
    """pyarrow would end the file, and its reader would see no fault."""

    def interrupted() -> Iterator[Endpoint]:
        yield from (replace(ONE, id=str(number)) for number in range(ROWS + 1))
        raise KeyboardInterrupt

    device = tmp_path / "kept"
    with (
        device.open("wb") as stream,
        io.TextIOWrapper(stream, encoding="utf-8") as text,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr(sys, "stdout", text)
        with pytest.raises(KeyboardInterrupt):
            write_parquet(interrupted())
        gc.collect()
    assert device.read_bytes()[:4] == b"PAR1"
    with pytest.raises(pa.ArrowInvalid):
        pq.read_table(device)


@pytest.mark.parametrize("output", ["table", "wide", "json", "jsonl", "csv", "tsv", "yaml", "name"])
def test_a_file_has_what_stdout_would_have(noon: Run, tmp_path: Path, output: str) -> None:
    file = tmp_path / "out"
    done = noon(*FEW, "-o", output, "--sort-by", "provider", "--output-file", str(file))
    assert (done.code, done.out) == (0, "")
    printed = noon(*FEW, "-o", output, "--sort-by", "provider", "--output-file", "-").out
    assert file.read_bytes().decode() == printed != ""


def test_a_file_is_replaced_only_by_all_of_a_listing(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("before")
    file.chmod(0o640)
    link.symlink_to(file)

    def write(text: str, error: BaseException | None = None) -> None:
        with stdout_into(str(link), "--output-file"):
            print(text)
            sys.stdout.flush()
            assert file.read_text() == "before"
            if error:
                raise error

    for error in (KeyboardInterrupt(), SystemExit(143), ValueError()):
        with pytest.raises(type(error)):
            write("a part", error)
        assert file.read_text() == "before"
    write("äfter")
    assert file.read_text(encoding="utf-8") == "äfter\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert {*tmp_path.iterdir()} == {file, link}
    assert link.is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="Windows ends a process without a word")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_the_file_and_nothing_beside_it(
    command: tuple[str, ...], clean_env: dict[str, str], target: Path, number: signal.Signals
) -> None:
    target.write_bytes(b"before")
    with socket.create_server(("127.0.0.1", 0)) as silent:  # never answers
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        env = clean_env | {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": address}
        words = [*command, "list", "-o", "parquet", "--output-file", str(target)]
        with subprocess.Popen(words, env=env, stderr=subprocess.PIPE) as process:
            silent.settimeout(60)
            connection, _ = silent.accept()
            assert len([*target.parent.iterdir()]) == 2
            process.send_signal(number)
            assert process.wait(60) == 128 + number
            connection.close()
    assert [*target.parent.iterdir()] == [target]
    assert target.read_bytes() == b"before"


@pytest.mark.parametrize("name", ["missing/listing", "file/listing", "x" * 300, "loop/listing"])
def test_a_place_that_cannot_be_written_is_named(noon: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    place = tmp_path / name
    done = noon(*FEW, "--output-file", str(place))
    assert done.code == 1
    assert f"cannot write {place}: " in done.err
    assert "roster:   Name another place with --output-file" in done.err


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
@pytest.mark.parametrize("output", ["parquet", "jsonl"])
def test_the_name_of_stdout_leads_into_a_pipe(
    command: tuple[str, ...], clean_env: dict[str, str], output: str
) -> None:
    words = [*command, *FEW, "-o", output, "--output-file", "/dev/stdout"]
    done = subprocess.run(words, env=clean_env, capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    if output == "parquet":
        assert pq.read_table(io.BytesIO(done.stdout)).num_rows == 15
    else:
        assert len(done.stdout.splitlines()) == 15


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("output", ["parquet", "json"])
def test_a_full_disk_is_named(noon: Run, output: str) -> None:
    done = noon(*FEW, "-o", output, "--output-file", "/dev/full")
    assert done.code == 1
    assert done.err.startswith("roster: cannot write /dev/full: No space left on device")

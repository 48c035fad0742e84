"""The guide to columns: ten questions, each with one right answer in SQL and in Polars."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.parquet
import pytest
from endpoint_roster import Cost, Endpoint, EndpointState, Failure, Listing, Price, Replicas, Roster

from docs.blocks import blocks_of

if TYPE_CHECKING:
    import polars as pl

    from docs.blocks import Block

PAGE = Path(__file__).resolve().parents[2] / "docs/questions.md"
LINES = PAGE.read_text("utf-8").splitlines()
#: The section that reads the file.
BEGIN = "## The columns"
#: A row of its table.
COLUMNS = re.compile(r"\| (`.*`) \| `(.*)` \| `(.*)` \|")
QUESTIONS = [line for line in LINES if re.match(r"## \d+\. ", line)]
NOW = datetime.now(UTC)
FAILURE = Failure("ppio", "p", "auth", "list endpoints", "refused", "Check the key.")


def tokens(amount: str, currency: str = "USD") -> list[Price]:
    """Prices of a token, of which that of an answer must not be taken for that of a prompt."""
    return [
        Price("completion", Decimal("1E-12"), currency, "token"),
        Price("prompt", Decimal(amount), currency, "token"),
    ]


def hourly(amount: str, currency: str = "USD") -> Cost:
    return Cost("a price", Decimal(amount), currency)


def endpoint(provider: str, id_: str, state: str, days: float | None, **more: Any) -> Endpoint:
    created = None if days is None else NOW - timedelta(days=days, hours=1)
    more = {"account": "main", "name": f"n{id_}", "kind": "dedicated", "owner": "ada"} | more
    account = more.pop("account")
    return Endpoint(provider, account, id_, state=EndpointState(state), created_at=created, **more)


ENDPOINTS = [
    endpoint("together", "1", "running", 40, cost=hourly("7.98"), tags={"team": "search"}),
    endpoint("together", "2", "running", 29, cost=hourly("0.1"), tags={"team": "search"}),
    endpoint("together", "3", "stopped", 90, cost=hourly("0"), model="Org/Chat"),
    endpoint("ppio", "4", "running", 30, cost=hourly("31.5", "CNY"), gpu_count=4,
             replicas=Replicas(0, 4, 3, 1)),
    endpoint("ppio", "4", "running", 30, cost=hourly("31.5", "CNY"), account="other"),
    endpoint("ppio", "5", "degraded", 0.2, gpu_count=8, replicas=Replicas(1, 1, 1, 1),
             provider_state="partial", state_reason="1 of 2 answers", cost=hourly("0.2")),
    endpoint("huawei", "6", "failed", None, name=None, owner=None),
    endpoint("huawei", "7", "stopped", 6),
    endpoint("huawei", "8", "stopped", 7),
    endpoint("openrouter", "9", "running", 100, kind="serverless", model="org/chat",
             prices=tokens("0.0000005")),
    endpoint("openrouter", "10", "running", None, kind="serverless", model="org/chat",
             owner="bob", prices=tokens("0.00000025")),
    endpoint("volcengine", "11", "running", 100, kind="serverless", model="solo",
             prices=tokens("0.000004", "CNY")),
]  # fmt: skip
#: What Tuesday has: one that is gone, one that is new, one in another state.
TUESDAY = [
    replace(ENDPOINTS[0], state=EndpointState.STOPPED, name="renamed"),
    *ENDPOINTS[2:],
    endpoint("together", "12", "pending", 0),
]
ANSWERS: list[list[tuple[Any, ...]]] = [
    [
        ("together", "main", "n1", 40),
        ("ppio", "main", "n4", 30),
        ("ppio", "other", "n4", 30),
    ],
    [
        ("ada", "CNY", Decimal(1512)),
        ("search", "USD", Decimal("193.92")),
        ("ada", "USD", Decimal("4.8")),
    ],
    [("ppio", "main", "n4", 8, 192)],
    [
        ("huawei", "main", "6", "failed", None, None),
        ("ppio", "main", "5", "degraded", "partial", "1 of 2 answers"),
    ],
    [("ppio", "4", "main, other")],
    [
        ("older", 6),
        ("unknown", 2),
        ("up to 30 days", 2),
        ("up to a day", 1),
        ("up to a week", 1),
    ],
    [("org/chat", "openrouter, together")],
    [
        ("together", "main", "1", "running", "stopped"),
        ("together", "main", "12", None, "pending"),
        ("together", "main", "2", "running", None),
    ],
    [
        ("org/chat", "USD", "openrouter", "bob", Decimal("0.25")),
        ("solo", "CNY", "volcengine", "ada", Decimal(4)),
    ],
    [
        ("huawei", 2, 3, 66),
        ("ppio", 0, 3, 0),
        ("together", 1, 3, 33),
    ],
]


def blocks(section: str) -> dict[str, Block]:
    """Return the blocks of a section by their languages."""
    headings = {text: n for n, text in enumerate(LINES, 1) if text.startswith("## ")}
    first = headings[section]
    last = min((line for line in headings.values() if line > first), default=len(LINES))
    return {one.language: one for one in blocks_of(PAGE) if first < one.line < last}


def write(file: str, listing: Listing) -> None:
    parquet: Any = pyarrow.parquet
    parquet.write_table(listing.to_arrow(), file)


def select(sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and rows that DuckDB answers with."""
    with duckdb.connect() as database:
        answer = database.execute(sql)
        return [name for name, *_ in answer.description or ()], answer.fetchall()


def asked(question: str) -> tuple[tuple[list[str], list[tuple[Any, ...]]], pl.DataFrame]:
    """Ask a question of the files in this folder, and return the answers in SQL and Polars."""
    names: dict[str, Any] = {}
    for section in (BEGIN, QUESTIONS[0], question):  # the first two read the file and the clock
        exec(compile(blocks(section)["python"].code, PAGE, "exec"), names)
    return select(blocks(question)["sql"].code), names["answer"]


@pytest.fixture
def crafted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of the guide, with endpoints that each question divides."""
    monkeypatch.chdir(tmp_path)
    write("endpoints.parquet", Listing(ENDPOINTS, [], complete=True))
    write("monday.parquet", Listing(ENDPOINTS, [], complete=True))
    write("tuesday.parquet", Listing(TUESDAY, [FAILURE], complete=False))


@pytest.fixture
def simulated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clouds: None) -> None:
    """The files of the guide, with all that the simulated clouds have."""
    monkeypatch.chdir(tmp_path)
    with Roster.from_env() as roster:
        listing = roster.list(costs=True).collect()
    for file in ("endpoints.parquet", "tuesday.parquet"):
        write(file, listing)
    write("monday.parquet", Listing(listing.endpoints[::2], [], complete=True))


@pytest.mark.usefixtures("crafted")
@pytest.mark.parametrize(("heading", "answer"), [*zip(QUESTIONS, ANSWERS, strict=True)])
def test_each_question_has_one_answer(heading: str, answer: list[tuple[Any, ...]]) -> None:
    in_sql, in_polars = asked(heading)
    assert in_sql == (in_polars.columns, answer)
    assert in_polars.rows() == answer


@pytest.mark.usefixtures("simulated")
def test_every_question_has_the_same_answer_of_the_simulated_clouds() -> None:
    answers = {heading: asked(heading) for heading in QUESTIONS}
    assert len(answers) == 10
    for in_sql, in_polars in answers.values():
        assert in_sql == (in_polars.columns, in_polars.rows())
    assert [heading for heading, (_, rows) in answers.items() if rows.is_empty()] == [QUESTIONS[4]]


@pytest.mark.usefixtures("crafted")
def test_the_guide_finds_out_whether_a_file_is_complete() -> None:
    begin = blocks(BEGIN)
    for file, complete in (("monday.parquet", "true"), ("tuesday.parquet", "false")):
        Path(file).replace("endpoints.parquet")
        names: dict[str, Any] = {}
        exec(compile(begin["python"].code, PAGE, "exec"), names)
        assert names["complete"] == complete
        assert select(begin["sql"].code) == (["complete"], [(complete,)])


@pytest.mark.usefixtures("crafted")
def test_the_table_of_columns_is_the_schema() -> None:
    rows = [match.groups() for line in LINES if (match := COLUMNS.fullmatch(line))]
    table = [(name, arrow, sql) for names, arrow, sql in rows for name in re.findall(r"\w+", names)]
    schema: Any = Listing([], [], complete=True).to_arrow().schema
    _, described = select("DESCRIBE SELECT * FROM 'endpoints.parquet'")
    types = zip(schema, described, strict=True)
    found = [(field.name, str(field.type), row[1]) for field, row in types]
    assert sorted(table) == sorted(found)

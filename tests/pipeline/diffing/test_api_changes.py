"""Changes of the Python API that no spec tells of: templates, settings, the generator."""

import shutil
from pathlib import Path

import pytest
from diffing.python_api import Package, api_changes, differing, members
from diffing.rules import PYTHON, RULES

FILES = {
    "pyproject.toml": '[project]\nname = "p"\nversion = "0.1.0"\ndependencies = ["attrs>=23.1"]\n',
    "src/p/__init__.py": (
        'from .client import Client\n__version__ = "0.1.0"\n__all__ = ("Client",)\n'
    ),
    "src/p/client.py": (
        "from typing import overload\n"
        'API = Api(package="p", base_url="https://a.test")\nCHUNK = 5\n'
        "class Base: ...\n"
        "class Client(Base):\n"
        '    """Calls."""\n'
        "    def call(self, wait: float = 1.0, *, tries: int) -> str | None: ...\n"
        "    def _inner(self, a: int) -> int: ...\n"
        "    def open(self, key: str, **options: int) -> None: ...\n"
        "    @overload\n"
        "    def make(self, body: str) -> None: ...\n"
        "    @overload\n"
        "    def make(self, *, size: int) -> None: ...\n"
        "    def make(self, *args: int, **fields: int) -> None: ...\n"
        "def helper(a: int) -> int: ...\n"
    ),
    "src/p/models/__init__.py": (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n"
        "    from .thing import Thing\n    from .known_state import KnownState\n"
        '__all__ = ("KnownState", "Thing")\n'
    ),
    "src/p/models/thing.py": "class Thing:\n    id: str\n    size: int | None\n",
    "src/p/models/known_state.py": (
        'from typing import Literal, TypeAlias\nKnownState: TypeAlias = Literal["up", "down"]\n'
    ),
    "src/p/operations/__init__.py": "",
    "src/p/operations/list_things.py": (
        "from ..models.thing import Thing\n"
        'LIST_THINGS: Operation[Thing] = Operation(name="things.list", method="GET")\n'
        "def _kwargs(a: int) -> None: ...\n"
        "def list_things(*, limit: int = 3) -> Request[Thing]: ...\n"
    ),
    "src/p/resources/__init__.py": "",
    "src/p/resources/things.py": (
        "from typing import TYPE_CHECKING, Any\n"
        "class _Things:\n"
        "    def list(self, *, limit: int = 3) -> Any: ...\n"
        "class Things(_Things):\n"
        "    if TYPE_CHECKING:\n"
        "        def list(self, *, limit: int = 3) -> Pager[Thing]: ...\n"
        "class AsyncThings(_Things):\n"
        "    if TYPE_CHECKING:\n"
        "        def list(self, *, limit: int = 3) -> AsyncPager[Thing]: ...\n"
    ),
}
CLIENT, THING = "src/p/client.py", "src/p/models/thing.py"
CALLS, STATE = "src/p/operations/list_things.py", "src/p/models/known_state.py"
METHODS = "src/p/resources/things.py"


@pytest.fixture
def old(tmp_path: Path) -> Package:
    for name, text in FILES.items():
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Package(tmp_path / "old", "p", "0.1.0")


def edited(old: Package, file: str, before: str, after: str) -> Package:
    """The package with one text of a file replaced."""
    new = old.folder.with_name("new")
    shutil.copytree(old.folder, new)
    text = (new / file).read_text()
    assert before in text
    (new / file).write_text(text.replace(before, after))
    return Package(new, "p", "0.1.0")


CASES = [
    ("python-added", THING, "id: str", "id: str\n    kind: str"),
    ("python-removed", THING, "id: str", ""),
    ("python-kind-changed", CLIENT, "class Client(Base)", "Client = 1\nclass Other(Base)"),
    ("python-base-removed", CLIENT, "class Client(Base)", "class Client"),
    ("python-parameter-added", CLIENT, "tries: int", "tries: int, pause: float = 1.0"),
    ("python-parameter-added-required", CLIENT, "tries: int", "tries: int, pause: float"),
    ("python-parameter-removed", CLIENT, "wait: float = 1.0, ", ""),
    ("python-parameter-changed", CLIENT, "wait: float = 1.0", "wait: float = 2.0"),
    ("python-parameter-changed", CLIENT, "wait: float = 1.0, *,", "*, wait: float = 1.0,"),
    ("python-parameter-removed", CLIENT, "key: str, **options", "**options"),
    ("python-parameter-removed", CLIENT, "(self, body: str)", "(self)"),
    ("python-parameter-added", CLIENT, "*, size: int)", "*, size: int, color: str = '')"),
    ("python-type-changed", CLIENT, "*, size: int)", "*, size: bool)"),
    ("python-type-relaxed", CLIENT, "tries: int", "tries: int | None"),
    ("python-type-relaxed", CLIENT, "-> str | None", "-> str"),
    ("python-type-relaxed", THING, "size: int | None", "size: int"),
    ("python-type-changed", THING, "id: str", "id: str | None"),
    ("python-type-changed", CLIENT, "tries: int", "tries: bool"),
    ("python-type-changed", CALLS, "Request[Thing]", "Request[Thing | None]"),
    ("python-type-changed", METHODS, "Pager[Thing]", "Pager[Thing | None]"),
    ("python-parameter-added", METHODS, "limit: int = 3", "limit: int = 3, word: str = ''"),
    ("python-removed", METHODS, "def list(", "def _list("),
    ("python-value-added", STATE, 'Literal["up", "down"]', 'Literal["up", "down", "off"]'),
    ("python-value-changed", STATE, 'Literal["up", "down"]', 'Literal["up"]'),
    ("python-value-changed", CLIENT, "https://a.test", "https://b.test"),
    ("python-requirement-changed", "pyproject.toml", "23.1", "24.1"),
    ("python-code-changed", CLIENT, "Calls.", "Makes calls."),
    ("python-code-changed", CLIENT, "def helper(a: int)", "def helper(a: str)"),
    ("python-code-changed", CLIENT, "def _inner(self, a: int)", "def _inner(self)"),
    ("python-code-changed", CALLS, "def _kwargs(a: int)", "def _kwargs(a: str)"),
]


@pytest.mark.parametrize(("rule", "file", "before", "after"), CASES)
def test_a_change_falls_under_its_rule(
    old: Package, rule: str, file: str, before: str, after: str
) -> None:
    found = api_changes(old, edited(old, file, before, after), frozenset())
    assert [change.rule for change in found] == [rule]


def test_every_rule_about_python_is_shown_here() -> None:
    assert {case[0] for case in CASES} == {r.id for r in RULES if r.direction == PYTHON}


def test_the_same_code_and_a_new_version_are_no_change(old: Package) -> None:
    new = edited(old, "pyproject.toml", "0.1.0", "0.2.0")
    code = new.folder / "src/p/__init__.py"
    code.write_text(code.read_text().replace("0.1.0", "0.2.0"))
    assert api_changes(old, new._replace(version="0.2.0"), frozenset()) == []


def test_a_function_and_two_methods_that_share_a_parameter_are_one_change(old: Package) -> None:
    new = edited(old, CALLS, "limit: int = 3", "limit: int = 3, word: str = ''")
    methods = new.folder / METHODS
    methods.write_text(
        methods.read_text().replace("limit: int = 3", "limit: int = 3, word: str = ''")
    )
    [change] = api_changes(old, new, frozenset())
    assert (change.rule, change.subject) == ("python-parameter-added", ("listthings", "word"))


def test_what_is_only_sent_may_take_more(old: Package) -> None:
    new = edited(old, THING, "id: str", "id: str | None")
    assert [c.rule for c in api_changes(old, new, frozenset())] == ["python-type-changed"]
    assert [c.rule for c in api_changes(old, new, frozenset({"thing"}))] == ["python-type-relaxed"]


def test_code_is_read_and_never_run(old: Package, tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    new = edited(old, CLIENT, "CHUNK = 5", f"open({str(proof)!r}, 'w')")
    api_changes(old, new, frozenset())
    assert not proof.exists()


def test_types_are_compared_by_their_members() -> None:
    assert members("KnownState | str | Unset") == {"KnownState", "str", "Unset"}
    assert members("dict[str, int | None] | None") == {"dict[str, int | None]", "None"}
    assert differing("list[A | str]", "list[A]") == (False, True)
    assert differing("dict[str, int]", "dict[str, int | None]") == (True, False)
    assert differing("int", "float") == (True, False)
    assert differing("float", "int") == (False, True)
    assert differing("str", "KnownState | str") == (False, False)
    assert differing("KnownState | str", "KnownState") == (False, True)
    assert differing("KnownState", "KnownState | str") == (True, False)

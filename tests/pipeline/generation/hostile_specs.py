"""Hostile specs: a good one with something in it that wants to run, reach out, or never end."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ACME = Path(__file__).parents[1] / "linting" / "acme"
GOOD: dict[str, Any] = yaml.safe_load((ACME / "openapi.yaml").read_text("utf-8"))
SETTINGS: dict[str, Any] = yaml.safe_load((ACME / "codegen.yaml").read_text("utf-8"))

LIST = "/paths/~1endpoints/get"
OK = f"{LIST}/responses/200/content/application~1json"
SCHEMAS = "/components/schemas"
ENDPOINT = f"{SCHEMAS}/Endpoint/properties"
DESCRIBED: dict[str, Any] = {"description": "Said."}
BYTES: dict[str, Any] = {"type": "string", "description": "Said.", "format": "binary"}
SAID: dict[str, Any] = {"type": "string", **DESCRIBED}
# What runs it leaves a file; ADDRESS becomes that of a server which notes who calls.
RUN = "__import__('os').system('touch \"$CANARY\"')"
ADDRESS = "http://127.0.0.1:{port}"
TEXTS = {
    "closing quotes": f'"""\n{RUN}\n"""',
    "single quotes": f"'''\n{RUN}\n''' ' + {RUN} + '",
    "a string's end": f'x"); {RUN}; ("',
    "backslashes": f'\\"\\"\\" \\\\""" {RUN} \\',
    "quotes past the width": "x" * 110 + f'"""\n{RUN}\n' + "y" * 75 + '\\"""' + "z" * 300 + '"',
    "templates": "{{ 7 * 7 }} {% include '/etc/passwd' %} {# x #} {0.__class__} %(x)s ${x}",
    "escapes": "\\N{QUOTATION MARK}\\x22\\x22\\x22\\u0022 \\U0001 \\",
    "markup": f"```\n<script>{RUN}</script> -->\n# -*- coding: utf-7 -*-\n]\n[build-system]\n",
    "another script": "点\u3000\u201c\u201c\u201c 名称 \u05d0\u05d1",
}


@dataclass(frozen=True)
class Case:
    """One hostile spec; `refused` is the place where that is said, None if the code is inert."""

    name: str
    edits: dict[str, Any] = field(default_factory=dict[str, Any])
    refused: str | None = None
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    raw: str | None = None

    def write(self, folder: Path, port: int) -> None:
        """Write the spec and its settings into a folder."""
        folder.mkdir(parents=True)
        text = self.raw if self.raw is not None else dump(put(GOOD, self.edits))
        (folder / "openapi.yaml").write_text(text.replace("{port}", str(port)), "utf-8")
        (folder / "codegen.yaml").write_text(dump(put(SETTINGS, self.settings)), "utf-8")
        (folder / "notes.md").write_text("Nothing is known of it.\n", "utf-8")


class Dumper(yaml.SafeDumper):
    """Writes what is there twice twice: an alias would be refused for what it is."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dump(document: Any) -> str:
    return yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10**6)


def put(document: dict[str, Any], edits: dict[str, Any]) -> dict[str, Any]:
    """Return a copy with values put at JSON pointers; a pointer that ends in `=` renames a key."""
    changed = deepcopy(document)
    for pointer, value in edits.items():
        way = [s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:]]
        holder: Any = changed
        for step in way[:-1]:
            holder = holder[int(step) if isinstance(holder, list) else step]
        last = way[-1].removesuffix("=")
        if way[-1].endswith("="):
            holder[value] = holder.pop(last)
        else:
            holder[int(last) if isinstance(holder, list) else last] = value
    return changed


def everywhere(text: str) -> dict[str, Any]:
    """The text at every place that is shown to people, and at every value that goes into code."""
    described = [
        "/info", LIST, f"{LIST}/parameters/0", f"{LIST}/responses/200", "/tags/0",
        "/components/securitySchemes/bearer", f"{SCHEMAS}/Endpoint", f"{ENDPOINT}/id",
        f"{ENDPOINT}/state", f"{SCHEMAS}/KnownState",
    ]  # fmt: skip
    places = {f"{place}/description": text for place in described}
    places |= {f"{LIST}/summary": text, f"{ENDPOINT}/id/example": text}
    places |= {f"{SCHEMAS}/KnownState/enum": [text, "RUNNING"], f"{ENDPOINT}/id/default": text}
    places |= {f"{LIST}/parameters/1/schema": {**SAID, "default": text}}
    places |= {f"{SCHEMAS}/{name}": schema for name, schema in sent(text).items()}
    places |= {
        f"/paths/~1{verb}~1{{id}}": changing(verb, text) for verb in ("make", "move", "mark")
    }
    return places | {"/info/summary": text, "/info/x-sources": [text]}


def sent(text: str) -> dict[str, Any]:
    """Schemas of a body with a text in it, of a part, and of words that may be sent."""
    word = {"type": "string", "description": text, "enum": [text, "b"]}
    fields = {
        "name": {"type": "string", "description": text, "default": text},
        "word": {"$ref": f"#{SCHEMAS}/Word", "description": text},
    }
    part = {"type": "object", "properties": fields, "required": ["name"]}
    body = {"description": text, "allOf": [part, {"type": "object", "properties": {"b": SAID}}]}
    return {"Word": word, "Sent": body}


def changing(verb: str, text: str) -> dict[str, Any]:
    """A path whose operation changes something, with a text wherever there can be one."""
    error = {"schema": {"$ref": f"#{SCHEMAS}/ErrorResponse"}}
    failed = {"description": text, "content": {"application/json": error}}
    body = {"content": {"application/json": {"schema": {"$ref": f"#{SCHEMAS}/Sent"}}}}
    operation = {
        **{key: GOOD["paths"]["/endpoints"]["get"][key] for key in ("tags", "security")},
        "operationId": f"{verb}Thing", "summary": text, "description": text,
        "deprecated": True, "requestBody": body,
        "responses": {"204": {"description": text}, "default": failed},
    }  # fmt: skip
    where = {"name": "id", "in": "path", "required": True, "schema": SAID, "description": text}
    return {"parameters": [where], "patch": {**operation}}


def wide(number: int) -> dict[str, Any]:
    return {f"field{index}": SAID for index in range(number)}


def schemas(**made: Any) -> dict[str, Any]:
    """Edits that add schemas and use the first of them."""
    edits: dict[str, Any] = {f"{SCHEMAS}/{name}": value for name, value in made.items()}
    return {**edits, f"{ENDPOINT}/next": {"$ref": f"#{SCHEMAS}/{next(iter(made))}"}}


def doubled(keyword: str) -> dict[str, Any]:
    """Schemas of which each is twice the next: thirty of them are a thousand million."""
    chain = {
        f"A{n}": {"description": "Said.", keyword: [{"$ref": f"#{SCHEMAS}/A{n + 1}"}] * 2}
        for n in range(30)
    }
    return schemas(**chain, A30=SAID)


def objects(*names: str) -> dict[str, Any]:
    """One more property for each name, all of them at once."""
    return {f"{ENDPOINT}/{name.replace('~', '~0').replace('/', '~1')}": SAID for name in names}


INERT_SPECS = [
    *(Case(f"text: {name}", everywhere(text)) for name, text in TEXTS.items()),
    Case("builtins and keywords as fields", objects("print", "class", "None", "self", "eval", "d")),
    Case("the module's own words as fields", objects("UNSET", "new", "mend", "cls", "os", "Model")),
    Case("names of another script", objects("名称", "größe", "имя", "名称二")),
    Case("fields that look like code", objects("a.b", "a:b", "$ref-x", "x[0]", "@type")),
    Case("an error body's keys", {"/x-error-body/message": [[f'a"{RUN}', "\\", "{{ x }}"]]}),
    Case("a header's value", {"/x-request-headers": {"X-A": f'"; {RUN}; "', "X-B": "\\"}}),
    Case("a hostile title", {f"{SCHEMAS}/Endpoint/title": f"X: {RUN}"}),
    Case("a list that holds itself", schemas(Tree={
        "type": "object", "description": "Said.",
        "properties": {"parts": {"type": "array", "items": {"$ref": f"#{SCHEMAS}/Tree"}}},
    })),
    Case("several kinds of errors", {
        f"{SCHEMAS}/Other": {"type": "object", "description": "Said."},
        f"{LIST}/responses/500": {"description": "Said.", "content": {"application/json": {
            "schema": {"$ref": f"#{SCHEMAS}/Other"}}}},
        f"{LIST}/responses/default/content/application~1json/schema": {"oneOf": [
            {"$ref": f"#{SCHEMAS}/ErrorResponse"}, {"$ref": f"#{SCHEMAS}/Error"}]}}),
    Case("a body that holds itself", {
        f"{LIST}/requestBody": {"content": {"application/json": {"schema": {
            "$ref": f"#{SCHEMAS}/Tree"}}}},
        f"{SCHEMAS}/Tree": {"type": "object", "description": "Said.", "properties": {
            "size": {"type": "integer", "minimum": 1, **DESCRIBED},
            "trees": {"type": "array", "items": {"$ref": f"#{SCHEMAS}/Tree"}, **DESCRIBED}}}}),
    Case("a README's text with code",
         settings={"/package/authentication": f"```\n{{{{ x }}}} {RUN}\n```"}),
    Case("a client's text with code", settings={
        "/client/text": f'"""; {RUN} \\',
        "/client/arguments/api_key/text": TEXTS["a string's end"]}),
    *(Case(f"a parameter named {name}", {f"{LIST}/parameters/0/name": name})
      for name in ("client", "params", "headers", "url", "request", "paging", "self", "list",
                   "os", "\ufb01lter", "wait_\u00b5s", "\uff43lass", "l\u00aabel", "\u212bge")),
    Case("names that Python reads as others",
         objects("latency_\u00b5s", "n\u00ba", "\uff46ull", "\ufb03x", "\u2460", "a\u2075")),
    Case("formats of plain text, wherever they stand", {
        f"{ENDPOINT}/day": {**SAID, "format": "date", "default": "yesterday"},
        f"{ENDPOINT}/days": {**DESCRIBED, "type": "array", "items": {**SAID, "format": "uuid"}},
        f"{ENDPOINT}/hour": {**DESCRIBED, "type": ["string", "null"], "format": "time"},
        f"{LIST}/parameters/0/schema": {**SAID, "format": "uuid", "default": "x"}}),
    Case("constants, wherever they stand", {
        f"{ENDPOINT}/word": {**SAID, "const": "a'b {{ x }} ${y} \U0001f600"},
        f"{ENDPOINT}/number": {**DESCRIBED, "type": "integer", "const": 3},
        f"{ENDPOINT}/flag": {**DESCRIBED, "const": True},
        f"{ENDPOINT}/words": {**DESCRIBED, "type": "array", "items": {**SAID, "const": "a"}},
        f"{ENDPOINT}/either": {**DESCRIBED, "anyOf": [{**SAID, "const": "a"}, {"type": "null"}]}}),
    Case("a version that is a number",
         {f"{LIST}/parameters/1/schema": {**DESCRIBED, "type": "integer", "const": 3}}),
]  # fmt: skip

UNREADABLE: list[tuple[str, dict[str, Any], str]] = [
    ("words of two types", {f"{SCHEMAS}/KnownState/enum": ["a", 1]}, f"{SCHEMAS}/KnownState/enum"),
    ("no words", {f"{SCHEMAS}/KnownState/enum": []}, f"{SCHEMAS}/KnownState/enum"),
    ("a list of nothing", {f"{ENDPOINT}/a": {"type": "array", **DESCRIBED}}, f"{ENDPOINT}/a"),
    ("a default of another type", {f"{ENDPOINT}/a": {"type": "integer", "default": "x",
                                                     **DESCRIBED}}, f"{ENDPOINT}/a/default"),
    ("an unknown status", {f"{LIST}/responses/2xx": {"description": "x"}}, f"{LIST}/responses/2xx"),
    ("a parameter that is not there", {"/paths/~1endpoints=": "/endpoints/{a}"},
     "/paths/~1endpoints~1{a}/get/parameters"),
]  # fmt: skip
REFUSED_SPECS = [
    # What is not plain YAML.
    Case("aliases to aliases", raw="\n".join(
        ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    ), refused="/a1/0"),
    Case("an alias to itself", raw="a: &a [*a]", refused="/a/0"),
    Case("merged keys", raw="a: {<<: {b: 1}}", refused="/a"),
    Case("a tag that builds an object", raw='a: !!python/object/apply:os.system ["x"]',
         refused="/a"),
    Case("a tag of its own", raw="a: {b: !x c}", refused="/a/b"),
    Case("nesting without end", raw="a: " + "[" * 100_000, refused="/a" + "/0" * 47),
    Case("places without end", raw="a: [" + "1," * 150_000 + "1]"),
    Case("a file of megabytes", raw="a: " + "x" * 2_000_000),
    Case("a number of many digits", raw="a: " + "9" * 20_000),
    Case("a number that no computer has", {"/info/x-n": 10**400}, "/info/x-n"),
    Case("a key twice", raw="a: {b: 1, b: 2}", refused="/a/b"),
    Case("a second document", raw="a: 1\n---\nb: 2", refused=""),
    Case("a date that is none", raw="a: 2026-99-99"),
    # What leads out of the file.
    Case("a reference to a file", {f"{ENDPOINT}/next": {"$ref": "/etc/passwd"}},
         f"{ENDPOINT}/next"),
    Case("a reference up", {f"{ENDPOINT}/next": {"$ref": "../../secret.yaml#/x"}},
         f"{ENDPOINT}/next"),
    Case("a reference to an address", {f"{ENDPOINT}/next": {"$ref": f"{ADDRESS}/x.json"}},
         f"{ENDPOINT}/next"),
    Case("an id that moves references", {f"{SCHEMAS}/Endpoint/$id": f"{ADDRESS}/x"},
         f"{SCHEMAS}/Endpoint/$id"),
    Case("a dialect elsewhere", {"/jsonSchemaDialect": f"{ADDRESS}/dialect"}, "/jsonSchemaDialect"),
    Case("a schema's dialect", {f"{SCHEMAS}/Endpoint/$schema": f"{ADDRESS}/dialect"},
         f"{SCHEMAS}/Endpoint/$schema"),
    Case("a dynamic reference", {f"{SCHEMAS}/Endpoint/$dynamicRef": f"{ADDRESS}/x"},
         f"{SCHEMAS}/Endpoint/$dynamicRef"),
    Case("an example elsewhere", {f"{LIST}/parameters/0/examples": {
        "a": {"externalValue": f"{ADDRESS}/x"}}},
        f"{LIST}/parameters/0/examples/a/externalValue"),
    # What generators import.
    Case("a type to import", {f"{ENDPOINT}/id/customTypePath": "os.system"},
         f"{ENDPOINT}/id/customTypePath"),
    Case("an import", {f"{ENDPOINT}/id/x-python-import": {"module": "os"}},
         f"{ENDPOINT}/id/x-python-import"),
    # What never ends.
    Case("ten thousand properties", {ENDPOINT: wide(10_000)}),
    Case("more properties than an object has", {ENDPOINT: wide(600)}, ENDPOINT),
    Case("ten thousand words", {f"{SCHEMAS}/KnownState/enum": [f"w{n}" for n in range(10_000)]},
         f"{SCHEMAS}/KnownState/enum"),
    Case("a schema of itself", schemas(A={"description": "Said.", "allOf": [
        {"$ref": f"#{SCHEMAS}/A"}]}), f"{SCHEMAS}/A"),
    Case("references in a circle", {f"{SCHEMAS}/A": {"$ref": f"#{SCHEMAS}/A"}}, f"{SCHEMAS}/A"),
    *(Case(f"doubled by {keyword}", doubled(keyword), f"{SCHEMAS}/A24")
      for keyword in ("allOf", "anyOf", "oneOf")),
    Case("two objects to choose from", {f"{SCHEMAS}/Endpoint/properties/next": {
        "description": "Said.", "anyOf": [{"$ref": f"#{SCHEMAS}/Endpoint"},
                                          {"$ref": f"#{SCHEMAS}/Error"}]}},
         f"{ENDPOINT}/next/anyOf"),
    *(Case(f"a slow pattern: {pattern}", {f"{ENDPOINT}/id/pattern": pattern},
           f"{ENDPOINT}/id/pattern")
      for pattern in ("^(a+)+$", "(a|a)*b", "a*a*a*b", r"(a)\1*", "(?=a)", "(", "a" * 300)),
    Case("a text of a novel", {"/info/description": "x " * 20_000}, "/info/description"),
    # Texts that read otherwise than they are.
    Case("text that turns round", {f"{ENDPOINT}/id/description": "a\u202e\u2066 b"},
         f"{ENDPOINT}/id/description"),
    Case("a line break in disguise", {f"{ENDPOINT}/id/description": "a\u2028import os"},
         f"{ENDPOINT}/id/description"),
    Case("a null character", {f"{LIST}/summary": "a\x00b"}, f"{LIST}/summary"),
    Case("a key that nobody sees", objects("a\u200bb"), ENDPOINT),
    # Names that become identifiers, files and folders.
    Case("an operation out of its folder", {f"{LIST}/operationId": "../../../evil"},
         f"{LIST}/operationId"),
    Case("a tag out of its folder", {f"{LIST}/tags": ["../../evil"]}, f"{LIST}/tags/0"),
    Case("an operation that is code", {f"{LIST}/operationId": f"x(): {RUN}"},
         f"{LIST}/operationId"),
    Case("a schema out of its folder", {f"{SCHEMAS}/Error=": "../evil",
         f"{SCHEMAS}/ErrorResponse/properties/error": SAID}, f"{SCHEMAS}/..~1evil"),
    Case("a parameter that is code", {f"{LIST}/parameters/0/name": f'a"]; {RUN} #'},
         f"{LIST}/parameters/0/name"),
    Case("a parameter in an example", {
        "/components/parameters": {"A": {"name": "a", "in": "query", "schema": SAID, **DESCRIBED,
            "example": {"name": f'a"]; {RUN} #', "in": "query", "schema": SAID}}},
        f"{LIST}/parameters/0": {"$ref": "#/components/parameters/A/example"}},
        f"{LIST}/parameters/0/$ref"),
    Case("a field that is code", objects(f'a": {RUN}'), f'{ENDPOINT}/a": {RUN}'),
    Case("a name without an end", objects("a" * 5_000), ENDPOINT),
    Case("a cookie", {f"{LIST}/parameters/0/in": "cookie"}, f"{LIST}/parameters/0/in"),
    *(Case(f"a field named {name}", objects(name), f"{ENDPOINT}/{name}")
      for name in ("to_dict", "from_dict", "additional_properties", "toDict", "deviations", "keys",
                   "field")),
    *(Case(f"a parameter named {name}", {f"{LIST}/parameters/0/name": name},
           f"{LIST}/parameters/0/name")
      for name in ("body", "list_endpoints", "builtins", "import_module")),
    *(Case(f"fields that become one: {a}, {b}", objects(a, b), f"{ENDPOINT}/{b}")
      for a, b in (("fooBar", "foo_bar"), ("Name", "name"), ("\ufb01x", "fix"), ("a.b", "a-b"))),
    Case("schemas that become one", schemas(Foo_Bar=SAID, FooBar=SAID), f"{SCHEMAS}/FooBar"),
    *(Case(f"a schema named like our class: {name}", schemas(**{name: SAID}), f"{SCHEMAS}/{name}")
      for name in ("Unset", "Model", "Any", "Mapping", "Request", "Pager", "Endpoints",
                   "AsyncEndpoints")),
    Case("a tag named like a part of every client",
         {f"{LIST}/tags": ["settings"], "/tags/0/name": "settings"}, f"{LIST}/tags/0"),
    Case("an operation named like what its module imports", {f"{LIST}/operationId": "unset"},
         f"{LIST}/operationId"),
    Case("two operations of one name", {"/paths/~1others": {"get": {
        **GOOD["paths"]["/endpoints"]["get"], "operationId": "listOthers"}}},
         "/paths/~1others/get/operationId"),
    Case("a body with a field named like a parameter", {
        f"{LIST}/requestBody": {"content": {"application/json": {"schema": {
            "$ref": f"#{SCHEMAS}/Sent"}}}},
        f"{SCHEMAS}/Sent": {"type": "object", "description": "Said.",
                            "properties": {"Limit": SAID}}}, f"{SCHEMAS}/Sent/properties/Limit"),
    # What would be wrong on the wire without a word.
    *(Case(f"a parameter's {key} {value}", {f"{LIST}/parameters/0/{key}": value},
           f"{LIST}/parameters/0/{key}")
      for key, value in (("explode", False), ("style", "deepObject"), ("style", "pipeDelimited"),
                         ("allowReserved", True))),
    *(Case(f"a parameter that is {name}", {f"{LIST}/parameters/0/schema": schema},
           f"{LIST}/parameters/0/schema{below}")
      for name, below, schema in (
          ("an object", "", {"type": "object"}),
          ("of any type", "", {"description": "Said."}),
          ("a list of lists", "/items", {"type": "array", "items": {
              "type": "array", "items": {"type": "string"}}}))),
    Case("a header that is a list", {f"{LIST}/parameters/0/in": "header",
         f"{LIST}/parameters/0/schema": {"type": "array", "items": {"type": "string"}}},
         f"{LIST}/parameters/0/schema"),
    Case("an answer that is not JSON", {f"{LIST}/responses/200/content": {
        "text/csv": {"schema": {"type": "string"}}}}, f"{LIST}/responses/200/content/text~1csv"),
    Case("a body that is not JSON", {f"{LIST}/requestBody": {"content": {
        "application/merge-patch+json": {"schema": {"$ref": f"#{SCHEMAS}/Error"}}}}},
         f"{LIST}/requestBody/content/application~1merge-patch+json"),
    Case("an answer that is a list", {f"{OK}/schema": {"type": "array", "items": {
        "$ref": f"#{SCHEMAS}/Endpoint"}}}, f"{OK}/schema"),
    Case("an operation's own server", {f"{LIST}/servers": [{"url": "https://b.acme.example"}]},
         f"{LIST}/servers"),
    *(Case(f"a path's server {url}", {"/paths/~1endpoints/servers": [{"url": url}]},
           "/paths/~1endpoints/servers")
      for url in ("https://b.acme.example/v2", "https://api.acme.example.evil/v2", 'https://x"/v2',
                  "https://api.acme.example/v2/", "https://api.acme.example/v2/v3")),
    *(Case(f"bytes in JSON: {name}", {f"{ENDPOINT}/next": {**DESCRIBED, **schema}},
           f"{ENDPOINT}/next{below}/format")
      for name, below, schema in (
          ("a field", "", BYTES), ("an item", "/items", {"type": "array", "items": BYTES}),
          ("an alternative", "/anyOf/0", {"anyOf": [BYTES, {"type": "null"}]}),
          ("a value of a map", "/additionalProperties",
           {"type": "object", "additionalProperties": BYTES}))),
    Case("bytes as a parameter",
         {f"{LIST}/parameters/0/schema": {**SAID, "format": "byte"}},
         f"{LIST}/parameters/0/schema/format"),
    Case("a format that is a list", {f"{ENDPOINT}/id/format": ["date"]}, f"{ENDPOINT}/id/format"),
    *(Case(f"a constant that is {name}", {f"{ENDPOINT}/next": {**DESCRIBED, "const": value}},
           f"{ENDPOINT}/next/const")
      for name, value in (("nothing", None), ("a list", ["a"]), ("an object", {"a": 1}),
                          ("a fraction", 0.5), ("code", f'a"]; {RUN} #'), ("a path", "a\\b"),
                          ("huge", 10**300), ("two lines", "a\r\nb"))),
    *(Case(f"a parameter's constant that is {value}",
           {f"{LIST}/parameters/1/schema": {**DESCRIBED, "const": value}},
           f"{LIST}/parameters/1/schema/const")
      for value in (None, 0.5, 'a"b')),
    Case("a constant of another type", {f"{ENDPOINT}/next": {**SAID, "const": 5}},
         f"{ENDPOINT}/next/const"),
    Case("a constant with another default", {f"{ENDPOINT}/next": {
        **SAID, "const": "a", "default": "b"}}, f"{ENDPOINT}/next/default"),
    *(Case(f"a bound that is {bound}", {f"{LIST}/parameters/0/schema": {
        "type": "integer", **DESCRIBED, keyword: bound}}, f"{LIST}/parameters/0/schema/{keyword}")
      for keyword, bound in (("minimum", "1"), ("maximum", True), ("minLength", 0.5),
                             ("maxLength", f"1); {RUN} #"))),
    Case("a default that is not a time", {f"{ENDPOINT}/next": {
        **SAID, "format": "date-time", "default": "20260301T120000Z"}}, f"{ENDPOINT}/next/default"),
    Case("fractions to choose from", {f"{ENDPOINT}/next": {
        **DESCRIBED, "type": "number", "enum": [1, 0.5]}}, f"{ENDPOINT}/next/enum/1"),
    Case("a read without an answer", {f"{LIST}/responses/200": {"description": "Nothing."}},
         f"{LIST}/responses"),
    *(Case(f"an error of {name}", {f"{LIST}/responses/default/content/application~1json/schema": {
        "anyOf": [{"$ref": f"#{SCHEMAS}/Error"}, body]}},
         f"{LIST}/responses/default/content/application~1json/schema/anyOf/1")
      for name, body in (("a text", SAID), ("an object without a name", {"type": "object"}),
                         ("a word", {"$ref": f"#{SCHEMAS}/KnownState"}))),
    *(Case(f"what the generator cannot read: {name}", edits, place)
      for name, edits, place in UNREADABLE),
    Case("a union that has no reading", {f"{ENDPOINT}/next": {**DESCRIBED, "anyOf": [
        {"$ref": f"#{SCHEMAS}/Error"}, {"type": "string"}]}}, f"{ENDPOINT}/next"),
]  # fmt: skip

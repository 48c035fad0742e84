"""A small spec that has one of everything, and ways to change specs in tests."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from diffing.rules import Change
from diffing.specs import Baseline
from documents.spec import Spec

Document = dict[str, Any]
Edit = Callable[[Document], object]

SMALL: Document = yaml.safe_load("""
openapi: "3.1.0"
info: {title: Small, version: "0.1.0", summary: A small cloud., description: Made for tests.}
servers:
  - {url: "https://{region}.small.test/v1", variables: {region: {default: north}}}
  - {url: "https://spare.small.test/v1"}
tags: [{name: endpoints, description: Endpoints.}]
x-error-body: {code: [[code]], message: [[message]], request_id: []}
x-request-headers: {X-Api: "1"}
paths:
  /things/{group}:
    post:
      operationId: listThings
      tags: [endpoints]
      summary: List things.
      description: Lists all things.
      security: [{key: []}, {token: []}]
      parameters:
        - {name: group, in: path, required: true, description: Group., schema: {type: string}}
        - {name: limit, in: query, required: false, description: At most so many.,
           schema: {type: integer, minimum: 1, maximum: 100, default: 10}}
        - {name: mode, in: query, required: true, description: Mode.,
           schema: {type: string, enum: [slow, fast]}}
        - {name: word, in: query, required: false, description: Looked for.,
           schema: {type: string, pattern: "^a"}}
      requestBody:
        required: false
        content: {application/json: {schema: {$ref: "#/components/schemas/Question"}}}
      responses:
        "200":
          description: Things.
          headers:
            X-Left: {description: Calls left., required: true, schema: {type: integer}}
          content: {application/json: {schema: {$ref: "#/components/schemas/Answer"}}}
        "404":
          description: No group.
          content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}
        default:
          description: Another error.
          content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, description: A key.}
    token: {type: http, scheme: bearer, description: A token.}
  schemas:
    KnownState: {type: string, description: States., enum: [up, down]}
    Question:
      type: object
      description: What is asked.
      required: [text]
      properties:
        text: {type: string, description: The text.}
        note: {type: [string, "null"], description: A note.}
        count: {type: integer, minimum: 0, maximum: 9, description: How many.}
        state: {description: State., anyOf: [{$ref: "#/components/schemas/KnownState"},
                {type: string}]}
    Answer:
      type: object
      description: What is answered.
      required: [items, share]
      properties:
        items: {type: array, description: Things., items: {$ref: "#/components/schemas/Thing"}}
        share: {type: number, minimum: 0, maximum: 1, description: Part of all.}
    Thing:
      type: object
      description: A thing.
      required: [id, size]
      properties:
        id: {type: string, description: Identifies it., examples: [a]}
        size: {type: integer, description: In bytes.}
        owner: {type: [string, "null"], description: Whose it is.}
        made: {type: string, format: date-time, description: When.}
        mail: {type: string, format: email, description: Address.}
        color: {type: string, enum: [red, blue], description: Its colour.}
        level: {type: integer, default: 3, description: Its level.}
        state: {description: State., anyOf: [{$ref: "#/components/schemas/KnownState"},
                {type: string}]}
    Error:
      type: object
      description: What went wrong.
      required: [message]
      properties: {code: {type: string, description: Code.}, message: {type: string,
                   description: Words.}}
    Unused: {type: object, description: Nothing refers to it., properties: {a: {type: string,
             description: A.}}}
""")


def spec_of(document: Document, provider: str = "small") -> Spec:
    """A spec as if it had been read from its folder."""
    return Spec(path=Path("specs") / provider / "openapi.yaml", document=document, lines={})


def changes(old: Document, new: Document) -> list[Change]:
    """What changed between two documents."""
    return Baseline(spec_of(old)).compare(spec_of(new))[0]


def changed(document: Document, *edits: Edit) -> Document:
    """A copy with changes."""
    new = copy.deepcopy(document)
    for edit in edits:
        edit(new)
    return new


def at(document: Document, path: str) -> Any:
    """What stands at a path of keys, joined by blanks; numbers are indexes."""
    value: Any = document
    for key in path.split():
        value = value[int(key) if isinstance(value, list) else key]
    return value


def put(path: str, value: Any) -> Edit:
    """Write a value at a path."""
    holder, _, key = path.rpartition(" ")

    def edit(document: Document) -> None:
        place = at(document, holder)
        place[int(key) if isinstance(place, list) else key] = copy.deepcopy(value)

    return edit


def drop(path: str) -> Edit:
    """Remove what stands at a path."""
    holder, _, key = path.rpartition(" ")

    def edit(document: Document) -> None:
        place = at(document, holder)
        del place[int(key) if isinstance(place, list) else key]

    return edit


def move(path: str, other: str) -> Edit:
    """Give what stands at a path another key; the order of the keys stays."""
    holder, _, key = path.rpartition(" ")

    def edit(document: Document) -> None:
        place = at(document, holder)
        entries = [(other if name == key else name, value) for name, value in place.items()]
        place.clear()
        place.update(entries)

    return edit

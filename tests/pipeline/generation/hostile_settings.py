"""Hostile addresses, parts that are ours, and settings, beside a good spec."""

from __future__ import annotations

from pipeline.generation.hostile_specs import LIST, RUN, SETTINGS, Case

SERVER = "/servers/0/url"
REFUSED_SETTINGS = [
    # Addresses.
    *(Case(f"the path {path}", {"/paths/~1endpoints=": path},
           f"/paths/{path.replace('/', '~1')}")
      for path in ("/../../evil", "//evil.example/x", '/a"b', "/{a.__class__}", "/a?b=c",
                   "/a#", "/a#b/c", "/a#b?c", '/a#b"', "/a#b#c", "/a#List")),
    *(Case(f"the server {url}", {SERVER: url}, SERVER)
      for url in ("http://api.acme.example", 'https://x"; import os; "', "file:///etc/passwd",
                  "https://user:password@acme.example", "https://acme.example\n/x")),
    Case("a server's variable", {"/servers/0": {"url": "https://{a}.acme.example", "variables": {
        "a": {"default": 'x"/@evil.example'}}}}, "/servers/0/variables/a/default"),
    # The parts that are ours.
    Case("a header out of its line", {"/x-request-headers": {"X-A": "b\r\nX-Evil: 1"}},
         "/x-request-headers/X-A"),
    Case("a header's name", {"/x-request-headers": {"X: 1": "b"}}, "/x-request-headers/X: 1"),
    Case("a header's name of two lines", {"/x-request-headers": {"X\nY": "b"}},
         "/x-request-headers"),
    Case("a key's header", {"/components/securitySchemes/bearer": {
        "type": "apiKey", "in": "header", "name": "X\r\nY", "description": "Said."}},
         "/components/securitySchemes/bearer/name"),
    Case("a version that is code", {"/info/version": f'1"\n{RUN}'}, "/info/version"),
    Case("an error body of numbers", {"/x-error-body/code": [[1]]}, "/x-error-body/code"),
    # Shapes that nothing can stand on.
    Case("no servers", {"/servers": []}, "/servers"),
    Case("paths as a list", {"/paths": [1]}, "/paths"),
    Case("an unknown scheme", {f"{LIST}/security": [{"evil": []}]}, f"{LIST}/security"),
    Case("a parameter without a schema", {f"{LIST}/parameters/0/schema": None},
         f"{LIST}/parameters/0/schema"),
    # Settings.
    *(Case(f"the setting {key}", settings={f"/{key}": value}, refused=f"/{key}")
      for key, value in (
          ("post_hooks", [RUN]), ("class_overrides", {"Error": {"module_name": "../x"}}),
          ("package_name_override", "../../evil"), ("project_name_override", "evil"),
          ("literal_enums", "yes; " + RUN), ("package", RUN))),
    *(Case(f"the README's {key}", settings={f"/package/{key}": value}, refused=f"/package/{key}")
      for key, value in (
          ("arguments", f"limit={RUN}"), ("raw_arguments", "open('x')"),
          ("columns", "a) or print(b"), ("authentication", {"class": "X"}), ("loop", "open('x')"),
          ("token_variable", f'X"] or {RUN} #'))),
    *(Case(f"the client's {place or key}", settings={f"/client/{key}": value},
           refused=f"/client/{place or key}")
      for key, place, value in (
          ("name", "", "X(object): pass #"), ("credentials", "", "os.system"),
          ("region", "", 'x"'), ("base_url_variable", "", f'X"] or {RUN} #'), ("text", "", "a\nb"),
          ("optional", "", RUN), ("hooks", "", RUN),
          ("arguments", "arguments/timeout", {"timeout": {"text": "Said."}}),
          ("arguments", "arguments/a b", {"a b": {"text": "Said."}}),
          ("arguments", "arguments/a/variable", {"a": {"text": "Said.", "variable": "A B"}}),
          ("regions", "regions/others", {"general": ["a"], "others": "file:///etc"}))),
    Case("a client without arguments", settings={"/client": {
        key: value for key, value in SETTINGS["client"].items() if key != "arguments"}},
         refused="/client/arguments"),
    *(Case(f"an operation's settings: {name}", settings={"/operations": {"listEndpoints": value}},
           refused=f"/operations/listEndpoints/{place}")
      for name, place, value in (
          ("effect", "effect", {"effect": "harmless"}), ("method", "method", {"method": "a b"}),
          ("a method that our code uses", "method", {"method": "__init__"}),
          ("hooks", "hooks", {"hooks": RUN}),
          ("defaults", "defaults/limit", {"defaults": {"limit": "region"}}),
          ("items", "paging/items", {"paging": {"items": "dota"}}),
          ("items that are none", "paging/items", {"paging": {"items": "next"}}),
          ("items that are code", "paging/items", {"paging": {"items": RUN}}),
          ("more", "paging/more", {"paging": {"items": "data", "more": "mor"}}),
          ("cursor", "paging/cursor/0", {"paging": {
              "items": "data", "style": "cursor", "cursor": ["nxt", "limit"]}}),
          ("a cursor that goes nowhere", "paging/cursor/1", {"paging": {
              "items": "data", "style": "cursor", "cursor": ["next", "curser"]}}),
          ("number", "paging/number/0", {"paging": {
              "items": "data", "style": "numbered", "number": ["Page", "Size"]}}))),
    Case("settings of an operation that is not there",
         settings={"/operations": {"listEndpoint": {"effect": "read"}}},
         refused="/operations/listEndpoint"),
]  # fmt: skip

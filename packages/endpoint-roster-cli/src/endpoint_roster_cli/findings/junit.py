"""Findings as JUnit XML, which CI systems show beside the results of tests.

A suite is an account, and a case is one rule for one of its endpoints, or for itself. A finding is
a failure, an account that could not be read an error, and what is excepted or unknown was skipped.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ..output.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from endpoint_roster import Listing
    from endpoint_roster.checks import CheckReport, CheckResult

_NAME = "roster check"
_COUNTED = ("failures", "errors", "skipped")


def junit(listing: Listing, report: CheckReport, now: datetime) -> str:
    """Return the document; texts in it are harmless and hold nothing that XML forbids."""
    seconds = {(about.provider, about.account): about.seconds for about in listing.accounts}
    accounts: dict[tuple[str, str], list[CheckResult]] = {}
    for result in report.results:
        accounts.setdefault((result.provider, result.account), []).append(result)
    root = ET.Element("testsuites", {"name": _NAME})
    for key, results in accounts.items():
        root.append(_suite(results, seconds.get(key, 0.0), now))
    for name in ("tests", "failures", "errors"):  # the schemas of CI systems allow no more here
        root.set(name, str(sum(int(suite.attrib[name]) for suite in root)))
    root.set("time", f"{sum(seconds.values()):.3f}")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(results: Sequence[CheckResult], seconds: float, now: datetime) -> ET.Element:
    account = safe(f"{results[0].provider}/{results[0].account}")
    suite = ET.Element("testsuite", {"name": account, "timestamp": f"{now:%Y-%m-%dT%H:%M:%S}"})
    suite.extend(_case(result, account) for result in results)
    kinds = Counter(child.tag for case in suite for child in case)
    counts = (len(results), kinds["failure"], kinds["error"], kinds["skipped"])
    for name, count in zip(("tests", *_COUNTED), counts, strict=True):
        suite.set(name, str(count))
    suite.set("time", f"{seconds:.3f}")
    return suite


def _case(result: CheckResult, account: str) -> ET.Element:
    about = {"name": f"{result.rule}: {_subject(result)}", "classname": account, "time": "0"}
    case = ET.Element("testcase", about)
    message = safe(result.message)
    if result.outcome == "found":
        tag = "error" if result.rule == "unread" else "failure"
        found = ET.SubElement(case, tag, {"type": result.rule, "message": message})
        found.text = f"{safe(result.reference)}: {message}"
    elif result.outcome == "excepted" and result.exception:
        why = f"{message}; excepted until {result.exception.until}: {safe(result.exception.reason)}"
        ET.SubElement(case, "skipped", {"message": why})
    elif result.outcome == "unknown":
        ET.SubElement(case, "skipped", {"message": f"not known: {message}"})
    return case


def _subject(result: CheckResult) -> str:
    endpoint = result.endpoint
    if endpoint is None:
        return safe(result.reference)
    name = endpoint.name
    return safe(f"{name} ({endpoint.id})" if name and name != endpoint.id else endpoint.id)

"""Words of filters that match nothing because they are misspelt, or are another name.

Providers may have kinds and regions that are not known here, so such a word is not an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from ..output.messages import warn
from ..output.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from endpoint_roster import Account, Roster


def warn_of_near_misses(options: Mapping[str, Any], roster: Roster) -> None:
    """Ask for the kind or region that was meant, where the given one is not known.

    Args:
        options: Those that select endpoints, by their parameters' names.
        roster: What was listed.
    """
    from endpoint_roster import KindName, registry

    from .. import recent

    kinds = {*get_args(KindName)}
    for provider in registry.usable():
        if filtered := provider.pushed_down.get("kinds"):
            kinds.update(filtered.values)
    _warn("kind", options["kinds"], kinds)
    region = options["region"]
    regions = {one.region for one in roster.accounts if one.region} | {*recent.regions()}
    _warn("region", [region] if region else [], regions)


def warn_of_words(words: Iterable[str], accounts: Iterable[Account]) -> None:
    """Ask for the option that was meant, where a text that nothing contains is a value of one."""
    from endpoint_roster import EndpointState, KindName, registry

    known: dict[str, Sequence[str]] = {
        "--provider": registry.names(),
        "--account": [account.label for account in accounts],
        "--state": [*EndpointState],
        "--kind": get_args(KindName),
    }
    for word in words:
        for option in [option for option, values in known.items() if word.lower() in values][:1]:
            warn(
                f"{word!r} was looked for in names, models and ids."
                f" Did you mean {option} {word.lower()}?"
            )


def provider_of_cloud(word: str) -> str:
    """Ask for the provider of a cloud by another name, such as Novita, with a leading blank."""
    from endpoint_roster import registry

    for provider in registry.usable():
        clouds = re.findall(r"\b[A-Z]\w+", str(provider.description))
        if word.lower() in [cloud.lower() for cloud in clouds]:
            return f" Did you mean {provider.name}? It is for {provider.description}."
    return ""


def _warn(thing: str, words: Iterable[str], known: set[str]) -> None:
    for word in words:
        meant = did_you_mean(word.lower(), sorted(known - {word.lower()}))
        if meant and word.lower() not in known:
            warn(f"no endpoint has the {thing} {word!r}.{meant}")

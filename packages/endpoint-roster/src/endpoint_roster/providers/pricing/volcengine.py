"""What Ark's endpoints cost: tokens, by the prices of their models; model units are prepaid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models import Price
from ..bills import ByHour, ByUse
from ..normalize import exact, part, parts, text
from ..pricer import Pricer
from ..steps import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from endpoint_roster_volcengine.models import ModelActivation

    from ...account import Account
    from ...models import Endpoint
    from ..base import Provider
    from ..bills import Bill
    from ..steps import PriceSteps

#: Models that are asked for in one request; Ark times out with many more.
_AT_ONCE = 20
#: By the spelling of Ark without blanks: what is counted, and how many of them a price is for, as
#: a power of ten.
_UNITS = {
    "千tokens": ("token", 3),
    "ktokens": ("token", 3),
    "张": ("image", 0),
    "image": ("image", 0),
}
#: The words that other providers have for the same.
_ITEMS = {"InferencePrompt": "prompt", "InferenceCompletion": "completion"}


class VolcenginePricer(Pricer):
    """Asks for the prices of the models that the endpoints serve, each once."""

    def __init__(self, provider: Provider, account: Account) -> None:
        self._list_activations: Callable[..., Any] = provider.operation("list_model_activations")
        self._filter: Callable[..., Any] = provider.load("models").ModelActivationFilter
        abroad = "byteplus" in (account.base_url or "") or not (account.region or "cn-").startswith(
            "cn-"
        )
        self._currency = "USD" if abroad else "CNY"  # no answer states it
        self._prices: dict[str, list[Price]] = {}
        self._errors: dict[str, Exception] = {}

    def price(self, endpoints: Sequence[Endpoint]) -> PriceSteps:
        """Ask for the prices of models that are not known yet, and fill in ``prices``."""
        wanted = {
            name: None
            for endpoint in endpoints
            if endpoint.kind == "serverless" and (name := _model(endpoint))
        }
        yield from self._ask([name for name in wanted if name not in self._prices])
        return [self._bill(endpoint) for endpoint in endpoints]

    def _ask(self, names: Sequence[str]) -> Generator[list[Call], list[Any], None]:
        batches = [names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE)]
        if not batches:
            return
        answers = yield [self._call(batch) for batch in batches]
        for batch, answer in zip(batches, answers, strict=True):
            self._prices |= {name: [] for name in batch}
            if isinstance(answer, Exception):
                self._errors |= dict.fromkeys(batch, answer)
                continue
            result = part(answer.result)
            for item in (parts(result.items) if result else None) or ():
                if (name := text(item.foundation_model_name)) in self._prices:
                    self._prices[name] = self._read(item)

    def _call(self, names: Sequence[str]) -> Call:
        request = self._list_activations(
            with_price=True,
            page_number=1,
            page_size=_AT_ONCE,
            filter_=self._filter(
                foundation_model_names=list(names), include_deprecated_models=True
            ),
        )
        return Call(request, f"list prices of {', '.join(names)}")

    def _read(self, model: ModelActivation) -> list[Price]:
        """Return the list prices of a model, each for one token or image."""
        found: list[Price] = []
        for item in parts(model.charge_items) or ():
            kind, unit = text(item.type_), (text(item.unit_code) or "").replace(" ", "").lower()
            amount = exact(item.original_price)
            if amount is None:
                amount = exact(item.price)
            # What is for fine-tuned models is another endpoint's.
            if not kind or kind.startswith("Finetune") or amount is None or unit not in _UNITS:
                continue
            counted, power = _UNITS[unit]
            item_name = _ITEMS.get(kind, kind)
            found.append(Price(item_name, amount.scaleb(-power), self._currency, counted))
        return found

    def _bill(self, endpoint: Endpoint) -> Bill:
        if endpoint.kind == "dedicated":
            return ByHour(missing="model units are prepaid, and no API has their price")
        if endpoint.kind != "serverless":
            return ByHour(missing="the provider does not report whether it has a model unit")
        words = "by use: paid per token"
        if (name := _model(endpoint)) is None:
            return ByUse(f"{words}; its custom model has no price of its own", self._currency, True)
        endpoint.prices = list(self._prices[name])
        if error := self._errors.get(name):
            words = f"{words}; the prices could not be read: {error}"
        elif endpoint.prices:
            words = f"{words}, at the list prices of {name}, in {self._currency} (inferred)"
        else:
            words = f"{words}; the provider has no price for {name}"
        return ByUse(words, self._currency, True)


def _model(endpoint: Endpoint) -> str | None:
    """Return the name of the foundation model; None for a custom one."""
    reference = part(endpoint.raw.model_reference)
    foundation = part(reference.foundation_model) if reference else None
    return text(foundation.name) if foundation else None

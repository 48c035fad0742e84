"""What a codegen.yaml may say: the schema in settings.schema.yaml, and what no schema can say."""

from keyword import iskeyword
from pathlib import Path

from documents.spec import Place, Spec, mapping

from .schemas import Findings, mistakes

SCHEMA = Path(__file__).with_name("settings.schema.yaml")
# Arguments of every client; see endpoint_roster_core.settings.
OPTIONS = frozenset(
    {
        "base_url", "clock", "deadline", "headers", "http_client", "max_attempts",
        "max_response_bytes", "options", "proxy", "self", "strict", "timeout", "verify",
    }
)  # fmt: skip


def bad_settings(spec: Spec) -> Findings:
    """Find what the settings of a client, or of the facade's models, may not say."""
    kind = "client" if spec.is_openapi else "models"
    for _, pointer, advice in mistakes(SCHEMA, kind, spec.settings):
        yield pointer, advice
    root = Place("", spec.settings)
    for key, name in (
        ("project_name_override", f"endpoint-roster-{spec.provider}"),
        ("package_name_override", f"endpoint_roster_{spec.provider}"),
    ):
        if root.at(key).value not in (name, None):
            yield root.at(key).pointer, f"write {name}"
    for argument in mapping(root.at("client", "arguments").value):
        if argument in OPTIONS or iskeyword(argument):
            advice = "every client has an argument of this name: choose another"
            yield root.at("client", "arguments", argument).pointer, advice

"""What Schemathesis needs to know of this API beyond its document."""

import json

import schemathesis

# Base64url of '{"q":', with which every cursor of the lists begins.
CURSOR_START = "eyJxIjoi"


# Every value of an enumeration is tried in every operation that takes it; of these there are hundreds, so a few stand
# for all.
LONG_ENUMERATIONS = {
    "TimeZone": ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"],
    "Currency": ["USD", "EUR", "JPY", "KWD"],
}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for name, values in LONG_ENUMERATIONS.items():
        raw_schema["components"]["schemas"][name]["enum"] = values


@schemathesis.serializer("application/x-ndjson")
def serialize_ndjson(context, value):
    """NDJSON is described as text; anything else that is generated goes as one line of JSON."""
    text = value if isinstance(value, (str, bytes)) else json.dumps(value)
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


@schemathesis.hook
def before_call(context, case, kwargs):
    """A cursor comes from an answer: one that was made up is rightly refused, so it makes no valid request."""
    if case.meta is None or not case.meta.generation.mode.is_positive or not case.query:
        return
    if not str(case.query.get("cursor", CURSOR_START)).startswith(CURSOR_START):
        del case.query["cursor"]

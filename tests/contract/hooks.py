"""What Schemathesis needs to know of this API beyond its document."""

import json
import re

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
    """What a list of parameters cannot say: a cursor comes from an answer, and bounds of money come with a currency."""
    if case.meta is None or not case.meta.generation.mode.is_positive or not case.query:
        return
    if "currency" not in case.query:
        for bound in ("mrrMin", "mrrMax"):
            case.query.pop(bound, None)
    if not str(case.query.get("cursor", CURSOR_START)).startswith(CURSOR_START):
        del case.query["cursor"]


# Why a request that matches the document may be refused with 422: rules that compare with the time, with what is stored,
# or with another field, and what no pattern can say. By the pointer to the fault and its reason. Every other rule stands
# in the document.
STATED_RULES = [
    # The same key, once more, with another request.
    r"^ The Idempotency-Key was used for another request",
    # Times against the clock, against each other, and against the start or the status that is stored.
    r"^/(openedAt|resolvedAt|endedOn|on) must not (lie in the future|be before )",
    r"^/endedOn must be left out while the client is (active|paused)$",
    r"^(/events/\d+|/batch/\d+|/\d+)?/(ts|time|timestamp) lies (more than 24 hours in the future|before the retention)",
    # The amount that is stored is one of the stored currency.
    r"^/mrr must come with another currency: ",
    # Whether there is such a client, and whether an earlier call placed the user.
    r"^/events/\d+/clientId names no client: ",
    r"^(/batch/\d+)? names no account: groupId or context.groupId is missing, and no group call placed the user",
    # What a name comes to without accents, marks and the sender's domain; what is packed into base64.
    r"^(/batch/\d+/event|/event|(/\d+)?/type) has no letter from A to Z and no digit",
    r"^(/\d+)?/data_base64 is not JSON in base64",
]


@schemathesis.check
def refused_by_a_stated_rule(ctx, response, case):
    """A 422 to what matches the document says which of the rules above it breaks, for each fault."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 422:
        return
    # The document describes it as text and says nothing of the lines.
    if case.media_type == "application/x-ndjson":
        return
    problem = response.json()
    faults = problem.get("errors") or [{"pointer": "", "detail": problem["detail"]}]
    for said in (f"{fault['pointer']} {fault['detail']}" for fault in faults):
        if not any(re.search(rule, said) for rule in STATED_RULES):
            raise AssertionError(f"The document allows it, and no stated rule forbids it: {said}")

"""Health scores of a past day, worked out from the source files alone.

Written from the rules in the design (section 5), without a look at the product's code, and with exact fractions:
    python3 health_as_of.py ravenstack <folder> 2024-12-31
    python3 health_as_of.py incubator <folder> 2010-06-30
prints one JSON line a client: externalId, score, band, coverage, usage, engagement, incident.
"""

import csv
import json
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor

WINDOW_DAYS = 30
USAGE_BASELINE = 5000
ENGAGEMENT_BASELINE = 30
WEIGHTS = {"usage": Fraction(4, 10), "engagement": Fraction(3, 10), "incident": Fraction(3, 10)}
PENALTIES = {"critical": 40, "high": 25, "medium": 10, "low": 5}
SEVERITY_OF_PRIORITY = {"urgent": "critical", "high": "high", "medium": "medium", "low": "low"}


def rows(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def day_of(text):
    return datetime.fromisoformat(text).date() if text else None


class Client:
    def __init__(self, external_id, start, end=None):
        self.external_id = external_id
        self.start = start
        self.end = end
        self.calls = defaultdict(int)  # by day; a day that is there was sent, also with 0
        self.logins = defaultdict(int)
        self.incidents = []  # (severity, day opened, day resolved or None)


def read_ravenstack(folder):
    clients = {
        row["account_id"]: Client(row["account_id"], day_of(row["signup_date"]))
        for row in rows(folder, "ravenstack_accounts.csv")
    }
    account_of = {
        row["subscription_id"]: row["account_id"] for row in rows(folder, "ravenstack_subscriptions.csv")
    }
    for row in rows(folder, "ravenstack_feature_usage.csv"):
        client = clients[account_of[row["subscription_id"]]]
        day = day_of(row["usage_date"])
        client.calls[day] += int(row["usage_count"])
        client.logins[day] = 1  # one for each distinct day
    for row in rows(folder, "ravenstack_support_tickets.csv"):
        clients[row["account_id"]].incidents.append(
            (SEVERITY_OF_PRIORITY[row["priority"]], day_of(row["submitted_at"]), day_of(row["closed_at"]))
        )
    return clients.values()


def read_incubator(folder):
    clients = {
        row["listid"]: Client(row["listid"], day_of(row["start_date"]), day_of(row["end_date"]))
        for row in rows(folder, "accounts.csv")
        if row["has_activity"] == "True"
    }
    for row in rows(folder, "daily_activity.csv"):
        client = clients[row["listid"]]
        day = day_of(row["date"])
        client.calls[day] += int(row["commits"])
        client.logins[day] += int(row["active_people"])
    return clients.values()


def volume(by_day, baseline, as_of, days_since_start):
    """min(100, 100 * count / expected), or None for what was never sent up to this day."""
    if not any(day <= as_of for day in by_day):
        return None
    first = as_of - timedelta(days=WINDOW_DAYS - 1)
    count = sum(number for day, number in by_day.items() if first <= day <= as_of)
    expected = baseline * min(Fraction(1), Fraction(max(7, days_since_start), 30))
    return min(Fraction(100), 100 * Fraction(count) / expected)


def incident_value(incidents, as_of):
    first = as_of - timedelta(days=WINDOW_DAYS - 1)
    penalty = Fraction(0)
    for severity, opened, resolved in incidents:
        if opened > as_of:
            continue
        if resolved is None or resolved > as_of:
            penalty += PENALTIES[severity]
        elif resolved >= first:
            penalty += Fraction(PENALTIES[severity], 4)
    return max(Fraction(0), 100 - penalty)


def band_of(score):
    if score is None:
        return "unknown"
    return "healthy" if score >= 70 else "at_risk" if score >= 40 else "critical"


def score_of(client, as_of):
    days_since_start = (as_of - client.start).days
    values = {
        "usage": volume(client.calls, USAGE_BASELINE, as_of, days_since_start),
        "engagement": volume(client.logins, ENGAGEMENT_BASELINE, as_of, days_since_start),
        "incident": incident_value(client.incidents, as_of),
    }
    known = {key: value for key, value in values.items() if value is not None}
    coverage = sum(WEIGHTS[key] for key in known)
    score = None
    if coverage >= Fraction(1, 2):
        exact = sum(WEIGHTS[key] * value for key, value in known.items()) / coverage
        score = floor(exact + Fraction(1, 2))
    return {
        "externalId": client.external_id,
        "score": score,
        "band": band_of(score),
        "coverage": float(coverage),
        **{key: None if value is None else float(value) for key, value in values.items()},
    }


def main(kind, folder, *days):
    clients = {"ravenstack": read_ravenstack, "incubator": read_incubator}[kind](folder)
    in_order = sorted(clients, key=lambda client: client.external_id)  # Python compares code points
    for text in days:
        as_of = date.fromisoformat(text)
        for client in in_order:
            if client.start <= as_of and (client.end is None or client.end > as_of):
                print(json.dumps({"day": text, **score_of(client, as_of)}))


if __name__ == "__main__":
    main(*sys.argv[1:])

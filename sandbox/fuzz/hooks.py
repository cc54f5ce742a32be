"""
What schemathesis cannot know by itself: who is asking, which cases there are, and what a refusal of ours looks like.

Random ids are answered 404 and nothing behind that is ever tried. So most requests get the id of a real case, its version
and sign-ins the register knows, by a generator seeded like schemathesis' own; the rest stay as they were made.
"""

import atexit
import collections
import json
import os
import random
import re
import urllib.request

import schemathesis
from schemathesis.core.parameters import ParameterLocation

SETTINGS = json.loads(os.environ["SEKISHO_FUZZ"])
RNG = random.Random(SETTINGS["seed"])
REFRESH_EVERY = 25
REAL_ID = 0.85
FITTING = 0.8
STACK = re.compile(r"\bat (?:async )?[^\n]{0,200}\.(?:ts|js|mjs):\d+|node_modules|Traceback|kysely|ZodError|PostgresError")

counts = collections.Counter()
calls = 0
world = {}


def look_around():
    global world, calls
    if calls % REFRESH_EVERY == 0:
        with urllib.request.urlopen(SETTINGS["world"], timeout=60) as answer:
            world = json.load(answer)
    calls += 1


def raw_of(case):
    return case.operation.definition.raw


def may_be_taken(target, raw):
    return target["kind"] == raw.get("x-case-kind", target["kind"]) and raw["operationId"] in target["takes"]


@schemathesis.auth(refresh_interval=None)
class SignedIn:
    """One of the people who hold the role; for a step on a case, mostly one of those who may take it there."""

    def get(self, case, context):
        look_around()
        if not world["accounts"]:
            return None
        case_targets = [t for t in world["targets"] if t["by"]]
        fitting = [t for t in case_targets if may_be_taken(t, raw_of(case))]
        pool = fitting if fitting and RNG.random() < FITTING else case_targets
        target = RNG.choice(pool) if pool else None
        account = RNG.choice(target["by"] if target else sorted(world["accounts"]))
        return {"token": world["accounts"][account], "target": target}

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data['token']}"}
        chosen[id(case)] = data["target"]
        if len(chosen) > 500:
            chosen.pop(next(iter(chosen)))


chosen = {}


def is_sound(case, location):
    return case.meta is None or not case.meta.is_negative_at(location)


@schemathesis.hook
def before_call(context, case, kwargs):
    if not world:
        look_around()
    target = chosen.pop(id(case), None) or (RNG.choice(world["targets"]) if world["targets"] else None)
    if target is not None and RNG.random() < REAL_ID:
        point_at(case, target)
    if raw_of(case)["operationId"] == "moveClock":
        hold_the_clock(case)


def point_at(case, target):
    for name in case.path_parameters or {}:
        if name in ("id", "requestId") and is_sound(case, ParameterLocation.PATH):
            case.path_parameters = {**case.path_parameters, name: target["id"]}
    body = case.body
    if not isinstance(body, dict):
        return
    real = {name: RNG.choice(values) for name, values in world["values"].items() if values and name in body}
    if isinstance(body.get("seen"), int) and not isinstance(body["seen"], bool) and body["seen"] > 0:
        real["seen"] = target["seen"]
    for name, value in real.items():
        if name == "seen" or (isinstance(body[name], str) and is_sound(case, ParameterLocation.BODY)):
            body = {**body, name: value}
    case.body = body


def hold_the_clock(case):
    """Time goes forward only, and a walk of centuries would be the end of this world: a day at most."""
    if isinstance(case.body, dict) and any(isinstance(case.body.get(name), str) for name in ("by", "to")):
        case.body = {"by": "P1D"} if RNG.random() < 0.02 else {"by": "not a period"}


@schemathesis.hook
def after_call(context, case, response):
    counts[(response.request.method, case.operation.path, response.status_code)] += 1


@schemathesis.check
def tells_nothing_of_its_inside(ctx, response, case):
    # Documents are no text: what can be read of them is looked at all the same.
    found = STACK.search((response.content or b"").decode("utf-8", "replace"))
    assert not found, f"the answer tells how we are built: {found.group(0)[:80]}"


@schemathesis.check
def refuses_by_the_closed_list(ctx, response, case):
    if response.status_code < 400 or case.operation.path == "/health/ready":
        return
    kind = response.headers.get("content-type", [""])[0]
    assert kind.startswith("application/problem+json"), f"{response.status_code} as {kind or 'nothing'}"
    if response.request.method == "HEAD":
        return
    problem = response.json()
    code = problem.get("code")
    assert SETTINGS["statuses"].get(code) == response.status_code == problem.get("status"), f"{code}, {response.status_code}"
    assert re.fullmatch(r"[0-9a-f-]{36}", problem.get("reference", "")), "no reference"


@atexit.register
def write_counts():
    rows = [{"method": m, "path": p, "status": s, "n": n} for (m, p, s), n in sorted(counts.items())]
    with open(SETTINGS["counts"], "w") as file:
        json.dump(rows, file)

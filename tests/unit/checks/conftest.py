"""The example plan for the tests of checks."""

from __future__ import annotations

import json

import pytest

from waymark.domain.changes import applied
from waymark.domain.period import Period, parse_period
from waymark.domain.plan import Plan
from waymark.exchange.dump.loading import loaded
from waymark_resources import example


@pytest.fixture(scope="session")
def example_plan() -> Plan:
    return applied(Plan(), loaded(json.loads(example("plan.json").read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def earlier_plan() -> Plan:
    return applied(Plan(), loaded(json.loads(example("plan-earlier.json").read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def november() -> Period:
    return parse_period("2017-11")

"""Targets against the gold passages: aggregate figures held by floors; the texts are never printed."""

import importlib.util

import pytest
import yaml
from conftest import ROOT
from gold_reader import read_gold_passages

FLOORS = yaml.safe_load((ROOT / "tests" / "gold" / "floors.yaml").read_text(encoding="utf-8"))["targets"]


@pytest.fixture(scope="module")
def reached():
    spec = importlib.util.spec_from_file_location("targets_benchmark", ROOT / "benchmarks" / "targets.py")
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    found = benchmark.score(read_gold_passages(ROOT / "tests" / "gold" / "passages"))
    figures = {"detection": found["detection"]["f1"], "full_row": found["full_row"]["f1"]}
    figures["no_false_claim"] = 1 - found["false_claims"]
    return figures | {name: found["fields"][name] for name in ("value", "unit", "comparator", "deadline", "subject")}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floors(reached, name):
    assert reached[name] >= FLOORS[name], reached

"""The figures of the method page are those that the program reaches."""

import importlib.util

import yaml
from conftest import ROOT


def benchmark():
    spec = importlib.util.spec_from_file_location("gold_benchmark", ROOT / "benchmarks" / "gold.py")
    gold = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gold)
    return gold


def test_the_method_page_says_what_is_measured():
    gold = benchmark()
    written = yaml.safe_load(gold.FILE.read_text(encoding="utf-8"))
    assert written == gold.measure(), "run `python benchmarks/gold.py --write`"


def test_floors_of_the_second_gold():
    floors = yaml.safe_load((ROOT / "tests" / "gold" / "floors.yaml").read_text(encoding="utf-8"))["second"]
    reached = {row["what"]: row["f1"] for row in benchmark().measure()["fresh"]["measures"]}
    assert {what: reached[what] for what, floor in floors.items() if reached[what] < floor} == {}

"""The figures of the method page are those that the program reaches."""

import importlib.util

import yaml
from conftest import ROOT


def test_the_method_page_says_what_is_measured():
    spec = importlib.util.spec_from_file_location("gold_benchmark", ROOT / "benchmarks" / "gold.py")
    gold = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gold)
    written = yaml.safe_load(gold.FILE.read_text(encoding="utf-8"))
    assert written == gold.measure(), "run `python benchmarks/gold.py --write`"

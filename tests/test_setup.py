"""What a stranger sets up: pins by hash, the same packages for conda users, a door that names its tasks."""

import re
import subprocess
import sys
import tomllib

import yaml
from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DECLARED = [*PROJECT["dependencies"], *(d for extra in PROJECT["optional-dependencies"].values() for d in extra)]


def canonical(requirement):
    name, bound = re.fullmatch(r"([\w.-]+)(.*)", requirement).groups()
    return re.sub(r"[-_.]+", "-", name).lower(), bound.replace(" ", "")


def test_conda_environment_names_the_same_packages_and_bounds():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    pip = next(item["pip"] for item in listed if isinstance(item, dict))
    plain = [item for item in listed if isinstance(item, str)]
    conda = {canonical(item) for item in [*plain, *pip] if not item.startswith(("python>", "pip>", "--"))}
    assert conda == {canonical(item) for item in DECLARED}
    assert f"python{PROJECT['requires-python']}" in plain


def test_pins_hold_hashes_and_no_addresses():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    pins = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^#.*\n", "", lock).strip())
    assert len(pins) > 100
    assert all("--hash=sha256:" in pin and "==" in pin.splitlines()[0] for pin in pins)


def test_every_declared_package_is_pinned():
    lock = (ROOT / "requirements.lock").read_text()
    pinned = {canonical(name)[0] for name in re.findall(r"(?m)^([\w.-]+)==", lock)}
    assert {canonical(item)[0] for item in DECLARED} <= pinned


def test_make_help_names_every_task():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for task in ("report", "test", "lab", "lint", "clean"):
        assert re.search(rf"^\s*make {task}\s+\w", shown, re.M), task


def test_import_leaves_the_heavy_libraries_alone():
    code = (
        "import sys, communique; print([m for m in ('pandas', 'matplotlib', 'sklearn', 'pyarrow') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_package_data_is_declared():
    folder = ROOT / "src" / "communique"
    assert list((folder / "lexicon").glob("*.yaml"))
    assert (folder / "template" / "report" / "conf.json").is_file()

# One door for every task: `make help` lists them.  Needs Python 3.11 or later and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# pip speaks up about its configuration on every package; only errors matter here.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help report test lab lint clean

help:  ## list the tasks
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

report: $(READY)  ## run the notebooks on data/raw and write reports/
	$(BIN)/communique report data/raw --output reports --force

test: $(READY)  ## run all tests
	$(BIN)/python -m pytest

lab: $(READY)  ## open JupyterLab on notebooks/
	$(BIN)/jupyter lab notebooks

lint: $(READY)  ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Rebuilt when the pins or the package's metadata changed.  An old pip drops extras of lxml and breaks trafilatura.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if v >= (3, 11) else "communique needs Python 3.11 or later, this is %d.%d: make PYTHON=python3.11 ..." % v)'
	@echo "Setting up $(VENV) (about a minute, once) ..."
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --upgrade pip
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(READY)

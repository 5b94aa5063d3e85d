# Needs Python 3.11 or later, git and make. uv is used where it is on the PATH, else the interpreter's own venv and pip.
# PYTHON=… names an interpreter, LOCKFLAGS=--upgrade moves the pins, PYTESTFLAGS=… is handed to pytest.

VENV := .venv
BIN := $(VENV)/bin
PYTHONS := $(or $(PYTHON),python3.13 python3.12 python3.11 python3.14 python3)
SOURCES := $(shell find aims_gate policies -type f ! -name '*.pyc')
LOCKED := --quiet --require-hashes --no-deps --only-binary :all:
LOCAL := --quiet --no-index --no-deps --no-build-isolation --force-reinstall
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

ifneq ($(shell command -v uv 2>/dev/null),)
create-venv = uv venv --quiet --allow-existing --python "$$python" $(VENV)
install = uv pip install --python $(BIN)/python
else
create-venv = "$$python" -m venv $(VENV) || { echo "error: $$python cannot make a virtual environment. Install its venv package (Debian, Ubuntu: python3-venv), or uv." >&2; rm -rf $(VENV); exit 1; }
install = $(BIN)/python -m pip --disable-pip-version-check install
endif

PYTESTFLAGS ?= -n auto

.PHONY: demo test lint types imports unit generated lock clean

demo: $(VENV)/run.stamp
	@$(BIN)/aims-gate demo

test: lint types imports unit

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/dev.stamp
	$(BIN)/mypy
	$(BIN)/mypy benchmarks
	$(BIN)/mypy --explicit-package-bases docs

imports: $(VENV)/dev.stamp
	$(BIN)/lint-imports

# What is made from models and rules, and committed beside them. A test says when it is out of date.
generated: $(VENV)/dev.stamp
	$(BIN)/python -m aims_gate.model.schemas
	$(BIN)/python -m aims_gate.model.view_tree
	$(BIN)/python -m aims_gate.sources.prepared
	$(BIN)/python -m aims_gate.sources.signals_catalogue
	$(BIN)/python -m aims_gate.sources.read_ahead
	$(BIN)/python -m docs.generate

unit: $(VENV)/dev.stamp
	@$(BIN)/python -m compileall -q aims_gate policies
	$(BIN)/pytest $(PYTESTFLAGS)

# An interpreter counts only when it runs: version managers leave launchers behind for versions that are not selected.
$(BIN)/python:
	@for python in $(PYTHONS); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then $(create-venv); exit; fi; \
	done; \
	echo "error: no Python 3.11 or later among: $(PYTHONS)." >&2; \
	echo "Install one, or name it: make PYTHON=/path/to/python" >&2; \
	exit 1

# What a user gets: the built package, since an editable one starts more slowly. Each of the two stamps ends the other.
# Bytecode is compiled here because PYTHONDONTWRITEBYTECODE would otherwise make every start a slow one.
$(VENV)/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml $(SOURCES) $(BIN)/python
	@echo "Setting up $(VENV) from requirements/run.txt" >&2
	@rm -rf build $(VENV)/dev.stamp
	@$(install) $(LOCKED) -r requirements/build.txt -r requirements/run.txt
	@$(install) $(LOCAL) .
	@$(BIN)/python -m compileall -q $(VENV)/lib
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml $(BIN)/python
	@echo "Setting up $(VENV) from requirements/dev.txt" >&2
	@rm -f $(VENV)/run.stamp
	@$(install) $(LOCKED) -r requirements/dev.txt
	@$(install) $(LOCAL) -e .
	@$(BIN)/python -m compileall -q $(VENV)/lib
	@touch $@

lock:
	@command -v uv >/dev/null || { echo "error: uv is not on the PATH; the locks are made with it." >&2; exit 1; }
	$(COMPILE) $(LOCKFLAGS) pyproject.toml -o requirements/run.txt
	$(COMPILE) $(LOCKFLAGS) --extra bom --extra gitlab pyproject.toml requirements/dev.in -c requirements/run.txt -o requirements/dev.txt
	$(COMPILE) $(LOCKFLAGS) requirements/build.in -c requirements/dev.txt -o requirements/build.txt
	$(COMPILE) $(LOCKFLAGS) requirements/gitlab.in -c requirements/run.txt -o requirements/gitlab.txt
	$(COMPILE) $(LOCKFLAGS) .ci/contracts/python.in -o .ci/contracts/python.txt
	$(COMPILE) $(LOCKFLAGS) .ci/contracts/oscal.in -o .ci/contracts/oscal.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find aims_gate policies tests -name __pycache__ -type d -prune -exec rm -rf {} +

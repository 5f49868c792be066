# Two commands do all: `make demo` and `make test`. Each makes and uses .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/.installed
export PIP_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup demo test lint docs benchmarks clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

demo: $(STAMP)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

docs: $(STAMP)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/cog -r README.md docs/cli.md docs/benchmarks.md

# make benchmarks SCORER=score.py GOLD="one.jsonl two.jsonl"
benchmarks: $(STAMP)
	$(BIN)/python -m benchmarks.attribution --scorer $(SCORER) $(GOLD)

clean:
	rm -rf .venv *.egg-info build dist

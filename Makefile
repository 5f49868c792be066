# Two commands do all: `make demo` and `make test`. Each makes and uses .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/.installed
export PIP_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup demo test lint docs screenshots benchmarks models clean

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
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m cogapp -r README.md docs/cli.md docs/attribution.md docs/people.md docs/benchmarks.md docs/api.md docs/web.md quotecheck/models/README.md
	$(BIN)/python docs/run_notebook.py

# Needs Chromium: /usr/bin/chromium.
screenshots: $(STAMP)
	$(BIN)/python docs/screenshots.py

# make benchmarks SCORER=score.py GOLD="one.jsonl two.jsonl"
benchmarks: $(STAMP)
	$(BIN)/python -m benchmarks.attribution --scorer $(SCORER) $(GOLD)

# make models UD=treebanks NER=names BASE=encoder PROCESSES=2: makes quotecheck/models anew; training/README.md tells more.
PROCESSES ?= 1
models: $(STAMP)
	$(BIN)/python -m training --ud $(UD) --ner $(NER) --base $(BASE) --processes $(PROCESSES)

clean:
	rm -rf .venv *.egg-info build dist

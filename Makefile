# Two commands do everything on a fresh machine with Python 3.11, git and make:
#   make run    a seeded site at http://127.0.0.1:8000/
#   make test   the test suite; make test-all runs every test on both databases
PYTHON ?= python3
BIN := .venv/bin
DEMO_DAY := 2021-08-17

.PHONY: install install-dev browser run test test-all soak oracle mutation check bench wheel clean

install: .venv/installed
install-dev: .venv/installed-dev browser

.venv/installed: requirements.txt setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt -r requirements-dev.txt
	touch $@

# The browser tests drive a real Chromium, without its windows where Debian has that apart (it
# starts in half the time), with Japanese fonts; the PDF tests read with poppler; LibreOffice
# opens what is handed out as Excel, csv and PDF.
browser:
	@if ! command -v chromium-headless-shell >/dev/null || ! command -v pdftotext >/dev/null || ! command -v soffice >/dev/null || ! fc-list :lang=ja | grep -q .; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && \
	    apt-get install -y -qq fonts-noto-cjk poppler-utils fontconfig >/dev/null && \
	    { apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 || apt-get install -y -qq chromium >/dev/null; } && \
	    apt-get install -y -qq --no-install-recommends libreoffice-calc libreoffice-draw >/dev/null; \
	  elif ! command -v chromium >/dev/null || ! command -v pdftotext >/dev/null || ! command -v soffice >/dev/null; then \
	    echo "Please install chromium, fonts-noto-cjk, poppler-utils, fontconfig,"; \
	    echo "libreoffice-calc and libreoffice-draw."; exit 1; fi; fi

run: install
	$(BIN)/jizen db upgrade
	$(BIN)/jizen seed --demo
	JIZEN_TODAY=$(DEMO_DAY) $(BIN)/jizen serve

# Workers of the tests, and the programs that they start, share what one of them has compiled,
# whatever the machine says.
unexport PYTHONDONTWRITEBYTECODE

# Tests wait for disks, browsers and servers: one worker more than there are cores, and whoever is
# done takes tests of another.
PARALLEL = -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist worksteal

# On SQLite, and on PostgreSQL too where the database has a say (the marker both_databases).
test: install-dev
	$(BIN)/pytest $(PARALLEL)

# Every test on both.
test-all: install-dev
	$(BIN)/pytest $(PARALLEL) --both-databases

# An hour or so: every test on both databases, then kills, races, tampering, attacks and hostile
# files at full length; `make test` runs small samples.
soak: test-all
	$(BIN)/python -m tests.soak.racing
	$(BIN)/python -m tests.soak.killing
	$(BIN)/python -m tests.soak.taking_over
	$(BIN)/python -m tests.soak.replaying
	$(BIN)/python -m tests.soak.tampering
	$(BIN)/python -m tests.soak.attacking
	$(BIN)/python -m tests.soak.migrating
	$(BIN)/python -m tests.soak.hostile_workbooks
	$(BIN)/python -m tests.soak.forecasting
	$(BIN)/python -m tests.soak.proving
	$(MAKE) oracle

# Process mining, to judge nets and event logs, is large and lives in a Python of its own.
build/oracle/installed: requirements-oracle.txt
	$(PYTHON) -m venv build/oracle
	build/oracle/bin/pip install --quiet --require-hashes -r requirements-oracle.txt
	touch $@

oracle: install-dev build/oracle/installed
	$(BIN)/python -m tests.oracle

# Changes policies, guards, the door, ledger, money and calendar in small ways, and counts how many
# of the changes the tests notice. No part of `make test`: it takes an hour or so.
mutation: install-dev
	$(BIN)/python -m tests.mutation

check: install-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Other workflow engines, to be measured against, live in a Python of their own.
build/bench/installed: requirements-bench.txt
	$(PYTHON) -m venv build/bench
	build/bench/bin/pip install --quiet --require-hashes -r requirements-bench.txt
	touch $@

bench: install-dev build/bench/installed
	$(BIN)/python -m tests.benchmarks

# Whoever only packs needs setuptools, and neither tests nor a browser.
build/wheel/installed: requirements-dev.txt
	$(PYTHON) -m venv build/wheel
	sed -n '/^setuptools==/,/# via/p' requirements-dev.txt > build/wheel/requirements.txt
	build/wheel/bin/pip install --quiet --require-hashes -r build/wheel/requirements.txt
	touch $@

# What is installed elsewhere, in dist/. Files that an older build left would be packed too.
wheel: build/wheel/installed
	rm -rf dist build/lib build/bdist.*
	build/wheel/bin/pip wheel --quiet --no-build-isolation --no-deps --wheel-dir dist .

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

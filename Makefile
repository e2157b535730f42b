# Two commands: `make sandbox` sets up the demo shop and serves it, `make test` sets up and runs every check and test.
# Both need Python 3.11 or newer and work in a fresh clone, as any user, and offline once everything is installed.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
VAR := $(if $(OCOP_VAR),$(OCOP_VAR),sandbox/var)
MANAGE := $(BIN)/python sandbox/manage.py
SETTINGS := sandbox.settings.local

# A database of its own for each address; the stamp says that it is migrated and filled from the present files.
DATABASE := $(if $(DATABASE_URL),$(shell printf '%s' '$(DATABASE_URL)' | cksum | cut -d ' ' -f 1),sqlite)
READY := $(VAR)/ready-$(DATABASE)
DATA := $(shell find ocop_shop sandbox -path '*/migrations/*.py' -o -path '*/data/*' -type f) \
	$(wildcard sandbox/demo/*.csv sandbox/demo/*.json sandbox/loading/*.py sandbox/requirements.lock)
# With the cache inside the process there can be one process only; a shared cache allows more.
WORKERS ?= $(if $(REDIS_URL),2,1)
THREADS ?= 8
# For `make test`: tests that run at the same time, one more than there are cores, since some wait for a browser.
JOBS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

.PHONY: help sandbox test install ready lint format ready-to-test templates-sqlite templates-postgres test-sqlite \
	test-postgres coverage bench messages screenshots clean

help:
	@echo 'make sandbox   the demo shop on http://127.0.0.1:$(PORT)/'
	@echo 'make test      every check and test (needs nothing; uses Chromium, PostgreSQL and Redis where they are)'
	@echo 'make lint      the checks alone     make format    tidy the sources'
	@echo 'make coverage  tests on SQLite, with a table of what they do not reach'
	@echo 'make bench     what pages cost beside plain Oscar: N=20000 DB=both (sqlite, postgres) JSON=file'
	@echo 'make messages  bring the translation catalogues up to date and compile them'
	@echo 'make clean     forget caches and the demo database'

# --- the demo shop ---------------------------------------------------------------------------------------------------

sandbox: ready
	@case '$(DEBUG)' in 0 | false | False | no | off) $(MANAGE) collectstatic --noinput --verbosity 0 ;; esac
	@echo 'The shop is on http://127.0.0.1:$(PORT)/ (stop it with Ctrl-C).'
	@DJANGO_SETTINGS_MODULE=$(SETTINGS) exec $(BIN)/gunicorn sandbox.wsgi --bind 127.0.0.1:$(PORT) \
		--workers $(WORKERS) --threads $(THREADS) --timeout 60 --no-control-socket --log-level warning

ready: $(READY)

# SQLite's file may have been deleted while the stamp stayed.
ifeq ($(DATABASE_URL)$(wildcard $(VAR)/shop.sqlite3),)
.PHONY: $(READY)
endif

$(READY): $(VENV)/installed $(DATA)
	@mkdir -p $(VAR)
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) ocop_load_regions
	$(MANAGE) load_demo --anyway
	@touch $@

# --- installation ----------------------------------------------------------------------------------------------------

install: $(VENV)/installed

$(VENV)/installed: sandbox/requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --requirement sandbox/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# --- checks and tests ------------------------------------------------------------------------------------------------

test: ready-to-test test-sqlite test-postgres

# The checks keep one core busy, and so does the making of a database: all at once.
ready-to-test: $(VENV)/installed
	@$(MAKE) --no-print-directory --keep-going --jobs 3 --output-sync=target lint templates-sqlite templates-postgres

templates-sqlite: $(VENV)/installed
	@env -u DATABASE_URL -u REDIS_URL OCOP_VAR=.cache/ahead-sqlite $(BIN)/python -W ignore -m tests.databases

templates-postgres: $(VENV)/installed
	@.ci/with-services.sh env OCOP_VAR=.cache/ahead-postgres $(BIN)/python -W ignore -m tests.databases

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint ocop_shop sandbox
	OCOP_VAR=.cache/lint DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run --settings sandbox.settings.test
	OCOP_VAR=.cache/lint DATABASE_URL=sqlite://:memory: $(MANAGE) check --fail-level WARNING --settings sandbox.settings.test

# On SQLite everything but what only PostgreSQL can show.
test-sqlite: $(VENV)/installed
	env -u DATABASE_URL -u REDIS_URL OCOP_VAR=.cache/var $(BIN)/pytest -n $(JOBS) --dist worksteal -m 'not postgres' $(ARGS)

# On PostgreSQL, with Redis as cache where there is one, everything that touches a database.
test-postgres: $(VENV)/installed
	@.ci/with-services.sh env OCOP_VAR=.cache/var $(BIN)/pytest -n $(JOBS) --dist worksteal \
		-m 'postgres or not (browser or sources or pages or rules)' $(ARGS)

coverage: $(VENV)/installed
	env -u DATABASE_URL OCOP_VAR=.cache/var $(BIN)/pytest -n $(JOBS) -m 'not postgres and not browser' --cov --cov-report=term $(ARGS)

# --- how fast it is --------------------------------------------------------------------------------------------------

# Products, database, and a file for the figures. Databases are kept in .cache/bench and in a cluster of their own.
N ?= 20000
DB ?= both
JSON ?=

bench: $(VENV)/installed
	@$(BIN)/python -m tests.benchmarks --number $(N) --database $(DB) $(if $(JSON),--json $(JSON)) $(ARGS)

# --- upkeep ----------------------------------------------------------------------------------------------------------

format: $(VENV)/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/installed
	$(BIN)/python -m tests.messages

# Pictures for the README, from a sandbox that is running.
screenshots: $(VENV)/installed
	$(BIN)/python docs/make/screenshots.py http://127.0.0.1:$(PORT)

clean:
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist $(VAR)

# These commands do everything on a machine with Python 3.11 or newer and make.
#   make build   the data package from the sources, into datapackage/
#   make site    pages for people from the data package, into site/
#   make adding  what `oversight add` and `oversight review` need
#   make example the tutorial's corpus from its PDF, in examples/arrests/
#   make test    everything that CI asks of a change
PYTHON ?= python3
FORMAT ?= text
BASE ?= origin/main
BIN := .venv/bin
export UV_COMPILE_BYTECODE := 1

.PHONY: adding build site example example-pdf release check test test-fast test-full ui lint lock schemas benchmark campaign kills pull-request

build: .venv/project
	$(BIN)/oversight build

# Pages for people, from datapackage/ into site/.
site: .venv/site
	$(BIN)/oversight site

# Installs the extras `add` and `review`; then `.venv/bin/oversight add FILE --id ID`.
adding: .venv/add

# The PDF of the tutorial (docs/tutorial.md), which pip downloads by its hash, and what the tutorial needs.
EXAMPLE := examples/arrests
example-pdf: .venv/site .venv/add
	$(BIN)/python examples/fetch.py $(EXAMPLE)

# What the tutorial makes: checked, built, released, verified, and pages in examples/arrests/site/.
example: example-pdf
	rm -rf $(EXAMPLE)/datapackage $(EXAMPLE)/releases
	cd $(EXAMPLE) && for step in "add 12s0324.pdf --id arrests-2009" build check release "verify 0.1.0" site; do \
		$(CURDIR)/$(BIN)/oversight $$step || exit 1; done

# `make release ARGUMENTS="--sign KEY"`: see CONTRIBUTING.md.
release: .venv/site
	$(BIN)/oversight release $(ARGUMENTS)

# `make check FORMAT=github` writes findings as annotations of a change.
check: .venv/project
	$(BIN)/oversight check --format $(FORMAT)

# What CI comments on a pull request, into pull-request.md: `make pull-request BASE=origin/main`.
pull-request: .venv/project
	.ci/pull-request $(BASE)

test: lint
	$(BIN)/oversight check
	$(BIN)/pytest --numprocesses=auto --dist=loadfile -m "not full"

# Also the tests with LibreOffice, readr and Node.js, which `.ci/full` installs.
test-full: lint
	$(BIN)/oversight check
	$(BIN)/pytest --numprocesses=auto --dist=loadfile

# What can be asked before each push: under a minute on two cores.
test-fast: lint
	$(BIN)/pytest --numprocesses=auto --dist=loadfile -m "not slow and not system and not full"

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	mkdir -p .dagster && cp dagster.yaml .dagster/
	DAGSTER_HOME=$(CURDIR)/.dagster DAGSTER_DISABLE_TELEMETRY=1 $(BIN)/dg check defs

# Dagster's own pages, on http://localhost:3000, with what is materialized kept in .dagster/.
ui: .venv/ui
	mkdir -p .dagster && cp dagster.yaml .dagster/
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster dev -w workspace.yaml

# Write the locks again after pyproject.toml has changed; then read what changed in them.
# Versions stay as they are where they can; `make lock UPGRADE=--upgrade` takes the newest.
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras $(UPGRADE) pyproject.toml
lock: .venv/tools
	$(COMPILE:pyproject.toml=) --group install -o requirements-install.lock
	$(COMPILE) --extra build -c requirements-install.lock -o requirements.lock
	$(COMPILE) --extra build --extra site -c requirements-install.lock -c requirements.lock -o requirements-site.lock
	$(COMPILE) --extra build --extra add --extra review -c requirements-install.lock -c requirements-site.lock -o requirements-add.lock
	$(COMPILE) --extra dev -c requirements-install.lock -c requirements-site.lock -c requirements-add.lock -o requirements-dev.lock
	$(COMPILE) -c requirements.lock -o requirements-verify.lock

schemas: .venv/project
	$(BIN)/python -m pipeline.sources.json_schemas

benchmark: .venv/dev
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/diff.py
	$(BIN)/python benchmarks/verify.py
	$(BIN)/python benchmarks/site.py

# A hundred runs that are killed at random instants, and what they left, in half an hour.
kills: .venv/dev
	PYTHONPATH=. $(BIN)/python tests/orchestration/killed_runs.py 100

# Wrong entries and damaged texts on purpose, and what refuses them: docs/campaign.md, in half an hour on two cores.
# `make campaign ONLY="--kind measure --file oig-20-13"` tries some; the page is written when all are tried.
campaign: .venv/dev
	$(BIN)/python -m campaign $(ONLY)

# What is installed, each part with an empty file in .venv that says so. Parts only add packages, and the
# locks agree with each other, so that no part undoes another. `rm -r .venv` begins anew.
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation

.venv/tools: requirements-install.lock
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another with make PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-install.lock
	@touch $@

.venv/core: .venv/tools requirements.lock
	$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

.venv/project: .venv/core pyproject.toml release.yaml
	$(INSTALL) --no-deps --editable .
	@touch $@

.venv/site: .venv/project requirements-site.lock
	$(INSTALL) --require-hashes -r requirements-site.lock
	@touch $@

.venv/add: .venv/project requirements-add.lock
	$(INSTALL) --require-hashes -r requirements-add.lock
	@touch $@

.venv/dev: .venv/project requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

.venv/ui: .venv/project requirements-dev.lock
	$(INSTALL) --constraints requirements-dev.lock -r pyproject.toml --extra ui
	@touch $@

# Verbs. `make song` and `make test` set everything up by themselves.

.DEFAULT_GOAL := help
.PHONY: help setup song up down check test modeltests synth layers deploy bench gallery clean locks

BIN := .venv/bin
STAGE ?= dev
OUT ?= out

help: ## what there is to do
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: ## install what a song needs (done once, and again when a lock changed)
	@python3 -m infra_cdk.local.prepare

song: setup ## make a song: PROMPT="…" SEED=7 OUT=some/folder, all three optional
	@$(BIN)/python -m infra_cdk.local up --detach --quiet
	@$(BIN)/harmonia song --out "$$OUT" $${SEED:+--seed "$$SEED"} $${PROMPT:+-- "$$PROMPT"}

up: setup ## keep the local stage running and print its addresses
	@$(BIN)/python -m infra_cdk.local up --detach

down: ## stop the local stage
	@test ! -x $(BIN)/python || $(BIN)/python -m infra_cdk.local down

check: ## ruff, mypy and the import contracts
	@python3 -m infra_cdk.local.prepare --tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What sweeps over whole songs costs twice as much while its lines are counted; it proves nothing more.
SWEEPS := $(addprefix tests/unit/composing/test_,compose.py band.py form.py harmony.py)
COVERED := tests/unit tests/functions
PYTEST := PYTHONHASHSEED=0 $(BIN)/pytest -n 2 --dist loadgroup

test: ## everything: checks, units, workflows, emulator conformance, end to end
	@python3 -m infra_cdk.local.prepare --tests
	@$(MAKE) --no-print-directory --output-sync=target -j2 check modeltests
	$(PYTEST) tests $(addprefix --ignore ,$(COVERED) tests/local tests/e2e)
	$(PYTEST) $(SWEEPS)
	$(PYTEST) $(COVERED) $(addprefix --ignore ,$(SWEEPS)) --cov=harmonia --cov-branch --cov-report=term:skip-covered --cov-fail-under=95
	$(BIN)/pytest tests/local tests/e2e

modeltests:
	@if python3 -m infra_cdk.local.models; \
	then .harmonia/models/bin/python -m pytest --confcutdir=tests/models tests/models; \
	else echo "the model engines were not tested: they need PyTorch for CPUs, see docs/engines.md"; fi

synth: setup ## write the CloudFormation templates of all four stages to cdk.out/
	$(BIN)/python -m infra_cdk.app

layers: setup ## build the third-party layers for the cloud, from the locks
	$(BIN)/python -m infra_cdk.layers

deploy: setup layers ## deploy a stage to your AWS account: STAGE=dev
	npx --yes aws-cdk@2.1148.1 deploy --all --require-approval broadening -c stage=$(STAGE)

bench: up ## time whole songs by stage, and the band and the desk beside their peers
	$(BIN)/python -m benchmarks.song
	$(BIN)/python -m benchmarks.song --outputs mp3
	$(BIN)/python -m benchmarks.band
	$(BIN)/python -m benchmarks.film
	$(BIN)/python -m benchmarks.master
	$(BIN)/python -m benchmarks.calls
	$(BIN)/python -m benchmarks.live

gallery: setup ## a page with every genre's pictures and songs: out/gallery/index.html
	$(BIN)/python -m benchmarks.gallery

clean: down ## forget the local stage: its songs, its jobs, its emulator
	rm -rf .harmonia cdk.out

locks: setup ## pin every requirement again, with hashes
	$(BIN)/python -m infra_cdk.local.prepare --lock

export OUT SEED PROMPT

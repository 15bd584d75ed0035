# Every command of the project. The two that matter: make run, make test.
.DEFAULT_GOAL := help
PYTHON_311 := @exec sh deploy/local/python.sh
MAKEFLAGS += --no-print-directory

.PHONY: help run set-up test test-fast lint format messages bench search-quality chaos services services-stop test-services clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: ## set up what is missing and serve the site on 127.0.0.1:8000 (PORT=8080 make run); Ctrl-C ends it
	$(PYTHON_311) -m deploy.local.start

set-up: ## only what `make run` does before it serves
	$(PYTHON_311) -m deploy.local.start --set-up-only

test: ## lint, contracts, unit and browser tests
	$(PYTHON_311) -m deploy.local.checks lint tests

test-fast: ## the same without browser and slow tests
	$(PYTHON_311) -m deploy.local.checks lint fast-tests

lint: ## style, types of imports, templates, settings, migrations
	$(PYTHON_311) -m deploy.local.checks lint

format: ## rewrite Python files in the one format
	$(PYTHON_311) -m deploy.local.checks format

messages: ## compile site/locale after a change of its words
	$(PYTHON_311) -m deploy.local.checks messages

bench: ## figures: CPU and statements per page beside stock Wagtail
	$(PYTHON_311) -m deploy.local.checks bench

search-quality: ## figures of the search on the judged queries, by kind, beside stock Wagtail
	$(PYTHON_311) -m deploy.local.checks search-quality

chaos: ## kills and cuts at full length (DATABASE_URL: on PostgreSQL)
	$(PYTHON_311) -m deploy.local.checks chaos

services: ## start PostgreSQL, Redis, nginx (and, when asked, Elasticsearch and S3) on loopback; prints their variables
	@exec sh deploy/services/services.sh start

services-stop: ## end exactly those
	@exec sh deploy/services/services.sh stop

test-services: ## every test that reaches a database, service or browser, on PostgreSQL, S3, Redis, nginx, Elasticsearch
	@exec sh deploy/services/services.sh test

clean: ## remove built files and caches; keeps .venv and the data in var/
	@rm -rf var/static var/stamps var/logs .ruff_cache .import_linter_cache .pytest_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

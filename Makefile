# Everything a person does with Waymark's sources. `make help` lists it.

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench run package clean

BIN := .venv/bin

export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s%s\n", $$1, $$2 }' Makefile

demo: .venv/.ready ## Run the main job on the example plan and leave its files in demo/
	@rm -rf demo
	@$(BIN)/waymark demo demo/

test: lint .venv/.driven ## Check everything, then run the tests (the long ones: .venv/bin/pytest -m slow)
	@echo "tests"
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n auto

lint: .venv/.ready ## Check layout, lint, types and the contracts between the packages
	@echo "layout"
	@$(BIN)/ruff format --check --quiet
	@echo "lint"
	@$(BIN)/ruff check --quiet
	@echo "types"
	@$(BIN)/mypy --no-error-summary
	@echo "contracts"
	@said=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }

bench: .venv/.ready ## Measure speed and memory against bare baselines
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/bench/run.py

run: .venv/.ready ## Start Waymark, with a plan: make run PLAN=improvement.waymark
	@$(BIN)/waymark $(if $(PLAN),open "$(PLAN)")

package: .venv/.package ## Build the one-folder program in dist/waymark, and let it try itself
	@packaging/build-program $(BIN)/python

clean: ## Remove caches; the virtual environment and demo/ stay
	@find . -path ./.venv -prune -o -type d \( -name __pycache__ -o -name '.*_cache' -o -name .hypothesis \) -exec rm -r {} +

.venv/.installed: pyproject.toml constraints.txt
	@packaging/make-venv .venv
	@echo "installing what constraints.txt names"
	@$(BIN)/python -m pip install -qq --constraint constraints.txt hatchling editables
	@$(BIN)/python -m pip install -qq --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

# Without the system's libraries the command line works all the same, so what is missing is named and make goes on.
.venv/.ready: .venv/.installed packaging/system-libraries
	@if packaging/system-libraries $(BIN)/python; then touch $@; fi

# A test drives the window on a screen of its own; without the means it says so and is skipped.
.venv/.driven: packaging/system-libraries
	@packaging/system-libraries $(BIN)/python screen || true
	@touch $@

.venv/.package: .venv/.ready
	@echo "installing what builds the program"
	@$(BIN)/python -m pip install -qq --constraint constraints.txt --no-build-isolation --editable '.[dev,package]'
	@packaging/system-libraries $(BIN)/python package
	@touch $@

# The commands of script/ under the names of habit.
.PHONY: setup server test requirements

setup:
	script/setup

server:
	script/server

test:
	script/test

# Pin anew after an edit of requirements*.in; add UPGRADE=--upgrade for newer versions.
UV = $(or $(shell command -v uv),.venv/bin/uv)
COMPILE = $(UV) pip compile -q --generate-hashes --universal --python-version 3.11 $(UPGRADE)
requirements:
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) requirements-uv.in -o requirements-uv.txt

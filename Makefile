# Everything a person types. `make run` and `make test` do all set-up by themselves on a plain Debian machine.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
# Debian packages with which the program runs: the display, fonts with every character of GB 18030-2022, the libraries
# behind pyzbar and PDF, sound, the voice for those who do not see the screen, writing by pinyin, strokes and hand.
RUN_PACKAGES := libgl1 libgl1-mesa-dri libmtdev1 libzbar0 libxcursor1 libxi6 libxrandr2 libxss1 x11-utils \
                fonts-noto-cjk fonts-babelstone-han fonts-hanazono \
                libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 alsa-utils espeak-ng \
                librime1 librime-data rime-data-pinyin-simp rime-data-stroke libzinnia0 tegaki-zinnia-simplified-chinese
# … those of a checkout, which brings a virtual display and builds the bindings of smartcard readers and page printers
PACKAGES := $(RUN_PACKAGES) python3-venv xvfb gcc libc6-dev python3-dev swig libpcsclite-dev libcups2-dev
# … and those of a terminal that the package is installed on: a screen of its own.
TERMINAL_PACKAGES := $(RUN_PACKAGES) libpcsclite1 libcups2 adduser udev polkitd xserver-xorg-core xserver-xorg-input-libinput xinit
# For the demo and the tests only: a smartcard service with a virtual reader, and (unless it is there already) what
# runs an ESC/POS interpreter that others wrote.
TEST_PACKAGES := pcscd vsmartcard-vpcd $(if $(shell command -v npm),,nodejs npm)
# For the long tests only: a printer service and a printer, a UPS service, and a machine with device nodes of its own.
LONG_PACKAGES := cups cups-client cups-ipp-utils avahi-daemon dbus nut-server nut-client \
                 qemu-system-x86 linux-image-amd64 busybox-static

.PHONY: run demo test long fuzz soak screens check fix bench deb lock clean
.DEFAULT_GOAL := run

define install
	@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "Installing system packages: $$(echo $$missing)"; \
	  sudo=$$([ $$(id -u) = 0 ] || echo sudo); \
	  $$sudo apt-get update -q && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	fi
	@mkdir -p .venv && touch $@
endef

.venv/system: Makefile
	$(call install,$(PACKAGES))

.venv/test-system: Makefile
	$(call install,$(TEST_PACKAGES))

.venv/long-system: Makefile
	$(call install,$(LONG_PACKAGES))

build/other_renderer: .venv/python .venv/test-system tests/other_renderer/package-lock.json
	$(BIN)/python -c 'from tests.other_renderer import install; install()'
	@touch $@

build/other_host: .venv/python .venv/test-system tests/other_host/package-lock.json
	$(BIN)/python -c 'from tests.other_host import install; install()'
	@touch $@

.venv/python: .venv/system requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	@touch $@

run: .venv/python      ## the kiosk with embedded platform and emulated devices, and the dock beside it
	$(BIN)/python run_kiosk.py demo

demo: build/other_renderer  ## a whole visit by real pointer events; pictures of every screen and slip in build/demo/
	$(BIN)/python -m tests.demo

test: build/other_renderer  ## all tests
	$(BIN)/python -m pytest

long: build/other_renderer build/other_host .venv/long-system  ## the long tests: services and device nodes that others wrote, many rounds
	$(BIN)/python -m pytest -n 0 --timeout 1800 --chance -o python_files='long_*.py' tests/long

.venv/fuzz: .venv/python tests/fuzz/requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/fuzz/requirements.lock
	@touch $@

fuzz: .venv/fuzz       ## what comes from outside, led by coverage: FOR=3600 seconds for each of nine targets
	$(BIN)/python -m tests.fuzz --seconds $(or $(FOR),60)

soak: .venv/python     ## 10,000 visits of robots at several terminals under random faults; the report goes to docs/soak.md
	$(BIN)/python -m tests.soak --report

screens: .venv/python  ## every screen in every look, measured: pictures in build/screens/album/, numbers in docs/numbers.md (ACCEPT=1 keeps the last pictures to compare with)
	$(BIN)/python -m tests.album $(if $(ACCEPT),--accept)

check: .venv/python    ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

fix: .venv/python      ## mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/python    ## speed as ratios and limits
	$(BIN)/python -m tests.bench

deb: .venv/python      ## a Debian package of the terminal, in build/
	@command -v dpkg-deb >/dev/null
	PYTHON=$(BIN)/python DEPENDS="$(TERMINAL_PACKAGES)" deploy/build_deb.sh

lock:                  ## pin every Python package anew (needs uv)
	uv pip compile --quiet --generate-hashes --extra dev pyproject.toml -o requirements.lock
	uv pip compile --quiet --generate-hashes -c requirements.lock pyproject.toml -o requirements-run.lock
	printf 'atheris%s\n' "$$(sed -n 's/.*"atheris\(.*\)",.*/\1/p' pyproject.toml)" | uv pip compile --quiet --generate-hashes - -o tests/fuzz/requirements.lock

clean:
	rm -rf .venv build state

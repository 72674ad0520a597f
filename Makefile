# make demo             train, test, save and load a model on bundled data (sets itself up)
# make test             all tests, for every engine and Python this machine has
# make test-tensorflow  all tests, for one engine; also test-torch, test-jax,
#                       test-theano, test-cntk
# make lint             style
# make docs             the documentation, as a site in site/
# make clean            remove the environments and everything that was built
#
# PYTHON=path chooses the interpreter; PYTEST_ARGS='-k callbacks' goes to pytest;
# STRICT=1 makes a missing interpreter a failure.

export PYTHON PYTEST_ARGS STRICT
export TF_CPP_MIN_LOG_LEVEL ?= 3

TESTS = test-tensorflow test-torch test-jax test-theano test-cntk

.PHONY: demo test $(TESTS) lint docs clean

demo:
	@tools/make_env.sh demo
	@.envs/demo/bin/python examples/demo.py

# Every engine is tested, also after one that has failed; with `make -j2 -O test` two at a time.
test:
	@$(MAKE) --no-print-directory --keep-going $(TESTS)

test-tensorflow:
	@tools/test.sh tensorflow tensorflow2 old_engines

test-torch:
	@tools/test.sh torch torch

test-jax:
	@tools/test.sh jax jax

test-theano:
	@tools/test.sh theano old_engines aesara

test-cntk:
	@tools/test.sh cntk old_engines

lint:
	@tools/make_env.sh tensorflow2
	@.envs/tensorflow2/bin/python -m flake8 keras tests examples benchmarks tools setup.py

docs:
	@tools/make_env.sh tensorflow2
	@NO_MKDOCS_2_WARNING=1 .envs/tensorflow2/bin/python -m mkdocs build --strict

clean:
	rm -rf .envs build dist site *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

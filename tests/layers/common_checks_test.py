"""The common checks, run over every layer that `keras.layers` exports."""

import pytest

from keras import layers
from tests.layers import common_checks
from tests.layers.cases import CASES

LAYERS = common_checks.exported_layers()


def over_cases(cases):
    """Runs a test once for each case, under the name of the case."""
    return pytest.mark.parametrize('case', cases, ids=repr)


def test_every_exported_layer_has_a_case():
    missing = sorted(set(LAYERS) - {case.class_name for case in CASES})
    assert not missing, 'add these layers to tests/layers/cases.py: {}'.format(missing)


def test_case_names_are_unique():
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_exported_layer_can_be_read_from_a_file():
    from keras.utils import registry
    assert all(registry.LAYERS.get(name) is cls for name, cls in LAYERS.items())
    assert set(LAYERS) <= set(layers.__all__)


@pytest.mark.parametrize('name', sorted(LAYERS))
def test_docstring(name):
    common_checks.check_docstring(LAYERS[name])


@over_cases(CASES)
def test_values(case):
    common_checks.check_values(case)


@over_cases([case for case in CASES if case.free])
def test_unknown_sizes(case):
    common_checks.check_unknown_sizes(case)


@over_cases(CASES)
def test_float64(case):
    common_checks.check_float64(case)


@over_cases([case for case in CASES if not case.ints])
def test_mask(case):
    common_checks.check_mask(case)


@over_cases(CASES)
def test_config(case):
    common_checks.check_config(case)


@over_cases(CASES)
def test_weights(case):
    common_checks.check_weights(case)


@over_cases(CASES)
def test_model(case, tmp_path):
    common_checks.check_model(case, str(tmp_path / 'model.h5'))

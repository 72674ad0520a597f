"""Replays every golden case."""

import os

import pytest

from tests.golden import runners
from tests.golden.compare import compare_case
from tests.golden.legacy import run_legacy
from tests.golden.serialization import CASES, run_serialization
from tests.golden.storage import load

RUN = {
    'activation': runners.run_activation, 'loss': runners.run_loss, 'metric': runners.run_metric,
    'metric_class': runners.run_metric_class, 'mean_metric': runners.run_mean_metric,
    'constraint': runners.run_constraint, 'regularizer': runners.run_regularizer,
    'initializer': runners.run_initializer, 'optimizer': runners.run_optimizer,
    'layer': runners.run_layer,
    'training': runners.run_training, 'backend': runners.run_backend,
    'serialization': run_serialization, 'legacy': run_legacy,
}


def all_cases():
    """Every case with its kind."""
    found = []
    for name in sorted(os.listdir(CASES)):
        if name.endswith('.json'):
            kind, cases = load(os.path.join(CASES, name[:-len('.json')]))
            for case in cases:
                found.append(pytest.param(kind, case, id='%s-%s' % (kind, case['id'])))
    return found


@pytest.mark.parametrize('kind, case', all_cases())
def test_golden(kind, case):
    disagreements = compare_case(kind, case, RUN[kind](case))
    assert not disagreements

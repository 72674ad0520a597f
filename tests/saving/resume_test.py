"""Training that goes on in another process ends with the same bits."""

import os
import subprocess
import sys

import numpy as np
import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MODELS = ['sgd', 'adam', 'rmsprop', 'branched', 'processes', 'batches']


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    """A folder with what the two processes left."""
    made = str(tmp_path_factory.mktemp('resume'))
    for action in ('begin', 'resume'):
        subprocess.check_call(
            [sys.executable, os.path.join(HERE, 'resume_child.py'), ROOT, action, made])
    return made


def weights(folder, name, action):
    """The final weights of a model."""
    with np.load(os.path.join(folder, '%s_%s.npz' % (name, action))) as arrays:
        return [arrays['arr_%d' % number] for number in range(len(arrays.files))]


@pytest.mark.parametrize('name', MODELS)
def test_four_epochs_are_two_and_two(folder, name):
    straight, resumed = weights(folder, name, 'begin'), weights(folder, name, 'resume')
    assert len(straight) == len(resumed) > 3
    for one, other in zip(straight, resumed):
        np.testing.assert_array_equal(one, other)

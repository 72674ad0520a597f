"""Training that goes on in another process ends with the same bits."""

import os
import subprocess
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MODELS = ['recurrent', 'branched', 'processes', 'batches']


def weights(folder, name, action):
    """The final weights of a model."""
    with np.load(os.path.join(folder, '%s_%s.npz' % (name, action))) as arrays:
        return [arrays['arr_%d' % number] for number in range(len(arrays.files))]


def test_four_epochs_are_two_and_two(tmp_path):
    for action in ('begin', 'resume'):
        subprocess.check_call(
            [sys.executable, os.path.join(HERE, 'resume_child.py'), ROOT, action, str(tmp_path)])
    for name in MODELS:
        straight, resumed = [weights(str(tmp_path), name, action) for action in ('begin', 'resume')]
        assert len(straight) == len(resumed) > 3
        for one, other in zip(straight, resumed):
            np.testing.assert_array_equal(one, other, err_msg=name)

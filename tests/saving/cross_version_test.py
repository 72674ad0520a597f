"""A file written by another Python and engine version loads here and goes on, and the reverse.

Set KERAS_OTHER_PYTHON to the path of an interpreter with another version of the engine.
"""

import json
import os
import subprocess
import sys

import pytest

OTHER = os.environ.get('KERAS_OTHER_PYTHON')
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

pytestmark = pytest.mark.skipif(
    not OTHER, reason='KERAS_OTHER_PYTHON is not set: no second interpreter to exchange files with')


def run(python, action, folder):
    command = [python, os.path.join(HERE, 'cross_version_child.py'), ROOT, action, str(folder)]
    return subprocess.check_output(command).decode('utf8')


@pytest.mark.parametrize('writer, reader', [(OTHER, sys.executable), (sys.executable, OTHER)],
                         ids=['from_the_other', 'to_the_other'])
def test_files_travel(tmp_path, writer, reader):
    run(writer, 'write', tmp_path)
    for name, differences in json.loads(run(reader, 'read', tmp_path).splitlines()[-1]).items():
        prediction, training, afterwards = differences
        assert prediction < 1e-5, name
        assert training < 1e-4 and afterwards < 1e-4, name

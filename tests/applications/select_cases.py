"""Takes over, from a full golden set, the cases of applications and of preprocessing for them.

    python -m tests.applications.select_cases FOLDER

They are stored as `tests/golden/README.md` says; the lists of layers and weights, which are long,
as bytes of JSON in the .npz file.
"""

import json
import os
import sys

import numpy as np

from tests.golden.select_cases import repack
from tests.golden.storage import FlatArrays

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases')
LONG = ('layers', 'weights')


def read(folder, stem):
    """The cases of one file, and its arrays."""
    with open(os.path.join(folder, stem + '.json')) as file:
        cases = json.load(file)['cases']
    with np.load(os.path.join(folder, stem + '.npz'), allow_pickle=False) as file:
        return cases, {name: file[name] for name in file.files}


def write(stem, cases, flat):
    """Writes cases with their arrays."""
    with open(os.path.join(HERE, stem + '.json'), 'w') as file:
        json.dump({'kind': stem, 'cases': cases}, file, separators=(',', ':'), sort_keys=True)
        file.write('\n')
    flat.save(os.path.join(HERE, stem + '.npz'))


def main(folder):
    """Copies both kinds."""
    flat, (cases, arrays) = FlatArrays(), read(folder, 'applications')
    for case in cases:
        for key in LONG:
            if key in case['expect']:
                text = json.dumps(case['expect'][key], separators=(',', ':')).encode('utf8')
                arrays[case['id'] + key] = np.frombuffer(text, 'uint8')
                case['expect'][key] = {'@': case['id'] + key}
    write('applications', [repack(case, arrays, flat) for case in cases], flat)
    flat, (cases, arrays) = FlatArrays(), read(folder, 'preprocessing')
    cases = [case for case in cases if case['name'] in ('app_preprocess', 'preprocess_input')]
    write('preprocess_input', [repack(case, arrays, flat) for case in cases], flat)


if __name__ == '__main__':
    main(sys.argv[1])

"""Takes over, from a full golden set, the cases of images.

    python -m tests.preprocessing.image_cases FOLDER

They are stored as `tests/golden/README.md` says.
"""

import json
import os
import sys

import numpy as np

from tests.golden.select_cases import repack
from tests.golden.storage import FlatArrays

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases', 'images')
NAMES = ('transform', 'random_params', 'random_image', 'image_fn', 'standardize', 'flow',
         'flow_dir', 'load_img', 'array_to_img')


def main(folder):
    """Copies the cases."""
    stem = os.path.join(folder, 'preprocessing')
    with open(stem + '.json') as file:
        cases = [case for case in json.load(file)['cases'] if case['name'] in NAMES]
    flat = FlatArrays()
    with np.load(stem + '.npz', allow_pickle=False) as arrays:
        cases = [repack(case, arrays, flat) for case in cases]
    with open(PATH + '.json', 'w') as file:
        json.dump({'kind': 'preprocessing', 'cases': cases}, file, separators=(',', ':'),
                  sort_keys=True)
        file.write('\n')
    flat.save(PATH + '.npz')
    print('%d cases' % len(cases))


if __name__ == '__main__':
    main(sys.argv[1])

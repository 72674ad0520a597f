"""Published weights of MobileNet name what is on photographs, as upstream does.

Weights, class names and photographs are looked for in `$KERAS_HOME/models`.
"""

import json
import os

import numpy as np
import pytest

from keras import configuration
from keras.applications.mobilenet import MobileNet, decode_predictions, preprocess_input

Image = pytest.importorskip('PIL.Image')

FOLDER = os.path.join(configuration.home(), 'models')
EXPECTED = os.path.join(FOLDER, 'photos', 'expected_mobilenet_0.25_224.json')
NEEDED = [os.path.join(FOLDER, name) for name in (
    'mobilenet_2_5_224_tf.h5', 'mobilenet_2_5_224_tf_no_top.h5', 'imagenet_class_index.json')]
MISSING = [path for path in NEEDED + [EXPECTED] if not os.path.exists(path)]
pytestmark = pytest.mark.skipif(bool(MISSING), reason='needs %s' % ', '.join(MISSING))


def photos():
    """Name and expectations of each photo, and all of them as one batch."""
    with open(EXPECTED, encoding='utf8') as file:
        facts = sorted(json.load(file)['photos'].items())
    batch = []
    for name, _ in facts:
        with Image.open(os.path.join(FOLDER, 'photos', name)) as image:
            batch.append(np.asarray(image.convert('RGB').resize((224, 224), 0), 'float32'))
    return facts, preprocess_input(np.stack(batch))


def test_classes_of_photos():
    facts, images = photos()
    for (name, wanted), image in zip(facts, images):
        np.testing.assert_allclose(image.sum(), wanted['input_sum'], rtol=1e-4, atol=0.5)
    found = decode_predictions(MobileNet(alpha=0.25).predict(images))
    for (name, wanted), classes in zip(facts, found):
        assert [list(entry[:2]) for entry in classes] == [e[:2] for e in wanted['top5']], name
        np.testing.assert_allclose([entry[2] for entry in classes],
                                   [entry[2] for entry in wanted['top5']], rtol=1e-3, atol=1e-4)


def test_features_of_photos():
    facts, images = photos()
    features = MobileNet(alpha=0.25, include_top=False, pooling='avg',
                         input_shape=(224, 224, 3)).predict(images)
    for (name, wanted), feature in zip(facts, features):
        wanted = wanted['no_top_avg_pool']
        assert list(feature.shape) == wanted['shape']
        np.testing.assert_allclose(feature[:32], wanted['first32'], rtol=1e-3, atol=1e-4)
        np.testing.assert_allclose([feature.mean(), np.abs(feature).sum()],
                                   [wanted['mean'], wanted['abs_sum']], rtol=1e-4)

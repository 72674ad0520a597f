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


def photos(ending=''):
    """Name and expectations of each photo whose name ends so, and all of them as one batch."""
    with open(EXPECTED, encoding='utf8') as file:
        facts = sorted(item for item in json.load(file)['photos'].items()
                       if item[0].endswith(ending))
    batch = []
    for name, _ in facts:
        with Image.open(os.path.join(FOLDER, 'photos', name)) as image:
            batch.append(np.asarray(image.convert('RGB').resize((224, 224), 0), 'float32'))
    return facts, preprocess_input(np.stack(batch))


def same_pixels(name, wanted, image):
    """Whether an image was decoded as upstream's; decoders of JPEG differ a little."""
    same = abs(float(image.sum(dtype='float64')) - wanted['input_sum']) < 0.5
    assert same or name.endswith('.jpg'), name
    return same


def test_classes_of_photos():
    facts, images = photos()
    found = decode_predictions(MobileNet(alpha=0.25).predict(images))
    for (name, wanted), image, classes in zip(facts, images, found):
        wanted_classes = wanted['top5']
        assert classes[0][:2] == tuple(wanted_classes[0][:2]), name
        if same_pixels(name, wanted, image):
            assert [list(entry[:2]) for entry in classes] == [e[:2] for e in wanted_classes], name
            np.testing.assert_allclose([entry[2] for entry in classes],
                                       [entry[2] for entry in wanted_classes], rtol=1e-3)


def test_features_of_photos():
    facts, images = photos('.png')
    assert len(facts) >= 2
    features = MobileNet(alpha=0.25, include_top=False, pooling='avg',
                         input_shape=(224, 224, 3)).predict(images)
    for (name, wanted), image, feature in zip(facts, images, features):
        assert same_pixels(name, wanted, image)
        wanted = wanted['no_top_avg_pool']
        assert list(feature.shape) == wanted['shape']
        np.testing.assert_allclose(feature[:32], wanted['first32'], rtol=1e-3, atol=1e-4)
        np.testing.assert_allclose([feature.mean(), np.abs(feature).sum()],
                                   [wanted['mean'], wanted['abs_sum']], rtol=1e-4)

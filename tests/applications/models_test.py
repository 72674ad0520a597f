"""Arguments of the model functions: inputs, tops, weights from files and from the net.

Most of it is the same for all models and is tried on a tiny one.
"""

import http.server
import os
import threading

import numpy as np
import pytest

from keras import applications, backend as K
from keras.applications.building import Order
from keras.applications.inception_resnet_v2 import ScaledSum
from keras.applications.mobilenet import MobileNet
from keras.applications.mobilenet_v2 import MobileNetV2
from keras.applications.resnext import GroupSum
from keras.applications.vgg16 import VGG16
from keras.layers import Conv2D, Dense, DepthwiseConv2D, Input
from keras.models import Model

FILES = ('tiny.h5', 'cached_tiny.h5=published_tiny.h5')


def tiny(include_top=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None,
         classes=1000, filters=4, folder='http://127.0.0.1/', digest=None, **kwargs):
    """A model function like the others, with one layer under the top."""
    order = Order('tiny', include_top, weights, input_tensor, input_shape, pooling, classes, kwargs)
    x = Conv2D(filters, 3, strides=2)(order.input(default_size=16, min_size=8))
    return order.model(order.end(x), 'tiny', folder, FILES, (digest, digest))


def same_weights(one, other):
    """Whether all weights of two models are equal."""
    return all(np.array_equal(a, b) for a, b in zip(one.get_weights(), other.get_weights()))


def test_input_tensor_of_keras():
    x = Input(shape=(9, 8, 3))
    model = tiny(weights=None, input_tensor=x, include_top=False, pooling='max')
    assert model.inputs[0] is x and model.output_shape == (None, 4)
    assert Model(x, Dense(2)(model.output)).predict(np.zeros((1, 9, 8, 3))).shape == (1, 2)


def test_input_tensor_that_other_layers_made():
    x = Input(shape=(9, 8, 1))
    model = tiny(weights=None, input_tensor=Conv2D(3, 1)(x), classes=2)
    assert model.inputs[0] is x and len(model.layers) == 5


def test_input_tensor_of_the_engine():
    x = K.variable(np.random.uniform(-1, 1, (2, 16, 16, 3)))
    assert tiny(weights=None, input_tensor=x, classes=4).output_shape == (2, 4)


def test_free_size_without_the_top():
    model = tiny(weights=None, include_top=False, pooling='avg')
    assert model.input_shape == (None, None, None, 3)
    for size in (8, 20):
        assert model.predict(np.zeros((1, size, 10, 3))).shape == (1, 4)


def test_feature_maps_and_top():
    maps = tiny(weights=None, include_top=False, input_shape=(9, 17, 3))
    assert maps.output_shape == (None, 4, 8, 4) and maps.name == 'tiny'
    top = tiny(weights=None, classes=5, backend=K)
    assert top.input_shape == (None, 16, 16, 3)
    assert abs(top.predict(np.zeros((1, 16, 16, 3))).sum() - 1) < 1e-5


@pytest.mark.parametrize('kwargs, error, text', [
    (dict(weights='imagent'), ValueError, "no file 'imagent'"),
    (dict(classes=10), ValueError, '1000 classes apart; received classes=10'),
    (dict(weights=None, include_top=False, pooling='mean'), ValueError, "received 'mean'"),
    (dict(weights=None, input_shape=(7, 8, 3)), ValueError, 'at least 8 x 8 pixels'),
    (dict(input_shape=(20, 20, 3)), ValueError, '16 x 16 pixels; received'),
    (dict(weights=None, clases=3), TypeError, r'tiny\(\) got an unexpected .* clases'),
])
def test_bad_arguments(kwargs, error, text):
    with pytest.raises(error, match=text):
        tiny(**kwargs)


@pytest.mark.parametrize('function, kwargs, text', [
    (MobileNet, dict(alpha=0.3), 'received alpha=0.3'),
    (MobileNet, dict(depth_multiplier=2), 'depth_multiplier=2'),
    (MobileNetV2, dict(alpha=0.3), 'received alpha=0.3'),
    (VGG16, dict(input_shape=(100, 100, 3)), '224 x 224'),
    (VGG16, dict(weights=None, input_shape=(31, 32, 3)), '32 x 32'),
])
def test_bad_arguments_of_some(function, kwargs, text):
    with pytest.raises(ValueError, match=text):
        function(**kwargs)


def test_weights_from_a_file(tmp_path):
    path = tmp_path / 'weights.h5'
    model = tiny(weights=None, classes=3)
    model.save_weights(str(path))
    assert same_weights(model, tiny(weights=path, classes=3))
    assert same_weights(model, tiny(weights=str(path), classes=3, input_shape=(10, 12, 3)))
    for kwargs, top in ((dict(classes=4), True), (dict(include_top=False), False)):
        with pytest.raises(ValueError, match=r'tiny\(include_top=%s\): the file .* another' % top):
            tiny(weights=str(path), **kwargs)


@pytest.fixture
def server(tmp_path_factory):
    """A server of the files in a folder: (address, folder, list of what was asked for)."""
    folder, asked = tmp_path_factory.mktemp('published'), []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            return str(folder / path.lstrip('/'))

        def log_message(self, *args):
            asked.append(self.path)

    httpd = http.server.HTTPServer(('127.0.0.1', 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield 'http://127.0.0.1:%d/' % httpd.server_port, folder, asked
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def test_weights_are_downloaded_once(server, keras_home):
    address, folder, asked = server
    top, maps = tiny(weights=None), tiny(weights=None, include_top=False)
    top.save_weights(str(folder / 'tiny.h5'))
    maps.save_weights(str(folder / 'published_tiny.h5'))
    for _ in range(2):
        assert same_weights(tiny(folder=address), top)
        assert same_weights(tiny(folder=address, include_top=False), maps)
    assert asked == ['/tiny.h5', '/published_tiny.h5']
    assert sorted(os.listdir(str(keras_home / 'models'))) == ['cached_tiny.h5', 'tiny.h5']


def test_downloads_that_are_not_there_or_have_another_hash(server, keras_home):
    address, folder, _ = server
    with pytest.raises(IOError, match='404'):
        tiny(folder=address)
    (folder / 'tiny.h5').write_bytes(b'something else')
    with pytest.raises(ValueError, match='hash'):
        tiny(folder=address, digest='0' * 32)
    assert not os.listdir(str(keras_home / 'models'))


def test_channels_first():
    K.set_image_data_format('channels_first')
    K.set_learning_phase(0)
    model = MobileNetV2(weights=None, alpha=0.35, input_shape=(3, 65, 32), classes=7)
    assert model.layers[4].output_shape == (None, 16, 33, 16)
    assert model.output_shape == (None, 7)
    assert tiny(weights=None, include_top=False, pooling='avg').input_shape == (None, 3, None, None)


def test_scaled_sum():
    a, b = Input(shape=(2,)), Input(shape=(2,))
    model = Model([a, b], ScaledSum(0.5)([a, b]))
    again = Model.from_config(model.get_config())
    np.testing.assert_allclose(again.predict([np.array([[1., 2.]]), np.array([[4., 8.]])]),
                               [[3., 6.]])


def test_group_sum_makes_a_convolution_in_groups():
    x = Input(shape=(4, 5, 6))
    model = Model(x, GroupSum(2)(DepthwiseConv2D(3, depth_multiplier=3, use_bias=False)(x)))
    kernel = np.random.uniform(-1, 1, (3, 3, 6, 3))
    model.set_weights([kernel])
    images = np.random.uniform(-1, 1, (2, 4, 5, 6))
    windows = np.array([[images[:, i:i + 3, j:j + 3] for j in range(3)] for i in range(2)])
    wanted = np.concatenate([np.einsum('ijbrck,rckm->bijm', windows[..., part], kernel[:, :, part])
                             for part in (slice(0, 3), slice(3, 6))], axis=-1)
    np.testing.assert_allclose(model.predict(images), wanted, atol=1e-5)


def test_all_models_have_their_names():
    functions = [name for name in dir(applications) if name[0].isupper()]
    assert len(functions) == 20
    for name in functions:
        assert getattr(applications, name).__name__ == name

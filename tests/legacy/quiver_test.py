"""What Quiver 0.1.4.1.4, which shows the layers of a model in a browser, does with a model."""

import json
import threading

import numpy as np
import pytest
from PIL import Image

from keras import backend as K
from keras.layers import Conv2D, Dense, Flatten
from keras.models import Model, Sequential
from keras.preprocessing import image


def network():
    """Doubles a grey picture of 6x4, and shifts it by one; then two classes."""
    model = Sequential([Conv2D(2, 1, input_shape=(6, 4, 1), name='conv'),
                        Flatten(name='flat'), Dense(2, activation='softmax', name='out')])
    model.get_layer('conv').set_weights([np.array([2., 1.]).reshape((1, 1, 1, 2)),
                                         np.array([0., 1.])])
    return model


def in_a_thread(call):
    """What `call` returns in another thread, as in a web server."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(call()))
    thread.start()
    thread.join()
    return answers[0]


def test_a_layer_is_shown_for_a_picture(tmp_path):
    pixels = np.arange(24, dtype='uint8').reshape((6, 4))
    path = str(tmp_path / 'grey.png')
    Image.fromarray(pixels).save(path)
    model = network()
    height, width, channels = model.get_input_shape_at(0)[1:]
    x = image.load_img(path, target_size=(height, width), grayscale=channels == 1)
    x = np.expand_dims(image.img_to_array(x), axis=0)
    with pytest.warns(UserWarning, match=r'Model\(inputs=.+, outputs=.+\)'):
        part = Model(input=model.input, output=model.get_layer('conv').output)
    shown = in_a_thread(lambda: part.predict(x))[0]
    np.testing.assert_allclose(shown[:, :, 0], 2. * pixels, rtol=1e-6)
    np.testing.assert_allclose(shown[:, :, 1], pixels + 1., rtol=1e-6)
    shown -= shown.mean()       # Quiver works in place on what it got


def test_a_picture_with_its_channels_turned_is_predicted():
    model = Sequential([Conv2D(1, 1, input_shape=(4, 4, 3)), Flatten(), Dense(2)])
    x = np.random.RandomState(0).rand(1, 4, 4, 3).astype('float32')[:, :, :, ::-1]
    np.testing.assert_array_equal(model.predict(x), model.predict(np.ascontiguousarray(x)))


def test_the_drawn_graph_is_that_of_a_functional_model():
    model = network()
    drawn = json.loads(Model(model.inputs, model.outputs).to_json())
    assert drawn['class_name'] == 'Model' and K.image_dim_ordering() == 'tf'
    edges = [(layer['inbound_nodes'][0][0][0], layer['name'])
             for layer in drawn['config']['layers'] if layer['inbound_nodes']]
    assert edges == [('conv_input', 'conv'), ('conv', 'flat'), ('flat', 'out')]

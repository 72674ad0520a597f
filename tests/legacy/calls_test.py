"""Constructor calls in the Keras 1 way give the layers that Keras 2 calls give."""

import copy
import inspect
import os
import traceback
import warnings

import pytest

from keras import layers
from keras.layers import Conv2D, Dense, Input
from keras.legacy.table import CALLS
from keras.models import Model
from tests.api.lists import LISTS

FACTS = LISTS['2.3.1']['keras_1']

# What a layer needs beside the argument that is looked at.
NEEDED = {
    'Dense': dict(units=2), 'LSTM': dict(units=2), 'GRU': dict(units=2), 'SimpleRNN': dict(units=2),
    'Conv1D': dict(filters=2, kernel_size=3), 'Conv2D': dict(filters=2, kernel_size=3),
    'Conv3D': dict(filters=2, kernel_size=3), 'SeparableConv2D': dict(filters=2, kernel_size=3),
    'Conv2DTranspose': dict(filters=2, kernel_size=3), 'Dropout': dict(rate=.5),
    'ConvLSTM2D': dict(filters=2, kernel_size=3), 'Embedding': dict(input_dim=5, output_dim=2),
    'GaussianNoise': dict(stddev=.1), 'SpatialDropout2D': dict(rate=.5),
}


def made(name, arguments):
    """The configuration of a layer, without its name; warnings about old spellings are expected."""
    needed = dict(NEEDED.get(name, {}))
    spelling = CALLS[name]
    for key in arguments:
        needed.pop(spelling.renamed.get(key, key), None)
        if key.startswith(('nb_', 'kernel_dim')):
            needed.pop('kernel_size', None)
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', UserWarning)
        layer = getattr(layers, name)(**dict(needed, **arguments))
    config = layer.get_config()
    config.pop('name')
    return config


def probes():
    """Each probe of 2.3.1 with a name."""
    for probe in FACTS['probed']:
        old = '-'.join('%s=%s' % item for item in sorted(probe['old'].items()))
        yield pytest.param(probe, id='%s-%s' % (probe['callable'], old[:40]))


@pytest.mark.parametrize('probe', list(probes()))
def test_probe(probe):
    name, old = probe['callable'], probe['old']
    if 'raises' in probe:
        with pytest.raises(TypeError):
            made(name, old)
        return
    config = made(name, old)
    if 'same_as' in probe:
        assert config == made(name, {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in probe['same_as'].items()})
    for key, value in probe.get('config', {}).items():
        assert config[key] == value


@pytest.mark.parametrize('name', sorted(FACTS['renamed']))
def test_every_old_name_is_in_the_table(name):
    spelling = CALLS[name.replace('.__init__', '')]
    assert set(FACTS['renamed'][name]) <= spelling.old
    renamed = {old: new for old, new in FACTS['renamed'][name].items() if old in spelling.renamed}
    assert all(spelling.renamed[old] == new for old, new in renamed.items())


@pytest.mark.parametrize('name', sorted(name for name in CALLS if hasattr(layers, name)))
def test_new_names_are_arguments(name):
    arguments = inspect.signature(getattr(layers, name)).parameters
    new = set(CALLS[name].renamed.values()) | set(CALLS[name].positional or ())
    if name == 'SimpleRNN':     # 2.x listed the arguments of LSTM and GRU for it too
        new -= {'implementation', 'recurrent_activation'}
    assert new - {'dtype'} <= set(arguments)


@pytest.mark.parametrize('call, text', [
    (lambda: Dense(output_dim=3, init='normal'),
     "`Dense(units=3, kernel_initializer='normal')`"),
    (lambda: Conv2D(4, 3, 2, border_mode='same'), "`Conv2D(4, (3, 2), padding='same')`"),
    (lambda: layers.Convolution2D(nb_filter=4, nb_row=3, nb_col=2),
     '`Conv2D(kernel_size=(3, 2), filters=4)`'),
    (lambda: layers.AtrousConvolution2D(4, 3, 3, atrous_rate=(2, 2)),
     '`Conv2D(4, (3, 3), dilation_rate=(2, 2))`'),
])
def test_a_warning_shows_the_new_call_and_where_the_old_one_stands(call, text):
    with pytest.warns(UserWarning) as caught:
        call()
    message, = caught
    assert text in str(message.message) and 'Keras 2 API' in str(message.message)
    assert message.filename == __file__


def test_a_warning_is_given_once_per_place():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('default')
        for _ in range(3):
            Dense(output_dim=2)
    assert len(caught) == 1


def test_models_by_old_names():
    x = Input(shape=(3,))
    y = Dense(2)(x)
    with pytest.warns(UserWarning, match=r'Model\(inputs=.+, outputs=.+\)'):
        model = Model(input=x, output=y)
    assert type(model) is Model and model.output_shape == (None, 2)


def test_nothing_shows_in_the_traceback_of_an_ordinary_call():
    with pytest.raises(ValueError) as caught:
        Dense(0)
    frames = [frame.filename for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert not [name for name in frames if os.path.join('keras', 'legacy') in name]


def test_signatures_are_the_true_ones():
    assert list(inspect.signature(Dense).parameters)[:2] == ['units', 'activation']
    assert list(inspect.signature(Dense(2)).parameters)[0] == 'inputs'


def test_the_layer_is_of_the_class_that_was_called():
    class Mine(Dense):
        pass

    with pytest.warns(UserWarning, match='`Mine` call'):
        layer = Mine(output_dim=2)
    assert type(layer) is Mine and layer.name.startswith('mine')
    assert type(copy.copy(layer)) is Mine


def test_a_constructor_of_ones_own_is_left_alone():
    class Mine(Dense):
        def __init__(self, output_dim, init='own', **kwargs):
            super(Mine, self).__init__(output_dim, **kwargs)
            self.init = init

    layer = Mine(output_dim=2)
    assert layer.units == 2 and layer.init == 'own'


@pytest.mark.parametrize('call', [
    lambda: Dense(3, 'relu'),                       # Keras 1: init, then activation
    lambda: Dense(output_dim=3, units=4),
    lambda: Dense(3, output_dim=3),
    lambda: Conv2D(4, nb_row=3),
    lambda: Conv2D(4, 3, 3, 3),
    lambda: Dense(3, no_such_name=1),
])
def test_what_means_nothing_is_refused(call):
    with pytest.raises(TypeError):
        with warnings.catch_warnings():
            warnings.simplefilter('ignore', UserWarning)
            call()


def test_unknown_values_are_refused():
    with pytest.raises(ValueError, match="'default', 'tf', 'th'"):
        layers.MaxPooling2D(dim_ordering='cafe')


def test_arguments_without_successor_are_named():
    with pytest.warns(UserWarning, match='SpatialDropout1D'):
        layers.Embedding(5, 2, dropout=.2)
    with pytest.warns(UserWarning, match='output_shape'):
        layers.Deconvolution2D(4, 3, 3, (None, 8, 8, 4))

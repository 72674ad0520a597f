"""The printed summary; the texts are those that Keras 2.3.1 prints."""

import pytest

from keras.engine.input_layer import Input
from keras.engine.network import Network
from keras.engine.sequential import Sequential
from keras.layers import Dense, Dropout, add, multiply
from keras.utils.layer_utils import count_params, print_summary
from tests.engine.small_layers import Affine, Splitter

MLP = '''\
Model: "sequential_1"
_________________________________________________________________
Layer (type)                 Output Shape              Param #
=================================================================
dense_1 (Dense)              (None, 5)                 25
_________________________________________________________________
dropout_1 (Dropout)          (None, 5)                 0
_________________________________________________________________
dense_2 (Dense)              (None, 3)                 18
=================================================================
Total params: 43
Trainable params: 43
Non-trainable params: 0
_________________________________________________________________'''

MLP_WIDE = '''\
Model: "sequential_1"
________________________________________________________________________________
Layer (type)            Output Shape            Param #
================================================================================
dense_1 (Dense)         (None, 5)               25
________________________________________________________________________________
dropout_1 (Dropout)     (None, 5)               0
________________________________________________________________________________
dense_2 (Dense)         (None, 3)               18
================================================================================
Total params: 43
Trainable params: 43
Non-trainable params: 0
________________________________________________________________________________'''

SHARED = '''\
Model: "model_1"
__________________________________________________________________________________________________
Layer (type)                    Output Shape         Param #     Connected to
==================================================================================================
input_1 (InputLayer)            (None, 4)            0
__________________________________________________________________________________________________
input_2 (InputLayer)            (None, 4)            0
__________________________________________________________________________________________________
enc (Dense)                     (None, 4)            20          input_1[0][0]
                                                                 input_2[0][0]
                                                                 input_2[0][0]
__________________________________________________________________________________________________
multiply_1 (Multiply)           (None, 4)            0           enc[0][0]
                                                                 enc[1][0]
__________________________________________________________________________________________________
add_1 (Add)                     (None, 4)            0           multiply_1[0][0]
                                                                 enc[2][0]
__________________________________________________________________________________________________
dense_1 (Dense)                 (None, 1)            5           add_1[0][0]
==================================================================================================
Total params: 25
Trainable params: 25
Non-trainable params: 0
__________________________________________________________________________________________________
'''.rstrip()


def text(model, **kwargs):
    """The summary as one string, without the spaces at the ends of lines."""
    lines = []
    model.summary(print_fn=lines.append, **kwargs)
    return '\n'.join(line.rstrip() for line in lines)


def mlp():
    return Sequential([Dense(5, input_shape=(4,)), Dropout(0.1), Dense(3)])


def test_chain():
    assert text(mlp()) == MLP


def test_width_and_positions():
    assert text(mlp(), line_length=80, positions=[0.3, 0.6, 0.75, 1.]) == MLP_WIDE
    assert text(mlp(), line_length=80, positions=[24, 48, 60, 80]) == MLP_WIDE.replace(
        'sequential_1', 'sequential_2').replace(
        'dense_1 ', 'dense_3 ').replace('dropout_1', 'dropout_2').replace('dense_2 ', 'dense_4 ')


@pytest.mark.parametrize('kwargs, width', [
    ({}, 65), (dict(line_length=80), 80), (dict(line_length=80, positions=[.3, .6, .75, 1.]), 60)])
def test_rows_are_padded_to_the_end_of_their_last_column(kwargs, width):
    lines = []
    mlp().summary(print_fn=lines.append, **kwargs)
    assert {len(line) for line in lines if line.startswith(('Layer', 'dense', 'drop'))} == {width}


def test_shared_layer():
    a, b = Input((4,)), Input((4,))
    enc = Dense(4, name='enc')
    product = multiply([enc(a), enc(b)])
    y = Dense(1)(add([product, enc(b)]))
    assert text(Network([a, b], y, name='model_1')) == SHARED


def test_calls_of_other_models_are_left_out():
    a = Input((4,))
    layer = Dense(4, name='enc')
    layer(Input((4,)))
    lines = text(Network(a, [layer(a), Dense(2)(a)])).split('\n')
    row = [line for line in lines if line.startswith('enc')]
    assert row[0].endswith('input_1[0][0]') and len(row) == 1


def test_long_names_are_cut():
    model = Sequential([Dense(2, name='a' * 50, input_shape=(3,))])
    assert ('a' * 28 + ' (None, 2)') in text(model)


def test_frozen_and_large_numbers():
    model = Sequential([Dense(1000, input_shape=(2000,), trainable=False), Dense(1)])
    lines = text(model).split('\n')
    assert lines[-4:-1] == ['Total params: 2,002,001', 'Trainable params: 1,001',
                            'Non-trainable params: 2,001,000']


def test_compiled_model_counts_what_it_trains():
    model = mlp()
    model.compile('sgd', 'mse')
    model.layers[0].trainable = False
    with pytest.warns(UserWarning, match='trainable'):
        assert 'Trainable params: 43' in text(model)


def test_several_shapes():
    layer = Affine(2, name='both')
    a, b = Input((5, 3)), Input((3,))
    assert 'both (Affine)                   multiple' in text(Network([a, b], [layer(a), layer(b)]))


def test_several_outputs():
    x = Input((3,))
    assert '[(None, 3), (None, 1' in text(Network(x, Splitter()(x)))


def test_printed_by_default(capsys):
    mlp().summary()
    printed = capsys.readouterr().out.rstrip('\n').split('\n')
    assert [line.rstrip() for line in printed] == MLP.split('\n')
    print_summary(mlp())
    assert 'sequential_2' in capsys.readouterr().out


def test_count_params():
    model = mlp()
    assert count_params(model.weights) == 43
    assert count_params(model.weights + model.weights) == 43
    assert count_params([]) == 0


def test_html_of_a_chain():
    model = Sequential([Dense(5, input_dim=400)])
    model.name, model.layers[0].name = '<i>', 'a<b>&"c"'
    html = model._repr_html_()
    assert 'Model: &quot;&lt;i&gt;&quot;' in html
    assert 'a&lt;b&gt;&amp;&quot;c&quot; (Dense)</td>' in html and '<b>' not in html
    assert '(None, 5)</td>' in html and '2,005</td>' in html and 'Connected to' not in html
    assert 'Total params: 2,005<br>Trainable params: 2,005<br>Non-trainable params: 0' in html


def test_html_of_a_graph():
    x, y = Input((4,), name='x'), Input((4,), name='y')
    html = Network([x, y], add([x, y]), name='both')._repr_html_()
    assert 'Connected to</th>' in html and 'x[0][0]<br>y[0][0]</td>' in html
    assert html.count('<tr>') == 4


def test_html_of_what_is_not_built():
    assert Sequential([Dense(5)])._repr_html_() is None

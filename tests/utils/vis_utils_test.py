"""Pictures of models: the text that Graphviz draws."""

import os
import re

import pytest

from keras.layers import (
    Activation, Bidirectional, Dense, Input, LSTM, TimeDistributed, add, concatenate)
from keras.models import Model, Sequential
from keras.utils import model_to_dot, plot_model, vis_utils

needs_pydot = pytest.mark.skipif(vis_utils.pydot is None, reason='pydot is not installed')


def boxes(text):
    """Name of a box -> its label."""
    return dict(re.findall(r'^\s*"([^"]+)"\s*\[label="([^"]*)"', text, re.M))


def arrows(text):
    """All arrows as sorted pairs of names."""
    return sorted(re.findall(r'"([^"]+)"\s*->\s*"([^"]+)"', text))


def chain():
    return Sequential([Dense(3, name='a', input_shape=(4,)), Activation('relu', name='b')],
                      name='chain')


def nested():
    """A model used in a model, behind two layers that are called on one input."""
    x = Input((4,), name='x')
    y = add([Dense(4, name='left')(x), Dense(4, name='right')(x)], name='sum')
    return Model(x, Dense(1, name='last')(chain()(y)), name='outer')


@needs_pydot
def test_a_chain():
    text = model_to_dot(chain()).to_string()
    assert boxes(text) == {'a': 'a: Dense', 'b': 'b: Activation'}
    assert arrows(text) == [('a', 'b')]
    assert 'rankdir=TB' in text and re.search(r'dpi="?96', text) and 'record' in text


@needs_pydot
def test_options():
    text = model_to_dot(chain(), show_shapes=True, show_layer_names=False, rankdir='LR',
                        dpi=50).to_string()
    assert boxes(text)['a'] == 'Dense|{input:|output:}|{{(None, 4)}|{(None, 3)}}'
    assert 'rankdir=LR' in text and re.search(r'dpi="?50', text)
    with pytest.raises(ValueError, match="'TB'.*'up'"):
        model_to_dot(chain(), rankdir='up')


@needs_pydot
def test_branches_and_models_that_are_not_expanded():
    text = model_to_dot(nested()).to_string()
    assert boxes(text)['chain'] == 'chain: Sequential' and 'subgraph' not in text
    assert arrows(text) == [('chain', 'last'), ('left', 'sum'), ('right', 'sum'), ('sum', 'chain'),
                            ('x', 'left'), ('x', 'right')]


@needs_pydot
def test_models_inside_are_expanded():
    text = model_to_dot(nested(), expand_nested=True).to_string()
    assert re.search('subgraph "?cluster_chain', text)
    assert boxes(text)['chain/a'] == 'a: Dense'
    assert ('sum', 'chain/a') in arrows(text) and ('chain/a', 'chain/b') in arrows(text)
    assert ('chain/b', 'last') in arrows(text) and 'chain' not in boxes(text)


@needs_pydot
def test_several_inputs_and_outputs_of_a_model_inside():
    a, b = Input((2,), name='a'), Input((2,), name='b')
    c = concatenate([a, b], name='c')
    both = Model([a, b], [Dense(2, name='p')(c), Dense(2, name='q')(b)], name='both')
    x, y = Input((2,), name='x'), Input((2,), name='y')
    p, q = both([x, y])
    ends = [Activation('relu', name='first')(p), Activation('relu', name='second')(q)]
    found = arrows(model_to_dot(Model([x, y], ends), expand_nested=True).to_string())
    assert {('x', 'both/a'), ('y', 'both/b')} <= set(found)
    assert {('both/p', 'first'), ('both/q', 'second')} <= set(found)
    assert ('x', 'both/b') not in found and ('both/p', 'second') not in found


@needs_pydot
def test_models_inside_models_inside():
    inner = Sequential([chain(), Dense(2, name='d')], name='inner')
    model = Sequential([Dense(4, name='begin', input_shape=(5,)), inner, Dense(1, name='end')])
    text = model_to_dot(model, expand_nested=True).to_string()
    assert arrows(text) == [('begin', 'inner/chain/a'), ('inner/chain/a', 'inner/chain/b'),
                            ('inner/chain/b', 'inner/d'), ('inner/d', 'end')]


@needs_pydot
def test_layers_of_one_name_in_two_models_are_two_boxes():
    x = Input((4,), name='x')
    twins = []
    for name in ('one', 'two'):
        i = Input((4,), name='i')
        twins.append(Model(i, Dense(1, name='same')(i), name=name)(x))
    text = model_to_dot(Model(x, add(twins, name='sum')), expand_nested=True).to_string()
    assert {'one/same', 'two/same'} <= set(boxes(text))
    assert ('one/same', 'sum') in arrows(text) and ('two/same', 'sum') in arrows(text)


@needs_pydot
def test_wrappers():
    model = Sequential([TimeDistributed(Dense(3, name='d'), name='t', input_shape=(5, 2)),
                        Bidirectional(LSTM(2, name='l'), name='bi')])
    found = boxes(model_to_dot(model).to_string())
    assert found == {'t': 't(d): TimeDistributed(Dense)', 'bi': 'bi(l): Bidirectional(LSTM)'}
    wrapped = Sequential([TimeDistributed(chain(), name='t', input_shape=(5, 4)),
                          Dense(1, name='last')])
    text = model_to_dot(wrapped, expand_nested=True).to_string()
    assert arrows(text) == [('t/a', 't/b'), ('t/b', 'last')]
    assert 't(chain): TimeDistributed(Sequential)' in text


@needs_pydot
def test_a_model_that_is_called_twice_and_a_subgraph():
    x, y, shared = Input((4,), name='x'), Input((4,), name='y'), chain()
    model = Model([x, y], add([shared(x), shared(y)], name='sum'))
    text = model_to_dot(model, show_shapes=True, expand_nested=True).to_string()
    assert arrows(text) == [('chain/a', 'chain/b'), ('chain/b', 'sum'), ('x', 'chain/a'),
                            ('y', 'chain/a')]
    frame = model_to_dot(chain(), subgraph=True)
    assert isinstance(frame, vis_utils.pydot.Cluster)
    assert [edge.get_source() for edge in frame.get_edges()] == ['"a"']


@needs_pydot
def test_names_with_signs_of_the_language():
    layer = Dense(2, input_shape=(3,))
    model = Sequential([layer])
    layer.name = 'a{b}|<"c">'
    text = model_to_dot(model).to_string()
    assert r'label="a\{b\}\|\<\"c\"\>: Dense"' in text and r'"a{b}|<\"c\">" [' in text


@needs_pydot
def test_a_model_that_is_not_built():
    with pytest.raises(ValueError, match='input_shape'):
        model_to_dot(Sequential([Dense(2)]))


@needs_pydot
def test_dot_file(tmp_path):
    path = tmp_path / 'model.dot'
    assert plot_model(nested(), str(path), show_shapes=True) is None
    assert ('chain', 'last') in arrows(path.read_text())


@needs_pydot
def test_without_graphviz(tmp_path, monkeypatch):
    monkeypatch.setenv('PATH', str(tmp_path))
    with pytest.raises(OSError, match='Install Graphviz'):
        plot_model(chain(), str(tmp_path / 'model.png'))
    assert not os.path.exists(str(tmp_path / 'model.png'))


@pytest.mark.parametrize('draw', [model_to_dot, plot_model])
def test_without_pydot(monkeypatch, draw):
    monkeypatch.setattr(vis_utils, 'pydot', None)
    with pytest.raises(ImportError, match=r"pip install 'keras\[viz\]'.*[Gg]raphviz"):
        draw(chain())


@needs_pydot
def test_a_subclassed_model_is_boxes():
    class Mine(Model):
        def __init__(self):
            super().__init__()
            self.part = Dense(2, name='part')

        def call(self, inputs):
            return self.part(inputs)
    text = model_to_dot(Mine()).to_string()
    assert boxes(text) == {'part': 'part: Dense'} and not arrows(text)

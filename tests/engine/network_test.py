"""Network: mapping the graph, applying it again, its weights, losses, updates and state."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from keras import backend as K
from keras import regularizers
from keras.engine.input_layer import Input
from keras.engine.network import Network
from keras.layers import Layer
from keras.utils.layer_utils import count_params, get_source_inputs
from tests.engine.small_layers import Affine, MaskedSum, MaskFrom, RunningMax, Splitter


def value(tensors, inputs, arrays):
    """Values of tensors for given inputs, in the test phase."""
    return K.function(inputs, tensors)(arrays)


class Sum(Layer):
    """Sum of a list of tensors."""

    def call(self, inputs):
        return sum(inputs[1:], inputs[0])

    def compute_output_shape(self, input_shape):
        return input_shape[0]


def two_ends():
    """A network with two inputs, two outputs and a layer that is called twice."""
    a, b = Input((3,), name='a'), Input((3,), name='b')
    shared = Affine(3, name='shared')
    left, right = shared(a), shared(b)
    total = Sum(name='total')([left, right])
    return Network([a, b], [Affine(2, name='top')(total), right], name='net')


class TestMapping(object):

    def test_ends_and_names(self):
        net = two_ends()
        assert net.input_names == ['a', 'b'] and net.output_names == ['top', 'shared']
        assert [layer.name for layer in net.layers] == ['a', 'b', 'shared', 'total', 'top']
        assert net.input_shape == [(None, 3), (None, 3)]
        assert net.output_shape == [(None, 2), (None, 3)]
        assert net.input == net.inputs and net._feed_input_names == ['a', 'b']
        assert sorted(net._nodes_by_depth) == [0, 1, 2, 3]
        assert 'shared_ib-1' in net._network_nodes

    def test_order_is_by_depth_then_by_first_use(self):
        a = Input((3,), name='img')
        short, long = Affine(3, name='t1')(a), Affine(3, name='t2')(a)
        y = Sum(name='cat')([short, Affine(3, name='lr')(long), Affine(3, name='t3')(a)])
        net = Network(a, y)
        assert [layer.name for layer in net.layers] == ['img', 't2', 't1', 'lr', 't3', 'cat']

    def test_single_ends_may_stand_without_list(self):
        x = Input((3,))
        net = Network(x, Affine(2)(x))
        assert net.input is x and net.inputs == [x] and net.output_shape == (None, 2)
        assert net.name == 'network_1'

    def test_very_deep_graph(self):
        x = y = Input((1,))
        layer = Layer()
        layer.built = True
        for _ in range(2000):
            y = layer(y)
        assert len(Network(x, y)._nodes_by_depth) == 2001
        assert get_source_inputs(y) == [x]

    def test_only_the_calls_in_the_network_count(self):
        x = Input((3,))
        layer = Affine(3, activity_regularizer=regularizers.l2(1.))
        layer(Input((3,)))
        net = Network(x, layer(x))
        assert net._network_nodes == {'input_1_ib-0', 'affine_1_ib-1'}
        assert len(net.losses) == 1 and len(layer.losses) == 2

    def test_input_that_no_output_needs(self):
        a, b = Input((3,)), Input((2,))
        net = Network([a, b], Affine(2)(a))
        assert net.input_names == ['input_1', 'input_2'] and len(net.layers) == 3
        assert len(net._feed_inputs) == 2

    def test_disconnected(self):
        a, b = Input((3,), name='a'), Input((3,), name='b')
        y = Sum(name='total')([Affine(3, name='first')(a), b])
        with pytest.raises(ValueError, match=r'Graph disconnected: .* at layer "b".*\[.*\].*must'):
            Network(a, y)

    def test_duplicate_names(self):
        x = Input((3,))
        with pytest.raises(ValueError, match='"twin" is used 2 times.*Affine, Sum.*unique'):
            Network(x, Sum(name='twin')([Affine(3, name='twin')(x), x]))

    def test_same_input_twice(self):
        x = Input((3,))
        with pytest.raises(ValueError, match='must all be different'):
            Network([x, x], Affine(3)(x))

    def test_input_that_is_no_input(self):
        hidden = Affine(3, name='hidden')(Input((3,)))
        with pytest.raises(TypeError, match='must come from.*output of layer "hidden"'):
            Network(hidden, Affine(2)(hidden))
        with pytest.raises(ValueError, match='no layer made'):
            Network(K.placeholder((None, 3)), hidden)

    def test_output_that_no_layer_made(self):
        x = Input((3,))
        with pytest.raises(ValueError, match='not the output of a Keras layer.*Lambda'):
            Network(x, x * 2.)

    def test_step_that_no_layer_made(self):
        x = Input((3,))
        with pytest.raises(ValueError, match='an input of layer "affine_1".*Lambda'):
            Network(x, Affine(2)(x * 2.))

    @pytest.mark.parametrize('args, kwargs, message', [
        ((), dict(inputs=1), "'outputs' is missing"), ((1,), {}, "'outputs' is missing"),
        ((1, 2), dict(inputs=3), 'given twice'), ((), dict(colour=1), r"unknown: \['colour'\]"),
        ((1, 2, 3, 4), {}, '4 positional')])
    def test_arguments(self, args, kwargs, message):
        with pytest.raises(TypeError, match=message):
            Network(*args, **kwargs)


class TestApplying(object):

    def test_on_other_inputs(self):
        net = two_ends()
        c, d = Input((3,)), Input((3,))
        top, right = net([c, d])
        assert K.int_shape(top) == (None, 2) and top._keras_history == (net, 1, 0)
        data = [np.random.rand(2, 3), np.random.rand(2, 3)]
        for got, expected in zip(value([top, right], [c, d], data),
                                 value(net.outputs, net.inputs, data)):
            assert_allclose(got, expected, rtol=1e-6)

    def test_nested_many_times(self):
        x = Input((3,))
        inner = Network(x, Affine(3)(Affine(3)(x)), name='inner')
        a = Input((3,))
        outer = Network(a, inner(inner(inner(a))))
        b = Input((3,))
        outermost = Network(b, [outer(b), inner(b)])
        assert len(outermost.weights) == 4
        data = np.random.rand(4, 3).astype('float32')
        k1, b1, k2, b2 = inner.get_weights()
        step = np.dot(k1, k2)
        got = value(outermost.outputs, [b], [data])
        assert_allclose(got[0], data.dot(step).dot(step).dot(step), rtol=1e-4, atol=1e-5)
        assert_allclose(got[1], data.dot(step), rtol=1e-4, atol=1e-5)

    def test_same_inputs_run_once(self):
        net = two_ends()
        ends = [Input((3,)), Input((3,))]
        net(ends)
        runs = len(net._runs)
        net(ends)
        assert len(net._runs) == runs

    def test_number_of_inputs(self):
        with pytest.raises(ValueError, match=r'net has 2 input\(s\) \(a, b\).*called on 1'):
            two_ends()(Input((3,)))

    def test_multiple_outputs_inside(self):
        x = Input((3,))
        double, total = Splitter()(x)
        net = Network(x, [total, double])
        z = Input((3,))
        got = value(net(z), [z], [[[1., 2., 3.]]])
        assert_allclose(got[0], [[6.]])
        assert_allclose(got[1], [[2., 4., 6.]])

    def test_arguments_of_calls_are_kept(self):
        x = Input((2, 3))
        net = Network(x, MaskedSum()(x, scale=2.))
        z = Input((2, 3))
        assert_allclose(value([net(z)], [z], [np.ones((1, 2, 3))])[0], [[4., 4., 4.]])

    def test_tensor_argument_follows_the_inputs(self):
        x, mask = Input((2, 1)), Input((2,))
        net = Network([x, mask], MaskedSum()(x, mask=mask))
        z, other = Input((2, 1)), Input((2,))
        got = value([net([z, other])], [z, other], [[[[5.], [7.]]], [[0., 1.]]])[0]
        assert_allclose(got, [[7.]])

    def test_masks_inside_and_through(self):
        x = Input((2, 1))
        masked = Network(x, MaskFrom()(x), name='masked')
        z = Input((2, 1))
        y = masked(z)
        assert K.int_shape(masked.get_output_mask_at(1)) == (None, 2)
        assert masked.get_output_mask_at(0) is masked.layers[1].output_mask
        net = Network(z, MaskedSum()(y))
        assert_allclose(value([net.output], [z], [[[[5.], [0.]]]])[0], [[5.]])
        again = Network(x, MaskedSum()(x))
        mask = K.constant([[0., 1.]])
        assert_allclose(value([again.call(z, mask)], [z], [[[[5.], [7.]]]])[0], [[7.]])

    def test_run_internal_graph(self):
        net = two_ends()
        outputs, masks, shapes = net.run_internal_graph([Input((3,)), Input((3,))])
        assert len(outputs) == 2 and masks == [None, None]
        assert shapes == [(None, 2), (None, 3)]

    def test_compute_output_shape(self):
        net = two_ends()
        assert net.compute_output_shape([(7, 3), (7, 3)]) == [(7, 2), (7, 3)]
        assert net.compute_output_shape([(None, 3), (None, 3)]) == net.output_shape
        with pytest.raises(ValueError, match=r'2 input\(s\), but 1 shape'):
            net.compute_output_shape((7, 3))


class TestWeights(object):

    def test_order(self):
        a = Input((3,), name='a')
        frozen = Affine(3, name='frozen', trainable=False)
        net = Network(a, Affine(2, name='free')(frozen(a)))
        names = lambda weights: [w.name.split(':')[0] for w in weights]
        assert names(net.weights) == ['free/kernel', 'free/bias', 'frozen/kernel', 'frozen/bias']
        assert names(net.trainable_weights) == ['free/kernel', 'free/bias']
        assert [w.shape for w in net.get_weights()] == [(3, 3), (3,), (3, 2), (2,)]
        net.trainable = False
        assert net.trainable_weights == [] and len(net.non_trainable_weights) == 4
        assert names(net.weights)[0] == 'frozen/kernel'
        assert net.count_params() == count_params(net.weights) == 20

    def test_round_trip(self):
        net = two_ends()
        new = [np.random.rand(*w.shape) for w in net.get_weights()]
        net.set_weights(new)
        for got, expected in zip(net.get_weights(), new):
            assert_allclose(got, expected, rtol=1e-6)

    @pytest.mark.parametrize('change, message', [
        (lambda w: w[:-1], 'net .* has 4 weights, but 3 arrays were given'),
        (lambda w: w[:2] + [np.ones((9, 9)), w[3]],
         r'Weight 0 \(top/kernel:0\) of layer top .* \(3, 2\).* \(9, 9\)')])
    def test_all_or_nothing(self, change, message):
        net = two_ends()
        before = net.get_weights()
        with pytest.raises(ValueError, match=message):
            net.set_weights(change([w + 1. for w in before]))
        for got, expected in zip(net.get_weights(), before):
            assert_array_equal(got, expected)


class TestLayers(object):

    def test_get_layer(self):
        net = two_ends()
        assert net.get_layer('top') is net.get_layer(index=4) is net.layers[-1]
        assert net.get_layer('top', index=0).name == 'a'

    @pytest.mark.parametrize('kwargs, message', [
        (dict(name='tip'), "No such layer: 'tip'. Model net has: a, b, shared, total, top"),
        (dict(index=5), 'index 5, but model net has only 5 layers: a, b'),
        ({}, 'needs a layer name or a layer index')])
    def test_get_layer_errors(self, kwargs, message):
        with pytest.raises(ValueError, match=message):
            two_ends().get_layer(**kwargs)

    def test_list_of_layers_is_a_copy(self):
        net = two_ends()
        net.layers.pop()
        assert len(net.layers) == 5

    def test_attributes_of_a_graph_are_not_layers_of_it(self):
        net = two_ends()
        net.helper, net.factor = Affine(2), K.variable(1.)
        assert len(net.layers) == 5 and len(net.weights) == 4


class TestLossesAndUpdates(object):

    def test_losses_of_nested_networks(self):
        x = Input((3,))
        inner = Network(x, Affine(2, regularizer=regularizers.l2(1.),
                                  activity_regularizer=regularizers.l1(1.))(x))
        inner.layers[1].set_weights([np.ones((3, 2)), np.zeros(2)])
        a, b = Input((3,)), Input((3,))
        once = Network(a, inner(a))
        twice = Network([a, b], [inner(a), inner(b)])
        assert len(inner.losses) == 2 and len(twice.losses) == 3
        assert len(once.losses) == 2
        data = [[[1., 0., 0.]]], [[[2., 0., 0.]]]
        got = value(twice.losses, [a, b], [data[0][0], data[1][0]])
        assert_allclose(sorted(got), [2., 4., 6.], rtol=1e-6)

    def test_updates_of_nested_networks(self):
        x = Input((2,))
        layer = RunningMax()
        inner = Network(x, layer(x))
        a = Input((2,))
        outer = Network(a, inner(a))
        assert len(outer.updates) == 2
        K.function([a], outer.outputs, updates=outer.updates)([[[1., 7.]]])
        assert_allclose(layer.get_weights(), [7., 1.])
        layer.trainable = False
        assert outer.updates == []
        layer.trainable, inner.trainable = True, False
        assert outer.updates == [] and inner.updates == []
        inner.trainable, outer.trainable = True, False
        assert outer.updates == [] and len(inner.updates) == 2

    def test_own_losses(self):
        net = two_ends()
        net.add_loss(K.mean(net.output[0]))
        assert len(net.losses) == 1
        assert len(net.get_losses_for(None)) == 1

    def test_state(self):
        class Keeps(RunningMax):
            stateful = True

            def reset_states(self):
                K.set_value(self.largest, 0.)
        x = Input((2,))
        layer = Keeps()
        net = Network(x, layer(x))
        assert net.stateful and not two_ends().stateful
        assert len(net.state_updates) == 2
        outer_input = Input((2,))
        outer = Network(outer_input, net(outer_input))
        assert outer.stateful
        layer.trainable = False
        assert len(outer.updates) == 2
        K.function([outer_input], outer.outputs, updates=outer.updates)([[[1., 7.]]])
        assert layer.get_weights()[0] == 7.
        outer.reset_states()
        assert layer.get_weights()[0] == 0.

    def test_learning_phase(self):
        class Noisy(Layer):
            uses_learning_phase = True
        x = Input((2,))
        assert Network(x, Noisy()(x)).uses_learning_phase
        assert not two_ends().uses_learning_phase


class TestWithoutGraph(object):

    class Own(Network):
        def __init__(self):
            super(TestWithoutGraph.Own, self).__init__(name='own')
            self.first = Affine(3)
            self.second = Affine(2)

        def call(self, inputs, mask=None):
            return self.second(self.first(inputs))

    def test_layers_are_its_attributes(self):
        net = self.Own()
        assert net.layers == [net.first, net.second] and not net._is_graph_network
        y = net(Input((4,)))
        assert K.int_shape(y) == (None, 2) and len(net.weights) == 4
        assert net.built and net.count_params() == 23

    def test_no_configuration(self):
        with pytest.raises(NotImplementedError, match='own is defined by the Python code of class'):
            self.Own().get_config()

    def test_no_call(self):
        with pytest.raises(NotImplementedError, match='has to define `call'):
            Network(name='empty')(Input((2,)))

    def test_summary_needs_weights(self):
        with pytest.raises(ValueError, match='own has not been built yet'):
            self.Own().summary()

"""Layer: arguments, names, building, calling, weights, losses, updates, attributes."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from keras import backend as K
from keras import regularizers
from keras.engine.base_layer import Layer, disable_tracking
from keras.engine.input_layer import Input
from keras.engine.network import Network
from tests.engine.small_layers import Affine, MaskedSum, MaskFrom, RunningMax, Splitter


def value(tensors, inputs=(), arrays=()):
    """Values of tensors for given inputs, in the test phase."""
    return K.function(list(inputs), tensors)(list(arrays))


class TestArguments(object):

    def test_unknown_argument_is_named_with_the_known_ones(self):
        with pytest.raises(TypeError, match=r'Layer.*: colour, shape\..*batch_input_.*weights'):
            Layer(colour='red', shape=(2,))

    @pytest.mark.parametrize('kwargs, expected', [
        (dict(input_shape=(3, 4)), (None, 3, 4)),
        (dict(input_shape=(3,), batch_size=5), (5, 3)),
        (dict(input_shape=[3]), (None, 3)),
        (dict(batch_input_shape=[2, None]), (2, None)),
        (dict(input_shape=()), (None,)),
    ])
    def test_input_shape(self, kwargs, expected):
        assert Layer(**kwargs).batch_input_shape == expected

    def test_no_input_shape_no_attribute(self):
        assert not hasattr(Layer(), 'batch_input_shape')

    def test_dtype(self):
        assert Layer().dtype == 'float32'
        assert Layer(dtype='float64').dtype == 'float64'
        assert Layer(input_dtype='int32').dtype == 'int32'

    @pytest.mark.parametrize('class_name, name', [
        ('Dense', 'dense_1'), ('MaxPooling2D', 'max_pooling2d_1'), ('ConvLSTM2D', 'conv_lst_m2d_1'),
        ('LeakyReLU', 'leaky_re_lu_1'), ('LSTM', 'lstm_1'), ('SimpleRNN', 'simple_rnn_1'),
        ('_Hidden', 'private__hidden_1')])
    def test_automatic_names(self, class_name, name):
        assert type(class_name, (Layer,), {})().name == name

    def test_names_count_up(self):
        assert [Layer().name for _ in range(3)] == ['layer_1', 'layer_2', 'layer_3']
        K.clear_session()
        assert Layer().name == 'layer_1'

    def test_config_round_trip(self):
        layer = Layer(name='a', trainable=False, input_shape=(2,), dtype='float64')
        config = layer.get_config()
        assert config == {'name': 'a', 'trainable': False, 'batch_input_shape': (None, 2),
                          'dtype': 'float64'}
        assert Layer.from_config(config).get_config() == config


class TestCall(object):

    def test_builds_once_and_computes(self):
        layer, x = Affine(2), Input((3,))
        y, z = layer(x), layer(Input((3,)))
        assert layer.built and len(layer.weights) == 2
        assert K.int_shape(y) == K.int_shape(z) == (None, 2)
        layer.set_weights([np.arange(6.).reshape(3, 2), [1., 2.]])
        assert_allclose(value([y], [x], [[[1., 1., 1.]]])[0], [[7., 11.]])

    def test_weight_names_begin_with_the_layer(self):
        layer = Affine(2, name='first')
        layer(Input((3,)))
        assert [w.name.split(':')[0] for w in layer.weights] == ['first/kernel', 'first/bias']

    @pytest.mark.parametrize('thing', [np.ones((2, 3)), 3, None, 'x', [[1.]]])
    def test_not_a_tensor(self, thing):
        with pytest.raises(ValueError, match='affine_1 was called with an input that is not a sym'):
            Affine(2)(thing)

    def test_failed_build_leaves_no_weights(self):
        class Fails(Affine):
            def build(self, input_shape):
                super(Fails, self).build(input_shape)
                raise RuntimeError('no')
        layer = Fails(2)
        with pytest.raises(RuntimeError, match='no'):
            layer(Input((3,)))
        assert layer._trainable_weights == [] and layer._inbound_nodes == []

    def test_initial_weights(self):
        arrays = [np.ones((3, 2)), np.full(2, 5.)]
        layer = Affine(2, weights=arrays)
        layer(Input((3,)))
        for got, expected in zip(layer.get_weights(), arrays):
            assert_array_equal(got, expected)

    def test_output_that_is_the_input_becomes_a_tensor_of_its_own(self):
        x = Input((3,))
        layer = Layer()
        y = layer(x)
        assert y is not x and x._keras_history[0].name == 'input_1'
        assert y._keras_history == (layer, 0, 0) and K.int_shape(y) == (None, 3)

    def test_output_that_belongs_to_another_layer_keeps_its_history(self):
        hidden = Affine(2)(Input((3,)))
        maker = hidden._keras_history[0]

        class Finds(Layer):
            def call(self, inputs):
                return hidden
        y = Finds()(Input((3,)))
        assert hidden._keras_history[0] is maker
        assert y is not hidden

    def test_several_inputs_and_outputs(self):
        x = Input((3,))
        double, total = Splitter()(x)
        assert K.int_shape(double) == (None, 3) and K.int_shape(total) == (None, 1)
        a, b = value([double, total], [x], [[[1., 2., 3.]]])
        assert_allclose(a, [[2., 4., 6.]])
        assert_allclose(b, [[6.]])
        assert total._keras_history[1:] == (0, 1)

    def test_shape_without_compute_output_shape_is_what_the_engine_knows(self):
        class Mean(Layer):
            def call(self, inputs):
                return K.mean(inputs, axis=1)
        assert K.int_shape(Mean()(Input((4, 3)))) == (None, 3)

    def test_number_of_shapes_must_fit(self):
        class Wrong(Splitter):
            def compute_output_shape(self, input_shape):
                return input_shape
        with pytest.raises(ValueError, match=r'returned 2 output\(s\).*gave 1 shape'):
            Wrong()(Input((3,)))

    def test_keyword_arguments_are_remembered(self):
        layer, x = MaskedSum(), Input((2, 3))
        y = layer(x, scale=3.)
        assert layer._inbound_nodes[0].arguments == {'scale': 3.}
        assert_allclose(value([y], [x], [np.ones((1, 2, 3))])[0], [[6., 6., 6.]])

    def test_learning_phase_flag_travels(self):
        class Noisy(Layer):
            uses_learning_phase = True
        assert Affine(2)(Noisy()(Input((3,))))._uses_learning_phase is True
        assert Affine(2)(Input((3,)))._uses_learning_phase is False

    def test_engine_tensor_without_layer(self):
        x = K.placeholder((None, 3))
        y = Affine(2)(x)
        assert y._keras_history[0]._inbound_nodes[0].inbound_layers == [None]
        assert value([y], [x], [np.ones((4, 3))])[0].shape == (4, 2)


class TestMasks(object):

    def test_mask_of_the_layer_before_is_given_to_call(self):
        x = Input((2, 1))
        y = MaskedSum()(MaskFrom()(x))
        assert_allclose(value([y], [x], [[[[5.], [0.]], [[1.], [2.]]]])[0], [[5.], [3.]])

    def test_given_mask_wins(self):
        x, mask = Input((2, 1)), Input((2,))
        y = MaskedSum()(MaskFrom()(x), mask=mask)
        assert_allclose(value([y], [x, mask], [[[[5.], [7.]]], [[0., 1.]]])[0], [[7.]])

    def test_layer_that_cannot_mask_says_so(self):
        with pytest.raises(TypeError, match='affine_1 .* does not support masking.*mask_zero'):
            Affine(2)(MaskFrom()(Input((2, 1))))

    def test_masks_are_asked_for_per_node(self):
        layer = MaskFrom()
        layer(Input((2, 1)))
        assert layer.input_mask is None
        assert K.int_shape(layer.output_mask) == (None, 2)
        assert layer.get_output_mask_at(0) is layer.output_mask


class TestHistory(object):

    def test_never_called(self):
        layer = Affine(2)
        for attribute in ('input', 'output', 'input_shape', 'output_shape', 'input_mask'):
            with pytest.raises(AttributeError, match='affine_1'):
                getattr(layer, attribute)
        with pytest.raises(RuntimeError, match='was never called'):
            layer.get_input_at(0)

    def test_called_twice(self):
        layer, a, b = Affine(2), Input((4, 3)), Input((5, 3))
        layer(a), layer(b)
        assert layer.get_input_at(1) is b and layer.get_output_shape_at(1) == (None, 5, 2)
        with pytest.raises(AttributeError, match='multiple inbound nodes.*get_output_at'):
            layer.output
        with pytest.raises(AttributeError, match='different shapes.*get_output_shape_at'):
            layer.output_shape
        with pytest.raises(ValueError, match='at node 2, but the layer has only 2'):
            layer.get_output_at(2)

    def test_equal_shapes_are_one_shape(self):
        layer = Affine(2)
        layer(Input((3,))), layer(Input((3,)))
        assert layer.input_shape == (None, 3) and layer.output_shape == (None, 2)


class TestWeights(object):

    def made(self):
        layer = Affine(2)
        layer(Input((3,)))
        return layer

    def test_frozen(self):
        layer = self.made()
        layer.trainable = False
        assert layer.trainable_weights == [] and len(layer.non_trainable_weights) == 2
        layer.trainable = True
        assert layer.weights == [layer.kernel, layer.bias]

    def test_lists_can_be_set(self):
        layer = self.made()
        layer.trainable_weights = [layer.kernel]
        layer.non_trainable_weights = [layer.bias]
        assert layer.trainable_weights == [layer.kernel]
        assert layer.weights == [layer.kernel, layer.bias]

    @pytest.mark.parametrize('arrays, message', [
        ([np.zeros((3, 2))], 'has 2 weights, but 1 arrays were given'),
        ([np.ones((3, 2)), np.ones(3)], r'Weight 1 .* has shape \(2,\), but .* shape \(3,\)')])
    def test_arrays_that_do_not_fit_change_nothing(self, arrays, message):
        layer = self.made()
        before = layer.get_weights()
        with pytest.raises(ValueError, match=message):
            layer.set_weights(arrays)
        for a, b in zip(before, layer.get_weights()):
            assert_array_equal(a, b)

    def test_count_params(self):
        assert self.made().count_params() == 8
        with pytest.raises(RuntimeError, match='was not built.*build'):
            Affine(2).count_params()

    def test_add_weight(self):
        layer = Layer()
        scalar = layer.add_weight('s', initializer='ones', trainable=False)
        vector = layer.add_weight(name='v', shape=3, constraint=abs,
                                  initializer=lambda shape: K.constant([1, 2, 3]),
                                  regularizer=regularizers.l2(0.5))
        double = layer.add_weight('d', (1,), dtype='float64')
        assert K.int_shape(scalar) == () and K.dtype(double) == 'float64'
        assert layer._non_trainable_weights == [scalar]
        assert layer._trainable_weights == [vector, double]
        assert vector.constraint is abs
        assert_allclose(K.eval(layer.losses[0]), 7.)

    def test_dtype_of_the_layer(self):
        assert K.dtype(Layer(dtype='float64').add_weight('w', (1,))) == 'float64'
        assert K.dtype(Layer(dtype='int32').add_weight('w', (1,))) == 'float32'

    def test_unknown_size(self):
        with pytest.raises(ValueError, match=r"'kernel' of layer affine_1 .*\(None, 2\).*input_sh"):
            Affine(2)(Input((None,)))


class TestLossesAndUpdates(object):

    def test_losses_by_input(self):
        layer = Affine(2, regularizer=regularizers.l1(1.), activity_regularizer=regularizers.l2(1.))
        a, b = Input((3,)), Input((3,))
        layer(a), layer(b)
        assert len(layer.losses) == 3
        assert len(layer.get_losses_for(a)) == len(layer.get_losses_for([b])) == 1
        assert len(layer.get_losses_for(None)) == 1
        assert layer.get_losses_for(Input((3,))) == []
        layer.set_weights([np.ones((3, 2)), np.zeros(2)])
        loss = value(layer.get_losses_for(a), [a], [[[1., 1., 0.]]])[0]
        assert_allclose(loss, 8.)

    def test_updates(self):
        layer, x = RunningMax(), Input((2,))
        y = layer(x)
        assert len(layer.get_updates_for(x)) == len(layer.get_updates_for(None)) == 1
        K.function([x], [y], updates=layer.updates)([[[1., 7.]]])
        assert_allclose(layer.get_weights(), [7., 1.])

    def test_frozen_layer_has_no_updates_unless_it_keeps_state(self):
        layer = RunningMax()
        layer(Input((2,)))
        layer.trainable = False
        assert layer.updates == [] and layer.get_updates_for(None) == []
        layer.stateful = True
        assert len(layer.updates) == 2


class TestMetrics(object):

    def test_added(self):
        layer, x = Affine(2), Input((2,))
        y = layer(x)
        layer.add_metric(K.sum(y), name='total')
        metric, = layer.metrics
        assert metric.name == 'total'
        layer.set_weights([np.ones((2, 2)), np.zeros(2)])
        count = K.function([x], [layer._metric_results['total']])
        assert_allclose(count([[[1., 1.]]])[0], 4.)
        assert_allclose(count([[[2., 2.]]])[0], 6.)

    def test_name_is_needed(self):
        layer = Affine(2)
        with pytest.raises(ValueError, match='add_metric received a tensor.*`name=`'):
            layer.add_metric(K.sum(layer(Input((2,)))))


class TestAttributes(object):

    def test_sublayers_belong_to_the_layer(self):
        class Block(Layer):
            def __init__(self, **kwargs):
                self.before = Affine(3, regularizer=regularizers.l2(1.))
                super(Block, self).__init__(**kwargs)
                self.after = Affine(1)
                self.scale = K.variable(2.)

            def call(self, inputs):
                return self.after(self.before(inputs)) * self.scale
        block = Block()
        y = block(Input((2,)))
        assert K.int_shape(y) == (None, 1)
        assert len(block.trainable_weights) == 5 and block.weights[0] is block.scale
        assert len(block.losses) == 1
        block.before.trainable = False
        assert len(block.trainable_weights) == 3 and len(block.non_trainable_weights) == 2
        block.trainable = False
        assert block.trainable_weights == [] and len(block.non_trainable_weights) == 5
        block.set_weights([w + 1. for w in block.get_weights()])
        assert_allclose(K.eval(block.scale), 3.)

    def test_what_sublayers_add_belongs_to_the_call(self):
        class Block(Layer):
            def __init__(self):
                super(Block, self).__init__()
                self.affine = Affine(2, activity_regularizer=regularizers.l1(1.))
                self.top = RunningMax()

            def call(self, inputs):
                return self.top(self.affine(inputs))
        block, a, b = Block(), Input((2,)), Input((2,))
        block(a), block(b)
        assert len(block.losses) == 2 and len(block.updates) == 3
        assert len(block.get_losses_for(a)) == len(block.get_losses_for(b)) == 1
        assert len(block.get_updates_for(a)) == 1 and len(block.get_updates_for(None)) == 1
        c, d = Input((2,)), Input((2,))
        net = Network(c, block(c))
        outer = Network(d, net(d))
        for model in (net, outer):
            assert len(model.updates) == 2
            assert value(model.losses, model.inputs, [[[1., 1.]]])[0] > 0.
        block.top.trainable = False
        assert net.updates == outer.updates == block.get_updates_for(a) == []

    def test_calls_of_sublayers_without_nodes(self):
        class Wraps(Layer):
            def __init__(self, layer):
                super(Wraps, self).__init__()
                self.layer = layer

            def build(self, input_shape):
                self.layer.build(input_shape)

            def call(self, inputs):
                return self.layer.call(inputs * 2.)
        x = Input((2,))
        assert len(Network(x, Wraps(RunningMax())(x)).updates) == 2

    def test_weights_added_by_hand_count_once(self):
        class Old(Layer):
            def build(self, input_shape):
                self.inner = Affine(2)
                self.inner.build(input_shape)
                self._trainable_weights += self.inner._trainable_weights
                super(Old, self).build(input_shape)
        layer = Old()
        layer.build((None, 3))
        assert len(layer.weights) == 2

    def test_replaced_sublayer_is_forgotten(self):
        layer = Layer()
        layer.a = Affine(1)
        layer.a = layer.b = Affine(2)
        layer.a = None
        assert layer._layers == [layer.b]

    def test_disable_tracking(self):
        class Quiet(Layer):
            @disable_tracking
            def __init__(self):
                super(Quiet, self).__init__()
                self.inner = Affine(1)
        layer = Quiet()
        assert layer._layers == []
        layer.other = Affine(1)
        assert layer._layers == [layer.other]

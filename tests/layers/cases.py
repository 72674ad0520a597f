"""Constructor arguments and inputs for the common checks of layers: one table.

Each entry of `CASES` is `(class name, arguments, input shapes without the batch axis, options)`.
A layer class that `keras.layers` exports and that has no entry here fails a test. Options:
`ints`: inputs are integers below this; `free`: the same shapes with None where the size may be
unknown; `suffix`: more about the case, for its name. Arguments that hold layers are a function, so
that every layer made of the case has parts of its own.
"""

from keras import layers


class Case(object):
    """One way to make and call a layer."""

    def __init__(self, class_name, kwargs, shapes, ints=None, free=None, suffix=''):
        self.class_name = class_name
        self._kwargs = kwargs
        self.shapes = shapes
        self.ints = ints
        self.free = free
        self.name = class_name + ('-' + suffix if suffix else '')

    @property
    def kwargs(self):
        """The constructor arguments."""
        return self._kwargs() if callable(self._kwargs) else self._kwargs

    def __repr__(self):
        return self.name


def _square(x):
    return x * x


_SEQUENCE, _IMAGE, _VOLUME = [(6, 3)], [(5, 6, 3)], [(4, 5, 6, 2)]
_ANY_SEQUENCE, _ANY_IMAGE, _ANY_VOLUME = (
    [(None, 3)], [(None, None, 3)], [(None, None, None, 2)])
_FIRST = {'data_format': 'channels_first'}

CASES = [
    # core
    Case('Dense', {'units': 4}, [(3,)]),
    Case('Dense', {'units': 2, 'activation': 'tanh', 'use_bias': False, 'name': 'mine',
                   'kernel_regularizer': 'l2', 'kernel_constraint': 'max_norm'},
         _SEQUENCE, free=_ANY_SEQUENCE, suffix='sequence'),
    Case('Activation', {'activation': 'relu'}, [(4,)]),
    Case('Dropout', {'rate': 0.5}, [(4,)]),
    Case('Dropout', {'rate': 0.5, 'noise_shape': (None, 1, None), 'seed': 3}, _SEQUENCE,
         free=_ANY_SEQUENCE, suffix='noise_shape'),
    Case('SpatialDropout1D', {'rate': 0.5}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('SpatialDropout2D', {'rate': 0.5}, _IMAGE, free=_ANY_IMAGE),
    Case('SpatialDropout2D', dict(_FIRST, rate=0.5), _IMAGE, suffix='first'),
    Case('SpatialDropout3D', {'rate': 0.5}, _VOLUME, free=_ANY_VOLUME),
    Case('SpatialDropout3D', dict(_FIRST, rate=0.5), _VOLUME, suffix='first'),
    Case('Flatten', {}, _IMAGE),
    Case('Flatten', _FIRST, _IMAGE, suffix='first'),
    Case('Reshape', {'target_shape': (2, -1)}, _IMAGE),
    Case('Reshape', {'target_shape': (-1, 1, 3)}, _IMAGE, free=_ANY_IMAGE, suffix='free'),
    Case('Permute', {'dims': (2, 1)}, _SEQUENCE),
    Case('RepeatVector', {'n': 3}, [(4,)]),
    Case('Lambda', {'function': _square}, [(4,)]),
    Case('Lambda', {'function': lambda x, power=2: x ** power, 'output_shape': (4,),
                    'arguments': {'power': 3}}, [(4,)], suffix='arguments'),
    Case('Masking', {'mask_value': 0.5}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('ActivityRegularization', {'l1': 0.1, 'l2': 0.2}, [(4,)]),
    # convolutional
    Case('Conv1D', {'filters': 4, 'kernel_size': 3}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('Conv1D', {'filters': 4, 'kernel_size': 2, 'padding': 'causal', 'dilation_rate': 2},
         _SEQUENCE, free=_ANY_SEQUENCE, suffix='causal'),
    Case('Conv1D', dict(_FIRST, filters=4, kernel_size=2, strides=2), _SEQUENCE, suffix='first'),
    Case('Conv2D', {'filters': 4, 'kernel_size': (3, 2), 'activation': 'relu'}, _IMAGE,
         free=_ANY_IMAGE),
    Case('Conv2D', {'filters': 4, 'kernel_size': 3, 'strides': 2, 'padding': 'same',
                    'use_bias': False}, _IMAGE, free=_ANY_IMAGE, suffix='same'),
    Case('Conv2D', dict(_FIRST, filters=4, kernel_size=2, dilation_rate=2, padding='same'),
         _IMAGE, suffix='first'),
    Case('Conv3D', {'filters': 2, 'kernel_size': 2}, _VOLUME, free=_ANY_VOLUME),
    Case('Conv3D', dict(_FIRST, filters=2, kernel_size=2, strides=2, padding='same'), _VOLUME,
         suffix='first'),
    Case('Conv2DTranspose', {'filters': 2, 'kernel_size': 3, 'strides': 2}, _IMAGE,
         free=_ANY_IMAGE),
    Case('Conv2DTranspose', {'filters': 2, 'kernel_size': 3, 'strides': 2, 'padding': 'same',
                             'output_padding': 1}, _IMAGE, free=_ANY_IMAGE, suffix='same'),
    Case('Conv2DTranspose', dict(_FIRST, filters=2, kernel_size=2), _IMAGE, suffix='first'),
    Case('Conv3DTranspose', {'filters': 2, 'kernel_size': 2, 'strides': 2}, _VOLUME,
         free=_ANY_VOLUME),
    Case('Conv3DTranspose', dict(_FIRST, filters=2, kernel_size=2, padding='same'), _VOLUME,
         suffix='first'),
    Case('SeparableConv1D', {'filters': 4, 'kernel_size': 3, 'depth_multiplier': 2}, _SEQUENCE,
         free=_ANY_SEQUENCE),
    Case('SeparableConv1D', {'filters': 4, 'kernel_size': 3, 'padding': 'causal'}, _SEQUENCE,
         free=_ANY_SEQUENCE, suffix='causal'),
    Case('SeparableConv2D', {'filters': 4, 'kernel_size': 3, 'padding': 'same'}, _IMAGE,
         free=_ANY_IMAGE),
    Case('SeparableConv2D', dict(_FIRST, filters=4, kernel_size=2, depth_multiplier=2), _IMAGE,
         suffix='first'),
    Case('DepthwiseConv2D', {'kernel_size': 3, 'depth_multiplier': 2}, _IMAGE, free=_ANY_IMAGE),
    Case('DepthwiseConv2D', dict(_FIRST, kernel_size=2, padding='same'), _IMAGE, suffix='first'),
    Case('ZeroPadding1D', {'padding': (1, 2)}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('ZeroPadding2D', {'padding': ((1, 0), (2, 1))}, _IMAGE, free=_ANY_IMAGE),
    Case('ZeroPadding2D', dict(_FIRST, padding=1), _IMAGE, suffix='first'),
    Case('ZeroPadding3D', {'padding': (1, 0, 2)}, _VOLUME, free=_ANY_VOLUME),
    Case('ZeroPadding3D', dict(_FIRST, padding=1), _VOLUME, suffix='first'),
    Case('UpSampling1D', {'size': 2}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('UpSampling2D', {'size': (2, 3)}, _IMAGE, free=_ANY_IMAGE),
    Case('UpSampling2D', dict(_FIRST, size=2, interpolation='bilinear'), _IMAGE,
         suffix='first'),
    Case('UpSampling3D', {'size': (2, 1, 3)}, _VOLUME, free=_ANY_VOLUME),
    Case('UpSampling3D', dict(_FIRST, size=2), _VOLUME, suffix='first'),
    Case('Cropping1D', {'cropping': (1, 2)}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('Cropping2D', {'cropping': ((1, 0), (2, 1))}, _IMAGE, free=_ANY_IMAGE),
    Case('Cropping2D', dict(_FIRST, cropping=1), [(2, 5, 6)], suffix='first'),
    Case('Cropping3D', {'cropping': (1, 0, 2)}, _VOLUME, free=_ANY_VOLUME),
    Case('Cropping3D', dict(_FIRST, cropping=1), [(2, 4, 5, 6)], suffix='first'),
    # normalization, embeddings
    Case('BatchNormalization', {}, [(4,)]),
    Case('BatchNormalization', {'axis': 1, 'momentum': 0.5, 'scale': False}, _IMAGE,
         suffix='axis1'),
    Case('BatchNormalization', {'center': False}, _IMAGE, free=_ANY_IMAGE, suffix='image'),
    Case('Embedding', {'input_dim': 7, 'output_dim': 3}, [(4,)], ints=7, free=[(None,)]),
    Case('Embedding', {'input_dim': 7, 'output_dim': 3, 'mask_zero': True,
                       'input_length': (2, 5)}, [(2, 5)], ints=7, suffix='mask_zero'),
    # advanced activations, noise
    Case('LeakyReLU', {'alpha': 0.1}, [(4,)]),
    Case('PReLU', {}, [(4,)]),
    Case('PReLU', {'shared_axes': [1, 2]}, _IMAGE, free=_ANY_IMAGE, suffix='shared_axes'),
    Case('ELU', {'alpha': 0.5}, [(4,)]),
    Case('ThresholdedReLU', {'theta': 0.5}, [(4,)]),
    Case('Softmax', {'axis': 1}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('ReLU', {'max_value': 1., 'negative_slope': 0.1, 'threshold': 0.2}, [(4,)]),
    Case('GaussianNoise', {'stddev': 0.5}, [(4,)]),
    Case('GaussianDropout', {'rate': 0.5}, [(4,)]),
    Case('AlphaDropout', {'rate': 0.3, 'noise_shape': (None, 1), 'seed': 1}, [(4,)]),
]

for _kind in ('Max', 'Average'):
    CASES += [
        Case(_kind + 'Pooling1D', {}, _SEQUENCE, free=_ANY_SEQUENCE),
        Case(_kind + 'Pooling1D', dict(_FIRST, pool_size=2, strides=1), _SEQUENCE,
             suffix='first'),
        Case(_kind + 'Pooling2D', {'pool_size': (2, 3)}, _IMAGE, free=_ANY_IMAGE),
        Case(_kind + 'Pooling2D', dict(_FIRST, pool_size=3, strides=2, padding='same'), _IMAGE,
             suffix='first'),
        Case(_kind + 'Pooling3D', {}, _VOLUME, free=_ANY_VOLUME),
        Case(_kind + 'Pooling3D', dict(_FIRST, pool_size=2, padding='same'), _VOLUME,
             suffix='first')]
    for _rank, _shapes, _free in ((1, _SEQUENCE, _ANY_SEQUENCE), (2, _IMAGE, _ANY_IMAGE),
                                  (3, _VOLUME, _ANY_VOLUME)):
        _name = 'Global{}Pooling{}D'.format(_kind, _rank)
        CASES += [Case(_name, {}, _shapes, free=_free),
                  Case(_name, _FIRST, [(4, 4)] if _rank == 1 else _shapes, suffix='first')]

for _name in ('Add', 'Multiply', 'Average', 'Maximum', 'Minimum'):
    CASES += [Case(_name, {}, [(4,)] * 3),
              Case(_name, {}, [(6, 3), (3,)], free=[(None, 3), (3,)], suffix='broadcast')]
CASES += [
    Case('Subtract', {}, [(6, 3), (6, 3)], free=[(None, 3), (None, 3)]),
    Case('Concatenate', {}, [(6, 3), (6, 2)], free=[(None, 3), (None, 2)]),
    Case('Concatenate', {'axis': 1}, [(6, 3), (2, 3)], free=[(None, 3), (None, 3)],
         suffix='steps'),
    Case('Dot', {'axes': 1, 'normalize': True}, [(4,), (4,)]),
    Case('Dot', {'axes': (2, 1)}, [(6, 3), (3, 5)], suffix='matrices'),
]

CASES += [
    # recurrent
    Case('SimpleRNN', {'units': 4, 'return_sequences': True}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('SimpleRNN', {'units': 4, 'unroll': True, 'activation': 'relu', 'use_bias': False,
                       'go_backwards': True, 'dropout': 0.2, 'recurrent_dropout': 0.2},
         _SEQUENCE, suffix='unroll'),
    Case('GRU', {'units': 4}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('GRU', {'units': 4, 'reset_after': True, 'return_sequences': True, 'dropout': 0.2,
                 'recurrent_dropout': 0.2, 'bias_regularizer': 'l2'}, _SEQUENCE,
         free=_ANY_SEQUENCE, suffix='reset_after'),
    Case('GRU', {'units': 4, 'implementation': 1, 'activation': 'selu', 'dropout': 0.2,
                 'recurrent_dropout': 0.2}, _SEQUENCE, free=_ANY_SEQUENCE, suffix='general'),
    Case('LSTM', {'units': 4}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('LSTM', {'units': 4, 'return_sequences': True, 'go_backwards': True, 'dropout': 0.2,
                  'recurrent_dropout': 0.2, 'recurrent_activation': 'hard_sigmoid',
                  'kernel_constraint': 'max_norm', 'name': 'mine'}, _SEQUENCE,
         free=_ANY_SEQUENCE, suffix='sequences'),
    Case('LSTM', {'units': 4, 'implementation': 1, 'use_bias': False, 'activation': 'elu',
                  'dropout': 0.2, 'recurrent_dropout': 0.2}, _SEQUENCE, free=_ANY_SEQUENCE,
         suffix='general'),
    Case('RNN', lambda: {'cell': [layers.LSTMCell(3), layers.GRUCell(2)]}, _SEQUENCE,
         free=_ANY_SEQUENCE, suffix='stacked'),
    Case('RNN', lambda: {'cell': layers.SimpleRNNCell(3), 'return_sequences': True}, _SEQUENCE,
         free=_ANY_SEQUENCE),
    Case('CuDNNGRU', {'units': 4, 'return_sequences': True}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('CuDNNLSTM', {'units': 4}, _SEQUENCE, free=_ANY_SEQUENCE),
    Case('ConvLSTM2D', {'filters': 2, 'kernel_size': 2}, _VOLUME, free=_ANY_VOLUME),
    Case('ConvLSTM2D', dict(_FIRST, filters=2, kernel_size=2, padding='same',
                            return_sequences=True, dropout=0.2, recurrent_dropout=0.2),
         _VOLUME, suffix='first'),
    Case('ConvRNN2D', lambda: {'cell': layers.ConvLSTM2DCell(2, 2, strides=(2, 1))}, _VOLUME,
         free=_ANY_VOLUME),
    # wrappers
    Case('TimeDistributed', lambda: {'layer': layers.Dense(4, name='inner')}, _SEQUENCE,
         free=_ANY_SEQUENCE),
    Case('TimeDistributed', lambda: {'layer': layers.Conv1D(4, 3, name='inner')}, _IMAGE,
         free=_ANY_IMAGE, suffix='convolution'),
    Case('TimeDistributed', lambda: {'layer': layers.LSTM(4, name='inner')}, _IMAGE,
         free=_ANY_IMAGE, suffix='recurrent'),
    Case('Bidirectional', lambda: {'layer': layers.LSTM(4, name='inner')}, _SEQUENCE,
         free=_ANY_SEQUENCE),
] + [
    Case('Bidirectional', lambda mode=mode: {
        'layer': layers.SimpleRNN(4, return_sequences=True, name='inner'), 'merge_mode': mode},
        _SEQUENCE, free=_ANY_SEQUENCE, suffix=mode) for mode in ('sum', 'mul', 'ave')
] + [
    # local
    Case('LocallyConnected1D', {'filters': 4, 'kernel_size': 3, 'strides': 2}, _SEQUENCE),
    Case('LocallyConnected2D', {'filters': 4, 'kernel_size': (3, 2), 'activation': 'relu'},
         _IMAGE),
    Case('LocallyConnected2D', dict(_FIRST, filters=4, kernel_size=2, use_bias=False), _IMAGE,
         suffix='first'),
    # layers that Keras 2 kept for Keras 1
    Case('Highway', {'activation': 'tanh'}, [(6,)]),
    Case('MaxoutDense', {'output_dim': 3, 'nb_feature': 2, 'W_regularizer': 'l2'}, [(6,)]),
]

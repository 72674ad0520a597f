"""The Keras 1 spellings: for each class or method, the old name of an argument and the new one.

The table is consulted only when a call has an old name or more positional arguments than the order
of both versions allows, and when a configuration of Keras 1 is read.
"""
from keras.legacy import rewrites

# Old values of old arguments.
_VALUES = {
    'dim_ordering': {'tf': 'channels_last', 'th': 'channels_first', 'default': None},
    'consume_less': {'cpu': 0, 'mem': 1, 'gpu': 2},
}


class Spelling(object):
    """How Keras 1 wrote a call.

    Args:
        positional: Tuple of the arguments that may be given by position; Keras 1 had the further
            ones in another order. None if there is no limit.
        renamed: Dictionary from old to new names.
        step: A function of `keras.legacy.rewrites`, or None.
        extra: The old names that `step` knows.
        peek: Function of `(args, kwargs)` that tells an old value under a name that stayed.
        values: Dictionary: old name -> dictionary from old to new values.
    """

    def __init__(self, positional=None, renamed=None, step=None, extra=(), peek=None, values=None):
        self.positional = positional
        self.renamed = renamed or {}
        self.step = step
        self.peek = peek
        self.old = frozenset(self.renamed) | frozenset(extra)
        self.values = {name: table for name, table in _VALUES.items() if name in self.renamed}
        self.values.update(values or {})

    def fits(self, args, kwargs):
        """Whether a call (without `self`) is spelled in the Keras 2 way."""
        return (self.old.isdisjoint(kwargs)
                and (self.positional is None or len(args) <= len(self.positional))
                and (self.peek is None or not self.peek(args, kwargs)))


_KERNEL = {'init': 'kernel_initializer', 'bias': 'use_bias', 'W_regularizer': 'kernel_regularizer',
           'b_regularizer': 'bias_regularizer', 'W_constraint': 'kernel_constraint',
           'b_constraint': 'bias_constraint'}
_FORMAT = {'dim_ordering': 'data_format'}
_PADDED = dict(_FORMAT, border_mode='padding')
_CONV = dict(_KERNEL, nb_filter='filters', border_mode='padding')
_CONV_1D = dict(_CONV, filter_length='kernel_size', subsample_length='strides')
_CONV_ND = dict(_CONV, dim_ordering='data_format', subsample='strides')
_SEPARABLE = {old: new for old, new in _CONV_ND.items()
              if old not in ('init', 'W_regularizer', 'W_constraint')}
_GATES = {'init': 'kernel_initializer', 'inner_init': 'recurrent_initializer',
          'inner_activation': 'recurrent_activation', 'W_regularizer': 'kernel_regularizer',
          'U_regularizer': 'recurrent_regularizer', 'b_regularizer': 'bias_regularizer',
          'dropout_W': 'dropout', 'dropout_U': 'recurrent_dropout'}
_RECURRENT = dict(_GATES, output_dim='units', consume_less='implementation')
_CONV_LSTM = dict(_GATES, nb_filter='filters', subsample='strides', border_mode='padding',
                  dim_ordering='data_format', bias='use_bias', forget_bias_init='unit_forget_bias')
_GENERATOR = {'samples_per_epoch': 'steps_per_epoch', 'val_samples': 'steps', 'nb_epoch': 'epochs',
              'nb_val_samples': 'validation_steps', 'max_q_size': 'max_queue_size',
              'nb_worker': 'workers', 'pickle_safe': 'use_multiprocessing'}

_FILTERS = ('filters', 'kernel_size')
_POOL = ('pool_size', 'strides', 'padding')
_plane = rewrites.kernel_of('nb_row', 'nb_col')
_space = rewrites.kernel_of('kernel_dim1', 'kernel_dim2', 'kernel_dim3')

_pool_1d = Spelling(_POOL, {'pool_length': 'pool_size', 'stride': 'strides',
                            'border_mode': 'padding'})
_pool_nd = Spelling(_POOL, _PADDED)
_global_pool = Spelling(None, _FORMAT)
_conv_1d = Spelling(_FILTERS, _CONV_1D, rewrites.sequence_shape, ('input_dim', 'input_length'))
_conv_2d = Spelling(_FILTERS, _CONV_ND, _plane, ('nb_row', 'nb_col'))
_recurrent = Spelling(
    ('units',), _RECURRENT,
    rewrites.together(rewrites.sequence_shape, rewrites.forget_bias),
    ('input_dim', 'input_length', 'forget_bias_init'))
_generator = Spelling(None, _GENERATOR, rewrites.samples_to_steps)

CALLS = {
    'Dense': Spelling(('units',), dict(_KERNEL, output_dim='units')),
    'Dropout': Spelling(('rate', 'noise_shape', 'seed'), {'p': 'rate'}),
    'SpatialDropout1D': Spelling(('rate',), {'p': 'rate'}),
    'SpatialDropout2D': Spelling(('rate',), dict(_FORMAT, p='rate')),
    'SpatialDropout3D': Spelling(('rate',), dict(_FORMAT, p='rate')),
    'GaussianDropout': Spelling(('rate',), {'p': 'rate'}),
    'GaussianNoise': Spelling(('stddev',), {'sigma': 'stddev'}),
    'PReLU': Spelling(('alpha_initializer',), {'init': 'alpha_initializer'}),
    'Embedding': Spelling(
        ('input_dim', 'output_dim'),
        {'init': 'embeddings_initializer', 'W_regularizer': 'embeddings_regularizer',
         'W_constraint': 'embeddings_constraint'},
        rewrites.drop_embedding_dropout, ('dropout',)),
    'BatchNormalization': Spelling(
        (), {'beta_init': 'beta_initializer', 'gamma_init': 'gamma_initializer'},
        rewrites.normalization_mode, ('mode',)),

    'Conv1D': _conv_1d,
    'Conv2D': _conv_2d,
    'Conv3D': Spelling(_FILTERS, _CONV_ND, _space, ('kernel_dim1', 'kernel_dim2', 'kernel_dim3')),
    'Conv2DTranspose': Spelling(
        _FILTERS, _CONV_ND, rewrites.together(rewrites.drop_output_shape, _plane),
        ('nb_row', 'nb_col', 'output_shape')),
    'SeparableConv2D': Spelling(
        _FILTERS, _SEPARABLE, rewrites.together(_plane, rewrites.one_init),
        ('nb_row', 'nb_col', 'init')),
    'LocallyConnected1D': _conv_1d,
    'LocallyConnected2D': _conv_2d,

    'MaxPooling1D': _pool_1d, 'AveragePooling1D': _pool_1d,
    'MaxPooling2D': _pool_nd, 'AveragePooling2D': _pool_nd,
    'MaxPooling3D': _pool_nd, 'AveragePooling3D': _pool_nd,
    'GlobalMaxPooling2D': _global_pool, 'GlobalAveragePooling2D': _global_pool,
    'GlobalMaxPooling3D': _global_pool, 'GlobalAveragePooling3D': _global_pool,
    'UpSampling1D': Spelling(('size',), {'length': 'size'}),
    'UpSampling2D': Spelling(('size',), _FORMAT),
    'UpSampling3D': Spelling(('size',), _FORMAT),
    'Cropping2D': Spelling(('cropping',), _FORMAT),
    'Cropping3D': Spelling(('cropping',), _FORMAT),
    'ZeroPadding2D': Spelling(('padding',), _FORMAT, rewrites.padding_of_sides,
                              peek=rewrites.is_padding_of_sides),
    'ZeroPadding3D': Spelling(('padding',), _FORMAT),

    'SimpleRNN': _recurrent, 'GRU': _recurrent, 'LSTM': _recurrent,
    'ConvLSTM2D': Spelling(
        _FILTERS, _CONV_LSTM, rewrites.together(_plane, rewrites.forget_bias),
        ('nb_row', 'nb_col')),

    'InputLayer': Spelling(None, {'input_dtype': 'dtype'}),
    'Network': Spelling(None, {'input': 'inputs', 'output': 'outputs'}),
    'Lambda': Spelling(None),
    'ImageDataGenerator': Spelling(None, _FORMAT),
    'array_to_img': Spelling(None, _FORMAT),
    'img_to_array': Spelling(None, _FORMAT),
    'Model.fit': Spelling(None, {'nb_epoch': 'epochs'}),
    'Model.fit_generator': _generator,
    'Model.evaluate_generator': _generator,
    'Model.predict_generator': _generator,
    'Optimizer.get_updates': Spelling(('loss', 'params'), {}, rewrites.loss_first,
                                      ('constraints',), rewrites.is_params_first),
    'Layer.add_weight': Spelling(None, {}, rewrites.name_first, peek=rewrites.is_shape_first),
}

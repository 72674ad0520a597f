"""The decorators of Keras 2 that let a constructor or method of your own take Keras 1 spellings.

The layers of this library do without them; they are here for layers and optimizers that were
written with them.
"""
import functools

from keras.legacy import rewrites
from keras.legacy.convert import convert, raise_duplicate_arg_error, warn  # noqa: F401
from keras.legacy.table import CALLS, Spelling


def generate_legacy_interface(allowed_positional_args=None, conversions=None, preprocessor=None,
                              value_conversions=None, object_type='class'):
    """Makes a decorator for a constructor or method.

    Args:
        allowed_positional_args: List of the arguments that may be given by position, or None for
            no limit.
        conversions: List of pairs (old name, new name).
        preprocessor: Function `(args, kwargs) -> (args, kwargs, converted)`, where `args` begins
            with `self` and `converted` lists the pairs (old name, new name) it has changed.
        value_conversions: Dictionary: new name -> dictionary from old to new values.
        object_type: `'class'` for a constructor, `'method'` for a method; used in messages.

    Returns:
        A decorator.

    Raises:
        ValueError: If `object_type` is another one.

    Example:
        from keras.layers import Layer
        from keras.legacy.interfaces import generate_legacy_interface

        class Scale(Layer):
            @generate_legacy_interface(conversions=[('by', 'factor')])
            def __init__(self, factor, **kwargs):
                super(Scale, self).__init__(**kwargs)
                self.factor = factor

        assert Scale(factor=2).factor == 2
    """
    if object_type not in ('class', 'method'):
        raise ValueError("`object_type` must be 'class' or 'method'. Received: %r."
                         % (object_type,))
    renamed = dict(conversions or [])
    values = {old: value_conversions[new] for old, new in renamed.items()
              if new in (value_conversions or {})}
    positional = None if allowed_positional_args is None else tuple(allowed_positional_args)
    return _decorator(Spelling(positional, renamed, values=values), preprocessor, object_type)


generate_legacy_method_interface = functools.partial(generate_legacy_interface,
                                                     object_type='method')


def _decorator(spelling, preprocessor=None, object_type='class'):
    """A decorator that converts the arguments of each call that is spelled in the old way."""
    def legacy_support(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            name = type(args[0]).__name__ if object_type == 'class' else func.__name__
            converted = []
            if preprocessor is not None:
                args, kwargs, converted = preprocessor(args, kwargs)
            notes, rest = [], list(args[1:])
            if converted or not spelling.fits(rest, kwargs):
                rest, kwargs, notes = convert(name, spelling, rest, kwargs)
                warn(name, rest, kwargs, notes, stacklevel=2)
            return func(args[0], *rest, **kwargs)
        wrapper._original_function = func
        return wrapper
    return legacy_support


def _supports(name, object_type='class'):
    """The decorator for an entry of the table."""
    return _decorator(CALLS[name], object_type=object_type)


def _preprocessor(step):
    """A preprocessor, which sees `self` and lists what it has changed, from a step."""
    def preprocess(args, kwargs):
        """Changes the arguments of a call; see the step in `keras.legacy.rewrites`."""
        rest, changed, _ = step(list(args[1:]), kwargs)
        gone = [(old, None) for old in kwargs if old not in changed]
        new = [(None, name) for name in changed if name not in kwargs]
        if len(rest) != len(args) - 1 and not gone:
            gone = [('arguments by position', None)]
        return tuple(args[:1]) + tuple(rest), changed, gone + new
    return preprocess


legacy_add_weight_support = _supports('Layer.add_weight', 'method')
legacy_batchnorm_support = _supports('BatchNormalization')
legacy_conv1d_support = _supports('Conv1D')
legacy_conv2d_support = _supports('Conv2D')
legacy_conv3d_support = _supports('Conv3D')
legacy_convlstm2d_support = _supports('ConvLSTM2D')
legacy_cropping2d_support = _supports('Cropping2D')
legacy_cropping3d_support = _supports('Cropping3D')
legacy_deconv2d_support = _supports('Conv2DTranspose')
legacy_dense_support = _supports('Dense')
legacy_dropout_support = _supports('Dropout')
legacy_embedding_support = _supports('Embedding')
legacy_gaussiandropout_support = _supports('GaussianDropout')
legacy_gaussiannoise_support = _supports('GaussianNoise')
legacy_generator_methods_support = _supports('Model.fit_generator', 'method')
legacy_get_updates_support = _supports('Optimizer.get_updates', 'method')
legacy_global_pooling_support = _supports('GlobalMaxPooling2D')
legacy_input_support = _supports('InputLayer')
legacy_lambda_support = _supports('Lambda')
legacy_model_constructor_support = _supports('Network')
legacy_pooling1d_support = _supports('MaxPooling1D')
legacy_pooling2d_support = _supports('MaxPooling2D')
legacy_pooling3d_support = _supports('MaxPooling3D')
legacy_prelu_support = _supports('PReLU')
legacy_recurrent_support = _supports('LSTM')
legacy_separable_conv2d_support = _supports('SeparableConv2D')
legacy_spatialdropout1d_support = _supports('SpatialDropout1D')
legacy_spatialdropoutNd_support = _supports('SpatialDropout2D')
legacy_upsampling1d_support = _supports('UpSampling1D')
legacy_upsampling2d_support = _supports('UpSampling2D')
legacy_upsampling3d_support = _supports('UpSampling3D')
legacy_zeropadding2d_support = _supports('ZeroPadding2D')
legacy_zeropadding3d_support = _supports('ZeroPadding3D')

add_weight_args_preprocessing = _preprocessor(rewrites.name_first)
batchnorm_args_preprocessor = _preprocessor(rewrites.normalization_mode)
conv1d_args_preprocessor = _preprocessor(rewrites.sequence_shape)
conv2d_args_preprocessor = _preprocessor(CALLS['Conv2D'].step)
conv3d_args_preprocessor = _preprocessor(CALLS['Conv3D'].step)
convlstm2d_args_preprocessor = _preprocessor(CALLS['ConvLSTM2D'].step)
deconv2d_args_preprocessor = _preprocessor(CALLS['Conv2DTranspose'].step)
embedding_kwargs_preprocessor = _preprocessor(rewrites.drop_embedding_dropout)
generator_methods_args_preprocessor = _preprocessor(rewrites.samples_to_steps)
get_updates_arg_preprocessing = _preprocessor(rewrites.loss_first)
recurrent_args_preprocessor = _preprocessor(CALLS['LSTM'].step)
separable_conv2d_args_preprocessor = _preprocessor(CALLS['SeparableConv2D'].step)
zeropadding2d_args_preprocessor = _preprocessor(rewrites.padding_of_sides)

"""Configurations that Keras 1 wrote, as Keras 2 writes them."""
from keras.legacy.construct import spelling_of
from keras.legacy.convert import convert

_MERGE_MODES = {'sum': 'Add', 'mul': 'Multiply', 'ave': 'Average', 'max': 'Maximum',
                'concat': 'Concatenate', 'dot': 'Dot', 'cos': 'Dot'}
_OTHER_NAMES = {'AtrousConvolution1D': 'Conv1D', 'AtrousConvolution2D': 'Conv2D',
                'SeparableConvolution2D': 'SeparableConv2D'}
# Regularizers and constraints were written under 'name' and beside their arguments.
_PARTS = {'WeightRegularizer': ('L1L2', {}), 'ActivityRegularizer': ('L1L2', {}),
          'MaxNorm': ('MaxNorm', {'m': 'max_value'}), 'NonNeg': ('NonNeg', {}),
          'UnitNorm': ('UnitNorm', {}), 'EigenvalueRegularizer': (None, {})}


def new_class(name, config):
    """The class and the configuration of what was another class in Keras 1.

    Args:
        name: Name of the class in the file.
        config: Its configuration; it is not changed.

    Returns:
        `(name, config)`, the given ones unless the class has gone.

    Raises:
        ValueError: For a `Merge` that has no successor.
    """
    if name == 'Merge':
        return _merge(config)
    if name in ('AtrousConvolution1D', 'AtrousConvolution2D'):
        config = dict(config)
        config['dilation_rate'] = config.pop('atrous_rate', 1)
    return _OTHER_NAMES.get(name, name), config


def new_config(cls, config):
    """The configuration of an object with all arguments under their new names.

    Args:
        cls: The class.
        config: Its configuration; it is not changed.

    Returns:
        A dictionary; the given configuration if it is written in the Keras 2 way.
    """
    spelling = spelling_of(cls)
    if spelling is None or not isinstance(config, dict) or spelling.fits((), config):
        return config
    config = {key: _part(key, value) for key, value in config.items()}
    _, config, _ = convert(cls.__name__, spelling, [], config)
    if config.get('implementation') == 0:       # `consume_less='cpu'`: gone, and only about speed
        config['implementation'] = 1
    return config


def _merge(config):
    """The layer that does what a `Merge` with these arguments did."""
    mode = config.get('mode', 'sum')
    if mode not in _MERGE_MODES or config.get('layers'):
        raise ValueError(
            'A `Merge` layer of Keras 1 with mode %r cannot be read%s. Build the model with the '
            'merge layers of Keras 2 and use load_weights().'
            % (mode, ' together with the models it merges' if config.get('layers') else ''))
    kept = {key: config[key] for key in ('name', 'trainable') if key in config}
    if mode == 'concat':
        kept['axis'] = config.get('concat_axis', -1)
    elif mode in ('dot', 'cos'):
        axes = config.get('dot_axes', -1)
        # one list of axes per input; only one axis each is left
        kept['axes'] = [_one_axis(axis) for axis in axes] if isinstance(axes, (list, tuple)) \
            else axes
        kept['normalize'] = mode == 'cos'
    return _MERGE_MODES[mode], kept


def _one_axis(axis):
    """The axis of an input that is multiplied."""
    if not isinstance(axis, (list, tuple)):
        return axis
    if len(axis) != 1:
        raise ValueError('A `Merge` layer of Keras 1 that multiplies over several axes at once '
                         '(%r) cannot be read: `Dot` has one axis per input.' % (axis,))
    return axis[0]


def _part(key, value):
    """A regularizer or constraint in the form of Keras 2."""
    if not isinstance(value, dict) or 'class_name' in value or 'name' not in value \
            or not key.endswith(('_regularizer', '_constraint')):
        return value
    new_name, renamed = _PARTS.get(value['name'], (None, {}))
    if new_name is None:
        raise ValueError('%s is %r, which Keras 2 does not have. Remove it from the configuration.'
                         % (key, value))
    arguments = {renamed.get(name, name): number for name, number in value.items()
                 if name != 'name'}
    return {'class_name': new_name, 'config': arguments}

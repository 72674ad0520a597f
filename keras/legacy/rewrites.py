"""Changes of Keras 1 calls that are more than another name for an argument.

Each function takes the positional arguments (without `self`) and the keywords of a call and
gives `(args, kwargs, notes)`: the new call, and sentences for the user, one per argument that has
no successor. It leaves alone what is not spelled in the Keras 1 way.
"""


def together(*steps):
    """One function that makes several changes in turn.

    Args:
        *steps: Functions of this module.

    Returns:
        A function of `(args, kwargs)`.
    """
    def step(args, kwargs):
        """All changes in turn."""
        notes = []
        for change in steps:
            args, kwargs, more = change(args, kwargs)
            notes += more
        return args, kwargs, notes
    return step


def kernel_of(*names):
    """Sizes of a kernel that were one argument per axis, also as positions 2, 3, ...

    Args:
        *names: Their keywords, e.g. `'nb_row', 'nb_col'`.

    Returns:
        A function of `(args, kwargs)` that makes `kernel_size` of them.
    """
    def step(args, kwargs):
        """Joins the sizes."""
        if len(args) <= 2 and not any(name in kwargs for name in names):
            return args, kwargs, []
        sizes = list(args[1:])
        if not all(isinstance(size, int) for size in sizes):
            return args, kwargs, []
        kwargs = dict(kwargs)
        sizes += [kwargs.pop(name) for name in names[len(sizes):] if name in kwargs]
        if len(sizes) != len(names):
            raise TypeError('The size of the kernel takes all of %s. Received %d of them: %s. Or '
                            'write kernel_size=%s.'
                            % (', '.join(names), len(sizes), sizes, (3,) * len(names)))
        if args:
            return [args[0], tuple(sizes)], kwargs, []
        kwargs['kernel_size'] = tuple(sizes)
        return [], kwargs, []
    return step


def drop_output_shape(args, kwargs):
    """A transposed convolution computes its output shape itself."""
    kwargs = dict(kwargs)
    given = kwargs.pop('output_shape', None)
    if len(args) == 4 and isinstance(args[3], (tuple, list)):
        args, given = args[:3], args[3]
    if given is None:
        return args, kwargs, []
    return args, kwargs, ['`output_shape` has no effect: the output shape follows from the input.']


def sequence_shape(args, kwargs):
    """`input_dim` and `input_length` of a layer that takes sequences: its `input_shape`."""
    if 'input_dim' not in kwargs:
        return args, kwargs, []
    kwargs = dict(kwargs)
    size = kwargs.pop('input_dim')
    if 'input_shape' in kwargs or 'batch_input_shape' in kwargs or size is None:
        if kwargs.get('input_length', '') is None or size is not None:
            kwargs.pop('input_length', None)
        return args, kwargs, []
    kwargs['input_shape'] = (kwargs.pop('input_length', None), size)
    return args, kwargs, []


def forget_bias(args, kwargs):
    """`forget_bias_init='one'` is the default now; another value was ignored by Keras 2 too."""
    if 'forget_bias_init' not in kwargs:
        return args, kwargs, []
    kwargs = dict(kwargs)
    value = kwargs.pop('forget_bias_init')
    if value in ('one', 'ones'):
        kwargs['unit_forget_bias'] = True
        return args, kwargs, []
    return args, kwargs, ['`forget_bias_init=%r` has no effect: write `unit_forget_bias=False` if '
                          'the bias of the forget gate is to start like the others.' % (value,)]


def one_init(args, kwargs):
    """`init` of a separable convolution was for both of its kernels."""
    if 'init' not in kwargs:
        return args, kwargs, []
    kwargs = dict(kwargs)
    value = kwargs.pop('init')
    for name in ('depthwise_initializer', 'pointwise_initializer'):
        kwargs.setdefault(name, value)
    return args, kwargs, []


def normalization_mode(args, kwargs):
    """Of the modes of `BatchNormalization` only 0 is left."""
    if 'mode' not in kwargs:
        return args, kwargs, []
    kwargs = dict(kwargs)
    mode = kwargs.pop('mode')
    if mode != 0:
        raise TypeError('BatchNormalization has no `mode=%r` any more; mode 0, normalization per '
                        'feature with moving averages, is the only one. Leave the argument out, '
                        'and write axis=-1 for what mode 1 or 2 did to matrices.' % (mode,))
    return args, kwargs, []


def drop_embedding_dropout(args, kwargs):
    """`Embedding` has no dropout of its own any more."""
    if 'dropout' not in kwargs:
        return args, kwargs, []
    kwargs = dict(kwargs)
    rate = kwargs.pop('dropout')
    if not rate:
        return args, kwargs, []
    return args, kwargs, ['`dropout=%r` has no effect: put `SpatialDropout1D(%r)` behind the layer.'
                          % (rate, rate)]


_SIDES = ('top_pad', 'bottom_pad', 'left_pad', 'right_pad')


def is_padding_of_sides(args, kwargs):
    """Whether the padding of `ZeroPadding2D` is a dictionary of sides."""
    return isinstance(args[0] if args else kwargs.get('padding'), dict)


def padding_of_sides(args, kwargs):
    """A dictionary of sides as the padding of `ZeroPadding2D`: a tuple of pairs."""
    if not is_padding_of_sides(args, kwargs):
        return args, kwargs, []
    sides = args[0] if args else kwargs['padding']
    unknown = sorted(set(sides) - set(_SIDES))
    if unknown:
        raise ValueError('The padding has unknown sides: %s. Those that there are: %s.'
                         % (', '.join(map(str, unknown)), ', '.join(_SIDES)))
    top, bottom, left, right = [sides.get(side, 0) for side in _SIDES]
    padding = ((top, bottom), (left, right))
    if args:
        return [padding] + list(args[1:]), kwargs, []
    return args, dict(kwargs, padding=padding), []


def samples_to_steps(args, kwargs):
    """Epochs were counted in samples; where the size of a batch is known, steps follow from it."""
    notes, kwargs = [], dict(kwargs)
    source = args[0] if args else kwargs.get('generator')
    for name, giver in (('samples_per_epoch', source), ('val_samples', source),
                        ('nb_val_samples', kwargs.get('validation_data'))):
        if kwargs.get(name) is None:
            continue
        size = getattr(giver, 'batch_size', None)
        if isinstance(size, int) and size > 0:
            kwargs[name] = -(-kwargs[name] // size)
        else:
            notes.append('`%s` counted samples; its successor counts batches, so divide the number '
                         'by the size of a batch.' % name)
    return args, kwargs, notes


def is_params_first(args, kwargs):
    """Whether `get_updates` is given the variables before the loss, as in Keras 1."""
    return bool(args) and isinstance(args[0], (list, tuple))


def loss_first(args, kwargs):
    """`get_updates(params, constraints, loss)`: constraints belong to the variables now."""
    kwargs = dict(kwargs)
    if is_params_first(args, kwargs):
        names = ('params', 'loss') if len(args) == 2 else ('params', 'constraints', 'loss')
        twice = set(names[:len(args)]) & set(kwargs)
        if twice or len(args) > 3:
            raise TypeError('get_updates(loss, params) received %d arguments by position%s.'
                            % (len(args), ' and twice: %s' % ', '.join(twice) if twice else ''))
        kwargs.update(zip(names, args))
        args = []
    notes = ['`constraints` has no effect: give them to the weights (`add_weight(constraint=)`).']
    return args, kwargs, notes if kwargs.pop('constraints', None) else []


def is_shape_first(args, kwargs):
    """Whether `add_weight` is given the shape before the name, as in Keras 1."""
    return bool(args) and isinstance(args[0], (list, tuple))


def name_first(args, kwargs):
    """`add_weight(shape, ...)`: the name comes first now; the initializer is given by name."""
    if not is_shape_first(args, kwargs):
        return args, kwargs, []
    kwargs = dict(kwargs, shape=args[0])
    if len(args) > 1:
        kwargs['name' if isinstance(args[1], str) and 'name' not in kwargs
               else 'initializer'] = args[1]
    if len(args) > 2:
        raise TypeError('add_weight(shape, ...) takes the arguments after the shape by name. '
                        'Received by position: %r.' % (args[1:],))
    return [], kwargs, []

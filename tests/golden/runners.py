"""How a golden case of each kind is replayed; every runner returns a dictionary of results."""

import numpy as np

from keras import (
    activations, backend as K, callbacks, constraints, initializers, layers, losses, metrics,
    models, regularizers)
from tests.golden.models import build, optimizer
from tests.golden.storage import Function, Tensor, plain


def as_list(item):
    """A list of one for what is no list."""
    return list(item) if isinstance(item, (list, tuple)) else [item]


def short_name(weight):
    """The name of a weight without the number of the engine's output."""
    return weight.name.split(':')[0]


def evaluate(tensor):
    """The value of a tensor as an array."""
    return np.asarray(K.eval(tensor))


def gradient(total, variable):
    """The value of a gradient."""
    return evaluate(K.gradients(total, [variable])[0])


def from_config(module, case):
    """The object of `class_name` and `config`."""
    return module.get({'class_name': case['class_name'], 'config': plain(case['config'])})


def run_activation(case):
    """Value and gradient of an activation."""
    function, x = activations.get(case['name']), K.variable(case['x'])
    y = function(x, **case.get('kwargs', {}))
    result = {'out': evaluate(y), 'serialized': plain(activations.serialize(function))}
    if case.get('grad', True):
        result['grad'] = gradient(K.sum(y * K.constant(case['r'])), x)
    return result


def run_loss(case):
    """Value and gradient of a loss function, or value and configuration of a loss class."""
    y_true, y_pred = K.variable(case['y_true']), K.variable(case['y_pred'])
    if 'class_name' in case:
        loss, kwargs = from_config(losses, case), {}
        if case.get('sample_weight') is not None:
            kwargs['sample_weight'] = K.variable(case['sample_weight'])
        return {'out': evaluate(loss(y_true, y_pred, **kwargs)),
                'config': plain(loss.get_config())}
    y = losses.get(case['name'])(y_true, y_pred)
    result = {'out': evaluate(y)}
    if case.get('grad', True):
        result['grad'] = gradient(K.sum(y), y_pred)
    return result


def run_metric(case):
    """Value of a metric function."""
    metric = metrics.get(case['name'])
    return {'out': evaluate(metric(K.variable(case['y_true']), K.variable(case['y_pred']),
                                   **case.get('kwargs', {})))}


def run_metric_class(case):
    """State of a metric over batches, seen through `test_on_batch(reset_metrics=False)`."""
    metric = getattr(metrics, case['class_name'])(**plain(case['config']))
    batches = case['batches']
    x = layers.Input(shape=batches[0]['y_pred'].shape[1:])
    model = models.Model(x, layers.Activation('linear')(x))
    weighted = batches[0].get('sample_weight') is not None
    model.compile(
        'sgd', loss='sparse_categorical_crossentropy' if case.get('sparse') else 'mse',
        sample_weight_mode='temporal' if case.get('temporal') else None,
        **{'weighted_metrics' if weighted else 'metrics': [metric]})

    def test(batch):
        return float(model.test_on_batch(
            batch['y_pred'], batch['y_true'], sample_weight=batch.get('sample_weight'),
            reset_metrics=False)[-1])

    result = {'config': plain(metric.get_config()), 'metrics_names': list(model.metrics_names),
              'values': [test(batch) for batch in batches]}
    metric.reset_states()
    result['after_reset'] = test(batches[1])
    result['state_shapes'] = [list(np.shape(state)) for state in metric.get_weights()]
    return result


def run_mean_metric(case):
    """A metric that averages or sums values, called on batches of them."""
    metric, values = getattr(metrics, case['class_name'])(**plain(case['config'])), []
    for value, weight in case['batches']:
        kwargs = {} if weight is None else {'sample_weight': K.variable(weight)}
        values.append(evaluate(metric(K.variable(value), **kwargs)))
    return {'values': values, 'config': plain(metric.get_config())}


def run_constraint(case):
    """Value and configuration of a constraint."""
    constraint = from_config(constraints, case)
    return {'out': evaluate(constraint(K.variable(case['w']))),
            'config': plain(constraint.get_config())}


def run_regularizer(case):
    """Value, gradient and configuration of a regularizer."""
    regularizer, w = from_config(regularizers, case), K.variable(case['w'])
    y = regularizer(w)
    return {'out': evaluate(y), 'config': plain(regularizer.get_config()), 'grad': gradient(y, w)}


def run_initializer(case):
    """Values, Gram matrix or statistics of an initializer."""
    initializer = from_config(initializers, case) if 'class_name' in case \
        else initializers.get(case['name'])
    result = {'config': plain(initializer.get_config()), 'class': type(initializer).__name__}
    w = initializer(tuple(case['shape']))
    w = np.asarray(w if isinstance(w, np.ndarray) else K.eval(w), dtype='float64')
    result['shape'] = list(w.shape)
    if case['how'] == 'values':
        result['values'] = w.astype('float32')
    elif case['how'] == 'orthogonal':
        rows = w.reshape(-1, w.shape[-1])
        wide = rows.shape[0] < rows.shape[1]
        result['gram'] = (rows.dot(rows.T) if wide else rows.T.dot(rows)).astype('float32')
    else:
        std = w.std()
        result.update(std=float(std), mean_over_std=float(w.mean() / std), min=float(w.min()),
                      max=float(w.max()),
                      excess_kurtosis=float((((w - w.mean()) / std) ** 4).mean() - 3))
    return result


def run_optimizer(case):
    """Weights and losses of steps of a small network, the optimizer's state and configuration."""
    x = layers.Input(shape=(case['x'].shape[1],))
    hidden = layers.Dense(case['weights'][0].shape[1], activation='tanh')(x)
    model = models.Model(x, layers.Dense(case['weights'][2].shape[1])(hidden))
    model.set_weights(case['weights'])
    method = optimizer(case)
    model.compile(method, loss='mse')
    result = {'config': plain(method.get_config()), 'losses': [], 'weights': []}
    for _ in range(case['steps']):
        result['losses'].append(float(model.train_on_batch(case['x'], case['y'])))
        result['weights'].append(model.get_weights())
    state = method.get_weights()
    result['state_shapes'] = [list(np.shape(value)) for value in state]
    if case.get('state_values') is not False:
        result['state'] = [np.asarray(value, 'float32') for value in state]
    return result


def run_layer(case):
    """A layer in test or training phase: output, mask, gradients, shapes, configuration."""
    arrays = case['inputs']
    if case.get('noexec'):
        return _built_only(case)
    inputs = [_input(array, case) for array in arrays]
    before = case.get('pre') or [None] * len(inputs)
    xs = [x if pre is None else layers.deserialize(plain(pre))(x)
          for pre, x in zip(before, inputs)]
    layer = layers.deserialize({'class_name': case['class_name'], 'config': plain(case['config'])})
    y = layer(xs if len(xs) > 1 else xs[0])
    ys = as_list(y)
    layer.set_weights(case['weights'])
    result = _describe(layer, xs, ys, case)
    if case.get('stateful'):
        model = models.Model(inputs, y)
        result['calls'] = _stateful_calls(model, arrays)
        return result
    masks = as_list(layer.get_output_mask_at(0))
    result['mask_is_none'] = [mask is None for mask in masks]
    if case.get('train'):
        step = K.function(inputs + [K.learning_phase()], ys, updates=list(layer.updates))
        result['train_out'] = [np.asarray(out) for out in step(list(arrays) + [1])]
        result['weights_after'] = layer.get_weights()
        return result
    masks = [mask for mask in masks if mask is not None]
    gradients = _gradients(layer, inputs, ys, case)
    outs = K.function(inputs + [K.learning_phase()], ys + masks + gradients)(list(arrays) + [0])
    outs = [np.asarray(out) for out in outs]
    result['out'] = outs[:len(ys)]
    result['mask'] = [out.astype('bool') for out in outs[len(ys):len(ys) + len(masks)]]
    result['grads'] = outs[len(ys) + len(masks):]
    return result


def _built_only(case):
    """What a layer that upstream could not run on its machine says about itself."""
    layer = layers.deserialize({'class_name': case['class_name'], 'config': plain(case['config'])})
    shape = (None,) + case['inputs'][0].shape[1:]
    layer.build(shape)
    return {'config': plain(layer.get_config()),
            'weight_names': [short_name(w) for w in layer.weights],
            'weight_shapes': [list(K.int_shape(w)) for w in layer.weights],
            'count_params': int(layer.count_params()),
            'compute_output_shape': plain(layer.compute_output_shape(shape))}


def _stateful_calls(model, arrays):
    """Outputs of three calls of a stateful model, its states set back before the third."""
    feed = arrays if len(arrays) > 1 else arrays[0]
    calls = []
    for call in range(3):
        if call == 2:
            model.reset_states()
        calls.append([np.asarray(value) for value in as_list(
            model.predict(feed, batch_size=len(arrays[0])))])
    return calls


def _input(array, case):
    """The input of a layer for an array."""
    dtype = 'int32' if array.dtype.kind == 'i' else 'float32'
    if case.get('batch_shape'):
        return layers.Input(batch_shape=array.shape, dtype=dtype)
    shape = tuple(case['free_shape']) if case.get('free_shape') else array.shape[1:]
    return layers.Input(shape=shape, dtype=dtype)


def _describe(layer, xs, ys, case):
    """What a layer says about itself."""
    shapes = [K.int_shape(x) for x in xs]
    if case.get('batch_shape') is None:
        shapes = [(None,) + tuple(shape[1:]) for shape in shapes]
    return {
        'config': plain(layer.get_config()),
        'weight_names': [short_name(w) for w in layer.weights],
        'weight_shapes': [list(w.shape) for w in layer.get_weights()],
        'n_trainable': len(layer.trainable_weights),
        'n_non_trainable': len(layer.non_trainable_weights),
        'count_params': int(layer.count_params()),
        'compute_output_shape': plain(
            layer.compute_output_shape(shapes if len(shapes) > 1 else shapes[0])),
        'keras_shape': [plain(K.int_shape(y)) for y in ys],
    }


def _gradients(layer, inputs, ys, case):
    """Gradients of the weighted sum of the outputs, as dense tensors."""
    if not case['grad_wrt']:
        return []
    total = sum(K.sum(y * K.constant(weight)) for y, weight in zip(ys, case['grad_out']))
    targets = [inputs[index] if where == 'in' else layer.trainable_weights[index]
               for where, index in case['grad_wrt']]
    # Gradients of a lookup are sparse; a sum with a dense zero is dense.
    return [g + 0. * target if hasattr(g, 'indices') else g
            for g, target in zip(K.gradients(total, targets), targets)]


def run_training(case):
    """`fit`, `evaluate` and `predict` of a model."""
    model, arguments = build(case['builder'], case['params'])
    model.set_weights(case['weights'])
    model.compile(optimizer=optimizer(case['optimizer']), **arguments)
    fit = dict(case['fit'])
    if fit.get('class_weight'):
        fit['class_weight'] = {int(key): value for key, value in fit['class_weight'].items()}
    if 'validation_data' in fit:
        fit['validation_data'] = tuple(fit['validation_data'])
    history = _fit_epochs(model, case, fit)
    size = fit.get('batch_size', 32)
    result = {
        'metrics_names': list(model.metrics_names),
        'history': history,
        'weights': model.get_weights(),
        'evaluate': [float(value) for value in as_list(
            model.evaluate(case['x'], case['y'], batch_size=size, verbose=0))],
        'n_trainable': len(model.trainable_weights),
    }
    if case.get('stateful'):
        model.reset_states()
    result['predict'] = as_list(model.predict(case['x'], batch_size=size))
    return result


def _fit_epochs(model, case, fit):
    """Trains; the history. The states of a stateful model are set back after each epoch."""
    stateful = bool(case.get('stateful'))
    history = {}
    for _ in range(case['epochs'] if stateful else 1):
        run = model.fit(
            case['x'], case['y'], epochs=1 if stateful else case['epochs'], shuffle=False,
            verbose=0, callbacks=[_callback(*spec) for spec in case.get('callbacks', [])], **fit)
        if stateful and case.get('reset', True):
            model.reset_states()
        for key, values in run.history.items():
            history.setdefault(key, []).extend(float(value) for value in values)
    return history


def _callback(name, kwargs):
    """A callback of a training case."""
    if name == 'LearningRateScheduler':
        return callbacks.LearningRateScheduler(lambda epoch: kwargs['table'][epoch])
    return getattr(callbacks, name)(**kwargs)


FUNCTIONS = {
    'square': lambda x: x * x,
    'plus1': lambda x: x + 1.,
    'add': lambda a, b: a + b,
    'fold': lambda total, x: total * .5 + x,
    'sum_pair': lambda xs: xs[0] + xs[1],
    'rnn_step': lambda x, states: (x + .5 * states[0], [x + .5 * states[0]]),
    'rnn_step2': lambda x, s: (K.tanh(x) * s[1] + s[0], [s[0] + x, s[1] * .9]),
    'rnn_step_const': lambda x, s: (x * s[1] + s[0], [x * s[1] + s[0]]),
}


def _argument(item):
    """An argument of a backend function."""
    if isinstance(item, Tensor):
        if not item.constant:
            return K.variable(item.value, dtype=item.value.dtype.name)
        if item.value.dtype.kind == 'b':
            return K.cast(K.constant(item.value.astype('int32'), dtype='int32'), 'bool')
        return K.constant(item.value, dtype=item.value.dtype.name)
    if isinstance(item, Function):
        return FUNCTIONS[item.name]
    if isinstance(item, (list, tuple)):
        return type(item)(_argument(value) for value in item)
    if isinstance(item, dict):
        return {key: _argument(value) for key, value in item.items()}
    return item


def _result(item):
    """The value of what a backend function returned."""
    if isinstance(item, (list, tuple)):
        return [_result(value) for value in item]
    if isinstance(item, np.ndarray):
        return item
    if item is None or isinstance(item, (bool, int, float, str, np.generic)):
        return plain(item)
    return evaluate(item)


def run_backend(case):
    """A function of the backend."""
    args, kwargs = _argument(case['args']), _argument(case['kwargs'])
    how, function = case.get('how', 'eval'), getattr(K, case['fn'])
    if how == 'gradients':
        y = FUNCTIONS[case['f']](args[0])
        return {'out': _result(as_list(K.gradients(K.sum(y), [args[0]])))}
    got = function(*args, **kwargs)
    if how == 'plain':
        return {'out': plain(list(got) if isinstance(got, (list, tuple)) else got)}
    if how == 'update':
        K.function([], [K.constant(0.)], updates=[got])([])
    if how in ('update', 'set'):
        return {'out': np.asarray(K.get_value(args[0]))}
    if how == 'batch_set':
        return {'out': K.batch_get_value([variable for variable, _ in args[0]])}
    if how == 'shape':
        return {'out': plain(K.int_shape(got)), 'dtype': K.dtype(got)}
    if how == 'train_phase':
        run = K.function([K.learning_phase()], [got])
        return {'out': [np.asarray(run([1])[0]), np.asarray(run([0])[0])]}
    if how == 'stats':
        x = evaluate(got)
        return {'shape': list(x.shape), 'mean': float(x.mean()), 'std': float(x.std()),
                'min': float(x.min()), 'max': float(x.max())}
    return {'out': _result(got)}

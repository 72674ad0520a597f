"""What optimizers and metrics need: fused updates of one weight, and the capture of updates."""

from keras.backend import composite_training
from keras.backend.tensorflow_backend import session as sessions
from keras.backend.tensorflow_backend.engine import Variable, tf

_VARIABLES = ('VarHandleOp', 'VariableV2', 'Variable')
_CHANGES = ('Assign', 'Scatter', 'ResourceScatter', 'ResourceApply', 'ResourceSparseApply',
            'ResourceStridedSliceAssign', 'StridedSliceAssign', 'Apply', 'SparseApply')


def densify(x):
    return tf.convert_to_tensor(x) if isinstance(x, tf.IndexedSlices) else x


def momentum_update(param, moment, gradient, learning_rate, momentum, nesterov=False):
    if not _have_handles(param, moment):
        return composite_training.momentum_update(param, moment, gradient, learning_rate, momentum,
                                                  nesterov)
    return [tf.raw_ops.ResourceApplyKerasMomentum(
        var=param.handle, accum=moment.handle, lr=_like(param, learning_rate), grad=gradient,
        momentum=_like(param, momentum), use_nesterov=nesterov)]


def adagrad_update(param, accumulator, gradient, learning_rate, epsilon):
    if not _have_handles(param, accumulator):
        return composite_training.adagrad_update(param, accumulator, gradient, learning_rate,
                                                 epsilon)
    return [tf.raw_ops.ResourceApplyAdagradV2(
        var=param.handle, accum=accumulator.handle, lr=_like(param, learning_rate),
        epsilon=_like(param, epsilon), grad=gradient)]


def adadelta_update(param, accumulator, delta, gradient, learning_rate, rho, epsilon):
    if not _have_handles(param, accumulator, delta):
        return composite_training.adadelta_update(param, accumulator, delta, gradient,
                                                  learning_rate, rho, epsilon)
    return [tf.raw_ops.ResourceApplyAdadelta(
        var=param.handle, accum=accumulator.handle, accum_update=delta.handle,
        lr=_like(param, learning_rate), rho=_like(param, rho), epsilon=_like(param, epsilon),
        grad=gradient)]


def adam_update(param, m, v, gradient, learning_rate, beta_1, beta_2, epsilon):
    if not _have_handles(param, m, v):
        return composite_training.adam_update(param, m, v, gradient, learning_rate, beta_1, beta_2,
                                              epsilon)
    none = _like(param, 0.)         # the kernel's own correction: the rate is corrected already
    return [tf.raw_ops.ResourceApplyAdam(
        var=param.handle, m=m.handle, v=v.handle, beta1_power=none, beta2_power=none,
        lr=_like(param, learning_rate), beta1=_like(param, beta_1), beta2=_like(param, beta_2),
        epsilon=_like(param, epsilon), grad=gradient)]


def adamax_update(param, m, u, gradient, learning_rate, beta_1, beta_2, epsilon):
    if not _have_handles(param, m, u):
        return composite_training.adamax_update(param, m, u, gradient, learning_rate, beta_1,
                                                beta_2, epsilon)
    return [tf.raw_ops.ResourceApplyAdaMax(
        var=param.handle, m=m.handle, v=u.handle, beta1_power=_like(param, 0.),
        lr=_like(param, learning_rate), beta1=_like(param, beta_1), beta2=_like(param, beta_2),
        epsilon=_like(param, epsilon), grad=gradient)]


def is_native_optimizer(x):
    return isinstance(x, tf.train.Optimizer)


def native_optimizer_updates(optimizer, loss, params, iterations):
    gradients = optimizer.compute_gradients(loss, params)
    return [optimizer.apply_gradients(gradients, global_step=iterations)]


def collect_updates(function):
    graph = tf.get_default_graph()
    before = len(graph.get_operations())
    returned = function()
    returned = returned if isinstance(returned, (list, tuple)) else [returned]
    updates = [update for update in tf.nest.flatten(returned) if update is not None]
    known = {_op_of(update) for update in updates}
    unborn = set()
    for op in graph.get_operations()[before:]:
        if op.type in _VARIABLES:
            unborn.add(op)
        elif op.type.startswith(_CHANGES) and op.type != 'ScatterNd' and op not in known:
            variable = op.inputs[0].op
            if variable in unborn:
                unborn.remove(variable)     # this gives a new variable its first value
            elif op._get_control_flow_context() is graph._get_control_flow_context():
                updates.append(op)
    return updates


def in_current_graph(x):
    return sessions.state_of(sessions.graph_of(x)) is sessions.current_state()


def divide_no_nan(x, y):
    return tf.math.divide_no_nan(x, y)


def top_k(x, k):
    values, indices = tf.nn.top_k(x, k)
    return values, indices


def _have_handles(*variables):
    """Whether all are resource variables, which the fused kernels need."""
    return all(isinstance(v, Variable) and v.op.type == 'VarHandleOp' for v in variables)


def _like(param, scalar):
    """Returns a hyperparameter in the type of a weight."""
    dtype = param.dtype.base_dtype
    if not isinstance(scalar, (tf.Tensor, Variable)):
        return tf.constant(scalar, dtype=dtype)
    return scalar if scalar.dtype.base_dtype == dtype else tf.cast(scalar, dtype)


def _op_of(update):
    """Returns the operation behind an update."""
    return update if isinstance(update, tf.Operation) else update.op

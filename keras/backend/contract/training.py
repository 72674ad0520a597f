"""What optimizers and metrics need: fused updates of one weight, and the capture of updates.

Each `*_update` op changes a weight and its state in one step. An engine may use one kernel for it;
`keras.backend.composite_training` writes all of them over `update`.
"""

from keras.backend.contract.declare import op


@op
def densify(x):
    """Returns a gradient as a dense tensor.

    Args:
        x: A tensor, or what `gradients` gives for a table that is looked up by indices.

    Returns:
        A dense tensor; `x` itself if it is one.
    """


@op
def momentum_update(param, moment, gradient, learning_rate, momentum, nesterov=False):
    """Updates a weight by gradient descent with momentum.

    `moment = momentum * moment - learning_rate * gradient`, then `param = param + moment`, or with
    `nesterov` `param = param + momentum * moment - learning_rate * gradient`.

    Args:
        param: The weight, a variable.
        moment: Its last step, a variable of the same shape.
        gradient: Dense tensor of the same shape.
        learning_rate: Scalar tensor or number.
        momentum: Scalar tensor or number.
        nesterov: Whether to look ahead along the momentum.

    Returns:
        List of updates.
    """


@op
def adagrad_update(param, accumulator, gradient, learning_rate, epsilon):
    """Updates a weight by the Adagrad rule.

    `accumulator = accumulator + gradient ** 2`, then
    `param = param - learning_rate * gradient / (sqrt(accumulator) + epsilon)`.

    Args:
        param: The weight, a variable.
        accumulator: Sum of squares, a variable of the same shape.
        gradient: Dense tensor of the same shape.
        learning_rate: Scalar tensor or number.
        epsilon: Small positive number, or scalar tensor.

    Returns:
        List of updates.
    """


@op
def adadelta_update(param, accumulator, delta, gradient, learning_rate, rho, epsilon):
    """Updates a weight by the Adadelta rule.

    `accumulator = rho * accumulator + (1 - rho) * gradient ** 2`,
    `u = gradient * sqrt(delta + epsilon) / sqrt(accumulator + epsilon)`,
    `delta = rho * delta + (1 - rho) * u ** 2`, then `param = param - learning_rate * u`.

    Args:
        param: The weight, a variable.
        accumulator: Average square of gradients, a variable of the same shape.
        delta: Average square of steps, a variable of the same shape.
        gradient: Dense tensor of the same shape.
        learning_rate: Scalar tensor or number.
        rho: Scalar tensor or number.
        epsilon: Small positive number, or scalar tensor.

    Returns:
        List of updates.
    """


@op
def adam_update(param, m, v, gradient, learning_rate, beta_1, beta_2, epsilon):
    """Updates a weight by the Adam rule.

    `m = beta_1 * m + (1 - beta_1) * gradient`, `v = beta_2 * v + (1 - beta_2) * gradient ** 2`,
    then `param = param - learning_rate * m / (sqrt(v) + epsilon)`.

    Args:
        param: The weight, a variable.
        m: Average gradient, a variable of the same shape.
        v: Average square of gradients, a variable of the same shape.
        gradient: Dense tensor of the same shape.
        learning_rate: Scalar tensor or number; already corrected for the bias of young averages.
        beta_1: Scalar tensor or number.
        beta_2: Scalar tensor or number.
        epsilon: Small positive number, or scalar tensor.

    Returns:
        List of updates.
    """


@op
def adamax_update(param, m, u, gradient, learning_rate, beta_1, beta_2, epsilon):
    """Updates a weight by the Adamax rule.

    `m = beta_1 * m + (1 - beta_1) * gradient`, `u = max(beta_2 * u, abs(gradient))`, then
    `param = param - learning_rate * m / (u + epsilon)`.

    Args:
        param: The weight, a variable.
        m: Average gradient, a variable of the same shape.
        u: Largest recent gradient, a variable of the same shape.
        gradient: Dense tensor of the same shape.
        learning_rate: Scalar tensor or number; already corrected for the bias of young averages.
        beta_1: Scalar tensor or number.
        beta_2: Scalar tensor or number.
        epsilon: Small positive number, or scalar tensor.

    Returns:
        List of updates.
    """


@op
def is_native_optimizer(x):
    """Whether `x` is an optimizer of the engine itself."""


@op(optional=True)
def native_optimizer_updates(optimizer, loss, params, iterations):
    """Builds one step of an optimizer of the engine itself.

    Args:
        optimizer: Optimizer of the engine.
        loss: Scalar tensor.
        params: List of variables.
        iterations: Integer variable that counts the steps; it is counted up.

    Returns:
        List of updates.
    """


@op
def collect_updates(function):
    """Calls a function and returns all updates that it made.

    Args:
        function: Function without arguments. It may return an update, a list of updates, or None.

    Returns:
        List of updates: those the function returned and, on engines that can tell, those it made
        without returning them (`variable.assign_add(...)` on its own).
    """


@op
def in_current_graph(x):
    """Whether new tensors can be computed from a tensor or variable.

    Args:
        x: A tensor or variable.

    Returns:
        A bool; False for what was made in another graph (for example before `clear_session`).
    """


@op
def divide_no_nan(x, y):
    """Returns `x / y`, and 0 where `y` is 0.

    Args:
        x: Float tensor.
        y: Float tensor that broadcasts with `x`.

    Returns:
        A tensor.
    """


@op
def top_k(x, k):
    """Returns the `k` largest values along the last axis, largest first, and their indices.

    Args:
        x: Float tensor of rank 1 or more, with `k` values or more along its last axis.
        k: Integer.

    Returns:
        A pair of tensors of shape (..., k): values, and indices of type int32. Of equal values, the
        one with the lower index comes first.
    """

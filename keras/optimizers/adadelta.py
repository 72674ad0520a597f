"""Adadelta."""

from keras import backend as K
from keras.optimizers.optimizer import StepOptimizer


class Adadelta(StepOptimizer):
    """Steps scaled by running averages of gradients and of earlier steps.

    For a weight `w` with gradient `g`: `a = rho * a + (1 - rho) * g ** 2`,
    `u = g * sqrt(d + epsilon) / sqrt(a + epsilon)`, `d = rho * d + (1 - rho) * u ** 2`, then
    `w = w - learning_rate * u`.

    Args:
        learning_rate: Factor on the step, a number of 0 or more. Default 1.
        rho: How much of the averages is kept, in [0, 1). Default 0.95.
        **kwargs: `lr` (the older name of `learning_rate`), `epsilon` (default `K.epsilon()`),
            `decay`, `clipnorm`, `clipvalue` (see `SGD` and `Optimizer`).

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import optimizers
        optimizer = optimizers.Adadelta(rho=.9)

    References:
        Zeiler: Adadelta: an adaptive learning rate method, https://arxiv.org/abs/1212.5701
    """

    def __init__(self, learning_rate=1.0, rho=0.95, **kwargs):
        self.epsilon = kwargs.pop('epsilon', None)
        super(Adadelta, self).__init__(learning_rate, kwargs)
        self.epsilon = K.epsilon() if self.epsilon is None else self.epsilon
        self.rho = rho

    def _step(self, params, gradients, rate, t):
        """Appends the updates of `params` and returns the state's variables."""
        accumulators = self._zeros_like(params, 'accumulator')
        deltas = self._zeros_like(params, 'delta_accumulator')
        for p, g, a, d in zip(params, gradients, accumulators, deltas):
            self._apply(p, K.adadelta_update(p, a, d, g, rate, self.rho, self.epsilon))
        return accumulators + deltas

    def get_config(self):
        """The constructor arguments as plain data; see `StepOptimizer.get_config`."""
        return dict(super(Adadelta, self).get_config(), rho=self.rho, epsilon=self.epsilon)

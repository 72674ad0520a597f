"""Adamax."""

from keras import backend as K
from keras.optimizers.optimizer import StepOptimizer, value_of


class Adamax(StepOptimizer):
    """Adam with the largest recent gradient in place of the average square.

    For a weight `w` with gradient `g` in step `t` (counted from 1):
    `m = beta_1 * m + (1 - beta_1) * g`, `u = max(beta_2 * u, abs(g))`, then
    `w = w - learning_rate / (1 - beta_1 ** t) * m / (u + epsilon)`.

    Args:
        learning_rate: Size of a step, a number of 0 or more. Default 0.002.
        beta_1: How much of the average gradient is kept, in (0, 1). Default 0.9.
        beta_2: How much of the largest gradient is kept, in (0, 1). Default 0.999.
        **kwargs: `lr` (the older name of `learning_rate`), `epsilon` (default `K.epsilon()`),
            `decay`, `clipnorm`, `clipvalue` (see `SGD` and `Optimizer`).

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import optimizers
        optimizer = optimizers.Adamax(beta_1=.8)

    References:
        Kingma, Ba: Adam: A Method for Stochastic Optimization (section 7),
        https://arxiv.org/abs/1412.6980
    """

    def __init__(self, learning_rate=0.002, beta_1=0.9, beta_2=0.999, **kwargs):
        self.epsilon = kwargs.pop('epsilon', None)
        super(Adamax, self).__init__(learning_rate, kwargs)
        self.epsilon = K.epsilon() if self.epsilon is None else self.epsilon
        self._add_number('beta_1', beta_1)
        self._add_number('beta_2', beta_2)

    def _step(self, params, gradients, rate, t):
        """Appends the updates of `params` and returns the state's variables."""
        beta_1, beta_2 = self.beta_1 + 0., self.beta_2 + 0.
        rate = rate / (1. - K.pow(beta_1, t))
        ms, us = self._zeros_like(params, 'm'), self._zeros_like(params, 'u')
        for p, g, m, u in zip(params, gradients, ms, us):
            self._apply(p, K.adamax_update(p, m, u, g, rate, beta_1, beta_2, self.epsilon))
        return ms + us

    def get_config(self):
        """The constructor arguments as plain data; see `StepOptimizer.get_config`."""
        return dict(super(Adamax, self).get_config(), beta_1=value_of(self.beta_1),
                    beta_2=value_of(self.beta_2), epsilon=self.epsilon)

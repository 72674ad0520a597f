"""Adagrad."""

from keras import backend as K
from keras.optimizers.optimizer import StepOptimizer


class Adagrad(StepOptimizer):
    """Steps that get smaller for a weight the more it has been changed.

    For a weight `w` with gradient `g`: `a = a + g ** 2`, then
    `w = w - learning_rate * g / (sqrt(a) + epsilon)`.

    Args:
        learning_rate: Size of the first step, a number of 0 or more. Default 0.01.
        **kwargs: `lr` (the older name of `learning_rate`), `epsilon` (default `K.epsilon()`),
            `decay`, `clipnorm`, `clipvalue` (see `SGD` and `Optimizer`).

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import optimizers
        optimizer = optimizers.Adagrad(learning_rate=.05)

    References:
        Duchi, Hazan, Singer: Adaptive Subgradient Methods for Online Learning and Stochastic
        Optimization, http://www.jmlr.org/papers/volume12/duchi11a/duchi11a.pdf
    """

    def __init__(self, learning_rate=0.01, **kwargs):
        self.epsilon = kwargs.pop('epsilon', None)
        super(Adagrad, self).__init__(learning_rate, kwargs)
        self.epsilon = K.epsilon() if self.epsilon is None else self.epsilon

    def _step(self, params, gradients, rate, t):
        """Appends the updates of `params` and returns the state's variables."""
        accumulators = self._zeros_like(params, 'accumulator')
        for p, g, a in zip(params, gradients, accumulators):
            self._apply(p, K.adagrad_update(p, a, g, rate, self.epsilon))
        return accumulators

    def get_config(self):
        """The constructor arguments as plain data; see `StepOptimizer.get_config`."""
        return dict(super(Adagrad, self).get_config(), epsilon=self.epsilon)

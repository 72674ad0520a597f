"""Stochastic gradient descent."""

from keras import backend as K
from keras.optimizers.optimizer import StepOptimizer, value_of


class SGD(StepOptimizer):
    """Stochastic gradient descent, with momentum and Nesterov momentum.

    For a weight `w` with gradient `g`: `v = momentum * v - learning_rate * g`, then `w = w + v`, or
    with Nesterov momentum `w = w + momentum * v - learning_rate * g`.

    Args:
        learning_rate: Size of a step, a number of 0 or more. Default 0.01.
        momentum: How much of the last step is kept, in [0, 1). Default 0.
        nesterov: Whether to look ahead along the momentum. Default False.
        **kwargs: `lr` (the older name of `learning_rate`), `decay` (the step shrinks with the
            number of updates t as `learning_rate / (1 + decay * t)`; default 0), `clipnorm`,
            `clipvalue` (see `Optimizer`).

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import optimizers
        optimizer = optimizers.SGD(learning_rate=.1, momentum=.9, nesterov=True)

    References:
        Sutskever et al.: On the importance of initialization and momentum in deep learning,
        http://www.cs.toronto.edu/~hinton/absps/momentum.pdf
    """

    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, **kwargs):
        super(SGD, self).__init__(learning_rate, kwargs)
        self._add_number('momentum', momentum)
        self.nesterov = nesterov

    def _step(self, params, gradients, rate, t):
        """Appends the updates of `params` and returns the state's variables."""
        momentum = self.momentum + 0.
        moments = self._zeros_like(params, 'moment')
        for p, g, m in zip(params, gradients, moments):
            self._apply(p, K.momentum_update(p, m, g, rate, momentum, nesterov=self.nesterov))
        return moments

    def get_config(self):
        """The constructor arguments as plain data; see `StepOptimizer.get_config`."""
        return dict(super(SGD, self).get_config(), momentum=value_of(self.momentum),
                    nesterov=self.nesterov)

"""RMSprop."""

from keras import backend as K
from keras.optimizers.optimizer import StepOptimizer, value_of


class RMSprop(StepOptimizer):
    """Divides gradients by a running average of their size.

    For a weight `w` with gradient `g`: `a = rho * a + (1 - rho) * g ** 2`, then
    `w = w - learning_rate * g / (sqrt(a) + epsilon)`. A good choice for recurrent networks.

    Args:
        learning_rate: Size of a step, a number of 0 or more. Default 0.001.
        rho: How much of the average is kept, in [0, 1). Default 0.9.
        **kwargs: `lr` (the older name of `learning_rate`), `epsilon` (default `K.epsilon()`),
            `decay`, `clipnorm`, `clipvalue` (see `SGD` and `Optimizer`).

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import optimizers
        optimizer = optimizers.RMSprop(learning_rate=.002)

    References:
        Hinton: Neural Networks for Machine Learning, lecture 6,
        http://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf
    """

    def __init__(self, learning_rate=0.001, rho=0.9, **kwargs):
        self.epsilon = kwargs.pop('epsilon', None)
        super(RMSprop, self).__init__(learning_rate, kwargs)
        self.epsilon = K.epsilon() if self.epsilon is None else self.epsilon
        self._add_number('rho', rho)

    def _step(self, params, gradients, rate, t):
        """Appends the updates of `params` and returns the state's variables."""
        rho = self.rho + 0.
        accumulators = self._zeros_like(params, 'accumulator')
        for p, g, a in zip(params, gradients, accumulators):
            kept, step = self._like(p, rho, rate)
            new_a = kept * a + (1. - kept) * K.square(g)
            self.updates.append(K.update(a, new_a))
            self._assign(p, p - step * g / (K.sqrt(new_a) + self.epsilon))
        return accumulators

    def get_config(self):
        """The constructor arguments as plain data; see `StepOptimizer.get_config`."""
        return dict(super(RMSprop, self).get_config(), rho=value_of(self.rho),
                    epsilon=self.epsilon)

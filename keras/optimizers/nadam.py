"""Nadam."""

from keras import backend as K
from keras.optimizers.optimizer import StepOptimizer, value_of


class Nadam(StepOptimizer):
    """Adam with Nesterov momentum, and a momentum that grows during training.

    In step `t` (counted from 1) the momentum is
    `mu = beta_1 * (1 - 0.5 * 0.96 ** (t * schedule_decay))`; `mu'` is that of step `t + 1`, `s` the
    product of all momenta up to `t`. For a weight `w` with gradient `g`:
    `m = beta_1 * m + (1 - beta_1) * g`, `v = beta_2 * v + (1 - beta_2) * g ** 2`,
    `d = (1 - mu) * g / (1 - s) + mu' * m / (1 - s * mu')`, then
    `w = w - learning_rate * d / (sqrt(v / (1 - beta_2 ** t)) + epsilon)`.

    Args:
        learning_rate: Size of a step, a number of 0 or more. Default 0.002.
        beta_1: How much of the average gradient is kept, in (0, 1). Default 0.9.
        beta_2: How much of the average square is kept, in (0, 1). Default 0.999.
        **kwargs: `lr` (the older name of `learning_rate`), `epsilon` (default `K.epsilon()`),
            `schedule_decay` (default 0.004), `clipnorm`, `clipvalue` (see `Optimizer`).

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import optimizers
        optimizer = optimizers.Nadam(learning_rate=.001)

    References:
        Dozat: Incorporating Nesterov Momentum into Adam,
        http://cs229.stanford.edu/proj2015/054_report.pdf
    """

    def __init__(self, learning_rate=0.002, beta_1=0.9, beta_2=0.999, **kwargs):
        if 'decay' in kwargs:
            raise TypeError(
                'Nadam takes no `decay`, received {!r}: its momentum follows `schedule_decay`. Use '
                'the callback LearningRateScheduler for smaller steps.'.format(kwargs['decay']))
        self.schedule_decay = kwargs.pop('schedule_decay', 0.004)
        self.epsilon = kwargs.pop('epsilon', None)
        super(Nadam, self).__init__(learning_rate, kwargs)
        self.epsilon = K.epsilon() if self.epsilon is None else self.epsilon
        self._add_number('m_schedule', 1.)
        self._add_number('beta_1', beta_1)
        self._add_number('beta_2', beta_2)

    def _step(self, params, gradients, rate, t):
        """Appends the updates of `params` and returns the state's variables."""
        beta_1, beta_2 = self.beta_1 + 0., self.beta_2 + 0.
        mu = beta_1 * (1. - .5 * K.pow(.96, t * self.schedule_decay))
        next_mu = beta_1 * (1. - .5 * K.pow(.96, (t + 1.) * self.schedule_decay))
        product = self.m_schedule * mu
        self.updates.append(K.update(self.m_schedule, product))
        on_gradient = rate * (1. - mu) / (1. - product)
        on_moment = rate * next_mu / (1. - product * next_mu)
        v_scale = 1. / K.sqrt(1. - K.pow(beta_2, t))
        ms, vs = self._zeros_like(params, 'm'), self._zeros_like(params, 'v')
        for p, g, m, v in zip(params, gradients, ms, vs):
            b_1, b_2, a, b, c = self._like(p, beta_1, beta_2, on_gradient, on_moment, v_scale)
            new_m = b_1 * m + (1. - b_1) * g
            new_v = b_2 * v + (1. - b_2) * K.square(g)
            self.updates += [K.update(m, new_m), K.update(v, new_v)]
            self._assign(p, p - (a * g + b * new_m) / (K.sqrt(new_v) * c + self.epsilon))
        return [self.m_schedule] + ms + vs

    def get_config(self):
        """The constructor arguments as plain data; see `StepOptimizer.get_config`."""
        config = dict(super(Nadam, self).get_config(), beta_1=value_of(self.beta_1),
                      beta_2=value_of(self.beta_2), epsilon=self.epsilon,
                      schedule_decay=self.schedule_decay)
        del config['decay']
        return config

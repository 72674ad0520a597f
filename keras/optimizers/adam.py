"""Adam."""

from keras import backend as K
from keras.optimizers.optimizer import StepOptimizer, value_of


class Adam(StepOptimizer):
    """Steps along a running average of gradients, divided by a running average of their size.

    For a weight `w` with gradient `g` in step `t` (counted from 1):
    `m = beta_1 * m + (1 - beta_1) * g`, `v = beta_2 * v + (1 - beta_2) * g ** 2`,
    `rate = learning_rate * sqrt(1 - beta_2 ** t) / (1 - beta_1 ** t)`, then
    `w = w - rate * m / (sqrt(v) + epsilon)`. AMSGrad divides by the largest `sqrt(v)` so far.

    Args:
        learning_rate: Size of a step, a number of 0 or more. Default 0.001.
        beta_1: How much of the average gradient is kept, in (0, 1). Default 0.9.
        beta_2: How much of the average square is kept, in (0, 1). Default 0.999.
        amsgrad: Whether to use the AMSGrad form. Default False.
        **kwargs: `lr` (the older name of `learning_rate`), `epsilon` (default `K.epsilon()`),
            `decay`, `clipnorm`, `clipvalue` (see `SGD` and `Optimizer`).

    Raises:
        ValueError: If an argument is out of its range.

    Example:
        from keras import optimizers
        optimizer = optimizers.Adam(learning_rate=3e-4)

    References:
        Kingma, Ba: Adam: A Method for Stochastic Optimization, https://arxiv.org/abs/1412.6980
        Reddi, Kale, Kumar: On the Convergence of Adam and Beyond,
        https://openreview.net/forum?id=ryQu7f-RZ
    """

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, amsgrad=False, **kwargs):
        self.epsilon = kwargs.pop('epsilon', None)
        super(Adam, self).__init__(learning_rate, kwargs)
        self.epsilon = K.epsilon() if self.epsilon is None else self.epsilon
        self._add_number('beta_1', beta_1)
        self._add_number('beta_2', beta_2)
        self.amsgrad = amsgrad

    def _step(self, params, gradients, rate, t):
        """Appends the updates of `params` and returns the state's variables."""
        beta_1, beta_2 = self.beta_1 + 0., self.beta_2 + 0.
        rate = rate * K.sqrt(1. - K.pow(beta_2, t)) / (1. - K.pow(beta_1, t))
        ms, vs = self._zeros_like(params, 'm'), self._zeros_like(params, 'v')
        if self.amsgrad:
            vhats = self._zeros_like(params, 'vhat')
        else:
            # Files hold one placeholder per weight in this place.
            vhats = [K.zeros((1,), name='vhat_{}_1'.format(i)) for i in range(len(params))]
        for p, g, m, v, vhat in zip(params, gradients, ms, vs, vhats):
            if self.amsgrad:
                self._amsgrad(p, g, m, v, vhat, rate, beta_1, beta_2)
            else:
                self._apply(p, K.adam_update(p, m, v, g, rate, beta_1, beta_2, self.epsilon))
        return ms + vs + vhats

    def _amsgrad(self, p, g, m, v, vhat, rate, beta_1, beta_2):
        """Appends the updates of one parameter in the AMSGrad form."""
        rate, beta_1, beta_2 = self._like(p, rate, beta_1, beta_2)
        new_m = beta_1 * m + (1. - beta_1) * g
        new_v = beta_2 * v + (1. - beta_2) * K.square(g)
        new_vhat = K.maximum(vhat, new_v)
        self.updates += [K.update(m, new_m), K.update(v, new_v), K.update(vhat, new_vhat)]
        self._assign(p, p - rate * new_m / (K.sqrt(new_vhat) + self.epsilon))

    def get_config(self):
        """The constructor arguments as plain data; see `StepOptimizer.get_config`."""
        return dict(super(Adam, self).get_config(), beta_1=value_of(self.beta_1),
                    beta_2=value_of(self.beta_2), epsilon=self.epsilon, amsgrad=self.amsgrad)

"""Optimizers of the engine itself, in the form of this library."""

from keras import backend as K
from keras.legacy.methods import hides_keras_1, new_arguments
from keras.optimizers.optimizer import Optimizer


class TFOptimizer(Optimizer):
    """Wraps an optimizer of the engine, such as `K.tf.train.AdamOptimizer()`.

    `compile` does this by itself for what it is given. Such an optimizer has no config: a model can
    be saved with it, but is loaded without its optimizer.

    Args:
        optimizer: Optimizer of the engine in use.

    Raises:
        ValueError: If it is none.

    Example:
        from keras import backend as K, optimizers
        optimizer = optimizers.TFOptimizer(K.tf.train.GradientDescentOptimizer(.1))
    """

    def __init__(self, optimizer):
        if not K.is_native_optimizer(optimizer):
            raise ValueError(
                'Expected an optimizer of the engine in use ({}), received {!r}. Optimizers of '
                'this library are passed to compile() as they are.'.format(K.backend(), optimizer))
        super(TFOptimizer, self).__init__()
        self.optimizer = optimizer
        self.iterations = K.variable(0, dtype='int64', name='iterations')

    @hides_keras_1
    def get_updates(self, loss, params, *keras_1, **constraints):
        """The updates of one training step; see `Optimizer.get_updates`."""
        if keras_1 or constraints or isinstance(loss, (list, tuple)):
            args, kwargs = new_arguments('Optimizer.get_updates', (loss, params) + keras_1,
                                         constraints)
            return self.get_updates(*args, **kwargs)
        updates = K.native_optimizer_updates(self.optimizer, loss, params, self.iterations)
        self.updates = list(updates)
        for param in params:
            constraint = getattr(param, 'constraint', None)
            if constraint is not None:
                allowed = K.read_after(updates, lambda p=param, c=constraint: c(p + 0.))
                self.updates.append(K.update(param, allowed))
        self.weights = [self.iterations]
        return self.updates

    def get_config(self):
        """Not possible: raises NotImplementedError."""
        raise NotImplementedError(
            'The optimizer {!r} of the engine has no config. To save a model with its optimizer, '
            'use one of keras.optimizers.'.format(self.optimizer))

    @classmethod
    def from_config(cls, config):
        """Not possible: raises NotImplementedError."""
        raise NotImplementedError(
            'An optimizer of the engine cannot be made from a config. Use one of '
            'keras.optimizers.')

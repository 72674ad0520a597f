"""A learning rate that follows a schedule."""

import inspect
import math
import numbers

from keras import backend as K
from keras.callbacks.callback import Callback
from keras.callbacks.monitor import learning_rate


class LearningRateScheduler(Callback):
    """Sets the learning rate at the beginning of every epoch, and logs it as `lr`.

    Args:
        schedule: Function of the epoch (integer, counted from 0) that returns the learning rate
            (a number), or of the epoch and the present learning rate (float), if it takes two
            arguments.
        verbose: 0 or 1; 1 prints what is set.

    Raises:
        ValueError: During training, if the schedule returns something that is not a finite
            number, or if the optimizer has no learning rate.

    Example:

        import numpy as np
        from keras.callbacks import LearningRateScheduler
        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        halve = LearningRateScheduler(lambda epoch, lr: lr / 2 if epoch else lr)
        history = model.fit(np.ones((8, 3)), np.zeros((8, 1)), epochs=3, verbose=0,
                            callbacks=[halve])
        np.testing.assert_allclose(history.history['lr'], [0.01, 0.005, 0.0025], rtol=1e-6)
    """

    def __init__(self, schedule, verbose=0):
        super().__init__()
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch, logs=None):
        """Asks the schedule and sets the learning rate."""
        variable = learning_rate(self.model, 'LearningRateScheduler')
        value = self._ask(epoch, float(K.get_value(variable)))
        if not isinstance(value, numbers.Real) or isinstance(value, bool) \
                or not math.isfinite(value):
            raise ValueError('The schedule of LearningRateScheduler must return a finite number. '
                             'Received for epoch %d: %r' % (epoch, value))
        K.set_value(variable, float(value))
        if self.verbose > 0:
            print('\nEpoch %05d: the learning rate is set to %s' % (epoch + 1, value))

    def on_epoch_end(self, epoch, logs=None):
        """Logs the learning rate."""
        if logs is not None:
            logs['lr'] = K.get_value(learning_rate(self.model, 'LearningRateScheduler'))

    def _ask(self, epoch, present):
        """Calls the schedule with one argument or two, whichever it takes."""
        try:
            inspect.signature(self.schedule).bind(epoch, present)
        except TypeError:
            return self.schedule(epoch)
        except ValueError:      # a built-in function without a signature
            try:
                return self.schedule(epoch, present)
            except TypeError:
                return self.schedule(epoch)
        return self.schedule(epoch, present)

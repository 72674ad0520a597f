"""Stops a training that has gone wrong."""

import numpy as np

from keras.callbacks.callback import Callback


class TerminateOnNaN(Callback):
    """Ends training when the loss of a batch is not a number, or infinite.

    Example:

        import numpy as np
        from keras.callbacks import TerminateOnNaN
        from keras.layers import Dense
        from keras.models import Sequential
        model = Sequential([Dense(1, input_dim=3)])
        model.compile('sgd', 'mse')
        x = np.full((8, 3), np.nan)
        history = model.fit(x, np.zeros((8, 1)), epochs=5, verbose=0,
                            callbacks=[TerminateOnNaN()])
        assert len(history.epoch) == 1
    """

    def on_batch_end(self, batch, logs=None):
        """Looks at the loss of the batch."""
        loss = (logs or {}).get('loss')
        if loss is not None and not np.all(np.isfinite(loss)):
            print('Batch %d: the loss is %s, training is stopped' % (batch, loss))
            self.model.stop_training = True

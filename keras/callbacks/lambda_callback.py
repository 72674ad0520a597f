"""A callback made of functions."""

from keras.callbacks.callback import Callback


class LambdaCallback(Callback):
    """Calls the functions it is given; each stands for the hook of its name.

    Args:
        on_epoch_begin, on_epoch_end: Functions of `(epoch, logs)`.
        on_batch_begin, on_batch_end: Functions of `(batch, logs)`.
        on_train_begin, on_train_end: Functions of `(logs)`.
        **kwargs: Functions for other hooks (`on_test_batch_end`, `on_predict_begin`, ...); any
            other keyword becomes an attribute.

    Example:

        from keras.callbacks import LambdaCallback
        printer = LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch, logs['loss']))
        printer.on_epoch_end(0, {'loss': 0.5})
    """

    def __init__(self, on_epoch_begin=None, on_epoch_end=None, on_batch_begin=None,
                 on_batch_end=None, on_train_begin=None, on_train_end=None, **kwargs):
        super().__init__()
        self.__dict__.update(kwargs)
        hooks = dict(on_epoch_begin=on_epoch_begin, on_epoch_end=on_epoch_end,
                     on_batch_begin=on_batch_begin, on_batch_end=on_batch_end,
                     on_train_begin=on_train_begin, on_train_end=on_train_end)
        for name, function in hooks.items():
            if function is None:
                continue
            if not callable(function):
                raise TypeError('%s must be a function. Received: %r' % (name, function))
            setattr(self, name, function)

"""A stand-in for a model, for callbacks that need no engine."""


class Optimizer:
    """Has a learning rate and nothing else."""

    def __init__(self, rate):
        self.lr = rate


class FakeModel:
    """Counts what callbacks do to it; its weights are the number of the epoch."""

    def __init__(self, rate=None):
        self.stop_training = False
        self.optimizer = Optimizer(rate)
        self.weights = 0
        self.saved = []

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights

    def save(self, path, overwrite):
        self.saved.append(('model', path, overwrite))

    def save_weights(self, path, overwrite):
        self.saved.append(('weights', path, overwrite))


def run(callback, epochs, model=None, params=None):
    """Tells a callback of epochs with the given logs; returns the model and the logs."""
    model = FakeModel() if model is None else model
    callback.set_params(params or {})
    callback.set_model(model)
    callback.on_train_begin({})
    for epoch, logs in enumerate(epochs):
        callback.on_epoch_begin(epoch, {})
        model.weights = epoch
        callback.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    callback.on_train_end({})
    return model

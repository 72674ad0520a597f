"""What all loss classes share: weighting, reduction, configs."""

from keras import backend as K
from keras.utils import losses_utils


class Loss(object):
    """Base class of losses: an object that turns targets and predictions into one number.

    A subclass writes `call(self, y_true, y_pred)`, which gives one loss per sample; weighting and
    reduction happen here.

    Args:
        reduction: `'sum_over_batch_size'` (the default: the mean over all losses), `'sum'` or
            `'none'`.
        name: Name for the operations in the graph, or None.

    Raises:
        ValueError: If `reduction` is not one of these.

    Example:
        from keras import backend as K, losses
        class Cubed(losses.Loss):
            def call(self, y_true, y_pred):
                return K.mean(K.pow(K.abs(y_pred - y_true), 3), axis=-1)
        value = K.eval(Cubed()(K.constant([[0.]]), K.constant([[2.]])))    # 8.
    """

    def __init__(self, reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name=None):
        losses_utils.Reduction.validate(reduction)
        self.reduction = reduction
        self.name = name

    def __call__(self, y_true, y_pred, sample_weight=None):
        """The weighted and reduced loss.

        Args:
            y_true: Targets; a tensor, usually of shape (samples, ..., n).
            y_pred: Predictions; usually of the same shape.
            sample_weight: None, a number, one weight per sample, or one per loss.

        Returns:
            A scalar tensor; with the reduction `'none'` a tensor of losses.
        """
        # '<lambda>' and the like are no names for operations
        scope = ''.join(c if c.isalnum() or c in '_.-/' else '' for c in self.name or '')
        with K.name_scope((scope.lstrip('_.-/') or 'loss')):
            losses = self.call(y_true, y_pred)
            return losses_utils.compute_weighted_loss(
                losses, sample_weight, reduction=self.reduction)

    def call(self, y_true, y_pred):
        """One loss per sample; written by subclasses.

        Args:
            y_true: Targets, a tensor.
            y_pred: Predictions, a tensor.

        Returns:
            A tensor of losses.

        Raises:
            NotImplementedError: In the base class.
        """
        raise NotImplementedError('{} must define call(self, y_true, y_pred).'.format(
            type(self).__name__))

    @classmethod
    def from_config(cls, config):
        """Makes a loss from what `get_config()` gave.

        Args:
            config: Dictionary of constructor arguments.

        Returns:
            A new instance.
        """
        return cls(**config)

    def get_config(self):
        """The constructor arguments as plain data.

        Returns:
            A dictionary with the keys `reduction` and `name`, and those of the subclass.
        """
        return {'reduction': self.reduction, 'name': self.name}


class LossFunctionWrapper(Loss):
    """A loss object around a loss function.

    Args:
        fn: Function of `(y_true, y_pred, **kwargs)` that gives one loss per sample.
        reduction: See `Loss`.
        name: Name for the operations in the graph, or None.
        **kwargs: Further arguments that are given to `fn` in each call.

    Example:
        from keras import losses
        loss = losses.LossFunctionWrapper(losses.huber_loss, delta=.5)
    """

    def __init__(self, fn, reduction=losses_utils.Reduction.SUM_OVER_BATCH_SIZE, name=None,
                 **kwargs):
        super(LossFunctionWrapper, self).__init__(reduction=reduction, name=name)
        self.fn = fn
        self._fn_kwargs = kwargs

    def call(self, y_true, y_pred):
        """What the function gives; see `Loss.call`."""
        return self.fn(y_true, y_pred, **self._fn_kwargs)

    def get_config(self):
        """The constructor arguments as plain data, without the function itself.

        Returns:
            A dictionary with the keys `reduction` and `name`, and the arguments of the function.
        """
        config = super(LossFunctionWrapper, self).get_config()
        for key, value in self._fn_kwargs.items():
            config[key] = K.eval(value).tolist() if K.is_tensor(value) else value
        return config

"""Contract of the room `nn`: activations, losses, normalisation, dropout."""

from keras.backend.contract.declare import op


@op
def relu(x, alpha=0., max_value=None, threshold=0.):
    """Rectified linear unit.

    `max_value` where `x >= max_value`, `x` where `threshold < x < max_value`, and
    `alpha * (x - threshold)` elsewhere.

    Args:
        x: float tensor.
        alpha: float or tensor, slope below the threshold.
        max_value: float or None for no upper limit.
        threshold: float.

    Returns:
        Tensor of the shape and dtype of `x`.
    """


@op
def elu(x, alpha=1.):
    """Exponential linear unit: `x` where `x > 0`, else `alpha * (exp(x) - 1)`.

    Args:
        x: float tensor.
        alpha: float, minus the value that is approached at minus infinity.

    Returns:
        Tensor of the shape and dtype of `x`.
    """


@op
def softmax(x, axis=-1):
    """Exponentials that sum to 1 along one axis.

    Args:
        x: float tensor.
        axis: int.

    Returns:
        Tensor of the shape and dtype of `x`.
    """


@op
def softplus(x):
    """Elementwise `log(exp(x) + 1)`, without overflow; same shape and dtype."""


@op
def softsign(x):
    """Elementwise `x / (abs(x) + 1)`; same shape and dtype."""


@op
def sigmoid(x):
    """Elementwise `1 / (1 + exp(-x))`; same shape and dtype."""


@op
def hard_sigmoid(x):
    """Elementwise `0.2 * x + 0.5`, kept between 0 and 1; same shape and dtype."""


@op
def tanh(x):
    """Elementwise hyperbolic tangent; same shape and dtype."""


@op
def dropout(x, level, noise_shape=None, seed=None):
    """Sets a random share of the values to 0 and divides the others by `1 - level`.

    It does so in both learning phases; see `in_train_phase` for a switch.

    Args:
        x: float tensor.
        level: float, at least 0 and below 1, the share that is dropped.
        noise_shape: shape of the random mask, broadcast to `x`; None for the shape of `x`.
        seed: int, or None for one that NumPy draws.

    Returns:
        Tensor of the shape and dtype of `x`.

    Raises:
        ValueError: `level` is out of range.
    """


@op
def l2_normalize(x, axis=None):
    """Divides by the euclidean norm along an axis (its square at least 1e-12).

    Args:
        x: float tensor.
        axis: int or tuple of ints, None for the norm over all values.

    Returns:
        Tensor of the shape and dtype of `x`.
    """


@op
def in_top_k(predictions, targets, k):
    """Whether the target class is among the `k` classes with the highest predictions.

    Classes tied at the border all count as being inside.

    Args:
        predictions: float32 tensor of shape (samples, classes).
        targets: int32 or int64 tensor of shape (samples,).
        k: int.

    Returns:
        bool tensor of shape (samples,). False where the target is no class or where its
        prediction is not finite.
    """


@op
def bias_add(x, bias, data_format=None):
    """Adds a bias.

    Args:
        x: tensor of shape (samples, ..., channels) or (samples, channels, ...).
        bias: tensor of shape (channels,); or of the shape of one sample in the channels-last
            order, whose values, for `channels_first`, are read in their order as a sample of
            channels-first shape.
        data_format: `'channels_last'`, `'channels_first'`, or None for the default.

    Returns:
        Tensor of the shape and dtype of `x`.

    Raises:
        ValueError: the bias has neither 1 dimension nor one less than `x`, or the data format
            is unknown.
    """


@op
def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    """Cross entropy between a distribution and predictions, over one axis of classes.

    Predictions are divided by their sum and kept between epsilon and 1 - epsilon.

    Args:
        target: float tensor, probabilities or one-hot vectors.
        output: float tensor of the same shape, probabilities or logits.
        from_logits: bool, True if `output` holds logits.
        axis: int, the axis of the classes.

    Returns:
        Tensor of the shape of `output` without the axis of the classes.

    Raises:
        ValueError: there is no such axis.
    """


@op
def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    """Cross entropy between class numbers and predictions.

    Predictions are kept between epsilon and 1 - epsilon, then divided by their sum.

    Args:
        target: tensor of integers (of any dtype) of the shape of `output` without the axis of the
            classes, or with a 1 there.
        output: float tensor, probabilities or logits.
        from_logits: bool, True if `output` holds logits.
        axis: int, the axis of the classes.

    Returns:
        Tensor of the shape of `output` without the axis of the classes.

    Raises:
        ValueError: there is no such axis.
    """


@op
def binary_crossentropy(target, output, from_logits=False):
    """Elementwise cross entropy of yes-or-no predictions.

    Predictions are kept between epsilon and 1 - epsilon.

    Args:
        target: float tensor, probabilities.
        output: float tensor of the same shape, probabilities or logits.
        from_logits: bool, True if `output` holds logits.

    Returns:
        Tensor of the shape of `output`.
    """


@op
def normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3):
    """Normalises a batch by its own mean and variance.

    Args:
        x: float tensor.
        gamma: tensor (channels,) that scales the result, or None.
        beta: tensor (channels,) that shifts the result, or None.
        reduction_axes: list of ints, the axes over which mean and variance are taken.
        epsilon: float, added to the variance under the root.

    Returns:
        Tuple `(normalized, mean, variance)`; the last two of shape (channels,). The variance is
        the mean square (divided by n); for images of shape (samples, rows, columns, channels)
        and `reduction_axes=[0, 1, 2]` it is divided by n - 1 (the normalisation is not).
    """


@op
def batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=1e-3):
    """Normalises by a given mean and variance: `(x - mean) / sqrt(var + epsilon) * gamma + beta`.

    Args:
        x: float tensor.
        mean: tensor (channels,), or any shape that broadcasts with `x`.
        var: the same.
        beta: the same, or None.
        gamma: the same, or None.
        axis: int, the axis of the channels.
        epsilon: float.

    Returns:
        Tensor of the shape and dtype of `x`.
    """


@op
def ctc_label_dense_to_sparse(labels, label_lengths):
    """Turns padded label sequences into a sparse tensor.

    Args:
        labels: int tensor (samples, longest).
        label_lengths: int tensor (samples,).

    Returns:
        Sparse tensor that holds the first `label_lengths[i]` labels of each row i.
    """


@op
def ctc_batch_cost(y_true, y_pred, input_length, label_length):
    """Connectionist temporal classification loss of each sequence.

    Args:
        y_true: tensor (samples, longest label), class numbers.
        y_pred: float tensor (samples, time steps, classes), the output of a softmax; the last
            class is the blank.
        input_length: int tensor (samples, 1), time steps in use.
        label_length: int tensor (samples, 1), labels in use.

    Returns:
        Tensor (samples, 1).
    """


@op
def ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1,
               merge_repeated=False):
    """Most probable label sequences of the output of a softmax.

    Args:
        y_pred: float tensor (samples, time steps, classes); the last class is the blank.
        input_length: int tensor (samples,), time steps in use.
        greedy: bool, True for the best class of each step, False for a beam search.
        beam_width: int, width of the beam.
        top_paths: int, how many sequences the beam search returns.
        merge_repeated: bool, whether the beam search joins equal neighbours in its result.

    Returns:
        Tuple `(sequences, log_probability)`: a list of int tensors (samples, longest), -1 where a
        sequence has ended (greedy: one of them; beam search: `top_paths`), and a float tensor:
        (samples, 1) for greedy, where it is minus the sum of the logits, (samples, top_paths)
        for the beam search.
    """

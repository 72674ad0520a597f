"""Kernels of the room `nn`: activations, losses, normalisation."""

import torch
import torch.nn.functional as F

from keras.backend import common
from keras.backend import shapes
from keras.backend.torch_backend import dtypes
from keras.backend.traced import ctc_decoding


def relu(x, alpha=0., max_value=None, threshold=0.):
    plain = _is_zero(threshold)
    if _is_zero(alpha):
        if plain and dtypes.is_number(max_value) and max_value == 6:
            return F.relu6(x)
        result = torch.relu(x) if plain else _above(x, threshold)
        return result if max_value is None else torch.clamp(result, max=max_value)
    if plain and max_value is None:
        if dtypes.is_number(alpha):
            return F.leaky_relu(x, float(alpha))
        return torch.relu(x) - alpha * torch.relu(-x)
    return relu(x, 0., max_value, threshold) - alpha * torch.relu(threshold - x)


def elu(x, alpha=1.):
    if dtypes.is_number(alpha):
        return F.elu(x, float(alpha))
    unit = F.elu(x)
    return torch.where(x > 0, unit, alpha * unit)


def softmax(x, axis=-1):
    return torch.softmax(x, axis)


def softplus(x):
    # Above the threshold it is `x` itself, to the precision of the type.
    return F.softplus(x, 1, 40 if x.dtype == torch.float64 else 20)


def softsign(x):
    return F.softsign(x)


def sigmoid(x):
    return torch.sigmoid(x)


def hard_sigmoid(x):
    return torch.clamp(0.2 * x + 0.5, 0, 1)


def tanh(x):
    return torch.tanh(x)


def l2_normalize(x, axis=None):
    axis = tuple(range(x.dim())) if axis is None else axis
    norm = torch.linalg.vector_norm(
        x, dim=tuple(axis) if isinstance(axis, (list, tuple)) else (int(axis),), keepdim=True)
    return x / torch.clamp(norm, min=1e-6)


def in_top_k(predictions, targets, k):
    classes = predictions.shape[1]
    is_class = (targets >= 0) & (targets < classes)
    chosen = torch.clamp(targets, 0, classes - 1).long().unsqueeze(1)
    chosen = predictions.gather(1, chosen)
    higher = (predictions > chosen).sum(1)
    return is_class & torch.isfinite(chosen.squeeze(1)) & (higher < k)


def bias_add(x, bias, data_format=None):
    data_format = common.normalize_data_format(data_format)
    if bias.dim() == 1 and (data_format == 'channels_last' or x.dim() < 3):
        return x + bias
    return x + bias.reshape(shapes.bias_shape(bias.shape, x.dim(), data_format))


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    axis = shapes.normalize_axis(axis, output.dim())
    if from_logits:
        logs = torch.log_softmax(output, axis)
    else:
        logs = torch.log(_probability(output / output.sum(axis, keepdim=True)))
    return -(target * logs).sum(axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    axis = shapes.normalize_axis(axis, output.dim())
    if axis != output.dim() - 1:
        output = output.movedim(axis, -1)
    logits = output if from_logits else torch.log(_probability(output))
    # A label that stands for "ignore this one" does not exist here.
    result = F.cross_entropy(logits.reshape(-1, output.shape[-1]), target.reshape(-1).long(),
                             reduction='none', ignore_index=-2 ** 40)
    return result if output.dim() == 2 else result.reshape(output.shape[:-1])


def binary_crossentropy(target, output, from_logits=False):
    target = target.to(output.dtype)
    if from_logits:
        return F.binary_cross_entropy_with_logits(output, target, reduction='none')
    # PyTorch's own function of probabilities stops the program at a NaN.
    output = _probability(output)
    return -torch.lerp(torch.log(1 - output), torch.log(output), target)


def normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3):
    axes = sorted(axis % x.dim() for axis in reduction_axes)
    kept = [axis for axis in range(x.dim()) if axis not in axes]
    count = 1
    for axis in axes:
        count *= x.shape[axis]
    biased = x.dim() == 4 and axes == [0, 1, 2]
    if len(kept) == 1 and count > 1:
        normal, mean, variance = _fused_in_training(x, gamma, beta, kept[0], epsilon)
        return normal, mean, variance if biased else variance * ((count - 1) / count)
    variance, mean = torch.var_mean(x.to(_exact(x)), axes, correction=0)
    wide = [size if axis in kept else 1 for axis, size in enumerate(x.shape)]
    normal = batch_normalization(x, *[one if one is None else one.reshape(wide)
                                      for one in (mean, variance, beta, gamma)], epsilon=epsilon)
    variance = variance * (count / max(count - 1, 1)) if biased else variance
    return normal, mean.to(x.dtype), variance.to(x.dtype)


def batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=1e-3):
    axis = shapes.normalize_axis(axis, x.dim())
    if axis != x.dim() - 1:
        wide = [1] * axis + [-1] + [1] * (x.dim() - axis - 1)
        mean, var, beta, gamma = (one if one is None or one.dim() != 1 else one.reshape(wide)
                                  for one in (mean, var, beta, gamma))
    # Scale and shift of each channel first, then a single pass over `x`.
    scale = torch.rsqrt(var + epsilon)
    scale = scale if gamma is None else scale * gamma
    shift = -mean * scale if beta is None else torch.addcmul(beta, mean, scale, value=-1)
    return torch.addcmul(shift, x.to(shift.dtype), scale).to(x.dtype)


def ctc_label_dense_to_sparse(labels, label_lengths):
    steps = torch.arange(labels.shape[1], device=labels.device)
    places = (steps < label_lengths.reshape(-1, 1)).nonzero()
    return torch.sparse_coo_tensor(places.t(), labels[places[:, 0], places[:, 1]],
                                   tuple(labels.shape), check_invariants=False).coalesce()


def ctc_batch_cost(y_true, y_pred, input_length, label_length):
    if y_pred.device.type == 'meta':        # the loss itself wants to see the lengths
        return y_pred.sum((1, 2)).unsqueeze(1)
    scores = y_pred.float() if y_pred.dtype in (torch.float16, torch.bfloat16) else y_pred
    logs = torch.log_softmax(torch.log(scores.transpose(0, 1) + common.epsilon()), -1)
    cost = F.ctc_loss(logs, y_true.long(), input_length.reshape(-1).long(),
                      label_length.reshape(-1).long(), blank=logs.shape[2] - 1, reduction='none')
    return cost.to(y_pred.dtype).unsqueeze(1)


def ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1,
               merge_repeated=False):
    scores = y_pred.detach().double().cpu().numpy() + common.epsilon()
    lengths = input_length.reshape(-1).cpu().numpy()
    if greedy:
        sequences, logs = ctc_decoding.greedy(scores, lengths)
    else:
        sequences, logs = ctc_decoding.beam_search(scores, lengths, int(beam_width),
                                                   int(top_paths), merge_repeated)
    device = y_pred.device
    return ([torch.as_tensor(one, device=device) for one in sequences],
            torch.as_tensor(logs, device=device, dtype=y_pred.dtype))


def _is_zero(value):
    """Whether a value is a number, and 0."""
    return dtypes.is_number(value) and value == 0


def _above(x, threshold):
    """Values of `x` above a threshold, 0 for the others."""
    if dtypes.is_number(threshold):
        return F.threshold(x, float(threshold), 0.)
    return torch.where(x > threshold, x, torch.zeros((), dtype=x.dtype, device=x.device))


def _probability(output):
    """Moves probabilities off 0 and 1 by epsilon, so that their logarithms are finite."""
    return torch.clamp(output, common.epsilon(), 1. - common.epsilon())


def _exact(x):
    """The type that means and variances of `x` are computed in."""
    return torch.float32 if x.dtype in (torch.float16, torch.bfloat16) else x.dtype


def _fused_in_training(x, gamma, beta, axis, epsilon):
    """Normalises by the batch's own mean and variance (divided by n - 1), with one kernel.

    Mean and variance carry no gradient, as those of TensorFlow's kernel carry none.
    """
    exact = _exact(x)
    gamma, beta = (one if one is None else one.to(exact) for one in (gamma, beta))
    if gamma is None and beta is not None:      # the kernel of a GPU has no gradient for this
        gamma = torch.ones_like(beta)
    # With a momentum of 1 the running averages become those of this batch.
    mean, variance = torch.zeros((2, x.shape[axis]), dtype=exact, device=x.device)
    shape = x.shape
    if axis == 1:
        entered = x
    elif axis == x.dim() - 1 and x.dim() != 4:
        entered = x.reshape(-1, shape[-1])
    else:
        entered = x.movedim(axis, 1)
    normal = torch.batch_norm(entered, gamma, beta, mean, variance, True, 1., float(epsilon),
                              torch.backends.cudnn.enabled)
    if entered.dim() != x.dim():
        normal = normal.reshape(shape)
    elif axis != 1:
        normal = normal.movedim(1, axis)
    return normal, mean.to(x.dtype), variance.to(x.dtype)

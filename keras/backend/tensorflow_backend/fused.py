"""Whole sequences through an LSTM or GRU: loops with hand-written gradients.

The product with the input is made for all steps at once before the loop. A step of the loop is one
matrix product and a few elementwise ops, and keeps what the gradient will ask for. The gradient is
a loop of its own with one matrix product a step; the gradients of the weights are one product over
all steps after it. TensorFlow's automatic gradient of a loop would instead push every intermediate
tensor onto a stack and sum the gradients of the weights step by step.

The gradient is tied to the results by an `IdentityN` op whose gradient function is one of ours. The
function reads only the inputs of that op, so nothing outside the graph keeps a graph alive.
"""

from keras.backend.tensorflow_backend.engine import tf

# Activations by name: the function, and its derivative as a function of its value.
_ACTIVATIONS = {
    'linear': (tf.identity, tf.ones_like),
    'relu': (tf.nn.relu, lambda y: tf.cast(y > 0, y.dtype)),
    'tanh': (tf.tanh, lambda y: 1 - y * y),
    'sigmoid': (tf.sigmoid, lambda y: y * (1 - y)),
    'hard_sigmoid': (lambda x: tf.clip_by_value(0.2 * x + 0.5, 0, 1),
                     lambda y: 0.2 * tf.cast((y > 0) & (y < 1), y.dtype)),
}
_registered = set()

_ONCE = ('A loop over time steps has first derivatives only. For the gradient of a gradient use a '
         'recurrent layer with unroll=True.')


def fused_lstm(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
               mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid'):
    # The candidate comes last here, so that one op activates the three gates before it.
    kernel, recurrent_kernel = _candidate_last(kernel), _candidate_last(recurrent_kernel)
    bias = None if bias is None else _candidate_last(bias)
    projected, seen = _prepared(inputs, kernel, bias, go_backwards, mask)
    loop = _Lstm(activation, recurrent_activation)
    outputs, hidden, carry = loop.run(
        projected, [recurrent_kernel], initial_states, recurrent_mask, seen)
    return _finished(inputs, outputs, [hidden, carry], seen)


def fused_gru(inputs, kernel, recurrent_kernel, bias, initial_states, go_backwards=False,
              mask=None, recurrent_mask=None, activation='tanh', recurrent_activation='sigmoid',
              reset_after=False):
    recurrent_kernel = tf.convert_to_tensor(recurrent_kernel)
    recurrent_bias = None
    if bias is not None and reset_after:
        bias, recurrent_bias = tf.unstack(bias, 2)
    projected, seen = _prepared(inputs, kernel, bias, go_backwards, mask)
    if reset_after:
        if recurrent_bias is None:
            recurrent_bias = tf.zeros(recurrent_kernel.shape[1:], recurrent_kernel.dtype)
        loop, parameters = _GruAfter(activation, recurrent_activation), [
            recurrent_kernel, recurrent_bias]
    else:
        units = recurrent_kernel.shape.as_list()[0]
        loop, parameters = _Gru(activation, recurrent_activation), [
            recurrent_kernel[:, :2 * units], recurrent_kernel[:, 2 * units:]]
    outputs, state = loop.run(projected, parameters, initial_states, recurrent_mask, seen)
    return _finished(inputs, outputs, [state], seen)


def _candidate_last(x):
    """Moves the third quarter of the last axis to the end."""
    first, second, third, fourth = tf.split(x, 4, axis=-1)
    return tf.concat([first, second, fourth, third], axis=-1)


def _prepared(inputs, kernel, bias, go_backwards, mask):
    """The input of all gates and steps (time, samples, gates), and the mask (time, samples)."""
    if inputs.shape.as_list()[1] == 0:
        raise ValueError('A recurrent loop needs at least 1 time step. Received inputs of shape '
                         f'{inputs.shape}.')
    kernel = tf.convert_to_tensor(kernel)
    time_major = tf.transpose(inputs, [1, 0, 2])
    seen = None
    if mask is not None:
        if mask.shape.ndims == 3:
            mask = tf.squeeze(mask, 2)
        seen = tf.transpose(tf.cast(mask, tf.bool))
    if go_backwards:
        time_major = tf.reverse(time_major, [0])
        seen = None if seen is None else tf.reverse(seen, [0])
    features, width = kernel.shape.as_list()
    projected = tf.matmul(tf.reshape(time_major, [-1, features]), kernel)
    if bias is not None:
        projected = tf.nn.bias_add(projected, bias)
    projected = tf.reshape(projected, tf.concat([tf.shape(time_major)[:2], [width]], 0))
    time, samples = time_major.shape.as_list()[:2]
    projected.set_shape([time, samples, width])
    return projected, seen


def _finished(inputs, outputs, states, seen):
    """What `K.rnn` returns, from the time-major outputs and the last states."""
    if seen is not None:
        # Before its first step that is seen, a sample has no output to repeat: zeros.
        began = tf.cumsum(tf.cast(seen, tf.int32)) > 0
        outputs = outputs * tf.cast(tf.expand_dims(began, -1), outputs.dtype)
    last = outputs[-1]
    outputs = tf.transpose(outputs, [1, 0, 2])
    outputs.set_shape(inputs.shape[:2].concatenate(outputs.shape[2:]))
    return last, outputs, states


def _where(seen, new, old):
    """New values for the samples that are seen, old ones for the rest; `seen` None: all are."""
    return new if seen is None else tf.raw_ops.Select(condition=seen, x=new, y=old)


def _steps(x, length):
    """A tensor array of the parts of `x` along its first axis."""
    return tf.TensorArray(x.dtype, length).unstack(x)


def _before(first, sequence):
    """The values before each step: `first`, then those of the steps but the last."""
    return tf.concat([tf.expand_dims(first, 0), sequence[:-1]], 0)


def _flat(x):
    """Time and samples as one axis."""
    return tf.reshape(x, [-1, x.shape.as_list()[-1]])


class _Loop:
    """A loop over time with its gradient; subclasses define one step and its gradient.

    Args:
        activation: Name of the activation of the candidate.
        recurrent_activation: Name of the activation of the gates.
    """

    states = 1          # number of states
    kept = ()           # per tensor kept for the gradient: its width in units

    def __init__(self, activation, recurrent_activation):
        self.names = (activation, recurrent_activation)
        for name in self.names:
            if name not in _ACTIVATIONS:
                raise ValueError('A fused loop knows the activations {}. Received: {!r}.'.format(
                    ', '.join(sorted(_ACTIVATIONS)), name))
        self.act, self.act_slope = _ACTIVATIONS[activation]
        self.gate, self.gate_slope = _ACTIVATIONS[recurrent_activation]

    def run(self, projected, parameters, initial, drop, seen):
        """Runs the loop.

        Args:
            projected: Tensor (time, samples, gates * units).
            parameters: List of tensors, the recurrent weights.
            initial: List of states (samples, units).
            drop: Tensor (samples, units) that the state is multiplied with, or None.
            seen: Boolean tensor (time, samples), or None.

        Returns:
            List: outputs (time, samples, units), then the last states.
        """
        initial = [tf.convert_to_tensor(state) for state in initial]
        results = self._forward(projected, parameters, initial, drop, seen)
        given = [projected] + parameters + initial
        optional = [x for x in (drop, seen) if x is not None]
        name = self._gradient(len(parameters), drop is not None, seen is not None)
        with tf.get_default_graph().gradient_override_map({'IdentityN': name}):
            tied = tf.identity_n(results + given + optional)
        return tied[:1 + self.states]

    def _forward(self, projected, parameters, initial, drop, seen):
        """Outputs, last states, and the kept tensors of all steps."""
        length = tf.shape(projected)[0]
        units = parameters[0].shape.as_list()[0]
        inputs = _steps(projected, length)
        masks = None if seen is None else _steps(seen, length)
        arrays = [tf.TensorArray(projected.dtype, length)
                  for _ in range(1 + len(self.kept))]

        def body(time, arrays, states):
            now = None if masks is None else masks.read(time)
            new_states, kept = self.step(inputs.read(time), states, parameters, drop)
            new_states = [_where(now, *pair) for pair in zip(new_states, states)]
            if self.states == 2:        # the carry is kept after the mask, as the next step has it
                kept = kept[:-1] + [new_states[1]]
            arrays = [array.write(time, value)
                      for array, value in zip(arrays, [new_states[0]] + kept)]
            return time + 1, arrays, new_states

        _, arrays, states = tf.while_loop(
            lambda time, *_: time < length, body, (tf.constant(0), arrays, list(initial)),
            parallel_iterations=32)
        stacked = [array.stack() for array in arrays]
        for tensor, width in zip(stacked, (1,) + self.kept):
            tensor.set_shape(projected.shape[:2].concatenate([width * units]))
        for state, first in zip(states, initial):
            state.set_shape(first.shape)
        return stacked[:1] + list(states) + stacked[1:]

    def _gradient(self, parameters, has_drop, has_mask):
        """Name of the gradient function for this kind of loop, registered once."""
        name = 'Keras{}_{}_{}_{:d}{:d}'.format(
            type(self).__name__, self.names[0], self.names[1], has_drop, has_mask)
        if name not in _registered:
            def gradient(op, *upstream):
                return self._backward(list(op.inputs), upstream, parameters, has_drop, has_mask)
            _registered.add(name)
            tf.RegisterGradient(name)(gradient)
        return name

    def _backward(self, tensors, upstream, parameters, has_drop, has_mask):
        """Gradients of all inputs of the `IdentityN` op."""
        results = 1 + self.states
        kept_end = results + len(self.kept)
        outputs, kept = tensors[0], tensors[results:kept_end]
        projected = tensors[kept_end]
        weights = tensors[kept_end + 1:kept_end + 1 + parameters]
        first = kept_end + 1 + parameters
        initial = tensors[first:first + self.states]
        drop = tensors[first + self.states] if has_drop else None
        seen = tensors[-1] if has_mask else None
        length = tf.shape(outputs)[0]
        previous = _before(initial[0], outputs)
        dropped = previous if drop is None else previous * drop
        factors = self.factors(kept, previous, dropped, initial)
        reads = [_steps(x, length) for x in [upstream[0]] + factors]
        masks = None if seen is None else _steps(seen, length)
        widths = self.gradient_widths
        arrays = [tf.TensorArray(outputs.dtype, length) for _ in widths]

        def body(time, arrays, slopes):
            now = None if masks is None else masks.read(time)
            values = [array.read(time) for array in reads]
            slopes = [slopes[0] + values[0]] + slopes[1:]
            active = slopes
            if now is not None:
                zeros = [tf.zeros_like(slope) for slope in slopes]
                active = [_where(now, *pair) for pair in zip(slopes, zeros)]
                rest = [_where(now, zero, slope) for zero, slope in zip(zeros, slopes)]
            before, written = self.step_back(active, values[1:], weights, drop)
            if now is not None:
                before = [a + b for a, b in zip(before, rest)]
            arrays = [array.write(time, value) for array, value in zip(arrays, written)]
            return time - 1, arrays, before

        _, arrays, slopes = tf.while_loop(
            lambda time, *_: time >= 0, body, (length - 1, arrays, list(upstream[1:results])),
            parallel_iterations=32)
        units = weights[0].shape.as_list()[0]
        stacked = [array.stack() for array in arrays]
        for tensor, width in zip(stacked, widths):
            tensor.set_shape(projected.shape[:2].concatenate([width * units]))
        into, of_weights = self.collect(stacked, kept, dropped)
        gradients = [None] * kept_end + [into] + of_weights + list(slopes)
        if has_drop:
            gradients.append(self.of_drop(stacked, previous, weights, kept))
        return [None if x is None else tf.raw_ops.PreventGradient(input=x, message=_ONCE)
                for x in gradients] + [None] * has_mask


class _Lstm(_Loop):
    """LSTM with the gates in the order i, f, o, c."""

    states = 2
    kept = (3, 1, 1)            # the gates i, f, o; the candidate; the carry
    gradient_widths = (4,)

    def step(self, x, states, parameters, drop):
        hidden, carry = states
        z = x + tf.matmul(hidden if drop is None else hidden * drop, parameters[0])
        units = parameters[0].shape.as_list()[0]
        gates, candidate = tf.split(z, [3 * units, units], axis=1)
        gates, candidate = self.gate(gates), self.act(candidate)
        i, f, o = tf.split(gates, 3, axis=1)
        carry = f * carry + i * candidate
        return [o * self.act(carry), carry], [gates, candidate, carry]

    def factors(self, kept, previous, dropped, initial):
        """What the slopes of state and carry are multiplied with, for all steps at once."""
        gates, candidate, carry = kept
        i, f, o = tf.split(gates, 3, axis=2)
        before = _before(initial[1], carry)
        carried = self.act(f * before + i * candidate)
        slope_i, slope_f, slope_o = tf.split(self.gate_slope(gates), 3, axis=2)
        to_gates = tf.concat([candidate * slope_i, before * slope_f, i * self.act_slope(candidate)],
                             axis=2)
        return [to_gates, carried * slope_o, o * self.act_slope(carried), f]

    def step_back(self, slopes, factors, parameters, drop):
        slope, carry_slope = slopes
        to_gates, to_output, to_carry, forget = factors
        carry_slope = carry_slope + slope * to_carry
        i, f, c = tf.split(to_gates, 3, axis=1)
        z = tf.concat([carry_slope * i, carry_slope * f, slope * to_output, carry_slope * c], 1)
        before = tf.matmul(z, parameters[0], transpose_b=True)
        before = before if drop is None else before * drop
        return [before, carry_slope * forget], [z]

    def collect(self, written, kept, dropped):
        """Gradients of the projected input and of the recurrent weights."""
        return written[0], [tf.matmul(_flat(dropped), _flat(written[0]), transpose_a=True)]

    def of_drop(self, written, previous, parameters, kept):
        """Gradient of the dropout mask."""
        slope = tf.reshape(tf.matmul(_flat(written[0]), parameters[0], transpose_b=True),
                           tf.shape(previous))
        return tf.reduce_sum(slope * previous, 0)


class _GruAfter(_Loop):
    """GRU whose reset gate acts after the recurrent product."""

    kept = (2, 1, 1)            # the gates z, r; the recurrent part of the candidate; it itself
    gradient_widths = (3, 3)

    def step(self, x, states, parameters, drop):
        state = states[0]
        kernel, bias = parameters
        units = parameters[0].shape.as_list()[0]
        h = tf.nn.bias_add(tf.matmul(state if drop is None else state * drop, kernel), bias)
        x_gates, x_candidate = tf.split(x, [2 * units, units], axis=1)
        h_gates, h_candidate = tf.split(h, [2 * units, units], axis=1)
        gates = self.gate(x_gates + h_gates)
        update, reset = tf.split(gates, 2, axis=1)
        candidate = self.act(x_candidate + reset * h_candidate)
        state = candidate + update * (state - candidate)
        return [state], [gates, h_candidate, candidate]

    def factors(self, kept, previous, dropped, initial):
        """What the slope of the state is multiplied with, for all steps at once."""
        gates, h_candidate, candidate = kept
        update, reset = tf.split(gates, 2, axis=2)
        slope_update, slope_reset = tf.split(self.gate_slope(gates), 2, axis=2)
        to_candidate = (1 - update) * self.act_slope(candidate)
        to_gates = [(previous - candidate) * slope_update,
                    to_candidate * h_candidate * slope_reset]
        return [tf.concat(to_gates + [to_candidate], 2), reset, update]

    def step_back(self, slopes, factors, parameters, drop):
        slope = slopes[0]
        to_parts, reset, update = factors
        z, r, h = tf.split(to_parts, 3, axis=1)
        z, r, h = slope * z, slope * r, slope * h
        inner = tf.concat([z, r, h * reset], 1)
        before = tf.matmul(inner, parameters[0], transpose_b=True)
        before = before if drop is None else before * drop
        return [before + slope * update], [tf.concat([z, r, h], 1), inner]

    def collect(self, written, kept, dropped):
        """Gradients of the projected input and of the recurrent weights."""
        into, inner = written
        kernel = tf.matmul(_flat(dropped), _flat(inner), transpose_a=True)
        return into, [kernel, tf.reduce_sum(_flat(inner), 0)]

    def of_drop(self, written, previous, parameters, kept):
        """Gradient of the dropout mask."""
        slope = tf.reshape(tf.matmul(_flat(written[1]), parameters[0], transpose_b=True),
                           tf.shape(previous))
        return tf.reduce_sum(slope * previous, 0)


class _Gru(_Loop):
    """GRU whose reset gate acts before the recurrent product."""

    kept = (2, 1)               # the gates z, r; the candidate
    gradient_widths = (3, 1)

    def step(self, x, states, parameters, drop):
        state = states[0]
        units = parameters[0].shape.as_list()[0]
        dropped = state if drop is None else state * drop
        x_gates, x_candidate = tf.split(x, [2 * units, units], axis=1)
        gates = self.gate(x_gates + tf.matmul(dropped, parameters[0]))
        update, reset = tf.split(gates, 2, axis=1)
        candidate = self.act(x_candidate + tf.matmul(reset * dropped, parameters[1]))
        return [candidate + update * (state - candidate)], [gates, candidate]

    def factors(self, kept, previous, dropped, initial):
        """What the slope of the state is multiplied with, for all steps at once."""
        gates, candidate = kept
        update, reset = tf.split(gates, 2, axis=2)
        slope_update, slope_reset = tf.split(self.gate_slope(gates), 2, axis=2)
        return [(previous - candidate) * slope_update,
                (1 - update) * self.act_slope(candidate), dropped * slope_reset, reset, update]

    def step_back(self, slopes, factors, parameters, drop):
        slope = slopes[0]
        to_update, to_candidate, to_reset, reset, update = factors
        candidate = slope * to_candidate
        inner = tf.matmul(candidate, parameters[1], transpose_b=True)
        gates = tf.concat([slope * to_update, inner * to_reset], 1)
        before = inner * reset + tf.matmul(gates, parameters[0], transpose_b=True)
        into = before
        before = before if drop is None else before * drop
        return [before + slope * update], [tf.concat([gates, candidate], 1), into]

    def collect(self, written, kept, dropped):
        """Gradients of the projected input and of the recurrent weights."""
        units = dropped.shape.as_list()[-1]
        gates, candidate = tf.split(written[0], [2 * units, units], axis=2)
        reset = tf.split(kept[0], 2, axis=2)[1]
        return written[0], [
            tf.matmul(_flat(dropped), _flat(gates), transpose_a=True),
            tf.matmul(_flat(reset * dropped), _flat(candidate), transpose_a=True)]

    def of_drop(self, written, previous, parameters, kept):
        """Gradient of the dropout mask."""
        return tf.reduce_sum(written[1] * previous, 0)

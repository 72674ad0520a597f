"""Loops over time and over the first axis."""

from keras.backend.tensorflow_backend.engine import VERSION, tf


def rnn(step_function, inputs, initial_states, go_backwards=False, mask=None, constants=None,
        unroll=False, input_length=None):
    if inputs.shape.ndims is None or inputs.shape.ndims < 2:
        raise ValueError('K.rnn needs inputs of at least 2 dimensions (samples, time, ...). '
                         f'Received inputs of shape {inputs.shape}.')
    loop = _Loop(step_function, initial_states, constants)
    time_major = _swap_time(inputs)
    mask = None if mask is None else _time_mask(mask)
    if go_backwards:
        time_major = tf.reverse(time_major, [0])
        mask = None if mask is None else tf.reverse(mask, [0])
    if unroll:
        last_output, outputs, states = loop.unrolled(time_major, mask, input_length)
    else:
        last_output, outputs, states = loop.symbolic(time_major, mask)
    outputs = _swap_time(outputs)
    outputs.set_shape(inputs.shape[:2].concatenate(outputs.shape[2:]))
    if loop.uses_learning_phase:
        last_output._uses_learning_phase = outputs._uses_learning_phase = True
    return last_output, outputs, states


def map_fn(fn, elems, name=None, dtype=None):
    if dtype is None:
        return tf.map_fn(fn, elems, name=name)
    # TensorFlow 2 has another name for the argument and warns of the old one.
    key = 'dtype' if VERSION < (2, 0) else 'fn_output_signature'
    return tf.map_fn(fn, elems, name=name, **{key: dtype})


def foldl(fn, elems, initializer=None, name=None):
    return tf.foldl(fn, elems, initializer=initializer, name=name)


def foldr(fn, elems, initializer=None, name=None):
    return tf.foldr(fn, elems, initializer=initializer, name=name)


class _Loop:
    """One call of `rnn`: the step function with its states and constants."""

    def __init__(self, step_function, initial_states, constants):
        self.step_function = step_function
        self.structure = list(initial_states)
        self.initial = [tf.convert_to_tensor(one) for one in tf.nest.flatten(self.structure)]
        self.constants = list(constants or [])
        self.uses_learning_phase = False
        self.output_shape = None

    def step(self, inputs, states):
        """Calls the step function; returns its output and its new states as a flat list."""
        packed = tf.nest.pack_sequence_as(self.structure, states)
        output, new_states = self.step_function(inputs, list(packed) + self.constants)
        self.uses_learning_phase |= getattr(output, '_uses_learning_phase', False)
        new_states = [tf.convert_to_tensor(one) for one in tf.nest.flatten(list(new_states))]
        output = tf.convert_to_tensor(output)
        if len(new_states) != len(states):
            raise ValueError(f'The step function of K.rnn must return as many new states as it '
                             f'is given: {len(states)}. It returned {len(new_states)}.')
        for position, (old, new) in enumerate(zip(self.initial, new_states)):
            if not new.shape.is_compatible_with(old.shape):
                raise ValueError(f'State {position} of K.rnn changes its shape from {old.shape} '
                                 f'to {new.shape} in one step. Give an initial state of the shape '
                                 'that the step function returns.')
            new.set_shape(old.shape)
        return output, new_states

    def unrolled(self, inputs, mask, input_length):
        """Runs the loop as one copy of the step per time step."""
        length = inputs.shape.as_list()[0]
        length = input_length if length is None else length
        if not length:
            raise ValueError('K.rnn can only unroll a known number of time steps, at least 1. '
                             f'Received time-major inputs of shape {inputs.shape} and '
                             f'input_length={input_length}. Give the number of time steps, or '
                             'use unroll=False.')
        masks = [None] * length if mask is None else tf.unstack(mask, length)
        states, outputs = self.initial, []
        for current, seen in zip(tf.unstack(inputs, length), masks):
            output, new_states = self.step(current, states)
            if seen is not None:
                output = _where(seen, output, outputs[-1] if outputs else tf.zeros_like(output))
                new_states = [_where(seen, *pair) for pair in zip(new_states, states)]
            states = new_states
            outputs.append(output)
        return outputs[-1], tf.stack(outputs), tf.nest.pack_sequence_as(self.structure, states)

    def symbolic(self, inputs, mask):
        """Runs the loop as one loop of the graph.

        A masked step repeats the output before it. Rather than carry that output, whose shape is
        not known before the loop, each step notes which step's output stands for each sample.
        """
        if inputs.shape.as_list()[0] == 0:
            raise ValueError('K.rnn needs at least 1 time step. Received time-major inputs of '
                             f'shape {inputs.shape}.')
        length = tf.shape(inputs)[0]
        batch_size = tf.shape(inputs)[1]
        steps = _unstacked(inputs, length)
        masks = None if mask is None else _unstacked(mask, length)
        # The outputs, and where there is a mask the source of each output and the last source.
        kept = [tf.TensorArray(self._output_dtype(inputs), length, clear_after_read=False)]
        if mask is not None:
            kept += [tf.TensorArray(tf.int32, length), tf.fill([batch_size], -1)]

        def body(time, kept, states):
            output, new_states = self.step(steps.read(time), states)
            self._note(output, kept[0])
            kept = [kept[0].write(time, output)] + kept[1:]
            if mask is not None:
                seen = masks.read(time)
                new_states = [_where(seen, *pair) for pair in zip(new_states, states)]
                source = _where(seen, tf.fill([batch_size], time), kept[2])
                kept = [kept[0], kept[1].write(time, source), source]
            return time + 1, kept, new_states

        _, kept, states = tf.while_loop(
            lambda time, *_: time < length, body, (tf.constant(0), kept, self.initial),
            parallel_iterations=32, swap_memory=True)
        outputs = kept[0].stack()
        if mask is None:
            last_output = kept[0].read(length - 1)
        else:
            last_output = _rows(outputs, kept[2], batch_size)
            outputs = tf.reshape(_rows(outputs, tf.reshape(kept[1].stack(), [-1]), batch_size),
                                 tf.shape(outputs))
        last_output.set_shape(self.output_shape)
        outputs.set_shape(tf.TensorShape([None]).concatenate(self.output_shape))
        for old, new in zip(self.initial, states):
            new.set_shape(old.shape)
        return last_output, outputs, tf.nest.pack_sequence_as(self.structure, states)

    def _output_dtype(self, inputs):
        """The dtype that the outputs are expected to have."""
        return next((one.dtype for one in [inputs] + self.initial if one.dtype.is_floating),
                    inputs.dtype)

    def _note(self, output, array):
        """Remembers the shape of an output and checks its dtype."""
        self.output_shape = output.shape
        if output.dtype != array.dtype:
            raise ValueError(f'The step function of K.rnn must return an output of the dtype of '
                             f'its inputs or states, {array.dtype.name}. It returned '
                             f'{output.dtype.name}. Cast the output, or use unroll=True.')


def _unstacked(x, length):
    """A tensor array of the parts of `x` along its first axis."""
    return tf.TensorArray(x.dtype, length).unstack(x)


def _time_mask(mask):
    """A mask of shape (samples, time) or (samples, time, 1) as booleans of (time, samples)."""
    if mask.shape.ndims == 3 and mask.shape.as_list()[2] == 1:
        mask = tf.squeeze(mask, 2)
    if mask.shape.ndims != 2:
        raise ValueError('The mask of K.rnn must have the shape (samples, time) or '
                         f'(samples, time, 1). Received a mask of shape {mask.shape}.')
    return tf.transpose(tf.cast(mask, tf.bool))


def _where(seen, new, old):
    """New values for the samples that are seen, old ones for the rest."""
    if new.shape.ndims == 0:
        raise ValueError('K.rnn cannot mask a state or output without a batch axis. Received a '
                         'scalar; give it one value per sample.')
    return tf.raw_ops.Select(condition=seen, x=new, y=old)


def _rows(outputs, sources, batch_size):
    """For each entry of `sources` the output of that step for its sample; zeros for -1."""
    flat = tf.reshape(outputs, tf.concat([[-1], tf.shape(outputs)[2:]], 0))
    count = tf.shape(sources)[0]
    samples = tf.range(count) % batch_size
    picked = tf.gather(flat, tf.maximum(sources, 0) * batch_size + samples)
    return _where(sources >= 0, picked, tf.zeros_like(picked))


def _swap_time(x):
    """Exchanges the first two axes."""
    return tf.transpose(x, [1, 0] + list(range(2, x.shape.ndims)))

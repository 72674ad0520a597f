"""What the transposed convolutions share."""

from keras import backend as K
from keras.layers import weights
from keras.layers.shapes import join_shape
from keras.layers.shapes import spatial_axes
from keras.layers.shapes import split_shape
from keras.utils import conv_utils


class _Transposed(object):
    """Makes a transposed convolution of a convolution that is its other base class."""

    def _set_output_padding(self, output_padding):
        """Stores `output_padding` as a tuple or None; it must be less than the strides."""
        self.output_padding = None
        if output_padding is None:
            return
        self.output_padding = conv_utils.normalize_tuple(output_padding, self.rank,
                                                         'output_padding')
        if any(not 0 <= extra < stride
               for extra, stride in zip(self.output_padding, self.strides)):
            raise ValueError('Each `output_padding` must be less than the stride of its axis and '
                             'not negative. Received: output_padding={!r} with strides={}.'
                             .format(output_padding, self.strides))

    def build(self, input_shape):
        channels = self._input_channels(input_shape)
        self.kernel = weights.add(self, 'kernel', self.kernel_size + (self.filters, channels))
        self.bias = weights.add(self, 'bias', (self.filters,)) if self.use_bias else None
        self.built = True

    def _output_lengths(self, lengths):
        """Lengths of the output along the spatial axes: ints, None or scalar tensors."""
        extra = self.output_padding or (None,) * self.rank
        return [conv_utils.deconv_length(length, stride, taps, self.padding, pad, dilation)
                for length, stride, taps, pad, dilation in
                zip(lengths, self.strides, self.kernel_size, extra, self.dilation_rate)]

    def call(self, inputs):
        known, sizes = K.int_shape(inputs), K.shape(inputs)
        lengths = [sizes[axis] if known[axis] is None else known[axis]
                   for axis in spatial_axes(self.data_format, self.rank)]
        output_shape = join_shape(sizes[0], self._output_lengths(lengths), self.filters,
                                  self.data_format)
        options = dict(strides=self.strides, padding=self.padding, data_format=self.data_format)
        if self.rank == 2:
            outputs = K.conv2d_transpose(inputs, self.kernel, output_shape,
                                         dilation_rate=self.dilation_rate, **options)
        else:
            outputs = K.conv3d_transpose(inputs, self.kernel, output_shape, **options)
        return self._finish(outputs)

    def compute_output_shape(self, input_shape):
        batch, spatial, _ = split_shape(input_shape, self.data_format)
        return join_shape(batch, self._output_lengths(spatial), self.filters, self.data_format)

    def get_config(self):
        config = super().get_config()
        config['output_padding'] = self.output_padding
        return config

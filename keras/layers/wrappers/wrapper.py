"""What layers around one other layer share."""

from keras.engine.base_layer import Layer
from keras.layers import nesting
from keras.utils.registry import serialize_keras_object


class Wrapper(Layer):
    """Base of layers around one other layer, whose weights, losses and updates are theirs.

    Args:
        layer: The layer inside.
        **kwargs: Arguments of every layer. `trainable` is that of the layer inside.

    Shape:
        Input: As the subclass says.
        Output: As the subclass says.

    Raises:
        TypeError: If `layer` is no layer.

    Example:
        from keras.layers import Dense, Input, Wrapper

        class Twice(Wrapper):
            def build(self, input_shape):
                self.layer.build(input_shape)
                super().build(input_shape)

            def call(self, inputs):
                return 2. * self.layer.call(inputs)

            def compute_output_shape(self, input_shape):
                return self.layer.compute_output_shape(input_shape)

        outputs = Twice(Dense(4))(Input(shape=(3,)))
    """

    def __init__(self, layer, **kwargs):
        if not isinstance(layer, Layer):
            raise TypeError('{} needs a layer, for example {}(Dense(3)). Received: {!r}.'.format(
                type(self).__name__, type(self).__name__, layer))
        self.layer = layer
        kwargs.setdefault('trainable', layer.trainable)
        super().__init__(**kwargs)

    def build(self, input_shape=None):
        self.built = True

    @property
    def activity_regularizer(self):
        """Regularizer of the output: that of the layer inside, or None."""
        return getattr(self.layer, 'activity_regularizer', None)

    @property
    def trainable(self):
        """Whether training changes the weights of the layer inside."""
        return self.layer.trainable

    @trainable.setter
    def trainable(self, value):
        self.layer.trainable = value

    def get_config(self):
        config = super().get_config()
        config['layer'] = serialize_keras_object(self.layer)
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=True):
        """Makes the wrapper and the layer inside from a configuration.

        Args:
            config: What `get_config` returned.
            custom_objects: Dictionary from names to layers of your own.
            safe_mode: Whether bytecode that this process did not write is refused.

        Returns:
            A wrapper, not yet built.
        """
        config = dict(config)
        layer = nesting.read_layer(config.pop('layer'), custom_objects, safe_mode)
        return cls(layer, **config)

"""`Layer`: the class that all layers and models are made of."""
import re

from keras import backend as K
from keras import initializers  # noqa: F401  (a name of this module in 2.3.1)
from keras.engine.extras import Extras
from keras.engine.history import CallHistory
from keras.engine.input_spec import InputSpec, check_inputs  # noqa: F401
from keras.engine.node import Node
from keras.engine.tracking import Tracker, disable_tracking  # noqa: F401
from keras.engine.weights import WeightHolder
from keras.legacy import interfaces  # noqa: F401  (a name of this module in 2.3.1)
from keras.legacy.construct import TakesKeras1Spellings
from keras.utils.generic_utils import (  # noqa: F401  (also names of this module in 2.3.1)
    has_arg, is_all_none, object_list_uid, to_list, unpack_singleton)
from keras.utils.layer_utils import count_params  # noqa: F401  (a name of this module in 2.3.1)

_ACCEPTED = ('batch_input_shape', 'batch_size', 'dtype', 'input_dtype', 'input_shape', 'name',
             'trainable', 'weights')


class Layer(WeightHolder, CallHistory, Extras, Tracker, TakesKeras1Spellings):
    """A layer: takes tensors, gives tensors, and may own weights.

    A layer of your own defines `build(input_shape)` to make its weights, `call(inputs)` to compute,
    and `compute_output_shape(input_shape)`; the other methods have sensible defaults.

    Args:
        name: string, unique in a model. Default: the class name in snake case and a number.
        trainable: boolean, whether training changes the weights. Default: True.
        dtype: string, data type of the weights (and of the input, for the first layer of a
            `Sequential`). Default: `K.floatx()`.
        input_shape: tuple, shape of the input without the batch axis (first layer only).
        batch_input_shape: tuple, shape of the input with the batch axis (first layer only).
        batch_size: integer, batch size to put in front of `input_shape`.
        input_dtype: string, older name of `dtype`.
        weights: list of arrays, values the weights start with.

    Raises:
        TypeError: for any other keyword argument.

    Example:

        from keras import backend as K
        from keras.layers import Input, Layer

        class Scale(Layer):
            def build(self, input_shape):
                self.factor = self.add_weight('factor', (input_shape[-1],), initializer='ones')
                super(Scale, self).build(input_shape)

            def call(self, inputs):
                return inputs * self.factor

            def compute_output_shape(self, input_shape):
                return input_shape

        y = Scale()(Input(shape=(3,)))
    """

    built = False
    supports_masking = False
    stateful = False
    input_spec = None

    def __init__(self, **kwargs):
        unknown = sorted(set(kwargs) - set(_ACCEPTED))
        if unknown:
            raise TypeError('Keyword argument(s) not understood by layer class %s: %s. Those that '
                            'every layer accepts: %s.'
                            % (self.__class__.__name__, ', '.join(unknown), ', '.join(_ACCEPTED)))
        self._init_state()
        self.name = kwargs.get('name') or automatic_name(self.__class__.__name__)
        self.trainable = kwargs.get('trainable', True)
        self.dtype = kwargs.get('dtype') or kwargs.get('input_dtype') or K.floatx()
        if kwargs.get('batch_input_shape') is not None:
            self.batch_input_shape = tuple(kwargs['batch_input_shape'])
        elif kwargs.get('input_shape') is not None:
            shape = kwargs['input_shape']
            shape = (shape,) if isinstance(shape, int) else tuple(shape)
            self.batch_input_shape = (kwargs.get('batch_size'),) + shape
        self._initial_weights = kwargs.get('weights')

    def _init_state(self):
        """The empty books of a layer; what a subclass has set already stays."""
        self.built = False
        self._inbound_nodes = []
        self._outbound_nodes = []
        for name in ('_layers', '_trainable_weights', '_non_trainable_weights', '_metrics'):
            self._list(name)
        self._losses = []
        self._updates = []
        self._per_input_losses = {}
        self._per_input_updates = {}
        self._metric_results = {}
        self._inside = {}
        self._held = []
        self._initial_weights = None

    def build(self, input_shape):
        """Make the weights; override this in a layer that has some.

        Args:
            input_shape: shape tuple with the batch axis, or a list of them for several inputs.
        """
        self.built = True

    def call(self, inputs, **kwargs):
        """Compute the output; override this in a layer of your own.

        Args:
            inputs: tensor, or list of tensors.
            **kwargs: further arguments of the layer; `mask` is given if the signature has it.

        Returns:
            Tensor, or list of tensors.
        """
        return inputs

    def compute_output_shape(self, input_shape):
        """Shape of the output for a given shape of the input.

        Args:
            input_shape: shape tuple with the batch axis, or a list of them for several inputs.

        Returns:
            Shape tuple, or a list of them for several outputs. Default: `input_shape`.
        """
        return input_shape

    def compute_mask(self, inputs, mask=None):
        """Mask of the output for given inputs and masks.

        Args:
            inputs: tensor, or list of tensors.
            mask: mask tensor or None, or a list of them.

        Returns:
            Mask tensor or None, or a list with one of them per output. Default: `mask` itself.

        Raises:
            TypeError: if there is a mask and the layer does not support masking.
        """
        if not self.supports_masking:
            if not is_all_none(mask):
                raise TypeError(
                    'Layer %s (%s) does not support masking, but was passed an input_mask: %s. '
                    'Remove the mask in front of it (`mask_zero=True`, `Masking`), or set '
                    '`self.supports_masking = True` in a layer that can pass it on.'
                    % (self.name, self.__class__.__name__, mask))
            return None
        return mask

    def assert_input_compatibility(self, inputs):
        """Check tensors against `input_spec`.

        Args:
            inputs: tensor, or list of tensors.

        Raises:
            ValueError: if an input is no symbolic tensor, or its shape or type does not fit.
        """
        check_inputs(self, inputs)

    def __call__(self, inputs, **kwargs):
        """Apply the layer: build it if needed, compute, and remember the call as a `Node`.

        Args:
            inputs: tensor, or list of tensors.
            **kwargs: further arguments for `call`.

        Returns:
            Tensor, or list of tensors.

        Raises:
            ValueError: if the inputs do not fit `input_spec`.
        """
        inputs = list(inputs) if isinstance(inputs, tuple) else inputs
        with K.name_scope(self.name):
            self.assert_input_compatibility(inputs)
            if not self.built:
                self._build_once(inputs)
                self.assert_input_compatibility(inputs)
            masks = _collect_previous_mask(inputs)
            call_kwargs = dict(kwargs)
            if 'mask' not in kwargs and not is_all_none(masks) and has_arg(self.call, 'mask'):
                call_kwargs['mask'] = masks
            outputs, output_masks, output_shapes = self._compute(inputs, masks, call_kwargs)
            self._add_inbound_node(
                input_tensors=inputs, output_tensors=outputs, input_masks=masks,
                output_masks=output_masks, input_shapes=_collect_input_shape(inputs),
                output_shapes=output_shapes, arguments=kwargs)
        return outputs

    def _build_once(self, inputs):
        """Build for the shapes of `inputs`; if that fails, no half-made weights stay."""
        input_shape = unpack_singleton([K.int_shape(x) for x in to_list(inputs)])
        before = list(self._trainable_weights), list(self._non_trainable_weights)
        try:
            self.build(input_shape)
        except Exception:
            self._trainable_weights, self._non_trainable_weights = before
            raise
        self.built = True
        if self._initial_weights is not None:
            self.set_weights(self._initial_weights)
            self._initial_weights = None

    def _compute(self, inputs, masks, kwargs):
        """One application on tensors, without book-keeping of nodes.

        Args:
            inputs: tensor, or list of tensors.
            masks: mask tensor or None, or a list of them.
            kwargs: dict, arguments of `call` (with `mask` where the layer takes it).

        Returns:
            (outputs, output masks, output shapes), each single or a list as `call` returned it;
            outputs are tensors of their own that carry `_keras_shape`.
        """
        composed = not getattr(self, '_is_graph_network', False)
        before = self._keys_inside() if composed else None
        outputs = self.call(inputs, **kwargs)
        if composed and self._layers:
            self._note_inside(inputs, before)
        is_list = isinstance(outputs, (list, tuple))
        outputs = [_own_tensor(x, to_list(inputs)) for x in (outputs if is_list else [outputs])]
        output = outputs if is_list else outputs[0]
        mask = self.compute_mask(inputs, masks)
        shapes = self._shapes_of(inputs, outputs)
        phase = getattr(self, 'uses_learning_phase', False) or any(
            getattr(x, '_uses_learning_phase', False) for x in to_list(inputs))
        for x, shape in zip(outputs, shapes):
            if shape is not None:
                x._keras_shape = tuple(shape)
            x._uses_learning_phase = getattr(x, '_uses_learning_phase', False) or phase
        regularizer = getattr(self, 'activity_regularizer', None)
        if regularizer is not None:
            with K.name_scope('activity_regularizer'):
                self.add_loss([regularizer(x) for x in outputs], inputs)
        return output, mask, shapes if is_list else shapes[0]

    def _shapes_of(self, inputs, outputs):
        """Shapes of the outputs: as the layer computes them, else as the engine knows them."""
        input_shape = _collect_input_shape(inputs)
        known = not any(shape is None for shape in to_list(input_shape))
        static = [K.int_shape(x) for x in outputs]
        if not known:
            return static
        claimed = self.compute_output_shape(input_shape)
        claimed = claimed if _is_list_of_shapes(claimed) else [claimed]
        if 'compute_output_shape' not in _overridden(self):
            if len(claimed) != len(outputs):
                return static
            return [_refine(found, shape) for found, shape in zip(static, claimed)]
        if len(claimed) != len(outputs):
            raise ValueError('Layer %s (%s) returned %d output(s), but its compute_output_shape '
                             'gave %d shape(s): %s. Make the two agree.'
                             % (self.name, self.__class__.__name__, len(outputs), len(claimed),
                                claimed))
        return claimed

    def _add_inbound_node(self, input_tensors, output_tensors, input_masks, output_masks,
                          input_shapes, output_shapes, arguments=None):
        """Record a call as a `Node` and write it on the output tensors.

        Args:
            input_tensors: tensor or list of them.
            output_tensors: tensor or list of them.
            input_masks: mask or None, or a list of them, one per input.
            output_masks: mask or None, or a list of them, one per output.
            input_shapes: shape tuple or list of them, one per input.
            output_shapes: shape tuple or list of them, one per output.
            arguments: dict, keyword arguments of the call.
        """
        inputs, outputs = to_list(input_tensors), to_list(output_tensors)
        history = [getattr(x, '_keras_history', (None, None, None)) for x in inputs]
        Node(self,
             inbound_layers=[entry[0] for entry in history],
             node_indices=[entry[1] for entry in history],
             tensor_indices=[entry[2] for entry in history],
             input_tensors=inputs,
             output_tensors=outputs,
             input_masks=_per_tensor(input_masks, inputs),
             output_masks=_per_tensor(output_masks, outputs),
             input_shapes=_shape_list(input_shapes),
             output_shapes=_shape_list(output_shapes),
             arguments=arguments)
        for index, x in enumerate(outputs):
            x._keras_history = (self, len(self._inbound_nodes) - 1, index)

    def get_config(self):
        """What is needed to make the layer again, without its weights.

        Returns:
            Dict of values that can be written as JSON.
        """
        config = {'name': self.name, 'trainable': self.trainable}
        if hasattr(self, 'batch_input_shape'):
            config['batch_input_shape'] = self.batch_input_shape
        if hasattr(self, 'dtype'):
            config['dtype'] = self.dtype
        return config

    @classmethod
    def from_config(cls, config):
        """Make a layer from the result of `get_config`.

        Args:
            config: dict.

        Returns:
            A new layer, not yet built.
        """
        return cls(**config)

    def __repr__(self):
        return '<%s.%s name=%s>' % (self.__class__.__module__, self.__class__.__name__,
                                    self.__dict__.get('name'))


def automatic_name(class_name):
    """A name no other layer of this session has, such as `'max_pooling2d_1'`."""
    words = re.sub('(.)([A-Z][a-z0-9]+)', r'\1_\2', class_name)
    words = re.sub('([a-z])([A-Z])', r'\1_\2', words).lower()
    prefix = 'private' + words if words.startswith('_') else words
    return '%s_%d' % (prefix, K.get_uid(prefix))


def _overridden(layer):
    """Names of the methods that a class below `Layer` defines."""
    classes = type(layer).__mro__
    return set(name for cls in classes[:classes.index(Layer)] for name in vars(cls))


def _own_tensor(x, inputs):
    """`x`, or a copy if it already belongs to another call, whose record must stay."""
    if not hasattr(x, '_keras_history') and not any(x is other for other in inputs):
        return x
    copy = K.identity(x)
    copy._keras_shape = K.int_shape(x)
    copy._uses_learning_phase = getattr(x, '_uses_learning_phase', False)
    return copy


def _refine(static, claimed):
    """The static shape; where the ranks agree, unknown axes are taken from the claimed one."""
    if static is None:
        return claimed
    if claimed is None or len(static) != len(claimed):
        return static
    return tuple(c if s is None else s for s, c in zip(static, claimed))


def _is_list_of_shapes(shape):
    """Whether `shape` stands for several tensors."""
    if not isinstance(shape, list):
        return False
    known = [size for size in shape if size is not None]
    return bool(known) and all(isinstance(size, (tuple, list)) for size in known)


def _shape_list(shapes):
    """A list with one shape per tensor."""
    return list(shapes) if _is_list_of_shapes(shapes) else [shapes]


def _per_tensor(masks, tensors):
    """A list with one mask per tensor; a lone None stands for all."""
    if masks is None:
        return [None] * len(tensors)
    return to_list(masks, allow_tuple=True)


def _collect_previous_mask(input_tensors):
    """Masks that the layers in front gave with these tensors.

    Args:
        input_tensors: tensor or list of tensors.

    Returns:
        Mask or None, or a list of them.
    """
    masks = []
    for x in to_list(input_tensors):
        layer, node_index, tensor_index = getattr(x, '_keras_history', (None, None, None))
        masks.append(None if layer is None
                     else layer._inbound_nodes[node_index].output_masks[tensor_index])
    return unpack_singleton(masks)


def _collect_input_shape(input_tensors):
    """Static shapes of tensors.

    Args:
        input_tensors: tensor or list of tensors.

    Returns:
        Shape tuple, or a list of them; None for a tensor of unknown shape.
    """
    shapes = []
    for x in to_list(input_tensors):
        shapes.append(K.int_shape(x))
    return unpack_singleton(shapes)

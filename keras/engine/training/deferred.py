"""Models without inputs: built when their first data comes."""
from keras import backend as K
from keras.engine.training import standardize
from keras.utils.generic_utils import to_list, has_arg


class DeferredBuild:
    """The part of `Model` that builds a subclassed model from its first data."""

    def _set_inputs(self, inputs, outputs=None, training=None):
        """Makes inputs of the shapes of some data, and computes the outputs.

        Args:
            inputs: Array, list of arrays, or dictionary; only shapes and types are looked at.
            outputs: Tensors that were already computed; None to call the model.
            training: Passed to `call` if it takes it.
        """
        if isinstance(inputs, dict):
            raise ValueError('A subclassed model takes its inputs by position: give a list of '
                             'arrays, not a dictionary with the keys %s.' % sorted(inputs))
        given = to_list(inputs, allow_tuple=True)
        names = ['input_%d' % (i + 1) for i in range(len(given))]
        tensors = [x if K.is_tensor(x) else placeholder_for(x, name)
                   for x, name in zip(given, names)]
        single = not isinstance(inputs, (list, tuple)) or len(given) == 1
        if outputs is None:
            arguments = {'training': training} if has_arg(self.call, 'training') else {}
            outputs = self.call(tensors[0] if single else tensors, **arguments)
        self._take_graph(tensors, to_list(outputs, allow_tuple=True), names)

    def _take_graph(self, inputs, outputs, names):
        """Notes the tensors of a subclassed model."""
        self.inputs = inputs
        self.outputs = outputs
        self.input_names = names
        self.output_names = ['output_%d' % (i + 1) for i in range(len(outputs))]
        fed = [(x, name) for x, name in zip(inputs, names) if K.is_placeholder(x)]
        self._feed_inputs = [x for x, _ in fed]
        self._feed_input_names = [name for _, name in fed]
        self._feed_input_shapes = [K.int_shape(x) for x, _ in fed]
        self.built = True


def placeholder_for(x, name):
    """Returns a placeholder for batches like an array."""
    array = standardize.as_array(x, name, 'input')
    kind = getattr(array.dtype, 'kind', 'f')
    return K.placeholder(shape=(None,) + tuple(array.shape[1:]), name=name,
                         dtype='int32' if kind in 'iu' else K.floatx())

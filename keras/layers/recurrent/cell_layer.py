"""Layers that are one standard cell and its loop: their attributes are those of the cell."""

from keras import regularizers
from keras.layers.recurrent.rnn import RNN

WEIGHT_OPTIONS = tuple(role + suffix for role in ('kernel', 'recurrent', 'bias')
                       for suffix in ('_initializer', '_regularizer', '_constraint'))


def mirrors_cell(*names):
    """Decorates a layer class: attributes of these names are those of its cell.

    Args:
        *names: Names of attributes.

    Returns:
        A decorator of classes.
    """
    def decorate(cls):
        for name in names:
            setattr(cls, name, _of_cell(name))
        return cls
    return decorate


def _of_cell(name):
    """Property with the value of an attribute of the cell."""
    return property(lambda self: getattr(self.cell, name), doc='`{}` of the cell.'.format(name))


class OneCell(object):
    """The part of a layer that is made and saved without naming its cell; it stands before `RNN`.

    Args:
        cell: The cell.
        activity_regularizer: Regularizer of the output, or None.
        **kwargs: Arguments of the loop.
    """

    def __init__(self, cell, activity_regularizer=None, **kwargs):
        super().__init__(cell, **kwargs)
        self.activity_regularizer = regularizers.get(activity_regularizer)

    def call(self, inputs, mask=None, training=None, initial_state=None):
        return super().call(inputs, mask=mask, training=training, initial_state=initial_state)

    def get_config(self):
        config = self.cell.get_config()
        config.update(self._loop_config())
        config['activity_regularizer'] = regularizers.serialize(self.activity_regularizer)
        return config

    @classmethod
    def from_config(cls, config):
        """Makes the layer from its configuration.

        Args:
            config: What `get_config` returned.

        Returns:
            A layer, not yet built.
        """
        return cls(**config)


@mirrors_cell('units', 'activation', 'use_bias', 'dropout', 'recurrent_dropout', 'kernel',
              'recurrent_kernel', 'bias', *WEIGHT_OPTIONS)
class CellLayer(OneCell, RNN):
    """A recurrent layer over one of the standard cells; see `OneCell`."""


def cell_options(kwargs):
    """What a cell takes over from the keyword arguments of its layer: the data type."""
    return {'dtype': kwargs['dtype']} if kwargs.get('dtype') else {}

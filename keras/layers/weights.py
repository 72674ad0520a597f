"""Initializer, regularizer and constraint of a layer's weights, kept under one role name.

The options of the role `kernel` are the attributes `kernel_initializer`, `kernel_regularizer`
and `kernel_constraint`, and stand in the configuration under the same names.
"""

from keras import constraints
from keras import initializers
from keras import regularizers

_FAMILIES = (('initializer', initializers), ('regularizer', regularizers),
             ('constraint', constraints))


def set_options(layer, role, **options):
    """Stores options (`initializer=`, `regularizer=`, `constraint=`) of a role as attributes."""
    for suffix, family in _FAMILIES:
        if suffix in options:
            setattr(layer, role + '_' + suffix, family.get(options[suffix]))


def add(layer, role, shape, name=None, trainable=True):
    """Adds the weight of a role to a layer that is being built, and returns it."""
    return layer.add_weight(shape=shape, name=name or role, trainable=trainable,
                            initializer=getattr(layer, role + '_initializer'),
                            regularizer=getattr(layer, role + '_regularizer', None),
                            constraint=getattr(layer, role + '_constraint', None))


def options_config(layer, *roles):
    """The options that a layer has for these roles, as entries of its configuration."""
    config = {}
    for role in roles:
        for suffix, family in _FAMILIES:
            key = role + '_' + suffix
            if hasattr(layer, key):
                config[key] = family.serialize(getattr(layer, key))
    return config

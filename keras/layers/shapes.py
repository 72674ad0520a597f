"""Where the channels of an image-like tensor are, and its shape taken apart and put together."""


def channel_axis(data_format, rank):
    """Axis of the channels in a tensor with `rank` spatial axes."""
    return rank + 1 if data_format == 'channels_last' else 1


def spatial_axes(data_format, rank):
    """The list of the spatial axes of a tensor with `rank` of them."""
    first = 1 if data_format == 'channels_last' else 2
    return list(range(first, first + rank))


def split_shape(shape, data_format):
    """Batch size, tuple of spatial sizes, and number of channels of a shape."""
    shape = tuple(shape)
    if data_format == 'channels_last':
        return shape[0], shape[1:-1], shape[-1]
    return shape[0], shape[2:], shape[1]


def join_shape(batch, spatial, channels, data_format):
    """The shape with these parts."""
    if data_format == 'channels_last':
        return (batch,) + tuple(spatial) + (channels,)
    return (batch, channels) + tuple(spatial)

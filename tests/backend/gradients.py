"""Gradients by finite differences, to compare those of the backend with."""

import numpy as np

from keras import backend as K


def check_gradients(build, *arrays, step=1e-5, tolerance=1e-6):
    """Asserts that gradients of `sum(build(*tensors) * r)` agree with central differences.

    Args:
        build: Function from tensors to a tensor.
        *arrays: Arrays of type float64 to build on; the function is differentiated by each.
        step: Half the distance of the differences.
        tolerance: Largest error, relative to the largest derivative or 1.
    """
    inputs = [K.placeholder(shape=a.shape, dtype='float64') for a in arrays]
    output = build(*inputs)
    r = np.random.RandomState(0).uniform(.5, 1.5, K.eval(K.shape(output)) if None in K.int_shape(
        output) else K.int_shape(output))
    loss = K.sum(output * K.constant(r, dtype='float64'))
    f = K.function(inputs, [loss] + K.gradients(loss, inputs))
    got = f(list(arrays))[1:]
    for i, array in enumerate(arrays):
        expected = np.zeros_like(array)
        for place in np.ndindex(*array.shape):
            values = []
            for sign in (1, -1):
                moved = array.copy()
                moved[place] += sign * step
                values.append(f([moved if j == i else a for j, a in enumerate(arrays)])[0])
            expected[place] = (values[0] - values[1]) / (2 * step)
        scale = max(1., np.abs(expected).max())
        np.testing.assert_allclose(got[i], expected, atol=tolerance * scale, rtol=0)

"""Batches of images: order, chance, workers, parts, files of what was made."""

import os
import pickle

import numpy as np
import pytest

from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator, Iterator, NumpyArrayIterator
from keras.utils import OrderedEnqueuer
from keras.utils import Sequence as BatchSequence

X = np.random.RandomState(1).uniform(0, 255, (10, 6, 7, 3))
Y = np.arange(10)
CHANGING = ImageDataGenerator(rotation_range=30, width_shift_range=0.2, horizontal_flip=True)


def assert_equal_batches(found, wanted):
    """Compares lists of batches `(images, targets)`."""
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted):
        np.testing.assert_array_equal(one[1], other[1])
        np.testing.assert_array_equal(one[0], other[0])


def passes(batches, count):
    """Some passes by number, as a program goes through a `Sequence`."""
    found = []
    for _ in range(count):
        found += [batches[i] for i in range(len(batches))]
        batches.on_epoch_end()
    return found


def test_without_end_in_order():
    batches = ImageDataGenerator().flow(X, Y, batch_size=4, shuffle=False)
    assert isinstance(batches, BatchSequence) and isinstance(batches, Iterator)
    assert len(batches) == 3 and iter(batches) is batches
    labels = [next(batches)[1].tolist() for _ in range(4)]
    assert labels == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9], [0, 1, 2, 3]]
    batches.reset()
    assert batches.next()[1].tolist() == [0, 1, 2, 3]
    x, _ = batches[-1]
    assert x.dtype == np.float32 and np.array_equal(x, X[8:].astype('float32'))


def test_every_pass_has_every_image_once():
    batches = ImageDataGenerator().flow(X, Y, batch_size=4)
    orders = [np.concatenate([next(batches)[1] for _ in range(3)]).tolist() for _ in range(3)]
    batches = ImageDataGenerator().flow(X, Y, batch_size=4)
    orders += np.concatenate([y for _, y in passes(batches, 3)]).reshape(3, 10).tolist()
    assert all(sorted(order) == Y.tolist() for order in orders)
    assert len(set(map(str, orders))) == 6


@pytest.mark.parametrize('number', [3, -4])
def test_no_such_batch(number):
    with pytest.raises(ValueError, match='no batch number %d: there are 3' % number):
        ImageDataGenerator().flow(X, batch_size=4)[number]


def test_equal_seeds_give_equal_batches():
    flow = lambda seed: CHANGING.flow(X, Y, batch_size=4, seed=seed)
    wanted = [next(batches) for batches in [flow(5)] for _ in range(9)]
    assert_equal_batches([next(batches) for batches in [flow(5)] for _ in range(9)], wanted)
    assert_equal_batches(passes(flow(5), 3), wanted)        # by number: the same
    assert wanted[0][1].tolist() != next(flow(6))[1].tolist()
    assert not np.array_equal(wanted[0][0], wanted[3][0])


def test_numpys_seed_makes_batches_repeat():
    runs = []
    for _ in range(2):
        np.random.seed(7)
        runs.append(passes(CHANGING.flow(X, Y, batch_size=4), 2))
    assert_equal_batches(*runs)


def test_images_and_masks_are_changed_alike():
    images, masks = (ImageDataGenerator(rotation_range=30).flow(data, batch_size=4, seed=3)
                     for data in (X, X / 2))
    for _ in range(5):
        np.testing.assert_allclose(next(images) / 2, next(masks), rtol=1e-5)


def test_a_pass_of_which_nobody_says_that_it_ends():
    batches = CHANGING.flow(X, Y, batch_size=4, seed=5)
    (first, labels), (second, again) = batches[1], batches[1]
    assert labels.tolist() == again.tolist() and not np.array_equal(first, second)


@pytest.mark.parametrize('processes', [False, True])
def test_workers_make_the_batches_that_a_loop_makes(processes):
    wanted = passes(CHANGING.flow(X, Y, batch_size=4, seed=5), 3)
    enqueuer = OrderedEnqueuer(CHANGING.flow(X, Y, batch_size=4, seed=5), processes)
    enqueuer.start(workers=3, max_queue_size=4)
    try:
        source = enqueuer.get()
        found = [next(source) for _ in range(9)]
    finally:
        enqueuer.stop()
    assert_equal_batches(found, wanted)


def test_processes_have_one_order_without_a_seed():
    enqueuer = OrderedEnqueuer(CHANGING.flow(X, Y, batch_size=4), True)
    enqueuer.start(workers=3, max_queue_size=4)
    try:
        source = enqueuer.get()
        labels = np.concatenate([next(source)[1] for _ in range(6)])
    finally:
        enqueuer.stop()
    assert sorted(labels[:10]) == sorted(labels[10:]) == Y.tolist()


def test_functions_of_the_user_repeat_too():
    noisy = ImageDataGenerator(preprocessing_function=lambda x: x + np.random.normal(size=x.shape))
    one, other = (noisy.flow(X, batch_size=4, seed=3) for _ in range(2))
    np.testing.assert_array_equal(next(one), next(other))
    assert not np.array_equal(next(one), next(one))


@pytest.mark.parametrize('workers', [0, 2])
def test_fit_generator(workers):
    model = Sequential([Flatten(input_shape=(6, 7, 3)), Dense(1)])
    model.compile('sgd', 'mse')
    plain = ImageDataGenerator(rescale=1. / 255)
    history = model.fit_generator(
        ImageDataGenerator(rescale=1. / 255, horizontal_flip=True).flow(X, Y / 10., seed=1),
        epochs=8, workers=workers, verbose=0, validation_data=plain.flow(X, Y / 10.))
    assert history.history['loss'][-1] < history.history['loss'][0]
    batches = plain.flow(X, batch_size=4, shuffle=False)
    np.testing.assert_allclose(model.predict_generator(batches, workers=workers),
                               model.predict(X / 255), rtol=1e-4)


def test_weights_and_further_inputs():
    weights, others = np.linspace(0, 1, 10), [Y * 2, np.ones((10, 2))]
    batches = ImageDataGenerator().flow((X, others), Y, batch_size=4, sample_weight=weights, seed=1)
    inputs, labels, weight = next(batches)
    assert [part.shape for part in inputs] == [(4, 6, 7, 3), (4,), (4, 2)]
    assert inputs[1].tolist() == (2 * labels).tolist()
    np.testing.assert_allclose(weight, labels / 9.)
    images, twice = next(ImageDataGenerator().flow((X, 2 * Y), batch_size=4, shuffle=False))
    assert images.shape == (4, 6, 7, 3) and twice.tolist() == [0, 2, 4, 6]


@pytest.mark.parametrize('x, arguments, words', [
    (X[0], {}, r'four axes: .* Received the shape: \(6, 7, 3\)'),
    (X, {'y': Y[:9]}, r'10 images, and `y` has the shape \(9,\)'),
    (X, {'y': 3}, r'10 images, and `y` has the shape \(\)'),
    (X, {'y': Y, 'sample_weight': Y[1:]}, r'10 images, and `sample_weight` has the shape \(9,\)'),
    ((X, Y[1:]), {}, r'10 images, and `x` has the shape \(9,\)'),
    ([X, Y, Y], {}, r'must be \(images, others\). Received 3 items'),
    (X, {'batch_size': 0}, '`batch_size` must be an integer above 0. Received: 0'),
    (X, {'batch_size': 1.5}, '`batch_size` must be an integer above 0. Received: 1.5'),
    (X, {'subset': 'test'}, "'training', 'validation' or None. Received: 'test'"),
    (X, {'save_to_dir': '/no/such/folder'}, 'must be a folder that is there')])
def test_bad_arguments(x, arguments, words):
    with pytest.raises(ValueError, match=words):
        ImageDataGenerator().flow(x, **arguments)


def test_images_with_many_channels_are_told_of():
    with pytest.warns(UserWarning, match='axis 3, that of channels .* has 5'):
        batches = ImageDataGenerator().flow(np.zeros((2, 3, 4, 5)))
    assert next(batches).shape == (2, 3, 4, 5)


def test_parts():
    halves = ImageDataGenerator(validation_split=0.25)
    labels = {subset: next(halves.flow(X, Y, shuffle=False, subset=subset))[1].tolist()
              for subset in ('training', 'validation', None)}
    assert labels == {'validation': [0, 1], 'training': list(range(2, 10)), None: Y.tolist()}


@pytest.mark.parametrize('labels', [np.repeat([0, 1], 5), np.repeat([0., 1.], 5),
                                    np.repeat(['a', 'b'], 5)], ids=str)
def test_sorted_labels_cannot_be_parted(labels):
    halves = ImageDataGenerator(validation_split=0.5)
    with pytest.raises(ValueError, match='different classes. .* shuffle images and labels'):
        halves.flow(X, labels, subset='training')


@pytest.mark.parametrize('data_format', ['channels_last', 'channels_first'])
@pytest.mark.parametrize('dtype', ['uint8', 'float64'])
def test_orders_of_axes_and_dtypes(data_format, dtype):
    first = data_format == 'channels_first'
    x = np.moveaxis(X, 3, 1) if first else X
    wanted = next(ImageDataGenerator(rotation_range=30, channel_shift_range=20., shear_range=9,
                                     vertical_flip=True, dtype=dtype).flow(X, seed=3))
    found = next(ImageDataGenerator(rotation_range=30, channel_shift_range=20., shear_range=9,
                                    vertical_flip=True, dtype=dtype, data_format=data_format)
                 .flow(x, seed=3))
    assert found.dtype == dtype
    np.testing.assert_allclose(np.moveaxis(found, 1, 3) if first else found, wanted)


def test_what_was_made_can_be_saved(tmp_path):
    pillow = pytest.importorskip('PIL.Image')
    batches = CHANGING.flow(X, batch_size=4, seed=3, save_to_dir=str(tmp_path), save_prefix='it')
    made, rows = next(batches), batches.index_array[:4]
    names = sorted(os.listdir(str(tmp_path)), key=lambda name: int(name.split('_')[1]))
    assert [int(name.split('_')[1]) for name in names] == sorted(rows)
    assert all(name.startswith('it_') and name.endswith('.png') for name in names)
    for row, name in zip(np.argsort(rows), names):
        wanted = made[row] - made[row].min()
        with pillow.open(str(tmp_path / name)) as picture:
            assert np.abs(np.asarray(picture) - wanted * 255 / wanted.max()).max() < 1.01


def test_iterators_of_ones_own():
    class Squares(Iterator):
        """As programs wrote them."""

        def _get_batches_of_transformed_samples(self, index_array):
            return index_array ** 2

        def next(self):
            """The next batch."""
            with self.lock:
                index_array = next(self.index_generator)
            return self._get_batches_of_transformed_samples(index_array)

    squares = Squares(5, 2, False, None)
    assert [next(squares).tolist() for _ in range(4)] == [[0, 1], [4, 9], [16], [0, 1]]
    with pytest.raises(NotImplementedError, match='Iterator must define _get_batches'):
        next(Iterator(5, 2, False, None))


def test_generators_of_ones_own():
    class Half(ImageDataGenerator):
        """Overrides both halves of a transform."""

        def get_random_transform(self, img_shape, seed=None):
            """Draws nothing."""
            return {'by': 2}

        def apply_transform(self, x, transform_parameters):
            """Divides."""
            return x / transform_parameters['by']

    found = next(Half().flow(X, shuffle=False))
    np.testing.assert_allclose(found, X / 2, rtol=1e-6)


def test_iterators_travel_to_processes():
    batches = ImageDataGenerator(rotation_range=30).flow(X, Y, batch_size=4, seed=5)
    again = pickle.loads(pickle.dumps(batches))
    assert_equal_batches([next(again)], [next(batches)])


def test_without_a_generator():
    np.testing.assert_allclose(next(NumpyArrayIterator(X, None, None)), X, rtol=1e-6)

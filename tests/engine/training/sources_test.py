"""Batches of arrays: order, sizes, types, views."""
import numpy as np
import pytest

from keras import backend as K
from keras.engine.training.generator_sources import GeneratedSource, is_generator, is_sequence
from keras.engine.training.sources import ArraySource, Feed, TensorSource


class Stored:
    """Data in a file: slices and rising lists of positions only."""

    def __init__(self, array):
        self.array, self.shape, self.dtype = array, array.shape, array.dtype
        self.keys = []

    def __len__(self):
        return len(self.array)

    def __getitem__(self, key):
        self.keys.append(key)
        if isinstance(key, list):
            assert key == sorted(key)
        return self.array[key]


def source(x, batch_size=3, dtype='float32', **options):
    return ArraySource([Feed(x, K.placeholder((None,) + x.shape[1:], dtype=dtype))], batch_size,
                       **options)


def batches(source):
    return [(size, feeds[0]) for size, feeds in source.epoch()]


@pytest.mark.parametrize('kind', ['U', 'S'])
def test_numbers_in_text_are_read(kind):
    (_, found), = batches(source(np.array([['1.5', '2'], ['-3', '4e2']]).astype(kind)))
    assert found.dtype == 'float32'
    assert found.tolist() == [[1.5, 2.], [-3., 400.]]


def test_batches_in_order_are_views():
    x = np.arange(14, dtype='float32').reshape(7, 2)
    found = batches(source(x))
    assert [size for size, _ in found] == [3, 3, 1]
    np.testing.assert_array_equal(np.concatenate([part for _, part in found]), x)
    assert all(part.base is x or part.base is x.base for _, part in found)


def test_shuffled_batches_hold_every_sample_once_and_differ_between_epochs():
    x = np.arange(40, dtype='float32').reshape(40, 1)
    made = source(x, 7, shuffle=True)
    first, second = [np.concatenate([part for _, part in batches(made)]) for _ in range(2)]
    np.testing.assert_array_equal(np.sort(first, axis=0), x)
    assert not np.array_equal(first, second) and not np.array_equal(first, x)


def test_batch_shuffle_keeps_batches_whole_and_the_small_one_last():
    x = np.arange(32, dtype='float32').reshape(32, 1)
    found = batches(source(x, 5, shuffle='batch'))
    assert [size for size, _ in found] == [5] * 6 + [2]
    starts = [part[0, 0] for _, part in found]
    assert starts[-1] == 30 and sorted(starts) == list(range(0, 32, 5)) and starts != sorted(starts)
    assert all(np.all(np.diff(part[:, 0]) == 1) for _, part in found)


def test_a_part_of_the_samples():
    x = np.arange(10, dtype='float32').reshape(10, 1)
    made = source(x, 4, begin=6)
    assert (made.samples, made.steps) == (4, 1)
    np.testing.assert_array_equal(batches(made)[0][1], x[6:])
    made = source(x, 4, shuffle=True)
    made.stop_at(6)
    assert max(part.max() for _, part in batches(made)) == 5


@pytest.mark.parametrize('given, wanted, cast_once', [
    ('float64', 'float32', True), ('int64', 'float32', True), ('uint8', 'float32', False),
    ('float32', 'float32', True), ('float64', 'int32', True), ('bool', 'float32', False)])
def test_types(given, wanted, cast_once):
    made = source(np.ones((5, 2), dtype=given), dtype=wanted)
    assert (made.feeds[0].array.dtype == wanted) == cast_once
    assert all(part.dtype == wanted for _, part in batches(made))


def test_data_in_files_is_read_batch_by_batch():
    stored = Stored(np.arange(20, dtype='float64').reshape(10, 2))
    found = np.concatenate([part for _, part in batches(source(stored, 4, shuffle=True))])
    assert len(stored.keys) == 1 and found.dtype == 'float32'
    np.testing.assert_array_equal(found[np.argsort(found[:, 0])], stored.array)
    stored.keys = []
    batches(source(stored, 4, shuffle='batch'))
    assert all(isinstance(key, slice) for key in stored.keys)


def test_large_samples_are_picked_batch_by_batch():
    stored = Stored(np.ones((7, 2 ** 18), dtype='float32'))
    assert [size for size, _ in batches(source(stored, 2, shuffle=True))] == [2, 2, 2, 1]
    assert [len(key) for key in stored.keys] == [2, 2, 2, 1]


def test_sparse_matrices_become_dense_for_dense_placeholders():
    sparse = pytest.importorskip('scipy.sparse')
    dense = np.eye(6, dtype='float32')
    found = batches(source(sparse.coo_matrix(dense), 4))
    np.testing.assert_array_equal(np.concatenate([part for _, part in found]), dense)


def test_unknown_shuffle_is_refused():
    with pytest.raises(ValueError, match='"batch"'):
        source(np.ones((3, 1)), shuffle='maybe')


def test_tail_and_steps_of_constant_feeds():
    made = TensorSource([Feed(np.ones((4, 1)), K.placeholder((None, 1)))], 3)
    made.set_feeding(['phase'], False)
    found = list(made.epoch())
    assert len(found) == 3 and all(size == 1 and feeds[1] == 'phase' for size, feeds in found)


def prepared(batch):
    return [np.asarray(batch, dtype='float32')], [K.placeholder((None, 1))]


def test_generators_go_on_over_epochs():
    made = GeneratedSource(iter([np.full((2, 1), i) for i in range(4)]), 2, prepared, 'x')
    values = [[feeds[0][0, 0] for _, feeds in made.epoch()] for _ in range(2)]
    assert values == [[0, 1], [2, 3]]


def test_a_first_look_takes_nothing_away():
    made = GeneratedSource(iter([np.full((2, 1), i) for i in range(2)]), 2, prepared, 'x')
    assert made.first()[0, 0] == 0
    assert [feeds[0][0, 0] for _, feeds in made.epoch()] == [0, 1]


def test_a_generator_that_ends_early_warns_then_raises():
    made = GeneratedSource(iter([np.ones((2, 1))] * 3), 5, prepared, 'x')
    with pytest.warns(UserWarning, match='after 3 of 5'):
        assert len(list(made.epoch())) == 3
    assert made.was_short
    with pytest.raises(ValueError, match='no more batches'):
        list(made.epoch())


def test_what_is_a_generator_and_what_is_a_sequence():
    class Batches:
        def __len__(self):
            return 1

        def __getitem__(self, index):
            return index

        def on_epoch_end(self):
            """Nothing."""
    assert is_sequence(Batches()) and not is_generator(Batches())
    assert is_generator(x for x in ()) and is_generator(iter([]))
    for data in (np.ones(3), [1, 2], {'a': 1}, None):
        assert not is_sequence(data) and not is_generator(data)


def test_a_generator_needs_a_number_of_steps():
    with pytest.raises(ValueError, match='steps_per_epoch'):
        GeneratedSource(iter([]), None, prepared, 'x')

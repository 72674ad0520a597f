"""What TensorBoard is given: scalars, distributions, pictures, graphs, points."""
import io
import warnings

import numpy as np
import pytest

from keras import backend as K
from keras.callbacks import TensorBoard, tensorboard_v1, tensorboard_v2
from keras.callbacks.tensorboard.distributions import pictures
from keras.callbacks.tensorboard.graph import layer_graph
from keras.layers import Conv2D, Dense, Dropout, Embedding, Flatten, Input, concatenate
from keras.models import Model, Sequential
from keras.utils.events import summaries, wire
from keras.utils.events.crc32c import crc32c
from keras.utils.events.writer import EventFileWriter

from tests.callbacks.event_reader import Events, doubles, fields
from tests.callbacks.event_reader import crc32c as slow_crc32c

X, Y = np.random.RandomState(0).rand(12, 4).astype('float32'), np.arange(12.)[:, None] % 2


def small():
    """A model of two layers, compiled."""
    model = Sequential([Dense(3, input_dim=4, name='first', activation='tanh'),
                        Dropout(.5, name='drop'), Dense(1, name='second')])
    model.compile('sgd', 'mse', metrics=['accuracy'])
    return model


def trained(folder, model=None, epochs=2, x=X, y=Y, fit=None, **arguments):
    """Trains with the callback and reads what it wrote."""
    model = model or small()
    model.fit(x, y, batch_size=4, epochs=epochs, verbose=0, validation_data=(x, y),
              callbacks=[TensorBoard(str(folder), **arguments)], **fit or {})
    return model, Events(folder)


def test_scalars_of_epochs(tmp_path):
    model, events = trained(tmp_path)
    history = model.history.history
    assert set(events.scalars) == {'loss', 'accuracy', 'val_loss', 'val_accuracy'}
    for name, written in events.scalars.items():
        assert [step for step, _ in written] == [0, 1]
        np.testing.assert_allclose([value for _, value in written], history[name], rtol=1e-6)
    assert len(events.files) == 1 and not events.histograms and not events.images


@pytest.mark.parametrize('update_freq, steps', [
    ('batch', [4, 8, 12, 12, 16, 20, 24, 24]), (8, [8, 12, 16, 24, 24])])
def test_scalars_of_batches(tmp_path, update_freq, steps):
    _, events = trained(tmp_path, update_freq=update_freq, write_graph=False)
    assert [step for step, _ in events.scalars['loss']] == steps
    assert 'size' not in events.scalars and not events.graphs


def test_the_graph(tmp_path):
    model, events = trained(tmp_path)
    nodes = [fields(node) for node in fields(events.graphs[0])[1]]
    names = {node[1][0].decode() for node in nodes}
    if hasattr(K, 'graph_definition'):
        assert 'first/kernel' in names
    nodes = [fields(node) for node in fields(layer_graph(model))[1]]
    found = {node[1][0]: (node[2], node.get(3, [])) for node in nodes}
    assert found[b'drop'] == ([b'Dropout'], [b'first'])
    assert found[b'second'] == ([b'Dense'], [b'drop'])


def test_distributions_of_weights_outputs_and_gradients(tmp_path):
    model, events = trained(tmp_path, histogram_freq=2, write_grads=True, epochs=3, batch_size=5)
    assert set(events.histograms) == {
        'first/kernel_0', 'first/bias_0', 'second/kernel_0', 'second/bias_0', 'first_out',
        'drop_out', 'second_out', 'first/kernel_0_grad', 'first/bias_0_grad',
        'second/kernel_0_grad', 'second/bias_0_grad'}
    assert [step for step, _ in events.histograms['second_out']] == [0, 2]
    histogram = events.histograms['second_out'][-1][1]
    outputs = model.predict(X).astype('float64')
    low, high, count, total, squares = (histogram[number][0] for number in range(1, 6))
    np.testing.assert_allclose([low, high, count, total, squares], [
        outputs.min(), outputs.max(), 12, outputs.sum(), (outputs ** 2).sum()], rtol=1e-5)
    kernel = model.get_weights()[0]
    np.testing.assert_allclose(events.histograms['first/kernel_0'][-1][1][4][0], kernel.sum(),
                               rtol=1e-5)
    # A histogram of gradients: three batches of them were counted.
    assert events.histograms['second/bias_0_grad'][0][1][3] == [3.]


def test_distributions_of_models_with_several_inputs_and_shared_layers(tmp_path):
    a, b, shared = Input((4,)), Input((4,)), Dense(2, name='shared')
    joined = concatenate([shared(a), shared(b)], name='joined')
    model = Model([a, b], [Dense(1, name='one')(joined), Dense(1, name='two')(joined)])
    model.compile('sgd', 'mse')
    _, events = trained(tmp_path, model, x=[X, X], y=[Y, Y], histogram_freq=1, write_grads=True)
    assert {'shared_out_0', 'shared_out_1', 'joined_out', 'one_out', 'two_out',
            'shared/kernel_0_grad'} <= set(events.histograms)


def test_without_validation_arrays_the_weights_are_written(tmp_path):
    with pytest.warns(RuntimeWarning, match='weights only'):
        small().fit(X, Y, verbose=0, callbacks=[TensorBoard(str(tmp_path), histogram_freq=1)])
    assert set(Events(tmp_path).histograms) == {
        'first/kernel_0', 'first/bias_0', 'second/kernel_0', 'second/bias_0'}


def test_weights_as_pictures(tmp_path):
    _, events = trained(tmp_path, histogram_freq=1, write_images=True)
    picture = events.images['first/kernel_0/image'][0][1]
    assert [picture[number][0] for number in (1, 2, 3)] == [3, 4, 1]      # height, width, channels
    assert picture[4][0].startswith(b'\x89PNG')


@pytest.mark.parametrize('shape, sizes', [
    ((5,), [(5, 1, 1)]), ((2, 5), [(2, 5, 1)]), ((5, 2), [(2, 5, 1)]),
    ((3, 4, 6), [(3, 4, 1)] * 3), ((1, 1, 4, 6), [(4, 6, 1)]), ((3, 3, 4, 6), []), ((), [])])
def test_shapes_of_pictures(shape, sizes):
    found = pictures('w', np.zeros(shape))
    assert [pixels.shape for _, pixels in found] == sizes or shape == ()
    assert [name for name, _ in found] == (
        ['w/image'] if len(found) == 1 else ['w/image/%d' % i for i in range(len(found))])


@pytest.mark.parametrize('channels', [1, 3, 4])
def test_pictures_can_be_read(channels):
    Image = pytest.importorskip('PIL.Image')
    pixels = np.random.RandomState(1).randint(256, size=(5, 7, channels)).astype('uint8')
    read = np.asarray(Image.open(io.BytesIO(summaries.png(pixels))))
    np.testing.assert_array_equal(read.reshape(pixels.shape), pixels)


def test_scale_of_pictures():
    def scaled(values):
        message = fields(fields(summaries.image('a', np.array(values).reshape(1, -1, 1)))[1][0])
        return fields(message[4][0])[4][0]

    assert scaled([0., .5, 1.]) == summaries.png(np.uint8([[[0], [127], [255]]]))
    assert scaled([-1., 0., .5]) == summaries.png(np.uint8([[[1], [128], [191]]]))
    with pytest.raises(ValueError, match='1, 3 or 4 channels'):
        summaries.png(np.zeros((2, 2, 2), 'uint8'))


def test_points_of_layers(tmp_path):
    model = Sequential([Embedding(10, 3, input_length=2, name='words'), Flatten(name='flat'),
                        Dense(1)])
    model.compile('sgd', 'mse')
    x = np.arange(24).reshape(12, 2) % 10
    trained(tmp_path, model, x=x, embeddings_freq=1, embeddings_data=x[:5],
            embeddings_layer_names=['words', 'flat'], embeddings_metadata={'words': 'names.tsv'})
    config = (tmp_path / 'projector_config.pbtxt').read_text()
    assert 'tensor_path: "keras_embedding_words.tsv"\n  metadata_path: "names.tsv"' in config
    assert config.count('embeddings {') == 2 and config.count('metadata_path') == 1
    wanted = Model(model.input, model.get_layer('flat').output).predict(x[:5])
    for name in ('words', 'flat'):
        points = np.loadtxt(str(tmp_path / ('keras_embedding_%s.tsv' % name)))
        np.testing.assert_allclose(points, wanted, rtol=1e-5)


def test_points_of_embedding_tables(tmp_path):
    model = Sequential([Embedding(10, 3, input_length=2, name='words'), Flatten(), Dense(1)])
    model.compile('sgd', 'mse')
    trained(tmp_path, model, x=np.zeros((12, 2)), embeddings_freq=1, embeddings_metadata='all.tsv')
    assert 'metadata_path: "all.tsv"' in (tmp_path / 'projector_config.pbtxt').read_text()
    points = np.loadtxt(str(tmp_path / 'keras_embedding_words.tsv'))
    np.testing.assert_allclose(points, model.get_weights()[0], rtol=1e-5)


@pytest.mark.parametrize('arguments, words', [
    ({}, 'no Embedding layer'), ({'embeddings_layer_names': ['first']}, 'embeddings_data must be'),
    ({'embeddings_layer_names': ['first'], 'embeddings_data': [X, X]},
     'has 2 arrays, but .* 1 inputs')])
def test_points_that_cannot_be_made(tmp_path, arguments, words):
    with pytest.raises(ValueError, match=words):
        trained(tmp_path, embeddings_freq=1, **arguments)


def test_wrong_arguments():
    with pytest.raises(ValueError, match='update_freq'):
        TensorBoard(update_freq='sometimes')
    with pytest.raises(TypeError, match='nonsense'):
        tensorboard_v2.TensorBoard(nonsense=1)
    with pytest.warns(RuntimeWarning, match='profile_batch'):
        assert tensorboard_v2.TensorBoard(profile_batch=2).batch_size == 32
    assert tensorboard_v1.TensorBoard is TensorBoard
    assert issubclass(tensorboard_v2.TensorBoard, TensorBoard)


def test_single_batches_are_only_looked_at_if_need_be():
    class Watching(TensorBoard):
        def on_batch_end(self, batch, logs=None):
            super().on_batch_end(batch, logs)

    assert not TensorBoard()._wants_batches('train')
    assert TensorBoard(update_freq=100)._wants_batches('train')
    assert Watching()._wants_batches('train')


def test_subclasses_write_summaries_of_their_own(tmp_path):
    class Encoded:
        def SerializeToString(self):
            return summaries.scalar('mine', 3.)

    class Own(TensorBoard):
        def on_epoch_end(self, epoch, logs=None):
            self.writer.add_summary(Encoded(), epoch)
            super().on_epoch_end(epoch, logs)

    model, callback = small(), Own(str(tmp_path))
    for _ in range(2):
        model.fit(X, Y, verbose=0, callbacks=[callback])
    assert Events(tmp_path).scalars['mine'] == [(0, 3.), (0, 3.)]


def test_four_dimensional_kernels_have_distributions(tmp_path):
    model = Sequential([Conv2D(2, 2, input_shape=(4, 4, 1), name='conv'), Flatten(), Dense(1)])
    model.compile('sgd', 'mse')
    _, events = trained(tmp_path, model, x=np.ones((12, 4, 4, 1)), histogram_freq=1,
                        write_images=True)
    assert 'conv/kernel_0' in events.histograms and 'conv/kernel_0/image' not in events.images


@pytest.mark.parametrize('size', [0, 1, 9, 1023, 16 * 1024, 50001])
def test_checksums(size):
    data = np.random.RandomState(size).bytes(size)
    assert crc32c(data) == slow_crc32c(data)


@pytest.mark.parametrize('value, encoded', [
    (0, b'\x00'), (127, b'\x7f'), (300, b'\xac\x02'), (-1, b'\xff' * 9 + b'\x01')])
def test_integers(value, encoded):
    assert wire.varint(value) == encoded


def test_histograms_count_every_value():
    values = np.array([-1e30, -2., -1e-13, 0., 0., 1e-13, 1., 1.05, 3., 1e30, np.nan, np.inf])
    message = fields(fields(fields(summaries.histogram('a', values))[1][0])[5][0])
    limits, counts = doubles(message[6][0]), doubles(message[7][0])
    assert sum(counts) == message[3][0] == 10 and len(limits) == len(counts)
    assert limits == sorted(limits)
    below = np.searchsorted(sorted(values[:10]), limits, side='left')
    np.testing.assert_array_equal(np.cumsum(counts), below)
    empty = fields(fields(fields(summaries.histogram('a', []))[1][0])[5][0])
    assert doubles(empty[7][0]) == [0.]


def test_files_of_one_folder_do_not_meet(tmp_path):
    writers = [EventFileWriter(str(tmp_path)) for _ in range(3)]
    for number, writer in enumerate(writers):
        writer.add_scalar('a', number, step=-1)
        writer.close()
        writer.add_scalar('b', number, step=5)
        writer.close()
    events = Events(tmp_path)
    assert len(events.files) == 3 and len(events.scalars['a']) == 3
    assert [step for step, _ in events.scalars['b']] == [5, 5, 5]


def test_tensorboard_itself_reads_the_files(tmp_path):
    model, events = trained(tmp_path, histogram_freq=1, write_grads=True, write_images=True)
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')         # those of that package about itself
        reading = pytest.importorskip('tensorboard.backend.event_processing.event_accumulator')
        read = reading.EventAccumulator(str(tmp_path))
        read.Reload()
    tags = read.Tags()
    assert set(tags['scalars']) == set(events.scalars)
    assert set(tags['histograms']) == set(events.histograms)
    assert set(tags['images']) == set(events.images)
    # The operations, or the layers where the engine has no graph that the file could hold.
    assert tags['graph'] and len(read.Graph().node) >= len(model.layers)
    np.testing.assert_allclose([event.value for event in read.Scalars('loss')],
                               model.history.history['loss'], rtol=1e-6)

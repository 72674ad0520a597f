"""Curves of losses and metrics: of a finished run, and while it goes on."""

import sys
import types

import numpy as np
import pytest

from keras.callbacks import History, LivePlot
from keras.callbacks import live_plot as live_plot_module
from keras.layers import Dense
from keras.models import Sequential
from keras.utils import curves

PNG = b'\x89PNG'


@pytest.fixture
def drawing():
    """Draws without a window; skips the test without matplotlib."""
    matplotlib = pytest.importorskip('matplotlib', reason='needs matplotlib')
    matplotlib.use('Agg')
    from matplotlib import pyplot
    yield
    pyplot.close('all')


def fitted(*callbacks, **kwargs):
    """The history of a run of three epochs."""
    model = Sequential([Dense(1, activation='sigmoid', input_dim=3)])
    model.compile('sgd', 'mse', metrics=['accuracy'])
    arguments = dict(epochs=3, verbose=0, validation_split=0.5, callbacks=list(callbacks))
    return model.fit(np.ones((8, 3)), np.zeros((8, 1)), **dict(arguments, **kwargs))


def lines(axes):
    """The points of each curve, by its label."""
    return {line.get_label(): (list(line.get_xdata()), list(line.get_ydata()))
            for line in axes.get_lines()}


def test_a_picture_for_each_value(drawing):
    history = fitted()
    axes = history.plot()
    assert sorted(place.get_title() for place in axes) == ['accuracy', 'loss']
    for place in axes:
        name = place.get_title()
        assert lines(place) == {
            'training': ([1, 2, 3], history.history[name]),
            'validation': ([1, 2, 3], history.history['val_' + name])}
        assert place.get_legend() is not None


def test_chosen_ones_on_given_axes(drawing):
    from matplotlib import pyplot
    history = fitted(validation_split=0.)
    _, axes = pyplot.subplots()
    axes.plot([1, 2], [3, 4], label='old')
    drawn, = history.plot('loss', axes)
    assert drawn is axes and lines(axes) == {'training': ([1, 2, 3], history.history['loss'])}
    assert history.plot(['acc'])[0].get_title() == 'acc'        # the older name finds it too
    with pytest.raises(ValueError, match=r'one of the axes for each of loss, accuracy; received 1'):
        history.plot(['loss', 'accuracy'], axes)


def test_rare_validation(drawing):
    axes, = fitted(epochs=4, validation_freq=2).plot(['loss'])
    assert lines(axes)['validation'][0] == [2, 4]


def test_what_cannot_be_drawn():
    with pytest.raises(ValueError, match='no epoch was finished'):
        History().plot()
    with pytest.raises(ValueError, match="no values of 'mae' in the history; it has: loss, acc"):
        curves.chosen({'loss': [1.], 'val_loss': [1.], 'acc': [0.]}, ['loss', 'mae'])


def test_without_matplotlib(monkeypatch):
    for name in ('matplotlib', 'matplotlib.pyplot', 'matplotlib.figure'):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=r"needs matplotlib.*pip install 'keras\[viz\]'"):
        fitted().plot()
    with pytest.raises(ImportError, match=r"needs matplotlib.*pip install 'keras\[viz\]'"):
        fitted(LivePlot(to_file='curves.png'))


def test_live_into_a_file(drawing, tmp_path, monkeypatch):
    sizes, path = [], tmp_path / 'curves.png'
    live = LivePlot(to_file=str(path), every=2)
    monkeypatch.setattr(live, '_draw', lambda draw=live._draw: (draw(), sizes.append(live._drawn)))
    history = fitted(live)
    assert path.read_bytes()[:4] == PNG and sizes == [2, 3]
    assert live.history == history.history


def test_live_in_a_notebook(drawing, monkeypatch):
    shown = []
    handle = types.SimpleNamespace(update=lambda image: shown.append(('update', image)))

    def display(image, display_id):
        shown.append(('display', image))
        return handle

    module = types.SimpleNamespace(Image=lambda data, format: data[:4], display=display)
    monkeypatch.setattr(live_plot_module, '_notebook', lambda: module)
    fitted(LivePlot(['loss']))
    assert shown == [('display', PNG), ('update', PNG), ('update', PNG)]


def test_live_has_nothing_to_draw_on(drawing):
    with pytest.raises(ValueError, match=r"LivePlot\(to_file='curves.png'\)"):
        fitted(LivePlot())

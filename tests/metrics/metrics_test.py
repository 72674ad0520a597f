"""Metrics against formulas written in NumPy, over several batches."""

import numpy as np
import pytest

from keras import backend as K
from keras import losses, metrics
from keras.utils import custom_object_scope

R = np.random.RandomState(0)
BATCHES = [(R.randint(0, 2, (n, 3)).astype('float32'), R.uniform(.05, .95, (n, 3)),
            R.uniform(.1, 2., n)) for n in (4, 2, 7)]
TRUE, PRED, WEIGHTS = [np.concatenate(parts) for parts in zip(*BATCHES)]
NUMBERS = [(R.randint(0, 3, n), R.uniform(size=(n, 3)), R.uniform(.1, 2., n)) for n in (4, 2, 7)]


def streamed(metric, batches, weighted=False):
    """The value after all batches, fed one after the other through one graph."""
    y_true = K.placeholder(ndim=np.ndim(batches[0][0]))
    y_pred = K.placeholder(shape=(None,) + batches[0][1].shape[1:])
    weights = K.placeholder(ndim=1)
    value = metric(y_true, y_pred, sample_weight=weights if weighted else None)
    step = K.function([y_true, y_pred, weights], [value])
    for batch in batches:
        last = step(list(batch))[0]
    np.testing.assert_allclose(K.eval(K.identity(metric.result())), last, rtol=1e-6)
    return last


def equal_class(t, p):
    return (t.argmax(-1) == p.argmax(-1)).astype(float)


PER_SAMPLE = {
    'BinaryAccuracy': lambda t, p: (t == (p > .5)).mean(-1),
    'CategoricalAccuracy': equal_class,
    'TopKCategoricalAccuracy': lambda t, p: np.ones(len(t)),
    'MeanSquaredError': lambda t, p: ((t - p) ** 2).mean(-1),
    'MeanAbsoluteError': lambda t, p: np.abs(t - p).mean(-1),
    'Hinge': lambda t, p: np.maximum(1 - t * p, 0).mean(-1),
    'SquaredHinge': lambda t, p: (np.maximum(1 - t * p, 0) ** 2).mean(-1),
    'Poisson': lambda t, p: (p - t * np.log(p)).mean(-1),
    'LogCoshError': lambda t, p: np.log(np.cosh(t - p)).mean(-1),
    'BinaryCrossentropy': lambda t, p: -(t * np.log(p) + (1 - t) * np.log(1 - p)).mean(-1),
    'CosineSimilarity': lambda t, p: (t * p).sum(-1) / np.sqrt(
        np.maximum((t * t).sum(-1), 1e-12) * (p * p).sum(-1)),
}


@pytest.mark.parametrize('weighted', [False, True])
@pytest.mark.parametrize('name', sorted(PER_SAMPLE))
def test_mean_of_a_function(name, weighted):
    got = streamed(getattr(metrics, name)(), BATCHES, weighted)
    want = np.average(PER_SAMPLE[name](TRUE, PRED), weights=WEIGHTS if weighted else None)
    np.testing.assert_allclose(got, want, rtol=1e-4)


@pytest.mark.parametrize('weighted', [False, True])
def test_root_mean_squared_error(weighted):
    got = streamed(metrics.RootMeanSquaredError(), BATCHES, weighted)
    want = np.sqrt(np.average(((TRUE - PRED) ** 2).mean(-1), weights=WEIGHTS if weighted else None))
    np.testing.assert_allclose(got, want, rtol=1e-4)


@pytest.mark.parametrize('name, k', [('SparseCategoricalAccuracy', 1),
                                     ('SparseTopKCategoricalAccuracy', 2)])
@pytest.mark.parametrize('column', [False, True])
def test_class_numbers(name, k, column):
    config = {'k': k} if k > 1 else {}
    batches = [(t[:, None] if column else t, p, w) for t, p, w in NUMBERS]
    got = streamed(getattr(metrics, name)(**config), batches)
    hits = [t in np.argsort(-p)[:k] for ts, ps, _ in NUMBERS for t, p in zip(ts, ps)]
    np.testing.assert_allclose(got, np.mean(hits), rtol=1e-5)


@pytest.mark.parametrize('function, classes, want', [
    ('sparse_categorical_accuracy', [[1, 0], [2, 2]], [[1, 1], [0, 1]]),
    ('sparse_top_k_categorical_accuracy', [[1, 0], [2, 2]], [[1, 1], [1, 1]])])
def test_functions_of_sequences(function, classes, want):
    scores = [[[0, 5, 1], [3, 0, 2]], [[4, 1, 3], [0, 1, 2]]]
    kwargs = {'k': 2} if 'top_k' in function else {}
    got = K.eval(metrics.get(function)(K.constant(classes), K.constant(scores), **kwargs))
    np.testing.assert_array_equal(got, want)


@pytest.mark.parametrize('weighted', [False, True])
@pytest.mark.parametrize('name', ['TruePositives', 'TrueNegatives', 'FalsePositives',
                                  'FalseNegatives'])
@pytest.mark.parametrize('thresholds', [None, [.2, .7]])
def test_counts(name, thresholds, weighted):
    got = streamed(getattr(metrics, name)(thresholds=thresholds), BATCHES, weighted)
    weights = WEIGHTS[:, None] if weighted else 1.
    want = []
    for level in thresholds or [.5]:
        said = PRED > level
        said = said if 'Positives' in name else ~said
        right = said == (TRUE == 1) if 'Positives' in name else said == (TRUE == 0)
        want.append(((right if 'True' in name else ~right) * said * weights).sum())
    np.testing.assert_allclose(got, want if thresholds else want[0], rtol=1e-5)


@pytest.mark.parametrize('name', ['Precision', 'Recall'])
@pytest.mark.parametrize('config', [
    {}, {'thresholds': [.2, .7]}, {'class_id': 1}, {'top_k': 2}, {'top_k': 1, 'class_id': 0}],
    ids=str)
def test_precision_and_recall(name, config):
    got = streamed(getattr(metrics, name)(**config), BATCHES)
    said_sets = [PRED > level for level in config.get('thresholds', [.5])]
    if 'top_k' in config:
        rank = np.argsort(np.argsort(-PRED, axis=-1), axis=-1)
        said_sets = [rank < config['top_k']]
    want = []
    for said in said_sets:
        true = TRUE == 1
        if 'class_id' in config:
            said, true = said[:, config['class_id']], true[:, config['class_id']]
        want.append((said & true).sum() / float((said if name == 'Precision' else true).sum()))
    np.testing.assert_allclose(got, want if 'thresholds' in config else want[0], rtol=1e-5)


def test_area_under_roc_is_the_chance_of_right_order():
    scores = np.round(PRED, 2)
    batches = [(t, np.round(p, 2), w) for t, p, w in BATCHES]
    levels = [i / 100. + .005 for i in range(99)]
    got = streamed(metrics.AUC(thresholds=levels), batches)
    yes, no = scores[TRUE == 1][:, None], scores[TRUE == 0][None]
    want = ((yes > no) + .5 * (yes == no)).mean()
    np.testing.assert_allclose(got, want, rtol=1e-3)


@pytest.mark.parametrize('method, choose', [('minoring', np.minimum), ('majoring', np.maximum)])
def test_area_under_precision_recall_sums(method, choose):
    metric = metrics.AUC(num_thresholds=5, curve='pr', summation_method=method)
    got = streamed(metric, BATCHES)
    recall, precision = [], []
    for level in [-1., .25, .5, .75, 2.]:
        said, true = PRED > level, TRUE == 1
        recall.append((said & true).sum() / float(true.sum()))
        precision.append((said & true).sum() / float(max(said.sum(), 1)))
    steps = -np.diff(recall)
    np.testing.assert_allclose(got, (steps * choose(precision[:-1], precision[1:])).sum(),
                               rtol=1e-4)


def test_points_on_the_curve():
    levels = np.linspace(0, 1, 11)
    sensitivity = np.array([((PRED > v) & (TRUE == 1)).sum() for v in levels]) / TRUE.sum()
    specificity = np.array([((PRED <= v) & (TRUE == 0)).sum() for v in levels]) / (1 - TRUE).sum()
    got = streamed(metrics.SensitivityAtSpecificity(.6, num_thresholds=11), BATCHES)
    np.testing.assert_allclose(got, sensitivity[np.abs(specificity - .6).argmin()], rtol=1e-5)
    got = streamed(metrics.SpecificityAtSensitivity(.6, num_thresholds=11), BATCHES)
    np.testing.assert_allclose(got, specificity[np.abs(sensitivity - .6).argmin()], rtol=1e-5)


@pytest.mark.parametrize('weighted', [False, True])
def test_mean_iou(weighted):
    batches = [(t, p.argmax(-1), w) for t, p, w in NUMBERS]
    true, said, weights = [np.concatenate(parts) for parts in zip(*batches)]
    weights = weights if weighted else np.ones(len(true))
    ratios = [weights[(true == c) & (said == c)].sum() / weights[(true == c) | (said == c)].sum()
              for c in range(3)]
    got = streamed(metrics.MeanIoU(num_classes=4), batches, weighted)     # one class never occurs
    np.testing.assert_allclose(got, np.mean(ratios), rtol=1e-5)


@pytest.mark.parametrize('weights', [None, (), (4,), (4, 1), (4, 3)], ids=str)
def test_mean_and_sum_of_values(weights):
    values = R.uniform(size=(4, 3))
    w = None if weights is None else R.uniform(size=weights)
    spread = 1. if w is None else w.reshape(w.shape + (1,) * (2 - w.ndim))
    spread = spread * np.ones((4, 3))
    mean, total = metrics.Mean(), metrics.Sum()
    np.testing.assert_allclose(K.eval(mean(values, w)), np.average(values, weights=spread),
                               rtol=1e-5)
    np.testing.assert_allclose(K.eval(total(values, w)), (values * spread).sum(), rtol=1e-5)


def test_reduction_over_batch_size():
    metric = metrics.Reduce('sum_over_batch_size', name='r')
    np.testing.assert_allclose(K.eval(metric([1., 3.], [2., 4.])), 7.)


def test_a_value_for_the_whole_batch():
    metric = metrics.MeanMetricWrapper(lambda t, p: K.mean(t - p), name='scalar')
    got = streamed(metric, BATCHES, weighted=True)
    want = np.average([(t - p).mean() for t, p, _ in BATCHES],
                      weights=[w.sum() for _, _, w in BATCHES])
    np.testing.assert_allclose(got, want, rtol=1e-4)


def test_state_is_read_set_and_reset():
    metric = metrics.Mean()
    assert K.eval(metric.result()) == 0.
    K.eval(metric([1., 2.]))
    assert [float(w) for w in metric.get_weights()] == [3., 2.]
    other = metrics.clone_metric(metric)
    other.set_weights(metric.get_weights())
    assert K.eval(other.result()) == 1.5
    metric.reset_states()
    assert [float(w) for w in metric.get_weights()] == [0., 0.]
    with pytest.raises(ValueError, match='shapes'):
        metric.set_weights([1.])


class UnreturnedPositives(metrics.Metric):
    """A metric in the style of the Keras 2.3 guides: nothing is returned."""

    def __init__(self, name='positives', **kwargs):
        super(UnreturnedPositives, self).__init__(name=name, **kwargs)
        self.parts = {'all': [self.add_weight(name='tp', initializer='zeros')]}

    def update_state(self, y_true, y_pred, sample_weight=None):
        K.update_add(self.parts['all'][0], K.sum(y_true * y_pred))

    def result(self):
        return self.parts['all'][0]


class ReturnedPositives(UnreturnedPositives):
    def update_state(self, y_true, y_pred, sample_weight=None):
        return K.update_add(self.parts['all'][0], K.sum(y_true * y_pred))


class ListedPositives(UnreturnedPositives):
    def update_state(self, y_true, y_pred, sample_weight=None):
        return [K.update_add(self.parts['all'][0], K.sum(y_true * y_pred)), None]


@pytest.mark.parametrize('cls', [UnreturnedPositives, ReturnedPositives, ListedPositives])
def test_own_metric(cls):
    metric = cls()
    np.testing.assert_allclose(streamed(metric, BATCHES), (TRUE * PRED).sum(), rtol=1e-5)
    assert len(metric.updates) == 1
    with custom_object_scope({cls.__name__: cls}):
        copy = metrics.get(metrics.serialize(metric))
    assert type(copy) is cls and copy.weights[0] is not metric.weights[0]


@pytest.mark.parametrize('make', [UnreturnedPositives, metrics.AUC, metrics.Precision,
                                  metrics.RootMeanSquaredError])
def test_metric_outlives_its_graph(make):
    metric = make()
    first = streamed(metric, BATCHES)
    K.clear_session()
    np.testing.assert_allclose(streamed(metric, BATCHES), first, rtol=1e-6)


CONFIGS = [
    {'class_name': name, 'config': {'name': 'm', 'dtype': 'float32'}}
    for name in ('Mean', 'Sum', 'Accuracy', 'MeanSquaredError', 'KLDivergence', 'Poisson')
] + [
    {'class_name': 'TopKCategoricalAccuracy', 'config': {'name': 'm', 'dtype': 'float32', 'k': 3}},
    {'class_name': 'Precision', 'config': {
        'name': 'm', 'dtype': 'float32', 'thresholds': .3, 'top_k': None, 'class_id': 1}},
    {'class_name': 'AUC', 'config': {
        'name': 'm', 'dtype': 'float32', 'num_thresholds': 4, 'curve': 'PR',
        'summation_method': 'minoring', 'thresholds': [.1, .5]}},
    {'class_name': 'SensitivityAtSpecificity', 'config': {
        'name': 'm', 'dtype': 'float32', 'num_thresholds': 7, 'specificity': .25}},
    {'class_name': 'MeanIoU', 'config': {'name': 'm', 'dtype': 'float32', 'num_classes': 3}},
]


@pytest.mark.parametrize('data', CONFIGS, ids=lambda data: data['class_name'])
def test_config_round_trip(data):
    assert metrics.serialize(metrics.get(data)) == data


def test_wrapper_of_a_function_round_trip():
    metric = metrics.MeanMetricWrapper(losses.huber_loss, name='h', delta=.5)
    copy = metrics.clone_metric(metric)
    assert copy.get_config() == metric.get_config()
    np.testing.assert_allclose(K.eval(copy([[0., 0.]], [[1., .1]])), (.375 + .005) / 2, rtol=1e-4)


def test_names():
    assert metrics.get('mae') is metrics.mae is losses.mean_absolute_error
    assert metrics.get('accuracy') is metrics.accuracy
    assert metrics.get('cosine') is metrics.cosine_similarity is metrics.cosine_proximity
    assert metrics.Precision().name == 'precision_1'
    assert metrics.Precision().name == 'precision_2'
    assert metrics.AUC().name == 'auc_1'
    assert metrics.MeanIoU(2).name == 'mean_io_u_1'
    assert metrics.clone_metrics({'a': [abs], 'b': abs}) == {'a': [abs], 'b': abs}


@pytest.mark.parametrize('call, kind, message', [
    (lambda: metrics.get('binary_acuracy'), ValueError, 'binary_accuracy'),
    (lambda: metrics.get(3), ValueError, 'as a metric'),
    (lambda: metrics.Precision(thresholds=[.5, 2.]), ValueError, '2.0'),
    (lambda: metrics.AUC(num_thresholds=1), ValueError, 'num_thresholds'),
    (lambda: metrics.AUC(curve='XY'), ValueError, 'ROC'),
    (lambda: metrics.AUC(summation_method='x'), ValueError, 'majoring'),
    (lambda: metrics.SensitivityAtSpecificity(2.), ValueError, 'specificity'),
    (lambda: metrics.Reduce('max', 'm'), ValueError, 'weighted_mean'),
    (lambda: metrics.Metric(nmae='x'), TypeError, 'nmae'),
    (lambda: metrics.Metric().result(), NotImplementedError, 'result'),
])
def test_errors(call, kind, message):
    with pytest.raises(kind, match=message):
        call()

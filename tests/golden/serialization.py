"""How a golden case of serialization is replayed: texts, files written, upstream's files read."""

import json
import os
import tempfile

import h5py
import numpy as np
import yaml

from keras import backend as K
from keras.models import load_model, model_from_json
from tests.golden.compare import compare
from tests.golden.models import build, optimizer
from tests.golden.runners import as_list, short_name
from tests.golden.storage import plain

CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases')


def run_serialization(case):
    """Everything that a model writes, and what becomes of it when it is read again."""
    model, arguments = build(case['builder'], case['params'])
    model.set_weights(case['weights'])
    model.compile(optimizer=optimizer(case['optimizer']), **arguments)
    result = {
        'summary': _summary(model),
        'summary_wide': _summary(model, line_length=case.get('line_length', 100),
                                 positions=case.get('positions')),
        'count_params': int(model.count_params()),
        'weight_names': [short_name(weight) for weight in model.weights],
        'layer_names': [layer.name for layer in model.layers],
        'predict': as_list(model.predict(case['x'])),
        'loss_trained': [float(as_list(model.train_on_batch(case['x'], case['y']))[0])
                         for _ in range(2)],
    }
    result.update(_texts(model, case))
    result.update(_written(model))
    result.update(_read(case, model))
    return result


def _summary(model, **options):
    """The text of `summary`."""
    lines = []
    model.summary(print_fn=lines.append, **options)
    return '\n'.join(lines)


def _texts(model, case):
    """Configuration, JSON, YAML, and whether a model made of the JSON predicts the same."""
    text = model.to_json()
    again = model_from_json(text)
    again.set_weights(model.get_weights())
    same = not compare(as_list(again.predict(case['x'])), as_list(model.predict(case['x'])), 1e-5)
    return {'config': without_versions(plain(model.get_config())),
            'json': without_versions(json.loads(text)),
            'json_keys': sorted(json.loads(text)),
            'yaml': without_versions(plain(yaml.safe_load(model.to_yaml()))),
            'roundtrip': same}


def _written(model):
    """The layout of the files that `save` and `save_weights` write."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'm.h5')
        model.save(path)
        whole = layout(path)
        model.save_weights(path)
        return {'h5_layout': without_versions(whole),
                'h5_weights_layout': without_versions(layout(path))}


def _read(case, model):
    """What upstream's files give: predictions, the next loss, the optimizer's state.

    The weights are read into `model`, the whole file into a new one.
    """
    if not case.get('h5'):
        return {}
    path, result = os.path.join(CASES, 'h5', case['h5']), {}
    model.load_weights(path + '_weights.h5')
    result['weights_predict'] = as_list(model.predict(case['x']))
    if case.get('by_name'):
        model.set_weights([np.full_like(weight, .1) for weight in model.get_weights()])
        model.load_weights(path + '_weights.h5', by_name=True)
        result['by_name_predict'] = as_list(model.predict(case['x']))
    K.clear_session()
    model = load_model(path + '.h5')
    result['loaded_predict'] = as_list(model.predict(case['x']))
    result['loaded_next_loss'] = float(as_list(model.train_on_batch(case['x'], case['y']))[0])
    result['loaded_opt_state'] = [np.asarray(value, 'float32')
                                  for value in model.optimizer.get_weights()]
    return result


def layout(path):
    """Names, shapes, dtypes and attributes of an HDF5 file."""
    found = {}

    def visit(name, item):
        found[name] = {'attrs': _attributes(item)}
        if hasattr(item, 'shape'):
            found[name].update(shape=list(item.shape), dtype=str(item.dtype))

    with h5py.File(path, 'r') as file:
        visit('/', file)
        file.visititems(visit)
    return found


def _attributes(item):
    """The attributes of a group or data set, configurations as dictionaries."""
    found = {}
    for key, value in item.attrs.items():
        if key in ('model_config', 'training_config'):
            text = value if isinstance(value, str) else bytes(value).decode('utf8')
            found[key] = json.loads(text)
        else:
            found[key] = [each.decode('utf8') if isinstance(each, bytes) else str(each)
                          for each in np.asarray(value).ravel()]
    return found


def without_versions(item):
    """Drops what differs by design: the versions, and the name of the engine."""
    if isinstance(item, dict):
        return {key: without_versions(value) for key, value in item.items()
                if key not in ('keras_version', 'backend', 'engine')}
    if isinstance(item, list):
        return [without_versions(value) for value in item]
    return item

"""Names to objects and back."""

import threading

import pytest

from keras.utils import registry
from keras.utils.registry import (
    CustomObjectScope, Registry, custom_object_scope, deserialize_keras_object, get_custom_objects,
    get_registered_name, get_registered_object, register_keras_serializable,
    serialize_keras_object)


class Point(object):
    def __init__(self, x=0, inner=None):
        self.x = x
        self.inner = inner

    def get_config(self):
        return {'x': self.x}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class Box(object):
    """Takes everything that `from_config` may be given."""

    def __init__(self, inner, seen):
        self.inner = inner
        self.seen = seen

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=True):
        inner = deserialize_keras_object(config.pop('inner'), {}, custom_objects)
        return cls(inner, (sorted(custom_objects), safe_mode))


class Nested(Point):
    @classmethod
    def from_config(cls, config):
        config['inner'] = deserialize_keras_object(config.pop('inner'))
        return cls(**config)


def double(x):
    return 2 * x


@pytest.fixture(autouse=True)
def custom_objects_as_before():
    """Nothing is registered in a test; afterwards there is what was there before."""
    tables = get_custom_objects(), registry._REGISTERED_NAMES
    kept = [dict(table) for table in tables]
    for table in tables:
        table.clear()
    yield
    for table, before in zip(tables, kept):
        table.clear()
        table.update(before)


def test_registry_holds_names_and_aliases():
    names = Registry('shape')
    assert names.add(Point, double) is double
    names.alias(twice=double)
    assert names.names() == ['Point', 'double', 'twice']
    assert 'Point' in names and names.get('nothing') is None and len(names) == 3
    assert sorted(names) == names.names() and 'shape' in repr(names)


def test_families_are_named():
    kinds = [getattr(registry, name).kind for name in (
        'LAYERS', 'ACTIVATIONS', 'INITIALIZERS', 'REGULARIZERS', 'CONSTRAINTS', 'LOSSES', 'METRICS',
        'OPTIMIZERS')]
    assert len(set(kinds)) == 8


@pytest.mark.parametrize('value, data', [
    (None, None), (double, 'double'), (Point, 'Point'),
    (Point(3), {'class_name': 'Point', 'config': {'x': 3}})])
def test_serialize(value, data):
    assert serialize_keras_object(value) == data


def test_serialize_refuses_what_has_no_name():
    with pytest.raises(ValueError, match='get_config'):
        serialize_keras_object(3)


def test_none_stays_none():
    assert deserialize_keras_object(None) is None


def test_names_give_functions_and_instances():
    names = {'double': double, 'Point': Point}
    assert deserialize_keras_object('double', names) is double
    assert isinstance(deserialize_keras_object('Point', names), Point)


def test_argument_then_scopes_then_process_then_module():
    a, b, c, d, e = [lambda: None for _ in range(5)]
    look = dict(identifier='f', module_objects={'f': a})
    assert deserialize_keras_object(**look) is a
    get_custom_objects()['f'] = b
    assert deserialize_keras_object(**look) is b
    with CustomObjectScope({'f': c}):
        assert deserialize_keras_object(**look) is c
        with custom_object_scope({'f': a}, {'f': d}):
            assert deserialize_keras_object(**look) is d
        assert deserialize_keras_object(custom_objects={'f': e}, **look) is e
    assert deserialize_keras_object(**look) is b


def test_scopes_belong_to_their_thread():
    found = []
    with custom_object_scope({'double': double}):
        def look():
            try:
                deserialize_keras_object('double')
            except ValueError as error:
                found.append(error)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert len(found) == 1


def test_config_is_not_changed():
    data = {'class_name': 'Nested', 'config': {
        'x': 1, 'inner': {'class_name': 'Nested', 'config': {'x': 2, 'inner': None}}}}
    before = repr(data)
    made = deserialize_keras_object(data, custom_objects={'Nested': Nested})
    assert made.inner.x == 2
    assert repr(data) == before


def test_from_config_gets_what_it_takes():
    data = {'class_name': 'Box', 'config': {'inner': {'class_name': 'Point', 'config': {'x': 5}}}}
    with custom_object_scope({'Point': Point}):
        made = deserialize_keras_object(data, {'Box': Box}, {'double': double}, safe_mode=False)
    assert made.inner.x == 5
    assert made.seen == (['Point', 'double'], False)


def test_class_without_from_config_is_called():
    class Plain(object):
        def __init__(self, size):
            self.size = size
    made = deserialize_keras_object({'class_name': 'Plain', 'config': {'size': 2}},
                                    custom_objects={'Plain': Plain})
    assert made.size == 2


@pytest.mark.parametrize('identifier, words', [
    ('Ponit', ['layer', 'Ponit', 'Did you mean', 'Point', 'custom_objects']),
    ({'class_name': 'os.system', 'config': {}}, ['os.system', 'custom_objects']),
    ({'name': 'Point'}, ['class_name', 'config', 'name']),
    (3, ['3', 'class_name'])])
def test_errors_say_what_to_do(identifier, words):
    with pytest.raises(ValueError) as error:
        deserialize_keras_object(identifier, {'Point': Point}, printable_module_name='layer')
    assert all(word in str(error.value) for word in words)


def test_import_paths_are_never_followed():
    for name in ('os.system', 'builtins.eval', '__builtins__', 'keras.layers.Dense'):
        with pytest.raises(ValueError, match='Unknown'):
            deserialize_keras_object(name, {'Point': Point})


def test_what_is_found_must_be_callable():
    with pytest.raises(ValueError, match='neither a class nor a function'):
        deserialize_keras_object('x', {'x': 3})


def test_nested_scopes_of_many_threads_do_not_mix():
    """Every thread sees its own inner and outer scope, at every moment, and none afterwards."""
    threads, failures = 8, []
    barrier = threading.Barrier(threads, timeout=60)

    def see(names):
        return [deserialize_keras_object(name)() for name in names]

    def work(number):
        try:
            for turn in range(20):
                with custom_object_scope({'f': lambda: number, 'g': lambda: turn}):
                    barrier.wait()
                    assert see('fg') == [number, turn]
                    with custom_object_scope({'f': lambda: -number}):
                        barrier.wait()
                        assert see('fg') == [-number, turn]
                    barrier.wait()
                    assert see('fg') == [number, turn]
            with pytest.raises(ValueError, match='Unknown'):
                see('f')
        except BaseException as error:      # seen by the test below
            barrier.abort()
            failures.append(error)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(1, threads + 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failures


def test_registered_class_is_written_and_found_under_its_name():
    @register_keras_serializable(package='geometry', name='Dot')
    class Place(Point):
        pass
    data = serialize_keras_object(Place(4))
    assert data == {'class_name': 'geometry>Dot', 'config': {'x': 4}}
    made = deserialize_keras_object(data, {'Point': Point})
    assert type(made) is Place and made.x == 4
    assert get_registered_name(Place) == 'geometry>Dot' and get_registered_name(Point) == 'Point'
    assert get_registered_object('geometry>Dot') is Place
    assert get_registered_object('Dot') is None
    assert get_registered_object('Point', module_objects={'Point': Point}) is Point
    assert get_registered_object('Point', {'Point': Box}, {'Point': Point}) is Box
    assert get_custom_objects()['geometry>Dot'] is Place

    class Heir(Place):
        pass
    assert get_registered_name(Heir) == 'Heir'


def test_registered_function():
    @register_keras_serializable()
    def triple(x):
        return 3 * x
    assert serialize_keras_object(triple) == 'Custom>triple'
    assert deserialize_keras_object('Custom>triple') is triple
    with pytest.raises(ValueError, match='Did you mean .Custom>triple'):
        deserialize_keras_object('Custom>tripel')


def test_registering_what_cannot_be():
    def define():
        @register_keras_serializable('p', 'Item')
        class Item(Point):
            pass
        return Item
    define()
    newest = define()                       # a cell of a notebook, run again
    assert get_registered_object('p>Item') is newest
    with pytest.raises(ValueError, match='p>Item.*another package'):
        register_keras_serializable('p', 'Item')(Point)
    with pytest.raises(ValueError, match='no get_config'):
        register_keras_serializable('p')(Box)
    with pytest.raises(ValueError, match='register_keras_serializable\\(\\)'):
        register_keras_serializable(Point)

"""Tests of `keras.configuration`: what may stand in `keras.json`, and what an error says."""

import json
import os
import re

import pytest

from keras import configuration

DEFAULTS = {'backend': None, 'floatx': 'float32', 'epsilon': 1e-7,
            'image_data_format': 'channels_last', 'device': 'auto', 'jit': False}


def write(folder, content):
    """Writes `keras.json`: a dictionary as JSON, a string as it is."""
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / 'keras.json').write_text(text)


def test_home_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv('KERAS_HOME', str(tmp_path))
    assert configuration.home() == str(tmp_path)
    assert configuration.path() == os.path.join(str(tmp_path), 'keras.json')
    monkeypatch.delenv('KERAS_HOME')
    assert configuration.home() == os.path.join(os.path.expanduser('~'), '.keras')


def test_no_file_means_defaults_and_none_is_written(keras_home):
    assert configuration.read() == DEFAULTS
    assert os.listdir(str(keras_home)) == []


def test_a_missing_folder_is_not_made(monkeypatch, tmp_path):
    monkeypatch.setenv('KERAS_HOME', str(tmp_path / 'nowhere'))
    assert configuration.read() == DEFAULTS
    assert os.listdir(str(tmp_path)) == []


def test_every_key(keras_home):
    given = {'backend': 'some_engine', 'floatx': 'float64', 'epsilon': 1e-5,
             'image_data_format': 'channels_first', 'device': 'cuda:1', 'jit': True}
    write(keras_home, given)
    assert configuration.read() == given


def test_unknown_keys_are_left_alone(keras_home):
    write(keras_home, {'floatx': 'float16', 'comment': 'mine'})
    assert configuration.read() == dict(DEFAULTS, floatx='float16')


@pytest.mark.parametrize('given, expected', [
    ({'image_dim_ordering': 'tf'}, 'channels_last'),
    ({'image_dim_ordering': 'th'}, 'channels_first'),
    ({'image_dim_ordering': 'th', 'image_data_format': 'channels_last'}, 'channels_last'),
])
def test_keras_1_dim_ordering(keras_home, given, expected):
    write(keras_home, given)
    assert configuration.read()['image_data_format'] == expected


@pytest.mark.parametrize('key, value, allowed', [
    ('floatx', 'float31', 'float16'),
    ('floatx', 32, 'float16'),
    ('epsilon', 0, 'above 0'),
    ('epsilon', '1e-7', 'above 0'),
    ('epsilon', True, 'above 0'),
    ('image_data_format', 'channels_middle', 'channels_last'),
    ('image_dim_ordering', 'xx', "'tf', 'th'"),
    ('device', 'gpu', 'cuda:0'),
    ('device', None, 'cuda:0'),
    ('backend', '', 'name of an engine'),
    ('backend', 3, 'name of an engine'),
])
def test_a_wrong_value_names_file_key_value_and_what_is_allowed(keras_home, key, value, allowed):
    write(keras_home, {key: value})
    with pytest.raises(configuration.ConfigurationError) as caught:
        configuration.read()
    message = str(caught.value)
    assert configuration.path() in message
    assert repr(key) in message and repr(value) in message and allowed in message


@pytest.mark.parametrize('content', ['', '{', '["floatx"]', '"floatx"', '{"floatx": float32}'])
def test_an_unreadable_file_is_one_clear_error(keras_home, content):
    write(keras_home, content)
    with pytest.raises(configuration.ConfigurationError,
                       match='.*'.join([re.escape(configuration.path()), 'JSON object'])):
        configuration.read()


def test_a_folder_in_place_of_the_file(keras_home):
    os.mkdir(configuration.path())
    with pytest.raises(configuration.ConfigurationError, match='cannot be read'):
        configuration.read()


def test_bytes_that_are_no_text(keras_home):
    (keras_home / 'keras.json').write_bytes(b'\xff\xfe\x00{}')
    with pytest.raises(configuration.ConfigurationError, match='cannot be read'):
        configuration.read()

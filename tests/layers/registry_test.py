"""A process that only reads a model knows all layers."""

import subprocess
import sys

SCRIPT = '''
from keras.models import model_from_json
text = """{"class_name": "Sequential", "config": {"name": "s", "layers": [
    {"class_name": "Dense", "config": {"units": 2, "batch_input_shape": [null, 3]}}]}}"""
assert model_from_json(text).output_shape == (None, 2)
'''


def test_layers_are_known_where_only_models_is_imported():
    process = subprocess.Popen([sys.executable, '-W', 'ignore', '-c', SCRIPT],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.communicate()[0].decode('utf8')
    assert process.returncode == 0, output

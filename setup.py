"""Packaging. The name `keras` makes pip replace another Keras, never mix two in one folder."""

import os
import re

from setuptools import find_packages, setup

HERE = os.path.dirname(os.path.abspath(__file__))


def read(*path):
    """The text of a file beside this one."""
    with open(os.path.join(HERE, *path), encoding='utf8') as file:
        return file.read()


VERSION = re.search(r"__version__ = '([^']+)'", read('keras', 'version.py')).group(1)

# Engines, each with the versions that work on a Python. Where there is none, pip says so.
ENGINES = {
    'tensorflow': [
        'tensorflow>=1.14,<2; python_version < "3.8"',
        'numpy<1.20; python_version < "3.8"',           # 1.x was built before 1.20
        'protobuf<3.21; python_version < "3.8"',        # 1.x cannot use newer ones
        'tensorflow>=2.16; python_version >= "3.8"',
    ],
    'torch': ['torch>=2; python_version >= "3.9"'],
    'jax': ['jax>=0.4.30; python_version >= "3.9"'],
    'theano': [
        'Theano==1.0.5; python_version < "3.8"',
        'numpy<1.20; python_version < "3.8"',           # the last that it was made for
        'aesara==2.9.*; python_version >= "3.8"',
        'numpy<2; python_version >= "3.8"',
        'setuptools<81; python_version >= "3.8"',       # Aesara imports a module dropped since
    ],
    'cntk': ['cntk==2.7.post2; python_version < "3.7"'],
}

setup(
    name='keras',
    # The epoch `1!` lets this version meet the requirement `keras>=3` of an engine.
    version='1!' + VERSION,
    description='Keras 2 that does not die: the API of Keras 2, on the engines of today',
    long_description=read('README.md'),
    long_description_content_type='text/markdown',
    license='MIT',
    packages=find_packages(include=['keras', 'keras.*']),
    package_data={'keras.datasets': ['digits.npz', 'digits.md']},
    python_requires='>=3.6',
    install_requires=['numpy>=1.16', 'h5py>=2.10', 'pyyaml'],
    extras_require=dict(
        ENGINES,
        viz=['pydot>=1.2.4', 'matplotlib'],
        docs=['mkdocs>=1.6,<2', 'mkdocs-material>=9.5', 'nbclient', 'ipykernel'],
        tests=['pytest', 'scipy', 'Pillow', 'pytest-xdist', 'flake8', 'pydot>=1.2.4',
               'scikit-learn>=0.24', 'matplotlib'],
    ),
    classifiers=[
        'Intended Audience :: Developers',
        'Intended Audience :: Education',
        'Intended Audience :: Science/Research',
        'Programming Language :: Python :: 3',
        'Programming Language :: Python :: 3.6',
        'Programming Language :: Python :: 3.11',
        'Topic :: Scientific/Engineering :: Artificial Intelligence',
    ],
)

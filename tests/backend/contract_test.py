"""Tests of the contract: every op declared once, and the engine in use keeps to it."""

import importlib
import inspect
import io
import json
import os

import pytest

from keras import backend as K
from keras.backend import assembly, contract
from keras.backend.contract import OPS, declare

with io.open(os.path.join(os.path.dirname(__file__), 'keras_2_3_1_signatures.json')) as f:
    SIGNATURES = json.load(f)


@pytest.mark.parametrize('name', sorted(SIGNATURES))
def test_signature_of_keras_2_3_1(name):
    assert str(inspect.signature(getattr(K, name))) == SIGNATURES[name]


@pytest.mark.parametrize('name', sorted(OPS))
def test_engine_has_the_signature_and_docstring_of_the_contract(name):
    op = OPS[name]
    if not hasattr(K, name):
        assert op.optional or K.backend() in op.refused
        return
    function = getattr(K, name)
    assert inspect.signature(function) == op.signature
    assert inspect.getdoc(function) == op.doc


@pytest.mark.parametrize('name', sorted(OPS))
def test_docstring_names_every_argument_or_is_one_line(name):
    op = OPS[name]
    summary = op.doc.split('\n')[0]
    assert summary[0].isupper() and len(summary) <= 96
    if '\nArgs:' in op.doc:
        for argument in op.signature.parameters:
            assert '\n    ' + argument + ': ' in op.doc or '**' + argument in op.doc, argument


def test_every_room_is_in_the_contract():
    assert {op.room for op in OPS.values()} == set(contract.ROOMS)


def test_old_paths_know_the_namespace():
    engine = importlib.import_module('keras.backend.{}_backend'.format(K.backend()))
    load_backend = importlib.import_module('keras.backend.load_backend')
    for name in SIGNATURES:
        assert getattr(engine, name) is getattr(K, name), name
        assert getattr(load_backend, name) is getattr(K, name), name
    common = importlib.import_module('keras.backend.common')
    assert common.symbolic is K.symbolic and common.eager is K.eager
    assert common.floatx is K.floatx
    assert load_backend.backend is K.backend
    assert K._BACKEND == K.backend()


def test_op_is_declared_once_and_with_docstring(monkeypatch):
    monkeypatch.setattr(declare, 'OPS', {})

    def fresh_op(x):
        """Does something."""

    assert declare.op(fresh_op) is fresh_op
    with pytest.raises(ValueError, match='declared twice'):
        declare.op(fresh_op)
    with pytest.raises(ValueError, match='without a docstring'):
        declare.op(lambda x: x)


def test_refused_op_raises_the_reason(monkeypatch):
    monkeypatch.setattr(declare, 'OPS', {})

    @declare.op(refused={'other': 'it cannot; use K.abs() instead.'})
    def fresh_op(x, axis=-1):
        """Does something."""

    refusal = assembly._refusal(declare.OPS['fresh_op'], 'other')
    assert str(inspect.signature(refusal)) == '(x, axis=-1)'
    with pytest.raises(NotImplementedError, match=r"K\.fresh_op\(\).*'other'.*use K\.abs"):
        refusal(1)


def test_an_engine_that_lacks_an_op_is_told_which():
    class Engine:
        """An engine without any op."""
        EXTRAS = ()

    with pytest.raises(NotImplementedError, match='lacks these ops.*placeholder'):
        assembly.assemble('other', Engine)

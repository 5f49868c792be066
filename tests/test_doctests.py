"""The examples in docstrings are what really comes out."""

import doctest
import importlib
import pkgutil

import pytest

import quotecheck

FOUND = pkgutil.walk_packages(quotecheck.__path__, "quotecheck.")
MODULES = sorted(module.name for module in FOUND if not module.name.endswith("__main__"))


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert not failed

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.publish.addresses import is_document_path
from feeds.publish.codings import SUFFIXES, belongs, encode


@pytest.mark.parametrize("coding", SUFFIXES)
@given(data=st.binary(max_size=2000).map(lambda data: data * 5))
def test_what_is_kept_is_smaller_and_belongs(coding, data):
    encoded = encode(coding, data)
    if encoded is not None:
        assert len(encoded) <= 0.95 * len(data)
        assert belongs(coding, encoded, data)
        assert not belongs(coding, encoded, data + b"x")


@pytest.mark.parametrize("coding", SUFFIXES)
@given(encoded=st.binary(max_size=200), data=st.binary(max_size=20))
def test_garbage_belongs_to_nothing(coding, encoded, data):
    assert belongs(coding, encoded, data + b"never in that garbage") is False


@pytest.mark.parametrize("coding", SUFFIXES)
def test_a_cut_encoding_does_not_belong(coding):
    data = b"some words " * 1000
    encoded = encode(coding, data)
    assert encoded is not None
    assert not belongs(coding, encoded[:-3], data)


@given(path=st.text(max_size=40))
def test_no_document_path_leaves_its_directory(path):
    if is_document_path(path):
        assert not path.startswith("/")
        assert not {"", ".", ".."} & set(path.split("/"))
        assert path.encode("utf-8")


@pytest.mark.parametrize(
    "path", ["index.html", "feeds/guerre-en-ukraine.xml", "tags/война/index.html", "标签.atom"]
)
def test_document_paths(path):
    assert is_document_path(path)

"""The bill of materials: valid by the library's own validator, whole, repeatable, and silent on hosts."""

from __future__ import annotations

import json
import re

import pytest
from cyclonedx.validation.json import JsonStrictValidator

from generator import __version__
from tools import sbom

TEXT = sbom.LOCK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bill() -> str:
    return sbom.sbom(TEXT, __version__)


def test_it_is_valid(bill: str) -> None:
    assert JsonStrictValidator(sbom.VERSION).validate_str(bill) is None
    broken = bill.replace('"type": "library"', '"type": "book"', 1)
    assert JsonStrictValidator(sbom.VERSION).validate_str(broken) is not None


def test_it_names_every_library_of_the_lock_with_all_hashes(bill: str) -> None:
    body = json.loads(bill)
    listed = {f"{one['name']}=={one['version']}" for one in body["components"]}
    locked = set(re.findall(r"(?m)^[\w.-]+==[^\s;]+", TEXT))
    assert {one.partition("==")[0] for one in locked - listed} == {"flit-core", "pip"}
    assert listed < locked
    for one in body["components"]:
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"
        assert one["hashes"]
    hashes = {mark["content"] for one in body["components"] for mark in one["hashes"]}
    assert hashes < set(re.findall("sha256:([0-9a-f]{64})", TEXT))
    assert (body["metadata"]["component"]["version"], body["bomFormat"]) == (__version__, "CycloneDX")


def test_it_is_the_same_every_time_and_of_no_place(bill: str) -> None:
    assert sbom.sbom(TEXT, __version__) == bill
    assert "timestamp" not in json.loads(bill)["metadata"]
    other = json.loads(sbom.sbom(TEXT, "9.9.9"))
    assert other["serialNumber"] != json.loads(bill)["serialNumber"]
    components = json.dumps(json.loads(bill)["components"])
    assert "://" not in components


def test_a_lock_that_is_none_is_not_half_a_bill() -> None:
    with pytest.raises(ValueError, match="not understood: -e"):
        sbom.sbom("mkdocs==1.6.1\n-e .\n", "1")

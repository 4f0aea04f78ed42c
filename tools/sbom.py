"""requirements.lock → a CycloneDX bill of materials: `./run sbom -o FILE`, beside each release.

From the lock alone, so it names every library for every platform, with the hashes of all its files, and no
place where they come from. Licences are those that the libraries installed here name themselves. No clock, a
serial number that follows from the content: same lock and version, same bytes.
"""

from __future__ import annotations

import argparse
import re
import uuid
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cyclonedx.model.license import License

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
VERSION = SchemaVersion.V1_6
NAME, LICENCE = "handbook-generator", "Apache-2.0"
#: Needed to install, not to run.
_TOOLS = {"flit-core", "pip"}
_LINE = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def sbom(lock: str, version: str) -> str:
    """The bill for the text of a lock, as JSON. Raises ValueError when a line is not understood."""
    components = sorted(_components(lock), key=lambda one: str(one.name))
    ours = Component(
        name=NAME,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=NAME,
        licenses=[LicenseFactory().make_from_string(LICENCE)],
    )
    serial = uuid.uuid5(uuid.NAMESPACE_OID, f"{NAME} {version}\n{lock}")
    bom = Bom(components=components, metadata=BomMetaData(component=ours), serial_number=serial)
    bom.metadata.timestamp = None  # type: ignore[assignment]  # its default is a clock
    bom.register_dependency(ours, components)
    text = make_outputter(bom, OutputFormat.JSON, VERSION).output_as_string(indent=1)
    return f"{text}\n"


def _components(lock: str) -> Iterator[Component]:
    for entry in re.sub(r"(?m)^#.*\n", "", lock).replace("\\\n", "").splitlines():
        if not (found := _LINE.match(entry)):
            raise ValueError(f"not understood: {entry}")
        name, version, marker = found["name"], found["version"], found["marker"]
        if name in _TOOLS:
            continue
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{name}@{version}",
            purl=PackageURL("pypi", name=name, version=version),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in _HASH.findall(entry)],
            licenses=list(_licences(name, version)),
            properties=[Property(name="marker", value=marker.strip())] if marker else [],
        )


def _licences(name: str, version: str) -> Iterator[License]:
    """What a library says of itself, if that very version is installed and says it in SPDX's words."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return
    if told["Version"] == version and (expression := told["License-Expression"]):
        yield LicenseFactory().make_from_string(expression)


def main() -> None:
    """Writes the bill for this version."""
    parser = argparse.ArgumentParser(prog="./run sbom", description=main.__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    output: Path = parser.parse_args().output
    output.write_text(sbom(LOCK.read_text(encoding="utf-8"), __version__), encoding="utf-8")


if __name__ == "__main__":
    main()

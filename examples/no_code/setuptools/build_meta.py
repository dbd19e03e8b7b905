"""What pip asks a source package's build program, answered from the package's own PKG-INFO.

pip downloads no source package without asking for its metadata, which runs code that the package names, with
whatever that code needs. This module takes the place of setuptools there, so that nothing of the package runs.
"""

import shutil
from email import message_from_bytes
from pathlib import Path


def get_requires_for_build_wheel(config_settings=None):
    """No other package is needed to answer."""
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    """Copy the metadata that the package was published with."""
    stated = message_from_bytes(Path("PKG-INFO").read_bytes())
    name = f"{stated['Name'].replace('-', '_')}-{stated['Version']}"
    folder = Path(metadata_directory) / f"{name}.dist-info"
    folder.mkdir()
    shutil.copy("PKG-INFO", folder / "METADATA")
    return folder.name

"""Packages are found, not listed: the folders of ``package-dir`` in pyproject.toml and all packages below them."""

from setuptools import find_packages, setup

ROOMS = ("pipeline", "extractors", "normalizers")

setup(
    packages=[
        "phaen",
        *(f"phaen.{name}" for room in ROOMS for name in (room, *(f"{room}.{sub}" for sub in find_packages(room)))),
    ]
)

"""What README.md and docs/site.md say about the site is so."""

import re

import pytest

from pipeline.site.rendering import POLICY

LARGEST = 150_000


@pytest.fixture(scope="module")
def readme(repository):
    return (repository / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def guide(repository):
    return (repository / "docs/site.md").read_text(encoding="utf-8")


def test_the_guide_states_the_policy_of_pages(guide):
    assert f"\n{POLICY}\n" in guide


@pytest.mark.slow
def test_each_address_of_the_guide_is_of_pages_that_the_site_has(guide, site):
    cells = re.findall(r"^\| (`[^|]+`) \|", guide, re.MULTILINE)
    listed = [address for cell in cells for address in re.findall("`([^`]+)`", cell)]
    assert len(listed) > 20
    for address in listed:
        path = re.sub("#.*", "", address)
        if path:
            pattern = re.sub("<[^>]+>", ".+", re.escape(path).replace(r"\<", "<"))
            assert any(re.match(pattern, page) for page in site.files), address


def test_pictures_of_the_readme_are_small_and_told_in_the_numbers_of_the_data(
    readme, data, repository
):
    pictures = dict(re.findall(r"!\[([^\]]+)\]\((docs/[^)]+\.webp)\)", readme))
    assert len(pictures) == 2
    for path in pictures.values():
        assert (repository / path).stat().st_size < LARGEST
    told = " ".join(pictures)
    relations = data.rows["relations"].values()
    wrong = [one for one in relations if one["verdict"] == "inconsistent"]
    assert f"{len(wrong)} of {len(relations)} relations cannot hold" in told
    figure = data.rows["figures"]["oig-20-13/detainers-declined-fy2014"]
    assert f"{figure['verbatim']} detainers" in told

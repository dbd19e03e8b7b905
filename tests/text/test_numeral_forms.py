import pytest

from pipeline.text.numbers.forms import COUNTS_NOTHING
from pipeline.text.numbers.numerals import find_numerals


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("arrested 143,100⁴ aliens", "number mark"),
        ("about 54 percent of its \\$1.6 billion", "percent money"),
        ("held for 48 hours, a 6-month period, for Three years", "duration duration duration"),
        ("on February 18, 2020 and 2 May 2019", "date date date date"),
        ("the 30th of June", "date"),
        ("from FY 2014 to 165,500 in FY 2019", "year number year"),
        ("FYs 2014 - 2019 and 2020", "year year year"),
        ("the Act of 1952", "year"),
        ("under 8 U.S.C. § 1357(a)(2) and section 287(g)", "citation citation citation citation"),
        ("Public Law 107–296, EO 13768, 8 CFR 287.5(c)", "citation citation citation citation citation"),
        ("Figures 1, 2 and 3; Table 4", "exhibit exhibit exhibit exhibit"),
        ("recommendations 1 and 3", "recommendation recommendation"),
        ("page 5, pp. 6-7", "page page page"),
        ("Background\t\t. 2\nResults\t6\n", "bare bare"),
        ("your (1) agreement, (2) plan", "list_number list_number"),
        ("\n- 1. Federal officers\n2) The agencies", "list_number list_number"),
        ("call (202) 981-6000 or 800-323-8603", "telephone " * 6),
        ("Washington, DC 20528-0305", "address address"),
        ("500 12th Street, SW", "address address"),
        ("https://oig.justice.gov/reports/2016/1607.pdf", "web web"),
        ("OIG-20-13, MS-13, T8, GAO 15-49SP, No. 5, #12", "name " * 8),
        ("the Fourth Amendment, the 12th office", "ordinal ordinal"),
        ("Twenty ICE field offices", "number"),
        ("in 11 of the 19 AORs, a 27.2-percent rate", "number number percent"),
        ("a sample (n=412) of 67 cases", "number number"),
        ("the first three quarters of 2009", "ordinal date year"),
        ("NHANES, 1988-94 and 2003–04; Staff paper 1998-20", "year year year year year number"),
        ("nP and n(1-P), under section 287(1)", "number citation citation"),
        ("ISBN 978-0-16, DOI: 10.1016/j.2009.01, CFDA 93.558", "name " * 6),
        ("At DOI 318 employees, at ISO 12 beds", "number number"),
        ("Circular 2007-5111, 96 p.", "name name page"),
        ("(Smith 1995a, b), CO₂ and PM 2.5, 9/11", "name name name name"),
        ("12 km² of 30 m2, 5 kg.²", "number exponent number exponent number mark"),
        ("under S. 22 and H.R. 3590, in the U.S. 22 beds", "citation citation number"),
        ("in '08 and ’09, the '50 beds' of it", "year year number"),
        ("Call 911. The 9-1-1 center, 512-4800 ext. 12", "telephone " * 7),
        ("77 FR 12345; 2003; 12: 45-67; 55(3):12", "citation " * 2 + "year citation citation citation number citation citation"),
        ("at 38°53′52″ N and 70 °F", "address address address number"),
        ("at 14:05, 12:00 noon, 0800 hours; 10:15 of them", "date date date number"),
        ("5.4.8 Results\na.2 Beds\n5.4 percent", "list_number list_number percent"),
        ("400 beds 1/ and cells[2] of 1/2", "number mark mark number"),
        ("column 3, rows 4 and 5, for 12 rows", "name name name number"),
        ("Nonbinding Recommendations\n\n   2.   Intended Beds", "list_number"),
        ("Figure\n3) The beds\nSection\n4. The cells", "list_number list_number"),
        ("Table\n5 is here, as shown in Table\n2. The next", "exhibit exhibit"),
        ("on September\n30. The", "date"),
        ("savings of 5.5M. A model T-5.5M and 5.5M-2", "number name name name"),
    ],
)  # fmt: skip
def test_the_words_beside_a_number_tell_its_form(text, forms):
    assert [n.form for n in find_numerals(text)] == forms.split()


def test_these_forms_count_nothing():
    assert set(COUNTS_NOTHING) == set(
        "ordinal mark exponent date year decade citation exhibit recommendation page list_number telephone address web name".split()
    )


def test_a_decade_counts_nothing():
    (numeral,) = find_numerals("files of the 1980s")
    assert numeral.form == "decade" and numeral.counts_nothing

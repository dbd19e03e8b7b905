"""Codes of areas by the names that American reports print: ISO 3166-1 for countries, ISO 3166-2 for states.

A name that two areas share, such as Georgia, is the state.
"""

import re
from functools import cache

_STATES = """
AL Alabama; AK Alaska; AZ Arizona; AR Arkansas; CA California; CO Colorado; CT Connecticut; DE Delaware;
DC District of Columbia|Washington, D.C.|Washington, DC|D.C.; FL Florida; GA Georgia; HI Hawaii; ID Idaho;
IL Illinois; IN Indiana; IA Iowa; KS Kansas; KY Kentucky; LA Louisiana; ME Maine; MD Maryland; MA Massachusetts;
MI Michigan; MN Minnesota; MS Mississippi; MO Missouri; MT Montana; NE Nebraska; NV Nevada; NH New Hampshire;
NJ New Jersey; NM New Mexico; NY New York; NC North Carolina; ND North Dakota; OH Ohio; OK Oklahoma; OR Oregon;
PA Pennsylvania; RI Rhode Island; SC South Carolina; SD South Dakota; TN Tennessee; TX Texas; UT Utah; VT Vermont;
VA Virginia; WA Washington|Washington state; WV West Virginia; WI Wisconsin; WY Wyoming; AS American Samoa; GU Guam;
MP Northern Mariana Islands|Commonwealth of the Northern Mariana Islands; PR Puerto Rico;
VI Virgin Islands|U.S. Virgin Islands|United States Virgin Islands
"""
_COUNTRIES = """
AF Afghanistan; AL Albania; DZ Algeria; AD Andorra; AO Angola; AG Antigua and Barbuda|Antigua-Barbuda; AR Argentina;
AM Armenia; AU Australia; AT Austria; AZ Azerbaijan; BS Bahamas|The Bahamas; BH Bahrain; BD Bangladesh; BB Barbados;
BY Belarus; BE Belgium; BZ Belize; BJ Benin; BT Bhutan; BO Bolivia; BA Bosnia and Herzegovina|Bosnia-Herzegovina;
BW Botswana; BR Brazil; BN Brunei; BG Bulgaria; BF Burkina Faso; BI Burundi; KH Cambodia; CM Cameroon; CA Canada;
CV Cape Verde|Cabo Verde; CF Central African Republic; TD Chad; CL Chile; CN China|People's Republic of China;
CO Colombia; KM Comoros; CG Republic of the Congo|Congo; CD Democratic Republic of the Congo; CR Costa Rica;
CI Ivory Coast|Cote d'Ivoire|Côte d'Ivoire; HR Croatia; CU Cuba; CY Cyprus; CZ Czech Republic|Czechia; DK Denmark;
DJ Djibouti; DM Dominica; DO Dominican Republic; EC Ecuador; EG Egypt; SV El Salvador; GQ Equatorial Guinea;
ER Eritrea; EE Estonia; SZ Eswatini|Swaziland; ET Ethiopia; FJ Fiji; FI Finland; FR France; GA Gabon;
GM Gambia|The Gambia; DE Germany; GH Ghana; GR Greece; GD Grenada; GT Guatemala; GN Guinea; GW Guinea-Bissau;
GY Guyana; HT Haiti; HN Honduras; HK Hong Kong; HU Hungary; IS Iceland; IN India; ID Indonesia; IR Iran; IQ Iraq;
IE Ireland; IL Israel; IT Italy; JM Jamaica; JP Japan; JO Jordan; KZ Kazakhstan; KE Kenya; KI Kiribati;
KP North Korea; KR South Korea; XK Kosovo; KW Kuwait; KG Kyrgyzstan; LA Laos; LV Latvia; LB Lebanon; LS Lesotho;
LR Liberia; LY Libya; LI Liechtenstein; LT Lithuania; LU Luxembourg; MG Madagascar; MW Malawi; MY Malaysia;
MV Maldives; ML Mali; MT Malta; MH Marshall Islands; MR Mauritania; MU Mauritius; MX Mexico; FM Micronesia;
MD Moldova; MC Monaco; MN Mongolia; ME Montenegro; MA Morocco; MZ Mozambique; MM Burma|Myanmar; NA Namibia; NR Nauru;
NP Nepal; NL Netherlands|The Netherlands; NZ New Zealand; NI Nicaragua; NE Niger; NG Nigeria;
MK North Macedonia|Macedonia; NO Norway; OM Oman; PK Pakistan; PW Palau; PS Palestine; PA Panama;
PG Papua New Guinea; PY Paraguay; PE Peru; PH Philippines|The Philippines; PL Poland; PT Portugal; QA Qatar;
RO Romania; RU Russia|Russian Federation; RW Rwanda; KN St. Kitts and Nevis|Saint Kitts and Nevis;
LC St. Lucia|Saint Lucia; VC St. Vincent and the Grenadines|Saint Vincent and the Grenadines; WS Samoa;
SM San Marino; ST Sao Tome and Principe; SA Saudi Arabia; SN Senegal; RS Serbia; SC Seychelles; SL Sierra Leone;
SG Singapore; SK Slovakia; SI Slovenia; SB Solomon Islands; SO Somalia; ZA South Africa; SS South Sudan; ES Spain;
LK Sri Lanka; SD Sudan; SR Suriname; SE Sweden; CH Switzerland; SY Syria; TW Taiwan; TJ Tajikistan; TZ Tanzania;
TH Thailand; TL East Timor|Timor-Leste; TG Togo; TO Tonga; TT Trinidad and Tobago; TN Tunisia; TR Turkey|Türkiye;
TM Turkmenistan; TV Tuvalu; UG Uganda; UA Ukraine; AE United Arab Emirates; GB United Kingdom|Great Britain;
US United States|United States of America|U.S.; UY Uruguay; UZ Uzbekistan; VU Vanuatu; VA Vatican City;
VE Venezuela; VN Vietnam; YE Yemen; ZM Zambia; ZW Zimbabwe
"""


def _codes(areas: str, prefix: str) -> dict[str, str]:
    codes = {}
    for area in areas.split(";"):
        code, _, names = area.strip().partition(" ")
        codes.update({_form(name): prefix + code for name in names.split("|")})
    return codes


def _form(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()


_BY_NAME = {**_codes(_COUNTRIES, ""), **_codes(_STATES, "US-")}
CODES = frozenset(_BY_NAME.values()) | {"GE"}
"""Every code of the list."""


def area_code(name: str) -> str | None:
    """The code of an area by its printed name, whole; None where the list does not have the name.

    >>> area_code("Louisiana"), area_code("Washington, D.C."), area_code("Atlantis")
    ('US-LA', 'US-DC', None)
    """
    return _BY_NAME.get(_form(name))


_OF_AN_ORGANIZATION = (
    r"(?!\s+(?:Tech|University|Polytechnic|State\s+University|College|Institute\s+of|Post|Times|Globe"
    r"|Tribune|Herald|Journal|Mutual|Life\s+Insurance|Airlines|Airways|Pacific|Avenue|Street|Ave\.|St\.)(?!\w))"
)
"""Words behind the name of an area that make it the name of an organization or a street."""
_UNIVERSITY = r"(?<!University of )(?<!College of )(?<!Bank of )(?<!Institute of )"
NATIONWIDE = (
    "nationwide",
    "Nationwide",
    "the Nation",
    "States and DC",
    "States and the District of Columbia",
    "USA",
)
"""Other words for the United States as a whole."""


def areas_named(text: str) -> set[str]:
    """Codes of the areas that a text names, in the names' own capitals; a state also by postal code behind a comma.

    >>> sorted(areas_named("675 jurisdictions nationwide, and West Virginia"))
    ['US', 'US-WV']
    >>> areas_named("Virginia Tech, the University of Iowa"), sorted(areas_named("Virginia and Tech"))
    (set(), ['US-VA'])
    """
    words = " ".join(text.split()).replace("’", "'")
    return {
        f"US-{match['postal']}" if match["postal"] else _code_of(match["name"])
        for match in _names().finditer(words)
    }


def _code_of(name: str) -> str:
    return "US" if name in NATIONWIDE else _BY_NAME[_form(name)]


@cache
def _names() -> re.Pattern[str]:
    printed = [
        name
        for areas in (_COUNTRIES, _STATES)
        for area in areas.split(";")
        for name in area.strip().partition(" ")[2].split("|")
    ]
    names = sorted({" ".join(n.split()) for n in (*printed, *NATIONWIDE)}, key=len, reverse=True)
    postal = "|".join(code.removeprefix("US-") for code in CODES if code.startswith("US-"))
    either = f"(?P<name>{'|'.join(map(re.escape, names))})|(?<=, )(?P<postal>{postal})"
    return re.compile(rf"(?<!\w){_UNIVERSITY}(?:{either})(?!\w){_OF_AN_ORGANIZATION}")

"""Makes `example/report.pdf`, the invented report of the how-to pages: `python docs/howto/example_report.py`."""

from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

FILE = Path(__file__).parent / "example/report.pdf"
LEFT, TOP, LINE = 72, 720, 16
PROSE = (
    "In fiscal year 2029 the agency had 1,283 beds: 817 beds in cities and 466 beds",
    "in towns. It had 1,026 beds in fiscal year 2028; the number of beds increased",
    "by 25 percent from fiscal year 2028 to fiscal year 2029.",
    "",
    "Of the beds in fiscal year 2029, 864 beds were occupied. We inspected 12",
    "facilities. The agency will answer this report within 90 days.",
)
COLUMNS = (LEFT, 200, 280, 380)
TABLE = (
    ("Region", "Beds", "Occupied", "Percent"),
    ("North", "520", "312", "60.0%"),
    ("South", "433", "303", "70.0%"),
    ("West", "330", "231", "70.0%"),
    ("Total", "1,283", "846", "65.9%"),
)


def main() -> None:
    """Two pages: sentences, and a table that disagrees with one of them."""
    canvas = Canvas(str(FILE), pagesize=LETTER, invariant=True)
    canvas.setTitle("Beds and Inspections")
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(LEFT, TOP, "Beds and Inspections")
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(("Office of Inspector General", "March 4, 2030", "OIG-30-01")):
        canvas.drawString(LEFT, TOP - 2 * LINE * (number + 1), line)
    for number, line in enumerate(PROSE):
        canvas.drawString(LEFT, TOP - 9 * LINE - number * LINE, line)
    footer(canvas, 1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(LEFT, TOP, "Table 1. Beds by region, fiscal year 2029")
    for number, row in enumerate(TABLE):
        for left, cell in zip(COLUMNS, row, strict=True):
            canvas.drawString(left, TOP - 2 * LINE - number * LINE, cell)
    canvas.drawString(LEFT, TOP - 8 * LINE, "Source: records of the agency.")
    footer(canvas, 2)
    canvas.save()


def footer(canvas: Canvas, page: int) -> None:
    """Print the number of the page, and begin the next."""
    canvas.setFont("Helvetica", 9)
    canvas.drawString(LEFT, 40, f"OIG-30-01 {page}")
    canvas.showPage()


if __name__ == "__main__":
    main()

"""Small PDFs that become very large where a reader unpacks or draws them."""

import functools
import zlib

import made_pdfs

WORDS = made_pdfs.text_at("Beds 12")


@functools.cache
def zeros(size: int, times: int = 2) -> bytes:
    """So many zero bytes, compressed again and again."""
    packer, content = zlib.compressobj(strategy=zlib.Z_RLE), []
    block = bytes(1_000_000)
    for _ in range(size // len(block)):
        content.append(packer.compress(block))
    packed = b"".join([*content, packer.flush()])
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return packed


def stream(number: int, fields: str, content: bytes, times: int = 2) -> bytes:
    filters = "/FlateDecode " * times
    head = f"{number} 0 obj\n<< {fields} /Length {len(content)} /Filter [{filters}] >>\nstream\n"
    return head.encode() + content + b"\nendstream\nendobj\n"


def with_objects(page: str, *objects: bytes) -> bytes:
    """A PDF of one page with words, and with further objects before the table of objects, which is then wrong."""
    return made_pdfs.by_hand(WORDS, page).replace(b"xref\n0 6", b"".join(objects) + b"xref\n0 6", 1)


def content_of_zeros(size: int) -> bytes:
    """A page whose content is words and then zeros."""
    made = made_pdfs.by_hand(WORDS)
    return made.replace(b"/Contents 4 0 R", b"/Contents [4 0 R 9 0 R]").replace(
        b"xref\n0 6", stream(9, "", zeros(size)) + b"xref\n0 6", 1
    )


def image(side: int) -> bytes:
    """A page with words, and a picture of so many pixels in each direction."""
    fields = f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8"
    made = with_objects("", stream(9, fields, zeros(min(side * side, 2_000_000_000))))
    made = made.replace(b"/Font << /F 5 0 R >>", b"/Font << /F 5 0 R >> /XObject << /I 9 0 R >>")
    content = zlib.compress(WORDS + b"q 500 0 0 500 50 50 cm /I Do Q\n", 9)
    return made.replace(
        made_pdfs.by_hand(WORDS).split(b"stream\n")[1].split(b"\nendstream")[0], content, 1
    ).replace(
        b"<< /Length %d /Filter /FlateDecode" % len(zlib.compress(WORDS, 9)),
        b"<< /Length %d /Filter /FlateDecode" % len(content),
        1,
    )


def object_streams(size: int, levels: int) -> bytes:
    """A PDF whose page is in streams of objects, each the `Extends` of the one before, each of many zeros."""
    nested = b"".join(
        stream(20 + n, f"/Type /ObjStm /N 1 /First 10 /Extends {21 + n} 0 R", zeros(size))
        for n in range(levels)
    )
    return with_objects("/Annots 20 0 R", nested)


def forms(levels: int, each: int) -> bytes:
    """A page that draws a form `each` times, which draws another one `each` times, and so on."""
    objects = []
    for n in range(levels):
        last = n == levels - 1
        content = WORDS if last else b"/X Do " * each
        inner = "/Font << /F 5 0 R >>" if last else f"/XObject << /X {31 + n} 0 R >>"
        fields = f"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << {inner} >>"
        objects.append(stream(30 + n, fields, zlib.compress(content), 1))
    page = with_objects("", *objects)
    words = zlib.compress(WORDS, 9)
    content = zlib.compress(b"/X Do ", 9)
    return (
        page.replace(b"/Font << /F 5 0 R >>", b"/XObject << /X 30 0 R >>", 1)
        .replace(b"<< /Length %d " % len(words), b"<< /Length %d " % len(content), 1)
        .replace(words, content, 1)
    )

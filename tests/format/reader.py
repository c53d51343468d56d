#!/usr/bin/env python3
"""Reads a book and prints its claims with their quotes, as JSON lines.

    reader.py BOOK

Written from docs/format.md alone, to show that it can be. Checks every frame's checksums, hash
and link to the frame before, and every document's id. Exit status 1: damaged, or wrong use.
"""

import json
import os
import re
import struct
import sys

try:
    import blake3
    import zstandard
except ImportError as missing:
    sys.exit(f"this reader needs the Python package '{missing.name}': pip install blake3 zstandard")

MODALITIES = ("stated", "estimated", "forecast", "contingent", "hypothetical", "denied")
PLACES = ("paragraph", "list", "table", "caption", "heading")
CRC_TABLE = []
for byte in range(256):
    for _ in range(8):
        byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
    CRC_TABLE.append(byte)


class Damage(Exception):
    """Bytes that are not as docs/format.md says."""


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ CRC_TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def derive_key(context, data):
    return blake3.blake3(data, derive_key_context=context).digest()


def need(holds, what):
    if not holds:
        raise Damage(what)


class Reader:
    """Reads the fields of an event, one after the other."""
    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, length):
        need(self.at + length <= len(self.data), "an event is cut short")
        self.at += length
        return self.data[self.at - length : self.at]

    def u8(self):
        return self.raw(1)[0]

    def uint(self):
        first = self.u8()
        need(first <= 254, "an integer has an unknown mark")
        return first if first <= 250 else int.from_bytes(self.raw(2 << first - 251), "little")

    def int(self):
        number = self.uint()
        return number >> 1 if number & 1 == 0 else -(number + 1 >> 1)

    def text(self):
        return self.raw(self.uint()).decode("utf-8")

    def optional(self, read):
        return read() if self.u8() else None

    def list(self, read):
        return [read() for _ in range(self.uint())]

    def word(self, *words):
        number = self.uint()
        need(number < len(words), "a word has an unknown number")
        return words[number]

    def value(self):
        return [(self.int(), self.int()) for _ in range(self.word(1, 2))]

    def part(self):
        kind = self.word(*enumerate(("{:04}", "{:04}-Q{}", "{:04}-{:02}", "{:04}-{:02}-{:02}")))
        return kind[1].format(self.int(), *(self.u8() for _ in range((0, 1, 1, 2)[kind[0]])))

    def period(self):
        kind = self.word("single", "interval", "fiscal")
        if kind != "fiscal":
            return self.part() if kind == "single" else f"{self.part()}/{self.part()}"
        year, quarter = self.int(), self.u8()
        return f"FY{year:04}-Q{quarter}" if quarter else f"FY{year:04}"

    def evidence(self):
        kind = self.word("bytes", "cell", "pointer")
        if kind == "bytes":
            return {"start": self.uint(), "end": self.uint(), "place": self.word(*PLACES)}
        return {"row": self.uint(), "column": self.uint()} if kind == "cell" else self.text()

    def claim(self):
        """The content of a ClaimAsserted."""
        return {
            "report": self.raw(32),
            "figure": self.optional(self.text),
            "value": self.value(),
            "comparator": self.word("exact", "approx", "at_least", "at_most", "range"),
            "unit": self.text(),
            "counted": self.optional(self.text),
            "direction": self.optional(lambda: self.word("up", "down")),
            "period": self.optional(self.period),
            "modality": self.word(*MODALITIES),
            "attribution": self.optional(self.text),
            "voice": self.optional(self.text),
            "evidence": self.list(self.evidence),
            "signal": self.optional(lambda: self.word("moved", "corrected")),
            "origin": self.word("reader", "curator"),
            "flags": self.uint(),
            "more": self.list(lambda: (self.uint(), self.raw(self.uint()))),
        }


def expanded(coefficient, exponent):
    """A decimal in full, without exponent."""
    sign, digits = "-" if coefficient < 0 else "", str(abs(coefficient))
    if exponent >= 0:
        return sign + digits + ("0" * exponent if coefficient else "")
    digits = digits.rjust(1 - exponent, "0")
    return f"{sign}{digits[:exponent]}.{digits[exponent:]}"


class Book:
    """What was read so far."""
    def __init__(self):
        self.seq, self.hash, self.recorded = 0, bytes(32), -(1 << 63)
        self.documents, self.reports = {}, {}

    def frame(self, data, at):
        """Checks the frame at an offset and prints its claims. Returns the offset behind it."""
        header = data[at : at + 136]
        (version, count, first, recorded, length, stored, full, doc_crc, blanks) = struct.unpack(
            "<IIQqQQQII", header[8:64]
        )
        need(crc32c(header[:132]) == int.from_bytes(header[132:], "little"), "header checksum")
        need(version == 1, f"format version {version}, and this reader knows 1")
        table = at + 136 + length
        hash_at = table + 8 * count
        document_at = hash_at + 32
        end = document_at + stored
        end += -(end - at) % 8
        end += 4 * blanks + 4 + -(4 * blanks + 4) % 8 if blanks else 0
        need(data[end : end + 8] == b"\nframeCB", "end mark")
        digest = derive_key("claimbook 2026 frame hash v1", data[at:hash_at])
        need(digest == data[hash_at:document_at], "frame hash")
        need(first == self.seq, "sequence numbers")
        need(header[96:128] == self.hash, "hash of the frame before")
        need(recorded >= self.recorded, "recorded time")
        if stored:
            compressed = data[document_at : document_at + stored]
            self.document(header[64:96], compressed, full, doc_crc)
        start = 0
        for index in range(count):
            stop, crc = struct.unpack_from("<II", data, table + 8 * index)
            event = data[at + 136 + start : at + 136 + stop]
            need(crc32c(event) == crc, f"checksum of event {first + index}")
            self.event(first + index, event)
            start = stop
        self.seq, self.hash, self.recorded = first + count, digest, recorded
        return end + 8

    def document(self, identity, compressed, full, crc):
        if not any(compressed):
            return  # Erased by law.
        need(crc32c(compressed) == crc, "checksum of the document")
        text = zstandard.ZstdDecompressor().decompress(compressed, max_output_size=full)
        need(len(text) == full and blake3.blake3(text).digest() == identity, "document id")
        self.documents[identity] = text

    def event(self, seq, data):
        reader = Reader(data)
        number = reader.uint()
        if number == 1:
            report, document = reader.raw(32), reader.raw(32)
            part, occurrence = reader.text(), reader.uint()
            publication, _, url = reader.text(), reader.text(), reader.text()
            fields = [field.encode() for field in (publication, url, part)]
            hashed = b"".join(struct.pack("<Q", len(field)) + field for field in fields)
            hashed += document + struct.pack("<I", occurrence)
            need(report == derive_key("claimbook 2026 report id v1", hashed), "report id")
            self.reports[report] = (publication, document)
        elif number == 4:
            reader.uint()
            content = data[reader.at :]
            claim = reader.claim()
            need(reader.at == len(data), f"event {seq} has bytes left over")
            self.print(seq, content, claim)

    def print(self, seq, content, claim):
        publication, document = self.reports[claim["report"]]
        text = self.documents.get(document)
        spans = [span for span in claim["evidence"] if "start" in span]
        ends = [expanded(*end) for end in claim["value"]]
        line = {
            **{key: claim[key] for key in claim if key not in ("more", "flags")},
            "seq": seq,
            "claim": derive_key("claimbook 2026 claim id v1", content).hex(),
            "report": claim["report"].hex(),
            "publication": publication,
            "value": ends[0] if len(ends) == 1 else ends,
            "precision": max(exponent for _, exponent in claim["value"]),
            "quotes": text and [text[s["start"] : s["end"]].decode() for s in spans],
        }
        print(json.dumps(line))


def read(folder):
    names = [n for n in os.listdir(folder) if re.fullmatch(r"\d{8}\.segment", n)]
    book = Book()
    for number, name in enumerate(sorted(names)):
        need(int(name[:8]) == number, f"segment {number} is missing")
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        at = 512
        if number + 1 == len(names) and not any(data[:at]):
            break  # Created and not yet begun.
        magic, version, _, own, crc = struct.unpack_from("<8sIIQI", data)
        need(magic == b"\x89CBOOK\r\n" and crc == crc32c(data[:24]), f"{name}: header")
        need(version == 1, f"{name}: format version {version}, and this reader knows 1")
        need(own == number, f"{name}: holds segment {own}")
        while any(data[at : at + 136]):
            try:
                at = book.frame(data, at)
            except (Damage, IndexError, struct.error, zstandard.ZstdError) as problem:
                raise Damage(f"{name}, offset {at}, event {book.seq}: {problem}") from problem
        need(not any(data[at:]), f"{name}, offset {at}: bytes that belong to no frame")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        read(os.path.join(sys.argv[1], "segments"))
    except Damage as problem:
        sys.exit(f"damaged: {problem}")

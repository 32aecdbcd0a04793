"""A cycle's record as a page to print: the checklist, who attested what, and the whole trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.paper.markup import grouped, text
from portal.paper.printed import Printed, faces

INTERNAL = "Persetujuan internal, bukan tanda tangan elektronik tersertifikasi."
ATTESTED = (
    "Dengan mencentang, pelaksana menyatakan bahwa langkah yang ditanganinya telah dikerjakan dan dapat dilanjutkan "
    "ke langkah berikutnya."
)
STYLE = """
@page { size: A4; margin: 15mm 15mm 18mm }
* { box-sizing: border-box }
html { color-scheme: light }
body { margin: 0; background: #fff; color: #000; font: 9pt/1.35 "Liberation Sans", Arial, Helvetica, sans-serif }
h1, h2, p { margin: 0 }
header { margin-bottom: 5mm; text-align: center }
h1 { margin: 1mm 0; font-size: 14pt }
h2 { margin: 6mm 0 2mm; font-size: 11pt; break-after: avoid }
section + section.leaf { break-before: page }
section.leaf > h2:first-child { margin-top: 0 }
table { width: calc(100% - 1px); border-collapse: collapse; table-layout: fixed }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { padding: 1mm 1.5mm; border: .5pt solid #000; vertical-align: top; text-align: left; overflow-wrap: anywhere }
thead th { text-align: center; vertical-align: middle }
.facts th { width: 44mm; font-weight: normal }
.no { width: 9mm; text-align: center }
.state { width: 23mm } .when { width: 31mm } .who { width: 46mm } .done { width: 66mm } .hash { width: 30mm }
td.hash { font-size: 7.5pt; white-space: nowrap }
td p + p { margin-top: .6mm }
.small { font-size: 8pt }
.gone { text-decoration: line-through }
.word { margin: 0 0 2mm }
.warning { margin-bottom: 3mm; padding: 2mm; border: 1pt solid #000; font-weight: bold }
.bar { display: none }
@media screen {
  body { padding: 16px; background: #d8d8d8 }
  main { width: 210mm; margin: 0 auto; padding: 15mm; background: #fff }
  section.leaf > h2:first-child { margin-top: 8mm }
  .bar { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; max-width: 210mm; margin: 0 auto 16px }
  .bar a, .bar button { min-height: 24px; color: #0b3d91; font: inherit }
}
@media screen and (max-width: 58rem) {
  body { padding: 8px }
  main { width: auto; padding: 12px }
  .state, .when, .hash { width: 20% } .who { width: 28% } .done { width: 36% }
  td.hash { white-space: normal }
  .facts th { width: 34% }
  .bar a, .bar button { display: inline-flex; align-items: center; min-height: 44px }
}
"""


@dataclass(frozen=True, slots=True)
class Attestation:
    """One act by which somebody answers for a step; `notes` are reasons, papers and files.

    `undone` says in words why it no longer stands, if it does not.
    """

    no: int
    uraian: str
    said: str
    name: str
    capacity: str
    when: str
    notes: tuple[str, ...]
    hash: str
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class StepLine:
    """One row of the checklist; `done` has a line for everybody who filled it, `open` whom it still waits for."""

    no: int
    uraian: str
    titles: str
    state: str
    done: tuple[tuple[str, str], ...]
    open: tuple[str, ...] = ()
    due: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail."""

    seq: int
    when: str
    said: str
    notes: tuple[str, ...]
    hash: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Everything a cycle's papers say; `faults` are what is wrong with its chain, none where it is whole."""

    office: tuple[str, ...]
    name: str
    period: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepLine, ...]
    attestations: tuple[Attestation, ...]
    trail: tuple[Entry, ...]
    hashes: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]
    foot: str


def printed(record: Record, fonts: Mapping[str, str] | None = None) -> Printed:
    """Return a cycle's record as a sheet to print; `fonts` as for an SOP's sheet."""
    body = f"<main>{_opening(record)}{_checklist(record)}{_attested(record)}{_trail(record)}</main>"
    return Printed(f"{record.name}, {record.period}", "\n".join((faces(fonts or {}), _foot(record), STYLE)), body)


def _foot(record: Record) -> str:
    small = 'font: 7.5pt "Liberation Sans", Arial, sans-serif; vertical-align: top; padding-top: 2mm'
    words = "".join(letter for letter in record.foot if letter.isalnum() or letter in " ,.:-/")
    return (
        f'@page {{ @bottom-left {{ content: "{words}"; {small} }}\n'
        f'  @bottom-right {{ content: "Halaman " counter(page) " dari " counter(pages); {small} }} }}'
    )


def _opening(record: Record) -> str:
    faults = "".join(f"<p>{text(fault)}</p>" for fault in record.faults)
    warning = f'<div class="warning"><p>Rantai riwayat tidak utuh.</p>{faults}</div>' if faults else ""
    office = "".join(f"<p>{text(line)}</p>" for line in record.office)
    return (
        f"<header>{office}<h1>Catatan Pelaksanaan SOP</h1><p><b>{text(record.name)}</b></p>"
        f"<p>{text(record.period)}</p></header>{warning}<section>{_facts(record.facts)}</section>\n"
    )


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    rows = (f'<tr><th scope="row">{text(title)}</th><td>{text(words)}</td></tr>' for title, words in facts)
    return f'<table class="facts"><tbody>{"".join(rows)}</tbody></table>'


def _checklist(record: Record) -> str:
    titles = (("no", "No"), ("", "Langkah"), ("state", "Keadaan"), ("done", "Diselesaikan oleh"))
    return f"<section><h2>Daftar periksa</h2>{_table(titles, map(_step, record.steps))}</section>\n"


def _step(step: StepLine) -> str:
    done = "".join(f'<p>{text(name)}</p><p class="small">{text(moment)}</p>' for name, moment in step.done)
    awaited = "".join(f"<p>Menunggu {text(name)}</p>" for name in step.open)
    due = _small((f"Jatuh tempo {step.due}",)) if step.due else ""
    titles = "" if step.done else _small((step.titles,))
    return (
        f'<td class="no">{step.no}</td><td><p>{text(step.uraian)}</p>{titles}{_small(step.notes)}</td>'
        f'<td class="state">{text(step.state)}</td><td class="done">{done}{awaited}{due}</td>'
    )


def _attested(record: Record) -> str:
    titles = (("no", "No"), ("", "Langkah dan pernyataan"), ("who", "Nama dan jabatan"), ("when", "Waktu"),
              ("hash", "Sidik catatan"))  # fmt: skip
    table = _table(titles, map(_attestation, record.attestations)) if record.attestations else "<p>Belum ada.</p>"
    return (
        f'<section class="leaf"><h2>Pernyataan pelaksana</h2><p class="word">{ATTESTED} <b>{INTERNAL}</b></p>\n{table}'
        f"<h2>Sidik</h2>{_facts(record.hashes)}</section>\n"
    )


def _attestation(act: Attestation) -> str:
    struck = ' class="gone"' if act.undone else ""
    undone = f'<p class="small"><b>{text(act.undone)}</b></p>' if act.undone else ""
    return (
        f'<td class="no">{act.no}</td><td><p>{text(act.uraian)}</p><p{struck}>{text(act.said)}</p>{_small(act.notes)}'
        f'{undone}</td><td class="who"><p><b>{text(act.name)}</b></p><p>{text(act.capacity)}</p></td>'
        f'<td class="when">{text(act.when)}</td><td class="hash">{grouped(act.hash)}</td>'
    )


def _trail(record: Record) -> str:
    titles = (("no", "No"), ("when", "Waktu"), ("", "Catatan"), ("hash", "Sidik"))
    return f'<section class="leaf"><h2>Riwayat</h2>{_table(titles, map(_entry, record.trail))}</section>'


def _entry(entry: Entry) -> str:
    struck = ' class="gone"' if entry.undone else ""
    undone = '<p class="small"><b>Diurungkan</b></p>' if entry.undone else ""
    return (
        f'<td class="no">{entry.seq}</td><td class="when">{text(entry.when)}</td>'
        f"<td><p{struck}>{text(entry.said)}</p>{_small(entry.notes)}{undone}</td>"
        f'<td class="hash">{grouped(entry.hash)}</td>'
    )


def _table(titles: Iterable[tuple[str, str]], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col"{_class(name)}>{text(title)}</th>' for name, title in titles)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _small(lines: Iterable[str]) -> str:
    return "".join(f'<p class="small">{text(line)}</p>' for line in lines)

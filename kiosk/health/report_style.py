"""How the readiness report looks: black on white first, so that a copier does it no harm; colour only repeats it."""

STYLE = """
@page { size: A4; margin: 11mm 14mm; }
:root { font-size: 8.6pt; line-height: 1.3; }
body { margin: 0; height: 274mm; overflow: hidden; position: relative; }
.zh { display: block; }
.en { display: block; font-size: 6.6pt; line-height: 1.15; color: #555; font-weight: normal; }
header { display: flex; justify-content: space-between; align-items: center; border-bottom: 0.6mm solid #1f3a6e;
  padding-bottom: 2mm; margin-bottom: 2mm; }
h1 { font-size: 19pt; line-height: 1.15; margin: 0; color: #1f3a6e; }
h1 .en { font-size: 9.5pt; }
h2 { font-size: 10pt; margin: 2.6mm 0 0.8mm; color: #1f3a6e; }
h2 .zh, h2 .en { display: inline; margin-right: 1.5mm; }
.badge { border: 0.7mm solid; border-radius: 2mm; padding: 1mm 5mm; text-align: center; font-size: 14pt;
  font-weight: bold; }
.badge .en { font-size: 7.5pt; color: inherit; }
.passed { color: #0a6b3c; } .failed { color: #b3091f; } .unknown { color: #7a5200; } .warned { color: #7a5200; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { text-align: left; font-weight: bold; vertical-align: top; }
td, th { padding: 0.55mm 1.2mm; overflow: hidden; }
.facts th { width: 19mm; } .facts td:last-child { width: 84mm; }
.devices tr, .pieces tr { border-bottom: 0.15mm solid #b8c0cc; }
.devices tr:first-child { border-bottom: 0.35mm solid #1f3a6e; }
.devices th:nth-child(1) { width: 40mm; } .devices th:nth-child(2) { width: 47mm; }
.devices th:nth-child(3) { width: 34mm; }
.devices td { height: 5.4mm; vertical-align: middle; }
.devices td:first-child .zh, .devices td:first-child .en { display: inline; margin-right: 1mm; }
.line { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.lines { display: block; font-size: 7pt; line-height: 1.15; max-lines: 2; block-ellipsis: auto; continue: discard; }
.result { font-weight: bold; white-space: nowrap; }
.pieces { columns: 3; column-gap: 4mm; font-size: 7.8pt; }
.pieces i { font-style: normal; font-size: 6.6pt; color: #555; margin-right: 1mm; }
.pieces div { break-inside: avoid; border-bottom: 0.15mm solid #d5dae2; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; padding: 0.4mm 0; }
.faults { margin: 0; padding: 0; list-style: none; }
.faults li { margin-bottom: 0.9mm; padding-left: 4mm; text-indent: -4mm; }
.faults .en, .faults .more { text-indent: 0; }
.pictures { display: flex; gap: 4mm; } .pictures img { width: 89mm; height: 42mm; object-fit: contain; }
.signatures { position: absolute; bottom: 0; left: 0; right: 0; display: flex; gap: 6mm; }
.signatures div { flex: 1; border-bottom: 0.25mm solid #000; height: 12mm; }
"""

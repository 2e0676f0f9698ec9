/** A PDF of one page with these lines on it (ISO 32000-1, sections 7.5 and 9.4), as small as one can be that every reader opens. */
export const pdfOf = (lines: readonly string[]): Buffer => {
  const content = `BT /F1 12 Tf 18 TL 72 720 Td\n${lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n')}\nET`;
  const { text, offsets } = OBJECTS.concat(
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ).reduce<Written>(write, { text: '%PDF-1.4\n', offsets: [] });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = offsets.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, 'latin1');
};

interface Written {
  readonly text: string;
  /** Where each object begins; in bytes as in characters, since all are of Latin-1. */
  readonly offsets: readonly number[];
}

const write = ({ text, offsets }: Written, object: string): Written => ({
  text: `${text}${offsets.length + 1} 0 obj\n${object}\nendobj\n`,
  offsets: [...offsets, text.length],
});

const OBJECTS: readonly string[] = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
];

/** A parenthesis would end the text, and a reader's own fonts know Western letters only. */
const escaped = (line: string): string => line.replaceAll(/[^ -~\u00A0-\u00FF]/gu, '?').replaceAll(/[\\()]/g, '\\$&');

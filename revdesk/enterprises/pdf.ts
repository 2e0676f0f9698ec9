/** A one-page PDF with these lines of text (ISO 32000-1, sections 7.5 and 9.4), with only the parts that every reader requires. */
export const pdfOf = (lines: readonly string[]): Buffer => {
  const content = `BT /F1 12 Tf 18 TL 72 720 Td\n${lines.map((line) => `(${escapeText(line)}) Tj T*`).join('\n')}\nET`;
  const { text, offsets } = OBJECTS.concat(
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ).reduce<PdfOutput>(appendObject, { text: '%PDF-1.4\n', offsets: [] });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = offsets.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, 'latin1');
};

interface PdfOutput {
  readonly text: string;
  /** Where each object begins. Bytes and characters are the same, since the text is Latin-1. */
  readonly offsets: readonly number[];
}

const appendObject = ({ text, offsets }: PdfOutput, object: string): PdfOutput => ({
  text: `${text}${offsets.length + 1} 0 obj\n${object}\nendobj\n`,
  offsets: [...offsets, text.length],
});

const OBJECTS: readonly string[] = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
];

/** Escapes parentheses, which would end the text, and replaces characters that a reader's built-in fonts lack. */
const escapeText = (line: string): string =>
  line.replaceAll(/[^ -~\u00A0-\u00FF]/gu, '?').replaceAll(/[\\()]/g, '\\$&');

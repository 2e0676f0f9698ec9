/** Text that stays text in Markdown, on one line: what a contract or a server says ends no cell, and begins no markup. */
export const markdownText = (text: string): string =>
  text.replaceAll(/[\\`|<>*_[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');

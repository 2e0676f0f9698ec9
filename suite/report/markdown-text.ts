/** Escapes text for one line of Markdown, so that text from a contract or a server cannot end a table cell or start markup. */
export const markdownText = (text: string): string =>
  text.replaceAll(/[\\`|<>*_[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');

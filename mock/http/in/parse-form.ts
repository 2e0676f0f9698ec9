import type { FormField } from '../../request.ts';

/** More fields than any real form has. Each takes more memory than its bytes. */
const MAX_FIELDS = 1_000;

export type ParsedForm = { readonly fields: readonly FormField[] } | { readonly problem: string };

/** `application/x-www-form-urlencoded`. */
export const parseUrlEncoded = (text: string): ParsedForm =>
  bounded([...new URLSearchParams(text)].map(([name, value]) => ({ name, value })));

/**
 * `multipart/form-data` (RFC 7578), read by Node's own parser.
 *
 * @param contentType With the boundary in it.
 */
export const parseMultipart = async (bytes: Buffer, contentType: string): Promise<ParsedForm> => {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
    return bounded(
      [...form].map(([name, value]) => ({ name, value: typeof value === 'string' ? value : fileFrom(value) })),
    );
  } catch {
    // The parser gives no reason.
    return {
      problem: 'is not a valid multipart form: check its boundary, its line ends (CRLF), and that each part has a name',
    };
  }
};

const fileFrom = ({ name, type, size }: File): FormField['value'] => ({
  fileName: name,
  mediaType: type === '' ? 'application/octet-stream' : type,
  bytes: size,
});

const bounded = (fields: readonly FormField[]): ParsedForm =>
  fields.length <= MAX_FIELDS
    ? { fields }
    : { problem: `has ${fields.length} fields; at most ${MAX_FIELDS} are allowed` };

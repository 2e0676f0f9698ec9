import type { Reply } from '../../mock/index.ts';

/** The code in a reply's error envelope; `undefined` if the reply is not an error. */
export const codeOf = ({ body }: Reply): string | undefined =>
  (body as { readonly error?: { readonly code: string } }).error?.code;

/** The fields in a reply's error envelope. */
export const fieldsOf = ({ body }: Reply): Readonly<Record<string, string>> =>
  (body as { readonly error: { readonly fields?: Record<string, string> } }).error.fields ?? {};

/** The `data` of a success. */
export const dataOf = ({
  body,
}: Reply): { readonly token: string; readonly call_id: string; readonly expires_in: number } =>
  (body as { readonly data: { readonly token: string; readonly call_id: string; readonly expires_in: number } }).data;

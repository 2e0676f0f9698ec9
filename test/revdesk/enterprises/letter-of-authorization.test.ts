import { expect, test } from 'vitest';
import { aDraft, aSigner } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const letterFor = async (signer_full_name: string): Promise<string> => {
  const { call } = await openRevDesk();
  call('POST /v1/caller-trust/enterprise', aDraft());
  const { data } = call('POST /v1/caller-trust/enterprise/generate-loa', { ...aSigner, signer_full_name });
  expect(data['filename']).toMatch(/^loa-ent_[\da-f]+\.pdf$/);
  return Buffer.from(String(data['pdf_base64']), 'base64').toString('latin1');
};

test('the letter is a PDF that names the business and the signer', async () => {
  const pdf = await letterFor('Robin Sample');

  expect(pdf).toMatch(/^%PDF-1\.4\n[^]*%%EOF\n$/);
  expect(pdf).toContain('(Acme Dental LLC, doing business as Acme Dental,) Tj');
  expect(pdf).toContain('(Robin Sample, Office manager) Tj');
});

test('the cross-reference table of the PDF has the offsets of its objects and of itself', async () => {
  const pdf = await letterFor('Zoë (Möller) \\ 李');
  const offsets = [...pdf.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));

  expect(offsets).toHaveLength(5);
  expect(offsets.map((offset) => pdf.slice(offset, offset + 7))).toEqual([1, 2, 3, 4, 5].map((id) => `${id} 0 obj`));
  expect(pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1])).startsWith('xref\n')).toBe(true);
  const length = Number(/Length (\d+)/.exec(pdf)?.[1]);
  expect(pdf.slice(pdf.indexOf('stream\n') + 7).slice(length)).toMatch(/^\nendstream/);
});

test('escapes characters that would end a PDF string, and replaces characters outside its encoding', async () => {
  expect(await letterFor('Zoë (Möller) \\ 李')).toContain('(Zoë \\(Möller\\) \\\\ ?, Office manager) Tj');
});

test('refuses a letter without an enterprise, and says how to draft one', async () => {
  const { call } = await openRevDesk();

  const { status, error } = call('POST /v1/caller-trust/enterprise/generate-loa', aSigner);

  expect([status, error['code']]).toEqual([404, 'not_found']);
  expect(error['message']).toContain('POST /v1/caller-trust/enterprise');
});

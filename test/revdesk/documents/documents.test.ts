import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { BRAVO, NORTH } from '../../support/a-request.ts';
import { submitEnterprise } from '../../support/an-enterprise.ts';
import { openRevDesk } from '../../support/open-revdesk.ts';

const DOCUMENTS = '/v1/caller-trust/documents';
const PDF = '%PDF-1.4\n%%EOF';

const aDocument = (content = PDF, filename = 'loa.pdf') => ({
  file_base64: Buffer.from(content).toString('base64'),
  filename,
});

test('an uploaded document shows its digest, and is scanned within seconds', async () => {
  const { call, pass } = await openRevDesk();

  const { document_id } = call(`POST ${DOCUMENTS}`, aDocument()).data;

  const read = () => call(`GET ${DOCUMENTS}/${document_id}`).data;
  expect(read()).toMatchObject({ sha256: hash('sha256', PDF), av_scan_status: 'pending', status: 'uploaded' });
  pass(5);
  expect(read()['av_scan_status']).toBe('clean');
});

test('deletes a document after 30 minutes unless something refers to it', async () => {
  const harness = await openRevDesk();
  submitEnterprise(harness);
  const [linked, unlinked] = [1, 2].map(() => harness.call(`POST ${DOCUMENTS}`, aDocument()).data['document_id']);
  harness.call('POST /v1/caller-trust/reputation', { loa_document_id: linked });

  harness.pass(30 * 60);

  expect(harness.call(`GET ${DOCUMENTS}/${unlinked}`)).toMatchObject({ status: 404, error: { code: 'not_found' } });
  expect(harness.call(`GET ${DOCUMENTS}/${linked}`)).toMatchObject({ status: 200, data: { status: 'linked' } });
});

test.each([
  ['text that is not base64', 'not base64!'],
  ['base64 without its padding', 'JVBERi0xLjQKJSVFT0Y'],
  ['a data URL', 'data:application/pdf;base64,JVBERi0xLjQKJSVFT0Y='],
  ['an empty string', ''],
  ['the base64 of something else', Buffer.from('GIF89a').toString('base64')],
])('refuses %s as a document', async (_, file_base64) => {
  const { call, records } = await openRevDesk();

  const { status, error } = call(`POST ${DOCUMENTS}`, { file_base64, filename: 'loa.pdf' });

  expect([status, error['code'], Object.keys(error['fields'] as object)]).toEqual([
    400,
    'validation_error',
    ['file_base64'],
  ]);
  expect(records('documents')).toEqual([]);
});

test('refuses a document with the magic name for a virus as a letter of authorization', async () => {
  const harness = await openRevDesk();
  submitEnterprise(harness);
  const { document_id } = harness.call(`POST ${DOCUMENTS}`, aDocument(PDF, 'infected.pdf')).data;
  harness.pass(5);

  expect(harness.call(`GET ${DOCUMENTS}/${document_id}`).data['av_scan_status']).toBe('infected');
  expect(harness.call('POST /v1/caller-trust/reputation', { loa_document_id: document_id }).status).toBe(409);
});

test("a sub-entity can read its umbrella's documents, and another organization cannot", async () => {
  const { call } = await openRevDesk();
  const { document_id } = call(`POST ${DOCUMENTS}`, aDocument()).data;

  const statuses = [NORTH, BRAVO].map((key) => call(`GET ${DOCUMENTS}/${document_id}`, undefined, key).status);

  expect(statuses).toEqual([200, 404]);
});

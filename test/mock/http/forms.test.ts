import { afterAll, expect, test } from 'vitest';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';

const sandbox = await startTestSandbox({ contract: 'test/fixtures/uploads.yaml' });
afterAll(() => sandbox.stop());

const post = (body: FormData | string, type?: string): Promise<Response> =>
  fetch(`${sandbox.url}/uploads`, {
    method: 'POST',
    body,
    ...(type !== undefined && { headers: { 'content-type': type } }),
  });

const parts = (fields: Readonly<Record<string, string | Blob | readonly string[]>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const each of Array.isArray(value) ? value : [value]) form.append(name, each as string);
  return form;
};

test('accepts a form with a file', async () => {
  const response = await post(parts({ title: 'Cat', sizes: ['1', '2'], file: new Blob(['12345']) }));

  expect(response.status).toBe(204);
});

test('reports all problems of a form', async () => {
  const response = await post(parts({ title: 'C', sizes: 'many', file: new Blob(['123456']) }));

  expect(response.status).toBe(400);
  expect(((await response.json()) as { errors: unknown }).errors).toEqual([
    { pointer: '#/title', detail: 'must have at least 3 characters' },
    { pointer: '#/sizes/0', detail: 'must be integer, and is string' },
    { pointer: '#/file', detail: 'must have at most 5 characters' },
  ]);
});

test('validates plain text', async () => {
  expect((await post('id,name', 'text/csv')).status).toBe(204);
  expect((await post('name', 'text/csv')).status).toBe(400);
});

test('refuses a truncated form', async () => {
  const response = await post(
    '--b\r\ncontent-disposition: form-data; name="title"\r\n\r\nCat',
    'multipart/form-data; boundary=b',
  );

  expect(response.status).toBe(400);
  expect(await response.text()).toContain('is not a valid multipart form');
});

test('the journal shows the fields and a curl command for them', async () => {
  const { headers } = await post(parts({ title: 'Cat', file: new Blob(['1'], { type: 'image/png' }) }));

  const { curl, request } = await sandbox.control.requests.explain(headers.get('x-request-id') ?? '');

  expect(curl).toContain("--form-string title=Cat -F 'file=@blob;type=image/png'");
  expect(curl).not.toContain('boundary');
  expect(request.body).toContainEqual({ name: 'file', value: { fileName: 'blob', mediaType: 'image/png', bytes: 1 } });
});

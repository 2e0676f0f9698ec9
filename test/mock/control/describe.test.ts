import { expect, test } from 'vitest';
import { describeControl } from '../../../mock/control/describe.ts';
import { openControl } from './open-control.ts';

interface ControlDocument {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly parameters: readonly object[];
  readonly security: readonly object[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}

const described = async (): Promise<ControlDocument> => {
  const { router } = await openControl();
  return describeControl(router.endpoints) as ControlDocument;
};

test('gives each endpoint a unique id', async () => {
  const { paths } = await described();

  const ids = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['get_clock', 'post_calls_call_id_hangup', 'put_snapshot']));
  expect(ids.filter((id) => !/^[a-z\d]+(_[a-z\d]+)*$/.test(id))).toEqual([]);
});

test('has a server URL relative to its document, for every world and control path', async () => {
  const [server] = (await described()).servers;

  expect(new URL(`${server?.url}/clock`, 'http://host/~w/control/openapi.json').href).toBe(
    'http://host/~w/control/clock',
  );
});

test('describes path and query parameters', async () => {
  const { paths } = await described();

  expect(paths['/numbers/{e164}']?.['delete']?.parameters).toEqual([
    { name: 'e164', in: 'path', required: true, schema: { type: 'string' } },
  ]);
  expect(paths['/requests']?.['get']?.parameters).toContainEqual({
    name: 'limit',
    in: 'query',
    description: 'The maximum number of requests. Default: 100.',
    schema: { type: 'string' },
  });
});

test('describes the security of each call', async () => {
  const { paths } = await described();

  expect(paths['/health']?.['get']?.security).toEqual([]);
  expect(paths['/clock']?.['get']?.security).toEqual([{ controlToken: [] }, {}]);
  expect(paths['/gateway/connect']?.['post']?.security).toEqual([{ callingToken: [] }]);
});

test('describes the request body and responses of a call', async () => {
  const { paths } = await described();

  expect(paths['/fork']?.['post']).toMatchObject({
    requestBody: { required: true, content: { 'application/json': { schema: { required: ['name'] } } } },
    responses: { 201: { content: { 'application/json': {} } }, default: {} },
  });
  expect(paths['/clock/freeze']?.['post']?.requestBody).toMatchObject({ required: false });
  expect(paths['/reset']?.['post']?.requestBody).toBeUndefined();
  expect(paths['/reset']?.['post']?.responses['204']).toEqual({ description: 'Done.' });
});

test('allows any response body where an endpoint does not declare one', () => {
  const { paths } = describeControl([
    { method: 'GET', path: '/things', summary: 'Things.', access: 'open', run: () => ({ body: {} }) },
  ]) as ControlDocument;

  expect(paths['/things']?.['get']?.responses['200']).toMatchObject({
    content: { 'application/json': { schema: {} } },
  });
});

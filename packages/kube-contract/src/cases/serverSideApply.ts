import assert from 'node:assert/strict';
import { Api } from '../Api';
import { Case, at, configMap, inNamespace, ok, refused, text } from '../Suite';

const maps = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/configmaps`;

interface Entry {
  manager: string;
  operation: string;
  subresource?: string;
  fieldsV1: Record<string, Record<string, unknown>>;
}

function entriesOf(object: unknown): Entry[] {
  return at(object, 'metadata.managedFields') as Entry[];
}

function dataOf(object: unknown, manager: string): string[] {
  return entriesOf(object)
    .filter(entry => entry.manager === manager)
    .flatMap(({ fieldsV1 }) => Object.keys(fieldsV1['f:data'] ?? {}))
    .filter(step => step !== '.')
    .sort();
}

function apply(
  api: Api,
  path: string,
  body: object,
  { manager = 'git', more = '' } = {},
) {
  return api.call('PATCH', `${path}?fieldManager=${manager}${more}`, {
    body,
    type: 'application/apply-patch+yaml',
  });
}

const withData = (data: object) => configMap('a', { data });

export const serverSideApply: Case[] = [
  inNamespace('makes what is not there, and owns it', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    const made = ok(await apply(api, path, withData({ a: '1' })), 201);
    assert.equal(entriesOf(made).length, 1);
    const [entry] = entriesOf(made);
    assert.equal(entry.operation, 'Apply');
    assert.deepEqual(dataOf(made, 'git'), ['f:a']);
    const again = ok(await apply(api, path, withData({ a: '1' })), 200);
    assert.equal(
      at(again, 'metadata.resourceVersion'),
      at(made, 'metadata.resourceVersion'),
    );
  }),
  inNamespace('takes YAML', async (api, ns) => {
    const reply = await api.call('PATCH', `${maps(ns)}/a?fieldManager=git`, {
      body: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: "1" }\n',
      type: 'application/apply-patch+yaml',
    });
    assert.deepEqual(at(ok(reply, 201), 'data'), { a: '1' });
  }),
  inNamespace('takes away what is no longer applied', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    ok(await apply(api, path, withData({ a: '1', b: '2', c: '3' })));
    ok(await apply(api, path, withData({ c: '3' }), { manager: 'other' }));
    ok(await api.merge(`${path}?fieldManager=hand`, { data: { d: '4' } }));
    const now = ok(await apply(api, path, withData({ a: '1' })));
    assert.deepEqual(at(now, 'data'), { a: '1', c: '3', d: '4' });
    assert.deepEqual(dataOf(now, 'git'), ['f:a']);
    assert.deepEqual(dataOf(now, 'other'), ['f:c']);
    assert.deepEqual(dataOf(now, 'hand'), ['f:d']);
  }),
  inNamespace('names who has another value, and where', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    ok(await apply(api, path, withData({ a: '1', b: '2' })));
    const hand = `${path}?fieldManager=kubectl-edit`;
    ok(await api.merge(hand, { data: { a: 'x' } }));
    const one = await apply(api, path, withData({ a: '1', b: '2' }));
    const status = refused(one, 409, 'Conflict');
    assert.equal(
      text(status, 'message'),
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.a',
    );
    assert.deepEqual(at(status, 'details.causes'), [
      {
        reason: 'FieldManagerConflict',
        message: 'conflict with "kubectl-edit" using v1',
        field: '.data.a',
      },
    ]);
    ok(await api.merge(hand, { data: { b: 'y' } }));
    const both = await apply(api, path, withData({ a: '1', b: '2' }));
    assert.equal(
      text(refused(both, 409, 'Conflict'), 'message'),
      'Apply failed with 2 conflicts: conflicts with "kubectl-edit" using v1:\n- .data.a\n- .data.b',
    );
    const { body } = await api.get(path);
    assert.deepEqual(at(body, 'data'), { a: 'x', b: 'y' });
  }),
  inNamespace(
    'takes over by force, and shares what is the same',
    async (api, ns) => {
      const path = `${maps(ns)}/a`;
      ok(
        await api.post(
          `${maps(ns)}?fieldManager=hand`,
          withData({ a: 'x', b: '2' }),
        ),
        201,
      );
      const body = withData({ a: '1', b: '2' });
      const forced = ok(await apply(api, path, body, { more: '&force=true' }));
      assert.deepEqual(at(forced, 'data'), { a: '1', b: '2' });
      assert.deepEqual(dataOf(forced, 'git'), ['f:a', 'f:b']);
      assert.deepEqual(dataOf(forced, 'hand'), ['f:b']);
      const shared = ok(
        await apply(api, path, withData({ b: '2' }), { manager: 'third' }),
      );
      assert.deepEqual(dataOf(shared, 'third'), ['f:b']);
    },
  ),
  inNamespace('tells items of lists apart by their keys', async (api, ns) => {
    const path = `/api/v1/namespaces/${ns}/services/web`;
    const service = (ports: object[]) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { ports },
    });
    const http = { port: 80, protocol: 'TCP', targetPort: 8080, name: 'http' };
    const metrics = {
      port: 90,
      protocol: 'TCP',
      targetPort: 90,
      name: 'metrics',
    };
    const portsOf = (object: unknown) =>
      (at(object, 'spec.ports') as { port: number }[]).map(each => each.port);
    ok(await apply(api, path, service([http])), 201);
    const both = ok(
      await apply(api, path, service([metrics]), { manager: 'other' }),
    );
    assert.deepEqual(portsOf(both).sort(), [80, 90]);
    const conflict = await apply(
      api,
      path,
      service([{ ...http, targetPort: 1 }]),
      { manager: 'third' },
    );
    assert.equal(
      text(refused(conflict, 409, 'Conflict'), 'message'),
      'Apply failed with 1 conflict: conflict with "git": .spec.ports[port=80,protocol="TCP"].targetPort',
    );
    const left = ok(await apply(api, path, service([]), { manager: 'other' }));
    assert.deepEqual(portsOf(left), [80]);
  }),
  inNamespace('keeps the status apart', async (api, ns) => {
    const path = `/api/v1/namespaces/${ns}/services/web`;
    const head = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
    };
    const spec = { ports: [{ port: 80, protocol: 'TCP' }] };
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } };
    ok(await apply(api, path, { ...head, spec, status }), 201);
    const made = await api.get(path);
    assert.equal(at(made.body, 'status.loadBalancer.ingress'), undefined);
    const told = ok(
      await apply(
        api,
        `${path}/status`,
        { ...head, status },
        { manager: 'lb' },
      ),
    );
    assert.equal(at(told, 'status.loadBalancer.ingress[0].ip'), '192.0.2.1');
    assert.equal(at(told, 'spec.ports[0].port'), 80);
    const entry = entriesOf(told).find(({ manager }) => manager === 'lb');
    assert.equal(entry?.subresource, 'status');
  }),
  inNamespace('refuses what is no apply', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    const type = 'application/apply-patch+yaml';
    const body = withData({ a: '1' });
    refused(await api.call('PATCH', path, { body, type }), 422, 'Invalid');
    const owned = {
      ...body,
      metadata: { name: 'a', managedFields: [{ manager: 'me' }] },
    };
    refused(await apply(api, path, owned), 400, 'BadRequest');
    ok(await apply(api, path, body));
    const stale = { ...body, metadata: { name: 'a', resourceVersion: '1' } };
    refused(await apply(api, path, stale), 409, 'Conflict');
  }),
];

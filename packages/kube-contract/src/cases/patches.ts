import assert from 'node:assert/strict';
import { Case, at, configMap, inNamespace, ok, refused } from '../Suite';

const maps = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/configmaps`;

export const patches: Case[] = [
  inNamespace('merges, and removes what is null', async (api, namespace) => {
    const data = { keep: '1', change: '2', drop: '3' };
    ok(await api.post(maps(namespace), configMap('a', { data })), 201);
    const body = ok(
      await api.merge(`${maps(namespace)}/a`, {
        metadata: { labels: { app: 'x' } },
        data: { change: '4', drop: null },
      }),
      200,
    );
    assert.deepEqual(at(body, 'data'), { keep: '1', change: '4' });
    assert.deepEqual(at(body, 'metadata.labels'), { app: 'x' });
  }),
  inNamespace('applies a JSON patch as a whole', async (api, namespace) => {
    const data = { a: '1', b: '2' };
    ok(await api.post(maps(namespace), configMap('a', { data })), 201);
    const path = `${maps(namespace)}/a`;
    const body = ok(
      await api.jsonPatch(path, [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'replace', path: '/data/a', value: '9' },
        { op: 'remove', path: '/data/b' },
        { op: 'add', path: '/metadata/annotations', value: { 'a.b/c': 'x' } },
        { op: 'replace', path: '/metadata/annotations/a.b~1c', value: 'y' },
      ]),
      200,
    );
    assert.equal(
      JSON.stringify(at(body, 'metadata.annotations')),
      '{"a.b/c":"y"}',
    );
    assert.deepEqual(at(body, 'data'), { a: '9' });
  }),
  inNamespace(
    'refuses a JSON patch whose test fails',
    async (api, namespace) => {
      ok(await api.post(maps(namespace), configMap('a', { data: { a: '1' } })));
      const reply = await api.jsonPatch(`${maps(namespace)}/a`, [
        { op: 'replace', path: '/data/a', value: '2' },
        { op: 'test', path: '/data/a', value: '1' },
      ]);
      refused(reply, 422, 'Invalid');
      const { body } = await api.get(`${maps(namespace)}/a`);
      assert.equal(at(body, 'data.a'), '1');
    },
  ),
  inNamespace('refuses a patch of an older version', async (api, namespace) => {
    const path = `${maps(namespace)}/a`;
    const old = ok(await api.post(maps(namespace), configMap('a')), 201);
    ok(await api.merge(path, { data: { a: '1' } }));
    const resourceVersion = at(old, 'metadata.resourceVersion');
    refused(
      await api.merge(path, {
        metadata: { resourceVersion },
        data: { a: '2' },
      }),
      409,
      'Conflict',
    );
  }),
  inNamespace('refuses a patch that is none', async (api, namespace) => {
    const path = `${maps(namespace)}/a`;
    ok(await api.post(maps(namespace), configMap('a')), 201);
    refused(await api.merge(path, '{"data":'), 400, 'BadRequest');
    refused(await api.jsonPatch(path, { op: 'add' }), 400, 'BadRequest');
    const body = { data: { a: '1' } };
    refused(
      await api.call('PATCH', path, { body, type: 'application/json' }),
      415,
      'UnsupportedMediaType',
    );
  }),
  inNamespace('has or clearly refuses strategic merges', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    ok(await api.post(maps(ns), configMap('a')), 201);
    const strategic = await api.call('PATCH', path, {
      body: { ...configMap('a'), data: { a: '1' } },
      type: 'application/strategic-merge-patch+json',
    });
    if (strategic.code === 200) {
      assert.equal(at(strategic.body, 'data.a'), '1');
    } else {
      refused(strategic, 415, 'UnsupportedMediaType');
    }
  }),
  inNamespace('never stores what was only to be tried', async (api, ns) => {
    const reply = await api.post(`${maps(ns)}?dryRun=All`, configMap('a'));
    if (reply.code !== 201) {
      refused(reply, 400, 'BadRequest');
    }
    refused(await api.get(`${maps(ns)}/a`), 404, 'NotFound');
  }),
];

import assert from 'node:assert/strict';
import { Api } from '../Api';
import { Case, at, configMap, inNamespace, items, names } from '../Suite';
import { eventually, ok, refused, text } from '../Suite';

const maps = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/configmaps`;
const META = 'g=meta.k8s.io;v=v1';
/** Other controllers may put their own objects into a namespace. */
const OURS = 'labelSelector=suite%3Dcontract';

async function fill(api: Api, ns: string, labels: Record<string, object>) {
  for (const [name, more] of Object.entries(labels)) {
    const metadata = { name, labels: { suite: 'contract', ...more } };
    ok(await api.post(maps(ns), configMap(name, { metadata })), 201);
  }
}

async function select(api: Api, namespace: string, selector: string) {
  const all = encodeURIComponent(`suite=contract,${selector}`);
  return names(ok(await api.get(`${maps(namespace)}?labelSelector=${all}`)));
}

export const lists: Case[] = [
  inNamespace('lists by name, under the kind of the list', async (api, ns) => {
    await fill(api, ns, { c: {}, a: {}, 'a-b': {}, b: {} });
    const list = ok(await api.get(`${maps(ns)}?${OURS}`));
    assert.equal(at(list, 'kind'), 'ConfigMapList');
    assert.equal(at(list, 'apiVersion'), 'v1');
    assert.match(text(list, 'metadata.resourceVersion'), /^\d+$/);
    assert.deepEqual(names(list), ['a', 'a-b', 'b', 'c']);
    const all = names(ok(await api.get(`/api/v1/configmaps?${OURS}`)));
    assert.ok(all.includes('a-b'));
  }),
  inNamespace('selects by labels', async (api, ns) => {
    await fill(api, ns, {
      a: { app: 'x', size: '1' },
      b: { app: 'y' },
      c: { size: '3' },
    });
    for (const [selector, found] of Object.entries({
      'app=x': ['a'],
      'app==y': ['b'],
      'app!=x': ['b', 'c'],
      app: ['a', 'b'],
      '!app': ['c'],
      'app in (x, y)': ['a', 'b'],
      'app notin (x)': ['b', 'c'],
      'app,size=1': ['a'],
      'size>2': ['c'],
      'app=': [],
    })) {
      assert.deepEqual(await select(api, ns, selector), found, selector);
    }
  }),
  inNamespace('refuses a selector it cannot read', async (api, ns) => {
    for (const selector of ['a b', 'a=b=c', 'app in x', '-a', 'a=b/c']) {
      const query = `labelSelector=${encodeURIComponent(selector)}`;
      refused(await api.get(`${maps(ns)}?${query}`), 400, 'BadRequest');
    }
  }),
  inNamespace('selects by fields that the kind offers', async (api, ns) => {
    await fill(api, ns, { a: {}, b: {} });
    const list = async (path: string, selector: string) =>
      names(
        ok(
          await api.get(
            `${path}?fieldSelector=${encodeURIComponent(selector)}`,
          ),
        ),
      );
    assert.deepEqual(await list(maps(ns), 'metadata.name=a'), ['a']);
    const own = `metadata.namespace=${ns},metadata.name!=a`;
    const others = await list('/api/v1/configmaps', own);
    assert.ok(others.includes('b') && !others.includes('a'));
    const active = await list('/api/v1/namespaces', 'status.phase=Active');
    assert.ok(active.includes(ns));
    const unknown = `${maps(ns)}?fieldSelector=data.a%3Db`;
    refused(await api.get(unknown), 400, 'BadRequest');
  }),
  inNamespace('pages through one revision', async (api, ns) => {
    await fill(api, ns, { a: {}, b: {}, c: {}, d: {}, e: {} });
    const first = ok(await api.get(`${maps(ns)}?limit=2&${OURS}`));
    assert.deepEqual(names(first), ['a', 'b']);
    await fill(api, ns, { bb: {}, f: {} });
    ok(await api.delete(`${maps(ns)}/d`));
    const version = at(first, 'metadata.resourceVersion');
    const seen = names(first);
    let page = first;
    while (at(page, 'metadata.continue')) {
      const token = encodeURIComponent(text(page, 'metadata.continue'));
      const query = `limit=2&${OURS}&continue=${token}`;
      page = ok(await api.get(`${maps(ns)}?${query}`));
      assert.equal(at(page, 'metadata.resourceVersion'), version);
      seen.push(...names(page));
    }
    assert.deepEqual(seen, ['a', 'b', 'c', 'd', 'e']);
  }),
  inNamespace('tells how many remain', async (api, ns) => {
    await fill(api, ns, { a: {}, b: {}, c: {} });
    await eventually(async () => {
      const all = items(ok(await api.get(maps(ns)))).length;
      const page = ok(await api.get(`${maps(ns)}?limit=1`));
      assert.equal(at(page, 'metadata.remainingItemCount'), all - 1);
    });
    const selected = ok(await api.get(`${maps(ns)}?limit=1&${OURS}`));
    assert.equal(at(selected, 'metadata.remainingItemCount'), undefined);
  }),
  inNamespace('refuses what is no continue token', async (api, ns) => {
    refused(await api.get(`${maps(ns)}?limit=1&continue=none`), 400);
  }),
  inNamespace('shows the past when asked exactly', async (api, ns) => {
    await fill(api, ns, { a: {} });
    const then = ok(await api.get(maps(ns)));
    await fill(api, ns, { b: {} });
    ok(await api.delete(`${maps(ns)}/a`));
    const version = text(then, 'metadata.resourceVersion');
    const past = ok(
      await api.get(
        `${maps(
          ns,
        )}?${OURS}&resourceVersion=${version}&resourceVersionMatch=Exact`,
      ),
    );
    assert.deepEqual(names(past), ['a']);
    assert.equal(at(past, 'metadata.resourceVersion'), version);
    const recent = ok(
      await api.get(
        `${maps(
          ns,
        )}?${OURS}&resourceVersion=${version}&resourceVersionMatch=NotOlderThan`,
      ),
    );
    assert.ok(
      Number(text(recent, 'metadata.resourceVersion')) >= Number(version),
    );
    ok(await api.get(`${maps(ns)}?resourceVersion=0`));
  }),
  inNamespace('refuses options that contradict each other', async (api, ns) => {
    for (const query of [
      'resourceVersionMatch=Exact',
      'resourceVersion=1&resourceVersionMatch=Whatever',
      'resourceVersion=0&resourceVersionMatch=Exact',
      'sendInitialEvents=true',
    ]) {
      refused(await api.get(`${maps(ns)}?${query}`), 422, 'Invalid');
    }
  }),
  inNamespace('refuses a revision of the future', async (api, ns) => {
    const query =
      'resourceVersion=99999999999&resourceVersionMatch=NotOlderThan';
    const reply = await api.get(`${maps(ns)}?${query}`);
    const status = refused(reply, 504, 'Timeout');
    const cause = at(status, 'details.causes[0].reason');
    assert.equal(cause, 'ResourceVersionTooLarge');
  }),
  inNamespace('sends metadata alone to who asks for it', async (api, ns) => {
    const accept = (kind: string) =>
      `application/json;as=${kind};${META},application/json`;
    const one = accept('PartialObjectMetadata');
    const many = accept('PartialObjectMetadataList');
    const fields = { metadata: { name: 'a', labels: { suite: 'contract' } } };
    const sent = configMap('a', { ...fields, data: { word: 'long' } });
    ok(await api.post(maps(ns), sent), 201);
    const list = ok(await api.get(`${maps(ns)}?${OURS}`, { accept: many }));
    assert.equal(at(list, 'kind'), 'PartialObjectMetadataList');
    assert.equal(at(list, 'apiVersion'), 'meta.k8s.io/v1');
    assert.deepEqual(names(list), ['a']);
    const version = text(list, 'metadata.resourceVersion');
    const single = ok(await api.get(`${maps(ns)}/a`, { accept: one }));
    const events = await api.watch(`${maps(ns)}?resourceVersion=${version}`, {
      accept: one,
      begun: () => api.merge(`${maps(ns)}/a`, { data: { word: 'longer' } }),
      until: told => told.length > 0,
    });
    assert.equal(events[0]?.type, 'MODIFIED');
    for (const object of [items(list)[0], single, events[0].object]) {
      assert.equal(at(object, 'metadata.name'), 'a');
      assert.equal(at(object, 'metadata.labels.suite'), 'contract');
      assert.equal(at(object, 'data'), undefined);
    }
    assert.equal(at(single, 'kind'), 'PartialObjectMetadata');
    assert.equal(at(events[0].object, 'kind'), 'PartialObjectMetadata');
  }),
  inNamespace(
    'answers a list to who would rather have a table',
    async (api, ns) => {
      await fill(api, ns, { a: {} });
      const accept = `application/json;as=Unheard;${META},application/json`;
      const list = ok(await api.get(`${maps(ns)}?${OURS}`, { accept }));
      assert.equal(at(list, 'kind'), 'ConfigMapList');
      assert.deepEqual(names(list), ['a']);
    },
  ),
];

import assert from 'node:assert/strict';
import { Api } from '../Api';
import { Case, at, configMap, eventually, inNamespace } from '../Suite';
import { finalize, hasControllers } from '../Suite';
import { ok, refused, text, unique } from '../Suite';

const maps = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/configmaps`;
const HELD = 'contract.example.com/held';

function held(name: string) {
  return configMap(name, { metadata: { name, finalizers: [HELD] } });
}

async function isGone(api: Api, path: string): Promise<void> {
  assert.equal((await api.get(path)).code, 404);
}

export const deletion: Case[] = [
  inNamespace(
    'keeps what a finalizer holds until it is let go',
    async (api, ns) => {
      const path = `${maps(ns)}/a`;
      ok(await api.post(maps(ns), held('a')), 201);
      const marked = ok(await api.delete(path), 200);
      assert.equal(at(marked, 'kind'), 'ConfigMap');
      const since = text(marked, 'metadata.deletionTimestamp');
      assert.equal(at(marked, 'metadata.deletionGracePeriodSeconds'), 0);
      const again = ok(await api.delete(path));
      assert.equal(at(again, 'metadata.deletionTimestamp'), since);
      const stay = { metadata: { deletionTimestamp: null }, data: { a: 'b' } };
      const changed = ok(await api.merge(path, stay));
      assert.equal(at(changed, 'metadata.deletionTimestamp'), since);
      assert.equal(at(changed, 'data.a'), 'b');
      ok(await api.merge(path, { metadata: { finalizers: null } }));
      await isGone(api, path);
    },
  ),
  inNamespace('adds no finalizer to what is being deleted', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    ok(await api.post(maps(ns), held('a')), 201);
    ok(await api.delete(path));
    const more = { metadata: { finalizers: [HELD, `${HELD}-too`] } };
    const status = refused(await api.merge(path, more), 422, 'Invalid');
    const field = at(status, 'details.causes[0].field');
    assert.equal(field, 'metadata.finalizers');
  }),
  inNamespace(
    'marks an owner that waits for its dependents',
    async (api, ns) => {
      const path = `${maps(ns)}/a`;
      for (const [propagationPolicy, word] of [
        ['Foreground', 'foregroundDeletion'],
        ['Orphan', 'orphan'],
      ]) {
        ok(await api.post(maps(ns), configMap('a')), 201);
        const options = { kind: 'DeleteOptions', apiVersion: 'v1' };
        const body = { ...options, propagationPolicy };
        const marked = ok(await api.delete(path, body), 200);
        assert.deepEqual(at(marked, 'metadata.finalizers'), [word]);
        await api.merge(path, { metadata: { finalizers: null } });
        await eventually(() => isGone(api, path));
      }
    },
  ),
  inNamespace('collects what has lost its owner', async (api, ns) => {
    if (!(await hasControllers(api))) {
      return;
    }
    const owner = ok(await api.post(maps(ns), configMap('owner')), 201);
    const ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'owner',
        uid: text(owner, 'metadata.uid'),
      },
    ];
    for (const name of ['one', 'two']) {
      const metadata = { name, ownerReferences };
      ok(await api.post(maps(ns), configMap(name, { metadata })), 201);
    }
    ok(await api.delete(`${maps(ns)}/owner`));
    await eventually(() => isGone(api, `${maps(ns)}/one`), 60_000);
    await eventually(() => isGone(api, `${maps(ns)}/two`), 60_000);
  }),
  inNamespace('leaves the dependents that are orphaned', async (api, ns) => {
    if (!(await hasControllers(api))) {
      return;
    }
    const owner = ok(await api.post(maps(ns), configMap('owner')), 201);
    const metadata = {
      name: 'one',
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: 'owner',
          uid: text(owner, 'metadata.uid'),
        },
      ],
    };
    ok(await api.post(maps(ns), configMap('one', { metadata })), 201);
    const body = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Orphan',
    };
    ok(await api.delete(`${maps(ns)}/owner`, body));
    await eventually(() => isGone(api, `${maps(ns)}/owner`), 60_000);
    const left = ok(await api.get(`${maps(ns)}/one`));
    assert.equal(at(left, 'metadata.ownerReferences'), undefined);
  }),
  {
    name: 'ends a namespace: nothing new, then nothing left, then gone',
    async run(api) {
      const name = unique('contract');
      const path = `/api/v1/namespaces/${name}`;
      const made = ok(
        await api.post('/api/v1/namespaces', { metadata: { name } }),
        201,
      );
      assert.equal(at(made, 'status.phase'), 'Active');
      assert.deepEqual(at(made, 'spec.finalizers'), ['kubernetes']);
      const label = at(made, 'metadata.labels');
      assert.deepEqual(label, { 'kubernetes.io/metadata.name': name });
      ok(await api.post(maps(name), held('holds')), 201);
      ok(await api.post(maps(name), configMap('free')), 201);
      const marked = ok(await api.delete(path), 200);
      assert.equal(at(marked, 'status.phase'), 'Terminating');
      assert.ok(text(marked, 'metadata.deletionTimestamp'));
      const late = await eventually(async () =>
        refused(
          await api.post(maps(name), configMap('late')),
          403,
          'Forbidden',
        ),
      );
      const causes = at(late, 'details.causes');
      assert.equal(at(causes, '[0].reason'), 'NamespaceTerminating');
      const controlled = await hasControllers(api);
      if (!controlled) {
        ok(await api.delete(`${maps(name)}/free`));
        ok(await api.delete(`${maps(name)}/holds`));
      }
      await eventually(() => isGone(api, `${maps(name)}/free`), 60_000);
      assert.equal(at(ok(await api.get(path)), 'status.phase'), 'Terminating');
      const unheld = { metadata: { finalizers: null } };
      await eventually(async () => {
        const holds = ok(await api.get(`${maps(name)}/holds`));
        assert.ok(at(holds, 'metadata.deletionTimestamp'));
      }, 60_000);
      ok(await api.merge(`${maps(name)}/holds`, unheld));
      await (controlled ? undefined : finalize(api, path));
      await eventually(() => isGone(api, path), 120_000);
    },
  },
];

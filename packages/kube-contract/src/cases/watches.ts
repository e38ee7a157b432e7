import assert from 'node:assert/strict';
import { Api, WatchEvent } from '../Api';
import { Case, at, configMap, inNamespace, items, ok } from '../Suite';
import { refused, text } from '../Suite';

const maps = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/configmaps`;
/** Other controllers may put their own objects into a namespace. */
const OURS = 'labelSelector=suite%3Dcontract';

function ours(name: string, labels: object = {}, data?: object) {
  const metadata = { name, labels: { suite: 'contract', ...labels } };
  return configMap(name, { metadata, data });
}

async function version(api: Api, namespace: string): Promise<string> {
  return text(ok(await api.get(maps(namespace))), 'metadata.resourceVersion');
}

function seen(events: WatchEvent[]): string[] {
  return events.map(
    ({ type, object }) => `${type} ${at(object, 'metadata.name')}`,
  );
}

export const watches: Case[] = [
  inNamespace('tells every change after a revision', async (api, ns) => {
    const from = await version(api, ns);
    ok(await api.post(maps(ns), ours('a')), 201);
    const events = await api.watch(
      `${maps(ns)}?${OURS}&resourceVersion=${from}`,
      {
        until: all => all.length >= 4,
        async begun() {
          ok(await api.merge(`${maps(ns)}/a`, { data: { x: '1' } }));
          ok(await api.post(maps(ns), ours('b')), 201);
          ok(await api.delete(`${maps(ns)}/a`));
        },
      },
    );
    assert.deepEqual(seen(events), [
      'ADDED a',
      'MODIFIED a',
      'ADDED b',
      'DELETED a',
    ]);
    const versions = events.map(({ object }) =>
      Number(text(object, 'metadata.resourceVersion')),
    );
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
    );
    assert.equal(new Set(versions).size, 4);
    assert.equal(at(events[3].object, 'data.x'), '1');
  }),
  inNamespace('resumes after any event of a watch', async (api, ns) => {
    const from = await version(api, ns);
    for (const name of ['a', 'b', 'c']) {
      ok(await api.post(maps(ns), ours(name)), 201);
    }
    const path = `${maps(ns)}?${OURS}&resourceVersion=`;
    const all = await api.watch(path + from, { until: e => e.length >= 3 });
    const middle = text(all[1].object, 'metadata.resourceVersion');
    const rest = await api.watch(path + middle, { until: e => e.length >= 1 });
    assert.deepEqual(seen(rest), ['ADDED c']);
  }),
  inNamespace('loses no change while many are made', async (api, ns) => {
    const from = await version(api, ns);
    const wanted = Array.from({ length: 60 }, (_, n) => `n${n}`);
    const events = await api.watch(
      `${maps(ns)}?${OURS}&resourceVersion=${from}`,
      {
        until: all => all.length >= wanted.length,
        begun: () =>
          Promise.all(wanted.map(name => api.post(maps(ns), ours(name)))),
      },
    );
    assert.deepEqual(
      seen(events).sort(),
      wanted.map(name => `ADDED ${name}`).sort(),
    );
  }),
  inNamespace(
    'begins with what is there without a revision',
    async (api, ns) => {
      ok(await api.post(maps(ns), ours('a')), 201);
      ok(await api.post(maps(ns), ours('b')), 201);
      for (const query of [OURS, `${OURS}&resourceVersion=0`]) {
        const events = await api.watch(`${maps(ns)}?${query}`, {
          until: all => all.length >= 2,
        });
        assert.deepEqual(seen(events).sort(), ['ADDED a', 'ADDED b']);
      }
    },
  ),
  inNamespace('shows what enters and leaves a selector', async (api, ns) => {
    const from = await version(api, ns);
    const selector = encodeURIComponent('suite=contract,app=x');
    const one = `${maps(ns)}/a`;
    const label = (app: string) => ({ metadata: { labels: { app } } });
    const events = await api.watch(
      `${maps(ns)}?labelSelector=${selector}&resourceVersion=${from}`,
      {
        until: all => all.length >= 4,
        async begun() {
          ok(await api.post(maps(ns), ours('a', { app: 'y' })), 201);
          ok(await api.merge(one, label('x')));
          ok(await api.merge(one, { data: { k: '1' } }));
          ok(await api.merge(one, label('y')));
          ok(await api.merge(one, label('x')));
        },
      },
    );
    assert.deepEqual(seen(events), [
      'ADDED a',
      'MODIFIED a',
      'DELETED a',
      'ADDED a',
    ]);
    // A leaving object is shown as it was, at the revision it left.
    assert.equal(at(events[2].object, 'metadata.labels.app'), 'x');
    assert.ok(
      Number(text(events[2].object, 'metadata.resourceVersion')) >
        Number(text(events[1].object, 'metadata.resourceVersion')),
    );
  }),
  inNamespace('watches one object by its name', async (api, ns) => {
    const from = await version(api, ns);
    ok(await api.post(maps(ns), ours('a')), 201);
    ok(await api.post(maps(ns), ours('b')), 201);
    const events = await api.watch(
      `${maps(ns)}?fieldSelector=metadata.name%3Db&resourceVersion=${from}`,
      { until: all => all.length >= 1 },
    );
    assert.deepEqual(seen(events), ['ADDED b']);
  }),
  inNamespace('ends when its time is over', async (api, ns) => {
    const from = await version(api, ns);
    const begun = Date.now();
    await api.watch(`${maps(ns)}?resourceVersion=${from}&timeoutSeconds=1`);
    assert.ok(Date.now() - begun < 10_000);
  }),
  inNamespace('marks its place with bookmarks', async (api, ns) => {
    const from = await version(api, ns);
    const events = await api.watch(
      `${maps(
        ns,
      )}?resourceVersion=${from}&allowWatchBookmarks=true&timeoutSeconds=6`,
      {
        until: all => all.some(({ type }) => type === 'BOOKMARK'),
        begun: () => api.post(maps(ns), ours('a')),
      },
    );
    const mark = events.find(({ type }) => type === 'BOOKMARK')?.object;
    assert.equal(at(mark, 'kind'), 'ConfigMap');
    assert.ok(Number(text(mark, 'metadata.resourceVersion')) > Number(from));
    assert.equal(at(mark, 'data'), undefined);
  }),
  inNamespace(
    'streams a list when asked for initial events',
    async (api, ns) => {
      ok(await api.post(maps(ns), ours('a')), 201);
      const query =
        'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
      const events = await api.watch(`${maps(ns)}?${OURS}&${query}`, {
        until: all => all.some(({ type }) => type === 'BOOKMARK'),
      });
      assert.equal(seen(events)[0], 'ADDED a');
      const mark = events[1].object;
      const annotations = at(mark, 'metadata.annotations') as object;
      assert.deepEqual(annotations, { 'k8s.io/initial-events-end': 'true' });
      const bare = `${maps(ns)}?watch=true&sendInitialEvents=true`;
      refused(await api.get(bare), 422, 'Invalid');
    },
  ),
  inNamespace('shows the same changes in the same order', async (api, ns) => {
    const path = `${maps(ns)}?${OURS}&resourceVersion=${await version(
      api,
      ns,
    )}`;
    const until = (all: WatchEvent[]) => all.length >= 20;
    const begun = () =>
      Promise.all(
        Array.from({ length: 20 }, (_, n) => api.post(maps(ns), ours(`n${n}`))),
      );
    const [one, two] = await Promise.all([
      api.watch(path, { until, begun }),
      api.watch(path, { until }),
    ]);
    assert.deepEqual(seen(one), seen(two));
    assert.equal(items(ok(await api.get(`${maps(ns)}?${OURS}`))).length, 20);
  }),
];

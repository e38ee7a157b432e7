import assert from 'node:assert/strict';
import { Case, at, configMap, inNamespace, items, names } from '../Suite';
import { ok, refused, text } from '../Suite';

const maps = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/configmaps`;

export const objects: Case[] = [
  inNamespace('gives a new object its identity', async (api, namespace) => {
    const sent = {
      name: 'a',
      uid: 'mine',
      creationTimestamp: '2001-01-01T00:00:00Z',
      generation: 7,
    };
    const body = ok(
      await api.post(maps(namespace), configMap('a', { metadata: sent })),
      201,
    );
    assert.equal(at(body, 'kind'), 'ConfigMap');
    assert.equal(at(body, 'metadata.namespace'), namespace);
    assert.match(text(body, 'metadata.uid'), /^[0-9a-f-]{36}$/);
    assert.match(text(body, 'metadata.resourceVersion'), /^\d+$/);
    const created = text(body, 'metadata.creationTimestamp');
    assert.match(created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.ok(!created.startsWith('2001'));
    const { body: read } = await api.get(`${maps(namespace)}/a`);
    assert.equal(at(read, 'metadata.uid'), at(body, 'metadata.uid'));
  }),
  inNamespace('takes null for nothing', async (api, namespace) => {
    const nothing = configMap('a', { data: null, binaryData: null });
    const body = ok(await api.post(maps(namespace), nothing), 201);
    assert.equal(at(body, 'data'), undefined);
  }),
  inNamespace('tells who manages which field', async (api, namespace) => {
    const path = maps(namespace);
    const sent = configMap('a', { data: { one: '1', two: '2' } });
    const made = ok(await api.post(`${path}?fieldManager=alpha`, sent), 201);
    const [first] = at(made, 'metadata.managedFields') as unknown[];
    assert.equal(at(first, 'manager'), 'alpha');
    assert.equal(at(first, 'operation'), 'Update');
    assert.equal(at(first, 'apiVersion'), 'v1');
    assert.equal(at(first, 'fieldsType'), 'FieldsV1');
    const fields = (entry: unknown) => JSON.stringify(at(entry, 'fieldsV1'));
    assert.match(fields(first), /"f:data":\{.*"f:one":\{\}/);
    assert.doesNotMatch(fields(first), /f:uid|f:name"/);
    const next = { data: { two: '3' } };
    const body = ok(await api.merge(`${path}/a?fieldManager=beta`, next));
    const entries = at(body, 'metadata.managedFields') as unknown[];
    const of = (manager: string) =>
      fields(entries.find(entry => at(entry, 'manager') === manager));
    assert.match(of('alpha'), /f:one/);
    assert.doesNotMatch(of('alpha'), /f:two/);
    assert.match(of('beta'), /f:two/);
    assert.doesNotMatch(of('beta'), /f:one/);
  }),
  inNamespace('makes a name from generateName', async (api, namespace) => {
    const metadata = { generateName: 'made-' };
    const one = ok(await api.post(maps(namespace), { metadata }), 201);
    const two = ok(await api.post(maps(namespace), { metadata }), 201);
    assert.match(text(one, 'metadata.name'), /^made-[a-z0-9]{5}$/);
    assert.notEqual(at(one, 'metadata.name'), at(two, 'metadata.name'));
  }),
  inNamespace('refuses a name that is taken', async (api, namespace) => {
    ok(await api.post(maps(namespace), configMap('a')), 201);
    const status = refused(
      await api.post(maps(namespace), configMap('a')),
      409,
      'AlreadyExists',
    );
    assert.equal(text(status, 'message'), 'configmaps "a" already exists');
    assert.equal(at(status, 'details.name'), 'a');
    assert.equal(at(status, 'details.kind'), 'configmaps');
  }),
  inNamespace('says what is not found', async (api, namespace) => {
    for (const reply of [
      await api.get(`${maps(namespace)}/absent`),
      await api.put(`${maps(namespace)}/absent`, configMap('absent')),
      await api.merge(`${maps(namespace)}/absent`, { data: { a: 'b' } }),
      await api.delete(`${maps(namespace)}/absent`),
    ]) {
      const status = refused(reply, 404, 'NotFound');
      assert.equal(text(status, 'message'), 'configmaps "absent" not found');
    }
  }),
  inNamespace('names every wrong name and label', async (api, namespace) => {
    const long = 'x'.repeat(254);
    for (const name of ['Upper', 'under_score', '-a', long, 'a..b']) {
      const status = refused(
        await api.post(maps(namespace), configMap(name)),
        422,
        'Invalid',
      );
      assert.equal(at(status, 'details.causes[0].field'), 'metadata.name');
      assert.equal(at(status, 'details.kind'), 'ConfigMap');
    }
    const labels = { good: 'x'.repeat(64), 'bad key': 'x' };
    const metadata = { name: 'a', labels };
    const status = refused(
      await api.post(maps(namespace), configMap('a', { metadata })),
      422,
      'Invalid',
    );
    const causes = at(status, 'details.causes');
    assert.ok(Array.isArray(causes) && causes.length >= 2);
    assert.match(text(causes[0], 'field'), /^metadata\.labels/);
    assert.equal(at(causes[0], 'reason'), 'FieldValueInvalid');
  }),
  inNamespace('needs a name', async (api, namespace) => {
    const status = refused(
      await api.post(maps(namespace), { metadata: {} }),
      422,
      'Invalid',
    );
    const reason = at(status, 'details.causes[0].reason');
    assert.equal(reason, 'FieldValueRequired');
  }),
  inNamespace('takes names by the rules of their kind', async (api, ns) => {
    const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}/roles`;
    const role = { metadata: { name: 'system:Odd_Name' }, rules: [] };
    ok(await api.post(rbac, role), 201);
    refused(
      await api.post('/api/v1/namespaces', { metadata: { name: 'a.b' } }),
      422,
      'Invalid',
    );
  }),
  {
    name: 'refuses to create in a namespace that is not there',
    async run(api) {
      const path = maps('contract-not-there');
      const status = refused(
        await api.post(path, configMap('a')),
        404,
        'NotFound',
      );
      assert.match(text(status, 'message'), /namespaces "contract-not-there"/);
      assert.deepEqual(items(ok(await api.get(path))), []);
    },
  },
  inNamespace('refuses a body that does not fit', async (api, namespace) => {
    const path = maps(namespace);
    const other = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } };
    refused(await api.post(path, other), 400, 'BadRequest');
    const version = configMap('a', { apiVersion: 'apps/v1' });
    refused(await api.post(path, version), 400, 'BadRequest');
    const metadata = { name: 'a', namespace: 'elsewhere' };
    refused(
      await api.post(path, configMap('a', { metadata })),
      400,
      'BadRequest',
    );
    refused(await api.post(path, '{"metadata":'), 400, 'BadRequest');
    const unread = { type: 'application/x-unheard-of' };
    refused(
      await api.post(path, configMap('a'), unread),
      415,
      'UnsupportedMediaType',
    );
    assert.deepEqual(
      names(ok(await api.get(path))).filter(name => name === 'a'),
      [],
    );
  }),
  inNamespace('refuses a form it cannot write', async (api, namespace) => {
    const accept = 'application/x-unheard-of';
    const reply = await api.get(maps(namespace), { accept });
    refused(reply, 406, 'NotAcceptable');
  }),
  inNamespace('refuses a body that is too large', async (api, namespace) => {
    const data = { big: 'x'.repeat(3 * 1024 * 1024 + 50_000) };
    refused(
      await api.post(maps(namespace), configMap('a', { data })),
      413,
      'RequestEntityTooLarge',
    );
  }),
  inNamespace('replaces an object, once per version', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    const data = { key: 'one', old: 'x' };
    const first = ok(await api.post(maps(ns), configMap('a', { data })), 201);
    const next = { ...(first as object), data: { key: 'two' } };
    const second = ok(await api.put(path, next), 200);
    assert.deepEqual(at(second, 'data'), { key: 'two' });
    assert.equal(at(second, 'metadata.uid'), at(first, 'metadata.uid'));
    assert.ok(
      Number(text(second, 'metadata.resourceVersion')) >
        Number(text(first, 'metadata.resourceVersion')),
    );
    const status = refused(await api.put(path, next), 409, 'Conflict');
    assert.match(text(status, 'message'), /the object has been modified/);
    const forced = configMap('a', { data: { key: 'three' } });
    assert.equal(at(ok(await api.put(path, forced)), 'data.key'), 'three');
  }),
  inNamespace('leaves the version when nothing changes', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    const data = { key: 'one' };
    const first = ok(await api.post(maps(ns), configMap('a', { data })), 201);
    const version = at(first, 'metadata.resourceVersion');
    const same = ok(await api.put(path, first));
    assert.equal(at(same, 'metadata.resourceVersion'), version);
    const patched = ok(await api.merge(path, { data }));
    assert.equal(at(patched, 'metadata.resourceVersion'), version);
  }),
  inNamespace(
    'refuses another name or uid than the path has',
    async (api, ns) => {
      const path = `${maps(ns)}/a`;
      ok(await api.post(maps(ns), configMap('a')), 201);
      refused(await api.put(path, configMap('b')), 400, 'BadRequest');
      const metadata = {
        name: 'a',
        uid: '11111111-1111-1111-1111-111111111111',
      };
      refused(
        await api.put(path, configMap('a', { metadata })),
        409,
        'Conflict',
      );
    },
  ),
  inNamespace(
    'refuses a resourceVersion on creation',
    async (api, namespace) => {
      const metadata = { name: 'a', resourceVersion: '1' };
      const reply = await api.post(
        maps(namespace),
        configMap('a', { metadata }),
      );
      assert.ok(reply.code >= 400, String(reply.code));
      assert.equal(at(reply.body, 'kind'), 'Status');
    },
  ),
  inNamespace('removes an object and says which', async (api, namespace) => {
    const path = `${maps(namespace)}/a`;
    const made = ok(await api.post(maps(namespace), configMap('a')), 201);
    const status = ok(await api.delete(path), 200);
    assert.equal(at(status, 'kind'), 'Status');
    assert.equal(at(status, 'status'), 'Success');
    assert.equal(at(status, 'details.uid'), at(made, 'metadata.uid'));
    refused(await api.get(path), 404, 'NotFound');
  }),
  inNamespace('removes only what the preconditions say', async (api, ns) => {
    const path = `${maps(ns)}/a`;
    const made = ok(await api.post(maps(ns), configMap('a')), 201);
    const options = (preconditions: object) => ({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions,
    });
    const wrong = { uid: '11111111-1111-1111-1111-111111111111' };
    refused(await api.delete(path, options(wrong)), 409, 'Conflict');
    const stale = { resourceVersion: '1' };
    refused(await api.delete(path, options(stale)), 409, 'Conflict');
    ok(await api.delete(path, options({ uid: at(made, 'metadata.uid') })));
  }),
  inNamespace('removes many by a selector', async (api, namespace) => {
    for (const [name, app] of [
      ['a', 'x'],
      ['b', 'x'],
      ['c', 'y'],
    ]) {
      const metadata = { name, labels: { app } };
      ok(await api.post(maps(namespace), configMap(name, { metadata })), 201);
    }
    ok(await api.delete(`${maps(namespace)}?labelSelector=app%3Dx`));
    const left = names(ok(await api.get(maps(namespace))));
    assert.deepEqual(
      left.filter(name => name.length === 1),
      ['c'],
    );
  }),
  inNamespace('stores the text of a secret encoded', async (api, namespace) => {
    const path = `/api/v1/namespaces/${namespace}/secrets`;
    const secret = { metadata: { name: 'a' }, stringData: { key: 'word' } };
    const body = ok(await api.post(path, secret), 201);
    assert.equal(at(body, 'data.key'), Buffer.from('word').toString('base64'));
    assert.equal(at(body, 'stringData'), undefined);
    assert.equal(at(body, 'type'), 'Opaque');
  }),
  inNamespace(
    'checks the kinds it knows, and fills them in',
    async (api, ns) => {
      const apps = `/apis/apps/v1/namespaces/${ns}/deployments`;
      const core = `/api/v1/namespaces/${ns}`;
      const labels = { app: 'a' };
      const metadata = { name: 'a' };
      const containers = [{ name: 'main', image: 'example.com/main:1' }];
      const template = { metadata: { labels }, spec: { containers } };
      const spec = { selector: { matchLabels: labels }, template, replicas: 0 };
      const bare = { metadata: { labels }, spec: { containers: [] } };
      const port = { port: 80 };
      for (const [path, body, code] of [
        [apps, { metadata, spec: { ...spec, selector: undefined } }, 422],
        [apps, { metadata, spec: { ...spec, template: bare } }, 422],
        [
          apps,
          {
            metadata,
            spec: { ...spec, selector: { matchLabels: { b: 'c' } } },
          },
          422,
        ],
        [apps, { metadata, spec: { ...spec, replicas: 'two' } }, 400],
        [apps, { metadata, spec: { ...spec, replicas: -1 } }, 422],
        [`${core}/pods`, { metadata, spec: { containers: [] } }, 422],
        [`${core}/configmaps`, { metadata, data: { a: 1 } }, 400],
        [
          `${core}/services`,
          { metadata, spec: { ports: [{ port: 70000 }] } },
          422,
        ],
      ] as const) {
        refused(await api.post(path, body), code);
      }
      const made = ok(await api.post(apps, { metadata, spec }), 201);
      assert.equal(at(made, 'spec.replicas'), 0);
      const service = { metadata, spec: { selector: labels, ports: [port] } };
      const given = ok(await api.post(`${core}/services`, service), 201);
      assert.equal(at(given, 'spec.type'), 'ClusterIP');
      assert.equal(at(given, 'spec.ports[0].protocol'), 'TCP');
      assert.match(text(given, 'spec.clusterIP'), /^[\d.]+$|:/);
    },
  ),
];

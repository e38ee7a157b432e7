import assert from 'node:assert/strict';
import { Case, at, ok, refused, text } from '../Suite';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

function entries(value: unknown, path: string): unknown[] {
  const list = at(value, path);
  assert.ok(Array.isArray(list), `${path} is a list`);
  return list;
}

export const discovery: Case[] = [
  {
    name: 'names the version of the core group',
    async run(api) {
      const body = ok(await api.get('/api'));
      assert.equal(at(body, 'kind'), 'APIVersions');
      assert.ok(entries(body, 'versions').includes('v1'));
    },
  },
  {
    name: 'lists the other groups with their preferred version',
    async run(api) {
      const body = ok(await api.get('/apis'));
      assert.equal(at(body, 'kind'), 'APIGroupList');
      const apps = entries(body, 'groups').find(g => at(g, 'name') === 'apps');
      assert.equal(at(apps, 'preferredVersion.groupVersion'), 'apps/v1');
      assert.equal(at(ok(await api.get('/apis/apps')), 'kind'), 'APIGroup');
    },
  },
  {
    name: 'lists the kinds of a group version with scope, verbs and subresources',
    async run(api) {
      const core = ok(await api.get('/api/v1'));
      assert.equal(at(core, 'kind'), 'APIResourceList');
      const find = (list: unknown, name: string) =>
        entries(list, 'resources').find(r => at(r, 'name') === name);
      const maps = find(core, 'configmaps');
      assert.equal(at(maps, 'namespaced'), true);
      assert.equal(at(maps, 'kind'), 'ConfigMap');
      assert.equal(at(maps, 'singularName'), 'configmap');
      assert.deepEqual(at(maps, 'shortNames'), ['cm']);
      for (const verb of ['create', 'delete', 'deletecollection', 'get']) {
        assert.ok(entries(maps, 'verbs').includes(verb), verb);
      }
      for (const verb of ['list', 'patch', 'update', 'watch']) {
        assert.ok(entries(maps, 'verbs').includes(verb), verb);
      }
      assert.equal(at(find(core, 'namespaces'), 'namespaced'), false);
      const apps = ok(await api.get('/apis/apps/v1'));
      assert.ok(find(apps, 'deployments/status'));
      assert.equal(at(find(apps, 'deployments/scale'), 'kind'), 'Scale');
    },
  },
  {
    name: 'answers the request for aggregated discovery in one of its forms',
    async run(api) {
      const body = ok(await api.get('/apis', { accept: AGGREGATED }));
      const kind = text(body, 'kind');
      assert.ok(['APIGroupDiscoveryList', 'APIGroupList'].includes(kind));
      const list = kind === 'APIGroupList' ? 'groups' : 'items';
      assert.ok(entries(body, list).length > 5);
    },
  },
  {
    name: 'tells its version',
    async run(api) {
      const body = ok(await api.get('/version'));
      assert.equal(text(body, 'major'), '1');
      assert.match(text(body, 'gitVersion'), /^v1\.\d+\.\d+/);
    },
  },
  {
    name: 'says that it is healthy, ready and alive',
    async run(api) {
      for (const path of ['/healthz', '/readyz', '/livez']) {
        assert.equal(ok(await api.get(path), 200), 'ok');
      }
    },
  },
  {
    name: 'has an OpenAPI v3 document that tells kubectl what a write may ask',
    async run(api) {
      const reply = await api.get('/openapi/v3');
      assert.match(String(reply.headers['content-type']), /^text\/plain/);
      const index = ok(reply);
      const paths = at(index, 'paths') as Record<string, unknown>;
      const document = ok(
        await api.get(text(paths['api/v1'], 'serverRelativeURL')),
      );
      const known = at(document, 'paths') as Record<string, unknown>;
      const path = known['/api/v1/namespaces/{namespace}/configmaps/{name}'];
      const kind = at(path, 'patch.x-kubernetes-group-version-kind.kind');
      assert.equal(kind, 'ConfigMap');
      const parameters = JSON.stringify(path);
      assert.match(parameters, /fieldValidation/);
    },
  },
  {
    name: 'answers a Status for a group, a kind and a path it does not have',
    async run(api) {
      for (const path of [
        '/apis/nobody.example.com/v1',
        '/apis/nobody.example.com/v1/things',
        '/api/v1/nothings',
        '/apis/apps/v9/deployments',
      ]) {
        const reply = await api.get(path);
        assert.equal(reply.code, 404, path);
      }
    },
  },
  {
    name: 'refuses a method that a collection does not have',
    async run(api) {
      const path = '/api/v1/namespaces/default/configmaps';
      refused(await api.put(path, {}), 405, 'MethodNotAllowed');
    },
  },
  {
    name: 'has no single object of a namespace without the namespace',
    async run(api) {
      const path = '/api/v1/configmaps';
      assert.equal((await api.get(`${path}/a`)).code, 404);
      assert.equal((await api.get(`${path}/default%2Fa`)).code, 404);
      const body = { metadata: { name: 'a' } };
      refused(await api.post(path, body), 405, 'MethodNotAllowed');
    },
  },
];

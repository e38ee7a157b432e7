import assert from 'node:assert/strict';
import { Api } from '../Api';
import { Case, at, configMap, eventually, inNamespace } from '../Suite';
import { ok, refused, text, unique } from '../Suite';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const REVIEWS = '/apis/authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';

const maps = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/configmaps`;

async function account(api: Api, ns: string, name: string): Promise<string> {
  const path = `/api/v1/namespaces/${ns}/serviceaccounts`;
  ok(await api.post(path, { metadata: { name } }), 201);
  const body = { spec: { expirationSeconds: 3600 } };
  const issued = ok(await api.post(`${path}/${name}/token`, body), 201);
  assert.equal(at(issued, 'kind'), 'TokenRequest');
  assert.ok(
    Date.parse(text(issued, 'status.expirationTimestamp')) > Date.now(),
  );
  return text(issued, 'status.token');
}

async function allow(
  api: Api,
  namespace: string,
  name: string,
  rule: object,
): Promise<void> {
  const path = `${RBAC}/namespaces/${namespace}`;
  const metadata = { name };
  ok(await api.post(`${path}/roles`, { metadata, rules: [rule] }), 201);
  const roleRef = { apiGroup, kind: 'Role', name };
  const subjects = [{ kind: 'ServiceAccount', name, namespace }];
  const binding = { metadata, roleRef, subjects };
  ok(await api.post(`${path}/rolebindings`, binding), 201);
}

const READ = {
  apiGroups: [''],
  resources: ['configmaps'],
  verbs: ['get', 'list'],
};

export const access: Case[] = [
  {
    name: 'knows nobody without a token, and no wrong token',
    async run(api) {
      const without = await api.get('/api/v1/namespaces', { token: '' });
      assert.ok([401, 403].includes(without.code), String(without.code));
      assert.equal(at(without.body, 'kind'), 'Status');
      const wrong = await api.get('/api/v1/namespaces', { token: 'wrong' });
      refused(wrong, 401, 'Unauthorized');
    },
  },
  inNamespace('knows a service account by its token', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
    const body = ok(await api.post(path, {}, { token }), 201);
    const user = at(body, 'status.userInfo');
    const name = `system:serviceaccount:${ns}:robot`;
    assert.equal(at(user, 'username'), name);
    const groups = at(user, 'groups') as string[];
    for (const group of [
      'system:authenticated',
      'system:serviceaccounts',
      `system:serviceaccounts:${ns}`,
    ]) {
      assert.ok(groups.includes(group), group);
    }
    const review = '/apis/authentication.k8s.io/v1/tokenreviews';
    const good = ok(await api.post(review, { spec: { token } }), 201);
    assert.equal(at(good, 'status.authenticated'), true);
    assert.equal(at(good, 'status.user.username'), name);
    const bad = ok(await api.post(review, { spec: { token: 'x' } }), 201);
    assert.notEqual(at(bad, 'status.authenticated'), true);
  }),
  inNamespace('forgets a token with its account', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    ok(await api.get('/api', { token }));
    ok(await api.delete(`/api/v1/namespaces/${ns}/serviceaccounts/robot`));
    await eventually(async () => {
      refused(await api.get('/api', { token }), 401, 'Unauthorized');
    }, 30_000);
  }),
  inNamespace('refuses what no role allows, and says what', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    const status = refused(
      await api.get(maps(ns), { token }),
      403,
      'Forbidden',
    );
    assert.equal(
      text(status, 'message'),
      `configmaps is forbidden: User "system:serviceaccount:${ns}:robot" cannot list resource "configmaps" in API group "" in the namespace "${ns}"`,
    );
    assert.equal(at(status, 'details.kind'), 'configmaps');
    const path = `${maps(ns)}/a/nothing`;
    refused(await api.get(path, { token }), 403, 'Forbidden');
    refused(await api.get('/metrics', { token }), 403, 'Forbidden');
    ok(await api.get('/apis', { token }));
  }),
  inNamespace('allows what a role says and no more', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    ok(await api.post(maps(ns), configMap('a')), 201);
    await allow(api, ns, 'robot', READ);
    await eventually(async () => ok(await api.get(maps(ns), { token })));
    ok(await api.get(`${maps(ns)}/a`, { token }));
    refused(await api.delete(`${maps(ns)}/a`, undefined, { token }), 403);
    refused(await api.get(`${maps(ns)}?watch=true`, { token }), 403);
    refused(await api.get(maps('default'), { token }), 403);
    refused(await api.get('/api/v1/configmaps', { token }), 403);
    const secrets = `/api/v1/namespaces/${ns}/secrets`;
    refused(await api.get(secrets, { token }), 403);
  }),
  inNamespace('allows single objects by their names', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    ok(await api.post(maps(ns), configMap('mine')), 201);
    ok(await api.post(maps(ns), configMap('yours')), 201);
    const rule = { ...READ, resourceNames: ['mine'] };
    await allow(api, ns, 'robot', rule);
    const mine = `${maps(ns)}/mine`;
    await eventually(async () => ok(await api.get(mine, { token })));
    refused(await api.get(`${maps(ns)}/yours`, { token }), 403);
    refused(await api.get(maps(ns), { token }), 403);
    const named = `${maps(ns)}?fieldSelector=metadata.name%3Dmine`;
    ok(await api.get(named, { token }));
  }),
  inNamespace('gives a cluster role in one namespace', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    const name = unique('contract');
    const role = { metadata: { name }, rules: [READ] };
    const roles = `${RBAC}/clusterroles`;
    ok(await api.post(roles, role), 201);
    try {
      const roleRef = { apiGroup, kind: 'ClusterRole', name };
      const group = `system:serviceaccounts:${ns}`;
      const subjects = [{ apiGroup, kind: 'Group', name: group }];
      const path = `${RBAC}/namespaces/${ns}/rolebindings`;
      ok(await api.post(path, { metadata: { name }, roleRef, subjects }), 201);
      await eventually(async () => ok(await api.get(maps(ns), { token })));
      refused(await api.get(maps('default'), { token }), 403);
    } finally {
      await api.delete(`${roles}/${name}`);
    }
  }),
  inNamespace('allows one subresource without the rest', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    await allow(api, ns, 'robot', {
      apiGroups: ['apps'],
      resources: ['deployments/scale'],
      verbs: ['get'],
    });
    const path = `/apis/apps/v1/namespaces/${ns}/deployments/a`;
    await eventually(async () =>
      refused(await api.get(`${path}/scale`, { token }), 404),
    );
    refused(await api.get(path, { token }), 403);
  }),
  inNamespace('answers who may do what', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    await allow(api, ns, 'robot', READ);
    const asked = (verb: string, resource = 'configmaps') => ({
      spec: { resourceAttributes: { namespace: ns, verb, resource } },
    });
    const self = `${REVIEWS}/selfsubjectaccessreviews`;
    const may = async (verb: string, resource?: string) =>
      at(
        ok(await api.post(self, asked(verb, resource), { token }), 201),
        'status.allowed',
      );
    await eventually(async () => assert.equal(await may('get'), true));
    assert.equal(await may('delete'), false);
    assert.equal(await may('get', 'secrets'), false);
    const user = `system:serviceaccount:${ns}:robot`;
    const other = { spec: { ...asked('list').spec, user } };
    const path = `${REVIEWS}/subjectaccessreviews`;
    const body = ok(await api.post(path, other), 201);
    assert.equal(at(body, 'status.allowed'), true);
    refused(await api.post(path, other, { token }), 403);
    const url = { nonResourceAttributes: { path: '/version', verb: 'get' } };
    const open = ok(await api.post(self, { spec: url }, { token }), 201);
    assert.equal(at(open, 'status.allowed'), true);
  }),
  inNamespace('lists what somebody may do', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    await allow(api, ns, 'robot', READ);
    const path = `${REVIEWS}/selfsubjectrulesreviews`;
    const body = { spec: { namespace: ns } };
    await eventually(async () => {
      const review = ok(await api.post(path, body, { token }), 201);
      const rules = at(review, 'status.resourceRules') as object[];
      const own = rules.find(rule =>
        (at(rule, 'resources') as string[]).includes('configmaps'),
      );
      assert.deepEqual(at(own, 'verbs'), ['get', 'list']);
    });
  }),
  inNamespace('lets an admin act as somebody else', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    const user = `system:serviceaccount:${ns}:robot`;
    const headers = { 'impersonate-user': user };
    refused(await api.get(maps(ns), { headers }), 403);
    await allow(api, ns, 'robot', READ);
    await eventually(async () => ok(await api.get(maps(ns), { headers })));
    const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
    const body = ok(
      await api.post(
        path,
        {},
        { headers: { ...headers, 'impersonate-group': 'contract' } },
      ),
      201,
    );
    assert.equal(at(body, 'status.userInfo.username'), user);
    const groups = at(body, 'status.userInfo.groups') as string[];
    assert.ok(groups.includes('contract'));
    const other = { 'impersonate-user': 'somebody' };
    refused(await api.get(maps(ns), { token, headers: other }), 403);
  }),
  inNamespace('lets nobody give away what they lack', async (api, ns) => {
    const token = await account(api, ns, 'robot');
    await allow(api, ns, 'robot', {
      apiGroups: [apiGroup],
      resources: ['roles', 'rolebindings'],
      verbs: ['create', 'get', 'list'],
    });
    const path = `${RBAC}/namespaces/${ns}`;
    const list = `${path}/roles`;
    await eventually(async () => ok(await api.get(list, { token })));
    const role = (name: string, rules: object[]) => ({
      metadata: { name },
      rules,
    });
    const more = role('more', [READ]);
    refused(await api.post(list, more, { token }), 403, 'Forbidden');
    const same = role('same', [
      { apiGroups: [apiGroup], resources: ['roles'], verbs: ['get'] },
    ]);
    ok(await api.post(list, same, { token }), 201);
    ok(await api.post(list, more), 201);
    const roleRef = { apiGroup, kind: 'Role', name: 'more' };
    const subjects = [{ kind: 'ServiceAccount', name: 'robot', namespace: ns }];
    const binding = { metadata: { name: 'more' }, roleRef, subjects };
    refused(
      await api.post(`${path}/rolebindings`, binding, { token }),
      403,
      'Forbidden',
    );
  }),
];

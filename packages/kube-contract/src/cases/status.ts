import assert from 'node:assert/strict';
import { Case, at, inNamespace, ok, refused } from '../Suite';

const path = (namespace: string) =>
  `/apis/apps/v1/namespaces/${namespace}/deployments`;

function deployment(name: string, replicas: number) {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'example.com/main:1' }] },
      },
    },
  };
}

export const status: Case[] = [
  inNamespace(
    'counts a change of the wish as a generation',
    async (api, ns) => {
      const made = ok(await api.post(path(ns), deployment('a', 0)), 201);
      assert.equal(at(made, 'metadata.generation'), 1);
      const one = `${path(ns)}/a`;
      const labels = { metadata: { labels: { x: 'y' } } };
      const labelled = ok(await api.merge(one, labels));
      assert.equal(at(labelled, 'metadata.generation'), 1);
      const changed = ok(await api.merge(one, { spec: { paused: true } }));
      assert.equal(at(changed, 'metadata.generation'), 2);
    },
  ),
  // Of an Ingress, since no controller of Kubernetes itself writes its status.
  inNamespace('takes a status only by its subresource', async (api, ns) => {
    const all = `/apis/networking.k8s.io/v1/namespaces/${ns}/ingresses`;
    const one = `${all}/a`;
    const by = (ip: string) => ({ loadBalancer: { ingress: [{ ip }] } });
    const address = 'status.loadBalancer.ingress[0].ip';
    const service = { name: 'main', port: { number: 80 } };
    const sent = {
      metadata: { name: 'a' },
      spec: { defaultBackend: { service } },
      status: by('10.0.0.9'),
    };
    const made = ok(await api.post(all, sent), 201);
    assert.equal(at(made, address), undefined);
    assert.equal(at(made, 'metadata.generation'), 1);
    const main = ok(await api.merge(one, { status: by('10.0.0.9') }));
    assert.equal(at(main, address), undefined);
    const other = { defaultBackend: { service: { ...service, name: 'x' } } };
    const change = { spec: other, status: by('10.0.0.1') };
    const changed = ok(await api.merge(`${one}/status`, change));
    assert.equal(at(changed, address), '10.0.0.1');
    assert.equal(at(changed, 'spec.defaultBackend.service.name'), 'main');
    assert.equal(at(changed, 'metadata.generation'), 1);
    const read = ok(await api.get(`${one}/status`));
    assert.equal(at(read, 'kind'), 'Ingress');
    assert.equal(at(read, address), '10.0.0.1');
    const put = { ...(read as object), status: by('10.0.0.2') };
    const replaced = ok(await api.put(`${one}/status`, put));
    assert.equal(at(replaced, address), '10.0.0.2');
    assert.equal(at(ok(await api.get(one)), address), '10.0.0.2');
  }),
  inNamespace('scales by the scale subresource', async (api, ns) => {
    ok(await api.post(path(ns), deployment('a', 0)), 201);
    const one = `${path(ns)}/a`;
    const scale = ok(await api.get(`${one}/scale`));
    assert.equal(at(scale, 'kind'), 'Scale');
    assert.equal(at(scale, 'apiVersion'), 'autoscaling/v1');
    assert.equal(at(scale, 'status.selector'), 'app=a');
    const metadata = { name: 'a', namespace: ns };
    const three = { ...(scale as object), metadata, spec: { replicas: 3 } };
    assert.equal(
      at(ok(await api.put(`${one}/scale`, three)), 'spec.replicas'),
      3,
    );
    const two = await api.merge(`${one}/scale`, { spec: { replicas: 2 } });
    assert.equal(at(ok(two), 'spec.replicas'), 2);
    assert.equal(at(ok(await api.get(one)), 'spec.replicas'), 2);
    ok(await api.merge(one, { spec: { replicas: 0 } }));
  }),
  inNamespace('refuses to change a selector', async (api, ns) => {
    ok(await api.post(path(ns), deployment('a', 0)), 201);
    const spec = {
      selector: { matchLabels: { app: 'b' } },
      template: { metadata: { labels: { app: 'b' } } },
    };
    refused(await api.merge(`${path(ns)}/a`, { spec }), 422, 'Invalid');
  }),
  inNamespace('keeps the role of a binding', async (api, ns) => {
    const bindings = `/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}/rolebindings`;
    const apiGroup = 'rbac.authorization.k8s.io';
    const roleRef = { apiGroup, kind: 'Role', name: 'one' };
    const body = { metadata: { name: 'a' }, roleRef, subjects: [] };
    ok(await api.post(bindings, body), 201);
    const other = { roleRef: { ...roleRef, name: 'two' } };
    refused(await api.merge(`${bindings}/a`, other), 422, 'Invalid');
  }),
];

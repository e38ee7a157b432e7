import assert from 'node:assert/strict';
import { Case, at, inNamespace, ok, refused } from '../Suite';

/** What a server may lack has to be refused as a Status, not answered wrong. */
export const refusals: Case[] = [
  inNamespace(
    'refuses to read the log of a pod that is not there',
    async (api, ns) => {
      const path = `/api/v1/namespaces/${ns}/pods/absent`;
      for (const part of ['log', 'exec?command=ls', 'portforward']) {
        const { code, body } = await api.get(`${path}/${part}`);
        assert.ok(code >= 400, `${part}: ${code}`);
        assert.equal(at(body, 'kind'), 'Status');
      }
    },
  ),
  inNamespace('refuses a body that is no protobuf', async (api, ns) => {
    const reply = await api.post(
      `/api/v1/namespaces/${ns}/configmaps`,
      'no protobuf',
      { type: 'application/vnd.kubernetes.protobuf' },
    );
    assert.ok([400, 415].includes(reply.code), String(reply.code));
    assert.equal(at(reply.body, 'kind'), 'Status');
  }),
  inNamespace(
    'answers JSON to who would rather have protobuf',
    async (api, ns) => {
      const accept = 'application/x-unheard-of,application/json';
      const body = ok(await api.get(`/api/v1/namespaces/${ns}`, { accept }));
      assert.equal(at(body, 'kind'), 'Namespace');
    },
  ),
  inNamespace('has or refuses eviction and binding', async (api, ns) => {
    const path = `/api/v1/namespaces/${ns}/pods/absent/eviction`;
    const metadata = { name: 'absent', namespace: ns };
    const apiVersion = 'policy/v1';
    const reply = await api.post(path, {
      apiVersion,
      kind: 'Eviction',
      metadata,
    });
    assert.ok(reply.code >= 400);
    refused(reply, reply.code);
  }),
];

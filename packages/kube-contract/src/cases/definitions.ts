import assert from 'node:assert/strict';
import { Api } from '../Api';
import { Case, at, eventually, items, names, ok } from '../Suite';
import { refused, sleep, text, unique } from '../Suite';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const GROUP = 'contract.example.com';

const schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'integer', minimum: 1, maximum: 9 },
        mode: { type: 'string', enum: ['fast', 'safe'], default: 'safe' },
        word: { type: 'string', pattern: '^[a-z]+$', maxLength: 5 },
        port: { 'x-kubernetes-int-or-string': true },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        replicas: { type: 'integer' },
        none: { type: 'string', nullable: true },
        parts: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string' },
              weight: { type: 'integer', default: 1 },
            },
          },
        },
      },
    },
    status: {
      type: 'object',
      properties: {
        phase: { type: 'string' },
        replicas: { type: 'integer' },
        selector: { type: 'string' },
      },
    },
  },
};

interface Kind {
  plural: string;
  kind: string;
  name: string;
  path: string;
}

function definition({ plural, kind, name }: Kind) {
  const version = (of: string, storage: boolean, served: boolean) => ({
    name: of,
    served,
    storage,
    schema: { openAPIV3Schema: schema },
    subresources: {
      status: {},
      scale: {
        specReplicasPath: '.spec.replicas',
        statusReplicasPath: '.status.replicas',
        labelSelectorPath: '.status.selector',
      },
    },
    selectableFields: [{ jsonPath: '.spec.mode' }],
  });
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
    spec: {
      group: GROUP,
      scope: 'Cluster',
      names: { plural, kind },
      versions: [
        version('v1', true, true),
        version('v1beta1', false, true),
        version('v1alpha1', false, false),
      ],
    },
  };
}

async function establish(api: Api, crd: { metadata: { name: string } }) {
  ok(await api.post(CRDS, crd), 201);
  return eventually(async () => {
    const body = ok(await api.get(`${CRDS}/${crd.metadata.name}`));
    const conditions = at(body, 'status.conditions');
    assert.ok(Array.isArray(conditions));
    const is = conditions.find(c => at(c, 'type') === 'Established');
    assert.equal(at(is, 'status'), 'True');
    return body;
  });
}

function defined(
  name: string,
  run: (api: Api, kind: Kind) => Promise<void>,
): Case {
  return {
    name,
    async run(api) {
      const plural = unique('gadgets').replace('-', '');
      const crd = `${plural}.${GROUP}`;
      const path = `/apis/${GROUP}/v1/${plural}`;
      const kind = `Kind${plural}`;
      const own: Kind = { plural, kind, name: crd, path };
      try {
        await establish(api, definition(own));
        await eventually(async () => ok(await api.get(path)));
        // A real server installs the handlers of all versions a moment later.
        await sleep(200);
        await run(api, own);
      } finally {
        await api.delete(`${CRDS}/${crd}`);
      }
    },
  };
}

function gadget({ kind }: Kind, name: string, spec: object) {
  const apiVersion = `${GROUP}/v1`;
  return { apiVersion, kind, metadata: { name }, spec };
}

export const definitions: Case[] = [
  defined('serves a kind once it is established', async (api, own) => {
    const crd = ok(await api.get(`${CRDS}/${own.name}`));
    assert.deepEqual(at(crd, 'status.storedVersions'), ['v1']);
    const accepted = at(crd, 'status.acceptedNames');
    assert.equal(at(accepted, 'listKind'), `${own.kind}List`);
    assert.equal(at(accepted, 'singular'), own.kind.toLowerCase());
    assert.equal(at(crd, 'spec.conversion.strategy'), 'None');
    const list = await eventually(async () => {
      const found = ok(await api.get(`/apis/${GROUP}/v1`));
      const all = at(found, 'resources');
      assert.ok(Array.isArray(all));
      const listed = all.map(resource => at(resource, 'name'));
      assert.ok(listed.includes(own.plural));
      return listed;
    });
    assert.ok(list.includes(`${own.plural}/status`));
    assert.ok(list.includes(`${own.plural}/scale`));
    const empty = ok(await api.get(own.path));
    assert.equal(at(empty, 'kind'), `${own.kind}List`);
    assert.deepEqual(items(empty), []);
  }),
  {
    name: 'refuses a definition that contradicts itself',
    async run(api) {
      const plural = unique('gadgets').replace('-', '');
      const name = `${plural}.${GROUP}`;
      const good = definition({ plural, kind: 'Gadget', name, path: '' });
      const [version] = good.spec.versions;
      for (const bad of [
        { ...good, metadata: { name: `other.${GROUP}` } },
        { ...good, spec: { ...good.spec, scope: 'Sometimes' } },
        { ...good, spec: { ...good.spec, versions: [version, version] } },
        {
          ...good,
          spec: { ...good.spec, versions: [{ ...version, schema: undefined }] },
        },
      ]) {
        refused(await api.post(CRDS, bad), 422, 'Invalid');
      }
    },
  },
  {
    name: 'wants an approval for a group of the project',
    async run(api) {
      const plural = unique('gadgets').replace('-', '');
      const name = `${plural}.contract.k8s.io`;
      const own = { plural, kind: 'Gadget', name, path: '' };
      const { spec, ...rest } = definition(own);
      const crd = { ...rest, spec: { ...spec, group: 'contract.k8s.io' } };
      refused(await api.post(CRDS, crd), 422, 'Invalid');
    },
  },
  defined('fills in defaults and prunes what is unknown', async (api, own) => {
    const spec = {
      size: 1,
      extra: 'gone',
      free: { any: { thing: 1 } },
      port: 'http',
      parts: [{ name: 'a', odd: true }],
    };
    const reply = await api.post(own.path, {
      ...gadget(own, 'a', spec),
      more: 'gone',
    });
    const body = ok(reply, 201);
    assert.deepEqual(at(body, 'spec'), {
      size: 1,
      mode: 'safe',
      free: { any: { thing: 1 } },
      port: 'http',
      parts: [{ name: 'a', weight: 1 }],
    });
    assert.equal(at(body, 'more'), undefined);
    assert.match(String(reply.headers.warning), /unknown field/);
  }),
  defined(
    'refuses what is unknown when asked to be strict',
    async (api, own) => {
      const body = gadget(own, 'a', { size: 1, extra: 'x' });
      const status = refused(
        await api.post(`${own.path}?fieldValidation=Strict`, body),
        400,
        'BadRequest',
      );
      assert.match(text(status, 'message'), /unknown field "spec.extra"/);
      const quiet = await api.post(`${own.path}?fieldValidation=Ignore`, body);
      ok(quiet, 201);
      assert.equal(quiet.headers.warning, undefined);
    },
  ),
  defined('validates by the schema and names each field', async (api, own) => {
    for (const [spec, field] of [
      [{}, 'spec.size'],
      [{ size: 0 }, 'spec.size'],
      [{ size: 'one' }, 'spec.size'],
      [{ size: 1, mode: 'slow' }, 'spec.mode'],
      [{ size: 1, word: 'Upper' }, 'spec.word'],
      [{ size: 1, word: 'toolong' }, 'spec.word'],
      [{ size: 1, port: true }, 'spec.port'],
      [{ size: 1, parts: [{ weight: 1 }] }, 'spec.parts[0].name'],
      [{ size: 1, parts: [{ name: 'a' }, { name: 'a' }] }, 'spec.parts[1]'],
    ] as const) {
      const reply = await api.post(own.path, gadget(own, 'a', spec));
      const status = refused(reply, 422, 'Invalid');
      const causes = at(status, 'details.causes');
      assert.ok(Array.isArray(causes));
      const fields = causes.map(cause => at(cause, 'field'));
      assert.ok(fields.includes(field), `${field} in ${fields}`);
      assert.equal(at(status, 'details.kind'), own.kind);
    }
    ok(
      await api.post(own.path, gadget(own, 'a', { size: 1, none: null })),
      201,
    );
  }),
  defined('wants to know what an object is', async (api, own) => {
    const { kind, ...rest } = gadget(own, 'a', { size: 1 });
    refused(await api.post(own.path, rest), 400, 'BadRequest');
    const other = { ...rest, kind: 'Other' };
    const status = refused(await api.post(own.path, other), 422, 'Invalid');
    assert.equal(at(status, 'details.causes[0].field'), 'kind');
    const elsewhere = { ...rest, kind, apiVersion: `${GROUP}/v1beta1` };
    refused(await api.post(own.path, elsewhere), 400, 'BadRequest');
    ok(await api.post(own.path, { ...rest, kind }), 201);
  }),
  defined('wants the version that an update is for', async (api, own) => {
    const made = ok(
      await api.post(own.path, gadget(own, 'a', { size: 1 })),
      201,
    );
    const blind = gadget(own, 'a', { size: 2 });
    const path = `${own.path}/a`;
    refused(await api.put(path, blind), 422, 'Invalid');
    const seen = { ...(made as object), spec: { size: 2 } };
    const next = ok(await api.put(path, seen));
    assert.equal(at(next, 'metadata.generation'), 2);
    refused(await api.put(path, seen), 409, 'Conflict');
  }),
  defined('keeps spec and status apart', async (api, own) => {
    const path = `${own.path}/a`;
    const sent = { ...gadget(own, 'a', { size: 1 }), status: { phase: 'Lie' } };
    const made = ok(await api.post(own.path, sent), 201);
    assert.equal(at(made, 'status'), undefined);
    assert.equal(at(made, 'metadata.generation'), 1);
    const mixed = {
      metadata: { labels: { sneaked: 'in' } },
      spec: { size: 5 },
      status: { phase: 'Ready', odd: 1 },
    };
    const by = ok(await api.merge(`${path}/status`, mixed));
    assert.deepEqual(at(by, 'status'), { phase: 'Ready' });
    assert.equal(at(by, 'spec.size'), 1);
    assert.equal(at(by, 'metadata.labels'), undefined);
    assert.equal(at(by, 'metadata.generation'), 1);
    const main = ok(await api.merge(path, { status: { phase: 'Lie' } }));
    assert.equal(at(main, 'status.phase'), 'Ready');
    const wrong = { status: { phase: 7 } };
    refused(await api.merge(`${path}/status`, wrong), 422, 'Invalid');
  }),
  defined('scales by the paths of the definition', async (api, own) => {
    const path = `${own.path}/a`;
    const spec = { size: 1, replicas: 2 };
    ok(await api.post(own.path, gadget(own, 'a', spec)), 201);
    const status = { replicas: 1, selector: 'app=a' };
    ok(await api.merge(`${path}/status`, { status }));
    const scale = ok(await api.get(`${path}/scale`));
    assert.equal(at(scale, 'spec.replicas'), 2);
    assert.deepEqual(at(scale, 'status'), status);
    ok(await api.merge(`${path}/scale`, { spec: { replicas: 3 } }));
    assert.equal(at(ok(await api.get(path)), 'spec.replicas'), 3);
  }),
  defined('serves one object in each served version', async (api, own) => {
    ok(await api.post(own.path, gadget(own, 'a', { size: 1 })), 201);
    const other = own.path.replace('/v1/', '/v1beta1/');
    const body = ok(await api.get(`${other}/a`));
    assert.equal(at(body, 'apiVersion'), `${GROUP}/v1beta1`);
    const list = ok(await api.get(other));
    assert.equal(at(list, 'items[0].apiVersion'), `${GROUP}/v1beta1`);
    const unserved = own.path.replace('/v1/', '/v1alpha1/');
    assert.equal((await api.get(unserved)).code, 404);
  }),
  {
    name: 'converts what is stored only where a webhook answers',
    async run(api) {
      const plural = unique('gadgets').replace('-', '');
      const name = `${plural}.${GROUP}`;
      const own = { plural, kind: `Kind${plural}`, name, path: '' };
      const { spec, ...rest } = definition(own);
      const service = { name: 'nobody', namespace: 'default', path: '/x' };
      const conversion = {
        strategy: 'Webhook',
        webhook: {
          conversionReviewVersions: ['v1'],
          clientConfig: { service },
        },
      };
      try {
        await establish(api, {
          ...rest,
          spec: { ...spec, conversion },
        } as never);
        const path = `/apis/${GROUP}/v1/${plural}`;
        await eventually(async () => ok(await api.get(path)));
        await sleep(200);
        ok(await api.post(path, gadget(own, 'a', { size: 1 })), 201);
        ok(await api.get(`${path}/a`));
        const other = path.replace('/v1/', '/v1beta1/');
        const status = refused(await api.get(other), 500, 'InternalError');
        assert.match(
          text(status, 'message'),
          /conversion webhook for .* failed/,
        );
      } finally {
        await api.delete(`${CRDS}/${name}`);
      }
    },
  },
  defined('selects by a field that the definition names', async (api, own) => {
    ok(await api.post(own.path, gadget(own, 'a', { size: 1 })), 201);
    const fast = { size: 1, mode: 'fast' };
    ok(await api.post(own.path, gadget(own, 'b', fast)), 201);
    const query = 'fieldSelector=spec.mode%3Dfast';
    const list = ok(await api.get(`${own.path}?${query}`));
    assert.deepEqual(names(list), ['b']);
  }),
  defined('refuses to watch from before its history', async (api, own) => {
    const events = await api.watch(`${own.path}?resourceVersion=1`, {
      until: all => all.length > 0,
    });
    assert.equal(events[0].type, 'ERROR');
    assert.equal(at(events[0].object, 'kind'), 'Status');
    assert.equal(at(events[0].object, 'code'), 410);
    assert.equal(at(events[0].object, 'reason'), 'Expired');
  }),
  defined('takes all objects along when it is removed', async (api, own) => {
    const held = gadget(own, 'held', { size: 1 });
    const finalizers = ['contract.example.com/held'];
    const metadata = { name: 'held', finalizers };
    ok(await api.post(own.path, { ...held, metadata }), 201);
    ok(await api.post(own.path, gadget(own, 'free', { size: 1 })), 201);
    ok(await api.delete(`${CRDS}/${own.name}`));
    const left = await eventually(async () => {
      const list = ok(await api.get(own.path));
      assert.deepEqual(names(list), ['held']);
      return items(list);
    }, 30_000);
    assert.ok(text(left[0], 'metadata.deletionTimestamp'));
    ok(await api.merge(`${own.path}/held`, { metadata: { finalizers: null } }));
    await eventually(async () => {
      assert.equal((await api.get(`${CRDS}/${own.name}`)).code, 404);
      assert.equal((await api.get(own.path)).code, 404);
    }, 30_000);
  }),
];

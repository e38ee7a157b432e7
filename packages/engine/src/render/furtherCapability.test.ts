import { z } from 'zod';
import { capabilities as builtIn } from '../capabilities/list';
import {
  Capability,
  isDraining,
  requestManifests,
  targetsOf,
  tenantMeta,
} from '../manifests';
import { parseRequest } from '../parse/parseRequest';
import { requestJsonSchemas } from '../parse/jsonSchemas';
import { requestPathOf } from '../parse/requestKinds';
import { parsePlatform } from '../platform';
import { previewChange } from '../preview/previewChange';
import { renderChange } from '../preview/renderChange';
import {
  defaultLayout,
  RequestEnvelope,
  RequestError,
  requestApiVersion,
  requestPath,
  requestSchema,
  tenantDirectory,
} from '../request';
import { parsedTenant } from '../testing/renderTenant';
import { smallPlatform } from '../testUtils/smallPlatform';
import { render } from './render';
import { renderAll } from './renderAll';
import { renderTree } from './renderTree';

const schema = requestSchema(
  'Queue',
  z.strictObject({ size: z.int().min(1).default(10) }),
);

/** A capability as somebody else writes it, who knows the public exports alone. */
const queue: Capability<'Queue', typeof schema> = {
  kind: 'Queue',
  schema,
  description: 'Renders a queue.',
  example: { description: 'A queue', name: 'jobs', spec: {} },
  form: false,
  objectsOwned: [{ group: 'queues.example.com', kind: 'Queue' }],
  check(request, { others, refusals }) {
    if (others.length > 0) {
      refusals.add({
        code: 'QueueTwice',
        field: 'kind',
        given: request.kind,
        message: 'A tenant has one queue.',
        fix: 'Use the one that is there.',
      });
    }
  },
  render(request, context) {
    return targetsOf(context, undefined).flatMap(target =>
      requestManifests(request, target, [
        {
          apiVersion: 'queues.example.com/v1',
          kind: 'Queue',
          metadata: tenantMeta(target, request.metadata.name),
          spec: { size: request.spec.size },
        },
      ]),
    );
  },
  drop: ({ metadata }, tenant) =>
    tenant.spec.environments
      .filter(name => isDraining(tenant, name))
      .map(name => tenantDirectory(metadata.tenant, name, defaultLayout)),
  summarize: ({ kind, spec }) =>
    kind === 'Queue' ? `size ${(spec as { size: number }).size}` : undefined,
};

const capabilities: readonly Capability[] = [...builtIn, queue];
const platform = parsePlatform(smallPlatform());
const tenant = parsedTenant();
const jobs = asked('jobs');

function asked(name: string): RequestEnvelope {
  return parseRequest(
    {
      apiVersion: requestApiVersion,
      kind: 'Queue',
      metadata: { name, tenant: 'payments' },
      spec: {},
    },
    { capabilities },
  );
}

describe('a capability that is passed in', () => {
  it('is parsed, and unknown where it is not passed', () => {
    expect(jobs.spec).toEqual({ size: 10 });
    expect(() => parseRequest({ ...jobs })).toThrow(RequestError);
    expect(requestJsonSchemas(capabilities)).toHaveProperty('Queue');
    expect(
      requestPathOf(
        { kind: 'queue', tenant: 'payments', name: 'jobs' },
        defaultLayout,
        { capabilities },
      ),
    ).toBe('tenants/payments/requests/queue-jobs.yaml');
  });

  it('is rendered, and read back from a tree as it renders', () => {
    const { files } = render(jobs, platform, { tenant, capabilities });
    const tree = new Map(
      [...files, ...render(tenant, platform).files].map(file => [
        file.path,
        file.content,
      ]),
    );
    expect(tree.get('tenants/payments/dev/queue-jobs.yaml')).toContain(
      'kind: Queue',
    );

    const read = renderTree(tree, platform, { capabilities });
    expect(read.findings.filter(({ code }) => code !== 'HandEdited')).toEqual(
      [],
    );
    expect(read.files.map(({ path }) => path)).toContain(
      requestPath(jobs, defaultLayout),
    );
  });

  it('is held against its own rules', () => {
    expect(() =>
      render(asked('more'), platform, {
        tenant,
        capabilities,
        requests: [jobs],
      }),
    ).toThrow(/one queue/);
  });

  it('is a finding about its request where it fails', () => {
    const failing: Capability = {
      ...queue,
      render() {
        throw new TypeError('size of undefined');
      },
    };
    const list = [...builtIn, failing];
    expect(() =>
      render(jobs, platform, { tenant, capabilities: list }),
    ).toThrow(RequestError);
    const { findings, files } = renderAll([tenant, jobs], platform, {
      capabilities: list,
    });
    expect(findings).toMatchObject([
      { code: 'CapabilityFailed', fixableBy: 'platform', severity: 'error' },
    ]);
    expect(findings[0].message).toContain('size of undefined');
    expect(files.map(({ path }) => path)).toContain(
      requestPath(tenant, defaultLayout),
    );
  });

  it('is dropped where its tenant drains', () => {
    const draining = parsedTenant({ draining: ['dev'] });
    const { files } = render(jobs, platform, {
      tenant: draining,
      capabilities,
    });
    expect(files.map(({ path }) => path)).toEqual([
      requestPath(jobs, defaultLayout),
    ]);
  });

  it('is previewed in its own words', () => {
    const change = renderChange({
      change: { request: jobs },
      platform,
      requests: [tenant],
      present: new Map(),
      context: { capabilities },
    });
    const { changes } = previewChange({
      layout: defaultLayout,
      ...change,
      present: new Map(),
      subject: { cluster: 'git', group: '', kind: 'Queue', name: 'jobs' },
      capabilities,
    });
    expect(changes).toContain('+ Queue jobs in dev: size 10');
  });
});

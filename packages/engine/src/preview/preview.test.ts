import { parsePlatform } from '../platform';
import { render } from '../render/render';
import { renderAll } from '../render/renderAll';
import { parseRequest } from '../parse/parseRequest';
import { requestRef } from '../request';
import type { Request } from '../capabilities/list';
import { offeringPlatform } from '../testing/offeringPlatform';
import { teamTenant } from '../testing/teamTenant';
import { leftBehind, orphaned } from './leftBehind';
import { manifestsInGit } from './manifestsInGit';
import { previewChange } from './previewChange';
import { renderChange } from './renderChange';

const platform = parsePlatform(offeringPlatform());
const tenant = teamTenant();

function request(kind: string, name: string, spec: object): Request {
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, tenant: 'payments' },
    spec,
  });
}

const workload = (spec: object = {}) =>
  request('Workload', 'api', {
    image: 'registry.example.com/api:1',
    ports: [{ name: 'http', port: 8080 }],
    ...spec,
  });

const route = request('Route', 'shop', {
  protocol: 'HTTP',
  parents: [{ gateway: 'external' }],
  rules: [{ backends: [{ service: 'api', port: 8080 }] }],
});

const files = (...requests: Request[]) =>
  new Map(
    renderAll([tenant, ...requests], platform).files.map(
      ({ path, content }) => [path, content],
    ),
  );

function preview(
  was: Request,
  is: Request,
  options: { present?: Map<string, string>; confirmed?: string[] } = {},
) {
  return previewChange({
    layout: platform.layout,
    present: options.present ?? files(was, route),
    next: render(is, platform, { tenant }),
    before: render(was, platform, { tenant }),
    subject: requestRef(is),
    confirmed: options.confirmed,
    *rest() {
      return render(route, platform, { tenant });
    },
  });
}

describe('previewChange', () => {
  it('writes nothing and says nothing where Git holds it already', () => {
    const {
      changes,
      files: written,
      removals,
    } = preview(workload(), workload());
    expect([changes, removals]).toEqual([[], []]);
    expect(new Set(written.map(({ change }) => change))).toEqual(
      new Set(['same']),
    );
  });

  it('tells of a field of the request before and after, and of what follows', () => {
    const { changes } = preview(
      workload(),
      workload({ image: 'registry.example.com/api:2' }),
    );
    expect(changes).toEqual([
      '~ Request workload-api: image: registry.example.com/api:1 → registry.example.com/api:2',
      expect.stringMatching(/^~ Deployment api in dev, prod: /),
    ]);
  });

  it('tells of files without objects by what becomes of them', () => {
    const { changes } = preview(workload(), workload(), {
      present: new Map(),
    });
    const told = changes.filter(line => /kustomization/.test(line));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(line => !line.startsWith('+ '))).toEqual([]);
  });

  it('tells of a hand edit that goes, although the request stays as it is', () => {
    const present = files(workload(), route);
    const path = 'tenants/payments/prod/workload-api.yaml';
    present.set(
      path,
      present.get(path)?.replace('replicas: 2', 'replicas: 7') ?? '',
    );

    const { changes, findings } = preview(workload(), workload(), { present });

    expect(changes).toEqual(['~ Deployment api in prod: spec.replicas 7 → 2']);
    expect(findings).toMatchObject([{ code: 'HandEdited', field: path }]);
  });

  it('tells of a file that is written anew although its objects stay', () => {
    const present = files(workload(), route);
    const path = 'tenants/payments/dev/workload-api.yaml';
    present.set(path, `# mine\n${present.get(path)}`);

    expect(preview(workload(), workload(), { present }).changes).toEqual([
      `~ Rewritten, with the same objects: ${path}`,
    ]);
  });

  it('refuses to take anything away that was not confirmed, by environment, with who uses it', () => {
    const { removals, findings } = preview(
      workload(),
      workload({ environments: ['dev'] }),
    );

    expect(removals).toContainEqual(
      expect.objectContaining({
        id: 'prod/Service/api',
        environment: 'prod',
        dependents: ['HTTPRoute shop'],
        confirmed: false,
      }),
    );
    expect(findings).toMatchObject([
      {
        code: 'RemovalNotConfirmed',
        severity: 'error',
        message: expect.stringMatching(
          /from prod: .*Deployment api.* Still used by HTTPRoute shop/,
        ),
      },
    ]);
  });

  it('takes away what was confirmed, and nothing else', () => {
    const is = workload({ environments: ['dev'] });
    const { removals } = preview(workload(), is);
    const ids = removals.map(({ id }) => id);

    expect(preview(workload(), is, { confirmed: ids }).findings).toEqual([]);
    expect(
      preview(workload(), is, { confirmed: ids.slice(1) }).findings,
    ).toMatchObject([{ code: 'RemovalNotConfirmed' }]);
    expect(
      preview(workload(), is, {
        confirmed: ids.map(id => id.replace('prod', 'dev')),
      }).findings,
    ).toMatchObject([{ code: 'RemovalNotConfirmed' }]);
  });
});

describe('manifestsInGit', () => {
  const file = (path: string, target = true) => ({
    path,
    tree: 'platform' as const,
    content: '',
    objects: [],
    ...(target ? { target: { environment: 'dev', cluster: 'dev' } } : {}),
  });

  it('reads the objects that Git holds, and takes broken files as empty', () => {
    const held = manifestsInGit(
      [
        {
          files: [
            file('a.yaml'),
            file('broken.yaml'),
            file('new.yaml'),
            file('CODEOWNERS', false),
          ],
        },
      ],
      new Map([
        ['a.yaml', 'kind: Role\nmetadata: { name: a }\n---\njust text\n'],
        ['broken.yaml', 'a: [\n'],
        ['CODEOWNERS', '* @acme'],
      ]),
    );

    expect(
      held.files.map(({ path, objects }) => [
        path,
        objects.map(({ kind }) => kind),
      ]),
    ).toEqual([
      ['a.yaml', ['Role']],
      ['broken.yaml', []],
      ['CODEOWNERS', []],
    ]);
  });
});

describe('renderChange of a request that goes', () => {
  const change = (
    present: ReadonlyMap<string, string>,
    requests: readonly Request[],
    remove = { kind: 'Workload', tenant: 'payments', name: 'api' },
  ) =>
    renderChange({
      change: { remove },
      platform,
      requests,
      present,
      context: {},
    });

  function removed(
    present: Map<string, string>,
    rendered: ReturnType<typeof change>,
  ) {
    return previewChange({
      layout: platform.layout,
      present,
      ...rendered,
      subject: requestRef(workload()),
      confirmed: ['*'],
    });
  }

  it('takes its file, all that it renders to and its lines in shared files, and nothing of others', () => {
    const present = files(workload(), route);
    const { files: written, removals } = removed(
      present,
      change(present, [tenant, workload(), route]),
    );

    const left = new Map(present);
    for (const { path, change: word, content } of written) {
      if (word === 'removed') {
        left.delete(path);
      } else {
        left.set(path, content);
      }
    }
    expect(left).toEqual(files(route));
    expect(
      removals.map(({ id, dependents }) => [id, dependents]),
    ).toContainEqual(['dev/Service/api', ['HTTPRoute shop']]);
  });

  it('cleans up after a request file that was deleted by hand', () => {
    const present = files(workload(), route);
    present.delete('tenants/payments/requests/workload-api.yaml');

    expect(orphaned(present, platform.layout)).toMatchObject([
      {
        code: 'Orphaned',
        message: expect.stringContaining('workload-api.yaml was deleted'),
      },
    ]);
    const { files: written } = removed(
      present,
      change(present, [tenant, route]),
    );
    expect(
      written.flatMap(({ path, change: word }) =>
        word === 'removed' ? [path] : [],
      ),
    ).toEqual([
      'tenants/payments/dev/workload-api.yaml',
      'tenants/payments/prod/workload-api.yaml',
    ]);
  });

  it('finds nothing of a request that never was', () => {
    const present = files(route);
    expect(change(present, [tenant, route]).before.files).toEqual([]);
    expect(orphaned(present, platform.layout)).toEqual([]);
    expect(
      leftBehind('tenants/payments/requests/x.yaml', present, platform),
    ).toEqual({ files: [] });
  });

  it('lets the request of a tenant go only after the tenant', () => {
    const remove = { kind: 'Tenant', tenant: 'payments', name: 'payments' };
    expect(() => change(files(), [tenant], remove)).toThrow(
      /only once the tenant is removed/,
    );
  });
});

describe('renderChange of a new request', () => {
  it('refuses what another request of the tenant makes already', () => {
    const service = request('Service', 'api', {
      workload: {
        image: 'registry.example.com/api:1',
        ports: [{ name: 'http', port: 8080 }],
      },
    });
    expect(() =>
      renderChange({
        change: { request: workload() },
        platform,
        requests: [tenant, service],
        present: files(service),
        context: {},
      }),
    ).toThrow(/already creates the .* api/);
  });
});

describe('renderChange of a rename', () => {
  it('takes the old one and makes the new one in one change', () => {
    const old = files(workload());
    const rendered = renderChange({
      change: {
        request: request('Workload', 'web', {
          image: 'registry.example.com/api:1',
          ports: [{ name: 'http', port: 8080 }],
        }),
        remove: { kind: 'Workload', tenant: 'payments', name: 'api' },
      },
      platform,
      requests: [tenant, workload()],
      present: old,
      context: {},
    });
    const { files: written, removals } = previewChange({
      layout: platform.layout,
      present: old,
      ...rendered,
      subject: requestRef(workload()),
    });
    const kustomization = written.find(
      ({ path }) => path === 'tenants/payments/dev/kustomization.yaml',
    );
    expect(kustomization?.content).toMatch(/workload-web.yaml/);
    expect(kustomization?.content).not.toMatch(/workload-api.yaml/);
    expect(removals.map(({ id }) => id)).toContain('dev/Deployment/api');
  });
});

import { parsePlatform } from '../platform';
import { render } from '../render/render';
import { renderAll } from '../render/renderAll';
import { parseRequest } from '../request/parseRequest';
import { requestRef } from '../request';
import type { Request } from '../capabilities/list';
import { offeringPlatform } from '../testing/offeringPlatform';
import { teamTenant } from '../testing/teamTenant';
import { previewChange } from './previewChange';

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
    present: options.present ?? files(was, route),
    next: render(is, platform, { tenant }),
    before: render(was, platform, { tenant }),
    subject: requestRef(is),
    confirmed: options.confirmed,
    rest: () => render(route, platform, { tenant }),
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
      `~ Written anew, with the same objects: ${path}`,
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

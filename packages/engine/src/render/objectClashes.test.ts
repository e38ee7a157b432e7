import { parsePlatform } from '../platform';
import { RequestError } from '../request';
import { parseRequest } from '../parse/parseRequest';
import { offeringPlatform } from '../testing/offeringPlatform';
import { teamTenant } from '../testing/teamTenant';
import { render } from './render';
import { renderAll } from './renderAll';

const platform = parsePlatform(offeringPlatform());
const tenant = teamTenant();
const image = 'registry.example.com/shop:1';

function request(kind: string, name: string, spec: object) {
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, tenant: 'payments' },
    spec,
  });
}

const service = request('Service', 'shop', { workload: { image } });
const workload = request('Workload', 'shop', { image });
const other = request('Workload', 'cart', { image });

describe('two requests of a tenant', () => {
  it('that would make the same object are refused, whichever comes second', () => {
    expect(() =>
      render(workload, platform, { tenant, requests: [service, other] }),
    ).toThrow(
      /metadata.name: The Service request shop of this tenant already creates the Deployment shop/,
    );
  });

  it('are fine beside each other, and a request beside itself', () => {
    expect(
      render(workload, platform, { tenant, requests: [workload, other] }).files,
    ).not.toEqual([]);
  });

  it('that hold the same object in Git are found', () => {
    const codes = (requests: Parameters<typeof renderAll>[0]) =>
      renderAll([tenant, ...requests], platform).findings.map(
        ({ code, subject }) => `${code} ${subject.kind} ${subject.cluster}`,
      );
    expect(codes([service, workload])).toContain(
      'DuplicateObject Deployment spoke-dev',
    );
    expect(codes([service, other])).toEqual([]);
  });

  it('do not hide that one of them can no longer be rendered', () => {
    const gone = request('Workload', 'shop', {
      image,
      environments: ['dev'],
      overrides: { prod: {} },
    });
    expect(() => render(gone, platform, { tenant })).toThrow(RequestError);
    expect(
      render(service, platform, { tenant, requests: [gone] }).files,
    ).not.toEqual([]);
  });
});

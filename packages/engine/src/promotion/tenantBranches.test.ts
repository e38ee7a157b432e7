import fc from 'fast-check';
import { samePlace } from '../address';
import { renderPlatform } from '../guardrails/renderPlatform';
import { isDnsLabel } from '../names';
import { parseRequest } from '../parse/parseRequest';
import {
  parsePlatform,
  PlatformError,
  type PlatformInput,
  repositoryOf,
  tenantPlaceProblem,
} from '../platform';
import { RequestError } from '../request/RequestError';
import { render } from '../render/render';
import { renderAll } from '../render/renderAll';
import { offeringPlatform } from '../testing/offeringPlatform';
import { teamTenant } from '../testing/teamTenant';
import {
  environmentBranches,
  isPromoted,
  promotedPatterns,
  tenantBranches,
} from '.';

type OwnPlace = NonNullable<
  PlatformInput['environments'][number]['repository']
>;

const requests = 'https://git.example.com/platform/estate.git';
const url = 'https://git.example.com/deploy/${{ tenant }}.git';

const inputWith = (places: Record<string, OwnPlace>): PlatformInput => {
  const platform = offeringPlatform();
  return {
    ...platform,
    repository: { url: requests },
    environments: platform.environments.map(environment => ({
      ...environment,
      ...(places[environment.name]
        ? { repository: places[environment.name] }
        : {}),
    })),
  };
};

const platformWith = (places: Record<string, OwnPlace>) =>
  parsePlatform(inputWith(places));

const problemsOf = (places: Record<string, OwnPlace>) => {
  try {
    platformWith(places);
    return [];
  } catch (error) {
    if (!(error instanceof PlatformError)) {
      throw error;
    }
    return error.findings.map(({ code, field }) => `${code} ${field}`);
  }
};

const findingsOf = (work: () => unknown) => {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    return error.findings;
  }
};

const problemOf = (
  places: Record<string, OwnPlace>,
  tenant: string,
  environment = 'prod',
) => {
  const platform = platformWith(places);
  const found = platform.environments.find(({ name }) => name === environment);
  return found && tenantPlaceProblem(platform, found, tenant);
};

describe('branches of tenants', () => {
  it('are one for each place, with the environments that lie there', () => {
    const platform = platformWith({
      dev: { tenants: { url }, publish: 'push' },
      prod: { tenants: { url }, platform: { branch: 'prod' }, publish: 'push' },
    });
    expect(tenantBranches(platform, 'payments')).toEqual([
      {
        name: 'dev-prod/payments',
        tenant: 'payments',
        url: 'https://git.example.com/deploy/payments.git',
        branch: 'main',
        parts: [
          { environment: 'dev', tree: 'tenants' },
          { environment: 'prod', tree: 'tenants' },
        ],
        publish: 'push',
      },
    ]);
    expect(environmentBranches(platform)).toMatchObject([
      { name: 'prod-platform', parts: [{ tree: 'platform' }] },
    ]);
    expect(tenantBranches(platform, 'a/b')).toEqual([]);
    expect(
      tenantBranches(
        platformWith({ prod: { url: requests, branch: 'p' } }),
        'a',
      ),
    ).toEqual([]);
  });

  it('hold what is promoted of their tenant, and nothing of anybody else', () => {
    const platform = platformWith({ prod: { tenants: { url } } });
    const [own] = tenantBranches(platform, 'payments');
    const of = (path: string) => isPromoted(path, own, platform);
    expect(of('tenants/payments/prod/a.yaml')).toBe(true);
    expect(of('tenants/payments/base/a.yaml')).toBe(true);
    expect(of('tenants/payments/dev/a.yaml')).toBe(false);
    expect(of('tenants/payments/requests/workload-a.yaml')).toBe(false);
    expect(of('tenants/shop/prod/a.yaml')).toBe(false);
    expect(of('platform/prod/payments/cluster/namespace.yaml')).toBe(false);
    expect(of('README.md')).toBe(false);
    expect(promotedPatterns(own, platform)).toEqual({
      platform: [],
      tenants: ['tenants/payments'],
    });
  });

  it('are what the Application of the tenant follows, and all that its project takes', () => {
    const platform = platformWith({ prod: { tenants: { url } } });
    const objects = [
      ...renderPlatform(platform).files,
      ...renderAll([teamTenant()], platform).files,
    ].flatMap(({ objects: all }) => all);
    const specOf = (kind: string, name: string) =>
      objects.find(each => each.kind === kind && each.metadata.name === name)
        ?.spec;
    const own = 'https://git.example.com/deploy/payments.git';
    expect(specOf('AppProject', 'payments-prod')).toMatchObject({
      sourceRepos: [own],
    });
    expect(specOf('Application', 'payments-prod')).toMatchObject({
      source: {
        repoURL: own,
        targetRevision: 'main',
        path: 'tenants/payments/prod',
      },
    });
    expect(specOf('AppProject', 'payments-dev')).toMatchObject({
      sourceRepos: [requests],
    });
    const ofPlatform = objects.flatMap(({ kind, metadata, spec }) =>
      kind === 'AppProject' && metadata.name === 'tenancy-platform'
        ? [spec]
        : [],
    );
    expect(ofPlatform.length).toBeGreaterThan(0);
    expect(
      ofPlatform.map(spec => (spec as { sourceRepos: unknown }).sourceRepos),
    ).toEqual(ofPlatform.map(() => [requests]));
  });

  it("let no further Application take what is deployed already, or another team's folder", () => {
    const platform = platformWith({ prod: { tenants: { url } } });
    const other = 'https://git.example.com/deploy/shop.git';
    const sourceFrom = (repo: string, path: string) => () =>
      render(
        parseRequest({
          apiVersion: 'tenancy.groundwork.dev/v1',
          kind: 'Application',
          metadata: { name: 'extra', tenant: 'payments' },
          spec: {
            environments: ['prod'],
            sources: [{ type: 'directory', repo, path, revision: 'main' }],
          },
        }),
        platform,
        { tenant: teamTenant({ repositories: [other] }) },
      );
    const own = 'https://git.example.com/deploy/payments.git';
    expect(sourceFrom(own, 'tenants/payments/prod')).toThrow(
      /already deployed/,
    );
    expect(sourceFrom(other, 'tenants/shop/base')).toThrow(/another tenant/);
    expect(sourceFrom(requests, 'tenants/payments/base/x')).toThrow(
      /may not use this repository/,
    );
    expect(sourceFrom(own, 'tenants/payments/extra')).not.toThrow();
  });
});

describe('the place of each tenant', () => {
  it.each<[string, OwnPlace, string[]]>([
    [
      'all trees',
      { url },
      ['PlaceOfEachTenant environments[1].repository.url'],
    ],
    [
      'the platform tree',
      { platform: { branch: 'p-${{ tenant }}' }, tenants: { url } },
      ['PlaceOfEachTenant environments[1].repository.platform.branch'],
    ],
    [
      'a host',
      { tenants: { url: 'https://${{ tenant }}.example.com/a/b.git' } },
      ['PlaceOfEachTenant environments[1].repository.tenants.url'],
    ],
    [
      'a name twice',
      { tenants: { url: 'https://x.example.com/${{ tenant }}/${{ tenant }}' } },
      ['PlaceOfEachTenant environments[1].repository.tenants.url'],
    ],
    [
      'another placeholder of a branch',
      { tenants: { branch: '${{ team }}' } },
      ['PlaceOfEachTenant environments[1].repository.tenants.branch'],
    ],
    [
      'another placeholder of a URL',
      { tenants: { url: 'https://x.example.com/a/${{ team }}' } },
      ['InvalidPlatform environments[1].repository.tenants.url'],
    ],
    [
      'a user',
      { tenants: { url: 'https://${{ tenant }}@x.example.com/a/b' } },
      ['InvalidPlatform environments[1].repository.tenants.url'],
    ],
  ])('cannot be %s', (_, place, problems) => {
    expect(problemsOf({ prod: place })).toEqual(problems);
  });

  it('needs one way to it where environments share it', () => {
    expect(
      problemsOf({
        dev: { tenants: { url }, publish: 'push' },
        prod: { tenants: { url }, publish: 'pipeline' },
      }),
    ).toEqual(['BranchShared environments[1].repository']);
  });

  it.each<[string, string, Record<string, OwnPlace>]>([
    [
      'the requests',
      'estate',
      {
        prod: {
          tenants: {
            url: 'https://git.example.com/platform/${{ tenant }}.git',
          },
        },
      },
    ],
    [
      'the requests on another branch, by another way',
      'estate',
      {
        prod: {
          tenants: {
            url: 'git@GIT.example.com:Platform/${{ tenant }}',
            branch: 'live',
          },
        },
      },
    ],
    [
      'an environment',
      'dev',
      {
        dev: { url: 'https://git.example.com/deploy/dev.git' },
        prod: { tenants: { url } },
      },
    ],
    [
      'the branch of the requests',
      'main',
      { prod: { tenants: { branch: '${{ tenant }}' } } },
    ],
    [
      'all tenants of another environment',
      'all',
      {
        dev: {
          tenants: {
            url: 'https://git.example.com/deploy/all.git',
            branch: 'of-${{ tenant }}',
          },
        },
        prod: { tenants: { url } },
      },
    ],
  ])('is not that of %s', (_, tenant, places) => {
    expect(problemOf(places, tenant)).toMatch(/which is that of/);
    expect(problemOf(places, `${tenant}-x`)).toBeUndefined();
    const platform = platformWith(places);
    expect(tenantBranches(platform, tenant)).not.toContainEqual(
      expect.objectContaining({
        parts: [{ environment: 'prod', tree: 'tenants' }],
      }),
    );
  });

  it('is refused with its field, where a request asks for it', () => {
    const platform = platformWith({
      prod: {
        tenants: { url: 'https://git.example.com/platform/${{ tenant }}.git' },
      },
    });
    const tenant = teamTenant();
    const named = {
      ...tenant,
      metadata: { ...tenant.metadata, name: 'estate' },
    };
    expect(findingsOf(() => render(named, platform))).toContainEqual(
      expect.objectContaining({
        code: 'RepositoryTaken',
        field: 'metadata.name',
      }),
    );
  });

  it("is nobody else's, whatever tenants are called", () => {
    const names = fc
      .stringMatching(/^[ab][ab-]{0,4}$/)
      .filter(name => isDnsLabel(name));
    const part = fc.stringMatching(/^[ab-]{0,3}$/);
    const template = fc
      .tuple(part, part, fc.boolean())
      .map(([before, after, isUrl]): OwnPlace => {
        const text = `x${before}\${{ tenant }}${after}`;
        return {
          tenants: isUrl
            ? { url: `https://git.example.com/platform/${text}.git` }
            : { branch: text },
        };
      });
    fc.assert(
      fc.property(
        fc.record({ dev: template, prod: template }),
        fc.uniqueArray(names, { minLength: 2, maxLength: 6 }),
        (places, tenants) => {
          const platform = platformWith(places);
          const taken = tenants.flatMap(tenant =>
            tenantBranches(platform, tenant).map(branch => ({
              tenant,
              branch,
              isRepository: branch.url !== requests,
            })),
          );
          for (const one of taken) {
            for (const other of taken) {
              const isOne =
                samePlace(one.branch.url, other.branch.url) &&
                (one.isRepository || one.branch.branch === other.branch.branch);
              expect(isOne && one.tenant !== other.tenant).toBe(false);
            }
            expect(
              repositoryOf(
                platform,
                one.branch.parts[0].environment,
                'tenants',
                one.tenant,
              ),
            ).toEqual({ url: one.branch.url, branch: one.branch.branch });
          }
        },
      ),
    );
  });

  it('is had by somebody, whoever else could', () => {
    const places = {
      dev: {
        tenants: { url: 'https://git.example.com/d/${{ tenant }}-dev.git' },
      },
      prod: { tenants: { url: 'https://git.example.com/d/${{ tenant }}.git' } },
    };
    expect(problemOf(places, 'shop', 'dev')).toBeUndefined();
    expect(problemOf(places, 'shop-dev')).toBe(
      'In prod its repository would be https://git.example.com/d/shop-dev.git, which is that of tenant shop in dev.',
    );
  });
});

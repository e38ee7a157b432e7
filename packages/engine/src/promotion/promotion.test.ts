import fc from 'fast-check';
import { renderPlatform } from '../guardrails/renderPlatform';
import { parseRequest } from '../parse/parseRequest';
import {
  parsePlatform,
  PlatformError,
  type PlatformInput,
  repositoryOf,
} from '../platform';
import { render } from '../render/render';
import { renderAll } from '../render/renderAll';
import { offeringPlatform } from '../testing/offeringPlatform';
import { teamTenant } from '../testing/teamTenant';
import { clusterLayout } from '../testUtils/clusterLayout';
import {
  environmentBranches,
  isPromoted,
  promotionMessage,
  readPromotion,
  toPromote,
} from '.';

type OwnPlace = NonNullable<
  PlatformInput['environments'][number]['repository']
>;

const requests = 'https://git.example.com/platform/estate.git';

const inputWith = (
  places: Record<string, OwnPlace>,
  further: Partial<PlatformInput> = {},
): PlatformInput => {
  const platform = offeringPlatform();
  return {
    ...platform,
    repository: { url: requests },
    ...further,
    environments: platform.environments.map(environment => ({
      ...environment,
      ...(places[environment.name]
        ? { repository: places[environment.name] }
        : {}),
    })),
  };
};

const platformWith = (...input: Parameters<typeof inputWith>) =>
  parsePlatform(inputWith(...input));

const problemsOf = (...input: Parameters<typeof inputWith>) => {
  try {
    platformWith(...input);
    return [];
  } catch (error) {
    if (!(error instanceof PlatformError)) {
      throw error;
    }
    return error.findings.map(({ code, field }) => `${code} ${field}`);
  }
};

const filesOf = (files: Record<string, string>) =>
  new Map(Object.entries(files).map(([path, oid]) => [path, { oid }]));

describe('branches of environments', () => {
  it('are none without configuration, and a branch for both trees with one', () => {
    expect(environmentBranches(platformWith({}))).toEqual([]);

    const platform = platformWith({
      prod: {
        branch: 'environments/prod',
        publish: 'push',
        codeowners: '@acme/operators',
      },
    });
    expect(environmentBranches(platform)).toEqual([
      {
        name: 'prod',
        url: requests,
        branch: 'environments/prod',
        parts: [
          { environment: 'prod', tree: 'platform' },
          { environment: 'prod', tree: 'tenants' },
        ],
        publish: 'push',
        codeowners: '@acme/operators',
      },
    ]);
    expect(repositoryOf(platform, 'dev', 'tenants', 'pay').branch).toBe('main');
    expect(repositoryOf(platform, 'prod', 'tenants', 'pay').branch).toBe(
      'environments/prod',
    );
  });

  it('may be shared by environments, or be another for each tree', () => {
    const url = 'https://git.example.com/platform/prod.git';
    expect(
      environmentBranches(
        platformWith({
          dev: { branch: 'rendered' },
          prod: { tenants: { url }, platform: { branch: 'rendered' } },
        }),
      ).map(({ name, url: at, branch, publish }) => [
        name,
        at,
        branch,
        publish,
      ]),
    ).toEqual([
      ['dev-prod', requests, 'rendered', 'pullRequest'],
      ['prod-tenants', url, 'main', 'pullRequest'],
    ]);
  });

  it.each<[string, Record<string, OwnPlace>, string[]]>([
    ['neither', { prod: {} }, ['InvalidPlatform environments[1].repository']],
    [
      'the branch of the requests',
      { prod: { branch: 'main' } },
      ['BranchOfRequests environments[1].repository'],
    ],
    [
      'that branch by another address',
      { prod: { url: 'git@git.example.com:platform/Estate', branch: 'main' } },
      ['BranchOfRequests environments[1].repository'],
    ],
    [
      'a shared branch with two ways to it',
      {
        dev: { branch: 'rendered', publish: 'push' },
        prod: { branch: 'rendered' },
      },
      ['BranchShared environments[1].repository'],
    ],
    [
      'an address with a credential',
      { prod: { url: 'https://me:secret@git.example.com/a/b.git' } },
      ['InvalidPlatform environments[1].repository'],
    ],
  ])('cannot be %s', (_, places, problems) => {
    expect(
      problemsOf(places).map(each => each.replace(/(repository)\..*$/, '$1')),
    ).toEqual(problems);
  });

  it('are what Argo CD follows, and nothing else is let into its projects', () => {
    const url = 'https://git.example.com/platform/prod.git';
    const platform = platformWith({ prod: { url, branch: 'live' } });
    const objects = [
      ...renderPlatform(platform).files,
      ...renderAll([teamTenant()], platform).files,
    ].flatMap(file =>
      file.objects.map(object => ({
        of: file.target?.environment,
        text: JSON.stringify(object),
        object,
      })),
    );
    const placesIn = (of: string) =>
      new Set(
        objects
          .filter(each => each.of === of)
          .flatMap(({ text }) => [
            ...text.matchAll(
              /"repoURL":"([^"]+)"(?:,"(?:revision|targetRevision)":"([^"]+)")/g,
            ),
          ])
          .map(([, at, branch]) => `${at} ${branch}`),
      );
    expect(placesIn('prod')).toEqual(new Set([`${url} live`]));
    expect(placesIn('dev')).toEqual(new Set([`${requests} main`]));

    const project = objects.find(
      ({ object }) =>
        object.kind === 'AppProject' &&
        object.metadata.name === 'payments-prod',
    );
    expect(project?.object.spec).toMatchObject({ sourceRepos: [url] });
  });

  it("let no Application of a team take another team's folder from any of them", () => {
    const url = 'https://git.example.com/platform/prod.git';
    const platform = platformWith({ prod: { url } });
    const tenant = teamTenant({ repositories: [requests] });
    const application = parseRequest({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Application',
      metadata: { name: 'extra', tenant: 'payments' },
      spec: {
        environments: ['prod'],
        sources: [
          {
            type: 'directory',
            repo: requests,
            path: 'tenants/shop/prod',
            revision: 'main',
          },
        ],
      },
    });
    expect(() => render(application, platform, { tenant })).toThrow(
      /belongs to another tenant/,
    );
  });
});

describe('what is promoted', () => {
  const [prod] = environmentBranches(
    platformWith({ prod: { branch: 'prod' } }),
  );

  it.each([
    ['tenants/payments/prod/workload-api.yaml', true],
    ['platform/prod/payments/argocd/application.yaml', true],
    ['platform/prod/_shared/cluster/guard-rails.yaml', true],
    ['tenants/payments/base/kustomization.yaml', true],
    ['tenants/payments/dev/workload-api.yaml', false],
    ['platform/dev/payments/argocd/application.yaml', false],
    ['tenants/payments/requests/workload-api.yaml', false],
    ['tenants/payments/requests/notes/more.txt', false],
    ['platform/tenants/payments.yaml', false],
    ['CODEOWNERS', false],
    ['README.md', false],
    ['.github/workflows/prod.yaml', false],
  ])('%s: %s', (path, isThere) => {
    expect(isPromoted(path, prod, platformWith({}))).toBe(isThere);
  });

  it('is told by folders of another layout as well', () => {
    const platform = platformWith(
      { prod: { tenants: { branch: 'prod' } } },
      { layout: clusterLayout },
    );
    const [branch] = environmentBranches(platform);
    const of = (path: string) => isPromoted(path, branch, platform);
    expect(of('clusters/prod/tenants/payments/workload-api.yaml')).toBe(true);
    expect(of('clusters/dev/tenants/payments/workload-api.yaml')).toBe(false);
    expect(of('clusters/prod/platform/payments/cluster/quota.yaml')).toBe(
      false,
    );
    expect(of('requests/teams/payments/workload-api.yaml')).toBe(false);
  });

  it('is what differs, and what is not rendered any more', () => {
    expect(
      toPromote(
        filesOf({
          'tenants/payments/prod/a.yaml': '1',
          'tenants/payments/prod/b.yaml': '2',
          'tenants/payments/prod/same.yaml': '3',
          'tenants/payments/dev/a.yaml': '4',
          'platform/prod/_shared/cluster/a.yaml': '5',
        }),
        filesOf({
          'tenants/payments/prod/b.yaml': '1',
          'tenants/payments/prod/same.yaml': '3',
          'tenants/shop/prod/gone.yaml': '6',
          'tenants/shop/dev/other.yaml': '7',
          'README.md': '8',
        }),
        prod,
        platformWith({}),
      ),
    ).toEqual([
      { path: 'platform/prod/_shared/cluster/a.yaml', change: 'added' },
      {
        path: 'tenants/payments/prod/a.yaml',
        change: 'added',
        tenant: 'payments',
      },
      {
        path: 'tenants/payments/prod/b.yaml',
        change: 'changed',
        tenant: 'payments',
      },
      {
        path: 'tenants/shop/prod/gone.yaml',
        change: 'removed',
        tenant: 'shop',
      },
    ]);
  });

  it('leaves nothing to promote once it is done, and touches nothing else', () => {
    const platform = platformWith({});
    const path = fc.constantFrom(
      'tenants/a/prod/x.yaml',
      'tenants/a/dev/x.yaml',
      'tenants/b/base/x.yaml',
      'tenants/b/requests/x.yaml',
      'platform/prod/a/cluster/x.yaml',
      'platform/tenants/a.yaml',
      'CODEOWNERS',
      'notes/x',
    );
    const tree = fc.dictionary(path, fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(tree, tree, (wanted, present) => {
        const after = filesOf(present);
        const changes = toPromote(filesOf(wanted), after, prod, platform);
        for (const { path: at, change } of changes) {
          if (change === 'removed') {
            after.delete(at);
          } else {
            after.set(at, { oid: wanted[at] });
          }
        }
        expect(toPromote(filesOf(wanted), after, prod, platform)).toEqual([]);
        for (const [at, { oid }] of after) {
          const expected = isPromoted(at, prod, platform)
            ? wanted[at]
            : present[at];
          expect(oid).toBe(expected);
        }
      }),
    );
  });
});

describe('the message of a promotion', () => {
  const promotion = {
    sources: { platform: 'a'.repeat(40), tenants: 'b'.repeat(40) },
    content: 'c'.repeat(43),
  };

  it('says what it promotes and from where, and is read again', () => {
    const one = promotionMessage('prod', promotion, ['Raise replicas']);
    expect(one.split('\n')[0]).toBe('prod: Raise replicas');
    expect(readPromotion(one)).toEqual(promotion);

    const many = promotionMessage('prod', promotion, ['One', 'Two']);
    expect(many).toContain('Promote aaaaaaa and bbbbbbb to prod');
    expect(many).toContain('- Two');
    expect(readPromotion(many)).toEqual(promotion);
  });

  it('is read whatever the subjects are, within what is kept of a message', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ maxLength: 300 }).map(each => each.replace(/\s+/g, ' ')),
          { maxLength: 40 },
        ),
        subjects => {
          const message = promotionMessage('prod', promotion, subjects);
          expect(message.length).toBeLessThan(4000);
          expect(readPromotion(message)).toEqual(promotion);
        },
      ),
    );
  });

  it.each(['', 'Fix it', `Promoted-From: tenants ${'a'.repeat(40)}`])(
    'is not taken from %j',
    message => {
      expect(readPromotion(message)).toBeUndefined();
    },
  );
});

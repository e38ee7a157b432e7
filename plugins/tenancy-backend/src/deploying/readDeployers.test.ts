import { mockServices } from '@backstage/backend-test-utils';
import { parsePlatform } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { RateLimit } from './RateLimit';
import { readDeployers } from './readDeployers';

const { git: _, ...section } = tenancyConfig;
const platform = parsePlatform(section);
const token = 'a'.repeat(64);
const usual = {
  name: 'pay-api',
  tenant: 'pay',
  workload: 'api',
  environments: ['dev'],
};
const oidc = {
  issuer: 'https://token.actions.githubusercontent.com',
  audience: 'https://portal.example.com',
  claims: { repository: 'acme/api', environment: ['dev', 'prod'] },
};

const read = (...deployers: object[]) =>
  readDeployers(
    mockServices.rootConfig({ data: { tenancy: { deployers } } }),
    platform,
  );

describe('readDeployers', () => {
  it('reads who may deploy what, and keeps hashes of tokens alone', () => {
    const [one, two] = read(
      { ...usual, token },
      { ...usual, name: 'by-identity', oidc },
    );
    expect(JSON.stringify(one)).not.toContain(token);
    expect(one.tokens).toHaveLength(1);
    expect(two.oidc?.claims).toEqual({
      repository: ['acme/api'],
      environment: ['dev', 'prod'],
    });
    expect(readDeployers(mockServices.rootConfig(), platform)).toEqual([]);
  });

  it('takes a hash in place of a token', () => {
    const hash = 'b'.repeat(64);
    const [{ tokens }] = read({ ...usual, token: `sha256:${hash}` });
    expect(tokens[0].toString('hex')).toBe(hash);
  });

  it.each([
    ['a short token', [{ ...usual, token: 'short' }], /token: .*32/],
    ['no credential', [usual], /needs oidc or a token/],
    ['no environment', [{ ...usual, token, environments: [] }], /environments/],
    ['another environment', [{ ...usual, token, environments: ['qa'] }], /qa/],
    ['a path', [{ ...usual, token, tenant: '../web' }], /tenant/],
    [
      'a name twice',
      [
        { ...usual, token },
        { ...usual, oidc },
      ],
      /twice/,
    ],
    [
      'a token twice',
      [
        { ...usual, token },
        { ...usual, name: 'other', token },
      ],
      /same token/,
    ],
    [
      'two places for the keys of an issuer',
      [
        { ...usual, oidc },
        {
          ...usual,
          name: 'other',
          oidc: { ...oidc, jwksUri: 'https://keys.example.com' },
        },
      ],
      /other has another oidc.jwksUri/,
    ],
    [
      'anybody of the issuer',
      [{ ...usual, oidc: { ...oidc, claims: { ref: 'refs/heads/main' } } }],
      /claims: must have one of sub, repository/,
    ],
    [
      'any branch',
      [{ ...usual, oidc: { ...oidc, claims: { repository: 'a/b' } } }],
      /claims: must have one of sub, ref/,
    ],
    [
      'an issuer in the open',
      [{ ...usual, oidc: { ...oidc, issuer: 'http://issuer.example.com' } }],
      /issuer: must be an https/,
    ],
  ])('refuses %s', (_what, deployers, message) => {
    expect(() => read(...deployers)).toThrow(message);
  });
});

describe('RateLimit', () => {
  it('lets through so many at once, and then so many a second', () => {
    let now = 0;
    const limit = new RateLimit({ burst: 2, perSecond: 0.5, now: () => now });
    expect([1, 2, 3].map(() => limit.take('a'))).toEqual([
      undefined,
      undefined,
      2,
    ]);
    expect(limit.take('b')).toBeUndefined();
    now = 2000;
    expect(limit.take('a')).toBeUndefined();
    expect(limit.take('a')).toBe(2);
  });
});

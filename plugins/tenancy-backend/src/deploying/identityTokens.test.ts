import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { clientOf } from '../__testUtils__/clientOf';
import { tenancy } from '../__testUtils__/deployingPortal';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const image = 'registry.example.com/pay/api';
const audience = 'https://portal.example.com';
const file = 'tenants/pay/requests/workload-api.yaml';

const workload = `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: api, tenant: pay }
spec:
  image: ${image}:1
  replicas: 1
  resources:
    requests: { cpu: 100m, memory: 64Mi, ephemeralStorage: 64Mi }
    limits: { cpu: 100m, memory: 64Mi, ephemeralStorage: 64Mi }
  writable: []
`;

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

describe('identity tokens of pipelines', () => {
  let portal: Portal;
  let server: Server;
  let issuer: string;
  let own: Pair;
  let strange: Pair;
  let isAway = false;
  let answersAs: string | undefined;

  const claims = {
    repository: 'acme/pay-api',
    ref: 'refs/heads/main',
  };

  beforeAll(async () => {
    own = await generateKeyPair('RS256');
    strange = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(own.publicKey)), kid: 'a', alg: 'RS256' };
    server = createServer((req, res) => {
      if (isAway) {
        res.writeHead(503).end();
        return;
      }
      res.setHeader('content-type', 'application/json');
      res.end(
        JSON.stringify(
          req.url === '/keys'
            ? { keys: [jwk] }
            : { issuer: answersAs ?? issuer, jwks_uri: `${issuer}/keys` },
        ),
      );
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(
    () =>
      new Promise(resolve => {
        server.close(resolve);
      }),
  );

  beforeEach(async () => {
    isAway = false;
    answersAs = undefined;
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments').replace(
          '- dev',
          '- dev\n    - prod',
        ),
        [file]: workload,
      },
      tenancy: {
        environments: tenancy.environments,
        naming: tenancy.naming,
        deployers: [
          {
            name: 'pay-api',
            tenant: 'pay',
            workload: 'api',
            environments: ['dev', 'prod'],
            oidc: { issuer, audience, claims },
          },
        ],
      },
    });
    await clientOf(() => portal).settled();
  });

  afterEach(() => portal.stop());

  async function signed(
    payload: object = {},
    options: {
      key?: Pair['privateKey'];
      age?: number;
      audience?: string;
    } = {},
  ) {
    const now = Math.floor(Date.now() / 1000) - (options.age ?? 0);
    return new SignJWT({ ...claims, ...payload })
      .setProtectedHeader({ alg: 'RS256', kid: 'a' })
      .setIssuer(issuer)
      .setAudience(options.audience ?? audience)
      .setIssuedAt(now)
      .setExpirationTime(now + 300)
      .setJti(`job-${Math.random()}`)
      .sign(options.key ?? own.privateKey);
  }

  const deploy = (token: string, version: string, environments?: string[]) =>
    request(portal.server)
      .post('/api/tenancy/ci/tenants/pay/workloads/api/deployments')
      .set('Authorization', `Bearer ${token}`)
      .send({ image: `${image}:${version}`, environments });

  const inGit = () =>
    /image: (\S+)/.exec(portal.git.files.get(file) ?? '')?.[1];

  it('deploy where all their claims are the bound ones', async () => {
    await deploy(await signed(), '2').expect(202);
    expect(inGit()).toBe(`${image}:2`);
  });

  it.each<[string, () => Promise<string>]>([
    ['another repository', () => signed({ repository: 'acme/pay-api-evil' })],
    ['a branch that nobody merged', () => signed({ ref: 'refs/heads/evil' })],
    ['a claim that is a list', () => signed({ ref: ['refs/heads/main'] })],
    ['no such claim', () => signed({ ref: undefined })],
    [
      'another audience',
      () => signed({}, { audience: 'https://other.example.com' }),
    ],
    ['another key', () => signed({}, { key: strange.privateKey })],
    ['a time that is over', () => signed({}, { age: 3600 })],
    [
      'a signature that is left out',
      async () => `${(await signed()).split('.').slice(0, 2).join('.')}.`,
    ],
    [
      'the public key as a secret',
      async () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', kid: 'a' })
          .setIssuer(issuer)
          .setAudience(audience)
          .setIssuedAt()
          .setExpirationTime('5m')
          .sign(Buffer.from(JSON.stringify(await exportJWK(own.publicKey)))),
    ],
  ])('are unknown with %s', async (_, make) => {
    const { body } = await deploy(await make(), '2').expect(401);
    expect(body.error.message).toContain('not known here');
    expect(inGit()).toBe(`${image}:1`);
  });

  it('deploy once: played again they put nothing back', async () => {
    const first = await signed();
    await deploy(first, '2').expect(202);
    expect((await deploy(first, '2').expect(200)).body.changed).toBe(false);
    await deploy(await signed(), '3').expect(202);

    const { body } = await deploy(first, '2').expect(200);

    expect(body).toMatchObject({ changed: false, state: 'superseded' });
    expect(inGit()).toBe(`${image}:3`);
    await deploy(first, '4').expect(409);
    expect(inGit()).toBe(`${image}:3`);
  });

  it('deploy once to each environment, however it is asked', async () => {
    const first = await signed();
    await deploy(first, '2').expect(202);

    await deploy(first, '3', ['dev']).expect(409);
    await deploy(first, '3', ['prod']).expect(409);

    expect(inGit()).toBe(`${image}:2`);
  });

  it('deploy where they have not yet, and put nothing back elsewhere', async () => {
    const first = await signed();
    await deploy(first, '2', ['dev']).expect(202);
    await deploy(await signed(), '3').expect(202);

    const { body } = await deploy(first, '2').expect(202);

    expect(body.environments).toMatchObject([{ environment: 'prod' }]);
    const left = await deploy(await signed(), '3', ['dev']).expect(200);
    expect(left.body.changed).toBe(false);
  });

  it('put nothing back that was there before they came', async () => {
    const first = await signed();
    await deploy(first, '1').expect(200);
    await deploy(await signed(), '2').expect(202);

    const { body } = await deploy(first, '1').expect(200);

    expect(body).toMatchObject({ changed: false });
    expect(inGit()).toBe(`${image}:2`);
  });

  it('are taken again where nothing came of them', async () => {
    const token = await signed();
    portal.git.setAway(true);
    await deploy(token, '2').expect(503);
    portal.git.setAway(false);
    await deploy(token, '2').expect(202);
    expect(inGit()).toBe(`${image}:2`);
  });

  it('wait for an issuer that does not answer', async () => {
    isAway = true;
    const { body } = await deploy(await signed(), '2').expect(503);
    expect(body.error.message).toContain('cannot be asked for the keys');
    isAway = false;
    await deploy(await signed(), '2').expect(202);
  });

  it('are not verified by the keys of who answers for another issuer', async () => {
    answersAs = 'https://other.example.com';
    await deploy(await signed(), '2').expect(503);
    expect(inGit()).toBe(`${image}:1`);
  });
});

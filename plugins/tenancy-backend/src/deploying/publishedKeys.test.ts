import { errors, exportJWK, generateKeyPair, type JWK } from 'jose';
import {
  createServer,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { PublishedKeys } from './PublishedKeys';

describe('published keys', () => {
  let server: Server;
  let url: string;
  let answer: RequestListener;
  let asked: string[];
  let now: number;

  beforeAll(
    () =>
      new Promise<void>(resolve => {
        server = createServer((req, res) => {
          asked.push(req.url ?? '');
          answer(req, res);
        });
        server.listen(0, '127.0.0.1', () => {
          url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
          resolve();
        });
      }),
  );

  afterAll(
    () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );

  beforeEach(() => {
    asked = [];
    now = 0;
  });

  const keyOf = async (kid: string): Promise<JWK> => ({
    ...(await exportJWK((await generateKeyPair('ES256')).publicKey)),
    kid,
    alg: 'ES256',
  });

  const json = (res: ServerResponse, body: unknown) =>
    res.end(JSON.stringify(body));

  const publishes =
    (...keys: JWK[]): RequestListener =>
    (req, res) =>
      json(
        res,
        req.url === '/keys'
          ? { keys }
          : { issuer: url, jwks_uri: `${url}/keys` },
      );

  const keys = (jwksUri?: string) =>
    new PublishedKeys({ issuer: url, jwksUri }, () => now);

  const find = (published: PublishedKeys, kid: string) =>
    published.find(
      { alg: 'ES256', kid },
      { payload: '', signature: '', protected: '' },
    );

  it('are asked for once, by all who wait for them', async () => {
    answer = publishes(await keyOf('a'));
    const published = keys();
    await Promise.all([find(published, 'a'), find(published, 'a')]);
    await find(published, 'a');
    expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('are asked for again when one is new, but not for each name that somebody makes up', async () => {
    const first = await keyOf('a');
    answer = publishes(first);
    const published = keys(`${url}/keys`);
    await find(published, 'a');
    answer = publishes(first, await keyOf('b'));
    now = 1_000;
    await expect(find(published, 'b')).rejects.toThrow(
      errors.JWKSNoMatchingKey,
    );
    expect(asked).toHaveLength(1);
    now = 31_000;
    await find(published, 'b');
    await expect(find(published, 'c')).rejects.toThrow(
      errors.JWKSNoMatchingKey,
    );
    expect(asked).toHaveLength(2);
  });

  it('are no longer believed when they are old, so that one taken back goes', async () => {
    answer = publishes(await keyOf('a'));
    const published = keys(`${url}/keys`);
    await find(published, 'a');
    answer = publishes(await keyOf('b'));
    now = 700_000;
    await expect(find(published, 'a')).rejects.toThrow(
      errors.JWKSNoMatchingKey,
    );
  });

  it.each<[string, RequestListener]>([
    [
      'never end',
      (_, res) => {
        const more = () => {
          let takesMore = true;
          while (takesMore && !res.destroyed) {
            takesMore = res.write(' '.repeat(65_536));
          }
        };
        res.on('drain', more);
        more();
      },
    ],
    [
      'are too long',
      (_, res) => json(res, { keys: [], padding: 'x'.repeat(600_000) }),
    ],
    ['are no JSON', (_, res) => res.end('<html>')],
    ['are no keys', (_, res) => json(res, { keys: 'none' })],
    ['are null', (_, res) => json(res, null)],
    ['lead elsewhere', (_, res) => res.writeHead(302, { location: url }).end()],
    ['are an error', (_, res) => json(res.writeHead(500), { keys: [] })],
  ])('are not there where answers %s', async (_, listener) => {
    for (const uri of [undefined, `${url}/keys`]) {
      asked = [];
      answer = listener;
      const published = keys(uri);
      await expect(find(published, 'a')).rejects.toThrow(
        'cannot be asked for the keys',
      );
      expect(asked).toHaveLength(1);
      answer = publishes(await keyOf('a'));
      await find(published, 'a');
    }
  });
});

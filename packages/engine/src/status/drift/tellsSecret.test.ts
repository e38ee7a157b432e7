import { growth } from '../../testing/growth';
import { tellsSecret } from './tellsSecret';

describe('tellsSecret', () => {
  it.each([
    '--password=x',
    'run --db-password-file = x',
    '{"dbPassword": "x"}',
    "token' : x",
    'api key: x',
    'api.key=x',
    'APIKEY=x',
    'api-key_of=x',
    'a=b\nsecret: x',
    'https://user:word@host',
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----',
    'curl -H "Authorization: Bearer abcdefghijklmnop"',
    '{"auths":{"ghcr.io":{"auth":"dXNlcjp3b3Jk"}}}',
    'client-key-data: LS0tLS1CRUdJTg==',
    'AGE-SECRET-KEY-1QQQQ',
    'see ghp_0123456789abcdef0123456789abcdef0123',
    'glpat-0123456789abcdefghij',
    `${'password'.repeat(1_000)}=x`,
  ])('hides %.40s', text => {
    expect(tellsSecret(text)).toBe(true);
  });

  it.each(['password', 'the token is not there', 'a: b', 'https://host:80/a'])(
    'shows %s',
    text => {
      expect(tellsSecret(text)).toBe(false);
    },
  );

  it.each(['password', 'token-', 'api key', 'a ', '://a', ':a', 'a: '])(
    'reads a text of many %j once',
    word => {
      expect(
        growth(size => tellsSecret(word.repeat(size)), 4_000),
      ).toBeLessThan(8);
    },
  );
});

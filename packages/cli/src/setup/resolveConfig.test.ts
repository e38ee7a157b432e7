import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveConfig } from './resolveConfig';

describe('resolveConfig', () => {
  let dir: string;
  const env = { HOST: 'git.example.com', EMPTY: '' };
  const resolved = (value: unknown) =>
    resolveConfig(value, { dir, env, read: readFile });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'config-'));
    await writeFile(join(dir, 'token'), 'secret\n');
    await writeFile(
      join(dir, 'more.yaml'),
      'tiers:\n  small: { pods: 3, host: "${HOST}" }\n',
    );
    await writeFile(join(dir, 'loop.yaml'), 'again: { $include: loop.yaml }\n');
  });

  afterAll(() => rm(dir, { recursive: true }));

  it.each([
    ['https://${HOST}/a', 'https://git.example.com/a'],
    ['${ HOST }', 'git.example.com'],
    ['${OTHER:-else}', 'else'],
    ['${EMPTY:-else}', 'else'],
    ['$${HOST}', '${HOST}'],
    ['oidc:${{ group }}', 'oidc:${{ group }}'],
    ['a $ b', 'a $ b'],
    [3, 3],
    [null, null],
  ])('reads %j as Backstage does', async (given, expected) => {
    expect(await resolved({ a: [given] })).toEqual({ a: [expected] });
  });

  it('takes values from the environment and from files', async () => {
    expect(
      await resolved({
        one: { $env: 'HOST' },
        two: { $file: 'token' },
        three: { $include: 'more.yaml#tiers.small' },
      }),
    ).toEqual({
      one: 'git.example.com',
      two: 'secret',
      three: { pods: 3, host: 'git.example.com' },
    });
  });

  it.each([
    [{ a: { b: '${NOPE}' } }, 'a.b takes its value from the environment'],
    [{ a: { $env: 'NOPE' } }, 'variable NOPE, which is not set'],
    [{ a: { $file: 'nothing' } }, 'which cannot be read'],
    [{ a: { $include: 'token' } }, 'only .json, .yaml and .yml'],
    [{ a: { $include: 'loop.yaml' } }, 'nested too deep'],
    [{ a: { $env: 'HOST', b: 1 } }, 'must stand alone'],
    [{ a: { $other: 'x' } }, 'a has $other'],
  ])('names what it cannot read: %j', async (given, message) => {
    await expect(resolved(given)).rejects.toThrow(message);
  });
});

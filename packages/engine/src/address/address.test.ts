import fc from 'fast-check';
import { growth } from '../testing/growth';
import { isRemote, readAddress, sameAddress, samePlace } from '.';

describe('readAddress', () => {
  it.each([
    ['HTTPS://GitHub.com/a/b.git/', 'https://github.com/a/b'],
    ['https://github.com/A/B', 'https://github.com/a/b.git'],
    ['git@github.com:a/b.git', 'ssh://git@github.com/a/b'],
    ['SSH://git@GitHub.com/a/b', 'git@github.com:a/b'],
    ['GHCR.io/pay/charts/', 'ghcr.io/pay/charts'],
    ['oci://ghcr.io/pay', 'OCI://ghcr.io/pay/'],
  ])('takes %s for %s', (a, b) => {
    expect(sameAddress(a, b)).toBe(true);
    expect(samePlace(a, b)).toBe(true);
  });

  it.each([
    ['https://github.com/a/b', 'https://github.com/a/bc', false],
    ['https://github.com/a/b', 'https://github.com.evil/a/b', false],
    ['https://github.com/a/b', 'http://github.com/a/b', true],
    ['https://github.com/a/b', 'git@github.com:a/b', true],
    ['https://github.com:443/a/b', 'https://github.com/a/b', true],
    ['ssh://deploy@github.com/a/b', 'git@github.com:a/b', true],
    ['https://github.com/a/b', 'ssh://git@ssh.github.com:443/a/b.git', true],
    ['https://gitlab.com/a/b', 'ssh://git@altssh.gitlab.com:443/a/b', true],
    [
      'https://dev.azure.com/acme/my%20shop/_git/estate',
      'git@ssh.dev.azure.com:v3/acme/my%20shop/estate',
      true,
    ],
    [
      'https://acme.visualstudio.com/DefaultCollection/shop/_git/estate',
      'https://dev.azure.com/acme/shop/_git/estate',
      true,
    ],
    [
      'https://acme.visualstudio.com/shop/_git/estate',
      'acme@vs-ssh.visualstudio.com:v3/acme/shop/estate',
      true,
    ],
    [
      'https://bb.example.com/scm/shop/estate.git',
      'ssh://git@bb.example.com:7999/shop/estate.git',
      true,
    ],
    [
      'https://bb.example.com/bitbucket/scm/shop/estate.git',
      'ssh://git@bb.example.com/shop/estate.git',
      true,
    ],
    [
      'https://git.acme.io/acme/estate',
      'ssh://git@git.acme.io:7999/acme/estate',
      true,
    ],
    [
      'https://dev.azure.com/acme/_git/estate',
      'git@ssh.dev.azure.com:v3/acme/estate/estate',
      true,
    ],
    [
      'https://acme.visualstudio.com/_git/estate',
      'https://dev.azure.com/acme/estate/_git/estate',
      true,
    ],
    ['https://dev.azure.com/a/b/c', 'git@ssh.dev.azure.com:a/b/c', false],
  ])('tells %s from %s', (a, b, isOnePlace) => {
    expect(sameAddress(a, b)).toBe(false);
    expect(samePlace(a, b)).toBe(isOnePlace);
  });

  it.each([
    ['https://user:pw@x.example/y', 'credential'],
    ['https://token@x.example/y', 'credential'],
    ['ssh://git:pw@x.example/y', 'credential'],
    ['oci://me@ghcr.io/x', 'credential'],
    ['file:///etc', 'over https'],
    ['ext::sh -c x', 'host'],
    ['git::https://x.example/y', 'host'],
    ['--upload-pack=x', 'host'],
    ['git@-oProxyCommand=x:y', 'host'],
    ['ssh://git@-oProxyCommand/x', 'host'],
    ['https://*.example/y', 'host'],
    ['https://x.example/*', 'path'],
    ['https://x.example/a/../b', 'path'],
    ['https://x.example/a//b', 'path'],
    ['https://x.example/a?ref=b', 'path'],
    ['https://x.example/a%2e%2e', 'path'],
    ['https://x.ex\u0430mple/y', 'host'],
    ['https://x.example/y\u202e', 'path'],
    ['', 'host'],
    [' https://x.example', 'host'],
  ])('refuses %j', (text, problem) => {
    expect(readAddress(text)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it('reads what it writes as the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('https://', 'ssh://git@', 'git@', 'oci://', ''),
        fc.domain(),
        fc.array(fc.stringMatching(/^[A-Za-z0-9_~][A-Za-z0-9_~-]{0,7}$/), {
          minLength: 1,
        }),
        (start, host, names) => {
          const separator = start === 'git@' ? ':' : '/';
          const text = `${start}${host}${separator}${names.join('/')}`;
          const read = readAddress(text);
          expect('text' in read && readAddress(read.text)).toEqual(read);
        },
      ),
    );
  });

  it.each(['/', '//', 'a/', '.', '-', '@', ':', 'a.', '%41', '.git'])(
    'takes a time that grows with the text: %j again and again',
    piece => {
      const made = new Map(
        [20_000, 80_000].map(size => [
          size,
          `https://x/${piece.repeat(size)}!`,
        ]),
      );
      expect(
        growth(size => {
          readAddress(made.get(size) ?? '');
          isRemote(made.get(size) ?? '');
        }, 20_000),
      ).toBeLessThan(6);
    },
  );
});

describe('isRemote', () => {
  it.each([
    'github.com/evil/x?ref=main',
    'GitHub.com/evil/x',
    'git@github.com:evil/x',
    'https://x.example/y',
    'gh:evil/x',
    'file:/etc/passwd',
    'file:///etc/passwd',
    's3:bucket/x',
    'git::x',
    'x.example/org/_git/repo',
    'x/y.git/z',
    'a\\b',
  ])('takes %s for an address', path => {
    expect(isRemote(path)).toBe(true);
  });

  it.each(['base', '../base', 'overlays/dev.example/x', 'values-*.yaml'])(
    'takes %s for a path',
    path => {
      expect(isRemote(path)).toBe(false);
    },
  );
});

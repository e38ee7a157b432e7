import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { commitUrlOf, fileUrlOf, httpUrlOf } from './gitUrls';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [{ host: 'gitea.example.com' }],
      bitbucketServer: [
        { host: 'bb.example.com', apiBaseUrl: 'https://bb.example.com/rest' },
      ],
    },
  }),
);

describe('httpUrlOf', () => {
  it.each([
    ['git@github.com:acme/estate.git', 'https://github.com/acme/estate.git'],
    [
      'ssh://git@git.acme.io:2222/acme/estate.git',
      'https://git.acme.io/acme/estate.git',
    ],
    [
      'git@ssh.dev.azure.com:v3/acme/shop/estate',
      'https://dev.azure.com/acme/shop/_git/estate',
    ],
    [
      'ssh://git@bb.example.com:7999/~ada/estate.git',
      'https://bb.example.com/scm/~ada/estate.git',
    ],
    [
      'ssh://git@git.acme.io:7999/acme/estate.git',
      'https://git.acme.io/acme/estate.git',
    ],
    [
      'ssh://git@ssh.github.com:443/acme/estate.git',
      'https://github.com/acme/estate.git',
    ],
    ['http://127.0.0.1:7009/estate.git', 'http://127.0.0.1:7009/estate.git'],
    [
      'acme@vs-ssh.visualstudio.com:v3/acme/my%20shop/estate',
      'https://acme.visualstudio.com/my%20shop/_git/estate',
    ],
    [
      'ssh://git@bb.example.com:7999/acme/estate.git',
      'https://bb.example.com/scm/acme/estate.git',
    ],
  ])('reads %s over %s', (cloneUrl, expected) => {
    expect(httpUrlOf(cloneUrl, integrations)).toBe(expected);
  });

  it.each([
    'file:///etc/passwd',
    'estate',
    '../estate.git',
    'https://bot:secret@git.acme.io/estate.git',
    'https://token@git.acme.io/estate.git',
    'ssh://git:secret@git.acme.io/estate.git',
  ])('refuses %s', cloneUrl => {
    expect(() => httpUrlOf(cloneUrl)).toThrow('tenancy.repository');
  });
});

describe('links', () => {
  it.each([
    ['https://github.com/acme/estate.git', '/commit/abc', '/blob/main/a%20b/c'],
    ['https://gitlab.com/acme/estate', '/-/commit/abc', '/-/blob/main/a%20b/c'],
    [
      'https://gitea.example.com/acme/estate',
      '/commit/abc',
      '/src/branch/main/a%20b/c',
    ],
    [
      'https://bitbucket.org/acme/estate.git',
      '/commits/abc',
      '/src/main/a%20b/c',
    ],
    [
      'https://dev.azure.com/acme/p/_git/estate',
      '/commit/abc',
      '?path=/a%20b/c&version=GBmain',
    ],
    ['http://127.0.0.1:1/estate.git', '/commit/abc', '/blob/main/a%20b/c'],
  ])('follow the host of %s', (url, commit, file) => {
    const page = url.replace(/\.git$/, '');
    const repository = { url, branch: 'main' };
    expect(commitUrlOf(integrations, repository, 'abc')).toBe(page + commit);
    expect(fileUrlOf(integrations, repository, 'a b/c')).toBe(page + file);
  });

  it('follow the projects of Bitbucket Server', () => {
    for (const url of [
      'https://bb.example.com/scm/acme/estate.git',
      'ssh://git@bb.example.com:7999/acme/estate.git',
    ]) {
      expect(commitUrlOf(integrations, { url, branch: 'main' }, 'abc')).toBe(
        'https://bb.example.com/projects/acme/repos/estate/commits/abc',
      );
    }
  });
});

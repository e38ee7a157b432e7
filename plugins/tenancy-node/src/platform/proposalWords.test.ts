import { ConfigReader } from '@backstage/config';
import { proposalWords } from './proposalWords';

const config = new ConfigReader({
  integrations: {
    gitlab: [
      { host: 'git.example.com', apiBaseUrl: 'https://git.example.com' },
    ],
  },
});

function repository(url: string) {
  const tree = { url, branch: 'main' };
  return { platform: tree, tenants: tree };
}

describe('proposalWords', () => {
  it.each([
    ['push', 'https://git.example.com/a/b', 'Commit'],
    ['pullRequest', 'https://git.example.com/a/b', 'Open merge request'],
    ['pullRequest', 'git@git.example.com:a/b.git', 'Open merge request'],
    ['pullRequest', 'https://github.com/a/b', 'Open pull request'],
    ['pullRequest', 'https://elsewhere.example/a/b', 'Open pull request'],
  ] as const)('of %s to %s are %s', (publish, url, words) => {
    expect(
      proposalWords({ publish, repository: repository(url) }, config),
    ).toBe(words);
  });
});

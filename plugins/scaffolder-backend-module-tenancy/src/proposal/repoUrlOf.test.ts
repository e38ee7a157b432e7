import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { smallPlatform } from '../__testUtils__/platform';
import { platformView } from '@groundwork/backstage-plugin-tenancy-node';
import { deliveryOf } from './delivery';
import { repoUrlOf } from './repoUrlOf';

const baseUrl = 'https://acme.example/gitlab';
const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      azure: [{ host: 'acme.visualstudio.com' }],
      bitbucketServer: [
        { host: 'bb.acme.example', apiBaseUrl: 'https://bb.acme.example/rest' },
      ],
      gerrit: [
        {
          host: 'gerrit.acme.example',
          gitilesBaseUrl: 'https://gerrit.acme.example/plugins/gitiles',
        },
      ],
      gitea: [{ host: 'gitea.acme.example' }],
      harness: [{ host: 'app.harness.io' }],
      gitlab: [
        { host: 'acme.example', baseUrl, apiBaseUrl: `${baseUrl}/api/v4` },
      ],
    },
  }),
);

/** As an action of the host reads what it is told. */
function toldOf(url: string) {
  const repository = { url, branch: 'main' };
  const view = platformView(smallPlatform);
  const delivery = deliveryOf(
    {
      ...view,
      publish: 'pullRequest',
      repository: { platform: repository, tenants: repository },
    },
    integrations,
  );
  const { host, ...rest } = parseRepoUrl(
    repoUrlOf(repository, integrations),
    integrations,
  );
  return { delivery, host, ...JSON.parse(JSON.stringify(rest)) };
}

describe('what actions that publish are told of a repository', () => {
  const github = { delivery: 'github', host: 'github.com' };
  const azure = { delivery: 'azure', organization: 'acme', repo: 'estate' };
  const bitbucket = {
    delivery: 'bitbucketServer',
    host: 'bb.acme.example',
    project: 'OPS',
    repo: 'estate',
  };

  it.each([
    [
      'https://github.com/acme/estate.git',
      { ...github, owner: 'acme', repo: 'estate' },
    ],
    [
      'git@github.com:acme/estate.git',
      { ...github, owner: 'acme', repo: 'estate' },
    ],
    [
      'ssh://git@acme.example:2222/gitlab/ops/sub/estate.git',
      {
        delivery: 'gitlab',
        host: 'acme.example',
        owner: 'ops/sub',
        repo: 'estate',
      },
    ],
    [
      'https://gitea.acme.example/ops/estate.git',
      {
        delivery: 'gitea',
        host: 'gitea.acme.example',
        owner: 'ops',
        repo: 'estate',
      },
    ],
    [
      'https://dev.azure.com/acme/my%20shop/_git/estate',
      { ...azure, host: 'dev.azure.com', project: 'my shop' },
    ],
    [
      'https://dev.azure.com/acme/_git/estate',
      { ...azure, host: 'dev.azure.com', project: 'estate' },
    ],
    [
      'git@ssh.dev.azure.com:v3/acme/shop/estate',
      { ...azure, host: 'dev.azure.com', project: 'shop' },
    ],
    [
      'https://acme.visualstudio.com/DefaultCollection/shop/_git/estate',
      { ...azure, host: 'acme.visualstudio.com', project: 'shop' },
    ],
    [
      'https://bitbucket.org/acme/estate.git',
      {
        delivery: 'bitbucketCloud',
        host: 'bitbucket.org',
        workspace: 'acme',
        project: 'acme',
        repo: 'estate',
      },
    ],
    ['https://bb.acme.example/scm/OPS/estate.git', bitbucket],
    ['ssh://git@bb.acme.example:7999/OPS/estate.git', bitbucket],
    [
      'https://gerrit.acme.example/a/ops/estate',
      {
        delivery: 'gerrit',
        host: 'gerrit.acme.example',
        repo: 'ops/estate',
      },
    ],
  ])('%s', (url, told) => {
    expect(toldOf(url)).toEqual(told);
  });

  it('is nothing where no pull requests are known, and not that no integration is', () => {
    expect(() =>
      toldOf('https://app.harness.io/ng/account/a/code/estate.git'),
    ).toThrow(/its integration is harness, .* sets tenancy\.publish to push/);
    expect(() => toldOf('https://elsewhere.example/a/b.git')).toThrow(
      /^No integration knows the host/,
    );
  });
});

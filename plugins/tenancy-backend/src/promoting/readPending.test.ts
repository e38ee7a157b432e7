import { mockServices } from '@backstage/backend-test-utils';
import {
  type GitRepositories,
  readPlatform,
} from '@groundwork/backstage-plugin-tenancy-node';
import { environmentBranches } from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import { readPending } from './readPending';

const [dev] = tenancyConfig.environments;
const platform = readPlatform(
  mockServices.rootConfig({
    data: {
      tenancy: {
        ...tenancyConfig,
        naming: { namespace: '${{ tenant }}-${{ environment }}' },
        environments: [
          dev,
          { ...dev, name: 'prod', repository: { branch: 'environments/prod' } },
        ],
      },
    },
  }),
);
const [branch] = environmentBranches(platform);

/** What the branch of the requests holds at each of these reads. */
function pendingOf(...commits: string[]) {
  const left = [...commits];
  const readTree: GitRepositories['readTree'] = async (_, { under } = {}) => {
    const commit = left.shift() ?? commits[commits.length - 1];
    const path = under?.some(each => each.startsWith('platform'))
      ? 'platform/prod/pay/cluster/quota.yaml'
      : 'tenants/pay/prod/settings.yaml';
    const file = { oid: commit, content: () => commit };
    return { commit, asOf: 0, files: new Map([[path, file]]) };
  };
  return readPending(
    {
      git: { readTree } as unknown as GitRepositories,
      trees: {
        repository: (name: 'platform' | 'tenants') => platform.repository[name],
      } as never,
      platform,
      ofTeams: undefined as never,
    },
    branch,
    { commit: 'there', files: new Map() },
  );
}

describe('what waits for a branch', () => {
  it('is of one commit where the branch of the requests moves meanwhile', async () => {
    const { sources, wanted } = await pendingOf('one', 'two', 'two', 'two');

    expect(sources).toEqual({ platform: 'two', tenants: 'two' });
    expect([...wanted.values()].map(each => each.content())).toEqual([
      'two',
      'two',
    ]);
  });

  it('is not known while it moves at each read', async () => {
    await expect(
      pendingOf(...Array.from({ length: 20 }, (_, i) => `${i}`)),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  });
});

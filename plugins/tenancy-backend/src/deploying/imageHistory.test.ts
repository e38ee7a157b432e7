import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { RequestIndex } from '../git/RequestIndex';
import { ImageHistory } from './ImageHistory';
import { defaultLayout } from '@groundwork/engine';

const path = 'tenants/pay/requests/workload-api.yaml';

const workload = (version: number) => `
apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: api, tenant: pay }
spec: { image: 'registry.example.com/api:${version}' }
`;

describe('the history of images', () => {
  const world = () => {
    const git = memoryGitRepositories({ [path]: workload(1) });
    const read = jest.spyOn(git, 'readCommit');
    const history = new ImageHistory({
      git,
      trees: {
        repository: () => ({
          url: 'https://git.example.com/a',
          branch: 'main',
        }),
      } as never,
      requestIndex: new RequestIndex(
        { tree: () => ({ commit: '1', files: new Map() }) },
        { layout: defaultLayout },
      ),
    });
    const images = async (environments = ['dev']) => [
      ...(await history.of({ path, tree: 'tenants' }, environments)).keys(),
    ];
    return { git, read, images };
  };

  it('reads a commit once, and of a branch that went on the new ones alone', async () => {
    const { git, read, images } = world();
    git.write({ [path]: workload(2) });
    git.write({ 'README.md': 'words' });

    expect(await images()).toEqual([
      'registry.example.com/api:2',
      'registry.example.com/api:1',
    ]);
    expect(read).toHaveBeenCalledTimes(3);
    await images();
    expect(read).toHaveBeenCalledTimes(3);

    git.write({ [path]: workload(3) });
    expect(await images()).toEqual(
      [3, 2, 1].map(version => `registry.example.com/api:${version}`),
    );
    expect(read).toHaveBeenCalledTimes(4);
  });

  it('asks again for what could not be read', async () => {
    const { git, images } = world();
    git.setAway(true);
    await expect(images()).rejects.toThrow('away');
    git.setAway(false);
    expect(await images()).toEqual(['registry.example.com/api:1']);
  });
});

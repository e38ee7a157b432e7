import { TestDirectory } from '../testing/TestDirectory';
import { readCurrentCluster } from './readCurrentCluster';

// Jest loads packages with `require` alone.
jest.mock('./loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

describe('the cluster of a kubeconfig', () => {
  let directory: TestDirectory;
  beforeEach(() => {
    directory = new TestDirectory();
  });
  afterEach(() => directory.remove());

  it.each([
    ['', 'it is empty, or no kubeconfig'],
    ['# Nothing\n', 'it is empty, or no kubeconfig'],
    ['[]\n', 'has no current context'],
  ])('is asked of people where the file is %j', async (text, why) => {
    directory.put('config', text);
    await expect(
      readCurrentCluster(directory.path('config'), 0),
    ).rejects.toThrow(why);
  });
});

import { readerManifest, writeYaml } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { runCommand } from './testing/runCommand';
import { TestDirectory } from './testing/TestDirectory';

// Jest loads packages with `require` alone.
jest.mock('./live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

const pipes = `module.exports = { id: 'acme', kinds: [{
  group: 'acme.example', kind: 'Pipe', plural: 'pipes', versions: ['v1'], namespaced: true,
  writer: 'platform', reach: 'namespace', schema: 'cluster', watched: true,
}] };`;

describe('groundwork reader', () => {
  let directory: TestDirectory;
  const run = (...args: string[]) => runCommand('reader', ...args);

  beforeEach(() => {
    directory = new TestDirectory();
    directory.put('pipes.js', pipes);
    directory.put(
      'platform.yaml',
      writeYaml({ ...smallPlatform(), extensions: './pipes.js' }),
    );
  });
  afterEach(() => directory.remove());

  it('prints what the portal would', async () => {
    expect(await run()).toEqual({ code: 0, out: readerManifest(), err: '' });
  });

  it.each([
    ['that it is given', '--extensions', 'pipes.js'],
    ['that a platform names', '--platform', 'platform.yaml'],
  ])('has the kinds of extensions %s', async (_, flag, file) => {
    const { out, err } = await run(flag, directory.path(file));

    expect(err).toBe('');
    expect(out).toContain('- pipes');
    expect(out).not.toContain('- secrets\n');
  });

  it.each([
    ['--extensions', 'pipes.js'],
    ['--platform', 'platform.yaml'],
  ])('loads nothing from the checkout, named by %s', async (flag, file) => {
    const { code, out, err } = await run(
      directory.root,
      flag,
      directory.path(file),
    );

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('a change under review could run code');
  });
});

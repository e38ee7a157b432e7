import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { writeYaml } from '@groundwork/engine';
import { checkedRepository, platform } from '../../testing/checkedRepository';

jest.setTimeout(60_000);

// Jest loads packages with `require` alone.
jest.mock('../../live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

const pipes = (id: string) => `
module.exports = {
  id: '${id}',
  kinds: [require('./lib/kind.js')],
  capabilities: [{
    kind: 'Pipe', schema: { safeParse: data => ({ success: true, data }) }, description: 'A pipe.',
    example: { description: 'A pipe', name: 'main', spec: {} },
    objectsOwned: [{ group: 'acme.example', kind: 'Pipe' }],
    render: () => [],
  }],
};`;
const pipeKind = `module.exports = {
  group: 'acme.example', kind: 'Pipe', plural: 'pipes', versions: ['v1'], namespaced: true,
  writer: 'tenant', team: { may: 'write', limit: 5 }, reach: 'namespace', schema: 'cluster', watched: true,
};`;
describe('--base with extensions in the repository', () => {
  const { at, proof, put, git, commit, run, evil } = checkedRepository();

  beforeEach(() => {
    git('checkout', '--quiet', 'main');
    put(
      'checkout/groundwork.yaml',
      platform({ extensions: ['./ours/pipes.js'] }),
    );
    put('checkout/ours/pipes.js', pipes('acme-pipes'));
    put('checkout/ours/lib/kind.js', pipeKind);
    put(
      'checkout/tenants/pay/requests/pipe-main.yaml',
      writeYaml({
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind: 'Pipe',
        metadata: { name: 'main', tenant: 'pay' },
        spec: {},
      }),
    );
    commit('extensions');
    git('checkout', '--quiet', '-B', 'change');
  });

  it('loads those of the commit', async () => {
    for (const flags of [[], ['--extensions', at('checkout/ours/pipes.js')]]) {
      if (flags.length > 0) {
        put('checkout/groundwork.yaml', platform());
        git('checkout', '--quiet', 'main');
        commit('by flag');
      }
      const { out, err } = await run('check', '--base', 'main', ...flags);

      expect(err).toBe('');
      expect(out).not.toContain('UnknownKind');
    }
  });

  it.each<[string, () => void]>([
    ['alters them', () => put('checkout/ours/pipes.js', evil())],
    ['alters what they import', () => put('checkout/ours/lib/kind.js', evil())],
    [
      'brings packages that they could import',
      () => put('checkout/ours/node_modules/zod/index.js', evil()),
    ],
    [
      'has links in their place',
      () => {
        put('evil.js', evil());
        rmSync(at('checkout/ours'), { recursive: true });
        mkdirSync(at('checkout/ours/lib'), { recursive: true });
        symlinkSync(at('evil.js'), at('checkout/ours/pipes.js'));
        symlinkSync(at('evil.js'), at('checkout/ours/lib/kind.js'));
      },
    ],
    [
      'has a link in place of their directory',
      () => {
        put('evil/pipes.js', evil());
        rmSync(at('checkout/ours'), { recursive: true });
        symlinkSync(at('evil'), at('checkout/ours'));
      },
    ],
    [
      'says how Git shall write them',
      () =>
        put(
          'checkout/.gitattributes',
          '*.js working-tree-encoding=UTF-7 filter=x text eol=crlf\n',
        ),
    ],
    [
      'names others',
      () => {
        put('checkout/evil.js', evil());
        put('checkout/groundwork.yaml', platform({ extensions: './evil.js' }));
      },
    ],
  ])('runs nothing of a change that %s', async (_, alter) => {
    alter();
    commit('change');

    for (const command of ['check', 'render', 'reader']) {
      const { out, err } = await run(
        command,
        '--base',
        'main',
        '--platform',
        at('checkout/groundwork.yaml'),
      );

      expect(err).toBe('');
      expect(out).not.toContain('UnknownKind');
      expect(existsSync(proof())).toBe(false);
    }
  });
});

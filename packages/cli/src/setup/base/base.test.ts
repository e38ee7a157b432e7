import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeYaml } from '@groundwork/engine';
import { runCommand } from '../../testing/runCommand';
import { smallPlatform } from '@groundwork/engine/testUtils';

jest.setTimeout(60_000);

// Jest loads packages with `require` alone.
jest.mock('../../live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

let root: string;
const at = (path: string) => join(root, path);
/** Written by whatever code of the change under review is run. */
const proof = () => at('proof');

function put(path: string, content: string) {
  mkdirSync(dirname(at(path)), { recursive: true });
  rmSync(at(path), { force: true });
  writeFileSync(at(path), content);
}

function git(...args: string[]) {
  return execFileSync('git', ['-C', at('checkout'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    },
  }).toString();
}

function commit(message: string) {
  git('add', '--all', '--force');
  git('commit', '--quiet', '--message', message);
}

const run = (command: string, ...args: string[]) =>
  runCommand(command, at('checkout'), ...args);

const platform = (more: Record<string, unknown> = {}) =>
  writeYaml({ ...smallPlatform(), ...more });

/** A platform with a tier of another name, so that the requests of the checkout do not fit it. */
const otherTiers = () => {
  const { tiers, ...rest } = smallPlatform() as { tiers: object };
  return writeYaml({
    ...rest,
    tiers: Object.fromEntries(
      Object.entries(tiers).map(([name, tier]) => [`${name}-other`, tier]),
    ),
  });
};

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
const evil = () =>
  `require('node:fs').writeFileSync(${JSON.stringify(
    proof(),
  )}, ''); module.exports = { id: 'evil' };`;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-')));
  mkdirSync(at('checkout'));
  git('init', '--quiet', '--initial-branch=main');
  put('checkout/groundwork.yaml', platform());
  put(
    'checkout/platform/tenants/pay.yaml',
    writeYaml({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Tenant',
      metadata: { name: 'pay' },
      spec: {
        owner: 'group:default/payments',
        environments: ['dev'],
        tier: 'small',
      },
    }),
  );
  commit('base');
  git('checkout', '--quiet', '-b', 'change');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('--base', () => {
  it('reads the platform from the commit, not from the change', async () => {
    put('checkout/groundwork.yaml', otherTiers());
    commit('change');

    const head = await run('render', '--check');
    const base = await run('render', '--check', '--base', 'main');
    const named = await run(
      'render',
      '--check',
      '--base',
      'main',
      '--platform',
      at('checkout/groundwork.yaml'),
    );

    expect(head.out).toContain('tier');
    expect(base).toEqual(named);
    expect(base.err).toBe('');
    expect(base.out).toContain('platform/dev/pay/');
  });

  it.each<[string, (out: (path: string) => string) => void]>([
    ['is gone', () => rmSync(at('checkout/groundwork.yaml'))],
    [
      'is a link to a file outside',
      out => {
        put('outside.yaml', otherTiers());
        rmSync(at('checkout/groundwork.yaml'));
        symlinkSync(out('outside.yaml'), at('checkout/groundwork.yaml'));
      },
    ],
    [
      'is a link to another file of the change',
      () => {
        put('checkout/other.yaml', otherTiers());
        rmSync(at('checkout/groundwork.yaml'));
        symlinkSync('other.yaml', at('checkout/groundwork.yaml'));
      },
    ],
    [
      'names extensions of the change',
      () => {
        put('checkout/evil.js', evil());
        put(
          'checkout/groundwork.yaml',
          platform({ extensions: ['./evil.js'] }),
        );
      },
    ],
  ])(
    'does not mind that the platform file of the change %s',
    async (_, alter) => {
      const before = await run('render', '--check', '--base', 'main');
      alter(at);
      commit('change');

      const after = await run('render', '--check', '--base', 'main');
      const checked = await run('check', '--base', 'main');

      expect(after).toEqual(before);
      expect(checked.err).toBe('');
      expect(existsSync(proof())).toBe(false);
    },
  );

  it('follows links outside up to the checkout, and no further', async () => {
    symlinkSync(at('checkout'), at('linked'));
    symlinkSync('linked/groundwork.yaml', at('platform.yaml'));
    put('checkout/groundwork.yaml', otherTiers());

    for (const path of ['platform.yaml', 'linked/groundwork.yaml']) {
      const { out, err } = await run(
        'render',
        '--check',
        '--base',
        'main',
        '--platform',
        at(path),
      );
      expect(err).toBe('');
      expect(out).toContain('platform/dev/pay/');
    }
  });

  it('takes what a file outside includes from the commit, too', async () => {
    put('checkout/shared.yaml', platform());
    git('checkout', '--quiet', 'main');
    commit('shared');
    git('checkout', '--quiet', 'change');
    put('checkout/shared.yaml', otherTiers());
    put(
      'ours/app-config.yaml',
      'tenancy: { $include: ../checkout/shared.yaml }\n',
    );

    const { out, err } = await run(
      'render',
      '--check',
      '--base',
      'main',
      '--platform',
      at('ours/app-config.yaml'),
    );

    expect(err).toBe('');
    expect(out).toContain('platform/dev/pay/');
  });

  describe('with extensions in the repository', () => {
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
      for (const flags of [
        [],
        ['--extensions', at('checkout/ours/pipes.js')],
      ]) {
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
      [
        'alters what they import',
        () => put('checkout/ours/lib/kind.js', evil()),
      ],
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
          put(
            'checkout/groundwork.yaml',
            platform({ extensions: './evil.js' }),
          );
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

  it('is not taken in by what looks like a repository', async () => {
    execFileSync('git', ['init', '--quiet', '--bare', at('bare')]);
    for (const name of ['HEAD', 'config', 'objects/x', 'refs/heads/x']) {
      put(`checkout/estate/${name}`, 'ref: refs/heads/main\n');
    }
    put('checkout/estate/platform/tenants/pay.yaml', 'a: b\n');
    put('checkout/estate/groundwork.yaml', otherTiers());

    const { err } = await runCommand(
      'check',
      at('checkout/estate'),
      '--base',
      'main',
    );

    expect(err).toContain('no file estate/groundwork.yaml of --base main');
  });

  it.each<[string, () => string[], string]>([
    ['that is not there', () => ['--base', 'nowhere'], 'is no commit'],
    ['that is a flag', () => ['--base', '--output=x'], 'is not the name'],
    ['of a file', () => ['--base', 'main:groundwork.yaml'], 'is not the name'],
    [
      'that a tag takes from a branch',
      () => {
        put('checkout/groundwork.yaml', otherTiers());
        commit('change');
        git('tag', 'main');
        return ['--base', 'main'];
      },
      'refs/heads/main and refs/tags/main',
    ],
    [
      'without the platform',
      () => {
        git('rm', '--quiet', 'groundwork.yaml');
        commit('gone');
        put('checkout/groundwork.yaml', platform());
        return ['--base', 'change'];
      },
      'no file groundwork.yaml of --base change',
    ],
    [
      'whose platform is a link to somewhere else',
      () => {
        put('outside.yaml', platform());
        rmSync(at('checkout/groundwork.yaml'));
        symlinkSync(at('outside.yaml'), at('checkout/groundwork.yaml'));
        commit('link');
        return ['--base', 'change'];
      },
      'outside of the repository',
    ],
    [
      'and a kubeconfig of the checkout',
      () => {
        put('checkout/kube', '');
        return ['--base', 'main', '--kubeconfig', at('checkout/kube')];
      },
      'could run programs',
    ],
    [
      'and a program of the checkout',
      () => {
        put('checkout/helm', '');
        return ['--base', 'main', '--helm', at('checkout/helm')];
      },
      'could run programs',
    ],
  ])('says what is wrong with one %s', async (_, prepare, message) => {
    const flags = prepare();
    const { code, err } = await run('check', ...flags);

    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('needs a repository', async () => {
    rmSync(at('checkout/.git'), { recursive: true });

    const { code, err } = await run('check', '--base', 'main');

    // Where tests run in a repository themselves, that one has no such files.
    expect([code, err]).toEqual([2, expect.stringMatching(/--base/)]);
  });
});

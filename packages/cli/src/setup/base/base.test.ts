import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import {
  checkedRepository,
  otherTiers,
  platform,
} from '../../testing/checkedRepository';
import { runCommand } from '../../testing/runCommand';

jest.setTimeout(60_000);

// Jest loads packages with `require` alone.
jest.mock('../../live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

describe('--base', () => {
  const { at, proof, put, git, commit, run, evil } = checkedRepository();

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

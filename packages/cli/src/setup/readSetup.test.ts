import { existsSync, symlinkSync } from 'node:fs';
import { writeYaml } from '@groundwork/engine';
import { runCommand as run } from '../testing/runCommand';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { TestDirectory } from '../testing/TestDirectory';

jest.setTimeout(60_000);

// Jest loads packages with `require` alone.
jest.mock('../live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

let root: TestDirectory;
/** Written by whatever code of the checkout is run. */
let proof: string;

const inRoot = (path: string) => root.path(path);

const named = (extensions: unknown) =>
  writeYaml({ ...smallPlatform(), extensions });

/** A module that adds a kind of request, in the plainest form. */
const pipes = `
const schema = { safeParse: data => ({ success: true, data }) };
module.exports = {
  id: 'acme-pipes',
  kinds: [{
    group: 'acme.example', kind: 'Pipe', plural: 'pipes', versions: ['v1'], namespaced: true,
    writer: 'tenant', team: { may: 'write', limit: 5 }, reach: 'namespace', schema: 'cluster',
  }],
  capabilities: [{
    kind: 'Pipe', schema, description: 'A pipe.',
    example: { description: 'A pipe', name: 'main', spec: {} },
    objectsOwned: [{ group: 'acme.example', kind: 'Pipe' }],
    render: () => [],
  }],
};
`;

beforeEach(() => {
  root = new TestDirectory();
  proof = inRoot('proof');
  const evil = `require('node:fs').writeFileSync(${JSON.stringify(
    proof,
  )}, ''); module.exports = { id: 'evil' };`;
  root.put('checkout/evil.js', evil);
  root.put('checkout/groundwork.yaml', writeYaml(smallPlatform()));
  root.put(
    'checkout/tenants/pay/requests/pipe-main.yaml',
    writeYaml({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Pipe',
      metadata: { name: 'main', tenant: 'pay' },
      spec: {},
    }),
  );
  root.put('ours/evil.js', evil);
  root.put('ours/pipes.js', pipes);
});

afterEach(() => root.remove());

it('says that a configuration of a portal has no section for it', async () => {
  root.put('ours/app-config.yaml', writeYaml({ app: {}, backend: {} }));
  const { code, err } = await run(
    'check',
    inRoot('checkout'),
    '--platform',
    inRoot('ours/app-config.yaml'),
  );
  expect(err).toContain('without a section tenancy');
  expect(code).toBe(2);
});

describe('extensions of the command line', () => {
  it('are loaded from files that it names, and from a platform file outside', async () => {
    root.put('ours/platform.yaml', named(['./pipes.js']));
    const checkout = inRoot('checkout');

    const without = await run('check', checkout);
    const byFlag = await run(
      'check',
      checkout,
      '--extensions',
      inRoot('ours/pipes.js'),
    );
    const byFile = await run(
      'check',
      checkout,
      '--platform',
      inRoot('ours/platform.yaml'),
    );

    expect(without.out).toContain('UnknownKind');
    expect([byFlag.err, byFile.err]).toEqual(['', '']);
    expect(byFlag.out).not.toContain('UnknownKind');
    expect(byFile.out).not.toContain('UnknownKind');
  });

  it.each<[string, () => string[]]>([
    [
      'a groundwork.yaml',
      () => {
        root.put('checkout/groundwork.yaml', named('../ours/evil.js'));
        return [];
      },
    ],
    [
      'a groundwork.yaml that is named',
      () => {
        root.put('checkout/groundwork.yaml', named('./evil.js'));
        return ['--platform', inRoot('checkout/groundwork.yaml')];
      },
    ],
    [
      'a groundwork.yaml in a subdirectory',
      () => {
        root.put('checkout/deep/groundwork.yaml', named('../evil.js'));
        return ['--platform', inRoot('checkout/deep/groundwork.yaml')];
      },
    ],
    [
      'an app-config in the checkout',
      () => {
        root.put(
          'checkout/app-config.yaml',
          writeYaml({
            tenancy: { ...smallPlatform(), extensions: './evil.js' },
          }),
        );
        return ['--platform', inRoot('checkout/app-config.yaml')];
      },
    ],
    [
      'a link in the checkout to a file outside',
      () => {
        root.put('ours/platform.yaml', named('./evil.js'));
        root.remove('checkout/groundwork.yaml');
        symlinkSync(
          inRoot('ours/platform.yaml'),
          inRoot('checkout/groundwork.yaml'),
        );
        return [];
      },
    ],
    [
      'a link outside to a file in the checkout',
      () => {
        root.put('checkout/groundwork.yaml', named('./evil.js'));
        symlinkSync(
          inRoot('checkout/groundwork.yaml'),
          inRoot('ours/platform.yaml'),
        );
        return ['--platform', inRoot('ours/platform.yaml')];
      },
    ],
    [
      'a platform file outside that names code inside',
      () => {
        root.put('ours/platform.yaml', named('../checkout/evil.js'));
        return ['--platform', inRoot('ours/platform.yaml')];
      },
    ],
    [
      'code inside that the command names',
      () => ['--extensions', inRoot('checkout/evil.js')],
    ],
    [
      'code behind a link of the checkout',
      () => {
        symlinkSync(inRoot('ours'), inRoot('checkout/link'));
        return ['--extensions', inRoot('checkout/link/evil.js')];
      },
    ],
    [
      'a link outside to code inside',
      () => {
        symlinkSync(inRoot('checkout/evil.js'), inRoot('ours/link.js'));
        return ['--extensions', inRoot('ours/link.js')];
      },
    ],
  ])('are never loaded for %s', async (_, prepare) => {
    const flags = prepare();

    for (const command of ['check', 'render']) {
      const { code, err } = await run(command, inRoot('checkout'), ...flags);

      expect([code, err]).toEqual([
        2,
        expect.stringMatching(/checkout.*a change under review could run code/),
      ]);
      expect(existsSync(proof)).toBe(false);
    }
  });

  it.each([
    ['no module', 'module.exports = {', 'cannot be loaded'],
    ['no extension', 'module.exports = { kinds: 1 };', 'cannot be used'],
    ['nothing', '', 'cannot be used'],
    [
      'Secrets',
      "module.exports = { id: 'nosy', kinds: [{ group: '', kind: 'Hidden', plural: 'secrets', versions: ['v1'], namespaced: true, writer: 'platform', reach: 'nobody', schema: 'core', watched: true }] };",
      'nosy',
    ],
  ])('say what is wrong with a file that holds %s', async (_, code, text) => {
    root.put('ours/odd.js', code);

    const answer = await run(
      'check',
      inRoot('checkout'),
      '--extensions',
      inRoot('ours/odd.js'),
    );

    expect([answer.code, answer.err]).toEqual([
      2,
      expect.stringContaining(text),
    ]);
  });
});

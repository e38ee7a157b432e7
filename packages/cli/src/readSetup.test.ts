import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeYaml } from '@groundwork/engine';
import { main } from './main';
import { smallPlatform } from './testing/smallPlatform';

jest.setTimeout(60_000);

// Jest loads packages with `require` alone.
jest.mock('./live/loadClient', () => ({
  loadClient: async () => jest.requireActual('@kubernetes/client-node'),
}));

let root: string;
/** Written by whatever code of the checkout is run. */
let proof: string;

const inRoot = (path: string) => join(root, path);

async function put(path: string, content: string) {
  await mkdir(dirname(inRoot(path)), { recursive: true });
  await writeFile(inRoot(path), content);
}

async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
    now: () => 0,
  });
  return { code, out, err };
}

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

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'groundwork-'));
  proof = inRoot('proof');
  const evil = `require('node:fs').writeFileSync(${JSON.stringify(
    proof,
  )}, ''); module.exports = { id: 'evil' };`;
  await put('checkout/evil.js', evil);
  await put('checkout/groundwork.yaml', writeYaml(smallPlatform()));
  await put(
    'checkout/tenants/pay/requests/pipe-main.yaml',
    writeYaml({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: 'Pipe',
      metadata: { name: 'main', tenant: 'pay' },
      spec: {},
    }),
  );
  await put('ours/evil.js', evil);
  await put('ours/pipes.js', pipes);
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('extensions of the command line', () => {
  it('are loaded from files that it names, and from a platform file outside', async () => {
    await put('ours/platform.yaml', named(['./pipes.js']));
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

  it.each<[string, () => Promise<string[]>]>([
    [
      'a groundwork.yaml',
      async () => {
        await put('checkout/groundwork.yaml', named('../ours/evil.js'));
        return [];
      },
    ],
    [
      'a groundwork.yaml that is named',
      async () => {
        await put('checkout/groundwork.yaml', named('./evil.js'));
        return ['--platform', inRoot('checkout/groundwork.yaml')];
      },
    ],
    [
      'a groundwork.yaml in a subdirectory',
      async () => {
        await put('checkout/deep/groundwork.yaml', named('../evil.js'));
        return ['--platform', inRoot('checkout/deep/groundwork.yaml')];
      },
    ],
    [
      'an app-config in the checkout',
      async () => {
        await put(
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
      async () => {
        await put('ours/platform.yaml', named('./evil.js'));
        await rm(inRoot('checkout/groundwork.yaml'));
        await symlink(
          inRoot('ours/platform.yaml'),
          inRoot('checkout/groundwork.yaml'),
        );
        return [];
      },
    ],
    [
      'a link outside to a file in the checkout',
      async () => {
        await put('checkout/groundwork.yaml', named('./evil.js'));
        await symlink(
          inRoot('checkout/groundwork.yaml'),
          inRoot('ours/platform.yaml'),
        );
        return ['--platform', inRoot('ours/platform.yaml')];
      },
    ],
    [
      'a platform file outside that names code inside',
      async () => {
        await put('ours/platform.yaml', named('../checkout/evil.js'));
        return ['--platform', inRoot('ours/platform.yaml')];
      },
    ],
    [
      'code inside that the command names',
      async () => ['--extensions', inRoot('checkout/evil.js')],
    ],
    [
      'code behind a link of the checkout',
      async () => {
        await symlink(inRoot('ours'), inRoot('checkout/link'));
        return ['--extensions', inRoot('checkout/link/evil.js')];
      },
    ],
    [
      'a link outside to code inside',
      async () => {
        await symlink(inRoot('checkout/evil.js'), inRoot('ours/link.js'));
        return ['--extensions', inRoot('ours/link.js')];
      },
    ],
  ])('are never loaded for %s', async (_, prepare) => {
    const flags = await prepare();

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
    ['no module', 'module.exports = {', 'can not be loaded'],
    ['no extension', 'module.exports = { kinds: 1 };', "can't be used"],
    ['nothing', '', "can't be used"],
    [
      'Secrets',
      "module.exports = { id: 'nosy', kinds: [{ group: '', kind: 'Hidden', plural: 'secrets', versions: ['v1'], namespaced: true, writer: 'platform', reach: 'nobody', schema: 'core', watched: true }] };",
      'nosy',
    ],
  ])('say what is wrong with a file that holds %s', async (_, code, text) => {
    await put('ours/odd.js', code);

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

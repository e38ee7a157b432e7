import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { createGitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { GitHttpServer } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { parse } from 'yaml';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { goodForms, tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(120_000);

const run = promisify(execFile);

const path = 'tenants/payments/requests/workload-api.yaml';
const { values } = goodForms['a workload'];
const opened: JsonObject = { ...values, replicas: 1, env: { A: '1' } };

describe('several people who change one request in a real repository', () => {
  const disk = createMockDirectory();
  let server: GitHttpServer;
  let url: string;
  let git: ReturnType<typeof createGitRepositories>;
  let portal: Awaited<ReturnType<typeof startTemplatePortal>>;
  let clones = 0;

  beforeAll(async () => {
    server = await GitHttpServer.start({ root: disk.resolve('remotes') });
    url = await server.createRepository('estate');
    git = createGitRepositories({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      cacheDir: disk.resolve('cache'),
    });
    portal = await startTemplatePortal({
      git: git as never,
      tenancy: { repository: { url, branch: 'main' } },
    });
    for (const [template, form] of [
      ['tenant', tenantValues],
      ['workload', opened],
    ] as const) {
      const { message } = await portal.run(template, form);
      if (message !== '') {
        throw new Error(message);
      }
    }
  });

  afterAll(async () => {
    await portal.stop();
    await server.stop();
  });

  async function inGit() {
    const { commit, files } = await git.readTree({ url, branch: 'main' });
    const text = files.get(path)?.content() ?? '';
    const rendered = files
      .get('tenants/payments/dev/workload-api.yaml')
      ?.content();
    return { commit, text, rendered, spec: parse(text).spec as JsonObject };
  }

  /** The form of somebody who opens the request now: submit it with what they change in it. */
  async function opens(user: string) {
    const { commit, spec } = await inGit();
    const form: JsonObject = {
      ...opened,
      mode: 'change',
      image: spec.image,
      replicas: spec.replicas,
      env: spec.env,
      loaded: JSON.stringify({
        kind: 'Workload',
        tenant: 'payments',
        name: 'api',
        commit,
        spec,
      }),
    };
    return (changes: JsonObject) =>
      portal.run('workload', { ...form, ...changes }, user);
  }

  /** Commits to the remote past the portal, as somebody with a clone does. */
  async function commitByHand(change: (text: string) => string) {
    clones += 1;
    const clone = disk.resolve(`clone-${clones}`);
    const inClone = (...args: string[]) => run('git', ['-C', clone, ...args]);
    await run('git', ['clone', '-q', server.pathOf('estate'), clone]);
    const file = join(clone, path);
    await writeFile(file, change(await readFile(file, 'utf8')));
    await inClone(
      ...['-c', 'user.name=Grace Hand', '-c', 'user.email=grace@acme.example'],
      ...['commit', '-qam', 'By hand'],
    );
    await inClone('push', '-q', 'origin', 'main');
  }

  it('keep what each of three did, also when they do it at once', async () => {
    const [one, two, three] = [
      await opens('ada'),
      await opens('cleo'),
      await opens('dan'),
    ];

    const ends = await Promise.all([
      one({ image: 'registry.acme.example/payments/api:1.4.3' }),
      two({ replicas: 3 }),
      three({ env: { A: '1', B: '2' } }),
    ]);

    expect(ends.map(({ message }) => message)).toEqual(['', '', '']);
    const { spec, rendered } = await inGit();
    expect(spec).toMatchObject({
      image: 'registry.acme.example/payments/api:1.4.3',
      replicas: 3,
      env: { A: '1', B: '2' },
    });
    expect(rendered).toMatch(/payments\/api:1\.4\.3/);
    expect(rendered).toMatch(/replicas: 3/);
    expect(rendered).toMatch(/name: B/);
  });

  it('of whom two change one field at once: the second sees both values and who was first', async () => {
    const people = { cleo: 5, dan: 6 };
    const forms = await Promise.all(Object.keys(people).map(opens));

    const ends = await Promise.all(
      Object.values(people).map((replicas, at) => forms[at]({ replicas })),
    );

    const [winner, ...others] = ends.flatMap(({ message }, at) =>
      message === '' ? [Object.entries(people)[at]] : [],
    );
    expect(others).toEqual([]);
    const [loser] = Object.entries(people).filter(([who]) => who !== winner[0]);
    const { spec } = await inGit();
    expect(spec.replicas).toBe(winner[1]);
    const refused = ends.find(({ message }) => message !== '')?.message;
    expect(refused).toContain(
      `spec.replicas: Somebody changed this since you opened the form: it was 3, Git has ${winner[1]} now, and you want ${loser[1]}.`,
    );
    expect(refused).toContain(`last changed by user:default/${winner[0]}`);
  });

  it('keep a commit by hand with all of its own words', async () => {
    const submit = await opens('ada');
    await commitByHand(
      text => `# asked for by support\n${text.replace('1.4.3', '1.4.4')}`,
    );

    expect(await submit({ env: { A: '3', B: '2' } })).toMatchObject({
      message: '',
    });

    const { text, spec, rendered } = await inGit();
    expect(text).toMatch(/^# asked for by support\n/);
    expect(spec).toMatchObject({
      image: 'registry.acme.example/payments/api:1.4.4',
      env: { A: '3', B: '2' },
    });
    expect(rendered).toMatch(/payments\/api:1\.4\.4/);
  });

  it('keep a commit by hand that comes between the check and the push', async () => {
    const submit = await opens('ada');
    server.beforePush = () =>
      commitByHand(text => text.replace('1.4.4', '1.4.5'));

    expect(await submit({ env: { A: '4', B: '2' } })).toMatchObject({
      message: '',
    });

    const { spec, rendered } = await inGit();
    expect(spec).toMatchObject({
      image: 'registry.acme.example/payments/api:1.4.5',
      env: { A: '4', B: '2' },
    });
    expect(rendered).toMatch(/payments\/api:1\.4\.5/);
  });

  it('are told of what somebody changed by hand meanwhile, and nothing is written', async () => {
    const submit = await opens('ada');
    await commitByHand(text => text.replace('1.4.5', '1.4.6'));
    const before = await inGit();

    const { status, message } = await submit({
      image: 'registry.acme.example/payments/api:2.0.0',
      env: { A: '5' },
    });

    expect(status).toBe('failed');
    expect(message).toContain(
      'spec.image: Somebody changed this since you opened the form: it was registry.acme.example/payments/api:1.4.5, Git has registry.acme.example/payments/api:1.4.6 now, and you want registry.acme.example/payments/api:2.0.0.',
    );
    expect(message).toContain('last changed by Grace Hand');
    expect(await inGit()).toEqual(before);
  });

  it('are told so too where the commit by hand comes right before the push', async () => {
    const submit = await opens('ada');
    server.beforePush = () =>
      commitByHand(text => text.replace('1.4.6', '1.4.7'));

    const { message } = await submit({
      image: 'registry.acme.example/payments/api:2.0.0',
    });

    expect(message).toMatch(
      /Git has \S+:1\.4\.7 now, and you want \S+:2\.0\.0/,
    );
    expect((await inGit()).text).toContain('1.4.7');
  });
});

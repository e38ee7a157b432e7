import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  promotingWorld,
  BRANCH,
  own,
  settings,
  until,
} from '../__testUtils__/promotingWorld';

jest.setTimeout(120_000);

const run = promisify(execFile);

describe('an environment with a branch of its own', () => {
  const {
    audits,
    beforePush,
    get,
    git,
    hold,
    promotionOf,
    rootOf,
    start,
    textOf,
    there,
    urlOf,
    write,
  } = promotingWorld();

  it('has there what is rendered for it and nothing else, each change with its commit', async () => {
    await start({ publish: 'push', codeowners: '@acme/operators' });

    await until(there, paths => paths.length === 6);
    expect(await there()).toEqual([
      'CODEOWNERS',
      'README.md',
      'platform/prod/pay/cluster/quota.yaml',
      'tenants/pay/base/more.yaml',
      own,
      'tenants/shop/prod/settings.yaml',
    ]);
    expect(await textOf('CODEOWNERS')).toBe('* @acme/operators');
    await until(
      () => promotionOf(),
      found => found === undefined,
    );

    const { commit } = await write({ [own]: settings('2') }, 'Set it to 2');
    await until(
      () => textOf(own),
      text => text.includes("'2'"),
    );
    const message = await git('log', '-1', '--format=%B', BRANCH);
    expect(message).toContain('prod: Set it to 2');
    expect(message).toContain(`Promoted-From: tenants ${commit}`);
    // it is told once the push is answered, which is a moment after the branch shows it
    const told = {
      ...{ environment: 'prod', url: urlOf(), branch: BRANCH },
      ...{ commit: await git('rev-parse', BRANCH), written: 1, deleted: 0 },
    };
    expect(
      await until(
        async () => audits(),
        all => all.length > 1,
      ),
    ).toContainEqual(['environment-promote', told]);

    await write({ [own]: undefined }, 'Take it away');
    await until(there, paths => !paths.includes(own));
    expect(await there()).toContain('README.md');
  });

  it('shows its files as they are there, with their own commits', async () => {
    await start({ publish: 'pipeline' });
    await write({ [own]: settings('there') }, 'By a pipeline', BRANCH);

    const { body } = await until(
      () => get(`tenants/pay/files/content?path=${own}`),
      answer => answer.body.content?.includes('there'),
    );
    expect(body).toMatchObject({
      path: own,
      tree: 'tenants',
      environment: 'prod',
      lastChange: { by: 'Ada' },
    });
    expect(body.url).toContain(BRANCH);
    const waits = await until(
      () => promotionOf(),
      found => found?.state === 'coming',
    );
    expect(waits.why).toBe('waits for the pipeline that promotes to prod');
    const { body: compared } = await get('tenants/pay/differences').expect(200);
    expect(JSON.stringify(compared)).toContain('settings');
  });

  it('is left alone where somebody else changed it, until that is taken back', async () => {
    await start({ publish: 'push' });
    await until(there, paths => paths.includes(own));
    const before = await git('rev-parse', BRANCH);
    await write({ [own]: settings('by hand') }, 'Fix it now', BRANCH);

    const held = await until(
      () => promotionOf(),
      found => found?.state === 'held',
    );
    expect(held.why).toMatch(/changed by commit [0-9a-f]{7}\. Revert/);
    await write({ [own]: settings('2') }, 'Set it to 2');
    await until(
      () => get(`tenants/pay/files/content?path=${own}`),
      answer => answer.body.content?.includes('by hand'),
    );
    expect(await textOf(own)).toContain('by hand');

    await write({ [own]: settings('1') }, 'Take it back', BRANCH);
    await until(
      () => textOf(own),
      text => text.includes("'2'"),
    );
    await until(
      () => promotionOf(),
      found => found === undefined,
    );
    expect(await git('merge-base', before, BRANCH)).toBe(before);
  });

  it('takes nothing back of what somebody else pushes at the same time', async () => {
    const theirs = 'tenants/shop/prod/settings.yaml';
    await start({ publish: 'push' });
    await until(
      () => promotionOf('shop'),
      found => found === undefined,
    );
    await git('update-ref', 'refs/heads/prepared', BRANCH);
    await write({ [theirs]: settings('by hand') }, 'Fix it', 'prepared');
    const moved = new Promise<void>(resolve => {
      // the first push is our own, of the request
      beforePush(async () =>
        beforePush(async () => {
          await git('update-ref', `refs/heads/${BRANCH}`, 'prepared');
          resolve();
        }),
      );
    });

    await write({ [own]: settings('2') }, 'Set it to 2');
    await moved;
    const held = await until(
      () => promotionOf('shop'),
      found => found?.state === 'held',
    );
    expect(held.why).toMatch(/changed by commit [0-9a-f]{7}/);
    expect(await textOf(theirs)).toContain('by hand');
    expect(await textOf(own)).toContain("'1'");
  });

  it('is not taken for somebody else’s while what was pushed is read', async () => {
    await start({ publish: 'push' });
    await until(
      () => promotionOf(),
      found => found === undefined,
    );
    const done = audits().length;
    let release = () => {};
    // the first push is our own, of the request
    beforePush(async () =>
      beforePush(async () =>
        hold(
          new Promise(resolve => {
            release = resolve;
          }),
        ),
      ),
    );
    await write({ [own]: settings('2') }, 'Set it to 2');
    await until(
      async () => audits().length,
      count => count > done,
    );

    // It is promoted to again and again meanwhile, at each interval.
    const states: unknown[] = [];
    for (let i = 0; i < 8; i++) {
      await new Promise(resolve => {
        setTimeout(resolve, 400);
      });
      states.push((await promotionOf())?.state);
    }
    hold(undefined);
    release();
    expect(states).toEqual(states.map(() => 'coming'));
    await until(
      () => promotionOf(),
      found => found === undefined,
    );
  });

  it('says where its history was written anew, and does not promote over it', async () => {
    await start({ publish: 'push' });
    await until(there, paths => paths.includes(own));
    await until(
      () => promotionOf(),
      found => found === undefined,
    );
    await git('update-ref', `refs/heads/${BRANCH}`, `${BRANCH}~1`);

    const held = await until(
      () => promotionOf(),
      found => found?.state === 'held',
    );
    expect(held.why).toContain('written anew');
    expect(await there()).toEqual(['README.md']);
  });

  it.each([
    ['a file that cannot be read', 'blob.bin', '\\377\\376\\000'],
    ['a byte order mark', 'marked.yaml', '\\357\\273\\277a: 1\\n'],
    ['UTF-16', 'wide.yaml', '\\377\\376a\\000:\\000 \\0001\\000'],
  ])(
    'holds back one tenant with %s, and nobody else',
    async (_, name, bytes) => {
      await start({ publish: 'push' });
      await until(there, paths => paths.includes(own));
      const work = join(rootOf(), 'work');
      await run('git', ['clone', '-q', urlOf(), work]);
      const inWork = (...args: string[]) => run('git', ['-C', work, ...args]);
      await run('sh', [
        '-c',
        `printf '${bytes}' > ${work}/tenants/shop/prod/${name} && printf x >> ${work}/tenants/shop/prod/settings.yaml && printf '# 2\\n' >> ${work}/${own}`,
      ]);
      await inWork('add', '-A');
      await inWork(
        '-c',
        'user.name=Bob',
        '-c',
        'user.email=bob@example.com',
        'commit',
        '-qm',
        'Add a blob',
      );
      await inWork('push', '-q', 'origin', 'HEAD:main');

      await until(
        () => textOf(own),
        text => text.includes('# 2'),
      );
      expect(await textOf('tenants/shop/prod/settings.yaml')).toBe(
        settings('1').trim(),
      );
      expect(await promotionOf('shop')).toMatchObject({
        state: 'held',
        why: expect.stringContaining(`tenants/shop/prod/${name}`),
      });
      await until(
        () => promotionOf(),
        found => found === undefined,
      );

      await write({ [own]: settings('3') }, 'Set it to 3');
      await until(
        () => textOf(own),
        text => text.includes("'3'"),
      );
      expect(await there()).not.toContain(`tenants/shop/prod/${name}`);
    },
  );

  it('takes changes of requests back where they were asked for', async () => {
    await start({ publish: 'push' });
    await until(there, paths => paths.includes(own));
    const promoted = await git('rev-parse', BRANCH);
    const source = await git('rev-parse', 'main');
    const { body } = await until(
      () => get(`tenants/pay/commits/${promoted}/requests`),
      answer => /promoted/.test(answer.body.error?.message),
    );
    expect(body.error.message).toBe(
      `commit: ${promoted.slice(
        0,
        7,
      )} promoted what requests say to an environment, as of ${source.slice(
        0,
        7,
      )}. Take back the commit that changed the request, which is promoted in turn`,
    );
  });
});

import createKnex from 'knex';
import {
  promotingWorld,
  BRANCH,
  own,
  settings,
  until,
} from '../__testUtils__/promotingWorld';

jest.setTimeout(120_000);

describe('an environment with a branch of its own that is reviewed', () => {
  const {
    get,
    git,
    listed,
    promotionOf,
    pulls,
    refusals,
    refused,
    start,
    stop,
    textOf,
    there,
    urlOf,
    write,
  } = promotingWorld();

  it('waits for its pull request, which follows the requests until it is merged', async () => {
    await start({ publish: 'pullRequest' });
    const waits = await until(
      () => promotionOf(),
      found => found?.state === 'review',
    );
    expect(waits).toMatchObject({
      why: 'waits for pull request #1 of prod',
      url: `${urlOf().replace(/\.git$/, '')}/pull/1`,
    });
    expect(await there()).toEqual(['README.md']);
    expect(pulls()).toHaveLength(1);
    const [{ head }] = pulls();
    expect(await there(head)).toContain(own);
    const { body: requests } = await get('tenants/pay/requests').expect(200);
    expect(JSON.stringify(requests.items)).not.toContain('"stage":"applied"');

    const before = listed();
    await write({ [own]: settings('2') }, 'Set it to 2');
    await until(
      () => textOf(own, head),
      text => text.includes("'2'"),
    );
    await until(
      async () => listed(),
      count => count > before,
    );
    expect(pulls()).toHaveLength(1);

    await git('update-ref', `refs/heads/${BRANCH}`, head);
    pulls()[0].state = 'closed';
    await until(
      () => promotionOf(),
      found => found === undefined,
    );

    await write({ [own]: settings('3') }, 'Set it to 3');
    await until(
      async () => pulls().length,
      count => count === 2,
    );
    expect(pulls()[1].head).not.toBe(head);
  });

  it('is shown on the setup page with files that are no tenant’s', async () => {
    const shared = 'platform/prod/_shared/cluster/guard-rails.yaml';
    await write({ [shared]: 'kind: List\n' }, 'Add guard rails');
    // Branches are told without clusters, whose rights the page would ask for one by one.
    await start({ publish: 'pullRequest' }, { kubernetes: false });

    const { body } = await until(
      () => get('setup', 'root'),
      answer => answer.body.branches?.[0].state === 'review',
    );
    expect(body.branches).toEqual([
      {
        name: 'prod',
        branch: BRANCH,
        state: 'review',
        why: 'waits for pull request #1 of prod',
        url: `${urlOf().replace(/\.git$/, '')}/pull/1`,
        waiting: 5,
        shared: { paths: [shared], total: 1 },
        held: [],
      },
    ]);

    const [{ head }] = pulls();
    await git('update-ref', `refs/heads/${BRANCH}`, head);
    await until(
      () => get('setup', 'root'),
      answer => answer.body.branches?.[0].state === 'done',
    );

    // Somebody deletes it: what it held says nothing any more.
    await git('update-ref', '-d', `refs/heads/${BRANCH}`);
    const gone = await until(
      () => get('setup', 'root'),
      answer => answer.body.branches?.[0].state !== 'done',
    );
    expect(gone.body.branches[0]).toMatchObject({
      state: 'unknown',
      why: expect.stringContaining(`has no branch ${BRANCH}`),
    });
  });

  it('is not asked again for what was refused, and closes what is of no use any more', async () => {
    await start({ publish: 'pullRequest' });
    await until(
      async () => pulls().length,
      count => count === 1,
    );
    await write({ 'NOTES.md': 'more\n' }, 'Add notes', BRANCH);
    await until(
      async () =>
        pulls()
          .map(({ state }) => state)
          .join(),
      states => states === 'closed,open',
    );
    pulls()[1].state = 'closed';
    await new Promise(resolve => {
      setTimeout(resolve, 1_000);
    });
    expect(pulls()).toHaveLength(2);
  });

  const open = () =>
    until(
      async () => pulls().map(({ state }) => state),
      states => states.join() === 'open',
    );
  const states = () =>
    pulls()
      .map(({ state }) => state)
      .join();

  it('is not forgotten where the host did not close it', async () => {
    await start({ publish: 'pullRequest' });
    await open();
    const [{ head }] = pulls();
    refused.add('PATCH');
    await write({ 'NOTES.md': 'more\n' }, 'Add notes', BRANCH);
    const told = await until(
      () => promotionOf(),
      found => found?.state === 'held',
    );
    expect(told.why).toMatch(
      /^cannot be promoted: the pull request .*\/pull\/1 is of no use any more and could not be closed: /,
    );
    refused.clear();
    await until(
      async () => states(),
      all => all === 'closed,open',
    );

    refused.add('PATCH');
    await git('update-ref', `refs/heads/${BRANCH}`, pulls()[1].head);
    await until(
      () => promotionOf(),
      found => found === undefined,
    );
    expect(states()).toBe('closed,open');
    refused.clear();
    await until(
      async () => states(),
      all => all === 'closed,closed',
    );
    expect(pulls()[1].head).not.toBe(head);
  });

  it('holds what requests say, also where it was broken off in between', async () => {
    await start({ publish: 'pullRequest' });
    await open();
    const [{ head }] = pulls();
    refused.add('GET');
    await write({ [own]: settings('2') }, 'Set it to 2');
    await until(
      () => textOf(own, head),
      text => text.includes("'2'"),
    );
    await until(
      () => promotionOf(),
      found => found?.why.startsWith('cannot be promoted'),
    );
    await write({ [own]: settings('1') }, 'Take it back');
    await until(
      () => textOf(own, head),
      text => text.includes("'1'"),
    );
    refused.clear();
    await until(
      () => promotionOf(),
      found => found?.state === 'review',
    );
    expect(await textOf(own, head)).toContain("'1'");
    expect(states()).toBe('open');
  });

  it('stays closed to who is told nothing of it after a start', async () => {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    await start({ publish: 'pullRequest' }, { knex });
    await open();
    pulls()[0].state = 'closed';
    await stop();
    await start({ publish: 'pullRequest' }, { knex });
    const held = await until(
      () => promotionOf(),
      found => found?.state === 'held',
    );
    await stop();
    refused.add('GET');
    const before = refusals();
    await start({ publish: 'pullRequest' }, { knex });
    await until(
      async () => refusals(),
      count => count > before,
    );
    expect(await promotionOf()).toEqual(held);
    await stop();
    await knex.destroy();
  });

  const proposedBefore = async () => {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    await start({ publish: 'pullRequest' }, { knex });
    await open();
    await until(
      () => promotionOf(),
      found => found?.state === 'review',
    );
    await stop();
    return knex;
  };

  it('is closed once a pipeline promotes', async () => {
    const knex = await proposedBefore();
    await start({ publish: 'pipeline' }, { knex });
    await until(
      async () => states(),
      all => all === 'closed',
    );
    expect(await there()).toEqual(['README.md']);
    await stop();
    await knex.destroy();
  });

  it('is closed once the portal pushes, which a host that does not close it holds up by nothing', async () => {
    const knex = await proposedBefore();
    refused.add('PATCH');
    await start({ publish: 'push' }, { knex });
    await until(there, paths => paths.includes(own));
    expect(states()).toBe('open');
    refused.clear();
    await until(
      async () => states(),
      all => all === 'closed',
    );
    await stop();
    await knex.destroy();
  });

  it('stays open where its repository is only written otherwise', async () => {
    const knex = await proposedBefore();
    const before = listed();
    await start({ publish: 'pullRequest', url: `${urlOf()}/` }, { knex });
    await until(
      async () => listed(),
      count => count > before,
    );
    await until(
      () => promotionOf(),
      found => found?.state === 'review',
    );
    await new Promise(resolve => {
      setTimeout(resolve, 1_000);
    });
    expect(states()).toBe('open');
    await stop();
    await knex.destroy();
  });

  it('is closed after an upgrade from a version that did not keep where branches lie', async () => {
    const knex = await proposedBefore();
    await knex('tenancy_promotions').update({
      ...{ repository: null, target: null, name: null },
    });
    const before = listed();
    await start({ publish: 'pullRequest' }, { knex });
    await until(
      async () =>
        (
          await knex('tenancy_promotions').first('repository')
        ).repository,
      repository => repository !== null,
    );
    await stop();
    expect(listed()).toBeGreaterThanOrEqual(before);
    await git('update-ref', 'refs/heads/live', BRANCH);
    await start({ branch: 'live', publish: 'push' }, { knex });
    await until(
      async () => states(),
      all => all === 'closed',
    );
    await stop();
    await knex.destroy();
  });

  it.each([
    ['is given another branch', { branch: 'live', publish: 'push' }],
    ['is promoted to no more', undefined],
  ])('is closed once the environment %s', async (_, place) => {
    const knex = await proposedBefore();
    await git('update-ref', 'refs/heads/live', BRANCH);
    refused.add('PATCH');
    const before = refusals();
    await start(place, { knex });
    await until(
      async () => refusals(),
      count => count > before,
    );
    expect(states()).toBe('open');
    refused.clear();
    await until(
      async () => states(),
      all => all === 'closed',
    );
    await stop();

    // As it was before: that is proposed anew, and not taken for what somebody closed.
    await start({ publish: 'pullRequest' }, { knex });
    await until(
      async () => states(),
      all => all === 'closed,open',
    );
    await stop();
    await knex.destroy();
  });
});

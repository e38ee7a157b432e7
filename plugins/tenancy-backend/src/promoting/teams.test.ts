import createKnex from 'knex';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  own,
  promotingWorld,
  settings,
  tenantIn,
  until,
} from '../__testUtils__/promotingWorld';

jest.setTimeout(120_000);

const shops = 'tenants/shop/prod/settings.yaml';

describe('an environment in which each team has a repository', () => {
  const world = promotingWorld();
  const { asked, get, git, gitOf, makeTeam, promotionOf, teamUrl, write } =
    world;

  const place = (publish: string, url = teamUrl()) => ({
    tenants: { url },
    publish,
  });
  const filesOf = async (team: string) =>
    (await gitOf(team, 'ls-tree', '-r', '--name-only', 'main')).split('\n');
  const isSettled = (team?: string) =>
    until(
      () => promotionOf(team),
      found => found === undefined,
    );

  it('has there what is rendered for the team, whatever other repositories are', async () => {
    await makeTeam('pay');
    await world.start(place('push'));

    await until(
      () => filesOf('pay'),
      paths => paths.includes(own),
    );
    expect(await filesOf('pay')).toEqual([
      'README.md',
      'tenants/pay/base/more.yaml',
      own,
    ]);
    await isSettled();
    const message = await gitOf('pay', 'log', '-1', '--format=%B', 'main');
    expect(message).toContain('prod/pay');
    expect(message).toContain(
      `Promoted-From: tenants ${await git('rev-parse', 'main')}`,
    );

    // That of the other team is not there: nothing of it is known, and it is told who makes it.
    const held = await until(
      () => promotionOf('shop'),
      found => found?.state === 'held',
    );
    expect(held.why).toBe(
      `branch main of ${teamUrl(
        'shop',
      )} is not there, or not for the portal. The platform team creates the repository with a first commit on that branch, and gives the account of the portal rights there`,
    );
    await get('tenants/shop/files', 'root').expect(503);
    const { body: sources } = await get('tenants/shop/status', 'root');
    expect(JSON.stringify(sources.sources)).toContain('git branch prod/shop');
    const { body: others } = await get('tenants/pay/status', 'root');
    expect(JSON.stringify(others.sources)).not.toContain('shop');

    await makeTeam('shop');
    await until(
      () => filesOf('shop'),
      paths => paths.includes(shops),
    );
    expect(await filesOf('shop')).toEqual(['README.md', shops]);
    await isSettled('shop');
  });

  it('shows what the team has there, and nothing that it put into the folders of others', async () => {
    await makeTeam('pay');
    await makeTeam('shop');
    await world.start(place('push'));
    await isSettled();
    await isSettled('shop');

    await world.writeTo('pay', shops, settings('foreign'));
    await world.writeTo('pay', 'tenants/pay/prod/own.yaml', settings('9'));
    const held = await until(
      () => promotionOf(),
      found => found?.state === 'held',
    );
    expect(held.why).toMatch(/was changed by commit [0-9a-f]{7}/);
    const { body } = await get('tenants/pay/files').expect(200);
    const inProd = body.items.filter(
      (each: { environment?: string }) => each.environment === 'prod',
    );
    expect(inProd.map((each: { path: string }) => each.path)).toEqual([
      'platform/prod/pay/cluster/quota.yaml',
      'tenants/pay/prod/own.yaml',
      own,
    ]);
    expect(inProd[2].url).toContain('teams/pay');
    const { body: file } = await get(
      `tenants/shop/files/content?path=${shops}`,
      'bob',
    ).expect(200);
    expect(file.content).toContain('value: "1"');

    // The other team goes on meanwhile.
    await write({ [shops]: settings('2') }, 'Set it to 2');
    await until(
      () => gitOf('shop', 'show', `main:${shops}`),
      text => text.includes("'2'"),
    );
  });

  it('follows tenants that come', async () => {
    await makeTeam('pay');
    await world.start(place('push'));
    await isSettled();
    await makeTeam('late');
    await write(
      {
        'platform/tenants/late.yaml': tenantIn('late', 'payments'),
        'tenants/late/prod/settings.yaml': settings('1'),
      },
      'Make tenant late',
    );
    const there = await until(
      () => filesOf('late'),
      paths => paths.length > 1,
    );
    expect(there).toEqual(['README.md', 'tenants/late/prod/settings.yaml']);
  });

  it('takes away what was promoted for tenants that go, also while the portal was not there', async () => {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: join(world.rootOf(), 'portal.sqlite'),
      useNullAsDefault: true,
    });
    const rows = () => knex('tenancy_promotions').pluck('tenant');
    try {
      await makeTeam('pay');
      await makeTeam('shop');
      await world.start(place('push'), { knex });
      await isSettled();
      await isSettled('shop');

      await write(
        { 'platform/tenants/shop.yaml': undefined, [shops]: undefined },
        'Take shop away',
      );
      await until(
        () => filesOf('shop'),
        paths => !paths.includes(shops),
      );
      expect(await filesOf('shop')).toEqual(['README.md']);
      await until(rows, found => !found.includes('shop'));
      expect(await rows()).toEqual(['pay']);
      const ofShop = () => asked().filter(path => path.includes('shop')).length;
      // What was under way when it was forgotten still comes.
      await until(
        async () => {
          const counted = ofShop();
          await sleep(2_000);
          return ofShop() - counted;
        },
        more => more === 0,
      );
      const before = ofShop();
      await write({ [own]: settings('2') }, 'Set it to 2');
      await until(
        () => gitOf('pay', 'show', `main:${own}`),
        text => text.includes("'2'"),
      );
      expect(ofShop()).toBe(before);

      await world.stop();
      await write(
        {
          'platform/tenants/pay.yaml': undefined,
          'tenants/pay/base/more.yaml': undefined,
          [own]: undefined,
        },
        'Take pay away',
      );
      await world.start(place('push'), { knex });
      await until(
        () => filesOf('pay'),
        paths => !paths.includes(own),
      );
      expect(await filesOf('pay')).toEqual(['README.md']);
      await until(rows, found => found.length === 0);
    } finally {
      await world.stop();
      await knex.destroy();
    }
  });

  it('has nothing for a tenant whose repository would be that of the requests', async () => {
    await write(
      {
        'platform/tenants/estate.yaml': tenantIn('estate', 'payments'),
        'tenants/estate/prod/settings.yaml': settings('1'),
      },
      'Make tenant estate',
    );
    const before = await git('rev-parse', 'main');
    await world.start(
      place('push', world.urlOf().replace('estate', '${{ tenant }}')),
    );
    const held = await until(
      () => promotionOf('estate'),
      found => found?.state === 'held',
    );
    expect(held.why).toContain(
      `its repository would be ${world.urlOf()}, which is that of the requests`,
    );
    await get('tenants/estate/files', 'root').expect(503);
    await until(
      () => promotionOf(),
      found => found?.state === 'held',
    );
    expect(await git('rev-parse', 'main')).toBe(before);
  });

  it('proposes to the repository of the team', async () => {
    await makeTeam('pay');
    await world.start(place('pullRequest'));
    const waits = await until(
      () => promotionOf(),
      found => found?.state === 'review',
    );
    expect(waits.why).toBe('waits for pull request #1 of prod/pay');
    const [{ head }] = world.pulls();
    expect(head).toMatch(/^groundwork\/promote-prod\/pay-[0-9a-f]{8}$/);
    await gitOf('pay', 'update-ref', 'refs/heads/main', head);
    world.pulls()[0].state = 'closed';
    await isSettled();
    expect(await filesOf('pay')).toContain(own);
  });
});

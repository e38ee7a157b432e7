import { mockServices } from '@backstage/backend-test-utils';
import type { GitTree } from '@groundwork/backstage-plugin-tenancy-node';
import { parsePlatform, tenantBranches } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { type BranchEvent, TenantBranches } from './TenantBranches';

const { environments, ...rest } = smallPlatform();
const platform = parsePlatform({
  ...rest,
  environments: environments.map(environment =>
    environment.name === 'prod'
      ? {
          ...environment,
          repository: {
            tenants: {
              url: 'https://git.example.com/deploy/${{ tenant }}.git',
            },
          },
        }
      : environment,
  ),
});

const treeAt = (commit: string): GitTree => ({
  commit,
  asOf: 1,
  files: new Map(),
});

const inProd = (name: string) => ({ name, environments: ['prod'] });

describe('TenantBranches', () => {
  const life: AbortController[] = [];
  const logger = mockServices.logger.mock();
  let events: BranchEvent[] = [];

  const start = (
    read: (tenant: string) => Promise<GitTree>,
    interval = 60_000,
  ) => {
    events = [];
    const branches = new TenantBranches({
      platform,
      logger,
      interval,
      read: ({ tenant = '' }) => read(tenant),
      onEvent: event => events.push(event),
    });
    const own = new AbortController();
    life.push(own);
    void branches.run(own.signal);
    return branches;
  };

  const until = async (check: () => boolean) => {
    while (!check()) {
      await new Promise(resolve => {
        setTimeout(resolve, 5);
      });
    }
  };

  afterEach(() => {
    life.splice(0).forEach(each => each.abort());
    jest.clearAllMocks();
  });

  it('are read a few at a time, and one that does not answer holds up no other', async () => {
    let running = 0;
    let most = 0;
    const branches = start(async tenant => {
      running += 1;
      most = Math.max(most, running);
      await (tenant.startsWith('silent')
        ? new Promise(() => {})
        : new Promise(resolve => {
            setTimeout(resolve, 1);
          }));
      running -= 1;
      return treeAt('1');
    });
    const names = Array.from({ length: 30 }, (_, i) => `team-${i}`);
    await branches.follow(['silent-a', 'silent-b', ...names].map(inProd));
    await until(() => events.length === names.length);
    expect(most).toBe(4);
    expect(branches.state('branch prod/team-3')?.tree?.commit).toBe('1');
    expect(branches.state('branch prod/silent-a')?.tree).toBeUndefined();
  });

  it('keep what was last read where they cannot be read, and are told of once', async () => {
    let fails = false;
    let reads = 0;
    const branches = start(async () => {
      reads += 1;
      if (fails) {
        throw Object.assign(new Error('away'), { name: 'NotAllowedError' });
      }
      return treeAt('1');
    }, 4);
    await branches.follow([inProd('pay')]);
    await until(() => events.length > 0);
    fails = true;
    const before = reads;
    await until(() => reads > before + 2);
    expect(branches.state('branch prod/pay')).toMatchObject({
      tree: { commit: '1' },
      problem: { unknown: 'forbidden', message: 'away', isMissing: false },
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(events.filter(({ hasMoved }) => hasMoved)).toHaveLength(1);
    expect(events.filter(({ isNews }) => isNews)).toHaveLength(2);

    fails = false;
    await until(() => branches.state('branch prod/pay')?.problem === undefined);
  });

  it('come with the tenants that are there, and stay until they are forgotten', async () => {
    const branches = start(async () => treeAt('1'));
    await branches.follow([
      inProd('pay'),
      inProd('shop'),
      { name: 'test', environments: ['dev'] },
      { name: 'unread', environments: undefined },
      { name: 'no/name', environments: ['prod'] },
    ]);
    expect(branches.all().map(({ name }) => name)).toEqual([
      'prod/pay',
      'prod/shop',
      'prod/unread',
    ]);
    expect(branches.of('test')).toEqual([]);

    await branches.follow([inProd('pay')]);
    expect(branches.of('shop')).toEqual([]);
    expect(branches.isFormer('branch prod/shop')).toBe(true);
    branches.forget({ name: 'prod/pay' });
    branches.forget({ name: 'prod/shop' });
    expect(branches.all().map(({ name }) => name)).toEqual([
      'prod/pay',
      'prod/unread',
    ]);

    await branches.follow([inProd('pay'), inProd('unread')]);
    expect(branches.isFormer('branch prod/unread')).toBe(false);
  });

  it('of before the start are followed once it is known which tenants there are', async () => {
    const branches = start(async () => treeAt('1'));
    branches.keep([
      ...tenantBranches(platform, 'gone'),
      ...tenantBranches(platform, 'pay'),
    ]);
    expect(branches.all()).toEqual([]);
    await branches.follow([inProd('pay')]);
    expect(branches.isFormer('branch prod/gone')).toBe(true);
    expect(branches.isFormer('branch prod/pay')).toBe(false);
  });

  it('of a repository that was pushed to are read at once', async () => {
    const reads: string[] = [];
    const branches = start(async tenant => {
      reads.push(tenant);
      return treeAt('1');
    });
    await branches.follow([inProd('pay'), inProd('shop')]);
    await until(() => reads.length === 2);
    await until(() => events.length === 2);
    branches.readSoon('https://GIT.example.com/deploy/shop');
    await until(() => reads.length === 3);
    expect(reads[2]).toBe('shop');
    branches.readSoon('https://git.example.com/deploy/pay.git', 'other');
    branches.readSoon('https://git.example.com/deploy/shop.git', 'main');
    await until(() => reads.length === 4);
    expect(reads[3]).toBe('shop');
  });
});

import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const HOUR = 3_600_000;

/** Somebody sets the clock of the machine, while time itself goes on. */
describe.each([
  ['forwards', 2 * HOUR],
  ['backwards', -2 * HOUR],
  ['backwards by less than anything is kept for', -20_000],
])('a clock that is set %s', (_way, jump) => {
  let portal: Portal;
  const now = Date.now.bind(Date);
  let set = 0;

  const { get, post, settled } = clientOf(() => portal);
  const namespace = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'tenancy.groundwork.dev/tenant': name,
        'tenancy.groundwork.dev/environment': 'dev',
      },
    },
  });
  const status = async () => (await get('tenants/pay/status').expect(200)).body;
  const stateOf = async () => (await get('tenants/pay').expect(200)).body.state;
  const within = async <T>(
    ms: number,
    ask: () => Promise<T>,
    check: (value: T) => boolean,
  ) => {
    const since = performance.now();
    const value = await until(ask, check);
    expect(performance.now() - since).toBeLessThan(ms);
    return value;
  };

  beforeEach(async () => {
    set = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + set);
    portal = await startPortal({
      files: { 'platform/tenants/pay.yaml': tenantFile('pay', 'payments') },
      tenancy: { git: { pollInterval: '200ms' } },
    });
    portal.cluster.put(namespace('pay'));
    await settled();
    await until(stateOf, state => state !== 'Unknown');
    await post('proposals', {
      tenant: 'pay',
      kind: 'Route',
      name: 'web',
      url: 'https://git.example.com/acme/estate/pull/1',
    }).expect(204);
    const before = await stateOf();
    set = jump;
    await until(stateOf, state => state === before);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await portal.stop();
  });

  it('lets what happens in clusters and Git be seen as before', async () => {
    portal.cluster.put(namespace('late'));
    await within(
      5_000,
      async () => (await get('tenants', 'root')).body.items,
      items => items.length === 2,
    );
    portal.git.write({
      'platform/tenants/new.yaml': tenantFile('new', 'payments'),
    });
    const { sources } = await within(
      5_000,
      async () => (await get('tenants', 'root')).body,
      body => body.items.length === 3,
    );
    // Nothing is as of a time that has not come.
    await within(
      5_000,
      async () => (await get('tenants', 'root')).body.sources,
      all =>
        all.every(({ asOf }: { asOf: number }) => asOf <= Date.now() + 1000),
    );
    expect(
      sources.filter(({ problem }: { problem?: unknown }) => problem),
    ).toEqual([]);
  });

  it('leaves nothing green of a cluster that goes away, and it comes back', async () => {
    const before = await stateOf();
    await portal.cluster.stop();
    await within(15_000, stateOf, state => state === 'Unknown');
    expect((await status()).sync.environments).toMatchObject([
      { environment: 'dev', state: 'Unknown' },
    ]);
    await portal.cluster.listen();
    await within(10_000, stateOf, state => state === before);
  });

  it('keeps proposals', async () => {
    const { body } = await get('tenants/pay/requests').expect(200);
    expect(body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'web', stage: 'proposed' }),
      ]),
    );
  });
});

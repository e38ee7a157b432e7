import { clientOf, until } from '../__testUtils__/clientOf';
import {
  type Portal,
  startPortal,
  tenantFile,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const path = 'tenants/pay/requests/workload-api.yaml';
const route = 'tenants/pay/requests/workload/api/revert';

const workload = (version: string, replicas = 1) => `# by hand
apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: api, tenant: pay }
spec:
  image: registry.example.com/pay/api:${version} # the stable one
  replicas: ${replicas}
  resources:
    requests: { cpu: 100m, memory: 64Mi, ephemeralStorage: 64Mi }
    limits: { cpu: 100m, memory: 64Mi, ephemeralStorage: 64Mi }
  writable: []
`;

describe('taking back a commit', () => {
  let portal: Portal;
  const { get, post, settled } = clientOf(() => portal);

  const head = async () =>
    (await portal.git.readHistory({ url: '', branch: '' })).commits[0].commit;
  const inGit = () => portal.git.files.get(path);

  /** Commits files, and answers the commit. */
  async function commit(files: Record<string, string | undefined>) {
    portal.git.write(files);
    return head();
  }

  beforeEach(async () => {
    portal = await startPortal({
      files: {
        'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
        'platform/tenants/web.yaml': tenantFile('web', 'shop'),
        [path]: workload('1'),
      },
    });
    await settled();
  });

  afterEach(() => portal.stop());

  it('shows the difference first, and then commits it, with what came since', async () => {
    const bad = await commit({
      [path]: workload('2'),
      'tenants/web/notes.yaml': 'theirs: true',
    });
    await commit({ [path]: workload('2', 2) });

    const { body } = await get(`${route}?commit=${bad}`).expect(200);
    expect(
      body.findings.filter(
        ({ severity }: { severity: string }) => severity === 'error',
      ),
    ).toEqual([]);
    expect(body.changes.join('\n')).toContain('api:1');
    expect(inGit()).toBe(workload('2', 2));

    await post(route, { commit: bad }).expect(202);

    expect(inGit()).toBe(workload('1', 2));
    expect(portal.git.files.get('tenants/web/notes.yaml')).toBe('theirs: true');
    const { commits } = await portal.git.readHistory({ url: '', branch: '' });
    expect(commits[0].message).toBe(
      `Take back ${bad.slice(0, 7)} of workload api of pay`,
    );
    // Taken back twice there is nothing left to take back.
    await post(route, { commit: bad }).expect(409);
  });

  it('overwrites nothing that somebody changed since', async () => {
    const bad = await commit({ [path]: workload('2') });
    await commit({ [path]: workload('3') });

    const { body } = await get(`${route}?commit=${bad}`).expect(200);
    expect(body.findings).toContainEqual(
      expect.objectContaining({ code: 'EditConflict', field: 'spec.image' }),
    );
    const refused = await post(route, { commit: bad }).expect(400);
    expect(refused.body.error.message).toContain('spec.image');
    expect(inGit()).toBe(workload('3'));
  });

  it.each([
    ['a commit that is on no branch', () => 'f'.repeat(40), 'is not on branch'],
    ['an option', () => '--help', 'must be a commit'],
    ['a branch', () => 'main', 'must be a commit'],
  ])('refuses %s', async (_, commitOf, words) => {
    const { body } = await post(route, { commit: commitOf() }).expect(400);
    expect(body.error.message).toContain(words);
    expect(inGit()).toBe(workload('1'));
  });

  it('refuses a commit that did not touch the request', async () => {
    const other = await commit({ 'tenants/web/notes.yaml': 'theirs: true' });
    const { body } = await post(route, { commit: other }).expect(400);
    expect(body.error.message).toContain('changed nothing');
  });

  it('lists what a commit changed of the tenant, and nothing of another', async () => {
    const bad = await commit({
      [path]: workload('2'),
      'tenants/pay/requests/workload-more.yaml': workload('1').replace(
        'name: api',
        'name: more',
      ),
      'tenants/web/requests/workload-theirs.yaml': workload('1')
        .replace('name: api', 'name: theirs')
        .replace('tenant: pay', 'tenant: web'),
    });
    const { body } = await get(`tenants/pay/commits/${bad}/requests`);
    expect(body.items).toEqual([
      { kind: 'Workload', name: 'api', what: 'changed' },
      { kind: 'Workload', name: 'more', what: 'added' },
    ]);
    await get(`tenants/pay/commits/${bad}/requests`, 'bob').expect(404);
    await get(`tenants/pay/commits/${'f'.repeat(40)}/requests`).expect(400);
    await get('tenants/pay/commits/main/requests').expect(400);
  });

  it('brings back what a commit removed', async () => {
    const gone = await commit({ [path]: undefined });
    const listed = await get(`tenants/pay/commits/${gone}/requests`);
    expect(listed.body.items).toEqual([
      { kind: 'Workload', name: 'api', what: 'removed' },
    ]);
    await post(route, { commit: gone }).expect(202);
    expect(inGit()).toContain('registry.example.com/pay/api:1');
    // Once it is back there is something of that name.
    const again = await post(route, { commit: gone }).expect(400);
    expect(again.body.error.message).toContain('NameTaken');
  });

  it('takes away what a commit added, once that is confirmed', async () => {
    await commit({ [path]: undefined });
    const made = await commit({ [path]: workload('1') });
    const { body } = await get(`${route}?commit=${made}`).expect(200);
    expect(body.files).toContainEqual(
      expect.objectContaining({ path, change: 'removed' }),
    );
    await post(route, {
      commit: made,
      confirmed: body.removals.map(({ id }: { id: string }) => id),
    }).expect(202);
    expect(inGit()).toBeUndefined();
    const { body: twice } = await post(route, { commit: made }).expect(404);
    expect(twice.error.message).toContain('any more');
  });

  it('takes what is asked and nothing more', async () => {
    const bad = await commit({ [path]: workload('2') });
    await post(route, { commit: bad, confirmed: 'all' }).expect(400);
    await post(route, { commit: bad, more: true }).expect(400);
    expect(inGit()).toBe(workload('2'));
  });

  it('shows nobody but admins what was before the tenant became theirs', async () => {
    const bad = await commit({ [path]: workload('2') });
    await commit({
      'platform/tenants/pay.yaml': tenantFile('pay', 'shop'),
    });
    const transfer = await head();
    await until(
      () => get('tenants/pay', 'bob'),
      ({ status }) => status === 200,
    );
    await get(`${route}?commit=${bad}`, 'ada').expect(404);
    const { body } = await get(`${route}?commit=${bad}`, 'bob').expect(400);
    expect(body.error.message).toContain('belonged to another group');
    expect(JSON.stringify(body)).not.toContain('api:1');
    await get(`tenants/pay/commits/${bad}/requests`, 'bob').expect(400);
    await get(
      `tenants/pay/requests/tenant/pay/revert?commit=${transfer}`,
      'bob',
    ).expect(400);
    await get(`${route}?commit=${bad}`, 'root').expect(200);

    const later = await commit({ [path]: workload('3') });
    await get(`${route}?commit=${later}`, 'bob').expect(200);
  });

  it('is nobody else’s to do', async () => {
    const bad = await commit({ [path]: workload('2') });
    await get(`${route}?commit=${bad}`, 'bob').expect(404);
    await post(route, { commit: bad }, 'bob').expect(404);
    expect(inGit()).toBe(workload('2'));
  });
});

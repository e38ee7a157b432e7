import { clientOf } from '../__testUtils__/clientOf';
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

  it('refuses a commit that did not change the request, or made it', async () => {
    const other = await commit({ 'tenants/web/notes.yaml': 'theirs: true' });
    const { body } = await post(route, { commit: other }).expect(400);
    expect(body.error.message).toContain('changed nothing');
    await commit({ [path]: undefined });
    const made = await commit({ [path]: workload('1') });
    const added = await post(route, { commit: made }).expect(400);
    expect(added.body.error.message).toContain('added');
  });

  it('is nobody else’s to do', async () => {
    const bad = await commit({ [path]: workload('2') });
    await get(`${route}?commit=${bad}`, 'bob').expect(404);
    await post(route, { commit: bad }, 'bob').expect(404);
    expect(inGit()).toBe(workload('2'));
  });
});

import { writeYaml } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { runCommand } from './testing/runCommand';
import { TestDirectory } from './testing/TestDirectory';

const apiVersion = 'tenancy.groundwork.dev/v1';
const path = 'tenants/pay/requests/workload-api.yaml';
const workload = (environment: string) => `# by hand
apiVersion: ${apiVersion}
kind: Workload
metadata: { name: api, tenant: pay }
spec:
  environments:
    - dev # first
    - ${environment}
  image: registry.example.com/api:1 # pinned
`;

let directory: TestDirectory;

beforeEach(async () => {
  directory = new TestDirectory();
  directory.put('groundwork.yaml', writeYaml(smallPlatform()));
  directory.put(
    'platform/tenants/pay.yaml',
    writeYaml({
      apiVersion,
      kind: 'Tenant',
      metadata: { name: 'pay' },
      spec: {
        owner: 'group:default/payments',
        environments: ['dev', 'prod'],
        tier: 'small',
      },
    }),
  );
});

afterEach(() => directory.remove());

const fix = (...flags: string[]) => runCommand('fix', directory.root, ...flags);

describe('groundwork fix', () => {
  it('finds nothing where nothing is wrong', async () => {
    directory.put(path, workload('prod'));
    expect(await fix()).toMatchObject({
      code: 0,
      out: 'Nothing is wrong that an edit of a request puts right.\n',
    });
  });

  it('tells all ways, and writes none of several', async () => {
    directory.put(path, workload('prdo'));
    const { code, out } = await fix('--write');
    expect(code).toBe(1);
    expect(out).toContain('- Use prod');
    expect(out).toContain('- Leave prdo out');
    expect(directory.read(path)).toBe(workload('prdo'));
  });

  it('writes the only way, and touches nothing else of the file', async () => {
    directory.put(path, workload('elsewhere'));
    const told = await fix();
    expect(told.code).toBe(1);
    expect(directory.read(path)).toBe(workload('elsewhere'));

    const { code, out } = await fix('--write');

    expect(code).toBe(0);
    expect(out).toContain('fixed Leave elsewhere out');
    expect(directory.read(path)).toBe(
      workload('elsewhere').replace('    - elsewhere\n', ''),
    );
    expect((await fix()).code).toBe(0);
  });

  it('refuses what is no directory', async () => {
    expect((await runCommand('fix', '/nowhere')).code).toBe(2);
  });
});

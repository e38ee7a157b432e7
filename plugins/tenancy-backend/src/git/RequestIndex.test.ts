import type { GitFile } from '@groundwork/backstage-plugin-tenancy-node';
import { tenantFile } from '../__testUtils__/startPortal';
import { RequestIndex } from './RequestIndex';
import { defaultLayout } from '@groundwork/engine';

function tree(files: Record<string, string>, read: string[] = []) {
  return {
    commit: Object.keys(files).join(),
    files: new Map<string, GitFile>(
      Object.entries(files).map(([path, content]) => [
        path,
        {
          oid: content,
          content: () => {
            read.push(path);
            return content;
          },
        },
      ]),
    ),
  };
}

const workload = (tenant: string, name: string) => `
apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: ${name}, tenant: ${tenant} }
spec: { image: registry.example.com/${name}:1 }
`;

const platform = {
  'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
  'platform/tenants/pay.yml': tenantFile('pay', 'shop'),
  'platform/tenants/odd.yml': 'kind: [',
  'platform/tenants/deep/web.yaml': tenantFile('web', 'shop'),
  'platform/tenants/README.md': 'no request',
};
const tenants = {
  'tenants/pay/requests/workload-a.yaml': workload('pay', 'a'),
  'tenants/pay-2/requests/workload-b.yaml': workload('pay-2', 'b'),
  'tenants/pay/requests/deep/workload-c.yaml': workload('pay', 'c'),
  'tenants/pay/requests/workload-d.yaml': workload('pay-2', 'd'),
  'tenants/pay/requests/notes.txt': 'no request',
  'tenants/pay/dev/deployment.yaml': 'kind: Deployment',
};

describe('RequestIndex', () => {
  const requestIndex = (read: string[] = []) => {
    const trees = {
      platform: tree(platform, read),
      tenants: tree(tenants, read),
    };
    return {
      trees,
      requestIndex: new RequestIndex(
        { tree: name => trees[name] },
        { layout: defaultLayout },
      ),
    };
  };

  it('finds the requests of each tenant, and no others', () => {
    const { requestIndex: requests } = requestIndex();
    expect(requests.tenants()).toEqual(['pay', 'odd']);
    expect(requests.requestsOf('pay').map(({ path }) => path)).toEqual([
      'platform/tenants/pay.yaml',
      'tenants/pay/requests/workload-a.yaml',
      'tenants/pay/requests/workload-d.yaml',
    ]);
    expect(requests.requestsOf('pay-2').map(({ path }) => path)).toEqual([
      'tenants/pay-2/requests/workload-b.yaml',
    ]);
    expect(requests.requestsOf('none')).toEqual([]);
    expect(requests.isUnreadable('odd')).toBe(true);
  });

  it('answers the same once files are parsed ahead, and parses none again', async () => {
    const read: string[] = [];
    const { requestIndex: ahead, trees } = requestIndex(read);
    await ahead.prepare('platform', trees.platform);
    await ahead.prepare('tenants', trees.tenants);
    read.length = 0;
    const { requestIndex: requests } = requestIndex();

    for (const tenant of ['pay', 'pay-2', 'odd', 'none']) {
      expect(ahead.requestsOf(tenant)).toEqual(requests.requestsOf(tenant));
      expect(ahead.tenant(tenant)).toEqual(requests.tenant(tenant));
    }
    expect(read).toEqual([]);
  });

  it('parses again what has changed, and forgets what is gone', async () => {
    const { requestIndex: requests, trees } = requestIndex();
    await requests.prepare('platform', trees.platform);
    trees.platform = tree({
      'platform/tenants/pay.yaml': tenantFile('pay', 'shop'),
    });
    await requests.prepare('platform', trees.platform);

    expect(requests.tenant('pay')?.spec.owner).toBe('group:default/shop');
    expect(requests.tenants()).toEqual(['pay']);
    expect(requests.isUnreadable('odd')).toBe(false);
  });
});

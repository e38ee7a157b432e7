import { type ApplicationStatus, parsePlatform } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { LiveSnapshot } from '../clusters';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { ownApplication } from './own';

const platform = parsePlatform(smallPlatform());
const [environment] = platform.environments;
const { cluster } = environment.argocd;
const ids = { group: 'argoproj.io', kind: 'Application', version: 'v1alpha1' };
const tenant = { name: 'pay' } as TenantEntry;

async function find(namespaces: readonly string[], name = 'pay-dev') {
  const snapshot = new LiveSnapshot({ labels: [] });
  snapshot.addCluster(cluster);
  snapshot.addKind(cluster, ids);
  await snapshot.replace(
    cluster,
    ids,
    namespaces.map(namespace => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'pay-dev', namespace },
    })),
  );
  const applications = namespaces.map(
    namespace =>
      ({
        ref: { cluster, ...ids, namespace, name: 'pay-dev' },
      } as unknown as ApplicationStatus),
  );
  const environments = [{ environment: environment.name, applications }];
  const parts = {
    platform,
    snapshot,
    statuses: { syncOf: () => ({ environments }) },
    directory: {},
  } as unknown as Parameters<typeof ownApplication>[0];
  return () => ownApplication(parts, tenant, environment, name);
}

describe('the Application of a tenant', () => {
  it('is found by its name', async () => {
    const { status } = (await find(['argocd']))();
    expect(status.ref.namespace).toBe('argocd');
  });

  it('is not there under another name', async () => {
    expect(await find(['argocd'], 'web-dev')).toThrow(
      /There is no Application web-dev/,
    );
  });

  it('is not guessed where there are two of the name', async () => {
    expect(await find(['argocd', 'argocd-teams'])).toThrow(
      /2 Applications pay-dev/,
    );
  });
});

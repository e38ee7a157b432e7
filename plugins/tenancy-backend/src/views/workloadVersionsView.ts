import type {
  KnownVersion,
  WorkloadVersionsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { capabilityOf, imagesOf } from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';

/** What versions of a workload are known; undefined where no request of the tenant deploys it. */
export async function workloadVersionsView(
  tenancy: Pick<
    Tenancy,
    'access' | 'imageHistory' | 'platform' | 'requestIndex'
  >,
  viewer: Viewer,
  tenant: TenantEntry,
  workload: string,
): Promise<WorkloadVersionsView | undefined> {
  const { access, imageHistory, platform, requestIndex } = tenancy;
  const { capabilities } = requestIndex;
  const entry = requestIndex
    .requestsOf(tenant.name)
    .find(
      each =>
        each.name === workload &&
        capabilityOf(each.kind, capabilities)?.workload,
    );
  if (!entry?.request) {
    return undefined;
  }
  const tenantEnvironments = tenant.request?.spec.environments ?? [];
  const images =
    imagesOf(entry.request, tenantEnvironments, capabilities) ?? {};
  const environments = Object.entries(images).map(([environment, image]) => ({
    environment,
    image,
  }));
  const before = await imageHistory.of(entry, tenantEnvironments);
  const versions = new Map<string, KnownVersion>();
  for (const image of [...Object.values(images), ...before.keys()]) {
    versions.set(image, {
      image,
      environments: environments
        .filter(each => each.image === image)
        .map(({ environment }) => environment),
      ...before.get(image),
    });
  }
  return {
    tenant: tenant.name,
    workload,
    kind: entry.kind,
    publish: platform.publish,
    mayDeploy: await access.mayUpdate(viewer, tenant.name),
    environments,
    versions: [...versions.values()].sort((a, b) => (b.at ?? 0) - (a.at ?? 0)),
  };
}

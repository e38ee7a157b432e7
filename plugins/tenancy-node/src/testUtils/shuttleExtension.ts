import { createTenancyExtension } from '../extensions';
import {
  type ApplicationStatus,
  commonLabels,
  type Delivery,
  deliveredSync,
  type KindDescriptor,
  type KubernetesObject,
  namespaceName,
  refOf,
  tenantDirectory,
} from '@groundwork/engine';
import { z } from 'zod';

/** What Acme's shuttle applies: a directory of Git into a namespace. */
const shuttleKind: KindDescriptor = {
  group: 'shuttle.acme.example',
  kind: 'Shuttle',
  plural: 'shuttles',
  versions: ['v1'],
  namespaced: true,
  writer: 'platform',
  reach: 'namespace',
  schema: 'cluster',
  watched: true,
};

/** One Shuttle, as the sync card shows it. */
function statusOf(
  object: KubernetesObject,
  cluster: string,
  environment: string,
): ApplicationStatus {
  const { arrived, error } = (object.status ?? {}) as {
    arrived?: string;
    error?: string;
  };
  const verdict = error
    ? { state: 'Degraded' as const, why: error, fixableBy: 'tenant' as const }
    : { state: 'Progressing' as const, why: 'On its way' };
  return {
    ...(arrived && !error ? { state: 'Healthy', why: '' } : verdict),
    native: [arrived ? 'Arrived' : 'Underway'],
    ref: refOf(cluster, object),
    environment,
    layer: 'tenant',
    sync: arrived ? 'Arrived' : 'Underway',
    health: 'Unknown',
    ...(arrived ? { revision: arrived } : {}),
    troubled: [],
  };
}

const shuttle: Delivery = {
  name: 'shuttle',
  title: 'Shuttle',
  options: z.strictObject({ lane: z.string().default('slow') }),
  watches: [shuttleKind],
  tenantObjects: ({ environment, tenant, namespace, platform, draining }) => ({
    'shuttle.yaml': draining
      ? []
      : [
          {
            apiVersion: 'shuttle.acme.example/v1',
            kind: 'Shuttle',
            metadata: {
              name: tenant,
              namespace,
              labels: commonLabels(
                platform,
                tenant,
                environment.name,
                'platform',
              ),
            },
            spec: {
              from: platform.repository.tenants.url,
              path: tenantDirectory(tenant, environment.name, platform.layout),
              lane: environment.delivery.lane,
            },
          },
        ],
  }),
  environmentSync(tenant, snapshot, environment, options) {
    const { cluster } = environment;
    const known = snapshot.list({
      cluster,
      group: shuttleKind.group,
      kind: shuttleKind.kind,
      namespace: namespaceName(options.platform, tenant.name, environment.name),
      name: tenant.name,
    });
    return deliveredSync(tenant, environment, options, known, object =>
      statusOf(object, cluster, environment.name),
    );
  },
  url: (environment, tenant) =>
    `https://shuttle.acme.example/${environment.cluster}/${tenant}`,
};

export default createTenancyExtension({
  id: 'acme-shuttle',
  kinds: [shuttleKind],
  deliveries: [shuttle],
});

import { getCompoundEntityRef } from '@backstage/catalog-model';
import {
  createApiRef,
  useApiHolder,
  useRouteRef,
} from '@backstage/core-plugin-api';
import { entityRouteRef, useEntity } from '@backstage/plugin-catalog-react';

// Its own package would bring all of the plugin; an API is known by its name.
const kubernetesApiRef = createApiRef<unknown>({
  id: 'plugin.kubernetes.service',
});

const ANNOTATIONS = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
  'backstage.io/kubernetes-namespace',
];

/** The Kubernetes tab of this entity, which has the logs; undefined where the portal or the entity has none. */
export function useLogsLink(): string | undefined {
  const { entity } = useEntity();
  const route = useRouteRef(entityRouteRef);
  const isInstalled = useApiHolder().get(kubernetesApiRef) !== undefined;
  const annotations = entity.metadata.annotations ?? {};
  const isShown = ANNOTATIONS.some(name => Object.hasOwn(annotations, name));
  return isInstalled && isShown && route
    ? `${route(getCompoundEntityRef(entity))}/kubernetes`
    : undefined;
}

import { ManifestFile } from '../../model';
import { groupSubject } from '../../names';
import { DeliveryFiles, deliveryOf } from '../../platform';
import { kustomizationFile } from '../../manifests/kustomizationFile';
import { manifestFile } from '../../manifests/manifestFile';
import { RenderContext } from '../../manifests/RenderContext';
import { renderTargets } from '../../manifests/renderTargets';
import {
  platformDirectory,
  requestPath,
  tenantDirectory,
} from '../../request/paths';
import { networkObjects } from './network/networkObjects';
import { sharedServiceGrants } from '../route/sharedServiceGrants';
import { accessObjects } from './accessObjects';
import { argocdObjects } from './argocdObjects';
import { checkTenant } from './checkTenant';
import { codeownersFile } from './codeownersFile';
import { namespaceObject } from './namespaceObject';
import { quotaObjects } from './quotaObjects';
import { TenantRequest } from './request';
import { storeObjects } from './storeObjects';
import { storePolicies } from './storePolicies';
import { isReportOnly, TenantTarget } from './TenantTarget';

/**
 * Renders a tenant: per environment its `cluster` and `argocd` directories of the platform tree,
 * and the directory of its own tree that its Application syncs.
 *
 * A tenant goes in steps, each a merge of its own, since Argo CD needs the project to take the workloads away, and the workloads gone
 * before the namespace:
 *
 * 1. `draining` (all of it, or the environments in `spec.draining`): the Application is gone, and its finalizer deletes what it synced,
 *    as the deployer that is still there. Namespace, quota and policies stay; the Namespace may now be deleted if a person confirms.
 * 2. `removed` (or the environment out of `spec.environments`): only the request file is left. Argo CD waits for a confirmation, then
 *    deletes the rest with the Namespace.
 */
export function renderTenant(
  request: TenantRequest,
  context: RenderContext,
): readonly ManifestFile[] {
  const targets = renderTargets(
    context,
    request.spec.environments,
    'spec.environments',
  );
  checkTenant(request, context);
  context.refusals.throwIfAny();
  if (request.spec.state === 'removed') {
    return [];
  }
  const owner = groupName(request.spec.owner, context);
  const viewers = request.spec.viewers.map(viewer =>
    groupName(viewer, context),
  );
  return [
    ...codeownersFile(request, context.platform),
    ...targets.flatMap(({ environment, namespace }) =>
      environmentFiles({
        request,
        tenant: request.metadata.name,
        environment,
        namespace,
        platform: context.platform,
        labelKeys: context.labelKeys,
        tier: context.platform.tiers[request.spec.tier],
        ownerGroup: owner,
        viewerGroups: [...new Set(viewers)],
        owner: request.spec.owner,
        repositories: request.spec.repositories,
        syncWindows: request.spec.syncWindows,
        draining:
          request.spec.state === 'draining' ||
          request.spec.draining.includes(environment.name),
        ...pausedIn(request, environment.name),
        gatewayApi: context.gatewayApi[environment.cluster],
      }),
    ),
  ];
}

function pausedIn(
  { spec }: TenantRequest,
  name: string,
): Pick<TenantTarget, 'selfHealPausedUntil'> {
  const until = spec.selfHealPauses?.find(
    ({ environment }) => environment === name,
  )?.until;
  return until === undefined ? {} : { selfHealPausedUntil: until };
}

function groupName(owner: string, context: RenderContext): string {
  const subject = groupSubject(context.platform, owner, context.groups);
  if ('problem' in subject) {
    throw new TypeError(`${owner} passed its check without a group.`);
  }
  return subject.group;
}

function environmentFiles(target: TenantTarget): ManifestFile[] {
  const { tenant, environment, platform } = target;
  const delivery = deliveryOf(platform, environment);
  const isHeld = !isReportOnly(target);
  return [
    ...directory(target, 'cluster', {
      'namespace.yaml': [namespaceObject(target)],
      'access.yaml': accessObjects(target),
      'limits.yaml': isHeld ? quotaObjects(target) : [],
      'network.yaml': isHeld ? networkObjects(target) : [],
      'secret-stores.yaml': storeObjects(target),
      'shared-services.yaml': sharedServiceGrants(target),
      ...delivery?.tenantObjects(target),
    }),
    ...(delivery ? [] : directory(target, 'argocd', argocdObjects(target))),
    ...storePolicies(target),
    kustomizationFile({
      directory: tenantDirectory(
        tenant,
        environment.name,
        target.platform.layout,
      ),
      tree: 'tenants',
      resources: [],
      shared: true,
    }),
  ];
}

function directory(
  target: TenantTarget,
  kind: 'cluster' | 'argocd',
  contents: DeliveryFiles,
): ManifestFile[] {
  const { environment } = target;
  const path = platformDirectory(
    target.tenant,
    environment.name,
    kind,
    target.platform.layout,
  );
  const files = Object.entries(contents).filter(
    ([, objects]) => objects.length > 0,
  );
  return [
    ...files.map(([name, objects]) =>
      manifestFile({
        path: `${path}/${name}`,
        tree: 'platform',
        source: requestPath(target.request, target.platform.layout),
        environment,
        cluster:
          kind === 'argocd' ? environment.argocd.cluster : environment.cluster,
        objects,
      }),
    ),
    kustomizationFile({
      directory: path,
      tree: 'platform',
      resources: files.map(([name]) => name),
      // Application requests add theirs, until the tenant is drained.
      shared: kind === 'argocd' && !target.draining,
    }),
  ];
}

import { KubernetesObject } from '../../model';
import { type DeliveryTarget, kindsOf, repositoryOf } from '../../platform';
import { projectName } from './checkTenantName';
import { deployerAccount, platformMeta } from './TenantTarget';
import { podAccess } from '../../platform/access';

/**
 * The AppProject of a tenant in one environment: one namespace of one cluster, the kinds the team owns and no cluster-wide one,
 * its own repositories. Nothing in it is a pattern, since `team-*` is also the start of another tenant's name.
 */
export function projectObject(target: DeliveryTarget): KubernetesObject {
  const { environment, platform, tenant } = target;
  const project = projectName(tenant, environment.name);
  const { argocd } = environment;
  const { ofTeams } = kindsOf(platform, environment);
  // What a member may start from Argo CD's pages.
  const actions = ofTeams.flatMap(({ group, kind, team }) =>
    (team?.actions ?? []).map(action => `${group}/${kind}/${action}`),
  );
  const where = { ...argocd.destination, namespace: target.namespace };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: platformMeta(target, project, {
      namespace: argocd.namespace,
      annotations: { 'argocd.argoproj.io/sync-wave': '-5' },
    }),
    spec: {
      description: `Tenant ${tenant} in ${environment.name}`,
      sourceRepos: [
        ...new Set([
          repositoryOf(platform, environment, 'tenants', tenant).url,
          ...target.repositories,
        ]),
      ],
      destinations: [where],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: ofTeams.map(({ group, kind }) => ({
        group,
        kind,
      })),
      roles: [
        {
          name: 'team',
          description: `Members of ${target.owner}`,
          groups: [target.ownerGroup],
          policies: [
            policy(project, 'team', 'applications', 'get'),
            policy(project, 'team', 'applications', 'sync'),
            ...actions.map(action =>
              policy(project, 'team', 'applications', `action/${action}`),
            ),
            policy(project, 'team', 'logs', 'get'),
            // The web terminal comes with Argo CD's own account, which admission lets through.
            ...(podAccess(environment, target.tier).exec
              ? [policy(project, 'team', 'exec', 'create')]
              : []),
          ],
        },
        {
          name: 'viewer',
          description: 'Those who may look',
          groups: [...target.viewerGroups],
          policies: [policy(project, 'viewer', 'applications', 'get')],
        },
      ].filter(role => role.groups.length > 0),
      ...syncWindows(target),
      ...(argocd.impersonation
        ? {
            destinationServiceAccounts: [
              {
                // Argo CD knows a destination's service accounts by address only; the namespace tells the rest.
                server:
                  'server' in argocd.destination
                    ? argocd.destination.server
                    : '*',
                namespace: target.namespace,
                defaultServiceAccount: deployerAccount,
              },
            ],
          }
        : {}),
    },
  };
}

function policy(
  project: string,
  role: string,
  resource: string,
  action: string,
): string {
  return `p, proj:${project}:${role}, ${resource}, ${action}, ${project}/*, allow`;
}

function syncWindows(target: DeliveryTarget): Record<string, unknown> {
  const windows = target.syncWindows.filter(
    window =>
      window.environments === undefined ||
      window.environments.includes(target.environment.name),
  );
  return windows.length === 0
    ? {}
    : {
        syncWindows: windows.map(window => ({
          kind: window.kind,
          schedule: window.schedule,
          duration: window.duration,
          timeZone: window.timeZone,
          manualSync: window.manualSync,
          applications: ['*'],
        })),
      };
}

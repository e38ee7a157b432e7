import { KubernetesObject } from '../../model';
import { commonAnnotations, commonLabels, expandTemplate } from '../../names';
import { projectTemplate } from '../tenant/checkTenantName';
import { applicationName } from './applicationName';
import { defined } from '../../manifests/defined';
import { pausedAnnotation } from '../../manifests/pausedAnnotation';
import { Target } from '../../manifests/Target';
import { ApplicationSpec } from './request';
import { Source } from './source';

/**
 * The Argo CD Application of a request in one environment: in the tenant's project, for its namespace and no other.
 */
export function applicationObject(
  target: Target,
  name: string,
  spec: ApplicationSpec,
): KubernetesObject {
  const { environment, tenant, platform } = target;
  const override = Object.hasOwn(spec.overrides, environment.name)
    ? spec.overrides[environment.name]
    : {};
  const sync = syncOf(spec, environment.name);
  const pausedUntil = spec.selfHealPauses?.find(
    pause => pause.environment === environment.name,
  )?.until;
  const sources = (override.sources ?? spec.sources).map(source =>
    sourceObject(target, name, source),
  );
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: applicationName(tenant, environment.name, name),
      namespace: environment.argocd.namespace,
      labels: commonLabels(platform, tenant, environment.name, 'platform'),
      annotations: {
        ...commonAnnotations(platform),
        ...pausedAnnotation(platform, pausedUntil),
        ...(sync.wave === undefined
          ? {}
          : { 'argocd.argoproj.io/sync-wave': String(sync.wave) }),
      },
      ...finalizers(spec.onDelete),
    },
    spec: {
      project: expandTemplate(projectTemplate, {
        tenant,
        environment: environment.name,
      }),
      ...(sources.length === 1 ? { source: sources[0] } : { sources }),
      destination: {
        ...environment.argocd.destination,
        namespace: target.namespace,
      },
      syncPolicy: syncPolicy({
        ...sync,
        selfHeal: sync.selfHeal && pausedUntil === undefined,
      }),
      ...(spec.ignoreDifferences.length > 0
        ? { ignoreDifferences: spec.ignoreDifferences.map(defined) }
        : {}),
      revisionHistoryLimit: spec.revisionHistoryLimit,
    },
  };
}

/** How it is synced in an environment. */
export function syncOf(
  { sync, overrides }: ApplicationSpec,
  environment: string,
): ApplicationSpec['sync'] {
  return Object.hasOwn(overrides, environment)
    ? overrides[environment].sync ?? sync
    : sync;
}

function finalizers(
  onDelete: ApplicationSpec['onDelete'],
): { finalizers: string[] } | undefined {
  const finalizer = 'resources-finalizer.argocd.argoproj.io';
  switch (onDelete) {
    case 'cascade':
      return { finalizers: [finalizer] };
    case 'background':
      return { finalizers: [`${finalizer}/background`] };
    default:
      return undefined;
  }
}

/** `allowEmpty` is never written: with `prune` it would delete everything once a directory turns out empty. */
function syncPolicy(sync: ApplicationSpec['sync']): Record<string, unknown> {
  const { automated, prune, selfHeal, retry } = sync;
  const { limit, duration, factor, maxDuration } = retry;
  return {
    ...(automated ? { automated: { prune, selfHeal } } : {}),
    syncOptions: [
      'CreateNamespace=false',
      'FailOnSharedResource=true',
      ...(sync.pruneLast ? ['PruneLast=true'] : []),
      ...(sync.serverSideApply ? ['ServerSideApply=true'] : []),
      ...(sync.applyOutOfSyncOnly ? ['ApplyOutOfSyncOnly=true'] : []),
      ...(sync.respectIgnoreDifferences
        ? ['RespectIgnoreDifferences=true']
        : []),
      ...(sync.prunePropagation
        ? [`PrunePropagationPolicy=${sync.prunePropagation}`]
        : []),
    ],
    retry: { limit, backoff: { duration, factor, maxDuration } },
  };
}

function sourceObject(
  target: Target,
  name: string,
  source: Source,
): Record<string, unknown> {
  const fill = (text: string) =>
    expandTemplate(text, {
      tenant: target.tenant,
      environment: target.environment.name,
    });
  const place = {
    repoURL: source.repo,
    targetRevision: fill(source.revision),
    name: source.name,
  };
  switch (source.type) {
    case 'values':
      return defined({ ...place, ref: source.ref });
    case 'directory':
      return defined({
        ...place,
        path: fill(source.path),
        directory: defined({
          recurse: source.recurse,
          include: source.include,
          exclude: source.exclude,
        }),
        ref: source.ref,
      });
    case 'kustomize': {
      const { patches, ...rest } = source.kustomize;
      return defined({
        ...place,
        path: fill(source.path),
        kustomize: defined({
          ...rest,
          components: rest.components?.map(fill),
          patches: patches?.map(({ patch, target: on }) =>
            defined({ patch, target: on && defined(on) }),
          ),
        }),
        ref: source.ref,
      });
    }
    case 'helm':
    default: {
      const { values, valueFiles, releaseName, ...rest } = source.helm;
      return defined({
        ...place,
        chart: source.chart,
        path: source.path === undefined ? undefined : fill(source.path),
        helm: defined({
          // By default it would be the Application's name, whose dot breaks names in charts.
          releaseName: releaseName ?? name,
          ...rest,
          valueFiles: valueFiles?.map(fill),
          valuesObject: values,
        }),
      });
    }
  }
}

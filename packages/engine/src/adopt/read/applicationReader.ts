import { projectName } from '../../capabilities/tenant/checkTenantName';
import {
  at,
  Fields,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  textsOf,
} from '../../model/fields';
import { KubernetesObject } from '../../model';
import { labelKeysOf } from '../../names';
import type { Platform } from '../../platform';
import { given, Reader } from './Reading';

const finalizer = 'resources-finalizer.argocd.argoproj.io';

/** An Application of a tenant's project beside its own, as an Application request. */
export const applicationReader: Reader = {
  request: 'Application',
  kinds: [{ group: 'argoproj.io', kind: 'Application' }],
  overridable: { fields: ['sources', 'sync'], lists: ['selfHealPauses'] },
  nameOf({ metadata }, { tenant, environment }) {
    const start = `${projectName(tenant, environment.name)}.`;
    return metadata.name.startsWith(start)
      ? metadata.name.slice(start.length)
      : undefined;
  },
  read(object, reading) {
    const spec = fieldsOf(object.spec);
    const name = applicationReader.nameOf?.(object, reading);
    const sources = (
      spec.sources === undefined
        ? [fieldsOf(spec.source)]
        : listOf(spec.sources)
    ).map(source => sourceOf(source, name));
    const { annotations = {} } = object.metadata;
    const until = pausedUntil(object, reading.platform);
    return given({
      sources,
      sync: {
        ...syncOf(
          fieldsOf(spec.syncPolicy),
          annotations['argocd.argoproj.io/sync-wave'],
        ),
        // Off while it is paused, and on again after that.
        ...(until === undefined ? {} : { selfHeal: true }),
      },
      selfHealPauses:
        until === undefined
          ? undefined
          : [{ environment: reading.environment.name, until }],
      ignoreDifferences: listOf(spec.ignoreDifferences),
      onDelete: onDelete(object.metadata.finalizers),
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
    });
  },
};

/** Until when an Application says that its self-heal is paused. */
export function pausedUntil(
  { metadata }: KubernetesObject,
  { prefix }: Platform,
): string | undefined {
  return metadata.annotations?.[labelKeysOf(prefix).selfHealPausedUntil];
}

function onDelete(finalizers: readonly string[] = []): string {
  if (finalizers.includes(finalizer)) {
    return 'cascade';
  }
  return finalizers.includes(`${finalizer}/background`)
    ? 'background'
    : 'orphan';
}

function syncOf(policy: Fields, wave: string | undefined): Fields {
  const options = textsOf(policy.syncOptions);
  const has = (option: string) => options.includes(`${option}=true`);
  const retry = fieldsOf(policy.retry);
  return given({
    automated: policy.automated !== undefined,
    prune: at(policy, 'automated', 'prune'),
    selfHeal: at(policy, 'automated', 'selfHeal'),
    wave: wave === undefined ? undefined : Number(wave),
    serverSideApply: has('ServerSideApply'),
    pruneLast: has('PruneLast'),
    applyOutOfSyncOnly: has('ApplyOutOfSyncOnly'),
    respectIgnoreDifferences: has('RespectIgnoreDifferences'),
    prunePropagation: options
      .find(each => each.startsWith('PrunePropagationPolicy='))
      ?.slice('PrunePropagationPolicy='.length),
    retry: given({
      limit: numberOf(retry.limit),
      duration: textOf(at(retry, 'backoff', 'duration')),
      factor: numberOf(at(retry, 'backoff', 'factor')),
      maxDuration: textOf(at(retry, 'backoff', 'maxDuration')),
    }),
  });
}

function sourceOf(source: Fields, name: string | undefined): Fields {
  const place = given({
    repo: source.repoURL,
    revision: source.targetRevision,
    name: source.name,
  });
  const further = given({ path: source.path, ref: source.ref });
  if (source.helm !== undefined || source.chart !== undefined) {
    const { valuesObject, releaseName, ...rest } = fieldsOf(source.helm);
    return given({
      type: 'helm',
      ...place,
      chart: source.chart,
      path: source.path,
      helm: given({
        ...rest,
        releaseName: releaseName === name ? undefined : releaseName,
        values: valuesObject,
      }),
    });
  }
  if (source.kustomize !== undefined) {
    return {
      type: 'kustomize',
      ...place,
      ...further,
      kustomize: source.kustomize,
    };
  }
  return source.directory === undefined && source.path === undefined
    ? { type: 'values', ...place, ...further }
    : {
        type: 'directory',
        ...place,
        ...further,
        ...fieldsOf(source.directory),
      };
}

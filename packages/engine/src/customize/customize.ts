import { Tenant } from '../manifests';
import { withObjects } from './withObjects';
import { Finding, groupOf, KubernetesObject, ManifestFile } from '../model';
import { kindsOf, Environment, Platform } from '../platform';
import type { PlatformManifests } from '../platform/manifestsSchema';
import { fillTemplate } from '../platform/objectTemplate';
import { Refusals } from '../request';
import { applyPatch, PatchError } from './applyPatch';
import { extraFiles } from './extraFiles';
import { identityProblem } from './identityProblem';
import { manifestRefusal } from './manifestRefusal';
import { templateValuesOf } from './templateValuesOf';
import { weakenedFindings } from './weakenedFindings';
import { withEntry } from './withEntry';

/** What an entry of the configuration is for. */
type Among = Pick<
  PlatformManifests['patches'][number],
  'environments' | 'tiers' | 'tenants'
>;

/**
 * Adds to rendered files what the platform's configuration says: further objects, labels and annotations, patches, in this order.
 * What can't be added is refused in the name of the entry.
 *
 * @param isRoot - whether the files are of the tenant itself, which further objects belong to
 * @returns the files, and a finding for each guard rail that an entry weakens
 */
export function customize(
  files: readonly ManifestFile[],
  options: {
    platform: Platform;
    tenant: Tenant;
    isRoot: boolean;
    source: string;
    refusals: Refusals;
  },
): { files: readonly ManifestFile[]; findings: readonly Finding[] } {
  const { platform, tenant, isRoot, source, refusals } = options;
  const { metadata, objects, patches } = platform.manifests;
  if (metadata.length + objects.length + patches.length === 0) {
    return { files, findings: [] };
  }
  const findings: Finding[] = [];
  const own = new Set(files.flatMap(({ objects: each }) => each));
  const all =
    isRoot && tenant.spec.state !== 'removed'
      ? extraFiles(files, { platform, tenant, source, refusals, isFor })
      : files;
  return {
    files: all.map(file =>
      withObjects(file, (object, environment) =>
        changed(object, environment, file),
      ),
    ),
    findings,
  };

  function isFor(
    { environments, tiers, tenants }: Among,
    { name }: Environment,
  ): boolean {
    return (
      (environments?.includes(name) ?? true) &&
      (tiers?.includes(tenant.spec.tier) ?? true) &&
      (tenants?.includes(tenant.metadata.name) ?? true)
    );
  }

  function changed(
    rendered: KubernetesObject,
    name: string,
    file: ManifestFile,
  ): KubernetesObject {
    const environment = platform.environments.find(each => each.name === name);
    if (!environment) {
      return rendered;
    }
    const values = templateValuesOf(platform, tenant, environment);
    let object = rendered;
    metadata.forEach(entry => {
      const { kinds, labels, annotations } = entry;
      if (
        isFor(entry, environment) &&
        (kinds?.some(kind => isOf(object, kind)) ?? true)
      ) {
        object = withMetadata(object, {
          labels: filled(labels, values),
          annotations: filled(annotations, values),
        });
      }
    });
    patches.forEach((entry, index) => {
      if (
        isFor(entry, environment) &&
        isOf(object, entry) &&
        (entry.object === undefined || entry.object === object.metadata.name)
      ) {
        object = patched(object, entry, `manifests.patches[${index}]`, values);
      }
    });
    if (object !== rendered || !own.has(rendered)) {
      findings.push(
        ...weakenedFindings(own.has(rendered) ? rendered : undefined, object, {
          cluster: file.target?.cluster ?? '',
          kinds: kindsOf(platform),
        }),
      );
    }
    return object;
  }

  function patched(
    object: KubernetesObject,
    { name, patch }: PlatformManifests['patches'][number],
    field: string,
    values: Readonly<Record<string, string>>,
  ): KubernetesObject {
    const refuse = (message: string, at = 0): KubernetesObject => {
      refusals.add(
        manifestRefusal(`${field}.patch[${at}]`, name, object, message),
      );
      return object;
    };
    try {
      const next = applyPatch(
        object,
        fillTemplate(patch, values) as typeof patch,
      );
      const problem = identityProblem(object, next, platform.prefix);
      return problem
        ? refuse(problem)
        : withEntry(next as KubernetesObject, name, platform.prefix);
    } catch (error) {
      if (error instanceof PatchError) {
        return refuse(error.message, error.operation);
      }
      throw error;
    }
  }
}

function isOf(
  { apiVersion, kind }: KubernetesObject,
  wanted: { kind: string; group?: string },
): boolean {
  return (
    kind === wanted.kind &&
    (wanted.group === undefined || wanted.group === groupOf(apiVersion))
  );
}

function filled(
  texts: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return fillTemplate(texts, values) as Record<string, string>;
}

function withMetadata(
  object: KubernetesObject,
  {
    labels,
    annotations,
  }: Record<'labels' | 'annotations', Record<string, string>>,
): KubernetesObject {
  const { metadata } = object;
  const add = (key: 'labels' | 'annotations', values: Record<string, string>) =>
    Object.keys(values).length === 0
      ? {}
      : { [key]: { ...metadata[key], ...values } };
  return {
    ...object,
    metadata: {
      ...metadata,
      ...add('labels', labels),
      ...add('annotations', annotations),
    },
  };
}

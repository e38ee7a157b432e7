import { admissionRefusals } from '../guardrails/admissionRefusals';
import type { AdmissionRule } from '../guardrails/AdmissionRule';
import { deployerAccount } from '../capabilities/tenant/TenantTarget';
import { validate } from '../kinds';
import { groupOf, KubernetesObject, ManifestFile } from '../model';
import { isDnsLabel, shorten, shortHash } from '../names';
import { kindsOf } from '../platform';
import { tenantDirectory } from '../request/paths';
import { hasEnded } from '../podSecurity/podMakers';
import type { SchemaSet } from '../validate';
import { unwritableField, writeYamlStream } from '../yaml';
import type { AdoptOptions, FoundObject } from './Adoption';
import { adoptReason, type AdoptReason } from './AdoptReason';
import type { Cell } from './AdoptWorld';
import { writtenObject } from './canonical';
import { kustomizationFile } from '../manifests/kustomizationFile';

/** What extra objects of a tenant in an environment are held against. */
export interface ExtraPlace {
  cell: Cell;
  /** Its Namespace as it is rendered. */
  namespace: KubernetesObject;
  rules: readonly AdmissionRule[];
  schemas?: SchemaSet;
  options: AdoptOptions;
}

/** What a client may note on an object of what it applied, so what Argo CD applies unless it is told to do so by the server. */
const largest = 256 * 1024;

/** What file systems take, less the ending. */
const longestName = 250;

/** Names that are file names too. */
const plainName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * The file that keeps an object as it is beside what is rendered, or why it can't be kept: the team's project does not take its kind,
 * the API server would refuse it, or a guard rail would.
 */
export function extraObject(
  { object, place }: FoundObject,
  { cell, namespace, rules, schemas, options }: ExtraPlace,
): { path: string; files: readonly ManifestFile[] } | AdoptReason {
  const { environment, tenant } = cell;
  const kinds = kindsOf(options.platform, environment);
  const kind = kinds.of(object);
  if (kind?.writer !== 'tenant') {
    return whyNot(object, kind?.writer, kind?.namespaced);
  }
  if (!plainName.test(object.metadata.name)) {
    return adoptReason('nameOfNoFile');
  }
  if (
    object.metadata.namespace !== cell.namespace ||
    !isDnsLabel(cell.namespace)
  ) {
    return adoptReason('otherNamespace');
  }
  if (object.kind === 'Job' && hasEnded(object)) {
    return adoptReason('finishedJob');
  }
  const written = writtenObject(object);
  const unwritable = unwritableField(written);
  if (unwritable !== undefined) {
    return adoptReason('unwritable', { field: unwritable });
  }
  if (JSON.stringify(written).length > largest) {
    return adoptReason('tooLarge', { size: String(largest / 1024) });
  }
  const refused = schemas
    ? validate([written], schemas, kinds).find(
        ({ severity }) => severity === 'error',
      )
    : undefined;
  if (refused) {
    return adoptReason('apiServerRefuses', {
      said: `${refused.field ?? ''} ${refused.message}`,
    });
  }
  const [rail] = admissionRefusals(written, rules, {
    namespace,
    user: `system:serviceaccount:${cell.namespace}:${deployerAccount}`,
    kinds,
  });
  if (rail !== undefined) {
    return adoptReason('guardRailRefuses', { said: rail });
  }
  const directory = tenantDirectory(
    tenant,
    environment.name,
    options.platform.layout,
  );
  if (place?.startsWith(`${directory}/`)) {
    return { path: place, files: [] };
  }
  const group = groupOf(object.apiVersion);
  const mark = ['', 'apps', 'batch'].includes(group)
    ? ''
    : `-${shortHash(group).slice(0, 4)}`;
  const name = `${shorten(
    `adopted-${object.kind.toLowerCase()}${mark}-${object.metadata.name}`,
    longestName,
  )}.yaml`;
  const path = `${directory}/${name}`;
  const content = `# Adopted as it was found. No request renders it; it is the team's to change.\n${writeYamlStream(
    [written],
  )}`;
  if ((options.files?.get(path) ?? content) !== content) {
    return adoptReason('fileTaken', { path });
  }
  return {
    path,
    files: [
      {
        path,
        tree: 'tenants',
        target: { environment: environment.name, cluster: environment.cluster },
        objects: [written],
        content,
      },
      kustomizationFile({
        directory,
        tree: 'tenants',
        resources: [name],
        shared: true,
      }),
    ],
  };
}

function whyNot(
  { kind }: KubernetesObject,
  writer: string | undefined,
  isNamespaced: boolean | undefined,
): AdoptReason {
  if (writer === undefined) {
    return adoptReason('kindUnknown');
  }
  if (isNamespaced === false) {
    return adoptReason('ofCluster');
  }
  return adoptReason(
    writer === 'platform' ? 'kindOfPlatform' : 'kindOfController',
    { kind },
  );
}

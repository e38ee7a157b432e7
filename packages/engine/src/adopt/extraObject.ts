import { admissionRefusals } from '../guardrails/admissionRefusals';
import type { AdmissionRule } from '../guardrails/AdmissionRule';
import { deployerAccount } from '../capabilities/tenant/TenantTarget';
import { validate } from '../kinds';
import { groupOf, KubernetesObject, ManifestFile } from '../model';
import { isDnsLabel, shortHash } from '../names';
import { kindsOf } from '../platform';
import { tenantDirectory } from '../request/paths';
import type { SchemaSet } from '../validate';
import { writeYamlStream } from '../yaml';
import type { AdoptOptions, FoundObject } from './Adoption';
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

/** Names that are file names too. */
const plainName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * The file that keeps an object as it is beside what is rendered, or why it can't be kept: the team's project does not take its kind,
 * the API server would refuse it, or a guard rail would.
 */
export function extraObject(
  { object, place }: FoundObject,
  { cell, namespace, rules, schemas, options }: ExtraPlace,
): { path: string; files: readonly ManifestFile[] } | { why: string } {
  const { environment, tenant } = cell;
  const kinds = kindsOf(options.platform, environment);
  const kind = kinds.of(object);
  if (kind?.writer !== 'tenant') {
    return { why: whyNot(object, kind?.writer, kind?.namespaced) };
  }
  if (!plainName.test(object.metadata.name)) {
    return { why: 'its name can be no name of a file' };
  }
  if (
    object.metadata.namespace !== cell.namespace ||
    !isDnsLabel(cell.namespace)
  ) {
    return { why: 'it is in no namespace of the tenant' };
  }
  const written = writtenObject(object);
  if (JSON.stringify(written).length > largest) {
    return {
      why: `it is larger than ${largest / 1024} KiB, which Argo CD can't apply`,
    };
  }
  const refused = schemas
    ? validate([written], schemas, kinds).find(
        ({ severity }) => severity === 'error',
      )
    : undefined;
  if (refused) {
    return {
      why: `an API server would refuse it: ${refused.field ?? ''} ${
        refused.message
      }`,
    };
  }
  const [rail] = admissionRefusals(written, rules, {
    namespace,
    user: `system:serviceaccount:${cell.namespace}:${deployerAccount}`,
    kinds,
  });
  if (rail !== undefined) {
    return { why: `a guard rail refuses it: ${rail}` };
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
  const name = `adopted-${object.kind.toLowerCase()}${mark}-${
    object.metadata.name
  }.yaml`;
  const path = `${directory}/${name}`;
  return {
    path,
    files: [
      {
        path,
        tree: 'tenants',
        target: { environment: environment.name, cluster: environment.cluster },
        objects: [written],
        content: `# Adopted as it was found. No request renders it; it is the team's to change.\n${writeYamlStream(
          [written],
        )}`,
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
): string {
  if (writer === undefined) {
    return 'nothing is known of its kind; name it in tenancy.teamKinds where teams may write it';
  }
  if (isNamespaced === false) {
    return 'it belongs to the whole cluster';
  }
  return writer === 'platform'
    ? `objects of kind ${kind} are the platform's to write; it stays as it is`
    : `objects of kind ${kind} are written by controllers`;
}

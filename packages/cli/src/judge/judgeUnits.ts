import {
  projectRefusals,
  KubernetesObject,
  groupOf,
  KindRegistry,
  at,
  fieldsOf,
  ofEntry,
  Platform,
  textOf,
  SchemaSet,
  validate,
} from '@groundwork/engine';
import { fileFinding } from '../checkout/fileFinding';
import { Unit, UnitObject } from '../checkout/Unit';
import { Located } from '../located';
import { locate } from './locate';
import { repeated } from './repeated';
import { routeWithoutParent } from './routeWithoutParent';

/** What units are judged with. */
export interface JudgeInputs {
  schemasOf(cluster: string): SchemaSet;
  /** Those of the platform. */
  kinds: KindRegistry;
  /** Absent where there is none, so that it adds nothing to objects. */
  platform?: Pick<Platform, 'prefix'>;
  /** The AppProject that what lies in a tenant's directory is synced by; undefined where it is not known. */
  projectOf(unit: Unit): KubernetesObject | undefined;
}

/** What API servers and AppProjects would refuse of each object, by the file it stands in. */
export function judgeUnits(
  units: readonly Unit[],
  { schemasOf, kinds, platform, projectOf }: JudgeInputs,
): Located[] {
  return units.flatMap(unit => {
    const schemas = schemasOf(unit.home.cluster);
    const project = unit.home.layer === 'tenant' ? projectOf(unit) : undefined;
    const found = unit.objects.flatMap(item => {
      if (!platform && isEncrypted(item.object)) {
        return [encrypted(unit, item)];
      }
      const findings = validate([item.object], schemas, kinds).filter(
        ({ severity }) =>
          // Of a file in any repository nobody says that it is for a cluster.
          platform || severity === 'info' || isDescribed(item.object, schemas),
      );
      if (isText(item.object)) {
        findings.push(...routeWithoutParent(unit.home.cluster, item.object));
      }
      const { environment } = unit.home;
      if (project && environment && isText(item.object)) {
        findings.push(
          ...projectRefusals(
            project,
            environment,
            item.object,
            isNamespaced(item.object, schemas, kinds),
          ),
        );
      }
      return findings.map(finding => ({
        finding: platform ? ofEntry(finding, item.object, platform) : finding,
        ...locate(unit, item, finding.field),
      }));
    });
    return [...found, ...repeated(unit)];
  });
}

function isDescribed(
  { apiVersion, kind }: KubernetesObject,
  schemas: SchemaSet,
): boolean {
  return (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    !('noSchema' in schemas.find(apiVersion, kind))
  );
}

/** Whether SOPS has changed its values, which whoever applies it changes back. */
function isEncrypted(object: KubernetesObject): boolean {
  return textOf(at(object, 'sops', 'mac')) !== undefined;
}

function encrypted(unit: Unit, item: UnitObject): Located {
  const { path, line } = locate(unit, item);
  return fileFinding(
    'NotJudged',
    path,
    'The file is encrypted with SOPS, so it was not checked.',
    line,
    { severity: 'info', fix: 'Check it where it is decrypted.' },
  );
}

/** Gives objects without a namespace the one that they would be applied to. */
export function settle(
  units: readonly Unit[],
  { schemasOf, kinds }: Pick<JudgeInputs, 'schemasOf' | 'kinds'>,
): Unit[] {
  return units.map(unit => {
    const schemas = schemasOf(unit.home.cluster);
    return {
      ...unit,
      objects: unit.objects.map(item => settled(item, unit, schemas, kinds)),
    };
  });
}

function settled(
  item: UnitObject,
  { home }: Unit,
  schemas: SchemaSet,
  kinds: KindRegistry,
): UnitObject {
  const { object } = item;
  const metadata = fieldsOf(object.metadata);
  const namespaced = isText(object)
    ? isNamespaced(object, schemas, kinds)
    : undefined;
  const given = textOf(metadata.namespace);
  // What is no text is left as it is, and refused.
  if (given === undefined && (metadata.namespace ?? '') !== '') {
    return item;
  }
  if (namespaced === true && given === undefined) {
    return {
      ...item,
      object: {
        ...object,
        metadata: { ...object.metadata, namespace: home.namespace },
      },
    };
  }
  if (namespaced === false && given !== undefined) {
    // Argo CD and API servers drop it.
    const { namespace: _dropped, ...rest } = object.metadata;
    return { ...item, object: { ...object, metadata: rest } };
  }
  return item;
}

/** Whether an object still says what it is, after all patches. */
function isText({ apiVersion, kind, metadata }: KubernetesObject): boolean {
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata?.name === 'string'
  );
}

/** Whether a kind lives in namespaces; undefined where neither a schema of the cluster nor the platform's kinds say so. */
export function isNamespaced(
  { apiVersion, kind }: KubernetesObject,
  schemas: SchemaSet,
  kinds: KindRegistry,
): boolean | undefined {
  const found = schemas.find(apiVersion, kind);
  return 'namespaced' in found
    ? found.namespaced
    : kinds.find(groupOf(apiVersion), kind)?.namespaced;
}

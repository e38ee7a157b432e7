import { KubernetesObject } from '../model';
import type { DriftValue } from '../model';
import { fieldsOf } from '../model/fields';
import { compareObject } from '../status/drift/compareObject';
import { driftValue } from '../status/drift/driftValue';
import { pathText } from '../status/drift/fieldPath';
import type { AdoptedDifference } from './Adoption';
import { canonical } from './canonical';
import { tellsCredential } from './credentials/tellsCredential';

const most = 20;

const hidden = '(not shown)';

/**
 * Where what a request renders to is not what is there, in either direction. What servers fill in, status and metadata of the
 * server are no difference.
 */
export function differencesOf(
  rendered: KubernetesObject,
  there: KubernetesObject,
): AdoptedDifference[] {
  const [wanted, found] = [canonical(rendered), canonical(there)];
  if (isScaled(rendered)) {
    // Who scales writes the number, and the request leaves it to it.
    delete (fieldsOf(found.spec) as Record<string, unknown>).replicas;
  }
  const seen = new Set<string>();
  const differences: AdoptedDifference[] = [];
  const add = (
    path: Parameters<typeof pathText>[0],
    was: unknown,
    is: unknown,
  ) => {
    const text = pathText(path);
    if (!seen.has(text) && differences.length < most) {
      seen.add(text);
      differences.push({
        path: text,
        ...shown('there', driftValue(plain(was), path, rendered.kind)),
        ...shown('rendered', driftValue(plain(is), path, rendered.kind)),
      });
    }
  };
  for (const { path, git, live } of compareObject(wanted, found).differences) {
    add(path, live, git);
  }
  for (const { path, git, live } of compareObject(found, wanted).differences) {
    add(path, git, live);
  }
  return differences;
}

/** Truth values are no secrets, whatever their field is called. */
function plain(value: unknown): unknown {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

function isScaled({ kind, spec }: KubernetesObject): boolean {
  return kind === 'Deployment' && fieldsOf(spec).replicas === undefined;
}

function shown(
  side: 'there' | 'rendered',
  value: DriftValue,
): Partial<AdoptedDifference> {
  if ('text' in value) {
    return { [side]: tellsCredential(value.text) ? hidden : value.text };
  }
  return 'hidden' in value ? { [side]: hidden } : {};
}

import { capabilities as builtIn } from '../capabilities/list';
import { KindRegistry, defaultKinds } from '../kinds';
import { labelOf } from '../kinds/labelOf';
import { KubernetesObject, ManifestSet } from '../model';
import { sameValue } from '../edit/mergeValues';
import { plainText } from '../model/fields';
import type { Capability } from '../manifests';
import { inOrderOf } from './inOrderOf';

/**
 * What a change does, in words, a line each: `+ Namespace payments in dev, staging`, `~ ResourceQuota groundwork-quota in dev: spec.hard.pods 30 → 50`.
 * What is alike in several environments is one line, and so are many objects of one kind.
 *
 * @param environments - names in the platform's order, in which they are told; others come after these
 * @param options - `capabilities`: whose words sum up new objects; `kinds`: whose labels name them; by default those of Groundwork
 * @public
 */
export function describeChanges(
  before: ManifestSet,
  next: ManifestSet,
  environments: readonly string[] = [],
  {
    capabilities = builtIn,
    kinds = defaultKinds,
  }: { capabilities?: readonly Capability[]; kinds?: KindRegistry } = {},
): string[] {
  const old = objectsOf(before);
  const now = objectsOf(next);
  const lines: Line[] = [];
  for (const [key, { object, environment }] of now) {
    const was = old.get(key)?.object;
    if (was === undefined) {
      lines.push({
        sign: '+',
        object,
        environment,
        detail: summary(object, capabilities),
      });
    } else if (!sameValue(was, object)) {
      lines.push({
        sign: '~',
        object,
        environment,
        detail: differences(was, object),
      });
    }
  }
  for (const [key, { object, environment }] of old) {
    if (!now.has(key)) {
      lines.push({ sign: '-', object, environment, detail: '' });
    }
  }
  return grouped(lines.sort(inOrderOf(environments)), kinds);
}

interface Line {
  sign: '+' | '~' | '-';
  object: KubernetesObject;
  environment: string;
  detail: string;
}

interface Placed {
  object: KubernetesObject;
  environment: string;
}

function objectsOf({ files }: ManifestSet): Map<string, Placed> {
  const placed = new Map<string, Placed>();
  for (const { target, objects } of files) {
    for (const object of target ? objects : []) {
      const environment = target?.environment ?? '';
      const { namespace, name } = object.metadata;
      const key = [
        target?.cluster,
        object.apiVersion,
        object.kind,
        namespace,
        name,
        environment,
      ].join(' ');
      placed.set(key, { object, environment });
    }
  }
  return placed;
}

/** First by what was done to which kind in the same words, then by environment. */
function grouped(lines: readonly Line[], kinds: KindRegistry): string[] {
  const byObject = new Map<string, Line & { environments: string[] }>();
  for (const line of lines) {
    const { sign, object, detail, environment } = line;
    const key = [sign, object.kind, object.metadata.name, detail].join('\n');
    const there = byObject.get(key);
    if (there) {
      there.environments.push(environment);
    } else {
      byObject.set(key, { ...line, environments: [environment] });
    }
  }
  const byKind = new Map<string, Array<Line & { environments: string[] }>>();
  for (const entry of byObject.values()) {
    const where = entry.environments.join(', ');
    const key = [entry.sign, entry.object.kind, entry.detail, where].join('\n');
    byKind.set(key, [...(byKind.get(key) ?? []), entry]);
  }
  return [...byKind.values()].map(entries => {
    const [{ sign, object, environments, detail }] = entries;
    const names = entries.map(entry => entry.object.metadata.name);
    const where = [...new Set(environments)].join(', ');
    const end = detail === '' ? '' : `: ${detail}`;
    return names.length === 1
      ? `${sign} ${labelOf(object, 1, kinds)} ${names[0]} in ${where}${end}`
      : `${sign} ${names.length} ${labelOf(
          object,
          names.length,
          kinds,
        )} (${names.join(', ')}) in ${where}${end}`;
  });
}

/** What matters most of a new object, in the words of the capability that renders such. */
function summary(
  object: KubernetesObject,
  capabilities: readonly Capability[],
): string {
  for (const capability of capabilities) {
    const words = capability.summarize?.(object);
    if (words !== undefined) {
      return words;
    }
  }
  return '';
}

const mostDifferences = 4;

function differences(was: unknown, is: unknown): string {
  const all = [...fieldDifferences(was, is, '')];
  const shown = all.slice(0, mostDifferences).join('; ');
  return all.length > mostDifferences
    ? `${shown}; and ${all.length - mostDifferences} more`
    : shown;
}

function* fieldDifferences(
  was: unknown,
  is: unknown,
  path: string,
): Generator<string> {
  if (isRecord(was) && isRecord(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      yield* fieldDifferences(
        was[key],
        is[key],
        path === '' ? key : `${path}.${key}`,
      );
    }
    return;
  }
  if (Array.isArray(was) && Array.isArray(is) && was.length === is.length) {
    for (const [index, item] of is.entries()) {
      yield* fieldDifferences(
        was[index],
        item,
        `${path}[${nameOf(item) ?? index}]`,
      );
    }
    return;
  }
  if (sameValue(was, is)) {
    return;
  }
  if (isScalar(was) && isScalar(is)) {
    yield `${path} ${word(was)} → ${word(is)}`;
    return;
  }
  yield path;
}

/** What a list's item is called, as a container or a port is. */
function nameOf(item: unknown): string | undefined {
  return isRecord(item) && typeof item.name === 'string'
    ? item.name
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function word(value: unknown): string {
  const text = value === undefined ? 'unset' : plainText(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

import { KubernetesObject, groupOf } from '../../../model';
import {
  Fields,
  fieldsOf,
  listOf,
  textOf,
  textsOf,
} from '../../../model/fields';
import { readYaml } from '../../../yaml';
import { Mask, pointerSteps } from '../Mask';
import { NotEvaluated } from './NotEvaluated';

const why = 'a patch of its kustomization changes it';

/** One patch of a kustomization: a part of an object, or a list of operations. */
interface Patch {
  target?: Fields;
  content: unknown;
}

/** The fields of an object that patches of its kustomization change. `text` reads a file beside it. */
export function patchMasks(
  object: KubernetesObject,
  kustomization: Fields,
  text: (name: string) => string,
): Mask[] {
  return patchesOf(kustomization, text).flatMap(patch =>
    Array.isArray(patch.content)
      ? operationMasks(object, patch)
      : mergeMasks(object, patch),
  );
}

function patchesOf(
  { patches, patchesStrategicMerge, patchesJson6902 }: Fields,
  text: (name: string) => string,
): Patch[] {
  const all = [...listOf(patches), ...listOf(patchesJson6902)].flatMap(item => {
    const file = textOf(item.path);
    const content = textOf(item.patch) ?? (file && text(file)) ?? '';
    const target =
      item.target === undefined ? {} : { target: fieldsOf(item.target) };
    return documentsOf(content).map(each => ({ ...target, content: each }));
  });
  const merges = textsOf(patchesStrategicMerge).flatMap(entry =>
    documentsOf(entry.includes('\n') ? entry : text(entry)).map(content => ({
      content,
    })),
  );
  return [...all, ...merges];
}

function documentsOf(text: string): unknown[] {
  try {
    return readYaml(text, { dialect: 'kubernetes', repeatedKeys: 'last' });
  } catch {
    throw new NotEvaluated('a patch of its kustomization cannot be read');
  }
}

function operationMasks(object: KubernetesObject, patch: Patch): Mask[] {
  return isTarget(object, patch.target ?? {})
    ? listOf(patch.content).flatMap(({ path, from }) =>
        textsOf([path, from]).map(pointer => maskOf(pointerSteps(pointer))),
      )
    : [];
}

function mergeMasks(object: KubernetesObject, patch: Patch): Mask[] {
  const content = fieldsOf(patch.content);
  const { kind, metadata, apiVersion } = content;
  const named = {
    ...(textOf(kind) === undefined ? {} : { kind }),
    ...(textOf(apiVersion) === undefined
      ? {}
      : { group: groupOf(String(apiVersion)) }),
    name: fieldsOf(metadata).name,
  };
  if (!isTarget(object, patch.target ?? named)) {
    return [];
  }
  const steps: string[][] = [];
  collect(content, [], steps);
  return steps.map(path => maskOf(path.map(field => ({ field }))));
}

/** Paths of what a merge patch sets; lists as a whole. */
function collect(value: Fields, path: string[], found: string[][]): void {
  for (const [field, child] of Object.entries(value)) {
    const at = [...path, field];
    if (['apiVersion', 'kind'].includes(at.join('.'))) {
      continue;
    }
    if (['metadata.name', 'metadata.namespace'].includes(at.join('.'))) {
      continue;
    }
    if (field.startsWith('$')) {
      found.push(path);
    } else if (
      typeof child === 'object' &&
      child !== null &&
      !Array.isArray(child) &&
      at.length < 40
    ) {
      collect(fieldsOf(child), at, found);
    } else {
      found.push(at);
    }
  }
}

/** A mask without steps covers the whole object. */
function maskOf(steps: Mask['steps'] | undefined): Mask {
  return { steps: steps ?? [], outcome: { why } };
}

function isTarget(
  { apiVersion, kind, metadata }: KubernetesObject,
  target: Fields,
): boolean {
  const fits = (wanted: unknown, is: string | undefined) => {
    const pattern = textOf(wanted);
    return pattern === undefined || is === undefined || matches(pattern, is);
  };
  // Selectors of labels are not looked at: a mask rather covers too much.
  return (
    fits(target.group, groupOf(apiVersion)) &&
    fits(target.kind, kind) &&
    fits(target.name, metadata.name) &&
    fits(target.namespace, metadata.namespace)
  );
}

/** Targets are regular expressions in Kustomize. What is more than a name counts as fitting: no pattern of others is run. */
function matches(pattern: string, text: string): boolean {
  return /^[\w.-]*$/.test(pattern) ? pattern === text : true;
}

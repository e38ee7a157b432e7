import type { Entity } from '@backstage/catalog-model';
import {
  annotatedHints,
  annotationOf,
  type Hints,
} from '../tenants/entityHints';
import { parseLabelSelector } from '../tenants/parseLabelSelector';
import type { UnmanagedOptions } from './readUnmanaged';

/**
 * Reads what an entity says by its annotations; where it has none, what configuration says of names.
 *
 * @returns undefined where there is nothing to go by
 */
export function readHints(
  entity: Entity,
  { conventions }: Pick<UnmanagedOptions, 'conventions'>,
): Hints | undefined {
  return annotatedHints(entity) ?? conventionalHints(entity, conventions);
}

function conventionalHints(
  entity: Entity,
  conventions: UnmanagedOptions['conventions'],
): Hints | undefined {
  const [convention] = conventions;
  if (!convention) {
    return undefined;
  }
  const fill = (template: string) =>
    template.replaceAll('${{ name }}', entity.metadata.name);
  const texts = (key: keyof typeof convention) => [
    ...new Set(
      conventions.flatMap(each => {
        const template = each[key];
        return template ? [fill(template)] : [];
      }),
    ),
  ];
  const names = texts('application');
  const [selector] = texts('labelSelector');
  const cluster = annotationOf(entity, 'backstage.io/kubernetes-cluster');
  const workloads = parseLabelSelector(selector);
  return {
    ...(cluster ? { cluster } : {}),
    namespaces: texts('namespace'),
    ...(names.length > 0
      ? { applications: { names: names.map(name => ({ name })) } }
      : {}),
    ...(workloads ? { workloads: [workloads] } : {}),
  };
}

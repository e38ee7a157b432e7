import { Fields, at, numberOf, textOf } from '../../model/fields';

/** One object under an Application, as `status.resources` and `syncResult.resources` list it. */
export interface ApplicationResource {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  sync?: string;
  /** Only where Argo CD keeps the health of single objects: by default it does not. */
  health?: string;
  message?: string;
  wave?: number;
  requiresPruning: boolean;
  needsConfirmation: boolean;
}

/** Reads one item of `status.resources`. */
export function resourceOf(item: Fields): ApplicationResource {
  const namespace = textOf(item.namespace);
  return {
    group: textOf(item.group) ?? '',
    kind: textOf(item.kind) ?? '',
    ...(namespace ? { namespace } : {}),
    name: textOf(item.name) ?? '',
    sync: textOf(item.status),
    health: textOf(at(item.health, 'status')),
    message: textOf(at(item.health, 'message')),
    wave: numberOf(item.syncWave),
    requiresPruning: item.requiresPruning === true,
    needsConfirmation: item.requiresDeletionConfirmation === true,
  };
}

/** `Deployment/web`, as people call an object. */
export function nameOf(resource: { kind: string; name: string }): string {
  return `${resource.kind}/${resource.name}`;
}

/** `Deployment/web and 2 more`. */
export function namesOf(
  resources: ReadonlyArray<{ kind: string; name: string }>,
): string {
  const [first] = resources;
  const others =
    resources.length > 1 ? ` and ${resources.length - 1} more` : '';
  return first ? `${nameOf(first)}${others}` : 'something';
}

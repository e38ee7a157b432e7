import { isRecord } from './mergeValues';
import type { Capability } from '../manifests';
import { capabilityOf } from '../manifests';
import type { RequestEnvelope } from '../request';

/** The part of a request that versions are deployed of. */
export interface DeployedWorkload {
  image: string;
  overrides: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Its path in the request, as in `spec.workload`. */
  field: string;
  /** The whole spec with this part in place of its own. */
  specWith(part: {
    image: string;
    overrides: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }): Record<string, unknown>;
}

/** Undefined where no version is deployed of this kind of request. */
export function deployedWorkload(
  { kind, spec }: RequestEnvelope,
  capabilities: readonly Capability[],
): DeployedWorkload | undefined {
  const path = capabilityOf(kind, capabilities)?.workload;
  const part = path?.reduce<unknown>(
    (value, name) => (isRecord(value) ? value[name] : undefined),
    spec,
  );
  if (!path || !isRecord(part) || typeof part.image !== 'string') {
    return undefined;
  }
  return {
    image: part.image,
    overrides: overridesOf(part.overrides),
    field: ['spec', ...path].join('.'),
    specWith: change => replaced(spec, path, { ...part, ...change }),
  };
}

function overridesOf(value: unknown): DeployedWorkload['overrides'] {
  return Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).flatMap(([name, override]) =>
      isRecord(override) ? [[name, override]] : [],
    ),
  );
}

function replaced(
  value: Record<string, unknown>,
  [name, ...rest]: readonly string[],
  part: Record<string, unknown>,
): Record<string, unknown> {
  if (name === undefined) {
    return part;
  }
  const next = value[name];
  return {
    ...value,
    [name]: replaced(isRecord(next) ? next : {}, rest, part),
  };
}

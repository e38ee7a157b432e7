import type { JsonObject, JsonValue } from '@backstage/types';
import type { PlatformView, PreviewInput, RequestName } from '../api';
import { namesOfCopy } from './namesOfCopy';

/**
 * What is asked for when a request is copied as a form says: `toName`, `toTenant` (the same when empty), `way` (`copy`,
 * or `rename`, which takes the old one away), and `environments` (the same when empty).
 * Undefined as long as the copy has no name.
 *
 * @param platform - where it is given, paths of secrets and hostnames that are named after the tenant or the request
 *   become those of the copy; a rename keeps them
 *
 * @public
 */
export function copyOf(
  from: RequestName & { spec: JsonObject },
  form: JsonObject,
  platform?: Pick<PlatformView, 'environments'>,
): PreviewInput | undefined {
  const { kind, tenant, name } = from;
  const { toName, toTenant, way, environments } = form;
  if (typeof toName !== 'string' || toName === '') {
    return undefined;
  }
  const isRename = way === 'rename';
  const isSome =
    !isRename && Array.isArray(environments) && environments.length > 0;
  const to = {
    name: toName,
    tenant:
      !isRename && typeof toTenant === 'string' && toTenant !== ''
        ? toTenant
        : tenant,
  };
  const spec = isSome ? onlyIn(environments, from.spec) : from.spec;
  return {
    request: {
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind,
      metadata: to,
      spec:
        platform && !isRename ? namesOfCopy(spec, from, to, platform) : spec,
    },
    expect: 'create',
    ...(isRename ? { remove: { kind, tenant, name } } : {}),
  };
}

/** A spec for some environments, without what it says of others. */
function onlyIn(environments: JsonValue[], spec: JsonObject): JsonObject {
  const { overrides, ...rest } = spec;
  const kept = Object.entries(isObject(overrides) ? overrides : {}).filter(
    ([name]) => environments.includes(name),
  );
  return {
    ...rest,
    environments,
    ...(kept.length > 0 ? { overrides: Object.fromEntries(kept) } : {}),
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import fc from 'fast-check';
import { environmentsOf, EstateScope } from './EstateScope';

/** A request file's content, as plain data. */
export interface RequestDocument {
  apiVersion: string;
  kind: string;
  metadata: { name: string; tenant: string };
  spec: Record<string, unknown>;
}

/**
 * A request document of a kind. `spec` is called with the environments it is for,
 * which are all of the tenant or some of them by name.
 */
export function requestDocument(
  kind: string,
  scope: EstateScope,
  name: fc.Arbitrary<string>,
  spec: (environments: readonly string[]) => fc.Arbitrary<object>,
): fc.Arbitrary<RequestDocument> {
  const all = environmentsOf(scope).map(environment => environment.name);
  return fc
    .option(fc.subarray(all, { minLength: 1 }), { nil: undefined })
    .chain(environments =>
      fc.tuple(name, spec(environments ?? all)).map(([called, rest]) => ({
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind,
        metadata: { name: called, tenant: scope.tenant.metadata.name },
        spec: {
          ...(environments ? { environments } : {}),
          ...rest,
        },
      })),
    );
}

/** Overrides for some of the environments. */
export function overridesOf<T>(
  environments: readonly string[],
  override: (environment: string) => fc.Arbitrary<T>,
): fc.Arbitrary<Record<string, T>> {
  return fc
    .subarray([...environments])
    .chain(
      names =>
        fc.record(
          Object.fromEntries(names.map(name => [name, override(name)])),
        ) as fc.Arbitrary<Record<string, T>>,
    );
}

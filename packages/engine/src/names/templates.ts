import { isDnsLabel } from './objectNames';

const placeholder = /\$\{\{\s*([A-Za-z]+)\s*\}\}/g;

/**
 * Fills the placeholders of a configured template such as `${{ tenant }}-${{ environment }}`.
 * An unknown placeholder throws: `placeholdersOf` lets configuration be checked first.
 *
 * @public
 */
export function expandTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  return template.replace(placeholder, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) {
      throw new Error(
        `The template ${JSON.stringify(
          template,
        )} uses ${whole}, which is not known here. Known: ${Object.keys(
          values,
        ).join(', ')}.`,
      );
    }
    return values[name];
  });
}

/**
 * The names of the placeholders in a template, in order, with repetitions.
 *
 * @public
 */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(placeholder)].map(match => match[1]);
}

/**
 * A namespace that was there before its tenant, and keeps its name.
 *
 * @public
 */
export interface ExistingNamespace {
  tenant: string;
  environment: string;
  namespace: string;
}

/**
 * How a platform names namespaces: by a template of `${{ tenant }}` and `${{ environment }}`, but for those that were there before.
 *
 * @public
 */
export interface Naming {
  naming: {
    namespace: string;
    existing?: readonly ExistingNamespace[];
  };
}

const byTenant = new WeakMap<
  readonly ExistingNamespace[],
  ReadonlyMap<string, string>
>();

function existingName(
  { naming: { existing } }: Naming,
  tenant: string,
  environment: string,
): string | undefined {
  if (!existing || existing.length === 0) {
    return undefined;
  }
  const known =
    byTenant.get(existing) ??
    new Map(
      existing.map(each => [
        `${each.environment}/${each.tenant}`,
        each.namespace,
      ]),
    );
  byTenant.set(existing, known);
  return known.get(`${environment}/${tenant}`);
}

/**
 * The namespace of a tenant in an environment: the one that was there before, else by the platform's naming.
 *
 * @public
 */
export function namespaceName(
  platform: Naming,
  tenant: string,
  environment: string,
): string {
  const existing = existingName(platform, tenant, environment);
  return (
    existing ??
    expandTemplate(platform.naming.namespace, { tenant, environment })
  );
}

/**
 * Whether another tenant of another environment could get the very name that this one gets from a template with
 * `${{ tenant }}` and `${{ environment }}`, and which. Of two that could meet, the one whose tenant has the longer name is refused,
 * so that names are unique over all tenants, known or not.
 *
 * @param others - further environments whose names live in the same place (one cluster, one Argo CD)
 * @public
 */
export function nameClash(
  template: string,
  tenant: string,
  environment: string,
  others: readonly string[],
): { tenant: string; environment: string } | undefined {
  const name = expandTemplate(template, { tenant, environment });
  for (const other of others) {
    const [before, after] = around(template, other);
    const middle = name.slice(before.length, name.length - after.length);
    if (
      name.length > before.length + after.length &&
      name.startsWith(before) &&
      name.endsWith(after) &&
      isDnsLabel(middle) &&
      middle.length < tenant.length
    ) {
      return { tenant: middle, environment: other };
    }
  }
  return undefined;
}

/**
 * Whether two environments give the same name to one tenant.
 *
 * @public
 */
export function sameName(
  template: string,
  environment: string,
  other: string,
): boolean {
  return (
    around(template, environment).join('\0') ===
    around(template, other).join('\0')
  );
}

/** A NUL stands for the tenant: no name holds one. */
function around(template: string, environment: string): string[] {
  return expandTemplate(template, { tenant: '\0', environment }).split('\0');
}

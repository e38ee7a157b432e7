import { placeholdersOf } from '../names';

/**
 * A text as a CEL literal.
 */
export function celString(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) && !/['\\]/.test(text)
    ? `'${text}'`
    : JSON.stringify(text);
}

/**
 * A list of texts as a CEL literal.
 */
export function celList(texts: readonly string[]): string {
  return `[${texts.map(celString).join(', ')}]`;
}

/**
 * A configured template such as `${{ tenant }}/db` as a CEL expression; `values` are expressions.
 */
export function celTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  const names = placeholdersOf(template);
  const literals = template.split(/\$\{\{[^}]*\}\}/);
  const parts = literals.flatMap((literal, index) => [
    ...(literal === '' ? [] : [celString(literal)]),
    ...(index < names.length ? [values[names[index]]] : []),
  ]);
  return parts.length === 0 ? "''" : parts.join(' + ');
}

/**
 * Whether a name (an expression) is one of the tenant's domains or below one; `variables.suffixes` is needed ({@link domainSuffixes}).
 * `all` over an empty list is true, so callers ask for names first.
 */
export function inDomains(name: string): string {
  return `['.' + ${name}].exists(dotted, variables.suffixes.exists(s, dotted.endsWith(s)))`;
}

/**
 * The domains of an annotation of the object's namespace, with a dot in front: made once for all names that are looked at,
 * since a tenant has up to fifty domains, a Certificate a thousand names, and an expression a budget.
 */
export function domainSuffixes(annotation: string): string {
  return `(${namespaceList(annotation)}).map(d, '.' + d)`;
}

/**
 * A comma-separated annotation of the object's namespace as a list; empty where there is none.
 */
export function namespaceList(annotation: string): string {
  const key = celString(annotation);
  return [
    'has(namespaceObject.metadata.annotations) &&',
    `${key} in namespaceObject.metadata.annotations ?`,
    `namespaceObject.metadata.annotations[${key}].split(',').filter(x, x != '') : []`,
  ].join('\n');
}

/**
 * What the object says is new: what stood before the guard rail may stay as it is, and lose its finalizers.
 * An object that is being deleted is no exception: held by a finalizer it can still be changed, and is still served.
 */
export const specChanged =
  "request.operation == 'CREATE' || !has(oldObject.spec) || !has(object.spec) || oldObject.spec != object.spec";

/**
 * The tier of the object's namespace; empty where none is said.
 */
export function namespaceTier(annotation: string): string {
  const key = celString(annotation);
  return [
    'has(namespaceObject.metadata.annotations) &&',
    `${key} in namespaceObject.metadata.annotations ?`,
    `namespaceObject.metadata.annotations[${key}] : ''`,
  ].join('\n');
}

/**
 * A condition that differs by tier: true where one holds for the tier of the namespace (`variables.tier`).
 */
export function anyTier(conditions: Readonly<Record<string, string>>): string {
  const parts = Object.entries(conditions)
    .filter(([, condition]) => condition !== 'false')
    .map(
      ([tier, condition]) =>
        `(variables.tier == ${celString(tier)} && (${condition}))`,
    );
  return parts.length === 0 ? 'false' : parts.join(' || ');
}

/**
 * The texts that the tier of the namespace (`variables.tier`) has, as a list; `always` are in it for all tiers. For a variable:
 * spelled out at each place where it is asked, a list of all tiers makes expressions longer than API servers read.
 */
export function tierList(
  lists: Readonly<Record<string, readonly string[]>>,
  always: readonly string[] = [],
): string {
  const parts = Object.entries(lists)
    .filter(([, list]) => list.length > 0)
    .map(
      ([tier, list]) =>
        `(variables.tier == ${celString(tier)} ? ${celList(list)} : [])`,
    );
  return always.length > 0 || parts.length === 0
    ? [celList(always), ...parts].join(' +\n')
    : parts.join(' +\n');
}

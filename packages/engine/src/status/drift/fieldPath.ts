/** One step into an object: a field, an item of a list by its key (with its place in Git's list), or by its place. */
export type Step =
  | { field: string }
  | {
      key: Readonly<Record<string, string | number | boolean>>;
      place?: number;
    }
  | { index: number };

const plainName = /^[A-Za-z_][\w-]*$/;
const longest = 300;

/** `spec.containers[name=web].image`, and `metadata.labels["app.kubernetes.io/name"]`. */
export function pathText(path: readonly Step[]): string {
  let text = '';
  for (const step of path) {
    if ('index' in step) {
      text += `[${step.index}]`;
    } else if ('key' in step) {
      const parts = Object.entries(step.key).map(
        ([name, value]) => `${name}=${value}`,
      );
      text += `[${parts.join(',')}]`;
    } else if (plainName.test(step.field)) {
      text += text === '' ? step.field : `.${step.field}`;
    } else {
      text += `[${JSON.stringify(step.field)}]`;
    }
  }
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The names of the fields of a path, without the items of lists. */
export function fieldNames(path: readonly Step[]): string[] {
  return path.flatMap(step => ('field' in step ? [step.field] : []));
}

/** A step as FieldsV1 writes it: `f:spec`, `k:{"name":"web"}`, `i:0`. */
export function fieldsV1Step(step: Step): string {
  if ('field' in step) {
    return `f:${step.field}`;
  }
  return 'key' in step ? keyStep(step.key) : `i:${step.index}`;
}

/** Keys are compared in one order, whatever order somebody wrote them in. */
export function keyStep(key: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1));
  return `k:${JSON.stringify(Object.fromEntries(entries))}`;
}

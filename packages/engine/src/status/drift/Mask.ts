import { Step } from './fieldPath';

/**
 * A step of a mask. A number names an item of a list by its place, which says little once a list is merged: it stands for any.
 *
 * @public
 */
export type MaskStep = { field: string; orItem?: boolean } | 'item';

/**
 * Fields that are not compared as others are: `ignored` by the Application's own word, or for a reason.
 *
 * @public
 */
export interface Mask {
  steps: readonly MaskStep[];
  outcome: 'ignored' | { why: string };
}

const mostSteps = 60;

/** The steps of a JSON pointer (RFC 6901); undefined for what is none. */
export function pointerSteps(pointer: string): MaskStep[] | undefined {
  if (!pointer.startsWith('/') || pointer.length > 2_000) {
    return undefined;
  }
  const steps = pointer
    .slice(1)
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  return steps.length > mostSteps
    ? undefined
    : steps.map(field => ({ field, orItem: /^(\d+|-)$/.test(field) }));
}

const token =
  /\s*(?:\.([A-Za-z_]\w*)\??|\.?\["((?:[^"\\]|\\["\\])*)"\]\??|\.?\[\s*-?\d*\s*\]\??|\|\s*select\(([^()]*)\)|\|\s*(?=\.))/y;

/**
 * The steps of a jq expression that only names fields and items, perhaps with `select(...)` between them: `.spec.template.spec.containers[]
 * | select(.name == "web") | .image`. Undefined for any other, of which nobody can say what it names. What `select` chooses is not
 * looked at, so that such a mask covers more than Argo CD's.
 */
export function jqSteps(expression: string): MaskStep[] | undefined {
  const text = expression.trim();
  if (text.length > 2_000 || !text.startsWith('.')) {
    return undefined;
  }
  const steps: MaskStep[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match || steps.length > mostSteps) {
      return undefined;
    }
    const [all, name, quoted] = match;
    if (name !== undefined || quoted !== undefined) {
      steps.push({ field: name ?? quoted.replace(/\\(["\\])/g, '$1') });
    } else if (!all.includes('|')) {
      steps.push('item');
    }
  }
  return steps.length > 0 ? steps : undefined;
}

/** How a path stands to a mask: the mask names it or what holds it, or something inside of it. */
export function relationOf(
  mask: Mask,
  path: readonly Step[],
): 'covered' | 'inside' | undefined {
  const length = Math.min(mask.steps.length, path.length);
  for (let i = 0; i < length; i++) {
    if (!fits(mask.steps[i], path[i])) {
      return undefined;
    }
  }
  return mask.steps.length <= path.length ? 'covered' : 'inside';
}

function fits(mask: MaskStep, step: Step): boolean {
  if ('field' in step) {
    return mask !== 'item' && mask.field === step.field;
  }
  return mask === 'item' || mask.orItem === true;
}

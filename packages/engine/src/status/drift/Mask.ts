import { Step } from './fieldPath';

/**
 * A step of a mask: a field, or items of a list. With `orItem` a field is a number and may name any item; with `place` it names the
 * one at that place in Git's list. `where` names items by the text of one of their fields. What is `unsure` depends on
 * something that is not evaluated.
 *
 * @public
 */
export type MaskStep =
  | { field: string; orItem?: boolean; place?: number; unsure?: true }
  | { place: number }
  | { where: { field: string; is: string } }
  | { unsure: true }
  | 'item';

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

/** The steps of a JSON pointer (RFC 6901), whose numbers stand for any item; undefined for what is none. */
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

/** The same with numbers that stand for the item at that place, as Argo CD takes them. */
export function placedSteps(pointer: string): MaskStep[] | undefined {
  return pointerSteps(pointer)?.map(step =>
    typeof step === 'object' && 'field' in step && step.orItem
      ? { field: step.field, place: Number(step.field) }
      : step,
  );
}

const token =
  /\s*(?:\.([A-Za-z_]\w*)\??|\.?\["((?:[^"\\]|\\["\\])*)"\]\??|\.?\[\s*(-?\d*)\s*\]\??|\|\s*select\(([^()]*)\)|\|\s*(?=\.))/y;
const equality = /^\s*\.(\w+)\s*==\s*"([^"\\]*)"\s*$/;

/**
 * The steps of a jq expression that only names fields and items, perhaps with `select(...)` between them: `.spec.template.spec.containers[]
 * | select(.name == "web") | .image`. Undefined for any other, of which nobody can say what it names. Of a `select` that compares more
 * than one text, what it leaves is unsure.
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
    const [, name, quoted, place, condition] = match;
    if (name !== undefined || quoted !== undefined) {
      steps.push({ field: name ?? quoted.replace(/\\(["\\])/g, '$1') });
    } else if (place !== undefined) {
      steps.push(itemAt(place));
    } else if (condition !== undefined) {
      const last = steps.pop();
      if (last === undefined) {
        return undefined;
      }
      steps.push(selected(last, condition));
    }
  }
  return steps.length > 0 ? steps : undefined;
}

function itemAt(place: string): MaskStep {
  if (place === '') {
    return 'item';
  }
  // Counted from the end of a list that is another one in the cluster.
  return place.startsWith('-') ? { unsure: true } : { place: Number(place) };
}

function selected(step: MaskStep, condition: string): MaskStep {
  if (typeof step === 'object' && 'field' in step) {
    return { ...step, unsure: true };
  }
  const [, field, is] = equality.exec(condition) ?? [];
  return step === 'item' && field !== undefined
    ? { where: { field, is } }
    : { unsure: true };
}

/**
 * How a path stands to a mask: the mask names it or what holds it, or something inside of it. `isSure` is false where that depends
 * on what is not known here.
 */
export function relationOf(
  mask: Mask,
  path: readonly Step[],
): { is: 'covered' | 'inside'; isSure: boolean } | undefined {
  const length = Math.min(mask.steps.length, path.length);
  let isSure = true;
  for (let i = 0; i < length; i++) {
    const answer = fits(mask.steps[i], path[i]);
    if (answer === false) {
      return undefined;
    }
    isSure = isSure && answer === true;
  }
  return {
    is: mask.steps.length <= path.length ? 'covered' : 'inside',
    isSure,
  };
}

function fits(mask: MaskStep, step: Step): boolean | undefined {
  if ('field' in step) {
    const isNamed =
      typeof mask === 'object' && 'field' in mask && mask.field === step.field;
    return isNamed && mask.unsure ? undefined : isNamed;
  }
  if (mask === 'item') {
    return true;
  }
  if ('where' in mask) {
    const { field, is } = mask.where;
    const told = 'key' in step ? step.key[field] : undefined;
    return told === undefined ? undefined : told === is;
  }
  if ('place' in mask && mask.place !== undefined) {
    const place = 'key' in step ? step.place : step.index;
    return place === undefined ? undefined : place === mask.place;
  }
  if ('field' in mask) {
    return mask.orItem === true;
  }
  return undefined;
}

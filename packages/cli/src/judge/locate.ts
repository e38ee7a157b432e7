import { at } from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import { Unit, UnitObject } from '../checkout/Unit';

/**
 * Where a field of an object is written: in the last patch that has it, else where the object stands. What a tenant's
 * Kustomization takes from elsewhere is told at that Kustomization.
 */
export function locate(
  { home, kustomization }: Unit,
  { place, patches }: UnitObject,
  field?: string,
): { path: string; line: number } {
  const steps = field === undefined ? [] : stepsOf(field);
  const candidates = [...patches].reverse().filter(patch => has(patch, steps));
  const found = steps.length > 0 ? candidates[0] ?? place : place;
  const isOwn =
    home.folders?.some(folder => found.path.startsWith(`${folder}/`)) ?? true;
  if (!isOwn && kustomization) {
    return { path: kustomization.path, line: kustomization.line };
  }
  return {
    path: found.path,
    line: steps.length > 0 ? found.lineOf(steps) : found.line,
  };
}

function has({ value }: Place, steps: ReadonlyArray<string | number>): boolean {
  let current = value;
  for (const step of steps) {
    current = Array.isArray(current)
      ? current[Number(step)]
      : at(current, String(step));
    if (current === undefined) {
      return false;
    }
  }
  return value !== undefined;
}

/** The steps of a field's path: `spec.ports[0].port`, `metadata.labels[app.kubernetes.io/name]`. */
export function stepsOf(field: string): Array<string | number> {
  const steps: Array<string | number> = [];
  for (const [, inside, name] of field.matchAll(/\[([^\]]*)\]|([^.[]+)/g)) {
    if (inside === undefined) {
      steps.push(name);
    } else {
      const key = inside.replace(/^"(.*)"$/, '$1');
      steps.push(/^\d+$/.test(key) ? Number(key) : key);
    }
  }
  return steps;
}

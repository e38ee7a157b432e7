import { refKey, refOf } from '@groundwork/engine';
import { Unit } from '../checkout/Unit';
import { Located } from '../located';
import { locate } from './locate';

/** Objects that one directory holds twice: Argo CD warns of them, and applies one of the two. */
export function repeated(unit: Unit): Located[] {
  const first = new Map<string, { path: string; line: number }>();
  return unit.objects.flatMap(item => {
    const { object } = item;
    const here = locate(unit, item);
    if (
      typeof object.apiVersion !== 'string' ||
      object.metadata.generateName !== undefined
    ) {
      return [];
    }
    const ref = refOf(unit.home.cluster, object);
    const before = first.get(refKey(ref));
    if (!before) {
      first.set(refKey(ref), here);
      return [];
    }
    return [
      {
        ...here,
        finding: {
          code: 'DuplicateObject',
          severity: 'warning' as const,
          subject: ref,
          message: `${object.kind} ${object.metadata.name} is in ${before.path}, line ${before.line}, as well. Only one of the two is applied.`,
          fix: 'Remove or rename one of them.',
          fixableBy: unit.home.layer,
          evidence: [],
        },
      },
    ];
  });
}

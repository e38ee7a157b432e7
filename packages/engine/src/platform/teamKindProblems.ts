import { KindRegistry, keyOf, resourceOf } from '../kinds/KindRegistry';
import { TeamKind, teamKindProblem } from '../kinds/teamKinds';
import type { PlatformProblem } from './PlatformProblem';

/**
 * Kinds that teams can't be let write, and those that are named twice.
 */
export function teamKindProblems(
  teamKinds: readonly TeamKind[],
  kinds: KindRegistry,
): PlatformProblem[] {
  const seen = new Set<string>();
  return teamKinds.flatMap((kind, index) => {
    const names = [keyOf(kind), resourceOf(kind)];
    const isTwice = names.some(name => seen.has(name));
    names.forEach(name => seen.add(name));
    const problem = isTwice
      ? 'This kind is named twice.'
      : teamKindProblem(kinds, kind);
    return problem === undefined
      ? []
      : [
          {
            code: isTwice ? 'Duplicate' : 'KindNotForTeams',
            field: `teamKinds[${index}]`,
            given: resourceOf(kind),
            message: problem,
            fix: 'Take it out, or correct its names.',
          },
        ];
  });
}

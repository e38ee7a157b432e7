import { EnvironmentChange, EnvironmentComparison } from '../../model';

/** Changes that are named in one line. */
const named = 3;

type Counts = Pick<
  EnvironmentComparison,
  'behind' | 'ahead' | 'unclear' | 'intended'
>;

/** `2 changes behind dev: image web:1.4.1, route shop`. */
export function describeComparison(
  against: string,
  counts: Counts,
  changes: readonly EnvironmentChange[],
): string {
  const list = (direction: EnvironmentChange['direction']) => {
    const whats = changes
      .filter(each => each.direction === direction)
      .map(({ what }) => what);
    const rest = whats.length - named;
    return `${whats.slice(0, named).join(', ')}${
      rest > 0 ? ` and ${rest} more` : ''
    }`;
  };
  const parts = [
    ...(counts.behind > 0
      ? [`${many(counts.behind)} behind ${against}: ${list('behind')}`]
      : []),
    ...(counts.ahead > 0
      ? [`${many(counts.ahead)} ahead of ${against}: ${list('ahead')}`]
      : []),
    ...(counts.unclear > 0
      ? [`differs from ${against}: ${list('unclear')}`]
      : []),
  ];
  if (parts.length > 0) {
    return parts.join('; ');
  }
  return counts.intended > 0
    ? `same as ${against}, but for ${many(counts.intended)} that ${
        counts.intended === 1 ? 'is' : 'are'
      } asked for`
    : `same as ${against}`;
}

function many(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

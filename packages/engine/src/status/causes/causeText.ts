import { Found } from './Found';

const mostNamed = 3;

/** What a cause is, in one sentence, of all things of which the same is said. */
export function causeText(findings: readonly [Found, ...Found[]]): string {
  const [first] = findings;
  const full = findings.length === 1 ? fullQuota(first) : undefined;
  const titles = [...new Set(findings.map(({ title }) => title))];
  const named = titles.slice(0, mostNamed).join(', ');
  const more =
    titles.length > mostNamed ? ` and ${titles.length - mostNamed} more` : '';
  const { why, status, id } = first;
  if (full !== undefined) {
    return full;
  }
  // A thing that is told through others: its reason goes on from its name.
  const goesOn = status.of === 'shared' && !id.includes('#');
  if (goesOn) {
    return `${named}${more} ${titles.length > 1 ? plural(why) : why}`;
  }
  return why.includes(named) || why === ''
    ? why || named
    : `${named}${more}: ${why}`;
}

function plural(why: string): string {
  return why
    .replace(/^is /, 'are ')
    .replace(/^does /, 'do ')
    .replace(/^has /, 'have ');
}

/** What of a quota is used up: `Quota compute is full: 12 of 12 pods`. */
function fullQuota({ status, title, isWarning }: Found): string | undefined {
  if (
    status.of !== 'quota' ||
    isWarning ||
    status.status.state !== 'Degraded'
  ) {
    return undefined;
  }
  const used = status.status.lines
    .filter(({ share }) => share !== undefined && share >= 1)
    .map(
      ({ resource, used: amount, hard }) => `${amount} of ${hard} ${resource}`,
    );
  if (used.length > 0) {
    return `${title} is full: ${used.join(', ')}`;
  }
  const [most] = status.status.lines;
  return most
    ? `${title} has no room for more pods: ${most.used} of ${most.hard} ${most.resource}`
    : `${title} has no room for more pods`;
}

import type { RequestTextProblem } from '@groundwork/engine';
import { sentences } from '../shared';

/** A problem of the text in words, with its line and field. */
export function describeProblem({ line, finding }: RequestTextProblem): string {
  const place = [
    ...(line === undefined ? [] : [`Line ${line}`]),
    ...(finding.field ? [finding.field] : []),
  ].join(', ');
  return `${place ? `${place}: ` : ''}${sentences(
    finding.message,
    finding.fix,
  )}`;
}

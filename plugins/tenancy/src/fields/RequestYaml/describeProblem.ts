import type { RequestTextProblem } from '@groundwork/engine';
import type { FormTexts } from '../../translations/forms';
import { sentences } from '../shared';

/** A problem of the text in words, with its line and field. */
export function describeProblem(
  { line, finding }: RequestTextProblem,
  t: FormTexts,
): string {
  const problem = sentences(finding.message, finding.fix);
  const place = [
    ...(line === undefined ? [] : [t('yaml.line', { number: String(line) })]),
    ...(finding.field ? [finding.field] : []),
  ].join(', ');
  return place ? t('shared.rowProblem', { place, problem }) : problem;
}

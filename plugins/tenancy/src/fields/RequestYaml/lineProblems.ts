import type { Finding } from '@groundwork/engine';
import { type loadEngine, sentences } from '../shared';
import type { LineProblem } from './yamlExtensions';

type Engine = Pick<
  Awaited<ReturnType<typeof loadEngine>>,
  'checkRequestText' | 'lineOfField'
>;

/**
 * What is wrong with the text of a request, by its lines: what the text itself says, or, once it is a request, what the
 * preview found.
 */
export function lineProblems(
  engine: Engine,
  text: string,
  findings: readonly Finding[],
): LineProblem[] {
  const checked = engine.checkRequestText(text);
  if ('problems' in checked) {
    return checked.problems.map(({ line, finding }) => ({
      ...(line === undefined ? {} : { line }),
      severity: finding.severity,
      message: sentences(finding.message, finding.fix),
    }));
  }
  const lineOf = engine.lineOfField(text);
  return findings.flatMap(({ field, severity, message, fix }) => {
    const line = field === undefined ? undefined : lineOf(field);
    return line === undefined
      ? []
      : [{ line, severity, message: sentences(message, fix) }];
  });
}

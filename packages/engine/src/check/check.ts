import { Finding, Severity, Snapshot } from '../model';
import { CheckOptions } from './checkOptions';
import { CheckRun } from './checkRun';
import { rules } from './rules';

const order: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * All cross-object checks over a snapshot: live clusters, live overlaid with what is planned, or a Git tree.
 * Worst findings first. What could not be read is among them as `NotChecked`.
 *
 * @public
 */
export function check(snapshot: Snapshot, options: CheckOptions): Finding[] {
  const run = new CheckRun(snapshot, options);
  const found = rules.flatMap(rule => [...rule(run)]);
  const all = [...found, ...run.notChecked()];
  return all
    .map((finding, i) => ({ finding, i }))
    .sort(
      (a, b) =>
        order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity) ||
        a.i - b.i,
    )
    .map(({ finding }) => finding);
}

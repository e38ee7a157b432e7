import { Finding, Severity, Snapshot } from '../model';
import { Steps, finish } from '../steps';
import { CheckOptions } from './checkOptions';
import { CheckRun, Found } from './checkRun';
import { rules } from './rules';
import { plainText } from '../model/fields';

const order: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * All cross-object checks over a snapshot: live clusters, live overlaid with what is planned, or a Git tree.
 * Worst findings first. What could not be read is among them as `NotChecked`.
 *
 * @public
 */
export function check(snapshot: Snapshot, options: CheckOptions): Finding[] {
  return finish(checkInSteps(snapshot, options));
}

/**
 * As {@link check}, in steps of an object each. Where the snapshot changes in between, rules that come later look at what
 * is there then.
 *
 * @public
 */
export function* checkInSteps(
  snapshot: Snapshot,
  options: CheckOptions,
): Steps<Finding[]> {
  const run = new CheckRun(snapshot, options);
  const found: Finding[] = [];
  for (const rule of rules) {
    yield* findingsOf(rule.name, () => rule(run), found);
  }
  for (const each of options.checks ?? []) {
    yield* findingsOf(each.name, () => each.findings(run), found);
  }
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

/** What a rule finds. One that stumbles over an object says so, and takes no other rule's findings with it. */
function* findingsOf(
  name: string,
  rule: () => Found,
  found: Finding[],
): Generator<void> {
  try {
    for (const finding of rule()) {
      if (finding) {
        found.push(finding);
      }
      yield;
    }
  } catch (error) {
    found.push({
      code: 'NotChecked',
      severity: 'info',
      subject: { cluster: '', group: '', kind: 'Cluster', name: '' },
      message: `A check failed to run (${name}): ${plainText(
        error instanceof Error ? error.message : error,
      )}.`,
      fix: 'Report it to the maintainers of Groundwork. The other findings are not affected.',
      fixableBy: 'platform',
      evidence: [],
    });
  }
}

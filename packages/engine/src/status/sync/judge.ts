import { Verdict } from '../../model';
import { healthy } from '../verdict';
import { brokenSet } from './rules/applicationSet';
import { comparison, hydration, uncompared } from './rules/comparison';
import { deletion } from './rules/deletion';
import { failedSync } from './rules/failedSync';
import { badHealth, slowHealth } from './rules/health';
import { newCommit } from './rules/newCommit';
import { outOfSync } from './rules/outOfSync';
import { paused } from './rules/paused';
import { refused } from './rules/refused';
import { Case, Rule } from './rules/rule';
import { running } from './rules/running';
import { unanswered } from './rules/unanswered';
import { warned } from './rules/warned';

/** In the order in which they are asked: what explains the rest comes first. */
const rules: readonly Rule[] = [
  unanswered,
  deletion,
  running,
  comparison,
  hydration,
  failedSync,
  refused,
  uncompared,
  badHealth,
  outOfSync,
  warned,
  brokenSet,
  newCommit,
  slowHealth,
  paused,
];

/** The verdict on one Application, by the first rule that has something to say. */
export function judge(one: Case): Verdict {
  for (const rule of rules) {
    const verdict = rule(one);
    if (verdict) {
      return verdict;
    }
  }
  return healthy(one.app.sync, one.app.health);
}

import { FixableBy, Verdict } from '../../../model';
import { Condition, isStale } from '../../conditions';
import { healthy, verdict } from '../../verdict';

/** A condition as people quote it: `Accepted=False NotAllowedByListeners: ...`. */
export function quote({ type, status, reason, message }: Condition): string {
  const head = status === 'True' ? type : `${type}=${status}`;
  const why = [reason === type ? '' : reason, message]
    .filter(text => text !== '')
    .join(': ');
  return why ? `${head} ${why}` : head;
}

/**
 * Judges conditions that should all be True. One that the controller wrote before the last change counts as
 * Progressing, a missing one as Unknown.
 */
export function judgeConditions(
  conditions: readonly Condition[],
  wanted: readonly string[],
  generation: number | undefined,
  fixableBy: FixableBy,
): Verdict {
  const native: string[] = [];
  for (const type of wanted) {
    const condition = conditions.find(item => item.type === type);
    if (!condition) {
      return verdict('Unknown', `the controller has not reported ${type}`, {
        fixableBy: 'platform',
        native,
      });
    }
    if (isStale(condition, generation)) {
      return verdict(
        'Progressing',
        'the controller has not processed the last change yet',
        { native: [`${type} (old)`] },
      );
    }
    if (condition.status !== 'True') {
      const { status, reason, message, since } = condition;
      const why = message || reason || `${type} is ${status}`;
      // Controllers report Unknown while they work on it.
      return verdict(status === 'False' ? 'Degraded' : 'Progressing', why, {
        fixableBy,
        native: [`${type}=${status}`, ...(reason ? [reason] : [])],
        since,
      });
    }
    native.push(type);
  }
  return healthy(...native);
}

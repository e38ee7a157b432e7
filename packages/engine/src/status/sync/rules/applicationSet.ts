import { troubleOf } from '../applicationSet';
import { Case, Rule, minutesSince, patience, say } from './rule';

/** The ApplicationSet that keeps the Application up to date can no longer do so. */
export const brokenSet: Rule = one => {
  const trouble = troubleOf(one.set);
  return (
    trouble &&
    say(
      one,
      'Degraded',
      `ApplicationSet ${one.set?.metadata.name} ${trouble.why}, and no longer updates this Application`,
      { fixableBy: 'platform', since: trouble.since },
    )
  );
};

/** What its ApplicationSet lets an Application do that is to change: it syncs one step after the other. */
export function progressiveTurn(one: Case, what: string) {
  const { turn, now } = one;
  if (turn?.status === undefined) {
    return undefined;
  }
  const { name, step, steps, status, before, since } = turn;
  const set = `ApplicationSet ${name}`;
  if (step === undefined) {
    return say(
      one,
      'Suspended',
      `${what} waits: no step of ${set} selects it, so nothing syncs it`,
      { fixableBy: 'platform', since },
    );
  }
  const place = `step ${step}${steps === undefined ? '' : ` of ${steps}`}`;
  if (status === 'Waiting') {
    const those =
      before > 0
        ? `; ${before} of the steps before ${
            before === 1 ? 'is' : 'are'
          } not healthy yet`
        : '';
    return say(
      one,
      'Suspended',
      `${what} waits: ${set} rolls out step by step, and it is not its turn (${place}${those})`,
      { fixableBy: 'platform', since },
    );
  }
  if (status === 'Pending' || status === 'Progressing') {
    const late = since !== undefined && now - since > patience;
    return late
      ? say(
          one,
          'Degraded',
          `${what} has been ${status} for ${minutesSince(
            now,
            since,
          )} in ${place} of ${set}`,
          { fixableBy: 'platform', since },
        )
      : say(
          one,
          'Progressing',
          `${what} is being rolled out by ${set} (${place})`,
          { since },
        );
  }
  return undefined;
}

import { at } from '../../../model/fields';
import { conditionsOf } from '../../conditions';
import { fixableByOf } from '../faults';
import { JudgedResource, hasHealth } from '../health';
import { nameOf } from '../resource';
import { Case, Rule, minutesSince, patience, say } from './rule';

/** Objects that are unwell, or of which nobody can say. */
export const badHealth: Rule = one => {
  const { app } = one;
  const since = app.healthSince;
  switch (app.health) {
    case 'Degraded':
      return say(one, 'Degraded', unwell(one, 'Degraded'), {
        since,
        fixableBy: turnOf(one, 'Degraded'),
        about: culpritOf(one, 'Degraded')?.ref,
      });
    case 'Missing':
      return app.sync === 'Synced'
        ? say(one, 'Missing', unwell(one, 'Missing'), {
            since,
            about: culpritOf(one, 'Missing')?.ref,
          })
        : undefined;
    case 'Unknown':
      return say(one, 'Unknown', unwell(one, 'Unknown'), {
        since,
        fixableBy: 'platform',
      });
    case 'Healthy':
    case 'Progressing':
    case 'Suspended':
      return unseen(one);
    default:
      return say(
        one,
        'Unknown',
        `Argo CD reports health ${app.health}, which is not known here`,
        { since, fixableBy: 'platform' },
      );
  }
};

/** Objects that are on their way, or that somebody has stopped. */
export const slowHealth: Rule = one => {
  const { app } = one;
  return app.health === 'Progressing' || app.health === 'Suspended'
    ? say(one, app.health, unwell(one, app.health), {
        since: app.healthSince,
        about: culpritOf(one, app.health)?.ref,
      })
    : undefined;
};

/** Whose turn it is by what the first object of that health says. */
function turnOf(one: Case, health: string) {
  return fixableByOf(culpritOf(one, health)?.message ?? '', one.writer);
}

function culpritOf({ resources }: Case, health: string) {
  return resources.find(each => each.health === health);
}

/** Argo CD has the last word on health, unless it has stopped looking. */
function unseen(one: Case) {
  const { app, now } = one;
  const { comparedAt } = app;
  if (comparedAt === undefined || now - comparedAt < patience) {
    return undefined;
  }
  const culprit = one.resources.find(
    each =>
      each.healthSource === 'computed' &&
      each.health === 'Degraded' &&
      !wasSeen(each, comparedAt),
  );
  return (
    culprit &&
    say(
      one,
      'Degraded',
      `${told(culprit)} (Argo CD last looked ${minutesSince(
        now,
        comparedAt,
      )} ago and says ${app.health})`,
      { about: culprit.ref },
    )
  );
}

/** Whether an object was as it is when Argo CD last looked: who then called all well has rules of its own for it. */
function wasSeen({ live }: JudgedResource, comparedAt: number): boolean {
  const times = conditionsOf(at(live?.status, 'conditions')).flatMap(
    ({ since }) => since ?? [],
  );
  return times.length > 0 && Math.max(...times) < comparedAt;
}

/** Names the first object of that health with its message: by Argo CD's word where it keeps one, else as computed here. */
function unwell({ app, resources, kinds }: Case, health: string): string {
  const culprits = resources.filter(each => each.health === health);
  if (culprits.length > 0) {
    const more = culprits.length > 1 ? `, and ${culprits.length - 1} more` : '';
    return `${told(culprits[0])}${more}`;
  }
  if (app.healthMessage) {
    return app.healthMessage;
  }
  const unread = resources.filter(
    each => each.unread !== undefined && hasHealth(each, kinds),
  );
  const [first] = unread;
  return first
    ? `Argo CD reports ${health}; the object is not known, because ${first.unread}`
    : `Argo CD reports ${health}`;
}

function told(resource: JudgedResource): string {
  return `${nameOf(resource)}: ${
    resource.message || (resource.health ?? '').toLowerCase()
  }`;
}

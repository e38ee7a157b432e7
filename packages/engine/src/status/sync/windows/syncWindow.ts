import { Fields, textOf, textsOf } from '../../../model/fields';
import { globMatches } from '../../../argocd';
import { durationMillis } from '../../../units/duration';
import { Application } from '../application';
import { Schedule, nextTime, parseCron } from './cron';

/** One window of an AppProject, with the times that it names. */
export interface SyncWindow {
  kind: string;
  /** In milliseconds. */
  duration: number;
  schedule: Schedule;
  timeZone: string;
  manualSync: boolean;
}

/** Reads a window; undefined when its schedule or duration is none, in which case Argo CD syncs nothing at all. */
export function readWindow(fields: Fields): SyncWindow | undefined {
  const schedule = parseCron(textOf(fields.schedule) ?? '');
  const duration = durationMillis(textOf(fields.duration) ?? '');
  if (!schedule || duration === undefined) {
    return undefined;
  }
  return {
    kind: textOf(fields.kind) ?? '',
    duration,
    schedule,
    timeZone: textOf(fields.timeZone) ?? '',
    manualSync: fields.manualSync === true,
  };
}

/** Whether a window is meant for an Application: by its name, cluster or namespace, one of them or, if asked, all. */
export function concerns(fields: Fields, app: Application): boolean {
  const { server, name, namespace } = app.destination;
  const lists = [
    {
      patterns: textsOf(fields.applications),
      names: [app.object.metadata.name],
    },
    {
      patterns: textsOf(fields.clusters),
      names: [name, server].filter(Boolean),
    },
    { patterns: textsOf(fields.namespaces), names: [namespace] },
  ].filter(({ patterns }) => patterns.length > 0);
  const fits = ({ patterns, names }: (typeof lists)[number]) =>
    names.some(each => patterns.some(one => globMatches(one, each)));
  return fields.andOperator === true
    ? lists.length > 0 && lists.every(fits)
    : lists.some(fits);
}

/** When an open window closes; undefined while it is not open. */
export function openUntil(window: SyncWindow, now: number): number | undefined {
  const { schedule, duration } = window;
  const local = now + offsetOf(window.timeZone, now);
  const start = nextTime(schedule, local - duration);
  return start !== undefined && start < local
    ? now + (start + duration - local)
    : undefined;
}

/** When a window opens next. */
export function opensAt(window: SyncWindow, now: number): number | undefined {
  const offset = offsetOf(window.timeZone, now);
  const start = nextTime(window.schedule, now + offset);
  return start === undefined ? undefined : start - offset;
}

/** What the clocks of a time zone are ahead of UTC now, as Argo CD takes it also for other times. */
function offsetOf(timeZone: string, now: number): number {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: timeZone || 'UTC',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(now);
    const part = (type: string) =>
      Number(parts.find(each => each.type === type)?.value);
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return local - Math.floor(now / 1000) * 1000;
  } catch {
    // Argo CD takes a zone that it does not know for UTC.
    return 0;
  }
}

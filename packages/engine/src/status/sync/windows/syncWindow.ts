import { Fields, textOf, textsOf } from '../../../model/fields';
import { globMatches } from '../../../argocd';
import { durationMillis } from '../../../units/duration';
import { Application } from '../application';
import { Schedule, nextTime, parseCron } from './cron';

/** Characters of a description that are told. */
const longest = 120;

/** One window of an AppProject, with the times that it names. */
export interface SyncWindow {
  kind: string;
  /** In milliseconds. */
  duration: number;
  schedule: Schedule;
  /** What the clocks of its time zone are ahead of UTC at a time, in milliseconds. */
  offsetAt(time: number): number;
  manualSync: boolean;
  /** What its owner wrote of it, else its schedule. */
  words: string;
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
    offsetAt: offsetIn(textOf(fields.timeZone)),
    manualSync: fields.manualSync === true,
    words: describeWindow(fields),
  };
}

/** A window in words: its description, else when it opens. */
export function describeWindow(fields: Fields): string {
  const zone = textOf(fields.timeZone);
  const words =
    textOf(fields.description) ??
    `${textOf(fields.schedule) ?? 'without schedule'} for ${
      textOf(fields.duration) ?? 'no time'
    }${zone === undefined ? '' : `, ${zone}`}`;
  const flat = words.replace(/\s+/g, ' ').trim();
  return flat.length > longest ? `${flat.slice(0, longest - 1)}…` : flat;
}

/** Whether a window is meant for an Application: by its name, cluster or namespace, one of them or, if asked, all. */
export function concerns(fields: Fields, app: Application): boolean {
  const { destination } = app;
  const lists = [
    {
      patterns: textsOf(fields.applications),
      names: [app.object.metadata.name],
    },
    {
      patterns: textsOf(fields.clusters),
      // As they are written: since version 3 Argo CD adds neither name nor address.
      names: [destination.name, destination.server].filter(Boolean),
    },
    { patterns: textsOf(fields.namespaces), names: [destination.namespace] },
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
  const local = now + window.offsetAt(now);
  const start = nextTime(schedule, local - duration);
  return start !== undefined && start < local
    ? now + (start + duration - local)
    : undefined;
}

/** When a window opens next. */
export function opensAt(window: SyncWindow, now: number): number | undefined {
  const offset = window.offsetAt(now);
  const start = nextTime(window.schedule, now + offset);
  return start === undefined ? undefined : start - offset;
}

/** Argo CD takes the offset of the moment for all times that it reckons with then. */
function offsetIn(timeZone: string | undefined): (time: number) => number {
  const format = timeZone === undefined ? undefined : formatIn(timeZone);
  if (!format) {
    return () => 0;
  }
  return time => {
    const parts = format.formatToParts(time);
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
    return local - Math.floor(time / 1000) * 1000;
  };
}

function formatIn(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // Argo CD takes a zone that it does not know for UTC.
    return undefined;
  }
}

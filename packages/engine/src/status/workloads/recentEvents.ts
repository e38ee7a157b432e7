import { EventLine, KubernetesObject, ObjectEvents } from '../../model';
import { at, fieldsOf, numberOf, textOf, timeOf } from '../../model/fields';
import { controllerText } from '../controllerText';

/** Of more objects, and of more lines of one, the rest is not told. */
const mostObjects = 50;
const mostLines = 10;
const longestMessage = 500;

/**
 * What happened in a namespace lately by object: events of core/v1 or events.k8s.io/v1 of the last hour, the same reason of the same
 * object merged, objects with warnings first. An object that is odd is left out.
 *
 * @param options - `now` is the cluster's own time; `workloadOf` tells for which workload an object runs
 * @public
 */
export function recentEvents(
  events: readonly KubernetesObject[],
  options: {
    now: number;
    workloadOf?: (object: {
      kind: string;
      name: string;
    }) => { kind: string; name: string } | undefined;
    /** Milliseconds; an hour by default. */
    within?: number;
  },
): ObjectEvents[] {
  const { now, workloadOf, within = 3_600_000 } = options;
  const objects = new Map<string, Map<string, EventLine>>();
  for (const event of events) {
    const read = readEvent(event);
    if (read && read.line.last >= now - within) {
      const lines = objects.get(read.object) ?? new Map<string, EventLine>();
      objects.set(read.object, lines);
      const { type, reason } = read.line;
      lines.set(
        `${type} ${reason}`,
        merged(lines.get(`${type} ${reason}`), read.line),
      );
    }
  }
  return [...objects]
    .map(([key, lines]) => {
      const slash = key.indexOf('/');
      const object = { kind: key.slice(0, slash), name: key.slice(slash + 1) };
      const workload = workloadOf?.(object);
      return {
        ...object,
        ...(workload ? { workload } : {}),
        lines: [...lines.values()].sort(byWeight).slice(0, mostLines),
      };
    })
    .sort(
      (a, b) =>
        byWeight(a.lines[0], b.lines[0]) ||
        (`${a.kind}/${a.name}` < `${b.kind}/${b.name}` ? -1 : 1),
    )
    .slice(0, mostObjects);
}

function readEvent(
  event: KubernetesObject,
): { object: string; line: EventLine } | undefined {
  const about = fieldsOf(event.involvedObject ?? event.regarding);
  const kind = textOf(about.kind);
  const name = textOf(about.name);
  const series = fieldsOf(event.series);
  const last =
    timeOf(series.lastObservedTime) ??
    timeOf(event.lastTimestamp) ??
    timeOf(event.deprecatedLastTimestamp) ??
    timeOf(event.eventTime) ??
    timeOf(at(event.metadata, 'creationTimestamp'));
  if (!kind || !name || last === undefined) {
    return undefined;
  }
  const first =
    timeOf(event.firstTimestamp) ??
    timeOf(event.deprecatedFirstTimestamp) ??
    timeOf(event.eventTime) ??
    last;
  const count =
    numberOf(series.count) ??
    numberOf(event.count) ??
    numberOf(event.deprecatedCount) ??
    1;
  return {
    object: `${printable(kind)}/${printable(name)}`,
    line: {
      type: event.type === 'Warning' ? 'Warning' : 'Normal',
      reason: printable(textOf(event.reason) ?? ''),
      message: messageOf(textOf(event.message) ?? textOf(event.note) ?? ''),
      count: Math.max(1, Math.floor(count)),
      first: Math.min(first, last),
      last,
    },
  };
}

/** The newest message stands for all. */
function merged(known: EventLine | undefined, line: EventLine): EventLine {
  if (!known) {
    return line;
  }
  const newest = line.last >= known.last ? line : known;
  return {
    ...newest,
    count: known.count + line.count,
    first: Math.min(known.first, line.first),
  };
}

function byWeight(a: EventLine, b: EventLine): number {
  return (
    Number(a.type !== 'Warning') - Number(b.type !== 'Warning') ||
    b.last - a.last ||
    (a.reason < b.reason ? -1 : 1)
  );
}

function printable(text: string): string {
  return controllerText(text).slice(0, 253);
}

/** What the kubelet itself says of a probe; the rest is what the program answered. */
const ofProbe =
  /^(?:HTTP probe failed with statuscode: \d+|Get "[^"]*": .*|dial tcp .*|command timed out.*|command ".{0,2000}" timed out|service unhealthy.*|timeout: .*|.*(?:connection refused|deadline exceeded|i\/o timeout).*)$/;

/** Without what a program printed or answered, which may be anything, and without queries of addresses. */
function messageOf(text: string): string {
  const probe =
    /^((?:Liveness|Readiness|Startup) probe (?:failed|errored|warning)[^:]{0,80}: )([^]*)$/.exec(
      text,
    );
  const said =
    probe && !ofProbe.test(probe[2].trim())
      ? `${probe[1]}(output not shown)`
      : text.replace(
          /(failed - error: [^,]{0,300}, message: )[^]*$/,
          '$1(output not shown)',
        );
  const clean = controllerText(said.replace(/\?[^\s"]+(?=["\s]|$)/g, '?…'));
  return clean.length > longestMessage
    ? `${clean.slice(0, longestMessage)}…`
    : clean;
}

/**
 * Merges CODEOWNERS by lines. In it the last line that matches counts, so that only lines of requests are touched, and what people wrote
 * stays where it is. New lines go behind those that are there already, or to the end of what belongs to no section of GitLab.
 */
export function mergeOwners(
  present: string | undefined,
  before: string | undefined,
  next: string | undefined,
): string {
  const there = linesOf(present);
  const was = new Set(linesOf(before).filter(isRule));
  const is = new Set(linesOf(next).filter(isRule));
  const area = areaOf(there);
  const gone = [...was].filter(line => !is.has(line));
  const removed = new Set(gone.flatMap(line => area.placesOf(line)));
  const more = [...is].filter(line => area.placesOf(line).length === 0);
  if (present !== undefined && removed.size === 0 && more.length === 0) {
    return present;
  }
  const ours = there.flatMap((line, at) =>
    at < area.end && (was.has(line) || is.has(line)) ? [at] : [],
  );
  const general = more.filter(isGeneral);
  const generalAt =
    [...removed].find(at => at < area.end && isGeneral(there[at])) ??
    behindGeneral(there, area.end);
  const special = more.filter(line => !isGeneral(line));
  const specialAt = Math.max(
    ours.length > 0 ? ours[ours.length - 1] + 1 : behindRules(there, area.end),
    general.length > 0 ? generalAt : 0,
  );
  const lines: string[] = [];
  for (let at = 0; at <= there.length; at++) {
    lines.push(
      ...(at === generalAt ? general : []),
      ...(at === specialAt ? special : []),
      ...(at < there.length && !removed.has(at) ? [there[at]] : []),
    );
  }
  const newline = present?.includes('\r\n') ? '\r\n' : '\n';
  return lines.map(line => line + newline).join('');
}

/** Which lines can be of requests: those before the first section or, where a line is not there, in sections that have to approve. */
function areaOf(lines: readonly string[]): {
  end: number;
  placesOf(line: string): readonly number[];
} {
  const first = lines.findIndex(isSection);
  const end = first < 0 ? lines.length : first;
  const before = new Map<string, number[]>();
  const behind = new Map<string, number[]>();
  let isOptional = false;
  for (const [at, line] of lines.entries()) {
    isOptional = isSection(line) ? line.startsWith('^') : isOptional;
    if (!isOptional) {
      const places = at < end ? before : behind;
      const same = places.get(line);
      if (same) {
        same.push(at);
      } else {
        places.set(line, [at]);
      }
    }
  }
  return {
    end,
    placesOf: line => before.get(line) ?? behind.get(line) ?? [],
  };
}

/** Behind the lines for everything that come before all others, so that no line of others is overruled. */
function behindGeneral(lines: readonly string[], end: number): number {
  let at = 0;
  let place: number | undefined;
  while (at < end && (!isRule(lines[at]) || isGeneral(lines[at]))) {
    at += 1;
    place = isRule(lines[at - 1]) ? at : place;
  }
  return place ?? (at === end ? behindRules(lines, end) : at);
}

/** The end of what is before the first section, without the comments and empty lines that lead to it. */
function behindRules(lines: readonly string[], end: number): number {
  let at = end;
  while (end < lines.length && at > 0 && !isRule(lines[at - 1])) {
    at -= 1;
  }
  return at;
}

function isSection(line: string): boolean {
  return /^\^?\[/.test(line);
}

function isGeneral(line: string): boolean {
  return /^\*\s/.test(line);
}

function isRule(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('#');
}

function linesOf(text: string | undefined): string[] {
  const lines = (text ?? '').split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** The minutes that five fields of cron name, in the dialect of Argo CD's parser (robfig/cron without descriptors). */
export interface Schedule {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
  /** Day of month and day of week: both must fit where one is a star, else one of them. */
  anyDay: boolean;
  /** Minutes of a day, in order. */
  times: readonly number[];
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const weekdays = 'sun mon tue wed thu fri sat'.split(' ');

const minute = 60_000;
const day = 24 * 60 * minute;
/** A 29th of February comes within eight years. */
const furthest = 8 * 366;

/** Reads five fields; undefined when Argo CD would refuse them. */
export function parseCron(text: string): Schedule | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5) {
    return undefined;
  }
  const [min, hour, dom, month, dow] = fields;
  const parsed = {
    minutes: parseField(min, 0, 59),
    hours: parseField(hour, 0, 23),
    days: parseField(dom, 1, 31),
    months: parseField(month, 1, 12, months, 1),
    weekdays: parseField(dow, 0, 6, weekdays),
  };
  const { minutes, hours, days, months: inMonths, weekdays: on } = parsed;
  if (!minutes || !hours || !days || !inMonths || !on) {
    return undefined;
  }
  return {
    minutes,
    hours,
    days,
    months: inMonths,
    weekdays: on,
    anyDay: !isStar(dom) && !isStar(dow),
    times: [...hours]
      .flatMap(each => [...minutes].map(item => each * 60 + item))
      .sort((a, b) => a - b),
  };
}

/** A star of which only every so many count is none. */
function isStar(field: string): boolean {
  return field.split(',').some(part => /^[*?](\/0*1)?$/.test(part));
}

function parseField(
  field: string,
  min: number,
  max: number,
  names: readonly string[] = [],
  offset = 0,
): Set<number> | undefined {
  const found = new Set<number>();
  const numberIn = (word: string) => {
    const named = names.indexOf(word.toLowerCase());
    return named >= 0 ? named + offset : wholeNumber(word);
  };
  for (const part of field.split(',')) {
    const [range, step, ...more] = part.split('/');
    const [from, to, ...rest] = range.split('-');
    const star = range === '*' || range === '?';
    const low = star ? min : numberIn(from);
    const single = to === undefined;
    const high =
      star || (single && step !== undefined) ? max : numberIn(to ?? from);
    const by = step === undefined ? 1 : wholeNumber(step);
    if (
      more.length + rest.length > 0 ||
      low === undefined ||
      high === undefined ||
      !by ||
      low < min ||
      high > max ||
      low > high
    ) {
      return undefined;
    }
    for (let value = low; value <= high; value += by) {
      found.add(value);
    }
  }
  return found;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** The first moment after `time` that the schedule names, reading the clock as UTC; undefined when there is none. */
export function nextTime(schedule: Schedule, time: number): number | undefined {
  const first = Math.floor(time / minute) * minute + minute;
  const today = Math.floor(first / day) * day;
  for (let i = 0; i < furthest; i++) {
    const start = today + i * day;
    if (fitsDay(schedule, new Date(start))) {
      const found = schedule.times.find(each => start + each * minute >= first);
      if (found !== undefined) {
        return start + found * minute;
      }
    }
  }
  return undefined;
}

function fitsDay(schedule: Schedule, date: Date): boolean {
  if (!schedule.months.has(date.getUTCMonth() + 1)) {
    return false;
  }
  const dom = schedule.days.has(date.getUTCDate());
  const dow = schedule.weekdays.has(date.getUTCDay());
  return schedule.anyDay ? dom || dow : dom && dow;
}

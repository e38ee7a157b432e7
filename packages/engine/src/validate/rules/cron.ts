const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

const FIELDS: Array<{
  name: string;
  min: number;
  max: number;
  words: string[];
  first: number;
}> = [
  { name: 'minute', min: 0, max: 59, words: [], first: 0 },
  { name: 'hour', min: 0, max: 23, words: [], first: 0 },
  { name: 'day of month', min: 1, max: 31, words: [], first: 0 },
  { name: 'month', min: 1, max: 12, words: MONTHS, first: 1 },
  { name: 'day of week', min: 0, max: 6, words: DAYS, first: 0 },
];

/**
 * What keeps a text from being a schedule of five fields, as robfig/cron reads it for CronJobs and sync windows.
 */
export function cronProblem(schedule: string): string | undefined {
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return `must have five fields (minute, hour, day of month, month, day of week), has ${
      schedule.trim() === '' ? 0 : fields.length
    }`;
  }
  for (let i = 0; i < fields.length; i++) {
    for (const part of fields[i].split(',').filter(Boolean)) {
      if (!isPart(part, FIELDS[i])) {
        return `has ${JSON.stringify(part)} as its ${FIELDS[i].name}`;
      }
    }
  }
  return undefined;
}

function isPart(part: string, field: (typeof FIELDS)[number]): boolean {
  const [range, step, ...more] = part.split('/');
  if (more.length > 0) {
    return false;
  }
  if (step !== undefined && !/^0*[1-9]\d*$/.test(step)) {
    return false;
  }
  const [low, high, ...rest] = range.split('-');
  if (low === '*' || low === '?') {
    return true;
  }
  const from = numberOf(low, field);
  const to = high === undefined ? from : numberOf(high, field);
  return (
    rest.length === 0 &&
    from !== undefined &&
    to !== undefined &&
    from >= field.min &&
    to <= field.max &&
    from <= to
  );
}

function numberOf(
  text: string,
  field: (typeof FIELDS)[number],
): number | undefined {
  const word = field.words.indexOf(text.toUpperCase());
  if (word >= 0) {
    return word + field.first;
  }
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

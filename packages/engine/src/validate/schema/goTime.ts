const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/;

/**
 * Whether Go's `time.Parse` takes a text as RFC 3339, as it must when a built-in kind holds it.
 */
export function isGoTime(text: string): boolean {
  const match = SHAPE.exec(text);
  if (!match) {
    return false;
  }
  const [year, month, day, hour, minute, second, zoneHour = 0, zoneMinute = 0] =
    match.slice(1).map(part => Number(part ?? 0));
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    zoneHour <= 24 &&
    zoneMinute <= 60
  );
}

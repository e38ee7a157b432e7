/** What keeps a text from being a zone of the IANA database; the offsets and the local zone that others know are none. */
export function timeZoneProblem(zone: string): string | undefined {
  const problem = 'must be a time zone such as Europe/Berlin';
  if (!/^[A-Za-z]/.test(zone) || zone.toLowerCase() === 'local') {
    return problem;
  }
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', {
      timeZone: zone,
    }).resolvedOptions();
    return timeZone ? undefined : problem;
  } catch {
    return problem;
  }
}

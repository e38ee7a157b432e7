/**
 * Asks again only after a while: what was well is believed for a minute, what was not for ten seconds. Each replica asks for itself.
 */
export function remembered<T>(
  ask: () => Promise<T | undefined>,
  now: () => number = Date.now,
): () => Promise<T | undefined> {
  let answer: { value: T | undefined; until: number } | undefined;
  let asking: Promise<T | undefined> | undefined;
  return async () => {
    if (answer && now() < answer.until) {
      return answer.value;
    }
    asking ??= ask()
      .then(value => {
        const term = value === undefined ? 60_000 : 10_000;
        answer = { value, until: now() + term };
        return value;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
}

import { setTimeout as pause } from 'node:timers/promises';

/** Signs in to the demo. */
export async function signIn(url, user) {
  const answer = await fetch(`${url}/api/auth/demo/refresh?env=development`, {
    headers: { 'x-demo-user': user },
  });
  const { backstageIdentity } = await answer.json();
  return backstageIdentity.token;
}

/** Asks a portal for all tenants, several times at once and again every 200 ms, and keeps what it answered. */
export class Asker {
  #stopped = false;
  #running = [];
  answers = [];

  constructor(url, token, { count = 4, every = 200 } = {}) {
    this.#running = Array.from({ length: count }, () =>
      this.#run(url, token, every),
    );
  }

  get last() {
    return this.answers.at(-1);
  }

  async #run(url, token, every) {
    while (!this.#stopped) {
      const askedAt = performance.now();
      let status = 0;
      let body;
      try {
        const answer = await fetch(`${url}/api/tenancy/tenants`, {
          headers: { authorization: `Bearer ${token}` },
          signal: AbortSignal.timeout(30_000),
        });
        status = answer.status;
        body = await answer.json();
      } catch (error) {
        body = { error: String(error) };
      }
      this.answers.push({
        askedAt,
        took: performance.now() - askedAt,
        status,
        error: status === 200 ? undefined : JSON.stringify(body).slice(0, 300),
        green: (body.items ?? [])
          .filter(({ state }) => state === 'Healthy')
          .map(({ name }) => name),
        states: Object.fromEntries(
          (body.items ?? []).map(({ name, state }) => [name, state]),
        ),
        troubles: (body.sources ?? [])
          .filter(({ problem }) => problem)
          .map(({ source, problem }) => `${source}: ${problem.message}`),
      });
      await pause(every);
    }
  }

  /** The answers to what was asked between two moments. */
  between(from, to = Infinity) {
    return this.answers.filter(
      ({ askedAt }) => askedAt >= from && askedAt < to,
    );
  }

  /** Waits for an answer that is as wanted, and tells after how many milliseconds it was asked for. */
  async until(check, patience, what) {
    const since = performance.now();
    for (;;) {
      const found = this.between(since).find(check);
      if (found) {
        return found.askedAt - since;
      }
      if (performance.now() - since > patience) {
        throw new Error(
          `${what} did not happen in ${patience / 1000} s: ${JSON.stringify(
            this.last,
          )}`,
        );
      }
      await pause(50);
    }
  }

  async stop() {
    this.#stopped = true;
    await Promise.all(this.#running);
  }
}

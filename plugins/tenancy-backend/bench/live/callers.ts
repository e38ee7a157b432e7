import { Agent, request } from 'node:http';

/*
 * Those who ask, in a process of their own. They ask at their times whether or not earlier answers have come, and an answer
 * counts from when it was due to be asked for.
 */

/** What they ask, and how often. */
export interface Calls {
  requests: Array<{
    url: string;
    method?: string;
    headers: Record<string, string>;
    body?: string;
  }>;
  perSecond: number;
  seconds: number;
}

/** Milliseconds. */
export interface Answers {
  count: number;
  failed: number;
  p50: number;
  p99: number;
  most: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function ask({
  url,
  method = 'GET',
  headers,
  body,
}: Calls['requests'][number]): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method, headers }, response => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // A connection that the server closed just now says nothing of the answer.
      if (asked.reusedSocket && error.code === 'ECONNRESET') {
        ask({ url, method, headers, body }).then(resolve, reject);
      } else {
        reject(error);
      }
    });
    asked.end(body);
  });
}

async function run({ requests, perSecond, seconds }: Calls): Promise<Answers> {
  const times: number[] = [];
  const lost = { failed: 0 };
  const all: Array<Promise<void>> = [];
  const began = performance.now();
  const count = Math.ceil(perSecond * seconds);
  for (let i = 0; i < count; i += 1) {
    const due = began + (i * 1000) / perSecond;
    while (performance.now() < due) {
      await new Promise(resolve => {
        setTimeout(resolve, 1);
      });
    }
    all.push(
      ask(requests[i % requests.length]).then(
        status => {
          if (status !== 200 && status !== 304) {
            lost.failed += 1;
            process.stderr.write(`  answered ${status}\n`);
          }
          times.push(performance.now() - due);
        },
        error => {
          lost.failed += 1;
          process.stderr.write(`  ${error}\n`);
        },
      ),
    );
  }
  await Promise.all(all);
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {
    count,
    failed: lost.failed,
    p50: at(0.5),
    p99: at(0.99),
    most: times[times.length - 1],
  };
}

process.on('message', (calls: Calls) => {
  run(calls)
    .then(answers => process.send?.({ told: answers }))
    .catch(error => {
      process.stderr.write(`${error}\n`);
      process.exit(1);
    });
});
process.on('disconnect', () => process.exit());

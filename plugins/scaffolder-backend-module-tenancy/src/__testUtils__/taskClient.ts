import { mockCredentials } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';

/** Asks a scaffolder on this machine as one of the users of the tests. */
export function taskClient(port: number) {
  const url = `http://127.0.0.1:${port}/api/scaffolder`;

  async function ask(path: string, user: string, body?: object) {
    const response = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        Authorization: mockCredentials.user.header(`user:default/${user}`),
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    }
    return answer;
  }

  return {
    ask,
    /** Starts a template and returns the id of its task. */
    async start(name: string, values: JsonObject, user = 'ada') {
      const { id } = await ask('/v2/tasks', user, {
        templateRef: `template:default/kubernetes-${name}`,
        values,
      });
      return String(id);
    },
    /** Waits for a task and tells how it ended. */
    async end(id: string, user = 'ada'): Promise<TaskEnd> {
      for (;;) {
        const { status } = await ask(`/v2/tasks/${id}`, user);
        if (!['open', 'processing'].includes(status)) {
          const events = await ask(`/v2/tasks/${id}/events`, user);
          const { body } = events.findLast(
            ({ type }: { type: string }) => type === 'completion',
          );
          return {
            status,
            output: body.output ?? {},
            message: body.error?.message ?? '',
            log: events
              .map(
                (event: { body: { message?: string } }) => event.body.message,
              )
              .join('\n'),
          };
        }
        await new Promise(done => setTimeout(done, 20));
      }
    },
    async run(name: string, values: JsonObject, user = 'ada') {
      return this.end(await this.start(name, values, user), user);
    },
  };
}

/** How a task ended. */
export interface TaskEnd {
  status: string;
  message: string;
  /** What the task logged. */
  log: string;
  output: {
    links?: Array<{ title: string; url?: string; entityRef?: string }>;
  };
}

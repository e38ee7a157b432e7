import fs from 'node:fs';
import path from 'node:path';
import { TENANT } from './startStock.mjs';
import { until } from './until.mjs';

const NAME = 'tried-from-afar';

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: NAME, title: 'Push a workload' },
  spec: {
    owner: 'group:default/platform',
    type: 'service',
    parameters: [],
    steps: [
      {
        id: 'push',
        name: 'Push',
        action: 'tenancy:git:push',
        input: {
          tenant: TENANT,
          title: `${TENANT}: ask for ${NAME}`,
          request: {
            apiVersion: 'tenancy.groundwork.dev/v1',
            kind: 'Workload',
            metadata: { name: NAME, tenant: TENANT },
            spec: { image: 'registry.acme.example/payments/tried:1.0.0' },
          },
        },
      },
    ],
  },
};

/** Writes a template that pushes a request; answers its file. */
export function writeTemplate(folder) {
  const file = path.join(folder, 'push-template.json');
  fs.writeFileSync(file, JSON.stringify(template));
  return file;
}

/** Runs the template, and waits until the other process has read what was pushed. */
export async function pushByTemplate(ask) {
  const templateRef = `template:default/${NAME}`;
  await until(
    'the template',
    () => ask(`/api/catalog/entities/by-name/template/default/${NAME}`),
    Boolean,
  );
  const { id } = await ask('/api/scaffolder/v2/tasks', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ templateRef, values: {} }),
  });
  const { status } = await until(
    'the end of the task',
    () => ask(`/api/scaffolder/v2/tasks/${id}`),
    task => !['open', 'processing'].includes(task.status),
  );
  if (status !== 'completed') {
    const events = await ask(`/api/scaffolder/v2/tasks/${id}/events`);
    throw new Error(
      `the task is ${status}: ${events
        .map(({ body }) => body.message)
        .join('\n')}`,
    );
  }
  await until(
    'the request',
    () => ask(`/api/tenancy/tenants/${TENANT}/requests/Workload/${NAME}`),
    Boolean,
    20,
  );
}

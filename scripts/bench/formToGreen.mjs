/**
 * Asks for a tenant as the form does and tells how long it takes from the last
 * click until every environment is synced and healthy: the task's own time and the whole.
 */
const base = process.argv[2] ?? 'http://localhost:7007';
const user = process.argv[3] ?? 'user:default/ada';
const patience = 60_000;

async function ask(path, { token, body, headers } = {}) {
  const answer = await fetch(`${base}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!answer.ok) {
    throw new Error(`${path}: HTTP ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

const pause = () => new Promise(resolve => setTimeout(resolve, 100));
const since = began => ((Date.now() - began) / 1000).toFixed(1);

const {
  backstageIdentity: { token },
} = await ask('/api/auth/demo/refresh?env=development', {
  headers: { 'x-demo-user': user },
});
const { environments, tiers } = await ask('/api/tenancy/platform', { token });
const { items } = await ask('/api/tenancy/tenants', { token });
const reachable = environments
  .map(({ name }) => name)
  .filter(name =>
    items.some(tenant =>
      tenant.environments.some(
        one => one.name === name && one.state === 'Healthy',
      ),
    ),
  );
const tenant = `bench-${Date.now().toString(36)}`;
const owner = process.argv[4] ?? items.find(item => item.owner)?.owner;

const began = Date.now();
const { id } = await ask('/api/scaffolder/v2/tasks', {
  token,
  body: {
    templateRef: 'template:default/kubernetes-tenant',
    values: {
      tenant,
      owner,
      environments: reachable,
      tier: tiers[0].name,
      description: 'Measures how long it takes',
    },
  },
});
let task;
do {
  await pause();
  task = await ask(`/api/scaffolder/v2/tasks/${id}`, { token });
} while (['open', 'processing'].includes(task.status));
if (task.status !== 'completed') {
  const events = await ask(`/api/scaffolder/v2/tasks/${id}/events`, { token });
  throw new Error(
    `The task ${task.status}: ${JSON.stringify(events.slice(-2))}`,
  );
}
console.log(`Form to commit: ${since(began)} s`);

let status;
do {
  await pause();
  status = await ask(`/api/tenancy/tenants/${tenant}/status`, { token }).catch(
    () => undefined,
  );
  if (Date.now() - began > patience) {
    throw new Error(
      `Not green after ${patience / 1000} s: ${JSON.stringify(
        status?.sync.environments,
      )}`,
    );
  }
} while (status?.sync.state !== 'Healthy');
console.log(`Form to green in ${reachable.join(', ')}: ${since(began)} s`);

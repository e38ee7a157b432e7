import { renderChange } from '../preview';
import { parseRequest } from '../parse/parseRequest';
import { platform } from './checkWorld';

const request = (kind: string, spec: object, name = 'big') =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, tenant: 'pay' },
    spec,
  });

const workload = (value: string) =>
  request('Workload', {
    image: 'registry.example.com/shop:1.4.2',
    ports: [{ name: 'http', port: 8080 }],
    replicas: 1,
    env: Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [
        `VARIABLE_${i}`,
        `${value} ${i}`,
      ]),
    ),
  });

const tenant = parseRequest({
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Tenant',
  metadata: { name: 'pay' },
  spec: {
    owner: 'group:default/pay',
    environments: ['dev'],
    tier: Object.keys(platform.tiers)[0],
    repositories: ['https://git.example.com/acme/pay.git'],
  },
});

/** A change of a workload's thousand variables, each from `was` to `is`, over a Git that holds what they were. */
export function largeChange() {
  const was = workload('was');
  const present = new Map(
    renderChange({
      change: { request: was },
      platform,
      requests: [tenant],
      present: new Map(),
      context: {},
    }).next.files.map(({ path, content }) => [path, content]),
  );
  return {
    change: { request: workload('is') },
    platform,
    requests: [tenant, was],
    present,
    context: {},
  };
}

import type { TenantEventsView } from '@groundwork/backstage-plugin-tenancy-common';

const MINUTE = 60_000;

/** A pod that can't mount its volume, and a cluster that does not tell. */
export function eventsView(
  overrides: Partial<TenantEventsView> = {},
): TenantEventsView {
  const now = Date.now();
  return {
    tenant: 'payments',
    environments: [
      {
        environment: 'dev',
        asOf: now,
        objects: [
          {
            kind: 'Pod',
            name: 'web-7d9-a',
            workload: { kind: 'Deployment', name: 'web' },
            lines: [
              {
                type: 'Warning',
                reason: 'FailedMount',
                message: 'secret "db" not found',
                count: 7,
                first: now - 30 * MINUTE,
                last: now - 2.5 * MINUTE,
              },
            ],
          },
        ],
      },
      {
        environment: 'prod',
        objects: [],
        problem: 'cluster prod does not tell events now',
      },
    ],
    ...overrides,
  };
}

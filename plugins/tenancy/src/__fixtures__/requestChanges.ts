import type { RequestChangeView } from '@groundwork/backstage-plugin-tenancy-common';

/** A change of a request that nothing speaks against. */
export function requestChange(
  overrides: Partial<RequestChangeView> = {},
): RequestChangeView {
  return {
    changes: ['~ Deployment web in prod: image 1.4.2 to 1.4.1'],
    files: [
      {
        path: 'tenants/payments/requests/workload-web.yaml',
        tree: 'tenants',
        change: 'changed',
        previous: 'image: web:1.4.2\n',
        content: 'image: web:1.4.1\n',
      },
    ],
    findings: [],
    removals: [],
    ...overrides,
  };
}

/** Where a change went. */
export const published = {
  commit: 'b'.repeat(40),
  url: 'https://git.example.com/estate/commit/bbbbbbb',
};

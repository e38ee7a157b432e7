import type { RequestView } from '@groundwork/backstage-plugin-tenancy-common';
import { offeredActions } from './offeredActions';

const item: RequestView = {
  kind: 'Workload',
  capability: { template: 'kubernetes-workload' },
  name: 'api',
  path: 'tenants/payments/requests/workload-api.yaml',
  stage: 'healthy',
  why: '',
  commit: 'a'.repeat(40),
};
const api = { tenant: 'payments', name: 'api' };

describe('offeredActions', () => {
  it('changes, copies and removes what is in Git', () => {
    expect(offeredActions('payments', item)).toEqual([
      {
        label: 'change',
        template: 'kubernetes-workload',
        formData: { mode: 'change', ...api },
      },
      {
        label: 'copy',
        template: 'kubernetes-copy',
        formData: { kind: 'Workload', ...api },
      },
      {
        label: 'remove',
        template: 'kubernetes-remove',
        formData: { kind: 'Workload', ...api },
      },
    ]);
  });

  it('renders again what an older version rendered, with all of its tenant', () => {
    expect(offeredActions('payments', { ...item, isOlder: true })[0]).toEqual({
      label: 'render',
      template: 'kubernetes-render',
      formData: { scope: 'one', tenant: 'payments' },
    });
  });

  it('does not copy a tenant', () => {
    expect(
      offeredActions('payments', {
        ...item,
        kind: 'Tenant',
        capability: { template: 'kubernetes-tenant', root: true },
        name: 'payments',
      }),
    ).toMatchObject([
      { label: 'change', formData: { mode: 'change', tenant: 'payments' } },
      { label: 'remove', formData: { kind: 'Tenant', tenant: 'payments' } },
    ]);
  });

  it.each<[string, Partial<RequestView>, string[]]>([
    [
      'cleans up what a file left that is gone',
      { stage: 'orphaned', commit: undefined },
      ['cleanUp'],
    ],
    [
      'removes what cannot be read, and neither changes nor copies it',
      { stage: 'rejected' },
      ['remove'],
    ],
    [
      'leaves what is only proposed',
      { stage: 'proposed', commit: undefined },
      [],
    ],
    [
      'offers no form for a kind that has none',
      { capability: {} },
      ['copy', 'remove'],
    ],
    [
      'does nothing with what it does not know',
      { kind: 'Pizza', capability: undefined },
      [],
    ],
  ])('%s', (_, more, labels) => {
    expect(
      offeredActions('payments', { ...item, ...more }).map(
        ({ label }) => label,
      ),
    ).toEqual(labels);
  });
});

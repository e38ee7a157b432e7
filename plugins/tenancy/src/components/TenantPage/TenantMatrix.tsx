import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { useQuota, useSecrets, useWorkloads } from '../../hooks';
import { useHashFocus } from '../Changes/useHashFocus';
import { EnvironmentMatrix } from '../EnvironmentMatrix';

/** The matrix with what the other cards know. It does not wait for them, and goes without one that can't be read. */
export function TenantMatrix(props: { view: TenantStatusView }) {
  const { view } = props;
  const subject = { tenant: view.tenant };
  useHashFocus(true);
  return (
    <EnvironmentMatrix
      view={view}
      cards={{
        workloads: useWorkloads(subject).data,
        secrets: useSecrets(subject).data,
        quota: useQuota(subject).data,
      }}
    />
  );
}

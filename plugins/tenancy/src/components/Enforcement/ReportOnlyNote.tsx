import { Link } from '@backstage/ui';
import type { EnforcementView } from '@groundwork/backstage-plugin-tenancy-common';
import { useEnforcement, useTenantLink } from '../../hooks';
import type { State } from '@groundwork/engine';
import { type Texts, useTexts } from '../../translations';
import { StateIcon } from '../StateMark';
import styles from './Enforcement.module.css';
import { findingsOf, stateOf } from './findingsOf';

/** One line on a card about a tenant that is reported only: how much enforcing would find, and the way to it. */
export function ReportOnlyNote(props: { tenant: string; only?: string }) {
  const { tenant, only } = props;
  const t = useTexts();
  const tenantLink = useTenantLink();
  const { data, error } = useEnforcement(tenant);
  if (!data && !error) {
    return null;
  }
  const found = data
    ? here(data, only)
    : { count: 0, state: 'Unknown' as const };
  return (
    <p className={styles.note}>
      <StateIcon state={found.state} size={14} />
      <span>{words(found, t)}</span>
      {tenantLink && (
        <Link href={tenantLink({ tenant })}>{t('enforcement.look')}</Link>
      )}
    </p>
  );
}

function here({ enforcement }: EnforcementView, only: string | undefined) {
  const isHere = ({ environment }: { environment: string }) =>
    only === undefined || environment === only;
  const environments = enforcement.environments.filter(isHere);
  const count = environments.reduce((sum, each) => sum + findingsOf(each), 0);
  const isUnknown =
    enforcement.problems.some(isHere) ||
    environments.some(each => stateOf(each) === 'Unknown');
  const quiet = isUnknown ? ('Unknown' as const) : ('Healthy' as const);
  return { count, state: count > 0 ? ('Suspended' as const) : quiet };
}

function words(
  { count, state }: { count: number; state: State },
  t: Texts,
): string {
  if (count > 0) {
    return t('enforcement.onCard', { count });
  }
  return state === 'Unknown'
    ? t('enforcement.onCardUnknown')
    : t('enforcement.onCardNone');
}

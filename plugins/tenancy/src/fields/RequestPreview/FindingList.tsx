import { Text } from '@backstage/ui';
import type { Finding, Severity, State } from '@groundwork/engine';
import { StateMark } from '../../components/StateMark';
import { describeMender } from '../../status';
import { bySeverity } from './blockers';
import styles from './RequestPreview.module.css';

const SEVERITIES: Record<Severity, { state: State; word: string }> = {
  error: { state: 'Degraded', word: 'Error' },
  warning: { state: 'Missing', word: 'Warning' },
  info: { state: 'Unknown', word: 'Note' },
};

/** What speaks against the request. Errors block, warnings do not. */
export function FindingList(props: { findings: readonly Finding[] }) {
  const { findings } = props;
  if (findings.length === 0) {
    return (
      <Text as="p" color="secondary">
        Nothing speaks against this request.
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {bySeverity(findings).map((finding, index) => (
        <li key={`${finding.code}-${index}`} className={styles.finding}>
          <StateMark {...SEVERITIES[finding.severity]} />
          <div>
            {finding.field && <code>{finding.field}</code>} {finding.message}
            <div className={styles.fix}>
              {finding.fix}
              {finding.mender !== 'tenant' &&
                ` (${describeMender(finding.mender)})`}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

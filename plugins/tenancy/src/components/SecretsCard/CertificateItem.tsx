import type { CertificateStatus } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { Details } from '../Reason';
import {
  Facts,
  ObjectNames,
  StatusRow,
  TimeLeft,
  WhyBlock,
} from '../StatusRows';
import styles from '../StatusRows/StatusRows.module.css';

/** A certificate with its days, and what it waits for. */
export function CertificateItem(props: { item: CertificateStatus }) {
  const { item } = props;
  const { names, issuer, expiresAt, renewsAt, steps, usedBy, ref } = item;
  const messages = steps.flatMap(({ ref: step, message }) =>
    message ? [`${step.kind} ${step.name}: ${message}`] : [],
  );
  const renewal = renewsAt !== undefined && (
    <TimeLeft at={renewsAt} before="in " past="is due" />
  );
  const waitsFor = steps
    .map(({ ref: step, state }) => `${step.kind} ${state.toLowerCase()}`)
    .join(' → ');
  return (
    <StatusRow
      title={names[0] ?? ref.name}
      environment={item.environment}
      state={item.state}
      defaultOpen={item.fixableBy !== undefined}
      facts={
        expiresAt !== undefined && (
          <span className={styles.quiet}>
            <TimeLeft at={expiresAt} after=" left" past="expired" />
          </span>
        )
      }
    >
      <WhyBlock
        verdict={item}
        finding={findingId('secrets', item.environment, ref)}
      />
      <Facts
        facts={[
          ['Names', names.join(', ')],
          ['Issuer', issuer && `${issuer.kind} ${issuer.name}`],
          ['Renewal', renewal],
          ['Waits for', waitsFor],
          ['Used by', usedBy.length > 0 && <ObjectNames refs={usedBy} />],
        ]}
      />
      {messages.length > 0 && <Details text={messages.join('\n')} />}
    </StatusRow>
  );
}

import type { CertificateStatus } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { useTexts } from '../../translations';
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
  const t = useTexts();
  const { names, issuer, expiresAt, renewsAt, steps, usedBy, ref } = item;
  const messages = steps.flatMap(({ ref: step, message }) =>
    message ? [`${step.kind} ${step.name}: ${message}`] : [],
  );
  const renewal = renewsAt !== undefined && (
    <TimeLeft
      at={renewsAt}
      words={time => t('secrets.renewsIn', { time })}
      past={t('secrets.renewalDue')}
    />
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
            <TimeLeft
              at={expiresAt}
              words={time => t('secrets.left', { time })}
              past={t('secrets.expired')}
            />
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
          [t('secrets.facts.names'), names.join(', ')],
          [
            t('secrets.facts.issuer'),
            issuer && `${issuer.kind} ${issuer.name}`,
          ],
          [t('secrets.facts.renewal'), renewal],
          [t('secrets.facts.waitsFor'), waitsFor],
          [
            t('secrets.facts.usedBy'),
            usedBy.length > 0 && <ObjectNames refs={usedBy} />,
          ],
        ]}
      />
      {messages.length > 0 && <Details text={messages.join('\n')} />}
    </StatusRow>
  );
}

import type { TimelineEntry } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { Reason } from '../Reason';
import { TakeBackButton } from '../TakeBack';
import { StateIcon } from '../StateMark';
import { anchorOf, changeHref } from './changeHref';
import { ChangeSource } from './ChangeSource';
import { ClockTime } from './ClockTime';
import { JustBefore } from './JustBefore';
import styles from './Changes.module.css';

/** One entry of the timeline. */
export function ChangeItem(props: {
  tenant: string;
  entry: TimelineEntry;
  /** Whether the viewer may take it back. */
  mayChange: boolean;
}) {
  const { tenant, entry, mayChange } = props;
  const t = useTexts();
  const { kind, commit, at, until, state, environments, title, detail } = entry;
  const { justBefore } = entry;
  const isOpen = kind === 'gap' && until === undefined;
  return (
    <li
      id={anchorOf(entry)}
      className={kind === 'gap' ? `${styles.item} ${styles.gap}` : styles.item}
      // Links lead here.
      tabIndex={-1}
    >
      <span className={styles.time}>
        <ClockTime at={at} />
      </span>
      <span className={styles.kind}>
        {state && <StateIcon state={state} size={14} />}
        {t(`changes.kinds.${kind}`)}
      </span>
      <div className={styles.what}>
        <span className={styles.title}>{title}</span>
        {environments.length > 0 && kind !== 'state' && (
          <span className={styles.quiet}>{environments.join(', ')}</span>
        )}
        <span className={styles.quiet}>
          {isOpen && t('changes.untilNow')}
          {until !== undefined &&
            t('changes.until', { time: <ClockTime at={until} after={at} /> })}
        </span>
        <span className={styles.source}>
          <ChangeSource change={entry} />
        </span>
        {kind === 'commit' && commit && (
          <TakeBackButton
            tenant={tenant}
            commit={commit}
            mayChange={mayChange}
          />
        )}
        {detail && (
          <div className={styles.detail}>
            <Reason text={detail} />
          </div>
        )}
        {justBefore && (
          <JustBefore change={justBefore} href={changeHref(justBefore)} />
        )}
      </div>
    </li>
  );
}

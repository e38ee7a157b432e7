import { Text } from '@backstage/ui';
import type { TimelineEntry } from '@groundwork/backstage-plugin-tenancy-common';
import { formatClock } from '../../time';
import { type Texts, useTexts } from '../../translations';
import { byHour } from './byHour';
import { ChangeItem } from './ChangeItem';
import styles from './Changes.module.css';

/** Entries of a timeline, newest first, by hour. */
export function ChangeList(props: {
  tenant: string;
  entries: readonly TimelineEntry[];
  isFiltered: boolean;
  mayChange: boolean;
}) {
  const { tenant, entries, isFiltered, mayChange } = props;
  const t = useTexts();
  if (!isFiltered && entries.every(({ kind }) => kind === 'gap')) {
    return (
      <Text as="p" color="secondary">
        {t('changes.none')}
      </Text>
    );
  }
  if (entries.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('changes.noMatch')}
      </Text>
    );
  }
  return (
    <>
      {byHour(entries).map(hour => (
        <section key={hour.at} aria-label={titleOf(hour.at, t)}>
          <h3 className={styles.hour}>{titleOf(hour.at, t)}</h3>
          <ul className={styles.list}>
            {hour.entries.map(entry => (
              <ChangeItem
                key={entry.id}
                tenant={tenant}
                entry={entry}
                mayChange={mayChange}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function titleOf(at: number, t: Texts): string {
  return formatClock(at, Date.now(), t);
}

import type { PushStatus, PushedValue } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import { useTexts } from '../../translations';
import { Details } from '../Reason';
import { RelativeTime } from '../RelativeTime';
import { Facts, StatusRow, WhyBlock } from '../StatusRows';
import { NextRefresh } from './SecretFacts';
import styles from '../StatusRows/StatusRows.module.css';

function placeOf({ secretKey, path, property }: PushedValue): string {
  const place = property ? `${path} · ${property}` : path;
  return secretKey ? `${secretKey} → ${place}` : place;
}

function listText(known: readonly string[], further: string | undefined) {
  return [...known, ...(further ? [further] : [])].join(', ');
}

/** What is pushed to a store: from which Secret, where to, how fresh, and what keeps it from being pushed. */
export function PushItem(props: { item: PushStatus }) {
  const t = useTexts();
  const { item } = props;
  const { refresh, secret, generator, stores, values, ref, environment } = item;
  const from =
    secret ?? (generator && t('secrets.pushes.generator', { generator }));
  return (
    <StatusRow
      title={ref.name}
      environment={environment}
      state={item.state}
      facts={
        refresh.last !== undefined && (
          <span className={styles.quiet}>
            {t('secrets.pushes.pushed', {
              time: <RelativeTime at={refresh.last} />,
            })}
          </span>
        )
      }
    >
      <WhyBlock
        verdict={item}
        finding={findingId('secrets', environment, ref)}
      />
      <Facts
        facts={[
          [t('secrets.pushes.from'), from ?? t('secrets.pushes.byLabels')],
          [
            t('secrets.facts.store'),
            listText(
              stores.map(({ name }) => name),
              item.hasFurtherStores && t('secrets.pushes.storesByLabels'),
            ),
          ],
          [
            t('secrets.pushes.to'),
            listText(
              values.map(placeOf),
              item.hasFurtherValues && t('secrets.pushes.byPatterns'),
            ),
          ],
          [t('secrets.facts.madeBy'), item.madeBy],
          [
            t('secrets.pushes.last'),
            refresh.last === undefined ? (
              t('secrets.neverYet')
            ) : (
              <RelativeTime at={refresh.last} />
            ),
          ],
          [
            t('secrets.facts.next'),
            <NextRefresh
              key="next"
              refresh={refresh}
              once={t('secrets.pushes.onChange')}
            />,
          ],
          [
            t('secrets.pushes.present'),
            item.keepsPresent && t('secrets.pushes.stay'),
          ],
          [
            t('secrets.pushes.gone'),
            item.deletesRemoved && t('secrets.pushes.deletes'),
          ],
        ]}
      />
      {item.message && <Details text={item.message} />}
    </StatusRow>
  );
}

import type { PushStatus, PushedValue } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
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
  const { item } = props;
  const { refresh, secret, generator, stores, values, ref, environment } = item;
  const from = secret ?? (generator && `generator ${generator}`);
  return (
    <StatusRow
      title={ref.name}
      environment={environment}
      state={item.state}
      facts={
        refresh.last !== undefined && (
          <span className={styles.quiet}>
            pushed <RelativeTime at={refresh.last} />
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
          ['From', from ?? 'Secrets picked by labels'],
          [
            'Store',
            listText(
              stores.map(({ name }) => name),
              item.hasFurtherStores && 'stores picked by labels',
            ),
          ],
          [
            'To',
            listText(
              values.map(placeOf),
              item.hasFurtherValues && 'keys picked by patterns',
            ),
          ],
          [
            'Pushed',
            refresh.last === undefined ? (
              'never yet'
            ) : (
              <RelativeTime at={refresh.last} />
            ),
          ],
          [
            'Next',
            <NextRefresh
              key="next"
              refresh={refresh}
              once="it is pushed when it changes"
            />,
          ],
          ['Present values', item.keepsPresent && 'stay as they are'],
          [
            'When it goes',
            item.deletesRemoved && 'its values are deleted from the store',
          ],
        ]}
      />
      {item.message && <Details text={item.message} />}
    </StatusRow>
  );
}

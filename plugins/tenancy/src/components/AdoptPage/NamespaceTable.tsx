import { Button, Text } from '@backstage/ui';
import type {
  AdoptionNamespace,
  AdoptionState,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { DataTable } from '../DataTable';
import { StateMark } from '../StateMark';
import { reasonText } from './reasonText';
import styles from './AdoptPage.module.css';

/** What waits is under way; what nobody owns is not known; what is refused stays as it is. */
const STATES: Record<AdoptionState, State> = {
  adopted: 'Healthy',
  mapped: 'Progressing',
  open: 'Unknown',
  system: 'Suspended',
};

const MOST_KINDS = 6;

/** Namespaces with whose they would be, and what the cluster says beside it. */
export function NamespaceTable(props: {
  items: readonly AdoptionNamespace[];
  onNameOwner: (namespace: AdoptionNamespace) => void;
}) {
  const { items, onNameOwner } = props;
  const t = useTexts();
  return (
    <DataTable
      label={t('adopt.list.title')}
      items={items}
      keyOf={({ cluster, namespace }) => `${cluster}/${namespace}`}
      columns={[
        {
          id: 'namespace',
          label: t('adopt.list.namespace'),
          text: ({ namespace }) => namespace,
          cell: ({ cluster, namespace, environment }) => (
            <>
              <strong className={styles.name}>{namespace}</strong>
              <div className={styles.quiet}>{environment ?? cluster}</div>
            </>
          ),
        },
        {
          id: 'state',
          label: t('adopt.list.state'),
          text: ({ state }) => state,
          cell: ({ state }) => (
            <StateMark
              state={STATES[state]}
              word={t(`adopt.states.${state}`)}
            />
          ),
        },
        {
          id: 'tenant',
          label: t('adopt.list.tenant'),
          text: ({ tenant = '' }) => tenant,
          cell: item => (
            <>
              {item.tenant !== undefined && item.state !== 'system' && (
                <>
                  <span className={styles.long}>{item.tenant}</span>
                  <div className={styles.quiet}>{item.owner}</div>
                </>
              )}
              {item.why && (
                <span className={styles.quiet}>{reasonText(item, t)}</span>
              )}
              {item.state === 'open' && (
                <div>
                  <Button
                    variant="secondary"
                    size="small"
                    aria-label={t('adopt.list.nameOwnerOf', {
                      namespace: item.namespace,
                    })}
                    onPress={() => onNameOwner(item)}
                  >
                    {t('adopt.list.nameOwner')}
                  </Button>
                </div>
              )}
            </>
          ),
        },
        {
          id: 'says',
          label: t('adopt.list.says'),
          text: ({ says }) =>
            says.map(({ key, value }) => `${key}: ${value}`).join(', '),
          cell: ({ says, state }) =>
            // Of what is decided it says nothing that anybody needs.
            (state === 'open' || state === 'mapped') &&
            says.length > 0 && (
              <ul
                className={`${styles.says} ${styles.told}`}
                title={t('adopt.list.saysHint')}
              >
                {says.map(({ key, value }) => (
                  <li key={key} title={key}>
                    {shortKey(key)}: <q>{value}</q>
                  </li>
                ))}
              </ul>
            ),
        },
        {
          id: 'holds',
          label: t('adopt.list.holds'),
          text: ({ kinds }) =>
            kinds.map(({ kind, count }) => `${count} ${kind}`).join(', '),
          cell: ({ kinds }) =>
            kinds.length > 0 && (
              <Text as="span" variant="body-small" color="secondary">
                {kinds
                  .slice(0, MOST_KINDS)
                  .map(({ kind, count }) => `${count} ${kind}`)
                  .join(', ')}
                {kinds.length > MOST_KINDS && ' …'}
              </Text>
            ),
        },
      ]}
    />
  );
}

/** A key without whose it is, which the pointer tells. */
function shortKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

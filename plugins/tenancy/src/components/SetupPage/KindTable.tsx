import type { SetupKindView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { DataTable } from '../DataTable';
import { StateMark } from '../StateMark';
import { groupKinds } from './groupKinds';

/** A right that is missing is broken; one that nobody could ask for is not known. */
const STATES: Record<SetupKindView['right'], State> = {
  missing: 'Missing',
  partly: 'Degraded',
  unknown: 'Unknown',
  absent: 'Suspended',
  allowed: 'Healthy',
};

/** Kinds of a cluster that are not read as they should be, with why and what it costs; alike ones in one row. */
export function KindTable(props: {
  cluster: string;
  kinds: readonly SetupKindView[];
}) {
  const { cluster, kinds } = props;
  const t = useTexts();
  return (
    <DataTable
      label={t('setup.kinds.label', { cluster })}
      items={groupKinds(kinds)}
      keyOf={({ right, why, cost }) => `${right} ${why} ${cost}`}
      columns={[
        {
          id: 'right',
          label: t('setup.kinds.right'),
          text: ({ right }) => right,
          cell: ({ right }) => (
            <StateMark
              state={STATES[right]}
              word={t(`setup.rightWords.${right}`)}
            />
          ),
        },
        {
          id: 'kinds',
          label: t('setup.kinds.kinds'),
          text: ({ names }) => names.join(', '),
          cell: ({ names }) => names.join(', '),
        },
        {
          id: 'why',
          label: t('setup.kinds.why'),
          text: ({ why = '' }) => why,
          cell: ({ why }) => why,
        },
        {
          id: 'cost',
          label: t('setup.kinds.cost'),
          text: ({ cost }) => cost,
          cell: ({ cost }) => cost,
        },
      ]}
    />
  );
}

import { useTexts } from '../../translations';
import type { Column } from '../DataTable';
import { StateMark } from '../StateMark';

/** The namespaces where an owner or an entity may look, or why there are none. */
export function useNamespacesColumn<
  T extends { namespaces: readonly string[]; why?: string },
>(): Column<T> {
  const t = useTexts();
  return {
    id: 'namespaces',
    label: t('setup.owners.namespaces'),
    text: ({ namespaces }) => namespaces.join(', '),
    cell: ({ namespaces, why }) =>
      why ? (
        <>
          <StateMark state="Unknown" word={t('setup.owners.nothing')} /> {why}
        </>
      ) : (
        namespaces.join(', ')
      ),
    isWide: true,
  };
}

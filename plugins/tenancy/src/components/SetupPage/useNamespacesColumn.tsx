import { Fragment, type ReactNode } from 'react';
import { useTexts } from '../../translations';
import type { Column } from '../DataTable';
import { StateMark } from '../StateMark';

/** The namespaces where an owner or an entity may look, each as `show` has it, or why there are none. */
export function useNamespacesColumn<
  T extends { namespaces: readonly string[]; why?: string },
>(
  show: (item: T, namespace: string) => ReactNode = (_, namespace) => namespace,
): Column<T> {
  const t = useTexts();
  return {
    id: 'namespaces',
    label: t('setup.owners.namespaces'),
    text: ({ namespaces }) => namespaces.join(', '),
    cell: item =>
      item.why && item.namespaces.length === 0 ? (
        <>
          <StateMark state="Unknown" word={t('setup.owners.nothing')} />
          <div>{item.why}</div>
        </>
      ) : (
        <>
          {item.namespaces.map((namespace, index) => (
            <Fragment key={namespace}>
              {index > 0 && ', '}
              {show(item, namespace)}
            </Fragment>
          ))}
          {item.why && <div>{item.why}</div>}
        </>
      ),
    isWide: true,
  };
}

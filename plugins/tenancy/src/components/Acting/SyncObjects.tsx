import { Checkbox } from '@backstage/ui';
import type { ActedApplicationView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import styles from './Acting.module.css';

/** The objects of an Application, of which some are chosen by their place in the list. */
export function SyncObjects(props: {
  resources: ActedApplicationView['resources'];
  chosen: ReadonlySet<number>;
  onChange: (chosen: ReadonlySet<number>) => void;
}) {
  const { resources, chosen, onChange } = props;
  const t = useTexts();
  return (
    <div
      role="group"
      aria-label={t('syncing.objects')}
      className={styles.objects}
    >
      {resources.map(({ group, kind, namespace = '', name, sync }, index) => (
        <Checkbox
          key={`${group}/${kind}/${namespace}/${name}`}
          isSelected={chosen.has(index)}
          onChange={selected => {
            const next = new Set(chosen);
            if (selected) {
              next.add(index);
            } else {
              next.delete(index);
            }
            onChange(next);
          }}
        >
          {`${kind}/${name}${sync ? ` · ${sync}` : ''}`}
        </Checkbox>
      ))}
    </div>
  );
}

import { Checkbox, Text } from '@backstage/ui';
import type { Removal } from '@groundwork/engine';
import styles from './RequestPreview.module.css';

function byEnvironment(removals: readonly Removal[]): Map<string, Removal[]> {
  const groups = new Map<string, Removal[]>();
  for (const removal of removals) {
    const { environment } = removal;
    groups.set(environment, [...(groups.get(environment) ?? []), removal]);
  }
  return groups;
}

/** What goes away, an environment at a time, each to be confirmed by who wants it. */
export function RemovalList(props: {
  removals: readonly Removal[];
  confirmed: readonly string[];
  onChange: (confirmed: string[]) => void;
}) {
  const { removals, confirmed, onChange } = props;
  if (removals.length === 0) {
    return null;
  }
  return (
    <section className={styles.removals} aria-label="What goes away">
      <Text as="h4" variant="body-medium" weight="bold">
        This takes something away. Confirm it for each environment.
      </Text>
      {[...byEnvironment(removals)].map(([environment, gone]) => {
        const ids = gone.map(({ id }) => id);
        const users = new Set(gone.flatMap(({ dependents }) => dependents));
        return (
          <div key={environment}>
            <Checkbox
              isSelected={ids.every(id => confirmed.includes(id))}
              onChange={isSelected =>
                onChange([
                  ...confirmed.filter(id => !ids.includes(id)),
                  ...(isSelected ? ids : []),
                ])
              }
            >
              {`Remove from ${environment}: ${gone
                .map(({ ref }) => `${ref.kind} ${ref.name}`)
                .join(', ')}`}
            </Checkbox>
            {users.size > 0 && (
              <div className={styles.fix}>
                Still used by {[...users].join(', ')}
              </div>
            )}
          </div>
        );
      })}
    </section>
  );
}

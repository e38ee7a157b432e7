import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import type { Removal } from '@groundwork/engine';
import { useFormTexts } from '../../translations/forms';
import { useKindLabel } from '../../hooks';
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
  const t = useFormTexts();
  const kindLabel = useKindLabel();
  if (removals.length === 0) {
    return null;
  }
  return (
    <section className={styles.removals} aria-label={t('preview.removals')}>
      <Typography component="h4" variant="subtitle2">
        {t('preview.confirm')}
      </Typography>
      {[...byEnvironment(removals)].map(([environment, gone]) => {
        const ids = gone.map(({ id }) => id);
        const users = new Set(gone.flatMap(({ dependents }) => dependents));
        return (
          <div key={environment}>
            <FormControlLabel
              label={t('preview.removeFrom', {
                environment,
                objects: gone
                  .map(({ ref }) => `${kindLabel(ref)} ${ref.name}`)
                  .join(', '),
              })}
              control={
                <Checkbox
                  color="primary"
                  checked={ids.every(id => confirmed.includes(id))}
                  onChange={event =>
                    onChange([
                      ...confirmed.filter(id => !ids.includes(id)),
                      ...(event.target.checked ? ids : []),
                    ])
                  }
                />
              }
            />
            {users.size > 0 && (
              <div className={styles.fix}>
                {t('preview.usedBy', { users: [...users].join(', ') })}
              </div>
            )}
          </div>
        );
      })}
    </section>
  );
}

import Typography from '@material-ui/core/Typography';
import { useFormTexts } from '../../translations/forms';
import styles from './RequestPreview.module.css';

const GROUPS = [
  { sign: '+', change: 'added' },
  { sign: '~', change: 'changed' },
  { sign: '-', change: 'removed' },
] as const;

/** The difference in words, one line a change: what is taken away, what becomes another, what is new. */
export function ChangeList(props: { changes: readonly string[] }) {
  const t = useFormTexts();
  const { changes } = props;
  if (changes.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('preview.nothing')}
      </Typography>
    );
  }
  const groups = GROUPS.map(group => ({
    ...group,
    lines: changes.filter(line => line.startsWith(`${group.sign} `)),
  }));
  const others = changes.filter(
    line => !GROUPS.some(({ sign }) => line.startsWith(`${sign} `)),
  );
  return (
    <>
      {[...groups, { change: 'same' as const, lines: others }]
        .filter(({ lines }) => lines.length > 0)
        .map(({ change, lines }) => (
          <section key={change} className={styles.group}>
            <Typography component="h4" variant="subtitle2">
              {t(`preview.groups.${change}`)}
            </Typography>
            <ul className={styles.list}>
              {lines.map(line => (
                <li key={line} data-change={change} className={styles.change}>
                  {line}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

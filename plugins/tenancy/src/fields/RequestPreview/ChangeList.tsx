import Typography from '@material-ui/core/Typography';
import styles from './RequestPreview.module.css';

const GROUPS = [
  { sign: '+', title: 'Added', change: 'added' },
  { sign: '~', title: 'Changed', change: 'changed' },
  { sign: '-', title: 'Removed', change: 'removed' },
] as const;

/** The difference in words, one line a change: what is taken away, what becomes another, what is new. */
export function ChangeList(props: { changes: readonly string[] }) {
  const { changes } = props;
  if (changes.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        Nothing changes: Git holds all of this already.
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
      {[...groups, { title: 'Also', change: 'same', lines: others }]
        .filter(({ lines }) => lines.length > 0)
        .map(({ title, change, lines }) => (
          <section key={title} className={styles.group}>
            <Typography component="h4" variant="subtitle2">
              {title}
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

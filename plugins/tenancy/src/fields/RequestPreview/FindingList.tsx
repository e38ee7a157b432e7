import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { Finding, Severity, State } from '@groundwork/engine';
import { useFormTexts } from '../../translations/forms';
import { useTexts } from '../../translations';
import { StateMark } from '../../components/StateMark';
import { describeFixableBy } from '../../status';
import { bySeverity } from './blockers';
import type { FieldPlace } from './fieldPlaces';
import { goToField } from './goToField';
import styles from './RequestPreview.module.css';

const STATES: Record<Severity, State> = {
  error: 'Degraded',
  warning: 'Missing',
  info: 'Unknown',
};

/** What speaks against the request, each with the way to its field. Errors block, warnings do not. */
export function FindingList(props: {
  findings: readonly Finding[];
  /** The field of the form that a path of the request comes from. */
  placeOf?: (path: string) => FieldPlace | undefined;
}) {
  const turns = useTexts();
  const t = useFormTexts();
  const { findings, placeOf } = props;
  if (findings.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('preview.noProblem')}
      </Typography>
    );
  }
  return (
    <ul className={styles.list}>
      {bySeverity(findings).map((finding, index) => {
        const place = finding.field ? placeOf?.(finding.field) : undefined;
        return (
          <li key={`${finding.code}-${index}`} className={styles.finding}>
            <StateMark
              state={STATES[finding.severity]}
              word={t(`preview.severities.${finding.severity}`)}
            />
            <div>
              {place && <strong>{place.title}: </strong>}
              {!place && finding.field && <code>{finding.field}</code>}{' '}
              {finding.message}
              <div className={styles.fix}>
                {finding.fixableBy === 'tenant'
                  ? finding.fix
                  : t('preview.fixableBy', {
                      fix: finding.fix,
                      who: describeFixableBy(finding.fixableBy, turns),
                    })}
              </div>
              {place && (
                <Button
                  size="small"
                  color="primary"
                  className={styles.jump}
                  onClick={() => goToField(place)}
                >
                  {t('preview.goTo', { field: place.title, page: place.page })}
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

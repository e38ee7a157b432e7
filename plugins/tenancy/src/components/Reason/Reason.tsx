import { plainReason } from '../../status';
import { useTexts } from '../../translations';
import { Details } from './Details';
import styles from './Reason.module.css';

/** Why something is as it is: the plain sentence, and the controller's own message behind "Details". */
export function Reason(props: { text: string }) {
  const t = useTexts();
  const { text, details } = plainReason(props.text, t);
  return (
    <div className={styles.reason}>
      <span>{text}</span>
      {details && <Details text={details} />}
    </div>
  );
}

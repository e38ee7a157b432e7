import { plainReason } from '../../status';
import { Details } from './Details';
import styles from './Reason.module.css';

/** Why something is as it is: the plain sentence, and the controller's own message behind "Details". */
export function Reason(props: { text: string }) {
  const { text, details } = plainReason(props.text);
  return (
    <div className={styles.reason}>
      <span>{text}</span>
      {details && <Details text={details} />}
    </div>
  );
}

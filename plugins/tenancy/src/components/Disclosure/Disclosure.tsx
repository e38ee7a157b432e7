import { useId, useState, type ReactNode } from 'react';
import { RiArrowRightSLine } from '@remixicon/react';
import styles from './Disclosure.module.css';

/** A row that opens to show more. Keyboard and screen reader follow the disclosure pattern of WAI-ARIA. */
export function Disclosure(props: {
  summary: ReactNode;
  children: ReactNode;
  defaultOpen?: boolean;
}) {
  const { summary, children, defaultOpen = false } = props;
  const [open, setOpen] = useState(defaultOpen);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        className={styles.trigger}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <RiArrowRightSLine
          size={16}
          className={styles.chevron}
          aria-hidden="true"
        />
        {summary}
      </button>
      <div id={id} hidden={!open} className={styles.panel}>
        {open && children}
      </div>
    </div>
  );
}

import { useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import { hunksOf, type DiffLine } from './hunks';
import styles from './RequestPreview.module.css';

const SIGNS = { added: '+', removed: '-', same: ' ' };

/** Two versions of a text, line by line; signs and words beside the colours. What stays is folded. */
export function DiffView(props: { before: string; after: string }) {
  const { before, after } = props;
  const hunks = useMemo(() => hunksOf(before, after), [before, after]);
  const [opened, setOpened] = useState<readonly number[]>([]);
  return (
    // Focusable, so that the keyboard can scroll it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.code} tabIndex={0} aria-label="Difference from Git">
      {hunks.map((hunk, index) =>
        hunk.folded && !opened.includes(index) ? (
          <Button
            key={index}
            size="small"
            className={styles.fold}
            onClick={() => setOpened([...opened, index])}
          >
            {`Show ${hunk.lines.length} lines that stay`}
          </Button>
        ) : (
          hunk.lines.map((line, at) => (
            <DiffRow key={`${index}-${at}`} line={line} />
          ))
        ),
      )}
    </pre>
  );
}

function DiffRow({ line }: { line: DiffLine }) {
  return (
    <div data-change={line.kind} className={styles.line}>
      <span aria-hidden="true">{SIGNS[line.kind]} </span>
      {line.kind !== 'same' && (
        <span className={styles.spoken}>{line.kind} </span>
      )}
      {line.text}
    </div>
  );
}

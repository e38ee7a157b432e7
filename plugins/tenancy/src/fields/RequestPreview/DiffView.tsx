import { useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import { useFormTexts } from '../../translations/forms';
import { hunksOf, type DiffLine } from './hunks';
import styles from './RequestPreview.module.css';

const SIGNS = { added: '+', removed: '-', same: ' ' };

/** Two versions of a text, line by line; signs and words beside the colours. What stays is folded. */
export function DiffView(props: { before: string; after: string }) {
  const t = useFormTexts();
  const { before, after } = props;
  const hunks = useMemo(() => hunksOf(before, after), [before, after]);
  const [opened, setOpened] = useState<readonly number[]>([]);
  return (
    <pre
      className={styles.code}
      // Focusable, so that the keyboard can scroll it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('preview.difference')}
    >
      {hunks.map((hunk, index) =>
        hunk.folded && !opened.includes(index) ? (
          <Button
            key={index}
            size="small"
            className={styles.fold}
            onClick={() => setOpened([...opened, index])}
          >
            {t('preview.unchanged', { number: String(hunk.lines.length) })}
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
  const t = useFormTexts();
  return (
    <div data-change={line.kind} className={styles.line}>
      <span aria-hidden="true">{SIGNS[line.kind]} </span>
      {line.kind !== 'same' && (
        <span className={styles.spoken}>
          {t(`preview.lines.${line.kind}`)}{' '}
        </span>
      )}
      {line.text}
    </div>
  );
}

import { diffLines } from 'diff';
import { VisuallyHidden } from '@backstage/ui';
import styles from './RequestPreview.module.css';

interface Line {
  kind: 'added' | 'removed' | 'same';
  text: string;
}

const SIGNS = { added: '+', removed: '-', same: ' ' };

function kindOf(part: { added?: boolean; removed?: boolean }): Line['kind'] {
  if (part.added) return 'added';
  return part.removed ? 'removed' : 'same';
}

function linesOf(before: string, after: string): Line[] {
  return diffLines(before, after).flatMap(part =>
    part.value
      .replace(/\n$/, '')
      .split('\n')
      .map(text => ({ kind: kindOf(part), text })),
  );
}

/** Two versions of a text, line by line; signs and words beside the colours. */
export function DiffView(props: { before: string; after: string }) {
  return (
    // Focusable, so that the keyboard can scroll it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.code} tabIndex={0} aria-label="Difference from Git">
      {linesOf(props.before, props.after).map((line, index) => (
        <div key={index} data-change={line.kind} className={styles.line}>
          <span aria-hidden="true">{SIGNS[line.kind]} </span>
          {line.kind !== 'same' && (
            <VisuallyHidden>{line.kind} </VisuallyHidden>
          )}
          {line.text}
        </div>
      ))}
    </pre>
  );
}

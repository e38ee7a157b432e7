import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { useTexts } from '../../translations';

/** Rows that are shown at first. */
export const FIRST = 20;
/** And with each further step. */
const STEP = 100;

/**
 * A list of rows, as many as anybody reads at once: in a namespace there may be hundreds. The rest comes on demand, and the keyboard
 * goes on where that begins.
 */
export function LongList<T>(props: {
  items: readonly T[];
  /** The row of an item, as a list item. */
  children: (item: T) => ReactNode;
  className?: string;
  label?: string;
}) {
  const { items, children, className, label } = props;
  const [most, setMost] = useState(FIRST);
  const list = useRef<HTMLUListElement>(null);
  const begin = useRef<number>();
  const t = useTexts();
  const further = items.length - most;
  useEffect(() => {
    const row =
      begin.current === undefined
        ? undefined
        : list.current?.children[begin.current];
    begin.current = undefined;
    if (row instanceof HTMLElement) {
      row.tabIndex = -1;
      row.focus();
    }
  }, [most]);
  return (
    <>
      <ul ref={list} className={className} aria-label={label}>
        {items.slice(0, most).map(children)}
      </ul>
      {further > 0 && (
        <Button
          variant="secondary"
          size="small"
          onPress={() => {
            begin.current = most;
            setMost(most + STEP);
          }}
        >
          {t('shared.showMore', { further: String(further) })}
        </Button>
      )}
    </>
  );
}

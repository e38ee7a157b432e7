import { diffLines } from 'diff';

/** A line of a difference. */
export interface DiffLine {
  kind: 'added' | 'removed' | 'same';
  text: string;
}

/** Lines that stand together; `folded` ones are the same in both texts and far from any that is not. */
interface Hunk {
  folded: boolean;
  lines: DiffLine[];
}

/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/** The difference of two texts, with what is the same for long folded away. */
export function hunksOf(before: string, after: string): Hunk[] {
  const parts = diffLines(before, after);
  return parts.flatMap((part, index): Hunk[] => {
    const kind = kindOf(part);
    const lines = part.value
      .replace(/\n$/, '')
      .split('\n')
      .map(text => ({ kind, text }));
    if (kind !== 'same') {
      return [{ folded: false, lines }];
    }
    const head = index === 0 ? 0 : CONTEXT;
    const tail = index === parts.length - 1 ? 0 : CONTEXT;
    // A fold of one line would take the room of that line.
    if (lines.length <= head + tail + 1) {
      return [{ folded: false, lines }];
    }
    const end = lines.length - tail;
    return [
      { folded: false, lines: lines.slice(0, head) },
      { folded: true, lines: lines.slice(head, end) },
      { folded: false, lines: lines.slice(end) },
    ].filter(hunk => hunk.lines.length > 0);
  });
}

function kindOf(part: {
  added?: boolean;
  removed?: boolean;
}): DiffLine['kind'] {
  if (part.added) {
    return 'added';
  }
  return part.removed ? 'removed' : 'same';
}

import type { FilePart, LinePart, Part } from './messages';

/** What one part holds at most, so that whoever takes it is held up for a millisecond or two. */
const MOST_ITEMS = 200;
const MOST_BYTES = 256 * 1024;
const MOST_PATHS = 2000;

type Emit = (part: Part) => Promise<void>;

/** Hands a list on in parts. */
export async function emitSliced<T>(
  items: readonly T[],
  emit: (part: readonly T[]) => Promise<void>,
  most = MOST_ITEMS,
): Promise<void> {
  for (let at = 0; at < items.length; at += most) {
    await emit(items.slice(at, at + most));
  }
}

/** Hands files on in parts. */
export async function emitFiles(
  files: readonly FilePart[],
  emit: Emit,
): Promise<void> {
  let part: FilePart[] = [];
  let bytes = 0;
  for (const file of files) {
    const more = file.bytes?.length ?? 0;
    if (
      part.length > 0 &&
      (part.length === MOST_ITEMS || bytes + more > MOST_BYTES)
    ) {
      await emit({ files: part });
      part = [];
      bytes = 0;
    }
    part.push(file);
    bytes += more;
  }
  if (part.length > 0) {
    await emit({ files: part });
  }
}

/** Hands a line of commits on in parts: one commit that touched much comes in several. */
export async function emitLine(
  line: readonly LinePart[],
  emit: Emit,
): Promise<void> {
  let part: LinePart[] = [];
  let paths = 0;
  const send = async () => {
    await emit({ line: part });
    part = [];
    paths = 0;
  };
  for (const { commit, touched } of line) {
    let at = 0;
    do {
      const slice = touched.slice(at, at + MOST_PATHS);
      if (part.length === MOST_ITEMS || paths + slice.length > MOST_PATHS) {
        await send();
      }
      part.push({ commit, touched: slice });
      paths += slice.length;
      at += MOST_PATHS;
    } while (at < touched.length);
  }
  if (part.length > 0) {
    await send();
  }
}

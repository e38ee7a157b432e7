/** One entry of a folder in Git. */
export interface TreeEntry {
  /** As Git writes it, such as `100644` or `40000`. */
  mode: string;
  /** The name; what is no UTF-8 in it is shown as U+FFFD. */
  name: string;
  /** The bytes of the name, one a character: two names may look alike. */
  rawName: string;
  oid: string;
  type: 'blob' | 'tree' | 'commit';
}

const OID_BYTES = 20;
const TYPES: Record<string, TreeEntry['type']> = {
  '40000': 'tree',
  '160000': 'commit',
};

/** The mode of a symbolic link. */
export const LINK = '120000';

/**
 * Reads a folder as Git stores it: mode, name and object id of each entry. Names and modes keep their bytes, so that what
 * is written back changes nothing but what was edited.
 *
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function parseTree(bytes: Uint8Array): TreeEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < buffer.length) {
    const space = buffer.indexOf(' ', at);
    const end = space < 0 ? -1 : buffer.indexOf(0, space);
    if (end < 0 || end + OID_BYTES >= buffer.length) {
      throw new Error('a folder in Git is cut off');
    }
    const mode = buffer.toString('latin1', at, space).replace(/^0+/, '');
    at = end + 1 + OID_BYTES;
    entries.push({
      mode,
      name: buffer.toString('utf8', space + 1, end),
      rawName: buffer.toString('latin1', space + 1, end),
      oid: buffer.toString('hex', end + 1, at),
      type: TYPES[mode] ?? 'blob',
    });
  }
  return entries;
}

/** The entry of that name in a folder as Git stores it, if there is one: the others are passed over. */
export function entryNamed(
  bytes: Buffer,
  rawName: string,
): TreeEntry | undefined {
  const name = Buffer.from(rawName, 'latin1');
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(' ', at);
    const end = space < 0 ? -1 : bytes.indexOf(0, space);
    if (end < 0) {
      break;
    }
    const next = end + 1 + OID_BYTES;
    if (
      end - space - 1 === name.length &&
      name.compare(bytes, space + 1, end) === 0
    ) {
      return parseTree(bytes.subarray(at, next))[0];
    }
    at = next;
  }
  return undefined;
}

/** Writes a folder as Git stores it, in Git's order. */
export function writeTreeBytes(entries: Iterable<TreeEntry>): Buffer {
  const sorted = [...entries]
    .map(entry => ({
      entry,
      key: entry.type === 'tree' ? `${entry.rawName}/` : entry.rawName,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return Buffer.concat(
    sorted.flatMap(({ entry }) => [
      Buffer.from(`${entry.mode} ${entry.rawName}\0`, 'latin1'),
      Buffer.from(entry.oid, 'hex'),
    ]),
  );
}

/** The bytes of a name, one a character. */
export function rawNameOf(name: string): string {
  return Buffer.from(name).toString('latin1');
}

/** What is read of a commit. */
export interface ParsedCommit {
  tree: string;
  parents: string[];
  author: string;
  /** When it was committed, in seconds since 1970. */
  committedAt: number;
  message: string;
}

const OID = /^[0-9a-f]{40}$/;

/**
 * Reads a commit as Git stores it.
 *
 * @throws Error if it names no folder
 */
export function parseCommit(bytes: Buffer): ParsedCommit {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const values = (name: string) =>
    head
      .split('\n')
      .filter(line => line.startsWith(`${name} `))
      .map(line => line.slice(name.length + 1));
  const [tree = ''] = values('tree');
  if (!OID.test(tree)) {
    throw new Error('a commit in Git is cut off');
  }
  const person = ([line = '']: string[]) =>
    /^(.*?) ?<[^>]*> (\d+)/.exec(line) ?? ['', '', '0'];
  return {
    tree,
    parents: values('parent').filter(each => OID.test(each)),
    author: person(values('author'))[1],
    committedAt: Number(person(values('committer'))[2]),
    message: end < 0 ? '' : text.slice(end + 2),
  };
}

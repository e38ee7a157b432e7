import {
  isClearText,
  type Platform,
  type RequestEdit,
  requestPath,
  type ResolvedAsk,
  treeOf,
} from '@groundwork/engine';
import type { GitRepositories } from '../git/types';

/** How old the history may be, in milliseconds: the file was read a moment ago. */
const MAX_AGE = 60_000;

const LONGEST = 100;

/**
 * Says in each `EditConflict` who changed the file of the request last, where the history at hand tells. Whether it was this
 * field, it does not say.
 *
 * @public
 */
export async function withLastEditor(
  findings: ResolvedAsk['findings'],
  options: {
    git: GitRepositories;
    platform: Platform;
    edit: RequestEdit | undefined;
  },
): Promise<ResolvedAsk['findings']> {
  const { git, platform, edit } = options;
  if (!edit || !findings.some(({ code }) => code === 'EditConflict')) {
    return findings;
  }
  const editor = await lastEditor(git, platform, edit);
  return editor === undefined
    ? findings
    : findings.map(finding =>
        finding.code === 'EditConflict'
          ? {
              ...finding,
              message: `${finding.message} The file was last changed by ${editor}.`,
            }
          : finding,
      );
}

/** The author of the commit that gave the request's file its content; undefined where that is not known. */
async function lastEditor(
  git: GitRepositories,
  platform: Platform,
  { kind, name, tenant }: RequestEdit,
): Promise<string | undefined> {
  const path = requestPath(
    {
      kind,
      metadata: { name, ...(tenant === undefined ? {} : { tenant }) },
    },
    platform.layout,
  );
  const paths = [path, path.replace(/yaml$/, 'yml')];
  try {
    const { commits, lastChanges } = await git.readHistory(
      platform.repository[treeOf(path, platform.layout)],
      { paths, maxAge: MAX_AGE },
    );
    const [id] = paths.flatMap(each => lastChanges.get(each) ?? []);
    const author = commits.find(({ commit }) => commit === id)?.author;
    return author === undefined ? undefined : inOneLine(author) || undefined;
  } catch {
    // Git did answer with the file. That its history can't be read must not hide the conflict.
    return undefined;
  }
}

/** A name as it can stand in a sentence: whoever commits by hand writes what they like. */
function inOneLine(text: string): string {
  return [...text.slice(0, LONGEST)]
    .filter(character => isClearText(character) && !/[\t\n\r]/.test(character))
    .join('')
    .trim();
}

/**
 * What a commit on the branch of an environment says of where it comes from.
 *
 * @public
 */
export interface Promotion {
  /** The commit of the requests, by tree. */
  sources: Partial<Record<'platform' | 'tenants', string>>;
  /** Names all that was promoted there, by content. */
  content: string;
}

/** Who reads histories keeps the first 4000 characters of a message, and what it ends with is read there. */
const most = 10;
const longest = 120;

/**
 * The message of a commit that promotes to the branch of an environment. What it promotes is told by the subjects of its commits.
 *
 * @param subjects - of the commits since the last promotion, newest first; none where that is not known
 * @public
 */
export function promotionMessage(
  name: string,
  promotion: Promotion,
  subjects: readonly string[],
): string {
  const sources = Object.entries(promotion.sources);
  const [subject] = subjects;
  const short = [...new Set(sources.map(([, commit]) => commit.slice(0, 7)))];
  const title =
    subjects.length === 1
      ? `${name}: ${subject}`
      : `Promote ${short.join(' and ')} to ${name}`;
  const list = subjects.length > 1 ? subjects.slice(0, most) : [];
  const further = subjects.length - list.length;
  return [
    title.slice(0, longest),
    '',
    ...list.map(each => `- ${each.slice(0, longest)}`),
    ...(list.length > 0 && further > 0 ? [`- and ${further} more`] : []),
    ...(list.length > 0 ? [''] : []),
    ...sources.map(([tree, commit]) => `Promoted-From: ${tree} ${commit}`),
    `Promoted-Content: ${promotion.content}`,
    '',
  ].join('\n');
}

/**
 * What the message of a commit says of where it comes from; undefined for a commit that promotes nothing.
 *
 * @public
 */
export function readPromotion(message: string): Promotion | undefined {
  const [, content] =
    /^ *Promoted-Content: ([A-Za-z0-9_-]{43})\s*$/m.exec(message) ?? [];
  const sources: Promotion['sources'] = {};
  for (const [, tree, commit] of message.matchAll(
    /^ *Promoted-From: (platform|tenants) ([0-9a-f]{40})\s*$/gm,
  )) {
    sources[tree as 'platform' | 'tenants'] = commit;
  }
  return content === undefined || Object.keys(sources).length === 0
    ? undefined
    : { sources, content };
}

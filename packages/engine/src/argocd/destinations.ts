import { KubernetesObject } from '../model';
import { Fields, at, listOf, textOf } from '../model/fields';
import { globOf } from '../names/globMatches';

/**
 * Where an Application deploys to. Argo CD looks up the one of `server` and `name` that is not given; who has no list of
 * its clusters leaves it out.
 *
 * @public
 */
export interface Destination {
  server?: string;
  name?: string;
  namespace: string;
}

/**
 * Whether an AppProject lets its Applications deploy to a destination, as Argo CD decides it (`isDestinationMatched`,
 * 3.6). Patterns have no separators. A cluster matches by its address or by its name. An entry after `!` refuses, and
 * takes everything else; a namespace after `!` refuses only where the cluster matches **by its address**
 * (argo-cd#26743). Undefined where the answer hangs on the half of the cluster that is not given, or on
 * `permitOnlyProjectScopedClusters`.
 *
 * @public
 */
export function isDestinationPermitted(
  project: KubernetesObject,
  { server, name, namespace }: Destination,
): boolean | undefined {
  return destinationsOf(project, { server, name }).permits(namespace);
}

/** The destinations of an AppProject on one cluster, read once for many namespaces. */
export interface Destinations {
  /** Decides as {@link isDestinationPermitted}. */
  permits(namespace: string): boolean | undefined;
  /** The patterns of namespaces. */
  patterns: readonly string[];
  /** What is decided of every namespace that no pattern matches. */
  elsewhere: boolean | undefined;
}

/** Reads the destinations of an AppProject on the cluster of a server and a name, as far as they are known. */
export function destinationsOf(
  project: KubernetesObject,
  { server, name }: Omit<Destination, 'namespace'>,
): Destinations {
  const items = listOf(at(project.spec, 'destinations')).map(item => {
    const signed = textOf(item.namespace) ?? '';
    const denies = signed.startsWith('!');
    const pattern = denies ? signed.slice(1) : signed;
    return {
      item,
      byName: options(item.name, name),
      byServer: options(item.server, server),
      denies,
      pattern,
      matches: globOf(pattern),
    };
  });
  const scoped = at(project.spec, 'permitOnlyProjectScopedClusters') === true;
  const answerFor = (isThere: (item: DestinationItem) => boolean) => {
    const answers = answersOf(items, isThere);
    if (answers.size > 1) {
      return undefined;
    }
    const [answer = false] = answers;
    return answer && scoped ? undefined : answer;
  };
  return {
    patterns: items.map(({ pattern }) => pattern),
    elsewhere: answerFor(({ denies }) => denies),
    permits: namespace =>
      answerFor(({ denies, matches }) => matches(namespace) !== denies),
  };
}

interface DestinationItem {
  item: Fields;
  byName: readonly boolean[];
  byServer: readonly boolean[];
  denies: boolean;
  pattern: string;
  /** Whether the pattern does, without the `!` before it. */
  matches: (namespace: string) => boolean;
}

/** All answers that what is not given may lead to. */
function answersOf(
  items: readonly DestinationItem[],
  isThere: (item: DestinationItem) => boolean,
): Set<boolean> {
  // Whether anything matched so far: both, where that hangs on what is not given.
  let taken = new Set([false]);
  const answers = new Set<boolean>();
  for (const each of items) {
    const { item, byName, byServer } = each;
    const there = isThere(each);
    const next = new Set<boolean>();
    for (const nameMatches of byName) {
      for (const serverMatches of byServer) {
        const outcome = decide(item, nameMatches, serverMatches, there);
        if (outcome === 'refuses') {
          answers.add(false);
        } else {
          taken.forEach(before => next.add(before || outcome === 'takes'));
        }
      }
    }
    taken = next;
  }
  return new Set([...answers, ...taken]);
}

function decide(
  item: Fields,
  nameMatches: boolean,
  serverMatches: boolean,
  there: boolean,
): 'takes' | 'refuses' | 'neither' {
  const denies = (field: string) =>
    textOf(item[field])?.startsWith('!') === true;
  if ((serverMatches || nameMatches) && there) {
    return 'takes';
  }
  if (
    (!nameMatches && denies('name')) ||
    (!serverMatches && denies('server') && there) ||
    (!there && denies('namespace') && serverMatches)
  ) {
    return 'refuses';
  }
  return 'neither';
}

/** What comparing with something that may not be known can give. A cluster without a name, or address, matches nothing. */
function options(pattern: unknown, value: string | undefined): boolean[] {
  const text = textOf(pattern) ?? '';
  if (value === undefined) {
    return text === '' ? [false] : anything(text) ?? [true, false];
  }
  return [value !== '' && signedGlob(text)(value)];
}

function anything(pattern: string): boolean[] | undefined {
  return /^\*+$/.test(pattern) ? [true] : undefined;
}

function signedGlob(pattern: string): (value: string) => boolean {
  if (!pattern.startsWith('!')) {
    return globOf(pattern);
  }
  const matches = globOf(pattern.slice(1));
  return value => !matches(value);
}

import {
  CardProblem,
  KubernetesObject,
  Verdict,
  isKnown,
  lastValue,
} from '../model';
import { Kind } from '../snapshot/clusterView';
import { NamespaceContext } from './eachNamespace';
import { whyUnknown } from './unknown';
import { healthy, verdict, verdictOf, worstOf } from './verdict';

/** The objects of a kind in a namespace, by name; those last seen where it can't be read, with the reason. */
export interface ListedObjects {
  objects: KubernetesObject[];
  unread?: string;
}

/** Reads a kind. That it can't be read is a problem, that the cluster does not have it is none. */
export function objectsIn(
  kind: Kind,
  { view, namespace, environment }: NamespaceContext,
  problems: CardProblem[],
): ListedObjects {
  const known = view.list(kind, namespace);
  const unread =
    isKnown(known) || known.unknown === 'notServed'
      ? undefined
      : whyUnknown(known);
  if (unread !== undefined) {
    noteUnread(problems, environment.name, unread, kind.kind);
  }
  const objects = [...(lastValue(known) ?? [])].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
  return { objects, ...(unread === undefined ? {} : { unread }) };
}

/** Adds that a kind can't be read, unless the same is said of the whole environment already. */
export function noteUnread(
  problems: CardProblem[],
  environment: string,
  reason: string,
  kind: string,
): void {
  const isSaid = problems.some(
    each => each.environment === environment && each.why === reason,
  );
  if (!isSaid) {
    problems.push({ environment, why: `${kind}: ${reason}` });
  }
}

/** What was last seen of something that can't be read now says nothing of how it is. */
export function asSeen<T extends Verdict>(
  status: T,
  { unread }: Pick<ListedObjects, 'unread'>,
): T {
  return unread === undefined
    ? status
    : { ...status, ...verdict('Unknown', unread, { fixableBy: 'platform' }) };
}

/** What a card says as a whole: the worst of its parts, each with its name, and of what could not be read. */
export function cardVerdict(
  parts: ReadonlyArray<Verdict & { environment: string; name: string }>,
  problems: readonly CardProblem[],
): Verdict {
  const worst = worstOf<Verdict>([
    ...parts.map(part => ({
      ...verdictOf(part),
      why: part.why && `${part.environment}: ${part.name}: ${part.why}`,
    })),
    ...problems.map(({ environment, why }) =>
      verdict('Unknown', `${environment}: ${why}`, { fixableBy: 'platform' }),
    ),
  ]);
  return worst ?? healthy();
}

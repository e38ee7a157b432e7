import { ObjectRef } from './object';
import { Verdict } from './status';

/**
 * Where a finding is shown in full: one of the cards, or the sources that all of them rest on.
 *
 * @public
 */
export type CauseCard =
  | 'sources'
  | 'sync'
  | 'network'
  | 'secrets'
  | 'workloads'
  | 'quota';

/**
 * One thing that is not as it should be, in the words of its card. One that is Healthy with a reason works, and is worth a
 * thought all the same.
 *
 * @public
 */
export interface CauseFinding extends Verdict {
  /** The same for the same thing at any time: {@link findingId} of what has an object. */
  id: string;
  card: CauseCard;
  /** None of what concerns the tenant as a whole. */
  environments: string[];
  /** What it is, in few words: `Deployment web`, `pay.example.com`, `cluster edge`. */
  title: string;
  ref?: ObjectRef;
}

/**
 * What follows from a cause. `text` says what it means for this thing and never repeats the cause, as in
 * `Deployment web waits for 2 pods`.
 *
 * @public
 */
export interface Consequence extends CauseFinding {
  text: string;
  /** Id of the finding that it follows from: one of the cause, or another consequence, which stands before it. */
  from: string;
  /** What in the objects links the two, in words. */
  because: string;
}

/**
 * One cause with all that follows from it; its state is that of the worst of these where it is itself fine or on its way. Of all findings of a tenant each stands in exactly one cause, as one of its
 * `findings` or of its `follows`.
 *
 * @public
 */
export interface Cause extends Verdict {
  /** The id of its first finding. */
  id: string;
  /** What it is, in one sentence without a full stop: `Quota compute is full: 12 of 12 pods`. */
  text: string;
  environments: string[];
  /** What it is about: several things where the same is said of all of them. At least one, the first is the one to link to. */
  findings: CauseFinding[];
  /** What to do next, in one sentence. */
  next?: string;
  /** What a controller says of it, cleaned, for those who want its own words. */
  message?: string;
  /** Nothing is broken yet: a quota that is nearly used up, an autoscaler at its limit. */
  isWarning?: true;
  /** What follows, each behind what it follows from. */
  follows: Consequence[];
}

/**
 * Names the finding that a card has of an object in an environment, to find out what is told of it among the causes.
 *
 * @public
 */
export function findingId(
  card: CauseCard,
  environment: string,
  { group, kind, namespace, name }: Omit<ObjectRef, 'cluster'>,
): string {
  return [card, environment, group, kind, namespace ?? '', name].join('/');
}

/**
 * The cause that something follows from, with what it means for it; undefined of what is no consequence.
 *
 * @public
 */
export function causeBehind<T extends Cause>(
  causes: readonly T[],
  id: string,
): { cause: T; consequence: Consequence } | undefined {
  for (const cause of causes) {
    const consequence = cause.follows.find(each => each.id === id);
    if (consequence) {
      return { cause, consequence };
    }
  }
  return undefined;
}

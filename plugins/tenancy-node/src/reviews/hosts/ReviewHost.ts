import { repositoryParts } from '../../git/gitUrls';
import type { HostApi } from '../askHost';

/**
 * What a host says of a pull or merge request.
 *
 * @public
 */
export type ReviewState = 'open' | 'merged' | 'closed' | 'unknown';

/**
 * A change that waits for review: a branch that was pushed, and what its pull request says; `body` is Markdown.
 *
 * @public
 */
export interface Review {
  branch: string;
  title: string;
  body: string;
}

/** Fields of an answer, of which none need be there. */
export type Fields = Readonly<Record<string, unknown>>;

/** From which branch to which one. */
export interface Between {
  branch: string;
  base: string;
}

/** How the host of a repository is asked for its pull or merge requests. */
export interface ReviewHost extends HostApi {
  /** Lists those that are open between two branches; all that are open, page by page, where it can't be asked for these. */
  list(between: Between): { path: string; isPaged?: true };
  /** The requests in such an answer; undefined where it is no list. */
  itemsIn(answer: unknown): unknown[] | undefined;
  /** Address of a request; undefined for one between other branches, and of a fork with a branch that is called alike. */
  urlOf(item: Fields, between: Between): string | undefined;
  create(review: Review, base: string): { path: string; body: object };
  /** @param item - as it was listed, where it was */
  close(
    number: string,
    item: Fields,
  ): { method: string; path: string; body: object };
  /** The path of one request. */
  one(number: string): string;
  stateOf(item: Fields): ReviewState;
}

/** The last parts of the path of a page, by default the owner and the name of its repository, as they stand in an address. */
export function partsOf(page: string): [owner: string, repo: string] {
  const parts = repositoryParts(new URL(page).pathname);
  const [owner = '', repo = ''] = parts.slice(-2).map(encodeURIComponent);
  return [owner, repo];
}

/** The list in an answer: the answer itself, or a field of it. */
export function listed(answer: unknown): unknown[] | undefined {
  return Array.isArray(answer) ? answer : undefined;
}

export const listedIn =
  (field: string) =>
  (answer: unknown): unknown[] | undefined =>
    listed(Object(answer)[field]);

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Where a host tells only one of two they are taken for the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === undefined || other === undefined || one === other;
}

/** A text that a host takes, which may take no more than so many characters. */
export function cut(whole: string, most: number): string {
  return whole.length <= most ? whole : `${whole.slice(0, most - 2)} …`;
}

import type { ChangeEvent, ChangeKind, State } from '@groundwork/engine';

/**
 * One entry of a timeline, in words. Times are milliseconds since the epoch.
 *
 * @public
 */
export interface ChangeView {
  id: string;
  kind: ChangeKind;
  event: ChangeEvent;
  /** The environments that it concerns; none of what concerns all. */
  environments: string[];
  at: number;
  /** When it was over, or happened last; absent of what happened once, and of a gap that lasts. */
  until?: number;
  /** In one line. */
  title: string;
  /** What more there is to say, such as the reason of a state or a message. */
  detail?: string;
  /** The state that something went to. */
  state?: State;
  /** Author of a commit, who asked for a sync, manager of the fields that were written by hand. */
  by?: string;
  commit?: string;
  /** Page of the commit or proposal. */
  url?: string;
}

/**
 * A change with the one just before it, where something got worse.
 *
 * @public
 */
export interface TimelineEntry extends ChangeView {
  /** Just before, which is not because. */
  justBefore?: ChangeView;
}

/**
 * Answer of `GET /tenants/:tenant/changes`: newest first.
 *
 * @public
 */
export interface ChangeListView {
  items: TimelineEntry[];
  /** Whether the caller may take changes back. */
  mayChange: boolean;
  /** What to ask for as `before` to get what is older; absent on the last page. */
  next?: string;
  /** Nothing older than this is kept, milliseconds since the epoch. */
  keptSince: number;
}

/**
 * Since when an environment is in trouble as its timeline knows it, and the change just before.
 *
 * @public
 */
export interface TroubleView {
  environment: string;
  /** Milliseconds since the epoch. */
  at: number;
  justBefore: ChangeView;
}

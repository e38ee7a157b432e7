import { Listener } from './listener';

/** A listener that takes the route, and for which names; empty means all. */
export interface AttachedListener {
  listener: Listener;
  hostnames: string[];
}

/**
 * Whether a parent takes a route, in Gateway API's own words: the status and reason of its condition Accepted.
 * Unknown when the parent is no gateway, does not exist or could not be read: no controller writes an entry then.
 */
export interface Attachment {
  accepted: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  listeners: AttachedListener[];
  /** The listeners that the reference selects, whether they take the route or not. */
  candidates: Listener[];
}

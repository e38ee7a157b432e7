import { ServerResponse } from 'node:http';
import { ApiError } from './ApiError';
import { ListOptions, refuseFuture } from './ListOptions';
import { Resource, storageKey } from './Resource';
import { Store, StoreEvent } from './Store';
import { Presenter } from './present';
import { Selector } from './selectors';

const DEFAULT_SECONDS = 1800;
const BOOKMARK_SECONDS = 60;
/** A client that reads so slowly has to begin anew. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

interface WatchRequest {
  resource: Resource;
  namespace?: string;
  selector: Selector;
  options: ListOptions;
  presenter: Presenter;
}

/** An event as seen through a selector. */
function seen({ object, previous, ...event }: StoreEvent, selector: Selector) {
  const before = previous !== undefined && selector(previous);
  if (event.type !== 'DELETED' && selector(object)) {
    return { type: before ? 'MODIFIED' : 'ADDED', object };
  }
  // What leaves is shown as it was, at the revision it left.
  const { resourceVersion } = object.metadata;
  const left = { ...(previous ?? object) };
  left.metadata = { ...left.metadata, resourceVersion };
  return before ? { type: 'DELETED', object: left } : undefined;
}

/**
 * Streams changes until the time is over or the client leaves. History and
 * subscription are taken in one turn of the event loop, so nothing falls
 * between them.
 */
export function watch(
  store: Store,
  request: WatchRequest,
  response: ServerResponse,
): void {
  const { resource, namespace, selector, options, presenter } = request;
  const { resourceVersion, initialEvents, bookmarks, timeoutSeconds } = options;
  const key = storageKey(resource);
  const from = Number(resourceVersion);
  const send = (type: string, object: object) => {
    response.write(`${JSON.stringify({ type, object })}\n`);
    if (response.writableLength > MAX_UNREAD_BYTES) {
      response.destroy();
    }
  };
  const follow = (event: StoreEvent) => {
    const inside = !namespace || event.object.metadata.namespace === namespace;
    const change =
      event.resource === key && inside ? seen(event, selector) : undefined;
    if (change) {
      send(change.type, presenter.one(change.object));
    }
  };
  const mark = (annotations?: Record<string, string>) =>
    send('BOOKMARK', presenter.bookmark(String(store.revision), annotations));
  response
    .writeHead(200, { 'Content-Type': 'application/json' })
    .flushHeaders();
  try {
    if (initialEvents ?? from === 0) {
      refuseFuture(from, store.revision);
      store
        .list(key, namespace)
        .filter(selector)
        .forEach(object => send('ADDED', presenter.one(object)));
      if (initialEvents && bookmarks) {
        mark({ 'k8s.io/initial-events-end': 'true' });
      }
    } else if (from > 0) {
      store.since(from < resource.since ? -1 : from).forEach(follow);
    }
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    // As a real server: once a watch is begun, errors are events of it.
    send('ERROR', error.toStatus());
    response.end();
    return;
  }
  const seconds = timeoutSeconds || DEFAULT_SECONDS * (1 + Math.random());
  const pause = Math.min(BOOKMARK_SECONDS, Math.max(seconds - 2, seconds / 2));
  const stop = store.subscribe(follow);
  const beat = setInterval(() => bookmarks && mark(), pause * 1000);
  const leave = () => {
    stop();
    clearInterval(beat);
  };
  const over = setTimeout(() => {
    // A client that reads slowly closes long after the end, and nothing may be written in between.
    leave();
    response.end();
  }, seconds * 1000);
  response.on('close', () => {
    leave();
    clearTimeout(over);
  });
}

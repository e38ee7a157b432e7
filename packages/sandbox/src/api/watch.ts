import { ServerResponse } from 'node:http';
import { ApiError, expired } from './ApiError';
import { KubeObject } from './KubeObject';
import { ListOptions, revisionOf } from './listOptions';
import { Presenter } from './Presenter';
import { Resource, storageKey } from './Resource';
import { Selector } from './selectors';
import { Store, StoreEvent } from './Store';

const DEFAULT_SECONDS = 30 * 60;
const BOOKMARK_SECONDS = 60;
/** A client that reads so slowly has to begin anew. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

export interface WatchRequest {
  resource: Resource;
  namespace?: string;
  selector: Selector;
  options: ListOptions;
  presenter: Presenter;
}

/** Where a watch begins: with the events of these, then after this revision. */
function beginning(store: Store, { options, resource }: WatchRequest) {
  const { resourceVersion: asked, initialEvents } = options;
  const legacy = initialEvents === undefined && (!asked || asked === '0');
  if (initialEvents && asked && asked !== '0') {
    revisionOf(asked, store.revision);
  }
  if (initialEvents || legacy || !asked || asked === '0') {
    return { initial: initialEvents || legacy, after: store.revision };
  }
  const after = revisionOf(asked, Number.MAX_SAFE_INTEGER);
  if (after < resource.since) {
    throw expired(`too old resource version: ${after} (${resource.since})`);
  }
  return { initial: false, after };
}

/** An event as seen through a selector. */
function seen(event: StoreEvent, request: WatchRequest) {
  const { object, previous } = event;
  const { namespace, selector } = request;
  if (namespace && object.metadata.namespace !== namespace) {
    return undefined;
  }
  const now = event.type !== 'DELETED' && selector(object);
  const before = previous !== undefined && selector(previous);
  if (now) {
    return { type: before ? 'MODIFIED' : 'ADDED', object };
  }
  const { resourceVersion } = object.metadata;
  const last = { ...(previous ?? object) };
  last.metadata = { ...last.metadata, resourceVersion };
  return before ? { type: 'DELETED', object: last } : undefined;
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
  const { options, presenter, selector, namespace } = request;
  const key = storageKey(request.resource);
  const send = (type: string, object: object) => {
    response.write(`${JSON.stringify({ type, object })}\n`);
    if (response.writableLength > MAX_UNREAD_BYTES) {
      response.destroy();
    }
  };
  const bookmark = (annotations?: Record<string, string>) =>
    send('BOOKMARK', presenter.bookmark(String(store.revision), annotations));
  const follow = (event: StoreEvent) => {
    const visible = event.resource === key ? seen(event, request) : undefined;
    if (visible) {
      send(visible.type, presenter.one(visible.object));
    }
  };
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  try {
    const { initial, after } = beginning(store, request);
    if (initial) {
      const add = (object: KubeObject) => send('ADDED', presenter.one(object));
      store.list(key, namespace).filter(selector).forEach(add);
      if (options.initialEvents && options.bookmarks) {
        bookmark({ 'k8s.io/initial-events-end': 'true' });
      }
    }
    store.since(after).forEach(follow);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    // As a real server: once a watch is begun, errors are events of it.
    send('ERROR', error.toStatus());
    response.end();
    return;
  }
  const seconds =
    options.timeoutSeconds || DEFAULT_SECONDS * (1 + Math.random());
  const every = Math.min(BOOKMARK_SECONDS, Math.max(seconds - 2, seconds / 2));
  const stop = store.subscribe(follow);
  const end = setTimeout(() => response.end(), seconds * 1000);
  const beat = options.bookmarks
    ? setInterval(bookmark, every * 1000)
    : undefined;
  response.on('close', () => {
    stop();
    clearTimeout(end);
    clearInterval(beat);
  });
}

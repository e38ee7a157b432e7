import { ApiError, badRequest, expired } from './ApiError';
import { Fields, KubeObject } from './KubeObject';
import { ListOptions, revisionOf } from './listOptions';
import { Selector } from './selectors';
import { Store } from './Store';

interface Token {
  /** Undefined: go on with what is there now. */
  revision?: number;
  after: string;
}

interface Page {
  items: KubeObject[];
  metadata: Fields;
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

function keyOf({ metadata: { namespace, name } }: KubeObject): string {
  return namespace ? `${namespace}/${name}` : name;
}

function encode(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decode(text: string): Token {
  try {
    const token: Token = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof token.after === 'string') {
      return token;
    }
  } catch {
    // Answered below, as every other token that is not ours.
  }
  throw badRequest('continue key is not valid');
}

/** One page of a list; all its pages show the cluster at one revision. */
export function listPage(
  store: Store,
  resource: string,
  namespace: string | undefined,
  selector: Selector,
  selected: boolean,
  options: ListOptions,
): Page {
  const { limit, match, resourceVersion: asked } = options;
  let token: Token | undefined;
  let revision = store.revision;
  let objects: KubeObject[] | undefined;
  if (options.continue) {
    if (asked && asked !== '0') {
      throw badRequest(
        'specifying resource version is not allowed when using continue',
      );
    }
    token = decode(options.continue);
    revision = token.revision ?? revision;
    objects = at(store, resource, revision, namespace, token);
  } else if (asked && asked !== '0') {
    const wanted = revisionOf(asked, store.revision);
    if (match === 'Exact' || (match === '' && limit > 0)) {
      revision = wanted;
      objects = at(store, resource, revision, namespace);
    }
  }
  const after = token?.after ?? '';
  const rest = (objects ?? store.list(resource, namespace)).filter(
    object => keyOf(object) > after && selector(object),
  );
  const items = limit > 0 ? rest.slice(0, limit) : rest;
  const metadata: Fields = { resourceVersion: String(revision) };
  if (items.length < rest.length) {
    const last = keyOf(items[items.length - 1]);
    metadata.continue = encode({ revision, after: last });
    if (!selected) {
      metadata.remainingItemCount = rest.length - items.length;
    }
  }
  return { items, metadata };
}

function at(
  store: Store,
  resource: string,
  revision: number,
  namespace: string | undefined,
  token?: Token,
): KubeObject[] {
  try {
    return store.listAt(resource, revision, namespace);
  } catch (error) {
    throw token && error instanceof ApiError
      ? expired(TOO_OLD, encode({ after: token.after }))
      : error;
  }
}

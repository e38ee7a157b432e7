import { ApiError } from './ApiError';
import { Fields, KubeObject } from './KubeObject';
import { ListOptions, refuseFuture } from './ListOptions';
import { Selector } from './selectors';
import { Store, keyOf } from './Store';

/** Where a page begins; without a revision it shows what is there now. */
interface Token {
  revision?: number;
  after: string;
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list.';

function encode(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decode(text: string): Token {
  try {
    const { revision, after } = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    );
    return { revision, after: String(after) };
  } catch {
    throw new ApiError(400, 'continue key is not valid');
  }
}

/** Where to begin, and the revision to show if it is not the present one. */
function begin(options: ListOptions, now: number): Token {
  const { limit, match, resourceVersion } = options;
  const wanted = Number(resourceVersion);
  if (options.continue && wanted) {
    throw new ApiError(
      400,
      'specifying resource version is not allowed when using continue',
    );
  }
  if (options.continue) {
    return decode(options.continue);
  }
  refuseFuture(wanted, now);
  const exact = match === 'Exact' || (match === '' && limit > 0);
  return { after: '', revision: exact && wanted ? wanted : undefined };
}

/** One page of a list; all its pages show the cluster at one revision. */
export function listPage(
  store: Store,
  resource: string,
  namespace: string | undefined,
  options: ListOptions,
  selector: Selector,
  selects: boolean,
): { items: KubeObject[]; metadata: Fields } {
  const { after, revision = store.revision } = begin(options, store.revision);
  let objects: KubeObject[];
  try {
    objects = store.listAt(resource, revision, namespace);
  } catch (error) {
    const metadata = { continue: encode({ after }) };
    throw options.continue
      ? new ApiError(410, TOO_OLD, {}, undefined, metadata)
      : error;
  }
  const rest = objects.filter(
    object => keyOf(object) > after && selector(object),
  );
  const items = options.limit > 0 ? rest.slice(0, options.limit) : rest;
  const metadata: Fields = { resourceVersion: String(revision) };
  if (items.length < rest.length) {
    metadata.continue = encode({
      revision,
      after: keyOf(items[items.length - 1]),
    });
    metadata.remainingItemCount = selects
      ? undefined
      : rest.length - items.length;
  }
  return { items, metadata };
}

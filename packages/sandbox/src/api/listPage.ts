import { ApiError, check } from './ApiError';
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
    const token = Buffer.from(text, 'base64url').toString();
    const { revision, after } = JSON.parse(token);
    return { revision, after: String(after) };
  } catch {
    throw new ApiError(400, 'continue key is not valid');
  }
}

/** Where to begin, and the revision to show if it is not the present one. */
function begin(options: ListOptions, now: number): Token {
  const { limit, match, resourceVersion } = options;
  const wanted = Number(resourceVersion);
  if (options.continue) {
    check(!wanted, 400, 'a revision is not allowed when using continue');
    return decode(options.continue);
  }
  refuseFuture(wanted, now);
  const exact = match === 'Exact' || (match === '' && limit > 0);
  return { after: '', revision: exact && wanted ? wanted : undefined };
}

/** One page of a list; all its pages show the cluster at one revision. */
export function listPage(
  { store, key, namespace }: { store: Store; key: string; namespace?: string },
  options: ListOptions,
  selector: Selector,
): { items: KubeObject[]; metadata: Fields } {
  const { after, revision = store.revision } = begin(options, store.revision);
  let objects: KubeObject[];
  try {
    objects = store.listAt(key, revision, namespace);
  } catch (error) {
    const metadata = { continue: encode({ after }) };
    throw options.continue
      ? new ApiError(410, TOO_OLD, {}, undefined, metadata)
      : error;
  }
  const rest = objects.filter(o => keyOf(o) > after && selector(o));
  const items = rest.slice(0, options.limit || undefined);
  const metadata: Fields = { resourceVersion: String(revision) };
  const more = rest.length - items.length;
  if (more > 0) {
    const last = keyOf(items[items.length - 1]);
    metadata.continue = encode({ revision, after: last });
    metadata.remainingItemCount = options.selects ? undefined : more;
  }
  return { items, metadata };
}

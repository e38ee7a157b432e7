import { valueAt } from '../fieldPlace';
import type { Way } from '../Trouble';
import type { Refused } from './Refused';

/** A path outside of the tenant's prefix in the store: the same below it, in the words of the platform's configuration. */
export function* outsidePrefix(refused: Refused): Iterable<Way> {
  const { text, request } = refused;
  const [environment] = refused.environments();
  const storeAt = ['store'];
  const part = refused.steps.indexOf('secrets');
  const home = part < 0 ? [] : refused.steps.slice(0, part + 2);
  const { override } = refused;
  const store =
    (override &&
      valueAt(request.spec, [...home, 'overrides', override, 'store'])) ??
    valueAt(request.spec, [...home, ...storeAt]);
  const offered = environment?.secretStores.find(({ name }) => name === store);
  if (!offered || !text) {
    return;
  }
  const { prefix } = offered;
  const separator = /[/_.:]$|--$/.test(prefix) ? '' : '/';
  const bare = text.replace(/^\/+/, '');
  const last = bare.split('/').at(-1) ?? bare;
  // A path that repeats a part of the prefix, or another tenant's, keeps only its end.
  for (const rest of new Set([last, bare])) {
    const path = `${prefix}${separator}${rest}`;
    if (rest !== '' && path !== text) {
      yield refused.set(`Read ${path}`, path);
    }
  }
}

/** A path with empty parts, dots or a slash too much. */
export function* invalidPath(refused: Refused): Iterable<Way> {
  const { text } = refused;
  const parts: string[] = [];
  for (const part of text.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  const plain = `${text.startsWith('/') ? '/' : ''}${parts.join('/')}`;
  for (const path of new Set([plain, parts.join('/')])) {
    if (path !== '' && path !== text) {
      yield refused.set(`Write it as ${path}`, path);
    }
  }
}

/** A store that would be asked too often. */
export function* refreshTooOften(refused: Refused): Iterable<Way> {
  yield refused.set('Refresh every minute', '1m');
}

/** A chart's registry that is written with its scheme. */
export function* invalidRepository(refused: Refused): Iterable<Way> {
  const { text } = refused;
  if (text.startsWith('oci://')) {
    const plain = text.slice('oci://'.length);
    yield refused.set(`Write it as ${plain}`, plain);
  }
}

/** A repository that the tenant's project does not permit. */
export function* repositoryNotAllowed(refused: Refused): Iterable<Way> {
  const { context, text } = refused;
  const { tenant } = context;
  if (text) {
    yield {
      title: `Let the tenant read ${text}`,
      request: tenant,
      to: {
        ...tenant.spec,
        repositories: [...tenant.spec.repositories, text],
      },
      risk: 'access',
    };
  }
}

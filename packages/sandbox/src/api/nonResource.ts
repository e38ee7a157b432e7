import { noSuchPath } from './ApiError';
import { Negotiated } from './Negotiated';
import { Registry } from './Registry';
import { aggregated, apiGroup, groupList, resourceList } from './discovery';
import { openApiDocument, openApiIndex } from './openapi';

const HEALTH = ['/healthz', '/readyz', '/livez'];

export const VERSION = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.0+sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: `${process.platform}/${process.arch}`,
};

/** Paths that answer before anybody has signed in, as on a real server. */
export function openAnswer(path: string): object | string | undefined {
  if (HEALTH.includes(path)) {
    return 'ok';
  }
  return path === '/version' ? VERSION : undefined;
}

/** Discovery and schemas. */
export function nonResourceAnswer(
  registry: Registry,
  path: string,
  form: Negotiated,
  revision: number,
): object {
  const [root, ...rest] = path.split('/').filter(Boolean);
  const name = rest.join('/');
  let answer: object | undefined;
  if (path === '/api' || path === '/apis') {
    const core = path === '/api';
    if (form.as) {
      return aggregated(registry, core);
    }
    return core
      ? {
          kind: 'APIVersions',
          versions: ['v1'],
          serverAddressByClientCIDRs: [],
        }
      : groupList(registry);
  }
  if (root === 'api' || (root === 'apis' && rest.length === 2)) {
    answer = resourceList(registry, name);
  } else if (root === 'apis' && registry.groups().has(name)) {
    answer = {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...apiGroup(registry, name),
    };
  } else if (path === '/openapi/v3') {
    answer = openApiIndex(registry, revision);
  } else if (path.startsWith('/openapi/v3/')) {
    answer = openApiDocument(registry, path.slice('/openapi/v3/'.length));
  } else if (path === '/') {
    answer = { paths: ['/api', '/apis', '/openapi/v3', '/version', ...HEALTH] };
  }
  if (!answer) {
    throw noSuchPath();
  }
  return answer;
}

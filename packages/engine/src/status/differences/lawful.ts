import { namespaceName } from '../../names';
import { Environment, Platform } from '../../platform';

/** What an environment calls by a name of its own, so that equal things of two environments read alike. */
export interface Dialect {
  /** A text with names that only this environment uses put in general terms. */
  general(text: string): string;
}

/** The names of an environment for a tenant: where its objects lie, and what the platform offers there. */
export function dialectOf(
  platform: Platform,
  tenant: string,
  environment: Environment,
): Dialect {
  const { argocd } = environment;
  const terms = new Map<string, string>();
  /** Those that names are put together from. */
  const parts = new Set<string>();
  const add = (text: string | undefined, term: string, isPart = false) => {
    if (text && !terms.has(text)) {
      terms.set(text, `\u0000${term}\u0000`);
      if (isPart) {
        parts.add(text);
      }
    }
  };
  add(namespaceName(platform, tenant, environment.name), 'namespace', true);
  add(`${tenant}-${environment.name}`, 'tenant', true);
  environment.domains.forEach((domain, i) => add(domain, `domain ${i}`));
  for (const { name, namespace, visibility } of environment.gateways) {
    add(name, `${visibility} gateway`);
    add(namespace, `namespace of the ${visibility} gateway`);
  }
  environment.secretStores.forEach(({ name }, i) => add(name, `store ${i}`));
  const { destination } = argocd;
  // These are one thing in most platforms: a cluster is called as its environment.
  for (const name of [
    environment.name,
    environment.cluster,
    'server' in destination ? destination.server : destination.name,
  ]) {
    add(name, 'environment');
  }
  add(argocd.namespace, 'namespace of Argo CD');
  const longestFirst = [...terms.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    longestFirst
      .map(text => {
        const around = parts.has(text) ? '[A-Za-z0-9]' : '[A-Za-z0-9-]';
        return `(?<!${around})${escape(text)}(?!${around})`;
      })
      .join('|'),
    'g',
  );
  return {
    general: text => text.replace(pattern, found => terms.get(found) ?? found),
  };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

import { overHttps } from './overHttps';
import { withoutEndSlashes } from './withoutEndSlashes';

/**
 * The address of a repository, read.
 *
 * @public
 */
export interface Address {
  /** `scp` is `git@host:path`; `plain` is `host/path`, as registries of Helm are written. */
  form: 'https' | 'http' | 'ssh' | 'oci' | 'scp' | 'plain';
  /** The address as it is best written: scheme and host in small letters, without slashes at its end. */
  text: string;
  /** Two addresses with the same key are one to Argo CD: case, `.git` at the end and the way SSH is written make no difference. */
  key: string;
  /** Host and path alone: two ways to the same repository have the same place. */
  place: string;
}

/**
 * Reads the address of a Git, Helm or OCI repository.
 *
 * @returns what is wrong with it, as a phrase that ends "it must ...", for what is none
 * @public
 */
export function readAddress(given: string): Address | { problem: string } {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(given);
  const scp = scheme ? null : /^([A-Za-z0-9._-]+)@([^:/]+):(.*)$/.exec(given);
  const form = formOf(scheme?.[1], scp !== null);
  if (!form) {
    return {
      problem: `be reached over https, ssh or oci, not ${scheme?.[1]}`,
    };
  }
  const rest = scp
    ? `${scp[1]}@${scp[2]}/${scp[3]}`
    : given.slice(scheme?.[0].length ?? 0);
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const path = withoutEndSlashes(slash < 0 ? '' : rest.slice(slash));
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(0, at);
  const host = authority.slice(at + 1).toLowerCase();
  const problem = problemOf(form, user, host, path);
  if (problem) {
    return { problem };
  }
  const name = path.replace(/\.git$/i, '').toLowerCase();
  const shell = form === 'ssh' || form === 'scp';
  return {
    form,
    text: textOf(form, user, host, path),
    key: shell ? `${user}@${host}${name}` : `${schemeOf(form)}${host}${name}`,
    place: placeOf(host, name, shell),
  };
}

/**
 * Whether two addresses name one repository to Argo CD. What is no address is like itself alone.
 *
 * @public
 */
export function sameAddress(a: string, b: string): boolean {
  const [one, other] = [readAddress(a), readAddress(b)];
  return 'key' in one && 'key' in other ? one.key === other.key : a === b;
}

/**
 * Whether two addresses lead to one repository, over whatever protocol, port and user.
 *
 * @public
 */
export function samePlace(a: string, b: string): boolean {
  const [one, other] = [readAddress(a), readAddress(b)];
  return 'place' in one && 'place' in other
    ? one.place === other.place
    : a === b;
}

/** Of Azure DevOps each repository has two addresses, of which the older one has the organization in its host. */
const OLD_AZURE = /^([a-z0-9-]+)\.visualstudio\.com$/;

/** One that is called as its project has a shorter one. */
const SHORT_AZURE = /^(\/[^/]+)\/_git\/([^/]+)$/;

/** How Bitbucket Data Center begins the path over HTTPS, perhaps below one of its own. */
const BITBUCKET = /^.*\/scm(?=\/[^/]+\/[^/]+$)/;

function placeOf(authority: string, name: string, isShell: boolean): string {
  const [host] = authority.split(':');
  const https = isShell
    ? overHttps({ host, path: name })
    : { host, path: name.replace(BITBUCKET, '') };
  const there = newAzure(https.host, https.path);
  const path =
    there.host === 'dev.azure.com'
      ? there.path.replace(SHORT_AZURE, '$1/$2/_git/$2')
      : there.path;
  return `${there.host}${path}`;
}

function newAzure(host: string, path: string): { host: string; path: string } {
  const organization = OLD_AZURE.exec(host)?.[1];
  return organization && path.includes('/_git/')
    ? {
        host: 'dev.azure.com',
        path: `/${organization}${path.replace(/^\/defaultcollection\//, '/')}`,
      }
    : { host, path };
}

function formOf(
  scheme: string | undefined,
  isScp: boolean,
): Address['form'] | undefined {
  if (scheme === undefined) {
    return isScp ? 'scp' : 'plain';
  }
  return (['https', 'http', 'ssh', 'oci'] as const).find(
    known => known === scheme.toLowerCase(),
  );
}

function problemOf(
  form: Address['form'],
  user: string,
  host: string,
  path: string,
): string | undefined {
  const isShell = form === 'ssh' || form === 'scp';
  if (user !== '' && !(isShell && /^[A-Za-z0-9._-]+$/.test(user))) {
    return 'hold no credential: those of Argo CD and Backstage stand in their own configuration';
  }
  if (
    host.length > 260 ||
    !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$/.test(host) ||
    host.includes('..')
  ) {
    return 'name a host, without wildcards';
  }
  // Azure DevOps writes the spaces of its projects.
  if (
    !/^(\/([A-Za-z0-9._~+-]|%20)+)*$/.test(path) ||
    /\/\.{1,2}(\/|$)|^\/-/.test(path)
  ) {
    return 'have a path of plain names, without wildcards, queries and ..';
  }
  return undefined;
}

function schemeOf(form: Address['form']): string {
  return form === 'plain' ? '' : `${form}://`;
}

function textOf(
  form: Address['form'],
  user: string,
  host: string,
  path: string,
): string {
  const who = user === '' ? '' : `${user}@`;
  return form === 'scp'
    ? `${who}${host}:${path.slice(1)}`
    : `${schemeOf(form)}${who}${host}${path}`;
}

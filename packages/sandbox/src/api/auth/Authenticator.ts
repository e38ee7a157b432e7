import { IncomingHttpHeaders } from 'node:http';
import { ApiUser } from '../ApiServer';
import { ApiError, badRequest, forbidden } from '../ApiError';
import { Attributes, Authorizer } from './Authorizer';
import { Tokens, serviceAccountUser } from './Tokens';
import { UserInfo } from './UserInfo';

const AUTHENTICATED = 'system:authenticated';

function all(header: string | string[] | undefined): string[] {
  return header === undefined ? [] : [header].flat();
}

/** Finds out who makes a request, or on whose behalf. */
export class Authenticator {
  constructor(
    private readonly users: ApiUser[],
    private readonly tokens: Tokens,
    private readonly authorizer: Authorizer,
  ) {}

  /** The holder of a token, of a configured user or a service account. */
  byToken(token: string, audience?: string): UserInfo | undefined {
    const user = this.users.find(known => known.token === token);
    return user
      ? { username: user.name, groups: [...user.groups, AUTHENTICATED] }
      : this.tokens.verify(token, audience);
  }

  authenticate(headers: IncomingHttpHeaders): UserInfo {
    const [, token] =
      /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    const user = token ? this.byToken(token) : undefined;
    if (!user) {
      throw new ApiError(401, 'Unauthorized', 'Unauthorized');
    }
    return this.impersonate(user, headers);
  }

  private impersonate(user: UserInfo, headers: IncomingHttpHeaders): UserInfo {
    const username = headers['impersonate-user'];
    const given = all(headers['impersonate-group']);
    const uid = all(headers['impersonate-uid'])[0];
    const prefix = 'impersonate-extra-';
    const extra = Object.entries(headers)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]): [string, string[]] => [
        decodeURIComponent(key.slice(prefix.length)),
        all(value),
      ]);
    if (typeof username !== 'string' || !username) {
      if (given.length > 0 || uid || extra.length > 0) {
        throw badRequest(
          'requested impersonation without impersonating a user',
        );
      }
      return user;
    }
    // Node joins the values of such a header; group names have no commas.
    const groups = given.flatMap(value => value.split(/,\s*/));
    const [, namespace, account] =
      /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
    const need = (asked: Omit<Attributes, 'verb'>) =>
      this.requireImpersonation(user, { verb: 'impersonate', ...asked });
    if (namespace) {
      need({ resource: 'serviceaccounts', name: account, namespace });
    } else {
      need({ resource: 'users', name: username });
    }
    groups.forEach(name => need({ resource: 'groups', name }));
    const group = 'authentication.k8s.io';
    if (uid) {
      need({ group, resource: 'uids', name: uid });
    }
    for (const [key, values] of extra) {
      values.forEach(name =>
        need({ group, resource: `userextras/${key}`, name }),
      );
    }
    const implied =
      namespace && groups.length === 0
        ? serviceAccountUser(namespace, account).groups
        : [AUTHENTICATED];
    return {
      username,
      groups: [...new Set([...groups, ...implied])],
      uid,
      extra: extra.length > 0 ? Object.fromEntries(extra) : undefined,
    };
  }

  private requireImpersonation(user: UserInfo, asked: Attributes): void {
    if (!this.authorizer.allows(user, asked)) {
      const { group = '', resource: plural = '', name, namespace } = asked;
      throw forbidden(
        { group, plural, kind: '' },
        name,
        denial(user, asked, namespace),
      );
    }
  }
}

/** Why somebody is refused, in the words of a real server. */
export function denial(user: UserInfo, asked: Attributes, namespace?: string) {
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return `User "${user.username}" cannot ${asked.verb} resource "${
    asked.resource
  }" in API group "${asked.group ?? ''}" ${where}`;
}

import { IncomingHttpHeaders } from 'node:http';
import { ApiError, refusal } from '../ApiError';
import { ApiUser } from '../ApiServer';
import { Attributes, Authorizer, denial } from './Authorizer';
import { Tokens, serviceAccountUser } from './Tokens';
import { UserInfo } from './UserInfo';

const AUTHENTICATED = 'system:authenticated';

/** Finds out who makes a request, or on whose behalf. */
export class Authenticator {
  readonly #users: ApiUser[];
  readonly #tokens: Tokens;
  readonly #authorizer: Authorizer;

  constructor(users: ApiUser[], tokens: Tokens, authorizer: Authorizer) {
    this.#users = users;
    this.#tokens = tokens;
    this.#authorizer = authorizer;
  }

  /** The holder of a token, of a configured user or a service account. */
  byToken(token: string, audience?: string): UserInfo | undefined {
    const user = this.#users.find(known => known.token === token);
    return user
      ? { username: user.name, groups: [...user.groups, AUTHENTICATED] }
      : this.#tokens.verify(token, audience);
  }

  authenticate(headers: IncomingHttpHeaders): UserInfo {
    const [, token = ''] =
      /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    const user = this.byToken(token);
    if (!user) {
      throw new ApiError(401, 'Unauthorized');
    }
    const asked = Object.keys(headers).filter(key =>
      key.startsWith('impersonate-'),
    );
    return asked.length > 0 ? this.#impersonate(user, headers, asked) : user;
  }

  #impersonate(
    user: UserInfo,
    headers: IncomingHttpHeaders,
    asked: string[],
  ): UserInfo {
    const username = String(headers['impersonate-user'] ?? '');
    const other = asked.find(key => !/^impersonate-(user|group)$/.test(key));
    if (!username || other) {
      throw new ApiError(
        400,
        `impersonation takes a user and groups${other ? `, not ${other}` : ''}`,
      );
    }
    // Node joins the values of such a header; group names have no commas.
    const groups = String(headers['impersonate-group'] ?? '')
      .split(/,\s*/)
      .filter(Boolean);
    const [, namespace, account] =
      /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
    this.#require(
      user,
      namespace
        ? { resource: 'serviceaccounts', name: account, namespace }
        : { resource: 'users', name: username },
    );
    groups.forEach(name => this.#require(user, { resource: 'groups', name }));
    const implied =
      namespace && groups.length === 0
        ? serviceAccountUser(namespace, account).groups
        : [AUTHENTICATED];
    return { username, groups: [...new Set([...groups, ...implied])] };
  }

  #require(
    user: UserInfo,
    target: { resource: string; name: string; namespace?: string },
  ): void {
    const asked: Attributes = { verb: 'impersonate', ...target };
    if (!this.#authorizer.allows(user, asked)) {
      const { resource: plural, name } = target;
      throw refusal(403, { group: '', plural }, name, denial(user, asked));
    }
  }
}

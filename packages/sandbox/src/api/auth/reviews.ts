import { Fields, isFields, read } from '../KubeObject';
import { badRequest } from '../ApiError';
import { Attributes, Authorizer } from './Authorizer';
import { Authenticator } from './Authenticator';
import { UserInfo } from './UserInfo';

function attributes(spec: unknown): Attributes {
  const url = read(spec, 'nonResourceAttributes');
  const asked = read(spec, 'resourceAttributes');
  if (isFields(url) === isFields(asked)) {
    throw badRequest(
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  const text = (from: unknown, key: string) => String(read(from, key) ?? '');
  if (isFields(url)) {
    return { verb: text(url, 'verb'), path: text(url, 'path') };
  }
  const part = text(asked, 'subresource');
  const resource = text(asked, 'resource');
  return {
    verb: text(asked, 'verb'),
    group: text(asked, 'group'),
    resource: part ? `${resource}/${part}` : resource,
    name: text(asked, 'name'),
    namespace: text(asked, 'namespace') || undefined,
  };
}

/** Answers the kinds that ask who somebody is and what they may do. */
export class Reviews {
  constructor(
    private readonly authorizer: Authorizer,
    private readonly authenticator: Authenticator,
  ) {}

  status(kind: string, body: Fields, user: UserInfo): Fields {
    const { spec } = body;
    switch (kind) {
      case 'SelfSubjectReview':
        return { userInfo: user };
      case 'TokenReview':
        return this.token(spec);
      case 'SelfSubjectRulesReview':
        return this.rules(user, String(read(spec, 'namespace') ?? ''));
      case 'SelfSubjectAccessReview':
        return this.access(user, spec);
      default: {
        const username = String(read(spec, 'user') ?? '');
        const groups = (read(spec, 'groups') ?? []) as string[];
        return this.access({ username, groups }, spec);
      }
    }
  }

  private access(user: UserInfo, spec: unknown): Fields {
    return { allowed: this.authorizer.allows(user, attributes(spec)) };
  }

  private token(spec: unknown): Fields {
    const [audience] = (read(spec, 'audiences') ?? []) as string[];
    const token = String(read(spec, 'token') ?? '');
    const user = this.authenticator.byToken(token, audience);
    return user
      ? {
          authenticated: true,
          user,
          audiences: audience ? [audience] : undefined,
        }
      : { error: 'invalid bearer token' };
  }

  private rules(user: UserInfo, namespace: string): Fields {
    if (!namespace) {
      throw badRequest('no namespace on request');
    }
    const rules = this.authorizer.rulesOf(user, namespace);
    const urls = rules.filter(rule => rule.nonResourceURLs?.length);
    return {
      resourceRules: rules.filter(rule => rule.resources?.length),
      nonResourceRules: urls.map(({ verbs, nonResourceURLs }) => ({
        verbs,
        nonResourceURLs,
      })),
      incomplete: false,
    };
  }
}

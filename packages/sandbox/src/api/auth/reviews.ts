import { check } from '../ApiError';
import { Fields, KubeObject, isFields } from '../KubeObject';
import { Resource, apiVersionOf } from '../Resource';
import { Attributes, Authorizer } from './Authorizer';
import { Authenticator } from './Authenticator';
import { Tokens } from './Tokens';
import { UserInfo } from './UserInfo';

interface Spec {
  user?: string;
  groups?: string[];
  token?: string;
  audiences?: string[];
  expirationSeconds?: number;
  namespace?: string;
  resourceAttributes?: Record<string, string>;
  nonResourceAttributes?: Record<string, string>;
}

function attributes({
  resourceAttributes: asked,
  nonResourceAttributes: url,
}: Spec): Attributes {
  check(
    !asked !== !url,
    400,
    'exactly one of nonResourceAttributes or resourceAttributes must be specified',
  );
  const { verb, path, subresource, group, name, namespace } = {
    ...asked,
    ...url,
  } as Record<string, string>;
  const resource = subresource
    ? `${asked?.resource}/${subresource}`
    : asked?.resource;
  return url ? { verb, path } : { verb, group, resource, name, namespace };
}

/** Answers who somebody is, what they may do, and requests for tokens. */
export function reviews(
  authorizer: Authorizer,
  authenticator: Authenticator,
  tokens: Tokens,
) {
  function status(kind: string, spec: Spec, user: UserInfo): Fields {
    switch (kind) {
      case 'SelfSubjectReview':
        return { userInfo: user };
      case 'TokenReview': {
        const { token = '', audiences } = spec;
        const holder = authenticator.byToken(token, audiences?.[0]);
        return holder
          ? { authenticated: true, user: holder, audiences }
          : { error: 'invalid bearer token' };
      }
      case 'SelfSubjectRulesReview': {
        const rules = authorizer.rulesOf(user, spec.namespace);
        const [resourceRules, nonResourceRules] = [
          'resources',
          'nonResourceURLs',
        ].map(word => rules.filter(rule => word in rule));
        return { resourceRules, nonResourceRules, incomplete: false };
      }
      case 'SelfSubjectAccessReview':
        return { allowed: authorizer.allows(user, attributes(spec)) };
      default: {
        const other = { username: spec.user ?? '', groups: spec.groups ?? [] };
        return { allowed: authorizer.allows(other, attributes(spec)) };
      }
    }
  }
  return (
    resource: Resource,
    sent: unknown,
    user: UserInfo,
    account?: KubeObject,
  ): object => {
    const body = isFields(sent) ? sent : {};
    const spec = (body.spec ?? {}) as Spec;
    if (!account) {
      const { kind } = resource;
      const head = {
        ...body,
        kind,
        apiVersion: apiVersionOf(resource),
        metadata: {},
      };
      return { ...head, status: status(kind, spec, user) };
    }
    const { audiences, expirationSeconds = 3600 } = spec;
    check(
      expirationSeconds >= 600,
      422,
      'spec.expirationSeconds: may not specify a duration less than 10 minutes',
    );
    const { name, namespace } = account.metadata;
    return {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace },
      spec: { audiences, expirationSeconds },
      status: tokens.issue(account, expirationSeconds, audiences),
    };
  };
}

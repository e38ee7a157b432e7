import { ApiError } from '../ApiError';
import { Fields, isFields } from '../KubeObject';
import { Attributes, Authorizer } from './Authorizer';
import { Authenticator } from './Authenticator';
import { UserInfo } from './UserInfo';

type Access = Record<string, string | undefined>;

interface Spec {
  user?: string;
  groups?: string[];
  token?: string;
  audiences?: string[];
  namespace?: string;
  resourceAttributes?: Access;
  nonResourceAttributes?: Access;
}

function attributes({
  resourceAttributes: asked,
  nonResourceAttributes: url,
}: Spec): Attributes {
  if (isFields(url) === isFields(asked)) {
    throw new ApiError(
      400,
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  const {
    verb = '',
    path = '',
    resource,
    subresource,
    group,
    name,
    namespace,
  } = { ...asked, ...url };
  const full = subresource ? `${resource}/${subresource}` : resource;
  return url
    ? { verb, path }
    : { verb, group, resource: full, name, namespace: namespace || undefined };
}

/** The answer to who somebody is or what they may do. */
export function reviewStatus(
  kind: string,
  spec: Spec,
  user: UserInfo,
  authorizer: Authorizer,
  authenticator: Authenticator,
): Fields {
  switch (kind) {
    case 'SelfSubjectReview':
      return { userInfo: user };
    case 'TokenReview': {
      const holder = authenticator.byToken(
        spec.token ?? '',
        spec.audiences?.[0],
      );
      return holder
        ? { authenticated: true, user: holder, audiences: spec.audiences }
        : { error: 'invalid bearer token' };
    }
    case 'SelfSubjectRulesReview': {
      const rules = authorizer.rulesOf(user, spec.namespace);
      const resourceRules = rules.filter(rule => rule.resources);
      const nonResourceRules = rules.filter(rule => rule.nonResourceURLs);
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

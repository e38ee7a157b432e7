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
  nonResourceAttributes?: Attributes;
}

function specOf(sent: unknown): Spec {
  return (isFields(sent) && isFields(sent.spec) ? sent.spec : {}) as Spec;
}

function attributes(spec: Spec): Attributes {
  const { resourceAttributes: asked, nonResourceAttributes: url } = spec;
  const why =
    'one of nonResourceAttributes or resourceAttributes must be given';
  check(!asked !== !url, 400, why);
  const { verb = '', resource, subresource, ...rest } = asked ?? {};
  const full = subresource ? `${resource}/${subresource}` : resource;
  return url ?? { ...rest, verb, resource: full };
}

/** Answers who somebody is, what they may do, and requests for tokens. */
export class Reviews {
  readonly #authorizer: Authorizer;
  readonly #authenticator: Authenticator;
  readonly #tokens: Tokens;

  constructor(
    authorizer: Authorizer,
    authenticator: Authenticator,
    tokens: Tokens,
  ) {
    this.#authorizer = authorizer;
    this.#authenticator = authenticator;
    this.#tokens = tokens;
  }

  answer(resource: Resource, sent: unknown, user: UserInfo): object {
    const { kind } = resource;
    const apiVersion = apiVersionOf(resource);
    const status = this.#status(kind, specOf(sent), user);
    return { ...(sent as object), kind, apiVersion, metadata: {}, status };
  }

  /** A TokenRequest for a service account. */
  token(account: KubeObject, sent: unknown): object {
    const { audiences, expirationSeconds = 3600 } = specOf(sent);
    const why = 'spec.expirationSeconds: may not be less than 10 minutes';
    check(expirationSeconds >= 600, 422, why);
    const { name, namespace } = account.metadata;
    return {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace },
      spec: { audiences, expirationSeconds },
      status: this.#tokens.issue(account, expirationSeconds, audiences),
    };
  }

  #status(kind: string, spec: Spec, user: UserInfo): Fields {
    const { user: username = '', groups = [], token = '', audiences } = spec;
    switch (kind) {
      case 'SelfSubjectReview':
        return { userInfo: user };
      case 'TokenReview': {
        const holder = this.#authenticator.byToken(token, audiences?.[0]);
        return holder
          ? { authenticated: true, user: holder, audiences }
          : { error: 'invalid bearer token' };
      }
      case 'SelfSubjectRulesReview': {
        const rules = this.#authorizer.rulesOf(user, spec.namespace);
        const resourceRules = rules.filter(rule => rule.resources);
        const nonResourceRules = rules.filter(rule => rule.nonResourceURLs);
        return { resourceRules, nonResourceRules, incomplete: false };
      }
      default: {
        const other = { username, groups };
        const who = kind === 'SelfSubjectAccessReview' ? user : other;
        return { allowed: this.#authorizer.allows(who, attributes(spec)) };
      }
    }
  }
}

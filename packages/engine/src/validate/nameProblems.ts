const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const PATH_SEGMENT = /[/%]/;

/**
 * What keeps a text from being a DNS-1123 label, undefined when nothing does.
 * The rules here follow Kubernetes' `k8s.io/apimachinery/pkg/util/validation`.
 */
export function dns1123LabelProblem(text: string): string | undefined {
  if (text.length > 63) {
    return 'must have at most 63 characters';
  }
  return DNS_LABEL.test(text)
    ? undefined
    : 'must be lower case letters, digits and -, and start and end with a letter or digit';
}

/** What keeps a text from being a DNS-1035 label, as names of Services are. */
export function dns1035LabelProblem(text: string): string | undefined {
  if (text.length > 63) {
    return 'must have at most 63 characters';
  }
  return /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text)
    ? undefined
    : 'must be lower case letters, digits and -, start with a letter and end with a letter or digit';
}

/** What keeps a text from being a DNS-1123 subdomain, as most names are. */
export function dns1123SubdomainProblem(text: string): string | undefined {
  if (text.length > 253) {
    return 'must have at most 253 characters';
  }
  return DNS_SUBDOMAIN.test(text)
    ? undefined
    : 'must be lower case letters, digits, - and ., and start and end with a letter or digit';
}

/** What keeps a text from being a name of RBAC objects, which may hold almost everything. */
export function pathSegmentProblem(text: string): string | undefined {
  if (text === '.' || text === '..') {
    return 'must not be . or ..';
  }
  return PATH_SEGMENT.test(text) ? 'must not contain / or %' : undefined;
}

/** What keeps a text from being the key of a label or annotation. */
export function qualifiedNameProblem(text: string): string | undefined {
  const parts = text.split('/');
  if (parts.length > 2) {
    return 'must have at most one /';
  }
  const name = parts[parts.length - 1];
  if (parts.length === 2) {
    const problem = dns1123SubdomainProblem(parts[0]);
    if (problem) {
      return `has a prefix that ${problem}`;
    }
  }
  if (name === '') {
    return 'must have a name';
  }
  if (name.length > 63) {
    return 'must have a name of at most 63 characters';
  }
  return QUALIFIED_PART.test(name)
    ? undefined
    : 'must be letters, digits, -, _ and ., and start and end with a letter or digit';
}

/** What keeps a text from being the value of a label. */
export function labelValueProblem(text: string): string | undefined {
  if (text.length > 63) {
    return 'must have at most 63 characters';
  }
  return LABEL_VALUE.test(text)
    ? undefined
    : 'must be empty or letters, digits, -, _ and ., and start and end with a letter or digit';
}

/** What keeps a text from being a key of a ConfigMap or Secret. */
export function configKeyProblem(key: string): string | undefined {
  if (key.length > 253) {
    return 'must have at most 253 characters';
  }
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    return 'must be letters, digits, -, _ and .';
  }
  return key.startsWith('..') || key === '.'
    ? 'must not be . or start with ..'
    : undefined;
}

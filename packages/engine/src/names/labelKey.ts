/**
 * The key of a label or annotation as Kubernetes defines it: a name of at most 63 characters, with a DNS subdomain (RFC 1123) and `/`
 * before it or not.
 */
export const labelKeyPattern =
  /^(?:(?=[^/]{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

import { shortHash, shorten } from './objectNames';

/**
 * The key of a label or annotation as Kubernetes defines it: a name of at most 63 characters, with a DNS subdomain (RFC 1123) and `/`
 * before it or not.
 */
export const labelKeyPattern =
  /^(?:(?=[^/]{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** The value of a label as Kubernetes defines it; an annotation may be any text. */
export const labelValuePattern =
  /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/**
 * Labels and annotations that Groundwork writes, built on the configured prefix.
 *
 * @public
 */
export interface LabelKeys {
  /** Label: the tenant's name. Only the platform can write it on Namespaces, AppProjects and Applications. */
  tenant: string;
  /** Label: the environment's name. */
  environment: string;
  /** Label: `platform` or `tenant`, the owner of the object. */
  layer: string;
  /** Annotation: the owner as an entity reference, `group:default/payments`. */
  owner: string;
  /** Annotation: version of the renderer that wrote the object. */
  renderer: string;
  /** Annotation: the tier. */
  tier: string;
  /** Annotation: the route hostnames' domains of the tenant, comma separated. */
  domains: string;
  /** Annotation: the ports of gateways the tenant may use, comma separated. */
  ports: string;
  /** Annotation of an Application: until when its self-heal is to be paused, in RFC 3339. */
  selfHealPausedUntil: string;
}

/**
 * The labels and annotations under `prefix`, for example `tenancy.groundwork.dev`.
 *
 * @public
 */
export function labelKeysOf(prefix: string): LabelKeys {
  return {
    tenant: `${prefix}/tenant`,
    environment: `${prefix}/environment`,
    layer: `${prefix}/layer`,
    owner: `${prefix}/owner`,
    renderer: `${prefix}/renderer`,
    tier: `${prefix}/tier`,
    domains: `${prefix}/domains`,
    ports: `${prefix}/ports`,
    selfHealPausedUntil: `${prefix}/self-heal-paused-until`,
  };
}

/**
 * `text` as a label value: at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.
 * Whatever had to change adds a hash, so different texts stay different:
 * `group:default/payments` becomes `group-default-payments-<hash>`. Where the text itself matters, use an annotation.
 *
 * @public
 */
export function labelValue(text: string): string {
  const clean = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  if (clean === text) {
    return shorten(text);
  }
  const head = clean.slice(0, 52).replace(/[^A-Za-z0-9]+$/, '');
  return head === '' ? shortHash(text) : `${head}-${shortHash(text)}`;
}

/**
 * Version of the renderer, written on every object. It is raised once a release, with the first change by which the same
 * requests render to something else, words of guard rails too: so objects of equal versions were made by the same rules. No
 * more often, as each raise changes every object of every tenant. `node scripts/estate.mjs` holds that.
 *
 * @public
 */
export const rendererVersion = '1';

/**
 * Labels of every object that is rendered for a tenant.
 * `layer` is `platform` for guard rails, which admission protects, and `tenant` for what the team owns.
 *
 * @public
 */
export function commonLabels(
  platform: { prefix: string },
  tenant: string,
  environment: string,
  layer: 'platform' | 'tenant',
): Record<string, string> {
  const labelKeys = labelKeysOf(platform.prefix);
  return {
    'app.kubernetes.io/managed-by': 'groundwork',
    [labelKeys.tenant]: tenant,
    [labelKeys.environment]: environment,
    [labelKeys.layer]: layer,
  };
}

/**
 * Annotations of every rendered object.
 *
 * @public
 */
export function commonAnnotations(platform: {
  prefix: string;
}): Record<string, string> {
  return { [labelKeysOf(platform.prefix).renderer]: rendererVersion };
}

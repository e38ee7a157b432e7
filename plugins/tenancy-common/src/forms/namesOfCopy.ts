import type { JsonObject, JsonValue } from '@backstage/types';
import type { PlatformView } from '../api';

/** Whose a request is, and what it is called. */
interface Owned {
  tenant: string;
  name: string;
}

/**
 * A spec with what is named after its tenant or its request renamed for a copy: paths below a secret store's prefix, and
 * hostnames below the tenant's domains whose first label is the request's name. What is named after nothing stays, and
 * the checks say where that can't be.
 */
export function namesOfCopy(
  spec: JsonObject,
  from: Owned,
  to: Owned,
  platform: Pick<PlatformView, 'environments'>,
): JsonObject {
  const prefixes = platform.environments.flatMap(environment =>
    environment.secretStores.map(
      ({ prefix }) =>
        [from, to].map(({ tenant }) =>
          prefixOf(prefix, tenant, environment.name),
        ) as [string, string],
    ),
  );
  const domains = platform.environments
    .flatMap(environment => environment.domains)
    .map(
      domain =>
        [from, to].map(({ tenant }) => `${tenant}.${domain}`) as [
          string,
          string,
        ],
    );
  const rename = (text: string) =>
    inPrefix(text, prefixes) ?? inDomain(text, domains, from, to) ?? text;
  return mapTexts(spec, rename) as JsonObject;
}

function prefixOf(template: string, tenant: string, environment: string) {
  return template
    .replace(/\$\{\{\s*tenant\s*\}\}/g, tenant)
    .replace(/\$\{\{\s*environment\s*\}\}/g, environment);
}

function inPrefix(
  text: string,
  prefixes: ReadonlyArray<[string, string]>,
): string | undefined {
  const found = prefixes.find(
    ([was, is]) => was !== '' && was !== is && text.startsWith(was),
  );
  return found && found[1] + text.slice(found[0].length);
}

function inDomain(
  text: string,
  domains: ReadonlyArray<[string, string]>,
  from: Owned,
  to: Owned,
): string | undefined {
  const found = domains.find(
    ([was]) => text === was || text.endsWith(`.${was}`),
  );
  if (!found) {
    return undefined;
  }
  const labels = text.slice(0, -found[0].length);
  return (
    (labels === `${from.name}.` ? `${to.name}.` : labels) +
    (from.tenant === to.tenant ? found[0] : found[1])
  );
}

function mapTexts(
  value: JsonValue | undefined,
  rename: (text: string) => string,
): JsonValue | undefined {
  if (typeof value === 'string') {
    return rename(value);
  }
  if (Array.isArray(value)) {
    return value.map(item => mapTexts(item, rename) ?? null);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          key,
          mapTexts(member, rename),
        ]),
      )
    : value;
}

import { sameValue } from '../edit/mergeValues';
import { isTenant, type Tenant } from '../manifests';
import {
  type Fields,
  fieldsOf,
  listOf,
  plainText,
  textsOf,
} from '../model/fields';
import type { RequestEnvelope } from '../request';

/** A Tenant request as it is in Git. */
export type KnownTenant = RequestEnvelope & Tenant;

/** The Tenant request of a name. */
export function knownTenant(
  name: string,
  present: readonly RequestEnvelope[],
): KnownTenant | undefined {
  const found = present.find(
    each => isTenant(each) && each.metadata.name === name,
  );
  return found && isTenant(found) ? found : undefined;
}

/**
 * The specification of a tenant that Git has, with the environments that it has not: what Git says stays as it says it, since a cluster may
 * be behind, and does not show all of it.
 *
 * @param there - what is there, as a specification of its own
 * @param names - the environments that Git does not have
 * @returns with lines for what of these environments is not taken (`left`), and for what is (`notes`)
 */
export function withEnvironments(
  known: Fields,
  there: Fields,
  names: readonly string[],
): {
  spec: Record<string, unknown>;
  left: readonly string[];
  notes: readonly string[];
} {
  const spec: Record<string, unknown> = {
    ...known,
    namespaceMetadata: metadataOf(known, there),
  };
  if (names.length === 0) {
    return { spec, left: [], notes: [] };
  }
  const left: string[] = [];
  const where = names.join(', ');
  spec.environments = [...textsOf(known.environments), ...names];
  spec.domains = { ...fieldsOf(there.domains), ...fieldsOf(known.domains) };
  for (const field of ['ports', 'selfHealPauses']) {
    spec[field] = [...listOf(known[field]), ...listOf(there[field])];
  }
  spec.draining = [...textsOf(known.draining), ...textsOf(there.draining)];
  spec.syncWindows = united(known.syncWindows, there.syncWindows, names);
  spec.egress = united(known.egress, there.egress, names).filter(
    ({ name }, index, all) => {
      // A name stands for one way out.
      const isFirst = all.findIndex(each => each.name === name) === index;
      if (!isFirst) {
        left.push(
          `egress: ${plainText(
            name,
          )} in ${where}, which its request in Git has otherwise`,
        );
      }
      return isFirst;
    },
  );
  const further = (field: string) =>
    textsOf(there[field]).filter(each => !textsOf(known[field]).includes(each));
  const viewers = further('viewers');
  if (viewers.length > 0) {
    left.push(
      `viewers: ${viewers.join(
        ', ',
      )}, there in ${where} alone; a request names viewers for all of its environments`,
    );
  }
  const repositories = further('repositories');
  spec.repositories = [...textsOf(known.repositories), ...repositories];
  return {
    spec,
    left,
    notes: repositories.map(
      url =>
        `repository ${url} is there in ${where} alone, and would be allowed in all of its environments`,
    ),
  };
}

/** Of each environment, the keys that Git does not name. */
function metadataOf(known: Fields, there: Fields): Fields {
  const [own, found] = [known, there].map(each =>
    fieldsOf(each.namespaceMetadata),
  );
  return Object.fromEntries(
    Object.keys({ ...own, ...found }).map(environment => {
      const [mine, theirs] = [own, found].map(each =>
        fieldsOf(each[environment]),
      );
      return [
        environment,
        Object.fromEntries(
          Object.keys({ ...mine, ...theirs }).map(part => [
            part,
            { ...fieldsOf(theirs[part]), ...fieldsOf(mine[part]) },
          ]),
        ),
      ];
    }),
  );
}

/** Entries of two lists, each with the environments that it holds in; without them it holds in all. */
function united(
  known: unknown,
  added: unknown,
  names: readonly string[],
): Fields[] {
  const all = [...listOf(known)];
  for (const entry of listOf(added)) {
    const { environments = names, ...rest } = entry;
    const own = textsOf(environments);
    const index = all.findIndex(({ environments: _environments, ...each }) =>
      sameValue(each, rest),
    );
    const there = all[index];
    if (index < 0) {
      all.push({ ...rest, environments: own });
    } else if (there.environments !== undefined) {
      all[index] = {
        ...there,
        environments: [...textsOf(there.environments), ...own],
      };
    }
  }
  return all;
}

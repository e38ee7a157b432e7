import { Resource, apiVersionOf } from './Resource';

/** Which kinds are served, built-in or by CustomResourceDefinition. */
export class Registry {
  private readonly resources = new Map<string, Resource>();

  constructor(builtin: Resource[]) {
    builtin.forEach(resource => this.add(resource));
  }

  add(resource: Resource): void {
    const { plural } = resource;
    this.resources.set(`${apiVersionOf(resource)}/${plural}`, resource);
  }

  /** Stops serving what a CustomResourceDefinition had brought. */
  drop(definition: string): void {
    for (const [key, resource] of this.resources) {
      if (resource.definition === definition) {
        this.resources.delete(key);
      }
    }
  }

  find(apiVersion: string, plural: string): Resource | undefined {
    return this.resources.get(`${apiVersion}/${plural}`);
  }

  /** One version of the kind stored under this key. */
  byStorageKey(key: string): Resource | undefined {
    return this.all().find(({ group, plural }) => `${group}/${plural}` === key);
  }

  all(): Resource[] {
    return [...this.resources.values()];
  }

  /** Group names in their order, with their versions, best first. */
  groups(): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const { group, version } of this.all()) {
      const versions = groups.get(group) ?? [];
      if (!versions.includes(version)) {
        groups.set(group, [...versions, version].sort(byPriority));
      }
    }
    return groups;
  }
}

/** GA before beta before alpha, then the higher number, as Kubernetes does. */
export function byPriority(a: string, b: string): number {
  const [left, right] = [a, b].map(rank);
  const first = left.findIndex((value, index) => value !== right[index]);
  return first < 0 ? a.localeCompare(b) : right[first] - left[first];
}

function rank(version: string): number[] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) {
    return [0, 0, 0];
  }
  const stage = { alpha: 1, beta: 2 }[match[2]] ?? 3;
  return [stage, Number(match[1]), Number(match[3] ?? 0)];
}

import { Resource, apiVersionOf, storageKey } from './Resource';

/** Which kinds are served, built-in or by CustomResourceDefinition. */
export class Registry {
  #resources: Resource[];

  constructor(resources: Resource[]) {
    this.#resources = resources;
  }

  add(resource: Resource): void {
    this.#resources.push(resource);
  }

  /** Stops serving what a CustomResourceDefinition had brought. */
  drop(definition: string): void {
    this.#resources = this.#resources.filter(r => r.definition !== definition);
  }

  find(apiVersion: string, plural: string): Resource | undefined {
    return this.in(apiVersion).find(r => r.plural === plural);
  }

  /** One version of the kind stored under this key. */
  byStorageKey(key: string): Resource | undefined {
    return this.#resources.find(resource => storageKey(resource) === key);
  }

  in(apiVersion: string): Resource[] {
    return this.#resources.filter(r => apiVersionOf(r) === apiVersion);
  }

  apiVersions(): string[] {
    return [...new Set(this.#resources.map(apiVersionOf))];
  }

  /** The names of the groups with their versions, best first. */
  groups(): [name: string, versions: string[]][] {
    const names = [...new Set(this.#resources.map(({ group }) => group))];
    return names.map(name => {
      const own = this.#resources.filter(({ group }) => group === name);
      const versions = [...new Set(own.map(({ version }) => version))];
      return [name, versions.sort(byPriority)];
    });
  }
}

/** GA before beta before alpha, then the higher number, as Kubernetes does. */
function byPriority(a: string, b: string): number {
  const stages = ['alpha', 'beta', undefined];
  const rank = (version: string) => {
    const [, major, stage, minor = 0] =
      /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    return major
      ? stages.indexOf(stage) * 1e6 + Number(major) * 1e3 + Number(minor)
      : -1;
  };
  return rank(b) - rank(a) || a.localeCompare(b);
}

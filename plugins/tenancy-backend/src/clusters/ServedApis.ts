/** The API groups of each cluster with their versions, as `route.openshift.io/v1`, those of aggregated API servers among them. */
export class ServedApis {
  readonly #byCluster = new Map<string, readonly string[]>();

  /** Undefined while the cluster did not say. */
  of(cluster: string): readonly string[] | undefined {
    return this.#byCluster.get(cluster);
  }

  /** What a cluster serves, by group. */
  tell(cluster: string, groups: ReadonlyMap<string, readonly string[]>): void {
    const apis = [...groups].flatMap(([group, versions]) =>
      versions.map(version => (group ? `${group}/${version}` : version)),
    );
    this.told(cluster, apis);
  }

  /** What another replica was told; it may not know either. */
  told(cluster: string, apis: readonly string[] | undefined): void {
    if (!apis) {
      this.#byCluster.delete(cluster);
    } else if (this.of(cluster)?.join() !== apis.join()) {
      // What is made of it is kept for as long as it is the same list.
      this.#byCluster.set(cluster, apis);
    }
  }
}

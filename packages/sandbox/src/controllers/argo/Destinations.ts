import { Cluster } from '../Cluster';
import { KubeClient } from '../KubeClient';
import { KubeObject } from '../KubeObject';
import { Destination } from './Application';

/** The address under which Argo CD knows the cluster it runs on. */
const inCluster = {
  server: 'https://kubernetes.default.svc',
  name: 'in-cluster',
};

/** A cluster that was found, by both of its names. */
export interface Found extends Destination {
  cluster: Cluster;
}

/** The clusters that one Argo CD writes to: its own, and those its Secrets `argocd.argoproj.io/secret-type: cluster` name. */
export class Destinations {
  readonly #open = new Map<string, { source: string; cluster: Cluster }>();

  constructor(
    readonly home: Cluster,
    readonly namespace: string,
    readonly onChange: () => void,
  ) {}

  /** The cluster with both of its names; throws Argo CD's message if there is none. */
  async find({ server, name, namespace }: Destination): Promise<Found> {
    if (server === inCluster.server || name === inCluster.name) {
      return { ...inCluster, namespace, cluster: this.home };
    }
    const secrets = await this.home.list<
      KubeObject & { data?: Record<string, string> }
    >('v1', 'Secret');
    for (const { metadata, data = {} } of secrets) {
      const type = metadata.labels?.['argocd.argoproj.io/secret-type'];
      if (type !== 'cluster' || metadata.namespace !== this.namespace) {
        continue;
      }
      const [named, at, config] = ['name', 'server', 'config'].map(key =>
        Buffer.from(data[key] ?? '', 'base64').toString(),
      );
      if (name ? name !== named : server !== at) {
        continue;
      }
      return {
        name: named,
        server: at,
        namespace,
        cluster: this.#connect(named, at, config),
      };
    }
    throw new Error(
      name
        ? `there are no clusters with this name: ${name}`
        : `cluster "${server}" not found`,
    );
  }

  #connect(name: string, server: string, config: string): Cluster {
    const known = this.#open.get(name);
    if (known?.source === server + config) {
      return known.cluster;
    }
    known?.cluster.close();
    const { bearerToken: token, tlsClientConfig: tls = {} } =
      JSON.parse(config);
    const { insecure: skipTLSVerify, caData, certData, keyData } = tls;
    const client = KubeClient.to(
      server,
      { token, certData, keyData },
      { caData, skipTLSVerify },
    );
    const cluster = new Cluster(name, client);
    cluster.onChange(this.onChange);
    this.#open.set(name, { source: server + config, cluster });
    return cluster;
  }

  close(): void {
    this.#open.forEach(({ cluster }) => cluster.close());
  }
}

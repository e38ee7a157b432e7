import { join } from 'node:path';
import { parse } from 'yaml';
import { ApiServer, startApiServer } from './api';
import { foreignDefinitions } from './estate/foreignDefinitions';
import { estateDir, loadCrds } from './estate/loadEstate';
import { Settings } from './Settings';

/** A cluster's address, and what proves that it is it. */
export interface ClusterAddress {
  name: string;
  url: string;
  caData?: string;
}

/** The users of every cluster, by what they are for. */
const clusterUsers = {
  controllers: { name: 'sandbox-controllers', groups: ['system:masters'] },
  admin: { name: 'admin', groups: ['system:masters'] },
  reader: { name: 'groundwork-reader', groups: [] },
  actor: {
    name: 'system:serviceaccount:groundwork:groundwork-actor',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:groundwork'],
  },
};

/** Starts an API server for each name; ports and tokens are those of the last start. */
export async function startClusters(
  names: readonly string[],
  settings: Settings,
  stateDir: string,
) {
  const crds = await loadCrds();
  const foreign = await foreignDefinitions(estateDir);
  const users = Object.entries(clusterUsers).map(([key, user]) => ({
    ...user,
    token: settings.token(key),
  }));
  const servers: ApiServer[] = [];
  const addresses: ClusterAddress[] = [];
  for (const name of names) {
    const port = await settings.port(name);
    const server = await startApiServer({
      name,
      stateDir: join(stateDir, 'clusters'),
      port,
      users,
      crds: [...crds, ...foreign.current],
      legacyCrds: foreign.legacy,
    });
    const { cluster } = parse(server.kubeconfig()).clusters[0];
    servers.push(server);
    addresses.push({
      name,
      url: cluster.server,
      caData: cluster['certificate-authority-data'],
    });
  }
  const close = () => Promise.all(servers.map(server => server.close()));
  return { addresses, close };
}

import { stringify } from 'yaml';
import { ApiUser } from './ApiServer';

interface Endpoint {
  name: string;
  server: string;
  certificate: string;
}

export function kubeconfig(
  { name: cluster, server, certificate }: Endpoint,
  users: ApiUser[],
  wanted?: string,
): string {
  const user = users.find(({ name }) => !wanted || name === wanted);
  if (!user) {
    throw new Error(`The cluster ${cluster} has no user ${wanted ?? ''}`);
  }
  const { name, token } = user;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server,
          'certificate-authority-data':
            Buffer.from(certificate).toString('base64'),
        },
      },
    ],
    users: [{ name, user: { token } }],
    contexts: [{ name: cluster, context: { cluster, user: name } }],
    'current-context': cluster,
  });
}

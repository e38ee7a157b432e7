import { stringify } from 'yaml';
import { ApiUser } from './ApiServer';

export function kubeconfig(
  cluster: string,
  server: string,
  certificate: string,
  users: ApiUser[],
  wanted = users[0]?.name,
): string {
  const user = users.find(({ name }) => name === wanted);
  if (!user) {
    throw new Error(`The cluster ${cluster} has no user ${wanted}`);
  }
  const { name, token } = user;
  const authority = Buffer.from(certificate).toString('base64');
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: { server, 'certificate-authority-data': authority },
      },
    ],
    users: [{ name, user: { token } }],
    contexts: [{ name: cluster, context: { cluster, user: name } }],
    'current-context': cluster,
  });
}

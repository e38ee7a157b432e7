/** The client of Kubernetes, loaded only when it is needed: who checks a checkout without a cluster never pays for it. */
export const loadClient = () => import('@kubernetes/client-node');
